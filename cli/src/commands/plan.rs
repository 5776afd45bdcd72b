//! A worker's plan: what was agreed, arming, pausing, ending; and the drill before it.

use serde_json::json;
use wayhome::{
    Contact, DrillState, PlanDraft, PlanState, PlanStatus, Seconds, StepDraft, TimerState, Timestamp, Vault,
    Wayhome, Whom,
};

use super::choice::{chosen, timing};
use super::sync;
use crate::args::{DrillCommand, Global, PlanCommand, Sending};
use crate::clock;
use crate::error::CliError;
use crate::names;
use crate::output::{Output, safe};
use crate::shapes;
use crate::store::unlock;
use crate::times::{in_words, length};

pub(crate) fn run(command: Option<&PlanCommand>, global: &Global, out: &Output) -> Result<(), CliError> {
    // Read first, so that a plan that cannot be asks for no PIN.
    if let Some(PlanCommand::Set(args)) = command {
        if args.choice.is_empty() {
            return Err(CliError::Usage {
                message: "Say which plan: journey, daily, weekly, or --interval and --grace".to_owned(),
            });
        }
        timing(&args.choice)?;
    } else if let Some(PlanCommand::Arm(args)) = command {
        timing(&args.choice)?;
    }
    let (app, vault) = unlock(global, out)?;
    let mut replaced = Vec::new();
    let sending = match command {
        None | Some(PlanCommand::Show) => None,
        Some(PlanCommand::Set(args)) => {
            let chosen = chosen(&args.choice, &vault)?;
            replaced = chosen.replaced;
            agree(&vault, &chosen.draft)?.then_some(args.sending)
        }
        Some(PlanCommand::Arm(args)) => {
            let chosen = chosen(&args.choice, &vault)?;
            replaced = chosen.replaced;
            vault.arm(&chosen.draft)?;
            Some(args.sending)
        }
        Some(PlanCommand::Pause(args)) => {
            vault.pause(args.length)?;
            Some(args.sending)
        }
        Some(PlanCommand::Resume(args)) => {
            vault.resume()?;
            Some(args.sending)
        }
        Some(PlanCommand::End(args)) => {
            vault.end_plan()?;
            Some(args.sending)
        }
    };
    show(&vault, &replaced, out)?;
    send(&app, sending, out)?;
    if matches!(command, Some(PlanCommand::Set(_))) && sending.is_none() {
        out.note("Kept. Practise with `wayhome worker drill start`, then `wayhome worker plan arm`.");
    }
    Ok(())
}

/// Keeps the draft, or arms it in the place of an armed one; returns whether it did the latter. Arming ends a pause:
/// what is left of it is ordered again.
pub(super) fn agree(vault: &Vault, draft: &PlanDraft) -> Result<bool, CliError> {
    let status = vault.plan_status()?;
    let armed = matches!(status.state, PlanState::Saved | PlanState::AtRelay | PlanState::Refused);
    if !armed {
        vault.keep_plan(draft)?;
        return Ok(false);
    }
    vault.arm(draft)?;
    if let Some(rest) = status.paused_until.and_then(|until| rest_of(until, clock::now())) {
        vault.pause(rest)?;
    }
    Ok(true)
}

/// What is left of a pause, in whole seconds; nothing once it is over.
fn rest_of(until: Timestamp, now: Timestamp) -> Option<Seconds> {
    const LONGEST: u64 = 7 * 86_400;
    let left = until.millis_since(now).div_ceil(1_000).min(LONGEST);
    u32::try_from(left).ok().filter(|left| *left > 0).map(Seconds::new)
}

/// What was saved is sent, if that is wanted. That it cannot be sent yet is no error.
pub(super) fn send(app: &Wayhome, sending: Option<Sending>, out: &Output) -> Result<(), CliError> {
    match sending {
        None => {}
        Some(Sending { no_sync: true }) => out.note("Saved; `wayhome sync` sends it."),
        Some(Sending { no_sync: false }) => sync::show(&sync::once(app, out)?, out),
    }
    Ok(())
}

fn show(vault: &Vault, replaced: &[String], out: &Output) -> Result<(), CliError> {
    let (status, contacts) = (vault.plan_status()?, vault.contacts()?);
    let value = json!({ "plan": shapes::plan_status(&status, &contacts), "replaced": replaced });
    out.show(&value, || {
        let replaced = replaced.iter().map(|what| format!("Replaced what was agreed: {what}."));
        replaced.chain([in_lines(&status, &contacts)]).collect::<Vec<_>>().join("\n")
    });
    Ok(())
}

const STANDING: &str = "Not armed here, but the relay HAS a plan and TELLS its steps if no check-in comes: `wayhome \
                        worker plan end` ends it, `plan arm` puts another in its place.";

fn in_lines(status: &PlanStatus, contacts: &[Contact]) -> String {
    let Some(draft) = &status.draft else {
        if status.state == PlanState::Standing {
            return STANDING.to_owned();
        }
        return "There is no plan: no check-in is expected.".to_owned();
    };
    let mut lines = vec![format!(
        "A check-in every {}, missed {} after it was due.",
        length(draft.timing.interval()),
        length(draft.timing.grace())
    )];
    for (step, number) in draft.steps.iter().zip(1..) {
        lines.push(format!("  step {number}: {}", step_in_words(step, contacts)));
    }
    lines.push(match status.state {
        PlanState::Off => "Not armed: nothing happens when no check-in comes.".to_owned(),
        PlanState::Ending => {
            "Ended on this device; the relay still has it, and TELLS its steps until it has heard.".to_owned()
        }
        PlanState::Standing => STANDING.to_owned(),
        PlanState::Saved => "Armed on this device; the relay does not have it yet.".to_owned(),
        PlanState::AtRelay => "Armed: the relay has it, and its timer runs.".to_owned(),
        PlanState::Refused => {
            "The relay did not take it; contacts’ own programs watch all the same.".to_owned()
        }
    });
    if let Some(until) = status.paused_until {
        lines.push(match status.pause_waits {
            true => format!(
                "Paused until {} on this device; the relay TELLS the steps until it has heard.",
                in_words(until)
            ),
            false => format!("Paused until {}.", in_words(until)),
        });
    }
    if let Some(next) = status.next_expected {
        lines.push(format!("Next expected: {}.", in_words(next)));
    }
    if status.order_waits {
        lines.push("The relay has not answered the last order yet.".to_owned());
    }
    if let Some(word) = &status.relay {
        let step = word.step.map(|step| format!(", step {step} told")).unwrap_or_default();
        lines.push(format!("The relay said at {}: {}{step}.", in_words(word.at), relay_in_words(word.state)));
    }
    let of = |ids: &[wayhome::ContactId]| {
        ids.iter().map(|id| name_of(*id, contacts)).collect::<Vec<_>>().join(", ")
    };
    for (ids, what) in [
        (&status.covered, "Covered"),
        (&status.not_covered, "NOT covered"),
        (&status.in_trouble, "The relay cannot reach"),
    ] {
        if !ids.is_empty() {
            lines.push(format!("{what}: {}.", of(ids)));
        }
    }
    for phone in super::route::phones(status) {
        lines.push(format!("Phone {}: {}.", safe(&phone.number), super::route::state_in_words(&phone)));
    }
    lines.push(drill_in_words(status.drill));
    lines.join("\n")
}

fn relay_in_words(state: TimerState) -> &'static str {
    match state {
        TimerState::New => "not armed",
        TimerState::Up => "up to date",
        TimerState::Late => "a check-in is due",
        TimerState::Told => "missed",
        TimerState::Paused => "paused",
        TimerState::Ended => "ended",
        TimerState::Other(_) => "something that this version does not know",
    }
}

fn step_in_words(step: &StepDraft, contacts: &[Contact]) -> String {
    let when = if step.delay.get() == 0 {
        "when missed".to_owned()
    } else {
        format!("{} later", length(step.delay))
    };
    let whom = match &step.whom {
        Whom::First => "the first contact".to_owned(),
        Whom::Everyone => "everyone".to_owned(),
        Whom::These(ids) => ids.iter().map(|id| name_of(*id, contacts)).collect::<Vec<_>>().join(", "),
    };
    let opens = match (step.places, step.dossier) {
        (false, false) => "",
        (true, false) => ", places open",
        (false, true) => ", the dossier opens",
        (true, true) => ", places and the dossier open",
    };
    let words = step.words.as_ref().map(|words| format!(": “{}”", safe(words))).unwrap_or_default();
    format!("{when}, {whom}{opens}{words}")
}

/// The name that the worker gave a contact.
pub(super) fn name_of(id: wayhome::ContactId, contacts: &[Contact]) -> String {
    let found = contacts.iter().find(|contact| contact.id == id);
    found.map_or_else(|| names::short(&id.to_hex()).to_owned(), |contact| safe(&contact.name))
}

pub(crate) fn drill(command: &DrillCommand, global: &Global, out: &Output) -> Result<(), CliError> {
    let (app, vault) = unlock(global, out)?;
    let mut replaced = Vec::new();
    let sending = match command {
        DrillCommand::Start(args) => {
            let chosen = chosen(&args.choice, &vault)?;
            replaced = chosen.replaced;
            vault.start_drill(&chosen.draft)?;
            Some(args.sending)
        }
        DrillCommand::Postpone => {
            vault.postpone_drill()?;
            None
        }
        DrillCommand::Status => None,
    };
    let state = vault.drill_state()?;
    out.show(&json!({ "drill": shapes::drill(state) }), || drill_in_words(state));
    for what in replaced {
        out.note(&format!("Practised otherwise than agreed: {what}."));
    }
    send(&app, sending, out)
}

fn drill_in_words(state: DrillState) -> String {
    match state {
        DrillState::NotYet => "No drill was run yet: `wayhome worker drill start`.".to_owned(),
        DrillState::Postponed => "The drill was put off; it cannot be again.".to_owned(),
        DrillState::Saved => "The drill is saved; the relay does not know of it yet.".to_owned(),
        DrillState::Running { since } => {
            format!("A drill is under way since {}; it lasts ten minutes.", in_words(since))
        }
        DrillState::Done { at } => format!("A drill was run, over at {}.", in_words(at)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rest_of_a_pause_ends_with_it_and_is_never_longer_than_a_pause_may_be() {
        let now = Timestamp::from_millis(1_000_000);
        let rest = |ms: u64| rest_of(Timestamp::from_millis(1_000_000 + ms), now).map(Seconds::get);
        assert_eq!((rest(0), rest(1), rest(90_500)), (None, Some(1), Some(91)));
        assert_eq!(rest(30 * 86_400_000), Some(7 * 86_400), "the clock was put back");
        assert_eq!(rest_of(now, Timestamp::from_millis(2_000_000)), None);
    }
}
