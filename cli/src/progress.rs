//! A sign of life for work that takes over a second, for people only.

use std::io::IsTerminal as _;
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread::JoinHandle;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget};

use crate::output::Output;

const PATIENCE: Duration = Duration::from_secs(1);
const TICK: Duration = Duration::from_millis(120);

/// Shows a spinner on standard error once a second has passed, until it is dropped.
pub(crate) struct Progress {
    running: Option<(Sender<()>, JoinHandle<()>)>,
}

impl Progress {
    /// Begins. Nothing is ever shown with `--json` or `--quiet`, or when standard error is not a terminal.
    pub(crate) fn start(out: &Output, doing: &'static str) -> Self {
        if !out.chatty() || !std::io::stderr().is_terminal() {
            return Self { running: None };
        }
        let (stop, stopped) = mpsc::channel::<()>();
        let spin = move || {
            if stopped.recv_timeout(PATIENCE) != Err(RecvTimeoutError::Timeout) {
                return;
            }
            let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr()).with_message(doing);
            bar.enable_steady_tick(TICK);
            // Ends when the other side is dropped.
            let _ = stopped.recv();
            bar.finish_and_clear();
        };
        // Without a thread to spare there is simply no sign of life.
        let thread = std::thread::Builder::new().name("progress".to_owned()).spawn(spin).ok();
        Self { running: thread.map(|thread| (stop, thread)) }
    }
}

/// Shows how much of something is done, on a terminal and for people only.
pub(crate) struct Bar {
    shown: Option<ProgressBar>,
}

impl Bar {
    /// Begins; nothing is shown before the first [`Bar::at`].
    pub(crate) fn start(out: &Output, doing: &'static str) -> Self {
        let shown = out.chatty() && std::io::stderr().is_terminal();
        let bar = || ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr()).with_message(doing);
        Self { shown: shown.then(bar) }
    }

    /// So much of it is done.
    pub(crate) fn at(&self, done: impl TryInto<u64>, of: impl TryInto<u64>) {
        if let Some(bar) = &self.shown {
            bar.set_length(of.try_into().unwrap_or(0));
            bar.set_position(done.try_into().unwrap_or(0));
        }
    }
}

impl Drop for Bar {
    fn drop(&mut self) {
        if let Some(bar) = &self.shown {
            bar.finish_and_clear();
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some((stop, thread)) = self.running.take() {
            drop(stop);
            // It ends by itself; how it ended does not matter to the work.
            drop(thread.join());
        }
    }
}
