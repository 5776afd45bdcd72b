//! Seat notes, from the vaults' side: who changes a seat leaves a note for every vault region, and each vault reads its own
//! when it is open. A note is believed if its key says that it was written here or by who made this vault; what anybody
//! else changed is told to the owner, and not followed.

use minicbor::{Decode, Encode};
use rand_core::CryptoRng;
use wayhome_protocol::keys::{NoteMacKey, NoteSecret};
use wayhome_protocol::seat_note::{OpenedNote, SeatNote};

use super::{ContactRecord, Vault, VaultSeat};
use crate::chain_state::ChainState;
use crate::codec::Hidden;
use crate::lobby::{CIRCLE_MAX, Lobby, TIMERS};
use crate::wire::{ChainKey, Direction, Origin, Timestamp};
use crate::{EngineError, EventKind};

/// What a vault reads its notes by, and by what it believes and writes them.
#[derive(Debug, Encode, Decode)]
#[cbor(map)]
pub(crate) struct NoteKeys {
    #[n(0)]
    secret: Hidden<32>,
    /// One for the notes of each region. Those for its own region a vault believes by the same key by which it writes them:
    /// who made it has that key, and nobody else. So in no vault does anything say whether there is such a one.
    #[n(1)]
    signs: [Hidden<32>; TIMERS],
}

impl NoteKeys {
    /// Of the first vault of a store: nobody else's notes are believed.
    pub(super) fn first(secret: &NoteSecret, rng: &mut impl CryptoRng) -> Self {
        let signs = std::array::from_fn(|_| Hidden::make_random(rng));
        Self { secret: Hidden::new(secret.expose()), signs }
    }

    /// Of a vault that this one makes: it believes what this one writes.
    pub(super) fn of_added(&self, region: u8, secret: &NoteSecret, rng: &mut impl CryptoRng) -> Self {
        let mut added = Self::first(secret, rng);
        for (at, (new, own)) in added.signs.iter_mut().zip(&self.signs).enumerate() {
            if at == usize::from(region) {
                *new = own.duplicate();
            }
        }
        added
    }

    /// The key for notes to a region.
    fn sign(&self, region: u8) -> Option<NoteMacKey> {
        self.signs.get(usize::from(region)).map(|key| NoteMacKey::from_bytes(*key.bytes()))
    }

    fn open(&self, lobby: &Lobby, seat: u8, region: u8) -> Option<OpenedNote> {
        let secret = NoteSecret::from_bytes(*self.secret.bytes());
        OpenedNote::open(&secret, seat, region, lobby.seat_note(seat, region)?)
    }

    /// Leaves a note about a seat for one region.
    pub(super) fn leave(
        &self,
        lobby: &mut Lobby,
        (seat, region): (u8, u8),
        note: &SeatNote,
        rng: &mut impl CryptoRng,
    ) -> Result<(), EngineError> {
        let keys = self.sign(region).zip(lobby.note_key(region));
        let sealed = keys.and_then(|(mac, to)| note.seal(seat, region, &mac, &to, rng));
        lobby.set_seat_note(seat, region, &sealed.ok_or(EngineError::Bug { code: "seat-note" })?);
        Ok(())
    }
}

/// Whether a generation is later than another: they begin anywhere, and go on from the highest with 0.
fn is_later(generation: u32, known: u32) -> bool {
    (1..1 << 31).contains(&generation.wrapping_sub(known))
}

impl Vault {
    /// Somebody, or nobody, takes a seat: this vault's own chain to them is set, and every vault region gets a note with its
    /// own. Returns the chain that this vault had for the seat.
    pub(super) fn change_seat(
        &mut self,
        lobby: &mut Lobby,
        seat: u8,
        mut chain: impl FnMut(Direction, Origin) -> ChainKey,
        rng: &mut impl CryptoRng,
    ) -> Result<ChainState, EngineError> {
        let here = self.head.region;
        let left = self.head.notes.open(lobby, seat, here).map(|opened| opened.note.generation);
        let head = self.head.edit();
        let known = head.seats.get_mut(usize::from(seat)).ok_or(EngineError::RecordDamaged)?;
        // Later than what any vault that has changed this seat has left there.
        let generation = left.filter(|left| is_later(*left, known.generation)).unwrap_or(known.generation);
        known.generation = generation.wrapping_add(1);
        known.elsewhere = None;
        let mut before = None;
        for region in 0..TIMERS {
            let region = u8::try_from(region).unwrap_or(u8::MAX);
            let origin = Origin::vault(region).ok_or(EngineError::Bug { code: "region" })?;
            let note = SeatNote {
                generation: known.generation,
                sending: chain(Direction::WorkerToContact, origin),
                receiving: chain(Direction::ContactToWorker, origin),
            };
            head.notes.leave(lobby, (seat, region), &note, rng)?;
            if region == here {
                before = Some(std::mem::replace(&mut known.chain, ChainState::begin(note.sending, rng)));
            }
        }
        before.ok_or(EngineError::Bug { code: "region" })
    }

    /// Notes that nobody has a seat any more, or not yet.
    pub(super) fn empty_seat(
        &mut self,
        lobby: &mut Lobby,
        seat: u8,
        rng: &mut impl CryptoRng,
    ) -> Result<ChainState, EngineError> {
        let mut keys = (0..2 * TIMERS).map(|_| ChainKey::make_random(rng)).collect::<Vec<_>>();
        self.change_seat(lobby, seat, |_, _| keys.pop().unwrap_or_else(|| ChainKey::from_bytes([0; 32])), rng)
    }

    /// Reads what was left for this vault since it was open last.
    pub(crate) fn read_notes(&mut self, lobby: &Lobby, now: Timestamp, rng: &mut impl CryptoRng) {
        for seat in 0..u8::try_from(CIRCLE_MAX).unwrap_or(u8::MAX) {
            let lies = lobby.seat_note(seat, self.head.region).unwrap_or_default();
            let Some(read) = self.notes_read.get_mut(usize::from(seat)) else { continue };
            if read != lies {
                *read = lies.to_vec();
                self.read_note(lobby, now, seat, rng);
            }
        }
    }

    fn read_note(&mut self, lobby: &Lobby, now: Timestamp, seat: u8, rng: &mut impl CryptoRng) {
        let Some(opened) = self.head.notes.open(lobby, seat, self.head.region) else { return };
        let generation = opened.note.generation;
        let believed = self.head.notes.sign(self.head.region).is_some_and(|key| opened.verifies(&key));
        let Some(known) = self.head.seats.get(usize::from(seat)) else { return };
        if !is_later(generation, known.generation) || (!believed && known.elsewhere == Some(generation)) {
            return;
        }
        if let Some(known) = self.head.edit().seats.get_mut(usize::from(seat)) {
            if believed {
                *known = VaultSeat::of(opened.note, rng);
            } else {
                known.elsewhere = Some(generation);
            }
        }
        if !believed {
            self.tell(now, EventKind::SeatChangedElsewhere { seat });
        } else if let Some(to) = lobby.seat(seat).map(|seat| &seat.to) {
            // Whoever this vault has shown there is told nothing any more; the one who sits there now is.
            let named = |contact: &ContactRecord| contact.seat == seat && !contact.removed;
            if let Some(contact) = self.contacts.iter_mut().find(|contact| named(contact)) {
                contact.edit().to = to.duplicate();
            }
        }
    }
}
