//! What the benchmarks share: timing in turns, medians, ratios. Benchmarks measure; they never pass or fail.

use std::time::{Duration, Instant};

/// How long `work` took.
#[expect(clippy::disallowed_methods, reason = "a benchmark measures elapsed time")]
pub fn timed(work: impl FnOnce()) -> Duration {
    let started = Instant::now();
    work();
    started.elapsed()
}

/// The middle one of the durations; zero for none.
#[must_use]
pub fn median(mut durations: Vec<Duration>) -> Duration {
    durations.sort();
    durations.get(durations.len() / 2).copied().unwrap_or_default()
}

/// The middle one of the ratios `a[i] / b[i]`; zero for none.
#[must_use]
pub fn median_ratio(a: &[Duration], b: &[Duration]) -> f64 {
    let mut ratios: Vec<f64> =
        a.iter().zip(b).map(|(a, b)| a.as_secs_f64() / b.as_secs_f64().max(f64::MIN_POSITIVE)).collect();
    ratios.sort_by(f64::total_cmp);
    ratios.get(ratios.len() / 2).copied().unwrap_or_default()
}
