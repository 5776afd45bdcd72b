//! Further slots: made by a ticket, beside others that nobody opened, without a trace in any of them.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::cast_possible_truncation,
    clippy::print_stderr
)]

mod common;

use std::collections::BTreeSet;
use std::fs;
use std::sync::Arc;
use std::time::Duration;

use common::images::*;
use common::stranger::Stranger;
use common::*;
use rand::RngExt as _;
use wayhome_vault::*;

const SECOND: &str = "second 22";

/// A store with one slot, filled, and the rights to the other three.
fn first(cells: u16, seed: u64) -> (Bench, [Ticket; 3]) {
    let empty = Empty::new(cells);
    let mut rng = rng(seed.wrapping_add(1000));
    let mut store = empty.create_seeded(seed).unwrap();
    let work = store.work_out(&pin(PIN)).unwrap();
    let (slot, tickets) = store.create_first_slot(&work, &mut rng).unwrap();
    let Empty { folder, path, device, .. } = empty;
    let mut t = Bench { store, slot, rng, path, device, folder };
    fill(&mut t);
    (t, tickets)
}

fn make(store: &mut Store, ticket: &Ticket, typed: &str, seed: u64) -> Result<Slot> {
    let work = store.work_out(&pin(typed)).unwrap();
    store.create_slot(ticket, &work, LONG, &mut rng(seed))
}

fn reader(t: &Bench) -> Stranger {
    Stranger::read(&t.rows()[&5], &*t.device).unwrap()
}

#[test]
fn tickets_name_every_other_region_and_keyslot_once_and_in_any_order() {
    let mut pairs = BTreeSet::new();
    for seed in 0..40 {
        let t = Empty::new(8);
        let mut store = t.create_seeded(seed).unwrap();
        let work = store.work_out(&pin(PIN)).unwrap();
        let (slot, tickets) = store.create_first_slot(&work, &mut rng(seed + 500)).unwrap();
        let named: Vec<(u8, u8)> = tickets.iter().map(|one| (one.encode()[1], one.encode()[2])).collect();
        let regions: BTreeSet<u8> = named.iter().map(|one| one.0).chain([slot.region()]).collect();
        let places: BTreeSet<u8> = named.iter().map(|one| one.1).collect();
        assert_eq!((regions.len(), places.len()), (4, 3));
        pairs.extend(named);
    }
    assert_eq!(pairs.len(), 16, "some region never gets some keyslot");
}

#[test]
fn a_new_slot_leaves_every_inner_byte_of_all_others() {
    let (mut t, tickets) = first(24, 1);
    let mut slots = Vec::new();
    for (n, ticket) in (0..).zip(&tickets) {
        let (before, outside) = (inner_of(&t.path, &*t.device), t.rows());
        let slot = make(&mut t.store, ticket, &format!("another {n}"), n).unwrap();
        assert_eq!(slot.view().list(1).count(), 0);
        let (after, rows) = (inner_of(&t.path, &*t.device), t.rows());
        for (row, inner) in &before {
            assert_ne!(outside[row], rows[row], "row {row} keeps its outer layer");
            let own = row % 8 == i64::from(slot.region());
            assert_eq!(*inner == after[row], !own, "row {row}");
        }
        slots.push(slot);
    }
    // Each has its own records, also after all were opened anew.
    for (n, slot) in (0..).zip(&mut slots) {
        let mut tx = t.store.begin(Some(slot)).unwrap();
        tx.slot_put(key(4, 4), Place::Any, &[n; 50], Class::Ordinary).unwrap();
        tx.commit(&mut t.rng).unwrap();
    }
    let mut store = t.open().unwrap();
    assert_filled(&mut store);
    let mut regions = BTreeSet::from([t.slot.region()]);
    for n in 0..3 {
        let slot = store.try_pin(&pin(&format!("another {n}"))).unwrap();
        assert_eq!(slot.view().get(key(4, 4)), Some(&[n; 50][..]));
        assert_eq!(slot.view().list(1).count(), 0);
        regions.insert(slot.region());
    }
    assert_eq!(regions.len(), 4);
}

#[test]
fn a_ticket_used_twice_is_refused_also_from_another_vaults_copy() {
    let (mut t, tickets) = first(16, 2);
    // Two vaults keep the same one; each reads it from its record.
    let kept = tickets[1].encode();
    let (one, copy) = (Ticket::decode(&*kept).unwrap(), Ticket::decode(&*kept).unwrap());
    make(&mut t.store, &one, SECOND, 1).unwrap();
    let rows = t.rows();
    let mut other = t.open().unwrap();
    for ticket in [&one, &copy] {
        for store in [&mut t.store, &mut other] {
            assert!(matches!(make(store, ticket, "third 333", 2), Err(Error::NoSpace)));
        }
    }
    assert_eq!(t.rows(), rows);
    // Another process that has not looked since the ticket was used.
    let mut late = t.open().unwrap();
    make(&mut t.store, &tickets[0], "third 333", 3).unwrap();
    assert!(matches!(make(&mut late, &tickets[0], "fourth 44", 4), Err(Error::NoSpace)));
    late.try_pin(&pin("third 333")).unwrap();
    // After a wipe none is good for anything.
    t.store.quick_wipe(&mut t.rng);
    t.store.finish_wipe(&mut t.rng).unwrap();
    assert!(matches!(make(&mut t.store, &tickets[2], "fourth 44", 5), Err(Error::NoSpace)));
}

#[test]
fn bytes_that_are_no_ticket_are_refused() {
    let (_t, tickets) = first(16, 3);
    let good = tickets[0].encode();
    assert!(Ticket::decode(&*good).unwrap() == tickets[0]);
    assert_eq!(good.len(), 34);
    assert!(Ticket::decode(&good[1..]).is_none() && Ticket::decode(&[]).is_none());
    assert!(Ticket::decode(&[&good[..], &[0]].concat()).is_none());
    for (at, wrong) in [(0, 0), (0, 2), (1, 4), (1, 255), (2, 4)] {
        let mut bad = good.to_vec();
        bad[at] = wrong;
        assert!(Ticket::decode(&bad).is_none());
    }
}

#[test]
fn no_header_write_changes_the_noise_of_a_place_that_nobody_used() {
    let (mut t, tickets) = first(16, 4);
    let places: Vec<usize> = tickets.iter().map(|ticket| usize::from(ticket.encode()[2])).collect();
    let noise = |t: &Bench, from: usize| -> Vec<Vec<u8>> {
        places[from..].iter().map(|place| reader(t).keyslots[*place].clone()).collect()
    };
    let before = noise(&t, 0);
    t.store.try_pin(&pin("000000")).unwrap_err();
    t.store.try_pin(&pin(PIN)).unwrap();
    rotate(&mut t.store, &mut [], 5);
    assert!(t.store.finish_rotation().unwrap());
    t.store.new_pin(&t.slot, &pin(PIN), &pin("other one"), &mut t.rng).unwrap();
    let right = t.store.work_out(&pin("other one")).unwrap();
    let never = EraseAfter::NEVER;
    t.store.set_erase_after(&t.slot, &right, never, LONG, &mut t.rng).unwrap();
    let words = RecoveryWords::parse("legal winner thank year wave sausage").unwrap();
    let words = RecoveryWork::derive(&words, &t.store.recovery_terms()).unwrap();
    t.store.make_recovery(&t.slot, &words, &mut t.rng).unwrap();
    assert_eq!(noise(&t, 0), before);
    // Also a damaged copy that is written anew.
    let conn = rusqlite::Connection::open(&t.path).unwrap();
    conn.execute("UPDATE blob SET body = ?1 WHERE id = 5", [vec![9u8; BODY_LEN]]).unwrap();
    drop(conn);
    let mut store = t.open().unwrap();
    assert_eq!(noise(&t, 0), before);
    make(&mut store, &tickets[0], SECOND, 6).unwrap();
    assert_eq!(noise(&t, 1), before[1..]);
    make(&mut store, &tickets[2], "third 333", 7).unwrap();
    make(&mut store, &tickets[1], "fourth 44", 8).unwrap();
}

#[test]
fn slot_creation_killed_at_any_write_leaves_the_old_store_or_the_new_one() {
    let (mut t, tickets) = first(24, 5);
    t.store.set_busy_timeout(Duration::from_millis(1)).unwrap();
    assert!(t.store.checkpoint().unwrap());
    let (data, device) = (fs::read(&t.path).unwrap(), t.device.image());
    let reading = rusqlite::Connection::open(&t.path).unwrap();
    reading.execute_batch("BEGIN; SELECT count(*) FROM blob").unwrap();
    let slot = make(&mut t.store, &tickets[0], SECOND, 1).unwrap();
    let log = fs::read(log_of(&t.path)).unwrap();
    drop((reading, slot));
    assert!(t.store.checkpoint().unwrap());
    let folded = fs::read(&t.path).unwrap();

    let check = |image: &Image, whole: bool, what: &str| {
        let folder = folder();
        let path = image.lay(folder.path());
        let device = Arc::new(image.device.image());
        let mut store = Store::open(&path, device, &mut rng(5)).unwrap();
        assert_filled(&mut store);
        match store.try_pin(&pin(SECOND)) {
            Ok(slot) => {
                assert!(whole, "{what}");
                assert_eq!(slot.view().list(1).count(), 0);
                assert!(matches!(make(&mut store, &tickets[0], "third 333", 6), Err(Error::NoSpace)));
            }
            Err(Error::WrongPin) => {
                assert!(!whole, "{what}");
                make(&mut store, &tickets[0], SECOND, 6).unwrap();
                store.try_pin(&pin(SECOND)).unwrap();
            }
            Err(error) => panic!("{what}: {error:?}"),
        }
        assert_filled(&mut store);
        store.verify().unwrap();
    };
    let ends = cuts(&log);
    let last = ends[ends.len() - 2];
    for cut in some_of(ends, 17) {
        let image = Image { data: data.clone(), log: log[..cut].to_vec(), device: device.image() };
        check(&image, cut >= last, &format!("log cut to {cut}"));
    }
    let mut folding = rng(9);
    for _ in 0..4 {
        let data = mixed(&data, &folded, |_| folding.random());
        check(&Image { data, log: log.clone(), device: device.image() }, true, "log being moved");
    }
    check(&Image { data: folded, log: Vec::new(), device }, true, "log moved");
}

#[test]
fn a_pin_that_opens_another_slot_is_refused_and_counted_whether_the_caller_has_that_slot_or_not() {
    let (mut t, tickets) = first(16, 6);
    let mut second = make(&mut t.store, &tickets[0], SECOND, 1).unwrap();
    let rows = t.rows();
    // The caller's own PIN, and one of a slot that is shut.
    for (n, typed) in (1..).zip([PIN, SECOND]) {
        let mut store = t.open().unwrap();
        assert!(matches!(make(&mut store, &tickets[1], typed, 2), Err(Error::PinTaken)));
        assert_eq!(reader(&t).wrong_pins, n);
    }
    assert!(matches!(t.store.new_pin(&second, &pin(SECOND), &pin(PIN), &mut t.rng), Err(Error::PinTaken)));
    assert_eq!(reader(&t).wrong_pins, 3);
    let changed = rows.iter().filter(|(row, body)| t.rows()[row] != **body).count();
    assert_eq!(changed, 2, "only the header was written");
    for _ in 0..2 {
        assert!(matches!(make(&mut t.store, &tickets[1], PIN, 3), Err(Error::PinTaken)));
    }
    let free = t.store.work_out(&pin("third 333")).unwrap();
    let refused = t.store.create_slot(&tickets[1], &free, Duration::from_secs(20), &mut t.rng);
    assert!(matches!(refused, Err(Error::RetryLater { after }) if after == Duration::from_secs(10)));
    t.store.create_slot(&tickets[1], &free, Duration::from_secs(30), &mut t.rng).unwrap();
    t.store.refresh(Some(&mut second)).unwrap();
    assert_filled(&mut t.store);
    t.store.try_pin(&pin(SECOND)).unwrap();
}

#[test]
fn a_rotation_under_way_is_ended_before_a_slot_is_made() {
    let (mut t, tickets) = first(24, 7);
    t.store.begin_rotation(1, &mut t.rng).unwrap();
    t.store.rotate_some(&mut [], 5, &mut t.rng).unwrap();
    let mut other = t.open().unwrap();
    make(&mut other, &tickets[0], SECOND, 1).unwrap();
    assert_eq!((other.outer_epoch(), other.rotation_is_under_way()), (1, false));
    assert_eq!(t.device.handles().unwrap().len(), 1);
    assert_filled(&mut t.store);
    t.store.try_pin(&pin(SECOND)).unwrap();
}

#[test]
fn an_exported_key_opens_its_slot_without_its_pin() {
    let (mut t, tickets) = first(16, 8);
    let slot = make(&mut t.store, &tickets[0], SECOND, 1).unwrap();
    let exported = t.store.export(&slot);
    assert_eq!((exported.len(), exported[32]), (37, slot.region()));
    t.store.new_pin(&slot, &pin(SECOND), &pin("other one"), &mut t.rng).unwrap();
    rotate(&mut t.store, &mut [], 2);
    drop(slot);
    let mut store = t.open().unwrap();
    let mut shut = store.open_exported(&*exported).unwrap();
    let mut tx = store.begin(Some(&mut shut)).unwrap();
    tx.slot_put(key(4, 4), Place::Any, b"written while it is shut", Class::Ordinary).unwrap();
    tx.commit(&mut t.rng).unwrap();
    let found = store.try_pin(&pin("other one")).unwrap();
    assert_eq!(found.view().get(key(4, 4)), Some(&b"written while it is shut"[..]));
    assert_filled(&mut store);
    // Bytes that are no key, or not this one.
    let mut region = exported.to_vec();
    region[32] = t.slot.region();
    let mut epoch = exported.to_vec();
    epoch[36] ^= 1;
    let mut other = exported.to_vec();
    other[0] ^= 1;
    let mut lobby = exported.to_vec();
    lobby[32] = 4;
    for bad in [&region[..], &epoch, &other, &lobby, &exported[1..], &[]] {
        assert!(matches!(store.open_exported(bad), Err(Error::Damaged { .. })));
    }
    store.quick_wipe(&mut t.rng);
    store.finish_wipe(&mut t.rng).unwrap();
    assert!(matches!(store.open_exported(&*exported), Err(Error::Damaged { .. })));
}

#[test]
fn several_slots_are_written_in_one_commit_with_the_same_indices() {
    let (mut t, tickets) = first(32, 9);
    let mut second = make(&mut t.store, &tickets[0], SECOND, 1).unwrap();
    let mut third = make(&mut t.store, &tickets[1], "third 333", 2).unwrap();
    let (before, inner) = (t.rows(), inner_of(&t.path, &*t.device));
    let mut tx = t.store.begin_with([&mut t.slot, &mut second, &mut third]).unwrap();
    tx.lobby_put(key(5, 0), Place::Any, b"lobby").unwrap();
    tx.slot_put(key(5, 1), Place::Own, &[1; 5000], Class::Ordinary).unwrap();
    tx.slot_put_in(1, key(5, 1), Place::Head, b"second", Class::Ordinary).unwrap();
    tx.slot_put_in(2, key(5, 1), Place::Own, &[3; 9000], Class::Urgent).unwrap();
    tx.slot_put_in(2, key(5, 2), Place::Any, b"gone", Class::Urgent).unwrap();
    assert!(tx.slot_delete_in(2, key(5, 2)) && !tx.slot_delete_in(1, key(5, 2)));
    let nobody = tx.slot_put_in(3, key(5, 1), Place::Any, b"", Class::Ordinary);
    assert!(matches!(nobody, Err(Error::Bug { .. })));
    assert_eq!(tx.slot_get(key(1, 1)), Some(&b"slot record"[..]));
    assert_eq!(tx.slot_get_in(1, key(5, 1)), Some(&b"second"[..]));
    assert_eq!(tx.slot_list_in(2, 5).count(), 1);
    assert_eq!((tx.slot_get_in(3, key(5, 1)), tx.slot_list_in(3, 5).count()), (None, 0));
    let done = tx.commit(&mut t.rng).unwrap();
    let (after, changed) = (t.rows(), inner_of(&t.path, &*t.device));
    let written: BTreeSet<i64> = before.keys().copied().filter(|row| before[row] != after[row]).collect();
    let expected: BTreeSet<i64> = done
        .indices
        .iter()
        .flat_map(|index| (0..5).map(move |region| i64::from(*index) * 8 + region))
        .collect();
    assert_eq!(written, expected);
    assert!(done.indices.len().is_multiple_of(4));
    let shut = tickets[2].encode()[1];
    assert!(inner.iter().all(|(row, old)| row % 8 != i64::from(shut) || changed[row] == *old));
    // Nothing has to be read again, and all is there.
    let ((), counts) = testing::counted(|| {
        drop(t.store.begin_with([&mut t.slot, &mut second, &mut third]).unwrap());
    });
    assert_eq!(counts.read, 0);
    let mut store = t.open().unwrap();
    assert_filled(&mut store);
    for (typed, value) in [(PIN, &[1; 5000][..]), (SECOND, b"second"), ("third 333", &[3; 9000])] {
        assert!(store.try_pin(&pin(typed)).unwrap().view().get(key(5, 1)) == Some(value), "{typed}");
    }
    // Dropped, it changes nothing.
    let rows = t.rows();
    let mut tx = t.store.begin_with([&mut second, &mut third]).unwrap();
    tx.slot_put_in(1, key(6, 6), Place::Any, b"never", Class::Ordinary).unwrap();
    drop(tx);
    assert_eq!(t.rows(), rows);
    let mut twin = t.store.try_pin(&pin(SECOND)).unwrap();
    let refused = t.store.begin_with([&mut second, &mut twin]).map(drop);
    assert!(matches!(refused, Err(Error::Bug { .. })));
}

#[test]
fn a_full_slot_among_several_refuses_the_commit_of_all() {
    let (mut t, tickets) = first(16, 10);
    let mut second = make(&mut t.store, &tickets[0], SECOND, 1).unwrap();
    let mut tx = t.store.begin_with([&mut t.slot, &mut second]).unwrap();
    tx.slot_put(key(5, 1), Place::Any, b"small", Class::Ordinary).unwrap();
    let refused = tx.slot_put_in(1, key(5, 1), Place::Own, &[1; 70_000], Class::Ordinary);
    assert!(matches!(refused, Err(Error::NoSpace)));
    tx.slot_put_in(1, key(5, 2), Place::Any, b"small too", Class::Ordinary).unwrap();
    tx.commit(&mut t.rng).unwrap();
    assert_eq!(second.view().get(key(5, 2)), Some(&b"small too"[..]));
    assert_eq!(second.view().get(key(5, 1)), None);
}
