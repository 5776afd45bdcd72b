//! What lies on the disk.

use std::path::Path;

use wayhome_protocol::ids::TimerId;
use wayhome_protocol::route_request::RouteKind;
use wayhome_relay::routes::{AllowedHosts, Phone, PhoneMessage, Urgency};

use crate::agreement::by_mail;
use crate::httpd::Httpd;
use crate::people::{Mailbox, ben};
use crate::phones::by_sms;
use crate::smtpd::{Manner, Smtpd};
use crate::town::{HASTE, Town};

fn holds(folder: &Path, needle: &[u8]) -> bool {
    std::fs::read_dir(folder).unwrap().any(|entry| {
        let bytes = std::fs::read(entry.unwrap().path()).unwrap();
        bytes.windows(needle.len()).any(|window| window == needle)
    })
}

#[test]
fn no_file_of_the_database_holds_an_address_a_number_a_language_a_text_or_a_token() {
    let (smtpd, httpd) = (Smtpd::start(Manner::Plain), Httpd::start());
    let mut config = by_sms(&httpd);
    config.smtp = by_mail(&smtpd).smtp;
    config.webhook = true;
    config.hosts = AllowedHosts::new([httpd.host()]);
    let mut town = Town::new(&config);
    town.settle_in(&ben(), &Mailbox::new(10));
    let wish = wayhome_protocol::route_request::RouteWish::Whatever;
    town.set_with(&ben(), 1, RouteKind::Email, "canary.person@example.org", "en-CANARYLANG", wish);
    town.set(&ben(), 2, RouteKind::Webhook, &httpd.url("/canary-path"));
    let phone = Phone { timer: TimerId::from_bytes([40; 16]), number: "+9779841234567", language: "en" };
    let routes = town.routes.clone();
    let message = PhoneMessage { phone, text: "canary words of the worker", key: [1; 16] };
    town.look(|tables, now| routes.queue_phone(tables, &message, now));
    town.deliver();
    let token = smtpd.mails()[0].token("r").unwrap();
    town.agree_all(&ben());
    town.alert(&ben(), Urgency::Urgent, 1);
    town.deliver();
    // Both with and without the journal folded in.
    for _ in 0..2 {
        let folder = town.folder.path();
        assert!(holds(folder, b"route_messages"), "the test reads the right files");
        for canary in [
            "canary.person",
            "example.org",
            "CANARYLANG",
            "canary-path",
            "9779841234567",
            "canary words",
            "worker",
            &token,
            &httpd.port.to_string(),
        ] {
            assert!(!holds(folder, canary.as_bytes()), "{canary}");
        }
        town.relay.close().unwrap();
    }
}

#[test]
fn nothing_that_is_shown_for_debugging_holds_a_secret_or_an_address() {
    let httpd = Httpd::start();
    let config = by_sms(&httpd);
    let mut town = Town::new(&config);
    let phone = Phone { timer: TimerId::from_bytes([40; 16]), number: "+9779841234567", language: "en" };
    let routes = town.routes.clone();
    town.look(|tables, now| routes.ask_phone(tables, &phone, now));
    let claimed = town.claim();
    let stored = town.look(|tables, _| tables.phones_of(&phone.timer));
    let messages = town.look(|tables, _| tables.waiting_route_messages(&stored[0].row));
    let shown = format!(
        "{config:?} {claimed:?} {stored:?} {messages:?} {:?} {:?} {HASTE:?}",
        town.routes, town.senders
    );
    for secret in ["977984", "gateway-secret", "answers-secret", "Someone"] {
        assert!(!shown.contains(secret), "{secret}: {shown}");
    }
}
