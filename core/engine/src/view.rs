//! What an app is shown. Plain values; nothing here changes anything.

use crate::plan_view::{PastSteps, RelaySays, WatchedDrill, WatchedStep};
use crate::wire::{CheckInState, EventId, Origin, Place, PlanTiming, ReplyKind, Standing, Timestamp};

macro_rules! person_id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub [u8; 16]);

        impl $name {
            /// The id as 32 hexadecimal digits.
            #[must_use]
            pub fn to_hex(&self) -> String {
                self.0.iter().map(|byte| format!("{byte:02x}")).collect()
            }

            /// Reads 32 hexadecimal digits.
            #[must_use]
            pub fn from_hex(text: &str) -> Option<Self> {
                let text = text.trim();
                if text.len() != 32 || !text.is_ascii() {
                    return None;
                }
                let mut id = [0; 16];
                for (byte, at) in id.iter_mut().zip((0..).step_by(2)) {
                    *byte = u8::from_str_radix(text.get(at..at + 2)?, 16).ok()?;
                }
                Some(Self(id))
            }
        }
    };
}

person_id! {
    /// A trusted contact, as this vault knows them.
    ContactId
}
person_id! {
    /// A worker, as this vault knows them.
    WorkerId
}
person_id! {
    /// A far-away pairing under way, as this vault knows it.
    LinkId
}

/// What a contact is told about places.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sharing {
    /// Nothing.
    Never,
    /// Sealed with each check-in, opened only by a step that the worker agreed to.
    OnRelease,
    /// With each check-in.
    Always,
}

/// Whether a contact will be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ContactStatus {
    /// Sent a family link that no browser has opened yet. What is meant for them waits.
    Invited,
    /// Paired and confirmed by the worker, or heard from through their family link.
    Confirmed,
    /// No longer told of anything.
    Removed,
}

/// A trusted contact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contact {
    /// Their id in this vault.
    pub id: ContactId,
    /// The name the worker gave them.
    pub name: String,
    /// Their language, a BCP 47 tag.
    pub language: String,
    /// What they are told about places.
    pub sharing: Sharing,
    /// Whether they are told at all.
    pub status: ContactStatus,
}

/// How far a message has come, for one contact or (the least of all) for the circle.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum DeliveryState {
    /// Durable on this phone.
    Saved,
    /// The relay said it is on its disk.
    AtRelay,
    /// The contact's app has it, by its authenticated receipt.
    Fetched,
    /// The contact opened it, by its authenticated receipt.
    Opened,
}

/// One contact's part of a queue item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Delivery {
    /// Whom.
    pub contact: ContactId,
    /// How far.
    pub state: DeliveryState,
    /// The relay has no room for this contact at the moment, or does not know them yet.
    pub waiting_at_relay: bool,
}

/// What a message is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MessageKind {
    /// "I'm here."
    CheckIn(CheckInState),
    /// A call for help.
    Sos,
    /// The end of the call for help with this id.
    AllClear(EventId),
    /// "You are my trusted contact now."
    Hello,
    /// "You are no longer my trusted contact."
    Farewell,
    /// A vault was opened.
    Opened,
    /// The last place known to the locked screen.
    LastPlace,
    /// What was agreed on the plan: armed, paused, ended, or a drill.
    Plan,
}

/// A message of this vault and how far it has come.
#[derive(Clone, Debug, PartialEq)]
pub struct QueueItem {
    /// Its id.
    pub id: EventId,
    /// What it is.
    pub kind: MessageKind,
    /// Its number among this vault's messages.
    pub counter: u64,
    /// When it was made, by this phone's clock.
    pub time: Timestamp,
    /// Its note.
    pub note: Option<String>,
    /// Its place.
    pub place: Option<Place>,
    /// The least advanced of its deliveries; `Saved` while there are none.
    pub state: DeliveryState,
    /// One for each contact it goes to.
    pub deliveries: Vec<Delivery>,
    /// Made on the locked screen.
    pub locked: bool,
}

/// A message the locked screen still holds. It says nothing about what it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LockedItem {
    /// When it was sealed, by this phone's clock.
    pub time: Timestamp,
    /// `Saved` or `AtRelay`.
    pub state: DeliveryState,
}

/// A reply that a contact sent to the worker.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReceivedReply {
    /// Its id.
    pub id: EventId,
    /// Who sent it.
    pub contact: ContactId,
    /// What it says.
    pub kind: ReplyKind,
    /// The message it is about.
    pub about: Option<EventId>,
    /// When it was sent, by the contact's clock.
    pub time: Timestamp,
}

/// Where a pairing stands, seen by the contact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WatchedStatus {
    /// The worker has not confirmed yet, or nothing has arrived.
    Waiting,
    /// At least one authentic message has arrived.
    Paired,
    /// The worker, or this contact, ended it.
    Ended,
}

/// A worker, as a contact sees them.
#[derive(Clone, Debug, PartialEq)]
pub struct Watched {
    /// Their id in this vault.
    pub id: WorkerId,
    /// The name this contact gave them.
    pub name: String,
    /// The name they gave themselves, once they confirmed.
    pub own_name: Option<String>,
    /// Where the pairing stands.
    pub status: WatchedStatus,
    /// When anything last arrived at the relay, less the age its sender stated.
    pub last_heard: Option<Timestamp>,
    /// The same for check-ins alone; the plan is reckoned from this.
    pub last_check_in: Option<Timestamp>,
    /// The plan's interval and grace, if the worker has one.
    pub plan: Option<PlanTiming>,
    /// When the next check-in is due.
    pub next_expected: Option<Timestamp>,
    /// Up to date, late or missed; `None` without a plan or a check-in.
    pub standing: Option<Standing>,
    /// Calls for help that no all clear has ended.
    pub open_sos: Vec<EventId>,
    /// The newest message of a vault that is opened when forced, and when it was made, by reckoning; `None` if something
    /// newer came from the main one.
    pub under_duress: Option<(EventId, Timestamp)>,
    /// The newest places the worker shared or a step opened, oldest first.
    pub last_places: Vec<Place>,
    /// The plan's steps; empty before the worker's plan message has come.
    pub steps: Vec<WatchedStep>,
    /// What was told before and is over, oldest first; the newest eight.
    pub told_before: Vec<PastSteps>,
    /// Until when the plan is paused; the next check-in is expected an interval after that.
    pub paused_until: Option<Timestamp>,
    /// A drill that is under way, or was the last.
    pub drill: Option<WatchedDrill>,
    /// What the relay said last of the plan, besides steps and holds.
    pub relay_says: Option<RelaySays>,
    /// The relay's last absence, as it says itself: from, to.
    pub relay_away: Option<(Timestamp, Timestamp)>,
    /// Since when the relay has not answered this phone, although it was asked again two hours after that.
    pub relay_silent_since: Option<Timestamp>,
}

/// A message that arrived from a worker.
#[derive(Clone, Debug, PartialEq)]
pub struct Received {
    /// Its id.
    pub id: EventId,
    /// Who sent it.
    pub worker: WorkerId,
    /// What it is.
    pub kind: MessageKind,
    /// Its number among the messages of its origin.
    pub counter: u64,
    /// Where it was sealed.
    pub origin: Origin,
    /// When it was made, by the phone's clock, which may be wrong.
    pub time: Timestamp,
    /// When it was made, reckoned from the relay's clock and the age the phone stated.
    pub reckoned: Timestamp,
    /// When it reached the relay (whole minutes).
    pub arrived: Timestamp,
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

/// Whether things work, without a word about what is in the store.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Health {
    /// When a sync last succeeded.
    pub last_sync: Option<Timestamp>,
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
