//! A drill: the whole ladder in ten minutes, plainly marked, and never taken for a real silence.

use wayhome::{DrillState, Error, EventKind, PlanDraft, PlanState, Standing, Watched};
use wayhome_protocol::timer::TimerOp;
use wayhome_tests::world::Who;
use wayhome_tests::world::captor::{Captor, replay};
use wayhome_tests::world::household::{Household, told};
use wayhome_tests::{HOUR, MINUTE, SECOND, World};

use std::sync::Arc;

fn watched(world: &World, contact: Who) -> Watched {
    world[contact].vault().watched().unwrap().remove(0)
}

/// Steps that were practised, as events.
fn practised(events: &[EventKind]) -> Vec<u8> {
    let step = |event: &EventKind| match event {
        EventKind::StepTold { step, drill: true, .. } => Some(*step),
        _ => None,
    };
    events.iter().filter_map(step).collect()
}

fn start(household: &mut Household, draft: &PlanDraft) {
    let asha = household.family.asha;
    household.world[asha].vault().start_drill(draft).unwrap();
    household.world.sync(asha);
    let state = household.world[asha].vault().drill_state().unwrap();
    assert!(matches!(state, DrillState::Running { .. }), "{state:?}");
}

#[test]
fn each_presets_drill_tells_every_step_within_ten_minutes_to_apps_and_to_the_page() {
    for (seed, draft) in [(801, PlanDraft::transit()), (802, PlanDraft::daily()), (803, PlanDraft::weekly())]
    {
        let mut household = Household::new(seed);
        let (ben, chandra) = (household.family.ben, household.family.chandra);
        for who in [ben, chandra] {
            household.world.take_events(who);
        }
        start(&mut household, &draft);
        assert_eq!(practised(&household.events(ben)), [1], "the first at once");
        household.world.run_for(10 * MINUTE - SECOND);
        let mut events = household.events(ben);
        household.world.run_for(MINUTE);
        events.extend(household.events(ben));
        assert_eq!(practised(&events), [2, 3]);
        let all = household.events(chandra);
        assert_eq!(practised(&all), [2, 3]);
        assert!(told(&events).is_empty() && told(&all).is_empty());
        let shown = household.look();
        assert_eq!((shown.told(true), shown.told(false)), (vec![2, 3], vec![]));
        assert_eq!(shown.steps.len(), 2);
        for step in &shown.steps {
            assert!(step.drill && step.words.contains("अभ्यास"), "in Mother's language: {}", step.words);
            assert!(step.access.is_none(), "a drill gives nothing of the dossier");
        }
        household.world.run_for(3 * 24 * HOUR);
        assert_eq!(household.look().told(true), [2, 3], "and then it is over");
    }
}

#[test]
fn a_drill_opens_no_place_and_no_dossier_and_is_no_check_in() {
    let draft = PlanDraft::transit();
    let mut household = Household::with_dossier(804, &draft, 1);
    let (ben, chandra) = (household.family.ben, household.family.chandra);
    household.world.run_for(HOUR);
    let last = watched(&household.world, ben).last_check_in;
    start(&mut household, &draft);
    household.gone();
    household.world.run_for(20 * MINUTE);
    for contact in [ben, chandra] {
        let events = household.events(contact);
        assert!(!practised(&events).is_empty() || contact == chandra, "{events:?}");
        assert!(!events.iter().any(|event| matches!(
            event,
            EventKind::PlacesOpened { .. } | EventKind::DossierReleased { .. } | EventKind::Missed { .. }
        )));
        let seen = watched(&household.world, contact);
        assert_eq!(seen.last_check_in, last);
        assert!(matches!(seen.standing, Some(Standing::UpToDate { .. })));
        assert!(seen.steps.iter().all(|step| step.told.is_none()), "no step of the plan was told");
        assert!(household.world[contact].vault().dossiers().unwrap().is_empty());
    }
    let shown = household.look();
    assert!(shown.places.is_empty());
    assert!(household.page.dossier(&household.world.relay, &shown).is_none());
    // The real silence is told at its own time, as if nothing had been practised.
    household.run_to(household.step_at(&draft, 1) - SECOND);
    assert!(told(&household.events(ben)).is_empty());
    household.run_to(household.step_at(&draft, 2) + MINUTE);
    assert_eq!(household.heard(ben), [1, 2]);
    assert!(!household.look().places.is_empty());
}

#[test]
fn a_drill_in_the_middle_of_a_real_silence_is_told_apart_and_ends_nothing() {
    let draft = PlanDraft::transit();
    let mut household = Household::armed(805, &draft);
    let (asha, ben) = (household.family.asha, household.family.ben);
    household.gone();
    household.run_to(household.step_at(&draft, 1) + MINUTE);
    assert_eq!(household.heard(ben), [1]);
    // Somebody with the open phone starts a drill, perhaps to make the family believe that all is practice.
    household.world[asha].link.restore();
    start(&mut household, &draft);
    household.gone();
    household.world.run_for(15 * MINUTE);
    let events = household.events(ben);
    assert_eq!((practised(&events), told(&events)), (vec![1, 2, 3], vec![]));
    assert!(!events.iter().any(|event| matches!(event, EventKind::CheckInCame { .. })));
    let seen = watched(&household.world, ben);
    assert!(matches!(seen.standing, Some(Standing::Missed { .. })), "{:?}", seen.standing);
    assert!(seen.steps.iter().any(|step| step.step == 1 && step.told.is_some()), "still told");
    household.run_to(household.step_at(&draft, 2) + MINUTE);
    assert_eq!(household.heard(ben), [2], "at its time");
    let words = watched(&household.world, ben).steps[1].words.clone().unwrap();
    assert!(!words.contains("practice"), "{words}");
}

#[test]
fn a_first_plan_waits_for_the_drill_and_being_asked_survives_a_restart() {
    let mut household = Household::new(806);
    let asha = household.family.asha;
    let draft = PlanDraft::daily();
    let state = |household: &Household| household.world[asha].vault().drill_state().unwrap();
    let arm = |household: &Household| household.world[asha].vault().arm(&draft);
    assert!(matches!(arm(&household), Err(Error::DrillFirst)));
    household.world.person(asha).restart();
    assert_eq!(state(&household), DrillState::NotYet);
    // With no network the drill waits, and so does the plan.
    household.gone();
    household.world[asha].vault().start_drill(&draft).unwrap();
    household.world.run_for(2 * HOUR);
    household.world.person(asha).restart();
    assert_eq!(state(&household), DrillState::Saved);
    assert!(matches!(arm(&household), Err(Error::DrillFirst)));
    // It can be put off once, for good: a second time is refused, whatever happens in between.
    household.world[asha].vault().postpone_drill().unwrap();
    household.world.person(asha).restart();
    assert!(matches!(
        household.world[asha].vault().postpone_drill(),
        Err(Error::Invalid { field: "drill", .. })
    ));
    arm(&household).unwrap();
    // With a network again the drill is run all the same, and the plan stands.
    household.world[asha].link.restore();
    household.world.sync(asha);
    household.world.run_for(20 * MINUTE);
    assert_eq!(practised(&household.events(household.family.ben)), [1, 2, 3]);
    assert_eq!(household.world[asha].vault().plan_status().unwrap().state, PlanState::AtRelay);
    household.world[asha].vault().end_plan().unwrap();
    assert!(household.world[asha].vault().postpone_drill().is_err(), "also after the plan has ended");
    arm(&household).unwrap();
}

#[test]
fn a_recorded_drill_that_is_sent_again_practises_nothing_again() {
    let draft = PlanDraft::transit();
    let mut household = Household::new(807);
    let ben = household.family.ben;
    let captor = Arc::new(Captor::default());
    household.world.relay.set_witness(captor.clone());
    start(&mut household, &draft);
    household.world.run_for(20 * MINUTE);
    assert_eq!(practised(&household.events(ben)), [1, 2, 3]);
    let before = household.look().notices.len();
    for _ in 0..3 {
        let recorded = captor.recorded();
        assert!(captor.last_with(TimerOp::Arm).is_some(), "the order was recorded");
        assert_eq!(replay(&household.world.relay, recorded.iter().rev()), recorded.len());
        household.world.run_for(HOUR);
    }
    assert!(practised(&household.events(ben)).is_empty());
    assert_eq!(household.look().notices.len(), before);
}
