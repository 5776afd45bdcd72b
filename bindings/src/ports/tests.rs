use std::sync::{Mutex, Weak};

use super::*;
use crate::{KdfCost, NewStore, StoreSize, Vault, Wayhome, software_device_key};

const RELAY: &str = "http://127.0.0.1:9/#AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

struct Throwing;

impl Transport for Throwing {
    fn post(&self, _: String, _: Vec<u8>, _: u64) -> Result<Vec<u8>, TransportError> {
        Err(TransportError::Unexpected { reason: "KeyError: 'proxy'".into() })
    }
}

/// What an app's key might do on its next call.
type Trick = Box<dyn FnOnce() -> Result<(), DeviceKeyError> + Send>;

/// The software key, as an app's own would be, with a trick before its next HMAC.
struct Tricky {
    inner: Arc<dyn DeviceKey>,
    trick: Mutex<Option<Trick>>,
}

impl Tricky {
    fn new(folder: &std::path::Path) -> Arc<Self> {
        let path = folder.join("key").to_string_lossy().into_owned();
        Arc::new(Self { inner: software_device_key(path).unwrap(), trick: Mutex::new(None) })
    }

    fn next(&self, trick: impl FnOnce() -> Result<(), DeviceKeyError> + Send + 'static) {
        *self.trick.lock().unwrap() = Some(Box::new(trick));
    }
}

impl DeviceKey for Tricky {
    fn level(&self) -> Result<SecurityLevel, DeviceKeyError> {
        self.inner.level()
    }
    fn make(&self) -> Result<String, DeviceKeyError> {
        self.inner.make()
    }
    fn handles(&self) -> Result<Vec<String>, DeviceKeyError> {
        self.inner.handles()
    }
    fn hmac(&self, data: Vec<u8>) -> Result<Vec<u8>, DeviceKeyError> {
        let trick = self.trick.lock().unwrap().take();
        if let Some(trick) = trick {
            trick()?;
        }
        self.inner.hmac(data)
    }
    fn wrap(&self, handle: String, key: Vec<u8>) -> Result<Vec<u8>, DeviceKeyError> {
        self.inner.wrap(handle, key)
    }
    fn unwrap(&self, handle: String, wrapped: Vec<u8>) -> Result<Vec<u8>, DeviceKeyError> {
        self.inner.unwrap(handle, wrapped)
    }
    fn destroy(&self, handle: String) -> Result<(), DeviceKeyError> {
        self.inner.destroy(handle)
    }
}

struct Home {
    _folder: tempfile::TempDir,
    key: Arc<Tricky>,
    app: Arc<Wayhome>,
    vault: Arc<Vault>,
    pin: Vec<u8>,
}

fn home() -> Home {
    let folder = tempfile::tempdir().unwrap();
    let key = Tricky::new(folder.path());
    let store = NewStore {
        path: folder.path().join("data").to_string_lossy().into_owned(),
        relay: RELAY.into(),
        size: StoreSize::Small,
        kdf_cost: KdfCost::Floor,
        cover: None,
        room_for_eight: false,
    };
    let app = Arc::new(Wayhome::create(store, Arc::clone(&key) as _, Arc::new(Throwing)).unwrap());
    let pin = crate::generate_pin_digits();
    let vault = app.create_vault(&pin, "Asha".into(), "en".into()).unwrap();
    Home { _folder: folder, key, app, vault, pin }
}

#[test]
fn a_port_that_misbehaves_fails_the_call_and_nothing_else() {
    let Home { _folder, key, app, vault, pin } = home();

    let report = app.run_once(crate::budget_now()).unwrap();
    assert_eq!(report.failure, Some(TransportError::Unexpected { reason: "KeyError: 'proxy'".into() }));

    // Something that no error has a case for keeps its words, and one that has a case keeps its own.
    key.next(|| Err(DeviceKeyError::Unexpected { reason: "KeyStoreException".into() }));
    let error = app.unlock(&pin).map(drop).unwrap_err();
    assert_eq!(error, WayhomeError::DeviceKey { reason: "KeyStoreException".into() });
    key.next(|| Err(DeviceKeyError::Unavailable));
    let error = app.unlock(&pin).map(drop).unwrap_err();
    assert_eq!(error, WayhomeError::DeviceKey { reason: "the device key is not available now".into() });

    // Calling the store from inside its device key is refused instead of waiting for itself.
    let weak: Weak<Wayhome> = Arc::downgrade(&app);
    key.next(move || {
        let error = weak.upgrade().unwrap().health().map(drop).unwrap_err();
        assert!(matches!(error, WayhomeError::Invalid { field, .. } if field == "call"));
        Err(DeviceKeyError::Missing)
    });
    let error = app.unlock(&pin).map(drop).unwrap_err();
    assert_eq!(error, WayhomeError::DeviceKey { reason: "the device key is gone".into() });

    // So does freeing a vault there, as a garbage collector may. It is locked a moment later by another thread.
    key.next(move || {
        drop(vault);
        Ok(())
    });
    let vault = app.unlock(&pin).unwrap();
    assert_eq!(vault.check_in(draft()).map(|id| id.len()), Ok(32));

    // None of it has stuck to this thread.
    vault.lock().unwrap();
    assert_eq!(vault.check_in(draft()).unwrap_err(), WayhomeError::Locked);
}

fn draft() -> crate::CheckInDraft {
    crate::CheckInDraft { state: crate::CheckInState::Ok, note: None, place: None, battery_percent: None }
}

#[test]
fn a_panic_inside_a_device_key_does_not_leave_the_thread_marked() {
    let folder = tempfile::tempdir().unwrap();
    let key = Tricky::new(folder.path());
    let port = DeviceKeyPort::new(Arc::clone(&key) as _).unwrap();
    key.next(|| panic!("in the app"));
    let call = std::panic::AssertUnwindSafe(|| wayhome::DeviceKey::hmac(&port, b"x").map(drop));
    assert!(std::panic::catch_unwind(call).is_err());
    assert!(!in_device_key());
}

/// Gives bytes and handles of wrong lengths.
struct Careless;

impl DeviceKey for Careless {
    fn level(&self) -> Result<SecurityLevel, DeviceKeyError> {
        Ok(SecurityLevel::SecureElement)
    }
    fn make(&self) -> Result<String, DeviceKeyError> {
        Ok("my-alias".into())
    }
    fn handles(&self) -> Result<Vec<String>, DeviceKeyError> {
        Ok(vec!["00".repeat(16), String::new()])
    }
    fn hmac(&self, data: Vec<u8>) -> Result<Vec<u8>, DeviceKeyError> {
        Ok(data)
    }
    fn wrap(&self, _: String, _: Vec<u8>) -> Result<Vec<u8>, DeviceKeyError> {
        Ok(vec![0; 161])
    }
    fn unwrap(&self, _: String, _: Vec<u8>) -> Result<Vec<u8>, DeviceKeyError> {
        Err(DeviceKeyError::Refused)
    }
    fn destroy(&self, _: String) -> Result<(), DeviceKeyError> {
        Ok(())
    }
}

#[test]
fn bytes_of_a_wrong_length_are_an_error_that_says_so() {
    let port = DeviceKeyPort::new(Arc::new(Careless)).unwrap();
    assert!(wayhome::DeviceKey::make(&port).is_err());
    assert_eq!(take_surprise().as_deref(), Some("a handle is not 32 hexadecimal digits"));
    assert!(wayhome::DeviceKey::handles(&port).is_err());
    assert!(wayhome::DeviceKey::hmac(&port, b"short").is_err());
    assert_eq!(take_surprise().as_deref(), Some("an HMAC has another length than 32 bytes"));
    assert_eq!(
        wayhome::DeviceKey::unwrap(&port, wayhome::HandleId([0; 16]), b""),
        Err(wayhome::DeviceKeyError::Refused)
    );
    assert_eq!(take_surprise(), None);

    let folder = tempfile::tempdir().unwrap();
    let store = NewStore {
        path: folder.path().join("data").to_string_lossy().into_owned(),
        relay: RELAY.into(),
        size: StoreSize::Small,
        kdf_cost: KdfCost::Floor,
        cover: None,
        room_for_eight: false,
    };
    let error = Wayhome::create(store, Arc::new(Careless), Arc::new(Throwing)).map(drop).unwrap_err();
    assert_eq!(error, WayhomeError::DeviceKey { reason: "a handle is not 32 hexadecimal digits".into() });
}

#[test]
fn a_handle_survives_its_hexadecimal_form() {
    let handle = wayhome::HandleId(*b"0123456789abcdef");
    assert_eq!(handle_from_hex(&handle_to_hex(handle)), Ok(handle));
    for wrong in ["", "00", "zz112233445566778899aabbccddeeff"] {
        assert!(handle_from_hex(wrong).is_err());
    }
}
