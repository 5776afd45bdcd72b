//! What no committed file may hold: the path of somebody's machine, the address of a package registry. It also
//! warns of files that have grown long.

use std::fs;

use crate::commands::{HELPERS, long_programs};
use crate::house::House;
use crate::steps::Outcome;

/// Past this, look for the second idea in a file.
const LONG: usize = 700;
const SOURCES: &[&str] =
    &["css", "html", "java", "js", "kt", "kts", "mjs", "py", "rs", "sh", "sql", "swift", "ts"];

/// Taken apart, so that this file may hold them.
const PATHS: &[&str] = &[concat!("/wo", "rk/"), concat!("/ro", "ot/")];
const HOSTS: &[&str] = &[
    concat!("index.", "crates.io"),
    concat!("static.", "crates.io"),
    concat!("files.", "pythonhosted.org"),
    concat!("pypi.", "org/simple"),
    concat!("registry.", "npmjs.org"),
    concat!("registry.", "yarnpkg.com"),
    concat!("repo1.", "maven.org"),
    concat!("repo.", "maven.apache.org"),
    concat!("deb.", "debian.org"),
    concat!("proxy.", "golang.org"),
];

pub(crate) fn check(house: &House) -> Outcome {
    if house.tool("git").is_none() {
        return Outcome::Missing("git is not here".into());
    }
    let listed = house.command("git").args(["ls-files", "-z"]).output();
    let listed = match listed {
        Ok(output) if output.status.success() => String::from_utf8_lossy(&output.stdout).into_owned(),
        Ok(output) => return Outcome::Failed(format!("git ls-files ended with {}", output.status)),
        Err(error) => return Outcome::Failed(format!("git ls-files: {error}")),
    };
    let files: Vec<&str> = listed.split_terminator('\0').collect();
    let mut wrong = Vec::new();
    let mut long = 0;
    for file in &files {
        // A file that is deleted and not yet committed, a picture, a database: nothing to read.
        let Ok(text) = fs::read_to_string(house.root.join(file)) else { continue };
        wrong.extend(findings(&text).map(|(line, what)| format!("{file}:{line}: holds {what}")));
        let lines = text.lines().count();
        let built = file.starts_with("relay/web/dist/");
        if lines > LONG && !built && SOURCES.iter().any(|end| file.rsplit('.').next() == Some(end)) {
            long += 1;
            println!("warning: {file} has {lines} lines; look for the second idea in it");
        }
    }
    wrong.extend(unlisted(&files).map(|program| {
        format!("tests/src/bin: `{program}` is in no table of xtask/src/commands.rs; add a step, or name it a helper")
    }));
    wrong.iter().for_each(|line| println!("{line}"));
    match wrong.first() {
        Some(first) => Outcome::Failed(format!("{} found: {first}", wrong.len())),
        None if files.is_empty() => Outcome::Failed("git lists no file".into()),
        None if long > 0 => Outcome::Noted(format!("{long} files over {LONG} lines")),
        None => Outcome::Passed,
    }
}

/// The line, from 1, and what is wrong in it.
fn findings(text: &str) -> impl Iterator<Item = (usize, &'static str)> {
    text.lines().zip(1..).flat_map(|(line, number)| {
        let paths = PATHS.iter().filter(|path| begins_a_path(line, path));
        let hosts = HOSTS.iter().filter(|host| line.contains(**host));
        paths.chain(hosts).map(move |what| (number, *what))
    })
}

/// Whether `path` stands there as a path from the top, not in the middle of another.
fn begins_a_path(line: &str, path: &str) -> bool {
    line.match_indices(path).any(|(at, _)| {
        let before = line.get(..at).and_then(|before| before.chars().next_back());
        before.is_none_or(|before| !before.is_alphanumeric() && !"_-.}~)*$".contains(before))
    })
}

/// Programs of the crate `tests` that no command runs, so that none is written and then forgotten.
fn unlisted<'a>(files: &'a [&str]) -> impl Iterator<Item = &'a str> {
    files.iter().filter_map(|file| file.strip_prefix("tests/src/bin/")).filter_map(|file| {
        let program = file.strip_suffix("/main.rs").or_else(|| file.strip_suffix(".rs"))?;
        let listed = program.contains('/')
            || HELPERS.contains(&program)
            || long_programs().any(|name| name == program);
        (!listed).then_some(program)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_machines_path_and_a_registry_are_found_with_their_line() {
        let path = PATHS.first().expect("one");
        let host = HOSTS.first().expect("one");
        let text = format!("fine\nsee {path}file\n\"https://{host}/x\"\nfile://{path}x\n");
        assert_eq!(findings(&text).collect::<Vec<_>>(), [(2, *path), (3, *host), (4, *path)]);
        assert_eq!(findings(&format!("{path}at the start")).count(), 1);
    }

    #[test]
    fn the_same_letters_inside_another_path_are_fine() {
        let path = PATHS.first().expect("one");
        assert_eq!(findings(&format!("example.org{path}file and ${{HERE}}{path}x and net{path}")).count(), 0);
    }

    #[test]
    fn a_check_that_no_command_runs_is_found() {
        let files = [
            "tests/src/bin/forgotten.rs",
            "tests/src/bin/kill-loop.rs",
            "tests/src/lib.rs",
            "tests/src/bin/a/main.rs",
        ];
        assert_eq!(unlisted(&files).collect::<Vec<_>>(), ["forgotten", "a"]);
    }
}
