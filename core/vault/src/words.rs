//! Recovery words: what opens one slot when the device key is lost. Nothing but their number stands against guessing, as
//! the boxes that they open can be copied off the phone.

use std::path::Path;

use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

use crate::Result;
use crate::cell::HEADER_ROWS;
use crate::device::SecurityLevel;
use crate::disk::Disk;
use crate::error::Error;
use crate::keys::{self, KEY_LEN};
use crate::keyslot::{self, KdfCost};
use crate::pin::Pin;
use crate::recovery::{Area, SALT_LEN};
use crate::{header, labels};

/// Six or more generated words, or twenty or more generated digits, folded as a PIN is. Wiped when dropped.
pub struct RecoveryWords(Pin);

impl RecoveryWords {
    /// Folds and checks what was typed. It must have been generated: whether it was cannot be seen.
    ///
    /// # Errors
    /// [`Error::WeakPin`] for less than that, [`Error::PinTooLong`].
    pub fn parse(typed: &str) -> Result<Self> {
        Pin::parse(typed, SecurityLevel::Software).map(RecoveryWords)
    }

    /// Whether both are the same words, however they were typed.
    #[must_use]
    pub fn same(&self, other: &Self) -> bool {
        bool::from(self.0.bytes().ct_eq(other.0.bytes()))
    }
}

impl std::fmt::Debug for RecoveryWords {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("RecoveryWords")
    }
}

/// What has to be known of a store to work out recovery words.
#[derive(Clone, PartialEq, Eq)]
pub struct RecoveryTerms {
    /// One, or two if the copies of the header contradict each other: one of them is damaged then.
    salts: Vec<[u8; SALT_LEN]>,
}

impl RecoveryTerms {
    /// Reads them from a store that cannot be opened.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::Damaged`], [`Error::TooNew`], [`Error::Busy`], [`Error::Io`].
    pub fn read(path: &Path) -> Result<Self> {
        let disk = Disk::open(&crate::recover::source(path)?)?;
        disk.begin_read()?;
        let areas = read_areas(&disk)?;
        disk.roll_back();
        Ok(RecoveryTerms::of(&areas))
    }

    pub(crate) fn of(areas: &[Area]) -> Self {
        let mut salts = Vec::new();
        for area in areas {
            if !salts.contains(&area.salt()) {
                salts.push(area.salt());
            }
        }
        RecoveryTerms { salts }
    }
}

impl std::fmt::Debug for RecoveryTerms {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("RecoveryTerms")
    }
}

/// The recovery areas of both copies of the header, which need no key to be read.
pub(crate) fn read_areas(disk: &Disk) -> Result<Vec<Area>> {
    let mut areas = Vec::new();
    for row in HEADER_ROWS {
        areas.extend(disk.read(row, |body| Ok(header::area_of(body)))?.flatten());
    }
    if areas.is_empty() {
        return Err(Error::Damaged { what: "the header is not readable" });
    }
    Ok(areas)
}

/// Recovery words, worked out: Argon2id, and no device. Wiped when dropped.
pub struct RecoveryWork {
    /// The secrets of boxes that these words may open, with the salts they come from.
    pub(crate) secrets: Vec<([u8; SALT_LEN], Zeroizing<[u8; KEY_LEN]>)>,
}

impl RecoveryWork {
    /// Works words out. Slow on purpose; hold no lock meanwhile.
    ///
    /// # Errors
    /// [`Error::Io`] if there is too little memory.
    pub fn derive(words: &RecoveryWords, terms: &RecoveryTerms) -> Result<Self> {
        let secret = |salt: &[u8; SALT_LEN]| -> Result<_> {
            // Always the same cost: nothing that can be read without the device key says another.
            let stretched = keyslot::stretch(words.0.bytes(), KdfCost::Standard.params(), salt)?;
            Ok((*salt, keys::derive(stretched.as_slice(), salt, labels::RECOVERY_KEY)?))
        };
        Ok(RecoveryWork { secrets: terms.salts.iter().map(secret).collect::<Result<_>>()? })
    }
}

impl std::fmt::Debug for RecoveryWork {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("RecoveryWork")
    }
}
