//! The whole relay: a route is set over HTTP, mail goes out by itself, and people press buttons.

use wayhome_protocol::relay_address::RelayAddress;
use wayhome_protocol::route_request::{RouteKind, RouteOrder, RouteOutcome, RouteState};
use wayhome_relay::Server;

use crate::httpd::{self, Httpd};
use crate::people::{Mailbox, Person, ben, fetch_body};
use crate::smtpd::{Habit, Manner, Smtpd};
use crate::whole::{config, order, ring, set, smtp_section};
use crate::wire::{post, register};

fn state(address: &RelayAddress, who: &Person) -> RouteState {
    order(address, who, &RouteOrder::List).routes[0].state
}

struct Page {
    status: u16,
    headers: Vec<(String, String)>,
    body: String,
}

impl Page {
    fn header(&self, name: &str) -> &str {
        self.headers.iter().find(|(found, _)| found == name).map_or("", |(_, value)| value.as_str())
    }
}

fn ask(method: &str, address: &RelayAddress, path: &str, body: &str, language: &str) -> Page {
    let agent: ureq::Agent = ureq::Agent::config_builder().http_status_as_error(false).build().into();
    let url = format!("{}{path}", address.url());
    let mut answer = match method {
        "GET" => agent.get(&url).header("accept-language", language).call().unwrap(),
        _ => agent
            .post(&url)
            .header("accept-language", language)
            .content_type("application/x-www-form-urlencoded")
            .send(body)
            .unwrap(),
    };
    let headers = answer
        .headers()
        .iter()
        .map(|(name, value)| (name.to_string(), value.to_str().unwrap().to_owned()))
        .collect();
    let body = answer.body_mut().read_to_string().unwrap();
    Page { status: answer.status().as_u16(), headers, body }
}

struct Family {
    _folder: tempfile::TempDir,
    server: Server,
    smtpd: Smtpd,
    mailbox: Mailbox,
}

fn family() -> Family {
    let folder = tempfile::tempdir().unwrap();
    let smtpd = Smtpd::start(Manner::Plain);
    let server = Server::start(config(folder.path(), &smtp_section(&smtpd))).unwrap();
    let mailbox = Mailbox::new(10);
    register(&server.address, &ben(), &mailbox);
    Family { _folder: folder, server, smtpd, mailbox }
}

#[test]
fn a_family_agrees_is_alerted_and_stops_by_links_alone() {
    let family = family();
    let address = &family.server.address;
    assert_eq!(set(address, &ben(), 1, RouteKind::Email, "ben@example.org"), RouteOutcome::Done);
    let question = family.smtpd.wait_for(1).remove(0);
    assert!(question.text.contains(&format!("{}r/", address.url())), "{}", question.text);
    let token = question.token("r").unwrap();
    let confirmed = ask("POST", address, &format!("r/{token}"), "", "");
    assert_eq!((confirmed.status, state(address, &ben())), (200, RouteState::Confirmed));
    ring(address, &family.mailbox, 1);
    let alert = family.smtpd.wait_for(2).remove(1);
    assert_eq!(alert.subject(), "Please open your family page now");
    let stop = alert.token("o").unwrap();
    assert_eq!(ask("POST", address, &format!("o/{stop}"), "List-Unsubscribe=One-Click", "").status, 200);
    assert_eq!(state(address, &ben()), RouteState::OptedOut);
    family.server.stop().unwrap();
}

#[test]
fn opening_a_link_does_nothing_and_pressing_its_button_does() {
    let family = family();
    let address = &family.server.address;
    set(address, &ben(), 1, RouteKind::Email, "ben@example.org");
    let mail = family.smtpd.wait_for(1).remove(0);
    let confirm = format!("r/{}", mail.token("r").unwrap());
    let stop = format!("o/{}", mail.header("List-Unsubscribe").unwrap().rsplit('/').next().unwrap());
    let stop = stop.trim_end_matches('>').to_owned();
    for path in [&confirm, &stop, &confirm] {
        let page = ask("GET", address, path, "", "");
        assert_eq!(page.status, 200);
        assert!(page.body.contains("<form method=\"post\"><button"), "{}", page.body);
        assert!(!page.body.contains("<script") && !page.body.contains("http"), "{}", page.body);
        assert_eq!(page.header("cache-control"), "no-store");
        assert_eq!(page.header("referrer-policy"), "no-referrer");
        let policy = page.header("content-security-policy");
        assert!(policy.starts_with("default-src 'none';") && !policy.contains("unsafe"), "{policy}");
        assert_eq!(state(address, &ben()), RouteState::Unconfirmed);
    }
    for _ in 0..2 {
        let page = ask("POST", address, &confirm, "", "");
        assert!(page.body.contains("Thank you") && !page.body.contains("<form"), "{}", page.body);
        assert_eq!(state(address, &ben()), RouteState::Confirmed);
    }
    assert!(ask("GET", address, &confirm, "", "").body.contains("Thank you"));
    ask("POST", address, &stop, "", "");
    assert!(ask("GET", address, &stop, "", "").body.contains("Messages stopped"));
    family.server.stop().unwrap();
}

#[test]
fn a_link_that_is_none_says_so_in_the_readers_language_and_nothing_else() {
    let family = family();
    let address = &family.server.address;
    for path in [
        "r/nothing",
        "o/nothing",
        &format!("r/{}", "a".repeat(32)),
        &format!("r/{}", "a".repeat(5_000)),
        "o/%00%ff",
    ] {
        for method in ["GET", "POST"] {
            let page = ask(method, address, path, "", "xx, ur;q=0.8, en");
            assert!(page.status == 404 || page.status == 400, "{method} {path} {}", page.status);
        }
    }
    let page = ask("GET", address, "r/nothing", "", "xx, ur;q=0.8, en");
    assert!(page.body.contains("<html lang=\"ur\" dir=\"rtl\">"), "{}", page.body);
    family.server.stop().unwrap();
}

#[test]
fn a_server_that_hangs_delays_nobody_else() {
    let family = family();
    let address = &family.server.address;
    for number in 0..3_u8 {
        let who = Person::new(60 + number);
        register(address, &who, &Mailbox::new(60 + number));
        let to = format!("hang{number}@example.org");
        family.smtpd.habit(&to, Habit::Hang);
        assert_eq!(set(address, &who, 1, RouteKind::Email, &to), RouteOutcome::Done);
    }
    family.smtpd.wait_until_heard(3);
    set(address, &ben(), 1, RouteKind::Email, "ben@example.org");
    // All three still hang; waiting for them would outlast this test's patience.
    assert_eq!(family.smtpd.wait_for(1)[0].to, "ben@example.org");
    family.server.stop().unwrap();
}

#[test]
fn what_was_queued_before_the_relay_stopped_goes_out_when_it_starts_again() {
    let folder = tempfile::tempdir().unwrap();
    let smtpd = Smtpd::start(Manner::Plain);
    let server = Server::start(config(folder.path(), "")).unwrap();
    let mailbox = Mailbox::new(10);
    register(&server.address, &ben(), &mailbox);
    // Nothing is offered without a section.
    assert_eq!(
        set(&server.address, &ben(), 1, RouteKind::Email, "ben@example.org"),
        RouteOutcome::NotOffered
    );
    server.stop().unwrap();
    let server = Server::start(config(folder.path(), &smtp_section(&smtpd))).unwrap();
    smtpd.refuse_sender(Some("451 not yet"));
    set(&server.address, &ben(), 1, RouteKind::Email, "ben@example.org");
    server.stop().unwrap();
    smtpd.refuse_sender(None);
    let server = Server::start(config(folder.path(), &smtp_section(&smtpd))).unwrap();
    // It was not tried before the stop, or is tried again a minute later; either way it is still known.
    assert_eq!(state(&server.address, &ben()), RouteState::Unconfirmed);
    ring(&server.address, &mailbox, 1);
    let fetched = post(&server.address, "v1/fetch", &fetch_body(&ben(), 0, 0, vec![])).unwrap();
    assert_eq!(fetched.0, 200);
    server.stop().unwrap();
}

fn with_gateway(httpd: &Httpd) -> (tempfile::TempDir, Server) {
    let folder = tempfile::tempdir().unwrap();
    let section = format!(
        "[routes.sms]\nurl = '{}'\nbody = 'to={{number}}&text={{text}}'\nanswers = 'answers-secret-0123'\n\
         from_field = 'From'\ntext_field = 'Body'\n",
        httpd.url("/send")
    );
    let server = Server::start(config(folder.path(), &section)).unwrap();
    (folder, server)
}

#[test]
fn the_door_for_answers_opens_to_its_secret_only_and_says_nothing() {
    let httpd = Httpd::start();
    let (_folder, server) = with_gateway(&httpd);
    let ask = |path: &str, body: &str| self::ask("POST", &server.address, path, body, "");
    let taken = ask("sms/answers-secret-0123", "From=%2B9779841234567&Body=1");
    assert_eq!((taken.status, taken.body.as_str()), (200, ""));
    for path in ["sms/answers-secret-0124", "sms/answers-secret-012", "sms/x", "sms/"] {
        assert_eq!(ask(path, "From=%2B9779841234567&Body=1").status, 404, "{path}");
    }
    assert_eq!(ask("sms/answers-secret-0123", "from=x").status, 400);
    assert_eq!(ask("sms/answers-secret-0123", &"x".repeat(20_000)).status, 413);
    assert_eq!(self::ask("GET", &server.address, "sms/answers-secret-0123", "", "").status, 405);
    server.stop().unwrap();
}

#[test]
fn without_a_gateway_there_is_no_door() {
    let family = family();
    let page = ask("POST", &family.server.address, "sms/anything-at-all-here", "from=1&text=1", "");
    assert_eq!(page.status, 404);
    family.server.stop().unwrap();
}

#[test]
fn browsers_are_given_the_key_to_subscribe_with_if_the_relay_has_one() {
    let family = family();
    assert_eq!(ask("GET", &family.server.address, "v1/web-push-key", "", "").status, 404);
    family.server.stop().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let section = "[routes.webpush]\ncontact = 'mailto:relay@example.org'\n";
    let server = Server::start(config(folder.path(), section)).unwrap();
    let key = ask("GET", &server.address, "v1/web-push-key", "", "").body;
    assert_eq!(key.trim().len(), 87);
    server.stop().unwrap();
    let server = Server::start(config(folder.path(), section)).unwrap();
    assert_eq!(ask("GET", &server.address, "v1/web-push-key", "", "").body, key, "the key stays");
    server.stop().unwrap();
}

#[test]
fn a_push_and_a_mail_go_out_beside_each_other_within_the_running_relay() {
    let httpd = Httpd::start();
    let smtpd = Smtpd::start(Manner::Plain);
    httpd.habit("/hang", httpd::Habit::Hang);
    let folder = tempfile::tempdir().unwrap();
    let section = format!(
        "{}[routes.unifiedpush]\n[routes.push]\nhosts = ['{}']\n",
        smtp_section(&smtpd),
        httpd.host()
    );
    let server = Server::start(config(folder.path(), &section)).unwrap();
    let mailbox = Mailbox::new(10);
    register(&server.address, &ben(), &mailbox);
    for (number, path) in [(1, "/hang"), (2, "/up")] {
        let outcome = set(&server.address, &ben(), number, RouteKind::UnifiedPush, &httpd.url(path));
        assert_eq!(outcome, RouteOutcome::Done);
    }
    set(&server.address, &ben(), 3, RouteKind::Email, "ben@example.org");
    smtpd.wait_for(1);
    ring(&server.address, &mailbox, 1);
    httpd.wait_for(2);
    assert_eq!(httpd.asked_at("/up").len(), 1);
    server.stop().unwrap();
}
