//! Splitting an envelope over wire cells, and putting it together again from parts in any order.
//!
//! The same event may be sealed anew (after a rollback, say) with other bytes. A digest of the envelope in each
//! part keeps parts of different sealings apart.

use crate::cell::CellBody;
use crate::ids::EventId;
use crate::layout::Reader;
use crate::{labels, primitives};

/// The most bytes that one part carries.
pub const MAX_FRAGMENT: usize = 939;
/// The most parts of one event.
pub const MAX_PARTS: u8 = 16;
/// The most bytes of one envelope.
pub const MAX_ENVELOPE: usize = MAX_FRAGMENT * MAX_PARTS as usize;

const VERSION: u8 = 1;

/// What is wrong with an envelope to be split or a part to be put in its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PartsError {
    /// The envelope is empty or longer than 15,024 bytes.
    #[error("an envelope of {length} bytes does not fit into 1 to 16 parts")]
    Length {
        /// Its length.
        length: usize,
    },
    /// The part belongs to another event.
    #[error("the part belongs to another event")]
    OtherEvent,
    /// The part contradicts its own index, count or length, or a part that came before.
    #[error("the part contradicts its sealing")]
    Conflict,
    /// All parts are there, but they are not what was sealed.
    #[error("the parts do not make the envelope that was sealed")]
    WrongDigest,
    /// The stored form is not one of this version.
    #[error("the stored parts are damaged")]
    Damaged,
}

/// The first 8 bytes of SHA-256("wayhome/1 parts" ‖ envelope): tells one sealing of an event from another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EnvelopeDigest([u8; 8]);

impl EnvelopeDigest {
    /// Of these envelope bytes.
    #[must_use]
    pub fn of(envelope: &[u8]) -> Self {
        let [a, b, c, d, e, f, g, h, ..] = primitives::sha256(&[labels::PARTS, envelope]);
        Self([a, b, c, d, e, f, g, h])
    }

    /// From the bytes of a cell body.
    #[must_use]
    pub const fn from_bytes(bytes: [u8; 8]) -> Self {
        Self(bytes)
    }

    /// The bytes.
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8; 8] {
        &self.0
    }
}

/// Splits an encoded envelope into the bodies of 1 to 16 wire cells.
///
/// # Errors
/// [`PartsError::Length`] if it is empty or too long.
pub fn split(envelope: &[u8], event: EventId) -> Result<Vec<CellBody>, PartsError> {
    let too_long = || PartsError::Length { length: envelope.len() };
    let count = envelope.len().div_ceil(MAX_FRAGMENT);
    let parts = u8::try_from(count).ok().filter(|n| (1..=MAX_PARTS).contains(n)).ok_or_else(too_long)?;
    let digest = EnvelopeDigest::of(envelope);
    let bodies = (0..parts).zip(envelope.chunks(MAX_FRAGMENT));
    Ok(bodies
        .map(|(part, chunk)| CellBody { event, part, parts, digest, fragment: chunk.to_vec() })
        .collect())
}

/// One sealing of an event, on its way to being complete.
#[derive(Debug)]
struct Sealing {
    digest: EnvelopeDigest,
    /// One place for each part.
    fragments: Vec<Option<Vec<u8>>>,
}

impl Sealing {
    fn complete(&self) -> Option<Vec<u8>> {
        let mut envelope = Vec::with_capacity(self.fragments.len().saturating_mul(MAX_FRAGMENT));
        for fragment in &self.fragments {
            envelope.extend_from_slice(fragment.as_ref()?);
        }
        Some(envelope)
    }
}

/// The parts of one event that have come so far.
///
/// Keeps at most two sealings of the event, so at most about 30 kB; when a third begins, the older is forgotten.
#[derive(Debug)]
pub struct Assembly {
    event: EventId,
    sealings: Vec<Sealing>,
}

impl Assembly {
    /// How many sealings of one event are kept side by side.
    pub const MAX_SEALINGS: usize = 2;
    /// The longest stored form.
    pub const MAX_ENCODED: usize = 18 + Self::MAX_SEALINGS * (9 + MAX_PARTS as usize * (2 + MAX_FRAGMENT));

    /// Nothing yet.
    #[must_use]
    pub fn new(event: EventId) -> Self {
        Self { event, sealings: Vec::new() }
    }

    /// The event.
    #[must_use]
    pub fn event(&self) -> EventId {
        self.event
    }

    /// Puts a part in its place. Answers the envelope when this part, or one that came again, makes it
    /// complete. A part that is there already changes nothing.
    ///
    /// # Errors
    /// [`PartsError::OtherEvent`], [`PartsError::Conflict`] (what was there stays) or
    /// [`PartsError::WrongDigest`] (this sealing is forgotten).
    pub fn insert(&mut self, body: CellBody) -> Result<Option<Vec<u8>>, PartsError> {
        if body.event != self.event {
            return Err(PartsError::OtherEvent);
        }
        if body.part >= body.parts || body.parts > MAX_PARTS || body.fragment.len() > MAX_FRAGMENT {
            return Err(PartsError::Conflict);
        }
        let index = match self.sealings.iter().position(|sealing| sealing.digest == body.digest) {
            Some(index) => index,
            None => self.begin(&body),
        };
        let sealing = self.sealings.get_mut(index).ok_or(PartsError::Conflict)?;
        if sealing.fragments.len() != usize::from(body.parts) {
            return Err(PartsError::Conflict);
        }
        let place = sealing.fragments.get_mut(usize::from(body.part)).ok_or(PartsError::Conflict)?;
        match place {
            Some(there) if *there != body.fragment => return Err(PartsError::Conflict),
            Some(_) => {}
            None => *place = Some(body.fragment),
        }
        match sealing.complete() {
            Some(envelope) if EnvelopeDigest::of(&envelope) == sealing.digest => Ok(Some(envelope)),
            Some(_) => {
                self.sealings.remove(index);
                Err(PartsError::WrongDigest)
            }
            None => Ok(None),
        }
    }

    fn begin(&mut self, body: &CellBody) -> usize {
        if self.sealings.len() >= Self::MAX_SEALINGS {
            self.sealings.remove(0);
        }
        let fragments = vec![None; usize::from(body.parts)];
        self.sealings.push(Sealing { digest: body.digest, fragments });
        self.sealings.len().saturating_sub(1)
    }

    /// The stored form: version 1 ‖ event id 16 ‖ sealings 1, then for each sealing digest 8 ‖ parts 1, then
    /// for each part length 2 ‖ fragment, length 65,535 where it has not come.
    #[must_use]
    pub fn encode(&self) -> Vec<u8> {
        let mut out = vec![VERSION];
        out.extend_from_slice(self.event.as_bytes());
        out.push(u8::try_from(self.sealings.len()).unwrap_or(u8::MAX));
        for sealing in &self.sealings {
            out.extend_from_slice(sealing.digest.as_bytes());
            out.push(u8::try_from(sealing.fragments.len()).unwrap_or(u8::MAX));
            for fragment in &sealing.fragments {
                let length = fragment.as_ref().and_then(|bytes| u16::try_from(bytes.len()).ok());
                out.extend_from_slice(&length.unwrap_or(u16::MAX).to_be_bytes());
                out.extend_from_slice(fragment.as_deref().unwrap_or_default());
            }
        }
        out
    }

    /// Reads the stored form.
    ///
    /// # Errors
    /// [`PartsError::Damaged`] if it is not one that [`Assembly::encode`] wrote.
    pub fn decode(bytes: &[u8]) -> Result<Self, PartsError> {
        decode_assembly(bytes).ok_or(PartsError::Damaged)
    }
}

fn decode_assembly(bytes: &[u8]) -> Option<Assembly> {
    let mut reader = Reader::new(bytes);
    if reader.u8()? != VERSION {
        return None;
    }
    let event = EventId::from_bytes(reader.array()?);
    let count = usize::from(reader.u8()?);
    if count > Assembly::MAX_SEALINGS {
        return None;
    }
    let mut sealings = Vec::with_capacity(count);
    for _ in 0..count {
        let digest = EnvelopeDigest::from_bytes(reader.array()?);
        let parts = reader.u8()?;
        if parts == 0 || parts > MAX_PARTS {
            return None;
        }
        let mut fragments = Vec::with_capacity(usize::from(parts));
        for _ in 0..parts {
            fragments.push(match reader.u16()? {
                u16::MAX => None,
                length if usize::from(length) <= MAX_FRAGMENT => {
                    Some(reader.slice(usize::from(length))?.to_vec())
                }
                _ => return None,
            });
        }
        sealings.push(Sealing { digest, fragments });
    }
    reader.is_empty().then_some(Assembly { event, sealings })
}
