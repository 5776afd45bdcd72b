//! Plan arithmetic: when a check-in is due, late and missed.
//!
//! `due = last check-in + interval`, `missed = due + grace`. Everything saturates, so that no date and no clock
//! can turn a missed check-in into one that is not.

use crate::time::{Seconds, Timestamp};

/// Why an interval and a grace are not a plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PlanError {
    /// Not between 1 hour and 30 days.
    #[error("the interval is not between 1 hour and 30 days")]
    Interval,
    /// Not between 15 minutes and 7 days.
    #[error("the grace is not between 15 minutes and 7 days")]
    Grace,
    /// Not 1 to 4 delays, ascending from 0 with enough time between them, within their longest.
    #[error("the steps are not 1 to 4, from 0, far enough apart and soon enough")]
    Steps,
}

/// A plan's interval and grace, within their bounds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct PlanTiming {
    interval: Seconds,
    grace: Seconds,
}

/// How a worker stands with a plan at some moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// The next check-in is not due yet.
    UpToDate {
        /// When it will be.
        due: Timestamp,
    },
    /// Due, and grace is running.
    Late {
        /// When it was due.
        since: Timestamp,
    },
    /// Grace is over.
    Missed {
        /// When it ended.
        since: Timestamp,
    },
}

impl PlanTiming {
    /// The shortest interval.
    pub const MIN_INTERVAL: Seconds = Seconds::from_hours(1);
    /// The longest interval.
    pub const MAX_INTERVAL: Seconds = Seconds::from_days(30);
    /// The shortest grace.
    pub const MIN_GRACE: Seconds = Seconds::from_minutes(15);
    /// The longest grace.
    pub const MAX_GRACE: Seconds = Seconds::from_days(7);

    /// Preset for the journey: 6 hours, 2 hours of grace.
    pub const TRANSIT: Self = Self { interval: Seconds::from_hours(6), grace: Seconds::from_hours(2) };
    /// Preset for every day: 24 hours, 12 hours of grace.
    pub const DAILY: Self = Self { interval: Seconds::from_hours(24), grace: Seconds::from_hours(12) };
    /// Preset for every week: 7 days, 48 hours of grace.
    pub const WEEKLY: Self = Self { interval: Seconds::from_days(7), grace: Seconds::from_hours(48) };

    /// A plan of this interval and grace.
    ///
    /// # Errors
    /// [`PlanError`] if either is out of bounds.
    pub fn new(interval: Seconds, grace: Seconds) -> Result<Self, PlanError> {
        if !(Self::MIN_INTERVAL..=Self::MAX_INTERVAL).contains(&interval) {
            return Err(PlanError::Interval);
        }
        if !(Self::MIN_GRACE..=Self::MAX_GRACE).contains(&grace) {
            return Err(PlanError::Grace);
        }
        Ok(Self { interval, grace })
    }

    /// Time from one check-in to the next.
    #[must_use]
    pub const fn interval(&self) -> Seconds {
        self.interval
    }

    /// Time from due to missed.
    #[must_use]
    pub const fn grace(&self) -> Seconds {
        self.grace
    }

    /// Interval and grace together: a timer's delta.
    #[must_use]
    pub const fn delta(&self) -> Seconds {
        self.interval.saturating_add(self.grace)
    }

    /// When the next check-in is due.
    #[must_use]
    pub const fn due(&self, last: Timestamp) -> Timestamp {
        last.saturating_add(self.interval)
    }

    /// When it counts as missed.
    #[must_use]
    pub const fn missed(&self, last: Timestamp) -> Timestamp {
        self.due(last).saturating_add(self.grace)
    }

    /// How things stand at `now`: late from due on, missed from missed on.
    ///
    /// ```
    /// use wayhome_protocol::plan::{PlanTiming, Standing};
    /// use wayhome_protocol::time::{Seconds, Timestamp};
    ///
    /// let last = Timestamp::from_seconds(1_800_000_000);
    /// let due = last.saturating_add(Seconds::from_hours(24));
    /// assert_eq!(PlanTiming::DAILY.standing(last, due), Standing::Late { since: due });
    /// ```
    #[must_use]
    pub fn standing(&self, last: Timestamp, now: Timestamp) -> Standing {
        let (due, missed) = (self.due(last), self.missed(last));
        if now >= missed {
            Standing::Missed { since: missed }
        } else if now >= due {
            Standing::Late { since: due }
        } else {
            Standing::UpToDate { due }
        }
    }
}
