### Machine translation, not reviewed by a native speaker.
### What the relay writes to people without the app.

## E-mail.

mail-subject = Silakan buka halaman keluarga Anda
mail-body =
    Halo,

    ada sesuatu yang baru untuk Anda. Silakan buka halaman keluarga Anda:

    { $url }
mail-urgent-subject = Silakan buka halaman keluarga Anda sekarang
mail-urgent-body =
    Halo,

    ada sesuatu yang mendesak untuk Anda. Silakan buka halaman keluarga Anda sekarang:

    { $url }
mail-practice-subject = Latihan: silakan buka halaman keluarga Anda
mail-practice-body =
    Halo,

    ini hanya latihan. Tidak terjadi apa-apa. Silakan buka halaman keluarga Anda dan jawab di sana, seperti jika ini sungguhan:

    { $url }
confirm-subject = Mohon konfirmasi: pesan ke alamat ini
confirm-body =
    Halo,

    seseorang meminta kami mengirim pesan kepada Anda di sini. Jika Anda setuju, buka tautan ini dan tekan tombolnya:

    { $url }

    Jika Anda tidak setuju, tidak perlu melakukan apa pun. Tidak akan ada pesan.
opt-out =
    Untuk berhenti menerima pesan, buka:
    { $url }

## Push messages.

push-title = Halaman keluarga
push-body = Ada sesuatu yang baru. Silakan buka halaman keluarga Anda.
push-urgent-title = Halaman keluarga: mendesak
push-urgent-body = Silakan buka halaman keluarga Anda sekarang.
push-practice-title = Halaman keluarga: latihan
push-practice-body = Ini hanya latihan. Silakan buka halaman keluarga Anda dan jawab di sana.
push-confirm-title = Pesan ke perangkat ini
push-confirm-body = Seseorang meminta kami mengirim pesan kepada Anda di sini. Jika Anda setuju, buka pesan ini dan tekan tombolnya.
push-open = Buka
push-stop = Hentikan pesan

## SMS.

sms-question = Seseorang ingin mengirim pesan keselamatan singkat kepada Anda. Jawab 1 untuk ya, 3 untuk tidak.
sms-footer = Jawab 1: sudah lihat, 2: saya tangani, 3: berhenti.
sms-agreed = Terima kasih. Pesan akan dikirim ke nomor ini. Jawab 3 untuk berhenti.
sms-refused = Terima kasih. Tidak akan ada pesan.
sms-seen = Terima kasih. Kami catat bahwa Anda sudah melihatnya.
sms-on-it = Terima kasih. Kami catat bahwa Anda menanganinya.
sms-stopped = Tidak ada pesan lagi ke nomor ini.
sms-not-understood = Kami tidak mengerti. Jawab 1: ya atau sudah lihat, 2: saya tangani, 3: berhenti.
sms-check-in-came = Sebuah kabar sudah datang. Ini belum berarti semuanya baik-baik saja. Silakan terus coba telepon.

## The pages behind the links.

page-confirm-title = Pesan untuk Anda
page-confirm-text = Seseorang meminta kami mengirim pesan kepada Anda. Apakah Anda setuju? Anda bisa menghentikannya kapan saja.
page-confirm-button = Ya, saya setuju
page-confirmed-title = Terima kasih
page-confirmed-text = Pesan akan dikirim kepada Anda. Setiap pesan punya tautan untuk berhenti. Anda bisa menutup halaman ini.
page-opt-out-title = Hentikan pesan?
page-opt-out-text = Jika Anda menekan tombol, Anda tidak akan menerima pesan lagi. Anda juga tidak akan menerima peringatan.
page-opt-out-button = Hentikan pesan
page-opted-out-title = Pesan dihentikan
page-opted-out-text = Anda tidak akan menerima pesan lagi. Anda bisa menutup halaman ini.
page-expired-title = Tautan ini tidak berlaku lagi
page-expired-text = Mungkin sudah lama atau sudah pernah dipakai. Silakan minta yang baru dari orang yang memberikannya kepada Anda.
page-busy-title = Silakan coba lagi
page-busy-text = Halaman ini tidak bisa menjawab sekarang. Silakan coba lagi beberapa menit lagi.
