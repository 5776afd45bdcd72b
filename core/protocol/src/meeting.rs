//! Where share-holders meet after a release: a mailbox that all of them can read and write, from a secret that each
//! found in their access to the dossier.

use rand_core::CryptoRng;
use zeroize::Zeroizing;

use crate::cell::{CellBody, WireCell};
use crate::chain::Direction;
use crate::envelope::Envelope;
use crate::ids::{DossierId, EventId, ReceiveId, SendId, Tag};
use crate::keys::{MeetingSecret, MessageKey, ReceiveCapability, SendCapability};
use crate::message::Message;
use crate::parts::EnvelopeDigest;
use crate::shares::Share;
use crate::time::Timestamp;
use crate::{labels, primitives};

impl MeetingSecret {
    fn derive(&self, which: u8, out: &mut [u8]) {
        primitives::hkdf(self.expose(), b"", &[labels::MEETING, &[which]], out);
    }

    /// The reader's id at the relay, which all share-holders use.
    #[must_use]
    pub fn receive_id(&self) -> ReceiveId {
        let mut id = [0; 16];
        self.derive(1, &mut id);
        ReceiveId::from_bytes(id)
    }

    /// The proof of being that reader.
    #[must_use]
    pub fn derive_receive_capability(&self) -> ReceiveCapability {
        ReceiveCapability::build(|out| self.derive(2, out))
    }

    /// The mailbox.
    #[must_use]
    pub fn send_id(&self) -> SendId {
        let mut id = [0; 16];
        self.derive(3, &mut id);
        SendId::from_bytes(id)
    }

    /// The right to send to it.
    #[must_use]
    pub fn derive_send_capability(&self) -> SendCapability {
        SendCapability::build(|out| self.derive(4, out))
    }

    fn derive_key(&self) -> MessageKey {
        MessageKey::build(|out| self.derive(5, out))
    }
}

/// A share that a holder gave.
#[derive(Debug, PartialEq, Eq)]
pub struct GivenShare {
    /// Of which dossier.
    pub dossier: DossierId,
    /// Of which dealing.
    pub generation: u32,
    /// The share.
    pub share: Share,
}

impl GivenShare {
    /// Seals a share for the others.
    #[must_use]
    pub fn seal(&self, meeting: &MeetingSecret, now: Timestamp, rng: &mut impl CryptoRng) -> WireCell {
        let message = Message::DossierShare {
            dossier: self.dossier,
            generation: self.generation,
            share: self.share.clone(),
        };
        let envelope = Envelope { counter: 0, time: now, plan: None, message };
        let fragment = envelope.encode().expect("a share has no text that could be out of bounds");
        let digest = EnvelopeDigest::of(&fragment);
        let body = CellBody { event: EventId::make_random(rng), part: 0, parts: 1, digest, fragment };
        let tag = Tag::make_random(rng);
        WireCell::seal_with(&meeting.derive_key(), tag, Direction::ContactToWorker, &body, rng)
            .expect("a share's envelope is under 100 bytes long and fits in one cell")
    }

    /// Opens what another share-holder gave; `None` for anything else.
    #[must_use]
    pub fn open(meeting: &MeetingSecret, cell: &WireCell) -> Option<Self> {
        let body = cell.open(&meeting.derive_key(), Direction::ContactToWorker).ok()?;
        let envelope = Zeroizing::new(body.fragment);
        if body.parts != 1 || body.digest != EnvelopeDigest::of(&envelope) {
            return None;
        }
        match Envelope::decode(&envelope).ok()?.message {
            Message::DossierShare { dossier, generation, share } => Some(Self { dossier, generation, share }),
            _ => None,
        }
    }
}
