//! The relay as a program of its own, killed without warning.

use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;

use wayhome_protocol::cell::WireCell;
use wayhome_protocol::relay_address::RelayAddress;
use wayhome_protocol::sync_request::{RowStatus, SyncAnswer};

use crate::people::{Mailbox, Person, Say, ben, cell, chance, sync_body};
use crate::wire::{post, register, waiting};

/// A child that is killed when the test ends, however it ends.
struct Program(Child);

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn start(data: &Path) -> (Program, RelayAddress) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_wayhome-relay"))
        .env("WAYHOME_RELAY_LISTEN", "127.0.0.1:0")
        .env("WAYHOME_RELAY_DATA", data)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
    (Program(child), line.trim().parse().unwrap())
}

#[test]
fn everything_acknowledged_is_there_after_a_kill_in_the_middle_of_writing() {
    let folder = tempfile::tempdir().unwrap();
    let to_ben = Mailbox::new(10);
    let acknowledged: Mutex<Vec<WireCell>> = Mutex::default();
    let stored = AtomicUsize::new(0);
    for round in 0..3_u64 {
        let (program, address) = start(folder.path());
        register(&address, &ben(), &to_ben);
        let killed = AtomicBool::new(false);
        let before = stored.load(Ordering::SeqCst);
        std::thread::scope(|scope| {
            for number in 0..4 {
                let (address, to_ben) = (address.clone(), to_ben.clone());
                let (acknowledged, stored, killed) = (&acknowledged, &stored, &killed);
                scope.spawn(move || {
                    let mut rng = chance(round * 100 + number);
                    let who = Person::random(&mut rng);
                    while !killed.load(Ordering::SeqCst) {
                        let sent = cell(1, &mut rng);
                        let say = Say { rows: vec![to_ben.row_with(&sent, [1; 32])], ..Say::default() };
                        let body = sync_body(&who, address.key(), say, &mut rng);
                        let Ok((200, answer)) = post(&address, "v1/sync", &body) else { return };
                        match SyncAnswer::decode(&answer).unwrap().rows[0] {
                            RowStatus::Stored => {
                                acknowledged.lock().unwrap().push(sent);
                                stored.fetch_add(1, Ordering::SeqCst);
                            }
                            RowStatus::MailboxFull => return,
                            other => panic!("{other:?}"),
                        }
                    }
                });
            }
            while stored.load(Ordering::SeqCst) < before + 20 {
                std::thread::sleep(Duration::from_millis(1));
            }
            // SIGKILL on Unix: no farewell, in the middle of whatever it does.
            drop(program);
            killed.store(true, Ordering::SeqCst);
        });
    }
    let (_program, address) = start(folder.path());
    let found = waiting(&address, &ben());
    let acknowledged = acknowledged.into_inner().unwrap();
    assert!(acknowledged.len() >= 60);
    assert!(acknowledged.iter().all(|cell| found.contains(cell)), "an acknowledged cell was lost");
}

#[cfg(unix)]
#[test]
fn a_request_to_terminate_ends_the_program_in_order() {
    let folder = tempfile::tempdir().unwrap();
    let (mut program, address) = start(folder.path());
    register(&address, &ben(), &Mailbox::new(10));
    let id = program.0.id().to_string();
    assert!(Command::new("kill").args(["-TERM", &id]).status().unwrap().success());
    assert!(program.0.wait().unwrap().success());
    let journal = folder.path().join("relay.sqlite-wal");
    assert!(!journal.exists() || std::fs::metadata(journal).unwrap().len() == 0);
}

#[test]
fn the_program_names_the_key_that_it_does_not_know() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("relay.toml");
    std::fs::write(&path, "lisen = '127.0.0.1:0'\n").unwrap();
    let ended = Command::new(env!("CARGO_BIN_EXE_wayhome-relay")).arg("--config").arg(path).output().unwrap();
    assert!(!ended.status.success());
    assert!(String::from_utf8_lossy(&ended.stderr).contains("lisen"));
}
