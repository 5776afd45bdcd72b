//! The times that the relay goes by: what the machine's two clocks say, and the service time made of them.

use std::time::Duration;

use wayhome_protocol::time::{Seconds, Timestamp};

/// A wall clock that is further off from the relay's own time, ahead or behind, is not believed.
pub(crate) const FARTHEST_JUMP: Seconds = Seconds::from_days(400);

/// One reading of the machine's two clocks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    /// What the calendar says. It may go back, stand still or jump by years.
    pub wall: Timestamp,
    /// How long this process has been running, by a clock that only grows and, where the system has such a
    /// one, stands still while the machine sleeps. Where it starts does not matter.
    pub running: Duration,
}

impl Moment {
    /// Both clocks, this much later.
    #[must_use]
    pub fn later(self, by: Duration) -> Self {
        let millis = u64::try_from(by.as_millis()).unwrap_or(u64::MAX);
        let wall = Timestamp::from_millis(self.wall.as_millis().saturating_add(millis));
        Self { wall, running: self.running.saturating_add(by) }
    }
}

/// A point in *service time*: milliseconds that grow only while the relay runs, and go on where they stopped.
/// They count from an arbitrary moment long before the relay's first start, so that an age can be taken off.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ServiceTime(u64);

impl ServiceTime {
    /// From milliseconds.
    #[must_use]
    pub const fn from_millis(millis: u64) -> Self {
        Self(millis)
    }

    /// The milliseconds.
    #[must_use]
    pub const fn as_millis(self) -> u64 {
        self.0
    }

    /// Later by `length`, stopping at the end of time.
    #[must_use]
    pub const fn plus(self, length: Seconds) -> Self {
        self.plus_millis(length.as_millis())
    }

    /// Later by `millis`, stopping at the end of time.
    #[must_use]
    pub const fn plus_millis(self, millis: u64) -> Self {
        Self(self.0.saturating_add(millis))
    }

    /// Earlier by `length`, stopping at the start.
    #[must_use]
    pub const fn minus(self, length: Seconds) -> Self {
        self.minus_millis(length.as_millis())
    }

    /// Earlier by `millis`, stopping at the start.
    #[must_use]
    pub const fn minus_millis(self, millis: u64) -> Self {
        Self(self.0.saturating_sub(millis))
    }

    /// Milliseconds from `earlier` to `self`; 0 if `earlier` is later.
    #[must_use]
    pub const fn millis_since(self, earlier: Self) -> u64 {
        self.0.saturating_sub(earlier.0)
    }
}
