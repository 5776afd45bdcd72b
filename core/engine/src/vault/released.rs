//! Dossiers that workers' steps released to this contact: what opens them, and their chunks. A record of one is in
//! [`super::released_record`], meeting the other share-holders in [`super::meeting`].

use wayhome_protocol::dossier::{CHUNK, open_chunk};
use wayhome_protocol::dossier_access::DossierAccess;
use wayhome_protocol::dossier_content::DossierContent;
use wayhome_protocol::dossier_request::{DossierGetAnswer, DossierGetOutcome, DossierGetRequest};
use wayhome_protocol::ids::DossierId;
use wayhome_protocol::keys::{DossierKey, DossierRelayPart, ReadingCapability};

use super::Vault;
use super::dossier::{PieceRecord, piece_id};
use super::released_record::{KeptAccess, ReleasedRecord};
use crate::codec::{Hidden, HiddenBytes};
use crate::dossier_view::{OpenedAttachment, OpenedDossier, ReleasedDossier};
use crate::record::{Class, Kept, Place, RecordKey, kind};
use crate::view::WorkerId;
use crate::wire::Timestamp;
use crate::{EngineError, EventKind};

/// Released dossiers of one worker that are kept; the oldest leaves.
const KEPT: usize = 2;

impl Vault {
    /// The record of a released dossier. What comes without an access makes room by nobody else's leaving.
    fn released_mut(
        &mut self,
        now: Timestamp,
        worker: WorkerId,
        dossier: DossierId,
        has_access: bool,
    ) -> Option<&mut ReleasedRecord> {
        let same =
            |known: &ReleasedRecord| *known.worker == worker.0 && *known.dossier == *dossier.as_bytes();
        if !self.dossiers.released.iter().any(|known| same(known)) {
            if !self.has_room_for_released(worker, has_access) {
                return None;
            }
            // Dossier ids are random, so the first twelve bytes tell records apart.
            let mut id = worker.0;
            for (byte, other) in id.iter_mut().zip(dossier.as_bytes()) {
                *byte ^= other;
            }
            if let Some(tail) = id.last_chunk_mut::<4>() {
                *tail = [0; 4];
            }
            let key = RecordKey { kind: kind::RELEASED, id };
            let record = ReleasedRecord::new(id, worker, dossier, now);
            self.dossiers.released.push(Kept::new(key, Place::Any, Class::Urgent, record));
        }
        self.dossiers.released.iter_mut().find(|known| same(known)).map(Kept::edit)
    }

    /// Makes room for one more dossier of a worker: those without an access leave first, the oldest ahead, and those
    /// with one only for another that has one.
    fn has_room_for_released(&mut self, worker: WorkerId, has_access: bool) -> bool {
        let of = |known: &Kept<ReleasedRecord>| *known.worker == worker.0;
        while self.dossiers.released.iter().filter(|known| of(known)).count() >= KEPT {
            let released = &self.dossiers.released;
            let bare = released.iter().position(|known| of(known) && known.access.is_none());
            let oldest = || released.iter().position(of).filter(|_| has_access);
            let Some(at) = bare.or_else(oldest) else { return false };
            let leaving = self.dossiers.released.remove(at);
            self.remove(leaving.key());
            let (first, last) = (piece_id(*leaving.id, 0), piece_id(*leaving.id, u32::MAX));
            let pieces: Vec<[u8; 16]> =
                self.dossiers.released_pieces.range(first..=last).map(|(id, _)| *id).collect();
            for id in pieces {
                if let Some(piece) = self.dossiers.released_pieces.remove(&id) {
                    self.remove(piece.key());
                }
            }
        }
        true
    }

    /// A step brought this contact's access to a worker's dossier.
    pub(super) fn dossier_access_came(&mut self, now: Timestamp, worker: WorkerId, access: &DossierAccess) {
        let Some(record) = self.released_mut(now, worker, access.dossier, true) else { return };
        let kept = KeptAccess {
            reading: Hidden::new(access.reading.expose()),
            wrapped: (*access.wrapped.as_bytes()).into(),
            share: Hidden::new(access.share.expose()),
            needed: access.needed,
            holders: access.holders,
            meeting: access.meeting.as_ref().map(|secret| Hidden::new(secret.expose())),
        };
        if !record.take_access(access.generation, kept) {
            return;
        }
        self.half_came(now, worker, access.dossier);
    }

    /// A step released the relay's part of a worker's dossier.
    pub(super) fn dossier_part_came(
        &mut self,
        now: Timestamp,
        worker: WorkerId,
        dossier: DossierId,
        relay_part: &DossierRelayPart,
        generation: u32,
    ) {
        let Some(record) = self.released_mut(now, worker, dossier, false) else { return };
        if !record.take_part(generation, relay_part) {
            return;
        }
        self.half_came(now, worker, dossier);
    }

    /// With both halves here the dossier is released; with one share needed it can be opened at once.
    fn half_came(&mut self, now: Timestamp, worker: WorkerId, dossier: DossierId) {
        let found = self
            .dossiers
            .released
            .iter_mut()
            .find(|known| *known.worker == worker.0 && *known.dossier == *dossier.as_bytes());
        let Some(record) = found.filter(|record| record.halves().is_some()) else { return };
        let known = record.key.is_some();
        let opened = record.edit().try_shares();
        if known {
            return;
        }
        self.tell(now, EventKind::DossierReleased { worker });
        if opened {
            self.tell(now, EventKind::DossierReady { worker });
        }
    }

    /// The dossiers that were released to this contact.
    pub(crate) fn released_dossiers(&self) -> Vec<ReleasedDossier> {
        self.dossiers.released.iter().map(|record| record.view()).collect()
    }

    /// The newest dossier of a worker that came to both halves, or else the newest.
    pub(super) fn released_of(&self, worker: WorkerId) -> Result<usize, EngineError> {
        let of = |known: &&Kept<ReleasedRecord>| *known.worker == worker.0;
        let released = &self.dossiers.released;
        let whole = released.iter().rposition(|known| of(&known) && known.halves().is_some());
        let newest = || released.iter().rposition(|known| of(&known));
        whole.or_else(newest).ok_or(EngineError::NotFound { what: "dossier" })
    }

    /// Whether a run has chunks to fetch.
    pub(crate) fn has_chunks_to_fetch(&self, asked_for: bool) -> bool {
        self.dossiers.released.iter().any(|record| record.wants_chunks(asked_for))
    }

    /// The request for the next chunk to fetch, and whose it is.
    pub(crate) fn next_chunk_request(&self, asked_for: bool) -> Option<([u8; 16], DossierGetRequest)> {
        let record = self.dossiers.released.iter().find(|record| record.wants_chunks(asked_for))?;
        Some((*record.id, self.chunk_request(record, record.next)?))
    }

    fn chunk_request(&self, record: &ReleasedRecord, index: u32) -> Option<DossierGetRequest> {
        let reading = record.access.as_ref()?.reading.bytes();
        let capability = ReadingCapability::from_bytes(*reading);
        Some(DossierGetRequest { dossier: record.dossier_id(), capability, index })
    }

    /// Takes a chunk in. `false` when fetching should stop for this run.
    pub(crate) fn chunk_came(&mut self, id: [u8; 16], index: u32, answer: Option<&DossierGetAnswer>) -> bool {
        let found = self.dossiers.released.iter_mut().find(|record| *record.id == id);
        let Some(record) = found.filter(|record| record.next == index) else { return true };
        let (Some(answer), Some(key)) = (answer, &record.key) else { return false };
        let (DossierGetOutcome::Given, Some(chunk)) = (answer.outcome, &answer.chunk) else { return false };
        let count = if index == 0 { answer.count } else { record.count };
        let key = DossierKey::from_bytes(*key.bytes());
        let opened = open_chunk(&key, record.dossier_id(), index, count, chunk.as_bytes());
        let Ok(opened) = opened else {
            if record.broken != Some(index) {
                record.edit().broken = Some(index);
            }
            return false;
        };
        let record = record.edit();
        let Some(used) = record.note_chunk(index, count, &opened) else {
            record.unreadable = true;
            return false;
        };
        record.broken = None;
        record.no_room = false;
        record.next = index.saturating_add(1);
        let bytes = HiddenBytes::new(opened.get(..used).unwrap_or_default());
        let key = RecordKey { kind: kind::RELEASED_PIECE, id: piece_id(id, index) };
        self.dossiers
            .released_pieces
            .insert(key.id, Kept::new(key, Place::Any, Class::Ordinary, PieceRecord { bytes }));
        true
    }

    /// This vault has no room for a chunk.
    pub(crate) fn no_room_for_chunk(&mut self, id: [u8; 16]) {
        let found = self.dossiers.released.iter_mut().find(|record| *record.id == id && !record.no_room);
        if let Some(record) = found {
            record.edit().no_room = true;
        }
    }

    /// What stands in a worker's dossier, once its first chunk is here.
    pub(crate) fn open_dossier(&self, worker: WorkerId) -> Result<OpenedDossier, EngineError> {
        let record = self.released_at(worker)?;
        let (content, mut begin) = self.released_content(record)?;
        let mut attachments = Vec::new();
        for entry in content.attachments {
            let end = begin.saturating_add(u64::from(entry.length));
            let here = end <= u64::from(record.next).saturating_mul(CHUNK as u64);
            begin = end;
            let (name, media_type, length) = (entry.name, entry.media_type, entry.length);
            attachments.push(OpenedAttachment { name, media_type, length, here });
        }
        Ok(OpenedDossier { fields: content.fields, attachments, time: content.time })
    }

    fn released_at(&self, worker: WorkerId) -> Result<&ReleasedRecord, EngineError> {
        let at = self.released_of(worker)?;
        self.dossiers
            .released
            .get(at)
            .map(|record| &**record)
            .ok_or(EngineError::NotFound { what: "dossier" })
    }

    /// The content's head and where the attachments begin.
    fn released_content(&self, record: &ReleasedRecord) -> Result<(DossierContent, u64), EngineError> {
        let first = self.dossiers.released_pieces.get(&piece_id(*record.id, 0));
        let first = first.ok_or(EngineError::NotYet { what: "dossier" })?;
        let (content, begin) = DossierContent::decode_head(first.bytes.bytes())?;
        Ok((content, begin as u64))
    }

    /// Where an attachment's bytes are: from the first to one past the last, counted through the content.
    pub(crate) fn attachment_range(
        &self,
        worker: WorkerId,
        index: usize,
    ) -> Result<std::ops::Range<u64>, EngineError> {
        let (content, begin) = self.released_content(self.released_at(worker)?)?;
        let before: u64 = content.attachments.iter().take(index).map(|entry| u64::from(entry.length)).sum();
        let entry = content.attachments.get(index).ok_or(EngineError::NotFound { what: "attachment" })?;
        let from = begin.saturating_add(before);
        Ok(from..from.saturating_add(u64::from(entry.length)))
    }

    /// The content of one chunk, if it is here.
    pub(crate) fn released_chunk(&self, worker: WorkerId, index: u32) -> Result<Option<&[u8]>, EngineError> {
        let record = self.released_at(worker)?;
        let piece = self.dossiers.released_pieces.get(&piece_id(*record.id, index));
        Ok(piece.map(|piece| piece.bytes.bytes()))
    }

    /// The request for a chunk that is wanted without being kept.
    pub(crate) fn wanted_chunk_request(
        &self,
        worker: WorkerId,
        index: u32,
    ) -> Result<DossierGetRequest, EngineError> {
        let record = self.released_at(worker)?;
        self.chunk_request(record, index).ok_or(EngineError::NotYet { what: "dossier" })
    }

    /// Opens such a chunk.
    pub(crate) fn open_wanted_chunk(
        &self,
        worker: WorkerId,
        index: u32,
        answer: &DossierGetAnswer,
    ) -> Result<Vec<u8>, EngineError> {
        let record = self.released_at(worker)?;
        let key = record.key.as_ref().ok_or(EngineError::NotYet { what: "dossier" })?;
        let chunk = answer.chunk.as_ref().ok_or(EngineError::NotFound { what: "chunk" })?;
        let key = DossierKey::from_bytes(*key.bytes());
        let opened = open_chunk(&key, record.dossier_id(), index, record.count, chunk.as_bytes());
        Ok(opened.map_err(|_| EngineError::Broken { what: "chunk" })?.to_vec())
    }
}
