//! Times and lengths as a person says them.

use wayhome::Timestamp;

use super::recording::Fix;
use crate::times;

/// `2026-11-22 at 22:55:09 UTC`.
pub(super) fn on_day(ms: i64) -> String {
    let full = rfc3339(ms);
    format!("{} at {} UTC", full.get(..10).unwrap_or_default(), full.get(11..19).unwrap_or_default())
}

/// `2026-11-22T22:55:09.120Z`.
pub(super) fn rfc3339(ms: i64) -> String {
    times::rfc3339(Timestamp::from_millis(u64::try_from(ms).unwrap_or(0)))
}

/// `45.27513° N, 13.71899° E`.
pub(super) fn place(fix: Fix) -> String {
    format!("{}, {}", latitude(fix), longitude(fix))
}

/// `45.27513° N`.
pub(super) fn latitude(fix: Fix) -> String {
    degrees(fix.0, 'N', 'S')
}

/// `13.71899° E`.
pub(super) fn longitude(fix: Fix) -> String {
    degrees(fix.1, 'E', 'W')
}

fn degrees(degrees: f64, positive: char, negative: char) -> String {
    format!("{:.5}° {}", degrees.abs(), if degrees < 0.0 { negative } else { positive })
}

/// `+12.3 s`.
pub(super) fn since(began: i64, at: i64) -> String {
    format!("+{} s", seconds(at.saturating_sub(began)))
}

/// `12.3`.
pub(super) fn seconds(ms: i64) -> String {
    let tenths = ms.max(0) / 100;
    format!("{}.{}", tenths / 10, tenths % 10)
}

/// `30 days`, `2 h 5 min`, `8 min 34 s`, `12 s`.
pub(super) fn span(ms: i64) -> String {
    let seconds = ms.max(0) / 1_000;
    match (seconds / 3_600, seconds / 60 % 60, seconds % 60) {
        (0, 0, seconds) => format!("{seconds} s"),
        (0, minutes, seconds) => format!("{minutes} min {seconds} s"),
        (hours @ 72.., ..) => format!("{} days", hours / 24),
        (hours, minutes, _) => format!("{hours} h {minutes} min"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_and_spans_read_well() {
        assert_eq!(on_day(1_608_272_750_120), "2020-12-18 at 06:25:50 UTC");
        assert_eq!(
            (seconds(12_390), seconds(-5), since(1_000, 2_050)),
            ("12.3".into(), "0.0".into(), "+1.0 s".into())
        );
        assert_eq!(place((-33.5, 0.25, 0)), "33.50000° S, 0.25000° E");
        assert_eq!(span(12_900), "12 s");
        assert_eq!(span(514_000), "8 min 34 s");
        assert_eq!(span(7_500_000), "2 h 5 min");
        assert_eq!(span(30 * 86_400_000), "30 days");
    }
}
