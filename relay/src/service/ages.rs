//! Ages: what "so long ago" by a phone's clock means in service time. See *Timers* in `docs/protocol.md` and ADR
//! 0005.
//!
//! A phone counts on while the relay is away, service time does not. So an age is walked back through the *gaps* that
//! absences left: what was made during one was made at the service time at which it lies.

use wayhome_protocol::time::Seconds;

use super::MOST_NUMBER;
use crate::ServiceTime;
use crate::storage::{Gap, StorageError, Tables};

/// The most gaps that are kept.
const GAPS: usize = 256;
/// The length of a gap when nobody knows how long it was.
pub(super) const UNKNOWN: u64 = MOST_NUMBER;

/// The service time of what was made `age` before `now`: never later than now, and never earlier than it was.
pub(super) fn made(gaps: &[Gap], now: ServiceTime, age: Seconds) -> ServiceTime {
    let (mut at, mut left) = (now, age.as_millis());
    for gap in gaps.iter().rev() {
        let served = at.millis_since(gap.at);
        if left <= served {
            break;
        }
        at = at.min(gap.at);
        left = left.saturating_sub(served);
        if left <= gap.length_ms {
            return at;
        }
        left = left.saturating_sub(gap.length_ms);
    }
    at.minus_millis(left)
}

/// Keeps a gap that ends now.
pub(super) fn note(tables: &mut dyn Tables, gap: Gap) -> Result<(), StorageError> {
    let mut gaps = tables.gaps()?;
    add(&mut gaps, gap);
    tables.set_gaps(&gaps)
}

/// Notes that the database was put back from an older copy: at which of the starts, nobody can know.
pub(super) fn put_back(tables: &mut dyn Tables, now: ServiceTime) -> Result<(), StorageError> {
    let mut gaps = tables.gaps()?;
    let mut news = false;
    for gap in gaps.iter_mut().filter(|gap| gap.is_start && gap.echoed.is_none()) {
        gap.echoed = Some(now);
        news = true;
    }
    if news { tables.set_gaps(&gaps) } else { Ok(()) }
}

/// Adds a gap behind the others. When there are too many, the two oldest become one, where the later of them lies: what
/// was made between them then counts as made a little later than it was, and all that is older is right.
fn add(gaps: &mut Vec<Gap>, gap: Gap) {
    match gaps.last_mut().filter(|last| gap.at <= last.at) {
        Some(last) => {
            last.length_ms = last.length_ms.saturating_add(gap.length_ms).min(UNKNOWN);
            last.is_start |= gap.is_start;
        }
        None => gaps.push(gap),
    }
    while gaps.len() > GAPS {
        let oldest = gaps.remove(0);
        if let Some(next) = gaps.first_mut() {
            next.length_ms = next.length_ms.saturating_add(oldest.length_ms).min(UNKNOWN);
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const START: u64 = 100_000_000;

    fn gap(at: u64, length_ms: u64) -> Gap {
        Gap { at: ServiceTime::from_millis(at), length_ms, is_start: false, echoed: None }
    }

    /// Stretches of running and of being away, in seconds, and what a calendar that is always right shows.
    struct History {
        /// For each second of the calendar, the service time.
        seconds: Vec<u64>,
        gaps: Vec<Gap>,
    }

    fn history(stretches: &[(u64, u64)]) -> History {
        let mut history = History { seconds: vec![START], gaps: Vec::new() };
        let mut service = START;
        for (running, away) in stretches {
            for _ in 0..*running {
                service += 1_000;
                history.seconds.push(service);
            }
            history.seconds.extend((0..*away).map(|_| service));
            if *away > 0 {
                add(&mut history.gaps, gap(service, away * 1_000));
            }
        }
        history
    }

    fn mapped(history: &History, age: usize) -> u64 {
        let now = ServiceTime::from_millis(*history.seconds.last().unwrap());
        made(&history.gaps, now, Seconds::new(u32::try_from(age).unwrap())).as_millis()
    }

    proptest! {
        #[test]
        fn an_age_is_the_service_time_that_it_was_then(
            stretches in prop::collection::vec((0..300_u64, prop_oneof![Just(0), 1..300_u64]), 1..40),
            share in 0.0..1.2_f64,
        ) {
            let history = history(&stretches);
            let all = history.seconds.len() - 1;
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss)]
            let age = (all as f64 * share) as usize;
            // Before the first second nothing was ever away.
            let truly = match all.checked_sub(age) {
                Some(second) => history.seconds[second],
                None => START - 1_000 * (age - all) as u64,
            };
            prop_assert_eq!(mapped(&history, age), truly);
        }

        #[test]
        fn with_more_absences_than_are_kept_nothing_counts_as_older_than_it_is_or_as_of_the_future(
            stretches in prop::collection::vec((1..20_u64, 1..20_u64), 257..400),
            share in 0.0..1.0_f64,
        ) {
            let history = history(&stretches);
            prop_assert_eq!(history.gaps.len(), GAPS);
            let all = history.seconds.len() - 1;
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss)]
            let age = (all as f64 * share) as usize;
            let (truly, now) = (history.seconds[all - age], history.seconds[all]);
            prop_assert!(mapped(&history, age) >= truly && mapped(&history, age) <= now);
            // What lies before all of them is as long ago as ever.
            prop_assert_eq!(mapped(&history, all + 7), START - 7_000);
        }
    }

    #[test]
    fn nothing_lies_before_a_gap_of_unknown_length() {
        let gaps = [gap(START, UNKNOWN)];
        let now = ServiceTime::from_millis(START + 60_000);
        let at = |age| made(&gaps, now, Seconds::new(age)).as_millis();
        assert_eq!(
            [at(0), at(59), at(60), at(61), at(u32::MAX)],
            [START + 60_000, START + 1_000, START, START, START]
        );
    }

    #[test]
    fn gaps_at_one_service_time_are_one_and_no_length_overflows() {
        let mut gaps = Vec::new();
        for length_ms in [1, 2, UNKNOWN, u64::MAX] {
            add(&mut gaps, gap(START, length_ms));
        }
        assert_eq!(gaps, [gap(START, UNKNOWN)]);
    }
}
