//! The model that false alarms are counted with: it does what the real phone and the real relay do.

use wayhome_tests::simulator::month::{Cause, Circumstances, MONTH, live};
use wayhome_tests::simulator::rehearsal::{likeness, rehearse};

/// People who forget so much that there is something to compare.
fn forgetful() -> Circumstances {
    let mut circumstances = Circumstances::default();
    circumstances.habits.forgets = 0.4;
    circumstances.habits.notices = 0.3;
    circumstances
}

#[test]
fn a_month_comes_out_the_same_in_the_model_and_with_the_real_phone_and_relay() {
    let mut alerts = 0;
    for seed in [1, 2] {
        let circumstances = forgetful();
        let real = rehearse(&circumstances, seed, MONTH);
        alerts += real.alerts.len();
        assert_eq!(likeness(&live(&circumstances, seed, MONTH), &real), Ok(()), "seed {seed}");
    }
    assert!(alerts > 0, "there was nothing to compare");
}

#[test]
fn a_month_of_another_life_does_not_come_out_the_same() {
    let circumstances = forgetful();
    let (one, other) = (live(&circumstances, 1, MONTH), live(&circumstances, 2, MONTH));
    assert!(likeness(&one, &other).is_err());
}

#[test]
fn a_phone_that_never_has_a_network_is_the_cause_of_its_alerts() {
    let mut circumstances = Circumstances::default();
    circumstances.network.connectivity = 0.02;
    circumstances.habits.forgets = 0.0;
    let alerts: Vec<_> = (0..20).flat_map(|seed| live(&circumstances, seed, MONTH).alerts).collect();
    assert!(alerts.iter().filter(|(_, cause)| *cause == Cause::NoNetwork).count() * 2 > alerts.len());
    assert!(!alerts.is_empty());
}
