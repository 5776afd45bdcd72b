//! `/v1/dossier/put` and `/v1/dossier/get`: sealed dossiers, kept until a step releases them.

use wayhome_protocol::dossier_request::{
    ASK_INDEX, DossierGetAnswer, DossierGetOutcome, DossierGetRequest, DossierPutAnswer, DossierPutOutcome,
    DossierPutRequest, SealedChunk,
};

use super::request::{got, put};
use super::{Turn, same};
use crate::storage::{Dossier, StorageError};

/// The most chunks of one dossier.
const MOST_CHUNKS: u32 = 192;
/// The most dossiers of one reader.
const READER_DOSSIERS: u32 = 4;
/// How many chunks go into one MiB of the database, at half of its size.
const CHUNKS_PER_MIB: u32 = 8;

impl Turn<'_> {
    pub(super) fn dossier_put(
        &mut self,
        request: &DossierPutRequest,
    ) -> Result<DossierPutAnswer, StorageError> {
        let reading = &request.reading;
        let reader = self.tables.reader(&reading.receive_id)?;
        if !reader.is_some_and(|known| same(&known.capability_hash, &reading.capability.hash())) {
            return Ok(put(DossierPutOutcome::Unknown));
        }
        let there = self.tables.dossier(&request.dossier)?;
        if there.as_ref().is_some_and(|there| there.receive_id != reading.receive_id) {
            return Ok(put(DossierPutOutcome::Taken));
        }
        if request.index == ASK_INDEX {
            return self.progress(request, there.as_ref());
        }
        if let Err(outcome) = self.put_chunk(request, there)? {
            return Ok(put(outcome));
        }
        let there = self.tables.dossier(&request.dossier)?;
        self.progress(request, there.as_ref())
    }

    /// How far a dossier has come.
    fn progress(
        &mut self,
        request: &DossierPutRequest,
        there: Option<&Dossier>,
    ) -> Result<DossierPutAnswer, StorageError> {
        let Some(there) = there else { return Ok(put(DossierPutOutcome::Done)) };
        let places = self.tables.chunk_places(&request.dossier)?;
        let first_missing = (0..there.chunks).find(|place| places.binary_search(place).is_err());
        Ok(DossierPutAnswer {
            count: there.chunks,
            first_missing: first_missing.unwrap_or(there.chunks),
            ..put(DossierPutOutcome::Done)
        })
    }

    /// Stores a chunk, or says why not.
    fn put_chunk(
        &mut self,
        request: &DossierPutRequest,
        there: Option<Dossier>,
    ) -> Result<Result<(), DossierPutOutcome>, StorageError> {
        let DossierPutRequest { dossier: id, index, count, chunk, .. } = request;
        let as_before = there
            .as_ref()
            .is_none_or(|there| there.chunks == *count && same(&there.reading_hash, &request.readers));
        if *count == 0 || *count > MOST_CHUNKS || index >= count || !as_before {
            return Ok(Err(DossierPutOutcome::Invalid));
        }
        let stored = self.tables.chunk(id, *index)?;
        if stored.as_deref() == Some(chunk.as_bytes()) {
            return Ok(Ok(()));
        }
        if stored.is_some() && self.tables.chunk_places(id)?.len() >= usize::try_from(*count).unwrap_or(0) {
            // It is whole, and may have been named by a plan: what was promised does not change any more.
            return Ok(Err(DossierPutOutcome::Invalid));
        }
        if there.is_none() && !self.has_room_for_a_dossier(request)? {
            return Ok(Err(DossierPutOutcome::LimitReached));
        }
        let most = self.limits.database_mib.saturating_mul(CHUNKS_PER_MIB);
        if stored.is_none() && self.tables.count_chunks()? >= most {
            return Ok(Err(DossierPutOutcome::LimitReached));
        }
        let dossier = Dossier {
            receive_id: request.reading.receive_id,
            chunks: *count,
            reading_hash: request.readers,
            changed: self.meta.service,
            released: there.and_then(|there| there.released),
        };
        self.tables.put_dossier(id, &dossier)?;
        self.tables.put_chunk(id, *index, chunk.as_bytes())?;
        self.changed = true;
        Ok(Ok(()))
    }

    /// Whether the reader may have one more. A worker who changes theirs often must not wait for older ones to
    /// expire: the oldest that no stored plan names makes room.
    fn has_room_for_a_dossier(&mut self, request: &DossierPutRequest) -> Result<bool, StorageError> {
        let reader = request.reading.receive_id;
        if self.tables.count_dossiers(&reader)? < READER_DOSSIERS {
            return Ok(true);
        }
        let Some(idle) = self.tables.idle_dossier(&reader)? else { return Ok(false) };
        self.tables.remove_dossier(&idle)?;
        Ok(true)
    }

    pub(super) fn dossier_get(
        &mut self,
        request: &DossierGetRequest,
    ) -> Result<DossierGetAnswer, StorageError> {
        let found = self.tables.dossier(&request.dossier)?;
        let known = found.filter(|found| same(&found.reading_hash, &request.capability.hash()));
        let Some(dossier) = known.filter(|found| found.released.is_some()) else {
            return Ok(got(DossierGetOutcome::Unknown));
        };
        let stored = self.tables.chunk(&request.dossier, request.index)?;
        Ok(match stored.and_then(|bytes| SealedChunk::from_bytes(bytes).ok()) {
            Some(chunk) => DossierGetAnswer {
                outcome: DossierGetOutcome::Given,
                count: dossier.chunks,
                chunk: Some(chunk),
            },
            None => DossierGetAnswer { count: dossier.chunks, ..got(DossierGetOutcome::NoSuchChunk) },
        })
    }
}
