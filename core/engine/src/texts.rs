//! The words that steps say when the worker chose none. They come from outside, in the language of whoever reads
//! them; this room has only plain English of its own.

use std::sync::Arc;

/// What a step is about to say, and to whom.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StepText<'a> {
    /// The reader's language, a BCP 47 tag, may be empty.
    pub language: &'a str,
    /// The worker's name.
    pub name: &'a str,
    /// The step, from 1.
    pub step: u8,
    /// Places open for this reader with it.
    pub places: bool,
    /// The dossier opens for this reader with it.
    pub dossier: bool,
    /// It is practised.
    pub drill: bool,
}

/// Where the usual words come from.
pub trait PlanTexts: Send + Sync {
    /// What a step says to a contact with the app or the family page; at most 700 bytes, or it is cut.
    fn step(&self, of: StepText<'_>) -> String;
    /// What a step says by SMS; at most 320 bytes, or it is cut.
    fn phone_step(&self, of: StepText<'_>) -> String;
    /// What is said by SMS when a check-in came after a step; at most 320 bytes, or it is cut.
    fn phone_check_in(&self, language: &str, name: &str) -> String;
}

/// The words of this engine, for the room inside.
#[derive(Clone)]
pub(crate) struct Texts(Arc<dyn PlanTexts>);

impl Texts {
    pub(crate) fn new(texts: Arc<dyn PlanTexts>) -> Self {
        Self(texts)
    }
}

impl Default for Texts {
    fn default() -> Self {
        Self(Arc::new(PlainTexts))
    }
}

impl std::ops::Deref for Texts {
    type Target = dyn PlanTexts;
    fn deref(&self) -> &Self::Target {
        &*self.0
    }
}

impl std::fmt::Debug for Texts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Texts")
    }
}

/// Plain English, for programs that bring no words of their own.
#[derive(Clone, Copy, Debug, Default)]
pub struct PlainTexts;

impl PlanTexts for PlainTexts {
    fn step(&self, of: StepText<'_>) -> String {
        let name = of.name;
        if of.drill {
            return format!("This is a practice, not an alarm. {name} is trying out how you would be told.");
        }
        let opens = match (of.places, of.dossier) {
            (_, true) => " The files that were left for you are open now.",
            (true, false) => " The last known places are open now.",
            (false, false) => "",
        };
        format!("No check-in from {name} since it was expected.{opens} Silence is not proof of harm.")
    }

    fn phone_step(&self, of: StepText<'_>) -> String {
        let name = of.name;
        if of.drill {
            return format!("This is a practice, not an alarm. {name} is trying out how you would be told.");
        }
        format!("No check-in from {name} since it was expected. Silence is not proof of harm.")
    }

    fn phone_check_in(&self, _: &str, name: &str) -> String {
        format!("A check-in from {name} has come. It does not say that all is well.")
    }
}
