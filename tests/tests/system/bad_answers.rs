//! A relay that answers badly, or not at all.

use wayhome::{Budget, DeliveryState, TransportError};
use wayhome_tests::{Fault, HOUR, SECOND, World};

#[test]
fn each_kind_of_bad_answer_is_named_and_tried_again_and_costs_nothing() {
    let bad = [
        (Fault::Truncate, TransportError::Garbled),
        (Fault::TooLong, TransportError::Garbled),
        (Fault::Empty, TransportError::Garbled),
        (Fault::Garble, TransportError::Garbled),
        (Fault::Status(500), TransportError::Status { status: 500 }),
        (Fault::Status(404), TransportError::Status { status: 404 }),
        (Fault::Stall, TransportError::TimedOut),
        (Fault::LoseRequest, TransportError::Unreachable),
        (Fault::LoseAnswer, TransportError::TimedOut),
    ];
    for (seed, (fault, expected)) in (111..).zip(bad) {
        let (mut world, family) = World::family(seed);
        let asha = family.asha;
        let sos = world.sos(asha, "help");
        for attempt in 1..=8 {
            world[asha].link.plan([fault]);
            let report = world.run(asha, Budget::now()).unwrap();
            assert_eq!(report.failure, Some(expected), "{fault:?}");
            assert_eq!(world[asha].app().health().unwrap().failed_attempts, attempt);
            let wait = report.next.as_millis() - world.clock.millis();
            assert!((SECOND..=15 * 60 * SECOND).contains(&wait), "waits {wait} ms after {fault:?}");
            assert_eq!(
                world.state_of(sos, &family.with_ben),
                DeliveryState::Saved,
                "{fault:?} proves nothing"
            );
            world.check();
        }
        // The contacts' phones meet the same.
        for contact in [family.ben, family.chandra] {
            world[contact].link.plan([fault; 5]);
            world.sync(contact);
        }
        world.clear_skies();
        world.run_for(HOUR);
        world.check();
        world.check_all_arrived();
        assert_eq!(world[asha].app().health().unwrap().failed_attempts, 0);
    }
}

#[test]
fn a_relay_that_spoils_cells_forges_nothing_and_what_it_keeps_is_read_later() {
    let (mut world, family) = World::family(121);
    let (asha, ben) = (family.asha, family.ben);
    world.check_in(asha, "one");
    world.sos(asha, "two");
    world.sync(asha);
    world[ben].link.plan([Fault::FlipCells; 8]);
    world.sync(ben);
    assert!(world.news(ben).is_empty(), "a spoilt cell opens with no key");
    world[ben].link.calm();
    world.run_for(HOUR);
    world.check();
    world.check_all_arrived();
    // Spoilt receipts move no state.
    world.look_at_all(ben);
    world.sync(ben);
    world[asha].link.plan([Fault::FlipCells; 40]);
    world.sync(asha);
    world.check();
    let queue = world[asha].vault().queue().unwrap();
    let bens =
        queue.iter().flat_map(|item| &item.deliveries).filter(|d| d.contact == family.with_ben.contact_id);
    assert!(bens.into_iter().all(|delivery| delivery.state < DeliveryState::Opened));
    world.clear_skies();
    world.look_at_all(family.chandra);
    world.run_for(3 * HOUR);
    world.settle();
    world.check();
    for item in world[asha].vault().queue().unwrap() {
        assert!(item.state >= DeliveryState::Fetched);
    }
}
