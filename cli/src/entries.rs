//! A file of entries for the book: one JSON object a line. `docs/cli.md` describes it.

use std::fs::File;
use std::io::Read as _;
use std::path::Path;

use serde_json::Value;
use wayhome::BookEntry;

use crate::amounts::{AmountError, Typed};
use crate::error::CliError;
use crate::times::parse_utc;

/// The most bytes of such a file.
const FILE_MAX: u64 = 16 * 1024 * 1024;
/// The most entries, as in a book.
const ENTRIES_MAX: usize = 4_000;

/// What is wrong with a file of entries.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum EntriesError {
    #[error("the file has more than 16 MiB")]
    TooLarge,
    #[error("the file holds no entry")]
    NoEntry,
    #[error("line {line}: more than 4,000 entries")]
    TooMany { line: usize },
    #[error("line {line}: {reason}")]
    Line { line: usize, reason: LineError },
}

/// What is wrong with one line.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum LineError {
    #[error("is not UTF-8")]
    NotText,
    #[error("is not one JSON object")]
    NotAnObject,
    #[error("“{key}” is missing")]
    Missing { key: &'static str },
    #[error("“{key}” must be a text")]
    NotAString { key: &'static str },
    #[error("has a key that is none of time, title, text and amount")]
    UnknownKey,
    #[error("the time must look like 2026-11-22T14:05:00Z")]
    Time,
    #[error("{0}")]
    Amount(AmountError),
    #[error("the title must be one line of 1 to 100 bytes")]
    Title,
    #[error("the text may have 2,000 bytes, and no control characters but line breaks and tabs")]
    Text,
}

/// Reads such a file.
pub(crate) fn read(path: &Path) -> Result<Vec<BookEntry>, CliError> {
    let unreadable = |source| CliError::File { path: path.to_owned(), source };
    let mut bytes = Vec::new();
    File::open(path).and_then(|file| file.take(FILE_MAX + 1).read_to_end(&mut bytes)).map_err(unreadable)?;
    Ok(parse(&bytes)?)
}

/// Reads the entries in these bytes. Empty lines are passed over.
pub(crate) fn parse(bytes: &[u8]) -> Result<Vec<BookEntry>, EntriesError> {
    if u64::try_from(bytes.len()).is_ok_and(|length| length > FILE_MAX) {
        return Err(EntriesError::TooLarge);
    }
    // Some editors begin a file with this mark.
    let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
    let mut entries = Vec::new();
    for (line, bytes) in (1..).zip(bytes.split(|byte| *byte == b'\n')) {
        if bytes.trim_ascii().is_empty() {
            continue;
        }
        if entries.len() == ENTRIES_MAX {
            return Err(EntriesError::TooMany { line });
        }
        entries.push(entry(bytes).map_err(|reason| EntriesError::Line { line, reason })?);
    }
    if entries.is_empty() { Err(EntriesError::NoEntry) } else { Ok(entries) }
}

fn entry(line: &[u8]) -> Result<BookEntry, LineError> {
    let line = std::str::from_utf8(line).map_err(|_| LineError::NotText)?;
    let Ok(Value::Object(object)) = serde_json::from_str(line) else { return Err(LineError::NotAnObject) };
    if object.keys().any(|key| !["time", "title", "text", "amount"].contains(&key.as_str())) {
        return Err(LineError::UnknownKey);
    }
    let text = |key: &'static str| match object.get(key) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) => Ok(Some(text.as_str())),
        Some(_) => Err(LineError::NotAString { key }),
    };
    let needed = |key: &'static str| text(key)?.ok_or(LineError::Missing { key });
    let time = parse_utc(needed("time")?).ok_or(LineError::Time)?;
    let title = needed("title")?.trim();
    if !(1..=100).contains(&title.len()) || title.chars().any(char::is_control) {
        return Err(LineError::Title);
    }
    let more = text("text")?.unwrap_or_default();
    if more.len() > 2_000 || more.chars().any(|c| c.is_control() && c != '\n' && c != '\t') {
        return Err(LineError::Text);
    }
    let amount = |typed: &str| typed.parse::<Typed>().and_then(|typed| typed.amount(None));
    let amount = text("amount")?.map(amount).transpose().map_err(LineError::Amount)?;
    Ok(BookEntry { time, title: title.to_owned(), text: more.to_owned(), amount })
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str = r#"{"time":"2026-11-22T14:05:00Z","title":"Rice"}"#;

    fn wrong(line: &[u8]) -> LineError {
        let file = [GOOD.as_bytes(), b"\r\n\n", line, b"\n", GOOD.as_bytes()].concat();
        match parse(&file) {
            Err(EntriesError::Line { line: 3, reason }) => reason,
            other => panic!("{other:?} of {}", String::from_utf8_lossy(line)),
        }
    }

    #[test]
    fn a_file_is_read_in_its_order_with_what_may_be_left_out() {
        let file = format!(
            "\u{feff}{GOOD}\r\n\n  \n{}\n",
            r#"{"amount":"1,260.50 PHP","title":" Oil ","text":"2 l,\nsunflower","time":"2026-11-23T08:00:00.250Z"}"#
        );
        let entries = parse(file.as_bytes()).unwrap();
        assert_eq!(entries.len(), 2);
        assert_eq!(
            (entries[0].title.as_str(), entries[0].text.as_str(), entries[0].amount),
            ("Rice", "", None)
        );
        assert_eq!((entries[1].title.as_str(), entries[1].text.as_str()), ("Oil", "2 l,\nsunflower"));
        assert_eq!(entries[1].amount.map(|amount| amount.to_string()).as_deref(), Some("1260.50 PHP"));
        assert!(entries[0].time < entries[1].time);
    }

    #[test]
    fn what_is_wrong_is_named_with_its_line() {
        let with =
            |more: &str| format!(r#"{{"time":"2026-11-22T14:05:00Z","title":"Rice",{more}}}"#).into_bytes();
        for garbage in ["x", "[]", "5", "\"Rice\"", "null", "{", "{}{}", "{\"time\":}", "\u{0}"] {
            assert_eq!(wrong(garbage.as_bytes()), LineError::NotAnObject, "{garbage:?}");
        }
        assert_eq!(wrong(&"[".repeat(100_000).into_bytes()), LineError::NotAnObject);
        assert_eq!(wrong(b"{\"title\":\"\xff\"}"), LineError::NotText);
        assert_eq!(wrong(b"{}"), LineError::Missing { key: "time" });
        assert_eq!(wrong(br#"{"time":"2026-11-22T14:05:00Z"}"#), LineError::Missing { key: "title" });
        assert_eq!(wrong(br#"{"time":1795356300,"title":"Rice"}"#), LineError::NotAString { key: "time" });
        assert_eq!(wrong(br#"{"time":"yesterday","title":"Rice"}"#), LineError::Time);
        assert_eq!(wrong(br#"{"time":"2026-11-22T14:05:00Z","title":" "}"#), LineError::Title);
        assert_eq!(wrong(br#"{"time":"2026-11-22T14:05:00Z","title":"a\nb"}"#), LineError::Title);
        assert_eq!(wrong(&with(r#""titel":"x""#)), LineError::UnknownKey);
        assert_eq!(wrong(&with(r#""text":7"#)), LineError::NotAString { key: "text" });
        assert_eq!(wrong(&with(&format!(r#""text":"{}""#, "x".repeat(2_001)))), LineError::Text);
        assert_eq!(wrong(&with(r#""text":"\u001b[2J""#)), LineError::Text);
        assert_eq!(wrong(&with(r#""amount":12"#)), LineError::NotAString { key: "amount" });
        assert_eq!(wrong(&with(r#""amount":"12""#)), LineError::Amount(AmountError::NoCurrency));
        assert_eq!(wrong(&with(r#""amount":"1,50 EUR""#)), LineError::Amount(AmountError::NotOne));
    }

    #[test]
    fn a_file_of_nothing_or_of_too_much_is_refused() {
        for nothing in ["", "\n\n", " \r\n", "\u{feff}"] {
            assert_eq!(parse(nothing.as_bytes()), Err(EntriesError::NoEntry));
        }
        let most = format!("{GOOD}\n").repeat(ENTRIES_MAX);
        assert_eq!(parse(most.as_bytes()).map(|entries| entries.len()), Ok(ENTRIES_MAX));
        assert_eq!(parse(format!("{most}{GOOD}").as_bytes()), Err(EntriesError::TooMany { line: 4_001 }));
        assert_eq!(parse(&vec![b' '; 16 * 1024 * 1024 + 1]), Err(EntriesError::TooLarge));
    }

    #[test]
    fn no_cut_of_a_good_file_is_read_as_another_entry() {
        for length in 1..GOOD.len() {
            assert!(parse(&GOOD.as_bytes()[..length]).is_err(), "{length}");
        }
    }
}
