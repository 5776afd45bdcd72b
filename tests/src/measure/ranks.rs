//! The area under the ROC curve: how often somebody who is shown one of each kind says rightly which is which, from 0.5
//! (by guessing) to 1. Below 0.5 the scores are the wrong way round.

use rand::RngExt as _;
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::SeedableRng as _;

/// The two-sided 95 % point of the normal distribution.
const Z95: f64 = 1.959_964;
/// How often the bootstrap draws.
const RESAMPLES: usize = 2_000;

/// A value with its 95 % interval.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interval {
    /// The value itself.
    pub value: f64,
    /// Its interval's lower end.
    pub low: f64,
    /// Its interval's upper end.
    pub high: f64,
}

impl Interval {
    /// Whether guessing would do as well.
    pub fn has(&self, value: f64) -> bool {
        (self.low..=self.high).contains(&value)
    }
}

impl std::fmt::Display for Interval {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:.3} ({:.3}–{:.3})", self.value, self.low, self.high)
    }
}

/// The area for scores of things that are `not` of a kind and that `are`, ties counted half (Mann and Whitney 1947).
pub fn area(not: &[f64], are: &[f64]) -> f64 {
    let mut all: Vec<(f64, bool)> = not.iter().map(|score| (*score, false)).collect();
    all.extend(are.iter().map(|score| (*score, true)));
    all.sort_by(|one, other| one.0.total_cmp(&other.0));
    let mut ranks = 0.0;
    let mut at = 0;
    while at < all.len() {
        let tied = all[at..].iter().take_while(|(score, _)| *score == all[at].0).count();
        // Ranks count from 1; those who are tied share the middle one.
        let rank = at as f64 + (tied as f64 + 1.0) / 2.0;
        ranks += rank * all[at..at + tied].iter().filter(|(_, is)| *is).count() as f64;
        at += tied;
    }
    let (n, m) = (not.len() as f64, are.len() as f64);
    (ranks - m * (m + 1.0) / 2.0) / (n * m)
}

/// The area with the interval of DeLong, DeLong and Clarke-Pearson (1988).
pub fn delong(not: &[f64], are: &[f64]) -> Interval {
    let value = area(not, are);
    let placed = |score: f64, others: &[f64]| area(others, &[score]);
    let of_those: Vec<f64> = are.iter().map(|score| placed(*score, not)).collect();
    let of_others: Vec<f64> = not.iter().map(|score| 1.0 - placed(*score, are)).collect();
    let variance = spread(&of_those) / are.len() as f64 + spread(&of_others) / not.len() as f64;
    let half = Z95 * variance.sqrt();
    Interval { value, low: value - half, high: value + half }
}

/// The area with the interval of a bootstrap that draws from each kind by itself; the same for the same scores.
pub fn bootstrap(not: &[f64], are: &[f64]) -> Interval {
    let mut rng = ChaCha20Rng::seed_from_u64(0x0b00_7574);
    let mut draw =
        |from: &[f64]| -> Vec<f64> { from.iter().map(|_| from[rng.random_range(0..from.len())]).collect() };
    let mut areas: Vec<f64> = (0..RESAMPLES).map(|_| area(&draw(not), &draw(are))).collect();
    areas.sort_by(f64::total_cmp);
    let at = |share: f64| areas[(share * (RESAMPLES - 1) as f64).round() as usize];
    Interval { value: area(not, are), low: at(0.025), high: at(0.975) }
}

/// The variance of a sample.
pub(super) fn spread(values: &[f64]) -> f64 {
    let mean = mean(values);
    values.iter().map(|value| (value - mean).powi(2)).sum::<f64>() / (values.len() as f64 - 1.0)
}

/// The mean.
pub(super) fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len() as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_area_is_the_share_of_pairs_in_the_right_order() {
        let (not, are) = ([0.1, 0.4, 0.35], [0.8, 0.35, 0.9, 0.05]);
        let pairs = not.iter().flat_map(|n| are.map(|a| (*n, a)));
        let right: f64 = pairs
            .map(|(n, a)| {
                if a > n {
                    1.0
                } else if a == n {
                    0.5
                } else {
                    0.0
                }
            })
            .sum();
        assert!((area(&not, &are) - right / 12.0).abs() < 1e-12);
        assert_eq!(area(&[1.0, 2.0], &[3.0, 4.0]), 1.0);
        assert_eq!(area(&[3.0, 4.0], &[1.0, 2.0]), 0.0);
        assert_eq!(area(&[5.0; 7], &[5.0; 3]), 0.5);
    }

    #[test]
    fn both_intervals_hold_the_area_and_shrink_as_more_is_seen() {
        let mut rng = ChaCha20Rng::seed_from_u64(7);
        let mut draw = |count: usize, shift: f64| -> Vec<f64> {
            (0..count).map(|_| rng.random::<f64>() + shift).collect()
        };
        let few = (draw(40, 0.0), draw(40, 0.2));
        let many = (draw(1_000, 0.0), draw(1_000, 0.2));
        for interval in [delong, bootstrap] {
            let (wide, narrow) = (interval(&few.0, &few.1), interval(&many.0, &many.1));
            // For two uniforms that are 0.2 apart the area is 1 − 0.8²/2.
            assert!(wide.has(0.68) && narrow.has(0.68) && !narrow.has(0.5), "{wide} {narrow}");
            assert!(narrow.high - narrow.low < (wide.high - wide.low) / 3.0, "{wide} {narrow}");
        }
    }
}
