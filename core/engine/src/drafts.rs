//! What an app hands in.

use crate::wire::{CheckInState, Place};

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
}
