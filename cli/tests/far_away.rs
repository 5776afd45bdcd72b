//! People who are not in the room: links with six digits, and family links.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests may panic")]

mod common;

use common::{PIN, Relay, Store};

/// Both sides sync until the digits are there: the link's text, and the digits.
fn up_to_the_digits(asha: &Store, ben: &Store) -> String {
    let link = asha.run(["worker", "link", "Ben", "--sharing", "always"]).ok().text("link", "/text");
    asha.run(["sync"]).ok();
    ben.run_with(&format!("{PIN}\n{link}\n"), ["contact", "take-link", "--name", "Asha"]).ok();
    for _ in 0..3 {
        ben.run(["sync"]).ok();
        asha.run(["sync"]).ok();
    }
    ben.run(["sync"]).ok();
    assert_eq!(asha.run(["worker", "links"]).ok().text("links", "/0/state"), "type-digits");
    let links = ben.run(["contact", "links"]).ok();
    assert_eq!(links.text("links", "/0/state"), "read-digits");
    links.text("links", "/0/digits")
}

#[test]
fn a_pairing_by_link_is_made_by_the_digits_that_both_sides_see() {
    let folder = tempfile::tempdir().unwrap();
    let relay = Relay::start(&folder.path().join("relay"));
    let asha = Store::made(folder.path(), "Asha", &relay.address);
    let ben = Store::made(folder.path(), "Ben", &relay.address);
    let digits = up_to_the_digits(&asha, &ben);
    assert_eq!(digits.len(), 6);
    asha.run(["worker", "digits", "Nobody", &digits]).fails(7, "not-found");
    asha.run(["worker", "digits", "Ben", "12345"]).fails(7, "invalid");
    asha.run(["worker", "digits", "Ben", &digits]).ok();
    asha.run(["sync"]).ok();
    ben.run(["sync"]).ok();
    let contacts = asha.run(["contact", "list"]).ok();
    assert_eq!(contacts.text("contacts", "/0/name"), "Ben");
    assert_eq!(contacts.text("contacts", "/0/sharing"), "always");
    assert_eq!(ben.run(["contact", "watch"]).ok().text("watched", "/0/status"), "paired");
    asha.run(["worker", "check-in", "--note", "here"]).ok();
    ben.run(["sync"]).ok();
    let words = ben.words(["contact", "inbox"]).ok();
    assert!(words.stdout.contains("“here”"), "{}", words.stdout);
}

#[test]
fn wrong_digits_end_the_link_for_good_and_pair_nobody() {
    let folder = tempfile::tempdir().unwrap();
    let relay = Relay::start(&folder.path().join("relay"));
    let asha = Store::made(folder.path(), "Asha", &relay.address);
    let ben = Store::made(folder.path(), "Ben", &relay.address);
    let digits = up_to_the_digits(&asha, &ben);
    let wrong = if digits == "000000" { "000001" } else { "000000" };
    asha.run(["worker", "digits", "Ben", wrong]).fails(7, "digits-differ");
    assert_eq!(asha.run(["worker", "links"]).ok().text("links", "/0/reason"), "wrong-digits");
    // There is no second try, not even with the right ones.
    assert_ne!(asha.run(["worker", "digits", "Ben", &digits]).code, 0);
    assert!(asha.run(["contact", "list"]).ok().get("contacts").as_array().unwrap().is_empty());
    let words = asha.words(["events", "--handle"]).ok();
    assert!(words.stdout.contains("WARNING") && words.stdout.contains("digits differed"), "{}", words.stdout);
}

#[test]
fn a_family_link_is_shown_again_and_its_contact_waits_for_a_browser() {
    let folder = tempfile::tempdir().unwrap();
    let relay = Relay::start(&folder.path().join("relay"));
    let asha = Store::made(folder.path(), "Asha", &relay.address);
    let made =
        asha.run(["worker", "family-link", "Maya", "--language", "ne"]).ok().text("family_link", "/text");
    assert!(made.contains("/family/#WF1"), "{made}");
    let shown = asha.run(["worker", "family-link", "--show", "maya"]).ok();
    assert_eq!(shown.text("family_link", "/text"), made);
    asha.run(["worker", "family-link", "--show", "Ben"]).fails(7, "not-found");
    let contacts = asha.run(["contact", "list"]).ok();
    assert_eq!(contacts.text("contacts", "/0/status"), "invited");
    assert_eq!(contacts.text("contacts", "/0/language"), "ne");
}
