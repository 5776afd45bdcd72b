//! The real command, a real relay, and stores in a temporary folder.

#![allow(dead_code, reason = "each test file uses its own part of this")]
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests may panic")]

use std::ffi::OsStr;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};

use serde_json::Value;

/// The PIN of every store here.
pub(crate) const PIN: &str = "apple banana cherry dates elder figs";

/// The key of a relay that nobody runs.
pub(crate) const NO_RELAY_KEY: &str = "AEBAGBAFAYDQQCIKBMGA2DQPCAIREEYUCULBOGAZDINRYHI6D4QA";

/// What a command did.
pub(crate) struct Ran {
    pub(crate) code: i32,
    /// Standard output, line by line, as JSON.
    pub(crate) lines: Vec<Value>,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Ran {
    fn of(output: &Output) -> Self {
        let stdout = String::from_utf8(output.stdout.clone()).expect("UTF-8 on standard output");
        let stderr = String::from_utf8(output.stderr.clone()).expect("UTF-8 on standard error");
        assert!(!stderr.contains("panicked"), "{stderr}");
        let code = output.status.code().expect("an exit code, not a signal");
        Self { code, lines: Vec::new(), stdout, stderr }
    }

    /// Asserts success.
    #[track_caller]
    pub(crate) fn ok(self) -> Self {
        assert_eq!(self.code, 0, "{}{}", self.stdout, self.stderr);
        self
    }

    /// Asserts an error of this kind and exit code.
    #[track_caller]
    pub(crate) fn fails(self, code: i32, kind: &str) -> Self {
        assert_eq!(self.code, code, "{}{}", self.stdout, self.stderr);
        let error: Value =
            serde_json::from_str(self.stderr.trim()).expect("one JSON object on standard error");
        assert_eq!(error["error"]["kind"], kind, "{error}");
        assert!(error["error"]["message"].as_str().is_some_and(|text| !text.is_empty()), "{error}");
        self
    }

    /// The value under `key` in the first line that has it.
    #[track_caller]
    pub(crate) fn get(&self, key: &str) -> &Value {
        self.lines
            .iter()
            .find_map(|line| line.get(key))
            .unwrap_or_else(|| panic!("no {key} in {}", self.stdout))
    }

    /// The text at this JSON pointer below `key`.
    #[track_caller]
    pub(crate) fn text(&self, key: &str, pointer: &str) -> String {
        let value = self.get(key).pointer(pointer).and_then(Value::as_str);
        value.unwrap_or_else(|| panic!("no text at {key}{pointer} in {}", self.stdout)).to_owned()
    }
}

/// The command, with nothing of the caller's environment that could change what it does.
pub(crate) fn command() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_wayhome"));
    for name in ["WAYHOME_STORE", "RUST_LOG", "XDG_DATA_HOME", "HOME"] {
        command.env_remove(name);
    }
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// Runs without a store or PIN.
pub(crate) fn plain<S: AsRef<OsStr>>(arguments: impl IntoIterator<Item = S>) -> Ran {
    Ran::of(&command().args(arguments).output().expect("the command starts"))
}

/// A store's folder and how it is used.
pub(crate) struct Store {
    pub(crate) path: PathBuf,
    clock: Option<PathBuf>,
}

impl Store {
    /// In `folder`, not made yet.
    pub(crate) fn at(folder: &Path, name: &str) -> Self {
        Self { path: folder.join(name), clock: None }
    }

    /// Made like the others, and going by the clock in this file.
    pub(crate) fn made_by(clock: &Path, folder: &Path, name: &str, relay: &str) -> Self {
        let store = Self { clock: Some(clock.to_owned()), ..Self::at(folder, name) };
        store.run(["worker", "init", "--relay", relay, "--name", name, "--kdf", "floor"]).ok();
        store
    }

    /// Made, for a person of this name.
    pub(crate) fn made(folder: &Path, name: &str, relay: &str) -> Self {
        let store = Self::at(folder, name);
        store.run(["worker", "init", "--relay", relay, "--name", name, "--kdf", "floor"]).ok();
        store
    }

    /// Another store that is a copy of this one, key and all.
    pub(crate) fn copy(&self, folder: &Path, name: &str) -> Self {
        let copy = Self::at(folder, name);
        std::fs::create_dir_all(&copy.path).unwrap();
        for file in std::fs::read_dir(&self.path).unwrap() {
            let file = file.unwrap();
            std::fs::copy(file.path(), copy.path.join(file.file_name())).unwrap();
        }
        copy
    }

    /// The command on this store with `--json`.
    pub(crate) fn command(&self) -> Command {
        let mut command = command();
        command.arg("--store").arg(&self.path).args(["--json", "--timeout", "2"]);
        if let Some(clock) = &self.clock {
            command.arg("--demo-clock").arg(clock);
        }
        command
    }

    /// Runs with the PIN on standard input.
    pub(crate) fn run<S: AsRef<OsStr>>(&self, arguments: impl IntoIterator<Item = S>) -> Ran {
        self.run_with(&format!("{PIN}\n"), arguments)
    }

    /// Runs with this on standard input, the PIN on its first line.
    pub(crate) fn run_with<S: AsRef<OsStr>>(
        &self,
        input: &str,
        arguments: impl IntoIterator<Item = S>,
    ) -> Ran {
        let mut command = self.command();
        command.args(["--pin-fd", "0"]).args(arguments).stdin(Stdio::piped());
        run_json(command, input)
    }

    /// Runs without any PIN.
    pub(crate) fn run_locked<S: AsRef<OsStr>>(&self, arguments: impl IntoIterator<Item = S>) -> Ran {
        let mut command = self.command();
        command.args(arguments).stdin(Stdio::piped());
        run_json(command, "")
    }

    /// Runs with the PIN and words for people.
    pub(crate) fn words<S: AsRef<OsStr>>(&self, arguments: impl IntoIterator<Item = S>) -> Ran {
        let mut command = command();
        command.arg("--store").arg(&self.path).args(["--pin-fd", "0"]).args(arguments).stdin(Stdio::piped());
        Ran::of(&feed(command, &format!("{PIN}\n")))
    }
}

fn feed(mut command: Command, input: &str) -> Output {
    let mut child = command.spawn().expect("the command starts");
    // It may end without reading what it is given.
    drop(child.stdin.take().expect("a pipe").write_all(input.as_bytes()));
    child.wait_with_output().expect("the command ends")
}

fn run_json(command: Command, input: &str) -> Ran {
    let mut ran = Ran::of(&feed(command, input));
    ran.lines = ran
        .stdout
        .lines()
        .map(|line| serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}")))
        .collect();
    for line in &ran.lines {
        assert!(line.is_object(), "{line}");
    }
    ran
}

/// A relay in a process of its own, ended when it is dropped.
pub(crate) struct Relay {
    child: Child,
    pub(crate) address: String,
}

impl Relay {
    pub(crate) fn start(data: &Path) -> Self {
        Self::listening(data, "127.0.0.1:0")
    }

    /// With a configuration of its own.
    pub(crate) fn configured(data: &Path, config: &Path) -> Self {
        Self::begin(data, "127.0.0.1:0", &["--config".as_ref(), config.as_os_str()])
    }

    /// Going by the clock in this file.
    pub(crate) fn start_by(clock: &Path, data: &Path) -> Self {
        Self::begin(data, "127.0.0.1:0", &["--demo-clock".as_ref(), clock.as_os_str()])
    }

    pub(crate) fn listening(data: &Path, listen: &str) -> Self {
        Self::begin(data, listen, &[])
    }

    fn begin(data: &Path, listen: &str, more: &[&OsStr]) -> Self {
        let mut command = command();
        command.args(["--json", "relay", "--listen", listen, "--data"]).arg(data).stderr(Stdio::null());
        command.args(more);
        let mut child = command.spawn().expect("the relay starts");
        let mut line = String::new();
        BufReader::new(child.stdout.take().expect("a pipe")).read_line(&mut line).expect("a line");
        let value: Value = serde_json::from_str(&line).expect("the relay's address");
        let address = value["relay"]["address"].as_str().expect("the relay's address").to_owned();
        Self { child, address }
    }

    pub(crate) fn id(&self) -> u32 {
        self.child.id()
    }

    /// Waits for it to end by itself.
    pub(crate) fn ended(&mut self) -> Option<i32> {
        self.child.wait().expect("it ends").code()
    }
}

impl Drop for Relay {
    fn drop(&mut self) {
        // This very process and no other; it may have ended already.
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

/// Pairs two stores: `worker` tells `contact`.
pub(crate) fn pair(worker: &Store, contact: &Store, worker_name: &str, contact_name: &str, sharing: &str) {
    let invite = worker.run(["worker", "invite"]).ok().text("invite", "/text");
    let answer =
        contact.run_with(&format!("{PIN}\n{invite}\n"), ["contact", "accept", "-", "--name", worker_name]);
    let answer = answer.ok().text("accepted", "/answer");
    worker.run(["contact", "confirm", &answer, "--name", contact_name, "--sharing", sharing]).ok();
    contact.run(["sync"]).ok();
}

/// The address of a relay that is not there, or of something on `port` that is no relay.
pub(crate) fn address_on(port: u16) -> String {
    format!("http://127.0.0.1:{port}/#{NO_RELAY_KEY}")
}
