//! The parts of the story as real processes of this same program. Each is ended by its own handle, whatever way the
//! demo ends.

use std::ffi::OsString;
use std::io::{BufRead, BufReader, Read, Write as _};
use std::path::PathBuf;
use std::process::{Child, ChildStdout, Command, ExitStatus, Stdio};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use super::failure::Failure;
use crate::clock::Countdown;

/// No command of the story takes longer, on the slowest machine.
const LIMIT: Duration = Duration::from_secs(30);
const LOOK: Duration = Duration::from_millis(3);
/// A line of output is a message at most, never more than this.
const LINE_MOST: u64 = 1 << 20;
const COMPLAINT_MOST: u64 = 64 << 10;

/// All processes of one demo. Clones share them.
#[derive(Debug, Clone)]
pub(super) struct Processes {
    program: PathBuf,
    running: Arc<Mutex<Running>>,
}

#[derive(Debug, Default)]
struct Running {
    stopped: bool,
    children: Vec<Weak<Mutex<Child>>>,
}

/// One process. Dropping it ends it.
#[derive(Debug)]
pub(super) struct Process {
    child: Arc<Mutex<Child>>,
    lines: Receiver<String>,
    complaint: Option<JoinHandle<String>>,
}

/// How a process ended, and what it said.
#[derive(Debug)]
pub(super) struct Ended {
    pub(super) status: ExitStatus,
    pub(super) lines: Vec<String>,
    pub(super) complaint: String,
}

impl Processes {
    /// Of this very program.
    pub(super) fn of_this_program() -> Result<Self, Failure> {
        let program =
            std::env::current_exe().map_err(|error| Failure::System { reason: error.to_string() })?;
        Ok(Self::of(program))
    }

    fn of(program: PathBuf) -> Self {
        Self { program, running: Arc::default() }
    }

    /// Starts one. `input` is what it reads; nothing of it shows in the list of processes.
    pub(super) fn start(&self, arguments: Vec<OsString>, input: Option<&str>) -> Result<Process, String> {
        let mut command = Command::new(&self.program);
        command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        // The story is told with its own settings, not with those of whoever runs it.
        for (name, _) in std::env::vars_os() {
            if name.to_string_lossy().starts_with("WAYHOME_") {
                command.env_remove(name);
            }
        }
        let mut running = lock(&self.running);
        if running.stopped {
            return Err("the demo was stopped".to_owned());
        }
        let mut child = command.spawn().map_err(|error| format!("a program did not start: {error}"))?;
        let (output, complaint, stdin) = (child.stdout.take(), child.stderr.take(), child.stdin.take());
        let child = Arc::new(Mutex::new(child));
        running.children.retain(|child| child.strong_count() > 0);
        running.children.push(Arc::downgrade(&child));
        drop(running);
        let lines = listen(output);
        let complaint = complaint.map(|pipe| thread::spawn(move || read_all(pipe)));
        let process = Process { child, lines, complaint };
        if let (Some(input), Some(mut stdin)) = (input, stdin) {
            // A process that has ended already says why itself.
            let _ = stdin.write_all(input.as_bytes()).and_then(|()| stdin.write_all(b"\n"));
        }
        Ok(process)
    }

    /// Ends all of them, and lets none start any more.
    pub(super) fn stop(&self) {
        let mut running = lock(&self.running);
        running.stopped = true;
        for child in running.children.drain(..).filter_map(|child| child.upgrade()) {
            end(&child);
        }
    }

    pub(super) fn is_stopped(&self) -> bool {
        lock(&self.running).stopped
    }

    /// Waits, unless the demo is stopped meanwhile.
    pub(super) fn pause(&self, length: Duration) {
        let countdown = Countdown::of(length);
        while !countdown.left().is_zero() && !self.is_stopped() {
            thread::sleep(countdown.left().min(Duration::from_millis(20)));
        }
    }

    /// Stops the demo when somebody presses ctrl-c, closes the terminal or asks the process to end.
    pub(super) fn stop_on_signal(&self) {
        let processes = self.clone();
        let (ready, is_ready) = mpsc::channel::<()>();
        let wait = move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
            // Without it, signals end the demo as they end any program.
            let Ok(runtime) = runtime else { return };
            runtime.block_on(async {
                let asked = asked_to_stop();
                drop(ready);
                if asked.await {
                    processes.stop();
                }
            });
        };
        if thread::Builder::new().name("signals".to_owned()).spawn(wait).is_ok() {
            // Ends at once either way, when the other side is dropped.
            let _ = is_ready.recv_timeout(Duration::from_secs(1));
        }
    }
}

/// Waits for the first of the signals that ask a program to end; `false` if that cannot be waited for.
#[cfg(unix)]
fn asked_to_stop() -> impl Future<Output = bool> {
    use tokio::signal::unix::{SignalKind, signal};
    let kinds = [SignalKind::interrupt(), SignalKind::terminate(), SignalKind::hangup()];
    let signals: std::io::Result<Vec<_>> = kinds.into_iter().map(signal).collect();
    async move {
        let Ok(mut signals) = signals else { return false };
        std::future::poll_fn(|context| {
            let any = signals.iter_mut().any(|signal| signal.poll_recv(context).is_ready());
            if any { std::task::Poll::Ready(true) } else { std::task::Poll::Pending }
        })
        .await
    }
}

#[cfg(not(unix))]
async fn asked_to_stop() -> bool {
    tokio::signal::ctrl_c().await.is_ok()
}

impl Process {
    /// The next line that it prints.
    pub(super) fn next_line(&mut self) -> Result<String, String> {
        match self.lines.recv_timeout(LIMIT) {
            Ok(line) => Ok(line),
            Err(RecvTimeoutError::Timeout) => Err(too_long()),
            Err(RecvTimeoutError::Disconnected) => {
                end(&self.child);
                Err(format!("it ended without the line that was expected: {}", self.complaint()))
            }
        }
    }

    /// Waits for its end.
    pub(super) fn finish(mut self) -> Result<Ended, String> {
        let countdown = Countdown::of(LIMIT);
        let mut lines = Vec::new();
        loop {
            match self.lines.recv_timeout(countdown.left()) {
                Ok(line) => lines.push(line),
                Err(RecvTimeoutError::Disconnected) => break,
                Err(RecvTimeoutError::Timeout) => return Err(too_long()),
            }
        }
        loop {
            let status = lock(&self.child).try_wait();
            match status {
                Ok(Some(status)) => return Ok(Ended { status, lines, complaint: self.complaint() }),
                Ok(None) if countdown.left().is_zero() => return Err(too_long()),
                Ok(None) => thread::sleep(LOOK),
                Err(error) => return Err(format!("a program cannot be waited for: {error}")),
            }
        }
    }

    /// Ends it at once, with the signal that no program can catch, and says how it ended.
    pub(super) fn kill(&mut self) -> Result<ExitStatus, String> {
        let mut child = lock(&self.child);
        child
            .kill()
            .and_then(|()| child.wait())
            .map_err(|error| format!("a program was not to be ended: {error}"))
    }

    /// Whether it still runs.
    pub(super) fn runs(&self) -> bool {
        matches!(lock(&self.child).try_wait(), Ok(None))
    }

    pub(super) fn id(&self) -> u32 {
        lock(&self.child).id()
    }

    /// What it wrote to standard error; waits for its end.
    pub(super) fn complaint(&mut self) -> String {
        self.complaint.take().and_then(|reading| reading.join().ok()).unwrap_or_default().trim().to_owned()
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        end(&self.child);
    }
}

/// Whether it was ended by the kill, not by itself just before.
#[cfg(unix)]
pub(super) fn was_killed(status: ExitStatus) -> bool {
    const SIGKILL: i32 = 9;
    std::os::unix::process::ExitStatusExt::signal(&status) == Some(SIGKILL)
}

#[cfg(not(unix))]
pub(super) fn was_killed(status: ExitStatus) -> bool {
    !status.success()
}

fn too_long() -> String {
    format!("a program took longer than {} s", LIMIT.as_secs())
}

fn end(child: &Mutex<Child>) {
    let mut child = lock(child);
    // Both fail only if it has ended, and been waited for, before.
    let _ = child.kill();
    let _ = child.wait();
}

fn listen(output: Option<ChildStdout>) -> Receiver<String> {
    let (sender, lines) = mpsc::channel();
    if let Some(output) = output {
        thread::spawn(move || {
            let mut output = BufReader::new(output);
            let mut line = Vec::new();
            loop {
                line.clear();
                match output.by_ref().take(LINE_MOST).read_until(b'\n', &mut line) {
                    Ok(1..) => {
                        if sender.send(String::from_utf8_lossy(&line).trim_end().to_owned()).is_err() {
                            return;
                        }
                    }
                    _ => return,
                }
            }
        });
    }
    lines
}

fn read_all(pipe: impl Read) -> String {
    let mut bytes = Vec::new();
    let mut pipe = pipe.take(COMPLAINT_MOST);
    // What could be read is better than nothing.
    let _ = pipe.read_to_end(&mut bytes);
    // The rest is read away, so that the process is not held up by it.
    let _ = std::io::copy(&mut pipe.into_inner(), &mut std::io::sink());
    String::from_utf8_lossy(&bytes).into_owned()
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    fn shell() -> Processes {
        Processes::of("/bin/sh".into())
    }

    fn script(text: &str) -> Vec<OsString> {
        vec!["-c".into(), text.into()]
    }

    #[test]
    fn what_a_process_says_and_how_it_ends_is_known() {
        let script = script("read line; echo \"got $line\"; echo bad >&2; exit 3");
        let ended = shell().start(script, Some("secret")).unwrap().finish().unwrap();
        assert_eq!(
            (ended.lines, ended.complaint, ended.status.code()),
            (vec!["got secret".into()], "bad".into(), Some(3))
        );
    }

    #[test]
    fn a_kill_is_told_from_an_end() {
        let mut sleeper = shell().start(script("echo here; exec sleep 60"), None).unwrap();
        assert_eq!(sleeper.next_line().unwrap(), "here");
        assert!(sleeper.runs());
        assert!(was_killed(sleeper.kill().unwrap()));
        let ended = shell().start(script("exit 0"), None).unwrap().finish().unwrap();
        assert!(!was_killed(ended.status));
    }

    #[test]
    fn stopping_ends_every_process_and_starts_no_more() {
        let shell = shell();
        let sleepers: Vec<Process> =
            (0..3).map(|_| shell.start(script("exec sleep 60"), None).unwrap()).collect();
        shell.stop();
        assert!(sleepers.iter().all(|sleeper| !sleeper.runs()));
        assert!(shell.is_stopped() && shell.start(script("exit 0"), None).is_err());
    }

    #[test]
    fn a_process_that_nobody_holds_any_more_has_ended() {
        let sleeper = shell().start(script("exec sleep 60"), None).unwrap();
        let child = Arc::clone(&sleeper.child);
        drop(sleeper);
        assert!(matches!(lock(&child).try_wait(), Ok(Some(_))));
    }

    #[test]
    fn a_line_that_never_comes_is_an_error_with_the_reason() {
        let mut gone = shell().start(script("echo no room >&2; exit 1"), None).unwrap();
        assert!(gone.next_line().unwrap_err().contains("no room"));
    }
}
