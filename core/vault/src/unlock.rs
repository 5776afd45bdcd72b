//! Opening a slot. Every PIN, right, wrong or of a store without slots, costs the same operations in the same order:
//! a commit that counts the guess, a try of every keyslot, a look at every cell of one region, and a second commit.

use std::collections::BTreeMap;
use std::time::Duration;

use rand_core::CryptoRng;
use zeroize::Zeroizing;

use crate::Result;
use crate::cell;
use crate::error::Error;
use crate::guess::{PinTerms, PinWork, require_waited};
use crate::keys::{self, CellKey, NONCE_LEN};
use crate::keyslot::SLOTS;
use crate::pin::Pin;
use crate::region::{Region, Seen};
use crate::slot::Slot;
use crate::store::Store;
use crate::tx;

/// A cell that opened: its nonces and its content.
pub(crate) struct Found {
    pub(crate) outer_nonce: [u8; NONCE_LEN],
    pub(crate) inner_nonce: [u8; NONCE_LEN],
    pub(crate) plain: Zeroizing<Vec<u8>>,
}

/// What a survey came to: for each index whether its cell opened, and what the region then reflects.
struct Survey {
    cells: Vec<Option<Found>>,
    seen: Seen,
}

impl Store {
    /// What a guess at a PIN has to know. It stays the same as long as the store is not wiped or recovered.
    pub fn pin_terms(&self) -> PinTerms {
        self.header.pin_terms()
    }

    /// Works a PIN out with this store's own device key; see [`PinWork::derive`], which needs no store.
    ///
    /// # Errors
    /// As [`PinWork::derive`].
    pub fn work_out(&self, pin: &Pin) -> Result<PinWork> {
        PinWork::derive(pin, &self.pin_terms(), &*self.device)
    }

    /// Says whether a PIN may be tried already, so that nobody works one out in vain. `waited` is as for
    /// [`Store::unlock`], which looks again.
    ///
    /// # Errors
    /// [`Error::RetryLater`] if not; [`Error::Busy`], [`Error::Device`], [`Error::Io`].
    pub fn may_try_pin(&mut self, waited: Duration) -> Result<()> {
        self.look_at_header()?;
        require_waited(self.header.wrong_pins, waited)
    }

    /// Opens the slot that this PIN belongs to. The guess is counted, in a commit, before it is tried, so that killing
    /// the process gives no free one; a right PIN ends the count. From the fifth wrong PIN on the next must wait: 30 s,
    /// 60 s, 5 min, 15 min, and then 30 min each.
    ///
    /// `waited` is the time since this process last tried a PIN, or since it started if it has not: by a clock that
    /// nobody can set. The store reads no clock.
    ///
    /// # Errors
    /// [`Error::RetryLater`] before anything was done. [`Error::Busy`] and [`Error::DiskFull`] too come before the
    /// guess is tried, unless the second commit fails; then a right one counts only if the header alone cannot be
    /// written either. [`Error::WrongPin`] if no keyslot opens, [`Error::Damaged`] if a cell of the slot does not,
    /// [`Error::Io`]. [`Error::Wiped`] if the guess was wrong and as many as [`Store::set_erase_after`] allows were
    /// counted; the store is as good as new then.
    pub fn unlock(&mut self, pin: &PinWork, waited: Duration, rng: &mut dyn CryptoRng) -> Result<Slot> {
        self.with_room(|store| store.count_guess(waited, &mut *rng))?;
        // Both are drawn whatever the PIN is.
        let nobodys = CellKey::make(rng);
        let somewhere = u8::try_from(keys::below(rng, SLOTS)).unwrap_or_default();
        let opened = self.opens(pin);
        let right = opened.is_some();
        let (number, epoch, key) =
            opened.map_or((somewhere, 0, nobodys), |opened| (opened.region, opened.epoch, opened.key));
        let mut region = Region::unread(number, self.header.store, epoch, key, self.header.cells);
        let survey = self.look_through(&region);
        if !right {
            // Only the last wrong one that is allowed makes a difference, and that is no secret.
            self.erase_if_used_up(rng)?;
        }
        let settled = survey.and_then(|survey| {
            let (before, nonces) = self.with_room(|store| store.settle_guess(right, &region, &mut *rng))?;
            Ok((survey, before, nonces))
        });
        if settled.is_err() {
            // The header alone needs far less room. What is told is what kept the rest from being done.
            let _ = self.with_room(|store| store.settle_count(right, &mut *rng));
        }
        let (survey, before, nonces) = settled?;
        if !right {
            return Err(Error::WrongPin);
        }
        region.fill(survey.cells)?;
        region.seen = Some(survey.seen);
        let after = self.seen_now().ok();
        region.note_outer(before, after, &nonces);
        Ok(Slot { region })
    }

    /// Does it once more if the disk is full, after the log was moved into the file: then it starts anew and needs no
    /// more room.
    pub(crate) fn with_room<T>(&mut self, mut work: impl FnMut(&mut Self) -> Result<T>) -> Result<T> {
        match work(self) {
            Err(Error::DiskFull) => {
                let _ = self.disk.fold_log();
                work(self)
            }
            done => done,
        }
    }

    /// The first commit: one more guess.
    fn count_guess(&mut self, waited: Duration, rng: &mut dyn CryptoRng) -> Result<()> {
        self.disk.begin_write()?;
        let counted = (|| {
            self.sync(None)?;
            require_waited(self.header.wrong_pins, waited)?;
            self.count_wrong_pin(rng)
        })();
        self.disk.roll_back();
        counted
    }

    /// In place of the second commit if that cannot be made: the count ends or stays, and nothing else is written.
    fn settle_count(&mut self, right: bool, rng: &mut dyn CryptoRng) -> Result<()> {
        self.disk.begin_write()?;
        let settled = self.sync(None).and_then(|_| self.write_count(right, rng));
        self.disk.roll_back();
        settled
    }

    fn write_count(&mut self, right: bool, rng: &mut dyn CryptoRng) -> Result<()> {
        let mut header = self.header.duplicate();
        header.wrong_pins = if right { 0 } else { header.wrong_pins };
        self.commit_header(header, None, None, rng)
    }

    /// Reads every row of a region and tries to open it, never stopping at one that is missing or does not open.
    fn look_through(&mut self, region: &Region) -> Result<Survey> {
        self.disk.begin_read()?;
        let looked = (|| {
            self.sync(None)?;
            let cells =
                (0..self.header.cells).map(|index| self.try_cell(region, index)).collect::<Result<_>>()?;
            Ok(Survey { cells, seen: self.seen_now()? })
        })();
        self.disk.roll_back();
        looked
    }

    /// Tries a cell under each outer key that there is, all of them in full.
    fn try_cell(&self, region: &Region, index: u16) -> Result<Option<Found>> {
        let (usual, other) = self.outer.both_at(index);
        let at = region.address(index);
        let found = self.disk.read(cell::row_of(region.number, index), |body| {
            let Some(outer_nonce) = cell::outer_nonce(body) else { return Ok(None) };
            let mut found = None;
            for outer in std::iter::once(usual).chain(other) {
                let Some(stripped) = cell::strip(outer, body)? else { continue };
                if let Some(opened) = cell::open(&region.key, &at, stripped) {
                    let (inner_nonce, plain) = (opened.inner_nonce, opened.plain);
                    found = Some(Found { outer_nonce, inner_nonce, plain });
                }
            }
            Ok(found)
        })?;
        Ok(found.flatten())
    }

    /// The second commit: the count ends or stays, and as many indices get a new outer layer as in any commit.
    /// `region` is the one that was looked through; only if it opened does it know more of its cells than the lobby.
    fn settle_guess(
        &mut self,
        right: bool,
        region: &Region,
        rng: &mut dyn CryptoRng,
    ) -> Result<(Seen, Rewrapped)> {
        self.disk.begin_write()?;
        let settled = (|| {
            self.sync(None)?;
            let before = self.seen_now()?;
            let indices = tx::cover_indices(self.width(), self.cell_count(), rng);
            let nonces = self.write_indices(&indices, &BTreeMap::new(), &[region], rng)?;
            self.write_count(right, rng)?;
            Ok((before, nonces))
        })();
        self.disk.roll_back();
        match &settled {
            Ok((before, nonces)) => {
                self.own_commits = self.own_commits.wrapping_add(1);
                let after = self.seen_now().ok();
                self.lobby.note_outer(*before, after, nonces);
            }
            // Whatever a failed commit left on disk, the next look compares every cell with it.
            Err(_) => self.lobby.seen = None,
        }
        settled
    }
}

/// New outer nonces, by region and index.
pub(crate) type Rewrapped = BTreeMap<(u8, u16), [u8; NONCE_LEN]>;
