//! The request that makes a gateway send an SMS, as the operator wrote it, with a number and a text filled in
//! so that neither can become anything else than a value.

use axum::http::{HeaderName, HeaderValue, Method};
use url::Url;
use zeroize::Zeroizing;

use crate::routes::config::{SmsBody, SmsConfig};

/// What may be filled in, written in braces.
const PLACES: [&str; 4] = ["number", "digits", "text", "secret"];

/// A template that was found sound.
pub(crate) struct SmsTemplate {
    config: SmsConfig,
    method: Method,
}

/// A request to the gateway.
pub(crate) struct Filled {
    pub(crate) method: Method,
    pub(crate) url: Url,
    pub(crate) headers: Vec<(HeaderName, HeaderValue)>,
    pub(crate) body: Zeroizing<String>,
}

/// What is filled in.
struct Values<'v> {
    number: &'v str,
    text: &'v str,
    secret: &'v str,
}

impl SmsTemplate {
    /// Checks what the operator wrote, by filling it in.
    ///
    /// # Errors
    /// The key that is wrong and what it must be.
    pub(crate) fn new(config: SmsConfig) -> Result<Self, (&'static str, &'static str)> {
        let method = match config.method.to_ascii_uppercase().as_str() {
            "POST" => Method::POST,
            "PUT" => Method::PUT,
            "GET" => Method::GET,
            _ => return Err(("method", "must be POST, PUT or GET")),
        };
        let named = |place: &str| config.url.contains(place) || config.body.contains(place);
        if !(named("{number}") || named("{digits}")) || !named("{text}") {
            return Err(("url", "and body must hold {number} or {digits}, and {text}"));
        }
        if method == Method::GET && !config.body.is_empty() {
            return Err(("body", "must be empty with GET"));
        }
        let texts = config.headers.iter().map(|(_, value)| value).chain([&config.url, &config.body]);
        let wants_secret = texts.into_iter().any(|text| text.contains("{secret}"));
        if config.secret.is_none() && wants_secret {
            return Err(("secret", "is asked for by {secret} and not set"));
        }
        let template = Self { config, method };
        let tried = template.fill("+15550100", "a \"b\" <c> & d\nक")?;
        if template.config.content_type == SmsBody::Json
            && !template.config.body.is_empty()
            && serde_json::from_str::<serde_json::Value>(&tried.body).is_err()
        {
            return Err(("body", "is not JSON once it is filled in"));
        }
        Ok(template)
    }

    /// The request for one SMS.
    ///
    /// # Errors
    /// The key that is wrong and what it must be; a template that was found sound once stays so.
    pub(crate) fn fill(&self, number: &str, text: &str) -> Result<Filled, (&'static str, &'static str)> {
        let secret = self.config.secret.as_ref().map_or("", |secret| secret.expose());
        let values = Values { number, text, secret };
        let url = Zeroizing::new(fill(&self.config.url, &values, percent));
        let url = Url::parse(&url).map_err(|_| ("url", "is no URL"))?;
        if !matches!(url.scheme(), "https" | "http") || url.host().is_none() {
            return Err(("url", "must begin with https:// or http:// and name a host"));
        }
        let mut headers = Vec::with_capacity(self.config.headers.len().saturating_add(1));
        for (name, value) in &self.config.headers {
            let name = HeaderName::from_bytes(name.as_bytes()).map_err(|_| ("headers", "hold a bad name"))?;
            let value = Zeroizing::new(value.replace("{secret}", secret));
            let mut value = HeaderValue::from_str(&value).map_err(|_| ("headers", "hold a bad value"))?;
            value.set_sensitive(true);
            headers.push((name, value));
        }
        if !self.config.body.is_empty() {
            let media_type = HeaderValue::from_static(self.config.content_type.media_type());
            headers.push((axum::http::header::CONTENT_TYPE, media_type));
        }
        let escape = match self.config.content_type {
            SmsBody::Form => percent,
            SmsBody::Json => json,
            SmsBody::Xml => xml,
        };
        let body = Zeroizing::new(fill(&self.config.body, &values, escape));
        Ok(Filled { method: self.method.clone(), url, headers, body })
    }
}

/// Fills the places in, in one pass: what is filled in is never looked at again.
fn fill(template: &str, values: &Values<'_>, escape: fn(&str) -> String) -> String {
    let mut filled = String::with_capacity(template.len().saturating_add(512));
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        let place = PLACES.iter().find_map(|place| {
            let after = after.strip_prefix(place)?.strip_prefix('}')?;
            Some((*place, after))
        });
        match place {
            Some((place, after)) => {
                filled.push_str(&escape(match place {
                    "number" => values.number,
                    "digits" => values.number.trim_start_matches('+'),
                    "text" => values.text,
                    _ => values.secret,
                }));
                rest = after;
            }
            // Braces of the operator's own, as JSON has them.
            None => {
                filled.push('{');
                rest = after;
            }
        }
    }
    filled.push_str(rest);
    filled
}

/// Percent-encodes everything but RFC 3986's unreserved characters.
fn percent(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

/// Escapes for the inside of a JSON string.
fn json(text: &str) -> String {
    let quoted = serde_json::Value::from(text).to_string();
    quoted.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).unwrap_or_default().to_owned()
}

/// Escapes for XML text and attributes. What XML cannot hold is left out.
fn xml(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&apos;"),
            '\n' | '\t' => out.push(letter),
            _ if letter.is_control() => {}
            _ => out.push(letter),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::routes::config::Secret;

    /// A text that tries to be more than a text in each of the formats.
    const NASTY: &str = "a&to=+1\" }, {secret} </text> 100% <x> 'q' \\ \n{number}";

    fn config(content_type: SmsBody, body: &str) -> SmsConfig {
        SmsConfig {
            method: "post".to_owned(),
            url: "https://gateway.example/send".to_owned(),
            headers: vec![("Authorization".to_owned(), "Bearer {secret}".to_owned())],
            content_type,
            body: body.to_owned(),
            secret: Some(Secret::new("s3cret".to_owned())),
            answers: None,
            from_field: "from".to_owned(),
            text_field: "text".to_owned(),
        }
    }

    fn filled(config: SmsConfig) -> Filled {
        SmsTemplate::new(config).unwrap().fill("+9779841234567", NASTY).unwrap()
    }

    #[test]
    fn in_a_form_a_text_stays_one_value() {
        let filled = filled(config(SmsBody::Form, "to={number}&text={text}&key={secret}"));
        let pairs: Vec<_> = url::form_urlencoded::parse(filled.body.as_bytes()).collect();
        assert_eq!(pairs.len(), 3);
        assert_eq!(pairs[0].1, "+9779841234567");
        assert_eq!(pairs[1].1, NASTY);
        assert_eq!(pairs[2].1, "s3cret");
    }

    #[test]
    fn in_json_a_text_stays_one_string() {
        let filled =
            filled(config(SmsBody::Json, r#"{"to":["{digits}"],"m":{"text":"{text}"},"k":"{secret}"}"#));
        let value: serde_json::Value = serde_json::from_str(&filled.body).unwrap();
        let expected = serde_json::json!({ "to": ["9779841234567"], "m": { "text": NASTY }, "k": "s3cret" });
        assert_eq!(value, expected);
    }

    #[test]
    fn in_xml_a_text_stays_one_element() {
        let filled = filled(config(SmsBody::Xml, "<sms to=\"{number}\">{text}</sms>"));
        assert_eq!(filled.body.matches('<').count(), 2);
        assert!(filled.body.contains("&lt;/text&gt;") && filled.body.contains("&quot; }, {secret}"));
    }

    #[test]
    fn in_a_url_a_text_stays_one_parameter() {
        let mut config = config(SmsBody::Form, "");
        config.method = "GET".to_owned();
        config.url = "https://gateway.example/send/{digits}?text={text}".to_owned();
        let filled = filled(config);
        assert_eq!(filled.url.path(), "/send/9779841234567");
        let pairs: Vec<_> = filled.url.query_pairs().collect();
        assert_eq!(pairs.len(), 1);
        assert_eq!(pairs[0].1, NASTY);
    }

    #[test]
    fn headers_hold_the_secret_and_neither_number_nor_text() {
        let mut config = config(SmsBody::Form, "to={number}&text={text}");
        config.headers.push(("X-To".to_owned(), "{number}".to_owned()));
        let filled = filled(config);
        assert_eq!(filled.headers[0].1, "Bearer s3cret");
        assert_eq!(filled.headers[1].1, "{number}");
        assert!(!format!("{:?}", filled.headers).contains("s3cret"));
    }

    #[test]
    fn a_template_that_cannot_work_is_refused_by_its_key() {
        let refused = |change: fn(&mut SmsConfig)| {
            let mut config = config(SmsBody::Json, r#"{"to":"{number}","text":"{text}"}"#);
            change(&mut config);
            SmsTemplate::new(config).map(drop).unwrap_err().0
        };
        assert_eq!(refused(|config| config.method = "DELETE".to_owned()), "method");
        assert_eq!(refused(|config| config.body = r#"{"text":"{text}"}"#.to_owned()), "url");
        assert_eq!(refused(|config| config.body = r#"{"to":"{number}"}"#.to_owned()), "url");
        assert_eq!(refused(|config| config.body = r#"{"to":{number},"t":{text}}"#.to_owned()), "body");
        assert_eq!(refused(|config| config.secret = None), "secret");
        assert_eq!(refused(|config| config.url = "gateway.example".to_owned()), "url");
        assert_eq!(refused(|config| config.url = "ftp://gateway.example/".to_owned()), "url");
        assert_eq!(refused(|config| config.headers[0].0 = "Bad Name".to_owned()), "headers");
        assert_eq!(refused(|config| config.headers[0].1 = "a\nb".to_owned()), "headers");
        assert_eq!(refused(|config| config.method = "GET".to_owned()), "body");
    }
}
