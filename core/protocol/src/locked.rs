//! Locked records: what the locked screen writes for a vault that it cannot open. 256 bytes each, sealed to the
//! vault's X25519 key; what is inside cannot be told from outside, not even whether there is anything.

use rand_core::CryptoRng;
use zeroize::Zeroizing;

use crate::cbor::{Entry, FormatError, Writer, check_text, read_exact, read_text, read_whole_map};
use crate::ids::EventId;
use crate::keys::{LockedPublic, LockedSecret};
use crate::layout::{Reader, all_zero, join_into};
use crate::message::CheckInState;
use crate::message_body::check_battery;
use crate::place::Place;
use crate::time::Timestamp;
use crate::{labels, primitives};

const VERSION: u8 = 1;
const PLAINTEXT: usize = 208;
/// The most bytes of a locked record's note.
pub const MAX_LOCKED_NOTE: usize = 80;

/// What is wrong with a locked record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum LockedError {
    /// Not 256 bytes.
    #[error("a locked record has 256 bytes, not {length}")]
    Length {
        /// The bytes there were.
        length: usize,
    },
    /// Sealed to another key, or changed since.
    #[error("the locked record does not open")]
    NotAuthentic,
    /// The vault's public key is of small order.
    #[error("the vault's key is not usable")]
    WeakKey,
    /// Sealed by a later version.
    #[error("the locked record is of version {version}, which is not known")]
    TooNew {
        /// That version.
        version: u8,
    },
    /// Its content is not what its kind asks for.
    #[error("the locked record's content: {0}")]
    Format(#[from] FormatError),
}

/// What a locked entry is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LockedKind {
    /// A check-in.
    CheckIn,
    /// An SOS.
    Sos,
    /// A place note.
    Place,
}

impl LockedKind {
    /// Its byte.
    #[must_use]
    pub const fn byte(self) -> u8 {
        match self {
            Self::CheckIn => 1,
            Self::Sos => 2,
            Self::Place => 3,
        }
    }

    /// From its byte.
    #[must_use]
    pub const fn from_byte(byte: u8) -> Option<Self> {
        match byte {
            1 => Some(Self::CheckIn),
            2 => Some(Self::Sos),
            3 => Some(Self::Place),
            _ => None,
        }
    }
}

/// Something that was done on the locked screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LockedEntry {
    /// What.
    pub kind: LockedKind,
    /// Its event.
    pub event: EventId,
    /// When, by the phone's clock.
    pub time: Timestamp,
    /// The state of a check-in.
    pub state: Option<CheckInState>,
    /// At most 80 bytes.
    pub note: Option<String>,
    /// Where.
    pub place: Option<Place>,
    /// Battery, percent.
    pub battery: Option<u8>,
    /// The lobby's counter.
    pub counter: u64,
    /// The ticket of the group that carries it, by which a vault finds the group again.
    pub ticket: Option<[u8; 8]>,
}

impl LockedEntry {
    fn encode(&self) -> Result<Vec<u8>, FormatError> {
        let optional = [
            self.state.is_some(),
            self.note.is_some(),
            self.place.is_some(),
            self.battery.is_some(),
            self.ticket.is_some(),
        ];
        let mut out = Writer::default();
        out.map(optional.iter().filter(|there| **there).count().saturating_add(3));
        out.uint(0).bytes(self.event.as_bytes());
        out.uint(1).uint(self.time.as_millis());
        if let Some(state) = self.state {
            out.uint(2).uint(u64::from(state.number()));
        }
        if let Some(note) = &self.note {
            check_text(note, MAX_LOCKED_NOTE, "note")?;
            out.uint(3).text(note);
        }
        if let Some(place) = &self.place {
            place.write(out.uint(4));
        }
        if let Some(battery) = self.battery {
            out.uint(5).uint(u64::from(check_battery(battery)?));
        }
        out.uint(6).uint(self.counter);
        if let Some(ticket) = &self.ticket {
            out.uint(7).bytes(ticket);
        }
        Ok(out.finish())
    }

    fn decode(kind: LockedKind, bytes: &[u8]) -> Result<Self, FormatError> {
        let (mut event, mut time, mut state, mut note) = (None, None, None, None);
        let (mut place, mut battery, mut counter, mut ticket) = (None, None, None, None);
        read_whole_map(bytes, |key, value| {
            match key {
                0 => event = Some(EventId::from_bytes(read_exact(value, "event id")?)),
                1 => time = Some(Timestamp::from_millis(value.u64()?)),
                2 => {
                    let number = CheckInState::from_number(value.u8()?);
                    state = Some(number.ok_or(FormatError::Invalid { field: "state" })?);
                }
                3 => note = Some(read_text(value, MAX_LOCKED_NOTE, "note")?),
                4 => place = Some(Place::read(value)?),
                5 => battery = Some(check_battery(value.u8()?)?),
                6 => counter = Some(value.u64()?),
                7 => ticket = Some(read_exact(value, "ticket")?),
                _ => return Ok(Entry::Unknown),
            }
            Ok(Entry::Known)
        })?;
        Ok(Self {
            kind,
            event: event.ok_or(FormatError::Missing { field: "event id" })?,
            time: time.ok_or(FormatError::Missing { field: "time" })?,
            state,
            note,
            place,
            battery,
            counter: counter.ok_or(FormatError::Missing { field: "counter" })?,
            ticket,
        })
    }
}

/// A locked record in clear.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LockedRecord {
    /// Cover.
    Nothing,
    /// Something that was done.
    Entry(Box<LockedEntry>),
}

impl LockedRecord {
    /// Bytes of every sealed record.
    pub const LENGTH: usize = PLAINTEXT + primitives::HPKE_OVERHEAD;

    /// Seals the record to a vault.
    ///
    /// # Errors
    /// [`LockedError::Format`] if the note or battery is out of bounds, [`LockedError::WeakKey`] for an unusable
    /// key.
    pub fn seal(
        &self,
        vault: &LockedPublic,
        rng: &mut impl CryptoRng,
    ) -> Result<[u8; Self::LENGTH], LockedError> {
        let (kind, cbor) = match self {
            Self::Nothing => (0, Vec::new()),
            Self::Entry(entry) => (entry.kind.byte(), entry.encode()?),
        };
        let cbor = Zeroizing::new(cbor);
        let length = u16::try_from(cbor.len()).ok().filter(|n| usize::from(*n) <= PLAINTEXT - 4);
        let length = length.ok_or(FormatError::OverBound { field: "record" })?.to_be_bytes();
        let mut plaintext = Zeroizing::new([0; PLAINTEXT]);
        join_into(plaintext.as_mut_slice(), &[&[VERSION, kind], &length, &cbor]);
        primitives::hpke_seal(vault.as_bytes(), labels::LOCKED_RECORD, b"", plaintext.as_slice(), rng)
            .and_then(|sealed| sealed.try_into().ok())
            .ok_or(LockedError::WeakKey)
    }

    /// Opens a record.
    ///
    /// # Errors
    /// [`LockedError`] if it was not sealed to this key or its content is malformed.
    pub fn open(vault: &LockedSecret, sealed: &[u8]) -> Result<Self, LockedError> {
        if sealed.len() != Self::LENGTH {
            return Err(LockedError::Length { length: sealed.len() });
        }
        let plaintext = primitives::hpke_open(vault.expose(), labels::LOCKED_RECORD, b"", sealed)
            .ok_or(LockedError::NotAuthentic)?;
        let mut reader = Reader::new(&plaintext);
        match reader.u8() {
            Some(VERSION) => {}
            version => return Err(LockedError::TooNew { version: version.unwrap_or(0) }),
        }
        let (kind, cbor) = split(reader).ok_or(FormatError::Malformed)?;
        match LockedKind::from_byte(kind) {
            Some(kind) => Ok(Self::Entry(Box::new(LockedEntry::decode(kind, cbor)?))),
            None if kind == 0 => Ok(Self::Nothing),
            None => Err(LockedError::Format(FormatError::Invalid { field: "kind" })),
        }
    }
}

fn split(mut reader: Reader<'_>) -> Option<(u8, &[u8])> {
    let kind = reader.u8()?;
    let length = usize::from(reader.u16()?);
    let cbor = reader.slice(length)?;
    all_zero(reader.rest()).then_some((kind, cbor))
}
