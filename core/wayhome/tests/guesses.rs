//! Trying PINs through the library: who waits for whom, and by which clock.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests may panic")]

mod common;

use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use common::{NoNetwork, RELAY, pin};
use wayhome::{
    Clock, Config, DeviceKey, DeviceKeyError, Error, HandleId, KdfCost, RelayAddress, SecurityLevel,
    SosDraft, Timestamp, Wayhome,
};
use wayhome_vault::testing::MemoryDeviceKey;

/// What the phone shows, which anybody who holds it sets, and what has really passed.
#[derive(Default)]
struct TwoClocks {
    shown: AtomicU64,
    passed: AtomicU64,
}

impl Clock for TwoClocks {
    fn now(&self) -> Timestamp {
        Timestamp::from_millis(1_772_344_800_000 + self.shown.load(Ordering::SeqCst))
    }

    fn steady(&self) -> Duration {
        Duration::from_millis(self.passed.load(Ordering::SeqCst))
    }
}

/// Something that happens once, while the device is asked about a PIN.
type Meanwhile = Box<dyn FnOnce() + Send>;

/// A device key during whose slow call other things happen.
struct Slow {
    inner: MemoryDeviceKey,
    meanwhile: Mutex<Option<Meanwhile>>,
}

impl DeviceKey for Slow {
    fn level(&self) -> SecurityLevel {
        self.inner.level()
    }

    fn make(&self) -> Result<HandleId, DeviceKeyError> {
        self.inner.make()
    }

    fn handles(&self) -> Result<Vec<HandleId>, DeviceKeyError> {
        self.inner.handles()
    }

    fn hmac(&self, data: &[u8]) -> Result<[u8; 32], DeviceKeyError> {
        let happens = self.meanwhile.lock().unwrap().take();
        if let Some(happens) = happens {
            happens();
        }
        self.inner.hmac(data)
    }

    fn wrap(&self, handle: HandleId, key: &[u8; 32]) -> Result<Vec<u8>, DeviceKeyError> {
        self.inner.wrap(handle, key)
    }

    fn unwrap(
        &self,
        handle: HandleId,
        wrapped: &[u8],
    ) -> Result<zeroize::Zeroizing<Vec<u8>>, DeviceKeyError> {
        self.inner.unwrap(handle, wrapped)
    }

    fn destroy(&self, handle: HandleId) -> Result<(), DeviceKeyError> {
        self.inner.destroy(handle)
    }
}

struct Phone {
    _folder: tempfile::TempDir,
    path: PathBuf,
    clock: Arc<TwoClocks>,
    device: Arc<Slow>,
}

impl Phone {
    fn new() -> (Self, Wayhome) {
        let folder = tempfile::tempdir().unwrap();
        let inner = MemoryDeviceKey::new(SecurityLevel::TrustedEnvironment, 3);
        let device = Arc::new(Slow { inner, meanwhile: Mutex::default() });
        let path = folder.path().join("data");
        let phone = Self { _folder: folder, path, clock: Arc::default(), device };
        let app = Wayhome::create(phone.config(), &RelayAddress::from_text(RELAY).unwrap()).unwrap();
        drop(app.create_vault(&pin("482913"), "Asha", "en").unwrap());
        (phone, app)
    }

    fn config(&self) -> Config {
        Config::new(&self.path, Arc::clone(&self.device) as Arc<dyn DeviceKey>, Arc::new(NoNetwork))
            .with_clock(Arc::clone(&self.clock) as Arc<dyn Clock>)
            .with_kdf_cost(KdfCost::TestOnly)
    }

    fn pass(&self, seconds: u64) {
        self.clock.passed.fetch_add(seconds * 1_000, Ordering::SeqCst);
        self.clock.shown.fetch_add(seconds * 1_000, Ordering::SeqCst);
    }
}

fn must_wait(app: &Wayhome, typed: &str) -> u64 {
    match app.unlock(&pin(typed)).map(drop) {
        Err(Error::RetryLater { after_ms }) => after_ms,
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_wait_begins_anew_after_a_restart_and_ignores_the_clock() {
    let (phone, app) = Phone::new();
    for _ in 0..5 {
        assert!(matches!(app.unlock(&pin("000000")), Err(Error::WrongPin)));
    }
    phone.pass(20);
    assert_eq!(must_wait(&app, "482913"), 10_000);
    // Ten years on, and back to 1970: only what has passed counts.
    for shown in [315_360_000_000, 0] {
        phone.clock.shown.store(shown, Ordering::SeqCst);
        assert_eq!(must_wait(&app, "482913"), 10_000);
        assert_eq!(must_wait(&app, "000000"), 10_000);
    }
    // Started again, it waits from the beginning; a second app beside it has waited in vain too.
    phone.pass(9);
    let second = Wayhome::open(phone.config()).unwrap();
    assert_eq!(must_wait(&app, "482913"), 1_000);
    assert_eq!(must_wait(&second, "482913"), 30_000);
    drop(app);
    let app = Wayhome::open(phone.config()).unwrap();
    assert_eq!(must_wait(&app, "482913"), 30_000);
    phone.pass(30);
    // The sixth wrong one, tried by one of them, makes both wait longer; each counts from its own last try.
    assert!(matches!(app.unlock(&pin("000000")), Err(Error::WrongPin)));
    assert_eq!(must_wait(&app, "482913"), 60_000);
    assert_eq!(must_wait(&second, "482913"), 30_000);
    // The locked screen never waits.
    app.locked_sos(&SosDraft::default()).unwrap();
    phone.pass(60);
    drop(app.unlock(&pin("482913")).unwrap());
    // It is over, for all.
    assert!(matches!(second.unlock(&pin("000000")), Err(Error::WrongPin)));
    drop(second.unlock(&pin("482913")).unwrap());
}

#[test]
fn a_call_for_help_does_not_wait_for_a_pin_that_is_being_worked_out() {
    let (phone, app) = Phone::new();
    let (told, tells) = mpsc::channel();
    let locked = app.clone();
    *phone.device.meanwhile.lock().unwrap() = Some(Box::new(move || {
        let (done, finished) = mpsc::channel();
        std::thread::spawn(move || {
            let _ = done.send(locked.locked_sos(&SosDraft::default()));
        });
        // If it waited for the PIN, it would wait for ever.
        let _ = told.send(finished.recv_timeout(Duration::from_secs(60)).map(|sos| sos.is_ok()));
    }));
    let vault = app.unlock(&pin("482913")).unwrap();
    assert_eq!(tells.recv().unwrap(), Ok(true));
    // The vault knows of what was said meanwhile.
    assert_eq!(vault.open_sos().unwrap().len(), 1);
}

#[test]
fn changing_the_pin_takes_its_guesses_from_the_same_count() {
    let (phone, app) = Phone::new();
    let vault = app.unlock(&pin("482913")).unwrap();
    for _ in 0..5 {
        assert!(matches!(vault.change_pin(&pin("000000"), &pin("new pin 7")), Err(Error::WrongPin)));
    }
    let refused = vault.change_pin(&pin("482913"), &pin("new pin 7"));
    assert!(matches!(refused, Err(Error::RetryLater { after_ms: 30_000 })));
    assert_eq!(must_wait(&app, "482913"), 30_000);
    phone.pass(30);
    vault.change_pin(&pin("482913"), &pin("new pin 7")).unwrap();
    drop(vault);
    phone.pass(30);
    drop(app.unlock(&pin("new pin 7")).unwrap());
}
