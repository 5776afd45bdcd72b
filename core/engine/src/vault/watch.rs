//! The workers this vault watches: last heard, next expected, late and missed by its own reckoning.

use crate::wire::{EventId, Minute, Origin, Seconds, Standing, Timestamp};
use minicbor::bytes::ByteArray;
use minicbor::{Decode, Encode};

use super::circle::KeptChain;
use super::pairing::NewWorker;
use super::trail::KeptPlace;
use super::{KeptPlan, Vault};
use crate::EventKind;
use crate::chain_state::ChainState;
use crate::lobby::{Destination, LOCKED_TOUCHES};
use crate::view::{Watched, WatchedStatus, WorkerId};

/// A relay's minutes lie further apart than its clock by less than this, and several machines' may be as far apart.
const MINUTES_APART: Seconds = Seconds::from_minutes(2);

/// A chain on which this contact replies to one place of the worker.
#[derive(Debug, Encode, Decode)]
#[cbor(map)]
pub(crate) struct KeptSender {
    #[n(0)]
    pub(crate) origin: u8,
    #[n(1)]
    pub(crate) chain: ChainState,
}

/// A worker, as kept.
#[derive(Debug, Encode, Decode)]
#[cbor(map)]
pub(crate) struct WorkerRecord {
    #[n(0)]
    pub(crate) id: ByteArray<16>,
    #[n(1)]
    pub(crate) name: String,
    #[n(2)]
    pub(crate) own_name: Option<String>,
    #[n(3)]
    pub(crate) language: String,
    #[n(4)]
    pub(crate) to: Destination,
    #[n(5)]
    pub(crate) own_send_id: ByteArray<16>,
    #[n(6)]
    pub(crate) identity: ByteArray<32>,
    #[n(7)]
    pub(crate) receiving: Vec<KeptChain>,
    #[n(8)]
    pub(crate) sending: Vec<KeptSender>,
    #[n(9)]
    pub(crate) since: u64,
    /// The vault region that paired: replies to what the locked screen sent go there.
    #[n(10)]
    pub(crate) main_origin: Option<u8>,
    #[n(11)]
    pub(crate) plan: Option<KeptPlan>,
    #[n(12)]
    pub(crate) last_heard: Option<u64>,
    #[n(13)]
    pub(crate) last_check_in: Option<u64>,
    #[n(14)]
    pub(crate) paired: bool,
    #[n(15)]
    pub(crate) ended: bool,
    #[n(16)]
    pub(crate) told_late: u64,
    #[n(17)]
    pub(crate) told_missed: u64,
    /// The highest counter of a message that carried a plan, for each origin.
    #[n(18)]
    pub(crate) plan_counters: Vec<u64>,
    /// The hash of the capability of their mailbox for us, by which the relay's notices are read.
    #[n(19)]
    pub(crate) own_hash: Option<ByteArray<32>>,
    /// Check-ins of the locked screen since the last sign of an open vault.
    #[n(20)]
    #[cbor(default)]
    pub(crate) locked_row: u8,
    /// When they were first heard of.
    #[n(21)]
    #[cbor(default)]
    pub(crate) first_heard: Option<u64>,
}

impl WorkerRecord {
    pub(crate) fn new(
        id: [u8; 16],
        new: &NewWorker<'_>,
        to: Destination,
        receiving: Vec<KeptChain>,
        sending: Vec<KeptSender>,
        since: u64,
    ) -> Self {
        Self {
            id: id.into(),
            name: new.name.to_owned(),
            own_name: None,
            language: new.language.to_owned(),
            to,
            own_send_id: (*new.own_send_id.as_bytes()).into(),
            identity: (*new.identity.as_bytes()).into(),
            receiving,
            sending,
            since,
            main_origin: None,
            plan: None,
            last_heard: None,
            last_check_in: None,
            paired: false,
            ended: false,
            told_late: 0,
            told_missed: 0,
            plan_counters: vec![0; 8],
            own_hash: None,
            locked_row: 0,
            first_heard: None,
        }
    }

    /// Whether a check-in moves what this contact reckons from. Three of the locked screen in a row touch the timer;
    /// then one of an open vault, or an arming, must come.
    pub(super) fn is_counted(&mut self, origin: u8, reckoned: u64) -> bool {
        if origin == Origin::LOBBY.byte() {
            self.locked_row = self.locked_row.saturating_add(1);
            return self.locked_row <= LOCKED_TOUCHES;
        }
        if reckoned >= self.last_check_in.unwrap_or(0) {
            self.locked_row = 0;
        }
        true
    }

    pub(crate) fn worker_id(&self) -> WorkerId {
        WorkerId(*self.id)
    }
}

impl Vault {
    /// Remembers the relay's clock beside ours. Called with each answer, before what it brings is read. Returns whether
    /// the relay's went back by more than a clock that is set right.
    pub(crate) fn note_relay_time(&mut self, now: Timestamp, minute: Minute) -> bool {
        let went_back = went_back(self.head.relay_minute, minute);
        if self.head.relay_minute != minute.get() {
            let (behind, from) = self.relay_behind(now, minute);
            let head = self.head.edit();
            head.relay_minute = minute.get();
            head.relay_minute_at = now.as_millis();
            (head.relay_behind, head.relay_behind_from) = (behind, from);
        }
        self.settle_times(self.judged_time(now).as_millis(), minute.get());
        went_back
    }

    /// How far the relay's clock is behind, in milliseconds, and the minute of its that showed it. It goes back only
    /// when an older copy of the relay is put back on a machine whose calendar is behind. What is made from then on
    /// would seem older than what is known, and nobody would notice when nothing follows it. Believed is what both
    /// the relay's earlier word and our own clock bear out: one of the two may have been ahead.
    fn relay_behind(&self, now: Timestamp, minute: Minute) -> (u64, u32) {
        let (says, said) = (minute.start(), Minute::new(self.head.relay_minute).start());
        let passed = now.as_millis().saturating_sub(self.head.relay_minute_at);
        let most = now.millis_since(says);
        let (behind, from) = (self.head.relay_behind, self.head.relay_behind_from);
        if went_back(self.head.relay_minute, minute) {
            let behind = said.millis_since(says).saturating_add(behind).saturating_add(passed);
            return if now < said { (0, 0) } else { (behind.min(most), minute.get()) };
        }
        // It may catch up.
        let nearer = says.millis_since(said).saturating_sub(passed);
        let nearer = if nearer > MINUTES_APART.as_millis() { nearer } else { 0 };
        (behind.saturating_sub(nearer).min(most), from)
    }

    /// A minute of the relay's, as the time that it was.
    pub(super) fn time_of(&self, arrival: Minute) -> Timestamp {
        // What came before the clock went back has the right minute.
        let behind = if arrival.get() > self.head.relay_behind_from { self.head.relay_behind } else { 0 };
        Timestamp::from_millis(arrival.start().as_millis().saturating_add(behind))
    }

    /// A relay whose clock was ahead and is right again left times behind that have not come yet. They would silence
    /// this contact's own watch until then, and become what they can be at most: now.
    fn settle_times(&mut self, judged: u64, relay_minute: u32) {
        for worker in &mut self.workers {
            let ahead = |time: Option<u64>| time.is_some_and(|time| time > judged);
            if ahead(worker.last_check_in) || ahead(worker.last_heard) {
                let worker = worker.edit();
                worker.last_check_in = worker.last_check_in.map(|time| time.min(judged));
                worker.last_heard = worker.last_heard.map(|time| time.min(judged));
            }
        }
        for plan in self.watched_plans.values_mut() {
            if plan.is_ahead(judged, relay_minute) {
                plan.edit().settle(judged, relay_minute);
            }
        }
    }

    /// The time to judge by: our clock, or the relay's as of the last fetch with what has passed on ours since,
    /// whichever is ahead. A clock set back must not hide a missed check-in; a relay can only make it show early.
    pub(super) fn judged_time(&self, now: Timestamp) -> Timestamp {
        let passed = now.as_millis().saturating_sub(self.head.relay_minute_at);
        let relay = Minute::new(self.head.relay_minute).start().as_millis().saturating_add(passed);
        if self.head.relay_minute == 0 { now } else { now.max(Timestamp::from_millis(relay)) }
    }

    /// The workers as a contact sees them now.
    pub(crate) fn watched(&self, now: Timestamp, silent_since: Option<Timestamp>) -> Vec<Watched> {
        let now = self.judged_time(now);
        self.workers
            .iter()
            .map(|worker| {
                let timing = self.watched_timing(worker);
                let plan_view = self.plan_view(worker, now);
                Watched {
                    id: worker.worker_id(),
                    name: worker.name.clone(),
                    own_name: worker.own_name.clone(),
                    status: if worker.ended {
                        WatchedStatus::Ended
                    } else if worker.paired {
                        WatchedStatus::Paired
                    } else {
                        WatchedStatus::Waiting
                    },
                    last_heard: worker.last_heard.map(Timestamp::from_millis),
                    last_check_in: worker.last_check_in.map(Timestamp::from_millis),
                    plan: timing.map(|(plan, _)| plan),
                    next_expected: timing.map(|(plan, last)| plan.due(last)),
                    standing: timing.map(|(plan, last)| plan.standing(last, now)),
                    open_sos: self.open_sos_of(worker),
                    under_duress: self.under_duress(worker),
                    last_places: self.places_of(worker),
                    steps: plan_view.steps,
                    told_before: plan_view.told_before,
                    paused_until: plan_view.paused_until,
                    drill: plan_view.drill,
                    relay_says: plan_view.relay_says,
                    relay_away: plan_view.relay_away,
                    relay_silent_since: silent_since,
                }
            })
            .collect()
    }

    fn open_sos_of(&self, worker: &WorkerRecord) -> Vec<EventId> {
        let mut open: Vec<_> = self
            .received
            .iter()
            .filter(|(_, message)| message.worker == worker.id && message.kind == 2 && !message.ended)
            .map(|(id, message)| (message.reckoned, *id))
            .collect();
        open.sort();
        open.into_iter().map(|(_, id)| id).collect()
    }

    fn places_of(&self, worker: &WorkerRecord) -> Vec<crate::wire::Place> {
        let mut places: Vec<_> = self
            .received
            .values()
            .filter(|message| message.worker == worker.id)
            .flat_map(|message| message.places.iter().filter_map(KeptPlace::place))
            .collect();
        places.sort_by_key(crate::wire::Place::time);
        places.dedup();
        let surplus = places.len().saturating_sub(24);
        places.drain(..surplus);
        places
    }

    /// Notices check-ins that have become late or missed. Independent of the relay's timers.
    pub(crate) fn watch(&mut self, now: Timestamp) {
        let mut news = Vec::new();
        let judged = self.judged_time(now);
        let timings: Vec<_> = self.workers.iter().map(|worker| self.watched_timing(worker)).collect();
        for (worker, timing) in self.workers.iter_mut().zip(timings) {
            let Some((plan, last)) = timing else { continue };
            let id = worker.worker_id();
            match plan.standing(last, judged) {
                Standing::UpToDate { .. } => {}
                Standing::Late { since } if worker.told_late != since.as_millis() => {
                    worker.edit().told_late = since.as_millis();
                    news.push(EventKind::Late { worker: id, since });
                }
                Standing::Missed { since } if worker.told_missed != since.as_millis() => {
                    worker.edit().told_missed = since.as_millis();
                    news.push(EventKind::Missed { worker: id, since });
                }
                _ => {}
            }
        }
        for event in news {
            self.tell(now, event);
        }
    }

    /// When the next worker's standing changes; now, if one has that was not told of yet.
    pub(crate) fn next_standing_change(&self, now: Timestamp) -> Option<Timestamp> {
        let judged = self.judged_time(now);
        let ahead = judged.millis_since(now);
        self.workers
            .iter()
            .filter_map(|worker| Some((worker, self.watched_timing(worker)?)))
            .filter_map(|(worker, (plan, last))| match plan.standing(last, judged) {
                Standing::UpToDate { due } => Some(due),
                Standing::Late { since } if worker.told_late != since.as_millis() => Some(judged),
                Standing::Late { .. } => Some(plan.missed(last)),
                Standing::Missed { since } if worker.told_missed != since.as_millis() => Some(judged),
                Standing::Missed { .. } => None,
            })
            .min()
            .map(|at| Timestamp::from_millis(at.as_millis().saturating_sub(ahead)))
    }
}

/// Whether the relay's time went back, from the last minute that it said, by more than a clock that is set right.
fn went_back(last: u32, minute: Minute) -> bool {
    Minute::new(last).start().millis_since(minute.start()) > MINUTES_APART.as_millis()
}
