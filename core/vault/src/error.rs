//! What can go wrong, sorted by what the caller can do about it.

use std::io::ErrorKind;
use std::time::Duration;

use crate::device::DeviceKeyError;
use crate::pin::PinRule;

/// An error of the vault. Its text never holds a name, key, path or stored value.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// There is no file at the path.
    #[error("there is no store here")]
    NotFound,
    /// A file already lies where a store was to be created.
    #[error("a file is already here")]
    AlreadyExists,
    /// The file is not a store, or part of it cannot be trusted. Nothing was deleted; see [`crate::set_aside`].
    #[error("the store is damaged: {what}")]
    Damaged {
        /// Which check failed, in fixed words.
        what: &'static str,
    },
    /// A later version of the software wrote this file.
    #[error("the store has format {found}, this software knows {supported}")]
    TooNew {
        /// The format version found in the file.
        found: i64,
        /// The newest format version that this software reads.
        supported: i64,
    },
    /// Another process or connection is writing; try again.
    #[error("the store is busy")]
    Busy,
    /// The file system refused to take more bytes. Nothing was changed.
    #[error("the disk is full")]
    DiskFull,
    /// The region has too few free cells. Nothing was changed.
    #[error("the store has no room left")]
    NoSpace,
    /// The head cell of the region cannot hold the record. Nothing was changed.
    #[error("the head cell is full")]
    HeadFull,
    /// A record is longer than the format allows.
    #[error("a record may hold at most {max} bytes")]
    TooLarge {
        /// The greatest length in bytes.
        max: usize,
    },
    /// No slot opens with this PIN.
    #[error("wrong PIN")]
    WrongPin,
    /// Wrong PINs were tried before, and the next one must wait. Nothing was tried or counted.
    #[error("too many wrong PINs; the next can be tried in {} s", after.as_secs().max(1))]
    RetryLater {
        /// How long, from now.
        after: Duration,
    },
    /// The PIN is too easy to guess for this kind of device key.
    #[error("the PIN is too weak: {wanted}")]
    WeakPin {
        /// What would be accepted.
        wanted: PinRule,
    },
    /// The PIN cannot be used, because it would open another slot. It counts as a wrong one.
    #[error("this PIN cannot be used here; choose another")]
    PinTaken,
    /// Recovery words open nothing here, or the same as others that were given with them.
    #[error("these words open nothing here")]
    WrongWords,
    /// The PIN is longer than the format allows.
    #[error("a PIN may hold at most {max} bytes")]
    PinTooLong {
        /// The greatest length in bytes, after folding.
        max: usize,
    },
    /// Both copies of the header look well-formed but do not open with this device key.
    #[error("the store does not open with this device's key")]
    NotThisDevice,
    /// The device key failed.
    #[error("the device key failed")]
    Device(#[source] DeviceKeyError),
    /// The store was wiped: now, because as many wrong PINs were tried as it allows, or before. Nothing that it held can
    /// be read any more.
    #[error("the store was wiped")]
    Wiped,
    /// A slot was already made in this store.
    #[error("a slot was already made")]
    SlotExists,
    /// The file system failed in a way that has no better name here.
    #[error("input or output failed")]
    Io(ErrorKind),
    /// Something that the code holds to be impossible; please report the code.
    #[error("internal error {code}")]
    Bug {
        /// Where it happened, in fixed words.
        code: &'static str,
    },
}

impl From<DeviceKeyError> for Error {
    fn from(source: DeviceKeyError) -> Self {
        Error::Device(source)
    }
}

impl From<std::io::Error> for Error {
    fn from(error: std::io::Error) -> Self {
        match error.kind() {
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded => Error::DiskFull,
            kind => Error::Io(kind),
        }
    }
}

/// `SQLITE_IOERR_WRITE` and its relatives: what a full file system looks like to SQLite.
const NO_ROOM: [i32; 3] = [
    rusqlite::ffi::SQLITE_IOERR_WRITE,
    rusqlite::ffi::SQLITE_IOERR_SHMSIZE,
    rusqlite::ffi::SQLITE_IOERR_TRUNCATE,
];

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode as Code;
        let rusqlite::Error::SqliteFailure(failure, _) = error else {
            return match error {
                rusqlite::Error::QueryReturnedNoRows => Error::Damaged { what: "a row is missing" },
                rusqlite::Error::InvalidColumnType(..) => Error::Damaged { what: "a row has the wrong type" },
                _ => Error::Bug { code: "sqlite-call" },
            };
        };
        match failure.code {
            Code::DatabaseBusy | Code::DatabaseLocked | Code::FileLockingProtocolFailed => Error::Busy,
            Code::DiskFull => Error::DiskFull,
            Code::DatabaseCorrupt => Error::Damaged { what: "the database is corrupt" },
            Code::NotADatabase => Error::Damaged { what: "not a database" },
            Code::SystemIoFailure if NO_ROOM.contains(&failure.extended_code) => Error::DiskFull,
            Code::SystemIoFailure if failure.extended_code == rusqlite::ffi::SQLITE_IOERR_SHORT_READ => {
                Error::Damaged { what: "the file is cut short" }
            }
            Code::SystemIoFailure => Error::Io(ErrorKind::Other),
            Code::CannotOpen => Error::Io(ErrorKind::NotFound),
            Code::PermissionDenied | Code::ReadOnly => Error::Io(ErrorKind::PermissionDenied),
            Code::OutOfMemory => Error::Io(ErrorKind::OutOfMemory),
            // `SQLITE_ERROR` on one of our fixed statements means that the schema is not ours.
            Code::Unknown => Error::Damaged { what: "the tables are not those of a store" },
            _ => Error::Bug { code: "sqlite" },
        }
    }
}
