//! People whose mailbox opens after a step was told: they are told then. Their phone was away while the worker's plan
//! named them already, or the relay was put back and has lost their mailbox since.

use wayhome_protocol::ids::SendId;
use wayhome_protocol::plan_steps::Step;

use super::schedule::Schedule;
use super::tell::{self, StepTold};
use super::teller::{Saying, Teller};
use crate::storage::StorageError;

/// The most timers whose armed plans are looked at for one mailbox.
const TIMERS: u32 = 8;

/// Tells whoever has opened this mailbox just now what was told since the last check-in.
pub(crate) fn tell_newcomer(teller: &mut Teller<'_>, send_id: &SendId) -> Result<(), StorageError> {
    let put_backs = teller.put_backs()?;
    for id in teller.tables.told_timers(send_id, TIMERS)? {
        let Some(timer) = teller.tables.timer(&id)? else { continue };
        let Some(hash) = timer.armed else { continue };
        let Some(plan) = teller.tables.plan(&id, &hash)? else { continue };
        let missed = Schedule { timer: &timer, plan: &plan, put_backs: &put_backs }.missed_at();
        let missed = teller.minute_of(missed.unwrap_or(teller.meta.service));
        let saying = Saying { timer: id, round: timer.run.round };
        for step in Step::ALL.into_iter().filter(|step| step.number() <= timer.run.told) {
            let told = StepTold { plan: &plan, step, saying, missed };
            tell::tell_those(teller, &told, |person| person.send_id == *send_id)?;
        }
    }
    Ok(())
}
