//! The header: two separately sealed copies of what a store must know before any PIN is given.

use std::collections::VecDeque;

use rand_core::CryptoRng;
use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

use crate::cell::{BODY_LEN, LOBBY};
use crate::device::{DeviceKey, DeviceKeyError, HandleId, MAX_WRAPPED_LEN};
use crate::error::Error;
use crate::fields::Fields;
use crate::guess::PinTerms;
use crate::keys::{self, CellKey, HeaderKey, KEY_LEN, NONCE_LEN, OuterKey, TAG_LEN};
use crate::keyslot::{KEYSLOT_LEN, KdfParams, SLOTS};
use crate::recovery::{AREA_LEN, Area};
use crate::region::Region;
use crate::{Result, labels, meter};

/// Length of the salt that a header copy's key comes from.
pub(crate) const SALT_LEN: usize = 32;
const PLAIN_LEN: usize = BODY_LEN - SALT_LEN - AREA_LEN - NONCE_LEN - TAG_LEN;
const VERSION: u8 = 1;
/// Flag bit: a slot was made in this store.
const FIRST_SLOT_MADE: u8 = 1;
/// Flag bit: the store was wiped and is to be overwritten.
const WIPING: u8 = 2;
/// Flag bit: the store was got back by words, and whoever uses it has not been told.
const RECOVERED: u8 = 4;
/// The cursor when no rotation is under way.
pub(crate) const NO_ROTATION: u16 = u16::MAX;
/// What is said of a store whose keys are gone and that was not marked as wiped.
const KEYS_GONE: &str = "the device no longer has its key: if you wiped it, wipe it again; if not, its recovery words may open it";
/// The greatest number of cells in a region; the cursor must be able to point past the last.
pub(crate) const MAX_CELLS: u16 = 8192;

/// An outer key as the header keeps it: wrapped by the device.
#[derive(Clone, PartialEq, Eq)]
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

    /// The outer key of all cells with this index, and the other one while there are two.
    pub(crate) fn both_at(&self, index: u16) -> (&OuterKey, Option<&OuterKey>) {
        match &self.next {
            Some(next) if index < self.cursor => (next, Some(&self.current)),
            next => (&self.current, next.as_ref()),
        }
    }

    pub(crate) fn current(&self) -> &OuterKey {
        &self.current
    }

    pub(crate) fn next(&self) -> Option<&OuterKey> {
        self.next.as_ref()
    }

    /// The keys once a rotation to `next` has begun.
    pub(crate) fn with_next(&self, next: &OuterKey) -> Self {
        OuterKeys { current: self.current.duplicate(), next: Some(next.duplicate()), cursor: 0 }
    }

    /// The same keys with the cursor elsewhere.
    pub(crate) fn at_cursor(&self, cursor: u16) -> Self {
        let next = self.next.as_ref().map(OuterKey::duplicate);
        OuterKeys { current: self.current.duplicate(), next, cursor }
    }

    /// One key, and no rotation under way.
    pub(crate) fn alone(current: OuterKey) -> Self {
        OuterKeys { current, next: None, cursor: NO_ROTATION }
    }

    /// The keys once a rotation to `key` is over.
    pub(crate) fn only(&self, key: &OuterKey) -> Self {
        OuterKeys { current: key.duplicate(), next: None, cursor: NO_ROTATION }
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
    /// The store was wiped and is to be overwritten.
    pub(crate) wiping: bool,
    /// The store was got back by words from a file that may be old, and whoever uses it has not been told.
    pub(crate) recovered: bool,
    pub(crate) current: WrappedKey,
    pub(crate) next: Option<WrappedKey>,
    pub(crate) lobby_key: CellKey,
    pub(crate) lobby_epoch: u32,
    pub(crate) pin_salt: [u8; 16],
    pub(crate) keyslots: [[u8; KEYSLOT_LEN]; SLOTS],
    pub(crate) wrong_pins: u32,
    /// After how many wrong PINs the store is erased; 0 for never.
    pub(crate) erase_after: u8,
    /// What the caller said about the time when the last rotation began.
    pub(crate) rotated: u64,
    /// Stands outside the seal.
    pub(crate) area: Area,
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
    /// The header of a new store; unused keyslots are random, and no recovery box is in use.
    pub(crate) fn make(
        cells: u16,
        kdf: KdfParams,
        (outer, current): (&OuterKey, WrappedKey),
        rng: &mut dyn CryptoRng,
    ) -> Result<Self> {
        Ok(Header {
            store: keys::random(rng),
            cells,
            kdf,
            epoch: 0,
            cursor: NO_ROTATION,
            first_slot_made: false,
            wiping: false,
            recovered: false,
            current,
            next: None,
            lobby_key: CellKey::make(rng),
            lobby_epoch: 0,
            pin_salt: keys::random(rng),
            keyslots: std::array::from_fn(|_| keys::random(rng)),
            wrong_pins: 0,
            erase_after: 0,
            rotated: 0,
            area: Area::make(outer, rng)?,
        })
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

    /// The lobby's region, not read yet.
    pub(crate) fn lobby(&self, key: CellKey) -> Region {
        Region::unread(LOBBY, self.store, self.lobby_epoch, key, self.cells)
    }

    /// Puts a sealed keyslot into its place.
    pub(crate) fn put_keyslot(&mut self, place: usize, sealed: [u8; KEYSLOT_LEN]) -> Result<()> {
        *self.keyslots.get_mut(place).ok_or(Error::Bug { code: "keyslot-place" })? = sealed;
        Ok(())
    }

    /// What a guess at a PIN has to know.
    pub(crate) fn pin_terms(&self) -> PinTerms {
        PinTerms { kdf: self.kdf, salt: self.pin_salt }
    }

    /// The handles of the device's wrapping keys that this header needs.
    pub(crate) fn handles(&self) -> Vec<HandleId> {
        std::iter::once(&self.current).chain(&self.next).map(|key| key.handle).collect()
    }

    /// Asks the device for the outer keys, but not for those that are `known` by the name and bytes they have here.
    pub(crate) fn outer_keys(
        &self,
        known: Option<(&Header, &OuterKeys)>,
        device: &dyn DeviceKey,
    ) -> Result<OuterKeys> {
        let unwrap = |key: &WrappedKey| -> Result<OuterKey> {
            if let Some(found) = known.and_then(|(header, keys)| header.known_key(keys, key)) {
                return Ok(found.duplicate());
            }
            let bytes = device.unwrap(key.handle, &key.wrapped).map_err(|error| match error {
                // It was destroyed and the store was not marked as wiped, or the device forgot it by itself.
                DeviceKeyError::UnknownHandle => Error::Damaged { what: KEYS_GONE },
                other => other.into(),
            })?;
            OuterKey::from_slice(&bytes).ok_or(Error::Damaged { what: "an outer key has the wrong length" })
        };
        let next = self.next.as_ref().map(unwrap).transpose()?;
        Ok(OuterKeys { current: unwrap(&self.current)?, next, cursor: self.cursor })
    }

    fn known_key<'a>(&self, keys: &'a OuterKeys, wanted: &WrappedKey) -> Option<&'a OuterKey> {
        if self.current == *wanted {
            return Some(&keys.current);
        }
        keys.next.as_ref().filter(|_| self.next.as_ref() == Some(wanted))
    }

    /// Seals one copy under the key that belongs to `salt`.
    pub(crate) fn seal(
        &self,
        salt: &[u8; SALT_LEN],
        key: &HeaderKey,
        rng: &mut dyn CryptoRng,
    ) -> Result<Vec<u8>> {
        let nonce: [u8; NONCE_LEN] = keys::random(rng);
        let area = self.area.encode();
        let mut plain = self.encode()?;
        let tag = keys::seal(key.bytes(), &nonce, &aad(&area), &mut plain)?;
        let mut body = Vec::with_capacity(BODY_LEN);
        body.extend_from_slice(salt);
        body.extend_from_slice(&area);
        body.extend_from_slice(&nonce);
        body.extend_from_slice(&plain);
        body.extend_from_slice(&tag);
        Ok(body)
    }

    /// Looks at one copy.
    pub(crate) fn open(body: Option<&[u8]>, keys: &mut HeaderKeys, device: &dyn DeviceKey) -> Result<Copy> {
        let Some(body) = body.filter(|body| body.len() == BODY_LEN) else { return Ok(Copy::Malformed) };
        let mut fields = Fields::new(body);
        let outside = (fields.array::<SALT_LEN>(), fields.take(AREA_LEN));
        let sealed = (fields.array::<NONCE_LEN>(), fields.take(PLAIN_LEN), fields.array::<TAG_LEN>());
        let ((Some(salt), Some(area)), (Some(nonce), Some(sealed), Some(tag))) = (outside, sealed) else {
            return Ok(Copy::Malformed);
        };
        let key = keys.derive(&salt, device)?;
        let mut plain = Zeroizing::new(sealed.to_vec());
        if !keys::open(key.bytes(), &nonce, &aad(area), &mut plain, &tag) {
            return Ok(Copy::Sealed);
        }
        keys.keep(&salt, key);
        let header = Area::decode(area).and_then(|area| Header::decode(&plain, area));
        Ok(Copy::Opens(Box::new(header.ok_or(Error::Damaged { what: "the header contradicts itself" })?)))
    }

    /// Whether the other copy is one of the same header.
    pub(crate) fn says_the_same(&self, other: &Self) -> Result<bool> {
        let same: bool = self.encode()?.ct_eq(&other.encode()?).into();
        Ok(same && self.area.encode() == other.area.encode())
    }

    fn encode(&self) -> Result<Zeroizing<Vec<u8>>> {
        let mut out = Zeroizing::new(Vec::with_capacity(PLAIN_LEN));
        out.push(VERSION);
        let flag = |set: bool, bit: u8| if set { bit } else { 0 };
        out.push(
            flag(self.first_slot_made, FIRST_SLOT_MADE)
                | flag(self.wiping, WIPING)
                | flag(self.recovered, RECOVERED),
        );
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
        out.extend_from_slice(&self.wrong_pins.to_be_bytes());
        out.push(self.erase_after);
        out.extend_from_slice(&self.rotated.to_be_bytes());
        if out.len() > PLAIN_LEN {
            return Err(Error::Bug { code: "header-length" });
        }
        out.resize(PLAIN_LEN, 0);
        Ok(out)
    }

    fn decode(plain: &[u8], area: Area) -> Option<Self> {
        let mut fields = Fields::new(plain);
        if fields.u8()? != VERSION {
            return None;
        }
        let flags = fields.u8()?;
        let (first_slot_made, wiping) = (flags & FIRST_SLOT_MADE != 0, flags & WIPING != 0);
        let recovered = flags & RECOVERED != 0;
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
        let (wrong_pins, erase_after) = (fields.u32()?, fields.u8()?);
        let rotated = u64::from_be_bytes(fields.array()?);
        // A cursor past the end would say of no cell under which key it is.
        let sound = (1..=MAX_CELLS).contains(&cells) && (next.is_none() || cursor <= cells);
        sound.then_some(Header {
            store,
            cells,
            kdf,
            epoch,
            cursor,
            first_slot_made,
            wiping,
            recovered,
            current,
            next,
            lobby_key,
            lobby_epoch,
            pin_salt,
            keyslots,
            wrong_pins,
            erase_after,
            rotated,
            area,
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

/// The recovery area of a row, which stands outside the seal.
pub(crate) fn area_of(body: &[u8]) -> Option<Area> {
    let mut fields = Fields::new(body);
    fields.array::<SALT_LEN>()?;
    (body.len() == BODY_LEN).then(|| fields.take(AREA_LEN)).flatten().and_then(Area::decode)
}

/// Associated data of a header copy: the area outside the seal belongs to it too.
fn aad(area: &[u8]) -> Vec<u8> {
    [labels::HEADER, area].concat()
}

/// How many header keys are remembered: those of both copies, and of the two that follow them.
const KEPT_KEYS: usize = 4;

/// The keys of header copies by their salts, so that reading and writing a header asks the device nothing as long as
/// the salts stay.
#[derive(Default)]
pub(crate) struct HeaderKeys {
    kept: VecDeque<([u8; SALT_LEN], HeaderKey)>,
}

impl HeaderKeys {
    /// The key that belongs to a salt; asks the device only for one that is not remembered.
    pub(crate) fn derive(&self, salt: &[u8; SALT_LEN], device: &dyn DeviceKey) -> Result<HeaderKey> {
        if let Some((_, key)) = self.kept.iter().find(|(known, _)| known == salt) {
            return Ok(key.duplicate());
        }
        let mut input = labels::HEADER_MAC.to_vec();
        input.extend_from_slice(salt);
        meter::note(|counts| counts.macs += 1);
        let answer = Zeroizing::new(device.hmac(&input)?);
        let key = keys::derive(answer.as_slice(), salt, labels::HEADER_KEY)?;
        HeaderKey::from_slice(key.as_slice()).ok_or(Error::Bug { code: "header-key" })
    }

    /// Remembers the key of a copy that was opened or written with it.
    pub(crate) fn keep(&mut self, salt: &[u8; SALT_LEN], key: HeaderKey) {
        self.kept.retain(|(known, _)| known != salt);
        self.kept.push_back((*salt, key));
        if self.kept.len() > KEPT_KEYS {
            self.kept.pop_front();
        }
    }
}

/// What tells one writing of a header row from every other: its salt and its nonce.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct Mark([u8; SALT_LEN], [u8; NONCE_LEN]);

impl Mark {
    /// The mark of a row; `None` if it is too short to have one.
    pub(crate) fn of(body: &[u8]) -> Option<Self> {
        let mut fields = Fields::new(body);
        let salt = fields.array()?;
        fields.take(AREA_LEN)?;
        Some(Mark(salt, fields.array()?))
    }
}

/// Makes an outer key and wraps it under a new device handle.
pub(crate) fn make_outer(device: &dyn DeviceKey, rng: &mut dyn CryptoRng) -> Result<(OuterKey, WrappedKey)> {
    let key = OuterKey::make(rng);
    let handle = device.make()?;
    let wrapped = device.wrap(handle, key.bytes()).and_then(|wrapped| {
        let fits = (1..=MAX_WRAPPED_LEN).contains(&wrapped.len());
        if fits { Ok(wrapped) } else { Err(DeviceKeyError::Refused) }
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
