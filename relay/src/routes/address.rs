//! Addresses as people type them: checked once, brought to one form, refused if nothing could come of them.

use std::fmt;
use std::net::IpAddr;

use lettre::Address as MailAddress;
use url::{Host, Url};

use super::public_address::is_public;
use crate::storage::RouteKind;

/// The longest e-mail address (RFC 5321, section 4.5.3.1.3, without the brackets).
const LONGEST_MAIL: usize = 254;
/// The longest URL; the protocol has no room for more.
const LONGEST_URL: usize = 600;

/// Hosts that person-given URLs may name although they are not public, and for which `http` is enough:
/// `host` or `host:port`, as the operator listed them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AllowedHosts(Vec<String>);

impl AllowedHosts {
    /// These hosts, in any case of letters.
    #[must_use]
    pub fn new(hosts: impl IntoIterator<Item = String>) -> Self {
        Self(hosts.into_iter().map(|host| host.to_ascii_lowercase()).collect())
    }

    /// Whether the operator listed this URL's host.
    #[must_use]
    pub fn allow(&self, url: &Url) -> bool {
        let (Some(host), Some(port)) = (url.host_str(), url.port_or_known_default()) else { return false };
        let with_port = format!("{host}:{port}");
        self.0.iter().any(|listed| listed == host || *listed == with_port)
    }
}

/// Why an address was refused. Says nothing of the address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the address cannot be used: {reason}")]
pub struct AddressError {
    reason: &'static str,
}

const fn refuse<T>(reason: &'static str) -> Result<T, AddressError> {
    Err(AddressError { reason })
}

/// An address that can be written to, in the form in which it is kept.
#[derive(Clone, PartialEq, Eq)]
pub struct Address(String);

impl fmt::Debug for Address {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Address(…)")
    }
}

impl Address {
    /// Checks an address of this kind.
    ///
    /// # Errors
    /// When it is none, too long, or (for URLs) neither `https` nor a host that `allowed` lists.
    pub fn parse(kind: RouteKind, text: &str, allowed: &AllowedHosts) -> Result<Self, AddressError> {
        match kind {
            RouteKind::Mail => mail(text),
            RouteKind::Ntfy => {
                let url = web(text, allowed)?;
                ntfy_topic(&url).ok_or(AddressError { reason: "an ntfy address ends in one topic" })?;
                Ok(Self(url.into()))
            }
            RouteKind::Webhook | RouteKind::WebPush | RouteKind::UnifiedPush => {
                Ok(Self(web(text, allowed)?.into()))
            }
            RouteKind::Sms => number(text).map(Self).ok_or(AddressError { reason: "it is no phone number" }),
        }
    }

    /// The address.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The form under which messages to it are counted: small differences that reach the same person are left
    /// out.
    #[must_use]
    pub fn counted(&self, kind: RouteKind) -> String {
        match (kind, self.0.rsplit_once('@')) {
            (RouteKind::Mail, Some((local, domain))) => {
                let person = local.split('+').next().unwrap_or(local);
                format!("{}@{domain}", person.to_ascii_lowercase())
            }
            _ => self.0.clone(),
        }
    }

    /// The host, for a URL.
    #[must_use]
    pub fn host(&self) -> Option<String> {
        Url::parse(&self.0).ok()?.host_str().map(str::to_owned)
    }
}

fn mail(text: &str) -> Result<Address, AddressError> {
    let text = text.trim();
    if text.len() > LONGEST_MAIL {
        return refuse("it is too long");
    }
    let Some((local, domain)) = text.rsplit_once('@') else { return refuse("it has no @") };
    if !local.is_ascii() || local.contains(['"', '\\', ' ']) {
        return refuse("the part before the @ has letters that few mail servers take");
    }
    // Names in other scripts are written with ASCII letters in mail (RFC 5891).
    let domain = match Host::parse(domain) {
        Ok(Host::Domain(domain)) if domain.contains('.') => domain,
        _ => return refuse("the part after the @ is no domain"),
    };
    let whole = format!("{local}@{domain}");
    match whole.parse::<MailAddress>() {
        Ok(address) if whole.len() <= LONGEST_MAIL => Ok(Address(address.to_string())),
        _ => refuse("it is no e-mail address"),
    }
}

fn web(text: &str, allowed: &AllowedHosts) -> Result<Url, AddressError> {
    if text.len() > LONGEST_URL || !text.chars().all(|letter| letter.is_ascii_graphic()) {
        return refuse("it is too long, or holds blanks or letters outside ASCII");
    }
    let Ok(mut url) = Url::parse(text) else { return refuse("it is no URL") };
    url.set_fragment(None);
    if !url.username().is_empty() || url.password().is_some() {
        return refuse("it holds a user's name");
    }
    if !matches!(url.scheme(), "https" | "http") || url.host().is_none() || url.as_str().len() > LONGEST_URL {
        return refuse("it is not of the web");
    }
    if allowed.allow(&url) {
        return Ok(url);
    }
    if url.scheme() != "https" {
        return refuse("it must begin with https");
    }
    // A name is checked when it is resolved, just before each use.
    let public = match url.host() {
        Some(Host::Ipv4(address)) => is_public(IpAddr::V4(address)),
        Some(Host::Ipv6(address)) => is_public(IpAddr::V6(address)),
        Some(Host::Domain(name)) => name.trim_end_matches('.').contains('.'),
        None => false,
    };
    if public { Ok(url) } else { refuse("its host is not public") }
}

/// The topic that an ntfy address ends in.
pub(crate) fn ntfy_topic(url: &Url) -> Option<&str> {
    let topic = url.path().strip_prefix('/')?;
    let plain = topic.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
    (plain && (1..=64).contains(&topic.len()) && url.query().is_none()).then_some(topic)
}

/// Brings a phone number to the form `+` and 6 to 15 digits (E.164). A number without the `+`, as gateways
/// give it for answers, is taken to begin with the country's code.
#[must_use]
pub(crate) fn number(text: &str) -> Option<String> {
    if text.len() > 64 {
        return None;
    }
    let mut digits = String::with_capacity(16);
    let mut plus = false;
    for letter in text.trim().chars() {
        match letter {
            '+' if digits.is_empty() && !plus => plus = true,
            '0'..='9' => digits.push(letter),
            ' ' | '-' | '.' | '(' | ')' | '\u{a0}' => {}
            _ => return None,
        }
    }
    if !plus && digits.starts_with("00") {
        digits.drain(..2);
    }
    let sound = (6..=15).contains(&digits.len()) && !digits.starts_with('0');
    sound.then(|| format!("+{digits}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(kind: RouteKind, text: &str) -> Option<String> {
        let allowed = AllowedHosts::new(["127.0.0.1:8080".to_owned(), "Push.lan".to_owned()]);
        Address::parse(kind, text, &allowed).ok().map(|address| address.as_str().to_owned())
    }

    #[test]
    fn an_e_mail_address_keeps_its_person_and_gets_a_plain_domain() {
        for (typed, kept) in [
            ("ben@example.org", "ben@example.org"),
            (" Ben.K+way@Example.ORG ", "Ben.K+way@example.org"),
            ("ben@münchen.example", "ben@xn--mnchen-3ya.example"),
        ] {
            assert_eq!(parse(RouteKind::Mail, typed).as_deref(), Some(kept));
        }
        let address = Address::parse(RouteKind::Mail, "Ben+way@example.org", &AllowedHosts::default());
        assert_eq!(address.unwrap().counted(RouteKind::Mail), "ben@example.org");
    }

    #[test]
    fn what_is_no_e_mail_address_is_refused() {
        let long = format!("{}@example.org", "a".repeat(250));
        for typed in [
            "",
            "ben",
            "@example.org",
            "ben@",
            "ben@localhost",
            "ben@[127.0.0.1]",
            "ben@127.0.0.1",
            "ben@example.org\r\nBcc: x@example.org",
            "ben\n@example.org",
            "a b@example.org",
            "\"a b\"@example.org",
            "ben@exa mple.org",
            "bén@example.org",
            "<ben@example.org>",
            "ben@example.org,asha@example.org",
            &long,
        ] {
            assert_eq!(parse(RouteKind::Mail, typed), None, "{typed:?}");
        }
    }

    #[test]
    fn a_url_is_https_to_a_public_host_unless_the_operator_listed_the_host() {
        for typed in [
            "https://push.example.org/up?token=1",
            "https://8.8.8.8/x",
            "https://[2001:4860:4860::8888]/x",
            "http://127.0.0.1:8080/x",
            "https://127.0.0.1:8080/x",
            "http://push.lan:99/x",
        ] {
            assert!(parse(RouteKind::Webhook, typed).is_some(), "{typed}");
        }
        for typed in [
            "",
            "push.example.org",
            "http://push.example.org/",
            "ftp://push.example.org/",
            "file:///etc/passwd",
            "https:///x",
            "https://user:pass@push.example.org/",
            "https://user@push.example.org/",
            "https://localhost/",
            "https://127.0.0.1/",
            "https://127.0.0.1:8081/",
            "https://0x7f000001/",
            "https://2130706433/",
            "https://127.1/",
            "https://10.0.0.1/",
            "https://169.254.169.254/latest/meta-data",
            "https://[::1]/",
            "https://[::ffff:10.0.0.1]/",
            "https://[fe80::1]/",
            "https://exam ple.org/",
            "https://example.org/\u{1}",
        ] {
            assert_eq!(parse(RouteKind::Webhook, typed), None, "{typed:?}");
        }
        let long = format!("https://example.org/{}", "a".repeat(600));
        assert_eq!(parse(RouteKind::WebPush, &long), None);
    }

    #[test]
    fn a_fragment_is_dropped_and_an_ntfy_address_is_one_topic() {
        let kept = parse(RouteKind::WebPush, "https://example.org/a#b");
        assert_eq!(kept.as_deref(), Some("https://example.org/a"));
        assert!(parse(RouteKind::Ntfy, "https://ntfy.example/asha-1_x").is_some());
        for typed in [
            "https://ntfy.example/",
            "https://ntfy.example/a/b",
            "https://ntfy.example/a?x=1",
            "https://ntfy.example/a%2fb",
            "https://ntfy.example/a.b",
        ] {
            assert_eq!(parse(RouteKind::Ntfy, typed), None, "{typed}");
        }
    }

    #[test]
    fn a_number_is_a_plus_and_digits_whatever_stood_between_them() {
        for typed in ["+977 98-4123.4567", "00977 (98) 41234567", "9779841234567", "+9779841234567"] {
            assert_eq!(number(typed).as_deref(), Some("+9779841234567"), "{typed}");
        }
        let long = "1".repeat(65);
        for typed in
            ["", "+", "123", "+12345", "+1234567890123456", "0984123456", "98a41234567", "++9771234567"]
        {
            assert_eq!(number(typed), None, "{typed}");
        }
        assert_eq!(number(&long), None);
    }

    #[test]
    fn neither_an_address_nor_its_refusal_shows_it() {
        let address = Address::parse(RouteKind::Mail, "ben@example.org", &AllowedHosts::default()).unwrap();
        assert!(!format!("{address:?}").contains("ben"));
        let refused = Address::parse(RouteKind::Mail, "ben@", &AllowedHosts::default()).unwrap_err();
        assert!(!format!("{refused:?} {refused}").contains("ben"));
    }
}
