//! Who is asked, how often, and what goes to whom before and after an answer.

use wayhome_protocol::group::Ring;
use wayhome_protocol::keys::RelayPublic;
use wayhome_protocol::route_request::{
    ROUTE_REQUEST_LENGTH, RouteKind, RouteOrder, RouteOutcome, RouteRequest, RouteState, RouteWish,
};
use wayhome_protocol::time::Seconds;
use wayhome_relay::RequestError;
use wayhome_relay::routes::{AllowedHosts, Link, Questions, RoutesConfig, SmtpConfig, SmtpSecurity, Urgency};

use crate::httpd::{Habit, Httpd};
use crate::people::{Mailbox, Person, asha, ben};
use crate::smtpd::{Manner, Smtpd};
use crate::town::{BASE, Town, route_id};

pub(crate) const BENS: &str = "ben@example.org";

pub(crate) fn by_mail(smtpd: &Smtpd) -> RoutesConfig {
    let smtp = SmtpConfig {
        host: "127.0.0.1".to_owned(),
        port: smtpd.port,
        security: SmtpSecurity::Plain,
        login: None,
        from: "Wayhome <relay@example.org>".to_owned(),
        hello: None,
    };
    let questions = Questions { mails: 100_000, ..Questions::default() };
    RoutesConfig { smtp: Some(smtp), questions, ..RoutesConfig::default() }
}

pub(crate) fn town() -> (Smtpd, Town) {
    let smtpd = Smtpd::start(Manner::Plain);
    let mut town = Town::new(&by_mail(&smtpd));
    town.settle_in(&ben(), &Mailbox::new(10));
    (smtpd, town)
}

fn day() -> Seconds {
    Seconds::from_hours(24)
}

#[test]
fn nothing_but_the_question_goes_to_an_address_before_its_person_agrees() {
    let (smtpd, mut town) = town();
    assert_eq!(town.set(&ben(), 1, RouteKind::Email, BENS).outcome, RouteOutcome::Done);
    for (key, urgency) in [(1, Urgency::Wake), (2, Urgency::Wish), (3, Urgency::Urgent)] {
        town.alert(&ben(), urgency, key);
    }
    town.live(Seconds::from_hours(30), Seconds::from_hours(1));
    let mails = smtpd.mails();
    assert_eq!(mails.len(), 1);
    let (question, token) = (&mails[0], mails[0].token("r").unwrap());
    assert_eq!(question.subject(), "Please confirm: messages to this address");
    assert!(!question.text.contains("/family/"), "{}", question.text);
    assert_eq!(town.state(&ben(), 1), Some(RouteState::Unconfirmed));
    assert!(town.press(Link::Confirm, &token));
    assert_eq!(town.state(&ben(), 1), Some(RouteState::Confirmed));
    assert_eq!(town.live(day(), Seconds::from_hours(1)), []);
    town.alert(&ben(), Urgency::Wish, 4);
    town.deliver();
    assert_eq!(smtpd.mails().len(), 2);
    assert!(smtpd.mails()[1].text.contains(&format!("{BASE}family/")));
}

#[test]
fn a_later_message_carries_a_way_to_end_them_and_says_nothing_of_what_it_is_about() {
    let (smtpd, mut town) = town();
    town.agreed(&ben(), 1, RouteKind::Email, BENS);
    town.alert(&ben(), Urgency::Urgent, 1);
    town.deliver();
    let mail = smtpd.mails().remove(0);
    let stop = mail.token("o").unwrap();
    assert_eq!(mail.header("List-Unsubscribe"), Some(format!("<{BASE}o/{stop}>").as_str()));
    assert_eq!(mail.header("List-Unsubscribe-Post"), Some("List-Unsubscribe=One-Click"));
    assert_eq!(mail.header("Auto-Submitted"), Some("auto-generated"));
    assert_eq!(mail.header("To"), Some(BENS));
    assert_eq!(mail.header("Date"), Some("Wed, 01 Jan 2025 00:00:00 +0000"));
    for word in ["wayhome", "SOS", "danger", "check-in", "missed"] {
        let body = mail.text.split("\r\n\r\n").nth(1).unwrap();
        assert!(!body.to_lowercase().contains(&word.to_lowercase()), "{word}: {body}");
    }
    assert!(town.press(Link::Stop, &stop));
    assert_eq!(town.state(&ben(), 1), Some(RouteState::OptedOut));
    town.alert(&ben(), Urgency::Urgent, 2);
    town.live(Seconds::from_hours(2), Seconds::from_minutes(10));
    assert_eq!(smtpd.mails().len(), 1);
}

#[test]
fn who_has_stopped_stays_stopped_when_set_again_and_returns_by_the_first_link() {
    let (smtpd, mut town) = town();
    town.set(&ben(), 1, RouteKind::Email, BENS);
    town.deliver();
    let question = smtpd.mails().remove(0);
    let (confirm, stop) = (question.token("r").unwrap(), question.header("List-Unsubscribe").unwrap());
    let stop = stop.rsplit('/').next().unwrap().trim_end_matches('>').to_owned();
    assert!(town.press(Link::Confirm, &confirm));
    assert!(town.press(Link::Stop, &stop));
    town.set(&ben(), 1, RouteKind::Email, BENS);
    town.order(&ben(), &RouteOrder::Remove { route: route_id(1) });
    town.set(&ben(), 2, RouteKind::Email, "BEN+other@example.org");
    town.set(&ben(), 1, RouteKind::Email, BENS);
    town.live(Seconds::from_days(3), Seconds::from_hours(6));
    assert_eq!(smtpd.mails().len(), 1);
    assert_eq!(town.state(&ben(), 1), Some(RouteState::OptedOut));
    assert_eq!(town.state(&ben(), 2), Some(RouteState::OptedOut));
    assert!(town.press(Link::Confirm, &confirm));
    assert_eq!(town.state(&ben(), 1), Some(RouteState::Confirmed));
    town.alert(&ben(), Urgency::Wish, 1);
    town.deliver();
    assert_eq!(smtpd.mails().len(), 2);
}

#[test]
fn an_address_that_stops_at_the_question_is_asked_by_nobody_for_thirty_days() {
    let (smtpd, mut town) = town();
    town.settle_in(&asha(), &Mailbox::new(11));
    town.set(&ben(), 1, RouteKind::Email, BENS);
    town.deliver();
    let stop = smtpd.mails()[0].header("List-Unsubscribe").unwrap().to_owned();
    let stop = stop.rsplit('/').next().unwrap().trim_end_matches('>');
    assert!(town.press(Link::Stop, stop));
    assert_eq!(town.set(&asha(), 1, RouteKind::Email, BENS).outcome, RouteOutcome::Done);
    assert_eq!(town.state(&asha(), 1), Some(RouteState::OptedOut));
    town.live(day(), Seconds::from_hours(6));
    assert_eq!(smtpd.mails().len(), 1);
    town.pass(Seconds::from_days(30));
    town.order(&asha(), &RouteOrder::Remove { route: route_id(1) });
    town.set(&asha(), 1, RouteKind::Email, BENS);
    town.deliver();
    assert_eq!(smtpd.mails().len(), 2);
}

#[test]
fn a_question_is_repeated_twice_at_most_a_day_apart_and_only_when_asked_for() {
    let (smtpd, mut town) = town();
    town.set(&ben(), 1, RouteKind::Email, BENS);
    town.live(Seconds::from_days(2), Seconds::from_hours(6));
    assert_eq!(smtpd.mails().len(), 1, "nobody asked for a repeat");
    for (day_of, sent) in [(2, 2), (3, 3), (4, 3), (5, 3)] {
        for _ in 0..3 {
            // Neither again, nor as another route, nor after taking it back.
            town.set(&ben(), 1, RouteKind::Email, BENS);
            town.set(&ben(), 2, RouteKind::Email, "ben+again@example.org");
            town.order(&ben(), &RouteOrder::Remove { route: route_id(2) });
            town.deliver();
        }
        assert_eq!(smtpd.mails().len(), sent, "day {day_of}");
        town.pass(day());
    }
}

#[test]
fn at_most_five_questions_a_day_go_to_one_address_over_all_readers() {
    let (smtpd, mut town) = town();
    let mut outcomes = Vec::new();
    for number in 20..28 {
        let who = Person::new(number);
        town.settle_in(&who, &Mailbox::new(number));
        let typed = format!("ben+{number}@Example.org");
        outcomes.push(town.set(&who, 1, RouteKind::Email, &typed).outcome);
    }
    town.live(Seconds::from_hours(20), Seconds::from_hours(5));
    assert_eq!(outcomes[..5], [RouteOutcome::Done; 5]);
    assert_eq!(outcomes[5..], [RouteOutcome::LimitReached; 3]);
    assert_eq!(smtpd.mails().len(), 5);
    let late = Person::new(27);
    assert_eq!(town.state(&late, 1), None);
    town.pass(day());
    assert_eq!(town.set(&late, 1, RouteKind::Email, BENS).outcome, RouteOutcome::Done);
    town.deliver();
    assert_eq!(smtpd.mails().len(), 6);
}

#[test]
fn many_paths_of_one_host_are_not_asked_without_end() {
    let httpd = Httpd::start();
    let config =
        RoutesConfig { webhook: true, hosts: AllowedHosts::new([httpd.host()]), ..RoutesConfig::default() };
    let mut town = Town::new(&config);
    let mut done = 0;
    for number in 0..12 {
        let who = Person::new(100 + number);
        town.settle_in(&who, &Mailbox::new(100 + number));
        for route in 0..8 {
            let url = httpd.url(&format!("/{number}/{route}"));
            done +=
                usize::from(town.set(&who, route, RouteKind::Webhook, &url).outcome == RouteOutcome::Done);
        }
    }
    town.deliver();
    assert_eq!((done, httpd.asked().len()), (60, 60));
}

#[test]
fn another_address_under_the_same_name_has_to_agree_anew_and_the_old_link_does_not_do_it() {
    let (smtpd, mut town) = town();
    town.set(&ben(), 1, RouteKind::Email, "attacker@example.org");
    town.deliver();
    let token = smtpd.mails()[0].token("r").unwrap();
    assert!(town.press(Link::Confirm, &token));
    town.set(&ben(), 1, RouteKind::Email, "victim@example.org");
    assert_eq!(town.state(&ben(), 1), Some(RouteState::Unconfirmed));
    assert!(!town.press(Link::Confirm, &token));
    assert_eq!(town.state(&ben(), 1), Some(RouteState::Unconfirmed));
    town.alert(&ben(), Urgency::Urgent, 1);
    town.deliver();
    assert_eq!(smtpd.mails_to("victim@example.org").len(), 1);
    assert!(smtpd.mails_to("victim@example.org")[0].subject().contains("confirm"));
}

#[test]
fn the_same_address_again_changes_language_and_wish_and_asks_nobody() {
    let (smtpd, mut town) = town();
    town.agreed(&ben(), 1, RouteKind::Email, BENS);
    let answer = town.set_with(&ben(), 1, RouteKind::Email, BENS, "ne-NP", RouteWish::Urgent);
    assert_eq!((answer.outcome, answer.routes[0].state), (RouteOutcome::Done, RouteState::Confirmed));
    town.alert(&ben(), Urgency::Wish, 1);
    assert_eq!(town.deliver(), []);
    town.alert(&ben(), Urgency::Urgent, 2);
    town.deliver();
    let mail = smtpd.mails().remove(0);
    assert!(mail.subject().starts_with("=?utf-8?"), "not Nepali: {}", mail.subject());
}

#[test]
fn a_reader_has_at_most_eight_routes() {
    let (_smtpd, mut town) = town();
    for number in 0..8 {
        let address = format!("ben{number}@example.org");
        assert_eq!(town.set(&ben(), number, RouteKind::Email, &address).outcome, RouteOutcome::Done);
    }
    let ninth = town.set(&ben(), 8, RouteKind::Email, "ben8@example.org");
    assert_eq!((ninth.outcome, ninth.routes.len()), (RouteOutcome::LimitReached, 8));
    let changed = town.set(&ben(), 7, RouteKind::Email, "other@example.org");
    assert_eq!(changed.outcome, RouteOutcome::Done);
    town.order(&ben(), &RouteOrder::Remove { route: route_id(0) });
    assert_eq!(town.set(&ben(), 8, RouteKind::Email, "ben8@example.org").outcome, RouteOutcome::Done);
}

#[test]
fn only_the_reader_with_its_capability_sees_and_changes_its_routes() {
    let (_smtpd, mut town) = town();
    town.settle_in(&asha(), &Mailbox::new(11));
    town.agreed(&ben(), 1, RouteKind::Email, BENS);
    let before = town.order(&ben(), &RouteOrder::List).relay_seq;
    for stranger in [ben().impostor(), Person::new(99)] {
        for order in [RouteOrder::List, RouteOrder::Remove { route: route_id(1) }] {
            let answer = town.order(&stranger, &order);
            assert_eq!((answer.outcome, answer.routes.len()), (RouteOutcome::Unknown, 0));
        }
        let answer = town.set(&stranger, 1, RouteKind::Email, "evil@example.org");
        assert_eq!(answer.outcome, RouteOutcome::Unknown);
    }
    // The same name at another reader is another route.
    assert_eq!(town.order(&asha(), &RouteOrder::Remove { route: route_id(1) }).outcome, RouteOutcome::Done);
    assert_eq!(town.state(&ben(), 1), Some(RouteState::Confirmed));
    assert_eq!(town.order(&ben(), &RouteOrder::List).relay_seq, before);
}

#[test]
fn what_cannot_be_read_is_answered_and_what_has_another_length_is_not() {
    let (_smtpd, mut town) = town();
    let public = town.relay.secret().public();
    let order = RouteOrder::Remove { route: route_id(1) };
    let good = RouteRequest::seal(ben().reading(), &order, &public, &mut town.rng).unwrap().encode();
    let other = RelayPublic::from_bytes([9; 32]);
    let elsewhere = RouteRequest::seal(ben().reading(), &order, &other, &mut town.rng).unwrap().encode();
    assert_eq!(town.order_bytes(&elsewhere).outcome, RouteOutcome::NotOpened);
    let mut as_list = good.to_vec();
    as_list[1] = 3;
    assert_eq!(town.order_bytes(&as_list).outcome, RouteOutcome::NotOpened);
    let mut later = good.to_vec();
    later[1] = 9;
    assert_ne!(town.order_bytes(&later).outcome, RouteOutcome::Done);
    for length in [0, ROUTE_REQUEST_LENGTH - 1, ROUTE_REQUEST_LENGTH + 1] {
        let refused = wayhome_relay::Request::decode_route(&vec![1; length], &town.relay.secret());
        assert!(matches!(refused, Err(RequestError::Length)), "{length}");
    }
    for (kind, address) in [(RouteKind::Email, "nobody"), (RouteKind::Email, ""), (RouteKind::Email, "a@b@c")]
    {
        assert_eq!(town.set(&ben(), 1, kind, address).outcome, RouteOutcome::InvalidAddress);
    }
}

#[test]
fn a_kind_that_the_operator_has_not_set_up_is_not_offered() {
    let (_smtpd, mut town) = town();
    for kind in [RouteKind::Ntfy, RouteKind::Webhook, RouteKind::WebPush, RouteKind::UnifiedPush] {
        let answer = town.set(&ben(), 1, kind, "https://push.example.org/x");
        assert_eq!((answer.outcome, answer.routes.len()), (RouteOutcome::NotOffered, 0));
    }
    assert_eq!(town.set(&ben(), 1, RouteKind::Other(9), "x").outcome, RouteOutcome::NotOffered);
}

#[test]
fn a_route_that_nobody_agrees_to_is_forgotten_after_thirty_days() {
    let (_smtpd, mut town) = town();
    town.set(&ben(), 1, RouteKind::Email, BENS);
    town.agreed(&ben(), 2, RouteKind::Email, "other@example.org");
    town.set(&ben(), 3, RouteKind::Email, "third@example.org");
    town.deliver();
    town.pass(Seconds::from_days(29));
    town.sweep();
    assert_eq!(town.order(&ben(), &RouteOrder::List).routes.len(), 3);
    town.pass(Seconds::from_days(2));
    town.sweep();
    let left = town.order(&ben(), &RouteOrder::List).routes;
    assert_eq!(left.iter().map(|standing| standing.state).collect::<Vec<_>>(), [RouteState::Confirmed; 2]);
}

#[test]
fn what_a_phone_sends_reaches_a_family_as_loudly_as_it_says() {
    let (smtpd, mut town) = town();
    town.agreed(&ben(), 1, RouteKind::Email, BENS);
    let to_ben = Mailbox::new(10);
    town.ring(&asha(), &to_ben, Ring::None, 1);
    assert_eq!(town.deliver(), []);
    town.ring(&asha(), &to_ben, Ring::Wish, 2);
    town.deliver();
    town.ring(&asha(), &to_ben, Ring::Urgent, 3);
    town.deliver();
    let subjects: Vec<_> = smtpd.mails().iter().map(|mail| mail.subject().to_owned()).collect();
    assert_eq!(subjects, ["Please open your family page", "Please open your family page now"]);
}

#[test]
fn a_relay_asks_only_so_many_addresses_in_a_day() {
    let smtpd = Smtpd::start(Manner::Plain);
    let mut config = by_mail(&smtpd);
    config.questions.mails = 20;
    let mut town = Town::new(&config);
    let mut outcomes = Vec::new();
    for number in 20..23 {
        let who = Person::new(number);
        town.settle_in(&who, &Mailbox::new(number));
        for route in 0..8 {
            let address = format!("p{number}-{route}@example.org");
            outcomes.push(town.set(&who, route, RouteKind::Email, &address).outcome);
        }
    }
    town.deliver();
    assert_eq!(outcomes[..20], [RouteOutcome::Done; 20]);
    assert_eq!(outcomes[20..], [RouteOutcome::LimitReached; 4]);
    assert_eq!(smtpd.mails().len(), 20);
    town.pass(Seconds::from_hours(25));
    town.settle_in(&ben(), &Mailbox::new(10));
    assert_eq!(town.set(&ben(), 1, RouteKind::Email, BENS).outcome, RouteOutcome::Done);
}

#[test]
fn browsers_that_are_gone_make_room_for_the_next_and_nothing_else_does() {
    let httpd = Httpd::start();
    let config = RoutesConfig {
        unifiedpush: true,
        webhook: true,
        hosts: AllowedHosts::new([httpd.host()]),
        ..RoutesConfig::default()
    };
    let mut town = Town::new(&config);
    town.settle_in(&ben(), &Mailbox::new(10));
    for route in 1..=8 {
        let path = format!("/{route}");
        town.set(&ben(), route, RouteKind::UnifiedPush, &httpd.url(&path));
        town.pass(Seconds::new(31));
    }
    let ninth = httpd.url("/9");
    assert_eq!(town.set(&ben(), 9, RouteKind::Webhook, &ninth).outcome, RouteOutcome::LimitReached);
    for route in [3, 6] {
        httpd.habit(&format!("/{route}"), Habit::Answer(410));
    }
    town.alert(&ben(), Urgency::Wake, 1);
    town.deliver();
    assert_eq!(town.set(&ben(), 9, RouteKind::Webhook, "nothing").outcome, RouteOutcome::InvalidAddress);
    assert_eq!(town.state(&ben(), 3), Some(RouteState::Dead));
    assert_eq!(town.set(&ben(), 9, RouteKind::Webhook, &ninth).outcome, RouteOutcome::Done);
    assert_eq!(town.state(&ben(), 3), None, "the oldest of them");
    assert_eq!(town.state(&ben(), 6), Some(RouteState::Dead));
    assert_eq!(town.set(&ben(), 10, RouteKind::UnifiedPush, &httpd.url("/10")).outcome, RouteOutcome::Done);
    let eleventh = httpd.url("/11");
    assert_eq!(town.set(&ben(), 11, RouteKind::UnifiedPush, &eleventh).outcome, RouteOutcome::LimitReached);
    assert_eq!(town.state(&ben(), 1), Some(RouteState::Confirmed));
}
