//! What can go wrong, sorted by what a person or a script can do about it. Each error has a kind for programs, a
//! sentence, an exit code and, where there is something to do, a hint.

use std::io;
use std::path::PathBuf;

use wayhome::{Refusal, TransportError};

use crate::entries::EntriesError;
use crate::gpx::GpxError;

/// The exit codes. They are part of the command's promise: `docs/cli.md` and `--help` list them.
pub(crate) mod exit {
    pub(crate) const INTERNAL: u8 = 1;
    pub(crate) const USAGE: u8 = 2;
    pub(crate) const PIN: u8 = 3;
    pub(crate) const STORE: u8 = 4;
    pub(crate) const ROOM: u8 = 5;
    pub(crate) const RELAY: u8 = 6;
    pub(crate) const INPUT: u8 = 7;
}

/// Why a command failed.
#[derive(Debug, thiserror::Error)]
pub(crate) enum CliError {
    /// The library refused.
    #[error("{}", first_upper(&.0.to_string()))]
    Wayhome(#[from] wayhome::Error),
    /// The store's folder has a store but no device key.
    #[error("The store's device key {} is missing", path.display())]
    KeyMissing { path: PathBuf },
    /// The relay did not start, or stopped.
    #[error("{}", with_causes(.0))]
    Relay(#[from] wayhome_relay::RelayError),
    /// A forced sync got no answer.
    #[error("{}", first_upper(&failure.to_string()))]
    NotReached { failure: TransportError },
    /// A recording gives no track.
    #[error("{}", first_upper(&.0.to_string()))]
    Gpx(#[from] GpxError),
    /// A file of entries cannot be used.
    #[error("{}", first_upper(&.0.to_string()))]
    Entries(#[from] EntriesError),
    /// Arguments that do not go together, beyond what the parser knows.
    #[error("{message}")]
    Usage { message: String },
    /// There is no terminal to ask for the PIN.
    #[error("A PIN is needed, and there is no terminal to ask for it")]
    NoPin,
    /// The PIN could not be read.
    #[error("The PIN could not be read from {from}: {source}")]
    PinUnreadable { from: String, source: io::Error },
    /// Two new PINs that should be the same are not.
    #[error("The two PINs differ; nothing was changed")]
    PinsDiffer,
    /// Nothing has this name or id.
    #[error("No {what} is called “{given}” or has an id that begins with it")]
    NoSuch { what: &'static str, given: String },
    /// Several things have this name or beginning.
    #[error("“{given}” fits more than one {what}: {}", fits.join(", "))]
    Ambiguous { what: &'static str, given: String, fits: Vec<String> },
    /// No plan was agreed on yet.
    #[error("No plan was agreed on yet")]
    NoPlan,
    /// The digits of a far-away pairing are not the same on both sides.
    #[error("The digits differ: somebody may have sat in between. The link has ended for good")]
    DigitsDiffer,
    /// An all clear without a call for help that is open.
    #[error("No SOS is open")]
    NoOpenSos,
    /// An all clear that does not say which call for help it ends.
    #[error("Several SOS are open: {}", open.join(", "))]
    SeveralOpenSos { open: Vec<String> },
    /// A value cannot be used.
    #[error("{message}")]
    Invalid { message: String, hint: &'static str },
    /// A file could not be read or written.
    #[error("{}: {source}", path.display())]
    File { path: PathBuf, source: io::Error },
    /// Standard output could not be written.
    #[error("Standard output could not be written: {0}")]
    Output(io::Error),
    /// A step of the demonstration did not happen.
    #[allow(dead_code, reason = "for the demonstration")]
    #[error("{message}")]
    Demo { message: String },
}

impl CliError {
    /// One word for programs.
    pub(crate) fn kind(&self) -> &'static str {
        match self {
            Self::Wayhome(error) => library_kind(error),
            Self::KeyMissing { .. } => "not-this-device",
            Self::Relay(_) => "relay-failed",
            Self::NotReached { failure } => failure_word(*failure),
            Self::Gpx(_) => "gpx",
            Self::Entries(_) => "entries",
            Self::Usage { .. } => "usage",
            Self::NoPin => "no-pin",
            Self::PinUnreadable { .. } => "pin-unreadable",
            Self::PinsDiffer => "pins-differ",
            Self::NoSuch { .. } | Self::NoOpenSos | Self::NoPlan => "not-found",
            Self::DigitsDiffer => "digits-differ",
            Self::Ambiguous { .. } | Self::SeveralOpenSos { .. } => "ambiguous",
            Self::Invalid { .. } => "invalid",
            Self::File { .. } => "file",
            Self::Output(_) => "output",
            Self::Demo { .. } => "demo",
        }
    }

    /// What the process ends with.
    pub(crate) fn exit_code(&self) -> u8 {
        match self {
            Self::Wayhome(error) => library_exit(error),
            Self::KeyMissing { .. } => exit::STORE,
            Self::Relay(error) => relay_exit(error),
            Self::NotReached { .. } => exit::RELAY,
            Self::Usage { .. } | Self::NoPin => exit::USAGE,
            Self::PinsDiffer => exit::PIN,
            Self::Gpx(_)
            | Self::Entries(_)
            | Self::PinUnreadable { .. }
            | Self::NoSuch { .. }
            | Self::DigitsDiffer
            | Self::NoPlan
            | Self::Ambiguous { .. }
            | Self::NoOpenSos
            | Self::SeveralOpenSos { .. }
            | Self::Invalid { .. } => exit::INPUT,
            Self::File { source, .. } if is_full(source.kind()) => exit::ROOM,
            Self::File { .. } => exit::INPUT,
            Self::Output(source) if is_full(source.kind()) => exit::ROOM,
            Self::Output(_) | Self::Demo { .. } => exit::INTERNAL,
        }
    }

    /// What to do about it.
    pub(crate) fn hint(&self) -> Option<&'static str> {
        match self {
            Self::Wayhome(error) => library_hint(error),
            Self::KeyMissing { .. } => Some(
                "the store opens only with the key that made it; put the file back, or move the store away with \
                 `wayhome set-aside` and begin a new one",
            ),
            Self::NotReached { .. } => Some("nothing is lost: what waits is sent with the next sync"),
            Self::NoPin => {
                Some("run this in a terminal, or hand the PIN in with --pin-fd N (0 is standard input)")
            }
            Self::PinUnreadable { .. } => {
                Some("the PIN is one line, for example: wayhome --pin-fd 3 … 3<pin-file")
            }
            Self::NoSuch { .. } => Some("ids may be shortened to four or more of their first digits"),
            Self::NoPlan => Some("`wayhome worker plan set daily` agrees on one"),
            Self::DigitsDiffer => Some(
                "nothing was sent to them but the end; make another link and send it by another way, or meet",
            ),
            Self::Ambiguous { .. } => Some("give more digits of the id"),
            Self::SeveralOpenSos { .. } => Some("say which one: wayhome worker all-clear ID"),
            Self::Invalid { hint, .. } => Some(hint),
            Self::Entries(_) => Some("nothing was taken; `wayhome book import --help` shows a line"),
            Self::Gpx(GpxError::NoPoints { .. }) => {
                Some("points need a latitude, a longitude and, to be imported, a time")
            }
            _ => None,
        }
    }
}

/// How a sync failed, in one word.
pub(crate) fn failure_word(failure: TransportError) -> &'static str {
    match failure {
        TransportError::Unreachable => "relay-unreachable",
        TransportError::TimedOut => "relay-timed-out",
        TransportError::Status { .. } => "relay-refused",
        TransportError::Garbled => "relay-garbled",
    }
}

fn library_kind(error: &wayhome::Error) -> &'static str {
    use wayhome::Error as E;
    match error {
        E::Locked => "locked",
        E::WrongPin => "wrong-pin",
        E::RetryLater { .. } => "retry-later",
        E::WeakPin { .. } => "weak-pin",
        E::StoreDamaged { .. } => "store-damaged",
        E::StoreTooNew { .. } => "store-too-new",
        E::StoreBusy => "store-busy",
        E::NoStore => "no-store",
        E::Wiped => "wiped",
        E::AlreadyExists => "already-exists",
        E::NotThisDevice => "not-this-device",
        E::DeviceKey { .. } => "device-key",
        E::DiskFull => "disk-full",
        E::NoSpace => "no-space",
        E::Full => "full",
        E::Invalid { .. } => "invalid",
        E::NotFound { .. } => "not-found",
        E::DrillFirst => "drill-first",
        E::NotYet { .. } => "not-yet",
        E::Broken { .. } => "broken",
        E::NoAnswer { failure } => failure_word(*failure),
        E::Refused { reason } => refusal_word(*reason),
        E::Io { .. } => "io",
        _ => "internal",
    }
}

fn refusal_word(reason: Refusal) -> &'static str {
    match reason {
        Refusal::NotKnown => "not-registered",
        Refusal::Busy => "relay-busy",
        Refusal::LimitReached => "limit-reached",
        Refusal::NotOffered => "not-offered",
        _ => "relay-garbled",
    }
}

fn library_exit(error: &wayhome::Error) -> u8 {
    use wayhome::Error as E;
    match error {
        E::WrongPin | E::RetryLater { .. } | E::WeakPin { .. } => exit::PIN,
        E::StoreDamaged { .. }
        | E::StoreTooNew { .. }
        | E::NotThisDevice
        | E::DeviceKey { .. }
        | E::Wiped => exit::STORE,
        E::StoreBusy | E::DiskFull | E::NoSpace | E::Full => exit::ROOM,
        E::Io { kind } if is_full(*kind) => exit::ROOM,
        E::NoStore
        | E::AlreadyExists
        | E::Invalid { .. }
        | E::NotFound { .. }
        | E::DrillFirst
        | E::NotYet { .. } => exit::INPUT,
        E::Broken { .. } | E::NoAnswer { .. } | E::Refused { .. } => exit::RELAY,
        _ => exit::INTERNAL,
    }
}

fn library_hint(error: &wayhome::Error) -> Option<&'static str> {
    use wayhome::Error as E;
    Some(match error {
        E::WrongPin => "capitals and extra blanks do not matter; each word or digit does",
        E::RetryLater { .. } => "what needs no PIN works meanwhile, `wayhome worker sos --locked` for one",
        E::WeakPin { .. } => {
            "a PIN is six or more words or twenty or more digits; `init` generates one unless it is given one"
        }
        E::StoreDamaged { .. } => {
            "nothing was deleted; if you wiped it, `wayhome wipe --yes` ends that; if not and a copy cannot be put back, \
             `wayhome set-aside` moves the store out of the way"
        }
        E::StoreTooNew { .. } => "update this program",
        E::StoreBusy => "another process is using the store; try again",
        E::NoStore => {
            "make one with `wayhome worker init` or `wayhome contact init`, or name another with --store"
        }
        E::Wiped => "`wayhome worker init` or `wayhome contact init` sets it up anew",
        E::AlreadyExists => {
            "use it, or name another folder with --store; `wayhome set-aside` moves a store out of the way"
        }
        E::NotThisDevice | E::DeviceKey { .. } => {
            "the store and the file `key` beside it belong together; a damaged header looks the same; nothing was \
             deleted"
        }
        E::DiskFull => "free some space and try again; what was accepted earlier is safe",
        E::NoSpace => "the store never grows; remove what is no longer needed",
        E::DrillFirst => {
            "practise once with `wayhome worker drill start`, or put it off, once, with `wayhome worker drill postpone`"
        }
        E::NotYet { .. } => "run `wayhome sync` and try again",
        E::Broken { .. } => "run `wayhome sync` and try again; what comes broken is fetched anew",
        E::NoAnswer { .. } => {
            "this asks the relay at once and keeps nothing here; try again when there is a network"
        }
        E::Refused { reason: Refusal::NotKnown } => "run `wayhome sync` and try again",
        E::Refused { reason: Refusal::NotOffered } => "ask whoever runs the relay what it offers",
        E::Full => "sync, so that the locked screen's messages leave, and try again",
        _ => return None,
    })
}

fn relay_exit(error: &wayhome_relay::RelayError) -> u8 {
    use wayhome_relay::{RelayError as R, StorageError as S};
    match error {
        R::Config(_) | R::Listen { .. } | R::Address { .. } => exit::INPUT,
        R::AlreadyRunning { .. } | R::Storage(S::Full | S::Busy) => exit::ROOM,
        R::Storage(_) | R::KeyMissing { .. } | R::KeyDamaged { .. } => exit::STORE,
        R::Folder { source, .. } if is_full(source.kind()) => exit::ROOM,
        R::Folder { .. } => exit::INPUT,
        _ => exit::INTERNAL,
    }
}

fn is_full(kind: io::ErrorKind) -> bool {
    matches!(kind, io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded)
}

fn first_upper(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn with_causes(error: &dyn std::error::Error) -> String {
    let mut text = first_upper(&error.to_string());
    let mut cause = error.source();
    while let Some(inner) = cause {
        text.push_str(": ");
        text.push_str(&inner.to_string());
        cause = inner.source();
    }
    text
}
