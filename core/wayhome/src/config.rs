//! What a store needs from its surroundings.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use rand::rngs::SysRng;
use rand_core::UnwrapErr;
use wayhome_vault::{DeviceKey, KdfCost, SecurityLevel, SoftwareDeviceKey, StoreSize};

use crate::{CircleRoom, Clock, Cover, Error, Rotations, SystemClock, Transport};

/// Where the store lies, and the ports it uses.
#[derive(Clone)]
pub struct Config {
    pub(crate) path: PathBuf,
    pub(crate) device: Arc<dyn DeviceKey>,
    pub(crate) transport: Arc<dyn Transport>,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) size: StoreSize,
    pub(crate) cost: KdfCost,
    pub(crate) rotations: Rotations,
    pub(crate) cover: Cover,
    pub(crate) room: CircleRoom,
}

impl Config {
    /// A store of 16 MB at `path`, with the system's clock and the standard cost of trying a PIN.
    #[must_use]
    pub fn new(path: impl Into<PathBuf>, device: Arc<dyn DeviceKey>, transport: Arc<dyn Transport>) -> Self {
        Self {
            path: path.into(),
            device,
            transport,
            clock: Arc::new(SystemClock),
            size: StoreSize::Small,
            cost: KdfCost::Standard,
            rotations: Rotations::Automatic,
            cover: Cover::default(),
            room: CircleRoom::default(),
        }
    }

    /// With another clock.
    #[must_use]
    pub fn with_clock(mut self, clock: Arc<dyn Clock>) -> Self {
        self.clock = clock;
        self
    }

    /// With another size; it matters only when the store is created.
    #[must_use]
    pub fn with_size(mut self, size: StoreSize) -> Self {
        self.size = size;
        self
    }

    /// With another cost of trying a PIN; it matters only when the store is created.
    #[must_use]
    pub fn with_kdf_cost(mut self, cost: KdfCost) -> Self {
        self.cost = cost;
        self
    }

    /// Syncs more or less often, or discreetly; it matters only when the store is created. Later there is
    /// [`crate::Vault::set_cover`].
    #[must_use]
    pub fn with_cover(mut self, cover: Cover) -> Self {
        self.cover = cover;
        self
    }

    /// With room for so many contacts from the start, so that nothing tells when there is a fifth; it matters only when the
    /// store is created.
    #[must_use]
    pub fn with_circle_room(mut self, room: CircleRoom) -> Self {
        self.room = room;
        self
    }

    /// How well this device keeps its key, which decides what PINs are good enough.
    #[must_use]
    pub fn security_level(&self) -> SecurityLevel {
        self.device.level()
    }

    /// Changes the outer layer at other times.
    #[must_use]
    pub fn with_rotations(mut self, rotations: Rotations) -> Self {
        self.rotations = rotations;
        self
    }
}

/// The system's generator. It fails only when the operating system has no randomness at all, and then nothing
/// here may go on.
pub(crate) fn system_rng() -> UnwrapErr<SysRng> {
    UnwrapErr(SysRng)
}

/// A device key kept in a file, made if it is not there: for desktops, tests, and phones without a secure element.
/// Its security level is `Software`, so only generated PINs are accepted (see [`crate::generate_pin_words`]).
pub fn software_device_key(path: &Path) -> Result<Arc<dyn DeviceKey>, Error> {
    let opened = SoftwareDeviceKey::open(path, Box::new(system_rng()));
    let key = match opened {
        Err(wayhome_vault::DeviceKeyError::Missing) => {
            SoftwareDeviceKey::create(path, Box::new(system_rng()))
        }
        other => other,
    };
    Ok(Arc::new(key.map_err(wayhome_vault::Error::from)?))
}
