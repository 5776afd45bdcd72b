//! Random tales: nothing breaks in them, and the same seed draws the same operations. Ids and jitter are the phones'
//! own, from the system: no build of theirs can be made predictable.

use wayhome_tests::simulator::{Operation, PlanChoice, Tale, shrink, tell};

use crate::tales::{CHECK_IN, HOURS, daily, trigger};

#[test]
fn nothing_breaks_in_the_first_twelve_tales() {
    let mut checked = 0;
    for seed in 1..=12 {
        let told = tell(&Tale::of(seed), None);
        assert_eq!(told.broken, None, "seed {seed}\n{}", told.story);
        checked += told.checked;
    }
    assert!(checked > 12 * 100, "the relay was looked at only {checked} times");
}

#[test]
fn a_seed_draws_the_same_tale_each_time() {
    assert_eq!(Tale::of(3), Tale::of(3));
    assert_ne!(Tale::of(3).operations, Tale::of(4).operations);
}

#[test]
fn a_broken_tale_is_made_as_short_as_the_fault_needs() {
    let noise = [CHECK_IN, Operation::Pass(20), Operation::KillRelay, Operation::Circle, Operation::Pass(50)];
    let mut tale = daily(noise);
    tale.operations.extend([Operation::Pass(90 * HOURS), Operation::Copy, Operation::Pass(30)]);
    let never = trigger(
        "AFTER UPDATE OF deadline_ms ON timers WHEN NEW.deadline_ms IS NOT NULL
         BEGIN UPDATE timers SET deadline_ms = NULL; END",
    );
    let broken = tell(&tale, Some(&never)).broken.unwrap();
    let (shortest, _) = shrink(&tale, &broken, Some(&never));
    assert_eq!(shortest.operations, [Operation::Arm(PlanChoice::Daily), Operation::Pass(90 * HOURS)]);
}
