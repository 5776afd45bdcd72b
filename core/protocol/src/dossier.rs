//! The dossier: what the worker seals before leaving, cut into chunks under a random key, which is wrapped under
//! what the contacts hold and what the relay keeps until a step releases it.
//!
//! ```text
//! chunk i = nonce 24 ‖ AEAD(K, nonce, 65,536 bytes, aad = version 1 ‖ dossier id ‖ i 4 ‖ count 4)
//! wrapped = nonce 24 ‖ AEAD(HKDF(contact part ‖ relay part, "", "wayhome/1 dossier key" ‖ dossier id ‖ generation 4, 32),
//!                           nonce, K, aad = version 1 ‖ dossier id ‖ generation 4)
//! ```

use std::fmt;

use rand_core::CryptoRng;
use zeroize::Zeroizing;

use crate::cbor::FormatError;
use crate::ids::DossierId;
use crate::keys::{ContactPart, DossierKey, DossierRelayPart};
use crate::layout::{Reader, join, join_into};
use crate::primitives::{self, MAC, NONCE};
use crate::shares::{Share, join_shares};
use crate::{labels, shares};

/// Bytes of content in a chunk.
pub const CHUNK: usize = 65_536;
/// Bytes of a sealed chunk.
pub const SEALED_CHUNK: usize = NONCE + CHUNK + MAC;
/// The most chunks of a dossier.
pub const MAX_CHUNKS: u32 = 192;

const VERSION: u8 = 1;

/// What is wrong with a dossier, its key or one of its chunks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum DossierError {
    /// More than 192 chunks once rounded up.
    #[error("the dossier is too large")]
    TooLarge,
    /// A chunk of another length than 65,576 bytes (65,536 in clear).
    #[error("a chunk has {expected} bytes, not {found}")]
    Length {
        /// The bytes it has.
        expected: usize,
        /// The bytes there were.
        found: usize,
    },
    /// The index is not below the count.
    #[error("there is no such chunk")]
    NoSuchChunk,
    /// Another key, dossier, place or count, or changed since: fetch it again.
    #[error("the chunk is not authentic")]
    BrokenChunk,
    /// The key that these parts or shares make does not open it: a share is wrong or missing.
    #[error("these shares do not open the dossier")]
    WrongShares,
    /// Authentic, but not a dossier's content.
    #[error("the dossier's content is malformed: {0}")]
    Content(#[from] FormatError),
}

/// A dossier's key, sealed under contact part and relay part: 72 bytes.
#[derive(Clone, PartialEq, Eq)]
pub struct WrappedKey([u8; WrappedKey::LENGTH]);

impl fmt::Debug for WrappedKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("WrappedKey(…)")
    }
}

impl WrappedKey {
    /// Bytes of every wrapped key.
    pub const LENGTH: usize = NONCE + DossierKey::LENGTH + MAC;

    /// Wraps bytes from an access map.
    #[must_use]
    pub const fn from_bytes(bytes: [u8; Self::LENGTH]) -> Self {
        Self(bytes)
    }

    /// The bytes.
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8; Self::LENGTH] {
        &self.0
    }

    /// Seals a dossier's key for one generation.
    #[must_use]
    pub fn seal(
        key: &DossierKey,
        contact_part: &ContactPart,
        relay_part: &DossierRelayPart,
        dossier: DossierId,
        generation: u32,
        rng: &mut impl CryptoRng,
    ) -> Self {
        let wrapping = wrapping_key(contact_part, relay_part, dossier, generation);
        let nonce: [u8; NONCE] = primitives::random(rng);
        let mut sealed = Zeroizing::new(*key.expose());
        let aad: [u8; 21] = join(&[&[VERSION], dossier.as_bytes(), &generation.to_be_bytes()]);
        let mac = primitives::seal(&wrapping, &nonce, &aad, sealed.as_mut_slice());
        Self(join(&[&nonce, sealed.as_slice(), &mac]))
    }

    /// Opens it.
    ///
    /// # Errors
    /// [`DossierError::WrongShares`] if it was not sealed under these parts for this dossier and generation.
    pub fn open(
        &self,
        contact_part: &ContactPart,
        relay_part: &DossierRelayPart,
        dossier: DossierId,
        generation: u32,
    ) -> Result<DossierKey, DossierError> {
        let wrapping = wrapping_key(contact_part, relay_part, dossier, generation);
        let aad: [u8; 21] = join(&[&[VERSION], dossier.as_bytes(), &generation.to_be_bytes()]);
        let mut reader = Reader::new(&self.0);
        let mut opened = Zeroizing::new([0; DossierKey::LENGTH]);
        let done = (|| {
            let nonce = reader.array()?;
            *opened = reader.array()?;
            let mac = reader.array()?;
            primitives::open(&wrapping, &nonce, &aad, opened.as_mut_slice(), &mac)
        })();
        done.ok_or(DossierError::WrongShares)?;
        Ok(DossierKey::build(|out| out.copy_from_slice(opened.as_slice())))
    }

    /// Opens it with `k` of these shares, trying the sets of `k` in turn (70 at most), so that a wrong share spoils
    /// nothing while there are enough right ones. Shares of a number seen before are tried as well.
    ///
    /// # Errors
    /// [`DossierError::WrongShares`] if no set opens it, or there are fewer than `k`.
    pub fn open_with_shares(
        &self,
        shares: &[Share],
        k: u8,
        relay_part: &DossierRelayPart,
        dossier: DossierId,
        generation: u32,
    ) -> Result<DossierKey, DossierError> {
        let shares = shares.get(..shares.len().min(usize::from(shares::MAX_HOLDERS))).unwrap_or_default();
        let sets = (1u32..1 << shares.len()).filter(|set| set.count_ones() == u32::from(k));
        for set in sets {
            let chosen: Vec<&Share> =
                (0u32..).zip(shares).filter(|(at, _)| set >> at & 1 == 1).map(|(_, s)| s).collect();
            if let Ok(part) = join_shares(&chosen)
                && let Ok(key) = self.open(&part, relay_part, dossier, generation)
            {
                return Ok(key);
            }
        }
        Err(DossierError::WrongShares)
    }
}

fn wrapping_key(
    contact_part: &ContactPart,
    relay_part: &DossierRelayPart,
    dossier: DossierId,
    generation: u32,
) -> Zeroizing<[u8; 32]> {
    let both: Zeroizing<[u8; 64]> = Zeroizing::new(join(&[contact_part.expose(), relay_part.expose()]));
    let info = [labels::DOSSIER_KEY, dossier.as_bytes(), &generation.to_be_bytes()];
    let mut key = Zeroizing::new([0; 32]);
    primitives::hkdf(both.as_slice(), b"", &info, key.as_mut_slice());
    key
}

/// How many chunks a content of `length` bytes takes: rounded up by Padmé (Nikitin et al., PETS 2019), so that the
/// number says little about the length.
///
/// # Errors
/// [`DossierError::TooLarge`] above 192 chunks.
pub fn chunk_count(length: u64) -> Result<u32, DossierError> {
    let needed = length.div_ceil(CHUNK as u64).max(1);
    let needed = u32::try_from(needed).map_err(|_| DossierError::TooLarge)?;
    if needed > MAX_CHUNKS {
        return Err(DossierError::TooLarge);
    }
    let Some(exponent) = needed.checked_ilog2().filter(|exponent| *exponent > 0) else { return Ok(needed) };
    let kept = exponent.ilog2().saturating_add(1);
    let mask = (1 << exponent.saturating_sub(kept)) - 1;
    Ok((needed + mask) & !mask)
}

/// Seals one chunk. `content` has at most 65,536 bytes; zeros fill it up.
///
/// # Errors
/// [`DossierError::Length`] for longer content, [`DossierError::NoSuchChunk`] for an index not below the count.
pub fn seal_chunk(
    key: &DossierKey,
    dossier: DossierId,
    index: u32,
    count: u32,
    content: &[u8],
    rng: &mut impl CryptoRng,
) -> Result<Vec<u8>, DossierError> {
    if content.len() > CHUNK {
        return Err(DossierError::Length { expected: CHUNK, found: content.len() });
    }
    if index >= count || count > MAX_CHUNKS {
        return Err(DossierError::NoSuchChunk);
    }
    let nonce: [u8; NONCE] = primitives::random(rng);
    let mut plain = Zeroizing::new(vec![0; CHUNK]);
    join_into(&mut plain, &[content]);
    let mac = primitives::seal(key.expose(), &nonce, &chunk_data(dossier, index, count), &mut plain);
    let mut sealed = Vec::with_capacity(SEALED_CHUNK);
    for part in [nonce.as_slice(), &plain, &mac] {
        sealed.extend_from_slice(part);
    }
    Ok(sealed)
}

/// Opens one chunk: 65,536 bytes of content.
///
/// # Errors
/// [`DossierError::Length`], [`DossierError::NoSuchChunk`], or [`DossierError::BrokenChunk`] if it is not this chunk
/// of this dossier.
pub fn open_chunk(
    key: &DossierKey,
    dossier: DossierId,
    index: u32,
    count: u32,
    sealed: &[u8],
) -> Result<Zeroizing<Vec<u8>>, DossierError> {
    if sealed.len() != SEALED_CHUNK {
        return Err(DossierError::Length { expected: SEALED_CHUNK, found: sealed.len() });
    }
    if index >= count || count > MAX_CHUNKS {
        return Err(DossierError::NoSuchChunk);
    }
    let mut reader = Reader::new(sealed);
    let opened = (|| {
        let nonce = reader.array()?;
        let mut plain = Zeroizing::new(reader.slice(CHUNK)?.to_vec());
        let mac = reader.array()?;
        primitives::open(key.expose(), &nonce, &chunk_data(dossier, index, count), &mut plain, &mac)?;
        Some(plain)
    })();
    opened.ok_or(DossierError::BrokenChunk)
}

fn chunk_data(dossier: DossierId, index: u32, count: u32) -> [u8; 25] {
    join(&[&[VERSION], dossier.as_bytes(), &index.to_be_bytes(), &count.to_be_bytes()])
}
