//! Pausing and ending.

use wayhome_protocol::notice::NoticeKind;
use wayhome_protocol::sync_request::TimerStatus;
use wayhome_protocol::time::{Minute, Seconds};
use wayhome_protocol::timer::TimerCommand;
use wayhome_protocol::timer_word::TimerState;

use super::{Came, DAY, HOUR, MINUTE, TIMER, armed, ben, chandra, control, daily, hours, touch_key};

fn pause(counter: u64, length: Seconds) -> TimerCommand {
    TimerCommand::pause(TIMER, counter, length, &control())
}

fn end(counter: u64) -> TimerCommand {
    TimerCommand::end(TIMER, counter, &control())
}

#[test]
fn a_pause_has_its_bounds() {
    let mut world = armed();
    let longest = Seconds::from_days(7);
    assert_eq!(world.command(pause(2, Seconds::ZERO)), TimerStatus::NotAllowed);
    assert_eq!(world.command(pause(2, longest.saturating_add(Seconds::new(1)))), TimerStatus::NotAllowed);
    assert_eq!(world.command(pause(2, Seconds::new(1))), TimerStatus::Accepted);
    assert_eq!(world.command(pause(3, longest)), TimerStatus::Accepted);
}

#[test]
fn nothing_is_told_in_a_pause_and_after_it_a_whole_round_begins() {
    let mut world = armed();
    world.pass(hours(30));
    assert_eq!(world.order(pause(2, hours(48))).state, TimerState::Paused);
    world.pass(hours(48).saturating_sub(MINUTE));
    assert_eq!(world.state(), (TimerState::Paused, 0));
    world.pass(MINUTE);
    assert_eq!(world.state(), (TimerState::Up, 0));
    world.pass(DAY.saturating_sub(Seconds::new(1)));
    assert_eq!(world.news(&ben()), [""; 0]);
    world.pass(Seconds::new(1));
    assert_eq!(world.news(&ben()), ["step 1", "words 1"]);
}

#[test]
fn a_pause_counts_from_when_it_was_ordered() {
    let mut world = armed();
    world.say_aged(pause(2, hours(48)), hours(10));
    world.pass(hours(38).saturating_sub(MINUTE));
    assert_eq!(world.state(), (TimerState::Paused, 0));
    world.pass(MINUTE);
    assert_eq!(world.state(), (TimerState::Up, 0));
}

#[test]
fn a_later_order_makes_a_pause_shorter_and_what_has_passed_of_it_stays_a_pause() {
    let mut world = armed();
    world.order(pause(2, Seconds::from_days(7)));
    world.pass(HOUR);
    assert_eq!(world.order(pause(3, hours(2))).state, TimerState::Paused);
    world.pass(hours(2));
    assert_eq!(world.state(), (TimerState::Up, 0));
    world.pass(DAY.saturating_sub(Seconds::new(1)));
    assert_eq!(world.news(&ben()), [""; 0]);
    world.pass(Seconds::new(1));
    assert_eq!(world.news(&ben()), ["step 1", "words 1"]);
    // One that was long on its way ends the pause when it comes: a whole round begins then.
    let mut world = armed();
    world.order(pause(2, Seconds::from_days(7)));
    world.pass(hours(60));
    world.say_aged(pause(3, hours(2)), hours(59));
    assert_eq!(world.state(), (TimerState::Up, 0));
    world.pass(DAY.saturating_sub(Seconds::new(1)));
    assert_eq!(world.news(&ben()), [""; 0]);
    world.pass(Seconds::new(1));
    assert_eq!(world.news(&ben()), ["step 1", "words 1"]);
}

#[test]
fn a_check_in_in_a_pause_does_not_end_it_and_an_arm_does() {
    let mut world = armed();
    world.order(pause(2, Seconds::from_days(7)));
    world.pass(HOUR);
    assert_eq!(world.touch(1).state, TimerState::Paused);
    world.pass(hours(100));
    assert_eq!(world.news(&ben()), [""; 0]);
    let persons = vec![ben().told(&[1], &mut world)];
    assert_eq!(world.arm(3, &daily(persons)).state, TimerState::Up);
    world.pass(DAY);
    assert_eq!(world.news(&ben()), ["step 1", "words 1"]);
}

#[test]
fn an_arm_that_states_the_end_of_a_pause_is_no_check_in_and_one_that_ends_a_pause_is() {
    let persons = |world: &mut crate::people::World| vec![ben().told(&[1, 2], world)];
    let mut world = armed();
    world.order(pause(2, hours(48)));
    world.pass(hours(48).saturating_add(DAY));
    assert_eq!(world.fresh(&ben()), ["step 1", "words 1"]);
    world.pass(HOUR);
    // Another plan, because a contact came to the circle: its phone knows when the pause ended.
    let plan = daily(persons(&mut world));
    let hash = world.upload(&plan);
    let arm = TimerCommand::arm(TIMER, 3, plan.timing.delta(), hash, &control());
    world.say_aged(arm, DAY.saturating_add(HOUR));
    world.pass(MINUTE);
    let told = world.fresh(&ben());
    assert_eq!(told, ["anew", "step 1", "words 1"], "of the new plan, and no word of a check-in");

    let mut world = armed();
    world.pass(DAY);
    assert_eq!(world.fresh(&ben()), ["step 1", "words 1"]);
    world.order(pause(2, hours(48)));
    world.fresh(&ben());
    world.pass(HOUR);
    let persons = persons(&mut world);
    world.arm(3, &daily(persons));
    assert_eq!(world.fresh(&ben()), ["came after 1"], "the worker has gone on");
}

#[test]
fn a_pause_after_a_step_lets_the_next_one_wait_and_tells_who_was_told() {
    let mut world = armed();
    world.pass(DAY);
    world.fresh(&ben());
    let until = world.now.saturating_add(hours(48));
    let word = world.order(pause(2, hours(48)));
    assert_eq!((word.state, word.step.map(|step| step.number())), (TimerState::Paused, Some(1)));
    let Some(Came::Notice { kind, .. }) = world.came_to(&ben()).pop() else { panic!("nothing came") };
    assert_eq!(kind, NoticeKind::Paused { until: Minute::containing(until) });
    world.fresh(&ben());
    assert_eq!(world.news(&chandra()), [""; 0], "Chandra was not told");
    // Missed is the end of the pause and a whole round later, step 2 twelve hours after that.
    world.pass(hours(48).saturating_add(DAY).saturating_add(hours(12)).saturating_sub(Seconds::new(1)));
    assert_eq!(world.news(&ben()), [""; 0]);
    world.pass(Seconds::new(1));
    assert_eq!(world.news(&ben()), ["step 2", "words 2"]);
}

#[test]
fn an_end_tells_who_was_told_and_nothing_more_is_told() {
    let mut world = armed();
    world.pass(DAY);
    world.fresh(&ben());
    let word = world.order(end(2));
    assert_eq!((word.state, word.step), (TimerState::Ended, None));
    assert_eq!(world.fresh(&ben()), ["ended"]);
    assert_eq!(world.news(&chandra()), [""; 0]);
    world.touch(1);
    world.pass(hours(1_000));
    assert_eq!(world.news(&ben()), [""; 0]);
    assert_eq!(world.state(), (TimerState::Ended, 0));
}

#[test]
fn an_end_deletes_the_plan_its_cells_and_the_relay_parts() {
    let mut world = armed();
    world.relay_parts_for(&ben(), 5);
    world.order(end(2));
    assert_eq!(world.look(|tables| tables.plans_of(&TIMER)), []);
    assert_eq!(world.look(|tables| tables.count_relay_parts(&ben().mailbox.send_id)), 0);
    assert_eq!(world.timer().armed, None);
}

#[test]
fn an_end_of_a_plan_with_anothers_mailbox_deletes_none_of_their_relay_parts() {
    let mut world = super::world();
    let mut wrong = chandra();
    wrong.mailbox.capability = [0; 32];
    let persons = vec![wrong.told(&[1], &mut world)];
    world.arm(1, &daily(persons));
    world.relay_parts_for(&chandra(), 5);
    world.order(end(2));
    assert_eq!(world.look(|tables| tables.count_relay_parts(&chandra().mailbox.send_id)), 5);
}

#[test]
fn after_an_end_only_an_arm_with_a_new_plan_begins_again() {
    let mut world = armed();
    let old = world.timer().armed.unwrap();
    world.order(end(2));
    let word = world.order(TimerCommand::arm(TIMER, 3, DAY, old, &control()));
    assert_eq!(word.state, TimerState::New, "its plan is gone");
    world.pass(hours(100));
    assert_eq!(world.news(&ben()), [""; 0]);
    let persons = vec![ben().told(&[1], &mut world)];
    assert_eq!(world.arm(4, &daily(persons)).state, TimerState::Up);
    world.pass(DAY);
    assert_eq!(world.news(&ben()), ["step 1", "words 1"]);
}

#[test]
fn a_captors_touch_key_neither_pauses_nor_ends() {
    let mut world = armed();
    for refused in [
        TimerCommand::pause(TIMER, 9, HOUR, &touch_key()),
        TimerCommand::end(TIMER, 9, &touch_key()),
        TimerCommand::arm(TIMER, 9, DAY, [1; 32], &touch_key()),
    ] {
        assert_eq!(world.command(refused), TimerStatus::NotAllowed);
    }
    world.pass(DAY);
    assert_eq!(world.news(&ben()), ["step 1", "words 1"]);
}
