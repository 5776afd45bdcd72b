//! Logs: a program of its own, because it listens to everything that is logged anywhere in it.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]

#[path = "relay/people.rs"]
mod people;
#[path = "relay/wire.rs"]
mod wire;

use std::io::Write;
use std::sync::{Arc, Mutex};

use people::{Mailbox, Person, Say, cell, chance, fetch_body, register_body, sync_body};
use wayhome_relay::Server;

#[derive(Clone, Default)]
struct Captured(Arc<Mutex<Vec<u8>>>);

impl Write for Captured {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// Every way in which some bytes are usually printed.
fn printed(bytes: &[u8]) -> Vec<String> {
    let head = &bytes[..4.min(bytes.len())];
    let hex: String = head.iter().map(|byte| format!("{byte:02x}")).collect();
    let list = head.iter().map(u8::to_string).collect::<Vec<_>>().join(", ");
    let short: String = head.iter().take(2).map(|byte| format!("{byte:02x}")).collect();
    vec![hex.to_uppercase(), hex, list, format!("({short}")]
}

#[test]
fn at_trace_level_no_log_line_holds_an_id_a_key_a_capability_or_a_peer() {
    let captured = Captured::default();
    let writer = captured.clone();
    tracing_subscriber::fmt()
        .with_env_filter(tracing_subscriber::EnvFilter::new("trace"))
        .with_writer(move || writer.clone())
        .init();
    let folder = tempfile::tempdir().unwrap();
    let mut config = wire::config(folder.path());
    config.limits.database_mib = 1;
    let server = Server::start(config).unwrap();
    let mut rng = chance(1);
    let (who, other) = (Person::random(&mut rng), Person::random(&mut rng));
    let mailbox = Mailbox::random(&mut rng);
    let sent = cell(0xc7, &mut rng);
    let post = |path: &str, body: &[u8]| wire::post(&server.address, path, body).ok();
    post("v1/register", &register_body(&who, vec![mailbox.open()]));
    post("v1/register", &register_body(&Person { capability: [0; 32], ..who.clone() }, vec![]));
    post("v1/fetch", &fetch_body(&other, 0, 0, vec![]));
    post("v1/fetch", &[1; 7]);
    // Until the disk is full, so that what is said in trouble is heard too.
    for _ in 0..300 {
        let mut rows = vec![mailbox.row(&sent, &mut rng)];
        rows.extend((0..3).map(|_| mailbox.row_with(&cell(0xc7, &mut rng), [0xc8; 32])));
        let body = sync_body(&who, server.address.key(), Say { rows, ..Say::default() }, &mut rng);
        post("v1/sync", &body);
    }
    post("v1/fetch", &fetch_body(&who, 0, 0, vec![]));
    let key = *server.address.key();
    server.stop().unwrap();
    let log = String::from_utf8(captured.0.lock().unwrap().clone()).unwrap();
    assert!(log.contains("the relay is ready"), "the test hears the log");
    assert!(log.contains("answered busy"), "trouble is said: {log}");
    let secrets: [&[u8]; 8] = [
        who.receive_id.as_bytes(),
        &who.capability,
        other.receive_id.as_bytes(),
        &other.capability,
        mailbox.send_id.as_bytes(),
        &mailbox.capability,
        sent.as_bytes(),
        key.as_bytes(),
    ];
    for text in secrets.iter().flat_map(|secret| printed(secret)) {
        assert!(!log.contains(&text), "{text} is in the log");
    }
    assert!(!log.contains("127.0.0.1"), "an address is in the log");
}
