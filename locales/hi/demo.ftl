### Machine translation, not reviewed by a native speaker.
### What the command line's demo tells.

armed = { $count ->
    [one] योजना शुरू है: { $name } की खबर { $count } घंटे के अंदर आनी चाहिए।
   *[other] योजना शुरू है: { $name } की खबर { $count } घंटों के अंदर आनी चाहिए।
}
late = { $name } की खबर आने में देर हो रही है।
missed = { $name } की खबर समय पर नहीं आई।
step-told = { $count ->
    [one] चरण { $step }: { $count } व्यक्ति को बताया गया।
   *[other] चरण { $step }: { $count } लोगों को बताया गया।
}
check-in-came = { $name } की खबर आ गई। जिन्हें पहले बताया गया था, उन सबको यह पता चलेगा।
all-clear = { $name } ने बताया कि खतरा टल गया है।
family-page = परिवार पेज: { $url }
