//! Random operations in one slot of a store with two more: puts, deletes, fills until nothing fits, locks and unlocks,
//! changed PINs, rotations. After each hundred the inner bytes of all other slots must be what they were at the beginning,
//! and at the end their PINs must open all that was in them.
//!
//!     decoys --operations 10000 [--seed 1]
//!
//! At the level of the vault, with 64 cells a region: what the library writes by itself into an open vault's slot is
//! another matter.

use std::io::Write as _;
use std::process::ExitCode;

use wayhome_tests::measure::decoys::{Decoy, run};

fn say(line: &str) {
    let mut out = std::io::stdout().lock();
    // Nobody may be listening any more; the exit status says the rest.
    let _ = writeln!(out, "{line}").and_then(|()| out.flush());
}

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let value = |name: &str| {
        let at = arguments.iter().position(|argument| argument == name)?;
        arguments.get(at + 1)?.parse::<u64>().ok()
    };
    let Some(operations) = value("--operations") else {
        say("usage: decoys --operations N [--seed S]");
        return ExitCode::from(2);
    };
    let mut decoy = Decoy::new(value("--seed").unwrap_or(1));
    let ended = run(&mut decoy, operations, |done| say(&format!("{done} operations")));
    say(&format!("{:?}", decoy.done()));
    match ended {
        Ok(()) => {
            say(&format!("{operations} operations: the inner bytes of all other slots are the same"));
            ExitCode::SUCCESS
        }
        Err(fault) => {
            say(&fault);
            ExitCode::FAILURE
        }
    }
}
