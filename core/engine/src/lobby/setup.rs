//! The lobby's first state: full from the start, the same in every install.

use crate::wire::{
    LockedRecord, LockedSecret, ReceiveCapability, ReceiveId, RegisterEntry, RelayAddress, SendCapability,
    SendId, Timestamp,
};
use rand_core::CryptoRng;

use super::ring::NOT_ANSWERED;
use super::{CIRCLE_MAX, Destination, GroupSlot, Lobby, LobbyHead, RING_PLACES, RINGS, RingPlace, group_key};
use crate::EngineError;
use crate::codec::Hidden;
use crate::record::{Change, Class, Kept, Place, Region, kind, numbered};

/// Records of the locked screen: cells, and how many entries of one 256-byte record for each vault a cell holds.
pub(super) const LOCKED_ENTRIES_PER_CELL: u64 = 3;
pub(super) const LOCKED_EVENTS: u64 = 256;
pub(super) const LOCKED_PLACES: u64 = 1_024;
/// One entry: a sealed record for each of the four vault regions.
pub(super) const LOCKED_ENTRY: usize = 4 * LockedRecord::LENGTH;
/// The drop boxes' size; they are used once vaults can be added.
const DROP_BOX: usize = 1_024;

/// What a store needs to know at set-up.
#[derive(Clone, Debug)]
pub struct LobbySetup {
    /// The relay.
    pub relay: RelayAddress,
    /// Now, by this phone's clock.
    pub now: Timestamp,
}

impl Lobby {
    /// A new lobby: every ring and list at its full size.
    pub(crate) fn create(setup: &LobbySetup, rng: &mut impl CryptoRng) -> Result<Self, EngineError> {
        let discards: Vec<(SendId, SendCapability)> =
            (0..CIRCLE_MAX).map(|_| (SendId::make_random(rng), SendCapability::make_random(rng))).collect();
        let entries: Vec<RegisterEntry> = discards
            .iter()
            .map(|(send_id, capability)| RegisterEntry::OpenDiscard {
                id: *send_id,
                capability: capability.hash(),
            })
            .collect();
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
            jumps: vec![0; 4],
            discards: discards.iter().map(|(id, capability)| Destination::new(*id, capability)).collect(),
            locked: Vec::new(),
            locked_counter: 0,
            locked_touches: 0,
            locked_keys,
            touch: None,
            next_ring: 0,
            first: Vec::new(),
            attempts: 0,
            next_sync: setup.now.as_millis(),
            acknowledgements: Vec::new(),
            locked_events: 0,
            locked_places: 0,
            last_sync: None,
            circle: 4,
            rollbacks: 0,
            put_back_notices: 0,
            clock_seen: setup.now.as_millis(),
            jumps_unproven: 0,
            old_touches: 0,
            silent_since: None,
            last_failure: 0,
            turns: 0,
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
            written: Vec::new(),
        };
        lobby.register(entries)?;
        lobby.fill_rings(rng);
        lobby.fill_locked(rng);
        lobby.fill_uploads(rng);
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
                    count: 0,
                    size: 4,
                    rows: vec![super::RowState::AtRelay.code(); rows].into(),
                    roots: (0..rows).map(|_| Hidden::make_random(rng)).collect(),
                    sealed: sealed.into(),
                    retry_at: 0,
                    counter: 0,
                    event: random_event(rng),
                    expects: false,
                    offered: 0,
                    timer: Some([NOT_ANSWERED; 6].into()),
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
        for region in 0..4 {
            self.written.push(own(numbered(kind::DROP_BOX, region), point_and_noise(DROP_BOX, rng)));
        }
        // Room for one group of `last place` cells, the size of a group of eight.
        self.written.push(own(numbered(kind::LAST_PLACE, 0), point_and_noise(8 * 1_280, rng)));
    }
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

fn random_event(rng: &mut impl CryptoRng) -> minicbor::bytes::ByteArray<16> {
    (*crate::wire::EventId::make_random(rng).as_bytes()).into()
}
