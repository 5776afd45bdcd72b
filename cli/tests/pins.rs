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
