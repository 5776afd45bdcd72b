//! The one place in this crate that reads the machine's clocks.

use std::time::Instant;

use wayhome_protocol::time::Timestamp;

use crate::Moment;

/// The machine's two clocks. The second one counts from when this was made.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Clock {
    made: Instant,
}

impl Clock {
    #[expect(clippy::disallowed_methods, reason = "the relay owns its clocks, and reads them here only")]
    pub(crate) fn new() -> Self {
        Self { made: Instant::now() }
    }

    /// What both clocks say now. The relay's own times never go back, whatever this returns.
    pub(crate) fn now(self) -> Moment {
        Moment { wall: now(), running: self.made.elapsed() }
    }
}

/// What the machine's calendar says now.
#[expect(clippy::disallowed_methods, reason = "the relay owns its clocks, and reads them here only")]
pub(crate) fn now() -> Timestamp {
    let since_1970 = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
    Timestamp::from_millis(u64::try_from(since_1970.as_millis()).unwrap_or(u64::MAX))
}
