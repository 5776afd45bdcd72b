//! Events.

use serde_json::{Value, json};
use wayhome::{Event, EventKind, ReminderKind};

use super::links::end;
use super::{state, time};

pub(crate) fn event(event: &Event) -> Value {
    let mut value = kind(&event.kind);
    if let Some(map) = value.as_object_mut() {
        map.insert("number".to_owned(), event.number.into());
        map.insert("time".to_owned(), time(event.time));
    }
    value
}

fn kind(kind: &EventKind) -> Value {
    match *kind {
        EventKind::DeliveryChanged { message, contact, state: now } => json!({
            "kind": "delivery-changed", "message": message.to_hex(), "contact": contact.to_hex(), "state": state(now),
        }),
        EventKind::ReplyReceived { contact, reply } => {
            json!({ "kind": "reply-received", "contact": contact.to_hex(), "reply": reply.to_hex() })
        }
        EventKind::WorkerConfirmed { worker } => {
            json!({ "kind": "worker-confirmed", "worker": worker.to_hex() })
        }
        EventKind::CheckInReceived { worker, message } => {
            json!({ "kind": "check-in-received", "worker": worker.to_hex(), "message": message.to_hex() })
        }
        EventKind::SosReceived { worker, message } => {
            json!({ "kind": "sos-received", "worker": worker.to_hex(), "message": message.to_hex() })
        }
        EventKind::AllClearReceived { worker, message, sos } => json!({
            "kind": "all-clear-received", "worker": worker.to_hex(), "message": message.to_hex(), "sos": sos.to_hex(),
        }),
        EventKind::OpenedUnderDuress { worker, message } => {
            json!({ "kind": "opened-under-duress", "worker": worker.to_hex(), "message": message.to_hex() })
        }
        EventKind::SaidUnderDuress { worker, message } => {
            json!({ "kind": "said-under-duress", "worker": worker.to_hex(), "message": message.to_hex() })
        }
        EventKind::Late { worker, since } => {
            json!({ "kind": "late", "worker": worker.to_hex(), "since": time(since) })
        }
        EventKind::Missed { worker, since } => {
            json!({ "kind": "missed", "worker": worker.to_hex(), "since": time(since) })
        }
        EventKind::PairingEnded { worker } => json!({ "kind": "pairing-ended", "worker": worker.to_hex() }),
        EventKind::RollbackSuspected { worker } => {
            json!({ "kind": "rollback-suspected", "worker": worker.to_hex() })
        }
        EventKind::LinkReady { link } => json!({ "kind": "link-ready", "link": link.to_hex() }),
        EventKind::LinkEnded { link, reason } => {
            json!({ "kind": "link-ended", "link": link.to_hex(), "reason": end(reason) })
        }
        EventKind::ContactConfirmed { contact } => {
            json!({ "kind": "contact-confirmed", "contact": contact.to_hex() })
        }
        EventKind::ContactKeysChanged { contact } => {
            json!({ "kind": "contact-keys-changed", "contact": contact.to_hex() })
        }
        EventKind::WorkerKeysChanged { worker } => {
            json!({ "kind": "worker-keys-changed", "worker": worker.to_hex() })
        }
        EventKind::ConsentDue { contact } => json!({ "kind": "consent-due", "contact": contact.to_hex() }),
        EventKind::ConsentLapsed { contact } => {
            json!({ "kind": "consent-lapsed", "contact": contact.to_hex() })
        }
        EventKind::SeatChangedElsewhere { seat } => json!({ "kind": "seat-changed-elsewhere", "seat": seat }),
        EventKind::DossierAtRelay => json!({ "kind": "dossier-at-relay" }),
        EventKind::DossierNotAtRelay => json!({ "kind": "dossier-not-at-relay" }),
        EventKind::DossierReleased { worker } => {
            json!({ "kind": "dossier-released", "worker": worker.to_hex() })
        }
        EventKind::DossierReady { worker } => json!({ "kind": "dossier-ready", "worker": worker.to_hex() }),
        EventKind::PlanArmed => json!({ "kind": "plan-armed" }),
        EventKind::PlanPaused { until } => json!({ "kind": "plan-paused", "until": time(until) }),
        EventKind::PlanEnded => json!({ "kind": "plan-ended" }),
        EventKind::PlanStands => json!({ "kind": "plan-stands" }),
        EventKind::PlanRefused => json!({ "kind": "plan-refused" }),
        EventKind::DrillStarted => json!({ "kind": "drill-started" }),
        EventKind::OwnStepTold { step } => json!({ "kind": "own-step-told", "step": step }),
        EventKind::RouteTrouble { contact } => {
            json!({ "kind": "route-trouble", "contact": contact.to_hex() })
        }
        EventKind::RouteWorks { contact } => json!({ "kind": "route-works", "contact": contact.to_hex() }),
        EventKind::PhoneChanged { phone } => json!({ "kind": "phone-changed", "phone": phone }),
        EventKind::Reminder { kind, due } => {
            json!({ "kind": "reminder", "reminder": reminder(kind), "due": time(due) })
        }
        EventKind::WorkerPlanChanged { worker } => {
            json!({ "kind": "worker-plan-changed", "worker": worker.to_hex() })
        }
        EventKind::StepTold { worker, step, drill } => {
            json!({ "kind": "step-told", "worker": worker.to_hex(), "step": step, "drill": drill })
        }
        EventKind::CheckInCame { worker, step } => {
            json!({ "kind": "check-in-came", "worker": worker.to_hex(), "step": step })
        }
        EventKind::StepHeld { worker, step, until } => {
            json!({ "kind": "step-held", "worker": worker.to_hex(), "step": step, "until": time(until) })
        }
        EventKind::HoldRefused { worker, step } => {
            json!({ "kind": "hold-refused", "worker": worker.to_hex(), "step": step })
        }
        EventKind::PlacesOpened { worker, message } => {
            json!({ "kind": "places-opened", "worker": worker.to_hex(), "message": message.to_hex() })
        }
        EventKind::RelayWasAway { worker, from, to } => json!({
            "kind": "relay-was-away", "worker": worker.to_hex(), "from": time(from), "to": time(to),
        }),
        EventKind::RelaySilent { since } => json!({ "kind": "relay-silent", "since": time(since) }),
        EventKind::StoreWasPutBack => json!({ "kind": "store-was-put-back" }),
        EventKind::RelayWasPutBack => json!({ "kind": "relay-was-put-back" }),
        _ => json!({ "kind": "unknown" }),
    }
}

/// When a reminder came, in one word.
pub(crate) fn reminder(kind: ReminderKind) -> &'static str {
    match kind {
        ReminderKind::BeforeDue => "before-due",
        ReminderKind::Due => "due",
        ReminderKind::HalfGrace => "half-grace",
    }
}
