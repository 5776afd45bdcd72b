//! Welch's t-test: whether two samples have the same mean, when they need not spread alike (Welch 1947).

use super::ranks::{mean, spread};

/// What the test came to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Welch {
    /// The difference of the means in standard errors; beyond ±4.5 it is no chance (the bound that is used in tests
    /// for leakage by timing).
    pub t: f64,
    /// Degrees of freedom.
    pub degrees: f64,
    /// The first mean less the second.
    pub apart: f64,
}

impl std::fmt::Display for Welch {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "t = {:+.2}, {:.0} degrees of freedom, means {:+.1} apart",
            self.t, self.degrees, self.apart
        )
    }
}

/// The test of two samples.
pub fn welch(one: &[f64], other: &[f64]) -> Welch {
    let share = |sample: &[f64]| spread(sample) / sample.len() as f64;
    let (a, b) = (share(one), share(other));
    let apart = mean(one) - mean(other);
    let below = a.powi(2) / (one.len() as f64 - 1.0) + b.powi(2) / (other.len() as f64 - 1.0);
    Welch { t: apart / (a + b).sqrt(), degrees: (a + b).powi(2) / below, apart }
}

/// The sample without its smallest and its largest twentieth: a machine that does something else now and then makes
/// long tails that hide a small difference.
pub fn trimmed(sample: &[f64]) -> Vec<f64> {
    let mut sorted = sample.to_vec();
    sorted.sort_by(f64::total_cmp);
    let off = sorted.len() / 20;
    sorted[off..sorted.len() - off].to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The first example of the article "Welch's t-test" in Wikipedia; the digits are those of scipy 1.17.1.
    #[test]
    fn a_published_example_comes_out() {
        let one = [27.5, 21.0, 19.0, 23.6, 17.0, 17.9, 16.9, 20.1, 21.9, 22.6, 23.1, 19.6, 19.0, 21.7, 21.4];
        let other =
            [27.1, 22.0, 20.8, 23.4, 23.4, 23.5, 25.8, 22.0, 24.8, 20.2, 21.9, 22.1, 22.9, 20.5, 24.4];
        let found = welch(&one, &other);
        assert!((found.t + 2.455_356_398).abs() < 1e-8, "{found}");
        assert!((found.degrees - 24.988_529_290).abs() < 1e-8, "{found}");
        assert!((found.apart + 2.166_666_667).abs() < 1e-8, "{found}");
    }

    #[test]
    fn trimming_takes_a_twentieth_from_either_end() {
        let sample: Vec<f64> = (0..100).rev().map(f64::from).collect();
        let kept = trimmed(&sample);
        assert_eq!((kept.len(), kept[0], kept[89]), (90, 5.0, 94.0));
    }
}
