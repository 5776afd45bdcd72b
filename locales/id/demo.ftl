### Machine translation, not reviewed by a native speaker.
### What the command line's demo tells.

armed = Rencana dimulai: kabar dari { $name } diharapkan dalam { $count } jam.
late = Kabar dari { $name } terlambat.
missed = Kabar dari { $name } tidak datang pada waktunya.
step-told = Langkah { $step }: { $count } kontak sudah diberi tahu.
check-in-came = Kabar dari { $name } sudah datang. Semua yang diberi tahu sebelumnya akan mengetahuinya.
all-clear = { $name } memastikan bahaya sudah lewat.
family-page = Halaman keluarga: { $url }
