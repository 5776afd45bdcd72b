//! Records share cells, keep their cells, give them back, and are refused when there is no room for them.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::cast_possible_truncation,
    clippy::print_stderr
)]

mod common;

use common::stranger::Stranger;
use common::*;
use wayhome_vault::*;

#[test]
fn small_records_share_a_cell_and_a_full_one_is_followed_by_the_next() {
    let mut t = Bench::new(40);
    let free = t.store.free_cells(&t.slot);
    for n in 0..38 {
        t.slot_put(key(1, n), Place::Any, &[n; 80]);
    }
    assert_eq!(t.store.free_cells(&t.slot), free - 1);
    t.slot_put(key(1, 38), Place::Any, &[1; 3900]);
    assert_eq!(t.store.free_cells(&t.slot), free - 2);
}

#[test]
fn a_value_one_byte_too_long_for_a_shared_cell_gets_cells_of_its_own() {
    let mut t = Bench::new(40);
    for (n, len, cells) in [(1, 3953, 1), (2, 3954, 2), (3, 7882, 2), (4, 7883, 3), (5, 0, 0)] {
        let free = t.store.free_cells(&t.slot);
        t.slot_put(key(1, n), Place::Any, &vec![n; len]);
        let used = free - t.store.free_cells(&t.slot);
        // The empty value shares a cell; there is none with room yet, so it begins one.
        assert_eq!(used, if len == 0 { 1 } else { cells }, "length {len}");
    }
    let (_, slot) = t.reopened();
    for (n, len) in [(1, 3953), (2, 3954), (3, 7882), (4, 7883), (5, 0)] {
        assert_eq!(slot.view().get(key(1, n)), Some(vec![n; len].as_slice()));
    }
}

#[test]
fn an_own_record_shares_its_cell_with_nobody() {
    let mut t = Bench::new(40);
    let free = t.store.free_cells(&t.slot);
    t.slot_put(key(1, 1), Place::Own, b"x");
    t.slot_put(key(1, 2), Place::Own, b"y");
    t.slot_put(key(1, 3), Place::Any, b"z");
    assert_eq!(t.store.free_cells(&t.slot), free - 3);
}

#[test]
fn overwriting_keeps_the_cells_of_a_record_while_it_fits() {
    let mut t = Bench::new(60);
    // Every cell but the record's own may appear once by chance as a filler, so the common ones are looked for.
    let mut common: Option<std::collections::BTreeSet<u16>> = None;
    for n in 0..30 {
        let done = t.slot_put(key(1, 1), Place::Own, &[n; 6000]);
        let indices = done.indices.into_iter().filter(|index| *index != 0).collect();
        common = Some(match common {
            None => indices,
            Some(before) => before.intersection(&indices).copied().collect(),
        });
    }
    assert_eq!(common.unwrap().len(), 2);
    let free = t.store.free_cells(&t.slot);
    t.slot_put(key(1, 1), Place::Own, &[1; 9000]);
    assert_eq!(t.store.free_cells(&t.slot), free - 1);
    t.slot_put(key(1, 1), Place::Own, &[1; 100]);
    assert_eq!(t.store.free_cells(&t.slot), free + 1);
    t.slot_put(key(1, 1), Place::Any, &[1; 100]);
    t.slot_put(key(1, 2), Place::Any, &[1; 100]);
    assert_eq!(t.store.free_cells(&t.slot), free + 1);
}

#[test]
fn deleting_gives_the_cells_back_and_the_old_bytes_are_gone() {
    let mut t = Bench::new(40);
    let free = t.store.free_cells(&t.slot);
    t.slot_put(key(1, 1), Place::Any, b"to be deleted");
    t.slot_put(key(1, 2), Place::Any, &[7; 9000]);
    let mut tx = t.store.begin(Some(&mut t.slot)).unwrap();
    assert!(tx.slot_delete(key(1, 1)) && tx.slot_delete(key(1, 2)));
    tx.commit(&mut t.rng).unwrap();
    assert_eq!(t.store.free_cells(&t.slot), free);
    let rows = t.rows();
    let reader = Stranger::read(&rows[&5], &*t.device).unwrap();
    let (region, slot_key, epoch) = reader.slot(PIN, &*t.device).unwrap();
    for index in 0..40 {
        let plain = reader.cell(&rows, region, index, &slot_key, epoch).unwrap();
        assert!(!plain.windows(13).any(|bytes| bytes == b"to be deleted" || bytes == [7; 13]));
    }
}

#[test]
fn a_full_head_refuses_and_the_transaction_goes_on() {
    let mut t = Bench::new(24);
    t.slot_put(key(1, 1), Place::Head, &[1; 2000]);
    let mut tx = t.store.begin(Some(&mut t.slot)).unwrap();
    assert!(matches!(tx.slot_put(key(1, 2), Place::Head, &[2; 2000], Class::Urgent), Err(Error::HeadFull)));
    assert!(matches!(tx.slot_put(key(1, 1), Place::Head, &[2; 3954], Class::Urgent), Err(Error::HeadFull)));
    assert_eq!(tx.slot_get(key(1, 1)), Some(&[1; 2000][..]));
    assert_eq!(tx.slot_get(key(1, 2)), None);
    tx.slot_put(key(1, 2), Place::Head, &[2; 1900], Class::Ordinary).unwrap();
    tx.commit(&mut t.rng).unwrap();
    let (_, slot) = t.reopened();
    assert_eq!(slot.view().get(key(1, 1)), Some(&[1; 2000][..]));
    assert_eq!(slot.view().get(key(1, 2)), Some(&[2; 1900][..]));
}

#[test]
fn a_record_moves_between_head_and_body() {
    let mut t = Bench::new(24);
    for place in [Place::Any, Place::Head, Place::Own, Place::Head, Place::Any] {
        t.slot_put(key(1, 1), place, b"moving");
        let (_, slot) = t.reopened();
        assert_eq!(slot.view().list(1).count(), 1);
        assert_eq!(slot.view().get(key(1, 1)), Some(&b"moving"[..]));
    }
}

#[test]
fn ordinary_records_leave_the_reserve_and_urgent_ones_use_it_up() {
    let mut t = Bench::new(40);
    let reserve = t.store.reserve();
    assert_eq!(reserve, 10);
    let mut n = 0;
    loop {
        match t.try_slot_put(numbered(1, n), Place::Own, b"ordinary", Class::Ordinary) {
            Ok(_) => n += 1,
            Err(error) => {
                assert!(matches!(error, Error::NoSpace));
                break;
            }
        }
    }
    assert_eq!(t.store.free_cells(&t.slot), reserve);
    for urgent in 0..10 {
        t.try_slot_put(numbered(2, urgent), Place::Own, b"urgent", Class::Urgent).unwrap();
    }
    let full = t.try_slot_put(numbered(2, 99), Place::Own, b"urgent", Class::Urgent);
    assert!(matches!(full, Err(Error::NoSpace)));
    assert_eq!(t.store.free_cells(&t.slot), 0);
    // What is there can still be written over and deleted.
    t.slot_put(numbered(1, 0), Place::Own, b"changed");
    let mut tx = t.store.begin(Some(&mut t.slot)).unwrap();
    assert!(tx.slot_delete(numbered(2, 0)));
    tx.commit(&mut t.rng).unwrap();
    let (_, slot) = t.reopened();
    assert_eq!(slot.view().list(1).count(), n as usize);
    assert_eq!(slot.view().list(2).count(), 9);
}

#[test]
fn an_urgent_record_is_never_refused_because_of_ordinary_ones_in_the_same_transaction() {
    let mut t = Bench::new(40);
    let mut tx = t.store.begin(Some(&mut t.slot)).unwrap();
    for n in 0..29 {
        tx.slot_put(numbered(9, n), Place::Own, b"ordinary", Class::Ordinary).unwrap();
    }
    let refused = tx.slot_put(numbered(9, 29), Place::Own, b"ordinary", Class::Ordinary);
    assert!(matches!(refused, Err(Error::NoSpace)));
    for n in 0..10 {
        // Keys that sort before the ordinary ones.
        tx.slot_put(numbered(1, n), Place::Own, b"urgent", Class::Urgent).unwrap();
    }
    tx.commit(&mut t.rng).unwrap();
    assert_eq!(t.store.free_cells(&t.slot), 0);
    assert_eq!(t.slot.view().list(9).count(), 29);
    assert_eq!(t.slot.view().list(1).count(), 10);
}

#[test]
fn a_full_slot_leaves_the_lobby_its_room() {
    let mut t = Bench::new(16);
    let full = (0..).find(|n| t.try_slot_put(numbered(1, *n), Place::Own, b"x", Class::Urgent).is_err());
    assert_eq!(full, Some(15));
    t.lobby_put(key(1, 1), Place::Own, &[1; 9000]);
    assert_eq!(t.store.lobby_free_cells(), 15 - 3);
}

#[test]
fn a_lobby_that_is_full_refuses_and_keeps_what_it_has() {
    let mut t = Bench::new(16);
    t.lobby_put(key(1, 1), Place::Any, &[1; 14 * 3941]);
    let mut tx = t.store.begin(None).unwrap();
    assert!(matches!(tx.lobby_put(key(1, 2), Place::Any, &[1; 5000]), Err(Error::NoSpace)));
    tx.lobby_put(key(1, 2), Place::Any, &[1; 50]).unwrap();
    tx.commit(&mut t.rng).unwrap();
    assert_eq!(t.store.lobby_free_cells(), 0);
    assert_eq!(t.reopened().0.lobby_view().list(1).count(), 2);
}
