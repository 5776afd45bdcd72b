//! The clock the library reads. A phone's clock may be wrong or be changed; the rules never trust it alone.

use std::sync::OnceLock;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use crate::Timestamp;

/// Tells the time. Tests bring their own.
pub trait Clock: Send + Sync {
    /// Now, by this device's clock.
    fn now(&self) -> Timestamp;

    /// How long something has been running, by a clock that nobody can set and that never goes back: only the
    /// difference of two readings in one process means anything. The wait after wrong PINs goes by it, so that
    /// whoever holds the phone and sets its clock does not shorten it. A sleeping phone may stop it.
    #[expect(clippy::disallowed_methods, reason = "the facade owns the clock")]
    fn steady(&self) -> Duration {
        static STARTED: OnceLock<Instant> = OnceLock::new();
        STARTED.get_or_init(Instant::now).elapsed()
    }
}

/// The system's clock.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "the facade owns the clock")]
    fn now(&self) -> Timestamp {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        Timestamp::from_millis(u64::try_from(since.as_millis()).unwrap_or(u64::MAX))
    }
}
