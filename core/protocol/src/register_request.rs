//! `/v1/register`: a reader claims its id, opens and closes mailboxes and discard ids, and sets timers' keys.

use zeroize::Zeroizing;

use crate::ids::{SendId, TimerId};
use crate::keys::{CapabilityHash, TimerPublic};
use crate::layout::Reader;
use crate::request::{Outcome, Reading, RequestError, VERSION, begin, cut_short};

/// Entries of one request.
pub const REGISTER_ENTRIES: usize = 16;
/// Bytes of one entry.
pub const REGISTER_ENTRY_LENGTH: usize = 177;
/// Bytes of a request.
pub const REGISTER_REQUEST_LENGTH: usize = 52 + REGISTER_ENTRIES * REGISTER_ENTRY_LENGTH;
/// Bytes of an answer.
pub const REGISTER_ANSWER_LENGTH: usize = 32;
/// Touch keys of one timer.
pub const TOUCH_KEYS: usize = 4;

/// One thing to register. Repeating it is harmless.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RegisterEntry {
    /// Nothing.
    Nothing,
    /// Open a mailbox.
    OpenMailbox {
        /// Where others send.
        id: SendId,
        /// The hash of the capability they need.
        capability: CapabilityHash,
    },
    /// Open an id whose cells are dropped unstored.
    OpenDiscard {
        /// Where cover is sent.
        id: SendId,
        /// The hash of the capability it needs.
        capability: CapabilityHash,
    },
    /// Close a mailbox or a discard id.
    Close {
        /// Which.
        id: SendId,
    },
    /// Set the keys of a timer.
    Timer {
        /// Which.
        timer: TimerId,
        /// The key that arms, pauses and ends.
        control: TimerPublic,
        /// Keys that touch.
        touch: [Option<TimerPublic>; TOUCH_KEYS],
    },
    /// An operation of a later version, which is answered with "invalid".
    Other {
        /// Its byte.
        op: u8,
    },
}

impl RegisterEntry {
    /// The 177 bytes.
    #[must_use]
    pub fn encode(&self) -> Vec<u8> {
        let mut out = Vec::with_capacity(REGISTER_ENTRY_LENGTH);
        self.write(&mut out);
        out
    }

    /// Reads the 177 bytes.
    ///
    /// # Errors
    /// [`RequestError::Length`] if there are more or fewer.
    pub fn decode(bytes: &[u8]) -> Result<Self, RequestError> {
        if bytes.len() != REGISTER_ENTRY_LENGTH {
            return Err(cut_short(REGISTER_ENTRY_LENGTH));
        }
        Self::read(bytes).ok_or(cut_short(REGISTER_ENTRY_LENGTH))
    }

    fn write(&self, out: &mut Vec<u8>) {
        let end = out.len().saturating_add(REGISTER_ENTRY_LENGTH);
        match self {
            Self::Nothing => out.push(0),
            Self::OpenMailbox { id, capability } => {
                out.push(1);
                out.extend_from_slice(id.as_bytes());
                out.extend_from_slice(capability.as_bytes());
            }
            Self::OpenDiscard { id, capability } => {
                out.push(2);
                out.extend_from_slice(id.as_bytes());
                out.extend_from_slice(capability.as_bytes());
            }
            Self::Close { id } => {
                out.push(3);
                out.extend_from_slice(id.as_bytes());
            }
            Self::Timer { timer, control, touch } => {
                out.push(4);
                out.extend_from_slice(timer.as_bytes());
                out.extend_from_slice(control.as_bytes());
                for key in touch {
                    out.extend_from_slice(&key.map_or([0; 32], |key| *key.as_bytes()));
                }
            }
            Self::Other { op } => out.push(*op),
        }
        out.resize(end, 0);
    }

    fn read(bytes: &[u8]) -> Option<Self> {
        let mut reader = Reader::new(bytes);
        let op = reader.u8()?;
        let id = reader.array()?;
        Some(match op {
            0 => Self::Nothing,
            1 => Self::OpenMailbox {
                id: SendId::from_bytes(id),
                capability: CapabilityHash::from_bytes(reader.array()?),
            },
            2 => Self::OpenDiscard {
                id: SendId::from_bytes(id),
                capability: CapabilityHash::from_bytes(reader.array()?),
            },
            3 => Self::Close { id: SendId::from_bytes(id) },
            4 => {
                let control = TimerPublic::from_bytes(reader.array()?);
                let mut touch = [None; TOUCH_KEYS];
                for key in &mut touch {
                    *key = Some(reader.array()?).filter(|key| *key != [0; 32]).map(TimerPublic::from_bytes);
                }
                Self::Timer { timer: TimerId::from_bytes(id), control, touch }
            }
            op => Self::Other { op },
        })
    }
}

/// A registration of up to 16 entries.
#[derive(Debug, PartialEq, Eq)]
pub struct RegisterRequest {
    /// Who asks; the first registration of a receive id claims it.
    pub reading: Reading,
    /// At most 16; decoding always gives 16.
    pub entries: Vec<RegisterEntry>,
}

impl RegisterRequest {
    /// The 2,884 bytes.
    ///
    /// # Errors
    /// [`RequestError::TooMany`] above 16 entries.
    pub fn encode(&self) -> Result<Zeroizing<Vec<u8>>, RequestError> {
        if self.entries.len() > REGISTER_ENTRIES {
            return Err(RequestError::TooMany { what: "entries" });
        }
        let mut out = Zeroizing::new(Vec::with_capacity(REGISTER_REQUEST_LENGTH));
        out.extend_from_slice(&[VERSION, 0, 0, 0]);
        self.reading.write(&mut out);
        for entry in &self.entries {
            entry.write(&mut out);
        }
        out.resize(REGISTER_REQUEST_LENGTH, 0);
        Ok(out)
    }

    /// Reads the 2,884 bytes.
    ///
    /// # Errors
    /// [`RequestError`] if the length or version is another.
    pub fn decode(bytes: &[u8]) -> Result<Self, RequestError> {
        let mut reader = begin(bytes, REGISTER_REQUEST_LENGTH)?;
        Self::read(&mut reader).ok_or(cut_short(REGISTER_REQUEST_LENGTH))
    }

    fn read(reader: &mut Reader<'_>) -> Option<Self> {
        reader.slice(3)?;
        let reading = Reading::read(reader)?;
        let entries = (0..REGISTER_ENTRIES)
            .map(|_| RegisterEntry::read(reader.slice(REGISTER_ENTRY_LENGTH)?))
            .collect::<Option<_>>()?;
        Some(Self { reading, entries })
    }
}

/// What became of one entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RegisterStatus {
    /// Done, or done before.
    Done,
    /// The id belongs to another reader.
    Taken,
    /// The entry makes no sense to this relay.
    Invalid,
    /// This reader has as many as it may.
    LimitReached,
    /// A status of a later version: not done.
    Other(u8),
}

impl RegisterStatus {
    /// Its byte.
    #[must_use]
    pub const fn byte(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::Taken => 1,
            Self::Invalid => 2,
            Self::LimitReached => 3,
            Self::Other(byte) => byte,
        }
    }

    /// From its byte.
    #[must_use]
    pub const fn from_byte(byte: u8) -> Self {
        match byte {
            0 => Self::Done,
            1 => Self::Taken,
            2 => Self::Invalid,
            3 => Self::LimitReached,
            other => Self::Other(other),
        }
    }
}

/// The relay's answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RegisterAnswer {
    /// How it went.
    pub outcome: Outcome,
    /// The relay's sequence number.
    pub relay_seq: u64,
    /// One for each entry.
    pub statuses: [RegisterStatus; REGISTER_ENTRIES],
}

impl RegisterAnswer {
    /// The 32 bytes.
    #[must_use]
    pub fn encode(&self) -> Vec<u8> {
        let mut out = Vec::with_capacity(REGISTER_ANSWER_LENGTH);
        out.extend_from_slice(&[VERSION, self.outcome.byte(), 0, 0, 0, 0, 0, 0]);
        out.extend_from_slice(&self.relay_seq.to_be_bytes());
        out.extend_from_slice(&self.statuses.map(RegisterStatus::byte));
        out
    }

    /// Reads the 32 bytes.
    ///
    /// # Errors
    /// [`RequestError`] if the length or version is another.
    pub fn decode(bytes: &[u8]) -> Result<Self, RequestError> {
        let mut reader = begin(bytes, REGISTER_ANSWER_LENGTH)?;
        Self::read(&mut reader).ok_or(cut_short(REGISTER_ANSWER_LENGTH))
    }

    fn read(reader: &mut Reader<'_>) -> Option<Self> {
        let outcome = Outcome::from_byte(reader.u8()?);
        reader.slice(6)?;
        let relay_seq = reader.u64()?;
        let statuses = reader.array::<REGISTER_ENTRIES>()?.map(RegisterStatus::from_byte);
        Some(Self { outcome, relay_seq, statuses })
    }
}
