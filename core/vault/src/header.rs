//! The header: two separately sealed copies of what a store must know before any PIN is given.

use rand_core::CryptoRng;
use zeroize::Zeroizing;

use crate::cell::BODY_LEN;
use crate::device::{DeviceKey, HandleId, MAX_WRAPPED_LEN};
use crate::error::Error;
use crate::fields::Fields;
use crate::keys::{self, CellKey, HeaderKey, KEY_LEN, NONCE_LEN, OuterKey, TAG_LEN};
use crate::keyslot::{KEYSLOT_LEN, KdfParams, SLOTS};
use crate::{Result, labels};

const SALT_LEN: usize = 32;
const PLAIN_LEN: usize = BODY_LEN - SALT_LEN - NONCE_LEN - TAG_LEN;
const RECOVERY_LEN: usize = 288;
const VERSION: u8 = 1;
/// Flag bit: a slot was made in this store.
const FIRST_SLOT_MADE: u8 = 1;
/// The cursor when no rotation is under way.
const NO_ROTATION: u16 = u16::MAX;
/// The greatest number of cells in a region; the cursor must be able to point past the last.
pub(crate) const MAX_CELLS: u16 = 8192;

/// An outer key as the header keeps it: wrapped by the device.
#[derive(Clone)]
pub(crate) struct WrappedKey {
    pub(crate) handle: HandleId,
    pub(crate) wrapped: Vec<u8>,
}

/// The outer keys in use. While a rotation is under way there are two, and the cursor says where one ends.
pub(crate) struct OuterKeys {
    current: OuterKey,
    next: Option<OuterKey>,
    cursor: u16,
}

impl OuterKeys {
    /// The outer key of all cells with this index.
    pub(crate) fn at(&self, index: u16) -> &OuterKey {
        match &self.next {
            Some(next) if index < self.cursor => next,
            _ => &self.current,
        }
    }
}

/// What a header copy holds once opened.
pub(crate) struct Header {
    pub(crate) store: [u8; 16],
    pub(crate) cells: u16,
    pub(crate) kdf: KdfParams,
    /// Counts changes of the outer key.
    pub(crate) epoch: u32,
    /// While a rotation is under way: the first index still under the current outer key.
    pub(crate) cursor: u16,
    pub(crate) first_slot_made: bool,
    pub(crate) current: WrappedKey,
    pub(crate) next: Option<WrappedKey>,
    pub(crate) lobby_key: CellKey,
    pub(crate) lobby_epoch: u32,
    pub(crate) pin_salt: [u8; 16],
    pub(crate) keyslots: [[u8; KEYSLOT_LEN]; SLOTS],
    pub(crate) recovery: [[u8; RECOVERY_LEN]; SLOTS],
    pub(crate) wrong_pins: u32,
}

/// What looking at one header copy gave.
pub(crate) enum Copy {
    Opens(Box<Header>),
    /// It has the right length but does not open with this device key.
    Sealed,
    /// It is missing or has the wrong length.
    Malformed,
}

impl Header {
    /// The header of a new store; unused keyslots and recovery boxes are random.
    pub(crate) fn make(cells: u16, kdf: KdfParams, current: WrappedKey, rng: &mut dyn CryptoRng) -> Self {
        Header {
            store: keys::random(rng),
            cells,
            kdf,
            epoch: 0,
            cursor: NO_ROTATION,
            first_slot_made: false,
            current,
            next: None,
            lobby_key: CellKey::make(rng),
            lobby_epoch: 0,
            pin_salt: keys::random(rng),
            keyslots: std::array::from_fn(|_| keys::random(rng)),
            recovery: std::array::from_fn(|_| keys::random(rng)),
            wrong_pins: 0,
        }
    }

    /// The same header, to be changed before it is written.
    pub(crate) fn duplicate(&self) -> Self {
        Header {
            current: self.current.clone(),
            next: self.next.clone(),
            lobby_key: self.lobby_key.duplicate(),
            ..*self
        }
    }

    /// The handles of the device's wrapping keys that this header needs.
    pub(crate) fn handles(&self) -> Vec<HandleId> {
        std::iter::once(&self.current).chain(&self.next).map(|key| key.handle).collect()
    }

    /// Asks the device for the outer keys.
    pub(crate) fn outer_keys(&self, device: &dyn DeviceKey) -> Result<OuterKeys> {
        let unwrap = |key: &WrappedKey| -> Result<OuterKey> {
            let bytes = device.unwrap(key.handle, &key.wrapped)?;
            OuterKey::from_slice(&bytes).ok_or(Error::Damaged { what: "an outer key has the wrong length" })
        };
        let next = self.next.as_ref().map(unwrap).transpose()?;
        Ok(OuterKeys { current: unwrap(&self.current)?, next, cursor: self.cursor })
    }

    /// Seals one copy, under its own salt and nonce.
    pub(crate) fn seal(&self, device: &dyn DeviceKey, rng: &mut dyn CryptoRng) -> Result<Vec<u8>> {
        let salt: [u8; SALT_LEN] = keys::random(rng);
        let nonce: [u8; NONCE_LEN] = keys::random(rng);
        let mut plain = self.encode()?;
        let tag = keys::seal(header_key(&salt, device)?.bytes(), &nonce, labels::HEADER, &mut plain)?;
        let mut body = Vec::with_capacity(BODY_LEN);
        body.extend_from_slice(&salt);
        body.extend_from_slice(&nonce);
        body.extend_from_slice(&plain);
        body.extend_from_slice(&tag);
        Ok(body)
    }

    /// Looks at one copy.
    pub(crate) fn open(body: Option<&[u8]>, device: &dyn DeviceKey) -> Result<Copy> {
        let Some(body) = body.filter(|body| body.len() == BODY_LEN) else { return Ok(Copy::Malformed) };
        let mut fields = Fields::new(body);
        let parts = (fields.array::<SALT_LEN>(), fields.array::<NONCE_LEN>(), fields.take(PLAIN_LEN));
        let ((Some(salt), Some(nonce), Some(sealed)), Some(tag)) = (parts, fields.array::<TAG_LEN>()) else {
            return Ok(Copy::Malformed);
        };
        let mut plain = Zeroizing::new(sealed.to_vec());
        if !keys::open(header_key(&salt, device)?.bytes(), &nonce, labels::HEADER, &mut plain, &tag) {
            return Ok(Copy::Sealed);
        }
        let header =
            Header::decode(&plain).ok_or(Error::Damaged { what: "the header contradicts itself" })?;
        Ok(Copy::Opens(Box::new(header)))
    }

    fn encode(&self) -> Result<Zeroizing<Vec<u8>>> {
        let mut out = Zeroizing::new(Vec::with_capacity(PLAIN_LEN));
        out.push(VERSION);
        out.push(if self.first_slot_made { FIRST_SLOT_MADE } else { 0 });
        out.extend_from_slice(&self.store);
        out.extend_from_slice(&self.cells.to_be_bytes());
        out.extend_from_slice(&self.kdf.memory_kib.to_be_bytes());
        out.extend_from_slice(&self.kdf.passes.to_be_bytes());
        out.extend_from_slice(&self.kdf.lanes.to_be_bytes());
        out.extend_from_slice(&self.pin_salt);
        out.extend_from_slice(&self.epoch.to_be_bytes());
        out.extend_from_slice(&self.cursor.to_be_bytes());
        encode_wrapped(&mut out, Some(&self.current))?;
        encode_wrapped(&mut out, self.next.as_ref())?;
        out.extend_from_slice(self.lobby_key.bytes());
        out.extend_from_slice(&self.lobby_epoch.to_be_bytes());
        for keyslot in &self.keyslots {
            out.extend_from_slice(keyslot);
        }
        for recovery in &self.recovery {
            out.extend_from_slice(recovery);
        }
        out.extend_from_slice(&self.wrong_pins.to_be_bytes());
        if out.len() > PLAIN_LEN {
            return Err(Error::Bug { code: "header-length" });
        }
        out.resize(PLAIN_LEN, 0);
        Ok(out)
    }

    fn decode(plain: &[u8]) -> Option<Self> {
        let mut fields = Fields::new(plain);
        if fields.u8()? != VERSION {
            return None;
        }
        let first_slot_made = fields.u8()? & FIRST_SLOT_MADE != 0;
        let (store, cells) = (fields.array()?, fields.u16()?);
        let kdf = KdfParams { memory_kib: fields.u32()?, passes: fields.u32()?, lanes: fields.u32()? };
        let pin_salt = fields.array()?;
        let (epoch, cursor) = (fields.u32()?, fields.u16()?);
        let current = decode_wrapped(&mut fields)??;
        let next = decode_wrapped(&mut fields)?;
        let lobby_key = CellKey::from_slice(fields.take(KEY_LEN)?)?;
        let lobby_epoch = fields.u32()?;
        let mut keyslots = [[0; KEYSLOT_LEN]; SLOTS];
        for keyslot in &mut keyslots {
            *keyslot = fields.array()?;
        }
        let mut recovery = [[0; RECOVERY_LEN]; SLOTS];
        for sealed in &mut recovery {
            *sealed = fields.array()?;
        }
        let wrong_pins = fields.u32()?;
        (1..=MAX_CELLS).contains(&cells).then_some(Header {
            store,
            cells,
            kdf,
            epoch,
            cursor,
            first_slot_made,
            current,
            next,
            lobby_key,
            lobby_epoch,
            pin_salt,
            keyslots,
            recovery,
            wrong_pins,
        })
    }
}

/// Handle, length and room for the longest wrapped key; a length of 0 means that there is none.
fn encode_wrapped(out: &mut Vec<u8>, key: Option<&WrappedKey>) -> Result<()> {
    let mut room = [0; MAX_WRAPPED_LEN];
    let (handle, len) = match key {
        Some(key) => {
            let part = room.get_mut(..key.wrapped.len()).filter(|part| !part.is_empty());
            part.ok_or(Error::Bug { code: "wrapped-length" })?.copy_from_slice(&key.wrapped);
            (key.handle.0, key.wrapped.len())
        }
        None => ([0; 16], 0),
    };
    out.extend_from_slice(&handle);
    out.extend_from_slice(
        &u16::try_from(len).map_err(|_| Error::Bug { code: "wrapped-length" })?.to_be_bytes(),
    );
    out.extend_from_slice(&room);
    Ok(())
}

/// The outer `Option` says whether the fields were well-formed, the inner one whether there is a key.
fn decode_wrapped(fields: &mut Fields<'_>) -> Option<Option<WrappedKey>> {
    let (handle, len) = (HandleId(fields.array()?), usize::from(fields.u16()?));
    let wrapped = fields.take(MAX_WRAPPED_LEN)?.get(..len)?.to_vec();
    Some((len > 0).then_some(WrappedKey { handle, wrapped }))
}

fn header_key(salt: &[u8; SALT_LEN], device: &dyn DeviceKey) -> Result<HeaderKey> {
    let mut input = labels::HEADER_MAC.to_vec();
    input.extend_from_slice(salt);
    let answer = Zeroizing::new(device.hmac(&input)?);
    let key = keys::derive(answer.as_slice(), salt, labels::HEADER_KEY)?;
    HeaderKey::from_slice(key.as_slice()).ok_or(Error::Bug { code: "header-key" })
}

/// Makes an outer key and wraps it under a new device handle.
pub(crate) fn make_outer(device: &dyn DeviceKey, rng: &mut dyn CryptoRng) -> Result<(OuterKey, WrappedKey)> {
    let key = OuterKey::make(rng);
    let handle = device.make()?;
    let wrapped = device.wrap(handle, key.bytes()).and_then(|wrapped| {
        let fits = (1..=MAX_WRAPPED_LEN).contains(&wrapped.len());
        if fits { Ok(wrapped) } else { Err(crate::device::DeviceKeyError::Refused) }
    });
    match wrapped {
        Ok(wrapped) => Ok((key, WrappedKey { handle, wrapped })),
        Err(error) => {
            // A handle left behind is destroyed at the next opening, so failing here again changes nothing.
            let _ = device.destroy(handle);
            Err(error.into())
        }
    }
}

/// A body of random bytes, as a cell that nobody made has.
pub(crate) fn random_body(rng: &mut dyn CryptoRng) -> Vec<u8> {
    let mut body = vec![0; BODY_LEN];
    rng.fill_bytes(&mut body);
    body
}
