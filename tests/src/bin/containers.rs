//! Whether somebody without any key can tell a store that nobody used from one with one slot, and that from one with two:
//! a classifier over what two looks show, with a whole rotation between them. This is about the vault alone, with 64 cells a
//! region: what the queue, the lobby's content and the rhythm of a phone add is not in it.
//!
//!     containers --each 300 [--seed 1] [--planted]
//!     containers --each 20 --checks-only
//!
//! From the seed on, each seed makes one store of each kind by one script. Checks that need no chance are made on every
//! store: no run of over 8 equal bytes and no repeated block in cells, and everything outside payloads the same. Then the
//! area under the ROC curve for each pair of kinds must have 0.5 in its 95 % interval. Three intervals miss it by chance
//! in about one case of seven; so on a miss a second set, the next twice as many seeds, decides. Both are printed.
//!
//! `--planted` leaves unused regions out of the rotation: then every interval must lie above 0.5, and no second set is
//! made.

#![allow(clippy::indexing_slicing, reason = "a test program that meets the unexpected should stop there")]

use std::io::Write as _;
use std::process::ExitCode;

use wayhome_tests::measure::classifier::{Seen, Told};
use wayhome_tests::measure::containers::{Kind, Planted, triple, verdict};
use wayhome_tests::measure::features;

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
    let has = |name: &str| arguments.iter().any(|argument| argument == name);
    let Some(each) = value("--each").filter(|each| *each > 0) else {
        say("usage: containers --each N [--seed S] [--planted | --checks-only]");
        return ExitCode::from(2);
    };
    let from = value("--seed").unwrap_or(1);
    let planted = if has("--planted") { Planted::UnusedRegionsNotRotated } else { Planted::Nothing };
    let Some(seen) = population(from, each, planted) else { return ExitCode::FAILURE };
    if has("--checks-only") {
        return ExitCode::SUCCESS;
    }
    let told = judged(from, each, &seen);
    let good = if planted == Planted::Nothing {
        told.iter().all(|told| told.area.has(0.5)) || {
            say("0.5 is outside an interval: the second set of seeds decides");
            let (from, each) = (from + each, each * 2);
            let Some(seen) = population(from, each, planted) else { return ExitCode::FAILURE };
            judged(from, each, &seen).iter().all(|told| told.area.has(0.5))
        }
    } else {
        told.iter().all(|told| told.area.low > 0.5)
    };
    let wanted = if planted == Planted::Nothing { "nothing tells them apart" } else { "the tell is found" };
    say(&format!("{wanted}: {good}"));
    if good { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// The stores as numbers, if nothing was wrong with any of them. A planted tell is not held against them.
fn population(from: u64, each: u64, planted: Planted) -> Option<Vec<[Seen; 3]>> {
    let (mut seen, mut faults) = (Vec::new(), 0);
    for seed in from..from + each {
        let triple = triple(seed, planted);
        for fault in triple.faults.iter().filter(|_| planted == Planted::Nothing) {
            say(fault);
            faults += 1;
        }
        seen.push(triple.seen);
        if seen.len() % 50 == 0 {
            say(&format!("{} of each", seen.len()));
        }
    }
    say(&format!("{each} of each kind, looked at twice, seeds from {from}: {faults} faults"));
    (faults == 0).then_some(seen)
}

fn judged(from: u64, each: u64, seen: &[[Seen; 3]]) -> [Told; 3] {
    let names = features::names();
    let told = verdict(seen);
    for (told, (one, other)) in told.iter().zip(Kind::PAIRS) {
        let (area, delong, (best, alone), chance) = (told.area, told.delong, told.best, told.chance);
        let best = &names[best];
        say(&format!(
            "{one:?} and {other:?}, seeds {from}..{}: area {area}, DeLong {delong}; best alone: {best}, {alone:.3}, p = {chance:.3}",
            from + each - 1
        ));
    }
    told
}
