//! Who opens a mailbox after a step was told is told as soon as anything may be told: that, once, and nothing else.

use std::collections::BTreeSet;

use wayhome_protocol::ids::{SendId, TimerId};
use wayhome_protocol::notice::NoticeKind;
use wayhome_protocol::plan_steps::Step;

use super::mail::Arrived;
use super::oracle::{Inner, State};
use super::timer::{Due, Plan};

/// Somebody whose mailbox was opened after a step was told.
#[derive(Clone, Debug)]
pub(super) struct Newcomer {
    timer: TimerId,
    to: SendId,
    /// The timer's round, and the last step told, when it was opened.
    round: u64,
    told: u8,
    opened: u64,
    forgotten: u64,
}

/// What comes to a newcomer: the notice's kind, and of which step it speaks if it does; or a step's words.
type Item = (u64, Option<u8>);
const WORDS: u64 = 0;

impl State {
    /// Whom steps were told to before they could be reached.
    pub(super) fn note_newcomers(&mut self, opened: &[SendId]) {
        let mut new = Vec::new();
        for (id, timer) in self.timers.iter().filter(|(_, timer)| timer.told > 0) {
            let Some(plan) = &timer.armed else { continue };
            for to in self.reachable(plan, opened) {
                let (round, told) = (timer.round, timer.told);
                let (opened, forgotten) = (self.service.served(), self.service.forgotten());
                new.push(Newcomer { timer: *id, to, round, told, opened, forgotten });
            }
        }
        self.newcomers.retain(|old| !new.iter().any(|one| (one.timer, one.to) == (old.timer, old.to)));
        self.newcomers.extend(new);
    }

    /// The plan that somebody waits to be told of, if the steps have not begun anew since.
    fn awaited(&self, newcomer: &Newcomer) -> Option<&Plan> {
        let timer = self.timers.get(&newcomer.timer)?;
        timer.armed.as_ref().filter(|_| timer.round == newcomer.round && timer.told >= newcomer.told)
    }

    /// When somebody who waits is told.
    pub(super) fn newcomer_due(&self, newcomer: &Newcomer) -> Option<Due> {
        self.awaited(newcomer)?;
        let due = self.timers.get(&newcomer.timer)?.told_again(&self.service, newcomer.told)?;
        let late = self.service.forgotten() - newcomer.forgotten;
        Some(Due {
            earliest: due.earliest,
            latest: due.latest.max(newcomer.opened) + super::timer::PROMPT + late,
        })
    }

    /// What a newcomer is told.
    fn items(&self, newcomer: &Newcomer) -> BTreeSet<Item> {
        let mut items = BTreeSet::new();
        let Some(plan) = self.awaited(newcomer) else { return items };
        let Some(person) = plan.plan.persons.iter().find(|person| person.send_id == newcomer.to) else {
            return items;
        };
        let told = |step: &Step| step.number() <= newcomer.told && person.told.contains(*step);
        for step in Step::ALL.into_iter().filter(told) {
            items.insert((1, Some(step.number())));
            if person.cell(step).is_some() {
                items.insert((WORDS, Some(step.number())));
            }
            if plan.plan.dossier.is_some() && person.dossier.contains(step) {
                items.insert((8, None));
            }
        }
        items
    }
}

impl Inner {
    /// Takes out of what has arrived what newcomers were told, and looks whether that was right.
    pub(super) fn check_newcomers(&mut self, arrived: Vec<Arrived>) -> Vec<Arrived> {
        let waiting = std::mem::take(&mut self.state.newcomers);
        let mut rest = arrived;
        for newcomer in waiting {
            let Some(due) = self.state.newcomer_due(&newcomer) else { continue };
            let expected = self.state.items(&newcomer);
            if expected.is_empty() {
                continue;
            }
            let (mut found, mut others) = (BTreeSet::new(), Vec::new());
            for arrived in std::mem::take(&mut rest) {
                match self.item(&newcomer, &arrived).filter(|item| expected.contains(item)) {
                    Some(item) if found.insert(item) => {}
                    _ => others.push(arrived),
                }
            }
            rest = others;
            let served = self.state.service.served();
            if found.is_empty() {
                if served > due.latest {
                    let by = (served - due.latest) / 1_000;
                    self.fault("I2", format!("a newcomer was to be told {by} s ago at the latest"));
                } else {
                    self.state.newcomers.push(newcomer);
                }
                continue;
            }
            if served < due.earliest {
                self.fault("I1", "a newcomer was told in a quiet time, in a pause, or while time is owed");
            }
            if found != expected {
                self.fault("I2", format!("a newcomer was to hear {expected:?} and heard {found:?}"));
            }
            if found.contains(&(8, None))
                && let Some(part) = self.state.awaited(&newcomer).and_then(|plan| plan.plan.dossier.as_ref())
            {
                let dossier = part.dossier;
                self.state.released.insert(dossier);
            }
            self.newcomers_told += 1;
        }
        rest
    }

    fn item(&self, newcomer: &Newcomer, arrived: &Arrived) -> Option<Item> {
        if arrived.to != newcomer.to {
            return None;
        }
        match &arrived.notice {
            Some((_, notice)) if notice.timer == newcomer.timer => match notice.kind {
                NoticeKind::StepTold { step, drill: false, .. } => Some((1, Some(step.number()))),
                NoticeKind::DossierPart { .. } => Some((8, None)),
                _ => None,
            },
            Some(_) => None,
            None => {
                let plan = self.state.awaited(newcomer)?;
                let person = plan.plan.persons.iter().find(|person| person.send_id == newcomer.to)?;
                let step = Step::ALL.into_iter().find(|step| person.cell(*step) == Some(&arrived.cell))?;
                Some((WORDS, Some(step.number())))
            }
        }
    }
}
