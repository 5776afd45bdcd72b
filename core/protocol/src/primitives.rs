//! The primitives, exactly as the protocol uses them: HKDF-SHA256 (RFC 5869), XChaCha20-Poly1305, X25519 (RFC 7748),
//! Ed25519 (RFC 8032, strict), HPKE base mode (RFC 9180), and HPKE's exporter over X-Wing.
//!
//! Nothing outside this file calls a cryptographic crate, so the published vectors need to be held against
//! these few functions only.

use chacha20poly1305::XChaCha20Poly1305;
use chacha20poly1305::aead::{AeadInOut, KeyInit};
use ed25519_dalek::{Signature, Signer, SigningKey, VerifyingKey};
use hkdf::Hkdf;
use hpke::{Deserializable, OpModeR, OpModeS, Serializable};
use rand_core::CryptoRng;
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

/// Bytes of an XChaCha20-Poly1305 nonce.
pub(crate) const NONCE: usize = 24;
/// Bytes of a Poly1305 tag.
pub(crate) const MAC: usize = 16;
/// What HPKE adds to a plaintext: the encapsulated key and the tag.
pub(crate) const HPKE_OVERHEAD: usize = 32 + MAC;

type Kem = hpke::kem::X25519HkdfSha256;
type Kdf = hpke::kdf::HkdfSha256;
type Aead = hpke::aead::ChaCha20Poly1305;

/// `N` random bytes.
pub(crate) fn random<const N: usize>(rng: &mut impl CryptoRng) -> [u8; N] {
    let mut bytes = [0; N];
    rng.fill_bytes(&mut bytes);
    bytes
}

/// SHA-256 of the parts, joined.
pub(crate) fn sha256(parts: &[&[u8]]) -> [u8; 32] {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update(part);
    }
    hash.finalize().into()
}

/// HKDF-SHA256, extract then expand, into `out` (at most 8,160 bytes; all callers ask for at most 80).
pub(crate) fn hkdf(ikm: &[u8], salt: &[u8], info: &[&[u8]], out: &mut [u8]) {
    Hkdf::<Sha256>::new(Some(salt), ikm)
        .expand_multi_info(info, out)
        .expect("no caller asks for more than 255 blocks");
}

/// The expand step of HKDF-SHA256 alone, with `key` as its pseudorandom key.
pub(crate) fn expand(key: &[u8; 32], info: &[&[u8]], out: &mut [u8]) {
    Hkdf::<Sha256>::from_prk(key)
        .expect("32 bytes are one SHA-256 output")
        .expand_multi_info(info, out)
        .expect("no caller asks for more than 255 blocks");
}

/// Encrypts `buffer` in place and returns the 16-byte tag.
pub(crate) fn seal(key: &[u8; 32], nonce: &[u8; NONCE], aad: &[u8], buffer: &mut [u8]) -> [u8; MAC] {
    XChaCha20Poly1305::new(key.into())
        .encrypt_inout_detached(nonce.into(), aad, buffer.into())
        .expect("no caller seals more than 256 GiB")
        .into()
}

/// Decrypts `buffer` in place; `None`, with the buffer unchanged, if it is not authentic.
#[must_use]
pub(crate) fn open(
    key: &[u8; 32],
    nonce: &[u8; NONCE],
    aad: &[u8],
    buffer: &mut [u8],
    tag: &[u8; MAC],
) -> Option<()> {
    XChaCha20Poly1305::new(key.into())
        .decrypt_inout_detached(nonce.into(), aad, buffer.into(), tag.into())
        .ok()
}

/// The X25519 public key of a secret.
pub(crate) fn x25519_public(secret: &[u8; 32]) -> [u8; 32] {
    x25519_dalek::PublicKey::from(&x25519_dalek::StaticSecret::from(*secret)).to_bytes()
}

/// X25519; `None` if the shared secret is all zero (RFC 7748 §6.1).
pub(crate) fn x25519(secret: &[u8; 32], public: &[u8; 32]) -> Option<Zeroizing<[u8; 32]>> {
    let shared = x25519_dalek::StaticSecret::from(*secret).diffie_hellman(&(*public).into());
    shared.was_contributory().then(|| Zeroizing::new(shared.to_bytes()))
}

/// The Ed25519 public key of a secret.
pub(crate) fn ed25519_public(secret: &[u8; 32]) -> [u8; 32] {
    SigningKey::from_bytes(secret).verifying_key().to_bytes()
}

/// Whether the bytes are an Ed25519 public key that is not of small order.
pub(crate) fn ed25519_is_sound(public: &[u8; 32]) -> bool {
    VerifyingKey::from_bytes(public).is_ok_and(|key| !key.is_weak())
}

/// Signs with Ed25519.
pub(crate) fn sign(secret: &[u8; 32], message: &[u8]) -> [u8; 64] {
    SigningKey::from_bytes(secret).sign(message).to_bytes()
}

/// Verifies an Ed25519 signature strictly: no small-order keys, no malleable encodings.
#[must_use]
pub(crate) fn verify(public: &[u8; 32], message: &[u8], signature: &[u8; 64]) -> bool {
    VerifyingKey::from_bytes(public)
        .is_ok_and(|key| key.verify_strict(message, &Signature::from_bytes(signature)).is_ok())
}

/// HPKE to a public key: 32 bytes of encapsulated key, then the ciphertext with its tag. `None` if the
/// public key is of small order.
pub(crate) fn hpke_seal(
    public: &[u8; 32],
    info: &[u8],
    aad: &[u8],
    plaintext: &[u8],
    rng: &mut impl CryptoRng,
) -> Option<Vec<u8>> {
    let public = <Kem as hpke::Kem>::PublicKey::from_bytes(public).ok()?;
    let (encapsulated, ciphertext) =
        hpke::single_shot_seal_with_rng::<Aead, Kdf, Kem>(&OpModeS::Base, &public, info, plaintext, aad, rng)
            .ok()?;
    let mut sealed = Vec::with_capacity(plaintext.len().saturating_add(HPKE_OVERHEAD));
    sealed.extend_from_slice(&encapsulated.to_bytes());
    sealed.extend_from_slice(&ciphertext);
    Some(sealed)
}

/// Opens what [`hpke_seal`] made.
pub(crate) fn hpke_open(
    secret: &[u8; 32],
    info: &[u8],
    aad: &[u8],
    sealed: &[u8],
) -> Option<Zeroizing<Vec<u8>>> {
    let (encapsulated, ciphertext) = sealed.split_at_checked(32)?;
    let secret = <Kem as hpke::Kem>::PrivateKey::from_bytes(secret).ok()?;
    let encapsulated = <Kem as hpke::Kem>::EncappedKey::from_bytes(encapsulated).ok()?;
    hpke::single_shot_open::<Aead, Kdf, Kem>(&OpModeR::Base, &secret, &encapsulated, info, ciphertext, aad)
        .ok()
        .map(Zeroizing::new)
}

/// Bytes of an X-Wing public key.
pub(crate) const XWING_PUBLIC: usize = 1_216;
/// Bytes of an encapsulated X-Wing key.
pub(crate) const XWING_ENCAPSULATED: usize = 1_120;

type XWing = hpke::kem::XWing;
type ExportOnly = hpke::aead::ExportOnlyAead;

/// The X-Wing public key of a secret (draft-connolly-cfrg-xwing-kem, where the secret is the seed).
pub(crate) fn xwing_public(secret: &[u8; 32]) -> Vec<u8> {
    let secret = <XWing as hpke::Kem>::PrivateKey::from_bytes(secret).expect("every 32 bytes are a seed");
    <XWing as hpke::Kem>::sk_to_pk(&secret).to_bytes().to_vec()
}

/// An export-only HPKE context to an X-Wing public key: the encapsulated key and the exported secret. `None` if the
/// public key is not one.
pub(crate) fn xwing_send(
    public: &[u8],
    info: &[u8],
    context: &[u8],
    rng: &mut impl CryptoRng,
) -> Option<(Vec<u8>, Zeroizing<[u8; 32]>)> {
    let public = <XWing as hpke::Kem>::PublicKey::from_bytes(public).ok()?;
    let (encapsulated, exporter) =
        hpke::setup_sender_with_rng::<ExportOnly, Kdf, XWing>(&OpModeS::Base, &public, info, rng).ok()?;
    let mut exported = Zeroizing::new([0; 32]);
    exporter.export(context, exported.as_mut_slice()).ok()?;
    Some((encapsulated.to_bytes().to_vec(), exported))
}

/// The exported secret of what [`xwing_send`] made. X-Wing rejects implicitly: a changed key gives another secret.
pub(crate) fn xwing_receive(
    secret: &[u8; 32],
    encapsulated: &[u8],
    info: &[u8],
    context: &[u8],
) -> Option<Zeroizing<[u8; 32]>> {
    let secret = <XWing as hpke::Kem>::PrivateKey::from_bytes(secret).ok()?;
    let encapsulated = <XWing as hpke::Kem>::EncappedKey::from_bytes(encapsulated).ok()?;
    let exporter =
        hpke::setup_receiver::<ExportOnly, Kdf, XWing>(&OpModeR::Base, &secret, &encapsulated, info).ok()?;
    let mut exported = Zeroizing::new([0; 32]);
    exporter.export(context, exported.as_mut_slice()).ok()?;
    Some(exported)
}
