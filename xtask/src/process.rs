//! Runs programs: with a limit of time where one is given, and listening to what they print where that is wanted.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

const PAUSE: Duration = Duration::from_millis(20);
/// How long after its end a program's children may still hold its output open.
const LEFTOVERS: Duration = Duration::from_secs(2);

/// Runs a program to its end. Past the limit it is killed, with all that it started.
pub(crate) fn run(command: &mut Command, limit: Option<Duration>) -> Result<(), String> {
    let status = status(command, limit)?;
    ended_well(command, status)
}

/// Like [`run`], handing over how it ended.
pub(crate) fn status(command: &mut Command, limit: Option<Duration>) -> Result<ExitStatus, String> {
    let start = Instant::now();
    let mut child = spawn(command, limit)?;
    wait(&mut child, start, limit)
}

/// Like [`run`], handing over each line of its standard output with the time since its start.
pub(crate) fn run_listening(
    command: &mut Command,
    limit: Option<Duration>,
    mut hear: impl FnMut(&str, Duration),
) -> Result<(), String> {
    command.stdout(Stdio::piped());
    let start = Instant::now();
    let mut child = spawn(command, limit)?;
    let output = child.stdout.take().ok_or("no output to listen to")?;
    let (sender, lines) = mpsc::channel();
    thread::spawn(move || {
        for line in BufReader::new(output).split(b'\n') {
            let Ok(line) = line else { return };
            if sender.send((String::from_utf8_lossy(&line).into_owned(), start.elapsed())).is_err() {
                return;
            }
        }
    });
    let mut ended: Option<(ExitStatus, Instant)> = None;
    loop {
        match lines.recv_timeout(PAUSE) {
            Ok((line, at)) => hear(line.trim_end_matches('\r'), at),
            Err(RecvTimeoutError::Disconnected) => break,
            Err(RecvTimeoutError::Timeout) => {}
        }
        match ended {
            Some((_, when)) if when.elapsed() > LEFTOVERS => break,
            Some(_) => {}
            None => ended = check(&mut child, start, limit)?.map(|status| (status, Instant::now())),
        }
    }
    let status = match ended {
        Some((status, _)) => status,
        None => wait(&mut child, start, limit)?,
    };
    ended_well(command, status)
}

fn spawn(command: &mut Command, limit: Option<Duration>) -> Result<Child, String> {
    command.stdin(Stdio::null());
    #[cfg(unix)]
    if limit.is_some() {
        // A group of its own, so that what the program starts can be ended with it.
        std::os::unix::process::CommandExt::process_group(command, 0);
    }
    command.spawn().map_err(|error| format!("cannot start {}: {error}", name(command)))
}

fn wait(child: &mut Child, start: Instant, limit: Option<Duration>) -> Result<ExitStatus, String> {
    loop {
        if let Some(status) = check(child, start, limit)? {
            return Ok(status);
        }
        thread::sleep(PAUSE);
    }
}

/// The exit status, if it has ended; kills it if it is past the limit.
fn check(child: &mut Child, start: Instant, limit: Option<Duration>) -> Result<Option<ExitStatus>, String> {
    let status = child.try_wait().map_err(|error| format!("cannot wait: {error}"))?;
    match limit {
        Some(limit) if status.is_none() && start.elapsed() > limit => {
            kill(child);
            Err(format!("not done after {} s, killed", limit.as_secs_f64()))
        }
        _ => Ok(status),
    }
}

fn kill(child: &mut Child) {
    #[cfg(unix)]
    {
        let group = format!("-{}", child.id());
        let _ = Command::new("kill").args(["-KILL", "--", &group]).stderr(Stdio::null()).status();
    }
    // Both may fail only because it has just ended by itself.
    let _ = child.kill();
    let _ = child.wait();
}

pub(crate) fn ended_well(command: &Command, status: ExitStatus) -> Result<(), String> {
    if status.success() { Ok(()) } else { Err(format!("{} ended with {status}", name(command))) }
}

fn name(command: &Command) -> String {
    let program = command.get_program().to_string_lossy();
    let program = program.rsplit('/').next().unwrap_or_default();
    let first = command.get_args().next().map(|argument| format!(" {}", argument.to_string_lossy()));
    format!("`{program}{}`", first.unwrap_or_default())
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    fn shell(script: &str) -> Command {
        let mut command = Command::new("sh");
        command.args(["-c", script]);
        command
    }

    #[test]
    fn a_program_that_ends_badly_is_an_error() {
        assert_eq!(run(&mut shell("exit 0"), None), Ok(()));
        assert!(run(&mut shell("exit 3"), None).is_err_and(|reason| reason.contains('3')));
        assert!(run(&mut Command::new("no-such-program-anywhere"), None).is_err());
        assert!(run_listening(&mut shell("echo fine; exit 3"), None, |_, _| {}).is_err());
    }

    #[test]
    fn every_line_is_heard_also_one_without_an_end() {
        let mut heard = Vec::new();
        let result = run_listening(&mut shell("echo one; echo two; printf three"), None, |line, _| {
            heard.push(line.to_owned())
        });
        assert_eq!((result, heard), (Ok(()), vec!["one".into(), "two".into(), "three".into()]));
    }

    #[test]
    fn past_the_limit_a_program_and_what_it_started_are_killed() {
        let mut group = String::new();
        let limit = Some(Duration::from_millis(300));
        let result = run_listening(&mut shell("echo $$; sleep 600 & sleep 600"), limit, |line, _| {
            group = line.to_owned()
        });
        assert!(result.is_err_and(|reason| reason.contains("killed")));
        let alive = |_: &u32| {
            let any = shell(&format!("kill -0 -- -{group}")).stderr(Stdio::null()).status();
            let alive = any.is_ok_and(|status| status.success());
            thread::sleep(if alive { Duration::from_millis(100) } else { Duration::ZERO });
            alive
        };
        assert!(
            !group.is_empty() && (0..50).take_while(alive).count() < 50,
            "something of group {group} is left"
        );
    }

    #[test]
    fn output_held_open_by_a_leftover_does_not_hold_the_check() {
        let start = Instant::now();
        assert_eq!(
            run_listening(&mut shell("sleep 10 & echo done"), Some(Duration::from_secs(20)), |_, _| {}),
            Ok(())
        );
        assert!(start.elapsed() < Duration::from_secs(9));
    }
}
