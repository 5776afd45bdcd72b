//! Drives the engine over the store: one step is one transaction. What the engine decided is on disk before
//! anything is shown or sent; after any failure the engine is thrown away and restored from the store.

use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use rand::rngs::SysRng;
use rand_core::UnwrapErr;
use wayhome_engine::{Change, Class, Engine, EngineError, NewVault, RecordPlace, Region};
use wayhome_vault as store;
use wayhome_vault::{EraseAfter, Pin, PinWork, RecoveryWork, Slot, Store, Tx};

use crate::config::system_rng;
use crate::{Clock, Config, Error, Timestamp};

/// The generator handed to the engine.
pub(crate) type SystemRng = UnwrapErr<SysRng>;

/// Record kinds the engine uses in either region.
const KINDS: std::ops::RangeInclusive<u8> = 1..=32;

pub(crate) struct Driver {
    store: Store,
    slot: Option<Slot>,
    engine: Option<Engine>,
    session: u64,
    /// When a PIN was last tried by this process, or when it began, by the clock that nobody can set.
    tried: Duration,
}

/// What both the app's object and its vaults share.
pub(crate) struct Shared {
    pub(crate) config: Config,
    driver: Mutex<Driver>,
    /// How many wait for the driver. The standard lock lets whoever has just given it back take it again first.
    waiting: AtomicU32,
}

impl Shared {
    pub(crate) fn new(config: Config, store: Store) -> Self {
        let tried = config.clock.steady();
        let driver = Mutex::new(Driver { store, slot: None, engine: None, session: 0, tried });
        Self { config, driver, waiting: AtomicU32::new(0) }
    }

    /// Works a PIN out with no lock held: a call for help from the locked screen does not wait for it.
    pub(crate) fn work_out(&self, pin: &Pin) -> Result<PinWork, Error> {
        let terms = {
            let mut driver = self.lock();
            let waited = driver.waited(&*self.config.clock);
            let may = driver.store.may_try_pin(waited).map_err(Error::from);
            driver.close_if_wiped(may)?;
            driver.store.pin_terms()
        };
        Ok(PinWork::derive(pin, &terms, &*self.config.device)?)
    }

    pub(crate) fn now(&self) -> Timestamp {
        self.config.clock.now()
    }

    /// For long work in parts: returns once nobody waits for the driver.
    pub(crate) fn let_others_go_first(&self) {
        while self.waiting.load(Ordering::SeqCst) > 0 {
            std::thread::sleep(Duration::from_millis(1));
        }
    }

    pub(crate) fn lock(&self) -> MutexGuard<'_, Driver> {
        self.waiting.fetch_add(1, Ordering::SeqCst);
        let locked = self.driver.lock();
        self.waiting.fetch_sub(1, Ordering::SeqCst);
        // A panic elsewhere cannot leave half a step behind: the engine is restored from the store.
        locked.unwrap_or_else(|poisoned: PoisonError<MutexGuard<'_, Driver>>| {
            let mut driver = poisoned.into_inner();
            driver.engine = None;
            driver
        })
    }

    /// One step without regard to which vault is open.
    pub(crate) fn step<T>(
        &self,
        work: impl FnOnce(&mut Engine, Timestamp, &mut SystemRng) -> Result<T, EngineError>,
    ) -> Result<T, Error> {
        let now = self.now();
        self.lock().step(now, work)
    }

    /// One step of the vault opened as `session`.
    pub(crate) fn vault_step<T>(
        &self,
        session: u64,
        work: impl FnOnce(&mut Engine, Timestamp, &mut SystemRng) -> Result<T, EngineError>,
    ) -> Result<T, Error> {
        let now = self.now();
        let mut driver = self.lock();
        driver.check(session)?;
        driver.step(now, work)
    }
}

impl Driver {
    pub(crate) fn check(&self, session: u64) -> Result<(), Error> {
        if self.slot.is_some() && self.session == session { Ok(()) } else { Err(Error::Locked) }
    }

    /// Writes what looks like any step. If that cannot be, nothing is lost.
    pub(crate) fn write_cover(&mut self) {
        self.forget_engine();
        let _ = self.store.cover_commit(&mut system_rng());
    }

    fn waited(&self, clock: &dyn Clock) -> Duration {
        clock.steady().saturating_sub(self.tried)
    }

    /// Hands a try of a PIN the time that has passed since the last one, and notes when it was. One that failed for
    /// another reason than a wrong PIN may have been counted, so it lets the wait begin anew too.
    pub(crate) fn guess<T>(
        &mut self,
        clock: &dyn Clock,
        guess: impl FnOnce(&mut Self, Duration) -> Result<T, store::Error>,
    ) -> Result<T, Error> {
        let waited = self.waited(clock);
        self.forget_engine();
        let done = guess(self, waited);
        if !matches!(done, Err(store::Error::RetryLater { .. })) {
            self.tried = clock.steady();
        }
        self.close_if_wiped(done.map_err(Error::from))
    }

    /// Whatever was open in a store that was wiped is gone, and its keys go from memory.
    pub(crate) fn close_if_wiped<T>(&mut self, done: Result<T, Error>) -> Result<T, Error> {
        if matches!(done, Err(Error::Wiped)) {
            self.close();
        }
        done
    }

    /// Tries a PIN that was worked out.
    pub(crate) fn try_pin(&mut self, pin: &PinWork, clock: &dyn Clock) -> Result<Slot, Error> {
        self.guess(clock, |driver, waited| driver.store.unlock(pin, waited, &mut system_rng()))
    }

    /// Gives the open vault another PIN.
    pub(crate) fn change_pin(
        &mut self,
        old: &PinWork,
        new: &PinWork,
        clock: &dyn Clock,
    ) -> Result<(), Error> {
        if self.slot.is_none() {
            return Err(Error::Locked);
        }
        self.guess(clock, |driver, waited| match &driver.slot {
            Some(slot) => driver.store.change_pin(slot, (old, new), waited, &mut system_rng()),
            None => Err(store::Error::Bug { code: "no-open-slot" }),
        })
    }

    /// Says after how many wrong PINs the store is wiped; the PIN is a guess like any other.
    pub(crate) fn set_erase_after(
        &mut self,
        pin: &PinWork,
        after: EraseAfter,
        clock: &dyn Clock,
    ) -> Result<(), Error> {
        self.guess(clock, |driver, waited| match &driver.slot {
            Some(slot) => driver.store.set_erase_after(slot, pin, after, waited, &mut system_rng()),
            None => Err(store::Error::Bug { code: "no-open-slot" }),
        })
    }

    /// Checks the PIN of the open vault: its keyslot is sealed anew under the same one.
    pub(crate) fn require_pin(&mut self, pin: &PinWork, clock: &dyn Clock) -> Result<(), Error> {
        self.change_pin(pin, pin, clock)
    }

    /// Lets recovery words open the open vault, with its PIN.
    pub(crate) fn make_recovery(
        &mut self,
        pin: &PinWork,
        words: &RecoveryWork,
        clock: &dyn Clock,
    ) -> Result<(), Error> {
        self.require_pin(pin, clock)?;
        match &self.slot {
            Some(slot) => Ok(self.store.make_recovery(slot, words, &mut system_rng())?),
            None => Err(Error::Locked),
        }
    }

    /// The store together with the slots that are open in it.
    pub(crate) fn with_slots<T>(&mut self, work: impl FnOnce(&mut Store, &mut [&mut Slot]) -> T) -> T {
        match &mut self.slot {
            Some(slot) => work(&mut self.store, &mut [slot]),
            None => work(&mut self.store, &mut []),
        }
    }

    pub(crate) fn store(&mut self) -> &mut Store {
        &mut self.store
    }

    pub(crate) fn store_and_slot(&mut self) -> (&mut Store, Option<&Slot>) {
        (&mut self.store, self.slot.as_ref())
    }

    pub(crate) fn store_and_slot_mut(&mut self) -> (&mut Store, Option<&mut Slot>) {
        (&mut self.store, self.slot.as_mut())
    }

    /// What the engine has come to is on disk.
    pub(crate) fn keep_engine(&mut self, engine: Engine) {
        self.engine = Some(engine);
    }

    /// The engine as it would be with another vault open, for looking only.
    pub(crate) fn read_other(&self, slot: &Slot) -> Result<Engine, Error> {
        let own = |key: store::RecordKey| wayhome_engine::RecordKey { kind: key.kind, id: key.id };
        let lobby = self.store.lobby_view();
        let records = KINDS.clone().flat_map(|kind| lobby.list(kind)).map(|(key, value)| (own(key), value));
        let mut engine = Engine::load(records)?;
        let vault = slot.view();
        let records = KINDS.clone().flat_map(|kind| vault.list(kind)).map(|(key, value)| (own(key), value));
        engine.open_vault(records)?;
        Ok(engine)
    }

    /// Runs one step: loads what another process may have changed, lets the engine work, commits.
    pub(crate) fn step<T>(
        &mut self,
        now: Timestamp,
        work: impl FnOnce(&mut Engine, Timestamp, &mut SystemRng) -> Result<T, EngineError>,
    ) -> Result<T, Error> {
        let done = self.try_step(now, work);
        if matches!(done, Err(Error::DiskFull)) {
            // The log may be what fills the disk. Folded in, it leaves room for the next attempt; if that fails too,
            // the disk is full, which is what is reported anyway.
            let _ = self.store.checkpoint();
        }
        self.close_if_wiped(done)
    }

    fn try_step<T>(
        &mut self,
        now: Timestamp,
        work: impl FnOnce(&mut Engine, Timestamp, &mut SystemRng) -> Result<T, EngineError>,
    ) -> Result<T, Error> {
        let mut rng = system_rng();
        // Taken out, so that any early return leaves no engine that is ahead of the disk.
        let kept = self.engine.take();
        let open = self.slot.is_some();
        let width = match &kept {
            Some(engine) => commit_width(engine),
            None => self.store.width(),
        };
        self.store.set_width(width);
        let mut tx = self.store.begin(self.slot.as_mut())?;
        let mut engine = match kept {
            Some(engine) if !tx.changed_elsewhere() && engine.is_open() == open => engine,
            _ => load(&tx, open)?,
        };
        let result = work(&mut engine, now, &mut rng)?;
        let changes = engine.take_changes()?;
        if changes.is_empty() {
            drop(tx);
        } else {
            apply(&mut tx, changes)?;
            tx.commit(&mut rng)?;
        }
        self.engine = Some(engine);
        Ok(result)
    }

    /// Writes the first content of a fresh store.
    pub(crate) fn initialise(&mut self, engine: Engine) -> Result<(), Error> {
        let mut engine = engine;
        let mut tx = self.store.begin(None)?;
        apply(&mut tx, engine.take_changes()?)?;
        tx.commit(&mut system_rng())?;
        self.engine = Some(engine);
        Ok(())
    }

    /// Makes `slot` the open one and writes the vault's first content into it.
    pub(crate) fn fill_new(&mut self, now: Timestamp, slot: Slot, new: &NewVault) -> Result<u64, Error> {
        self.close();
        // The slot is still empty, so the engine works on the lobby alone until it has made the vault.
        let mut rng = system_rng();
        self.slot = Some(slot);
        let filled = (|| {
            let mut tx = self.store.begin(self.slot.as_mut())?;
            let mut engine = load(&tx, false)?;
            engine.create_vault(now, new, &mut rng)?;
            apply(&mut tx, engine.take_changes()?)?;
            tx.commit(&mut rng)?;
            Ok::<Engine, Error>(engine)
        })();
        match filled {
            Ok(engine) => {
                self.engine = Some(engine);
                self.session += 1;
                Ok(self.session)
            }
            Err(error) => {
                self.close();
                Err(error)
            }
        }
    }

    /// Makes `slot` the open one.
    pub(crate) fn open(&mut self, slot: Slot, now: Timestamp) -> Result<u64, Error> {
        self.close();
        self.slot = Some(slot);
        // Before anything is shown. What is in the way of it keeps nobody out, and where nothing is to be told, something of
        // that size is written all the same.
        if !matches!(self.step(now, |engine, now, rng| engine.say_opened(now, rng)), Ok(true)) {
            self.write_cover();
        }
        match self.step(now, |engine, now, rng| engine.tick(now, rng)) {
            // A full vault opens all the same; what it has to catch up with waits where it is.
            Ok(()) | Err(Error::NoSpace) => {
                // The last place goes if the vault wants it so. What is in the way of that keeps nobody out.
                self.step(now, |engine, now, rng| engine.send_last_place(now, rng)).ok();
                self.session += 1;
                Ok(self.session)
            }
            Err(error) => {
                self.close();
                Err(error)
            }
        }
    }

    /// Closes the open vault and folds the log into the file.
    pub(crate) fn shut(&mut self) -> Result<(), Error> {
        self.close();
        self.store.checkpoint()?;
        Ok(())
    }

    /// Forgets the engine: what follows may refresh the store's view without saying what changed.
    pub(crate) fn forget_engine(&mut self) {
        self.engine = None;
    }

    /// Closes the open vault, if any; its keys are erased.
    pub(crate) fn close(&mut self) {
        if let Some(slot) = self.slot.take() {
            self.store.lock(slot);
            self.session += 1;
        }
        if let Some(engine) = &mut self.engine {
            engine.close_vault();
        }
    }
}

/// Cells that every commit touches in each region: 4, or 5 for a circle of more than four.
fn commit_width(engine: &Engine) -> usize {
    if engine.large_circle() { 5 } else { 4 }
}

/// Whether a slot holds a vault already; an empty one was made by a set-up that did not finish.
pub(crate) fn is_empty(slot: &Slot) -> bool {
    KINDS.clone().all(|kind| slot.view().list(kind).next().is_none())
}

/// Whether the lobby holds nothing yet.
pub(crate) fn lobby_is_empty(store: &Store) -> bool {
    KINDS.clone().all(|kind| store.lobby_view().list(kind).next().is_none())
}

pub(crate) fn load(tx: &Tx<'_>, open: bool) -> Result<Engine, Error> {
    let own = |key: store::RecordKey| wayhome_engine::RecordKey { kind: key.kind, id: key.id };
    let lobby = KINDS.clone().flat_map(|kind| tx.lobby_list(kind)).map(|(key, value)| (own(key), value));
    let mut engine = Engine::load(lobby)?;
    engine.set_texts(crate::texts::texts());
    if open {
        let vault = KINDS.clone().flat_map(|kind| tx.slot_list(kind)).map(|(key, value)| (own(key), value));
        engine.open_vault(vault)?;
    }
    Ok(engine)
}

pub(crate) fn apply(tx: &mut Tx<'_>, changes: Vec<Change>) -> Result<(), Error> {
    apply_to(tx, 0, changes)
}

/// The same with the changes of the vault in this one of the slots that the transaction has.
pub(crate) fn apply_to(tx: &mut Tx<'_>, nth: usize, changes: Vec<Change>) -> Result<(), Error> {
    for change in changes {
        let key = store::RecordKey::new(change.key.kind, change.key.id);
        let place = match change.place {
            RecordPlace::Head => store::Place::Head,
            RecordPlace::Any => store::Place::Any,
            RecordPlace::Own => store::Place::Own,
        };
        let class = match change.class {
            Class::Ordinary => store::Class::Ordinary,
            Class::Urgent => store::Class::Urgent,
        };
        match (change.region, &change.value) {
            (Region::Lobby, Some(value)) => tx.lobby_put(key, place, value)?,
            (Region::Lobby, None) => drop(tx.lobby_delete(key)),
            (Region::Vault, Some(value)) => tx.slot_put_in(nth, key, place, value, class)?,
            (Region::Vault, None) => drop(tx.slot_delete_in(nth, key)),
        }
    }
    Ok(())
}
