//! What is typed about plans, drills, feature phones and holds.

use std::str::FromStr;

use clap::{Args, Subcommand, ValueEnum};
use wayhome::Seconds;

use super::Sending;
use crate::times;

#[derive(Debug, Subcommand)]
pub(crate) enum PlanCommand {
    /// Show the plan, how far it has come and whom it covers
    #[command(alias = "status", after_help = "Example:\n  wayhome worker plan show")]
    Show,
    /// Agree on a plan; one that is armed already is armed anew
    Set(PlanSet),
    /// Arm the plan that was agreed on, or another; counts as a check-in, and ends a pause
    Arm(PlanArm),
    /// Expect no check-in for a while
    Pause(PlanPause),
    /// End a pause; counts as a check-in
    #[command(after_help = "Example:\n  wayhome worker plan resume")]
    Resume(PlanOrder),
    /// End the plan: no check-in is expected any more, and contacts hear that
    #[command(alias = "off", after_help = "Example:\n  wayhome worker plan end")]
    End(PlanOrder),
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  wayhome worker plan set daily\n  \
    wayhome worker plan set --interval 12h --grace 90m --step 0:first --step 4h:everyone:places --step 1d:Ben:places:dossier")]
pub(crate) struct PlanSet {
    #[command(flatten)]
    pub(crate) choice: PlanChoice,
    #[command(flatten)]
    pub(crate) sending: Sending,
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  wayhome worker plan arm\n  wayhome worker plan arm journey")]
pub(crate) struct PlanArm {
    #[command(flatten)]
    pub(crate) choice: PlanChoice,
    #[command(flatten)]
    pub(crate) sending: Sending,
}

#[derive(Debug, Args)]
#[command(after_help = "Example:\n  wayhome worker plan pause 2d")]
pub(crate) struct PlanPause {
    /// For how long, like 90m, 12h or 2d; at most 7 days
    #[arg(value_parser = |text: &str| span(text, 1))]
    pub(crate) length: Seconds,
    #[command(flatten)]
    pub(crate) sending: Sending,
}

/// An order that says all by its name.
#[derive(Debug, Args)]
pub(crate) struct PlanOrder {
    #[command(flatten)]
    pub(crate) sending: Sending,
}

/// A plan, in the words of whoever types it.
#[derive(Clone, Debug, Args)]
pub(crate) struct PlanChoice {
    /// A plan made ready
    #[arg(value_enum, conflicts_with_all = ["interval", "grace"])]
    pub(crate) preset: Option<Preset>,
    /// From one check-in to the next, 1 hour to 30 days: like 6h or 2d, a bare number is hours
    #[arg(long, value_name = "LENGTH", requires = "grace", value_parser = |text: &str| span(text, 3_600))]
    pub(crate) interval: Option<Seconds>,
    /// After it a late check-in counts as missed, 15 minutes to 7 days: like 90m, a bare number is minutes
    #[arg(long, value_name = "LENGTH", requires = "interval", value_parser = |text: &str| span(text, 60))]
    pub(crate) grace: Option<Seconds>,
    /// What happens when it is missed, up to four times: how long after, whom it tells (first, everyone, or names
    /// joined by +), and what it opens for them
    #[arg(long = "step", value_name = "DELAY:WHOM[:places][:dossier]")]
    pub(crate) steps: Vec<StepGiven>,
    /// What a step says, instead of the usual words; at most 700 bytes
    #[arg(long = "words", value_name = "STEP:TEXT")]
    pub(crate) words: Vec<WordsGiven>,
}

impl PlanChoice {
    /// Whether nothing was chosen: what was agreed last is meant.
    pub(crate) fn is_empty(&self) -> bool {
        self.preset.is_none() && self.interval.is_none() && self.steps.is_empty() && self.words.is_empty()
    }
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum Preset {
    /// Every 6 hours, 2 hours of grace; steps at once, after 2 hours, after 12
    #[value(alias = "transit")]
    Journey,
    /// Every 24 hours, 12 hours of grace; steps at once, after 12 hours, after 48
    Daily,
    /// Every 7 days, 48 hours of grace; steps at once, after 24 hours, after 72
    Weekly,
}

/// A step as typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct StepGiven {
    pub(crate) delay: Seconds,
    pub(crate) whom: WhomGiven,
    pub(crate) places: bool,
    pub(crate) dossier: bool,
}

/// Whom a step reaches, as typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum WhomGiven {
    First,
    Everyone,
    /// Names or ids.
    These(Vec<String>),
}

impl FromStr for StepGiven {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let mut parts = text.split(':').map(str::trim);
        let delay = span(parts.next().unwrap_or_default(), 1)?;
        let whom = match parts.next().filter(|whom| !whom.is_empty()) {
            None => return Err("say whom it tells: first, everyone, or names joined by +".to_owned()),
            Some("first") => WhomGiven::First,
            Some("everyone") => WhomGiven::Everyone,
            Some(names) => WhomGiven::These(names.split('+').map(|name| name.trim().to_owned()).collect()),
        };
        let mut step = Self { delay, whom, places: false, dossier: false };
        for opens in parts {
            match opens {
                "places" => step.places = true,
                "dossier" => step.dossier = true,
                other => return Err(format!("a step opens places or dossier, not “{other}”")),
            }
        }
        Ok(step)
    }
}

/// Words of a step, as typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct WordsGiven {
    /// From 1.
    pub(crate) step: u8,
    pub(crate) text: String,
}

impl FromStr for WordsGiven {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (step, text) =
            text.split_once(':').ok_or("give a step and its words, like 1:'Please call me'")?;
        match step.trim().parse() {
            Ok(step @ 1..=4) if !text.trim().is_empty() => Ok(Self { step, text: text.trim().to_owned() }),
            _ => Err("steps are numbered 1 to 4, and words are not empty".to_owned()),
        }
    }
}

#[derive(Debug, Subcommand)]
pub(crate) enum DrillCommand {
    /// Practise: every step within ten minutes, plainly marked; nothing is opened
    Start(PlanArm),
    /// Put the practice off, once
    #[command(after_help = "Example:\n  wayhome worker drill postpone")]
    Postpone,
    /// Show whether it was run
    #[command(after_help = "Example:\n  wayhome worker drill status")]
    Status,
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  wayhome worker preview\n  wayhome worker preview weekly\n\n\
    What is shown is made by the same code that seals it: it is exactly what they would get.")]
pub(crate) struct Preview {
    #[command(flatten)]
    pub(crate) choice: PlanChoice,
}

#[derive(Debug, Subcommand)]
pub(crate) enum RouteCommand {
    /// Add a feature phone that gets one plain SMS for each step
    Add(AddPhone),
    /// Show the phones, and what their owners answered
    #[command(after_help = "Example:\n  wayhome worker route list")]
    List,
    /// Remove a phone
    Remove(RemovePhone),
}

#[derive(Debug, Args)]
#[command(
    after_help = "Example:\n  wayhome worker route add +9779800000000 --language ne --relay-may-read\n\n\
    Nothing but one question goes to the phone until its owner answers 1. The plan goes by it from its next arming\n\
    on; one that is armed is armed anew, which counts as a check-in."
)]
pub(crate) struct AddPhone {
    /// The number, with + and 6 to 15 digits
    #[arg(value_parser = number)]
    pub(crate) number: String,
    /// The language of its owner, as a BCP 47 tag
    #[arg(long, default_value = "en", value_parser = super::language)]
    pub(crate) language: String,
    /// Steps that reach it; all of them unless given
    #[arg(long = "step", value_name = "STEP", value_parser = clap::value_parser!(u8).range(1..=4))]
    pub(crate) steps: Vec<u8>,
    /// What a step says, instead of the usual words; at most 320 bytes
    #[arg(long = "words", value_name = "STEP:TEXT")]
    pub(crate) words: Vec<WordsGiven>,
    /// What is said when a check-in came after a step, instead of the usual words
    #[arg(long, value_name = "TEXT")]
    pub(crate) check_in_words: Option<String>,
    /// Yes: the relay can read this number and these words
    #[arg(long)]
    pub(crate) relay_may_read: bool,
    #[command(flatten)]
    pub(crate) sending: Sending,
}

#[derive(Debug, Args)]
#[command(after_help = "Example:\n  wayhome worker route remove +9779800000000")]
pub(crate) struct RemovePhone {
    /// The number
    #[arg(value_parser = number)]
    pub(crate) number: String,
    #[command(flatten)]
    pub(crate) sending: Sending,
}

#[derive(Debug, Args)]
#[command(after_help = "Example:\n  wayhome contact hold Asha 3 12h\n\n\
    The others see who holds. At most a day at a time, and three days for a plan in all; step 1 cannot be held.")]
pub(crate) struct Hold {
    /// The worker's name or id
    pub(crate) worker: String,
    /// The step that is to wait
    #[arg(value_parser = clap::value_parser!(u8).range(2..=4))]
    pub(crate) step: u8,
    /// For how long, like 90m or 12h
    #[arg(value_parser = |text: &str| span(text, 1))]
    pub(crate) length: Seconds,
    #[command(flatten)]
    pub(crate) sending: Sending,
}

/// A length of time; a bare number counts `unit_s` seconds.
fn span(text: &str, unit_s: u32) -> Result<Seconds, String> {
    times::parse_length(text, unit_s)
        .ok_or_else(|| "give a length of time, like 45s, 90m, 12h or 2d".to_owned())
}

fn number(text: &str) -> Result<String, String> {
    let number: String = text.chars().filter(|c| !matches!(c, ' ' | '-' | '(' | ')')).collect();
    let digits = number.strip_prefix('+').unwrap_or_default();
    if (6..=15).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit()) {
        Ok(number)
    } else {
        Err("give the number with its country, like +9779800000000".to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_is_read_with_all_that_it_says() {
        let step: StepGiven = "12h:everyone:places:dossier".parse().unwrap();
        assert_eq!(step.delay, Seconds::from_hours(12));
        assert_eq!((step.whom, step.places, step.dossier), (WhomGiven::Everyone, true, true));
        let step: StepGiven = "0:Ben + Maya".parse().unwrap();
        assert_eq!(step.whom, WhomGiven::These(vec!["Ben".into(), "Maya".into()]));
        assert_eq!((step.delay, step.places, step.dossier), (Seconds::ZERO, false, false));
    }

    #[test]
    fn a_step_that_says_too_little_or_something_else_is_refused() {
        for text in ["", "2h", "2h:", "everyone", "2h:everyone:money", "-2h:first", "2x:first"] {
            assert!(text.parse::<StepGiven>().is_err(), "{text:?}");
        }
        for text in ["", "1", "1:", "0:x", "5:x", "x:y"] {
            assert!(text.parse::<WordsGiven>().is_err(), "{text:?}");
        }
    }

    #[test]
    fn a_number_is_read_with_its_usual_separators() {
        assert_eq!(number("+977 980-000 (0000)").unwrap(), "+9779800000000");
        for text in ["9779800000000", "+12345", "+1234567890123456", "+97798x", ""] {
            assert!(number(text).is_err(), "{text:?}");
        }
    }
}
