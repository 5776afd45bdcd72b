//! The oracle's own reckoning of the relay's time: how long it has run, what its calendar shows, and how long nothing
//! may be told after an absence.
//!
//! Written from *Timers* in `docs/protocol.md` and from ADR 0005, not from the relay's code. Where the relay may
//! honestly stand at either of two points (it stores its time every 30 seconds, and loses the rest when it is killed)
//! both are kept: the lower one says what is owed to the worker for certain, the higher one what may be owed.

use crate::clock::{HOUR, MINUTE, SECOND};

/// The relay stores its time at least this often.
pub(super) const STORED_EVERY: u64 = 30 * SECOND;
/// What the calendar moves beyond service time is an absence when it is more.
const ABSENCE: u64 = MINUTE;
/// The longest silence after an absence.
const LONGEST_QUIET: u64 = HOUR;
/// A calendar that jumps further ahead is not followed.
const FARTHEST_JUMP: u64 = 400 * 24 * HOUR;
/// People are told of absences from this length on.
pub(super) const WORTH_TELLING: u64 = 15 * MINUTE;

/// A start after an absence.
#[derive(Clone, Copy, Debug)]
pub(super) struct Start {
    /// When, in service time.
    pub(super) at: u64,
    /// How long the absence was for certain, and how long at most.
    pub(super) absence: (u64, u64),
}

/// An absence that the people of armed plans are to hear of.
#[derive(Clone, Copy, Debug)]
pub(super) struct Absence {
    /// It was long enough for certain; if not, it may have been.
    pub(super) certain: bool,
}

/// What an absence left between the calendar and service time.
#[derive(Clone, Copy, Debug)]
struct Gap {
    /// Where it lies, in service time.
    at: u64,
    /// How long it was: at least, and at most.
    length: (u64, u64),
    /// What the relay may have forgotten of its time up to then.
    forgotten: u64,
}

/// The length of a gap when nobody knows how long it was.
const UNKNOWN: u64 = u64::MAX;

/// The relay's time.
#[derive(Clone, Debug)]
pub(super) struct Service {
    /// Service time: how long the relay has run, in milliseconds.
    served: u64,
    /// When that was reckoned last, by the world's clock.
    read_at: u64,
    running: bool,
    /// How far the machine's calendar is off.
    offset: i64,
    /// What the relay takes for the wall time: at least, and at most.
    wall: (u64, u64),
    /// The calendar was put back, and has not caught up with the relay's wall time.
    behind: bool,
    /// Service time that the relay may have forgotten, all told.
    forgotten: u64,
    /// Nothing is told before this, for certain; and perhaps not before this.
    quiet: (u64, u64),
    /// When that silence began: for certain by then; and perhaps already then.
    quiet_from: (u64, u64),
    /// The absences so far.
    gaps: Vec<Gap>,
}

impl Service {
    /// A relay that runs since long, with the right time.
    pub(super) fn new(now: u64) -> Self {
        let served = 1_000 * 24 * HOUR;
        Self {
            served,
            read_at: now,
            running: true,
            offset: 0,
            wall: (now, now),
            behind: false,
            forgotten: 0,
            quiet: (0, 0),
            quiet_from: (0, 0),
            gaps: Vec::new(),
        }
    }

    /// The service time of what was made so long ago by a phone's clock: not earlier than, and not later than. A
    /// phone counts on while the relay is away, so absences are taken off an age.
    pub(super) fn made(&self, age: u64) -> (u64, u64) {
        let (latest, one) = self.walk_back(age, |length| length.1);
        let (_, other) = self.walk_back(age, |length| length.0);
        // What the relay has forgotten of its time since makes an age reach further back.
        let since = one.into_iter().chain(other).map(|gap| gap.forgotten).min();
        let forgotten = since.map_or(0, |since| self.forgotten - since);
        (self.walk_back(age + forgotten, |length| length.0).0, (latest + forgotten).min(self.served))
    }

    /// Where an age ends that is walked back through absences of these lengths, and the oldest that it came to.
    fn walk_back(&self, age: u64, length: impl Fn((u64, u64)) -> u64) -> (u64, Option<Gap>) {
        let (mut at, mut left, mut crossed) = (self.served, age, None);
        for gap in self.gaps.iter().rev() {
            if left <= at - gap.at {
                break;
            }
            left -= at - gap.at;
            at = gap.at;
            crossed = Some(*gap);
            let length = length(gap.length);
            if left <= length {
                return (at, crossed);
            }
            left -= length;
        }
        (at.saturating_sub(left), crossed)
    }

    /// Service time.
    pub(super) fn served(&self) -> u64 {
        self.served
    }

    /// What the relay takes for the wall time: at least, and at most.
    pub(super) fn wall(&self) -> (u64, u64) {
        self.wall
    }

    /// Service time that the relay may have forgotten, all told.
    pub(super) fn forgotten(&self) -> u64 {
        self.forgotten
    }

    /// Until when nothing is told: for certain, and perhaps.
    pub(super) fn quiet(&self) -> (u64, u64) {
        self.quiet
    }

    /// Whether the relay runs.
    pub(super) fn running(&self) -> bool {
        self.running
    }

    /// When, by the world's clock, service time will be `served` if the relay runs on.
    pub(super) fn in_world(&self, served: u64) -> u64 {
        self.read_at + served.saturating_sub(self.served)
    }

    /// Time has passed.
    pub(super) fn read(&mut self, now: u64) -> Option<Absence> {
        let passed = now.saturating_sub(self.read_at);
        self.read_at = self.read_at.max(now);
        if !self.running {
            return None;
        }
        self.served += passed;
        self.follow(passed, 0)
    }

    /// The machine's calendar is set forward, or back.
    pub(super) fn set_calendar(&mut self, now: u64, by: i64) -> Option<Absence> {
        let before = self.read(now);
        self.offset = self.offset.saturating_add(by);
        let jump = if self.running { self.follow(0, 0) } else { None };
        jump.or(before)
    }

    /// The relay's process ends. Up to 30 seconds of its time may be lost with it.
    pub(super) fn stop(&mut self, now: u64) {
        self.read(now);
        self.running = false;
        self.forgotten += STORED_EVERY;
    }

    /// It starts, after a stop.
    pub(super) fn start(&mut self, now: u64) -> (Option<Start>, Option<Absence>) {
        self.read_at = now;
        self.running = true;
        let ahead = self.ahead(STORED_EVERY);
        // A calendar that is behind does not tell how long it was either.
        let wall = now.saturating_add_signed(self.offset);
        let behind = (self.wall.0.saturating_sub(STORED_EVERY + wall), self.wall.1.saturating_sub(wall));
        if ahead.1 > FARTHEST_JUMP || behind.1 > ABSENCE {
            let certain = ahead.0 > FARTHEST_JUMP || behind.0 > ABSENCE;
            self.leave_gap(if certain { UNKNOWN } else { 0 }, UNKNOWN);
        }
        if ahead.0 > FARTHEST_JUMP {
            // Nobody can know how long it was. The protocol does not say what follows; an hour's silence at most.
            self.be_quiet(0, LONGEST_QUIET);
            let start = Start { at: self.served, absence: (0, UNKNOWN) };
            return (Some(start), Some(Absence { certain: false }));
        }
        let absence = if behind.1 > ABSENCE { (0, UNKNOWN) } else { ahead };
        let start = (absence.1 > ABSENCE).then_some(Start { at: self.served, absence });
        (start, self.follow(0, STORED_EVERY))
    }

    /// Puts the time of an older copy in the place of this one; the machine's calendar stays.
    pub(super) fn put_back(&mut self, copy: &Self, now: u64) {
        let offset = self.offset;
        *self = copy.clone();
        self.offset = offset;
        self.read_at = now;
        self.running = false;
        self.forgotten += STORED_EVERY;
    }

    /// How far the calendar is ahead of the relay's wall time, which may have been stored so much earlier.
    fn ahead(&self, stale: u64) -> (u64, u64) {
        let wall = self.read_at.saturating_add_signed(self.offset);
        (wall.saturating_sub(self.wall.1), wall.saturating_sub(self.wall.0.saturating_sub(stale)))
    }

    fn leave_gap(&mut self, certainly: u64, perhaps: u64) {
        if perhaps > 0 {
            let (at, forgotten) = (self.served, self.forgotten);
            self.gaps.push(Gap { at, length: (certainly, perhaps), forgotten });
        }
    }

    /// Nothing is told for so long: for certain, and perhaps. Silences that follow on one another last an hour in all.
    fn be_quiet(&mut self, certainly: u64, perhaps: u64) {
        let now = self.served;
        if perhaps == 0 {
            return;
        }
        // The first reading past the end of a silence begins no new one.
        let within = (now < self.quiet.0, now < self.quiet.1 + MINUTE);
        // The longest that it may be: as if nothing went ahead of it that may not have.
        let end = now + perhaps;
        let longest = if within.0 { end.min(self.quiet_from.0 + LONGEST_QUIET) } else { end };
        // The shortest: as if everything did.
        let from = if within.1 { self.quiet_from.1 } else { now };
        self.quiet_from.1 = from;
        if certainly > 0 {
            let shortest = (now + certainly).min(from + LONGEST_QUIET);
            self.quiet_from.0 = if within.0 { self.quiet_from.0 } else { now };
            self.quiet.0 = self.quiet.0.max(shortest);
        }
        self.quiet.1 = self.quiet.1.max(longest);
    }

    /// The relay's wall time goes on, follows the calendar, and never goes back.
    fn follow(&mut self, passed: u64, stale: u64) -> Option<Absence> {
        // While the calendar is behind, the relay's wall time may go on more slowly than time does.
        let slower = if self.behind { passed / 16 } else { 0 };
        self.wall = (self.wall.0 + passed - slower, self.wall.1 + passed);
        let wall = self.read_at.saturating_add_signed(self.offset);
        self.behind = wall < self.wall.0;
        let ahead = self.ahead(stale);
        if ahead.0 > FARTHEST_JUMP {
            return None;
        }
        self.wall = (self.wall.0.max(wall), self.wall.1.max(wall));
        let counts = |absence: u64| if absence > ABSENCE { absence } else { 0 };
        self.leave_gap(counts(ahead.0), counts(ahead.1));
        let silence = |absence: u64| counts(absence).min(LONGEST_QUIET);
        self.be_quiet(silence(ahead.0), silence(ahead.1));
        (ahead.1 >= WORTH_TELLING).then_some(Absence { certain: ahead.0 >= WORTH_TELLING })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const START: u64 = 1_800_000_000_000;

    #[test]
    fn time_while_it_is_down_does_not_count_and_is_followed_by_an_hour_of_silence_at_most() {
        let mut service = Service::new(START);
        let first = service.served();
        service.read(START + HOUR);
        service.stop(START + 2 * HOUR);
        service.read(START + 40 * HOUR);
        assert_eq!(service.served() - first, 2 * HOUR);
        let (start, absence) = service.start(START + 50 * HOUR);
        assert_eq!(service.served() - first, 2 * HOUR);
        assert!(absence.unwrap().certain);
        let start = start.unwrap();
        assert_eq!(start.absence, (48 * HOUR, 48 * HOUR + STORED_EVERY));
        assert_eq!(service.quiet(), (service.served() + HOUR, service.served() + HOUR));
        assert_eq!(service.forgotten(), STORED_EVERY);
    }

    #[test]
    fn an_age_is_walked_back_through_the_time_it_was_down() {
        let mut service = Service::new(START);
        let first = service.served();
        service.stop(START + 10 * HOUR);
        service.start(START + 30 * HOUR);
        service.read(START + 31 * HOUR);
        // Since the start; while it was down; before.
        assert_eq!(service.made(HOUR / 2).0, first + 10 * HOUR + HOUR / 2);
        let (least, most) = service.made(5 * HOUR);
        assert_eq!((least, most), (first + 10 * HOUR, first + 10 * HOUR));
        let (least, most) = service.made(25 * HOUR);
        assert_eq!((least, most), (first + 6 * HOUR, first + 6 * HOUR + STORED_EVERY));
    }

    #[test]
    fn a_relay_that_is_often_away_is_silent_for_an_hour_in_all() {
        let mut service = Service::new(START);
        let first = service.served();
        for hour in 1..5 {
            service.stop(START + hour * 2 * HOUR);
            service.start(START + hour * 2 * HOUR + 110 * MINUTE);
        }
        // Ten minutes of service in each of the last three rounds, and two hours before.
        assert_eq!(service.served() - first, 2 * HOUR + 30 * MINUTE);
        assert_eq!(service.quiet(), (first + 3 * HOUR, first + 3 * HOUR));
    }

    #[test]
    fn a_short_stop_may_or_may_not_be_an_absence() {
        let mut service = Service::new(START);
        service.stop(START + HOUR);
        let (start, absence) = service.start(START + HOUR + 45 * SECOND);
        assert!(start.is_some() && absence.is_none());
        assert_eq!(service.quiet(), (0, service.served() + 75 * SECOND));
    }

    #[test]
    fn a_calendar_ten_years_ahead_is_not_followed_and_one_put_back_owes_nothing() {
        for years in [-10_i64, 10] {
            let mut service = Service::new(START);
            let jump = years * 365 * 24 * HOUR as i64;
            assert!(service.set_calendar(START, jump).is_none());
            service.read(START + HOUR);
            assert_eq!(service.quiet(), (0, 0));
            assert_eq!(service.wall.1, START + HOUR);
        }
    }

    #[test]
    fn a_calendar_that_was_put_back_and_is_put_right_may_look_like_a_short_absence() {
        let mut service = Service::new(START);
        let jump = 3_650 * 24 * HOUR as i64;
        assert!(service.set_calendar(START, -jump).is_none());
        for hour in 1..13 {
            assert!(service.read(START + hour * HOUR).is_none());
        }
        assert!(!service.set_calendar(START + 12 * HOUR, jump).unwrap().certain);
    }

    #[test]
    fn a_calendar_put_forward_by_an_hour_is_an_absence_of_an_hour() {
        let mut service = Service::new(START);
        assert!(service.set_calendar(START, HOUR as i64).unwrap().certain);
        assert_eq!(service.quiet(), (service.served() + HOUR, service.served() + HOUR));
    }
}
