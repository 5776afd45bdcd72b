//! Syncing without a PIN: which group goes next, and what a request says.

use rand_core::CryptoRng;
use wayhome_protocol::sync_request::{ACKNOWLEDGED_TAGS, WANTED_TAGS};

use super::{GroupSlot, Lobby, Placed, RING_PLACES, RINGS, RingPlace, RowState};
use crate::EngineError;
use crate::wire::{
    CircleSize, Reading, ReceiptRoot, ReceiptState, ReceiveCapability, ReceiveId, SealedGroup, Seconds,
    SyncRequest, Tag, TimerCommand, Timestamp,
};

/// Shortest and longest wait after failures.
pub(super) const RETRY_FIRST_MS: u64 = 5_000;
pub(super) const RETRY_MAX_MS: u64 = 15 * 60_000;
/// The schedule while all is well: every half hour, a fifth more or less.
pub(super) const SCHEDULE_MS: u64 = 30 * 60_000;
const SCHEDULE_MAX_MS: u64 = SCHEDULE_MS + SCHEDULE_MS / 5;
/// Groups that the relay could not take in full, tried again in one run, besides those given an SOS.
const PROBES: usize = 2;
/// A group of which somebody has a part comes this much later among those that are offered again, as long as nobody
/// knows that it is needed.
const SELDOM_MS: u64 = 6 * 3_600_000;
/// Receipts are asked for as long as the relay keeps cells.
const RECEIPT_MS: u64 = 60 * 24 * 3_600_000;
/// A clock further ahead than this since it was last looked at was changed.
const CLOCK_JUMP_MS: u64 = 60 * 24 * 3_600_000;
/// A relay that has not answered for this long, though it was asked, is called silent.
const SILENT_MS: u64 = 2 * 3_600_000;
/// The clock is written down when it has moved by this much.
const CLOCK_NOTE_MS: u64 = 15 * 60_000;

/// What a request said, to read its answer by.
#[derive(Clone, Debug)]
pub(crate) struct Asked {
    /// The group it carried, if not cover.
    pub(crate) group: Option<Placed>,
    /// It had never been answered for.
    pub(crate) first_time: bool,
    /// Tags it wanted; cells with others are not looked at.
    pub(crate) wanted: Vec<Tag>,
    /// Tags it acknowledged.
    pub(crate) acknowledged: Vec<Tag>,
    /// The relay's sequence number that it echoed.
    pub(crate) relay_seq: u64,
}

impl Lobby {
    /// Whether a sync is due. A deadline further ahead than it could have been set means a changed clock.
    pub(crate) fn sync_due(&self, now: Timestamp) -> bool {
        let next = self.head.next_sync;
        next <= now.as_millis() || next > now.as_millis().saturating_add(SCHEDULE_MAX_MS)
    }

    /// The group that goes next: one given an SOS, else the rings in turn, oldest first; then those that the relay
    /// could not take in full: all that were given an SOS, then the longest untried. Of these a run tries only
    /// [`PROBES`]: once anything of one goes through, all may. What this run has `tried` waits for another.
    pub(crate) fn next_group(&self, now: Timestamp, asked_for: bool, tried: &[u64]) -> Option<Placed> {
        let unsent = |place: RingPlace| {
            let slot = self.slot(place)?;
            (slot.unsent && !tried.contains(&slot.count)).then_some(Placed { place, count: slot.count })
        };
        if let Some(placed) = self.head.first.iter().find_map(|place| unsent(*place)) {
            return Some(placed);
        }
        let in_turn = (0..RINGS).map(|turn| (self.head.next_ring + turn) % RINGS).find_map(|ring| {
            (0..RING_PLACES)
                .filter_map(|position| unsent(RingPlace { ring, position }))
                .min_by_key(|at| at.count)
        });
        in_turn.or_else(|| self.next_waiting(now, asked_for, tried))
    }

    fn next_waiting(&self, now: Timestamp, asked_for: bool, tried: &[u64]) -> Option<Placed> {
        let places =
            (0..RINGS).flat_map(|ring| (0..RING_PLACES).map(move |position| RingPlace { ring, position }));
        let waiting: Vec<(RingPlace, &GroupSlot)> = places
            .filter_map(|place| Some((place, self.slot(place)?)))
            .filter(|(_, slot)| slot.waiting())
            .collect();
        let urgent = |place: &RingPlace| self.head.first.contains(place);
        let probes = waiting
            .iter()
            .filter(|(place, slot)| slot.retry_at != 0 && tried.contains(&slot.count) && !urgent(place))
            .count();
        let may = |place: &RingPlace, slot: &GroupSlot| {
            let later = slot.retry_at > now.as_millis()
                && slot.retry_at <= now.as_millis().saturating_add(RETRY_MAX_MS);
            let turn = (urgent(place) || probes < PROBES) && (asked_for || !later);
            !tried.contains(&slot.count) && (slot.retry_at == 0 || turn)
        };
        let next = waiting
            .into_iter()
            .filter(|(place, slot)| may(place, slot))
            .min_by_key(|(place, slot)| (!urgent(place), slot.retry_at, slot.count));
        next.map(|(place, slot)| Placed { place, count: slot.count })
    }

    /// A group without a receipt for some row, to be offered again in the place of a cover group: a relay that was put
    /// back unnoticed gets it once more, and one that still has it drops the copy. The longest not offered comes first.
    ///
    /// `needed` is what the open vault knows: that somebody waits for a row of it, or that nobody does. The lobby cannot
    /// tell a row without a receiver from one whose receiver is away: unless the vault can, a group with some receipt
    /// is offered less often than one without any, but has its turn.
    pub(crate) fn next_offer(
        &self,
        now: Timestamp,
        needed: impl Fn(&Placed) -> Option<bool>,
    ) -> Option<Placed> {
        let fresh = |slot: &GroupSlot| now.as_millis().abs_diff(slot.age_from) <= RECEIPT_MS;
        let places =
            (0..RINGS).flat_map(|ring| (0..RING_PLACES).map(move |position| RingPlace { ring, position }));
        places
            .filter_map(|place| Some((place, self.slot(place)?)))
            .filter(|(_, slot)| slot.unreceipted() && fresh(slot))
            .filter_map(|(place, slot)| {
                let placed = Placed { place, count: slot.count };
                // By the distance: a clock that was put back must not leave anything out until it has caught up.
                let waited = now.as_millis().abs_diff(slot.offered);
                match needed(&placed) {
                    Some(false) => None,
                    None if slot.any_receipt() => Some((waited.saturating_sub(SELDOM_MS), placed)),
                    Some(true) | None => Some((waited, placed)),
                }
            })
            .max_by_key(|(waited, placed)| (*waited, std::cmp::Reverse(placed.count)))
            .map(|(_, placed)| placed)
    }

    /// Whose turn it is to be asked for, of what does not all fit into one sync: it moves on with each sync that was
    /// answered, in whatever run, so that everything is asked for in its time.
    pub(crate) fn turn(&self) -> usize {
        usize::try_from(self.head.turns % 1_000_000_000).unwrap_or(0)
    }

    /// Whether a group given an SOS is still to be sent.
    pub(crate) fn has_first(&self) -> bool {
        self.head.first.iter().any(|place| self.slot(*place).is_some_and(|slot| slot.unsent))
    }

    /// The request that carries this group, or a fresh cover group. `wanted` are the open vault's tags; `turn`
    /// decides whose turn it is among receipts that do not all fit. With a group, nothing is written.
    pub(crate) fn sync_request(
        &mut self,
        now: Timestamp,
        group: Option<Placed>,
        mut wanted: Vec<Tag>,
        turn: usize,
        rng: &mut impl CryptoRng,
    ) -> Result<(Vec<u8>, Asked), EngineError> {
        let (sealed, age_s) = match group.as_ref().and_then(|placed| self.placed(placed)) {
            Some(slot) => {
                let age = now.as_millis().saturating_sub(slot.age_from) / 1_000;
                let size = if slot.size > 4 { CircleSize::Eight } else { CircleSize::Four };
                let sealed = SealedGroup::from_bytes(slot.sealed.to_vec(), size)?;
                (sealed, u32::try_from(age).unwrap_or(u32::MAX))
            }
            None => (self.cover(rng)?, 0),
        };
        wanted.truncate(WANTED_TAGS);
        self.fill_wanted(now, turn, &mut wanted);
        let acknowledged: Vec<Tag> = self
            .head
            .acknowledgements
            .iter()
            .take(ACKNOWLEDGED_TAGS)
            .map(|tag| Tag::from_bytes(**tag))
            .collect();
        let first_time =
            group.as_ref().and_then(|placed| self.placed(placed)).is_some_and(|slot| slot.unsent);
        let asked = Asked {
            group,
            first_time,
            wanted: wanted.clone(),
            acknowledged: acknowledged.clone(),
            relay_seq: self.head.relay_seq,
        };
        let request = SyncRequest {
            reading: self.reading(),
            age: Seconds::new(age_s),
            relay_seq: self.head.relay_seq,
            wanted,
            acknowledged,
            group: sealed,
        };
        Ok((request.encode(rng)?.to_vec(), asked))
    }

    fn cover(&mut self, rng: &mut impl CryptoRng) -> Result<SealedGroup, EngineError> {
        let rows =
            (0..self.circle().rows()).map(|row| self.discard_row(row, rng)).collect::<Result<_, _>>()?;
        Ok(self.seal(TimerCommand::noop(), rows, rng)?.0)
    }

    /// Fills up the wanted tags with receipts that the rings still expect: newest groups first, the rest in turn.
    fn fill_wanted(&self, now: Timestamp, turn: usize, wanted: &mut Vec<Tag>) {
        let room = WANTED_TAGS.saturating_sub(wanted.len());
        if room == 0 {
            return;
        }
        let mut expected: Vec<(u64, Tag)> = Vec::new();
        for slot in &self.groups {
            let fresh = now.as_millis().saturating_sub(slot.age_from) <= RECEIPT_MS;
            if slot.count == 0 || !fresh {
                continue;
            }
            for (row, root) in slot.roots.iter().enumerate() {
                let root = ReceiptRoot::from_bytes(*root.bytes());
                let state = slot.row(row);
                if state < RowState::Fetched {
                    expected.push((slot.count, root.expected(ReceiptState::Fetched).tag));
                }
                if state < RowState::Opened {
                    expected.push((slot.count, root.expected(ReceiptState::Opened).tag));
                }
            }
        }
        expected.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
        if expected.len() > room {
            let newest = room / 2;
            let rest = expected.len() - newest;
            if let Some(tail) = expected.get_mut(newest..) {
                tail.rotate_left(turn.wrapping_mul(room - newest) % rest);
            }
        }
        for (_, tag) in expected.into_iter().take(room) {
            if !wanted.contains(&tag) {
                wanted.push(tag);
            }
        }
    }

    /// A receipt or reply that the vault has stored: the relay may delete it.
    pub(crate) fn acknowledge_cell(&mut self, tag: Tag) {
        self.proven();
        self.acknowledge(tag);
    }

    /// An attempt failed: wait longer, from 5 s to 15 min, with jitter.
    pub(crate) fn failed(&mut self, now: Timestamp, rng: &mut impl CryptoRng) {
        let head = self.head.edit();
        let wait = RETRY_FIRST_MS.saturating_mul(1 << head.attempts.min(8)).min(RETRY_MAX_MS);
        let jitter = u64::from(rng.next_u32()) % (wait / 5).max(1);
        head.attempts = head.attempts.saturating_add(1);
        head.last_failure = now.as_millis();
        if head.silent_since.is_none() {
            head.silent_since =
                Some(head.last_sync.map_or(now.as_millis(), |last| last.min(now.as_millis())));
        }
        head.next_sync = now.as_millis().saturating_add(wait - jitter);
    }

    /// Notices a changed clock: going back, or ahead by more than any phone stays off. Ages of what waits go on from
    /// where they were, so that neither the relay nor a contact is told of years; so do those of what is at the relay,
    /// since one that is put back gets it again.
    pub(crate) fn see_clock(&mut self, now: Timestamp) {
        let (seen, now) = (self.head.clock_seen, now.as_millis());
        if seen == 0 || (now >= seen && now - seen <= CLOCK_JUMP_MS) {
            if now.saturating_sub(seen) > CLOCK_NOTE_MS {
                self.head.edit().clock_seen = now;
            }
            return;
        }
        if now < seen && seen - now <= CLOCK_NOTE_MS {
            return;
        }
        for slot in self.groups.iter_mut().filter(|slot| slot.count > 0) {
            let age = seen.saturating_sub(slot.age_from);
            slot.edit().age_from = now.saturating_sub(age);
        }
        self.head.edit().clock_seen = now;
    }

    /// Since when the relay has not answered, if it was asked again two hours after that or later.
    pub(crate) fn silent_since(&self) -> Option<Timestamp> {
        let since = self.head.silent_since?;
        (self.head.last_failure.saturating_sub(since) >= SILENT_MS).then(|| Timestamp::from_millis(since))
    }

    /// Something was given to the outbox: the next sync is due at once, unless attempts are failing; a call for
    /// help does not wait for them either.
    pub(crate) fn hurry(&mut self, now: Timestamp, urgent: bool) {
        if self.head.next_sync > now.as_millis() && (urgent || self.head.attempts == 0) {
            let head = self.head.edit();
            head.next_sync = now.as_millis();
            head.attempts = 0;
        }
    }

    /// Who reads, and the proof.
    pub(crate) fn reading(&self) -> Reading {
        Reading {
            receive_id: ReceiveId::from_bytes(*self.head.receive_id),
            capability: ReceiveCapability::from_bytes(*self.head.receive_capability.bytes()),
        }
    }

    /// The highest sequence number seen from the relay.
    pub(crate) fn relay_seq(&self) -> u64 {
        self.head.relay_seq
    }
}
