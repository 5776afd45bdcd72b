//! The one place in this crate that reads the machine's clock.

use wayhome_protocol::time::Timestamp;

/// What the machine's clock says now. The relay's own time never runs behind the
/// time that it has stored, whatever this returns.
#[expect(clippy::disallowed_methods, reason = "the relay owns a clock, and reads it here only")]
pub(crate) fn now() -> Timestamp {
    let since_1970 = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
    Timestamp::from_millis(u64::try_from(since_1970.as_millis()).unwrap_or(u64::MAX))
}
