### Machine translation, not reviewed by a native speaker.
### What the command line's demo tells.

armed = Pelan sudah bermula: khabar daripada { $name } dijangka dalam { $count } jam.
late = Khabar daripada { $name } sudah lewat.
missed = Khabar daripada { $name } tidak sampai pada waktunya.
step-told = Langkah { $step }: { $count } kenalan telah diberitahu.
check-in-came = Khabar daripada { $name } sudah sampai. Semua yang diberitahu sebelum ini akan dimaklumkan.
all-clear = { $name } mengesahkan bahaya sudah berlalu.
family-page = Halaman keluarga: { $url }
