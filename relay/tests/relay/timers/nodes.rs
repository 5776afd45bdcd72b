//! Several nodes over one database, and nodes that die at their work.

use std::sync::Barrier;
use std::time::Duration;

use rand::CryptoRng;
use wayhome_protocol::keys::RelaySecret;
use wayhome_protocol::time::Seconds;
use wayhome_protocol::timer::TimerCommand;
use wayhome_relay::storage::{SqliteStorage, Storage, StorageError, Work};
use wayhome_relay::{Limits, Moment, Relay};

use super::{DAY, MINUTE, TIMER, armed, ben, chandra, control, hours};
use crate::people::{World, chance};

/// One more node over the files of a world, started at the same moment.
fn node(world: &World, rng: &mut impl CryptoRng) -> Relay<SqliteStorage> {
    let path = world.folder.path().join("relay.sqlite");
    let storage = SqliteStorage::open(&path, Limits::default().database_mib).unwrap();
    let now = Moment { wall: world.now, running: Duration::ZERO };
    Relay::open(storage, RelaySecret::from_bytes([5; 32]), Limits::default(), now, rng).unwrap()
}

#[test]
fn two_nodes_that_find_a_step_due_at_the_same_time_tell_it_once() {
    for round in 0..5 {
        let mut world = armed();
        world.pass(DAY.saturating_sub(Seconds::new(30)));
        let start = Moment { wall: world.now, running: Duration::ZERO };
        let together = Barrier::new(3);
        std::thread::scope(|scope| {
            for seed in 0..3 {
                let mut rng = chance(round * 10 + seed);
                let mut relay = node(&world, &mut rng);
                let together = &together;
                scope.spawn(move || {
                    together.wait();
                    relay.tick(start.later(Duration::from_secs(40)), &mut rng).unwrap();
                });
            }
        });
        assert_eq!(world.news(&ben()), ["step 1", "words 1"]);
    }
}

#[test]
fn time_does_not_pass_faster_for_two_nodes_than_for_one() {
    let mut world = armed();
    let mut rng = chance(1);
    let (mut one, mut other) = (node(&world, &mut rng), node(&world, &mut rng));
    let start = Moment { wall: world.now, running: Duration::ZERO };
    let before = world.service();
    for second in (0..3_600).step_by(10) {
        one.tick(start.later(Duration::from_secs(second)), &mut rng).unwrap();
        other.tick(start.later(Duration::from_secs(second + 5)), &mut rng).unwrap();
    }
    one.probe(start.later(Duration::from_secs(3_600)), &mut rng).unwrap();
    let passed = world.service().millis_since(before);
    assert!((3_595_000..=3_605_000).contains(&passed), "{passed}");
}

#[test]
fn a_node_that_slept_while_another_ran_makes_no_absence() {
    let mut world = armed();
    let mut rng = chance(1);
    let (mut one, mut other) = (node(&world, &mut rng), node(&world, &mut rng));
    let start = Moment { wall: world.now, running: Duration::ZERO };
    for second in (0..7_200).step_by(10) {
        one.tick(start.later(Duration::from_secs(second)), &mut rng).unwrap();
    }
    // Its machine slept: the calendar went on, the other clock did not.
    other
        .tick(
            Moment { running: Duration::from_secs(10), ..start.later(Duration::from_secs(7_200)) },
            &mut rng,
        )
        .unwrap();
    assert_eq!(world.look(|tables| tables.meta()).quiet_until, Default::default());
    assert_eq!(world.news(&ben()), [""; 0]);
}

/// A storage that dies before or after one of its commits.
struct Dying {
    inner: SqliteStorage,
    transactions: u32,
    dies_at: u32,
    committed: bool,
}

impl Storage for Dying {
    fn transaction(&mut self, work: Work<'_>) -> Result<(), StorageError> {
        self.transactions += 1;
        if self.transactions < self.dies_at {
            return self.inner.transaction(work);
        }
        if self.transactions == self.dies_at && self.committed {
            self.inner.transaction(work)?;
        } else if self.transactions == self.dies_at {
            // All of the work is done, and nothing of it is kept.
            let _ = self.inner.transaction(&mut |tables| {
                work(tables)?;
                Err(StorageError::Busy)
            });
        }
        Err(StorageError::Busy)
    }

    fn checkpoint(&mut self) -> Result<(), StorageError> {
        Ok(())
    }
}

#[test]
fn a_node_that_dies_at_any_point_of_its_telling_tells_each_step_once() {
    for committed in [false, true] {
        for dies_at in 2..10 {
            let mut world = armed();
            world.order(TimerCommand::pause(TIMER, 2, MINUTE, &control()));
            world.pass(hours(30));
            let mut rng = chance(u64::from(dies_at));
            let path = world.folder.path().join("relay.sqlite");
            let inner = SqliteStorage::open(&path, 64).unwrap();
            let storage = Dying { inner, transactions: 0, dies_at, committed };
            let start = Moment { wall: world.now, running: Duration::ZERO };
            let secret = RelaySecret::from_bytes([5; 32]);
            let mut dying = Relay::open(storage, secret, Limits::default(), start, &mut rng).unwrap();
            let later = start.later(Duration::from_secs(u64::from(hours(20).get())));
            let died = dying.run_until(later, &mut rng);
            assert!(died.is_err(), "it was to die at {dies_at}");
            drop(dying);
            world.now = later.wall;
            let mut world = world.restart();
            world.pass(hours(30));
            let (to_ben, to_chandra) = (world.news(&ben()), world.news(&chandra()));
            let expected = ["step 1", "words 1", "step 2", "words 2"];
            let told: Vec<_> = to_ben.into_iter().filter(|news| news != "away").collect();
            assert_eq!(told[..4], expected, "dies at {dies_at}, committed {committed}");
            for once in ["step 1", "step 2", "step 3"] {
                assert!(told.iter().filter(|news| *news == once).count() <= 1, "{told:?}");
            }
            assert_eq!(to_chandra.iter().filter(|news| *news == "step 2").count(), 1);
        }
    }
}
