//! Destroying a store from the command line.

mod common;

use common::{PIN, Store, address_on};

#[test]
fn a_wipe_wants_a_yes_and_leaves_a_store_that_can_be_set_up_anew() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::made(folder.path(), "Asha", &address_on(9));
    let refused = store.run_locked(["wipe"]).fails(2, "usage");
    assert!(refused.stderr.contains("--yes"), "{}", refused.stderr);
    store.run_with(PIN, ["worker", "queue"]).ok();
    let wiped = store.run_locked(["wipe", "--yes"]).ok();
    assert_eq!(wiped.lines[0].pointer("/wiped/keys_destroyed"), Some(&true.into()));
    assert_eq!(wiped.lines[0].pointer("/wiped/marked"), Some(&true.into()));
    assert_eq!(wiped.lines[0].pointer("/wiped/overwritten"), Some(&true.into()));
    store.run_with(PIN, ["worker", "queue"]).fails(7, "no-store");
    store.run_locked(["wipe", "--yes"]).fails(7, "no-store");
    let again = ["worker", "init", "--relay", &address_on(9), "--name", "Asha", "--kdf", "floor"];
    store.run_locked(again).ok();
}

#[test]
fn wrong_pins_destroy_a_store_only_for_who_has_read_what_that_means() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::made(folder.path(), "Asha", &address_on(9));
    let shown = store.run_with(PIN, ["erase-after"]).ok();
    assert_eq!(shown.lines[0].get("erase_after"), Some(&serde_json::Value::Null));
    let refused = store.run_with(PIN, ["erase-after", "5"]).fails(2, "usage");
    assert!(refused.stderr.contains("destroyed"), "{}", refused.stderr);
    for wrong in ["4", "51", "soon"] {
        store.run_with(PIN, ["erase-after", wrong]).fails(2, "usage");
    }
    let set = store.run_with(PIN, ["erase-after", "5", "--understood"]).ok();
    assert_eq!(set.lines[0].get("erase_after"), Some(&5.into()));
    let other = "zebra yellow xenon willow violet umber\n";
    for _ in 0..4 {
        store.run_with(other, ["worker", "queue"]).fails(3, "wrong-pin");
    }
    let wiped = store.run_with(other, ["worker", "queue"]).fails(4, "wiped");
    assert!(wiped.stderr.contains("init"), "{}", wiped.stderr);
    // From then on it is as if there had never been one.
    store.run_with(PIN, ["worker", "queue"]).fails(7, "no-store");
}

#[test]
fn a_store_whose_keys_are_gone_is_wiped_only_when_that_is_asked_for() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::made(folder.path(), "Asha", &address_on(9));
    let data = store.path.join("data");
    let before = std::fs::read(&data).unwrap();
    store.run_locked(["wipe", "--yes"]).ok();
    // As if nobody could have marked it: the file is as it was, and its keys are gone.
    for ending in ["-wal", "-shm"] {
        let _ = std::fs::remove_file(store.path.join(format!("data{ending}")));
    }
    std::fs::write(&data, &before).unwrap();
    for command in [["worker", "queue"].as_slice(), &["wipe"]] {
        let told = store.run_with(PIN, command).fails(4, "store-damaged");
        assert!(told.stderr.contains("wipe --yes"), "{}", told.stderr);
    }
    assert!(std::fs::read(&data).unwrap() == before, "nobody asked for it");
    let wiped = store.run_locked(["wipe", "--yes"]).ok();
    assert_eq!(wiped.lines[0].pointer("/wiped/overwritten"), Some(&true.into()));
    store.run_locked(["worker", "queue"]).fails(7, "no-store");
    let again = ["worker", "init", "--relay", &address_on(9), "--name", "Asha", "--kdf", "floor"];
    store.run_locked(again).ok();
}

#[test]
fn standing_down_wants_the_pin_and_says_whether_the_relay_has_it() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::made(folder.path(), "Asha", &address_on(9));
    store.run_locked(["stand-down"]).fails(2, "no-pin");
    store.run_with("zebra yellow xenon willow violet umber\n", ["stand-down"]).fails(3, "wrong-pin");
}
