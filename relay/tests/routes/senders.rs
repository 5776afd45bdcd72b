//! What goes over the wire to mail servers, push services and webhooks, and where the relay does not go.

use data_encoding::HEXLOWER;
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;
use wayhome_protocol::route_request::{RouteKind, RouteOutcome, RouteState};
use wayhome_protocol::time::Seconds;
use wayhome_relay::routes::{
    AllowedHosts, Link, NtfyConfig, RoutesConfig, Secret, SendError, SmtpSecurity, Urgency, WebPushConfig,
};

use crate::agreement::{BENS, by_mail};
use crate::httpd::{Habit, Httpd};
use crate::people::{Mailbox, ben};
use crate::smtpd::{self, Manner, Smtpd};
use crate::tls;
use crate::town::{BASE, Town};

fn everything(hosts: impl IntoIterator<Item = String>) -> RoutesConfig {
    RoutesConfig {
        ntfy: Some(NtfyConfig::default()),
        webhook: true,
        unifiedpush: true,
        webpush: Some(WebPushConfig { key: None, contact: "mailto:relay@example.org".to_owned() }),
        hosts: AllowedHosts::new(hosts),
        ..RoutesConfig::default()
    }
}

fn town(config: &RoutesConfig) -> Town {
    let mut town = Town::new(config);
    town.settle_in(&ben(), &Mailbox::new(10));
    town
}

#[test]
fn a_webhook_agrees_by_its_first_message_and_can_check_every_later_one() {
    let httpd = Httpd::start();
    let mut town = town(&everything([httpd.host()]));
    town.set(&ben(), 1, RouteKind::Webhook, &httpd.url("/hook?team=1"));
    town.deliver();
    let first = httpd.asked().remove(0);
    assert_eq!((first.method.as_str(), first.path.as_str()), ("POST", "/hook?team=1"));
    let body = first.json();
    assert_eq!(body["kind"], "confirm");
    let secret = body["secret"].as_str().unwrap().to_owned();
    let confirm = body["confirm"].as_str().unwrap().strip_prefix(&format!("{BASE}r/")).unwrap().to_owned();
    assert!(town.press(Link::Confirm, &confirm));
    town.alert(&ben(), Urgency::Urgent, 1);
    town.deliver();
    let alert = httpd.asked().remove(1);
    assert_eq!(alert.json()["kind"], "urgent");
    assert_eq!(alert.json()["page"], format!("{BASE}family/"));
    assert!(alert.json().get("secret").is_none());
    for asked in [&first, &alert] {
        let signed = asked.headers["wayhome-signature"].clone();
        let (time, signature) = signed.strip_prefix("t=").unwrap().split_once(",v1=").unwrap();
        let mut mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).unwrap();
        mac.update(format!("{time}.{}", asked.body).as_bytes());
        assert_eq!(HEXLOWER.encode(&mac.finalize().into_bytes()), signature);
        assert_eq!(time, asked.json()["time"].to_string());
    }
    let stop = alert.json()["stop"].as_str().unwrap().strip_prefix(&format!("{BASE}o/")).unwrap().to_owned();
    assert!(town.press(Link::Stop, &stop));
    assert_eq!(town.state(&ben(), 1), Some(RouteState::OptedOut));
}

#[test]
fn an_ntfy_message_is_published_as_json_with_a_click_and_buttons() {
    let httpd = Httpd::start();
    let mut town = town(&everything([httpd.host()]));
    let wish = wayhome_protocol::route_request::RouteWish::Whatever;
    town.set_with(&ben(), 1, RouteKind::Ntfy, &httpd.url("/asha-family"), "th", wish);
    town.deliver();
    let question = httpd.asked().remove(0);
    assert_eq!((question.method.as_str(), question.path.as_str()), ("POST", "/"));
    assert_eq!(question.json()["topic"], "asha-family");
    let confirm = question.json()["click"].as_str().unwrap().to_owned();
    assert_eq!(question.json()["actions"][0]["url"], confirm);
    assert!(town.press(Link::Confirm, confirm.rsplit('/').next().unwrap()));
    town.alert(&ben(), Urgency::Urgent, 1);
    town.deliver();
    let alert = httpd.asked().remove(1).json();
    assert_eq!(alert["click"], format!("{BASE}family/"));
    assert_eq!(alert["priority"], 5);
    assert!(!alert["title"].as_str().unwrap().is_ascii(), "not Thai: {alert}");
    let stop = alert["actions"][1]["url"].as_str().unwrap().to_owned();
    assert!(stop.starts_with(&format!("{BASE}o/")), "{stop}");
}

#[test]
fn an_ntfy_token_goes_to_the_operators_own_server_only() {
    let own = Httpd::start_with_tls();
    let other = Httpd::start();
    let server = format!("https://localhost:{}/", own.port);
    let mut config = everything([format!("localhost:{}", own.port), other.host()]);
    config.ntfy = Some(NtfyConfig { token: Some((server.clone(), Secret::new("tk_hush".to_owned()))) });
    config.certificates = Some(tls::authority());
    let mut town = town(&config);
    town.set(&ben(), 1, RouteKind::Ntfy, &format!("{server}a"));
    town.set(&ben(), 2, RouteKind::Ntfy, &other.url("/a"));
    assert_eq!(town.deliver(), [Ok(()), Ok(())]);
    assert_eq!(own.asked()[0].headers["authorization"], "Bearer tk_hush");
    assert!(!other.asked()[0].headers.contains_key("authorization"));
}

#[test]
fn a_web_push_needs_no_question_has_no_payload_and_names_the_relay() {
    let httpd = Httpd::start();
    let mut town = town(&everything([httpd.host()]));
    town.set(&ben(), 1, RouteKind::WebPush, &httpd.url("/push/v1/abc"));
    assert_eq!(town.state(&ben(), 1), Some(RouteState::Confirmed));
    assert_eq!(town.deliver(), []);
    town.alert(&ben(), Urgency::Wake, 1);
    town.deliver();
    let push = httpd.asked().remove(0);
    assert_eq!((push.method.as_str(), push.path.as_str(), push.body.as_str()), ("POST", "/push/v1/abc", ""));
    assert_eq!(push.headers["content-length"], "0");
    assert!(push.headers["ttl"].parse::<u32>().unwrap() > 0);
    let authorization = &push.headers["authorization"];
    let public = town.senders.vapid_public().unwrap();
    assert!(authorization.starts_with("vapid t=") && authorization.ends_with(&format!(", k={public}")));
    assert!(town.folder.path().join("webpush.key").exists());
}

#[test]
fn a_redirect_is_not_followed() {
    let httpd = Httpd::start();
    let elsewhere = Httpd::start();
    let target: &'static str = elsewhere.url("/inside").leak();
    let mut town = town(&everything([httpd.host(), elsewhere.host()]));
    for (number, kind) in [(1, RouteKind::UnifiedPush), (2, RouteKind::Webhook)] {
        let path = format!("/{number}");
        httpd.habit(&path, Habit::Redirect(target));
        town.agreed(&ben(), number, kind, &httpd.url(&path));
    }
    town.alert(&ben(), Urgency::Urgent, 1);
    let results = town.deliver();
    // Someone stands between the relay and a push service; an endpoint of one's own was set wrongly.
    let refused = results.iter().filter(|result| matches!(result, Err(SendError::Refused(_)))).count();
    let later = results.iter().filter(|result| matches!(result, Err(SendError::Later(_)))).count();
    assert_eq!((refused, later), (1, 1), "{results:?}");
    assert_eq!((httpd.asked().len(), elsewhere.asked().len()), (2, 0));
}

#[test]
fn a_host_beside_the_relay_is_not_asked_unless_the_operator_listed_it() {
    let httpd = Httpd::start();
    let mut town = town(&everything([]));
    for url in
        [httpd.url("/x"), format!("https://127.0.0.1:{}/x", httpd.port), "https://localhost/".to_owned()]
    {
        let outcome = town.set(&ben(), 1, RouteKind::UnifiedPush, &url).outcome;
        assert_eq!(outcome, RouteOutcome::InvalidAddress, "{url}");
    }
    assert_eq!(httpd.asked().len(), 0);
}

#[test]
fn a_host_that_was_listed_once_and_is_no_more_is_not_asked_any_more() {
    let httpd = Httpd::start();
    let mut town = town(&everything([httpd.host()]));
    town.set(&ben(), 1, RouteKind::UnifiedPush, &httpd.url("/x"));
    town.alert(&ben(), Urgency::Wake, 1);
    let mut town = town.restart(&everything([]));
    assert!(matches!(town.deliver()[..], [Err(SendError::Refused(_))]));
    assert_eq!(httpd.asked().len(), 0);
}

#[test]
fn a_certificate_of_an_unknown_authority_is_refused_and_one_that_is_trusted_is_taken() {
    let httpd = Httpd::start_with_tls();
    let mut config = everything([format!("localhost:{}", httpd.port)]);
    let mut town = town(&config);
    town.set(&ben(), 1, RouteKind::UnifiedPush, &format!("https://localhost:{}/up", httpd.port));
    town.alert(&ben(), Urgency::Wake, 1);
    assert!(matches!(town.deliver()[..], [Err(SendError::Unclear(_))]));
    assert_eq!(httpd.asked().len(), 0);
    config.certificates = Some(tls::authority());
    let mut town = town.restart(&config);
    assert_eq!(town.live(Seconds::from_minutes(3), Seconds::from_minutes(1)), [Ok(())]);
    assert_eq!(httpd.asked().len(), 1);
}

#[test]
fn answers_without_an_end_are_cut_short() {
    let httpd = Httpd::start();
    let mut town = town(&everything([httpd.host()]));
    for (number, habit) in
        [(1, Habit::Endless(200)), (2, Habit::EndlessHead), (3, Habit::Hang), (4, Habit::Endless(500))]
    {
        let path = format!("/{number}");
        httpd.habit(&path, habit);
        town.set(&ben(), number, RouteKind::UnifiedPush, &httpd.url(&path));
    }
    town.alert(&ben(), Urgency::Wake, 1);
    let mut results: Vec<_> = town.deliver().iter().map(Result::is_ok).collect();
    results.sort_unstable();
    assert_eq!(results, [false, false, false, true]);
}

#[test]
fn mail_goes_under_tls_and_with_the_password_or_not_at_all() {
    for (manner, security) in [(Manner::StartTls, SmtpSecurity::StartTls), (Manner::Tls, SmtpSecurity::Tls)] {
        let smtpd = Smtpd::start(manner);
        let mut config = by_mail(&smtpd);
        let smtp = config.smtp.as_mut().unwrap();
        smtp.host = "localhost".to_owned();
        smtp.security = security;
        smtp.login = Some(("relay".to_owned(), Secret::new("hush".to_owned())));
        let mut untrusting = town(&config);
        untrusting.set(&ben(), 1, RouteKind::Email, BENS);
        assert!(matches!(untrusting.deliver()[..], [Err(SendError::Ours(_))]), "{manner:?}");
        assert_eq!(smtpd.heard(), 0);
        config.certificates = Some(tls::authority());
        let mut town = untrusting.restart(&config);
        smtpd.refuse_login(true);
        let results = town.live(Seconds::from_minutes(3), Seconds::from_minutes(1));
        assert!(matches!(results[..], [Err(SendError::Ours(_))]), "{manner:?} {results:?}");
        smtpd.refuse_login(false);
        assert_eq!(town.live(Seconds::from_minutes(10), Seconds::from_minutes(1)), [Ok(())]);
        let mail = smtpd.mails().remove(0);
        assert!(mail.encrypted);
        // PLAIN (RFC 4616): base64 of NUL relay NUL hush.
        assert_eq!(mail.login.as_deref(), Some("AUTH PLAIN AHJlbGF5AGh1c2g="));
    }
}

#[test]
fn a_server_without_starttls_gets_no_mail_and_no_password() {
    let smtpd = Smtpd::start(Manner::Plain);
    let mut config = by_mail(&smtpd);
    let smtp = config.smtp.as_mut().unwrap();
    smtp.security = SmtpSecurity::StartTls;
    smtp.login = Some(("relay".to_owned(), Secret::new("hush".to_owned())));
    let mut town = town(&config);
    town.set(&ben(), 1, RouteKind::Email, BENS);
    assert!(matches!(town.deliver()[..], [Err(SendError::Ours(_))]));
    assert_eq!((smtpd.heard(), smtpd.mails().len()), (0, 0));
}

#[test]
fn mail_in_every_language_arrives_whole_and_in_ascii_lines() {
    let smtpd = Smtpd::start(Manner::Plain);
    let mut town = town(&by_mail(&smtpd));
    for (number, language) in (0_u8..).zip(wayhome_words::Language::ALL) {
        let who = crate::people::Person::new(60 + number);
        town.settle_in(&who, &Mailbox::new(60 + number));
        let wish = wayhome_protocol::route_request::RouteWish::Whatever;
        let address = format!("p{number}@example.org");
        town.set_with(&who, 1, RouteKind::Email, &address, language.tag(), wish);
        town.deliver();
        let mail = smtpd.mails_to(&address).remove(0);
        assert!(mail.text.is_ascii() && mail.text.lines().all(|line| line.len() <= 998));
        assert!(mail.header("List-Unsubscribe").unwrap().ends_with('>'), "{}", language.tag());
    }
    smtpd.habit(BENS, smtpd::Habit::Take);
}
