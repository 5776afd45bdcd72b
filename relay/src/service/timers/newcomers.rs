//! People whose mailbox opens after a step was told: they are told as soon as anything may be told. Their phone was away
//! while the worker's plan named them already, or the relay was put back and has lost their mailbox since.

use wayhome_protocol::ids::SendId;
use wayhome_protocol::plan_steps::Step;

use super::schedule::Schedule;
use super::tell::{self, Next, StepTold};
use super::teller::{Saying, Teller};
use crate::storage::{Newcomer, Plan, StorageError, Timer};

/// The most timers whose armed plans are looked at for one mailbox.
const TIMERS: u32 = 8;

/// A mailbox was opened just now: its person is told what was told since the last check-in, or waits for it.
pub(crate) fn note_newcomer(teller: &mut Teller<'_>, send_id: &SendId) -> Result<(), StorageError> {
    for timer in teller.tables.told_timers(send_id, TIMERS)? {
        let Some(found) = teller.tables.timer(&timer)? else { continue };
        let due = teller.meta.service;
        let newcomer =
            Newcomer { timer, send_id: *send_id, round: found.run.round, told: found.run.told, due };
        teller.tables.put_newcomer(&newcomer)?;
        look_after(teller, &newcomer)?;
    }
    Ok(())
}

/// Tells somebody who waits, if no other node has done so and it may be told now: not in a quiet time nor in a pause, and
/// not while the relay owes time.
pub(super) fn look_after(teller: &mut Teller<'_>, waits: &Newcomer) -> Result<Next, StorageError> {
    if !teller.tables.take_newcomer(waits)? {
        return Ok(Next::Nothing);
    }
    let Some((timer, plan)) = armed(teller, waits)? else { return Ok(Next::Later) };
    let put_backs = teller.put_backs()?;
    let schedule = Schedule { timer: &timer, plan: &plan, put_backs: &put_backs };
    let Some(told_at) = steps(waits).filter_map(|step| schedule.told_at(step)).max() else {
        return Ok(Next::Later);
    };
    let (now, due) = (teller.meta.service, told_at.max(teller.meta.quiet_until));
    if due > now {
        teller.tables.put_newcomer(&Newcomer { due, ..*waits })?;
        return Ok(Next::Later);
    }
    let missed = teller.minute_of(schedule.missed_at().unwrap_or(now));
    let saying = Saying { timer: waits.timer, round: timer.run.round };
    for step in steps(waits) {
        let told = StepTold { plan: &plan, step, saying, missed };
        tell::tell_those(teller, &told, |person| person.send_id == waits.send_id)?;
    }
    Ok(Next::Told)
}

/// The timer and its armed plan, if the steps have not begun anew since.
fn armed(teller: &mut Teller<'_>, waits: &Newcomer) -> Result<Option<(Timer, Plan)>, StorageError> {
    let found = teller.tables.timer(&waits.timer)?;
    let Some(timer) = found.filter(|timer| timer.run.round == waits.round && timer.run.told >= waits.told)
    else {
        return Ok(None);
    };
    let Some(hash) = timer.armed else { return Ok(None) };
    Ok(teller.tables.plan(&waits.timer, &hash)?.map(|plan| (timer, plan)))
}

fn steps(waits: &Newcomer) -> impl Iterator<Item = Step> {
    let told = waits.told;
    Step::ALL.into_iter().filter(move |step| step.number() <= told)
}
