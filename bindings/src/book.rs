//! The book of notes and expenses.

use crate::vault::{Result, not_an_id};
use crate::{Vault, WayhomeError};

/// What was paid.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct Amount {
    /// In the currency's minor units, from 1 to 999,999,999,999,999.
    pub minor: u64,
    /// The currency's code of three letters (ISO 4217).
    pub currency: String,
}

/// One entry of a book: a note, or an expense if it has an amount.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct BookEntry {
    /// When it was, in milliseconds since 1970.
    pub time: u64,
    /// What it is about: one line, not empty, at most 100 bytes.
    pub title: String,
    /// More about it, at most 2,000 bytes; may be empty.
    pub text: String,
    /// What was paid.
    pub amount: Option<Amount>,
}

/// An entry that is in the book.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct KeptEntry {
    /// Its id in this vault.
    pub id: String,
    /// What it says.
    pub entry: BookEntry,
}

impl From<wayhome::BookEntry> for BookEntry {
    fn from(entry: wayhome::BookEntry) -> Self {
        let wayhome::BookEntry { time, title, text, amount } = entry;
        let amount =
            amount.map(|paid| Amount { minor: paid.minor, currency: paid.currency.code().to_owned() });
        Self { time: time.as_millis(), title, text, amount }
    }
}

impl TryFrom<BookEntry> for wayhome::BookEntry {
    type Error = WayhomeError;

    fn try_from(entry: BookEntry) -> Result<Self> {
        let amount = |paid: Amount| {
            let currency = wayhome::Currency::from_code(&paid.currency)
                .ok_or_else(|| WayhomeError::invalid("currency", "is not a code of three letters"))?;
            Ok::<_, WayhomeError>(wayhome::Amount { minor: paid.minor, currency })
        };
        Ok(Self {
            time: wayhome::Timestamp::from_millis(entry.time),
            title: entry.title,
            text: entry.text,
            amount: entry.amount.map(amount).transpose()?,
        })
    }
}

fn entry_id(id: &str) -> Result<wayhome::EntryId> {
    wayhome::EntryId::from_hex(id).ok_or_else(|| not_an_id("entry"))
}

#[uniffi::export]
impl Vault {
    /// Adds an entry to the book and returns its id. It is on disk then, and is never sent.
    pub fn add_entry(&self, entry: BookEntry) -> Result<String> {
        Ok(self.vault()?.add_entry(&entry.try_into()?)?.to_hex())
    }

    /// Adds entries to the book: all of them or, after an error, none. Returns their ids in the same order.
    pub fn add_entries(&self, entries: Vec<BookEntry>) -> Result<Vec<String>> {
        let entries: Vec<wayhome::BookEntry> =
            entries.into_iter().map(TryInto::try_into).collect::<Result<_>>()?;
        Ok(self.vault()?.add_entries(&entries)?.iter().map(wayhome::EntryId::to_hex).collect())
    }

    /// The book, newest first.
    pub fn entries(&self) -> Result<Vec<KeptEntry>> {
        let kept = |kept: wayhome::KeptEntry| KeptEntry { id: kept.id.to_hex(), entry: kept.entry.into() };
        Ok(self.vault()?.entries()?.into_iter().map(kept).collect())
    }

    /// Puts another entry in the place of one, which keeps its id.
    pub fn change_entry(&self, id: String, entry: BookEntry) -> Result<()> {
        Ok(self.vault()?.change_entry(entry_id(&id)?, &entry.try_into()?)?)
    }

    /// Takes an entry out of the book.
    pub fn remove_entry(&self, id: String) -> Result<()> {
        Ok(self.vault()?.remove_entry(entry_id(&id)?)?)
    }
}

/// Entries such as somebody writes who lives from day to day, in the language of this BCP 47 tag and the currency of a
/// country where it is spoken: about two for every three days of the `days` before `until` (milliseconds since 1970), at
/// most 400 days, none later. Hand in the offset from Universal Time that the phone shows, so that none is in the night.
#[uniffi::export]
pub fn believable_entries(
    language: String,
    until: u64,
    days: u32,
    utc_offset_minutes: Option<i16>,
) -> Vec<BookEntry> {
    let until = wayhome::Timestamp::from_millis(until);
    let entries = wayhome::believable_entries(&language, until, days, utc_offset_minutes);
    entries.into_iter().map(BookEntry::from).collect()
}

/// How many digits of an amount in this currency stand behind the point; 2 for a code that is not known.
///
/// # Errors
/// [`WayhomeError::Invalid`] for what is not a code of three letters.
#[uniffi::export]
pub fn currency_digits(currency: String) -> Result<u8> {
    let known = wayhome::Currency::from_code(&currency);
    let known = known.ok_or_else(|| WayhomeError::invalid("currency", "is not a code of three letters"))?;
    Ok(known.minor_digits())
}
