//! The plan message, said again. A browser keeps nothing for sure, and the relay keeps a message for weeks only: whoever
//! opens the family page long after the arming must still find what opens the words of a step. Nothing is sealed or
//! ordered anew: the relay's timer does not hear of it, and no time is changed by it.

use rand_core::CryptoRng;

use super::Vault;
use super::plan::{PlanRecord, Wish};
use super::plan_message::PlanNews;
use crate::EngineError;
use crate::wire::{EventId, PlanSteps, Timestamp};

/// An armed plan's contacts are told of it again after this.
const RENEW_MS: u64 = 30 * 24 * 3_600_000;

impl PlanRecord {
    /// Whether contacts are to be told again of a plan that stands. Not in a pause: it would seem over.
    fn wants_renewal(&self, now: Timestamp) -> bool {
        let stands = self.wish == Wish::Armed && !self.refused && !self.rearm && !self.at_relay.is_empty();
        let keys = !self.covered.is_empty() && self.covered.iter().all(|person| person.key.is_some());
        let due = now.as_millis().abs_diff(self.told_at) >= RENEW_MS;
        stands && self.orders.is_empty() && self.pause(now).is_none() && keys && due
    }
}

impl Vault {
    /// The steps that contacts know: those of the newest plan. An older store has only those that are agreed on.
    pub(super) fn told_steps(&self) -> Option<PlanSteps> {
        let known = self.plan_state().and_then(PlanRecord::steps);
        known.or_else(|| super::arming::check_draft(&self.plan_draft()?).ok())
    }

    /// Tells contacts again of a plan that has been armed for long, with the same keys and the time of the last
    /// check-in.
    pub(super) fn renew_plan(&mut self, now: Timestamp, rng: &mut impl CryptoRng) -> Result<(), EngineError> {
        if !self.plan_state().is_some_and(|plan| plan.wants_renewal(now)) {
            return Ok(());
        }
        let (Some(from), Some(steps)) = (self.reckoned_from(), self.told_steps()) else { return Ok(()) };
        let plan = self.plan_state_mut();
        plan.told_at = now.as_millis();
        let generation = plan.armed_generation;
        let covered = std::mem::take(&mut plan.covered);
        self.forget_plan_messages(generation);
        let added = self.add_plan_message(from.min(now), &PlanNews::Armed, &steps, &covered, generation, rng);
        self.plan_state_mut().covered = covered;
        added
    }

    /// What said the same before and is at the relay need not be followed any more: some readers never say that they
    /// have it.
    fn forget_plan_messages(&mut self, generation: u32) {
        let same: Vec<EventId> = self
            .messages
            .iter()
            .filter(|(_, message)| message.plan.as_ref().is_some_and(|plan| plan.tells_armed(generation)))
            .filter(|(_, message)| message.deliveries.iter().all(|d| d.sealed && d.state > 0))
            .map(|(id, _)| *id)
            .collect();
        for id in same {
            if let Some(message) = self.messages.remove(&id) {
                self.remove(message.key());
            }
        }
    }
}
