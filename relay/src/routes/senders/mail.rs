//! E-mail, through the operator's mail server.

use std::error::Error as _;
use std::path::Path;
use std::time::{Duration, SystemTime};

use lettre::message::header::{ContentType, Header, HeaderName, HeaderValue, MIME_VERSION_1_0, Subject};
use lettre::message::{Mailbox, Message};
use lettre::transport::smtp::Error as SmtpError;
use lettre::transport::smtp::authentication::{Credentials, Mechanism};
use lettre::transport::smtp::client::{AsyncSmtpConnection, Certificate, TlsParameters};
use lettre::transport::smtp::commands::{Data, Mail as MailFrom, Rcpt};
use lettre::transport::smtp::extension::ClientId;

use super::{Patience, SendError, Sender, Sending};
use crate::routes::config::{SmtpConfig, SmtpSecurity};
use crate::routes::letter::Letter;
use crate::{ConfigError, RelayError};

/// How long the server may take over its farewell, when the mail is with it already.
const FAREWELL: Duration = Duration::from_secs(2);

pub(super) struct Mail {
    config: SmtpConfig,
    from: Mailbox,
    hello: ClientId,
    tls: Option<TlsParameters>,
    patience: Patience,
}

impl Mail {
    pub(super) fn new(
        config: SmtpConfig,
        certificates: Option<&Path>,
        patience: Patience,
    ) -> Result<Self, RelayError> {
        let from = sender(&config.from).ok_or_else(|| ConfigError::Invalid {
            key: "routes.smtp.from".to_owned(),
            reason: "must be an address such as Wayhome <relay@example.org>".to_owned(),
        })?;
        let hello = config.hello.clone().unwrap_or_else(|| from.email.domain().to_owned());
        let tls = match config.security {
            SmtpSecurity::Plain => None,
            SmtpSecurity::StartTls | SmtpSecurity::Tls => {
                let mut tls = TlsParameters::builder(config.host.clone());
                if let Some(path) = certificates {
                    let unusable = || RelayError::Certificates { path: path.to_owned() };
                    let pem = std::fs::read(path).map_err(|_| unusable())?;
                    tls = tls.add_root_certificate(Certificate::from_pem(&pem).map_err(|_| unusable())?);
                }
                Some(tls.build_rustls().map_err(|_| RelayError::Tls)?)
            }
        };
        Ok(Self { config, from, hello: ClientId::Domain(hello), tls, patience })
    }

    async fn deliver(&self, letter: &Letter) -> Result<(), SendError> {
        let to: lettre::Address =
            letter.address.parse().map_err(|_| SendError::Refused("it is no e-mail address"))?;
        let text = self.compose(letter, to.clone())?;
        let mut connection = self.connect().await?;
        // Everything up to here, and the sender, is between the operator and the operator's server. What
        // follows is about the person reached.
        let ours = |_| SendError::Ours("the mail server refuses the relay as a sender");
        let from = self.from.email.clone();
        connection.command(MailFrom::new(Some(from), Vec::new())).await.map_err(ours)?;
        connection.command(Rcpt::new(to, Vec::new())).await.map_err(|error| verdict(&error))?;
        connection.command(Data).await.map_err(|error| verdict(&error))?;
        connection.message(&text).await.map_err(|error| verdict(&error))?;
        let _ = tokio::time::timeout(FAREWELL, connection.quit()).await;
        Ok(())
    }

    async fn connect(&self) -> Result<AsyncSmtpConnection, SendError> {
        let server = (self.config.host.as_str(), self.config.port);
        let tls = self.tls.clone().filter(|_| self.config.security == SmtpSecurity::Tls);
        let connecting =
            AsyncSmtpConnection::connect_tokio1(server, Some(self.patience.connect), &self.hello, tls, None);
        let mut connection =
            connecting.await.map_err(|_| SendError::Ours("the mail server does not answer"))?;
        if let (SmtpSecurity::StartTls, Some(tls)) = (self.config.security, self.tls.clone()) {
            let started = connection.starttls(tls, &self.hello).await;
            started.map_err(|_| SendError::Ours("the mail server does not begin TLS"))?;
        }
        if let Some((user, password)) = &self.config.login {
            let credentials = Credentials::new(user.clone(), password.expose().to_owned());
            connection
                .auth(&[Mechanism::Plain, Mechanism::Login], &credentials)
                .await
                .map_err(|_| SendError::Ours("the mail server refuses the password"))?;
        }
        Ok(connection)
    }

    fn compose(&self, letter: &Letter, to: lettre::Address) -> Result<Vec<u8>, SendError> {
        let (subject, text) = letter.mail();
        let since_1970 = Duration::from_millis(letter.wall.as_millis());
        let date = SystemTime::UNIX_EPOCH.checked_add(since_1970).unwrap_or(SystemTime::UNIX_EPOCH);
        let mut mail = Message::builder()
            .from(self.from.clone())
            .to(Mailbox::new(None, to))
            .date(date)
            // The same at every attempt: a mail that comes twice is shown once by many programs.
            .message_id(Some(format!("<{}@{}>", letter.once, self.from.email.domain())))
            .header(Subject::from(subject))
            .header(MIME_VERSION_1_0)
            .header(ContentType::TEXT_PLAIN)
            .header(AutoSubmitted)
            .header(ListUnsubscribe(letter.links.stop.to_string()))
            .header(ListUnsubscribePost);
        if letter.is_urgent() {
            mail = mail.header(Importance);
        }
        let mail = mail.body(text).map_err(|_| SendError::Refused("the mail cannot be written"))?;
        Ok(mail.formatted())
    }
}

/// Reads a sender such as `Wayhome <relay@example.org>`.
pub(crate) fn sender(text: &str) -> Option<Mailbox> {
    text.parse().ok()
}

/// What the server's answer about this mail means.
fn verdict(error: &SmtpError) -> SendError {
    // A policy against the relay (RFC 3463, X.7.X) says nothing about the person reached.
    let policy = error.source().is_some_and(|text| text.to_string().starts_with("5.7."));
    if error.is_permanent() && !policy {
        SendError::Refused("the mail server refuses this address")
    } else if error.is_permanent() {
        SendError::Ours("the mail server's policy refuses the relay's mail")
    } else if error.is_transient() {
        SendError::Later("the mail server says: not now")
    } else {
        SendError::Ours("the mail server broke off")
    }
}

impl Sender for Mail {
    fn send<'s>(&'s self, letter: &'s Letter) -> Sending<'s> {
        Box::pin(async move {
            tokio::time::timeout(self.patience.whole, self.deliver(letter))
                .await
                .unwrap_or(Err(SendError::Ours("the mail server does not answer in time")))
        })
    }
}

/// A header that only ever has one value, or one made by the relay out of ASCII.
macro_rules! header {
    ($(#[$doc:meta])* $name:ident $(($text:ty))?, $wire:literal, $value:expr) => {
        $(#[$doc])*
        #[derive(Clone)]
        struct $name $(($text))?;

        impl Header for $name {
            fn name() -> HeaderName {
                HeaderName::new_from_ascii_str($wire)
            }

            fn parse(_: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
                Err("mail is only written".into())
            }

            fn display(&self) -> HeaderValue {
                let value: String = ($value)(self);
                // As it stands: a link that is folded or encoded is no link to most programs.
                HeaderValue::dangerous_new_pre_encoded(Self::name(), value.clone(), value)
            }
        }
    };
}

header!(
    /// No answer from a machine, please (RFC 3834).
    AutoSubmitted, "Auto-Submitted", |_: &Self| "auto-generated".to_owned()
);
header!(
    /// One click ends the messages (RFC 8058).
    ListUnsubscribe(String), "List-Unsubscribe", |header: &Self| format!("<{}>", header.0)
);
header!(
    /// The click is a POST, which no scanner makes by itself (RFC 8058).
    ListUnsubscribePost, "List-Unsubscribe-Post", |_: &Self| "List-Unsubscribe=One-Click".to_owned()
);
header!(
    /// Shown as important (RFC 2156, section 2.3.1.1).
    Importance, "Importance", |_: &Self| "high".to_owned()
);
