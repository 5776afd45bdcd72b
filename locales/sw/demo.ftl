### Machine translation, not reviewed by a native speaker.
### What the command line's demo tells.

armed = { $count ->
    [one] Mpango umeanza: taarifa ya { $name } inatarajiwa ndani ya saa { $count }.
   *[other] Mpango umeanza: taarifa ya { $name } inatarajiwa ndani ya saa { $count }.
}
late = Taarifa ya { $name } imechelewa.
missed = Taarifa ya { $name } haikufika kwa wakati.
step-told = { $count ->
    [one] Hatua ya { $step }: mtu { $count } ameambiwa.
   *[other] Hatua ya { $step }: watu { $count } wameambiwa.
}
check-in-came = Taarifa ya { $name } imefika. Wote walioambiwa awali watajulishwa.
all-clear = { $name } amethibitisha kuwa hatari imepita.
family-page = Ukurasa wa familia: { $url }
