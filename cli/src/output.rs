//! Everything this program writes goes through here: results to standard output, all else to standard error.

use std::cell::RefCell;
use std::fmt::Write as _;
use std::io::{self, IsTerminal as _, Write as _};

use serde_json::{Value, json};

use crate::error::CliError;

/// How results are shown.
pub(crate) struct Output {
    json: bool,
    quiet: bool,
    failed: RefCell<Option<io::Error>>,
}

impl Output {
    pub(crate) fn new(json: bool, quiet: bool) -> Self {
        Self { json, quiet, failed: RefCell::new(None) }
    }

    /// Whether hints and progress may be shown to a person.
    pub(crate) fn chatty(&self) -> bool {
        !self.json && !self.quiet
    }

    /// Whether results are JSON.
    pub(crate) fn is_json(&self) -> bool {
        self.json
    }

    /// Whether results are read on a terminal.
    pub(crate) fn on_terminal(&self) -> bool {
        !self.json && io::stdout().is_terminal()
    }

    /// Shows one result and flushes it, so that it is out even if the process ends next. A failure to write is
    /// kept for [`Output::finish`]: it must not keep a command from going on with its work.
    pub(crate) fn show(&self, value: &Value, words: impl FnOnce() -> String) {
        let mut text = if self.json { value.to_string() } else { words() };
        if !text.ends_with('\n') {
            text.push('\n');
        }
        self.write(text.as_bytes());
    }

    /// Writes bytes that are their own format.
    pub(crate) fn write(&self, bytes: &[u8]) {
        let mut failed = self.failed.borrow_mut();
        if failed.is_none() {
            let mut stdout = io::stdout().lock();
            *failed = stdout.write_all(bytes).and_then(|()| stdout.flush()).err();
        }
    }

    /// Whether nobody reads what is shown any more.
    pub(crate) fn is_closed(&self) -> bool {
        self.failed.borrow().is_some()
    }

    /// Says something on the side, to a person only.
    pub(crate) fn note(&self, text: &str) {
        if self.chatty() {
            complain(text);
        }
    }

    /// Reports what went wrong. Works in every mode.
    pub(crate) fn error(&self, error: &CliError) {
        if self.json {
            let mut inner = json!({ "kind": error.kind(), "message": error.to_string() });
            if let (Some(hint), Some(map)) = (error.hint(), inner.as_object_mut()) {
                map.insert("hint".to_owned(), hint.into());
            }
            complain(&json!({ "error": inner }).to_string());
            return;
        }
        let mut text = format!("wayhome: {}", safe(&error.to_string()));
        if let Some(hint) = error.hint() {
            // Writing to a string cannot fail.
            let _ = write!(text, "\n  hint: {hint}");
        }
        complain(&text);
    }

    /// Says whether all results could be written. A reader who went away early wanted no more of them.
    pub(crate) fn finish(&self) -> Result<(), CliError> {
        match self.failed.borrow_mut().take() {
            Some(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(CliError::Output(error)),
            _ => Ok(()),
        }
    }
}

fn complain(text: &str) {
    // There is nowhere left to report a standard error that cannot be written.
    let _ = writeln!(io::stderr().lock(), "{text}");
}

/// Words of other people, made harmless for a terminal: control characters and marks that turn the direction of
/// writing around become visible, lines become one.
pub(crate) fn safe(text: &str) -> String {
    let harmless = |c: char| match c {
        '\n' | '\r' | '\t' | '\u{85}' | '\u{2028}' | '\u{2029}' => ' ',
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => '\u{fffd}',
        c if c.is_control() => '\u{fffd}',
        c => c,
    };
    text.chars().map(harmless).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_others_cannot_steer_a_terminal() {
        assert_eq!(safe("a\u{1b}[2Jb\u{9b}c\nd\u{202e}e"), "a\u{fffd}[2Jb\u{fffd}c d\u{fffd}e");
        assert_eq!(safe("आशा 🏠 مرحبا"), "आशा 🏠 مرحبا");
    }
}
