//! A person with a phone.

use std::path::PathBuf;
use std::sync::Arc;

use wayhome::{Config, Event, Pin, Vault, Wayhome};
use wayhome_vault::testing::MemoryDeviceKey;

use crate::clock::PhoneClock;
use crate::network::Link;
use crate::people::Profile;
use crate::template;

/// Someone in the world: their phone's folder, clock and link, and their app while it runs.
pub struct Person {
    /// Who they are.
    pub profile: Profile,
    /// The phone's folder; the store in it is named `data`.
    pub folder: PathBuf,
    /// The phone's device key.
    pub device: MemoryDeviceKey,
    /// The phone's clock.
    pub clock: Arc<PhoneClock>,
    /// The phone's network.
    pub link: Arc<Link>,
    /// The app, while it runs.
    pub app: Option<Wayhome>,
    /// The open vault.
    pub vault: Option<Vault>,
    /// Events that the app handled, in order.
    pub handled: Vec<Event>,
    /// When the phone wakes the app, by the world's clock.
    pub alarm: Option<u64>,
}

impl Person {
    /// Their name.
    pub fn name(&self) -> &'static str {
        self.profile.name
    }

    /// The store's file.
    pub fn store(&self) -> PathBuf {
        self.folder.join("data")
    }

    /// How their app opens the store.
    pub fn config(&self) -> Config {
        let transport: Arc<dyn wayhome::Transport> = self.link.clone();
        template::config(&self.store(), &self.device, self.clock.clone(), transport)
    }

    /// The running app.
    pub fn app(&self) -> &Wayhome {
        self.app.as_ref().unwrap_or_else(|| panic!("{}'s app does not run", self.name()))
    }

    /// The open vault.
    pub fn vault(&self) -> &Vault {
        self.vault.as_ref().unwrap_or_else(|| panic!("{}'s vault is locked", self.name()))
    }

    /// Another process with the same store, its vault open.
    pub fn second_process(&self) -> (Wayhome, Vault) {
        let app = Wayhome::open(self.config()).unwrap();
        let vault = app.unlock(&template::pin(&self.profile)).unwrap();
        (app, vault)
    }

    /// Starts the app without opening the vault.
    pub fn start(&mut self) {
        self.stop();
        self.app = Some(Wayhome::open(self.config()).unwrap());
    }

    /// Opens the vault.
    pub fn unlock(&mut self) {
        let vault = self.app().unlock(&template::pin(&self.profile)).unwrap();
        self.vault = Some(vault);
    }

    /// Opens the vault that another PIN opens.
    pub fn unlock_other(&mut self, pin: &Pin) {
        self.vault = Some(self.app().unlock(pin).unwrap());
    }

    /// Locks the vault; the app goes on.
    pub fn lock(&mut self) {
        if let Some(vault) = self.vault.take() {
            vault.lock().unwrap();
        }
    }

    /// The app ends.
    pub fn stop(&mut self) {
        self.vault = None;
        self.app = None;
    }

    /// The app ends and starts again, and the vault is opened if it was open.
    pub fn restart(&mut self) {
        let open = self.vault.is_some();
        self.start();
        if open {
            self.unlock();
        }
    }
}
