//! Sealed dossiers, in chunks.

use wayhome_protocol::ids::{DossierId, ReceiveId};
use wayhome_protocol::keys::CapabilityHash;

use super::StorageError;
use crate::ServiceTime;

/// Dossiers.
#[expect(clippy::missing_errors_doc, reason = "each method fails for one reason: the storage did")]
pub trait DossierTables {
    /// What is known of a dossier.
    fn dossier(&mut self, id: &DossierId) -> Result<Option<Dossier>, StorageError>;
    /// Adds a dossier, or replaces what is known of it. Its chunks stay.
    fn put_dossier(&mut self, id: &DossierId, dossier: &Dossier) -> Result<(), StorageError>;
    /// How many dossiers a reader has.
    fn count_dossiers(&mut self, reader: &ReceiveId) -> Result<u32, StorageError>;
    /// A reader's dossier that no stored plan names and that was not released: the one that changed longest ago.
    fn idle_dossier(&mut self, reader: &ReceiveId) -> Result<Option<DossierId>, StorageError>;
    /// Deletes a dossier with its chunks.
    fn remove_dossier(&mut self, id: &DossierId) -> Result<(), StorageError>;
    /// Deletes up to `most` dossiers that no stored plan names and that were released before `released`, or were not
    /// and changed before `changed`; returns how many.
    fn remove_old_dossiers(
        &mut self,
        changed: ServiceTime,
        released: ServiceTime,
        most: u32,
    ) -> Result<u32, StorageError>;

    /// Stores a chunk in its place.
    fn put_chunk(&mut self, id: &DossierId, place: u32, chunk: &[u8]) -> Result<(), StorageError>;
    /// A chunk.
    fn chunk(&mut self, id: &DossierId, place: u32) -> Result<Option<Vec<u8>>, StorageError>;
    /// The places of the chunks that there are, ascending.
    fn chunk_places(&mut self, id: &DossierId) -> Result<Vec<u32>, StorageError>;
    /// How many chunks there are of all dossiers together.
    fn count_chunks(&mut self) -> Result<u32, StorageError>;
}

/// What the relay knows of a dossier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dossier {
    /// Whose it is.
    pub receive_id: ReceiveId,
    /// How many chunks it has.
    pub chunks: u32,
    /// SHA-256 of the capability that reads it.
    pub reading_hash: CapabilityHash,
    /// When the last chunk came.
    pub changed: ServiceTime,
    /// When a step released it.
    pub released: Option<ServiceTime>,
}
