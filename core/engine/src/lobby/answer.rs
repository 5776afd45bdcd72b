//! What a sync answer changes: the state of the group sent, receipts, and the discovery that this store or the relay
//! was put back from an older copy.

use rand_core::CryptoRng;

use super::ring::TimerAnswer;
use super::sync::{RETRY_MAX_MS, SCHEDULE_MS};
use super::{Asked, LOCKED_RING, Lobby, Placed, RINGS, RowState};
use crate::wire::{
    Outcome, ReceiptRoot, ReceiptState, RowStatus, SendingChain, SyncAnswer, TimerStatus, Timestamp,
    WireCell, open_receipt,
};

/// Jumps made on the relay's word alone, without a receipt between them.
const JUMPS_UNPROVEN_MAX: u8 = 3;

/// A row whose receipt arrived, or a cell that no ring expected.
enum Matched {
    /// A cell that only the vault may know.
    Other(WireCell),
    /// A receipt for a group in the rings; already noted there.
    Receipt,
}

impl Lobby {
    /// Whether an answer says that the relay took the request.
    pub(crate) fn accepts(answer: &SyncAnswer) -> bool {
        matches!(answer.outcome, Outcome::Done | Outcome::Unknown)
    }

    /// Takes a sync answer in. Returns the cells that only an open vault can know, and how many receipts there were.
    pub(crate) fn synced(
        &mut self,
        now: Timestamp,
        asked: &Asked,
        answer: SyncAnswer,
        rng: &mut impl CryptoRng,
    ) -> (Vec<WireCell>, u32) {
        if answer.outcome == Outcome::Unknown {
            self.head.edit().claimed = false;
            self.register_all_again();
        }
        if let Some(placed) = &asked.group {
            self.note_statuses(now, placed, &answer);
            self.note_timer_answer(placed, &answer, asked.first_time);
            // A group offered again repeats its touch, whose counter is old by right.
            if asked.first_time {
                self.note_timer(placed, answer.timer);
            }
        }
        let (mut others, mut matched) = (Vec::new(), 0);
        if answer.outcome == Outcome::Done {
            if !asked.acknowledged.is_empty() {
                let sent = |tag: &[u8; 16]| asked.acknowledged.iter().any(|known| known.as_bytes() == tag);
                self.head.edit().acknowledgements.retain(|tag| !sent(tag));
            }
            self.note_counts(&answer, asked.relay_seq);
            for cell in answer.cells.into_iter().filter(|cell| asked.wanted.contains(&cell.tag())) {
                match self.match_receipt(cell) {
                    Matched::Other(cell) => others.push(cell),
                    Matched::Receipt => matched += 1,
                }
            }
        }
        let jitter = u64::from(rng.next_u32()) % (2 * SCHEDULE_MS / 5);
        let waits = self.groups.iter().any(|slot| slot.unsent || slot.waiting()) || self.any_upload_waits();
        let head = self.head.edit();
        head.attempts = 0;
        head.turns = head.turns.wrapping_add(1);
        head.last_sync = Some(now.as_millis());
        head.silent_since = None;
        head.next_sync = now.as_millis().saturating_add(SCHEDULE_MS - SCHEDULE_MS / 5 + jitter);
        if waits {
            head.next_sync = head.next_sync.min(now.as_millis().saturating_add(RETRY_MAX_MS));
        }
        (others, matched)
    }

    fn note_statuses(&mut self, now: Timestamp, placed: &Placed, answer: &SyncAnswer) {
        let Some(slot) = self.placed_mut(placed) else { return };
        let mut freed = false;
        for (row, status) in answer.rows.iter().enumerate().take(usize::from(slot.size)) {
            let stored = matches!(status, RowStatus::Stored | RowStatus::Dropped);
            freed |= stored && slot.row(row) == RowState::Waiting;
            match status {
                RowStatus::Stored | RowStatus::Dropped => slot.set_row(row, RowState::AtRelay),
                _ => slot.set_row(row, RowState::Waiting),
            }
        }
        slot.settle();
        slot.offered = now.as_millis();
        let done = !slot.unsent && !slot.waiting();
        slot.retry_at = if done { 0 } else { now.as_millis().saturating_add(RETRY_MAX_MS) };
        let head = self.head.edit();
        head.next_ring = (placed.place.ring + 1) % RINGS;
        if freed {
            // Whoever could not be served can be now: what else waits may go at once.
            for slot in self.groups.iter_mut().filter(|slot| slot.waiting()) {
                slot.edit().retry_at = 0;
            }
        }
        let head = self.head.edit();
        if done {
            head.first.retain(|known| *known != placed.place);
        }
    }

    /// Keeps what the relay said of the group's command. A repeated command is old by right: that says nothing new,
    /// but the word that comes with it does.
    fn note_timer_answer(&mut self, placed: &Placed, answer: &SyncAnswer, first_time: bool) {
        if answer.timer == TimerStatus::Noop {
            return;
        }
        let Some(slot) = self.placed_mut(placed) else { return };
        let status = match slot.timer_answer() {
            Some(known) if !first_time && answer.timer == TimerStatus::OldCounter => known.status,
            _ => answer.timer,
        };
        slot.set_timer_answer(TimerAnswer { status, word: answer.word });
    }

    /// The relay had seen this touch's counter already: whoever keeps the counter takes it further.
    fn note_timer(&mut self, placed: &Placed, status: TimerStatus) {
        if status != TimerStatus::OldCounter {
            return;
        }
        let head = self.head.edit();
        if placed.place.ring == LOCKED_RING {
            if let Some(touch) = head.touch.as_mut() {
                touch.counter = touch.counter.saturating_add(u64::from(SendingChain::ROLLBACK_MARGIN));
            }
        } else {
            head.old_touches |= 1 << placed.place.ring;
        }
    }

    /// Whether the touches of a vault's region were found too old since the last call.
    pub(crate) fn take_old_touch(&mut self, region: u8) -> bool {
        let bit = 1 << region.min(7);
        let old = self.head.old_touches & bit != 0;
        if old {
            self.head.edit().old_touches &= !bit;
        }
        old
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
            self.register_all_again();
            self.upload_again();
            for slot in &mut self.groups {
                if slot.count > 0 && slot.rows.contains(&RowState::AtRelay.code()) {
                    slot.edit().send_again();
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

    /// Notes a receipt that a ring expects; anything else is handed on. The receipt must name the event of its
    /// group: after a rollback another event may have used the same key.
    fn match_receipt(&mut self, cell: WireCell) -> Matched {
        let tag = cell.tag();
        for slot in &mut self.groups {
            if slot.count == 0 {
                continue;
            }
            let mut found = None;
            for (row, root) in slot.roots.iter().enumerate() {
                let root = ReceiptRoot::from_bytes(*root.bytes());
                for (state, reached) in
                    [(ReceiptState::Fetched, RowState::Fetched), (ReceiptState::Opened, RowState::Opened)]
                {
                    if root.expected(state).tag == tag
                        && open_receipt(&root, state, &cell).is_ok_and(|r| *r.event.as_bytes() == *slot.event)
                    {
                        found = Some((row, reached));
                    }
                }
            }
            if let Some((row, reached)) = found {
                let slot = slot.edit();
                slot.set_row(row, reached);
                slot.settle();
                self.proven();
                self.acknowledge(tag);
                return Matched::Receipt;
            }
        }
        Matched::Other(cell)
    }

    /// A receipt arrived, which no relay can forge: the jumps made so far did no harm.
    pub(super) fn proven(&mut self) {
        if self.head.jumps_unproven > 0 {
            self.head.edit().jumps_unproven = 0;
        }
    }
}
