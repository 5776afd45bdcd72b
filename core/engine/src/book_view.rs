//! The book of a vault, as an app fills it in and is shown it: notes and expenses.

use std::fmt;

use crate::wire::Timestamp;

/// An entry of the book, as this vault knows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntryId(pub [u8; 16]);

impl EntryId {
    /// The id as 32 hexadecimal digits.
    #[must_use]
    pub fn to_hex(&self) -> String {
        crate::view::ContactId(self.0).to_hex()
    }

    /// Reads 32 hexadecimal digits.
    #[must_use]
    pub fn from_hex(text: &str) -> Option<Self> {
        crate::view::ContactId::from_hex(text).map(|id| Self(id.0))
    }
}

/// A currency by its code of three capital letters (ISO 4217). A code that no country uses is one too.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Currency([u8; 3]);

impl Currency {
    /// Reads three letters, capital or not; `None` for anything else.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        let letters: [u8; 3] = code.as_bytes().try_into().ok()?;
        letters
            .iter()
            .all(u8::is_ascii_alphabetic)
            .then(|| Self(letters.map(|letter| letter.to_ascii_uppercase())))
    }

    /// The code.
    #[must_use]
    pub fn code(&self) -> &str {
        // They are letters of ASCII.
        std::str::from_utf8(&self.0).unwrap_or_default()
    }

    pub(crate) fn bytes(self) -> [u8; 3] {
        self.0
    }

    /// How many digits stand behind the point in the usual way to write an amount: ISO 4217's minor unit, and 2 for
    /// a code that is not known.
    #[must_use]
    pub fn minor_digits(&self) -> u8 {
        match &self.0 {
            b"BIF" | b"CLP" | b"DJF" | b"GNF" | b"ISK" | b"JPY" | b"KMF" | b"KRW" | b"PYG" | b"RWF"
            | b"UGX" | b"UYI" | b"VND" | b"VUV" | b"XAF" | b"XOF" | b"XPF" => 0,
            b"BHD" | b"IQD" | b"JOD" | b"KWD" | b"LYD" | b"OMR" | b"TND" => 3,
            b"CLF" | b"UYW" => 4,
            _ => 2,
        }
    }
}

impl fmt::Debug for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// Shows the code.
impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// What was paid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Amount {
    /// In the currency's minor units (see [`Currency::minor_digits`]), from 1 to [`Amount::MOST`].
    pub minor: u64,
    /// In what.
    pub currency: Currency,
}

impl Amount {
    /// The largest amount, in minor units: fifteen nines, which a number of every programming language holds exactly.
    pub const MOST: u64 = 999_999_999_999_999;
}

/// Writes `1200.50 PHP`, which reads the same everywhere: no mark between thousands, and a point.
impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = self.currency.minor_digits();
        let unit = 10_u64.pow(u32::from(digits));
        let (whole, rest) = (self.minor / unit, self.minor % unit);
        match digits {
            0 => write!(f, "{whole} {}", self.currency),
            _ => write!(f, "{whole}.{rest:0width$} {}", self.currency, width = usize::from(digits)),
        }
    }
}

/// One entry of a book: a note, or an expense if it has an amount.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BookEntry {
    /// When it was.
    pub time: Timestamp,
    /// What it is about: one line, not empty, at most 100 bytes.
    pub title: String,
    /// More about it, at most 2,000 bytes; may be empty.
    pub text: String,
    /// What was paid.
    pub amount: Option<Amount>,
}

impl BookEntry {
    /// A note.
    #[must_use]
    pub fn note(time: Timestamp, title: impl Into<String>) -> Self {
        Self { time, title: title.into(), text: String::new(), amount: None }
    }

    /// The same with more about it.
    #[must_use]
    pub fn with_text(mut self, text: impl Into<String>) -> Self {
        self.text = text.into();
        self
    }

    /// The same as an expense.
    #[must_use]
    pub fn with_amount(mut self, amount: Amount) -> Self {
        self.amount = Some(amount);
        self
    }
}

/// An entry that is in the book.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptEntry {
    /// Its id in this vault.
    pub id: EntryId,
    /// What it says.
    pub entry: BookEntry,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_currency_is_three_letters_and_nothing_else() {
        assert_eq!(Currency::from_code("php").map(|currency| currency.to_string()), Some("PHP".to_owned()));
        for wrong in ["", "P", "PH", "PHPP", "P P", "12A", "é1", "₱", "PH\n", "пес"] {
            assert_eq!(Currency::from_code(wrong), None, "{wrong:?}");
        }
    }

    #[test]
    fn an_amount_is_written_with_the_digits_of_its_currency() {
        for (minor, code, written) in [
            (120_050, "PHP", "1200.50 PHP"),
            (5, "USD", "0.05 USD"),
            (35_000, "VND", "35000 VND"),
            (1_005, "KWD", "1.005 KWD"),
            (1, "CLF", "0.0001 CLF"),
            (Amount::MOST, "XXX", "9999999999999.99 XXX"),
        ] {
            let currency = Currency::from_code(code).unwrap();
            assert_eq!(Amount { minor, currency }.to_string(), written);
        }
    }
}
