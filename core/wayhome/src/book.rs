//! The vault's book of notes and expenses. It is kept in the vault, and nothing of it is ever sent.

use crate::{BookEntry, EntryId, Error, KeptEntry, Vault};

impl Vault {
    /// Adds an entry to the book. It is on disk when this returns.
    ///
    /// # Errors
    /// [`Error::Invalid`] for an entry out of its bounds or beside 4,000 others, [`Error::NoSpace`] if the vault is full:
    /// the room that check-ins and calls for help need is never taken for it.
    pub fn add_entry(&self, entry: &BookEntry) -> Result<EntryId, Error> {
        self.step(|engine, _, rng| engine.add_entry(entry, rng))
    }

    /// Adds entries to the book in one commit: all of them or, after an error, none. Their ids are in the same order.
    ///
    /// # Errors
    /// As [`Vault::add_entry`].
    pub fn add_entries(&self, entries: &[BookEntry]) -> Result<Vec<EntryId>, Error> {
        self.step(|engine, _, rng| engine.add_entries(entries, rng))
    }

    /// The book, newest first.
    pub fn entries(&self) -> Result<Vec<KeptEntry>, Error> {
        self.step(|engine, _, _| engine.entries())
    }

    /// Puts another entry in the place of one, which keeps its id.
    ///
    /// # Errors
    /// [`Error::NotFound`], and as [`Vault::add_entry`].
    pub fn change_entry(&self, id: EntryId, entry: &BookEntry) -> Result<(), Error> {
        self.step(|engine, _, _| engine.change_entry(id, entry))
    }

    /// Takes an entry out of the book.
    ///
    /// # Errors
    /// [`Error::NotFound`] if it is not there.
    pub fn remove_entry(&self, id: EntryId) -> Result<(), Error> {
        self.step(|engine, _, _| engine.remove_entry(id))
    }
}

/// Entries such as somebody writes who lives from day to day, in the language of this BCP 47 tag and the currency of a
/// country where it is spoken: about two for every three days of the `days` before `until`, at most 400 days, none later.
/// They are drawn anew each time.
///
/// `utc_offset_minutes` is the local time that the phone shows; without it that of the country is taken. By local time
/// every entry is between half past six in the morning and half past ten in the evening.
#[cfg(feature = "words")]
#[must_use]
pub fn believable_entries(
    language: &str,
    until: crate::Timestamp,
    days: u32,
    utc_offset_minutes: Option<i16>,
) -> Vec<BookEntry> {
    use crate::{Amount, Currency, Timestamp};
    use wayhome_words::{BookSpan, Language, book_lines};

    let span = BookSpan { until_ms: until.as_millis(), days, utc_offset_minutes };
    let lines = book_lines(Language::of(language), span, &mut crate::config::system_rng());
    let entry = |line: wayhome_words::BookLine| BookEntry {
        time: Timestamp::from_millis(line.time_ms),
        title: line.title,
        text: line.text,
        amount: line
            .amount
            .and_then(|(minor, code)| Some(Amount { minor, currency: Currency::from_code(code)? })),
    };
    lines.into_iter().map(entry).collect()
}
