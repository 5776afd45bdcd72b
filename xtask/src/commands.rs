//! What each command does: one table a command, one line a step.

use crate::steps::{Step, Work};
use crate::{browser, claims, demo, licences, python, rooms, suite, tidy, web};

pub(crate) struct Command {
    pub(crate) name: &'static str,
    pub(crate) what: &'static str,
    pub(crate) steps: &'static [Step],
}

pub(crate) const COMMANDS: &[Command] = &[
    Command { name: "test", what: "the core tests; needs Rust and a C compiler only", steps: TEST },
    Command { name: "ci", what: "everything else that must hold before a change lands", steps: CI },
    Command { name: "prove", what: "the same promises, tried much harder", steps: PROVE },
    Command { name: "bench", what: "the benchmarks", steps: BENCH },
];

/// Programs in `tests/src/bin` that are no checks themselves but are started by one.
pub(crate) const HELPERS: &[&str] = &["family-worker", "forensic"];

const TEST: &[Step] = &[
    Step {
        name: "build",
        what: "compile every crate and its tests",
        work: Work::Cargo(&["test", "--workspace", "--locked", "--no-run"]),
    },
    Step { name: "tests", what: "run every test in the workspace", work: Work::Own(suite::run) },
];

const CI: &[Step] = &[
    Step { name: "format", what: "rustfmt changes nothing", work: Work::Cargo(&["fmt", "--all", "--check"]) },
    Step { name: "rooms", what: "dependencies point one way", work: Work::Own(rooms::check) },
    Step {
        name: "tidy",
        what: "no machine's path or registry in a committed file",
        work: Work::Own(tidy::check),
    },
    Step {
        name: "claims",
        what: "each claim of the threat model names a test that is there",
        work: Work::Own(claims::check),
    },
    Step {
        name: "lints",
        what: "clippy over every target; a warning is an error",
        work: Work::Cargo(&["clippy", "--workspace", "--all-targets", "--locked", "--", "-D", "warnings"]),
    },
    Step {
        name: "features",
        what: "the library compiles without its optional transport",
        work: Work::Cargo(&["check", "--package", "wayhome", "--lib", "--no-default-features", "--locked"]),
    },
    Step {
        // Apart from the libraries, and before them: the program `wayhome` and the library share a page's name.
        name: "docs-bins",
        what: "documentation of the programs; a warning is an error",
        work: Work::CargoWith(
            &[("RUSTDOCFLAGS", "-D warnings")],
            &[
                "doc",
                "--package",
                "wayhome-cli",
                "--package",
                "wayhome-xtask",
                "--no-deps",
                "--bins",
                "--locked",
            ],
        ),
    },
    Step {
        name: "docs",
        what: "every page of the libraries' documentation; a warning is an error",
        work: Work::CargoWith(
            &[("RUSTDOCFLAGS", "-D warnings")],
            &["doc", "--workspace", "--no-deps", "--lib", "--locked"],
        ),
    },
    Step { name: "licences", what: "licences, bans and sources", work: Work::Own(licences::check) },
    Step { name: "advisories", what: "known defects in dependencies", work: Work::Own(licences::advisories) },
    Step {
        name: "web-licences",
        what: "licences of the Node packages, each held by its digest",
        work: Work::Own(web::licences),
    },
    Step {
        name: "web-build",
        what: "the committed family page is what its sources give, and light; its tests",
        work: Work::Own(web::build),
    },
    Step { name: "python", what: "the story through the Python binding", work: Work::Own(python::check) },
    Step { name: "demo", what: "the whole story in real processes", work: Work::Own(demo::check) },
    Step {
        name: "missed",
        what: "the story of a missed check-in, under a fast clock",
        work: Work::Own(demo::missed),
    },
    Step {
        name: "browser",
        what: "relay and family page in a real browser",
        work: Work::Own(browser::check),
    },
    Step {
        name: "servers",
        what: "a real mail server and a real ntfy get what the relay sends",
        work: Work::Own(browser::servers),
    },
    Step {
        name: "simulate",
        what: "500 random worlds, every promise looked at after every step",
        work: Work::Long { program: "simulate", arguments: &["--seeds", "500"], minutes: 40 },
    },
    Step {
        name: "packets",
        what: "check-in, SOS, all clear and cover look alike on the loopback, packet by packet",
        work: Work::Long { program: "packets", arguments: &["--pairs", "40"], minutes: 10 },
    },
    Step {
        name: "containers",
        what: "stores with no slot, one and two are the same outside payloads; no run and no repeat inside",
        work: Work::Long {
            program: "containers",
            arguments: &["--each", "20", "--checks-only"],
            minutes: 10,
        },
    },
    Step {
        name: "decoys",
        what: "300 operations in one slot leave the inner bytes of all others",
        work: Work::Long { program: "decoys", arguments: &["--operations", "300"], minutes: 10 },
    },
    Step {
        name: "kills",
        what: "500 SIGKILLs, nothing acknowledged is lost",
        work: Work::Long { program: "kill-loop", arguments: &["--kills", "500"], minutes: 20 },
    },
];

const PROVE: &[Step] = &[
    Step {
        name: "properties",
        what: "every test, with many more random cases",
        work: Work::CargoWith(
            &[("PROPTEST_CASES", "20000")],
            &["test", "--workspace", "--release", "--locked", "--no-fail-fast"],
        ),
    },
    Step {
        name: "simulate",
        what: "10,000 random worlds, every promise looked at after every step",
        work: Work::Long { program: "simulate", arguments: &["--seeds", "10000"], minutes: 240 },
    },
    Step {
        name: "false-alarms",
        what: "how often the daily plan tells although all is well; the model against the real parts",
        work: Work::Long { program: "false-alarms", arguments: &["--rehearse", "12"], minutes: 120 },
    },
    Step {
        name: "packets",
        what: "2,000 of each kind on the loopback, packet by packet",
        work: Work::Long { program: "packets", arguments: &["--pairs", "2000"], minutes: 120 },
    },
    Step {
        name: "traces",
        what: "check-in, SOS and all clear on disk and line, in 2,000 worlds",
        work: Work::CargoWith(
            &[("WAYHOME_TRACE_PAIRS", "2000")],
            &[
                "test",
                "--package",
                "wayhome-tests",
                "--release",
                "--locked",
                "--test",
                "system",
                "trace::",
                "--",
                "--nocapture",
            ],
        ),
    },
    Step {
        name: "containers",
        what: "a classifier over 300 stores each with no slot, one and two, a rotation between two looks",
        work: Work::Long { program: "containers", arguments: &["--each", "300"], minutes: 180 },
    },
    Step {
        name: "tells",
        what: "the same with a tell planted in the stores, which it must find",
        work: Work::Long { program: "containers", arguments: &["--each", "100", "--planted"], minutes: 60 },
    },
    Step {
        name: "vaults",
        what: "a classifier over all that a PIN opens in 100 stores with one vault and in 100 where another made it",
        work: Work::Long { program: "vaults", arguments: &["--each", "100"], minutes: 120 },
    },
    Step {
        name: "unlocks",
        what: "100,000 unlocks: the same operations whatever the PIN; their times, reported and not judged",
        work: Work::Long { program: "unlocks", arguments: &["--tries", "100000"], minutes: 120 },
    },
    Step {
        name: "decoys",
        what: "10,000 operations in one slot leave the inner bytes of all others",
        work: Work::Long { program: "decoys", arguments: &["--operations", "10000"], minutes: 60 },
    },
    Step {
        name: "crashes",
        what: "rotation, wipe, slots and recovery stopped at every write and inside each",
        work: Work::CargoWith(
            &[("WAYHOME_ALL_CRASHES", "1")],
            &[
                "test",
                "--package",
                "wayhome-vault",
                "--release",
                "--locked",
                "--no-fail-fast",
                "--test",
                "rotation",
                "--test",
                "wiping",
                "--test",
                "slots",
                "--test",
                "recovery",
            ],
        ),
    },
    Step {
        name: "kills",
        what: "10,000 SIGKILLs, nothing acknowledged is lost",
        work: Work::Long { program: "kill-loop", arguments: &["--kills", "10000"], minutes: 240 },
    },
];

const BENCH: &[Step] = &[Step {
    name: "bench",
    what: "what the library costs, beside a plain database",
    work: Work::Cargo(&["bench", "--package", "wayhome-bench", "--locked"]),
}];

/// Every program that some table runs.
pub(crate) fn long_programs() -> impl Iterator<Item = &'static str> {
    COMMANDS.iter().flat_map(|command| command.steps).filter_map(|step| match step.work {
        Work::Long { program, .. } => Some(program),
        Work::Cargo(_) | Work::CargoWith(..) | Work::Own(_) => None,
    })
}

pub(crate) fn help() -> String {
    let mut text = String::from("cargo xtask COMMAND [STEP…]\n");
    for command in COMMANDS {
        text.push_str(&format!("\n  {:<12}{}\n", command.name, command.what));
        for step in command.steps {
            text.push_str(&format!("      {:<12}{}\n", step.name, step.what));
        }
    }
    text.push_str("\nNaming steps runs those only. With CI=true a missing tool is an error, not a skip.\n");
    text
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_step_has_a_name_of_its_own_and_says_what_it_does() {
        for command in COMMANDS {
            let names: BTreeSet<_> = command.steps.iter().map(|step| step.name).collect();
            assert_eq!(names.len(), command.steps.len(), "{}", command.name);
            for step in command.steps {
                let plain = step.name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-');
                assert!(plain && (1..=12).contains(&step.name.len()), "{}", step.name);
                assert!(!step.what.is_empty(), "{}", step.name);
            }
        }
    }

    #[test]
    fn no_cargo_step_changes_the_lock_file() {
        for step in COMMANDS.iter().flat_map(|command| command.steps) {
            if let Work::Cargo(arguments) | Work::CargoWith(_, arguments) = step.work {
                assert!(arguments.contains(&"--locked") || arguments.contains(&"fmt"), "{}", step.name);
            }
        }
    }

    #[test]
    fn warnings_are_errors_in_lints_and_docs() {
        let work = |name| &CI.iter().find(|step| step.name == name).expect("in the table").work;
        assert!(
            matches!(work("lints"), Work::Cargo(arguments) if arguments.ends_with(&["--", "-D", "warnings"]))
        );
        for name in ["docs", "docs-bins"] {
            assert!(matches!(*work(name), Work::CargoWith(&[("RUSTDOCFLAGS", "-D warnings")], _)), "{name}");
        }
    }

    #[test]
    fn help_names_every_command_and_step() {
        let help = help();
        for command in COMMANDS {
            assert!(help.contains(command.what));
            assert!(command.steps.iter().all(|step| help.contains(step.what)));
        }
    }
}
