//! Capsules: the recent trail, sealed so that a contact can open it only once the relay has released its part.
//!
//! ```text
//! capsule key = HKDF(message key of part 0 ‖ relay part 32, "", "wayhome/1 capsule", 32)
//! capsule     = nonce 24 ‖ AEAD(capsule key, nonce, trail padded with zeros to 400, aad = version 1 ‖ event id) 416
//! ```

use std::fmt;

use rand_core::CryptoRng;
use zeroize::Zeroizing;

use crate::ids::EventId;
use crate::keys::{MessageKey, RelayPart};
use crate::labels;
use crate::layout::{Reader, all_zero, join, join_into};
use crate::place::Place;
use crate::primitives::{self, MAC, NONCE};
use crate::trail::Trail;

const VERSION: u8 = 1;

/// Why a capsule does not open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum CapsuleError {
    /// Another message key, relay part or event, or changed since.
    #[error("the capsule is not authentic")]
    NotAuthentic,
    /// Authentic, but no trail is in it.
    #[error("the capsule holds no readable trail")]
    Malformed,
}

/// A sealed trail: 440 bytes.
#[derive(Clone, PartialEq, Eq)]
pub struct Capsule([u8; Capsule::LENGTH]);

impl fmt::Debug for Capsule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Capsule(…)")
    }
}

impl Capsule {
    /// Bytes of every capsule.
    pub const LENGTH: usize = NONCE + Trail::MAX_BYTES + MAC;

    /// Wraps bytes from a check-in.
    #[must_use]
    pub const fn from_bytes(bytes: [u8; Self::LENGTH]) -> Self {
        Self(bytes)
    }

    /// The bytes.
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8; Self::LENGTH] {
        &self.0
    }
}

/// Seals the newest of `places` under the message key of the event's part 0 and the relay's part of this row.
#[must_use]
pub fn seal_capsule(
    message_key: &MessageKey,
    relay_part: &RelayPart,
    event: EventId,
    places: &[Place],
    rng: &mut impl CryptoRng,
) -> Capsule {
    let mut trail = Zeroizing::new([0; Trail::MAX_BYTES]);
    let packed = Zeroizing::new(Trail::new(places).encode());
    join_into(trail.as_mut_slice(), &[&packed]);
    let nonce: [u8; NONCE] = primitives::random(rng);
    let key = capsule_key(message_key, relay_part);
    let mac = primitives::seal(&key, &nonce, &associated_data(event), trail.as_mut_slice());
    Capsule(join(&[&nonce, trail.as_slice(), &mac]))
}

/// Opens a capsule.
///
/// # Errors
/// [`CapsuleError::NotAuthentic`] if the keys or the event are not those it was sealed with;
/// [`CapsuleError::Malformed`] if what is inside is no trail.
pub fn open_capsule(
    message_key: &MessageKey,
    relay_part: &RelayPart,
    event: EventId,
    capsule: &Capsule,
) -> Result<Trail, CapsuleError> {
    let key = capsule_key(message_key, relay_part);
    let trail = decrypt(&key, event, capsule).ok_or(CapsuleError::NotAuthentic)?;
    match Trail::decode_prefix(trail.as_slice()) {
        Some((trail, rest)) if all_zero(rest) => Ok(trail),
        _ => Err(CapsuleError::Malformed),
    }
}

fn decrypt(key: &[u8; 32], event: EventId, capsule: &Capsule) -> Option<Zeroizing<[u8; Trail::MAX_BYTES]>> {
    let mut reader = Reader::new(&capsule.0);
    let nonce = reader.array()?;
    let mut trail = Zeroizing::new(reader.array()?);
    let mac = reader.array()?;
    primitives::open(key, &nonce, &associated_data(event), trail.as_mut_slice(), &mac)?;
    Some(trail)
}

fn capsule_key(message_key: &MessageKey, relay_part: &RelayPart) -> Zeroizing<[u8; 32]> {
    let both: Zeroizing<[u8; 64]> = Zeroizing::new(join(&[message_key.expose(), relay_part.expose()]));
    let mut key = Zeroizing::new([0; 32]);
    primitives::hkdf(both.as_slice(), b"", &[labels::CAPSULE], key.as_mut_slice());
    key
}

fn associated_data(event: EventId) -> [u8; 17] {
    join(&[&[VERSION], event.as_bytes()])
}
