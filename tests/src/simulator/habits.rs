//! How people check in: at hours of their own, more or less; they forget, and then a reminder may help.

use rand::RngExt as _;
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::SeedableRng as _;

use super::outage::{exponential, normal};
use super::rhythm::Rhythm;
use crate::clock::{HOUR, MINUTE};

/// A day.
pub const DAY: u64 = 24 * HOUR;

/// What a population of workers is like.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Habits {
    /// The share of times at which someone does not think of it by themselves.
    pub forgets: f64,
    /// How far from their usual hour people check in: standard deviation, in hours, for the daily plan.
    pub spread: f64,
    /// The chance that a reminder is noticed by someone who is awake.
    pub notices: f64,
    /// The chance that a reminder at night wakes them. If not, it is there in the morning.
    pub wakes: f64,
    /// How long after a reminder they check in, on average, in minutes.
    pub follows: f64,
}

impl Default for Habits {
    fn default() -> Self {
        Self { forgets: 0.1, spread: 1.5, notices: 0.85, wakes: 0.0, follows: 20.0 }
    }
}

/// One worker. Everything is drawn from the seed by what it is about, so that two simulations of the same person get
/// the same person, whatever else happens in them.
#[derive(Clone, Copy, Debug)]
pub struct Person {
    habits: Habits,
    rhythm: Rhythm,
    seed: u64,
    /// The usual time of day, in milliseconds.
    usual: u64,
    /// When they get up and go to bed.
    awake: (u64, u64),
}

impl Person {
    /// The person of a seed, who lives by this plan.
    pub fn new(habits: Habits, rhythm: Rhythm, seed: u64) -> Self {
        let mut rng = dice(seed, 0, 0);
        let up = 6 * HOUR + rng.random_range(0..90) * MINUTE;
        let awake = (up, up + 16 * HOUR);
        let usual = rng.random_range(awake.0 + HOUR..awake.1 - HOUR);
        Self { habits, rhythm, seed, usual, awake }
    }

    /// When they think of checking in by themselves for the `number`th time (counted from 0), if they do.
    fn thinks_of_it(&self, number: u64) -> Option<u64> {
        let mut rng = dice(self.seed, 1, number);
        if rng.random_bool(self.habits.forgets) {
            return None;
        }
        let off = normal(&mut rng) * self.habits.spread * self.rhythm.looseness() * HOUR as f64;
        let usually = self.rhythm.usually(number, self.usual, self.awake);
        let (day, time) = (usually / DAY, usually % DAY);
        let (up, down) = self.awake;
        #[allow(clippy::cast_possible_truncation, reason = "some hours")]
        let at = (time as i64 + off as i64).clamp(up as i64, down as i64);
        Some(day * DAY + at as u64)
    }

    /// When they check in for the first time.
    pub fn begins(&self) -> u64 {
        self.thinks_of_it(0).unwrap_or(12 * HOUR)
    }

    /// When they think of it next by themselves, after a check-in at `last`: not before half the interval is over,
    /// or, on the way, a third of it.
    pub fn next_by_themselves(&self, last: u64) -> u64 {
        let interval = self.rhythm.interval();
        let from = last + if self.rhythm == Rhythm::Transit { interval / 3 } else { interval / 2 };
        let first = (from / self.rhythm.every()).saturating_sub(1);
        let mut times = (first..).filter_map(|number| self.thinks_of_it(number));
        times.find(|at| *at >= from).unwrap_or(u64::MAX)
    }

    /// When they check in because of a reminder that was shown at `shown`, if they notice it. `number` tells the
    /// reminders of one check-in apart, `due` the check-ins.
    pub fn heeds(&self, due: u64, number: u64, shown: u64) -> Option<u64> {
        let mut rng = dice(self.seed, 2 + number, due / (self.rhythm.interval() / 4));
        if !rng.random_bool(self.habits.notices) {
            return None;
        }
        let time = shown % DAY;
        let (up, down) = self.awake;
        let night = time < up || time >= down;
        let seen = match night && !rng.random_bool(self.habits.wakes) {
            false => shown,
            true if time < up => shown - time + up,
            true => shown - time + DAY + up,
        };
        Some(seen + exponential(&mut rng, self.habits.follows * MINUTE as f64))
    }
}

fn dice(seed: u64, kind: u64, number: u64) -> ChaCha20Rng {
    let mixed =
        seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ (kind << 56) ^ number.wrapping_mul(0xd1b5_4a32_d192_ed03);
    ChaCha20Rng::seed_from_u64(mixed)
}
