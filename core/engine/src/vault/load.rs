//! A vault's first state, and its state as the records tell it.

use std::collections::BTreeMap;

use crate::wire::{EventId, LockedSecret, Timestamp};
use rand_core::CryptoRng;

use super::new_head::NewHead;
use super::notes::NoteKeys;
use super::seats::draw_order;
use super::slots::{Slots, make_slots};
use super::{Vault, VaultHead, check_new};
use crate::lobby::{CIRCLE_MAX, Lobby};
use crate::record::{Class, Kept, Place, RecordKey, kind, numbered};
use crate::{EngineError, NewVault};

impl Vault {
    /// A new vault: keys of its own, its timer registered, its public key known to the locked screen.
    pub(crate) fn create(
        new: &NewVault,
        lobby: &mut Lobby,
        now: Timestamp,
        rng: &mut impl CryptoRng,
    ) -> Result<Self, EngineError> {
        check_new(new)?;
        let locked = LockedSecret::make_random(rng);
        lobby.set_locked_key(new.region, *locked.public().as_bytes());
        let (own, spare) = make_slots(new, lobby, rng)?;
        let notes = NoteKeys::first(&own.note_secret(), rng);
        let seats = 0..u8::try_from(CIRCLE_MAX).unwrap_or(u8::MAX);
        let new_head = NewHead {
            region: new.region,
            name: &new.name,
            language: &new.language,
            bundle: own,
            locked,
            notes,
            seats: seats.clone().map(|_| super::VaultSeat::nobodys(rng)).collect(),
            order: draw_order(seats.clone().collect(), rng),
        };
        let head = new_head.make(lobby, rng);
        let mut vault =
            Self::with_head(Kept::new(numbered(kind::VAULT_HEAD, 0), Place::Head, Class::Urgent, head));
        vault.slots = Slots::new(spare, now);
        // Nobody has a seat yet, and for every vault region that is what notes say.
        for seat in seats {
            drop(vault.empty_seat(lobby, seat, rng)?);
        }
        Ok(vault)
    }

    pub(super) fn with_head(head: Kept<VaultHead>) -> Self {
        Self {
            head,
            contacts: Vec::new(),
            messages: BTreeMap::new(),
            trail: Vec::new(),
            workers: Vec::new(),
            received: BTreeMap::new(),
            events: BTreeMap::new(),
            invites: Vec::new(),
            assemblies: Vec::new(),
            replies: BTreeMap::new(),
            outgoing: BTreeMap::new(),
            links: Vec::new(),
            dossiers: super::dossier::Dossiers::default(),
            consents: super::consent::Consents::default(),
            book: super::book::Book::default(),
            windows: BTreeMap::new(),
            removed: Vec::new(),
            own_plan: super::OwnPlan::default(),
            watched_plans: BTreeMap::new(),
            slots: Slots::default(),
            notes_read: vec![Vec::new(); CIRCLE_MAX],
            texts: crate::texts::Texts::default(),
            fetch_anew: false,
            clock_moved: 0,
        }
    }

    /// Reads a vault from its records.
    pub(crate) fn load<'a>(
        records: impl Iterator<Item = (RecordKey, &'a [u8])>,
    ) -> Result<Self, EngineError> {
        let mut head = None;
        let placeholder = numbered(kind::VAULT_HEAD, 0);
        let mut rest = Vec::new();
        for (key, bytes) in records {
            if key == placeholder {
                head = Some(Kept::load(key, Place::Head, Class::Urgent, bytes)?);
            } else {
                rest.push((key, bytes));
            }
        }
        let mut vault = Self::with_head(head.ok_or(EngineError::RecordDamaged)?);
        for (key, bytes) in rest {
            vault.load_record(key, bytes)?;
        }
        vault.contacts.sort_by_key(|contact| contact.since);
        vault.trail.sort_by_key(Kept::key);
        vault.invites.sort_by_key(|invite| invite.since);
        vault.workers.sort_by_key(|worker| worker.since);
        vault.links.sort_by_key(|link| link.since);
        vault.dossiers.sort();
        Ok(vault)
    }

    fn load_record(&mut self, key: RecordKey, bytes: &[u8]) -> Result<(), EngineError> {
        let urgent = Class::Urgent;
        let ordinary = Class::Ordinary;
        let message = EventId::from_bytes(key.id);
        match key.kind {
            kind::PLAN if key == numbered(kind::PLAN, super::plan::DRAFT) => {
                self.own_plan.draft = Some(Kept::load(key, Place::Any, urgent, bytes)?);
            }
            kind::PLAN => self.own_plan.state = Some(Kept::load(key, Place::Any, urgent, bytes)?),
            kind::WATCHED_PLAN => {
                drop(self.watched_plans.insert(key.id, Kept::load(key, Place::Any, urgent, bytes)?));
            }
            kind::CONTACT => self.contacts.push(Kept::load(key, Place::Any, ordinary, bytes)?),
            kind::MESSAGE => drop(self.messages.insert(message, Kept::load(key, Place::Any, urgent, bytes)?)),
            kind::TRAIL => self.trail.push(Kept::load(key, Place::Any, urgent, bytes)?),
            kind::WORKER => self.workers.push(Kept::load(key, Place::Any, ordinary, bytes)?),
            kind::RECEIVED => {
                drop(self.received.insert(message, Kept::load(key, Place::Any, urgent, bytes)?))
            }
            kind::EVENT => {
                let record: Kept<super::EventRecord> = Kept::load(key, Place::Any, urgent, bytes)?;
                self.events.insert(record.number, record);
            }
            kind::INVITE => self.invites.push(Kept::load(key, Place::Any, ordinary, bytes)?),
            kind::ASSEMBLY => self.assemblies.push(Kept::load(key, Place::Any, urgent, bytes)?),
            kind::REPLY => drop(self.replies.insert(message, Kept::load(key, Place::Any, ordinary, bytes)?)),
            kind::DOSSIER | kind::ATTACHMENT | kind::PIECE | kind::RELEASED | kind::RELEASED_PIECE => {
                self.dossiers.load(key, bytes)?
            }
            kind::SLOT_MAP => self.slots.0 = Some(Kept::load(key, Place::Any, urgent, bytes)?),
            kind::CONSENT => self.consents.load(key, bytes)?,
            kind::BOOK_ENTRY => self.book.load(key, bytes)?,
            kind::LINK => self.links.push(Kept::load(key, Place::Any, ordinary, bytes)?),
            kind::OUTGOING => drop(self.outgoing.insert(key.id, Kept::load(key, Place::Any, urgent, bytes)?)),
            _ => {}
        }
        Ok(())
    }

    /// After a rollback the chains jump before they are used again.
    pub(crate) fn follow_jump(&mut self, lobby: &Lobby) {
        self.clock_moved = lobby.clock_moved();
        let jumped = lobby.jumped();
        if jumped == self.head.jump_seen {
            return;
        }
        let jump = u32::try_from(jumped.saturating_sub(self.head.jump_seen)).unwrap_or(u32::MAX);
        self.head.edit().jump_seen = jumped;
        if jump > 0 {
            self.jump(jump);
        }
    }

    /// What must happen when a vault meets a lobby that went on without it: chains jump after a rollback, what
    /// the locked screen wrote is read, deliveries catch up, and waiting messages take free places.
    pub(crate) fn catch_up(
        &mut self,
        lobby: &mut Lobby,
        now: Timestamp,
        rng: &mut impl CryptoRng,
    ) -> Result<(), EngineError> {
        let (store, relay) = lobby.take_put_back();
        if store {
            self.tell(now, crate::EventKind::StoreWasPutBack);
        }
        if relay {
            self.tell(now, crate::EventKind::RelayWasPutBack);
            self.relay_was_put_back(lobby, now);
            self.relay_lost_orders(now);
            self.send_links_again();
            self.ask_for_dossier();
            self.look_at_meetings_again();
            self.head.edit().fetched_to = 0;
            self.fetch_anew = true;
        }
        self.follow_jump(lobby);
        self.end_set_up(now);
        self.read_notes(lobby, now, rng);
        self.read_locked(lobby)?;
        self.note_deliveries(lobby, now)?;
        self.know_mailboxes(lobby);
        self.note_holds(lobby, now);
        self.follow_plan(lobby, now, rng)?;
        self.tend_links(lobby, now, rng)?;
        self.give_up_unfinished(Some(now));
        self.refill(lobby, now, rng)?;
        self.forget_chains();
        Ok(())
    }
}
