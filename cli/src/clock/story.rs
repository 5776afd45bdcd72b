//! The clock of a demonstration. It lies in a file, so that all its programs go by the same one: a stretch of time
//! may pass many times faster there, up to a moment, and then passes as it does everywhere.

use std::fmt;
use std::fs::File;
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};

use wayhome::{Clock, Timestamp};

/// The file is one line of four numbers.
const FILE_MOST: u64 = 128;
/// No story runs faster: a day in a second and a half.
const RATE_MOST: u64 = 60_000;

/// How the shown time follows the machine's: from `from_shown` at `from_machine` on, `rate` times as fast until
/// `until_shown`, and at its own pace after that. All in milliseconds since 1970.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Pace {
    pub(crate) from_machine: u64,
    pub(crate) from_shown: u64,
    pub(crate) rate: u64,
    pub(crate) until_shown: u64,
}

impl Pace {
    /// What the clock shows when the machine's shows `machine`.
    pub(crate) fn shown(&self, machine: u64) -> u64 {
        let passed = machine.saturating_sub(self.from_machine);
        let fast = self.until_shown.saturating_sub(self.from_shown);
        // In the machine's time, rounded up, so that the fast stretch never ends early.
        let stretch = fast.div_ceil(self.rate.max(1));
        if passed < stretch {
            self.from_shown.saturating_add(passed.saturating_mul(self.rate))
        } else {
            self.from_shown.saturating_add(fast).saturating_add(passed - stretch)
        }
    }
}

impl fmt::Display for Pace {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { from_machine, from_shown, rate, until_shown } = self;
        writeln!(formatter, "{from_machine} {from_shown} {rate} {until_shown}")
    }
}

impl FromStr for Pace {
    type Err = NoClock;

    fn from_str(text: &str) -> Result<Self, NoClock> {
        let numbers: Result<Vec<u64>, _> = text.split_whitespace().map(str::parse).collect();
        match numbers.as_deref() {
            Ok([from_machine, from_shown, rate @ 1..=RATE_MOST, until_shown]) => Ok(Self {
                from_machine: *from_machine,
                from_shown: *from_shown,
                rate: *rate,
                until_shown: *until_shown,
            }),
            _ => Err(NoClock::Numbers),
        }
    }
}

/// Why a file is no clock.
#[derive(Debug, thiserror::Error)]
pub(crate) enum NoClock {
    #[error("it does not hold the four numbers of a demonstration's clock")]
    Numbers,
    #[error("{0}")]
    Unreadable(#[from] io::Error),
}

/// The clock in a file. What is read last counts while the file cannot be read.
pub(crate) struct StoryClock {
    path: PathBuf,
    pace: Mutex<Pace>,
    shown: AtomicU64,
}

impl fmt::Debug for StoryClock {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("StoryClock").field("path", &self.path).finish_non_exhaustive()
    }
}

impl StoryClock {
    /// Follows the clock in this file.
    pub(crate) fn open(path: &Path) -> Result<Self, NoClock> {
        let pace = read(path)?;
        Ok(Self { path: path.to_owned(), pace: Mutex::new(pace), shown: AtomicU64::new(0) })
    }

    /// Puts a clock into this file, whole or not at all.
    pub(crate) fn set(path: &Path, pace: Pace) -> io::Result<()> {
        let mut beside = path.as_os_str().to_owned();
        beside.push(".new");
        File::create(&beside)?.write_all(pace.to_string().as_bytes())?;
        std::fs::rename(&beside, path)
    }
}

impl Clock for StoryClock {
    fn now(&self) -> Timestamp {
        let mut pace = self.pace.lock().unwrap_or_else(PoisonError::into_inner);
        if let Ok(read) = read(&self.path) {
            *pace = read;
        }
        let shown = pace.shown(super::machine().as_millis());
        // It goes forward only, whatever is done to the machine's clock or to the file.
        let before = self.shown.fetch_max(shown, Ordering::SeqCst);
        Timestamp::from_millis(shown.max(before))
    }
}

impl wayhome_relay::SetClock for StoryClock {
    fn now(&self) -> Timestamp {
        Clock::now(self)
    }
}

fn read(path: &Path) -> Result<Pace, NoClock> {
    let mut text = String::new();
    File::open(path)?.take(FILE_MOST).read_to_string(&mut text)?;
    text.parse()
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOUR: u64 = 3_600_000;

    #[test]
    fn a_stretch_passes_fast_and_the_rest_as_everywhere() {
        let pace = Pace { from_machine: 1_000, from_shown: 5 * HOUR, rate: 3_600, until_shown: 7 * HOUR };
        assert_eq!(pace.shown(0), 5 * HOUR, "before it was set");
        assert_eq!(pace.shown(1_000), 5 * HOUR);
        assert_eq!(pace.shown(2_000), 6 * HOUR);
        assert_eq!(pace.shown(2_999), 7 * HOUR - 3_600);
        assert_eq!(pace.shown(3_000), 7 * HOUR);
        assert_eq!(pace.shown(3_250), 7 * HOUR + 250);
    }

    #[test]
    fn a_clock_without_a_fast_stretch_goes_as_everywhere() {
        let pace = Pace { from_machine: 1_000, from_shown: 9_000, rate: 1, until_shown: 9_000 };
        assert_eq!((pace.shown(1_000), pace.shown(1_700)), (9_000, 9_700));
    }

    #[test]
    fn what_is_written_is_read_back_and_anything_else_is_no_clock() {
        let pace = Pace { from_machine: 1, from_shown: 2, rate: 3, until_shown: 4 };
        assert_eq!(pace.to_string().parse::<Pace>().unwrap(), pace);
        for text in ["", "1 2 3", "1 2 3 4 5", "1 2 0 4", "1 2 60001 4", "1 2 -3 4", "now 2 3 4"] {
            assert!(text.parse::<Pace>().is_err(), "{text:?}");
        }
    }

    #[test]
    fn all_who_follow_a_file_see_the_same_time_and_it_never_goes_back() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("clock");
        assert!(StoryClock::open(&path).is_err());
        let at = |shown| Pace { from_machine: u64::MAX, from_shown: shown, rate: 1, until_shown: shown };
        StoryClock::set(&path, at(50_000)).unwrap();
        let clock = StoryClock::open(&path).unwrap();
        assert_eq!(Clock::now(&clock).as_millis(), 50_000);
        StoryClock::set(&path, at(90_000)).unwrap();
        assert_eq!(Clock::now(&clock).as_millis(), 90_000);
        StoryClock::set(&path, at(60_000)).unwrap();
        assert_eq!(Clock::now(&clock).as_millis(), 90_000, "set back, it stands still");
        std::fs::remove_file(&path).unwrap();
        assert_eq!(Clock::now(&clock).as_millis(), 90_000, "without its file it goes on");
    }
}
