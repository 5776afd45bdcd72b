//! Timers and the keys that command them.

use wayhome_protocol::ids::{ReceiveId, TimerId};
use wayhome_protocol::keys::TimerPublic;
use wayhome_protocol::time::Timestamp;

use super::StorageError;

/// Timers.
#[expect(clippy::missing_errors_doc, reason = "each method fails for one reason: the storage did")]
pub trait TimerTables {
    /// The timer with this id.
    fn timer(&mut self, id: &TimerId) -> Result<Option<Timer>, StorageError>;
    /// How many timers a reader has.
    fn count_timers(&mut self, reader: &ReceiveId) -> Result<u32, StorageError>;
    /// Adds a timer, or replaces what is known of it. Its reader and keys never change.
    fn put_timer(&mut self, id: &TimerId, timer: &Timer) -> Result<(), StorageError>;
}

/// A timer: who may command it, and what it was last told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Timer {
    /// The reader that registered it.
    pub receive_id: ReceiveId,
    /// The keys by place: 0 the control key, 1 to 4 the touch keys that it has.
    pub keys: Vec<TimerKey>,
    /// The check-in that counts.
    pub touched: Option<Touch>,
    /// The last command of the control key other than a touch.
    pub ordered: Option<Order>,
}

/// A key that may command a timer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimerKey {
    /// 0 the control key, 1 to 4 a touch key.
    pub place: u8,
    /// Ed25519.
    pub public_key: TimerPublic,
    /// The counter of the last command that was accepted from this key.
    pub last_counter: Option<u64>,
}

/// A touch: a check-in, as the timer sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Touch {
    /// Interval and grace together, in seconds.
    pub delta_s: u32,
    /// When it was made: the relay's time less the age that the sender stated.
    pub effective: Timestamp,
}

/// What the control key last ordered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Order {
    /// 2 arm, 3 pause, 4 end.
    pub op: u8,
    /// The command's counter.
    pub counter: u64,
    /// The command's delta in seconds.
    pub delta_s: u32,
    /// The hash of the plan, with *arm*.
    pub hash: [u8; 32],
}
