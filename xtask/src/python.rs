//! The story through the Python binding: builds the library and the command, generates the module, and runs
//! `bindings/python/story.py`, which starts a relay of its own.
//!
//! The script finds the generated module on its path, and in `WAYHOME_COMMAND` the program whose `relay` it runs.

use std::env::consts::{DLL_PREFIX, DLL_SUFFIX, EXE_SUFFIX};
use std::fs;
use std::path::Path;
use std::time::Duration;

use crate::house::House;
use crate::process;
use crate::steps::Outcome;

const SCRIPT: &str = "bindings/python/story.py";
const LIMIT: Duration = Duration::from_secs(180);

pub(crate) fn check(house: &House) -> Outcome {
    if !house.root.join(SCRIPT).exists() {
        return Outcome::Missing(format!("{SCRIPT} is not there"));
    }
    let Some(python) = house.tool("python3") else { return Outcome::Missing("python3 is not here".into()) };
    story(house, &python).into()
}

fn story(house: &House, python: &Path) -> Result<(), String> {
    // With the features of the whole workspace, as the tests were built: one package alone would be compiled anew.
    let parts = ["--lib", "--bin", "wayhome"];
    process::run(house.cargo().args(["build", "--locked", "--workspace"]).args(parts), None)?;
    let module = house.fresh_folder("python")?;
    let library = format!("{DLL_PREFIX}wayhome_ffi{DLL_SUFFIX}");
    // A copy beside the module is where it looks first, and no later build replaces it.
    let copy = module.join(&library);
    fs::copy(house.target.join("debug").join(&library), &copy)
        .map_err(|error| format!("cannot copy {library}: {error}"))?;
    let generator = ["--features", "wayhome-ffi/bindgen", "--bin", "uniffi-bindgen"];
    process::run(house.cargo().args(["build", "--locked", "--workspace"]).args(generator), None)?;
    let generator = house.target.join("debug").join(format!("uniffi-bindgen{EXE_SUFFIX}"));
    let mut generate = house.command(&generator);
    generate.arg("generate").arg(&copy);
    process::run(generate.args(["--language", "python", "--no-format", "--out-dir"]).arg(&module), None)?;
    let command = house.target.join("debug").join(format!("wayhome{EXE_SUFFIX}"));
    let mut script = house.command(python);
    script
        .arg(SCRIPT)
        .env("PYTHONPATH", &module)
        .env("PYTHONUNBUFFERED", "1")
        .env("WAYHOME_COMMAND", command);
    process::run(&mut script, Some(LIMIT))
}
