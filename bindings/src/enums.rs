//! States, kinds and choices. Each mirrors the type of the same name in the library.

/// For enums without fields: the same cases on both sides.
macro_rules! mirrors {
    ($name:ident { $($case:ident),+ $(,)? }) => {
        impl From<::wayhome::$name> for $name {
            fn from(value: ::wayhome::$name) -> Self {
                match value {
                    $(::wayhome::$name::$case => Self::$case,)+
                }
            }
        }

        mirrors!(into $name { $($case),+ });
    };
    (into $name:ident { $($case:ident),+ $(,)? }) => {
        impl From<$name> for ::wayhome::$name {
            fn from(value: $name) -> Self {
                match value {
                    $($name::$case => Self::$case,)+
                }
            }
        }
    };
}

/// How large a store is made. It never grows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum StoreSize {
    /// 16 MB.
    Small,
    /// 64 MB.
    Large,
}

mirrors!(into StoreSize { Small, Large });

/// How often the phone syncs while nothing is to be sent. Every such sync looks like one that carries something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum CoverLevel {
    /// Every three to four hours.
    Thrifty,
    /// Every 30 to 45 minutes.
    Regular,
    /// Every 10 to 15 minutes.
    Busy,
}

mirrors!(CoverLevel { Thrifty, Regular, Busy });

/// What happens to a call for help.
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum SosPolicy {
    /// It is sent at once, and so is all else.
    Urgent,
    /// It is sent at the next time of the schedule, within 15 minutes, and so is all else. Only with the busy level.
    Discreet,
}

mirrors!(SosPolicy { Urgent, Discreet });

/// Why a relay does not do what it was asked for at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Enum)]
#[non_exhaustive]
pub enum Refusal {
    /// It does not know this store yet. Run first.
    NotKnown,
    /// It is busy. Try again later.
    Busy,
    /// There are as many as it allows: eight routes of a store.
    LimitReached,
    /// It does not offer this kind.
    NotOffered,
    /// It said something that this version does not know, or that makes no sense.
    NotUnderstood,
}

impl From<::wayhome::Refusal> for Refusal {
    fn from(value: ::wayhome::Refusal) -> Self {
        use ::wayhome::Refusal as Inner;
        match value {
            Inner::NotKnown => Self::NotKnown,
            Inner::Busy => Self::Busy,
            Inner::LimitReached => Self::LimitReached,
            Inner::NotOffered => Self::NotOffered,
            _ => Self::NotUnderstood,
        }
    }
}

/// What kind a route is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum RouteKind {
    /// An e-mail address.
    Email,
    /// The address of an ntfy topic.
    Ntfy,
    /// A webhook.
    Webhook,
    /// A browser.
    WebPush,
    /// A wake of an app without any content, through UnifiedPush.
    Wake,
    /// Of a later version.
    Unknown,
}

impl From<::wayhome::RouteKind> for RouteKind {
    fn from(value: ::wayhome::RouteKind) -> Self {
        use ::wayhome::RouteKind as Inner;
        match value {
            Inner::Email => Self::Email,
            Inner::Ntfy => Self::Ntfy,
            Inner::Webhook => Self::Webhook,
            Inner::WebPush => Self::WebPush,
            Inner::UnifiedPush => Self::Wake,
            Inner::Other(_) => Self::Unknown,
        }
    }
}

/// How a route stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum RouteState {
    /// The person reached has not agreed yet.
    Unconfirmed,
    /// It works.
    Confirmed,
    /// It does not work.
    Dead,
    /// The person reached wants nothing more.
    OptedOut,
    /// Of a later version.
    Unknown,
}

impl From<::wayhome::RouteState> for RouteState {
    fn from(value: ::wayhome::RouteState) -> Self {
        use ::wayhome::RouteState as Inner;
        match value {
            Inner::Unconfirmed => Self::Unconfirmed,
            Inner::Confirmed => Self::Confirmed,
            Inner::Dead => Self::Dead,
            Inner::OptedOut => Self::OptedOut,
            Inner::Other(_) => Self::Unknown,
        }
    }
}

/// How much work one guess at a PIN costs. Chosen when the store is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum KdfCost {
    /// Argon2id with 64 MiB and three passes.
    Standard,
    /// Argon2id with 19 MiB and two passes, for phones that cannot spare more memory.
    Floor,
}

mirrors!(into KdfCost { Standard, Floor });

/// How well the device keeps its key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum SecurityLevel {
    /// A file: whoever copies the storage has the key too. Only generated PINs are accepted with it.
    Software,
    /// An isolated part of the main processor.
    TrustedEnvironment,
    /// A separate chip: StrongBox or Secure Enclave.
    SecureElement,
}

mirrors!(SecurityLevel { Software, TrustedEnvironment, SecureElement });

/// What makes a PIN strong enough.
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum PinRule {
    /// Any characters, at least so many.
    Characters {
        /// The least number of characters.
        min: u32,
    },
    /// Generated digits or words; see [`crate::generate_pin_words`] and [`crate::generate_pin_digits`].
    DigitsOrWords {
        /// The least number of digits.
        digits: u32,
        /// The least number of words.
        words: u32,
    },
}

impl From<::wayhome::PinRule> for PinRule {
    fn from(rule: ::wayhome::PinRule) -> Self {
        let count = |number| u32::try_from(number).unwrap_or(u32::MAX);
        match rule {
            ::wayhome::PinRule::Characters { min } => Self::Characters { min: count(min) },
            ::wayhome::PinRule::DigitsOrWords { digits, words } => {
                Self::DigitsOrWords { digits: count(digits), words: count(words) }
            }
        }
    }
}

/// How things are with a worker.
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum CheckInState {
    /// All is well.
    Ok,
    /// Something is wrong.
    Uneasy,
    /// Taken or gone to another place.
    Moved,
}

mirrors!(CheckInState { Ok, Uneasy, Moved });

/// What a contact is told about places.
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum Sharing {
    /// Nothing.
    Never,
    /// Sealed with each check-in, opened only by a step that the worker agreed to.
    OnRelease,
    /// With each check-in.
    Always,
}

mirrors!(Sharing { Never, OnRelease, Always });

/// Whether a contact will be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum ContactStatus {
    /// Sent a family link that no browser has opened yet.
    Invited,
    /// Paired and confirmed by the worker.
    Confirmed,
    /// No longer told of anything.
    Removed,
}

mirrors!(ContactStatus { Invited, Confirmed, Removed });

/// How far a message has come. Never shown before it is true.
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Enum)]
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

mirrors!(DeliveryState { Saved, AtRelay, Fetched, Opened });

/// Where a pairing stands, seen by the contact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum WatchedStatus {
    /// The worker has not confirmed yet, or nothing has arrived.
    Waiting,
    /// At least one authentic message has arrived.
    Paired,
    /// The worker, or this contact, ended it.
    Ended,
}

mirrors!(WatchedStatus { Waiting, Paired, Ended });

/// What a message is.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum MessageKind {
    /// "I'm here."
    CheckIn {
        /// How things are.
        state: CheckInState,
    },
    /// A call for help.
    Sos,
    /// The end of a call for help.
    AllClear {
        /// The id of the call for help.
        sos: String,
    },
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

impl From<::wayhome::MessageKind> for MessageKind {
    fn from(kind: ::wayhome::MessageKind) -> Self {
        use ::wayhome::MessageKind as Inner;
        match kind {
            Inner::CheckIn(state) => Self::CheckIn { state: state.into() },
            Inner::Sos => Self::Sos,
            Inner::AllClear(sos) => Self::AllClear { sos: sos.to_hex() },
            Inner::Hello => Self::Hello,
            Inner::Farewell => Self::Farewell,
            Inner::Opened => Self::Opened,
            Inner::LastPlace => Self::LastPlace,
            Inner::Plan => Self::Plan,
        }
    }
}

/// What a trusted contact answers.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum ReplyKind {
    /// "I have seen it."
    Seen,
    /// "I am doing something about it."
    OnIt,
    /// In words.
    Text {
        /// The words, at most 1,000 bytes of UTF-8.
        text: String,
    },
}

impl From<::wayhome::ReplyKind> for ReplyKind {
    fn from(kind: ::wayhome::ReplyKind) -> Self {
        match kind {
            ::wayhome::ReplyKind::Seen => Self::Seen,
            ::wayhome::ReplyKind::OnIt => Self::OnIt,
            ::wayhome::ReplyKind::Text(text) => Self::Text { text },
        }
    }
}

impl From<ReplyKind> for ::wayhome::ReplyDraft {
    fn from(kind: ReplyKind) -> Self {
        match kind {
            ReplyKind::Seen => Self::Seen,
            ReplyKind::OnIt => Self::OnIt,
            ReplyKind::Text { text } => Self::Text(text),
        }
    }
}

/// How a worker stands with their plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum Standing {
    /// The next check-in is not due yet.
    UpToDate {
        /// When it will be, in milliseconds since 1970.
        due: u64,
    },
    /// Due, and grace is running.
    Late {
        /// When it was due, in milliseconds since 1970.
        since: u64,
    },
    /// Grace is over.
    Missed {
        /// When it ended, in milliseconds since 1970.
        since: u64,
    },
}

impl From<::wayhome::Standing> for Standing {
    fn from(standing: ::wayhome::Standing) -> Self {
        match standing {
            ::wayhome::Standing::UpToDate { due } => Self::UpToDate { due: due.as_millis() },
            ::wayhome::Standing::Late { since } => Self::Late { since: since.as_millis() },
            ::wayhome::Standing::Missed { since } => Self::Missed { since: since.as_millis() },
        }
    }
}

/// Where a message was sealed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum Origin {
    /// A vault of the worker's phone.
    Vault {
        /// Which, 0–3.
        region: u8,
    },
    /// The locked screen.
    Locked,
    /// A borrowed phone, by a phrase.
    Phrase {
        /// Which, 0–1.
        number: u8,
    },
}

impl From<::wayhome::Origin> for Origin {
    fn from(origin: ::wayhome::Origin) -> Self {
        let vault = (0..4).find(|region| ::wayhome::Origin::vault(*region) == Some(origin));
        let phrase = (0..2).find(|number| ::wayhome::Origin::phrase(*number) == Some(origin));
        match (vault, phrase) {
            (Some(region), _) => Self::Vault { region },
            (_, Some(number)) => Self::Phrase { number },
            (None, None) => Self::Locked,
        }
    }
}

/// When a reminder comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum ReminderKind {
    /// An hour before the check-in is due.
    BeforeDue,
    /// When it is due.
    Due,
    /// When half of the grace has passed.
    HalfGrace,
}

mirrors!(ReminderKind { BeforeDue, Due, HalfGrace });

/// How far a plan has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum PlanState {
    /// There is none, or it has ended, at the relay too.
    Off,
    /// Ended on this phone; the relay does not know yet: until it does, it tells the steps if no check-in comes.
    Ending,
    /// There is none on this phone, but the relay has one and tells its steps if no check-in comes. It can be ended.
    Standing,
    /// Agreed on this phone; the relay does not have it yet.
    Saved,
    /// The relay has it and its timer runs.
    AtRelay,
    /// The relay did not take it. Contacts' own apps watch all the same.
    Refused,
}

mirrors!(PlanState { Off, Ending, Standing, Saved, AtRelay, Refused });

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Enum)]
#[non_exhaustive]
pub enum EventKind {
    /// A message of ours came further with one contact.
    DeliveryChanged {
        /// The message's id.
        message: String,
        /// The contact's id.
        contact: String,
        /// How far.
        state: DeliveryState,
    },
    /// A contact replied.
    ReplyReceived {
        /// The contact's id.
        contact: String,
        /// The reply's id.
        reply: String,
    },
    /// A worker confirmed us as trusted contact.
    WorkerConfirmed {
        /// The worker's id.
        worker: String,
    },
    /// A check-in arrived.
    CheckInReceived {
        /// The worker's id.
        worker: String,
        /// The message's id.
        message: String,
    },
    /// A call for help arrived.
    SosReceived {
        /// The worker's id.
        worker: String,
        /// The message's id.
        message: String,
    },
    /// A call for help was ended by its sender.
    AllClearReceived {
        /// The worker's id.
        worker: String,
        /// The id of the all clear.
        message: String,
        /// The id of the call for help that it ends.
        sos: String,
    },
    /// A vault that the worker opens when forced was opened. Nothing that it says is to be believed, and nobody is to
    /// mention it in a reply.
    OpenedUnderDuress {
        /// The worker's id.
        worker: String,
        /// The id of the message that says so.
        message: String,
    },
    /// A check-in, an all clear or a farewell came from such a vault: it was not obeyed, and does not say that all is well.
    SaidUnderDuress {
        /// The worker's id.
        worker: String,
        /// The message's id.
        message: String,
    },
    /// A worker's check-in is late, by this contact's own reckoning.
    Late {
        /// The worker's id.
        worker: String,
        /// Since when, in milliseconds since 1970.
        since: u64,
    },
    /// A worker's check-in is missed, by this contact's own reckoning.
    Missed {
        /// The worker's id.
        worker: String,
        /// Since when, in milliseconds since 1970.
        since: u64,
    },
    /// The other side ended the pairing.
    PairingEnded {
        /// The worker's id.
        worker: String,
    },
    /// Two different messages of a worker used the same key: their store may have been put back from a copy.
    RollbackSuspected {
        /// The worker's id.
        worker: String,
    },
    /// This store was an older copy; what had no receipt is being sent again.
    StoreWasPutBack,
    /// The relay was an older copy; what had no receipt is being sent again.
    RelayWasPutBack,
    /// The relay has the plan, and its timer runs.
    PlanArmed,
    /// The relay has paused the plan.
    PlanPaused {
        /// Until when, in milliseconds since 1970.
        until: u64,
    },
    /// The relay has ended the plan.
    PlanEnded,
    /// The relay did not take the plan, or an order to it.
    PlanRefused,
    /// The relay has a plan although there is none on this phone. To be told loudly.
    PlanStands,
    /// The relay has the drill: it lasts ten minutes from now.
    DrillStarted,
    /// The relay told a step of this vault's own plan.
    OwnStepTold {
        /// Which, from 1.
        step: u8,
    },
    /// The relay cannot reach a contact.
    RouteTrouble {
        /// The contact's id.
        contact: String,
    },
    /// The relay can reach a contact again.
    RouteWorks {
        /// The contact's id.
        contact: String,
    },
    /// A feature phone of the plan was confirmed, refused, lost or answered.
    PhoneChanged {
        /// Its place among the plan's phones, from 0.
        phone: u8,
    },
    /// A check-in is due soon, now, or overdue.
    Reminder {
        /// Which reminder.
        kind: ReminderKind,
        /// When the check-in is due, in milliseconds since 1970.
        due: u64,
    },
    /// A worker armed, paused or ended a plan, or started a drill.
    WorkerPlanChanged {
        /// The worker's id.
        worker: String,
    },
    /// The relay told a step of a worker's plan.
    StepTold {
        /// The worker's id.
        worker: String,
        /// Which step, from 1.
        step: u8,
        /// Whether it is practised.
        drill: bool,
    },
    /// The relay says that a check-in came after a step was told. It does not say that all is well.
    CheckInCame {
        /// The worker's id.
        worker: String,
        /// The last step told before it.
        step: u8,
    },
    /// A step of a worker's plan waits, because a contact holds it.
    StepHeld {
        /// The worker's id.
        worker: String,
        /// Which step, from 1.
        step: u8,
        /// Until when, in milliseconds since 1970.
        until: u64,
    },
    /// The relay did not take this contact's hold.
    HoldRefused {
        /// The worker's id.
        worker: String,
        /// Which step, from 1.
        step: u8,
    },
    /// A step opened places of a worker.
    PlacesOpened {
        /// The worker's id.
        worker: String,
        /// The newest message whose places are open now.
        message: String,
    },
    /// The relay says that it was away: its alerts may come later than planned.
    RelayWasAway {
        /// The id of the worker whose plan it spoke of.
        worker: String,
        /// From when, in milliseconds since 1970.
        from: u64,
        /// To when, in milliseconds since 1970.
        to: u64,
    },
    /// The relay has not answered for two hours although it was asked.
    RelaySilent {
        /// Since when, in milliseconds since 1970.
        since: u64,
    },
    /// The worker agreed long ago to what a contact gets: show it ([`crate::Vault::shared_with`]) and ask again.
    ConsentDue {
        /// The contact's id.
        contact: String,
    },
    /// Nobody answered: places go along with check-ins to this contact no more.
    ConsentLapsed {
        /// The contact's id.
        contact: String,
    },
    /// With another PIN than that of this vault, somebody was paired on this phone or a contact removed. Pair with them from
    /// here if they are to hear of this vault.
    SeatChangedElsewhere {
        /// Which of the eight seats.
        seat: u8,
    },
    /// Something that these bindings have no case for yet. Look at the queue and what was received.
    Other,
}

impl From<::wayhome::EventKind> for EventKind {
    fn from(kind: ::wayhome::EventKind) -> Self {
        use ::wayhome::EventKind as Inner;
        match kind {
            Inner::DeliveryChanged { message, contact, state } => Self::DeliveryChanged {
                message: message.to_hex(),
                contact: contact.to_hex(),
                state: state.into(),
            },
            Inner::ReplyReceived { contact, reply } => {
                Self::ReplyReceived { contact: contact.to_hex(), reply: reply.to_hex() }
            }
            Inner::WorkerConfirmed { worker } => Self::WorkerConfirmed { worker: worker.to_hex() },
            Inner::CheckInReceived { worker, message } => {
                Self::CheckInReceived { worker: worker.to_hex(), message: message.to_hex() }
            }
            Inner::SosReceived { worker, message } => {
                Self::SosReceived { worker: worker.to_hex(), message: message.to_hex() }
            }
            Inner::AllClearReceived { worker, message, sos } => Self::AllClearReceived {
                worker: worker.to_hex(),
                message: message.to_hex(),
                sos: sos.to_hex(),
            },
            Inner::OpenedUnderDuress { worker, message } => {
                Self::OpenedUnderDuress { worker: worker.to_hex(), message: message.to_hex() }
            }
            Inner::SaidUnderDuress { worker, message } => {
                Self::SaidUnderDuress { worker: worker.to_hex(), message: message.to_hex() }
            }
            Inner::Late { worker, since } => Self::Late { worker: worker.to_hex(), since: since.as_millis() },
            Inner::Missed { worker, since } => {
                Self::Missed { worker: worker.to_hex(), since: since.as_millis() }
            }
            Inner::PairingEnded { worker } => Self::PairingEnded { worker: worker.to_hex() },
            Inner::RollbackSuspected { worker } => Self::RollbackSuspected { worker: worker.to_hex() },
            Inner::StoreWasPutBack => Self::StoreWasPutBack,
            Inner::RelayWasPutBack => Self::RelayWasPutBack,
            Inner::PlanArmed => Self::PlanArmed,
            Inner::PlanPaused { until } => Self::PlanPaused { until: until.as_millis() },
            Inner::PlanEnded => Self::PlanEnded,
            Inner::PlanRefused => Self::PlanRefused,
            Inner::PlanStands => Self::PlanStands,
            Inner::DrillStarted => Self::DrillStarted,
            Inner::OwnStepTold { step } => Self::OwnStepTold { step },
            Inner::RouteTrouble { contact } => Self::RouteTrouble { contact: contact.to_hex() },
            Inner::RouteWorks { contact } => Self::RouteWorks { contact: contact.to_hex() },
            Inner::PhoneChanged { phone } => Self::PhoneChanged { phone },
            Inner::Reminder { kind, due } => Self::Reminder { kind: kind.into(), due: due.as_millis() },
            Inner::WorkerPlanChanged { worker } => Self::WorkerPlanChanged { worker: worker.to_hex() },
            Inner::StepTold { worker, step, drill } => {
                Self::StepTold { worker: worker.to_hex(), step, drill }
            }
            Inner::CheckInCame { worker, step } => Self::CheckInCame { worker: worker.to_hex(), step },
            Inner::StepHeld { worker, step, until } => {
                Self::StepHeld { worker: worker.to_hex(), step, until: until.as_millis() }
            }
            Inner::HoldRefused { worker, step } => Self::HoldRefused { worker: worker.to_hex(), step },
            Inner::PlacesOpened { worker, message } => {
                Self::PlacesOpened { worker: worker.to_hex(), message: message.to_hex() }
            }
            Inner::RelayWasAway { worker, from, to } => {
                Self::RelayWasAway { worker: worker.to_hex(), from: from.as_millis(), to: to.as_millis() }
            }
            Inner::RelaySilent { since } => Self::RelaySilent { since: since.as_millis() },
            Inner::ConsentDue { contact } => Self::ConsentDue { contact: contact.to_hex() },
            Inner::ConsentLapsed { contact } => Self::ConsentLapsed { contact: contact.to_hex() },
            Inner::SeatChangedElsewhere { seat } => Self::SeatChangedElsewhere { seat },
            // The library's enum may grow; an event must never be one that cannot be taken off the queue.
            _ => Self::Other,
        }
    }
}
