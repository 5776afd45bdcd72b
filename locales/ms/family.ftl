### Machine translation, not reviewed by a native speaker.
### The family page: what a trusted contact without the app reads in a browser. The reader may be frightened, tired, and
### not used to reading. Short sentences, everyday words. "$name" is the worker: the person who is far from home.
### "The relay" is the server that passes messages on. It cannot read them.

## The page as a whole.

page-title = Halaman keluarga
skip-to-content = Terus ke kandungan
language = Bahasa
back = Kembali
cancel = Batal
save = Simpan
saved = Disimpan
nobody = orang anda

## Before the link is opened. Nothing is sent until the button is pressed.

start-title = Halaman keluarga anda
start-text = Seseorang yang mempercayai anda memberi anda halaman ini. Di sini anda melihat khabarnya, dan anda diberitahu jika ada yang tidak kena.
start-open = Buka halaman saya
start-note = Tiada apa-apa dimuatkan sebelum anda menekan butang.
start-keep = Simpan pautan itu. Itulah jalan anda untuk kembali. Jangan beri kepada sesiapa.
link-in-history = Pelayar anda mungkin menyimpan pautan ini dalam sejarahnya. Jika orang lain menggunakan peranti ini, padamkannya di situ.

nolink-title = Buka halaman anda dengan pautan anda
nolink-text = Tampal pautan yang anda terima. Ia bermula dengan “http” dan ada “#WF1” di dalamnya.
nolink-label = Pautan anda
nolink-open = Buka

link-not-ours = Ini bukan pautan ke halaman keluarga. Sila salin semula keseluruhan pautan.
link-damaged = Pautan ini rosak. Ada bahagian yang hilang atau berubah. Sila salin semula keseluruhan pautan.
link-too-new = Pautan ini dibuat oleh versi yang lebih baharu. Muat semula halaman ini. Jika tidak membantu, guna halaman di alamat dalam pautan itu.
link-wrong-kind = Ini kod untuk aplikasi, bukan untuk halaman keluarga. Minta pautan ke halaman keluarga anda.
link-invalid = Ada yang salah pada pautan ini. Minta yang baharu.
link-other-place = Pautan ini milik alamat lain. Sila buka di sana: { $url }
link-too-many = Halaman ini boleh memuatkan 200 orang. Buang seorang sebelum menambah yang lain.

storage-none = Pelayar ini tidak menyimpan apa-apa. Selepas halaman ini ditutup, anda perlukan pautan itu lagi.
storage-full = Tiada ruang lagi pada peranti ini. Apa yang ada masih disimpan. Sila kosongkan sedikit ruang.
storage-too-new = Versi lebih baharu bagi halaman ini pernah digunakan dalam pelayar ini. Sila tutup semua tetingkapnya dan muat semula halaman.
not-secure = Alamat ini tidak dilindungi, jadi pelayar tidak dapat membuka mesej. Guna alamat yang bermula dengan “https”, atau halaman sebagai fail.
something-wrong = Ada masalah pada halaman ini. Apa yang ada masih disimpan. Muat semula halaman.

## Whether this page is in touch with the relay.

sync-now = Mencari khabar baharu …
sync-ok = Khabar baharu dicari { $ago }
sync-never = Belum berhubung
sync-button = Cari khabar baharu sekarang
sync-unreachable = Pelayan tidak dapat dihubungi. Halaman ini menunjukkan apa yang sudah ada dan terus mencuba.
sync-refused = Pelayan enggan menjawab buat masa ini. Halaman ini menunjukkan apa yang sudah ada dan terus mencuba.
sync-garbage = Jawapan pelayan tidak dapat difahami. Halaman ini menunjukkan apa yang sudah ada dan terus mencuba.
sync-busy = Pelayan sedang sibuk. Halaman ini terus mencuba.
sync-taken = Pelayan tidak menerima pautan ini. Minta yang baharu.
sync-away = Pelayan terputus dari { $from } hingga { $to }. Makluman pada masa itu mungkin lewat.
clock-ahead = Jam peranti ini { $by } lebih cepat daripada jam pelayan. Waktu pada halaman ini mungkin salah.
clock-behind = Jam peranti ini { $by } lebih lambat daripada jam pelayan. Waktu pada halaman ini mungkin salah.

## How things stand. The title is the biggest text on the page.

situation-heading = Keadaan sekarang
sos-title = { $name } meminta tolong
sos-when = Dihantar { $time } ({ $ago }).
sos-from-locked = Dihantar tanpa membuka kunci telefon.
sos-open = Panggilan ini terus terbuka sehingga { $name } mengesahkan bahaya sudah berlalu.
duress-title = { $name } mungkin ditekan orang
duress-text = Ada mesej dari bahagian telefon yang dibuka { $name } apabila dipaksa. Jangan percaya bahawa semuanya selamat. Jangan sebut hal ini dalam jawapan.
missed-title = { $name } belum memberi khabar
missed-text = Khabar dijangka sebelum { $due }. Dikira tiada khabar sejak { $missed }.
late-title = Khabar { $name } lewat
late-text = Khabar dijangka sebelum { $due } ({ $ago }). Jika tidak sampai, dikira tiada khabar mulai { $missed }.
ok-title = { $name } sudah memberi khabar
ok-text = Khabar seterusnya dijangka sebelum { $due }.
paused-title = Khabar daripada { $name } dihentikan sementara
paused-text = Rehat ini tamat { $until }. Khabar seterusnya dijangka sebelum { $due }.
noplan-title = { $name } tiada rancangan memberi khabar
noplan-text = Anda akan melihat mesej di sini. Jika tiada mesej, tiada sesiapa diberitahu.
waiting-title = Belum ada apa-apa yang sampai
waiting-text = Mesej pertama akan ditunjukkan di sini. Anda boleh menutup halaman ini dan kembali nanti.
ended-title = { $name } sudah menamatkan ini
ended-text = Tiada mesej baharu akan sampai. Apa yang sudah sampai kekal di sini.
last-heard = Kali terakhir didengar: { $time } ({ $ago })
last-heard-never = Belum ada apa-apa
last-check-in = Khabar terakhir: { $time } ({ $ago })
not-proof = Tiada khabar tidak bermakna sesuatu yang buruk berlaku. Telefon mungkin habis bateri, hilang atau tiada rangkaian.
told-you = Pelayan sudah memaklumkan langkah { $step } daripada { $steps }, { $time }.
practice-now = Ini latihan. Tiada apa-apa berlaku.

short-sos = Minta tolong
short-duress = Ditekan orang
short-missed = Tiada khabar
short-late = Lewat
short-ok = Ada khabar
short-paused = Rehat
short-noplan = Tiada rancangan
short-waiting = Belum ada
short-ended = Tamat

## What to do now.

todo-heading = Apa yang perlu dibuat sekarang
todo-sos-1 = Tekan “Saya sudah lihat”. Dengan itu { $name } boleh tahu panggilan itu sudah sampai.
todo-sos-2 = Lihat tempat di bawah. Cetak atau simpan helaian kes.
todo-sos-3 = Telefon polis di tempat { $name } berada, atau pertubuhan yang membantu. Beri mereka helaian kes.
todo-sos-4 = Jangan telefon atau hantar mesej kepada { $name } dengan cara lain kecuali anda pasti ia selamat. Telefon itu mungkin dipegang orang lain.
todo-sos-5 = Biarkan halaman ini terbuka. Apa yang berikutnya ditunjukkan di sini.
todo-duress-1 = Jangan jawab seolah-olah anda tahu.
todo-duress-2 = Telefon pertubuhan yang membantu, atau polis. Beri mereka helaian kes.
todo-missed-1 = Bertenang. Kebanyakan kali, tiada khabar ada sebab yang biasa sahaja.
todo-missed-2 = Tanya orang lain yang mengenali { $name } sama ada mereka mendengar apa-apa.
todo-missed-3 = Cuba hubungi { $name } dengan cara yang selamat baginya. Telefon itu mungkin dipegang orang lain.
todo-missed-4 = Tekan “Saya uruskan”, supaya orang lain tahu ada yang bertindak.
todo-missed-5 = Jika anda tidak dapat tahu lebih lanjut, telefon polis atau pertubuhan yang membantu. Beri mereka helaian kes.
todo-missed-next = Jika masih tiada khabar, pelayan memaklumkan langkah seterusnya { $time }.
todo-late-1 = Anda belum perlu buat apa-apa.
todo-late-2 = Lihat di sini lagi selepas { $missed }. Jika anda menetapkan makluman di bawah, anda akan diberitahu.
todo-ok-1 = Anda tidak perlu buat apa-apa.
todo-alerts = Tetapkan makluman, supaya anda diberitahu jika ada yang tidak kena.
todo-waiting-1 = Cetak helaian pemulihan anda dan simpan di tempat selamat.

## Places.

places-heading = Tempat
places-none = Belum ada tempat yang sampai.
places-sealed = Tempat sampai bersama khabar, tetapi tertutup. Langkah kemudian akan membukanya jika { $name } terus senyap.
places-latest = Tempat terbaharu
place-time = { $time } ({ $ago })
place-accuracy = dalam { $metres } meter
place-when = Bila
place-where = Di mana
copy = Salin
copied = Disalin
open-in-app = Buka dalam aplikasi peta
open-in-web = Buka di OpenStreetMap
map-warning = Aplikasi peta atau OpenStreetMap akan tahu tempat mana yang anda lihat.
track-label = Lukisan dengan { $count } tempat, dari yang terlama hingga yang terbaharu. Semuanya ada dalam senarai di bawah.
track-oldest = terlama
track-newest = terbaharu
track-north = utara di atas
length-metres = { $count } m
length-kilometres = { $count } km
places-phone-clock = Waktu tempat mengikut jam telefon, yang mungkin salah.

## What came and what was told.

history-heading = Apa yang sampai, terbaharu dahulu
history-empty = Belum ada.
history-more = Tunjukkan yang lebih lama
new-mark = Baharu
came-check-in-ok = Khabar: “Saya di sini, semuanya baik.”
came-check-in-uneasy = Khabar: “Ada yang tidak kena.”
came-check-in-moved = Khabar: “Saya di tempat lain.”
came-sos = Minta tolong
came-sos-cleared = Minta tolong, tamat kerana bahaya sudah berlalu
came-all-clear = Bahaya sudah berlalu: panggilan tolong selesai
came-opened = Aplikasi dibuka pada telefon
came-opened-duress = Aplikasi dibuka dengan cara yang digunakan apabila dipaksa
came-hello = Anda dijadikan kenalan yang dipercayai
came-farewell = Ini ditamatkan
came-last-place = Tempat terakhir yang diketahui telefon
came-plan-armed = Rancangan memberi khabar dibuat
came-plan-paused = Khabar dihentikan sementara hingga { $until }
came-plan-ended = Rancangan memberi khabar ditamatkan
came-plan-drill = Latihan dimulakan
came-words = Langkah { $step }, dengan kata-kata yang dipersetujui { $name }
came-words-practice = Latihan, langkah { $step }
told-step = Pelayan memaklumkan langkah { $step } daripada { $steps }: tiada khabar
told-step-practice = Latihan: pelayan memaklumkan langkah { $step } daripada { $steps }
told-check-in = Ada khabar sampai selepas anda diberitahu. Ini tidak bermakna semuanya selamat.
told-held = Langkah { $step } ditangguhkan hingga { $until } oleh { $who }
told-held-unverified = Pelayan mengatakan langkah { $step } ditangguhkan hingga { $until }. Tiada tandatangan yang membuktikannya.
told-paused = Pelayan mengatakan: dihentikan sementara hingga { $until }
told-ended = Pelayan mengatakan: rancangan ditamatkan
told-away = Pelayan terputus dari { $from } hingga { $to }
told-places = Tempat daripada khabar terdahulu dibuka kepada anda
told-file = Pelayan sudah membuka bahagiannya bagi dokumen
you-seen = Anda menjawab: Saya sudah lihat
you-on-it = Anda menjawab: Saya uruskan
you-text = Anda menulis
came-unknown = Mesej yang tidak dapat ditunjukkan oleh versi ini
from-phone = Daripada telefon { $name }
from-relay = Daripada pelayan
from-you = Daripada anda
sent-locked = Dihantar tanpa membuka kunci telefon
sent-duress = Dihantar dari bahagian telefon yang dibuka apabila dipaksa
battery = Bateri { $percent } %
phone-time = Mengikut jam telefon: { $time }
reply-saved = Disimpan di sini. Dihantar apabila pelayan dapat dihubungi.
reply-at-relay = Sudah di pelayan. Telefon mengambilnya apabila ada rangkaian; halaman ini tidak dapat tahu bila.
mailbox-full = Peti mesej telefon penuh. Jawapan anda disimpan di sini dan dicuba lagi.
mailbox-unknown = Buat masa ini pelayan tidak mengenali peti mesej telefon. Jawapan anda disimpan di sini dan dicuba lagi.

## Replies.

reply-heading = Jawab
reply-seen = Saya sudah lihat
reply-on-it = Saya uruskan
reply-label = Kata-kata anda kepada { $name }
reply-send = Hantar
reply-careful = Jangan tulis apa-apa yang boleh membahayakan { $name } jika dibaca orang lain.
reply-too-long = Ini terlalu panjang. Sila tulis lebih pendek.
reply-done = Jawapan anda disimpan. Ia dihantar secepat mungkin.

## What happens if no check-in comes.

plan-heading = Apa yang berlaku jika tiada khabar
plan-timing = Khabar dijangka setiap { $interval }. Selepas itu ditunggu lagi { $grace }.
plan-step-you = Langkah { $step }, { $time }: anda diberitahu.
plan-step-others = Langkah { $step }, { $time }: orang lain diberitahu.
plan-step-done = Langkah { $step }: sudah dimaklumkan.
plan-practice = Anda juga mungkin menerima latihan. Ia ditanda dengan jelas.
hold-heading = Tangguhkan langkah seterusnya
hold-explain = Jika anda tahu { $name } selamat, anda boleh menangguhkan langkah { $step }. Semua yang diberitahu akan melihat bahawa anda yang menangguhkannya. Sekali tangguh 24 jam, dan 72 jam semuanya.
hold-hours = Untuk berapa lama
hold-button = Tangguhkan langkah { $step }
hold-sure = Buat ini hanya jika anda sudah mendengar daripada { $name } dengan cara lain. Tangguhkan?
hold-saved = Kehendak anda disimpan. Ia dikira apabila pelayan menerimanya.
hold-accepted = Pelayan sudah menerimanya.
hold-refused = Pelayan tidak menerimanya. Langkah berjalan seperti dirancang.
held-now = Langkah { $step } ditangguhkan hingga { $until } oleh { $who }.
held-now-unverified = Pelayan mengatakan langkah { $step } ditangguhkan hingga { $until }. Tiada tandatangan yang membuktikannya.
somebody = salah seorang kenalan
yourself = anda

## The file: what the worker wrote down before leaving.

file-heading = Dokumen
file-explain = { $name } menulis ini sebelum bertolak, sebagai persediaan jika sesuatu berlaku.
file-waiting = Dokumen masih tertutup. Langkah kemudian akan membukanya.
file-shares = Dokumen terbuka apabila { $need } orang antara anda memberi bahagian masing-masing. Sudah diberi: { $have }.
file-give = Beri bahagian saya
file-give-sure = Apabila bahagian mencukupi, orang lain juga boleh membuka dokumen. Ini tidak boleh ditarik balik.
file-given-saved = Bahagian anda disimpan. Ia dihantar apabila pelayan dapat dihubungi.
file-given = Bahagian anda sudah diberi. Halaman ini mencari bahagian yang lain.
file-download = Muat dokumen
file-download-more = Teruskan memuat dokumen
file-progress = { $have } daripada { $count } bahagian sudah dimuat
file-open = Buka dokumen
file-damaged = Ada bahagian dokumen yang rosak. Muat semula.
file-not-released = Pelayan belum memberi dokumen. Cuba lagi nanti.
file-wrong-shares = Bahagian-bahagian ini tidak sepadan. Tunggu satu lagi.
file-made = Ditulis { $time }, mengikut jam telefon
field-1 = Siapa saya
field-2 = Surat pengenalan
field-3 = Majikan
field-4 = Ejen pekerjaan, dan bagaimana kami bertemu
field-5 = Kerja dan gaji yang dijanjikan
field-6 = Alamat
field-7 = Laluan dan tiket
field-8 = Orang untuk ditelefon
field-9 = Catatan
field-other = Lagi
attachments-heading = Gambar dan surat
attachment-save = Simpan { $file }
attachment-picture = Gambar: { $file }

## The case sheet, for the police or an organisation that helps.

sheet-heading = Helaian kes
sheet-explain = Semua yang diketahui halaman ini, atas kertas atau sebagai fail. Beri kepada polis atau pertubuhan yang membantu.
sheet-show = Tunjukkan helaian kes
sheet-print = Cetak
sheet-json = Simpan sebagai fail (JSON)
sheet-made = Dibuat { $time }. Waktu mengikut zon waktu { $zone }.
sheet-who = Siapa
sheet-name = Nama
sheet-own-name = Nama yang digunakan sendiri
sheet-identity = Tanda pengenalan kenalan ini
sheet-stands = Keadaan sekarang
sheet-messages = Mesej
sheet-told = Apa yang dimaklumkan pelayan, dan bila
sheet-source = Sumber
sheet-what = Apa
sheet-sources = Dari mana setiap fakta datang
sheet-source-phone = Telefon: dikatakan oleh telefon { $name }, ditutup supaya tiada sesiapa di perjalanan dapat membaca atau mengubahnya. Jamnya dan apa yang ditaip mungkin salah.
sheet-source-relay = Pelayan: dikatakan oleh pelayan, yang tidak dapat membaca mesej. Waktu ketibaan ialah waktunya sendiri.
sheet-source-page = Halaman: dikira atau ditulis pada halaman ini.
source-phone = Telefon
source-relay = Pelayan
source-page = Halaman
sheet-notes = Catatan peribadi
sheet-notes-include = Letak catatan peribadi saya pada helaian
sheet-file-missing = Dokumen tiada pada helaian ini, kerana ia belum terbuka pada halaman ini.

## The recovery sheet.

recovery-heading = Helaian pemulihan
recovery-explain = Jika peranti ini hilang atau dikosongkan, anda perlukan pautan untuk kembali. Cetak helaian ini dan simpan di tempat yang tidak ditemui orang. Sesiapa yang memegangnya boleh membaca apa yang sampai kepada anda.
recovery-show = Tunjukkan helaian pemulihan
recovery-recommended = Cetak helaian pemulihan anda dahulu.
recovery-later = Nanti
recovery-print = Cetak
recovery-text = Imbas gambar ini dengan telefon, atau taip pautan:
recovery-qr = Pautan sebagai gambar untuk diimbas

## Alerts when the page is closed.

alerts-heading = Makluman
alerts-explain = Anda boleh diberitahu apabila ada yang baharu, walaupun halaman ini ditutup. Makluman hanya mengatakan: sila buka halaman keluarga anda.
alerts-push = Makluman dalam pelayar ini
alerts-push-on = Hidupkan
alerts-push-off = Matikan
alerts-push-is-on = Makluman dalam pelayar ini hidup.
alerts-push-denied = Pelayar ini tidak membenarkan makluman daripada halaman ini. Anda boleh mengubahnya dalam tetapan pelayar.
alerts-push-unsupported = Pelayar ini tiada makluman. Pilih cara lain di bawah.
alerts-push-not-offered = Pelayan ini tidak menawarkan makluman dalam pelayar. Pilih cara lain di bawah.
alerts-push-failed = Tidak berjaya. Sila cuba lagi nanti.
alerts-add = Tambah cara lain
alerts-kind = Cara
alerts-email = E-mel
alerts-ntfy = ntfy (aplikasi makluman)
alerts-webhook = Webhook (untuk pertubuhan)
alerts-email-address = Alamat e-mel
alerts-ntfy-address = Alamat topik ntfy
alerts-webhook-address = Alamat webhook
alerts-urgent-only = Hanya apabila segera
alerts-button = Tambah
alerts-list = Makluman anda
alerts-none = Belum ada makluman.
alerts-unknown-address = ditetapkan dalam pelayar lain
alert-unconfirmed = Belum disahkan. Buka mesej yang dihantar ke situ, dan setuju.
alert-confirmed = Berfungsi
alert-dead = Tidak sampai. Sila semak alamat.
alert-opted-out = Dimatikan oleh penerimanya
alert-other = Tidak diketahui
alert-remove = Buang
alerts-invalid = Pelayan tidak menerima alamat ini.
alerts-limit = Terlalu banyak makluman. Buang satu dahulu.
alerts-not-offered = Pelayan ini tidak menawarkannya.
alerts-other-problem = Tidak berjaya. Sila cuba lagi nanti.
notification-text = Sila buka halaman keluarga anda.

## This page itself.

page-heading = Halaman ini
page-label = Panggilan anda untuk orang ini
page-note = Catatan peribadi
page-note-explain = Catatan kekal dalam pelayar ini. Tiada orang lain melihatnya.
page-add = Tambah pautan lain
page-install = Letak halaman ini pada skrin utama
page-file = Halaman ini sebagai satu fail
page-file-explain = Anda boleh menyimpan halaman ini sebagai fail dan membukanya tanpa alamatnya. Ia meminta pautan anda. Bandingkan cap jarinya dengan yang diterbitkan.
page-file-save = Simpan halaman
page-fingerprint = Cap jari (SHA-256)
page-forget = Buang orang ini daripada pelayar ini
page-forget-sure = Semua yang disimpan pelayar ini tentang { $name } akan dipadam. Dengan pautan anda boleh kembali. Buang?
page-limits-heading = Baik untuk diketahui
page-limit-1 = Sesiapa yang ada pautan anda boleh membaca apa yang sampai kepada anda.
page-limit-2 = Pelayan menyampaikan mesej tertutup. Ia tidak dapat membacanya. Ia nampak bila anda melihat.
page-limit-3 = Pelayan yang dikuasai orang lain boleh memberi halaman palsu. Halaman sebagai fail melindungi anda daripada itu.
page-limit-4 = Tiada sesiapa boleh meminta tempat melalui halaman ini. Tempat hanya sampai seperti yang dipersetujui { $name }.

## A page for many people.

list-heading = { $count } orang
list-search = Cari mengikut nama atau catatan
list-none-found = Tiada sesiapa ditemui.
list-csv = Simpan senarai (CSV)
list-unopened = { $count } baharu
list-due = dijangka sebelum { $due }
list-since = sejak { $time }
column-name = Nama
column-situation = Keadaan
column-last-heard = Kali terakhir didengar
column-last-check-in = Khabar terakhir
column-due = Dijangka sebelum
column-missed = Tiada khabar sejak
column-step = Langkah dimaklumkan
column-notes = Catatan

## Lengths of time.

minutes = { $count } minit
hours = { $count } jam
days = { $count } hari
just-now = baru sahaja

## News for those who listen to the page.

news-message = Mesej baharu daripada { $name }
news-sos = { $name } meminta tolong
news-told = Pelayan memaklumkan perkara baharu tentang { $name }
