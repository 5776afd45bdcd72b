//! Whether a laboratory that has a phone, its device's key and the PIN of one vault can tell whether that vault is the first of
//! its store, and all there is, or was made from another one to be shown: a classifier over everything that can be read.
//!
//!     vaults --each 100 [--seed 1] [--planted]
//!
//! The stores are made and used through the whole library, half of them with one vault and half with two, with a real relay's
//! rules behind them. The area under the ROC curve must have 0.5 in its 95 % interval; an interval misses it by chance one
//! time in twenty, and then a second set, the next twice as many seeds, decides. `--planted` gives the further vaults a setting
//! that the others do not have: then that must be the number which tells them apart best, and better than by chance.
//!
//! Left out are the lobby's counts and times of all that was sealed and synced, which anybody may read who has the phone, and
//! which say that it was used more than this vault explains.

#![allow(clippy::indexing_slicing, reason = "a test program that meets the unexpected should stop there")]

use std::io::Write as _;
use std::process::ExitCode;

use wayhome_tests::measure::classifier::{Seen, Told, tell_apart};
use wayhome_tests::measure::ranks::area;
use wayhome_tests::measure::vaults::{Kind, sample, seen};

fn say(line: &str) {
    let mut out = std::io::stdout().lock();
    // Nobody may be listening any more; the exit status says the rest.
    let _ = writeln!(out, "{line}").and_then(|()| out.flush());
}

fn told(from: u64, each: u64, planted: bool) -> (Told, String) {
    let all = |kind: Kind| -> Vec<_> {
        let made = (from..from + each).map(|seed| (seed, sample(kind, seed, planted)));
        made.inspect(|(seed, _)| {
            if (seed + 1 - from).is_multiple_of(20) {
                say(&format!("{} of {each} {kind:?}", seed + 1 - from));
            }
        })
        .collect()
    };
    let (first, added, names) = seen(&all(Kind::First), &all(Kind::Added));
    let told = tell_apart(&first, &added);
    let column = |seen: &[Seen], at: usize| seen.iter().map(|one| one.numbers[at]).collect::<Vec<f64>>();
    for (at, name) in names.iter().enumerate() {
        let area = area(&column(&first, at), &column(&added, at));
        if (area - 0.5).abs() > 0.3 {
            say(&format!("  {name}: {area:.3}"));
        }
    }
    let (best, area) = (names[told.best.0].clone(), told.best.1);
    say(&format!(
        "{each} each, {} numbers: area {} (DeLong {}); best single number: {best}, {area:.3}, as good by chance {:.3}",
        names.len(),
        told.area,
        told.delong,
        told.chance
    ));
    (told, best)
}

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let value = |name: &str| {
        let at = arguments.iter().position(|argument| argument == name)?;
        arguments.get(at + 1)?.parse::<u64>().ok()
    };
    let Some(each) = value("--each").filter(|each| *each > 4) else {
        say("usage: vaults --each N [--seed S] [--planted], N at least 5");
        return ExitCode::from(2);
    };
    let from = value("--seed").unwrap_or(1);
    let good = if arguments.iter().any(|argument| argument == "--planted") {
        let (told, best) = told(from, each, true);
        best.starts_with("vault 1.41 ") && told.chance < 0.05
    } else {
        told(from, each, false).0.area.has(0.5) || {
            say("0.5 is outside the interval: the second set of seeds decides");
            told(from + each, each * 2, false).0.area.has(0.5)
        }
    };
    say(&format!("as it should be: {good}"));
    if good { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
