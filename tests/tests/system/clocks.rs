//! Somebody sets the phone's clock.

use wayhome::{EventKind, PlanDraft};
use wayhome_tests::clock::TEN_YEARS;
use wayhome_tests::{HOUR, MINUTE, World};

#[test]
fn a_phone_whose_clock_is_ten_years_off_still_sends_and_its_times_are_reckoned_right() {
    for offset in [TEN_YEARS, -TEN_YEARS] {
        let (mut world, family) = World::family(101);
        let (asha, ben) = (family.asha, family.ben);
        world[asha].clock.set_offset(offset);
        world[asha].link.cut();
        let mut made = Vec::new();
        for number in 0..4 {
            made.push((world.check_in(asha, &format!("number {number}")), world.clock.millis()));
            world.run_for(50 * MINUTE);
        }
        world[asha].link.restore();
        // Nobody tells the phone that there is a network: it tries by itself.
        world.run_for(HOUR);
        world.check();
        world.check_all_arrived();
        let received = world.received(ben);
        for (id, at) in made {
            let message = received.iter().find(|message| message.id == id).unwrap();
            assert!(
                message.reckoned.as_millis().abs_diff(at) <= 2 * MINUTE,
                "the phone's clock does not matter"
            );
            assert!(message.time.as_millis().abs_diff(at) > 1_000 * 24 * HOUR, "its own time is what it was");
        }
    }
}

#[test]
fn a_clock_that_jumps_ten_years_back_and_forth_keeps_the_order_and_the_retries() {
    let (mut world, family) = World::family(102);
    let (asha, ben) = (family.asha, family.ben);
    let mut ids = Vec::new();
    for (number, offset) in [0, TEN_YEARS, -TEN_YEARS, 0, -TEN_YEARS, TEN_YEARS, 0].into_iter().enumerate() {
        world.tell(asha, format!("has a clock that is off by {offset} ms"));
        world[asha].clock.set_offset(offset);
        if number % 2 == 0 {
            world[asha].link.cut();
        } else {
            world[asha].link.restore();
        }
        ids.push(world.check_in(asha, &format!("number {number}")));
        world.run_for(20 * MINUTE);
        world.check();
    }
    world[asha].link.restore();
    world.run_for(HOUR);
    world.check();
    world.check_all_arrived();
    assert_eq!(world.news(ben), ids, "check-ins are shown by counter");
    let now = world.clock.now();
    for message in world.received(ben) {
        assert!(
            message.reckoned <= message.arrived && message.arrived <= now,
            "nothing comes from the future"
        );
    }
    world.look_at_all(ben);
    world.look_at_all(family.chandra);
    world.run_for(3 * HOUR);
    world.settle();
    world.check();
}

#[test]
fn a_contact_whose_clock_is_set_back_still_notices_a_missed_check_in() {
    let (mut world, family) = World::family(103);
    let (asha, ben) = (family.asha, family.ben);
    world.arm(asha, &PlanDraft::transit());
    world.check_in(asha, "leaving");
    world.run_for(HOUR);
    world.take_events(ben);
    world[ben].clock.set_offset(-TEN_YEARS);
    world.run_for(12 * HOUR);
    let events = world.take_events(ben);
    assert!(events.iter().any(|kind| matches!(kind, EventKind::Missed { .. })), "{events:?}");
}

#[test]
fn what_was_sealed_again_because_of_a_clock_reaches_a_relay_that_is_put_back_after_that() {
    let (mut world, family) = World::family(104);
    let asha = family.asha;
    let copy = world.relay.backup();
    for contact in [family.ben, family.chandra] {
        world[contact].link.cut();
    }
    world.check_in(asha, "before the clock was set");
    world.sync(asha);
    world[asha].clock.set_offset(TEN_YEARS);
    world.person(asha).lock();
    world.person(asha).unlock();
    world.sync(asha);
    world.person(asha).lock();
    world.run_for(2 * 24 * HOUR);
    world.relay.restore(&copy);
    for contact in [family.ben, family.chandra] {
        world[contact].link.restore();
    }
    world.run_for(12 * HOUR);
    world.check();
    world.check_all_arrived();
}
