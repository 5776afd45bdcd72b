//! Pairing in person: the worker's offer, the contact's answer, and what both derive from them.

use crate::wire::{
    Answer, ChainPlace, Direction, IdentitySecret, Instance, Offer, Origin, PairingSecret, ReceivingChain,
    RegisterEntry, RelayAddress, RelayPublic, Root, SendId, Timestamp,
};
use minicbor::bytes::{ByteArray, ByteVec};
use minicbor::{Decode, Encode};
use rand_core::CryptoRng;

use super::circle::{KeptChain, OtherChain, sharing_code};
use super::watch::{KeptSender, WorkerRecord};
use super::{CircleChain, ContactRecord, Vault, check_name};
use wayhome_protocol::pairing::{self, PairingError};

use crate::EngineError;
use crate::chain_state::ChainState;
use crate::codec::Hidden;
use crate::lobby::{CIRCLE_MAX, Destination, Lobby, LockedRoute};
use crate::record::{Class, Kept, Place, RecordKey, kind};
use crate::view::{ContactId, MessageKind, Sharing, WorkerId};

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

impl Vault {
    /// Makes an offer to show to a contact.
    pub(crate) fn invite(
        &mut self,
        lobby: &Lobby,
        now: Timestamp,
        rng: &mut impl CryptoRng,
    ) -> Result<Offer, EngineError> {
        if self.circle().count() >= CIRCLE_MAX {
            return Err(EngineError::invalid("circle", "has eight contacts already; remove one first"));
        }
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
        if self.workers.iter().filter(|worker| !worker.ended).count() >= WORKERS_MAX {
            return Err(EngineError::invalid("workers", "this vault watches as many workers as it can"));
        }
        if self.workers.iter().any(|worker| *worker.to.send_id == *offer.send_id().as_bytes()) {
            return Err(EngineError::invalid("invite", "was accepted already"));
        }
        let identity = IdentitySecret::from_bytes(*self.head.identity.bytes());
        let own_send_id = SendId::make_random(rng);
        let relays = vec![relay_of(lobby)?];
        let (answer, root) =
            pairing::answer(&offer, &relays, &self.head.language, &identity.public(), own_send_id, rng)?;
        let to = Destination::new(offer.send_id(), &root.derive_send_capability(Direction::ContactToWorker));
        let own = root.derive_send_capability(Direction::WorkerToContact);
        lobby.register([RegisterEntry::OpenMailbox { id: own_send_id, capability: own.hash() }])?;
        let mut id = [0; 16];
        rng.fill_bytes(&mut id);
        let mut receiving = Vec::new();
        let mut sending = Vec::new();
        for origin in Origin::ALL {
            let chain = ReceivingChain::new(chain_of(&root, Direction::WorkerToContact, origin), now);
            receiving.push(KeptChain::of(&chain));
            sending.push(KeptSender {
                origin: origin.byte(),
                chain: ChainState::new(chain_of(&root, Direction::ContactToWorker, origin)),
            });
        }
        let record =
            WorkerRecord::new(id, name.trim(), &offer, to, own_send_id, receiving, sending, now.as_millis());
        let key = RecordKey { kind: kind::WORKER, id };
        self.workers.push(Kept::new(key, Place::Any, Class::Ordinary, record));
        Ok((WorkerId(id), answer))
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
        if self.circle().count() >= CIRCLE_MAX {
            return Err(EngineError::invalid("circle", "has eight contacts already; remove one first"));
        }
        let (index, offer) = self.matching_invite(&answer, now)?;
        let invite = self.invites.remove(index);
        self.remove(invite.key());
        let root = pairing::complete(&offer, &PairingSecret::from_bytes(*invite.secret.bytes()), &answer)?;
        let mut id = [0; 16];
        rng.fill_bytes(&mut id);
        self.add_contact(lobby, now, id, name.trim(), sharing, &offer, &answer, &root)?;
        let contact = ContactId(id);
        self.add_message(now, MessageKind::Hello, None, None, Some(&[contact]), rng)?;
        self.share_open_sos(contact);
        self.refill(lobby, now, rng)?;
        Ok(contact)
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

    #[expect(clippy::too_many_arguments, reason = "each is one fact of the pairing")]
    fn add_contact(
        &mut self,
        lobby: &mut Lobby,
        now: Timestamp,
        id: [u8; 16],
        name: &str,
        sharing: Sharing,
        offer: &Offer,
        answer: &Answer,
        root: &Root,
    ) -> Result<(), EngineError> {
        let to = Destination::new(answer.send_id(), &root.derive_send_capability(Direction::WorkerToContact));
        let own = root.derive_send_capability(Direction::ContactToWorker);
        lobby.register([RegisterEntry::OpenMailbox { id: offer.send_id(), capability: own.hash() }])?;
        let here = self.origin();
        let mut other_chains = Vec::new();
        for origin in Origin::ALL.into_iter().filter(|origin| *origin != here && *origin != Origin::LOBBY) {
            for direction in [Direction::WorkerToContact, Direction::ContactToWorker] {
                other_chains.push(OtherChain {
                    direction: direction.byte(),
                    origin: origin.byte(),
                    key: Hidden::new(chain_of(root, direction, origin).expose()),
                });
            }
        }
        lobby.add_locked_route(LockedRoute {
            to: to.duplicate(),
            chain: ChainState::new(chain_of(root, Direction::WorkerToContact, Origin::LOBBY)),
            ring_wish: false,
            places: sharing != Sharing::Never,
        });
        let replies = ReceivingChain::new(chain_of(root, Direction::ContactToWorker, here), now);
        let record = ContactRecord {
            id: id.into(),
            name: name.to_owned(),
            language: answer.language().to_owned(),
            to,
            identity: (*answer.identity_public().as_bytes()).into(),
            sharing: sharing_code(sharing),
            removed: false,
            ring_wish: false,
            since: now.as_millis(),
            replies: KeptChain::of(&replies),
            other_chains,
            own_send_id: ByteArray::from(*offer.send_id().as_bytes()),
        };
        self.head.edit().chains.push(CircleChain {
            contact: id.into(),
            chain: ChainState::new(chain_of(root, Direction::WorkerToContact, here)),
        });
        let key = RecordKey { kind: kind::CONTACT, id };
        self.contacts.push(Kept::new(key, Place::Any, Class::Ordinary, record));
        lobby.fit_circle(self.circle().count());
        Ok(())
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

fn chain_of(root: &Root, direction: Direction, origin: Origin) -> crate::wire::ChainKey {
    root.derive_chain(ChainPlace { direction, origin, instance: Instance::APP })
}

fn relay_of(lobby: &Lobby) -> Result<RelayAddress, EngineError> {
    let (url, key) = lobby.relay();
    RelayAddress::new(url, RelayPublic::from_bytes(key)).map_err(|_| EngineError::RecordDamaged)
}

/// Both sides must use one relay for now; a pairing over two would be told "confirmed" and never heard.
fn check_relay(lobby: &Lobby, theirs: &[RelayAddress]) -> Result<(), EngineError> {
    let (_, key) = lobby.relay();
    if theirs.iter().any(|relay| *relay.key().as_bytes() == key) {
        Ok(())
    } else {
        Err(EngineError::invalid("relay", "the other side uses another relay; both must use the same one"))
    }
}
