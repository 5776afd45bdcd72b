//! When a worker's phone has a network: a model of patchy mobile data, spell by spell.
//!
//! Spells with and without a network alternate. How long one without lasts is drawn from the model's distribution; one
//! with a network lasts as long as makes the share of time with a network what the model says, exponentially
//! distributed. A phone that is out of credit counts as one without a network; one that is off can do nothing at all.

use rand::{Rng, RngExt as _};

use crate::clock::{HOUR, MINUTE};

/// How long a spell without a network lasts.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Outages {
    /// Exponential with a mean of 1 hour.
    Memoryless,
    /// Four of five are short (exponential, mean 15 minutes), one of five is long (exponential, mean 2 hours): a night
    /// or a shift without signal.
    ShortAndLong,
    /// Log-normal with a median of 30 minutes and σ = 1.2 (mean 62 minutes): now and then most of a day.
    HeavyTailed,
}

/// A model of the network.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Network {
    /// The share of time with a network, between 0 and 1.
    pub connectivity: f64,
    /// How long spells without one last.
    pub outages: Outages,
}

/// How often a phone is off, and how long: spells with it on and off alternate, both exponentially distributed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Battery {
    /// The mean time that it is on, in days.
    pub days: f64,
    /// The mean time that it is off, in hours.
    pub hours: f64,
}

impl Default for Battery {
    fn default() -> Self {
        Self { days: 5.0, hours: 3.0 }
    }
}

impl Battery {
    /// The spells with the phone off between 0 and `to`.
    pub fn spells(self, rng: &mut impl Rng, to: u64) -> Vec<(u64, u64)> {
        let mut spells = Vec::new();
        let mut at = 0;
        while at < to {
            at += exponential(rng, self.days * 24.0 * HOUR as f64);
            let end = at + exponential(rng, self.hours * HOUR as f64);
            spells.push((at, end));
            at = end;
        }
        spells
    }
}

/// Draws from an exponential distribution with this mean, in milliseconds.
pub fn exponential(rng: &mut impl Rng, mean: f64) -> u64 {
    let uniform: f64 = rng.random_range(f64::EPSILON..1.0);
    whole(-uniform.ln() * mean)
}

/// Draws from a standard normal distribution (Box and Muller).
pub fn normal(rng: &mut impl Rng) -> f64 {
    let (one, two): (f64, f64) = (rng.random_range(f64::EPSILON..1.0), rng.random());
    (-2.0 * one.ln()).sqrt() * (std::f64::consts::TAU * two).cos()
}

#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "lengths of time, far from any bound"
)]
fn whole(millis: f64) -> u64 {
    millis.clamp(1.0, 1e15) as u64
}

impl Outages {
    /// The mean length of a spell without a network, in milliseconds.
    pub fn mean(self) -> f64 {
        match self {
            Self::Memoryless => HOUR as f64,
            Self::ShortAndLong => 0.8 * 15.0 * MINUTE as f64 + 0.2 * 2.0 * HOUR as f64,
            Self::HeavyTailed => 30.0 * MINUTE as f64 * (1.2_f64 * 1.2 / 2.0).exp(),
        }
    }

    fn draw(self, rng: &mut impl Rng) -> u64 {
        match self {
            Self::Memoryless => exponential(rng, HOUR as f64),
            Self::ShortAndLong if rng.random_bool(0.8) => exponential(rng, 15.0 * MINUTE as f64),
            Self::ShortAndLong => exponential(rng, 2.0 * HOUR as f64),
            Self::HeavyTailed => whole(30.0 * MINUTE as f64 * (1.2 * normal(rng)).exp()),
        }
    }
}

impl Network {
    /// The spells without a network between `from` and `to`: beginning and end of each, in order.
    pub fn spells(self, rng: &mut impl Rng, from: u64, to: u64) -> Vec<(u64, u64)> {
        let up = self.outages.mean() * self.connectivity / (1.0 - self.connectivity);
        let mut spells = Vec::new();
        let mut at = from;
        if rng.random_bool(1.0 - self.connectivity) {
            at += self.outages.draw(rng);
            spells.push((from, at));
        }
        while at < to {
            at += exponential(rng, up);
            let end = at + self.outages.draw(rng);
            spells.push((at, end));
            at = end;
        }
        spells
    }
}

/// Whether there is a network at a moment, with these spells without one.
pub fn connected(spells: &[(u64, u64)], at: u64) -> bool {
    let next = spells.partition_point(|(from, _)| *from <= at);
    next == 0 || spells[next - 1].1 <= at
}

#[cfg(test)]
mod tests {
    use rand_chacha::ChaCha20Rng;
    use rand_chacha::rand_core::SeedableRng as _;

    use super::*;

    #[test]
    fn each_model_has_the_mean_and_the_connectivity_that_it_says() {
        let mut rng = ChaCha20Rng::seed_from_u64(1);
        for outages in [Outages::Memoryless, Outages::ShortAndLong, Outages::HeavyTailed] {
            let span = 400_000 * HOUR;
            let network = Network { connectivity: 0.9, outages };
            let spells = network.spells(&mut rng, 0, span);
            let total: u64 = spells.iter().map(|(from, to)| to - from).sum();
            let mean = total as f64 / spells.len() as f64;
            assert!((mean / outages.mean() - 1.0).abs() < 0.03, "{outages:?}: {mean}");
            let up = (0..400_000).filter(|hour| connected(&spells, hour * HOUR)).count();
            assert!((up as f64 / 400_000.0 - 0.9).abs() < 0.005, "{outages:?}: {up}");
        }
    }
}
