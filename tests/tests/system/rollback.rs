//! Old copies put back: of the worker's store, of a contact's, of the relay's.

use wayhome::{DeliveryState, EventKind, ReplyDraft};
use wayhome_tests::world::Family;
use wayhome_tests::{HOUR, MINUTE, Person, World};

/// Asha has checked in and synced since the copy of her store was made; then the copy is put back, offline.
fn put_back_yesterdays_store(seed: u64) -> (World, Family) {
    put_back_yesterdays(seed, |_| {})
}

/// The same, after something was done with Asha's phone just before.
fn put_back_yesterdays(seed: u64, before: impl FnOnce(&mut Person)) -> (World, Family) {
    let (mut world, family) = World::family(seed);
    let asha = family.asha;
    world.check_in(asha, "before the copy");
    world.settle();
    let copy = world.store_bytes(asha);
    let copied = world.clock.now();
    world.run_for(HOUR);
    for number in 0..3 {
        world.check_in(asha, &format!("after the copy {number}"));
        world.run_for(40 * MINUTE);
    }
    world.settle();
    world.check_all_arrived();
    for contact in [family.ben, family.chandra] {
        world.take_events(contact);
    }
    world[asha].link.cut();
    before(world.person(asha));
    world.put_back(asha, &copy);
    world.forgive_phone_since(asha, copied);
    (world, family)
}

fn suspects(world: &mut World, contact: wayhome_tests::Who) -> usize {
    let events = world.take_events(contact);
    events.iter().filter(|kind| matches!(kind, EventKind::RollbackSuspected { .. })).count()
}

#[test]
fn an_sos_raised_on_a_store_put_back_before_any_sync_arrives_and_the_rollback_is_noticed() {
    let (mut world, family) = put_back_yesterdays_store(81);
    let asha = family.asha;
    let sos = world.sos(asha, "help");
    assert_eq!(world.state_of(sos, &family.with_ben), DeliveryState::Saved);
    world[asha].link.restore();
    world.run_for(HOUR);
    world.check();
    world.check_all_arrived();
    assert!(suspects(&mut world, family.ben) > 0, "a step was used for two messages");
    assert!(suspects(&mut world, family.chandra) > 0);
    assert_eq!(world[asha].app().health().unwrap().rollbacks, 1);
    let events = world.take_events(asha);
    assert!(events.iter().any(|kind| matches!(kind, EventKind::StoreWasPutBack)));
    // Life goes on, and in the end everything on the phone is with everyone.
    world.check_in(asha, "free");
    world.run_for(HOUR);
    world.look_at_all(family.ben);
    world.look_at_all(family.chandra);
    world.run_for(3 * HOUR);
    world.settle();
    world.check();
    world.check_all_arrived();
    for item in world[asha].vault().queue().unwrap() {
        assert_eq!(item.state, DeliveryState::Opened);
    }
    assert_eq!(suspects(&mut world, family.ben), 0, "once the chains have jumped no step is used twice");
}

#[test]
fn on_a_phone_that_got_the_store_back_by_words_an_sos_before_any_sync_uses_no_step_twice() {
    let (mut world, family) = World::family(85);
    let asha = family.asha;
    let words = wayhome::recovery_words("legal winner thank year wave sausage").unwrap();
    let pin = wayhome_tests::template::pin(&world[asha].profile);
    world[asha].vault().make_recovery_words(&pin, &words, &words).unwrap();
    world.check_in(asha, "before the copy");
    world.settle();
    let copy = world.store_bytes(asha);
    let copied = world.clock.now();
    world.run_for(HOUR);
    for number in 0..3 {
        world.check_in(asha, &format!("after the copy {number}"));
        world.run_for(40 * MINUTE);
    }
    world.settle();
    for contact in [family.ben, family.chandra] {
        world.take_events(contact);
    }
    // The phone is broken; what is left is the copy and a sheet of paper.
    world[asha].link.cut();
    world.recover(asha, &copy, &words);
    world.forgive_phone_since(asha, copied);
    let sos = world.sos(asha, "help");
    world.locked_sos(asha, "and again").unwrap();
    world[asha].link.restore();
    world.run_for(3 * HOUR);
    world.settle();
    world.check();
    world.check_all_arrived();
    assert_eq!(suspects(&mut world, family.ben), 0, "a step was used twice");
    assert_eq!(suspects(&mut world, family.chandra), 0, "a step was used twice");
    assert!(world.state_of(sos, &family.with_ben) >= DeliveryState::AtRelay);
}

#[test]
fn an_sos_raised_on_a_store_put_back_after_a_sync_arrives() {
    let (mut world, family) = put_back_yesterdays(82, Person::lock);
    let asha = family.asha;
    world[asha].link.restore();
    world.sync(asha);
    assert_eq!(world[asha].app().health().unwrap().rollbacks, 1);
    // That it is opened is sealed too, and contacts are told.
    world.person(asha).unlock();
    world.sos(asha, "help");
    world.run_for(HOUR);
    world.check();
    world.check_all_arrived();
    assert_eq!(suspects(&mut world, family.ben), 0, "the chains jumped before anything new was sealed");
}

#[test]
fn an_sos_from_the_locked_screen_of_a_store_put_back_arrives() {
    let (mut world, family) = put_back_yesterdays_store(83);
    let asha = family.asha;
    world.person(asha).lock();
    world.locked_sos(asha, "locked").unwrap();
    world[asha].link.restore();
    world.run_for(HOUR);
    world.locked_sos(asha, "locked, after a sync").unwrap();
    world.run_for(HOUR);
    world.check_all_arrived();
    world.person(asha).unlock();
    world.sos(asha, "open again");
    world.run_for(HOUR);
    world.check();
    world.check_all_arrived();
}

#[test]
fn a_store_put_back_that_has_sealed_more_since_than_was_lost_still_loses_nothing() {
    let (mut world, family) = put_back_yesterdays_store(84);
    let asha = family.asha;
    for number in 0..12 {
        world.check_in(asha, &format!("offline {number}"));
    }
    world.sos(asha, "help");
    world[asha].link.restore();
    world.run_for(HOUR);
    world.check();
    world.check_all_arrived();
    assert!(suspects(&mut world, family.ben) > 0);
}

#[test]
fn a_store_put_back_twice_still_reaches_everyone() {
    let (mut world, family) = World::family(85);
    let asha = family.asha;
    let copy = world.store_bytes(asha);
    let copied = world.clock.now();
    for round in 0..3 {
        world.run_for(HOUR);
        world.check_in(asha, &format!("round {round}"));
        world.sos(asha, &format!("round {round}"));
        world.run_for(HOUR);
        world.check();
        world.check_all_arrived();
        world.put_back(asha, &copy);
        world.forgive_phone_since(asha, copied);
    }
}

#[test]
fn a_contacts_store_put_back_gets_what_comes_after_and_is_heard() {
    let (mut world, family) = World::family(86);
    let (asha, ben) = (family.asha, family.ben);
    world.check_in(asha, "before");
    world.settle();
    let copy = world.store_bytes(ben);
    let sos = world.sos(asha, "after the copy");
    world.settle();
    let worker = family.with_ben.worker_id;
    world[ben].vault().reply(worker, Some(sos), &ReplyDraft::Text("first".to_owned())).unwrap();
    world.settle();
    assert_eq!(world[asha].vault().replies().unwrap().len(), 1);
    world[ben].link.cut();
    world.put_back(ben, &copy);
    world.promises.retain(|promise| promise.id != sos);
    let second = world.sos(asha, "after it was put back");
    world[ben].link.restore();
    world.run_for(HOUR);
    assert!(world.news(ben).contains(&second));
    assert_eq!(world[ben].app().health().unwrap().rollbacks, 1);
    // Replies made after the rollback was noticed reach the worker, on steps that were never used.
    world[ben].vault().reply(worker, Some(second), &ReplyDraft::Text("second".to_owned())).unwrap();
    // The worker's phone asks for far steps in turn, so this may take two days.
    world.run_for(48 * HOUR);
    assert_eq!(world[asha].vault().replies().unwrap().len(), 2);
}

#[test]
fn a_reply_made_on_a_contacts_store_put_back_before_any_sync_arrives() {
    let (mut world, family) = World::family(87);
    let (asha, ben) = (family.asha, family.ben);
    let sos = world.sos(asha, "help");
    world.settle();
    let copy = world.store_bytes(ben);
    let worker = family.with_ben.worker_id;
    world[ben].vault().reply(worker, Some(sos), &ReplyDraft::Text("first".to_owned())).unwrap();
    world.settle();
    world[ben].link.cut();
    world.put_back(ben, &copy);
    world[ben].vault().reply(worker, Some(sos), &ReplyDraft::Text("second".to_owned())).unwrap();
    world[ben].link.restore();
    world.run_for(12 * HOUR);
    world.settle();
    assert_eq!(world[asha].vault().replies().unwrap().len(), 2);
}

#[test]
fn a_relay_put_back_from_an_old_copy_is_sent_what_it_lost() {
    let (mut world, family) = World::family(88);
    let asha = family.asha;
    let backup = world.relay.backup();
    for contact in [family.ben, family.chandra] {
        world[contact].link.cut();
    }
    world.check_in(asha, "at the relay");
    world.sos(asha, "at the relay");
    world.run_for(HOUR);
    world.relay.restore(&backup);
    for contact in [family.ben, family.chandra] {
        world[contact].link.restore();
    }
    world.run_for(2 * HOUR);
    world.check();
    world.check_all_arrived();
    // Whether it was noticed depends on who came first: others may have made up the few numbers it lost. What has no
    // receipt is offered again in either case.
}

#[test]
fn a_relay_put_back_from_an_old_copy_is_sent_even_what_has_left_the_rings() {
    let (mut world, family) = World::family(89);
    let asha = family.asha;
    let backup = world.relay.backup();
    for contact in [family.ben, family.chandra] {
        world[contact].link.cut();
    }
    for number in 0..30 {
        world.check_in(asha, &format!("number {number}"));
        world.run_for(40 * MINUTE);
    }
    world.relay.restore(&backup);
    for contact in [family.ben, family.chandra] {
        world[contact].link.restore();
    }
    world.run_for(3 * HOUR);
    world.check();
    let there = world.news(family.ben);
    let missing = world.promises.iter().filter(|promise| !there.contains(&promise.id)).count();
    assert_eq!(missing, 0, "{missing} of 30 check-ins were not sent again");
}

#[test]
fn a_relay_replaced_by_an_empty_one_is_registered_with_again_and_sent_what_has_no_receipt() {
    let (mut world, family) = World::family(90);
    let asha = family.asha;
    for contact in [family.ben, family.chandra] {
        world[contact].link.cut();
    }
    world.check_in(asha, "at the old relay");
    world.run_for(HOUR);
    world.relay.replace_by_empty();
    world.sos(asha, "at no relay yet");
    for contact in [family.ben, family.chandra] {
        world[contact].link.restore();
    }
    world.run_for(2 * HOUR);
    world.check();
    world.check_all_arrived();
    world[family.ben].vault().reply(family.with_ben.worker_id, None, &ReplyDraft::OnIt).unwrap();
    world.run_for(2 * HOUR);
    world.settle();
    assert_eq!(world[asha].vault().replies().unwrap().len(), 1);
    let health = world[asha].app().health().unwrap();
    assert_eq!((health.pending_registrations, health.refused_registrations), (0, 0));
}

#[test]
fn a_receipt_for_a_message_of_the_lost_time_is_not_taken_for_one_that_used_the_same_key() {
    let (mut world, family) = World::family(91);
    let asha = family.asha;
    world.settle();
    let copy = world.store_bytes(asha);
    let lost = world.check_in(asha, "of the lost time");
    world[family.chandra].link.cut();
    world.sync(asha);
    world.sync(family.ben);
    assert!(world.news(family.ben).contains(&lost), "Ben has it, and his receipt waits at the relay");
    world[family.ben].link.cut();
    world.put_back(asha, &copy);
    world.promises.retain(|promise| promise.id != lost);
    let again = world.check_in(asha, "sealed with the same key");
    world.sync(asha);
    world.sync(asha);
    let queue = world[asha].vault().queue().unwrap();
    let item = queue.iter().find(|item| item.id == again).unwrap();
    let ben = item.deliveries.iter().find(|d| d.contact == family.with_ben.contact_id).unwrap();
    assert!(ben.state <= DeliveryState::AtRelay, "Ben, who is offline, cannot have it: {:?}", ben.state);
}
