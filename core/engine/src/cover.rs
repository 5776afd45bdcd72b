//! How often a store syncs, whatever is in it, and what that costs; and whether a call for help waits for the next time.

use wayhome_protocol::group::CircleSize;
use wayhome_protocol::sync_request::{SYNC_ANSWER_LENGTH, sync_request_length};

use crate::EngineError;

const MINUTE_MS: u64 = 60_000;
/// A month of thirty days.
const MONTH_MS: u64 = 30 * 24 * 60 * MINUTE_MS;
/// Bytes of a sync beside body and answer: HTTP heads, and a TLS handshake. An estimate, as the relay has no TLS yet.
const AROUND: u64 = 6_000;

/// How often the phone syncs while nothing is to be sent. Every such sync looks like one that carries something, so the
/// oftener they come, the less a sync says to whoever watches the network; and the sooner what others sent arrives.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum CoverLevel {
    /// Every three to four hours: where each megabyte is paid for.
    Thrifty,
    /// Every 30 to 45 minutes: a call for help reaches a contact within an hour in which both have a network.
    Regular,
    /// Every 10 to 15 minutes.
    Busy,
}

/// For how many contacts each request has room from set-up on. A store with room for four grows when it has a fifth; whoever
/// has seen it before and after knows that then.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CircleRoom {
    /// For four.
    #[default]
    Four,
    /// For eight: about a third more data, and nothing that tells when there is a fifth.
    Eight,
}

/// What happens to a call for help.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SosPolicy {
    /// It is sent at once, and so is all else. Whoever watches the network sees that something was sent, not what.
    Urgent,
    /// It is sent at the next time of the schedule, within 15 minutes, and so is all else: one group at a time, SOS first.
    /// Whoever watches the network sees the schedule and nothing more. Only with [`CoverLevel::Busy`].
    Discreet,
}

/// How a store shows itself on the network: chosen at set-up, the same for every vault in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cover {
    /// How often it syncs.
    pub level: CoverLevel,
    /// Whether anything goes apart from that.
    pub sos: SosPolicy,
}

impl CoverLevel {
    /// All levels, the cheapest first.
    pub const ALL: [Self; 3] = [Self::Thrifty, Self::Regular, Self::Busy];

    /// Milliseconds between two syncs while all is well; each is a fifth more or less, drawn anew.
    #[must_use]
    pub const fn interval_ms(self) -> u64 {
        match self {
            // With a fifth more it is four hours; 45 minutes, which with a sender's wait of up to 15 after failures is an
            // hour; and the 15 minutes that `Discreet` promises.
            Self::Thrifty => 200 * MINUTE_MS,
            Self::Regular => 2_250_000,
            Self::Busy => 750_000,
        }
    }

    /// Milliseconds between two syncs, at most.
    #[must_use]
    pub const fn longest_ms(self) -> u64 {
        self.interval_ms() + self.interval_ms() / 5
    }

    /// What the syncs of the schedule cost in a month of thirty days, in bytes, both directions together: for a circle of up
    /// to four contacts, or of five to eight. What is sent and fetched at other times comes on top: 10 to 15 KB each time.
    /// About 6 KB of each sync is HTTP and TLS, by estimate; the rest is exact.
    #[must_use]
    pub fn monthly_bytes(self, contacts: u8) -> u64 {
        let circle = if contacts > 4 { CircleSize::Eight } else { CircleSize::Four };
        let length = |bytes: usize| u64::try_from(bytes).unwrap_or(u64::MAX);
        let sync = length(sync_request_length(circle)) + length(SYNC_ANSWER_LENGTH) + AROUND;
        MONTH_MS / self.interval_ms() * sync
    }
}

impl Default for Cover {
    /// A sync within each 45 minutes, and nothing waits for it.
    fn default() -> Self {
        Self { level: CoverLevel::Regular, sos: SosPolicy::Urgent }
    }
}

impl Cover {
    /// Fails with `Invalid` for [`SosPolicy::Discreet`] without [`CoverLevel::Busy`]: a call for help would wait for hours.
    pub(crate) fn check(self) -> Result<(), EngineError> {
        match self {
            Self { level: CoverLevel::Thrifty | CoverLevel::Regular, sos: SosPolicy::Discreet } => {
                Err(EngineError::invalid("cover", "discreet sending goes with the busy level only"))
            }
            _ => Ok(()),
        }
    }

    /// Whether everything waits for the schedule.
    pub(crate) fn discreet(self) -> bool {
        self.sos == SosPolicy::Discreet
    }

    /// As it is kept.
    pub(crate) fn code(self) -> u8 {
        let level = match self.level {
            CoverLevel::Thrifty => 0,
            CoverLevel::Regular => 1,
            CoverLevel::Busy => 2,
        };
        level + if self.discreet() { 16 } else { 0 }
    }

    /// Reads what is kept. A record says nothing else; what could not be read falls to the default.
    pub(crate) fn from_code(code: u8) -> Self {
        let sos = if code & 16 == 0 { SosPolicy::Urgent } else { SosPolicy::Discreet };
        match code & 15 {
            0 => Self { level: CoverLevel::Thrifty, sos: SosPolicy::Urgent },
            2 => Self { level: CoverLevel::Busy, sos },
            _ => Self::default(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_choice_that_is_allowed_is_kept_as_it_is() {
        for level in CoverLevel::ALL {
            for sos in [SosPolicy::Urgent, SosPolicy::Discreet] {
                let cover = Cover { level, sos };
                assert_eq!(cover.check().is_ok(), Cover::from_code(cover.code()) == cover);
            }
        }
    }

    #[test]
    fn discreet_sending_waits_for_at_most_fifteen_minutes_and_only_when_busy() {
        let longest = CoverLevel::ALL.map(|level| level.longest_ms() / MINUTE_MS);
        assert_eq!(longest, [240, 45, 15]);
        for level in [CoverLevel::Thrifty, CoverLevel::Regular] {
            assert!(Cover { level, sos: SosPolicy::Discreet }.check().is_err());
        }
    }

    #[test]
    fn a_month_costs_what_the_documents_say() {
        let megabytes = |level: CoverLevel, contacts| (level.monthly_bytes(contacts) + 500_000) / 1_000_000;
        let of = |contacts| CoverLevel::ALL.map(|level| megabytes(level, contacts));
        assert_eq!((of(4), of(5)), ([3, 18, 54], [4, 24, 72]));
    }
}
