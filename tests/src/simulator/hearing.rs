//! What the oracle hears: what the relay tells by itself, and how it answers each request; and whether that was right.

use std::collections::BTreeSet;

use wayhome_protocol::dossier_request::{DossierGetAnswer, DossierGetOutcome, DossierGetRequest};
use wayhome_protocol::fetch_request::{FetchAnswer, FetchRequest};
use wayhome_protocol::ids::{SendId, TimerId};
use wayhome_protocol::notice::{Notice, NoticeKind};
use wayhome_protocol::plan_request::{PlanAnswer, PlanOutcome, PlanRequest};
use wayhome_protocol::register_request::{RegisterAnswer, RegisterEntry, RegisterRequest, RegisterStatus};
use wayhome_protocol::request::Outcome;
use wayhome_protocol::sync_request::{RowStatus, SyncAnswer, SyncRequest, TimerStatus};
use wayhome_protocol::timer::TimerOp;

use super::late_parts::Row;
use super::mail::{Arrived, Mailbox, known};
use super::oracle::{Accepted, Inner, State};
use super::telling::Telling;
use super::timer::{Plan, Said, Timer};
use crate::relay::secret;

/// Requests that a captor may have kept.
const RECORDED: usize = 8;

impl Inner {
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
    pub(super) fn look(&mut self) {
        let absence = self.state.service.read(self.now);
        self.state.was_away(absence);
        let State { service, timers, .. } = &self.state;
        let over: Vec<Plan> =
            timers.values().filter_map(|timer| timer.forgets_parts(service)).cloned().collect();
        for plan in over {
            self.state.forget_parts(&plan);
        }
        let arrived = self.arrived();
        let arrived = self.check_newcomers(arrived);
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

    pub(super) fn register(&mut self, body: &[u8], answer: &[u8]) {
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
        self.state.note_newcomers(&opened);
        let arrived = self.arrived();
        for Arrived { to, .. } in self.check_newcomers(arrived) {
            self.fault("I4", format!("a cell that nobody sent has come to {to:?}"));
        }
    }

    pub(super) fn sync(&mut self, body: &[u8], answer: &[u8]) {
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
            let age = group.age(request.age);
            let (meant, by_alias) = self.state.meant(request.reading.receive_id, group.timer.timer);
            for (row, status) in group.rows.iter().zip(&answer.rows) {
                let discard = self.state.mailboxes.get(&row.send_id).is_some_and(|mailbox| mailbox.discard);
                if *status == RowStatus::Stored && !discard {
                    if !self.mail.holds(row.send_id, &row.cell) {
                        // Nor is its relay part kept again.
                        let known = known(row.send_id, &row.cell);
                        lost += usize::from(!self.state.acknowledged.contains_key(&known));
                        continue;
                    }
                    let part = (row.cell.tag(), *row.relay_part.expose());
                    rows.push((row.send_id, row.cell.clone(), part.1));
                    self.state.newest_part.insert(row.send_id, part);
                }
            }
            let State { service, timers, .. } = &mut self.state;
            // What is armed anew in a pause counts from now, so that nothing is told before the pause that is ordered
            // again right after it.
            let anew = group.timer.op == TimerOp::Arm
                && timers.get(&meant).is_some_and(|timer| timer.is_paused(service));
            let status = match timers.get_mut(&meant) {
                _ if group.timer.is_noop() => TimerStatus::Noop,
                None => TimerStatus::UnknownTimer,
                Some(_) if by_alias && group.timer.op != TimerOp::Touch => TimerStatus::NotAllowed,
                Some(found) => {
                    let (status, wanted) =
                        found.command(service, &group.timer, age.as_millis(), came(&meant), answer.timer);
                    said = wanted;
                    timer = Some(meant);
                    status
                }
            };
            if !group.timer.is_noop() {
                let (op, counter, age) = (group.timer.op, group.timer.counter, age.get());
                self.story.tell(format!("    the relay hears {op:?} {counter}, {age} s old: {status:?}"));
                self.recorded.push_front(body.to_vec());
                self.recorded.truncate(RECORDED);
            }
            // A drill is no check-in; its delta is zero.
            let check_in =
                matches!(group.timer.op, TimerOp::Touch | TimerOp::Arm) && group.timer.delta.get() > 0;
            if status == TimerStatus::Accepted && check_in && !anew {
                let at = self.now.saturating_sub(age.as_millis());
                self.accepted.push(Accepted { at, arm: group.timer.op == TimerOp::Arm });
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
            let gone = self.mail.gone(&[], &request.acknowledged);
            self.state.are_acknowledged(gone);
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

    pub(super) fn fetch(&mut self, body: &[u8], answer: &[u8]) {
        let (Ok(request), Ok(answer)) = (FetchRequest::decode(body), FetchAnswer::decode(answer)) else {
            return;
        };
        if answer.outcome == Outcome::Done {
            self.state.echoed(request.relay_seq);
            let gone = self.mail.gone(&request.acknowledged, &[]);
            self.state.are_acknowledged(gone);
        }
        self.state.relay_seq = answer.relay_seq;
    }

    pub(super) fn plan(&mut self, body: &[u8], answer: &[u8]) {
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
        if let Some(alias) = plan.alias {
            self.state.called(request.reading.receive_id, alias, plan.timer);
        }
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
    pub(super) fn dossier(&mut self, body: &[u8], answer: &[u8]) {
        let (Ok(request), Ok(answer)) = (DossierGetRequest::decode(body), DossierGetAnswer::decode(answer))
        else {
            return;
        };
        if answer.outcome == DossierGetOutcome::Given && !self.state.released.contains(&request.dossier) {
            self.fault("I1", "a chunk of a dossier was given that no step has released");
        }
    }
}
