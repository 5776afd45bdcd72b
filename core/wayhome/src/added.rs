//! Further vaults: made from an open one, opened like any other, by a PIN of their own.

use wayhome_engine::{AddedVault, Engine, OpenedRings, SlotTicket};
use wayhome_vault::{PinWork, Slot, Ticket};

use crate::config::system_rng;
use crate::driver::{Driver, apply, apply_to, is_empty, load};
use crate::{Clock, Error, Pin, Timestamp, Vault};

/// A vault that was made from the open one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AddedVaultStatus {
    /// How its owner is called in it.
    pub name: String,
    /// When contacts were last told that it was opened; `None` if it never was. An opening soon after another is not told.
    pub opened: Option<Timestamp>,
}

impl Vault {
    /// Makes a further vault with a PIN of its own, for showing when one must be shown. It is opened like any other, and
    /// looks like one: it has the contacts and the book that it is given here, and whatever is put into it later.
    ///
    /// Nobody whom it shows as a contact is real. What it says, and that it was opened, goes to the contacts of *this* vault,
    /// who see it marked as said under duress; who is paired or removed here later hears or no longer hears it too. Ending
    /// or pausing a plan in it only looks carried out. Nothing in it says that there is another vault.
    ///
    /// Up to three can be made in the first 24 hours of a store, and one later. All that a vault made then can give away,
    /// to a laboratory that has its PIN, is that no further one can be made from it. The whole store is written anew, which
    /// takes seconds. Contacts and persons shown must leave one seat: three of them at most in a store with room for four.
    ///
    /// # Errors
    /// [`Error::Invalid`] for names, entries or a number of persons that cannot be; for a PIN that is too weak or cannot be
    /// used here, which counts as a wrong one. [`Error::NotFound`] if no further vault can be made from this one;
    /// [`Error::RetryLater`], [`Error::DiskFull`], [`Error::StoreBusy`]. If the process is killed in between, the same call with
    /// the same PIN goes on from there.
    pub fn add_vault(&self, pin: &Pin, new: &AddedVault) -> Result<(), Error> {
        self.step(|engine, _, _| engine.check_added(new))?;
        let work = self.shared().work_out(pin)?;
        let now = self.shared().now();
        let mut driver = self.driver()?;
        driver.add_vault(now, &work, new, &*self.shared().config.clock)
    }

    /// The vaults that were made from this one, in the order of their making; not those that can no longer be opened, as
    /// after this one was recovered by its words alone.
    pub fn added_vaults(&self) -> Result<Vec<AddedVaultStatus>, Error> {
        let keys = self.step(|engine, _, _| engine.added_keys())?;
        let mut driver = self.driver()?;
        let found = keys.iter().map(|key| driver.added_status(key));
        found.filter(|found| !matches!(found, Err(Error::StoreDamaged { .. }))).collect()
    }

    /// The seats that were changed with another PIN (see [`crate::EventKind::SeatChangedElsewhere`]), and not cleared since.
    pub fn seats_changed_elsewhere(&self) -> Result<Vec<u8>, Error> {
        self.step(|engine, _, _| engine.seats_changed_elsewhere())
    }

    /// Takes such a seat from whoever was given it: the locked screen reaches them no longer, nor does any vault that was
    /// made from this one.
    ///
    /// # Errors
    /// [`Error::NotFound`] for a seat that was not changed; [`Error::Invalid`] if it was that of a contact of this vault:
    /// then they are to be removed first, and paired anew.
    pub fn clear_seat(&self, seat: u8) -> Result<(), Error> {
        self.step(|engine, now, rng| engine.clear_seat(now, seat, rng))
    }

    /// This vault's language, a BCP 47 tag.
    pub fn language(&self) -> Result<String, Error> {
        self.step(|engine, _, _| engine.language())
    }

    /// Whom it rings that this vault was opened. Contacts with the app are told in any case, and see only in the app
    /// whether it means duress.
    pub fn opened_rings(&self) -> Result<OpenedRings, Error> {
        self.step(|engine, _, _| engine.opened_rings())
    }

    /// Chooses that, from the next opening on. It is nobody at first.
    pub fn set_opened_rings(&self, rings: OpenedRings) -> Result<(), Error> {
        self.step(|engine, _, _| engine.set_opened_rings(rings))
    }
}

impl Driver {
    fn add_vault(
        &mut self,
        now: Timestamp,
        pin: &PinWork,
        new: &AddedVault,
        clock: &dyn Clock,
    ) -> Result<(), Error> {
        let ticket = self.step(now, |engine, _, _| engine.next_ticket())?;
        let mut slot = self.make_slot(&ticket.ok_or(NONE_LEFT)?, pin, clock)?;
        let filled = self.fill_added(now, &mut slot, new);
        self.store().lock(slot);
        let filled = filled.inspect_err(|_| self.forget_engine());
        self.close_if_wiped(filled)
    }

    fn make_slot(&mut self, ticket: &SlotTicket, pin: &PinWork, clock: &dyn Clock) -> Result<Slot, Error> {
        let decoded = Ticket::decode(&ticket.bytes).ok_or(NONE_LEFT)?;
        let made = self.guess(clock, |driver, waited| {
            driver.store().create_slot(&decoded, pin, waited, &mut system_rng())
        });
        if !matches!(made, Err(Error::NoSpace)) {
            return made;
        }
        // Somebody has used it: this call, before it was cut short, if what the PIN opens is there and still empty.
        match self.try_pin(pin, clock) {
            Ok(slot) if slot.region() == ticket.region && is_empty(&slot) => Ok(slot),
            Ok(slot) => {
                self.store().lock(slot);
                Err(NONE_LEFT)
            }
            Err(Error::WrongPin) => Err(NONE_LEFT),
            Err(error) => Err(error),
        }
    }

    /// Writes the content of a vault into its slot, and what the open vault knows of it, at once.
    fn fill_added(&mut self, now: Timestamp, slot: &mut Slot, new: &AddedVault) -> Result<(), Error> {
        let mut rng = system_rng();
        let key = self.store().export(slot);
        let (store, own) = self.store_and_slot_mut();
        let mut tx = store.begin_with([own.ok_or(Error::Locked)?, slot])?;
        let mut engine = load(&tx, true)?;
        let added = engine.add_vault(now, new, key.as_slice(), &mut rng)?;
        apply(&mut tx, engine.take_changes()?)?;
        apply_to(&mut tx, 1, added)?;
        tx.commit(&mut rng)?;
        self.keep_engine(engine);
        Ok(())
    }

    fn added_status(&mut self, key: &[u8]) -> Result<AddedVaultStatus, Error> {
        let slot = self.store().open_exported(key)?;
        let read = self.read_other(&slot).and_then(|engine: Engine| {
            Ok(AddedVaultStatus { name: engine.owner()?, opened: engine.opened_at()? })
        });
        self.store().lock(slot);
        read
    }
}

const NONE_LEFT: Error = Error::NotFound { what: "right to make a further vault" };
