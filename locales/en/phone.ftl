### Source text.
### What the library says to the worker, and to a contact on the worker's behalf.

## To a contact: what a step says. Each says that silence is not proof of harm.

step-1 = No check-in from { $name } since it was expected. Silence is not proof of harm: the phone may be off, broken or without signal. Please try to reach { $name }.
step-2 = Still no check-in from { $name }. The last known places are now open to you. Silence is not proof of harm. Please talk with the other contacts and decide together what to do.
step-3 = Still no check-in from { $name }. The files about { $name } are now open to you: the employer, the recruiter, the address. Silence is not proof of harm, but now it is good to ask for help.
drill = This is a practice, not an alarm. { $name } is trying out how you would be told.
drill-answer = Please open this message and answer it, as you would if it were real.
check-in-came = A check-in from { $name } has come. It does not yet say that all is well.
all-clear = { $name } has given the all clear.

## To a contact: what the contact's own app sees.

watch-late = The check-in from { $name } is late.
watch-missed = No check-in has come from { $name } in the agreed time. Silence is not proof of harm.
watch-relay-silent = The server does not answer, so news may come late. This phone keeps watch by itself.
watch-relay-away = The server was away for a time and is back. Alerts may come later than planned.
late-minutes = { $count ->
    [one] { $count } minute late
   *[other] { $count } minutes late
}
late-hours = { $count ->
    [one] { $count } hour late
   *[other] { $count } hours late
}
late-days = { $count ->
    [one] { $count } day late
   *[other] { $count } days late
}

## To a contact: what to do now.

todo-title = What to do now
todo-answer = Answer this message, so that the others know you have seen it.
todo-call = Call { $name } and write a message. Try more than once.
todo-other-voice = If someone else answers the phone, do not speak of this alert. Say that you only wanted to say hello.
todo-together = Talk with the other contacts. Decide who does what.
todo-employer = Do not warn the employer or the recruiter. It could put { $name } in danger.
todo-places = Write down the last known place and the time.
todo-report = Take the files to the police or to a group that helps migrant workers. Ask for a written report.
todo-embassy = Call the embassy of the home country of { $name }.
todo-money = If someone asks for money, do not pay at once. Write down who asks and how. Ask for help first.
todo-danger = If you know that { $name } is in danger, call the police there at once.

## By SMS to a contact with a feature phone: at most 160 characters of the GSM alphabet, else at most 70,
## with a name of 10 characters.

sms-step-1 = No check-in from { $name } since it was expected. This is not proof of harm: the phone may be off. Please try to call.
sms-step-2 = Still no check-in from { $name }. This is not proof of harm. Please talk with the family and decide together what to do.
sms-step-3 = Still no check-in from { $name }. This is not proof of harm, but please ask the police or a group that helps migrants.
sms-drill = This is a practice, not an alarm. { $name } is trying out how you would be told. You do not need to do anything.

## To the worker, on a screen that others may see: these say nothing of what they are about.

reminder-before = Something small to do soon
reminder-due = Something small to do now
reminder-grace = Something small is still to do

## To the worker: the plan.

plan-journey = Journey
plan-daily = Daily
plan-weekly = Weekly
plan-every-hours = { $count ->
    [one] One check-in every hour
   *[other] One check-in every { $count } hours
}
plan-every-days = { $count ->
    [one] One check-in every day
   *[other] One check-in every { $count } days
}
plan-wait-minutes = { $count ->
    [one] If none comes, your contacts hear of it { $count } minute later
   *[other] If none comes, your contacts hear of it { $count } minutes later
}
plan-wait-hours = { $count ->
    [one] If none comes, your contacts hear of it { $count } hour later
   *[other] If none comes, your contacts hear of it { $count } hours later
}
plan-wait-days = { $count ->
    [one] If none comes, your contacts hear of it { $count } day later
   *[other] If none comes, your contacts hear of it { $count } days later
}
contacts-covered = { $count ->
    [one] { $count } contact will be told
   *[other] { $count } contacts will be told
}
contacts-not-covered = { $count ->
    [one] { $count } contact is not covered yet
   *[other] { $count } contacts are not covered yet
}

## To the worker, inside the vault: before wrong PINs may wipe the store.

erase-warning = After that many wrong PINs in a row everything in this app is destroyed, also what has not been sent yet. Whoever holds the phone can make that happen. Nothing and nobody can bring it back.

## To the worker, inside the vault: what was agreed to long ago.

consent-ask = Look again at what { $name } gets from you. Do you still want that?
consent-lapsed = You did not answer, so { $name } no longer gets your place with each check-in. They still hear if something is wrong.
