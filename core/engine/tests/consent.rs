//! Consent: asked for again every ninety days, by a clock that may be set to anything; shown, and taken back.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "helpers of tests are tests too")]

mod common;

use common::{Phone, START, obeyed};
use wayhome_engine::{
    CheckInDraft, Consent, ContactId, ContactStatus, EngineError, EventKind, PlanDraft, PlanState, Revoked,
    Run, SharedWith, Sharing, SosDraft, What,
};
use wayhome_protocol::dossier_content::DossierField;
use wayhome_protocol::message::CheckInState;
use wayhome_protocol::place::Place;
use wayhome_protocol::plan_steps::StepSet;
use wayhome_protocol::sync_request::SyncAnswer;
use wayhome_protocol::time::{Seconds, Timestamp};
use wayhome_protocol::timer_word::{TimerState, TimerWord};

const CONSENT: u8 = 29;
const DAY: Seconds = Seconds::from_days(1);

/// A worker with two contacts, both told places with each check-in.
fn worker() -> Phone {
    let mut asha = Phone::new(1, "Asha");
    asha.pair(&mut [Phone::new(2, "Ben"), Phone::new(3, "Chandra")]);
    asha.step(|e, _, _| e.postpone_drill()).unwrap();
    asha.run_obeyed();
    asha.events();
    asha
}

fn armed(with_dossier: bool) -> Phone {
    let mut asha = worker();
    if with_dossier {
        asha.step(|e, _, _| e.set_dossier_field(DossierField::EMPLOYER, "Acme")).unwrap();
        asha.step(|e, now, rng| e.seal_dossier(now, rng)).unwrap();
        asha.run_obeyed();
    }
    asha.step(|e, now, rng| e.arm(now, &PlanDraft::daily(), rng)).unwrap();
    asha.run_obeyed();
    asha.events();
    asha
}

fn people(phone: &mut Phone) -> Vec<ContactId> {
    phone.engine().contacts().unwrap().iter().map(|contact| contact.id).collect()
}

fn shared(phone: &mut Phone, id: ContactId) -> SharedWith {
    let now = phone.now;
    phone.engine().shared_with(now, id).unwrap()
}

fn revoke(phone: &mut Phone, id: ContactId, what: What) -> Revoked {
    phone.step(|e, now, rng| e.revoke(now, id, what, rng)).unwrap()
}

/// What a tick brings: the events of consent.
fn asked(phone: &mut Phone) -> Vec<EventKind> {
    phone.step(|e, now, rng| e.tick(now, rng)).unwrap();
    let of_consent =
        |kind: &EventKind| matches!(kind, EventKind::ConsentDue { .. } | EventKind::ConsentLapsed { .. });
    phone.events().into_iter().filter(of_consent).collect()
}

fn due(id: ContactId) -> EventKind {
    EventKind::ConsentDue { contact: id }
}

fn lapsed(id: ContactId) -> EventKind {
    EventKind::ConsentLapsed { contact: id }
}

fn place(now: Timestamp) -> Place {
    Place::from_degrees(27.7, 85.3, Some(20.0), now).unwrap()
}

#[test]
fn consent_begins_with_the_pairing_and_is_asked_for_again_after_ninety_days() {
    let mut asha = worker();
    let ids = people(&mut asha);
    let first = shared(&mut asha, ids[0]);
    let ask_at = START.saturating_add(Seconds::from_days(90));
    assert_eq!((first.consent, first.gets_now), (Consent::Given { ask_at }, Sharing::Always));
    assert_eq!((first.agreed_at, first.as_agreed, first.had.places_from), (Some(START), true, Some(START)));
    asha.wait(Seconds::from_days(89));
    assert_eq!(asked(&mut asha), []);
    asha.wait(DAY);
    assert_eq!(asked(&mut asha), [due(ids[0]), due(ids[1])]);
    assert_eq!(asked(&mut asha), [], "it is asked once");
    let falls_back = Some(asha.now.saturating_add(Seconds::from_days(14)));
    assert_eq!(shared(&mut asha, ids[0]).consent, Consent::Due { since: asha.now, falls_back });
}

#[test]
fn a_contact_from_before_there_were_records_is_asked_about_from_the_first_look_on() {
    let mut asha = worker();
    let ids = people(&mut asha);
    asha.vault.retain(|key, _| key.kind != CONSENT);
    asha.wait(Seconds::from_days(400));
    assert_eq!(asked(&mut asha), [], "nobody was asked before, so it begins now");
    asha.wait(Seconds::from_days(90));
    assert_eq!(asked(&mut asha), [due(ids[0]), due(ids[1])]);
}

#[test]
fn without_an_answer_places_stop_after_fourteen_days_and_alerts_sos_and_steps_go_on() {
    let mut asha = armed(false);
    let ids = people(&mut asha);
    asha.wait(Seconds::from_days(90));
    assert_eq!(asked(&mut asha), [due(ids[0]), due(ids[1])]);
    asha.step(|e, now, _| e.renew_consent(now, ids[1])).unwrap();
    let uploads = asha.uploads.len();
    asha.wait(Seconds::from_days(14).saturating_sub(Seconds::new(1)));
    assert_eq!(asked(&mut asha), []);
    asha.wait(Seconds::new(1));
    assert_eq!(asked(&mut asha), [lapsed(ids[0])]);
    let (silent, answered) = (shared(&mut asha, ids[0]), shared(&mut asha, ids[1]));
    assert_eq!((silent.gets_now, answered.gets_now), (Sharing::OnRelease, Sharing::Always));
    assert_eq!(silent.consent, Consent::Lapsed { since: asha.now });
    assert_eq!((silent.had.places_until, silent.as_agreed), (Some(asha.now), false));
    assert_eq!(silent.at_steps.len(), 3, "the steps of the plan are as they were");
    assert!(silent.at_steps[1].places && answered.at_steps[0].places);
    asha.run_obeyed();
    assert_eq!(asha.uploads.len(), uploads, "nothing of the plan has changed");
    // A check-in still goes to both, and so does a call for help, with its places.
    let here = place(asha.now);
    let sos = SosDraft { place: Some(here), ..SosDraft::default() };
    let check_in = asha.check_in();
    let sos = asha.step(|e, now, rng| e.raise_sos(now, &sos, rng)).unwrap();
    let queue = asha.engine().queue().unwrap();
    for id in [check_in, sos] {
        assert_eq!(queue.iter().find(|item| item.id == id).unwrap().deliveries.len(), 2);
    }
    assert_eq!(shared(&mut asha, ids[0]).had.sos_places, Some(asha.now));
}

#[test]
fn a_clock_that_is_set_back_puts_no_question_off() {
    let mut asha = worker();
    let ids = people(&mut asha);
    for _ in 0..3 {
        // Thirty days pass; then the clock is set back by twenty-nine and a half.
        asha.wait(Seconds::from_days(29));
        assert_eq!(asked(&mut asha), []);
        asha.now = asha.now.saturating_sub(Seconds::from_days(30));
        assert_eq!(asked(&mut asha), []);
        asha.wait(DAY);
        asked(&mut asha);
    }
    assert!(asha.now < START.saturating_add(DAY), "by the phone's clock no time has passed at all");
    assert!(matches!(shared(&mut asha, ids[0]).consent, Consent::Due { .. }));
    asha.now = START.saturating_sub(Seconds::from_days(3_000));
    assert_eq!(asked(&mut asha), []);
    asha.wait(Seconds::from_days(14));
    assert_eq!(asked(&mut asha), [lapsed(ids[0]), lapsed(ids[1])]);
}

#[test]
fn a_clock_set_ten_years_ahead_asks_at_once_ends_nothing_at_once_and_asks_again_in_ninety_days() {
    let mut asha = worker();
    let ids = people(&mut asha);
    asha.wait(Seconds::from_days(3_650));
    assert_eq!(asked(&mut asha), [due(ids[0]), due(ids[1])]);
    assert_eq!(asked(&mut asha), [], "nothing ends before the question has stood for fourteen days");
    assert_eq!(shared(&mut asha, ids[0]).gets_now, Sharing::Always);
    // Put right again, and answered: the next question comes ninety days after that, not in ten years.
    asha.now = START.saturating_add(DAY);
    asked(&mut asha);
    for id in &ids {
        asha.step(|e, now, _| e.renew_consent(now, *id)).unwrap();
    }
    asha.wait(Seconds::from_days(89));
    assert_eq!(asked(&mut asha), []);
    asha.wait(DAY);
    assert_eq!(asked(&mut asha), [due(ids[0]), due(ids[1])]);
}

#[test]
fn an_answer_gives_nothing_back_that_has_lapsed_and_a_new_choice_does() {
    let mut asha = worker();
    let ben = people(&mut asha)[0];
    asha.wait(Seconds::from_days(90));
    asked(&mut asha);
    asha.wait(Seconds::from_days(14));
    asked(&mut asha);
    asha.step(|e, now, _| e.renew_consent(now, ben)).unwrap();
    let after = shared(&mut asha, ben);
    assert_eq!((after.gets_now, after.as_agreed), (Sharing::OnRelease, true), "agreed to what was shown");
    assert!(matches!(after.consent, Consent::Given { .. }));
    asha.step(|e, now, rng| e.set_sharing(now, ben, Sharing::Always, rng)).unwrap();
    let after = shared(&mut asha, ben);
    assert_eq!((after.gets_now, after.had.places_until), (Sharing::Always, None));
    assert_eq!(after.had.places_from, Some(START), "since when, the first time");
}

#[test]
fn who_is_not_told_places_openly_is_asked_about_again_and_again_and_loses_nothing() {
    let mut asha = worker();
    let ids = people(&mut asha);
    for id in &ids {
        asha.step(|e, now, rng| e.set_sharing(now, *id, Sharing::OnRelease, rng)).unwrap();
    }
    for _ in 0..3 {
        asha.wait(Seconds::from_days(90));
        assert_eq!(asked(&mut asha), [due(ids[0]), due(ids[1])]);
        let standing = shared(&mut asha, ids[0]).consent;
        assert_eq!(standing, Consent::Due { since: asha.now, falls_back: None });
    }
    assert_eq!(shared(&mut asha, ids[0]).gets_now, Sharing::OnRelease);
}

#[test]
fn the_phone_is_woken_for_a_question_and_for_the_end_of_its_time() {
    let mut asha = worker();
    // Far enough in the past that no sync of its own is due before.
    let wake = |phone: &mut Phone| {
        let now = phone.now;
        phone.engine().next_deadline(now)
    };
    asha.wait(Seconds::from_days(90).saturating_sub(Seconds::new(60)));
    asha.run_obeyed();
    assert_eq!(wake(&mut asha), asha.now.saturating_add(Seconds::new(60)));
    asha.wait(Seconds::new(60));
    assert_eq!(asked(&mut asha).len(), 2);
    asha.wait(Seconds::from_days(14).saturating_sub(Seconds::new(60)));
    asha.run_obeyed();
    assert_eq!(wake(&mut asha), asha.now.saturating_add(Seconds::new(60)));
}

#[test]
fn taking_places_back_leaves_them_out_of_the_next_check_in_the_next_sos_and_every_step() {
    let mut asha = armed(false);
    let ids = people(&mut asha);
    let send_ids: Vec<_> =
        asha.uploads.last().unwrap().1.persons.iter().map(|person| person.send_id).collect();
    let draft = CheckInDraft::new(CheckInState::Ok).with_place(place(asha.now));
    asha.step(|e, now, rng| e.check_in(now, &draft, rng)).unwrap();
    let taken = revoke(&mut asha, ids[0], What::Places);
    assert_eq!(taken.sealed_before, 1, "what was sealed before goes as it is, and it is said");
    assert_eq!(taken.plan, PlanState::Saved, "until the relay has the new plan it goes by the old one");
    assert_eq!((taken.had.places_from, taken.had.places_until), (Some(START), Some(asha.now)));
    asha.run_obeyed();
    let (_, plan) = asha.uploads.last().unwrap();
    let places = |at: usize| plan.persons.iter().find(|p| p.send_id == send_ids[at]).unwrap().places;
    assert_eq!((places(0), places(1).bits()), (StepSet::NONE, 0b110));
    let after = shared(&mut asha, ids[0]);
    assert_eq!((after.gets_now, after.plan, after.as_agreed), (Sharing::Never, PlanState::AtRelay, true));
    assert!(after.at_steps.iter().all(|step| !step.places) && after.at_steps.len() == 3);
    asha.wait(Seconds::new(60));
    let sos = SosDraft { place: Some(place(asha.now)), ..SosDraft::default() };
    asha.step(|e, now, rng| e.raise_sos(now, &sos, rng)).unwrap();
    assert_eq!(shared(&mut asha, ids[0]).had.sos_places, None);
    assert_eq!(shared(&mut asha, ids[1]).had.sos_places, Some(asha.now));
}

#[test]
fn taking_the_dossier_back_deals_new_shares_to_the_others_and_leaves_alerts_and_places() {
    let mut asha = armed(true);
    let ids = people(&mut asha);
    let last = |phone: &Phone| phone.uploads.last().unwrap().1.dossier.as_ref().map(|d| d.generation);
    let before = last(&asha).unwrap();
    assert!(shared(&mut asha, ids[0]).at_steps[2].dossier.is_some());
    revoke(&mut asha, ids[0], What::Dossier);
    asha.run_obeyed();
    assert!(last(&asha).unwrap() > before, "the shares that were dealt before open nothing");
    let given: Vec<u8> =
        asha.uploads.last().unwrap().1.persons.iter().map(|person| person.dossier.bits()).collect();
    assert_eq!(given, [0, 0b100]);
    let after = shared(&mut asha, ids[0]);
    assert!(after.dossier_kept_back && after.as_agreed && after.at_steps[2].dossier.is_none());
    assert!(after.at_steps[1].places && after.gets_now == Sharing::Always);
    assert!(!after.at_steps[2].words.contains("files"), "and the words promise them none");
    revoke(&mut asha, ids[1], What::Dossier);
    asha.run_obeyed();
    assert_eq!(last(&asha), None, "nobody gets it, so the relay is given nothing of it");
    asha.step(|e, now, rng| e.allow_dossier(now, ids[0], rng)).unwrap();
    asha.run_obeyed();
    assert!(shared(&mut asha, ids[0]).at_steps[2].dossier.is_some());
    assert!(shared(&mut asha, ids[1]).at_steps.last().unwrap().dossier.is_none());
}

#[test]
fn taking_all_back_removes_the_contact_who_is_told_so_and_shows_what_they_had() {
    let mut asha = armed(false);
    let ids = people(&mut asha);
    revoke(&mut asha, ids[0], What::All);
    asha.run_obeyed();
    let after = shared(&mut asha, ids[0]);
    assert_eq!((after.status, after.gets_now), (ContactStatus::Removed, Sharing::Never));
    assert_eq!((after.consent, after.at_steps.len()), (Consent::Ended, 0));
    assert_eq!((after.had.places_from, after.had.places_until), (Some(START), Some(asha.now)));
    assert_eq!(asha.uploads.last().unwrap().1.persons.len(), 1);
    let error = asha.step(|e, now, _| e.renew_consent(now, ids[0])).unwrap_err();
    assert!(matches!(error, EngineError::NotFound { .. }));
    asha.wait(Seconds::from_days(90));
    assert_eq!(asked(&mut asha), [due(ids[1])], "nobody is asked about who was removed");
}

#[test]
fn what_steps_gave_a_contact_is_shown_to_the_worker_who_comes_back() {
    let mut asha = armed(true);
    let ids = people(&mut asha);
    asha.wait(Seconds::from_days(3));
    asha.check_in();
    let told = |group: &wayhome_protocol::group::Group| {
        let word = TimerWord::new(TimerState::Told, wayhome_protocol::plan_steps::Step::new(3));
        match group.timer.is_noop() {
            true => obeyed(group),
            false => SyncAnswer { word, ..obeyed(group) },
        }
    };
    asha.run_with(&mut Run::now(), told);
    let had = shared(&mut asha, ids[0]).had.steps;
    let seen: Vec<_> = had.iter().map(|had| (had.step, had.places, had.dossier)).collect();
    assert_eq!(seen, [(1, false, false), (2, true, false), (3, true, true)]);
    let others: Vec<u8> = shared(&mut asha, ids[1]).had.steps.iter().map(|had| had.step).collect();
    assert_eq!(others, [2, 3], "the first step was not for them");
    revoke(&mut asha, ids[0], What::Dossier);
    assert_eq!(shared(&mut asha, ids[0]).had.steps, had, "what they had stays written");
}

#[test]
fn taking_something_back_from_one_says_nothing_of_what_others_get() {
    let mut asha = armed(true);
    let ids = people(&mut asha);
    asha.step(|e, _, _| e.set_dossier_field(DossierField::RECRUITER, "Ravi")).unwrap();
    asha.step(|e, now, rng| e.seal_dossier(now, rng)).unwrap();
    asha.run_obeyed();
    assert!(ids.iter().all(|id| !shared(&mut asha, *id).as_agreed));
    revoke(&mut asha, ids[0], What::Places);
    assert!(shared(&mut asha, ids[0]).as_agreed, "the worker has just looked at what this one gets");
    assert!(!shared(&mut asha, ids[1]).as_agreed, "nobody agreed to what this one gets");
    revoke(&mut asha, ids[0], What::All);
    assert!(!shared(&mut asha, ids[1]).as_agreed);
}

#[test]
fn what_has_changed_since_the_worker_agreed_is_marked() {
    let mut asha = armed(true);
    let ben = people(&mut asha)[0];
    assert!(shared(&mut asha, ben).as_agreed);
    asha.step(|e, _, _| e.set_dossier_field(DossierField::RECRUITER, "Ravi")).unwrap();
    asha.step(|e, now, rng| e.seal_dossier(now, rng)).unwrap();
    assert!(shared(&mut asha, ben).as_agreed, "it is not at the relay yet");
    asha.run_obeyed();
    assert!(!shared(&mut asha, ben).as_agreed, "the dossier opens more than was agreed to");
    asha.step(|e, now, _| e.renew_consent(now, ben)).unwrap();
    assert!(shared(&mut asha, ben).as_agreed);
}
