//! Syncing without a PIN: which group goes next, what is asked for, and what an answer changes.

use crate::wire::{
    CircleSize, Outcome, Reading, ReceiptRoot, ReceiptState, ReceiveCapability, ReceiveId, RegisterAnswer,
    RegisterEntry, RegisterRequest, RegisterStatus, RowStatus, SealedGroup, Seconds, SendingChain,
    SyncAnswer, SyncRequest, Tag, TimerCommand, TimerStatus, Timestamp, WireCell, open_receipt,
};
use rand_core::CryptoRng;

use wayhome_protocol::register_request::{REGISTER_ENTRIES, REGISTER_ENTRY_LENGTH};
use wayhome_protocol::sync_request::{ACKNOWLEDGED_TAGS, WANTED_TAGS};

use super::{Lobby, Placed, RING_PLACES, RINGS, RingPlace, RowState};
use crate::EngineError;

/// Shortest and longest wait after failures.
const RETRY_FIRST_MS: u64 = 5_000;
pub(crate) const RETRY_MAX_MS: u64 = 15 * 60_000;
/// The schedule while all is well: every half hour, a fifth more or less.
const SCHEDULE_MS: u64 = 30 * 60_000;
pub(crate) const SCHEDULE_MAX_MS: u64 = SCHEDULE_MS + SCHEDULE_MS / 5;
/// Receipts are asked for as long as the relay keeps cells.
const RECEIPT_MS: u64 = 60 * 24 * 3_600_000;

/// A clock further ahead than this since it was last looked at was changed.
const CLOCK_JUMP_MS: u64 = 60 * 24 * 3_600_000;
/// The clock is written down when it has moved by this much.
const CLOCK_NOTE_MS: u64 = 60_000;

/// Jumps made on the relay's word alone, without a receipt between them.
const JUMPS_UNPROVEN_MAX: u8 = 3;

/// What a request said, to read its answer by.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Asked {
    /// Acknowledgements it carried.
    pub(crate) acknowledged: usize,
    /// The relay's sequence number that it echoed.
    pub(crate) relay_seq: u64,
}

/// A row whose receipt arrived, or a cell that no ring expected.
enum Matched {
    /// A cell that only the vault may know.
    Other(WireCell),
    /// A receipt for a group in the rings; already noted there.
    Receipt,
}

impl Lobby {
    /// Whether a sync is due. A deadline further ahead than it could have been set means a changed clock.
    pub(crate) fn sync_due(&self, now: Timestamp) -> bool {
        let next = self.head.next_sync;
        next <= now.as_millis() || next > now.as_millis().saturating_add(SCHEDULE_MAX_MS)
    }

    /// The next request to register, if anything waits, and how many entries it carries.
    pub(crate) fn register_request(&self) -> Option<(RegisterRequest, usize)> {
        let confirmed = usize::try_from(self.registrations.confirmed).unwrap_or(usize::MAX);
        let entries: Vec<RegisterEntry> = self
            .registrations
            .entries
            .iter()
            .skip(confirmed)
            .take(REGISTER_ENTRIES)
            .map(|bytes| {
                let mut padded = bytes.to_vec();
                padded.resize(REGISTER_ENTRY_LENGTH, 0);
                RegisterEntry::decode(&padded).unwrap_or(RegisterEntry::Nothing)
            })
            .collect();
        if entries.is_empty() {
            return None;
        }
        let taken = entries.len();
        let request = RegisterRequest { reading: self.reading(), entries };
        Some((request, taken))
    }

    /// The relay answered for the next `taken` registrations; `false` when it took none.
    pub(crate) fn registered(&mut self, answer: &RegisterAnswer, taken: usize) -> bool {
        if answer.outcome != Outcome::Done {
            return false;
        }
        let refused =
            answer.statuses.iter().take(taken).filter(|status| **status != RegisterStatus::Done).count();
        let registrations = self.registrations.edit();
        registrations.confirmed = registrations.confirmed.saturating_add(u32::try_from(taken).unwrap_or(0));
        registrations.refused = registrations.refused.saturating_add(u32::try_from(refused).unwrap_or(0));
        self.head.edit().claimed = true;
        true
    }

    /// The group that goes next: one given an SOS, else the rings in turn, oldest first. One that this run has
    /// `tried` waits for another; one that the relay could not take waits too, unless the run was asked for.
    pub(crate) fn next_group(&self, now: Timestamp, asked_for: bool, tried: &[u64]) -> Option<Placed> {
        let ready = |place: RingPlace| {
            let index = usize::from(place.ring) * usize::from(RING_PLACES) + usize::from(place.position);
            let slot = self.groups.get(index)?;
            let blocked = slot.retry_at > now.as_millis()
                && slot.retry_at <= now.as_millis().saturating_add(RETRY_MAX_MS);
            let ready = slot.unsent && (asked_for || !blocked) && !tried.contains(&slot.count);
            ready.then_some(Placed { place, count: slot.count })
        };
        if let Some(placed) = self.head.first.iter().find_map(|place| ready(*place)) {
            return Some(placed);
        }
        (0..RINGS).map(|turn| (self.head.next_ring + turn) % RINGS).find_map(|ring| {
            (0..RING_PLACES)
                .filter_map(|position| ready(RingPlace { ring, position }))
                .min_by_key(|at| at.count)
        })
    }

    /// The request that carries this group, or a fresh cover group. `wanted` are the open vault's tags.
    pub(crate) fn sync_request(
        &mut self,
        now: Timestamp,
        group: Option<Placed>,
        mut wanted: Vec<Tag>,
        rng: &mut impl CryptoRng,
    ) -> Result<Vec<u8>, EngineError> {
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
        self.fill_wanted(now, &mut wanted);
        let acknowledged = self
            .head
            .acknowledgements
            .iter()
            .take(ACKNOWLEDGED_TAGS)
            .map(|tag| Tag::from_bytes(**tag))
            .collect();
        let request = SyncRequest {
            reading: self.reading(),
            age: Seconds::new(age_s),
            relay_seq: self.head.relay_seq,
            wanted,
            acknowledged,
            group: sealed,
        };
        Ok(request.encode(rng)?.to_vec())
    }

    fn cover(&mut self, rng: &mut impl CryptoRng) -> Result<SealedGroup, EngineError> {
        let rows =
            (0..self.circle().rows()).map(|row| self.discard_row(row, rng)).collect::<Result<_, _>>()?;
        Ok(self.seal(TimerCommand::noop(), rows, rng)?.0)
    }

    /// Fills up the wanted tags with receipts that the rings still expect: newest groups first, the rest in turn.
    fn fill_wanted(&mut self, now: Timestamp, wanted: &mut Vec<Tag>) {
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
        let room = WANTED_TAGS.saturating_sub(wanted.len());
        if expected.len() > room && room > 0 {
            let newest = room / 2;
            let rest = expected.len() - newest;
            let cursor = usize::try_from(self.head.wanted_cursor).unwrap_or(0) % rest;
            if let Some(tail) = expected.get_mut(newest..) {
                tail.rotate_left(cursor);
            }
            let step = u32::try_from(room - newest).unwrap_or(1);
            let head = self.head.edit();
            head.wanted_cursor = head.wanted_cursor.wrapping_add(step);
        }
        for (_, tag) in expected.into_iter().take(room) {
            if !wanted.contains(&tag) {
                wanted.push(tag);
            }
        }
    }

    /// Whether an answer says that the relay took the request.
    pub(crate) fn accepts(&self, answer: &SyncAnswer) -> bool {
        matches!(answer.outcome, Outcome::Done | Outcome::Unknown)
    }

    /// Takes a sync answer in: states of the group sent, receipts, a rollback of this store or of the relay.
    /// Returns the
    /// cells that only an open vault can know, and how many receipts there were.
    pub(crate) fn synced(
        &mut self,
        now: Timestamp,
        sent: Option<Placed>,
        asked: Asked,
        answer: SyncAnswer,
        rng: &mut impl CryptoRng,
    ) -> (Vec<WireCell>, u32) {
        if answer.outcome == Outcome::Unknown {
            self.head.edit().claimed = false;
            self.registrations.edit().confirmed = 0;
        }
        if let Some(placed) = sent {
            self.note_statuses(now, &placed, &answer);
        }
        if answer.outcome == Outcome::Done {
            let list = &mut self.head.edit().acknowledgements;
            list.drain(..asked.acknowledged.min(list.len()));
            self.note_counts(&answer, asked.relay_seq);
        }
        if answer.timer == TimerStatus::OldCounter
            && let Some(touch) = self.head.edit().touch.as_mut()
        {
            touch.counter = touch.counter.saturating_add(u64::from(SendingChain::ROLLBACK_MARGIN));
        }
        let (mut others, mut matched) = (Vec::new(), 0);
        if answer.outcome == Outcome::Done {
            for cell in answer.cells {
                match self.match_receipt(cell) {
                    Matched::Other(cell) => others.push(cell),
                    Matched::Receipt => matched += 1,
                }
            }
        }
        let jitter = u64::from(rng.next_u32()) % (2 * SCHEDULE_MS / 5);
        let head = self.head.edit();
        head.attempts = 0;
        head.last_sync = Some(now.as_millis());
        head.next_sync = now.as_millis().saturating_add(SCHEDULE_MS - SCHEDULE_MS / 5 + jitter);
        if self.groups.iter().any(|slot| slot.unsent) {
            let head = self.head.edit();
            head.next_sync = head.next_sync.min(now.as_millis().saturating_add(RETRY_MAX_MS));
        }
        (others, matched)
    }

    fn note_statuses(&mut self, now: Timestamp, placed: &Placed, answer: &SyncAnswer) {
        let Some(slot) = self.placed_mut(placed) else { return };
        for (row, status) in answer.rows.iter().enumerate().take(usize::from(slot.size)) {
            match status {
                RowStatus::Stored | RowStatus::Dropped => slot.set_row(row, RowState::AtRelay),
                _ => slot.set_row(row, RowState::Waiting),
            }
        }
        slot.unsent = slot.rows.iter().any(|code| *code < RowState::AtRelay.code());
        slot.retry_at = if slot.unsent { now.as_millis().saturating_add(RETRY_MAX_MS) } else { 0 };
        let unsent = slot.unsent;
        let head = self.head.edit();
        head.next_ring = (placed.place.ring + 1) % RINGS;
        if !unsent {
            head.first.retain(|known| *known != placed.place);
        }
    }

    /// Notices that this store, or the relay, was put back from an older copy. A count that no store could have
    /// reached is a lie, and is not followed.
    fn note_counts(&mut self, answer: &SyncAnswer, relay_seq_sent: u64) {
        let lost = answer.count.saturating_sub(self.head.count);
        if lost > 0 && lost <= u64::from(u32::MAX) {
            self.head.edit().count = answer.count;
            // A relay that lies again and again could carry the chains out of their receivers' reach. Without the
            // jump a step may be used twice, which receivers bear.
            if self.head.jumps_unproven < JUMPS_UNPROVEN_MAX {
                self.jump_all(lost);
            }
        }
        // Compared with what the request said, so that answers crossing each other are no alarm.
        if answer.relay_seq < relay_seq_sent {
            self.head.edit().put_back_notices |= 2;
            for slot in &mut self.groups {
                if slot.count > 0 && slot.rows.contains(&RowState::AtRelay.code()) {
                    slot.edit().unsend();
                }
            }
        }
        if answer.relay_seq > self.head.relay_seq || answer.relay_seq < relay_seq_sent {
            self.head.edit().relay_seq = answer.relay_seq;
        }
    }

    fn jump_all(&mut self, lost: u64) {
        let lost = u32::try_from(lost).unwrap_or(u32::MAX).min(SendingChain::ROLLBACK_BELIEVED);
        let jump = SendingChain::ROLLBACK_MARGIN.saturating_add(lost);
        let head = self.head.edit();
        head.jumps_unproven += 1;
        head.rollbacks = head.rollbacks.saturating_add(1);
        head.put_back_notices |= 1;
        for pending in &mut head.jumps {
            *pending = pending.saturating_add(jump);
        }
        self.jump_locked(jump);
    }

    /// Notes a receipt that a ring expects; anything else is handed on.
    fn match_receipt(&mut self, cell: WireCell) -> Matched {
        let tag = cell.tag();
        for slot in &mut self.groups {
            if slot.count == 0 {
                continue;
            }
            for (row, root) in slot.roots.iter().enumerate() {
                let root = ReceiptRoot::from_bytes(*root.bytes());
                for (state, reached) in
                    [(ReceiptState::Fetched, RowState::Fetched), (ReceiptState::Opened, RowState::Opened)]
                {
                    if root.expected(state).tag == tag && open_receipt(&root, state, &cell).is_ok() {
                        let slot = slot.edit();
                        slot.set_row(row, reached);
                        slot.unsent = slot.rows.iter().any(|code| *code < RowState::AtRelay.code());
                        self.proven();
                        self.acknowledge(tag);
                        return Matched::Receipt;
                    }
                }
            }
        }
        Matched::Other(cell)
    }

    /// A receipt arrived: the jumps made so far did no harm.
    fn proven(&mut self) {
        if self.head.jumps_unproven > 0 {
            self.head.edit().jumps_unproven = 0;
        }
    }

    /// A receipt or reply that the vault has stored: the relay may delete it.
    pub(crate) fn acknowledge_cell(&mut self, tag: Tag) {
        self.proven();
        self.acknowledge(tag);
    }

    /// How many acknowledgements the next request carries.
    pub(crate) fn acknowledgements(&self) -> usize {
        self.head.acknowledgements.len().min(ACKNOWLEDGED_TAGS)
    }

    /// An attempt failed: wait longer, from 5 s to 15 min, with jitter.
    pub(crate) fn failed(&mut self, now: Timestamp, rng: &mut impl CryptoRng) {
        let head = self.head.edit();
        let wait = RETRY_FIRST_MS.saturating_mul(1 << head.attempts.min(8)).min(RETRY_MAX_MS);
        let jitter = u64::from(rng.next_u32()) % (wait / 5).max(1);
        head.attempts = head.attempts.saturating_add(1);
        head.next_sync = now.as_millis().saturating_add(wait - jitter);
    }

    /// Notices a changed clock: going back, or ahead by more than any phone stays off. Ages of what waits go on from
    /// where they were, so that neither the relay nor a contact is told of years.
    pub(crate) fn see_clock(&mut self, now: Timestamp) {
        let (seen, now) = (self.head.clock_seen, now.as_millis());
        if seen == 0 || (now >= seen && now - seen <= CLOCK_JUMP_MS) {
            if now.saturating_sub(seen) > CLOCK_NOTE_MS {
                self.head.edit().clock_seen = now;
            }
            return;
        }
        for slot in self.groups.iter_mut().filter(|slot| slot.unsent) {
            let age = seen.saturating_sub(slot.age_from);
            slot.edit().age_from = now.saturating_sub(age);
        }
        self.head.edit().clock_seen = now;
    }

    /// Something was given to the outbox: the next sync is due at once.
    pub(crate) fn hurry(&mut self, now: Timestamp) {
        let head = self.head.edit();
        if head.next_sync > now.as_millis() && head.attempts == 0 {
            head.next_sync = now.as_millis();
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
