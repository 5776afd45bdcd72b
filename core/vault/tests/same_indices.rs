//! Every commit touches the same cell indices in all five regions, always as many, and nothing else in the file.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::cast_possible_truncation,
    clippy::print_stderr
)]

mod common;

use std::collections::BTreeSet;

use common::stranger::{Rows, Stranger};
use common::*;
use wayhome_vault::*;

fn stranger(t: &Bench) -> Stranger {
    Stranger::read(&t.rows()[&5], &*t.device).unwrap()
}

/// Checks one commit: exactly `done` changed, in all regions; of the inner layers only those of `may_change`.
fn assert_same_everywhere(t: &Bench, before: &Rows, done: &Committed, may_change: &[(u8, u16)]) {
    let (after, reader) = (t.rows(), stranger(t));
    let changed: BTreeSet<i64> = before.keys().copied().filter(|row| before[row] != after[row]).collect();
    let expected: BTreeSet<i64> = done
        .indices
        .iter()
        .flat_map(|index| (0..5).map(move |region| i64::from(*index) * 8 + region))
        .collect();
    assert_eq!(changed, expected);
    assert_eq!(before.len(), after.len());
    for row in &changed {
        assert_ne!(before[row][..24], after[row][..24], "the outer nonce of row {row} is used twice");
        let at = ((row % 8) as u8, (row / 8) as u16);
        let inner_changed = reader.inner(*row, &before[row]) != reader.inner(*row, &after[row]);
        assert!(!inner_changed || may_change.contains(&at), "the inner layer of row {row} changed");
    }
}

#[test]
fn a_slot_record_changes_only_outer_layers_in_the_other_regions() {
    let mut t = Bench::new(32);
    let before = t.rows();
    let done = t.slot_put(key(1, 1), Place::Any, b"value");
    assert_eq!(done.indices.len(), 4);
    let may: Vec<_> = done.indices.iter().map(|index| (t.slot.region(), *index)).collect();
    assert_same_everywhere(&t, &before, &done, &may);
    let reader = stranger(&t);
    let after = t.rows();
    let row = |index: u16| i64::from(index) * 8 + i64::from(t.slot.region());
    let resealed = done
        .indices
        .iter()
        .map(|index| row(*index))
        .filter(|row| reader.inner(*row, &before[row]) != reader.inner(*row, &after[row]));
    assert_eq!(resealed.count(), 1);
}

#[test]
fn a_commit_of_lobby_and_slot_together_changes_no_other_region_inside() {
    let mut t = Bench::new(32);
    let before = t.rows();
    let mut tx = t.store.begin(Some(&mut t.slot)).unwrap();
    tx.lobby_put(key(1, 1), Place::Head, b"lobby head").unwrap();
    tx.slot_put(key(1, 2), Place::Own, &[7; 5000], Class::Ordinary).unwrap();
    let done = tx.commit(&mut t.rng).unwrap();
    let may: Vec<_> =
        done.indices.iter().flat_map(|index| [(4, *index), (t.slot.region(), *index)]).collect();
    assert_same_everywhere(&t, &before, &done, &may);
}

#[test]
fn a_cover_commit_changes_no_inner_layer_and_as_many_indices_as_any_other() {
    let mut t = Bench::new(64);
    let mut seen = BTreeSet::new();
    for width in [4, 5] {
        t.store.set_width(width);
        for _ in 0..20 {
            let before = t.rows();
            let done = t.store.cover_commit(&mut t.rng).unwrap();
            assert_eq!(done.indices.len(), width);
            assert_eq!(done.indices[0], 0);
            assert_same_everywhere(&t, &before, &done, &[]);
            seen.extend(done.indices);
        }
    }
    assert!(seen.len() > 40, "cover picks few of the indices");
}

#[test]
fn making_a_slot_rewrites_every_cell_of_every_region() {
    let t = Empty::new(16);
    let mut store = t.create().unwrap();
    let before = rows(&t.path);
    store.first_slot(&pin(PIN), &mut rng(3)).unwrap();
    let after = rows(&t.path);
    assert!(before.iter().all(|(row, body)| after[row] != *body));
}

/// What one check-in writes: both heads, an outbox group of `parts` cells written over an old one, and a new record.
fn check_ins(cells: u16, width: usize, parts: usize, count: u32, size: usize) {
    let mut t = Bench::new(cells);
    t.store.set_width(width);
    let group = vec![1; parts * 3900];
    for ring in 0..8 {
        t.lobby_put(key(2, ring), Place::Own, &group);
    }
    t.lobby_put(key(1, 0), Place::Head, &[0; 200]);
    t.slot_put(key(1, 0), Place::Head, &[0; 200]);
    for n in 0..count {
        let mut tx = t.store.begin(Some(&mut t.slot)).unwrap();
        // In an order in which the preferred indices are not known yet when the new record is put.
        tx.slot_put(numbered(3, n), Place::Any, &vec![n as u8; size], Class::Urgent).unwrap();
        tx.slot_put(key(1, 0), Place::Head, &n.to_be_bytes().repeat(50), Class::Ordinary).unwrap();
        tx.lobby_put(key(1, 0), Place::Head, &n.to_be_bytes().repeat(50)).unwrap();
        tx.lobby_put(key(2, (n % 8) as u8), Place::Own, &group).unwrap();
        let done = tx.commit(&mut t.rng).unwrap();
        assert_eq!(done.indices.len(), width, "commit {n}: {:?}", done.indices);
        assert_eq!(done.indices[0], 0);
    }
    let (_, slot) = t.reopened();
    assert_eq!(slot.view().list(3).count(), count as usize);
}

#[test]
fn two_thousand_check_ins_touch_four_indices_each() {
    check_ins(200, 4, 2, 2000, 150);
}

#[test]
fn check_ins_of_a_large_circle_touch_five_indices_each() {
    check_ins(60, 5, 3, 300, 150);
}

#[test]
fn check_ins_whose_records_nearly_fill_a_cell_touch_four_indices_each() {
    check_ins(400, 4, 2, 300, 3000);
}

#[test]
fn two_new_records_at_once_still_fit_into_four_indices() {
    let mut t = Bench::new(200);
    for ring in 0..8 {
        t.lobby_put(key(2, ring), Place::Own, &[1; 5000]);
    }
    for n in 0..200 {
        let size = |factor: u32| vec![3; 200 + (n * factor % 900) as usize];
        let mut tx = t.store.begin(Some(&mut t.slot)).unwrap();
        tx.slot_put(numbered(3, n), Place::Any, &size(37), Class::Ordinary).unwrap();
        tx.slot_put(numbered(4, n), Place::Any, &size(53), Class::Ordinary).unwrap();
        tx.slot_put(key(1, 0), Place::Head, &[5; 300], Class::Ordinary).unwrap();
        tx.lobby_put(key(2, (n % 8) as u8), Place::Own, &[n as u8; 5000]).unwrap();
        tx.lobby_put(key(1, 0), Place::Head, &[6; 300]).unwrap();
        assert_eq!(tx.commit(&mut t.rng).unwrap().indices.len(), 4, "commit {n}");
    }
}

#[test]
fn a_stranger_reads_from_the_specification_what_the_library_wrote() {
    let mut t = Bench::new(24);
    t.slot_put(key(1, 1), Place::Any, b"small");
    t.slot_put(key(1, 2), Place::Any, &[9; 9000]);
    t.lobby_put(key(1, 3), Place::Own, b"");
    let rows = t.rows();
    for copy in [5, 6] {
        let reader = Stranger::read(&rows[&copy], &*t.device).unwrap();
        let (region, slot_key, epoch) = reader.slot(PIN, &*t.device).unwrap();
        assert_eq!(region, t.slot.region());
        assert!(reader.slot("111111", &*t.device).is_none());
        let name = |key: RecordKey| [&[key.kind][..], &key.id].concat();
        let slot = reader.records(&rows, region, &slot_key, epoch).unwrap();
        assert_eq!(slot.len(), 2);
        assert_eq!(slot[&name(key(1, 1))], b"small");
        assert_eq!(slot[&name(key(1, 2))], [9; 9000]);
        let lobby = reader.records(&rows, 4, &reader.lobby_key, reader.lobby_epoch).unwrap();
        assert_eq!(lobby[&name(key(1, 3))], b"");
        assert!(reader.records(&rows, (region + 1) % 4, &slot_key, epoch).is_none());
    }
}

#[test]
fn a_stranger_opens_the_sealed_cells_of_the_vectors() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/vectors/vault_cell.json");
    let vectors: serde_json::Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    let cells = vectors["cells"].as_array().unwrap();
    assert_eq!(cells.len(), 3);
    for cell in cells {
        let hex =
            |name: &str| data_encoding::HEXLOWER.decode(cell[name].as_str().unwrap().as_bytes()).unwrap();
        let number = |name: &str| cell[name].as_u64().unwrap();
        let (region, index, epoch) = (number("region") as u8, number("index") as u16, number("epoch") as u32);
        let reader = Stranger::knowing(hex("store").try_into().unwrap(), hex("outer_key"));
        let rows = Rows::from([(i64::from(index) * 8 + i64::from(region), hex("body"))]);
        let open = |region, index, epoch| {
            let rows = Rows::from([(i64::from(index) * 8 + i64::from(region), hex("body"))]);
            reader.cell(&rows, region, index, &hex("inner_key"), epoch)
        };
        assert_eq!(reader.cell(&rows, region, index, &hex("inner_key"), epoch), Some(hex("plain")));
        assert_eq!(open(region ^ 1, index, epoch), None);
        assert_eq!(open(region, index ^ 1, epoch), None);
        assert_eq!(open(region, index, epoch ^ 1), None);
    }
}
