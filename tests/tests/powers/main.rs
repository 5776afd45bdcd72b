//! What an app can call, read from the sources, against the list of who may do what to whom (`tests/api/powers.txt`).
//! A call by which a contact could ask for a place, arm a plan, or make anything last longer must not come to be.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that meets the unexpected should stop there"
)]

mod sources;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use sources::{Function, read};

/// What a contact's call may do to the worker.
const OF_A_CONTACT: [&str; 4] = ["none", "reply", "hold", "receipt"];
/// What a worker's call may do besides.
const OF_A_WORKER: [&str; 2] = ["message", "plan"];

const THINK: &str = "Could somebody who holds another person's trust use it to learn where they are, to arm a plan for them, \
                     to have more told or released, or to make it last longer? Then it must not be there. If not, write it \
                     into tests/api/powers.txt: its name, who calls it, and what it does to the other side.";

struct Power {
    who: String,
    effect: String,
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap()
}

/// The list, name by name.
fn listed(text: &str) -> BTreeMap<String, Power> {
    let mut powers = BTreeMap::new();
    for line in text.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty()) {
        let words: Vec<&str> = line.split_whitespace().collect();
        let [name, who, effect] = words.as_slice() else { panic!("three words a line: {line}") };
        let power = Power { who: (*who).to_owned(), effect: (*effect).to_owned() };
        assert!(powers.insert((*name).to_owned(), power).is_none(), "{name} is listed twice");
    }
    powers
}

fn functions() -> Vec<Function> {
    let mut all = read("wayhome", &root().join("core/wayhome/src"));
    all.extend(read("ffi", &root().join("bindings/src")));
    all
}

/// What is wrong, in sentences for whoever made it so.
fn complaints(functions: &[Function], powers: &BTreeMap<String, Power>) -> Vec<String> {
    let mut found = Vec::new();
    for function in functions {
        let name = &function.name;
        let Some(power) = powers.get(name) else {
            found.push(format!("{name} is public and in no list. {THINK}"));
            continue;
        };
        let allowed = match power.who.as_str() {
            "worker" => OF_A_CONTACT.contains(&&*power.effect) || OF_A_WORKER.contains(&&*power.effect),
            "contact" | "both" => OF_A_CONTACT.contains(&&*power.effect),
            who => panic!("{name}: {who} is nobody"),
        };
        if !allowed {
            found.push(format!(
                "{name} is a call of {}, with the effect `{}`. {THINK}",
                power.who, power.effect
            ));
        }
    }
    let there: BTreeSet<&String> = functions.iter().map(|function| &function.name).collect();
    let gone = powers.keys().filter(|name| !there.contains(name));
    found.extend(gone.map(|name| format!("{name} is in tests/api/powers.txt, and not in the sources.")));
    found.extend(mislabelled(functions, powers));
    found
}

/// A function that is listed as a contact's and does what only a worker's does: what it calls gives it away.
fn mislabelled(functions: &[Function], powers: &BTreeMap<String, Power>) -> Vec<String> {
    let is_workers =
        |function: &Function| powers.get(&function.name).is_some_and(|power| power.who == "worker");
    let (workers, others): (Vec<&Function>, Vec<&Function>) =
        functions.iter().partition(|function| is_workers(function));
    // What the engine does for workers; and which calls of the library are theirs.
    let of_engine: BTreeSet<&String> = workers.iter().flat_map(|function| &function.engine_calls).collect();
    let last = |function: &Function| function.name.rsplit("::").next().unwrap_or_default().to_owned();
    let of_vault: BTreeSet<String> =
        workers.iter().filter(|function| function.name.starts_with("wayhome::")).map(|f| last(f)).collect();
    let mut found = Vec::new();
    for function in others {
        for call in function.engine_calls.iter().filter(|call| of_engine.contains(call)) {
            found.push(format!(
                "{} is no worker's call by the list, but does `engine.{call}`. {THINK}",
                function.name
            ));
        }
        let translated = function.name.starts_with("ffi::");
        for call in function.calls.iter().filter(|call| translated && of_vault.contains(*call)) {
            found.push(format!(
                "{} is no worker's call by the list, but calls `{call}`. {THINK}",
                function.name
            ));
        }
    }
    found
}

#[test]
fn every_public_function_has_its_power_written_down() {
    let list = std::fs::read_to_string(root().join("tests/api/powers.txt")).unwrap();
    let (functions, powers) = (functions(), listed(&list));
    assert!(functions.len() > 150, "the sources were read: {}", functions.len());
    let complaints = complaints(&functions, &powers);
    assert!(complaints.is_empty(), "\n\n{}\n", complaints.join("\n\n"));
}

#[test]
fn no_room_behind_the_library_is_handed_out() {
    let lib = std::fs::read_to_string(root().join("core/wayhome/src/lib.rs")).unwrap();
    for name in sources::exported(&lib) {
        // Who has the engine or the store can do all that the library does, and more.
        assert!(
            !["Engine", "Store", "Slot", "Tx", "*"].contains(&&*name),
            "{name} is handed out by the library"
        );
    }
}

/// The check can fail: in each of these ways somebody might give a contact what is not theirs.
#[test]
fn a_power_that_is_not_written_down_or_is_not_a_contacts_is_found() {
    let list = "wayhome::Vault::arm worker plan\nwayhome::Vault::reply contact reply\n";
    let vault = |methods: &str| {
        let source = format!("pub struct Vault; impl Vault {{ {methods} }}");
        sources::functions_of("wayhome", &source)
    };
    let arm = "pub fn arm(&self) { self.step(|engine, now, rng| engine.arm(now, rng)) }";
    let reply = "pub fn reply(&self) { self.step(|engine, now, _| engine.reply(now)) }";
    let whole = format!("{arm} {reply}");
    assert_eq!(complaints(&vault(&whole), &listed(list)), Vec::<String>::new());

    let more = format!("{whole} pub fn ask_for_place(&self) {{ }}");
    let found = complaints(&vault(&more), &listed(list));
    assert!(found.len() == 1 && found[0].contains("ask_for_place is public and in no list"), "{found:?}");

    let wrong = format!("{list}wayhome::Vault::ask_for_place contact place\n");
    let found = complaints(&vault(&more), &listed(&wrong));
    assert!(found.len() == 1 && found[0].contains("with the effect `place`"), "{found:?}");

    let hidden =
        format!("{whole} pub fn nudge(&self) {{ self.step(|engine, now, rng| engine.arm(now, rng)) }}");
    let labelled = format!("{list}wayhome::Vault::nudge contact none\n");
    let found = complaints(&vault(&hidden), &listed(&labelled));
    assert!(found.len() == 1 && found[0].contains("but does `engine.arm`"), "{found:?}");

    let mut through = vault(&whole);
    through.extend(sources::functions_of(
        "ffi",
        "impl Vault { pub fn nudge(&self) -> Result<()> { Ok(self.vault()?.arm()?) } }",
    ));
    let labelled = format!("{list}ffi::Vault::nudge both none\n");
    let found = complaints(&through, &listed(&labelled));
    assert!(found.len() == 1 && found[0].contains("but calls `arm`"), "{found:?}");

    let found = complaints(&vault(reply), &listed(list));
    assert!(found.len() == 1 && found[0].contains("not in the sources"), "{found:?}");
    let exported =
        sources::exported("pub use wayhome_engine::{Contact, Engine as Inner}; use wayhome_vault::Store;");
    assert_eq!(exported, ["Contact", "Engine"]);
}
