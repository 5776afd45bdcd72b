//! What the locked screen may do: check in, raise an SOS, note a place. It can read nothing back.

use crate::wire::{
    CellBody, CheckInState, Direction, Envelope, EventId, LockedEntry, LockedKind, LockedPublic,
    LockedRecord, LockedSecret, Message, Place as GeoPlace, PlanTiming, RelayPart, Ring, Row, TimerCommand,
    TimerId, TimerSecret, Timestamp, Trail, WireCell, seal_capsule, split,
};
use rand_core::CryptoRng;

use super::setup::{LOCKED_ENTRIES_PER_CELL, LOCKED_ENTRY, LOCKED_EVENTS, LOCKED_PLACES, own};
use super::{GroupSlot, Lobby, Placed, Placing, SEALER_MOST};
use crate::lobby::ring::OutgoingRow;
use crate::record::kind;
use crate::{CheckInDraft, EngineError, SosDraft};

/// Locked check-ins in a row that may touch the timer.
pub(crate) const LOCKED_TOUCHES: u8 = 3;
/// Bytes of a note that a locked record holds.
const LOCKED_NOTE: usize = 80;

/// Which of the locked screen's lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LockedSource {
    Events,
    Places,
}

impl Lobby {
    /// A check-in from the locked screen.
    pub(crate) fn locked_check_in(
        &mut self,
        now: Timestamp,
        draft: &CheckInDraft,
        rng: &mut impl CryptoRng,
    ) -> Result<EventId, EngineError> {
        check_note(draft.note.as_deref())?;
        let event = EventId::make_random(rng);
        let timer = self.locked_touch()?;
        let entry = LockedEntry {
            kind: LockedKind::CheckIn,
            event,
            time: now,
            state: Some(draft.state),
            note: draft.note.clone(),
            place: draft.place,
            battery: draft.battery_percent,
            counter: self.head.locked_counter + 1,
            ticket: None,
        };
        self.locked_send(now, entry, timer, rng)?;
        Ok(event)
    }

    /// A call for help from the locked screen.
    pub(crate) fn locked_sos(
        &mut self,
        now: Timestamp,
        draft: &SosDraft,
        rng: &mut impl CryptoRng,
    ) -> Result<EventId, EngineError> {
        check_note(draft.note.as_deref())?;
        let event = EventId::make_random(rng);
        let entry = LockedEntry {
            kind: LockedKind::Sos,
            event,
            time: now,
            state: None,
            note: draft.note.clone(),
            place: draft.place,
            battery: draft.battery_percent,
            counter: self.head.locked_counter + 1,
            ticket: None,
        };
        self.locked_send(now, entry, TimerCommand::noop(), rng)?;
        Ok(event)
    }

    /// Notes a place from the locked screen, for the vaults to read when they are next opened.
    pub(crate) fn locked_place(
        &mut self,
        now: Timestamp,
        place: GeoPlace,
        rng: &mut impl CryptoRng,
    ) -> Result<(), EngineError> {
        let entry = LockedEntry {
            kind: LockedKind::Place,
            event: EventId::make_random(rng),
            time: now,
            state: None,
            note: None,
            place: Some(place),
            battery: None,
            counter: 0,
            ticket: None,
        };
        let index = self.head.locked_places;
        self.write_locked(LockedSource::Places, index, entry, rng)?;
        self.head.edit().locked_places += 1;
        self.note_last_place(now, &place, rng)
    }

    fn locked_send(
        &mut self,
        now: Timestamp,
        mut entry: LockedEntry,
        timer: TimerCommand,
        rng: &mut impl CryptoRng,
    ) -> Result<(), EngineError> {
        let urgent = entry.kind == LockedKind::Sos;
        let own = self.head.locked_groups.clone();
        if !self.has_place(&own, urgent) {
            return Err(EngineError::Full);
        }
        let (mut rows, size) = (Vec::new(), self.circle().rows());
        let head = self.head.edit();
        head.locked_counter = head.locked_counter.saturating_add(1);
        // A row for each seat: nobody can tell for whom there is one.
        for route in head.seats.iter_mut().take(size) {
            let (keys, capsule, relay_part) = route.chain.with(|chain| {
                let keys = chain.next()?;
                let relay_part = RelayPart::make_random(rng);
                let places: &[GeoPlace] =
                    entry.place.as_slice().get(..usize::from(route.places)).unwrap_or(&[]);
                let capsule = seal_capsule(&keys.message_key, &relay_part, entry.event, places, rng);
                Ok((keys, capsule, relay_part))
            })?;
            let message = match entry.kind {
                LockedKind::Sos => Message::Sos {
                    note: entry.note.clone(),
                    trail: entry.place.as_ref().filter(|_| route.places).map(|place| Trail::new(&[*place])),
                    battery: entry.battery,
                },
                LockedKind::CheckIn | LockedKind::Place => Message::CheckIn {
                    state: entry.state.unwrap_or(CheckInState::Ok),
                    note: entry.note.clone(),
                    place: None,
                    battery: entry.battery,
                    capsule: Some(Box::new(capsule)),
                },
            };
            let envelope = Envelope { counter: entry.counter, time: entry.time, plan: None, message };
            let bodies: Vec<CellBody> = split(&envelope.encode()?, entry.event)?;
            let body = match bodies.as_slice() {
                [body] => body,
                _ => return Err(EngineError::invalid("note", "too long for the locked screen")),
            };
            let cell = WireCell::seal(&keys, Direction::WorkerToContact, body, rng)?;
            rows.push(OutgoingRow {
                row: Row {
                    send_id: route.to.send_id(),
                    capability: route.to.capability(),
                    ring: if urgent {
                        Ring::Urgent
                    } else if route.ring_wish {
                        Ring::Wish
                    } else {
                        Ring::None
                    },
                    relay_part,
                    cell,
                },
                receipt_root: Some(keys.message_key.derive_receipt_root()),
            });
        }
        let how = Placing { own: &own, urgent, evict: true, now, made: now, cover: false };
        let placed = self.place(how, timer, rows, rng)?.placed;
        entry.ticket = Some(*placed.ticket);
        self.keep_locked(placed);
        self.hurry(now, urgent);
        let index = self.head.locked_events;
        self.write_locked(LockedSource::Events, index, entry, rng)?;
        self.head.edit().locked_events += 1;
        Ok(())
    }

    /// Remembers a group of the locked screen, and of the others those that are not done before those that are.
    pub(super) fn keep_locked(&mut self, placed: Placed) {
        let mut known = self.head.locked_groups.clone();
        known.retain(|known| self.placed(known).is_some());
        if known.len() >= SEALER_MOST {
            let done = known.iter().position(|known| self.placed(known).is_none_or(GroupSlot::done));
            known.remove(done.unwrap_or(0));
        }
        known.push(placed);
        self.head.edit().locked_groups = known;
    }

    /// Whether the locked screen sealed this group.
    pub(crate) fn is_locked_group(&self, placed: &Placed) -> bool {
        self.head.locked_groups.contains(placed)
    }

    /// A touch of the timer, unless the locked screen has used up its three in a row. The time limit in it is always the
    /// same: what the relay has armed decides.
    fn locked_touch(&mut self) -> Result<TimerCommand, EngineError> {
        let head = self.head.edit();
        let touch = &mut head.touch;
        if head.locked_touches >= LOCKED_TOUCHES {
            return Ok(TimerCommand::noop());
        }
        head.locked_touches += 1;
        touch.counter = touch.counter.saturating_add(1);
        let secret = TimerSecret::from_bytes(*touch.secret.bytes());
        let timer = TimerId::from_bytes(*touch.timer);
        Ok(TimerCommand::touch(timer, touch.counter, PlanTiming::DAILY.delta(), &secret))
    }

    /// Seals an entry to all four vault regions and writes it over the oldest one.
    fn write_locked(
        &mut self,
        source: LockedSource,
        index: u64,
        entry: LockedEntry,
        rng: &mut impl CryptoRng,
    ) -> Result<(), EngineError> {
        let record = LockedRecord::Entry(Box::new(entry));
        let mut sealed = Vec::with_capacity(LOCKED_ENTRY);
        for key in &self.head.locked_keys {
            let public = LockedPublic::from_bytes(**key);
            sealed.extend_from_slice(&record.seal(&public, rng)?);
        }
        let (list, capacity) = match source {
            LockedSource::Events => (&mut self.locked_events, LOCKED_EVENTS),
            LockedSource::Places => (&mut self.locked_places, LOCKED_PLACES),
        };
        let at = index % capacity;
        let cell = usize::try_from(at / LOCKED_ENTRIES_PER_CELL).unwrap_or(0);
        let offset = usize::try_from(at % LOCKED_ENTRIES_PER_CELL).unwrap_or(0) * LOCKED_ENTRY;
        let (key, value) = list.get_mut(cell).ok_or(EngineError::RecordDamaged)?;
        value
            .get_mut(offset..offset + LOCKED_ENTRY)
            .ok_or(EngineError::RecordDamaged)?
            .copy_from_slice(&sealed);
        let change = own(*key, value.clone());
        debug_assert!(key.kind == kind::LOCKED_EVENTS || key.kind == kind::LOCKED_PLACES);
        self.written.push(change);
        Ok(())
    }

    /// Where the locked screen's rows go, in their order.
    pub(crate) fn locked_order(&self) -> impl Iterator<Item = crate::wire::SendId> {
        self.head.seats.iter().map(|seat| seat.to.send_id())
    }

    /// How many entries each list has ever had: events, places.
    pub(crate) fn locked_written(&self) -> (u64, u64) {
        (self.head.locked_events, self.head.locked_places)
    }

    /// Reads the entries from number `from` on that this vault's key opens; older ones may be overwritten.
    pub(crate) fn read_locked(
        &self,
        source: LockedSource,
        region: u8,
        secret: &LockedSecret,
        from: u64,
    ) -> Vec<LockedEntry> {
        let (list, capacity, written) = match source {
            LockedSource::Events => (&self.locked_events, LOCKED_EVENTS, self.head.locked_events),
            LockedSource::Places => (&self.locked_places, LOCKED_PLACES, self.head.locked_places),
        };
        let first = from.max(written.saturating_sub(capacity));
        (first..written)
            .filter_map(|index| {
                let at = index % capacity;
                let cell = usize::try_from(at / LOCKED_ENTRIES_PER_CELL).ok()?;
                let offset = usize::try_from(at % LOCKED_ENTRIES_PER_CELL).ok()? * LOCKED_ENTRY
                    + usize::from(region) * (LOCKED_ENTRY / 4);
                let bytes = list.get(cell)?.1.get(offset..offset + LOCKED_ENTRY / 4)?;
                match LockedRecord::open(secret, bytes) {
                    Ok(LockedRecord::Entry(entry)) => Some(*entry),
                    _ => None,
                }
            })
            .collect()
    }

    /// After a rollback the locked screen's chains and counter jump too.
    pub(super) fn jump_locked(&mut self, steps: u32) {
        let head = self.head.edit();
        head.locked_counter = head.locked_counter.saturating_add(u64::from(steps));
        for seat in &mut head.seats {
            seat.chain.jump(steps);
        }
        head.touch.counter = head.touch.counter.saturating_add(u64::from(steps));
    }
}

fn check_note(note: Option<&str>) -> Result<(), EngineError> {
    match note {
        Some(note) if note.len() > LOCKED_NOTE => {
            Err(EngineError::invalid("note", "longer than the 80 bytes that the locked screen can keep"))
        }
        _ => Ok(()),
    }
}
