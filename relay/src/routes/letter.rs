//! One message that is ready to go out, and what it says. The words are neutral: whoever looks over a shoulder
//! learns that there is a page to open.

use std::fmt;

use wayhome_protocol::time::Timestamp;
use wayhome_words::{Language, RelayText};
use zeroize::Zeroizing;

use crate::storage::{Purpose, RouteKind};

/// A message on its way to one person.
pub struct Letter {
    /// The same for every attempt at this message, so that whoever gets it twice can tell.
    pub(crate) once: String,
    pub(crate) kind: RouteKind,
    pub(crate) purpose: Purpose,
    pub(crate) drill: bool,
    pub(crate) address: Zeroizing<String>,
    pub(crate) language: Language,
    /// The text, if it brings its own.
    pub(crate) words: Option<Zeroizing<String>>,
    pub(crate) links: Links,
    /// What a webhook's messages are signed with.
    pub(crate) webhook_secret: Zeroizing<String>,
    /// What the calendar says.
    pub(crate) wall: Timestamp,
}

/// The addresses of pages.
pub(crate) struct Links {
    /// The family page.
    pub(crate) page: String,
    /// Agrees to messages.
    pub(crate) confirm: Zeroizing<String>,
    /// Ends them.
    pub(crate) stop: Zeroizing<String>,
}

impl fmt::Debug for Letter {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = formatter.debug_struct("Letter");
        shown.field("kind", &self.kind).field("purpose", &self.purpose).finish_non_exhaustive()
    }
}

impl Letter {
    /// Whether it asks for agreement.
    pub(crate) fn asks(&self) -> bool {
        self.purpose == Purpose::Question
    }

    /// Whether it is urgent. A drill is as loud as what it stands for.
    pub(crate) fn is_urgent(&self) -> bool {
        self.purpose == Purpose::Urgent
    }

    /// The subject and the text of a mail.
    pub(crate) fn mail(&self) -> (String, String) {
        let url = self.links.page.as_str();
        let (subject, body) = if self.asks() {
            return (
                self.say(RelayText::ConfirmSubject),
                self.say(RelayText::ConfirmBody { url: &self.links.confirm }),
            );
        } else if self.drill {
            (RelayText::MailPracticeSubject, RelayText::MailPracticeBody { url })
        } else if self.is_urgent() {
            (RelayText::MailUrgentSubject, RelayText::MailUrgentBody { url })
        } else {
            (RelayText::MailSubject, RelayText::MailBody { url })
        };
        let stop = self.say(RelayText::OptOut { url: &self.links.stop });
        (self.say(subject), format!("{}\n\n{stop}\n", self.say(body)))
    }

    /// The title and the text of a push message.
    pub(crate) fn push(&self) -> (String, String) {
        let (title, body) = if self.asks() {
            (RelayText::PushConfirmTitle, RelayText::PushConfirmBody)
        } else if self.drill {
            (RelayText::PushPracticeTitle, RelayText::PushPracticeBody)
        } else if self.is_urgent() {
            (RelayText::PushUrgentTitle, RelayText::PushUrgentBody)
        } else {
            (RelayText::PushTitle, RelayText::PushBody)
        };
        (self.say(title), self.say(body))
    }

    /// The text of an SMS.
    pub(crate) fn sms(&self) -> Zeroizing<String> {
        match (&self.words, self.purpose) {
            (_, Purpose::Question) => Zeroizing::new(self.say(RelayText::SmsQuestion)),
            (Some(words), Purpose::Words) => {
                let footer = self.say(RelayText::SmsFooter);
                Zeroizing::new(format!("{}\n{footer}", words.trim_end()))
            }
            (Some(words), _) => words.clone(),
            (None, _) => Zeroizing::new(self.push().1),
        }
    }

    fn say(&self, text: RelayText<'_>) -> String {
        text.text(self.language)
    }
}
