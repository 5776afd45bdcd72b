### Machine translation, not reviewed by a native speaker.
### The family page: what a trusted contact without the app reads in a browser. The reader may be frightened, tired, and
### not used to reading. Short sentences, everyday words. "$name" is the worker: the person who is far from home.
### "The relay" is the server that passes messages on. It cannot read them.

## The page as a whole.

page-title = Pahina ng pamilya
skip-to-content = Pumunta sa nilalaman
language = Wika
back = Bumalik
cancel = Huwag ituloy
save = I-save
saved = Na-save na
nobody = ang mahal mo sa buhay

## Before the link is opened. Nothing is sent until the button is pressed.

start-title = Ang iyong pahina ng pamilya
start-text = May taong nagtitiwala sa iyo na nagbigay nito. Ipinapakita nito ang lagay niya, at sasabihan ka kung may problema.
start-open = Buksan ang aking pahina
start-note = Walang ikakarga bago mo pindutin ang buton.
start-keep = Itago ang link. Ito ang daan mo pabalik. Huwag ibigay kahit kanino.
link-in-history = Maaaring itago ng browser mo ang link na ito sa kasaysayan nito. Kung may ibang gumagamit ng aparatong ito, burahin ito roon.

nolink-title = Buksan ang pahina mo gamit ang iyong link
nolink-text = I-paste ang link na ibinigay sa iyo. Nagsisimula ito sa “http” at may “#WF1” sa loob.
nolink-label = Ang iyong link
nolink-open = Buksan

link-not-ours = Hindi ito link sa pahina ng pamilya. Pakikopya ulit ang buong link.
link-damaged = Sira ang link na ito. May bahaging kulang o nabago. Pakikopya ulit ang buong link.
link-too-new = Ginawa ang link na ito ng mas bagong bersiyon. Ikarga ulit ang pahinang ito. Kung hindi makatulong, gamitin ang pahina sa address na nasa link.
link-wrong-kind = Code ito para sa app, hindi para sa pahina ng pamilya. Hingin ang link sa iyong pahina ng pamilya.
link-invalid = May mali sa link na ito. Humingi ng bago.
link-other-place = Sa ibang address ang link na ito. Pakibuksan doon: { $url }
link-too-many = Hanggang 200 tao ang kasya sa pahinang ito. Mag-alis muna ng isa bago magdagdag.

storage-none = Walang itinatago ang browser na ito. Kapag isinara mo ang pahina, kakailanganin mo ulit ang link.
storage-full = Wala nang lugar sa device na ito. Nakatago pa rin ang mayroon ka. Pakibawasan ang laman nito.
storage-too-new = May mas bagong bersiyon ng pahinang ito na ginamit sa browser na ito. Pakisara ang lahat ng bintana nito at ikarga ulit ang pahina.
not-secure = Hindi protektado ang address na ito, kaya hindi mabuksan ng browser ang mga mensahe. Gamitin ang address na nagsisimula sa “https”, o ang pahina bilang file.
something-wrong = May nagkaproblema sa pahinang ito. Nakatago pa rin ang mayroon ka. Ikarga ulit ang pahina.

## Whether this page is in touch with the relay.

sync-now = Naghahanap ng balita …
sync-ok = Naghanap ng balita { $ago }
sync-never = Hindi pa nakakakonekta
sync-button = Maghanap ng balita ngayon
sync-unreachable = Hindi maabot ang server. Ipinapakita rito ang dati nang narito, at patuloy na sumusubok.
sync-refused = Ayaw sumagot ng server sa ngayon. Ipinapakita rito ang dati nang narito, at patuloy na sumusubok.
sync-garbage = Hindi maintindihan ang sagot ng server. Ipinapakita rito ang dati nang narito, at patuloy na sumusubok.
sync-busy = Abala ang server. Patuloy na sumusubok ang pahinang ito.
sync-taken = Hindi tinatanggap ng server ang link na ito. Humingi ng bago.
sync-away = Nawala ang server mula { $from } hanggang { $to }. Baka mahuli ang mga abiso ng oras na iyon.
clock-ahead = Mas mauna nang { $by } ang orasan ng device na ito kaysa sa server. Baka mali ang mga oras sa pahinang ito.
clock-behind = Mas huli nang { $by } ang orasan ng device na ito kaysa sa server. Baka mali ang mga oras sa pahinang ito.

## How things stand. The title is the biggest text on the page.

situation-heading = Ang kalagayan ngayon
sos-title = Humingi ng saklolo si { $name }
sos-when = Ipinadala { $time } ({ $ago }).
sos-from-locked = Ipinadala ito nang hindi binubuksan ang lock ng telepono.
sos-open = Mananatiling bukas ang panawagan hanggang sabihin ni { $name } na wala nang panganib.
duress-title = Baka may pumipilit kay { $name }
duress-text = May dumating na mensahe mula sa bahagi ng telepono na binubuksan ni { $name } kapag pinipilit. Huwag maniwalang maayos ang lahat. Huwag itong banggitin sa sagot.
missed-title = Walang balita mula kay { $name }
missed-text = Inaasahan ang balita bago ang { $due }. Itinuring na itong hindi dumating mula { $missed }.
late-title = Huli ang balita mula kay { $name }
late-text = Inaasahan ang balita bago ang { $due } ({ $ago }). Kung walang dumating, ituturing itong hindi dumating mula { $missed }.
ok-title = May balita na mula kay { $name }
ok-text = Inaasahan ang susunod na balita bago ang { $due }.
paused-title = Itinigil muna ang mga balita ni { $name }
paused-text = Matatapos ang pahinga { $until }. Inaasahan ang susunod na balita bago ang { $due }.
noplan-title = Walang plano si { $name } para sa pagbabalita
noplan-text = Makikita mo rito ang mga mensahe. Walang sasabihan kapag walang dumating.
waiting-title = Wala pang dumarating
waiting-text = Dito lalabas ang unang mensahe. Puwede mong isara ang pahinang ito at bumalik.
ended-title = Tinapos na ito ni { $name }
ended-text = Wala nang darating na bagong mensahe. Mananatili rito ang mga nauna.
last-heard = Huling narinig: { $time } ({ $ago })
last-heard-never = Wala pang narinig
last-check-in = Huling balita: { $time } ({ $ago })
not-proof = Ang pananahimik ay hindi patunay na may masamang nangyari. Baka walang baterya, nawala, o walang network ang telepono.
told-you = Ipinaalam na ng server ang hakbang { $step } sa { $steps }, { $time }.
practice-now = Ito ay pagsasanay lang. Walang nangyari.

short-sos = Panawagan ng saklolo
short-duress = May pumipilit
short-missed = Walang balita
short-late = Huli
short-ok = May balita
short-paused = Itinigil muna
short-noplan = Walang plano
short-waiting = Wala pa
short-ended = Tapos na

## What to do now.

todo-heading = Ano ang gagawin ngayon
todo-sos-1 = Pindutin ang “Nakita ko na”. Malalaman ni { $name } na dumating ang panawagan.
todo-sos-2 = Tingnan ang mga lugar sa ibaba. I-print o i-save ang papel ng kaso.
todo-sos-3 = Tawagan ang pulis sa lugar ni { $name }, o isang samahang tumutulong. Ibigay sa kanila ang papel ng kaso.
todo-sos-4 = Huwag tawagan o i-text si { $name } sa ibang paraan maliban kung sigurado kang ligtas ito. Baka iba ang may hawak ng telepono.
todo-sos-5 = Iwanang bukas ang pahinang ito. Dito lalabas ang susunod.
todo-duress-1 = Huwag sumagot na parang alam mo.
todo-duress-2 = Tawagan ang isang samahang tumutulong, o ang pulis. Ibigay sa kanila ang papel ng kaso.
todo-missed-1 = Manatiling kalmado. Karaniwang simple lang ang dahilan ng pananahimik.
todo-missed-2 = Tanungin ang ibang nakakakilala kay { $name } kung may narinig sila.
todo-missed-3 = Subukang kontakin si { $name } sa paraang ligtas para sa kanya. Baka iba ang may hawak ng telepono.
todo-missed-4 = Pindutin ang “Ako ang bahala”, para malaman ng iba na may kumikilos.
todo-missed-5 = Kung wala kang ibang malaman, tawagan ang pulis o isang samahang tumutulong. Ibigay sa kanila ang papel ng kaso.
todo-missed-next = Kung walang dumating, ipapaalam ng server ang susunod na hakbang { $time }.
todo-late-1 = Wala ka pang kailangang gawin.
todo-late-2 = Tumingin ulit dito pagkatapos ng { $missed }. Kung maglalagay ka ng abiso sa ibaba, sasabihan ka.
todo-ok-1 = Wala kang kailangang gawin.
todo-alerts = Maglagay ng abiso, para masabihan ka kapag may problema.
todo-waiting-1 = I-print ang iyong papel pambalik at itago sa ligtas na lugar.

## Places.

places-heading = Mga lugar
places-none = Wala pang dumating na lugar.
places-sealed = May mga lugar na kasama ng mga balita. Nakasara ang mga ito. Bubuksan ng susunod na hakbang kung patuloy na tahimik si { $name }.
places-latest = Pinakabagong lugar
place-time = { $time } ({ $ago })
place-accuracy = { $metres ->
        [one] sa loob ng { $metres } metro
       *[other] sa loob ng { $metres } na metro
    }
place-when = Kailan
place-where = Saan
copy = Kopyahin
copied = Nakopya na
open-in-app = Buksan sa app ng mapa
open-in-web = Buksan sa OpenStreetMap
map-warning = Malalaman ng app ng mapa o ng OpenStreetMap kung aling lugar ang tinitingnan mo.
track-label = { $count ->
        [one] Larawan na may { $count } lugar. Nasa listahan sa ibaba.
       *[other] Larawan na may { $count } na lugar, mula sa pinakaluma hanggang sa pinakabago. Nasa listahan sa ibaba.
    }
track-oldest = pinakaluma
track-newest = pinakabago
track-north = nasa itaas ang hilaga
length-metres = { $count } m
length-kilometres = { $count } km
places-phone-clock = Ang oras ng mga lugar ay ayon sa orasan ng telepono, na baka mali.

## What came and what was told.

history-heading = Mga dumating, pinakabago muna
history-empty = Wala pa.
history-more = Ipakita ang mas luma
new-mark = Bago
came-check-in-ok = Balita: “Narito ako, maayos ang lahat.”
came-check-in-uneasy = Balita: “May problema.”
came-check-in-moved = Balita: “Nasa ibang lugar ako.”
came-sos = Panawagan ng saklolo
came-sos-cleared = Panawagan ng saklolo, natapos dahil wala nang panganib
came-all-clear = Wala nang panganib: tapos na ang panawagan ng saklolo
came-opened = Binuksan ang app sa telepono
came-opened-duress = Binuksan ang app sa paraang ginagamit kapag pinipilit
came-hello = Ginawa kang pinagkakatiwalaang kontak
came-farewell = Tinapos na ito
came-last-place = Huling lugar na alam ng telepono
came-plan-armed = Ginawa ang plano sa pagbabalita
came-plan-paused = Itinigil muna ang mga balita hanggang { $until }
came-plan-ended = Tinapos ang plano sa pagbabalita
came-plan-drill = Sinimulan ang pagsasanay
came-words = Hakbang { $step }, sa mga salitang sinang-ayunan ni { $name }
came-words-practice = Pagsasanay, hakbang { $step }
told-step = Ipinaalam ng server ang hakbang { $step } sa { $steps }: walang dumating na balita
told-step-practice = Pagsasanay: ipinaalam ng server ang hakbang { $step } sa { $steps }
told-check-in = May dumating na balita matapos kang sabihan. Hindi nito sinasabi na maayos ang lahat.
told-held = Ipinagpaliban ang hakbang { $step } hanggang { $until }. Gumawa: { $who }
told-held-unverified = Sinasabi ng server na ipinagpaliban ang hakbang { $step } hanggang { $until }. Walang pirmang nagpapatunay nito.
told-paused = Sinasabi ng server: itinigil muna hanggang { $until }
told-ended = Sinasabi ng server: tinapos ang plano
told-away = Nawala ang server mula { $from } hanggang { $to }
told-places = Binuksan na sa iyo ang mga lugar ng mga naunang balita
told-file = Binuksan na ng server ang bahagi nito ng mga papeles
you-seen = Sumagot ka: Nakita ko na
you-on-it = Sumagot ka: Ako ang bahala
you-text = Isinulat mo
came-unknown = Mensaheng hindi maipakita ng bersiyong ito
from-phone = Mula sa telepono ni { $name }
from-relay = Mula sa server
from-you = Mula sa iyo
sent-locked = Ipinadala nang hindi binubuksan ang lock ng telepono
sent-duress = Ipinadala mula sa bahagi ng telepono na binubuksan kapag pinipilit
battery = Baterya { $percent } %
phone-time = Ayon sa orasan ng telepono: { $time }
reply-saved = Naka-save rito. Ipapadala kapag naabot ang server.
reply-at-relay = Nasa server na. Kukunin ito ng telepono kapag may network na; hindi alam ng pahinang ito kung kailan.
mailbox-full = Puno ang lalagyan ng mensahe ng telepono. Itinatago rito ang sagot mo at susubukan ulit.
mailbox-unknown = Hindi kilala ng server sa ngayon ang lalagyan ng mensahe ng telepono. Itinatago rito ang sagot mo at susubukan ulit.

## Replies.

reply-heading = Sumagot
reply-seen = Nakita ko na
reply-on-it = Ako ang bahala
reply-label = Ang sasabihin mo kay { $name }
reply-send = Ipadala
reply-careful = Huwag sumulat ng anumang makakasama kay { $name } kung mabasa ng iba.
reply-too-long = Masyadong mahaba. Pakiikli ang sulat.
reply-done = Naka-save ang sagot mo. Ipapadala ito sa lalong madaling panahon.

## What happens if no check-in comes.

plan-heading = Ano ang mangyayari kung walang balita
plan-timing = Inaasahan ang balita tuwing { $interval }. Pagkatapos, maghihintay pa nang { $grace }.
plan-step-you = Hakbang { $step }, { $time }: sasabihan ka.
plan-step-others = Hakbang { $step }, { $time }: sasabihan ang iba.
plan-step-done = Hakbang { $step }: naipaalam na.
plan-practice = Puwede ka ring makatanggap ng pagsasanay. Malinaw itong nakamarka.
hold-heading = Ipagpaliban ang susunod na hakbang
hold-explain = Kung alam mong ligtas si { $name }, puwede mong ipagpaliban ang hakbang { $step }. Makikita ng lahat ng sinasabihan na ikaw ang gumawa nito. Hanggang 24 na oras bawat pagkakataon, at 72 oras sa kabuuan.
hold-hours = Gaano katagal
hold-button = Ipagpaliban ang hakbang { $step }
hold-sure = Gawin lang ito kung may narinig ka mula kay { $name } sa ibang paraan. Ipagpaliban?
hold-saved = Naka-save ang gusto mo. May bisa ito kapag tinanggap ng server.
hold-accepted = Tinanggap na ng server.
hold-refused = Hindi tinanggap ng server. Darating ang hakbang ayon sa plano.
held-now = Ipinagpaliban ang hakbang { $step } hanggang { $until }. Gumawa: { $who }.
held-now-unverified = Sinasabi ng server na ipinagpaliban ang hakbang { $step } hanggang { $until }. Walang pirmang nagpapatunay nito.
somebody = isa sa mga kontak
yourself = ikaw

## The file: what the worker wrote down before leaving.

file-heading = Mga papeles
file-explain = Isinulat ito ni { $name } bago umalis, kung sakaling may mangyari.
file-waiting = Sarado pa ang mga papeles. Bubuksan ito ng susunod na hakbang.
file-shares = Bubukas ang mga papeles kapag { $need } sa inyo ang nagbigay ng kanilang bahagi. Naibigay na: { $have }.
file-give = Ibigay ang aking bahagi
file-give-sure = Kapag sapat na ang naibigay na bahagi, mabubuksan din ng iba ang mga papeles. Hindi na ito mababawi.
file-given-saved = Naka-save ang bahagi mo. Ipapadala kapag naabot ang server.
file-given = Naibigay na ang bahagi mo. Hinahanap ng pahinang ito ang iba pa.
file-download = Ikarga ang mga papeles
file-download-more = Ituloy ang pagkarga ng mga papeles
file-progress = Nakarga na ang { $have } sa { $count } bahagi
file-open = Buksan ang mga papeles
file-damaged = May sirang bahagi ng mga papeles. Ikarga ulit.
file-not-released = Hindi pa ibinibigay ng server ang mga papeles. Subukan ulit mamaya.
file-wrong-shares = Hindi magkatugma ang mga bahagi. Maghintay ng isa pa.
file-made = Isinulat { $time }, ayon sa orasan ng telepono
field-1 = Sino ako
field-2 = Mga dokumento
field-3 = Amo
field-4 = Recruiter, at paano kami nagkakilala
field-5 = Ipinangakong trabaho at suweldo
field-6 = Tirahan
field-7 = Daan at mga tiket
field-8 = Mga taong tatawagan
field-9 = Mga tala
field-other = Iba pa
attachments-heading = Mga larawan at papel
attachment-save = I-save ang { $file }
attachment-picture = Larawan: { $file }

## The case sheet, for the police or an organisation that helps.

sheet-heading = Papel ng kaso
sheet-explain = Lahat ng alam ng pahinang ito, sa papel o bilang file. Ibigay ito sa pulis o sa samahang tumutulong.
sheet-show = Ipakita ang papel ng kaso
sheet-print = I-print
sheet-json = I-save bilang file (JSON)
sheet-made = Ginawa { $time }. Ang mga oras ay sa time zone na { $zone }.
sheet-who = Sino
sheet-name = Pangalan
sheet-own-name = Sariling pangalan
sheet-identity = Marka ng kontak na ito
sheet-stands = Ang kalagayan ngayon
sheet-messages = Mga mensahe
sheet-told = Ano ang ipinaalam ng server, at kailan
sheet-source = Pinagmulan
sheet-what = Ano
sheet-sources = Saan galing ang bawat impormasyon
sheet-source-phone = Telepono: sinabi ng telepono ni { $name }, nakasara para walang makabasa o makapagbago nito sa daan. Baka mali ang orasan nito at ang isinulat.
sheet-source-relay = Server: sinabi ng server, na hindi nakakabasa ng mga mensahe. Sarili nito ang mga oras ng pagdating.
sheet-source-page = Pahina: kinuwenta o isinulat sa pahinang ito.
source-phone = Telepono
source-relay = Server
source-page = Pahina
sheet-notes = Mga pribadong tala
sheet-notes-include = Isama sa papel ang aking mga pribadong tala
sheet-file-missing = Wala sa papel na ito ang mga papeles, dahil hindi pa bukas ang mga ito sa pahinang ito.

## The recovery sheet.

recovery-heading = Papel pambalik
recovery-explain = Kung mawala o mabura ang device na ito, kailangan mo ang link para makabalik. I-print ang papel na ito at itago kung saan walang makakakita. Ang may hawak nito ay makakabasa ng dumarating para sa iyo.
recovery-show = Ipakita ang papel pambalik
recovery-recommended = I-print muna ang iyong papel pambalik.
recovery-later = Mamaya na
recovery-print = I-print
recovery-text = I-scan ang larawang ito gamit ang telepono, o i-type ang link:
recovery-qr = Ang link bilang larawang puwedeng i-scan

## Alerts when the page is closed.

alerts-heading = Mga abiso
alerts-explain = Puwede kang sabihan kapag may bago, kahit nakasara ang pahinang ito. Ang sasabihin lang nito: pakibuksan ang iyong pahina ng pamilya.
alerts-push = Mga abiso sa browser na ito
alerts-push-on = Buksan ang abiso
alerts-push-off = Patayin ang abiso
alerts-push-is-on = Bukas ang mga abiso sa browser na ito.
alerts-push-denied = Hindi pinapayagan ng browser na ito ang mga abiso mula sa pahinang ito. Mababago mo iyon sa settings nito.
alerts-push-unsupported = Walang abiso sa browser na ito. Pumili ng ibang paraan sa ibaba.
alerts-push-not-offered = Hindi nagbibigay ang server na ito ng abiso sa browser. Pumili ng ibang paraan sa ibaba.
alerts-push-failed = Hindi gumana. Pakisubukan ulit mamaya.
alerts-add = Magdagdag ng ibang paraan
alerts-kind = Paano
alerts-email = Email
alerts-ntfy = ntfy (isang app para sa abiso)
alerts-webhook = Webhook (para sa mga samahan)
alerts-email-address = Email address
alerts-ntfy-address = Address ng ntfy topic
alerts-webhook-address = Address ng webhook
alerts-urgent-only = Kapag agaran lang
alerts-button = Idagdag
alerts-list = Ang iyong mga abiso
alerts-none = Wala pang abiso.
alerts-unknown-address = inilagay sa ibang browser
alert-unconfirmed = Hindi pa kumpirmado. Buksan ang mensaheng ipinadala roon, at pumayag.
alert-confirmed = Gumagana
alert-dead = Hindi dumarating. Pakitingnan ang address.
alert-opted-out = Pinatay ng tumatanggap nito
alert-other = Hindi alam
alert-remove = Alisin
alerts-invalid = Hindi tinatanggap ng server ang address na ito.
alerts-limit = Masyadong marami ang mga abiso. Mag-alis muna ng isa.
alerts-not-offered = Hindi iyon ibinibigay ng server na ito.
alerts-other-problem = Hindi gumana. Pakisubukan ulit mamaya.
notification-text = Pakibuksan ang iyong pahina ng pamilya.

## This page itself.

page-heading = Ang pahinang ito
page-label = Ang tawag mo sa taong ito
page-note = Mga pribadong tala
page-note-explain = Nananatili ang mga ito sa browser na ito. Walang ibang nakakakita.
page-add = Magdagdag ng isa pang link
page-install = Ilagay ang pahinang ito sa home screen
page-file = Ang pahinang ito bilang isang file
page-file-explain = Puwede mong i-save ang pahinang ito bilang file at buksan nang wala ang address nito. Hihingin nito ang iyong link. Ihambing ang tatak-daliri nito sa nakalathala.
page-file-save = I-save ang pahina
page-fingerprint = Tatak-daliri (SHA-256)
page-forget = Alisin ang taong ito sa browser na ito
page-forget-sure = Mabubura ang lahat ng itinatago ng browser na ito tungkol kay { $name }. Makakabalik ka gamit ang link. Alisin?
page-limits-heading = Mabuting malaman
page-limit-1 = Ang may hawak ng iyong link ay makakabasa ng dumarating para sa iyo.
page-limit-2 = Ipinapasa ng server ang mga nakasarang mensahe. Hindi nito mabasa ang mga iyon. Nakikita nito kung kailan ka tumitingin.
page-limit-3 = Ang server na inagaw ng iba ay puwedeng magbigay ng pekeng pahina. Pinoprotektahan ka rito ng pahina bilang file.
page-limit-4 = Walang makahihingi ng lugar sa pamamagitan ng pahinang ito. Dumarating lang ang mga lugar ayon sa sinang-ayunan ni { $name }.

## A page for many people.

list-heading = { $count ->
        [one] { $count } tao
       *[other] { $count } na tao
    }
list-search = Maghanap ayon sa pangalan o tala
list-none-found = Walang nahanap.
list-csv = I-save ang listahan (CSV)
list-unopened = { $count ->
        [one] { $count } bago
       *[other] { $count } na bago
    }
list-due = inaasahan bago ang { $due }
list-since = mula { $time }
column-name = Pangalan
column-situation = Kalagayan
column-last-heard = Huling narinig
column-last-check-in = Huling balita
column-due = Inaasahan bago
column-missed = Walang balita mula
column-step = Hakbang na naipaalam
column-notes = Mga tala

## Lengths of time.

minutes = { $count ->
        [one] { $count } minuto
       *[other] { $count } na minuto
    }
hours = { $count ->
        [one] { $count } oras
       *[other] { $count } na oras
    }
days = { $count ->
        [one] { $count } araw
       *[other] { $count } na araw
    }
just-now = ngayon lang

## News for those who listen to the page.

news-message = Bagong mensahe mula kay { $name }
news-sos = Humingi ng saklolo si { $name }
news-told = May bagong ipinaalam ang server tungkol kay { $name }
