### Machine translation, not reviewed by a native speaker.
### What the command line's demo tells.

armed = { $count ->
    [one] Nagsimula na ang plano: inaasahan ang balita mula kay { $name } sa loob ng { $count } oras.
   *[other] Nagsimula na ang plano: inaasahan ang balita mula kay { $name } sa loob ng { $count } na oras.
}
late = Huli ang balita mula kay { $name }.
missed = Hindi dumating sa oras ang balita mula kay { $name }.
step-told = { $count ->
    [one] Hakbang { $step }: { $count } kontak ang nasabihan.
   *[other] Hakbang { $step }: { $count } na kontak ang nasabihan.
}
check-in-came = Dumating ang balita mula kay { $name }. Malalaman ito ng lahat ng nasabihan noon.
all-clear = Kinumpirma ni { $name } na wala nang panganib.
family-page = Pahina ng pamilya: { $url }

## A worker falls silent: the demo of a missed check-in.

missed-title = Walang balita mula kay { $name }
missed-lead = Papunta si { $name } sa trabahong malayo sa bahay, at nawala ang telepono. Ang napagkasunduan bago umalis ay tuloy kahit wala ito: hakbang-hakbang na sinasabihan ang mga taong pinagkakatiwalaan ni { $name }.
missed-rehearsal = Ito ay pagsasanay na may mga kathang-isip na tao. Totoo ang mga programa, ang mga nakaselyong imbakan, ang server at ang mga liham. Mas mabilis ang orasan ng kuwento, at isang maliit na programa ang nagbabasa ng pahina ng pamilya sa halip na browser.
missed-files = Nananatili ang lahat sa makinang ito, sa { $path }
missed-server = Tumatakbo na ang server. Nagtatago ito ng mga mensaheng hindi nito mabasa.
missed-mail = Ang mga liham ay pumupunta sa mail server sa { $address }
missed-stores = May kani-kaniyang nakaselyong imbakan sina { $name } at { $contact }.
missed-link = Binuksan ni { $contact } ang link mula kay { $name } at binasa nang malakas ang anim na numero: { $digits }
missed-paired = Pareho ang mga numero. Pinagkakatiwalaang kontak na si { $contact }.
missed-family = Walang app si { $contact }. Nagpadala si { $name } ng link sa pahina ng pamilya, at binuksan ito ni { $contact }.
missed-address = Gusto rin ni { $contact } ng mga liham sa { $address }
missed-agreed = Nakatanggap si { $contact } ng liham na may tanong, binuksan ang link doon at pumayag.
missed-please-agree = Pakibuksan ang link sa liham at pindutin ang buton. Hinihintay ito ng kuwento.
missed-file = Sinelyuhan ni { $name } ang mga papeles: ang amo, ang recruiter, ang tirahan, kopya ng pasaporte. Wala pang makapagbubukas nito.
missed-drill = Una, magsasanay muna ang lahat nang isang beses.
missed-practised = Natanggap ni { $contact } ang mensahe ng pagsasanay. Malinaw na sinasabi nitong pagsasanay lang ito.
missed-ladder = Kung walang dumating, si { $contact } ang unang makaaalam. Pagkatapos ang lahat, kasama ang mga huling lugar. Pagkatapos ay magbubukas ang mga papeles.
missed-check-in = Balita mula kay { $name }: { $note }
missed-note-leaving = Aalis na kami. Susulat ako mula sa hangganan.
missed-note-moved = Iba na ang drayber. Hawak niya ang mga pasaporte namin.
missed-note-found = Nabawi ko na ang telepono ko. Nasa istasyon ako ng pulis.
missed-gone = Nawala ang telepono ni { $name }: pinatay ang programa nito, hindi na maabot ang imbakan.
missed-own-watch = Napansin ito mismo ng app ni { $contact }, kahit walang server.
missed-letter = May dumating na liham kay { $contact }: { $subject }
missed-reads = Binasa ni { $contact }: { $text }
missed-places = Makikita na ni { $contact } ang mga huling lugar. Ang pinakabago: { $place }
missed-hold = Humingi si { $contact } ng kaunti pang oras bago ang susunod na hakbang. Nakikita ito ng iba.
missed-opened = Makikita na ni { $contact } ang mga papeles: { $text }
missed-found = Natagpuan ang telepono ni { $name }.
missed-stays = Mananatiling bukas ang pahina ng pamilya hanggang pindutin mo ang { $key }.
missed-done = Nangyari ang bawat hakbang.
missed-story = Ang buong kuwento sa isang pahina: { $path }
missed-when = Kailan
missed-who = Sino
missed-what = Ano
missed-timeline = Ang nangyari, hakbang-hakbang
missed-letters = Ang mga liham
missed-map = Ang mga huling lugar
missed-limits-title = Ang hindi nito maipapangako
missed-limits = Ang pananahimik ay hindi patunay na may masamang nangyari, at ang mensahe ay hindi patunay na ligtas ang lahat. Hindi mabasa ng server ang mga mensahe, pero nakikita nito kung kailan dumarating ang mga ito, at maaari nitong pigilan ang mga ito. Walang maipapadala ang teleponong walang signal. Bawat hakbang ay nagsasabi sa mga tao; walang makapangangakong kikilos sila.
missed-teller = Kuwento
missed-relay = Ang server
missed-file-title = Ang mga papeles
