//! Why the storage failed.

use std::path::PathBuf;

/// Why the storage did not do what it was asked to. No variant holds a stored value.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StorageError {
    /// The disk, or the size that the operator allows, is used up.
    #[error("there is no space left for the relay's database")]
    Full,
    /// Another program holds the database.
    #[error("another program is using the relay's database")]
    Busy,
    /// A newer version of this software has changed the database.
    #[error(
        "the relay's database has format {found}, this version knows formats up to {supported}: use a newer version"
    )]
    TooNew {
        /// The format of the file.
        found: u32,
        /// The newest format that this version knows.
        supported: u32,
    },
    /// The file is damaged. It was renamed and nothing of it was deleted.
    #[error(
        "the relay's database is damaged; it was set aside as {path} and nothing was deleted. \
         Restore a backup in its place, or move that file elsewhere to begin with an empty relay",
        path = set_aside.display()
    )]
    Damaged {
        /// Where the damaged file is now.
        set_aside: PathBuf,
    },
    /// The file is a database, but not a relay's. It was left alone.
    #[error("{path} is a database of some other program; it was left alone", path = path.display())]
    Foreign {
        /// The file.
        path: PathBuf,
    },
    /// The system refused.
    #[error("the relay's database could not be reached")]
    Io(#[from] std::io::Error),
    /// The database refused, with this SQLite result code.
    #[error("the relay's database failed with code {code}")]
    Failed {
        /// An extended SQLite result code, or 0 when the failure is not SQLite's.
        code: i32,
    },
}

impl From<rusqlite::Error> for StorageError {
    /// Keeps the code and drops the text, which may quote a value.
    fn from(error: rusqlite::Error) -> Self {
        let rusqlite::Error::SqliteFailure(failure, _) = error else { return Self::Failed { code: 0 } };
        match failure.code {
            rusqlite::ErrorCode::DiskFull => Self::Full,
            rusqlite::ErrorCode::DatabaseBusy | rusqlite::ErrorCode::DatabaseLocked => Self::Busy,
            _ => Self::Failed { code: failure.extended_code },
        }
    }
}
