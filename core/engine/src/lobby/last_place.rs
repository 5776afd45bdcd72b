//! The last place known to the locked screen, sealed ahead for every seat: it is sent after a vault was opened that wants it
//! so. Each place noted takes the next step of every chain, and no key stays: what is in the record can be read by
//! those for whom it is, and by nobody who has the phone.
//!
//! ```text
//! record = time 8 ‖ steps 4 ‖ 8 × entry ‖ noise to 10,240 bytes
//! entry  = receipt root 32 ‖ places 1 ‖ row 1,105
//! row    = send id 16 ‖ send capability 32 ‖ ring 1 ‖ relay part 32 ‖ wire cell 1,024
//! ```
//!
//! The record is filled from the start, and anew once it was sent, with no place in it.

use crate::wire::{
    CircleSize, Direction, Envelope, EventId, Message, Place as GeoPlace, ReceiptRoot, RelayPart, Ring, Row,
    SendCapability, SendId, TimerCommand, Timestamp, Trail, WireCell, split,
};
use rand_core::CryptoRng;

use super::ring::OutgoingRow;
use super::setup::own;
use super::{CIRCLE_MAX, Lobby, Placing};
use crate::EngineError;
use crate::record::{kind, numbered};

/// Bytes of the record: the size of a group of eight.
const RECORD: usize = 8 * 1_280;
/// Bytes of the time and of the number of steps.
const HEAD: usize = 8 + 4;
const ENTRY: usize = 32 + 1 + Row::LENGTH;
/// So many places are sealed between two that are sent: receivers search 65,536 steps ahead.
const MOST_STEPS: u32 = 16_384;

/// One seat's part of the record.
struct Entry {
    receipt_root: ReceiptRoot,
    /// It was sealed for somebody who is sent places.
    places: bool,
    row: Row,
}

impl Entry {
    fn read(bytes: &[u8]) -> Option<Self> {
        let (root, rest) = bytes.split_first_chunk::<32>()?;
        let (places, rest) = rest.split_first()?;
        let (send_id, rest) = rest.split_first_chunk::<16>()?;
        let (capability, rest) = rest.split_first_chunk::<32>()?;
        let (_, rest) = rest.split_first()?;
        let (part, rest) = rest.split_first_chunk::<32>()?;
        let (cell, _) = rest.split_first_chunk::<{ WireCell::LENGTH }>()?;
        Some(Self {
            receipt_root: ReceiptRoot::from_bytes(*root),
            places: *places == 1,
            row: Row {
                send_id: SendId::from_bytes(*send_id),
                capability: SendCapability::from_bytes(*capability),
                ring: Ring::None,
                relay_part: RelayPart::from_bytes(*part),
                cell: WireCell::from_bytes(*cell),
            },
        })
    }

    fn write(&self, out: &mut Vec<u8>) {
        out.extend_from_slice(self.receipt_root.expose());
        out.push(u8::from(self.places));
        out.extend_from_slice(self.row.send_id.as_bytes());
        out.extend_from_slice(self.row.capability.expose());
        out.push(self.row.ring.byte());
        out.extend_from_slice(self.row.relay_part.expose());
        out.extend_from_slice(self.row.cell.as_bytes());
    }
}

impl Lobby {
    /// When what is in the record was sealed, and how many times since it was sent.
    fn last_place_head(&self) -> (Timestamp, u32) {
        let head = self.last_place.split_first_chunk::<8>();
        let steps = head.and_then(|(_, rest)| rest.first_chunk::<4>());
        let time = head.map_or(0, |(time, _)| u64::from_be_bytes(*time));
        (Timestamp::from_millis(time), steps.map_or(0, |steps| u32::from_be_bytes(*steps)))
    }

    fn last_place_of(&self, seat: usize) -> Option<Entry> {
        let from = seat.checked_mul(ENTRY)?.checked_add(HEAD)?;
        Entry::read(self.last_place.get(from..from.checked_add(ENTRY)?)?)
    }

    /// The record with no place in it: that of a new lobby, and of one whose last place was sent.
    pub(super) fn fill_last_place(
        &mut self,
        now: Timestamp,
        rng: &mut impl CryptoRng,
    ) -> Result<(), EngineError> {
        self.seal_last_place(now, 0, None, rng)
    }

    /// A place was noted: it is sealed for every seat that is sent places.
    pub(super) fn note_last_place(
        &mut self,
        now: Timestamp,
        place: &GeoPlace,
        rng: &mut impl CryptoRng,
    ) -> Result<(), EngineError> {
        let (_, steps) = self.last_place_head();
        if steps >= MOST_STEPS {
            return Ok(());
        }
        self.seal_last_place(now, steps.saturating_add(1), Some(place), rng)
    }

    /// Puts a group with the last place into a ring. `false` if none was noted since one was sent, or if it has no place in
    /// a ring now.
    pub(crate) fn send_last_place(
        &mut self,
        now: Timestamp,
        rng: &mut impl CryptoRng,
    ) -> Result<bool, EngineError> {
        let (time, steps) = self.last_place_head();
        let sealer = self.head.locked_groups.clone();
        if steps == 0 || self.free_places(&sealer, false, false) == 0 {
            return Ok(false);
        }
        let event = EventId::make_random(rng);
        let mut rows = Vec::new();
        for seat in 0..self.circle().rows() {
            let sealed = self.last_place_of(seat).ok_or(EngineError::RecordDamaged)?;
            let known = self.head.seats.get(seat).ok_or(EngineError::Bug { code: "seat" })?;
            // Not for whoever had the seat before, and no place for those who are sent none any more.
            let stands = known.to.send_id() == sealed.row.send_id && (known.places || !sealed.places);
            let entry = if stands { sealed } else { self.seal_last_place_for(seat, time, None, event, rng)? };
            rows.push(OutgoingRow { row: entry.row, receipt_root: Some(entry.receipt_root) });
        }
        let how = Placing { own: &sealer, urgent: false, evict: false, now, made: time, cover: false };
        let placed = self.place(how, TimerCommand::noop(), rows, rng)?.placed;
        self.keep_locked(placed);
        self.hurry(now, false);
        let head = self.head.edit();
        head.locked_counter = head.locked_counter.saturating_add(1);
        self.fill_last_place(now, rng)?;
        Ok(true)
    }

    fn seal_last_place(
        &mut self,
        time: Timestamp,
        steps: u32,
        place: Option<&GeoPlace>,
        rng: &mut impl CryptoRng,
    ) -> Result<(), EngineError> {
        let mut record = Vec::with_capacity(RECORD);
        record.extend_from_slice(&time.as_millis().to_be_bytes());
        record.extend_from_slice(&steps.to_be_bytes());
        let event = EventId::make_random(rng);
        for seat in 0..CIRCLE_MAX {
            self.seal_last_place_for(seat, time, place, event, rng)?.write(&mut record);
        }
        let mut noise = vec![0; RECORD.saturating_sub(record.len())];
        rng.fill_bytes(&mut noise);
        record.append(&mut noise);
        let key = numbered(kind::LAST_PLACE, 0);
        self.written.retain(|change| change.key != key);
        self.written.push(own(key, record.clone()));
        self.last_place = record;
        Ok(())
    }

    fn seal_last_place_for(
        &mut self,
        seat: usize,
        time: Timestamp,
        place: Option<&GeoPlace>,
        event: EventId,
        rng: &mut impl CryptoRng,
    ) -> Result<Entry, EngineError> {
        // One more than the last message's: it counts once it is sent.
        let counter = self.head.locked_counter.saturating_add(1);
        let known = self.head.edit().seats.get_mut(seat).ok_or(EngineError::Bug { code: "seat" })?;
        let keys = known.chain.with(|chain| Ok(chain.next()?))?;
        let place = place.filter(|_| known.places);
        let message =
            Message::LastPlace { trail: Trail::new(place.map_or(&[], std::slice::from_ref)), battery: None };
        let envelope = Envelope { counter, time, plan: None, message };
        let bodies = split(&envelope.encode()?, event)?;
        let [body] = bodies.as_slice() else { return Err(EngineError::Bug { code: "more-than-a-cell" }) };
        let cell = WireCell::seal(&keys, Direction::WorkerToContact, body, rng)?;
        Ok(Entry {
            receipt_root: keys.message_key.derive_receipt_root(),
            places: known.places,
            row: Row {
                send_id: known.to.send_id(),
                capability: known.to.capability(),
                ring: Ring::None,
                relay_part: RelayPart::make_random(rng),
                cell,
            },
        })
    }
}

// A group of eight has room for all of them, and so has the record.
const _: () = assert!(HEAD + ENTRY * CircleSize::Eight.rows() <= RECORD);
