//! The two header copies on disk: reading, healing and writing them, and telling a new one from a known one.

use rand_core::CryptoRng;

use crate::Result;
use crate::cell::HEADER_ROWS;
use crate::device::DeviceKey;
use crate::disk::Disk;
use crate::error::Error;
use crate::header::{Copy, Header, HeaderKeys, Mark, OuterKeys, SALT_LEN};
use crate::keys::{self, HeaderKey};
use crate::store::Store;

/// New salts for both copies, with the keys that belong to them. Asking the device for these takes time, so it is done
/// before the write lock is taken.
pub(crate) struct FreshSalts([([u8; SALT_LEN], HeaderKey); 2]);

pub(crate) struct ReadHeader {
    pub(crate) header: Header,
    /// The mark of the first copy, if it has one.
    pub(crate) mark: Option<Mark>,
    /// Rows of copies that did not open, or do not say what the first one says.
    pub(crate) bad: Vec<i64>,
}

/// Reads the header from the first copy that opens; with `all`, looks at the other one too.
pub(crate) fn read_header(
    disk: &Disk,
    keys: &mut HeaderKeys,
    device: &dyn DeviceKey,
    all: bool,
) -> Result<ReadHeader> {
    let mut found: Option<Header> = None;
    let mut mark = None;
    let mut bad = Vec::new();
    let mut malformed = false;
    for (nth, row) in HEADER_ROWS.into_iter().enumerate() {
        if found.is_some() && !all {
            break;
        }
        let body = disk.read(row, |body| Ok(body.to_vec()))?;
        if nth == 0 {
            mark = body.as_deref().and_then(Mark::of);
        }
        match Header::open(body.as_deref(), keys, device)? {
            Copy::Opens(header) => match &mut found {
                Some(first) if first.says_the_same(&header)? => {}
                // The log was lost while it was being moved into the file. The first copy is right: it is moved first.
                // But a wipe that was asked for is a wipe.
                Some(first) => {
                    first.wiping |= header.wiping;
                    bad.push(row);
                }
                None => found = Some(*header),
            },
            Copy::Sealed => bad.push(row),
            Copy::Malformed => {
                malformed = true;
                bad.push(row);
            }
        }
    }
    match found {
        Some(header) => Ok(ReadHeader { header, mark, bad }),
        None if malformed => Err(Error::Damaged { what: "the header is not readable" }),
        None => Err(Error::NotThisDevice),
    }
}

impl Store {
    /// Takes in the header if anybody wrote it since this store last looked. Call inside a transaction.
    pub(crate) fn sync_header(&mut self) -> Result<()> {
        if self.gone {
            return Err(Error::Wiped);
        }
        let mark = self.mark_on_disk()?;
        if mark.is_some() && mark == self.header_mark {
            return Ok(());
        }
        let read = read_header(&self.disk, &mut self.header_keys, &*self.device, false)?;
        if read.header.wiping || read.header.store != self.header.store {
            // Another process wiped it, and may have made it anew: what is in memory is about a store that is no more.
            self.forget_keys();
            return Err(Error::Wiped);
        }
        self.outer = read.header.outer_keys(Some((&self.header, &self.outer)), &*self.device)?;
        self.header = read.header;
        self.header_mark = read.mark;
        Ok(())
    }

    /// The mark of the first copy as it lies there now, if it has one.
    pub(crate) fn mark_on_disk(&self) -> Result<Option<Mark>> {
        let first = HEADER_ROWS.first().copied().unwrap_or_default();
        Ok(self.disk.read(first, |body| Ok(Mark::of(body)))?.flatten())
    }

    /// Writes copies that are bad anew from the one that is not.
    pub(crate) fn heal_header(&mut self, rng: &mut dyn CryptoRng) -> Result<()> {
        self.disk.begin_write()?;
        let healed = self.write_bad_copies(rng);
        self.disk.roll_back();
        healed
    }

    fn write_bad_copies(&mut self, rng: &mut dyn CryptoRng) -> Result<()> {
        let read = read_header(&self.disk, &mut self.header_keys, &*self.device, true)?;
        for row in read.bad {
            let salt = keys::random(rng);
            let key = self.header_keys.derive(&salt, &*self.device)?;
            self.disk.restore(row, &read.header.seal(&salt, &key, rng)?)?;
        }
        self.disk.commit()
    }

    /// Draws new salts and asks the device for the keys that belong to them.
    pub(crate) fn fresh_salts(&self, rng: &mut dyn CryptoRng) -> Result<FreshSalts> {
        let mut draw = || -> Result<_> {
            let salt = keys::random(rng);
            Ok((salt, self.header_keys.derive(&salt, &*self.device)?))
        };
        Ok(FreshSalts([draw()?, draw()?]))
    }

    /// Writes both copies and commits; what is in memory follows only then. Without `fresh` the copies keep their
    /// salts, and the device is asked nothing. Call inside a write transaction.
    pub(crate) fn commit_header(
        &mut self,
        header: Header,
        outer: Option<OuterKeys>,
        fresh: Option<FreshSalts>,
        rng: &mut dyn CryptoRng,
    ) -> Result<()> {
        let mut mark = None;
        let mut used = Vec::with_capacity(HEADER_ROWS.len());
        let mut fresh = fresh.map(|FreshSalts(both)| both.into_iter());
        for (nth, row) in HEADER_ROWS.into_iter().enumerate() {
            let (salt, key) = match fresh.as_mut().and_then(Iterator::next) {
                Some(drawn) => drawn,
                None => self.salt_of(row, rng)?,
            };
            let body = header.seal(&salt, &key, rng)?;
            self.disk.write(row, &body)?;
            if nth == 0 {
                mark = Mark::of(&body);
            }
            used.push((salt, key));
        }
        self.disk.commit()?;
        for (salt, key) in used {
            self.header_keys.keep(&salt, key);
        }
        self.header = header;
        if let Some(outer) = outer {
            self.outer = outer;
        }
        self.header_mark = mark;
        Ok(())
    }

    /// The salt that a copy has now, or a new one if it has none, with its key.
    fn salt_of(&self, row: i64, rng: &mut dyn CryptoRng) -> Result<([u8; SALT_LEN], HeaderKey)> {
        let found = self.disk.read(row, |body| Ok(body.first_chunk().copied()))?.flatten();
        let salt = found.unwrap_or_else(|| keys::random(rng));
        Ok((salt, self.header_keys.derive(&salt, &*self.device)?))
    }
}
