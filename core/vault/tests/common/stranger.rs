//! A second reader of the format, written from `docs/vault-format.md` alone and sharing no code with the library.
#![allow(
    dead_code,
    unreachable_pub,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::cast_possible_truncation
)]

use std::collections::BTreeMap;

use chacha20::cipher::{KeyIvInit, StreamCipher};
use chacha20poly1305::aead::{Aead, Payload};
use chacha20poly1305::{KeyInit, XChaCha20Poly1305};
use hkdf::Hkdf;
use sha2::Sha256;
use wayhome_vault::{DeviceKey, HandleId};

pub type Rows = BTreeMap<i64, Vec<u8>>;

/// Region, slot key and epoch.
pub type SlotKey = (u8, Vec<u8>, u32);

pub struct Stranger {
    pub store: [u8; 16],
    pub cells: u16,
    pub outer: Vec<u8>,
    pub next: Option<Vec<u8>>,
    pub cursor: u16,
    pub epoch: u32,
    pub lobby_key: Vec<u8>,
    pub lobby_epoch: u32,
    pub keyslots: Vec<Vec<u8>>,
    pub wrong_pins: u32,
    pub flags: u8,
    kdf: (u32, u32, u32),
    pin_salt: [u8; 16],
}

fn open(key: &[u8], nonce: &[u8], aad: &[u8], sealed: &[u8]) -> Option<Vec<u8>> {
    let cipher = XChaCha20Poly1305::new(key.try_into().unwrap());
    cipher.decrypt(nonce.try_into().unwrap(), Payload { msg: sealed, aad }).ok()
}

fn hkdf(secret: &[u8], salt: &[u8], info: &[u8]) -> [u8; 32] {
    let mut out = [0; 32];
    Hkdf::<Sha256>::new(Some(salt), secret).expand(info, &mut out).unwrap();
    out
}

fn hpke_open(secret: &[u8], info: &[u8], place: u8, sealed: &[u8]) -> Option<Vec<u8>> {
    use hpke::Deserializable as _;
    type Kem = hpke::kem::X25519HkdfSha256;
    let secret = <Kem as hpke::Kem>::PrivateKey::from_bytes(secret).unwrap();
    let point = <Kem as hpke::Kem>::EncappedKey::from_bytes(&sealed[..32]).unwrap();
    hpke::single_shot_open::<hpke::aead::ChaCha20Poly1305, hpke::kdf::HkdfSha256, Kem>(
        &hpke::OpModeR::Base,
        &secret,
        &point,
        info,
        &sealed[32..],
        &[place],
    )
    .ok()
}

fn be32(bytes: &[u8]) -> u32 {
    u32::from_be_bytes(bytes.try_into().unwrap())
}

impl Stranger {
    /// A reader that was told the outer key.
    pub fn knowing(store: [u8; 16], outer: Vec<u8>) -> Self {
        let (cells, lobby_key, lobby_epoch, keyslots) = (0, Vec::new(), 0, Vec::new());
        let (next, cursor, epoch) = (None, 65_535, 0);
        let (kdf, pin_salt) = ((0, 0, 0), [0; 16]);
        let (wrong_pins, flags) = (0, 0);
        Stranger {
            store,
            cells,
            outer,
            next,
            cursor,
            epoch,
            lobby_key,
            lobby_epoch,
            keyslots,
            wrong_pins,
            flags,
            kdf,
            pin_salt,
        }
    }

    pub fn read(header: &[u8], device: &dyn DeviceKey) -> Option<Self> {
        let (salt, rest) = header.split_at(32);
        let (area, rest) = rest.split_at(1328);
        let mac = device.hmac(&[b"wayhome vault 1 header mac", salt].concat()).unwrap();
        let key = hkdf(&mac, salt, b"wayhome vault 1 header key");
        let aad = [b"wayhome vault 1 header", area].concat();
        let plain = open(&key, &rest[..24], &aad, &rest[24..])?;
        assert_eq!(plain.len(), 2640);
        assert_eq!(plain[0], 1);
        let wrapped = |at: usize| {
            let len = u16::from_be_bytes(plain[at + 16..at + 18].try_into().unwrap()) as usize;
            let handle = HandleId(plain[at..at + 16].try_into().unwrap());
            device.unwrap(handle, &plain[at + 18..at + 18 + len]).unwrap()
        };
        Some(Stranger {
            store: plain[2..18].try_into().unwrap(),
            cells: u16::from_be_bytes(plain[18..20].try_into().unwrap()),
            kdf: (be32(&plain[20..24]), be32(&plain[24..28]), be32(&plain[28..32])),
            pin_salt: plain[32..48].try_into().unwrap(),
            epoch: be32(&plain[48..52]),
            cursor: u16::from_be_bytes(plain[52..54].try_into().unwrap()),
            outer: wrapped(54).to_vec(),
            next: (plain[248..250] != [0, 0]).then(|| wrapped(232).to_vec()),
            lobby_key: plain[410..442].to_vec(),
            lobby_epoch: be32(&plain[442..446]),
            keyslots: (0..4).map(|n| plain[446 + n * 104..446 + (n + 1) * 104].to_vec()).collect(),
            wrong_pins: be32(&plain[862..866]),
            flags: plain[1],
        })
    }

    /// A reader who has no device but recovery words, and the slot that they open: region, key, epoch.
    pub fn recover(header: &[u8], words: &str) -> Option<(Self, SlotKey)> {
        let area = &header[32..32 + 1328];
        let salt: [u8; 16] = area[..16].try_into().unwrap();
        let params = argon2::Params::new(65_536, 3, 1, Some(32)).unwrap();
        let mut stretched = [0; 32];
        argon2::Argon2::new(argon2::Algorithm::Argon2id, argon2::Version::V0x13, params)
            .hash_password_into(words.as_bytes(), &salt, &mut stretched)
            .unwrap();
        let secret = hkdf(&stretched, &salt, b"wayhome vault 1 recovery key");
        (0..4u8).find_map(|place| {
            let kept = &area[16 + usize::from(place) * 328..][..328];
            let slot = hpke_open(&secret, b"wayhome vault 1 recovery", place, &kept[32..184])?;
            let outer = hpke_open(&secret, b"wayhome vault 1 recovery outer", place, &kept[184..]).unwrap();
            assert_eq!((slot.len(), slot[0], slot[1]), (104, 1, place));
            assert_eq!((slot[92..].to_vec(), outer.len()), (vec![0; 12], 96));
            let mut reader = Stranger::knowing(slot[6..22].try_into().unwrap(), outer[..32].to_vec());
            reader.cells = u16::from_be_bytes([slot[22], slot[23]]);
            reader.next = (outer[32..64] != [0; 32]).then(|| outer[32..64].to_vec());
            reader.epoch = be32(&outer[64..68]);
            reader.lobby_key = slot[56..88].to_vec();
            reader.lobby_epoch = be32(&slot[88..92]);
            Some((reader, (place, slot[24..56].to_vec(), be32(&slot[2..6]))))
        })
    }

    /// Inner nonce, ciphertext and tag of a row's body.
    pub fn inner(&self, row: i64, body: &[u8]) -> Vec<u8> {
        let mut inner = body[24..].to_vec();
        let outer = match &self.next {
            Some(next) if row / 8 < i64::from(self.cursor) => next,
            _ => &self.outer,
        };
        let (key, nonce) = (outer.as_slice(), &body[..24]);
        chacha20::XChaCha20::new(key.try_into().unwrap(), nonce.try_into().unwrap())
            .apply_keystream(&mut inner);
        inner
    }

    /// What a PIN opens.
    pub fn slot(&self, pin: &str, device: &dyn DeviceKey) -> Option<SlotKey> {
        let (memory, passes, lanes) = self.kdf;
        let params = argon2::Params::new(memory, passes, lanes, Some(32)).unwrap();
        let mut stretched = [0; 32];
        argon2::Argon2::new(argon2::Algorithm::Argon2id, argon2::Version::V0x13, params)
            .hash_password_into(pin.as_bytes(), &self.pin_salt, &mut stretched)
            .unwrap();
        let mac = device.hmac(&[&b"wayhome vault 1 pin mac"[..], &stretched].concat()).unwrap();
        let key = hkdf(&mac, &self.pin_salt, b"wayhome vault 1 keyslot key");
        (0..4u8).find_map(|place| {
            let sealed = &self.keyslots[usize::from(place)];
            let aad = [&b"wayhome vault 1 keyslot"[..], &self.store, &[place]].concat();
            let plain = open(&key, &sealed[..24], &aad, &sealed[24..])?;
            Some((plain[32], plain[..32].to_vec(), be32(&plain[33..37])))
        })
    }

    /// The opened content of a cell.
    pub fn cell(&self, rows: &Rows, region: u8, index: u16, key: &[u8], epoch: u32) -> Option<Vec<u8>> {
        let row = i64::from(index) * 8 + i64::from(region);
        let inner = self.inner(row, &rows[&row]);
        let aad = [
            &b"wayhome vault 1 cell"[..],
            &self.store,
            &[region],
            &index.to_be_bytes(),
            &epoch.to_be_bytes(),
        ]
        .concat();
        open(key, &inner[..24], &aad, &inner[24..])
    }

    /// All records of a region: kind and id in front, then the value.
    pub fn records(
        &self,
        rows: &Rows,
        region: u8,
        key: &[u8],
        epoch: u32,
    ) -> Option<BTreeMap<Vec<u8>, Vec<u8>>> {
        let mut records = BTreeMap::new();
        let mut parts: BTreeMap<(Vec<u8>, u16), (u32, Vec<u8>)> = BTreeMap::new();
        for index in 0..self.cells {
            let plain = self.cell(rows, region, index, key, epoch)?;
            assert_eq!(plain[0], 1);
            if plain[1] == 1 {
                let mut at = 4;
                for _ in 0..u16::from_be_bytes([plain[2], plain[3]]) {
                    let len = usize::from(u16::from_be_bytes([plain[at + 17], plain[at + 18]]));
                    records.insert(plain[at..at + 17].to_vec(), plain[at + 19..at + 19 + len].to_vec());
                    at += 19 + len;
                }
            } else {
                let (name, part) = (plain[2..19].to_vec(), u16::from_be_bytes([plain[27], plain[28]]));
                parts.insert((name, part), (be32(&plain[31..35]), plain[35..].to_vec()));
            }
        }
        for ((name, _), (total, chunk)) in parts {
            let value: &mut Vec<u8> = records.entry(name).or_default();
            value.extend(chunk);
            value.truncate(total as usize);
        }
        Some(records)
    }
}
