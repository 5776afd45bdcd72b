//! Two stores on one file, as two processes have them.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::cast_possible_truncation,
    clippy::print_stderr
)]

mod common;

use std::time::Duration;

use common::*;
use wayhome_vault::*;

#[test]
fn each_store_sees_the_commits_of_the_other_when_it_begins() {
    let mut t = Bench::new(40);
    let (mut other, mut other_slot) = t.reopened();
    t.slot_put(key(1, 1), Place::Any, b"from one");
    t.lobby_put(key(2, 1), Place::Own, &[3; 6000]);
    assert_eq!(other_slot.view().get(key(1, 1)), None);

    let mut tx = other.begin(Some(&mut other_slot)).unwrap();
    assert!(tx.changed_elsewhere());
    assert_eq!(tx.changed(), Changed { lobby: true, slot: true });
    assert_eq!(tx.slot_get(key(1, 1)), Some(&b"from one"[..]));
    assert_eq!(tx.lobby_get(key(2, 1)), Some(&[3; 6000][..]));
    tx.slot_put(key(1, 1), Place::Any, b"from other", Class::Ordinary).unwrap();
    tx.slot_put(key(1, 2), Place::Own, &[4; 9000], Class::Ordinary).unwrap();
    assert!(tx.lobby_delete(key(2, 1)));
    tx.commit(&mut t.rng).unwrap();
    assert!(!other.begin(Some(&mut other_slot)).unwrap().changed_elsewhere());

    assert_eq!(t.store.refresh(Some(&mut t.slot)).unwrap(), Changed { lobby: true, slot: true });
    assert_eq!(t.slot.view().get(key(1, 1)), Some(&b"from other"[..]));
    assert_eq!(t.slot.view().get(key(1, 2)), Some(&[4; 9000][..]));
    assert_eq!(t.store.lobby_view().get(key(2, 1)), None);
}

#[test]
fn a_commit_that_changed_only_outer_layers_is_not_reported_as_a_change() {
    let mut t = Bench::new(24);
    let (mut other, mut other_slot) = t.reopened();
    for _ in 0..10 {
        t.store.cover_commit(&mut t.rng).unwrap();
    }
    t.lobby_put(key(1, 1), Place::Any, b"lobby only");
    let tx = other.begin(Some(&mut other_slot)).unwrap();
    assert_eq!(tx.changed(), Changed { lobby: true, slot: false });
}

#[test]
fn two_stores_taking_turns_lose_nothing() {
    let mut t = Bench::new(40);
    let (mut other, mut other_slot) = t.reopened();
    for n in 0..60 {
        let (store, slot) =
            if n % 3 == 0 { (&mut other, &mut other_slot) } else { (&mut t.store, &mut t.slot) };
        let mut tx = store.begin(Some(slot)).unwrap();
        let so_far = tx.slot_get(key(1, 1)).map_or(0, |value| u32::from_be_bytes(value.try_into().unwrap()));
        assert_eq!(so_far, n);
        tx.slot_put(key(1, 1), Place::Head, &(n + 1).to_be_bytes(), Class::Ordinary).unwrap();
        tx.slot_put(numbered(2, n), Place::Any, &[1; 400], Class::Ordinary).unwrap();
        tx.lobby_put(key(3, 3), Place::Own, &vec![n as u8; 3000 + 100 * n as usize]).unwrap();
        tx.commit(&mut t.rng).unwrap();
    }
    let (store, slot) = t.reopened();
    assert_eq!(slot.view().list(2).count(), 60);
    assert_eq!(store.lobby_view().get(key(3, 3)), Some(&[59; 8900][..]));
}

#[test]
fn a_pin_changed_by_another_store_is_changed_here_too() {
    let mut t = Bench::new(16);
    let (mut other, other_slot) = t.reopened();
    other.new_pin(&other_slot, &pin(PIN), &pin("changed 1"), &mut t.rng).unwrap();
    assert!(matches!(t.store.try_pin(&pin(PIN)), Err(Error::WrongPin)));
    t.store.try_pin(&pin("changed 1")).unwrap();
}

#[test]
fn a_first_slot_made_by_another_store_is_the_only_one() {
    let t = Empty::new(16);
    let (mut one, mut other) = (t.create().unwrap(), {
        let device: std::sync::Arc<dyn DeviceKey> = t.device.clone();
        Store::open(&t.path, device, &mut rng(4)).unwrap()
    });
    one.first_slot(&pin(PIN), &mut rng(5)).unwrap();
    let refused = other.first_slot(&pin("777777"), &mut rng(6));
    assert!(matches!(refused, Err(Error::SlotExists)));
    other.try_pin(&pin(PIN)).unwrap();
}

#[test]
fn two_slots_opened_by_one_store_stay_in_step() {
    let mut t = Bench::new(24);
    let mut twin = t.store.try_pin(&pin(PIN)).unwrap();
    t.slot_put(key(1, 1), Place::Any, b"first");
    let mut tx = t.store.begin(Some(&mut twin)).unwrap();
    assert_eq!(tx.slot_get(key(1, 1)), Some(&b"first"[..]));
    tx.slot_put(key(1, 2), Place::Any, b"second", Class::Ordinary).unwrap();
    tx.commit(&mut t.rng).unwrap();
    let tx = t.store.begin(Some(&mut t.slot)).unwrap();
    assert_eq!(tx.slot_get(key(1, 2)), Some(&b"second"[..]));
}

#[test]
fn a_store_that_another_connection_is_writing_is_busy_and_works_afterwards() {
    let mut t = Bench::new(16);
    let other = rusqlite::Connection::open(&t.path).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    t.store.set_busy_timeout(Duration::from_millis(20)).unwrap();
    assert!(matches!(t.store.begin(Some(&mut t.slot)), Err(Error::Busy)));
    assert!(matches!(t.store.cover_commit(&mut t.rng), Err(Error::Busy)));
    let changed = t.store.new_pin(&t.slot, &pin(PIN), &pin("other1"), &mut t.rng);
    assert!(matches!(changed, Err(Error::Busy)));
    other.execute_batch("ROLLBACK").unwrap();
    t.slot_put(key(1, 1), Place::Any, b"works");
}

#[test]
fn opening_does_not_wait_for_a_writer_and_a_guess_that_cannot_be_counted_is_not_tried() {
    let mut t = Bench::new(16);
    t.slot_put(key(1, 1), Place::Any, b"before");
    let other = rusqlite::Connection::open(&t.path).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    let mut store = t.open().unwrap();
    store.set_busy_timeout(Duration::from_millis(20)).unwrap();
    assert!(matches!(store.try_pin(&pin(PIN)), Err(Error::Busy)));
    other.execute_batch("ROLLBACK").unwrap();
    assert_eq!(store.try_pin(&pin(PIN)).unwrap().view().get(key(1, 1)), Some(&b"before"[..]));
}

#[test]
fn a_checkpoint_that_finds_a_reader_is_no_error_and_the_next_one_empties_the_log() {
    let mut t = Bench::new(16);
    t.store.set_busy_timeout(Duration::from_millis(20)).unwrap();
    let reader = rusqlite::Connection::open(&t.path).unwrap();
    reader.execute_batch("BEGIN; SELECT count(*) FROM blob").unwrap();
    t.slot_put(key(1, 1), Place::Any, b"logged");
    assert!(!t.store.checkpoint().unwrap());
    reader.execute_batch("COMMIT").unwrap();
    assert!(t.store.checkpoint().unwrap());
    let log = t.path.with_file_name("data-wal");
    assert_eq!(std::fs::metadata(log).unwrap().len(), 0);
}
