//! A contact's own routes: the relay wakes an app, or writes, when something came.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests may panic")]

mod common;

use common::{Relay, Store, address_on};

fn offering(folder: &std::path::Path) -> Relay {
    let config = folder.join("relay.toml");
    std::fs::write(&config, "[routes.unifiedpush]\n").unwrap();
    Relay::configured(&folder.join("relay"), &config)
}

#[test]
fn a_contact_adds_a_wake_sees_that_it_works_and_removes_it() {
    let folder = tempfile::tempdir().unwrap();
    let relay = offering(folder.path());
    let ben = Store::made(folder.path(), "Ben", &relay.address);
    ben.run_locked(["contact", "route", "list"]).fails(6, "not-registered");
    ben.run(["sync"]).ok();
    assert!(ben.run_locked(["contact", "route", "list"]).ok().get("routes").as_array().unwrap().is_empty());
    let added = ben.run_locked(["contact", "route", "add", "wake", "https://push.example.org/up?id=1"]).ok();
    let id = added.text("added", "");
    let listed = ben.run_locked(["contact", "route", "list"]).ok();
    assert_eq!(
        listed.get("routes"),
        &serde_json::json!([{ "route": id, "kind": "wake", "state": "confirmed" }]),
        "a wake needs nobody's consent"
    );
    ben.run_locked(["contact", "route", "remove", "0000"]).fails(7, "not-found");
    let left = ben.run_locked(["contact", "route", "remove", &id[..8]]).ok();
    assert!(left.get("routes").as_array().unwrap().is_empty());
}

#[test]
fn what_a_relay_does_not_do_is_an_error_with_a_name() {
    let folder = tempfile::tempdir().unwrap();
    let relay = offering(folder.path());
    let ben = Store::made(folder.path(), "Ben", &relay.address);
    ben.run(["sync"]).ok();
    let add = |kind: &str, address: &str| ben.run_locked(["contact", "route", "add", kind, address]);
    add("email", "ben@example.org").fails(6, "not-offered");
    add("wake", "http://127.0.0.1/up").fails(7, "invalid");
    add("wake", "not a place").fails(7, "invalid");
    add("wake", &format!("https://push.example.org/{}", "x".repeat(700))).fails(7, "invalid");
    for number in 0..8 {
        add("wake", &format!("https://push.example.org/{number}")).ok();
    }
    add("wake", "https://push.example.org/8").fails(6, "limit-reached");
    drop(relay);
    ben.run_locked(["contact", "route", "list"]).fails(6, "relay-unreachable");
    let nobody = Store::made(folder.path(), "Asha", &address_on(1));
    nobody.run_locked(["contact", "route", "list"]).fails(6, "relay-unreachable");
}
