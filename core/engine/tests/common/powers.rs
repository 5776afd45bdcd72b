//! What may differ in a worker's records after something has come from outside, field by field; and a contact made by
//! hand, who can seal whatever the protocol has a form for.

use std::collections::{BTreeMap, BTreeSet};

use minicbor::Decoder;
use wayhome_engine::RecordKey;
use wayhome_protocol::cell::WireCell;
use wayhome_protocol::chain::{ChainPlace, Direction, Instance, Origin, SendingChain};
use wayhome_protocol::envelope::Envelope;
use wayhome_protocol::ids::{EventId, SendId};
use wayhome_protocol::keys::{IdentitySecret, Root};
use wayhome_protocol::message::Message;
use wayhome_protocol::pairing::{Offer, answer};
use wayhome_protocol::parts::split;
use wayhome_protocol::relay_address::RelayAddress;
use wayhome_protocol::time::Timestamp;

use super::{Phone, Records, relay_secret};

/// Record kinds of a vault, as the engine numbers them.
pub(crate) mod kind {
    pub(crate) const HEAD: u8 = 1;
    pub(crate) const CONTACT: u8 = 2;
    pub(crate) const MESSAGE: u8 = 3;
    pub(crate) const WORKER: u8 = 5;
    pub(crate) const RECEIVED: u8 = 6;
    pub(crate) const EVENT: u8 = 7;
    pub(crate) const INVITE: u8 = 8;
    pub(crate) const ASSEMBLY: u8 = 9;
    pub(crate) const REPLY: u8 = 10;
    pub(crate) const OUTGOING: u8 = 11;
    pub(crate) const PLAN: u8 = 12;
    pub(crate) const WATCHED_PLAN: u8 = 13;
    pub(crate) const LINK: u8 = 20;
    pub(crate) const DOSSIER: u8 = 21;
    pub(crate) const RELEASED: u8 = 24;
    pub(crate) const RELEASED_PIECE: u8 = 25;
}

/// Whose doing it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum From {
    Contact,
    Relay,
}

/// Which fields of a record of this kind may differ: `None` for all of it, and for whether it is there.
fn may_differ(by: From, key: &RecordKey) -> Option<&'static [u64]> {
    let relay = by == From::Relay;
    match key.kind {
        // Replies, events to show, pairings under way, and what this vault hears as somebody else's contact.
        kind::EVENT | kind::REPLY | kind::INVITE | kind::LINK | kind::ASSEMBLY => None,
        kind::WORKER | kind::RECEIVED | kind::WATCHED_PLAN | kind::OUTGOING => None,
        kind::RELEASED | kind::RELEASED_PIECE => None,
        // The number of the next event, and how far was fetched. The relay's answers use up counters and chains, say that
        // chains have jumped, and let groups be sealed.
        kind::HEAD if relay => Some(&[7, 9, 10, 13, 14, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 36]),
        kind::HEAD => Some(&[14, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26]),
        // What the contact's own chains have come to; their language, and that a browser was heard.
        kind::CONTACT => Some(&[2, 9, 13, 14, 15, 16]),
        // How far a message has come.
        kind::MESSAGE if relay => None,
        kind::MESSAGE => Some(&[7, 8, 13]),
        // What the relay said of its timer, and orders that it has answered or must be given again. Not: whether the
        // plan is wanted, since when, until when it is paused. What was agreed is a record of its own.
        kind::PLAN if relay && key.id == [0; 16] => {
            Some(&[1, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 19, 20, 21, 22, 23, 24, 25])
        }
        // What the relay said of its timer when what the contact sent was fetched.
        kind::PLAN if key.id == [0; 16] => Some(&[24]),
        // What was sealed of the dossier and dealt anew; not its words and files. How far sending has come.
        kind::DOSSIER if relay && key.id == [0; 16] => Some(&[3, 4, 5]),
        kind::DOSSIER if relay => None,
        _ => Some(&[]),
    }
}

/// The fields of a record that is a map of numbers, each in its own bytes.
pub(crate) fn fields(bytes: &[u8]) -> BTreeMap<u64, Vec<u8>> {
    // A version stands before the map.
    let (_, bytes) = bytes.split_first().expect("a record is not empty");
    let mut decoder = Decoder::new(bytes);
    let mut fields = BTreeMap::new();
    let count = decoder.map().expect("a record is a map").expect("of a known length");
    for _ in 0..count {
        let number = decoder.u64().expect("its keys are numbers");
        let from = decoder.position();
        decoder.skip().expect("its values are sound");
        let value = bytes.get(from..decoder.position()).expect("it was read from there");
        fields.insert(number, value.to_vec());
    }
    fields
}

/// The record that these fields make.
pub(crate) fn record_of(fields: &BTreeMap<u64, Vec<u8>>) -> Vec<u8> {
    let mut bytes = vec![1];
    let mut encoder = minicbor::Encoder::new(&mut bytes);
    encoder.map(u64::try_from(fields.len()).unwrap()).unwrap();
    for (number, field) in fields {
        minicbor::Encoder::new(&mut bytes).u64(*number).unwrap();
        bytes.extend(field);
    }
    bytes
}

/// What differs and may not, in words.
pub(crate) fn forbidden(by: From, before: &Records, after: &Records) -> Vec<String> {
    let keys: BTreeSet<&RecordKey> = before.keys().chain(after.keys()).collect();
    let mut found = Vec::new();
    for key in keys {
        let Some(allowed) = may_differ(by, key) else { continue };
        match (before.get(key), after.get(key)) {
            (Some(one), Some(other)) if one == other => {}
            (Some(one), Some(other)) => {
                let (one, other) = (fields(one), fields(other));
                let numbers: BTreeSet<&u64> = one.keys().chain(other.keys()).collect();
                let changed = numbers.into_iter().filter(|number| one.get(number) != other.get(number));
                let changed: Vec<&u64> = changed.filter(|number| !allowed.contains(number)).collect();
                if !changed.is_empty() {
                    found.push(format!("fields {changed:?} of a record of kind {}", key.kind));
                }
            }
            (there, _) => {
                let what = if there.is_some() { "gone" } else { "new" };
                found.push(format!("a record of kind {} is {what}", key.kind));
            }
        }
    }
    found
}

/// A contact who is no app but a set of keys.
pub(crate) struct Contact {
    pub(crate) root: Root,
    /// Where the worker sends; and where this contact does.
    pub(crate) send_id: SendId,
    pub(crate) own_send_id: SendId,
    chains: BTreeMap<(u8, u8, u8), SendingChain>,
}

impl Contact {
    /// Somebody paired in person with this worker.
    pub(crate) fn paired(asha: &mut Phone, name: &str, sharing: wayhome_engine::Sharing) -> Self {
        let offer = asha.step(|e, now, rng| e.invite(now, rng)).unwrap();
        let offer = Offer::from_text(&offer.to_text()).unwrap();
        let relay = RelayAddress::new("http://127.0.0.1:1/", relay_secret().public()).unwrap();
        let identity = IdentitySecret::make_random(&mut asha.rng).public();
        let send_id = SendId::make_random(&mut asha.rng);
        let (answer, root) = answer(&offer, &[relay], "en", &identity, send_id, &mut asha.rng).unwrap();
        let text = answer.to_text();
        asha.step(|e, now, rng| e.confirm(now, &text, name, sharing, rng)).unwrap();
        Self::of(root, send_id, offer.send_id())
    }

    pub(crate) fn of(root: Root, send_id: SendId, own_send_id: SendId) -> Self {
        Self { root, send_id, own_send_id, chains: BTreeMap::new() }
    }

    /// Seals a message on one of the chains that both sides know.
    pub(crate) fn seal(
        &mut self,
        asha: &mut Phone,
        place: (Direction, Origin, Instance),
        message: Message,
    ) -> Vec<WireCell> {
        let (direction, origin, instance) = place;
        let key = self.root.derive_chain(ChainPlace { direction, origin, instance });
        let chain = self
            .chains
            .entry((direction.byte(), origin.byte(), instance.byte()))
            .or_insert_with(|| SendingChain::new(key));
        let envelope = Envelope { counter: 9_999, time: later(asha.now), plan: None, message };
        let Ok(encoded) = envelope.encode() else { return Vec::new() };
        let bodies = split(&encoded, EventId::make_random(&mut asha.rng)).unwrap();
        let seal = |body| WireCell::seal(&chain.next().unwrap(), direction, body, &mut asha.rng).unwrap();
        bodies.iter().map(seal).collect()
    }
}

/// A time that a sender may claim.
fn later(now: Timestamp) -> Timestamp {
    Timestamp::from_millis(now.as_millis() + 86_400_000)
}
