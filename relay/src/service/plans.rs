//! `/v1/plan`: plans are kept by their hash until they are ordered.

use wayhome_protocol::ids::{ReceiveId, TimerId};
use wayhome_protocol::plan_request::{PlanAnswer, PlanOutcome};
use wayhome_protocol::plan_steps::Step;
use wayhome_protocol::uploaded_plan::{PlanPurpose, UploadedPlan};

use super::request::{HashedPlan, OpenedPlan, planned};
use super::{Turn, same, timers};
use crate::ServiceTime;
use crate::storage::{Lodged, Plan, PlanDossier, PlanHash, PlanHead, PlanPerson, StorageError, Timer};

/// How many plans that are not armed are kept for a timer.
const PLANS: usize = 2;
/// How many drills that are not under way are.
const DRILLS: usize = 1;

impl Turn<'_> {
    pub(super) fn plan(&mut self, request: &OpenedPlan) -> Result<PlanAnswer, StorageError> {
        let reading = &request.reading;
        let reader = self.tables.reader(&reading.receive_id)?;
        if !reader.is_some_and(|known| same(&known.capability_hash, &reading.capability.hash())) {
            return Ok(planned(PlanOutcome::Unknown));
        }
        let HashedPlan { hash, plan: uploaded } = match &request.plan {
            Ok(plan) => plan,
            Err(outcome) => return Ok(planned(*outcome)),
        };
        let timer = self.tables.timer(&uploaded.timer)?;
        let Some(mut timer) = timer.filter(|timer| timer.receive_id == reading.receive_id) else {
            return Ok(planned(PlanOutcome::NotAPlan));
        };
        if self.tables.plan(&uploaded.timer, hash)?.is_none() {
            let phones = match self.routes {
                Some(routes) => routes.seal_phones(hash, &uploaded.phones),
                // Nothing here carries SMS: numbers are not kept, only that there are some, which is shown.
                None => (!uploaded.phones.is_empty()).then(Vec::new),
            };
            let plan = Plan { phones, ..kept(uploaded, hash, self.meta.service) };
            self.tables.add_plan(&plan, &lodged(uploaded))?;
            timers::plan_came(&mut self.teller(), &mut timer, &plan)?;
            self.forget_older_plans(&uploaded.timer, &timer)?;
            self.changed = true;
        }
        if let Some(alias) = &uploaded.alias {
            self.take_alias(&reading.receive_id, alias, &uploaded.timer)?;
        }
        Ok(planned(PlanOutcome::Stored))
    }

    /// From now on the timer can be touched under this id, by this reader. The last upload that names it has it. What is
    /// a timer's own id is no other's.
    fn take_alias(
        &mut self,
        reader: &ReceiveId,
        alias: &TimerId,
        timer: &TimerId,
    ) -> Result<(), StorageError> {
        let stands = self.tables.timer_of_alias(reader, alias)? == Some(*timer);
        if !stands && self.tables.timer(alias)?.is_none() {
            self.tables.put_alias(reader, alias, timer)?;
            self.changed = true;
        }
        Ok(())
    }

    /// Keeps a few plans that wait to be ordered, the latest ones.
    fn forget_older_plans(&mut self, id: &TimerId, timer: &Timer) -> Result<(), StorageError> {
        let drill = self.tables.drill(id)?.map(|drill| drill.hash);
        let waiting = |head: &PlanHead| Some(head.hash) != timer.armed && Some(head.hash) != drill;
        let plans: Vec<_> = self.tables.plans_of(id)?.into_iter().filter(waiting).collect();
        for (drills, most) in [(false, PLANS), (true, DRILLS)] {
            let these = plans.iter().rev().filter(|head| head.drill == drills);
            for older in these.skip(most) {
                self.tables.remove_plan(id, &older.hash)?;
            }
        }
        Ok(())
    }
}

/// What is kept of a plan: of capabilities only their hashes.
fn kept(plan: &UploadedPlan, hash: &PlanHash, now: ServiceTime) -> Plan {
    let people = plan.persons.iter().map(|person| PlanPerson {
        send_id: person.send_id,
        capability_hash: person.capability.hash(),
        hold_key: person.identity,
        told: person.told,
        places: person.places,
        dossier: person.dossier,
    });
    Plan {
        timer: plan.timer,
        hash: *hash,
        drill: plan.purpose == PlanPurpose::Drill,
        interval_s: plan.timing.interval().get(),
        grace_s: plan.timing.grace().get(),
        delays_s: plan.steps.delays().map(|delay| delay.get()).collect(),
        people: people.collect(),
        dossier: plan.dossier.as_ref().map(|dossier| PlanDossier {
            id: dossier.dossier,
            part: *dossier.relay_part.expose(),
            generation: dossier.generation,
        }),
        phones: None,
        touch_keys: plan.touch_keys,
        stored: now,
    }
}

/// The cells that wait for a step.
fn lodged(plan: &UploadedPlan) -> Vec<Lodged<'_>> {
    let people = (0_u8..).zip(&plan.persons);
    let cells = people.flat_map(|(place, person)| {
        Step::ALL.into_iter().filter_map(move |step| Some(Lodged { place, step, cell: person.cell(step)? }))
    });
    cells.collect()
}
