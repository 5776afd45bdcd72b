//! Contacts who are late, away for long, or never come.

use wayhome::{Budget, DeliveryState, Sharing};
use wayhome_relay::Limits;
use wayhome_tests::{HOUR, MINUTE, World, people};

#[test]
fn rows_wait_honestly_for_a_contact_who_registers_late() {
    let mut world = World::new(61);
    let (asha, ben) = (world.add(people::asha()), world.add(people::ben()));
    world[ben].link.cut();
    let pairing = world.pair(asha, ben, Sharing::Always);
    let sos = world.sos(asha, "help");
    world.run_for(3 * HOUR);
    world.check();
    assert_eq!(world.state_of(sos, &pairing), DeliveryState::Saved, "the relay does not know Ben yet");
    let queue = world[asha].vault().queue().unwrap();
    assert!(queue.iter().find(|item| item.id == sos).unwrap().deliveries[0].waiting_at_relay);
    world[ben].link.restore();
    world.run_for(HOUR);
    world.check();
    world.check_all_arrived();
    let queue = world[asha].vault().queue().unwrap();
    assert!(!queue.iter().find(|item| item.id == sos).unwrap().deliveries[0].waiting_at_relay);
}

#[test]
fn a_full_mailbox_is_said_and_once_drained_everything_arrives() {
    let mut world = World::with_limits(62, Limits { mailbox_cells: 6, ..Limits::default() });
    let (asha, ben) = (world.add(people::asha()), world.add(people::ben()));
    let pairing = world.pair(asha, ben, Sharing::Always);
    world.settle();
    world[ben].link.cut();
    let ids: Vec<_> = (0..10)
        .map(|number| {
            let id = world.check_in(asha, &format!("number {number}"));
            world.run_for(10 * MINUTE);
            id
        })
        .collect();
    world.check();
    let at_relay = ids.iter().filter(|id| world.state_of(**id, &pairing) == DeliveryState::AtRelay).count();
    assert_eq!(at_relay, 6, "the newest are refused, the oldest stay");
    assert_eq!(world.state_of(ids[9], &pairing), DeliveryState::Saved);
    let sos = world.sos(asha, "help");
    world.run_for(MINUTE);
    assert_eq!(
        world.state_of(sos, &pairing),
        DeliveryState::Saved,
        "not even an SOS gets in, and it is said"
    );
    world[ben].link.restore();
    world.run_for(2 * HOUR);
    world.check();
    world.check_all_arrived();
}

#[test]
fn a_contact_who_never_comes_keeps_nothing_from_the_others() {
    let mut world = World::new(63);
    let (asha, ben, chandra) =
        (world.add(people::asha()), world.add(people::ben()), world.add(people::chandra()));
    world[chandra].link.cut();
    world.pair(asha, ben, Sharing::Always);
    world.pair(asha, chandra, Sharing::Always);
    let mut ids = Vec::new();
    for number in 0..40 {
        ids.push(world.check_in(asha, &format!("number {number}")));
        world.run_for(HOUR);
    }
    for number in 0..6 {
        ids.push(world.sos(asha, &format!("call {number}")));
        world.run_for(HOUR);
    }
    world.check();
    let there = world.news(ben);
    let missing = ids.iter().filter(|id| !there.contains(id)).count();
    assert_eq!(
        missing, 0,
        "{missing} of 46 messages have not reached Ben, whose phone was online all the time"
    );
}

#[test]
fn a_contact_whose_mailbox_stays_full_keeps_nothing_from_the_others() {
    let mut world = World::with_limits(64, Limits { mailbox_cells: 8, ..Limits::default() });
    let (asha, ben, chandra) =
        (world.add(people::asha()), world.add(people::ben()), world.add(people::chandra()));
    world.pair(asha, ben, Sharing::Always);
    world.pair(asha, chandra, Sharing::Always);
    world.settle();
    world[chandra].link.cut();
    let mut ids = Vec::new();
    for number in 0..30 {
        ids.push(world.check_in(asha, &format!("number {number}")));
        world.run_for(HOUR);
    }
    ids.push(world.sos(asha, "help"));
    world.run_for(HOUR);
    let there = world.news(ben);
    let missing = ids.iter().filter(|id| !there.contains(id)).count();
    assert_eq!(
        missing, 0,
        "{missing} of 31 messages have not reached Ben, whose phone was online all the time"
    );
}

#[test]
fn what_a_run_cut_short_fetched_is_acknowledged_by_the_next_and_takes_no_room() {
    let mut world = World::with_limits(65, Limits { mailbox_cells: 8, ..Limits::default() });
    let (asha, ben) = (world.add(people::asha()), world.add(people::ben()));
    world.pair(asha, ben, Sharing::Always);
    world.settle();
    let first: Vec<_> = (0..6).map(|number| world.check_in(asha, &format!("early {number}"))).collect();
    world.sync(asha);
    let cut_short = Budget { requests: 2, ..Budget::now() };
    world.run(ben, cut_short);
    assert!(first.iter().all(|id| world.news(ben).contains(id)), "fetched, and the run was over");
    world.sync(ben);
    world[ben].link.cut();
    let later: Vec<_> = (0..8).map(|number| world.check_in(asha, &format!("late {number}"))).collect();
    world.sync(asha);
    let queue = world[asha].vault().queue().unwrap();
    for item in queue.iter().filter(|item| later.contains(&item.id)) {
        assert_eq!(item.state, DeliveryState::AtRelay, "its mailbox holds eight, and had been emptied");
    }
}
