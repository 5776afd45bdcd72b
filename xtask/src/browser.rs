//! The tests in `tests/web`: the relay and the family page in a real browser, and real servers that receive what the
//! relay sends.
//!
//! They find the built programs in `WAYHOME_RELAY`, `WAYHOME_COMMAND` and `WAYHOME_FAMILY_WORKER`, the browser in
//! `WAYHOME_CHROMIUM`, and leave pictures in the folder of `WAYHOME_ARTEFACTS`, or in one among the temporary ones.

use std::env;
use std::env::consts::EXE_SUFFIX;
use std::fs;
use std::path::PathBuf;
use std::time::Duration;

use crate::house::House;
use crate::process;
use crate::steps::Outcome;
use crate::web;

const FOLDER: &str = "tests/web";
/// For all the tests of one file.
const FILE_MS: &str = "--test-timeout=900000";
const LIMIT: Duration = Duration::from_secs(40 * 60);

/// Everything directly in `tests/web`.
pub(crate) fn check(house: &House) -> Outcome {
    let Some(chromium) = house.tool("chromium") else { return missing("Chromium") };
    run(house, FOLDER, &[("WAYHOME_CHROMIUM", chromium)], "--test-concurrency=1")
}

/// Everything in `tests/web/servers`.
pub(crate) fn servers(house: &House) -> Outcome {
    if house.tool("ntfy").is_none() {
        return missing("the server ntfy");
    }
    if !house.root.join("tools/.cache/venv/bin/python").exists() {
        return missing("the mail server");
    }
    // They mostly wait, one of them for the relay's next try.
    run(house, "tests/web/servers", &[], "--test-concurrency=2")
}

fn missing(what: &str) -> Outcome {
    Outcome::Missing(format!("{what} is not here; tools/install brings it"))
}

fn run(house: &House, folder: &str, variables: &[(&str, PathBuf)], concurrency: &str) -> Outcome {
    let Some(mut node) = web::node(house) else { return missing("Node.js") };
    if !house.root.join(FOLDER).join("node_modules").exists() {
        return missing("what tests/web/package-lock.json names");
    }
    let files = match tests_in(house, folder) {
        Ok(files) => files,
        Err(reason) => return Outcome::Failed(reason),
    };
    // With the features of the whole workspace, as the tests were built: fewer packages would be compiled anew.
    let built = process::run(house.cargo().args(["build", "--locked", "--workspace", "--bins"]), None);
    if let Err(reason) = built {
        return Outcome::Failed(reason);
    }
    let artefacts = env::var_os("WAYHOME_ARTEFACTS")
        .map_or_else(|| env::temp_dir().join("wayhome-artefacts"), PathBuf::from);
    let program = |name: &str| house.target.join("debug").join(format!("{name}{EXE_SUFFIX}"));
    node.args(["--test", "--test-reporter=spec", concurrency, FILE_MS])
        .args(&files)
        .env("WAYHOME_RELAY", program("wayhome-relay"))
        .env("WAYHOME_COMMAND", program("wayhome"))
        .env("WAYHOME_FAMILY_WORKER", program("family-worker"))
        .env("WAYHOME_ARTEFACTS", &artefacts)
        .envs(variables.iter().map(|(name, value)| (name, value)));
    match process::run(&mut node, Some(LIMIT)) {
        Err(reason) => Outcome::Failed(reason),
        Ok(()) => Outcome::Noted(format!("pictures are in {}", artefacts.display())),
    }
}

/// The test files directly in a folder, in order; none is an error.
fn tests_in(house: &House, folder: &str) -> Result<Vec<String>, String> {
    let failed = |error: std::io::Error| format!("cannot read {folder}: {error}");
    let mut files = Vec::new();
    for entry in fs::read_dir(house.root.join(folder)).map_err(failed)? {
        let name = entry.map_err(failed)?.file_name().to_string_lossy().into_owned();
        if name.ends_with(".test.mjs") {
            files.push(format!("{folder}/{name}"));
        }
    }
    files.sort();
    if files.is_empty() { Err(format!("there is no test in {folder}")) } else { Ok(files) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tests_of_a_folder_are_its_test_files_and_a_folder_without_any_is_an_error() {
        let house = House::find().expect("the workspace");
        let files = tests_in(&house, FOLDER).expect("tests");
        assert!(files.contains(&"tests/web/harness.test.mjs".to_owned()), "{files:?}");
        assert!(!files.iter().any(|file| file.contains("servers/")), "{files:?}");
        assert!(tests_in(&house, "tests/web/harness").is_err());
        assert!(tests_in(&house, "tests/web/nowhere").is_err());
    }
}
