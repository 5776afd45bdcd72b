//! Uploading and arming plans.

use wayhome_protocol::group::CircleSize;
use wayhome_protocol::ids::TimerId;
use wayhome_protocol::keys::{TimerPublic, TimerSecret};
use wayhome_protocol::plan::PlanTiming;
use wayhome_protocol::plan_request::{PLAN_ANSWER_LENGTH, PlanAnswer, PlanOutcome, PlanRequest};
use wayhome_protocol::plan_steps::PlanSteps;
use wayhome_protocol::register_request::{RegisterEntry, RegisterStatus};
use wayhome_protocol::sync_request::TimerStatus;
use wayhome_protocol::time::Seconds;
use wayhome_protocol::timer::TimerCommand;
use wayhome_protocol::timer_word::TimerState;
use wayhome_protocol::uploaded_plan::{SealedPlan, UploadedPlan};
use wayhome_relay::RequestError;

use super::{
    DAY, HOUR, MINUTE, TIMER, armed, ben, chandra, control, daily, entry, hours, step, touch_key, world,
};
use crate::people::{Say, World, asha};

fn plan(world: &mut World) -> UploadedPlan {
    daily(vec![ben().told(&[1, 2, 3], world)])
}

#[test]
fn an_uploaded_plan_does_nothing_until_it_is_armed() {
    let mut world = world();
    let plan = plan(&mut world);
    world.upload(&plan);
    world.touch(1);
    world.pass(hours(200));
    assert_eq!(world.news(&ben()), [""; 0]);
}

#[test]
fn an_arm_may_come_before_its_plan_and_counts_from_when_it_was_given() {
    let mut world = world();
    let plan = plan(&mut world);
    let encoded = plan.encode(CircleSize::Four, &mut world.rng).unwrap();
    let order = TimerCommand::arm(TIMER, 1, DAY, encoded.hash(), &control());
    assert_eq!(world.order(order).state, TimerState::New);
    world.pass(hours(30));
    let sealed = encoded.seal(&world.public, &mut world.rng).unwrap();
    let body = PlanRequest { reading: asha().reading(), plan: sealed }.encode();
    let answer = world.relay.handle_plan(world.moment(), &body, &mut world.rng).unwrap();
    assert_eq!(PlanAnswer::decode(&answer).unwrap().outcome, PlanOutcome::Stored);
    assert_eq!(world.state(), (TimerState::Late, 0));
    world.pass(hours(6));
    assert_eq!(world.news(&ben()), ["step 1", "words 1"]);
}

#[test]
fn an_arm_whose_plan_has_not_come_leaves_the_armed_one_in_force_and_counts_as_a_check_in() {
    let mut world = world();
    let first = plan(&mut world);
    world.arm(1, &first);
    world.pass(DAY);
    assert_eq!(world.fresh(&ben()), ["step 1", "words 1"]);
    let order = TimerCommand::arm(TIMER, 2, DAY, [9; 32], &control());
    assert_eq!(world.order(order).state, TimerState::Up);
    assert_eq!(world.fresh(&ben()), ["came after 1"]);
    world.pass(DAY);
    assert_eq!(world.fresh(&ben()), ["step 1", "words 1"]);
}

#[test]
fn the_steps_of_a_plan_are_never_told_by_the_times_of_another_that_is_still_under_way() {
    let mut world = world();
    let first = plan(&mut world);
    world.arm(1, &first);
    world.pass(hours(30));
    // 30 hours ago, without a network, the worker changed to a plan of 8 hours and checked in by it.
    let second = UploadedPlan {
        timing: PlanTiming::TRANSIT,
        steps: PlanSteps::TRANSIT,
        ..daily(vec![chandra().told(&[1], &mut world)])
    };
    let encoded = second.encode(CircleSize::Four, &mut world.rng).unwrap();
    let (delta, ago) = (PlanTiming::TRANSIT.delta(), hours(30));
    assert_eq!(
        world.say_aged(TimerCommand::arm(TIMER, 2, delta, encoded.hash(), &control()), ago).timer,
        TimerStatus::Accepted
    );
    assert_eq!(
        world.say_aged(TimerCommand::touch(TIMER, 1, delta, &touch_key()), ago).timer,
        TimerStatus::Accepted
    );
    world.pass(hours(1));
    assert_eq!(world.news(&ben()), [""; 0], "the armed plan waits for 36 hours");
    let sealed = encoded.seal(&world.public, &mut world.rng).unwrap();
    let body = PlanRequest { reading: asha().reading(), plan: sealed }.encode();
    let answer = world.relay.handle_plan(world.moment(), &body, &mut world.rng).unwrap();
    assert_eq!(PlanAnswer::decode(&answer).unwrap().outcome, PlanOutcome::Stored);
    world.pass(MINUTE);
    assert_eq!(world.news(&ben()), [""; 0], "the plan that reached Ben is no more");
    assert_eq!(world.news(&chandra()), ["step 1", "words 1"], "8 hours after the check-in made under it");
}

#[test]
fn a_plan_that_comes_after_its_order_waits_as_long_as_it_says_from_the_check_in_made_under_it() {
    let mut world = world();
    let transit = UploadedPlan { timing: PlanTiming::TRANSIT, steps: PlanSteps::TRANSIT, ..plan(&mut world) };
    world.arm(1, &transit);
    // To a plan of 36 hours, with a check-in under it; the plan itself is late.
    let second = daily(vec![chandra().told(&[1], &mut world)]);
    let encoded = second.encode(CircleSize::Four, &mut world.rng).unwrap();
    world.order(TimerCommand::arm(TIMER, 2, DAY, encoded.hash(), &control()));
    world.pass(hours(2));
    world.touch(1);
    world.pass(hours(2));
    let sealed = encoded.seal(&world.public, &mut world.rng).unwrap();
    let body = PlanRequest { reading: asha().reading(), plan: sealed }.encode();
    world.relay.handle_plan(world.moment(), &body, &mut world.rng).unwrap();
    world.pass(hours(34).saturating_sub(Seconds::new(1)));
    assert_eq!((world.news(&ben()), world.news(&chandra())), (vec![], vec![]));
    world.pass(Seconds::new(1));
    assert_eq!(world.news(&chandra()), ["step 1", "words 1"]);
}

#[test]
fn a_new_plan_takes_the_place_of_the_armed_one() {
    let mut world = world();
    let first = plan(&mut world);
    world.arm(1, &first);
    world.pass(DAY);
    world.fresh(&ben());
    let second = UploadedPlan {
        timing: PlanTiming::TRANSIT,
        steps: PlanSteps::TRANSIT,
        ..daily(vec![chandra().told(&[1], &mut world)])
    };
    assert_eq!(world.arm(2, &second).state, TimerState::Up);
    assert_eq!(world.fresh(&ben()), ["came after 1"], "those who were told hear of it");
    world.pass(hours(8));
    assert_eq!(
        (world.news(&ben()), world.news(&chandra())),
        (vec![], vec!["step 1".to_owned(), "words 1".to_owned()])
    );
    assert_eq!(world.look(|tables| tables.plans_of(&TIMER)).len(), 1);
}

#[test]
fn arming_the_armed_plan_again_is_a_check_in() {
    let mut world = world();
    let first = plan(&mut world);
    world.arm(1, &first);
    let hash = world.timer().armed.unwrap();
    world.pass(DAY);
    world.fresh(&ben());
    world.order(TimerCommand::arm(TIMER, 2, DAY, hash, &control()));
    assert_eq!(world.fresh(&ben()), ["came after 1"]);
    world.pass(DAY);
    assert_eq!(world.fresh(&ben()), ["step 1", "words 1"]);
}

#[test]
fn a_plan_that_is_armed_without_a_check_in_speaks_of_none_and_keeps_what_is_held() {
    let mut world = armed();
    world.pass(DAY);
    let hold = ben().hold(1, 2, hours(24));
    assert_eq!(world.command(hold), TimerStatus::Accepted);
    assert_eq!(world.fresh(&ben()), ["step 1", "words 1", "held 2 by 0"]);
    // During the alarm a person leaves the plan. The last check-in is as old as it was, give or take the way here.
    let second = daily(vec![ben().told(&[1, 2], &mut world)]);
    let hash = world.upload(&second);
    let order = TimerCommand::arm(TIMER, 2, DAY, hash, &control());
    assert_eq!(world.say_aged(order, DAY.saturating_sub(Seconds::new(1))).timer, TimerStatus::Accepted);
    world.pass(MINUTE);
    assert_eq!(
        world.fresh(&ben()),
        ["anew", "step 1", "words 1"],
        "the new plan tells; nobody has checked in"
    );
    world.pass(hours(24).saturating_sub(Seconds::new(61)));
    assert_eq!(world.fresh(&ben()), [""; 0]);
    world.pass(Seconds::new(1));
    assert_eq!(world.fresh(&ben()), ["step 2", "words 2"]);
    // One that brings a check-in says so.
    let third = daily(vec![ben().told(&[1], &mut world)]);
    let hash = world.upload(&third);
    world.order(TimerCommand::arm(TIMER, 3, DAY, hash, &control()));
    assert_eq!(world.fresh(&ben()), ["came after 2"]);
}

#[test]
fn the_plan_decides_the_round_and_not_the_delta_of_the_arm() {
    let mut world = world();
    let plan = plan(&mut world);
    let hash = world.upload(&plan);
    world.order(TimerCommand::arm(TIMER, 1, Seconds::new(1), hash, &control()));
    world.pass(DAY.saturating_sub(Seconds::new(1)));
    assert_eq!(world.news(&ben()), [""; 0]);
    world.pass(Seconds::new(1));
    assert_eq!(world.news(&ben()), ["step 1", "words 1"]);
}

#[test]
fn two_plans_and_one_drill_wait_and_the_oldest_is_dropped() {
    let mut world = world();
    let armed = plan(&mut world);
    world.arm(1, &armed);
    let mut hashes = Vec::new();
    for _ in 0..4 {
        let plan = plan(&mut world);
        hashes.push(world.upload(&plan));
    }
    let kept: Vec<_> = world.look(|tables| tables.plans_of(&TIMER)).iter().map(|head| head.hash).collect();
    let armed = world.timer().armed.unwrap();
    assert_eq!(kept, [armed, hashes[2], hashes[3]]);
    assert_eq!(world.order(TimerCommand::arm(TIMER, 2, DAY, hashes[2], &control())).state, TimerState::Up);
    assert_eq!(world.timer().armed, Some(hashes[2]));
}

#[test]
fn a_plan_that_nobody_arms_is_deleted_after_sixty_days() {
    let mut world = world();
    let armed = plan(&mut world);
    world.arm(1, &armed);
    let waiting = plan(&mut world);
    world.upload(&waiting);
    world.pass(Seconds::from_days(59));
    assert_eq!(world.look(|tables| tables.plans_of(&TIMER)).len(), 2);
    world.pass(Seconds::from_days(2));
    assert_eq!(world.look(|tables| tables.plans_of(&TIMER)).len(), 1);
}

#[test]
fn uploading_the_same_plan_again_is_harmless() {
    let mut world = world();
    let plan = plan(&mut world);
    let encoded = plan.encode(CircleSize::Eight, &mut world.rng).unwrap();
    let before = world.relay.relay_seq();
    for _ in 0..3 {
        let sealed = encoded.seal(&world.public, &mut world.rng).unwrap();
        let body = PlanRequest { reading: asha().reading(), plan: sealed }.encode();
        let answer = world.relay.handle_plan(world.moment(), &body, &mut world.rng).unwrap();
        let answer = PlanAnswer::decode(&answer).unwrap();
        assert_eq!((answer.outcome, answer.relay_seq), (PlanOutcome::Stored, before + 1));
    }
}

#[test]
fn a_plan_is_taken_from_the_reader_of_its_timer_only() {
    let mut world = world();
    let plan = plan(&mut world);
    assert_eq!(world.try_upload(&ben().who, &plan).1, PlanOutcome::NotAPlan);
    assert_eq!(world.try_upload(&asha().impostor(), &plan).1, PlanOutcome::Unknown);
    let elsewhere = UploadedPlan { timer: wayhome_protocol::ids::TimerId::from_bytes([9; 16]), ..plan };
    assert_eq!(world.try_upload(&asha(), &elsewhere).1, PlanOutcome::NotAPlan);
}

#[test]
fn what_does_not_open_or_is_no_plan_is_answered_so_and_stores_nothing() {
    let mut world = world();
    let plan = plan(&mut world);
    let encoded = plan.encode(CircleSize::Four, &mut world.rng).unwrap();
    let other = wayhome_protocol::keys::RelaySecret::from_bytes([77; 32]).public();
    let elsewhere = encoded.seal(&other, &mut world.rng).unwrap();
    let cover = SealedPlan::make_cover(CircleSize::Four, &world.public, &mut world.rng).unwrap();
    for (sealed, outcome) in [(elsewhere, PlanOutcome::NotOpened), (cover, PlanOutcome::NotAPlan)] {
        let body = PlanRequest { reading: asha().reading(), plan: sealed }.encode();
        let answer = world.relay.handle_plan(world.moment(), &body, &mut world.rng).unwrap();
        assert_eq!(answer.len(), PLAN_ANSWER_LENGTH);
        assert_eq!(PlanAnswer::decode(&answer).unwrap().outcome, outcome);
    }
    for length in [0, 1, 52, 20_000] {
        let refused = world.relay.handle_plan(world.moment(), &vec![1; length], &mut world.rng);
        assert_eq!(refused, Err(RequestError::Length));
    }
    assert_eq!(world.look(|tables| tables.plans_of(&TIMER)), []);
}

#[test]
fn an_armed_plan_brings_its_touch_keys_and_a_kept_key_keeps_its_counter() {
    let mut world = world();
    world.touch(50);
    let new = TimerSecret::from_bytes([43; 32]);
    let touch_keys = Some([Some(new.public()), Some(touch_key().public()), None, None]);
    let plan = UploadedPlan { touch_keys, ..plan(&mut world) };
    world.upload(&plan);
    assert_eq!(world.command(TimerCommand::touch(TIMER, 1, DAY, &new)), TimerStatus::BadSignature);
    world.arm(1, &plan);
    assert_eq!(world.command(TimerCommand::touch(TIMER, 1, DAY, &new)), TimerStatus::Accepted);
    assert_eq!(world.command(TimerCommand::touch(TIMER, 50, DAY, &touch_key())), TimerStatus::OldCounter);
    assert_eq!(world.command(TimerCommand::touch(TIMER, 51, DAY, &touch_key())), TimerStatus::Accepted);
    // Registering as before is still harmless, and anything else is still refused.
    world.set_up(&asha(), vec![entry()]);
    let other = RegisterEntry::Timer {
        timer: TIMER,
        control: control().public(),
        touch: [Some(TimerPublic::from_bytes([1; 32])); 4],
    };
    assert_eq!(world.register(&asha(), vec![other]).statuses[0], RegisterStatus::Taken);
    assert_eq!(world.command(TimerCommand::touch(TIMER, 2, DAY, &new)), TimerStatus::Accepted);
    // A plan that takes them away.
    let touch_keys = Some([None; 4]);
    let without = UploadedPlan { touch_keys, ..daily(vec![ben().told(&[1], &mut world)]) };
    world.arm(2, &without);
    assert_eq!(world.command(TimerCommand::touch(TIMER, 3, DAY, &new)), TimerStatus::BadSignature);
}

#[test]
fn a_touch_key_that_changes_its_place_or_comes_back_goes_on_with_its_counter() {
    let mut world = world();
    let new = TimerSecret::from_bytes([43; 32]);
    let (before, added) = (touch_key().public(), new.public());
    let with = |keys, world: &mut World| UploadedPlan { touch_keys: Some(keys), ..plan(world) };
    // It is registered in the second place.
    world.touch(50);
    let moved = with([None, None, Some(before), Some(added)], &mut world);
    world.arm(1, &moved);
    assert_eq!(world.command(TimerCommand::touch(TIMER, 50, DAY, &touch_key())), TimerStatus::OldCounter);
    world.touch(60);
    let taken = with([Some(added), None, None, None], &mut world);
    world.arm(2, &taken);
    assert_eq!(world.command(TimerCommand::touch(TIMER, 61, DAY, &touch_key())), TimerStatus::BadSignature);
    let back = with([Some(added), Some(before), None, None], &mut world);
    world.arm(3, &back);
    assert_eq!(world.command(TimerCommand::touch(TIMER, 60, DAY, &touch_key())), TimerStatus::OldCounter);
    world.touch(61);
    assert_eq!(world.command(TimerCommand::touch(TIMER, 1, DAY, &new)), TimerStatus::Accepted);
}

#[test]
fn no_stored_file_holds_a_plans_capability_in_clear() {
    let mut world = world();
    let plan = plan(&mut world);
    world.arm(1, &plan);
    world.pass(HOUR);
    let file = world.backup();
    let holds = |needle: &[u8]| file.windows(needle.len()).any(|window| window == needle);
    assert!(holds(ben().mailbox.send_id.as_bytes()), "the search finds what is there");
    assert!(!holds(&ben().mailbox.capability));
}

const ALIAS: TimerId = TimerId::from_bytes([0xa1; 16]);

fn screen() -> TimerSecret {
    TimerSecret::from_bytes([44; 32])
}

/// A plan whose timer the locked screen may touch under another id.
fn with_alias(world: &mut World) -> UploadedPlan {
    let touch_keys = Some([Some(touch_key().public()), Some(screen().public()), None, None]);
    UploadedPlan { touch_keys, alias: Some(ALIAS), ..plan(world) }
}

fn by_alias(counter: u64) -> TimerCommand {
    TimerCommand::touch(ALIAS, counter, hours(24 * 30), &screen())
}

#[test]
fn a_touch_of_an_alias_is_one_of_its_timer_by_the_times_of_what_is_armed() {
    let mut world = world();
    assert_eq!(world.command(by_alias(1)), TimerStatus::UnknownTimer);
    let plan = with_alias(&mut world);
    world.upload(&plan);
    assert_eq!(world.command(by_alias(1)), TimerStatus::BadSignature, "its keys come with the arming");
    world.arm(1, &plan);
    world.pass(hours(35));
    assert_eq!(world.order(by_alias(1)).state, TimerState::Up);
    // The thirty days that it states count for nothing.
    world.pass(hours(35));
    assert_eq!(world.fresh(&ben()), [""; 0]);
    world.pass(hours(2));
    assert_eq!(world.fresh(&ben()), ["step 1", "words 1"]);
    assert_eq!(world.order(by_alias(2)).state, TimerState::Up);
    assert_eq!(world.fresh(&ben()), ["came after 1"]);
    // Counters are those of the key, by whatever id it touches.
    assert_eq!(world.command(by_alias(2)), TimerStatus::OldCounter);
    assert_eq!(world.command(TimerCommand::touch(TIMER, 2, DAY, &screen())), TimerStatus::OldCounter);
    // What is signed for the timer's own id is no touch of the alias.
    let moved = TimerCommand { timer: ALIAS, ..TimerCommand::touch(TIMER, 3, DAY, &screen()) };
    assert_eq!(world.command(moved), TimerStatus::BadSignature);
    world.touch(1);
}

#[test]
fn under_an_alias_a_timer_can_be_touched_and_nothing_else() {
    let mut world = world();
    let plan = with_alias(&mut world);
    world.arm(1, &plan);
    let hash = world.timer().armed.unwrap();
    world.pass(hours(37));
    let held = TimerCommand::hold(ALIAS, 1, step(2), HOUR, &ben().identity());
    for command in [
        TimerCommand::arm(ALIAS, 9, DAY, hash, &control()),
        TimerCommand::pause(ALIAS, 9, HOUR, &control()),
        TimerCommand::end(ALIAS, 9, &control()),
        held,
    ] {
        assert_eq!(world.command(command), TimerStatus::NotAllowed);
    }
    assert_eq!(world.timer().armed, Some(hash));
    assert_eq!(world.command(TimerCommand::end(TIMER, 9, &control())), TimerStatus::Accepted);
}

#[test]
fn an_alias_is_another_readers_in_no_way() {
    let mut world = world();
    let plan = with_alias(&mut world);
    world.arm(1, &plan);
    // A group of theirs cannot touch it, nor can a plan of theirs take it.
    let theirs = world.sync(&ben().who, Say { timer: by_alias(1), ..Say::default() });
    assert_eq!(theirs.timer, TimerStatus::UnknownTimer);
    assert_eq!(world.try_upload(&ben().who, &plan).1, PlanOutcome::NotAPlan, "the timer is not theirs");
    let other = TimerId::from_bytes([77; 16]);
    let (control, touch) = (TimerSecret::from_bytes([78; 32]).public(), [Some(screen().public()); 4]);
    world.set_up(&ben().who, vec![RegisterEntry::Timer { timer: other, control, touch }]);
    let taking = UploadedPlan { timer: other, ..with_alias(&mut world) };
    assert_eq!(world.try_upload(&ben().who, &taking).1, PlanOutcome::Stored);
    world.pass(hours(35));
    assert_eq!(world.order(by_alias(1)).state, TimerState::Up);
    world.pass(hours(35));
    assert_eq!(world.fresh(&ben()), [""; 0], "Asha's is touched as before");
}

#[test]
fn an_alias_goes_to_the_last_upload_that_names_it_and_no_timers_own_id_is_one() {
    let mut world = world();
    let plan = with_alias(&mut world);
    world.arm(1, &plan);
    let second = TimerId::from_bytes([47; 16]);
    let other = TimerSecret::from_bytes([48; 32]);
    world.set_up(
        &asha(),
        vec![RegisterEntry::Timer { timer: second, control: other.public(), touch: [None; 4] }],
    );
    let took = |world: &mut World| world.look(|tables| tables.timer_of_alias(&asha().receive_id, &ALIAS));
    assert_eq!(took(&mut world), Some(TIMER));
    let taking = UploadedPlan { timer: second, ..with_alias(&mut world) };
    world.upload(&taking);
    assert_eq!(took(&mut world), Some(second));
    assert_eq!(world.command(by_alias(5)), TimerStatus::BadSignature, "that one has other keys");
    // The first one is put again, byte for byte or not: then it is the last.
    world.upload(&plan);
    assert_eq!(took(&mut world), Some(TIMER));
    assert_eq!(world.command(by_alias(5)), TimerStatus::Accepted);
    // A plan that names none, as older phones make them, changes nothing.
    let without = daily(vec![ben().told(&[1], &mut world)]);
    world.upload(&without);
    assert_eq!(took(&mut world), Some(TIMER));
    // One that names another: a timer has one.
    let renamed = UploadedPlan { alias: Some(TimerId::from_bytes([0xa2; 16])), ..with_alias(&mut world) };
    world.upload(&renamed);
    assert_eq!(took(&mut world), None);
    assert_eq!(world.command(by_alias(6)), TimerStatus::UnknownTimer);
    // The id of a timer leads to that timer.
    world.upload(&UploadedPlan { timer: second, alias: Some(TIMER), ..plan });
    world.touch(1);
}
