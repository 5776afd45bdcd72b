//! Who opens a mailbox after a step was told is told then: that, and nothing else.

use std::collections::BTreeSet;

use wayhome_protocol::ids::{SendId, TimerId};
use wayhome_protocol::notice::NoticeKind;
use wayhome_protocol::plan_steps::Step;

use super::mail::Arrived;
use super::oracle::Inner;
use super::timer::Plan;

/// What may come to a newcomer: of which timer, the notice's kind, and of which step it speaks if it does.
type Owed = (TimerId, SendId, u64, Option<u8>);

impl Inner {
    /// These mailboxes were opened just now.
    pub(super) fn check_newcomers(&mut self, opened: &[SendId]) {
        let (mut owed, mut words): (BTreeSet<Owed>, Vec<_>) = (BTreeSet::new(), Vec::new());
        for (id, told, plan) in self.plans_told() {
            let reached = self.state.reachable(&plan, opened);
            for person in plan.plan.persons.iter().filter(|person| reached.contains(&person.send_id)) {
                let to = person.send_id;
                let told = |step: &Step| step.number() <= told && person.told.contains(*step);
                for step in Step::ALL.into_iter().filter(told) {
                    owed.insert((id, to, 1, Some(step.number())));
                    words.extend(person.cell(step).map(|cell| (to, cell.clone())));
                    if let Some(part) = plan.plan.dossier.as_ref().filter(|_| person.dossier.contains(step)) {
                        owed.insert((id, to, 8, None));
                        self.state.released.insert(part.dossier);
                    }
                }
            }
        }
        let mut said = BTreeSet::new();
        for Arrived { to, cell, notice } in self.arrived() {
            match notice {
                Some((_, notice)) => {
                    let step = match notice.kind {
                        NoticeKind::StepTold { step, drill: false, .. } => Some(step.number()),
                        _ => None,
                    };
                    said.insert((notice.timer, to, notice.kind.number(), step));
                }
                None if words.contains(&(to, cell.clone())) => words.retain(|one| *one != (to, cell.clone())),
                None => self.fault("I4", format!("a cell that nobody sent has come to {to:?}")),
            }
        }
        if said != owed || !words.is_empty() {
            let missing = words.len();
            self.fault(
                "I2",
                format!("newcomers were to hear {owed:?} and heard {said:?}, {missing} without words"),
            );
        }
    }

    /// The armed plans of which a step was told since the last check-in, with the last such step.
    fn plans_told(&self) -> Vec<(TimerId, u8, Plan)> {
        let told = self.state.timers.iter().filter(|(_, timer)| timer.told > 0);
        told.filter_map(|(id, timer)| Some((*id, timer.told, timer.armed.clone()?))).collect()
    }
}
