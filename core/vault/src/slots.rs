//! Making slots, and giving one another PIN.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use rand_core::CryptoRng;
use zeroize::Zeroizing;

use crate::cell;
use crate::content::Content;
use crate::error::Error;
use crate::guess::PinWork;
use crate::keys::{self, CellKey};
use crate::keyslot::{self, KEYSLOT_LEN};
use crate::region::Region;
use crate::rotate::Rotation;
use crate::slot::Slot;
use crate::store::Store;
use crate::ticket::{EXPORTED_LEN, Ticket};
use crate::{Result, ticket};

impl Store {
    /// Makes the first slot, in a region and keyslot drawn at random, and gives the rights to the other three. Every cell
    /// of the slot is sealed, and with it every other cell of the store gets a new outer layer, so the whole file is
    /// written once. Rights that are not kept are lost: nobody can tell later which regions are unused.
    ///
    /// # Errors
    /// [`Error::SlotExists`] if a slot was ever made here, [`Error::WeakPin`] if the PIN was accepted for a better
    /// device key than this one, [`Error::Busy`], [`Error::DiskFull`], [`Error::Device`]. Nothing is changed then.
    pub fn create_first_slot(
        &mut self,
        pin: &PinWork,
        rng: &mut dyn CryptoRng,
    ) -> Result<(Slot, [Ticket; 3])> {
        pin.require_strong()?;
        if self.header.first_slot_made {
            return Err(Error::SlotExists);
        }
        self.disk.begin_write()?;
        let made = self.write_first_slot(pin, rng);
        self.disk.roll_back();
        let (slot, tickets) = made?;
        Ok((self.take_in_new(slot)?, tickets))
    }

    fn write_first_slot(&mut self, pin: &PinWork, rng: &mut dyn CryptoRng) -> Result<(Slot, [Ticket; 3])> {
        self.sync(None)?;
        pin.require_terms(&self.header)?;
        if self.header.first_slot_made {
            return Err(Error::SlotExists);
        }
        let (mut regions, mut places) = ([0, 1, 2, 3], [0, 1, 2, 3]);
        keys::shuffle(&mut regions, rng);
        keys::shuffle(&mut places, rng);
        let ([first, others @ ..], [place, other_places @ ..]) = (regions, places);
        let mut tickets = Vec::with_capacity(others.len());
        for (region, place) in others.into_iter().zip(other_places) {
            tickets.push(Ticket::make(region, place, self.keyslot_at(place)?)?);
        }
        let tickets = tickets.try_into().map_err(|_| Error::Bug { code: "tickets" })?;
        Ok((self.write_slot(first, place, pin, rng)?, tickets))
    }

    /// Makes one more slot, where the ticket says. Every cell of its region is sealed, and every other cell of the store
    /// gets a new outer layer, in one transaction, for which the disk needs as much free space as the store has. A
    /// rotation that is under way is ended first. The PIN is a guess, as it may be another slot's: `waited` is as for
    /// [`Store::unlock`].
    ///
    /// # Errors
    /// [`Error::NoSpace`] if the ticket was used, from whichever slot; [`Error::PinTaken`] if the PIN opens any slot,
    /// known to the caller or not, which counts as a wrong one; [`Error::RetryLater`], [`Error::WeakPin`],
    /// [`Error::Busy`], [`Error::DiskFull`], [`Error::Device`], [`Error::Wiped`]. No slot is made then.
    pub fn create_slot(
        &mut self,
        ticket: &Ticket,
        pin: &PinWork,
        waited: Duration,
        rng: &mut dyn CryptoRng,
    ) -> Result<Slot> {
        pin.require_strong()?;
        self.end_rotation(rng)?;
        let slot = self.guess(waited, rng, |store, rng| {
            pin.require_terms(&store.header)?;
            if store.header.next.is_some() {
                // Another process has begun one since.
                return Err(Error::Busy);
            }
            if !ticket.is_unused(store.keyslot_at(ticket.place)?) {
                return Err(Error::NoSpace);
            }
            if store.opens(pin).is_some() {
                return Err(Error::PinTaken);
            }
            store.write_slot(ticket.region, ticket.place, pin, rng)
        })?;
        self.take_in_new(slot)
    }

    fn end_rotation(&mut self, rng: &mut dyn CryptoRng) -> Result<()> {
        self.look_at_header()?;
        if self.header.next.is_none() {
            return Ok(());
        }
        // No cell may reach the file under a key that the file itself does not name.
        if !self.disk.checkpoint()? {
            return Err(Error::Busy);
        }
        while let Rotation::UnderWay { .. } = self.rotate_some(&mut [], 0, rng)? {}
        // What cannot be tidied up now is later.
        let _ = self.finish_rotation();
        Ok(())
    }

    fn keyslot_at(&self, place: u8) -> Result<&[u8; KEYSLOT_LEN]> {
        self.header.keyslots.get(usize::from(place)).ok_or(Error::Bug { code: "keyslot-place" })
    }

    /// Seals a whole region and its keyslot, and commits. Call inside a write transaction.
    fn write_slot(&mut self, number: u8, place: u8, pin: &PinWork, rng: &mut dyn CryptoRng) -> Result<Slot> {
        let (store, epoch, cells) = (self.header.store, 0, self.header.cells);
        let region = Region::unread(number, store, epoch, CellKey::make(rng), cells);
        for index in 0..cells {
            let plain = Content::free().encode(rng)?;
            let sealed = cell::seal(self.outer.at(index), &region.key, &region.address(index), plain, rng)?;
            let fresh = BTreeMap::from([((number, index), sealed)]);
            self.write_indices(&BTreeSet::from([index]), &fresh, &[], rng)?;
        }
        let place = usize::from(place);
        let sealed = keyslot::seal(&pin.key, &store, place, number, epoch, &region.key, rng)?;
        let mut header = self.header.duplicate();
        header.first_slot_made = true;
        header.put_keyslot(place, sealed)?;
        self.commit_header(header, None, None, rng)?;
        Ok(Slot { region })
    }

    /// After a slot was made, which rewrote every row.
    fn take_in_new(&mut self, mut slot: Slot) -> Result<Slot> {
        self.own_commits = self.own_commits.wrapping_add(1);
        self.refresh(Some(&mut slot))?;
        // The log is as long as the store now; if this cannot empty it, a later checkpoint does.
        let _ = self.checkpoint();
        Ok(slot)
    }

    /// The key of an open slot, for whoever made it and is to write to it while it is shut.
    pub fn export(&self, slot: &Slot) -> Zeroizing<[u8; EXPORTED_LEN]> {
        ticket::encode_key(slot)
    }

    /// Opens a slot by its exported key, without its PIN.
    ///
    /// # Errors
    /// [`Error::Damaged`] for bytes that are no key, or if a cell does not open with it; [`Error::Busy`],
    /// [`Error::Wiped`], [`Error::Io`].
    pub fn open_exported(&mut self, key: &[u8]) -> Result<Slot> {
        let (key, number, epoch) =
            ticket::decode_key(key).ok_or(Error::Damaged { what: "no key of a slot" })?;
        let region = Region::unread(number, self.header.store, epoch, key, self.header.cells);
        let mut slot = Slot { region };
        self.refresh(Some(&mut slot))?;
        Ok(slot)
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
            header.put_keyslot(place, sealed)?;
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
