//! Relays that are away, answer nonsense, hang up or stall: the message stays saved, the sync says so, and nothing
//! takes longer than its timeout.

mod common;

use std::io::{Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use common::{Store, address_on};

/// Its name, what a sync calls it, and what it does with a connection.
type Behaviour = (&'static str, &'static str, fn(TcpStream));

/// What a connection that breaks is called: an answer that never began, or one that makes no sense.
const BROKEN: &str = "relay-unreachable or relay-garbled";

/// What a false relay does.
const BEHAVIOURS: [Behaviour; 6] = [
    ("garbage", "relay-garbled", |mut stream| {
        read_request(&mut stream);
        drop(stream.write_all(&[0x16, 0x03, 0xff].repeat(2_000)));
    }),
    ("the wrong length", "relay-garbled", |stream| answer(stream, "200 OK", b"short", 5)),
    ("an error", "relay-refused", |stream| answer(stream, "500 Internal Server Error", b"", 0)),
    ("half an answer", BROKEN, |stream| answer(stream, "200 OK", &[7; 100], 6_000)),
    ("nothing at all", BROKEN, |mut stream| read_request(&mut stream)),
    ("silence", "relay-timed-out", |mut stream| {
        read_request(&mut stream);
        // Until the other side has had enough.
        drop(stream.set_read_timeout(None));
        drop(stream.read_to_end(&mut Vec::new()));
    }),
];

/// Reads the whole request, so that closing the connection does not cut off what was answered.
fn read_request(stream: &mut TcpStream) {
    let mut buffer = [0; 32 << 10];
    drop(stream.set_read_timeout(Some(Duration::from_millis(300))));
    while stream.read(&mut buffer).is_ok_and(|length| length > 0) {}
}

fn answer(mut stream: TcpStream, status: &str, body: &[u8], length: usize) {
    read_request(&mut stream);
    let head = format!("HTTP/1.1 {status}\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n");
    drop(stream.write_all(head.as_bytes()));
    drop(stream.write_all(body));
}

#[test]
fn a_relay_that_misbehaves_costs_nothing_but_time() {
    let folder = tempfile::tempdir().unwrap();
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let store = Store::made(folder.path(), "Asha", &address_on(listener.local_addr().unwrap().port()));
    let current = Arc::new(AtomicUsize::new(0));
    let chosen = Arc::clone(&current);
    // It ends with the test's process.
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let (_, _, behave) = BEHAVIOURS[chosen.load(Ordering::SeqCst)];
            std::thread::spawn(move || behave(stream));
        }
    });
    for (number, (what, failure, _)) in BEHAVIOURS.iter().enumerate() {
        current.store(number, Ordering::SeqCst);
        let ran = store.run(["worker", "check-in", "--note", what]).ok();
        assert!(ran.lines[0].get("saved").is_some(), "{what}: saved comes first");
        assert_eq!(ran.get("sync")["reached"], false, "{what}");
        let found = ran.text("sync", "/failure");
        assert!(failure.contains(found.as_str()), "{what}: {found}");
        let ran = store.run_locked(["sync", "--locked"]);
        assert_eq!(ran.code, 6, "{what}: {}", ran.stderr);
        assert_eq!(ran.get("sync")["reached"], false, "{what}");
    }
    let queue = store.run(["worker", "queue"]).ok();
    assert_eq!(queue.get("queue").as_array().unwrap().len(), BEHAVIOURS.len(), "nothing is lost");
    assert!(store.run_locked(["health"]).ok().get("health")["failed_attempts"].as_u64().unwrap() > 0);
}

#[test]
fn a_relay_that_is_away_keeps_nothing_from_being_saved() {
    let folder = tempfile::tempdir().unwrap();
    // A port that was free a moment ago.
    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let store = Store::made(folder.path(), "Asha", &address_on(port));
    let ran = store.run(["worker", "sos", "--note", "help", "--wait", "1"]).ok();
    assert_eq!(ran.text("saved", "/kind"), "sos");
    assert_eq!(ran.get("sync")["reached"], false);
    store.run(["sync"]).fails(6, "relay-unreachable");
    let words = store.words(["worker", "check-in"]).ok();
    assert!(words.stdout.starts_with("Saved"), "{}", words.stdout);
    assert!(words.stdout.contains("Not synced"), "{}", words.stdout);
}

#[test]
fn a_relay_whose_clock_is_set_says_so_loudly_and_no_other_clock_file_will_do() {
    use std::io::{BufRead as _, BufReader};
    use std::process::Stdio;

    let folder = tempfile::tempdir().unwrap();
    let clock = folder.path().join("clock");
    std::fs::write(&clock, "1 1 x 1").unwrap();
    let file = clock.to_str().unwrap();
    common::plain(["--json", "--demo-clock", file, "health"]).fails(7, "invalid");
    std::fs::write(&clock, "1700000000000 1700000000000 1 1700000000000\n").unwrap();
    let mut command = common::command();
    command.args(["--demo-clock", file, "relay", "--listen", "127.0.0.1:0", "--data"]);
    let mut relay = command.arg(folder.path().join("relay")).stderr(Stdio::piped()).spawn().unwrap();
    let mut complaints = BufReader::new(relay.stderr.take().unwrap()).lines();
    let loud = complaints.find(|line| line.as_ref().unwrap().contains("DOES NOT GO BY THE TRUE TIME"));
    relay.kill().unwrap();
    relay.wait().unwrap();
    assert!(loud.unwrap().unwrap().contains("WARN"));
}
