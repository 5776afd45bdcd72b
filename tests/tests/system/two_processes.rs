//! Two processes have one store open.

use wayhome::{Budget, CheckInDraft, CheckInState, Error, SosDraft};
use wayhome_tests::World;

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
