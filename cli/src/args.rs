//! The command line's grammar.

mod book;
mod consent;
mod contact;
mod cover;
mod dossier;
mod links;
mod locked_screen;
mod plan;
mod recovery;
mod vaults;
mod worker;

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use wayhome::{CircleRoom, RelayAddress};

pub(crate) use book::{AddEntry, BookCommand, ChangeEntry, ImportEntries, ListEntries, RemoveEntry};
pub(crate) use consent::{ConsentCommand, TakenBack};
pub(crate) use contact::{
    Accept, AddOwnRoute, CaseSheet, Confirm, ContactCommand, Inbox, OwnRouteCommand, OwnRouteKind, Remove,
    Rename, Reply, ShareWith, SharingChoice, Watch,
};
pub(crate) use cover::{CoverArgs, LevelChoice, SosChoice, cover};
pub(crate) use dossier::{Attach, DossierCommand, GiveShare, OpenDossier, ReleasedCommand, SetField};
pub(crate) use links::{Digits, FamilyLink, Links, MakeLink, TakeLink};
pub(crate) use locked_screen::{LockedScreenArgs, Switch};
pub(crate) use plan::{
    AddPhone, DrillCommand, Hold, PlanChoice, PlanCommand, Preset, Preview, RemovePhone, RouteCommand,
    StepGiven, WhomGiven, WordsGiven,
};
pub(crate) use recovery::{Recover, RecoveryWordsArgs};
pub(crate) use vaults::{ClearSeat, VaultsAdd, VaultsCommand, VaultsRings};
pub(crate) use worker::{
    AllClear, CheckIn, EndAt, Import, Picture, PlaceGiven, Queue, Said, Sos, StateChoice, TrailCommand,
    WorkerCommand,
};

/// Bytes of a name, and of a language tag, as the protocol bounds them.
const MAX_NAME: usize = 64;
const MAX_LANGUAGE: usize = 16;

const MORE: &str = "\
Exit codes:
  0  done (also when a message is saved but could not be sent yet)
  1  a fault of this program
  2  wrong arguments
  3  wrong or weak PIN
  4  the store or relay database is damaged, too new, or of another device
  5  the store is busy, or there is no room on the disk or in the store
  6  the relay could not be reached, or its answer made no sense
  7  not found, there already, or not usable as input

Example:
  wayhome relay &
  wayhome worker init --relay 'http://127.0.0.1:8787/#KEY' --name Asha
  wayhome worker check-in --note 'arrived'";

/// Check-ins, trusted contacts and a quiet call for help that work without a network and arrive when there is one.
///
/// A check-in or SOS is on disk when its command prints "saved"; it is sent as soon as the relay can be reached.
/// What is shown of it is true: saved → at relay → fetched → opened.
#[derive(Debug, Parser)]
#[command(name = "wayhome", version, propagate_version = true, after_help = MORE, max_term_width = 100)]
pub(crate) struct Cli {
    #[command(flatten)]
    pub(crate) global: Global,
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// What every command takes.
#[derive(Clone, Debug, Args)]
#[command(next_help_heading = "Everywhere")]
pub(crate) struct Global {
    /// Folder of the store [default: wayhome in the folder for user data]
    #[arg(long, global = true, value_name = "DIR", env = "WAYHOME_STORE", hide_env_values = true)]
    pub(crate) store: Option<PathBuf>,
    /// Print one JSON object a line; errors too, on standard error
    #[arg(long, global = true)]
    pub(crate) json: bool,
    /// Read the PIN, one line, from this file descriptor instead of asking for it
    #[arg(long, global = true, value_name = "N")]
    pub(crate) pin_fd: Option<u32>,
    /// Print results and errors only, no hints and no progress
    #[arg(long, short, global = true)]
    pub(crate) quiet: bool,
    /// Give up on a request to the relay after so many seconds
    #[arg(long, global = true, value_name = "SECONDS", default_value_t = 30, hide = true,
          value_parser = clap::value_parser!(u64).range(1..=300))]
    pub(crate) timeout: u64,
    /// Go by the clock in this file instead of the machine's: only for what `wayhome demo` starts
    #[arg(long, global = true, value_name = "FILE", hide = true)]
    pub(crate) demo_clock: Option<PathBuf>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Run the relay, until ctrl-c or SIGTERM
    Relay(Relay),
    /// Tell the whole story with real parts, on this machine only
    Demo(crate::demo::Args),
    /// The mail server of a demonstration: takes letters and prints them
    #[command(hide = true)]
    DemoMail,
    /// What a worker does: check in, call for help, keep a circle of contacts
    #[command(subcommand)]
    Worker(WorkerCommand),
    /// What a trusted contact does, and a worker's list of contacts
    #[command(subcommand)]
    Contact(ContactCommand),
    /// A book of notes and expenses; it stays on this phone
    #[command(subcommand)]
    Book(BookCommand),
    /// Send what waits and fetch what arrived, now
    #[command(after_help = "Example:\n  wayhome sync --locked")]
    Sync(Sync),
    /// Show what happened, oldest first
    #[command(after_help = "Example:\n  wayhome events --handle")]
    Events(Events),
    /// Show whether things work; needs no PIN
    #[command(after_help = "Example:\n  wayhome health --json")]
    Health,
    /// Show or set how often the phone syncs, what that costs, and whether anything is sent apart from that
    #[command(after_help = "Example:\n  wayhome cover busy --sos discreet")]
    Cover(CoverArgs),
    /// Change the PIN
    #[command(after_help = "Example:\n  wayhome change-pin --pin-fd 3 --new-pin-fd 4 3<old-pin 4<new-pin")]
    ChangePin(ChangePin),
    /// Make six words that open this vault when the phone is lost and a copy of the store is not
    #[command(after_help = "Example:\n  wayhome recovery-words")]
    RecoveryWords(RecoveryWordsArgs),
    /// Get a store back by recovery words, with a new device key and a new PIN
    #[command(
        after_help = "Example:\n  cp backup/data ~/recovered/data && wayhome recover --store ~/recovered"
    )]
    Recover(Recover),
    /// Destroy everything in the store, for good; needs no PIN and sends nothing
    #[command(
        after_help = "Example:\n  wayhome wipe --yes\n\nAn armed plan stays armed, and contacts hear of the \
                            missed check-in. Who is safe and wants it ended runs `wayhome stand-down` first."
    )]
    Wipe(Wipe),
    /// Show or set after how many wrong PINs the store is destroyed; never, unless you set it
    #[command(after_help = "Example:\n  wayhome erase-after 20\n  wayhome erase-after never")]
    EraseAfter(EraseAfter),
    /// End the plan, so that nobody is told when this phone falls silent
    #[command(after_help = "Example:\n  wayhome stand-down && wayhome wipe --yes")]
    StandDown,
    /// Move a store that cannot be used out of the way; nothing is deleted
    #[command(after_help = "Example:\n  wayhome set-aside --store ~/damaged")]
    SetAside,
    /// Print completions for a shell
    #[command(
        after_help = "Example:\n  wayhome completions bash > ~/.local/share/bash-completion/completions/wayhome"
    )]
    Completions(Completions),
}

#[derive(Debug, Args)]
#[command(after_help = "Example:\n  wayhome relay --listen 127.0.0.1:0 --data relay-data")]
pub(crate) struct Relay {
    /// Settings, as TOML; docs/relay-operation.md lists them
    #[arg(long, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,
    /// Address and port to listen on; port 0 takes any free one
    #[arg(long, value_name = "ADDRESS:PORT")]
    pub(crate) listen: Option<SocketAddr>,
    /// Folder of the relay's database and key
    #[arg(long, value_name = "DIR")]
    pub(crate) data: Option<PathBuf>,
}

/// `worker init` and `contact init`.
#[derive(Debug, Args)]
#[command(
    after_help = "Example:\n  wayhome worker init --relay 'http://127.0.0.1:8787/#KEY' --name Asha\n\n\
    The PIN is generated and shown once, unless one is handed in with --pin-fd."
)]
pub(crate) struct Init {
    /// The relay's address with its key, as the relay prints it
    #[arg(long, value_name = "ADDRESS", value_parser = relay_address)]
    pub(crate) relay: RelayAddress,
    /// Your name, as those you pair with will see it
    #[arg(long, value_parser = name)]
    pub(crate) name: String,
    /// Your language, as a BCP 47 tag
    #[arg(long, default_value = "en", value_parser = language)]
    pub(crate) language: String,
    /// Generate a PIN of six words (the default)
    #[arg(long, conflicts_with = "digits")]
    pub(crate) words: bool,
    /// Generate a PIN of twenty digits
    #[arg(long)]
    pub(crate) digits: bool,
    /// Size of the store: 16 MB or 64 MB, from the start and for good
    #[arg(long, value_enum, default_value_t = Size::Small)]
    pub(crate) size: Size,
    /// Work for each trial of a PIN: standard (64 MiB) or the floor for weak phones (19 MiB)
    #[arg(long, value_enum, default_value_t = Cost::Standard)]
    pub(crate) kdf: Cost,
    /// How often the phone syncs while there is nothing to send, which hides when there is
    #[arg(long, value_enum, value_name = "LEVEL", default_value_t = LevelChoice::Regular)]
    pub(crate) cover: LevelChoice,
    /// Send a call for help, and all else, at once, or only when it is time to sync (with --cover busy)
    #[arg(long, value_enum, value_name = "WHEN", default_value_t = SosChoice::Urgent)]
    pub(crate) sos: SosChoice,
    /// For how many contacts each message has room from the start; with four it grows when there is a fifth
    #[arg(long, value_enum, value_name = "CONTACTS", default_value_t = Room::Four)]
    pub(crate) room: Room,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum Room {
    /// Four
    Four,
    /// Eight: about a third more data, and nothing that tells when there is a fifth
    Eight,
}

impl From<Room> for CircleRoom {
    fn from(room: Room) -> Self {
        match room {
            Room::Four => Self::Four,
            Room::Eight => Self::Eight,
        }
    }
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum Size {
    /// 16 MB
    Small,
    /// 64 MB
    Large,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum Cost {
    /// 64 MiB, three passes
    Standard,
    /// 19 MiB, two passes
    Floor,
}

impl From<Cost> for wayhome::KdfCost {
    fn from(cost: Cost) -> Self {
        match cost {
            Cost::Standard => Self::Standard,
            Cost::Floor => Self::Floor,
        }
    }
}

#[derive(Debug, Args)]
pub(crate) struct Sync {
    /// Without a PIN: sends what waits, reads no replies
    #[arg(long)]
    pub(crate) locked: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Events {
    /// Take each event off the list once it is printed; without this, only the oldest is shown
    #[arg(long)]
    pub(crate) handle: bool,
}

#[derive(Debug, Args)]
pub(crate) struct ChangePin {
    /// Read the new PIN from this file descriptor; it may be the same as --pin-fd, on the next line
    #[arg(long, value_name = "N")]
    pub(crate) new_pin_fd: Option<u32>,
}

#[derive(Debug, Args)]
pub(crate) struct Wipe {
    /// Yes, destroy it
    #[arg(long)]
    pub(crate) yes: bool,
}

#[derive(Debug, Args)]
pub(crate) struct EraseAfter {
    /// 5 to 50, or `never`
    #[arg(value_name = "WRONG PINS", value_parser = wrong_pins)]
    pub(crate) wrong_pins: Option<Wish>,
    /// You have read what that means
    #[arg(long)]
    pub(crate) understood: bool,
}

/// After how many wrong PINs, or never.
pub(crate) type Wish = Option<u8>;

#[derive(Debug, Args)]
pub(crate) struct Completions {
    /// Which shell
    #[arg(value_enum)]
    pub(crate) shell: clap_complete::Shell,
}

/// Whether to try a sync after saving.
#[derive(Clone, Copy, Debug, Args)]
pub(crate) struct Sending {
    /// Do not try to send it now
    #[arg(long)]
    pub(crate) no_sync: bool,
}

fn wrong_pins(text: &str) -> Result<Wish, String> {
    match text.parse() {
        _ if text == "never" => Ok(None),
        Ok(count @ 5..=50) => Ok(Some(count)),
        _ => Err("takes 5 to 50, or `never`".to_owned()),
    }
}

fn relay_address(text: &str) -> Result<RelayAddress, String> {
    RelayAddress::from_text(text).map_err(|error| format!("{error}; it looks like http://host:port/#KEY"))
}

/// What the library asks of a name; looked at here so that a set-up does not stop halfway.
fn name(text: &str) -> Result<String, String> {
    let name = text.trim();
    if name.is_empty() || name.len() > MAX_NAME || name.chars().any(char::is_control) {
        return Err(format!("a name is one line of 1 to {MAX_NAME} bytes"));
    }
    Ok(name.to_owned())
}

fn language(text: &str) -> Result<String, String> {
    let tag_like = text.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    if !(2..=MAX_LANGUAGE).contains(&text.len()) || !tag_like {
        return Err("give a BCP 47 tag, like en, ne or bn-BD".to_owned());
    }
    Ok(text.to_owned())
}
