//! PINs: given, generated, wrong, weak, changed; never from anywhere but a descriptor or a terminal.

mod common;

use common::{PIN, Store, address_on};

#[test]
fn only_the_right_pin_opens_and_it_can_be_changed() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::made(folder.path(), "Asha", &address_on(9));
    let other = "zebra yellow xenon willow violet umber";
    store.run_with(&format!("{other}\n"), ["worker", "queue"]).fails(3, "wrong-pin");
    store.run_with("1234\n", ["worker", "queue"]).fails(3, "weak-pin");
    store.run_with("", ["worker", "queue"]).fails(7, "pin-unreadable");
    store.run_with(&format!("{}\n", "x".repeat(5_000)), ["worker", "queue"]).fails(7, "pin-unreadable");
    store.run_locked(["worker", "queue"]).fails(2, "no-pin");
    store.run_locked(["--pin-fd", "77", "worker", "queue"]).fails(7, "pin-unreadable");
    // Capitals, blanks and a missing line end are no matter.
    store.run_with("  APPLE banana  cherry dates elder figs\r\n", ["worker", "queue"]).ok();
    store.run_with(PIN, ["worker", "queue"]).ok();

    // Both PINs on one pipe, line by line.
    let both = format!("{PIN}\n{other}\n");
    store.run_with(&format!("{PIN}\n12345\n"), ["change-pin", "--new-pin-fd", "0"]).fails(3, "weak-pin");
    store.run_with(&both, ["change-pin", "--new-pin-fd", "0"]).ok();
    store.run(["worker", "queue"]).fails(3, "wrong-pin");
    store.run_with(&format!("{other}\n"), ["worker", "queue"]).ok();
    // What needs no PIN asks for none.
    store.run_locked(["health"]).ok();
}

#[test]
fn generated_pins_open_what_they_were_made_for() {
    let folder = tempfile::tempdir().unwrap();
    for (name, kind, parts) in [("words", "--words", 6), ("digits", "--digits", 1)] {
        let store = Store::at(folder.path(), name);
        let arguments = [
            "contact",
            "init",
            "--relay",
            &address_on(9),
            "--name",
            "Ben",
            "--kdf",
            "floor",
            kind,
            "--language",
            "ne",
        ];
        let made = store.run_locked(arguments).ok();
        let pin = made.text("pin", "/generated");
        assert_eq!(pin.split(' ').count(), parts);
        assert!(parts == 6 || pin.len() == 20 && pin.bytes().all(|byte| byte.is_ascii_digit()));
        assert!(made.lines[0].get("pin").is_some(), "the PIN is shown before the vault is made");
        store.run_with(&format!("{pin}\n"), ["contact", "watch"]).ok();
        store.run_locked(arguments).fails(7, "already-exists");
    }
}

#[cfg(unix)]
#[test]
fn a_pin_is_read_from_any_descriptor() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::made(folder.path(), "Asha", &address_on(9));
    let file = folder.path().join("pin");
    std::fs::write(&file, format!("{PIN}\nrest")).unwrap();
    let script = format!(
        "'{}' --store '{}' --pin-fd 7 worker queue 7<'{}'",
        env!("CARGO_BIN_EXE_wayhome"),
        store.path.display(),
        file.display()
    );
    assert!(std::process::Command::new("sh").args(["-c", &script]).output().unwrap().status.success());
    // Two lines of one file are two PINs: a file would begin anew each time that it is opened.
    let other = "zebra yellow xenon willow violet umber";
    std::fs::write(&file, format!("{PIN}\n{other}\n")).unwrap();
    let script = script.replace("worker queue", "change-pin --new-pin-fd 7");
    assert!(std::process::Command::new("sh").args(["-c", &script]).output().unwrap().status.success());
    store.run(["worker", "queue"]).fails(3, "wrong-pin");
    store.run_with(&format!("{other}\n"), ["worker", "queue"]).ok();
}

#[cfg(unix)]
#[test]
fn after_five_wrong_pins_a_command_says_that_it_waits_and_waits() {
    use std::io::{BufRead as _, Write as _};
    let folder = tempfile::tempdir().unwrap();
    let store = Store::made(folder.path(), "Asha", &address_on(9));
    for _ in 0..5 {
        store.run_with("zebra yellow xenon willow violet umber\n", ["worker", "queue"]).fails(3, "wrong-pin");
    }
    let mut command = common::command();
    command.arg("--store").arg(&store.path).args(["--pin-fd", "0", "worker", "queue"]);
    let mut running = command.stdin(std::process::Stdio::piped()).spawn().unwrap();
    running.stdin.take().unwrap().write_all(PIN.as_bytes()).unwrap();
    let mut said = String::new();
    std::io::BufReader::new(running.stderr.take().unwrap()).read_line(&mut said).unwrap();
    assert!(said.contains("Waiting 0 min") && said.contains(" s before"), "{said}");
    assert!(running.try_wait().unwrap().is_none(), "it does not wait");
    running.kill().unwrap();
    running.wait().unwrap();
    // What needs no PIN does not wait.
    store.run_locked(["health"]).ok();
}

#[test]
fn recovery_words_get_a_store_back_whose_key_is_lost() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::made(folder.path(), "Asha", &address_on(9));
    store.run(["worker", "check-in", "--note", "arrived", "--no-sync"]).ok();
    // Typed back wrongly, nothing is kept.
    let other = "letter advice cage absurd amount doctor";
    store.run_with(&format!("{PIN}\n{other}\n"), ["recovery-words", "--words-fd", "0"]).fails(7, "invalid");

    // Typed back as they were shown.
    use std::io::{BufRead as _, Write as _};
    let mut command = store.command();
    command.args(["--pin-fd", "0", "recovery-words", "--words-fd", "0"]);
    let mut running = command.stdin(std::process::Stdio::piped()).spawn().unwrap();
    let mut input = running.stdin.take().unwrap();
    writeln!(input, "{PIN}").unwrap();
    let mut shown = String::new();
    std::io::BufReader::new(running.stdout.take().unwrap()).read_line(&mut shown).unwrap();
    let shown: serde_json::Value = serde_json::from_str(&shown).unwrap();
    let words = shown["recovery_words"]["generated"].as_str().unwrap().to_owned();
    assert_eq!(words.split(' ').count(), 6);
    writeln!(input, "{}", words.to_uppercase()).unwrap();
    drop(input);
    assert!(running.wait().unwrap().success());

    // The key is lost.
    let key = store.path.join("key");
    let lost = store.path.join("lost");
    std::fs::rename(&key, &lost).unwrap();
    store.run(["worker", "queue"]).fails(4, "not-this-device");
    let new_pin = "zebra yellow xenon willow violet umber";
    let recover = ["recover", "--words-fd", "0", "--kdf", "floor"];
    store.run_with(&format!("{other}\n{new_pin}\n"), recover).fails(7, "invalid");
    store.run_with(&format!("{words}\n1234\n"), recover).fails(3, "weak-pin");
    let back = store.run_with(&format!("{words}\n{new_pin}\n"), recover).ok();
    assert_eq!(back.get("recovered")["vaults"], 1);
    store.run(["worker", "queue"]).fails(3, "wrong-pin");
    let queue = store.run_with(&format!("{new_pin}\n"), ["worker", "queue"]).ok();
    assert!(queue.stdout.contains("arrived"));
    assert!(store.path.join("data.aside-1").exists(), "the old file is still there");
}

#[test]
fn what_the_locked_screen_does_is_shown_and_changed_with_the_pin() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::made(folder.path(), "Asha", &address_on(9));
    store.run_locked(["worker", "locked-screen"]).fails(2, "no-pin");
    let shown = |args: &[&str]| {
        let run = store.run(["worker", "locked-screen"].into_iter().chain(args.iter().copied())).ok();
        let all = run.get("locked_screen").clone();
        (all["check_ins_count"].as_bool().unwrap(), all["sends_last_place"].as_bool().unwrap())
    };
    assert_eq!(shown(&[]), (true, false));
    assert_eq!(shown(&["--last-place", "on"]), (true, true));
    assert_eq!(shown(&["--check-ins", "off"]), (false, true));
    assert_eq!(shown(&["--check-ins", "on", "--last-place", "off"]), (true, false));
    store.run(["worker", "locked-screen", "--last-place", "maybe"]).fails(2, "usage");
}

#[test]
fn cover_is_shown_without_a_pin_and_changed_with_it() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::made(folder.path(), "Asha", &address_on(9));
    let shown = store.run_locked(["cover"]).ok();
    assert_eq!(shown.text("cover", "/level"), "regular");
    assert_eq!(shown.text("cover", "/sos"), "urgent");
    store.run_locked(["cover", "busy"]).fails(2, "no-pin");
    store.run(["cover", "--sos", "discreet"]).fails(7, "invalid");
    store.run(["cover", "busy", "--sos", "discreet"]).ok();
    let shown = store.run_locked(["cover"]).ok();
    assert_eq!(
        (shown.text("cover", "/level"), shown.text("cover", "/sos")),
        ("busy".into(), "discreet".into())
    );
    // What was said waits for the schedule, and that is said too.
    let said = store.run(["worker", "sos"]).ok();
    assert_eq!(said.get("sync")["answered"], 0);
    let other = Store::at(folder.path(), "Ben");
    let init = ["worker", "init", "--relay", &address_on(9), "--name", "Ben", "--kdf", "floor"];
    other.run(init.into_iter().chain(["--cover", "thrifty", "--sos", "discreet"])).fails(7, "invalid");
    let made = other.run(init.into_iter().chain(["--cover", "thrifty"])).ok();
    assert_eq!(made.text("cover", "/level"), "thrifty");
}
