//! A PIN as typed, folded so that every keyboard gives the same bytes, and checked against what the device can bear.

use zeroize::Zeroizing;

use crate::Result;
use crate::device::SecurityLevel;
use crate::error::Error;

/// The greatest length of a PIN in bytes, before and after folding.
const MAX_LEN: usize = 256;
const MIN_CHARS: usize = 6;
const MIN_DIGITS: usize = 20;
const MIN_WORDS: usize = 6;
const MIN_LETTERS: usize = 3;

/// What makes a PIN strong enough.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PinRule {
    /// Any characters, at least so many: the device itself slows guessing down.
    Characters {
        /// The least number of characters.
        min: usize,
    },
    /// Generated digits or words: nothing but their number stands against guessing.
    DigitsOrWords {
        /// The least number of digits.
        digits: usize,
        /// The least number of words, each of three letters or more.
        words: usize,
    },
}

impl PinRule {
    /// The rule for a device key of this level.
    pub fn for_level(level: SecurityLevel) -> Self {
        match level {
            SecurityLevel::Software => PinRule::DigitsOrWords { digits: MIN_DIGITS, words: MIN_WORDS },
            SecurityLevel::TrustedEnvironment | SecurityLevel::SecureElement => {
                PinRule::Characters { min: MIN_CHARS }
            }
        }
    }

    fn accepts(self, folded: &str) -> bool {
        match self {
            PinRule::Characters { min } => folded.chars().count() >= min,
            PinRule::DigitsOrWords { digits, words } => {
                let all_digits = folded.chars().all(|c| c.is_ascii_digit());
                let wordlike = |word: &str| word.chars().filter(|c| c.is_alphabetic()).count() >= MIN_LETTERS;
                (all_digits && folded.len() >= digits)
                    || (folded.split(' ').count() >= words && folded.split(' ').all(wordlike))
            }
        }
    }
}

impl std::fmt::Display for PinRule {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            PinRule::Characters { min } => write!(f, "at least {min} characters are needed"),
            PinRule::DigitsOrWords { digits, words } => {
                write!(f, "at least {digits} digits or {words} words are needed")
            }
        }
    }
}

/// A folded PIN that was strong enough for the level it was parsed for. Wiped when dropped; has no readable form.
pub struct Pin {
    folded: Zeroizing<String>,
}

impl Pin {
    /// Folds and checks a PIN.
    ///
    /// Folding drops space at both ends and marks of writing direction, turns the decimal digits of common scripts
    /// into ASCII digits, makes letters lower-case, and makes each run of white space one space, or none at all if
    /// there are only digits. The word list is not checked here.
    ///
    /// # Errors
    /// [`Error::PinTooLong`] over 256 bytes, [`Error::WeakPin`] if the level asks for more.
    pub fn parse(typed: &str, level: SecurityLevel) -> Result<Self> {
        if typed.len() > MAX_LEN {
            return Err(Error::PinTooLong { max: MAX_LEN });
        }
        let folded = fold(typed);
        if folded.len() > MAX_LEN {
            return Err(Error::PinTooLong { max: MAX_LEN });
        }
        let wanted = PinRule::for_level(level);
        if !wanted.accepts(&folded) {
            return Err(Error::WeakPin { wanted });
        }
        Ok(Pin { folded })
    }

    /// What a device of this level asks for, if this PIN is less.
    pub(crate) fn lacks(&self, level: SecurityLevel) -> Option<PinRule> {
        let wanted = PinRule::for_level(level);
        (!wanted.accepts(&self.folded)).then_some(wanted)
    }

    pub(crate) fn bytes(&self) -> &[u8] {
        self.folded.as_bytes()
    }
}

impl std::fmt::Debug for Pin {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Pin")
    }
}

fn fold(typed: &str) -> Zeroizing<String> {
    // Lower-casing makes a character at most three times as long; with room for that, nothing is left behind by a
    // buffer that had to grow.
    let mut out = Zeroizing::new(String::with_capacity(typed.len().saturating_mul(4)));
    let only_digits = typed.chars().all(|c| c.is_whitespace() || is_invisible(c) || digit(c).is_some());
    let mut gap = false;
    for c in typed.chars().filter(|c| !is_invisible(*c)) {
        if c.is_whitespace() {
            gap = true;
            continue;
        }
        if gap && !out.is_empty() && !only_digits {
            out.push(' ');
        }
        gap = false;
        match digit(c) {
            Some(digit) => out.push(digit),
            None => out.extend(c.to_lowercase()),
        }
    }
    out
}

/// Marks that some keyboards add around numbers and that nobody sees.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{061C}' | '\u{202A}'..='\u{202E}' | '\u{2060}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}')
}

/// The zero of each script whose ten digits follow one another (Unicode general category Nd).
const ZEROS: [u32; 29] = [
    0x0030, 0x0660, 0x06F0, 0x07C0, 0x0966, 0x09E6, 0x0A66, 0x0AE6, 0x0B66, 0x0BE6, 0x0C66, 0x0CE6, 0x0D66,
    0x0DE6, 0x0E50, 0x0ED0, 0x0F20, 0x1040, 0x1090, 0x17E0, 0x1810, 0x1946, 0x19D0, 0x1B50, 0x1BB0, 0x1C40,
    0x1C50, 0xA620, 0xFF10,
];

fn digit(c: char) -> Option<char> {
    let value = ZEROS.iter().find_map(|zero| u32::from(c).checked_sub(*zero).filter(|value| *value < 10))?;
    char::from_digit(value, 10)
}
