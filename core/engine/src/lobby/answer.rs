//! What a sync answer changes: the state of the group sent, receipts, and the discovery that this store or the relay
//! was put back from an older copy.

use rand_core::CryptoRng;

use wayhome_protocol::told::{ToldAnswer, ToldReceipt};

use super::sync::{RECEIPT_MS, RETRY_MAX_MS, SHARES};
use super::{Asked, GroupSlot, Lobby, Placed, RowState};
use crate::wire::{
    Outcome, ReceiptRoot, ReceiptState, RowStatus, SendingChain, SyncAnswer, TimerStatus, Timestamp,
    WireCell, open_receipt,
};

/// What has waited at the relay for longer is tried on schedule only.
const LONG_WAIT_MS: u64 = 3 * 24 * 3_600_000;
/// Jumps made on the relay's word alone, without a receipt between them.
const JUMPS_UNPROVEN_MAX: u8 = 3;
/// Groups that a store is taken to have sealed since the copy was made that it was got back from: a hundred days at the regular level.
const RECOVERED_BEHIND: u64 = 4_320;

/// What a sync brought.
#[derive(Debug, Default)]
pub(crate) struct Brought {
    /// Receipts that the rings recognised. An open vault may know them too.
    pub(crate) receipts: Vec<WireCell>,
    /// Cells that only an open vault can know.
    pub(crate) others: Vec<WireCell>,
}

impl Lobby {
    /// Whether an answer says that the relay took the request.
    pub(crate) fn accepts(answer: &SyncAnswer) -> bool {
        matches!(answer.outcome, Outcome::Done | Outcome::Unknown)
    }

    /// Takes a sync answer in.
    pub(crate) fn synced(
        &mut self,
        now: Timestamp,
        asked: &Asked,
        answer: SyncAnswer,
        rng: &mut impl CryptoRng,
    ) -> Brought {
        if answer.outcome == Outcome::Unknown {
            self.head.edit().claimed = false;
            self.register_all_again();
        }
        if let Some(placed) = &asked.group {
            self.note_statuses(now, placed, &answer);
            self.note_answer(now, placed, &answer, asked.first_time, rng);
            // A group offered again repeats its touch, whose counter is old by right.
            if asked.first_time {
                self.note_timer(placed, answer.timer);
            }
        }
        let mut brought = Brought::default();
        if answer.outcome == Outcome::Done {
            if !asked.acknowledged.is_empty() {
                let sent = |tag: &[u8; 16]| asked.acknowledged.iter().any(|known| known.as_bytes() == tag);
                self.head.edit().acknowledgements.retain(|tag| !sent(tag));
            }
            self.note_counts(now, &answer, asked.relay_seq);
            for cell in answer.cells.into_iter().filter(|cell| asked.wanted.contains(&cell.tag())) {
                if self.match_receipt(&cell, rng) {
                    brought.receipts.push(cell);
                } else {
                    brought.others.push(cell);
                }
            }
        }
        let next_sync = self.next_on_schedule(now, rng);
        // A relay that has lost everything never knows a seat's discard id again: what waits for days hurries nobody.
        let recent = |slot: &GroupSlot| now.as_millis().abs_diff(slot.age_from) <= LONG_WAIT_MS;
        let pressing = |slot: &GroupSlot| slot.unsent || (slot.waiting() && recent(slot));
        let waits = self.groups.iter().any(|slot| pressing(slot)) || self.any_upload_waits();
        let head = self.head.edit();
        head.attempts = 0;
        head.turns = head.turns.wrapping_add(1);
        head.rests = (head.rests + u8::from(asked.rest)) % SHARES;
        head.last_sync = Some(now.as_millis());
        head.silent_since = None;
        head.next_sync = next_sync;
        if waits {
            head.next_sync = head.next_sync.min(now.as_millis().saturating_add(RETRY_MAX_MS));
        }
        brought
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
        let done = slot.done();
        slot.retry_at = if done { 0 } else { now.as_millis().saturating_add(RETRY_MAX_MS) };
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

    /// Keeps for the group's sealer what the relay said, whatever the group carries.
    fn note_answer(
        &mut self,
        now: Timestamp,
        placed: &Placed,
        answer: &SyncAnswer,
        first_time: bool,
        rng: &mut impl CryptoRng,
    ) {
        let turn = u32::try_from(self.head.turns.wrapping_add(1) & u64::from(u32::MAX)).unwrap_or(0);
        let told = ToldAnswer { status: answer.timer, word: answer.word, at: now, turn };
        if let Some(slot) = self.placed_mut(placed) {
            slot.tell_answer(&told, first_time, rng);
        }
    }

    /// The relay had seen the counter of a touch of the locked screen already: it is taken further. A vault reads that
    /// of its own touches in what it is told.
    fn note_timer(&mut self, placed: &Placed, status: TimerStatus) {
        if status == TimerStatus::OldCounter && self.is_locked_group(placed) {
            let touch = &mut self.head.edit().touch;
            touch.counter = touch.counter.saturating_add(u64::from(SendingChain::ROLLBACK_MARGIN));
        }
    }

    /// Notices that this store, or the relay, was put back from an older copy. A count that no store could have
    /// reached is a lie, and is not followed.
    fn note_counts(&mut self, now: Timestamp, answer: &SyncAnswer, relay_seq_sent: u64) {
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
            self.send_all_again(now);
        }
        if answer.relay_seq > self.head.relay_seq || answer.relay_seq < relay_seq_sent {
            self.head.edit().relay_seq = answer.relay_seq;
        }
    }

    /// Everything that the relay may still be without is sent again, oldest first. The lobby cannot tell what has a
    /// receipt; an open vault gives up the rows that nobody waits for.
    fn send_all_again(&mut self, now: Timestamp) {
        let mut turn = self.next_turn();
        let mut again: Vec<_> = self
            .groups
            .iter_mut()
            .filter(|slot| slot.used() && is_fresh(slot, now))
            .filter(|slot| slot.rows.contains(&RowState::AtRelay.code()))
            .collect();
        again.sort_by_key(|slot| slot.age_from);
        for slot in again {
            let known = slot.turn;
            slot.edit().send_again(if known > 0 { known } else { turn });
            turn = turn.saturating_add(1);
        }
    }

    /// This store was got back from a copy that may be old. No key may be used twice, so it does not wait for the relay to
    /// say how old; if it is older than could be thought, the relay's count says so.
    pub(crate) fn was_recovered(&mut self) {
        self.jump_all(RECOVERED_BEHIND);
    }

    /// Whether this group has its place and is, by what clocks said, young enough to be sent to a relay that was put back.
    pub(crate) fn sends_again(&self, placed: &Placed, now: Timestamp) -> bool {
        self.placed(placed).is_some_and(|slot| is_fresh(slot, now))
    }

    fn jump_all(&mut self, lost: u64) {
        let lost = u32::try_from(lost).unwrap_or(u32::MAX).min(SendingChain::ROLLBACK_BELIEVED);
        let jump = SendingChain::ROLLBACK_MARGIN.saturating_add(lost);
        let head = self.head.edit();
        head.jumps_unproven += 1;
        head.rollbacks = head.rollbacks.saturating_add(1);
        head.put_back_notices |= 1;
        head.jumped = head.jumped.saturating_add(u64::from(jump));
        self.jump_locked(jump);
    }

    /// Recognises a receipt that a ring expects: it is acknowledged, its row waits no longer, and the sealer is told of
    /// it. Which event it names is for the sealer to compare: after a rollback another may have used the same key.
    fn match_receipt(&mut self, cell: &WireCell, rng: &mut impl CryptoRng) -> bool {
        let tag = cell.tag();
        let found = self.groups.iter().enumerate().filter(|(_, slot)| slot.used()).find_map(|(at, slot)| {
            slot.roots.iter().enumerate().find_map(|(row, root)| {
                let root = ReceiptRoot::from_bytes(*root.bytes());
                ReceiptState::ALL.into_iter().find_map(|state| {
                    let matches = root.expected(state).tag == tag;
                    let receipt = matches.then(|| open_receipt(&root, state, cell).ok()).flatten()?;
                    Some((at, row, ToldReceipt { state, event: receipt.event }))
                })
            })
        });
        let Some((at, row, receipt)) = found else { return false };
        let Some(slot) = self.groups.get_mut(at).map(|slot| slot.edit()) else { return false };
        slot.set_row(row, RowState::AtRelay);
        slot.settle();
        slot.tell_receipt(row, receipt, rng);
        self.forget_first();
        self.proven();
        self.acknowledge(tag);
        true
    }

    /// What is done goes before nothing any more.
    fn forget_first(&mut self) {
        let done = |place: &super::RingPlace| self.slot(*place).is_none_or(GroupSlot::done);
        if self.head.first.iter().any(done) {
            let first: Vec<_> = self.head.first.iter().copied().filter(|place| !done(place)).collect();
            self.head.edit().first = first;
        }
    }

    /// A receipt arrived, which no relay can forge: the jumps made so far did no harm.
    pub(super) fn proven(&mut self) {
        if self.head.jumps_unproven > 0 {
            self.head.edit().jumps_unproven = 0;
        }
    }
}

/// Whether the relay would still keep what this group brought it.
fn is_fresh(slot: &GroupSlot, now: Timestamp) -> bool {
    now.as_millis().abs_diff(slot.age_from) <= RECEIPT_MS
}
