//! The device key: what a phone's secure element does for a store, as a trait that an app implements.

use std::io::ErrorKind;

use zeroize::Zeroizing;

/// The greatest length of a wrapped key in bytes; a header has that much room for one.
pub const MAX_WRAPPED_LEN: usize = 160;

/// How well the device keeps its key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SecurityLevel {
    /// A file: whoever copies the storage has the key too.
    Software,
    /// An isolated part of the main processor.
    TrustedEnvironment,
    /// A separate chip: StrongBox or Secure Enclave.
    SecureElement,
}

/// Names one wrapping key inside the device.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct HandleId(pub [u8; 16]);

/// Why a device key failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
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
    Io(ErrorKind),
    /// Another reason, by a number that the implementation chose.
    #[error("the device key failed with code {code}")]
    Other {
        /// The implementation's own number.
        code: i32,
    },
}

impl From<std::io::Error> for DeviceKeyError {
    fn from(error: std::io::Error) -> Self {
        DeviceKeyError::Io(error.kind())
    }
}

/// Keys that never leave the device. **One device key belongs to one store**: wrapping keys that the store's header
/// does not name are destroyed when it is opened. Keys must not be bound to user authentication. Calls from several
/// threads and processes at once must each take effect whole.
///
/// Called on the thread that called the store, never under a lock of this crate but while a write transaction may
/// be open, so an implementation must not call back into the store.
pub trait DeviceKey: Send + Sync {
    /// How well the key is kept.
    fn level(&self) -> SecurityLevel;

    /// Makes a fresh wrapping key and returns its handle.
    ///
    /// # Errors
    /// Any [`DeviceKeyError`].
    fn make(&self) -> Result<HandleId, DeviceKeyError>;

    /// The handles of all wrapping keys that exist.
    ///
    /// # Errors
    /// Any [`DeviceKeyError`].
    fn handles(&self) -> Result<Vec<HandleId>, DeviceKeyError>;

    /// HMAC-SHA256 of `data` under the one MAC key, which is made on first use and never changes.
    ///
    /// # Errors
    /// Any [`DeviceKeyError`].
    fn hmac(&self, data: &[u8]) -> Result<[u8; 32], DeviceKeyError>;

    /// Wraps 32 secret bytes into at most [`MAX_WRAPPED_LEN`] bytes.
    ///
    /// # Errors
    /// [`DeviceKeyError::UnknownHandle`], or any other.
    fn wrap(&self, handle: HandleId, key: &[u8; 32]) -> Result<Vec<u8>, DeviceKeyError>;

    /// Undoes [`DeviceKey::wrap`].
    ///
    /// # Errors
    /// [`DeviceKeyError::UnknownHandle`], [`DeviceKeyError::Refused`], or any other.
    fn unwrap(&self, handle: HandleId, wrapped: &[u8]) -> Result<Zeroizing<Vec<u8>>, DeviceKeyError>;

    /// Destroys a wrapping key. Destroying one that is not there succeeds.
    ///
    /// # Errors
    /// Any [`DeviceKeyError`].
    fn destroy(&self, handle: HandleId) -> Result<(), DeviceKeyError>;
}
