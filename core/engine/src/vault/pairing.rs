//! Pairing in person: the worker's offer, the contact's answer, and what both derive from them.

use crate::wire::{
    Answer, ChainKey, ChainPlace, Direction, FamilySecret, IdentityPublic, IdentitySecret, Instance, Offer,
    Origin, PairingSecret, ReceivingChain, RegisterEntry, RelayAddress, RelayPublic, Root, SendId, Timestamp,
};
use minicbor::bytes::{ByteArray, ByteVec};
use minicbor::{Decode, Encode};
use rand_core::CryptoRng;

use super::circle::{KeptChain, OtherChain, sharing_code};
use super::watch::{KeptSender, WorkerRecord};
use super::{ContactRecord, Vault, check_name};
use wayhome_protocol::family::INSTANCES;
use wayhome_protocol::pairing::{self, PairingError};

use crate::chain_state::ChainState;
use crate::codec::Hidden;
use crate::lobby::{CIRCLE_MAX, Destination, Lobby, Seat};
use crate::record::{Class, Kept, Place, RecordKey, kind};
use crate::view::{ContactId, MessageKind, Sharing, WorkerId};
use crate::{EngineError, EventKind};

/// An offer that waits for its answer.
#[derive(Debug, Encode, Decode)]
#[cbor(map)]
pub(crate) struct InviteRecord {
    #[n(0)]
    pub(crate) since: u64,
    #[n(1)]
    secret: Hidden<32>,
    #[n(2)]
    offer: ByteVec,
}

/// Offers waiting at a time; a new one takes the oldest one's place.
const INVITES_MAX: usize = 8;
/// An offer is good for this long.
const INVITE_MS: u64 = 7 * 24 * 3_600_000;
/// Workers that one vault can watch.
const WORKERS_MAX: usize = 256;

/// Who is about to become a contact.
pub(crate) struct NewContact<'a> {
    pub(crate) name: &'a str,
    pub(crate) language: &'a str,
    /// Where we will send.
    pub(crate) send_id: SendId,
    /// Where they will send.
    pub(crate) own_send_id: SendId,
    pub(crate) identity: &'a IdentityPublic,
    pub(crate) sharing: Sharing,
    /// For a contact without the app.
    pub(crate) family: Option<&'a FamilySecret>,
}

/// Who is about to be watched.
pub(crate) struct NewWorker<'a> {
    pub(crate) name: &'a str,
    pub(crate) language: &'a str,
    /// Where we will send.
    pub(crate) send_id: SendId,
    /// Where they will send.
    pub(crate) own_send_id: SendId,
    pub(crate) identity: &'a IdentityPublic,
}

impl Vault {
    /// Refuses a contact too many.
    pub(crate) fn check_room_in_circle(&self) -> Result<(), EngineError> {
        if self.circle().count().saturating_add(self.slots.shown()) >= CIRCLE_MAX {
            return Err(EngineError::invalid("circle", "has no seat left for a contact; remove one first"));
        }
        Ok(())
    }

    /// Refuses a watched worker too many.
    pub(crate) fn check_room_for_worker(&self) -> Result<(), EngineError> {
        if self.workers.iter().filter(|worker| !worker.ended).count() >= WORKERS_MAX {
            return Err(EngineError::invalid("workers", "this vault watches as many workers as it can"));
        }
        Ok(())
    }

    /// Makes an offer to show to a contact.
    pub(crate) fn invite(
        &mut self,
        lobby: &Lobby,
        now: Timestamp,
        rng: &mut impl CryptoRng,
    ) -> Result<Offer, EngineError> {
        self.check_room_in_circle()?;
        while self.invites.len() >= INVITES_MAX {
            let oldest = self.invites.remove(0);
            self.remove(oldest.key());
        }
        let identity = IdentitySecret::from_bytes(*self.head.identity.bytes());
        let relays = vec![relay_of(lobby)?];
        let send_id = SendId::make_random(rng);
        let (offer, secret) = Offer::make(&relays, &self.head.language, &identity.public(), send_id, rng)?;
        let mut id = [0; 16];
        rng.fill_bytes(&mut id);
        let key = RecordKey { kind: kind::INVITE, id };
        let record = InviteRecord {
            since: now.as_millis(),
            secret: Hidden::new(secret.expose()),
            offer: offer.map().to_vec().into(),
        };
        self.invites.push(Kept::new(key, Place::Any, Class::Ordinary, record));
        Ok(offer)
    }

    /// Takes up a worker's offer: from now on this vault watches them. Returns the answer to show to them.
    pub(crate) fn accept(
        &mut self,
        lobby: &mut Lobby,
        now: Timestamp,
        text: &str,
        name: &str,
        rng: &mut impl CryptoRng,
    ) -> Result<(WorkerId, Answer), EngineError> {
        check_name(name)?;
        let offer = Offer::from_text(text)?;
        check_relay(lobby, offer.relays())?;
        self.check_room_for_worker()?;
        if self.workers.iter().any(|worker| *worker.to.send_id == *offer.send_id().as_bytes()) {
            return Err(EngineError::invalid("invite", "was accepted already"));
        }
        let identity = IdentitySecret::from_bytes(*self.head.identity.bytes());
        let own_send_id = SendId::make_random(rng);
        let relays = vec![relay_of(lobby)?];
        let (answer, root) =
            pairing::answer(&offer, &relays, &self.head.language, &identity.public(), own_send_id, rng)?;
        let new = NewWorker {
            name: name.trim(),
            language: offer.language(),
            send_id: offer.send_id(),
            own_send_id,
            identity: offer.identity_public(),
        };
        let worker = self.add_worker(lobby, now, &new, &root, rng)?;
        Ok((worker, answer))
    }

    /// Confirms the contact whose answer this is, and tells them so.
    pub(crate) fn confirm(
        &mut self,
        lobby: &mut Lobby,
        now: Timestamp,
        text: &str,
        name: &str,
        sharing: Sharing,
        rng: &mut impl CryptoRng,
    ) -> Result<ContactId, EngineError> {
        check_name(name)?;
        let answer = Answer::from_text(text)?;
        check_relay(lobby, answer.relays())?;
        self.check_room_in_circle()?;
        let (index, offer) = self.matching_invite(&answer, now)?;
        let invite = self.invites.remove(index);
        self.remove(invite.key());
        let root = pairing::complete(&offer, &PairingSecret::from_bytes(*invite.secret.bytes()), &answer)?;
        let new = NewContact {
            name: name.trim(),
            language: answer.language(),
            send_id: answer.send_id(),
            own_send_id: offer.send_id(),
            identity: answer.identity_public(),
            sharing,
            family: None,
        };
        self.add_contact(lobby, now, &new, &root, rng)
    }

    fn matching_invite(&self, answer: &Answer, now: Timestamp) -> Result<(usize, Offer), EngineError> {
        for (index, invite) in self.invites.iter().enumerate() {
            let offer = Offer::from_map(invite.offer.to_vec()).map_err(|_| EngineError::RecordDamaged)?;
            let secret = PairingSecret::from_bytes(*invite.secret.bytes());
            if !matches!(pairing::complete(&offer, &secret, answer), Err(PairingError::OtherInvite)) {
                let age = now.as_millis().saturating_sub(invite.since);
                return if age > INVITE_MS {
                    Err(EngineError::invalid("answer", "the invite is older than seven days; make a new one"))
                } else {
                    Ok((index, offer))
                };
            }
        }
        Err(EngineError::invalid(
            "answer",
            "belongs to no open invite of this vault (or was confirmed already)",
        ))
    }

    /// Makes a contact of whoever this root is shared with, and greets them.
    pub(crate) fn add_contact(
        &mut self,
        lobby: &mut Lobby,
        now: Timestamp,
        new: &NewContact<'_>,
        root: &Root,
        rng: &mut impl CryptoRng,
    ) -> Result<ContactId, EngineError> {
        let mut id = [0; 16];
        rng.fill_bytes(&mut id);
        let contact = ContactId(id);
        let to = Destination::new(new.send_id, &root.derive_send_capability(Direction::WorkerToContact));
        let own = root.derive_send_capability(Direction::ContactToWorker);
        lobby.fit_circle(self.circle().count().saturating_add(self.slots.shown()).saturating_add(1));
        let seat = self.next_seat(lobby)?;
        lobby.register_seat(seat, new.own_send_id, own.hash())?;
        let here = self.origin();
        let mut other_chains = Vec::new();
        for origin in Origin::PHRASES {
            for direction in [Direction::WorkerToContact, Direction::ContactToWorker] {
                other_chains.push(OtherChain {
                    direction: direction.byte(),
                    origin: origin.byte(),
                    key: Hidden::new(chain_of(root, direction, origin, Instance::APP).expose()),
                });
            }
        }
        let screen = chain_of(root, Direction::WorkerToContact, Origin::LOBBY, Instance::APP);
        let places = new.sharing != Sharing::Never;
        let screen = ChainState::begin(screen, rng);
        lobby.set_seat(seat, Seat { to: to.duplicate(), chain: screen, ring_wish: false, places })?;
        let replies = |instance| {
            let key = chain_of(root, Direction::ContactToWorker, here, instance);
            KeptChain::of(&ReceivingChain::new(key, now))
        };
        let browsers = match new.family {
            Some(_) => (1..INSTANCES).filter_map(Instance::new).map(replies).collect(),
            None => Vec::new(),
        };
        // Each later than the one before, so that who was first stays so after the next start.
        let since = self.contacts.iter().map(|contact| contact.since.saturating_add(1)).max().unwrap_or(0);
        let since = since.max(now.as_millis());
        let record = ContactRecord {
            id: id.into(),
            name: new.name.to_owned(),
            language: new.language.to_owned(),
            to,
            identity: (*new.identity.as_bytes()).into(),
            sharing: sharing_code(new.sharing),
            removed: false,
            ring_wish: false,
            since,
            replies: replies(Instance::APP),
            other_chains,
            own_send_id: ByteArray::from(*new.own_send_id.as_bytes()),
            family: new.family.map(|secret| Hidden::new(secret.expose())),
            invited: new.family.is_some(),
            browsers,
            heard: 0,
            lanes: Vec::new(),
            seat,
        };
        let chain = |direction, origin| chain_of(root, direction, origin, Instance::APP);
        drop(self.change_seat(lobby, seat, chain, rng)?);
        if new.family.is_none() {
            self.notice_changed_contact(now, &record);
        }
        let key = RecordKey { kind: kind::CONTACT, id };
        self.contacts.push(Kept::new(key, Place::Any, Class::Ordinary, record));
        self.add_message(now, MessageKind::Hello, None, None, Some(&[contact]), rng)?;
        self.share_open_sos(contact);
        if new.family.is_none() {
            self.plan_must_follow();
            self.follow_plan(lobby, now, rng)?;
        }
        self.tend_consents(now);
        self.refill(lobby, now, rng)?;
        Ok(contact)
    }

    /// The same name with other keys: a new phone, or somebody who passes for them.
    fn notice_changed_contact(&mut self, now: Timestamp, new: &ContactRecord) {
        let changed = |known: &ContactRecord| {
            known.family.is_none() && same_name(&known.name, &new.name) && known.identity != new.identity
        };
        if self.contacts.iter().any(|known| changed(known)) {
            self.tell(now, EventKind::ContactKeysChanged { contact: new.contact_id() });
        }
    }

    /// Watches the worker with whom this root is shared; their mailbox for us is `own_send_id`.
    pub(crate) fn add_worker(
        &mut self,
        lobby: &mut Lobby,
        now: Timestamp,
        new: &NewWorker<'_>,
        root: &Root,
        rng: &mut impl CryptoRng,
    ) -> Result<WorkerId, EngineError> {
        let to = Destination::new(new.send_id, &root.derive_send_capability(Direction::ContactToWorker));
        let own = root.derive_send_capability(Direction::WorkerToContact);
        lobby.register([RegisterEntry::OpenMailbox { id: new.own_send_id, capability: own.hash() }])?;
        let mut id = [0; 16];
        rng.fill_bytes(&mut id);
        let worker = WorkerId(id);
        let mut receiving = Vec::new();
        let mut sending = Vec::new();
        for origin in Origin::ALL {
            let key = |direction| chain_of(root, direction, origin, Instance::APP);
            let chain = ReceivingChain::new(key(Direction::WorkerToContact), now);
            receiving.push(KeptChain::of(&chain));
            sending.push(KeptSender {
                origin: origin.byte(),
                chain: ChainState::new(key(Direction::ContactToWorker)),
            });
        }
        let changed = |known: &WorkerRecord| {
            same_name(&known.name, new.name) && *known.identity != *new.identity.as_bytes()
        };
        if self.workers.iter().any(|known| changed(known)) {
            self.tell(now, EventKind::WorkerKeysChanged { worker });
        }
        let record = WorkerRecord::new(id, new, to, receiving, sending, now.as_millis());
        let key = RecordKey { kind: kind::WORKER, id };
        self.workers.push(Kept::new(key, Place::Any, Class::Ordinary, record));
        Ok(worker)
    }

    /// Ends watching a worker: their later messages are not read any more.
    pub(crate) fn stop_watching(&mut self, id: WorkerId, lobby: &mut Lobby) -> Result<(), EngineError> {
        let worker = self
            .workers
            .iter_mut()
            .find(|worker| *worker.id == id.0)
            .ok_or(EngineError::NotFound { what: "worker" })?;
        worker.edit().ended = true;
        let send_id = SendId::from_bytes(*worker.own_send_id);
        self.windows.remove(&id.0);
        lobby.register([RegisterEntry::Close { id: send_id }])
    }
}

/// The chain key of one place of a pair.
pub(crate) fn chain_of(root: &Root, direction: Direction, origin: Origin, instance: Instance) -> ChainKey {
    root.derive_chain(ChainPlace { direction, origin, instance })
}

/// Whether two names are meant to be the same person's.
fn same_name(a: &str, b: &str) -> bool {
    a.trim().to_lowercase() == b.trim().to_lowercase()
}

/// This store's relay.
pub(crate) fn relay_of(lobby: &Lobby) -> Result<RelayAddress, EngineError> {
    let (url, key) = lobby.relay();
    RelayAddress::new(url, RelayPublic::from_bytes(key)).map_err(|_| EngineError::RecordDamaged)
}

/// Both sides must use one relay for now; a pairing over two would be told "confirmed" and never heard.
pub(crate) fn check_relay(lobby: &Lobby, theirs: &[RelayAddress]) -> Result<(), EngineError> {
    let (_, key) = lobby.relay();
    if theirs.iter().any(|relay| *relay.key().as_bytes() == key) {
        Ok(())
    } else {
        Err(EngineError::invalid("relay", "the other side uses another relay; both must use the same one"))
    }
}
