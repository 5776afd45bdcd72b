//! What the relay's requests and answers have in common: one fixed length each, a version, an outcome, and who
//! asks.

use crate::ids::{ReceiveId, Tag};
use crate::keys::ReceiveCapability;
use crate::layout::Reader;

pub(crate) const VERSION: u8 = 1;

/// What is wrong with the bytes of a request or an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum RequestError {
    /// Not the one length that it has.
    #[error("{expected} bytes were expected, not {found}")]
    Length {
        /// That length.
        expected: usize,
        /// The bytes there were.
        found: usize,
    },
    /// Of a later version.
    #[error("version {version} is not known")]
    TooNew {
        /// That version.
        version: u8,
    },
    /// More entries than there are places for.
    #[error("there is no room for so many {what}")]
    TooMany {
        /// Of what.
        what: &'static str,
    },
    /// A byte that has no meaning there.
    #[error("{field} is not valid")]
    Invalid {
        /// Which.
        field: &'static str,
    },
}

/// A status of one byte: a variant for each value of this version, `Other` for those of later ones.
macro_rules! byte_enum {
    (
        $(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $byte:literal,)+ }
    ) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum $name {
            $($(#[$variant_doc])* $variant,)+
            /// A value of a later version.
            Other(u8),
        }

        impl $name {
            /// Its byte.
            #[must_use]
            pub const fn byte(self) -> u8 {
                match self {
                    $(Self::$variant => $byte,)+
                    Self::Other(byte) => byte,
                }
            }

            /// From its byte.
            #[must_use]
            pub const fn from_byte(byte: u8) -> Self {
                match byte {
                    $($byte => Self::$variant,)+
                    other => Self::Other(other),
                }
            }
        }
    };
}
pub(crate) use byte_enum;

/// How a request as a whole went.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// Done.
    Done,
    /// The receive id is not known, or its capability is another.
    Unknown,
    /// Busy: nothing was stored; try later.
    Busy,
    /// The group did not open (sync only).
    GroupNotOpened,
    /// An outcome of a later version: not done.
    Other(u8),
}

impl Outcome {
    /// Its byte.
    #[must_use]
    pub const fn byte(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::Unknown => 1,
            Self::Busy => 2,
            Self::GroupNotOpened => 3,
            Self::Other(byte) => byte,
        }
    }

    /// From its byte.
    #[must_use]
    pub const fn from_byte(byte: u8) -> Self {
        match byte {
            0 => Self::Done,
            1 => Self::Unknown,
            2 => Self::Busy,
            3 => Self::GroupNotOpened,
            other => Self::Other(other),
        }
    }
}

/// Who asks: a reader's id and the proof that it is theirs.
#[derive(Debug, PartialEq, Eq)]
pub struct Reading {
    /// The reader.
    pub receive_id: ReceiveId,
    /// The proof.
    pub capability: ReceiveCapability,
}

impl Reading {
    pub(crate) fn write(&self, out: &mut Vec<u8>) {
        out.extend_from_slice(self.receive_id.as_bytes());
        out.extend_from_slice(self.capability.expose());
    }

    pub(crate) fn read(reader: &mut Reader<'_>) -> Option<Self> {
        Some(Self {
            receive_id: ReceiveId::from_bytes(reader.array()?),
            capability: ReceiveCapability::from_bytes(reader.array()?),
        })
    }
}

/// A reader over bytes of exactly this length and version 1, just after the version.
pub(crate) fn begin(bytes: &[u8], expected: usize) -> Result<Reader<'_>, RequestError> {
    if bytes.len() != expected {
        return Err(RequestError::Length { expected, found: bytes.len() });
    }
    let mut reader = Reader::new(bytes);
    match reader.u8() {
        Some(VERSION) => Ok(reader),
        version => Err(RequestError::TooNew { version: version.unwrap_or(0) }),
    }
}

/// The error of a read that cannot fail once the length has been checked.
pub(crate) fn cut_short(expected: usize) -> RequestError {
    RequestError::Length { expected, found: 0 }
}

pub(crate) fn read_tags(reader: &mut Reader<'_>, count: usize) -> Option<Vec<Tag>> {
    (0..count).map(|_| reader.array().map(Tag::from_bytes)).collect()
}
