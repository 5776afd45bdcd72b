//! Timer commands.

use wayhome_protocol::ids::TimerId;
use wayhome_protocol::keys::{TimerPublic, TimerSecret};
use wayhome_protocol::register_request::{RegisterEntry, RegisterStatus};
use wayhome_protocol::sync_request::{RowStatus, TimerStatus};
use wayhome_protocol::time::Seconds;
use wayhome_protocol::timer::TimerCommand;
use wayhome_relay::Limits;
use wayhome_relay::storage::CheckIn;

use super::{DAY, TIMER, control, entry, touch_key};
use crate::people::{Mailbox, Say, World, asha, ben, cell};

fn world() -> World {
    let mut world = World::new();
    world.set_up(&asha(), vec![entry()]);
    world
}

#[test]
fn a_touch_counts_from_the_relays_time_less_the_stated_age() {
    let mut world = world();
    let timer = TimerCommand::touch(TIMER, 1, DAY, &touch_key());
    let answer = world.sync(&asha(), Say { timer, age: 480, made_before: 2, ..Say::default() });
    assert_eq!(answer.timer, TimerStatus::Accepted);
    let heard = world.service();
    let made = heard.minus(Seconds::new(600));
    assert_eq!(world.timer().last, Some(CheckIn { delta_s: DAY.get(), made, heard }));
    assert_eq!(world.restart().timer().last, Some(CheckIn { delta_s: DAY.get(), made, heard }));
}

#[test]
fn a_command_with_an_old_counter_is_ignored_and_the_cells_beside_it_are_stored() {
    let mut world = world();
    let to_ben = Mailbox::new(10);
    world.set_up(&ben(), vec![to_ben.open()]);
    assert_eq!(world.command(TimerCommand::touch(TIMER, 5, DAY, &touch_key())), TimerStatus::Accepted);
    let before = world.timer();
    world.pass(Seconds::from_hours(1));
    for counter in [5, 4, 0] {
        let timer = TimerCommand::touch(TIMER, counter, DAY, &touch_key());
        let rows = vec![to_ben.row_with(&cell(1, &mut world.rng), [1; 32])];
        let answer = world.sync(&asha(), Say { timer, rows, ..Say::default() });
        assert_eq!(answer.timer, TimerStatus::OldCounter);
        assert_eq!(answer.rows[0], RowStatus::Stored);
    }
    assert_eq!(world.timer(), before);
    assert_eq!(world.waiting(&ben()).len(), 3);
}

#[test]
fn each_key_has_a_counter_of_its_own() {
    let mut world = world();
    assert_eq!(world.command(TimerCommand::touch(TIMER, 100, DAY, &touch_key())), TimerStatus::Accepted);
    assert_eq!(world.command(TimerCommand::touch(TIMER, 0, DAY, &control())), TimerStatus::Accepted);
    assert_eq!(world.command(TimerCommand::touch(TIMER, 1, DAY, &control())), TimerStatus::Accepted);
    assert_eq!(world.command(TimerCommand::touch(TIMER, 100, DAY, &touch_key())), TimerStatus::OldCounter);
    let counters: Vec<_> = world.timer().keys.iter().map(|key| (key.place, key.last_counter)).collect();
    assert_eq!(counters, [(0, Some(1)), (2, Some(100))]);
}

#[test]
fn an_older_check_in_that_arrives_later_does_not_take_the_place_of_a_newer_one() {
    let mut world = world();
    world.command(TimerCommand::touch(TIMER, 1, DAY, &control()));
    let newer = world.timer().last.map(|last| last.made);
    let timer = TimerCommand::touch(TIMER, 1, DAY, &touch_key());
    let answer = world.sync(&asha(), Say { timer, age: 36_000, ..Say::default() });
    assert_eq!(answer.timer, TimerStatus::Accepted);
    assert_eq!(world.timer().last.map(|last| last.made), newer);
}

#[test]
fn a_command_that_was_changed_or_signed_by_a_stranger_is_refused() {
    let mut world = world();
    let stranger = TimerSecret::from_bytes([99; 32]);
    assert_eq!(world.command(TimerCommand::touch(TIMER, 1, DAY, &stranger)), TimerStatus::BadSignature);
    let mut changed = TimerCommand::touch(TIMER, 1, DAY, &touch_key());
    changed.delta = Seconds::from_days(20);
    assert_eq!(world.command(changed), TimerStatus::BadSignature);
    let elsewhere = TimerCommand::touch(TimerId::from_bytes([1; 16]), 1, DAY, &touch_key());
    assert_eq!(world.command(elsewhere), TimerStatus::UnknownTimer);
    assert_eq!(world.timer().last, None);
}

#[test]
fn a_touch_beyond_the_longest_plan_is_not_allowed_and_uses_no_counter() {
    let mut world = world();
    let longest = Seconds::from_days(37);
    let beyond = longest.saturating_add(Seconds::new(1));
    assert_eq!(world.command(TimerCommand::touch(TIMER, 1, beyond, &touch_key())), TimerStatus::NotAllowed);
    assert_eq!(world.command(TimerCommand::touch(TIMER, 1, longest, &touch_key())), TimerStatus::Accepted);
}

#[test]
fn a_counter_that_cannot_be_kept_is_not_allowed() {
    let mut world = world();
    let command = TimerCommand::touch(TIMER, u64::MAX, DAY, &touch_key());
    assert_eq!(world.command(command), TimerStatus::NotAllowed);
}

#[test]
fn only_the_control_key_arms_pauses_and_ends() {
    let mut world = world();
    let (plan, day) = ([8; 32], Seconds::from_days(1));
    for (command, refused) in [
        (
            TimerCommand::arm(TIMER, 1, DAY, plan, &control()),
            TimerCommand::arm(TIMER, 1, DAY, plan, &touch_key()),
        ),
        (TimerCommand::pause(TIMER, 2, day, &control()), TimerCommand::pause(TIMER, 2, day, &touch_key())),
        (TimerCommand::end(TIMER, 3, &control()), TimerCommand::end(TIMER, 3, &touch_key())),
    ] {
        let before = world.timer();
        assert_eq!(world.command(refused), TimerStatus::NotAllowed);
        assert_eq!(world.timer(), before);
        assert_eq!(world.command(command), TimerStatus::Accepted);
        assert_ne!(world.timer(), before);
    }
}

#[test]
fn a_timers_keys_are_set_once_even_by_its_own_reader() {
    let mut world = world();
    world.set_up(&asha(), vec![entry()]);
    let other = TimerSecret::from_bytes([99; 32]).public();
    let seized = RegisterEntry::Timer { timer: TIMER, control: other, touch: [None; 4] };
    let more = RegisterEntry::Timer { timer: TIMER, control: control().public(), touch: [Some(other); 4] };
    let answer = world.register(&asha(), vec![seized, more]);
    assert_eq!(answer.statuses[..2], [RegisterStatus::Taken; 2]);
    assert_eq!(world.register(&ben(), vec![entry()]).statuses[0], RegisterStatus::Taken);
    assert_eq!(
        world.command(TimerCommand::pause(TIMER, 1, Seconds::from_days(1), &control())),
        TimerStatus::Accepted
    );
}

#[test]
fn a_timer_without_a_control_key_is_invalid_and_too_many_are_too_many() {
    let mut world = World::with(Limits { reader_timers: 8, ..Limits::default() });
    let timer = |number: u8, control: TimerPublic| RegisterEntry::Timer {
        timer: TimerId::from_bytes([number; 16]),
        control,
        touch: [None; 4],
    };
    let entries = (0..10).map(|number| timer(number, control().public()));
    let answer = world.register(&asha(), entries.collect());
    assert_eq!(
        answer.statuses[7..10],
        [RegisterStatus::Done, RegisterStatus::LimitReached, RegisterStatus::LimitReached]
    );
    let answer = world.register(&ben(), vec![timer(30, TimerPublic::from_bytes([0; 32]))]);
    assert_eq!(answer.statuses[0], RegisterStatus::Invalid);
}
