//! Points in time and lengths of time, with their units in their types.
//!
//! All arithmetic is checked or saturating. A clock that lies must not make a missed check-in disappear, so
//! callers decide which clock a [`Timestamp`] came from; see `docs/protocol.md`, *Plan arithmetic*.

/// Milliseconds since 1970-01-01 UTC.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp(u64);

/// A length of time in whole seconds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Seconds(u32);

/// Minutes since 1970-01-01 UTC, as the relay's clock counts them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Minute(u32);

impl Timestamp {
    /// The start of 1970.
    pub const ZERO: Self = Self(0);
    /// The last representable moment.
    pub const MAX: Self = Self(u64::MAX);

    /// From milliseconds since 1970.
    #[must_use]
    pub const fn from_millis(millis: u64) -> Self {
        Self(millis)
    }

    /// From whole seconds since 1970, saturating.
    #[must_use]
    pub const fn from_seconds(seconds: u64) -> Self {
        Self(seconds.saturating_mul(1_000))
    }

    /// Milliseconds since 1970.
    #[must_use]
    pub const fn as_millis(self) -> u64 {
        self.0
    }

    /// Whole seconds since 1970, rounded down.
    #[must_use]
    pub const fn as_seconds(self) -> u64 {
        self.0 / 1_000
    }

    /// `self + length`, or `None` past the end of time.
    #[must_use]
    pub fn checked_add(self, length: Seconds) -> Option<Self> {
        self.0.checked_add(length.as_millis()).map(Self)
    }

    /// `self − length`, or `None` before 1970.
    #[must_use]
    pub fn checked_sub(self, length: Seconds) -> Option<Self> {
        self.0.checked_sub(length.as_millis()).map(Self)
    }

    /// `self + length`, stopping at the end of time.
    #[must_use]
    pub const fn saturating_add(self, length: Seconds) -> Self {
        Self(self.0.saturating_add(length.as_millis()))
    }

    /// `self − length`, stopping at 1970.
    #[must_use]
    pub const fn saturating_sub(self, length: Seconds) -> Self {
        Self(self.0.saturating_sub(length.as_millis()))
    }

    /// Milliseconds from `earlier` to `self`; 0 if `earlier` is later.
    #[must_use]
    pub const fn millis_since(self, earlier: Self) -> u64 {
        self.0.saturating_sub(earlier.0)
    }

    /// Whole seconds from `earlier` to `self`, rounded down; 0 if `earlier` is later.
    #[must_use]
    pub fn seconds_since(self, earlier: Self) -> Seconds {
        Seconds(u32::try_from(self.millis_since(earlier) / 1_000).unwrap_or(u32::MAX))
    }
}

impl Seconds {
    /// No time at all.
    pub const ZERO: Self = Self(0);

    /// From seconds.
    #[must_use]
    pub const fn new(seconds: u32) -> Self {
        Self(seconds)
    }

    /// From minutes, saturating.
    #[must_use]
    pub const fn from_minutes(minutes: u32) -> Self {
        Self(minutes.saturating_mul(60))
    }

    /// From hours, saturating.
    #[must_use]
    pub const fn from_hours(hours: u32) -> Self {
        Self(hours.saturating_mul(3_600))
    }

    /// From days, saturating.
    #[must_use]
    pub const fn from_days(days: u32) -> Self {
        Self(days.saturating_mul(86_400))
    }

    /// The seconds.
    #[must_use]
    pub const fn get(self) -> u32 {
        self.0
    }

    /// The same in milliseconds.
    #[must_use]
    pub const fn as_millis(self) -> u64 {
        // Widening: a u32 of seconds always fits.
        self.0 as u64 * 1_000
    }

    /// The sum, stopping at the largest length.
    #[must_use]
    pub const fn saturating_add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }

    /// The difference, stopping at nothing.
    #[must_use]
    pub const fn saturating_sub(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }
}

impl Minute {
    /// From minutes since 1970.
    #[must_use]
    pub const fn new(minutes: u32) -> Self {
        Self(minutes)
    }

    /// The minute in which `time` lies; the last one for times beyond it.
    #[must_use]
    pub fn containing(time: Timestamp) -> Self {
        Self(u32::try_from(time.0 / 60_000).unwrap_or(u32::MAX))
    }

    /// Minutes since 1970.
    #[must_use]
    pub const fn get(self) -> u32 {
        self.0
    }

    /// The moment at which this minute begins.
    #[must_use]
    pub const fn start(self) -> Timestamp {
        // Widening: a u32 of minutes always fits.
        Timestamp(self.0 as u64 * 60_000)
    }

    /// When something was sent that arrived in this minute and was `age` old by then. The phone's own clock
    /// plays no part in it.
    #[must_use]
    pub const fn less_age(self, age: Seconds) -> Timestamp {
        self.start().saturating_sub(age)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn time_arithmetic_stops_at_both_ends_instead_of_wrapping() {
        assert_eq!(Timestamp::MAX.saturating_add(Seconds::new(1)), Timestamp::MAX);
        assert_eq!(Timestamp::MAX.checked_add(Seconds::new(1)), None);
        assert_eq!(Timestamp::ZERO.saturating_sub(Seconds::new(1)), Timestamp::ZERO);
        assert_eq!(Timestamp::ZERO.checked_sub(Seconds::new(1)), None);
        assert_eq!(Timestamp::MAX.seconds_since(Timestamp::ZERO), Seconds::new(u32::MAX));
        assert_eq!(Timestamp::ZERO.seconds_since(Timestamp::MAX), Seconds::ZERO);
        assert_eq!(Minute::containing(Timestamp::MAX).get(), u32::MAX);
        assert_eq!(Seconds::from_days(u32::MAX).get(), u32::MAX);
    }

    #[test]
    fn the_moment_of_sending_is_the_arrival_less_the_age() {
        let minute = Minute::containing(Timestamp::from_millis(600_999));
        assert_eq!(minute.get(), 10);
        assert_eq!(minute.less_age(Seconds::new(60)), Timestamp::from_millis(540_000));
        assert_eq!(minute.less_age(Seconds::new(u32::MAX)), Timestamp::ZERO);
    }
}
