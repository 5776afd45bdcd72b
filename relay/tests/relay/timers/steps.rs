//! Steps: when they are told, to whom, and what a check-in does to them.

use wayhome_protocol::notice::NoticeKind;
use wayhome_protocol::plan::PlanTiming;
use wayhome_protocol::register_request::RegisterEntry;
use wayhome_protocol::sync_request::{RowStatus, TimerStatus};
use wayhome_protocol::time::{Minute, Seconds};
use wayhome_protocol::timer::TimerCommand;
use wayhome_protocol::timer_word::TimerState;
use wayhome_protocol::uploaded_plan::UploadedPlan;
use wayhome_relay::Limits;

use super::{Came, DAY, HOUR, MINUTE, TIMER, armed, ben, chandra, control, daily, hours, touch_key, world};
use crate::people::{Say, World, asha, cell};

#[test]
fn a_step_is_told_at_its_time_and_not_a_second_before() {
    let mut world = armed();
    world.pass(DAY.saturating_sub(Seconds::new(1)));
    assert_eq!(world.news(&ben()), [""; 0]);
    world.pass(Seconds::new(1));
    assert_eq!(world.news(&ben()), ["step 1", "words 1"]);
    assert_eq!(world.news(&chandra()), [""; 0], "step 1 is Ben's alone");
    world.pass(hours(12).saturating_sub(Seconds::new(1)));
    assert_eq!(world.news(&chandra()), [""; 0]);
    world.pass(Seconds::new(1));
    assert_eq!(world.news(&chandra()), ["step 2", "words 2"]);
    world.pass(hours(36));
    assert_eq!(world.fresh(&ben()), ["step 1", "words 1", "step 2", "words 2", "step 3", "words 3"]);
    world.pass(hours(400));
    assert_eq!(world.news(&ben()), [""; 0], "each step is told once");
}

#[test]
fn a_real_server_that_ticks_every_few_seconds_tells_within_a_minute() {
    let mut world = armed();
    world.pass(DAY.saturating_sub(MINUTE));
    let mut ticks = 0;
    while world.news(&ben()).is_empty() {
        let later = Seconds::new(5);
        world.now = world.now.saturating_add(later);
        world.running += std::time::Duration::from_secs(5);
        world.tick();
        ticks += 1;
        assert!(ticks <= 24, "not told within a minute of its time");
    }
    assert_eq!(ticks, 12, "not before its time");
}

#[test]
fn a_notice_says_which_step_of_how_many_and_since_when() {
    let mut world = armed();
    let missed = world.now.saturating_add(DAY);
    world.pass(DAY.saturating_add(hours(13)));
    let Some(Came::Notice { at, kind, .. }) = world.came_to(&chandra()).into_iter().next() else { panic!() };
    assert_eq!(at, Minute::containing(missed.saturating_add(hours(12))));
    let NoticeKind::StepTold { step, steps, drill, missed: since } = kind else { panic!("{kind:?}") };
    assert_eq!((step.number(), steps, drill, since), (2, 3, false, Minute::containing(missed)));
}

#[test]
fn a_check_in_puts_everything_off_by_its_delta_less_its_age() {
    let mut world = armed();
    world.pass(hours(35));
    let touch = TimerCommand::touch(TIMER, 1, DAY, &touch_key());
    assert_eq!(world.say_aged(touch, hours(5)).timer, TimerStatus::Accepted);
    world.pass(hours(31).saturating_sub(Seconds::new(1)));
    assert_eq!(world.news(&ben()), [""; 0]);
    world.pass(Seconds::new(1));
    assert_eq!(world.news(&ben()), ["step 1", "words 1"]);
}

#[test]
fn an_older_check_in_that_comes_later_changes_nothing() {
    let mut world = armed();
    world.pass(hours(30));
    world.touch(1);
    world.pass(hours(20));
    let old = TimerCommand::touch(TIMER, 2, hours(2), &touch_key());
    assert_eq!(world.say_aged(old, hours(25)).timer, TimerStatus::Accepted);
    world.pass(hours(15));
    assert_eq!(world.news(&ben()), [""; 0]);
    world.pass(hours(1));
    assert_eq!(world.news(&ben()), ["step 1", "words 1"]);
}

#[test]
fn who_was_told_hears_of_a_check_in_and_the_steps_begin_anew() {
    let mut world = armed();
    world.pass(DAY);
    assert_eq!(world.fresh(&ben()), ["step 1", "words 1"]);
    world.pass(HOUR);
    let word = world.touch(1);
    assert_eq!((word.state, word.step), (TimerState::Up, None));
    assert_eq!(world.fresh(&ben()), ["came after 1"]);
    assert_eq!(world.fresh(&chandra()), [""; 0], "Chandra was never told");
    world.touch(2);
    assert_eq!(world.fresh(&ben()), [""; 0], "once is enough");
    world.pass(DAY.saturating_add(hours(12)));
    assert_eq!(world.fresh(&ben()), ["step 1", "words 1", "step 2", "words 2"]);
    world.touch(3);
    assert_eq!(world.fresh(&chandra()), ["step 2", "words 2", "came after 2"]);
}

#[test]
fn a_check_in_that_is_late_itself_is_told_and_then_missed_again() {
    let mut world = armed();
    world.pass(DAY.saturating_add(HOUR));
    assert_eq!(world.fresh(&ben()), ["step 1", "words 1"]);
    // Made before the step was told, after the last one that was known, and over by now.
    world.pass(hours(39));
    assert_eq!(world.fresh(&ben()), ["step 2", "words 2"]);
    let touch = TimerCommand::touch(TIMER, 1, DAY, &touch_key());
    world.say_aged(touch, hours(40));
    world.tick();
    assert_eq!(world.fresh(&ben()), ["came after 2", "step 1", "words 1"]);
}

#[test]
fn every_round_has_notices_of_its_own() {
    let mut world = armed();
    let mut seen = Vec::new();
    for counter in 1..=3 {
        world.pass(DAY);
        let events = world.came_to(&ben()).into_iter().filter_map(|came| match came {
            Came::Notice { event, .. } => Some(event),
            _ => None,
        });
        seen.extend(events);
        world.fresh(&ben());
        world.touch(counter);
    }
    let told = seen.len();
    seen.sort();
    seen.dedup();
    assert_eq!((told, seen.len()), (5, 5), "three steps, two check-ins");
}

#[test]
fn the_word_says_how_the_timer_stands() {
    let mut world = world();
    assert_eq!(world.touch(1).state, TimerState::New, "nothing is armed");
    let persons = vec![ben().told(&[1, 2, 3], &mut world)];
    let word = world.arm(1, &daily(persons));
    assert_eq!((word.state, word.step), (TimerState::Up, None));
    world.pass(hours(24).saturating_sub(Seconds::new(1)));
    assert_eq!(world.state(), (TimerState::Up, 0));
    world.pass(Seconds::new(1));
    assert_eq!(world.state(), (TimerState::Late, 0));
    world.pass(hours(12));
    assert_eq!(world.state(), (TimerState::Told, 1));
    world.pass(hours(48));
    assert_eq!(world.state(), (TimerState::Told, 3));
    assert_eq!(world.touch(2).state, TimerState::Up);
    assert_eq!(world.order(TimerCommand::end(TIMER, 9, &control())).state, TimerState::Ended);
}

#[test]
fn a_word_is_given_for_accepted_and_old_commands_only() {
    let mut world = armed();
    world.pass(DAY);
    world.tick();
    let stranger = wayhome_protocol::keys::TimerSecret::from_bytes([99; 32]);
    for refused in [
        TimerCommand::noop(),
        TimerCommand::touch(TIMER, 9, DAY, &stranger),
        TimerCommand::end(TIMER, 9, &touch_key()),
    ] {
        let answer = world.say(refused);
        assert_eq!(answer.word, Default::default());
    }
    assert_eq!(world.state(), (TimerState::Told, 1));
}

#[test]
fn who_cannot_be_reached_is_skipped_and_shown_as_trouble() {
    let mut world = world();
    let stranger = super::Contact::new(9);
    let mut wrong = chandra();
    wrong.mailbox.capability = [0; 32];
    let persons =
        vec![stranger.told(&[1], &mut world), wrong.told(&[1], &mut world), ben().told(&[1], &mut world)];
    let word = world.arm(1, &daily(persons));
    assert_eq!([0, 1, 2].map(|index| word.is_in_trouble(index)), [true, true, false]);
    world.pass(DAY);
    assert_eq!(world.news(&ben()), ["step 1", "words 1"]);
    assert_eq!(world.news(&chandra()), [""; 0], "a plan with another's mailbox and a wrong capability");
    assert_eq!(world.state(), (TimerState::Told, 1));
    // Once the mailbox is there, what was told and what is left reach it.
    stranger.register(&mut world);
    let word = world.word();
    assert_eq!([0, 1, 2].map(|index| word.is_in_trouble(index)), [false, true, false]);
}

#[test]
fn a_plan_in_which_nobody_can_be_told_is_not_refused_and_runs_on() {
    let mut world = world();
    let stranger = super::Contact::new(9);
    let persons = vec![stranger.told(&[1, 2, 3], &mut world)];
    assert!(world.arm(1, &daily(persons)).is_in_trouble(0));
    world.pass(DAY);
    stranger.register(&mut world);
    world.pass(hours(12));
    assert_eq!(world.news(&stranger), ["step 1", "words 1", "step 2", "words 2"]);
}

#[test]
fn a_shadow_plan_whose_people_are_discard_ids_stores_nothing() {
    let mut world = world();
    let shadow = super::Contact::new(8);
    world.set_up(&shadow.who, vec![shadow.mailbox.discard()]);
    let persons = vec![shadow.told(&[1, 2, 3], &mut world)];
    assert!(!world.arm(1, &daily(persons)).is_in_trouble(0));
    world.pass(DAY.saturating_add(hours(100)));
    assert_eq!(world.state(), (TimerState::Told, 3));
    assert_eq!(world.look(|tables| tables.count_cells(&shadow.mailbox.send_id)), 0);
}

#[test]
fn a_full_mailbox_still_takes_what_a_step_tells() {
    let mut world = World::with(Limits { mailbox_cells: 256, ..Limits::default() });
    world.set_up(&asha(), vec![super::entry()]);
    ben().register(&mut world);
    let persons = vec![ben().told(&[1], &mut world)];
    world.arm(1, &daily(persons));
    let full = loop {
        let rows = (0..4).map(|_| ben().mailbox.row_with(&cell(1, &mut world.rng), [1; 32])).collect();
        let statuses = world.sync(&asha(), Say { rows, ..Say::default() }).rows;
        if statuses.contains(&RowStatus::MailboxFull) {
            break world.look(|tables| tables.count_cells(&ben().mailbox.send_id));
        }
    };
    world.pass(DAY);
    assert_eq!(world.look(|tables| tables.count_cells(&ben().mailbox.send_id)), full + 2);
}

#[test]
fn nobody_fills_a_mailbox_without_end_by_drills_and_late_check_ins() {
    let mut world = World::with(Limits { mailbox_cells: 256, ..Limits::default() });
    world.set_up(&asha(), vec![super::entry()]);
    ben().register(&mut world);
    let persons = vec![ben().told(&[1], &mut world)];
    let timing = PlanTiming::new(hours(1), Seconds::from_minutes(15)).unwrap();
    world.arm(1, &UploadedPlan { timing, ..daily(persons) });
    world.pass(timing.delta());
    for counter in 0..600 {
        // Each as old as the shortest round: missed at once, and told with the next tick.
        world.pass(Seconds::new(1));
        let touch = TimerCommand::touch(TIMER, counter, Seconds::ZERO, &touch_key());
        world.say_aged(touch, Seconds::from_minutes(75));
    }
    assert_eq!(world.look(|tables| tables.count_cells(&ben().mailbox.send_id)), 1_024);
}

#[test]
fn a_database_that_is_full_for_requests_still_tells_steps() {
    let mut world = World::with(Limits { database_mib: 1, ..Limits::default() });
    world.set_up(&asha(), vec![super::entry()]);
    ben().register(&mut world);
    let persons = vec![ben().told(&[1], &mut world)];
    world.arm(1, &daily(persons));
    let waiting = super::Contact::new(7);
    waiting.register(&mut world);
    loop {
        let rows = (0..4).map(|_| waiting.mailbox.row_with(&cell(1, &mut world.rng), [1; 32])).collect();
        if world.sync(&asha(), Say { rows, ..Say::default() }).outcome
            == wayhome_protocol::request::Outcome::Busy
        {
            break;
        }
    }
    world.pass(DAY);
    assert_eq!(world.news(&ben()), ["step 1", "words 1"]);
}

#[test]
fn a_closed_mailbox_takes_nobody_elses_step_along() {
    let mut world = armed();
    world.set_up(&ben().who, vec![RegisterEntry::Close { id: ben().mailbox.send_id }]);
    world.pass(DAY.saturating_add(hours(12)));
    assert_eq!(world.news(&chandra()), ["step 2", "words 2"]);
    let word = world.word();
    assert_eq!([word.is_in_trouble(0), word.is_in_trouble(1)], [true, false]);
}

#[test]
fn whatever_a_touch_says_the_interval_and_grace_of_what_is_armed_count() {
    // Longer than the plan: a phone whose touch key alone was taken cannot silence the timer.
    let mut world = armed();
    world.order(TimerCommand::touch(TIMER, 1, Seconds::from_days(30), &touch_key()));
    world.pass(DAY);
    assert_eq!(world.news(&ben()), ["step 1", "words 1"]);
    // Nor call it forth.
    world.order(TimerCommand::touch(TIMER, 2, Seconds::ZERO, &touch_key()));
    world.fresh(&ben());
    world.pass(DAY.saturating_sub(Seconds::new(1)));
    assert_eq!(world.news(&ben()), [""; 0]);
    world.pass(Seconds::new(1));
    assert_eq!(world.news(&ben()), ["step 1", "words 1"]);
}
