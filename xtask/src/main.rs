//! The project's own commands, run as `cargo xtask …`: test, ci, prove, bench.
//!
//! `test` needs Rust and a C compiler only. The others say what else they want, and skip it loudly where it is
//! missing, or fail when `CI=true`. What each command does stands in one table, in [`commands`].
#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    clippy::disallowed_methods,
    reason = "a command for the terminal, which times its steps"
)]

mod browser;
mod claims;
mod commands;
mod demo;
mod house;
mod licences;
mod process;
mod python;
mod rooms;
mod steps;
mod suite;
mod tidy;
mod web;

use std::process::ExitCode;

use commands::COMMANDS;
use house::House;
use steps::Step;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (name, wanted) = match arguments.split_first() {
        None => ("help", &[][..]),
        Some((name, rest)) => (name.as_str(), rest),
    };
    if matches!(name, "help" | "--help" | "-h") {
        print!("{}", commands::help());
        return ExitCode::SUCCESS;
    }
    let Some(command) = COMMANDS.iter().find(|command| command.name == name) else {
        eprintln!("There is no command `{name}`.\n\n{}", commands::help());
        return ExitCode::from(2);
    };
    let steps = match chosen(command.steps, wanted) {
        Ok(steps) => steps,
        Err(unknown) => {
            eprintln!("`{name}` has no step `{unknown}`.\n\n{}", commands::help());
            return ExitCode::from(2);
        }
    };
    match House::find() {
        Ok(house) => steps::run(&house, name, &steps),
        Err(reason) => {
            eprintln!("{reason}");
            ExitCode::FAILURE
        }
    }
}

/// The named steps in the order of the table; all of them if none is named.
fn chosen<'a>(table: &'a [Step], wanted: &'a [String]) -> Result<Vec<&'a Step>, &'a str> {
    match wanted.iter().find(|name| !table.iter().any(|step| step.name == name.as_str())) {
        Some(unknown) => Err(unknown),
        None => Ok(table
            .iter()
            .filter(|step| wanted.is_empty() || wanted.iter().any(|name| name == step.name))
            .collect()),
    }
}
