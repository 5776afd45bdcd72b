//! What a laboratory reads that has the phone, its device's key and the PIN of a further vault.

use std::collections::BTreeSet;

use wayhome::{AddedVault, OpenedRings, Sharing, ShownPerson};
use wayhome_tests::measure::forensic::{Finding, Readable, Value, Where, of_another_vault, read, words};
use wayhome_tests::{HOUR, MINUTE, Who, World};

use crate::added_vault::{SHOWN, add, shown_pin};

/// A phone with a main vault and a further one, both used, and closed.
fn used(seed: u64) -> (World, Who) {
    let (mut world, family) = World::family(seed);
    let asha = family.asha;
    world.check_in(asha, "arrived at the dormitory");
    add(&mut world, asha);
    for round in 0..3 {
        world.person(asha).unlock_other(&shown_pin());
        world.check_in(asha, "all is well");
        world.run_for(HOUR);
        world.person(asha).lock();
        world.person(asha).unlock();
        world.check_in(asha, &format!("they took my papers {round}"));
        world.run_for(HOUR);
        world.person(asha).lock();
        world.run_for(40 * MINUTE);
    }
    world.locked_sos(asha, "from the locked screen").unwrap();
    world.run_for(HOUR);
    world.person(asha).stop();
    (world, asha)
}

fn reading(world: &World, who: Who, pin: &str) -> Readable {
    read(&world[who].store(), &world[who].device, pin).unwrap()
}

/// Fields of a further vault that are also in the one that made it: the right to one more vault, which is the same in all;
/// the key by which it signs notes to itself, one of four in both; and the owner's name, which nobody has changed.
fn shared(finding: &Finding) -> bool {
    const SHARED: [&str; 3] = ["27.0[", "1.37.1[", "1.1"];
    let both = |path: &str| finding.path.starts_with(path) && finding.what.starts_with(path);
    finding.place == Where::Vault && SHARED.into_iter().any(both)
}

/// What the lobby has in common with every vault, so that the one that is open explains none of it less or more: the ids and
/// capabilities of all eight seats, whoever has them, mailboxes and timers in the list of what is registered, and the
/// places of groups and plans.
fn of_the_lobby(finding: &Finding) -> bool {
    const IN_COMMON: [&str; 9] =
        ["1.9[.0.0", "1.9[.0.1", "2.2", "2.5[", "3.2[[", "3.3[[", "8.3", "3.0[[", "1.14[["];
    finding.place == Where::Lobby && IN_COMMON.iter().any(|path| finding.path.starts_with(path))
}

#[test]
fn with_the_pin_of_a_further_vault_nothing_names_a_mode_another_vault_or_a_contact_of_it() {
    let (world, asha) = used(41);
    let further = reading(&world, asha, SHOWN);
    let main = reading(&world, asha, world[asha].profile.pin);
    assert_ne!(further.region, main.region);
    assert_eq!(words(&further), BTreeSet::new());
    assert_eq!(words(&main), BTreeSet::new());
    let found: Vec<Finding> = of_another_vault(&further, &main)
        .into_iter()
        .filter(|finding| !shared(finding) && !of_the_lobby(finding))
        .collect();
    assert_eq!(found, []);
    let texts: Vec<&String> = further
        .fields
        .iter()
        .filter_map(|field| if let Value::Text(text) = &field.value { Some(text) } else { None })
        .collect();
    assert!(texts.iter().any(|text| *text == "Mother"), "the reader reads");
    assert!(!texts.iter().any(|text| ["Ben", "Chandra"].contains(&text.as_str())));
}

#[test]
fn the_laboratory_finds_what_is_planted() {
    let (mut world, family) = World::family(42);
    let asha = family.asha;
    let now = world.clock.now();
    let person =
        ShownPerson { name: "Chandra".to_owned(), language: None, since: Some(now), sharing: Sharing::Never };
    let planted = AddedVault {
        name: Some("My decoy".to_owned()),
        language: None,
        shown: vec![person],
        entries: Vec::new(),
        reads_locked: false,
        opened_rings: OpenedRings::Never,
    };
    world[asha].vault().add_vault(&shown_pin(), &planted).unwrap();
    world.person(asha).stop();
    let further = reading(&world, asha, SHOWN);
    assert_eq!(words(&further).into_iter().map(|finding| finding.what).collect::<Vec<_>>(), ["decoy"]);
    let main = reading(&world, asha, world[asha].profile.pin);
    let found = of_another_vault(&further, &main);
    assert!(found.iter().any(|finding| finding.place == Where::Vault && finding.path == "2.1"), "{found:?}");
    assert!(read(&world[asha].store(), &world[asha].device, "118822").is_none());
    assert!(read(&world[asha].store(), &world[family.ben].device, SHOWN).is_none());
}
