### Machine translation, not reviewed by a native speaker.
### What the command line's demo tells.

armed = { $count ->
    [one] Nagsimula na ang plano: inaasahan ang balita mula kay { $name } sa loob ng { $count } oras.
   *[other] Nagsimula na ang plano: inaasahan ang balita mula kay { $name } sa loob ng { $count } na oras.
}
late = Huli ang balita mula kay { $name }.
missed = Hindi dumating sa oras ang balita mula kay { $name }.
step-told = { $count ->
    [one] Hakbang { $step }: { $count } kontak ang nasabihan.
   *[other] Hakbang { $step }: { $count } na kontak ang nasabihan.
}
check-in-came = Dumating ang balita mula kay { $name }. Malalaman ito ng lahat ng nasabihan noon.
all-clear = Kinumpirma ni { $name } na wala nang panganib.
family-page = Pahina ng pamilya: { $url }
