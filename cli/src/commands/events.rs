//! What happened, one line each.

use serde_json::json;
use wayhome::{ContactId, DeliveryState, Event, EventId, EventKind, LinkId, ReminderKind, WorkerId};

use super::links::end_in_words;
use super::watch::DURESS;
use crate::args::{Events, Global};
use crate::error::CliError;
use crate::names::short;
use crate::output::Output;
use crate::shapes;
use crate::times::in_words;

pub(crate) fn run(args: &Events, global: &Global, out: &Output) -> Result<(), CliError> {
    let (_app, vault) = crate::store::unlock(global, out)?;
    let mut any = false;
    while let Some(event) = vault.next_event()? {
        any = true;
        out.show(&json!({ "event": shapes::event(&event) }), || line(&event));
        // One that nobody read stays.
        if !args.handle || out.is_closed() {
            out.note("This is the oldest; --handle shows all and takes them off the list.");
            return Ok(());
        }
        vault.event_handled(event.number)?;
    }
    if !any {
        out.note("Nothing has happened since the last look.");
    }
    Ok(())
}

fn line(event: &Event) -> String {
    format!("{}  {}", in_words(event.time), what(&event.kind))
}

fn worker(id: WorkerId) -> String {
    format!("worker {}", short(&id.to_hex()))
}

fn contact(id: ContactId) -> String {
    format!("contact {}", short(&id.to_hex()))
}

fn message(id: EventId) -> String {
    short(&id.to_hex()).to_owned()
}

fn link(id: LinkId) -> String {
    format!("the pairing by link {}", short(&id.to_hex()))
}

fn what(kind: &EventKind) -> String {
    match *kind {
        EventKind::DeliveryChanged { message: id, contact: who, state } => {
            let state = match state {
                DeliveryState::Saved => "is saved",
                DeliveryState::AtRelay => "is at the relay",
                DeliveryState::Fetched => "was fetched",
                DeliveryState::Opened => "was opened",
            };
            format!("message {} for {} {state}", message(id), contact(who))
        }
        EventKind::ReplyReceived { contact: who, .. } => format!("{} replied", contact(who)),
        EventKind::WorkerConfirmed { worker: who } => format!("{} confirmed you", worker(who)),
        EventKind::CheckInReceived { worker: who, message: id } => {
            format!("check-in {} from {}", message(id), worker(who))
        }
        EventKind::SosReceived { worker: who, message: id } => {
            format!("SOS {} from {}", message(id), worker(who))
        }
        EventKind::AllClearReceived { worker: who, sos, .. } => {
            format!("all clear for SOS {} from {}", message(sos), worker(who))
        }
        EventKind::OpenedUnderDuress { worker: who, .. } => {
            format!("{} may be under pressure: {DURESS}", worker(who))
        }
        EventKind::SaidUnderDuress { worker: who, message: id } => {
            format!("{} may be under pressure: message {}: {DURESS}", worker(who), message(id))
        }
        EventKind::PairingEnded { worker: who } => format!("{} ended the pairing", worker(who)),
        EventKind::RollbackSuspected { worker: who } => {
            format!("the store of {} may have been put back from a copy", worker(who))
        }
        EventKind::StoreWasPutBack => {
            "this store was an older copy; what had no receipt is sent again".to_owned()
        }
        EventKind::RelayWasPutBack => {
            "the relay was an older copy; what had no receipt is sent again".to_owned()
        }
        EventKind::LinkReady { link: id } => format!("{} has come to its six digits", link(id)),
        EventKind::LinkEnded { link: id, reason } => {
            format!("WARNING: {} ended: {}", link(id), end_in_words(reason))
        }
        EventKind::ContactConfirmed { contact: who } => {
            format!("the family page of {} was opened", contact(who))
        }
        EventKind::ContactKeysChanged { contact: who } => format!(
            "WARNING: a contact of the same name as {} was paired before with other keys; somebody else may pass for them",
            contact(who)
        ),
        EventKind::WorkerKeysChanged { worker: who } => format!(
            "WARNING: a worker of the same name as {} was paired before with other keys; somebody else may pass for them",
            worker(who)
        ),
        ref plan => of_a_plan(plan),
    }
}

/// What has to do with plans and dossiers.
fn of_a_plan(kind: &EventKind) -> String {
    match *kind {
        EventKind::Late { worker: who, since } => {
            format!("{} is late since {}", worker(who), in_words(since))
        }
        EventKind::Missed { worker: who, since } => format!(
            "the check-in of {} is missed since {} (silence is not proof of harm)",
            worker(who),
            in_words(since)
        ),
        EventKind::PlanArmed => "the relay has the plan, and its timer runs".to_owned(),
        EventKind::PlanPaused { until } => format!("the plan is paused until {}", in_words(until)),
        EventKind::PlanEnded => "the relay has ended the plan".to_owned(),
        EventKind::PlanStands => {
            "the relay HAS a plan though there is none here: it tells its steps if no check-in comes"
                .to_owned()
        }
        EventKind::PlanRefused => "the relay did not take the plan, or an order to it".to_owned(),
        EventKind::DrillStarted => "the drill has begun; it lasts ten minutes".to_owned(),
        EventKind::OwnStepTold { step } => format!("the relay told step {step} of your own plan"),
        EventKind::RouteTrouble { contact: who } => format!("the relay cannot reach {}", contact(who)),
        EventKind::RouteWorks { contact: who } => format!("the relay can reach {} again", contact(who)),
        EventKind::PhoneChanged { phone } => {
            format!("phone {} was confirmed, refused, lost or answered", u32::from(phone) + 1)
        }
        EventKind::Reminder { kind, due } => {
            let when = match kind {
                ReminderKind::BeforeDue => "soon",
                ReminderKind::Due => "now",
                ReminderKind::HalfGrace => "overdue",
            };
            format!("a check-in is due {when} ({})", in_words(due))
        }
        EventKind::WorkerPlanChanged { worker: who } => {
            format!("{} armed, paused or ended a plan, or started a drill", worker(who))
        }
        EventKind::StepTold { worker: who, step, drill: true } => {
            format!("PRACTICE: step {step} of {} was told", worker(who))
        }
        EventKind::StepTold { worker: who, step, drill: false } => {
            format!("step {step} of {} was told", worker(who))
        }
        EventKind::CheckInCame { worker: who, .. } => {
            format!("a check-in of {} came; it does not say that all is well", worker(who))
        }
        EventKind::StepHeld { worker: who, step, until } => {
            format!("step {step} of {} waits until {}", worker(who), in_words(until))
        }
        EventKind::HoldRefused { worker: who, step } => {
            format!("the relay did not take your hold of step {step} of {}", worker(who))
        }
        EventKind::PlacesOpened { worker: who, .. } => format!("places of {} are open now", worker(who)),
        EventKind::RelayWasAway { from, to, .. } => {
            format!("the relay was away from {} to {}; alerts may come late", in_words(from), in_words(to))
        }
        EventKind::RelaySilent { since } => {
            format!("the relay has not answered since {}; this program watches by itself", in_words(since))
        }
        EventKind::ConsentDue { contact: who } => format!(
            "do you still agree to what {} gets? `wayhome worker consent show` shows it",
            contact(who)
        ),
        EventKind::ConsentLapsed { contact: who } => format!(
            "{} gets places with check-ins no more: nobody agreed to it again; alerts go on",
            contact(who)
        ),
        EventKind::SeatChangedElsewhere { seat } => format!(
            "seat {seat} was changed with another PIN: somebody was paired or removed. This vault tells whoever has it nothing, \
             the locked screen does; `wayhome worker vaults clear-seat {seat}` takes it back"
        ),
        EventKind::DossierAtRelay => "all of the sealed dossier is at the relay".to_owned(),
        EventKind::DossierNotAtRelay => {
            "the relay does not have the sealed dossier: seal it again".to_owned()
        }
        EventKind::DossierReleased { worker: who } => {
            format!("the dossier of {} was released to you", worker(who))
        }
        EventKind::DossierReady { worker: who } => format!("the dossier of {} can be opened", worker(who)),
        _ => "something that this version does not know".to_owned(),
    }
}
