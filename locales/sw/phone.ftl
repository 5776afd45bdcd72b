### Machine translation, not reviewed by a native speaker.
### What the library says to the worker, and to a contact on the worker's behalf.

## To a contact: what a step says. Each says that silence is not proof of harm.

step-1 = Hakuna taarifa kutoka kwa { $name } tangu wakati uliotarajiwa. Ukimya si uthibitisho wa madhara: huenda simu imezimwa, imeharibika au haina mtandao. Tafadhali jaribu kuwasiliana na { $name }.
step-2 = Bado hakuna taarifa kutoka kwa { $name }. Sasa unaweza kuona mahali pa mwisho panapojulikana. Ukimya si uthibitisho wa madhara. Tafadhali zungumza na watu wengine wa kuaminika na mwamue pamoja la kufanya.
step-3 = Bado hakuna taarifa kutoka kwa { $name }. Sasa unaweza kuona hati kuhusu { $name }: mwajiri, wakala wa ajira, anwani. Ukimya si uthibitisho wa madhara, lakini sasa ni vyema kuomba msaada.
drill = Hili ni zoezi, si tahadhari ya kweli. { $name } anajaribu jinsi utakavyoarifiwa.
drill-answer = Tafadhali fungua ujumbe huu na uujibu, kama vile ungefanya jambo likiwa la kweli.
check-in-came = Taarifa kutoka kwa { $name } imefika. Bado haimaanishi kwamba kila kitu ni salama.
all-clear = { $name } amethibitisha kuwa hatari imepita.

## To a contact: what the contact's own app sees.

watch-late = Taarifa ya { $name } imechelewa.
watch-missed = Hakuna taarifa kutoka kwa { $name } katika muda uliokubaliwa. Ukimya si uthibitisho wa madhara.
watch-relay-silent = Seva haijibu, kwa hiyo taarifa zinaweza kuchelewa. Simu hii inaendelea kufuatilia yenyewe.
watch-relay-away = Seva ilikatika kwa muda na sasa imerudi. Arifa zinaweza kuchelewa kuliko ilivyopangwa.
late-minutes = { $count ->
    [one] Imechelewa dakika { $count }
   *[other] Imechelewa dakika { $count }
}
late-hours = { $count ->
    [one] Imechelewa saa { $count }
   *[other] Imechelewa saa { $count }
}
late-days = { $count ->
    [one] Imechelewa siku { $count }
   *[other] Imechelewa siku { $count }
}

## To a contact: what to do now.

todo-title = La kufanya sasa
todo-answer = Jibu ujumbe huu, ili wengine wajue kwamba umeuona.
todo-call = Mpigie { $name } simu na umwandikie ujumbe. Jaribu zaidi ya mara moja.
todo-other-voice = Mtu mwingine akipokea simu, usizungumze kuhusu arifa hii. Sema ulitaka tu kumsalimia.
todo-together = Zungumza na watu wengine wa kuaminika. Amueni nani atafanya nini.
todo-employer = Usimwambie mwajiri wala wakala wa ajira. Inaweza kumweka { $name } hatarini.
todo-places = Andika mahali pa mwisho panapojulikana na saa.
todo-report = Peleka hati kwa polisi au kwa shirika linalosaidia wafanyakazi wahamiaji. Omba ripoti ya maandishi.
todo-embassy = Piga simu kwa ubalozi wa nchi ya { $name }.
todo-money = Mtu akiomba pesa, usilipe mara moja. Andika ni nani na ameomba vipi. Omba msaada kwanza.
todo-danger = Ukijua kwamba { $name } yuko hatarini, piga simu kwa polisi wa huko mara moja.

## By SMS to a contact with a feature phone.

sms-step-1 = Hakuna taarifa kutoka kwa { $name } kwa wakati uliotarajiwa. Huenda si hatari, simu inaweza kuwa imezimwa. Tafadhali jaribu kupiga simu.
sms-step-2 = Bado hakuna taarifa kutoka kwa { $name }. Huenda si hatari. Tafadhali zungumza na familia na mwamue pamoja la kufanya.
sms-step-3 = Bado hakuna taarifa kutoka kwa { $name }. Huenda si hatari, lakini omba msaada kwa polisi au shirika linalosaidia wahamiaji.
sms-drill = Hili ni zoezi, si tahadhari ya kweli. { $name } anajaribu jinsi utakavyoarifiwa. Huhitaji kufanya chochote.

## To the worker, on a screen that others may see: these say nothing of what they are about.

reminder-before = Kuna jambo dogo la kufanya hivi karibuni
reminder-due = Kuna jambo dogo la kufanya sasa
reminder-grace = Jambo dogo bado halijafanywa

## To the worker: the plan.

plan-journey = Safari
plan-daily = Kila siku
plan-weekly = Kila wiki
plan-every-hours = { $count ->
    [one] Taarifa moja kila saa { $count }
   *[other] Taarifa moja kila saa { $count }
}
plan-every-days = { $count ->
    [one] Taarifa moja kila siku { $count }
   *[other] Taarifa moja kila siku { $count }
}
plan-wait-minutes = { $count ->
    [one] Isipofika, watu wako wataambiwa baada ya dakika { $count }
   *[other] Isipofika, watu wako wataambiwa baada ya dakika { $count }
}
plan-wait-hours = { $count ->
    [one] Isipofika, watu wako wataambiwa baada ya saa { $count }
   *[other] Isipofika, watu wako wataambiwa baada ya saa { $count }
}
plan-wait-days = { $count ->
    [one] Isipofika, watu wako wataambiwa baada ya siku { $count }
   *[other] Isipofika, watu wako wataambiwa baada ya siku { $count }
}
contacts-covered = { $count ->
    [one] Mtu { $count } ataambiwa
   *[other] Watu { $count } wataambiwa
}
contacts-not-covered = { $count ->
    [one] Mtu { $count } bado hajajumuishwa
   *[other] Watu { $count } bado hawajajumuishwa
}

## To the worker, inside the vault: before wrong PINs may wipe the store.

erase-warning = Baada ya PIN zisizo sahihi mara hizo mfululizo, kila kitu katika programu hii kinaharibiwa, hata ambacho bado hakijatumwa. Yeyote aliyeshika simu anaweza kusababisha hilo. Hakuna kitu wala mtu anayeweza kukirudisha.

## To the worker, inside the vault: what was agreed to long ago.

consent-ask = Angalia tena { $name } anapata nini kutoka kwako. Je, bado unataka hivyo?
consent-lapsed = Hukujibu, kwa hiyo { $name } hapati tena mahali ulipo pamoja na kila taarifa. Kukiwa na tatizo, bado ataarifiwa.
