//! Changing the outer key of the whole store, some indices at a time. No PIN is needed, no inner byte changes, and the
//! store can be read and written between any two parts. Whatever is killed when, every cell opens under the key that
//! the header of the same moment gives for its index.

use std::collections::BTreeMap;

use rand_core::CryptoRng;

use crate::Result;
use crate::cell::{self, REGIONS};
use crate::copies::FreshSalts;
use crate::device::DeviceKeyError;
use crate::error::Error;
use crate::header::{self, NO_ROTATION, WrappedKey};
use crate::keys::{NONCE_LEN, OuterKey};
use crate::region::{Region, Seen};
use crate::slot::Slot;
use crate::store::Store;
use crate::unlock::Rewrapped;

/// How many indices one commit takes if the caller does not say.
const BATCH: u16 = 8;
/// How often, in indices, the log is folded into the file, so that it stays short.
const FOLD: u16 = 64;
/// How often a wrapping key is made anew after another process destroyed it before it was named.
const TRIES: u8 = 3;

/// What a part of a rotation came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rotation {
    /// No rotation is under way.
    None,
    /// Indices were written; this many are still under the old key. With none left, one more call ends it.
    UnderWay {
        /// How many indices are left.
        left: u16,
    },
    /// All cells are under the new key, and the header no longer names the old one. [`Store::finish_rotation`] comes
    /// next.
    Finished,
}

/// What became of a new key that was to be named in the header.
enum Naming {
    Done,
    /// Another process began a rotation, so this key is not needed.
    NotNeeded,
    /// Another process destroyed it as a stray.
    Gone,
}

impl Store {
    /// How often the outer key of this store was changed, as far as this store has looked.
    pub fn outer_epoch(&self) -> u32 {
        self.header.epoch
    }

    /// What [`Store::begin_rotation`] was last told about the time, by any process, as far as this store has looked;
    /// 0 if there was none.
    pub fn last_rotation(&self) -> u64 {
        self.header.rotated
    }

    /// Whether a rotation is under way, as far as this store has looked.
    pub fn rotation_is_under_way(&self) -> bool {
        self.header.next.is_some()
    }

    /// Begins a change of the outer key, or takes up the one under way; call it before the first
    /// [`Store::rotate_some`] of every session. `now` is kept and given back by [`Store::last_rotation`]; nothing else
    /// is done with it. The device's key is made before the write lock is taken.
    ///
    /// # Errors
    /// [`Error::Wiped`], also if the device no longer has the store's keys. [`Error::Busy`], also if the log cannot be
    /// emptied because somebody reads; [`Error::DiskFull`], [`Error::Device`], [`Error::Io`]. Then the store can be used, and the next call goes on.
    pub fn begin_rotation(&mut self, now: u64, rng: &mut dyn CryptoRng) -> Result<()> {
        self.look_at_header()?;
        if self.header.next.is_none() {
            self.start(now, rng)?;
        }
        // No cell may reach the file under a key that the file itself does not name.
        if self.disk.checkpoint()? { Ok(()) } else { Err(Error::Busy) }
    }

    pub(crate) fn look_at_header(&mut self) -> Result<()> {
        self.disk.begin_read()?;
        let looked = self.sync_header();
        self.disk.roll_back();
        looked
    }

    fn start(&mut self, now: u64, rng: &mut dyn CryptoRng) -> Result<()> {
        if !self.given_up.is_empty() {
            // Left over from an attempt that failed; a device has room for few keys.
            let _ = self.destroy_unnamed();
        }
        for _ in 0..TRIES {
            let (key, wrapped) = match header::make_outer(&*self.device, rng) {
                // Destroyed as a stray before anything was wrapped under it.
                Err(Error::Device(DeviceKeyError::UnknownHandle)) => continue,
                made => made?,
            };
            let handle = wrapped.handle;
            let named = self.disk.begin_write().and_then(|()| self.name_next(&key, wrapped, now, rng));
            self.disk.roll_back();
            match named {
                Ok(Naming::Done) => return Ok(()),
                Ok(Naming::Gone) => {}
                Ok(Naming::NotNeeded) => {
                    // No header ever named it.
                    return Ok(self.device.destroy(handle)?);
                }
                Err(Error::Wiped) => {
                    // No header ever named it, nor may one.
                    let _ = self.device.destroy(handle);
                    return Err(Error::Wiped);
                }
                Err(error) => {
                    // A commit that failed may still be in the log, so this key goes the way of all strays.
                    self.given_up.push(handle);
                    let _ = self.destroy_unnamed();
                    return Err(error);
                }
            }
        }
        Err(Error::Busy)
    }

    fn name_next(
        &mut self,
        key: &OuterKey,
        wrapped: WrappedKey,
        now: u64,
        rng: &mut dyn CryptoRng,
    ) -> Result<Naming> {
        let before = self.header.epoch;
        self.sync_header()?;
        if self.header.next.is_some() || self.header.epoch != before {
            return Ok(Naming::NotNeeded);
        }
        let there = self.device.handles()?;
        self.require_named_keys(&there)?;
        if !there.contains(&wrapped.handle) {
            return Ok(Naming::Gone);
        }
        let mut header = self.header.duplicate();
        let outer = self.outer.with_next(key);
        header.next = Some(wrapped);
        header.cursor = 0;
        header.rotated = now;
        header.area.reseal(outer.current(), Some(key), header.epoch, rng)?;
        self.commit_header(header, Some(outer), None, rng)?;
        // There was one key only until now.
        self.mended = true;
        Ok(Naming::Done)
    }

    /// Gives the next `indices` indices (8 if 0) a new outer layer in all regions, in one commit, which asks the device
    /// nothing. Once none is left, empties the log and gives up the old key, in a commit of the header alone. Needs no
    /// slot; those that are given need not be read anew afterwards.
    ///
    /// # Errors
    /// [`Error::Wiped`], at the end also if the device no longer has the store's keys. [`Error::Busy`], at the end also if
    /// somebody reads; [`Error::DiskFull`], [`Error::Damaged`], [`Error::Device`], [`Error::Io`]. Nothing was changed
    /// then, and the next call goes on.
    pub fn rotate_some(
        &mut self,
        slots: &mut [&mut Slot],
        indices: u16,
        rng: &mut dyn CryptoRng,
    ) -> Result<Rotation> {
        let indices = if indices == 0 { BATCH } else { indices };
        let mut fresh = None;
        if self.header.next.is_some() && self.header.cursor == self.header.cells {
            // The header is about to forget the old key, so no cell in the file may need it any more.
            if !self.disk.checkpoint()? {
                return Err(Error::Busy);
            }
            // Two questions to the device, asked before anybody has to wait for the lock.
            fresh = Some(self.fresh_salts(rng)?);
        }
        let before = self.header.cursor;
        self.disk.begin_write()?;
        let done = self.rotate_under_lock(slots, indices, fresh, rng);
        self.disk.roll_back();
        if done.is_err() {
            // Whatever a failed commit left on disk, the next look compares every cell with it.
            self.lobby.seen = None;
            slots.iter_mut().for_each(|slot| slot.region.seen = None);
        } else if self.header.next.is_some() && self.header.cursor / FOLD != before / FOLD {
            // Only to keep the log short; if this cannot, a later one does.
            let _ = self.disk.fold_log();
        }
        done
    }

    fn rotate_under_lock(
        &mut self,
        slots: &mut [&mut Slot],
        indices: u16,
        fresh: Option<FreshSalts>,
        rng: &mut dyn CryptoRng,
    ) -> Result<Rotation> {
        self.sync_header()?;
        let Some(next) = self.header.next.clone() else { return Ok(Rotation::None) };
        let Some(new) = self.outer.next().map(OuterKey::duplicate) else {
            return Err(Error::Bug { code: "rotation-key" });
        };
        let seen = self.seen_now()?;
        let cells = self.header.cells;
        let from = self.header.cursor;
        if from == cells && fresh.is_none() {
            // Another process wrote the last indices since this store looked.
            return Ok(Rotation::UnderWay { left: 0 });
        }
        let to = from.saturating_add(indices).min(cells);
        let mut nonces = if self.mended { BTreeMap::new() } else { self.mend(slots, rng)? };
        // What was mended must be in the file before the old key is given up.
        let ends = from == cells && nonces.is_empty();
        if ends {
            self.require_named_keys(&self.device.handles()?)?;
        }
        for index in from..to {
            for region in 0..REGIONS {
                let known = slots.iter().map(|slot| &slot.region).find(|known| known.number == region);
                let old = self.outer_found_at(index, known)?;
                let nonce = self.rewrap_row(region, index, (old, &new), rng)?;
                nonces.insert((region, index), nonce);
            }
        }
        let mut header = self.header.duplicate();
        let left = cells.saturating_sub(to);
        let given_up = header.current.handle;
        let outer = if ends {
            header.current = next;
            header.next = None;
            header.cursor = NO_ROTATION;
            header.epoch = header.epoch.wrapping_add(1);
            header.area.reseal(&new, None, header.epoch, rng)?;
            self.outer.only(&new)
        } else {
            header.cursor = to;
            self.outer.at_cursor(to)
        };
        self.commit_header(header, Some(outer), fresh.filter(|_| ends), rng)?;
        self.mended = true;
        if ends {
            self.given_up.push(given_up);
        }
        self.note_rotated(slots, seen, &nonces);
        Ok(if ends { Rotation::Finished } else { Rotation::UnderWay { left } })
    }

    /// Looks, once in the life of a store in memory, for cells that are under the other key than the header says, and puts
    /// the right one on; see [`Store::outer_found_at`].
    fn mend(&self, slots: &[&mut Slot], rng: &mut dyn CryptoRng) -> Result<Rewrapped> {
        let mut nonces = BTreeMap::new();
        let known = |number| slots.iter().map(|slot| &slot.region).find(|known| known.number == number);
        for index in 0..self.header.cells {
            let right = self.outer.at(index);
            let mut astray = false;
            for region in std::iter::once(&self.lobby).chain(slots.iter().map(|slot| &slot.region)) {
                astray |= !self.outer_found_at(index, Some(region))?.same(right);
            }
            if !astray {
                continue;
            }
            for region in 0..REGIONS {
                let old = self.outer_found_at(index, known(region))?;
                nonces.insert((region, index), self.rewrap_row(region, index, (old, right), rng)?);
            }
        }
        Ok(nonces)
    }

    fn note_rotated(&mut self, slots: &mut [&mut Slot], before: Seen, nonces: &Rewrapped) {
        self.own_commits = self.own_commits.wrapping_add(1);
        let after = self.seen_now().ok();
        self.lobby.note_outer(before, after, nonces);
        slots.iter_mut().for_each(|slot| slot.region.note_outer(before, after, nonces));
    }

    /// Gives one row a new outer layer and returns its new nonce.
    pub(crate) fn rewrap_row(
        &self,
        region: u8,
        index: u16,
        (old, new): (&OuterKey, &OuterKey),
        rng: &mut dyn CryptoRng,
    ) -> Result<[u8; NONCE_LEN]> {
        const LENGTH: Error = Error::Damaged { what: "a row has the wrong length" };
        let row = cell::row_of(region, index);
        let body = self.disk.read(row, |body| cell::rewrap(old, new, body, rng))?;
        let body = body.ok_or(Error::Damaged { what: "a row is missing" })?.ok_or(LENGTH)?;
        self.disk.write(row, &body)?;
        cell::outer_nonce(&body).ok_or(LENGTH)
    }

    /// The outer key under which a cell of this index is found. While a rotation is under way it may be the other one
    /// of the two, if the log was lost while it was being folded into the file. Then the cell of the `known` region,
    /// which opens or does not, tells it; for regions that nobody opened the lobby's cell speaks, as pages are moved in
    /// their order and the cells of one index are neighbours. All that can be looked at is looked at, whatever came of
    /// the rest.
    pub(crate) fn outer_found_at(&self, index: u16, known: Option<&Region>) -> Result<&OuterKey> {
        let (usual, other) = self.outer.both_at(index);
        let Some(other) = other else { return Ok(usual) };
        let says = |region: &Region| -> Result<Option<&OuterKey>> {
            let at = region.address(index);
            let opens = |key: &OuterKey, body: &[u8]| -> Result<bool> {
                Ok(cell::strip(key, body)?
                    .is_some_and(|inside| cell::open(&region.key, &at, inside).is_some()))
            };
            let row = cell::row_of(region.number, index);
            let both = self.disk.read(row, |body| Ok((opens(usual, body)?, opens(other, body)?)))?;
            Ok(match both {
                Some((true, _)) => Some(usual),
                Some((false, true)) => Some(other),
                _ => None,
            })
        };
        let known = known.filter(|known| known.store == self.header.store);
        let by_itself = known.map(says).transpose()?.flatten();
        let by_lobby = says(&self.lobby)?;
        Ok(by_itself.or(by_lobby).unwrap_or(usual))
    }

    /// Destroys the old key after the last indices were written: empties the log into the file, which syncs it, and only
    /// then asks the device. False if somebody was in the way or a rotation is under way still; call again, or let the next opening
    /// do it.
    ///
    /// # Errors
    /// [`Error::Busy`], [`Error::Device`], [`Error::Io`]; the old key may be there still, and the next call goes on.
    pub fn finish_rotation(&mut self) -> Result<bool> {
        self.look_at_header()?;
        if self.header.next.is_some() {
            return Ok(false);
        }
        self.destroy_unnamed()
    }
}
