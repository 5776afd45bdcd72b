//! A worker is offline, calls for help, comes back; her people get it all.

use wayhome::{DeliveryState, EventKind, ReplyDraft, ReplyKind};
use wayhome_tests::{HOUR, World};

#[test]
fn what_was_accepted_offline_arrives_sos_first_and_every_state_is_true_when_shown() {
    let (mut world, family) = World::family(1);
    let (asha, ben, chandra) = (family.asha, family.ben, family.chandra);
    world[asha].link.cut();
    let first = world.check_in(asha, "on the bus");
    world.run_for(2 * HOUR);
    let second = world.check_in(asha, "they took my passport");
    world.run_for(2 * HOUR);
    let third = world.check_in(asha, "a house outside the town");
    let sos = world.sos(asha, "locked in");
    let all = [first, second, third, sos];
    let state = |world: &World, id, pairing| world.state_of(id, pairing);

    // Hours go by: everything is saved, and nothing more is claimed.
    world.run_for(3 * HOUR);
    world.check();
    assert!(all.iter().all(|id| state(&world, *id, &family.with_ben) == DeliveryState::Saved));
    assert!(world.news(ben).is_empty() && world.news(chandra).is_empty());

    // The phone dies and comes back; then the network does. The contacts' phones sleep.
    world.person(asha).restart();
    world.check();
    world[ben].link.cut();
    world[chandra].link.cut();
    world[asha].link.restore();
    world.sync(asha);
    for id in all {
        assert_eq!(state(&world, id, &family.with_ben), DeliveryState::AtRelay);
        assert_eq!(state(&world, id, &family.with_chandra), DeliveryState::AtRelay);
    }
    assert!(world.news(ben).is_empty());

    // Ben's phone fetches; Chandra's does not.
    world[ben].link.restore();
    world.sync(ben);
    assert_eq!(state(&world, sos, &family.with_ben), DeliveryState::AtRelay, "the receipt is not there yet");
    assert_eq!(world.news(ben), [sos, first, second, third], "the SOS first, then check-ins by counter");
    let told: Vec<_> =
        world.take_events(ben).into_iter().map(|event| std::mem::discriminant(&event)).collect();
    let worker = family.with_ben.worker_id;
    let expected = [
        EventKind::SosReceived { worker, message: sos },
        EventKind::CheckInReceived { worker, message: first },
    ];
    assert_eq!(told.first(), Some(&std::mem::discriminant(&expected[0])), "the SOS arrived first");
    assert_eq!(told.iter().filter(|kind| **kind == std::mem::discriminant(&expected[1])).count(), 3);
    world.sync(asha);
    world.check();
    for id in all {
        assert_eq!(state(&world, id, &family.with_ben), DeliveryState::Fetched);
        assert_eq!(state(&world, id, &family.with_chandra), DeliveryState::AtRelay);
    }

    // Ben opens the SOS and answers.
    world[ben].vault().mark_opened(sos).unwrap();
    world[ben].vault().reply(worker, Some(sos), &ReplyDraft::OnIt).unwrap();
    world[ben].vault().reply(worker, Some(sos), &ReplyDraft::Text("the police know".to_owned())).unwrap();
    world.sync(ben);
    assert_eq!(state(&world, sos, &family.with_ben), DeliveryState::Fetched);
    world.sync(asha);
    assert_eq!(state(&world, sos, &family.with_ben), DeliveryState::Opened);
    assert_eq!(state(&world, first, &family.with_ben), DeliveryState::Fetched);
    let replies = world[asha].vault().replies().unwrap();
    let words: Vec<&ReplyKind> = replies.iter().map(|reply| &reply.kind).collect();
    assert!(words.contains(&&ReplyKind::OnIt));
    assert!(words.contains(&&ReplyKind::Text("the police know".to_owned())));
    assert!(
        replies.iter().all(|reply| reply.about == Some(sos) && reply.contact == family.with_ben.contact_id)
    );

    // Chandra's phone comes back too: an hour is enough for all there is. Receipts come back four at a time.
    world[chandra].link.restore();
    world.run_for(HOUR);
    world.look_at_all(ben);
    world.look_at_all(chandra);
    world.run_for(12 * HOUR);
    world.check();
    world.check_all_arrived();
    for id in all {
        assert_eq!(state(&world, id, &family.with_ben), DeliveryState::Opened);
        assert_eq!(state(&world, id, &family.with_chandra), DeliveryState::Opened);
    }
    assert_eq!(world.restless, 0, "no phone is kept awake for nothing");
}

#[test]
fn events_wait_until_they_are_handled_across_restarts() {
    let (mut world, family) = World::family(2);
    let (asha, ben) = (family.asha, family.ben);
    let ids = [world.check_in(asha, "one"), world.check_in(asha, "two"), world.sos(asha, "three")];
    world.settle();
    let mut seen = Vec::new();
    while let Some(event) = world[ben].vault().next_event().unwrap() {
        // The app dies before it has handled it: the same event is first again.
        world.person(ben).restart();
        assert_eq!(world[ben].vault().next_event().unwrap(), Some(event.clone()));
        world[ben].vault().event_handled(event.number).unwrap();
        world[ben].vault().event_handled(event.number).unwrap();
        seen.push(event);
    }
    assert!(seen.windows(2).all(|pair| pair[0].number < pair[1].number));
    let messages: Vec<_> = seen
        .iter()
        .filter_map(|event| match event.kind {
            EventKind::SosReceived { message, .. } | EventKind::CheckInReceived { message, .. } => {
                Some(message)
            }
            _ => None,
        })
        .collect();
    assert_eq!(messages, [ids[2], ids[0], ids[1]]);
    world.person(ben).restart();
    assert_eq!(world[ben].vault().next_event().unwrap(), None);
}
