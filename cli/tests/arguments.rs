//! Arguments, help, completions, and pairing texts that are none.

mod common;

use std::io::Read as _;
use std::process::Stdio;

use common::{PIN, Store, address_on, command, plain};

/// Every command there is.
const COMMANDS: [&str; 96] = [
    "",
    "relay",
    "demo",
    "worker",
    "worker init",
    "worker invite",
    "worker confirm",
    "worker check-in",
    "worker sos",
    "worker all-clear",
    "worker queue",
    "worker replies",
    "worker plan",
    "worker plan show",
    "worker plan set",
    "worker plan arm",
    "worker plan pause",
    "worker plan resume",
    "worker plan end",
    "worker drill",
    "worker drill start",
    "worker drill postpone",
    "worker drill status",
    "worker dossier",
    "worker dossier show",
    "worker dossier set",
    "worker dossier attach",
    "worker dossier remove",
    "worker dossier share",
    "worker dossier upload",
    "worker preview",
    "worker locked-screen",
    "worker vaults",
    "worker vaults add",
    "worker vaults list",
    "worker vaults rings",
    "worker vaults seats",
    "worker vaults clear-seat",
    "worker consent",
    "worker consent show",
    "worker consent renew",
    "worker consent revoke",
    "worker consent allow-dossier",
    "worker route",
    "worker route add",
    "worker route list",
    "worker route remove",
    "worker link",
    "worker links",
    "worker digits",
    "worker family-link",
    "worker trail",
    "worker trail import",
    "worker trail show",
    "contact",
    "contact init",
    "contact accept",
    "contact take-link",
    "contact links",
    "contact confirm",
    "contact list",
    "contact rename",
    "contact remove",
    "contact sharing",
    "contact watch",
    "contact inbox",
    "contact dossier",
    "contact dossier status",
    "contact dossier give-share",
    "contact dossier open",
    "contact case-sheet",
    "contact hold",
    "contact route",
    "contact route add",
    "contact route list",
    "contact route remove",
    "contact reply",
    "book",
    "book add",
    "book list",
    "book change",
    "book remove",
    "book import",
    "sync",
    "events",
    "health",
    "cover",
    "change-pin",
    "recovery-words",
    "recover",
    "wipe",
    "erase-after",
    "stand-down",
    "set-aside",
    "completions",
    "help",
];

#[test]
fn every_command_has_help_and_those_that_do_something_an_example() {
    for words in COMMANDS {
        if words == "help" {
            continue;
        }
        let ran = plain(words.split_whitespace().chain(["--help"])).ok();
        assert!(ran.stdout.contains("Usage: wayhome"), "{words}");
        let is_group = ran.stdout.contains("\nCommands:") && !words.is_empty();
        assert!(is_group || ran.stdout.contains("Example"), "{words} has no example:\n{}", ran.stdout);
        assert!(ran.stdout.lines().all(|line| line.chars().count() <= 120), "{words} is too wide");
    }
}

/// The list above is whole: each command that a help text names is in it.
#[test]
fn no_command_is_forgotten_in_these_tests() {
    for words in COMMANDS {
        let help = plain(words.split_whitespace().chain(["--help"]));
        let listed = help.stdout.split("\nCommands:\n").nth(1).unwrap_or_default();
        for line in listed.lines().take_while(|line| !line.is_empty()) {
            let name = line.split_whitespace().next().unwrap_or_default();
            let is_name = line.starts_with("  ") && !line.starts_with("   ");
            if !is_name || name == "help" {
                continue;
            }
            let whole = format!("{words} {name}");
            assert!(COMMANDS.contains(&whole.trim()), "{whole}");
        }
    }
}

#[test]
fn exit_codes_are_in_the_help() {
    let help = plain(["--help"]).ok().stdout;
    for code in 0..=7 {
        assert!(help.contains(&format!("\n  {code}  ")), "{code}");
    }
}

#[test]
fn completions_are_made_for_every_shell() {
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let ran = plain(["completions", shell]).ok();
        assert!(ran.stdout.contains("check-in") && ran.stdout.contains("wayhome"), "{shell}");
    }
    assert_eq!(plain(["completions", "none"]).code, 2);
}

#[test]
fn wrong_arguments_end_with_2_in_words_or_json() {
    for arguments in [
        vec![],
        vec!["fly"],
        vec!["worker", "check-in", "--state", "great"],
        vec!["worker", "check-in", "--battery", "101"],
        vec!["worker", "check-in", "--place", "91,0"],
        vec!["worker", "check-in", "--place", "1"],
        vec!["worker", "check-in", "--place", "NaN,0"],
        vec!["worker", "check-in", "--place", "1,2,-3"],
        vec!["worker", "sos", "--wait", "5", "--no-sync"],
        vec!["worker", "init", "--name", "A", "--relay", "http://127.0.0.1:1/#KEY"],
        vec![
            "worker",
            "init",
            "--name",
            "A",
            "--relay",
            "ftp://x/#AEBAGBAFAYDQQCIKBMGA2DQPCAIREEYUCULBOGAZDINRYHI6D4QA",
        ],
        vec![
            "worker",
            "init",
            "--name",
            " ",
            "--relay",
            "http://127.0.0.1:1/#AEBAGBAFAYDQQCIKBMGA2DQPCAIREEYUCULBOGAZDINRYHI6D4QA",
        ],
        vec!["worker", "plan", "set"],
        vec!["worker", "plan", "set", "daily", "--interval", "3", "--grace", "20"],
        vec!["worker", "plan", "set", "--interval", "3"],
        vec!["worker", "plan", "set", "daily", "--step", "2h"],
        vec!["worker", "plan", "pause"],
        vec!["worker", "plan", "pause", "1w"],
        vec!["worker", "route", "add", "9800000000", "--relay-may-read"],
        vec!["worker", "route", "add", "+9779800000000"],
        vec!["worker", "digits", "Ben"],
        vec!["worker", "family-link", "Maya", "--show", "--language", "ne"],
        vec!["contact", "hold", "Asha", "1", "2h"],
        vec!["contact", "hold", "Asha", "5", "2h"],
        vec!["worker", "dossier", "set", "money", "x"],
        vec!["worker", "dossier", "share", "9"],
        vec!["demo", "--smtp", "127.0.0.1:1025"],
        vec!["demo", "--missed", "--smtp", "mail.example.org:25"],
        vec!["contact", "reply", "Asha"],
        vec!["contact", "reply", "Asha", "--seen", "--on-it"],
        vec!["book"],
        vec!["book", "add"],
        vec!["book", "add", "Rice", "--amount", "1,50 EUR"],
        vec!["book", "add", "Rice", "--time", "yesterday"],
        vec!["book", "change", "4f2a"],
        vec!["book", "change", "4f2a", "--amount", "5", "--no-amount"],
        vec!["sync", "--pin", "123456"],
    ] {
        let ran = plain(&arguments);
        assert_eq!(ran.code, 2, "{arguments:?}: {}", ran.stderr);
        assert!(ran.stdout.is_empty() && !ran.stderr.is_empty(), "{arguments:?}");
        plain([&["--json"], arguments.as_slice()].concat()).fails(2, "usage");
    }
}

#[test]
fn a_plan_out_of_bounds_asks_for_no_pin() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::at(folder.path(), "nothing");
    for (hours, minutes) in [("0", "60"), ("721", "60"), ("24", "14"), ("24", "10081")] {
        let ran = store.run_locked(["worker", "plan", "set", "--interval", hours, "--grace", minutes]);
        ran.fails(7, "invalid");
    }
}

#[test]
fn pairing_texts_that_are_none_change_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let asha = Store::made(folder.path(), "Asha", &address_on(9));
    let invite = asha.run(["worker", "invite"]).ok().text("invite", "/text");
    let accept = |text: &str| asha.run(["contact", "accept", text, "--name", "X"]);
    let mut flipped = invite.clone().into_bytes();
    let middle = flipped.len() / 2;
    flipped[middle] = if flipped[middle] == b'A' { b'B' } else { b'A' };
    let flipped = String::from_utf8(flipped).unwrap();
    for bad in
        ["hello", "WH1", "WH1AAAA", &invite[..invite.len() / 2], &flipped, &"A".repeat(10_000), "\u{202e}WH1"]
    {
        accept(bad).fails(7, "invalid");
        asha.run(["contact", "confirm", bad, "--name", "X"]).fails(7, "invalid");
    }
    asha.run_with(&format!("{PIN}\n"), ["contact", "accept", "--name", "X"]).fails(7, "invalid");
    // The right text for the wrong step.
    asha.run(["contact", "confirm", &invite, "--name", "X"]).fails(7, "invalid");
    asha.run(["contact", "accept", "--file", "/nowhere/invite", "--name", "X"]).fails(7, "file");
    assert!(asha.run(["contact", "list"]).ok().get("contacts").as_array().unwrap().is_empty());
    assert!(asha.run(["contact", "watch"]).ok().get("watched").as_array().unwrap().is_empty());

    // Pictures: a file, and a drawing without colour codes when no terminal shows it.
    let png = folder.path().join("invite.png");
    let words = asha.words(["worker", "invite", "--qr", "--png", png.to_str().unwrap()]).ok();
    assert!(std::fs::read(&png).unwrap().starts_with(b"\x89PNG\r\n\x1a\n"));
    assert!(words.stdout.contains('█') && !words.stdout.contains('\u{1b}'), "{}", words.stdout);
    assert!(words.stdout.lines().last().unwrap().starts_with("WH1"));
    let nowhere = ["worker", "invite", "--png", "/nowhere/invite.png"];
    asha.run(nowhere).fails(7, "file");
}

#[test]
fn a_reader_that_goes_away_is_no_fault() {
    let mut child = command().args(["completions", "zsh"]).stdout(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let mut complaint = String::new();
    child.stderr.take().unwrap().read_to_string(&mut complaint).unwrap();
    assert!(child.wait().unwrap().success(), "{complaint}");
    assert_eq!(complaint, "");
    // Help goes another way.
    let mut child = command().arg("--help").stdout(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    assert!(child.wait().unwrap().success());
}
