//! Timers: who may command them, what that does, and what is told. See *Timers* in `docs/protocol.md`.

mod arming;
mod holds;
mod late_parts;
mod newcomers;
mod phones;
mod schedule;
mod tell;
mod teller;
mod word;

pub(super) use late_parts::{NewPart, release};
pub(super) use newcomers::note_newcomer;
pub(super) use tell::{Next, Telling, look_after, tell_of_absence};
pub(super) use teller::Teller;

use wayhome_protocol::ids::{ReceiveId, TimerId};
use wayhome_protocol::notice::NoticeKind;
use wayhome_protocol::plan::PlanTiming;
use wayhome_protocol::plan_steps::Step;
use wayhome_protocol::sync_request::TimerStatus;
use wayhome_protocol::time::Seconds;
use wayhome_protocol::timer::{LONGEST_PAUSE, TimerCommand, TimerOp};
use wayhome_protocol::timer_word::TimerWord;

use super::MOST_NUMBER;
use crate::ServiceTime;
use crate::routes::forget_phones;
use crate::storage::{CheckIn, Plan, PlanHash, Run, StorageError, Timer, TimerKey};
use schedule::Schedule;
use teller::Saying;

/// The longest interval and the longest grace that any plan has, together.
const LONGEST_TOUCH: Seconds = PlanTiming::MAX_INTERVAL.saturating_add(PlanTiming::MAX_GRACE);

/// An arm that is not younger than the last check-in by more than this brings no new one.
const SAME_CHECK_IN: Seconds = Seconds::from_minutes(1);

impl Plan {
    /// Interval and grace together, in seconds.
    fn delta_s(&self) -> u32 {
        self.interval_s.saturating_add(self.grace_s)
    }
}

/// Obeys a command that was `age` old when it came from this reader, and says how the timer stands after it.
pub(super) fn command(
    teller: &mut Teller<'_>,
    reader: &ReceiveId,
    command: &TimerCommand,
    age: Seconds,
) -> Result<(TimerStatus, TimerWord), StorageError> {
    let only = |status| Ok((status, TimerWord::default()));
    if command.is_noop() {
        return only(TimerStatus::Noop);
    }
    let called = teller.tables.timer_of_alias(reader, &command.timer)?;
    if called.is_some() && command.op != TimerOp::Touch {
        return only(TimerStatus::NotAllowed);
    }
    let id = called.unwrap_or(command.timer);
    let Some(mut timer) = teller.tables.timer(&id)? else {
        return only(TimerStatus::UnknownTimer);
    };
    let plan = armed(teller, &id, &timer)?;
    let hold = command.op == TimerOp::Hold;
    let status = if hold {
        holds::hold(teller, command, &mut timer, plan.as_ref())?
    } else {
        // Its signature is over the id that it names.
        let status = judge(command, &mut timer);
        if status == TimerStatus::Accepted {
            let command = TimerCommand { timer: id, ..command.clone() };
            obey(teller, &command, age, &mut timer, plan)?;
            teller.tables.put_timer(&id, &timer)?;
        }
        status
    };
    match status {
        TimerStatus::Accepted | TimerStatus::OldCounter => {
            let plan = armed(teller, &id, &timer)?;
            let word = word::word(teller, &timer, plan.as_ref(), hold)?;
            Ok((status, word))
        }
        status => only(status),
    }
}

/// The armed plan.
fn armed(teller: &mut Teller<'_>, id: &TimerId, timer: &Timer) -> Result<Option<Plan>, StorageError> {
    match &timer.armed {
        Some(hash) => teller.tables.plan(id, hash),
        None => Ok(None),
    }
}

/// Whether a command of the worker's is signed, allowed and new. Then its counter is used.
fn judge(command: &TimerCommand, timer: &mut Timer) -> TimerStatus {
    let signer = timer.keys.iter_mut().find(|key| command.verify(&key.public_key).is_ok());
    let Some(TimerKey { place, last_counter, .. }) = signer else { return TimerStatus::BadSignature };
    let control = *place == 0;
    let allowed = match command.op {
        TimerOp::Touch => command.delta <= LONGEST_TOUCH,
        TimerOp::Arm => control && command.delta <= LONGEST_TOUCH,
        TimerOp::Pause => control && (Seconds::new(1)..=LONGEST_PAUSE).contains(&command.delta),
        TimerOp::End => control,
        TimerOp::Noop | TimerOp::Hold | TimerOp::Other(_) => false,
    };
    if !allowed || command.counter > MOST_NUMBER {
        return TimerStatus::NotAllowed;
    }
    if last_counter.is_some_and(|last| command.counter <= last) {
        return TimerStatus::OldCounter;
    }
    *last_counter = Some(command.counter);
    TimerStatus::Accepted
}

fn obey(
    teller: &mut Teller<'_>,
    command: &TimerCommand,
    age: Seconds,
    timer: &mut Timer,
    plan: Option<Plan>,
) -> Result<(), StorageError> {
    match command.op {
        TimerOp::Touch => check_in(teller, command, age, timer, plan.as_ref())?,
        TimerOp::Arm => return order(teller, command, age, timer, plan.as_ref()),
        TimerOp::Pause => pause(teller, command, age, timer, plan.as_ref())?,
        TimerOp::End => end(teller, command, timer, plan.as_ref())?,
        TimerOp::Noop | TimerOp::Hold | TimerOp::Other(_) => {}
    }
    if let Some(plan) = plan.as_ref().filter(|_| timer.armed.is_some()) {
        let put_backs = teller.put_backs()?;
        timer.deadline = Schedule { timer, plan, put_backs: &put_backs }.deadline();
    }
    Ok(())
}

/// A check-in: by a touch, or by an arm that was given after the last one known. One that was long on its way never
/// takes the place of a later one.
fn check_in(
    teller: &mut Teller<'_>,
    command: &TimerCommand,
    age: Seconds,
    timer: &mut Timer,
    plan: Option<&Plan>,
) -> Result<(), StorageError> {
    let heard = teller.meta.service;
    let made = teller.made(age)?;
    // An arm without a check-in states the age of the last one: on its way it may seem a little younger.
    let older = timer.last.filter(|last| match command.op {
        TimerOp::Arm => made <= last.made.plus(SAME_CHECK_IN),
        _ => made < last.made,
    });
    if let Some(last) = older {
        timer.last = Some(CheckIn { heard, ..last });
        return Ok(());
    }
    // What is armed decides: a key that may only touch cannot put missed off nor call it forth, and while a plan that
    // was ordered has not come, the steps of the one before keep their time.
    let delta_s = plan.map_or(command.delta.get(), Plan::delta_s);
    timer.last = Some(CheckIn { delta_s, made, heard });
    // After a pause, an arm without a check-in states the pause's end: nobody has checked in since a step was told.
    let after_pause =
        |until: ServiceTime| timer.run.told_at > Some(until) && made <= until.plus(SAME_CHECK_IN);
    let by_a_pause = command.op == TimerOp::Arm && timer.paused_until.is_some_and(after_pause);
    if let (Some(plan), Some(last), false) = (plan, Step::new(timer.run.told), by_a_pause) {
        let saying = Saying { timer: command.timer, round: timer.run.round };
        let number = u32::from(last.number());
        let kind = || NoticeKind::CheckInCame { step: last };
        tell::tell_told(teller, plan, saying, last, number, kind)?;
        let event = teller.event(saying, &kind(), number);
        phones::tell_check_in(teller, plan, last, event)?;
        arming::begin_round(timer);
    }
    Ok(())
}

/// An arm: of a plan that is here, or of one that has yet to come.
fn order(
    teller: &mut Teller<'_>,
    command: &TimerCommand,
    age: Seconds,
    timer: &mut Timer,
    armed: Option<&Plan>,
) -> Result<(), StorageError> {
    let ordered = teller.tables.plan(&command.timer, &command.hash)?;
    let drill = ordered.as_ref().map_or(command.delta == Seconds::ZERO, |plan| plan.drill);
    if drill {
        return match ordered {
            Some(plan) => arming::start_drill(teller, timer, &plan),
            None => {
                timer.wanted_drill = Some(command.hash);
                Ok(())
            }
        };
    }
    check_in(teller, command, age, timer, armed)?;
    timer.paused_until = None;
    match ordered {
        Some(plan) => arming::arm(teller, timer, &plan),
        None => {
            timer.ended = false;
            timer.wanted = Some(command.hash);
            if let Some(plan) = armed {
                let put_backs = teller.put_backs()?;
                timer.deadline = Schedule { timer, plan, put_backs: &put_backs }.deadline();
            }
            Ok(())
        }
    }
}

/// A plan has come; it may have been ordered before.
pub(super) fn plan_came(teller: &mut Teller<'_>, timer: &mut Timer, plan: &Plan) -> Result<(), StorageError> {
    let named = |wanted: &Option<PlanHash>| wanted.is_some_and(|hash| hash == plan.hash);
    let (wanted, wanted_drill) = (named(&timer.wanted), named(&timer.wanted_drill));
    if plan.drill && (wanted || wanted_drill) {
        arming::start_drill(teller, timer, plan)?;
    } else if !plan.drill && wanted {
        arming::arm(teller, timer, plan)?;
    } else {
        return Ok(());
    }
    if wanted {
        timer.wanted = None;
    }
    if wanted_drill {
        timer.wanted_drill = None;
    }
    teller.tables.put_timer(&plan.timer, timer)
}

fn pause(
    teller: &mut Teller<'_>,
    command: &TimerCommand,
    age: Seconds,
    timer: &mut Timer,
    plan: Option<&Plan>,
) -> Result<(), StorageError> {
    let now = teller.meta.service;
    let until = teller.made(age)?.plus(command.delta);
    // The newest order counts, but what has passed of a pause stays one: a shorter one that was long on its way lets
    // nothing be told at once.
    let until = timer.paused_until.map_or(until, |before| until.max(before.min(now)));
    timer.paused_until = Some(until);
    if let (Some(plan), Some(last), true) = (plan, Step::new(timer.run.told), until > now) {
        let saying = Saying { timer: command.timer, round: timer.run.round };
        let until = teller.minute_of(until);
        tell::tell_told(teller, plan, saying, last, number_of(command), || NoticeKind::Paused { until })?;
    }
    Ok(())
}

fn end(
    teller: &mut Teller<'_>,
    command: &TimerCommand,
    timer: &mut Timer,
    plan: Option<&Plan>,
) -> Result<(), StorageError> {
    if let Some(plan) = plan {
        if let Some(last) = Step::new(timer.run.told) {
            let saying = Saying { timer: command.timer, round: timer.run.round };
            tell::tell_told(teller, plan, saying, last, number_of(command), || NoticeKind::Ended)?;
        }
        tell::forget_relay_parts(teller, plan)?;
        teller.tables.remove_plan(&command.timer, &plan.hash)?;
    }
    // Those that only a drill named, too.
    forget_phones(teller.tables, &command.timer)?;
    if let Some(drill) = teller.tables.drill(&command.timer)? {
        teller.tables.remove_drill(&command.timer)?;
        teller.tables.remove_plan(&command.timer, &drill.hash)?;
    }
    timer.armed = None;
    timer.wanted = None;
    timer.wanted_drill = None;
    timer.paused_until = None;
    timer.ended = true;
    timer.run = Run::default();
    timer.deadline = None;
    Ok(())
}

/// What tells two orders of one round apart: the low bits of the counter.
fn number_of(command: &TimerCommand) -> u32 {
    let [.., a, b, c, d] = command.counter.to_be_bytes();
    u32::from_be_bytes([a, b, c, d])
}
