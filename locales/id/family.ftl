### Machine translation, not reviewed by a native speaker.
### The family page: what a trusted contact without the app reads in a browser. The reader may be frightened, tired, and
### not used to reading. Short sentences, everyday words. "$name" is the worker: the person who is far from home.
### "The relay" is the server that passes messages on. It cannot read them.

## The page as a whole.

page-title = Halaman keluarga
skip-to-content = Langsung ke isi
language = Bahasa
back = Kembali
cancel = Batal
save = Simpan
saved = Tersimpan
nobody = orang Anda

## Before the link is opened. Nothing is sent until the button is pressed.

start-title = Halaman keluarga Anda
start-text = Seseorang yang percaya kepada Anda memberi Anda halaman ini. Di sini Anda melihat kabarnya, dan Anda diberi tahu jika ada yang tidak beres.
start-open = Buka halaman saya
start-note = Tidak ada yang dimuat sebelum Anda menekan tombol.
start-keep = Simpan tautannya. Itu jalan Anda untuk kembali. Jangan berikan kepada siapa pun.
link-in-history = Peramban Anda mungkin menyimpan tautan ini di riwayatnya. Jika orang lain memakai perangkat ini, hapus tautan itu di sana.

nolink-title = Buka halaman Anda dengan tautan Anda
nolink-text = Tempelkan tautan yang Anda terima. Awalnya “http” dan di dalamnya ada “#WF1”.
nolink-label = Tautan Anda
nolink-open = Buka

link-not-ours = Ini bukan tautan ke halaman keluarga. Silakan salin lagi seluruh tautannya.
link-damaged = Tautan ini rusak. Ada bagian yang hilang atau berubah. Silakan salin lagi seluruh tautannya.
link-too-new = Tautan ini dibuat oleh versi yang lebih baru. Muat ulang halaman ini. Jika tidak membantu, pakai halaman di alamat yang ada pada tautan.
link-wrong-kind = Ini kode untuk aplikasi, bukan untuk halaman keluarga. Minta tautan ke halaman keluarga Anda.
link-invalid = Ada yang salah pada tautan ini. Minta yang baru.
link-other-place = Tautan ini milik alamat lain. Silakan buka di sana: { $url }
link-too-many = Halaman ini bisa memuat 200 orang. Hapus satu sebelum menambah yang lain.

storage-none = Peramban ini tidak menyimpan apa pun. Setelah halaman ini ditutup, Anda perlu tautan itu lagi.
storage-full = Tidak ada ruang lagi di perangkat ini. Yang sudah ada tetap tersimpan. Silakan kosongkan sedikit ruang.
storage-too-new = Versi lebih baru dari halaman ini pernah dipakai di peramban ini. Silakan tutup semua jendelanya dan muat ulang halaman.
not-secure = Alamat ini tidak terlindungi, jadi peramban tidak bisa membuka pesan. Pakai alamat yang berawalan “https”, atau halaman sebagai berkas.
something-wrong = Ada masalah di halaman ini. Yang sudah ada tetap tersimpan. Muat ulang halaman.

## Whether this page is in touch with the relay.

sync-now = Mencari kabar baru …
sync-ok = Kabar baru dicari { $ago }
sync-never = Belum terhubung
sync-button = Cari kabar baru sekarang
sync-unreachable = Server tidak bisa dihubungi. Halaman ini menampilkan yang sudah ada dan terus mencoba.
sync-refused = Server menolak menjawab saat ini. Halaman ini menampilkan yang sudah ada dan terus mencoba.
sync-garbage = Jawaban server tidak bisa dipahami. Halaman ini menampilkan yang sudah ada dan terus mencoba.
sync-busy = Server sedang sibuk. Halaman ini terus mencoba.
sync-taken = Server tidak menerima tautan ini. Minta yang baru.
sync-away = Server terputus dari { $from } sampai { $to }. Pemberitahuan dari waktu itu mungkin terlambat.
clock-ahead = Jam perangkat ini { $by } lebih cepat daripada jam server. Waktu di halaman ini mungkin salah.
clock-behind = Jam perangkat ini { $by } lebih lambat daripada jam server. Waktu di halaman ini mungkin salah.

## How things stand. The title is the biggest text on the page.

situation-heading = Keadaan sekarang
sos-title = { $name } meminta tolong
sos-when = Dikirim { $time } ({ $ago }).
sos-from-locked = Dikirim tanpa membuka kunci ponsel.
sos-open = Panggilan ini tetap berlaku sampai { $name } memastikan bahaya sudah lewat.
duress-title = { $name } mungkin sedang ditekan orang
duress-text = Ada pesan dari bagian ponsel yang dibuka { $name } ketika dipaksa. Jangan percaya bahwa semuanya baik-baik saja. Jangan sebut hal ini dalam jawaban.
missed-title = { $name } belum memberi kabar
missed-text = Kabar seharusnya datang sebelum { $due }. Dianggap tidak ada kabar sejak { $missed }.
late-title = Kabar { $name } terlambat
late-text = Kabar seharusnya datang sebelum { $due } ({ $ago }). Jika tidak datang, dianggap tidak ada kabar sejak { $missed }.
ok-title = { $name } sudah memberi kabar
ok-text = Kabar berikutnya ditunggu sebelum { $due }.
paused-title = Kabar dari { $name } dihentikan sementara
paused-text = Jeda ini berakhir { $until }. Kabar berikutnya ditunggu sebelum { $due }.
noplan-title = { $name } tidak punya rencana memberi kabar
noplan-text = Anda akan melihat pesan di sini. Jika tidak ada pesan, tidak ada yang diberi tahu.
waiting-title = Belum ada yang datang
waiting-text = Pesan pertama akan tampil di sini. Anda bisa menutup halaman ini dan kembali nanti.
ended-title = { $name } sudah mengakhiri ini
ended-text = Tidak akan ada pesan baru. Yang sudah datang tetap ada di sini.
last-heard = Terakhir terdengar: { $time } ({ $ago })
last-heard-never = Belum ada apa-apa
last-check-in = Kabar terakhir: { $time } ({ $ago })
not-proof = Tidak ada kabar bukan bukti terjadi sesuatu yang buruk. Ponsel mungkin habis baterai, hilang, atau tanpa jaringan.
told-you = Server sudah memberitahukan langkah { $step } dari { $steps }, { $time }.
practice-now = Ini latihan. Tidak terjadi apa-apa.

short-sos = Minta tolong
short-duress = Ditekan orang
short-missed = Tidak ada kabar
short-late = Terlambat
short-ok = Ada kabar
short-paused = Jeda
short-noplan = Tanpa rencana
short-waiting = Belum ada
short-ended = Berakhir

## What to do now.

todo-heading = Apa yang harus dilakukan sekarang
todo-sos-1 = Tekan “Saya sudah lihat”. Dengan begitu { $name } bisa tahu bahwa panggilannya sampai.
todo-sos-2 = Lihat tempat-tempat di bawah. Cetak atau simpan lembar kasus.
todo-sos-3 = Telepon polisi di tempat { $name } berada, atau lembaga yang membantu. Berikan lembar kasus kepada mereka.
todo-sos-4 = Jangan menelepon atau mengirim pesan kepada { $name } dengan cara lain kecuali Anda yakin itu aman. Ponselnya mungkin dipegang orang lain.
todo-sos-5 = Biarkan halaman ini terbuka. Kelanjutannya tampil di sini.
todo-duress-1 = Jangan menjawab seolah-olah Anda tahu.
todo-duress-2 = Telepon lembaga yang membantu, atau polisi. Berikan lembar kasus kepada mereka.
todo-missed-1 = Tetap tenang. Kebanyakan diam punya sebab yang biasa saja.
todo-missed-2 = Tanyakan kepada orang lain yang mengenal { $name } apakah mereka mendengar sesuatu.
todo-missed-3 = Coba hubungi { $name } dengan cara yang aman baginya. Ponselnya mungkin dipegang orang lain.
todo-missed-4 = Tekan “Saya tangani”, supaya yang lain tahu ada yang bertindak.
todo-missed-5 = Jika tidak bisa tahu lebih banyak, telepon polisi atau lembaga yang membantu. Berikan lembar kasus kepada mereka.
todo-missed-next = Jika tetap tidak ada kabar, server memberitahukan langkah berikutnya { $time }.
todo-late-1 = Anda belum perlu melakukan apa pun.
todo-late-2 = Lihat lagi di sini setelah { $missed }. Jika Anda memasang pemberitahuan di bawah, Anda akan diberi tahu.
todo-ok-1 = Anda tidak perlu melakukan apa pun.
todo-alerts = Pasang pemberitahuan, supaya Anda tahu jika ada yang tidak beres.
todo-waiting-1 = Cetak lembar pemulihan Anda dan simpan di tempat aman.

## Places.

places-heading = Tempat
places-none = Belum ada tempat yang datang.
places-sealed = Tempat datang bersama kabar, tetapi tertutup. Langkah berikutnya akan membukanya jika { $name } tetap diam.
places-latest = Tempat terbaru
place-time = { $time } ({ $ago })
place-accuracy = dalam { $metres } meter
place-when = Kapan
place-where = Di mana
copy = Salin
copied = Tersalin
open-in-app = Buka di aplikasi peta
open-in-web = Buka di OpenStreetMap
map-warning = Aplikasi peta atau OpenStreetMap jadi tahu tempat mana yang Anda lihat.
track-label = Gambar dengan { $count } tempat, dari yang terlama sampai yang terbaru. Semuanya ada di daftar di bawah.
track-oldest = terlama
track-newest = terbaru
track-north = utara di atas
length-metres = { $count } m
length-kilometres = { $count } km
places-phone-clock = Waktu tempat mengikuti jam ponsel, yang mungkin salah.

## What came and what was told.

history-heading = Yang sudah datang, terbaru di atas
history-empty = Belum ada.
history-more = Tampilkan yang lebih lama
new-mark = Baru
came-check-in-ok = Kabar: “Saya di sini, semua baik.”
came-check-in-uneasy = Kabar: “Ada yang tidak beres.”
came-check-in-moved = Kabar: “Saya di tempat lain.”
came-sos = Minta tolong
came-sos-cleared = Minta tolong, berakhir karena bahaya sudah lewat
came-all-clear = Bahaya sudah lewat: panggilan tolong selesai
came-opened = Aplikasi dibuka di ponsel
came-opened-duress = Aplikasi dibuka dengan cara yang dipakai ketika dipaksa
came-hello = Anda dijadikan kontak tepercaya
came-farewell = Ini diakhiri
came-last-place = Tempat terakhir yang diketahui ponsel
came-plan-armed = Rencana memberi kabar dibuat
came-plan-paused = Kabar dihentikan sementara sampai { $until }
came-plan-ended = Rencana memberi kabar diakhiri
came-plan-drill = Latihan dimulai
came-words = Langkah { $step }, dengan kata-kata yang disetujui { $name }
came-words-practice = Latihan, langkah { $step }
told-step = Server memberitahukan langkah { $step } dari { $steps }: tidak ada kabar
told-step-practice = Latihan: server memberitahukan langkah { $step } dari { $steps }
told-check-in = Ada kabar datang setelah Anda diberi tahu. Ini tidak berarti semuanya baik-baik saja.
told-held = Langkah { $step } ditunda sampai { $until } oleh { $who }
told-held-unverified = Server mengatakan langkah { $step } ditunda sampai { $until }. Tidak ada tanda tangan yang membuktikannya.
told-paused = Server mengatakan: dihentikan sementara sampai { $until }
told-ended = Server mengatakan: rencana diakhiri
told-away = Server terputus dari { $from } sampai { $to }
told-places = Tempat dari kabar sebelumnya dibuka untuk Anda
told-file = Server sudah membuka bagiannya dari berkas
you-seen = Anda menjawab: Saya sudah lihat
you-on-it = Anda menjawab: Saya tangani
you-text = Anda menulis
came-unknown = Pesan yang tidak bisa ditampilkan versi ini
from-phone = Dari ponsel { $name }
from-relay = Dari server
from-you = Dari Anda
sent-locked = Dikirim tanpa membuka kunci ponsel
sent-duress = Dikirim dari bagian ponsel yang dibuka ketika dipaksa
battery = Baterai { $percent } %
phone-time = Menurut jam ponsel: { $time }
reply-saved = Tersimpan di sini. Dikirim saat server bisa dihubungi.
reply-at-relay = Sudah di server. Ponsel mengambilnya saat ada jaringan; halaman ini tidak bisa tahu kapan.
mailbox-full = Kotak pesan ponsel penuh. Jawaban Anda disimpan di sini dan dicoba lagi.
mailbox-unknown = Saat ini server tidak mengenal kotak pesan ponsel. Jawaban Anda disimpan di sini dan dicoba lagi.

## Replies.

reply-heading = Jawab
reply-seen = Saya sudah lihat
reply-on-it = Saya tangani
reply-label = Kata-kata Anda untuk { $name }
reply-send = Kirim
reply-careful = Jangan menulis apa pun yang bisa membahayakan { $name } jika dibaca orang lain.
reply-too-long = Ini terlalu panjang. Silakan tulis lebih sedikit.
reply-done = Jawaban Anda tersimpan. Dikirim secepat mungkin.

## What happens if no check-in comes.

plan-heading = Apa yang terjadi jika tidak ada kabar
plan-timing = Kabar ditunggu setiap { $interval }. Setelah itu masih ditunggu { $grace }.
plan-step-you = Langkah { $step }, { $time }: Anda diberi tahu.
plan-step-others = Langkah { $step }, { $time }: orang lain diberi tahu.
plan-step-done = Langkah { $step }: sudah diberitahukan.
plan-practice = Anda juga bisa menerima latihan. Latihan ditandai dengan jelas.
hold-heading = Tunda langkah berikutnya
hold-explain = Jika Anda tahu { $name } aman, Anda bisa menunda langkah { $step }. Semua yang diberi tahu akan melihat bahwa Anda menundanya. Sekali tunda 24 jam, dan 72 jam seluruhnya.
hold-hours = Untuk berapa lama
hold-button = Tunda langkah { $step }
hold-sure = Lakukan ini hanya jika Anda sudah mendengar dari { $name } dengan cara lain. Tunda?
hold-saved = Keinginan Anda tersimpan. Berlaku setelah server menerimanya.
hold-accepted = Server sudah menerimanya.
hold-refused = Server tidak menerimanya. Langkah berjalan sesuai rencana.
held-now = Langkah { $step } ditunda sampai { $until } oleh { $who }.
held-now-unverified = Server mengatakan langkah { $step } ditunda sampai { $until }. Tidak ada tanda tangan yang membuktikannya.
somebody = salah satu kontak tepercaya
yourself = Anda

## The file: what the worker wrote down before leaving.

file-heading = Berkas
file-explain = { $name } menulis ini sebelum berangkat, untuk berjaga-jaga jika terjadi sesuatu.
file-waiting = Berkas masih tertutup. Langkah berikutnya akan membukanya.
file-shares = Berkas terbuka setelah { $need } orang di antara kalian memberikan bagiannya. Yang sudah diberikan: { $have }.
file-give = Berikan bagian saya
file-give-sure = Jika bagian sudah cukup, orang lain juga bisa membuka berkas. Ini tidak bisa ditarik kembali.
file-given-saved = Bagian Anda tersimpan. Dikirim saat server bisa dihubungi.
file-given = Bagian Anda sudah diberikan. Halaman ini mencari bagian yang lain.
file-download = Muat berkas
file-download-more = Lanjutkan memuat berkas
file-progress = { $have } dari { $count } bagian sudah dimuat
file-open = Buka berkas
file-damaged = Ada bagian berkas yang rusak. Muat lagi.
file-not-released = Server belum memberikan berkas. Coba lagi nanti.
file-wrong-shares = Bagian-bagian ini tidak cocok. Tunggu satu lagi.
file-made = Ditulis { $time }, menurut jam ponsel
field-1 = Siapa saya
field-2 = Surat-surat
field-3 = Majikan
field-4 = Perekrut, dan cara kami bertemu
field-5 = Pekerjaan dan upah yang dijanjikan
field-6 = Alamat
field-7 = Rute dan tiket
field-8 = Orang yang perlu ditelepon
field-9 = Catatan
field-other = Lainnya
attachments-heading = Foto dan surat
attachment-save = Simpan { $file }
attachment-picture = Foto: { $file }

## The case sheet, for the police or an organisation that helps.

sheet-heading = Lembar kasus
sheet-explain = Semua yang diketahui halaman ini, di kertas atau sebagai berkas. Berikan kepada polisi atau lembaga yang membantu.
sheet-show = Tampilkan lembar kasus
sheet-print = Cetak
sheet-json = Simpan sebagai berkas (JSON)
sheet-made = Dibuat { $time }. Waktu memakai zona waktu { $zone }.
sheet-who = Siapa
sheet-name = Nama
sheet-own-name = Nama yang dipakai sendiri
sheet-identity = Tanda pengenal kontak ini
sheet-stands = Keadaan sekarang
sheet-messages = Pesan
sheet-told = Apa yang diberitahukan server, dan kapan
sheet-source = Sumber
sheet-what = Apa
sheet-sources = Dari mana setiap keterangan berasal
sheet-source-phone = Ponsel: dikatakan ponsel { $name }, ditutup sehingga tidak ada yang bisa membaca atau mengubahnya di jalan. Jamnya dan yang diketik mungkin salah.
sheet-source-relay = Server: dikatakan server, yang tidak bisa membaca pesan. Waktu tiba menurut jamnya sendiri.
sheet-source-page = Halaman: dihitung atau ditulis di halaman ini.
source-phone = Ponsel
source-relay = Server
source-page = Halaman
sheet-notes = Catatan pribadi
sheet-notes-include = Masukkan catatan pribadi saya ke lembar ini
sheet-file-missing = Berkas tidak ada di lembar ini, karena belum terbuka di halaman ini.

## The recovery sheet.

recovery-heading = Lembar pemulihan
recovery-explain = Jika perangkat ini hilang atau dikosongkan, Anda perlu tautan untuk kembali. Cetak lembar ini dan simpan di tempat yang tidak ditemukan orang. Siapa pun yang memegangnya bisa membaca yang datang untuk Anda.
recovery-show = Tampilkan lembar pemulihan
recovery-recommended = Cetak dulu lembar pemulihan Anda.
recovery-later = Nanti
recovery-print = Cetak
recovery-text = Pindai gambar ini dengan ponsel, atau ketik tautannya:
recovery-qr = Tautan sebagai gambar untuk dipindai

## Alerts when the page is closed.

alerts-heading = Pemberitahuan
alerts-explain = Anda bisa diberi tahu jika ada yang baru, walaupun halaman ini ditutup. Isinya hanya: silakan buka halaman keluarga Anda.
alerts-push = Pemberitahuan di peramban ini
alerts-push-on = Nyalakan
alerts-push-off = Matikan
alerts-push-is-on = Pemberitahuan di peramban ini menyala.
alerts-push-denied = Peramban ini tidak mengizinkan pemberitahuan dari halaman ini. Anda bisa mengubahnya di pengaturan peramban.
alerts-push-unsupported = Peramban ini tidak punya pemberitahuan. Pilih cara lain di bawah.
alerts-push-not-offered = Server ini tidak menyediakan pemberitahuan di peramban. Pilih cara lain di bawah.
alerts-push-failed = Tidak berhasil. Silakan coba lagi nanti.
alerts-add = Tambah cara lain
alerts-kind = Cara
alerts-email = Surel
alerts-ntfy = ntfy (aplikasi pemberitahuan)
alerts-webhook = Webhook (untuk lembaga)
alerts-email-address = Alamat surel
alerts-ntfy-address = Alamat topik ntfy
alerts-webhook-address = Alamat webhook
alerts-urgent-only = Hanya jika mendesak
alerts-button = Tambah
alerts-list = Pemberitahuan Anda
alerts-none = Belum ada pemberitahuan.
alerts-unknown-address = dipasang di peramban lain
alert-unconfirmed = Belum dipastikan. Buka pesan yang dikirim ke sana, lalu setujui.
alert-confirmed = Berfungsi
alert-dead = Tidak sampai. Silakan periksa alamatnya.
alert-opted-out = Dimatikan oleh penerimanya
alert-other = Tidak diketahui
alert-remove = Hapus
alerts-invalid = Server tidak menerima alamat ini.
alerts-limit = Terlalu banyak pemberitahuan. Hapus satu dulu.
alerts-not-offered = Server ini tidak menyediakannya.
alerts-other-problem = Tidak berhasil. Silakan coba lagi nanti.
notification-text = Silakan buka halaman keluarga Anda.

## This page itself.

page-heading = Halaman ini
page-label = Sebutan Anda untuk orang ini
page-note = Catatan pribadi
page-note-explain = Catatan tetap di peramban ini. Tidak ada orang lain yang melihatnya.
page-add = Tambah tautan lain
page-install = Taruh halaman ini di layar utama
page-file = Halaman ini sebagai satu berkas
page-file-explain = Anda bisa menyimpan halaman ini sebagai berkas dan membukanya tanpa alamatnya. Ia akan meminta tautan Anda. Cocokkan sidik jarinya dengan yang diumumkan.
page-file-save = Simpan halaman
page-fingerprint = Sidik jari (SHA-256)
page-forget = Hapus orang ini dari peramban ini
page-forget-sure = Semua yang disimpan peramban ini tentang { $name } akan dihapus. Dengan tautan Anda bisa kembali. Hapus?
page-limits-heading = Perlu diketahui
page-limit-1 = Siapa pun yang punya tautan Anda bisa membaca yang datang untuk Anda.
page-limit-2 = Server meneruskan pesan tertutup. Server tidak bisa membacanya. Server melihat kapan Anda melihat.
page-limit-3 = Server yang dikuasai orang lain bisa menyajikan halaman palsu. Halaman sebagai berkas melindungi Anda dari itu.
page-limit-4 = Tidak ada yang bisa meminta tempat lewat halaman ini. Tempat hanya datang sesuai persetujuan { $name }.

## A page for many people.

list-heading = { $count } orang
list-search = Cari menurut nama atau catatan
list-none-found = Tidak ada yang ditemukan.
list-csv = Simpan daftar (CSV)
list-unopened = { $count } baru
list-due = ditunggu sebelum { $due }
list-since = sejak { $time }
column-name = Nama
column-situation = Keadaan
column-last-heard = Terakhir terdengar
column-last-check-in = Kabar terakhir
column-due = Ditunggu sebelum
column-missed = Tidak ada kabar sejak
column-step = Langkah diberitahukan
column-notes = Catatan

## Lengths of time.

minutes = { $count } menit
hours = { $count } jam
days = { $count } hari
just-now = baru saja

## News for those who listen to the page.

news-message = Pesan baru dari { $name }
news-sos = { $name } meminta tolong
news-told = Server memberitahukan hal baru tentang { $name }
