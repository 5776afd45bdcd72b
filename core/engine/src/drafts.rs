//! What an app hands in.

use crate::book_view::BookEntry;
use crate::view::Sharing;
use crate::wire::{CheckInState, Place, Timestamp};

/// A check-in about to be made.
#[derive(Clone, Debug, PartialEq)]
pub struct CheckInDraft {
    /// How things are.
    pub state: CheckInState,
    /// A few words, at most 2,000 bytes (80 from the locked screen).
    pub note: Option<String>,
    /// Where, if known. Without one, the newest place of the trail is used if it is at most 15 minutes old.
    pub place: Option<Place>,
    /// Battery charge, 0–100 percent.
    pub battery_percent: Option<u8>,
}

impl CheckInDraft {
    /// A check-in that says only how things are.
    #[must_use]
    pub fn new(state: CheckInState) -> Self {
        Self { state, note: None, place: None, battery_percent: None }
    }

    /// The same with a note.
    #[must_use]
    pub fn with_note(mut self, note: impl Into<String>) -> Self {
        self.note = Some(note.into());
        self
    }

    /// The same with a place.
    #[must_use]
    pub fn with_place(mut self, place: Place) -> Self {
        self.place = Some(place);
        self
    }
}

/// A call for help about to be raised.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SosDraft {
    /// A few words, at most 2,000 bytes (80 from the locked screen).
    pub note: Option<String>,
    /// Where, if known. The newest places of the trail go along in any case.
    pub place: Option<Place>,
    /// Battery charge, 0–100 percent.
    pub battery_percent: Option<u8>,
}

/// What a trusted contact answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReplyDraft {
    /// "I have seen it."
    Seen,
    /// "I am doing something about it."
    OnIt,
    /// Words, at most 1,000 bytes.
    Text(String),
}

/// What a new vault needs to know of its owner.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewVault {
    /// Which region of the store it lives in, 0–3.
    pub region: u8,
    /// How the owner wants to be called by those they pair with; at most 64 bytes.
    pub name: String,
    /// The owner's language, a BCP 47 tag.
    pub language: String,
    /// The rights to the other three regions, for vaults that may be made later; the last one stays for all of them.
    pub tickets: Vec<SlotTicket>,
}

/// The right to one more region of the store, as the store gives it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SlotTicket {
    /// Which region.
    pub region: u8,
    /// What the store wants to see for it.
    pub bytes: Vec<u8>,
}

/// Whom it rings that a vault was opened: contacts without the app, on the routes that they have chosen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum OpenedRings {
    /// Nobody.
    #[default]
    Never,
    /// Who wishes to be rung by check-ins.
    AsCheckIns,
    /// Everybody, as a call for help does.
    Always,
}

/// A further vault, to be made from the one that is open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AddedVault {
    /// How the owner wants to be called by those they pair with from it, at most 64 bytes; `None` for the name in the vault
    /// that it is made from.
    pub name: Option<String>,
    /// Its language, a BCP 47 tag; `None` for that of the vault that it is made from.
    pub language: Option<String>,
    /// Whom it shows as contacts: one at least. They are nobody, and hear nothing.
    pub shown: Vec<ShownPerson>,
    /// The entries of its book.
    pub entries: Vec<BookEntry>,
    /// Whether it can read the check-ins and places that the locked screen notes from now on.
    pub reads_locked: bool,
    /// Whom it rings when it is opened.
    pub opened_rings: OpenedRings,
}

/// Somebody whom a vault shows among its contacts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShownPerson {
    /// Their name; at most 64 bytes.
    pub name: String,
    /// Their language, a BCP 47 tag; `None` for that of the vault.
    pub language: Option<String>,
    /// Since when they are a contact, as shown; `None` for now.
    pub since: Option<Timestamp>,
    /// What they are told about places, as shown.
    pub sharing: Sharing,
}
