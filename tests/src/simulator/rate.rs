//! A rate of rare events, with the interval in which it lies with 95 % confidence.

/// So many events in so many worker-months.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rate {
    /// Events.
    pub events: u64,
    /// Worker-months.
    pub months: u64,
}

impl Rate {
    /// Events in 100 worker-months.
    pub fn per_hundred(self) -> f64 {
        100.0 * self.events as f64 / self.months as f64
    }

    /// The same at the ends of the exact 95 % interval for a Poisson count (Garwood 1936).
    pub fn interval(self) -> (f64, f64) {
        let scale = 100.0 / self.months as f64;
        // The mean at which so few, or so many, would be seen with a chance of 2.5 %.
        let least =
            if self.events == 0 { 0.0 } else { root(|mean| 1.0 - at_most(self.events - 1, mean), true) };
        let most = root(|mean| at_most(self.events, mean), false);
        (least * scale, most * scale)
    }
}

/// The chance of at most `count` events when `mean` are expected.
fn at_most(count: u64, mean: f64) -> f64 {
    let mut logarithm = -mean;
    let mut sum = logarithm.exp();
    for k in 1..=count {
        logarithm += mean.ln() - (k as f64).ln();
        sum += logarithm.exp();
    }
    sum.min(1.0)
}

/// Where a chance that rises (or falls) with the mean is 2.5 %.
fn root(chance: impl Fn(f64) -> f64, rises: bool) -> f64 {
    let (mut low, mut high) = (1e-9, 1e7);
    for _ in 0..200 {
        let middle = f64::midpoint(low, high);
        if (chance(middle) < 0.025) == rises {
            low = middle;
        } else {
            high = middle;
        }
    }
    f64::midpoint(low, high)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_interval_is_the_one_in_the_tables() {
        // Garwood's table: 0 → 0–3.689, 1 → 0.0253–5.572, 10 → 4.795–18.39, 100 → 81.36–121.6.
        for (events, low, high) in
            [(0, 0.0, 3.689), (1, 0.0253, 5.572), (10, 4.795, 18.39), (100, 81.36, 121.6)]
        {
            let (least, most) = Rate { events, months: 100 }.interval();
            assert!((least - low).abs() < 0.01 && (most - high).abs() < 0.05, "{events}: {least}–{most}");
        }
        assert_eq!(Rate { events: 3, months: 300 }.per_hundred(), 1.0);
    }
}
