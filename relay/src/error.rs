//! Why the relay did not start, or stopped.

use std::net::SocketAddr;
use std::path::PathBuf;

use crate::{ConfigError, StorageError};

/// Why the relay did not start, or stopped.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum RelayError {
    /// The configuration was refused.
    #[error(transparent)]
    Config(#[from] ConfigError),
    /// The database did not open.
    #[error(transparent)]
    Storage(#[from] StorageError),
    /// Another relay runs on the same data folder.
    #[error("another relay is using the data folder {folder}", folder = folder.display())]
    AlreadyRunning {
        /// The folder.
        folder: PathBuf,
    },
    /// The data folder cannot be used.
    #[error("cannot use the data folder {folder}", folder = folder.display())]
    Folder {
        /// The folder.
        folder: PathBuf,
        /// What the system said.
        #[source]
        source: std::io::Error,
    },
    /// There is a database but no key. Phones know the relay by its key; a new one would lock them out.
    #[error("the relay's key {path} is missing: restore it from a backup", path = path.display())]
    KeyMissing {
        /// Where the key should be.
        path: PathBuf,
    },
    /// The key file does not hold a key. It was left alone.
    #[error("the relay's key {path} is damaged: restore it from a backup", path = path.display())]
    KeyDamaged {
        /// The file.
        path: PathBuf,
    },
    /// There are routes but no key to them: no address could be read any more.
    #[error("there are routes, but their key {path} is missing: restore it from a backup", path = path.display())]
    RoutesKeyMissing {
        /// Where the key should be.
        path: PathBuf,
    },
    /// The file does not hold a key. It was left alone.
    #[error("the routes' key {path} is damaged: restore it from a backup", path = path.display())]
    RoutesKeyDamaged {
        /// The file.
        path: PathBuf,
    },
    /// The file holds a key, but not the one under which the routes are kept.
    #[error("the routes' key {path} is not the one under which they are kept: restore the right one", path = path.display())]
    RoutesKeyWrong {
        /// The file.
        path: PathBuf,
    },
    /// The file of a key cannot be read or written.
    #[error("cannot use the routes' key {path}", path = path.display())]
    RoutesKeyUnreadable {
        /// The file.
        path: PathBuf,
        /// What the system said.
        #[source]
        source: std::io::Error,
    },
    /// The file of certificates holds none.
    #[error("{path} holds no certificates that can be used", path = path.display())]
    Certificates {
        /// The file.
        path: PathBuf,
    },
    /// TLS cannot be set up for sending.
    #[error("TLS cannot be set up")]
    Tls,
    /// The address cannot be listened on.
    #[error("cannot listen on {listen}")]
    Listen {
        /// The configured address.
        listen: SocketAddr,
        /// What the system said.
        #[source]
        source: std::io::Error,
    },
    /// The address under which phones reach this relay cannot be written down.
    #[error("the relay's public address cannot be used: {reason}")]
    Address {
        /// Why not.
        reason: String,
    },
    /// The system gave no thread or no runtime.
    #[error("the system gave the relay no thread to run on")]
    Runtime(#[source] std::io::Error),
    /// A thread of the relay ended by itself.
    #[error("the relay stopped unexpectedly")]
    Stopped,
}
