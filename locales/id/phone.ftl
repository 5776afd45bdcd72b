### Machine translation, not reviewed by a native speaker.
### What the library says to the worker, and to a contact on the worker's behalf.

## To a contact: what a step says. Each says that silence is not proof of harm.

step-1 = Belum ada kabar dari { $name } sejak waktu yang ditentukan. Tidak ada kabar bukan bukti terjadi sesuatu yang buruk: ponsel mungkin mati, rusak, atau tanpa sinyal. Silakan coba hubungi { $name }.
step-2 = Masih belum ada kabar dari { $name }. Sekarang Anda bisa melihat tempat terakhir yang diketahui. Tidak ada kabar bukan bukti terjadi sesuatu yang buruk. Silakan bicarakan dengan kontak lain dan putuskan bersama apa yang dilakukan.
step-3 = Masih belum ada kabar dari { $name }. Sekarang Anda bisa melihat berkas tentang { $name }: majikan, perekrut, alamat. Tidak ada kabar bukan bukti terjadi sesuatu yang buruk, tetapi sekarang sebaiknya minta bantuan.
drill = Ini latihan, bukan tanda bahaya. { $name } sedang mencoba cara Anda akan diberi tahu.
drill-answer = Silakan buka pesan ini dan jawab, seperti jika ini sungguhan.
check-in-came = Kabar dari { $name } sudah datang. Ini belum berarti semuanya baik-baik saja.
all-clear = { $name } memastikan bahaya sudah lewat.

## To a contact: what the contact's own app sees.

watch-late = Kabar dari { $name } terlambat.
watch-missed = Tidak ada kabar dari { $name } dalam waktu yang disepakati. Tidak ada kabar bukan bukti terjadi sesuatu yang buruk.
watch-relay-silent = Server tidak menjawab, jadi kabar mungkin terlambat. Ponsel ini tetap memantau sendiri.
watch-relay-away = Server sempat terputus dan sekarang sudah kembali. Pemberitahuan mungkin lebih lambat dari rencana.
late-minutes = Terlambat { $count } menit
late-hours = Terlambat { $count } jam
late-days = Terlambat { $count } hari

## To a contact: what to do now.

todo-title = Apa yang harus dilakukan sekarang
todo-answer = Jawab pesan ini, supaya yang lain tahu Anda sudah melihatnya.
todo-call = Telepon { $name } dan kirim pesan. Coba lebih dari sekali.
todo-other-voice = Jika orang lain yang mengangkat telepon, jangan bicarakan pemberitahuan ini. Katakan Anda hanya ingin menanyakan kabar.
todo-together = Bicarakan dengan kontak lain. Putuskan siapa melakukan apa.
todo-employer = Jangan beri tahu majikan atau perekrut. Itu bisa membahayakan { $name }.
todo-places = Tulis tempat terakhir yang diketahui dan waktunya.
todo-report = Bawa berkas ke polisi atau lembaga yang membantu pekerja migran. Minta laporan tertulis.
todo-embassy = Telepon kedutaan negara asal { $name }.
todo-money = Jika ada yang meminta uang, jangan langsung bayar. Catat siapa yang meminta dan caranya. Minta bantuan dulu.
todo-danger = Jika Anda tahu { $name } dalam bahaya, segera telepon polisi di sana.

## By SMS to a contact with a feature phone.

sms-step-1 = Belum ada kabar dari { $name } pada waktu yang ditentukan. Belum tentu bahaya, ponsel mungkin mati. Silakan coba telepon.
sms-step-2 = Masih belum ada kabar dari { $name }. Belum tentu bahaya. Silakan bicarakan dengan keluarga dan putuskan bersama apa yang dilakukan.
sms-step-3 = Masih belum ada kabar dari { $name }. Belum tentu bahaya, tetapi silakan minta bantuan polisi atau lembaga pekerja migran.
sms-drill = Ini latihan, bukan tanda bahaya. { $name } sedang mencoba cara Anda akan diberi tahu. Anda tidak perlu melakukan apa pun.

## To the worker, on a screen that others may see: these say nothing of what they are about.

reminder-before = Ada hal kecil sebentar lagi
reminder-due = Ada hal kecil sekarang
reminder-grace = Hal kecil masih belum dikerjakan

## To the worker: the plan.

plan-journey = Perjalanan
plan-daily = Setiap hari
plan-weekly = Setiap minggu
plan-every-hours = Satu kabar setiap { $count } jam
plan-every-days = Satu kabar setiap { $count } hari
plan-wait-minutes = Jika tidak ada kabar, kontak Anda diberi tahu { $count } menit kemudian
plan-wait-hours = Jika tidak ada kabar, kontak Anda diberi tahu { $count } jam kemudian
plan-wait-days = Jika tidak ada kabar, kontak Anda diberi tahu { $count } hari kemudian
contacts-covered = { $count } kontak akan diberi tahu
contacts-not-covered = { $count } kontak belum termasuk

## To the worker, inside the vault: before wrong PINs may wipe the store.

erase-warning = Setelah PIN yang salah sebanyak itu berturut-turut, semua isi aplikasi ini dihancurkan, juga yang belum terkirim. Siapa pun yang memegang ponsel bisa membuat itu terjadi. Tidak ada apa pun dan siapa pun yang bisa mengembalikannya.

## To the worker, inside the vault: what was agreed to long ago.

consent-ask = Lihat lagi apa yang { $name } terima dari Anda. Apakah Anda masih menginginkannya?
consent-lapsed = Anda tidak menjawab, jadi { $name } tidak lagi menerima tempat Anda bersama setiap kabar. Jika ada masalah, { $name } tetap diberi tahu.
