//! How people check in: at an hour of their own, more or less; they forget, and then a reminder may help.

use rand::RngExt as _;
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::SeedableRng as _;

use super::outage::{exponential, normal};
use crate::clock::{HOUR, MINUTE};

/// A day.
pub const DAY: u64 = 24 * HOUR;

/// What a population of workers is like.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Habits {
    /// The share of days on which someone does not think of it by themselves.
    pub forgets: f64,
    /// How far from their usual hour people check in: standard deviation, in hours.
    pub spread: f64,
    /// The chance that a reminder is noticed by someone who is awake.
    pub notices: f64,
    /// How long after a reminder they check in, on average, in minutes.
    pub follows: f64,
}

impl Default for Habits {
    fn default() -> Self {
        Self { forgets: 0.1, spread: 1.5, notices: 0.85, follows: 20.0 }
    }
}

/// One worker. Everything is drawn from the seed by what it is about, so that two simulations of the same person get
/// the same person, whatever else happens in them.
#[derive(Clone, Copy, Debug)]
pub struct Person {
    habits: Habits,
    seed: u64,
    /// The usual time of day, in milliseconds.
    usual: u64,
    /// When they get up and go to bed.
    awake: (u64, u64),
}

impl Person {
    /// The person of a seed.
    pub fn new(habits: Habits, seed: u64) -> Self {
        let mut rng = dice(seed, 0, 0);
        let up = 6 * HOUR + rng.random_range(0..90) * MINUTE;
        let awake = (up, up + 16 * HOUR);
        let usual = rng.random_range(awake.0 + HOUR..awake.1 - HOUR);
        Self { habits, seed, usual, awake }
    }

    /// When they think of checking in by themselves on a day (days count from 0), if they do.
    pub fn thinks_of_it(&self, day: u64) -> Option<u64> {
        let mut rng = dice(self.seed, 1, day);
        if rng.random_bool(self.habits.forgets) {
            return None;
        }
        let off = normal(&mut rng) * self.habits.spread * HOUR as f64;
        let (up, down) = self.awake;
        #[allow(clippy::cast_possible_truncation, reason = "some hours")]
        let at = (self.usual as i64 + off as i64).clamp(up as i64, down as i64);
        Some(day * DAY + at as u64)
    }

    /// When they check in because of a reminder that was shown at `shown`, if they notice it. `number` tells the
    /// reminders of one check-in apart, `due` the check-ins.
    pub fn heeds(&self, due: u64, number: u64, shown: u64) -> Option<u64> {
        let mut rng = dice(self.seed, 2 + number, due / (6 * HOUR));
        if !rng.random_bool(self.habits.notices) {
            return None;
        }
        let time = shown % DAY;
        let (up, down) = self.awake;
        // One that is shown at night is seen in the morning.
        let seen = if time < up {
            shown - time + up
        } else if time >= down {
            shown - time + DAY + up
        } else {
            shown
        };
        Some(seen + exponential(&mut rng, self.habits.follows * MINUTE as f64))
    }
}

fn dice(seed: u64, kind: u64, number: u64) -> ChaCha20Rng {
    let mixed =
        seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ (kind << 56) ^ number.wrapping_mul(0xd1b5_4a32_d192_ed03);
    ChaCha20Rng::seed_from_u64(mixed)
}
