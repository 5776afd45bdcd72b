//! `/v1/route`: a reader tells the relay where else to say that something came.

use std::fmt;

use rand_core::CryptoRng;
use zeroize::Zeroizing;

use crate::cbor::{Entry, FormatError, Writer, check_text, read_exact, read_text, read_whole_map};
use crate::ids::RouteId;
use crate::keys::{RelayPublic, RelaySecret};
use crate::layout::{Reader, all_zero};
use crate::message::MAX_LANGUAGE;
use crate::plan_map::required;
use crate::primitives::HPKE_OVERHEAD;
use crate::request::{Reading, RequestError, VERSION, begin, byte_enum, cut_short};
use crate::{labels, primitives};

/// Bytes of a request.
pub const ROUTE_REQUEST_LENGTH: usize = 1_024;
/// Bytes of an answer.
pub const ROUTE_ANSWER_LENGTH: usize = 256;
/// The most routes of one reader.
pub const MAX_ROUTES: usize = 8;
/// The most bytes of an address.
pub const MAX_ROUTE_ADDRESS: usize = 600;

const HEAD: usize = 52;
const SEALED: usize = ROUTE_REQUEST_LENGTH - HEAD;
const PLAINTEXT: usize = SEALED - HPKE_OVERHEAD;

/// Why a route request cannot be sealed or does not open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum RouteError {
    /// The relay's public key is of small order.
    #[error("the relay's key is not usable")]
    WeakKey,
    /// Sealed to another key or for another operation, or changed since.
    #[error("the route does not open")]
    NotAuthentic,
    /// The operation is of a later version.
    #[error("operation {op} is not known")]
    UnknownOp {
        /// Its byte.
        op: u8,
    },
    /// Its map is not that of a route.
    #[error("the route's map: {0}")]
    Map(#[from] FormatError),
}

byte_enum! {
    /// What kind of route it is.
    RouteKind {
        /// An e-mail address.
        Email = 1,
        /// The address of an ntfy topic.
        Ntfy = 2,
        /// A webhook.
        Webhook = 3,
        /// Web Push: the browser's subscription.
        WebPush = 4,
        /// A content-free wake through UnifiedPush.
        UnifiedPush = 5,
    }
}

byte_enum! {
    /// How a route stands.
    RouteState {
        /// The person reached has not agreed yet.
        Unconfirmed = 1,
        /// They have.
        Confirmed = 2,
        /// It does not work.
        Dead = 3,
        /// The person reached wants nothing more.
        OptedOut = 4,
    }
}

byte_enum! {
    /// What became of a route request.
    RouteOutcome {
        /// Done.
        Done = 0,
        /// The receive id is not known, or its capability is another.
        Unknown = 1,
        /// Busy: nothing was stored; try later.
        Busy = 2,
        /// It was sealed to another key.
        NotOpened = 3,
        /// The address is none of its kind.
        InvalidAddress = 4,
        /// This reader has as many as it may.
        LimitReached = 5,
        /// This relay does not offer this kind.
        NotOffered = 6,
    }
}

/// What a route is used for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RouteWish {
    /// Whatever the sender wishes known.
    Whatever,
    /// What is urgent only.
    Urgent,
}

/// One operation on a reader's routes.
#[derive(Clone, PartialEq, Eq)]
pub enum RouteOrder {
    /// Set a route, new or changed.
    Set {
        /// Its name.
        route: RouteId,
        /// What kind it is.
        kind: RouteKind,
        /// Where it leads, at most 600 bytes.
        address: String,
        /// BCP 47 language tag of the person reached, at most 16 bytes, may be empty.
        language: String,
        /// What it is used for.
        wish: RouteWish,
    },
    /// Remove a route.
    Remove {
        /// Its name.
        route: RouteId,
    },
    /// Only list them.
    List,
}

impl fmt::Debug for RouteOrder {
    // An address must not come into a log.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Set { route, kind, .. } => {
                f.debug_struct("Set").field("route", route).field("kind", kind).finish_non_exhaustive()
            }
            Self::Remove { route } => f.debug_struct("Remove").field("route", route).finish(),
            Self::List => f.write_str("List"),
        }
    }
}

impl RouteOrder {
    const fn op(&self) -> u8 {
        match self {
            Self::Set { .. } => 1,
            Self::Remove { .. } => 2,
            Self::List => 3,
        }
    }

    fn write(&self) -> Result<Vec<u8>, FormatError> {
        let mut out = Writer::default();
        match self {
            Self::Set { route, kind, address, language, wish } => {
                check_text(address, MAX_ROUTE_ADDRESS, "address")?;
                check_text(language, MAX_LANGUAGE, "language")?;
                out.map(5).uint(0).bytes(route.as_bytes());
                out.uint(1).uint(u64::from(kind.byte()));
                out.uint(2).text(address).uint(3).text(language);
                out.uint(4).uint(match wish {
                    RouteWish::Whatever => 1,
                    RouteWish::Urgent => 2,
                });
            }
            Self::Remove { route } => {
                out.map(1).uint(0).bytes(route.as_bytes());
            }
            Self::List => {
                out.map(1).uint(0).bytes(&[0; RouteId::LENGTH]);
            }
        }
        Ok(out.finish())
    }

    fn read(op: u8, map: &[u8]) -> Result<Self, FormatError> {
        let (mut route, mut kind, mut address, mut language, mut wish) = (None, None, None, None, None);
        read_whole_map(map, |key, value| {
            match key {
                0 => route = Some(RouteId::from_bytes(read_exact(value, "route id")?)),
                1 => kind = Some(RouteKind::from_byte(value.u8()?)),
                2 => address = Some(read_text(value, MAX_ROUTE_ADDRESS, "address")?),
                3 => language = Some(read_text(value, MAX_LANGUAGE, "language")?),
                4 => {
                    wish = Some(match value.u8()? {
                        1 => RouteWish::Whatever,
                        2 => RouteWish::Urgent,
                        _ => return Err(FormatError::Invalid { field: "wish" }),
                    });
                }
                _ => return Ok(Entry::Unknown),
            }
            Ok(Entry::Known)
        })?;
        let route = required(route, "route id")?;
        Ok(match op {
            1 => Self::Set {
                route,
                kind: required(kind, "kind")?,
                address: required(address, "address")?,
                language: required(language, "language")?,
                wish: required(wish, "wish")?,
            },
            2 => Self::Remove { route },
            _ => Self::List,
        })
    }
}

/// One operation on routes, sealed to the relay.
#[derive(Debug, PartialEq, Eq)]
pub struct RouteRequest {
    /// Who asks.
    pub reading: Reading,
    op: u8,
    sealed: Vec<u8>,
}

impl RouteRequest {
    /// Seals an operation.
    ///
    /// # Errors
    /// [`RouteError::Map`] if a text is out of its bounds, [`RouteError::WeakKey`] for an unusable key.
    pub fn seal(
        reading: Reading,
        order: &RouteOrder,
        relay: &RelayPublic,
        rng: &mut impl CryptoRng,
    ) -> Result<Self, RouteError> {
        let map = Zeroizing::new(order.write()?);
        let length = u16::try_from(map.len()).ok().filter(|_| map.len() <= PLAINTEXT - 2);
        let length = length.ok_or(FormatError::OverBound { field: "route" })?;
        let mut plaintext = Zeroizing::new(Vec::with_capacity(PLAINTEXT));
        plaintext.extend_from_slice(&length.to_be_bytes());
        plaintext.extend_from_slice(&map);
        plaintext.resize(PLAINTEXT, 0);
        let op = order.op();
        let sealed = primitives::hpke_seal(relay.as_bytes(), labels::ROUTE, &[VERSION, op], &plaintext, rng);
        Ok(Self { reading, op, sealed: sealed.ok_or(RouteError::WeakKey)? })
    }

    /// Opens it, at the relay.
    ///
    /// # Errors
    /// [`RouteError`] if it was not sealed to this key, is of a later version, or malformed.
    pub fn open(&self, relay: &RelaySecret) -> Result<RouteOrder, RouteError> {
        if !(1..=3).contains(&self.op) {
            return Err(RouteError::UnknownOp { op: self.op });
        }
        let aad = [VERSION, self.op];
        let plaintext = primitives::hpke_open(relay.expose(), labels::ROUTE, &aad, &self.sealed)
            .ok_or(RouteError::NotAuthentic)?;
        let mut reader = Reader::new(&plaintext);
        let length = reader.u16().ok_or(FormatError::Malformed)?;
        let map = reader.slice(usize::from(length)).ok_or(FormatError::Malformed)?;
        if !all_zero(reader.rest()) {
            return Err(FormatError::Malformed.into());
        }
        Ok(RouteOrder::read(self.op, map)?)
    }

    /// The 1,024 bytes.
    #[must_use]
    pub fn encode(&self) -> Zeroizing<Vec<u8>> {
        let mut out = Zeroizing::new(Vec::with_capacity(ROUTE_REQUEST_LENGTH));
        out.extend_from_slice(&[VERSION, self.op, 0, 0]);
        self.reading.write(&mut out);
        out.extend_from_slice(&self.sealed);
        out
    }

    /// Reads the 1,024 bytes. An unknown operation is kept, and refused when opened.
    ///
    /// # Errors
    /// [`RequestError`] if the length or version is another.
    pub fn decode(bytes: &[u8]) -> Result<Self, RequestError> {
        let reader = begin(bytes, ROUTE_REQUEST_LENGTH)?;
        Self::read(reader).ok_or(cut_short(ROUTE_REQUEST_LENGTH))
    }

    fn read(mut reader: Reader<'_>) -> Option<Self> {
        let op = reader.u8()?;
        reader.slice(2)?;
        let reading = Reading::read(&mut reader)?;
        Some(Self { reading, op, sealed: reader.rest().to_vec() })
    }
}

/// How one route stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RouteStanding {
    /// Its name.
    pub route: RouteId,
    /// What kind it is.
    pub kind: RouteKind,
    /// How it stands.
    pub state: RouteState,
}

/// The relay's answer: all routes of the reader, after the operation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RouteAnswer {
    /// How it went.
    pub outcome: RouteOutcome,
    /// The relay's sequence number.
    pub relay_seq: u64,
    /// At most eight.
    pub routes: Vec<RouteStanding>,
}

impl RouteAnswer {
    /// The 256 bytes.
    ///
    /// # Errors
    /// [`RequestError::TooMany`] above 8 routes.
    pub fn encode(&self) -> Result<Vec<u8>, RequestError> {
        let count = u8::try_from(self.routes.len()).ok().filter(|count| usize::from(*count) <= MAX_ROUTES);
        let count = count.ok_or(RequestError::TooMany { what: "routes" })?;
        let mut out = vec![VERSION, self.outcome.byte(), count, 0, 0, 0, 0, 0];
        out.extend_from_slice(&self.relay_seq.to_be_bytes());
        for standing in &self.routes {
            out.extend_from_slice(standing.route.as_bytes());
            out.extend_from_slice(&[standing.kind.byte(), standing.state.byte()]);
        }
        out.resize(ROUTE_ANSWER_LENGTH, 0);
        Ok(out)
    }

    /// Reads the 256 bytes.
    ///
    /// # Errors
    /// [`RequestError`] if the length or version is another, or more than 8 routes are said to be there.
    pub fn decode(bytes: &[u8]) -> Result<Self, RequestError> {
        let mut reader = begin(bytes, ROUTE_ANSWER_LENGTH)?;
        let cut = || cut_short(ROUTE_ANSWER_LENGTH);
        let outcome = RouteOutcome::from_byte(reader.u8().ok_or_else(cut)?);
        let count = usize::from(reader.u8().ok_or_else(cut)?);
        if count > MAX_ROUTES {
            return Err(RequestError::Invalid { field: "number of routes" });
        }
        Self::read(&mut reader, outcome, count).ok_or_else(cut)
    }

    fn read(reader: &mut Reader<'_>, outcome: RouteOutcome, count: usize) -> Option<Self> {
        reader.slice(5)?;
        let relay_seq = reader.u64()?;
        let routes = (0..count)
            .map(|_| {
                Some(RouteStanding {
                    route: RouteId::from_bytes(reader.array()?),
                    kind: RouteKind::from_byte(reader.u8()?),
                    state: RouteState::from_byte(reader.u8()?),
                })
            })
            .collect::<Option<_>>()?;
        Some(Self { outcome, relay_seq, routes })
    }
}
