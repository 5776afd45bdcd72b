//! Sealing the dossier and sending it to the relay, chunk by chunk, each made from the vault's records when its turn
//! comes. What was sealed before stays what contacts would get until the new one is all there.

use minicbor::bytes::ByteArray;
use minicbor::{Decode, Encode};
use rand_core::CryptoRng;
use wayhome_protocol::dossier::{CHUNK, chunk_count, seal_chunk};
use wayhome_protocol::dossier_request::{
    ASK_INDEX, DossierPutAnswer, DossierPutOutcome, DossierPutRequest, SealedChunk,
};
use wayhome_protocol::ids::DossierId;
use wayhome_protocol::keys::{DossierKey, ReadingCapability};

use super::Vault;
use super::dossier::Dossiers;
use crate::codec::{Hidden, HiddenBytes};
use crate::dossier_view::{DossierStatus, DossierUpload};
use crate::record::{Class, Kept, Place, kind, numbered};
use crate::wire::{Reading, Timestamp};
use crate::{EngineError, EventKind};

/// After a failure the next attempt waits for a minute, then twice as long each time, up to this.
const RETRY_MAX_MS: u64 = 6 * 3_600_000;
const RETRY_FIRST_MS: u64 = 60_000;
/// Whether all of it is still at the relay is asked when a plan is armed, if it was not known for this long.
const KNOWN_MS: u64 = 7 * 24 * 3_600_000;

/// A file that a sealed dossier holds.
#[derive(Debug, Encode, Decode)]
pub(crate) struct SealedFile {
    #[n(0)]
    id: ByteArray<16>,
    #[n(1)]
    length: u32,
}

/// A content under its key.
#[derive(Debug, Encode, Decode)]
#[cbor(map)]
pub(crate) struct SealedDossier {
    #[n(0)]
    pub(super) id: ByteArray<16>,
    #[n(1)]
    pub(super) key: Hidden<32>,
    #[n(2)]
    pub(super) reading: Hidden<32>,
    /// Length and map, as they were sealed.
    #[n(3)]
    pub(super) head: HiddenBytes,
    #[n(4)]
    files: Vec<SealedFile>,
    #[n(5)]
    pub(super) count: u32,
    #[n(6)]
    pub(super) sealed_at: u64,
}

impl SealedDossier {
    pub(super) fn dossier_id(&self) -> DossierId {
        DossierId::from_bytes(*self.id)
    }

    pub(super) fn holds(&self, attachment: [u8; 16]) -> bool {
        self.files.iter().any(|file| *file.id == attachment)
    }

    /// The content of one chunk; `None` when an attachment is not here any more.
    fn chunk(&self, dossiers: &Dossiers, index: u32) -> Option<Vec<u8>> {
        let begin = usize::try_from(index).ok()?.checked_mul(CHUNK)?;
        let end = begin.checked_add(CHUNK)?;
        let mut content = Vec::with_capacity(CHUNK);
        let head = self.head.bytes();
        if let Some(bytes) = head.get(begin.min(head.len())..end.min(head.len())) {
            content.extend_from_slice(bytes);
        }
        let mut at = head.len();
        for file in &self.files {
            let length = usize::try_from(file.length).ok()?;
            let from = begin.saturating_sub(at).min(length);
            let to = end.saturating_sub(at).min(length);
            let before = content.len();
            dossiers.attachment_bytes(*file.id, from, to.saturating_sub(from), &mut content);
            if content.len().saturating_sub(before) < to.saturating_sub(from) {
                return None;
            }
            at = at.checked_add(length)?;
        }
        Some(content)
    }
}

/// How far sending has come. A record of its own, because it changes with each chunk.
#[derive(Debug, Default, Encode, Decode)]
#[cbor(map)]
pub(crate) struct ProgressRecord {
    /// Of the next dossier: the first chunk that the relay has not.
    #[n(0)]
    next_missing: u32,
    /// The same of the current one: as many as it has, unless the relay lost some.
    #[n(1)]
    current_missing: u32,
    /// When the relay last said that it has all of the current one.
    #[n(2)]
    known_at: u64,
    /// The relay is to be asked before anything is sent.
    #[n(3)]
    ask: bool,
    /// The relay does not take the newest one, or has lost it for good.
    #[n(4)]
    refused: bool,
    #[n(5)]
    failures: u32,
    #[n(6)]
    retry_at: u64,
}

impl Dossiers {
    fn progress_mut(&mut self) -> &mut ProgressRecord {
        let key = numbered(kind::DOSSIER, 1);
        let make = || Kept::new(key, Place::Any, Class::Urgent, ProgressRecord::default());
        self.progress.get_or_insert_with(make).edit()
    }

    fn sending(&self) -> (Option<&SealedDossier>, Option<&SealedDossier>) {
        let own = self.own.as_ref();
        (own.and_then(|own| own.current.as_ref()), own.and_then(|own| own.next.as_ref()))
    }
}

impl Vault {
    /// Seals the dossier as it is now, under a new id and key. It is sent with the next runs.
    pub(crate) fn seal_dossier(
        &mut self,
        now: Timestamp,
        rng: &mut impl CryptoRng,
    ) -> Result<(), EngineError> {
        let content = self.dossiers.content(now);
        if content.fields.is_empty() && content.attachments.is_empty() {
            return Err(EngineError::invalid("dossier", "is empty"));
        }
        let refused = self.dossiers.progress.as_ref().is_some_and(|progress| progress.refused);
        let (current, next) = self.dossiers.sending();
        let sealed = next.is_some() || current.is_some();
        if sealed && !refused && self.dossiers.own.as_ref().is_some_and(|own| !own.changed) {
            return Ok(());
        }
        let files =
            self.dossiers.ready().map(|file| SealedFile { id: file.id, length: file.length }).collect();
        let dossier = SealedDossier {
            id: (*DossierId::make_random(rng).as_bytes()).into(),
            key: Hidden::new(DossierKey::make_random(rng).expose()),
            reading: Hidden::new(ReadingCapability::make_random(rng).expose()),
            head: HiddenBytes::new(&content.encode_head()?),
            files,
            count: chunk_count(content.content_length()?)?,
            sealed_at: now.as_millis(),
        };
        let own = self.dossiers.own_mut();
        own.next = Some(dossier);
        own.changed = false;
        let progress = self.dossiers.progress_mut();
        progress.next_missing = 0;
        progress.refused = false;
        progress.ask = false;
        progress.failures = 0;
        progress.retry_at = 0;
        Ok(())
    }

    /// How the dossier stands.
    pub(crate) fn dossier_status(&self) -> DossierStatus {
        let (current, next) = self.dossiers.sending();
        let none = ProgressRecord::default();
        let progress = self.dossiers.progress.as_ref().map_or(&none, |progress| &**progress);
        let upload = match (next, current) {
            _ if progress.refused => DossierUpload::NotAtRelay,
            (Some(next), _) => DossierUpload::Uploading { done: progress.next_missing, of: next.count },
            (None, Some(current)) if progress.current_missing < current.count => {
                DossierUpload::Uploading { done: progress.current_missing, of: current.count }
            }
            (None, Some(_)) => DossierUpload::AtRelay,
            (None, None) => DossierUpload::NotSealed,
        };
        let newest = next.or(current);
        let content = self.dossiers.content(Timestamp::from_millis(0));
        let empty = content.fields.is_empty() && content.attachments.is_empty();
        DossierStatus {
            changed: self.dossiers.own.as_ref().is_some_and(|own| own.changed)
                && !(empty && newest.is_none()),
            sealed_at: newest.map(|sealed| Timestamp::from_millis(sealed.sealed_at)),
            upload,
            earlier_at_relay: next.is_some() && current.is_some(),
            needed: self.dossier_needed(),
            attached: self.dossiers.ready().map(|attachment| u64::from(attachment.length)).sum(),
        }
    }

    /// What is to be sent: the newest sealing, or what the relay has lost of the one before.
    fn to_send(&self) -> Option<(&SealedDossier, u32)> {
        let progress = self.dossiers.progress.as_ref()?;
        match self.dossiers.sending() {
            _ if progress.refused => None,
            (_, Some(next)) => Some((next, progress.next_missing)),
            (Some(current), None) => {
                let wanted = progress.ask || progress.current_missing < current.count;
                wanted.then_some((current, progress.current_missing))
            }
            (None, None) => None,
        }
    }

    /// Whether a run has chunks to send.
    pub(crate) fn has_chunks_to_send(&self, now: Timestamp, asked_for: bool) -> bool {
        let waits = self.dossiers.progress.as_ref().is_some_and(|progress| {
            let wait = progress.retry_at.saturating_sub(now.as_millis());
            wait > 0 && wait <= RETRY_MAX_MS
        });
        (asked_for || !waits) && self.to_send().is_some()
    }

    /// The request for the next chunk to send.
    pub(crate) fn put_request(
        &mut self,
        now: Timestamp,
        reading: Reading,
        rng: &mut impl CryptoRng,
    ) -> Result<Option<DossierPutRequest>, EngineError> {
        let ask = self.dossiers.progress.as_ref().is_some_and(|progress| progress.ask);
        let Some((dossier, index)) = self.to_send() else { return Ok(None) };
        let (id, count) = (dossier.dossier_id(), dossier.count);
        let readers = ReadingCapability::from_bytes(*dossier.reading.bytes()).hash();
        let index = if ask || index >= count { ASK_INDEX } else { index };
        let chunk = if index == ASK_INDEX {
            SealedChunk::random(rng)
        } else {
            let Some(content) = dossier.chunk(&self.dossiers, index) else {
                // The relay has lost what is not here any more either.
                self.dossiers.progress_mut().refused = true;
                self.tell(now, EventKind::DossierNotAtRelay);
                return Ok(None);
            };
            let content = zeroize::Zeroizing::new(content);
            let key = DossierKey::from_bytes(*dossier.key.bytes());
            SealedChunk::from_bytes(seal_chunk(&key, id, index, count, &content, rng)?)?
        };
        Ok(Some(DossierPutRequest { reading, dossier: id, index, count, readers, chunk }))
    }

    /// Takes in the relay's answer to a chunk. `false` when sending should stop for this run.
    pub(crate) fn chunk_was_put(
        &mut self,
        now: Timestamp,
        dossier: DossierId,
        asked: bool,
        answer: Option<DossierPutAnswer>,
    ) -> bool {
        // Another sealing may have taken its place meanwhile.
        let of_next = match self.dossiers.sending() {
            (_, Some(next)) if next.dossier_id() == dossier => true,
            (Some(current), _) if current.dossier_id() == dossier => false,
            _ => return true,
        };
        let count = self.to_send().map_or(0, |(sealed, _)| sealed.count);
        let progress = self.dossiers.progress_mut();
        let answered = match answer {
            Some(answer) if answer.outcome == DossierPutOutcome::Done => answer,
            // The last chunk may have arrived without our hearing of it: what is whole is not changed any more.
            Some(answer) if answer.outcome == DossierPutOutcome::Invalid && !asked => {
                progress.ask = true;
                return true;
            }
            Some(answer)
                if matches!(
                    answer.outcome,
                    DossierPutOutcome::Invalid | DossierPutOutcome::LimitReached | DossierPutOutcome::Taken
                ) =>
            {
                progress.refused = true;
                self.tell(now, EventKind::DossierNotAtRelay);
                return false;
            }
            _ => {
                let wait = RETRY_FIRST_MS << progress.failures.min(9);
                progress.failures = progress.failures.saturating_add(1);
                progress.retry_at = now.as_millis().saturating_add(wait.min(RETRY_MAX_MS));
                return false;
            }
        };
        progress.ask = false;
        progress.failures = 0;
        progress.retry_at = 0;
        // A dossier that the relay does not know, or knows otherwise, begins anew.
        let missing = if answered.count == count { answered.first_missing.min(count) } else { 0 };
        if of_next {
            progress.next_missing = missing;
        } else {
            progress.current_missing = missing;
        }
        if missing >= count {
            progress.known_at = now.as_millis();
            if of_next {
                self.next_has_arrived(now);
            }
        }
        true
    }

    /// All of the new dossier is at the relay: from now on it is what contacts would get.
    fn next_has_arrived(&mut self, now: Timestamp) {
        let own = self.dossiers.own_mut();
        if let Some(next) = own.next.take() {
            let count = next.count;
            own.current = Some(next);
            self.dossiers.progress_mut().current_missing = count;
        }
        self.tell(now, EventKind::DossierAtRelay);
        self.plan_must_follow();
    }

    /// The relay may have lost chunks: it is asked with the next run.
    pub(super) fn ask_for_dossier(&mut self) {
        if matches!(self.dossiers.sending(), (Some(_), None)) {
            self.dossiers.progress_mut().ask = true;
        }
    }

    /// A plan names the dossier: if it was not known for long that all of it is there, the relay is asked.
    pub(super) fn ask_for_dossier_after(&mut self, now: Timestamp) {
        let known = self.dossiers.progress.as_ref().map_or(0, |progress| progress.known_at);
        if now.as_millis().abs_diff(known) > KNOWN_MS {
            self.ask_for_dossier();
        }
    }
}
