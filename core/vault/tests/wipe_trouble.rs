//! Wipes that something is in the way of: a header that cannot be marked, a rotation that goes on, an error at the end.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::cast_possible_truncation,
    clippy::print_stderr
)]

mod common;

use std::fs;
use std::io::{Read as _, Seek as _, SeekFrom, Write as _};
use std::path::Path;
use std::sync::Arc;

use common::images::*;
use common::*;
use wayhome_vault::testing::MemoryDeviceKey;
use wayhome_vault::*;

/// Somebody who writes and does not end.
fn writer(path: &Path) -> rusqlite::Connection {
    let writing = rusqlite::Connection::open(path).unwrap();
    writing.execute_batch("BEGIN IMMEDIATE").unwrap();
    writing
}

fn assert_new(store: &mut Store) {
    store.verify().unwrap();
    assert_eq!(store.lobby_view().list(2).count(), 0);
    assert!(matches!(store.try_pin(&pin(PIN)), Err(Error::WrongPin)));
    let mut slot = store.first_slot(&pin(PIN), &mut rng(31)).unwrap();
    let mut tx = store.begin(Some(&mut slot)).unwrap();
    tx.slot_put(key(1, 1), Place::Any, b"a new life", Class::Ordinary).unwrap();
    tx.commit(&mut rng(32)).unwrap();
}

#[test]
fn a_header_that_could_not_be_marked_is_marked_once_the_keys_are_gone() {
    let mut t = Bench::new(24);
    fill(&mut t);
    let device = Watching::new(&t);
    let mut store = Store::open(&t.path, device.clone(), &mut t.rng).unwrap();
    let writing = writer(&t.path);
    *device.before_destroying.lock().unwrap() = Some(Box::new(move || {
        writing.execute_batch("ROLLBACK").unwrap();
    }));
    let wiped = store.quick_wipe(&mut t.rng);
    assert_eq!(wiped, Wiped { keys_destroyed: true, marked: true, overwritten: false });
    drop(store);
    // It was killed here. The next start knows that it was a wipe.
    assert_new(&mut t.open().unwrap());
}

#[test]
fn a_rotation_that_goes_on_after_the_keys_are_gone_does_not_bring_the_store_back() {
    for indices_before in [None, Some(10), Some(24)] {
        let mut t = Bench::new(24);
        fill(&mut t);
        let (mut other, _) = t.reopened();
        if let Some(indices) = indices_before {
            other.begin_rotation(1, &mut t.rng).unwrap();
            other.rotate_some(&mut [], indices, &mut t.rng).unwrap();
        }
        let writing = writer(&t.path);
        assert!(t.store.quick_wipe(&mut t.rng).keys_destroyed);
        writing.execute_batch("ROLLBACK").unwrap();
        drop(writing);
        let mut ended = other.begin_rotation(2, &mut t.rng);
        for _ in 0..9 {
            ended = ended.and_then(|()| other.rotate_some(&mut [], 0, &mut t.rng).map(drop));
        }
        assert!(matches!(ended, Err(Error::Wiped)), "{indices_before:?}: {ended:?}");
        assert!(t.device.handles().unwrap().is_empty(), "{indices_before:?}: a key was made");
        assert!(matches!(other.begin(None), Err(Error::Wiped)));
        assert_eq!(other.lobby_view().list(2).count(), 0);
        assert!(matches!(t.open(), Err(Error::Damaged { .. })));
    }
}

#[test]
fn a_key_that_a_rotation_makes_while_the_others_are_destroyed_is_destroyed_too() {
    let mut t = Bench::new(24);
    fill(&mut t);
    let device = Watching::new(&t);
    let mut store = Store::open(&t.path, device.clone(), &mut t.rng).unwrap();
    let mut other = t.open().unwrap();
    let writing = writer(&t.path);
    *device.before_destroying.lock().unwrap() = Some(Box::new(move || {
        writing.execute_batch("ROLLBACK").unwrap();
        drop(writing);
        other.begin_rotation(1, &mut rng(8)).unwrap();
    }));
    assert!(store.quick_wipe(&mut t.rng).keys_destroyed);
    assert!(t.device.handles().unwrap().is_empty());
    drop(store);
    assert_new(&mut t.open().unwrap());
}

/// Changes some bytes of the lobby's first cell in the file, behind the back of whoever has it open, or changes them back.
fn spoil(path: &Path) {
    let conn = rusqlite::Connection::open(path).unwrap();
    let body: Vec<u8> = conn.query_row("SELECT body FROM blob WHERE id = 4", [], |row| row.get(0)).unwrap();
    drop(conn);
    let mut file = fs::OpenOptions::new().read(true).write(true).open(path).unwrap();
    let mut all = Vec::new();
    file.read_to_end(&mut all).unwrap();
    let at = all.windows(BODY_LEN).position(|window| window == body.as_slice()).unwrap() + 100;
    let other: Vec<u8> = all[at..at + 16].iter().map(|byte| byte ^ 0xFF).collect();
    file.seek(SeekFrom::Start(at as u64)).unwrap();
    file.write_all(&other).unwrap();
}

#[test]
fn what_fails_after_the_last_commit_of_a_wipe_does_not_cost_the_new_store_its_key() {
    // More pages than are kept in memory, so that the file is read again.
    let mut t = Bench::new(300);
    let device = Watching::new(&t);
    let mut store = Store::open(&t.path, device.clone(), &mut t.rng).unwrap();
    assert!(store.quick_wipe(&mut t.rng).keys_destroyed);
    let path = t.path.clone();
    // The second time that keys are listed is just before the last commit.
    *device.at_list.lock().unwrap() = Some((2, Box::new(move || spoil(&path))));
    let done = store.finish_wipe(&mut t.rng);
    assert!(device.at_list.lock().unwrap().is_none(), "nothing was spoiled");
    assert!(done.is_ok(), "{done:?}");
    assert!(matches!(store.refresh(None), Err(Error::Damaged { .. })), "what was spoiled was not read");
    drop(store);
    spoil(&t.path);
    assert_eq!(t.device.handles().unwrap().len(), 1);
    assert_new(&mut t.open().unwrap());
}

#[test]
fn an_error_in_the_last_commit_of_a_wipe_keeps_the_new_key_until_the_wipe_is_begun_again() {
    let mut t = Bench::new(24);
    let device = Watching::new(&t);
    let mut store = Store::open(&t.path, device.clone(), &mut t.rng).unwrap();
    assert!(store.quick_wipe(&mut t.rng).keys_destroyed);
    let own = device.device.clone();
    // Somebody takes the new key away just before the last commit.
    *device.at_list.lock().unwrap() = Some((
        2,
        Box::new(move || {
            own.make().unwrap();
            let first = own.handles().unwrap()[0];
            own.destroy(first).unwrap();
        }),
    ));
    assert!(matches!(store.finish_wipe(&mut t.rng), Err(Error::Busy)));
    store.finish_wipe(&mut t.rng).unwrap();
    assert_eq!(t.device.handles().unwrap().len(), 1);
    drop(store);
    assert_new(&mut t.open().unwrap());
}

#[test]
fn a_wipe_that_could_not_be_marked_is_finished_when_it_is_asked_for_again_and_only_then() {
    let mut t = Bench::new(24);
    fill(&mut t);
    let writing = writer(&t.path);
    let wiped = t.store.quick_wipe(&mut t.rng);
    assert_eq!(wiped, Wiped { keys_destroyed: true, marked: false, overwritten: false });
    let Bench { store, slot, path, device, mut rng, folder } = t;
    drop((store, slot));
    let data = fs::read(&path).unwrap();
    for _ in 0..2 {
        let told = Store::open(&path, device.clone(), &mut rng).unwrap_err();
        assert!(matches!(told, Error::Damaged { .. }));
        // It says what to do.
        assert!(told.to_string().contains("wipe it again"), "{told}");
    }
    // Nobody makes a new one over it.
    let made = Store::create(&path, StoreSize::Cells(24), KdfCost::TestOnly, device.clone(), &mut rng);
    assert!(matches!(made, Err(Error::AlreadyExists)));
    assert!(fs::read(&path).unwrap() == data);
    writing.execute_batch("ROLLBACK").unwrap();
    drop(writing);
    let wiped = Store::wipe_at(&path, device.clone(), &mut rng).unwrap();
    assert_eq!(wiped, Wiped { keys_destroyed: true, marked: true, overwritten: true });
    assert_eq!(device.handles().unwrap().len(), 1);
    assert_new(&mut Store::open(&path, device, &mut rng).unwrap());
    drop(folder);
}

#[test]
fn a_store_whose_header_cannot_be_read_is_not_wiped() {
    let mut t = Bench::new(24);
    fill(&mut t);
    let stranger = Arc::new(MemoryDeviceKey::new(SecurityLevel::TrustedEnvironment, 2));
    stranger.make().unwrap();
    let wiped = Store::wipe_at(&t.path, stranger.clone(), &mut t.rng);
    assert!(matches!(wiped, Err(Error::NotThisDevice)), "{wiped:?}");
    assert_eq!(stranger.handles().unwrap().len(), 1);
    drop(t.store);
    assert_filled(&mut Store::open(&t.path, t.device.clone(), &mut t.rng).unwrap());
}
