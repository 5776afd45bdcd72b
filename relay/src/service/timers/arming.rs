//! Arming: a plan is put in force, or a drill begun.

use super::phones;
use super::schedule::Schedule;
use super::teller::Teller;
use crate::storage::{Drill, Plan, Run, StorageError, Timer, TimerKey};

/// Puts a plan in force in the place of the one before. The check-in that this counts as was noted already.
pub(super) fn arm(teller: &mut Teller<'_>, timer: &mut Timer, plan: &Plan) -> Result<(), StorageError> {
    if let Some(before) = timer.armed.filter(|before| *before != plan.hash) {
        teller.tables.remove_plan(&plan.timer, &before)?;
    }
    timer.armed = Some(plan.hash);
    timer.wanted = None;
    timer.ended = false;
    if let Some(last) = &mut timer.last {
        last.delta_s = plan.delta_s();
    }
    // No check-in came by this alone: what people of the circle hold, they hold.
    let Run { held, holds, .. } = timer.run;
    begin_round(timer);
    (timer.run.held, timer.run.holds) = (held, holds);
    if let Some(keys) = &plan.touch_keys {
        let control = timer.keys.iter().filter(|key| key.place == 0).cloned();
        let touch = (1_u8..).zip(keys).filter_map(|(place, key)| {
            let public_key = (*key)?;
            let before = timer.keys.iter().find(|before| before.place == place);
            // The same key goes on with its counter, or old commands would be new.
            let last_counter =
                before.filter(|key| key.public_key == public_key).and_then(|key| key.last_counter);
            Some(TimerKey { place, public_key, last_counter })
        });
        timer.keys = control.chain(touch).collect();
    }
    let put_backs = teller.put_backs()?;
    timer.deadline = Schedule { timer, plan, put_backs: &put_backs }.deadline();
    phones::ask(teller, plan)
}

/// The steps begin anew.
pub(super) fn begin_round(timer: &mut Timer) {
    timer.rounds = timer.rounds.saturating_add(1);
    timer.run = Run { round: timer.rounds, ..Run::default() };
}

/// Begins a drill, in the place of one under way. The armed plan is not touched.
pub(super) fn start_drill(
    teller: &mut Teller<'_>,
    timer: &mut Timer,
    plan: &Plan,
) -> Result<(), StorageError> {
    if let Some(before) = teller.tables.drill(&plan.timer)?.filter(|before| before.hash != plan.hash) {
        teller.tables.remove_plan(&plan.timer, &before.hash)?;
    }
    timer.wanted_drill = None;
    timer.rounds = timer.rounds.saturating_add(1);
    let started = teller.meta.service;
    let drill = Drill { hash: plan.hash, started, round: timer.rounds, told: 0, deadline: started };
    teller.tables.put_drill(&plan.timer, &drill)?;
    phones::ask(teller, plan)
}
