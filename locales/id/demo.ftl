### Machine translation, not reviewed by a native speaker.
### What the command line's demo tells.

armed = Rencana dimulai: kabar dari { $name } diharapkan dalam { $count } jam.
late = Kabar dari { $name } terlambat.
missed = Kabar dari { $name } tidak datang pada waktunya.
step-told = Langkah { $step }: { $count } kontak sudah diberi tahu.
check-in-came = Kabar dari { $name } sudah datang. Semua yang diberi tahu sebelumnya akan mengetahuinya.
all-clear = { $name } memastikan bahaya sudah lewat.
family-page = Halaman keluarga: { $url }

## A worker falls silent: the demo of a missed check-in.

missed-title = { $name } hilang kabar
missed-lead = { $name } sedang dalam perjalanan ke tempat kerja yang jauh dari rumah, dan ponselnya hilang. Apa yang disepakati sebelum berangkat tetap berjalan tanpa ponsel itu: langkah demi langkah, orang-orang yang dipercaya { $name } diberi tahu.
missed-rehearsal = Ini latihan dengan orang rekaan. Program, penyimpanan tersegel, server, dan surat-suratnya nyata. Jam cerita ini berjalan lebih cepat, dan sebuah program kecil membaca halaman keluarga sebagai ganti peramban.
missed-files = Semuanya tetap di mesin ini, di { $path }
missed-server = Server berjalan. Ia menyimpan pesan yang tidak bisa dibacanya.
missed-mail = Surat dikirim ke server surat di { $address }
missed-stores = { $name } dan { $contact } masing-masing punya penyimpanan tersegel.
missed-link = { $contact } membuka tautan dari { $name } dan membacakan enam angka: { $digits }
missed-paired = Angkanya sama. { $contact } sekarang kontak tepercaya.
missed-family = { $contact } tidak punya aplikasi. { $name } mengirim tautan ke halaman keluarga, dan { $contact } membukanya.
missed-address = { $contact } juga ingin menerima surat di { $address }
missed-agreed = { $contact } menerima surat dengan satu pertanyaan, membuka tautannya, dan setuju.
missed-please-agree = Silakan buka tautan di surat itu dan tekan tombolnya. Cerita ini menunggu.
missed-file = { $name } menyegel berkas: majikan, perekrut, alamat, salinan paspor. Belum ada yang bisa membukanya.
missed-drill = Pertama, semua orang berlatih satu kali.
missed-practised = { $contact } menerima pesan latihan. Di situ tertulis jelas bahwa ini latihan.
missed-ladder = Jika tidak ada kabar, { $contact } tahu lebih dulu. Lalu semua orang, dengan tempat-tempat terakhir. Lalu berkas terbuka.
missed-check-in = Kabar dari { $name }: { $note }
missed-note-leaving = Kami berangkat. Saya akan menulis dari perbatasan.
missed-note-moved = Sekarang sopirnya lain. Dia memegang paspor kami.
missed-note-found = Ponsel saya sudah kembali. Saya di kantor polisi.
missed-gone = Ponsel { $name } hilang: programnya dihentikan paksa, penyimpanannya tidak terjangkau.
missed-own-watch = Aplikasi { $contact } menyadarinya sendiri, tanpa server.
missed-letter = Sepucuk surat datang kepada { $contact }: { $subject }
missed-reads = { $contact } membaca: { $text }
missed-places = { $contact } sekarang bisa melihat tempat-tempat terakhir. Yang terbaru: { $place }
missed-hold = { $contact } meminta sedikit waktu lagi sebelum langkah berikutnya. Yang lain melihatnya.
missed-opened = { $contact } sekarang bisa melihat berkas: { $text }
missed-found = Ponsel { $name } ditemukan.
missed-stays = Halaman keluarga tetap terbuka sampai Anda menekan { $key }.
missed-done = Semua langkah terjadi.
missed-story = Seluruh cerita dalam satu halaman: { $path }
missed-when = Kapan
missed-who = Siapa
missed-what = Apa
missed-timeline = Apa yang terjadi, langkah demi langkah
missed-letters = Surat-surat
missed-map = Tempat-tempat terakhir
missed-limits-title = Apa yang tidak dijanjikan
missed-limits = Tidak ada kabar bukan bukti terjadi sesuatu yang buruk, dan pesan bukan bukti keselamatan. Server tidak bisa membaca pesan, tetapi melihat kapan pesan datang, dan bisa menahannya. Ponsel tanpa jaringan tidak mengirim apa pun. Setiap langkah memberi tahu orang; tidak ada yang bisa menjanjikan bahwa mereka bertindak.
missed-teller = Cerita
missed-relay = Peladen
missed-file-title = Berkas
