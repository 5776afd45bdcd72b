//! What every test here starts from.
#![allow(dead_code, unreachable_pub, clippy::unwrap_used, clippy::indexing_slicing)]

pub mod images;
pub mod stranger;

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use rand_chacha::ChaCha20Rng;
use rand_core::SeedableRng;
use wayhome_vault::testing::MemoryDeviceKey;
use wayhome_vault::*;

pub const PIN: &str = "482913";
pub const BODY_LEN: usize = 4040;

pub fn rng(seed: u64) -> ChaCha20Rng {
    ChaCha20Rng::seed_from_u64(seed)
}

pub fn pin(typed: &str) -> Pin {
    Pin::parse(typed, SecurityLevel::TrustedEnvironment).unwrap()
}

/// Longer than anybody ever has to wait.
pub const LONG: Duration = Duration::from_secs(24 * 3600);

/// What the library leaves to its caller: a PIN is worked out first, and time has passed.
pub trait Typed {
    fn first_slot(&mut self, pin: &Pin, rng: &mut ChaCha20Rng) -> Result<Slot>;
    fn try_pin(&mut self, pin: &Pin) -> Result<Slot>;
    fn new_pin(&mut self, slot: &Slot, old: &Pin, new: &Pin, rng: &mut ChaCha20Rng) -> Result<()>;
}

impl Typed for Store {
    fn first_slot(&mut self, pin: &Pin, rng: &mut ChaCha20Rng) -> Result<Slot> {
        let work = self.work_out(pin)?;
        Ok(self.create_first_slot(&work, rng)?.0)
    }

    fn try_pin(&mut self, pin: &Pin) -> Result<Slot> {
        // Another one at each try: nonces that come again would leave rows as they are.
        static TRIES: AtomicU64 = AtomicU64::new(0);
        let work = self.work_out(pin)?;
        self.unlock(&work, LONG, &mut rng(0x5EED_0000 + TRIES.fetch_add(1, Ordering::Relaxed)))
    }

    fn new_pin(&mut self, slot: &Slot, old: &Pin, new: &Pin, rng: &mut ChaCha20Rng) -> Result<()> {
        let (old, new) = (self.work_out(old)?, self.work_out(new)?);
        self.change_pin(slot, (&old, &new), LONG, rng)
    }
}

pub fn key(kind: u8, number: u8) -> RecordKey {
    let mut id = [0; 16];
    id[15] = number;
    RecordKey::new(kind, id)
}

pub fn numbered(kind: u8, number: u32) -> RecordKey {
    let mut id = [0; 16];
    id[12..].copy_from_slice(&number.to_be_bytes());
    RecordKey::new(kind, id)
}

/// A folder for one test. In memory where the system offers that: what is tested here is what processes lose, and every
/// state between two writes is built on purpose.
pub fn folder() -> tempfile::TempDir {
    let memory = std::path::Path::new("/dev/shm");
    let builder = || tempfile::Builder::new();
    let made =
        if memory.is_dir() { builder().prefix("vault-").tempdir_in(memory) } else { builder().tempdir() };
    made.or_else(|_| tempfile::tempdir()).unwrap()
}

/// A place for a store that is not made yet.
pub struct Empty {
    pub folder: tempfile::TempDir,
    pub path: PathBuf,
    pub device: Arc<MemoryDeviceKey>,
    pub cells: u16,
}

impl Empty {
    pub fn new(cells: u16) -> Self {
        let folder = folder();
        let path = folder.path().join("data");
        let device = Arc::new(MemoryDeviceKey::new(SecurityLevel::TrustedEnvironment, 1));
        Empty { folder, path, device, cells }
    }

    pub fn create(&self) -> Result<Store> {
        self.create_seeded(1)
    }

    pub fn create_seeded(&self, seed: u64) -> Result<Store> {
        let size = StoreSize::Cells(self.cells);
        Store::create(&self.path, size, KdfCost::TestOnly, self.device.clone(), &mut rng(seed))
    }
}

/// A store with one slot, both open.
pub struct Bench {
    pub store: Store,
    pub slot: Slot,
    pub rng: ChaCha20Rng,
    pub path: PathBuf,
    pub device: Arc<MemoryDeviceKey>,
    pub folder: tempfile::TempDir,
}

impl Bench {
    pub fn new(cells: u16) -> Self {
        Bench::seeded(cells, 1)
    }

    pub fn seeded(cells: u16, seed: u64) -> Self {
        let empty = Empty::new(cells);
        let mut rng = rng(seed.wrapping_add(1000));
        let mut store = empty.create_seeded(seed).unwrap();
        let slot = store.first_slot(&pin(PIN), &mut rng).unwrap();
        Bench { store, slot, rng, path: empty.path, device: empty.device, folder: empty.folder }
    }

    pub fn open(&mut self) -> Result<Store> {
        Store::open(&self.path, self.device.clone(), &mut self.rng)
    }

    /// Lets five wrong PINs in a row wipe the store.
    pub fn erase_after_five(&mut self) {
        let right = self.store.work_out(&pin(PIN)).unwrap();
        let five = EraseAfter::wrong_pins(5).unwrap();
        self.store.set_erase_after(&self.slot, &right, five, LONG, &mut self.rng).unwrap();
    }

    pub fn reopened(&mut self) -> (Store, Slot) {
        let mut store = self.open().unwrap();
        let slot = store.try_pin(&pin(PIN)).unwrap();
        (store, slot)
    }

    pub fn try_slot_put(
        &mut self,
        key: RecordKey,
        place: Place,
        value: &[u8],
        class: Class,
    ) -> Result<Committed> {
        let mut tx = self.store.begin(Some(&mut self.slot))?;
        tx.slot_put(key, place, value, class)?;
        tx.commit(&mut self.rng)
    }

    pub fn slot_put(&mut self, key: RecordKey, place: Place, value: &[u8]) -> Committed {
        self.try_slot_put(key, place, value, Class::Ordinary).unwrap()
    }

    pub fn lobby_put(&mut self, key: RecordKey, place: Place, value: &[u8]) -> Committed {
        let mut tx = self.store.begin(None).unwrap();
        tx.lobby_put(key, place, value).unwrap();
        tx.commit(&mut self.rng).unwrap()
    }

    /// Every row of the file, by number.
    pub fn rows(&self) -> BTreeMap<i64, Vec<u8>> {
        rows(&self.path)
    }
}

pub fn rows(path: &std::path::Path) -> BTreeMap<i64, Vec<u8>> {
    let conn = rusqlite::Connection::open(path).unwrap();
    let mut statement = conn.prepare("SELECT id, body FROM blob").unwrap();
    statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap().map(|row| row.unwrap()).collect()
}
