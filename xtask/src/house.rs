//! Where things are: the workspace, its build folder, and the tools that checks want.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

pub(crate) struct House {
    /// The folder of the workspace's `Cargo.toml`.
    pub(crate) root: PathBuf,
    /// Cargo's build folder.
    pub(crate) target: PathBuf,
    /// Whether `CI=true`: then nothing may be skipped.
    pub(crate) ci: bool,
}

impl House {
    pub(crate) fn find() -> Result<Self, String> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().ok_or("xtask has no folder above it")?;
        if !root.join("Cargo.lock").exists() {
            return Err(format!("the workspace that this command was built in has gone: {}", root.display()));
        }
        // This program, or its test program, lies in the build folder.
        let program =
            env::current_exe().map_err(|error| format!("cannot tell where this program is: {error}"))?;
        let profile =
            program.ancestors().find(|folder| folder.ends_with("debug") || folder.ends_with("release"));
        let target = profile.and_then(Path::parent).map_or_else(|| root.join("target"), Path::to_owned);
        Ok(Self { root: root.to_owned(), target, ci: env::var("CI").is_ok_and(|value| value == "true") })
    }

    /// Cargo, in the workspace's folder.
    pub(crate) fn cargo(&self) -> Command {
        self.command(env::var_os("CARGO").map_or_else(|| "cargo".into(), PathBuf::from))
    }

    /// A program, in the workspace's folder.
    pub(crate) fn command(&self, program: impl AsRef<Path>) -> Command {
        let mut command = Command::new(program.as_ref());
        command.current_dir(&self.root);
        command
    }

    /// Finds a tool among those that `tools/install` set up, or on the path.
    pub(crate) fn tool(&self, name: &str) -> Option<PathBuf> {
        let file = format!("{name}{}", env::consts::EXE_SUFFIX);
        self.tool_folders().into_iter().map(|folder| folder.join(&file)).find(|path| path.is_file())
    }

    /// A program that finds the tools by their names as [`Self::tool`] does.
    pub(crate) fn command_with_tools(&self, program: impl AsRef<Path>) -> Command {
        let mut command = self.command(program);
        if let Ok(path) = env::join_paths(self.tool_folders()) {
            command.env("PATH", path);
        }
        command
    }

    fn tool_folders(&self) -> Vec<PathBuf> {
        let ours = ["tools/.cache/venv/bin", "tools/.cache/bin"].map(|folder| self.root.join(folder));
        let path = env::var_os("PATH").unwrap_or_default();
        ours.into_iter().chain(env::split_paths(&path)).collect()
    }

    /// An empty folder under the build folder.
    pub(crate) fn fresh_folder(&self, name: &str) -> Result<PathBuf, String> {
        let folder = self.target.join(name);
        if folder.exists() {
            fs::remove_dir_all(&folder)
                .map_err(|error| format!("cannot empty {}: {error}", folder.display()))?;
        }
        fs::create_dir_all(&folder).map_err(|error| format!("cannot make {}: {error}", folder.display()))?;
        Ok(folder)
    }

    pub(crate) fn read(&self, path: &str) -> Result<String, String> {
        fs::read_to_string(self.root.join(path)).map_err(|error| format!("cannot read {path}: {error}"))
    }
}
