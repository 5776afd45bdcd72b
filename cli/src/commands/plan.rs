//! How often a check-in is expected.

use serde_json::{Value, json};
use wayhome::{DrillState, PlanDraft, PlanTiming, Seconds, Vault};

use crate::args::{Global, PlanCommand, PlanSet, Preset};
use crate::error::CliError;
use crate::output::Output;
use crate::shapes;
use crate::store::unlock;
use crate::times::{in_words, length};

pub(crate) fn run(command: Option<&PlanCommand>, global: &Global, out: &Output) -> Result<(), CliError> {
    // Read first, so that a plan that cannot be asks for no PIN.
    let new = match command {
        None | Some(PlanCommand::Show) => None,
        Some(PlanCommand::Off) => Some(None),
        Some(PlanCommand::Set(args)) => Some(Some(timing(args)?)),
    };
    let (_app, vault) = unlock(global, out)?;
    match new {
        None => {}
        Some(None) => vault.end_plan()?,
        Some(Some(timing)) => {
            if vault.drill_state()? == DrillState::NotYet {
                vault.postpone_drill()?;
            }
            vault.arm(&PlanDraft::for_timing(timing))?;
        }
    }
    show(&vault, out)
}

fn timing(args: &PlanSet) -> Result<PlanTiming, CliError> {
    match (args.preset, args.interval, args.grace) {
        (Some(Preset::Transit), ..) => Ok(PlanTiming::TRANSIT),
        (Some(Preset::Daily), ..) => Ok(PlanTiming::DAILY),
        (Some(Preset::Weekly), ..) => Ok(PlanTiming::WEEKLY),
        (None, interval, grace) => {
            let interval = Seconds::from_hours(u32::from(interval.unwrap_or_default()));
            let grace = Seconds::from_minutes(u32::from(grace.unwrap_or_default()));
            PlanTiming::new(interval, grace).map_err(|error| CliError::Invalid {
                message: error.to_string(),
                hint: "--interval takes hours, 1 to 720; --grace takes minutes, 15 to 10080",
            })
        }
    }
}

fn show(vault: &Vault, out: &Output) -> Result<(), CliError> {
    let plan = vault.plan()?;
    let expected = vault.next_expected()?;
    let mut value = plan.as_ref().map_or(Value::Null, shapes::plan);
    if let Some(map) = value.as_object_mut() {
        map.insert("next_expected".to_owned(), expected.map_or(Value::Null, shapes::time));
    }
    out.show(&json!({ "plan": value }), || match plan {
        None => "There is no plan: no check-in is expected.".to_owned(),
        Some(plan) => {
            let due = expected.map_or_else(|| "after the first one".to_owned(), in_words);
            format!(
                "A check-in every {}, missed {} after it was due. Next expected: {due}.",
                length(plan.interval()),
                length(plan.grace())
            )
        }
    });
    Ok(())
}
