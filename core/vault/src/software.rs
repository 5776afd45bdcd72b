//! A device key in a file, for desktops, tests and phones without a secure element.

use std::fs::{File, OpenOptions};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use hmac::{Hmac, KeyInit, Mac};
use rand_core::CryptoRng;
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use crate::create::{beside, sync_folder_of};
use crate::device::{DeviceKey, DeviceKeyError, HandleId, SecurityLevel};
use crate::fields::Fields;
use crate::keys::{self, KEY_LEN, NONCE_LEN, TAG_LEN};
use crate::labels;

type Answer<T> = Result<T, DeviceKeyError>;

const VERSION: u8 = 1;
const MAX_HANDLES: usize = 64;
const MAX_FILE_LEN: usize = 8192;

/// A device key kept in a small file that only its owner may read. Its level is [`SecurityLevel::Software`]: it
/// protects nothing from somebody who copies the whole storage, and bytes of a destroyed key may survive on flash.
/// That is why only long PINs are accepted with it.
///
/// The file is written to a new name, synced and renamed; it is read again at each call, and locked against other
/// processes while it is changed, so several of them may share it.
pub struct SoftwareDeviceKey {
    path: PathBuf,
    rng: Mutex<Box<dyn CryptoRng + Send>>,
}

/// What the file holds.
#[derive(Clone)]
pub(crate) struct Ring {
    mac: Zeroizing<[u8; KEY_LEN]>,
    wrapping: Vec<(HandleId, Zeroizing<[u8; KEY_LEN]>)>,
}

impl SoftwareDeviceKey {
    /// Makes a new key file.
    ///
    /// # Errors
    /// [`DeviceKeyError::AlreadyExists`] if there is a file, [`DeviceKeyError::Io`] if it cannot be written.
    pub fn create(path: &Path, mut rng: Box<dyn CryptoRng + Send>) -> Answer<Self> {
        if path.try_exists()? {
            return Err(DeviceKeyError::AlreadyExists);
        }
        let ring = Ring::make(&mut *rng);
        let key = SoftwareDeviceKey { path: path.to_owned(), rng: Mutex::new(rng) };
        key.save(&ring)?;
        Ok(key)
    }

    /// Uses an existing key file.
    ///
    /// # Errors
    /// [`DeviceKeyError::Missing`], [`DeviceKeyError::Damaged`] or [`DeviceKeyError::Io`].
    pub fn open(path: &Path, rng: Box<dyn CryptoRng + Send>) -> Answer<Self> {
        let key = SoftwareDeviceKey { path: path.to_owned(), rng: Mutex::new(rng) };
        key.load()?;
        Ok(key)
    }

    fn load(&self) -> Answer<Ring> {
        let file = match File::open(&self.path) {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                return Err(DeviceKeyError::Missing);
            }
            other => other?,
        };
        let mut bytes = Zeroizing::new(Vec::with_capacity(MAX_FILE_LEN));
        file.take(MAX_FILE_LEN as u64).read_to_end(&mut bytes)?;
        Ring::decode(&bytes).ok_or(DeviceKeyError::Damaged)
    }

    fn save(&self, ring: &Ring) -> Answer<()> {
        let fresh = beside(&self.path, ".new");
        let mut options = OpenOptions::new();
        options.write(true).create(true).truncate(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut file = options.open(&fresh)?;
        file.write_all(&ring.encode())?;
        file.sync_all()?;
        drop(file);
        std::fs::rename(&fresh, &self.path)?;
        sync_folder_of(&self.path)?;
        Ok(())
    }

    /// Reads the keys, lets `change` change them, and writes them if it says that it did. No other process or thread
    /// does the same meanwhile: of two changes at once one would be lost, and a store may need it.
    fn change<T>(&self, change: impl FnOnce(&mut Ring) -> Answer<(T, bool)>) -> Answer<T> {
        let _held = self.hold()?;
        let mut ring = self.load()?;
        let (answer, changed) = change(&mut ring)?;
        if changed {
            self.save(&ring)?;
        }
        Ok(answer)
    }

    /// Locks the file for changes, until what is returned is dropped.
    fn hold(&self) -> Answer<File> {
        loop {
            let file = match File::open(&self.path) {
                Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                    return Err(DeviceKeyError::Missing);
                }
                other => other?,
            };
            file.lock()?;
            // Whoever held it before has put another file in its place.
            if is_at(&file, &self.path)? {
                return Ok(file);
            }
        }
    }

    fn with_rng<T>(&self, draw: impl FnOnce(&mut dyn CryptoRng) -> T) -> T {
        let mut rng = self.rng.lock().unwrap_or_else(PoisonError::into_inner);
        draw(&mut **rng)
    }
}

/// Whether this open file is the one that has this name now.
#[cfg(unix)]
fn is_at(file: &File, path: &Path) -> Answer<bool> {
    use std::os::unix::fs::MetadataExt;
    let (held, named) = (file.metadata()?, std::fs::metadata(path)?);
    Ok((held.dev(), held.ino()) == (named.dev(), named.ino()))
}

/// Elsewhere an open file cannot be replaced.
#[cfg(not(unix))]
fn is_at(_: &File, _: &Path) -> Answer<bool> {
    Ok(true)
}

impl Ring {
    pub(crate) fn make(rng: &mut dyn CryptoRng) -> Self {
        let mut mac = Zeroizing::new([0; KEY_LEN]);
        rng.fill_bytes(mac.as_mut_slice());
        Ring { mac, wrapping: Vec::new() }
    }

    pub(crate) fn add(&mut self, rng: &mut dyn CryptoRng) -> Answer<HandleId> {
        if self.wrapping.len() >= MAX_HANDLES {
            return Err(DeviceKeyError::Unavailable);
        }
        let handle = HandleId(keys::random(rng));
        let mut key = Zeroizing::new([0; KEY_LEN]);
        rng.fill_bytes(key.as_mut_slice());
        self.wrapping.push((handle, key));
        Ok(handle)
    }

    pub(crate) fn remove(&mut self, handle: HandleId) -> bool {
        let before = self.wrapping.len();
        self.wrapping.retain(|(known, _)| *known != handle);
        self.wrapping.len() != before
    }

    pub(crate) fn handles(&self) -> Vec<HandleId> {
        self.wrapping.iter().map(|(handle, _)| *handle).collect()
    }

    pub(crate) fn hmac(&self, data: &[u8]) -> Answer<[u8; 32]> {
        let mut mac =
            Hmac::<Sha256>::new_from_slice(self.mac.as_slice()).map_err(|_| DeviceKeyError::Damaged)?;
        mac.update(data);
        Ok(mac.finalize().into_bytes().into())
    }

    fn key(&self, handle: HandleId) -> Answer<&[u8; KEY_LEN]> {
        let found = self.wrapping.iter().find(|(known, _)| *known == handle);
        found.map(|(_, key)| &**key).ok_or(DeviceKeyError::UnknownHandle)
    }

    pub(crate) fn wrap(
        &self,
        handle: HandleId,
        secret: &[u8; 32],
        rng: &mut dyn CryptoRng,
    ) -> Answer<Vec<u8>> {
        let nonce: [u8; NONCE_LEN] = keys::random(rng);
        let mut sealed = Zeroizing::new(secret.to_vec());
        let tag = keys::seal(self.key(handle)?, &nonce, labels::WRAP, &mut sealed)
            .map_err(|_| DeviceKeyError::Damaged)?;
        let mut out = nonce.to_vec();
        out.extend_from_slice(&sealed);
        out.extend_from_slice(&tag);
        Ok(out)
    }

    pub(crate) fn unwrap(&self, handle: HandleId, wrapped: &[u8]) -> Answer<Zeroizing<Vec<u8>>> {
        let key = self.key(handle)?;
        let mut fields = Fields::new(wrapped);
        let parts = fields.array::<NONCE_LEN>().zip(fields.take(KEY_LEN)).zip(fields.array::<TAG_LEN>());
        let Some(((nonce, sealed), tag)) = parts else { return Err(DeviceKeyError::Refused) };
        let mut secret = Zeroizing::new(sealed.to_vec());
        if !keys::open(key, &nonce, labels::WRAP, &mut secret, &tag) {
            return Err(DeviceKeyError::Refused);
        }
        Ok(secret)
    }

    fn encode(&self) -> Zeroizing<Vec<u8>> {
        let mut out = Zeroizing::new(Vec::with_capacity(MAX_FILE_LEN));
        out.push(VERSION);
        out.extend_from_slice(self.mac.as_slice());
        out.push(u8::try_from(self.wrapping.len()).unwrap_or(u8::MAX));
        for (handle, key) in &self.wrapping {
            out.extend_from_slice(&handle.0);
            out.extend_from_slice(key.as_slice());
        }
        let sum = Sha256::digest(&*out);
        out.extend_from_slice(&sum);
        out
    }

    fn decode(bytes: &[u8]) -> Option<Self> {
        let (body, sum) = bytes.split_last_chunk::<32>()?;
        if Sha256::digest(body).as_slice() != sum {
            return None;
        }
        let mut fields = Fields::new(body);
        if fields.u8()? != VERSION {
            return None;
        }
        let mac = Zeroizing::new(fields.array()?);
        let count = usize::from(fields.u8()?);
        if count > MAX_HANDLES {
            return None;
        }
        let mut wrapping = Vec::with_capacity(MAX_HANDLES);
        for _ in 0..count {
            wrapping.push((HandleId(fields.array()?), Zeroizing::new(fields.array()?)));
        }
        Some(Ring { mac, wrapping })
    }
}

impl DeviceKey for SoftwareDeviceKey {
    fn level(&self) -> SecurityLevel {
        SecurityLevel::Software
    }

    fn make(&self) -> Answer<HandleId> {
        self.change(|ring| Ok((self.with_rng(|rng| ring.add(rng))?, true)))
    }

    fn handles(&self) -> Answer<Vec<HandleId>> {
        Ok(self.load()?.handles())
    }

    fn hmac(&self, data: &[u8]) -> Answer<[u8; 32]> {
        self.load()?.hmac(data)
    }

    fn wrap(&self, handle: HandleId, key: &[u8; 32]) -> Answer<Vec<u8>> {
        let ring = self.load()?;
        self.with_rng(|rng| ring.wrap(handle, key, rng))
    }

    fn unwrap(&self, handle: HandleId, wrapped: &[u8]) -> Answer<Zeroizing<Vec<u8>>> {
        self.load()?.unwrap(handle, wrapped)
    }

    fn destroy(&self, handle: HandleId) -> Answer<()> {
        self.change(|ring| Ok(((), ring.remove(handle))))
    }
}

impl std::fmt::Debug for SoftwareDeviceKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SoftwareDeviceKey")
    }
}
