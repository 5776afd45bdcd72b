//! The wire cell: 1,024 bytes that look random, always.
//!
//! ```text
//! tag 16 ‖ nonce 24 ‖ AEAD(message key, nonce, body 968, aad = version 1 ‖ tag ‖ direction) 984
//! body = version 1 ‖ event id 16 ‖ part i ‖ parts n ‖ digest 8 ‖ length 2 ‖ fragment ‖ zeros to 968
//! ```

use std::fmt;

use rand_core::CryptoRng;
use zeroize::Zeroizing;

use crate::chain::{Direction, StepKeys};
use crate::ids::{EventId, Tag};
use crate::keys::MessageKey;
use crate::layout::{Reader, all_zero, join, join_into};
use crate::parts::{EnvelopeDigest, MAX_FRAGMENT, MAX_PARTS};
use crate::primitives::{self, MAC, NONCE};

const VERSION: u8 = 1;
const BODY: usize = 968;
const HEADER: usize = 29;

/// The direction byte of what the relay itself says.
pub(crate) const FROM_RELAY: u8 = 3;

/// What is wrong with a wire cell or with what was to be sealed in one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum CellError {
    /// Not 1,024 bytes.
    #[error("a wire cell has 1024 bytes, not {length}")]
    Length {
        /// The bytes there were.
        length: usize,
    },
    /// Not sealed under this key and direction, or changed since.
    #[error("the wire cell is not authentic")]
    NotAuthentic,
    /// Sealed by a later version.
    #[error("the wire cell is of version {version}, which is not known")]
    TooNew {
        /// That version.
        version: u8,
    },
    /// Authentic, but its part, count, length or padding cannot be.
    #[error("the wire cell's body is malformed")]
    Malformed,
}

/// What a wire cell carries: one part of one event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CellBody {
    /// The event.
    pub event: EventId,
    /// Which part, from 0.
    pub part: u8,
    /// Of how many, 1 to 16.
    pub parts: u8,
    /// The digest of the whole envelope.
    pub digest: EnvelopeDigest,
    /// At most 939 bytes of the envelope.
    pub fragment: Vec<u8>,
}

impl CellBody {
    fn encode(&self) -> Option<Zeroizing<[u8; BODY]>> {
        if self.part >= self.parts || self.parts > MAX_PARTS || self.fragment.len() > MAX_FRAGMENT {
            return None;
        }
        let length = u16::try_from(self.fragment.len()).ok()?.to_be_bytes();
        let mut body = Zeroizing::new([0; BODY]);
        let head = [VERSION];
        let place = [self.part, self.parts];
        join_into(
            body.as_mut_slice(),
            &[&head, self.event.as_bytes(), &place, self.digest.as_bytes(), &length, &self.fragment],
        );
        Some(body)
    }

    fn decode(body: &[u8]) -> Result<Self, CellError> {
        let mut reader = Reader::new(body);
        match reader.u8() {
            Some(VERSION) => {}
            Some(version) => return Err(CellError::TooNew { version }),
            None => return Err(CellError::Malformed),
        }
        Self::decode_rest(reader).ok_or(CellError::Malformed)
    }

    fn decode_rest(mut reader: Reader<'_>) -> Option<Self> {
        let event = EventId::from_bytes(reader.array()?);
        let part = reader.u8()?;
        let parts = reader.u8()?;
        let digest = EnvelopeDigest::from_bytes(reader.array()?);
        let length = usize::from(reader.u16()?);
        let fragment = reader.slice(length)?.to_vec();
        let sound = part < parts && parts <= MAX_PARTS && all_zero(reader.rest());
        sound.then_some(Self { event, part, parts, digest, fragment })
    }
}

/// The unit of the wire: 1,024 bytes.
#[derive(Clone, PartialEq, Eq)]
pub struct WireCell(Box<[u8; WireCell::LENGTH]>);

impl fmt::Debug for WireCell {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("WireCell").field(&self.tag()).finish()
    }
}

impl WireCell {
    /// Bytes of every wire cell.
    pub const LENGTH: usize = 1_024;

    /// Wraps 1,024 bytes.
    #[must_use]
    pub fn from_bytes(bytes: [u8; Self::LENGTH]) -> Self {
        Self(Box::new(bytes))
    }

    /// Reads 1,024 bytes.
    ///
    /// # Errors
    /// [`CellError::Length`] for any other number of bytes.
    pub fn from_slice(bytes: &[u8]) -> Result<Self, CellError> {
        let array = bytes.try_into().map_err(|_| CellError::Length { length: bytes.len() })?;
        Ok(Self::from_bytes(array))
    }

    /// The bytes.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8; Self::LENGTH] {
        &self.0
    }

    /// Random bytes, which nobody can tell from a sealed cell.
    #[must_use]
    pub fn random(rng: &mut impl CryptoRng) -> Self {
        let mut cell = Self(Box::new([0; Self::LENGTH]));
        rng.fill_bytes(cell.0.as_mut_slice());
        cell
    }

    /// The tag: its first 16 bytes.
    #[must_use]
    pub fn tag(&self) -> Tag {
        Tag::from_bytes(join(&[self.0.as_slice()]))
    }

    /// Seals one part under the keys of one step.
    ///
    /// # Errors
    /// [`CellError::Malformed`] if the body's part, count or fragment is out of bounds.
    pub fn seal(
        keys: &StepKeys,
        direction: Direction,
        body: &CellBody,
        rng: &mut impl CryptoRng,
    ) -> Result<Self, CellError> {
        Self::seal_with(&keys.message_key, keys.tag, direction, body, rng)
    }

    pub(crate) fn seal_with(
        key: &MessageKey,
        tag: Tag,
        direction: Direction,
        body: &CellBody,
        rng: &mut impl CryptoRng,
    ) -> Result<Self, CellError> {
        Self::seal_as(key, tag, direction.byte(), body, rng)
    }

    /// Seals under a direction byte, which for the relay's notices is none of a chain.
    pub(crate) fn seal_as(
        key: &MessageKey,
        tag: Tag,
        direction: u8,
        body: &CellBody,
        rng: &mut impl CryptoRng,
    ) -> Result<Self, CellError> {
        let mut body = body.encode().ok_or(CellError::Malformed)?;
        let nonce: [u8; NONCE] = primitives::random(rng);
        let aad = associated_data(tag, direction);
        let mac = primitives::seal(key.expose(), &nonce, &aad, body.as_mut_slice());
        let mut cell = Self(Box::new([0; Self::LENGTH]));
        join_into(cell.0.as_mut_slice(), &[tag.as_bytes(), &nonce, body.as_slice(), &mac]);
        Ok(cell)
    }

    /// Opens the cell.
    ///
    /// # Errors
    /// [`CellError::NotAuthentic`] if it was not sealed under this key, tag and direction;
    /// [`CellError::TooNew`] or [`CellError::Malformed`] if it was, but cannot be read.
    pub fn open(&self, key: &MessageKey, direction: Direction) -> Result<CellBody, CellError> {
        self.open_as(key, direction.byte())
    }

    /// Opens under a direction byte.
    pub(crate) fn open_as(&self, key: &MessageKey, direction: u8) -> Result<CellBody, CellError> {
        let mut body = Zeroizing::new([0; BODY]);
        self.decrypt(key, direction, &mut body).ok_or(CellError::NotAuthentic)?;
        CellBody::decode(body.as_slice())
    }

    fn decrypt(&self, key: &MessageKey, direction: u8, body: &mut [u8; BODY]) -> Option<()> {
        let mut reader = Reader::new(self.0.as_slice());
        let tag = Tag::from_bytes(reader.array()?);
        let nonce = reader.array::<NONCE>()?;
        *body = reader.array()?;
        let mac = reader.array::<MAC>()?;
        primitives::open(key.expose(), &nonce, &associated_data(tag, direction), body, &mac)
    }
}

fn associated_data(tag: Tag, direction: u8) -> [u8; 18] {
    join(&[&[VERSION], tag.as_bytes(), &[direction]])
}

// The numbers in the specification follow from each other.
const _: () = assert!(HEADER + MAX_FRAGMENT == BODY);
const _: () = assert!(Tag::LENGTH + NONCE + BODY + MAC == WireCell::LENGTH);
