//! What somebody sees who compares two copies of the store, or counts bytes on the line: check-in, SOS and all clear
//! look the same.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use rand::RngExt as _;
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::SeedableRng;
use rusqlite::{Connection, OpenFlags};
use wayhome::{Pin, SecurityLevel};
use wayhome_tests::network::Exchange;
use wayhome_tests::world::Family;
use wayhome_tests::{MINUTE, World};

use crate::added_vault::{add, shown_pin};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    CheckIn,
    Sos,
    AllClear,
}

/// The rows of a store: id and the first bytes of the body, which are a fresh nonce at each sealing.
fn rows(store: &Path) -> BTreeMap<i64, Vec<u8>> {
    let connection = Connection::open_with_flags(store, OpenFlags::SQLITE_OPEN_READ_ONLY).unwrap();
    let mut select = connection.prepare("SELECT id, substr(body, 1, 24) FROM blob").unwrap();
    let rows = select.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap();
    rows.map(Result::unwrap).collect()
}

#[derive(Debug, PartialEq, Eq)]
struct Seen {
    rows_at_acceptance: usize,
    indices: usize,
    log_bytes: u64,
    /// What goes over the line, and what has been written to the store by then.
    line: Vec<Exchange>,
}

fn accept(world: &World, family: &Family, kind: Kind) {
    let vault = world[family.asha].vault();
    match kind {
        Kind::CheckIn => {
            let draft = wayhome::CheckInDraft::new(wayhome::CheckInState::Ok);
            vault.check_in(&draft).unwrap();
        }
        Kind::Sos => drop(vault.raise_sos(&wayhome::SosDraft::default()).unwrap()),
        Kind::AllClear => drop(vault.all_clear(vault.open_sos().unwrap()[0]).unwrap()),
    }
}

fn changed(before: &BTreeMap<i64, Vec<u8>>, after: &BTreeMap<i64, Vec<u8>>) -> Vec<i64> {
    assert_eq!(before.len(), after.len(), "the store has the same rows");
    after.iter().filter(|(id, body)| before[*id] != **body).map(|(id, _)| *id).collect()
}

fn look(world: &mut World, family: &Family, kind: Kind, online: bool) -> Seen {
    let store = world[family.asha].store();
    let log = store.with_file_name("data-wal");
    if online {
        world[family.asha].link.restore();
    } else {
        world[family.asha].link.cut();
    }
    let before = rows(&store);
    let log_before = std::fs::metadata(&log).map_or(0, |found| found.len());
    accept(world, family, kind);
    let log_bytes = std::fs::metadata(&log).unwrap().len() - log_before;
    let after = rows(&store);
    let touched = changed(&before, &after);
    let mut by_index: BTreeMap<i64, BTreeSet<i64>> = BTreeMap::new();
    for id in &touched {
        by_index.entry(id / 8).or_default().insert(id % 8);
    }
    for regions in by_index.values() {
        assert_eq!(regions.len(), 5, "the same cells in every region");
    }
    world[family.asha].link.take_trace();
    world[family.asha].link.watch_log(log);
    world.sync(family.asha);
    let line = world[family.asha].link.take_trace();
    Seen { rows_at_acceptance: touched.len(), indices: by_index.len(), log_bytes, line }
}

/// How many worlds are compared: 60, or as many as `WAYHOME_TRACE_PAIRS` says.
fn pairs() -> u64 {
    let asked = std::env::var("WAYHOME_TRACE_PAIRS").ok();
    asked.map_or(60, |number| number.parse().unwrap())
}

#[test]
fn check_in_sos_and_all_clear_leave_the_same_trace_on_disk_and_line() {
    let mut sizes: BTreeMap<usize, usize> = BTreeMap::new();
    for seed in 1..=pairs() {
        let mut rng = ChaCha20Rng::seed_from_u64(seed);
        let (mut world, family) = World::family(seed);
        let asha = family.asha;
        // The contacts are away, so that nothing but the message itself is on the line.
        world.sos(asha, "an open one");
        world.settle();
        for contact in [family.ben, family.chandra] {
            world[contact].link.cut();
        }
        for number in 0..rng.random_range(0..6) {
            world.check_in(asha, &format!("earlier {number}"));
            world.run_for(rng.random_range(1..50) * MINUTE);
        }
        world.sync(asha);
        let online = seed % 2 == 0;
        let store = world.store_bytes(asha);
        let relay = world.relay.backup();
        let mut seen = Vec::new();
        for kind in [Kind::CheckIn, Kind::Sos, Kind::AllClear] {
            world.put_back(asha, &store);
            world.relay.restore(&relay);
            seen.push(look(&mut world, &family, kind, online));
        }
        *sizes.entry(seen[0].indices).or_default() += 1;
        assert_eq!(seen[0], seen[1], "seed {seed}: check-in and SOS");
        assert_eq!(seen[0], seen[2], "seed {seed}: check-in and all clear");
    }
    assert!(sizes.keys().all(|indices| indices % 4 == 0), "{sizes:?}");
    let all = sizes.values().sum::<usize>();
    eprintln!("{all} worlds: cells touched by an accepted message, and how often: {sizes:?}");
}

/// The bytes that an attempt to open the store by a PIN adds to the log, and whether it opens one.
fn opening(world: &World, family: &Family, typed: &Pin) -> (u64, bool) {
    let log = world[family.asha].store().with_file_name("data-wal");
    let length = || std::fs::metadata(&log).map_or(0, |found| found.len());
    let before = length();
    let opened = world[family.asha].app().unlock(typed);
    (length() - before, opened.is_ok())
}

#[test]
fn a_further_vault_leaves_the_same_trace_as_the_main_one_when_opened_and_used() {
    for seed in 1..=pairs().div_ceil(4) {
        let (mut world, family) = World::family(seed);
        let asha = family.asha;
        let pins = [wayhome_tests::template::pin(&world[asha].profile), shown_pin()];
        add(&mut world, asha);
        for pin in &pins {
            world.person(asha).unlock_other(pin);
            world.sos(asha, "an open one");
            world.settle();
            world.person(asha).lock();
        }
        for contact in [family.ben, family.chandra] {
            world[contact].link.cut();
        }
        // What either has to catch up with, it has; and long enough for an opening to be told again.
        for online in [true, false] {
            for pin in &pins {
                world.person(asha).unlock_other(pin);
                if online {
                    world.sync(asha);
                }
                world.person(asha).lock();
            }
            world[asha].link.cut();
        }
        world.run_for((20 + seed % 40) * MINUTE);
        world.person(asha).start();
        let (store, relay) = (world.store_bytes(asha), world.relay.backup());
        let mut seen = Vec::new();
        let mut opened = Vec::new();
        for pin in &pins {
            world.put_back(asha, &store);
            world.relay.restore(&relay);
            opened.push(opening(&world, &family, pin));
            for kind in [Kind::CheckIn, Kind::Sos, Kind::AllClear] {
                world.person(asha).stop();
                world.put_back(asha, &store);
                world.relay.restore(&relay);
                world[asha].link.restore();
                world.person(asha).unlock_other(pin);
                world.sync(asha);
                seen.push(look(&mut world, &family, kind, seed % 2 == 0));
                world.person(asha).lock();
            }
        }
        assert!(seen.iter().all(|one| *one == seen[0]), "seed {seed}: {seen:#?}");
        assert_eq!(opened[0], opened[1], "seed {seed}: opening");
        world.put_back(asha, &store);
        let wrong = Pin::parse("118822", SecurityLevel::TrustedEnvironment).unwrap();
        assert_eq!(opening(&world, &family, &wrong), (opened[0].0, false), "seed {seed}: a wrong PIN");
    }
}

#[test]
fn this_comparison_can_fail() {
    let (mut world, family) = World::family(99);
    let asha = family.asha;
    let store = world.store_bytes(asha);
    let short = look(&mut world, &family, Kind::CheckIn, true);
    world.put_back(asha, &store);
    let before = rows(&world[asha].store());
    let long = wayhome::CheckInDraft::new(wayhome::CheckInState::Ok).with_note("x".repeat(2_000));
    world[asha].vault().check_in(&long).unwrap();
    let touched = changed(&before, &rows(&world[asha].store())).len();
    assert!(touched > short.rows_at_acceptance, "a long note touches more cells: {touched}");
}
