//! The lobby's first state: full from the start, the same in every install.

use crate::chain_state::ChainState;
use crate::wire::{
    ChainKey, LockedRecord, LockedSecret, ReceiveCapability, ReceiveId, RegisterEntry, RelayAddress,
    SendCapability, SendId, TimerId, TimerSecret, Timestamp,
};
use rand_core::CryptoRng;
use wayhome_protocol::keys::ToldSecret;

use super::ring::make_ticket;
use super::told::empty_boxes;
use super::{
    CIRCLE_MAX, Destination, GroupSlot, Lobby, LobbyHead, RING_PLACES, RINGS, RingPlace, Seat, TIMERS,
    TouchKey, group_key,
};
use crate::codec::Hidden;
use crate::record::{Change, Class, Kept, Place, Region, kind, numbered};
use crate::{CircleRoom, Cover, EngineError};

/// Records of the locked screen: cells, and how many entries of one 256-byte record for each vault a cell holds.
pub(super) const LOCKED_ENTRIES_PER_CELL: u64 = 3;
pub(super) const LOCKED_EVENTS: u64 = 256;
pub(super) const LOCKED_PLACES: u64 = 1_024;
/// One entry: a sealed record for each of the four vault regions.
pub(super) const LOCKED_ENTRY: usize = 4 * LockedRecord::LENGTH;

/// What a store needs to know at set-up.
#[derive(Clone, Debug)]
pub struct LobbySetup {
    /// The relay.
    pub relay: RelayAddress,
    /// Now, by this phone's clock.
    pub now: Timestamp,
    /// How it shows itself on the network.
    pub cover: Cover,
    /// For how many contacts it has room from now on.
    pub room: CircleRoom,
}

impl Lobby {
    /// A new lobby: every ring and list at its full size.
    pub(crate) fn create(setup: &LobbySetup, rng: &mut impl CryptoRng) -> Result<Self, EngineError> {
        setup.cover.check()?;
        let discards: Vec<(SendId, SendCapability)> =
            (0..CIRCLE_MAX).map(|_| (SendId::make_random(rng), SendCapability::make_random(rng))).collect();
        let entries: Vec<RegisterEntry> = discards
            .iter()
            .map(|(send_id, capability)| RegisterEntry::OpenDiscard {
                id: *send_id,
                capability: capability.hash(),
            })
            .collect();
        let touch = TouchKey {
            timer: (*TimerId::make_random(rng).as_bytes()).into(),
            secret: Hidden::new(TimerSecret::make_random(rng).expose()),
            counter: 0,
        };
        let (seats, fillers): (Vec<Seat>, Vec<RegisterEntry>) =
            (0..CIRCLE_MAX).map(|_| make_filler(rng)).unzip();
        let locked_keys =
            (0..4).map(|_| (*LockedSecret::make_random(rng).public().as_bytes()).into()).collect();
        let head = LobbyHead {
            receive_id: (*ReceiveId::make_random(rng).as_bytes()).into(),
            receive_capability: Hidden::new(ReceiveCapability::make_random(rng).expose()),
            relay_url: setup.relay.url().to_owned(),
            relay_key: (*setup.relay.key().as_bytes()).into(),
            claimed: false,
            count: 0,
            relay_seq: 0,
            jumped: 0,
            discards: discards.iter().map(|(id, capability)| Destination::new(*id, capability)).collect(),
            seats,
            locked_counter: 0,
            locked_touches: 0,
            locked_keys,
            touch,
            locked_groups: Vec::new(),
            first: Vec::new(),
            attempts: 0,
            next_sync: setup.now.as_millis(),
            acknowledgements: Vec::new(),
            locked_events: 0,
            locked_places: 0,
            last_sync: None,
            circle: match setup.room {
                CircleRoom::Four => 4,
                CircleRoom::Eight => 8,
            },
            rollbacks: 0,
            put_back_notices: 0,
            clock_seen: setup.now.as_millis(),
            jumps_unproven: 0,
            silent_since: None,
            last_failure: 0,
            turns: 0,
            cover: setup.cover.code(),
            clock_moved: 0,
            note_keys: super::notes::nobodys_keys(rng),
            rests: 0,
        };
        let mut lobby = Self {
            head: Kept::new(numbered(kind::LOBBY_HEAD, 0), Place::Head, Class::Urgent, head),
            registrations: Kept::new(
                numbered(kind::REGISTRATIONS, 0),
                Place::Any,
                Class::Urgent,
                super::registration::Registrations::default(),
            ),
            groups: Vec::new(),
            locked_events: Vec::new(),
            locked_places: Vec::new(),
            uploads: Vec::new(),
            last_place: Vec::new(),
            notes: Vec::new(),
            written: Vec::new(),
        };
        lobby.register(entries)?;
        lobby.register(fillers)?;
        let timers: Vec<RegisterEntry> = (0..TIMERS).map(|_| make_timer(rng)).collect();
        lobby.register_timers(&timers);
        let mailboxes: Vec<RegisterEntry> = (0..CIRCLE_MAX).map(|_| make_mailbox(rng)).collect();
        lobby.register_placeholders(&mailboxes);
        lobby.fill_rings(rng);
        lobby.fill_locked(rng);
        lobby.fill_uploads(rng);
        lobby.fill_notes(rng);
        lobby.fill_last_place(setup.now, rng)?;
        Ok(lobby)
    }

    fn fill_rings(&mut self, rng: &mut impl CryptoRng) {
        for ring in 0..RINGS {
            for position in 0..RING_PLACES {
                let rows = self.circle().rows();
                let mut sealed = point_and_noise(self.circle().group_length(), rng);
                sealed.truncate(self.circle().group_length());
                let slot = GroupSlot {
                    unsent: false,
                    age_from: 0,
                    ticket: make_ticket(rng),
                    size: self.circle().byte(),
                    rows: vec![super::RowState::AtRelay.code(); rows].into(),
                    roots: (0..rows).map(|_| Hidden::make_random(rng)).collect(),
                    sealed: sealed.into(),
                    retry_at: 0,
                    offered: 0,
                    turn: 0,
                    to: (*ToldSecret::make_random(rng).public().as_bytes()).into(),
                    told: empty_boxes(rows, rng).into(),
                };
                let key = group_key(RingPlace { ring, position });
                self.groups.push(Kept::new(key, Place::Own, Class::Urgent, slot));
            }
        }
    }

    fn fill_locked(&mut self, rng: &mut impl CryptoRng) {
        for (record_kind, entries) in
            [(kind::LOCKED_EVENTS, LOCKED_EVENTS), (kind::LOCKED_PLACES, LOCKED_PLACES)]
        {
            for index in 0..entries.div_ceil(LOCKED_ENTRIES_PER_CELL) {
                let mut value = Vec::with_capacity(LOCKED_ENTRY * 3);
                for _ in 0..LOCKED_ENTRIES_PER_CELL * 4 {
                    value.extend(point_and_noise(LockedRecord::LENGTH, rng));
                }
                let key = numbered(record_kind, index);
                self.written.push(own(key, value.clone()));
                let list = if record_kind == kind::LOCKED_EVENTS {
                    &mut self.locked_events
                } else {
                    &mut self.locked_places
                };
                list.push((key, value));
            }
        }
    }
}

/// A seat that nobody has, and what is to be registered for it.
pub(super) fn make_filler(rng: &mut impl CryptoRng) -> (Seat, RegisterEntry) {
    let (id, capability) = (SendId::make_random(rng), SendCapability::make_random(rng));
    let seat = Seat {
        to: Destination::new(id, &capability),
        chain: ChainState::begin(ChainKey::make_random(rng), rng),
        ring_wish: false,
        places: rng.next_u32().is_multiple_of(2),
    };
    (seat, RegisterEntry::OpenDiscard { id, capability: capability.hash() })
}

/// A timer that nobody can command.
fn make_timer(rng: &mut impl CryptoRng) -> RegisterEntry {
    let mut key = || TimerSecret::make_random(rng).public();
    let (control, touch) = (key(), [Some(key()), None, None, None]);
    RegisterEntry::Timer { timer: TimerId::make_random(rng), control, touch }
}

/// A mailbox to which nobody sends.
fn make_mailbox(rng: &mut impl CryptoRng) -> RegisterEntry {
    let capability = SendCapability::make_random(rng).hash();
    RegisterEntry::OpenMailbox { id: SendId::make_random(rng), capability }
}

/// A change that writes a record into cells of its own.
pub(super) fn own(key: crate::RecordKey, value: Vec<u8>) -> Change {
    Change { region: Region::Lobby, key, place: Place::Own, class: Class::Urgent, value: Some(value.into()) }
}

/// Bytes that look like something sealed: a genuine curve point whose secret is thrown away, then noise.
pub(super) fn point_and_noise(length: usize, rng: &mut impl CryptoRng) -> Vec<u8> {
    let mut out = LockedSecret::make_random(rng).public().as_bytes().to_vec();
    let mut noise = vec![0; length.saturating_sub(out.len())];
    rng.fill_bytes(&mut noise);
    out.append(&mut noise);
    out
}
