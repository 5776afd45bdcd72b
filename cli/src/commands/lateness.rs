//! Who needs looking at first: open calls for help, then whoever is under pressure, the longest missed, the longest
//! late, and whoever is expected next.

use serde_json::{Value, json};
use wayhome::{Standing, Timestamp, Watched, WatchedStatus};

/// Where a worker belongs in a list. Smaller is sooner.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Rank {
    /// A call for help is open.
    OpenSos,
    /// A vault that is opened when forced said something then, and the main one nothing since.
    UnderDuress(Timestamp),
    /// No check-in in the agreed time, since then.
    Missed(Timestamp),
    /// A check-in is late, since then.
    Late(Timestamp),
    /// The next check-in is expected then.
    Expected(Timestamp),
    /// Nothing is expected: no plan, or nothing has come yet.
    NothingExpected,
    /// The pairing has ended.
    Ended,
}

impl Rank {
    pub(crate) fn of(worker: &Watched) -> Self {
        if !worker.open_sos.is_empty() {
            return Self::OpenSos;
        }
        if let Some((_, at)) = worker.under_duress {
            return Self::UnderDuress(at);
        }
        match (worker.status, worker.standing) {
            (WatchedStatus::Ended, _) => Self::Ended,
            (_, Some(Standing::Missed { since })) => Self::Missed(since),
            (_, Some(Standing::Late { since })) => Self::Late(since),
            (_, _) => worker.next_expected.map_or(Self::NothingExpected, Self::Expected),
        }
    }

    /// One word for a list.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::OpenSos => "SOS",
            Self::UnderDuress(_) => "pressure",
            Self::Missed(_) => "missed",
            Self::Late(_) => "late",
            Self::Expected(_) => "up to date",
            Self::NothingExpected => "nothing due",
            Self::Ended => "ended",
        }
    }
}

/// Puts those who need looking at first; the rest in the order in which they were.
pub(crate) fn sort(workers: &mut [Watched]) {
    workers.sort_by_key(Rank::of);
}

/// How many there are of each kind.
pub(crate) fn counts(workers: &[Watched]) -> Value {
    let count = |wanted: fn(Rank) -> bool| workers.iter().filter(|worker| wanted(Rank::of(worker))).count();
    json!({
        "workers": workers.len(),
        "open_sos": count(|rank| rank == Rank::OpenSos),
        "under_duress": count(|rank| matches!(rank, Rank::UnderDuress(_))),
        "missed": count(|rank| matches!(rank, Rank::Missed(_))),
        "late": count(|rank| matches!(rank, Rank::Late(_))),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_open_sos_comes_first_then_pressure_then_the_longest_missed_and_that_before_the_rest() {
        let at = Timestamp::from_seconds;
        let sorted = [
            Rank::OpenSos,
            Rank::UnderDuress(at(30)),
            Rank::Missed(at(10)),
            Rank::Missed(at(20)),
            Rank::Late(at(5)),
            Rank::Late(at(6)),
            Rank::Expected(at(1)),
            Rank::Expected(at(2)),
            Rank::NothingExpected,
            Rank::Ended,
        ];
        let mut shuffled = sorted;
        shuffled.reverse();
        shuffled.sort();
        assert_eq!(shuffled, sorted);
    }
}
