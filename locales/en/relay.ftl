### Source text.
### What the relay writes to people without the app. It knows no names, and says nothing that would tell a
### stranger what it is about.

## E-mail.

mail-subject = Please open your family page
mail-body =
    Hello,

    there is something new for you. Please open your family page:

    { $url }
mail-urgent-subject = Please open your family page now
mail-urgent-body =
    Hello,

    there is something urgent for you. Please open your family page now:

    { $url }
mail-practice-subject = Practice: please open your family page
mail-practice-body =
    Hello,

    this is only a practice. Nothing has happened. Please open your family page and answer there, as you would if it were real:

    { $url }
confirm-subject = Please confirm: messages to this address
confirm-body =
    Hello,

    someone asked that we send you messages here. If you agree, open this link and press the button:

    { $url }

    If you do not agree, do nothing. No messages will come.
opt-out =
    To get no more messages, open:
    { $url }

## Push messages.

push-title = Family page
push-body = There is something new. Please open your family page.
push-urgent-title = Family page: urgent
push-urgent-body = Please open your family page now.
push-practice-title = Family page: practice
push-practice-body = This is only a practice. Please open your family page and answer there.
push-confirm-title = Messages to this device
push-confirm-body = Someone asked that we send you messages here. If you agree, open this message and press the button.
push-open = Open
push-stop = No more messages

## SMS: at most 160 characters of the GSM alphabet, else at most 70.

sms-question = Someone asks to send you short safety messages. Answer 1 for yes, 3 for no.
sms-footer = Answer 1: seen, 2: I am on it, 3: stop.
sms-agreed = Thank you. Messages will come to this number. Answer 3 to stop them.
sms-refused = Thank you. No messages will come.
sms-seen = Thank you. We noted that you have seen it.
sms-on-it = Thank you. We noted that you are on it.
sms-stopped = No more messages will come to this number.
sms-not-understood = We did not understand. Answer 1: yes or seen, 2: I am on it, 3: stop.
sms-check-in-came = A check-in has come. It does not yet say that all is well. Please keep trying to call.

## The pages behind the links.

page-confirm-title = Messages for you
page-confirm-text = Someone asked that we send you messages. Do you agree? You can stop them at any time.
page-confirm-button = Yes, I agree
page-confirmed-title = Thank you
page-confirmed-text = Messages will come to you. Each one has a link to stop them. You can close this page.
page-opt-out-title = Stop the messages?
page-opt-out-text = If you press the button, no more messages will come to you. You will not hear of alerts.
page-opt-out-button = Stop the messages
page-opted-out-title = Messages stopped
page-opted-out-text = No more messages will come to you. You can close this page.
page-expired-title = This link is no longer valid
page-expired-text = It may be old, or it has been used before. Please ask the person who gave it to you for a new one.
page-busy-title = Please try again
page-busy-text = This page cannot answer right now. Please try again in a few minutes.
