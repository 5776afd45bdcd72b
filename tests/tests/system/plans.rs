//! The worker's plan at the relay: armed after a drill, told step by step, paused, ended, and armed anew by itself when
//! the circle changes or anybody was put back from an older copy.

use wayhome::{
    CheckInDraft, CheckInState, DrillState, Error, EventKind, Place, PlanDraft, PlanState, PlanTiming,
    Seconds, Sharing, TimerState, Watched, WatchedStep,
};
use wayhome_tests::world::{Family, Who, place};
use wayhome_tests::{HOUR, MINUTE, World, people};

fn watched(world: &World, contact: Who) -> Watched {
    world[contact].vault().watched().unwrap().remove(0)
}

fn step(world: &World, contact: Who, number: u8) -> WatchedStep {
    watched(world, contact).steps.into_iter().find(|step| step.step == number).unwrap()
}

/// Asha arms a plan, checks in with a place, and everybody has heard of it.
fn armed(seed: u64, draft: &PlanDraft) -> (World, Family) {
    let (mut world, family) = World::family(seed);
    world.arm(family.asha, draft);
    world.run_for(10 * MINUTE);
    let here = place(7, world.clock.now());
    let draft = CheckInDraft::new(CheckInState::Ok).with_note("leaving").with_place(here);
    world.try_check_in(family.asha, draft).unwrap();
    world.run_for(HOUR);
    for who in world.everyone() {
        world.take_events(who);
    }
    (world, family)
}

fn told(events: &[EventKind]) -> Vec<u8> {
    let step = |event: &EventKind| match event {
        EventKind::StepTold { step, drill: false, .. } => Some(*step),
        _ => None,
    };
    events.iter().filter_map(step).collect()
}

#[test]
fn the_first_arming_asks_for_a_drill_which_is_postponed_only_once() {
    let (world, family) = World::family(201);
    let vault = world[family.asha].vault();
    assert_eq!(vault.drill_state().unwrap(), DrillState::NotYet);
    assert!(matches!(vault.arm(&PlanDraft::daily()), Err(Error::DrillFirst)));
    assert_eq!(vault.plan().unwrap(), None, "nothing was agreed");
    vault.postpone_drill().unwrap();
    assert_eq!(vault.drill_state().unwrap(), DrillState::Postponed);
    assert!(matches!(vault.postpone_drill(), Err(Error::Invalid { field: "drill", .. })));
    vault.arm(&PlanDraft::daily()).unwrap();
    assert_eq!(vault.plan_status().unwrap().state, PlanState::Saved);
    vault.end_plan().unwrap();
    vault.arm(&PlanDraft::weekly()).unwrap();
}

#[test]
fn another_timing_leaves_the_agreed_steps_words_and_phones() {
    let (world, family) = World::family(231);
    let vault = world[family.asha].vault();
    assert_eq!(vault.draft_with(PlanTiming::WEEKLY).unwrap(), PlanDraft::weekly());
    let mut agreed = PlanDraft::daily();
    agreed.steps.truncate(1);
    agreed.steps[0].words = Some("Please call my sister".to_owned());
    vault.keep_plan(&agreed).unwrap();
    let changed = vault.draft_with(PlanTiming::TRANSIT).unwrap();
    assert_eq!(changed, PlanDraft { timing: PlanTiming::TRANSIT, ..agreed });
}

#[test]
fn a_plan_is_shown_at_the_relay_only_when_the_relay_has_it() {
    let (mut world, family) = World::family(202);
    let (asha, ben, chandra) = (family.asha, family.ben, family.chandra);
    world[asha].link.cut();
    world.arm(asha, &PlanDraft::daily());
    world.run_for(3 * HOUR);
    let status = world[asha].vault().plan_status().unwrap();
    assert_eq!((status.state, status.order_waits, status.relay), (PlanState::Saved, true, None));
    assert!(watched(&world, ben).steps.is_empty());
    world[asha].link.restore();
    world.run_for(2 * HOUR);
    let status = world[asha].vault().plan_status().unwrap();
    assert_eq!((status.state, status.order_waits), (PlanState::AtRelay, false));
    // What the relay said before the plan had come is not shown.
    assert_eq!(status.relay, None);
    assert_eq!(status.draft, Some(PlanDraft::daily()));
    assert_eq!(status.covered, [family.with_ben.contact_id, family.with_chandra.contact_id]);
    assert!(status.not_covered.is_empty() && status.in_trouble.is_empty() && status.paused_until.is_none());
    assert!(world.take_events(asha).contains(&EventKind::PlanArmed));
    // Each contact knows which steps reach them, and when the relay would tell them.
    let reach = |who| watched(&world, who).steps.iter().map(|s| s.reaches_me).collect::<Vec<_>>();
    assert_eq!((reach(ben), reach(chandra)), (vec![true; 3], vec![false, true, true]));
    let due = watched(&world, ben).next_expected.unwrap();
    let after = |n| step(&world, ben, n).expected.unwrap().millis_since(due) / HOUR;
    assert_eq!((after(1), after(2), after(3)), (12, 24, 60));
    world.check_in(asha, "here");
    world.run_for(HOUR);
    let status = world[asha].vault().plan_status().unwrap();
    assert_eq!(status.relay.unwrap().state, TimerState::Up);
}

#[test]
fn a_missed_check_in_is_told_step_by_step_and_the_second_opens_the_places() {
    let (mut world, family) = armed(203, &PlanDraft::daily());
    let (asha, ben, chandra) = (family.asha, family.ben, family.chandra);
    let missed = step(&world, ben, 1).expected.unwrap().as_millis();
    assert!(world.received(chandra).iter().any(|m| m.sealed_places && m.places.is_empty()));
    world[asha].link.cut();

    world.run_for(missed - world.clock.millis() - 10 * MINUTE);
    assert!(told(&world.take_events(ben)).is_empty() && told(&world.take_events(chandra)).is_empty());
    world.run_for(HOUR);
    let events = world.take_events(ben);
    assert_eq!(told(&events), [1]);
    assert!(told(&world.take_events(chandra)).is_empty(), "the first step is for the first contact");
    let first = step(&world, ben, 1);
    let at = first.told.unwrap().as_millis();
    assert!(at.abs_diff(missed) <= 2 * MINUTE, "told {} ms off", at.abs_diff(missed));
    assert!(first.words.unwrap().contains("Asha"), "in the words that Asha sealed");
    assert!(step(&world, chandra, 2).told.is_none());

    world.run_for(12 * HOUR);
    let events = world.take_events(chandra);
    assert_eq!(told(&events), [2]);
    assert!(events.iter().any(|event| matches!(event, EventKind::PlacesOpened { .. })), "{events:?}");
    let places = watched(&world, chandra).last_places;
    let there = place(7, world.clock.now());
    let near = |place: &Place| (place.latitude() - there.latitude()).abs() < 0.001;
    assert!(places.iter().any(near), "{places:?}");
    assert!(world.received(chandra).iter().all(|message| !message.sealed_places));
    assert_eq!(told(&world.take_events(ben)), [2]);

    world.run_for(37 * HOUR);
    assert_eq!((told(&world.take_events(ben)), told(&world.take_events(chandra))), (vec![3], vec![3]));
    world.run_for(60 * HOUR);
    assert!(told(&world.take_events(ben)).is_empty(), "nothing is told twice");

    // A check-in at last: those who were told hear that one came.
    world[asha].link.restore();
    world.check_in(asha, "the phone was taken");
    world.run_for(2 * HOUR);
    for contact in [ben, chandra] {
        let events = world.take_events(contact);
        assert!(events.iter().any(|e| matches!(e, EventKind::CheckInCame { step: 3, .. })), "{events:?}");
        assert!(watched(&world, contact).steps.iter().all(|step| step.told.is_none()));
    }
    assert_eq!(world[asha].vault().plan_status().unwrap().relay.unwrap().state, TimerState::Up);
}

#[test]
fn nothing_is_told_of_a_worker_who_checks_in_in_time() {
    let (mut world, family) = armed(204, &PlanDraft::transit());
    for _ in 0..10 {
        world.run_for(6 * HOUR);
        world.check_in(family.asha, "here");
    }
    world.run_for(HOUR);
    for contact in [family.ben, family.chandra] {
        let events = world.take_events(contact);
        assert!(!events.iter().any(|e| matches!(e, EventKind::StepTold { .. } | EventKind::Missed { .. })));
    }
}

#[test]
fn a_pause_lets_nothing_be_told_and_resuming_ends_it() {
    let (mut world, family) = armed(205, &PlanDraft::transit());
    let (asha, ben) = (family.asha, family.ben);
    let vault = world[asha].vault();
    assert!(matches!(vault.pause(Seconds::from_days(8)), Err(Error::Invalid { field: "length", .. })));
    assert!(matches!(vault.pause(Seconds::ZERO), Err(Error::Invalid { .. })));
    vault.pause(Seconds::from_days(3)).unwrap();
    let until = vault.plan_status().unwrap().paused_until.unwrap();
    assert_eq!(vault.next_expected().unwrap(), Some(until.saturating_add(Seconds::from_hours(6))));
    world.run_for(HOUR);
    assert!(world.take_events(asha).contains(&EventKind::PlanPaused { until }));
    assert_eq!(world[asha].vault().plan_status().unwrap().relay.unwrap().state, TimerState::Paused);
    let seen = watched(&world, ben);
    let until_at_ben = seen.paused_until.unwrap();
    assert!(until_at_ben.as_millis().abs_diff(until.as_millis()) <= MINUTE);
    assert_eq!(seen.next_expected, Some(until_at_ben.saturating_add(Seconds::from_hours(6))));
    world.run_for(70 * HOUR);
    let events = world.take_events(ben);
    assert!(
        !events.iter().any(|e| matches!(e, EventKind::Late { .. } | EventKind::StepTold { .. })),
        "{events:?}"
    );
    // The pause runs out, and nobody checks in: the steps are told after an interval and the grace.
    world.run_for(14 * HOUR);
    let events = world.take_events(ben);
    assert!(told(&events).contains(&1), "{events:?}");
    assert!(events.iter().any(|event| matches!(event, EventKind::Missed { .. })));

    world[asha].vault().pause(Seconds::from_days(7)).unwrap();
    world.run_for(HOUR);
    world[asha].vault().resume().unwrap();
    world.run_for(HOUR);
    let status = world[asha].vault().plan_status().unwrap();
    assert_eq!((status.paused_until, status.relay.unwrap().state), (None, TimerState::Up));
    assert_eq!(watched(&world, ben).paused_until, None);
    world.take_events(ben);
    world.run_for(10 * HOUR);
    assert_eq!(told(&world.take_events(ben)), [1, 2]);
}

#[test]
fn an_ended_plan_tells_nothing_and_can_be_armed_again() {
    let (mut world, family) = armed(206, &PlanDraft::transit());
    let (asha, ben) = (family.asha, family.ben);
    world[asha].vault().end_plan().unwrap();
    assert!(matches!(world[asha].vault().end_plan(), Err(Error::NotFound { .. })));
    assert!(matches!(world[asha].vault().pause(Seconds::new(60)), Err(Error::NotFound { .. })));
    world.run_for(30 * HOUR);
    assert!(world.take_events(asha).contains(&EventKind::PlanEnded));
    let events = world.take_events(ben);
    assert!(events.iter().any(|event| matches!(event, EventKind::WorkerPlanChanged { .. })));
    assert!(
        !events.iter().any(|e| matches!(e, EventKind::Late { .. } | EventKind::StepTold { .. })),
        "{events:?}"
    );
    assert!(watched(&world, ben).steps.is_empty());
    assert_eq!(world[asha].vault().plan_status().unwrap().state, PlanState::Off);
    world[asha].vault().resume().unwrap();
    world.run_for(10 * HOUR);
    assert_eq!(told(&world.take_events(ben)), [1]);
}

#[test]
fn a_drill_is_told_within_ten_minutes_plainly_marked_and_opens_nothing() {
    let (mut world, family) = World::family(207);
    let (asha, ben, chandra) = (family.asha, family.ben, family.chandra);
    let here = place(7, world.clock.now());
    world.try_check_in(asha, CheckInDraft::new(CheckInState::Ok).with_place(here)).unwrap();
    world.run_for(HOUR);
    let mut draft = PlanDraft::daily();
    draft.steps[0].words = Some("Call my uncle.".to_owned());
    world[asha].vault().start_drill(&draft).unwrap();
    assert_eq!(world[asha].vault().drill_state().unwrap(), DrillState::Saved);
    assert!(matches!(world[asha].vault().arm(&draft), Err(Error::DrillFirst)), "it was not run yet");
    world.sync(asha);
    assert!(matches!(world[asha].vault().drill_state().unwrap(), DrillState::Running { .. }));
    world.run_for(11 * MINUTE);
    assert!(matches!(world[asha].vault().drill_state().unwrap(), DrillState::Done { .. }));
    for (contact, steps) in [(ben, vec![1, 2, 3]), (chandra, vec![2, 3])] {
        world.sync(contact);
        let events = world.take_events(contact);
        assert!(told(&events).is_empty(), "all of it is marked as a drill");
        let drill = watched(&world, contact).drill.unwrap();
        assert_eq!(drill.steps.iter().map(|(step, ..)| *step).collect::<Vec<_>>(), steps);
        for (_, _, words) in drill.steps {
            let words = words.unwrap();
            assert!(!words.contains("uncle"), "a drill's words are its own: {words}");
            let practice = ["practice", "अभ्यास"];
            assert!(practice.iter().any(|word| words.contains(word)), "plainly marked: {words}");
        }
    }
    assert!(world.received(chandra).iter().any(|message| message.sealed_places), "nothing was opened");
    world[asha].vault().arm(&draft).unwrap();
}

#[test]
fn a_removed_contact_is_told_nothing_and_a_new_one_is_covered_at_once() {
    let (mut world, family) = armed(208, &PlanDraft::transit());
    let (asha, ben, chandra) = (family.asha, family.ben, family.chandra);
    world[asha].vault().remove_contact(family.with_ben.contact_id).unwrap();
    assert_eq!(
        world[asha].vault().plan_status().unwrap().state,
        PlanState::Saved,
        "armed anew in the same step"
    );
    let dana = world.add(people::others()[0]);
    let with_dana = world.pair(asha, dana, Sharing::OnRelease);
    world.run_for(HOUR);
    let status = world[asha].vault().plan_status().unwrap();
    assert_eq!(status.state, PlanState::AtRelay);
    assert_eq!(status.covered, [family.with_chandra.contact_id, with_dana.contact_id]);
    world.take_events(ben);
    world[asha].link.cut();
    world.run_for(12 * HOUR);
    assert!(told(&world.take_events(ben)).is_empty());
    assert_eq!(told(&world.take_events(chandra)), [1, 2], "the first contact is now another");
    assert_eq!(told(&world.take_events(dana)), [2]);
}

#[test]
fn arming_anew_for_a_new_circle_is_no_check_in() {
    let (mut world, family) = armed(209, &PlanDraft::transit());
    let (asha, chandra) = (family.asha, family.chandra);
    let missed = step(&world, chandra, 1).expected.unwrap().as_millis();
    world.run_for(5 * HOUR);
    world[asha].vault().set_sharing(family.with_chandra.contact_id, Sharing::Never).unwrap();
    world.run_for(HOUR);
    assert_eq!(world[asha].vault().plan_status().unwrap().state, PlanState::AtRelay);
    world.run_for(missed - world.clock.millis() + 3 * HOUR);
    let first = step(&world, family.ben, 1).told.unwrap().as_millis();
    assert!(first.abs_diff(missed) <= 2 * MINUTE, "told {} min off", first.abs_diff(missed) / MINUTE);
    // Chandra's share of the places was withdrawn before they were released.
    assert!(!world.take_events(chandra).iter().any(|event| matches!(event, EventKind::PlacesOpened { .. })));
    assert!(world.received(chandra).iter().any(|message| message.sealed_places));
}

#[test]
fn a_held_step_waits_and_everybody_sees_who_holds_it() {
    let (mut world, family) = armed(210, &PlanDraft::transit());
    let (asha, ben, chandra) = (family.asha, family.ben, family.chandra);
    let hold = |world: &World, step, length| {
        world[chandra].vault().hold(family.with_chandra.worker_id, step, length)
    };
    assert!(matches!(hold(&world, 1, Seconds::from_hours(1)), Err(Error::Invalid { field: "step", .. })));
    assert!(matches!(hold(&world, 4, Seconds::from_hours(1)), Err(Error::Invalid { field: "step", .. })));
    assert!(matches!(hold(&world, 2, Seconds::from_hours(25)), Err(Error::Invalid { field: "length", .. })));
    // Before the first step was told there is nothing to hold.
    hold(&world, 2, Seconds::from_hours(5)).unwrap();
    world.run_for(10 * MINUTE);
    assert!(world.take_events(chandra).iter().any(|e| matches!(e, EventKind::HoldRefused { step: 2, .. })));
    world[asha].link.cut();
    let missed = step(&world, ben, 1).expected.unwrap().as_millis();
    world.run_for(missed - world.clock.millis() + 10 * MINUTE);
    hold(&world, 2, Seconds::from_hours(5)).unwrap();
    assert!(step(&world, chandra, 2).held_until.is_none(), "not before the relay says so");
    world.run_for(HOUR);
    let until = world.clock.millis() + 4 * HOUR;
    for contact in [ben, chandra] {
        let events = world.take_events(contact);
        assert!(events.iter().any(|e| matches!(e, EventKind::StepHeld { step: 2, .. })), "{events:?}");
        let second = step(&world, contact, 2);
        assert_eq!(second.held_by.as_deref(), Some("Chandra"));
        assert!(second.held_until.unwrap().as_millis().abs_diff(until) <= 3 * MINUTE);
        assert_eq!(second.expected, second.held_until);
    }
    world.run_for(3 * HOUR + 30 * MINUTE);
    assert!(told(&world.take_events(ben)).is_empty(), "held");
    world.run_for(90 * MINUTE);
    assert_eq!(told(&world.take_events(ben)), [2]);
    assert!(matches!(hold(&world, 2, Seconds::from_hours(1)), Err(Error::Invalid { field: "step", .. })));
}

#[test]
fn a_relay_that_lost_everything_gets_the_plan_again_by_itself() {
    let (mut world, family) = armed(211, &PlanDraft::daily());
    let (asha, ben) = (family.asha, family.ben);
    world.relay.replace_by_empty();
    world.run_for(2 * HOUR);
    world.check_in(asha, "still here");
    world.run_for(3 * HOUR);
    let status = world[asha].vault().plan_status().unwrap();
    assert_eq!((status.state, status.relay.unwrap().state), (PlanState::AtRelay, TimerState::Up));
    world.take_events(ben);
    world[asha].link.cut();
    world.run_for(50 * HOUR);
    assert_eq!(told(&world.take_events(ben)), [1, 2]);
}

#[test]
fn a_phone_put_back_from_before_the_plan_changed_arms_anew_and_its_words_open() {
    let (mut world, family) = armed(212, &PlanDraft::transit());
    let (asha, ben) = (family.asha, family.ben);
    let old = world.store_bytes(asha);
    let mut changed = PlanDraft::transit();
    changed.steps[0].words = Some("The words of the newer plan.".to_owned());
    world.arm(asha, &changed);
    world.run_for(HOUR);
    world.put_back(asha, &old);
    world.check_in(asha, "on an old copy");
    world.run_for(2 * HOUR);
    let status = world[asha].vault().plan_status().unwrap();
    assert_eq!(status.state, PlanState::AtRelay);
    world.take_events(ben);
    world[asha].link.cut();
    world.run_for(12 * HOUR);
    assert_eq!(told(&world.take_events(ben)), [1, 2]);
    let words = step(&world, ben, 1).words.unwrap();
    assert!(words.contains("Asha") && !words.contains("newer"), "the plan that this copy knows: {words}");
}

#[test]
fn a_plan_comes_through_a_network_that_loses_repeats_and_kills() {
    for seed in 220..226 {
        let (mut world, family) = World::family(seed);
        let (asha, ben) = (family.asha, family.ben);
        world.weather(300);
        world.arm(asha, &PlanDraft::transit());
        world.run_for(2 * HOUR);
        world.check_in(asha, "in a storm");
        world.run_for(2 * HOUR);
        world.clear_skies();
        world.run_for(HOUR);
        assert_eq!(world[asha].vault().plan_status().unwrap().state, PlanState::AtRelay, "seed {seed}");
        world.take_events(ben);
        world[asha].link.cut();
        world.run_for(12 * HOUR);
        assert_eq!(told(&world.take_events(ben)), [1, 2], "seed {seed}");
        assert!(step(&world, ben, 1).words.is_some(), "seed {seed}");
    }
}

#[test]
fn a_plan_needs_a_confirmed_contact_and_steps_within_their_bounds() {
    let mut world = World::new(230);
    let asha = world.add(people::asha());
    let vault = world[asha].vault();
    vault.postpone_drill().unwrap();
    assert!(matches!(vault.arm(&PlanDraft::daily()), Err(Error::Invalid { field: "circle", .. })));
    let (world, family) = World::family(231);
    let vault = world[family.asha].vault();
    vault.postpone_drill().unwrap();
    let refuse = |change: fn(&mut PlanDraft), field: &str| {
        let mut draft = PlanDraft::daily();
        change(&mut draft);
        match vault.arm(&draft) {
            Err(Error::Invalid { field: found, .. }) => assert_eq!(found, field),
            other => panic!("{field}: {other:?}"),
        }
        assert!(vault.preview(Some(&draft)).is_err(), "the preview refuses it too");
    };
    refuse(|draft| draft.steps[1].delay = Seconds::new(899), "input");
    refuse(|draft| draft.steps[0].delay = Seconds::new(1), "input");
    refuse(|draft| draft.steps.clear(), "input");
    refuse(|draft| draft.steps[0].words = Some("x".repeat(701)), "words");
    refuse(|draft| draft.steps[0].words = Some(" ".to_owned()), "words");
    refuse(|draft| draft.steps[0].whom = wayhome::Whom::These(Vec::new()), "steps");
    let phone = |number: &str, steps: Vec<u8>| wayhome::PhoneDraft {
        number: number.to_owned(),
        language: "sw".to_owned(),
        steps,
        words: Vec::new(),
        check_in_words: None,
    };
    let mut draft = PlanDraft::daily();
    for (wrong, field) in [(phone("0700", vec![1]), "number"), (phone("+254700000001", vec![4]), "phones")] {
        draft.phones = vec![wrong];
        assert!(matches!(vault.arm(&draft), Err(Error::Invalid { field: found, .. }) if found == field));
    }
    draft.phones = vec![phone("+254700000001", vec![1]); 5];
    assert!(matches!(vault.arm(&draft), Err(Error::Invalid { field: "phones", .. })));
    assert_eq!(vault.plan().unwrap(), None);
}
