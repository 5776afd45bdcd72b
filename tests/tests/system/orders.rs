//! The worker's orders to the relay's timer when something goes between: a change of the circle in a pause, a relay or a
//! phone put back from an older copy, answers that are lost, a clock that was wrong.

use wayhome::{EventKind, PlanDraft, PlanState, Seconds, Sharing, TimerState};
use wayhome_tests::world::{Family, Who, household::told};
use wayhome_tests::{HOUR, MINUTE, World, people};

const SIX_HOURS: Seconds = Seconds::from_hours(6);

/// Asha's journey plan is at the relay and everybody has heard of it.
fn armed(seed: u64) -> (World, Family) {
    let (mut world, family) = World::family(seed);
    world.arm(family.asha, &PlanDraft::transit());
    world.run_for(10 * MINUTE);
    world.check_in(family.asha, "leaving");
    world.run_for(HOUR);
    forget_events(&mut world);
    (world, family)
}

fn forget_events(world: &mut World) {
    for who in world.everyone() {
        world.take_events(who);
    }
}

/// The steps that Ben and Chandra have been told by now.
fn heard(world: &mut World, family: &Family) -> (Vec<u8>, Vec<u8>) {
    world.sync(family.ben);
    world.sync(family.chandra);
    (told(&world.take_events(family.ben)), told(&world.take_events(family.chandra)))
}

fn nothing() -> (Vec<u8>, Vec<u8>) {
    (Vec::new(), Vec::new())
}

fn state(world: &World, who: Who) -> PlanState {
    world[who].vault().plan_status().unwrap().state
}

fn said(world: &World, who: Who) -> Option<TimerState> {
    world[who].vault().plan_status().unwrap().relay.map(|word| word.state)
}

/// So many check-ins that what was ordered before has left the phone's ring.
fn fill_the_ring(world: &mut World, asha: Who) {
    for number in 0..18 {
        world.check_in(asha, &format!("number {number}"));
        world.run_for(20 * MINUTE);
    }
}

#[test]
fn a_circle_changed_after_a_pause_lets_nothing_be_told_before_a_check_in_is_missed() {
    let (mut world, family) = armed(401);
    let (asha, ben) = (family.asha, family.ben);
    world[asha].vault().pause(Seconds::from_days(2)).unwrap();
    world.run_for(49 * HOUR);
    let next = world[asha].vault().next_expected().unwrap().unwrap();
    world[asha].vault().set_sharing(family.with_ben.contact_id, Sharing::Always).unwrap();
    world.run_for(2 * HOUR);
    assert_eq!(state(&world, asha), PlanState::AtRelay);
    assert_eq!(heard(&mut world, &family), nothing());
    assert_eq!(world[asha].vault().next_expected().unwrap(), Some(next), "arming anew is no check-in");
    assert_eq!(
        world[ben].vault().watched().unwrap()[0].next_expected.map(|at| at.as_millis() / HOUR),
        Some(next.as_millis() / HOUR)
    );
    world[asha].link.cut();
    world.run_for(next.as_millis() - world.clock.millis() + 2 * HOUR + 5 * MINUTE);
    assert_eq!(heard(&mut world, &family), (vec![1], vec![]), "missed two hours after it was due");
}

#[test]
fn a_circle_changed_in_a_pause_lets_nothing_be_told_even_if_the_rest_of_the_pause_comes_late() {
    let (mut world, family) = armed(402);
    let asha = family.asha;
    world[asha].vault().pause(Seconds::from_days(3)).unwrap();
    world.run_for(30 * HOUR);
    let until = world[asha].vault().plan_status().unwrap().paused_until.unwrap();
    // The arming gets through, the pause that follows it does not.
    world[asha].vault().set_sharing(family.with_chandra.contact_id, Sharing::Always).unwrap();
    let mut runs = 0;
    while state(&world, asha) != PlanState::AtRelay {
        world.run(asha, wayhome::Budget { requests: 1, ..wayhome::Budget::now() });
        runs += 1;
        assert!(runs < 20, "the plan never came to the relay");
    }
    assert!(world[asha].vault().plan_status().unwrap().pause_waits, "the pause is still to be sent");
    world[asha].link.cut();
    world.run_for(2 * HOUR);
    assert_eq!(heard(&mut world, &family), nothing());
    world[asha].link.restore();
    world.run_for(2 * HOUR);
    assert_eq!(said(&world, asha), Some(TimerState::Paused));
    assert!(!world[asha].vault().plan_status().unwrap().pause_waits);
    assert_eq!(world[asha].vault().plan_status().unwrap().paused_until, Some(until));
    world.run_for(until.as_millis() - world.clock.millis() + 7 * HOUR);
    assert_eq!(heard(&mut world, &family), nothing());
    world.run_for(90 * MINUTE);
    assert_eq!(heard(&mut world, &family), (vec![1], vec![]));
}

#[test]
fn an_end_that_a_relay_put_back_has_lost_is_ordered_again() {
    let (mut world, family) = armed(403);
    let asha = family.asha;
    let backup = world.relay.backup();
    world[asha].vault().end_plan().unwrap();
    world.run_for(HOUR);
    assert_eq!(state(&world, asha), PlanState::Off);
    fill_the_ring(&mut world, asha);
    world.relay.restore(&backup);
    world.run_for(HOUR);
    assert!(world.take_events(asha).contains(&EventKind::RelayWasPutBack));
    assert_eq!((state(&world, asha), said(&world, asha)), (PlanState::Off, Some(TimerState::Ended)));
    forget_events(&mut world);
    world.run_for(24 * HOUR);
    assert_eq!(heard(&mut world, &family), nothing());
}

#[test]
fn a_contact_added_since_the_copy_of_a_relay_that_was_put_back_is_told() {
    let (mut world, family) = armed(404);
    let asha = family.asha;
    let backup = world.relay.backup();
    let dana = world.add(people::others()[0]);
    world.pair(asha, dana, Sharing::OnRelease);
    world.run_for(HOUR);
    fill_the_ring(&mut world, asha);
    world.relay.restore(&backup);
    world.run_for(HOUR);
    world.check_in(asha, "after it was put back");
    world.run_for(HOUR);
    assert_eq!(state(&world, asha), PlanState::AtRelay);
    world.take_events(dana);
    world[asha].link.cut();
    world.run_for(12 * HOUR);
    world.sync(dana);
    assert_eq!(told(&world.take_events(dana)), [2]);
}

#[test]
fn a_plan_that_the_relay_loses_twice_in_a_day_is_armed_again() {
    let (mut world, family) = armed(405);
    let asha = family.asha;
    for _ in 0..2 {
        world.relay.replace_by_empty();
        world.run_for(2 * HOUR);
        world.check_in(asha, "still here");
        world.run_for(HOUR);
    }
    for _ in 0..5 {
        world.run_for(5 * HOUR);
        world.check_in(asha, "still here");
    }
    world.run_for(2 * HOUR);
    assert_eq!((state(&world, asha), said(&world, asha)), (PlanState::AtRelay, Some(TimerState::Up)));
    forget_events(&mut world);
    world[asha].link.cut();
    world.run_for(7 * HOUR);
    assert_eq!(heard(&mut world, &family), (vec![1], vec![]));
}

#[test]
fn a_pause_can_be_made_shorter() {
    let (mut world, family) = armed(406);
    let asha = family.asha;
    world[asha].vault().pause(Seconds::from_days(7)).unwrap();
    world.run_for(HOUR);
    world[asha].vault().pause(Seconds::from_hours(2)).unwrap();
    let until = world[asha].vault().plan_status().unwrap().paused_until.unwrap();
    assert_eq!(world[asha].vault().next_expected().unwrap(), Some(until.saturating_add(SIX_HOURS)));
    world.run_for(HOUR);
    forget_events(&mut world);
    world[asha].link.cut();
    world.run_for(until.as_millis() - world.clock.millis() + 8 * HOUR - 10 * MINUTE);
    assert_eq!(heard(&mut world, &family), nothing());
    world.run_for(20 * MINUTE);
    assert_eq!(
        heard(&mut world, &family),
        (vec![1], vec![]),
        "an interval and the grace after the shorter one"
    );
}

#[test]
fn a_phone_put_back_from_before_its_first_arming_keeps_its_plan_quiet_and_can_end_it() {
    let (mut world, family) = World::family(407);
    let asha = family.asha;
    world.run_for(HOUR);
    let old = world.store_bytes(asha);
    world.arm(asha, &PlanDraft::transit());
    world.run_for(10 * MINUTE);
    world.check_in(asha, "leaving");
    world.run_for(HOUR);
    world.put_back(asha, &old);
    forget_events(&mut world);
    for _ in 0..4 {
        world.check_in(asha, "here");
        world.run_for(4 * HOUR);
    }
    assert_eq!(heard(&mut world, &family), nothing(), "every check-in counts for it");
    assert_eq!(state(&world, asha), PlanState::Standing);
    let stands = |event: &&EventKind| matches!(event, EventKind::PlanStands);
    assert_eq!(world.take_events(asha).iter().filter(stands).count(), 1, "told once");
    world[asha].vault().end_plan().unwrap();
    assert_eq!(state(&world, asha), PlanState::Ending);
    world.run_for(HOUR);
    assert_eq!(state(&world, asha), PlanState::Off);
    assert!(world.take_events(asha).contains(&EventKind::PlanEnded));
    forget_events(&mut world);
    world.run_for(24 * HOUR);
    assert_eq!(heard(&mut world, &family), nothing());
}

#[test]
fn an_end_that_the_relay_has_not_heard_of_is_not_shown_as_done() {
    let (mut world, family) = armed(408);
    let asha = family.asha;
    world[asha].link.cut();
    world[asha].vault().end_plan().unwrap();
    world.run_for(HOUR);
    assert_eq!(state(&world, asha), PlanState::Ending);
    assert!(world[asha].vault().plan_status().unwrap().order_waits);
    world[asha].link.restore();
    world.run_for(HOUR);
    assert_eq!(state(&world, asha), PlanState::Off);
    assert!(!world[asha].vault().plan_status().unwrap().order_waits);
}

#[test]
fn reminders_go_on_until_the_relay_knows_of_a_pause() {
    let (mut world, family) = armed(409);
    let asha = family.asha;
    let reminded = |world: &mut World| {
        world.take_events(asha).iter().filter(|event| matches!(event, EventKind::Reminder { .. })).count()
    };
    world[asha].link.cut();
    world[asha].vault().pause(Seconds::from_days(2)).unwrap();
    assert!(world[asha].vault().plan_status().unwrap().pause_waits);
    world.run_for(8 * HOUR);
    assert_eq!(heard(&mut world, &family), (vec![1], vec![]), "the relay does as it was told before");
    assert_eq!(reminded(&mut world), 3);
    world[asha].link.restore();
    world.run_for(HOUR);
    assert!(!world[asha].vault().plan_status().unwrap().pause_waits);
    world.run_for(24 * HOUR);
    assert_eq!((heard(&mut world, &family), reminded(&mut world)), (nothing(), 0));
}

#[test]
fn a_pause_or_an_end_after_a_plan_of_fewer_steps_that_has_not_left_holds_nothing_back() {
    for end in [false, true] {
        let (mut world, family) = armed(411);
        let (asha, ben) = (family.asha, family.ben);
        world[asha].link.cut();
        let mut fewer = PlanDraft::transit();
        fewer.steps.truncate(1);
        world[asha].vault().arm(&fewer).unwrap();
        match end {
            false => world[asha].vault().pause(SIX_HOURS).unwrap(),
            true => world[asha].vault().end_plan().unwrap(),
        }
        world.check_in(asha, "after it");
        let before = world.news(ben).len();
        world[asha].link.restore();
        world.run_for(HOUR);
        assert!(world.news(ben).len() > before, "Ben has heard of it");
        assert!(!state_waits(&world, asha), "and so has the relay");
    }
}

fn state_waits(world: &World, who: Who) -> bool {
    world[who].vault().plan_status().unwrap().order_waits
}
