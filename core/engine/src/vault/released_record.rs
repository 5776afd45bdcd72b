//! A dossier that was released to this contact, as it is kept: what opens it, and how far its chunks have come.

use minicbor::bytes::ByteArray;
use minicbor::{Decode, Encode};
use wayhome_protocol::dossier::{CHUNK, WrappedKey, chunk_count};
use wayhome_protocol::dossier_content::DossierContent;
use wayhome_protocol::ids::DossierId;
use wayhome_protocol::keys::DossierRelayPart;
use wayhome_protocol::shares::Share;

use crate::codec::Hidden;
use crate::dossier_view::{ReleasedDossier, ReleasedState};
use crate::view::WorkerId;
use crate::wire::Timestamp;

/// Relay's parts without an access that are kept; the oldest leaves.
const EARLY: usize = 4;

/// This contact's access, as kept.
#[derive(Debug, Encode, Decode)]
#[cbor(map)]
pub(crate) struct KeptAccess {
    #[n(0)]
    pub(super) reading: Hidden<32>,
    #[n(1)]
    pub(super) wrapped: ByteArray<72>,
    #[n(2)]
    pub(super) share: Hidden<33>,
    #[n(3)]
    pub(super) needed: u8,
    #[n(4)]
    pub(super) holders: u8,
    #[n(5)]
    pub(super) meeting: Option<Hidden<32>>,
}

/// A released dossier, as kept.
#[derive(Debug, Encode, Decode)]
#[cbor(map)]
pub(crate) struct ReleasedRecord {
    #[n(0)]
    pub(super) id: ByteArray<16>,
    #[n(1)]
    pub(super) worker: ByteArray<16>,
    #[n(2)]
    pub(super) dossier: ByteArray<16>,
    #[n(3)]
    pub(super) generation: u32,
    #[n(4)]
    pub(crate) since: u64,
    #[n(5)]
    pub(super) relay_part: Option<Hidden<32>>,
    #[n(6)]
    pub(super) access: Option<KeptAccess>,
    /// Shares that others gave.
    #[n(7)]
    pub(super) shares: Vec<Hidden<33>>,
    #[n(8)]
    pub(super) key: Option<Hidden<32>>,
    #[n(9)]
    pub(super) given: bool,
    /// The meeting's mailbox is registered.
    #[n(10)]
    pub(super) registered: bool,
    /// When the meeting was last read to its end.
    #[n(11)]
    pub(super) read_at: u64,
    /// Chunks in all, once known.
    #[n(12)]
    pub(super) count: u32,
    /// Chunks that hold content, once known.
    #[n(13)]
    pub(super) filled: u32,
    /// Bytes of content, once known.
    #[n(14)]
    pub(super) length: u64,
    /// The first chunk that is not here.
    #[n(15)]
    pub(super) next: u32,
    #[n(16)]
    pub(super) broken: Option<u32>,
    #[n(17)]
    pub(super) no_room: bool,
    #[n(18)]
    pub(super) unreadable: bool,
    /// Relay's parts of dealings whose access is not here.
    #[n(19)]
    #[cbor(default)]
    early: Vec<EarlyPart>,
}

/// A relay's part that came ahead of the access that it belongs to.
#[derive(Debug, Encode, Decode)]
#[cbor(map)]
pub(crate) struct EarlyPart {
    #[n(0)]
    generation: u32,
    #[n(1)]
    part: Hidden<32>,
}

impl ReleasedRecord {
    pub(super) fn new(id: [u8; 16], worker: WorkerId, dossier: DossierId, now: Timestamp) -> Self {
        Self {
            id: id.into(),
            worker: worker.0.into(),
            dossier: (*dossier.as_bytes()).into(),
            generation: 0,
            since: now.as_millis(),
            relay_part: None,
            access: None,
            shares: Vec::new(),
            key: None,
            given: false,
            registered: false,
            read_at: 0,
            count: 0,
            filled: 0,
            length: 0,
            next: 0,
            broken: None,
            no_room: false,
            unreadable: false,
            early: Vec::new(),
        }
    }

    pub(super) fn dossier_id(&self) -> DossierId {
        DossierId::from_bytes(*self.dossier)
    }

    /// Takes the access of a dealing, if it is the first or a later one, with the relay's part that came ahead of it.
    pub(super) fn take_access(&mut self, generation: u32, access: KeptAccess) -> bool {
        if self.access.is_some() && generation <= self.generation {
            return false;
        }
        self.generation = generation;
        self.access = Some(access);
        self.shares.clear();
        self.given = false;
        self.registered = false;
        let part = self.early.iter().position(|early| early.generation == generation);
        self.relay_part = part.map(|at| self.early.remove(at).part);
        self.early.retain(|early| early.generation > generation);
        true
    }

    /// Takes a relay's part: for the dealing whose access is here, or, until it comes, beside it. Whoever can write
    /// notices into the mailbox can write any number there, so a part alone never takes an access away.
    pub(super) fn take_part(&mut self, generation: u32, part: &DossierRelayPart) -> bool {
        let part = Hidden::new(part.expose());
        if self.access.is_some() && generation <= self.generation {
            let wanted = generation == self.generation && self.relay_part.is_none();
            if wanted {
                self.relay_part = Some(part);
            }
            return wanted;
        }
        if self.early.iter().any(|early| early.generation == generation) {
            return false;
        }
        if self.early.len() >= EARLY {
            self.early.remove(0);
        }
        self.early.push(EarlyPart { generation, part });
        true
    }

    pub(super) fn halves(&self) -> Option<(&KeptAccess, &Hidden<32>)> {
        self.access.as_ref().zip(self.relay_part.as_ref())
    }

    /// Tries to open the wrapped key with the shares that are here. `true` when it opened.
    pub(super) fn try_shares(&mut self) -> bool {
        if self.key.is_some() {
            return true;
        }
        let Some((access, relay_part)) = self.halves() else { return false };
        let shares: Vec<Share> = std::iter::once(&access.share)
            .chain(&self.shares)
            .map(|share| Share::from_bytes(*share.bytes()))
            .collect();
        let opened = WrappedKey::from_bytes(*access.wrapped).open_with_shares(
            &shares,
            access.needed,
            &DossierRelayPart::from_bytes(*relay_part.bytes()),
            self.dossier_id(),
            self.generation,
        );
        let Ok(key) = opened else { return false };
        self.key = Some(Hidden::new(key.expose()));
        self.shares.clear();
        true
    }

    pub(super) fn shares_here(&self) -> u8 {
        let own = usize::from(self.access.is_some());
        let known = self.access.as_ref().map_or(0, |access| access.needed);
        if self.key.is_some() { known } else { u8::try_from(self.shares.len() + own).unwrap_or(u8::MAX) }
    }

    pub(super) fn state(&self) -> ReleasedState {
        let Some((access, _)) = self.halves() else { return ReleasedState::Sealed };
        match self.key {
            None if self.shares_here() < access.needed => ReleasedState::WaitingForShares,
            None => ReleasedState::WrongShares,
            Some(_) if self.unreadable => ReleasedState::Unreadable,
            Some(_) if self.filled > 0 && self.next >= self.filled => ReleasedState::Downloaded,
            Some(_) => ReleasedState::Downloading,
        }
    }

    /// Whether chunks are to be fetched. A vault without room is asked again when a person asks.
    pub(super) fn wants_chunks(&self, asked_for: bool) -> bool {
        let more = self.filled == 0 || self.next < self.filled;
        self.key.is_some() && !self.unreadable && more && (asked_for || !self.no_room)
    }

    pub(super) fn view(&self) -> ReleasedDossier {
        ReleasedDossier {
            worker: WorkerId(*self.worker),
            since: Timestamp::from_millis(self.since),
            state: self.state(),
            shares_needed: self.access.as_ref().map_or(0, |access| access.needed),
            shares_here: self.shares_here(),
            share_given: self.given,
            chunks: self.filled,
            chunks_here: self.next,
            broken_chunk: self.broken,
            no_room: self.no_room,
        }
    }

    /// Takes in an opened chunk: how much of it is content. The first one says how much there is in all.
    pub(super) fn note_chunk(&mut self, index: u32, count: u32, chunk: &[u8]) -> Option<usize> {
        if index == 0 {
            let (content, _) = DossierContent::decode_head(chunk).ok()?;
            let length = content.content_length().ok()?;
            if chunk_count(length).ok() != Some(count) {
                return None;
            }
            self.count = count;
            self.length = length;
            self.filled = u32::try_from(length.div_ceil(CHUNK as u64)).ok()?.max(1);
        }
        let begin = u64::from(index).saturating_mul(CHUNK as u64);
        Some(usize::try_from(self.length.saturating_sub(begin)).ok()?.min(CHUNK))
    }
}
