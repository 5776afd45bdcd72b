//! From a PIN to a region's key: one slow hash, one question to the device, and then every keyslot is tried.

use rand_core::CryptoRng;
use zeroize::Zeroizing;

use crate::cell::LOBBY;
use crate::device::DeviceKey;
use crate::error::Error;
use crate::fields::Fields;
use crate::keys::{self, CellKey, KeyslotKey, NONCE_LEN, TAG_LEN};
use crate::pin::Pin;
use crate::{Result, labels, meter};

/// How many slots a store can have, and how many keyslots a header holds.
pub(crate) const SLOTS: usize = 4;
const PLAIN_LEN: usize = 64;
/// Length of a keyslot in the header.
pub(crate) const KEYSLOT_LEN: usize = NONCE_LEN + PLAIN_LEN + TAG_LEN;

/// How much work one guess at a PIN costs. Chosen when the store is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(clippy::manual_non_exhaustive, reason = "the hidden variant is made, by tests")]
pub enum KdfCost {
    /// Argon2id with 64 MiB, three passes, one lane.
    Standard,
    /// Argon2id with 19 MiB, two passes, one lane; for phones that cannot spare more memory.
    Floor,
    /// Almost no work, so that tests are quick. Never use it for anything else.
    #[doc(hidden)]
    TestOnly,
}

/// The numbers behind a [`KdfCost`], as a header records them.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct KdfParams {
    pub(crate) memory_kib: u32,
    pub(crate) passes: u32,
    pub(crate) lanes: u32,
}

impl KdfCost {
    pub(crate) fn params(self) -> KdfParams {
        match self {
            KdfCost::Standard => KdfParams { memory_kib: 64 * 1024, passes: 3, lanes: 1 },
            KdfCost::Floor => KdfParams { memory_kib: 19 * 1024, passes: 2, lanes: 1 },
            KdfCost::TestOnly => KdfParams { memory_kib: 8, passes: 1, lanes: 1 },
        }
    }
}

/// What an opened keyslot gives.
pub(crate) struct Opened {
    pub(crate) place: usize,
    pub(crate) region: u8,
    pub(crate) epoch: u32,
    pub(crate) key: CellKey,
}

/// Derives the key for keyslots from a PIN. Slow on purpose, and the same work for every PIN.
pub(crate) fn derive(
    pin: &Pin,
    params: KdfParams,
    salt: &[u8; 16],
    device: &dyn DeviceKey,
) -> Result<KeyslotKey> {
    let stretched = stretch(pin.bytes(), params, salt)?;
    let mut input = Zeroizing::new(labels::PIN_MAC.to_vec());
    // Reserved up front, so that no copy of the secret is left behind by a buffer that had to grow.
    input.reserve_exact(stretched.len());
    input.extend_from_slice(stretched.as_slice());
    meter::note(|counts| counts.macs += 1);
    let answer = Zeroizing::new(device.hmac(&input)?);
    let key = keys::derive(answer.as_slice(), salt, labels::KEYSLOT_KEY)?;
    KeyslotKey::from_slice(key.as_slice()).ok_or(Error::Bug { code: "keyslot-key" })
}

/// Argon2id over folded text.
pub(crate) fn stretch(text: &[u8], params: KdfParams, salt: &[u8; 16]) -> Result<Zeroizing<[u8; 32]>> {
    let params = argon2::Params::new(params.memory_kib, params.passes, params.lanes, Some(32))
        .map_err(|_| Error::Damaged { what: "the PIN parameters are impossible" })?;
    let mut stretched = Zeroizing::new([0; 32]);
    meter::note(|counts| counts.stretched += 1);
    argon2::Argon2::new(argon2::Algorithm::Argon2id, argon2::Version::V0x13, params)
        .hash_password_into(text, salt, stretched.as_mut_slice())
        .map_err(|error| match error {
            argon2::Error::OutOfMemory => Error::Io(std::io::ErrorKind::OutOfMemory),
            _ => Error::Bug { code: "argon2" },
        })?;
    Ok(stretched)
}

fn aad(store: &[u8; 16], place: usize) -> Vec<u8> {
    let mut aad = labels::KEYSLOT.to_vec();
    aad.extend_from_slice(store);
    aad.push(u8::try_from(place).unwrap_or(u8::MAX));
    aad
}

/// Seals a region's key into keyslot `place`.
pub(crate) fn seal(
    with: &KeyslotKey,
    store: &[u8; 16],
    place: usize,
    region: u8,
    epoch: u32,
    key: &CellKey,
    rng: &mut dyn CryptoRng,
) -> Result<[u8; KEYSLOT_LEN]> {
    let nonce: [u8; NONCE_LEN] = keys::random(rng);
    let mut plain = Zeroizing::new(Vec::with_capacity(PLAIN_LEN));
    plain.extend_from_slice(key.bytes());
    plain.push(region);
    plain.extend_from_slice(&epoch.to_be_bytes());
    let used = plain.len();
    plain.resize(PLAIN_LEN, 0);
    if let Some(padding) = plain.get_mut(used..) {
        rng.fill_bytes(padding);
    }
    let tag = keys::seal(with.bytes(), &nonce, &aad(store, place), &mut plain)?;
    let mut out = nonce.to_vec();
    out.extend_from_slice(&plain);
    out.extend_from_slice(&tag);
    out.try_into().map_err(|_| Error::Bug { code: "keyslot-length" })
}

/// Tries every keyslot, always all of them and always in full, and gives the one that opened.
pub(crate) fn open_all(
    with: &KeyslotKey,
    store: &[u8; 16],
    keyslots: &[[u8; KEYSLOT_LEN]; SLOTS],
) -> Option<Opened> {
    let tried: Vec<Option<Opened>> =
        keyslots.iter().enumerate().map(|(place, sealed)| open(with, store, place, sealed)).collect();
    tried.into_iter().flatten().next()
}

fn open(with: &KeyslotKey, store: &[u8; 16], place: usize, sealed: &[u8; KEYSLOT_LEN]) -> Option<Opened> {
    let mut fields = Fields::new(sealed);
    let nonce = fields.array::<NONCE_LEN>()?;
    let mut plain = Zeroizing::new(fields.take(PLAIN_LEN)?.to_vec());
    let tag = fields.array::<TAG_LEN>()?;
    if !keys::open(with.bytes(), &nonce, &aad(store, place), &mut plain, &tag) {
        return None;
    }
    let mut fields = Fields::new(&plain);
    let key = CellKey::from_slice(fields.take(keys::KEY_LEN)?)?;
    let (region, epoch) = (fields.u8()?, fields.u32()?);
    (region < LOBBY).then_some(Opened { place, region, epoch, key })
}
