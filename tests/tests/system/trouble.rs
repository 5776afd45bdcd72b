//! What a captor, a clock or a full mailbox may do to a plan: no step earlier, none later, none lost.

use wayhome::{EventKind, PlanDraft, Seconds, Standing, TimerState, Watched};
use wayhome_relay::Limits;
use wayhome_tests::clock::TEN_YEARS;
use wayhome_tests::world::Who;
use wayhome_tests::world::household::{EMPLOYER, Household, told};
use wayhome_tests::{HOUR, MINUTE, SECOND};

const DAY: u64 = 24 * HOUR;

fn watched(household: &Household, contact: Who) -> Watched {
    household.world[contact].vault().watched().unwrap().remove(0)
}

/// As if the phone said 1970.
fn to_1970(household: &Household) -> i64 {
    -(household.world.clock.millis() as i64)
}

fn clocks(household: &Household) -> [i64; 3] {
    [TEN_YEARS, to_1970(household), -TEN_YEARS]
}

#[test]
fn whatever_the_phones_clock_is_set_to_the_steps_come_at_their_time() {
    for number in 0..3 {
        let draft = PlanDraft::transit();
        let mut household = Household::armed(1_001 + number as u64, &draft);
        let (asha, ben, chandra) = (household.family.asha, household.family.ben, household.family.chandra);
        let offset = clocks(&household)[number];
        // The phone goes on running in the captor's hands, with a network and a clock in 2036, 1970 or 2016.
        household.world.person(asha).lock();
        household.world[asha].clock.set_offset(offset);
        household.run_to(household.step_at(&draft, 1) - SECOND);
        assert!(household.heard(ben).is_empty(), "{offset}");
        household.run_to(household.step_at(&draft, 1) + MINUTE);
        assert_eq!(household.heard(ben), [1], "{offset}");
        household.run_to(household.step_at(&draft, 2) + MINUTE);
        assert_eq!((household.heard(ben), household.heard(chandra)), (vec![2], vec![2]), "{offset}");
        assert_eq!(household.look().told(false), [2]);
        // A check-in on that phone is a check-in, and the round after it is a round.
        household.world.person(asha).unlock();
        household.check_in("they gave it back");
        let events = household.events(ben);
        assert!(events.iter().any(|event| matches!(event, EventKind::CheckInCame { .. })), "{events:?}");
        let last = watched(&household, ben).last_check_in.unwrap().as_millis();
        assert!(last.abs_diff(household.last) <= 2 * MINUTE, "{} ms", last.abs_diff(household.last));
        // The clock is set right again in the middle of the round.
        household.world.run_for(2 * HOUR);
        household.world[asha].clock.set_offset(0);
        household.gone();
        household.run_to(household.step_at(&draft, 1) - SECOND);
        assert!(household.heard(ben).is_empty());
        household.run_to(household.step_at(&draft, 1) + MINUTE);
        assert_eq!(household.heard(ben), [1], "{offset}");
    }
}

#[test]
fn a_check_in_that_waited_while_the_clock_was_set_hides_no_silence() {
    for number in 0..3 {
        let draft = PlanDraft::transit();
        let mut household = Household::armed(1_011 + number as u64, &draft);
        let (asha, ben) = (household.family.asha, household.family.ben);
        let offset = clocks(&household)[number];
        let before = household.last;
        household.gone();
        household.world.run_for(HOUR);
        household.world.check_in(asha, "made before they set the clock");
        household.world.person(asha).lock();
        household.world[asha].clock.set_offset(offset);
        household.world.run_for(HOUR);
        household.world[asha].link.restore();
        household.world.sync(asha);
        let came = household.world.clock.millis();
        let round = draft.timing.delta().as_millis();
        // From then on the phone is silent for good. It was made between the one before and its arrival, and whatever
        // age the phone believes, no step comes before a round after the former, nor later than one after the latter.
        household.run_to(before + round - SECOND);
        assert!(household.heard(ben).is_empty(), "{offset}");
        household.run_to(came + round + MINUTE);
        assert_eq!(household.heard(ben), [1], "{offset}");
        assert!(
            household
                .world
                .received(ben)
                .iter()
                .any(|message| { message.note.as_deref() == Some("made before they set the clock") })
        );
    }
}

#[test]
fn a_plan_armed_paused_and_ended_on_a_phone_with_any_clock_is_obeyed_in_true_time() {
    for number in 0..3 {
        let draft = PlanDraft::transit();
        let mut household = Household::new(1_021 + number as u64);
        let (asha, ben) = (household.family.asha, household.family.ben);
        let offset = clocks(&household)[number];
        household.world[asha].clock.set_offset(offset);
        household.arm(&draft);
        household.world[asha].vault().pause(Seconds::from_days(2)).unwrap();
        household.world.sync(asha);
        let end = household.world.clock.millis() + 2 * DAY;
        household.events(ben);
        let until = watched(&household, ben).paused_until.unwrap().as_millis();
        assert!(until.abs_diff(end) <= 2 * MINUTE, "{offset}: {} ms", until.abs_diff(end));
        household.world[asha].clock.set_offset(0);
        household.gone();
        household.last = end;
        household.run_to(household.step_at(&draft, 1) - SECOND);
        assert!(household.heard(ben).is_empty(), "{offset}");
        household.run_to(household.step_at(&draft, 1) + MINUTE);
        assert_eq!(household.heard(ben), [1], "{offset}");
        household.world[asha].clock.set_offset(offset);
        household.world[asha].link.restore();
        household.world[asha].vault().end_plan().unwrap();
        household.world.sync(asha);
        // Whatever was told before the order came, nothing is told after it.
        household.events(ben);
        household.world.run_for(3 * DAY);
        assert!(told(&household.events(ben)).is_empty(), "{offset}");
    }
}

#[test]
fn people_whose_mailboxes_are_full_still_get_every_step_with_places_and_dossier() {
    let draft = PlanDraft::transit();
    let limits = Limits { mailbox_cells: 24, ..Limits::default() };
    let mut household = Household::with_limits(1_031, limits);
    household.seal(1);
    household.arm(&draft);
    let (ben, chandra) = (household.family.ben, household.family.chandra);
    // Chandra's phone is in a drawer, and Mother's page throws nothing away.
    household.world[chandra].link.cut();
    for number in 0..30 {
        household.world.run_for(3 * HOUR);
        household.check_in(&format!("number {number}"));
    }
    let shown = household.look();
    assert!(shown.notes.len() < 30, "not all of {} found room", shown.notes.len());
    household.gone();
    household.run_to(household.step_at(&draft, 3) + MINUTE);
    assert_eq!(household.heard(ben), [1, 2, 3]);
    let shown = household.look();
    assert_eq!(shown.told(false), [2, 3]);
    assert_eq!(shown.steps.iter().map(|step| step.step).collect::<Vec<_>>(), [2, 3]);
    assert!(!shown.places.is_empty());
    let (content, _) = household.page.dossier(&household.world.relay, &shown).unwrap();
    assert_eq!(content.fields[0].1, EMPLOYER);
    // Three weeks later Chandra finds her phone.
    household.world.clock.advance(21 * DAY);
    household.world[chandra].link.restore();
    let mut events = household.events(chandra);
    household.rest();
    events.extend(household.events(chandra));
    assert_eq!(told(&events), [2, 3]);
    assert!(events.iter().any(|event| matches!(event, EventKind::PlacesOpened { .. })));
    let worker = household.family.with_chandra.worker_id;
    let opened = household.world[chandra].vault().open_dossier(worker).unwrap();
    assert_eq!(opened.fields[0].1, EMPLOYER);
}

#[test]
fn a_relay_that_lost_everything_after_the_phone_was_gone_cannot_tell_and_the_apps_still_do() {
    let draft = PlanDraft::transit();
    let mut household = Household::armed(1_041, &draft);
    let (asha, ben, chandra) = (household.family.asha, household.family.ben, household.family.chandra);
    household.gone();
    household.world.run_for(HOUR);
    household.world.relay.replace_by_empty();
    household.run_to(household.step_at(&draft, 3) + HOUR);
    for contact in [ben, chandra] {
        let events = household.events(contact);
        assert!(told(&events).is_empty(), "who would have told them?");
        assert!(events.iter().any(|event| matches!(event, EventKind::Missed { .. })), "{events:?}");
        assert!(matches!(watched(&household, contact).standing, Some(Standing::Missed { .. })));
    }
    // The phone is back: all of it is set up again without anybody's doing.
    household.world[asha].link.restore();
    household.check_in("back");
    household.world.run_for(3 * HOUR);
    household.check_in("and again");
    let status = household.world[asha].vault().plan_status().unwrap();
    assert_eq!(status.relay.unwrap().state, TimerState::Up);
    household.events(ben);
    household.gone();
    household.run_to(household.step_at(&draft, 1) + MINUTE);
    assert_eq!(household.heard(ben), [1]);
}

#[test]
fn a_contact_who_cannot_be_reached_for_weeks_keeps_no_step_from_the_others() {
    let draft = PlanDraft::transit();
    let mut household = Household::armed(1_051, &draft);
    let (ben, chandra) = (household.family.ben, household.family.chandra);
    household.world[ben].link.cut();
    household.gone();
    household.run_to(household.step_at(&draft, 2) + MINUTE);
    assert_eq!(household.heard(chandra), [2]);
    assert_eq!(household.look().told(false), [2]);
    // Ben's own app has noticed by itself, without any network.
    let events = household.world.take_events(ben);
    assert!(events.iter().any(|event| matches!(event, EventKind::Missed { .. })), "{events:?}");
    household.world.clock.advance(30 * DAY);
    household.world[ben].link.restore();
    assert_eq!(household.heard(ben), [1, 2, 3], "all of it is still there for him, in order");
}

#[test]
fn a_check_in_that_is_offered_again_to_somebody_not_there_yet_is_no_new_check_in() {
    let draft = PlanDraft::transit();
    let mut household = Household::new(1_061);
    let (asha, ben) = (household.family.asha, household.family.ben);
    // An aunt was sent a link and has not opened it: what is meant for her is offered to the relay again and again.
    household.world[asha].vault().family_link("Aunt", "ne", wayhome::Sharing::OnRelease).unwrap();
    household.arm(&draft);
    household.run_to(household.step_at(&draft, 3) + MINUTE);
    let events = household.events(ben);
    assert_eq!(told(&events), [1, 2, 3]);
    assert!(!events.iter().any(|event| matches!(event, EventKind::CheckInCame { .. })), "{events:?}");
    assert_eq!(household.look().came(), Vec::<u8>::new());
}
