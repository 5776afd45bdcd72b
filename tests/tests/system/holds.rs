//! A step may wait when a person of the circle asks for it: never the first, never for long, and never in silence.

use wayhome::{Error, EventKind, PlanDraft, Seconds, WatchedStep};
use wayhome_protocol::keys::IdentitySecret;
use wayhome_protocol::plan_steps::Step;
use wayhome_protocol::sync_request::TimerStatus;
use wayhome_protocol::timer::TimerCommand;
use wayhome_tests::world::household::Household;
use wayhome_tests::world::{Pairing, Who};
use wayhome_tests::{HOUR, MINUTE, SECOND};

fn step(household: &Household, contact: Who, number: u8) -> WatchedStep {
    let watched = household.world[contact].vault().watched().unwrap().remove(0);
    watched.steps.into_iter().find(|step| step.step == number).unwrap()
}

fn hold(household: &mut Household, by: &Pairing, number: u8, length: Seconds) -> Result<(), Error> {
    household.world[by.contact].vault().hold(by.worker_id, number, length)?;
    household.world.sync(by.contact);
    Ok(())
}

/// Asha is silent, and step 1 was told a minute ago.
fn told_first(seed: u64, draft: &PlanDraft) -> (Household, [Pairing; 2]) {
    let mut household = Household::armed(seed, draft);
    let people = [household.family.with_ben.clone(), household.family.with_chandra.clone()];
    household.gone();
    household.run_to(household.step_at(draft, 1) + MINUTE);
    assert_eq!(household.heard(people[0].contact), [1]);
    (household, people)
}

#[test]
fn a_hold_from_an_app_or_a_page_is_seen_by_everybody_with_the_name_of_who_holds() {
    let draft = PlanDraft::daily();
    let (mut household, [with_ben, with_chandra]) = told_first(701, &draft);
    let (ben, chandra) = (with_ben.contact, with_chandra.contact);
    let second = household.step_at(&draft, 2);

    hold(&mut household, &with_chandra, 2, Seconds::from_hours(20)).unwrap();
    let until = household.world.clock.millis() + 20 * HOUR;
    for contact in [ben, chandra] {
        let events = household.events(contact);
        assert!(events.iter().any(|e| matches!(e, EventKind::StepHeld { step: 2, .. })), "{events:?}");
        let seen = step(&household, contact, 2);
        assert_eq!(seen.held_by.as_deref(), Some("Chandra"));
        assert!(seen.held_until.unwrap().as_millis().abs_diff(until) <= 2 * MINUTE);
        assert!(seen.expected.unwrap().as_millis().abs_diff(until) <= 2 * MINUTE, "and when it is told now");
    }
    let shown = household.look();
    let of = |name: &str| shown.plans[0].circle.iter().find(|person| person.name == name).unwrap().index;
    assert_eq!(shown.held(), [(of("Chandra"), 2)], "signed by Chandra's key");
    let (chandras, mothers, timer) = (of("Chandra"), of("Mother"), shown.timer());

    // Mother asks for an hour more from her browser.
    household.run_to(second + 7 * HOUR);
    let relay = household.world.relay.clone();
    let answer = household.page.hold(&relay, timer, 2, Seconds::from_hours(3));
    assert_eq!(answer.timer, TimerStatus::Accepted);
    let until = household.world.clock.millis() + 3 * HOUR;
    assert_eq!(household.look().held(), [(chandras, 2), (mothers, 2)]);
    household.events(ben);
    assert_eq!(step(&household, ben, 2).held_by.as_deref(), Some("Mother"));

    household.run_to(until - SECOND);
    assert!(household.heard(ben).is_empty() && household.look().told(false).is_empty());
    household.run_to(until + MINUTE);
    assert_eq!((household.heard(ben), household.heard(chandra)), (vec![2], vec![2]));
    assert_eq!(household.look().told(false), [2]);
}

#[test]
fn all_holds_of_everybody_together_delay_a_step_by_72_hours_and_no_more() {
    let draft = PlanDraft::daily();
    let (mut household, people) = told_first(702, &draft);
    let second = household.step_at(&draft, 2);
    let last = second + 72 * HOUR;
    let relay = household.world.relay.clone();
    let timer = household.look().timer();
    household.run_to(second - HOUR);
    let mut accepted = 0;
    // Three people take turns for six days and ask for a day each time.
    for turn in 0..12 {
        if household.world.clock.millis() + 12 * HOUR >= last {
            break;
        }
        accepted += match turn % 3 {
            2 => {
                let answer = household.page.hold(&relay, timer, 2, Seconds::from_hours(24));
                u32::from(answer.timer == TimerStatus::Accepted)
            }
            number => {
                let pairing = &people[number];
                hold(&mut household, pairing, 2, Seconds::from_hours(24)).unwrap();
                let refused = household.events(pairing.contact);
                u32::from(!refused.iter().any(|event| matches!(event, EventKind::HoldRefused { .. })))
            }
        };
        household.world.run_for(12 * HOUR);
    }
    assert!(accepted >= 4, "{accepted} holds were accepted");
    household.run_to(last - SECOND);
    assert!(household.look().told(false).is_empty(), "it waits for all of the 72 hours");
    household.run_to(last + MINUTE);
    // The third, whose own time has passed meanwhile, has only waited for the second.
    assert_eq!(household.look().told(false), [2, 3]);
    for pairing in &people {
        assert_eq!(household.heard(pairing.contact), [2, 3]);
    }
}

#[test]
fn a_hold_that_can_add_nothing_is_refused_and_its_maker_hears_of_it() {
    let draft = PlanDraft::daily();
    let (mut household, [with_ben, with_chandra]) = told_first(703, &draft);
    let second = household.step_at(&draft, 2);
    for hours in [0, 23, 46] {
        household.run_to(second + hours * HOUR - HOUR);
        hold(&mut household, &with_ben, 2, Seconds::from_hours(24)).unwrap();
    }
    // It waits until 69 hours past its time. Three more can still be had, and after them there is nothing to be had.
    household.run_to(second + 68 * HOUR);
    hold(&mut household, &with_chandra, 2, Seconds::from_hours(24)).unwrap();
    household.world.run_for(HOUR);
    household.events(with_ben.contact);
    hold(&mut household, &with_ben, 2, Seconds::from_hours(24)).unwrap();
    let events = household.events(with_ben.contact);
    let refused = EventKind::HoldRefused { worker: with_ben.worker_id, step: 2 };
    assert!(events.contains(&refused), "{events:?}");
    household.events(with_chandra.contact);
    household.run_to(second + 72 * HOUR - SECOND);
    assert!(household.heard(with_chandra.contact).is_empty());
    household.run_to(second + 72 * HOUR + MINUTE);
    assert_eq!(household.heard(with_chandra.contact), [2, 3]);
}

#[test]
fn nobody_holds_the_first_step_nor_one_that_was_told_nor_for_more_than_a_day() {
    let draft = PlanDraft::transit();
    let mut household = Household::armed(704, &draft);
    let by = household.family.with_ben.clone();
    let field = |result: Result<(), Error>| match result {
        Err(Error::Invalid { field, .. }) => Some(field),
        _ => None,
    };
    let day = Seconds::from_hours(24);
    // Whether the first step was told is for the relay to say: not everybody hears of it.
    assert_eq!(field(hold(&mut household, &by, 2, day)), None);
    let refused = EventKind::HoldRefused { worker: by.worker_id, step: 2 };
    assert!(household.events(by.contact).contains(&refused), "nothing was told yet");
    household.gone();
    household.run_to(household.step_at(&draft, 1) + MINUTE);
    assert_eq!(household.heard(by.contact), [1]);
    assert_eq!(field(hold(&mut household, &by, 1, day)), Some("step"));
    assert_eq!(field(hold(&mut household, &by, 4, day)), Some("step"), "there are three");
    assert_eq!(field(hold(&mut household, &by, 2, Seconds::new(24 * 3_600 + 1))), Some("length"));
    assert_eq!(field(hold(&mut household, &by, 2, Seconds::ZERO)), Some("length"));
    household.run_to(household.step_at(&draft, 2) + MINUTE);
    assert_eq!(household.heard(by.contact), [2], "none of that held anything");
    assert_eq!(field(hold(&mut household, &by, 2, day)), Some("step"));
}

#[test]
fn a_hold_that_nobody_of_the_plan_signed_holds_nothing_and_is_shown_to_nobody() {
    let draft = PlanDraft::transit();
    let (mut household, [with_ben, with_chandra]) = told_first(705, &draft);
    let timer = household.look().timer();
    let relay = household.world.relay.clone();
    let (two, day) = (Step::new(2).unwrap(), Seconds::from_hours(24));
    let stranger = IdentitySecret::make_random(household.page.chance());
    let answer = household.page.say(&relay, TimerCommand::hold(timer, 9_000, two, day, &stranger));
    assert_eq!(answer.timer, TimerStatus::BadSignature);
    // A hold of Mother's own, changed after she signed it.
    let link = wayhome_protocol::family::FamilyLink::from_text(&household.link).unwrap();
    let mut changed =
        TimerCommand::hold(timer, 9_001, two, Seconds::from_minutes(1), &link.derive_identity());
    changed.delta = day;
    assert_eq!(household.page.say(&relay, changed).timer, TimerStatus::BadSignature);
    // Who was removed is nobody of the plan any more.
    let asha = household.family.asha;
    household.world[asha].link.restore();
    household.world[asha].vault().remove_contact(household.mother).unwrap();
    household.world.sync(asha);
    household.world.sync(asha);
    household.gone();
    let own = TimerCommand::hold(timer, 9_002, two, day, &link.derive_identity());
    assert_eq!(household.page.say(&relay, own).timer, TimerStatus::BadSignature);
    for pairing in [&with_ben, &with_chandra] {
        let events = household.events(pairing.contact);
        assert!(!events.iter().any(|event| matches!(event, EventKind::StepHeld { .. })), "{events:?}");
        assert_eq!(step(&household, pairing.contact, 2).held_by, None);
    }
    household.run_to(household.step_at(&draft, 2) + MINUTE);
    assert_eq!(household.heard(with_chandra.contact), [2]);
}

#[test]
fn a_check_in_ends_every_hold_and_the_next_silence_has_its_72_hours_anew() {
    let draft = PlanDraft::transit();
    let (mut household, [_, with_chandra]) = told_first(706, &draft);
    let asha = household.family.asha;
    hold(&mut household, &with_chandra, 2, Seconds::from_hours(24)).unwrap();
    household.world.run_for(HOUR);
    household.events(with_chandra.contact);
    assert!(step(&household, with_chandra.contact, 2).held_until.is_some());
    household.world[asha].link.restore();
    household.check_in("the battery was empty");
    household.gone();
    // Chandra was told no step, so the relay sends her no notice; the check-in itself says enough.
    household.events(with_chandra.contact);
    assert_eq!(step(&household, with_chandra.contact, 2).held_until, None);
    household.run_to(household.step_at(&draft, 2) - SECOND);
    assert!(household.heard(with_chandra.contact).is_empty());
    household.run_to(household.step_at(&draft, 2) + MINUTE);
    assert_eq!(household.heard(with_chandra.contact), [2], "at its own time, although the hold would run on");
    assert_eq!(household.look().told(false), [2]);
    hold(&mut household, &with_chandra, 3, Seconds::from_hours(24)).unwrap();
    household.run_to(household.step_at(&draft, 3) + MINUTE);
    assert!(household.heard(with_chandra.contact).is_empty());
    household.world.run_for(15 * HOUR);
    assert_eq!(household.heard(with_chandra.contact), [3]);
}

#[test]
fn a_hold_made_without_a_network_holds_only_once_the_relay_has_it() {
    let draft = PlanDraft::transit();
    let (mut household, [with_ben, with_chandra]) = told_first(707, &draft);
    household.world[with_chandra.contact].link.cut();
    // Chandra heard of no step: she is told 2 and 3 only, and cannot know that the first was told.
    household.world[with_ben.contact].link.cut();
    hold(&mut household, &with_ben, 2, Seconds::from_hours(10)).unwrap();
    assert_eq!(step(&household, with_ben.contact, 2).held_until, None, "nothing is shown that is not so");
    household.run_to(household.step_at(&draft, 2) + MINUTE);
    assert_eq!(household.look().told(false), [2], "it came too late");
    household.world[with_ben.contact].link.restore();
    let events = household.events(with_ben.contact);
    assert!(events.contains(&EventKind::HoldRefused { worker: with_ben.worker_id, step: 2 }), "{events:?}");
    assert_eq!(wayhome_tests::world::household::told(&events), [2]);
}
