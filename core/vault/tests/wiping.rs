//! After a wipe nothing opens anything, whatever was killed when, and what is left looks like a new store.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::cast_possible_truncation,
    clippy::print_stderr
)]

mod common;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use common::images::*;
use common::stranger::{Rows, SlotKey, Stranger};
use common::*;
use rand::RngExt as _;
use wayhome_vault::testing::{MemoryDeviceKey, counted};
use wayhome_vault::*;
use zeroize::Zeroizing;

/// What somebody knew who had the phone open before the wipe.
struct Before {
    rows: Rows,
    reader: Stranger,
    slot: SlotKey,
}

fn before(t: &Bench) -> Before {
    let rows = t.rows();
    let reader = Stranger::read(&rows[&5], &*t.device).unwrap();
    let slot = reader.slot(PIN, &*t.device).unwrap();
    Before { rows, reader, slot }
}

impl Before {
    /// Not even who knew every key finds a cell that is left.
    fn finds_nothing(&self, path: &Path, what: &str) {
        let after = rows(path);
        for (row, body) in &after {
            assert_ne!(*body, self.rows[row], "{what}: row {row} is as it was");
        }
        for index in 0..self.reader.cells {
            let (region, key, epoch) = &self.slot;
            assert!(self.reader.cell(&after, *region, index, key, *epoch).is_none(), "{what}");
            let lobby = (&self.reader.lobby_key, self.reader.lobby_epoch);
            assert!(self.reader.cell(&after, 4, index, lobby.0, lobby.1).is_none(), "{what}");
        }
    }
}

/// A new store works here, and the old PIN is one of nobody's.
fn assert_as_new(store: &mut Store, device: &MemoryDeviceKey, what: &str) {
    store.verify().unwrap();
    assert_eq!(store.lobby_view().list(2).count(), 0, "{what}");
    assert_eq!(store.outer_epoch(), 0, "{what}");
    assert_eq!(store.erase_after(), 0, "{what}");
    assert_eq!(device.handles().unwrap().len(), 1, "{what}");
    assert!(matches!(store.try_pin(&pin(PIN)), Err(Error::WrongPin)), "{what}");
    let mut slot = store.first_slot(&pin(PIN), &mut rng(31)).unwrap();
    assert_eq!(slot.view().list(1).count(), 0, "{what}");
    let mut tx = store.begin(Some(&mut slot)).unwrap();
    tx.slot_put(key(1, 1), Place::Any, b"a new life", Class::Ordinary).unwrap();
    tx.lobby_put(key(2, 1), Place::Any, b"a new life").unwrap();
    tx.commit(&mut rng(32)).unwrap();
    assert_eq!(store.try_pin(&pin(PIN)).unwrap().view().get(key(1, 1)), Some(&b"a new life"[..]), "{what}");
}

#[test]
fn after_a_wipe_no_pin_opens_anything_and_the_store_is_as_new() {
    let mut t = Bench::new(24);
    fill(&mut t);
    let known = before(&t);
    let (wiped, counts) = counted(|| t.store.quick_wipe(&mut t.rng));
    assert_eq!(wiped, Wiped { keys_destroyed: true, marked: true, overwritten: false });
    // One commit of the two header rows stands between the call and the end of the keys, and no question to the MAC key.
    assert_eq!((counts.committed, counts.written, counts.macs, counts.streamed), (1, 2, 0, 0));
    assert!(t.device.handles().unwrap().is_empty());
    // Nothing works from here on, with whatever was still in memory.
    assert_eq!(t.store.lobby_view().list(2).count(), 0);
    assert!(matches!(t.store.begin(Some(&mut t.slot)), Err(Error::Wiped)));
    assert!(matches!(t.store.refresh(None), Err(Error::Wiped)));
    assert!(matches!(t.store.try_pin(&pin(PIN)), Err(Error::Wiped)));
    assert!(matches!(t.store.first_slot(&pin(PIN), &mut t.rng), Err(Error::SlotExists | Error::Wiped)));
    assert!(matches!(t.store.cover_commit(&mut t.rng), Err(Error::Wiped)));
    assert!(matches!(t.store.begin_rotation(1, &mut t.rng), Err(Error::Wiped)));
    assert!(matches!(t.store.rotate_some(&mut [], 0, &mut t.rng), Err(Error::Wiped)));
    assert!(matches!(t.store.finish_rotation(), Err(Error::Wiped)));
    let refused = t.store.new_pin(&t.slot, &pin(PIN), &pin("other1"), &mut t.rng);
    assert!(matches!(refused, Err(Error::Wiped)));

    let done = t.store.finish_wipe(&mut t.rng).unwrap();
    assert_eq!(done, Wiped { keys_destroyed: true, marked: true, overwritten: true });
    assert_eq!(fs::metadata(log_of(&t.path)).unwrap().len(), 0);
    known.finds_nothing(&t.path, "finished");
    // The slot of before belongs to another store.
    assert!(matches!(t.store.begin(Some(&mut t.slot)), Err(Error::Bug { .. })));
    assert!(matches!(t.store.finish_wipe(&mut t.rng), Err(Error::Bug { .. })));
    assert_as_new(&mut t.store, &t.device, "in the process that wiped it");
    drop(t.store);
    let mut store = Store::open(&t.path, t.device.clone(), &mut t.rng).unwrap();
    assert_eq!(store.try_pin(&pin(PIN)).unwrap().view().get(key(1, 1)), Some(&b"a new life"[..]));
}

#[test]
fn a_wiped_store_looks_unused() {
    let outside = |path: &Path| {
        let mut bytes = fs::read(path).unwrap();
        for body in rows(path).values() {
            let at = bytes.windows(BODY_LEN).position(|window| window == body.as_slice()).unwrap();
            bytes.drain(at..at + BODY_LEN);
        }
        bytes
    };
    let unused = Empty::new(24);
    assert!(unused.create().unwrap().checkpoint().unwrap());
    let mut t = Bench::new(24);
    fill(&mut t);
    rotate(&mut t.store, &mut [], 4);
    t.store.quick_wipe(&mut t.rng);
    t.store.finish_wipe(&mut t.rng).unwrap();
    assert_eq!(fs::metadata(&t.path).unwrap().len(), fs::metadata(&unused.path).unwrap().len());
    assert!(outside(&t.path) == outside(&unused.path), "bytes outside the bodies differ");
    let names = |path: &Path| {
        let mut all: Vec<_> = fs::read_dir(path).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        all.sort();
        all
    };
    drop((t.store, t.slot));
    assert_eq!(names(t.folder.path()), names(unused.folder.path()));
    // With the device key too: every field of the header is that of a store in which nothing was made.
    let header = |path: &Path, device: &dyn DeviceKey| Stranger::read(&rows(path)[&5], device).unwrap();
    let (wiped, new) = (header(&t.path, &*t.device), header(&unused.path, &*unused.device));
    let shape = |reader: &Stranger| {
        (reader.cells, reader.epoch, reader.cursor, reader.next.is_none(), reader.wrong_pins, reader.flags)
    };
    assert_eq!(shape(&wiped), shape(&new));
    assert_eq!(shape(&wiped), (24, 0, 65_535, true, 0, 0));
}

/// A device key that remembers what it had, and how long the log was, after each key that was made or destroyed.
struct Recorder {
    device: MemoryDeviceKey,
    path: std::path::PathBuf,
    states: Mutex<Vec<(usize, MemoryDeviceKey)>>,
}

impl Recorder {
    fn note(&self) {
        let log = fs::metadata(log_of(&self.path)).map_or(0, |found| found.len() as usize);
        self.states.lock().unwrap().push((log, self.device.image()));
    }
}

impl DeviceKey for Recorder {
    fn level(&self) -> SecurityLevel {
        self.device.level()
    }

    fn make(&self) -> Result<HandleId, DeviceKeyError> {
        let made = self.device.make();
        self.note();
        made
    }

    fn handles(&self) -> Result<Vec<HandleId>, DeviceKeyError> {
        self.device.handles()
    }

    fn hmac(&self, data: &[u8]) -> Result<[u8; 32], DeviceKeyError> {
        self.device.hmac(data)
    }

    fn wrap(&self, handle: HandleId, key: &[u8; 32]) -> Result<Vec<u8>, DeviceKeyError> {
        self.device.wrap(handle, key)
    }

    fn unwrap(&self, handle: HandleId, wrapped: &[u8]) -> Result<Zeroizing<Vec<u8>>, DeviceKeyError> {
        self.device.unwrap(handle, wrapped)
    }

    fn destroy(&self, handle: HandleId) -> Result<(), DeviceKeyError> {
        let done = self.device.destroy(handle);
        self.note();
        done
    }
}

/// A whole wipe: the file before it, the log of all of it, and what the device had when.
struct Recorded {
    known: Before,
    data: Vec<u8>,
    log: Vec<u8>,
    /// The file with all of the log in it.
    folded: Vec<u8>,
    states: Vec<(usize, MemoryDeviceKey)>,
}

fn record(rotating: bool) -> Recorded {
    let mut t = Bench::new(24);
    fill(&mut t);
    if rotating {
        t.store.begin_rotation(1, &mut t.rng).unwrap();
        t.store.rotate_some(&mut [], 10, &mut t.rng).unwrap();
        assert!(t.store.checkpoint().unwrap());
    }
    let known = before(&t);
    let data = fs::read(&t.path).unwrap();
    let device = Arc::new(Recorder {
        states: Mutex::new(vec![(0, t.device.image())]),
        device: (*t.device).clone(),
        path: t.path.clone(),
    });
    let mut store = Store::open(&t.path, device.clone(), &mut t.rng).unwrap();
    store.set_busy_timeout(Duration::from_millis(1)).unwrap();
    // Somebody reads the state before it, so that all of it stays in the log.
    let reading = rusqlite::Connection::open(&t.path).unwrap();
    reading.execute_batch("BEGIN; SELECT count(*) FROM blob").unwrap();
    assert!(store.quick_wipe(&mut t.rng).keys_destroyed);
    assert!(!store.finish_wipe(&mut t.rng).unwrap().overwritten, "the log could not be emptied");
    let log = fs::read(log_of(&t.path)).unwrap();
    assert_eq!(fs::read(&t.path).unwrap(), data);
    drop(reading);
    assert!(store.checkpoint().unwrap());
    let states = std::mem::take(&mut *device.states.lock().unwrap());
    // Two keys with a rotation under way, else one, and then the new one.
    assert_eq!(states.len(), if rotating { 4 } else { 3 });
    Recorded { known, data, log, folded: fs::read(&t.path).unwrap(), states }
}

/// Opens what a phone that stopped has. Says whether it was wiped.
fn resume(image: &Image, known: &Before, marked: bool, what: &str) {
    let folder = folder();
    let path = image.lay(folder.path());
    let device = image.device.image();
    let opened = Store::open(&path, Arc::new(device.clone()), &mut rng(5));
    let mut store = opened.unwrap_or_else(|error| panic!("{what}: {error:?}"));
    if !marked {
        assert_filled(&mut store);
        return;
    }
    assert!(store.checkpoint().unwrap());
    known.finds_nothing(&path, what);
    assert_as_new(&mut store, &device, what);
}

#[test]
fn a_wipe_killed_at_any_write_is_finished_at_the_next_start() {
    for rotating in [false, true] {
        let all = record(rotating);
        let marked_at = 32 + 2 * (24 + PAGE);
        let mut folding = rng(12);
        for cut in some_of(cuts(&all.log), 29) {
            // What the device had when the log was as long as this, and what it has just after.
            let then = all.states.iter().rposition(|(log, _)| *log <= cut).unwrap();
            let first = all.states.iter().position(|(log, _)| *log == all.states[then].0).unwrap();
            let first = if cut > all.states[then].0 { then } else { first.saturating_sub(1) };
            for (nth, (_, device)) in all.states.iter().enumerate().take(then + 1).skip(first) {
                let image =
                    Image { data: all.data.clone(), log: all.log[..cut].to_vec(), device: device.clone() };
                let what = format!("log cut to {cut}, device as after {nth} changes, rotating {rotating}");
                resume(&image, &all.known, cut >= marked_at, &what);
            }
        }
        // Killed while the log was being moved into the file.
        let (_, last) = all.states.last().unwrap();
        for _ in 0..6 {
            let data = mixed(&all.data, &all.folded, |_| folding.random());
            let image = Image { data, log: all.log.clone(), device: last.clone() };
            resume(&image, &all.known, true, "log being moved");
        }
        let image = Image { data: all.folded.clone(), log: Vec::new(), device: last.clone() };
        resume(&image, &all.known, true, "log moved");
    }
}

#[test]
fn without_its_log_a_wiped_store_is_damaged_or_made_anew_but_never_opens() {
    let all = record(true);
    for (nth, (_, device)) in all.states.iter().enumerate().skip(1) {
        let folder = folder();
        let image = Image { data: all.data.clone(), log: Vec::new(), device: device.clone() };
        let path = image.lay(folder.path());
        let opened = Store::open(&path, Arc::new(device.image()), &mut rng(5));
        assert!(matches!(opened, Err(Error::Damaged { .. })), "{nth}: {opened:?}");
        assert!(fs::read(&path).unwrap() == all.data, "a file that is damaged is left as it is");
    }
    // Moved into the file as far as the header's first copy, and then lost.
    let copies = rows_of(&all.data);
    let pages: Vec<usize> = (0..all.data.len() / PAGE)
        .filter(|page| {
            let body = &all.data[page * PAGE..(page + 1) * PAGE];
            [5, 6].iter().any(|row| body.windows(BODY_LEN).any(|window| window == copies[row].as_slice()))
        })
        .collect();
    assert_eq!(pages.len(), 2);
    let marked = folded_to(&all, 32 + 2 * (24 + PAGE));
    for page in pages {
        let data = mixed(&all.data, &marked, |at| at == page);
        let image = Image { data, log: Vec::new(), device: all.states[2].1.clone() };
        resume(&image, &all.known, true, "one copy of the header is marked");
    }
}

fn rows_of(data: &[u8]) -> BTreeMap<i64, Vec<u8>> {
    let folder = folder();
    let path = folder.path().join("data");
    fs::write(&path, data).unwrap();
    rows(&path)
}

/// The file with the first part of the log in it.
fn folded_to(all: &Recorded, cut: usize) -> Vec<u8> {
    let folder = folder();
    let device = all.states[0].1.clone();
    let path = Image { data: all.data.clone(), log: all.log[..cut].to_vec(), device }.lay(folder.path());
    let conn = rusqlite::Connection::open(&path).unwrap();
    conn.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(())).unwrap();
    drop(conn);
    fs::read(&path).unwrap()
}

#[test]
fn the_keys_are_destroyed_even_if_the_header_cannot_be_written() {
    let mut t = Bench::new(24);
    fill(&mut t);
    let known = before(&t);
    let writing = rusqlite::Connection::open(&t.path).unwrap();
    writing.execute_batch("BEGIN IMMEDIATE").unwrap();
    assert!(t.store.quick_wipe(&mut t.rng).keys_destroyed);
    assert!(t.device.handles().unwrap().is_empty());
    // Until it can be marked it is damaged, and nobody takes it for a new one.
    let data = fs::read(&t.path).unwrap();
    let opened = Store::open(&t.path, t.device.clone(), &mut t.rng);
    assert!(matches!(opened, Err(Error::Damaged { .. })), "{opened:?}");
    t.store.set_busy_timeout(Duration::from_millis(1)).unwrap();
    assert!(matches!(t.store.finish_wipe(&mut t.rng), Err(Error::Busy)));
    assert!(t.device.handles().unwrap().is_empty(), "a key that was made in vain is left");
    assert!(fs::read(&t.path).unwrap() == data);
    writing.execute_batch("ROLLBACK").unwrap();
    t.store.finish_wipe(&mut t.rng).unwrap();
    assert!(t.store.checkpoint().unwrap());
    known.finds_nothing(&t.path, "after the writer went away");
    assert_as_new(&mut t.store, &t.device, "after the writer went away");
}

#[test]
fn another_process_drops_its_keys_and_writes_nothing_more() {
    let mut t = Bench::new(24);
    fill(&mut t);
    let (mut other, mut other_slot) = t.reopened();
    t.store.quick_wipe(&mut t.rng);
    let mut tells = |other: &mut Store, path: &Path| {
        let before = rows(path);
        assert!(matches!(other.begin(Some(&mut other_slot)), Err(Error::Wiped)));
        assert!(matches!(other.begin(None), Err(Error::Wiped)));
        assert!(matches!(other.cover_commit(&mut rng(1)), Err(Error::Wiped)));
        assert!(matches!(other.begin_rotation(1, &mut rng(1)), Err(Error::Wiped)));
        assert_eq!(other.lobby_view().list(2).count(), 0);
        assert_eq!(rows(path), before);
    };
    tells(&mut other, &t.path);
    t.store.finish_wipe(&mut t.rng).unwrap();
    // Now a store lies there that it knows nothing of.
    tells(&mut other, &t.path);
    let (mut third, mut fourth) = (t.open().unwrap(), t.open().unwrap());
    tells(&mut other, &t.path);
    let slot = third.first_slot(&pin(PIN), &mut t.rng).unwrap();
    drop(slot);
    fourth.try_pin(&pin(PIN)).unwrap();
    // It must not finish what another one has finished, nor take its keys away.
    assert!(matches!(other.finish_wipe(&mut t.rng), Err(Error::Busy)));
    fourth.try_pin(&pin(PIN)).unwrap();
    assert_eq!(t.device.handles().unwrap().len(), 1);
}

#[test]
fn two_processes_that_finish_a_wipe_at_once_leave_one_new_store() {
    for round in 0..4 {
        let mut t = Bench::seeded(24, round);
        fill(&mut t);
        let known = before(&t);
        t.store.quick_wipe(&mut t.rng);
        let barrier = Arc::new(std::sync::Barrier::new(2));
        let ran: Vec<_> = (0..2)
            .map(|n| {
                let (path, device, barrier) = (t.path.clone(), t.device.clone(), barrier.clone());
                std::thread::spawn(move || {
                    barrier.wait();
                    Store::open(&path, device, &mut rng(40 + n)).map(drop)
                })
            })
            .collect();
        let done: Vec<_> = ran.into_iter().map(|one| one.join().unwrap()).collect();
        assert!(done.iter().all(|one| matches!(one, Ok(()) | Err(Error::Busy))), "{done:?}");
        let mut store = t.open().unwrap();
        assert!(store.checkpoint().unwrap());
        known.finds_nothing(&t.path, "two at once");
        assert_as_new(&mut store, &t.device, "two at once");
    }
}

#[test]
fn as_many_wrong_pins_as_allowed_wipe_the_store_and_a_right_one_in_time_does_not() {
    assert!([0, 1, 4, 51, 255].iter().all(|count| EraseAfter::wrong_pins(*count).is_none()));
    let after = EraseAfter::wrong_pins(5).unwrap();
    let mut t = Bench::new(24);
    fill(&mut t);
    let known = before(&t);
    let (right, wrong) = (t.store.work_out(&pin(PIN)).unwrap(), t.store.work_out(&pin("000000")).unwrap());
    assert!(matches!(
        t.store.set_erase_after(&t.slot, &wrong, after, LONG, &mut t.rng),
        Err(Error::WrongPin)
    ));
    assert_eq!(t.store.erase_after(), 0);
    t.store.set_erase_after(&t.slot, &right, after, LONG, &mut t.rng).unwrap();
    let (mut other, _) = t.reopened();
    assert_eq!(other.erase_after(), 5);
    for _ in 0..3 {
        for _ in 0..4 {
            assert!(matches!(t.store.unlock(&wrong, LONG, &mut t.rng), Err(Error::WrongPin)));
        }
        // The fifth one is right.
        t.store.unlock(&right, LONG, &mut t.rng).unwrap();
    }
    for n in 0..4 {
        let store = if n % 2 == 0 { &mut t.store } else { &mut other };
        assert!(matches!(store.unlock(&wrong, LONG, &mut t.rng), Err(Error::WrongPin)));
    }
    assert!(matches!(t.store.unlock(&wrong, LONG, &mut t.rng), Err(Error::Wiped)));
    assert!(t.store.checkpoint().unwrap());
    known.finds_nothing(&t.path, "too many wrong PINs");
    assert_as_new(&mut t.store, &t.device, "too many wrong PINs");
    assert!(matches!(other.begin(None), Err(Error::Wiped)));
    // Never again, unless it is set again.
    for _ in 0..12 {
        assert!(matches!(t.store.unlock(&wrong, LONG, &mut t.rng), Err(Error::WrongPin)));
    }
}

#[test]
fn wrong_pins_from_before_it_was_switched_on_do_not_count_towards_a_wipe() {
    let mut t = Bench::new(24);
    for _ in 0..7 {
        t.store.try_pin(&pin("000000")).unwrap_err();
    }
    t.erase_after_five();
    for _ in 0..4 {
        assert!(matches!(t.store.try_pin(&pin("000000")), Err(Error::WrongPin)));
    }
    assert!(matches!(t.store.try_pin(&pin("000000")), Err(Error::Wiped)));
}

#[test]
fn killed_at_the_last_guess_the_store_opens_with_the_right_pin_and_is_wiped_by_the_next_wrong_one() {
    let mut t = Bench::new(24);
    fill(&mut t);
    t.erase_after_five();
    for _ in 0..4 {
        t.store.try_pin(&pin("000000")).unwrap_err();
    }
    // The fifth one, killed between its count and its answer.
    let image = counted_only(&t.path, &t.device, PIN);
    for typed in [PIN, "000000"] {
        let folder = folder();
        let path = image.lay(folder.path());
        let device = image.device.image();
        let mut store = Store::open(&path, Arc::new(device.clone()), &mut t.rng).unwrap();
        match store.try_pin(&pin(typed)) {
            Ok(slot) => assert!(typed == PIN && slot.view().get(key(1, 1)).is_some()),
            told => {
                assert!(typed != PIN && matches!(told, Err(Error::Wiped)), "{typed}: {told:?}");
                assert_as_new(&mut store, &device, "killed at the last guess");
            }
        }
    }
}

#[test]
fn changing_a_pin_is_a_guess_that_may_be_the_last() {
    let mut t = Bench::new(24);
    t.erase_after_five();
    for _ in 0..4 {
        let refused = t.store.new_pin(&t.slot, &pin("000000"), &pin("new pin 1"), &mut t.rng);
        assert!(matches!(refused, Err(Error::WrongPin)));
    }
    let refused = t.store.new_pin(&t.slot, &pin("000000"), &pin("new pin 1"), &mut t.rng);
    assert!(matches!(refused, Err(Error::Wiped)));
    assert_as_new(&mut t.store, &t.device, "changing a PIN");
}
