//! The quick wipe: what everything else is sealed under is destroyed first, which takes one commit and a few questions
//! to the device. Overwriting the file comes after that, and whatever ends it is gone on with at the next opening.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use rand_core::CryptoRng;

use crate::Result;
use crate::cell::{self, Address, LOBBY, REGIONS};
use crate::content::Content;
use crate::copies::read_header;
use crate::device::{DeviceKey, DeviceKeyError, HandleId};
use crate::error::Error;
use crate::guess::{PinWork, require_waited};
use crate::header::{self, Header, Mark, OuterKeys};
use crate::keys::{self, CellKey, OuterKey};
use crate::recovery::Area;
use crate::slot::Slot;
use crate::store::Store;

/// How long the quick part waits for somebody who writes.
const PATIENCE: Duration = Duration::from_millis(20);
/// How many indices are overwritten in one commit.
const BATCH: usize = 8;
/// How often, in batches, the log is folded into the file, so that it stays short.
const FOLD: usize = 8;
/// How often a wrapping key is made anew after another process destroyed it before it was named, and how often keys are
/// destroyed that another process made meanwhile.
const TRIES: u8 = 3;

/// How far a wipe has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wiped {
    /// The device has none of the keys any more under which the file's cells are sealed: no PIN opens anything.
    pub keys_destroyed: bool,
    /// The file says that it was wiped, or is overwritten already: whatever ends this process, the next opening finishes
    /// it. If not, the next opening finds a store whose keys are gone, which it calls damaged and leaves alone, as the
    /// device may have lost them by itself; then [`Store::finish_wipe`] in this process or [`Store::wipe_at`] finishes it.
    pub marked: bool,
    /// Every cell was overwritten in the file, and the log emptied. Flash memory may keep old copies all the same.
    pub overwritten: bool,
}

/// After how many wrong PINs a store is wiped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EraseAfter(u8);

impl EraseAfter {
    /// Never, which is so unless somebody sets it.
    pub const NEVER: Self = EraseAfter(0);

    /// After this many, from 5 to 50.
    pub fn wrong_pins(count: u8) -> Option<Self> {
        (5..=50).contains(&count).then_some(EraseAfter(count))
    }
}

impl Store {
    /// Makes everything in the store unreadable, at once, without a PIN. Marks the header, in one commit that puts noise
    /// in place of keyslots and recovery boxes, and destroys the device's wrapping keys, also those of stores that were
    /// set aside beside this one. If the header cannot be written, because the disk is full or somebody else writes, the
    /// keys are destroyed all the same, and it is tried again; [`Wiped::marked`] says what came of it.
    ///
    /// Nothing works afterwards but [`Store::finish_wipe`], which overwrites the file; opening it again does that too.
    /// Other processes notice when they next begin something; until then they have keys in memory, so the host must
    /// end them. What the file was copied from earlier cannot be opened either, except with recovery words.
    pub fn quick_wipe(&mut self, rng: &mut dyn CryptoRng) -> Wiped {
        let waits = self.disk.busy_timeout();
        let _ = self.disk.set_busy_timeout(PATIENCE);
        let mut marked = self.with_room(|store| store.mark_wiped(&mut *rng)).is_ok();
        let keys_destroyed = self.destroy_all_keys();
        if !marked {
            // Who was in the way may have ended meanwhile.
            marked = self.with_room(|store| store.mark_wiped(&mut *rng)).is_ok();
        }
        let _ = self.disk.set_busy_timeout(waits);
        self.forget_keys();
        Wiped { keys_destroyed, marked, overwritten: false }
    }

    /// Wipes a store that is not open, as [`Store::quick_wipe`] and [`Store::finish_wipe`] do, also one whose keys the
    /// device no longer has: that is what is left of a wipe whose header could not be marked. [`Store::open`] cannot tell
    /// it from a store whose keys were lost, which recovery words still open, so it must be asked for.
    ///
    /// # Errors
    /// As [`Store::open`] if the header cannot be read, and as [`Store::finish_wipe`] if keys are left. Once they are
    /// destroyed it is no error that the file cannot be overwritten: [`Wiped::overwritten`] says so.
    pub fn wipe_at(path: &Path, device: Arc<dyn DeviceKey>, rng: &mut dyn CryptoRng) -> Result<Wiped> {
        let (mut store, _) = Store::shut(path, device)?;
        store.disk.roll_back();
        let at_once = store.quick_wipe(rng);
        match store.finish_wipe(rng) {
            Err(_) if at_once.keys_destroyed => Ok(at_once),
            finished => finished,
        }
    }

    /// Overwrites every cell of a store that was wiped and makes it one that looks as if it was just created. Slow; can
    /// be killed at any instant, and the next call or opening begins it again.
    ///
    /// # Errors
    /// [`Error::Busy`] if another process does the same, or has done it: open the store again. [`Error::DiskFull`],
    /// [`Error::Device`], [`Error::Io`]. [`Error::Bug`] if the store was not wiped.
    pub fn finish_wipe(&mut self, rng: &mut dyn CryptoRng) -> Result<Wiped> {
        if !self.gone {
            return Err(Error::Bug { code: "not-wiped" });
        }
        for _ in 0..TRIES {
            let made = header::make_outer(&*self.device, rng);
            let (outer, wrapped) = match made {
                // Another process that finishes the wipe destroyed it.
                Err(Error::Device(DeviceKeyError::UnknownHandle)) => continue,
                made => made?,
            };
            let handle = wrapped.handle;
            let header = Header::make(self.header.cells, self.header.kdf, (&outer, wrapped), rng)?;
            let done = self.make_anew(&header, outer, rng);
            // Once the last commit was tried the file may need the new key, whatever came of it.
            let may_be_needed = self.unmarking && self.header.current.handle == handle;
            if done.is_err() && !may_be_needed {
                // It goes with the next attempt if not now.
                let _ = self.device.destroy(handle);
            }
            if let Some(overwritten) = done? {
                return Ok(Wiped { keys_destroyed: true, marked: true, overwritten });
            }
        }
        Err(Error::Busy)
    }

    /// The header that lies there now, whoever wrote it, gets the mark and loses what opens anything.
    fn mark_wiped(&mut self, rng: &mut dyn CryptoRng) -> Result<()> {
        self.disk.begin_write()?;
        let marked = (|| {
            let read = read_header(&self.disk, &mut self.header_keys, &*self.device, false)?;
            let mut header = read.header;
            header.wiping = true;
            header.keyslots = std::array::from_fn(|_| keys::random(rng));
            header.area = Area::make(&OuterKey::make(rng), rng)?;
            self.commit_header(header, None, None, rng)
        })();
        self.disk.roll_back();
        marked
    }

    /// Whether the device has no wrapping key left.
    fn destroy_all_keys(&self) -> bool {
        // Those that the header names first: they are the ones that count. Once they are gone no rotation of another
        // process goes on, so of the keys that such a one made none is left after the next look.
        let mut all = self.header.handles();
        for _ in 0..=TRIES {
            let mut destroyed = true;
            for handle in &all {
                destroyed &= self.device.destroy(*handle).is_ok();
            }
            all = match self.device.handles() {
                Ok(left) if left.is_empty() => return destroyed,
                Ok(left) => left,
                Err(_) => return false,
            };
        }
        false
    }

    /// Whoever destroyed the keys that the header names has wiped this store, even if they could not say so in it. Call
    /// inside a write transaction, before what would give it new ones.
    pub(crate) fn require_named_keys(&mut self, there: &[HandleId]) -> Result<()> {
        if self.header.handles().iter().all(|named| there.contains(named)) {
            return Ok(());
        }
        self.forget_keys();
        Err(Error::Wiped)
    }

    /// Drops every key in memory that opens a cell; nothing works from here on.
    pub(crate) fn forget_keys(&mut self) {
        self.gone = true;
        self.outer = OuterKeys::alone(OuterKey::blank());
        self.lobby = self.header.lobby(CellKey::blank());
        self.header.lobby_key = CellKey::blank();
    }

    /// After how many wrong PINs the store is wiped, as far as this store has looked; 0 for never.
    pub fn erase_after(&self) -> u8 {
        self.header.erase_after
    }

    /// Sets after how many wrong PINs the store is wiped, for all its slots. Whoever may set it has an open slot and
    /// knows its PIN, which is a guess like any other: a wrong one counts, and `waited` is as for [`Store::unlock`].
    /// From then on anybody who holds the phone can destroy everything in it: the caller says so first.
    ///
    /// # Errors
    /// [`Error::RetryLater`], [`Error::WrongPin`], [`Error::Busy`], [`Error::DiskFull`], [`Error::Wiped`]. Nothing but
    /// the count is changed then.
    pub fn set_erase_after(
        &mut self,
        slot: &Slot,
        pin: &PinWork,
        after: EraseAfter,
        waited: Duration,
        rng: &mut dyn CryptoRng,
    ) -> Result<()> {
        self.guess(waited, rng, |store, rng| {
            if !store.opens(pin).is_some_and(|opened| slot.is(&opened)) {
                return Err(Error::WrongPin);
            }
            let mut header = store.header.duplicate();
            header.erase_after = after.0;
            // The PIN was right: what was wrong before must not count towards what is set now.
            header.wrong_pins = 0;
            store.commit_header(header, None, None, rng)
        })
    }

    /// A guess at a PIN that is not for unlocking: waits are kept, wrong PINs are counted, and too many wipe the store.
    /// `guess` ends with its own commit unless it fails.
    pub(crate) fn guess<T>(
        &mut self,
        waited: Duration,
        rng: &mut dyn CryptoRng,
        guess: impl FnOnce(&mut Self, &mut dyn CryptoRng) -> Result<T>,
    ) -> Result<T> {
        self.disk.begin_write()?;
        let done = (|| {
            self.sync(None)?;
            require_waited(self.header.wrong_pins, waited)?;
            let done = guess(self, rng);
            if matches!(done, Err(Error::WrongPin | Error::PinTaken)) {
                self.count_wrong_pin(rng)?;
            }
            done
        })();
        self.disk.roll_back();
        if matches!(done, Err(Error::WrongPin | Error::PinTaken)) {
            self.erase_if_used_up(rng)?;
        }
        done
    }

    fn used_up(&self) -> bool {
        let most = u32::from(self.header.erase_after);
        most != 0 && self.header.wrong_pins >= most
    }

    /// Wipes the store if as many guesses as it allows were counted; the error is [`Error::Wiped`] then. Called only after
    /// one that was tried and is wrong: those that were counted before may have been right ones that were killed before
    /// their answer.
    pub(crate) fn erase_if_used_up(&mut self, rng: &mut dyn CryptoRng) -> Result<()> {
        if self.gone || !self.used_up() {
            return Ok(());
        }
        if !self.quick_wipe(rng).keys_destroyed {
            return Err(Error::Device(DeviceKeyError::Unavailable));
        }
        // What this leaves to do the next opening does.
        let _ = self.finish_wipe(rng);
        Err(Error::Wiped)
    }

    /// Writes every cell as a new store has it, and last the header without the mark. Says whether the log is empty;
    /// `None` if another process destroyed the new key before it was named.
    fn make_anew(
        &mut self,
        header: &Header,
        outer: OuterKey,
        rng: &mut dyn CryptoRng,
    ) -> Result<Option<bool>> {
        if !self.with_room(|store| store.claim(header, &mut *rng))? {
            return Ok(None);
        }
        let claimed = self.header_mark;
        let all: Vec<u16> = (0..self.header.cells).collect();
        for (nth, indices) in all.chunks(BATCH).enumerate() {
            self.with_room(|store| store.overwrite(indices, &outer, claimed, &mut *rng))?;
            if nth.checked_rem(FOLD) == Some(0) {
                // Only to keep the log short; if this cannot, a later one does.
                let _ = self.disk.fold_log();
            }
        }
        // No key may count before the file has the cells that are under it, even if the log is lost.
        let _ = self.disk.checkpoint()?;
        self.unmarking = true;
        self.with_room(|store| store.unmark(claimed, &mut *rng))?;
        self.unmarking = false;
        // The new store is there. What fails from here on it is told by whatever uses it next.
        let emptied = self.disk.checkpoint().unwrap_or(false);
        self.take_keys(OuterKeys::alone(outer));
        self.mended = false;
        self.own_commits = self.own_commits.wrapping_add(1);
        let _ = self.refresh(None);
        Ok(Some(emptied))
    }

    /// Destroys all keys but the new one and puts the new header in the old one's place, still marked. Of two processes
    /// that do this at once only the later one goes on: the other finds that the header is not the one it wrote. False
    /// if the new key is gone.
    fn claim(&mut self, header: &Header, rng: &mut dyn CryptoRng) -> Result<bool> {
        let fresh = self.fresh_salts(rng)?;
        self.disk.begin_write()?;
        let claimed = (|| {
            let found = read_header(&self.disk, &mut self.header_keys, &*self.device, false)?.header;
            // Without the mark it is the store that was wiped but could not be marked, or one that is made anew already.
            if !found.wiping && (self.unmarking || found.store != self.header.store) {
                return Err(Error::Busy);
            }
            let all = self.device.handles()?;
            if !all.contains(&header.current.handle) {
                return Ok(false);
            }
            for handle in all.into_iter().filter(|handle| *handle != header.current.handle) {
                self.device.destroy(handle)?;
            }
            let mut header = header.duplicate();
            header.wiping = true;
            self.commit_header(header, None, Some(fresh), rng)?;
            self.unmarking = false;
            Ok(true)
        })();
        self.disk.roll_back();
        claimed
    }

    fn require_claim(&self, claimed: Option<Mark>) -> Result<()> {
        let mark = self.mark_on_disk()?;
        if mark.is_some() && mark == claimed { Ok(()) } else { Err(Error::Busy) }
    }

    fn overwrite(
        &mut self,
        indices: &[u16],
        outer: &OuterKey,
        claimed: Option<Mark>,
        rng: &mut dyn CryptoRng,
    ) -> Result<()> {
        self.disk.begin_write()?;
        let written = (|| {
            self.require_claim(claimed)?;
            let (store, epoch) = (self.header.store, self.header.lobby_epoch);
            for index in indices.iter().copied() {
                for region in 0..REGIONS {
                    let body = if region == LOBBY {
                        let at = Address { store, region, index, epoch };
                        let plain = Content::free().encode(rng)?;
                        cell::seal(outer, &self.header.lobby_key, &at, plain, rng)?.body
                    } else {
                        header::random_body(rng)
                    };
                    self.disk.restore(cell::row_of(region, index), &body)?;
                }
            }
            self.disk.commit()
        })();
        self.disk.roll_back();
        written
    }

    fn unmark(&mut self, claimed: Option<Mark>, rng: &mut dyn CryptoRng) -> Result<()> {
        self.disk.begin_write()?;
        let unmarked = (|| {
            self.require_claim(claimed)?;
            if !self.device.handles()?.contains(&self.header.current.handle) {
                return Err(Error::Busy);
            }
            let mut header = self.header.duplicate();
            header.wiping = false;
            self.commit_header(header, None, None, rng)
        })();
        self.disk.roll_back();
        unmarked
    }
}
