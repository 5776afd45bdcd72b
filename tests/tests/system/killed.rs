//! A process that is killed.

use std::process::Command;

use wayhome::{CheckInDraft, CheckInState, Wayhome};
use wayhome_tests::people::Profile;
use wayhome_tests::relay::address;
use wayhome_tests::{Fault, HOUR, World, people, template};

use crate::added_vault;

#[test]
fn of_what_a_killed_process_acknowledged_nothing_is_lost() {
    let mut run = Command::new(env!("CARGO_BIN_EXE_kill-loop"));
    let output = run.args(["--kills", "60", "--seed", "5"]).output().unwrap();
    let text = String::from_utf8_lossy(&output.stdout);
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{text}\n{errors}");
    assert!(text.trim_end().ends_with(", 0 lost"), "{text}");
    assert!(text.contains("60 kills"), "{text}");
}

#[test]
fn a_process_that_dies_before_or_after_any_of_its_requests_loses_and_doubles_nothing() {
    for seed in 161..169 {
        let (mut world, family) = World::family(seed);
        let asha = family.asha;
        for round in 0..6 {
            world.check_in(asha, &format!("round {round}"));
            world.sos(asha, &format!("round {round}"));
            for who in [asha, family.ben, family.chandra] {
                let before = (seed as usize + round) % 4;
                let fault = if round % 2 == 0 { Fault::KillAfter } else { Fault::KillBefore };
                let faults = std::iter::repeat_n(Fault::None, before).chain([fault]);
                world[who].link.plan(faults);
                world.sync(who);
                world[who].link.calm();
                world.check();
            }
        }
        world.run_for(HOUR);
        for who in [family.ben, family.chandra] {
            world.take_events(who);
        }
        world.check();
        world.check_all_arrived();
    }
}

#[test]
fn a_set_up_that_was_interrupted_is_finished() {
    let mut world = World::new(170);
    // A device key belongs to one store, and this one is made anew.
    let asha = world.add(Profile { device_seed: 902, ..people::asha() });
    world.person(asha).stop();
    let person = &world[asha];
    // A file that a killed creation left, and no store.
    std::fs::remove_file(person.store()).unwrap();
    std::fs::write(person.folder.join("data.new"), [0; 4_096]).unwrap();
    assert!(matches!(Wayhome::open(person.config()), Err(wayhome::Error::NoStore)));
    let app = Wayhome::create(person.config(), &address()).unwrap();
    // Killed before there was a vault: opening works, and the vault can be made.
    drop(app);
    let app = Wayhome::open(person.config()).unwrap();
    let vault = app.create_vault(&template::pin(&person.profile), "Asha", "ne").unwrap();
    vault.check_in(&CheckInDraft::new(CheckInState::Ok)).unwrap();
    assert!(!person.folder.join("data.new").exists());
}

#[test]
fn a_further_vault_whose_making_was_cut_short_anywhere_is_made_by_the_same_call() {
    let (mut world, family) = World::family(171);
    let asha = family.asha;
    world.check_in(asha, "before");
    world.person(asha).lock();
    world.person(asha).stop();
    world.person(asha).start();
    let data = world.store_bytes(asha);
    let log = world[asha].store().with_file_name("data-wal");
    // Somebody who reads keeps the log from being folded, so that all that was written stays in it, in order.
    let reading = rusqlite::Connection::open(world[asha].store()).unwrap();
    reading.execute_batch("BEGIN; SELECT count(*) FROM blob").unwrap();
    world.person(asha).unlock();
    let draft = added_vault::draft(world.clock.now());
    world[asha].vault().add_vault(&added_vault::shown_pin(), &draft).unwrap();
    let written = std::fs::read(&log).unwrap();
    drop(reading);
    world.person(asha).stop();
    const FRAME: usize = 24 + 4_096;
    let frames = (written.len() - 32) / FRAME;
    // What fills the vault comes last, and is short.
    let cuts = (0..frames).step_by(frames / 12).chain(frames - 24..=frames);
    let (mut begun, mut empty, mut whole) = (0, 0, 0);
    for cut in cuts {
        world.person(asha).stop();
        std::fs::write(world[asha].store(), &data).unwrap();
        std::fs::remove_file(log.with_file_name("data-shm")).ok();
        std::fs::write(&log, &written[..32 + cut * FRAME]).unwrap();
        world.person(asha).start();
        let found = world[asha].app().unlock(&added_vault::shown_pin()).map(drop);
        match &found {
            Ok(()) => whole += 1,
            Err(wayhome::Error::NotFound { .. }) => empty += 1,
            Err(wayhome::Error::WrongPin) => begun += 1,
            Err(error) => panic!("after {cut} of {frames} pages: {error:?}"),
        }
        world.person(asha).unlock();
        assert_eq!(world[asha].vault().contacts().unwrap().len(), 2);
        let again = world[asha].vault().add_vault(&added_vault::shown_pin(), &draft);
        assert_eq!(again.is_ok(), found.is_err(), "after {cut} of {frames} pages: {again:?}");
        assert_eq!(world[asha].vault().added_vaults().unwrap().len(), 1);
        world.person(asha).unlock_other(&added_vault::shown_pin());
        assert_eq!(world[asha].vault().contacts().unwrap()[0].name, "Mother");
    }
    assert!(begun > 0 && empty > 0 && whole > 0, "{begun} begun, {empty} without content, {whole} whole");
}
