//! Where inner errors become public ones. No arm catches "the rest", so a new inner error must be placed here.

use wayhome_engine::EngineError;
use wayhome_vault::Error as VaultError;

use crate::Error;

impl From<VaultError> for Error {
    fn from(error: VaultError) -> Self {
        match error {
            VaultError::NotFound => Self::NoStore,
            VaultError::Wiped => Self::Wiped,
            VaultError::AlreadyExists | VaultError::SlotExists => Self::AlreadyExists,
            VaultError::Damaged { what } => Self::StoreDamaged { what },
            VaultError::TooNew { found, supported } => Self::StoreTooNew { found, supported },
            VaultError::Busy => Self::StoreBusy,
            VaultError::DiskFull => Self::DiskFull,
            VaultError::NoSpace => Self::NoSpace,
            VaultError::HeadFull => Self::Bug { code: "head-full" },
            VaultError::TooLarge { .. } => Self::Bug { code: "record-too-large" },
            VaultError::WrongPin => Self::WrongPin,
            VaultError::RetryLater { after } => {
                // Rounded up, so that whoever waits so long has waited long enough.
                let after_ms = after.as_micros().div_ceil(1_000);
                Self::RetryLater { after_ms: u64::try_from(after_ms).unwrap_or(u64::MAX) }
            }
            VaultError::WrongWords => {
                Self::Invalid { field: "words", reason: "open nothing here".to_owned() }
            }
            VaultError::PinTaken => {
                Self::Invalid { field: "pin", reason: "cannot be used here; choose another".to_owned() }
            }
            VaultError::WeakPin { wanted } => Self::WeakPin { wanted },
            VaultError::PinTooLong { max } => {
                Self::Invalid { field: "pin", reason: format!("may have at most {max} bytes") }
            }
            VaultError::NotThisDevice => Self::NotThisDevice,
            VaultError::Device(source) => Self::DeviceKey { reason: source.to_string() },
            VaultError::Io(kind) => Self::Io { kind },
            VaultError::Bug { code } => Self::Bug { code },
        }
    }
}

impl From<EngineError> for Error {
    fn from(error: EngineError) -> Self {
        match error {
            EngineError::Locked => Self::Locked,
            EngineError::Invalid { field, reason } => Self::Invalid { field, reason: reason.to_owned() },
            EngineError::NotFound { what } => Self::NotFound { what },
            EngineError::NotYet { what } => Self::NotYet { what },
            EngineError::Broken { what } => Self::Broken { what },
            EngineError::Full => Self::Full,
            EngineError::DrillFirst => Self::DrillFirst,
            EngineError::RecordDamaged => Self::StoreDamaged { what: "a record cannot be read" },
            EngineError::RecordTooNew { found } => {
                Self::StoreTooNew { found: i64::from(found), supported: 1 }
            }
            EngineError::Protocol(source) => Self::Invalid { field: "input", reason: source.to_string() },
            EngineError::Bug { code } => Self::Bug { code },
        }
    }
}
