//! The one place in this crate that reads clocks.

use std::time::{Duration, Instant};

use wayhome::{Clock as _, SystemClock, Timestamp};

/// Now, by this machine's clock.
pub(crate) fn now() -> Timestamp {
    SystemClock.now()
}

/// A length of time that runs out, whatever is done to the machine's clock.
pub(crate) struct Countdown {
    started: Instant,
    length: Duration,
}

impl Countdown {
    /// Starts it.
    #[expect(clippy::disallowed_methods, reason = "a person waits in front of a running machine")]
    pub(crate) fn of(length: Duration) -> Self {
        Self { started: Instant::now(), length }
    }

    /// What is left of it.
    pub(crate) fn left(&self) -> Duration {
        self.length.saturating_sub(self.started.elapsed())
    }
}
