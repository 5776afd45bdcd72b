//! The head of a vault that is being made: of a store's first, and of those that are made from another one.

use rand_core::CryptoRng;

use super::notes::NoteKeys;
use super::slots::Bundle;
use super::{VaultHead, VaultSeat};
use crate::codec::Hidden;
use crate::lobby::Lobby;
use crate::wire::{IdentitySecret, LockedSecret};

/// What is not the same in each.
pub(super) struct NewHead<'a> {
    pub(super) region: u8,
    pub(super) name: &'a str,
    pub(super) language: &'a str,
    pub(super) bundle: Bundle,
    pub(super) locked: LockedSecret,
    pub(super) notes: NoteKeys,
    pub(super) seats: Vec<VaultSeat>,
    pub(super) order: Vec<u8>,
}

impl NewHead<'_> {
    pub(super) fn make(self, lobby: &Lobby, rng: &mut impl CryptoRng) -> VaultHead {
        let (locked_events, locked_places) = lobby.locked_written();
        VaultHead {
            region: self.region,
            name: self.name.trim().to_owned(),
            language: self.language.to_owned(),
            identity: Hidden::new(IdentitySecret::make_random(rng).expose()),
            locked: Hidden::new(self.locked.expose()),
            timer: self.bundle.timer,
            control: self.bundle.control,
            control_counter: 0,
            touch: self.bundle.touch,
            touch_counter: 0,
            counter: 0,
            plan: None,
            last_check_in: None,
            leaving: Vec::new(),
            next_event: 1,
            locked_events,
            locked_places,
            unreadable: 0,
            fetched_to: 0,
            fetched_all: 0,
            relay_minute: 0,
            relay_minute_at: 0,
            left_behind: 0,
            silence_told: 0,
            looked: false,
            relay_behind: 0,
            relay_behind_from: 0,
            jump_seen: lobby.jumped(),
            sealed: Vec::new(),
            locked_apart: None,
            sends_last_place: false,
            last_place_sent: locked_places,
            seats: self.seats,
            notes: self.notes,
            order: self.order,
            opened_at: None,
            opened_group: None,
            opened_rings: 0,
        }
    }
}
