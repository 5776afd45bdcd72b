//! A classifier over numbers: logistic regression, and beside it each number by itself. The regression hides what is
//! not a straight line; a single number shows it.

use rand::RngExt as _;
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::SeedableRng as _;
use sha2::{Digest as _, Sha256};

use super::ranks::{self, Interval, mean, spread};

/// Each thing is scored by a model that was made from the other folds.
const FOLDS: usize = 5;
const STEPS: usize = 300;
/// The weight of the penalty on large weights, against the sum over all things.
const PENALTY: f64 = 1.0;
/// Shuffles for the chance that the best single number is as good by luck.
const SHUFFLES: usize = 200;

/// One thing that somebody looked at.
#[derive(Clone, Debug)]
pub struct Seen {
    /// What it was made from; it decides the fold.
    pub seed: u64,
    /// The numbers, the same ones in the same order for all.
    pub numbers: Vec<f64>,
}

/// How well two kinds can be told apart.
#[derive(Clone, Copy, Debug)]
pub struct Told {
    /// The area of the regression's scores, with the bootstrap's interval.
    pub area: Interval,
    /// The same with DeLong's.
    pub delong: Interval,
    /// Which number by itself is best, and its area, the right way round.
    pub best: (usize, f64),
    /// How often a shuffle of the kinds has a number as good as that.
    pub chance: f64,
}

/// Tries to tell the two kinds apart.
pub fn tell_apart(not: &[Seen], are: &[Seen]) -> Told {
    let (folds_not, folds_are) = (folds(not), folds(are));
    let (mut scores_not, mut scores_are) = (vec![0.0; not.len()], vec![0.0; are.len()]);
    for fold in 0..FOLDS {
        let rest = |seen: &[Seen], folds: &[usize]| -> Vec<Vec<f64>> {
            let others = seen.iter().zip(folds).filter(|(_, of)| **of != fold);
            others.map(|(one, _)| one.numbers.clone()).collect()
        };
        let model = Model::of(&rest(not, &folds_not), &rest(are, &folds_are));
        for (seen, folds, scores) in [(not, &folds_not, &mut scores_not), (are, &folds_are, &mut scores_are)]
        {
            for at in (0..seen.len()).filter(|at| folds[*at] == fold) {
                scores[at] = model.score(&seen[at].numbers);
            }
        }
    }
    let columns = columns(not, are);
    let best = best(&columns, not.len());
    Told {
        area: ranks::bootstrap(&scores_not, &scores_are),
        delong: ranks::delong(&scores_not, &scores_are),
        best,
        chance: chance(&columns, not.len(), best.1),
    }
}

/// Folds of one size, in the order of a digest of the seeds: nobody chose them, and no kind is rarer in one of them,
/// which would push the pooled scores apart by itself.
fn folds(seen: &[Seen]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..seen.len()).collect();
    order.sort_by_key(|at| Sha256::digest(seen[*at].seed.to_be_bytes()).to_vec());
    let mut folds = vec![0; seen.len()];
    for (place, at) in order.into_iter().enumerate() {
        folds[at] = place % FOLDS;
    }
    folds
}

/// Logistic regression over numbers that are brought to mean 0 and spread 1.
struct Model {
    scale: Vec<(f64, f64)>,
    weights: Vec<f64>,
    base: f64,
}

impl Model {
    fn of(not: &[Vec<f64>], are: &[Vec<f64>]) -> Self {
        let all: Vec<(&Vec<f64>, f64)> =
            not.iter().map(|x| (x, 0.0)).chain(are.iter().map(|x| (x, 1.0))).collect();
        let wide = all[0].0.len();
        let scale = (0..wide).map(|at| {
            let column: Vec<f64> = all.iter().map(|(x, _)| x[at]).collect();
            (mean(&column), spread(&column).sqrt())
        });
        let mut model = Self { scale: scale.collect(), weights: vec![0.0; wide], base: 0.0 };
        let scaled: Vec<(Vec<f64>, f64)> = all.iter().map(|(x, kind)| (model.scaled(x), *kind)).collect();
        let count = scaled.len() as f64;
        // The gradient changes by at most a quarter of the mean square of a row, and by the penalty.
        let step = 1.0 / (0.25 * (wide as f64 + 1.0) + PENALTY / count);
        for _ in 0..STEPS {
            let mut slope = vec![0.0; wide];
            let mut base = 0.0;
            for (x, kind) in &scaled {
                let off = 1.0 / (1.0 + (-model.sum(x)).exp()) - kind;
                base += off;
                slope.iter_mut().zip(x).for_each(|(slope, x)| *slope += off * x);
            }
            for (weight, slope) in model.weights.iter_mut().zip(slope) {
                *weight -= step * (slope + PENALTY * *weight) / count;
            }
            model.base -= step * base / count;
        }
        model
    }

    fn scaled(&self, numbers: &[f64]) -> Vec<f64> {
        let scaled = numbers.iter().zip(&self.scale);
        // A number that never differs says nothing.
        scaled.map(|(x, (mean, spread))| if *spread > 0.0 { (x - mean) / spread } else { 0.0 }).collect()
    }

    fn sum(&self, scaled: &[f64]) -> f64 {
        self.base + self.weights.iter().zip(scaled).map(|(weight, x)| weight * x).sum::<f64>()
    }

    fn score(&self, numbers: &[f64]) -> f64 {
        self.sum(&self.scaled(numbers))
    }
}

/// The numbers one by one: those of all that are not of the kind, then of all that are.
fn columns(not: &[Seen], are: &[Seen]) -> Vec<Vec<f64>> {
    let wide = not[0].numbers.len();
    (0..wide).map(|at| not.iter().chain(are).map(|seen| seen.numbers[at]).collect()).collect()
}

fn best(columns: &[Vec<f64>], not: usize) -> (usize, f64) {
    let each = columns.iter().enumerate().map(|(at, column)| {
        let area = ranks::area(&column[..not], &column[not..]);
        (at, area.max(1.0 - area))
    });
    each.max_by(|one, other| one.1.total_cmp(&other.1)).unwrap()
}

fn chance(columns: &[Vec<f64>], not: usize, found: f64) -> f64 {
    let mut rng = ChaCha20Rng::seed_from_u64(0x5b0f_f1e5);
    let mut shuffled = columns.to_vec();
    let as_good = (0..SHUFFLES).filter(|_| {
        for at in (1..columns[0].len()).rev() {
            let other = rng.random_range(0..=at);
            // One shuffle for all numbers: they belong together.
            shuffled.iter_mut().for_each(|column| column.swap(at, other));
        }
        best(&shuffled, not).1 >= found
    });
    (as_good.count() as f64 + 1.0) / (SHUFFLES as f64 + 1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Noise, with a tell of this size in the second number.
    fn things(from: u64, count: u64, tell: f64) -> Vec<Seen> {
        let mut rng = ChaCha20Rng::seed_from_u64(from);
        let mut draw = || rng.random::<f64>();
        let each = (from..from + count).map(|seed| {
            let mut numbers: Vec<f64> = (0..12).map(|_| draw()).collect();
            numbers[1] += tell;
            // One that never differs.
            numbers.push(4.0);
            Seen { seed, numbers }
        });
        each.collect()
    }

    #[test]
    fn of_noise_nothing_is_told() {
        let told = tell_apart(&things(1, 150, 0.0), &things(1_000, 150, 0.0));
        assert!(told.area.has(0.5) && told.delong.has(0.5), "{told:?}");
        assert!(told.chance > 0.02, "{told:?}");
    }

    #[test]
    fn a_tell_in_one_number_is_found_by_both_ways() {
        let told = tell_apart(&things(1, 150, 0.0), &things(1_000, 150, 0.3));
        assert!(told.area.low > 0.6 && told.delong.low > 0.6, "{told:?}");
        assert_eq!(told.best.0, 1, "{told:?}");
        assert!(told.chance < 0.01, "{told:?}");
    }

    #[test]
    fn folds_are_of_one_size_and_hang_on_the_seed_alone() {
        let things = things(1, 50, 0.0);
        let all = folds(&things);
        assert!((0..FOLDS).all(|fold| all.iter().filter(|of| **of == fold).count() == 10));
        let turned: Vec<Seen> = things.iter().rev().cloned().collect();
        let back: Vec<usize> = folds(&turned).into_iter().rev().collect();
        assert_eq!(all, back);
    }
}
