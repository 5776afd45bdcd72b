//! What happened, as it was seen to happen. The steps fill it in; the page shows it.

use wayhome_words::Language;

use super::letters::Letter;

/// The whole story. Moments are milliseconds since 1970 by the clock of the story.
#[derive(Clone, Debug)]
pub(super) struct Story {
    pub(super) language: Language,
    pub(super) worker: String,
    /// In the order in which it was told.
    pub(super) moments: Vec<Moment>,
    /// Letters that came, each with when.
    pub(super) letters: Vec<(u64, Letter)>,
    /// The places that a step opened, oldest first.
    pub(super) places: Vec<(f64, f64)>,
    /// The dossier as the contact read it: field and words.
    pub(super) dossier: Vec<(String, String)>,
}

/// One line of the timeline.
#[derive(Clone, Debug)]
pub(super) struct Moment {
    pub(super) step: u8,
    pub(super) at: u64,
    pub(super) who: String,
    pub(super) what: String,
}

impl Story {
    pub(super) fn new(language: Language, worker: &str) -> Self {
        Self {
            language,
            worker: worker.to_owned(),
            moments: Vec::new(),
            letters: Vec::new(),
            places: Vec::new(),
            dossier: Vec::new(),
        }
    }
}
