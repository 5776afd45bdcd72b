//! Two processes have one store open.

use wayhome::{Budget, CheckInDraft, CheckInState, Error, Pin, ReplyDraft, Sharing, SosDraft};
use wayhome_tests::{HOUR, World, people};

#[test]
fn two_processes_check_in_and_sync_at_once_and_nothing_is_lost_or_doubled() {
    let (mut world, family) = World::family(71);
    let asha = family.asha;
    let (second, second_vault) = world[asha].second_process();
    let person = &world[asha];
    let accepted = std::thread::scope(|scope| {
        let both = [(person.app(), person.vault()), (&second, &second_vault)];
        let running: Vec<_> = both
            .into_iter()
            .enumerate()
            .map(|(process, (app, vault))| {
                scope.spawn(move || {
                    let mut ids = Vec::new();
                    for number in 0..15 {
                        let note = format!("process {process} number {number}");
                        let id = if number % 5 == 4 {
                            vault.raise_sos(&SosDraft { note: Some(note.clone()), ..SosDraft::default() })
                        } else {
                            vault.check_in(&CheckInDraft::new(CheckInState::Ok).with_note(note.clone()))
                        };
                        ids.push((id.unwrap(), note, number % 5 == 4));
                        if number % 3 == 2 {
                            app.run_once(Budget::now()).unwrap();
                        }
                    }
                    ids
                })
            })
            .collect();
        running.into_iter().flat_map(|thread| thread.join().unwrap()).collect::<Vec<_>>()
    });
    assert_eq!(accepted.len(), 30);
    for (id, note, sos) in accepted {
        world.promises.push(wayhome_tests::world::Promise {
            worker: asha,
            id,
            sos,
            note: Some(note),
            at: world.clock.now(),
            circle: vec![family.ben, family.chandra],
            rolled_back: false,
        });
    }
    world.check();
    let mut counters: Vec<u64> = second_vault.queue().unwrap().iter().map(|item| item.counter).collect();
    let all = counters.len();
    counters.sort_unstable();
    counters.dedup();
    assert_eq!(counters.len(), all, "no number was given twice");
    drop((second, second_vault));
    world.settle();
    world.check();
    world.check_all_arrived();
    let events: Vec<_> = world.take_events(family.ben);
    assert!(events.len() >= 30);
    world.check();
}

#[test]
fn each_process_sees_what_the_other_did_and_locking_one_leaves_the_other_open() {
    let (mut world, family) = World::family(72);
    let asha = family.asha;
    let (second, second_vault) = world[asha].second_process();
    let draft = CheckInDraft::new(CheckInState::Ok).with_note("seen by both");
    let id = second_vault.check_in(&draft).unwrap();
    let queue = world[asha].vault().queue().unwrap();
    assert!(queue.iter().any(|item| item.id == id));
    world.person(asha).lock();
    assert!(second_vault.queue().unwrap().iter().any(|item| item.id == id));
    second_vault.lock().unwrap();
    assert!(matches!(second_vault.queue(), Err(Error::Locked)));
    drop(second);
    world.person(asha).unlock();
    assert!(world[asha].vault().queue().unwrap().iter().any(|item| item.id == id));
}

#[test]
fn a_wrong_pin_in_one_process_does_not_make_it_write_over_what_another_sent_meanwhile() {
    let (mut world, family) = World::family(73);
    let asha = family.asha;
    let (second, second_vault) = world[asha].second_process();
    let wrong = Pin::parse("99999999999999999999", world[asha].app().security_level()).unwrap();
    // The first process, locked, has looked at its lobby; the second sends from the locked screen; then a wrong PIN
    // is typed in the first.
    world.person(asha).lock();
    world[asha].app().health().unwrap();
    let draft = SosDraft { note: Some("from the second".to_owned()), ..SosDraft::default() };
    let sos = second.locked_sos(&draft).unwrap();
    assert!(matches!(world[asha].app().unlock(&wrong), Err(Error::WrongPin)));
    let own = CheckInDraft::new(CheckInState::Ok).with_note("from the first");
    let check_in = world[asha].app().locked_check_in(&own).unwrap();
    drop((second_vault, second));
    world.person(asha).unlock();
    let queue = world[asha].vault().queue().unwrap();
    assert!(queue.iter().any(|item| item.id == sos), "the call for help is there");
    assert!(queue.iter().any(|item| item.id == check_in));
    world.settle();
    let there = world.news(family.ben);
    assert!(there.contains(&sos) && there.contains(&check_in));
}

#[test]
fn two_processes_that_register_at_once_leave_no_pairing_out() {
    let (mut world, family) = World::family(74);
    let asha = family.asha;
    world[asha].link.cut();
    let mut late = Vec::new();
    for profile in people::others().into_iter().take(3) {
        let contact = world.add(profile);
        world.pair(asha, contact, Sharing::Never);
        late.push(contact);
    }
    world[asha].link.restore();
    let (second, second_vault) = world[asha].second_process();
    let first = &world[asha];
    std::thread::scope(|scope| {
        scope.spawn(|| first.app().run_once(Budget::now()).unwrap());
        scope.spawn(|| second.run_once(Budget::now()).unwrap());
    });
    assert_eq!(second.health().unwrap().pending_registrations, 0);
    drop((second_vault, second));
    let id = world.check_in(asha, "to everyone");
    world.settle();
    for contact in late {
        assert!(world.news(contact).contains(&id));
        world[contact]
            .vault()
            .reply(world[contact].vault().watched().unwrap()[0].id, Some(id), &ReplyDraft::Seen)
            .unwrap();
    }
    world.settle();
    world.run_for(6 * HOUR);
    assert_eq!(world[asha].vault().replies().unwrap().len(), 3, "every new pairing's mailbox is open");
}
