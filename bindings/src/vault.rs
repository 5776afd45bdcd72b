//! An open vault.

use ::wayhome as core;
use core::{ContactId, EventId, WorkerId};

use crate::ports::{in_device_key, refuse_in_device_key};
use crate::{
    Accepted, CheckInDraft, Contact, ContactPreview, DrillState, Event, Place, PlanState, PlanTiming,
    QueueItem, Received, ReceivedReply, ReplyKind, Sharing, SosDraft, Watched, WayhomeError,
};

pub(crate) type Result<T, E = WayhomeError> = std::result::Result<T, E>;

/// An open vault: what its owner can do and see. All of it fails with [`WayhomeError::Locked`] once the vault is
/// locked, and with [`WayhomeError::NotFound`] or [`WayhomeError::Invalid`] for an id that names nothing or is none.
///
/// Freeing the object locks the vault, but many languages free late: call [`Vault::lock`].
#[derive(uniffi::Object)]
pub struct Vault {
    /// Always there until the object is dropped.
    vault: Option<core::Vault>,
    level: core::SecurityLevel,
}

/// A PIN from the bytes of an app, read where they lie.
pub(crate) fn parse_pin(pin: &[u8], level: core::SecurityLevel) -> Result<core::Pin> {
    let typed = std::str::from_utf8(pin).map_err(|_| WayhomeError::invalid("pin", "is not UTF-8"))?;
    Ok(core::Pin::parse(typed, level).map_err(core::Error::from)?)
}

pub(crate) fn not_an_id(field: &'static str) -> WayhomeError {
    WayhomeError::invalid(field, "is not an id: 32 hexadecimal digits")
}

fn event(id: &str) -> Result<EventId> {
    EventId::from_hex(id).ok_or_else(|| not_an_id("event"))
}

pub(crate) fn contact_id(id: &str) -> Result<ContactId> {
    ContactId::from_hex(id).ok_or_else(|| not_an_id("contact"))
}

pub(crate) fn worker_id(id: &str) -> Result<WorkerId> {
    WorkerId::from_hex(id).ok_or_else(|| not_an_id("worker"))
}

fn all<Theirs, Ours: From<Theirs>>(values: Vec<Theirs>) -> Vec<Ours> {
    values.into_iter().map(Ours::from).collect()
}

impl Vault {
    pub(crate) fn new(vault: core::Vault, level: core::SecurityLevel) -> Self {
        Self { vault: Some(vault), level }
    }

    pub(crate) fn level(&self) -> core::SecurityLevel {
        self.level
    }

    pub(crate) fn vault(&self) -> Result<&core::Vault> {
        refuse_in_device_key()?;
        self.vault.as_ref().ok_or(WayhomeError::Locked)
    }
}

impl Drop for Vault {
    fn drop(&mut self) {
        // A garbage collector may run inside a device key, on the thread that holds the store; locking the vault
        // waits for that thread.
        if in_device_key()
            && let Some(vault) = self.vault.take()
        {
            drop(std::thread::Builder::new().spawn(move || drop(vault)));
        }
    }
}

#[uniffi::export]
impl Vault {
    /// Closes the vault; its keys are erased from memory.
    pub fn lock(&self) -> Result<()> {
        Ok(self.vault()?.lock()?)
    }

    /// Accepts a check-in and returns its id. It is on disk when this returns; whether anyone has it is what
    /// [`Vault::queue`] says.
    pub fn check_in(&self, draft: CheckInDraft) -> Result<String> {
        Ok(self.vault()?.check_in(&draft.try_into()?)?.to_hex())
    }

    /// Accepts a call for help and returns its id. It is on disk when this returns, and goes before everything else.
    pub fn raise_sos(&self, draft: SosDraft) -> Result<String> {
        Ok(self.vault()?.raise_sos(&draft.try_into()?)?.to_hex())
    }

    /// Ids of the calls for help that no all clear has ended, oldest first.
    pub fn open_sos(&self) -> Result<Vec<String>> {
        Ok(self.vault()?.open_sos()?.iter().map(EventId::to_hex).collect())
    }

    /// Ends a call for help; returns the id of the all clear.
    pub fn all_clear(&self, sos: String) -> Result<String> {
        Ok(self.vault()?.all_clear(event(&sos)?)?.to_hex())
    }

    /// Adds places to the trail, in one commit.
    pub fn note_places(&self, places: Vec<Place>) -> Result<()> {
        let places: Vec<core::Place> = places.into_iter().map(TryInto::try_into).collect::<Result<_>>()?;
        Ok(self.vault()?.note_places(&places)?)
    }

    /// The trail, oldest first; about the last two thousand places.
    pub fn places(&self) -> Result<Vec<Place>> {
        Ok(self.vault()?.places()?.iter().map(Place::from).collect())
    }

    /// Makes an invite to show to a contact, good for seven days and one answer: text, for [`crate::qr_png`] or for
    /// typing.
    pub fn invite(&self) -> Result<String> {
        Ok(self.vault()?.invite()?.to_text())
    }

    /// Takes up a worker's invite; `name` is what this vault calls them. Show the answer to the worker.
    pub fn accept(&self, invite: String, name: String) -> Result<Accepted> {
        Ok(self.vault()?.accept(&invite, &name)?.into())
    }

    /// Confirms the contact who showed this answer and returns their id; `name` is what this vault calls them.
    pub fn confirm(&self, answer: String, name: String, sharing: Sharing) -> Result<String> {
        Ok(self.vault()?.confirm(&answer, &name, sharing.into())?.to_hex())
    }

    /// The contacts, in the order of their pairing; removed ones too.
    pub fn contacts(&self) -> Result<Vec<Contact>> {
        Ok(all(self.vault()?.contacts()?))
    }

    /// Gives a contact another name. Only this vault knows it.
    pub fn rename_contact(&self, contact: String, name: String) -> Result<()> {
        Ok(self.vault()?.rename_contact(contact_id(&contact)?, &name)?)
    }

    /// Whether check-ins from the locked screen count in this vault, so that nobody is told that one was missed.
    ///
    /// # Errors
    /// As reading the store can fail.
    pub fn counts_locked_check_ins(&self) -> Result<bool> {
        Ok(self.vault()?.counts_locked_check_ins()?)
    }

    /// Chooses that. A plan that is armed is armed anew.
    ///
    /// # Errors
    /// As writing the store can fail.
    pub fn set_counts_locked_check_ins(&self, counts: bool) -> Result<()> {
        Ok(self.vault()?.set_counts_locked_check_ins(counts)?)
    }

    /// Whether contacts who are told places are told the last one that the locked screen noted, each time that this vault is
    /// opened and places were noted since.
    ///
    /// # Errors
    /// As reading the store can fail.
    pub fn sends_last_place(&self) -> Result<bool> {
        Ok(self.vault()?.sends_last_place()?)
    }

    /// Chooses that. It is off at first.
    ///
    /// # Errors
    /// As writing the store can fail.
    pub fn set_sends_last_place(&self, sends: bool) -> Result<()> {
        Ok(self.vault()?.set_sends_last_place(sends)?)
    }

    /// Changes what a contact is told about places, from the next message on.
    pub fn set_sharing(&self, contact: String, sharing: Sharing) -> Result<()> {
        Ok(self.vault()?.set_sharing(contact_id(&contact)?, sharing.into())?)
    }

    /// Stops telling a contact anything. They are told so, and keep what they have.
    pub fn remove_contact(&self, contact: String) -> Result<()> {
        Ok(self.vault()?.remove_contact(contact_id(&contact)?)?)
    }

    /// Arms a plan of this timing with the steps, words and phones that were agreed last; the first time with the usual
    /// steps: the first contact, then the circle with the places of check-ins, then the dossier. Before the first
    /// arming a drill must be run or postponed.
    ///
    /// # Errors
    /// [`WayhomeError::DrillFirst`], [`WayhomeError::Invalid`], [`WayhomeError::DiskFull`].
    pub fn arm(&self, plan: PlanTiming) -> Result<()> {
        let timing = plan.try_into()?;
        let vault = self.vault()?;
        Ok(vault.arm(&vault.draft_with(timing)?)?)
    }

    /// Starts a drill of the plan that [`Vault::arm`] would arm: every step within ten minutes, plainly marked.
    pub fn start_drill(&self, plan: PlanTiming) -> Result<()> {
        let timing = plan.try_into()?;
        let vault = self.vault()?;
        Ok(vault.start_drill(&vault.draft_with(timing)?)?)
    }

    /// Puts the drill off. Once.
    pub fn postpone_drill(&self) -> Result<()> {
        Ok(self.vault()?.postpone_drill()?)
    }

    /// What the drill, which is asked for before the first arming, has come to.
    pub fn drill_state(&self) -> Result<DrillState> {
        Ok(self.vault()?.drill_state()?.into())
    }

    /// What each contact would get at each step of the plan that [`Vault::arm`] would arm.
    ///
    /// # Errors
    /// [`WayhomeError::Invalid`] for a timing out of its bounds, or when a step reaches nobody.
    pub fn preview(&self, plan: PlanTiming) -> Result<Vec<ContactPreview>> {
        let timing = plan.try_into()?;
        let vault = self.vault()?;
        let preview = vault.preview(Some(&vault.draft_with(timing)?))?;
        Ok(all(preview.contacts))
    }

    /// Pauses the plan for one second to seven days.
    pub fn pause(&self, seconds: u32) -> Result<()> {
        Ok(self.vault()?.pause(core::Seconds::new(seconds))?)
    }

    /// Ends a pause.
    pub fn resume(&self) -> Result<()> {
        Ok(self.vault()?.resume()?)
    }

    /// Ends the plan.
    pub fn end_plan(&self) -> Result<()> {
        Ok(self.vault()?.end_plan()?)
    }

    /// Lets a later step of a worker's plan wait, one second to a day.
    pub fn hold(&self, worker: String, step: u8, seconds: u32) -> Result<()> {
        Ok(self.vault()?.hold(worker_id(&worker)?, step, core::Seconds::new(seconds))?)
    }

    /// How far the plan has come.
    pub fn plan_state(&self) -> Result<PlanState> {
        Ok(self.vault()?.plan_status()?.state.into())
    }

    /// Whether an order to arm, pause or end waits: until the relay has answered it, the relay does as it was told
    /// before.
    pub fn order_waits(&self) -> Result<bool> {
        Ok(self.vault()?.plan_status()?.order_waits)
    }

    /// The plan that is armed or paused.
    pub fn plan(&self) -> Result<Option<PlanTiming>> {
        Ok(self.vault()?.plan()?.map(PlanTiming::from))
    }

    /// When the next check-in is due, in milliseconds since 1970; absent without a plan.
    pub fn next_expected(&self) -> Result<Option<u64>> {
        Ok(self.vault()?.next_expected()?.map(core::Timestamp::as_millis))
    }

    /// This vault's messages: those not yet with every contact first, SOS before the rest, then by counter.
    pub fn queue(&self) -> Result<Vec<QueueItem>> {
        Ok(all(self.vault()?.queue()?))
    }

    /// What contacts replied, oldest first.
    pub fn replies(&self) -> Result<Vec<ReceivedReply>> {
        Ok(all(self.vault()?.replies()?))
    }

    /// The workers this vault watches, as they stand now.
    pub fn watched(&self) -> Result<Vec<Watched>> {
        Ok(all(self.vault()?.watched()?))
    }

    /// What workers sent, or one of them: open calls for help first, then by worker and counter.
    #[uniffi::method(default(worker = None))]
    pub fn received(&self, worker: Option<String>) -> Result<Vec<Received>> {
        let worker = worker.as_deref().map(worker_id).transpose()?;
        Ok(all(self.vault()?.received(worker)?))
    }

    /// The owner has looked at a message; its sender will see `opened`.
    pub fn mark_opened(&self, message: String) -> Result<()> {
        Ok(self.vault()?.mark_opened(event(&message)?)?)
    }

    /// Replies to a worker, about one of their messages if given, and returns the reply's id. On disk when this
    /// returns; it leaves with the next run.
    pub fn reply(&self, worker: String, about: Option<String>, kind: ReplyKind) -> Result<String> {
        let about = about.as_deref().map(event).transpose()?;
        Ok(self.vault()?.reply(worker_id(&worker)?, about, &kind.into())?.to_hex())
    }

    /// Ends watching a worker. What they send from now on is not read.
    pub fn stop_watching(&self, worker: String) -> Result<()> {
        Ok(self.vault()?.stop_watching(worker_id(&worker)?)?)
    }

    /// The oldest event that is not handled yet. It stays first, across restarts, until [`Vault::event_handled`].
    pub fn next_event(&self) -> Result<Option<Event>> {
        Ok(self.vault()?.next_event()?.map(Event::from))
    }

    /// Takes an event off the queue. One that is gone already is no error.
    pub fn event_handled(&self, number: u64) -> Result<()> {
        Ok(self.vault()?.event_handled(number)?)
    }

    /// Changes this vault's PIN. **Works for up to seconds.**
    ///
    /// # Errors
    /// [`WayhomeError::WrongPin`] if `old` is not this vault's, [`WayhomeError::WeakPin`] for a weak new one,
    /// [`WayhomeError::Invalid`] for one that cannot be used here; [`WayhomeError::RetryLater`].
    pub fn change_pin(&self, old: &[u8], new: &[u8]) -> Result<()> {
        let (old, new) = (parse_pin(old, self.level)?, parse_pin(new, self.level)?);
        Ok(self.vault()?.change_pin(&old, &new)?)
    }

    /// Bytes that can still be stored, roughly.
    pub fn free_bytes(&self) -> Result<u64> {
        Ok(self.vault()?.free_bytes()?)
    }
}
