//! Calls for help, their end, and what is too long or too much for one group.

use std::collections::BTreeSet;

use wayhome::{CheckInDraft, CheckInState, Error, EventId, EventKind, MessageKind};
use wayhome_tests::{Fault, HOUR, MINUTE, World};

#[test]
fn an_all_clear_ends_its_sos_for_everyone_even_when_it_arrives_first() {
    let (mut world, family) = World::family(51);
    let (asha, ben) = (family.asha, family.ben);
    // The SOS is held up on the way for 20 minutes; what follows overtakes it.
    let sos = world.sos(asha, "help");
    world[asha].link.plan([Fault::Late(20 * MINUTE)]);
    world.sync(asha);
    world[asha].link.cut();
    world.run_for(MINUTE);
    let cleared = world[asha].vault().all_clear(sos).unwrap();
    assert!(matches!(world[asha].vault().all_clear(sos), Err(Error::Invalid { field: "sos", .. })));
    let unknown = EventId::from_bytes([1; 16]);
    assert!(matches!(world[asha].vault().all_clear(unknown), Err(Error::NotFound { .. })));
    let other = world.sos(asha, "again");
    world[asha].link.restore();
    world.run_for(HOUR);
    world.settle();
    world.check_all_arrived();
    world.check();
    for contact in [family.ben, family.chandra] {
        let watched = world[contact].vault().watched().unwrap();
        assert_eq!(watched[0].open_sos, [other], "only the second one is open");
    }
    let all: Vec<_> = world
        .take_events(ben)
        .into_iter()
        .filter(|kind| {
            matches!(kind, EventKind::AllClearReceived { message, sos: ended, .. }
            if *message == cleared && *ended == sos)
        })
        .collect();
    assert_eq!(all.len(), 1);
    assert_eq!(world[asha].vault().open_sos().unwrap(), [other]);
}

#[test]
fn long_notes_in_many_scripts_arrive_whole_in_any_order_of_their_parts() {
    let (mut world, family) = World::family(52);
    let asha = family.asha;
    let notes =
        ["न".repeat(660), "x".repeat(2_000), "\u{1f6a8}".repeat(500), "one line\nand\ttwo".repeat(100)];
    for (number, note) in notes.iter().enumerate() {
        // Every second part is held up on the way, each for another time.
        let faults = (0..6).map(|part| match part % 2 {
            0 => Fault::Late((7 + part + number as u64) * MINUTE),
            _ => Fault::None,
        });
        world[asha].link.plan(faults);
        world.check_in(asha, note);
        world.run_for(5 * MINUTE);
    }
    world.clear_skies();
    world.run_for(2 * HOUR);
    world.settle();
    world.check();
    world.check_all_arrived();
    let received: BTreeSet<_> = world.received(family.chandra).into_iter().filter_map(|m| m.note).collect();
    assert_eq!(received, notes.iter().cloned().collect());
    let too_long = CheckInDraft::new(CheckInState::Ok).with_note("y".repeat(2_001));
    assert!(matches!(world.try_check_in(asha, too_long), Err(Error::Invalid { field: "note", .. })));
    let control = CheckInDraft::new(CheckInState::Ok).with_note("bell \u{7}");
    assert!(matches!(world.try_check_in(asha, control), Err(Error::Invalid { field: "note", .. })));
}

#[test]
fn forty_check_ins_and_six_sos_from_offline_all_arrive_the_sos_before_anything_else() {
    let (mut world, family) = World::family(53);
    let (asha, ben) = (family.asha, family.ben);
    world[asha].link.cut();
    for number in 0..40 {
        world.check_in(asha, &format!("day {number}"));
        world.run_for(30 * MINUTE);
    }
    let calls: BTreeSet<EventId> = (0..6).map(|number| world.sos(asha, &format!("call {number}"))).collect();
    world.check();
    world.person(asha).restart();
    world.check();
    world[asha].link.restore();
    world.run_for(HOUR);
    world.check();
    world.check_all_arrived();
    let order: Vec<EventId> = world
        .take_events(ben)
        .into_iter()
        .filter_map(|kind| match kind {
            EventKind::SosReceived { message, .. } | EventKind::CheckInReceived { message, .. } => {
                Some(message)
            }
            _ => None,
        })
        .collect();
    assert_eq!(order.len(), 46);
    let first: BTreeSet<EventId> = order[..6].iter().copied().collect();
    assert_eq!(first, calls, "the SOS were sent first");
    // What the contact is shown: open SOS, then check-ins by counter.
    let counters: Vec<u64> = world
        .received(ben)
        .iter()
        .filter(|message| matches!(message.kind, MessageKind::CheckIn(_)))
        .map(|message| message.counter)
        .collect();
    assert!(counters.is_sorted());
    assert_eq!(counters.len(), 40);
}
