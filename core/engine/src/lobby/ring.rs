//! The outbox rings: groups as they will be sent, of which the lobby sees only age and `unsent | at relay`.

use crate::wire::{
    EventId, Group, ReceiptRoot, Row, SealedGroup, TimerCommand, TimerStatus, TimerWord, Timestamp,
};
use minicbor::bytes::{ByteArray, ByteVec};
use minicbor::{Decode, Encode};
use rand_core::CryptoRng;

use super::{LOCKED_RING, Lobby, RING_PLACES, RingPlace, SOS_PLACES};
use crate::EngineError;
use crate::codec::Hidden;
use crate::record::Kept;

/// What the relay and the contact said of one row of a group.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum RowState {
    /// Not confirmed by the relay.
    Unsent,
    /// The relay could not take this row yet.
    Waiting,
    /// On the relay's disk.
    AtRelay,
    /// The contact's app has it.
    Fetched,
    /// The contact opened it.
    Opened,
}

impl RowState {
    pub(super) fn from_code(code: u8) -> Self {
        match code {
            1 => Self::Waiting,
            2 => Self::AtRelay,
            3 => Self::Fetched,
            4 => Self::Opened,
            _ => Self::Unsent,
        }
    }

    pub(super) fn code(self) -> u8 {
        match self {
            Self::Unsent => 0,
            Self::Waiting => 1,
            Self::AtRelay => 2,
            Self::Fetched => 3,
            Self::Opened => 4,
        }
    }
}

/// One place of a ring.
#[derive(Debug, Encode, Decode)]
#[cbor(map)]
pub(crate) struct GroupSlot {
    #[n(0)]
    pub(crate) unsent: bool,
    #[n(1)]
    pub(crate) age_from: u64,
    #[n(2)]
    pub(crate) count: u64,
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
    /// In the locked screen's ring: the number of the locked message, by which a vault finds it again.
    #[n(8)]
    pub(crate) counter: u64,
    /// The event its receipts must name; random where there is none.
    #[n(9)]
    pub(crate) event: ByteArray<16>,
    /// Receipts are expected for it.
    #[n(10)]
    pub(crate) expects: bool,
    /// When the relay last answered for it.
    #[n(11)]
    pub(crate) offered: u64,
    /// What the relay said of its timer command: status and word. [`NOT_ANSWERED`] before it has, and where there
    /// was no command.
    #[n(12)]
    pub(crate) timer: Option<ByteArray<6>>,
}

/// The status of a command that the relay has not answered for.
pub(crate) const NOT_ANSWERED: u8 = 0xff;
/// The status of a command whose answer was read, and is no word of this vault's timer.
const ANSWER_READ: u8 = 0xfe;

/// What the relay answered to a timer command.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct TimerAnswer {
    pub(crate) status: TimerStatus,
    pub(crate) word: TimerWord,
}

impl GroupSlot {
    /// What the relay answered to this group's command.
    pub(crate) fn timer_answer(&self) -> Option<TimerAnswer> {
        let [status, a, b, c, d, e] = *self.timer?;
        (status != NOT_ANSWERED && status != ANSWER_READ).then(|| TimerAnswer {
            status: TimerStatus::from_byte(status),
            word: TimerWord::decode([a, b, c, d, e]),
        })
    }

    pub(super) fn set_timer_answer(&mut self, answer: TimerAnswer) {
        if self.timer.as_deref().is_some_and(|[status, ..]| *status == ANSWER_READ) {
            return;
        }
        let [a, b, c, d, e] = answer.word.encode();
        self.timer = Some([answer.status.byte(), a, b, c, d, e].into());
    }

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

    /// Reckons anew whether some row was never answered for.
    pub(super) fn settle(&mut self) {
        self.unsent = self.rows.contains(&RowState::Unsent.code());
    }

    /// Whether it is at the relay, expects receipts, and has none for some row.
    pub(super) fn unreceipted(&self) -> bool {
        let without = |code: &u8| *code < RowState::Fetched.code();
        self.expects && !self.unsent && !self.waiting() && self.rows.iter().any(without)
    }

    /// Whether a receipt has come for any row.
    pub(super) fn any_receipt(&self) -> bool {
        self.rows.iter().any(|code| *code >= RowState::Fetched.code())
    }

    /// Every row without a receipt is offered to the relay again, for as long as the group keeps its place.
    pub(super) fn send_again(&mut self) {
        for code in self.rows.iter_mut().filter(|code| **code == RowState::AtRelay.code()) {
            *code = RowState::Waiting.code();
        }
        self.retry_at = 0;
        self.settle();
    }
}

/// How a group is put into a ring.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Placing {
    pub(crate) ring: u8,
    /// It carries an SOS.
    pub(crate) urgent: bool,
    /// It may take the place of a group that waits for a contact whom the relay cannot serve now.
    pub(crate) evict: bool,
    /// When the message was made: the relay is told the group's age, not a time.
    pub(crate) age_from: Timestamp,
    /// The event, for its receipts.
    pub(crate) event: Option<EventId>,
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
    pub(crate) count: u64,
}

impl Lobby {
    fn ring(&self, ring: u8) -> &[Kept<GroupSlot>] {
        let start = usize::from(ring) * usize::from(RING_PLACES);
        self.groups.get(start..start + usize::from(RING_PLACES)).unwrap_or_default()
    }

    /// Whether a place may be taken: its group is done, or (if `evict`) waits for a contact whom the relay cannot
    /// serve now and was not given an SOS. A vault seals what it lost that way again. No more than half a ring's
    /// places are given an SOS, so that one can always have a place that is not.
    fn may_take(&self, place: RingPlace, slot: &GroupSlot, evict: bool) -> bool {
        !slot.unsent && (!slot.waiting() || (evict && !self.head.first.contains(&place)))
    }

    /// Nobody needs this row of a group any more: if it waits, it waits no longer.
    pub(crate) fn give_up_row(&mut self, placed: &Placed, row: usize) {
        if self.placed(placed).is_none_or(|slot| slot.row(row) != RowState::Waiting) {
            return;
        }
        let Some(slot) = self.placed_mut(placed) else { return };
        slot.set_row(row, RowState::AtRelay);
        if !slot.unsent && !slot.waiting() {
            slot.retry_at = 0;
            self.head.edit().first.retain(|known| *known != placed.place);
        }
    }

    /// How many groups of a message a ring can take now.
    pub(crate) fn free_places(&self, ring: u8, urgent: bool, evict: bool) -> usize {
        let free = self.takeable(ring, evict).count();
        if urgent { free } else { free.saturating_sub(SOS_PLACES) }
    }

    fn takeable(&self, ring: u8, evict: bool) -> impl Iterator<Item = (u8, &GroupSlot)> {
        (0..RING_PLACES).zip(self.ring(ring)).map(|(position, slot)| (position, &**slot)).filter(
            move |(position, slot)| self.may_take(RingPlace { ring, position: *position }, slot, evict),
        )
    }

    /// A free position of a ring: the place done longest ago, else the one that waits longest.
    fn free_position(&self, ring: u8, urgent: bool, evict: bool) -> Option<u8> {
        if self.free_places(ring, urgent, evict) == 0 {
            return None;
        }
        let oldest = self.takeable(ring, evict).min_by_key(|(_, slot)| (slot.waiting(), slot.count))?;
        Some(oldest.0)
    }

    /// Whether a ring has a free place for an ordinary message, or for an urgent one.
    pub(crate) fn has_place(&self, ring: u8, urgent: bool) -> bool {
        self.free_places(ring, urgent, true) > 0
    }

    /// Seals rows into a group and puts it into a ring. `Full` when the ring has no free place.
    ///
    pub(crate) fn place(
        &mut self,
        how: Placing,
        timer: TimerCommand,
        rows: Vec<OutgoingRow>,
        rng: &mut impl CryptoRng,
    ) -> Result<Placed, EngineError> {
        let Placing { ring, urgent, evict, age_from, event } = how;
        let position = self.free_position(ring, urgent, evict).ok_or(EngineError::Full)?;
        let place = RingPlace { ring, position };
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
        let (sealed, count) = self.seal(timer, sealed_rows, rng)?;
        let slot = self.slot_mut(place)?;
        *slot = GroupSlot {
            unsent: true,
            age_from: age_from.as_millis(),
            count,
            size: u8::try_from(size).unwrap_or(8),
            rows: vec![0; size].into(),
            roots,
            sealed: sealed.as_bytes().to_vec().into(),
            counter: 0,
            expects: event.is_some(),
            offered: 0,
            event: match event {
                Some(event) => (*event.as_bytes()).into(),
                None => (*EventId::make_random(rng).as_bytes()).into(),
            },
            retry_at: 0,
            timer: Some([NOT_ANSWERED; 6].into()),
        };
        let head = self.head.edit();
        head.first.retain(|known| *known != place);
        if urgent {
            // Half the ring at most keeps its places for calls for help that wait.
            if head.first.len() >= usize::from(RING_PLACES) / 2 {
                head.first.remove(0);
            }
            head.first.push(place);
        }
        if ring == LOCKED_RING && head.next_ring != ring && urgent {
            head.next_ring = ring;
        }
        Ok(Placed { place, count })
    }

    /// Seals a group with this store's next count.
    pub(super) fn seal(
        &mut self,
        timer: TimerCommand,
        rows: Vec<Row>,
        rng: &mut impl CryptoRng,
    ) -> Result<(SealedGroup, u64), EngineError> {
        let head = self.head.edit();
        head.count = head.count.checked_add(1).ok_or(EngineError::Bug { code: "count-overflow" })?;
        let count = head.count;
        let sealed = Group { count, timer, rows }.seal(self.circle(), &self.relay_key(), rng)?;
        Ok((sealed, count))
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
        self.slot(placed.place).filter(|slot| slot.count == placed.count)
    }

    pub(super) fn placed_mut(&mut self, placed: &Placed) -> Option<&mut GroupSlot> {
        self.placed(placed)?;
        self.slot_mut(placed.place).ok()
    }

    /// The answer to a command for somebody else's timer was read: its word says nothing of this vault's.
    pub(crate) fn drop_timer_answer(&mut self, placed: &Placed) {
        if let Some(slot) = self.placed_mut(placed) {
            slot.timer = Some([ANSWER_READ; 6].into());
        }
    }

    /// The newest timer word that the relay gave for a group of this ring, or, if `locked`, of the locked screen's:
    /// the group's number, the word, and when.
    pub(crate) fn newest_word(&self, ring: u8, locked: bool) -> Option<(u64, TimerWord, u64)> {
        let rings = [Some(ring), locked.then_some(LOCKED_RING)];
        let slots = rings.into_iter().flatten().flat_map(|ring| self.ring(ring));
        slots
            .filter_map(|slot| {
                let answer = slot.timer_answer()?;
                let told = matches!(answer.status, TimerStatus::Accepted | TimerStatus::OldCounter);
                told.then_some((slot.count, answer.word, slot.offered))
            })
            .max_by_key(|(count, ..)| *count)
    }

    /// The group of the locked screen's message with this number, while it is in the ring.
    pub(crate) fn locked_group(&self, counter: u64) -> Option<Placed> {
        let ring = self.ring(LOCKED_RING);
        let at = ring.iter().position(|slot| slot.count > 0 && slot.counter == counter)?;
        let place = RingPlace { ring: LOCKED_RING, position: u8::try_from(at).ok()? };
        Some(Placed { place, count: ring.get(at)?.count })
    }

    /// Numbers a group of the locked screen.
    pub(super) fn number_locked(&mut self, placed: &Placed, counter: u64) {
        if let Some(slot) = self.placed_mut(placed) {
            slot.counter = counter;
        }
    }

    /// Each group of the locked screen that is real as far as the lobby can tell: when, and whether sent.
    pub(crate) fn locked_groups(&self) -> impl Iterator<Item = &GroupSlot> {
        self.ring(LOCKED_RING).iter().map(|slot| &**slot)
    }
}
