//! The usual words of steps, in the language of whoever reads them.

use std::sync::Arc;

use wayhome_engine::PlanTexts;
#[cfg(feature = "words")]
use wayhome_engine::StepText;
#[cfg(feature = "words")]
use wayhome_words::{Language, PhoneText};

/// What the engine is given.
#[cfg(feature = "words")]
pub(crate) fn texts() -> Arc<dyn PlanTexts> {
    Arc::new(Words)
}

/// Without the feature `words`: plain English.
#[cfg(not(feature = "words"))]
pub(crate) fn texts() -> Arc<dyn PlanTexts> {
    Arc::new(wayhome_engine::PlainTexts)
}

#[cfg(feature = "words")]
struct Words;

#[cfg(feature = "words")]
impl PlanTexts for Words {
    fn step(&self, of: StepText<'_>) -> String {
        let name = of.name;
        // By what the step brings, and not by its number: the words must not promise what does not open.
        let text = match of {
            StepText { drill: true, .. } => PhoneText::Drill { name },
            StepText { dossier: true, .. } => PhoneText::StepThree { name },
            StepText { places: true, .. } => PhoneText::StepTwo { name },
            _ => PhoneText::StepOne { name },
        };
        text.text(Language::of(of.language))
    }

    fn phone_step(&self, of: StepText<'_>) -> String {
        let name = of.name;
        let text = match of.step {
            _ if of.drill => PhoneText::SmsDrill { name },
            1 => PhoneText::SmsStepOne { name },
            2 => PhoneText::SmsStepTwo { name },
            _ => PhoneText::SmsStepThree { name },
        };
        text.text(Language::of(of.language))
    }

    fn phone_check_in(&self, language: &str, name: &str) -> String {
        PhoneText::CheckInCame { name }.text(Language::of(language))
    }
}

/// What the owner reads before wrong PINs may wipe the store.
#[cfg(feature = "words")]
pub(crate) fn erase_warning(language: &str) -> String {
    PhoneText::EraseWarning.text(Language::of(language))
}

/// Without the feature `words`: plain English.
#[cfg(not(feature = "words"))]
pub(crate) fn erase_warning(_: &str) -> String {
    "After that many wrong PINs in a row everything in this app is destroyed, also what has not been sent yet. Whoever \
     holds the phone can make that happen. Nothing and nobody can bring it back."
        .to_owned()
}
