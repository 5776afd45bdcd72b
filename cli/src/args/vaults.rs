//! Further vaults, made from the one that is open.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};
use wayhome::OpenedRings;

#[derive(Debug, Subcommand)]
pub(crate) enum VaultsCommand {
    /// Make a vault with a PIN of its own, to be shown when one must be shown; asks for that PIN
    #[command(
        after_help = "Whom it shows is nobody, and hears nothing. What is said from it, and that it was opened, reaches your \
                      real contacts, who see that it was said under duress.\n\nExample:\n  wayhome worker vaults add \
                      --show Mother --show \"Uncle Ram\""
    )]
    Add(VaultsAdd),
    /// Show the vaults that were made from this one, and when contacts were last told that one was opened
    #[command(after_help = "Example:\n  wayhome worker vaults list --json")]
    List,
    /// Show or set whom it rings that this vault was opened; contacts with the app are told in any case
    #[command(after_help = "Example:\n  wayhome worker vaults rings always")]
    Rings(VaultsRings),
    /// Show which seats of the circle somebody was given, or lost, with another PIN than yours
    #[command(after_help = "Example:\n  wayhome worker vaults seats")]
    Seats,
    /// Take such a seat from whoever was given it: the locked screen reaches them no longer
    #[command(after_help = "Example:\n  wayhome worker vaults clear-seat 5")]
    ClearSeat(ClearSeat),
}

#[derive(Debug, Args)]
pub(crate) struct ClearSeat {
    /// Which, as `seats` and `events` show it
    #[arg(value_name = "SEAT", value_parser = clap::value_parser!(u8).range(0..=7))]
    pub(crate) seat: u8,
}

#[derive(Debug, Args)]
pub(crate) struct VaultsAdd {
    /// Somebody whom it shows among its contacts; give it again for each
    #[arg(long, value_name = "NAME", required = true)]
    pub(crate) show: Vec<String>,
    /// The notes and expenses that it shows, from a file like that of `book import`; without one, some are drawn that somebody
    /// might have written who lives from day to day
    #[arg(long, value_name = "FILE")]
    pub(crate) entries: Option<PathBuf>,
    /// Draw none before so many days ago
    #[arg(long, value_name = "DAYS", default_value_t = 60, conflicts_with = "entries",
          value_parser = clap::value_parser!(u32).range(0..=400))]
    pub(crate) days: u32,
    /// How its owner is called by whoever is paired from it; without it, as in this vault
    #[arg(long, value_name = "NAME")]
    pub(crate) name: Option<String>,
    /// Its language; without it, that of this vault
    #[arg(long, value_name = "TAG")]
    pub(crate) language: Option<String>,
    /// It can also read what the locked screen notes from now on
    #[arg(long)]
    pub(crate) reads_locked: bool,
    /// Whom it rings that it was opened
    #[arg(long, value_enum, value_name = "WHOM", default_value_t = Rings::Always)]
    pub(crate) opened_rings: Rings,
    /// Read its PIN from this file descriptor; it may be the same as --pin-fd, on the next line
    #[arg(long, value_name = "N")]
    pub(crate) new_pin_fd: Option<u32>,
}

#[derive(Debug, Args)]
pub(crate) struct VaultsRings {
    /// Whom
    #[arg(value_enum)]
    pub(crate) whom: Option<Rings>,
}

/// Of the contacts without the app, whom it rings that a vault was opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Rings {
    /// Nobody
    Never,
    /// Who wishes to be rung by check-ins
    AsCheckIns,
    /// Everybody, as a call for help does
    Always,
}

impl From<Rings> for OpenedRings {
    fn from(rings: Rings) -> Self {
        match rings {
            Rings::Never => Self::Never,
            Rings::AsCheckIns => Self::AsCheckIns,
            Rings::Always => Self::Always,
        }
    }
}
