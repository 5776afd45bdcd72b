//! Far-away pairings as an app is shown them.

use crate::view::{ContactId, LinkId, WorkerId};
use crate::wire::Timestamp;

/// Why a far-away pairing ended without pairing anyone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkEnd {
    /// The digits on both sides differ: somebody sat in between. Told to the contact's side as well.
    WrongDigits,
    /// A second, different answer came: more than one person has the link.
    SecondAnswer,
    /// What was revealed is not what the link promised: it did not come from the worker.
    NotAsPromised,
    /// The two sides have different keys: something was changed on the way.
    KeysDiffer,
    /// A message that cannot be used, or one of a later version.
    BadMessage,
    /// Seven days have passed.
    Expired,
    /// This side gave it up.
    Cancelled,
}

impl LinkEnd {
    const ALL: [Self; 7] = [
        Self::WrongDigits,
        Self::SecondAnswer,
        Self::NotAsPromised,
        Self::KeysDiffer,
        Self::BadMessage,
        Self::Expired,
        Self::Cancelled,
    ];

    /// As it is kept.
    pub(crate) fn code(self) -> u8 {
        match self {
            Self::WrongDigits => 1,
            Self::SecondAnswer => 2,
            Self::NotAsPromised => 3,
            Self::KeysDiffer => 4,
            Self::BadMessage => 5,
            Self::Expired => 6,
            Self::Cancelled => 7,
        }
    }

    /// Reads what [`LinkEnd::code`] wrote.
    pub(crate) fn from_code(code: u8) -> Option<Self> {
        Self::ALL.into_iter().find(|end| end.code() == code)
    }
}

/// Where a far-away pairing stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LinkState {
    /// Nothing usable has come from the other side yet.
    Waiting,
    /// At the worker: the contact reads six digits aloud, and the worker types them. One try.
    TypeDigits,
    /// At the contact: these six digits are to be read aloud to the worker, by voice.
    ReadDigits {
        /// The digits.
        digits: String,
    },
    /// At the worker: paired with this contact.
    Paired {
        /// Whom.
        contact: ContactId,
    },
    /// At the contact: the worker confirmed.
    Confirmed {
        /// Who.
        worker: WorkerId,
    },
    /// It ended, for good.
    Ended {
        /// Why.
        reason: LinkEnd,
    },
}

/// A far-away pairing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PendingLink {
    /// Its id in this vault.
    pub id: LinkId,
    /// The name this vault gave the other side.
    pub name: String,
    /// Whether this vault made the link (the worker's side) or took it up (the contact's).
    pub ours: bool,
    /// When it was made or taken up.
    pub since: Timestamp,
    /// When it ends by itself.
    pub until: Timestamp,
    /// Where it stands.
    pub state: LinkState,
}

/// What comparing the digits came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Compared {
    /// They are the same: this is a contact now.
    Same(ContactId),
    /// They differ: the link has ended for good.
    Different,
}
