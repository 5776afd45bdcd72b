//! What may stand in the dependency tree: deny.toml, enforced by cargo-deny.

use std::path::PathBuf;
use std::time::{SystemTime, UNIX_EPOCH};
use std::{env, fs};

use crate::house::House;
use crate::process;
use crate::steps::Outcome;

pub(crate) fn check(house: &House) -> Outcome {
    let Some(tool) = house.tool("cargo-deny") else { return missing() };
    process::run(house.command(tool).args(["--locked", "check", "licenses", "bans", "sources"]), None).into()
}

/// Known defects, if a database of them is here. Fetching one is not this command's business; being without one
/// is said with a date, so that nobody takes silence for a clean bill.
pub(crate) fn advisories(house: &House) -> Outcome {
    let Some(tool) = house.tool("cargo-deny") else { return missing() };
    if !database_is_here() {
        return Outcome::Noted(format!("NOT CHECKED on {}: no advisory database here", today()));
    }
    process::run(house.command(tool).args(["--locked", "--offline", "check", "advisories"]), None).into()
}

fn missing() -> Outcome {
    Outcome::Missing("cargo-deny is not here; tools/install brings it".into())
}

/// Where cargo-deny keeps its databases unless told otherwise.
fn database_is_here() -> bool {
    let home = env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| env::home_dir().map(|home| home.join(".cargo")));
    let folder = home.map(|home| home.join("advisory-dbs"));
    folder.and_then(|folder| fs::read_dir(folder).ok()).is_some_and(|mut entries| entries.next().is_some())
}

fn today() -> String {
    let days = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs() / 86_400);
    date(days)
}

/// A day since 1970-01-01 as a date (Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms").
fn date(days: u64) -> String {
    let shifted = days + 719_468;
    let (era, day_of_era) = (shifted / 146_097, shifted % 146_097);
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = if month_from_march < 10 { month_from_march + 3 } else { month_from_march - 9 };
    let year = year_of_era + era * 400 + u64::from(month <= 2);
    format!("{year}-{month:02}-{day:02}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_those_of_the_calendar() {
        for (days, expected) in [
            (0, "1970-01-01"),
            (11_016, "2000-02-29"),
            (11_017, "2000-03-01"),
            (18_614, "2020-12-18"),
            (47_481, "2099-12-31"),
        ] {
            assert_eq!(date(days), expected);
        }
    }
}
