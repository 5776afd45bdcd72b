//! Stores made once and copied: making one takes longer than most stories.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use wayhome::{Config, KdfCost, Pin, RelayAddress, SecurityLevel, StoreSize, Wayhome};
use wayhome_vault::testing::MemoryDeviceKey;

use crate::clock::PhoneClock;
use crate::people::Profile;
use crate::relay::address;

/// A store with one empty vault, as bytes, and the device key that opens it.
pub struct Template {
    /// The store's file.
    pub bytes: Vec<u8>,
    /// Its device key. Copies of the store share it: no key is made or destroyed after the beginning.
    pub device: MemoryDeviceKey,
}

/// A folder for one test. In memory where the system offers that: what is tested here is what processes lose, not
/// what a disk does at a power cut.
pub fn folder() -> tempfile::TempDir {
    let memory = Path::new("/dev/shm");
    let chosen = std::env::var_os("WAYHOME_TESTS_FOLDER").map(PathBuf::from);
    let base =
        chosen.or_else(|| memory.is_dir().then(|| memory.to_owned())).unwrap_or_else(std::env::temp_dir);
    tempfile::Builder::new().prefix("story-").tempdir_in(base).or_else(|_| tempfile::tempdir()).unwrap()
}

/// How a store of the tests is configured.
pub fn config(
    path: &Path,
    device: &MemoryDeviceKey,
    clock: Arc<PhoneClock>,
    transport: Arc<dyn wayhome::Transport>,
) -> Config {
    Config::new(path, Arc::new(device.clone()), transport)
        .with_clock(clock)
        .with_size(StoreSize::Small)
        .with_kdf_cost(KdfCost::TestOnly)
        // A change of the whole store at each lock takes longer than most stories; `core/wayhome/tests/rotation.rs` has it.
        .with_rotations(wayhome::Rotations::WhenAsked)
}

/// The PIN of a profile.
pub fn pin(profile: &Profile) -> Pin {
    Pin::parse(profile.pin, SecurityLevel::TrustedEnvironment).unwrap()
}

/// This person's fresh store.
pub fn of(profile: Profile) -> Arc<Template> {
    type Made = Mutex<HashMap<Profile, Arc<OnceLock<Arc<Template>>>>>;
    static MADE: OnceLock<Made> = OnceLock::new();
    let cell = {
        let mut made = MADE.get_or_init(Made::default).lock().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(made.entry(profile).or_default())
    };
    Arc::clone(cell.get_or_init(|| Arc::new(make(profile, &address()))))
}

fn make(profile: Profile, relay: &RelayAddress) -> Template {
    let folder = folder();
    let path = folder.path().join("data");
    let device = MemoryDeviceKey::new(SecurityLevel::TrustedEnvironment, profile.device_seed);
    let clock = Arc::new(PhoneClock::new(Arc::default()));
    let transport = Arc::new(crate::network::NoNetwork);
    let app = Wayhome::create(config(&path, &device, clock, transport), relay).unwrap();
    drop(app.create_vault(&pin(&profile), profile.name, profile.language).unwrap());
    app.lock().unwrap();
    drop(app);
    Template { bytes: std::fs::read(&path).unwrap(), device }
}
