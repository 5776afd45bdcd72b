//! Short tales, told with a fault in their world and without it.

use std::sync::Mutex;

use rusqlite::Connection;
use wayhome_tests::World;
use wayhome_tests::simulator::{Moment, Operation, PlanChoice, Sabotage, Tale, tell};

/// Hours, in the minutes in which tales pass.
pub(crate) const HOURS: u32 = 60;

/// A tale of the daily plan, an hour old when this begins.
pub(crate) fn daily(then: impl IntoIterator<Item = Operation>) -> Tale {
    let first = [Operation::Arm(PlanChoice::Daily), Operation::Pass(HOURS)];
    Tale { seed: 7, doze: 30, operations: first.into_iter().chain(then).collect() }
}

/// A check-in with the vault open and without a place.
pub(crate) const CHECK_IN: Operation = Operation::CheckIn { locked: false, place: false };

/// The tale breaks nothing by itself; with the fault in its world, this is found.
#[track_caller]
pub(crate) fn finds(what: &str, tale: &Tale, sabotage: &Sabotage) {
    is_sound(tale);
    let told = tell(tale, Some(sabotage));
    let broken = told.broken.unwrap_or_else(|| panic!("nothing was found\n{}", told.story));
    assert!(broken.contains(what), "{broken}\n{}", told.story);
}

/// Without any fault nothing is found in it. Told once for all tests that use the same.
#[track_caller]
fn is_sound(tale: &Tale) {
    static SOUND: Mutex<Vec<Tale>> = Mutex::new(Vec::new());
    if SOUND.lock().unwrap().contains(tale) {
        return;
    }
    let told = tell(tale, None);
    assert_eq!(told.broken, None, "without any fault\n{}", told.story);
    SOUND.lock().unwrap().push(tale.clone());
}

/// Runs SQL in the relay's database, beside it.
pub(crate) fn in_the_relay(world: &World, sql: &str) {
    Connection::open(world.relay.database()).unwrap().execute_batch(sql).unwrap();
}

/// A relay whose database has a will of its own from the beginning: this trigger.
pub(crate) fn trigger(sql: &'static str) -> impl Fn(&mut World, Moment<'_>) + Sync {
    move |world, moment| {
        if matches!(moment, Moment::Beginning) {
            in_the_relay(world, &format!("CREATE TRIGGER fault {sql}"));
        }
    }
}
