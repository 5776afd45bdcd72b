//! Times as GPX writes them: `2020-12-18T06:15:50Z`, with fractions of a second and zone offsets (RFC 3339 and
//! the `dateTime` of XML Schema). A time without a zone is taken as UTC, as GPX says all times are.

/// 1980-01-01, the year in which GPS time begins, in ms since 1970.
pub(super) const YEAR_1980: i64 = 315_532_800_000;
/// 2100-01-01 in ms since 1970.
pub(super) const YEAR_2100: i64 = 4_102_444_800_000;

/// The time that `text` gives, in ms since 1970-01-01 UTC, or `None` if it gives none.
///
/// A 60th second is the first of the next minute; digits past the millisecond are dropped.
pub(super) fn parse(text: &str) -> Option<i64> {
    let mut rest = Text(text.trim_ascii().as_bytes());
    let year = rest.number(4)?;
    rest.one_of(b"-")?;
    let month = rest.number(2)?;
    rest.one_of(b"-")?;
    let day = rest.number(2)?;
    rest.one_of(b"Tt ")?;
    let hour = rest.number(2)?;
    rest.one_of(b":")?;
    let minute = rest.number(2)?;
    rest.one_of(b":")?;
    let second = rest.number(2)?;
    let millisecond = rest.fraction()?;
    let offset = rest.offset()?;
    let whole_midnight = hour == 24 && minute == 0 && second == 0 && millisecond == 0;
    let on_the_clock = (hour < 24 && minute < 60 && second <= 60) || whole_midnight;
    let on_the_calendar = (1..=12).contains(&month) && day >= 1 && day <= days_in(month, year);
    if !rest.0.is_empty() || !on_the_clock || !on_the_calendar {
        return None;
    }
    let minutes = (days_since_1970(year, month, day) * 24 + hour) * 60 + minute - offset;
    Some((minutes * 60 + second) * 1_000 + millisecond)
}

/// What is left to read.
struct Text<'a>(&'a [u8]);

impl Text<'_> {
    /// Exactly `digits` decimal digits.
    fn number(&mut self, digits: usize) -> Option<i64> {
        let (number, rest) = self.0.split_at_checked(digits)?;
        self.0 = rest;
        number.iter().try_fold(0, |sum, &byte| Some(sum * 10 + digit(byte)?))
    }

    /// The next byte, if it is one of these.
    fn one_of(&mut self, allowed: &[u8]) -> Option<u8> {
        let (&byte, rest) = self.0.split_first()?;
        self.0 = rest;
        allowed.contains(&byte).then_some(byte)
    }

    /// `.` and digits, as milliseconds; 0 if there is no fraction here.
    fn fraction(&mut self) -> Option<i64> {
        if !matches!(self.0.first(), Some(b'.' | b',')) {
            return Some(0);
        }
        let after = self.0.get(1..)?;
        let digits = after.iter().take_while(|byte| byte.is_ascii_digit()).count();
        let (fraction, rest) = after.split_at_checked(digits)?;
        self.0 = rest;
        if fraction.is_empty() {
            return None;
        }
        let padded = fraction.iter().copied().chain([b'0', b'0']).take(3);
        padded.map(digit).try_fold(0, |sum, next| Some(sum * 10 + next?))
    }

    /// `Z`, `±hh:mm`, `±hhmm`, `±hh` or nothing, as minutes ahead of UTC.
    fn offset(&mut self) -> Option<i64> {
        if self.0.is_empty() {
            return Some(0);
        }
        let sign = match self.one_of(b"Zz+-")? {
            b'+' => 1,
            b'-' => -1,
            _ => return Some(0),
        };
        let hours = self.number(2)?;
        if self.0.first() == Some(&b':') {
            self.one_of(b":")?;
        }
        let minutes = if self.0.is_empty() { 0 } else { self.number(2)? };
        (hours <= 14 && minutes < 60).then_some(sign * (hours * 60 + minutes))
    }
}

fn digit(byte: u8) -> Option<i64> {
    byte.is_ascii_digit().then(|| i64::from(byte - b'0'))
}

fn days_in(month: i64, year: i64) -> i64 {
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Days from 1970-01-01 in the Gregorian calendar, by counting years from March so that the leap day comes last
/// (Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", `days_from_civil`).
fn days_since_1970(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    era * 146_097 + day_of_era - 719_468
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_times_are_read_to_the_millisecond() {
        for (text, expected) in [
            ("1970-01-01T00:00:00Z", 0),
            ("1980-01-01T00:00:00Z", YEAR_1980),
            ("2100-01-01T00:00:00Z", YEAR_2100),
            ("2020-12-18T06:15:50Z", 1_608_272_150_000),
            (" 2020-12-18t06:15:50z\r\n", 1_608_272_150_000),
            ("2020-12-18T06:15:50", 1_608_272_150_000),
            ("2020-12-18T06:15:50.7Z", 1_608_272_150_700),
            ("2020-12-18T06:15:50.0429999999999Z", 1_608_272_150_042),
            ("2020-12-18T07:15:50+01:00", 1_608_272_150_000),
            ("2020-12-18T00:45:50-0530", 1_608_272_150_000),
            ("2020-12-18T08:15:50+02", 1_608_272_150_000),
            ("2024-02-29T12:00:00Z", 1_709_208_000_000),
            ("2016-12-31T23:59:60Z", 1_483_228_800_000),
            ("2016-12-31T24:00:00Z", 1_483_228_800_000),
            ("1901-12-13T20:45:52Z", -2_147_483_648_000),
            ("0000-03-01T00:00:00Z", -62_162_035_200_000),
        ] {
            assert_eq!(parse(text), Some(expected), "{text:?}");
        }
    }

    #[test]
    fn what_is_no_time_is_refused() {
        for text in [
            "",
            "Z",
            "yesterday",
            "2020-12-18",
            "2020-12-18T06:15Z",
            "2020-13-18T06:15:50Z",
            "2020-00-18T06:15:50Z",
            "2020-02-30T06:15:50Z",
            "2023-02-29T06:15:50Z",
            "1900-02-29T06:15:50Z",
            "2020-12-00T06:15:50Z",
            "2020-12-18T24:00:01Z",
            "2020-12-18T06:60:50Z",
            "2020-12-18T06:15:61Z",
            "2020-12-18T06:15:50.Z",
            "2020-12-18T06:15:50+15:00",
            "2020-12-18T06:15:50+01:60",
            "2020-12-18T06:15:50+1",
            "2020-12-18T06:15:50Zulu",
            "-2020-12-18T06:15:50Z",
            "20201-12-18T06:15:50Z",
            "2020-1２-18T06:15:50Z",
            "2020-12-18T06:15:50ZZ",
        ] {
            assert_eq!(parse(text), None, "{text:?}");
        }
    }

    #[test]
    fn every_day_of_four_centuries_follows_the_one_before() {
        let mut expected = days_since_1970(1800, 1, 1);
        for year in 1800..2200 {
            for month in 1..=12 {
                for day in 1..=days_in(month, year) {
                    assert_eq!(days_since_1970(year, month, day), expected);
                    expected += 1;
                }
            }
        }
    }
}
