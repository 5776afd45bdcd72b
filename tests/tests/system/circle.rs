//! The circle grows and shrinks.

use wayhome::{ContactStatus, DeliveryState, Error, EventKind, Sharing, WatchedStatus};
use wayhome_tests::{HOUR, Pairing, Who, World, people};

fn circle_of(world: &mut World, count: usize) -> (Who, Vec<Pairing>) {
    let asha = world.add(people::asha());
    let profiles = [people::ben(), people::chandra()].into_iter().chain(people::others());
    let pairings = profiles
        .take(count)
        .map(|profile| {
            let contact = world.add(profile);
            world.pair(asha, contact, Sharing::OnRelease)
        })
        .collect();
    (asha, pairings)
}

#[test]
fn a_circle_of_eight_all_get_everything_and_a_ninth_is_refused() {
    let mut world = World::new(31);
    let (asha, pairings) = circle_of(&mut world, 8);
    world.settle();
    world[asha].link.take_trace();
    world[asha].link.cut();
    world.check_in(asha, "to all eight");
    world.sos(asha, "to all eight");
    world[asha].link.restore();
    world.settle();
    world.check();
    world.check_all_arrived();
    assert_eq!(pairings.len(), 8);
    let refused = world[asha].vault().invite();
    assert!(matches!(refused, Err(Error::Invalid { field: "circle", .. })));
    let trace = world[asha].link.take_trace();
    let lengths: Vec<_> =
        trace.iter().filter(|seen| seen.path == "/v1/sync").map(|seen| seen.request).collect();
    assert!(lengths.len() >= 2 && lengths.iter().all(|length| *length == 448 + 8 * 1_280), "{lengths:?}");
    for pairing in &pairings {
        world.look_at_all(pairing.contact);
    }
    world.run_for(3 * HOUR);
    world.settle();
    for item in world[asha].vault().queue().unwrap() {
        assert_eq!(item.state, DeliveryState::Opened);
    }
}

#[test]
fn a_circle_that_grows_from_four_to_five_offline_loses_nothing_that_waited() {
    let mut world = World::new(32);
    let (asha, pairings) = circle_of(&mut world, 4);
    world.settle();
    world[asha].link.cut();
    for number in 0..3 {
        world.check_in(asha, &format!("before {number}"));
    }
    let sos = world.sos(asha, "before");
    let [.., grace, _, _] = people::others();
    let fifth = world.add(grace);
    let pairing = world.pair(asha, fifth, Sharing::Always);
    let after: Vec<_> = (0..3).map(|number| world.check_in(asha, &format!("after {number}"))).collect();
    world.check();
    world.person(asha).restart();
    world[asha].link.restore();
    world.settle();
    world.check();
    world.check_all_arrived();
    // The fifth gets the open SOS and what came after, and nothing from before.
    assert_eq!(world.news(fifth), [&[sos][..], &after].concat());
    assert_eq!(world.state_of(sos, &pairing), DeliveryState::Fetched);
    assert_eq!(pairings.len(), 4);
}

#[test]
fn a_contact_added_later_gets_the_open_sos_and_neither_the_ended_one_nor_old_check_ins() {
    let mut world = World::new(33);
    let (asha, ben, chandra) =
        (world.add(people::asha()), world.add(people::ben()), world.add(people::chandra()));
    world.pair(asha, ben, Sharing::Always);
    world.check_in(asha, "old");
    let ended = world.sos(asha, "over");
    world[asha].vault().all_clear(ended).unwrap();
    let open = world.sos(asha, "still open");
    world.settle();
    world.pair(asha, chandra, Sharing::Always);
    world.settle();
    assert_eq!(world.news(chandra), [open]);
    let events = world.take_events(chandra);
    assert!(events.iter().any(|kind| matches!(kind, EventKind::WorkerConfirmed { .. })));
    assert!(
        events.iter().any(|kind| matches!(kind, EventKind::SosReceived { message, .. } if *message == open))
    );
    world.check();
}

#[test]
fn a_removed_contact_is_told_so_and_gets_nothing_more() {
    let (mut world, family) = World::family(34);
    let (asha, ben) = (family.asha, family.ben);
    let before = world.check_in(asha, "before");
    world.settle();
    world[asha].vault().rename_contact(family.with_ben.contact_id, "Uncle").unwrap();
    let names: Vec<_> = world[asha].vault().contacts().unwrap().into_iter().map(|c| c.name).collect();
    assert!(names.contains(&"Uncle".to_owned()));
    world[asha].vault().remove_contact(family.with_ben.contact_id).unwrap();
    world.promises[0].circle = vec![family.chandra];
    world.pairings.retain(|pairing| pairing.contact != ben);
    let after = world.check_in(asha, "after");
    let sos = world.sos(asha, "after");
    let locked = world.locked_sos(asha, "after").unwrap();
    world.run_for(HOUR);
    world.settle();
    world.check_all_arrived();
    assert_eq!(world.news(ben), [before]);
    let chandras = world.news(family.chandra);
    assert!([before, after, sos, locked].iter().all(|id| chandras.contains(id)));
    assert!(world.take_events(ben).iter().any(|kind| matches!(kind, EventKind::PairingEnded { .. })));
    assert_eq!(world[ben].vault().watched().unwrap()[0].status, WatchedStatus::Ended);
    let contacts = world[asha].vault().contacts().unwrap();
    let bens = contacts.iter().find(|contact| contact.id == family.with_ben.contact_id).unwrap();
    assert_eq!(bens.status, ContactStatus::Removed);
}

#[test]
fn a_contact_removed_while_much_waits_is_told_so_in_the_end() {
    let (mut world, family) = World::family(35);
    let (asha, ben) = (family.asha, family.ben);
    world[asha].link.cut();
    for number in 0..20 {
        world.check_in(asha, &format!("number {number}"));
    }
    world[asha].vault().remove_contact(family.with_ben.contact_id).unwrap();
    world[asha].link.restore();
    world.run_for(HOUR);
    world.settle();
    assert!(world.take_events(ben).iter().any(|kind| matches!(kind, EventKind::PairingEnded { .. })));
}

#[test]
fn a_message_that_was_waiting_for_a_removed_contact_does_not_wait_for_ever() {
    let (mut world, family) = World::family(36);
    let (asha, ben) = (family.asha, family.ben);
    world[asha].link.cut();
    for number in 0..20 {
        world.check_in(asha, &format!("number {number}"));
    }
    world[asha].vault().remove_contact(family.with_ben.contact_id).unwrap();
    world.pairings.retain(|pairing| pairing.contact != ben);
    world[asha].link.restore();
    world.run_for(HOUR);
    world.look_at_all(ben);
    world.look_at_all(family.chandra);
    world.run_for(4 * HOUR);
    world.settle();
    for item in world[asha].vault().queue().unwrap() {
        assert_eq!(item.state, DeliveryState::Opened, "number {} waits for nobody", item.counter);
    }
}
