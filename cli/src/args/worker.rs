//! What a worker types.

use std::path::PathBuf;
use std::str::FromStr;

use clap::{Args, Subcommand, ValueEnum};
use wayhome::Timestamp;

use super::{
    Confirm, ConsentCommand, Digits, DossierCommand, DrillCommand, FamilyLink, Init, Links, LockedScreenArgs,
    MakeLink, PlanCommand, Preview, RouteCommand, Sending, VaultsCommand,
};
use crate::times;

#[derive(Debug, Subcommand)]
pub(crate) enum WorkerCommand {
    /// Make a store and its vault
    Init(Init),
    /// Make an invite to show to a contact, good for seven days and one answer
    #[command(after_help = "Example:\n  wayhome worker invite --png invite.png")]
    Invite(Picture),
    /// Confirm a contact by the answer that they show
    Confirm(Confirm),
    /// Make a link for a contact who is far away: paired once they have read six digits aloud to you
    Link(MakeLink),
    /// Show pairings by link that are under way, and what came of others
    Links(Links),
    /// Type the six digits that a far-away contact reads aloud
    Digits(Digits),
    /// Make a link to a family page, for a contact who has a browser and no app
    FamilyLink(FamilyLink),
    /// Say "I'm here": saved first, then sent if there is a network
    CheckIn(CheckIn),
    /// Call for help: saved first, then sent before everything else
    Sos(Sos),
    /// End a call for help
    AllClear(AllClear),
    /// Show what was sent and how far it has come
    Queue(Queue),
    /// Show what contacts replied
    #[command(after_help = "Example:\n  wayhome worker replies --json")]
    Replies,
    /// How often a check-in is expected, and what happens when none comes
    #[command(after_help = "Example:\n  wayhome worker plan set daily\n  wayhome worker plan arm")]
    Plan {
        #[command(subcommand)]
        command: Option<PlanCommand>,
    },
    /// The practice that is asked for before a plan is armed for the first time
    #[command(subcommand)]
    Drill(DrillCommand),
    /// What you seal before leaving: who you are, the employer, the recruiter, papers; opened by a step of the plan
    #[command(subcommand)]
    Dossier(DossierCommand),
    /// Show what each contact would get at each step
    Preview(Preview),
    /// Show or set what the locked screen does for you
    #[command(after_help = "Example:\n  wayhome worker locked-screen --last-place on")]
    LockedScreen(LockedScreenArgs),
    /// Further vaults, each with a PIN of its own, for showing when one must be shown
    #[command(subcommand)]
    Vaults(VaultsCommand),
    /// What each contact had, gets and would get; agree to it again, or take it back
    #[command(
        after_help = "Examples:\n  wayhome worker consent show\n  wayhome worker consent revoke Ben places"
    )]
    Consent {
        #[command(subcommand)]
        command: Option<ConsentCommand>,
    },
    /// Feature phones that the plan reaches by plain SMS
    #[command(subcommand)]
    Route(RouteCommand),
    /// The places this vault knows of
    #[command(subcommand)]
    Trail(TrailCommand),
}

/// How a pairing text is shown.
#[derive(Debug, Args)]
pub(crate) struct Picture {
    /// Draw it as a QR code, even if standard output is no terminal
    #[arg(long)]
    pub(crate) qr: bool,
    /// Write it as a QR code to this PNG file too
    #[arg(long, value_name = "FILE")]
    pub(crate) png: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum StateChoice {
    /// All is well
    Ok,
    /// Something is wrong
    Uneasy,
    /// Taken or gone to another place
    Moved,
}

/// What goes along with a check-in or SOS.
#[derive(Debug, Args)]
pub(crate) struct Said {
    /// A few words, at most 2,000 bytes (80 with --locked)
    #[arg(long, value_name = "TEXT")]
    pub(crate) note: Option<String>,
    /// Where, in degrees north and east, and the accuracy in metres
    #[arg(long, value_name = "LAT,LON[,METRES]", allow_hyphen_values = true)]
    pub(crate) place: Option<PlaceGiven>,
    /// Battery charge in percent
    #[arg(long, value_name = "PERCENT", value_parser = clap::value_parser!(u8).range(0..=100))]
    pub(crate) battery: Option<u8>,
    /// As from the locked screen, without a PIN
    #[arg(long)]
    pub(crate) locked: bool,
}

#[derive(Debug, Args)]
#[command(
    after_help = "Example:\n  wayhome worker check-in --state ok --note 'arrived' --place 45.2785,13.7211,20"
)]
pub(crate) struct CheckIn {
    /// How things are
    #[arg(long, value_enum, default_value_t = StateChoice::Ok)]
    pub(crate) state: StateChoice,
    #[command(flatten)]
    pub(crate) said: Said,
    #[command(flatten)]
    pub(crate) sending: Sending,
}

#[derive(Debug, Args)]
#[command(after_help = "Example:\n  wayhome worker sos --note 'they took my passport' --wait 600")]
pub(crate) struct Sos {
    #[command(flatten)]
    pub(crate) said: Said,
    #[command(flatten)]
    pub(crate) sending: Sending,
    /// Keep trying for so many seconds until the relay has it; 0 tries once
    #[arg(long, value_name = "SECONDS", default_value_t = 0, conflicts_with = "no_sync",
          value_parser = clap::value_parser!(u64).range(0..=604_800))]
    pub(crate) wait: u64,
}

#[derive(Debug, Args)]
#[command(after_help = "Example:\n  wayhome worker all-clear 4f2a")]
pub(crate) struct AllClear {
    /// Which call for help; may be left out if only one is open
    pub(crate) id: Option<String>,
    #[command(flatten)]
    pub(crate) sending: Sending,
}

#[derive(Debug, Args)]
#[command(after_help = "Example:\n  wayhome worker queue --all")]
pub(crate) struct Queue {
    /// Also what every contact has opened, and the quiet messages of pairing
    #[arg(long)]
    pub(crate) all: bool,
}

#[derive(Debug, Subcommand)]
pub(crate) enum TrailCommand {
    /// Read places from a GPX recording
    Import(Import),
    /// Show the trail, oldest first
    #[command(after_help = "Example:\n  wayhome worker trail show --json")]
    Show,
}

#[derive(Debug, Args)]
#[command(after_help = "Example:\n  wayhome worker trail import way.gpx --end now")]
pub(crate) struct Import {
    /// The recording (GPX 1.0 or 1.1)
    pub(crate) file: PathBuf,
    /// Shift all times so that the last place was at this moment: now, or like 2026-11-22T14:05:00Z
    #[arg(long, value_name = "TIME", default_value = "now", conflicts_with = "as_recorded")]
    pub(crate) end: EndAt,
    /// Keep the recording's own times
    #[arg(long)]
    pub(crate) as_recorded: bool,
}

/// A moment at which a re-timed trail ends.
#[derive(Clone, Copy, Debug)]
pub(crate) enum EndAt {
    Now,
    Then(Timestamp),
}

impl FromStr for EndAt {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        if text == "now" {
            return Ok(Self::Now);
        }
        times::parse_utc(text)
            .map(Self::Then)
            .ok_or_else(|| "give `now` or a time like 2026-11-22T14:05:00Z".to_owned())
    }
}

/// A place as typed.
#[derive(Clone, Copy, Debug)]
pub(crate) struct PlaceGiven {
    pub(crate) latitude: f64,
    pub(crate) longitude: f64,
    pub(crate) accuracy_m: Option<f64>,
}

impl FromStr for PlaceGiven {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let numbers: Result<Vec<f64>, _> = text.split(',').map(|part| part.trim().parse::<f64>()).collect();
        let (latitude, longitude, accuracy_m) = match numbers.as_deref() {
            Ok([latitude, longitude]) => (*latitude, *longitude, None),
            Ok([latitude, longitude, metres]) => (*latitude, *longitude, Some(*metres)),
            _ => return Err("give two or three numbers, like 45.2785,13.7211,20".to_owned()),
        };
        if accuracy_m.is_some_and(|metres| !metres.is_finite() || metres <= 0.0) {
            return Err("the accuracy must be more than 0 metres".to_owned());
        }
        // The library's own check, so that the complaint comes before any PIN is asked for.
        wayhome::Place::from_degrees(latitude, longitude, accuracy_m, Timestamp::ZERO)
            .map_err(|error| error.to_string())?;
        Ok(Self { latitude, longitude, accuracy_m })
    }
}
