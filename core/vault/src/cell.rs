//! The sealed cell: a fixed-size body with two layers. The inner one belongs to a region and authenticates; the outer
//! one is common to the whole file and can be changed without opening the inner one.

use rand_core::CryptoRng;
use zeroize::Zeroizing;

use crate::keys::{self, CellKey, NONCE_LEN, OuterKey, TAG_LEN};
use crate::{Result, labels};

/// Length of every row's body.
pub(crate) const BODY_LEN: usize = 4040;
/// Length of what the inner layer seals.
pub(crate) const PLAIN_LEN: usize = BODY_LEN - 2 * NONCE_LEN - TAG_LEN;

/// The region number of the lobby; slots are 0 to 3.
pub(crate) const LOBBY: u8 = 4;
/// How many regions hold cells.
pub(crate) const REGIONS: u8 = 5;
/// Row numbers of the two header copies.
pub(crate) const HEADER_ROWS: [i64; 2] = [5, 6];

/// The row number of a cell.
pub(crate) fn row_of(region: u8, index: u16) -> i64 {
    i64::from(index) * 8 + i64::from(region)
}

/// Where a cell belongs; bound to its inner layer, so that a cell moved is a cell refused.
#[derive(Clone, Copy)]
pub(crate) struct Address {
    pub(crate) store: [u8; 16],
    pub(crate) region: u8,
    pub(crate) index: u16,
    pub(crate) epoch: u32,
}

impl Address {
    fn aad(&self) -> Vec<u8> {
        let mut aad = labels::CELL.to_vec();
        aad.extend_from_slice(&self.store);
        aad.push(self.region);
        aad.extend_from_slice(&self.index.to_be_bytes());
        aad.extend_from_slice(&self.epoch.to_be_bytes());
        aad
    }
}

/// What a body that opened holds.
pub(crate) struct Opened {
    pub(crate) plain: Zeroizing<Vec<u8>>,
    pub(crate) inner_nonce: [u8; NONCE_LEN],
}

/// Seals `plain` for `at` under fresh nonces.
pub(crate) fn seal(
    outer: &OuterKey,
    inner: &CellKey,
    at: &Address,
    plain: Zeroizing<Vec<u8>>,
    rng: &mut dyn CryptoRng,
) -> Result<Sealed> {
    let (outer_nonce, inner_nonce) = (keys::random(rng), keys::random(rng));
    let body = seal_with(outer, inner, at, plain, &outer_nonce, &inner_nonce)?;
    Ok(Sealed { body, outer_nonce, inner_nonce })
}

/// A body ready to be written, with the nonces that tell it from later ones.
pub(crate) struct Sealed {
    pub(crate) body: Vec<u8>,
    pub(crate) outer_nonce: [u8; NONCE_LEN],
    pub(crate) inner_nonce: [u8; NONCE_LEN],
}

fn seal_with(
    outer: &OuterKey,
    inner: &CellKey,
    at: &Address,
    mut plain: Zeroizing<Vec<u8>>,
    outer_nonce: &[u8; NONCE_LEN],
    inner_nonce: &[u8; NONCE_LEN],
) -> Result<Vec<u8>> {
    let tag = keys::seal(inner.bytes(), inner_nonce, &at.aad(), &mut plain)?;
    let mut body = Vec::with_capacity(BODY_LEN);
    body.extend_from_slice(outer_nonce);
    body.extend_from_slice(inner_nonce);
    body.extend_from_slice(&plain);
    body.extend_from_slice(&tag);
    if let Some(inside) = body.get_mut(NONCE_LEN..) {
        keys::stream(outer, outer_nonce, inside)?;
    }
    Ok(body)
}

/// The outer nonce of a body, which changes whenever the body is written.
pub(crate) fn outer_nonce(body: &[u8]) -> Option<[u8; NONCE_LEN]> {
    body.first_chunk().copied()
}

/// Takes the outer layer off: the inner nonce, ciphertext and tag.
pub(crate) fn strip(outer: &OuterKey, body: &[u8]) -> Result<Option<Vec<u8>>> {
    let Some((nonce, inside)) = body.split_first_chunk::<NONCE_LEN>() else { return Ok(None) };
    if body.len() != BODY_LEN {
        return Ok(None);
    }
    let mut inside = inside.to_vec();
    keys::stream(outer, nonce, &mut inside)?;
    Ok(Some(inside))
}

/// The inner nonce of a stripped body.
pub(crate) fn inner_nonce(stripped: &[u8]) -> Option<[u8; NONCE_LEN]> {
    stripped.first_chunk().copied()
}

/// Opens the inner layer of a stripped body; `None` if it was not sealed with this key for this place.
pub(crate) fn open(inner: &CellKey, at: &Address, stripped: Vec<u8>) -> Option<Opened> {
    let mut stripped = Zeroizing::new(stripped);
    let tag = *stripped.last_chunk::<TAG_LEN>()?;
    let (inner_nonce, rest) = stripped.split_first_chunk_mut::<NONCE_LEN>()?;
    let inner_nonce = *inner_nonce;
    let end = rest.len().checked_sub(TAG_LEN)?;
    let sealed = rest.get_mut(..end)?;
    let opened = keys::open(inner.bytes(), &inner_nonce, &at.aad(), sealed, &tag);
    // Copied in any case: see there.
    let plain = Zeroizing::new(sealed.to_vec());
    opened.then_some(Opened { plain, inner_nonce })
}

/// Puts a fresh outer layer over the unchanged inner one.
pub(crate) fn rewrap(
    old: &OuterKey,
    new: &OuterKey,
    body: &[u8],
    rng: &mut dyn CryptoRng,
) -> Result<Option<Vec<u8>>> {
    let Some(mut inside) = strip(old, body)? else { return Ok(None) };
    let nonce: [u8; NONCE_LEN] = keys::random(rng);
    keys::stream(new, &nonce, &mut inside)?;
    let mut fresh = Vec::with_capacity(BODY_LEN);
    fresh.extend_from_slice(&nonce);
    fresh.extend_from_slice(&inside);
    Ok(Some(fresh))
}

#[cfg(test)]
#[allow(clippy::cast_possible_truncation)]
mod tests {
    use super::*;
    use data_encoding::HEXLOWER;
    use serde_json::{Value, json};

    fn bytes(seed: u8, len: usize) -> Vec<u8> {
        (0..len).map(|i| (i % 251) as u8 ^ seed).collect()
    }

    /// What the file of vectors must hold; computed here, checked by readers that share no code with this crate.
    fn vectors() -> Value {
        let cases = [(0u8, 0u16, 0u32), (3, 799, 7), (LOBBY, 3199, u32::MAX)].map(|(region, index, epoch)| {
            let (outer, inner) = (bytes(1, 32), bytes(2, 32));
            let at = Address { store: std::array::from_fn(|i| i as u8), region, index, epoch };
            let (outer_nonce, inner_nonce) = ([region ^ 0x55; NONCE_LEN], [region ^ 0xAA; NONCE_LEN]);
            let plain = bytes(3, PLAIN_LEN);
            let body = seal_with(
                &OuterKey::from_slice(&outer).unwrap(),
                &CellKey::from_slice(&inner).unwrap(),
                &at,
                Zeroizing::new(plain.clone()),
                &outer_nonce,
                &inner_nonce,
            )
            .unwrap();
            json!({
                "store": HEXLOWER.encode(&at.store), "region": region, "index": index, "epoch": epoch,
                "outer_key": HEXLOWER.encode(&outer), "inner_key": HEXLOWER.encode(&inner),
                "outer_nonce": HEXLOWER.encode(&outer_nonce), "inner_nonce": HEXLOWER.encode(&inner_nonce),
                "plain": HEXLOWER.encode(&plain), "body": HEXLOWER.encode(&body),
            })
        });
        json!({ "about": "sealed vault cells, see docs/vault-format.md", "cells": cases })
    }

    #[test]
    fn cells_are_sealed_as_the_vectors_say() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/vectors/vault_cell.json");
        if std::env::var_os("WRITE_VECTORS").is_some() {
            std::fs::write(path, serde_json::to_string_pretty(&vectors()).unwrap() + "\n").unwrap();
        }
        let kept: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
        assert!(kept == vectors());
    }
}
