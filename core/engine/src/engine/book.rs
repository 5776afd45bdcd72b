//! The book, as the engine's caller meets it. None of it touches the lobby, and nothing of it is sent.

use rand_core::CryptoRng;

use super::Engine;
use crate::book_view::{BookEntry, EntryId, KeptEntry};
use crate::vault::Vault;
use crate::{Change, EngineError, RecordKey};

impl Engine {
    /// Adds an entry to the book.
    pub fn add_entry(&mut self, entry: &BookEntry, rng: &mut impl CryptoRng) -> Result<EntryId, EngineError> {
        let ids = self.add_entries(std::slice::from_ref(entry), rng)?;
        ids.first().copied().ok_or(EngineError::Bug { code: "no-entry" })
    }

    /// Adds entries to the book, all in one step; their ids are in the same order.
    pub fn add_entries(
        &mut self,
        entries: &[BookEntry],
        rng: &mut impl CryptoRng,
    ) -> Result<Vec<EntryId>, EngineError> {
        self.open()?.0.add_entries(entries, rng)
    }

    /// The book, newest first.
    pub fn entries(&self) -> Result<Vec<KeptEntry>, EngineError> {
        Ok(self.view()?.entries())
    }

    /// Puts another entry in the place of one.
    pub fn change_entry(&mut self, id: EntryId, entry: &BookEntry) -> Result<(), EngineError> {
        self.open()?.0.change_entry(id, entry)
    }

    /// Takes an entry out of the book.
    pub fn remove_entry(&mut self, id: EntryId) -> Result<(), EngineError> {
        self.open()?.0.remove_entry(id)
    }

    /// Adds entries to the book of a vault that is given by its records and need not be the open one. Returns what is to
    /// be written into that vault's slot, in one transaction; the lobby is not touched.
    pub fn seed<'a>(
        records: impl Iterator<Item = (RecordKey, &'a [u8])>,
        entries: &[BookEntry],
        rng: &mut impl CryptoRng,
    ) -> Result<Vec<Change>, EngineError> {
        let mut vault = Vault::load(records)?;
        vault.add_entries(entries, rng)?;
        let mut changes = Vec::new();
        vault.flush(&mut changes)?;
        Ok(changes)
    }
}
