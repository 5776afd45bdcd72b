//! Random stories: whatever happens, nothing is lost, doubled, forged or claimed too early.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicU64, Ordering};

use rand::{Rng as _, RngExt as _};
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::SeedableRng;
use wayhome::{CheckInDraft, CheckInState, DeliveryState, EventId, EventKind, Received, ReplyDraft};
use wayhome_tests::world::{Family, place};
use wayhome_tests::{Fault, HOUR, MINUTE, Who, World};

/// Stories told in a normal run; `WAYHOME_SEEDS` asks for more or fewer.
const SEEDS: u64 = 200;

#[test]
fn whatever_happens_everything_accepted_reaches_everyone_once_there_is_a_path_of_an_hour() {
    let wanted = std::env::var("WAYHOME_SEEDS").ok().and_then(|text| text.parse().ok()).unwrap_or(SEEDS);
    let first: u64 = std::env::var("WAYHOME_FIRST_SEED").ok().and_then(|text| text.parse().ok()).unwrap_or(1);
    let next = AtomicU64::new(first);
    let threads = std::thread::available_parallelism().map_or(2, usize::from);
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                loop {
                    let seed = next.fetch_add(1, Ordering::SeqCst);
                    if seed >= first + wanted {
                        return;
                    }
                    tell(seed);
                }
            });
        }
    });
}

fn tell(seed: u64) {
    let mut rng = ChaCha20Rng::seed_from_u64(seed);
    let (mut world, family) = World::family(seed);
    world.weather([0, 60, 200, 450][rng.random_range(0..4)]);
    let probed = seed.is_multiple_of(8).then(|| rng.random_range(3..8));
    let steps = rng.random_range(6..16);
    for step in 0..steps {
        act(&mut world, &family, &mut rng);
        world.check();
        if probed == Some(step) {
            check_at_relay_is_true(&mut world, &family);
        }
        if rng.random_bool(0.3) {
            for contact in [family.ben, family.chandra] {
                if world[contact].vault.is_some() {
                    world.take_events(contact);
                }
            }
        }
    }

    // A path of one hour, and nobody needs to be told that it is there.
    world.relay.set_up(true);
    world.clear_skies();
    for who in world.everyone() {
        if world[who].vault.is_none() {
            world.person(who).unlock();
        }
    }
    world.story.tell("from here on there is a path");
    world.run_for(HOUR);
    world.check();
    world.check_all_arrived();

    // Everything is looked at; the receipts find their way back, four at a time, and the world comes to rest.
    for contact in [family.ben, family.chandra] {
        world.look_at_all(contact);
    }
    world.run_for(24 * HOUR);
    world.settle();
    world.check();
    check_rest(&mut world, &family);
}

fn act(world: &mut World, family: &Family, rng: &mut ChaCha20Rng) {
    let people = [family.asha, family.ben, family.chandra];
    let anyone = people[rng.random_range(0..3)];
    let asha = family.asha;
    let open = world[asha].vault.is_some();
    match rng.random_range(0..24) {
        0..=3 if open => {
            let length = if rng.random_bool(0.2) { rng.random_range(600..2_000) } else { 20 };
            let note: String = (0..length).map(|_| char::from(rng.random_range(b'a'..=b'z'))).collect();
            let state = [CheckInState::Ok, CheckInState::Uneasy, CheckInState::Moved][rng.random_range(0..3)];
            let mut draft = CheckInDraft::new(state).with_note(note);
            if rng.random_bool(0.5) {
                draft = draft.with_place(place(rng.random_range(0..500), world.clock.now()));
            }
            world.try_check_in(asha, draft).unwrap();
        }
        4 | 5 if open => drop(world.sos(asha, "help")),
        6 if open => {
            if let Some(sos) = world[asha].vault().open_sos().unwrap().first().copied() {
                world[asha].vault().all_clear(sos).unwrap();
                world.tell(asha, "gives an all clear");
            }
        }
        7 => {
            // With the ring full, the locked screen says so: nothing was accepted then.
            let _ = world.locked_check_in(asha, "from the locked screen");
        }
        8 => drop(world.locked_sos(asha, "locked").is_ok()),
        9 => {
            let here = place(rng.random_range(0..500), world.clock.now());
            world[asha].app().locked_place(&here).unwrap();
        }
        10 | 11 => {
            if world[anyone].link.is_cut() {
                world[anyone].link.restore();
            } else {
                world[anyone].link.cut();
            }
        }
        12 | 13 => {
            let minutes = [1, 10, 40, 100][rng.random_range(0..4)];
            world.run_for(minutes * MINUTE);
        }
        14 | 15 => drop(world.sync(anyone)),
        16 => {
            world.tell(anyone, "restarts");
            world.person(anyone).restart();
        }
        17 => {
            world.tell(anyone, "locks or unlocks");
            if world[anyone].vault.is_some() {
                world.person(anyone).lock();
            } else {
                world.person(anyone).unlock();
            }
        }
        18 => {
            let contact = [family.ben, family.chandra][rng.random_range(0..2)];
            if world[contact].vault.is_some() {
                world.look_at_all(contact);
            }
        }
        19 => reply(world, family, rng),
        20 => {
            let up = rng.random_bool(0.6);
            world.story.tell(if up { "the relay answers" } else { "the relay is down" });
            world.relay.set_up(up);
        }
        21 => {
            world.story.tell("the relay restarts");
            world.relay.restart();
        }
        22 => in_a_second_process(world, asha),
        _ => {
            let fault = Fault::ALL[rng.random_range(0..Fault::ALL.len())];
            world[anyone].link.plan([fault]);
            world.sync(anyone);
        }
    }
}

fn reply(world: &mut World, family: &Family, rng: &mut ChaCha20Rng) {
    let pairing = if rng.random_bool(0.5) { &family.with_ben } else { &family.with_chandra };
    let Some(vault) = &world[pairing.contact].vault else { return };
    let about = world.news(pairing.contact).first().copied();
    let draft = if rng.random_bool(0.5) {
        ReplyDraft::OnIt
    } else {
        ReplyDraft::Text(format!("reply {}", rng.next_u32()))
    };
    vault.reply(pairing.worker_id, about, &draft).unwrap();
    world.tell(pairing.contact, "replies");
}

fn in_a_second_process(world: &mut World, asha: Who) {
    let (app, vault) = world[asha].second_process();
    let draft = CheckInDraft::new(CheckInState::Ok).with_note("from a second process");
    let id = vault.check_in(&draft).unwrap();
    drop((app, vault));
    world.promises.push(wayhome_tests::world::Promise {
        worker: asha,
        id,
        sos: false,
        note: draft.note,
        at: world.clock.now(),
        circle: world.pairings.iter().map(|pairing| pairing.contact).collect(),
        rolled_back: false,
    });
    world.tell(asha, "checks in from a second process");
}

/// What shows as *at relay* can really be had from there, or was fetched before.
fn check_at_relay_is_true(world: &mut World, family: &Family) {
    for pairing in [&family.with_ben, &family.with_chandra] {
        let Some(vault) = &world[pairing.worker].vault else { return };
        let claimed: BTreeSet<EventId> = vault
            .queue()
            .unwrap()
            .into_iter()
            .filter(|item| {
                let delivery = item.deliveries.iter().find(|d| d.contact == pairing.contact_id);
                delivery.is_some_and(|delivery| delivery.state >= DeliveryState::AtRelay)
            })
            .map(|item| item.id)
            .collect();
        let was_open = world[pairing.contact].vault.is_some();
        let there = world.within_reach(pairing.contact);
        assert_eq!(world[pairing.contact].vault.is_some(), was_open);
        let untrue: Vec<_> = claimed.difference(&there).collect();
        assert!(untrue.is_empty(), "{} messages are not at the relay as shown", untrue.len());
    }
}

fn check_rest(world: &mut World, family: &Family) {
    let asha = family.asha;
    for item in world[asha].vault().queue().unwrap() {
        let (kind, number) = (item.kind, item.counter);
        // What the lobby learnt of the locked screen's messages while no vault was open it could tell nobody: of them
        // the worker sees "at relay" at least, and the contacts know more.
        let least = if item.locked { DeliveryState::AtRelay } else { DeliveryState::Opened };
        assert!(item.state >= least, "{kind:?} number {number} is not done, but {:?}", item.state);
        for contact in [family.ben, family.chandra] {
            let opened = |message: &Received| message.id == item.id && message.opened;
            let opened = world.received(contact).iter().any(opened);
            assert!(opened || !item.locked, "{kind:?} number {number} of the locked screen was not opened");
        }
    }
    let open: BTreeSet<EventId> = world[asha].vault().open_sos().unwrap().into_iter().collect();
    for pairing in [&family.with_ben, &family.with_chandra] {
        let watched = world[pairing.contact].vault().watched().unwrap();
        let theirs: BTreeSet<EventId> = watched[0].open_sos.iter().copied().collect();
        assert_eq!(theirs, open, "{} knows which SOS are open", world[pairing.contact].name());
        let events = world.take_events(pairing.contact);
        let handled = world[pairing.contact].handled.iter().map(|event| &event.kind);
        let suspected = events
            .iter()
            .chain(handled)
            .any(|kind| matches!(kind, EventKind::RollbackSuspected { .. } | EventKind::StoreWasPutBack));
        assert!(!suspected, "nobody was rolled back");
    }
    assert_eq!(world[asha].app().health().unwrap().rollbacks, 0);
    assert_eq!(world.restless, 0, "no phone is kept awake for nothing");
    world.check();
}

#[test]
fn the_checks_of_these_stories_can_fail() {
    // A promise that no phone ever made is missed at once, on the phone and at the contact.
    let (mut world, family) = World::family(7);
    world.check_in(family.asha, "true");
    world.settle();
    world.check();
    world.check_all_arrived();
    let mut promise = world.promises[0].clone();
    promise.id = EventId::from_bytes([9; 16]);
    world.promises.push(promise);
    let caught = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| world.check()));
    assert!(caught.is_err(), "a lost message is noticed");
    let caught = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| world.check_all_arrived()));
    assert!(caught.is_err(), "a message that did not arrive is noticed");
    world.promises.clear();
    let caught = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| world.check()));
    assert!(caught.is_err(), "a message that nobody sent is noticed");
}
