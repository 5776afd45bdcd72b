//! The one place in this crate that reads the machine's clocks.

use std::fmt;
use std::sync::Arc;
use std::time::{Duration, Instant};

use wayhome_protocol::time::Timestamp;

use crate::Moment;

/// How often a clock that somebody sets is looked at.
const LOOK_AT_SET_CLOCK: Duration = Duration::from_millis(20);

/// A clock that somebody sets, for demonstrations: it may run many times faster than the machine's. All of the time
/// that passes on it is service time.
pub trait SetClock: Send + Sync {
    /// What it shows. It must never go back.
    fn now(&self) -> Timestamp;
}

/// The machine's two clocks, or one that is set. The second one counts from when this was made.
#[derive(Clone)]
pub(crate) struct Clock {
    made: Instant,
    set: Option<(Arc<dyn SetClock>, Timestamp)>,
}

impl fmt::Debug for Clock {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Clock").field("is_set", &self.is_set()).finish_non_exhaustive()
    }
}

impl Clock {
    #[expect(clippy::disallowed_methods, reason = "the relay owns its clocks, and reads them here only")]
    pub(crate) fn new(set: Option<Arc<dyn SetClock>>) -> Self {
        let set = set.map(|clock| {
            let first = clock.now();
            (clock, first)
        });
        Self { made: Instant::now(), set }
    }

    /// Whether it is one that somebody sets.
    pub(crate) fn is_set(&self) -> bool {
        self.set.is_some()
    }

    /// What both clocks say now. The relay's own times never go back, whatever this returns.
    pub(crate) fn now(&self) -> Moment {
        match &self.set {
            Some((clock, first)) => {
                let wall = clock.now();
                Moment { wall, running: Duration::from_millis(wall.millis_since(*first)) }
            }
            None => Moment { wall: now(), running: self.made.elapsed() },
        }
    }

    /// How long to wait, by the machine's clock, until this one is to be looked at again: at `running`, or before.
    pub(crate) fn wait_for(&self, running: Duration) -> Duration {
        let wait = running.saturating_sub(self.now().running);
        if self.is_set() { wait.min(LOOK_AT_SET_CLOCK) } else { wait }
    }
}

/// What the machine's calendar says now.
#[expect(clippy::disallowed_methods, reason = "the relay owns its clocks, and reads them here only")]
pub(crate) fn now() -> Timestamp {
    let since_1970 = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
    Timestamp::from_millis(u64::try_from(since_1970.as_millis()).unwrap_or(u64::MAX))
}
