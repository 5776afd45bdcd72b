//! Making recovery words for a slot, and getting slots back by them on a device that never saw the store.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rand_core::CryptoRng;
use subtle::ConstantTimeEq;

use crate::Result;
use crate::aside;
use crate::cell::{self, Address, LOBBY, REGIONS};
use crate::create::{self, beside};
use crate::device::DeviceKey;
use crate::disk::Disk;
use crate::error::Error;
use crate::guess::PinWork;
use crate::header::{self, Header};
use crate::keys::{self, CellKey, OuterKey};
use crate::keyslot::{self, KdfCost, SLOTS};
use crate::pin::Pin;
use crate::recovery::{Area, Contents};
use crate::slot::Slot;
use crate::store::Store;
use crate::words::{RecoveryTerms, RecoveryWork, read_areas};

impl Store {
    /// What has to be known to work out recovery words for this store.
    pub fn recovery_terms(&self) -> RecoveryTerms {
        RecoveryTerms::of(&[self.header.area])
    }

    /// Lets these words open this slot when the device key is lost, and no other words from now on. Show them once, and
    /// have them typed back, before this is called. Two copies of the file, from before and after, show which box was
    /// written.
    ///
    /// # Errors
    /// [`Error::Busy`], also if the words were worked out for a store that was wiped since; [`Error::DiskFull`],
    /// [`Error::Wiped`], [`Error::Io`]. Nothing is changed then.
    pub fn make_recovery(
        &mut self,
        slot: &Slot,
        words: &RecoveryWork,
        rng: &mut dyn CryptoRng,
    ) -> Result<()> {
        self.disk.begin_write()?;
        let made = self.write_recovery(slot, words, rng);
        self.disk.roll_back();
        made
    }

    fn write_recovery(&mut self, slot: &Slot, words: &RecoveryWork, rng: &mut dyn CryptoRng) -> Result<()> {
        self.sync(None)?;
        if slot.region.store != self.header.store {
            return Err(Error::Bug { code: "slot-of-another-store" });
        }
        let mut header = self.header.duplicate();
        let salt = header.area.salt();
        let (_, secret) = words.secrets.iter().find(|(known, _)| *known == salt).ok_or(Error::Busy)?;
        let contents = Contents {
            region: slot.region.number,
            epoch: slot.region.epoch,
            store: header.store,
            cells: header.cells,
            key: slot.region.key.duplicate(),
            lobby_key: header.lobby_key.duplicate(),
            lobby_epoch: header.lobby_epoch,
        };
        header.area.put(secret, &contents, rng)?;
        header.area.reseal(self.outer.current(), self.outer.next(), header.epoch, rng)?;
        self.commit_header(header, None, None, rng)
    }

    /// Gets slots back by their words, for a device whose key never opened this store, and gives each a new PIN. All
    /// words that there are must be given in one call: slots whose words are missing keep their cells and words, but
    /// lose their PINs. The store is copied under `<name>.new`; the old file is set aside, as by
    /// [`crate::set_aside`], only when the copy is complete and on disk. Killed midway, it can be called again.
    ///
    /// A copy of the file may be old: its owner has to treat what is in it as put back, for which [`Store::recovered`]
    /// says so until [`Store::recovery_noted`]. The count of wrong PINs and [`Store::erase_after`] begin anew.
    ///
    /// # Errors
    /// [`Error::WrongWords`] if some open nothing, or two the same slot; [`Error::WeakPin`]; [`Error::PinTaken`] for two
    /// equal PINs; [`Error::NotFound`], [`Error::Damaged`], [`Error::TooNew`], [`Error::Busy`], [`Error::DiskFull`],
    /// [`Error::Device`], [`Error::Io`]. The file is as before then.
    pub fn recover(
        path: &Path,
        given: &[(&RecoveryWork, &Pin)],
        cost: KdfCost,
        device: Arc<dyn DeviceKey>,
        rng: &mut dyn CryptoRng,
    ) -> Result<Self> {
        let old = source(path)?;
        let fresh = beside(path, ".new");
        create::remove_stale(&fresh)?;
        let (outer, wrapped) = header::make_outer(&*device, rng)?;
        let handle = wrapped.handle;
        let mut placed = false;
        let made = (|| {
            let disk = Disk::open(&old)?;
            // Nobody may write while it is copied.
            disk.begin_write()?;
            let kept = Kept::open(&disk, given.iter().map(|(words, _)| *words))?;
            let pins = given.iter().map(|(_, pin)| *pin);
            let header = kept.header(pins, cost, (&outer, wrapped), &*device, rng)?;
            create::build(&fresh, &header, &*device, rng, &mut |region, index, rng| {
                kept.body(&disk, region, index, &outer, rng)
            })?;
            disk.roll_back();
            drop(disk);
            if old == path {
                aside::set_aside(path)?;
            }
            fs::rename(&fresh, path)?;
            placed = true;
            Ok(create::sync_folder_of(path)?)
        })();
        if let Err(error) = made {
            if !placed {
                // Whatever was done so far, the next call finds the old file and begins anew.
                let _ = fs::remove_file(&fresh);
                let _ = device.destroy(handle);
            }
            return Err(error);
        }
        Store::open(path, device, rng)
    }
}

impl Store {
    /// Whether this store was got back by words and its owner has not yet treated what is in it as put back.
    pub fn recovered(&self) -> bool {
        self.header.recovered
    }

    /// Its owner has done so.
    ///
    /// # Errors
    /// [`Error::Busy`], [`Error::DiskFull`], [`Error::Wiped`], [`Error::Io`]. It is still said then.
    pub fn recovery_noted(&mut self, rng: &mut dyn CryptoRng) -> Result<()> {
        self.disk.begin_write()?;
        let noted = self.sync(None).and_then(|_| {
            let mut header = self.header.duplicate();
            header.recovered = false;
            self.commit_header(header, None, None, rng)
        });
        self.disk.roll_back();
        noted
    }
}

/// The file to recover from: the one at `path`, or, if there is none, the newest that was set aside from there, because
/// an earlier recovery was killed between setting it aside and putting the copy in its place.
pub(crate) fn source(path: &Path) -> Result<PathBuf> {
    if path.try_exists()? {
        return Ok(path.to_owned());
    }
    aside::finish(path)?;
    aside::newest(path)?.ok_or(Error::NotFound)
}

/// What words opened: everything that is needed to read the slots that they belong to, and the lobby.
struct Kept {
    area: Area,
    slots: Vec<Contents>,
    current: OuterKey,
    next: Option<OuterKey>,
    epoch: u32,
}

impl Kept {
    fn open<'a>(disk: &Disk, given: impl Iterator<Item = &'a RecoveryWork>) -> Result<Self> {
        let areas = read_areas(disk)?;
        let mut best: Option<(Area, crate::recovery::Outer)> = None;
        let mut slots: Vec<Contents> = Vec::new();
        for words in given {
            let mut found = None;
            // Every box of both copies is tried in full.
            for area in &areas {
                for (_, secret) in words.secrets.iter().filter(|(salt, _)| *salt == area.salt()) {
                    for (contents, outer) in area.open_all(secret)? {
                        if best.as_ref().is_none_or(|(_, best)| outer.epoch > best.epoch) {
                            best = Some((*area, outer));
                        }
                        found = found.or(Some(contents));
                    }
                }
            }
            let found = found.ok_or(Error::WrongWords)?;
            if slots.iter().any(|known| known.region == found.region) {
                return Err(Error::WrongWords);
            }
            slots.push(found);
        }
        let Some((area, outer)) = best else { return Err(Error::WrongWords) };
        let kept = Kept { area, slots, current: outer.current, next: outer.next, epoch: outer.epoch };
        let first = kept.first()?;
        let agree = |other: &Contents| {
            other.store == first.store
                && other.cells == first.cells
                && other.lobby_epoch == first.lobby_epoch
                && bool::from(other.lobby_key.bytes().ct_eq(first.lobby_key.bytes()))
        };
        if !kept.slots.iter().all(agree) {
            return Err(Error::Damaged { what: "recovery boxes contradict each other" });
        }
        disk.check_length(u64::from(first.cells) * u64::from(REGIONS) + 2)?;
        Ok(kept)
    }

    fn first(&self) -> Result<&Contents> {
        self.slots.first().ok_or(Error::WrongWords)
    }

    /// The header of the copy: another device's, with keyslots for what was got back and noise in the others.
    fn header<'a>(
        &self,
        pins: impl Iterator<Item = &'a Pin>,
        cost: KdfCost,
        (outer, wrapped): (&OuterKey, header::WrappedKey),
        device: &dyn DeviceKey,
        rng: &mut dyn CryptoRng,
    ) -> Result<Header> {
        let first = self.first()?;
        let mut header = Header::make(first.cells, cost.params(), (outer, wrapped), rng)?;
        header.store = first.store;
        header.epoch = self.epoch.wrapping_add(1);
        header.first_slot_made = true;
        header.recovered = true;
        header.lobby_key = first.lobby_key.duplicate();
        header.lobby_epoch = first.lobby_epoch;
        header.area = self.area;
        header.area.reseal(outer, None, header.epoch, rng)?;
        let mut places: Vec<usize> = (0..SLOTS).collect();
        let mut taken: Vec<keys::KeyslotKey> = Vec::new();
        for (slot, pin) in self.slots.iter().zip(pins) {
            let work = PinWork::derive(pin, &header.pin_terms(), device)?;
            work.require_strong()?;
            if taken.iter().any(|other| other.same(&work.key)) {
                return Err(Error::PinTaken);
            }
            let place = places.swap_remove(keys::below(rng, places.len()));
            let sealed =
                keyslot::seal(&work.key, &header.store, place, slot.region, slot.epoch, &slot.key, rng)?;
            header.put_keyslot(place, sealed)?;
            taken.push(work.key);
        }
        Ok(header)
    }

    /// A cell under the new outer key; its inner bytes stay. Cells of slots that nobody has words for lie under the key
    /// that the lobby's cell of the same index lies under.
    fn body(
        &self,
        disk: &Disk,
        region: u8,
        index: u16,
        outer: &OuterKey,
        rng: &mut dyn CryptoRng,
    ) -> Result<Vec<u8>> {
        let first = self.first()?;
        let slot = self.slots.iter().find(|slot| slot.region == region);
        let lobby = (LOBBY, &first.lobby_key, first.lobby_epoch);
        let (number, key, epoch) = slot.map_or(lobby, |slot| (region, &slot.key, slot.epoch));
        let old = self.found_under(disk, (number, index), key, epoch)?;
        let body = disk.read(cell::row_of(region, index), |body| cell::rewrap(old, outer, body, rng))?;
        body.flatten().ok_or(Error::Damaged { what: "a row is missing" })
    }

    fn found_under(
        &self,
        disk: &Disk,
        (region, index): (u8, u16),
        key: &CellKey,
        epoch: u32,
    ) -> Result<&OuterKey> {
        let at = Address { store: self.first()?.store, region, index, epoch };
        for outer in std::iter::once(&self.current).chain(&self.next) {
            let opens = disk.read(cell::row_of(region, index), |body| {
                Ok(cell::strip(outer, body)?.is_some_and(|inside| cell::open(key, &at, inside).is_some()))
            })?;
            if opens == Some(true) {
                return Ok(outer);
            }
        }
        Err(Error::Damaged { what: "a cell does not open" })
    }
}
