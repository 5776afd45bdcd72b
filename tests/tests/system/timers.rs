//! The timer's rules with real phones on both sides: counters, time that only goes forward, absences of the relay, and
//! orders that only the worker can give.

use wayhome::{
    CheckInDraft, CheckInState, EventKind, PlanDraft, PlanState, Seconds, Standing, TimerState, Watched,
};
use wayhome_protocol::sync_request::TimerStatus;
use wayhome_protocol::timer::TimerOp;
use wayhome_tests::clock::TEN_YEARS;
use wayhome_tests::world::Who;
use wayhome_tests::world::captor::{Captor, forge, replay};
use wayhome_tests::world::household::{Household, told};
use wayhome_tests::{HOUR, MINUTE, SECOND, World};

use std::sync::Arc;

const DAY: u64 = 24 * HOUR;

fn watched(world: &World, contact: Who) -> Watched {
    world[contact].vault().watched().unwrap().remove(0)
}

fn timer_state(household: &Household) -> Option<TimerState> {
    let status = household.world[household.family.asha].vault().plan_status().unwrap();
    status.relay.map(|word| word.state)
}

fn recorded(household: &Household) -> Arc<Captor> {
    let captor = Arc::new(Captor::default());
    household.world.relay.set_witness(captor.clone());
    captor
}

#[test]
fn requests_recorded_on_the_line_and_sent_again_in_any_order_put_nothing_off() {
    let draft = PlanDraft::transit();
    let mut household = Household::new(901);
    let captor = recorded(&household);
    let (asha, ben, chandra) = (household.family.asha, household.family.ben, household.family.chandra);
    household.world.arm(asha, &draft);
    household.world.sync(asha);
    for number in 0..4 {
        household.world.run_for(3 * HOUR);
        household.check_in(&format!("number {number}"));
    }
    household.gone();
    let all = captor.recorded();
    assert!(all.len() > 20);
    // Every half an hour the captor sends all of it again: forwards, backwards, and each request twice.
    let end = household.step_at(&draft, 3) + MINUTE;
    let mut round = 0;
    while household.world.clock.millis() < end {
        match round % 3 {
            0 => replay(&household.world.relay, &all),
            1 => replay(&household.world.relay, all.iter().rev()),
            _ => replay(&household.world.relay, all.iter().flat_map(|one| [one, one])),
        };
        round += 1;
        let rest = end - household.world.clock.millis();
        household.world.run_for(rest.min(30 * MINUTE));
    }
    let seen = household.world.take_events(ben);
    let events = [seen, household.events(ben)].concat();
    assert_eq!(told(&events), [1, 2, 3]);
    assert!(!events.iter().any(|event| matches!(event, EventKind::CheckInCame { .. })), "{events:?}");
    let shown = household.look();
    assert_eq!((shown.told(false), shown.repeated, shown.came()), (vec![2, 3], 0, vec![]));
    for number in 2..=3 {
        let at = household.step_at(&draft, usize::from(number));
        assert!(shown.told_at(number).unwrap().as_millis().abs_diff(at) <= MINUTE);
    }
    assert_eq!(household.world.news(chandra).len(), 4, "each message once");
    household.world.check();
}

#[test]
fn a_recorded_arm_ends_no_pause_and_a_recorded_pause_or_end_stops_no_later_plan() {
    let draft = PlanDraft::transit();
    let mut household = Household::new(902);
    let captor = recorded(&household);
    let (asha, ben) = (household.family.asha, household.family.ben);
    household.world.arm(asha, &draft);
    household.world.sync(asha);
    let armed = captor.last_with(TimerOp::Arm).unwrap();
    household.world[asha].vault().pause(Seconds::from_days(2)).unwrap();
    household.world.sync(asha);
    let paused = captor.last_with(TimerOp::Pause).unwrap();
    let again = |household: &Household, body: &[u8]| {
        let same = forge(&household.world.relay, body, 1, |_, _| {});
        assert_eq!(same.timer, TimerStatus::OldCounter);
    };
    // The pause holds, however often the arm comes again.
    for _ in 0..47 {
        again(&household, &armed);
        household.world.run_for(HOUR);
    }
    assert!(household.heard(ben).is_empty());
    // Ended, and armed anew: neither the old pause nor the old end touches the new plan.
    household.world[asha].vault().end_plan().unwrap();
    household.world.sync(asha);
    let ended = captor.last_with(TimerOp::End).unwrap();
    again(&household, &armed);
    household.world.run_for(DAY);
    assert!(household.heard(ben).is_empty(), "an ended plan tells nothing");
    household.world[asha].vault().resume().unwrap();
    household.world.sync(asha);
    household.last = household.world.clock.millis();
    for body in [&paused, &ended, &armed] {
        again(&household, body);
    }
    household.gone();
    household.run_to(household.step_at(&draft, 1) - SECOND);
    assert!(household.heard(ben).is_empty());
    household.run_to(household.step_at(&draft, 2) + MINUTE);
    assert_eq!(household.heard(ben), [1, 2]);
}

#[test]
fn a_command_that_somebody_changed_does_nothing_and_uses_no_counter_up() {
    let draft = PlanDraft::transit();
    let mut household = Household::armed(903, &draft);
    let captor = recorded(&household);
    let (asha, ben) = (household.family.asha, household.family.ben);
    household.world[asha].vault().pause(Seconds::from_hours(1)).unwrap();
    household.world.sync(asha);
    household.world[asha].vault().resume().unwrap();
    household.world.sync(asha);
    household.world.run_for(2 * HOUR);
    household.check_in("the last one");
    let relay = household.world.relay.clone();
    let touch = captor.last_with(TimerOp::Touch).unwrap();
    let pause = captor.last_with(TimerOp::Pause).unwrap();
    household.gone();
    household.world.run_for(HOUR);
    let say = |body: &[u8], change: &dyn Fn(&mut wayhome_protocol::timer::TimerCommand)| {
        forge(&relay, body, 2, |_, group| change(&mut group.timer)).timer
    };
    // With another counter, length or operation the signature is nobody's.
    assert_eq!(say(&touch, &|command| command.counter += 1), TimerStatus::BadSignature);
    assert_eq!(say(&touch, &|command| command.counter = u64::MAX), TimerStatus::BadSignature);
    assert_eq!(say(&touch, &|command| command.delta = Seconds::new(u32::MAX)), TimerStatus::BadSignature);
    assert_eq!(say(&touch, &|command| command.op = TimerOp::End), TimerStatus::BadSignature);
    assert_eq!(say(&pause, &|command| command.delta = Seconds::from_days(7)), TimerStatus::BadSignature);
    assert_eq!(say(&pause, &|command| command.signature = [0; 64]), TimerStatus::BadSignature);
    let other = wayhome_protocol::ids::TimerId::from_bytes([7; 16]);
    assert_eq!(say(&touch, &|command| command.timer = other), TimerStatus::UnknownTimer);
    let op = say(&touch, &|command| command.op = TimerOp::Other(77));
    assert!(matches!(op, TimerStatus::NotAllowed | TimerStatus::BadSignature), "{op:?}");
    // The age stands outside the seal: whatever is said of it, an old counter is an old counter.
    for age in [0, 1, u32::MAX] {
        let answer = forge(&relay, &touch, 3, |request, _| request.age = Seconds::new(age));
        assert_eq!(answer.timer, TimerStatus::OldCounter);
    }
    household.run_to(household.step_at(&draft, 1) - SECOND);
    assert!(household.heard(ben).is_empty());
    household.run_to(household.step_at(&draft, 1) + MINUTE);
    assert_eq!(household.heard(ben), [1]);
    // None of it has used a counter up: Asha's own next check-in counts.
    household.world[asha].link.restore();
    household.check_in("back");
    assert!(household.events(ben).iter().any(|event| matches!(event, EventKind::CheckInCame { .. })));
    assert_eq!(timer_state(&household), Some(TimerState::Up));
}

#[test]
fn garbage_and_oversized_requests_are_refused_and_the_steps_come_at_their_time() {
    let draft = PlanDraft::transit();
    let mut household = Household::armed(904, &draft);
    let captor = recorded(&household);
    let ben = household.family.ben;
    household.check_in("the last one");
    let touch = captor.last_with(TimerOp::Touch).unwrap();
    household.gone();
    let relay = household.world.relay.clone();
    for path in ["/v1/sync", "/v1/plan", "/v1/register", "/v1/fetch", "/v1/dossier/put", "/v1/dossier/get"] {
        for body in
            [Vec::new(), vec![1; 3], vec![0xff; 5_568], vec![1; 5_568], vec![1; 10_688], vec![9; 70_000]]
        {
            if let Ok(answer) = relay.handle(path, &body) {
                assert_ne!(answer[1], 0, "{path} answers {} bytes of garbage: done", body.len());
            }
        }
    }
    for length in [0, 1, touch.len() - 1] {
        assert_eq!(relay.handle("/v1/sync", &touch[..length]), Err(400));
    }
    let mut long = touch.clone();
    long.extend_from_slice(&[0; 1_280]);
    assert_eq!(relay.handle("/v1/sync", &long), Err(400));
    // Every byte that is sealed is covered: one bit, and the group does not open.
    for at in (448..touch.len()).step_by(211) {
        let mut changed = touch.clone();
        changed[at] ^= 0x10;
        let answer = relay.handle("/v1/sync", &changed).unwrap();
        let answer = wayhome_protocol::sync_request::SyncAnswer::decode(&answer).unwrap();
        assert_ne!(answer.timer, TimerStatus::Accepted);
        assert_ne!(answer.outcome, wayhome_protocol::request::Outcome::Done);
    }
    household.run_to(household.step_at(&draft, 1) - SECOND);
    assert!(household.heard(ben).is_empty());
    household.run_to(household.step_at(&draft, 1) + MINUTE);
    assert_eq!(household.heard(ben), [1]);
}

#[test]
fn a_check_in_that_was_made_earlier_and_comes_later_does_not_bring_the_steps_forward() {
    let draft = PlanDraft::transit();
    let mut household = Household::armed(905, &draft);
    let (asha, ben) = (household.family.asha, household.family.ben);
    // One waits in the queue; the network comes for one request only, and takes the newer first or last.
    household.gone();
    let old = CheckInDraft::new(CheckInState::Ok).with_note("made first");
    household.world.try_check_in(asha, old).unwrap();
    household.world.run_for(2 * HOUR);
    let new = CheckInDraft::new(CheckInState::Ok).with_note("made last");
    household.world.try_check_in(asha, new).unwrap();
    household.last = household.world.clock.millis();
    household.world.run_for(HOUR);
    household.world[asha].link.restore();
    household.world.sync(asha);
    household.gone();
    household.run_to(household.step_at(&draft, 1) - 2 * SECOND);
    assert!(household.heard(ben).is_empty());
    household.run_to(household.step_at(&draft, 1) + MINUTE);
    assert_eq!(household.heard(ben), [1], "a round after the newest, from when it was made");
}

#[test]
fn a_pause_is_at_most_seven_days_is_seen_by_all_and_a_whole_round_follows_it() {
    let draft = PlanDraft::transit();
    let mut household = Household::armed(906, &draft);
    let (asha, ben, chandra) = (household.family.asha, household.family.ben, household.family.chandra);
    let vault = household.world[asha].vault();
    assert!(vault.pause(Seconds::new(7 * 86_400 + 1)).is_err());
    vault.pause(Seconds::from_days(7)).unwrap();
    household.world.sync(asha);
    let end = household.world.clock.millis() + 7 * DAY;
    household.gone();
    for contact in [ben, chandra] {
        household.events(contact);
        let until = watched(&household.world, contact).paused_until.unwrap();
        assert!(until.as_millis().abs_diff(end) <= 2 * MINUTE);
    }
    household.last = end;
    household.run_to(household.step_at(&draft, 1) - SECOND);
    assert!(told(&household.events(ben)).is_empty());
    household.run_to(household.step_at(&draft, 1) + MINUTE);
    let events = household.events(ben);
    assert_eq!(told(&events), [1]);
    assert!(matches!(watched(&household.world, ben).standing, Some(Standing::Missed { .. })));
}

#[test]
fn a_phone_put_back_from_an_old_copy_still_checks_in_pauses_and_ends() {
    let draft = PlanDraft::transit();
    let mut household = Household::armed(907, &draft);
    let (asha, ben) = (household.family.asha, household.family.ben);
    let old = household.world.store_bytes(asha);
    let copied = household.world.clock.now();
    for number in 0..5 {
        household.world.run_for(2 * HOUR);
        household.check_in(&format!("number {number}"));
    }
    household.world[asha].vault().pause(Seconds::from_hours(2)).unwrap();
    household.world.sync(asha);
    household.world[asha].vault().resume().unwrap();
    household.world.sync(asha);
    // Its counters are now behind those that the relay has seen, of both keys.
    household.world.put_back(asha, &old);
    household.world.forgive_phone_since(asha, copied);
    household.world.run_for(HOUR);
    household.check_in("on the old copy");
    household.rest();
    household.events(ben);
    household.check_in("again");
    household.gone();
    household.run_to(household.step_at(&draft, 1) - SECOND);
    assert!(told(&household.events(ben)).is_empty(), "what it says is heard");
    household.run_to(household.step_at(&draft, 1) + MINUTE);
    assert_eq!(told(&household.events(ben)), [1]);
    household.world[asha].link.restore();
    household.world[asha].vault().pause(Seconds::from_days(1)).unwrap();
    household.world.sync(asha);
    assert_eq!(timer_state(&household), Some(TimerState::Paused));
    household.world[asha].vault().end_plan().unwrap();
    household.world.sync(asha);
    household.world.sync(asha);
    household.world.run_for(3 * DAY);
    household.events(ben);
    assert!(watched(&household.world, ben).steps.is_empty());
    assert_eq!(household.world[asha].vault().plan_status().unwrap().state, PlanState::Off);
}

#[test]
fn check_ins_made_while_the_relay_was_down_two_days_raise_no_alarm_and_are_heard() {
    let draft = PlanDraft::transit();
    let mut household = Household::armed(908, &draft);
    let (asha, ben, chandra) = (household.family.asha, household.family.ben, household.family.chandra);
    household.world.relay.set_up(false);
    for number in 0..10 {
        household.world.run_for(5 * HOUR - 10 * MINUTE);
        household.world.check_in(asha, &format!("number {number}"));
    }
    household.world.relay.set_up(true);
    household.world.run_for(3 * HOUR);
    household.check_in("after it");
    household.rest();
    for contact in [ben, chandra] {
        let events = household.events(contact);
        assert!(told(&events).is_empty(), "{events:?}");
        assert!(events.iter().any(|event| matches!(event, EventKind::RelayWasAway { .. })));
        assert!(matches!(watched(&household.world, contact).standing, Some(Standing::UpToDate { .. })));
    }
    household.world.check();
    household.world.check_all_arrived();
}

#[test]
fn a_relay_that_was_down_two_days_in_a_silence_tells_what_was_left_to_wait_for_after_it() {
    let draft = PlanDraft::transit();
    let mut household = Household::armed(909, &draft);
    let (ben, chandra) = (household.family.ben, household.family.chandra);
    household.gone();
    // It goes down between the first step and the second, and again between the second and the third.
    household.run_to(household.step_at(&draft, 1) + 30 * MINUTE);
    assert_eq!(household.heard(ben), [1]);
    household.world.relay.set_up(false);
    household.world.run_for(2 * DAY);
    household.world.relay.set_up(true);
    let second = household.step_at(&draft, 2) + 2 * DAY;
    household.run_to(second - SECOND);
    assert!(household.heard(chandra).is_empty() && household.look().told(false).is_empty());
    household.run_to(second + 2 * MINUTE);
    assert_eq!((household.heard(ben), household.heard(chandra)), (vec![2], vec![2]));
    household.world.relay.set_up(false);
    household.world.run_for(2 * DAY);
    household.world.relay.set_up(true);
    household.run_to(household.step_at(&draft, 3) + 4 * DAY - SECOND);
    assert!(household.heard(chandra).is_empty());
    household.world.run_for(3 * MINUTE);
    assert_eq!(household.heard(chandra), [3]);
    assert_eq!(household.look().told(false), [2, 3], "each once");
}

/// Asha checks in every five hours until so many have been made.
fn live(household: &mut Household, check_ins: u32) {
    for number in 0..check_ins {
        household.world.run_for(5 * HOUR);
        household.check_in(&format!("day by day {number}"));
    }
}

#[test]
fn a_relay_put_back_from_last_weeks_copy_alarms_nobody_while_the_worker_is_well() {
    let draft = PlanDraft::transit();
    let mut household = Household::armed(910, &draft);
    let (asha, ben, chandra) = (household.family.asha, household.family.ben, household.family.chandra);
    let copy = household.world.relay.backup();
    live(&mut household, 34);
    for contact in [ben, chandra] {
        household.events(contact);
    }
    household.world.relay.restore(&copy);
    live(&mut household, 3);
    household.rest();
    for contact in [ben, chandra] {
        let events = household.events(contact);
        assert!(told(&events).is_empty(), "{events:?}");
        assert!(matches!(watched(&household.world, contact).standing, Some(Standing::UpToDate { .. })));
    }
    assert!(household.look().told(false).is_empty());
    assert_eq!(household.world[asha].vault().plan_status().unwrap().state, PlanState::AtRelay);
    household.world.check_all_arrived();
    // And the silence after it is told as ever.
    household.check_in("the last one");
    household.gone();
    household.run_to(household.step_at(&draft, 1) - SECOND);
    assert!(household.heard(ben).is_empty());
    household.run_to(household.step_at(&draft, 2) + MINUTE);
    assert_eq!((household.heard(ben), household.heard(chandra)), (vec![1, 2], vec![2]));
}

#[test]
fn a_relay_put_back_while_the_worker_is_silent_still_tells_within_a_round_of_its_return() {
    let draft = PlanDraft::transit();
    let mut household = Household::armed(911, &draft);
    let (ben, chandra) = (household.family.ben, household.family.chandra);
    let copy = household.world.relay.backup();
    live(&mut household, 34);
    household.events(ben);
    household.events(chandra);
    // The phone is gone, and then the operator puts last week's copy back: it knows nothing of the week.
    household.gone();
    household.world.run_for(HOUR);
    household.world.relay.restore(&copy);
    let back = household.world.clock.millis();
    // Ben's app, which knows better, says so; the relay gives the phones a round to be heard.
    household.world.sync(ben);
    household.run_to(back + 8 * HOUR - SECOND);
    assert!(household.heard(ben).is_empty() && household.look().told(false).is_empty());
    household.run_to(back + 8 * HOUR + 2 * MINUTE);
    assert_eq!(household.heard(ben), [1], "not taken for anything that was told before");
    household.run_to(back + 10 * HOUR + 2 * MINUTE);
    assert_eq!((household.heard(ben), household.heard(chandra)), (vec![2], vec![2]));
}

#[test]
fn a_relay_whose_clock_jumps_ten_years_either_way_tells_each_step_at_its_time() {
    for (seed, jump) in [(912, TEN_YEARS), (913, -TEN_YEARS)] {
        for restart in [false, true] {
            let draft = PlanDraft::transit();
            let mut household = Household::armed(seed, &draft);
            let (asha, ben, chandra) =
                (household.family.asha, household.family.ben, household.family.chandra);
            household.world.relay.set_clock_off(jump);
            if restart {
                household.world.relay.restart();
            }
            household.world.run_for(2 * HOUR);
            household.check_in("its clock is not mine");
            household.gone();
            // A start with such a clock counts as an absence, of which at most an hour is owed.
            let owed = if restart { HOUR } else { 0 };
            household.run_to(household.step_at(&draft, 1) - SECOND);
            assert!(household.heard(ben).is_empty(), "{jump} {restart}");
            household.run_to(household.step_at(&draft, 1) + owed + MINUTE);
            assert_eq!(household.heard(ben), [1], "{jump} {restart}");
            household.run_to(household.step_at(&draft, 2) - SECOND);
            assert!(household.heard(chandra).is_empty());
            // And back to the right time in the middle of it. A clock that was behind is put forward by that, which
            // looks like an absence: again at most an hour.
            household.world.relay.set_clock_off(-jump);
            let owed = if jump < 0 { HOUR } else { owed };
            household.run_to(household.step_at(&draft, 2) + owed + MINUTE);
            assert_eq!(household.heard(chandra), [2], "{jump} {restart}");
            household.world[asha].link.restore();
            household.check_in("back");
            let events = household.events(chandra);
            assert!(events.iter().any(|event| matches!(event, EventKind::CheckInCame { step: 2, .. })));
        }
    }
}
