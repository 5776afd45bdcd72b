//! The one place in this crate that reads clocks: the machine's, or the one that a demonstration sets.

mod story;

use std::sync::{Arc, OnceLock};
use std::time::{Duration, Instant};

use wayhome::{Clock, SystemClock, Timestamp};

pub(crate) use story::{Pace, StoryClock};

/// Set once, before anything reads the time.
static STORY: OnceLock<Arc<StoryClock>> = OnceLock::new();

/// From now on this process goes by the clock of a demonstration.
pub(crate) fn follow(clock: StoryClock) {
    // A second one changes nothing: a process plays in one story.
    let _ = STORY.set(Arc::new(clock));
}

/// The clock of the demonstration that this process plays in.
pub(crate) fn story() -> Option<Arc<StoryClock>> {
    STORY.get().cloned()
}

/// What the library is to go by.
pub(crate) fn port() -> Arc<dyn Clock> {
    match story() {
        Some(clock) => clock,
        None => Arc::new(SystemClock),
    }
}

/// Now, by the clock that this process goes by.
pub(crate) fn now() -> Timestamp {
    match STORY.get() {
        Some(clock) => Clock::now(clock.as_ref()),
        None => machine(),
    }
}

/// Now, by this machine's clock.
pub(crate) fn machine() -> Timestamp {
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
