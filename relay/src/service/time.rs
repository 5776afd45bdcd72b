//! The relay's two times: service time, by which timers run and cells age, and wall time, which dates what
//! contacts are shown. See *Timers* in `docs/protocol.md` and ADR 0005.

use std::time::Duration;

use rand::CryptoRng;
use wayhome_protocol::time::{Minute, Seconds, Timestamp};

use super::ages;
use crate::moment::FARTHEST_JUMP;
use crate::storage::{Gap, Meta, StorageError, Tables};
use crate::{Moment, ServiceTime};

/// What passed between two readings of the clock counts at most this much.
const MOST_AT_ONCE: Duration = Duration::from_secs(60);
/// What the wall clock moves beyond service time is an absence when it is more.
const ABSENCE: Seconds = Seconds::from_minutes(1);
/// Contacts are told of absences that are at least as long.
const WORTH_TELLING: Seconds = Seconds::from_minutes(15);
/// An absence of a process that runs may be one of a database put back when it is as long.
const LIKE_A_START: Seconds = Seconds::from_days(2);
/// The longest time after an absence in which nothing is told.
const LONGEST_QUIET: Seconds = Seconds::from_hours(1);
/// No reading counts for more: the first one past the end of such a time lies within this of it.
const FIRST_READING: Seconds = Seconds::from_minutes(1);
/// 2024-01-01: an earlier wall time was never right, and is left in one jump, however far.
const EARLIEST: Timestamp = Timestamp::from_seconds(1_704_067_200);
/// The relay's time is stored at least this often.
const STORE_EVERY: Seconds = Seconds::new(30);
/// The receipt for a cell comes within this many days of its acknowledgement.
const RECEIPT_UNDER_WAY_DAYS: u32 = 1;

/// Service time as this process counts it.
///
/// Several processes may share one storage: each counts from what it found there, and the furthest wins, so
/// that no stretch of time counts twice.
#[derive(Debug)]
pub(super) struct ServiceClock {
    known: ServiceTime,
    read: Moment,
}

/// What the clocks say, on the way into a transaction.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reading {
    wall: Timestamp,
    service: ServiceTime,
}

impl ServiceClock {
    pub(super) fn new(known: ServiceTime, now: Moment) -> Self {
        Self { known, read: now }
    }

    /// Reads the clock. However long ago the last reading was, a minute at most counts.
    pub(super) fn read(&mut self, now: Moment) -> Reading {
        let passed = now.running.saturating_sub(self.read.running).min(MOST_AT_ONCE);
        self.count(now, passed)
    }

    /// Reads the clock as if it had been read every few seconds since the last time.
    pub(super) fn read_through(&mut self, now: Moment) -> Reading {
        let passed = now.running.saturating_sub(self.read.running);
        self.count(now, passed)
    }

    fn count(&mut self, now: Moment, passed: Duration) -> Reading {
        let millis = u64::try_from(passed.as_millis()).unwrap_or(u64::MAX);
        self.known = self.known.plus_millis(millis);
        // A fraction of a millisecond is counted with the next reading.
        let counted = Duration::from_millis(millis);
        let running =
            if counted < passed { now.running.saturating_sub(passed - counted) } else { now.running };
        self.read = Moment { wall: now.wall, running: running.max(self.read.running) };
        Reading { wall: now.wall, service: self.known }
    }

    /// The moment at which service time will be `at`, if the relay runs on; one that has passed is now.
    pub(super) fn moment_of(&self, at: ServiceTime) -> Moment {
        self.read.later(Duration::from_millis(at.millis_since(self.known)))
    }

    /// Takes over what a transaction found: another process may have counted further.
    pub(super) fn found(&mut self, service: ServiceTime) {
        self.known = self.known.max(service);
    }
}

/// What the wall clock showed, as the operator should know it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct WallTrouble {
    /// It is so far off, ahead or behind, that the relay's own time goes on by itself.
    pub(super) not_followed: bool,
}

/// What following the clocks found.
#[derive(Clone, Copy, Debug)]
struct Followed {
    /// The wall time at which the relay would be, had it run all the while.
    expected: Timestamp,
    /// What the wall clock moved beyond that, in milliseconds, if it is an absence; else 0.
    absence_ms: u64,
    /// How long the gap is that this leaves between wall time and service time, in milliseconds; 0 if none.
    gap_ms: u64,
    /// The wall clock is too far off, ahead or behind.
    not_followed: bool,
}

/// Brings both times to what was read. `starting` is set for the first reading of a process.
fn follow(meta: &mut Meta, reading: Reading, starting: bool) -> Followed {
    let service = reading.service.max(meta.service);
    let served = service.millis_since(meta.service);
    let expected = Timestamp::from_millis(meta.clock.as_millis().saturating_add(served));
    let ahead = reading.wall.millis_since(expected);
    let too_far_ahead = meta.clock >= EARLIEST && ahead > FARTHEST_JUMP.as_millis();
    let absence_ms = match () {
        // Nobody knows how long it was down. While a process runs, nothing but the clock moved.
        () if too_far_ahead && starting => LONGEST_QUIET.as_millis(),
        () if too_far_ahead || meta.clock == Timestamp::ZERO || ahead <= ABSENCE.as_millis() => 0,
        () => ahead,
    };
    let behind = meta.clock.millis_since(reading.wall);
    let unknown =
        starting && meta.clock != Timestamp::ZERO && (too_far_ahead || behind > ABSENCE.as_millis());
    let gap_ms = if unknown { ages::UNKNOWN } else { absence_ms };
    meta.service = service;
    meta.clock = if too_far_ahead {
        expected
    } else if reading.wall >= meta.clock {
        reading.wall
    } else {
        // The wall clock was put back, and may have been wrong before or be wrong now. The relay's time goes on,
        // a little more slowly, until the wall clock has caught up.
        Timestamp::from_millis(meta.clock.as_millis().saturating_add(served - served / 16))
    };
    let behind = meta.clock.millis_since(reading.wall);
    Followed {
        expected,
        absence_ms,
        gap_ms,
        not_followed: too_far_ahead || behind > FARTHEST_JUMP.as_millis(),
    }
}

/// What the relay knows about itself, brought to the time that was read. For transactions that follow one
/// that was `advance`d with the same reading.
pub(super) fn at(tables: &mut dyn Tables, reading: Reading) -> Result<Meta, StorageError> {
    let mut meta = tables.meta()?;
    follow(&mut meta, reading, false);
    Ok(meta)
}

/// Brings what the relay knows about itself to the time that was read, and notes an absence.
///
/// `starting` is set for the first reading of a process. Returns whether what changed must be stored.
pub(super) fn advance(
    tables: &mut dyn Tables,
    meta: &mut Meta,
    reading: Reading,
    starting: bool,
    trouble: &mut WallTrouble,
    rng: &mut dyn CryptoRng,
) -> Result<bool, StorageError> {
    let (before, new) = (meta.service, meta.clock == Timestamp::ZERO);
    let Followed { expected, absence_ms, gap_ms, not_followed } = follow(meta, reading, starting);
    trouble.not_followed = not_followed;
    if absence_ms > 0 {
        be_quiet(meta, absence_ms);
        if absence_ms >= WORTH_TELLING.as_millis() && !not_followed {
            tables.add_absence(Minute::containing(expected).get(), meta.minute())?;
        }
    }
    if gap_ms > 0 {
        // A machine without a clock of its own may start with the time of its copy, and be put right while it runs.
        let is_start = starting || absence_ms >= LIKE_A_START.as_millis();
        ages::note(tables, Gap { at: meta.service, length_ms: gap_ms, is_start, echoed: None })?;
        if is_start {
            // It may have been put back from an older copy: the receipts for what was acknowledged last may be lost,
            // and come again only with the cell.
            tables.forget_acknowledged_since(meta.service_day().saturating_sub(RECEIPT_UNDER_WAY_DAYS))?;
        }
    }
    if new || starting {
        meta.life = rng.next_u32();
    }
    if new || starting || gap_ms > 0 {
        tables.raise_cell_ids(cell_ids_from(meta.clock))?;
    }
    let stale = meta.service.millis_since(before) >= STORE_EVERY.as_millis();
    Ok(new || starting || stale || gap_ms > 0)
}

/// Nothing is told for a time. Absences that follow one upon another add up to an hour at most: a relay on a machine
/// that sleeps half of the time, or that dies every few minutes, still tells.
fn be_quiet(meta: &mut Meta, absence_ms: u64) {
    // The first reading past its end belongs to it, were it an absence too: then what is due is told. Else a relay that
    // is frozen whenever nothing happens would be quiet for ever.
    if meta.service >= meta.quiet_until.plus(FIRST_READING) {
        meta.quiet_from = meta.service;
    }
    let until = meta.service.plus_millis(absence_ms.min(LONGEST_QUIET.as_millis()));
    meta.quiet_until = meta.quiet_until.max(until).min(meta.quiet_from.plus(LONGEST_QUIET));
}

/// Below the ids of all cells that come now. No more than 2²⁰ come in a second, and wall time never goes back: so a
/// storage that was put back from an older copy gives no id again, and nothing that comes lies behind the cursor of a
/// reader who returns late. All of them are numbers that every client can hold exactly.
fn cell_ids_from(clock: Timestamp) -> u64 {
    let seconds = clock.as_millis() / 1_000;
    seconds.min((1 << 32) - 1) << 20
}

impl Meta {
    /// The minute of the relay's wall time.
    pub(super) fn minute(&self) -> u32 {
        Minute::containing(self.clock).get()
    }

    /// The minute of service time.
    pub(super) fn service_minute(&self) -> u32 {
        service_minute(self.service)
    }

    /// The day of service time.
    pub(super) fn service_day(&self) -> u32 {
        service_day(self.service)
    }
}

pub(super) fn service_minute(at: ServiceTime) -> u32 {
    u32::try_from(at.as_millis() / 60_000).unwrap_or(u32::MAX)
}

pub(super) fn service_day(at: ServiceTime) -> u32 {
    u32::try_from(at.as_millis() / 86_400_000).unwrap_or(u32::MAX)
}
