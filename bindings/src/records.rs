//! What an app is shown. Each record mirrors the type of the same name in the library.

use crate::{
    ContactStatus, DeliveryState, EventKind, MessageKind, Origin, Place, PlanTiming, ReplyKind, Sharing,
    Standing, TransportError, WatchedStatus,
};

fn places(all: &[wayhome::Place]) -> Vec<Place> {
    all.iter().map(Place::from).collect()
}

/// A worker's invite, taken up.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct Accepted {
    /// The worker's id in this vault.
    pub worker: String,
    /// What to show to the worker, as text or by [`crate::qr_png`].
    pub answer: String,
}

impl From<wayhome::Accepted> for Accepted {
    fn from(accepted: wayhome::Accepted) -> Self {
        Self { worker: accepted.worker.to_hex(), answer: accepted.answer.to_text() }
    }
}

/// A trusted contact.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct Contact {
    /// Their id in this vault.
    pub id: String,
    /// The name the worker gave them.
    pub name: String,
    /// Their language, a BCP 47 tag; may be empty.
    pub language: String,
    /// What they are told about places.
    pub sharing: Sharing,
    /// Whether they are told at all.
    pub status: ContactStatus,
}

impl From<wayhome::Contact> for Contact {
    fn from(contact: wayhome::Contact) -> Self {
        let wayhome::Contact { id, name, language, sharing, status } = contact;
        Self { id: id.to_hex(), name, language, sharing: sharing.into(), status: status.into() }
    }
}

/// One contact's part of a queue item.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct Delivery {
    /// The contact's id.
    pub contact: String,
    /// How far.
    pub state: DeliveryState,
    /// The relay has no room for this contact at the moment, or does not know them yet.
    pub waiting_at_relay: bool,
}

impl From<wayhome::Delivery> for Delivery {
    fn from(delivery: wayhome::Delivery) -> Self {
        let wayhome::Delivery { contact, state, waiting_at_relay } = delivery;
        Self { contact: contact.to_hex(), state: state.into(), waiting_at_relay }
    }
}

/// A message of this vault and how far it has come.
#[derive(Clone, Debug, PartialEq, uniffi::Record)]
pub struct QueueItem {
    /// Its id.
    pub id: String,
    /// What it is.
    pub kind: MessageKind,
    /// Its number among this vault's messages.
    pub counter: u64,
    /// When it was made, by this phone's clock, in milliseconds since 1970.
    pub time: u64,
    /// Its note.
    pub note: Option<String>,
    /// Its place.
    pub place: Option<Place>,
    /// The least advanced of its deliveries; saved while there are none.
    pub state: DeliveryState,
    /// One for each contact it goes to.
    pub deliveries: Vec<Delivery>,
    /// Made on the locked screen.
    pub locked: bool,
}

impl From<wayhome::QueueItem> for QueueItem {
    fn from(item: wayhome::QueueItem) -> Self {
        let wayhome::QueueItem { id, kind, counter, time, note, place, state, deliveries, locked } = item;
        Self {
            id: id.to_hex(),
            kind: kind.into(),
            counter,
            time: time.as_millis(),
            note,
            place: place.as_ref().map(Place::from),
            state: state.into(),
            deliveries: deliveries.into_iter().map(Delivery::from).collect(),
            locked,
        }
    }
}

/// A message the locked screen still holds. It says nothing about what it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Record)]
pub struct LockedItem {
    /// When it was sealed, by this phone's clock, in milliseconds since 1970.
    pub time: u64,
    /// Saved or at the relay.
    pub state: DeliveryState,
}

impl From<wayhome::LockedItem> for LockedItem {
    fn from(item: wayhome::LockedItem) -> Self {
        Self { time: item.time.as_millis(), state: item.state.into() }
    }
}

/// A reply that a contact sent to the worker.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct ReceivedReply {
    /// Its id.
    pub id: String,
    /// The contact's id.
    pub contact: String,
    /// What it says.
    pub kind: ReplyKind,
    /// The id of the message it is about.
    pub about: Option<String>,
    /// When it was sent, by the contact's clock, in milliseconds since 1970.
    pub time: u64,
}

impl From<wayhome::ReceivedReply> for ReceivedReply {
    fn from(reply: wayhome::ReceivedReply) -> Self {
        let wayhome::ReceivedReply { id, contact, kind, about, time } = reply;
        Self {
            id: id.to_hex(),
            contact: contact.to_hex(),
            kind: kind.into(),
            about: about.map(|id| id.to_hex()),
            time: time.as_millis(),
        }
    }
}

/// A step that was told.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct ToldStep {
    /// Which, from 1.
    pub step: u8,
    /// When the relay told it, in whole minutes.
    pub told: u64,
    /// The worker's words for it.
    pub words: Option<String>,
}

/// Steps that were told once and are over. Times are milliseconds since 1970.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct PastSteps {
    /// They, in order.
    pub steps: Vec<ToldStep>,
    /// When that was over, in whole minutes.
    pub over: u64,
    /// A check-in came; else the worker ended the plan. Neither says that all is well.
    pub check_in_came: bool,
}

impl From<wayhome::PastSteps> for PastSteps {
    fn from(past: wayhome::PastSteps) -> Self {
        let step = |(step, told, words): (u8, wayhome::Timestamp, Option<String>)| ToldStep {
            step,
            told: told.as_millis(),
            words,
        };
        Self {
            steps: past.steps.into_iter().map(step).collect(),
            over: past.over.as_millis(),
            check_in_came: past.check_in_came,
        }
    }
}

/// A message of a vault that the worker opens when forced. It does not say that all is well, and nobody is to mention it
/// in a reply.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct UnderDuress {
    /// The message's id.
    pub message: String,
    /// When it was made, reckoned from the relay's clock, in milliseconds since 1970.
    pub at: u64,
}

impl From<(wayhome::EventId, wayhome::Timestamp)> for UnderDuress {
    fn from((message, at): (wayhome::EventId, wayhome::Timestamp)) -> Self {
        Self { message: message.to_hex(), at: at.as_millis() }
    }
}

/// A worker, as a contact sees them. Times are milliseconds since 1970.
#[derive(Clone, Debug, PartialEq, uniffi::Record)]
pub struct Watched {
    /// Their id in this vault.
    pub id: String,
    /// The name this contact gave them.
    pub name: String,
    /// The name they gave themselves, once they confirmed.
    pub own_name: Option<String>,
    /// Where the pairing stands.
    pub status: WatchedStatus,
    /// When anything last arrived at the relay, less the age its sender stated.
    pub last_heard: Option<u64>,
    /// The same for check-ins alone; the plan is reckoned from this.
    pub last_check_in: Option<u64>,
    /// The plan's interval and grace, if the worker has one.
    pub plan: Option<PlanTiming>,
    /// When the next check-in is due.
    pub next_expected: Option<u64>,
    /// Up to date, late or missed; absent without a plan or a check-in.
    pub standing: Option<Standing>,
    /// Ids of the calls for help that no all clear has ended.
    pub open_sos: Vec<String>,
    /// The newest message of a vault that is opened when forced; absent if something newer came from the main one.
    pub under_duress: Option<UnderDuress>,
    /// The newest places the worker shared or a step opened, oldest first.
    pub last_places: Vec<Place>,
    /// Until when the plan is paused.
    pub paused_until: Option<u64>,
    /// The last step that the relay told since the last check-in.
    pub step_told: Option<u8>,
    /// What was told before and is over, oldest first.
    pub told_before: Vec<PastSteps>,
    /// Since when the relay has not answered this phone, although it was asked again two hours after that.
    pub relay_silent_since: Option<u64>,
}

impl From<wayhome::Watched> for Watched {
    fn from(worker: wayhome::Watched) -> Self {
        let millis = |time: Option<wayhome::Timestamp>| time.map(wayhome::Timestamp::as_millis);
        Self {
            id: worker.id.to_hex(),
            name: worker.name,
            own_name: worker.own_name,
            status: worker.status.into(),
            last_heard: millis(worker.last_heard),
            last_check_in: millis(worker.last_check_in),
            plan: worker.plan.map(PlanTiming::from),
            next_expected: millis(worker.next_expected),
            standing: worker.standing.map(Standing::from),
            open_sos: worker.open_sos.iter().map(wayhome::EventId::to_hex).collect(),
            under_duress: worker.under_duress.map(UnderDuress::from),
            last_places: places(&worker.last_places),
            paused_until: millis(worker.paused_until),
            step_told: worker.steps.iter().filter(|step| step.told.is_some()).map(|step| step.step).max(),
            told_before: worker.told_before.into_iter().map(PastSteps::from).collect(),
            relay_silent_since: millis(worker.relay_silent_since),
        }
    }
}

/// A message that arrived from a worker. Times are milliseconds since 1970.
#[derive(Clone, Debug, PartialEq, uniffi::Record)]
pub struct Received {
    /// Its id.
    pub id: String,
    /// The worker's id.
    pub worker: String,
    /// What it is.
    pub kind: MessageKind,
    /// Its number among the messages of its origin.
    pub counter: u64,
    /// Where it was sealed.
    pub origin: Origin,
    /// When it was made, by the phone's clock, which may be wrong.
    pub time: u64,
    /// When it was made, reckoned from the relay's clock and the age the phone stated.
    pub reckoned: u64,
    /// When it reached the relay (whole minutes).
    pub arrived: u64,
    /// Its words.
    pub note: Option<String>,
    /// Its places, oldest first.
    pub places: Vec<Place>,
    /// Battery charge in percent.
    pub battery_percent: Option<u8>,
    /// It carries places that only a release opens.
    pub sealed_places: bool,
    /// This contact has opened it.
    pub opened: bool,
    /// It came from a vault that is opened when forced, and is not to be believed.
    pub under_duress: bool,
}

impl From<wayhome::Received> for Received {
    fn from(message: wayhome::Received) -> Self {
        Self {
            id: message.id.to_hex(),
            worker: message.worker.to_hex(),
            kind: message.kind.into(),
            counter: message.counter,
            origin: message.origin.into(),
            time: message.time.as_millis(),
            reckoned: message.reckoned.as_millis(),
            arrived: message.arrived.as_millis(),
            note: message.note,
            places: places(&message.places),
            battery_percent: message.battery_percent,
            sealed_places: message.sealed_places,
            opened: message.opened,
            under_duress: message.under_duress,
        }
    }
}

/// Something happened. It stays first in the queue until it is handled, across restarts.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct Event {
    /// Its number in this vault's queue, growing.
    pub number: u64,
    /// When it was noticed, in milliseconds since 1970.
    pub time: u64,
    /// What.
    pub kind: EventKind,
}

impl From<wayhome::Event> for Event {
    fn from(event: wayhome::Event) -> Self {
        Self { number: event.number, time: event.time.as_millis(), kind: event.kind.into() }
    }
}

/// Whether things work, without a word about what is in the store.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct Health {
    /// When a sync last succeeded, in milliseconds since 1970.
    pub last_sync: Option<u64>,
    /// Failed attempts since then.
    pub failed_attempts: u32,
    /// Groups that the relay has not yet confirmed.
    pub unsent: u32,
    /// The relay has accepted this store's registration.
    pub registered: bool,
    /// Registrations still to be made.
    pub pending_registrations: u32,
    /// Registrations that the relay refused; those pairings cannot be reached.
    pub refused_registrations: u32,
    /// Times this store was found to be an older copy put back.
    pub rollbacks: u32,
    /// Cells that no key of this vault opened.
    pub unreadable_cells: u32,
}

impl From<wayhome::Health> for Health {
    fn from(health: wayhome::Health) -> Self {
        Self {
            last_sync: health.last_sync.map(wayhome::Timestamp::as_millis),
            failed_attempts: health.failed_attempts,
            unsent: health.unsent,
            registered: health.registered,
            pending_registrations: health.pending_registrations,
            refused_registrations: health.refused_registrations,
            rollbacks: health.rollbacks,
            unreadable_cells: health.unreadable_cells,
        }
    }
}

/// What a run came to.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct RunReport {
    /// Requests the relay answered.
    pub answered: u32,
    /// Groups the relay confirmed.
    pub sent: u32,
    /// Cells fetched and stored.
    pub received: u32,
    /// Groups still to be confirmed.
    pub unsent: u32,
    /// Why the run ended early, if it did. It will be tried again by itself.
    pub failure: Option<TransportError>,
    /// When `run_once` should be called next, in milliseconds since 1970.
    pub next: u64,
}

impl RunReport {
    /// `surprise` is what the transport said if it failed in a way that it should not.
    pub(crate) fn new(report: wayhome::RunReport, surprise: Option<String>) -> Self {
        let wayhome::RunReport { answered, sent, received, unsent, failure, next } = report;
        let failure = failure.map(|error| match surprise {
            Some(reason) => TransportError::Unexpected { reason },
            None => error.into(),
        });
        Self { answered, sent, received, unsent, failure, next: next.as_millis() }
    }
}

#[cfg(test)]
mod tests;
