//! A worker's plan: what was agreed, arming, pausing, ending; and the drill before it.

use serde_json::json;
use wayhome::{
    Contact, DrillState, PlanDraft, PlanState, PlanStatus, PlanTiming, StepDraft, TimerState, Vault, Wayhome,
    Whom,
};

use super::sync;
use crate::args::{
    DrillCommand, Global, PlanChoice, PlanCommand, Preset, Sending, StepGiven, WhomGiven, WordsGiven,
};
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
    let sending = match command {
        None | Some(PlanCommand::Show) => None,
        Some(PlanCommand::Set(args)) => {
            let draft = draft(&args.choice, &vault)?;
            agree(&vault, &draft)?.then_some(args.sending)
        }
        Some(PlanCommand::Arm(args)) => {
            vault.arm(&draft(&args.choice, &vault)?)?;
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
    show(&vault, out)?;
    send(&app, sending, out)?;
    if matches!(command, Some(PlanCommand::Set(_))) && sending.is_none() {
        out.note("Kept. Practise with `wayhome worker drill start`, then `wayhome worker plan arm`.");
    }
    Ok(())
}

/// Keeps the draft, or arms it in the place of an armed one; returns whether it did the latter.
pub(super) fn agree(vault: &Vault, draft: &PlanDraft) -> Result<bool, CliError> {
    let armed =
        matches!(vault.plan_status()?.state, PlanState::Saved | PlanState::AtRelay | PlanState::Refused);
    if armed {
        vault.arm(draft)?;
    } else {
        vault.keep_plan(draft)?;
    }
    Ok(armed)
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

fn timing(choice: &PlanChoice) -> Result<Option<PlanTiming>, CliError> {
    match (choice.preset, choice.interval, choice.grace) {
        (Some(Preset::Journey), ..) => Ok(Some(PlanTiming::TRANSIT)),
        (Some(Preset::Daily), ..) => Ok(Some(PlanTiming::DAILY)),
        (Some(Preset::Weekly), ..) => Ok(Some(PlanTiming::WEEKLY)),
        (None, Some(interval), Some(grace)) => {
            PlanTiming::new(interval, grace).map(Some).map_err(|error| CliError::Invalid {
                message: error.to_string(),
                hint: "--interval takes 1h to 30d; --grace takes 15m to 7d",
            })
        }
        _ => Ok(None),
    }
}

/// The plan that was chosen: what was agreed last, changed by what was typed.
pub(super) fn draft(choice: &PlanChoice, vault: &Vault) -> Result<PlanDraft, CliError> {
    let agreed = vault.plan_status()?.draft;
    let timing = timing(choice)?;
    let phones = agreed.as_ref().map(|draft| draft.phones.clone()).unwrap_or_default();
    let mut draft = match (timing, agreed) {
        (Some(timing), _) => PlanDraft::for_timing(timing),
        (None, Some(agreed)) => agreed,
        (None, None) if choice.is_empty() => return Err(CliError::NoPlan),
        (None, None) => PlanDraft::daily(),
    };
    draft.phones = phones;
    if !choice.steps.is_empty() {
        let contacts = vault.contacts()?;
        draft.steps = choice.steps.iter().map(|given| step(given, &contacts)).collect::<Result<_, _>>()?;
    }
    for WordsGiven { step, text } in &choice.words {
        let steps = draft.steps.len();
        let step = usize::from(*step).checked_sub(1).and_then(|index| draft.steps.get_mut(index));
        let step = step.ok_or_else(|| CliError::Invalid {
            message: format!("The plan has {steps} steps"),
            hint: "--words takes a step of the plan and what it says, like 1:'Please call me'",
        })?;
        step.words = Some(text.clone());
    }
    Ok(draft)
}

fn step(given: &StepGiven, contacts: &[Contact]) -> Result<StepDraft, CliError> {
    let whom = match &given.whom {
        WhomGiven::First => Whom::First,
        WhomGiven::Everyone => Whom::Everyone,
        WhomGiven::These(names) => {
            let ids = names.iter().map(|name| names::contact(contacts, name));
            Whom::These(ids.collect::<Result<_, _>>()?)
        }
    };
    Ok(StepDraft { delay: given.delay, whom, places: given.places, dossier: given.dossier, words: None })
}

pub(super) fn show(vault: &Vault, out: &Output) -> Result<(), CliError> {
    let (status, contacts) = (vault.plan_status()?, vault.contacts()?);
    out.show(&json!({ "plan": shapes::plan_status(&status, &contacts) }), || in_lines(&status, &contacts));
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
    let sending = match command {
        DrillCommand::Start(args) => {
            vault.start_drill(&draft(&args.choice, &vault)?)?;
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
