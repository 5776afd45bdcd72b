//! Time: one clock for the world, moved only by the test, and for each phone how far its own clock is off.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};

use wayhome::{Clock, Timestamp};

/// One second, in milliseconds.
pub const SECOND: u64 = 1_000;
/// One minute, in milliseconds.
pub const MINUTE: u64 = 60 * SECOND;
/// One hour, in milliseconds.
pub const HOUR: u64 = 60 * MINUTE;
/// Ten years, in milliseconds.
pub const TEN_YEARS: i64 = 3_652 * 24 * HOUR as i64;

/// When every world begins: 2026-03-01 06:00 UTC.
pub const BEGINNING: u64 = 1_772_344_800_000;

/// The world's time. It goes forward only.
#[derive(Debug)]
pub struct WorldClock(AtomicU64);

impl Default for WorldClock {
    fn default() -> Self {
        Self(AtomicU64::new(BEGINNING))
    }
}

impl WorldClock {
    /// Now, in milliseconds since 1970.
    pub fn millis(&self) -> u64 {
        self.0.load(Ordering::SeqCst)
    }

    /// Now.
    pub fn now(&self) -> Timestamp {
        Timestamp::from_millis(self.millis())
    }

    /// Time passes.
    pub fn advance(&self, millis: u64) {
        self.0.fetch_add(millis, Ordering::SeqCst);
    }

    /// Jumps ahead to a moment; one that has passed changes nothing.
    pub fn advance_to(&self, millis: u64) {
        self.0.fetch_max(millis, Ordering::SeqCst);
    }
}

/// The clock of one phone: the world's, plus what someone set it off by.
#[derive(Debug)]
pub struct PhoneClock {
    world: Arc<WorldClock>,
    offset: AtomicI64,
}

impl PhoneClock {
    /// A clock that goes right.
    pub fn new(world: Arc<WorldClock>) -> Self {
        Self { world, offset: AtomicI64::new(0) }
    }

    /// Someone sets the clock: off by so many milliseconds from now on.
    pub fn set_offset(&self, millis: i64) {
        self.offset.store(millis, Ordering::SeqCst);
    }

    /// When this clock will show `shown`, by the world's.
    pub fn in_world(&self, shown: Timestamp) -> u64 {
        shown.as_millis().saturating_add_signed(-self.offset.load(Ordering::SeqCst))
    }
}

impl Clock for PhoneClock {
    fn now(&self) -> Timestamp {
        let offset = self.offset.load(Ordering::SeqCst);
        Timestamp::from_millis(self.world.millis().saturating_add_signed(offset))
    }

    /// The world's time goes on whatever someone sets.
    fn steady(&self) -> std::time::Duration {
        std::time::Duration::from_millis(self.world.millis())
    }
}
