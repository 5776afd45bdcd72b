//! Runs the steps of a command one after another, each of them whatever became of the others, and sums up.

use std::process::ExitCode;
use std::time::{Duration, Instant};

use crate::house::House;
use crate::process;

pub(crate) struct Step {
    pub(crate) name: &'static str,
    /// Half a line for a human.
    pub(crate) what: &'static str,
    pub(crate) work: Work,
}

pub(crate) enum Work {
    /// Cargo with these arguments.
    Cargo(&'static [&'static str]),
    /// Cargo with these variables and arguments.
    CargoWith(&'static [(&'static str, &'static str)], &'static [&'static str]),
    /// A program of the crate `tests`, built for release, which must end well within so many minutes, or with 3 if it
    /// needs something that is not here.
    Long { program: &'static str, arguments: &'static [&'static str], minutes: u64 },
    /// A check of our own.
    Own(fn(&House) -> Outcome),
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Outcome {
    Passed,
    /// Passed, and something should be known.
    Noted(String),
    /// Could not run here: what was missing. With `CI=true` this is a failure.
    Missing(String),
    Failed(String),
}

impl From<Result<(), String>> for Outcome {
    fn from(result: Result<(), String>) -> Self {
        match result {
            Ok(()) => Self::Passed,
            Err(reason) => Self::Failed(reason),
        }
    }
}

/// Runs the steps and prints the table; the exit code is that of the whole.
pub(crate) fn run(house: &House, command: &str, steps: &[&Step]) -> ExitCode {
    let mut rows = Vec::new();
    for (number, step) in steps.iter().enumerate() {
        println!("\n=== {command} {}/{} · {}: {}", number + 1, steps.len(), step.name, step.what);
        let start = Instant::now();
        let outcome = judged(step.work.run(house), house.ci);
        let row = Row { name: step.name, outcome, took: start.elapsed() };
        println!("--- {}", row.line());
        rows.push(row);
    }
    println!("\n{}", summary(command, &rows));
    if rows.iter().any(|row| matches!(row.outcome, Outcome::Failed(_))) {
        ExitCode::FAILURE
    } else {
        ExitCode::SUCCESS
    }
}

impl Work {
    fn run(&self, house: &House) -> Outcome {
        match *self {
            Work::Cargo(arguments) => process::run(house.cargo().args(arguments), None).into(),
            Work::CargoWith(variables, arguments) => {
                process::run(house.cargo().envs(variables.iter().copied()).args(arguments), None).into()
            }
            Work::Long { program, arguments, minutes } => long(house, program, arguments, minutes),
            Work::Own(check) => check(house),
        }
    }
}

fn long(house: &House, program: &str, arguments: &[&str], minutes: u64) -> Outcome {
    let folder = house.root.join("tests/src/bin");
    if !folder.join(program).with_extension("rs").exists() && !folder.join(program).join("main.rs").exists() {
        return Outcome::Missing(format!("tests/src/bin/{program}.rs is not there"));
    }
    let chosen = ["--release", "--locked", "--package", "wayhome-tests", "--bin", program];
    let built = process::run(house.cargo().arg("build").args(chosen), None);
    let limit = Duration::from_secs(minutes * 60);
    if let Err(reason) = built {
        return Outcome::Failed(reason);
    }
    let mut run = house.cargo();
    run.args(["run", "--quiet"]).args(chosen).arg("--").args(arguments);
    match process::status(&mut run, Some(limit)) {
        Ok(status) if status.code() == Some(MISSING) => {
            Outcome::Missing(format!("{program} cannot run here; it says why"))
        }
        Ok(status) => process::ended_well(&run, status).into(),
        Err(reason) => Outcome::Failed(reason),
    }
}

/// How a program of the crate `tests` ends that needs something which is not here.
const MISSING: i32 = 3;

/// What is missing may be skipped at somebody's desk, never where a change is judged.
fn judged(outcome: Outcome, ci: bool) -> Outcome {
    match outcome {
        Outcome::Missing(what) if ci => {
            Outcome::Failed(format!("{what} (CI=true, so this may not be skipped)"))
        }
        outcome => outcome,
    }
}

struct Row {
    name: &'static str,
    outcome: Outcome,
    took: Duration,
}

impl Row {
    fn line(&self) -> String {
        let (word, more) = match &self.outcome {
            Outcome::Passed => ("ok", ""),
            Outcome::Noted(note) => ("ok, NOTE", note.as_str()),
            Outcome::Missing(what) => ("SKIPPED", what.as_str()),
            Outcome::Failed(reason) => ("FAILED", reason.as_str()),
        };
        let line = format!("{:<12} {word:<9} {:>7.1} s  {more}", self.name, self.took.as_secs_f64());
        line.trim_end().to_owned()
    }
}

fn summary(command: &str, rows: &[Row]) -> String {
    let count = |wanted: fn(&Outcome) -> bool| rows.iter().filter(|row| wanted(&row.outcome)).count();
    let failed = count(|outcome| matches!(outcome, Outcome::Failed(_)));
    let skipped = count(|outcome| matches!(outcome, Outcome::Missing(_)));
    let took: Duration = rows.iter().map(|row| row.took).sum();
    let mut text: String = rows.iter().map(|row| row.line() + "\n").collect();
    text.push_str(&format!(
        "{command}: {} steps, {} ok, {skipped} skipped, {failed} failed, {:.0} s",
        rows.len(),
        rows.len() - failed - skipped,
        took.as_secs_f64()
    ));
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn house(ci: bool) -> House {
        House { ci, ..House::find().expect("the workspace") }
    }

    fn own(name: &'static str, work: fn(&House) -> Outcome) -> Step {
        Step { name, what: "for a test", work: Work::Own(work) }
    }

    fn succeeds(ci: bool, steps: &[&Step]) -> bool {
        run(&house(ci), "a-test", steps) == ExitCode::SUCCESS
    }

    #[test]
    fn one_failed_step_fails_the_command_even_when_it_is_not_the_last() {
        let good = own("good", |_| Outcome::Passed);
        let noted = own("noted", |_| Outcome::Noted("nothing bad".into()));
        let bad = own("bad", |_| Outcome::Failed("on purpose".into()));
        assert!(succeeds(true, &[&good, &noted]));
        assert!(!succeeds(true, &[&good, &bad, &good]));
        assert!(!succeeds(false, &[&bad, &good]));
    }

    #[test]
    fn a_missing_tool_is_skipped_at_a_desk_and_fails_in_ci() {
        let missing = own("missing", |_| Outcome::Missing("a tool".into()));
        assert!(succeeds(false, &[&missing]));
        assert!(!succeeds(true, &[&missing]));
    }

    #[test]
    fn a_cargo_step_that_cargo_refuses_fails() {
        let step = Step { name: "none", what: "for a test", work: Work::Cargo(&["no-such-command"]) };
        assert!(!succeeds(true, &[&step]));
    }

    #[test]
    fn a_long_check_whose_program_is_gone_is_missing() {
        let work = Work::Long { program: "no-such-program", arguments: &[], minutes: 1 };
        assert!(matches!(work.run(&house(false)), Outcome::Missing(_)));
    }

    #[test]
    fn the_summary_has_a_line_for_each_step_and_counts_them() {
        let row = |name, outcome| Row { name, outcome, took: Duration::from_millis(1_500) };
        let rows = [
            row("one", Outcome::Passed),
            row("two", Outcome::Missing("a tool".into())),
            row("three", Outcome::Failed("broken".into())),
        ];
        let text = summary("ci", &rows);
        assert_eq!(text.lines().count(), 4);
        assert!(text.contains("SKIPPED") && text.contains("a tool") && text.contains("FAILED"));
        assert!(text.ends_with("ci: 3 steps, 1 ok, 1 skipped, 1 failed, 4 s"), "{text}");
    }
}
