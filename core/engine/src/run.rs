//! One run over the network: which request comes next, and what its answer means. A run may end, or be killed,
//! between any two steps; nothing depends on finishing it.

use crate::wire::Timestamp;

use crate::engine::{DossierAsked, DossierRun};
use crate::lobby::{Asked, Ticket as GroupTicket, Uploading};
use crate::vault::FetchState;
use crate::wire::RegisterEntry;

/// What to send: a body for `POST <relay address><path>`, and the length a sound answer has.
pub struct Transmit {
    /// Path at the relay.
    pub path: &'static str,
    /// The request's bytes.
    pub body: Vec<u8>,
    /// The exact length of the answer.
    pub answer_length: usize,
    /// To be handed back with the answer.
    pub ticket: Ticket,
}

impl std::fmt::Debug for Transmit {
    // The body holds capabilities.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Transmit").field("path", &self.path).finish_non_exhaustive()
    }
}

/// Which request an answer belongs to.
#[derive(Clone, Debug)]
pub struct Ticket(pub(crate) Request);

#[derive(Clone, Debug)]
pub(crate) enum Request {
    Register { entries: Vec<RegisterEntry> },
    Sync { asked: Asked },
    Fetch { acknowledged: usize },
    Upload { uploading: Uploading },
    Dossier { asked: DossierAsked },
}

/// Why no answer came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TransportFailure {
    /// The relay could not be reached, or the connection broke.
    Unreachable,
    /// The relay answered with something that is not an answer.
    Garbled,
}

/// What an answer came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answered {
    /// It was taken in; go on.
    Progress,
    /// It failed; the run is over and the next attempt waits.
    Failed,
}

/// The state of one run, in memory only.
#[derive(Clone, Debug)]
pub struct Run {
    pub(crate) forced: bool,
    pub(crate) failed: bool,
    pub(crate) synced: u32,
    pub(crate) registered: u32,
    pub(crate) poll_again: bool,
    pub(crate) polls: u32,
    /// Syncs it takes to ask for everything this vault waits for.
    pub(crate) rounds: u32,
    pub(crate) fetch: FetchState,
    pub(crate) sent_groups: u32,
    /// The groups this run has sent already.
    pub(crate) tried: Vec<GroupTicket>,
    /// The cover group that it has sealed.
    pub(crate) cover: Option<GroupTicket>,
    /// Plans that this run has tried to upload.
    pub(crate) uploads: Vec<Uploading>,
    /// What it has done about dossiers.
    pub(crate) dossiers: DossierRun,
}

impl Run {
    /// A run that respects the schedule.
    #[must_use]
    pub fn scheduled() -> Self {
        Self {
            forced: false,
            failed: false,
            synced: 0,
            registered: 0,
            poll_again: false,
            polls: 0,
            rounds: 0,
            fetch: FetchState::default(),
            sent_groups: 0,
            tried: Vec::new(),
            cover: None,
            uploads: Vec::new(),
            dossiers: DossierRun::default(),
        }
    }

    /// A run that starts at once: connectivity has returned, or a person asked for it.
    #[must_use]
    pub fn now() -> Self {
        Self { forced: true, ..Self::scheduled() }
    }

    /// Whether an attempt failed.
    #[must_use]
    pub fn failed(&self) -> bool {
        self.failed
    }

    /// Groups that the relay confirmed in this run.
    #[must_use]
    pub fn sent_groups(&self) -> u32 {
        self.sent_groups
    }

    /// Cells fetched and stored in this run.
    #[must_use]
    pub fn received_cells(&self) -> u32 {
        self.fetch.stored
    }

    /// Requests that were answered.
    #[must_use]
    pub fn requests(&self) -> u32 {
        self.synced + self.registered
    }
}

/// The earlier of two moments, either of which may be missing.
pub(crate) fn earlier(a: Option<Timestamp>, b: Option<Timestamp>) -> Option<Timestamp> {
    match (a, b) {
        (Some(a), Some(b)) => Some(a.min(b)),
        (a, b) => a.or(b),
    }
}
