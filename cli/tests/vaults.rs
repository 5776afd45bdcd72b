//! Further vaults by the command line: made, opened by their own PIN, and known to the one that made them alone.

mod common;

use common::{PIN, Store, address_on};

const OTHER: &str = "zebra yellow xenon willow violet umber";

fn both() -> String {
    format!("{PIN}\n{OTHER}\n")
}

const ADD: [&str; 7] = ["worker", "vaults", "add", "--new-pin-fd", "0", "--show", "Mother"];

#[test]
fn a_further_vault_opens_by_its_own_pin_and_shows_persons_and_a_book() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::made(folder.path(), "Asha", &address_on(9));
    let made =
        store.run_with(&both(), ADD.into_iter().chain(["--show", "Uncle Ram", "--language", "ne"])).ok();
    let entries = made.get("vault_added")["entries"].as_u64().unwrap();
    assert!((20..=60).contains(&entries), "{entries} entries of sixty days");
    let listed = store.run(["worker", "vaults", "list"]).ok();
    assert_eq!(listed.get("added_vaults")[0]["name"], "Asha");
    assert!(listed.get("added_vaults")[0]["opened"].is_null());

    let other = format!("{OTHER}\n");
    let circle = store.run_with(&other, ["contact", "list"]).ok();
    let names: Vec<_> =
        circle.get("contacts").as_array().unwrap().iter().map(|one| one["name"].clone()).collect();
    assert_eq!(names, ["Mother", "Uncle Ram"]);
    let book = store.run_with(&other, ["book", "list"]).ok();
    assert_eq!(u64::try_from(book.get("book").as_array().unwrap().len()).unwrap(), entries);
    let none = store.run_with(&other, ["worker", "vaults", "list"]).ok();
    assert_eq!(none.get("added_vaults").as_array().unwrap().len(), 0, "it knows of none");
    let rings = store.run_with(&other, ["worker", "vaults", "rings"]).ok();
    assert_eq!(rings.get("opened_rings"), "always");
    store.run_with(&other, ["worker", "vaults", "rings", "never"]).ok();
    assert_eq!(
        store.run(["worker", "vaults", "rings"]).ok().get("opened_rings"),
        "never",
        "its own at first"
    );
    store.run_with(&other, ["worker", "check-in"]).ok();

    let listed = store.run(["worker", "vaults", "list"]).ok();
    assert!(listed.get("added_vaults")[0]["opened"].is_string());
    assert_eq!(store.run(["contact", "list"]).ok().get("contacts").as_array().unwrap().len(), 0);
}

#[test]
fn the_book_of_a_further_vault_can_be_given_and_a_bad_one_makes_no_vault() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::made(folder.path(), "Asha", &address_on(9));
    let book = folder.path().join("book.jsonl");
    let add = |store: &Store, pins: &str, more: &[&str]| {
        store.run_with(pins, ADD.into_iter().chain(more.iter().copied()))
    };
    std::fs::write(&book, "{\"time\":\"2026-11-21T18:20:00Z\"}\n").unwrap();
    let file = book.to_str().unwrap();
    add(&store, &both(), &["--entries", file]).fails(7, "entries");
    add(&store, &both(), &["--entries", file, "--days", "3"]).fails(2, "usage");
    std::fs::write(
        &book,
        "{\"time\":\"2026-11-21T18:20:00Z\",\"title\":\"Rice\",\"amount\":\"260.50 PHP\"}\n",
    )
    .unwrap();
    add(&store, &format!("{PIN}\n{PIN}\n"), &[]).fails(7, "invalid");
    add(&store, &format!("{PIN}\n1234\n"), &[]).fails(3, "weak-pin");
    add(&store, &format!("{OTHER}\n{OTHER}\n"), &[]).fails(3, "wrong-pin");
    add(&store, &both(), &["--show", "A", "--show", "B", "--show", "C"]).fails(7, "invalid");
    store.run_with(&both(), ["worker", "vaults", "add", "--new-pin-fd", "0"]).fails(2, "usage");
    let made = add(&store, &both(), &["--entries", file]).ok();
    assert_eq!(made.get("vault_added")["entries"], 1);
    let listed = store.run(["worker", "vaults", "list"]).ok();
    assert_eq!(listed.get("added_vaults").as_array().unwrap().len(), 1);
    // It is like any other: what is done with its PIN is done there.
    let other = format!("{OTHER}\n");
    let amounts = store.run_with(&other, ["book", "list"]).ok();
    assert_eq!(amounts.get("book").as_array().unwrap().len(), 1);
    store.run_with(&other, ["book", "add", "Bus", "--amount", "12"]).ok();
    assert_eq!(store.run(["book", "list"]).ok().get("book").as_array().unwrap().len(), 0);
}
