//! Holds.

use wayhome_protocol::notice::NoticeKind;
use wayhome_protocol::sync_request::TimerStatus;
use wayhome_protocol::time::{Minute, Seconds};
use wayhome_protocol::timer::TimerCommand;
use wayhome_protocol::timer_word::{TimerState, TimerWord};

use super::{Came, Contact, DAY, HOUR, TIMER, armed, ben, chandra, control, daily, hours, step};
use crate::people::{Say, World};

impl World {
    /// A contact sends a hold in a group of their own.
    fn hold(&mut self, contact: &Contact, command: TimerCommand) -> (TimerStatus, TimerWord) {
        let answer = self.sync(&contact.who, Say { timer: command, ..Say::default() });
        (answer.timer, answer.word)
    }
}

/// A world in which step 1 was told just now.
fn told() -> World {
    let mut world = armed();
    world.pass(DAY);
    world.fresh(&ben());
    world
}

#[test]
fn a_held_step_waits_and_everyone_in_the_plan_hears_who_holds_it_and_until_when() {
    let mut world = told();
    world.pass(hours(11));
    let command = chandra().hold(1, 2, hours(24));
    let until = Minute::containing(world.now.saturating_add(hours(24)));
    let (status, word) = world.hold(&chandra(), command.clone());
    assert_eq!((status, word), (TimerStatus::Accepted, TimerWord::new(TimerState::Told, Some(step(1)))));
    for contact in [ben(), chandra()] {
        let Some(Came::Notice { kind, .. }) = world.came_to(&contact).pop() else { panic!("nothing came") };
        let command = Box::new(command.clone());
        assert_eq!(kind, NoticeKind::Held { step: step(2), by: 1, until, command });
        world.fresh(&contact);
    }
    world.pass(hours(24).saturating_sub(Seconds::new(1)));
    assert_eq!(world.news(&ben()), [""; 0]);
    world.pass(Seconds::new(1));
    assert_eq!(world.news(&ben()), ["step 2", "words 2"]);
}

#[test]
fn step_one_is_never_held_nor_anything_before_it_is_told() {
    let mut world = armed();
    assert_eq!(world.hold(&ben(), ben().hold(1, 2, HOUR)).0, TimerStatus::NotAllowed, "nothing was told");
    assert_eq!(world.hold(&ben(), ben().hold(2, 1, HOUR)).0, TimerStatus::NotAllowed);
    world.pass(DAY);
    assert_eq!(world.hold(&ben(), ben().hold(3, 1, HOUR)).0, TimerStatus::NotAllowed);
    assert_eq!(
        world.hold(&ben(), ben().hold(4, 4, HOUR)).0,
        TimerStatus::NotAllowed,
        "there is no such step"
    );
    world.pass(hours(12));
    assert_eq!(world.hold(&ben(), ben().hold(5, 2, HOUR)).0, TimerStatus::NotAllowed, "it is told");
    assert_eq!(world.hold(&ben(), ben().hold(6, 3, HOUR)).0, TimerStatus::Accepted);
}

#[test]
fn a_hold_that_was_refused_holds_nothing_when_it_is_sent_again_once_it_could() {
    let mut world = armed();
    let early = ben().hold(1, 2, hours(24));
    assert_eq!(world.hold(&ben(), early.clone()).0, TimerStatus::NotAllowed, "nothing was told");
    world.pass(DAY);
    assert_eq!(world.hold(&ben(), early).0, TimerStatus::OldCounter);
    world.fresh(&ben());
    world.pass(hours(12));
    assert_eq!(world.fresh(&ben()), ["step 2", "words 2"], "at its own time");
}

#[test]
fn a_hold_has_its_bounds() {
    let mut world = told();
    let day = hours(24);
    assert_eq!(world.hold(&ben(), ben().hold(1, 2, Seconds::ZERO)).0, TimerStatus::NotAllowed);
    let longer = day.saturating_add(Seconds::new(1));
    assert_eq!(world.hold(&ben(), ben().hold(1, 2, longer)).0, TimerStatus::NotAllowed);
    assert_eq!(world.hold(&ben(), ben().hold(u64::MAX, 2, day)).0, TimerStatus::NotAllowed);
    assert_eq!(world.hold(&ben(), ben().hold(1, 2, day)).0, TimerStatus::Accepted);
}

#[test]
fn all_holds_together_delay_no_step_by_more_than_72_hours() {
    let mut world = told();
    let (mut counter, mut accepted, mut passed) = (0, 0, Seconds::ZERO);
    let most = hours(12 + 72);
    while world.fresh(&chandra()).iter().all(|news| news != "step 2") {
        for contact in [ben(), chandra()] {
            counter += 1;
            accepted += u32::from(
                world.hold(&contact, contact.hold(counter, 2, hours(24))).0 == TimerStatus::Accepted,
            );
        }
        world.pass(hours(6));
        passed = passed.saturating_add(hours(6));
        assert!(passed <= most, "held for too long");
    }
    assert_eq!(passed, most, "held as long as may be");
    assert!(accepted > 8, "{accepted}");
}

#[test]
fn when_the_72_hours_are_used_up_a_hold_is_refused_and_says_so() {
    let mut world = told();
    for counter in 1..=4 {
        assert_eq!(
            world.hold(&ben(), ben().hold(counter, 2, hours(24))).0,
            TimerStatus::Accepted,
            "{counter}"
        );
        world.pass(hours(20));
    }
    // 80 hours have passed: held until 84, the end of it.
    assert_eq!(world.hold(&chandra(), chandra().hold(1, 2, hours(24))).0, TimerStatus::NotAllowed);
    world.fresh(&ben());
    world.pass(hours(4).saturating_sub(Seconds::new(1)));
    assert_eq!(world.news(&ben()), [""; 0]);
    world.pass(Seconds::new(1));
    // Step 3 was due long ago, and waited for step 2.
    assert_eq!(world.news(&ben()), ["step 2", "words 2", "step 3", "words 3"]);
}

#[test]
fn a_shorter_hold_takes_nothing_from_a_longer_one() {
    let mut world = told();
    world.pass(hours(11));
    world.hold(&ben(), ben().hold(1, 2, hours(24)));
    world.hold(&chandra(), chandra().hold(1, 2, HOUR));
    world.fresh(&ben());
    world.pass(hours(24).saturating_sub(Seconds::new(1)));
    assert_eq!(world.news(&ben()), [""; 0]);
}

#[test]
fn who_is_not_in_the_plan_or_changes_a_hold_holds_nothing() {
    let mut world = told();
    let stranger = Contact::new(9);
    stranger.register(&mut world);
    assert_eq!(world.hold(&stranger, stranger.hold(1, 2, HOUR)).0, TimerStatus::BadSignature);
    let mut changed = ben().hold(1, 2, HOUR);
    changed.delta = hours(24);
    assert_eq!(world.hold(&ben(), changed).0, TimerStatus::BadSignature);
    let worker = TimerCommand {
        op: wayhome_protocol::timer::TimerOp::Hold,
        ..TimerCommand::end(TIMER, 5, &control())
    };
    assert_eq!(world.hold(&ben(), worker).0, TimerStatus::BadSignature);
    world.pass(hours(12));
    assert_eq!(world.fresh(&chandra()), ["step 2", "words 2"]);
}

#[test]
fn a_hold_that_comes_again_is_old_even_after_a_new_plan() {
    let mut world = told();
    let command = ben().hold(7, 2, HOUR);
    assert_eq!(world.hold(&ben(), command.clone()).0, TimerStatus::Accepted);
    // Chandra was told of it with the whole command, and sends it again.
    let (status, word) = world.hold(&chandra(), command.clone());
    assert_eq!((status, word.state), (TimerStatus::OldCounter, TimerState::Told));
    assert_eq!(world.hold(&ben(), ben().hold(6, 2, HOUR)).0, TimerStatus::OldCounter);
    let persons = vec![ben().told(&[1, 2], &mut world)];
    world.arm(2, &daily(persons));
    world.pass(DAY);
    assert_eq!(world.hold(&chandra(), command).0, TimerStatus::OldCounter);
    assert_eq!(world.hold(&ben(), ben().hold(8, 2, HOUR)).0, TimerStatus::Accepted);
}

#[test]
fn a_hold_by_a_clock_that_is_far_ahead_is_not_allowed_and_takes_none_from_the_others() {
    let mut world = told();
    let now = |world: &World| world.now.as_millis();
    // Two browsers of one link: the same key.
    let ahead = now(&world) + hours(24).as_millis() + 1;
    assert_eq!(world.hold(&ben(), ben().hold(ahead, 2, HOUR)).0, TimerStatus::NotAllowed);
    let right = now(&world);
    assert_eq!(world.hold(&ben(), ben().hold(right, 2, HOUR)).0, TimerStatus::Accepted);
    let zones_apart = now(&world) + hours(24).as_millis();
    assert_eq!(world.hold(&ben(), ben().hold(zones_apart, 2, hours(2))).0, TimerStatus::Accepted);
}

#[test]
fn a_check_in_ends_all_holds() {
    let mut world = told();
    world.hold(&ben(), ben().hold(1, 2, hours(24)));
    world.touch(1);
    world.fresh(&ben());
    world.pass(DAY.saturating_add(hours(12)));
    assert_eq!(world.fresh(&ben()), ["step 1", "words 1", "step 2", "words 2"]);
    assert_eq!(world.timer().run.held, [None; 3]);
}

#[test]
fn holds_of_one_step_say_so_each_with_an_event_of_its_own() {
    let mut world = told();
    world.hold(&ben(), ben().hold(1, 2, HOUR));
    world.hold(&ben(), ben().hold(2, 2, hours(24)));
    world.hold(&chandra(), chandra().hold(1, 3, HOUR));
    let events = world.came_to(&ben()).into_iter().filter_map(|came| match came {
        Came::Notice { event, kind: NoticeKind::Held { .. }, .. } => Some(event),
        _ => None,
    });
    let mut events: Vec<_> = events.collect();
    events.sort();
    events.dedup();
    assert_eq!(events.len(), 3);
}
