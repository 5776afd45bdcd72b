//! An open vault: what its owner can do and see. All of it fails with [`Error::Locked`] once the vault is closed.

use std::sync::{Arc, MutexGuard};

use wayhome_vault::Pin;

use crate::driver::{Driver, Shared};
use crate::{
    Answer, CheckInDraft, Contact, ContactId, Cover, Error, Event, EventId, Offer, Place, QueueItem,
    Received, ReceivedReply, ReplyDraft, Sharing, SosDraft, Timestamp, Watched, WorkerId,
};

/// An open vault. Dropping it locks it.
pub struct Vault {
    shared: Arc<Shared>,
    session: u64,
}

/// A worker's invite, taken up.
#[derive(Clone, Debug)]
pub struct Accepted {
    /// The worker, as this vault knows them from now on.
    pub worker: WorkerId,
    /// What to show to the worker.
    pub answer: Answer,
}

impl Vault {
    pub(crate) fn new(shared: Arc<Shared>, session: u64) -> Self {
        Self { shared, session }
    }

    pub(crate) fn step<T>(
        &self,
        work: impl FnOnce(
            &mut wayhome_engine::Engine,
            Timestamp,
            &mut crate::driver::SystemRng,
        ) -> Result<T, wayhome_engine::EngineError>,
    ) -> Result<T, Error> {
        self.shared.vault_step(self.session, work)
    }

    pub(crate) fn catch_up(&self) -> Result<(), Error> {
        drop(self.driver()?);
        self.shared.catch_up()
    }

    pub(crate) fn shared(&self) -> &Shared {
        &self.shared
    }

    /// The driver, if this vault is still the open one.
    pub(crate) fn driver(&self) -> Result<MutexGuard<'_, Driver>, Error> {
        let driver = self.shared.lock();
        driver.check(self.session)?;
        Ok(driver)
    }

    /// Closes the vault, at once; its keys are erased from memory. Then as [`crate::Wayhome::lock`].
    pub fn lock(&self) -> Result<(), Error> {
        self.driver()?.shut()?;
        self.shared.rotate_after_lock();
        Ok(())
    }

    /// Accepts a check-in. It is on disk when this returns; whether anyone has it is what [`Vault::queue`] says.
    pub fn check_in(&self, draft: &CheckInDraft) -> Result<EventId, Error> {
        self.step(|engine, now, rng| engine.check_in(now, draft, rng))
    }

    /// Accepts a call for help. It is on disk when this returns, and goes before everything else.
    pub fn raise_sos(&self, draft: &SosDraft) -> Result<EventId, Error> {
        self.step(|engine, now, rng| engine.raise_sos(now, draft, rng))
    }

    /// Calls for help that no all clear has ended, oldest first.
    pub fn open_sos(&self) -> Result<Vec<EventId>, Error> {
        self.step(|engine, _, _| engine.open_sos())
    }

    /// Ends a call for help.
    pub fn all_clear(&self, sos: EventId) -> Result<EventId, Error> {
        self.step(|engine, now, rng| engine.all_clear(now, sos, rng))
    }

    /// Adds places to the trail, in one commit.
    pub fn note_places(&self, places: &[Place]) -> Result<(), Error> {
        self.step(|engine, _, _| engine.note_places(places))
    }

    /// The trail, oldest first; about the last two thousand places.
    pub fn places(&self) -> Result<Vec<Place>, Error> {
        self.step(|engine, _, _| engine.places())
    }

    /// Makes an invite to show to a contact, good for seven days and one answer.
    pub fn invite(&self) -> Result<Offer, Error> {
        self.step(|engine, now, rng| engine.invite(now, rng))
    }

    /// Takes up a worker's invite; `name` is what this vault calls them. Show the answer to the worker.
    pub fn accept(&self, invite: &str, name: &str) -> Result<Accepted, Error> {
        let (worker, answer) = self
            .step(|engine, now, rng| engine.accept(now, invite, name, rng))
            .map_err(|error| error.about("invite"))?;
        Ok(Accepted { worker, answer })
    }

    /// Confirms the contact who showed this answer; `name` is what this vault calls them.
    pub fn confirm(&self, answer: &str, name: &str, sharing: Sharing) -> Result<ContactId, Error> {
        self.step(|engine, now, rng| engine.confirm(now, answer, name, sharing, rng))
            .map_err(|error| error.about("answer"))
    }

    /// The contacts, in the order of their pairing; removed ones too.
    pub fn contacts(&self) -> Result<Vec<Contact>, Error> {
        self.step(|engine, _, _| engine.contacts())
    }

    /// Gives a contact another name. Only this vault knows it.
    pub fn rename_contact(&self, contact: ContactId, name: &str) -> Result<(), Error> {
        self.step(|engine, _, _| engine.rename_contact(contact, name))
    }

    /// Changes what a contact is told about places, from the next message on. An armed plan is armed anew.
    pub fn set_sharing(&self, contact: ContactId, sharing: Sharing) -> Result<(), Error> {
        self.step(|engine, now, rng| engine.set_sharing(now, contact, sharing, rng))
    }

    /// Stops telling a contact anything. They are told so, and keep what they have.
    pub fn remove_contact(&self, contact: ContactId) -> Result<(), Error> {
        self.step(|engine, now, rng| engine.remove_contact(now, contact, rng))
    }

    /// This vault's messages: those not yet with every contact first, SOS before the rest, then by counter.
    pub fn queue(&self) -> Result<Vec<QueueItem>, Error> {
        self.catch_up()?;
        self.step(|engine, _, _| engine.queue())
    }

    /// What contacts replied, oldest first.
    pub fn replies(&self) -> Result<Vec<ReceivedReply>, Error> {
        self.step(|engine, _, _| engine.replies())
    }

    /// The workers this vault watches, as they stand now.
    pub fn watched(&self) -> Result<Vec<Watched>, Error> {
        self.catch_up()?;
        self.step(|engine, now, _| engine.watched(now))
    }

    /// What workers sent: open calls for help first, then by worker and counter.
    pub fn received(&self, worker: Option<WorkerId>) -> Result<Vec<Received>, Error> {
        self.step(|engine, _, _| engine.received(worker))
    }

    /// The owner has looked at a message; its sender will see `opened`.
    pub fn mark_opened(&self, message: EventId) -> Result<(), Error> {
        self.step(|engine, now, rng| engine.mark_opened(now, message, rng))
    }

    /// The owner has everything that has come in front of them: a case sheet, or the list of those they watch. The next
    /// fetch says so, unless it brings more, and the relay repeats no alerts on other routes for it. Opening a message,
    /// a reply and a hold say it too. Never call it from the background.
    pub fn looked(&self) -> Result<(), Error> {
        self.step(|engine, now, _| engine.looked(now))
    }

    /// Replies to a worker. On disk when this returns; it leaves with the next run.
    pub fn reply(
        &self,
        worker: WorkerId,
        about: Option<EventId>,
        draft: &ReplyDraft,
    ) -> Result<EventId, Error> {
        self.step(|engine, now, rng| engine.reply(now, worker, about, draft, rng))
    }

    /// Ends watching a worker. What they send from now on is not read.
    pub fn stop_watching(&self, worker: WorkerId) -> Result<(), Error> {
        self.step(|engine, _, _| engine.stop_watching(worker))
    }

    /// The oldest event that is not handled yet. It stays first, across restarts, until [`Vault::event_handled`].
    pub fn next_event(&self) -> Result<Option<Event>, Error> {
        self.catch_up()?;
        self.step(|engine, _, _| engine.next_event())
    }

    /// Takes an event off the queue. One that is gone already is no error.
    pub fn event_handled(&self, number: u64) -> Result<(), Error> {
        self.step(|engine, _, _| engine.event_handled(number))
    }

    /// Changes this vault's PIN. Fails with [`Error::WrongPin`] if `old` is not this vault's, and as
    /// [`crate::Wayhome::unlock`] does; a new PIN that cannot be used here is [`Error::Invalid`] and counts as a wrong one.
    pub fn change_pin(&self, old: &Pin, new: &Pin) -> Result<(), Error> {
        self.shared.lock().check(self.session)?;
        let (old, new) = (self.shared.work_out(old)?, self.shared.work_out(new)?);
        let mut driver = self.shared.lock();
        driver.check(self.session)?;
        driver.change_pin(&old, &new, &*self.shared.config.clock)
    }

    /// How many bytes of attachments this store takes in all: 2 MiB of a store of 16 MB, 8 MiB of one of 64 MB.
    pub fn attachments_limit(&self) -> Result<u64, Error> {
        let mut driver = self.shared.lock();
        driver.check(self.session)?;
        Ok(u64::from(driver.store().cell_count()) * 2 * 1_024 * 1_024 / 800)
    }

    /// Chooses how often this store syncs, and whether anything goes apart from that, for all that is in it.
    ///
    /// # Errors
    /// [`Error::Invalid`] for discreet sending with a level that syncs too seldom for it.
    pub fn set_cover(&self, cover: Cover) -> Result<(), Error> {
        self.step(|engine, _, _| engine.set_cover(cover))
    }

    /// Whether check-ins from the locked screen count in this vault, so that nobody is told that one was missed.
    pub fn counts_locked_check_ins(&self) -> Result<bool, Error> {
        self.step(|engine, _, _| engine.counts_locked())
    }

    /// Chooses that. A plan that is armed is armed anew, as the relay learns it from the plan. If two vaults of a phone
    /// count them, they count for the one whose plan the relay got last.
    pub fn set_counts_locked_check_ins(&self, counts: bool) -> Result<(), Error> {
        self.step(|engine, now, rng| engine.set_counts_locked(now, counts, rng))
    }

    /// Whether contacts who are told places are told the last one that the locked screen noted, each time that this vault is
    /// opened and places were noted since.
    pub fn sends_last_place(&self) -> Result<bool, Error> {
        self.step(|engine, _, _| engine.sends_last_place())
    }

    /// Chooses that. It is off at first.
    pub fn set_sends_last_place(&self, sends: bool) -> Result<(), Error> {
        self.step(|engine, _, _| engine.set_sends_last_place(sends))
    }

    /// The app's transport.
    pub(crate) fn transport(&self) -> Arc<dyn crate::Transport> {
        Arc::clone(&self.shared.config.transport)
    }

    /// Bytes that can still be stored, roughly.
    pub fn free_bytes(&self) -> Result<u64, Error> {
        let mut driver = self.shared.lock();
        driver.check(self.session)?;
        let (store, slot) = driver.store_and_slot();
        let slot = slot.ok_or(Error::Locked)?;
        Ok(u64::try_from(store.free_cells(slot)).unwrap_or(0) * 3_900)
    }
}

impl Drop for Vault {
    fn drop(&mut self) {
        let mut driver = self.shared.lock();
        if driver.check(self.session).is_ok() {
            driver.close();
        }
    }
}
