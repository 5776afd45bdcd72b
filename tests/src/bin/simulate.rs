//! Tells random stories and checks every promise after every step.
//!
//!     simulate --seeds 500 [--from 1] [--all] [--as-it-is]
//!
//! Each seed is a world of weeks: see `wayhome_tests::simulator`. The first tale in which something breaks is
//! shortened (or not: `--as-it-is`) and printed with its story, and the program ends with an error. `--all` goes on to
//! the other seeds.

#![allow(
    clippy::unwrap_used,
    reason = "a test program that meets the unexpected should stop there, and say so"
)]

use std::io::Write as _;
use std::process::ExitCode;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};

use wayhome_tests::simulator::{Tale, Told, shrink, tell};

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
    let Some(seeds) = value("--seeds") else {
        say("usage: simulate --seeds N [--from S] [--all] [--as-it-is]");
        return ExitCode::from(2);
    };
    let said = |name: &str| arguments.iter().any(|argument| argument == name);
    let from = value("--from").unwrap_or(1);
    let go_on = said("--all");
    // What breaks is told below, once, and not by each thread.
    std::panic::set_hook(Box::new(|_| {}));
    let (next, steps, done) = (AtomicU64::new(from), AtomicU64::new(0), AtomicU64::new(0));
    let newcomers = AtomicU64::new(0);
    let over = AtomicBool::new(false);
    let broken: Mutex<Vec<(Tale, Told)>> = Mutex::default();
    let threads = std::thread::available_parallelism().map_or(2, usize::from);
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                while !over.load(Ordering::SeqCst) {
                    let seed = next.fetch_add(1, Ordering::SeqCst);
                    if seed >= from + seeds {
                        return;
                    }
                    let tale = Tale::of(seed);
                    let told = tell(&tale, None);
                    steps.fetch_add(told.checked, Ordering::SeqCst);
                    newcomers.fetch_add(told.newcomers, Ordering::SeqCst);
                    if told.broken.is_some() {
                        over.store(!go_on, Ordering::SeqCst);
                        let text = told.broken.clone().unwrap();
                        say(&format!("seed {seed} is broken: {text}"));
                        broken.lock().unwrap_or_else(PoisonError::into_inner).push((tale, told));
                    }
                    let done = done.fetch_add(1, Ordering::SeqCst) + 1;
                    if done.is_multiple_of(50) {
                        say(&format!("{done} seeds, {} steps checked", steps.load(Ordering::SeqCst)));
                    }
                }
            });
        }
    });
    let broken = broken.into_inner().unwrap_or_else(PoisonError::into_inner);
    if let Some((tale, told)) = broken.first() {
        let rule = told.broken.clone().unwrap_or_default();
        if said("--as-it-is") {
            say(&format!("--- its story ---\n{}\n--- the tale ---\n{}", told.story, tale.to_text()));
        } else {
            say("making it shorter …");
            let (shortest, tries) = shrink(tale, &rule, None);
            say(&format!("--- its story ---\n{}", tell(&shortest, None).story));
            say(&format!("--- the shortest tale found in {tries} tries ---\n{}", shortest.to_text()));
        }
    }
    let (done, steps) = (done.into_inner(), steps.into_inner());
    let newcomers = newcomers.into_inner();
    say(&format!("{done} seeds, {steps} steps checked, {newcomers} newcomers told, {} broken", broken.len()));
    if broken.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
