### Machine translation, not reviewed by a native speaker.
### The family page: what a trusted contact without the app reads in a browser. The reader may be frightened, tired, and
### not used to reading. Short sentences, everyday words. "$name" is the worker: the person who is far from home.
### "The relay" is the server that passes messages on. It cannot read them.

## The page as a whole.

page-title = Ukurasa wa familia
skip-to-content = Nenda kwenye yaliyomo
language = Lugha
back = Rudi
cancel = Ghairi
save = Hifadhi
saved = Imehifadhiwa
nobody = mtu wako

## Before the link is opened. Nothing is sent until the button is pressed.

start-title = Ukurasa wako wa familia
start-text = Mtu anayekuamini alikupa ukurasa huu. Unakuonyesha hali yake, na unakuambia kama kuna tatizo.
start-open = Fungua ukurasa wangu
start-note = Hakuna kinachopakiwa kabla hujabonyeza kitufe.
start-keep = Tunza kiungo. Ndiyo njia yako ya kurudi. Usimpe mtu yeyote.
link-in-history = Kivinjari chako kinaweza kuhifadhi kiungo hiki kwenye historia yake. Ikiwa watu wengine wanatumia kifaa hiki, kifute huko.

nolink-title = Fungua ukurasa wako kwa kiungo chako
nolink-text = Bandika kiungo ulichopewa. Kinaanza na “http” na kina “#WF1” ndani yake.
nolink-label = Kiungo chako
nolink-open = Fungua

link-not-ours = Hiki si kiungo cha ukurasa wa familia. Tafadhali nakili tena kiungo chote.
link-damaged = Kiungo hiki kimeharibika. Sehemu yake haipo au imebadilika. Tafadhali nakili tena kiungo chote.
link-too-new = Kiungo hiki kimetengenezwa na toleo jipya zaidi. Pakia ukurasa huu tena. Isiposaidia, tumia ukurasa wa anwani iliyo kwenye kiungo.
link-wrong-kind = Huu ni msimbo wa programu, si wa ukurasa wa familia. Omba kiungo cha ukurasa wako wa familia.
link-invalid = Kuna kosa kwenye kiungo hiki. Omba kipya.
link-other-place = Kiungo hiki ni cha anwani nyingine. Tafadhali kifungue hapo: { $url }
link-too-many = Ukurasa huu unaweza kushika watu 200. Ondoa mmoja kabla ya kuongeza mwingine.

storage-none = Kivinjari hiki hakihifadhi chochote. Ukifunga ukurasa huu, utahitaji kiungo chako tena.
storage-full = Hakuna nafasi tena kwenye kifaa hiki. Ulicho nacho kimehifadhiwa. Tafadhali ongeza nafasi.
storage-too-new = Toleo jipya zaidi la ukurasa huu lilitumika kwenye kivinjari hiki. Tafadhali funga madirisha yake yote na upakie ukurasa tena.
not-secure = Anwani hii haijalindwa, kwa hiyo kivinjari hakiwezi kufungua ujumbe. Tumia anwani inayoanza na “https”, au ukurasa ulio kama faili.
something-wrong = Kuna hitilafu kwenye ukurasa huu. Ulicho nacho kimehifadhiwa. Pakia ukurasa tena.

## Whether this page is in touch with the relay.

sync-now = Inatafuta habari mpya …
sync-ok = Ilitafuta habari mpya { $ago }
sync-never = Bado haijaunganishwa
sync-button = Tafuta habari mpya sasa
sync-unreachable = Seva haipatikani. Ukurasa huu unaonyesha yaliyokuwepo, na unaendelea kujaribu.
sync-refused = Seva inakataa kujibu kwa sasa. Ukurasa huu unaonyesha yaliyokuwepo, na unaendelea kujaribu.
sync-garbage = Jibu la seva halieleweki. Ukurasa huu unaonyesha yaliyokuwepo, na unaendelea kujaribu.
sync-busy = Seva ina shughuli nyingi. Ukurasa huu unaendelea kujaribu.
sync-taken = Seva haikubali kiungo hiki. Omba kipya.
sync-away = Seva ilikatika kuanzia { $from } hadi { $to }. Arifa za wakati huo zinaweza kuchelewa.
clock-ahead = Saa ya kifaa hiki iko mbele ya saa ya seva kwa { $by }. Nyakati kwenye ukurasa huu zinaweza kuwa si sahihi.
clock-behind = Saa ya kifaa hiki iko nyuma ya saa ya seva kwa { $by }. Nyakati kwenye ukurasa huu zinaweza kuwa si sahihi.

## How things stand. The title is the biggest text on the page.

situation-heading = Hali ilivyo
sos-title = { $name } ameomba msaada wa dharura
sos-when = Ulitumwa { $time } ({ $ago }).
sos-from-locked = Ulitumwa bila kufungua simu.
sos-open = Wito huu unabaki wazi hadi { $name } athibitishe kuwa hatari imepita.
duress-title = { $name } huenda analazimishwa
duress-text = Ujumbe umetoka sehemu ya simu ambayo { $name } huifungua anapolazimishwa. Usiamini kwamba kila kitu ni salama. Usilitaje jambo hili katika jibu.
missed-title = Hakuna taarifa kutoka kwa { $name }
missed-text = Taarifa ilitarajiwa kabla ya { $due }. Inahesabiwa kuwa haikufika tangu { $missed }.
late-title = Taarifa ya { $name } imechelewa
late-text = Taarifa ilitarajiwa kabla ya { $due } ({ $ago }). Isipofika, itahesabiwa kuwa haikufika kuanzia { $missed }.
ok-title = Taarifa ya { $name } imefika
ok-text = Taarifa inayofuata inatarajiwa kabla ya { $due }.
paused-title = Taarifa za { $name } zimesimamishwa kwa muda
paused-text = Mapumziko yataisha { $until }. Taarifa inayofuata inatarajiwa kabla ya { $due }.
noplan-title = { $name } hana mpango wa kutuma taarifa
noplan-text = Utaona ujumbe hapa. Usipofika, hakuna anayeambiwa.
waiting-title = Bado hakuna kilichofika
waiting-text = Ujumbe wa kwanza utaonyeshwa hapa. Unaweza kufunga ukurasa huu na kurudi baadaye.
ended-title = { $name } amemaliza mpango huu
ended-text = Hakuna ujumbe mpya utakaokuja. Uliokuja mwanzoni unabaki hapa.
last-heard = Mara ya mwisho kusikika: { $time } ({ $ago })
last-heard-never = Bado hakuna kilichosikika
last-check-in = Taarifa ya mwisho: { $time } ({ $ago })
not-proof = Ukimya si uthibitisho wa madhara. Huenda simu imeisha chaji, imepotea au haina mtandao.
told-you = Seva imetoa taarifa ya hatua { $step } kati ya { $steps }, { $time }.
practice-now = Hili ni zoezi. Hakuna kilichotokea.

short-sos = Wito wa msaada
short-duress = Analazimishwa
short-missed = Haikufika
short-late = Imechelewa
short-ok = Imefika
short-paused = Imesimamishwa
short-noplan = Hakuna mpango
short-waiting = Bado hakuna
short-ended = Imeisha

## What to do now.

todo-heading = La kufanya sasa
todo-sos-1 = Bonyeza “Nimeona”. Hapo { $name } anaweza kujua kwamba wito umefika.
todo-sos-2 = Angalia mahali palipoonyeshwa hapa chini. Chapisha au hifadhi karatasi ya kesi.
todo-sos-3 = Piga simu kwa polisi wa mahali { $name } alipo, au kwa shirika linalosaidia. Wape karatasi ya kesi.
todo-sos-4 = Usimpigie wala kumwandikia { $name } kwa njia nyingine isipokuwa una hakika ni salama. Huenda mtu mwingine ameshika simu.
todo-sos-5 = Acha ukurasa huu wazi. Utaonyesha kitakachofuata.
todo-duress-1 = Usijibu kana kwamba unajua.
todo-duress-2 = Piga simu kwa shirika linalosaidia, au kwa polisi. Wape karatasi ya kesi.
todo-missed-1 = Tulia. Mara nyingi ukimya una sababu ya kawaida.
todo-missed-2 = Waulize wengine wanaomjua { $name } kama wamesikia lolote.
todo-missed-3 = Jaribu kuwasiliana na { $name } kwa njia iliyo salama kwake. Huenda mtu mwingine ameshika simu.
todo-missed-4 = Bonyeza “Ninashughulikia”, ili wengine wajue kwamba kuna anayechukua hatua.
todo-missed-5 = Usipoweza kujua zaidi, piga simu kwa polisi au kwa shirika linalosaidia. Wape karatasi ya kesi.
todo-missed-next = Isipofika taarifa, seva itatoa taarifa ya hatua inayofuata { $time }.
todo-late-1 = Huhitaji kufanya chochote kwa sasa.
todo-late-2 = Angalia hapa tena baada ya { $missed }. Ukiweka arifa hapa chini, utaambiwa.
todo-ok-1 = Huhitaji kufanya chochote.
todo-alerts = Weka arifa, ili uambiwe kama kuna tatizo.
todo-waiting-1 = Chapisha karatasi yako ya kurudi na uitunze mahali salama.

## Places.

places-heading = Mahali
places-none = Hakuna mahali palipofika.
places-sealed = Mahali palikuja pamoja na taarifa. Pamefungwa. Hatua ya baadaye itapafungua kama { $name } ataendelea kuwa kimya.
places-latest = Mahali papya zaidi
place-time = { $time } ({ $ago })
place-accuracy = { $metres ->
        [one] ndani ya mita { $metres }
       *[other] ndani ya mita { $metres }
    }
place-when = Lini
place-where = Wapi
copy = Nakili
copied = Imenakiliwa
open-in-app = Fungua kwenye programu ya ramani
open-in-web = Fungua kwenye OpenStreetMap
map-warning = Programu ya ramani au OpenStreetMap itajua ni mahali gani unapaangalia.
track-label = { $count ->
        [one] Mchoro wenye mahali { $count }. Pako kwenye orodha hapa chini.
       *[other] Mchoro wenye mahali { $count }, kuanzia pa zamani zaidi hadi papya zaidi. Pako kwenye orodha hapa chini.
    }
track-oldest = pa zamani zaidi
track-newest = papya zaidi
track-north = kaskazini iko juu
length-metres = mita { $count }
length-kilometres = kilomita { $count }
places-phone-clock = Nyakati za mahali ni za saa ya simu, ambayo inaweza kuwa si sahihi.

## What came and what was told.

history-heading = Yaliyofika, mapya kwanza
history-empty = Bado hakuna.
history-more = Onyesha ya zamani zaidi
new-mark = Mpya
came-check-in-ok = Taarifa: “Niko hapa, mambo ni salama.”
came-check-in-uneasy = Taarifa: “Kuna tatizo.”
came-check-in-moved = Taarifa: “Niko mahali pengine.”
came-sos = Wito wa msaada
came-sos-cleared = Wito wa msaada, uliisha kwa kuthibitisha kuwa hatari imepita
came-all-clear = Hatari imepita: wito wa msaada umekwisha
came-opened = Programu ilifunguliwa kwenye simu
came-opened-duress = Programu ilifunguliwa kwa njia inayotumika mtu anapolazimishwa
came-hello = Umefanywa kuwa mtu wa kuaminika
came-farewell = Hili limekomeshwa
came-last-place = Mahali pa mwisho simu ilipopajua
came-plan-armed = Mpango wa taarifa umewekwa
came-plan-paused = Taarifa zimesimamishwa hadi { $until }
came-plan-ended = Mpango wa taarifa umekomeshwa
came-plan-drill = Zoezi limeanzishwa
came-words = Hatua { $step }, kwa maneno ambayo { $name } aliyakubali
came-words-practice = Zoezi, hatua { $step }
told-step = Seva ilitoa taarifa ya hatua { $step } kati ya { $steps }: hakuna taarifa iliyofika
told-step-practice = Zoezi: seva ilitoa taarifa ya hatua { $step } kati ya { $steps }
told-check-in = Taarifa ilifika baada ya wewe kuambiwa. Haimaanishi kwamba kila kitu ni salama.
told-held = Hatua { $step } iliahirishwa hadi { $until } na { $who }
told-held-unverified = Seva inasema hatua { $step } iliahirishwa hadi { $until }. Hakuna saini inayothibitisha.
told-paused = Seva inasema: imesimamishwa hadi { $until }
told-ended = Seva inasema: mpango umekomeshwa
told-away = Seva ilikatika kuanzia { $from } hadi { $to }
told-places = Mahali pa taarifa za awali pamefunguliwa kwako
told-file = Seva imefungua sehemu yake ya hati
you-seen = Ulijibu: Nimeona
you-on-it = Ulijibu: Ninashughulikia
you-text = Uliandika
came-unknown = Ujumbe ambao toleo hili haliwezi kuuonyesha
from-phone = Kutoka simu ya { $name }
from-relay = Kutoka seva
from-you = Kutoka kwako
sent-locked = Ulitumwa bila kufungua simu
sent-duress = Ulitumwa kutoka sehemu ya simu inayofunguliwa mtu anapolazimishwa
battery = Betri { $percent } %
phone-time = Kwa saa ya simu: { $time }
reply-saved = Imehifadhiwa hapa. Itatumwa seva ikipatikana.
reply-at-relay = Iko kwenye seva. Simu itaichukua ikipata mtandao; ukurasa huu hauwezi kujua ni lini.
mailbox-full = Sanduku la ujumbe la simu limejaa. Jibu lako limehifadhiwa hapa na litajaribiwa tena.
mailbox-unknown = Kwa sasa seva haitambui sanduku la ujumbe la simu. Jibu lako limehifadhiwa hapa na litajaribiwa tena.

## Replies.

reply-heading = Jibu
reply-seen = Nimeona
reply-on-it = Ninashughulikia
reply-label = Maneno yako kwa { $name }
reply-send = Tuma
reply-careful = Usiandike chochote kinachoweza kumdhuru { $name } mtu mwingine akikisoma.
reply-too-long = Ni ndefu mno. Tafadhali andika kidogo.
reply-done = Jibu lako limehifadhiwa. Litatumwa haraka iwezekanavyo.

## What happens if no check-in comes.

plan-heading = Kitakachotokea kama hakuna taarifa
plan-timing = Taarifa inatarajiwa kila { $interval }. Baada ya hapo husubiriwa { $grace } zaidi.
plan-step-you = Hatua { $step }, { $time }: wewe unaambiwa.
plan-step-others = Hatua { $step }, { $time }: wengine wanaambiwa.
plan-step-done = Hatua { $step }: taarifa imetolewa.
plan-practice = Unaweza pia kupata zoezi. Litawekwa alama wazi.
hold-heading = Ahirisha hatua inayofuata
hold-explain = Ukijua kwamba { $name } yuko salama, unaweza kuahirisha hatua { $step }. Kila anayeambiwa ataona kwamba ni wewe. Inaweza kuahirishwa kwa saa 24 kila mara, na saa 72 kwa jumla.
hold-hours = Kwa muda gani
hold-button = Ahirisha hatua { $step }
hold-sure = Fanya hivi tu kama umesikia kutoka kwa { $name } kwa njia nyingine. Uahirishe?
hold-saved = Ombi lako limehifadhiwa. Litahesabika seva ikilikubali.
hold-accepted = Seva imelikubali.
hold-refused = Seva haikulikubali. Hatua itakuja kama ilivyopangwa.
held-now = Hatua { $step } imeahirishwa hadi { $until } na { $who }.
held-now-unverified = Seva inasema hatua { $step } imeahirishwa hadi { $until }. Hakuna saini inayothibitisha.
somebody = mmoja wa watu wa kuaminika
yourself = wewe

## The file: what the worker wrote down before leaving.

file-heading = Hati
file-explain = { $name } aliandika haya kabla ya kuondoka, kama kitu kingetokea.
file-waiting = Hati bado zimefungwa. Hatua ya baadaye itazifungua.
file-shares = Hati zitafunguka { $need } kati yenu wakitoa sehemu zao. Zilizotolewa hadi sasa: { $have }.
file-give = Toa sehemu yangu
file-give-sure = Sehemu za kutosha zikitolewa, wengine pia wanaweza kufungua hati. Haiwezi kurudishwa.
file-given-saved = Sehemu yako imehifadhiwa. Itatumwa seva ikipatikana.
file-given = Sehemu yako imetolewa. Ukurasa huu unatafuta nyingine.
file-download = Pakia hati
file-download-more = Endelea kupakia hati
file-progress = Sehemu { $have } kati ya { $count } zimepakiwa
file-open = Fungua hati
file-damaged = Sehemu ya hati imeharibika. Zipakie tena.
file-not-released = Seva bado haitoi hati. Jaribu tena baadaye.
file-wrong-shares = Sehemu hizi hazilingani. Subiri nyingine.
file-made = Iliandikwa { $time }, kwa saa ya simu
field-1 = Mimi ni nani
field-2 = Vitambulisho
field-3 = Mwajiri
field-4 = Wakala wa ajira, na tulivyokutana
field-5 = Kazi na malipo yaliyoahidiwa
field-6 = Anwani
field-7 = Njia na tiketi
field-8 = Watu wa kupigia simu
field-9 = Maelezo
field-other = Zaidi
attachments-heading = Picha na karatasi
attachment-save = Hifadhi { $file }
attachment-picture = Picha: { $file }

## The case sheet, for the police or an organisation that helps.

sheet-heading = Karatasi ya kesi
sheet-explain = Yote ambayo ukurasa huu unajua, kwa karatasi au kama faili. Wape polisi au shirika linalosaidia.
sheet-show = Onyesha karatasi ya kesi
sheet-print = Chapisha
sheet-json = Hifadhi kama faili (JSON)
sheet-made = Imetengenezwa { $time }. Nyakati ni za ukanda wa saa wa { $zone }.
sheet-who = Nani
sheet-name = Jina
sheet-own-name = Jina lake mwenyewe
sheet-identity = Alama ya mtu huyu
sheet-stands = Hali ilivyo
sheet-messages = Ujumbe
sheet-told = Seva ilitoa taarifa gani, na lini
sheet-source = Chanzo
sheet-what = Nini
sheet-sources = Kila jambo linatoka wapi
sheet-source-phone = Simu: imesemwa na simu ya { $name }, imefungwa ili mtu yeyote njiani asiweze kuisoma wala kuibadilisha. Saa yake na kilichoandikwa vinaweza kuwa si sahihi.
sheet-source-relay = Seva: imesemwa na seva, ambayo haiwezi kusoma ujumbe. Nyakati za kufika ni za kwake.
sheet-source-page = Ukurasa: imekokotolewa au kuandikwa kwenye ukurasa huu.
source-phone = Simu
source-relay = Seva
source-page = Ukurasa
sheet-notes = Maelezo ya siri
sheet-notes-include = Weka maelezo yangu ya siri kwenye karatasi
sheet-file-missing = Hati hazipo kwenye karatasi hii, kwa sababu hazijafunguliwa kwenye ukurasa huu.

## The recovery sheet.

recovery-heading = Karatasi ya kurudi
recovery-explain = Kifaa hiki kikipotea au kikifutwa, unahitaji kiungo chako ili kurudi. Chapisha karatasi hii na uitunze mahali ambapo hakuna atakayeipata. Yeyote aliye nayo anaweza kusoma yanayokujia.
recovery-show = Onyesha karatasi ya kurudi
recovery-recommended = Chapisha kwanza karatasi yako ya kurudi.
recovery-later = Baadaye
recovery-print = Chapisha
recovery-text = Changanua picha hii kwa simu, au andika kiungo:
recovery-qr = Kiungo kama picha ya kuchanganua

## Alerts when the page is closed.

alerts-heading = Arifa
alerts-explain = Unaweza kuambiwa kukiwa na jambo jipya, hata ukurasa huu ukiwa umefungwa. Arifa husema tu: tafadhali fungua ukurasa wako wa familia.
alerts-push = Arifa kwenye kivinjari hiki
alerts-push-on = Washa
alerts-push-off = Zima
alerts-push-is-on = Arifa kwenye kivinjari hiki zimewashwa.
alerts-push-denied = Kivinjari hiki hakiruhusu arifa kutoka ukurasa huu. Unaweza kubadilisha kwenye mipangilio yake.
alerts-push-unsupported = Kivinjari hiki hakina arifa. Chagua njia nyingine hapa chini.
alerts-push-not-offered = Seva hii haitoi arifa kwenye kivinjari. Chagua njia nyingine hapa chini.
alerts-push-failed = Haikufanikiwa. Tafadhali jaribu tena baadaye.
alerts-add = Ongeza njia nyingine
alerts-kind = Jinsi
alerts-email = Barua pepe
alerts-ntfy = ntfy (programu ya arifa)
alerts-webhook = Webhook (kwa mashirika)
alerts-email-address = Anwani ya barua pepe
alerts-ntfy-address = Anwani ya mada ya ntfy
alerts-webhook-address = Anwani ya webhook
alerts-urgent-only = Kwa jambo la haraka tu
alerts-button = Ongeza
alerts-list = Arifa zako
alerts-none = Bado hakuna arifa.
alerts-unknown-address = imewekwa kwenye kivinjari kingine
alert-unconfirmed = Haijathibitishwa. Fungua ujumbe uliotumwa huko, na ukubali.
alert-confirmed = Inafanya kazi
alert-dead = Haifiki. Tafadhali angalia anwani.
alert-opted-out = Imezimwa na anayeipokea
alert-other = Haijulikani
alert-remove = Ondoa
alerts-invalid = Seva haikubali anwani hii.
alerts-limit = Arifa ni nyingi mno. Ondoa moja kwanza.
alerts-not-offered = Seva hii haitoi hiyo.
alerts-other-problem = Haikufanikiwa. Tafadhali jaribu tena baadaye.
notification-text = Tafadhali fungua ukurasa wako wa familia.

## This page itself.

page-heading = Ukurasa huu
page-label = Unamwitaje mtu huyu
page-note = Maelezo ya siri
page-note-explain = Yanabaki kwenye kivinjari hiki. Hakuna mwingine anayeyaona.
page-add = Ongeza kiungo kingine
page-install = Weka ukurasa huu kwenye skrini ya mwanzo
page-file = Ukurasa huu kama faili moja
page-file-explain = Unaweza kuhifadhi ukurasa huu kama faili na kuufungua bila anwani yake. Utaomba kiungo chako. Linganisha alama yake ya kidole na iliyotangazwa.
page-file-save = Hifadhi ukurasa
page-fingerprint = Alama ya kidole (SHA-256)
page-forget = Ondoa mtu huyu kwenye kivinjari hiki
page-forget-sure = Yote ambayo kivinjari hiki kinahifadhi kuhusu { $name } yatafutwa. Kwa kiungo unaweza kurudi. Ondoa?
page-limits-heading = Vizuri kujua
page-limit-1 = Yeyote aliye na kiungo chako anaweza kusoma yanayokujia.
page-limit-2 = Seva hupitisha ujumbe uliofungwa. Haiwezi kuusoma. Inaona wakati unapoangalia.
page-limit-3 = Seva iliyotekwa inaweza kutoa ukurasa wa uongo. Ukurasa ulio kama faili unakulinda na hilo.
page-limit-4 = Hakuna anayeweza kuuliza mahali mtu alipo kupitia ukurasa huu. Mahali huja tu kama { $name } alivyokubali.

## A page for many people.

list-heading = { $count ->
        [one] Mtu { $count }
       *[other] Watu { $count }
    }
list-search = Tafuta kwa jina au maelezo
list-none-found = Hakuna aliyepatikana.
list-csv = Hifadhi orodha (CSV)
list-unopened = { $count ->
        [one] { $count } mpya
       *[other] { $count } mpya
    }
list-due = inatarajiwa kabla ya { $due }
list-since = tangu { $time }
column-name = Jina
column-situation = Hali
column-last-heard = Mara ya mwisho kusikika
column-last-check-in = Taarifa ya mwisho
column-due = Inatarajiwa kabla ya
column-missed = Haikufika tangu
column-step = Hatua iliyotolewa
column-notes = Maelezo

## Lengths of time.

minutes = { $count ->
        [one] dakika { $count }
       *[other] dakika { $count }
    }
hours = { $count ->
        [one] saa { $count }
       *[other] saa { $count }
    }
days = { $count ->
        [one] siku { $count }
       *[other] siku { $count }
    }
just-now = sasa hivi

## News for those who listen to the page.

news-message = Ujumbe mpya kutoka kwa { $name }
news-sos = { $name } ameomba msaada wa dharura
news-told = Seva imetoa taarifa mpya kuhusu { $name }
