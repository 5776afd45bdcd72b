//! Logs of a relay that sends: a program of its own, because it listens to everything that is logged in it.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]
#![allow(dead_code, reason = "the files shared with the other test programs hold more than this needs")]

#[path = "routes/httpd.rs"]
mod httpd;
#[path = "relay/people.rs"]
mod people;
#[path = "routes/smtpd.rs"]
mod smtpd;
#[path = "routes/tls.rs"]
mod tls;
#[path = "routes/whole.rs"]
mod whole;
#[path = "relay/wire.rs"]
mod wire;

use std::io::Write;
use std::sync::{Arc, Mutex};

use wayhome_protocol::route_request::RouteKind;
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

#[test]
fn at_trace_level_no_log_line_of_a_sending_relay_holds_an_address_a_token_or_a_secret() {
    let captured = Captured::default();
    let writer = captured.clone();
    tracing_subscriber::fmt()
        .with_env_filter(tracing_subscriber::EnvFilter::new("trace"))
        .with_writer(move || writer.clone())
        .init();
    let folder = tempfile::tempdir().unwrap();
    let (smtpd, httpd) = (smtpd::Smtpd::start(smtpd::Manner::Plain), httpd::Httpd::start());
    let section = format!(
        "{}user = 'canary-user'\npassword = 'canary-password'\n[routes.webhook]\n[routes.push]\nhosts = ['{}']\n",
        whole::smtp_section(&smtpd),
        httpd.host()
    );
    let server = Server::start(whole::config(folder.path(), &section)).unwrap();
    let mailbox = people::Mailbox::new(10);
    wire::register(&server.address, &people::ben(), &mailbox);
    smtpd.habit("canary.refused@example.org", smtpd::Habit::Refuse("550 5.1.1 canary-answer"));
    smtpd.habit("canary.closed@example.org", smtpd::Habit::Close);
    httpd.habit("/canary-broken", httpd::Habit::Answer(500));
    let set = |number, kind, to: &str| whole::set(&server.address, &people::ben(), number, kind, to);
    set(1, RouteKind::Email, "canary.person@example.org");
    set(2, RouteKind::Email, "canary.refused@example.org");
    set(3, RouteKind::Email, "canary.closed@example.org");
    set(4, RouteKind::Webhook, &httpd.url("/canary-broken"));
    set(5, RouteKind::Email, "canary nonsense");
    smtpd.wait_until_heard(3);
    httpd.wait_for(1);
    let token = smtpd.wait_for(1)[0].token("r").unwrap();
    wire::post(&server.address, &format!("r/{token}"), b"").unwrap();
    whole::ring(&server.address, &mailbox, 1);
    smtpd.wait_for(2);
    let port = httpd.port.to_string();
    server.stop().unwrap();
    let log = String::from_utf8(captured.0.lock().unwrap().clone()).unwrap();
    assert!(log.contains("the relay is ready"), "the test hears the log");
    assert!(log.contains("a message could not be sent"), "trouble is said: {log}");
    for secret in ["canary", "example.org", &token, &format!(":{port}"), "127.0.0.1"] {
        assert!(!log.contains(secret), "{secret} is in the log: {log}");
    }
}
