//! A phone for the tests of the library alone: no network, a clock that only the test moves.
#![allow(dead_code, unreachable_pub, clippy::unwrap_used, reason = "tests may panic")]

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use wayhome::{
    Clock, Config, KdfCost, Pin, RelayAddress, Rotations, SecurityLevel, Timestamp, Transport,
    TransportError, Vault, Wayhome,
};
use wayhome_vault::testing::MemoryDeviceKey;

pub const PIN: &str = "482913";
pub const RELAY: &str = "http://127.0.0.1:9/#BEAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
const BEGINNING: u64 = 1_772_344_800_000;

pub fn pin(typed: &str) -> Pin {
    Pin::parse(typed, SecurityLevel::TrustedEnvironment).unwrap()
}

/// No network at all.
pub struct NoNetwork;

impl Transport for NoNetwork {
    fn post(&self, _: &str, _: &[u8], _: usize) -> Result<Vec<u8>, TransportError> {
        Err(TransportError::Unreachable)
    }
}

/// What is done when the clock that nobody sets is next asked.
pub type Meanwhile = Box<dyn FnMut() + Send>;

/// The phone's clock, and a way to do something between two parts of long work.
#[derive(Default)]
pub struct TestClock {
    pub passed_ms: AtomicU64,
    pub meanwhile: Mutex<Option<Meanwhile>>,
}

impl Clock for TestClock {
    fn now(&self) -> Timestamp {
        Timestamp::from_millis(BEGINNING + self.passed_ms.load(Ordering::SeqCst))
    }

    fn steady(&self) -> Duration {
        let happens = self.meanwhile.lock().unwrap().take();
        if let Some(mut happens) = happens {
            happens();
            self.meanwhile.lock().unwrap().get_or_insert(happens);
        }
        Duration::from_millis(self.passed_ms.load(Ordering::SeqCst))
    }
}

pub struct Phone {
    _folder: tempfile::TempDir,
    pub path: PathBuf,
    pub clock: Arc<TestClock>,
    pub device: MemoryDeviceKey,
}

impl Phone {
    pub fn new() -> (Self, Wayhome, Vault) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("data");
        let device = MemoryDeviceKey::new(SecurityLevel::TrustedEnvironment, 3);
        let phone = Self { _folder: folder, path, clock: Arc::default(), device };
        let (app, vault) = phone.set_up();
        (phone, app, vault)
    }

    pub fn set_up(&self) -> (Wayhome, Vault) {
        let app = Wayhome::create(self.config(), &RelayAddress::from_text(RELAY).unwrap()).unwrap();
        let vault = app.create_vault(&pin(PIN), "Asha", "en").unwrap();
        (app, vault)
    }

    pub fn config(&self) -> Config {
        Config::new(&self.path, Arc::new(self.device.clone()), Arc::new(NoNetwork))
            .with_clock(Arc::clone(&self.clock) as Arc<dyn Clock>)
            .with_kdf_cost(KdfCost::TestOnly)
            .with_rotations(Rotations::Automatic)
    }

    pub fn pass(&self, seconds: u64) {
        self.clock.passed_ms.fetch_add(seconds * 1_000, Ordering::SeqCst);
    }

    /// Every row of the file.
    pub fn rows(&self) -> BTreeMap<i64, Vec<u8>> {
        let connection = rusqlite::Connection::open(&self.path).unwrap();
        let mut select = connection.prepare("SELECT id, body FROM blob").unwrap();
        let rows = select.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap();
        rows.map(Result::unwrap).collect()
    }
}

/// How many rows of cells are the same in both.
pub fn same(one: &BTreeMap<i64, Vec<u8>>, other: &BTreeMap<i64, Vec<u8>>) -> usize {
    assert_eq!(one.len(), other.len());
    one.iter().filter(|(id, body)| other.get(id) == Some(body)).count()
}
