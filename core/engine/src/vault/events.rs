//! The persisted event queue: nothing is dropped, the oldest stays first until it is handled.

use crate::wire::{EventId, Timestamp};
use minicbor::bytes::ByteArray;
use minicbor::{Decode, Encode};

use super::Vault;
use crate::link_view::LinkEnd;
use crate::plan_view::ReminderKind;
use crate::record::{Class, Kept, Place, kind, numbered};
use crate::view::{ContactId, DeliveryState, LinkId, WorkerId};
use crate::{Event, EventKind};

#[derive(Debug, Encode, Decode)]
#[cbor(map)]
pub(crate) struct EventRecord {
    #[n(0)]
    pub(crate) number: u64,
    #[n(1)]
    time: u64,
    #[n(2)]
    kind: u8,
    #[n(3)]
    person: ByteArray<16>,
    #[n(4)]
    message: ByteArray<16>,
    #[n(5)]
    other: ByteArray<16>,
    #[n(6)]
    value: u64,
}

/// A delivery state as it is kept.
pub(crate) fn state_code(state: DeliveryState) -> u8 {
    match state {
        DeliveryState::Saved => 0,
        DeliveryState::AtRelay => 1,
        DeliveryState::Fetched => 2,
        DeliveryState::Opened => 3,
    }
}

/// Reads what `state_code` wrote.
pub(crate) fn state_from_code(code: u8) -> DeliveryState {
    match code {
        1 => DeliveryState::AtRelay,
        2 => DeliveryState::Fetched,
        3 => DeliveryState::Opened,
        _ => DeliveryState::Saved,
    }
}

fn reminder_code(kind: ReminderKind) -> u8 {
    match kind {
        ReminderKind::BeforeDue => 0,
        ReminderKind::Due => 1,
        ReminderKind::HalfGrace => 2,
    }
}

fn reminder_from_code(code: u8) -> ReminderKind {
    match code {
        0 => ReminderKind::BeforeDue,
        1 => ReminderKind::Due,
        _ => ReminderKind::HalfGrace,
    }
}

/// A number in the place of an id.
fn number_in(number: u64) -> [u8; 16] {
    let mut id = [0; 16];
    if let Some(head) = id.first_chunk_mut::<8>() {
        *head = number.to_be_bytes();
    }
    id
}

fn number_from(id: &[u8; 16]) -> Timestamp {
    Timestamp::from_millis(id.first_chunk::<8>().map_or(0, |head| u64::from_be_bytes(*head)))
}

fn first(id: &[u8; 16]) -> u8 {
    let [first, ..] = id;
    *first
}

impl EventRecord {
    fn new(number: u64, time: Timestamp, event: &EventKind) -> Self {
        let none = [0; 16];
        let (kind, person, message, other, value) = match event {
            EventKind::DeliveryChanged { message, contact, state } => {
                (1, contact.0, *message.as_bytes(), none, u64::from(state_code(*state)))
            }
            EventKind::ReplyReceived { contact, reply } => (2, contact.0, *reply.as_bytes(), none, 0),
            EventKind::WorkerConfirmed { worker } => (3, worker.0, none, none, 0),
            EventKind::CheckInReceived { worker, message } => (4, worker.0, *message.as_bytes(), none, 0),
            EventKind::SosReceived { worker, message } => (5, worker.0, *message.as_bytes(), none, 0),
            EventKind::AllClearReceived { worker, message, sos } => {
                (6, worker.0, *message.as_bytes(), *sos.as_bytes(), 0)
            }
            EventKind::OpenedUnderDuress { worker, message } => (31, worker.0, *message.as_bytes(), none, 0),
            EventKind::SaidUnderDuress { worker, message } => (32, worker.0, *message.as_bytes(), none, 0),
            EventKind::Late { worker, since } => (7, worker.0, none, none, since.as_millis()),
            EventKind::Missed { worker, since } => (8, worker.0, none, none, since.as_millis()),
            EventKind::PairingEnded { worker } => (9, worker.0, none, none, 0),
            EventKind::RollbackSuspected { worker } => (10, worker.0, none, none, 0),
            EventKind::LinkReady { link } => (40, link.0, none, none, 0),
            EventKind::LinkEnded { link, reason } => (41, link.0, none, none, u64::from(reason.code())),
            EventKind::ContactConfirmed { contact } => (42, contact.0, none, none, 0),
            EventKind::ContactKeysChanged { contact } => (43, contact.0, none, none, 0),
            EventKind::WorkerKeysChanged { worker } => (44, worker.0, none, none, 0),
            EventKind::DossierAtRelay => (45, none, none, none, 0),
            EventKind::ConsentDue { contact } => (60, contact.0, none, none, 0),
            EventKind::ConsentLapsed { contact } => (61, contact.0, none, none, 0),
            EventKind::DossierNotAtRelay => (46, none, none, none, 0),
            EventKind::DossierReleased { worker } => (47, worker.0, none, none, 0),
            EventKind::DossierReady { worker } => (48, worker.0, none, none, 0),
            EventKind::PlanArmed => (13, none, none, none, 0),
            EventKind::PlanPaused { until } => (14, none, none, none, until.as_millis()),
            EventKind::PlanEnded => (15, none, none, none, 0),
            EventKind::PlanRefused => (16, none, none, none, 0),
            EventKind::PlanStands => (49, none, none, none, 0),
            EventKind::DrillStarted => (17, none, none, none, 0),
            EventKind::OwnStepTold { step } => (18, none, none, none, u64::from(*step)),
            EventKind::RouteTrouble { contact } => (19, contact.0, none, none, 0),
            EventKind::RouteWorks { contact } => (20, contact.0, none, none, 0),
            EventKind::PhoneChanged { phone } => (21, none, none, none, u64::from(*phone)),
            EventKind::Reminder { kind, due } => {
                (22, [reminder_code(*kind); 16], none, none, due.as_millis())
            }
            EventKind::WorkerPlanChanged { worker } => (23, worker.0, none, none, 0),
            EventKind::StepTold { worker, step, drill } => {
                (24, worker.0, [u8::from(*drill); 16], none, u64::from(*step))
            }
            EventKind::CheckInCame { worker, step } => (25, worker.0, none, none, u64::from(*step)),
            EventKind::StepHeld { worker, step, until } => {
                (26, worker.0, [*step; 16], none, until.as_millis())
            }
            EventKind::HoldRefused { worker, step } => (27, worker.0, none, none, u64::from(*step)),
            EventKind::PlacesOpened { worker, message } => (28, worker.0, *message.as_bytes(), none, 0),
            EventKind::RelayWasAway { worker, from, to } => {
                (29, worker.0, number_in(from.as_millis()), none, to.as_millis())
            }
            EventKind::RelaySilent { since } => (30, none, none, none, since.as_millis()),
            EventKind::SeatChangedElsewhere { seat } => (62, none, none, none, u64::from(*seat)),
            EventKind::StoreWasPutBack => (11, none, none, none, 0),
            EventKind::RelayWasPutBack => (12, none, none, none, 0),
        };
        Self {
            number,
            time: time.as_millis(),
            kind,
            person: person.into(),
            message: message.into(),
            other: other.into(),
            value,
        }
    }

    fn event(&self) -> Option<Event> {
        let (contact, worker) = (ContactId(*self.person), WorkerId(*self.person));
        let message = EventId::from_bytes(*self.message);
        let since = Timestamp::from_millis(self.value);
        let small = u8::try_from(self.value).unwrap_or(0);
        let kind = match self.kind {
            1 => {
                let state = state_from_code(u8::try_from(self.value).unwrap_or(0));
                EventKind::DeliveryChanged { message, contact, state }
            }
            2 => EventKind::ReplyReceived { contact, reply: message },
            3 => EventKind::WorkerConfirmed { worker },
            4 => EventKind::CheckInReceived { worker, message },
            5 => EventKind::SosReceived { worker, message },
            6 => EventKind::AllClearReceived { worker, message, sos: EventId::from_bytes(*self.other) },
            7 => EventKind::Late { worker, since },
            8 => EventKind::Missed { worker, since },
            9 => EventKind::PairingEnded { worker },
            10 => EventKind::RollbackSuspected { worker },
            11 => EventKind::StoreWasPutBack,
            12 => EventKind::RelayWasPutBack,
            13 => EventKind::PlanArmed,
            14 => EventKind::PlanPaused { until: since },
            15 => EventKind::PlanEnded,
            16 => EventKind::PlanRefused,
            17 => EventKind::DrillStarted,
            18 => EventKind::OwnStepTold { step: small },
            19 => EventKind::RouteTrouble { contact },
            20 => EventKind::RouteWorks { contact },
            21 => EventKind::PhoneChanged { phone: small },
            22 => EventKind::Reminder { kind: reminder_from_code(first(&self.person)), due: since },
            23 => EventKind::WorkerPlanChanged { worker },
            24 => EventKind::StepTold { worker, step: small, drill: first(&self.message) == 1 },
            25 => EventKind::CheckInCame { worker, step: small },
            26 => EventKind::StepHeld { worker, step: first(&self.message), until: since },
            27 => EventKind::HoldRefused { worker, step: small },
            28 => EventKind::PlacesOpened { worker, message },
            29 => EventKind::RelayWasAway { worker, from: number_from(&self.message), to: since },
            30 => EventKind::RelaySilent { since },
            31 => EventKind::OpenedUnderDuress { worker, message },
            32 => EventKind::SaidUnderDuress { worker, message },
            40 => EventKind::LinkReady { link: LinkId(*self.person) },
            41 => {
                let reason = LinkEnd::from_code(u8::try_from(self.value).unwrap_or(0))?;
                EventKind::LinkEnded { link: LinkId(*self.person), reason }
            }
            42 => EventKind::ContactConfirmed { contact },
            43 => EventKind::ContactKeysChanged { contact },
            44 => EventKind::WorkerKeysChanged { worker },
            45 => EventKind::DossierAtRelay,
            46 => EventKind::DossierNotAtRelay,
            47 => EventKind::DossierReleased { worker },
            48 => EventKind::DossierReady { worker },
            49 => EventKind::PlanStands,
            60 => EventKind::ConsentDue { contact },
            61 => EventKind::ConsentLapsed { contact },
            62 => EventKind::SeatChangedElsewhere { seat: small },
            _ => return None,
        };
        Some(Event { number: self.number, time: Timestamp::from_millis(self.time), kind })
    }
}

impl Vault {
    /// Adds an event to the queue. A later state of the same delivery takes the place of the waiting one,
    /// under a new number, so that handling the old one cannot swallow the new.
    pub(crate) fn tell(&mut self, now: Timestamp, event: EventKind) {
        let number = self.head.next_event;
        let record = EventRecord::new(number, now, &event);
        if record.kind == 1 {
            let waiting = self
                .events
                .values()
                .find(|known| {
                    known.kind == 1 && known.person == record.person && known.message == record.message
                })
                .map(|known| known.number);
            if let Some(waiting) = waiting {
                self.event_handled(waiting);
            }
        }
        self.head.edit().next_event = number.saturating_add(1);
        let key = numbered(kind::EVENT, number);
        self.events.insert(number, Kept::new(key, Place::Any, Class::Urgent, record));
    }

    /// The oldest event that is not handled yet.
    pub(crate) fn next_event(&self) -> Option<Event> {
        self.events.values().find_map(|record| record.event())
    }

    /// Takes an event off the queue. One that is gone already is no error.
    pub(crate) fn event_handled(&mut self, number: u64) {
        if let Some(record) = self.events.remove(&number) {
            self.remove(record.key());
        }
    }
}
