//! What `docs/threat-model.md` claims must name a test that is there: each path in it is a file or folder of the
//! repository, and each function named after a path stands in it.

use std::fs;
use std::path::Path;

use crate::house::House;
use crate::steps::Outcome;

const PAGE: &str = "docs/threat-model.md";
/// Rooms whose paths count; other words in backticks are names of pages, crates or commands.
const ROOMS: &[&str] = &["bindings/", "cli/", "core/", "relay/", "tests/"];

pub(crate) fn check(house: &House) -> Outcome {
    let text = match fs::read_to_string(house.root.join(PAGE)) {
        Ok(text) => text,
        Err(error) => return Outcome::Failed(format!("{PAGE}: {error}")),
    };
    let (claims, wrong) = look(&text, &house.root);
    wrong.iter().for_each(|line| println!("{PAGE}:{line}"));
    match wrong.first() {
        Some(first) => Outcome::Failed(format!("{} claims without their test: {first}", wrong.len())),
        None if claims == 0 => Outcome::Failed(format!("{PAGE} names no test")),
        None => {
            println!("{claims} claims of {PAGE} name a test that is there");
            Outcome::Passed
        }
    }
}

/// How many paths are named, and which lines are wrong.
fn look(text: &str, root: &Path) -> (usize, Vec<String>) {
    let (mut claims, mut wrong) = (0, Vec::new());
    for (line, number) in text.lines().zip(1..) {
        let mut source = String::new();
        for word in line.split('`').skip(1).step_by(2) {
            if ROOMS.iter().any(|room| word.starts_with(room)) && !word.contains(' ') {
                for path in spread(word) {
                    claims += 1;
                    match read(&root.join(&path)) {
                        Some(read) => source = read,
                        None => wrong.push(format!("{number}: {path} is not there")),
                    }
                }
            } else if is_function(word) && !source.contains(&format!("fn {word}(")) {
                wrong.push(format!("{number}: no function {word} in what is named before it"));
            }
        }
    }
    (claims, wrong)
}

/// `a/{b,c}.rs` is `a/b.rs` and `a/c.rs`.
fn spread(word: &str) -> Vec<String> {
    let parts = word.split_once('{').and_then(|(before, rest)| Some((before, rest.split_once('}')?)));
    match parts {
        Some((before, (names, after))) => {
            names.split(',').map(|name| format!("{before}{name}{after}")).collect()
        }
        None => vec![word.to_owned()],
    }
}

/// A file's text, or that of all Rust files in a folder.
fn read(path: &Path) -> Option<String> {
    if !path.is_dir() {
        return fs::read_to_string(path).ok();
    }
    let files = fs::read_dir(path).ok()?.flatten().map(|entry| entry.path());
    let sources = files.filter(|file| file.extension().is_some_and(|end| end == "rs"));
    Some(sources.filter_map(|file| fs::read_to_string(file).ok()).collect())
}

/// A test's name: many words.
fn is_function(word: &str) -> bool {
    word.matches('_').count() >= 3
        && word.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_claim_without_its_file_or_its_test_is_found() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the workspace");
        let good = "| x | `tests/src/search.rs`, `relay/tests/relay` and `wayhome prove` |";
        assert_eq!(look(good, root), (2, Vec::new()));
        let (claims, wrong) =
            look("`tests/none.rs`\n`tests/src/search.rs`: `a_test_that_is_not_there`", root);
        assert_eq!((claims, wrong.len()), (2, 2), "{wrong:?}");
        assert!(wrong.iter().any(|line| line.starts_with("1: tests/none.rs")), "{wrong:?}");
        assert!(wrong.iter().any(|line| line.contains("a_test_that_is_not_there")), "{wrong:?}");
    }

    #[test]
    fn several_files_in_one_word_are_all_looked_for() {
        assert_eq!(spread("a/{b,c}.rs"), ["a/b.rs", "a/c.rs"]);
        assert_eq!(spread("a/b.rs"), ["a/b.rs"]);
    }
}
