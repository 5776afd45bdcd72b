//! What works without any PIN: the outbox rings, the sync state, and what the locked screen may write.

mod answer;
mod last_place;
mod locked;
mod notes;
mod registration;
mod ring;
mod setup;
mod sync;
mod told;
mod uploads;

use crate::wire::{
    CircleSize, RelayPublic, Row, SendCapability, SendId, Tag, TimerId, TimerSecret, Timestamp,
};
use minicbor::bytes::ByteArray;
use minicbor::{Decode, Encode};
use rand_core::CryptoRng;
use wayhome_protocol::keys::TimerPublic;

pub(crate) use answer::Brought;
pub(crate) use locked::{LOCKED_TOUCHES, LockedSource};
pub(crate) use ring::{GroupSlot, OutgoingRow, Placed, Placing, RowState, Ticket};
pub use setup::LobbySetup;
pub(crate) use sync::{Asked, Filler};
pub(crate) use told::{Claim, Told};
pub(crate) use uploads::{UploadState, UploadTicket, Uploading};

use crate::chain_state::ChainState;
use crate::codec::Hidden;
use registration::Registrations;
use uploads::UploadSlot;

use crate::record::{Change, Class, Kept, Place, RecordKey, Region, kind, numbered};
use crate::{EngineError, Health};

/// Rings. Any group may lie in any of them.
pub(crate) const RINGS: u8 = 5;
/// Places in each ring.
pub(crate) const RING_PLACES: u8 = 16;
/// Places of all that only an SOS may take.
pub(crate) const SOS_PLACES: usize = 16;
/// Groups that are to be sent or wait, of one sealer: a vault, or the locked screen.
pub(crate) const SEALER_MOST: usize = 16;
/// The same for messages other than an SOS.
pub(crate) const SEALER_ORDINARY: usize = 12;
/// Cover takes no place whose group is younger: what a vault that stays closed sealed is offered again for so long.
pub(crate) const COVER_OVER_MS: u64 = 7 * 24 * 3_600_000;
/// Contacts of the circle, at most; and seats, always.
pub(crate) const CIRCLE_MAX: usize = 8;

/// Timers, always registered: one for each vault that there may be.
pub(crate) const TIMERS: usize = 4;

/// Where a row goes.
#[derive(Debug, Encode, Decode)]
#[cbor(map)]
pub(crate) struct Destination {
    #[n(0)]
    pub(crate) send_id: ByteArray<16>,
    #[n(1)]
    pub(crate) capability: Hidden<32>,
}

impl Destination {
    pub(crate) fn new(send_id: SendId, capability: &SendCapability) -> Self {
        Self { send_id: (*send_id.as_bytes()).into(), capability: Hidden::new(capability.expose()) }
    }

    pub(crate) fn send_id(&self) -> SendId {
        SendId::from_bytes(*self.send_id)
    }

    pub(crate) fn capability(&self) -> SendCapability {
        SendCapability::from_bytes(*self.capability.bytes())
    }

    pub(crate) fn duplicate(&self) -> Self {
        Self { send_id: self.send_id, capability: self.capability.duplicate() }
    }
}

/// What the locked screen needs to reach whoever has a seat. A seat that nobody has is a *filler*: it leads to a discard
/// id and has a genuine chain, so that nothing tells it from another.
#[derive(Debug, Encode, Decode)]
#[cbor(map)]
pub(crate) struct Seat {
    #[n(0)]
    pub(crate) to: Destination,
    #[n(1)]
    pub(crate) chain: ChainState,
    #[n(2)]
    pub(crate) ring_wish: bool,
    #[n(3)]
    pub(crate) places: bool,
}

/// What the locked screen touches, and the key with which. The id is that of no timer: a vault in which that is to count
/// names it to the relay as another id of its own timer, and keeps nothing of it.
#[derive(Debug, Encode, Decode)]
#[cbor(map)]
pub(crate) struct TouchKey {
    #[n(0)]
    pub(crate) timer: ByteArray<16>,
    #[n(1)]
    pub(crate) secret: Hidden<32>,
    #[n(2)]
    pub(crate) counter: u64,
}

/// A group's place in the rings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode)]
pub(crate) struct RingPlace {
    #[n(0)]
    pub(crate) ring: u8,
    #[n(1)]
    pub(crate) position: u8,
}

#[derive(Debug, Encode, Decode)]
#[cbor(map)]
pub(crate) struct LobbyHead {
    #[n(0)]
    receive_id: ByteArray<16>,
    #[n(1)]
    receive_capability: Hidden<32>,
    #[n(2)]
    relay_url: String,
    #[n(3)]
    relay_key: ByteArray<32>,
    #[n(4)]
    claimed: bool,
    #[n(5)]
    count: u64,
    #[n(6)]
    relay_seq: u64,
    /// How far the chains have jumped in all. Each vault keeps how much of that it has done.
    #[n(7)]
    jumped: u64,
    #[n(8)]
    discards: Vec<Destination>,
    #[n(9)]
    seats: Vec<Seat>,
    #[n(10)]
    locked_counter: u64,
    #[n(11)]
    locked_touches: u8,
    #[n(12)]
    locked_keys: Vec<ByteArray<32>>,
    #[n(13)]
    touch: TouchKey,
    /// What the locked screen sealed last.
    #[n(14)]
    locked_groups: Vec<Placed>,
    #[n(15)]
    first: Vec<RingPlace>,
    #[n(16)]
    attempts: u32,
    #[n(17)]
    next_sync: u64,
    #[n(18)]
    acknowledgements: Vec<ByteArray<16>>,
    #[n(20)]
    locked_events: u64,
    #[n(21)]
    locked_places: u64,
    #[n(22)]
    last_sync: Option<u64>,
    #[n(23)]
    circle: u8,
    #[n(24)]
    rollbacks: u32,
    #[n(25)]
    put_back_notices: u8,
    #[n(26)]
    clock_seen: u64,
    /// Jumps since the last receipt, which no relay can forge.
    #[n(27)]
    jumps_unproven: u8,
    /// Since when the relay has not answered, as far as was tried: the last answer, or the first failure.
    #[n(29)]
    silent_since: Option<u64>,
    /// When an attempt last failed.
    #[n(30)]
    #[cbor(default)]
    last_failure: u64,
    /// Syncs that were answered: whose turn it is to be asked for goes by it.
    #[n(31)]
    #[cbor(default)]
    turns: u64,
    /// How often the store syncs, and whether anything goes apart from that.
    #[n(32)]
    cover: u8,
    /// How far the phone's clock was put forth in all, or back where it is below zero: milliseconds.
    #[n(33)]
    #[cbor(default)]
    clock_moved: i64,
    /// The public keys to which seat notes for the four vault regions are sealed.
    #[n(34)]
    note_keys: Vec<ByteArray<32>>,
    /// Runs that had nothing unsent, modulo four: what the next one of them is for goes by it.
    #[n(36)]
    #[cbor(default)]
    rests: u8,
}

/// The state of the lobby.
#[derive(Debug)]
pub(crate) struct Lobby {
    head: Kept<LobbyHead>,
    registrations: Kept<Registrations>,
    groups: Vec<Kept<GroupSlot>>,
    locked_events: Vec<(RecordKey, Vec<u8>)>,
    locked_places: Vec<(RecordKey, Vec<u8>)>,
    uploads: Vec<Kept<UploadSlot>>,
    last_place: Vec<u8>,
    notes: Vec<notes::NoteCell>,
    written: Vec<Change>,
}

impl Lobby {
    /// Reads the lobby from its records.
    pub(crate) fn load<'a>(
        records: impl Iterator<Item = (RecordKey, &'a [u8])>,
    ) -> Result<Self, EngineError> {
        let (mut head, mut registrations) = (None, None);
        let (mut groups, mut locked_events, mut locked_places) = (Vec::new(), Vec::new(), Vec::new());
        let mut uploads: Vec<Kept<UploadSlot>> = Vec::new();
        let (mut last_place, mut notes) = (Vec::new(), Vec::new());
        for (key, bytes) in records {
            match key.kind {
                kind::LOBBY_HEAD => head = Some(Kept::load(key, Place::Head, Class::Urgent, bytes)?),
                kind::GROUP => groups.push(Kept::load(key, Place::Own, Class::Urgent, bytes)?),
                kind::REGISTRATIONS => {
                    registrations = Some(Kept::load(key, Place::Any, Class::Urgent, bytes)?)
                }
                kind::LOCKED_EVENTS => locked_events.push((key, bytes.to_vec())),
                kind::LOCKED_PLACES => locked_places.push((key, bytes.to_vec())),
                kind::LAST_PLACE => last_place = bytes.to_vec(),
                kind::SEAT_NOTES => notes.push(notes::NoteCell::load(key, bytes)?),
                kind::UPLOAD => uploads.push(Kept::load(key, Place::Own, Class::Urgent, bytes)?),
                _ => {}
            }
        }
        groups.sort_by_key(Kept::key);
        locked_events.sort();
        locked_places.sort();
        uploads.sort_by_key(Kept::key);
        notes.sort_by_key(notes::NoteCell::key);
        if groups.len() != usize::from(RINGS * RING_PLACES) {
            return Err(EngineError::RecordDamaged);
        }
        Ok(Self {
            head: head.ok_or(EngineError::RecordDamaged)?,
            registrations: registrations.ok_or(EngineError::RecordDamaged)?,
            groups,
            locked_events,
            locked_places,
            uploads,
            last_place,
            notes,
            written: Vec::new(),
        })
    }

    /// Adds what must be written to `out`.
    pub(crate) fn flush(&mut self, out: &mut Vec<Change>) -> Result<(), EngineError> {
        self.head.flush(Region::Lobby, out)?;
        self.registrations.flush(Region::Lobby, out)?;
        for group in &mut self.groups {
            group.flush(Region::Lobby, out)?;
        }
        for upload in &mut self.uploads {
            upload.flush(Region::Lobby, out)?;
        }
        for notes in &mut self.notes {
            notes.flush(out);
        }
        out.append(&mut self.written);
        Ok(())
    }

    /// The circle size that requests have at present.
    pub(crate) fn circle(&self) -> CircleSize {
        if self.head.circle > 4 { CircleSize::Eight } else { CircleSize::Four }
    }

    /// Makes room for `contacts` rows in every later group.
    pub(crate) fn fit_circle(&mut self, contacts: usize) {
        if contacts > 4 && self.head.circle <= 4 {
            self.head.edit().circle = 8;
            self.grow_uploads();
        }
    }

    /// The relay's address and key as they were given at set-up.
    pub(crate) fn relay(&self) -> (&str, [u8; 32]) {
        (&self.head.relay_url, *self.head.relay_key)
    }

    pub(crate) fn relay_key(&self) -> RelayPublic {
        RelayPublic::from_bytes(*self.head.relay_key)
    }

    /// How far the phone's clock was put forth in all, in milliseconds; below zero if back. What was made at another
    /// time of this number is older or younger than clocks say by the difference.
    pub(crate) fn clock_moved(&self) -> i64 {
        self.head.clock_moved
    }

    /// How far the chains of every vault have to have jumped in all, since this store was made.
    pub(crate) fn jumped(&self) -> u64 {
        self.head.jumped
    }

    /// The public keys to which the locked screen seals its records.
    pub(crate) fn set_locked_key(&mut self, region: u8, public: [u8; 32]) {
        if let Some(key) = self.head.edit().locked_keys.get_mut(usize::from(region)) {
            *key = public.into();
        }
    }

    /// What the locked screen touches, and by which key: for the plans of a vault in which that counts.
    pub(crate) fn touched(&self) -> (TimerId, TimerPublic) {
        let touch = &self.head.touch;
        let public = TimerSecret::from_bytes(*touch.secret.bytes()).public();
        (TimerId::from_bytes(*touch.timer), public)
    }

    /// A check-in from an open vault: the locked screen may touch three times again.
    pub(crate) fn reset_locked_touches(&mut self) {
        if self.head.locked_touches > 0 {
            self.head.edit().locked_touches = 0;
        }
    }

    /// Whoever has a seat.
    pub(crate) fn seat(&self, number: u8) -> Option<&Seat> {
        self.head.seats.get(usize::from(number))
    }

    /// Gives a seat to a contact, or to nobody.
    pub(crate) fn set_seat(&mut self, number: u8, seat: Seat) -> Result<(), EngineError> {
        let place = self.head.edit().seats.get_mut(usize::from(number));
        *place.ok_or(EngineError::Bug { code: "seat" })? = seat;
        Ok(())
    }

    /// Changes whether the locked screen sends places to a seat.
    pub(crate) fn set_locked_places(&mut self, number: u8, places: bool) {
        if let Some(seat) = self.head.edit().seats.get_mut(usize::from(number)) {
            seat.places = places;
        }
    }

    /// The locked screen no longer reaches whoever has this seat: a filler takes it.
    pub(crate) fn leave_seat(&mut self, number: u8, rng: &mut impl CryptoRng) -> Result<(), EngineError> {
        let (seat, discard) = setup::make_filler(rng);
        self.set_seat(number, seat)?;
        self.register([discard])
    }

    /// When the next sync should be.
    pub(crate) fn next_sync(&self) -> Timestamp {
        Timestamp::from_millis(self.head.next_sync)
    }

    /// Whether things work. With `own`, only what that sealer and the locked screen have waiting counts: of others'
    /// groups, cover among them, the lobby knows no more than that they are there.
    pub(crate) fn health(&self, own: Option<&[Placed]>) -> Health {
        let (pending_registrations, refused_registrations) = self.registrations();
        let unsent = match own {
            Some(own) => self.unsent_of(own) + self.unsent_of(&self.head.locked_groups),
            None => self.groups.iter().filter(|group| !group.done()).count(),
        };
        Health {
            last_sync: self.head.last_sync.map(Timestamp::from_millis),
            failed_attempts: self.head.attempts,
            unsent: u32::try_from(unsent).unwrap_or(u32::MAX),
            registered: self.head.claimed,
            pending_registrations,
            refused_registrations,
            rollbacks: self.head.rollbacks,
            unreadable_cells: 0,
        }
    }

    /// Whether the relay or this store was found put back since the last call.
    pub(crate) fn take_put_back(&mut self) -> (bool, bool) {
        let flags = self.head.put_back_notices;
        if flags != 0 {
            self.head.edit().put_back_notices = 0;
        }
        (flags & 1 != 0, flags & 2 != 0)
    }

    /// Remembers to acknowledge a cell that is stored now.
    fn acknowledge(&mut self, tag: Tag) {
        let list = &mut self.head.edit().acknowledgements;
        if list.len() < 24 && !list.iter().any(|known| **known == *tag.as_bytes()) {
            list.push((*tag.as_bytes()).into());
        }
    }

    /// A row to a discard id, for a place in a group that has no receiver.
    fn discard_row(&self, index: usize, rng: &mut impl CryptoRng) -> Result<Row, EngineError> {
        let to = self.head.discards.get(index % CIRCLE_MAX).ok_or(EngineError::RecordDamaged)?;
        Ok(Row::make_cover(to.send_id(), to.capability(), rng))
    }
}

impl RingPlace {
    /// Its index among all groups, ring by ring.
    fn index(self) -> usize {
        usize::from(self.ring) * usize::from(RING_PLACES) + usize::from(self.position)
    }
}

/// The key of a group's record.
fn group_key(place: RingPlace) -> RecordKey {
    numbered(kind::GROUP, u64::try_from(place.index()).unwrap_or(u64::MAX))
}
