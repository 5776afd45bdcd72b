//! Destroying what is in the store: at once and by anybody who holds the phone, or after too many wrong PINs if the owner
//! wished so.

use std::path::Path;
use std::sync::Arc;

use wayhome_vault::{DeviceKey, EraseAfter, Pin, Store, Wiped};

use crate::config::system_rng;
use crate::{Error, Vault, Wayhome};

impl Wayhome {
    /// Makes everything in the store unreadable, for good and for everybody, and returns as soon as the keys are
    /// destroyed. Needs no PIN: whoever holds the phone can remove the app as well. Call [`Wayhome::finish_wipe`] next;
    /// if the process dies before, the next [`Wayhome::open`] does it, unless [`Wiped::marked`] is false: something was in the
    /// way of saying in the file that it was wiped, and [`Wayhome::wipe_at`] must.
    ///
    /// Nothing is sent. An armed plan stays armed: contacts will be told of the missed check-in, as they would if the
    /// phone were destroyed. Who wants it ended calls [`Vault::stand_down`] first, with their PIN.
    ///
    /// Other processes that have the store open notice when they next use it; until then keys are in their memory, so
    /// the host ends them.
    pub fn quick_wipe(&self) -> Wiped {
        let mut driver = self.shared().lock();
        driver.close();
        driver.forget_engine();
        driver.store().quick_wipe(&mut system_rng())
    }

    /// Overwrites what [`Wayhome::quick_wipe`] made unreadable. Takes seconds; may be killed at any instant. The store
    /// is then as one that was made and never used, and [`Wayhome::create`] sets it up anew.
    ///
    /// Fails with [`Error::StoreBusy`] if another process does the same, and with [`Error::Bug`] if nothing was wiped.
    pub fn finish_wipe(&self) -> Result<Wiped, Error> {
        Ok(self.shared().lock().store().finish_wipe(&mut system_rng())?)
    }

    /// Wipes a store that is not open, or that no longer opens: also one whose keys are gone and that nobody could mark.
    /// [`Wayhome::open`] calls that one damaged and leaves it alone, since its device may have lost the keys by itself. So
    /// call this only when somebody asks for it. Afterwards as [`Wayhome::finish_wipe`] leaves it, unless
    /// [`Wiped::overwritten`] is false; then call it again.
    ///
    /// Fails with [`Error::NoStore`]; with [`Error::StoreDamaged`] or [`Error::NotThisDevice`] if not even its header can be
    /// read: nothing is done then, and [`crate::set_aside`] moves it out of the way.
    pub fn wipe_at(path: &Path, device: Arc<dyn DeviceKey>) -> Result<Wiped, Error> {
        Ok(Store::wipe_at(path, device, &mut system_rng())?)
    }
}

impl Vault {
    /// What the owner must read before [`Vault::set_erase_after`], in the vault's language.
    pub fn erase_warning(&self) -> Result<String, Error> {
        self.step(|engine, _, _| engine.language()).map(|language| crate::texts::erase_warning(&language))
    }

    /// Lets so many wrong PINs in a row, 5 to 50, wipe the store as [`Wayhome::quick_wipe`] does; `None` switches that
    /// off, which it is unless somebody switches it on. It holds for the store, whichever vault sets it. `warning` is the
    /// text of [`Vault::erase_warning`], as a sign that it was shown.
    ///
    /// Fails with [`Error::Invalid`] for another number or another text, and as [`Wayhome::unlock`] does for the PIN.
    pub fn set_erase_after(&self, pin: &Pin, wrong_pins: Option<u8>, warning: &str) -> Result<(), Error> {
        let after = match wrong_pins {
            None => EraseAfter::NEVER,
            Some(count) => EraseAfter::wrong_pins(count).ok_or_else(|| Error::Invalid {
                field: "wrong_pins",
                reason: "must be from 5 to 50".to_owned(),
            })?,
        };
        if after != EraseAfter::NEVER && warning != self.erase_warning()? {
            let reason = "is not the text that the owner must read first".to_owned();
            return Err(Error::Invalid { field: "warning", reason });
        }
        let work = self.shared().work_out(pin)?;
        self.driver()?.set_erase_after(&work, after, &*self.shared().config.clock)
    }

    /// After how many wrong PINs the store is wiped, if the owner wished so.
    pub fn erase_after(&self) -> Result<Option<u8>, Error> {
        Ok(Some(self.driver()?.store().erase_after()).filter(|count| *count > 0))
    }

    /// Ends the plan, with the PIN, so that nobody is told when this phone falls silent: what comes before
    /// [`Wayhome::quick_wipe`] for somebody who is safe and gives the phone away. Contacts hear that the plan has ended.
    /// The end is an order to the relay like any other: [`Vault::plan_status`] says when the relay has taken it. Whoever
    /// wipes before that leaves the plan armed.
    ///
    /// Fails as [`Wayhome::unlock`] does for the PIN.
    pub fn stand_down(&self, pin: &Pin) -> Result<(), Error> {
        let work = self.shared().work_out(pin)?;
        self.driver()?.require_pin(&work, &*self.shared().config.clock)?;
        self.step(|engine, now, rng| engine.end_plan(now, rng))
    }
}
