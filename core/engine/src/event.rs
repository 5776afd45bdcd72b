//! The persisted queue of things an app should react to: `next_event`, `event_handled`.

use crate::wire::{EventId, Timestamp};

use crate::link_view::LinkEnd;
use crate::plan_view::ReminderKind;
use crate::view::{ContactId, DeliveryState, LinkId, WorkerId};

/// Something happened. It stays first in the queue until it is handled, across restarts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// Its number in this vault's queue, growing.
    pub number: u64,
    /// When the engine noticed.
    pub time: Timestamp,
    /// What.
    pub kind: EventKind,
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum EventKind {
    /// A message of ours came further with one contact.
    DeliveryChanged {
        /// Which message.
        message: EventId,
        /// With whom.
        contact: ContactId,
        /// How far.
        state: DeliveryState,
    },
    /// A contact replied.
    ReplyReceived {
        /// Who.
        contact: ContactId,
        /// The reply's id.
        reply: EventId,
    },
    /// A worker confirmed us as trusted contact.
    WorkerConfirmed {
        /// Who.
        worker: WorkerId,
    },
    /// A check-in arrived.
    CheckInReceived {
        /// From whom.
        worker: WorkerId,
        /// Its id.
        message: EventId,
    },
    /// A call for help arrived.
    SosReceived {
        /// From whom.
        worker: WorkerId,
        /// Its id.
        message: EventId,
    },
    /// With another PIN than that of this vault, somebody was paired on this phone or a contact removed. This vault tells
    /// whoever was paired there nothing; contacts it has itself go on hearing from it, but the locked screen may no longer
    /// reach one of them.
    SeatChangedElsewhere {
        /// Which of the eight seats.
        seat: u8,
    },
    /// A call for help was ended by its sender.
    AllClearReceived {
        /// From whom.
        worker: WorkerId,
        /// The id of the all clear.
        message: EventId,
        /// The call for help it ends.
        sos: EventId,
    },
    /// A vault that the worker opens when forced was opened. Nothing that it says is to be believed, and nobody is to
    /// mention it in a reply.
    OpenedUnderDuress {
        /// Whose.
        worker: WorkerId,
        /// The id of the message that says so.
        message: EventId,
    },
    /// A check-in, an all clear or a farewell came from such a vault: it was not obeyed, and does not say that all is well.
    SaidUnderDuress {
        /// From whom.
        worker: WorkerId,
        /// Its id.
        message: EventId,
    },
    /// A worker's check-in is late, by this contact's own reckoning.
    Late {
        /// Who.
        worker: WorkerId,
        /// Since when.
        since: Timestamp,
    },
    /// A worker's check-in is missed, by this contact's own reckoning.
    Missed {
        /// Who.
        worker: WorkerId,
        /// Since when.
        since: Timestamp,
    },
    /// The other side ended the pairing.
    PairingEnded {
        /// Who.
        worker: WorkerId,
    },
    /// Two different messages of a worker used the same key: their store may have been put back from a copy.
    RollbackSuspected {
        /// Who.
        worker: WorkerId,
    },
    /// A far-away pairing has come to its six digits: the contact reads them aloud, the worker types them.
    LinkReady {
        /// Which.
        link: LinkId,
    },
    /// A far-away pairing ended without pairing anyone. To be told loudly: somebody may have been in between.
    LinkEnded {
        /// Which.
        link: LinkId,
        /// Why.
        reason: LinkEnd,
    },
    /// A family link was opened: its browser said hello.
    ContactConfirmed {
        /// Whose.
        contact: ContactId,
    },
    /// A contact of this name was paired before with other keys: somebody else may pass for them. To be told loudly.
    ContactKeysChanged {
        /// The new one.
        contact: ContactId,
    },
    /// A worker of this name was paired before with other keys: somebody else may pass for them. To be told loudly.
    WorkerKeysChanged {
        /// The new one.
        worker: WorkerId,
    },
    /// All of the sealed dossier is at the relay.
    DossierAtRelay,
    /// The relay does not take the sealed dossier, or has lost it and it cannot be sent again: seal it again.
    DossierNotAtRelay,
    /// A worker's dossier was released to this contact.
    DossierReleased {
        /// Whose.
        worker: WorkerId,
    },
    /// A worker's dossier can be opened: enough shares are there.
    DossierReady {
        /// Whose.
        worker: WorkerId,
    },
    /// The worker agreed long ago to what a contact gets: they are to be shown it and asked again. Where places go along
    /// with each check-in, that stops if they do not answer within fourteen days.
    ConsentDue {
        /// Whose part it is.
        contact: ContactId,
    },
    /// Nobody answered: places go along with check-ins to this contact no more, but sealed until a step opens them. Alerts,
    /// calls for help and steps are as before.
    ConsentLapsed {
        /// Whose part it is.
        contact: ContactId,
    },
    /// The relay has the plan, and its timer runs.
    PlanArmed,
    /// The relay has paused the plan.
    PlanPaused {
        /// Until when, by this phone's reckoning.
        until: Timestamp,
    },
    /// The relay has ended the plan.
    PlanEnded,
    /// The relay did not take the plan, or an order to it.
    PlanRefused,
    /// The relay has a plan although there is none on this phone: it forgot that the plan was ended, or this copy of the
    /// store is older than the plan. Its steps are told if no check-in comes. To be told loudly.
    PlanStands,
    /// The relay has the drill: it lasts ten minutes from now.
    DrillStarted,
    /// The relay told a step of this vault's own plan.
    OwnStepTold {
        /// Which, from 1.
        step: u8,
    },
    /// The relay cannot reach a contact: none of their routes works, or it does not know their mailbox.
    RouteTrouble {
        /// Whom.
        contact: ContactId,
    },
    /// The relay can reach a contact again.
    RouteWorks {
        /// Whom.
        contact: ContactId,
    },
    /// A feature phone was confirmed, refused, lost or answered. See the plan's status.
    PhoneChanged {
        /// Its place among the plan's phones, from 0.
        phone: u8,
    },
    /// A check-in is due soon, now, or overdue.
    Reminder {
        /// Which reminder.
        kind: ReminderKind,
        /// When the check-in is due.
        due: Timestamp,
    },
    /// A worker armed, paused or ended a plan, or started a drill.
    WorkerPlanChanged {
        /// Who.
        worker: WorkerId,
    },
    /// The relay told a step of a worker's plan.
    StepTold {
        /// Whose plan.
        worker: WorkerId,
        /// Which step, from 1.
        step: u8,
        /// Whether it is practised.
        drill: bool,
    },
    /// The relay says that a check-in came after a step was told. It does not say that all is well.
    CheckInCame {
        /// From whom.
        worker: WorkerId,
        /// The last step told before it.
        step: u8,
    },
    /// A step of a worker's plan waits, because a contact holds it.
    StepHeld {
        /// Whose plan.
        worker: WorkerId,
        /// Which step, from 1.
        step: u8,
        /// Until when.
        until: Timestamp,
    },
    /// The relay did not take this contact's hold.
    HoldRefused {
        /// Whose plan.
        worker: WorkerId,
        /// Which step, from 1.
        step: u8,
    },
    /// A step opened places of a worker.
    PlacesOpened {
        /// Whose.
        worker: WorkerId,
        /// The newest message whose places are open now.
        message: EventId,
    },
    /// The relay says that it was away: its alerts may come later than planned.
    RelayWasAway {
        /// Whose plan it spoke of.
        worker: WorkerId,
        /// From when.
        from: Timestamp,
        /// To when.
        to: Timestamp,
    },
    /// The relay has not answered for two hours although it was asked.
    RelaySilent {
        /// Since when.
        since: Timestamp,
    },
    /// This store was an older copy; what had no receipt is being sent again.
    StoreWasPutBack,
    /// The relay was an older copy; what had no receipt is being sent again.
    RelayWasPutBack,
}
