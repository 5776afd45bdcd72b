//! Plan arithmetic: total, saturating, and never kinder than the plan.

use proptest::prelude::*;
use wayhome_protocol::plan::{PlanError, PlanTiming, Standing};
use wayhome_protocol::time::{Seconds, Timestamp};

#[test]
fn the_presets_lie_within_the_bounds() {
    for preset in [PlanTiming::TRANSIT, PlanTiming::DAILY, PlanTiming::WEEKLY] {
        assert_eq!(PlanTiming::new(preset.interval(), preset.grace()), Ok(preset));
    }
}

#[test]
fn plans_out_of_bounds_are_refused() {
    let plan = |interval, grace| PlanTiming::new(Seconds::new(interval), Seconds::new(grace));
    assert_eq!(plan(3_599, 900), Err(PlanError::Interval));
    assert_eq!(plan(2_592_001, 900), Err(PlanError::Interval));
    assert_eq!(plan(3_600, 899), Err(PlanError::Grace));
    assert_eq!(plan(3_600, 604_801), Err(PlanError::Grace));
    assert!(plan(3_600, 900).is_ok() && plan(2_592_000, 604_800).is_ok());
}

#[test]
fn late_begins_exactly_at_due_and_missed_exactly_at_missed() {
    let plan = PlanTiming::TRANSIT;
    let last = Timestamp::from_seconds(1_000);
    let (due, missed) = (plan.due(last), plan.missed(last));
    let before = |time: Timestamp| Timestamp::from_millis(time.as_millis() - 1);
    assert_eq!(plan.standing(last, before(due)), Standing::UpToDate { due });
    assert_eq!(plan.standing(last, due), Standing::Late { since: due });
    assert_eq!(plan.standing(last, before(missed)), Standing::Late { since: due });
    assert_eq!(plan.standing(last, missed), Standing::Missed { since: missed });
    assert_eq!((due.as_seconds(), missed.as_seconds()), (22_600, 29_800));
}

proptest! {
    #[test]
    fn time_passing_never_turns_missed_into_anything_better(last: u64, now: u64, later: u64) {
        let rank = |standing| match standing {
            Standing::UpToDate { .. } => 0,
            Standing::Late { .. } => 1,
            Standing::Missed { .. } => 2,
        };
        let (now, later) = (now.min(later), now.max(later));
        let at = |now| rank(PlanTiming::WEEKLY.standing(Timestamp::from_millis(last), Timestamp::from_millis(now)));
        prop_assert!(at(now) <= at(later));
    }
}
