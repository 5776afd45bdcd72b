//! What the relay has told by itself since it was looked at last, step by step, and whether that was right.

use std::collections::{BTreeMap, BTreeSet};

use wayhome_protocol::cell::WireCell;
use wayhome_protocol::ids::{DossierId, SendId, Tag, TimerId};
use wayhome_protocol::notice::{Notice, NoticeKind};
use wayhome_protocol::plan_steps::Step;

use super::oracle::{Inner, State};
use super::timer::{Due, Plan};

/// What one step handed out.
#[derive(Default)]
struct Told {
    to: BTreeSet<SendId>,
    parts: BTreeMap<SendId, Vec<(Tag, [u8; 32])>>,
    dossiers: BTreeMap<SendId, (DossierId, [u8; 32], u32)>,
    twice: bool,
}

/// The steps told since the last look, in the order in which they were.
#[derive(Default)]
pub(super) struct Telling(Vec<((TimerId, bool, Step), Told)>);

impl Telling {
    /// Notes what a person was told.
    pub(super) fn note(&mut self, to: SendId, notice: &Notice) -> Result<(), String> {
        if let NoticeKind::StepTold { step, drill, .. } = notice.kind {
            let which = (notice.timer, drill, step);
            if self.0.last().is_none_or(|(last, _)| *last != which) {
                self.0.push((which, Told::default()));
            }
            let told = &mut self.0.last_mut().unwrap().1;
            told.twice |= !told.to.insert(to);
            return Ok(());
        }
        let last = self
            .0
            .last_mut()
            .filter(|((timer, drill, _), told)| *timer == notice.timer && !*drill && told.to.contains(&to));
        match (&notice.kind, last) {
            (NoticeKind::RelayParts { parts }, Some((_, told))) => {
                let parts = parts.iter().map(|(tag, part)| (*tag, *part.expose()));
                told.parts.entry(to).or_default().extend(parts);
                Ok(())
            }
            (NoticeKind::DossierPart { dossier, relay_part, generation }, Some((_, told))) => {
                told.dossiers.insert(to, (*dossier, *relay_part.expose(), *generation));
                Ok(())
            }
            (kind, _) => Err(format!("the relay said by itself: kind {}", kind.number())),
        }
    }

    /// Whether this is the cell that waited for the step that was noted last.
    pub(super) fn is_lodged(&self, state: &State, to: SendId, cell: &WireCell) -> bool {
        let Some(((timer, drill, step), _)) = self.0.last() else { return false };
        let plan = plan_of(state, timer, *drill);
        plan.is_some_and(|plan| {
            plan.reached(*step).any(|person| person.send_id == to && person.cell(*step) == Some(cell))
        })
    }

    /// Holds each step against the model.
    pub(super) fn judge(self, oracle: &mut Inner) {
        for ((timer, drill, step), told) in self.0 {
            judge(oracle, &timer, drill, step, &told);
        }
    }
}

fn plan_of<'s>(state: &'s State, timer: &TimerId, drill: bool) -> Option<&'s Plan> {
    let timer = state.timers.get(timer)?;
    if drill { timer.drill.as_ref().map(|drill| &drill.plan) } else { timer.armed.as_ref() }
}

fn judge(oracle: &mut Inner, id: &TimerId, drill: bool, step: Step, told: &Told) {
    let number = step.number();
    let what = if drill { "step of a drill" } else { "step" };
    let State { service, timers, .. } = &oracle.state;
    let expected: Option<(Step, Due)> = timers.get(id).and_then(|timer| {
        if drill {
            timer.next_of_drill(service)
        } else {
            timer.next_step().and_then(|next| Some((next, timer.due(service, next)?)))
        }
    });
    let Some((next, due)) = expected else {
        oracle.fault("I1", format!("{what} {number} was told although none was left to tell"));
        return;
    };
    let served = service.served();
    if next != step {
        oracle.fault("I1", format!("{what} {number} was told when {} was next", next.number()));
        return;
    }
    if served < due.earliest {
        let early = (due.earliest - served).div_ceil(1_000);
        let heedless = !drill && timers.get(id).is_some_and(|timer| timer.without_the_last(service, step));
        if heedless {
            oracle.fault("I10", format!("{what} {number} was told as if the last check-in had not come"));
        } else {
            oracle.fault("I1", format!("{what} {number} was told {early} s or more before its time"));
        }
    }
    let plan = plan_of(&oracle.state, id, drill).unwrap().clone();
    check_people(oracle, &plan, step, told);
    if drill {
        if !told.parts.is_empty() || !told.dossiers.is_empty() {
            oracle.fault("I1", "a drill has released something");
        }
        oracle.state.timers.get_mut(id).unwrap().drill_told(step);
        return;
    }
    check_released(oracle, &plan, step, told);
    let State { service, timers, .. } = &mut oracle.state;
    timers.get_mut(id).unwrap().step_told(service, step);
}

/// The step reaches whom it is to reach, once, with its words.
fn check_people(oracle: &mut Inner, plan: &Plan, step: Step, told: &Told) {
    let number = step.number();
    let expected = oracle.state.reached(plan, step);
    if told.to != expected {
        oracle.fault("I2", format!("step {number} was to reach {expected:?} and reached {:?}", told.to));
    }
    if told.twice {
        oracle.fault("I1", format!("step {number} was told twice"));
    }
    let mut wordless = 0;
    for person in plan.reached(step).filter(|person| expected.contains(&person.send_id)) {
        let there = person.cell(step).is_none_or(|cell| oracle.mail.holds(person.send_id, cell));
        wordless += u32::from(!there);
    }
    if wordless > 0 {
        oracle.fault("I2", format!("step {number} came to {wordless} people without its words"));
    }
}

/// The step opens what the plan says, and nothing else.
fn check_released(oracle: &mut Inner, plan: &Plan, step: Step, told: &Told) {
    let number = step.number();
    for person in &plan.plan.persons {
        let to = person.send_id;
        let reached = told.to.contains(&to);
        let parts = told.parts.get(&to);
        if parts.is_some() && !person.places.contains(step) {
            oracle.fault("I1", format!("step {number} has released places to whom they do not go"));
        }
        if let Some(newest) = oracle.state.newest_part.get(&to)
            && reached
            && person.places.contains(step)
            && !parts.is_some_and(|parts| parts.contains(newest))
        {
            oracle.fault("I2", format!("step {number} has not released the newest place"));
        }
        let dossier = plan.plan.dossier.as_ref().filter(|_| person.dossier.contains(step) && reached);
        let expected = dossier.map(|part| (part.dossier, *part.relay_part.expose(), part.generation));
        if told.dossiers.get(&to) != expected.as_ref() {
            oracle.fault("I1", format!("step {number} has not released the dossier as agreed"));
        }
        if let Some((dossier, ..)) = expected {
            oracle.state.released.insert(dossier);
        }
    }
}
