//! The story's time: it stands at the machine's pace while the programs work, and runs while everybody waits.

use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::clock::{self, Pace, StoryClock};

/// How long a stretch of waiting takes by the machine's clock.
const WAITING: Duration = Duration::from_millis(2_000);
/// Nobody waits in between for less than this.
const LEAST: u64 = 1_000;

pub(super) const MINUTE: u64 = 60_000;
pub(super) const HOUR: u64 = 60 * MINUTE;

/// The clock that all programs of the story go by. Moments are milliseconds since 1970.
pub(super) struct StoryTime {
    path: PathBuf,
    pace: Pace,
}

impl StoryTime {
    /// Puts a clock into this folder that shows `shown` now.
    pub(super) fn begin(folder: &Path, shown: u64) -> Result<Self, String> {
        let path = folder.join("clock");
        let pace = Pace { from_machine: machine(), from_shown: shown, rate: 1, until_shown: shown };
        let time = Self { path, pace };
        time.write()?;
        Ok(time)
    }

    fn write(&self) -> Result<(), String> {
        StoryClock::set(&self.path, self.pace).map_err(|error| format!("the clock cannot be set: {error}"))
    }

    /// The file in which it lies.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// What it shows now.
    pub(super) fn now(&self) -> u64 {
        self.pace.shown(machine())
    }

    /// Lets it run to this moment; returns how long that takes.
    pub(super) fn run_to(&mut self, shown: u64) -> Result<Duration, String> {
        let (from_machine, from_shown) = (machine(), self.now());
        let ahead = shown.saturating_sub(from_shown);
        if ahead == 0 {
            return Ok(Duration::ZERO);
        }
        let waiting = u64::try_from(WAITING.as_millis()).unwrap_or(LEAST);
        let rate = (ahead / waiting).max(1);
        self.pace = Pace { from_machine, from_shown, rate, until_shown: shown };
        self.write()?;
        Ok(Duration::from_millis(ahead.div_ceil(rate)))
    }

    /// Lets it run to the present, and go with the machine's clock from then on; returns how long that takes.
    pub(super) fn catch_up(&mut self) -> Result<Duration, String> {
        let (from_machine, from_shown) = (machine(), self.now());
        let waiting = u64::try_from(WAITING.as_millis()).unwrap_or(LEAST);
        let present = from_machine.saturating_add(waiting);
        let ahead = present.saturating_sub(from_shown);
        let rate = ahead.div_ceil(waiting).max(1);
        self.pace = Pace { from_machine, from_shown, rate, until_shown: present };
        self.write()?;
        Ok(WAITING)
    }
}

fn machine() -> u64 {
    clock::machine().as_millis()
}
