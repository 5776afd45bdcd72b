//! How long an unlock takes with the PIN of the first slot, with that of the second, with a wrong one, and in a store
//! without any slot: mean, trimmed mean, and Welch's t for each pair. Times are reported and never judged; the program
//! fails if the operations that were counted are not the same for all.
//!
//!     unlocks --tries 100000 [--seed 1]
//!
//! At the level of the vault: what the library reads from an opened vault's records afterwards is not in it.

use std::io::Write as _;
use std::process::ExitCode;

use wayhome_tests::measure::unlocks;

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
    let Some(tries) = value("--tries") else {
        say("usage: unlocks --tries N [--seed S]");
        return ExitCode::from(2);
    };
    let found = unlocks::measure(tries, value("--seed").unwrap_or(1), |done| say(&format!("{done} tries")));
    say(&found.report());
    let alike = found.alike();
    say(&format!("{tries} tries: the same operations whatever the PIN: {alike}"));
    if alike { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
