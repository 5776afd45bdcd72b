//! Vaults made and used through the whole library, and read with their PIN: one that is the first of its store and all there is,
//! and one that was made from another, which is used too. Everything that a laboratory reads with the device's key and that PIN
//! is counted.
//!
//! Both kinds have one contact who is not there any more. Things are done in the vault, by the locked screen, and elsewhere: in
//! the main vault, or, where there is no other, nothing but a sync that was asked for. How often the phone has sealed and
//! synced in all, and when, is no secret, and is left out.

use std::collections::{BTreeMap, BTreeSet};

use rand::RngExt as _;
use rand_chacha::ChaCha20Rng;
use wayhome::{AddedVault, BookEntry, OpenedRings, Pin, Sharing, ShownPerson};

use super::classifier::Seen;
use super::forensic::{Readable, Value, Where, read};
use super::stores::{chance, pin};
use crate::{HOUR, MINUTE, Who, World, people};

/// Whether a vault is the first one of its store.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The first one, and there is no other.
    First,
    /// Made from another one.
    Added,
}

/// What opens the further vault.
const SHOWN: &str = "704129";

/// Makes a store of this kind by chance from a seed, uses it, and reads it. With `planted` a further vault differs in a
/// setting that the others do not have.
#[must_use]
pub fn sample(kind: Kind, seed: u64, planted: bool) -> Readable {
    let mut rng = chance(seed, 40 + kind as u8);
    let mut world = World::new(seed * 2 + kind as u64);
    let asha = world.add(people::asha());
    let ben = world.add(people::ben());
    let since = world.clock.now();
    world.pair(asha, ben, Sharing::OnRelease);
    world.settle();
    // The contact has looked at the greeting, and the app has told its owner.
    world.look_at_all(ben);
    world.run_for(HOUR);
    world.settle();
    world.take_events(asha);
    let entry = |number: u64| BookEntry {
        time: world.clock.now(),
        title: format!("entry {number}"),
        text: String::new(),
        amount: None,
    };
    let entries: Vec<BookEntry> = (0..rng.random_range(3..8)).map(entry).collect();
    let shown = match kind {
        Kind::First => {
            world[asha].vault().add_entries(&entries).unwrap();
            pin(people::asha().pin)
        }
        Kind::Added => {
            let person = ShownPerson {
                name: "Ben".to_owned(),
                language: Some("en".to_owned()),
                since: Some(since),
                sharing: Sharing::OnRelease,
            };
            let opened_rings = if planted { OpenedRings::Always } else { OpenedRings::Never };
            let new = AddedVault {
                name: None,
                language: None,
                shown: vec![person],
                entries,
                reads_locked: true,
                opened_rings,
            };
            world[asha].vault().add_vault(&pin(SHOWN), &new).unwrap();
            pin(SHOWN)
        }
    };
    world[ben].link.cut();
    world.person(asha).lock();
    let counts = rng.random_range(0..2) == 0;
    world.person(asha).unlock_other(&shown);
    world[asha].vault().set_counts_locked_check_ins(counts).unwrap();
    world.person(asha).lock();
    world.run_for(26 * HOUR);
    for number in 0..rng.random_range(6..14) {
        use_once(&mut world, asha, kind, &shown, number, &mut rng);
        world.run_for(rng.random_range(20..300) * MINUTE);
    }
    // Whoever makes somebody open it opens it, and then the phone is theirs.
    world.person(asha).unlock_other(&shown);
    world.person(asha).stop();
    read(
        &world[asha].store(),
        &world[asha].device,
        if kind == Kind::First { people::asha().pin } else { SHOWN },
    )
    .unwrap()
}

fn use_once(world: &mut World, asha: Who, kind: Kind, shown: &Pin, number: u64, rng: &mut ChaCha20Rng) {
    if rng.random_range(0..2) == 0 {
        world.person(asha).unlock_other(shown);
        if rng.random_range(0..4) == 0 {
            world.sos(asha, &format!("help {number}"));
        } else {
            world.check_in(asha, &format!("number {number}"));
        }
        world.sync(asha);
        world.person(asha).lock();
        return;
    }
    if rng.random_range(0..2) == 0 {
        world.locked_check_in(asha, "locked").unwrap();
        world.sync(asha);
        return;
    }
    // Elsewhere.
    match kind {
        Kind::First => drop(world.sync(asha)),
        Kind::Added => {
            world.person(asha).unlock_other(&pin(people::asha().pin));
            world.check_in(asha, "in the main one");
            world.sync(asha);
            world.person(asha).lock();
        }
    }
}

/// The numbers of one reading, by name: how many fields there are of each path, how many bytes, and the sum of numbers.
fn numbers(readable: &Readable) -> BTreeMap<String, f64> {
    let mut numbers: BTreeMap<String, f64> = BTreeMap::new();
    for field in readable.fields.iter() {
        let place = if field.place == Where::Lobby { "lobby" } else { "vault" };
        let mut add = |what: &str, value: f64| {
            *numbers.entry(format!("{place} {} {what}", field.path)).or_default() += value;
        };
        add("count", 1.0);
        match &field.value {
            Value::Text(text) => add("bytes", text.len() as f64),
            Value::Bytes(bytes) => add("bytes", bytes.len() as f64),
            Value::Plain(text) => add("value", text.parse().unwrap_or(f64::from(u8::from(text == "true")))),
        }
    }
    numbers
}

/// The fields that stand for how much was done in all, and when: the lobby's counts of what was sealed and synced, and the
/// times of that.
fn elsewhere(name: &str) -> bool {
    const LOBBY: [&str; 15] = [
        "1.5", "1.6", "1.8[.3", "1.9[.1", "1.9[.3", "1.10", "1.11", "1.13", "1.14", "1.15", "1.16", "1.17",
        "1.2", "1.3", "2.",
    ];
    // Region, seat and order of seats are drawn at random for each store; here the first vaults are all from one template.
    const DRAWN: [&str; 3] = ["vault 1.0 ", "vault 1.38", "vault 2.17 "];
    DRAWN.iter().any(|path| name.starts_with(path))
        || name.strip_prefix("lobby ").is_some_and(|rest| LOBBY.iter().any(|path| rest.starts_with(path)))
}

/// The readings of many as the classifier wants them: the same numbers for all; and the numbers' names.
#[must_use]
pub fn seen(readings: &[(u64, Readable)], others: &[(u64, Readable)]) -> (Vec<Seen>, Vec<Seen>, Vec<String>) {
    let all = |readings: &[(u64, Readable)]| -> Vec<(u64, BTreeMap<String, f64>)> {
        readings.iter().map(|(seed, readable)| (*seed, numbers(readable))).collect()
    };
    let (readings, others) = (all(readings), all(others));
    let names: BTreeSet<&String> =
        readings.iter().chain(&others).flat_map(|(_, numbers)| numbers.keys()).collect();
    let names: Vec<String> = names.into_iter().filter(|name| !elsewhere(name)).cloned().collect();
    let row = |(seed, numbers): &(u64, BTreeMap<String, f64>)| Seen {
        seed: *seed,
        numbers: names.iter().map(|name| numbers.get(name).copied().unwrap_or(0.0)).collect(),
    };
    (readings.iter().map(row).collect(), others.iter().map(row).collect(), names)
}
