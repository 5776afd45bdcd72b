### Machine translation, not reviewed by a native speaker.
### What the command line's demo tells.

armed = { $count ->
    [one] Mpango umeanza: taarifa ya { $name } inatarajiwa ndani ya saa { $count }.
   *[other] Mpango umeanza: taarifa ya { $name } inatarajiwa ndani ya saa { $count }.
}
late = Taarifa ya { $name } imechelewa.
missed = Taarifa ya { $name } haikufika kwa wakati.
step-told = { $count ->
    [one] Hatua ya { $step }: mtu { $count } ameambiwa.
   *[other] Hatua ya { $step }: watu { $count } wameambiwa.
}
check-in-came = Taarifa ya { $name } imefika. Wote walioambiwa awali watajulishwa.
all-clear = { $name } amethibitisha kuwa hatari imepita.
family-page = Ukurasa wa familia: { $url }

## A worker falls silent: the demo of a missed check-in.

missed-title = { $name } hasikiki tena
missed-lead = { $name } yuko safarini kwenda kazi mbali na nyumbani, na simu haipo tena. Yaliyokubaliwa kabla ya kuondoka yanaendelea bila simu: hatua kwa hatua, watu ambao { $name } anawaamini wanaambiwa.
missed-rehearsal = Hili ni zoezi la watu wa kubuni. Programu, hifadhi zilizofungwa, seva na barua ni za kweli. Saa ya hadithi inaenda haraka, na programu ndogo inasoma ukurasa wa familia badala ya kivinjari.
missed-files = Kila kitu kinabaki kwenye mashine hii: { $path }
missed-server = Seva inafanya kazi. Inahifadhi ujumbe ambao haiwezi kuusoma.
missed-mail = Barua zinaenda kwenye seva ya barua: { $address }
missed-stores = { $name } na { $contact } kila mmoja ana hifadhi iliyofungwa.
missed-link = { $contact } anafungua kiungo kutoka kwa { $name } na kusoma tarakimu sita kwa sauti: { $digits }
missed-paired = Tarakimu zinafanana. { $contact } sasa ni mtu wa kuaminika.
missed-family = { $contact } hana programu ya simu. { $name } anatuma kiungo cha ukurasa wa familia, na { $contact } anakifungua.
missed-address = { $contact } anataka barua pia: { $address }
missed-agreed = { $contact } alipata barua yenye swali, akafungua kiungo ndani yake na akakubali.
missed-please-agree = Tafadhali fungua kiungo kilicho kwenye barua na ubonyeze kitufe. Hadithi inakisubiri.
missed-file = { $name } anafunga hati: mwajiri, wakala wa ajira, anwani, nakala ya pasipoti. Bado hakuna anayeweza kuzifungua.
missed-drill = Kwanza, kila mtu anafanya zoezi mara moja.
missed-practised = { $contact } amepata ujumbe wa zoezi. Unasema wazi kuwa ni zoezi.
missed-ladder = Ikiwa hakuna taarifa, { $contact } anasikia kwanza. Kisha kila mtu, pamoja na mahali pa mwisho. Kisha hati zinafunguka.
missed-check-in = Taarifa ya { $name }: { $note }
missed-note-leaving = Tunaondoka. Nitaandika kutoka mpakani.
missed-note-moved = Sasa ni dereva mwingine. Ameshika pasipoti zetu.
missed-note-found = Nimerudishiwa simu yangu. Niko kituo cha polisi.
missed-gone = Simu ya { $name } haipo tena: programu yake imekatizwa, hifadhi yake haifikiki.
missed-own-watch = Programu ya { $contact } iligundua yenyewe, bila seva.
missed-letter = Barua imefika kwa { $contact }: { $subject }
missed-reads = { $contact } anasoma: { $text }
missed-places = { $contact } sasa anaweza kuona mahali pa mwisho. Pa karibuni zaidi: { $place }
missed-hold = { $contact } anaomba muda kidogo zaidi kabla ya hatua inayofuata. Wengine wanaona hilo.
missed-opened = { $contact } sasa anaweza kuona hati: { $text }
missed-found = Simu ya { $name } imepatikana.
missed-stays = Ukurasa wa familia unabaki wazi hadi ubonyeze { $key }.
missed-done = Kila hatua ilifanyika.
missed-story = Hadithi yote kwenye ukurasa mmoja: { $path }
missed-when = Lini
missed-who = Nani
missed-what = Nini
missed-timeline = Kilichotokea, hatua kwa hatua
missed-letters = Barua
missed-map = Mahali pa mwisho
missed-limits-title = Kisichoahidiwa hapa
missed-limits = Ukimya si uthibitisho wa madhara, na ujumbe si uthibitisho wa usalama. Seva haiwezi kusoma ujumbe, lakini inaona unapofika, na inaweza kuuzuia. Simu isiyo na mtandao haitumi chochote. Kila hatua inawaambia watu; hakuna anayeweza kuahidi kuwa watachukua hatua.
missed-teller = Hadithi
missed-relay = Seva
missed-file-title = Hati
