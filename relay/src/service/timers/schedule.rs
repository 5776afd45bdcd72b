//! When the steps of a plan are told: arithmetic in service time, without any storage.

use wayhome_protocol::plan_steps::Step;
use wayhome_protocol::time::Seconds;
use wayhome_protocol::timer::LONGEST_HOLDS;
use wayhome_protocol::timer_word::TimerState;

use crate::ServiceTime;
use crate::storage::{Gap, Plan, Timer};

/// Relay parts are kept this long after the last step was told.
const KEPT_AFTER_LAST_STEP: Seconds = Seconds::from_hours(72);

/// A timer with its armed plan, and the gaps at which the relay was put back, which may owe it time.
#[derive(Clone, Copy, Debug)]
pub(super) struct Schedule<'a> {
    pub(super) timer: &'a Timer,
    pub(super) plan: &'a Plan,
    pub(super) put_backs: &'a [Gap],
}

impl Schedule<'_> {
    /// When the check-in is missed that is waited for. `None` without an armed timer's check-in.
    pub(super) fn missed_at(&self) -> Option<ServiceTime> {
        let last = self.timer.last?;
        let delta = Seconds::new(last.delta_s);
        let from = self.timer.paused_until.map_or(last.made, |until| until.max(last.made));
        let missed = from.plus(delta);
        // The relay was put back from an older copy. Check-ins that came after the copy are gone, and phones do
        // not know it: until one comes that was made since, the timer gets the absence back, up to a whole round.
        let echoed_in_time =
            |gap: &&Gap| gap.echoed.is_some_and(|echoed| echoed.millis_since(gap.at) <= delta.as_millis());
        let owing = self.put_backs.iter().filter(|gap| last.made <= gap.at).filter(echoed_in_time);
        let owed = owing.map(|gap| gap.at.plus_millis(gap.length_ms.min(delta.as_millis()))).max();
        Some(owed.map_or(missed, |owed| owed.max(missed)))
    }

    /// The step that is told next, and when at the earliest.
    pub(super) fn next_step(&self) -> Option<(Step, ServiceTime)> {
        let step = Step::new(self.timer.run.told.checked_add(1)?)?;
        self.told_at(step).map(|at| (step, at))
    }

    /// When a step is told at the earliest. It is never told before the one ahead of it, which may be held.
    pub(super) fn told_at(&self, step: Step) -> Option<ServiceTime> {
        let due = self.due_at(step)?;
        let held = held_until(&self.timer.run.held, step).unwrap_or(due);
        Some(due.max(held.min(due.plus(LONGEST_HOLDS))))
    }

    /// When a step would be told if nobody held it.
    fn due_at(&self, step: Step) -> Option<ServiceTime> {
        let delay = self.plan.delays_s.get(step.index())?;
        Some(self.missed_at()?.plus(Seconds::new(*delay)))
    }

    /// Until when a step is held by one who asks for `until`; `None` if all the time is used up by which holds may
    /// delay it.
    pub(super) fn held_until(&self, step: Step, until: ServiceTime) -> Option<ServiceTime> {
        let latest = self.due_at(step)?.plus(LONGEST_HOLDS);
        let before = held_until(&self.timer.run.held, step).unwrap_or_default();
        (before < latest).then(|| until.min(latest).max(before))
    }

    /// When there may be something to do next.
    pub(super) fn deadline(&self) -> Option<ServiceTime> {
        match self.next_step() {
            Some((_, at)) => Some(at),
            None if self.timer.run.swept => None,
            None => Some(self.timer.run.told_at?.plus(KEPT_AFTER_LAST_STEP)),
        }
    }

    /// How the timer stands, for the timer word.
    pub(super) fn state(&self, now: ServiceTime) -> TimerState {
        let grace = Seconds::new(self.plan.grace_s);
        let due = self.missed_at().map(|missed| missed.minus(grace));
        match () {
            () if self.timer.paused_until.is_some_and(|until| now < until) => TimerState::Paused,
            () if self.timer.run.told > 0 => TimerState::Told,
            () if due.is_some_and(|due| now >= due) => TimerState::Late,
            () => TimerState::Up,
        }
    }
}

fn held_until(held: &[Option<ServiceTime>; 3], step: Step) -> Option<ServiceTime> {
    // Step 1 is never held.
    held.get(step.index().checked_sub(1)?).copied().flatten()
}
