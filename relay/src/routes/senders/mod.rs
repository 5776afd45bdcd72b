//! Those who carry a message out of the house: one file for each kind.

mod mail;
mod ntfy;
mod push;
mod sms;
mod sms_template;
mod vapid;
mod web;
mod webhook;

use std::fmt;
use std::path::Path;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

pub(crate) use mail::sender as mail_sender;
pub(crate) use sms_template::SmsTemplate;
pub(crate) use vapid::VapidKey;

use super::config::RoutesConfig;
use super::letter::Letter;
use crate::RelayError;
use crate::storage::RouteKind;

/// How long is waited for others.
#[derive(Clone, Copy, Debug)]
pub struct Patience {
    /// For a name, a connection and its TLS.
    pub connect: Duration,
    /// For all of one message.
    pub whole: Duration,
}

impl Default for Patience {
    fn default() -> Self {
        Self { connect: Duration::from_secs(10), whole: Duration::from_secs(30) }
    }
}

/// Why a message did not go out. The reasons name no address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SendError {
    /// The other side does not take it now; later it may.
    #[error("not now: {0}")]
    Later(&'static str),
    /// The operator's own server or gateway failed. It says nothing about the person reached.
    #[error("the relay's own server or gateway failed: {0}")]
    Ours(&'static str),
    /// Nobody was reached, or the relay was not let in. The relay's own clock, line, names or certificates may be at
    /// fault, or the other side: one attempt does not tell.
    #[error("unclear whose fault: {0}")]
    Unclear(&'static str),
    /// It will never be taken.
    #[error("refused: {0}")]
    Refused(&'static str),
    /// There is nobody at this address any more.
    #[error("gone")]
    Gone,
}

/// What becomes of one attempt.
pub type Sending<'s> = Pin<Box<dyn Future<Output = Result<(), SendError>> + Send + 's>>;

/// Carries messages of one kind.
pub trait Sender: Send + Sync {
    /// Hands a message over. `Ok` means that the other side has taken it.
    fn send<'s>(&'s self, letter: &'s Letter) -> Sending<'s>;
}

/// The senders that the operator has set up.
#[derive(Clone, Default)]
pub struct Senders {
    each: Vec<(RouteKind, Arc<dyn Sender>)>,
    vapid_public: Option<String>,
}

impl fmt::Debug for Senders {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_list().entries(self.each.iter().map(|(kind, _)| kind)).finish()
    }
}

impl Senders {
    /// Sets up what `config` says. The key for Web Push is made in `folder` if there is none yet and no browser
    /// has subscribed with one.
    ///
    /// # Errors
    /// When a key or a certificate cannot be used.
    pub fn open(
        config: &RoutesConfig,
        folder: &Path,
        browsers_subscribed: bool,
        patience: Patience,
    ) -> Result<Self, RelayError> {
        let mut senders = Self::default();
        if !config.offers_anything() {
            return Ok(senders);
        }
        let certificates = web::certificates(config.certificates.as_deref())?;
        let client = Arc::new(web::WebClient::new(&certificates, config.hosts.clone(), patience)?);
        if let Some(smtp) = &config.smtp {
            let mail = mail::Mail::new(smtp.clone(), config.certificates.as_deref(), patience)?;
            senders.put(RouteKind::Mail, mail);
        }
        if let Some(ntfy) = &config.ntfy {
            senders.put(RouteKind::Ntfy, ntfy::Ntfy::new(Arc::clone(&client), ntfy.clone()));
        }
        if config.webhook {
            senders.put(RouteKind::Webhook, webhook::Webhook::new(Arc::clone(&client)));
        }
        let vapid = match &config.webpush {
            Some(webpush) => {
                let path = webpush.key.clone().unwrap_or_else(|| folder.join(vapid::NAME));
                Some(VapidKey::load_or_make(&path, &webpush.contact, !browsers_subscribed)?)
            }
            None => None,
        };
        senders.vapid_public = vapid.as_ref().map(VapidKey::public);
        let vapid = vapid.map(Arc::new);
        if vapid.is_some() {
            senders.put(RouteKind::WebPush, push::Push::new(Arc::clone(&client), vapid.clone()));
        }
        if config.unifiedpush {
            senders.put(RouteKind::UnifiedPush, push::Push::new(Arc::clone(&client), vapid));
        }
        if let Some(sms) = &config.sms {
            senders.put(RouteKind::Sms, sms::Sms::new(client, sms)?);
        }
        Ok(senders)
    }

    fn put(&mut self, kind: RouteKind, sender: impl Sender + 'static) {
        self.each.push((kind, Arc::new(sender)));
    }

    /// The sender for a kind, if there is one.
    #[must_use]
    pub fn of(&self, kind: RouteKind) -> Option<Arc<dyn Sender>> {
        self.each.iter().find(|(of, _)| *of == kind).map(|(_, sender)| Arc::clone(sender))
    }

    /// The kinds that are offered.
    pub fn kinds(&self) -> impl Iterator<Item = RouteKind> + '_ {
        self.each.iter().map(|(kind, _)| *kind)
    }

    /// The key that browsers need to subscribe (RFC 8292, section 4), base64url.
    #[must_use]
    pub fn vapid_public(&self) -> Option<&str> {
        self.vapid_public.as_deref()
    }
}
