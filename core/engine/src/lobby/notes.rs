//! The seat notes: for each seat and each vault region the place of one, noise until the first vault is made. What they
//! say, and to whom, the protocol has; here they are bytes.

use rand_core::CryptoRng;
use wayhome_protocol::keys::{NotePublic, NoteSecret};
use wayhome_protocol::seat_note::SEAT_NOTE_LENGTH;

use super::setup::{own, point_and_noise};
use super::{CIRCLE_MAX, Lobby, TIMERS};
use crate::EngineError;
use crate::record::{Change, RecordKey, kind, numbered};

/// Seats whose notes share a record, which fills a cell.
const SEATS: usize = 4;
const RECORD: usize = SEATS * TIMERS * SEAT_NOTE_LENGTH;

/// The notes of four seats, seat by seat, and in each region by region.
#[derive(Debug)]
pub(super) struct NoteCell {
    key: RecordKey,
    notes: Vec<u8>,
    dirty: bool,
}

impl NoteCell {
    pub(super) fn load(key: RecordKey, bytes: &[u8]) -> Result<Self, EngineError> {
        let sound = bytes.len() == RECORD;
        sound.then(|| Self { key, notes: bytes.to_vec(), dirty: false }).ok_or(EngineError::RecordDamaged)
    }

    pub(super) fn key(&self) -> RecordKey {
        self.key
    }

    pub(super) fn flush(&mut self, out: &mut Vec<Change>) {
        if std::mem::take(&mut self.dirty) {
            out.push(own(self.key, self.notes.clone()));
        }
    }
}

/// In which record a note lies, and where in it.
fn place_of(seat: u8, region: u8) -> (usize, std::ops::Range<usize>) {
    let (seat, region) = (usize::from(seat), usize::from(region));
    let start = ((seat % SEATS) * TIMERS + region) * SEAT_NOTE_LENGTH;
    (seat / SEATS, start..start.saturating_add(SEAT_NOTE_LENGTH))
}

/// Keys to which notes are sealed while nobody can open them.
pub(super) fn nobodys_keys(rng: &mut impl CryptoRng) -> Vec<minicbor::bytes::ByteArray<32>> {
    (0..TIMERS).map(|_| (*NoteSecret::make_random(rng).public().as_bytes()).into()).collect()
}

impl Lobby {
    pub(super) fn fill_notes(&mut self, rng: &mut impl CryptoRng) {
        let cells = 0..CIRCLE_MAX.div_ceil(SEATS);
        self.notes = cells
            .map(|index| {
                let key = numbered(kind::SEAT_NOTES, u64::try_from(index).unwrap_or(u64::MAX));
                let notes =
                    (0..SEATS * TIMERS).flat_map(|_| point_and_noise(SEAT_NOTE_LENGTH, rng)).collect();
                NoteCell { key, notes, dirty: true }
            })
            .collect();
    }

    /// The key to which notes for a vault region are sealed.
    pub(crate) fn note_key(&self, region: u8) -> Option<NotePublic> {
        self.head.note_keys.get(usize::from(region)).map(|key| NotePublic::from_bytes(**key))
    }

    /// From now on notes for a vault region are sealed to this key.
    pub(crate) fn set_note_key(&mut self, region: u8, key: &NotePublic) {
        if let Some(place) = self.head.edit().note_keys.get_mut(usize::from(region)) {
            *place = (*key.as_bytes()).into();
        }
    }

    /// The sealed note about a seat for a vault region.
    pub(crate) fn seat_note(&self, seat: u8, region: u8) -> Option<&[u8]> {
        let (cell, place) = place_of(seat, region);
        self.notes.get(cell)?.notes.get(place)
    }

    /// Leaves another in its place.
    pub(crate) fn set_seat_note(&mut self, seat: u8, region: u8, sealed: &[u8; SEAT_NOTE_LENGTH]) {
        let (cell, place) = place_of(seat, region);
        let Some(cell) = self.notes.get_mut(cell) else { return };
        if let Some(note) = cell.notes.get_mut(place) {
            note.copy_from_slice(sealed);
            cell.dirty = true;
        }
    }
}
