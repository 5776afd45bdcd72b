//! Which plan a simulated worker lives by, and when someone who lives by it thinks of checking in.

use wayhome::PlanTiming;

use super::habits::DAY;
use crate::clock::HOUR;

/// One of the preset plans, and the life that goes with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rhythm {
    /// On the way: every 6 hours, with 2 hours of grace. People think of it when they get up, when they go to bed, and
    /// twice in between.
    Transit,
    /// Every 24 hours, with 12 hours of grace. People think of it once a day.
    Daily,
    /// Every 7 days, with 48 hours of grace. People think of it once a week.
    Weekly,
}

impl Rhythm {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Daily, Self::Transit, Self::Weekly];

    /// Its interval and grace.
    pub fn timing(self) -> PlanTiming {
        match self {
            Self::Transit => PlanTiming::TRANSIT,
            Self::Daily => PlanTiming::DAILY,
            Self::Weekly => PlanTiming::WEEKLY,
        }
    }

    /// The interval, in milliseconds.
    pub fn interval(self) -> u64 {
        self.timing().interval().as_millis()
    }

    /// The grace, in milliseconds.
    pub fn grace(self) -> u64 {
        self.timing().grace().as_millis()
    }

    /// How often people think of it, once in so long on average.
    pub(super) fn every(self) -> u64 {
        match self {
            Self::Transit => DAY / 4,
            Self::Daily => DAY,
            Self::Weekly => 7 * DAY,
        }
    }

    /// When the `number`th time of thinking of it usually is, for someone whose day is `awake` and whose own hour is
    /// `usual` (milliseconds from midnight).
    pub(super) fn usually(self, number: u64, usual: u64, awake: (u64, u64)) -> u64 {
        match self {
            Self::Transit => {
                let (day, part) = (number / 4, number % 4);
                day * DAY + awake.0 + (awake.1 - awake.0) * part / 3
            }
            Self::Daily => number * DAY + usual,
            // On a day of the week of their own, told by their hour.
            Self::Weekly => (number * 7 + usual / HOUR % 7) * DAY + usual,
        }
    }

    /// How far they are from it, as a share of the spread of the daily habit.
    pub(super) fn looseness(self) -> f64 {
        match self {
            Self::Transit => 1.0 / 3.0,
            Self::Daily => 1.0,
            Self::Weekly => 4.0,
        }
    }

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Transit => "transit",
            Self::Daily => "daily",
            Self::Weekly => "weekly",
        }
    }
}
