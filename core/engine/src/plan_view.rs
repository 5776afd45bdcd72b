//! What an app is shown of plans: the worker's own, and those of workers that a contact watches.

use wayhome_protocol::plan::PlanTiming;
use wayhome_protocol::time::{Seconds, Timestamp};
use wayhome_protocol::timer_word::{PhoneAnswer, PhoneState, TimerState};

use crate::{ContactId, PlanDraft};

/// How far a plan has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlanState {
    /// There is none, or it has ended, at the relay too.
    Off,
    /// Ended on this phone; the relay does not know yet: until it does, it tells the steps if no check-in comes.
    Ending,
    /// There is none on this phone, but the relay has one and tells its steps if no check-in comes: it did not take the
    /// order to end, or this copy of the store is older than the plan. It can be ended, or another armed in its place.
    Standing,
    /// Agreed on this phone; the relay does not have it yet. Contacts' own apps may know of it already.
    Saved,
    /// The relay has it and its timer runs.
    AtRelay,
    /// The relay did not take it. Contacts' own apps watch all the same.
    Refused,
}

/// What became of the drill that is asked for before the first arming.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DrillState {
    /// Neither run nor postponed.
    NotYet,
    /// Postponed; it cannot be again.
    Postponed,
    /// Started on this phone; the relay does not know yet.
    Saved,
    /// Under way since then; it lasts ten minutes.
    Running {
        /// When this phone learnt that it had begun.
        since: Timestamp,
    },
    /// Run.
    Done {
        /// When it was over.
        at: Timestamp,
    },
}

/// What the relay last said of the timer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RelayWord {
    /// How it stands.
    pub state: TimerState,
    /// The last step told since the last check-in.
    pub step: Option<u8>,
    /// When it said so, by this phone's clock.
    pub at: Timestamp,
}

/// A feature phone of the plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PhoneStatus {
    /// Its number.
    pub number: String,
    /// How the relay stands with it; `None` before the relay has the plan.
    pub state: Option<PhoneState>,
    /// What its owner has answered since the last check-in.
    pub answer: PhoneAnswer,
}

/// The worker's own plan and how it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct PlanStatus {
    /// What was agreed last; kept after the plan has ended, to arm it again.
    pub draft: Option<PlanDraft>,
    /// How far it has come.
    pub state: PlanState,
    /// Until when it is paused.
    pub paused_until: Option<Timestamp>,
    /// The relay does not know of the pause yet: until it does, it tells the steps as if there were none.
    pub pause_waits: bool,
    /// An order to pause, end or arm that the relay has not answered yet.
    pub order_waits: bool,
    /// When the next check-in is due; after a pause if there is one.
    pub next_expected: Option<Timestamp>,
    /// What the relay last said.
    pub relay: Option<RelayWord>,
    /// Contacts whom the plan's steps reach.
    pub covered: Vec<ContactId>,
    /// Contacts of the circle whom nothing would reach: not confirmed, not known to the relay yet, or told by no step.
    pub not_covered: Vec<ContactId>,
    /// Covered contacts whom the relay cannot reach: none of their routes works, or it does not know their mailbox.
    pub in_trouble: Vec<ContactId>,
    /// Feature phones.
    pub phones: Vec<PhoneStatus>,
    /// The drill.
    pub drill: DrillState,
}

/// What each contact would get at each step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Preview {
    /// Interval and grace.
    pub timing: PlanTiming,
    /// One for each contact whom a step reaches.
    pub contacts: Vec<ContactPreview>,
    /// Contacts of the circle whom nothing would reach.
    pub not_covered: Vec<ContactId>,
    /// What goes to feature phones by plain SMS.
    pub phones: Vec<PhonePreview>,
}

/// What one contact would get.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContactPreview {
    /// Whom.
    pub contact: ContactId,
    /// Their name.
    pub name: String,
    /// The steps that reach them, in order.
    pub steps: Vec<StepPreview>,
}

/// What one step says to one contact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StepPreview {
    /// Which, from 1.
    pub step: u8,
    /// How long after the check-in was missed.
    pub after_missed: Seconds,
    /// Its words, exactly.
    pub words: String,
    /// Whether the places in the capsules of earlier check-ins open for them.
    pub places: bool,
    /// What opens of the dossier; `None` if nothing does.
    pub dossier: Option<DossierPreview>,
}

/// What of a dossier would be opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DossierPreview {
    /// The fields that hold something, by number: 1 who I am … 9 notes.
    pub fields: Vec<u8>,
    /// The names of its attachments.
    pub attachments: Vec<String>,
    /// How many shares open it.
    pub needed: u8,
    /// How many contacts hold one.
    pub holders: u8,
}

/// What one feature phone would get.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PhonePreview {
    /// Its number.
    pub number: String,
    /// Step, time after missed, and words of each SMS.
    pub messages: Vec<(u8, Seconds, String)>,
    /// What is said when a check-in came after a step.
    pub check_in_words: String,
}

/// When a reminder comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReminderKind {
    /// An hour before the check-in is due.
    BeforeDue,
    /// When it is due.
    Due,
    /// When half of the grace has passed.
    HalfGrace,
}

/// One step of a watched worker's plan, as their contact sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WatchedStep {
    /// Which, from 1.
    pub step: u8,
    /// Whether it reaches this contact.
    pub reaches_me: bool,
    /// When the relay would tell it, by this contact's own reckoning, holds included.
    pub expected: Option<Timestamp>,
    /// When the relay told it, by the relay's clock (whole minutes); none once a check-in came after it.
    pub told: Option<Timestamp>,
    /// The worker's words for it, once it was told.
    pub words: Option<String>,
    /// Until when it is held.
    pub held_until: Option<Timestamp>,
    /// Who holds it, by the name that the worker gave them.
    pub held_by: Option<String>,
}

/// Steps that were told once and are over: a check-in came after them, or the worker ended the plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PastSteps {
    /// Each with when the relay told it (whole minutes) and the worker's words for it.
    pub steps: Vec<(u8, Timestamp, Option<String>)>,
    /// When that was over, by the relay's clock (whole minutes).
    pub over: Timestamp,
    /// The worker came back late: a check-in came. Without it, the worker ended the plan. Neither says that all is
    /// well.
    pub check_in_came: bool,
}

/// A drill that a watched worker started.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WatchedDrill {
    /// When it began: when the message of it was made.
    pub since: Timestamp,
    /// The steps told so far, each with when and its words.
    pub steps: Vec<(u8, Timestamp, Option<String>)>,
}

/// The relay's own word on a plan, which is the relay's alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RelaySays {
    /// A check-in came after a step was told. It does not say that all is well.
    CheckInCame {
        /// When, whole minutes.
        at: Timestamp,
        /// The last step told before it.
        step: u8,
    },
    /// Paused by an authenticated order.
    Paused {
        /// Until when.
        until: Timestamp,
    },
    /// Ended by an authenticated order.
    Ended {
        /// When, whole minutes.
        at: Timestamp,
    },
}
