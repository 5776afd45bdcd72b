### Machine translation, not reviewed by a native speaker.
### What the relay writes to people without the app.

## E-mail.

mail-subject = Sila buka halaman keluarga anda
mail-body =
    Salam,

    ada sesuatu yang baharu untuk anda. Sila buka halaman keluarga anda:

    { $url }
mail-urgent-subject = Sila buka halaman keluarga anda sekarang
mail-urgent-body =
    Salam,

    ada sesuatu yang penting dan segera untuk anda. Sila buka halaman keluarga anda sekarang:

    { $url }
mail-practice-subject = Latihan: sila buka halaman keluarga anda
mail-practice-body =
    Salam,

    ini hanya latihan. Tiada apa-apa yang berlaku. Sila buka halaman keluarga anda dan jawab di sana, seperti yang anda akan lakukan jika ia benar:

    { $url }
confirm-subject = Sila sahkan: mesej ke alamat ini
confirm-body =
    Salam,

    seseorang meminta kami menghantar mesej kepada anda di sini. Jika anda setuju, buka pautan ini dan tekan butang:

    { $url }

    Jika anda tidak setuju, jangan buat apa-apa. Tiada mesej akan dihantar.
opt-out =
    Untuk berhenti menerima mesej, buka:
    { $url }

## Push messages.

push-title = Halaman keluarga
push-body = Ada sesuatu yang baharu. Sila buka halaman keluarga anda.
push-urgent-title = Halaman keluarga: segera
push-urgent-body = Sila buka halaman keluarga anda sekarang.
push-practice-title = Halaman keluarga: latihan
push-practice-body = Ini hanya latihan. Sila buka halaman keluarga anda dan jawab di sana.
push-confirm-title = Mesej ke peranti ini
push-confirm-body = Seseorang meminta kami menghantar mesej kepada anda di sini. Jika anda setuju, buka mesej ini dan tekan butang.
push-open = Buka
push-stop = Hentikan mesej

## SMS.

sms-question = Seseorang mahu menghantar mesej keselamatan ringkas kepada anda. Jawab 1 untuk ya, 3 untuk tidak.
sms-footer = Jawab 1: sudah lihat, 2: saya uruskan, 3: berhenti.
sms-agreed = Terima kasih. Mesej akan dihantar ke nombor ini. Jawab 3 untuk berhenti.
sms-refused = Terima kasih. Tiada mesej akan dihantar.
sms-seen = Terima kasih. Kami catat bahawa anda sudah lihat.
sms-on-it = Terima kasih. Kami catat bahawa anda sedang uruskan.
sms-stopped = Tiada mesej lagi akan dihantar ke nombor ini.
sms-not-understood = Kami tidak faham. Jawab 1: ya atau sudah lihat, 2: saya uruskan, 3: berhenti.
sms-check-in-came = Satu khabar sudah sampai. Ini belum bermakna semuanya selamat. Sila terus cuba telefon.

## The pages behind the links.

page-confirm-title = Mesej untuk anda
page-confirm-text = Seseorang meminta kami menghantar mesej kepada anda. Adakah anda setuju? Anda boleh berhenti pada bila-bila masa.
page-confirm-button = Ya, saya setuju
page-confirmed-title = Terima kasih
page-confirmed-text = Mesej akan dihantar kepada anda. Setiap mesej ada pautan untuk berhenti. Anda boleh tutup halaman ini.
page-opt-out-title = Hentikan mesej?
page-opt-out-text = Jika anda menekan butang, anda tidak akan menerima mesej lagi. Anda juga tidak akan menerima amaran.
page-opt-out-button = Hentikan mesej
page-opted-out-title = Mesej dihentikan
page-opted-out-text = Anda tidak akan menerima mesej lagi. Anda boleh tutup halaman ini.
page-expired-title = Pautan ini tidak sah lagi
page-expired-text = Ia mungkin sudah lama atau pernah digunakan. Sila minta yang baharu daripada orang yang memberikannya kepada anda.
page-busy-title = Sila cuba lagi
page-busy-text = Halaman ini tidak dapat menjawab sekarang. Sila cuba lagi dalam beberapa minit.
