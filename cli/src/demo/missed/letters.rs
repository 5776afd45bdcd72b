//! The letters that really arrived: read from what the mail server prints, as a person's mail program would show
//! them.

use mail_parser::MessageParser;
use serde_json::Value;

use super::super::processes::Process;

/// Other letters that may come before the one that is waited for.
const OTHERS: usize = 20;

/// A letter.
#[derive(Clone, Debug, Default)]
pub(super) struct Letter {
    pub(super) to: String,
    pub(super) subject: String,
    pub(super) text: String,
}

impl Letter {
    fn read(line: &str) -> Result<Self, String> {
        let value: Value = serde_json::from_str(line).map_err(|error| error.to_string())?;
        let mail = value.get("mail").ok_or("the mail server printed something else than a letter")?;
        let raw = mail.get("text").and_then(Value::as_str).ok_or("the mail server printed no text")?;
        let to = mail.pointer("/to/0").and_then(Value::as_str).ok_or("the letter is for nobody")?;
        let parsed = MessageParser::default().parse(raw).ok_or("what arrived is no letter")?;
        let text = parsed.body_text(0).ok_or("the letter has no text")?;
        Ok(Self {
            to: to.trim_matches(['<', '>']).to_owned(),
            subject: parsed.subject().unwrap_or_default().to_owned(),
            text: text.trim().replace('\r', ""),
        })
    }

    /// The first address in it that has this in its path.
    pub(super) fn link(&self, path: &str) -> Option<&str> {
        let mut words = self.text.split_whitespace();
        words.find(|word| word.starts_with("http") && word.contains(path))
    }
}

/// Where letters arrive.
pub(super) enum Post {
    /// The demo's own mail server, whose letters can be read here.
    Here(Process),
    /// Somebody's mail server; they read the letters themselves.
    Theirs,
}

impl Post {
    /// The next letter of this subject; `None` where letters cannot be read here.
    pub(super) fn wait_for(&mut self, subject: &str) -> Result<Option<Letter>, String> {
        let Self::Here(server) = self else { return Ok(None) };
        for _ in 0..OTHERS {
            let letter = Letter::read(&server.next_line()?)?;
            if letter.subject == subject {
                return Ok(Some(letter));
            }
        }
        Err(format!("{OTHERS} letters came, and none is called “{subject}”"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_is_read_as_a_mail_program_shows_it() {
        let raw = "From: a@example.org\r\nTo: b@example.org\r\n\
                   Subject: =?utf-8?b?UGxlYXNlIG9wZW4g4pyJ?=\r\nMIME-Version: 1.0\r\n\
                   Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n\
                   Open =E2=80=9Cit=E2=80=9D:\r\n\r\nhttp://127.0.0.1:1/r/ab=\r\ncd\r\n";
        let line = serde_json::json!({ "mail": { "to": ["<b@example.org>"], "text": raw } }).to_string();
        let letter = Letter::read(&line).unwrap();
        assert_eq!((letter.to.as_str(), letter.subject.as_str()), ("b@example.org", "Please open ✉"));
        assert!(letter.text.starts_with("Open “it”:\n"), "{}", letter.text);
        assert_eq!(letter.link("/r/"), Some("http://127.0.0.1:1/r/abcd"));
        assert_eq!(letter.link("/o/"), None);
    }

    #[test]
    fn what_is_no_letter_is_an_error() {
        for line in ["", "{}", "{\"mail\":{}}", "{\"mail\":{\"to\":[],\"text\":\"x\"}}"] {
            assert!(Letter::read(line).is_err(), "{line}");
        }
    }
}
