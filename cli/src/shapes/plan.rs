//! Plans, drills, previews, phones, and what a contact sees of them.

use serde_json::{Value, json};
use wayhome::{
    Contact, ContactId, ContactPreview, DrillState, PastSteps, PhoneAnswer, PhoneDraft, PhonePreview,
    PhoneState, PhoneStatus, PlanState, PlanStatus, Preview, RelaySays, StepDraft, StepPreview, TimerState,
    WatchedDrill, WatchedStep, Whom,
};

use super::{maybe, time};
use crate::commands::route::phones;

/// `null` where nothing was agreed; of a plan that only the relay knows, its state.
pub(crate) fn plan_status(status: &PlanStatus, contacts: &[Contact]) -> Value {
    let Some(draft) = &status.draft else {
        return match status.state {
            PlanState::Off => Value::Null,
            state => json!({ "state": plan_state(state), "order_waits": status.order_waits }),
        };
    };
    let people = |ids: &[ContactId]| ids.iter().map(|id| person(*id, contacts)).collect::<Value>();
    json!({
        "interval_s": draft.timing.interval().get(),
        "grace_s": draft.timing.grace().get(),
        "steps": draft.steps.iter().zip(1..).map(|(step, number)| step_draft(step, number, contacts)).collect::<Value>(),
        "phones": draft.phones.iter().zip(&phones(status)).map(|(draft, status)| phone(draft, status)).collect::<Value>(),
        "state": plan_state(status.state),
        "paused_until": maybe(status.paused_until),
        "pause_waits": status.pause_waits,
        "order_waits": status.order_waits,
        "next_expected": maybe(status.next_expected),
        "relay": status.relay.as_ref().map(|word| json!({
            "state": timer_state(word.state), "step": word.step, "at": time(word.at),
        })),
        "covered": people(&status.covered),
        "not_covered": people(&status.not_covered),
        "in_trouble": people(&status.in_trouble),
        "drill": drill(status.drill),
    })
}

pub(crate) fn plan_state(state: PlanState) -> &'static str {
    match state {
        PlanState::Off => "off",
        PlanState::Ending => "ending",
        PlanState::Standing => "standing",
        PlanState::Saved => "saved",
        PlanState::AtRelay => "at-relay",
        PlanState::Refused => "refused",
    }
}

fn person(id: ContactId, contacts: &[Contact]) -> Value {
    let name = contacts.iter().find(|contact| contact.id == id).map(|contact| &contact.name);
    json!({ "contact": id.to_hex(), "name": name })
}

fn timer_state(state: TimerState) -> &'static str {
    match state {
        TimerState::New => "new",
        TimerState::Up => "up",
        TimerState::Late => "late",
        TimerState::Told => "told",
        TimerState::Paused => "paused",
        TimerState::Ended => "ended",
        TimerState::Other(_) => "unknown",
    }
}

fn step_draft(step: &StepDraft, number: u8, contacts: &[Contact]) -> Value {
    let whom = match &step.whom {
        Whom::First => json!("first"),
        Whom::Everyone => json!("everyone"),
        Whom::These(ids) => ids.iter().map(|id| person(*id, contacts)).collect(),
    };
    json!({
        "step": number,
        "delay_s": step.delay.get(),
        "whom": whom,
        "places": step.places,
        "dossier": step.dossier,
        "words": step.words,
    })
}

fn phone(draft: &PhoneDraft, status: &PhoneStatus) -> Value {
    let mut value = phone_status(status);
    if let Some(map) = value.as_object_mut() {
        map.insert("language".to_owned(), draft.language.clone().into());
        map.insert("steps".to_owned(), draft.steps.clone().into());
        map.insert("words".to_owned(), json!(draft.words));
        map.insert("check_in_words".to_owned(), json!(draft.check_in_words));
    }
    value
}

pub(crate) fn phone_status(phone: &PhoneStatus) -> Value {
    json!({
        "number": phone.number,
        "state": phone.state.map(|state| match state {
            PhoneState::Unconfirmed => "unconfirmed",
            PhoneState::Confirmed => "confirmed",
            PhoneState::Refused => "refused",
            PhoneState::Unreachable => "unreachable",
            PhoneState::Other(_) => "unknown",
        }),
        "answer": match phone.answer {
            PhoneAnswer::None | PhoneAnswer::Other(_) => None,
            PhoneAnswer::Seen => Some("seen"),
            PhoneAnswer::OnIt => Some("on-it"),
        },
    })
}

pub(crate) fn drill(state: DrillState) -> Value {
    let (word, at) = match state {
        DrillState::NotYet => ("not-yet", None),
        DrillState::Postponed => ("postponed", None),
        DrillState::Saved => ("saved", None),
        DrillState::Running { since } => ("running", Some(since)),
        DrillState::Done { at } => ("done", Some(at)),
    };
    json!({ "state": word, "at": maybe(at) })
}

pub(crate) fn preview(preview: &Preview, contacts: &[Contact]) -> Value {
    json!({
        "interval_s": preview.timing.interval().get(),
        "grace_s": preview.timing.grace().get(),
        "contacts": preview.contacts.iter().map(contact_preview).collect::<Value>(),
        "not_covered": preview.not_covered.iter().map(|id| person(*id, contacts)).collect::<Value>(),
        "phones": preview.phones.iter().map(phone_preview).collect::<Value>(),
    })
}

fn contact_preview(contact: &ContactPreview) -> Value {
    json!({
        "contact": contact.contact.to_hex(),
        "name": contact.name,
        "steps": contact.steps.iter().map(step_preview).collect::<Value>(),
    })
}

pub(crate) fn step_preview(step: &StepPreview) -> Value {
    json!({
        "step": step.step,
        "after_missed_s": step.after_missed.get(),
        "words": step.words,
        "places": step.places,
        "dossier": step.dossier.as_ref().map(|dossier| json!({
            "fields": dossier.fields.iter().map(|number| field(*number)).collect::<Value>(),
            "attachments": dossier.attachments,
            "needed": dossier.needed,
            "holders": dossier.holders,
        })),
    })
}

fn phone_preview(phone: &PhonePreview) -> Value {
    let messages = phone
        .messages
        .iter()
        .map(|(step, after, words)| json!({ "step": step, "after_missed_s": after.get(), "words": words }));
    json!({
        "number": phone.number,
        "messages": messages.collect::<Value>(),
        "check_in_words": phone.check_in_words,
    })
}

/// What a field of the dossier is called on the command line and in JSON.
pub(crate) fn field(number: u8) -> &'static str {
    match number {
        1 => "who",
        2 => "papers",
        3 => "employer",
        4 => "recruiter",
        5 => "job",
        6 => "address",
        7 => "route",
        8 => "people",
        9 => "notes",
        _ => "other",
    }
}

pub(crate) fn watched_step(step: &WatchedStep) -> Value {
    json!({
        "step": step.step,
        "reaches_me": step.reaches_me,
        "expected": maybe(step.expected),
        "told": maybe(step.told),
        "words": step.words,
        "held_until": maybe(step.held_until),
        "held_by": step.held_by,
    })
}

pub(crate) fn past_steps(past: &PastSteps) -> Value {
    let steps =
        past.steps.iter().map(|(step, at, words)| json!({ "step": step, "told": time(*at), "words": words }));
    json!({
        "steps": steps.collect::<Value>(), "over": time(past.over), "check_in_came": past.check_in_came,
    })
}

pub(crate) fn watched_drill(drill: &WatchedDrill) -> Value {
    let steps = drill
        .steps
        .iter()
        .map(|(step, at, words)| json!({ "step": step, "told": time(*at), "words": words }));
    json!({ "since": time(drill.since), "steps": steps.collect::<Value>() })
}

pub(crate) fn relay_says(says: RelaySays) -> Value {
    match says {
        RelaySays::CheckInCame { at, step } => {
            json!({ "kind": "check-in-came", "at": time(at), "step": step })
        }
        RelaySays::Paused { until } => json!({ "kind": "paused", "until": time(until) }),
        RelaySays::Ended { at } => json!({ "kind": "ended", "at": time(at) }),
    }
}
