//! What a phone that stopped at some moment has: the file, its log and the device's keys, as they were then.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use wayhome_vault::testing::MemoryDeviceKey;
use wayhome_vault::*;
use zeroize::Zeroizing;

use super::stranger::Stranger;
use super::*;

pub const PAGE: usize = 4096;
const LOG_HEAD: usize = 32;
const FRAME: usize = 24 + PAGE;

pub fn log_of(path: &Path) -> PathBuf {
    path.with_file_name("data-wal")
}

/// The inner bytes of every cell, read by a stranger who takes the header at its word.
pub fn inner_of(path: &Path, device: &dyn DeviceKey) -> BTreeMap<i64, Vec<u8>> {
    let rows = rows(path);
    let reader = Stranger::read(&rows[&5], device).unwrap();
    assert!(Stranger::read(&rows[&6], device).is_some());
    let cells = rows.iter().filter(|(row, _)| **row % 8 < 5);
    cells.map(|(row, body)| (*row, reader.inner(*row, body))).collect()
}

/// Records that fill some of a store, as every check here expects them.
pub fn fill(t: &mut Bench) {
    t.slot_put(key(1, 1), Place::Any, b"slot record");
    t.slot_put(key(1, 2), Place::Own, &[5; 30_000]);
    t.lobby_put(key(2, 1), Place::Head, b"lobby record");
    t.lobby_put(key(2, 2), Place::Own, &[6; 40_000]);
    assert!(t.store.checkpoint().unwrap());
}

pub fn assert_filled(store: &mut Store) -> Slot {
    store.verify().unwrap();
    assert_eq!(store.lobby_view().get(key(2, 1)), Some(&b"lobby record"[..]));
    assert_eq!(store.lobby_view().get(key(2, 2)), Some(&[6; 40_000][..]));
    let slot = store.try_pin(&pin(PIN)).unwrap();
    assert_eq!(slot.view().get(key(1, 1)), Some(&b"slot record"[..]));
    assert_eq!(slot.view().get(key(1, 2)), Some(&[5; 30_000][..]));
    slot
}

/// Goes on with the rotation under way, or begins one, and ends it but for the old key.
pub fn rotate(store: &mut Store, slots: &mut [&mut Slot], seed: u64) {
    let mut rng = rng(seed);
    store.begin_rotation(seed, &mut rng).unwrap();
    while store.rotate_some(slots, 0, &mut rng).unwrap() != Rotation::Finished {}
}

/// A phone that stopped.
pub struct Image {
    pub data: Vec<u8>,
    pub log: Vec<u8>,
    pub device: MemoryDeviceKey,
}

impl Image {
    /// Puts the files where a store can be opened.
    pub fn lay(&self, folder: &Path) -> PathBuf {
        let path = folder.join("data");
        let _ = fs::remove_file(path.with_file_name("data-shm"));
        let _ = fs::remove_file(log_of(&path));
        fs::write(&path, &self.data).unwrap();
        if !self.log.is_empty() {
            fs::write(log_of(&path), &self.log).unwrap();
        }
        path
    }

    /// Opens it, reads everything, ends the rotation, and reads everything again. Of the inner bytes, those of
    /// `excused` indices may differ in the slots that nobody opened.
    pub fn survives(&self, what: &str, inner: &BTreeMap<i64, Vec<u8>>, excused: Option<i64>) {
        let folder = folder();
        let path = self.lay(folder.path());
        let device = Arc::new(self.device.image());
        let mut store = Store::open(&path, device.clone(), &mut rng(5))
            .unwrap_or_else(|error| panic!("{what}: {error:?}"));
        let mut slot = assert_filled(&mut store);
        if store.outer_epoch() == 0 {
            rotate(&mut store, &mut [&mut slot], 6);
        }
        assert_eq!(store.outer_epoch(), 1, "{what}");
        assert!(store.finish_rotation().unwrap(), "{what}");
        assert_eq!(device.handles().unwrap().len(), 1, "{what}");
        drop((store, slot));
        // The file alone, as it is now.
        let _ = fs::remove_file(log_of(&path));
        assert_filled(&mut Store::open(&path, device.clone(), &mut rng(7)).unwrap());
        let mut after = inner_of(&path, &*device);
        let mut before = inner.clone();
        if let Some(index) = excused {
            after.retain(|row, _| row / 8 != index);
            before.retain(|row, _| row / 8 != index);
        }
        assert!(after == before, "{what}: an inner byte changed");
    }
}

/// Every place at which writing a log could have stopped: between two frames, and inside each.
pub fn cuts(log: &[u8]) -> Vec<usize> {
    let frames = (log.len() - LOG_HEAD) / FRAME;
    assert_eq!(log.len(), LOG_HEAD + frames * FRAME);
    let ends = (0..=frames).map(|frame| LOG_HEAD + frame * FRAME);
    ends.flat_map(|end| [end, (end + 24 + 1000).min(log.len())]).collect()
}

/// All of them if the environment says so, else every `nth`, and the first and last few.
pub fn some_of(all: Vec<usize>, nth: usize) -> Vec<usize> {
    if std::env::var_os("WAYHOME_ALL_CRASHES").is_some_and(|value| value == "1") {
        return all;
    }
    let len = all.len();
    let picked = |at: usize| at.is_multiple_of(nth) || at < 6 || at + 6 >= len;
    all.into_iter().enumerate().filter(|(at, _)| picked(*at)).map(|(_, cut)| cut).collect()
}

/// `old` with the pages that `taken` says from `new`.
pub fn mixed(old: &[u8], new: &[u8], mut taken: impl FnMut(usize) -> bool) -> Vec<u8> {
    assert_eq!(old.len(), new.len());
    let pages = old.chunks(PAGE).zip(new.chunks(PAGE)).enumerate();
    pages.flat_map(|(nth, (old, new))| if taken(nth) { new } else { old }).copied().collect()
}

/// What lies there when a guess was killed after it was counted and before its answer.
pub fn counted_only(path: &Path, device: &MemoryDeviceKey, typed: &str) -> Image {
    let mut store = Store::open(path, Arc::new(device.clone()), &mut rng(77)).unwrap();
    assert!(store.checkpoint().unwrap());
    let (data, device) = (fs::read(path).unwrap(), device.image());
    // Whatever comes of it, the first commit of a guess is two rows of the header.
    assert_eq!(store.try_pin(&pin(typed)).is_ok(), typed == PIN);
    let log = fs::read(log_of(path)).unwrap();
    let end = cuts(&log)[4];
    Image { data, log: log[..end].to_vec(), device }
}

type Happening = Box<dyn FnOnce() + Send>;

/// A device key that makes an image of the file alone whenever one of its keys was destroyed, and during whose calls
/// something else can happen, once.
pub struct Watching {
    pub device: MemoryDeviceKey,
    path: PathBuf,
    pub destroyed: Mutex<Vec<Image>>,
    /// Happens just after the next key was made.
    pub meanwhile: Mutex<Option<Happening>>,
    /// Happens just before the next key is destroyed.
    pub before_destroying: Mutex<Option<Happening>>,
    /// Happens just before the keys are listed for the nth time from now.
    pub at_list: Mutex<Option<(u32, Happening)>>,
}

impl Watching {
    pub fn new(t: &Bench) -> Arc<Self> {
        Arc::new(Watching {
            device: (*t.device).clone(),
            path: t.path.clone(),
            destroyed: Mutex::default(),
            meanwhile: Mutex::default(),
            before_destroying: Mutex::default(),
            at_list: Mutex::default(),
        })
    }
}

type Answer<T> = Result<T, DeviceKeyError>;

impl DeviceKey for Watching {
    fn level(&self) -> SecurityLevel {
        self.device.level()
    }

    fn make(&self) -> Answer<HandleId> {
        let handle = self.device.make()?;
        let due = self.meanwhile.lock().unwrap().take();
        if let Some(happens) = due {
            happens();
        }
        Ok(handle)
    }

    fn handles(&self) -> Answer<Vec<HandleId>> {
        let due = {
            let mut at = self.at_list.lock().unwrap();
            if let Some((left, _)) = &mut *at {
                *left -= 1;
            }
            at.take_if(|(left, _)| *left == 0)
        };
        if let Some((_, happens)) = due {
            happens();
        }
        self.device.handles()
    }

    fn hmac(&self, data: &[u8]) -> Answer<[u8; 32]> {
        self.device.hmac(data)
    }

    fn wrap(&self, handle: HandleId, key: &[u8; 32]) -> Answer<Vec<u8>> {
        self.device.wrap(handle, key)
    }

    fn unwrap(&self, handle: HandleId, wrapped: &[u8]) -> Answer<Zeroizing<Vec<u8>>> {
        self.device.unwrap(handle, wrapped)
    }

    fn destroy(&self, handle: HandleId) -> Answer<()> {
        let due = self.before_destroying.lock().unwrap().take();
        if let Some(happens) = due {
            happens();
        }
        self.device.destroy(handle)?;
        let image =
            Image { data: fs::read(&self.path).unwrap(), log: Vec::new(), device: self.device.image() };
        self.destroyed.lock().unwrap().push(image);
        Ok(())
    }
}
