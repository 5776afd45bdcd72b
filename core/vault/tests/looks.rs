//! What the file looks like to somebody without keys: the same bytes' worth of noise, used or not.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::cast_possible_truncation,
    clippy::print_stderr
)]

mod common;

use std::collections::BTreeSet;
use std::fs;

use common::*;
use wayhome_vault::*;

#[test]
fn every_row_has_the_same_length_and_no_block_of_16_bytes_comes_twice() {
    let t = Bench::new(64);
    let mut rows = t.rows();
    assert_eq!(rows.len(), 64 * 5 + 2);
    // Both header rows carry the same recovery area, in every store.
    let area = 32..32 + 1328;
    assert_eq!(rows[&5][area.clone()], rows[&6][area.clone()]);
    let second: Vec<u8> = rows.get_mut(&6).unwrap().splice(area, []).collect();
    assert_eq!(second.len(), 1328);
    assert!(rows.iter().all(|(row, body)| *row == 6 || body.len() == BODY_LEN));
    let mut blocks = BTreeSet::new();
    let mut counts = [0u64; 256];
    for body in rows.values() {
        for block in body.chunks_exact(16) {
            assert!(blocks.insert(block.to_vec()), "a block comes twice");
        }
        body.iter().for_each(|byte| counts[usize::from(*byte)] += 1);
    }
    // Chi-square with 255 degrees of freedom; 400 is far beyond chance for random bytes.
    let expected = (rows.len() * BODY_LEN) as f64 / 256.0;
    let chi: f64 = counts.iter().map(|count| (*count as f64 - expected).powi(2) / expected).sum();
    assert!(chi < 400.0, "chi-square {chi}");
}

#[test]
fn a_file_has_the_same_length_whatever_it_holds() {
    let empty = Empty::new(64);
    drop(empty.create().unwrap());
    let mut full = Bench::new(64);
    full.slot_put(key(1, 1), Place::Any, &[1; 150_000]);
    full.lobby_put(key(1, 1), Place::Any, &[1; 200_000]);
    full.store.checkpoint().unwrap();
    let len = |path| fs::metadata(path).unwrap().len();
    assert_eq!(len(&empty.path), len(&full.path));
    assert!(len(&full.path).is_multiple_of(4096));
}

#[test]
fn the_file_says_nothing_outside_the_bodies() {
    let mut t = Bench::new(16);
    t.slot_put(key(1, 1), Place::Any, b"telling words: wayhome vault check-in");
    t.store.checkpoint().unwrap();
    let mut bytes = fs::read(&t.path).unwrap();
    let conn = rusqlite::Connection::open(&t.path).unwrap();
    let schema: Vec<String> = conn
        .prepare("SELECT sql FROM sqlite_schema")
        .unwrap()
        .query_map([], |row| row.get(0))
        .unwrap()
        .map(|row| row.unwrap())
        .collect();
    assert_eq!(schema, ["CREATE TABLE blob(id INTEGER PRIMARY KEY, body BLOB NOT NULL)"]);
    let id: i64 = conn.query_row("PRAGMA application_id", [], |row| row.get(0)).unwrap();
    assert_eq!(id, 0);
    for body in t.rows().values() {
        let at = bytes.windows(BODY_LEN).position(|window| window == body.as_slice()).unwrap();
        bytes.drain(at..at + BODY_LEN);
    }
    let words: Vec<String> = bytes
        .split(|byte| !byte.is_ascii_alphabetic())
        .filter(|word| word.len() >= 4)
        .map(|word| String::from_utf8(word.to_vec()).unwrap().to_lowercase())
        .collect();
    let plain = [
        "sqlite",
        "format",
        "table",
        "tableblobblob",
        "create",
        "blob",
        "integer",
        "primary",
        "body",
        "null",
    ];
    for word in words {
        assert!(plain.iter().any(|known| word.contains(known)), "{word}");
    }
}

#[test]
fn neither_the_file_nor_its_log_shows_what_was_stored() {
    let mut t = Bench::new(16);
    t.slot_put(key(1, 1), Place::Any, b"telling words: wayhome vault check-in");
    t.lobby_put(key(1, 1), Place::Head, b"telling words: wayhome vault check-in");
    for entry in fs::read_dir(t.folder.path()).unwrap() {
        let bytes = fs::read(entry.unwrap().path()).unwrap();
        assert!(!bytes.windows(7).any(|window| window == b"telling" || window == b"wayhome"));
    }
}

#[test]
fn durable_settings_are_on() {
    let t = Bench::new(16);
    let conn = rusqlite::Connection::open(&t.path).unwrap();
    let mode: String = conn.query_row("PRAGMA journal_mode", [], |row| row.get(0)).unwrap();
    assert_eq!(mode, "wal");
    let page: i64 = conn.query_row("PRAGMA page_size", [], |row| row.get(0)).unwrap();
    assert_eq!(page, 4096);
    // One row fills one page and spills into no other.
    let pages: i64 = conn.query_row("PRAGMA page_count", [], |row| row.get(0)).unwrap();
    assert!(pages < 16 * 5 + 2 + 4, "{pages} pages");
}

#[test]
fn debug_output_shows_no_key_and_no_record() {
    let mut t = Bench::new(16);
    t.slot_put(key(1, 1), Place::Any, b"value");
    let tx = format!("{:?}", t.store.begin(None).unwrap());
    let all = format!("{:?} {:?} {tx} {:?} {:?}", t.store, t.slot, pin(PIN), key(7, 7));
    assert_eq!(all, "Store Slot Tx Pin RecordKey");
}

#[cfg(unix)]
#[test]
fn only_its_owner_may_read_the_file_and_its_log() {
    use std::os::unix::fs::PermissionsExt;
    let mut t = Bench::new(16);
    t.slot_put(key(1, 1), Place::Any, b"anything");
    for ending in ["", "-wal", "-shm"] {
        let mut name = t.path.clone().into_os_string();
        name.push(ending);
        let mode = fs::metadata(name).unwrap().permissions().mode();
        assert_eq!(mode & 0o077, 0, "{ending} can be read by others");
    }
}
