//! The outbox rings: groups as they will be sent, of which the lobby sees only age and *unsent*, *waiting* or *at relay*.

use crate::wire::{Group, ReceiptRoot, Row, SealedGroup, TimerCommand, Timestamp};
use minicbor::bytes::{ByteArray, ByteVec};
use minicbor::{Decode, Encode};
use rand_core::CryptoRng;
use wayhome_protocol::keys::ToldSecret;

use super::told::empty_boxes;
use super::{
    COVER_OVER_MS, Claim, Lobby, RING_PLACES, RINGS, RingPlace, SEALER_MOST, SEALER_ORDINARY, SOS_PLACES,
};
use crate::EngineError;
use crate::codec::Hidden;

/// What the relay said of one row of a group.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum RowState {
    /// Not confirmed by the relay.
    Unsent,
    /// The relay could not take this row yet.
    Waiting,
    /// On the relay's disk.
    AtRelay,
}

impl RowState {
    pub(super) fn from_code(code: u8) -> Self {
        match code {
            1 => Self::Waiting,
            2 => Self::AtRelay,
            _ => Self::Unsent,
        }
    }

    pub(super) fn code(self) -> u8 {
        match self {
            Self::Unsent => 0,
            Self::Waiting => 1,
            Self::AtRelay => 2,
        }
    }
}

/// One place of a ring.
#[derive(Debug, Encode, Decode)]
#[cbor(map)]
pub(crate) struct GroupSlot {
    #[n(0)]
    pub(crate) unsent: bool,
    /// When it was sealed, however old what it carries; 0 in a place that was never used.
    #[n(1)]
    pub(crate) age_from: u64,
    /// By this its sealer knows it.
    #[n(2)]
    pub(crate) ticket: Ticket,
    #[n(3)]
    pub(crate) size: u8,
    #[n(4)]
    pub(crate) rows: ByteVec,
    #[n(5)]
    pub(crate) roots: Vec<Hidden<32>>,
    #[n(6)]
    pub(crate) sealed: ByteVec,
    #[n(7)]
    pub(crate) retry_at: u64,
    /// When the relay last answered for it.
    #[n(8)]
    pub(crate) offered: u64,
    /// While it is to be sent: its turn. 0 once it is done.
    #[n(9)]
    pub(crate) turn: u64,
    /// A key of its sealer, for this group alone.
    #[n(10)]
    pub(crate) to: ByteArray<32>,
    /// What the lobby was told of it, sealed to that key.
    #[n(11)]
    pub(crate) told: ByteVec,
}

/// By this a group is known to its sealer: random, so that it counts nothing.
pub(crate) type Ticket = ByteArray<8>;

pub(super) fn make_ticket(rng: &mut impl CryptoRng) -> Ticket {
    let mut ticket = [0; 8];
    rng.fill_bytes(&mut ticket);
    ticket.into()
}

impl GroupSlot {
    /// What is known of row `index`.
    pub(crate) fn row(&self, index: usize) -> RowState {
        RowState::from_code(self.rows.get(index).copied().unwrap_or(0))
    }

    pub(super) fn set_row(&mut self, index: usize, state: RowState) {
        if let Some(code) = self.rows.get_mut(index) {
            *code = (*code).max(state.code());
        }
    }

    /// Whether the relay answered for every row but could not take some of them.
    pub(crate) fn waiting(&self) -> bool {
        !self.unsent && self.rows.contains(&RowState::Waiting.code())
    }

    /// Whether nothing of it is to be sent.
    pub(crate) fn done(&self) -> bool {
        !self.unsent && !self.waiting()
    }

    /// Whether there was ever a group here.
    pub(super) fn used(&self) -> bool {
        self.age_from > 0
    }

    /// Reckons anew whether some row was never answered for.
    pub(super) fn settle(&mut self) {
        self.unsent = self.rows.contains(&RowState::Unsent.code());
        if self.done() {
            (self.retry_at, self.turn) = (0, 0);
        }
    }

    /// Every row is offered to the relay again, for as long as the group keeps its place.
    pub(super) fn send_again(&mut self, turn: u64) {
        for code in self.rows.iter_mut().filter(|code| **code == RowState::AtRelay.code()) {
            *code = RowState::Waiting.code();
        }
        self.settle();
        (self.retry_at, self.turn) = (0, turn);
    }
}

/// How a group is put into a ring.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Placing<'a> {
    /// What its sealer has sealed so far and does not know to be done.
    pub(crate) own: &'a [Placed],
    /// It carries an SOS.
    pub(crate) urgent: bool,
    /// It may take the place of a group of the same sealer that waits for a contact whom the relay cannot serve now.
    pub(crate) evict: bool,
    pub(crate) now: Timestamp,
    /// When the message was made. Only the relay is told, and of an age, not of a time.
    pub(crate) made: Timestamp,
    /// Cover: it takes only a place that was never used, or whose group is old.
    pub(crate) cover: bool,
}

/// A row about to be sealed, with what its receipts will be recognised by.
pub(crate) struct OutgoingRow {
    pub(crate) row: Row,
    pub(crate) receipt_root: Option<ReceiptRoot>,
}

/// Where a group was put, and which group it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode)]
pub(crate) struct Placed {
    #[n(0)]
    pub(crate) place: RingPlace,
    #[n(1)]
    pub(crate) ticket: Ticket,
}

impl Lobby {
    /// Those of a sealer's groups that are to be sent or wait.
    fn held<'a>(&'a self, own: &'a [Placed]) -> impl Iterator<Item = (Placed, &'a GroupSlot)> {
        own.iter().filter_map(|placed| Some((*placed, self.placed(placed)?))).filter(|(_, slot)| !slot.done())
    }

    /// How many of a sealer's groups are to be sent or wait.
    pub(crate) fn unsent_of(&self, own: &[Placed]) -> usize {
        self.held(own).count()
    }

    /// A group that waits for a contact whom the relay cannot serve now may lose its place to another of its sealer,
    /// who seals again what it lost that way; not if it was given an SOS. No more than half of what a sealer may have
    /// is given an SOS, so that one can always have a place that is not.
    fn may_evict(&self, placed: &Placed, slot: &GroupSlot) -> bool {
        slot.waiting() && !self.head.first.contains(&placed.place)
    }

    /// Nobody needs this row of a group any more: if it waits, it waits no longer.
    pub(crate) fn give_up_row(&mut self, placed: &Placed, row: usize) {
        if self.placed(placed).is_none_or(|slot| slot.row(row) != RowState::Waiting) {
            return;
        }
        let Some(slot) = self.placed_mut(placed) else { return };
        slot.set_row(row, RowState::AtRelay);
        slot.settle();
        if slot.done() {
            self.head.edit().first.retain(|known| *known != placed.place);
        }
    }

    /// How many places hold nothing that is to be sent, of those that an ordinary or an urgent message may take.
    fn room(&self, urgent: bool) -> usize {
        let done = self.groups.iter().filter(|slot| slot.done()).count();
        if urgent { done } else { done.saturating_sub(SOS_PLACES) }
    }

    /// How many groups of a message a sealer can have placed now.
    pub(crate) fn free_places(&self, own: &[Placed], urgent: bool, evict: bool) -> usize {
        let held = self.unsent_of(own);
        let evictable = if evict {
            self.held(own).filter(|(placed, slot)| self.may_evict(placed, slot)).count()
        } else {
            0
        };
        let most = if urgent { SEALER_MOST } else { SEALER_ORDINARY };
        let fresh = self.room(urgent).min(SEALER_MOST.saturating_sub(held));
        (fresh + evictable).min(most.saturating_sub(held - evictable))
    }

    /// Whether a sealer can have an ordinary message placed, or an urgent one.
    pub(crate) fn has_place(&self, own: &[Placed], urgent: bool) -> bool {
        self.free_places(own, urgent, true) > 0
    }

    /// A place for a group: in the ring refreshed longest ago, drawn if there are several; whose groups lie there says
    /// nothing. There it is the place that the relay answered for longest ago. If all that a sealer may have is taken,
    /// the place of its group that waits longest.
    fn draw(&self, how: &Placing<'_>, rng: &mut impl CryptoRng) -> Option<RingPlace> {
        if self.free_places(how.own, how.urgent, how.evict) == 0 {
            return None;
        }
        if self.unsent_of(how.own) >= SEALER_MOST || self.room(how.urgent) == 0 {
            let evictable = self.held(how.own).filter(|(placed, slot)| self.may_evict(placed, slot));
            return evictable.min_by_key(|(_, slot)| slot.turn).map(|(placed, _)| placed.place);
        }
        self.draw_done(how.cover.then_some(how.now), rng)
    }

    fn draw_done(&self, over: Option<Timestamp>, rng: &mut impl CryptoRng) -> Option<RingPlace> {
        let may = |slot: &GroupSlot| slot.done() && over.is_none_or(|now| is_old(slot, now));
        let in_ring = |ring: u8| {
            places()
                .filter(move |place| place.ring == ring)
                .filter_map(|place| Some((place, self.slot(place)?)))
        };
        let rings = (0..RINGS).filter(|ring| in_ring(*ring).any(|(_, slot)| may(slot)));
        let refreshed = |ring: u8| in_ring(ring).map(|(_, slot)| slot.age_from).max();
        let rings: Vec<(Option<u64>, u8)> = rings.map(|ring| (refreshed(ring), ring)).collect();
        let longest_ago = rings.iter().map(|(when, _)| *when).min()?;
        let rings: Vec<u8> = rings.iter().filter(|(when, _)| *when == longest_ago).map(|(_, r)| *r).collect();
        let drawn = usize::try_from(rng.next_u32()).unwrap_or(0) % rings.len().max(1);
        let free = in_ring(*rings.get(drawn)?).filter(|(_, slot)| may(slot));
        free.min_by_key(|(_, slot)| slot.offered.max(slot.age_from)).map(|(place, _)| place)
    }

    /// Whether there is a place that cover may take.
    pub(super) fn cover_due(&self, now: Timestamp) -> bool {
        self.room(false) > 0 && self.groups.iter().any(|slot| slot.done() && is_old(slot, now))
    }

    /// The turn of the next group to be sent: after all that wait.
    pub(super) fn next_turn(&self) -> u64 {
        self.groups.iter().map(|slot| slot.turn).max().unwrap_or(0).saturating_add(1)
    }

    /// The time that a group sealed now gets: of those sealed in one step, each another, in their order.
    fn next_stamp(&self, now: Timestamp) -> u64 {
        let now = now.as_millis().max(1);
        let free = |stamp: &u64| self.groups.iter().all(|slot| slot.age_from != *stamp);
        (now..=u64::MAX).find(free).unwrap_or(now)
    }

    /// Seals rows into a group and puts it into a ring. `Full` when there is no place for it.
    pub(crate) fn place(
        &mut self,
        how: Placing<'_>,
        timer: TimerCommand,
        rows: Vec<OutgoingRow>,
        rng: &mut impl CryptoRng,
    ) -> Result<Claim, EngineError> {
        let Placing { own, urgent, now, made, .. } = how;
        let place = self.draw(&how, rng).ok_or(EngineError::Full)?;
        let size = self.circle().rows();
        let mut sealed_rows = Vec::with_capacity(size);
        let mut roots = Vec::with_capacity(size);
        for outgoing in rows {
            sealed_rows.push(outgoing.row);
            roots.push(match outgoing.receipt_root {
                Some(root) => Hidden::new(root.expose()),
                None => Hidden::make_random(rng),
            });
        }
        if sealed_rows.len() > size {
            return Err(EngineError::Bug { code: "rows-beyond-circle" });
        }
        while sealed_rows.len() < size {
            sealed_rows.push(self.discard_row(sealed_rows.len(), rng)?);
            roots.push(Hidden::make_random(rng));
        }
        let made_before = Group::whole_minutes(now.seconds_since(made));
        let sealed = self.seal(timer, made_before, sealed_rows, rng)?;
        let sealer = ToldSecret::make_random(rng);
        let (ticket, turn, age_from) = (make_ticket(rng), self.next_turn(), self.next_stamp(now));
        let slot = self.slot_mut(place)?;
        *slot = GroupSlot {
            unsent: true,
            age_from,
            ticket,
            size: u8::try_from(size).unwrap_or(8),
            rows: vec![0; size].into(),
            roots,
            sealed: sealed.as_bytes().to_vec().into(),
            retry_at: 0,
            offered: 0,
            turn,
            to: (*sealer.public().as_bytes()).into(),
            told: empty_boxes(size, rng).into(),
        };
        self.head.edit().first.retain(|known| *known != place);
        if urgent {
            let theirs =
                |known: &RingPlace| own.iter().any(|o| o.place == *known && self.placed(o).is_some());
            let theirs: Vec<RingPlace> = self.head.first.iter().copied().filter(theirs).collect();
            let first = &mut self.head.edit().first;
            if let Some(oldest) = theirs.first().filter(|_| theirs.len() >= SEALER_MOST / 2) {
                first.retain(|known| known != oldest);
            }
            first.push(place);
        }
        Ok(Claim::new(Placed { place, ticket }, &sealer))
    }

    /// Seals a group with this store's next count.
    pub(super) fn seal(
        &mut self,
        timer: TimerCommand,
        made_before: u16,
        rows: Vec<Row>,
        rng: &mut impl CryptoRng,
    ) -> Result<SealedGroup, EngineError> {
        let head = self.head.edit();
        head.count = head.count.checked_add(1).ok_or(EngineError::Bug { code: "count-overflow" })?;
        let count = head.count;
        Ok(Group { count, made_before, timer, rows }.seal(self.circle(), &self.relay_key(), rng)?)
    }

    /// What stands at a place.
    pub(super) fn slot(&self, place: RingPlace) -> Option<&GroupSlot> {
        self.groups.get(place.index()).map(|slot| &**slot)
    }

    fn slot_mut(&mut self, place: RingPlace) -> Result<&mut GroupSlot, EngineError> {
        Ok(self.groups.get_mut(place.index()).ok_or(EngineError::Bug { code: "ring-place" })?.edit())
    }

    /// The group that was placed there, if it has not been replaced since.
    pub(crate) fn placed(&self, placed: &Placed) -> Option<&GroupSlot> {
        self.slot(placed.place).filter(|slot| slot.ticket == placed.ticket)
    }

    pub(super) fn placed_mut(&mut self, placed: &Placed) -> Option<&mut GroupSlot> {
        self.placed(placed)?;
        self.slot_mut(placed.place).ok()
    }

    /// The group with this ticket, while it has its place.
    pub(crate) fn with_ticket(&self, ticket: [u8; 8]) -> Option<Placed> {
        let placed = |place: RingPlace| Placed { place, ticket: ticket.into() };
        places().map(placed).find(|placed| self.placed(placed).is_some())
    }

    /// The groups of the locked screen that have their places: when, and whether sent.
    pub(crate) fn locked_groups(&self) -> impl Iterator<Item = &GroupSlot> {
        self.head.locked_groups.iter().filter_map(|placed| self.placed(placed))
    }
}

/// Whether cover may take the place of this group.
fn is_old(slot: &GroupSlot, now: Timestamp) -> bool {
    !slot.used() || now.as_millis().abs_diff(slot.age_from) >= COVER_OVER_MS
}

/// All places, ring by ring.
pub(super) fn places() -> impl Iterator<Item = RingPlace> {
    (0..RINGS).flat_map(|ring| (0..RING_PLACES).map(move |position| RingPlace { ring, position }))
}
