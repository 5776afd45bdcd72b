### Machine translation, not reviewed by a native speaker.
### What the library says to the worker, and to a contact on the worker's behalf.

## To a contact: what a step says. Each says that silence is not proof of harm.

step-1 = Walang balita mula kay { $name } mula pa sa inaasahang oras. Ang pananahimik ay hindi patunay na may masamang nangyari: baka patay, sira, o walang signal ang telepono. Pakisubukang kontakin si { $name }.
step-2 = Wala pa ring balita mula kay { $name }. Makikita mo na ngayon ang mga huling alam na lugar. Ang pananahimik ay hindi patunay na may masamang nangyari. Pakiusap, makipag-usap sa ibang kontak at magpasya nang sama-sama kung ano ang gagawin.
step-3 = Wala pa ring balita mula kay { $name }. Makikita mo na ngayon ang mga papeles tungkol kay { $name }: ang amo, ang recruiter, ang tirahan. Ang pananahimik ay hindi patunay na may masamang nangyari, pero mabuti nang humingi ng tulong ngayon.
drill = Ito ay pagsasanay lang, hindi alarma. Sinusubukan ni { $name } kung paano ka masasabihan.
drill-answer = Pakibuksan ang mensaheng ito at sagutin, gaya ng gagawin mo kung totoo ito.
check-in-came = May dumating na balita mula kay { $name }. Hindi pa nito sinasabi na maayos na ang lahat.
all-clear = Kinumpirma ni { $name } na wala nang panganib.

## To a contact: what the contact's own app sees.

watch-late = Huli ang balita mula kay { $name }.
watch-missed = Walang dumating na balita mula kay { $name } sa napagkasunduang oras. Ang pananahimik ay hindi patunay na may masamang nangyari.
watch-relay-silent = Hindi sumasagot ang server, kaya baka mahuli ang balita. Patuloy na nagbabantay mag-isa ang teleponong ito.
watch-relay-away = Nawala sandali ang server at nakabalik na. Baka mahuli ang mga abiso kaysa sa plano.
late-minutes = { $count ->
    [one] Huli nang { $count } minuto
   *[other] Huli nang { $count } na minuto
}
late-hours = { $count ->
    [one] Huli nang { $count } oras
   *[other] Huli nang { $count } na oras
}
late-days = { $count ->
    [one] Huli nang { $count } araw
   *[other] Huli nang { $count } na araw
}

## To a contact: what to do now.

todo-title = Ano ang gagawin ngayon
todo-answer = Sagutin ang mensaheng ito, para malaman ng iba na nakita mo na ito.
todo-call = Tawagan si { $name } at magpadala ng mensahe. Subukan nang higit sa isang beses.
todo-other-voice = Kung ibang tao ang sumagot, huwag banggitin ang abisong ito. Sabihin na gusto mo lang mangumusta.
todo-together = Makipag-usap sa ibang kontak. Magpasya kung sino ang gagawa ng ano.
todo-employer = Huwag sabihan ang amo o ang recruiter. Baka malagay sa panganib si { $name }.
todo-places = Isulat ang huling alam na lugar at ang oras.
todo-report = Dalhin ang mga papeles sa pulis o sa samahang tumutulong sa mga migranteng manggagawa. Humingi ng nakasulat na ulat.
todo-embassy = Tawagan ang embahada ng bansa ni { $name }.
todo-money = Kung may humingi ng pera, huwag agad magbayad. Isulat kung sino ang humingi at paano. Humingi muna ng tulong.
todo-danger = Kung alam mong nasa panganib si { $name }, tawagan agad ang pulis doon.

## By SMS to a contact with a feature phone.

sms-step-1 = Walang balita mula kay { $name } sa inaasahang oras. Hindi tiyak na may masama, baka patay lang ang telepono. Pakisubukang tumawag.
sms-step-2 = Wala pa ring balita mula kay { $name }. Hindi tiyak na may masama. Pakiusap, kausapin ang pamilya at magpasya nang sama-sama.
sms-step-3 = Wala pa ring balita mula kay { $name }. Hindi tiyak na may masama, pero humingi na ng tulong sa pulis o sa samahan ng mga migrante.
sms-drill = Ito ay pagsasanay lang, hindi alarma. Sinusubukan ni { $name } kung paano ka masasabihan. Wala kang kailangang gawin.

## To the worker, on a screen that others may see: these say nothing of what they are about.

reminder-before = May munting gagawin maya-maya
reminder-due = May munting gagawin ngayon
reminder-grace = May munting gagawin pa rin

## To the worker: the plan.

plan-journey = Biyahe
plan-daily = Araw-araw
plan-weekly = Linggo-linggo
plan-every-hours = { $count ->
    [one] Isang balita bawat { $count } oras
   *[other] Isang balita bawat { $count } na oras
}
plan-every-days = { $count ->
    [one] Isang balita bawat { $count } araw
   *[other] Isang balita bawat { $count } na araw
}
plan-wait-minutes = { $count ->
    [one] Kung walang dumating, sasabihan ang mga kontak mo pagkaraan ng { $count } minuto
   *[other] Kung walang dumating, sasabihan ang mga kontak mo pagkaraan ng { $count } na minuto
}
plan-wait-hours = { $count ->
    [one] Kung walang dumating, sasabihan ang mga kontak mo pagkaraan ng { $count } oras
   *[other] Kung walang dumating, sasabihan ang mga kontak mo pagkaraan ng { $count } na oras
}
plan-wait-days = { $count ->
    [one] Kung walang dumating, sasabihan ang mga kontak mo pagkaraan ng { $count } araw
   *[other] Kung walang dumating, sasabihan ang mga kontak mo pagkaraan ng { $count } na araw
}
contacts-covered = { $count ->
    [one] { $count } kontak ang sasabihan
   *[other] { $count } na kontak ang sasabihan
}
contacts-not-covered = { $count ->
    [one] { $count } kontak ang hindi pa kasama
   *[other] { $count } na kontak ang hindi pa kasama
}

## To the worker, inside the vault: before wrong PINs may wipe the store.

erase-warning = Pagkatapos ng ganoong karaming sunod-sunod na maling PIN, masisira ang lahat ng nasa app na ito, pati ang hindi pa naipapadala. Magagawa iyon ng sinumang may hawak ng telepono. Walang anuman at walang sinuman ang makapagbabalik nito.

## To the worker, inside the vault: what was agreed to long ago.

consent-ask = Tingnan muli kung ano ang natatanggap ni { $name } mula sa iyo. Gusto mo pa rin ba iyon?
consent-lapsed = Hindi ka sumagot, kaya hindi na natatanggap ni { $name } ang lugar mo kasama ng bawat balita. Kung may problema, malalaman pa rin niya.
