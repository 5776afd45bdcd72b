//! The engine: one store's lobby and, while it is open, one vault.

mod added;
mod book;
mod consent;
mod dossier;
mod links;
mod locked;
mod plan;
mod routes;

use crate::wire::{Answer, EventId, FetchAnswer, Offer, Place, RegisterAnswer, SyncAnswer, Timestamp};
use rand_core::CryptoRng;

use wayhome_protocol::fetch_request::FETCH_ANSWER_LENGTH;
use wayhome_protocol::register_request::REGISTER_ANSWER_LENGTH;
use wayhome_protocol::sync_request::SYNC_ANSWER_LENGTH;

pub(crate) use dossier::{DossierAsked, DossierRun};

pub use crate::lobby::LobbySetup;
use crate::lobby::{Brought, Filler, GroupSlot, Lobby, Placed};
use crate::run::{Answered, Request, Run, Ticket, Transmit, TransportFailure, earlier};
use crate::texts::Texts;
use crate::vault::Vault;
use crate::view::{
    Contact, ContactId, Health, QueueItem, Received, ReceivedReply, Sharing, Watched, WorkerId,
};
use crate::{Change, CheckInDraft, Cover, EngineError, Event, NewVault, RecordKey, ReplyDraft, SosDraft};

/// Requests to register that one run makes, at most.
const REGISTER_MAX: u32 = 32;
/// Syncs that one run of a store that watches somebody makes only to poll for more cells, at most.
const POLLS_MAX: u32 = 64;
/// Syncs that one run makes besides, whatever came, when it was asked for and the store watches nobody: their number
/// must not say what waits for whom.
const ASKED_FOR_POLLS: u32 = 2;

/// The rules of one store. See the crate's documentation for how it is driven.
pub struct Engine {
    lobby: Lobby,
    vault: Option<Vault>,
    texts: Texts,
}

impl std::fmt::Debug for Engine {
    // What it holds is secret.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Engine").field("open", &self.vault.is_some()).finish_non_exhaustive()
    }
}

impl Engine {
    /// The first state of a new store. Its changes are the store's first content.
    pub fn create(setup: &LobbySetup, rng: &mut impl CryptoRng) -> Result<Self, EngineError> {
        Ok(Self { lobby: Lobby::create(setup, rng)?, vault: None, texts: Texts::default() })
    }

    /// Restores the engine from the lobby's records.
    pub fn load<'a>(records: impl Iterator<Item = (RecordKey, &'a [u8])>) -> Result<Self, EngineError> {
        Ok(Self { lobby: Lobby::load(records)?, vault: None, texts: Texts::default() })
    }

    /// Makes the first content of the first vault of a store, which is open then. Its timer, and those of vaults that
    /// may be made later, take the place of those that were registered so far.
    pub fn create_vault(
        &mut self,
        now: Timestamp,
        new: &NewVault,
        rng: &mut impl CryptoRng,
    ) -> Result<(), EngineError> {
        let mut vault = Vault::create(new, &mut self.lobby, now, rng)?;
        vault.texts = self.texts.clone();
        self.vault = Some(vault);
        Ok(())
    }

    /// Opens a vault from its records. [`Engine::tick`] then lets it catch up with what the lobby did meanwhile.
    pub fn open_vault<'a>(
        &mut self,
        records: impl Iterator<Item = (RecordKey, &'a [u8])>,
    ) -> Result<(), EngineError> {
        let mut vault = Vault::load(records)?;
        vault.texts = self.texts.clone();
        self.vault = Some(vault);
        Ok(())
    }

    /// Forgets the open vault.
    pub fn close_vault(&mut self) {
        self.vault = None;
    }

    /// Whether a vault is open.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.vault.is_some()
    }

    /// What must be committed before anything of this step is shown or sent.
    pub fn take_changes(&mut self) -> Result<Vec<Change>, EngineError> {
        let mut changes = Vec::new();
        self.lobby.flush(&mut changes)?;
        if let Some(vault) = &mut self.vault {
            vault.flush(&mut changes)?;
        }
        Ok(changes)
    }

    fn open(&mut self) -> Result<(&mut Vault, &mut Lobby), EngineError> {
        let vault = self.vault.as_mut().ok_or(EngineError::Locked)?;
        Ok((vault, &mut self.lobby))
    }

    fn view(&self) -> Result<&Vault, EngineError> {
        self.vault.as_ref().ok_or(EngineError::Locked)
    }

    // What the worker does.

    /// Accepts a check-in.
    pub fn check_in(
        &mut self,
        now: Timestamp,
        draft: &CheckInDraft,
        rng: &mut impl CryptoRng,
    ) -> Result<EventId, EngineError> {
        self.lobby.see_clock(now);
        let (vault, lobby) = self.open()?;
        vault.follow_jump(lobby);
        vault.check_in(lobby, now, draft, rng)
    }

    /// Accepts a call for help.
    pub fn raise_sos(
        &mut self,
        now: Timestamp,
        draft: &SosDraft,
        rng: &mut impl CryptoRng,
    ) -> Result<EventId, EngineError> {
        self.lobby.see_clock(now);
        let (vault, lobby) = self.open()?;
        vault.follow_jump(lobby);
        vault.raise_sos(lobby, now, draft, rng)
    }

    /// Ends a call for help.
    pub fn all_clear(
        &mut self,
        now: Timestamp,
        sos: EventId,
        rng: &mut impl CryptoRng,
    ) -> Result<EventId, EngineError> {
        self.tick(now, rng)?;
        let (vault, lobby) = self.open()?;
        vault.all_clear(lobby, now, sos, rng)
    }

    /// Adds places to the trail.
    pub fn note_places(&mut self, places: &[Place]) -> Result<(), EngineError> {
        self.open()?.0.note_places(places)
    }

    // The circle.

    /// Makes an offer to show to a contact.
    pub fn invite(&mut self, now: Timestamp, rng: &mut impl CryptoRng) -> Result<Offer, EngineError> {
        let (vault, lobby) = self.open()?;
        vault.invite(lobby, now, rng)
    }

    /// Takes up a worker's offer; returns the answer to show to them.
    pub fn accept(
        &mut self,
        now: Timestamp,
        offer: &str,
        name: &str,
        rng: &mut impl CryptoRng,
    ) -> Result<(WorkerId, Answer), EngineError> {
        let (vault, lobby) = self.open()?;
        vault.accept(lobby, now, offer, name, rng)
    }

    /// Confirms the contact whose answer this is.
    pub fn confirm(
        &mut self,
        now: Timestamp,
        answer: &str,
        name: &str,
        sharing: Sharing,
        rng: &mut impl CryptoRng,
    ) -> Result<ContactId, EngineError> {
        self.tick(now, rng)?;
        let (vault, lobby) = self.open()?;
        vault.confirm(lobby, now, answer, name, sharing, rng)
    }

    /// The contacts, removed ones too.
    pub fn contacts(&self) -> Result<Vec<Contact>, EngineError> {
        Ok(self.view()?.contacts())
    }

    /// Gives a contact another name.
    pub fn rename_contact(&mut self, id: ContactId, name: &str) -> Result<(), EngineError> {
        self.open()?.0.rename_contact(id, name)
    }

    /// Changes what a contact is told about places. An armed plan is armed anew.
    pub fn set_sharing(
        &mut self,
        now: Timestamp,
        id: ContactId,
        sharing: Sharing,
        rng: &mut impl CryptoRng,
    ) -> Result<(), EngineError> {
        let (vault, lobby) = self.open()?;
        vault.set_sharing(lobby, id, sharing)?;
        vault.agree(now, id);
        self.tick(now, rng)
    }

    /// Stops telling a contact anything.
    pub fn remove_contact(
        &mut self,
        now: Timestamp,
        id: ContactId,
        rng: &mut impl CryptoRng,
    ) -> Result<(), EngineError> {
        self.tick(now, rng)?;
        let (vault, lobby) = self.open()?;
        vault.remove_contact(lobby, now, id, rng)
    }

    // What is shown.

    /// The messages and how far they have come.
    pub fn queue(&self) -> Result<Vec<QueueItem>, EngineError> {
        Ok(self.view()?.queue())
    }

    /// The open vault's language, a BCP 47 tag.
    pub fn language(&self) -> Result<String, EngineError> {
        Ok(self.view()?.head.language.clone())
    }

    /// Calls for help that no all clear has ended.
    pub fn open_sos(&self) -> Result<Vec<EventId>, EngineError> {
        Ok(self.view()?.open_sos())
    }

    /// The trail, oldest first.
    pub fn places(&self) -> Result<Vec<Place>, EngineError> {
        Ok(self.view()?.places())
    }

    /// Replies that contacts sent, oldest first.
    pub fn replies(&self) -> Result<Vec<ReceivedReply>, EngineError> {
        Ok(self.view()?.received_replies())
    }

    /// The workers this vault watches.
    pub fn watched(&self, now: Timestamp) -> Result<Vec<Watched>, EngineError> {
        Ok(self.view()?.watched(now, self.lobby.silent_since()))
    }

    /// The messages that workers sent: open calls for help first, then by worker and counter.
    pub fn received(&self, worker: Option<WorkerId>) -> Result<Vec<Received>, EngineError> {
        Ok(self.view()?.received(worker))
    }

    /// The contact has looked at a message.
    pub fn mark_opened(
        &mut self,
        now: Timestamp,
        message: EventId,
        rng: &mut impl CryptoRng,
    ) -> Result<(), EngineError> {
        let (vault, lobby) = self.open()?;
        vault.mark_opened(now, message, rng)?;
        vault.head.set_looked(true);
        vault.refill(lobby, now, rng)
    }

    /// The contact has everything that has come in front of them: the next fetch says so, unless it brings more, and
    /// the relay repeats no alerts on other routes for it. A reply, a hold and a message marked as opened say it too.
    pub fn looked(&mut self, now: Timestamp) -> Result<(), EngineError> {
        let (vault, lobby) = self.open()?;
        vault.head.set_looked(true);
        lobby.hurry(now, false);
        Ok(())
    }

    /// Replies to a worker.
    pub fn reply(
        &mut self,
        now: Timestamp,
        worker: WorkerId,
        about: Option<EventId>,
        draft: &ReplyDraft,
        rng: &mut impl CryptoRng,
    ) -> Result<EventId, EngineError> {
        let (vault, lobby) = self.open()?;
        vault.head.set_looked(true);
        vault.reply(lobby, now, worker, about, draft, rng)
    }

    /// Ends watching a worker.
    pub fn stop_watching(&mut self, worker: WorkerId) -> Result<(), EngineError> {
        let (vault, lobby) = self.open()?;
        vault.stop_watching(worker, lobby)
    }

    /// The oldest event that is not handled.
    pub fn next_event(&self) -> Result<Option<Event>, EngineError> {
        Ok(self.view()?.next_event())
    }

    /// Takes an event off the queue.
    pub fn event_handled(&mut self, number: u64) -> Result<(), EngineError> {
        self.open()?.0.event_handled(number);
        Ok(())
    }

    /// Whether things work.
    #[must_use]
    pub fn health(&self) -> Health {
        let mut health = self.lobby.health(self.vault.as_ref().map(|vault| vault.head.sealed.as_slice()));
        if let Some(vault) = &self.vault {
            health.unreadable_cells = vault.head.unreadable;
        }
        health
    }

    /// Whether the circle is larger than four, so that a commit touches five cells instead of four.
    #[must_use]
    pub fn large_circle(&self) -> bool {
        self.lobby.circle().rows() > 4
    }

    /// This store was got back from a copy of unknown age: chains jump, now and in every vault when it is next open, and
    /// what has no receipt is sealed again.
    pub fn was_recovered(&mut self) {
        self.lobby.was_recovered();
    }

    /// How this store shows itself on the network.
    #[must_use]
    pub fn cover(&self) -> Cover {
        self.lobby.cover()
    }

    /// Chooses that anew, for the whole store.
    pub fn set_cover(&mut self, cover: Cover) -> Result<(), EngineError> {
        cover.check()?;
        self.open()?.1.set_cover(cover);
        Ok(())
    }

    /// The relay's address.
    #[must_use]
    pub fn relay_url(&self) -> &str {
        self.lobby.relay().0
    }

    // Time and the network.

    /// Time has passed: notices what is late or missed, and lets waiting messages take free places.
    pub fn tick(&mut self, now: Timestamp, rng: &mut impl CryptoRng) -> Result<(), EngineError> {
        // First: what is sealed again below must not be taken for as old as the clock has jumped.
        self.lobby.see_clock(now);
        if let Some(vault) = &mut self.vault {
            vault.catch_up(&mut self.lobby, now, rng)?;
            vault.watch(now);
            vault.remind(now);
            vault.note_silence(now, self.lobby.silent_since());
            vault.tend_consents(now);
        }
        Ok(())
    }

    /// When something is to be done next: a sync, or a worker whose standing changes.
    #[must_use]
    pub fn next_deadline(&self, now: Timestamp) -> Timestamp {
        let sync = if self.lobby.sync_due(now) { now } else { self.lobby.next_sync() };
        let standing = self.vault.as_ref().and_then(|vault| vault.next_standing_change(now));
        let reminder = self.vault.as_ref().and_then(Vault::next_reminder);
        let consent = self.vault.as_ref().and_then(|vault| vault.next_consent(now));
        earlier(Some(sync), earlier(consent, earlier(standing, reminder))).unwrap_or(sync)
    }

    /// The next request of a run; `None` when the run is over.
    pub fn next_request(
        &mut self,
        now: Timestamp,
        run: &mut Run,
        rng: &mut impl CryptoRng,
    ) -> Result<Option<Transmit>, EngineError> {
        let discreet = self.lobby.cover().discreet();
        let asked_for = run.forced && !discreet;
        if run.failed || (!asked_for && run.requests() == 0 && !self.lobby.sync_due(now)) {
            return Ok(None);
        }
        if run.registered < REGISTER_MAX
            && let Some(request) = self.lobby.register_request(now)
        {
            run.registered += 1;
            let body = request.encode()?.to_vec();
            let ticket = Ticket(Request::Register { entries: request.entries });
            return Ok(Some(Transmit {
                path: "/v1/register",
                body,
                answer_length: REGISTER_ANSWER_LENGTH,
                ticket,
            }));
        }
        self.lobby.see_clock(now);
        if run.synced == 0
            && let Some(register) = self.meeting_registration(run)?
        {
            return Ok(Some(register));
        }
        if run.synced == 0
            && let Some(upload) = self.upload_request(now, run, false)?
        {
            return Ok(Some(upload));
        }
        // Nobody's SOS waits behind the receipts for what was fetched before it.
        let watches = self.vault.as_ref().is_some_and(Vault::fetches);
        if watches && !run.fetch.done && run.synced > 0 && !self.lobby.has_first() {
            return self.fetch_request(run);
        }
        // Where sending is discreet a run makes one sync, whatever waits.
        let more = run.synced == 0 || !discreet;
        let group = self.lobby.next_group(now, asked_for, &run.tried).filter(|_| more);
        if group.is_none()
            && run.synced > 0
            && let Some(upload) = self.upload_request(now, run, true)?
        {
            return Ok(Some(upload));
        }
        let polls = match (watches, asked_for) {
            (true, _) if run.poll_again => POLLS_MAX,
            (false, true) => ASKED_FOR_POLLS,
            _ => 0,
        };
        if group.is_some() || run.synced == 0 || (more && run.polls < polls) {
            return self.sync_request(now, run, group, rng).map(Some);
        }
        if watches && !run.fetch.done { self.fetch_request(run) } else { self.dossier_request(now, run, rng) }
    }

    fn fetch_request(&mut self, run: &mut Run) -> Result<Option<Transmit>, EngineError> {
        let Some(vault) = &mut self.vault else { return Ok(None) };
        if std::mem::take(&mut vault.fetch_anew) {
            run.fetch.begin_anew();
        }
        let (request, acknowledged) = run.fetch.request(vault, &self.lobby);
        Ok(Some(Transmit {
            path: "/v1/fetch",
            body: request.encode()?.to_vec(),
            answer_length: FETCH_ANSWER_LENGTH,
            ticket: Ticket(Request::Fetch { acknowledged }),
        }))
    }

    fn sync_request(
        &mut self,
        now: Timestamp,
        run: &mut Run,
        group: Option<Placed>,
        rng: &mut impl CryptoRng,
    ) -> Result<Transmit, EngineError> {
        let rest = run.synced == 0 && !group.is_some_and(|placed| self.lobby.is_unsent(&placed));
        let group = match group {
            None if run.synced == 0 => {
                let vault = self.vault.as_ref();
                let needed = |placed: &Placed| vault.and_then(|vault| vault.needs(placed));
                match self.lobby.next_filler(now, needed, rng)? {
                    Filler::Offer(placed) => Some(placed),
                    Filler::Cover(placed) => {
                        run.cover = Some(placed.ticket);
                        Some(placed)
                    }
                    Filler::None => None,
                }
            }
            group => group,
        };
        run.tried.extend(group.map(|placed| placed.ticket));
        run.polls += u32::from(group.is_none() && run.synced > 0);
        run.poll_again = false;
        let turn = self.lobby.turn();
        let (wanted, rounds) = self.vault.as_ref().map(|vault| vault.wanted(now, turn)).unwrap_or_default();
        run.rounds = rounds;
        let (body, mut asked) = self.lobby.sync_request(now, group, wanted, turn, rng)?;
        asked.rest = rest;
        Ok(Transmit {
            path: "/v1/sync",
            body,
            answer_length: SYNC_ANSWER_LENGTH,
            ticket: Ticket(Request::Sync { asked }),
        })
    }

    /// Whether a run that was cut short has more to do.
    #[must_use]
    pub fn unfinished(&self, now: Timestamp, run: &Run) -> bool {
        let watches = self.vault.as_ref().is_some_and(Vault::fetches);
        !run.failed
            && ((watches && !run.fetch.done)
                || self.lobby.next_group(now, run.forced, &run.tried).is_some()
                || self.dossiers_unfinished(now, run))
    }

    /// A run was cut short: the next one is due at once.
    pub fn go_on_soon(&mut self, now: Timestamp) {
        self.lobby.hurry(now, false);
    }

    /// Takes in what came of a request.
    ///
    /// With `intake` false only the lobby takes it in: what the vault would have to store stays at the relay. That
    /// is for a vault without room, whose own messages must leave all the same.
    pub fn handle_answer(
        &mut self,
        now: Timestamp,
        run: &mut Run,
        ticket: &Ticket,
        answer: Result<&[u8], TransportFailure>,
        intake: bool,
        rng: &mut impl CryptoRng,
    ) -> Result<Answered, EngineError> {
        let sound = match answer {
            Ok(bytes) => self.take_answer(now, run, ticket, bytes, intake, rng)?,
            Err(failure) if matches!(ticket.0, Request::Dossier { .. }) => {
                return Ok(self.dossier_request_failed(now, run, ticket, failure, rng));
            }
            Err(failure) => self.bear_failure(now, ticket, failure),
        };
        if sound {
            return Ok(Answered::Progress);
        }
        run.failed = true;
        self.lobby.failed(now, rng);
        Ok(Answered::Failed)
    }

    fn take_answer(
        &mut self,
        now: Timestamp,
        run: &mut Run,
        ticket: &Ticket,
        bytes: &[u8],
        intake: bool,
        rng: &mut impl CryptoRng,
    ) -> Result<bool, EngineError> {
        match &ticket.0 {
            Request::Register { entries } => match RegisterAnswer::decode(bytes) {
                Ok(answer) => Ok(self.lobby.registered(entries, &answer, now)),
                Err(_) => Ok(false),
            },
            Request::Dossier { asked } => {
                self.take_dossier_answer(now, run, asked, Some(bytes), intake, rng);
                if intake {
                    self.tick(now, rng)?;
                }
                Ok(true)
            }
            Request::Upload { uploading } => {
                self.take_uploaded(now, *uploading, Some(bytes));
                if intake {
                    self.tick(now, rng)?;
                }
                Ok(true)
            }
            Request::Sync { asked } => {
                let Ok(answer) = SyncAnswer::decode(bytes) else { return Ok(false) };
                if !Lobby::accepts(&answer) {
                    return Ok(false);
                }
                run.synced += 1;
                let brought = self.lobby.synced(now, asked, answer, rng);
                let sent = |placed: &Placed| self.lobby.placed(placed).is_none_or(GroupSlot::done);
                let real = |placed: &&Placed| match &self.vault {
                    Some(vault) => vault.head.sealed.contains(placed) || self.lobby.is_locked_group(placed),
                    None => run.cover != Some(placed.ticket),
                };
                let group = asked.group.as_ref().filter(real);
                run.sent_groups += u32::from(asked.first_time && group.is_some_and(sent));
                let receipts = !brought.receipts.is_empty();
                let replies = if intake { self.take_replies(now, brought)? } else { 0 };
                run.poll_again = receipts || replies > 0 || (run.forced && run.polls < run.rounds);
                if intake {
                    self.tick(now, rng)?;
                } else if let Some(vault) = &mut self.vault {
                    vault.follow_jump(&self.lobby);
                    vault.note_deliveries(&mut self.lobby, now)?;
                    vault.refill(&mut self.lobby, now, rng)?;
                }
                Ok(true)
            }
            Request::Fetch { acknowledged } => {
                let Ok(answer) = FetchAnswer::decode(bytes) else { return Ok(false) };
                let Some(vault) = self.vault.as_mut().filter(|_| intake) else {
                    run.fetch.done = true;
                    return Ok(true);
                };
                let sound = run.fetch.answered(vault, now, *acknowledged, &answer, rng)?;
                self.tick(now, rng)?;
                Ok(sound)
            }
        }
    }

    fn take_replies(&mut self, now: Timestamp, brought: Brought) -> Result<u32, EngineError> {
        let Some(vault) = self.vault.as_mut() else { return Ok(0) };
        let mut taken = 0;
        for cell in brought.receipts {
            // The rings have acknowledged it, and of what the locked screen sealed they can tell nobody.
            if let Some((message, contact, state)) = vault.receipt_of(&cell) {
                vault.note_receipt(now, message, contact, state);
            }
        }
        for cell in brought.others {
            if let Some((message, contact, state)) = vault.receipt_of(&cell) {
                vault.note_receipt(now, message, contact, state);
                self.lobby.acknowledge_cell(cell.tag());
                taken += 1;
            } else if vault.read_link_cell(&cell) || vault.read_reply(now, &cell)? {
                self.lobby.acknowledge_cell(cell.tag());
                taken += 1;
            }
        }
        Ok(taken)
    }
}
