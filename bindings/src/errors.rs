//! Errors, and the one place where the library's become these.

use uniffi::UnexpectedUniFFICallbackError;

use crate::ports::take_surprise;
use crate::{PinRule, Refusal};

/// Why a call failed. Nothing has changed on disk. No field holds a name, a place, an id, a key or a stored value.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, uniffi::Error)]
#[non_exhaustive]
pub enum WayhomeError {
    /// The vault this belongs to is closed. Unlock it again.
    #[error("the vault is locked")]
    Locked,
    /// No vault opens with this PIN.
    #[error("wrong PIN")]
    WrongPin,
    /// Too many wrong PINs were tried, and the next must wait. Nothing was tried. The time runs while the app does.
    #[error("too many wrong PINs were tried")]
    RetryLater {
        /// How long from now, in milliseconds.
        after_ms: u64,
    },
    /// The PIN is too easy to guess for the kind of key this device has.
    #[error("the PIN is too weak")]
    WeakPin {
        /// What would do.
        wanted: PinRule,
    },
    /// The store cannot be read. Nothing was deleted; [`crate::set_aside`] moves it out of the way. If the device no longer
    /// has its keys, which `what` says, and somebody wiped it, [`crate::wipe_at`] ends that.
    #[error("the store is damaged ({what}); it was left as it is")]
    StoreDamaged {
        /// Which check failed.
        what: String,
    },
    /// A later version of this software wrote the store. Update the app.
    #[error("the store has format {found}, this software knows up to {supported}")]
    StoreTooNew {
        /// The format found.
        found: i64,
        /// The newest format known.
        supported: i64,
    },
    /// Another process is writing for longer than a few seconds. Try again.
    #[error("the store is busy")]
    StoreBusy,
    /// There is no store here.
    #[error("there is no store here")]
    NoStore,
    /// The store was wiped while it was open: now, because as many wrong PINs were tried as its owner allows, or by another
    /// process. Nothing that it held can be read any more.
    #[error("the store was wiped; nothing that it held can be read any more")]
    Wiped,
    /// There is a store, or a first vault, already.
    #[error("it exists already")]
    AlreadyExists,
    /// The store belongs to another device, or the device's key was lost.
    #[error("the store does not open with this device's key")]
    NotThisDevice,
    /// The device's secure element, or what stands in its place, failed.
    #[error("the device key failed")]
    DeviceKey {
        /// What it said; in the app's own words if its [`crate::DeviceKey`] failed in a way that it should not.
        reason: String,
    },
    /// The disk is full. Free some space and try again.
    #[error("the disk is full")]
    DiskFull,
    /// The vault is full. Remove attachments or old things.
    #[error("the vault has no room left")]
    NoSpace,
    /// The locked screen holds as many unsent messages as it can. Sync, or unlock.
    #[error("the locked screen holds as many unsent messages as it can")]
    Full,
    /// A plan is armed for the first time only after a drill was run, or postponed once.
    #[error("a drill must be run, or postponed once, before the plan is armed")]
    DrillFirst,
    /// A value given is not acceptable.
    #[error("{field}: {reason}")]
    Invalid {
        /// Which value.
        field: String,
        /// Why, in words for a developer.
        reason: String,
    },
    /// It is on its way and not all here. Try again after a run.
    #[error("{what} is not here yet")]
    NotYet {
        /// What.
        what: String,
    },
    /// What came is not what was sent. Try again.
    #[error("the {what} came broken")]
    Broken {
        /// What.
        what: String,
    },
    /// The relay was asked at once and gave no answer. Try again when there is a network.
    #[error("the relay gave no answer")]
    NoAnswer,
    /// The relay answered, and did not do it.
    #[error("the relay did not do it")]
    Refused {
        /// Why not.
        reason: Refusal,
    },
    /// There is nothing with that id.
    #[error("{what} not found")]
    NotFound {
        /// What was looked for.
        what: String,
    },
    /// The file system failed.
    #[error("reading or writing failed: {kind}")]
    Io {
        /// How.
        kind: String,
    },
    /// A fault of this software. Please report the code.
    #[error("internal fault {code}")]
    Bug {
        /// Where.
        code: String,
    },
}

impl WayhomeError {
    pub(crate) fn invalid(field: &str, reason: impl ToString) -> Self {
        Self::Invalid { field: field.to_owned(), reason: reason.to_string() }
    }
}

impl From<wayhome::Error> for WayhomeError {
    fn from(error: wayhome::Error) -> Self {
        use wayhome::Error as Inner;
        match error {
            Inner::Locked => Self::Locked,
            Inner::WrongPin => Self::WrongPin,
            Inner::RetryLater { after_ms } => Self::RetryLater { after_ms },
            Inner::WeakPin { wanted } => Self::WeakPin { wanted: wanted.into() },
            Inner::StoreDamaged { what } => Self::StoreDamaged { what: what.to_owned() },
            Inner::StoreTooNew { found, supported } => Self::StoreTooNew { found, supported },
            Inner::StoreBusy => Self::StoreBusy,
            Inner::NoStore => Self::NoStore,
            Inner::Wiped => Self::Wiped,
            Inner::AlreadyExists => Self::AlreadyExists,
            Inner::NotThisDevice => Self::NotThisDevice,
            Inner::DeviceKey { reason } => Self::DeviceKey { reason: take_surprise().unwrap_or(reason) },
            Inner::DiskFull => Self::DiskFull,
            Inner::NoSpace => Self::NoSpace,
            Inner::Full => Self::Full,
            Inner::DrillFirst => Self::DrillFirst,
            Inner::Invalid { field, reason } => Self::Invalid { field: field.to_owned(), reason },
            Inner::NotFound { what } => Self::NotFound { what: what.to_owned() },
            Inner::NotYet { what } => Self::NotYet { what: what.to_owned() },
            Inner::Broken { what } => Self::Broken { what: what.to_owned() },
            Inner::NoAnswer { .. } => Self::NoAnswer,
            Inner::Refused { reason } => Self::Refused { reason: reason.into() },
            Inner::Io { kind } => Self::Io { kind: kind.to_string() },
            Inner::Bug { code } => Self::Bug { code: code.to_owned() },
            // The library's enum may grow; a case that is missing here is a fault of these bindings.
            other => Self::Bug { code: format!("unmapped: {other}") },
        }
    }
}

/// Why a [`crate::Transport`] brought no answer. Every case is tried again later; nothing is lost by it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, uniffi::Error)]
pub enum TransportError {
    /// No connection, or it broke.
    #[error("the relay could not be reached")]
    Unreachable,
    /// It took too long.
    #[error("the relay did not answer in time")]
    TimedOut,
    /// The answer's status was not 200.
    #[error("the relay answered with status {status}")]
    Status {
        /// The HTTP status.
        status: u16,
    },
    /// The answer was longer than it may be, or not HTTP.
    #[error("the relay's answer made no sense")]
    Garbled,
    /// The transport itself failed in a way that it should not: it threw something else. Apps do not throw this.
    #[error("the transport failed")]
    Unexpected {
        /// In the transport's own words.
        reason: String,
    },
}

impl From<UnexpectedUniFFICallbackError> for TransportError {
    fn from(error: UnexpectedUniFFICallbackError) -> Self {
        Self::Unexpected { reason: error.reason }
    }
}

impl From<wayhome::TransportError> for TransportError {
    fn from(error: wayhome::TransportError) -> Self {
        use wayhome::TransportError as Inner;
        match error {
            Inner::Unreachable => Self::Unreachable,
            Inner::TimedOut => Self::TimedOut,
            Inner::Status { status } => Self::Status { status },
            Inner::Garbled => Self::Garbled,
        }
    }
}

impl From<TransportError> for wayhome::TransportError {
    fn from(error: TransportError) -> Self {
        match error {
            TransportError::Unreachable | TransportError::Unexpected { .. } => Self::Unreachable,
            TransportError::TimedOut => Self::TimedOut,
            TransportError::Status { status } => Self::Status { status },
            TransportError::Garbled => Self::Garbled,
        }
    }
}

/// Why a [`crate::DeviceKey`] failed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, uniffi::Error)]
pub enum DeviceKeyError {
    /// The device cannot be asked now; trying later may help.
    #[error("the device key is not available now")]
    Unavailable,
    /// The device no longer has its key, or never had one.
    #[error("the device key is gone")]
    Missing,
    /// A key is already there, and would have been overwritten.
    #[error("a device key is already here")]
    AlreadyExists,
    /// The device's own storage cannot be trusted.
    #[error("the device key is damaged")]
    Damaged,
    /// No wrapping key has this handle.
    #[error("no such wrapping key")]
    UnknownHandle,
    /// The bytes to unwrap were not wrapped with this key.
    #[error("the wrapped key was refused")]
    Refused,
    /// The file system failed.
    #[error("the device key's storage failed")]
    Io,
    /// Another reason, by a number that the implementation chose.
    #[error("the device key failed with code {code}")]
    Other {
        /// The implementation's own number.
        code: i32,
    },
    /// The device key itself failed in a way that it should not: it threw something else, or gave bytes of a wrong
    /// length. Apps do not throw this.
    #[error("the device key failed")]
    Unexpected {
        /// In the device key's own words.
        reason: String,
    },
}

impl From<UnexpectedUniFFICallbackError> for DeviceKeyError {
    fn from(error: UnexpectedUniFFICallbackError) -> Self {
        Self::Unexpected { reason: error.reason }
    }
}

impl From<wayhome::DeviceKeyError> for DeviceKeyError {
    fn from(error: wayhome::DeviceKeyError) -> Self {
        use wayhome::DeviceKeyError as Inner;
        match error {
            Inner::Unavailable => Self::Unavailable,
            Inner::Missing => Self::Missing,
            Inner::AlreadyExists => Self::AlreadyExists,
            Inner::Damaged => Self::Damaged,
            Inner::UnknownHandle => Self::UnknownHandle,
            Inner::Refused => Self::Refused,
            Inner::Io(_) => Self::Io,
            Inner::Other { code } => Self::Other { code },
        }
    }
}

impl From<DeviceKeyError> for wayhome::DeviceKeyError {
    fn from(error: DeviceKeyError) -> Self {
        match error {
            DeviceKeyError::Unavailable => Self::Unavailable,
            DeviceKeyError::Missing => Self::Missing,
            DeviceKeyError::AlreadyExists => Self::AlreadyExists,
            DeviceKeyError::Damaged => Self::Damaged,
            DeviceKeyError::UnknownHandle => Self::UnknownHandle,
            DeviceKeyError::Refused => Self::Refused,
            DeviceKeyError::Io => Self::Io(std::io::ErrorKind::Other),
            DeviceKeyError::Other { code } => Self::Other { code },
            // The number is not shown: the reason takes its place where the library's error becomes ours.
            DeviceKeyError::Unexpected { .. } => Self::Other { code: i32::MIN },
        }
    }
}

#[cfg(test)]
mod tests;
