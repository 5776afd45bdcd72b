//! Destroying a store, and its outer layer. See the library's page of the same name.

use std::path::Path;
use std::sync::Arc;

use ::wayhome as core;

use crate::ports::DeviceKeyPort;
use crate::vault::parse_pin;
use crate::{DeviceKey, Vault, Wayhome, WayhomeError};

/// How far a wipe has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Record)]
pub struct Wiped {
    /// The device has none of the store's keys any more: no PIN opens anything.
    pub keys_destroyed: bool,
    /// The file says that it was wiped, so that the next opening ends what is left. If not, [`crate::wipe_at`] must be
    /// called.
    pub marked: bool,
    /// The file is overwritten. Flash memory may keep old copies all the same.
    pub overwritten: bool,
}

impl From<core::Wiped> for Wiped {
    fn from(of: core::Wiped) -> Self {
        Self { keys_destroyed: of.keys_destroyed, marked: of.marked, overwritten: of.overwritten }
    }
}

/// Wipes a store that is not open, or that no longer opens: also one whose keys are gone and that nobody could mark, which
/// opening it calls damaged. Call it only when somebody asks for it, and again if the file is not overwritten.
///
/// # Errors
/// [`WayhomeError::NoStore`]; [`WayhomeError::StoreDamaged`] or [`WayhomeError::NotThisDevice`] if not even the header can
/// be read: nothing is done then.
#[uniffi::export]
pub fn wipe_at(path: String, device: Arc<dyn DeviceKey>) -> Result<Wiped, WayhomeError> {
    let device = DeviceKeyPort::new(device)?;
    Ok(core::Wayhome::wipe_at(Path::new(&path), Arc::new(device))?.into())
}

#[uniffi::export]
impl Wayhome {
    /// Makes everything in the store unreadable, for good, and returns as soon as the keys are destroyed. Needs no PIN and
    /// sends nothing; an armed plan stays armed. Call [`Wayhome::finish_wipe`] next, and end other processes that have the
    /// store open.
    pub fn quick_wipe(&self) -> Result<Wiped, WayhomeError> {
        Ok(self.app()?.quick_wipe().into())
    }

    /// Overwrites what [`Wayhome::quick_wipe`] made unreadable. Takes seconds; may be killed at any instant.
    ///
    /// # Errors
    /// [`WayhomeError::StoreBusy`] if another process does the same.
    pub fn finish_wipe(&self) -> Result<Wiped, WayhomeError> {
        Ok(self.app()?.finish_wipe()?.into())
    }

    /// Changes the outer layer of the whole store now, in parts that nobody else waits for. Locking does it by itself
    /// once an hour at most.
    pub fn rotate(&self) -> Result<(), WayhomeError> {
        Ok(self.app()?.rotate()?)
    }

    /// Locks whatever vault is open and nothing more, for who has no second to spare.
    pub fn lock_quickly(&self) -> Result<(), WayhomeError> {
        Ok(self.app()?.lock_quickly()?)
    }
}

#[uniffi::export]
impl Vault {
    /// What the owner must read before [`Vault::set_erase_after`], in the vault's language.
    pub fn erase_warning(&self) -> Result<String, WayhomeError> {
        Ok(self.vault()?.erase_warning()?)
    }

    /// Lets so many wrong PINs in a row, 5 to 50, wipe the store; none switches that off. `warning` is the text of
    /// [`Vault::erase_warning`], as a sign that it was shown.
    ///
    /// # Errors
    /// [`WayhomeError::Invalid`] for another number or text; as unlocking for the PIN.
    pub fn set_erase_after(
        &self,
        pin: &[u8],
        wrong_pins: Option<u8>,
        warning: &str,
    ) -> Result<(), WayhomeError> {
        let pin = parse_pin(pin, self.level())?;
        Ok(self.vault()?.set_erase_after(&pin, wrong_pins, warning)?)
    }

    /// After how many wrong PINs the store is wiped, if the owner wished so.
    pub fn erase_after(&self) -> Result<Option<u8>, WayhomeError> {
        Ok(self.vault()?.erase_after()?)
    }

    /// Ends the plan, with the PIN, so that nobody is told when this phone falls silent.
    ///
    /// # Errors
    /// As unlocking for the PIN.
    pub fn stand_down(&self, pin: &[u8]) -> Result<(), WayhomeError> {
        let pin = parse_pin(pin, self.level())?;
        Ok(self.vault()?.stand_down(&pin)?)
    }
}
