//! `cargo test` over the whole workspace, its closing lines summed up.

use crate::house::House;
use crate::process;
use crate::steps::Outcome;

pub(crate) fn run(house: &House) -> Outcome {
    let mut sum = Sum::default();
    let mut command = house.cargo();
    command.args(["test", "--workspace", "--locked", "--no-fail-fast"]);
    let ended = process::run_listening(&mut command, None, |line, _| {
        println!("{line}");
        sum.add(line);
    });
    println!(
        "\nIn all: {} passed, {} failed, {} ignored, in {} test programs.",
        sum.passed, sum.failed, sum.ignored, sum.programs
    );
    match ended {
        Err(reason) => Outcome::Failed(format!("{reason}; {} tests failed", sum.failed)),
        Ok(()) if sum.failed > 0 => Outcome::Failed(format!("{} tests failed", sum.failed)),
        Ok(()) if sum.passed == 0 => Outcome::Failed("not one test ran".into()),
        Ok(()) if sum.ignored > 0 => {
            Outcome::Noted(format!("{} passed, {} ignored", sum.passed, sum.ignored))
        }
        Ok(()) => Outcome::Noted(format!("{} passed", sum.passed)),
    }
}

/// The sum of the runner's closing lines.
#[derive(Debug, Default, PartialEq, Eq)]
struct Sum {
    programs: u64,
    passed: u64,
    failed: u64,
    ignored: u64,
}

impl Sum {
    fn add(&mut self, line: &str) {
        let Some((_, counts)) = line.strip_prefix("test result: ").and_then(|rest| rest.split_once(". "))
        else {
            return;
        };
        self.programs += 1;
        for count in counts.split("; ") {
            match count.split_once(' ').map(|(number, what)| (number.parse::<u64>(), what)) {
                Some((Ok(number), "passed")) => self.passed += number,
                Some((Ok(number), "failed")) => self.failed += number,
                Some((Ok(number), "ignored")) => self.ignored += number,
                _ => {}
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_runners_closing_lines_are_summed_and_nothing_else() {
        let mut sum = Sum::default();
        for line in [
            "running 30 tests",
            "test gpx::a ... ok",
            "test result: ok. 30 passed; 0 failed; 2 ignored; 0 measured; 7 filtered out; finished in 3.34s",
            "test result: FAILED. 28 passed; 3 failed; 0 ignored; 0 measured; 0 filtered out; finished in 10.05s",
            "the test result: ok. 5 passed;",
        ] {
            sum.add(line);
        }
        assert_eq!(sum, Sum { programs: 2, passed: 58, failed: 3, ignored: 2 });
    }
}
