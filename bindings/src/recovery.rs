//! Recovery words. See the library's page of the same name.

use std::sync::Arc;

use ::wayhome as core;
use zeroize::Zeroizing;

use crate::vault::parse_pin;
use crate::wayhome::config;
use crate::{DeviceKey, KdfCost, Transport, Vault, Wayhome, WayhomeError};

fn parse_words(words: &[u8]) -> Result<core::RecoveryWords, WayhomeError> {
    let typed = std::str::from_utf8(words).map_err(|_| WayhomeError::invalid("words", "is not UTF-8"))?;
    Ok(core::recovery_words(typed)?)
}

/// A vault to be got back. Both secrets are UTF-8 bytes; wipe yours after the call.
#[derive(uniffi::Record)]
pub struct LostVault {
    /// Its recovery words.
    pub words: Vec<u8>,
    /// The PIN that it is to have from now on.
    pub new_pin: Vec<u8>,
}

impl std::fmt::Debug for LostVault {
    // Both are secret.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("LostVault").finish_non_exhaustive()
    }
}

#[uniffi::export]
impl Wayhome {
    /// Gets vaults back by their recovery words, from the store at `path`, for a device whose key never opened it. Give all
    /// vaults that there are in **one** call: one whose words are missing can be opened by its words alone from then on. The
    /// old file is set aside and never deleted. Killed at any instant, it can be called again. **Works for seconds.**
    ///
    /// # Errors
    /// [`WayhomeError::Invalid`] for words that open nothing there, or two that open the same; for two equal PINs;
    /// [`WayhomeError::WeakPin`]; [`WayhomeError::NoStore`], [`WayhomeError::StoreDamaged`],
    /// [`WayhomeError::StoreTooNew`], [`WayhomeError::StoreBusy`], [`WayhomeError::DiskFull`]. The file is as before then.
    #[uniffi::constructor]
    pub fn recover(
        path: String,
        vaults: Vec<LostVault>,
        kdf_cost: KdfCost,
        device: Arc<dyn DeviceKey>,
        transport: Arc<dyn Transport>,
    ) -> Result<Self, WayhomeError> {
        let config = config(path, device, transport)?.with_kdf_cost(kdf_cost.into());
        let level = config.security_level();
        let mut given = Vec::new();
        for LostVault { words, new_pin } in vaults {
            let (words, new_pin) = (Zeroizing::new(words), Zeroizing::new(new_pin));
            given.push((parse_words(&words)?, parse_pin(&new_pin, level)?));
        }
        let vaults: Vec<(&core::RecoveryWords, &core::Pin)> =
            given.iter().map(|(words, pin)| (words, pin)).collect();
        Ok(Self::over(core::Wayhome::recover(config, &vaults)?))
    }
}

#[uniffi::export]
impl Vault {
    /// Lets these words open this vault, on any device, from a copy of the store: they end those that were made before.
    /// They must be generated ([`crate::generate_pin_words`]), shown once, and `typed` back by the owner. All are UTF-8
    /// bytes. **Works for seconds.**
    ///
    /// # Errors
    /// [`WayhomeError::Invalid`] if `typed` are other words; as [`Wayhome::unlock`] for the PIN;
    /// [`WayhomeError::StoreBusy`], [`WayhomeError::DiskFull`]. Nothing is changed then.
    pub fn make_recovery_words(&self, pin: &[u8], words: &[u8], typed: &[u8]) -> Result<(), WayhomeError> {
        let pin = parse_pin(pin, self.level())?;
        Ok(self.vault()?.make_recovery_words(&pin, &parse_words(words)?, &parse_words(typed)?)?)
    }
}
