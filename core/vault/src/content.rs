//! What a cell holds once opened: several small records, or one part of a long one. Encoding and decoding only.

use rand_core::CryptoRng;
use zeroize::Zeroizing;

use crate::Result;
use crate::cell::PLAIN_LEN;
use crate::error::Error;
use crate::fields::Fields;

/// The greatest length of a record's value in bytes: 2 MiB and room for what wraps it.
pub const MAX_RECORD_LEN: usize = 2 * 1024 * 1024 + 64 * 1024;

const VERSION: u8 = 1;
const KIND_SHARED: u8 = 1;
const KIND_PART: u8 = 2;
/// Version, kind and record count of a shared cell.
const SHARED_FRONT: usize = 4;
/// Key and length in front of each small record.
const RECORD_FRONT: usize = 19;
/// Version, kind, key, span, part, parts and total length in front of a part.
const PART_FRONT: usize = 35;

/// How many bytes of records a shared cell takes, their fronts included.
pub(crate) const SHARED_ROOM: usize = PLAIN_LEN - SHARED_FRONT;
/// How many bytes of a value one part carries.
pub(crate) const PART_ROOM: usize = PLAIN_LEN - PART_FRONT;

/// The name of a record inside its region. Ordered by kind, then by id.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RecordKey {
    /// What sort of record it is; the caller gives the numbers their meaning.
    pub kind: u8,
    /// Which one of its kind it is.
    pub id: [u8; 16],
}

impl RecordKey {
    /// The key of record `id` of `kind`.
    pub const fn new(kind: u8, id: [u8; 16]) -> Self {
        RecordKey { kind, id }
    }
}

impl std::fmt::Debug for RecordKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("RecordKey")
    }
}

/// Bytes that are wiped when dropped.
pub(crate) type Value = Zeroizing<Vec<u8>>;

/// The content of one opened cell. An empty shared cell is a free one.
pub(crate) enum Content {
    Shared(Vec<(RecordKey, Value)>),
    Part(Part),
}

/// One part of a record that has its cells to itself.
pub(crate) struct Part {
    pub(crate) key: RecordKey,
    /// Drawn anew at each write, so that parts of two writes never pass for one record.
    pub(crate) span: [u8; 8],
    pub(crate) part: u16,
    pub(crate) parts: u16,
    pub(crate) total: u32,
    pub(crate) chunk: Value,
}

/// How many bytes of a shared cell a value takes up.
pub(crate) fn shared_cost(value_len: usize) -> usize {
    RECORD_FRONT.saturating_add(value_len)
}

/// How many cells a value needs when it has its cells to itself.
pub(crate) fn parts_for(value_len: usize) -> usize {
    value_len.div_ceil(PART_ROOM).max(1)
}

const TOO_LONG: Error = Error::Bug { code: "content-length" };

impl Content {
    /// A free cell's content.
    pub(crate) fn free() -> Self {
        Content::Shared(Vec::new())
    }

    /// Encodes and pads with random bytes to the fixed length.
    pub(crate) fn encode(&self, rng: &mut dyn CryptoRng) -> Result<Value> {
        let mut out = Zeroizing::new(Vec::with_capacity(PLAIN_LEN));
        out.push(VERSION);
        match self {
            Content::Shared(records) => {
                out.push(KIND_SHARED);
                out.extend_from_slice(&u16::try_from(records.len()).map_err(|_| TOO_LONG)?.to_be_bytes());
                for (key, value) in records {
                    let len = u16::try_from(value.len()).map_err(|_| TOO_LONG)?;
                    if out.len() + shared_cost(value.len()) > PLAIN_LEN {
                        return Err(TOO_LONG);
                    }
                    out.push(key.kind);
                    out.extend_from_slice(&key.id);
                    out.extend_from_slice(&len.to_be_bytes());
                    out.extend_from_slice(value);
                }
            }
            Content::Part(part) => {
                out.push(KIND_PART);
                out.push(part.key.kind);
                out.extend_from_slice(&part.key.id);
                out.extend_from_slice(&part.span);
                out.extend_from_slice(&part.part.to_be_bytes());
                out.extend_from_slice(&part.parts.to_be_bytes());
                out.extend_from_slice(&part.total.to_be_bytes());
                if part.chunk.len() > PART_ROOM {
                    return Err(TOO_LONG);
                }
                out.extend_from_slice(&part.chunk);
            }
        }
        let used = out.len();
        out.resize(PLAIN_LEN, 0);
        if let Some(padding) = out.get_mut(used..) {
            rng.fill_bytes(padding);
        }
        Ok(out)
    }

    /// Decodes an authentic cell; `None` if its fields contradict one another.
    pub(crate) fn decode(plain: &[u8]) -> Option<Self> {
        let mut fields = Fields::new(plain);
        if plain.len() != PLAIN_LEN || fields.u8()? != VERSION {
            return None;
        }
        match fields.u8()? {
            KIND_SHARED => {
                let count = usize::from(fields.u16()?);
                let mut records = Vec::with_capacity(count.min(SHARED_ROOM / RECORD_FRONT));
                for _ in 0..count {
                    let key = RecordKey { kind: fields.u8()?, id: fields.array()? };
                    let len = usize::from(fields.u16()?);
                    records.push((key, Zeroizing::new(fields.take(len)?.to_vec())));
                }
                Some(Content::Shared(records))
            }
            KIND_PART => {
                let key = RecordKey { kind: fields.u8()?, id: fields.array()? };
                let (span, part, parts, total) =
                    (fields.array()?, fields.u16()?, fields.u16()?, fields.u32()?);
                let total_len = usize::try_from(total).ok()?;
                if part >= parts || total_len > MAX_RECORD_LEN || parts_for(total_len) != usize::from(parts) {
                    return None;
                }
                let left = total_len.checked_sub(usize::from(part) * PART_ROOM)?;
                let chunk = Zeroizing::new(fields.take(left.min(PART_ROOM))?.to_vec());
                Some(Content::Part(Part { key, span, part, parts, total, chunk }))
            }
            _ => None,
        }
    }
}
