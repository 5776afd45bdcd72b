//! Groups: what one sync carries. R rows and one timer command, sealed to the relay together, so that whoever
//! keeps the outbox sees only sizes, and every group has the same.

use std::fmt;

use rand_core::CryptoRng;
use zeroize::Zeroizing;

use crate::cell::WireCell;
use crate::ids::SendId;
use crate::keys::{RelayPart, RelayPublic, RelaySecret, SendCapability};
use crate::layout::{Reader, fill_random};
use crate::primitives::HPKE_OVERHEAD;
use crate::time::Seconds;
use crate::timer::TimerCommand;
use crate::{labels, primitives};

const VERSION: u8 = 1;

/// What is wrong with a group.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum GroupError {
    /// The number of rows is not that of the circle's size.
    #[error("a group of this size has {expected} rows, not {found}")]
    Rows {
        /// R.
        expected: usize,
        /// The rows there were.
        found: usize,
    },
    /// The bytes are not R × 1,280.
    #[error("a sealed group of this size has {expected} bytes, not {found}")]
    Length {
        /// R × 1,280.
        expected: usize,
        /// The bytes there were.
        found: usize,
    },
    /// The relay's public key is of small order.
    #[error("the relay's key is not usable")]
    WeakKey,
    /// Sealed to another key or size, or changed since.
    #[error("the group does not open")]
    NotAuthentic,
    /// Sealed by a later version.
    #[error("the group is of version {version}, which is not known")]
    TooNew {
        /// That version.
        version: u8,
    },
    /// Authentic, but not of this size inside.
    #[error("the group is malformed")]
    Malformed,
}

/// How many rows a group has: R.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CircleSize {
    /// For a circle of up to four.
    Four,
    /// For a circle of five to eight.
    Eight,
}

impl CircleSize {
    /// R as a byte.
    #[must_use]
    pub const fn byte(self) -> u8 {
        match self {
            Self::Four => 4,
            Self::Eight => 8,
        }
    }

    /// From R; `None` for any other number than 4 and 8.
    #[must_use]
    pub const fn from_byte(byte: u8) -> Option<Self> {
        match byte {
            4 => Some(Self::Four),
            8 => Some(Self::Eight),
            _ => None,
        }
    }

    /// The smallest R for a circle of `contacts`; `None` above eight.
    #[must_use]
    pub const fn for_contacts(contacts: usize) -> Option<Self> {
        match contacts {
            0..=4 => Some(Self::Four),
            5..=8 => Some(Self::Eight),
            _ => None,
        }
    }

    /// R.
    #[must_use]
    pub const fn rows(self) -> usize {
        match self {
            Self::Four => 4,
            Self::Eight => 8,
        }
    }

    /// Bytes of a sealed group: R × 1,280.
    #[must_use]
    pub const fn group_length(self) -> usize {
        self.rows() * 1_280
    }
}

/// How loudly the relay tells a receiver without the app.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Ring {
    /// Not at all.
    #[default]
    None,
    /// As the contact wishes to hear of check-ins.
    Wish,
    /// At once and again until opened.
    Urgent,
}

impl Ring {
    /// Its byte.
    #[must_use]
    pub const fn byte(self) -> u8 {
        match self {
            Self::None => 0,
            Self::Wish => 1,
            Self::Urgent => 2,
        }
    }

    /// From its byte; everything above 2 counts as urgent, so that nothing urgent is lost.
    #[must_use]
    pub const fn from_byte(byte: u8) -> Self {
        match byte {
            0 => Self::None,
            1 => Self::Wish,
            _ => Self::Urgent,
        }
    }
}

/// One wire cell with where it goes.
#[derive(Debug)]
pub struct Row {
    /// The mailbox.
    pub send_id: SendId,
    /// The right to send to it.
    pub capability: SendCapability,
    /// How loudly.
    pub ring: Ring,
    /// The relay's part of the capsule in the cell; random where there is none.
    pub relay_part: RelayPart,
    /// The cell.
    pub cell: WireCell,
}

impl Row {
    /// Bytes of every row.
    pub const LENGTH: usize = 1_105;

    /// A row for a discard id: random cell, random relay part, no ring.
    #[must_use]
    pub fn make_cover(send_id: SendId, capability: SendCapability, rng: &mut impl CryptoRng) -> Self {
        let relay_part = RelayPart::make_random(rng);
        Self { send_id, capability, ring: Ring::None, relay_part, cell: WireCell::random(rng) }
    }

    fn write(&self, out: &mut Vec<u8>) {
        out.extend_from_slice(self.send_id.as_bytes());
        out.extend_from_slice(self.capability.expose());
        out.push(self.ring.byte());
        out.extend_from_slice(self.relay_part.expose());
        out.extend_from_slice(self.cell.as_bytes());
    }

    fn read(reader: &mut Reader<'_>) -> Option<Self> {
        Some(Self {
            send_id: SendId::from_bytes(reader.array()?),
            capability: SendCapability::from_bytes(reader.array()?),
            ring: Ring::from_byte(reader.u8()?),
            relay_part: RelayPart::from_bytes(reader.array()?),
            cell: WireCell::from_slice(reader.slice(WireCell::LENGTH)?).ok()?,
        })
    }
}

/// What one sync carries, in clear: on the phone before sealing, in the relay's memory after opening.
#[derive(Debug)]
pub struct Group {
    /// How many groups this store has sealed, this one included, cover included.
    pub count: u64,
    /// How long before it was sealed what it carries was made, in whole minutes; 65,535 for longer.
    pub made_before: u16,
    /// A command to a timer, or a noop.
    pub timer: TimerCommand,
    /// Exactly R rows.
    pub rows: Vec<Row>,
}

impl Group {
    /// What [`Group::made_before`] says for this length of time.
    #[must_use]
    pub fn whole_minutes(length: Seconds) -> u16 {
        u16::try_from(length.get() / 60).unwrap_or(u16::MAX)
    }

    /// The age of what the group carries, from its sync request's: the time since it was sealed.
    #[must_use]
    pub fn age(&self, since_sealed: Seconds) -> Seconds {
        since_sealed.saturating_add(Seconds::from_minutes(u32::from(self.made_before)))
    }

    /// Seals the group to the relay.
    ///
    /// # Errors
    /// [`GroupError::Rows`] if there are not exactly R rows, [`GroupError::WeakKey`] for an unusable key.
    pub fn seal(
        &self,
        size: CircleSize,
        relay: &RelayPublic,
        rng: &mut impl CryptoRng,
    ) -> Result<SealedGroup, GroupError> {
        if self.rows.len() != size.rows() {
            return Err(GroupError::Rows { expected: size.rows(), found: self.rows.len() });
        }
        let length = size.group_length().saturating_sub(HPKE_OVERHEAD);
        let mut plaintext = Zeroizing::new(Vec::with_capacity(length));
        plaintext.extend_from_slice(&[VERSION, size.byte()]);
        plaintext.extend_from_slice(&self.made_before.to_be_bytes());
        plaintext.extend_from_slice(&self.count.to_be_bytes());
        plaintext.extend_from_slice(&self.timer.encode());
        for row in &self.rows {
            row.write(&mut plaintext);
        }
        fill_random(&mut plaintext, length, rng);
        let aad = [VERSION, size.byte()];
        let sealed = primitives::hpke_seal(relay.as_bytes(), labels::GROUP, &aad, &plaintext, rng)
            .ok_or(GroupError::WeakKey)?;
        Ok(SealedGroup { size, bytes: sealed })
    }

    fn decode(plaintext: &[u8], size: CircleSize) -> Result<Self, GroupError> {
        let mut reader = Reader::new(plaintext);
        match reader.u8() {
            Some(VERSION) => {}
            Some(version) => return Err(GroupError::TooNew { version }),
            None => return Err(GroupError::Malformed),
        }
        Self::decode_rest(reader, size).ok_or(GroupError::Malformed)
    }

    fn decode_rest(mut reader: Reader<'_>, size: CircleSize) -> Option<Self> {
        if reader.u8()? != size.byte() {
            return None;
        }
        let made_before = reader.u16()?;
        let count = reader.u64()?;
        let timer = TimerCommand::read(&mut reader)?;
        let mut rows = Vec::with_capacity(size.rows());
        for _ in 0..size.rows() {
            rows.push(Row::read(&mut reader)?);
        }
        Some(Self { count, made_before, timer, rows })
    }
}

/// A sealed group: R × 1,280 bytes that look random.
#[derive(Clone, PartialEq, Eq)]
pub struct SealedGroup {
    size: CircleSize,
    bytes: Vec<u8>,
}

impl fmt::Debug for SealedGroup {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SealedGroup").field("size", &self.size).finish_non_exhaustive()
    }
}

impl SealedGroup {
    /// Wraps R × 1,280 bytes.
    ///
    /// # Errors
    /// [`GroupError::Length`] for any other number of bytes.
    pub fn from_bytes(bytes: Vec<u8>, size: CircleSize) -> Result<Self, GroupError> {
        if bytes.len() == size.group_length() {
            Ok(Self { size, bytes })
        } else {
            Err(GroupError::Length { expected: size.group_length(), found: bytes.len() })
        }
    }

    /// R.
    #[must_use]
    pub fn size(&self) -> CircleSize {
        self.size
    }

    /// The bytes.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Opens the group, at the relay.
    ///
    /// # Errors
    /// [`GroupError::NotAuthentic`] if it was not sealed to this key with this R;
    /// [`GroupError::TooNew`] or [`GroupError::Malformed`] if it was, but cannot be read.
    pub fn open(&self, relay: &RelaySecret) -> Result<Group, GroupError> {
        let aad = [VERSION, self.size.byte()];
        let plaintext = primitives::hpke_open(relay.expose(), labels::GROUP, &aad, &self.bytes)
            .ok_or(GroupError::NotAuthentic)?;
        Group::decode(&plaintext, self.size)
    }
}
