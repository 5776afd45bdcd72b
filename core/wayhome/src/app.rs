//! The app's object: one store, its locked screen, its syncing.

use std::sync::Arc;

use wayhome_engine::{Engine, LobbySetup, NewVault, SlotTicket};
use wayhome_vault::{Pin, SecurityLevel, Slot, Store};

use crate::config::system_rng;
use crate::driver::{Shared, is_empty, lobby_is_empty};
use crate::{
    Budget, CheckInDraft, Config, Cover, Error, EventId, Health, LockedItem, Place, RelayAddress, RunReport,
    SosDraft, Timestamp, Vault,
};

/// A store on this device. Cheap to clone; all clones share one store. Several processes may have the same store
/// open.
#[derive(Clone)]
pub struct Wayhome {
    shared: Arc<Shared>,
}

impl Wayhome {
    /// Creates the store, at its full size, and registers nothing yet: no network is needed. A set-up that was
    /// interrupted is finished.
    ///
    /// Fails with [`Error::AlreadyExists`] if a finished store is there.
    pub fn create(config: Config, relay: &RelayAddress) -> Result<Self, Error> {
        let mut rng = system_rng();
        let made =
            Store::create(&config.path, config.size, config.cost, Arc::clone(&config.device), &mut rng);
        let store = match made {
            Err(wayhome_vault::Error::AlreadyExists) => {
                let store = Store::open(&config.path, Arc::clone(&config.device), &mut rng)?;
                if !lobby_is_empty(&store) {
                    return Err(Error::AlreadyExists);
                }
                store
            }
            other => other?,
        };
        let shared = Shared::new(config, store);
        let setup = LobbySetup {
            relay: relay.clone(),
            now: shared.now(),
            cover: shared.config.cover,
            room: shared.config.room,
        };
        let engine = Engine::create(&setup, &mut rng)?;
        {
            let mut driver = shared.lock();
            driver.initialise(engine)?;
            driver.store().checkpoint()?;
        }
        Ok(Self { shared: Arc::new(shared) })
    }

    /// Opens the store; no PIN is needed for what the locked screen may do, nor for syncing.
    pub fn open(config: Config) -> Result<Self, Error> {
        let store = Store::open(&config.path, Arc::clone(&config.device), &mut system_rng())?;
        if lobby_is_empty(&store) {
            return Err(Error::NoStore);
        }
        Self::over(Shared::new(config, store))
    }

    pub(crate) fn over(shared: Shared) -> Result<Self, Error> {
        shared.note_recovery()?;
        Ok(Self { shared: Arc::new(shared) })
    }

    pub(crate) fn shared(&self) -> &Shared {
        &self.shared
    }

    /// How well this device keeps its key, which decides what PINs are good enough.
    #[must_use]
    pub fn security_level(&self) -> SecurityLevel {
        self.shared.config.device.level()
    }

    /// Makes the first vault and opens it. `name` is how the owner is shown to those they pair with; `language` is
    /// a BCP 47 tag.
    pub fn create_vault(&self, pin: &Pin, name: &str, language: &str) -> Result<Vault, Error> {
        let work = self.shared.work_out(pin)?;
        let mut driver = self.shared.lock();
        driver.forget_engine();
        let (slot, rights) = match driver.store().create_first_slot(&work, &mut system_rng()) {
            Ok((slot, rights)) => (slot, rights.map(|right| right.encode().to_vec()).to_vec()),
            Err(wayhome_vault::Error::SlotExists) => {
                match driver.try_pin(&work, &*self.shared.config.clock) {
                    // A set-up that ended between the slot and its content goes on from here.
                    Ok(slot) if is_empty(&slot) => (slot, Vec::new()),
                    Ok(_) | Err(Error::WrongPin) => return Err(Error::AlreadyExists),
                    Err(error) => return Err(error),
                }
            }
            Err(error) => return Err(error.into()),
        };
        let new = new_vault(&slot, &rights, name, language);
        let session = driver.fill_new(self.shared.now(), slot, &new)?;
        Ok(Vault::new(Arc::clone(&self.shared), session))
    }

    /// Opens the vault that this PIN opens. A vault opened earlier is locked by it. Working the PIN out takes long on
    /// purpose; what needs no PIN can be called meanwhile and does not wait for it.
    ///
    /// Fails with [`Error::WrongPin`]; with [`Error::RetryLater`], before anything was tried, after five wrong PINs in a
    /// row and more. That wait begins anew when the app is started again, and no clock that can be set shortens it. A
    /// guess must be written down before it is tried, so a full disk or a busy store keeps a vault shut.
    pub fn unlock(&self, pin: &Pin) -> Result<Vault, Error> {
        let work = self.shared.work_out(pin)?;
        self.shared.rotate_before_pin();
        let now = self.shared.now();
        let mut driver = self.shared.lock();
        let slot = driver.try_pin(&work, &*self.shared.config.clock);
        if matches!(slot, Err(Error::WrongPin)) {
            // In the place of what an opening writes.
            driver.write_cover();
        }
        let slot = slot?;
        if is_empty(&slot) {
            return Err(Error::NotFound { what: "a finished vault" });
        }
        let session = driver.open(slot, now)?;
        Ok(Vault::new(Arc::clone(&self.shared), session))
    }

    /// A check-in without a PIN. On disk when this returns. It touches the plan's timer at most three times in a
    /// row, and can be read back only by a vault.
    pub fn locked_check_in(&self, draft: &CheckInDraft) -> Result<EventId, Error> {
        self.shared.step(|engine, now, rng| engine.locked_check_in(now, draft, rng))
    }

    /// A call for help without a PIN. On disk when this returns.
    pub fn locked_sos(&self, draft: &SosDraft) -> Result<EventId, Error> {
        self.shared.step(|engine, now, rng| engine.locked_sos(now, draft, rng))
    }

    /// Notes a place without a PIN; a vault reads it when it is next opened.
    pub fn locked_place(&self, place: &Place) -> Result<(), Error> {
        self.shared.step(|engine, now, rng| engine.locked_place(now, *place, rng))
    }

    /// What the locked screen sent, as far as it can be known without a PIN: when, and whether the relay has it.
    pub fn locked_items(&self) -> Result<Vec<LockedItem>, Error> {
        self.shared.step(|engine, _, _| Ok(engine.locked_items()))
    }

    /// Sends what waits and asks for what arrived, within a budget. Needs no PIN; with a vault open, replies are
    /// read too, and what watched workers sent is fetched. May be killed at any instant, and may run in several
    /// processes at once. A relay that cannot be reached is no error: see [`RunReport::failure`].
    pub fn run_once(&self, budget: Budget) -> Result<RunReport, Error> {
        self.shared.run_once(budget)
    }

    /// Whether things work, without a word about what is in the store.
    pub fn health(&self) -> Result<Health, Error> {
        self.shared.step(|engine, _, _| Ok(engine.health()))
    }

    /// When [`Wayhome::run_once`] should be called next: for a sync, and while a vault is open also for the worker's
    /// next reminder and for a watched worker whose standing changes. With the vault closed reminders are not included,
    /// because what works without a PIN does not know when a check-in is due: keep the alarm that was set before.
    /// The same goes for a contact: who restarts the phone, or locks the app, hears of a missed check-in by their own
    /// watch only once the vault is open again; until then the relay's alerts are all there is.
    pub fn next_wakeup(&self) -> Result<Timestamp, Error> {
        self.shared.step(|engine, now, _| Ok(engine.next_deadline(now)))
    }

    /// How often this store syncs, and whether anything goes apart from that. Needs no PIN: it is the same for all that
    /// is in it.
    pub fn cover(&self) -> Result<Cover, Error> {
        self.shared.step(|engine, _, _| Ok(engine.cover()))
    }

    /// Locks whatever vault is open, at once, and then changes the outer layer of the store if it is time for that (see
    /// [`crate::Rotations`]), which takes a second or more. Who has not so long calls [`Wayhome::lock_quickly`].
    pub fn lock(&self) -> Result<(), Error> {
        self.lock_quickly()?;
        self.shared.rotate_after_lock();
        Ok(())
    }

    /// Locks whatever vault is open, and nothing more.
    pub fn lock_quickly(&self) -> Result<(), Error> {
        self.shared.lock().shut()
    }
}

/// What the first vault is given. The rights to further ones are lost if its set-up was cut short after its slot was made.
fn new_vault(slot: &Slot, rights: &[Vec<u8>], name: &str, language: &str) -> NewVault {
    let others = (0..4).filter(|region| *region != slot.region());
    let right = |region: u8| rights.iter().find(|right| right.get(1) == Some(&region)).cloned();
    let mut tickets: Vec<SlotTicket> =
        others.map(|region| SlotTicket { region, bytes: right(region).unwrap_or_default() }).collect();
    // In the order in which they were drawn.
    tickets.sort_by_key(|ticket| rights.iter().position(|right| *right == ticket.bytes));
    NewVault { region: slot.region(), name: name.to_owned(), language: language.to_owned(), tickets }
}
