//! The small part of CBOR (RFC 8949) that the protocol uses: maps with integer keys, bounded in every way.
//!
//! Writing is always definite, shortest and in ascending order of keys. Reading accepts definite and indefinite
//! lengths in any order, skips unknown keys, and refuses repeated known keys, trailing bytes and whatever
//! exceeds a bound.

use minicbor::data::Type;
use minicbor::decode::Decoder;

/// What is wrong with bytes that should be a CBOR map of the protocol, or with a value to be put in one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum FormatError {
    /// Not CBOR, not of the expected types, nested too deeply, or followed by other bytes.
    #[error("malformed")]
    Malformed,
    /// A known key stands there twice.
    #[error("a key is repeated")]
    Repeated,
    /// A required key is missing.
    #[error("{field} is missing")]
    Missing {
        /// What is missing.
        field: &'static str,
    },
    /// Longer or larger than its bound.
    #[error("{field} is too long or too large")]
    OverBound {
        /// What is.
        field: &'static str,
    },
    /// A value that has no meaning there.
    #[error("{field} is not valid")]
    Invalid {
        /// What is not.
        field: &'static str,
    },
}

impl From<minicbor::decode::Error> for FormatError {
    fn from(_: minicbor::decode::Error) -> Self {
        Self::Malformed
    }
}

/// The most entries of a map, unknown ones included.
pub(crate) const MAX_ENTRIES: u32 = 64;
/// How deep a skipped value may be nested.
pub(crate) const MAX_DEPTH: u32 = 8;

/// Whether an entry's key was known (and its value read) or not.
pub(crate) enum Entry {
    Known,
    Unknown,
}

/// Reads one map that fills `bytes` exactly.
pub(crate) fn read_whole_map<'b>(
    bytes: &'b [u8],
    entry: impl FnMut(u64, &mut Decoder<'b>) -> Result<Entry, FormatError>,
) -> Result<(), FormatError> {
    let mut decoder = Decoder::new(bytes);
    read_map(&mut decoder, entry)?;
    if decoder.position() == bytes.len() { Ok(()) } else { Err(FormatError::Malformed) }
}

/// Reads one map, giving each key to `entry`, which reads the value or says that it does not know the key.
pub(crate) fn read_map<'b>(
    decoder: &mut Decoder<'b>,
    mut entry: impl FnMut(u64, &mut Decoder<'b>) -> Result<Entry, FormatError>,
) -> Result<(), FormatError> {
    let length = decoder.map()?;
    let mut seen = 0u64;
    let mut entries = 0;
    while more(decoder, length, entries)? {
        if entries == MAX_ENTRIES {
            return Err(FormatError::OverBound { field: "number of entries" });
        }
        entries += 1;
        let key = decoder.u64()?;
        match entry(key, decoder)? {
            Entry::Unknown => skip(decoder, 0)?,
            Entry::Known => {
                let bit = u32::try_from(key).ok().and_then(|key| 1u64.checked_shl(key)).unwrap_or(0);
                if seen & bit != 0 {
                    return Err(FormatError::Repeated);
                }
                seen |= bit;
            }
        }
    }
    Ok(())
}

/// Reads one array of at most `bound` items.
pub(crate) fn read_array<'b>(
    decoder: &mut Decoder<'b>,
    bound: u32,
    field: &'static str,
    mut item: impl FnMut(u32, &mut Decoder<'b>) -> Result<(), FormatError>,
) -> Result<u32, FormatError> {
    let length = decoder.array()?;
    let mut items = 0;
    while more(decoder, length, items)? {
        if items == bound {
            return Err(FormatError::OverBound { field });
        }
        item(items, decoder)?;
        items += 1;
    }
    Ok(items)
}

/// Whether another item follows; takes the break of an indefinite length.
fn more(decoder: &mut Decoder<'_>, length: Option<u64>, done: u32) -> Result<bool, FormatError> {
    match length {
        Some(length) => Ok(u64::from(done) < length),
        None if decoder.datatype()? == Type::Break => {
            decoder.set_position(decoder.position().saturating_add(1));
            Ok(false)
        }
        None => Ok(true),
    }
}

/// Skips one value, at most [`MAX_DEPTH`] deep.
fn skip(decoder: &mut Decoder<'_>, depth: u32) -> Result<(), FormatError> {
    if depth > MAX_DEPTH {
        return Err(FormatError::Malformed);
    }
    match decoder.datatype()? {
        Type::Array | Type::ArrayIndef => {
            let length = decoder.array()?;
            skip_items(decoder, length, depth)
        }
        Type::Map | Type::MapIndef => {
            let length = decoder.map()?.map(|pairs| pairs.saturating_mul(2));
            skip_items(decoder, length, depth)
        }
        Type::Tag => {
            decoder.tag()?;
            skip(decoder, depth + 1)
        }
        Type::Break | Type::Unknown(_) => Err(FormatError::Malformed),
        _ => Ok(decoder.skip()?),
    }
}

fn skip_items(decoder: &mut Decoder<'_>, length: Option<u64>, depth: u32) -> Result<(), FormatError> {
    let mut done = 0u32;
    while more(decoder, length, done)? {
        skip(decoder, depth + 1)?;
        done = done.checked_add(1).ok_or(FormatError::Malformed)?;
    }
    Ok(())
}

/// A byte string of at most `bound` bytes.
pub(crate) fn read_bytes(
    decoder: &mut Decoder<'_>,
    bound: usize,
    field: &'static str,
) -> Result<Vec<u8>, FormatError> {
    let mut bytes = Vec::new();
    for chunk in decoder.bytes_iter()? {
        let chunk = chunk?;
        if bytes.len().saturating_add(chunk.len()) > bound {
            return Err(FormatError::OverBound { field });
        }
        bytes.extend_from_slice(chunk);
    }
    Ok(bytes)
}

/// A byte string of exactly `N` bytes.
pub(crate) fn read_exact<const N: usize>(
    decoder: &mut Decoder<'_>,
    field: &'static str,
) -> Result<[u8; N], FormatError> {
    read_bytes(decoder, N, field)?.try_into().map_err(|_| FormatError::Invalid { field })
}

/// Text of at most `bound` bytes, without control characters other than newline and tab.
pub(crate) fn read_text(
    decoder: &mut Decoder<'_>,
    bound: usize,
    field: &'static str,
) -> Result<String, FormatError> {
    let mut text = String::new();
    for chunk in decoder.str_iter()? {
        let chunk = chunk?;
        if text.len().saturating_add(chunk.len()) > bound {
            return Err(FormatError::OverBound { field });
        }
        text.push_str(chunk);
    }
    check_text(&text, bound, field)?;
    Ok(text)
}

/// The rule for text, for writers and readers alike.
pub(crate) fn check_text(text: &str, bound: usize, field: &'static str) -> Result<(), FormatError> {
    if text.len() > bound {
        return Err(FormatError::OverBound { field });
    }
    if text.chars().any(|c| c.is_control() && c != '\n' && c != '\t') {
        return Err(FormatError::Invalid { field });
    }
    Ok(())
}

/// Appends CBOR in its shortest form.
#[derive(Default)]
pub(crate) struct Writer(Vec<u8>);

impl Writer {
    pub(crate) fn map(&mut self, entries: usize) -> &mut Self {
        self.head(5, entries as u64)
    }

    pub(crate) fn array(&mut self, items: usize) -> &mut Self {
        self.head(4, items as u64)
    }

    pub(crate) fn uint(&mut self, value: u64) -> &mut Self {
        self.head(0, value)
    }

    pub(crate) fn int(&mut self, value: i64) -> &mut Self {
        match u64::try_from(value) {
            Ok(value) => self.head(0, value),
            Err(_) => self.head(1, (!value).unsigned_abs()),
        }
    }

    pub(crate) fn bytes(&mut self, bytes: &[u8]) -> &mut Self {
        self.head(2, bytes.len() as u64);
        self.0.extend_from_slice(bytes);
        self
    }

    pub(crate) fn text(&mut self, text: &str) -> &mut Self {
        self.head(3, text.len() as u64);
        self.0.extend_from_slice(text.as_bytes());
        self
    }

    pub(crate) fn bool(&mut self, value: bool) -> &mut Self {
        self.0.push(if value { 0xf5 } else { 0xf4 });
        self
    }

    pub(crate) fn finish(self) -> Vec<u8> {
        self.0
    }

    fn head(&mut self, major: u8, value: u64) -> &mut Self {
        let major = major << 5;
        if let Ok(small) = u8::try_from(value) {
            if small < 24 {
                self.0.push(major | small);
            } else {
                self.0.extend_from_slice(&[major | 24, small]);
            }
        } else if let Ok(value) = u16::try_from(value) {
            self.0.push(major | 25);
            self.0.extend_from_slice(&value.to_be_bytes());
        } else if let Ok(value) = u32::try_from(value) {
            self.0.push(major | 26);
            self.0.extend_from_slice(&value.to_be_bytes());
        } else {
            self.0.push(major | 27);
            self.0.extend_from_slice(&value.to_be_bytes());
        }
        self
    }
}
