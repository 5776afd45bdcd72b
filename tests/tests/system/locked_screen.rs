//! What works without a PIN.

use wayhome::{CheckInDraft, CheckInState, DeliveryState, Error, MessageKind, SosDraft};
use wayhome_tests::world::place;
use wayhome_tests::{HOUR, World};

#[test]
fn what_the_locked_screen_sends_reaches_the_circle_and_is_seen_by_the_vault_later() {
    let (mut world, family) = World::family(11);
    let asha = family.asha;
    world.person(asha).lock();
    world[asha].link.cut();
    let check_in = world.locked_check_in(asha, "locked and fine").unwrap();
    let sos = world.locked_sos(asha, "locked and not fine").unwrap();
    let here = place(5, world.clock.now());
    world[asha].app().locked_place(&here).unwrap();
    // The phone dies, locked, and comes back, locked.
    world.person(asha).start();
    let items = world[asha].app().locked_items().unwrap();
    assert_eq!(items.len(), 2);
    assert!(items.iter().all(|item| item.state == DeliveryState::Saved));
    world[asha].link.restore();
    world.run_for(HOUR);
    let items = world[asha].app().locked_items().unwrap();
    assert!(items.iter().all(|item| item.state == DeliveryState::AtRelay));
    for contact in [family.ben, family.chandra] {
        assert_eq!(world.news(contact), [sos, check_in]);
    }

    world.person(asha).unlock();
    let queue = world[asha].vault().queue().unwrap();
    let mine: Vec<_> = queue.iter().filter(|item| item.locked).collect();
    assert_eq!(mine.len(), 2);
    assert!(mine.iter().any(|item| item.id == sos && item.kind == MessageKind::Sos));
    assert!(world[asha].vault().places().unwrap().contains(&here));
    assert_eq!(world[asha].vault().open_sos().unwrap(), [sos]);
    for contact in [family.ben, family.chandra] {
        world.look_at_all(contact);
    }
    world.run_for(2 * HOUR);
    world.settle();
    world.check();
    for (contact, pairing) in [(family.ben, &family.with_ben), (family.chandra, &family.with_chandra)] {
        let received = world[contact].vault().received(None).unwrap();
        for id in [sos, check_in] {
            assert!(received.iter().any(|message| message.id == id && message.opened));
            // What the lobby learnt while no vault was open it could tell nobody: the worker sees "at relay" at least.
            assert!(world.state_of(id, pairing) >= DeliveryState::AtRelay);
        }
    }
}

#[test]
fn the_last_place_of_the_locked_screen_is_sent_when_a_vault_that_wants_it_so_is_opened() {
    for wanted in [true, false] {
        let (mut world, family) = World::family(14);
        let asha = family.asha;
        assert!(!world[asha].vault().sends_last_place().unwrap(), "off at first");
        world[asha].vault().set_sends_last_place(wanted).unwrap();
        world.person(asha).lock();
        for number in 5..8 {
            let here = place(number, world.clock.now());
            world[asha].app().locked_place(&here).unwrap();
        }
        world.run_for(HOUR);
        let places = |world: &World, contact| -> Vec<_> {
            world[contact].vault().watched().unwrap().remove(0).last_places
        };
        assert!(places(&world, family.ben).is_empty(), "nothing goes while it is locked");
        let last = place(7, world.clock.now());
        world.person(asha).unlock();
        world.run_for(HOUR);
        world.settle();
        for contact in [family.ben, family.chandra] {
            let known = places(&world, contact);
            let found = known.iter().any(|known| known.latitude_e7() == last.latitude_e7());

            assert_eq!(found, wanted);
        }
        // Opened again, with no place noted since, it sends none.
        let sent = |world: &World| {
            let received = world[family.ben].vault().received(None).unwrap();
            received.iter().filter(|message| message.kind == MessageKind::LastPlace).count()
        };
        assert_eq!(sent(&world), usize::from(wanted));
        world.person(asha).lock();
        world.person(asha).unlock();
        world.settle();
        assert_eq!(sent(&world), usize::from(wanted));
        world.check();
    }
}

#[test]
fn a_full_locked_screen_says_so_keeps_four_places_for_sos_and_loses_nothing() {
    let (mut world, family) = World::family(12);
    let asha = family.asha;
    world.person(asha).lock();
    world[asha].link.cut();
    for number in 0..12 {
        world.locked_check_in(asha, &format!("number {number}")).unwrap();
    }
    let refused = world[asha].app().locked_check_in(&CheckInDraft::new(CheckInState::Ok));
    assert!(matches!(refused, Err(Error::Full)), "{refused:?}");
    for number in 0..4 {
        world.locked_sos(asha, &format!("call {number}")).unwrap();
    }
    assert!(matches!(world[asha].app().locked_sos(&SosDraft::default()), Err(Error::Full)));
    world[asha].link.restore();
    world.run_for(HOUR);
    world.check_all_arrived();
    world.locked_check_in(asha, "there is room again").unwrap();
    world.person(asha).unlock();
    world.settle();
    world.check();
    world.check_all_arrived();
}
