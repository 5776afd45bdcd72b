### Machine translation, not reviewed by a native speaker.
### What the command line's demo tells.

armed = Pelan sudah bermula: khabar daripada { $name } dijangka dalam { $count } jam.
late = Khabar daripada { $name } sudah lewat.
missed = Khabar daripada { $name } tidak sampai pada waktunya.
step-told = Langkah { $step }: { $count } kenalan telah diberitahu.
check-in-came = Khabar daripada { $name } sudah sampai. Semua yang diberitahu sebelum ini akan dimaklumkan.
all-clear = { $name } mengesahkan bahaya sudah berlalu.
family-page = Halaman keluarga: { $url }

## A worker falls silent: the demo of a missed check-in.

missed-title = { $name } terputus khabar
missed-lead = { $name } dalam perjalanan ke tempat kerja yang jauh dari rumah, dan telefonnya hilang. Apa yang dipersetujui sebelum bertolak diteruskan tanpa telefon itu: langkah demi langkah, orang yang dipercayai { $name } diberitahu.
missed-rehearsal = Ini latihan dengan orang rekaan. Program, simpanan bermeterai, pelayan dan surat adalah benar. Jam cerita ini berjalan lebih cepat, dan sebuah program kecil membaca halaman keluarga sebagai ganti pelayar.
missed-files = Semuanya kekal pada mesin ini, di { $path }
missed-server = Pelayan sedang berjalan. Ia menyimpan mesej yang tidak dapat dibacanya.
missed-mail = Surat dihantar ke pelayan mel di { $address }
missed-stores = { $name } dan { $contact } masing-masing mempunyai simpanan bermeterai.
missed-link = { $contact } membuka pautan daripada { $name } dan membaca enam digit dengan kuat: { $digits }
missed-paired = Digitnya sama. { $contact } kini kenalan yang dipercayai.
missed-family = { $contact } tiada aplikasi. { $name } menghantar pautan ke halaman keluarga, dan { $contact } membukanya.
missed-address = { $contact } juga mahukan surat di { $address }
missed-agreed = { $contact } menerima surat dengan satu soalan, membuka pautannya dan bersetuju.
missed-please-agree = Sila buka pautan dalam surat dan tekan butang. Cerita ini menunggunya.
missed-file = { $name } memeteraikan dokumen: majikan, ejen pekerjaan, alamat, salinan pasport. Belum ada sesiapa dapat membukanya.
missed-drill = Mula-mula, semua orang berlatih sekali.
missed-practised = { $contact } menerima mesej latihan. Ia menyatakan dengan jelas bahawa ini latihan.
missed-ladder = Jika tiada khabar, { $contact } tahu dahulu. Kemudian semua orang, bersama tempat-tempat terakhir. Kemudian dokumen dibuka.
missed-check-in = Khabar daripada { $name }: { $note }
missed-note-leaving = Kami bertolak. Saya akan tulis dari sempadan.
missed-note-moved = Sekarang pemandu lain. Dia simpan pasport kami.
missed-note-found = Telefon saya sudah dipulangkan. Saya di balai polis.
missed-gone = Telefon { $name } hilang: programnya dimatikan, simpanannya tidak dapat dicapai.
missed-own-watch = Aplikasi { $contact } menyedarinya sendiri, tanpa pelayan.
missed-letter = Sepucuk surat sampai kepada { $contact }: { $subject }
missed-reads = { $contact } membaca: { $text }
missed-places = { $contact } kini boleh melihat tempat-tempat terakhir. Yang terbaharu: { $place }
missed-hold = { $contact } meminta sedikit masa lagi sebelum langkah seterusnya. Yang lain dapat melihatnya.
missed-opened = { $contact } kini boleh melihat dokumen: { $text }
missed-found = Telefon { $name } dijumpai.
missed-stays = Halaman keluarga kekal dibuka sehingga anda menekan { $key }.
missed-done = Setiap langkah telah berlaku.
missed-story = Seluruh cerita dalam satu halaman: { $path }
missed-when = Bila
missed-who = Siapa
missed-what = Apa
missed-timeline = Apa yang berlaku, langkah demi langkah
missed-letters = Surat-surat
missed-map = Tempat-tempat terakhir
missed-limits-title = Apa yang tidak dijanjikan
missed-limits = Tiada khabar tidak bermakna sesuatu yang buruk berlaku, dan mesej tidak bermakna selamat. Pelayan tidak dapat membaca mesej, tetapi ia nampak bila mesej sampai, dan boleh menahannya. Telefon tanpa rangkaian tidak menghantar apa-apa. Setiap langkah memberitahu orang; tiada siapa dapat berjanji bahawa mereka akan bertindak.
missed-teller = Cerita
missed-relay = Pelayan
missed-file-title = Dokumen
