//! `relay.ftl`: what the relay writes to people without the app. It knows no names, and says nothing that would
//! tell a stranger what it is about.

use crate::texts::texts;

texts! {
    /// What the relay writes to people without the app: neutral, without a name.
    RelayText in "relay.ftl" {
        // E-mail.

        /// The subject of an alert.
        MailSubject = "mail-subject";
        /// The body of an alert; the link is the family page's.
        MailBody { url: link(&'a str) } = "mail-body";
        /// The subject of an urgent alert.
        MailUrgentSubject = "mail-urgent-subject";
        /// The body of an urgent alert.
        MailUrgentBody { url: link(&'a str) } = "mail-urgent-body";
        /// The subject of a drill's message.
        MailPracticeSubject = "mail-practice-subject";
        /// The body of a drill's message.
        MailPracticeBody { url: link(&'a str) } = "mail-practice-body";
        /// The subject of the one message that goes to an address before it is confirmed.
        ConfirmSubject = "confirm-subject";
        /// Its body; the link is the confirmation's.
        ConfirmBody { url: link(&'a str) } = "confirm-body";
        /// The last lines of every later message; the link ends the messages.
        OptOut { url: link(&'a str) } = "opt-out";

        // Push messages.

        /// The title of a push message.
        PushTitle = "push-title";
        /// Its body.
        PushBody = "push-body";
        /// The title of an urgent push message.
        PushUrgentTitle = "push-urgent-title";
        /// Its body.
        PushUrgentBody = "push-urgent-body";
        /// The title of a drill's push message.
        PushPracticeTitle = "push-practice-title";
        /// Its body.
        PushPracticeBody = "push-practice-body";
        /// The title of the push message that asks for agreement.
        PushConfirmTitle = "push-confirm-title";
        /// Its body; the link is opened by the button.
        PushConfirmBody = "push-confirm-body";
        /// The button that opens the family page.
        PushOpen = "push-open";
        /// The button that ends the messages.
        PushStop = "push-stop";

        // SMS.

        /// The one question that goes to a number before it agreed.
        SmsQuestion = "sms-question";
        /// What the answers 1, 2 and 3 mean, sent with or after an alert.
        SmsFooter = "sms-footer";
        /// After the answer 1 to the question.
        SmsAgreed = "sms-agreed";
        /// After the answer 3 to the question.
        SmsRefused = "sms-refused";
        /// After the answer 1 to an alert.
        SmsSeen = "sms-seen";
        /// After the answer 2 to an alert.
        SmsOnIt = "sms-on-it";
        /// After the answer 3 to an alert.
        SmsStopped = "sms-stopped";
        /// After any other answer.
        SmsNotUnderstood = "sms-not-understood";
        /// A check-in came after an alert. It never says that all is well.
        SmsCheckInCame = "sms-check-in-came";

        // The pages behind the links.

        /// The title of the page that asks for agreement.
        PageConfirmTitle = "page-confirm-title";
        /// Its sentence.
        PageConfirmText = "page-confirm-text";
        /// Its button.
        PageConfirmButton = "page-confirm-button";
        /// The title once agreed.
        PageConfirmedTitle = "page-confirmed-title";
        /// The sentence once agreed.
        PageConfirmedText = "page-confirmed-text";
        /// The title of the page that asks whether to end the messages.
        PageOptOutTitle = "page-opt-out-title";
        /// Its sentence.
        PageOptOutText = "page-opt-out-text";
        /// Its button.
        PageOptOutButton = "page-opt-out-button";
        /// The title once the messages have ended.
        PageOptedOutTitle = "page-opted-out-title";
        /// The sentence once the messages have ended.
        PageOptedOutText = "page-opted-out-text";
        /// The title of the page behind a link that is no longer valid.
        PageExpiredTitle = "page-expired-title";
        /// Its sentence.
        PageExpiredText = "page-expired-text";
        /// The title while the relay cannot answer.
        PageBusyTitle = "page-busy-title";
        /// The sentence while the relay cannot answer.
        PageBusyText = "page-busy-text";
    }
}
