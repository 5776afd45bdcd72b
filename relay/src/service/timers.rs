//! Timer commands: who may give them, and what is remembered of them. Nothing is released here.

use wayhome_protocol::sync_request::TimerStatus;
use wayhome_protocol::time::{Seconds, Timestamp};
use wayhome_protocol::timer::{TimerCommand, TimerOp};

use super::MOST_NUMBER;
use crate::storage::{Order, StorageError, Tables, Timer, Touch};

/// The longest interval and the longest grace that any plan has, together.
const LONGEST_TOUCH: Seconds = Seconds::from_days(30 + 7);

/// Obeys a command that was `age` old when it arrived at `now`.
pub(crate) fn command(
    tables: &mut dyn Tables,
    command: &TimerCommand,
    age: Seconds,
    now: Timestamp,
) -> Result<TimerStatus, StorageError> {
    if command.is_noop() {
        return Ok(TimerStatus::Noop);
    }
    let Some(mut timer) = tables.timer(&command.timer)? else { return Ok(TimerStatus::UnknownTimer) };
    let outcome = obey(&mut timer, command, now.saturating_sub(age));
    if outcome == TimerStatus::Accepted {
        tables.put_timer(&command.timer, &timer)?;
    }
    Ok(outcome)
}

fn obey(timer: &mut Timer, command: &TimerCommand, effective: Timestamp) -> TimerStatus {
    let Some(key) = timer.keys.iter_mut().find(|key| command.verify(&key.public_key).is_ok()) else {
        return TimerStatus::BadSignature;
    };
    let touch = command.op == TimerOp::Touch;
    let allowed = match command.op {
        TimerOp::Touch => command.delta <= LONGEST_TOUCH,
        TimerOp::Arm | TimerOp::Pause | TimerOp::End => key.place == 0,
        TimerOp::Noop | TimerOp::Hold | TimerOp::Other(_) => false,
    };
    if !allowed || command.counter > MOST_NUMBER {
        return TimerStatus::NotAllowed;
    }
    if key.last_counter.is_some_and(|last| command.counter <= last) {
        return TimerStatus::OldCounter;
    }
    key.last_counter = Some(command.counter);
    let delta_s = command.delta.get();
    if !touch {
        let op = command.op.byte();
        timer.ordered = Some(Order { op, counter: command.counter, delta_s, hash: command.hash });
    } else if timer.touched.is_none_or(|last| effective >= last.effective) {
        // A check-in that was long on its way never takes the place of a later one.
        timer.touched = Some(Touch { delta_s, effective });
    }
    TimerStatus::Accepted
}
