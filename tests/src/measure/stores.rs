//! Stores at the level of the vault, small and quick to make, for the measurements to be made on.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::SeedableRng as _;
use wayhome_vault::testing::MemoryDeviceKey;
use wayhome_vault::{
    Class, Error, KdfCost, Pin, Place, RecordKey, Result, Rotation, SecurityLevel, Slot, Store, StoreSize,
    Ticket,
};

use crate::template;

/// Cells in each region.
pub(super) const CELLS: u16 = 64;
/// Longer than anybody ever has to wait after wrong PINs.
pub(super) const LONG: Duration = Duration::from_secs(24 * 3600);
/// The PINs of the slots, in the order in which they are made.
pub(super) const PINS: [&str; 3] = ["482913", "205771", "936640"];
/// One that opens nothing.
pub(super) const WRONG: &str = "111111";

/// Chance from a number, and from what it is for: two uses of one number have nothing in common.
pub(super) fn chance(seed: u64, what: u8) -> ChaCha20Rng {
    let mut whole = [what; 32];
    whole[..8].copy_from_slice(&seed.to_be_bytes());
    ChaCha20Rng::from_seed(whole)
}

/// A PIN, read once.
pub(super) fn pin(typed: &str) -> Pin {
    Pin::parse(typed, SecurityLevel::TrustedEnvironment).unwrap()
}

/// A record's key.
pub(super) fn key(kind: u8, number: u32) -> RecordKey {
    let mut id = [0; 16];
    id[12..].copy_from_slice(&number.to_be_bytes());
    RecordKey::new(kind, id)
}

/// A place for a store, alone in its folder.
pub(super) struct Site {
    _folder: tempfile::TempDir,
    pub(super) path: PathBuf,
    pub(super) device: Arc<MemoryDeviceKey>,
}

impl Site {
    pub(super) fn new(seed: u64) -> Self {
        let folder = template::folder();
        let path = folder.path().join("data");
        let device = Arc::new(MemoryDeviceKey::new(SecurityLevel::TrustedEnvironment, seed));
        Self { _folder: folder, path, device }
    }

    pub(super) fn create(&self, rng: &mut ChaCha20Rng) -> Store {
        let size = StoreSize::Cells(CELLS);
        Store::create(&self.path, size, KdfCost::TestOnly, self.device.clone(), rng).unwrap()
    }

    pub(super) fn open(&self, rng: &mut ChaCha20Rng) -> Store {
        Store::open(&self.path, self.device.clone(), rng).unwrap()
    }
}

/// Works the PIN out and tries it.
pub(super) fn unlock(store: &mut Store, pin: &Pin, rng: &mut ChaCha20Rng) -> Result<Slot> {
    let work = store.work_out(pin)?;
    store.unlock(&work, LONG, rng)
}

/// The first slot, and the rights to three more.
pub(super) fn first_slot(store: &mut Store, rng: &mut ChaCha20Rng) -> (Slot, [Ticket; 3]) {
    let work = store.work_out(&pin(PINS[0])).unwrap();
    store.create_first_slot(&work, rng).unwrap()
}

/// One more slot.
pub(super) fn further_slot(store: &mut Store, ticket: &Ticket, typed: &str, rng: &mut ChaCha20Rng) -> Slot {
    let work = store.work_out(&pin(typed)).unwrap();
    store.create_slot(ticket, &work, LONG, rng).unwrap()
}

/// A commit that puts one record into a slot.
pub(super) fn put(
    store: &mut Store,
    slot: &mut Slot,
    (at, place, class): (RecordKey, Place, Class),
    value: &[u8],
    rng: &mut ChaCha20Rng,
) -> Result<()> {
    let mut tx = store.begin(Some(slot))?;
    tx.slot_put(at, place, value, class)?;
    tx.commit(rng).map(drop)
}

/// Whether a record did not fit; anything else is a defect.
pub(super) fn no_room(error: &Error) -> bool {
    matches!(error, Error::NoSpace | Error::HeadFull)
}

/// Gives the whole store a new outer layer, and gives up the old key.
pub(super) fn rotate(store: &mut Store, slots: &mut [&mut Slot], now: u64, rng: &mut ChaCha20Rng) {
    store.begin_rotation(now, rng).unwrap();
    while store.rotate_some(slots, 0, rng).unwrap() != Rotation::Finished {}
    assert!(store.finish_rotation().unwrap(), "nobody else has this store open");
}

/// The store's rows as they are, read by a connection of its own.
pub(super) fn rows(path: &Path) -> super::stranger::Rows {
    let connection = rusqlite::Connection::open(path).unwrap();
    let mut select = connection.prepare("SELECT id, body FROM blob").unwrap();
    let rows = select.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap();
    rows.map(|row| row.unwrap()).collect()
}
