//! A guess at a PIN, worked out before the store is touched: the slow part needs no transaction and no lock, so that
//! nobody who writes has to wait for it.

use std::time::Duration;

use crate::Result;
use crate::device::DeviceKey;
use crate::error::Error;
use crate::header::Header;
use crate::keys::KeyslotKey;
use crate::keyslot::{self, KdfParams};
use crate::pin::{Pin, PinRule};

/// What a guess has to know of a store. The same for all its slots, and the same as long as the store is not wiped or
/// recovered.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct PinTerms {
    pub(crate) kdf: KdfParams,
    pub(crate) salt: [u8; 16],
}

impl std::fmt::Debug for PinTerms {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("PinTerms")
    }
}

/// One PIN, worked out: Argon2id and one question to the device. Wiped when dropped.
pub struct PinWork {
    pub(crate) key: KeyslotKey,
    terms: PinTerms,
    /// What this device asks for, if the PIN is less than that.
    wanted: Option<PinRule>,
}

impl PinWork {
    /// Works a PIN out. Slow on purpose, and the same work for every PIN; hold no lock meanwhile.
    ///
    /// # Errors
    /// [`Error::Device`]; [`Error::Io`] if there is too little memory; [`Error::Damaged`] for terms that cannot be.
    pub fn derive(pin: &Pin, terms: &PinTerms, device: &dyn DeviceKey) -> Result<Self> {
        let key = keyslot::derive(pin, terms.kdf, &terms.salt, device)?;
        Ok(PinWork { key, terms: *terms, wanted: pin.lacks(device.level()) })
    }

    /// Refuses a PIN that was parsed for a better device than the one it is to be used with.
    pub(crate) fn require_strong(&self) -> Result<()> {
        self.wanted.map_or(Ok(()), |wanted| Err(Error::WeakPin { wanted }))
    }

    /// Refuses to write with work done on other terms: the store was wiped or recovered meanwhile, and nothing sealed
    /// with this would ever open.
    pub(crate) fn require_terms(&self, header: &Header) -> Result<()> {
        if self.terms == header.pin_terms() { Ok(()) } else { Err(Error::Busy) }
    }
}

impl std::fmt::Debug for PinWork {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("PinWork")
    }
}

/// How long nobody may guess after so many wrong PINs.
pub(crate) fn wait_after(wrong_pins: u32) -> Duration {
    Duration::from_secs(match wrong_pins {
        0..=4 => 0,
        5 => 30,
        6 => 60,
        7 => 5 * 60,
        8 => 15 * 60,
        _ => 30 * 60,
    })
}

/// Refuses a guess that comes too early.
pub(crate) fn require_waited(wrong_pins: u32, waited: Duration) -> Result<()> {
    let after = wait_after(wrong_pins).saturating_sub(waited);
    if after.is_zero() { Ok(()) } else { Err(Error::RetryLater { after }) }
}
