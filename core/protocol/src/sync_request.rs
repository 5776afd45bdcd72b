//! `/v1/sync`: a phone hands over one group and asks for a few cells, in one exchange of fixed length.

use rand_core::CryptoRng;
use zeroize::Zeroizing;

use crate::cell::WireCell;
use crate::group::{CircleSize, SealedGroup};
use crate::ids::Tag;
use crate::layout::{Reader, fill_random};
use crate::request::{Outcome, Reading, RequestError, VERSION, begin, cut_short, read_tags};
use crate::time::Seconds;
use crate::timer_word::TimerWord;

/// Tags that a request may ask for.
pub const WANTED_TAGS: usize = 16;
/// Tags that a request may acknowledge.
pub const ACKNOWLEDGED_TAGS: usize = 8;
/// Cells in an answer.
pub const ANSWER_CELLS: usize = 4;
/// Row statuses in an answer.
pub const ROW_STATUSES: usize = 8;
/// Bytes of an answer.
pub const SYNC_ANSWER_LENGTH: usize = 32 + ANSWER_CELLS * WireCell::LENGTH;

/// Bytes in front of the group.
const HEAD: usize = 448;
const TAGS_END: usize = 64 + WANTED_TAGS * 16;

/// Bytes of a request: 448 + R × 1,280.
#[must_use]
pub const fn sync_request_length(size: CircleSize) -> usize {
    HEAD + size.group_length()
}

/// One group to hand over, and the tags to ask for.
#[derive(Debug, PartialEq, Eq)]
pub struct SyncRequest {
    /// Who asks.
    pub reading: Reading,
    /// Time since the group was sealed.
    pub age: Seconds,
    /// The highest relay sequence number seen.
    pub relay_seq: u64,
    /// At most 16; decoding always gives 16, of which any may be random.
    pub wanted: Vec<Tag>,
    /// At most 8; decoding always gives 8, of which any may be random.
    pub acknowledged: Vec<Tag>,
    /// The group.
    pub group: SealedGroup,
}

impl SyncRequest {
    /// The 448 + R × 1,280 bytes; unused tags are random.
    ///
    /// # Errors
    /// [`RequestError::TooMany`] above 16 wanted or 8 acknowledged tags.
    pub fn encode(&self, rng: &mut impl CryptoRng) -> Result<Zeroizing<Vec<u8>>, RequestError> {
        if self.wanted.len() > WANTED_TAGS {
            return Err(RequestError::TooMany { what: "wanted tags" });
        }
        if self.acknowledged.len() > ACKNOWLEDGED_TAGS {
            return Err(RequestError::TooMany { what: "acknowledged tags" });
        }
        let mut out = Zeroizing::new(Vec::with_capacity(sync_request_length(self.group.size())));
        out.extend_from_slice(&[VERSION, self.group.size().byte(), 0, 0]);
        self.reading.write(&mut out);
        out.extend_from_slice(&self.age.get().to_be_bytes());
        out.extend_from_slice(&self.relay_seq.to_be_bytes());
        for tag in &self.wanted {
            out.extend_from_slice(tag.as_bytes());
        }
        fill_random(&mut out, TAGS_END, rng);
        for tag in &self.acknowledged {
            out.extend_from_slice(tag.as_bytes());
        }
        fill_random(&mut out, HEAD, rng);
        out.extend_from_slice(self.group.as_bytes());
        Ok(out)
    }

    /// Reads a request of either size.
    ///
    /// # Errors
    /// [`RequestError`] if the length, version or R is none of ours.
    pub fn decode(bytes: &[u8]) -> Result<Self, RequestError> {
        let eight = sync_request_length(CircleSize::Eight);
        let size = if bytes.len() == eight { CircleSize::Eight } else { CircleSize::Four };
        let expected = sync_request_length(size);
        let mut reader = begin(bytes, expected)?;
        if reader.u8() != Some(size.byte()) {
            return Err(RequestError::Invalid { field: "number of rows" });
        }
        Self::read(reader, size).ok_or(cut_short(expected))
    }

    fn read(mut reader: Reader<'_>, size: CircleSize) -> Option<Self> {
        reader.slice(2)?;
        Some(Self {
            reading: Reading::read(&mut reader)?,
            age: Seconds::new(reader.u32()?),
            relay_seq: reader.u64()?,
            wanted: read_tags(&mut reader, WANTED_TAGS)?,
            acknowledged: read_tags(&mut reader, ACKNOWLEDGED_TAGS)?,
            group: SealedGroup::from_bytes(reader.rest().to_vec(), size).ok()?,
        })
    }
}

/// What became of one row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RowStatus {
    /// Stored, now or before.
    Stored,
    /// Dropped: it looked like the relay's own word. Rows to discard ids are answered as stored.
    Dropped,
    /// The mailbox is full.
    MailboxFull,
    /// No such send id.
    UnknownSendId,
    /// Another capability is needed.
    WrongCapability,
    /// The group has no such row.
    NoSuchRow,
    /// A status of a later version: not stored.
    Other(u8),
}

impl RowStatus {
    /// Its byte.
    #[must_use]
    pub const fn byte(self) -> u8 {
        match self {
            Self::Stored => 0,
            Self::Dropped => 1,
            Self::MailboxFull => 2,
            Self::UnknownSendId => 3,
            Self::WrongCapability => 4,
            Self::NoSuchRow => 255,
            Self::Other(byte) => byte,
        }
    }

    /// From its byte.
    #[must_use]
    pub const fn from_byte(byte: u8) -> Self {
        match byte {
            0 => Self::Stored,
            1 => Self::Dropped,
            2 => Self::MailboxFull,
            3 => Self::UnknownSendId,
            4 => Self::WrongCapability,
            255 => Self::NoSuchRow,
            other => Self::Other(other),
        }
    }
}

/// What became of the timer command.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TimerStatus {
    /// It was a noop.
    Noop,
    /// Accepted.
    Accepted,
    /// Its counter is not above the last one of its key.
    OldCounter,
    /// No such timer.
    UnknownTimer,
    /// Signed by none of the timer's keys.
    BadSignature,
    /// The key that signed it may not do this.
    NotAllowed,
    /// A status of a later version: not accepted.
    Other(u8),
}

impl TimerStatus {
    /// Its byte.
    #[must_use]
    pub const fn byte(self) -> u8 {
        match self {
            Self::Noop => 0,
            Self::Accepted => 1,
            Self::OldCounter => 2,
            Self::UnknownTimer => 3,
            Self::BadSignature => 4,
            Self::NotAllowed => 5,
            Self::Other(byte) => byte,
        }
    }

    /// From its byte.
    #[must_use]
    pub const fn from_byte(byte: u8) -> Self {
        match byte {
            0 => Self::Noop,
            1 => Self::Accepted,
            2 => Self::OldCounter,
            3 => Self::UnknownTimer,
            4 => Self::BadSignature,
            5 => Self::NotAllowed,
            other => Self::Other(other),
        }
    }
}

/// The relay's answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SyncAnswer {
    /// How it went.
    pub outcome: Outcome,
    /// What became of the timer command.
    pub timer: TimerStatus,
    /// How the timer stands after it; zero unless it was accepted, or old with a good signature.
    pub word: TimerWord,
    /// One for each row; [`RowStatus::NoSuchRow`] past R.
    pub rows: [RowStatus; ROW_STATUSES],
    /// The highest group count seen from this receive id, this request's included.
    pub count: u64,
    /// The relay's sequence number.
    pub relay_seq: u64,
    /// At most 4; decoding always gives 4, of which those with tags that nobody wanted are random.
    pub cells: Vec<WireCell>,
}

impl SyncAnswer {
    /// The 4,128 bytes; unused cells are random.
    ///
    /// # Errors
    /// [`RequestError::TooMany`] above 4 cells.
    pub fn encode(&self, rng: &mut impl CryptoRng) -> Result<Vec<u8>, RequestError> {
        if self.cells.len() > ANSWER_CELLS {
            return Err(RequestError::TooMany { what: "cells" });
        }
        let mut out = Vec::with_capacity(SYNC_ANSWER_LENGTH);
        out.extend_from_slice(&[VERSION, self.outcome.byte(), self.timer.byte()]);
        out.extend_from_slice(&self.word.encode());
        out.extend_from_slice(&self.rows.map(RowStatus::byte));
        out.extend_from_slice(&self.count.to_be_bytes());
        out.extend_from_slice(&self.relay_seq.to_be_bytes());
        for cell in &self.cells {
            out.extend_from_slice(cell.as_bytes());
        }
        fill_random(&mut out, SYNC_ANSWER_LENGTH, rng);
        Ok(out)
    }

    /// Reads the 4,128 bytes.
    ///
    /// # Errors
    /// [`RequestError`] if the length or version is another.
    pub fn decode(bytes: &[u8]) -> Result<Self, RequestError> {
        let mut reader = begin(bytes, SYNC_ANSWER_LENGTH)?;
        Self::read(&mut reader).ok_or(cut_short(SYNC_ANSWER_LENGTH))
    }

    fn read(reader: &mut Reader<'_>) -> Option<Self> {
        let outcome = Outcome::from_byte(reader.u8()?);
        let timer = TimerStatus::from_byte(reader.u8()?);
        let word = TimerWord::decode(reader.array()?);
        let rows = reader.array::<ROW_STATUSES>()?.map(RowStatus::from_byte);
        let count = reader.u64()?;
        let relay_seq = reader.u64()?;
        let cells = (0..ANSWER_CELLS)
            .map(|_| WireCell::from_slice(reader.slice(WireCell::LENGTH)?).ok())
            .collect::<Option<_>>()?;
        Some(Self { outcome, timer, word, rows, count, relay_seq, cells })
    }
}
