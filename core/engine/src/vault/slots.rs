//! The vaults that this one may make and those that it has made. Nobody else knows of either: a vault can neither list nor
//! count what it was not given.

use minicbor::bytes::ByteArray;
use minicbor::{Decode, Encode};
use rand_core::CryptoRng;
use wayhome_protocol::keys::NoteSecret;

use super::Vault;
use crate::codec::{Hidden, HiddenBytes};
use crate::lobby::Lobby;
use crate::record::{Class, Kept, Place, kind, numbered};
use crate::wire::{RegisterEntry, TimerId, TimerSecret, Timestamp};
use crate::{EngineError, NewVault, SlotTicket};

/// For so long after the first vault was made all that is left may be used; after that only the last, which is in every
/// vault.
const SET_UP_MS: u64 = 24 * 3_600_000;

/// What a vault region is given when the first vault is made: the relay sets a timer's keys once, and notes that were left
/// for it are to be read later.
#[derive(Debug, Encode, Decode)]
#[cbor(map)]
pub(super) struct Bundle {
    #[n(0)]
    pub(super) timer: ByteArray<16>,
    #[n(1)]
    pub(super) control: Hidden<32>,
    #[n(2)]
    pub(super) touch: Hidden<32>,
    #[n(3)]
    pub(super) note: Hidden<32>,
}

impl Bundle {
    pub(super) fn make(rng: &mut impl CryptoRng) -> Self {
        Self {
            timer: (*TimerId::make_random(rng).as_bytes()).into(),
            control: Hidden::new(TimerSecret::make_random(rng).expose()),
            touch: Hidden::new(TimerSecret::make_random(rng).expose()),
            note: Hidden::new(NoteSecret::make_random(rng).expose()),
        }
    }

    /// What the relay is told of the timer: who commands it. That the locked screen may touch it, a plan says.
    pub(super) fn entry(&self) -> RegisterEntry {
        let public = |secret: &Hidden<32>| TimerSecret::from_bytes(*secret.bytes()).public();
        RegisterEntry::Timer {
            timer: TimerId::from_bytes(*self.timer),
            control: public(&self.control),
            touch: [Some(public(&self.touch)), None, None, None],
        }
    }

    pub(super) fn note_secret(&self) -> NoteSecret {
        NoteSecret::from_bytes(*self.note.bytes())
    }

    fn duplicate(&self) -> Self {
        Self {
            timer: self.timer,
            control: self.control.duplicate(),
            touch: self.touch.duplicate(),
            note: self.note.duplicate(),
        }
    }
}

/// The right to make one more vault.
#[derive(Debug, Encode, Decode)]
#[cbor(map)]
pub(super) struct SpareSlot {
    #[n(0)]
    pub(super) bundle: Bundle,
    #[n(1)]
    pub(super) region: u8,
    #[n(2)]
    ticket: HiddenBytes,
}

impl SpareSlot {
    fn new(ticket: &SlotTicket, bundle: Bundle) -> Self {
        Self { bundle, region: ticket.region, ticket: HiddenBytes::new(&ticket.bytes) }
    }

    pub(super) fn ticket(&self) -> SlotTicket {
        SlotTicket { region: self.region, bytes: self.ticket.bytes().to_vec() }
    }

    pub(super) fn duplicate(&self) -> Self {
        Self::new(&self.ticket(), self.bundle.duplicate())
    }
}

/// A vault that this one has made.
#[derive(Debug, Encode, Decode)]
#[cbor(map)]
pub(super) struct AddedSlot {
    /// Opens it without its PIN.
    #[n(0)]
    pub(super) key: HiddenBytes,
    /// The seats of the persons it shows.
    #[n(1)]
    pub(super) shown: Vec<u8>,
}

/// The record of both.
#[derive(Debug, Encode, Decode)]
#[cbor(map)]
pub(super) struct SlotMap {
    /// The last one stays for every vault of the store.
    #[n(0)]
    pub(super) spare: Vec<SpareSlot>,
    #[n(1)]
    pub(super) added: Vec<AddedSlot>,
    /// When the first vault was made.
    #[n(2)]
    since: u64,
}

/// What an open vault has of it.
#[derive(Debug, Default)]
pub(crate) struct Slots(pub(super) Option<Kept<SlotMap>>);

impl Slots {
    pub(super) fn new(spare: Vec<SpareSlot>, now: Timestamp) -> Self {
        let map = SlotMap { spare, added: Vec::new(), since: now.as_millis() };
        Self(Some(Kept::new(numbered(kind::SLOT_MAP, 0), Place::Any, Class::Urgent, map)))
    }

    /// Of a vault made from this one: when the first was made is the same in all.
    pub(super) fn of_added(&self, spare: Vec<SpareSlot>, now: Timestamp) -> Self {
        let since = self.0.as_ref().map_or(now, |map| Timestamp::from_millis(map.since));
        Self::new(spare, since)
    }

    fn added(&self) -> impl Iterator<Item = &AddedSlot> {
        self.0.iter().flat_map(|map| &map.added)
    }

    /// Whether a seat is that of somebody whom a vault shows that this one has made.
    pub(super) fn shows(&self, seat: u8) -> bool {
        self.added().any(|added| added.shown.contains(&seat))
    }

    /// How many such seats there are.
    pub(super) fn shown(&self) -> usize {
        self.added().map(|added| added.shown.len()).sum()
    }

    /// The keys of the vaults that this one has made, in the order of their making.
    pub(crate) fn keys(&self) -> Vec<&[u8]> {
        self.added().map(|added| added.key.bytes()).collect()
    }
}

/// The bundles of the four vault regions, the registrations of their timers, and the rights to the other three.
pub(super) fn make_slots(
    new: &NewVault,
    lobby: &mut Lobby,
    rng: &mut impl CryptoRng,
) -> Result<(Bundle, Vec<SpareSlot>), EngineError> {
    let own = Bundle::make(rng);
    let spare: Vec<SpareSlot> =
        new.tickets.iter().map(|ticket| SpareSlot::new(ticket, Bundle::make(rng))).collect();
    let mut timers: Vec<RegisterEntry> = spare.iter().map(|spare| spare.bundle.entry()).collect();
    // In an order that says nothing.
    let drawn = usize::try_from(rng.next_u32()).unwrap_or(0) % timers.len().saturating_add(1);
    timers.insert(drawn, own.entry());
    lobby.register_timers(&timers);
    lobby.set_note_key(new.region, &own.note_secret().public());
    for spare in &spare {
        lobby.set_note_key(spare.region, &spare.bundle.note_secret().public());
    }
    Ok((own, spare))
}

impl Vault {
    /// The right that the next further vault is made by.
    pub(crate) fn next_ticket(&self) -> Option<SlotTicket> {
        self.slots.0.as_ref()?.spare.first().map(SpareSlot::ticket)
    }

    /// Once the set-up is over, all rights but the last are given up: then a vault that was made has what the one that made
    /// it has.
    pub(crate) fn end_set_up(&mut self, now: Timestamp) {
        let Some(map) = &mut self.slots.0 else { return };
        let over = now.as_millis().abs_diff(map.since) > SET_UP_MS;
        if over && map.spare.len() > 1 {
            let map = map.edit();
            map.spare.drain(..map.spare.len().saturating_sub(1));
        }
    }
}
