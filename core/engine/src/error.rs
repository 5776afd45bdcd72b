//! What can go wrong in the rules.

use wayhome_protocol::error::ProtocolError;

/// Why the engine refused. Nothing has changed on disk when one is returned.
#[derive(Debug, thiserror::Error)]
pub enum EngineError {
    /// The call needs an open vault.
    #[error("no vault is open")]
    Locked,
    /// A value the caller gave is not acceptable.
    #[error("{field}: {reason}")]
    Invalid {
        /// Which value.
        field: &'static str,
        /// Why, in words for a developer.
        reason: &'static str,
    },
    /// Nothing has that id.
    #[error("{what} not found")]
    NotFound {
        /// What was looked for.
        what: &'static str,
    },
    /// It is on its way and not all here: try again after a run.
    #[error("{what} is not here yet")]
    NotYet {
        /// What.
        what: &'static str,
    },
    /// What came is not what was sent: try again.
    #[error("the {what} came broken")]
    Broken {
        /// What.
        what: &'static str,
    },
    /// The locked screen's places are all taken by messages not yet sent.
    #[error("the locked screen holds as many unsent messages as it can")]
    Full,
    /// A stored record cannot be read.
    #[error("a stored record is damaged")]
    RecordDamaged,
    /// A stored record was written by a later version.
    #[error("a stored record has version {found}, later than this software knows")]
    RecordTooNew {
        /// The record's version.
        found: u8,
    },
    /// Bytes from outside do not follow the protocol.
    #[error("bytes from outside do not follow the protocol")]
    Protocol(#[from] ProtocolError),
    /// A plan is armed for the first time only after a drill was run, or postponed once.
    #[error("a drill must be run, or postponed once, before the plan is armed")]
    DrillFirst,
    /// A fault of this software.
    #[error("internal fault {code}")]
    Bug {
        /// Where.
        code: &'static str,
    },
}

macro_rules! from_protocol {
    ($($error:path),+ $(,)?) => {
        $(impl From<$error> for EngineError {
            fn from(error: $error) -> Self {
                Self::Protocol(error.into())
            }
        })+
    };
}

from_protocol!(
    wayhome_protocol::cell::CellError,
    wayhome_protocol::chain::ChainError,
    wayhome_protocol::FormatError,
    wayhome_protocol::group::GroupError,
    wayhome_protocol::locked::LockedError,
    wayhome_protocol::dossier::DossierError,
    wayhome_protocol::shares::ShareError,
    wayhome_protocol::pairing::PairingError,
    wayhome_protocol::link_pairing::LinkError,
    wayhome_protocol::parts::PartsError,
    wayhome_protocol::request::RequestError,
    wayhome_protocol::lodged::LodgedError,
    wayhome_protocol::plan::PlanError,
    wayhome_protocol::uploaded_plan::UploadError,
);

impl EngineError {
    pub(crate) fn invalid(field: &'static str, reason: &'static str) -> Self {
        Self::Invalid { field, reason }
    }
}
