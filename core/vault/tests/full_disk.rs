//! A full file system is said to be full, and costs nothing that was there before.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::cast_possible_truncation,
    clippy::print_stderr
)]
#![cfg(target_os = "linux")]

mod common;

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;

use common::stranger::Stranger;
use common::*;
use wayhome_vault::testing::MemoryDeviceKey;
use wayhome_vault::*;

/// A small file system of its own, unmounted when dropped.
struct Mounted(PathBuf, #[allow(dead_code)] tempfile::TempDir);

impl Mounted {
    fn new(size: &str) -> Option<Self> {
        let folder = tempfile::tempdir().unwrap();
        let at = folder.path().join("small");
        fs::create_dir(&at).unwrap();
        let mounted = Command::new("mount").args(["-t", "tmpfs", "-o", size, "none"]).arg(&at).output();
        if mounted.is_ok_and(|done| done.status.success()) {
            return Some(Mounted(at, folder));
        }
        eprintln!(
            "SKIPPED: mounting a small file system is not allowed here, so nothing was shown about a full disk"
        );
        None
    }

    /// Takes up all the room that is left.
    fn fill(&self) -> PathBuf {
        self.fill_but(0)
    }

    /// Takes up all the room that is left but for so many pages.
    fn fill_but(&self, pages: u64) -> PathBuf {
        let path = self.0.join("filler");
        let mut file = fs::File::create(&path).unwrap();
        while file.write_all(&[1; 512]).is_ok() {}
        let len = file.metadata().unwrap().len();
        file.set_len(len / 4096 * 4096 - pages * 4096).unwrap();
        path
    }
}

impl Drop for Mounted {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(&self.0).output();
    }
}

fn create(path: &Path, device: &Arc<MemoryDeviceKey>) -> Result<Store> {
    Store::create(path, StoreSize::Cells(64), KdfCost::TestOnly, device.clone(), &mut rng(1))
}

#[test]
fn a_commit_on_a_full_disk_fails_whole_and_works_once_there_is_room() {
    let Some(small) = Mounted::new("size=8m") else { return };
    let path = small.0.join("data");
    let device = Arc::new(MemoryDeviceKey::new(SecurityLevel::TrustedEnvironment, 1));
    let mut rng = rng(2);
    let mut store = create(&path, &device).unwrap();
    let mut slot = store.first_slot(&pin(PIN), &mut rng).unwrap();
    let mut put = |store: &mut Store, slot: &mut Slot, value: &[u8]| {
        let mut tx = store.begin(Some(slot))?;
        tx.slot_put(key(1, 1), Place::Any, value, Class::Urgent)?;
        tx.lobby_put(key(1, 1), Place::Head, value)?;
        tx.commit(&mut rng)
    };
    put(&mut store, &mut slot, b"before").unwrap();
    store.checkpoint().unwrap();
    let filler = small.fill();
    for _ in 0..3 {
        assert!(matches!(put(&mut store, &mut slot, b"lost"), Err(Error::DiskFull)));
        assert_eq!(slot.view().get(key(1, 1)), Some(&b"before"[..]));
        assert_eq!(store.lobby_view().get(key(1, 1)), Some(&b"before"[..]));
    }
    fs::remove_file(filler).unwrap();
    put(&mut store, &mut slot, b"after").unwrap();
    drop((store, slot));
    let mut store = Store::open(&path, device, &mut rng).unwrap();
    store.verify().unwrap();
    assert_eq!(store.try_pin(&pin(PIN)).unwrap().view().get(key(1, 1)), Some(&b"after"[..]));
}

#[test]
fn a_full_disk_in_the_middle_of_a_rotation_leaves_a_store_that_works() {
    let Some(small) = Mounted::new("size=8m") else { return };
    let path = small.0.join("data");
    let device = Arc::new(MemoryDeviceKey::new(SecurityLevel::TrustedEnvironment, 1));
    let mut rng = rng(2);
    let mut store = create(&path, &device).unwrap();
    let mut slot = store.first_slot(&pin(PIN), &mut rng).unwrap();
    let mut tx = store.begin(Some(&mut slot)).unwrap();
    tx.slot_put(key(1, 1), Place::Any, b"before", Class::Urgent).unwrap();
    tx.commit(&mut rng).unwrap();
    store.begin_rotation(1, &mut rng).unwrap();
    assert_eq!(store.rotate_some(&mut [], 0, &mut rng).unwrap(), Rotation::UnderWay { left: 56 });
    let filler = small.fill();
    for _ in 0..3 {
        assert!(matches!(store.rotate_some(&mut [&mut slot], 0, &mut rng), Err(Error::DiskFull)));
        store.refresh(Some(&mut slot)).unwrap();
        assert_eq!(slot.view().get(key(1, 1)), Some(&b"before"[..]));
    }
    // A process that opens it now reads it too. Its guesses fit into the log once that was moved into the file.
    let mut second = Store::open(&path, device.clone(), &mut rng).unwrap();
    assert_eq!(second.try_pin(&pin(PIN)).unwrap().view().get(key(1, 1)), Some(&b"before"[..]));
    drop(second);
    fs::remove_file(filler).unwrap();
    let mut tx = store.begin(Some(&mut slot)).unwrap();
    tx.slot_put(key(1, 1), Place::Any, b"after", Class::Urgent).unwrap();
    tx.commit(&mut rng).unwrap();
    assert_eq!(store.rotate_some(&mut [], 0, &mut rng).unwrap(), Rotation::UnderWay { left: 48 });
    while store.rotate_some(&mut [], 0, &mut rng).unwrap() != Rotation::Finished {}
    assert!(store.finish_rotation().unwrap());
    assert_eq!(device.handles().unwrap().len(), 1);
    drop((store, slot));
    let mut store = Store::open(&path, device, &mut rng).unwrap();
    store.verify().unwrap();
    assert_eq!(store.try_pin(&pin(PIN)).unwrap().view().get(key(1, 1)), Some(&b"after"[..]));
}

#[test]
fn a_creation_on_a_full_disk_fails_and_leaves_neither_file_nor_key() {
    let Some(small) = Mounted::new("size=600k") else { return };
    let device = Arc::new(MemoryDeviceKey::new(SecurityLevel::TrustedEnvironment, 1));
    let made = create(&small.0.join("data"), &device);
    assert!(matches!(made, Err(Error::DiskFull)), "{made:?}");
    assert_eq!(fs::read_dir(&small.0).unwrap().count(), 0);
    assert!(device.handles().unwrap().is_empty());
}

#[test]
fn a_further_slot_on_a_full_disk_is_not_made_and_costs_no_ticket() {
    let Some(small) = Mounted::new("size=4m") else { return };
    let path = small.0.join("data");
    let device = Arc::new(MemoryDeviceKey::new(SecurityLevel::TrustedEnvironment, 1));
    let mut store = create(&path, &device).unwrap();
    let work = store.work_out(&pin(PIN)).unwrap();
    let (_, [ticket, ..]) = store.create_first_slot(&work, &mut rng(3)).unwrap();
    assert!(store.checkpoint().unwrap());
    let filler = small.fill();
    let second = store.work_out(&pin("second 22")).unwrap();
    for _ in 0..2 {
        let made = store.create_slot(&ticket, &second, std::time::Duration::ZERO, &mut rng(4));
        assert!(matches!(made, Err(Error::DiskFull)), "{made:?}");
    }
    fs::remove_file(filler).unwrap();
    store.try_pin(&pin(PIN)).unwrap();
    assert!(matches!(store.try_pin(&pin("second 22")), Err(Error::WrongPin)));
    store.create_slot(&ticket, &second, std::time::Duration::ZERO, &mut rng(5)).unwrap();
    store.verify().unwrap();
    store.try_pin(&pin("second 22")).unwrap();
}

#[test]
fn a_wipe_on_a_full_disk_destroys_the_keys_and_is_finished_once_there_is_room() {
    let Some(small) = Mounted::new("size=4m") else { return };
    let path = small.0.join("data");
    let device = Arc::new(MemoryDeviceKey::new(SecurityLevel::TrustedEnvironment, 1));
    let mut store = create(&path, &device).unwrap();
    store.first_slot(&pin(PIN), &mut rng(3)).unwrap();
    assert!(store.checkpoint().unwrap());
    let filler = small.fill();
    // The log was empty, so there is no room for the mark either, and that is said.
    let wiped = store.quick_wipe(&mut rng(4));
    assert_eq!(wiped, Wiped { keys_destroyed: true, marked: false, overwritten: false });
    assert!(device.handles().unwrap().is_empty());
    assert!(matches!(store.finish_wipe(&mut rng(5)), Err(Error::DiskFull)));
    fs::remove_file(filler).unwrap();
    assert!(store.finish_wipe(&mut rng(6)).unwrap().overwritten);
    assert!(matches!(store.try_pin(&pin(PIN)), Err(Error::WrongPin)));
    drop(store);
    let mut store = Store::open(&path, device.clone(), &mut rng(7)).unwrap();
    store.verify().unwrap();
    store.first_slot(&pin(PIN), &mut rng(8)).unwrap();
    assert_eq!(device.handles().unwrap().len(), 1);
}

#[test]
fn a_first_slot_on_a_full_disk_is_not_made_and_can_be_made_later() {
    let Some(small) = Mounted::new("size=2m") else { return };
    let path = small.0.join("data");
    let device = Arc::new(MemoryDeviceKey::new(SecurityLevel::TrustedEnvironment, 1));
    let mut store = create(&path, &device).unwrap();
    let filler = small.fill();
    assert!(matches!(store.first_slot(&pin(PIN), &mut rng(3)), Err(Error::DiskFull)));
    // A guess that cannot be counted is not tried.
    assert!(matches!(store.try_pin(&pin(PIN)), Err(Error::DiskFull)));
    fs::remove_file(filler).unwrap();
    drop(store);
    let mut store = Store::open(&path, device, &mut rng(4)).unwrap();
    assert_eq!(store.lobby_view().list(1).count(), 0);
    // The log needs as much room as the store while every cell is written.
    let made = store.first_slot(&pin(PIN), &mut rng(5));
    assert!(matches!(made, Err(Error::DiskFull)), "{made:?}");
    store.verify().unwrap();
}

#[test]
fn a_right_pin_does_not_count_when_the_disk_has_room_for_its_first_commit_only() {
    let Some(small) = Mounted::new("size=4m") else { return };
    let path = small.0.join("data");
    let device = Arc::new(MemoryDeviceKey::new(SecurityLevel::TrustedEnvironment, 1));
    let mut store = create(&path, &device).unwrap();
    let mut slot = store.first_slot(&pin(PIN), &mut rng(3)).unwrap();
    let mut tx = store.begin(Some(&mut slot)).unwrap();
    tx.slot_put(key(1, 1), Place::Any, b"kept", Class::Urgent).unwrap();
    tx.commit(&mut rng(4)).unwrap();
    let right = store.work_out(&pin(PIN)).unwrap();
    let five = EraseAfter::wrong_pins(5).unwrap();
    store.set_erase_after(&slot, &right, five, LONG, &mut rng(5)).unwrap();
    let count = || Stranger::read(&rows(&path)[&5], &*device).unwrap().wrong_pins;
    for _ in 0..4 {
        assert!(matches!(store.try_pin(&pin("000000")), Err(Error::WrongPin)));
    }
    assert!(store.checkpoint().unwrap());
    // Two pages of the log are a header; twenty-two, and what they need besides, are a whole commit.
    let filler = small.fill_but(4);
    for _ in 0..8 {
        let kept_shut = store.try_pin(&pin(PIN));
        assert!(matches!(kept_shut, Err(Error::DiskFull)), "{kept_shut:?}");
        assert_eq!(count(), 0);
        store.may_try_pin(std::time::Duration::ZERO).unwrap();
    }
    // A wrong one does the same, and counts.
    assert!(matches!(store.try_pin(&pin("000000")), Err(Error::DiskFull)));
    assert_eq!(count(), 1);
    fs::remove_file(filler).unwrap();
    assert_eq!(store.try_pin(&pin(PIN)).unwrap().view().get(key(1, 1)), Some(&b"kept"[..]));
}

#[test]
fn a_wipe_on_a_full_disk_marks_the_header_in_the_room_that_the_log_has() {
    let Some(small) = Mounted::new("size=4m") else { return };
    let path = small.0.join("data");
    let device = Arc::new(MemoryDeviceKey::new(SecurityLevel::TrustedEnvironment, 1));
    let mut store = create(&path, &device).unwrap();
    let mut slot = store.first_slot(&pin(PIN), &mut rng(3)).unwrap();
    assert!(store.checkpoint().unwrap());
    let mut tx = store.begin(Some(&mut slot)).unwrap();
    tx.slot_put(key(1, 1), Place::Any, b"in the log", Class::Urgent).unwrap();
    tx.commit(&mut rng(4)).unwrap();
    let filler = small.fill();
    let wiped = store.quick_wipe(&mut rng(5));
    assert_eq!(wiped, Wiped { keys_destroyed: true, marked: true, overwritten: false });
    drop((store, slot));
    fs::remove_file(filler).unwrap();
    // The next start finishes it by itself.
    let mut store = Store::open(&path, device.clone(), &mut rng(6)).unwrap();
    assert!(matches!(store.try_pin(&pin(PIN)), Err(Error::WrongPin)));
    store.first_slot(&pin(PIN), &mut rng(7)).unwrap();
}
