//! The ports that an app implements: its transport and its device key. Adapters turn them into the library's.

use std::cell::{Cell, RefCell};
use std::fmt::Display;
use std::sync::Arc;

use zeroize::Zeroizing;

use crate::{DeviceKeyError, SecurityLevel, TransportError, WayhomeError};

/// Carries one request to the relay and brings the answer back: the app's own HTTP stack, proxy and certificate
/// store. [`crate::http_transport`] is one for programs that have none.
///
/// Called on the thread that called `run_once`, without any lock of the library held.
#[uniffi::export(with_foreign)]
pub trait Transport: Send + Sync {
    /// Sends `body` as `POST url` with `Content-Type: application/octet-stream`, follows no redirect, and returns the
    /// body of a 200 answer. It must give up after about 30 s, and must not return more than `max_answer` bytes.
    ///
    /// # Errors
    /// [`TransportError`], best the case that fits; anything else that is thrown becomes
    /// [`TransportError::Unexpected`] and ends the run like an unreachable relay.
    fn post(&self, url: String, body: Vec<u8>, max_answer: u64) -> Result<Vec<u8>, TransportError>;
}

/// Keys that never leave the device: what a phone's secure element does for a store. **One device key belongs to
/// one store**: wrapping keys that the store does not name are destroyed when it is opened. Keys must not be bound to
/// user authentication. [`crate::software_device_key`] is one that is kept in a file.
///
/// Called on the thread that called the store, while the store is held: an implementation must not call the store,
/// nor wait for a thread that does. A call from the same thread fails with [`WayhomeError::Invalid`].
///
/// Anything thrown that is no [`DeviceKeyError`] becomes [`DeviceKeyError::Unexpected`], and fails the call as
/// [`WayhomeError::DeviceKey`].
#[uniffi::export(with_foreign)]
pub trait DeviceKey: Send + Sync {
    /// How well the key is kept. Asked once, when the store is created or opened.
    ///
    /// # Errors
    /// Any [`DeviceKeyError`].
    fn level(&self) -> Result<SecurityLevel, DeviceKeyError>;

    /// Makes a fresh wrapping key and returns its handle, 32 hexadecimal digits drawn at random.
    ///
    /// # Errors
    /// Any [`DeviceKeyError`].
    fn make(&self) -> Result<String, DeviceKeyError>;

    /// The handles of all wrapping keys that exist.
    ///
    /// # Errors
    /// Any [`DeviceKeyError`].
    fn handles(&self) -> Result<Vec<String>, DeviceKeyError>;

    /// HMAC-SHA256 of `data`, 32 bytes, under the one MAC key, which is made on first use and never changes.
    ///
    /// # Errors
    /// Any [`DeviceKeyError`].
    fn hmac(&self, data: Vec<u8>) -> Result<Vec<u8>, DeviceKeyError>;

    /// Wraps 32 secret bytes, authenticated, into at most 160 bytes.
    ///
    /// # Errors
    /// [`DeviceKeyError::UnknownHandle`], or any other.
    fn wrap(&self, handle: String, key: Vec<u8>) -> Result<Vec<u8>, DeviceKeyError>;

    /// Undoes [`DeviceKey::wrap`].
    ///
    /// # Errors
    /// [`DeviceKeyError::UnknownHandle`], [`DeviceKeyError::Refused`], or any other.
    fn unwrap(&self, handle: String, wrapped: Vec<u8>) -> Result<Vec<u8>, DeviceKeyError>;

    /// Destroys a wrapping key. Destroying one that is not there succeeds.
    ///
    /// # Errors
    /// Any [`DeviceKeyError`].
    fn destroy(&self, handle: String) -> Result<(), DeviceKeyError>;
}

thread_local! {
    /// What a port said when it failed in a way that the library's errors have no words for. The library calls its
    /// ports on the thread that called it, so the words are found again on that thread.
    static SURPRISE: RefCell<Option<String>> = const { RefCell::new(None) };
    /// Whether this thread is inside a call to a device key, and so inside the store's lock.
    static IN_DEVICE_KEY: Cell<bool> = const { Cell::new(false) };
}

/// What the port that failed last on this thread said, if that was unexpected. It is told once.
pub(crate) fn take_surprise() -> Option<String> {
    SURPRISE.with(|kept| kept.borrow_mut().take())
}

/// Called at each failure of a port. A success after it changes nothing: cleaning up may succeed.
fn remember(reason: Option<&String>) {
    SURPRISE.with(|kept| *kept.borrow_mut() = reason.cloned());
}

/// Whether this thread is inside a call to a device key.
pub(crate) fn in_device_key() -> bool {
    IN_DEVICE_KEY.with(Cell::get)
}

/// Refuses a call that would wait for itself.
pub(crate) fn refuse_in_device_key() -> Result<(), WayhomeError> {
    if in_device_key() {
        return Err(WayhomeError::invalid("call", "a device key must not call the store that called it"));
    }
    Ok(())
}

/// The app's transport, for the library.
pub(crate) struct TransportPort(pub(crate) Arc<dyn Transport>);

impl wayhome::Transport for TransportPort {
    fn post(&self, url: &str, body: &[u8], max_answer: usize) -> Result<Vec<u8>, wayhome::TransportError> {
        let most = u64::try_from(max_answer).unwrap_or(u64::MAX);
        self.0.post(url.to_owned(), body.to_vec(), most).map_err(|error| {
            remember(match &error {
                TransportError::Unexpected { reason } => Some(reason),
                _ => None,
            });
            error.into()
        })
    }
}

/// While it lives, this thread is inside a device key; a panic ends that too.
struct Inside;

impl Inside {
    fn enter() -> Self {
        IN_DEVICE_KEY.with(|inside| inside.set(true));
        Self
    }
}

impl Drop for Inside {
    fn drop(&mut self) {
        IN_DEVICE_KEY.with(|inside| inside.set(false));
    }
}

/// The app's device key, for the library.
pub(crate) struct DeviceKeyPort {
    key: Arc<dyn DeviceKey>,
    level: SecurityLevel,
}

impl DeviceKeyPort {
    /// Asks the key for its level, outside of the store's lock.
    pub(crate) fn new(key: Arc<dyn DeviceKey>) -> Result<Self, WayhomeError> {
        refuse_in_device_key()?;
        let level = key.level().map_err(|error| match error {
            DeviceKeyError::Unexpected { reason } => WayhomeError::DeviceKey { reason },
            other => WayhomeError::DeviceKey { reason: other.to_string() },
        })?;
        Ok(Self { key, level })
    }

    fn ask<T>(
        &self,
        question: impl FnOnce(&dyn DeviceKey) -> Result<T, DeviceKeyError>,
    ) -> Result<T, wayhome::DeviceKeyError> {
        let inside = Inside::enter();
        let answer = question(&*self.key);
        drop(inside);
        answer.map_err(|error| {
            remember(match &error {
                DeviceKeyError::Unexpected { reason } => Some(reason),
                _ => None,
            });
            error.into()
        })
    }
}

fn unexpected(reason: impl Display) -> DeviceKeyError {
    DeviceKeyError::Unexpected { reason: reason.to_string() }
}

fn handle_to_hex(handle: wayhome::HandleId) -> String {
    handle.0.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn handle_from_hex(text: &str) -> Result<wayhome::HandleId, DeviceKeyError> {
    // The form is that of every other id.
    let id = wayhome::EventId::from_hex(text);
    let id = id.ok_or_else(|| unexpected("a handle is not 32 hexadecimal digits"))?;
    Ok(wayhome::HandleId(*id.as_bytes()))
}

impl wayhome::DeviceKey for DeviceKeyPort {
    fn level(&self) -> wayhome::SecurityLevel {
        self.level.into()
    }

    fn make(&self) -> Result<wayhome::HandleId, wayhome::DeviceKeyError> {
        self.ask(|key| handle_from_hex(&key.make()?))
    }

    fn handles(&self) -> Result<Vec<wayhome::HandleId>, wayhome::DeviceKeyError> {
        self.ask(|key| key.handles()?.iter().map(|text| handle_from_hex(text)).collect())
    }

    fn hmac(&self, data: &[u8]) -> Result<[u8; 32], wayhome::DeviceKeyError> {
        self.ask(|key| {
            let mac = Zeroizing::new(key.hmac(data.to_vec())?);
            mac.as_slice().try_into().map_err(|_| unexpected("an HMAC has another length than 32 bytes"))
        })
    }

    fn wrap(&self, handle: wayhome::HandleId, secret: &[u8; 32]) -> Result<Vec<u8>, wayhome::DeviceKeyError> {
        self.ask(|key| key.wrap(handle_to_hex(handle), secret.to_vec()))
    }

    fn unwrap(
        &self,
        handle: wayhome::HandleId,
        wrapped: &[u8],
    ) -> Result<Zeroizing<Vec<u8>>, wayhome::DeviceKeyError> {
        self.ask(|key| Ok(Zeroizing::new(key.unwrap(handle_to_hex(handle), wrapped.to_vec())?)))
    }

    fn destroy(&self, handle: wayhome::HandleId) -> Result<(), wayhome::DeviceKeyError> {
        self.ask(|key| key.destroy(handle_to_hex(handle)))
    }
}

/// The library's transport, for an app.
pub(crate) struct OwnTransport(pub(crate) wayhome::HttpTransport);

impl Transport for OwnTransport {
    fn post(&self, url: String, body: Vec<u8>, max_answer: u64) -> Result<Vec<u8>, TransportError> {
        let most = usize::try_from(max_answer).unwrap_or(usize::MAX);
        Ok(wayhome::Transport::post(&self.0, &url, &body, most)?)
    }
}

/// The library's device key, for an app.
pub(crate) struct OwnDeviceKey(pub(crate) Arc<dyn wayhome::DeviceKey>);

impl DeviceKey for OwnDeviceKey {
    fn level(&self) -> Result<SecurityLevel, DeviceKeyError> {
        Ok(self.0.level().into())
    }

    fn make(&self) -> Result<String, DeviceKeyError> {
        Ok(handle_to_hex(self.0.make()?))
    }

    fn handles(&self) -> Result<Vec<String>, DeviceKeyError> {
        Ok(self.0.handles()?.into_iter().map(handle_to_hex).collect())
    }

    fn hmac(&self, data: Vec<u8>) -> Result<Vec<u8>, DeviceKeyError> {
        Ok(self.0.hmac(&data)?.to_vec())
    }

    fn wrap(&self, handle: String, key: Vec<u8>) -> Result<Vec<u8>, DeviceKeyError> {
        let key = Zeroizing::new(key);
        let secret = key.as_slice().try_into().map_err(|_| unexpected("a key has 32 bytes"))?;
        Ok(self.0.wrap(handle_from_hex(&handle)?, secret)?)
    }

    fn unwrap(&self, handle: String, wrapped: Vec<u8>) -> Result<Vec<u8>, DeviceKeyError> {
        Ok(self.0.unwrap(handle_from_hex(&handle)?, &wrapped)?.to_vec())
    }

    fn destroy(&self, handle: String) -> Result<(), DeviceKeyError> {
        Ok(self.0.destroy(handle_from_hex(&handle)?)?)
    }
}

#[cfg(test)]
mod tests;
