### Source text.
### The family page: what a trusted contact without the app reads in a browser. The reader may be frightened, tired, and
### not used to reading. Short sentences, everyday words. "$name" is the worker: the person who is far from home.
### "The relay" is the server that passes messages on. It cannot read them.

## The page as a whole.

page-title = Family page
skip-to-content = Go to the content
language = Language
back = Back
cancel = Cancel
save = Save
saved = Saved
nobody = your person

## Before the link is opened. Nothing is sent until the button is pressed.

start-title = Your family page
start-text = Somebody who trusts you gave you this page. It shows you how they are, and tells you if something is wrong.
start-open = Open my page
start-note = Nothing is loaded before you press the button.
start-keep = Keep the link. It is your way back in. Give it to nobody.
link-in-history = Your browser may keep this link in its history. If others use this device, delete it there.

nolink-title = Open your page with your link
nolink-text = Paste the link that you were given. It begins with “http” and has “#WF1” in it.
nolink-label = Your link
nolink-open = Open

link-not-ours = This is not a link to a family page. Please copy the whole link again.
link-damaged = This link is damaged. A part of it is missing or changed. Please copy the whole link again.
link-too-new = This link was made by a newer version. Load this page again. If that does not help, use the page at the address in the link.
link-wrong-kind = This is a code for the app, not for the family page. Ask for the link to your family page.
link-invalid = Something in this link is wrong. Ask for a new one.
link-other-place = This link belongs to another address. Please open it there: { $url }
link-too-many = This page can hold 200 people. Remove one before you add another.

storage-none = This browser keeps nothing. When you close this page, you need your link again.
storage-full = There is no room left on this device. What you have is kept. Please free some space.
storage-too-new = A newer version of this page was used in this browser. Please close all its windows and load the page again.
not-secure = This address is not protected, so this browser cannot open the messages. Use the address that begins with “https”, or the page as a file.
something-wrong = Something went wrong in this page. What you have is kept. Load the page again.

## Whether this page is in touch with the relay.

sync-now = Looking for news …
sync-ok = Looked for news { $ago }
sync-never = Not in touch yet
sync-button = Look for news now
sync-unreachable = The relay cannot be reached. This page shows what it had, and keeps trying.
sync-refused = The relay refuses to answer at the moment. This page shows what it had, and keeps trying.
sync-garbage = The relay’s answer makes no sense. This page shows what it had, and keeps trying.
sync-busy = The relay is busy. This page keeps trying.
sync-taken = The relay does not accept this link. Ask for a new one.
sync-away = The relay was away from { $from } to { $to }. Alerts of that time may come late.
clock-ahead = The clock of this device is { $by } ahead of the relay’s. Times on this page may be wrong.
clock-behind = The clock of this device is { $by } behind the relay’s. Times on this page may be wrong.

## How things stand. The title is the biggest text on the page.

situation-heading = How things stand
sos-title = { $name } called for help
sos-when = Sent { $time } ({ $ago }).
sos-from-locked = It was sent without unlocking the phone.
sos-open = The call stays open until { $name } says that all is clear.
duress-title = { $name } may be under pressure
duress-text = A message came from a part of the phone that { $name } opens when forced. Do not believe that all is well. Do not mention this in a reply.
missed-title = { $name } has not checked in
missed-text = A check-in was expected by { $due }. It has been missed since { $missed }.
late-title = { $name } is late
late-text = A check-in was expected by { $due } ({ $ago }). If none comes, it counts as missed from { $missed }.
ok-title = { $name } has checked in
ok-text = The next check-in is expected by { $due }.
paused-title = Check-ins of { $name } are paused
paused-text = The pause ends { $until }. The next check-in is expected by { $due }.
noplan-title = { $name } has no plan for check-ins
noplan-text = You will see messages here. Nobody is told when none come.
waiting-title = Nothing has come yet
waiting-text = The first message will be shown here. You can close this page and come back.
ended-title = { $name } has ended this
ended-text = No new messages will come. What came before stays here.
last-heard = Last heard: { $time } ({ $ago })
last-heard-never = Nothing heard yet
last-check-in = Last check-in: { $time } ({ $ago })
not-proof = Silence is not proof of harm. The phone may be empty, lost, or without a network.
told-you = The relay has told step { $step } of { $steps }, { $time }.
practice-now = This is a practice. Nothing has happened.

short-sos = Call for help
short-duress = Under pressure
short-missed = Missed
short-late = Late
short-ok = Checked in
short-paused = Paused
short-noplan = No plan
short-waiting = Nothing yet
short-ended = Ended

## What to do now.

todo-heading = What to do now
todo-sos-1 = Press “I have seen it”. Then { $name } can know that the call arrived.
todo-sos-2 = Look at the places below. Print the case sheet or save it.
todo-sos-3 = Call the police of the place where { $name } is, or an organisation that helps. Give them the case sheet.
todo-sos-4 = Do not call or text { $name } in any other way unless you are sure that it is safe. Somebody else may hold the phone.
todo-sos-5 = Leave this page open. It shows what comes next.
todo-duress-1 = Do not reply as if you knew.
todo-duress-2 = Call an organisation that helps, or the police. Give them the case sheet.
todo-missed-1 = Stay calm. Most silences have a harmless reason.
todo-missed-2 = Ask others who know { $name } whether they have heard something.
todo-missed-3 = Try to reach { $name } in a way that is safe for them. Somebody else may hold the phone.
todo-missed-4 = Press “I am on it”, so that others know that somebody acts.
todo-missed-5 = If you cannot find out more, call the police or an organisation that helps. Give them the case sheet.
todo-missed-next = If nothing comes, the relay tells the next step { $time }.
todo-late-1 = You do not need to do anything yet.
todo-late-2 = Look here again after { $missed }. If you set up an alert below, you will be told.
todo-ok-1 = You do not need to do anything.
todo-alerts = Set up an alert, so that you are told when something is wrong.
todo-waiting-1 = Print your recovery sheet and keep it in a safe place.

## Places.

places-heading = Places
places-none = No places have come.
places-sealed = Places came with the check-ins. They are sealed. A later step opens them if { $name } stays silent.
places-latest = Newest place
place-time = { $time } ({ $ago })
place-accuracy = within { $metres ->
        [one] { $metres } metre
       *[other] { $metres } metres
    }
place-when = When
place-where = Where
copy = Copy
copied = Copied
open-in-app = Open in a map app
open-in-web = Open on OpenStreetMap
map-warning = A map app or OpenStreetMap learns which place you look at.
track-label = { $count ->
        [one] A drawing with { $count } place. It is in the list below.
       *[other] A drawing with { $count } places, from the oldest to the newest. They are in the list below.
    }
track-oldest = oldest
track-newest = newest
track-north = north is up
length-metres = { $count } m
length-kilometres = { $count } km
places-phone-clock = Times of places are by the clock of the phone, which may be wrong.

## What came and what was told.

history-heading = What came, newest first
history-empty = Nothing yet.
history-more = Show older ones
new-mark = New
came-check-in-ok = Check-in: “I am here, all is well.”
came-check-in-uneasy = Check-in: “Something is wrong.”
came-check-in-moved = Check-in: “I am in another place.”
came-sos = Call for help
came-sos-cleared = Call for help, ended by an all clear
came-all-clear = All clear: the call for help is over
came-opened = The app was opened on the phone
came-opened-duress = The app was opened in a way that is used when forced
came-hello = You were made a trusted contact
came-farewell = This was ended
came-last-place = Last place known to the phone
came-plan-armed = A plan for check-ins was set
came-plan-paused = Check-ins were paused until { $until }
came-plan-ended = The plan for check-ins was ended
came-plan-drill = A practice was started
came-words = Step { $step }, in words that { $name } approved
came-words-practice = Practice, step { $step }
told-step = The relay told step { $step } of { $steps }: no check-in came
told-step-practice = Practice: the relay told step { $step } of { $steps }
told-check-in = A check-in came after you were told. This does not say that all is well.
told-held = Step { $step } was put off until { $until } by { $who }
told-held-unverified = The relay says that step { $step } was put off until { $until }. No signature proves it.
told-paused = The relay says: paused until { $until }
told-ended = The relay says: the plan was ended
told-away = The relay was away from { $from } to { $to }
told-places = The places of earlier check-ins were opened to you
told-file = The relay has opened its part of the file
you-seen = You replied: I have seen it
you-on-it = You replied: I am on it
you-text = You wrote
came-unknown = A message that this version cannot show
from-phone = From the phone of { $name }
from-relay = From the relay
from-you = From you
sent-locked = Sent without unlocking the phone
sent-duress = Sent from a part of the phone that is opened when forced
battery = Battery { $percent } %
phone-time = By the clock of the phone: { $time }
reply-saved = Saved here. It is sent when the relay can be reached.
reply-at-relay = At the relay. The phone fetches it when it next has a network; this page cannot know when.
mailbox-full = The mailbox of the phone is full. Your reply is kept here and tried again.
mailbox-unknown = The relay does not know the mailbox of the phone at the moment. Your reply is kept here and tried again.

## Replies.

reply-heading = Reply
reply-seen = I have seen it
reply-on-it = I am on it
reply-label = Your words to { $name }
reply-send = Send
reply-careful = Write nothing that could harm { $name } if somebody else reads it.
reply-too-long = This is too long. Please write less.
reply-done = Your reply is saved. It is sent as soon as possible.

## What happens if no check-in comes.

plan-heading = What happens if no check-in comes
plan-timing = A check-in is expected every { $interval }. After that there are { $grace } of patience.
plan-step-you = Step { $step }, { $time }: you are told.
plan-step-others = Step { $step }, { $time }: others are told.
plan-step-done = Step { $step }: told.
plan-practice = You may also get a practice. It is clearly marked.
hold-heading = Put off the next step
hold-explain = If you know that { $name } is safe, you can put off step { $step }. Everybody who is told sees that you did. It can be put off for 24 hours at a time, and 72 hours in all.
hold-hours = For how long
hold-button = Put off step { $step }
hold-sure = Only do this if you have heard from { $name } in another way. Put it off?
hold-saved = Your wish is saved. It counts when the relay has accepted it.
hold-accepted = The relay has accepted it.
hold-refused = The relay has not accepted it. The step comes as planned.
held-now = Step { $step } is put off until { $until } by { $who }.
held-now-unverified = The relay says that step { $step } is put off until { $until }. No signature proves it.
somebody = somebody in the circle
yourself = you

## The file: what the worker wrote down before leaving.

file-heading = The file
file-explain = { $name } wrote this down before leaving, for the case that something happens.
file-waiting = The file is still closed. A later step opens it.
file-shares = The file opens when { $need } of you have given their share. Given so far: { $have }.
file-give = Give my share
file-give-sure = When enough shares are given, the others can open the file too. This cannot be taken back.
file-given-saved = Your share is saved. It is sent when the relay can be reached.
file-given = Your share is given. This page looks for the others.
file-download = Load the file
file-download-more = Go on loading the file
file-progress = Loaded { $have } of { $count } parts
file-open = Open the file
file-damaged = A part of the file is damaged. Load it again.
file-not-released = The relay does not give the file yet. Try again later.
file-wrong-shares = The shares do not fit. Wait for another one.
file-made = Written { $time }, by the clock of the phone
field-1 = Who I am
field-2 = Papers
field-3 = Employer
field-4 = Recruiter, and how we met
field-5 = Promised job and pay
field-6 = Address
field-7 = Route and tickets
field-8 = People to call
field-9 = Notes
field-other = More
attachments-heading = Pictures and papers
attachment-save = Save { $file }
attachment-picture = Picture: { $file }

## The case sheet, for the police or an organisation that helps.

sheet-heading = Case sheet
sheet-explain = Everything this page knows, on paper or as a file. Give it to the police or to an organisation that helps.
sheet-show = Show the case sheet
sheet-print = Print
sheet-json = Save as a file (JSON)
sheet-made = Made { $time }. Times are in the time zone { $zone }.
sheet-who = Who
sheet-name = Name
sheet-own-name = Own name
sheet-identity = Mark of this contact
sheet-stands = How things stand
sheet-messages = Messages
sheet-told = What the relay told, and when
sheet-source = Source
sheet-what = What
sheet-sources = Where each fact comes from
sheet-source-phone = Phone: said by the phone of { $name }, sealed so that nobody on the way can read or change it. Its clock and what was typed may be wrong.
sheet-source-relay = Relay: said by the relay, which cannot read messages. Arrival times are its own.
sheet-source-page = Page: reckoned or written on this page.
source-phone = Phone
source-relay = Relay
source-page = Page
sheet-notes = Private notes
sheet-notes-include = Put my private notes on the sheet
sheet-file-missing = The file is not on this sheet, because it is not open on this page.

## The recovery sheet.

recovery-heading = Recovery sheet
recovery-explain = If this device is lost or emptied, you need your link to come back. Print this sheet and keep it where nobody finds it. Whoever has it can read what comes for you.
recovery-show = Show the recovery sheet
recovery-recommended = Print your recovery sheet first.
recovery-later = Later
recovery-print = Print
recovery-text = Scan this picture with a phone, or type the link:
recovery-qr = The link as a picture to scan

## Alerts when the page is closed.

alerts-heading = Alerts
alerts-explain = You can be told when something is new, even if this page is closed. The alert only says: please open your family page.
alerts-push = Alerts in this browser
alerts-push-on = Turn on
alerts-push-off = Turn off
alerts-push-is-on = Alerts in this browser are on.
alerts-push-denied = This browser does not allow alerts from this page. You can change that in its settings.
alerts-push-unsupported = This browser has no alerts. Choose another way below.
alerts-push-not-offered = This relay does not offer alerts in the browser. Choose another way below.
alerts-push-failed = That did not work. Please try again later.
alerts-add = Add another way
alerts-kind = How
alerts-email = E-mail
alerts-ntfy = ntfy (an app for alerts)
alerts-webhook = Webhook (for organisations)
alerts-email-address = E-mail address
alerts-ntfy-address = Address of the ntfy topic
alerts-webhook-address = Address of the webhook
alerts-urgent-only = Only when it is urgent
alerts-button = Add
alerts-list = Your alerts
alerts-none = No alerts yet.
alerts-unknown-address = set up in another browser
alert-unconfirmed = Not confirmed. Open the message that was sent there, and agree.
alert-confirmed = Works
alert-dead = Does not arrive. Please check the address.
alert-opted-out = Turned off by the one who receives it
alert-other = Not known
alert-remove = Remove
alerts-invalid = The relay does not accept this address.
alerts-limit = There are too many alerts. Remove one first.
alerts-not-offered = This relay does not offer that.
alerts-other-problem = That did not work. Please try again later.
notification-text = Please open your family page.

## This page itself.

page-heading = This page
page-label = What you call this person
page-note = Private notes
page-note-explain = They stay in this browser. Nobody else sees them.
page-add = Add another link
page-install = Keep this page on your home screen
page-file = This page as one file
page-file-explain = You can save this page as a file and open it without its address. It asks for your link. Compare its fingerprint with the published one.
page-file-save = Save the page
page-fingerprint = Fingerprint (SHA-256)
page-forget = Remove this person from this browser
page-forget-sure = Everything this browser keeps about { $name } is deleted. With the link you can come back. Remove?
page-limits-heading = Good to know
page-limit-1 = Whoever has your link can read what comes for you.
page-limit-2 = The relay passes sealed messages on. It cannot read them. It sees when you look.
page-limit-3 = A relay that was taken over could serve a false page. The page as a file protects you from that.
page-limit-4 = Nobody can ask for a place through this page. Places come only as { $name } has agreed.

## A page for many people.

list-heading = { $count ->
        [one] { $count } person
       *[other] { $count } people
    }
list-search = Search by name or notes
list-none-found = Nobody found.
list-csv = Save the list (CSV)
list-unopened = { $count ->
        [one] { $count } new
       *[other] { $count } new
    }
list-due = expected by { $due }
list-since = since { $time }
column-name = Name
column-situation = Situation
column-last-heard = Last heard
column-last-check-in = Last check-in
column-due = Expected by
column-missed = Missed from
column-step = Step told
column-notes = Notes

## Lengths of time.

minutes = { $count ->
        [one] { $count } minute
       *[other] { $count } minutes
    }
hours = { $count ->
        [one] { $count } hour
       *[other] { $count } hours
    }
days = { $count ->
        [one] { $count } day
       *[other] { $count } days
    }
just-now = just now

## News for those who listen to the page.

news-message = A new message from { $name }
news-sos = { $name } called for help
news-told = The relay has told something new about { $name }
