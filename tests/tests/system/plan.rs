//! Silence is noticed by the contacts' own apps, whatever becomes of the relay.

use wayhome::{EventKind, PlanDraft, PlanTiming, Standing};
use wayhome_tests::{HOUR, MINUTE, SECOND, World};

#[test]
fn a_contact_sees_when_the_next_check_in_is_expected_and_notices_late_and_missed_with_the_relay_dead() {
    let (mut world, family) = World::family(41);
    let (asha, ben) = (family.asha, family.ben);
    world.arm(asha, &PlanDraft::transit());
    world.check_in(asha, "leaving");
    let made = world.clock.now();
    world.run_for(HOUR);
    let watched = world[ben].vault().watched().unwrap().remove(0);
    let expected = watched.next_expected.unwrap();
    // The relay's clock counts minutes.
    assert!(expected.as_millis().abs_diff(made.as_millis() + 6 * HOUR) <= MINUTE);
    assert!(matches!(watched.standing, Some(Standing::UpToDate { due }) if due == expected));
    assert_eq!(watched.plan, Some(PlanTiming::TRANSIT));
    assert_eq!(
        world[asha].vault().next_expected().unwrap().unwrap().as_millis(),
        made.as_millis() + 6 * HOUR
    );
    world.take_events(ben);

    // The relay burns down; Asha is silent. Ben's app notices by itself, on time.
    world.relay.set_up(false);
    world.clock.advance_to(expected.as_millis() - 2 * MINUTE);
    world.run_for(MINUTE);
    let events = world.take_events(ben);
    assert!(
        matches!(*events, [EventKind::RelaySilent { .. }]),
        "the relay is silent, but she is not late: {events:?}"
    );
    world.run_for(2 * MINUTE);
    let (due, missed) = (expected, PlanTiming::TRANSIT.missed(watched.last_check_in.unwrap()));
    let late = EventKind::Late { worker: family.with_ben.worker_id, since: due };
    assert_eq!(world.take_events(ben), [late]);
    let told = world[ben].handled.last().unwrap().time;
    assert!(told.as_millis() - due.as_millis() <= SECOND, "told at {told:?}, due {due:?}");
    world.run_for(missed.as_millis() - world.clock.millis() - MINUTE);
    assert!(world.take_events(ben).is_empty(), "late, not missed");
    world.run_for(2 * MINUTE);
    let gone = EventKind::Missed { worker: family.with_ben.worker_id, since: missed };
    assert_eq!(world.take_events(ben), [gone]);
    assert!(world[ben].handled.last().unwrap().time.as_millis() - missed.as_millis() <= SECOND);
    world.run_for(5 * HOUR);
    world.person(ben).restart();
    assert!(world.take_events(ben).is_empty(), "once is enough");

    // A check-in gets through after all.
    world.relay.set_up(true);
    world.check_in(asha, "the phone was taken");
    world.run_for(HOUR);
    let watched = world[ben].vault().watched().unwrap().remove(0);
    assert!(matches!(watched.standing, Some(Standing::UpToDate { .. })));
    world.check_all_arrived();
    world.check();
}

#[test]
fn an_ended_plan_ends_the_watch_with_the_next_message() {
    let (mut world, family) = World::family(42);
    world.arm(family.asha, &PlanDraft::transit());
    world.check_in(family.asha, "with a plan");
    world.run_for(HOUR);
    assert!(world[family.ben].vault().watched().unwrap()[0].next_expected.is_some());
    world[family.asha].vault().end_plan().unwrap();
    world.check_in(family.asha, "without a plan");
    world.run_for(HOUR);
    assert!(world[family.ben].vault().watched().unwrap()[0].next_expected.is_none());
    world.take_events(family.ben);
    world.run_for(30 * HOUR);
    assert!(world.take_events(family.ben).is_empty());
}
