//! Consent: what a contact had, gets and would get.

use serde_json::{Value, json};
use wayhome::{Consent, ContactId, ContactStatus, Had, Revoked, SharedWith, What};

use super::plan::{plan_state, step_preview};
use super::{maybe, sharing, time};

pub(crate) fn shared_with(shared: &SharedWith) -> Value {
    json!({
        "contact": shared.contact.to_hex(),
        "name": shared.name,
        "removed": shared.status == ContactStatus::Removed,
        "had": had(&shared.had),
        "gets_now": sharing(shared.gets_now),
        "at_steps": shared.at_steps.iter().map(step_preview).collect::<Value>(),
        "plan": plan_state(shared.plan),
        "dossier_kept_back": shared.dossier_kept_back,
        "consent": consent(shared.consent),
        "agreed_at": maybe(shared.agreed_at),
        "as_agreed": shared.as_agreed,
    })
}

fn consent(consent: Consent) -> Value {
    match consent {
        Consent::Given { ask_at } => json!({ "state": "given", "ask_at": time(ask_at) }),
        Consent::Due { since, falls_back } => {
            json!({ "state": "due", "since": time(since), "falls_back": maybe(falls_back) })
        }
        Consent::Lapsed { since } => json!({ "state": "lapsed", "since": time(since) }),
        Consent::Ended => json!({ "state": "ended" }),
    }
}

fn had(had: &Had) -> Value {
    let steps = had.steps.iter().map(
        |had| json!({ "step": had.step, "at": time(had.at), "places": had.places, "dossier": had.dossier }),
    );
    json!({
        "places_from": maybe(had.places_from),
        "places_until": maybe(had.places_until),
        "sos_places": maybe(had.sos_places),
        "steps": steps.collect::<Value>(),
    })
}

pub(crate) fn revoked(contact: ContactId, what: What, revoked: &Revoked) -> Value {
    let what = match what {
        What::Places => "places",
        What::Dossier => "dossier",
        What::All => "all",
    };
    json!({
        "contact": contact.to_hex(),
        "what": what,
        "had": had(&revoked.had),
        "sealed_before": revoked.sealed_before,
        "plan": plan_state(revoked.plan),
    })
}
