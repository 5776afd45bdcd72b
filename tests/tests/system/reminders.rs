//! Reminders for the worker: as events, each once, and in the time at which the app asks to be woken.

use wayhome::{EventKind, PlanDraft, ReminderKind, Seconds, Timestamp};
use wayhome_tests::world::Who;
use wayhome_tests::{HOUR, MINUTE, SECOND, World};

/// The reminders told since the last look, each with how long before (−) or after due it was told, in minutes.
fn reminders(world: &mut World, who: Who) -> Vec<(ReminderKind, i64)> {
    let before = world[who].handled.len();
    world.take_events(who);
    let minutes = |from: Timestamp, to: Timestamp| {
        // Whole minutes begun: within the minute is on time, and a second early is a minute early.
        (i64::try_from(to.as_millis()).unwrap() - i64::try_from(from.as_millis()).unwrap()).div_euclid(60_000)
    };
    let told = world[who].handled[before..].iter().filter_map(|event| match event.kind {
        EventKind::Reminder { kind, due } => Some((kind, minutes(due, event.time))),
        _ => None,
    });
    told.collect()
}

#[test]
fn each_reminder_is_told_once_and_on_time_until_a_check_in_begins_anew() {
    let (mut world, family) = World::family(301);
    let asha = family.asha;
    world.arm(asha, &PlanDraft::daily());
    world.check_in(asha, "here");
    world.run_for(22 * HOUR);
    assert!(reminders(&mut world, asha).is_empty());
    world.run_for(40 * HOUR);
    let told = reminders(&mut world, asha);
    // Twelve hours of grace: half of it is six.
    assert_eq!(
        told,
        [(ReminderKind::BeforeDue, -60), (ReminderKind::Due, 0), (ReminderKind::HalfGrace, 360)]
    );
    world.person(asha).restart();
    world.run_for(5 * HOUR);
    assert!(reminders(&mut world, asha).is_empty(), "each once, also across a restart");
    world.check_in(asha, "late");
    world.run_for(25 * HOUR);
    assert_eq!(reminders(&mut world, asha), [(ReminderKind::BeforeDue, -60), (ReminderKind::Due, 0)]);
}

#[test]
fn the_app_asks_to_be_woken_for_each_reminder() {
    let (mut world, family) = World::family(302);
    let asha = family.asha;
    world.arm(asha, &PlanDraft::transit());
    world.check_in(asha, "here");
    world.sync(asha);
    let due = world[asha].vault().next_expected().unwrap().unwrap();
    world[asha].link.cut();
    for at in [due.saturating_sub(Seconds::from_hours(1)), due, due.saturating_add(Seconds::from_hours(1))] {
        world.clock.advance_to(at.as_millis() - SECOND);
        // Nothing is due but the sync that fails; after it, the reminder is the next thing.
        world.sync(asha);
        let wakeup = world[asha].app().next_wakeup().unwrap();
        assert!(wakeup <= at, "woken at {wakeup:?}, the reminder is due at {at:?}");
        assert!(reminders(&mut world, asha).is_empty());
        world.clock.advance_to(at.as_millis());
        assert_eq!(reminders(&mut world, asha).len(), 1);
    }
}

#[test]
fn a_phone_that_slept_through_reminders_tells_only_the_last() {
    let (mut world, family) = World::family(303);
    let asha = family.asha;
    world.arm(asha, &PlanDraft::daily());
    world.check_in(asha, "here");
    world.clock.advance(24 * HOUR + 10 * MINUTE);
    assert_eq!(reminders(&mut world, asha), [(ReminderKind::Due, 10)]);
    world.clock.advance(40 * HOUR);
    assert_eq!(
        reminders(&mut world, asha).iter().map(|(kind, _)| *kind).collect::<Vec<_>>(),
        [ReminderKind::HalfGrace]
    );
}

#[test]
fn nothing_is_said_of_check_ins_while_the_plan_is_paused_or_has_ended() {
    let (mut world, family) = World::family(304);
    let asha = family.asha;
    world.arm(asha, &PlanDraft::transit());
    world[asha].vault().pause(Seconds::from_days(2)).unwrap();
    world.run_for(50 * HOUR);
    assert!(reminders(&mut world, asha).is_empty());
    world.run_for(3 * HOUR + 30 * MINUTE);
    assert_eq!(
        reminders(&mut world, asha),
        vec![(ReminderKind::BeforeDue, -60)],
        "an interval after the pause"
    );
    world[asha].vault().end_plan().unwrap();
    world.run_for(30 * HOUR);
    assert!(reminders(&mut world, asha).is_empty());
}

#[test]
fn a_locked_check_in_begins_the_reminders_anew_once_the_vault_is_open() {
    let (mut world, family) = World::family(305);
    let asha = family.asha;
    world.arm(asha, &PlanDraft::transit());
    world.run_for(4 * HOUR);
    world.take_events(asha);
    world.person(asha).lock();
    world.locked_check_in(asha, "from the lock screen").unwrap();
    world.run_for(2 * HOUR);
    world.person(asha).unlock();
    assert!(reminders(&mut world, asha).is_empty(), "she was heard of two hours ago");
    world.run_for(3 * HOUR + MINUTE);
    assert_eq!(reminders(&mut world, asha), [(ReminderKind::BeforeDue, -60)]);
}
