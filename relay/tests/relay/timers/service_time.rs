//! Time: absences, jumps, and old copies put back. See ADR 0005.

use std::time::Duration;

use wayhome_protocol::notice::NoticeKind;
use wayhome_protocol::time::{Minute, Seconds, Timestamp};
use wayhome_protocol::timer::TimerCommand;

use super::{Came, DAY, HOUR, MINUTE, TIMER, armed, ben, chandra, daily, hours, touch_key};
use crate::people::{Say, World, asha};

const YEARS: Seconds = Seconds::from_days(3_652);

/// The news that are not about the relay itself.
fn told(world: &mut World, contact: &super::Contact) -> Vec<String> {
    world.news(contact).into_iter().filter(|news| news != "away").collect()
}

impl World {
    /// The machine stands still for a time, and the relay with it: its process lives, its clock does not count.
    fn sleep(&mut self, length: Seconds) {
        self.now = self.now.saturating_add(length);
        self.tick();
    }
}

#[test]
fn a_relay_that_was_down_two_days_gives_them_back_and_an_hour_to_be_heard() {
    let mut world = armed();
    world.pass(hours(30));
    let mut world = world.down(hours(48));
    world.pass(hours(6).saturating_sub(Seconds::new(1)));
    assert_eq!(told(&mut world, &ben()), [""; 0]);
    world.pass(Seconds::new(1));
    assert_eq!(told(&mut world, &ben()), ["step 1", "words 1"]);
}

#[test]
fn after_an_absence_nothing_is_told_for_an_hour_even_if_it_is_due_at_once() {
    let mut world = armed();
    world.pass(DAY.saturating_sub(MINUTE));
    let mut world = world.down(hours(48));
    world.pass(HOUR.saturating_sub(Seconds::new(1)));
    assert_eq!(told(&mut world, &ben()), [""; 0]);
    // Who tried in vain while the relay was away has been heard by now.
    let mut heard = world.restart();
    heard.touch(1);
    heard.pass(DAY.saturating_sub(Seconds::new(1)));
    assert_eq!(told(&mut heard, &ben()), [""; 0]);
}

#[test]
fn after_a_short_absence_the_quiet_is_as_short() {
    let mut world = armed();
    world.pass(DAY.saturating_sub(Seconds::new(1)));
    let mut world = world.down(Seconds::from_minutes(10));
    world.pass(Seconds::from_minutes(10).saturating_sub(Seconds::new(1)));
    assert_eq!(world.news(&ben()), [""; 0]);
    world.pass(Seconds::new(1));
    assert_eq!(world.news(&ben()), ["step 1", "words 1"]);
}

#[test]
fn a_relay_that_dies_every_few_minutes_or_sleeps_half_of_the_time_still_tells() {
    let mut world = armed();
    world.pass(DAY.saturating_sub(MINUTE));
    let mut passed = Seconds::ZERO;
    while told(&mut world, &ben()).is_empty() {
        world = world.down(Seconds::from_minutes(30));
        for _ in 0..2 {
            world.pass(Seconds::from_minutes(5));
            passed = passed.saturating_add(Seconds::from_minutes(5));
            world.sleep(Seconds::from_minutes(20));
        }
        assert!(passed <= Seconds::from_minutes(70), "an hour of service, and the last stretch");
    }
    assert!(passed >= HOUR);
}

#[test]
fn a_relay_that_is_frozen_whenever_nothing_happens_still_tells() {
    let mut world = armed();
    world.pass(DAY.saturating_sub(MINUTE));
    let (mut wakes, frozen) = (0, Seconds::from_minutes(5));
    while told(&mut world, &ben()).is_empty() {
        world.now = world.now.saturating_add(frozen);
        world.running += Duration::from_millis(frozen.as_millis());
        world.tick();
        wakes += 1;
        assert!(wakes <= 62, "an hour of service, a minute with each wake");
    }
    assert!(wakes >= 60, "quiet for an hour");
}

#[test]
fn a_restart_within_a_minute_changes_nothing() {
    let mut world = armed();
    for _ in 0..30 {
        world.pass(HOUR);
        world = world.down(Seconds::new(20));
    }
    // Service time is stored every thirty seconds, and the time down does not count.
    let (passed, news) = world.until_news(&ben(), hours(8)).unwrap();
    assert!(passed >= hours(6) && passed <= hours(6).saturating_add(Seconds::from_minutes(20)), "{passed:?}");
    assert_eq!(news[0], "step 1");
}

#[test]
fn service_time_stands_still_while_the_machine_sleeps() {
    let mut world = armed();
    world.pass(hours(30));
    world.sleep(hours(100));
    assert_eq!(told(&mut world, &ben()), [""; 0]);
    world.pass(hours(6).saturating_sub(Seconds::new(1)));
    assert_eq!(told(&mut world, &ben()), [""; 0]);
    world.pass(Seconds::new(1));
    assert_eq!(told(&mut world, &ben()), ["step 1", "words 1"]);
}

#[test]
fn a_long_time_between_two_ticks_counts_as_a_minute() {
    let mut world = armed();
    let before = world.service();
    // A process that was stopped: the clock that counts how long it runs went on.
    world.now = world.now.saturating_add(hours(40));
    world.running += Duration::from_secs(40 * 3_600);
    world.tick();
    assert_eq!(world.service().millis_since(before), 60_000);
    assert_eq!(told(&mut world, &ben()), [""; 0]);
}

#[test]
fn a_clock_that_jumps_ten_years_either_way_moves_no_timer_and_is_not_followed() {
    let mut world = armed();
    world.pass(hours(10));
    let true_now = world.now;
    world.now = true_now.saturating_add(YEARS);
    world.tick();
    assert!(world.relay.clock_is_not_followed());
    world.pass(hours(10));
    world.now = true_now.saturating_sub(YEARS);
    world.pass(hours(10));
    assert!(world.relay.clock_is_not_followed());
    world.now = true_now.saturating_add(hours(20));
    world.tick();
    world.pass(hours(6).saturating_sub(Seconds::new(1)));
    assert_eq!(told(&mut world, &ben()), [""; 0]);
    world.pass(Seconds::new(1));
    assert_eq!(told(&mut world, &ben()), ["step 1", "words 1"]);
    let came = world.came_to(&ben()).into_iter().find(|came| came.short() == "step 1");
    let Some(Came::Notice { at, .. }) = came else { panic!("nothing came") };
    let truly = Minute::containing(true_now.saturating_add(hours(26))).get();
    assert!(at.get().abs_diff(truly) < 60, "dated within the hour: {} and {truly}", at.get());
}

#[test]
fn a_start_with_a_clock_ten_years_ahead_or_behind_tells_nothing_early() {
    for wrong in [true, false] {
        let mut world = armed();
        world.pass(hours(30));
        let true_now = world.now;
        world.now = if wrong { true_now.saturating_add(YEARS) } else { true_now.saturating_sub(YEARS) };
        let mut world = world.restart();
        assert!(world.relay.clock_is_not_followed());
        world.pass(hours(6).saturating_sub(Seconds::new(1)));
        assert_eq!(told(&mut world, &ben()), [""; 0]);
        world.pass(Seconds::new(1));
        assert_eq!(told(&mut world, &ben()), ["step 1", "words 1"]);
    }
}

#[test]
fn a_clock_that_was_never_right_is_left_however_far_the_right_one_is() {
    let mut world = World::new();
    world.now = Timestamp::from_seconds(86_400);
    let mut world = {
        let World { folder, .. } = &world;
        std::fs::remove_file(folder.path().join("relay.sqlite")).unwrap();
        world.restart()
    };
    world.tick();
    world.now = crate::people::new_year();
    world.tick();
    assert!(!world.relay.clock_is_not_followed());
    assert_eq!(world.look(|tables| tables.meta()).clock, crate::people::new_year());
}

#[test]
fn the_relays_wall_time_never_goes_back_and_catches_up() {
    let mut world = World::new();
    let start = world.now;
    world.now = start.saturating_add(hours(2));
    world.tick();
    world.now = start;
    let mut before = world.look(|tables| tables.meta()).clock;
    for _ in 0..48 {
        world.pass(HOUR);
        let clock = world.look(|tables| tables.meta()).clock;
        assert!(clock >= before);
        before = clock;
    }
    assert_eq!(before, world.now, "two hours ahead are caught up within two days");
}

#[test]
fn contacts_are_told_of_absences_worth_telling_and_once() {
    let mut world = armed();
    world.pass(HOUR);
    let from = Minute::containing(world.now);
    let mut world = world.down(Seconds::from_minutes(20));
    let to = Minute::containing(world.now);
    world.tick();
    for contact in [ben(), chandra()] {
        let kinds = world.came_to(&contact).into_iter().map(|came| match came {
            Came::Notice { kind, .. } => kind,
            other => panic!("{other:?}"),
        });
        assert_eq!(kinds.collect::<Vec<_>>(), [NoticeKind::RelayAway { from, to }]);
    }
    let mut world = world.restart();
    world.pass(HOUR);
    assert_eq!(world.news(&ben()).len(), 1);
    let mut world = world.down(Seconds::from_minutes(14));
    world.pass(HOUR);
    assert_eq!(world.news(&ben()).len(), 1, "too short to be told");
    world.sleep(HOUR);
    assert_eq!(world.news(&ben()), ["away", "away"]);
}

#[test]
fn all_people_of_many_timers_hear_of_an_absence() {
    let mut world = World::new();
    ben().register(&mut world);
    let people = 150_u8;
    for number in 0..people {
        let worker = crate::people::Person::new(number + 100);
        let timer = wayhome_protocol::ids::TimerId::from_bytes([number; 16]);
        let entry = wayhome_protocol::register_request::RegisterEntry::Timer {
            timer,
            control: super::control().public(),
            touch: [None; 4],
        };
        world.set_up(&worker, vec![entry]);
        let plan = wayhome_protocol::uploaded_plan::UploadedPlan {
            timer,
            ..daily(vec![ben().told(&[1], &mut world)])
        };
        let (hash, _) = world.try_upload(&worker, &plan);
        let order = TimerCommand::arm(timer, 1, DAY, hash, &super::control());
        world.sync(&worker, Say { timer: order, ..Say::default() });
    }
    let mut world = world.down(HOUR);
    world.tick();
    let many = world.waiting(&ben().who).len();
    assert_eq!(many, usize::from(people));
    world.tick();
    assert_eq!(world.waiting(&ben().who).len(), many);
    // And all their steps are told, more than one tick can.
    world.pass(DAY);
    assert_eq!(world.waiting(&ben().who).len(), many * 3);
}

/// Asha's timer, armed, with a copy made early; then a check-in, and the copy is put back after `down`.
fn put_back(touch_at: Seconds, down: Seconds) -> (World, u64) {
    let mut world = armed();
    world.pass(hours(20));
    let copy = world.backup();
    world.pass(touch_at);
    world.touch(1);
    let seen = world.relay.relay_seq();
    world.now = world.now.saturating_add(down);
    (world.put_back(&copy), seen)
}

impl World {
    /// Someone says which relay_seq they have seen.
    fn echo(&mut self, relay_seq: u64) {
        self.sync(&asha(), Say { relay_seq, ..Say::default() });
    }
}

#[test]
fn a_relay_put_back_from_last_weeks_backup_gives_a_whole_round_once_somebody_says_so() {
    let (mut world, seen) = put_back(hours(100), hours(68));
    world.pass(Seconds::from_minutes(30));
    world.echo(seen);
    // A round from the start on.
    world.pass(hours(35).saturating_add(Seconds::from_minutes(30)).saturating_sub(Seconds::new(1)));
    assert_eq!(told(&mut world, &ben()), [""; 0]);
    world.pass(Seconds::new(1));
    assert_eq!(told(&mut world, &ben()), ["step 1", "words 1"]);
}

#[test]
fn a_further_start_takes_nothing_from_what_a_put_back_relay_owes() {
    for echo_first in [true, false] {
        let (mut world, seen) = put_back(hours(100), hours(68));
        world.pass(Seconds::from_minutes(30));
        if echo_first {
            world.echo(seen);
        }
        world.pass(Seconds::from_minutes(20));
        let mut world = world.down(Seconds::from_minutes(3));
        if !echo_first {
            world.echo(seen);
        }
        world.pass(hours(36).saturating_sub(Seconds::new(50 * 60 + 1)));
        assert_eq!(told(&mut world, &ben()), [""; 0]);
        world.pass(Seconds::new(1));
        assert_eq!(told(&mut world, &ben()), ["step 1", "words 1"]);
    }
}

#[test]
fn a_copy_of_a_whole_machine_that_starts_with_the_time_of_the_copy_owes_the_same() {
    let mut world = armed();
    world.pass(hours(20));
    let (copy, then) = (world.backup(), world.now);
    world.pass(hours(100));
    world.touch(1);
    let (seen, truly) = (world.relay.relay_seq(), world.now.saturating_add(hours(68)));
    let life = |world: &mut World| world.look(|tables| tables.meta()).life;
    let before = life(&mut world);
    world.now = then;
    let mut world = world.put_back(&copy);
    world.tick();
    assert_ne!(life(&mut world), before, "what is told from now on has names of its own");
    world.now = truly;
    world.tick();
    world.echo(seen);
    world.pass(hours(36).saturating_sub(Seconds::new(1)));
    assert_eq!(told(&mut world, &ben()), [""; 0]);
    world.pass(Seconds::new(1));
    assert_eq!(told(&mut world, &ben()), ["step 1", "words 1"]);
}

#[test]
fn a_check_in_from_before_the_copy_says_nothing_of_those_that_were_lost_with_it() {
    let (mut world, seen) = put_back(hours(100), hours(68));
    world.pass(HOUR);
    // Made ten hours after the plan was armed, and ten before the copy; it was long on its way.
    let touch = TimerCommand::touch(TIMER, 2, DAY, &touch_key());
    world.say_aged(touch, hours(1 + 168 + 10));
    world.echo(seen.max(10_000));
    world.pass(hours(35).saturating_sub(Seconds::new(1)));
    assert_eq!(told(&mut world, &ben()), [""; 0]);
    world.pass(Seconds::new(1));
    assert_eq!(told(&mut world, &ben()), ["step 1", "words 1"]);
}

#[test]
fn a_short_absence_before_a_copy_was_put_back_gives_as_much_as_it_lasted() {
    let (mut world, seen) = put_back(HOUR, hours(17));
    world.echo(seen);
    // Eighteen hours of absence: missed at 18 hours from the start, or at 36 from the check-in that is known.
    world.pass(hours(18).saturating_sub(Seconds::new(1)));
    assert_eq!(told(&mut world, &ben()), [""; 0]);
    world.pass(Seconds::new(1));
    assert_eq!(told(&mut world, &ben()), ["step 1", "words 1"]);
}

#[test]
fn without_an_echo_only_the_absence_itself_is_given_back() {
    let (mut world, _) = put_back(hours(100), hours(68));
    world.pass(hours(16));
    assert_eq!(told(&mut world, &ben()), ["step 1", "words 1"]);
}

#[test]
fn an_echo_alone_gives_nothing() {
    let mut world = armed();
    for hour in 0..36 {
        assert_eq!(world.news(&ben()), [""; 0], "{hour}");
        world.echo(u64::MAX - hour);
        world.pass(HOUR);
    }
    assert_eq!(world.news(&ben()), ["step 1", "words 1"]);
}

#[test]
fn an_echo_that_comes_later_than_a_round_after_the_start_gives_nothing() {
    let (mut world, seen) = put_back(hours(100), hours(68));
    world.pass(hours(16));
    assert_eq!(told(&mut world, &ben()), ["step 1", "words 1"]);
    world.pass(hours(21));
    world.echo(seen.max(10_000));
    assert_eq!(world.state().1, 2);
    world.pass(hours(27));
    assert_eq!(world.state().1, 3, "step 3, 48 hours after step 1");
}

#[test]
fn a_timer_that_was_heard_of_since_the_start_is_owed_nothing() {
    let (mut world, seen) = put_back(hours(100), hours(68));
    world.pass(HOUR);
    let touch = TimerCommand::touch(TIMER, 2, DAY, &touch_key());
    // Made while the relay was away: at the service time at which it stood still, an hour ago.
    world.say_aged(touch, hours(15));
    world.echo(seen.max(10_000));
    world.pass(hours(35).saturating_sub(Seconds::new(1)));
    assert_eq!(told(&mut world, &ben()), [""; 0]);
    world.pass(Seconds::new(1));
    assert_eq!(told(&mut world, &ben()), ["step 1", "words 1"]);
}

#[test]
fn what_is_told_after_a_copy_was_put_back_is_not_taken_for_what_was_told_before() {
    let mut world = armed();
    let copy = world.backup();
    world.pass(DAY);
    let events = |world: &mut World| -> Vec<_> {
        let events = world.came_to(&ben()).into_iter().filter_map(|came| match came {
            Came::Notice { event, kind: NoticeKind::StepTold { .. }, .. } => Some(event),
            _ => None,
        });
        events.collect()
    };
    let before = events(&mut world);
    // The check-in after it is lost with the copy. Then Asha is silent for a second time.
    world.touch(1);
    let mut world = world.put_back(&copy);
    world.pass(DAY);
    let after = events(&mut world);
    assert_eq!((before.len(), after.len()), (1, 1));
    assert_ne!(before, after, "a contact's app would keep the second alarm to itself");
}

#[test]
fn a_step_is_told_once_however_often_the_relay_restarts() {
    let mut world = armed();
    world.pass(DAY);
    for _ in 0..5 {
        world = world.restart();
        world.pass(MINUTE);
    }
    assert_eq!(world.news(&ben()), ["step 1", "words 1"]);
}

#[test]
fn sixty_virtual_days_cost_as_many_transactions_as_there_are_steps() {
    // What World and the demonstrations rely on: time in which nothing is due is skipped, not ticked through.
    let mut world = armed();
    world.pass(Seconds::from_days(60));
    assert_eq!(world.news(&chandra()), ["step 2", "words 2", "step 3", "words 3"]);
}
