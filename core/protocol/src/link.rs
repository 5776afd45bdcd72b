//! The link of a far-away pairing: a one-time secret and a commitment to what the worker will reveal, and the two
//! mailboxes through which the pairing's messages travel. It never holds a lasting key.

use std::fmt;

use zeroize::Zeroizing;

use crate::cbor::{Entry, Writer, read_exact, read_whole_map};
use crate::cell::{CellBody, CellError, WireCell};
use crate::chain::{ChainPlace, Direction, Instance, Origin, SendingChain, StepKeys};
use crate::ids::{EventId, SendId, Tag};
use crate::keys::{LinkSecret, Root, SendCapability};
use crate::layout::join;
use crate::pairing_code::{
    CodePrefix, PairingError, map_from_address, map_to_text, read_kind, read_relay, write_relay,
};
use crate::parts::{PartsError, split};
use crate::relay_address::RelayAddress;
use crate::time::Seconds;
use crate::{labels, primitives};
use rand_core::CryptoRng;

/// How long a link lives.
pub const LINK_LIFE: Seconds = Seconds::from_days(7);
/// How long a contact that has the digits waits for the worker's first message: as long as a relay keeps a cell.
pub const CONFIRMED_WITHIN: Seconds = Seconds::from_days(60);

const KIND: u64 = 3;

/// What binds the worker to what it will reveal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LinkCommitment(pub(crate) [u8; 32]);

impl LinkCommitment {
    /// Of a reveal map.
    #[must_use]
    pub fn of(reveal_map: &[u8]) -> Self {
        Self(primitives::sha256(&[labels::LINK_COMMITMENT, reveal_map]))
    }

    /// The bytes.
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

/// The messages of a far-away pairing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LinkMessage {
    /// The contact's keys: two cells.
    Answer,
    /// The worker's keys and the encapsulated key: two cells.
    Reveal,
    /// The contact's proof of the root: one cell.
    Done,
}

impl LinkMessage {
    /// Which way it goes.
    #[must_use]
    pub const fn direction(self) -> Direction {
        match self {
            Self::Answer | Self::Done => Direction::ContactToWorker,
            Self::Reveal => Direction::WorkerToContact,
        }
    }

    /// How many cells it takes.
    #[must_use]
    pub const fn cells(self) -> u8 {
        match self {
            Self::Answer | Self::Reveal => 2,
            Self::Done => 1,
        }
    }

    const fn first_step(self) -> u32 {
        match self {
            Self::Answer | Self::Reveal => 0,
            Self::Done => 2,
        }
    }
}

/// The link, which whoever is meant to become the contact gets by some other way.
#[derive(PartialEq, Eq)]
pub struct Link {
    secret: LinkSecret,
    commitment: LinkCommitment,
    relay: RelayAddress,
}

impl fmt::Debug for Link {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Link(…)")
    }
}

impl Link {
    /// Of its parts.
    #[must_use]
    pub fn new(secret: LinkSecret, commitment: LinkCommitment, relay: RelayAddress) -> Self {
        Self { secret, commitment, relay }
    }

    /// The relay where both mailboxes are.
    #[must_use]
    pub fn relay(&self) -> &RelayAddress {
        &self.relay
    }

    /// What the worker is bound to.
    #[must_use]
    pub fn commitment(&self) -> LinkCommitment {
        self.commitment
    }

    /// The one-time secret.
    #[must_use]
    pub fn secret(&self) -> &LinkSecret {
        &self.secret
    }

    /// The CBOR map. It is secret.
    #[must_use]
    pub fn map(&self) -> Zeroizing<Vec<u8>> {
        let mut out = Writer::default();
        out.map(4);
        out.uint(0).uint(KIND);
        out.uint(1).bytes(self.secret.expose());
        out.uint(2).bytes(&self.commitment.0);
        write_relay(out.uint(3), &self.relay);
        Zeroizing::new(out.finish())
    }

    /// Reads the CBOR map.
    ///
    /// # Errors
    /// [`PairingError`] saying what is wrong with it.
    pub fn from_map(map: &[u8]) -> Result<Self, PairingError> {
        match read_kind(map)? {
            KIND => {}
            kind if kind > KIND => return Err(PairingError::TooNew),
            _ => return Err(PairingError::WrongKind),
        }
        let (mut secret, mut commitment, mut relay) = (None, None, None);
        read_whole_map(map, |key, value| {
            match key {
                0 => {
                    value.u64()?;
                }
                1 => secret = Some(LinkSecret::from_bytes(read_exact(value, "link secret")?)),
                2 => commitment = Some(LinkCommitment(read_exact(value, "commitment")?)),
                3 => relay = Some(read_relay(value)?),
                _ => return Ok(Entry::Unknown),
            }
            Ok(Entry::Known)
        })?;
        Ok(Self {
            secret: secret.ok_or(PairingError::Invalid)?,
            commitment: commitment.ok_or(PairingError::Invalid)?,
            relay: relay.ok_or(PairingError::Invalid)?,
        })
    }

    /// The code alone: `WP1…`.
    #[must_use]
    pub fn code(&self) -> String {
        map_to_text(CodePrefix::Link, &self.map())
    }

    /// The address with the code after its `#`, where no server sees it.
    #[must_use]
    pub fn to_text(&self) -> String {
        format!("{}p/#{}", self.relay.url(), self.code())
    }

    /// Reads the address or the code alone, at most 2,000 characters.
    ///
    /// # Errors
    /// [`PairingError`] saying what is wrong with it.
    pub fn from_text(text: &str) -> Result<Self, PairingError> {
        Self::from_map(&Zeroizing::new(map_from_address(CodePrefix::Link, text)?))
    }

    /// The root of the link's own two chains.
    #[must_use]
    pub fn derive_root(&self) -> Root {
        Root::build(|out| primitives::hkdf(self.secret.expose(), b"", &[labels::LINK_ROOT], out))
    }

    /// The mailbox of one direction.
    #[must_use]
    pub fn send_id(&self, direction: Direction) -> SendId {
        let mut id = [0; 16];
        let info = [labels::LINK_SEND_ID, &[direction.byte()]];
        primitives::hkdf(self.secret.expose(), b"", &info, &mut id);
        SendId::from_bytes(id)
    }

    /// The right to send to it.
    #[must_use]
    pub fn derive_send_capability(&self, direction: Direction) -> SendCapability {
        self.derive_root().derive_send_capability(direction)
    }

    /// The keys of each cell of a message, in order.
    fn keys(&self, message: LinkMessage) -> Vec<StepKeys> {
        let place = ChainPlace {
            direction: message.direction(),
            origin: Origin::vault(0).unwrap_or(Origin::LOBBY),
            instance: Instance::APP,
        };
        let mut chain = SendingChain::new(self.derive_root().derive_chain(place));
        chain.jump(message.first_step());
        (0..message.cells()).filter_map(|_| chain.next().ok()).collect()
    }

    /// The tags of a message's cells, in order.
    #[must_use]
    pub fn tags(&self, message: LinkMessage) -> Vec<Tag> {
        self.keys(message).iter().map(|keys| keys.tag).collect()
    }

    /// Seals a message.
    ///
    /// # Errors
    /// [`PartsError::Length`] if its map does not fill the message's number of cells.
    pub fn seal(
        &self,
        message: LinkMessage,
        map: &[u8],
        rng: &mut impl CryptoRng,
    ) -> Result<Vec<WireCell>, PartsError> {
        let bodies = split(map, EventId::make_random(rng))?;
        let keys = self.keys(message);
        if bodies.len() != keys.len() {
            return Err(PartsError::Length { length: map.len() });
        }
        let cell = |(keys, body): (&StepKeys, &CellBody)| {
            WireCell::seal(keys, message.direction(), body, rng).map_err(|_| PartsError::Conflict)
        };
        keys.iter().zip(&bodies).map(cell).collect()
    }

    /// Opens a cell of a message.
    ///
    /// # Errors
    /// [`CellError::NotAuthentic`] if it is none of this message's cells; otherwise as [`WireCell::open`], and
    /// [`CellError::Malformed`] for a part in another part's place.
    pub fn open(&self, message: LinkMessage, cell: &WireCell) -> Result<CellBody, CellError> {
        let tag = cell.tag();
        let keys = self.keys(message);
        let (part, keys) =
            (0u8..).zip(&keys).find(|(_, keys)| keys.tag == tag).ok_or(CellError::NotAuthentic)?;
        let body = cell.open(&keys.message_key, message.direction())?;
        if body.part != part || body.parts != message.cells() {
            return Err(CellError::Malformed);
        }
        Ok(body)
    }
}

/// SHA-256 of the transcript of both maps; see `docs/protocol.md`.
pub(crate) fn transcript(link: &Link, answer_map: &[u8], reveal_map: &[u8]) -> [u8; 32] {
    let maps: [u8; 64] = join(&[&primitives::sha256(&[answer_map]), &primitives::sha256(&[reveal_map])]);
    primitives::sha256(&[labels::LINK_TRANSCRIPT, link.secret.expose(), &maps])
}
