//! The book: on disk when a call returns, gone when its vault is shut, and never in the way of a call for help.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests may panic")]

mod common;

use common::{PIN, Phone, pin};
use wayhome::{
    Amount, BookEntry, CheckInDraft, CheckInState, Currency, Error, SosDraft, Timestamp, Wayhome,
    believable_entries,
};

fn rice() -> BookEntry {
    let currency = Currency::from_code("PHP").unwrap();
    BookEntry::note(Timestamp::from_millis(1_772_344_800_000), "Rice")
        .with_text("5 kg")
        .with_amount(Amount { minor: 26_050, currency })
}

#[test]
fn an_entry_is_on_disk_when_its_call_returns() {
    let (phone, app, vault) = Phone::new();
    let id = vault.add_entry(&rice()).unwrap();
    let second = BookEntry::note(Timestamp::from_millis(1_772_344_900_000), "Call home");
    let ids = vault.add_entries(&[second.clone(), rice()]).unwrap();
    let changed = BookEntry { text: "10 kg".to_owned(), ..rice() };
    vault.change_entry(id, &changed).unwrap();
    vault.remove_entry(ids[1]).unwrap();
    // Neither closed nor locked: as if the process had been killed here.
    std::mem::forget(vault);
    std::mem::forget(app);
    let app = Wayhome::open(phone.config()).unwrap();
    let vault = app.unlock(&pin(PIN)).unwrap();
    let book = vault.entries().unwrap();
    assert_eq!(book.len(), 2);
    assert_eq!((book[0].id, &book[0].entry), (ids[0], &second));
    assert_eq!((book[1].id, &book[1].entry), (id, &changed));
    assert!(matches!(vault.remove_entry(ids[1]), Err(Error::NotFound { what: "entry" })));

    vault.lock().unwrap();
    assert!(matches!(vault.entries(), Err(Error::Locked)));
    assert!(matches!(vault.add_entry(&rice()), Err(Error::Locked)));
}

#[test]
fn what_cannot_be_an_entry_is_refused_and_the_vault_goes_on() {
    let (_phone, _app, vault) = Phone::new();
    let wrong = BookEntry { title: "x".repeat(101), ..rice() };
    assert!(matches!(vault.add_entries(&[rice(), wrong]), Err(Error::Invalid { field: "title", .. })));
    assert!(vault.entries().unwrap().is_empty());
    vault.add_entry(&rice()).unwrap();
}

#[test]
fn a_full_book_says_so_loses_nothing_and_leaves_room_for_a_call_for_help() {
    let (_phone, _app, vault) = Phone::new();
    let long = |n: u64| BookEntry { time: Timestamp::from_millis(n), text: "x".repeat(2_000), ..rice() };
    let mut kept = 0;
    let mut batch = 256;
    // Ever smaller steps, until not even one entry fits.
    while batch > 0 {
        let entries: Vec<BookEntry> = (0..batch).map(|n| long(kept + n)).collect();
        match vault.add_entries(&entries) {
            Ok(_) => kept += batch,
            Err(Error::NoSpace) => batch /= 2,
            Err(error) => panic!("{error}"),
        }
    }
    assert!(kept > 256, "{kept}");
    assert!(matches!(vault.add_entry(&long(kept)), Err(Error::NoSpace)));
    let book = vault.entries().unwrap();
    assert_eq!(book.len() as u64, kept);
    assert!((0..kept).rev().zip(&book).all(|(n, line)| line.entry == long(n)), "all of it as it was");

    let sos = vault.raise_sos(&SosDraft { note: Some("y".repeat(2_000)), ..SosDraft::default() }).unwrap();
    vault.check_in(&CheckInDraft::new(CheckInState::Uneasy)).unwrap();
    assert_eq!(vault.open_sos().unwrap(), [sos]);
    // Taking entries out makes room again, also in a full vault.
    for line in &book[..16] {
        vault.remove_entry(line.id).unwrap();
    }
    vault.add_entry(&long(kept)).unwrap();
}

#[test]
fn believable_entries_go_into_a_book_as_they_are() {
    let (_phone, _app, vault) = Phone::new();
    let until = Timestamp::from_millis(1_772_344_800_000);
    let entries = believable_entries("ne-NP", until, 60, Some(240));
    assert!((20..=65).contains(&entries.len()), "{}", entries.len());
    assert_ne!(entries, believable_entries("ne-NP", until, 60, Some(240)), "drawn anew each time");
    vault.add_entries(&entries).unwrap();
    let book = vault.entries().unwrap();
    assert!(book.iter().all(|line| line.entry.time <= until));
    assert!(book.iter().rev().map(|line| &line.entry).eq(&entries), "newest first, and whole");
    let paid = book.iter().filter_map(|line| line.entry.amount);
    assert!(paid.map(|amount| amount.currency.to_string()).all(|code| code == "NPR"));
}
