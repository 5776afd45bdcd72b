//! A vault's first state, and its state as the records tell it.

use std::collections::BTreeMap;

use crate::wire::{EventId, IdentitySecret, LockedSecret, RegisterEntry, TimerId, TimerSecret};
use minicbor::bytes::ByteArray;
use minicbor::{Decode, Encode};
use rand_core::CryptoRng;

use super::{Vault, VaultHead, check_new};
use crate::codec::Hidden;
use crate::lobby::{Lobby, TIMERS};
use crate::record::{Class, Kept, Place, RecordKey, kind, numbered};
use crate::{EngineError, NewVault};

/// A timer's keys, for a vault that may be made later. The relay sets them once, so they are made with the first vault.
#[derive(Debug, Encode, Decode)]
#[cbor(map)]
pub(crate) struct SpareTimer {
    #[n(0)]
    timer: ByteArray<16>,
    #[n(1)]
    control: Hidden<32>,
    #[n(2)]
    touch: Hidden<32>,
}

/// Those that no vault has yet.
#[derive(Debug, Encode, Decode)]
#[cbor(map)]
pub(crate) struct SpareTimers {
    #[n(0)]
    timers: Vec<SpareTimer>,
}

impl SpareTimer {
    /// What the relay is told of it: who commands it. That the locked screen may touch it, a plan says.
    fn entry(&self) -> RegisterEntry {
        let public = |secret: &Hidden<32>| TimerSecret::from_bytes(*secret.bytes()).public();
        RegisterEntry::Timer {
            timer: TimerId::from_bytes(*self.timer),
            control: public(&self.control),
            touch: [Some(public(&self.touch)), None, None, None],
        }
    }
}

fn make_timer(rng: &mut impl CryptoRng) -> SpareTimer {
    SpareTimer {
        timer: (*TimerId::make_random(rng).as_bytes()).into(),
        control: Hidden::new(TimerSecret::make_random(rng).expose()),
        touch: Hidden::new(TimerSecret::make_random(rng).expose()),
    }
}

impl Vault {
    /// A new vault: keys of its own, its timer registered, its public key known to the locked screen.
    pub(crate) fn create(
        new: &NewVault,
        lobby: &mut Lobby,
        rng: &mut impl CryptoRng,
    ) -> Result<Self, EngineError> {
        check_new(new)?;
        let locked = LockedSecret::make_random(rng);
        lobby.set_locked_key(new.region, *locked.public().as_bytes());
        // The timers of all vaults that there may be are registered now, in an order that says nothing.
        let own = make_timer(rng);
        let spare: Vec<SpareTimer> = (1..TIMERS).map(|_| make_timer(rng)).collect();
        let mut timers: Vec<&SpareTimer> = spare.iter().collect();
        let drawn = usize::try_from(rng.next_u32()).unwrap_or(0) % TIMERS;
        timers.insert(drawn, &own);
        let timers: Vec<RegisterEntry> = timers.iter().map(|timer| timer.entry()).collect();
        lobby.register_timers(&timers);
        let head = VaultHead {
            region: new.region,
            name: new.name.trim().to_owned(),
            language: new.language.clone(),
            identity: Hidden::new(IdentitySecret::make_random(rng).expose()),
            locked: Hidden::new(locked.expose()),
            timer: own.timer,
            control: own.control,
            control_counter: 0,
            touch: own.touch,
            touch_counter: 0,
            counter: 0,
            plan: None,
            last_check_in: None,
            leaving: Vec::new(),
            next_event: 1,
            locked_events: lobby.locked_written().0,
            locked_places: lobby.locked_written().1,
            unreadable: 0,
            fetched_to: 0,
            fetched_all: 0,
            relay_minute: 0,
            relay_minute_at: 0,
            left_behind: 0,
            silence_told: 0,
            looked: false,
            relay_behind: 0,
            relay_behind_from: 0,
            jump_seen: lobby.jumped(),
            sealed: Vec::new(),
            locked_apart: None,
            sends_last_place: false,
            last_place_sent: lobby.locked_written().1,
            seats: super::VaultSeat::make_all(rng),
        };
        let mut vault =
            Self::with_head(Kept::new(numbered(kind::VAULT_HEAD, 0), Place::Head, Class::Urgent, head));
        vault.spare_timers = Some(Kept::new(
            numbered(kind::SPARE_TIMERS, 0),
            Place::Any,
            Class::Urgent,
            SpareTimers { timers: spare },
        ));
        Ok(vault)
    }

    fn with_head(head: Kept<VaultHead>) -> Self {
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
            spare_timers: None,
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
            kind::SPARE_TIMERS => self.spare_timers = Some(Kept::load(key, Place::Any, urgent, bytes)?),
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
        now: crate::wire::Timestamp,
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
