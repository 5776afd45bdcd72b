//! What is put into a text: people's names, links and counts.

use fluent_bundle::FluentArgs;

/// Unicode's first strong isolate and its end (UAX #9): what stands between them keeps its own direction.
const ISOLATE: char = '\u{2068}';
const END_ISOLATE: char = '\u{2069}';

/// Where a text will be shown.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shown {
    /// On a screen that knows of directions of writing.
    OnScreen,
    /// As a plain SMS, where each character counts and an invisible one may show as a box.
    AsSms,
}

impl Shown {
    /// Texts named `sms-…` are plain.
    pub(crate) fn of(id: &str) -> Self {
        if id.starts_with("sms-") { Self::AsSms } else { Self::OnScreen }
    }
}

/// The variables of one text on their way into it.
pub(crate) struct Variables<'a> {
    shown: Shown,
    filled: FluentArgs<'a>,
}

#[allow(dead_code, reason = "which kinds are put in depends on the files that are compiled in")]
impl<'a> Variables<'a> {
    pub(crate) fn new(shown: Shown) -> Self {
        Self { shown, filled: FluentArgs::new() }
    }

    /// A person's name: on one line, without marks that would change the direction of what follows.
    pub(crate) fn name(&mut self, variable: &'static str, name: &str) {
        let name = on_one_line(name);
        let name = match self.shown {
            Shown::OnScreen => format!("{ISOLATE}{name}{END_ISOLATE}"),
            Shown::AsSms => name,
        };
        self.filled.set(variable, name);
    }

    /// A link, exactly as it is: a mark beside it would become part of it where it is made clickable.
    pub(crate) fn link(&mut self, variable: &'static str, link: &'a str) {
        self.filled.set(variable, link);
    }

    /// A whole number that may choose a plural form.
    pub(crate) fn count(&mut self, variable: &'static str, count: u32) {
        self.filled.set(variable, count);
    }

    pub(crate) fn filled(&self) -> &FluentArgs<'a> {
        &self.filled
    }
}

/// The text without control characters and directional marks, each run of white space as one space.
fn on_one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for word in text.split(|letter: char| letter.is_whitespace() || letter.is_control()) {
        let word: String = word.chars().filter(|letter| !is_directional_mark(*letter)).collect();
        if !word.is_empty() {
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(&word);
        }
    }
    line
}

/// The explicit directional formatting characters of UAX #9, section 2.
fn is_directional_mark(letter: char) -> bool {
    matches!(letter, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_cannot_break_out_of_its_place() {
        assert_eq!(on_one_line(" Asha \r\n\t Tamang\u{2028}"), "Asha Tamang");
        assert_eq!(on_one_line("As\u{2069}ha\u{202e} \u{200f}\u{0}\u{7f}"), "Asha");
        assert_eq!(on_one_line("\u{2066}\u{2067}"), "");
        // Joiners shape letters and stay.
        assert_eq!(on_one_line("क्\u{200d}ष می\u{200c}خ"), "क्\u{200d}ष می\u{200c}خ");
    }
}
