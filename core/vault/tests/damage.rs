//! What is wrong with a file is said, the file is left alone, and nothing false is ever read from it.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::cast_possible_truncation,
    clippy::print_stderr
)]

mod common;

use std::fs;
use std::path::Path;
use std::sync::Arc;

use common::*;
use proptest::prelude::*;
use wayhome_vault::testing::MemoryDeviceKey;
use wayhome_vault::*;

fn open(t: &Bench) -> Result<Store> {
    Store::open(&t.path, t.device.clone(), &mut rng(77))
}

/// A finished store, closed, with its log emptied.
fn closed() -> (Bench, Vec<u8>) {
    let mut t = Bench::new(16);
    t.slot_put(key(1, 1), Place::Any, b"slot record");
    t.slot_put(key(1, 2), Place::Any, &[5; 9000]);
    t.lobby_put(key(2, 1), Place::Head, b"lobby record");
    assert!(t.store.checkpoint().unwrap());
    let bytes = fs::read(&t.path).unwrap();
    (t, bytes)
}

fn set_row(path: &Path, row: i64, body: Option<&[u8]>) {
    let conn = rusqlite::Connection::open(path).unwrap();
    match body {
        Some(body) => conn.execute("UPDATE blob SET body = ?2 WHERE id = ?1", (row, body)).unwrap(),
        None => conn.execute("DELETE FROM blob WHERE id = ?1", [row]).unwrap(),
    };
}

#[test]
fn no_file_is_not_found_and_none_is_made() {
    let t = Empty::new(8);
    assert!(matches!(Store::open(&t.path, t.device.clone(), &mut rng(1)), Err(Error::NotFound)));
    assert_eq!(fs::read_dir(t.folder.path()).unwrap().count(), 0);
}

#[test]
fn other_files_are_damaged_and_left_as_they_are() {
    let t = Empty::new(8);
    for wrong in [&b""[..], b"hello, this is a text file\n", &[0; 4096], &[0xA5; 70_000]] {
        fs::write(&t.path, wrong).unwrap();
        let opened = Store::open(&t.path, t.device.clone(), &mut rng(1));
        assert!(matches!(opened, Err(Error::Damaged { .. })), "{opened:?}");
        assert!(matches!(t.create(), Err(Error::AlreadyExists)));
        assert_eq!(fs::read(&t.path).unwrap(), wrong);
    }
}

#[test]
fn another_programs_database_is_damaged_and_left_as_it_is() {
    let t = Empty::new(8);
    let conn = rusqlite::Connection::open(&t.path).unwrap();
    conn.execute_batch("CREATE TABLE notes(id INTEGER PRIMARY KEY, text TEXT); PRAGMA user_version = 1")
        .unwrap();
    drop(conn);
    let before = fs::read(&t.path).unwrap();
    let opened = Store::open(&t.path, t.device.clone(), &mut rng(1));
    assert!(matches!(opened, Err(Error::Damaged { .. })), "{opened:?}");
    assert_eq!(fs::read(&t.path).unwrap(), before);
}

#[test]
fn a_folder_in_its_place_is_damaged() {
    let t = Empty::new(8);
    fs::create_dir(&t.path).unwrap();
    assert!(matches!(Store::open(&t.path, t.device.clone(), &mut rng(1)), Err(Error::Damaged { .. })));
}

#[test]
fn a_later_format_is_too_new_and_left_as_it_is() {
    let (t, _) = closed();
    let conn = rusqlite::Connection::open(&t.path).unwrap();
    conn.execute_batch("PRAGMA user_version = 7").unwrap();
    drop(conn);
    assert!(matches!(open(&t), Err(Error::TooNew { found: 7, supported: 1 })));
}

#[test]
fn another_device_does_not_open_it() {
    let (t, _) = closed();
    let device = Arc::new(MemoryDeviceKey::new(SecurityLevel::SecureElement, 2));
    assert!(matches!(Store::open(&t.path, device, &mut rng(1)), Err(Error::NotThisDevice)));
    open(&t).unwrap();
}

#[test]
fn a_file_cut_anywhere_is_damaged_and_stays_cut() {
    let (t, bytes) = closed();
    drop(t.store);
    let t = Empty { folder: t.folder, path: t.path, device: t.device, cells: 16 };
    for len in
        (0..bytes.len()).step_by(4096 * 3 + 700).chain([100, 4096, bytes.len() - 4096, bytes.len() - 1])
    {
        fs::write(&t.path, &bytes[..len]).unwrap();
        let opened = Store::open(&t.path, t.device.clone(), &mut rng(1));
        assert!(matches!(opened, Err(Error::Damaged { .. })), "cut to {len}: {opened:?}");
        assert_eq!(fs::read(&t.path).unwrap().len(), len);
    }
}

#[test]
fn a_header_copy_that_was_damaged_is_written_anew_from_the_other() {
    for (row, other) in [(5, 6), (6, 5)] {
        for wrong in [Some(vec![9; BODY_LEN]), Some(vec![9; 10]), None] {
            let (t, _) = closed();
            set_row(&t.path, row, wrong.as_deref());
            open(&t).unwrap();
            // Now the healed copy must carry the store alone.
            set_row(&t.path, other, Some(&[7; BODY_LEN]));
            let mut store = open(&t).unwrap();
            assert_eq!(store.try_pin(&pin(PIN)).unwrap().view().get(key(1, 1)), Some(&b"slot record"[..]));
            store.verify().unwrap();
        }
    }
}

#[test]
fn without_any_readable_header_the_store_is_refused() {
    let (t, _) = closed();
    set_row(&t.path, 5, Some(&[9; BODY_LEN]));
    set_row(&t.path, 6, Some(&[9; BODY_LEN]));
    assert!(matches!(open(&t), Err(Error::NotThisDevice)));
    set_row(&t.path, 6, None);
    assert!(matches!(open(&t), Err(Error::Damaged { .. })));
}

#[test]
fn a_damaged_cell_of_an_opened_region_is_reported_even_if_it_was_free() {
    for index in 0..16 {
        let (t, bytes) = closed();
        let region = i64::from(t.slot.region());
        set_row(&t.path, index * 8 + region, Some(&[1; BODY_LEN]));
        let mut store = open(&t).unwrap();
        assert!(matches!(store.try_pin(&pin(PIN)), Err(Error::Damaged { .. })));
        drop(store);
        drop(t.store);
        fs::write(&t.path, &bytes).unwrap();
        set_row(&t.path, index * 8 + 4, Some(&[1; BODY_LEN]));
        let opened = Store::open(&t.path, t.device.clone(), &mut rng(1));
        assert!(matches!(opened, Err(Error::Damaged { .. })));
    }
}

#[test]
fn a_cell_moved_to_another_place_is_refused() {
    let (t, _) = closed();
    let rows = t.rows();
    let region = i64::from(t.slot.region());
    set_row(&t.path, 8 + region, Some(&rows[&(16 + region)]));
    assert!(matches!(open(&t).unwrap().try_pin(&pin(PIN)), Err(Error::Damaged { .. })));
}

#[test]
fn a_cell_of_an_earlier_time_may_lose_records_but_never_half_a_record() {
    let mut t = Bench::new(24);
    t.slot_put(key(1, 1), Place::Own, &[1; 9000]);
    let before = t.rows();
    t.slot_put(key(1, 1), Place::Own, &[2; 9000]);
    let after = t.rows();
    for (row, body) in &before {
        if after[row] == *body || *row % 8 != i64::from(t.slot.region()) {
            continue;
        }
        set_row(&t.path, *row, Some(body));
        match t.open().unwrap().try_pin(&pin(PIN)) {
            Ok(slot) => assert_eq!(slot.view().get(key(1, 1)), Some(&[2; 9000][..])),
            Err(error) => assert!(matches!(error, Error::Damaged { .. })),
        }
        set_row(&t.path, *row, Some(&after[row]));
    }
}

#[test]
fn a_missing_row_of_a_slot_that_nobody_opened_is_found_by_verify_and_by_the_commit_that_needs_it() {
    let (mut t, _) = closed();
    let region = (t.slot.region() + 1) % 4;
    set_row(&t.path, i64::from(region), None);
    let mut store = open(&t).unwrap();
    assert!(matches!(store.verify(), Err(Error::Damaged { .. })));
    assert!(matches!(store.cover_commit(&mut t.rng), Err(Error::Damaged { .. })));
    assert!(matches!(
        t.try_slot_put(key(1, 1), Place::Head, b"head", Class::Urgent),
        Err(Error::Damaged { .. })
    ));
    assert_eq!(t.slot.view().get(key(1, 1)), Some(&b"slot record"[..]));
}

#[test]
fn a_killed_creation_leaves_nothing_in_the_way_of_the_next() {
    let t = Empty::new(8);
    let stray = t.device.make().unwrap();
    for left in [&b""[..], b"half of a file", &[0; 8192]] {
        fs::write(t.path.with_file_name("data.new"), left).unwrap();
        assert!(matches!(Store::open(&t.path, t.device.clone(), &mut rng(1)), Err(Error::NotFound)));
        t.create().unwrap();
        assert!(!t.path.with_file_name("data.new").exists());
        assert_eq!(t.device.handles().unwrap().len(), 1);
        assert!(!t.device.handles().unwrap().contains(&stray));
        fs::remove_file(&t.path).unwrap();
    }
}

#[test]
fn a_creation_under_way_elsewhere_is_busy() {
    let t = Empty::new(8);
    let other = rusqlite::Connection::open(t.path.with_file_name("data.new")).unwrap();
    other.execute_batch("BEGIN EXCLUSIVE").unwrap();
    assert!(matches!(t.create(), Err(Error::Busy)));
    assert!(!t.path.exists());
}

#[test]
fn a_creation_that_fails_leaves_no_file_and_no_key() {
    let t = Empty::new(8);
    let missing = t.path.join("no such folder").join("data");
    let device: Arc<dyn DeviceKey> = t.device.clone();
    let made = Store::create(&missing, StoreSize::Cells(8), KdfCost::TestOnly, device, &mut rng(1));
    assert!(matches!(made, Err(Error::Io(_))), "{made:?}");
    assert!(t.device.handles().unwrap().is_empty());
    assert_eq!(fs::read_dir(t.folder.path()).unwrap().count(), 0);
}

#[test]
fn a_store_set_aside_keeps_its_bytes_log_and_key_and_a_new_one_can_be_made() {
    let mut t = Bench::new(16);
    t.slot_put(key(1, 1), Place::Any, b"in the log");
    // The process dies: what it had open stays as it is, log included.
    let log = t.path.with_file_name("data-wal");
    let (bytes, logged) = (fs::read(&t.path).unwrap(), fs::read(&log).unwrap());
    drop(t.store);
    fs::write(&t.path, &bytes).unwrap();
    fs::write(&log, &logged).unwrap();

    let aside = set_aside(&t.path).unwrap();
    assert_eq!(aside, t.path.with_file_name("data.aside-1"));
    assert!(!t.path.exists() && !log.exists());
    assert!(matches!(set_aside(&t.path), Err(Error::NotFound)));

    let device: Arc<dyn DeviceKey> = t.device.clone();
    let made = Store::create(&t.path, StoreSize::Cells(8), KdfCost::TestOnly, device, &mut rng(9)).unwrap();
    assert_eq!(made.lobby_view().list(1).count(), 0);
    let mut old = Store::open(&aside, t.device.clone(), &mut rng(1)).unwrap();
    assert_eq!(old.try_pin(&pin(PIN)).unwrap().view().get(key(1, 1)), Some(&b"in the log"[..]));
    drop(made);
    assert_eq!(set_aside(&t.path).unwrap(), t.path.with_file_name("data.aside-2"));
}

#[test]
fn a_log_left_behind_is_never_played_into_a_new_store() {
    let mut t = Bench::new(16);
    t.slot_put(key(1, 1), Place::Any, b"in the log");
    let log = t.path.with_file_name("data-wal");
    let logged = fs::read(&log).unwrap();
    drop(t.store);
    // Setting aside was killed after the store itself had its new name.
    fs::rename(&t.path, t.path.with_file_name("data.aside-1")).unwrap();
    fs::write(&log, &logged).unwrap();
    let device: Arc<dyn DeviceKey> = t.device.clone();
    let made = Store::create(&t.path, StoreSize::Cells(16), KdfCost::TestOnly, device, &mut rng(9)).unwrap();
    made.verify().unwrap();
    assert_eq!(fs::read(t.path.with_file_name("data.aside-1-wal")).unwrap(), logged);
}

#[test]
fn errors_tell_no_path_and_no_value() {
    let t = Empty::new(8);
    let missing = t.path.join("secretname").join("data");
    let error = Store::open(&missing, t.device.clone(), &mut rng(1)).unwrap_err();
    let text = format!("{error} {error:?}");
    assert!(!text.contains("secretname"), "{text}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_flipped_bit_anywhere_gives_an_error_or_the_true_records(at in any::<proptest::sample::Index>(), bit in 0..8u8) {
        let (t, mut bytes) = closed();
        drop(t.store);
        let at = at.index(bytes.len());
        bytes[at] ^= 1 << bit;
        fs::write(&t.path, &bytes).unwrap();
        let Ok(mut store) = Store::open(&t.path, t.device.clone(), &mut rng(1)) else { return Ok(()) };
        prop_assert_eq!(store.lobby_view().get(key(2, 1)), Some(&b"lobby record"[..]));
        match store.try_pin(&pin(PIN)) {
            Ok(mut slot) => {
                prop_assert_eq!(slot.view().get(key(1, 1)), Some(&b"slot record"[..]));
                prop_assert_eq!(slot.view().get(key(1, 2)), Some(&[5; 9000][..]));
                let mut tx = store.begin(Some(&mut slot)).unwrap();
                tx.slot_put(key(3, 3), Place::Any, b"more", Class::Ordinary).unwrap();
                let _ = tx.commit(&mut rng(2));
            }
            Err(error) => prop_assert!(matches!(error, Error::Damaged { .. }), "{:?}", error),
        }
    }
}
