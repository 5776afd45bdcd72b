//! Consent, with a relay and the contacts' own phones: what they are told when nobody answers, and after it was taken
//! back.

use wayhome::{
    CheckInDraft, CheckInState, Consent, EventId, EventKind, Place, PlanDraft, PlanState, Sharing, SosDraft,
    What,
};
use wayhome_tests::world::place;
use wayhome_tests::{HOUR, Who, World, people};

const DAY: u64 = 24 * HOUR;

fn places_in(world: &World, contact: Who, id: EventId) -> Vec<Place> {
    world.received(contact).into_iter().find(|message| message.id == id).expect("it came").places
}

fn of_consent(events: Vec<EventKind>) -> Vec<EventKind> {
    let of_consent =
        |kind: &EventKind| matches!(kind, EventKind::ConsentDue { .. } | EventKind::ConsentLapsed { .. });
    events.into_iter().filter(of_consent).collect()
}

#[test]
fn who_was_told_every_place_is_told_none_a_fortnight_after_the_question_but_every_sos() {
    let mut world = World::new(881);
    let (asha, ben) = (world.add(people::asha()), world.add(people::ben()));
    let pairing = world.pair(asha, ben, Sharing::Always);
    let contact = pairing.contact_id;
    world.settle();
    let here = place(77, world.clock.now());
    let draft = CheckInDraft::new(CheckInState::Ok).with_place(here);
    let before = world.try_check_in(asha, draft.clone()).unwrap();
    world.settle();
    assert_eq!(places_in(&world, ben, before), std::slice::from_ref(&here));
    // The phone lies in a drawer for three months; it is unlocked, and asks.
    world.person(asha).lock();
    world.clock.advance(90 * DAY);
    world.person(asha).unlock();
    assert_eq!(of_consent(world.take_events(asha)), [EventKind::ConsentDue { contact }]);
    let asked = world[asha].vault().shared_with(contact).unwrap();
    assert!(matches!(asked.consent, Consent::Due { falls_back: Some(_), .. }));
    let told = world.try_check_in(asha, draft.clone()).unwrap();
    world.settle();
    assert_eq!(places_in(&world, ben, told).len(), 1, "the question has a fortnight to stand");
    // It is set back a year in between, which changes nothing.
    world[asha].clock.set_offset(-365 * DAY as i64);
    world[asha].vault().next_event().unwrap();
    world.person(asha).lock();
    world.clock.advance(14 * DAY);
    world.person(asha).unlock();
    assert_eq!(of_consent(world.take_events(asha)), [EventKind::ConsentLapsed { contact }]);
    world[asha].clock.set_offset(0);
    let untold = world.try_check_in(asha, draft).unwrap();
    let sos = world.try_sos(asha, SosDraft { place: Some(here), ..SosDraft::default() }).unwrap();
    world.settle();
    assert!(places_in(&world, ben, untold).is_empty(), "the check-in came, without its place");
    assert!(!places_in(&world, ben, sos).is_empty(), "a call for help is as it was");
    let shared = world[asha].vault().shared_with(contact).unwrap();
    assert_eq!(shared.gets_now, Sharing::OnRelease);
    assert!(shared.had.places_from.is_some() && shared.had.places_until.is_some());
    assert!(shared.had.sos_places.is_some());
}

#[test]
fn a_contact_from_whom_places_were_taken_back_is_told_the_step_and_no_place() {
    let (mut world, family) = World::family(882);
    let asha = family.asha;
    let draft = PlanDraft::transit();
    world.arm(asha, &draft);
    let here = place(5, world.clock.now());
    world.try_check_in(asha, CheckInDraft::new(CheckInState::Ok).with_place(here)).unwrap();
    world.settle();
    let contact = family.with_ben.contact_id;
    let revoked = world[asha].vault().revoke(contact, What::Places).unwrap();
    assert_eq!((revoked.sealed_before, revoked.plan), (0, PlanState::Saved));
    world.settle();
    let shared = world[asha].vault().shared_with(contact).unwrap();
    assert_eq!((shared.plan, shared.gets_now), (PlanState::AtRelay, Sharing::Never));
    let locked = SosDraft { place: Some(here), ..SosDraft::default() };
    let locked = world[asha].app().locked_sos(&locked).unwrap();
    world.settle();
    assert!(places_in(&world, family.ben, locked).is_empty(), "from the locked screen neither");
    for who in [family.ben, family.chandra] {
        world.take_events(who);
    }
    world[asha].link.cut();
    world.run_for(14 * HOUR);
    let opened = |events: &[EventKind]| events.iter().any(|e| matches!(e, EventKind::PlacesOpened { .. }));
    let told = |events: &[EventKind]| {
        events.iter().any(|e| matches!(e, EventKind::StepTold { step: 2, drill: false, .. }))
    };
    let (ben, chandra) = (world.take_events(family.ben), world.take_events(family.chandra));
    assert!(told(&ben) && !opened(&ben), "{ben:?}");
    assert!(told(&chandra) && opened(&chandra), "{chandra:?}");
}
