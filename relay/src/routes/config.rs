//! What an operator sets for routes. A kind of route is offered when its section is there, and not otherwise.

use std::fmt;
use std::path::PathBuf;

use zeroize::Zeroizing;

use super::address::AllowedHosts;

/// The `[routes]` section. Nothing is offered by default.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RoutesConfig {
    /// The file of the key under which addresses are kept; `routes.key` in the data folder by default.
    pub key: Option<PathBuf>,
    /// Certificates (PEM) that are trusted beside the system's, for servers of one's own.
    pub certificates: Option<PathBuf>,
    /// Hosts that persons' URLs may name although they are not public.
    pub hosts: AllowedHosts,
    /// E-mail.
    pub smtp: Option<SmtpConfig>,
    /// Topics of ntfy.
    pub ntfy: Option<NtfyConfig>,
    /// Webhooks.
    pub webhook: bool,
    /// Web Push.
    pub webpush: Option<WebPushConfig>,
    /// Wakes of apps through UnifiedPush.
    pub unifiedpush: bool,
    /// Feature phones.
    pub sms: Option<SmsConfig>,
    /// How many questions the relay puts.
    pub questions: Questions,
}

/// How many questions whether messages may come the relay puts in a day, over all readers: anyone may have them put,
/// and they go out in the operator's name and at the operator's cost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Questions {
    /// By e-mail.
    pub mails: u32,
    /// By SMS.
    pub texts: u32,
}

impl Default for Questions {
    fn default() -> Self {
        Self { mails: 200, texts: 50 }
    }
}

impl RoutesConfig {
    /// Whether anything is offered.
    #[must_use]
    pub fn offers_anything(&self) -> bool {
        self.smtp.is_some()
            || self.ntfy.is_some()
            || self.webhook
            || self.webpush.is_some()
            || self.unifiedpush
            || self.sms.is_some()
    }
}

/// A password, a token or a part of an address that nobody else may know. It is never shown.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(Zeroizing<String>);

impl Secret {
    /// Wraps it.
    #[must_use]
    pub fn new(text: String) -> Self {
        Self(Zeroizing::new(text))
    }

    /// The secret itself.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Secret(…)")
    }
}

/// The mail server that takes the relay's mail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SmtpConfig {
    /// Its name.
    pub host: String,
    /// Its port; 587, 465 or 25 by the kind of security.
    pub port: u16,
    /// How the connection is protected.
    pub security: SmtpSecurity,
    /// The name and password to log in with.
    pub login: Option<(String, Secret)>,
    /// The sender, such as `Wayhome <relay@example.org>`.
    pub from: String,
    /// The name with which the relay greets the server; the sender's domain by default.
    pub hello: Option<String>,
}

/// How the connection to the mail server is protected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SmtpSecurity {
    /// TLS after a plain greeting; a server without it is refused (RFC 3207).
    StartTls,
    /// TLS from the first byte (RFC 8314).
    Tls,
    /// None: for a server on this machine.
    Plain,
}

/// Topics of ntfy.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NtfyConfig {
    /// The operator's own server and the token with which the relay may publish there.
    pub token: Option<(String, Secret)>,
}

/// Web Push.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WebPushConfig {
    /// The file of the VAPID key; `webpush.key` in the data folder by default.
    pub key: Option<PathBuf>,
    /// Where push services reach the operator: `mailto:…` or `https://…` (RFC 8292, section 2.1).
    pub contact: String,
}

/// An HTTP gateway that sends SMS, and hands in the answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SmsConfig {
    /// `POST`, `PUT` or `GET`.
    pub method: String,
    /// The URL, with `{number}`, `{digits}`, `{text}` and `{secret}` filled in percent-encoded.
    pub url: String,
    /// Header lines; `{secret}` is filled in.
    pub headers: Vec<(String, String)>,
    /// What the body is, which also says how values are escaped in it.
    pub content_type: SmsBody,
    /// The body, with the same places to fill in as the URL.
    pub body: String,
    /// What stands for `{secret}`.
    pub secret: Option<Secret>,
    /// The secret in the address to which the gateway posts answers; without it none are taken.
    pub answers: Option<Secret>,
    /// The field of an answer that holds the sender's number; `a.b` is the field `b` in `a`.
    pub from_field: String,
    /// The field of an answer that holds its text.
    pub text_field: String,
}

/// What the body of a request to the gateway is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SmsBody {
    /// `application/x-www-form-urlencoded`: values are percent-encoded.
    Form,
    /// `application/json`: values are escaped for the inside of a string.
    Json,
    /// `text/xml`: values are escaped for text and attributes.
    Xml,
}

impl SmsBody {
    /// The value of the header.
    #[must_use]
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Form => "application/x-www-form-urlencoded",
            Self::Json => "application/json",
            Self::Xml => "text/xml; charset=utf-8",
        }
    }
}
