//! The book: notes and expenses, kept in the vault and nowhere else.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests may panic")]

mod common;

use common::{Phone, START};
use proptest::prelude::*;
use wayhome_engine::{Amount, BookEntry, Currency, Engine, EngineError, EntryId, RecordKey, Region};
use wayhome_protocol::time::Timestamp;

const KIND: u8 = 28;

fn at(hours: u64) -> Timestamp {
    Timestamp::from_millis(START.as_millis() + hours * 3_600_000)
}

fn php(minor: u64) -> Amount {
    Amount { minor, currency: Currency::from_code("PHP").unwrap() }
}

fn titles(phone: &mut Phone) -> Vec<String> {
    let entries = phone.step(|engine, _, _| engine.entries()).unwrap();
    entries.into_iter().map(|kept| kept.entry.title).collect()
}

fn field(refused: Result<EntryId, EngineError>) -> &'static str {
    match refused {
        Err(EngineError::Invalid { field, .. }) => field,
        other => panic!("{other:?}"),
    }
}

#[test]
fn entries_are_shown_newest_first_wherever_they_were_written_in() {
    let mut phone = Phone::new(1, "Asha");
    assert!(titles(&mut phone).is_empty());
    for (hours, title) in [(5, "Soap"), (1, "Bus"), (9, "Call home"), (3, "Rice")] {
        let entry = BookEntry::note(at(hours), title).with_amount(php(100 * (hours + 1)));
        phone.step(|engine, _, rng| engine.add_entry(&entry, rng)).unwrap();
        // One record of the vault; the lobby and the head stay as they were.
        assert_eq!(phone.last.len(), 1);
        assert!(phone.last.iter().all(|(region, key, _)| *region == Region::Vault && key.kind == KIND));
    }
    assert_eq!(titles(&mut phone), ["Call home", "Soap", "Rice", "Bus"]);
}

#[test]
fn what_was_written_is_read_back_changed_and_taken_out() {
    let mut phone = Phone::new(2, "Asha");
    let first =
        BookEntry::note(at(1), "  Rice ").with_text("5 kg,\nat the corner\n").with_amount(php(26_050));
    let id = phone.step(|engine, _, rng| engine.add_entry(&first, rng)).unwrap();
    let kept = phone.step(|engine, _, _| engine.entries()).unwrap();
    assert_eq!(kept.len(), 1);
    assert_eq!((kept[0].id, kept[0].entry.title.as_str()), (id, "Rice"));
    assert_eq!(kept[0].entry.text, "5 kg,\nat the corner");
    assert_eq!(kept[0].entry.amount, Some(php(26_050)));

    // The same again writes nothing.
    phone.step(|engine, _, _| engine.change_entry(id, &first)).unwrap();
    assert!(phone.last.is_empty());
    let second = BookEntry::note(at(2), "Rice and oil");
    phone.step(|engine, _, _| engine.change_entry(id, &second)).unwrap();
    let kept = phone.step(|engine, _, _| engine.entries()).unwrap();
    assert_eq!((kept.len(), kept[0].id, &kept[0].entry), (1, id, &second));

    phone.step(|engine, _, _| engine.remove_entry(id)).unwrap();
    assert!(titles(&mut phone).is_empty());
    assert!(phone.vault.keys().all(|key| key.kind != KIND), "its record is gone");
    for again in [
        phone.step(|engine, _, _| engine.remove_entry(id)),
        phone.step(|engine, _, _| engine.change_entry(id, &second)),
    ] {
        assert!(matches!(again, Err(EngineError::NotFound { what: "entry" })));
    }
}

#[test]
fn what_is_out_of_bounds_is_refused_with_its_field_and_nothing_is_kept() {
    let mut phone = Phone::new(3, "Asha");
    let good = BookEntry::note(at(1), "x".repeat(100)).with_text("ß".repeat(1_000)).with_amount(php(1));
    let wrong = [
        ("title", BookEntry { title: "x".repeat(101), ..good.clone() }),
        ("title", BookEntry { title: " \u{3000}".to_owned(), ..good.clone() }),
        ("title", BookEntry { title: "two\nlines".to_owned(), ..good.clone() }),
        ("title", BookEntry { title: "bell\u{7}".to_owned(), ..good.clone() }),
        ("text", BookEntry { text: "x".repeat(2_001), ..good.clone() }),
        ("text", BookEntry { text: "\u{1b}[2J".to_owned(), ..good.clone() }),
        ("amount", good.clone().with_amount(php(0))),
        ("amount", good.clone().with_amount(php(Amount::MOST + 1))),
    ];
    for (name, entry) in wrong {
        assert_eq!(field(phone.step(|engine, _, rng| engine.add_entry(&entry, rng))), name);
        // One that will not do keeps out those that come with it.
        let both = [good.clone(), entry];
        assert!(phone.step(|engine, _, rng| engine.add_entries(&both, rng)).is_err());
    }
    assert!(titles(&mut phone).is_empty());
    phone.step(|engine, _, rng| engine.add_entry(&good.with_amount(php(Amount::MOST)), rng)).unwrap();
    let many: Vec<BookEntry> = (0..4_000).map(|n| BookEntry::note(at(n), format!("note {n}"))).collect();
    assert!(matches!(
        phone.step(|engine, _, rng| engine.add_entries(&many, rng)),
        Err(EngineError::Invalid { field: "entries", .. })
    ));
    phone.step(|engine, _, rng| engine.add_entries(&many[1..], rng)).unwrap();
    assert_eq!(field(phone.step(|engine, _, rng| engine.add_entry(&many[0], rng))), "entries");
}

#[test]
fn a_book_needs_an_open_vault() {
    let mut phone = Phone::new(4, "Asha");
    let mut engine = Engine::load(phone.lobby.iter().map(|(k, v)| (*k, v.as_slice()))).unwrap();
    let note = BookEntry::note(START, "Rice");
    assert!(matches!(engine.add_entry(&note, &mut phone.rng), Err(EngineError::Locked)));
    assert!(matches!(engine.entries(), Err(EngineError::Locked)));
    assert!(matches!(engine.change_entry(EntryId([1; 16]), &note), Err(EngineError::Locked)));
    assert!(matches!(engine.remove_entry(EntryId([1; 16])), Err(EngineError::Locked)));
}

#[test]
fn a_vault_that_is_shut_is_seeded_by_its_records_alone() {
    let mut phone = Phone::new(5, "Asha");
    let own = BookEntry::note(at(50), "Call home");
    phone.step(|engine, _, rng| engine.add_entry(&own, rng)).unwrap();
    let entries: Vec<BookEntry> = (0..40).map(|n| BookEntry::note(at(n), format!("note {n}"))).collect();
    let records: Vec<(RecordKey, Vec<u8>)> = phone.vault.iter().map(|(k, v)| (*k, v.clone())).collect();
    let given = || records.iter().map(|(key, value)| (*key, value.as_slice()));
    let changes = Engine::seed(given(), &entries, &mut phone.rng).unwrap();
    assert_eq!(changes.len(), 40, "one record an entry and nothing else");
    for change in changes {
        assert_eq!((change.region, change.key.kind), (Region::Vault, KIND));
        phone.vault.insert(change.key, change.value.unwrap().to_vec());
    }
    let found = titles(&mut phone);
    assert_eq!(found.len(), 41);
    assert_eq!(
        (found[0].as_str(), found[1].as_str(), found[40].as_str()),
        ("Call home", "note 39", "note 0")
    );

    let wrong = [entries[0].clone(), BookEntry::note(at(1), "")];
    assert!(Engine::seed(given(), &wrong, &mut phone.rng).is_err());
    assert!(
        Engine::seed(std::iter::empty(), &entries, &mut phone.rng).is_err(),
        "no vault is no place for a book"
    );
}

#[test]
fn damaged_records_of_a_book_are_named_and_stop_nobody_with_a_panic() {
    let mut phone = Phone::new(6, "Asha");
    phone.step(|engine, _, rng| engine.add_entry(&BookEntry::note(START, "Rice"), rng)).unwrap();
    let key = *phone.vault.keys().find(|key| key.kind == KIND).unwrap();
    let whole = phone.vault[&key].clone();
    for length in 0..whole.len() {
        let cut = whole[..length].to_vec();
        let records = phone.vault.iter().map(|(k, v)| (*k, if *k == key { cut.as_slice() } else { v }));
        let mut engine = Engine::load(phone.lobby.iter().map(|(k, v)| (*k, v.as_slice()))).unwrap();
        assert!(matches!(engine.open_vault(records), Err(EngineError::RecordDamaged)), "{length}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn any_entry_within_the_bounds_comes_back_as_it_was(
        title in "[^\\pC\\s]{1,25}",
        text in "([^\\pC]{0,60}[^\\pC\\s])?",
        time in 0_u64..253_402_300_800_000,
        minor in proptest::option::of(1..=Amount::MOST),
        code in "[A-Z]{3}",
    ) {
        let currency = Currency::from_code(&code).unwrap();
        let amount = minor.map(|minor| Amount { minor, currency });
        let entry = BookEntry { time: Timestamp::from_millis(time), title, text, amount };
        let mut phone = Phone::new(7, "Asha");
        phone.step(|engine, _, rng| engine.add_entry(&entry, rng)).unwrap();
        let kept = phone.step(|engine, _, _| engine.entries()).unwrap();
        prop_assert_eq!(&kept[0].entry, &entry);
    }
}
