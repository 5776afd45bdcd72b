//! The plan that was chosen: what was agreed last, changed by what was typed and by nothing else.

use wayhome::{Contact, PlanDraft, PlanTiming, StepDraft, Vault, Whom};

use crate::args::{PlanChoice, Preset, StepGiven, WhomGiven, WordsGiven};
use crate::error::CliError;
use crate::names;
use crate::times::length;

/// A plan as chosen.
pub(super) struct Chosen {
    pub(super) draft: PlanDraft,
    /// What a preset or a step put in the place of something agreed that nobody named, one thing each.
    pub(super) replaced: Vec<String>,
}

/// The timing that was typed, if one was.
pub(super) fn timing(choice: &PlanChoice) -> Result<Option<PlanTiming>, CliError> {
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

/// What was agreed last, changed by what was typed. Numbers change the timing alone; a preset changes the timing and
/// the delays; a step says anew when it comes, whom it reaches and what it opens. All else stays as it was agreed.
pub(super) fn chosen(choice: &PlanChoice, vault: &Vault) -> Result<Chosen, CliError> {
    let timing = timing(choice)?;
    let mut replaced = Vec::new();
    let mut draft = match vault.plan_status()?.draft {
        None if choice.is_empty() => return Err(CliError::NoPlan),
        None => timing.map_or_else(PlanDraft::daily, PlanDraft::for_timing),
        Some(mut agreed) => {
            if let Some(timing) = timing {
                let before = std::mem::replace(&mut agreed.timing, timing);
                if choice.preset.is_some() {
                    note_timing(before, timing, &mut replaced);
                }
            }
            if let (Some(_), true) = (choice.preset, choice.steps.is_empty()) {
                take_delays(&mut agreed, &mut replaced)?;
            }
            agreed
        }
    };
    if !choice.steps.is_empty() {
        let contacts = vault.contacts()?;
        let steps = choice.steps.iter().map(|given| step(given, &contacts)).collect::<Result<_, _>>()?;
        let before = std::mem::replace(&mut draft.steps, steps);
        keep_words(before, &mut draft.steps, &mut replaced);
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
    Ok(Chosen { draft, replaced })
}

fn note_timing(before: PlanTiming, now: PlanTiming, replaced: &mut Vec<String>) {
    if before != now {
        replaced.push(format!(
            "a check-in every {} and {} of grace, now every {} and {}",
            length(before.interval()),
            length(before.grace()),
            length(now.interval()),
            length(now.grace())
        ));
    }
}

/// Gives the steps the delays of the preset whose timing the draft has.
fn take_delays(draft: &mut PlanDraft, replaced: &mut Vec<String>) -> Result<(), CliError> {
    let usual = PlanDraft::for_timing(draft.timing).steps;
    if usual.len() != draft.steps.len() {
        return Err(CliError::Invalid {
            message: format!(
                "The plan that was agreed has {}, and this one made ready has {}",
                counted(draft.steps.len()),
                counted(usual.len())
            ),
            hint: "say each step with --step, or keep the agreed ones with --interval and --grace",
        });
    }
    for ((step, usual), number) in draft.steps.iter_mut().zip(usual).zip(1..) {
        if step.delay != usual.delay {
            replaced.push(format!(
                "step {number} comes {} after missed, no longer {}",
                length(usual.delay),
                length(step.delay)
            ));
            step.delay = usual.delay;
        }
    }
    Ok(())
}

fn counted(steps: usize) -> String {
    if steps == 1 { "one step".to_owned() } else { format!("{steps} steps") }
}

/// Words that were agreed for a step stay with it for as long as they go to the same people.
fn keep_words(before: Vec<StepDraft>, steps: &mut [StepDraft], replaced: &mut Vec<String>) {
    for (index, old) in before.into_iter().enumerate() {
        let Some(words) = old.words else { continue };
        match steps.get_mut(index).filter(|step| step.whom == old.whom) {
            Some(step) => step.words = Some(words),
            None => replaced
                .push(format!("the words of step {} were for others and are no longer said", index + 1)),
        }
    }
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
