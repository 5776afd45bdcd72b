//! Damaged store files: a clear error, never a panic, and nothing deleted.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use rand::RngExt as _;
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::SeedableRng;
use wayhome::{Error, Sharing, Wayhome, set_aside};
use wayhome_tests::people::Profile;
use wayhome_tests::relay::address;
use wayhome_tests::{World, people, template};

/// Opens the store and looks at everything in it.
fn look(world: &World, asha: wayhome_tests::Who) -> Result<usize, Error> {
    let person = &world[asha];
    let app = Wayhome::open(person.config())?;
    app.health()?;
    let vault = app.unlock(&template::pin(&person.profile))?;
    vault.contacts()?;
    vault.places()?;
    Ok(vault.queue()?.len())
}

fn is_clear(error: &Error) -> bool {
    matches!(error, Error::StoreDamaged { .. } | Error::NotThisDevice | Error::StoreTooNew { .. })
}

#[test]
fn a_truncated_or_flipped_store_gives_a_clear_error_and_can_be_set_aside() {
    let mut world = World::new(141);
    // A device key belongs to one store, and here one is made anew in the end.
    let asha = world.add(Profile { device_seed: 901, ..people::asha() });
    let ben = world.add(people::ben());
    world.pair(asha, ben, Sharing::Always);
    for number in 0..5 {
        world.check_in(asha, &format!("number {number}"));
    }
    world.settle();
    let sound = world.store_bytes(asha);
    let path = world[asha].store();
    world.person(asha).stop();
    let there = look(&world, asha).unwrap();
    let mut rng = ChaCha20Rng::seed_from_u64(141);
    let (mut damaged, mut unharmed) = (0, 0);
    for round in 0..90 {
        let mut bytes = sound.clone();
        match round % 3 {
            0 => bytes.truncate(rng.random_range(0..bytes.len())),
            1 => {
                let at = rng.random_range(0..bytes.len());
                bytes[at] ^= 1 << rng.random_range(0..8);
            }
            _ => {
                // The first pages hold the schema, the header and the heads of all regions.
                let at = rng.random_range(0..12 * 4_096);
                bytes[at] ^= 1 << rng.random_range(0..8);
            }
        }
        remove_logs(&path);
        std::fs::write(&path, &bytes).unwrap();
        match catch_unwind(AssertUnwindSafe(|| look(&world, asha))).expect("it never panics") {
            Ok(count) => {
                assert_eq!(count, there, "what opens is whole");
                unharmed += 1;
            }
            Err(error) => {
                assert!(is_clear(&error), "round {round}: {error:?}");
                damaged += 1;
            }
        }
    }
    assert!(damaged >= 30, "{damaged} were damaged, {unharmed} not");

    // One that is damaged is set aside, byte for byte, and a new one can be made in its place.
    remove_logs(&path);
    let half = &sound[..sound.len() / 2];
    std::fs::write(&path, half).unwrap();
    assert!(matches!(look(&world, asha), Err(Error::StoreDamaged { .. })));
    assert!(matches!(Wayhome::create(world[asha].config(), &address()), Err(error) if is_clear(&error)));
    let aside = set_aside(&path).unwrap();
    assert_eq!(std::fs::read(&aside).unwrap(), half, "nothing was deleted");
    assert!(matches!(look(&world, asha), Err(Error::NoStore)));
    let app = Wayhome::create(world[asha].config(), &address()).unwrap();
    drop(app.create_vault(&template::pin(&world[asha].profile), "Asha", "ne").unwrap());
    drop(app);
    assert_eq!(look(&world, asha).unwrap(), 0);
    assert_eq!(std::fs::read(&aside).unwrap(), half);
}

#[test]
fn the_wrong_pin_and_another_phones_store_are_told_apart_from_damage() {
    let (world, family) = World::family(142);
    let asha = &world[family.asha];
    let wrong = wayhome::Pin::parse("000000", wayhome::SecurityLevel::TrustedEnvironment).unwrap();
    assert!(matches!(asha.app().unlock(&wrong), Err(Error::WrongPin)));
    let other = wayhome_vault::testing::MemoryDeviceKey::new(wayhome::SecurityLevel::TrustedEnvironment, 1);
    let config = template::config(&asha.store(), &other, asha.clock.clone(), asha.link.clone());
    assert!(matches!(Wayhome::open(config), Err(Error::NotThisDevice)));
}

fn remove_logs(path: &Path) {
    for ending in ["-wal", "-shm"] {
        let mut name = path.as_os_str().to_owned();
        name.push(ending);
        let _ = std::fs::remove_file(name);
    }
}
