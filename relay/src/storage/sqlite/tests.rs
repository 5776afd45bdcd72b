use std::path::{Path, PathBuf};

use wayhome_protocol::ids::{ReceiveId, SendId, TimerId};

use super::*;
use crate::ServiceTime;
use crate::storage::CheckIn;
use crate::storage::conformance::{conformance, transact};

fn on_disk() -> (tempfile::TempDir, SqliteStorage) {
    let folder = tempfile::tempdir().unwrap();
    let storage = SqliteStorage::open(&folder.path().join("relay.sqlite"), 64).unwrap();
    (folder, storage)
}

fn in_memory() -> ((), SqliteStorage) {
    ((), SqliteStorage::in_memory().unwrap())
}

conformance!(sqlite_file, on_disk);
conformance!(sqlite_memory, in_memory);

fn place() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("relay.sqlite");
    (folder, path)
}

#[test]
fn the_file_is_private_journalled_ahead_and_fully_synced() {
    let (folder, storage) = on_disk();
    let pragma = |name: &str| -> String {
        let value: rusqlite::types::Value =
            storage.connection.query_row(&format!("PRAGMA {name}"), [], |row| row.get(0)).unwrap();
        match value {
            rusqlite::types::Value::Text(text) => text,
            rusqlite::types::Value::Integer(number) => number.to_string(),
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(pragma("journal_mode"), "wal");
    assert_eq!(pragma("synchronous"), "2");
    assert_eq!(pragma("secure_delete"), "1");
    assert_eq!(pragma("page_size"), "4096");
    assert_eq!(pragma("max_page_count"), (64 * 256).to_string());
    #[cfg(unix)]
    for name in ["relay.sqlite", "relay.sqlite-wal"] {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = std::fs::metadata(folder.path().join(name)).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "{name}");
    }
}

#[test]
fn what_was_committed_is_there_after_the_file_is_opened_again() {
    let (_folder, path) = place();
    let mut storage = SqliteStorage::open(&path, 64).unwrap();
    transact(&mut storage, |tables| {
        let mut meta = tables.meta()?;
        meta.relay_seq = 3;
        tables.set_meta(&meta)
    });
    drop(storage);
    let mut storage = SqliteStorage::open(&path, 64).unwrap();
    assert_eq!(transact(&mut storage, |tables| tables.meta()).relay_seq, 3);
}

#[test]
fn a_format_of_the_future_is_refused_and_left_alone() {
    let (_folder, path) = place();
    let storage = SqliteStorage::open(&path, 64).unwrap();
    storage.connection.execute("INSERT INTO migrations (number) VALUES (99)", []).unwrap();
    drop(storage);
    let before = std::fs::read(&path).unwrap();
    let error = SqliteStorage::open(&path, 64).unwrap_err();
    let supported = super::migrations::SUPPORTED;
    assert!(
        matches!(error, StorageError::TooNew { found: 99, supported: known } if known == supported),
        "{error}"
    );
    assert!(std::fs::read(&path).unwrap() == before, "the file was changed");
}

#[test]
fn a_database_of_another_program_is_left_alone() {
    let (_folder, path) = place();
    Connection::open(&path).unwrap().execute_batch("CREATE TABLE recipes (name TEXT)").unwrap();
    let before = std::fs::read(&path).unwrap();
    let error = SqliteStorage::open(&path, 64).unwrap_err();
    assert!(matches!(error, StorageError::Foreign { .. }), "{error}");
    assert!(std::fs::read(&path).unwrap() == before, "the foreign file was changed");
}

/// Damages the file, and expects that it is renamed with its content, and that no later start begins anew.
fn is_set_aside(damage: impl FnOnce(&mut Vec<u8>)) {
    let (folder, path) = place();
    let mut storage = SqliteStorage::open(&path, 64).unwrap();
    storage.checkpoint().unwrap();
    drop(storage);
    let mut bytes = std::fs::read(&path).unwrap();
    damage(&mut bytes);
    std::fs::write(&path, &bytes).unwrap();
    for _ in 0..2 {
        let StorageError::Damaged { set_aside } = SqliteStorage::open(&path, 64).unwrap_err() else {
            panic!("not reported as damaged")
        };
        assert!(std::fs::read(set_aside).unwrap() == bytes, "the damaged file was changed");
        assert!(!path.exists());
    }
    drop(folder);
}

#[test]
fn a_file_that_is_no_database_is_set_aside_and_no_start_replaces_it() {
    is_set_aside(|bytes| bytes.fill(0x5a));
}

#[test]
fn a_file_with_an_overwritten_page_is_set_aside() {
    is_set_aside(|bytes| bytes[4_096..8_192].fill(0x5a));
}

#[test]
fn a_file_that_lost_its_end_is_set_aside() {
    is_set_aside(|bytes| bytes.truncate(4_096 * 3));
}

#[test]
fn an_emptied_file_is_set_aside_and_not_taken_for_a_new_one() {
    is_set_aside(Vec::clear);
}

#[test]
fn a_half_made_new_file_does_not_stop_the_next_start() {
    let (_folder, path) = place();
    std::fs::write(path.with_extension("sqlite.new"), b"half").unwrap();
    SqliteStorage::open(&path, 64).unwrap();
}

#[test]
fn an_error_shows_no_value() {
    let (_folder, storage) = on_disk();
    let error = storage
        .connection
        .execute(
            "INSERT INTO readers (receive_id, capability_hash, highest_count) VALUES ('secret', x'00', 0)",
            [],
        )
        .unwrap_err();
    let shown = format!("{0} {0:?}", StorageError::from(error));
    assert!(!shown.contains("secret") && !shown.contains("readers"), "{shown}");
}

/// A database of the first format, as a relay of that time left it: 2025-01-01, one timer touched six hours ago and
/// armed with a plan that no relay knew, one ended, one cell.
fn first_format(path: &Path) {
    let connection = Connection::open(path).unwrap();
    connection.execute_batch("CREATE TABLE migrations (number INTEGER NOT NULL PRIMARY KEY) STRICT").unwrap();
    connection.execute_batch(include_str!("migrations/0001_start.sql")).unwrap();
    connection
        .execute_batch(
            "INSERT INTO migrations (number) VALUES (1);
             UPDATE meta SET relay_seq = 9, clock_ms = 1735689600000, swept_ms = 1735689000000;
             INSERT INTO readers VALUES (zeroblob(16), zeroblob(32), 3);
             INSERT INTO mailboxes VALUES (x'01010101010101010101010101010101', zeroblob(16), zeroblob(32), 0);
             INSERT INTO cells (send_id, receive_id, tag, cell, cell_hash, arrival_minute, age_s, ring)
                 VALUES (x'01010101010101010101010101010101', zeroblob(16), zeroblob(16), zeroblob(1024),
                         zeroblob(32), 28928160, 5, 2);
             INSERT INTO relay_parts (send_id, tag, part, minute)
                 VALUES (x'01010101010101010101010101010101', zeroblob(16), zeroblob(32), 28928160);
             INSERT INTO timers VALUES (x'02020202020202020202020202020202', zeroblob(16),
                 129600, 1735668000000, 2, 4, 129600,
                 x'0707070707070707070707070707070707070707070707070707070707070707');
             INSERT INTO timers VALUES (x'03030303030303030303030303030303', zeroblob(16),
                 NULL, NULL, 4, 1, 0, zeroblob(32));
             INSERT INTO timer_keys VALUES (x'02020202020202020202020202020202', 0, zeroblob(32), 4);
             INSERT INTO timer_keys VALUES (x'02020202020202020202020202020202', 2, zeroblob(32), NULL);",
        )
        .unwrap();
}

#[test]
fn a_database_of_the_first_format_goes_on_with_its_timers_and_cells() {
    let (_folder, path) = place();
    first_format(&path);
    let mut storage = SqliteStorage::open(&path, 64).unwrap();
    let clock = 1_735_689_600_000;
    transact(&mut storage, |tables| {
        let meta = tables.meta()?;
        assert_eq!((meta.relay_seq, meta.clock.as_millis(), meta.service.as_millis()), (9, clock, clock));
        let timer = tables.timer(&TimerId::from_bytes([2; 16]))?.unwrap();
        let made = ServiceTime::from_millis(clock - 6 * 3_600_000);
        assert_eq!(timer.last, Some(CheckIn { delta_s: 129_600, made, heard: made }));
        assert_eq!(
            (timer.wanted, timer.armed, timer.ended, timer.deadline),
            (Some([7; 32]), None, false, None)
        );
        assert_eq!(
            timer.keys.iter().map(|key| (key.place, key.last_counter)).collect::<Vec<_>>(),
            [(0, Some(4)), (2, None)]
        );
        assert!(tables.timer(&TimerId::from_bytes([3; 16]))?.unwrap().ended);
        assert_eq!(tables.cells_after(&ReceiveId::from_bytes([0; 16]), 0, 9)?.len(), 1);
        assert_eq!(tables.count_relay_parts(&SendId::from_bytes([1; 16]))?, 1);
        // Cells age on from when they came.
        assert_eq!(tables.remove_cells_before(28_928_160, 9)?, 0);
        assert_eq!(tables.remove_cells_before(28_928_161, 9)?, 1);
        Ok(())
    });
    drop(storage);
    SqliteStorage::open(&path, 64).unwrap();
}
