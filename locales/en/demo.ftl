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

## A worker falls silent: the demo of a missed check-in.

missed-title = { $name } falls silent
missed-lead = { $name } is on the way to a job far from home, and the phone is gone. What was agreed before leaving goes on without it: step by step, the people whom { $name } trusts are told.
missed-rehearsal = This is a rehearsal with invented people. The programs, the sealed stores, the server and the letters are real. The clock of the story runs faster, and a small program reads the family page in place of a browser.
missed-files = Everything stays on this machine, in { $path }
missed-server = The server is running. It keeps messages that it cannot read.
missed-mail = Letters go to the mail server at { $address }
missed-stores = { $name } and { $contact } each have a sealed store.
missed-link = { $contact } opens a link from { $name } and reads six digits aloud: { $digits }
missed-paired = The digits are the same. { $contact } is a trusted contact now.
missed-family = { $contact } has no app. { $name } sends a link to a family page, and { $contact } opens it.
missed-address = { $contact } also wants letters at { $address }
missed-agreed = { $contact } got a letter with a question, opened the link in it and agreed.
missed-please-agree = Please open the link in the letter and press the button. The story waits for it.
missed-file = { $name } seals a file: the employer, the recruiter, the address, a copy of the passport. Nobody can open it yet.
missed-drill = First, everyone practises once.
missed-practised = { $contact } got the practice message. It says plainly that it is one.
missed-ladder = If nothing comes, { $contact } hears of it first. Then everyone does, with the last places. Then the file opens.
missed-check-in = { $name } checks in: { $note }
missed-note-leaving = We are leaving. I will write from the border.
missed-note-moved = Another driver now. He keeps our passports.
missed-note-found = I have my phone back. I am at the police station.
missed-gone = The phone of { $name } is gone: its program was killed, its store is out of reach.
missed-own-watch = The app of { $contact } noticed it by itself, without the server.
missed-letter = A letter came for { $contact }: { $subject }
missed-reads = { $contact } reads: { $text }
missed-places = The last places are open to { $contact }. The newest: { $place }
missed-hold = { $contact } asks for a little more time before the next step. The others see it.
missed-opened = The file is open to { $contact }: { $text }
missed-found = The phone of { $name } is found.
missed-stays = The family page stays open until you press { $key }.
missed-done = Every step happened.
missed-story = The whole story on one page: { $path }
missed-when = When
missed-who = Who
missed-what = What
missed-timeline = What happened, step by step
missed-letters = The letters
missed-map = The last places
missed-limits-title = What this does not promise
missed-limits = Silence is not proof of harm, and a message is not proof of safety. The server cannot read messages, but it sees when they come, and it could hold them back. A phone without any network sends nothing. A step tells people; nobody can promise that they act.
missed-teller = Story
missed-relay = Server
missed-file-title = The file
