//! The book of notes and expenses.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests may panic")]

mod common;

use common::{Store, address_on, plain};

fn titles(store: &Store) -> Vec<String> {
    let listed = store.run(["book", "list"]).ok();
    let book = listed.get("book").as_array().unwrap().clone();
    book.iter().map(|entry| entry["title"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn notes_and_expenses_are_written_shown_changed_and_taken_out() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::made(folder.path(), "Asha", &address_on(9));
    assert!(store.words(["book", "list"]).ok().stdout.contains("The book is empty."));
    // Before any expense, an amount needs its currency.
    store.run(["book", "add", "Rice", "--amount", "5"]).fails(7, "invalid");

    let at = |day: &str| format!("2026-11-{day}T14:05:00Z");
    let (rice, bus) = (at("20"), at("19"));
    let rice = store
        .run(["book", "add", "Rice", "--text", "5 kg", "--amount", "1,260.50 php", "--time", &rice])
        .ok();
    let rice = rice.text("entry_added", "/id");
    store.run(["book", "add", "Bus", "--amount", "23", "--time", &bus]).ok();
    store.run(["book", "add", "Call home"]).ok();
    assert_eq!(titles(&store), ["Call home", "Rice", "Bus"]);

    let listed = store.run(["book", "list"]).ok();
    let entry = &listed.get("book")[1];
    assert_eq!(entry["time"], "2026-11-20T14:05:00.000Z");
    assert_eq!((&entry["text"], &entry["amount"]["written"]), (&"5 kg".into(), &"1260.50 PHP".into()));
    assert_eq!(entry["amount"]["minor"], 126_050);
    assert_eq!(listed.get("book")[2]["amount"]["currency"], "PHP");
    assert!(listed.get("book")[0]["amount"].is_null());
    let shown = store.words(["book", "list", "--newest", "2"]).ok().stdout;
    assert!(shown.contains("2026-11-20 14:05 UTC  Rice  1260.50 PHP\n    5 kg"), "{shown}");
    assert!(!shown.contains("Bus"));

    store.run(["book", "change", &rice[..6], "--amount", "980", "--title", "Rice and oil"]).ok();
    let listed = store.run(["book", "list"]).ok();
    assert_eq!(listed.get("book")[1]["amount"]["written"], "980.00 PHP");
    assert_eq!(listed.get("book")[1]["text"], "5 kg", "what was not given stays");
    store.run(["book", "change", &rice, "--no-amount", "--text", ""]).ok();
    assert!(store.run(["book", "list"]).ok().get("book")[1]["amount"].is_null());
    store.run(["book", "remove", &rice[..4]]).ok();
    assert_eq!(titles(&store), ["Call home", "Bus"]);
    store.run(["book", "remove", &rice]).fails(7, "not-found");
    store.run(["book", "add", "two\nlines"]).fails(7, "invalid");
    store.run(["book", "add", &"x".repeat(101)]).fails(7, "invalid");
    // What was written steers no terminal.
    store.run(["book", "add", "turn \u{202e}around"]).ok();
    assert!(!store.words(["book", "list"]).ok().stdout.contains('\u{202e}'));
}

#[test]
fn a_file_of_entries_is_taken_whole_or_refused_with_its_line_before_any_pin() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::made(folder.path(), "Asha", &address_on(9));
    let file = folder.path().join("book.jsonl");
    let good = "{\"time\":\"2026-11-22T14:05:00Z\",\"title\":\"Rice\",\"amount\":\"260.50 PHP\"}\n";
    let import = ["book", "import", file.to_str().unwrap()];

    std::fs::write(&file, format!("{good}\n{{\"title\":\"Oil\"}}\n")).unwrap();
    let ran = store.run_locked(import).fails(7, "entries");
    assert!(ran.stderr.contains("ine 3: “time” is missing"), "{}", ran.stderr);
    std::fs::write(&file, "").unwrap();
    store.run_locked(import).fails(7, "entries");
    store.run_locked(["book", "import", "/nowhere/book.jsonl"]).fails(7, "file");

    std::fs::write(&file, good.repeat(40)).unwrap();
    assert_eq!(store.run(import).ok().get("entries_imported")["taken"], 40);
    assert_eq!(titles(&store).len(), 40);
}

/// Somebody may read the help over a shoulder: it speaks of a book and of nothing else.
#[test]
fn the_help_of_the_book_says_nothing_that_a_book_would_not_say() {
    for words in ["", "add", "list", "change", "remove", "import"] {
        let help = plain(["book"].into_iter().chain(words.split_whitespace()).chain(["--help"])).ok().stdout;
        // What stands below is the same for every command.
        let own = help.split("Everywhere:").next().unwrap().to_lowercase();
        assert!(own.len() > 50 && help.contains("Everywhere:"), "{help}");
        for telling in
            ["decoy", "duress", "vault", "hidden", "seed", "secret", "cover", "believ", "sos", "danger"]
        {
            assert!(!own.contains(telling), "{words}: {telling}");
        }
    }
}
