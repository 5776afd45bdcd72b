//! A plan that has been armed for months: contacts are told of it again, so that whoever opens the family page anew
//! can read what a step says; and nothing else changes by that.

use wayhome::{EventKind, PlanDraft, PlanState, Seconds, Standing, Timestamp, Watched};
use wayhome_protocol::plan_message::PlanOrder;
use wayhome_tests::world::household::Household;
use wayhome_tests::{HOUR, MINUTE};

const DAY: u64 = 24 * HOUR;

fn watched(household: &Household) -> Watched {
    household.world[household.family.ben].vault().watched().unwrap().remove(0)
}

fn next_expected(household: &Household) -> Timestamp {
    household.world[household.family.asha].vault().next_expected().unwrap().unwrap()
}

/// So many days on which Asha checks in once, and the contacts' apps look once.
fn days(household: &mut Household, count: u32) {
    for day in 0..count {
        for _ in 0..24 {
            household.world.clock.advance(HOUR);
            household.world.relay.tick();
        }
        household.check_in(&format!("day {day}"));
        for who in [household.family.ben, household.family.chandra] {
            household.world.sync(who);
        }
    }
}

#[test]
fn a_browser_emptied_months_after_the_arming_reads_what_a_step_says() {
    let plan = PlanDraft::daily();
    let mut household = Household::armed(951, &plan);
    days(&mut household, 75);
    let armed = household.look_again().plans;
    assert!((1..=2).contains(&armed.len()), "the relay keeps 60 days of them: {}", armed.len());
    household.gone();
    household.run_to(household.step_at(&plan, 3) + 10 * MINUTE);
    let shown = household.look_again();
    assert_eq!(shown.told(false), [2, 3], "step 1 is Ben's");
    let steps: Vec<u8> = shown.steps.iter().map(|step| step.step).collect();
    assert_eq!(steps, [2, 3], "the words open");
    assert!(shown.steps.iter().all(|step| step.words.contains("Asha")));
}

#[test]
fn telling_contacts_again_changes_nothing_at_the_relay_or_in_anyones_watch() {
    let mut household = Household::armed(952, &PlanDraft::daily());
    let first = household.look().plans.remove(0);
    days(&mut household, 29);
    assert_eq!(household.look().plans.len(), 1, "not yet a month");
    let (asha, ben) = (household.family.asha, household.family.ben);
    household.world.take_events(asha);
    household.world.take_events(ben);
    let status = household.world[asha].vault().plan_status().unwrap();
    // The rest of the month passes without a check-in: the plan is told of again while one is awaited.
    household.world.clock.advance(20 * HOUR);
    household.world.relay.tick();
    let (due, last) = (next_expected(&household), household.last);
    household.world.sync(asha);
    household.world.clock.advance(4 * HOUR + 30 * MINUTE);
    household.world.sync(asha);
    household.world.sync(ben);
    let plans = household.look().plans;
    assert_eq!(plans.len(), 2, "told again");
    let key = |order: &PlanOrder| match order {
        PlanOrder::Armed { lodge_key } => *lodge_key.expose(),
        other => panic!("{other:?}"),
    };
    assert_eq!((plans[1].generation, key(&plans[1].order)), (first.generation, key(&first.order)));
    assert_eq!(
        household.world[asha].vault().plan_status().unwrap().relay,
        status.relay,
        "nothing was ordered"
    );
    assert_eq!(next_expected(&household), due);
    let seen = watched(&household);
    assert!(
        seen.next_expected.unwrap().as_millis().abs_diff(last + DAY) <= 2 * MINUTE,
        "Ben's own watch stays"
    );
    let changed = |event: &EventKind| matches!(event, EventKind::WorkerPlanChanged { .. });
    let events = household.world.take_events(ben);
    assert!(!events.iter().any(changed), "it is no news to an app that has it: {events:?}");
    assert_eq!(household.world[asha].vault().plan_status().unwrap().state, PlanState::AtRelay);
}

#[test]
fn nobody_is_told_again_in_a_pause_and_its_end_counts_after_it() {
    let mut household = Household::armed(953, &PlanDraft::daily());
    let asha = household.family.asha;
    days(&mut household, 28);
    household.world[asha].vault().pause(Seconds::from_days(6)).unwrap();
    household.world.settle();
    let end = household.world.clock.millis() + 6 * DAY;
    for _ in 0..5 {
        household.world.clock.advance(DAY);
        household.world.relay.tick();
        household.world.sync(asha);
    }
    assert_eq!(household.look().plans.len(), 2, "armed and paused");
    household.world.clock.advance(DAY + HOUR);
    household.world.relay.tick();
    household.world.settle();
    let plans = household.look().plans;
    assert!(matches!(plans.last().unwrap().order, PlanOrder::Armed { .. }) && plans.len() == 3);
    let seen = watched(&household);
    assert!(seen.next_expected.unwrap().as_millis().abs_diff(end + DAY) <= 2 * MINUTE);
    // A change of the circle now arms anew, and does not call the pause back.
    let chandra = household.family.with_chandra.contact_id;
    household.world[asha].vault().remove_contact(chandra).unwrap();
    household.world.settle();
    household.gone();
    assert!(watched(&household).next_expected.unwrap().as_millis().abs_diff(end + DAY) <= 2 * MINUTE);
    household.run_to(end + 35 * HOUR);
    assert!(household.look().told(false).is_empty(), "grace is not over");
    assert!(matches!(watched(&household).standing, Some(Standing::Late { .. })));
    let ben = household.family.ben;
    assert!(household.heard(ben).is_empty());
    household.run_to(end + 36 * HOUR + 5 * MINUTE);
    assert_eq!(household.heard(ben), [1]);
}

#[test]
fn a_change_of_the_circle_is_no_check_in_for_the_contacts_own_watch_either() {
    let mut household = Household::armed(954, &PlanDraft::daily());
    household.world.run_for(20 * HOUR);
    let (asha, chandra) = (household.family.asha, household.family.with_chandra.contact_id);
    household.world[asha].vault().remove_contact(chandra).unwrap();
    household.world.settle();
    let due = watched(&household).next_expected.unwrap();
    assert!(due.as_millis().abs_diff(household.last + DAY) <= 2 * MINUTE);
    assert_eq!(household.look().plans.len(), 2);
}

#[test]
fn drills_after_the_arming_do_not_take_away_what_opens_the_steps() {
    let plan = PlanDraft::transit();
    let mut household = Household::armed(955, &plan);
    let (asha, ben) = (household.family.asha, household.family.ben);
    for _ in 0..5 {
        household.world[asha].vault().start_drill(&plan).unwrap();
        household.world.run_for(15 * MINUTE);
        household.world.settle();
    }
    household.world.take_events(ben);
    household.check_in("after the drills");
    household.gone();
    household.run_to(household.step_at(&plan, 1) + 5 * MINUTE);
    assert_eq!(household.heard(ben), [1]);
    let step = watched(&household).steps.remove(0);
    assert!(step.words.is_some(), "{step:?}");
}
