//! Sealing straight from the specification, without the library: so that the vectors do not only say that the
//! library agrees with itself, and so that malformed content can be sealed authentically.

use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use hpke::{Deserializable, OpModeS, Serializable};

pub(super) fn hkdf(ikm: &[u8], salt: &[u8], info: &[u8], length: usize) -> Vec<u8> {
    let mut out = vec![0; length];
    hkdf::Hkdf::<sha2::Sha256>::new(Some(salt), ikm).expand(info, &mut out).unwrap();
    out
}

pub(super) fn expand(key: &[u8], info: &[u8], length: usize) -> Vec<u8> {
    let mut out = vec![0; length];
    hkdf::Hkdf::<sha2::Sha256>::from_prk(key).unwrap().expand(info, &mut out).unwrap();
    out
}

/// nonce ‖ ciphertext ‖ tag
pub(super) fn xchacha(key: &[u8], nonce: [u8; 24], aad: &[u8], plaintext: &[u8]) -> Vec<u8> {
    let cipher = XChaCha20Poly1305::new_from_slice(key).unwrap();
    let sealed = cipher.encrypt(&XNonce::from(nonce), Payload { msg: plaintext, aad }).unwrap();
    [nonce.as_slice(), &sealed].concat()
}

/// A wire cell of any body; the body is padded with zeros to 968 bytes.
pub(super) fn cell(key: &[u8], tag: &[u8], direction: u8, body: &[u8]) -> Vec<u8> {
    let mut body = body.to_vec();
    body.resize(968, 0);
    let aad = [&[1], tag, &[direction]].concat();
    [tag, &xchacha(key, [0x24; 24], &aad, &body)].concat()
}

/// encapsulated key ‖ ciphertext ‖ tag
pub(super) fn hpke(public: &[u8], info: &[u8], aad: &[u8], plaintext: &[u8], seed: u64) -> Vec<u8> {
    type Kem = hpke::kem::X25519HkdfSha256;
    let public = <Kem as hpke::Kem>::PublicKey::from_bytes(public).unwrap();
    let (encapsulated, sealed) =
        hpke::single_shot_seal_with_rng::<hpke::aead::ChaCha20Poly1305, hpke::kdf::HkdfSha256, Kem>(
            &OpModeS::Base,
            &public,
            info,
            plaintext,
            aad,
            &mut crate::common::rng(seed),
        )
        .unwrap();
    [encapsulated.to_bytes().to_vec(), sealed].concat()
}

/// The fragment inside a wire cell of one part.
pub(super) fn open_fragment(key: &[u8], direction: u8, cell: &[u8]) -> Vec<u8> {
    let (tag, rest) = cell.split_at(16);
    let (nonce, sealed) = rest.split_at(24);
    let aad = [&[1], tag, &[direction]].concat();
    let cipher = XChaCha20Poly1305::new_from_slice(key).unwrap();
    let nonce: [u8; 24] = nonce.try_into().unwrap();
    let body = cipher.decrypt(&XNonce::from(nonce), Payload { msg: sealed, aad: &aad }).unwrap();
    let length = usize::from(u16::from_be_bytes([body[27], body[28]]));
    body[29..29 + length].to_vec()
}

/// Opens what [`hpke`] sealed.
pub(super) fn open_hpke(secret: &[u8], info: &[u8], aad: &[u8], sealed: &[u8]) -> Vec<u8> {
    type Kem = hpke::kem::X25519HkdfSha256;
    let secret = <Kem as hpke::Kem>::PrivateKey::from_bytes(secret).unwrap();
    let (encapsulated, sealed) = sealed.split_at(32);
    let encapsulated = <Kem as hpke::Kem>::EncappedKey::from_bytes(encapsulated).unwrap();
    hpke::single_shot_open::<hpke::aead::ChaCha20Poly1305, hpke::kdf::HkdfSha256, Kem>(
        &hpke::OpModeR::Base,
        &secret,
        &encapsulated,
        info,
        sealed,
        aad,
    )
    .unwrap()
}
