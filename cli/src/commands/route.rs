//! Feature phones: people whom the plan reaches by plain SMS.

use serde_json::{Value, json};
use wayhome::{PhoneAnswer, PhoneDraft, PhoneState, PhoneStatus, PlanDraft, PlanStatus, Vault};

use super::plan::{agree, send};
use crate::args::{AddPhone, Global, RemovePhone, RouteCommand};
use crate::error::CliError;
use crate::output::{Output, safe};
use crate::shapes;
use crate::store::unlock;

pub(crate) fn run(command: &RouteCommand, global: &Global, out: &Output) -> Result<(), CliError> {
    if let RouteCommand::Add(AddPhone { relay_may_read: false, .. }) = command {
        return Err(CliError::Usage {
            message: "A phone without the app gets plain SMS: the relay can read its number and the words. \
                      Add --relay-may-read if that may be"
                .to_owned(),
        });
    }
    let (app, vault) = unlock(global, out)?;
    let sending = match command {
        RouteCommand::List => None,
        RouteCommand::Add(args) => {
            let draft = with(args, agreed(&vault)?)?;
            agree(&vault, &draft)?.then_some(args.sending)
        }
        RouteCommand::Remove(args) => {
            let draft = without(args, agreed(&vault)?)?;
            agree(&vault, &draft)?.then_some(args.sending)
        }
    };
    list(&vault, out)?;
    send(&app, sending, out)
}

fn agreed(vault: &Vault) -> Result<PlanDraft, CliError> {
    vault.plan_status()?.draft.ok_or(CliError::NoPlan)
}

fn with(args: &AddPhone, mut draft: PlanDraft) -> Result<PlanDraft, CliError> {
    let steps = u8::try_from(draft.steps.len()).unwrap_or(u8::MAX);
    if let Some(step) =
        args.steps.iter().chain(args.words.iter().map(|words| &words.step)).find(|step| **step > steps)
    {
        return Err(CliError::Invalid {
            message: format!("The plan has no step {step}"),
            hint: "`wayhome worker plan show` shows its steps",
        });
    }
    let words = (1..=steps).map(|step| {
        let given = args.words.iter().rev().find(|words| words.step == step);
        given.map(|words| words.text.clone())
    });
    let phone = PhoneDraft {
        number: args.number.clone(),
        language: args.language.clone(),
        steps: if args.steps.is_empty() { (1..=steps).collect() } else { args.steps.clone() },
        words: words.collect(),
        check_in_words: args.check_in_words.clone(),
    };
    // The same number once more takes the place of the old one.
    match draft.phones.iter_mut().find(|old| old.number == phone.number) {
        Some(old) => *old = phone,
        None => draft.phones.push(phone),
    }
    Ok(draft)
}

fn without(args: &RemovePhone, mut draft: PlanDraft) -> Result<PlanDraft, CliError> {
    let before = draft.phones.len();
    draft.phones.retain(|phone| phone.number != args.number);
    if draft.phones.len() == before {
        return Err(CliError::NoSuch { what: "phone", given: args.number.clone() });
    }
    Ok(draft)
}

fn list(vault: &Vault, out: &Output) -> Result<(), CliError> {
    let phones = phones(&vault.plan_status()?);
    let value: Value = phones.iter().map(shapes::phone_status).collect();
    out.show(&json!({ "phones": value }), || match phones.as_slice() {
        [] => "No phones.".to_owned(),
        some => some
            .iter()
            .map(|phone| format!("{}: {}", safe(&phone.number), state_in_words(phone)))
            .collect::<Vec<_>>()
            .join("\n"),
    });
    Ok(())
}

/// The phones of the plan that was agreed on, with what is known of each; of one that is not armed that is nothing.
pub(crate) fn phones(status: &PlanStatus) -> Vec<PhoneStatus> {
    let known = |phone: &PhoneDraft| status.phones.iter().find(|known| known.number == phone.number).cloned();
    let unknown = |phone: &PhoneDraft| PhoneStatus {
        number: phone.number.clone(),
        state: None,
        answer: PhoneAnswer::None,
    };
    let drafted = status.draft.iter().flat_map(|draft| &draft.phones);
    drafted.map(|phone| known(phone).unwrap_or_else(|| unknown(phone))).collect()
}

/// How a phone stands, in a few words.
pub(super) fn state_in_words(phone: &PhoneStatus) -> String {
    let state = match phone.state {
        None => "the relay does not know of it yet",
        Some(PhoneState::Unconfirmed) => "asked, has not agreed yet",
        Some(PhoneState::Confirmed) => "agreed",
        Some(PhoneState::Refused) => "refused, or stopped it",
        Some(PhoneState::Unreachable) => "cannot be reached",
        Some(PhoneState::Other(_)) => "in a state that this version does not know",
    };
    let answer = match phone.answer {
        PhoneAnswer::None | PhoneAnswer::Other(_) => "",
        PhoneAnswer::Seen => "; answered “seen”",
        PhoneAnswer::OnIt => "; answered “I am on it”",
    };
    format!("{state}{answer}")
}
