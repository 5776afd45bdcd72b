//! The device key in a file behaves as the trait says and reports what is wrong with its file.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::cast_possible_truncation,
    clippy::print_stderr
)]

mod common;

use std::fs;
use std::sync::Arc;

use common::*;
use wayhome_vault::testing::MemoryDeviceKey;
use wayhome_vault::*;

fn conforms(device: &dyn DeviceKey) {
    let (one, two) = (device.make().unwrap(), device.make().unwrap());
    let mut handles = device.handles().unwrap();
    handles.sort();
    let mut expected = vec![one, two];
    expected.sort();
    assert_eq!(handles, expected);
    let wrapped = device.wrap(one, &[7; 32]).unwrap();
    assert!(wrapped.len() <= MAX_WRAPPED_LEN);
    assert_ne!(wrapped, device.wrap(one, &[7; 32]).unwrap());
    assert_eq!(*device.unwrap(one, &wrapped).unwrap(), [7; 32]);
    assert_eq!(device.unwrap(two, &wrapped).unwrap_err(), DeviceKeyError::Refused);
    assert_eq!(device.unwrap(one, &wrapped[1..]).unwrap_err(), DeviceKeyError::Refused);
    assert_eq!(device.unwrap(one, b"").unwrap_err(), DeviceKeyError::Refused);
    device.destroy(one).unwrap();
    device.destroy(one).unwrap();
    assert_eq!(device.unwrap(one, &wrapped).unwrap_err(), DeviceKeyError::UnknownHandle);
    assert_eq!(device.handles().unwrap(), [two]);
    let mac = device.hmac(b"data").unwrap();
    assert_eq!(device.hmac(b"data").unwrap(), mac);
    assert_ne!(device.hmac(b"date").unwrap(), mac);
}

#[test]
fn the_device_key_in_memory_conforms() {
    conforms(&MemoryDeviceKey::new(SecurityLevel::SecureElement, 1));
}

#[test]
fn the_device_key_in_a_file_conforms_and_keeps_its_keys() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("settings");
    let device = SoftwareDeviceKey::create(&path, Box::new(rng(1))).unwrap();
    conforms(&device);
    assert_eq!(device.level(), SecurityLevel::Software);
    let again = SoftwareDeviceKey::open(&path, Box::new(rng(2))).unwrap();
    assert_eq!(again.hmac(b"data").unwrap(), device.hmac(b"data").unwrap());
    assert_eq!(again.handles().unwrap(), device.handles().unwrap());
    // What one makes the other has: two processes share the file.
    let handle = again.make().unwrap();
    let wrapped = again.wrap(handle, &[1; 32]).unwrap();
    assert_eq!(*device.unwrap(handle, &wrapped).unwrap(), [1; 32]);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    }
}

#[test]
fn a_device_key_file_is_never_overwritten_and_says_what_is_wrong_with_it() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("settings");
    let open = || SoftwareDeviceKey::open(&path, Box::new(rng(2))).map(|_| ()).unwrap_err();
    assert_eq!(open(), DeviceKeyError::Missing);
    SoftwareDeviceKey::create(&path, Box::new(rng(1))).unwrap();
    let again = SoftwareDeviceKey::create(&path, Box::new(rng(1))).map(|_| ()).unwrap_err();
    assert_eq!(again, DeviceKeyError::AlreadyExists);
    let good = fs::read(&path).unwrap();
    for wrong in [&b""[..], b"text", &good[..good.len() - 1], &[&good[..], b"x"].concat(), &[9; 5000]] {
        fs::write(&path, wrong).unwrap();
        assert_eq!(open(), DeviceKeyError::Damaged);
        assert_eq!(fs::read(&path).unwrap(), wrong);
    }
    for at in 0..good.len() {
        let mut flipped = good.clone();
        flipped[at] ^= 1;
        fs::write(&path, &flipped).unwrap();
        assert_eq!(open(), DeviceKeyError::Damaged);
    }
}

#[test]
fn of_keys_made_and_destroyed_by_many_at_once_none_is_lost() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("settings");
    let device = SoftwareDeviceKey::create(&path, Box::new(rng(1))).unwrap();
    let made: Vec<HandleId> = std::thread::scope(|scope| {
        let path = &path;
        let work = |seed| {
            move || {
                let device = SoftwareDeviceKey::open(path, Box::new(rng(seed))).unwrap();
                let make = |_| {
                    let (kept, gone) = (device.make().unwrap(), device.make().unwrap());
                    device.destroy(gone).unwrap();
                    kept
                };
                (0..8).map(make).collect::<Vec<_>>()
            }
        };
        let all: Vec<_> = (10..14).map(|seed| scope.spawn(work(seed))).collect();
        all.into_iter().flat_map(|one| one.join().unwrap()).collect()
    });
    let (mut made, mut there) = (made, device.handles().unwrap());
    made.sort();
    there.sort();
    assert_eq!(made.len(), 32);
    assert_eq!(there, made);
}

#[test]
fn a_store_works_with_a_device_key_in_a_file() {
    let folder = tempfile::tempdir().unwrap();
    let (keys, path) = (folder.path().join("settings"), folder.path().join("data"));
    let words = Pin::parse("legal winner thank year wave sausage", SecurityLevel::Software).unwrap();
    let device = Arc::new(SoftwareDeviceKey::create(&keys, Box::new(rng(1))).unwrap());
    let mut store =
        Store::create(&path, StoreSize::Cells(8), KdfCost::TestOnly, device, &mut rng(2)).unwrap();
    store.first_slot(&words, &mut rng(3)).unwrap();
    drop(store);
    let device = Arc::new(SoftwareDeviceKey::open(&keys, Box::new(rng(4))).unwrap());
    Store::open(&path, device.clone(), &mut rng(5)).unwrap().try_pin(&words).unwrap();
    fs::remove_file(&keys).unwrap();
    let opened = Store::open(&path, device, &mut rng(5));
    assert!(matches!(opened, Err(Error::Device(DeviceKeyError::Missing))));
}
