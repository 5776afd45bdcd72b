//! The family page: its packages' licences, and that what is committed of it is what its sources give.
//!
//! `npm run build` of `relay/web` writes the page into the folder that `WAYHOME_WEB_OUT` names, or else into
//! `relay/web/dist`, whose files are committed so that a machine without Node.js builds the relay.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use crate::house::House;
use crate::process;
use crate::steps::Outcome;

const PAGE: &str = "relay/web";
const BUILT: &str = "relay/web/dist";
/// The folders with Node packages.
const FOLDERS: &[&str] = &[PAGE, "tests/web"];
const LIMIT: Duration = Duration::from_secs(300);

pub(crate) fn licences(house: &House) -> Outcome {
    let Some(mut node) = node(house) else { return missing() };
    process::run(node.arg("tests/web/checks/licences.mjs").args(FOLDERS), Some(LIMIT)).into()
}

pub(crate) fn build(house: &House) -> Outcome {
    let (Some(_), Some(_)) = (node(house), npm(house)) else { return missing() };
    if house.tool("git").is_none() {
        return Outcome::Missing("git is not here".into());
    }
    built_and_compared(house).into()
}

fn built_and_compared(house: &House) -> Result<(), String> {
    let npm = |arguments: &[&str]| -> Result<Command, String> {
        let mut npm = npm(house).ok_or("npm has gone")?;
        npm.args(["--prefix", PAGE, "--no-update-notifier"]).args(arguments);
        Ok(npm)
    };
    // Where somebody works on the page, their packages are left as they are.
    if house.ci || !house.root.join(PAGE).join("node_modules").exists() {
        let packages = ["ci", "--ignore-scripts", "--no-audit", "--no-fund"];
        let mut tried = Err(String::new());
        for _ in 0..3 {
            tried = npm(&packages).and_then(|mut npm| process::run(&mut npm, Some(LIMIT)));
            if tried.is_ok() {
                break;
            }
        }
        tried?;
    }
    let out = house.fresh_folder("web")?;
    let sources = house.root.join(PAGE).join("src");
    let before = files_below(&sources)?;
    process::run(npm(&["run", "build"])?.env("WAYHOME_WEB_OUT", &out), Some(LIMIT))?;
    if let Some(first) = differences(&files_below(&sources)?, &before).first() {
        return Err(format!("the build mended its own sources, commit them: {first}"));
    }
    let given = files_below(&out)?;
    if given.is_empty() {
        return Err("`npm run build` wrote nothing into the folder of WAYHOME_WEB_OUT".into());
    }
    let differing = differences(&given, &committed(house)?);
    differing.iter().for_each(|line| println!("{line}"));
    if let Some(first) = differing.first() {
        return Err(format!(
            "{} files in {BUILT} are not what the sources give ({first}); run `npm run build` in {PAGE} and commit",
            differing.len()
        ));
    }
    let mut weigh = node(house).ok_or("node has gone")?;
    process::run(weigh.arg("tests/web/checks/weight.mjs").arg(&out), Some(LIMIT))?;
    process::run(&mut npm(&["test"])?, Some(LIMIT))
}

/// Node.js, finding itself and what `tools/install` brought before anything else on the path.
pub(crate) fn node(house: &House) -> Option<Command> {
    house.tool("node").map(|path| house.command_with_tools(path))
}

fn npm(house: &House) -> Option<Command> {
    house.tool("npm").map(|path| house.command_with_tools(path))
}

fn missing() -> Outcome {
    Outcome::Missing("Node.js with npm is not here; tools/install brings it".into())
}

type Files = BTreeMap<String, Vec<u8>>;

/// Every file below a folder, by its path with `/`.
fn files_below(folder: &Path) -> Result<Files, String> {
    let mut files = Files::new();
    let mut folders = vec![PathBuf::new()];
    while let Some(inner) = folders.pop() {
        let failed =
            |error: std::io::Error| format!("cannot read {}: {error}", folder.join(&inner).display());
        for entry in fs::read_dir(folder.join(&inner)).map_err(failed)? {
            let entry = entry.map_err(failed)?;
            let path = inner.join(entry.file_name());
            if entry.file_type().map_err(failed)?.is_dir() {
                folders.push(path);
            } else {
                let name = path.to_string_lossy().replace('\\', "/");
                files.insert(name, fs::read(folder.join(&path)).map_err(failed)?);
            }
        }
    }
    Ok(files)
}

/// The files of the built page as they are committed, or about to be.
fn committed(house: &House) -> Result<Files, String> {
    let git = |arguments: &[&str]| {
        let output =
            house.command("git").args(arguments).output().map_err(|error| format!("git: {error}"))?;
        if output.status.success() { Ok(output.stdout) } else { Err(format!("git {arguments:?} failed")) }
    };
    let listed = git(&["ls-files", "-z", "--", BUILT])?;
    let listed = String::from_utf8_lossy(&listed).into_owned();
    let names = listed.split_terminator('\0').filter_map(|path| path.strip_prefix(BUILT)?.strip_prefix('/'));
    names.map(|name| Ok((name.to_owned(), git(&["show", &format!(":{BUILT}/{name}")])?))).collect()
}

/// What is different in the files given from those that were there.
fn differences(given: &Files, there: &Files) -> Vec<String> {
    let mut lines: Vec<String> = given
        .iter()
        .filter_map(|(name, bytes)| match there.get(name) {
            None => Some(format!("{name}: is new")),
            Some(other) if other != bytes => Some(format!("{name}: differs")),
            Some(_) => None,
        })
        .collect();
    let gone = there.keys().filter(|name| !given.contains_key(*name));
    lines.extend(gone.map(|name| format!("{name}: is not made any more")));
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(list: &[(&str, &str)]) -> Files {
        list.iter().map(|(name, text)| ((*name).to_owned(), text.as_bytes().to_vec())).collect()
    }

    #[test]
    fn a_file_that_differs_is_missing_or_is_left_over_is_named() {
        let given = files(&[("a", "1"), ("b/c", "2"), ("d", "3")]);
        assert!(differences(&given, &given).is_empty());
        let found = differences(&given, &files(&[("a", "1"), ("b/c", "other"), ("e", "4")]));
        assert_eq!(found, ["b/c: differs", "d: is new", "e: is not made any more"]);
    }

    #[test]
    fn files_are_found_in_folders_within_folders() {
        let house = House::find().expect("the workspace");
        let folder = house.fresh_folder("files-of-a-test").expect("a folder");
        fs::create_dir_all(folder.join("x/y")).expect("folders");
        fs::write(folder.join("one"), "1").expect("written");
        fs::write(folder.join("x/y/two"), "2").expect("written");
        let found = files_below(&folder);
        fs::remove_dir_all(&folder).expect("removed");
        assert_eq!(found, Ok(files(&[("one", "1"), ("x/y/two", "2")])));
        assert!(files_below(&folder).is_err());
    }
}
