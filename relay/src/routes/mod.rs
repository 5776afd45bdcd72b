//! Routes: how people without the app hear that something came. E-mail, ntfy, webhooks, browsers, apps and
//! feature phones, each offered only if the operator has set it up.
//!
//! The promises:
//! - Nothing goes to a person who has not agreed but the question whether messages may come, and that at most
//!   three times. Every message carries a way to end them.
//! - No message says what it is about. It asks to open a page.
//! - Addresses lie in the database under a key that does not.
//! - What was queued together with its cause is on disk together with it; it is sent at least once, and tried
//!   again until it is out or there is nobody to take it.
//!
//! The rules here read no clock and draw no random numbers; [`Senders`] carry messages out, one file a kind.

mod address;
mod alert;
mod answer;
mod config;
mod config_file;
pub(crate) mod deliver;
mod key;
mod letter;
pub mod links;
mod outbox;
mod phone;
mod plan_phones;
mod public_address;
pub(crate) mod register;
mod senders;
pub(crate) mod start;

use std::fmt;
use std::sync::Arc;

pub use address::{Address, AddressError, AllowedHosts};
pub use alert::{Alert, Urgency, queue_alert, reader_fetched, trouble};
pub use config::{
    NtfyConfig, Questions, RoutesConfig, Secret, SmsBody, SmsConfig, SmtpConfig, SmtpSecurity, WebPushConfig,
};
pub(crate) use config_file::FileRoutes;
pub(crate) use key::is_token;
pub use key::{Link, RoutesKey};
pub use letter::Letter;
pub use outbox::{Claimed, Lane, sweep};
pub use phone::{Phone, PhoneMessage, PhoneStanding, forget_answers, forget_phones};
pub use senders::{Patience, SendError, Sender, Senders, Sending};

use crate::storage::RouteKind;

/// What the rules of routes need beside the storage: the key, and what the operator has set up.
#[derive(Clone)]
pub struct Routes {
    inner: Arc<Inner>,
}

struct Inner {
    key: RoutesKey,
    kinds: Vec<RouteKind>,
    hosts: AllowedHosts,
    questions: Questions,
}

impl fmt::Debug for Routes {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Routes").field("kinds", &self.inner.kinds).finish_non_exhaustive()
    }
}

impl Routes {
    /// Routes of these kinds, whose addresses are kept under `key`.
    #[must_use]
    pub fn new(key: RoutesKey, kinds: impl IntoIterator<Item = RouteKind>, hosts: AllowedHosts) -> Self {
        Self::with_questions(key, kinds, hosts, Questions::default())
    }

    /// The same, with as many questions in a day as the operator allows.
    #[must_use]
    pub fn with_questions(
        key: RoutesKey,
        kinds: impl IntoIterator<Item = RouteKind>,
        hosts: AllowedHosts,
        questions: Questions,
    ) -> Self {
        Self { inner: Arc::new(Inner { key, kinds: kinds.into_iter().collect(), hosts, questions }) }
    }

    /// Whether routes of this kind are offered.
    #[must_use]
    pub fn offers(&self, kind: RouteKind) -> bool {
        self.inner.kinds.contains(&kind)
    }

    fn key(&self) -> &RoutesKey {
        &self.inner.key
    }

    fn hosts(&self) -> &AllowedHosts {
        &self.inner.hosts
    }

    /// How many questions may go out in a day by routes of this kind; others cost the operator nothing.
    fn questions(&self, kind: RouteKind) -> Option<u32> {
        match kind {
            RouteKind::Mail => Some(self.inner.questions.mails),
            RouteKind::Sms => Some(self.inner.questions.texts),
            _ => None,
        }
    }
}
