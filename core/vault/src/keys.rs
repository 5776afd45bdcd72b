//! Secret keys, one type per purpose, and the two sealing primitives that they feed.

use chacha20::cipher::{KeyIvInit, StreamCipher};
use chacha20poly1305::aead::AeadInOut;
use chacha20poly1305::{KeyInit, XChaCha20Poly1305};
use hkdf::Hkdf;
use rand_core::CryptoRng;
use sha2::Sha256;
use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

use crate::error::Error;
use crate::{Result, meter};

/// Length of every nonce in the file.
pub(crate) const NONCE_LEN: usize = 24;
/// Length of every authentication tag in the file.
pub(crate) const TAG_LEN: usize = 16;
/// Length of every key.
pub(crate) const KEY_LEN: usize = 32;

macro_rules! secret_key {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        pub(crate) struct $name(Box<Zeroizing<[u8; KEY_LEN]>>);

        #[allow(dead_code, reason = "not every purpose needs every way to come by a key")]
        impl $name {
            /// A fresh random key.
            pub(crate) fn make(rng: &mut dyn CryptoRng) -> Self {
                let mut key = Box::new(Zeroizing::new([0; KEY_LEN]));
                rng.fill_bytes(key.as_mut_slice());
                $name(key)
            }

            /// A key that is none: it stands where a key was and nothing is ever sealed with it.
            pub(crate) fn blank() -> Self {
                $name(Box::new(Zeroizing::new([0; KEY_LEN])))
            }

            /// The key with these bytes, if they are as many as a key has.
            pub(crate) fn from_slice(bytes: &[u8]) -> Option<Self> {
                let mut key = Box::new(Zeroizing::new([0; KEY_LEN]));
                if bytes.len() != KEY_LEN {
                    return None;
                }
                key.copy_from_slice(bytes);
                Some($name(key))
            }

            /// The same key in a second place; named so that each copy is seen.
            pub(crate) fn duplicate(&self) -> Self {
                $name(Box::new(Zeroizing::new(*self.bytes())))
            }

            pub(crate) fn bytes(&self) -> &[u8; KEY_LEN] {
                &self.0
            }

            /// Compares in constant time.
            pub(crate) fn same(&self, other: &Self) -> bool {
                self.bytes().ct_eq(other.bytes()).into()
            }
        }
    };
}

secret_key!(
    /// Encrypts the outer layer of every cell.
    OuterKey
);
secret_key!(
    /// Seals the inner layer of one region's cells.
    CellKey
);
secret_key!(
    /// Seals one copy of the header.
    HeaderKey
);
secret_key!(
    /// Seals keyslots; comes from a PIN and the device key.
    KeyslotKey
);

/// HKDF-SHA256 of secret bytes, for one purpose.
pub(crate) fn derive(secret: &[u8], salt: &[u8], info: &[u8]) -> Result<Zeroizing<[u8; KEY_LEN]>> {
    let mut out = Zeroizing::new([0; KEY_LEN]);
    Hkdf::<Sha256>::new(Some(salt), secret)
        .expand(info, out.as_mut_slice())
        .map_err(|_| Error::Bug { code: "hkdf-length" })?;
    Ok(out)
}

/// Random bytes of a fixed length.
pub(crate) fn random<const LEN: usize>(rng: &mut dyn CryptoRng) -> [u8; LEN] {
    let mut bytes = [0; LEN];
    rng.fill_bytes(&mut bytes);
    bytes
}

/// A uniformly drawn number below `bound`; 0 for an empty range.
pub(crate) fn below(rng: &mut dyn CryptoRng, bound: usize) -> usize {
    let Ok(bound) = u64::try_from(bound) else { return 0 };
    if bound == 0 {
        return 0;
    }
    // Rejection keeps the draw uniform; fewer than one in two draws is ever refused.
    let limit = u64::MAX - u64::MAX % bound;
    loop {
        let draw = rng.next_u64();
        if draw < limit {
            return usize::try_from(draw % bound).unwrap_or(0);
        }
    }
}

/// Puts a few things into an order drawn at random, each order as likely as any other.
pub(crate) fn shuffle<T>(things: &mut [T], rng: &mut dyn CryptoRng) {
    for left in (1..things.len()).rev() {
        things.swap(left, below(rng, left.saturating_add(1)));
    }
}

/// Seals `buffer` in place with XChaCha20-Poly1305.
pub(crate) fn seal(
    key: &[u8; KEY_LEN],
    nonce: &[u8; NONCE_LEN],
    aad: &[u8],
    buffer: &mut [u8],
) -> Result<[u8; TAG_LEN]> {
    meter::note(|counts| counts.sealed += 1);
    XChaCha20Poly1305::new(key.into())
        .encrypt_inout_detached(nonce.into(), aad, buffer.into())
        .map(Into::into)
        .map_err(|_| Error::Bug { code: "seal-length" })
}

/// Opens `buffer` in place; false, and `buffer` of no use, if it was not sealed so.
///
/// The cipher decrypts nothing until the tag fits. A try that fails makes up for that, so that it costs what one that
/// succeeds does, and the time of an unlock does not say how much of the file a PIN opened.
pub(crate) fn open(
    key: &[u8; KEY_LEN],
    nonce: &[u8; NONCE_LEN],
    aad: &[u8],
    buffer: &mut [u8],
    tag: &[u8; TAG_LEN],
) -> bool {
    meter::note(|counts| {
        counts.opened += 1;
        counts.decrypted += u64::try_from(buffer.len()).unwrap_or(u64::MAX);
    });
    let cipher = XChaCha20Poly1305::new(key.into());
    let opened = cipher.decrypt_inout_detached(nonce.into(), aad, (&mut *buffer).into(), tag.into()).is_ok();
    if !opened {
        let tried = chacha20::XChaCha20::new(key.into(), nonce.into()).try_apply_keystream(buffer);
        debug_assert!(tried.is_ok(), "a key stream is longer than any cell");
    }
    opened
}

/// Encrypts or decrypts `buffer` in place with the XChaCha20 key stream.
pub(crate) fn stream(key: &OuterKey, nonce: &[u8; NONCE_LEN], buffer: &mut [u8]) -> Result<()> {
    meter::note(|counts| counts.streamed += u64::try_from(buffer.len()).unwrap_or(u64::MAX));
    chacha20::XChaCha20::new(key.bytes().into(), nonce.into())
        .try_apply_keystream(buffer)
        .map_err(|_| Error::Bug { code: "stream-length" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_try_that_fails_runs_through_the_key_stream_as_one_that_succeeds_does() {
        let (key, nonce) = ([7; KEY_LEN], [8; NONCE_LEN]);
        let mut sealed = *b"sixteen letters!";
        let mut tag = seal(&key, &nonce, b"for", &mut sealed).unwrap();
        let mut opened = sealed;
        assert!(open(&key, &nonce, b"for", &mut opened, &tag));
        assert_eq!(&opened, b"sixteen letters!");
        tag[0] ^= 1;
        let mut tried = sealed;
        assert!(!open(&key, &nonce, b"for", &mut tried, &tag));
        // By the stream's first block, which the cipher takes for the tag's key.
        let mut block = sealed;
        chacha20::XChaCha20::new((&key).into(), (&nonce).into()).apply_keystream(&mut block);
        assert_eq!(tried, block);
        assert_ne!(tried, sealed);
    }
}
