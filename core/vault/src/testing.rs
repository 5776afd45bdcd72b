//! **For tests only.** A device key that lives in memory and draws its keys from a number: it protects nothing.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rand_core::{TryCryptoRng, TryRng};
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use crate::device::{DeviceKey, DeviceKeyError, HandleId, SecurityLevel};
pub use crate::meter::{Counts, counted};
use crate::software::Ring;

/// A device key in memory. Clones share their keys; equal seeds make equal keys.
#[derive(Clone)]
pub struct MemoryDeviceKey {
    level: SecurityLevel,
    state: Arc<Mutex<State>>,
    macs: Arc<AtomicU64>,
    unwraps: Arc<AtomicU64>,
}

struct State {
    ring: Ring,
    rng: HashRng,
}

/// SHA-256 in counter mode over a seed: enough for tests, and no further dependency.
struct HashRng {
    seed: u64,
    count: u64,
}

impl TryRng for HashRng {
    type Error = std::convert::Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Self::Error> {
        let mut bytes = [0; 4];
        self.try_fill_bytes(&mut bytes)?;
        Ok(u32::from_be_bytes(bytes))
    }

    fn try_next_u64(&mut self) -> Result<u64, Self::Error> {
        let mut bytes = [0; 8];
        self.try_fill_bytes(&mut bytes)?;
        Ok(u64::from_be_bytes(bytes))
    }

    fn try_fill_bytes(&mut self, out: &mut [u8]) -> Result<(), Self::Error> {
        for chunk in out.chunks_mut(32) {
            self.count = self.count.wrapping_add(1);
            let block = Sha256::digest([self.seed.to_be_bytes(), self.count.to_be_bytes()].concat());
            for (to, from) in chunk.iter_mut().zip(block) {
                *to = from;
            }
        }
        Ok(())
    }
}

impl TryCryptoRng for HashRng {}

impl MemoryDeviceKey {
    /// A device key that claims `level`, with keys drawn from `seed`.
    pub fn new(level: SecurityLevel, seed: u64) -> Self {
        let mut rng = HashRng { seed, count: 0 };
        let ring = Ring::make(&mut rng);
        let state = Arc::new(Mutex::new(State { ring, rng }));
        MemoryDeviceKey { level, state, macs: Arc::default(), unwraps: Arc::default() }
    }

    /// How many times `hmac` was called.
    pub fn hmac_calls(&self) -> u64 {
        self.macs.load(Ordering::Relaxed)
    }

    /// How many times `unwrap` was called.
    pub fn unwrap_calls(&self) -> u64 {
        self.unwraps.load(Ordering::Relaxed)
    }

    /// The keys as they are now, in a device key of their own: what a copy of the phone made at this moment has.
    pub fn image(&self) -> Self {
        let State { ring, rng } = &*self.state();
        let rng = HashRng { seed: rng.seed ^ 0x1_0000_0000, count: rng.count };
        let state = Arc::new(Mutex::new(State { ring: ring.clone(), rng }));
        MemoryDeviceKey { level: self.level, state, macs: Arc::default(), unwraps: Arc::default() }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl DeviceKey for MemoryDeviceKey {
    fn level(&self) -> SecurityLevel {
        self.level
    }

    fn make(&self) -> Result<HandleId, DeviceKeyError> {
        let State { ring, rng } = &mut *self.state();
        ring.add(rng)
    }

    fn handles(&self) -> Result<Vec<HandleId>, DeviceKeyError> {
        Ok(self.state().ring.handles())
    }

    fn hmac(&self, data: &[u8]) -> Result<[u8; 32], DeviceKeyError> {
        self.macs.fetch_add(1, Ordering::Relaxed);
        self.state().ring.hmac(data)
    }

    fn wrap(&self, handle: HandleId, key: &[u8; 32]) -> Result<Vec<u8>, DeviceKeyError> {
        let State { ring, rng } = &mut *self.state();
        ring.wrap(handle, key, rng)
    }

    fn unwrap(&self, handle: HandleId, wrapped: &[u8]) -> Result<Zeroizing<Vec<u8>>, DeviceKeyError> {
        self.unwraps.fetch_add(1, Ordering::Relaxed);
        self.state().ring.unwrap(handle, wrapped)
    }

    fn destroy(&self, handle: HandleId) -> Result<(), DeviceKeyError> {
        self.state().ring.remove(handle);
        Ok(())
    }
}

impl std::fmt::Debug for MemoryDeviceKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("MemoryDeviceKey")
    }
}
