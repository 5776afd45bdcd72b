//! What happens when no check-in comes: every preset, step by step, as it was shown beforehand, to people with the app
//! and to a mother with a browser; told once, whatever dies meanwhile; and ended, or not, by what the worker does.

use std::collections::BTreeMap;

use wayhome::{
    CheckInDraft, CheckInState, ContactId, EventKind, PlanDraft, Sharing, StepPreview, TimerState, WorkerId,
};
use wayhome_protocol::plan_message::PlanOrder;
use wayhome_tests::network::Fault;
use wayhome_tests::world::household::{EMPLOYER, Household, photo, told};
use wayhome_tests::world::{Pairing, Who, place};
use wayhome_tests::{HOUR, MINUTE, SECOND, World};

/// What one person has been given so far.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Given {
    /// Steps and their words.
    steps: Vec<(u8, String)>,
    /// Places of earlier check-ins are open.
    places: bool,
    /// What the dossier says of the employer, if it opens.
    dossier: Option<String>,
}

fn given_to_app(household: &mut Household, pairing: &Pairing, before: &Given) -> Given {
    let mut given = before.clone();
    let events = household.events(pairing.contact);
    let vault = household.world[pairing.contact].vault();
    let watched = vault.watched().unwrap().remove(0);
    for step in told(&events) {
        let shown = watched.steps.iter().find(|shown| shown.step == step).unwrap();
        given.steps.push((step, shown.words.clone().unwrap()));
    }
    given.places |= events.iter().any(|event| matches!(event, EventKind::PlacesOpened { .. }));
    given.dossier = vault.dossiers().unwrap().first().map(|_| {
        let opened = vault.open_dossier(pairing.worker_id).unwrap();
        assert_eq!(vault.dossier_attachment(pairing.worker_id, 0).unwrap(), photo(70_000));
        opened.fields[0].1.clone()
    });
    given
}

fn given_to_page(household: &mut Household) -> Given {
    let shown = household.look();
    let steps = shown.steps.iter().map(|step| (step.step, step.words.clone())).collect::<Vec<_>>();
    assert_eq!(shown.told(false), steps.iter().map(|(step, _)| *step).collect::<Vec<_>>());
    let dossier = household.page.dossier(&household.world.relay, &shown).map(|(content, files)| {
        assert_eq!(files, [photo(70_000)]);
        content.fields[0].1.clone()
    });
    // A step that releases places releases all of them.
    assert!(shown.places.is_empty() || shown.sealed == 0);
    Given { steps, places: !shown.places.is_empty(), dossier }
}

fn promised(steps: &[StepPreview], up_to: u8) -> Given {
    let steps: Vec<_> = steps.iter().filter(|step| step.step <= up_to).collect();
    Given {
        steps: steps.iter().map(|step| (step.step, step.words.clone())).collect(),
        places: steps.iter().any(|step| step.places),
        dossier: steps.iter().any(|step| step.dossier.is_some()).then(|| EMPLOYER.to_owned()),
    }
}

fn told_as_previewed(seed: u64, draft: &PlanDraft) {
    let mut household = Household::with_dossier(seed, draft, 1);
    let (asha, mother) = (household.family.asha, household.mother);
    let apps = [household.family.with_ben.clone(), household.family.with_chandra.clone()];
    let preview = household.world[asha].vault().preview(None).unwrap();
    let said: BTreeMap<ContactId, Vec<StepPreview>> =
        preview.contacts.iter().map(|contact| (contact.contact, contact.steps.clone())).collect();
    assert_eq!(said.len(), 3, "both apps and the page are covered");
    assert!(said[&mother].iter().any(|step| step.dossier.is_some()));
    household.gone();
    let mut got: BTreeMap<ContactId, Given> = BTreeMap::new();
    let mut look = |household: &mut Household, up_to: u8, when: &str| {
        for pairing in &apps {
            let before = got.get(&pairing.contact_id).cloned().unwrap_or_default();
            let now = given_to_app(household, pairing, &before);
            assert_eq!(now, promised(&said[&pairing.contact_id], up_to), "an app, {when} step {up_to}");
            got.insert(pairing.contact_id, now);
        }
        let now = given_to_page(household);
        assert_eq!(now, promised(&said[&mother], up_to), "the page, {when} step {up_to}");
    };
    for number in 1..=draft.steps.len() {
        let (at, number) = (household.step_at(draft, number), number as u8);
        household.run_to(at - SECOND);
        look(&mut household, number - 1, "a second before the one after");
        household.run_to(at + 60 * SECOND);
        look(&mut household, number, "a minute after");
    }
    household.world.run_for(100 * HOUR);
    look(&mut household, draft.steps.len() as u8, "four days after");
}

#[test]
fn a_journeys_plan_gives_each_person_step_by_step_exactly_what_the_preview_said() {
    told_as_previewed(601, &PlanDraft::transit());
}

#[test]
fn a_daily_plan_gives_each_person_step_by_step_exactly_what_the_preview_said() {
    told_as_previewed(602, &PlanDraft::daily());
}

#[test]
fn a_weekly_plan_gives_each_person_step_by_step_exactly_what_the_preview_said() {
    told_as_previewed(603, &PlanDraft::weekly());
}

#[test]
fn of_a_late_check_in_hears_who_was_told_and_nobody_else_and_a_page_keeps_what_it_was_given() {
    let draft = PlanDraft::transit();
    let mut household = Household::armed(604, &draft);
    let (asha, ben, chandra) = (household.family.asha, household.family.ben, household.family.chandra);
    let came = |events: &[EventKind]| {
        events.iter().filter(|event| matches!(event, EventKind::CheckInCame { .. })).count()
    };
    household.gone();
    household.run_to(household.step_at(&draft, 1) + MINUTE);
    assert_eq!(household.heard(ben), [1]);
    household.world[asha].link.restore();
    household.check_in("back");
    assert_eq!(came(&household.events(ben)), 1);
    assert_eq!(came(&household.events(chandra)), 0, "she had been told nothing");
    assert!(household.look().came().is_empty(), "nor had Mother");

    // The next silence goes on to the second step, and everybody hears of the check-in after it.
    household.gone();
    household.run_to(household.step_at(&draft, 2) + MINUTE);
    assert_eq!((household.heard(ben), household.heard(chandra)), (vec![1, 2], vec![2]));
    household.world[asha].link.restore();
    household.check_in("back again");
    assert_eq!((came(&household.events(ben)), came(&household.events(chandra))), (1, 1));
    let shown = household.look();
    assert_eq!((shown.told(false), shown.came()), (vec![2], vec![2]));
    assert!(!shown.places.is_empty(), "places that were opened stay open");
    assert!(shown.sealed >= 1, "that of the newest check-in is not");
    // Checking in begins anew: nothing more is told of the old silence.
    household.world.run_for(7 * HOUR);
    assert!(household.heard(ben).is_empty() && household.look().told(false) == [2]);
}

#[test]
fn an_sos_in_the_silence_reaches_everyone_and_neither_stops_nor_starts_a_step() {
    let draft = PlanDraft::transit();
    let mut household = Household::armed(605, &draft);
    let (asha, ben, chandra) = (household.family.asha, household.family.ben, household.family.chandra);
    let second = household.step_at(&draft, 2);
    household.gone();
    household.run_to(household.step_at(&draft, 1) + MINUTE);
    assert_eq!(household.heard(ben), [1]);
    household.world.person(asha).lock();
    let sos = household.world.locked_sos(asha, "help").unwrap();
    household.world[asha].link.restore();
    household.world.sync(asha);
    household.gone();
    for contact in [ben, chandra] {
        let events = household.events(contact);
        assert!(
            events.iter().any(|e| matches!(e, EventKind::SosReceived { message, .. } if *message == sos))
        );
        assert!(!events.iter().any(|e| matches!(e, EventKind::CheckInCame { .. })), "it is no check-in");
    }
    assert_eq!(household.look().sos, [sos]);
    household.run_to(second - SECOND);
    assert!(household.heard(ben).is_empty() && household.heard(chandra).is_empty());
    household.run_to(second + MINUTE);
    assert_eq!((household.heard(ben), household.heard(chandra)), (vec![2], vec![2]));
    assert_eq!(household.look().told(false), [2]);
    // An authenticated all clear is no check-in either: it says that the call is over, and the timer goes on.
    household.world[asha].link.restore();
    household.world.person(asha).unlock();
    household.world[asha].vault().all_clear(sos).unwrap();
    household.world.sync(asha);
    household.gone();
    let events = household.events(chandra);
    assert!(events.iter().any(|event| matches!(event, EventKind::AllClearReceived { .. })), "{events:?}");
    household.run_to(household.step_at(&draft, 3) + MINUTE);
    assert_eq!(household.heard(chandra), [3]);
}

#[test]
fn three_locked_check_ins_in_a_row_put_the_steps_off_and_the_fourth_does_not() {
    let draft = PlanDraft::transit();
    let mut household = Household::armed(606, &draft);
    let (asha, ben) = (household.family.asha, household.family.ben);
    household.world.person(asha).lock();
    for number in 1..=4 {
        household.world.run_for(5 * HOUR);
        household.world.locked_check_in(asha, &format!("locked {number}")).unwrap();
        household.world.sync(asha);
        if number == 3 {
            household.last = household.world.clock.millis();
        }
    }
    let messages = household.events(ben);
    let arrived = messages.iter().filter(|e| matches!(e, EventKind::CheckInReceived { .. })).count();
    assert_eq!(arrived, 4, "all of them are heard");
    assert!(told(&messages).is_empty());
    household.run_to(household.step_at(&draft, 1) - SECOND);
    assert!(household.heard(ben).is_empty());
    household.run_to(household.step_at(&draft, 1) + MINUTE);
    assert_eq!(household.heard(ben), [1], "a round after the third");
    // Whoever can open the vault checks in, and the locked screen may again.
    household.world.person(asha).unlock();
    household.check_in("it is me");
    household.world.person(asha).lock();
    household.world.run_for(5 * HOUR);
    household.world.locked_check_in(asha, "locked 5").unwrap();
    household.world.sync(asha);
    household.last = household.world.clock.millis();
    household.heard(ben);
    household.run_to(household.step_at(&draft, 1) - SECOND);
    assert!(household.heard(ben).is_empty());
}

#[test]
fn where_locked_check_ins_do_not_count_they_are_heard_and_put_no_step_off_until_they_count_again() {
    let draft = PlanDraft::transit();
    let mut household = Household::armed(607, &draft);
    let (asha, ben) = (household.family.asha, household.family.ben);
    assert!(household.world[asha].vault().counts_locked_check_ins().unwrap());
    household.world[asha].vault().set_counts_locked_check_ins(false).unwrap();
    assert!(!household.world[asha].vault().counts_locked_check_ins().unwrap());
    household.world.run_for(30 * MINUTE);
    household.check_in("the last that counts");
    household.world.sync(asha);
    let expected = household.world[asha].vault().next_expected().unwrap();
    household.events(ben);
    household.world.person(asha).lock();
    household.world.run_for(5 * HOUR);
    household.world.locked_check_in(asha, "heard, and no more").unwrap();
    household.world.sync(asha);
    let messages = household.events(ben);
    assert!(messages.iter().any(|event| matches!(event, EventKind::CheckInReceived { .. })), "{messages:?}");
    household.world.person(asha).unlock();
    assert_eq!(
        household.world[asha].vault().next_expected().unwrap(),
        expected,
        "nor does the vault reckon from it"
    );
    household.run_to(household.step_at(&draft, 1) + MINUTE);
    assert_eq!(household.heard(ben), [1], "a round after the one in the vault");
    // Now they count: the same touch puts the steps off.
    household.world[asha].vault().set_counts_locked_check_ins(true).unwrap();
    household.world.run_for(30 * MINUTE);
    household.check_in("it is me");
    household.world.sync(asha);
    household.events(ben);
    household.world.person(asha).lock();
    household.world.run_for(5 * HOUR);
    household.world.locked_check_in(asha, "heard, and counted").unwrap();
    household.world.sync(asha);
    household.last = household.world.clock.millis();
    household.run_to(household.step_at(&draft, 1) - SECOND);
    assert!(household.heard(ben).is_empty());
    household.run_to(household.step_at(&draft, 1) + MINUTE);
    assert_eq!(household.heard(ben), [1]);
}

fn agreed(household: &mut Household) -> Vec<u32> {
    let armed = household.look().plans.into_iter().filter(|p| matches!(p.order, PlanOrder::Armed { .. }));
    armed.map(|plan| plan.generation).collect()
}

#[test]
fn a_changed_circle_is_a_new_generation_of_the_plan_and_who_left_gets_nothing_of_any() {
    let draft = PlanDraft::transit();
    let mut household = Household::with_dossier(607, &draft, 1);
    let (asha, ben, chandra) = (household.family.asha, household.family.ben, household.family.chandra);
    let first = agreed(&mut household);
    household.world[asha].vault().remove_contact(household.family.with_chandra.contact_id).unwrap();
    household.world.sync(asha);
    household.world.sync(asha);
    let second = agreed(&mut household);
    assert_eq!(second.len(), first.len() + 1, "{second:?}");
    assert!(second.is_sorted_by(|a, b| a < b), "each upload counts: {second:?}");
    // Arming anew by itself was no check-in.
    household.gone();
    household.events(chandra);
    household.run_to(household.step_at(&draft, 3) + MINUTE);
    assert_eq!(household.heard(ben), [1, 2, 3]);
    assert!(household.heard(chandra).is_empty());
    assert!(household.world[chandra].vault().dossiers().unwrap().is_empty());
    let shown = household.look();
    assert_eq!(shown.steps.iter().map(|step| step.step).collect::<Vec<_>>(), [2, 3], "once each");
    assert!(household.page.dossier(&household.world.relay, &shown).is_some(), "dealt and wrapped anew");

    // Mother leaves the circle between two steps: what was hers already stays, and nothing more comes.
    household.world[asha].link.restore();
    household.check_in("back");
    household.rest();
    household.gone();
    household.run_to(household.step_at(&draft, 2) + MINUTE);
    let before = household.look();
    assert_eq!(before.told(false), [2, 3, 2]);
    household.world[asha].link.restore();
    household.world[asha].vault().remove_contact(household.mother).unwrap();
    household.world.sync(asha);
    household.world.sync(asha);
    household.gone();
    household.run_to(household.step_at(&draft, 3) + MINUTE);
    assert_eq!(told(&household.events(ben)).last(), Some(&3));
    let after = household.look();
    assert!(after.farewell);
    assert_eq!(after.told(false), before.told(false));
    assert_eq!(after.steps, before.steps);
}

/// Runs to a moment with the relay killed at each of these offsets from it.
fn with_kills(household: &mut Household, at: u64, offsets: &[i64]) {
    for offset in offsets {
        household.run_to(at.saturating_add_signed(*offset));
        household.world.relay.kill();
        // Nobody has asked since: what was told and not yet fetched must still be there, and nothing twice.
        household.world.relay.tick();
        household.world.relay.kill();
    }
}

#[test]
fn each_step_is_told_once_although_the_relay_dies_around_it_and_phones_die_fetching_it() {
    let draft = PlanDraft::transit();
    let mut household = Household::with_dossier(608, &draft, 1);
    let (ben, chandra) = (household.family.ben, household.family.chandra);
    household.gone();
    let kills: Vec<i64> = [-90, -31, -1, 0, 1, 29, 61, 300].iter().map(|seconds| seconds * 1_000).collect();
    let mut events: BTreeMap<Who, Vec<EventKind>> = BTreeMap::new();
    for number in 1..=3 {
        let at = household.step_at(&draft, number);
        with_kills(&mut household, at, &kills);
        for contact in [ben, chandra] {
            for fault in [Fault::KillAfter, Fault::KillBefore, Fault::LoseAnswer, Fault::Duplicate] {
                household.world[contact].link.plan([Fault::None, fault]);
                events.entry(contact).or_default().extend(household.events(contact));
            }
            household.world[contact].link.calm();
            events.entry(contact).or_default().extend(household.events(contact));
        }
    }
    assert_eq!((told(&events[&ben]), told(&events[&chandra])), (vec![1, 2, 3], vec![2, 3]));
    let shown = household.look();
    assert_eq!((shown.told(false), shown.repeated), (vec![2, 3], 0));
    assert_eq!(shown.steps.iter().map(|step| step.step).collect::<Vec<_>>(), [2, 3]);
    assert!(household.page.dossier(&household.world.relay, &shown).is_some());
    for step in [2, 3] {
        let at = household.step_at(&draft, usize::from(step));
        let told = shown.told_at(step).unwrap().as_millis();
        // What a killed relay had not written down of its time is at most half a minute a kill.
        assert!(told + MINUTE > at && told < at + 12 * MINUTE, "step {step}: {} ms", told.abs_diff(at));
    }
}

fn last_places(world: &World, contact: Who, worker: WorkerId) -> usize {
    let watched = world[contact].vault().watched().unwrap();
    watched.iter().find(|one| one.id == worker).unwrap().last_places.len()
}

#[test]
fn who_is_told_no_places_gets_none_at_any_step_and_who_gets_them_at_once_had_them_before() {
    let draft = PlanDraft::transit();
    let mut household = Household::armed(609, &draft);
    let (asha, ben, chandra) = (household.family.asha, household.family.ben, household.family.chandra);
    let (with_ben, with_chandra) = (household.family.with_ben.clone(), household.family.with_chandra.clone());
    household.world[asha].vault().set_sharing(with_chandra.contact_id, Sharing::Never).unwrap();
    household.check_in("of which Chandra gets no place");
    household.rest();
    household.gone();
    assert!(last_places(&household.world, ben, with_ben.worker_id) > 0);
    let before = last_places(&household.world, chandra, with_chandra.worker_id);
    household.run_to(household.step_at(&draft, 3) + MINUTE);
    let events = household.events(chandra);
    assert_eq!(told(&events), [2, 3]);
    assert!(!events.iter().any(|event| matches!(event, EventKind::PlacesOpened { .. })));
    assert_eq!(last_places(&household.world, chandra, with_chandra.worker_id), before);
    assert!(!household.look().places.is_empty(), "Mother, who may, has them");
}

#[test]
fn a_plan_that_nobody_ever_checked_in_under_is_told_a_round_after_it_was_armed() {
    let draft = PlanDraft::transit();
    let mut household = Household::new(610);
    let (asha, ben) = (household.family.asha, household.family.ben);
    household.world.arm(asha, &draft);
    household.world.sync(asha);
    household.last = household.world.clock.millis();
    household.gone();
    household.run_to(household.step_at(&draft, 1) - SECOND);
    assert!(household.heard(ben).is_empty());
    household.run_to(household.step_at(&draft, 1) + MINUTE);
    assert_eq!(household.heard(ben), [1]);
    let word = |household: &Household| household.world[asha].vault().plan_status().unwrap().relay;
    household.world[asha].link.restore();
    let here = place(3, household.world.clock.now());
    let draft = CheckInDraft::new(CheckInState::Moved).with_place(here);
    household.world.try_check_in(asha, draft).unwrap();
    household.world.sync(asha);
    assert_eq!(word(&household).unwrap().state, TimerState::Up);
}

#[test]
fn a_page_learns_of_the_circle_by_the_names_that_the_worker_gave_them() {
    let mut household = Household::armed(611, &PlanDraft::daily());
    let plan = household.look().plans.pop().unwrap();
    let names: Vec<_> = plan.circle.iter().map(|person| person.name.as_str()).collect();
    assert_eq!(names, ["Ben", "Chandra", "Mother"]);
    assert_eq!(plan.circle.iter().find(|person| person.index == plan.index).unwrap().name, "Mother");
}
