//! The worker's plan, step by step, with the engine restored from its records after each: uploads, orders and what the
//! relay answers to them.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "helpers of tests are tests too")]

mod common;

use common::{Phone, obeyed, sound};
use wayhome_engine::{
    Answered, DrillState, EngineError, EventKind, PlanDraft, PlanState, PlanStatus, Region, Run, SosDraft,
    TransportFailure,
};
use wayhome_protocol::group::Group;
use wayhome_protocol::plan_request::PlanOutcome;
use wayhome_protocol::plan_steps::Step;
use wayhome_protocol::sync_request::{SyncAnswer, TimerStatus};
use wayhome_protocol::time::Seconds;
use wayhome_protocol::timer::TimerOp;
use wayhome_protocol::timer_word::{PhoneAnswer, PhoneState, TimerState, TimerWord};
use wayhome_protocol::uploaded_plan::PlanPurpose;

/// The kind of the lobby's upload places, and of the vault's plan.
const UPLOAD: u8 = 8;
const PLAN: u8 = 12;

fn worker() -> Phone {
    let mut asha = Phone::new(1, "Asha");
    asha.pair(&mut [Phone::new(2, "Ben"), Phone::new(3, "Chandra")]);
    asha.step(|e, _, _| e.postpone_drill()).unwrap();
    asha.run_obeyed();
    asha
}

fn arm(phone: &mut Phone, draft: &PlanDraft) {
    phone.step(|e, now, rng| e.arm(now, draft, rng)).unwrap();
}

fn armed() -> Phone {
    let mut asha = worker();
    arm(&mut asha, &PlanDraft::daily());
    asha.run_obeyed();
    asha.events();
    asha
}

fn status(phone: &mut Phone) -> PlanStatus {
    let now = phone.now;
    phone.engine().plan_status(now).unwrap()
}

fn commands(groups: &[Group]) -> Vec<TimerOp> {
    groups.iter().map(|group| group.timer.op).filter(|op| *op != TimerOp::Noop).collect()
}

/// Runs with these answers to commands, one after the other; then all are obeyed.
fn answered(phone: &mut Phone, mut answers: Vec<(TimerStatus, TimerWord)>) -> Vec<Group> {
    answers.reverse();
    phone.run_with(&mut Run::now(), |group| {
        let answer = obeyed(group);
        match answers.pop_if(|_| !group.timer.is_noop()) {
            Some((timer, word)) => SyncAnswer { timer, word, ..answer },
            None => answer,
        }
    })
}

#[test]
fn an_armed_plan_is_uploaded_then_ordered_by_its_hash() {
    let mut asha = worker();
    arm(&mut asha, &PlanDraft::daily());
    assert_eq!(status(&mut asha).state, PlanState::Saved);
    let groups = asha.run_obeyed();
    let (hash, plan) = &asha.uploads[0];
    assert_eq!((plan.purpose, plan.persons.len(), plan.phones.len()), (PlanPurpose::Plan, 2, 0));
    let told: Vec<u8> = plan.persons.iter().map(|person| person.told.bits()).collect();
    let places: Vec<u8> = plan.persons.iter().map(|person| person.places.bits()).collect();
    assert_eq!((told, places), (vec![0b111, 0b110], vec![0b110, 0b110]));
    assert!(plan.persons.iter().all(|person| person.dossier.is_empty()), "there is no dossier");
    assert!(plan.persons[1].cell(Step::FIRST).is_none() && plan.persons[0].cell(Step::FIRST).is_some());
    let orders: Vec<_> = groups.iter().filter(|group| group.timer.op == TimerOp::Arm).collect();
    assert_eq!(orders.len(), 1);
    assert_eq!((orders[0].timer.hash, orders[0].timer.delta), (*hash, Seconds::from_hours(36)));
    // Contacts hear of the plan before the relay does.
    let place = |op| groups.iter().position(|group| group.timer.op == op).unwrap();
    assert!(place(TimerOp::Noop) < place(TimerOp::Arm));
    assert_eq!(status(&mut asha).state, PlanState::AtRelay);
    assert!(asha.events().contains(&EventKind::PlanArmed));
    let first = orders[0].count;
    let again = asha.run_obeyed();
    // The group is offered again in the place of cover, as any is.
    assert!(again.iter().all(|group| group.timer.is_noop() || group.count == first), "it is ordered once");
    assert_eq!(asha.uploads.len(), 1);
}

#[test]
fn a_call_for_help_does_not_wait_for_an_upload() {
    let mut asha = worker();
    arm(&mut asha, &PlanDraft::daily());
    asha.step(|e, now, rng| e.raise_sos(now, &SosDraft::default(), rng)).unwrap();
    let mut run = Run::now();
    assert_eq!(asha.next(&mut run).unwrap().path, "/v1/sync");
    let mut asha = worker();
    arm(&mut asha, &PlanDraft::daily());
    assert_eq!(asha.next(&mut Run::now()).unwrap().path, "/v1/plan", "without one, the plan goes first");
}

#[test]
fn an_upload_that_breaks_off_lets_everything_else_go_first_the_next_time() {
    let mut asha = worker();
    arm(&mut asha, &PlanDraft::daily());
    asha.check_in();
    let mut run = Run::now();
    let upload = asha.next(&mut run).unwrap();
    assert_eq!(upload.path, "/v1/plan");
    assert_eq!(asha.answer(&mut run, upload.ticket, Err(TransportFailure::Unreachable)), Answered::Failed);
    let mut paths = Vec::new();
    let mut run = Run::now();
    while let Some(transmit) = asha.next(&mut run) {
        paths.push(transmit.path);
        if transmit.path == "/v1/plan" {
            assert_eq!(asha.engine().health().unsent, 0, "the check-in has left before it");
            break;
        }
        let request = wayhome_protocol::sync_request::SyncRequest::decode(&transmit.body).unwrap();
        let group = request.group.open(&common::relay_secret()).unwrap();
        let bytes = obeyed(&group).encode(&mut asha.rng).unwrap();
        asha.answer(&mut run, transmit.ticket, Ok(&bytes));
    }
    assert_eq!(paths.last(), Some(&"/v1/plan"));
}

#[test]
fn a_relay_that_knows_no_plans_still_carries_everything_else() {
    let mut asha = worker();
    asha.upload_outcome = None;
    arm(&mut asha, &PlanDraft::daily());
    asha.check_in();
    let mut run = Run::now();
    asha.run_with(&mut run, obeyed);
    assert!(!run.failed());
    assert_eq!(asha.engine().health().unsent, 0);
    assert_eq!(status(&mut asha).state, PlanState::Saved, "and the plan is not said to be there");
    // Updated, it gets the plan.
    asha.upload_outcome = Some(PlanOutcome::Stored);
    asha.wait(Seconds::from_hours(7));
    asha.run_obeyed();
    assert_eq!(status(&mut asha).state, PlanState::AtRelay);
}

#[test]
fn an_answer_that_a_proxy_gave_once_keeps_a_plan_back_no_longer_than_the_next_run() {
    let mut asha = worker();
    asha.upload_outcome = None;
    arm(&mut asha, &PlanDraft::daily());
    asha.run_obeyed();
    assert_eq!(status(&mut asha).state, PlanState::Saved);
    asha.upload_outcome = Some(PlanOutcome::Stored);
    asha.run_obeyed();
    assert_eq!(status(&mut asha).state, PlanState::AtRelay);
}

#[test]
fn a_relay_that_knows_no_plans_is_offered_one_only_a_few_times_a_day() {
    let mut asha = worker();
    asha.upload_outcome = None;
    arm(&mut asha, &PlanDraft::daily());
    let mut offered = 0;
    for _ in 0..48 {
        asha.wait(Seconds::from_minutes(30));
        let mut run = Run::now();
        while let Some(transmit) = asha.next(&mut run) {
            if transmit.path == "/v1/plan" {
                offered += 1;
                asha.answer(&mut run, transmit.ticket, Err(TransportFailure::Garbled));
                continue;
            }
            let request = wayhome_protocol::sync_request::SyncRequest::decode(&transmit.body).unwrap();
            let group = request.group.open(&common::relay_secret()).unwrap();
            let bytes = obeyed(&group).encode(&mut asha.rng).unwrap();
            asha.answer(&mut run, transmit.ticket, Ok(&bytes));
        }
    }
    assert!((4..=8).contains(&offered), "{offered} times");
}

#[test]
fn an_end_that_the_relay_never_takes_is_not_shown_as_done() {
    let mut asha = armed();
    asha.step(|e, now, rng| e.end_plan(now, rng)).unwrap();
    answered(&mut asha, vec![(TimerStatus::NotAllowed, TimerWord::default())]);
    assert_eq!(status(&mut asha).state, PlanState::Standing);
    assert!(asha.events().contains(&EventKind::PlanRefused));
    asha.step(|e, now, rng| e.end_plan(now, rng)).unwrap();
    asha.run_obeyed();
    assert_eq!(status(&mut asha).state, PlanState::Off, "it can be ordered again");
}

#[test]
fn a_drill_is_of_the_draft_that_was_given_and_leaves_the_armed_plan_as_it_is() {
    let mut asha = armed();
    let mut other = PlanDraft::weekly();
    other.steps.truncate(1);
    asha.step(|e, now, rng| e.start_drill(now, &other, rng)).unwrap();
    asha.run_obeyed();
    let drill = &asha.uploads.last().unwrap().1;
    assert_eq!((drill.purpose, drill.timing), (PlanPurpose::Drill, other.timing));
    assert_eq!(drill.persons.len(), 1, "the first contact alone");
    assert_eq!(status(&mut asha).draft, Some(PlanDraft::daily()));
}

#[test]
fn a_plan_armed_by_a_clock_far_ahead_is_reckoned_anew_from_the_next_check_in() {
    let mut asha = worker();
    let before = asha.now;
    asha.wait(Seconds::from_days(3_650));
    arm(&mut asha, &PlanDraft::daily());
    asha.run_obeyed();
    asha.now = before.saturating_add(Seconds::from_hours(1));
    asha.check_in();
    let checked_in = asha.now;
    let due = asha.engine().next_expected().unwrap();
    assert_eq!(due, Some(checked_in.saturating_add(Seconds::from_hours(24))));
    asha.run_obeyed();
    // A change of the circle six hours later is no check-in.
    asha.wait(Seconds::from_hours(6));
    let first = asha.engine().contacts().unwrap()[0].id;
    asha.step(|e, now, rng| e.remove_contact(now, first, rng)).unwrap();
    let mut ages = Vec::new();
    let mut run = Run::now();
    while let Some(transmit) = asha.next(&mut run) {
        // Nobody has their seat now: a discard id is registered for it.
        if transmit.path == "/v1/register" {
            asha.answer(&mut run, transmit.ticket, Ok(&common::registered()));
            continue;
        }
        if transmit.path == "/v1/plan" {
            let answer =
                wayhome_protocol::plan_request::PlanAnswer { outcome: PlanOutcome::Stored, relay_seq: 5 };
            asha.answer(&mut run, transmit.ticket, Ok(&answer.encode()));
            continue;
        }
        let request = wayhome_protocol::sync_request::SyncRequest::decode(&transmit.body).unwrap();
        let group = request.group.open(&common::relay_secret()).unwrap();
        if group.timer.op == TimerOp::Arm {
            ages.push(group.age(request.age));
        }
        let bytes = obeyed(&group).encode(&mut asha.rng).unwrap();
        asha.answer(&mut run, transmit.ticket, Ok(&bytes));
    }
    assert_eq!(ages, [Seconds::from_hours(6)]);
}

#[test]
fn a_plan_that_the_relay_refuses_is_said_to_be_refused() {
    for outcome in [PlanOutcome::NotAPlan, PlanOutcome::NotOpened] {
        let mut asha = worker();
        asha.upload_outcome = Some(outcome);
        arm(&mut asha, &PlanDraft::daily());
        asha.run_obeyed();
        assert_eq!(status(&mut asha).state, PlanState::Refused);
        assert!(asha.events().contains(&EventKind::PlanRefused));
        let before = asha.uploads.len();
        asha.wait(Seconds::from_days(2));
        asha.run_obeyed();
        assert_eq!(asha.uploads.len(), before, "it is not offered again and again");
        asha.upload_outcome = Some(PlanOutcome::Stored);
        arm(&mut asha, &PlanDraft::weekly());
        asha.run_obeyed();
        assert_eq!(status(&mut asha).state, PlanState::AtRelay);
    }
}

#[test]
fn a_busy_or_full_relay_gets_the_plan_later() {
    for (outcome, after) in [
        (PlanOutcome::Busy, Seconds::from_minutes(16)),
        (PlanOutcome::LimitReached, Seconds::from_hours(25)),
        (PlanOutcome::Unknown, Seconds::ZERO),
    ] {
        let mut asha = worker();
        asha.upload_outcome = Some(outcome);
        arm(&mut asha, &PlanDraft::daily());
        asha.run_obeyed();
        assert_eq!(status(&mut asha).state, PlanState::Saved);
        asha.upload_outcome = Some(PlanOutcome::Stored);
        asha.wait(after);
        asha.run_obeyed();
        assert_eq!(status(&mut asha).state, PlanState::AtRelay, "{outcome:?}");
    }
}

#[test]
fn an_order_with_an_old_counter_is_given_again_with_a_higher_one() {
    let mut asha = worker();
    arm(&mut asha, &PlanDraft::daily());
    let up = TimerWord::new(TimerState::Up, None);
    let groups = answered(&mut asha, vec![(TimerStatus::OldCounter, up), (TimerStatus::OldCounter, up)]);
    let counters: Vec<u64> =
        groups.iter().filter(|g| g.timer.op == TimerOp::Arm).map(|g| g.timer.counter).collect();
    assert_eq!(counters.len(), 3);
    assert!(counters.windows(2).all(|pair| pair[1] > pair[0] + 100), "{counters:?}");
    assert_eq!(status(&mut asha).state, PlanState::AtRelay);
}

#[test]
fn an_order_to_a_timer_that_the_relay_forgot_registers_it_again() {
    let mut asha = worker();
    asha.registered.clear();
    arm(&mut asha, &PlanDraft::daily());
    answered(&mut asha, vec![(TimerStatus::UnknownTimer, TimerWord::default())]);
    assert!(!asha.registered.is_empty());
    assert_eq!(status(&mut asha).state, PlanState::AtRelay);
}

#[test]
fn an_order_that_is_never_taken_ends_as_refused() {
    let mut asha = worker();
    arm(&mut asha, &PlanDraft::daily());
    let groups = asha.run_with(&mut Run::now(), |group| {
        let timer = if group.timer.is_noop() { TimerStatus::Noop } else { TimerStatus::NotAllowed };
        SyncAnswer { timer, ..sound(group.count) }
    });
    assert_eq!(commands(&groups), [TimerOp::Arm]);
    assert_eq!(status(&mut asha).state, PlanState::Refused);
    let mut asha = worker();
    arm(&mut asha, &PlanDraft::daily());
    let groups = asha.run_with(&mut Run::now(), |group| {
        let timer = if group.timer.is_noop() { TimerStatus::Noop } else { TimerStatus::OldCounter };
        SyncAnswer { timer, ..sound(group.count) }
    });
    assert!(commands(&groups).len() <= 6, "not without end");
    assert_eq!(status(&mut asha).state, PlanState::Refused);
}

#[test]
fn a_later_arming_takes_the_place_of_one_that_has_not_left() {
    let mut asha = worker();
    arm(&mut asha, &PlanDraft::daily());
    arm(&mut asha, &PlanDraft::weekly());
    asha.run_obeyed();
    assert_eq!(asha.uploads.len(), 1, "only the later plan is uploaded");
    assert_eq!(asha.uploads[0].1.timing, PlanDraft::weekly().timing);
    assert_eq!(status(&mut asha).state, PlanState::AtRelay);
}

#[test]
fn a_plan_waits_until_the_drill_before_it_has_left() {
    let mut asha = worker();
    asha.step(|e, now, rng| e.start_drill(now, &PlanDraft::daily(), rng)).unwrap();
    assert_eq!(asha.engine().drill_state(common::START).unwrap(), DrillState::Saved);
    arm(&mut asha, &PlanDraft::daily());
    let groups = asha.run_obeyed();
    // The plan is made when the drill's place is free.
    let more = asha.run_obeyed();
    let purposes: Vec<PlanPurpose> = asha.uploads.iter().map(|(_, plan)| plan.purpose).collect();
    assert_eq!(purposes, [PlanPurpose::Drill, PlanPurpose::Plan]);
    let drill = &asha.uploads[0].1;
    assert!(drill.persons.iter().all(|person| person.places.is_empty()));
    let orders: Vec<_> = groups
        .iter()
        .chain(&more)
        .filter(|group| group.timer.op == TimerOp::Arm)
        .map(|group| (group.count, group.timer.hash))
        .collect::<std::collections::BTreeMap<u64, [u8; 32]>>()
        .into_values()
        .collect();
    assert_eq!(orders, [asha.uploads[0].0, asha.uploads[1].0]);
    assert_eq!(status(&mut asha).state, PlanState::AtRelay);
    let now = asha.now;
    assert!(matches!(asha.engine().drill_state(now).unwrap(), DrillState::Running { .. }));
    asha.wait(Seconds::from_minutes(11));
    let now = asha.now;
    assert!(matches!(asha.engine().drill_state(now).unwrap(), DrillState::Done { .. }));
}

#[test]
fn an_order_waits_for_a_place_in_a_full_ring() {
    let mut asha = worker();
    for _ in 0..14 {
        asha.check_in();
    }
    arm(&mut asha, &PlanDraft::daily());
    assert!(status(&mut asha).order_waits);
    let groups = asha.run_obeyed();
    assert_eq!(commands(&groups).into_iter().filter(|op| *op == TimerOp::Arm).count(), 1);
    assert_eq!(status(&mut asha).state, PlanState::AtRelay);
}

#[test]
fn the_upload_places_have_one_length_whatever_they_hold() {
    let lengths = |phone: &Phone| {
        let places = phone.lobby.iter().filter(|(key, _)| key.kind == UPLOAD);
        places.map(|(_, bytes)| bytes.len()).collect::<Vec<_>>()
    };
    let mut asha = worker();
    let before = lengths(&asha);
    assert_eq!(before.len(), 4);
    assert!(before.iter().all(|length| length.abs_diff(before[0]) <= 16), "{before:?}");
    arm(&mut asha, &PlanDraft::daily());
    let waiting = lengths(&asha);
    asha.run_obeyed();
    for (before, after) in before.iter().chain(&waiting).zip(lengths(&asha).iter().cycle()) {
        assert!(before.abs_diff(*after) <= 16, "{before} and {after}");
    }
}

#[test]
fn a_check_in_writes_no_more_records_with_a_plan_than_without() {
    let shape = |phone: &Phone| {
        let mut shape: Vec<_> = phone.last.iter().map(|(region, key, _)| (*region, key.kind)).collect();
        shape.sort();
        shape
    };
    let mut asha = armed();
    asha.check_in();
    assert_eq!(
        shape(&asha),
        [(Region::Lobby, 1), (Region::Lobby, 2), (Region::Vault, 1), (Region::Vault, 3)]
    );
    let mut run = Run::now();
    let mut plan_written = 0;
    asha.run_with(&mut run, obeyed);
    asha.check_in();
    // The relay's word is the same as before: the vault's plan is not written for it.
    let mut run = Run::now();
    while let Some(transmit) = asha.next(&mut run) {
        let request = wayhome_protocol::sync_request::SyncRequest::decode(&transmit.body).unwrap();
        let group = request.group.open(&common::relay_secret()).unwrap();
        let bytes = obeyed(&group).encode(&mut asha.rng).unwrap();
        asha.answer(&mut run, transmit.ticket, Ok(&bytes));
        plan_written +=
            asha.last.iter().filter(|(r, key, _)| *r == Region::Vault && key.kind == PLAN).count();
    }
    assert_eq!(plan_written, 0);
}

#[test]
fn a_contact_whom_the_relay_cannot_reach_is_an_event_and_so_is_the_end_of_it() {
    let mut asha = armed();
    let contacts = asha.engine().contacts().unwrap();
    asha.check_in();
    let mut trouble = TimerWord::new(TimerState::Up, None);
    trouble.set_trouble(1);
    trouble.set_phone(0, PhoneState::Confirmed);
    trouble.set_answer(0, PhoneAnswer::Seen);
    answered(&mut asha, vec![(TimerStatus::Accepted, trouble)]);
    assert_eq!(status(&mut asha).in_trouble, [contacts[1].id]);
    let events = asha.events();
    assert!(events.contains(&EventKind::RouteTrouble { contact: contacts[1].id }), "{events:?}");
    assert!(events.contains(&EventKind::PhoneChanged { phone: 0 }));
    asha.check_in();
    answered(&mut asha, vec![(TimerStatus::Accepted, trouble)]);
    assert!(!asha.events().iter().any(|event| matches!(event, EventKind::RouteTrouble { .. })), "told once");
    asha.check_in();
    asha.run_obeyed();
    assert!(asha.events().contains(&EventKind::RouteWorks { contact: contacts[1].id }));
    assert!(status(&mut asha).in_trouble.is_empty());
}

#[test]
fn a_step_that_the_relay_says_it_told_is_an_event_once() {
    let mut asha = armed();
    asha.check_in();
    let told = TimerWord::new(TimerState::Told, Step::new(2));
    answered(&mut asha, vec![(TimerStatus::OldCounter, told)]);
    assert!(asha.events().contains(&EventKind::OwnStepTold { step: 2 }));
    assert_eq!(status(&mut asha).relay.unwrap().step, Some(2));
    asha.check_in();
    answered(&mut asha, vec![(TimerStatus::OldCounter, told)]);
    assert!(!asha.events().iter().any(|event| matches!(event, EventKind::OwnStepTold { .. })));
}

#[test]
fn a_relay_that_says_it_has_no_plan_gets_it_again_but_not_without_end() {
    let mut asha = armed();
    for round in 0..6 {
        asha.check_in();
        let none = TimerWord::new(TimerState::New, None);
        answered(&mut asha, vec![(TimerStatus::Accepted, none), (TimerStatus::Accepted, none)]);
        assert!(asha.uploads.len() <= 2, "round {round}");
        asha.wait(Seconds::from_hours(1));
    }
    assert_eq!(asha.uploads.len(), 2, "the plan was sent again, once");
    assert_eq!(asha.uploads[1].1.persons.len(), 2);
}

#[test]
fn pausing_and_ending_are_control_orders_with_rising_counters() {
    let mut asha = armed();
    asha.step(|e, now, rng| e.pause(now, Seconds::from_hours(30), rng)).unwrap();
    let paused = asha.run_obeyed();
    let pause = paused.iter().find(|group| group.timer.op == TimerOp::Pause).unwrap();
    assert_eq!(pause.timer.delta, Seconds::from_hours(30));
    assert!(asha.events().iter().any(|event| matches!(event, EventKind::PlanPaused { .. })));
    asha.step(|e, now, rng| e.end_plan(now, rng)).unwrap();
    let ended = asha.run_obeyed();
    let end = ended.iter().find(|group| group.timer.op == TimerOp::End).unwrap();
    assert!(end.timer.counter > pause.timer.counter);
    assert!(asha.events().contains(&EventKind::PlanEnded));
    asha.check_in();
    // The relay may have a plan that this copy of the store does not know: every check-in counts for it.
    assert_eq!(commands(&asha.run_obeyed()), [TimerOp::Touch]);
}

#[test]
fn a_plan_that_ends_before_it_left_is_not_uploaded() {
    let mut asha = worker();
    arm(&mut asha, &PlanDraft::daily());
    asha.step(|e, now, rng| e.end_plan(now, rng)).unwrap();
    let groups = asha.run_obeyed();
    assert!(asha.uploads.is_empty());
    assert_eq!(commands(&groups).last(), Some(&TimerOp::End));
    assert_eq!(status(&mut asha).state, PlanState::Off);
}

#[test]
fn removing_the_last_contact_ends_the_plan() {
    let mut asha = armed();
    for contact in asha.engine().contacts().unwrap() {
        asha.step(|e, now, rng| e.remove_contact(now, contact.id, rng)).unwrap();
    }
    assert_eq!(status(&mut asha).state, PlanState::Ending);
    let groups = asha.run_obeyed();
    assert_eq!(commands(&groups).last(), Some(&TimerOp::End));
    assert_eq!(status(&mut asha).state, PlanState::Off);
    let refused = asha.step(|e, now, rng| e.arm(now, &PlanDraft::daily(), rng));
    assert!(matches!(refused, Err(EngineError::Invalid { field: "circle", .. })));
}

#[test]
fn a_change_in_a_pause_arms_anew_and_goes_on_pausing() {
    let mut asha = armed();
    asha.step(|e, now, rng| e.pause(now, Seconds::from_days(2), rng)).unwrap();
    asha.run_obeyed();
    asha.wait(Seconds::from_days(1));
    let first = asha.engine().contacts().unwrap()[0].id;
    asha.step(|e, now, rng| e.remove_contact(now, first, rng)).unwrap();
    let groups = asha.run_obeyed();
    assert_eq!(commands(&groups), [TimerOp::Arm, TimerOp::Pause]);
    let pause = groups.iter().find(|group| group.timer.op == TimerOp::Pause).unwrap();
    assert_eq!(pause.timer.delta, Seconds::from_days(1), "what was left of it");
    assert!(status(&mut asha).paused_until.is_some());
    assert_eq!(asha.uploads.last().unwrap().1.persons.len(), 1);
}
