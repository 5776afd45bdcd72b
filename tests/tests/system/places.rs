//! Who is told where the worker is.

use wayhome::{CheckInDraft, CheckInState, EventId, Place, Sharing, SosDraft};
use wayhome_tests::world::place;
use wayhome_tests::{HOUR, Who, World, people};

fn places_in(world: &World, contact: Who, id: EventId) -> Vec<Place> {
    world.received(contact).into_iter().find(|message| message.id == id).unwrap().places
}

#[test]
fn a_contact_is_told_places_as_the_worker_chose_and_never_before() {
    let mut world = World::new(21);
    let [dalia, ..] = people::others();
    let (asha, always, on_release, never) =
        (world.add(people::asha()), world.add(people::ben()), world.add(people::chandra()), world.add(dalia));
    world.pair(asha, always, Sharing::Always);
    world.pair(asha, on_release, Sharing::OnRelease);
    let pairing = world.pair(asha, never, Sharing::Never);
    world.settle();
    let trail: Vec<Place> = (0..30).map(|number| place(number, world.clock.now())).collect();
    world[asha].vault().note_places(&trail).unwrap();
    let here = place(77, world.clock.now());
    let draft = CheckInDraft::new(CheckInState::Moved).with_place(here);
    let check_in = world.try_check_in(asha, draft.clone()).unwrap();
    let sos = world.try_sos(asha, SosDraft { place: Some(here), ..SosDraft::default() }).unwrap();
    let locked_check_in = world[asha].app().locked_check_in(&draft).unwrap();
    let locked_sos = SosDraft { place: Some(here), ..SosDraft::default() };
    let locked_sos = world[asha].app().locked_sos(&locked_sos).unwrap();
    world.settle();

    assert_eq!(places_in(&world, always, check_in), std::slice::from_ref(&here));
    assert!(!places_in(&world, always, sos).is_empty());
    assert_eq!(places_in(&world, always, locked_sos).len(), 1);
    assert!(!world[always].vault().watched().unwrap()[0].last_places.is_empty());

    assert!(places_in(&world, on_release, check_in).is_empty(), "sealed until a step releases them");
    assert!(places_in(&world, on_release, locked_check_in).is_empty());
    assert!(!places_in(&world, on_release, sos).is_empty(), "an SOS carries its own places");
    let sealed = world.received(on_release).into_iter().find(|message| message.id == check_in).unwrap();
    assert!(sealed.sealed_places);

    for message in world.received(never) {
        assert!(message.places.is_empty(), "{:?} tells a place", message.kind);
    }
    assert!(world[never].vault().watched().unwrap()[0].last_places.is_empty());

    // The worker changes her mind, twice; each choice counts from the next message on.
    world[asha].vault().set_sharing(pairing.contact_id, Sharing::Always).unwrap();
    let told = world.try_check_in(asha, draft.clone()).unwrap();
    world.settle();
    world[asha].vault().set_sharing(pairing.contact_id, Sharing::Never).unwrap();
    let untold = world.try_check_in(asha, draft).unwrap();
    world.run_for(HOUR);
    assert_eq!(places_in(&world, never, told).len(), 1);
    assert!(places_in(&world, never, untold).is_empty());
}
