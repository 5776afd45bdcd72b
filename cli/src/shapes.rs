//! How things look as JSON. Keys are words with underscores, values of a fixed choice words with hyphens, moments
//! RFC 3339 in UTC, ids 32 hexadecimal digits. `docs/cli.md` lists every shape.

mod book;
mod consent;
mod dossier;
mod events;
mod links;
mod plan;

use serde_json::{Value, json};
use wayhome::{
    CheckInState, Contact, ContactStatus, Cover, CoverLevel, DeliveryState, Health, LockedItem, MessageKind,
    Origin, Place, PlanTiming, QueueItem, Received, ReceivedReply, ReplyKind, RunReport, Sharing, SosPolicy,
    Standing, Timestamp, Watched, WatchedStatus,
};

pub(crate) use book::entry;
pub(crate) use consent::{revoked, shared_with};
pub(crate) use dossier::{opened, own_dossier, released};
pub(crate) use events::event;
pub(crate) use links::link;
pub(crate) use plan::{drill, field, phone_status, plan_status, preview};

use crate::error::failure_word;
use crate::gpx::Skipped;
use crate::times::rfc3339;

pub(crate) fn time(time: Timestamp) -> Value {
    rfc3339(time).into()
}

fn maybe(moment: Option<Timestamp>) -> Value {
    moment.map_or(Value::Null, time)
}

pub(crate) fn place(place: &Place) -> Value {
    json!({
        "latitude": place.latitude(),
        "longitude": place.longitude(),
        "accuracy_m": place.accuracy_m(),
        "time": time(place.time()),
    })
}

pub(crate) fn places(all: &[Place]) -> Value {
    all.iter().map(place).collect()
}

pub(crate) fn state(state: DeliveryState) -> &'static str {
    match state {
        DeliveryState::Saved => "saved",
        DeliveryState::AtRelay => "at-relay",
        DeliveryState::Fetched => "fetched",
        DeliveryState::Opened => "opened",
    }
}

pub(crate) fn check_in(state: CheckInState) -> &'static str {
    match state {
        CheckInState::Ok => "ok",
        CheckInState::Uneasy => "uneasy",
        CheckInState::Moved => "moved",
    }
}

pub(crate) fn kind(kind: &MessageKind) -> &'static str {
    match kind {
        MessageKind::CheckIn(_) => "check-in",
        MessageKind::Sos => "sos",
        MessageKind::AllClear(_) => "all-clear",
        MessageKind::Hello => "hello",
        MessageKind::Farewell => "farewell",
        MessageKind::Opened => "opened",
        MessageKind::LastPlace => "last-place",
        MessageKind::Plan => "plan",
    }
}

/// `check_in` for a check-in, `ends` for an all clear; else null.
fn details(kind: &MessageKind) -> (Value, Value) {
    match kind {
        MessageKind::CheckIn(state) => (check_in(*state).into(), Value::Null),
        MessageKind::AllClear(sos) => (Value::Null, sos.to_hex().into()),
        _ => (Value::Null, Value::Null),
    }
}

pub(crate) fn sharing(sharing: Sharing) -> &'static str {
    match sharing {
        Sharing::Never => "never",
        Sharing::OnRelease => "on-release",
        Sharing::Always => "always",
    }
}

pub(crate) fn contact(contact: &Contact) -> Value {
    json!({
        "id": contact.id.to_hex(),
        "name": contact.name,
        "language": contact.language,
        "sharing": sharing(contact.sharing),
        "status": match contact.status {
            ContactStatus::Invited => "invited",
            ContactStatus::Confirmed => "confirmed",
            ContactStatus::Removed => "removed",
        },
    })
}

/// A message of ours; `contacts` gives the deliveries their names.
pub(crate) fn queue_item(item: &QueueItem, contacts: &[Contact]) -> Value {
    let (check_in, ends) = details(&item.kind);
    let deliveries = item.deliveries.iter().map(|delivery| {
        let name =
            contacts.iter().find(|contact| contact.id == delivery.contact).map(|contact| &contact.name);
        json!({
            "contact": delivery.contact.to_hex(),
            "name": name,
            "state": state(delivery.state),
            "waiting_at_relay": delivery.waiting_at_relay,
        })
    });
    json!({
        "id": item.id.to_hex(),
        "kind": kind(&item.kind),
        "check_in": check_in,
        "ends": ends,
        "counter": item.counter,
        "time": time(item.time),
        "note": item.note,
        "place": item.place.as_ref().map(place),
        "state": state(item.state),
        "deliveries": deliveries.collect::<Value>(),
        "locked": item.locked,
    })
}

pub(crate) fn locked_item(item: &LockedItem) -> Value {
    json!({ "time": time(item.time), "state": state(item.state) })
}

pub(crate) fn plan(plan: &PlanTiming) -> Value {
    json!({ "interval_s": plan.interval().get(), "grace_s": plan.grace().get() })
}

pub(crate) fn watched(worker: &Watched) -> Value {
    let (standing, since) = match worker.standing {
        None => (None, None),
        Some(Standing::UpToDate { .. }) => (Some("up-to-date"), None),
        Some(Standing::Late { since }) => (Some("late"), Some(since)),
        Some(Standing::Missed { since }) => (Some("missed"), Some(since)),
    };
    json!({
        "id": worker.id.to_hex(),
        "name": worker.name,
        "own_name": worker.own_name,
        "status": match worker.status {
            WatchedStatus::Waiting => "waiting",
            WatchedStatus::Paired => "paired",
            WatchedStatus::Ended => "ended",
        },
        "last_heard": maybe(worker.last_heard),
        "last_check_in": maybe(worker.last_check_in),
        "plan": worker.plan.as_ref().map(plan),
        "next_expected": maybe(worker.next_expected),
        "standing": standing,
        "since": maybe(since),
        "open_sos": worker.open_sos.iter().map(|id| id.to_hex()).collect::<Value>(),
        "under_duress": worker.under_duress.map(|(id, at)| json!({ "message": id.to_hex(), "at": time(at) })),
        "last_places": places(&worker.last_places),
        "steps": worker.steps.iter().map(plan::watched_step).collect::<Value>(),
        "told_before": worker.told_before.iter().map(plan::past_steps).collect::<Value>(),
        "paused_until": maybe(worker.paused_until),
        "drill": worker.drill.as_ref().map(plan::watched_drill),
        "relay_says": worker.relay_says.map(plan::relay_says),
        "relay_away": worker.relay_away.map(|(from, to)| json!({ "from": time(from), "to": time(to) })),
        "relay_silent_since": maybe(worker.relay_silent_since),
    })
}

fn origin(origin: Origin) -> String {
    match origin.byte() {
        4 => "locked".to_owned(),
        number @ 0..=3 => format!("vault-{}", u32::from(number) + 1),
        number => format!("phrase-{}", u32::from(number).saturating_sub(4)),
    }
}

/// A message that arrived; `watched` gives its sender a name.
pub(crate) fn received(message: &Received, watched: &[Watched]) -> Value {
    let (check_in, ends) = details(&message.kind);
    json!({
        "id": message.id.to_hex(),
        "worker": message.worker.to_hex(),
        "name": watched.iter().find(|worker| worker.id == message.worker).map(|worker| &worker.name),
        "kind": kind(&message.kind),
        "check_in": check_in,
        "ends": ends,
        "counter": message.counter,
        "origin": origin(message.origin),
        "time": time(message.time),
        "reckoned": time(message.reckoned),
        "arrived": time(message.arrived),
        "note": message.note,
        "places": places(&message.places),
        "battery_percent": message.battery_percent,
        "sealed_places": message.sealed_places,
        "opened": message.opened,
        "under_duress": message.under_duress,
    })
}

/// A reply's kind and its words.
pub(crate) fn reply_words(reply: &ReceivedReply) -> (&'static str, Option<&str>) {
    match &reply.kind {
        ReplyKind::Seen => ("seen", None),
        ReplyKind::OnIt => ("on-it", None),
        ReplyKind::Text(words) => ("text", Some(words)),
    }
}

pub(crate) fn reply(reply: &ReceivedReply, contacts: &[Contact]) -> Value {
    let (kind, text) = reply_words(reply);
    json!({
        "id": reply.id.to_hex(),
        "contact": reply.contact.to_hex(),
        "name": contacts.iter().find(|contact| contact.id == reply.contact).map(|contact| &contact.name),
        "kind": kind,
        "text": text,
        "about": reply.about.map(|id| id.to_hex()),
        "time": time(reply.time),
    })
}

pub(crate) fn report(report: &RunReport) -> Value {
    json!({
        "reached": report.failure.is_none(),
        "failure": report.failure.map(failure_word),
        "answered": report.answered,
        "sent": report.sent,
        "received": report.received,
        "unsent": report.unsent,
        "next": time(report.next),
    })
}

pub(crate) fn cover(cover: Cover) -> Value {
    let level = match cover.level {
        CoverLevel::Thrifty => "thrifty",
        CoverLevel::Regular => "regular",
        CoverLevel::Busy => "busy",
    };
    let sos = match cover.sos {
        SosPolicy::Urgent => "urgent",
        SosPolicy::Discreet => "discreet",
    };
    json!({
        "level": level,
        "sos": sos,
        "monthly_bytes": cover.level.monthly_bytes(4),
        "monthly_bytes_of_a_large_circle": cover.level.monthly_bytes(8),
    })
}

pub(crate) fn health(health: &Health, next: Timestamp) -> Value {
    json!({
        "last_sync": maybe(health.last_sync),
        "failed_attempts": health.failed_attempts,
        "unsent": health.unsent,
        "registered": health.registered,
        "pending_registrations": health.pending_registrations,
        "refused_registrations": health.refused_registrations,
        "rollbacks": health.rollbacks,
        "unreadable_cells": health.unreadable_cells,
        "next_sync": time(next),
    })
}

pub(crate) fn skipped(skipped: &Skipped) -> Value {
    json!({
        "untimed": skipped.untimed,
        "before_1980": skipped.before_1980,
        "after_2100": skipped.after_2100,
        "bad_time": skipped.bad_time,
        "bad_coordinate": skipped.bad_coordinate,
    })
}
