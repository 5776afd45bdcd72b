//! The timer word: how a timer stands, for its worker.

use wayhome_protocol::plan_steps::Step;
use wayhome_protocol::timer_word::{TimerState, TimerWord};

use super::phones;
use super::schedule::Schedule;
use super::teller::Teller;
use crate::storage::{Plan, StorageError, Timer};

/// How a timer stands. A hold is answered with state and step only.
pub(super) fn word(
    teller: &mut Teller<'_>,
    timer: &Timer,
    plan: Option<&Plan>,
    hold: bool,
) -> Result<TimerWord, StorageError> {
    let Some(plan) = plan else {
        let state = if timer.ended { TimerState::Ended } else { TimerState::New };
        return Ok(TimerWord::new(state, None));
    };
    let put_backs = teller.put_backs()?;
    let schedule = Schedule { timer, plan, put_backs: &put_backs };
    let mut word = TimerWord::new(schedule.state(teller.meta.service), Step::new(timer.run.told));
    if hold {
        return Ok(word);
    }
    for (index, person) in plan.people.iter().enumerate() {
        if !teller.can_reach(person)? {
            word.set_trouble(index);
        }
    }
    phones::note(teller, plan, &mut word)?;
    Ok(word)
}
