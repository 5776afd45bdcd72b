//! The recovery area: the part of a header row that stands outside its seal, so that it can be read without the device
//! key. It has four boxes, always present and all of one look. One that is in use holds, for somebody who has the words
//! that were made for it, what opens one slot (part A) and the outer keys (part B). Of one that is not, nobody has the
//! secret.

use hpke::{Deserializable, Kem as _, OpModeR, OpModeS, Serializable};
use rand_core::CryptoRng;
use zeroize::Zeroizing;

use crate::error::Error;
use crate::fields::Fields;
use crate::header::MAX_CELLS;
use crate::keys::{self, CellKey, KEY_LEN, OuterKey, TAG_LEN};
use crate::keyslot::SLOTS;
use crate::{Result, labels};

type Kem = hpke::kem::X25519HkdfSha256;
type Kdf = hpke::kdf::HkdfSha256;
type Aead = hpke::aead::ChaCha20Poly1305;

/// Length of the salt for recovery words.
pub(crate) const SALT_LEN: usize = 16;
const POINT_LEN: usize = 32;
/// Version of what part A seals.
const VERSION: u8 = 1;
/// What part A seals: everything but the outer keys.
const SLOT_PLAIN_LEN: usize = 104;
const SLOT_LEN: usize = POINT_LEN + SLOT_PLAIN_LEN + TAG_LEN;
/// What part B seals: the outer keys and their epoch.
const OUTER_PLAIN_LEN: usize = 96;
const OUTER_LEN: usize = POINT_LEN + OUTER_PLAIN_LEN + TAG_LEN;
const BOX_LEN: usize = POINT_LEN + SLOT_LEN + OUTER_LEN;
/// Length of the whole area.
pub(crate) const AREA_LEN: usize = SALT_LEN + SLOTS * BOX_LEN;

/// The recovery area of a header; both copies carry the same.
#[derive(Clone, Copy)]
pub(crate) struct Area {
    salt: [u8; SALT_LEN],
    boxes: [RecoveryBox; SLOTS],
}

#[derive(Clone, Copy)]
struct RecoveryBox {
    public: [u8; POINT_LEN],
    slot: [u8; SLOT_LEN],
    outer: [u8; OUTER_LEN],
}

/// What part A of a box holds: how to read one slot and the lobby, but for the outer layer.
pub(crate) struct Contents {
    pub(crate) region: u8,
    pub(crate) epoch: u32,
    pub(crate) store: [u8; 16],
    pub(crate) cells: u16,
    pub(crate) key: CellKey,
    pub(crate) lobby_key: CellKey,
    pub(crate) lobby_epoch: u32,
}

impl Contents {
    fn encode(&self) -> Zeroizing<Vec<u8>> {
        let mut out = Zeroizing::new(Vec::with_capacity(SLOT_PLAIN_LEN));
        out.push(VERSION);
        out.push(self.region);
        out.extend_from_slice(&self.epoch.to_be_bytes());
        out.extend_from_slice(&self.store);
        out.extend_from_slice(&self.cells.to_be_bytes());
        out.extend_from_slice(self.key.bytes());
        out.extend_from_slice(self.lobby_key.bytes());
        out.extend_from_slice(&self.lobby_epoch.to_be_bytes());
        out.resize(SLOT_PLAIN_LEN, 0);
        out
    }

    fn decode(plain: &[u8]) -> Option<Self> {
        let mut fields = Fields::new(plain);
        if fields.u8()? != VERSION {
            return None;
        }
        let (region, epoch, store, cells) = (fields.u8()?, fields.u32()?, fields.array()?, fields.u16()?);
        let key = CellKey::from_slice(fields.take(KEY_LEN)?)?;
        let lobby_key = CellKey::from_slice(fields.take(KEY_LEN)?)?;
        let lobby_epoch = fields.u32()?;
        let sound = usize::from(region) < SLOTS && (1..=MAX_CELLS).contains(&cells);
        sound.then_some(Contents { region, epoch, store, cells, key, lobby_key, lobby_epoch })
    }
}

/// What part B of a box holds.
pub(crate) struct Outer {
    pub(crate) current: OuterKey,
    pub(crate) next: Option<OuterKey>,
    pub(crate) epoch: u32,
}

impl Outer {
    fn decode(plain: &[u8]) -> Option<Self> {
        let mut fields = Fields::new(plain);
        let current = OuterKey::from_slice(fields.take(KEY_LEN)?)?;
        let next = OuterKey::from_slice(fields.take(KEY_LEN)?)?;
        let next = (!next.same(&OuterKey::blank())).then_some(next);
        Some(Outer { current, next, epoch: fields.u32()? })
    }
}

impl Area {
    /// Four boxes that nobody uses: public keys whose secrets are thrown away here, part A noise behind a genuine
    /// encapsulated key, part B sealed as it is in every box.
    pub(crate) fn make(current: &OuterKey, rng: &mut dyn CryptoRng) -> Result<Self> {
        let unused = |rng: &mut dyn CryptoRng| {
            let mut slot: [u8; SLOT_LEN] = keys::random(rng);
            if let Some(point) = slot.first_chunk_mut() {
                *point = thrown_away(rng);
            }
            RecoveryBox { public: thrown_away(rng), slot, outer: [0; OUTER_LEN] }
        };
        let mut area = Area { salt: keys::random(rng), boxes: std::array::from_fn(|_| unused(rng)) };
        area.reseal(current, None, 0, rng)?;
        Ok(area)
    }

    /// Seals part B of every box anew. Needs no words, no PIN and no device.
    pub(crate) fn reseal(
        &mut self,
        current: &OuterKey,
        next: Option<&OuterKey>,
        epoch: u32,
        rng: &mut dyn CryptoRng,
    ) -> Result<()> {
        let mut plain = Zeroizing::new([0; OUTER_PLAIN_LEN]);
        let mut rest = plain.as_mut_slice();
        let none = [0; KEY_LEN];
        let next = next.map_or(&none, OuterKey::bytes);
        for part in [current.bytes().as_slice(), next.as_slice(), epoch.to_be_bytes().as_slice()] {
            let (to, after) =
                rest.split_at_mut_checked(part.len()).ok_or(Error::Bug { code: "recovery-length" })?;
            to.copy_from_slice(part);
            rest = after;
        }
        for (place, kept) in (0u8..).zip(&mut self.boxes) {
            kept.outer = seal(&kept.public, labels::RECOVERY_OUTER, place, plain.as_slice(), rng)?;
        }
        Ok(())
    }

    /// The salt for recovery words; the same as long as the store is not wiped.
    pub(crate) fn salt(&self) -> [u8; SALT_LEN] {
        self.salt
    }

    /// Puts a slot into the box that has its region's number, for whoever has this secret. Part B is not sealed yet.
    pub(crate) fn put(
        &mut self,
        secret: &[u8; KEY_LEN],
        contents: &Contents,
        rng: &mut dyn CryptoRng,
    ) -> Result<()> {
        const BUG: Error = Error::Bug { code: "recovery-box" };
        let secret = <Kem as hpke::Kem>::PrivateKey::from_bytes(secret).map_err(|_| BUG)?;
        let public: [u8; POINT_LEN] = Kem::sk_to_pk(&secret).to_bytes().into();
        let slot = seal(&public, labels::RECOVERY_SLOT, contents.region, &contents.encode(), rng)?;
        let kept = self.boxes.get_mut(usize::from(contents.region)).ok_or(BUG)?;
        (kept.public, kept.slot) = (public, slot);
        Ok(())
    }

    /// What this secret opens; every part of every box is tried.
    pub(crate) fn open_all(&self, secret: &[u8; KEY_LEN]) -> Result<Vec<(Contents, Outer)>> {
        const BUG: Error = Error::Bug { code: "recovery-secret" };
        let secret = <Kem as hpke::Kem>::PrivateKey::from_bytes(secret).map_err(|_| BUG)?;
        let tried: Vec<_> = (0u8..)
            .zip(&self.boxes)
            .map(|(place, kept)| {
                let slot = open(&secret, labels::RECOVERY_SLOT, place, &kept.slot);
                let outer = open(&secret, labels::RECOVERY_OUTER, place, &kept.outer);
                let contents = slot.and_then(|plain| Contents::decode(&plain));
                contents
                    .filter(|contents| contents.region == place)
                    .zip(outer.and_then(|plain| Outer::decode(&plain)))
            })
            .collect();
        Ok(tried.into_iter().flatten().collect())
    }

    pub(crate) fn encode(&self) -> Vec<u8> {
        let mut out = Vec::with_capacity(AREA_LEN);
        out.extend_from_slice(&self.salt);
        for kept in &self.boxes {
            out.extend_from_slice(&kept.public);
            out.extend_from_slice(&kept.slot);
            out.extend_from_slice(&kept.outer);
        }
        out
    }

    pub(crate) fn decode(bytes: &[u8]) -> Option<Self> {
        let mut fields = Fields::new(bytes);
        let salt = fields.array()?;
        let none = RecoveryBox { public: [0; POINT_LEN], slot: [0; SLOT_LEN], outer: [0; OUTER_LEN] };
        let mut boxes = [none; SLOTS];
        for kept in &mut boxes {
            *kept = RecoveryBox { public: fields.array()?, slot: fields.array()?, outer: fields.array()? };
        }
        Some(Area { salt, boxes })
    }
}

/// A genuine X25519 public key whose secret nobody keeps.
fn thrown_away(rng: &mut dyn CryptoRng) -> [u8; POINT_LEN] {
    let seed: Zeroizing<[u8; KEY_LEN]> = Zeroizing::new(keys::random(rng));
    let (_, public) = <Kem as hpke::Kem>::derive_keypair(seed.as_slice());
    public.to_bytes().into()
}

fn seal<const LEN: usize>(
    public: &[u8; POINT_LEN],
    info: &[u8],
    place: u8,
    plain: &[u8],
    mut rng: &mut dyn CryptoRng,
) -> Result<[u8; LEN]> {
    const BUG: Error = Error::Bug { code: "recovery-seal" };
    let public = <Kem as hpke::Kem>::PublicKey::from_bytes(public).map_err(|_| BUG)?;
    let mode = OpModeS::Base;
    let (point, sealed) =
        hpke::single_shot_seal_with_rng::<Aead, Kdf, Kem>(&mode, &public, info, plain, &[place], &mut rng)
            .map_err(|_| BUG)?;
    [point.to_bytes().as_slice(), &sealed].concat().try_into().map_err(|_| BUG)
}

fn open(
    secret: &<Kem as hpke::Kem>::PrivateKey,
    info: &[u8],
    place: u8,
    sealed: &[u8],
) -> Option<Zeroizing<Vec<u8>>> {
    let (point, sealed) = sealed.split_at_checked(POINT_LEN)?;
    let point = <Kem as hpke::Kem>::EncappedKey::from_bytes(point).ok()?;
    let mode = OpModeR::Base;
    hpke::single_shot_open::<Aead, Kdf, Kem>(&mode, secret, &point, info, sealed, &[place])
        .ok()
        .map(Zeroizing::new)
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand_core::SeedableRng;

    fn key(byte: u8) -> OuterKey {
        OuterKey::from_slice(&[byte; KEY_LEN]).unwrap()
    }

    #[test]
    fn whoever_has_a_boxs_secret_reads_both_outer_keys_and_nobody_else_does() {
        let mut rng = rand_chacha::ChaCha20Rng::seed_from_u64(5);
        let mut area = Area::make(&key(1), &mut rng).unwrap();
        let (secret, public) = <Kem as hpke::Kem>::derive_keypair(&[9; 32]);
        area.boxes[2].public = public.to_bytes().into();
        area.reseal(&key(3), Some(&key(4)), 7, &mut rng).unwrap();
        let area = Area::decode(&area.encode()).unwrap();
        let open = |place: u8, at: usize| {
            let (point, sealed) = area.boxes[at].outer.split_at(POINT_LEN);
            let point = <Kem as hpke::Kem>::EncappedKey::from_bytes(point).unwrap();
            let (mode, info) = (OpModeR::Base, labels::RECOVERY_OUTER);
            hpke::single_shot_open::<Aead, Kdf, Kem>(&mode, &secret, &point, info, sealed, &[place]).ok()
        };
        let expected = [&[3; 32][..], &[4; 32], &7u32.to_be_bytes(), &[0; 28]].concat();
        assert_eq!(open(2, 2), Some(expected));
        assert_eq!(open(1, 2), None);
        assert_eq!(open(2, 1), None);
        assert_eq!(open(1, 1), None);
    }

    #[test]
    fn a_box_is_328_bytes_and_the_area_1328() {
        assert_eq!((BOX_LEN, AREA_LEN), (328, 1328));
        let mut rng = rand_chacha::ChaCha20Rng::seed_from_u64(6);
        let area = Area::make(&key(1), &mut rng).unwrap().encode();
        assert_eq!(area.len(), AREA_LEN);
        assert!(Area::decode(&area[1..]).is_none());
    }
}
