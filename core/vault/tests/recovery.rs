//! Words open their slot without the device that made it, and nothing tells a box in use from one that is not.

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
use std::time::Duration;

use common::images::*;
use common::stranger::Stranger;
use common::*;
use rand::RngExt as _;
use wayhome_vault::testing::MemoryDeviceKey;
use wayhome_vault::*;

const WORDS: &str = "legal winner thank year wave sausage";
const OTHERS: &str = "letter advice cage absurd amount doctor";

fn work(store: &Store, words: &str) -> RecoveryWork {
    RecoveryWork::derive(&RecoveryWords::parse(words).unwrap(), &store.recovery_terms()).unwrap()
}

fn another_phone() -> Arc<MemoryDeviceKey> {
    Arc::new(MemoryDeviceKey::new(SecurityLevel::TrustedEnvironment, 77))
}

fn recover(path: &Path, words: &RecoveryWork, typed: &str) -> Result<(Store, Arc<MemoryDeviceKey>)> {
    let device = another_phone();
    let pin = pin(typed);
    let store = Store::recover(path, &[(words, &pin)], KdfCost::TestOnly, device.clone(), &mut rng(50))?;
    Ok((store, device))
}

/// A filled store whose slot can be got back, its log emptied.
fn with_words(cells: u16) -> (Bench, RecoveryWork) {
    let mut t = Bench::new(cells);
    fill(&mut t);
    let words = work(&t.store, WORDS);
    t.store.make_recovery(&t.slot, &words, &mut t.rng).unwrap();
    assert!(t.store.checkpoint().unwrap());
    (t, words)
}

/// A copy of the file alone, as it is on disk.
fn copied(data: &[u8], log: &[u8]) -> (tempfile::TempDir, std::path::PathBuf) {
    let folder = folder();
    let image = Image { data: data.to_vec(), log: log.to_vec(), device: (*another_phone()).clone() };
    let path = image.lay(folder.path());
    (folder, path)
}

#[test]
fn without_the_device_key_six_words_open_their_vault_and_no_other() {
    let (t, words) = with_words(32);
    let others = work(&t.store, OTHERS);
    let inner = inner_of(&t.path, &*t.device);
    drop((t.store, t.slot));
    let data = fs::read(&t.path).unwrap();
    assert!(matches!(Store::open(&t.path, another_phone(), &mut rng(1)), Err(Error::NotThisDevice)));
    let (_folder, path) = copied(&data, &[]);
    // Nothing is touched for words that open nothing.
    assert!(matches!(recover(&path, &others, PIN), Err(Error::WrongWords)));
    let pair = (pin(PIN), pin("second 22"));
    for given in [
        [(&words, &pair.0), (&others, &pair.1)].as_slice(),
        [(&words, &pair.0), (&words, &pair.1)].as_slice(),
        [].as_slice(),
    ] {
        let refused = Store::recover(&path, given, KdfCost::TestOnly, another_phone(), &mut rng(2));
        assert!(matches!(refused, Err(Error::WrongWords)), "{refused:?}");
    }
    assert!(fs::read(&path).unwrap() == data);
    assert!(!path.with_file_name("data.new").exists());

    // Typed a little differently, read from the file alone.
    let typed = RecoveryWords::parse("Legal  winner thank YEAR wave sausage ").unwrap();
    let words = RecoveryWork::derive(&typed, &RecoveryTerms::read(&path).unwrap()).unwrap();
    let (mut store, device) = recover(&path, &words, "a new pin").unwrap();
    assert!(matches!(store.try_pin(&pin(PIN)), Err(Error::WrongPin)));
    let slot = store.try_pin(&pin("a new pin")).unwrap();
    store.new_pin(&slot, &pin("a new pin"), &pin(PIN), &mut rng(3)).unwrap();
    assert_filled(&mut store);
    assert!(inner_of(&path, &*device) == inner, "an inner byte changed");
    assert_eq!((store.outer_epoch(), store.erase_after()), (1, 0));
    assert!(matches!(store.first_slot(&pin("777777"), &mut rng(4)), Err(Error::SlotExists)));
    // The old file is there, whole, and opens where it belongs.
    let aside = path.with_file_name("data.aside-1");
    assert!(fs::read(&aside).unwrap() == data);
    assert_filled(&mut Store::open(&aside, t.device.clone(), &mut rng(5)).unwrap());
    // The words go on opening it, on a third phone.
    drop((store, slot));
    let (mut third, _) = recover(&path, &words, PIN).unwrap();
    assert_filled(&mut third);
    rotate(&mut third, &mut [], 6);
    assert!(third.finish_rotation().is_ok());
    assert_filled(&mut third);
}

#[test]
fn words_given_together_open_their_slots_and_leave_the_others_as_they_are() {
    let empty = Empty::new(32);
    let (mut store, mut own) = (empty.create().unwrap(), rng(3));
    let first = store.work_out(&pin(PIN)).unwrap();
    let (slot, [a, b, _]) = store.create_first_slot(&first, &mut own).unwrap();
    let mut made = |ticket: &Ticket, typed: &str| {
        let work = store.work_out(&pin(typed)).unwrap();
        let mut slot = store.create_slot(ticket, &work, LONG, &mut own).unwrap();
        let mut tx = store.begin(Some(&mut slot)).unwrap();
        tx.slot_put(key(4, 4), Place::Any, typed.as_bytes(), Class::Ordinary).unwrap();
        tx.commit(&mut own).unwrap();
        slot
    };
    let (second, third) = (made(&a, "second 22"), made(&b, "third 333"));
    let (words, others) = (work(&store, WORDS), work(&store, OTHERS));
    let Empty { folder, path, device, .. } = empty;
    let mut t = Bench { store, slot, rng: own, path, device, folder };
    fill(&mut t);
    t.store.make_recovery(&t.slot, &words, &mut t.rng).unwrap();
    t.store.make_recovery(&second, &others, &mut t.rng).unwrap();
    // In the middle of a rotation, so that cells lie under two keys.
    t.store.begin_rotation(1, &mut t.rng).unwrap();
    t.store.rotate_some(&mut [], 12, &mut t.rng).unwrap();
    let inner = inner_of(&t.path, &*t.device);
    assert!(t.store.checkpoint().unwrap());
    let data = fs::read(&t.path).unwrap();
    let given = |path: &Path, given: &[(&RecoveryWork, &str)]| {
        let pins: Vec<Pin> = given.iter().map(|(_, typed)| pin(typed)).collect();
        let given: Vec<_> = given.iter().map(|(words, _)| *words).zip(&pins).collect();
        let device = another_phone();
        let store = Store::recover(path, &given, KdfCost::TestOnly, device.clone(), &mut rng(5));
        store.map(|store| (store, device))
    };
    let (_folder, path) = copied(&data, &[]);
    let equal = given(&path, &[(&words, "the same"), (&others, "the same")]);
    assert!(matches!(equal, Err(Error::PinTaken)));
    let (mut store, device) = given(&path, &[(&others, "new 222222"), (&words, PIN)]).unwrap();
    assert_filled(&mut store);
    let found = store.try_pin(&pin("new 222222")).unwrap();
    assert_eq!((found.region(), found.view().get(key(4, 4))), (second.region(), Some(&b"second 22"[..])));
    // Who has no words is not lost but shut: not one inner byte changed.
    for typed in ["second 22", "third 333"] {
        assert!(matches!(store.try_pin(&pin(typed)), Err(Error::WrongPin)));
    }
    assert!(inner_of(&path, &*device) == inner);
    let shut = store.open_exported(&*t.store.export(&third)).unwrap();
    assert_eq!(shut.view().get(key(4, 4)), Some(&b"third 333"[..]));
    // With one of the words only, the other slot is shut, and its words still open it later.
    let (_folder, path) = copied(&data, &[]);
    let (mut store, _) = given(&path, &[(&words, PIN)]).unwrap();
    assert_filled(&mut store);
    assert!(matches!(store.try_pin(&pin("new 222222")), Err(Error::WrongPin)));
    drop(store);
    let (mut store, _) = given(&path, &[(&words, PIN), (&others, "new 222222")]).unwrap();
    assert_filled(&mut store);
    store.try_pin(&pin("new 222222")).unwrap();
}

#[test]
fn five_of_six_words_open_nothing() {
    let (t, _) = with_words(16);
    drop((t.store, t.slot));
    let terms = RecoveryTerms::read(&t.path).unwrap();
    let all: Vec<&str> = WORDS.split(' ').collect();
    for missing in 0..6 {
        let mut some = all.clone();
        some.remove(missing);
        assert!(matches!(RecoveryWords::parse(&some.join(" ")), Err(Error::WeakPin { .. })));
        some.insert(missing, "abandon");
        let guess = RecoveryWork::derive(&RecoveryWords::parse(&some.join(" ")).unwrap(), &terms).unwrap();
        assert!(matches!(recover(&t.path, &guess, PIN), Err(Error::WrongWords)));
    }
    for weak in ["", "legal winner thank year wave", "482913", "a b c d e f"] {
        assert!(matches!(RecoveryWords::parse(weak), Err(Error::WeakPin { .. })));
    }
}

#[test]
fn new_words_end_the_old_ones() {
    let (mut t, old) = with_words(16);
    let new = work(&t.store, OTHERS);
    t.store.make_recovery(&t.slot, &new, &mut t.rng).unwrap();
    drop((t.store, t.slot));
    assert!(matches!(recover(&t.path, &old, PIN), Err(Error::WrongWords)));
    assert_filled(&mut recover(&t.path, &new, PIN).unwrap().0);
}

#[test]
fn words_of_another_store_are_refused_before_anything_is_written() {
    let (mut t, _) = with_words(16);
    let other = Empty::new(16).create_seeded(9).unwrap();
    let before = t.rows();
    let refused = t.store.make_recovery(&t.slot, &work(&other, WORDS), &mut t.rng);
    assert!(matches!(refused, Err(Error::Busy)));
    assert_eq!(t.rows(), before);
}

#[test]
fn a_pin_too_weak_for_the_new_phone_recovers_nothing() {
    let (t, words) = with_words(16);
    drop((t.store, t.slot));
    let data = fs::read(&t.path).unwrap();
    let device = Arc::new(MemoryDeviceKey::new(SecurityLevel::Software, 5));
    let refused =
        Store::recover(&t.path, &[(&words, &pin(PIN))], KdfCost::TestOnly, device.clone(), &mut rng(1));
    assert!(matches!(refused, Err(Error::WeakPin { .. })));
    assert!(fs::read(&t.path).unwrap() == data);
    assert!(device.handles().unwrap().is_empty());
    assert_eq!(fs::read_dir(t.folder.path()).unwrap().count(), 1);
}

/// All points of an area: of each box its public key and two encapsulated keys.
fn points(area: &[u8]) -> Vec<[u8; 32]> {
    let boxes = (0..4).map(|place| &area[16 + place * 328..][..328]);
    boxes.flat_map(|kept| [0, 32, 184].map(|at| kept[at..at + 32].try_into().unwrap())).collect()
}

/// Chi-square over byte values, with 255 degrees of freedom.
fn chi_square(bytes: impl Iterator<Item = u8>) -> f64 {
    let mut counts = [0u64; 256];
    let mut total = 0u64;
    for byte in bytes {
        counts[usize::from(byte)] += 1;
        total += 1;
    }
    let expected = total as f64 / 256.0;
    counts.iter().map(|count| (*count as f64 - expected).powi(2) / expected).sum()
}

#[test]
fn a_box_never_set_cannot_be_told_from_one_that_was() {
    let (mut used, mut unused) = (Vec::new(), Vec::new());
    for seed in 0..12 {
        let mut t = Bench::seeded(8, seed);
        // Every other store was rotated since.
        let words = work(&t.store, WORDS);
        t.store.make_recovery(&t.slot, &words, &mut t.rng).unwrap();
        if seed % 2 == 0 {
            rotate(&mut t.store, &mut [], seed);
        }
        let rows = t.rows();
        assert_eq!(rows[&5][32..1360], rows[&6][32..1360]);
        let area = &rows[&5][32..1360];
        for point in points(area) {
            // A point of the curve and not of its twist, and none of small order.
            let point = curve25519_dalek::MontgomeryPoint(point);
            let edwards = point.to_edwards(0).expect("on the curve");
            assert!(!edwards.is_small_order());
            assert_eq!(edwards.to_montgomery(), point);
        }
        for place in 0..4u8 {
            let kept = area[16 + usize::from(place) * 328..][..328].to_vec();
            if place == t.slot.region() { &mut used } else { &mut unused }.push(kept);
        }
    }
    // The last byte of a point has its highest bit free; all other bytes are spread evenly, in both.
    for boxes in [&used, &unused] {
        let even = |kept: &Vec<u8>| {
            let ends = [31, 63, 215];
            let bytes = kept.iter().enumerate().filter(|(at, _)| !ends.contains(at));
            bytes.map(|(_, byte)| *byte).collect::<Vec<_>>()
        };
        // 400 is far beyond chance.
        let chi = chi_square(boxes.iter().flat_map(even));
        assert!(chi < 400.0, "chi-square {chi}");
        assert!(boxes.iter().all(|kept| [31, 63, 215].iter().all(|at| kept[*at] < 128)));
    }
    assert_eq!((used.len(), unused.len()), (12, 36));
}

/// A rotation in three logs, each with the file that it belongs to: its beginning, its batches, its end.
fn rotation_of(t: &mut Bench) -> [(Vec<u8>, Vec<u8>); 3] {
    t.store.set_busy_timeout(Duration::from_millis(1)).unwrap();
    let reader = |path: &Path| {
        let conn = rusqlite::Connection::open(path).unwrap();
        conn.execute_batch("BEGIN; SELECT count(*) FROM blob").unwrap();
        conn
    };
    let (path, log) = (t.path.clone(), log_of(&t.path));
    let now = || (fs::read(&path).unwrap(), fs::read(&log).unwrap());
    let reading = reader(&path);
    assert!(matches!(t.store.begin_rotation(1, &mut t.rng), Err(Error::Busy)));
    let beginning = now();
    drop(reading);
    t.store.begin_rotation(1, &mut t.rng).unwrap();
    let reading = reader(&path);
    while t.store.rotate_some(&mut [], 4, &mut t.rng).unwrap() != (Rotation::UnderWay { left: 0 }) {}
    let batches = now();
    drop(reading);
    assert!(t.store.checkpoint().unwrap());
    let reading = reader(&path);
    assert_eq!(t.store.rotate_some(&mut [], 4, &mut t.rng).unwrap(), Rotation::Finished);
    let end = now();
    drop(reading);
    assert!(t.store.finish_rotation().unwrap());
    [beginning, batches, end]
}

#[test]
fn words_still_open_after_100_rotations_and_after_a_kill_in_each_step_of_one() {
    let (mut t, words) = with_words(32);
    for seed in 0..99 {
        let mut rng = rng(seed);
        t.store.begin_rotation(seed, &mut rng).unwrap();
        while t.store.rotate_some(&mut [], 32, &mut rng).unwrap() != Rotation::Finished {}
        assert!(t.store.finish_rotation().unwrap());
    }
    let logs = rotation_of(&mut t);
    assert_eq!(t.store.outer_epoch(), 100);
    assert!(t.store.checkpoint().unwrap());
    let ended = fs::read(&t.path).unwrap();
    let mut folding = rng(8);
    let followed = [logs[1].0.clone(), logs[2].0.clone(), ended.clone()];
    for ((data, log), folded) in logs.iter().zip(&followed) {
        for cut in some_of(cuts(log), 13) {
            let (_folder, path) = copied(data, &log[..cut]);
            let recovered = recover(&path, &words, PIN);
            let (mut store, _) = recovered.unwrap_or_else(|error| panic!("log cut to {cut}: {error:?}"));
            assert_filled(&mut store);
        }
        for _ in 0..3 {
            let (_folder, path) = copied(&mixed(data, folded, |_| folding.random()), log);
            assert_filled(&mut recover(&path, &words, PIN).unwrap().0);
        }
    }
    let (_folder, path) = copied(&ended, &[]);
    assert_filled(&mut recover(&path, &words, PIN).unwrap().0);
}

#[test]
fn a_recovery_killed_before_its_copy_has_its_name_can_be_made_again() {
    let (t, words) = with_words(32);
    drop((t.store, t.slot));
    let data = fs::read(&t.path).unwrap();
    // Half a copy lies there.
    let (_folder, path) = copied(&data, &[]);
    fs::write(path.with_file_name("data.new"), &data[..data.len() / 2]).unwrap();
    assert_filled(&mut recover(&path, &words, PIN).unwrap().0);
    // The old file is set aside, with its log or before that, and the copy has no name yet.
    for moved in [true, false] {
        let (_folder, path) = copied(&data, &[]);
        {
            let conn = rusqlite::Connection::open(&path).unwrap();
            conn.execute_batch("PRAGMA wal_autocheckpoint = 0; BEGIN IMMEDIATE; ROLLBACK").unwrap();
        }
        fs::write(path.with_file_name("data.new"), b"").unwrap();
        fs::rename(&path, path.with_file_name("data.aside-1")).unwrap();
        fs::write(path.with_file_name(if moved { "data.aside-1-wal" } else { "data-wal" }), b"").unwrap();
        assert_eq!(RecoveryTerms::read(&path).unwrap(), RecoveryTerms::read(&t.path).unwrap());
        assert_filled(&mut recover(&path, &words, PIN).unwrap().0);
        assert!(fs::read(path.with_file_name("data.aside-1")).unwrap() == data);
        assert!(!path.with_file_name("data.aside-2").exists());
    }
}

#[test]
fn one_damaged_copy_of_the_header_does_not_lock_out_the_words() {
    let (t, _) = with_words(16);
    drop((t.store, t.slot));
    let data = fs::read(&t.path).unwrap();
    for row in [5, 6] {
        let (_folder, path) = copied(&data, &[]);
        let conn = rusqlite::Connection::open(&path).unwrap();
        conn.execute("UPDATE blob SET body = ?2 WHERE id = ?1", (row, vec![9u8; BODY_LEN])).unwrap();
        drop(conn);
        let typed = RecoveryWords::parse(WORDS).unwrap();
        let again = RecoveryWork::derive(&typed, &RecoveryTerms::read(&path).unwrap()).unwrap();
        assert_filled(&mut recover(&path, &again, PIN).unwrap().0);
    }
}

#[test]
fn after_a_wipe_no_words_open_anything() {
    let (mut t, words) = with_words(32);
    let before = fs::read(&t.path).unwrap();
    t.store.quick_wipe(&mut t.rng);
    // At once, as the log says it; and when it is finished; with words worked out before and anew.
    let log = fs::read(log_of(&t.path)).unwrap();
    let (_folder, path) = copied(&before, &log);
    let again = |path: &Path| {
        let typed = RecoveryWords::parse(WORDS).unwrap();
        RecoveryWork::derive(&typed, &RecoveryTerms::read(path).unwrap()).unwrap()
    };
    let marked = again(&path);
    for words in [&words, &marked] {
        assert!(matches!(recover(&path, words, PIN), Err(Error::WrongWords)));
    }
    t.store.finish_wipe(&mut t.rng).unwrap();
    drop(t.store);
    let wiped = again(&t.path);
    for words in [&words, &marked, &wiped] {
        assert!(matches!(recover(&t.path, words, PIN), Err(Error::WrongWords)));
    }
    // What was copied off the phone before still opens: the words are the only thing that stands before it.
    let (_folder, path) = copied(&before, &[]);
    assert_filled(&mut recover(&path, &words, PIN).unwrap().0);
}

#[test]
fn a_stranger_recovers_from_the_specification() {
    let (mut t, _) = with_words(32);
    for rotated in [false, true] {
        if rotated {
            rotate(&mut t.store, &mut [], 4);
        }
        let rows = t.rows();
        for row in [5, 6] {
            let (reader, (region, key, epoch)) = Stranger::recover(&rows[&row], WORDS).unwrap();
            assert_eq!((region, reader.cells), (t.slot.region(), 32));
            let records = reader.records(&rows, region, &key, epoch).expect("every cell opens");
            assert!(records.values().any(|value| value == b"slot record"));
            assert_eq!(records.len(), 2);
            let lobby = reader.records(&rows, 4, &reader.lobby_key, reader.lobby_epoch).unwrap();
            assert!(lobby.values().any(|value| value == b"lobby record"));
            assert!(Stranger::recover(&rows[&row], OTHERS).is_none());
        }
    }
}
