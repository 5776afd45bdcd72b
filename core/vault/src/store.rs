//! The store: a file, its header, and the opened lobby.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use rand_core::CryptoRng;

use crate::Result;
use crate::cell::{self, HEADER_ROWS, REGIONS, Sealed};
use crate::copies::read_header;
use crate::create::{self, StoreSize};
use crate::device::{DeviceKey, HandleId};
use crate::disk::{BUSY_TIMEOUT, Disk};
use crate::error::Error;
use crate::header::{Header, HeaderKeys, Mark, OuterKeys};
use crate::keys::{CellKey, OuterKey};
use crate::keyslot::KdfCost;
use crate::region::{Region, Seen, View};
use crate::slot::Slot;
use crate::unlock::Rewrapped;

/// Tells `Store` values of one process apart.
static INSTANCES: AtomicU64 = AtomicU64::new(0);

/// The smallest number of cell indices that a commit touches.
const DEFAULT_WIDTH: usize = 4;

/// An open store. Several processes may have the same file open; each sees the others' commits when it begins a
/// transaction or refreshes. It can be sent to another thread, and is used by one at a time.
pub struct Store {
    pub(crate) disk: Disk,
    pub(crate) outer: OuterKeys,
    pub(crate) lobby: Region,
    pub(crate) header: Header,
    pub(crate) device: Arc<dyn DeviceKey>,
    pub(crate) header_keys: HeaderKeys,
    pub(crate) header_mark: Option<Mark>,
    /// Wrapping keys that this store made or used and no longer needs; they are destroyed when that is safe.
    pub(crate) given_up: Vec<HandleId>,
    /// Whether the rotation under way was looked through for cells under the wrong key.
    pub(crate) mended: bool,
    /// The store was wiped: no key is in memory, and nothing works but the end of the wipe.
    pub(crate) gone: bool,
    /// The last commit of a wipe was tried and not seen to succeed: the file may be a new store already.
    pub(crate) unmarking: bool,
    pub(crate) own_commits: u64,
    width: usize,
    instance: u64,
}

/// Which records other connections may have changed since they were last looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Changed {
    /// Records of the lobby.
    pub lobby: bool,
    /// Records of the slot.
    pub slot: bool,
}

impl Store {
    /// Makes a store and opens it. It is built under the name `<name>.new` and takes its own name only when it is
    /// complete and on disk; it has its full size from the start.
    ///
    /// # Errors
    /// [`Error::AlreadyExists`] if any file is at `path`; [`Error::Busy`] if another process is making one;
    /// [`Error::DiskFull`], [`Error::Device`], [`Error::Io`].
    pub fn create(
        path: &Path,
        size: StoreSize,
        cost: KdfCost,
        device: Arc<dyn DeviceKey>,
        rng: &mut dyn CryptoRng,
    ) -> Result<Self> {
        create::create(path, size, cost, &*device, rng)?;
        Store::open(path, device, rng)
    }

    /// Opens a store and its lobby with the device key alone. A header copy that does not open while the other one
    /// does is written anew; wrapping keys that the header does not name are destroyed, unless somebody is in the way
    /// or a store that was set aside lies beside this one and may need them. A store that was wiped is overwritten and
    /// made anew first, as [`Store::finish_wipe`] does.
    ///
    /// # Errors
    /// [`Error::NotFound`]; [`Error::Damaged`], also if the device no longer has the key that the header names
    /// (see [`Store::wipe_at`]); [`Error::TooNew`], [`Error::NotThisDevice`], [`Error::Busy`], [`Error::Device`], [`Error::Io`]. The file is never deleted or made anew.
    pub fn open(path: &Path, device: Arc<dyn DeviceKey>, rng: &mut dyn CryptoRng) -> Result<Self> {
        let (mut store, bad) = Store::shut(path, device)?;
        if store.header.wiping {
            store.disk.roll_back();
            store.finish_wipe(rng)?;
        } else {
            let outer = store.header.outer_keys(None, &*store.device)?;
            store.take_keys(outer);
            store.sync(None)?;
            store.disk.commit()?;
        }
        // Both are repairs that the next opening repeats, so a store that is busy or a disk that is full must not
        // keep anybody from their records.
        if !bad.is_empty() {
            let _ = store.heal_header(rng);
        }
        store.disk.set_busy_timeout(Duration::ZERO)?;
        let _ = store.destroy_unnamed();
        store.disk.set_busy_timeout(BUSY_TIMEOUT)?;
        Ok(store)
    }

    /// A store of which only the header is known, as after a wipe, and the header's rows that are bad. The read
    /// transaction in which the header was read is still open.
    pub(crate) fn shut(path: &Path, device: Arc<dyn DeviceKey>) -> Result<(Self, Vec<i64>)> {
        let disk = Disk::open(path)?;
        disk.begin_read()?;
        let mut header_keys = HeaderKeys::default();
        let read = read_header(&disk, &mut header_keys, &*device, true)?;
        let header = read.header;
        disk.check_length(u64::from(header.cells) * u64::from(REGIONS) + 2)?;
        let store = Store {
            lobby: header.lobby(CellKey::blank()),
            disk,
            outer: OuterKeys::alone(OuterKey::blank()),
            header,
            device,
            width: DEFAULT_WIDTH,
            own_commits: 0,
            instance: INSTANCES.fetch_add(1, Ordering::Relaxed),
            header_keys,
            header_mark: read.mark,
            given_up: Vec::new(),
            mended: false,
            gone: true,
            unmarking: false,
        };
        Ok((store, read.bad))
    }

    /// Works with these outer keys, and with the header's lobby, from here on.
    pub(crate) fn take_keys(&mut self, outer: OuterKeys) {
        self.outer = outer;
        self.lobby = self.header.lobby(self.header.lobby_key.duplicate());
        self.gone = false;
    }

    /// Locks a slot: its key and records are wiped from memory. The same as dropping it.
    pub fn lock(&self, slot: Slot) {
        drop(slot);
    }

    /// The lobby's records as of the last transaction or refresh.
    pub fn lobby_view(&self) -> View<'_> {
        self.lobby.view()
    }

    /// Takes in what other connections have committed, without writing.
    ///
    /// # Errors
    /// [`Error::Damaged`], [`Error::Busy`], [`Error::Io`].
    pub fn refresh(&mut self, slot: Option<&mut Slot>) -> Result<Changed> {
        self.disk.begin_read()?;
        let changed = self.sync(slot);
        self.disk.roll_back();
        changed
    }

    /// How many free cells the slot has.
    pub fn free_cells(&self, slot: &Slot) -> usize {
        slot.region.free_cells()
    }

    /// How many free cells the lobby has.
    pub fn lobby_free_cells(&self) -> usize {
        self.lobby.free_cells()
    }

    /// How many cells each region has.
    pub fn cell_count(&self) -> u16 {
        self.header.cells
    }

    /// How many free cells of a slot are kept for urgent records.
    pub fn reserve(&self) -> usize {
        usize::from(self.header.cells / 4).min(64)
    }

    /// How many cell indices a commit touches, or of which it touches a multiple.
    pub fn width(&self) -> usize {
        self.width
    }

    /// Sets the width to 4 or 5; anything else is taken as the nearer of the two. It is not stored.
    pub fn set_width(&mut self, width: usize) {
        self.width = width.clamp(4, 5);
    }

    /// How long a call waits for another connection before it gives [`Error::Busy`]; 5 s unless set.
    ///
    /// # Errors
    /// [`Error::Bug`] only.
    pub fn set_busy_timeout(&mut self, timeout: Duration) -> Result<()> {
        self.disk.set_busy_timeout(timeout)
    }

    /// Moves the log into the file and empties it; best done off the caller's path. False if another connection was
    /// in the way, which is no error: the next one does it.
    ///
    /// # Errors
    /// [`Error::DiskFull`], [`Error::Io`].
    pub fn checkpoint(&self) -> Result<bool> {
        self.disk.checkpoint()
    }

    /// Reads the whole file and checks that every row and page is there; opens no cell.
    ///
    /// # Errors
    /// [`Error::Damaged`] if not.
    pub fn verify(&self) -> Result<()> {
        let mut rows = (0..self.header.cells).flat_map(|index| {
            let headers = if index == 0 { HEADER_ROWS.as_slice() } else { &[] };
            (0..REGIONS).map(move |region| cell::row_of(region, index)).chain(headers.iter().copied())
        });
        self.disk.verify(&mut rows)
    }

    /// Brings header, lobby and slot up to date. Call inside a transaction.
    pub(crate) fn sync(&mut self, slot: Option<&mut Slot>) -> Result<Changed> {
        let mut changed = Changed::default();
        let now = self.seen_now()?;
        if self.lobby.seen != Some(now) {
            self.sync_header()?;
            changed.lobby = self.lobby.refresh(&self.disk, &self.outer)?;
            self.lobby.seen = Some(now);
        }
        if let Some(slot) = slot {
            if slot.region.store != self.header.store {
                return Err(Error::Bug { code: "slot-of-another-store" });
            }
            if slot.region.seen != Some(now) {
                changed.slot = slot.region.refresh(&self.disk, &self.outer)?;
                slot.region.seen = Some(now);
            }
        }
        Ok(changed)
    }

    pub(crate) fn seen_now(&self) -> Result<Seen> {
        let data_version = self.disk.data_version()?;
        Ok(Seen { instance: self.instance, data_version, own_commits: self.own_commits })
    }

    /// Writes these indices in all regions: bodies from `fresh` where there are any, a new outer layer elsewhere.
    /// Returns the new outer nonces of the latter.
    pub(crate) fn write_indices(
        &self,
        indices: &BTreeSet<u16>,
        fresh: &BTreeMap<(u8, u16), Sealed>,
        known: &[&Region],
        rng: &mut dyn CryptoRng,
    ) -> Result<Rewrapped> {
        let mut nonces = BTreeMap::new();
        for index in indices.iter().copied() {
            let new = self.outer.at(index);
            for region in 0..REGIONS {
                let row = cell::row_of(region, index);
                if let Some(sealed) = fresh.get(&(region, index)) {
                    self.disk.write(row, &sealed.body)?;
                    continue;
                }
                let old =
                    self.outer_found_at(index, known.iter().copied().find(|known| known.number == region))?;
                nonces.insert((region, index), self.rewrap_row(region, index, (old, new), rng)?);
            }
        }
        Ok(nonces)
    }

    /// Counts a commit of this store and marks the regions that took part as up to date.
    pub(crate) fn note_own_commit(&mut self, slots: &mut [&mut Slot]) {
        self.own_commits = self.own_commits.wrapping_add(1);
        // Without a data version the regions count as unread, and are compared with the file next time.
        let seen = self.seen_now().ok();
        self.lobby.seen = seen;
        for slot in slots {
            slot.region.seen = seen;
        }
    }
}

impl std::fmt::Debug for Store {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Store")
    }
}
