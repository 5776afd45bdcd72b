//! Holds: a person of the armed plan lets a later step wait.

use wayhome_protocol::notice::NoticeKind;
use wayhome_protocol::plan_steps::Step;
use wayhome_protocol::sync_request::TimerStatus;
use wayhome_protocol::time::Seconds;
use wayhome_protocol::timer::{LONGEST_HOLD, TimerCommand};

use super::super::MOST_NUMBER;
use super::schedule::Schedule;
use super::tell::tell_all;
use super::teller::{Loudness, Saying, Teller};
use crate::storage::{Plan, StorageError, Timer};

/// A counter is the time of whoever holds. One that is further ahead of the relay's wall time comes from a wrong clock,
/// and would end the holds of all who share its key.
const CLOCKS_APART: Seconds = Seconds::from_days(1);

/// Obeys a hold. Whoever sends it, it must be signed by a person of the armed plan.
pub(super) fn hold(
    teller: &mut Teller<'_>,
    command: &TimerCommand,
    timer: &mut Timer,
    plan: Option<&Plan>,
) -> Result<TimerStatus, StorageError> {
    let signed = plan.and_then(|plan| {
        let people = (0_u8..).zip(&plan.people);
        let signer = people.into_iter().find(|(_, person)| command.verify_hold(&person.hold_key).is_ok());
        signer.map(|signer| (plan, signer))
    });
    let Some((plan, (by, person))) = signed else { return Ok(TimerStatus::BadSignature) };
    let in_bounds = (Seconds::new(1)..=LONGEST_HOLD).contains(&command.delta);
    let step = command.held_step().filter(|step| *step > Step::FIRST);
    let latest = teller.meta.clock.saturating_add(CLOCKS_APART).as_millis();
    let Some(step) = step.filter(|_| in_bounds && command.counter <= latest.min(MOST_NUMBER)) else {
        return Ok(TimerStatus::NotAllowed);
    };
    // Everyone in the plan gets the command, so it would come again: the counter outlives the plan.
    let last = teller.tables.hold_counter(&command.timer, &person.hold_key)?;
    if last.is_some_and(|last| command.counter <= last) {
        return Ok(TimerStatus::OldCounter);
    }
    let told = timer.run.told;
    let put_backs = teller.put_backs()?;
    let schedule = Schedule { timer, plan, put_backs: &put_backs };
    let until = schedule.held_until(step, teller.meta.service.plus(command.delta));
    // Used also by one that is refused, whose maker hears so: groups are offered again, and then it might hold after all.
    teller.tables.set_hold_counter(&command.timer, &person.hold_key, command.counter)?;
    let Some(until) = until.filter(|_| told >= 1 && step.number() > told) else {
        return Ok(TimerStatus::NotAllowed);
    };
    if let Some(held) = step.index().checked_sub(1).and_then(|place| timer.run.held.get_mut(place)) {
        *held = Some(until);
    }
    timer.run.holds = timer.run.holds.saturating_add(1);
    timer.deadline = Schedule { timer, plan, put_backs: &put_backs }.deadline();
    teller.tables.put_timer(&command.timer, timer)?;
    let saying = Saying { timer: command.timer, round: timer.run.round };
    let minute = teller.minute_of(until);
    tell_all(teller, plan, saying, timer.run.holds, Loudness::Wish, || NoticeKind::Held {
        step,
        by,
        until: minute,
        command: Box::new(command.clone()),
    })?;
    Ok(TimerStatus::Accepted)
}
