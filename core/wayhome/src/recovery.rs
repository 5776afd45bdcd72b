//! Recovery words: what opens a vault again when the phone is broken or its key is lost, but a copy of the store is there.

use std::sync::Arc;

use wayhome_vault::{Pin, RecoveryTerms, RecoveryWords, RecoveryWork, Store};

use crate::config::system_rng;
use crate::driver::{Shared, lobby_is_empty};
use crate::{Config, Error, Vault, Wayhome};

/// Reads recovery words as they were typed: capitals and extra blanks do not matter.
///
/// # Errors
/// [`Error::Invalid`] for less than six words or twenty digits, and for more than a PIN may have.
pub fn recovery_words(typed: &str) -> Result<RecoveryWords, Error> {
    RecoveryWords::parse(typed).map_err(|error| match Error::from(error) {
        Error::WeakPin { wanted } => Error::Invalid { field: "words", reason: wanted.to_string() },
        Error::Invalid { reason, .. } => Error::Invalid { field: "words", reason },
        other => other,
    })
}

impl Wayhome {
    /// Gets vaults back by their recovery words, from the store at the configuration's path, for a device whose key never
    /// opened it; each gets a new PIN. Give the words of all vaults that there are in **one** call: one whose words are
    /// missing can be opened by its words alone from then on. Locked after that, as after [`Wayhome::open`]. Takes seconds.
    ///
    /// The old file is set aside and never deleted. A copy may be old: what was sent since it was made is shown as not
    /// sent, and goes again; what came since is lost. The size of the store stays; the cost of trying a PIN is the
    /// configuration's. Killed at any instant, it can be called again.
    ///
    /// # Errors
    /// [`Error::Invalid`] for words that open nothing there, or two that open the same; for two equal PINs;
    /// [`Error::WeakPin`]; [`Error::NoStore`], [`Error::StoreDamaged`], [`Error::StoreTooNew`], [`Error::StoreBusy`],
    /// [`Error::DiskFull`]: it needs as much free space as the store is large. The file is as before then.
    pub fn recover(config: Config, vaults: &[(&RecoveryWords, &Pin)]) -> Result<Self, Error> {
        let terms = RecoveryTerms::read(&config.path)?;
        let works: Vec<RecoveryWork> =
            vaults.iter().map(|(words, _)| RecoveryWork::derive(words, &terms)).collect::<Result<_, _>>()?;
        let given: Vec<(&RecoveryWork, &Pin)> =
            works.iter().zip(vaults.iter().map(|(_, pin)| *pin)).collect();
        let device = Arc::clone(&config.device);
        let store = Store::recover(&config.path, &given, config.cost, device, &mut system_rng())?;
        if lobby_is_empty(&store) {
            return Err(Error::NoStore);
        }
        Self::over(Shared::new(config, store))
    }
}

impl Shared {
    /// What a store that was got back by words owes: until the chains have jumped, nothing may be sealed in it.
    pub(crate) fn note_recovery(&self) -> Result<(), Error> {
        let now = self.now();
        let mut driver = self.lock();
        if driver.store().recovered() {
            // Killed between the two, it is done twice, which does no harm.
            driver.step(now, |engine, _, _| {
                engine.was_recovered();
                Ok(())
            })?;
            driver.store().recovery_noted(&mut system_rng())?;
        }
        Ok(())
    }
}

impl Vault {
    /// Lets these words open this vault, on any device, from a copy of the store: they end those that were made before.
    /// They must be generated (see [`crate::generate_pin_words`]), shown once, and `typed` back by the owner, who writes them
    /// down and keeps them away from the phone: whoever has them and a copy of the file needs no PIN and no device. Takes
    /// seconds.
    ///
    /// # Errors
    /// [`Error::Invalid`] if `typed` are other words; as [`Wayhome::unlock`] for the PIN; [`Error::StoreBusy`],
    /// [`Error::DiskFull`]. Nothing is changed then.
    pub fn make_recovery_words(
        &self,
        pin: &Pin,
        words: &RecoveryWords,
        typed: &RecoveryWords,
    ) -> Result<(), Error> {
        if !words.same(typed) {
            let reason = "are not the words that were shown".to_owned();
            return Err(Error::Invalid { field: "words", reason });
        }
        let terms = self.driver()?.store().recovery_terms();
        let work = RecoveryWork::derive(words, &terms)?;
        let pin = self.shared().work_out(pin)?;
        self.driver()?.make_recovery(&pin, &work, &*self.shared().config.clock)
    }
}
