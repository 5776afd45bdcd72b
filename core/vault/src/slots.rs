//! Making slots, and giving one another PIN.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use rand_core::CryptoRng;

use crate::Result;
use crate::cell;
use crate::content::Content;
use crate::error::Error;
use crate::guess::PinWork;
use crate::keys::{self, CellKey};
use crate::keyslot::{self, SLOTS};
use crate::region::Region;
use crate::slot::Slot;
use crate::store::Store;

impl Store {
    /// Makes the first slot, in a region and keyslot drawn at random. Every cell of the slot is sealed, and with it
    /// every other cell of the store gets a new outer layer, so the whole file is written once.
    ///
    /// # Errors
    /// [`Error::SlotExists`] if a slot was ever made here, [`Error::WeakPin`] if the PIN was accepted for a better
    /// device key than this one, [`Error::Busy`], [`Error::DiskFull`], [`Error::Device`]. Nothing is changed then.
    pub fn create_first_slot(&mut self, pin: &PinWork, rng: &mut dyn CryptoRng) -> Result<Slot> {
        pin.require_strong()?;
        if self.header.first_slot_made {
            return Err(Error::SlotExists);
        }
        self.disk.begin_write()?;
        let made = self.write_first_slot(pin, rng);
        self.disk.roll_back();
        let mut slot = made?;
        self.own_commits = self.own_commits.wrapping_add(1);
        self.refresh(Some(&mut slot))?;
        // The log is as long as the store now; if this cannot empty it, a later checkpoint does.
        let _ = self.checkpoint();
        Ok(slot)
    }

    fn write_first_slot(&mut self, pin: &PinWork, rng: &mut dyn CryptoRng) -> Result<Slot> {
        self.sync(None)?;
        pin.require_terms(&self.header)?;
        if self.header.first_slot_made {
            return Err(Error::SlotExists);
        }
        let number =
            u8::try_from(keys::below(rng, SLOTS)).map_err(|_| Error::Bug { code: "region-number" })?;
        let place = keys::below(rng, SLOTS);
        let (store, epoch, cells) = (self.header.store, 0, self.header.cells);
        let region = Region::unread(number, store, epoch, CellKey::make(rng), cells);
        for index in 0..cells {
            let plain = Content::free().encode(rng)?;
            let sealed = cell::seal(self.outer.at(index), &region.key, &region.address(index), plain, rng)?;
            let fresh = BTreeMap::from([((number, index), sealed)]);
            self.write_indices(&BTreeSet::from([index]), &fresh, None, rng)?;
        }
        let sealed = keyslot::seal(&pin.key, &store, place, number, epoch, &region.key, rng)?;
        let mut header = self.header.duplicate();
        header.first_slot_made = true;
        *header.keyslots.get_mut(place).ok_or(Error::Bug { code: "keyslot-place" })? = sealed;
        self.commit_header(header, None, None, rng)?;
        Ok(Slot { region })
    }

    /// Gives an open slot another PIN. Both take effect at once or neither does. Both are guesses, as what is typed
    /// may be right for another slot: a wrong one counts, and `waited` is as for [`Store::unlock`].
    ///
    /// # Errors
    /// [`Error::RetryLater`]; [`Error::WrongPin`] if `old` does not open this slot; [`Error::PinTaken`] if `new` opens
    /// another one; [`Error::WeakPin`], [`Error::Busy`], [`Error::DiskFull`], [`Error::Wiped`]. Nothing but the count is changed
    /// then.
    pub fn change_pin(
        &mut self,
        slot: &Slot,
        (old, new): (&PinWork, &PinWork),
        waited: Duration,
        rng: &mut dyn CryptoRng,
    ) -> Result<()> {
        new.require_strong()?;
        self.guess(waited, rng, |store, rng| {
            new.require_terms(&store.header)?;
            let opened = store.opens(old).filter(|opened| slot.is(opened)).ok_or(Error::WrongPin)?;
            if store.opens(new).is_some_and(|opened| !slot.is(&opened)) {
                return Err(Error::PinTaken);
            }
            let (id, place) = (store.header.store, opened.place);
            let sealed = keyslot::seal(&new.key, &id, place, opened.region, opened.epoch, &opened.key, rng)?;
            let mut header = store.header.duplicate();
            *header.keyslots.get_mut(place).ok_or(Error::Bug { code: "keyslot-place" })? = sealed;
            store.commit_header(header, None, None, rng)
        })
    }

    /// What this PIN opens, as far as this store has looked. All keyslots are tried.
    pub(crate) fn opens(&self, pin: &PinWork) -> Option<keyslot::Opened> {
        keyslot::open_all(&pin.key, &self.header.store, &self.header.keyslots)
    }

    /// Counts a wrong PIN, or one that is about to be tried. Call inside a write transaction; it ends there.
    pub(crate) fn count_wrong_pin(&mut self, rng: &mut dyn CryptoRng) -> Result<()> {
        let mut header = self.header.duplicate();
        header.wrong_pins = header.wrong_pins.saturating_add(1);
        self.commit_header(header, None, None, rng)
    }
}
