//! Syncing without a PIN: which group goes next, and what a request says.

use rand_core::CryptoRng;
use wayhome_protocol::sync_request::{ACKNOWLEDGED_TAGS, WANTED_TAGS};

use super::ring::{Ticket, places};
use super::{GroupSlot, Lobby, Placed, Placing, RingPlace};
use crate::wire::{
    CircleSize, Reading, ReceiptRoot, ReceiptState, ReceiveCapability, ReceiveId, SealedGroup, Seconds,
    SyncRequest, Tag, TimerCommand, Timestamp,
};
use crate::{Cover, EngineError};

/// Shortest and longest wait after failures.
pub(super) const RETRY_FIRST_MS: u64 = 5_000;
pub(super) const RETRY_MAX_MS: u64 = 15 * 60_000;
/// Groups that the relay could not take in full, tried again in one run that was asked for, besides those given an SOS.
const PROBES: usize = 2;
/// Of runs that have nothing unsent, the first sync of one in so many is not for groups that the relay could not take in
/// full, and of one in so many for those of them that were given no SOS. Counted, not drawn: of any two such runs in
/// a row one tries them.
pub(super) const SHARES: u8 = 4;
/// A group that the open vault needs counts as if it had waited so many times as long.
const NEEDED_MORE: u64 = 4;
/// Of the syncs for which there is nothing to send, about one in so many carries cover while places are old.
const COVER_SHARE: u32 = 4;
/// Receipts are asked for as long as the relay keeps cells.
pub(super) const RECEIPT_MS: u64 = 60 * 24 * 3_600_000;
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
    /// It was the first of a run that had nothing unsent.
    pub(crate) rest: bool,
}

/// What a sync carries for which there is nothing to send.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Filler {
    /// A group that the relay has had.
    Offer(Placed),
    /// A cover group in a place.
    Cover(Placed),
    /// A cover group that has no place.
    None,
}

impl Lobby {
    /// Whether a sync is due. A deadline further ahead than it could have been set means a changed clock.
    pub(crate) fn sync_due(&self, now: Timestamp) -> bool {
        let next = self.head.next_sync;
        next <= now.as_millis() || next > now.as_millis().saturating_add(self.cover().level.longest_ms())
    }

    /// How this store shows itself on the network.
    pub(crate) fn cover(&self) -> Cover {
        Cover::from_code(self.head.cover)
    }

    /// Chooses that anew. What was to come later than it can now is due at once.
    pub(crate) fn set_cover(&mut self, cover: Cover) {
        if self.cover() != cover {
            self.head.edit().cover = cover.code();
        }
    }

    /// When the next sync is due, drawn anew each time.
    pub(super) fn next_on_schedule(&self, now: Timestamp, rng: &mut impl CryptoRng) -> u64 {
        let level = self.cover().level;
        let shortest = level.interval_ms() - level.interval_ms() / 5;
        let jitter = u64::from(rng.next_u32()) % (level.longest_ms() - shortest);
        now.as_millis().saturating_add(shortest + jitter)
    }

    /// The group that goes next: one given an SOS, else in the order in which they were sealed; then those that the
    /// relay could not take in full: all that were given an SOS, then the longest untried, of which a run that was asked
    /// for tries only [`PROBES`]. Once anything of one goes through, all may. What this run has `tried` waits for another.
    ///
    /// A run on schedule that has nothing unsent makes one sync for all the rest, but for calls for help. What it is for
    /// alternates, so that whoever cannot be served keeps back neither the others nor what the relay may have lost.
    pub(crate) fn next_group(&self, now: Timestamp, asked_for: bool, tried: &[Ticket]) -> Option<Placed> {
        let unsent = |place: RingPlace| {
            let slot = self.slot(place)?;
            let next = slot.unsent && !tried.contains(&slot.ticket);
            next.then_some((slot.turn, Placed { place, ticket: slot.ticket }))
        };
        if let Some((_, placed)) = self.head.first.iter().find_map(|place| unsent(*place)) {
            return Some(placed);
        }
        let in_turn = places().filter_map(unsent).min_by_key(|(turn, _)| *turn);
        in_turn.map(|(_, placed)| placed).or_else(|| self.next_waiting(now, asked_for, tried))
    }

    fn next_waiting(&self, now: Timestamp, asked_for: bool, tried: &[Ticket]) -> Option<Placed> {
        let waiting: Vec<(RingPlace, &GroupSlot)> = places()
            .filter_map(|place| Some((place, self.slot(place)?)))
            .filter(|(_, slot)| slot.waiting())
            .collect();
        let urgent = |place: &RingPlace| self.head.first.contains(place);
        let probes = waiting
            .iter()
            .filter(|(place, slot)| slot.retry_at != 0 && tried.contains(&slot.ticket) && !urgent(place))
            .count();
        let first = !asked_for && tried.is_empty();
        let probe = if asked_for { probes < PROBES } else { first };
        let (for_others, for_probes) = (first && self.head.rests == 1, first && self.head.rests == 3);
        let may = |place: &RingPlace, slot: &GroupSlot| {
            let later = slot.retry_at > now.as_millis()
                && slot.retry_at <= now.as_millis().saturating_add(RETRY_MAX_MS);
            let turn = !for_others && (urgent(place) || probe) && (asked_for || !later);
            !tried.contains(&slot.ticket) && (slot.retry_at == 0 || turn)
        };
        let next = waiting
            .into_iter()
            .filter(|(place, slot)| may(place, slot))
            .min_by_key(|(place, slot)| (urgent(place) == for_probes, slot.retry_at, slot.turn));
        next.map(|(place, slot)| Placed { place, ticket: slot.ticket })
    }

    /// A group to be offered again in the place of a cover group: a relay that was put back unnoticed gets it once
    /// more, and one that still has it drops the copy.
    ///
    /// The lobby cannot tell what it carries, nor whether anybody waits for it: all places have their turn, the
    /// younger ones more often, as a relay that is put back loses what is young: what counts is the square of the time
    /// since the last offer over the age, so that nothing waits for ever behind what is new. `needed` is what the open vault
    /// knows: that somebody waits for a row of it, or that nobody does.
    fn next_offer(&self, now: Timestamp, needed: impl Fn(&Placed) -> Option<bool>) -> Option<(Placed, bool)> {
        // By the distance: a clock that was put back must not leave anything out until it has caught up.
        let since = |then: u64| now.as_millis().abs_diff(then);
        places()
            .filter_map(|place| Some((place, self.slot(place)?)))
            .filter(|(_, slot)| slot.used() && slot.done() && since(slot.age_from) <= RECEIPT_MS)
            .filter_map(|(place, slot)| {
                let placed = Placed { place, ticket: slot.ticket };
                let needed = needed(&placed);
                let more = match needed {
                    Some(false) => return None,
                    Some(true) => NEEDED_MORE,
                    None => 1,
                };
                let waited = since(slot.offered).min(RECEIPT_MS) / 1_000 * more;
                let age = since(slot.age_from) / 1_000;
                let pressing = waited.saturating_mul(waited) / age.max(3_600);
                Some((pressing, slot.age_from, (placed, needed.is_some())))
            })
            .max_by_key(|(pressing, age_from, _)| (*pressing, std::cmp::Reverse(*age_from)))
            .map(|(.., offer)| offer)
    }

    /// What goes in a sync for which there is nothing to send: a group that is offered again, or a cover group, which
    /// takes a place and is sent from there like any other. Where both can go, it is drawn; but no cover goes before what
    /// the open vault knows somebody to wait for.
    pub(crate) fn next_filler(
        &mut self,
        now: Timestamp,
        needed: impl Fn(&Placed) -> Option<bool>,
        rng: &mut impl CryptoRng,
    ) -> Result<Filler, EngineError> {
        let offer = self.next_offer(now, needed);
        let needed = offer.is_some_and(|(_, needed)| needed);
        let drawn = offer.is_none() || rng.next_u32().is_multiple_of(COVER_SHARE);
        if self.cover_due(now) && drawn && !needed {
            let how = Placing { own: &[], urgent: false, evict: false, now, made: now, cover: true };
            let claim = self.place(how, TimerCommand::noop(), Vec::new(), rng)?;
            return Ok(Filler::Cover(claim.placed));
        }
        Ok(offer.map_or(Filler::None, |(placed, _)| Filler::Offer(placed)))
    }

    /// Whose turn it is to be asked for, of what does not all fit into one sync: it moves on with each sync that was
    /// answered, in whatever run, so that everything is asked for in its time.
    pub(crate) fn turn(&self) -> usize {
        usize::try_from(self.head.turns % 1_000_000_000).unwrap_or(0)
    }

    /// Whether a group was never taken by the relay.
    pub(crate) fn is_unsent(&self, placed: &Placed) -> bool {
        self.placed(placed).is_some_and(|slot| slot.unsent)
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
            None => (self.cover_group(rng)?, 0),
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
        let first_time = group.as_ref().is_some_and(|placed| self.is_unsent(placed));
        let asked = Asked {
            group,
            first_time,
            wanted: wanted.clone(),
            acknowledged: acknowledged.clone(),
            relay_seq: self.head.relay_seq,
            rest: false,
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

    fn cover_group(&mut self, rng: &mut impl CryptoRng) -> Result<SealedGroup, EngineError> {
        let rows =
            (0..self.circle().rows()).map(|row| self.discard_row(row, rng)).collect::<Result<_, _>>()?;
        self.seal(TimerCommand::noop(), 0, rows, rng)
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
            if !slot.used() || !fresh {
                continue;
            }
            for root in &slot.roots {
                let root = ReceiptRoot::from_bytes(*root.bytes());
                expected.extend(ReceiptState::ALL.map(|state| (slot.age_from, root.expected(state).tag)));
            }
        }
        expected.sort_by_key(|(age_from, _)| std::cmp::Reverse(*age_from));
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
        let mut used: Vec<_> = self.groups.iter_mut().filter(|slot| slot.used()).collect();
        used.sort_by_key(|slot| slot.age_from);
        let mut last = 0_u64;
        for slot in used {
            // In the order in which they were sealed, as they are sent again in it.
            let age = seen.saturating_sub(slot.age_from);
            last = now.saturating_sub(age).max(last.saturating_add(1));
            slot.edit().age_from = last;
        }
        let moved = i64::try_from(i128::from(now) - i128::from(seen)).unwrap_or(0);
        let head = self.head.edit();
        head.clock_moved = head.clock_moved.saturating_add(moved);
        head.clock_seen = now;
    }

    /// Since when the relay has not answered, if it was asked again two hours after that or later.
    pub(crate) fn silent_since(&self) -> Option<Timestamp> {
        let since = self.head.silent_since?;
        (self.head.last_failure.saturating_sub(since) >= SILENT_MS).then(|| Timestamp::from_millis(since))
    }

    /// Something was given to the outbox: the next sync is due at once, unless attempts are failing; a call for
    /// help does not wait for them either. Where sending is discreet everything waits for the schedule.
    pub(crate) fn hurry(&mut self, now: Timestamp, urgent: bool) {
        if self.cover().discreet() {
            return;
        }
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
