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

use wayhome_protocol::dossier_request::{DossierGetAnswer, DossierGetOutcome, DossierGetRequest};
use wayhome_protocol::fetch_request::{FetchAnswer, FetchRequest};
use wayhome_protocol::ids::{DossierId, SendId, TimerId};
use wayhome_protocol::notice::{Notice, NoticeKind};
use wayhome_protocol::plan_request::{PlanAnswer, PlanOutcome, PlanRequest};
use wayhome_protocol::plan_steps::Step;
use wayhome_protocol::register_request::{RegisterAnswer, RegisterEntry, RegisterRequest, RegisterStatus};
use wayhome_protocol::request::Outcome;
use wayhome_protocol::sync_request::{RowStatus, SyncAnswer, SyncRequest, TimerStatus};
use wayhome_protocol::timer::TimerOp;

use super::late_parts::Row;
use super::mail::{Arrived, KnownParts, Mail, Mailbox, NewestParts};
use super::service::{Absence, Service, Start};
use super::telling::Telling;
use super::timer::{Plan, Said, Timer};
use crate::clock::MINUTE;
use crate::relay::{Witness, secret};
use crate::story::Story;

/// Requests that a captor may have kept.
const RECORDED: usize = 8;

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
struct Away {
    certain: bool,
    by: u64,
    waiting: BTreeSet<(TimerId, SendId)>,
}

/// All that is rolled back when the relay is.
#[derive(Clone, Debug)]
pub(super) struct State {
    pub(super) service: Service,
    pub(super) timers: BTreeMap<TimerId, Timer>,
    pub(super) mailboxes: BTreeMap<SendId, Mailbox>,
    /// The newest relay part that each mailbox was given.
    pub(super) newest_part: NewestParts,
    /// Every relay part that has come, by its mailbox and the tag of its cell.
    pub(super) parts_known: KnownParts,
    pub(super) released: BTreeSet<DossierId>,
    starts: Vec<Start>,
    away: Vec<Away>,
    relay_seq: u64,
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
    story: Arc<Story>,
    faults: Vec<Fault>,
    checked: u64,
    now: u64,
    /// The latest requests that carried a command.
    recorded: VecDeque<Vec<u8>>,
    /// Check-ins that the relay has accepted: when they were made as it reckons, by the world's clock.
    accepted: Vec<u64>,
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
            mailboxes,
            newest_part,
            parts_known,
            released: BTreeSet::new(),
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

    /// The check-ins that the relay has accepted since the last call: when each was made as the relay reckons, by
    /// the world's clock.
    pub fn take_accepted(&self) -> Vec<u64> {
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
    fn forget_parts(&mut self, plan: &Plan) {
        for person in &plan.plan.persons {
            self.newest_part.remove(&person.send_id);
        }
    }

    fn was_away(&mut self, absence: Option<Absence>) {
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
    fn echoed(&mut self, seq: u64) {
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

    /// What has come into mailboxes; what the relay itself says is noted in the story.
    pub(super) fn arrived(&mut self) -> Vec<Arrived> {
        let arrived = self.mail.arrived(&self.state.mailboxes);
        for Arrived { to, notice, .. } in &arrived {
            if let Some((_, Notice { minute, kind, .. })) = notice {
                self.story.tell(format!("    to {to:?} the relay says in minute {}: {kind:?}", minute.get()));
            }
        }
        arrived
    }

    /// The relay has run until now: what has it told, and what has it not?
    fn look(&mut self) {
        let absence = self.state.service.read(self.now);
        self.state.was_away(absence);
        let State { service, timers, .. } = &self.state;
        let over: Vec<Plan> =
            timers.values().filter_map(|timer| timer.forgets_parts(service)).cloned().collect();
        for plan in over {
            self.state.forget_parts(&plan);
        }
        let arrived = self.arrived();
        let mut telling = Telling::default();
        for Arrived { to, cell, notice } in arrived {
            match notice {
                Some((_, notice)) if matches!(notice.kind, NoticeKind::RelayAway { .. }) => {
                    self.told_of_absence(notice.timer, to);
                }
                Some((_, notice)) => {
                    if let Err(text) = telling.note(to, &notice) {
                        self.fault("I1", text);
                    }
                }
                // The cell of a step follows the notice of it.
                None if telling.is_lodged(&self.state, to, &cell) => {}
                None => self.fault("I4", format!("a cell that nobody sent has come to {to:?}")),
            }
        }
        telling.judge(self);
        self.check_nothing_is_owed();
    }

    fn told_of_absence(&mut self, timer: TimerId, to: SendId) {
        let away = &mut self.state.away;
        let mut hear = |certain| {
            away.iter_mut()
                .filter(|away| away.certain == certain)
                .any(|away| away.waiting.remove(&(timer, to)))
        };
        if !hear(true) && !hear(false) {
            self.fault("I3", format!("{to:?} was told of an absence that was none"));
        }
    }

    /// I2: what was to be told by now has been told.
    fn check_nothing_is_owed(&mut self) {
        let State { service, timers, away, .. } = &mut self.state;
        if !service.running() {
            return;
        }
        let served = service.served();
        let mut late = Vec::new();
        for timer in timers.values() {
            let due = timer.next_step().and_then(|step| Some((step, timer.due(service, step)?, "step")));
            let drill = timer.next_of_drill(service).map(|(step, due)| (step, due, "step of a drill"));
            for (step, due, what) in due.into_iter().chain(drill) {
                if due.latest < served {
                    let by = (served - due.latest) / 1_000;
                    late.push(format!("{what} {} was to be told {by} s ago at the latest", step.number()));
                }
            }
        }
        let mut unheard = 0;
        away.retain(|away| {
            let armed = |timer: &TimerId| timers.get(timer).is_some_and(|timer| timer.armed.is_some());
            if away.certain && away.by < served {
                unheard += away.waiting.iter().filter(|(timer, _)| armed(timer)).count();
            }
            // Who may or may not hear of it may do so for as long as the relay remembers.
            away.by >= served || !away.certain
        });
        for text in late {
            self.fault("I2", text);
        }
        if unheard > 0 {
            self.fault("I2", format!("{unheard} people have not heard that the relay was away"));
        }
    }

    // What is asked of the relay.

    fn register(&mut self, body: &[u8], answer: &[u8]) {
        let (Ok(request), Ok(answer)) = (RegisterRequest::decode(body), RegisterAnswer::decode(answer))
        else {
            return;
        };
        self.state.relay_seq = answer.relay_seq;
        let owner = request.reading.receive_id;
        let mut opened = Vec::new();
        for (entry, status) in request.entries.iter().zip(answer.statuses) {
            if answer.outcome != Outcome::Done || status != RegisterStatus::Done {
                continue;
            }
            match entry {
                RegisterEntry::OpenMailbox { id, capability } => {
                    let mailbox = Mailbox { capability: *capability, discard: false };
                    let before = self.state.mailboxes.insert(*id, mailbox);
                    opened.extend((before != Some(mailbox)).then_some(*id));
                }
                RegisterEntry::OpenDiscard { id, capability } => {
                    self.state.mailboxes.insert(*id, Mailbox { capability: *capability, discard: true });
                }
                RegisterEntry::Close { id } => {
                    self.state.mailboxes.remove(id);
                    self.state.newest_part.remove(id);
                }
                RegisterEntry::Timer { timer, control, touch } => {
                    self.state.timers.entry(*timer).or_insert_with(|| {
                        let mut timer = Timer::new(owner);
                        timer.set_key(0, *control, None);
                        for (place, key) in (1..).zip(touch) {
                            if let Some(key) = key {
                                timer.set_key(place, *key, None);
                            }
                        }
                        timer
                    });
                }
                _ => {}
            }
        }
        self.check_newcomers(&opened);
    }

    fn sync(&mut self, body: &[u8], answer: &[u8]) {
        let (Ok(request), Ok(answer)) = (SyncRequest::decode(body), SyncAnswer::decode(answer)) else {
            return;
        };
        if answer.outcome == Outcome::Busy {
            self.state.relay_seq = answer.relay_seq;
            return;
        }
        let mut said = Vec::new();
        let mut rows = Vec::new();
        let mut lost = 0;
        let mut timer = None;
        let arrived = self.arrived();
        let came = |timer: &TimerId| {
            let notices = arrived.iter().filter_map(|arrived| arrived.notice.as_ref());
            notices.into_iter().any(|(_, notice)| notice.timer == *timer && notice.kind.number() == 2)
        };
        if let Ok(group) = request.group.open(&secret()) {
            for (row, status) in group.rows.iter().zip(&answer.rows) {
                if *status == RowStatus::Stored {
                    lost += usize::from(!self.mail.holds(row.send_id, &row.cell));
                    let part = (row.cell.tag(), *row.relay_part.expose());
                    rows.push((row.send_id, row.cell.clone(), part.1));
                    self.state.newest_part.insert(row.send_id, part);
                }
            }
            let State { service, timers, .. } = &mut self.state;
            // What is armed anew in a pause counts from now, so that nothing is told before the pause that is ordered
            // again right after it.
            let anew = group.timer.op == TimerOp::Arm
                && timers.get(&group.timer.timer).is_some_and(|timer| timer.is_paused(service));
            let status = match timers.get_mut(&group.timer.timer) {
                _ if group.timer.is_noop() => TimerStatus::Noop,
                None => TimerStatus::UnknownTimer,
                Some(found) => {
                    let (status, wanted) = found.command(
                        service,
                        &group.timer,
                        request.age.as_millis(),
                        came(&group.timer.timer),
                    );
                    said = wanted;
                    timer = Some(group.timer.timer);
                    status
                }
            };
            if !group.timer.is_noop() {
                let (op, counter, age) = (group.timer.op, group.timer.counter, request.age.get());
                self.story.tell(format!("    the relay hears {op:?} {counter}, {age} s old: {status:?}"));
                self.recorded.push_front(body.to_vec());
                self.recorded.truncate(RECORDED);
            }
            // A drill is no check-in; its delta is zero.
            let check_in =
                matches!(group.timer.op, TimerOp::Touch | TimerOp::Arm) && group.timer.delta.get() > 0;
            if status == TimerStatus::Accepted && check_in && !anew {
                self.accepted.push(self.now.saturating_sub(request.age.as_millis()));
            }
            if status != answer.timer {
                let op = group.timer.op;
                self.fault("I4", format!("{op:?} was answered {:?}, not {status:?}", answer.timer));
            }
        }
        if lost > 0 {
            self.fault("I5", format!("the relay says that it has stored {lost} cells that are not there"));
        }
        if answer.outcome == Outcome::Done {
            self.state.echoed(request.relay_seq);
        }
        self.state.relay_seq = answer.relay_seq;
        self.check_said(timer, &said, &rows, arrived);
    }

    /// What has arrived is what was sent, and what the relay has to say to the command.
    fn check_said(&mut self, timer: Option<TimerId>, said: &[Said], rows: &[Row], arrived: Vec<Arrived>) {
        let arrived = self.check_late_parts(rows, arrived);
        let mut expected: BTreeSet<(u64, SendId)> = BTreeSet::new();
        for Said { kind, to, plan } in said {
            expected.extend(self.state.reachable(plan, to).into_iter().map(|person| (*kind, person)));
            if *kind == 5 {
                self.state.forget_parts(plan);
            }
        }
        let mut found: BTreeSet<(u64, SendId)> = BTreeSet::new();
        for Arrived { to, cell, notice } in arrived {
            match notice {
                Some((_, notice)) if Some(notice.timer) == timer => {
                    if !found.insert((notice.kind.number(), to)) {
                        self.fault("I10", format!("{to:?} was told the same twice"));
                    }
                }
                Some((_, notice)) => {
                    self.fault(
                        "I1",
                        format!("a command to {timer:?} made the relay speak of {:?}", notice.timer),
                    );
                }
                None if rows.iter().any(|row| row.0 == to && row.1 == cell) => {}
                None => self.fault("I4", format!("a cell that nobody sent has come to {to:?}")),
            }
        }
        if found != expected {
            self.fault("I10", format!("the relay was to say {expected:?} and said {found:?}"));
        }
    }

    fn fetch(&mut self, body: &[u8], answer: &[u8]) {
        let (Ok(request), Ok(answer)) = (FetchRequest::decode(body), FetchAnswer::decode(answer)) else {
            return;
        };
        if answer.outcome == Outcome::Done {
            self.state.echoed(request.relay_seq);
        }
        self.state.relay_seq = answer.relay_seq;
    }

    fn plan(&mut self, body: &[u8], answer: &[u8]) {
        let (Ok(request), Ok(answer)) = (PlanRequest::decode(body), PlanAnswer::decode(answer)) else {
            return;
        };
        self.state.relay_seq = answer.relay_seq;
        if answer.outcome != PlanOutcome::Stored {
            return;
        }
        let opened = request.plan.open(&secret()).ok();
        let decoded = opened.and_then(|plan| Some((plan.hash(), plan.decode().ok()?)));
        let Some((hash, plan)) = decoded else {
            self.fault("I4", "the relay has stored what is no plan");
            return;
        };
        let State { service, timers, .. } = &mut self.state;
        match timers.get_mut(&plan.timer) {
            Some(timer) if timer.owner == request.reading.receive_id => {
                let (purpose, steps) = (plan.purpose, plan.steps.count());
                self.story.tell(format!("    a {purpose:?} of {steps} steps comes to the relay"));
                let id = plan.timer;
                let said = timer.upload(service, Plan { hash, plan: plan.into() });
                let arrived = self.arrived();
                self.check_said(Some(id), &said, &[], arrived);
            }
            _ => self.fault("I4", "the relay has stored a plan for a timer of somebody else"),
        }
    }

    /// I1: chunks of a dossier are given only when a step has released it.
    fn dossier(&mut self, body: &[u8], answer: &[u8]) {
        let (Ok(request), Ok(answer)) = (DossierGetRequest::decode(body), DossierGetAnswer::decode(answer))
        else {
            return;
        };
        if answer.outcome == DossierGetOutcome::Given && !self.state.released.contains(&request.dossier) {
            self.fault("I1", "a chunk of a dossier was given that no step has released");
        }
    }
}
