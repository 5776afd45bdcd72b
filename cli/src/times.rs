//! Moments in words: UTC for people, RFC 3339 for programs.

use wayhome::{Seconds, Timestamp};

const DAY_S: u64 = 86_400;
/// 9999-12-31 23:59:59: the last moment with a year of four digits.
const LAST_S: u64 = 253_402_300_799;

/// A moment taken apart, in the Gregorian calendar and UTC.
struct Parts {
    year: u64,
    month: u64,
    day: u64,
    hour: u64,
    minute: u64,
    second: u64,
    millisecond: u64,
}

/// Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", `civil_from_days`: years counted from March, so
/// that the leap day comes last.
fn parts(time: Timestamp) -> Parts {
    let seconds = time.as_seconds().min(LAST_S);
    let of_day = seconds % DAY_S;
    let days = seconds / DAY_S + 719_468;
    let (era, day_of_era) = (days / 146_097, days % 146_097);
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let from_march = (5 * day_of_year + 2) / 153;
    let month = if from_march < 10 { from_march + 3 } else { from_march - 9 };
    Parts {
        year: year_of_era + era * 400 + u64::from(month <= 2),
        month,
        day: day_of_year - (153 * from_march + 2) / 5 + 1,
        hour: of_day / 3_600,
        minute: of_day / 60 % 60,
        second: of_day % 60,
        millisecond: time.as_millis() % 1_000,
    }
}

/// `2026-11-22 14:05 UTC`.
pub(crate) fn in_words(time: Timestamp) -> String {
    let p = parts(time);
    format!("{:04}-{:02}-{:02} {:02}:{:02} UTC", p.year, p.month, p.day, p.hour, p.minute)
}

/// `2026-11-22T14:05:00.000Z`.
pub(crate) fn rfc3339(time: Timestamp) -> String {
    let p = parts(time);
    format!(
        "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:03}Z",
        p.year, p.month, p.day, p.hour, p.minute, p.second, p.millisecond
    )
}

/// Reads `2026-11-22T14:05:00Z`, the form without a zone's offset that this program writes; fractions of a second
/// may be there and are dropped.
pub(crate) fn parse_utc(text: &str) -> Option<Timestamp> {
    let text = text.trim().strip_suffix(['Z', 'z'])?;
    let text = text.split_once('.').map_or(text, |(whole, _)| whole);
    let (date, time) = text.split_once(['T', 't', ' '])?;
    let number = |text: &str, digits: usize| -> Option<u64> {
        let plain = text.len() == digits && text.bytes().all(|byte| byte.is_ascii_digit());
        plain.then(|| text.parse().ok())?
    };
    let mut date = date.splitn(3, '-');
    let (year, month, day) = (number(date.next()?, 4)?, number(date.next()?, 2)?, number(date.next()?, 2)?);
    let mut time = time.splitn(3, ':');
    let (hour, minute, second) =
        (number(time.next()?, 2)?, number(time.next()?, 2)?, number(time.next()?, 2)?);
    if year < 1970
        || !(1..=12).contains(&month)
        || !(1..=31).contains(&day)
        || hour > 23
        || minute > 59
        || second > 59
    {
        return None;
    }
    let from_march = (month + 9) % 12;
    let year_from_march = if month <= 2 { year - 1 } else { year };
    let (era, year_of_era) = (year_from_march / 400, year_from_march % 400);
    let day_of_year = (153 * from_march + 2) / 5 + day - 1;
    let days =
        era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719_468;
    let found = Timestamp::from_seconds(days * DAY_S + hour * 3_600 + minute * 60 + second);
    // A 30th of February comes back as another day.
    let p = parts(found);
    ((p.year, p.month, p.day) == (year, month, day)).then_some(found)
}

/// `1 day`, `36 hours`, `15 minutes`.
pub(crate) fn length(seconds: Seconds) -> String {
    let s = u64::from(seconds.get());
    let (number, unit) = match s {
        _ if s >= 2 * DAY_S && s % DAY_S == 0 => (s / DAY_S, "day"),
        _ if s >= 3_600 && s % 3_600 == 0 => (s / 3_600, "hour"),
        _ if s >= 60 && s % 60 == 0 => (s / 60, "minute"),
        _ => (s, "second"),
    };
    format!("{number} {unit}{}", if number == 1 { "" } else { "s" })
}

/// Reads `45s`, `90m`, `12h` or `2d`; a bare number counts `unit_s` seconds.
pub(crate) fn parse_length(text: &str, unit_s: u32) -> Option<Seconds> {
    let text = text.trim();
    let digits = text.trim_end_matches(|c: char| !c.is_ascii_digit());
    let unit_s = match text.get(digits.len()..)?.trim() {
        "" => unit_s,
        "s" => 1,
        "m" | "min" => 60,
        "h" => 3_600,
        "d" => 86_400,
        _ => return None,
    };
    let all_digits = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    let number: u32 = all_digits.then(|| digits.parse().ok())??;
    number.checked_mul(unit_s).map(Seconds::new)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_moments_are_written_as_the_calendar_has_them() {
        for (seconds, words) in [
            (0, "1970-01-01 00:00 UTC"),
            (951_782_399, "2000-02-28 23:59 UTC"),
            (951_782_400, "2000-02-29 00:00 UTC"),
            (1_709_164_800, "2024-02-29 00:00 UTC"),
            (1_795_356_300, "2026-11-22 14:05 UTC"),
            (4_102_444_799, "2099-12-31 23:59 UTC"),
        ] {
            assert_eq!(in_words(Timestamp::from_seconds(seconds)), words);
        }
        assert_eq!(in_words(Timestamp::MAX), "9999-12-31 23:59 UTC");
        assert_eq!(rfc3339(Timestamp::from_millis(1_795_356_300_007)), "2026-11-22T14:05:00.007Z");
    }

    #[test]
    fn what_is_written_is_read_back() {
        for day in 0..60_000 {
            let time = Timestamp::from_seconds(day * DAY_S + 3_661);
            assert_eq!(parse_utc(&rfc3339(time)), Some(time));
        }
    }

    #[test]
    fn a_length_is_read_with_its_unit_or_in_the_usual_one() {
        let read = |text, unit| parse_length(text, unit).map(|length| length.get());
        assert_eq!(read("90m", 1), Some(5_400));
        assert_eq!(read(" 2 d ", 1), Some(172_800));
        assert_eq!(read("24", 3_600), Some(86_400));
        assert_eq!(read("0", 1), Some(0));
        for text in ["", "h", "-1h", "1.5h", "1w", "99999999d", "1h30m"] {
            assert_eq!(read(text, 1), None, "{text:?}");
        }
    }

    #[test]
    fn what_is_no_moment_is_refused() {
        for text in [
            "",
            "now",
            "2026-11-22",
            "2026-11-22T14:05:00",
            "2026-11-22T14:05Z",
            "2026-02-30T00:00:00Z",
            "2026-13-01T00:00:00Z",
            "2026-11-22T24:00:00Z",
            "1969-12-31T23:59:59Z",
            "2026-11-22T14:05:00+01:00",
            "+026-11-22T14:05:00Z",
            "2026-1१-22T14:05:00Z",
        ] {
            assert_eq!(parse_utc(text), None, "{text:?}");
        }
    }
}
