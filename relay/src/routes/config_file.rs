//! The `[routes]` section of the configuration file, and the variables of the environment beside it.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use super::address::AllowedHosts;
use super::config::{
    NtfyConfig, Questions, RoutesConfig, Secret, SmsBody, SmsConfig, SmtpConfig, SmtpSecurity, WebPushConfig,
};
use super::senders::{SmsTemplate, mail_sender};
use crate::ConfigError;

/// The shortest secret in the address for answers: it is all that keeps strangers from answering for others.
const SHORTEST_SECRET: usize = 16;
/// Questions in a day.
const QUESTIONS: RangeInclusive<u32> = 1..=100_000;

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct FileRoutes {
    key: Option<PathBuf>,
    certificates: Option<PathBuf>,
    smtp: Option<FileSmtp>,
    ntfy: Option<FileNtfy>,
    webhook: Option<Nothing>,
    webpush: Option<FileWebPush>,
    unifiedpush: Option<Nothing>,
    push: FilePush,
    sms: Option<FileSms>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Nothing {}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct FilePush {
    hosts: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FileSmtp {
    host: String,
    port: Option<u16>,
    security: Option<String>,
    user: Option<String>,
    password: Option<String>,
    password_file: Option<PathBuf>,
    from: String,
    hello: Option<String>,
    questions_a_day: Option<u32>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct FileNtfy {
    server: Option<String>,
    token: Option<String>,
    token_file: Option<PathBuf>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FileWebPush {
    key: Option<PathBuf>,
    contact: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FileSms {
    url: String,
    method: Option<String>,
    #[serde(default)]
    headers: BTreeMap<String, String>,
    content_type: Option<String>,
    #[serde(default)]
    body: String,
    secret: Option<String>,
    secret_file: Option<PathBuf>,
    answers: Option<String>,
    answers_file: Option<PathBuf>,
    from_field: Option<String>,
    text_field: Option<String>,
    questions_a_day: Option<u32>,
}

fn invalid<T>(key: &str, reason: &str) -> Result<T, ConfigError> {
    Err(ConfigError::Invalid { key: format!("routes.{key}"), reason: reason.to_owned() })
}

impl FileRoutes {
    /// Checks what the operator wrote. Secrets come from the environment, a file of their own, or this file, in
    /// this order.
    pub(crate) fn checked(
        self,
        environment: impl Fn(&str) -> Option<String>,
    ) -> Result<RoutesConfig, ConfigError> {
        let key = environment("WAYHOME_RELAY_ROUTES_KEY").map(PathBuf::from).or(self.key);
        for host in &self.push.hosts {
            let plain = !host.is_empty() && host.chars().all(|letter| letter.is_ascii_graphic());
            if !plain || host.contains(['/', '@', '*', '?', '#']) {
                return invalid(
                    "push.hosts",
                    "must hold hosts, or hosts with ports, and nothing else of a URL",
                );
            }
        }
        let usual = Questions::default();
        let (mails, texts) = (self.smtp.as_ref(), self.sms.as_ref());
        let questions = Questions {
            mails: mails.and_then(|smtp| smtp.questions_a_day).unwrap_or(usual.mails),
            texts: texts.and_then(|sms| sms.questions_a_day).unwrap_or(usual.texts),
        };
        for (number, key) in [(questions.mails, "smtp"), (questions.texts, "sms")] {
            if !QUESTIONS.contains(&number) {
                return invalid(&format!("{key}.questions_a_day"), "must be between 1 and 100000");
            }
        }
        Ok(RoutesConfig {
            key,
            questions,
            certificates: self.certificates,
            hosts: AllowedHosts::new(self.push.hosts),
            smtp: self.smtp.map(|smtp| smtp.checked(&environment)).transpose()?,
            ntfy: self.ntfy.map(|ntfy| ntfy.checked(&environment)).transpose()?,
            webhook: self.webhook.is_some(),
            webpush: self.webpush.map(FileWebPush::checked).transpose()?,
            unifiedpush: self.unifiedpush.is_some(),
            sms: self.sms.map(|sms| sms.checked(&environment)).transpose()?,
        })
    }
}

/// A secret from the first place that has it.
fn secret(
    environment: Option<String>,
    key: &str,
    path: Option<&Path>,
    text: Option<String>,
) -> Result<Option<Secret>, ConfigError> {
    let found = match (environment, path, text) {
        (Some(text), _, _) => text,
        (None, Some(_), Some(_)) => {
            return invalid(key, "and the file for it are both set: set one of them");
        }
        (None, Some(path), None) => std::fs::read_to_string(path)
            .map_err(|source| ConfigError::Unreadable { path: path.to_owned(), source })?
            .trim_end_matches(['\r', '\n'])
            .to_owned(),
        (None, None, Some(text)) => text,
        (None, None, None) => return Ok(None),
    };
    if found.is_empty() || found.contains(['\r', '\n', '\0']) {
        return invalid(key, "must be one line, and not empty");
    }
    Ok(Some(Secret::new(found)))
}

impl FileSmtp {
    fn checked(self, environment: impl Fn(&str) -> Option<String>) -> Result<SmtpConfig, ConfigError> {
        let security = match self.security.as_deref().unwrap_or("starttls") {
            "starttls" => SmtpSecurity::StartTls,
            "tls" => SmtpSecurity::Tls,
            "plain" => SmtpSecurity::Plain,
            _ => return invalid("smtp.security", "must be starttls, tls or plain"),
        };
        let loopback = self.host == "localhost"
            || self.host.parse::<std::net::IpAddr>().is_ok_and(|address| address.is_loopback());
        if security == SmtpSecurity::Plain && !loopback {
            return invalid("smtp.security", "may be plain only for a server on this machine (127.0.0.1)");
        }
        let plain_name = |name: &str| {
            !name.is_empty() && name.chars().all(|letter| letter.is_ascii_graphic() && letter != '/')
        };
        if !plain_name(&self.host) {
            return invalid("smtp.host", "must be the name of a mail server");
        }
        if self.hello.as_deref().is_some_and(|hello| !plain_name(hello)) {
            return invalid("smtp.hello", "must be the name of a machine");
        }
        if mail_sender(&self.from).is_none() {
            return invalid("smtp.from", "must be an address such as Wayhome <relay@example.org>");
        }
        let port = self.port.unwrap_or(match security {
            SmtpSecurity::StartTls => 587,
            SmtpSecurity::Tls => 465,
            SmtpSecurity::Plain => 25,
        });
        let user = environment("WAYHOME_RELAY_SMTP_USER").or(self.user);
        let password = secret(
            environment("WAYHOME_RELAY_SMTP_PASSWORD"),
            "smtp.password",
            self.password_file.as_deref(),
            self.password,
        )?;
        let login = match (user, password) {
            (Some(user), Some(password)) => Some((user, password)),
            (None, None) => None,
            (Some(_), None) => return invalid("smtp.password", "is missing: there is a user"),
            (None, Some(_)) => return invalid("smtp.user", "is missing: there is a password"),
        };
        Ok(SmtpConfig { host: self.host, port, security, login, from: self.from, hello: self.hello })
    }
}

impl FileNtfy {
    fn checked(self, environment: impl Fn(&str) -> Option<String>) -> Result<NtfyConfig, ConfigError> {
        let token = secret(
            environment("WAYHOME_RELAY_NTFY_TOKEN"),
            "ntfy.token",
            self.token_file.as_deref(),
            self.token,
        )?;
        let token = match (self.server, token) {
            (Some(server), Some(token)) => match url::Url::parse(&server) {
                Ok(url) if url.scheme() == "https" && url.host_str().is_some() => Some((server, token)),
                _ => return invalid("ntfy.server", "must be the https address of your ntfy server"),
            },
            (None, None) => None,
            (Some(_), None) => return invalid("ntfy.token", "is missing: there is a server for it"),
            (None, Some(_)) => return invalid("ntfy.server", "is missing: there is a token for it"),
        };
        Ok(NtfyConfig { token })
    }
}

impl FileWebPush {
    fn checked(self) -> Result<WebPushConfig, ConfigError> {
        let contact = url::Url::parse(&self.contact);
        if !contact.is_ok_and(|contact| matches!(contact.scheme(), "mailto" | "https")) {
            return invalid("webpush.contact", "must begin with mailto: or https:");
        }
        Ok(WebPushConfig { key: self.key, contact: self.contact })
    }
}

impl FileSms {
    fn checked(self, environment: impl Fn(&str) -> Option<String>) -> Result<SmsConfig, ConfigError> {
        let content_type = match self.content_type.as_deref().unwrap_or("application/x-www-form-urlencoded") {
            "application/x-www-form-urlencoded" => SmsBody::Form,
            "application/json" => SmsBody::Json,
            "text/xml" | "application/xml" => SmsBody::Xml,
            _ => {
                return invalid(
                    "sms.content_type",
                    "must be application/x-www-form-urlencoded, application/json or text/xml",
                );
            }
        };
        let answers = secret(
            environment("WAYHOME_RELAY_SMS_ANSWERS"),
            "sms.answers",
            self.answers_file.as_deref(),
            self.answers,
        )?;
        if let Some(answers) = &answers {
            let plain = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_');
            if answers.expose().len() < SHORTEST_SECRET || !answers.expose().chars().all(plain) {
                return invalid("sms.answers", "must be at least 16 letters, digits, - or _");
            }
        }
        let config = SmsConfig {
            method: self.method.unwrap_or_else(|| "POST".to_owned()),
            url: self.url,
            headers: self.headers.into_iter().collect(),
            content_type,
            body: self.body,
            secret: secret(
                environment("WAYHOME_RELAY_SMS_SECRET"),
                "sms.secret",
                self.secret_file.as_deref(),
                self.secret,
            )?,
            answers,
            from_field: self.from_field.unwrap_or_else(|| "from".to_owned()),
            text_field: self.text_field.unwrap_or_else(|| "text".to_owned()),
        };
        match SmsTemplate::new(config.clone()) {
            Ok(_) => Ok(config),
            Err((key, reason)) => invalid(&format!("sms.{key}"), reason),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SMTP: &str = "[smtp]\nhost = 'mail.example.org'\nfrom = 'Wayhome <relay@example.org>'\n";
    const SMS: &str = "[sms]\nurl = 'https://gateway.example/send'\nbody = 'to={number}&text={text}'\n";

    fn read(text: &str) -> Result<RoutesConfig, ConfigError> {
        read_with(text, |_| None)
    }

    fn read_with(
        text: &str,
        environment: impl Fn(&str) -> Option<String>,
    ) -> Result<RoutesConfig, ConfigError> {
        toml::from_str::<FileRoutes>(text).unwrap().checked(environment)
    }

    #[test]
    fn nothing_is_offered_unless_its_section_is_there() {
        assert!(!read("").unwrap().offers_anything());
        assert!(!read("[push]\nhosts = ['127.0.0.1']").unwrap().offers_anything());
        for text in
            [SMTP, SMS, "[ntfy]", "[webhook]", "[unifiedpush]", "[webpush]\ncontact = 'mailto:a@b.org'"]
        {
            assert!(read(text).unwrap().offers_anything(), "{text}");
        }
    }

    #[test]
    fn mail_goes_out_under_tls_on_the_usual_port_unless_told_otherwise() {
        let smtp = |more: &str| read(&format!("{SMTP}{more}")).map(|config| config.smtp.unwrap());
        let plain = smtp("").unwrap();
        assert_eq!((plain.security, plain.port, plain.login), (SmtpSecurity::StartTls, 587, None));
        assert_eq!(smtp("security = 'tls'").unwrap().port, 465);
        assert_eq!(smtp("security = 'tls'\nport = 1").unwrap().port, 1);
        let local = "[smtp]\nhost = '127.0.0.1'\nfrom = 'relay@example.org'\nsecurity = 'plain'";
        assert_eq!(read(local).unwrap().smtp.unwrap().port, 25);
    }

    #[test]
    fn nonsense_is_refused_by_the_name_of_its_key() {
        let local = "[smtp]\nhost = '127.0.0.1'\n";
        for (text, key) in [
            (format!("{SMTP}security = 'none'"), "routes.smtp.security"),
            (format!("{SMTP}security = 'plain'"), "routes.smtp.security"),
            (format!("{SMTP}user = 'a'"), "routes.smtp.password"),
            (format!("{SMTP}password = 'a'"), "routes.smtp.user"),
            (format!("{SMTP}hello = 'a b'"), "routes.smtp.hello"),
            (format!("{local}from = 'relay'"), "routes.smtp.from"),
            (format!("{SMTP}questions_a_day = 0"), "routes.smtp.questions_a_day"),
            (format!("{SMS}questions_a_day = 100001"), "routes.sms.questions_a_day"),
            (format!("{local}from = 'a@example.org, b@example.org'"), "routes.smtp.from"),
            ("[ntfy]\nserver = 'https://ntfy.example'".to_owned(), "routes.ntfy.token"),
            ("[ntfy]\ntoken = 'x'".to_owned(), "routes.ntfy.server"),
            ("[ntfy]\nserver = 'http://ntfy.example'\ntoken = 'x'".to_owned(), "routes.ntfy.server"),
            ("[webpush]\ncontact = 'relay@example.org'".to_owned(), "routes.webpush.contact"),
            ("[push]\nhosts = ['https://push.lan/']".to_owned(), "routes.push.hosts"),
            ("[push]\nhosts = ['*']".to_owned(), "routes.push.hosts"),
            (format!("{SMS}content_type = 'text/plain'"), "routes.sms.content_type"),
            (format!("{SMS}answers = 'short'"), "routes.sms.answers"),
            (format!("{SMS}answers = 'a/../../../../../b'"), "routes.sms.answers"),
            (format!("{SMS}method = 'BREW'"), "routes.sms.method"),
            ("[sms]\nurl = 'https://gateway.example/?to={number}'".to_owned(), "routes.sms.url"),
        ] {
            match read(&text).unwrap_err() {
                ConfigError::Invalid { key: named, .. } => assert_eq!(named, key, "{text}"),
                other => panic!("{text}: {other}"),
            }
        }
        assert!(
            toml::from_str::<FileRoutes>("[smtp]\nhost = 'a'\nfrom = 'b@c.org'\npassw0rd = 'x'").is_err()
        );
        assert!(toml::from_str::<FileRoutes>("[webhook]\non = true").is_err());
    }

    #[test]
    fn a_secret_comes_from_the_environment_a_file_or_the_configuration_and_is_never_shown() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("password");
        std::fs::write(&path, "from-a-file\n").unwrap();
        let file = format!("{SMTP}user = 'u'\npassword_file = '{}'\n", path.display());
        let password = |config: RoutesConfig| config.smtp.unwrap().login.unwrap().1.expose().to_owned();
        assert_eq!(password(read(&file).unwrap()), "from-a-file");
        let environment =
            |name: &str| (name == "WAYHOME_RELAY_SMTP_PASSWORD").then(|| "from-the-environment".to_owned());
        assert_eq!(password(read_with(&file, environment).unwrap()), "from-the-environment");
        let both = read(&format!("{file}password = 'x'"));
        assert!(matches!(both, Err(ConfigError::Invalid { .. })));
        let missing = read(&format!("{SMTP}user = 'u'\npassword_file = '/nowhere/password'"));
        assert!(matches!(missing, Err(ConfigError::Unreadable { .. })));
        let shown = format!("{:?}", read(&format!("{SMTP}user = 'u'\npassword = 'hush-hush'")).unwrap());
        assert!(!shown.contains("hush"), "{shown}");
        let shown = format!(
            "{:?}",
            read(&format!("{SMS}secret = 'hush-hush'\nanswers = 'hush-hush-hush-hush'")).unwrap()
        );
        assert!(!shown.contains("hush"), "{shown}");
    }
}
