//! How the store shows itself on the network.

use clap::{Args, ValueEnum};
use wayhome::{Cover, CoverLevel, SosPolicy};

#[derive(Debug, Args)]
pub(crate) struct CoverArgs {
    /// How often to sync; without it and --sos, what is set is shown, which needs no PIN
    #[arg(value_enum)]
    pub(crate) level: Option<LevelChoice>,
    /// Send a call for help, and all else, at once, or only when it is time to sync (with busy)
    #[arg(long, value_enum, value_name = "WHEN")]
    pub(crate) sos: Option<SosChoice>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum LevelChoice {
    /// Every 3 to 4 hours: about 3 MB a month, or 4 MB with more than four contacts
    Thrifty,
    /// Every 30 to 45 minutes: about 18 MB a month, or 24 MB
    Regular,
    /// Every 10 to 15 minutes: about 54 MB a month, or 72 MB
    Busy,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum SosChoice {
    /// At once: whoever watches the network sees that something was sent, not what
    Urgent,
    /// At the next time to sync, within 15 minutes: whoever watches the network sees the schedule and nothing more
    Discreet,
}

/// Both choices together.
pub(crate) fn cover(level: LevelChoice, sos: SosChoice) -> Cover {
    let level = match level {
        LevelChoice::Thrifty => CoverLevel::Thrifty,
        LevelChoice::Regular => CoverLevel::Regular,
        LevelChoice::Busy => CoverLevel::Busy,
    };
    let sos = match sos {
        SosChoice::Urgent => SosPolicy::Urgent,
        SosChoice::Discreet => SosPolicy::Discreet,
    };
    Cover { level, sos }
}

impl From<CoverLevel> for LevelChoice {
    fn from(level: CoverLevel) -> Self {
        match level {
            CoverLevel::Thrifty => Self::Thrifty,
            CoverLevel::Regular => Self::Regular,
            CoverLevel::Busy => Self::Busy,
        }
    }
}

impl From<SosPolicy> for SosChoice {
    fn from(sos: SosPolicy) -> Self {
        match sos {
            SosPolicy::Urgent => Self::Urgent,
            SosPolicy::Discreet => Self::Discreet,
        }
    }
}
