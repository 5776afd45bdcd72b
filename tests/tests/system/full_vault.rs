//! A vault without any room left still opens, sends what it accepted and learns what became of it.

use rand::SeedableRng;
use wayhome::{Budget, CheckInDraft, CheckInState, DeliveryState, Error, ReplyDraft};
use wayhome_tests::{World, template};
use wayhome_vault::{Class, Error as VaultError, Place, RecordKey, Store};

#[test]
fn a_full_vault_opens_sends_what_it_accepted_and_leaves_what_it_cannot_take_at_the_relay() {
    let (mut world, family) = World::family(90);
    let asha = family.asha;
    world[asha].link.cut();
    let sos = world.sos(asha, "accepted before the vault was full");
    world.person(asha).stop();
    // Something else fills the slot, the reserve too.
    {
        let mut rng = rand_chacha::ChaCha20Rng::seed_from_u64(90);
        let device = std::sync::Arc::new(world[asha].device.clone());
        let mut store = Store::open(&world[asha].store(), device, &mut rng).unwrap();
        let pin = store.work_out(&template::pin(&world[asha].profile)).unwrap();
        let mut slot = store.unlock(&pin, std::time::Duration::ZERO, &mut rng).unwrap();
        for number in 0..4_000_u16 {
            let mut id = [0; 16];
            id[..2].copy_from_slice(&number.to_be_bytes());
            let mut tx = store.begin(Some(&mut slot)).unwrap();
            let put = tx.slot_put(RecordKey::new(200, id), Place::Own, &[7; 3_000], Class::Urgent);
            match put.and_then(|()| tx.commit(&mut rng).map(drop)) {
                Ok(()) => {}
                Err(VaultError::NoSpace) => break,
                Err(error) => panic!("{error}"),
            }
        }
    }
    world.person(asha).start();
    world.person(asha).unlock();
    let big = CheckInDraft::new(CheckInState::Ok).with_note("x".repeat(1_900));
    let mut refused = 0;
    for _ in 0..4 {
        match world[asha].vault().check_in(&big) {
            Err(Error::NoSpace) => refused += 1,
            Ok(_) => {}
            Err(error) => panic!("{error}"),
        }
    }
    assert!(refused > 0, "a full vault says so");
    world[asha].link.restore();
    let report = world[asha].app().run_once(Budget::now()).unwrap();
    assert_eq!(report.failure, None);
    assert!(report.sent > 0);
    world.settle();
    assert!(world.news(family.ben).contains(&sos));
    let worker = family.with_ben.worker_id;
    world[family.ben].vault().reply(worker, Some(sos), &ReplyDraft::Text("y".repeat(900))).unwrap();
    world.settle();
    world.run(asha, Budget::now());
    world.person(asha).restart();
    let queue = world[asha].vault().queue().unwrap();
    let item = queue.iter().find(|item| item.id == sos).unwrap();
    assert!(item.state >= DeliveryState::Saved);
}
