//! Stores that are missing, damaged, too new or of another device: each is said clearly, none is touched.

mod common;

use std::fs;

use common::{Store, address_on};

#[test]
fn a_store_that_cannot_be_used_is_reported_and_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let good = Store::made(folder.path(), "good", &address_on(9));
    good.run_locked(["worker", "init", "--relay", &address_on(9), "--name", "A"]).fails(7, "already-exists");

    let store = Store::at(folder.path(), "nothing");
    store.run(["worker", "queue"]).fails(7, "no-store");
    store.run_locked(["health"]).fails(7, "no-store");
    store.run_locked(["set-aside"]).fails(7, "no-store");
    assert!(!store.path.exists(), "looking makes nothing");

    let store = good.copy(folder.path(), "no-key");
    fs::remove_file(store.path.join("key")).unwrap();
    store.run(["worker", "queue"]).fails(4, "not-this-device");
    assert!(!store.path.join("key").exists(), "no key is made for an old store");
    store.run(["worker", "init", "--relay", &address_on(9), "--name", "A"]).fails(7, "already-exists");
    assert!(!store.path.join("key").exists());

    let store = good.copy(folder.path(), "bad-key");
    fs::write(store.path.join("key"), b"no key at all").unwrap();
    store.run(["worker", "queue"]).fails(4, "device-key");

    let store = good.copy(folder.path(), "too-new");
    // `user_version` in SQLite's header: https://www.sqlite.org/fileformat.html#the_database_header
    let mut bytes = fs::read(store.path.join("data")).unwrap();
    bytes[60..64].copy_from_slice(&7_777_u32.to_be_bytes());
    fs::write(store.path.join("data"), &bytes).unwrap();
    store.run(["worker", "queue"]).fails(4, "store-too-new");

    for (name, harm) in [
        ("empty", (|bytes: &mut Vec<u8>| bytes.clear()) as fn(&mut Vec<u8>)),
        ("truncated", |bytes| bytes.truncate(bytes.len() / 2)),
        ("short", |bytes| bytes.truncate(50)),
        ("text", |bytes| *bytes = b"This is no store at all. ".repeat(400)),
        ("zeroed", |bytes| bytes.fill(0)),
        ("flipped", |bytes| {
            // A bit in every page.
            for page in bytes.chunks_exact_mut(4_096) {
                page[700] ^= 4;
            }
        }),
    ] {
        let store = good.copy(folder.path(), name);
        let path = store.path.join("data");
        let mut bytes = fs::read(&path).unwrap();
        harm(&mut bytes);
        fs::write(&path, &bytes).unwrap();
        let ran = store.run(["worker", "check-in", "--no-sync"]);
        assert_eq!(ran.code, 4, "{name}: {}{}", ran.stdout, ran.stderr);
        // The header looks random, so a damaged one looks like one made with another device's key.
        let kind = if name == "flipped" && ran.stderr.contains("not-this-device") {
            "not-this-device"
        } else {
            "store-damaged"
        };
        ran.fails(4, kind);
        assert_eq!(fs::read(&path).unwrap().len(), bytes.len(), "{name} was left as it was");
    }
}

#[test]
fn a_store_set_aside_can_be_put_back_with_its_key() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::made(folder.path(), "Asha", &address_on(9));
    store.run(["worker", "check-in", "--note", "kept", "--no-sync"]).ok();
    let moved = store.run_locked(["set-aside"]).ok();
    let (data, key) = (moved.text("set_aside", "/store"), moved.text("set_aside", "/key"));
    assert!(!store.path.join("data").exists() && !store.path.join("key").exists());

    // A new store takes its place, with a key of its own.
    store.run(["worker", "init", "--relay", &address_on(9), "--name", "Asha", "--kdf", "floor"]).ok();
    store.run(["worker", "check-in", "--no-sync"]).ok();
    let second = store.run_locked(["set-aside"]).ok();
    assert_ne!(second.text("set_aside", "/store"), data);

    fs::rename(data, store.path.join("data")).unwrap();
    fs::rename(key, store.path.join("key")).unwrap();
    let queue = store.run(["worker", "queue", "--all"]).ok();
    assert!(queue.stdout.contains("kept"));
}

#[cfg(unix)]
#[test]
fn a_store_is_for_its_owner_only() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = tempfile::tempdir().unwrap();
    let store = Store::made(folder.path(), "Asha", &address_on(9));
    for path in [store.path.clone(), store.path.join("key")] {
        let mode = fs::metadata(&path).unwrap().permissions().mode();
        assert_eq!(mode & 0o077, 0, "{} {mode:o}", path.display());
    }
    let mut names: Vec<_> = fs::read_dir(&store.path)
        .unwrap()
        .map(|file| file.unwrap().file_name().into_string().unwrap())
        .collect();
    names.retain(|name| !name.starts_with("data-"));
    names.sort();
    assert_eq!(names, ["data", "key"], "nothing else lies there");
}

/// A clock that stands still at `shown`, in milliseconds since 1970: it begins to go only when the machine's is far ahead.
#[allow(clippy::unwrap_used, reason = "tests may panic")]
fn set_clock(path: &std::path::Path, shown: u64) {
    fs::write(path, format!("9999999999999 {shown} 1 {shown}\n")).unwrap();
}

/// How many pages of a file are the same in both.
fn same_pages(one: &[u8], other: &[u8]) -> usize {
    assert_eq!(one.len(), other.len());
    one.chunks(4096).zip(other.chunks(4096)).filter(|(one, other)| one == other).count()
}

#[test]
fn a_command_that_opened_a_vault_changes_the_outer_layer_when_it_ends_once_an_hour() {
    // Six in the morning.
    const BEGINNING: u64 = 1_772_344_800_000;
    let folder = tempfile::tempdir().unwrap();
    let clock = folder.path().join("clock");
    set_clock(&clock, BEGINNING);
    let store = Store::made_by(&clock, folder.path(), "Asha", &address_on(9));
    let data = || fs::read(store.path.join("data")).unwrap();
    let made = data();
    let pages = made.len() / 4096;
    set_clock(&clock, BEGINNING + 600_000);
    store.run(["worker", "queue"]).ok();
    let soon = data();
    assert!(same_pages(&made, &soon) > pages / 2, "a whole rotation for each command is too much");
    set_clock(&clock, BEGINNING + 2 * 3_600_000);
    // What opens no vault does not.
    store.run_locked(["health"]).ok();
    assert!(same_pages(&soon, &data()) > pages / 2);
    store.run(["worker", "queue"]).ok();
    // What is left are the pages of the tree around the rows.
    assert!(same_pages(&soon, &data()) < 20, "rows are as they were");
}
