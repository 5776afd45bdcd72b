//! What happened in a world, to be read when a test fails.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use crate::clock::{BEGINNING, WorldClock};

/// A log with virtual times.
#[derive(Debug)]
pub struct Story {
    clock: Arc<WorldClock>,
    lines: Mutex<Vec<String>>,
    hushed: AtomicBool,
}

impl Story {
    /// An empty story.
    pub fn new(clock: Arc<WorldClock>) -> Self {
        Self { clock, lines: Mutex::default(), hushed: AtomicBool::new(false) }
    }

    /// Notes what happened now.
    pub fn tell(&self, text: impl AsRef<str>) {
        let since = self.clock.millis().saturating_sub(BEGINNING);
        let (hours, minutes, seconds) = (since / 3_600_000, since / 60_000 % 60, since / 1_000 % 60);
        let line = format!("{hours:>5}:{minutes:02}:{seconds:02}.{:03}  {}", since % 1_000, text.as_ref());
        self.lines.lock().unwrap_or_else(PoisonError::into_inner).push(line);
    }

    /// It is not printed when its world ends badly: somebody else will.
    pub fn hush(&self) {
        self.hushed.store(true, Ordering::SeqCst);
    }

    /// Whether that was asked for.
    pub fn is_hushed(&self) -> bool {
        self.hushed.load(Ordering::SeqCst)
    }

    /// The whole story.
    pub fn text(&self) -> String {
        self.lines.lock().unwrap_or_else(PoisonError::into_inner).join("\n")
    }
}
