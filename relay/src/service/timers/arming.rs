//! Arming: a plan is put in force, or a drill begun.

use wayhome_protocol::keys::TimerPublic;
use wayhome_protocol::notice::NoticeKind;
use wayhome_protocol::plan_steps::Step;

use super::schedule::Schedule;
use super::teller::{Saying, Teller};
use super::{phones, tell};
use crate::storage::{Drill, Plan, Run, StorageError, Timer, TimerKey};

/// Counters are kept of this many touch keys that plans took away from a timer.
const GONE_KEYS: u32 = 64;

/// Puts a plan in force in the place of the one before. The check-in that this counts as was noted already.
pub(super) fn arm(teller: &mut Teller<'_>, timer: &mut Timer, plan: &Plan) -> Result<(), StorageError> {
    say_begun_anew(teller, timer, plan)?;
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
        take_touch_keys(teller, timer, plan, keys)?;
    }
    let put_backs = teller.put_backs()?;
    timer.deadline = Schedule { timer, plan, put_backs: &put_backs }.deadline();
    phones::ask(teller, plan)
}

/// Those who were told a step of the plan before hear that it is over: what this plan has to tell is told anew.
fn say_begun_anew(teller: &mut Teller<'_>, timer: &Timer, plan: &Plan) -> Result<(), StorageError> {
    let (Some(last), Some(hash)) = (Step::new(timer.run.told), timer.armed) else { return Ok(()) };
    let Some(before) = teller.tables.plan(&plan.timer, &hash)? else { return Ok(()) };
    let saying = Saying { timer: plan.timer, round: timer.run.round };
    tell::tell_told(teller, &before, saying, last, 0, || NoticeKind::BegunAnew)
}

/// Puts touch keys in the place of those before. A key that stays, were it in another place, or that comes back goes on
/// with its counter, or old commands would be new.
fn take_touch_keys(
    teller: &mut Teller<'_>,
    timer: &mut Timer,
    plan: &Plan,
    keys: &[Option<TimerPublic>; 4],
) -> Result<(), StorageError> {
    for before in timer.keys.iter().filter(|key| key.place > 0 && !keys.contains(&Some(key.public_key))) {
        if let Some(counter) = before.last_counter {
            teller.tables.keep_touch_counter(&plan.timer, &before.public_key, counter, GONE_KEYS)?;
        }
    }
    let mut next: Vec<_> = timer.keys.iter().filter(|key| key.place == 0).cloned().collect();
    for (place, public_key) in (1_u8..).zip(keys).filter_map(|(place, key)| Some((place, (*key)?))) {
        let same = timer.keys.iter().filter(|before| before.place > 0 && before.public_key == public_key);
        let last_counter = match same.filter_map(|before| before.last_counter).max() {
            None => teller.tables.gone_touch_counter(&plan.timer, &public_key)?,
            counter => counter,
        };
        next.push(TimerKey { place, public_key, last_counter });
    }
    timer.keys = next;
    Ok(())
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
