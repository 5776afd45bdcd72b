### Source text.
### What the command line's demo tells.

armed = { $count ->
    [one] The plan is on: a check-in from { $name } is expected within { $count } hour.
   *[other] The plan is on: a check-in from { $name } is expected within { $count } hours.
}
late = { $name } is late.
missed = { $name } has missed a check-in.
step-told = { $count ->
    [one] Step { $step }: { $count } contact was told.
   *[other] Step { $step }: { $count } contacts were told.
}
check-in-came = A check-in from { $name } came. Everyone who was told before hears of it.
all-clear = { $name } gave the all clear.
family-page = The family page: { $url }
