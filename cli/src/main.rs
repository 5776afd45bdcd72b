//! The command `wayhome`: a worker's and a contact's client, the relay, and a demonstration, over the same library
//! that an app embeds.
//!
//! What a command has to say goes to standard output, as plain words or, with `--json`, as one JSON object a line.
//! Hints, prompts, progress and errors go to standard error. `docs/cli.md` describes all of it.

mod amounts;
mod args;
mod clock;
mod commands;
mod demo;
mod entries;
mod error;
mod gpx;
mod html;
mod map;
mod names;
mod output;
mod pin;
mod progress;
mod shapes;
mod store;
mod times;

use std::process::ExitCode;

use clap::Parser as _;
use clap::error::ErrorKind;

use crate::args::Cli;
use crate::output::Output;

fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => return ExitCode::from(usage(&error)),
    };
    let out = Output::new(cli.global.json, cli.global.quiet);
    let done = set_clock(&cli.global).and_then(|()| commands::run(&cli, &out)).and_then(|()| out.finish());
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            out.error(&error);
            ExitCode::from(error.exit_code())
        }
    }
}

/// A program of a demonstration goes by that one's clock; nothing else does.
fn set_clock(global: &args::Global) -> Result<(), error::CliError> {
    if let Some(path) = &global.demo_clock {
        let clock = clock::StoryClock::open(path).map_err(|reason| error::CliError::Invalid {
            message: format!("{} is no clock: {reason}", path.display()),
            hint: "--demo-clock is for the programs that `wayhome demo` starts",
        })?;
        clock::follow(clock);
    }
    Ok(())
}

/// Shows a help text or a complaint about the arguments. The arguments could not be read, so whether JSON is wanted
/// is looked for in them by hand.
fn usage(error: &clap::Error) -> u8 {
    if matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) {
        // Nobody is left to tell if the reader of a help text has gone.
        drop(error.print());
        return 0;
    }
    if std::env::args_os().any(|argument| argument == "--json") {
        Output::new(true, false).error(&error::CliError::Usage { message: error.to_string() });
    } else {
        drop(error.print());
    }
    error::exit::USAGE
}
