//! The vault's book of notes and expenses, one record an entry. Nothing in it says when an entry was written, or in what
//! order: an entry is where its time puts it.

use std::collections::BTreeMap;

use minicbor::bytes::ByteArray;
use minicbor::{Decode, Encode};
use rand_core::CryptoRng;

use super::{Vault, check_text};
use crate::EngineError;
use crate::book_view::{Amount, BookEntry, Currency, EntryId, KeptEntry};
use crate::record::{Change, Class, Kept, Place, RecordKey, Region, kind};
use crate::wire::Timestamp;

/// The most bytes of a title.
const TITLE_MAX: usize = 100;
/// The most bytes of a text.
const TEXT_MAX: usize = 2_000;
/// The most entries of a book.
const ENTRIES_MAX: usize = 4_000;

/// What was paid, as kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
struct KeptAmount {
    #[n(0)]
    minor: u64,
    #[n(1)]
    currency: ByteArray<3>,
}

/// One entry, as kept.
#[derive(Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub(crate) struct EntryRecord {
    #[n(0)]
    time: u64,
    #[n(1)]
    title: String,
    #[n(2)]
    text: String,
    #[n(3)]
    amount: Option<KeptAmount>,
}

impl EntryRecord {
    fn of(entry: &BookEntry) -> Self {
        let amount =
            |amount: Amount| KeptAmount { minor: amount.minor, currency: amount.currency.bytes().into() };
        Self {
            time: entry.time.as_millis(),
            title: entry.title.trim().to_owned(),
            text: entry.text.trim_end().to_owned(),
            amount: entry.amount.map(amount),
        }
    }

    fn entry(&self) -> BookEntry {
        let amount = |kept: KeptAmount| {
            let currency = std::str::from_utf8(&*kept.currency).ok().and_then(Currency::from_code)?;
            Some(Amount { minor: kept.minor, currency })
        };
        BookEntry {
            time: Timestamp::from_millis(self.time),
            title: self.title.clone(),
            text: self.text.clone(),
            amount: self.amount.and_then(amount),
        }
    }
}

/// All entries.
#[derive(Debug, Default)]
pub(crate) struct Book {
    entries: BTreeMap<[u8; 16], Kept<EntryRecord>>,
}

impl Book {
    pub(super) fn load(&mut self, key: RecordKey, bytes: &[u8]) -> Result<(), EngineError> {
        self.entries.insert(key.id, Kept::load(key, Place::Any, Class::Ordinary, bytes)?);
        Ok(())
    }

    pub(super) fn flush(&mut self, region: Region, out: &mut Vec<Change>) -> Result<(), EngineError> {
        self.entries.values_mut().try_for_each(|entry| entry.flush(region, out))
    }
}

impl Vault {
    /// Adds entries to the book: all of them or, if one of them is not acceptable, none.
    pub(crate) fn add_entries(
        &mut self,
        entries: &[BookEntry],
        rng: &mut impl CryptoRng,
    ) -> Result<Vec<EntryId>, EngineError> {
        entries.iter().try_for_each(check_entry)?;
        if self.book.entries.len().saturating_add(entries.len()) > ENTRIES_MAX {
            return Err(EngineError::invalid("entries", "would be more than 4,000"));
        }
        let mut ids = Vec::with_capacity(entries.len());
        for entry in entries {
            let mut id = [0; 16];
            rng.fill_bytes(&mut id);
            let key = RecordKey { kind: kind::BOOK_ENTRY, id };
            let kept = Kept::new(key, Place::Any, Class::Ordinary, EntryRecord::of(entry));
            self.book.entries.insert(id, kept);
            ids.push(EntryId(id));
        }
        Ok(ids)
    }

    /// The book, newest first; of entries of one moment the order is always the same.
    pub(crate) fn entries(&self) -> Vec<KeptEntry> {
        let kept =
            self.book.entries.iter().map(|(id, kept)| KeptEntry { id: EntryId(*id), entry: kept.entry() });
        let mut entries: Vec<KeptEntry> = kept.collect();
        entries.sort_by_key(|kept| (std::cmp::Reverse(kept.entry.time), kept.id));
        entries
    }

    /// Puts another entry in the place of one; the id stays.
    pub(crate) fn change_entry(&mut self, id: EntryId, entry: &BookEntry) -> Result<(), EngineError> {
        check_entry(entry)?;
        let kept = self.book.entries.get_mut(&id.0).ok_or(EngineError::NotFound { what: "entry" })?;
        let new = EntryRecord::of(entry);
        if **kept != new {
            *kept.edit() = new;
        }
        Ok(())
    }

    /// Takes an entry out of the book.
    pub(crate) fn remove_entry(&mut self, id: EntryId) -> Result<(), EngineError> {
        let kept = self.book.entries.remove(&id.0).ok_or(EngineError::NotFound { what: "entry" })?;
        self.remove(kept.key());
        Ok(())
    }
}

pub(super) fn check_entry(entry: &BookEntry) -> Result<(), EngineError> {
    check_text("title", &entry.title, TITLE_MAX)?;
    if entry.title.trim().is_empty() || entry.title.contains(['\n', '\t']) {
        return Err(EngineError::invalid("title", "must be one line and not empty"));
    }
    check_text("text", &entry.text, TEXT_MAX)?;
    let within = entry.amount.is_none_or(|amount| (1..=Amount::MOST).contains(&amount.minor));
    if !within {
        return Err(EngineError::invalid("amount", "must be more than nothing, and at most fifteen digits"));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codec;

    fn expense() -> BookEntry {
        let currency = Currency::from_code("PHP").unwrap();
        BookEntry::note(Timestamp::from_millis(1_795_356_300_007), "Rice")
            .with_text("5 kg")
            .with_amount(Amount { minor: 26_050, currency })
    }

    /// The bytes that `docs/vault-format.md` gives.
    #[test]
    fn a_record_has_the_bytes_of_the_specification() {
        let hex = |entry: &BookEntry| -> String {
            let bytes = codec::encode(&EntryRecord::of(entry)).unwrap();
            bytes.iter().map(|byte| format!("{byte:02x}")).collect()
        };
        assert_eq!(hex(&expense()), "01a4001b000001a2039312e7016452696365026435206b6703a2001965c20143504850");
        let note = BookEntry { amount: None, text: String::new(), ..expense() };
        assert_eq!(hex(&note), "01a3001b000001a2039312e70164526963650260");
        let bytes = codec::encode(&EntryRecord::of(&expense())).unwrap();
        assert_eq!(codec::decode::<EntryRecord>(&bytes).unwrap().entry(), expense());
    }
}
