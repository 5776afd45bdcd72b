//! The oracle: it hears every request that the relay answers, reads what the relay puts into mailboxes, and says
//! whether that was right.
//!
//! It holds the relay against its own model (`timer.rs`, `service.rs`): I1, nothing is told before due + grace + owed
//! extra grace; I2, everything is told within 60 seconds of that while the relay is up and nobody holds it; I10, a check-in that came before a step prevents it, and one that came after it is told to
//! those who were told the step. Besides: commands that are old, forged or not allowed change nothing (I4); what the
//! relay says it has stored is there (I5); a step hands out what the plan says, to whom it says, and nothing else.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use wayhome_protocol::ids::{DossierId, ReceiveId, SendId, TimerId};
use wayhome_protocol::plan_steps::Step;

use super::mail::{Known, KnownParts, Mail, Mailbox, NewestParts};
use super::newcomers::Newcomer;
use super::service::{Absence, Service, Start};
use super::timer::{Plan, Timer};
use crate::clock::{HOUR, MINUTE};
use crate::relay::Witness;
use crate::story::Story;

/// After a start the relay remembers what was acknowledged earlier than this before it; give or take some minutes.
const RECEIPT_UNDER_WAY: u64 = 24 * HOUR - 5 * MINUTE;

/// Something that is not as it must be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The rule that is broken: `I1` and so on.
    pub rule: &'static str,
    /// What happened.
    pub text: String,
    /// When it was noticed, by the world's clock.
    pub at: u64,
}

/// People who are to hear of an absence of the relay.
#[derive(Clone, Debug)]
pub(super) struct Away {
    pub(super) certain: bool,
    pub(super) by: u64,
    pub(super) waiting: BTreeSet<(TimerId, SendId)>,
}

/// All that is rolled back when the relay is.
#[derive(Clone, Debug)]
pub(super) struct State {
    pub(super) service: Service,
    pub(super) timers: BTreeMap<TimerId, Timer>,
    /// Which timer somebody's alias leads to.
    pub(super) aliases: BTreeMap<(ReceiveId, TimerId), TimerId>,
    pub(super) mailboxes: BTreeMap<SendId, Mailbox>,
    /// The newest relay part that each mailbox was given.
    pub(super) newest_part: NewestParts,
    /// Every relay part that has come, by its mailbox and the tag of its cell.
    pub(super) parts_known: KnownParts,
    pub(super) released: BTreeSet<DossierId>,
    /// Cells that were deleted because their reader has them, and when: sent again, they need not be there.
    pub(super) acknowledged: BTreeMap<Known, u64>,
    /// Whom a step is to be told that they could not be reached with.
    pub(super) newcomers: Vec<Newcomer>,
    starts: Vec<Start>,
    pub(super) away: Vec<Away>,
    pub(super) relay_seq: u64,
    seen: i64,
}

impl State {
    /// Those of these people whose mailbox can be reached.
    pub(super) fn reachable(&self, plan: &Plan, people: &[SendId]) -> BTreeSet<SendId> {
        let sound = |person: &&SendId| {
            let known = plan.plan.persons.iter().find(|other| other.send_id == **person);
            let mailbox = self.mailboxes.get(person).filter(|mailbox| !mailbox.discard);
            known.zip(mailbox).is_some_and(|(known, mailbox)| known.capability.hash() == mailbox.capability)
        };
        people.iter().filter(sound).copied().collect()
    }

    /// The timer that somebody means by this id, and whether it is an alias of theirs.
    pub(super) fn meant(&self, reader: ReceiveId, named: TimerId) -> (TimerId, bool) {
        match self.aliases.get(&(reader, named)) {
            Some(timer) if !self.timers.contains_key(&named) => (*timer, true),
            _ => (named, false),
        }
    }

    /// A plan names an alias: the timer has that one alone, and it leads nowhere else.
    pub(super) fn called(&mut self, reader: ReceiveId, alias: TimerId, timer: TimerId) {
        self.aliases.retain(|_, known| *known != timer);
        self.aliases.insert((reader, alias), timer);
    }

    /// Whom a step of this plan reaches.
    pub(super) fn reached(&self, plan: &Plan, step: Step) -> BTreeSet<SendId> {
        let people: Vec<SendId> = plan.reached(step).map(|person| person.send_id).collect();
        self.reachable(plan, &people)
    }
}

/// A copy of what the oracle knows, to go with a copy of the relay's database.
#[derive(Clone, Debug)]
pub struct Snapshot(State);

pub(super) struct Inner {
    pub(super) state: State,
    pub(super) mail: Mail,
    /// What the relay is told and says is noted there.
    pub(super) story: Arc<Story>,
    faults: Vec<Fault>,
    checked: u64,
    pub(super) now: u64,
    /// The latest requests that carried a command.
    pub(super) recorded: VecDeque<Vec<u8>>,
    /// Check-ins that the relay has accepted.
    pub(super) accepted: Vec<Accepted>,
    pub(super) newcomers_told: u64,
}

/// A check-in that the relay has accepted.
#[derive(Clone, Copy, Debug)]
pub struct Accepted {
    /// When it was made as the relay reckons, by the world's clock.
    pub at: u64,
    /// An arm, which may state the end of a pause.
    pub arm: bool,
}

/// See the module's documentation.
pub struct Oracle(Mutex<Inner>);

impl std::fmt::Debug for Oracle {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Oracle").finish_non_exhaustive()
    }
}

impl Oracle {
    /// An oracle beside a relay that runs, whose database this is.
    pub fn new(database: &Path, now: u64, story: Arc<Story>) -> Self {
        let mut mail = Mail::new(database);
        let (mailboxes, registered) = mail.registered();
        let (parts_known, newest_part) = mail.relay_parts();
        let timers = registered.into_iter().map(|(id, (owner, keys))| {
            let mut timer = Timer::new(owner);
            for (place, public, counter) in keys {
                timer.set_key(place, public, counter);
            }
            (id, timer)
        });
        let state = State {
            service: Service::new(now),
            timers: timers.collect(),
            aliases: mail.aliases(),
            mailboxes,
            newest_part,
            parts_known,
            released: BTreeSet::new(),
            acknowledged: mail.acknowledged().into_iter().map(|cell| (cell, 0)).collect(),
            newcomers: Vec::new(),
            starts: Vec::new(),
            away: Vec::new(),
            relay_seq: mail.relay_seq(),
            seen: mail.seen(),
        };
        Self(Mutex::new(Inner {
            state,
            mail,
            story,
            faults: Vec::new(),
            checked: 0,
            now,
            recorded: VecDeque::new(),
            accepted: Vec::new(),
            newcomers_told: 0,
        }))
    }

    fn inner(&self) -> MutexGuard<'_, Inner> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What was found to be wrong.
    pub fn faults(&self) -> Vec<Fault> {
        self.inner().faults.clone()
    }

    /// How often the relay was held against the model.
    pub fn checked(&self) -> u64 {
        self.inner().checked
    }

    /// How many people were told a step when their mailbox was opened after it.
    pub fn newcomers_told(&self) -> u64 {
        self.inner().newcomers_told
    }

    /// The steps that the relay has told of a timer since the last check-in, by the oracle's model.
    pub fn told(&self, timer: &TimerId) -> u8 {
        self.inner().state.timers.get(timer).map_or(0, |timer| timer.told)
    }

    /// The timers that have an armed plan, with the last step told of each since the last check-in.
    pub fn armed(&self) -> BTreeMap<TimerId, u8> {
        let inner = self.inner();
        let armed = inner.state.timers.iter().filter(|(_, timer)| timer.armed.is_some());
        armed.map(|(id, timer)| (*id, timer.told)).collect()
    }

    /// A request with a command to a timer, as somebody on the line may have kept it, counted back from the latest.
    pub fn recorded(&self, back: usize) -> Option<Vec<u8>> {
        self.inner().recorded.get(back).cloned()
    }

    /// The check-ins that the relay has accepted since the last call.
    pub fn take_accepted(&self) -> Vec<Accepted> {
        std::mem::take(&mut self.inner().accepted)
    }

    /// The steps told since the last check-in that reached this mailbox, and those of the armed plan that did not yet;
    /// nothing if no armed plan reaches it.
    pub fn steps_for(&self, mailbox: SendId) -> (Vec<u8>, Vec<u8>) {
        let inner = self.inner();
        let timers = inner.state.timers.values();
        let found = timers.filter_map(|timer| {
            let plan = timer.armed.as_ref()?;
            let person = plan.plan.persons.iter().find(|person| person.send_id == mailbox)?;
            Some((timer.told, person.told))
        });
        let steps = found.flat_map(|(told, steps)| steps.iter().map(move |step| (step.number(), told)));
        let (told, waiting): (Vec<_>, Vec<_>) = steps.partition(|(step, told)| step <= told);
        let numbers = |steps: Vec<(u8, u8)>| steps.into_iter().map(|(step, _)| step).collect();
        (numbers(told), numbers(waiting))
    }

    /// The next moment, by the world's clock, at which it is worth looking whether something was told: just before
    /// a step may be told, and when it must have been.
    pub fn next_check(&self) -> Option<u64> {
        let inner = self.inner();
        let State { service, timers, away, .. } = &inner.state;
        if !service.running() {
            return None;
        }
        let steps = timers.values().filter_map(|timer| timer.due(service, timer.next_step()?));
        let drills = timers.values().filter_map(|timer| Some(timer.next_of_drill(service)?.1));
        let moments = steps.chain(drills).flat_map(|due| [due.earliest - 1, due.latest + 1]);
        let newcomers = inner.state.newcomers.iter().filter_map(|one| inner.state.newcomer_due(one));
        let moments =
            moments.chain(newcomers.flat_map(|due| [due.earliest.saturating_sub(1), due.latest + 1]));
        let moments = moments.chain(away.iter().map(|away| away.by + 1));
        moments.filter(|at| *at > service.served()).min().map(|at| service.in_world(at))
    }

    // What becomes of the relay.

    /// Its process has ended.
    pub fn stopped(&self, now: u64) {
        self.inner().state.service.stop(now);
    }

    /// It runs again.
    pub fn started(&self, now: u64) {
        let mut inner = self.inner();
        inner.now = now;
        let state = &mut inner.state;
        let (start, absence) = state.service.start(now);
        // It may have been put back: the last receipts may be lost to those who wait for them.
        if start.is_some_and(|start| start.absence.0 > MINUTE) {
            let since = state.service.served().saturating_sub(RECEIPT_UNDER_WAY);
            state.acknowledged.retain(|_, at| *at < since);
        }
        state.starts.extend(start);
        state.was_away(absence);
    }

    /// Its machine's calendar was set forward, or back.
    pub fn calendar_set(&self, now: u64, by: i64) {
        let state = &mut self.inner().state;
        let absence = state.service.set_calendar(now, by);
        state.was_away(absence);
    }

    /// What goes with a copy of the relay's database that is made now.
    pub fn snapshot(&self) -> Snapshot {
        let mut inner = self.inner();
        inner.state.seen = inner.mail.seen();
        Snapshot(inner.state.clone())
    }

    /// The relay's database is about to be replaced.
    pub fn let_go(&self) {
        let mut inner = self.inner();
        let seen = inner.mail.seen();
        inner.mail.let_go(seen);
    }

    /// The relay's database was replaced by a copy. The relay does not run yet, as far as this is concerned.
    pub fn put_back(&self, now: u64, copy: &Snapshot) {
        let mut inner = self.inner();
        let Inner { state, mail, .. } = &mut *inner;
        let time = state.service.clone();
        *state = copy.0.clone();
        let copied = std::mem::replace(&mut state.service, time);
        state.service.put_back(&copied, now);
        mail.let_go(state.seen);
    }
}

impl State {
    pub(super) fn are_acknowledged(&mut self, cells: Vec<Known>) {
        let now = self.service.served();
        self.acknowledged.extend(cells.into_iter().map(|cell| (cell, now)));
    }

    pub(super) fn forget_parts(&mut self, plan: &Plan) {
        for person in &plan.plan.persons {
            self.newest_part.remove(&person.send_id);
        }
    }

    pub(super) fn was_away(&mut self, absence: Option<Absence>) {
        let Some(Absence { certain }) = absence else { return };
        let mut waiting = BTreeSet::new();
        for (id, timer) in &self.timers {
            if let Some(plan) = &timer.armed {
                waiting
                    .extend(self.reachable(plan, &plan.everyone()).into_iter().map(|person| (*id, person)));
            }
        }
        self.away.push(Away { certain, by: self.service.served() + MINUTE, waiting });
    }

    /// A reader says how far the relay had come when it saw it last. Further than it is now: it was put back.
    pub(super) fn echoed(&mut self, seq: u64) {
        if seq <= self.relay_seq {
            return;
        }
        for start in &self.starts {
            for timer in self.timers.values_mut() {
                timer.was_put_back(&self.service, start);
            }
        }
    }
}

impl Witness for Oracle {
    fn ran(&self, now: u64) {
        let mut inner = self.inner();
        inner.now = now;
        inner.checked += 1;
        inner.look();
    }

    fn answered(&self, now: u64, path: &str, body: &[u8], answer: &[u8]) {
        let mut inner = self.inner();
        inner.now = now;
        inner.checked += 1;
        inner.state.service.read(now);
        match path {
            "/v1/register" => inner.register(body, answer),
            "/v1/sync" => inner.sync(body, answer),
            "/v1/fetch" => inner.fetch(body, answer),
            "/v1/plan" => inner.plan(body, answer),
            "/v1/dossier/get" => inner.dossier(body, answer),
            _ => {}
        }
    }
}

impl Inner {
    pub(super) fn fault(&mut self, rule: &'static str, text: impl Into<String>) {
        self.faults.push(Fault { rule, text: text.into(), at: self.now });
    }
}
