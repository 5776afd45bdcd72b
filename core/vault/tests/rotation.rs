//! The outer key can be changed under a store in use, and no moment of it can cost anything.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::cast_possible_truncation,
    clippy::print_stderr
)]

mod common;

use std::fs;
use std::path::Path;
use std::sync::{Arc, Barrier};
use std::time::Duration;

use common::images::*;
use common::*;
use rand::RngExt as _;
use wayhome_vault::*;

/// Somebody who reads, and thereby keeps the log from being emptied, until dropped.
fn reader(path: &Path) -> rusqlite::Connection {
    let conn = rusqlite::Connection::open(path).unwrap();
    conn.execute_batch("BEGIN; SELECT count(*) FROM blob").unwrap();
    conn
}

/// A rotation, taken apart: the file and log at its marked moments, and the keys.
struct Recorded {
    inner: std::collections::BTreeMap<i64, Vec<u8>>,
    /// Before it, the log of its beginning, and the file with that in it.
    before: Vec<u8>,
    beginning: Vec<u8>,
    begun: Vec<u8>,
    /// The log of all batches, and the file with that in it.
    batches: Vec<u8>,
    written: Vec<u8>,
    /// The log of the end, and the file with that in it.
    end: Vec<u8>,
    ended: Vec<u8>,
    both: testing::MemoryDeviceKey,
    one: testing::MemoryDeviceKey,
}

fn record() -> Recorded {
    let mut t = Bench::new(64);
    fill(&mut t);
    t.store.set_busy_timeout(Duration::from_millis(1)).unwrap();
    let inner = inner_of(&t.path, &*t.device);
    let (path, log) = (t.path.clone(), log_of(&t.path));
    let (data, log) = (|| fs::read(&path).unwrap(), || fs::read(&log).unwrap());
    let before = data();

    let reading = reader(&t.path);
    assert!(matches!(t.store.begin_rotation(1, &mut t.rng), Err(Error::Busy)));
    let (beginning, both) = (log(), t.device.image());
    assert_eq!(data(), before);
    drop(reading);
    t.store.begin_rotation(1, &mut t.rng).unwrap();
    let begun = data();

    let reading = reader(&t.path);
    while t.store.rotate_some(&mut [], 0, &mut t.rng).unwrap() != (Rotation::UnderWay { left: 0 }) {}
    let batches = log();
    assert!(matches!(t.store.rotate_some(&mut [], 0, &mut t.rng), Err(Error::Busy)));
    assert_eq!(data(), begun);
    assert_eq!(log(), batches);
    drop(reading);
    assert!(t.store.checkpoint().unwrap());
    let written = data();

    let reading = reader(&t.path);
    assert_eq!(t.store.rotate_some(&mut [], 0, &mut t.rng).unwrap(), Rotation::Finished);
    let end = log();
    assert!(!t.store.finish_rotation().unwrap());
    assert_eq!(data(), written);
    assert_eq!(t.device.handles().unwrap().len(), 2);
    drop(reading);
    assert!(t.store.finish_rotation().unwrap());
    let ended = data();
    assert_eq!(t.device.handles().unwrap().len(), 1);
    let one = t.device.image();
    Recorded { inner, before, beginning, begun, batches, written, end, ended, both, one }
}

impl Recorded {
    fn image(&self, data: &[u8], log: &[u8]) -> Image {
        Image { data: data.to_vec(), log: log.to_vec(), device: self.both.image() }
    }
}

#[test]
fn a_store_opens_and_reads_the_same_after_a_kill_at_any_write_of_a_rotation() {
    let all = record();
    let phases = [
        ("beginning", &all.before, &all.beginning, &all.begun),
        ("batches", &all.begun, &all.batches, &all.written),
        ("end", &all.written, &all.end, &all.ended),
    ];
    let mut rng = rng(11);
    for (phase, data, log, folded) in phases {
        for cut in some_of(cuts(log), 37) {
            all.image(data, &log[..cut]).survives(&format!("{phase}, log cut to {cut}"), &all.inner, None);
        }
        // Killed while the log was being moved into the file: any pages may be there already.
        for _ in 0..6 {
            let data = mixed(data, folded, |_| rng.random());
            all.image(&data, log).survives(&format!("{phase}, log being moved"), &all.inner, None);
        }
        all.image(folded, &[]).survives(&format!("{phase}, log moved"), &all.inner, None);
    }
    let done = Image { data: all.ended.clone(), log: Vec::new(), device: all.one.image() };
    done.survives("old key destroyed", &all.inner, None);
}

#[test]
fn a_log_lost_while_it_was_moved_into_the_file_costs_no_record_of_lobby_and_open_slot() {
    let all = record();
    let phases = [(&all.before, &all.begun), (&all.begun, &all.written), (&all.written, &all.ended)];
    for (data, folded) in phases {
        // Pages are moved in the order of their numbers.
        for moved in some_of((0..data.len() / PAGE).collect(), 29) {
            let torn = mixed(data, folded, |page| page < moved);
            // Which index is half old and half new.
            let excused = torn_index(&torn, data, folded);
            let what = format!("{moved} pages moved, then the log was lost");
            let folder = folder();
            let image = all.image(&torn, &[]);
            let path = image.lay(folder.path());
            let device = Arc::new(image.device.image());
            assert_filled(&mut Store::open(&path, device, &mut rng(5)).unwrap());
            image.survives(&what, &all.inner, excused);
        }
    }
}

/// The index of which some rows are as in `old` and some as in `new`.
fn torn_index(torn: &[u8], old: &[u8], new: &[u8]) -> Option<i64> {
    let read = |data: &[u8]| {
        let folder = folder();
        let path = folder.path().join("data");
        fs::write(&path, data).unwrap();
        rows(&path)
    };
    let (torn, old, new) = (read(torn), read(old), read(new));
    (0..64).find(|index| {
        let mut cells = (0..5).map(|region| index * 8 + region).filter(|row| old[row] != new[row]);
        let first = cells.next().map(|row| torn[&row] == new[&row]);
        first.is_some_and(|first| cells.any(|row| (torn[&row] == new[&row]) != first))
    })
}

#[test]
fn a_rotation_changes_every_row_and_no_inner_byte() {
    let mut t = Bench::new(64);
    fill(&mut t);
    let (before, inner) = (t.rows(), inner_of(&t.path, &*t.device));
    t.store.begin_rotation(9, &mut t.rng).unwrap();
    let begun = t.rows();
    rotate(&mut t.store, &mut [], 8);
    assert!(t.store.finish_rotation().unwrap());
    let after = t.rows();
    for (row, body) in &before {
        assert_ne!(body[..24], after[row][..24], "row {row}");
        assert_ne!(body[1500..1600], after[row][1500..1600], "row {row}");
    }
    assert!(inner_of(&t.path, &*t.device) == inner);
    assert_eq!((t.store.outer_epoch(), t.store.last_rotation()), (1, 9));
    // Nothing of the recovery area's outer keys is as it was, and all else of it is.
    for kept in 0..4 {
        let at = 32 + 16 + kept * 328;
        assert_eq!(before[&5][at..at + 184], after[&5][at..at + 184]);
        // They are sealed anew at the beginning and at the end.
        assert_ne!(before[&5][at + 184..at + 328], begun[&5][at + 184..at + 328]);
        assert_ne!(begun[&5][at + 184..at + 328], after[&5][at + 184..at + 328]);
    }
}

#[test]
fn two_processes_that_rotate_at_once_finish_one_rotation() {
    for round in 0..4 {
        let mut t = Bench::seeded(64, round);
        fill(&mut t);
        let inner = inner_of(&t.path, &*t.device);
        let (other, _) = t.reopened();
        let begun = Barrier::new(2);
        let work = |mut store: Store, seed: u64| {
            let (begun, path) = (&begun, &t.path);
            move || {
                let mut rng = rng(seed);
                while let Err(error) = store.begin_rotation(seed, &mut rng) {
                    assert!(matches!(error, Error::Busy), "{error:?}");
                }
                begun.wait();
                loop {
                    match store.rotate_some(&mut [], 3, &mut rng) {
                        Ok(Rotation::UnderWay { .. }) | Err(Error::Busy) => {}
                        Ok(_) => break,
                        Err(error) => panic!("{error:?}"),
                    }
                }
                while !store.finish_rotation().unwrap_or(false) {}
                assert!(path.exists());
                store
            }
        };
        let store = t.store;
        let done = std::thread::scope(|scope| {
            let both = [scope.spawn(work(store, 20 + round)), scope.spawn(work(other, 30 + round))];
            both.map(|one| one.join().unwrap())
        });
        for mut store in done {
            assert_eq!(store.outer_epoch(), 1);
            assert_filled(&mut store);
        }
        assert_eq!(t.device.handles().unwrap().len(), 1);
        assert!(inner_of(&t.path, &*t.device) == inner);
    }
}

#[test]
fn the_old_key_is_destroyed_only_when_the_file_alone_opens_with_the_new_one() {
    let mut t = Bench::new(32);
    fill(&mut t);
    let inner = inner_of(&t.path, &*t.device);
    let device = Watching::new(&t);
    let open = || {
        let mut store = Store::open(&t.path, device.clone(), &mut rng(3)).unwrap();
        store.set_busy_timeout(Duration::from_millis(1)).unwrap();
        store
    };
    let mut store = open();
    rotate(&mut store, &mut [], 4);
    // Somebody reads from the log, so it cannot be emptied: neither the end nor an opening destroys anything.
    let reading = reader(&t.path);
    store.cover_commit(&mut rng(5)).unwrap();
    assert!(!store.finish_rotation().unwrap());
    assert_filled(&mut open());
    assert_eq!(device.handles().unwrap().len(), 2);
    drop(reading);
    // The process dies, and the next opening finds the old key.
    drop(store);
    assert_filled(&mut open());
    assert_eq!(device.handles().unwrap().len(), 1);
    // And once more to the end in one process.
    let mut store = open();
    rotate(&mut store, &mut [], 6);
    store.cover_commit(&mut rng(7)).unwrap();
    assert!(store.finish_rotation().unwrap());
    let destroyed = device.destroyed.lock().unwrap();
    assert_eq!(destroyed.len(), 2);
    for image in &*destroyed {
        let folder = folder();
        let path = image.lay(folder.path());
        let device = Arc::new(image.device.image());
        assert_filled(&mut Store::open(&path, device.clone(), &mut rng(8)).unwrap());
        assert!(inner_of(&path, &*device) == inner);
    }
}

#[test]
fn a_commit_between_two_batches_reads_back() {
    let mut t = Bench::new(64);
    fill(&mut t);
    let (mut other, mut other_slot) = t.reopened();
    t.store.begin_rotation(1, &mut t.rng).unwrap();
    for n in 0..200u32 {
        let done = t.store.rotate_some(&mut [&mut t.slot], 1, &mut t.rng).unwrap();
        let (store, slot) =
            if n % 2 == 0 { (&mut t.store, &mut t.slot) } else { (&mut other, &mut other_slot) };
        let mut tx = store.begin(Some(slot)).unwrap();
        tx.slot_put(numbered(3, n), Place::Any, &[n as u8; 200], Class::Urgent).unwrap();
        tx.lobby_put(key(3, 3), Place::Own, &vec![n as u8; 5000]).unwrap();
        tx.commit(&mut t.rng).unwrap();
        // A stranger takes the header at its word; the library would look twice.
        let rows = t.rows();
        let reader = stranger::Stranger::read(&rows[&5], &*t.device).unwrap();
        let (region, slot_key, epoch) = reader.slot(PIN, &*t.device).unwrap();
        let there = reader.records(&rows, region, &slot_key, epoch).expect("every cell opens");
        assert_eq!(there.len(), 3 + n as usize);
        assert!(reader.records(&rows, 4, &reader.lobby_key, reader.lobby_epoch).is_some());
        if done == Rotation::Finished {
            break;
        }
    }
    assert!(t.store.finish_rotation().unwrap());
    let (mut store, slot) = t.reopened();
    assert_eq!(slot.view().list(3).count(), 65);
    assert_filled(&mut store);
}

#[test]
fn a_rotation_asks_the_device_twice_for_header_keys_and_never_for_an_outer_key() {
    let mut t = Bench::new(64);
    fill(&mut t);
    let count = |t: &Bench| (t.device.hmac_calls(), t.device.unwrap_calls());
    let before = count(&t);
    rotate(&mut t.store, &mut [&mut t.slot], 1);
    assert!(t.store.finish_rotation().unwrap());
    assert_eq!(count(&t), (before.0 + 2, before.1));
    // Another process asks once for each key, however many headers it sees.
    let (mut other, _) = t.reopened();
    let before = count(&t);
    t.store.begin_rotation(2, &mut t.rng).unwrap();
    while t.store.rotate_some(&mut [], 4, &mut t.rng).unwrap() != Rotation::Finished {
        other.refresh(None).unwrap();
    }
    other.refresh(None).unwrap();
    assert_eq!(other.outer_epoch(), 2);
    assert_eq!(count(&t), (before.0 + 3, before.1 + 1));
}

#[test]
fn another_process_notices_every_header() {
    let mut t = Bench::new(40);
    fill(&mut t);
    let (mut other, _) = t.reopened();
    let check = |t: &Bench, other: &mut Store, rng: &mut rand_chacha::ChaCha20Rng| {
        other.cover_commit(rng).unwrap();
        let rows = t.rows();
        let reader = stranger::Stranger::read(&rows[&5], &*t.device).unwrap();
        assert!(reader.records(&rows, 4, &reader.lobby_key, reader.lobby_epoch).is_some());
        assert_eq!(other.outer_epoch(), reader.epoch);
        assert_eq!(other.rotation_is_under_way(), reader.next.is_some());
    };
    for epoch in 1..=3 {
        t.store.begin_rotation(epoch, &mut t.rng).unwrap();
        check(&t, &mut other, &mut t.rng.clone());
        assert_eq!(other.last_rotation(), epoch);
        while t.store.rotate_some(&mut [], 0, &mut t.rng).unwrap() != Rotation::Finished {
            check(&t, &mut other, &mut t.rng.clone());
        }
        check(&t, &mut other, &mut t.rng.clone());
        let (old, new) =
            (if epoch % 2 == 1 { PIN } else { "changed 1" }, if epoch % 2 == 1 { "changed 1" } else { PIN });
        t.store.new_pin(&t.slot, &pin(old), &pin(new), &mut t.rng).unwrap();
        assert!(matches!(other.try_pin(&pin(old)), Err(Error::WrongPin)));
        other.try_pin(&pin(new)).unwrap();
        assert!(t.store.finish_rotation().unwrap());
    }
}

#[test]
fn what_another_process_wrote_is_still_told_after_a_batch() {
    let mut t = Bench::new(40);
    fill(&mut t);
    let (mut other, mut other_slot) = t.reopened();
    t.store.begin_rotation(1, &mut t.rng).unwrap();
    t.store.rotate_some(&mut [&mut t.slot], 0, &mut t.rng).unwrap();
    assert!(!t.store.begin(Some(&mut t.slot)).unwrap().changed_elsewhere());
    let mut tx = other.begin(Some(&mut other_slot)).unwrap();
    tx.slot_put(key(7, 7), Place::Any, b"slot", Class::Ordinary).unwrap();
    tx.lobby_put(key(7, 7), Place::Any, b"lobby").unwrap();
    tx.commit(&mut t.rng).unwrap();
    while t.store.rotate_some(&mut [&mut t.slot], 0, &mut t.rng).unwrap() != Rotation::Finished {}
    let tx = t.store.begin(Some(&mut t.slot)).unwrap();
    assert_eq!(tx.changed(), Changed { lobby: true, slot: true });
    assert_eq!(tx.slot_get(key(7, 7)), Some(&b"slot"[..]));
}

#[test]
fn keys_that_were_made_and_not_named_do_not_pile_up() {
    let mut t = Bench::new(16);
    t.store.set_busy_timeout(Duration::from_millis(1)).unwrap();
    let writing = rusqlite::Connection::open(&t.path).unwrap();
    writing.execute_batch("BEGIN IMMEDIATE").unwrap();
    for _ in 0..5 {
        assert!(matches!(t.store.begin_rotation(1, &mut t.rng), Err(Error::Busy)));
    }
    writing.execute_batch("ROLLBACK").unwrap();
    rotate(&mut t.store, &mut [], 2);
    assert!(t.store.finish_rotation().unwrap());
    assert_eq!(t.device.handles().unwrap().len(), 1);
    // Beside a store that was set aside only keys that this one gave up may go.
    fs::write(t.path.with_file_name("data.aside-1"), b"").unwrap();
    let stray = t.device.make().unwrap();
    rotate(&mut t.store, &mut [], 3);
    assert!(t.store.finish_rotation().unwrap());
    assert_eq!(t.device.handles().unwrap().len(), 2);
    assert!(t.device.handles().unwrap().contains(&stray));
}

#[test]
fn what_another_process_does_between_making_a_key_and_naming_it_costs_nothing() {
    let mut t = Bench::new(32);
    fill(&mut t);
    let device = Watching::new(&t);
    let mut store = Store::open(&t.path, device.clone(), &mut rng(3)).unwrap();
    // It begins a rotation of its own: that one is taken up, and the key made for this one goes.
    let mut other = t.open().unwrap();
    *device.meanwhile.lock().unwrap() = Some(Box::new(move || other.begin_rotation(5, &mut rng(4)).unwrap()));
    store.begin_rotation(6, &mut t.rng).unwrap();
    assert_eq!((store.last_rotation(), store.rotation_is_under_way()), (5, true));
    assert_eq!(device.handles().unwrap().len(), 2);
    rotate(&mut store, &mut [], 7);
    assert!(store.finish_rotation().unwrap());
    // It opens the store and tidies up the key that nobody has named yet: another one is made.
    let (path, keys) = (t.path.clone(), t.device.clone());
    *device.meanwhile.lock().unwrap() = Some(Box::new(move || {
        Store::open(&path, keys.clone(), &mut rng(8)).unwrap();
        assert_eq!(keys.handles().unwrap().len(), 1);
    }));
    store.begin_rotation(9, &mut t.rng).unwrap();
    assert_eq!(device.handles().unwrap().len(), 2);
    rotate(&mut store, &mut [], 10);
    assert!(store.finish_rotation().unwrap());
    assert_eq!((store.outer_epoch(), device.handles().unwrap().len()), (2, 1));
    drop(store);
    assert_filled(&mut t.open().unwrap());
}
