//! What each contact had, gets and would get; agreeing to it again; taking it back.

use serde_json::{Value, json};
use wayhome::{Consent, ContactId, ContactStatus, Had, PlanState, Revoked, SharedWith, Sharing, Vault, What};

use super::plan::send;
use super::preview::step_in_words;
use crate::args::{ConsentCommand, Global, TakenBack};
use crate::error::CliError;
use crate::names::{self, short};
use crate::output::{Output, safe};
use crate::shapes;
use crate::store::unlock;
use crate::times::in_words;

pub(crate) fn run(command: Option<&ConsentCommand>, global: &Global, out: &Output) -> Result<(), CliError> {
    let (app, vault) = unlock(global, out)?;
    let who = |given: &str| -> Result<ContactId, CliError> { names::contact(&vault.contacts()?, given) };
    match command {
        None => show(&vault, None, out),
        Some(ConsentCommand::Show(args)) => {
            let only = args.contact.as_deref().map(who).transpose()?;
            show(&vault, only, out)
        }
        Some(ConsentCommand::Renew(args)) => {
            let id = who(&args.contact)?;
            vault.renew_consent(id)?;
            show(&vault, Some(id), out)
        }
        Some(ConsentCommand::AllowDossier(args)) => {
            let id = who(&args.contact)?;
            vault.allow_dossier(id)?;
            show(&vault, Some(id), out)?;
            send(&app, Some(args.sending), out)
        }
        Some(ConsentCommand::Revoke(args)) => {
            let id = who(&args.contact)?;
            let what = match args.what {
                TakenBack::Places => What::Places,
                TakenBack::Dossier => What::Dossier,
                TakenBack::All => What::All,
            };
            let revoked = vault.revoke(id, what)?;
            let value = json!({ "revoked": shapes::revoked(id, what, &revoked) });
            out.show(&value, || revoked_in_words(&args.contact, args.what, &revoked));
            send(&app, Some(args.sending), out)
        }
    }
}

/// One contact, or all of them.
fn show(vault: &Vault, only: Option<ContactId>, out: &Output) -> Result<(), CliError> {
    let contacts = vault.contacts()?;
    let ids = contacts.iter().map(|contact| contact.id).filter(|id| only.is_none_or(|only| only == *id));
    let shared = ids.map(|id| vault.shared_with(id)).collect::<Result<Vec<_>, _>>()?;
    let value: Value = shared.iter().map(shapes::shared_with).collect();
    out.show(&json!({ "consent": value }), || match shared.as_slice() {
        [] => "There are no contacts yet.".to_owned(),
        some => some.iter().map(in_lines).collect::<Vec<_>>().join("\n\n"),
    });
    Ok(())
}

fn in_lines(shared: &SharedWith) -> String {
    let name = safe(&shared.name);
    let mut lines = vec![format!("{}  {name}", short(&shared.contact.to_hex()))];
    lines.push(format!("  {}", standing(shared.consent)));
    lines.extend(had_in_words(&shared.had).into_iter().map(|line| format!("  had: {line}")));
    lines.push(format!("  gets now: {}", now_in_words(shared)));
    if shared.dossier_kept_back {
        lines.push("  the dossier is kept from them".to_owned());
    }
    lines.extend(shared.at_steps.iter().map(step_in_words));
    if let Some(line) = plan_in_words(shared.plan).filter(|_| shared.status != ContactStatus::Removed) {
        lines.push(format!("  {line}"));
    }
    if !shared.as_agreed {
        lines.push("  This is not what you agreed to last: look at it, then renew or revoke.".to_owned());
    }
    lines.join("\n")
}

fn standing(consent: Consent) -> String {
    match consent {
        Consent::Given { ask_at } => format!("agreed; you are asked again on {}", in_words(ask_at)),
        Consent::Due { since, falls_back: Some(at) } => format!(
            "ASKED AGAIN on {}: without an answer, places stop going along with check-ins on {}",
            in_words(since),
            in_words(at)
        ),
        Consent::Due { since, falls_back: None } => format!("ASKED AGAIN on {}", in_words(since)),
        Consent::Lapsed { since } => format!(
            "not answered in time: since {} places go along with check-ins no more; alerts go on",
            in_words(since)
        ),
        Consent::Ended => "removed: they are told nothing any more".to_owned(),
    }
}

fn now_in_words(shared: &SharedWith) -> &'static str {
    match (shared.status, shared.gets_now) {
        (ContactStatus::Removed, _) => "nothing",
        (_, Sharing::Never) => "check-ins and calls for help, without places",
        (_, Sharing::OnRelease) => {
            "check-ins with sealed places that only a step opens; calls for help with places"
        }
        (_, Sharing::Always) => "check-ins and calls for help, with places",
    }
}

fn had_in_words(had: &Had) -> Vec<String> {
    let mut lines = Vec::new();
    if let Some(from) = had.places_from {
        lines.push(match had.places_until {
            Some(until) => {
                format!("places with check-ins, at times from {} to {}", in_words(from), in_words(until))
            }
            None => format!("places with check-ins, since {}", in_words(from)),
        });
    }
    lines.extend(had.sos_places.map(|at| format!("places with a call for help on {}", in_words(at))));
    lines.extend(had.steps.iter().map(|had| {
        let opened = match (had.places, had.dossier) {
            (true, true) => ", which opened places and the dossier",
            (true, false) => ", which opened places",
            (false, true) => ", which opened the dossier",
            (false, false) => "",
        };
        format!("step {}{opened}, known here since {}", had.step, in_words(had.at))
    }));
    lines
}

fn plan_in_words(plan: PlanState) -> Option<&'static str> {
    match plan {
        PlanState::Saved => Some("the relay does not have this plan yet: it goes by the one before"),
        PlanState::Refused => Some("the relay did NOT take this plan: it goes by the one before"),
        PlanState::Standing => Some("the relay has a plan that this phone does not know: end it, or arm one"),
        PlanState::Ending => Some("the relay does not know yet that the plan has ended"),
        PlanState::Off | PlanState::AtRelay => None,
    }
}

fn revoked_in_words(name: &str, what: TakenBack, revoked: &Revoked) -> String {
    let name = safe(name);
    let mut lines = vec![match what {
        TakenBack::Places => {
            format!("From the next message on, {name} gets no places: with check-ins, SOS or steps.")
        }
        TakenBack::Dossier => format!("No step opens the dossier for {name} any more."),
        TakenBack::All => format!("{name} is told nothing any more, and hears that from you."),
    }];
    if revoked.sealed_before > 0 {
        lines.push(format!("{} messages were sealed before and go as they are.", revoked.sealed_before));
    }
    let had = had_in_words(&revoked.had);
    if !had.is_empty() {
        lines.push("What they had they keep:".to_owned());
        lines.extend(had.into_iter().map(|line| format!("  {line}")));
    }
    lines.extend(plan_in_words(revoked.plan).map(|line| format!("Note: {line}.")));
    lines.join("\n")
}
