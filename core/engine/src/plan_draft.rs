//! What the worker agrees to before a plan is armed: how often to check in, and what happens when no check-in comes.

use wayhome_protocol::plan::PlanTiming;
use wayhome_protocol::plan_steps::PlanSteps;
use wayhome_protocol::time::Seconds;

use crate::ContactId;

/// Whom a step reaches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Whom {
    /// The whole circle.
    Everyone,
    /// The contact who was paired first.
    First,
    /// These contacts. Those who have left the circle meanwhile are passed over.
    These(Vec<ContactId>),
}

/// One step of a plan to be armed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StepDraft {
    /// How long after the check-in was missed it is told; 0 for the first step.
    pub delay: Seconds,
    /// Whom it reaches.
    pub whom: Whom,
    /// Whether it opens the places of the capsules, for contacts whose sharing is not [`crate::Sharing::Never`].
    pub places: bool,
    /// Whether it opens the dossier, if there is one.
    pub dossier: bool,
    /// What it says, at most 700 bytes; without them the usual words in each contact's language.
    pub words: Option<String>,
}

/// A feature phone that gets one plain SMS for each step. The relay can read number and words: say so first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PhoneDraft {
    /// `+` and 6 to 15 digits.
    pub number: String,
    /// The language of its owner, a BCP 47 tag.
    pub language: String,
    /// The steps that reach it, from 1.
    pub steps: Vec<u8>,
    /// What each step says, in the order of the plan's steps, at most 320 bytes each; without them (or past their
    /// end) the usual words in its owner's language.
    pub words: Vec<Option<String>>,
    /// What is said when a check-in came after a step; without it the usual words.
    pub check_in_words: Option<String>,
}

/// A plan to be armed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanDraft {
    /// Interval and grace.
    pub timing: PlanTiming,
    /// One to four steps, in order.
    pub steps: Vec<StepDraft>,
    /// Feature phones, at most four.
    pub phones: Vec<PhoneDraft>,
}

impl PlanDraft {
    /// The usual three steps with this timing: the first contact without places, then the circle with the capsules'
    /// places, then the dossier.
    #[must_use]
    pub fn usual(timing: PlanTiming, steps: &PlanSteps) -> Self {
        let step = |(index, delay): (usize, Seconds)| StepDraft {
            delay,
            whom: if index == 0 { Whom::First } else { Whom::Everyone },
            places: index >= 1,
            dossier: index >= 2,
            words: None,
        };
        Self { timing, steps: steps.delays().enumerate().map(step).collect(), phones: Vec::new() }
    }

    /// The usual steps for this timing: those of the preset, for any other those of every day.
    #[must_use]
    pub fn for_timing(timing: PlanTiming) -> Self {
        let steps = match timing {
            PlanTiming::TRANSIT => PlanSteps::TRANSIT,
            PlanTiming::WEEKLY => PlanSteps::WEEKLY,
            _ => PlanSteps::DAILY,
        };
        Self::usual(timing, &steps)
    }

    /// For a journey: a check-in every 6 hours, 2 hours of grace; steps at once, after 2 hours, after 12.
    #[must_use]
    pub fn transit() -> Self {
        Self::usual(PlanTiming::TRANSIT, &PlanSteps::TRANSIT)
    }

    /// For every day: a check-in every 24 hours, 12 hours of grace; steps at once, after 12 hours, after 48.
    #[must_use]
    pub fn daily() -> Self {
        Self::usual(PlanTiming::DAILY, &PlanSteps::DAILY)
    }

    /// For every week: a check-in every 7 days, 48 hours of grace; steps at once, after 24 hours, after 72.
    #[must_use]
    pub fn weekly() -> Self {
        Self::usual(PlanTiming::WEEKLY, &PlanSteps::WEEKLY)
    }
}
