### Machine translation, not reviewed by a native speaker.
### What the library says to the worker, and to a contact on the worker's behalf.

## To a contact: what a step says. Each says that silence is not proof of harm.

step-1 = Tiada khabar daripada { $name } sejak waktu yang dijangka. Tiada khabar tidak bermakna sesuatu yang buruk berlaku: telefon mungkin dimatikan, rosak atau tiada isyarat. Sila cuba hubungi { $name }.
step-2 = Masih tiada khabar daripada { $name }. Anda kini boleh melihat tempat terakhir yang diketahui. Tiada khabar tidak bermakna sesuatu yang buruk berlaku. Sila berbincang dengan kenalan yang lain dan putuskan bersama apa yang perlu dibuat.
step-3 = Masih tiada khabar daripada { $name }. Anda kini boleh melihat dokumen tentang { $name }: majikan, ejen pekerjaan, alamat. Tiada khabar tidak bermakna sesuatu yang buruk berlaku, tetapi sekarang elok meminta bantuan.
drill = Ini latihan, bukan amaran sebenar. { $name } sedang mencuba cara anda akan diberitahu.
drill-answer = Sila buka mesej ini dan jawab, seperti yang anda akan lakukan jika ia benar.
check-in-came = Khabar daripada { $name } sudah sampai. Ini belum bermakna semuanya selamat.
all-clear = { $name } mengesahkan bahaya sudah berlalu.

## To a contact: what the contact's own app sees.

watch-late = Khabar daripada { $name } sudah lewat.
watch-missed = Tiada khabar daripada { $name } dalam masa yang dipersetujui. Tiada khabar tidak bermakna sesuatu yang buruk berlaku.
watch-relay-silent = Pelayan tidak menjawab, jadi khabar mungkin lewat sampai. Telefon ini terus memerhati sendiri.
watch-relay-away = Pelayan terputus seketika dan kini kembali. Makluman mungkin lebih lewat daripada yang dirancang.
late-minutes = Lewat { $count } minit
late-hours = Lewat { $count } jam
late-days = Lewat { $count } hari

## To a contact: what to do now.

todo-title = Apa yang perlu dibuat sekarang
todo-answer = Jawab mesej ini supaya orang lain tahu anda sudah melihatnya.
todo-call = Telefon { $name } dan hantar mesej. Cuba lebih daripada sekali.
todo-other-voice = Jika orang lain menjawab telefon, jangan bercakap tentang makluman ini. Kata anda cuma mahu bertanya khabar.
todo-together = Berbincang dengan kenalan yang lain. Putuskan siapa buat apa.
todo-employer = Jangan beritahu majikan atau ejen pekerjaan. Ini boleh membahayakan { $name }.
todo-places = Tulis tempat terakhir yang diketahui dan masanya.
todo-report = Bawa dokumen kepada polis atau pertubuhan yang membantu pekerja migran. Minta laporan bertulis.
todo-embassy = Telefon kedutaan negara asal { $name }.
todo-money = Jika ada orang meminta wang, jangan bayar terus. Tulis siapa yang meminta dan caranya. Minta bantuan dahulu.
todo-danger = Jika anda tahu { $name } dalam bahaya, telefon polis di sana segera.

## By SMS to a contact with a feature phone.

sms-step-1 = Tiada khabar daripada { $name } pada waktu yang dijangka. Belum tentu bahaya, telefon mungkin dimatikan. Sila cuba telefon.
sms-step-2 = Masih tiada khabar daripada { $name }. Belum tentu bahaya. Sila berbincang dengan keluarga dan putuskan bersama apa yang perlu dibuat.
sms-step-3 = Masih tiada khabar daripada { $name }. Belum tentu bahaya, tetapi sila minta bantuan polis atau pertubuhan pekerja migran.
sms-drill = Ini latihan, bukan amaran sebenar. { $name } sedang mencuba cara anda akan diberitahu. Anda tidak perlu buat apa-apa.

## To the worker, on a screen that others may see: these say nothing of what they are about.

reminder-before = Ada perkara kecil sebentar lagi
reminder-due = Ada perkara kecil sekarang
reminder-grace = Perkara kecil masih belum dibuat

## To the worker: the plan.

plan-journey = Perjalanan
plan-daily = Setiap hari
plan-weekly = Setiap minggu
plan-every-hours = Satu khabar setiap { $count } jam
plan-every-days = Satu khabar setiap { $count } hari
plan-wait-minutes = Jika tiada khabar, kenalan anda diberitahu { $count } minit kemudian
plan-wait-hours = Jika tiada khabar, kenalan anda diberitahu { $count } jam kemudian
plan-wait-days = Jika tiada khabar, kenalan anda diberitahu { $count } hari kemudian
contacts-covered = { $count } kenalan akan diberitahu
contacts-not-covered = { $count } kenalan belum termasuk

## To the worker, inside the vault: before wrong PINs may wipe the store.

erase-warning = Selepas PIN yang salah sebanyak itu berturut-turut, semua yang ada dalam aplikasi ini dimusnahkan, termasuk yang belum dihantar. Sesiapa yang memegang telefon boleh menyebabkannya. Tiada apa-apa dan tiada sesiapa dapat mengembalikannya.

## To the worker, inside the vault: what was agreed to long ago.

consent-ask = Lihat semula apa yang { $name } terima daripada anda. Adakah anda masih mahu begitu?
consent-lapsed = Anda tidak menjawab, jadi { $name } tidak lagi menerima tempat anda bersama setiap khabar. Jika ada masalah, { $name } tetap diberitahu.
