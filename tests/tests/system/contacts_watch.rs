//! A contact's own watch: it knows of pauses, of the relay's silence and absence, and goes on without the relay.

use wayhome::{EventKind, PlanDraft, RelaySays, Seconds, Standing, Watched};
use wayhome_tests::clock::TEN_YEARS;
use wayhome_tests::world::Who;
use wayhome_tests::{HOUR, MINUTE, World};

fn watched(world: &World, contact: Who) -> Watched {
    world[contact].vault().watched().unwrap().remove(0)
}

#[test]
fn arming_counts_as_a_check_in_for_the_contacts_watch_too() {
    let (mut world, family) = World::family(501);
    let (asha, ben) = (family.asha, family.ben);
    world.check_in(asha, "no plan yet");
    world.run_for(60 * HOUR);
    world.arm(asha, &PlanDraft::daily());
    world.run_for(HOUR);
    let seen = watched(&world, ben);
    assert!(matches!(seen.standing, Some(Standing::UpToDate { .. })), "{:?}", seen.standing);
    let due = seen.next_expected.unwrap().as_millis();
    assert!(due.abs_diff(world.clock.millis() + 23 * HOUR) <= 2 * MINUTE);
    let events = world.take_events(ben);
    assert!(!events.iter().any(|event| matches!(event, EventKind::Late { .. } | EventKind::Missed { .. })));
}

#[test]
fn a_silent_relay_is_said_once_after_two_hours_of_trying_and_ends_with_its_answer() {
    let (mut world, family) = World::family(502);
    let ben = family.ben;
    world.run_for(HOUR);
    world.sync(ben);
    world.take_events(ben);
    let last = world.clock.millis();
    world.relay.set_up(false);
    world.run_for(HOUR + 50 * MINUTE);
    assert!(watched(&world, ben).relay_silent_since.is_none(), "not yet two hours");
    assert!(world.take_events(ben).is_empty());
    world.run_for(HOUR);
    let since = watched(&world, ben).relay_silent_since.unwrap();
    assert!(since.as_millis().abs_diff(last) <= 40 * MINUTE);
    assert_eq!(world.take_events(ben), [EventKind::RelaySilent { since }]);
    world.person(ben).restart();
    world.run_for(20 * HOUR);
    assert!(world.take_events(ben).is_empty(), "once is enough");
    world.relay.set_up(true);
    world.run_for(HOUR);
    assert!(watched(&world, ben).relay_silent_since.is_none());
}

#[test]
fn a_phone_that_was_only_asleep_does_not_call_the_relay_silent() {
    let (mut world, family) = World::family(503);
    let ben = family.ben;
    world.run_for(HOUR);
    world[ben].link.cut();
    world.sync(ben);
    // It tried once, then slept for ten hours.
    world.clock.advance(10 * HOUR);
    assert!(watched(&world, ben).relay_silent_since.is_none());
    world[ben].link.restore();
    world.sync(ben);
    assert!(!world.take_events(ben).iter().any(|event| matches!(event, EventKind::RelaySilent { .. })));
}

#[test]
fn a_relay_that_was_away_says_so_and_the_contacts_own_watch_did_not_wait_for_it() {
    let (mut world, family) = World::family(504);
    let (asha, ben) = (family.asha, family.ben);
    world.arm(asha, &PlanDraft::transit());
    world.check_in(asha, "leaving");
    world.run_for(HOUR);
    world.take_events(ben);
    world[asha].link.cut();
    let gone = world.clock.millis();
    world.relay.set_up(false);
    world.run_for(48 * HOUR);
    let events = world.take_events(ben);
    assert!(events.iter().any(|event| matches!(event, EventKind::Missed { .. })), "{events:?}");
    assert!(!events.iter().any(|event| matches!(event, EventKind::StepTold { .. })));
    world.relay.set_up(true);
    let back = world.clock.millis();
    world.run_for(2 * HOUR);
    let events = world.take_events(ben);
    assert!(events.iter().any(|event| matches!(event, EventKind::RelayWasAway { .. })), "{events:?}");
    let (from, to) = watched(&world, ben).relay_away.unwrap();
    assert!(from.as_millis().abs_diff(gone) <= 2 * MINUTE && to.as_millis().abs_diff(back) <= 2 * MINUTE);
    // The relay gives the phones time to be heard, then goes on where it was.
    world.run_for(8 * HOUR);
    assert!(world.take_events(ben).iter().any(|event| matches!(event, EventKind::StepTold { step: 1, .. })));
}

#[test]
fn the_relays_word_on_a_pause_and_an_end_is_shown_as_the_relays() {
    let (mut world, family) = World::family(505);
    let (asha, ben) = (family.asha, family.ben);
    world.arm(asha, &PlanDraft::transit());
    world.run_for(9 * HOUR);
    assert!(world.take_events(ben).iter().any(|event| matches!(event, EventKind::StepTold { step: 1, .. })));
    world[asha].vault().pause(Seconds::from_days(1)).unwrap();
    world.run_for(HOUR);
    let seen = watched(&world, ben);
    let until = seen.paused_until.unwrap();
    assert!(
        matches!(seen.relay_says, Some(RelaySays::Paused { until: said })
        if said.as_millis().abs_diff(until.as_millis()) <= 2 * MINUTE),
        "{:?}",
        seen.relay_says
    );
    world[asha].vault().end_plan().unwrap();
    world.run_for(HOUR);
    assert!(matches!(watched(&world, ben).relay_says, Some(RelaySays::Ended { .. })));
    assert!(watched(&world, ben).steps.is_empty());
}

#[test]
fn a_check_in_that_a_relay_put_back_dates_days_ago_counts_as_of_now_and_the_silence_after_it_is_noticed() {
    let (mut world, family) = World::family(506);
    let (asha, ben) = (family.asha, family.ben);
    world.arm(asha, &PlanDraft::transit());
    world.run_for(HOUR);
    let copy = world.relay.backup();
    world.run_for(100 * HOUR);
    world.check_in(asha, "after the copy");
    world.run_for(HOUR);
    // Its calendar is years behind as well, so that it cannot know how old the copy is.
    world.relay.set_clock_off(-TEN_YEARS);
    world.relay.restore(&copy);
    world.run_for(14 * HOUR);
    let events = world.take_events(ben);
    assert!(events.iter().any(|event| matches!(event, EventKind::Missed { .. })), "{events:?}");
    world.check_in(asha, "here");
    let made = world.clock.millis();
    world.run_for(HOUR);
    let seen = watched(&world, ben);
    assert!(seen.last_check_in.unwrap().as_millis().abs_diff(made) <= 2 * HOUR, "{seen:?}");
    assert!(!matches!(seen.standing, Some(Standing::Missed { .. })), "{seen:?}");
    world.relay.set_up(false);
    world.take_events(ben);
    world.run_for(14 * HOUR);
    let events = world.take_events(ben);
    assert!(events.iter().any(|event| matches!(event, EventKind::Missed { .. })), "{events:?}");
}
