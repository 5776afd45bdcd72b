//! Going over the network.

use std::time::Duration;

use serde_json::json;
use wayhome::{Budget, RunReport, Timestamp, Wayhome};

use crate::args::{Global, Sync};
use crate::clock;
use crate::error::CliError;
use crate::output::Output;
use crate::progress::Progress;
use crate::shapes;
use crate::store::{Folder, unlock};
use crate::times;

/// Shortest pause between two attempts, so that a moment in the past cannot make a busy loop.
const SHORTEST_PAUSE: Duration = Duration::from_millis(200);
/// Longest pause: the schedule is looked at again at least so often.
const LONGEST_PAUSE: Duration = Duration::from_secs(900);

pub(crate) fn run(args: &Sync, global: &Global, out: &Output) -> Result<(), CliError> {
    let (app, _vault) = if args.locked {
        (Folder::of(global)?.open()?, None)
    } else {
        let (app, vault) = unlock(global, out)?;
        (app, Some(vault))
    };
    let report = once(&app, out)?;
    show(&report, out);
    match report.failure {
        Some(failure) => Err(CliError::NotReached { failure }),
        None => Ok(()),
    }
}

/// One run, at once.
pub(crate) fn once(app: &Wayhome, out: &Output) -> Result<RunReport, CliError> {
    let _progress = Progress::start(out, "Talking to the relay");
    Ok(app.run_once(Budget::now())?)
}

/// Shows what a run came to.
pub(crate) fn show(report: &RunReport, out: &Output) {
    out.show(&json!({ "sync": shapes::report(report) }), || in_words(report));
}

fn in_words(report: &RunReport) -> String {
    let mut text = match report.failure {
        None => format!("Synced: {} sent, {} received.", report.sent, report.received),
        Some(failure) => format!("Not synced: {failure}."),
    };
    if report.unsent > 0 {
        text.push_str(&format!(
            " {} still to be sent; next try: {}.",
            report.unsent,
            times::in_words(report.next)
        ));
    }
    text
}

/// How long to wait until the schedule asks for the next run.
pub(crate) fn pause_until(next: Timestamp) -> Duration {
    let wait = next.as_millis().saturating_sub(clock::now().as_millis());
    Duration::from_millis(wait).clamp(SHORTEST_PAUSE, LONGEST_PAUSE)
}
