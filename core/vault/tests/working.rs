//! A store does what it is for: records are put, found, listed, deleted, and are there again after reopening.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::cast_possible_truncation,
    clippy::print_stderr
)]

mod common;

use common::*;
use wayhome_vault::*;

#[test]
fn a_record_is_there_after_the_store_was_closed_and_opened_again() {
    let mut t = Bench::new(40);
    t.slot_put(key(1, 1), Place::Any, b"one");
    t.lobby_put(key(2, 2), Place::Head, b"two");
    let (store, slot) = t.reopened();
    assert_eq!(slot.view().get(key(1, 1)), Some(&b"one"[..]));
    assert_eq!(store.lobby_view().get(key(2, 2)), Some(&b"two"[..]));
    assert_eq!(slot.view().get(key(2, 2)), None);
    assert_eq!(store.lobby_view().get(key(1, 1)), None);
}

#[test]
fn the_lobby_opens_without_any_pin() {
    let mut t = Bench::new(24);
    t.lobby_put(key(9, 9), Place::Any, b"lobby");
    let store = t.open().unwrap();
    assert_eq!(store.lobby_view().get(key(9, 9)), Some(&b"lobby"[..]));
}

#[test]
fn a_wrong_pin_opens_nothing_and_asks_the_device_as_often_as_the_right_one() {
    let mut t = Bench::new(24);
    let before = t.device.hmac_calls();
    assert!(matches!(t.store.try_pin(&pin("000000")), Err(Error::WrongPin)));
    let wrong = t.device.hmac_calls() - before;
    t.store.try_pin(&pin(PIN)).unwrap();
    assert_eq!(t.device.hmac_calls() - before - wrong, wrong);
}

#[test]
fn a_store_without_slots_refuses_every_pin() {
    let t = Empty::new(16);
    let mut store = t.create().unwrap();
    assert!(matches!(store.try_pin(&pin(PIN)), Err(Error::WrongPin)));
}

#[test]
fn only_one_first_slot_can_be_made_even_after_reopening() {
    let mut t = Bench::new(16);
    assert!(matches!(t.store.first_slot(&pin("999999"), &mut t.rng), Err(Error::SlotExists)));
    let mut store = t.open().unwrap();
    assert!(matches!(store.first_slot(&pin("999999"), &mut t.rng), Err(Error::SlotExists)));
}

#[test]
fn first_slots_of_different_stores_lie_in_different_regions() {
    let regions: std::collections::BTreeSet<u8> =
        (0..24).map(|seed| Bench::seeded(8, seed).slot.region()).collect();
    assert_eq!(regions.into_iter().collect::<Vec<_>>(), [0, 1, 2, 3]);
}

#[test]
fn after_a_pin_change_only_the_new_pin_opens_and_the_records_are_the_same() {
    let mut t = Bench::new(24);
    t.slot_put(key(1, 1), Place::Any, b"kept");
    let (old, new) = (pin(PIN), pin("new pin 77"));
    let refused = t.store.new_pin(&t.slot, &pin("123123"), &new, &mut t.rng);
    assert!(matches!(refused, Err(Error::WrongPin)));
    assert!(matches!(t.store.try_pin(&new), Err(Error::WrongPin)));
    t.store.new_pin(&t.slot, &old, &new, &mut t.rng).unwrap();
    assert!(matches!(t.store.try_pin(&old), Err(Error::WrongPin)));
    let mut store = t.open().unwrap();
    assert!(matches!(store.try_pin(&old), Err(Error::WrongPin)));
    assert_eq!(store.try_pin(&new).unwrap().view().get(key(1, 1)), Some(&b"kept"[..]));
}

#[test]
fn a_transaction_that_is_dropped_changes_nothing_in_memory_or_on_disk() {
    let mut t = Bench::new(24);
    t.slot_put(key(1, 1), Place::Any, b"old");
    let before = t.rows();
    let mut tx = t.store.begin(Some(&mut t.slot)).unwrap();
    tx.slot_put(key(1, 1), Place::Any, b"new", Class::Ordinary).unwrap();
    tx.slot_put(key(1, 2), Place::Own, b"more", Class::Ordinary).unwrap();
    tx.lobby_put(key(1, 3), Place::Head, b"more").unwrap();
    assert_eq!(tx.slot_get(key(1, 1)), Some(&b"new"[..]));
    drop(tx);
    assert_eq!(t.slot.view().get(key(1, 1)), Some(&b"old"[..]));
    assert_eq!(t.slot.view().get(key(1, 2)), None);
    assert_eq!(t.store.lobby_view().get(key(1, 3)), None);
    assert_eq!(t.rows(), before);
}

#[test]
fn a_transaction_reads_its_own_writes_in_order() {
    let mut t = Bench::new(24);
    t.slot_put(key(1, 1), Place::Any, b"a");
    t.slot_put(key(1, 3), Place::Any, b"c");
    t.slot_put(key(2, 0), Place::Any, b"other kind");
    let mut tx = t.store.begin(Some(&mut t.slot)).unwrap();
    tx.slot_put(key(1, 2), Place::Any, b"b", Class::Ordinary).unwrap();
    assert!(tx.slot_delete(key(1, 1)));
    assert!(!tx.slot_delete(key(1, 1)));
    assert!(!tx.slot_delete(key(1, 7)));
    let listed: Vec<_> = tx.slot_list(1).map(|(key, value)| (key.id[15], value.to_vec())).collect();
    assert_eq!(listed, [(2, b"b".to_vec()), (3, b"c".to_vec())]);
    tx.commit(&mut t.rng).unwrap();
    let listed: Vec<_> = t.slot.view().list(1).map(|(key, _)| key.id[15]).collect();
    assert_eq!(listed, [2, 3]);
}

#[test]
fn a_commit_without_changes_writes_nothing() {
    let mut t = Bench::new(16);
    let before = t.rows();
    let done = t.store.begin(Some(&mut t.slot)).unwrap().commit(&mut t.rng).unwrap();
    assert!(done.indices.is_empty());
    assert_eq!(t.rows(), before);
}

#[test]
fn a_slot_of_another_store_is_refused() {
    let mut one = Bench::new(16);
    let mut other = Bench::seeded(16, 99);
    assert!(matches!(one.store.begin(Some(&mut other.slot)), Err(Error::Bug { .. })));
    one.slot_put(key(1, 1), Place::Any, b"still works");
}

#[test]
fn a_record_longer_than_the_format_allows_is_refused_before_anything_is_written() {
    let mut t = Bench::new(16);
    let long = vec![0; MAX_RECORD_LEN + 1];
    let mut tx = t.store.begin(Some(&mut t.slot)).unwrap();
    assert!(matches!(tx.slot_put(key(1, 1), Place::Any, &long, Class::Urgent), Err(Error::TooLarge { .. })));
    assert!(tx.commit(&mut t.rng).unwrap().indices.is_empty());
}

#[test]
fn the_longest_record_survives_reopening() {
    let mut t = Bench::new(700);
    let long: Vec<u8> = (0..MAX_RECORD_LEN).map(|i| (i % 251) as u8).collect();
    t.slot_put(key(1, 1), Place::Any, &long);
    let (_, slot) = t.reopened();
    assert!(slot.view().get(key(1, 1)) == Some(long.as_slice()));
}

#[test]
fn a_store_can_be_moved_to_another_thread() {
    fn sendable<T: Send>(_: &T) {}
    let t = Bench::new(8);
    sendable(&t.store);
    sendable(&t.slot);
}

#[test]
fn the_real_pin_cost_opens_what_it_made() {
    let t = Empty::new(8);
    let mut rng = rng(5);
    for cost in [KdfCost::Floor, KdfCost::Standard] {
        let path = t.path.with_extension(format!("{cost:?}"));
        let device = std::sync::Arc::new(testing::MemoryDeviceKey::new(SecurityLevel::SecureElement, 3));
        let mut store = Store::create(&path, StoreSize::Cells(8), cost, device, &mut rng).unwrap();
        store.first_slot(&pin(PIN), &mut rng).unwrap();
        store.try_pin(&pin(PIN)).unwrap();
        assert!(matches!(store.try_pin(&pin("654321")), Err(Error::WrongPin)));
    }
}

#[test]
fn a_transaction_that_was_forgotten_counts_as_dropped() {
    let mut t = Bench::new(16);
    let mut tx = t.store.begin(Some(&mut t.slot)).unwrap();
    tx.slot_put(key(1, 1), Place::Any, b"forgotten", Class::Ordinary).unwrap();
    std::mem::forget(tx);
    t.slot_put(key(1, 2), Place::Any, b"kept");
    let (_, slot) = t.reopened();
    assert_eq!(slot.view().get(key(1, 1)), None);
    assert_eq!(slot.view().get(key(1, 2)), Some(&b"kept"[..]));
}
