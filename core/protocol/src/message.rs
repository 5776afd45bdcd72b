//! What is said: the kinds of messages and their bodies.
//!
//! Values are validated once, here. Later versions may add kinds, which are read as [`Message::Unknown`], and
//! keys, which are skipped; they never add values to an existing key.

use crate::capsule::Capsule;
use crate::ids::{DossierId, EventId};
use crate::lodged::StepWords;
use crate::place::Place;
use crate::plan_message::PlanMessage;
use crate::shares::Share;
use crate::trail::Trail;

/// The most bytes of a note.
pub const MAX_NOTE: usize = 2_000;
/// The most bytes of a reply's text.
pub const MAX_REPLY: usize = 1_000;
/// The most bytes of a name.
pub const MAX_NAME: usize = 64;
/// The most bytes of a language tag.
pub const MAX_LANGUAGE: usize = 16;

/// How a worker is, in a check-in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CheckInState {
    /// All is well.
    Ok,
    /// Something is wrong.
    Uneasy,
    /// Taken or gone to another place.
    Moved,
}

impl CheckInState {
    /// Its number in a body.
    #[must_use]
    pub const fn number(self) -> u8 {
        match self {
            Self::Ok => 0,
            Self::Uneasy => 1,
            Self::Moved => 2,
        }
    }

    /// From its number.
    #[must_use]
    pub const fn from_number(number: u8) -> Option<Self> {
        match number {
            0 => Some(Self::Ok),
            1 => Some(Self::Uneasy),
            2 => Some(Self::Moved),
            _ => None,
        }
    }
}

/// A contact's reply.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum ReplyKind {
    /// "I saw it."
    Seen,
    /// "I'm on it."
    OnIt,
    /// In words, at most 1,000 bytes.
    Text(String),
}

/// How far an event has come at a contact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ReceiptState {
    /// It is on the contact's device.
    Fetched,
    /// A person opened it.
    Opened,
}

impl ReceiptState {
    /// Both, in the order in which they come about.
    pub const ALL: [Self; 2] = [Self::Fetched, Self::Opened];

    /// Its byte.
    #[must_use]
    pub const fn byte(self) -> u8 {
        match self {
            Self::Fetched => 1,
            Self::Opened => 2,
        }
    }

    /// From its byte.
    #[must_use]
    pub const fn from_byte(byte: u8) -> Option<Self> {
        match byte {
            1 => Some(Self::Fetched),
            2 => Some(Self::Opened),
            _ => None,
        }
    }
}

/// A message, by kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Message {
    /// "I'm here."
    CheckIn {
        /// How the worker is.
        state: CheckInState,
        /// At most 2,000 bytes.
        note: Option<String>,
        /// Where, if shared at once.
        place: Option<Place>,
        /// Battery, percent.
        battery: Option<u8>,
        /// The recent trail, sealed until a step releases the relay's part.
        capsule: Option<Box<Capsule>>,
    },
    /// A call for help.
    Sos {
        /// At most 2,000 bytes.
        note: Option<String>,
        /// Where the worker was. One that does not decode is read as none, so that the call itself arrives.
        trail: Option<Trail>,
        /// Battery, percent.
        battery: Option<u8>,
    },
    /// The end of an SOS.
    AllClear {
        /// The SOS that it ends.
        sos: EventId,
    },
    /// A vault was opened.
    Opened,
    /// A contact's reply.
    Reply {
        /// What it says.
        reply: ReplyKind,
        /// The event that it is about.
        about: Option<EventId>,
    },
    /// The first message of a pairing.
    Hello {
        /// At most 64 bytes.
        name: String,
        /// BCP 47 language tag, at most 16 bytes, may be empty.
        language: String,
    },
    /// The pairing has ended.
    Farewell,
    /// An event arrived or was opened.
    Receipt {
        /// How far it came.
        state: ReceiptState,
        /// The event.
        event: EventId,
    },
    /// The last known places of a phone that may be gone.
    LastPlace {
        /// The places. One that does not decode is read as empty.
        trail: Trail,
        /// Battery, percent.
        battery: Option<u8>,
    },
    /// What was agreed with this contact.
    Plan(Box<PlanMessage>),
    /// What a step says to this contact; only inside a lodged cell.
    StepWords(StepWords),
    /// A share-holder's share; only at a meeting mailbox.
    DossierShare {
        /// Of which dossier.
        dossier: DossierId,
        /// Of which dealing.
        generation: u32,
        /// The share.
        share: Share,
    },
    /// A kind of a later version: to be acknowledged and otherwise ignored.
    Unknown {
        /// Its number.
        kind: u64,
    },
}

impl Message {
    /// Its number.
    #[must_use]
    pub const fn kind(&self) -> u64 {
        match self {
            Self::CheckIn { .. } => 1,
            Self::Sos { .. } => 2,
            Self::AllClear { .. } => 3,
            Self::Opened => 4,
            Self::Reply { .. } => 5,
            Self::Hello { .. } => 6,
            Self::Farewell => 7,
            Self::Receipt { .. } => 8,
            Self::LastPlace { .. } => 9,
            Self::Plan(_) => 10,
            Self::StepWords(_) => 11,
            Self::DossierShare { .. } => 12,
            Self::Unknown { kind } => *kind,
        }
    }
}
