//! `/v1/fetch`: a contact reads its mailboxes, 16 cells at a time, and acknowledges what it has stored.

use rand_core::CryptoRng;
use zeroize::Zeroizing;

use crate::cell::WireCell;
use crate::ids::SendId;
use crate::layout::{Reader, fill_random};
use crate::request::{Outcome, Reading, RequestError, VERSION, begin, cut_short};
use crate::time::{Minute, Seconds, Timestamp};

/// Ids that a request may acknowledge.
pub const ACKNOWLEDGED_IDS: usize = 16;
/// Items in an answer.
pub const FETCH_ITEMS: usize = 16;
/// Bytes of one item.
pub const FETCH_ITEM_LENGTH: usize = 32 + WireCell::LENGTH;
/// Bytes of a request.
pub const FETCH_REQUEST_LENGTH: usize = 200;
/// Bytes of an answer.
pub const FETCH_ANSWER_LENGTH: usize = 32 + FETCH_ITEMS * FETCH_ITEM_LENGTH;

/// A question for what has come since a cursor.
#[derive(Debug, PartialEq, Eq)]
pub struct FetchRequest {
    /// Who asks.
    pub reading: Reading,
    /// The highest id already fetched; 0 at first.
    pub cursor: u64,
    /// The highest relay sequence number seen.
    pub relay_seq: u64,
    /// Ids to delete, at most 16; 0 means none, and decoding leaves those out.
    pub acknowledged: Vec<u64>,
    /// Whether a person has in front of them everything up to the cursor. What fetches by itself says no.
    pub looked: bool,
}

impl FetchRequest {
    /// The 200 bytes.
    ///
    /// # Errors
    /// [`RequestError::TooMany`] above 16 acknowledged ids.
    pub fn encode(&self) -> Result<Zeroizing<Vec<u8>>, RequestError> {
        if self.acknowledged.len() > ACKNOWLEDGED_IDS {
            return Err(RequestError::TooMany { what: "acknowledged ids" });
        }
        let mut out = Zeroizing::new(Vec::with_capacity(FETCH_REQUEST_LENGTH));
        out.extend_from_slice(&[VERSION, 0, 0, 0]);
        self.reading.write(&mut out);
        out.extend_from_slice(&self.cursor.to_be_bytes());
        out.extend_from_slice(&self.relay_seq.to_be_bytes());
        for id in &self.acknowledged {
            out.extend_from_slice(&id.to_be_bytes());
        }
        out.resize(FETCH_REQUEST_LENGTH - 4, 0);
        out.push(u8::from(self.looked));
        out.resize(FETCH_REQUEST_LENGTH, 0);
        Ok(out)
    }

    /// Reads the 200 bytes.
    ///
    /// # Errors
    /// [`RequestError`] if the length or version is another.
    pub fn decode(bytes: &[u8]) -> Result<Self, RequestError> {
        let mut reader = begin(bytes, FETCH_REQUEST_LENGTH)?;
        Self::read(&mut reader).ok_or(cut_short(FETCH_REQUEST_LENGTH))
    }

    fn read(reader: &mut Reader<'_>) -> Option<Self> {
        reader.slice(3)?;
        let reading = Reading::read(reader)?;
        let cursor = reader.u64()?;
        let relay_seq = reader.u64()?;
        let ids: Vec<u64> = (0..ACKNOWLEDGED_IDS).map(|_| reader.u64()).collect::<Option<_>>()?;
        let acknowledged = ids.into_iter().filter(|id| *id != 0).collect();
        // A value of a later version is no promise that somebody looked.
        let looked = reader.u8()? == 1;
        Some(Self { reading, cursor, relay_seq, acknowledged, looked })
    }
}

/// One cell with when and where it came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FetchItem {
    /// The relay's number for it, ascending, never 0.
    pub id: u64,
    /// When it came, by the relay's clock.
    pub arrival: Minute,
    /// How old it was by then, as the sender said.
    pub age: Seconds,
    /// The mailbox.
    pub send_id: SendId,
    /// The cell.
    pub cell: WireCell,
}

impl FetchItem {
    /// When it was sent: the arrival less the age. The phone's clock plays no part in it.
    #[must_use]
    pub fn sent(&self) -> Timestamp {
        self.arrival.less_age(self.age)
    }

    fn write(&self, out: &mut Vec<u8>) {
        out.extend_from_slice(&self.id.to_be_bytes());
        out.extend_from_slice(&self.arrival.get().to_be_bytes());
        out.extend_from_slice(&self.age.get().to_be_bytes());
        out.extend_from_slice(self.send_id.as_bytes());
        out.extend_from_slice(self.cell.as_bytes());
    }

    fn read(reader: &mut Reader<'_>) -> Option<Self> {
        Some(Self {
            id: reader.u64()?,
            arrival: Minute::new(reader.u32()?),
            age: Seconds::new(reader.u32()?),
            send_id: SendId::from_bytes(reader.array()?),
            cell: WireCell::from_slice(reader.slice(WireCell::LENGTH)?).ok()?,
        })
    }
}

/// The relay's answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FetchAnswer {
    /// How it went.
    pub outcome: Outcome,
    /// Whether another request would bring more.
    pub more: bool,
    /// The relay's sequence number.
    pub relay_seq: u64,
    /// The relay's clock.
    pub now: Minute,
    /// The real items, at most 16, ids ascending.
    pub items: Vec<FetchItem>,
}

impl FetchAnswer {
    /// The 16,928 bytes; unused items are random.
    ///
    /// # Errors
    /// [`RequestError::TooMany`] above 16 items.
    pub fn encode(&self, rng: &mut impl CryptoRng) -> Result<Vec<u8>, RequestError> {
        let real = u8::try_from(self.items.len()).ok().filter(|real| usize::from(*real) <= FETCH_ITEMS);
        let real = real.ok_or(RequestError::TooMany { what: "items" })?;
        let mut out = Vec::with_capacity(FETCH_ANSWER_LENGTH);
        out.extend_from_slice(&[VERSION, self.outcome.byte(), real, u8::from(self.more), 0, 0, 0, 0]);
        out.extend_from_slice(&self.relay_seq.to_be_bytes());
        out.extend_from_slice(&self.now.get().to_be_bytes());
        out.extend_from_slice(&[0; 12]);
        for item in &self.items {
            item.write(&mut out);
        }
        fill_random(&mut out, FETCH_ANSWER_LENGTH, rng);
        Ok(out)
    }

    /// Reads the 16,928 bytes.
    ///
    /// # Errors
    /// [`RequestError`] if the length or version is another, more than 16 items are said to be real, or `more`
    /// is neither 0 nor 1.
    pub fn decode(bytes: &[u8]) -> Result<Self, RequestError> {
        let mut reader = begin(bytes, FETCH_ANSWER_LENGTH)?;
        let cut = || cut_short(FETCH_ANSWER_LENGTH);
        let outcome = Outcome::from_byte(reader.u8().ok_or_else(cut)?);
        let real = usize::from(reader.u8().ok_or_else(cut)?);
        if real > FETCH_ITEMS {
            return Err(RequestError::Invalid { field: "number of items" });
        }
        let more = match reader.u8() {
            Some(0) => false,
            Some(1) => true,
            _ => return Err(RequestError::Invalid { field: "more" }),
        };
        Self::read(&mut reader, outcome, real, more).ok_or_else(cut)
    }

    fn read(reader: &mut Reader<'_>, outcome: Outcome, real: usize, more: bool) -> Option<Self> {
        reader.slice(4)?;
        let relay_seq = reader.u64()?;
        let now = Minute::new(reader.u32()?);
        reader.slice(12)?;
        let items = (0..real).map(|_| FetchItem::read(reader)).collect::<Option<_>>()?;
        Some(Self { outcome, more, relay_seq, now, items })
    }
}
