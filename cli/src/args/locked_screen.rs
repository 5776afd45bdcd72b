//! What the locked screen does for a worker.

use clap::{Args, ValueEnum};

#[derive(Debug, Args)]
pub(crate) struct LockedScreenArgs {
    /// Whether check-ins from the locked screen count; with off, only those made with your PIN do
    #[arg(long, value_enum, value_name = "ON_OR_OFF")]
    pub(crate) check_ins: Option<Switch>,
    /// Whether contacts who are told places are sent the last one that it noted, when you next open with your PIN
    #[arg(long, value_enum, value_name = "ON_OR_OFF")]
    pub(crate) last_place: Option<Switch>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Switch {
    On,
    Off,
}
