//! The worker's own dossier: fields, attachments in pieces, and how many shares are to open it. Sealing and sending is
//! in [`super::dossier_upload`].

use std::collections::BTreeMap;

use minicbor::bytes::ByteArray;
use minicbor::{Decode, Encode};
use rand_core::CryptoRng;
use wayhome_protocol::dossier_content::{
    AttachmentEntry, DossierContent, DossierField, MAX_ATTACHMENT_NAME, MAX_ATTACHMENTS, MAX_FIELD,
    MAX_MEDIA_TYPE,
};

use super::dossier_upload::{ProgressRecord, SealedDossier};
use super::released_record::ReleasedRecord;
use super::{Vault, check_text};
use crate::EngineError;
use crate::codec::HiddenBytes;
use crate::dossier_view::{Attachment, AttachmentId};
use crate::record::{Change, Class, Kept, Place, RecordKey, Region, kind, numbered};
use crate::wire::Timestamp;

/// Bytes of one piece of an attachment: what one commit writes.
pub const PIECE: usize = 65_536;
/// An attachment whose pieces do not go on coming for this long is given up.
const UNFINISHED_MS: u64 = 10 * 60_000;

/// One field, as kept.
#[derive(Debug, Encode, Decode)]
pub(crate) struct KeptField {
    #[n(0)]
    number: u8,
    #[n(1)]
    text: String,
}

/// What the worker wrote, and what of it was sealed.
#[derive(Debug, Default, Encode, Decode)]
#[cbor(map)]
pub(crate) struct DossierRecord {
    #[n(0)]
    pub(super) fields: Vec<KeptField>,
    /// How many shares open it; 0 counts as 1.
    #[n(1)]
    pub(super) needed: u8,
    /// Changed since it was sealed.
    #[n(2)]
    pub(super) changed: bool,
    /// All of it is, or was, at the relay: what a plan names.
    #[n(3)]
    pub(super) current: Option<SealedDossier>,
    /// On its way there; it takes the place of `current` when it has arrived.
    #[n(4)]
    pub(super) next: Option<SealedDossier>,
    /// The last dealing of shares.
    #[n(5)]
    pub(super) generation: u32,
}

/// What is known of one attachment.
#[derive(Debug, Encode, Decode)]
#[cbor(map)]
pub(crate) struct AttachmentRecord {
    #[n(0)]
    pub(super) id: ByteArray<16>,
    #[n(1)]
    pub(super) name: String,
    #[n(2)]
    pub(super) media_type: String,
    #[n(3)]
    pub(super) length: u32,
    #[n(4)]
    pub(super) order: u64,
    /// All its pieces are here.
    #[n(5)]
    pub(super) ready: bool,
    /// When the last piece came.
    #[n(6)]
    pub(super) touched: u64,
}

impl AttachmentRecord {
    fn attachment_id(&self) -> AttachmentId {
        AttachmentId(*self.id)
    }
}

/// One piece of an attachment, or one chunk of a released dossier.
#[derive(Debug, Encode, Decode)]
#[cbor(map)]
pub(crate) struct PieceRecord {
    #[n(0)]
    pub(super) bytes: HiddenBytes,
}

/// The record id of a piece: 12 bytes of whose it is, then its number.
pub(super) fn piece_id(of: [u8; 16], index: u32) -> [u8; 16] {
    let mut id = of;
    if let Some(tail) = id.last_chunk_mut::<4>() {
        *tail = index.to_be_bytes();
    }
    id
}

/// Everything about dossiers, the worker's own and released ones.
#[derive(Debug, Default)]
pub(crate) struct Dossiers {
    pub(super) own: Option<Kept<DossierRecord>>,
    pub(super) progress: Option<Kept<ProgressRecord>>,
    pub(super) attachments: Vec<Kept<AttachmentRecord>>,
    pub(super) pieces: BTreeMap<[u8; 16], Kept<PieceRecord>>,
    pub(super) released: Vec<Kept<ReleasedRecord>>,
    pub(super) released_pieces: BTreeMap<[u8; 16], Kept<PieceRecord>>,
}

impl Dossiers {
    /// Reads a record if it is one of these.
    pub(super) fn load(&mut self, key: RecordKey, bytes: &[u8]) -> Result<(), EngineError> {
        let (any, ordinary, urgent) = (Place::Any, Class::Ordinary, Class::Urgent);
        match key.kind {
            kind::DOSSIER if key == numbered(kind::DOSSIER, 0) => {
                self.own = Some(Kept::load(key, any, ordinary, bytes)?);
            }
            kind::DOSSIER => self.progress = Some(Kept::load(key, any, urgent, bytes)?),
            kind::ATTACHMENT => self.attachments.push(Kept::load(key, any, ordinary, bytes)?),
            kind::PIECE => drop(self.pieces.insert(key.id, Kept::load(key, any, ordinary, bytes)?)),
            kind::RELEASED => self.released.push(Kept::load(key, any, urgent, bytes)?),
            _ => drop(self.released_pieces.insert(key.id, Kept::load(key, any, ordinary, bytes)?)),
        }
        Ok(())
    }

    /// Puts what was loaded in its order.
    pub(super) fn sort(&mut self) {
        self.attachments.sort_by_key(|attachment| attachment.order);
        self.released.sort_by_key(|released| released.since);
    }

    pub(super) fn flush(&mut self, region: Region, out: &mut Vec<Change>) -> Result<(), EngineError> {
        if let Some(own) = &mut self.own {
            own.flush(region, out)?;
        }
        if let Some(progress) = &mut self.progress {
            progress.flush(region, out)?;
        }
        for attachment in &mut self.attachments {
            attachment.flush(region, out)?;
        }
        for released in &mut self.released {
            released.flush(region, out)?;
        }
        for piece in self.pieces.values_mut().chain(self.released_pieces.values_mut()) {
            piece.flush(region, out)?;
        }
        Ok(())
    }

    /// The worker's own, to be changed.
    pub(super) fn own_mut(&mut self) -> &mut DossierRecord {
        let key = numbered(kind::DOSSIER, 0);
        let make = || Kept::new(key, Place::Any, Class::Ordinary, DossierRecord::default());
        self.own.get_or_insert_with(make).edit()
    }

    /// The content as it would be sealed now.
    pub(super) fn content(&self, now: Timestamp) -> DossierContent {
        let fields = self
            .own
            .iter()
            .flat_map(|own| &own.fields)
            .filter_map(|kept| Some((DossierField::from_number(kept.number)?, kept.text.clone())));
        let attachments = self.ready().map(|attachment| AttachmentEntry {
            name: attachment.name.clone(),
            media_type: attachment.media_type.clone(),
            length: attachment.length,
        });
        DossierContent { fields: fields.collect(), attachments: attachments.collect(), time: now }
    }

    pub(super) fn ready(&self) -> impl Iterator<Item = &AttachmentRecord> {
        self.attachments.iter().map(|attachment| &**attachment).filter(|attachment| attachment.ready)
    }

    fn attachment_at(&self, id: AttachmentId) -> Result<usize, EngineError> {
        let found = self.attachments.iter().position(|attachment| *attachment.id == id.0);
        found.ok_or(EngineError::NotFound { what: "attachment" })
    }

    /// Bytes from `from` on of an attachment, at most `most`; fewer at a missing piece or the end.
    pub(super) fn attachment_bytes(&self, id: [u8; 16], from: usize, most: usize, out: &mut Vec<u8>) {
        let end = from.saturating_add(most);
        let mut at = from;
        while at < end {
            let Ok(index) = u32::try_from(at / PIECE) else { return };
            let Some(piece) = self.pieces.get(&piece_id(id, index)) else { return };
            let begin = at % PIECE;
            let wanted = (end - at).min(PIECE - begin);
            let bytes = piece.bytes.bytes().get(begin..).unwrap_or_default();
            let bytes = bytes.get(..wanted.min(bytes.len())).unwrap_or_default();
            if bytes.is_empty() {
                return;
            }
            out.extend_from_slice(bytes);
            at = at.saturating_add(bytes.len());
        }
    }
}

impl Vault {
    /// Sets a field, or empties it.
    pub(crate) fn set_dossier_field(&mut self, field: DossierField, text: &str) -> Result<(), EngineError> {
        check_text("field", text, MAX_FIELD)?;
        if !DossierField::ALL.contains(&field) {
            return Err(EngineError::invalid("field", "is none of the nine"));
        }
        let before =
            self.dossiers.own.iter().flat_map(|own| &own.fields).find(|kept| kept.number == field.number());
        if before.map_or("", |kept| kept.text.as_str()) == text {
            return Ok(());
        }
        let own = self.dossiers.own_mut();
        own.changed = true;
        own.fields.retain(|kept| kept.number != field.number());
        if !text.is_empty() {
            own.fields.push(KeptField { number: field.number(), text: text.to_owned() });
            own.fields.sort_by_key(|kept| kept.number);
        }
        Ok(())
    }

    /// The fields that hold something.
    pub(crate) fn dossier_fields(&self) -> Vec<(DossierField, String)> {
        self.dossiers.content(Timestamp::from_millis(0)).fields
    }

    /// Sets how many shares are to open it, from the next dealing on.
    pub(crate) fn set_dossier_needed(&mut self, needed: u8) -> Result<(), EngineError> {
        if !(1..=8).contains(&needed) {
            return Err(EngineError::invalid("shares", "are 1 to 8"));
        }
        if self.dossier_needed() != needed {
            self.dossiers.own_mut().needed = needed;
            self.plan_must_follow();
        }
        Ok(())
    }

    /// How many shares are to open it.
    pub(crate) fn dossier_needed(&self) -> u8 {
        self.dossiers.own.as_ref().map_or(1, |own| own.needed.max(1))
    }

    /// The attachments that are complete, in the order in which they were added.
    pub(crate) fn attachments(&self) -> Vec<Attachment> {
        let attachment = |record: &AttachmentRecord| Attachment {
            id: record.attachment_id(),
            name: record.name.clone(),
            media_type: record.media_type.clone(),
            length: record.length,
        };
        self.dossiers.ready().map(attachment).collect()
    }

    /// Begins an attachment of so many bytes; its pieces follow. `limit` is for all attachments together. An attachment
    /// that was begun before and not finished is given up.
    pub(crate) fn begin_attachment(
        &mut self,
        now: Timestamp,
        name: &str,
        media_type: &str,
        length: u32,
        limit: u64,
        rng: &mut impl CryptoRng,
    ) -> Result<AttachmentId, EngineError> {
        check_text("name", name, MAX_ATTACHMENT_NAME)?;
        check_text("media type", media_type, MAX_MEDIA_TYPE)?;
        if name.trim().is_empty() || name.contains(['\n', '\t']) {
            return Err(EngineError::invalid("name", "must be one line and not empty"));
        }
        if length == 0 {
            return Err(EngineError::invalid("attachment", "is empty"));
        }
        self.give_up_unfinished(None);
        let attached: u64 = self.dossiers.ready().map(|attachment| u64::from(attachment.length)).sum();
        if attached.saturating_add(u64::from(length)) > limit {
            return Err(EngineError::invalid("attachment", "is too large beside the others for this store"));
        }
        if self.dossiers.attachments.len() >= MAX_ATTACHMENTS as usize {
            return Err(EngineError::invalid("attachments", "are as many as there may be"));
        }
        let mut id = [0; 16];
        rng.fill_bytes(&mut id);
        // A piece is found by the first twelve bytes and its number.
        if let Some(tail) = id.last_chunk_mut::<4>() {
            *tail = [0; 4];
        }
        let order = self.dossiers.attachments.iter().map(|known| known.order).max().unwrap_or(0);
        let record = AttachmentRecord {
            id: id.into(),
            name: name.trim().to_owned(),
            media_type: media_type.to_owned(),
            length,
            order: order.saturating_add(1),
            ready: false,
            touched: now.as_millis(),
        };
        let key = RecordKey { kind: kind::ATTACHMENT, id };
        self.dossiers.attachments.push(Kept::new(key, Place::Any, Class::Ordinary, record));
        Ok(AttachmentId(id))
    }

    /// Adds the next piece of an attachment: [`PIECE`] bytes, the last one what is left. The last one completes it.
    pub(crate) fn add_piece(
        &mut self,
        now: Timestamp,
        id: AttachmentId,
        index: u32,
        bytes: &[u8],
    ) -> Result<(), EngineError> {
        let at = self.dossiers.attachment_at(id)?;
        let record = self.dossiers.attachments.get(at).ok_or(EngineError::NotFound { what: "attachment" })?;
        let length = usize::try_from(record.length).unwrap_or(usize::MAX);
        let begin = usize::try_from(index).unwrap_or(usize::MAX).saturating_mul(PIECE);
        let wanted = length.saturating_sub(begin).min(PIECE);
        if record.ready || bytes.len() != wanted || wanted == 0 {
            return Err(EngineError::invalid("piece", "is not the next one of this attachment"));
        }
        let earlier = (0..index).all(|index| self.dossiers.pieces.contains_key(&piece_id(id.0, index)));
        if !earlier {
            return Err(EngineError::invalid("piece", "is not the next one of this attachment"));
        }
        let key = RecordKey { kind: kind::PIECE, id: piece_id(id.0, index) };
        let piece = PieceRecord { bytes: HiddenBytes::new(bytes) };
        self.dossiers.pieces.insert(key.id, Kept::new(key, Place::Any, Class::Ordinary, piece));
        if let Some(record) = self.dossiers.attachments.get_mut(at).map(Kept::edit) {
            record.touched = now.as_millis();
            record.ready = begin.saturating_add(wanted) >= length;
            if record.ready {
                self.dossiers.own_mut().changed = true;
            }
        }
        Ok(())
    }

    /// Removes an attachment. What was sealed with it and is at the relay stays there until it is sealed again; what is
    /// still on its way there goes no further.
    pub(crate) fn remove_attachment(&mut self, id: AttachmentId) -> Result<(), EngineError> {
        let at = self.dossiers.attachment_at(id)?;
        let ready = self.dossiers.attachments.get(at).is_some_and(|record| record.ready);
        self.drop_attachment(at);
        if ready {
            let own = self.dossiers.own_mut();
            own.changed = true;
            if own.next.as_ref().is_some_and(|next| next.holds(id.0)) {
                own.next = None;
            }
        }
        Ok(())
    }

    fn drop_attachment(&mut self, at: usize) {
        let record = self.dossiers.attachments.remove(at);
        let (first, last) = (piece_id(*record.id, 0), piece_id(*record.id, u32::MAX));
        let pieces: Vec<[u8; 16]> = self.dossiers.pieces.range(first..=last).map(|(id, _)| *id).collect();
        for id in pieces {
            if let Some(piece) = self.dossiers.pieces.remove(&id) {
                self.remove(piece.key());
            }
        }
        self.remove(record.key());
    }

    /// Gives up attachments whose pieces stopped coming: all, or those untouched for ten minutes.
    pub(super) fn give_up_unfinished(&mut self, now: Option<Timestamp>) {
        let stale = |record: &AttachmentRecord| {
            let age = now.map(|now| now.as_millis().abs_diff(record.touched));
            !record.ready && age.is_none_or(|age| age > UNFINISHED_MS)
        };
        while let Some(at) = self.dossiers.attachments.iter().position(|record| stale(record)) {
            self.drop_attachment(at);
        }
    }

    /// The bytes of an attachment.
    pub(crate) fn attachment(&self, id: AttachmentId) -> Result<Vec<u8>, EngineError> {
        let found = self.dossiers.ready().find(|record| *record.id == id.0);
        let record = found.ok_or(EngineError::NotFound { what: "attachment" })?;
        let length = usize::try_from(record.length).unwrap_or(0);
        let mut bytes = Vec::with_capacity(length);
        self.dossiers.attachment_bytes(id.0, 0, length, &mut bytes);
        if bytes.len() == length { Ok(bytes) } else { Err(EngineError::RecordDamaged) }
    }
}
