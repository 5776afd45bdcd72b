//! How often an alert goes out, and what ends it.

use wayhome_protocol::group::Ring;
use wayhome_protocol::route_request::{RouteKind, RouteOrder, RouteWish};
use wayhome_protocol::time::Seconds;
use wayhome_relay::routes::{Alert, queue_alert};
use wayhome_relay::routes::{AllowedHosts, RoutesConfig, Urgency, trouble};

use crate::agreement::{BENS, by_mail, town};
use crate::httpd::{Habit, Httpd};
use crate::people::{Mailbox, asha, ben};
use crate::smtpd::{self, Manner, Smtpd};
use crate::town::{Town, route_id};

const HALF_HOUR: Seconds = Seconds::from_minutes(30);

pub(crate) fn pushing() -> (Httpd, Town) {
    let httpd = Httpd::start();
    let config = RoutesConfig {
        unifiedpush: true,
        hosts: AllowedHosts::new([httpd.host()]),
        ..RoutesConfig::default()
    };
    let mut town = Town::new(&config);
    town.settle_in(&ben(), &Mailbox::new(10));
    (httpd, town)
}

#[test]
fn an_urgent_message_is_repeated_every_half_hour_until_its_reader_has_looked() {
    let (smtpd, mut town) = town();
    town.agreed(&ben(), 1, RouteKind::Email, BENS);
    town.alert(&ben(), Urgency::Urgent, 1);
    town.live(Seconds::from_minutes(29), Seconds::from_minutes(1));
    assert_eq!(smtpd.mails().len(), 1);
    town.live(Seconds::from_minutes(1), Seconds::from_minutes(1));
    assert_eq!(smtpd.mails().len(), 2);
    town.live(Seconds::from_hours(2), HALF_HOUR);
    assert_eq!(smtpd.mails().len(), 6);
    let ids: std::collections::BTreeSet<_> =
        smtpd.mails().iter().map(|mail| mail.header("Message-ID").unwrap().to_owned()).collect();
    assert_eq!(ids.len(), 6, "a repeat is a message of its own");
    // A page in a window that nobody sees, or an app in the background.
    town.fetch(&ben());
    town.live(Seconds::from_hours(1), HALF_HOUR);
    assert_eq!(smtpd.mails().len(), 8, "nobody has looked");
    town.looks(&ben(), 0);
    town.live(Seconds::from_hours(3), HALF_HOUR);
    assert_eq!(smtpd.mails().len(), 8);
}

#[test]
fn who_looked_before_the_latest_came_has_not_looked_at_it() {
    let (smtpd, mut town) = town();
    town.settle_in(&asha(), &Mailbox::new(11));
    town.agreed(&ben(), 1, RouteKind::Email, BENS);
    town.ring(&asha(), &Mailbox::new(10), Ring::Urgent, 1);
    town.deliver();
    let first = town.looks(&ben(), 0).items[0].id;
    town.live(HALF_HOUR, HALF_HOUR);
    assert_eq!(smtpd.mails().len(), 2, "what was in front of them did not hold it");
    town.ring(&asha(), &Mailbox::new(10), Ring::Urgent, 2);
    let second = town.looks(&ben(), first).items[0].id;
    town.live(HALF_HOUR, HALF_HOUR);
    let before = smtpd.mails().len();
    assert!(before > 2, "nor the second");
    assert_eq!(town.looks(&ben(), second).items, []);
    town.live(Seconds::from_hours(3), HALF_HOUR);
    assert_eq!(smtpd.mails().len(), before);
}

#[test]
fn an_app_that_was_woken_and_fetched_is_not_woken_again() {
    let (httpd, mut town) = pushing();
    town.set(&ben(), 1, RouteKind::UnifiedPush, &httpd.url("/up"));
    town.alert(&ben(), Urgency::Urgent, 1);
    town.live(HALF_HOUR, HALF_HOUR);
    assert_eq!(httpd.asked().len(), 2);
    town.fetch(&ben());
    town.live(Seconds::from_hours(3), HALF_HOUR);
    assert_eq!(httpd.asked().len(), 2);
}

#[test]
fn an_urgent_message_ends_by_itself_after_forty_eight_times() {
    let (smtpd, mut town) = town();
    town.agreed(&ben(), 1, RouteKind::Email, BENS);
    town.alert(&ben(), Urgency::Urgent, 1);
    town.live(Seconds::from_hours(30), HALF_HOUR);
    assert_eq!(smtpd.mails().len(), 48);
    assert_eq!(town.waiting(&ben()), 0);
}

#[test]
fn a_look_of_someone_else_or_before_the_first_message_stops_nothing() {
    let (smtpd, mut town) = town();
    town.settle_in(&asha(), &Mailbox::new(11));
    town.agreed(&ben(), 1, RouteKind::Email, BENS);
    town.alert(&ben(), Urgency::Urgent, 1);
    // Who looks at this moment has seen what it is about, and the message is on its way.
    town.looks(&ben(), 0);
    town.deliver();
    assert_eq!(smtpd.mails().len(), 1);
    town.live(Seconds::from_hours(1), HALF_HOUR);
    assert_eq!(smtpd.mails().len(), 1, "its reader has looked");
    town.alert(&ben(), Urgency::Urgent, 2);
    town.deliver();
    town.looks(&asha(), 0);
    town.live(Seconds::from_hours(1), HALF_HOUR);
    assert_eq!(smtpd.mails().len(), 4);
}

#[test]
fn of_several_urgent_messages_each_goes_out_and_the_latest_is_repeated() {
    let (smtpd, mut town) = town();
    town.agreed(&ben(), 1, RouteKind::Email, BENS);
    for key in 1..=3 {
        town.alert(&ben(), Urgency::Urgent, key);
        town.deliver();
    }
    assert_eq!(smtpd.mails().len(), 3);
    town.live(Seconds::from_hours(1), HALF_HOUR);
    assert_eq!(smtpd.mails().len(), 5);
    // Those that had yet to go out say the same as one.
    town.looks(&ben(), 0);
    for key in 4..=9 {
        town.alert(&ben(), Urgency::Urgent, key);
    }
    town.deliver();
    assert_eq!(smtpd.mails().len(), 6);
}

#[test]
fn an_alert_that_is_queued_again_changes_nothing() {
    let (smtpd, mut town) = town();
    town.agreed(&ben(), 1, RouteKind::Email, BENS);
    for _ in 0..3 {
        for (key, urgency) in [(1, Urgency::Wish), (2, Urgency::Urgent)] {
            town.alert(&ben(), urgency, key);
            town.deliver();
        }
    }
    assert_eq!(smtpd.mails().len(), 2);
    town.looks(&ben(), 0);
    town.alert(&ben(), Urgency::Urgent, 2);
    assert_eq!(town.deliver(), []);
}

#[test]
fn a_drill_says_that_it_is_one_and_ends_no_real_alert() {
    let (smtpd, mut town) = town();
    town.agreed(&ben(), 1, RouteKind::Email, BENS);
    town.alert(&ben(), Urgency::Urgent, 1);
    town.deliver();
    let drill = Alert { reader: ben().receive_id, urgency: Urgency::Urgent, drill: true, key: [2; 16] };
    town.look(|tables, now| queue_alert(tables, &drill, now));
    town.deliver();
    let mails = smtpd.mails();
    assert_eq!(mails[1].subject(), "Practice: please open your family page");
    assert!(mails[1].text.contains("only a practice"), "{}", mails[1].text);
    town.live(HALF_HOUR, HALF_HOUR);
    let real = smtpd.mails().iter().filter(|mail| !mail.subject().contains("Practice")).count();
    assert_eq!(real, 2);
    town.live(Seconds::from_hours(3), HALF_HOUR);
    let drills = smtpd.mails().iter().filter(|mail| mail.subject().contains("Practice")).count();
    assert_eq!(drills, 1, "nobody is in danger: it is not repeated");
}

#[test]
fn wakes_have_no_content_and_those_that_wait_are_one() {
    let (httpd, mut town) = pushing();
    town.set(&ben(), 1, RouteKind::UnifiedPush, &httpd.url("/up"));
    for key in 0..20 {
        town.alert(&ben(), Urgency::Wake, key);
    }
    assert_eq!(town.waiting(&ben()), 1);
    town.deliver();
    town.alert(&ben(), Urgency::Wish, 30);
    town.deliver();
    let asked = httpd.asked();
    assert_eq!(asked.len(), 2);
    for wake in &asked {
        assert_eq!((wake.method.as_str(), wake.body.as_str()), ("POST", ""));
        assert_eq!(wake.headers["urgency"], "normal");
        assert!(wake.headers.contains_key("ttl"));
    }
    town.alert(&ben(), Urgency::Urgent, 40);
    town.deliver();
    assert_eq!(httpd.asked()[2].headers["urgency"], "high");
}

#[test]
fn a_wake_that_is_going_out_does_not_stand_for_what_comes_after_it() {
    let (httpd, mut town) = pushing();
    town.set(&ben(), 1, RouteKind::UnifiedPush, &httpd.url("/up"));
    town.alert(&ben(), Urgency::Wake, 1);
    let first = town.claim();
    town.alert(&ben(), Urgency::Wake, 2);
    assert_eq!(town.waiting(&ben()), 2);
    town.settle(&first[0], Ok(()));
    assert_eq!(town.deliver().len(), 1);
}

#[test]
fn who_wants_urgent_messages_only_is_not_woken_for_others() {
    let (httpd, mut town) = pushing();
    let url = httpd.url("/up");
    town.set_with(&ben(), 1, RouteKind::UnifiedPush, &url, "en", RouteWish::Urgent);
    town.alert(&ben(), Urgency::Wake, 1);
    town.alert(&ben(), Urgency::Wish, 2);
    assert_eq!(town.deliver(), []);
    town.alert(&ben(), Urgency::Urgent, 3);
    assert_eq!(town.deliver(), [Ok(())]);
}

#[test]
fn a_reader_is_in_trouble_when_none_of_its_routes_works_or_one_that_was_asked_does_not() {
    let smtpd = Smtpd::start(Manner::Plain);
    let httpd = Httpd::start();
    let mut config = by_mail(&smtpd);
    config.unifiedpush = true;
    config.hosts = AllowedHosts::new([httpd.host()]);
    let mut town = Town::new(&config);
    town.settle_in(&ben(), &Mailbox::new(10));
    let in_trouble = |town: &mut Town| town.look(|tables, _| trouble(tables, &ben().receive_id));
    assert!(!in_trouble(&mut town), "without routes there is none to work");
    town.set(&ben(), 2, RouteKind::UnifiedPush, &httpd.url("/up"));
    assert!(!in_trouble(&mut town), "an app of theirs");
    town.set(&ben(), 1, RouteKind::Email, BENS);
    assert!(in_trouble(&mut town), "the mailbox never agreed");
    town.agree_all(&ben());
    assert!(!in_trouble(&mut town));
    httpd.habit("/up", Habit::Answer(410));
    town.alert(&ben(), Urgency::Wake, 1);
    town.deliver();
    assert!(!in_trouble(&mut town), "the app is gone, the mailbox is there");
    smtpd.habit(BENS, smtpd::Habit::Refuse("550 5.1.1 no such user"));
    httpd.habit("/up", Habit::Answer(201));
    town.set(&ben(), 2, RouteKind::UnifiedPush, &httpd.url("/up"));
    for key in 2..=4 {
        assert!(!in_trouble(&mut town));
        town.alert(&ben(), Urgency::Wish, key);
        town.deliver();
    }
    assert!(in_trouble(&mut town), "the mailbox is closed, whatever a push service takes");
    town.order(&ben(), &RouteOrder::Remove { route: route_id(1) });
    assert!(!in_trouble(&mut town));
    httpd.habit("/up", Habit::Answer(410));
    town.alert(&ben(), Urgency::Wake, 5);
    town.deliver();
    assert!(in_trouble(&mut town), "nothing is left");
}

#[test]
fn what_comes_while_a_mail_is_still_tried_is_repeated_though_its_reader_had_looked_before() {
    let (smtpd, mut town) = town();
    town.agreed(&ben(), 1, RouteKind::Email, BENS);
    smtpd.habit(BENS, smtpd::Habit::Greylist(1));
    town.alert(&ben(), Urgency::Urgent, 1);
    assert!(town.deliver()[0].is_err());
    town.looks(&ben(), 0);
    town.alert(&ben(), Urgency::Urgent, 2);
    town.live(Seconds::from_minutes(65), Seconds::from_minutes(1));
    assert_eq!(smtpd.mails().len(), 3);
    town.looks(&ben(), 0);
    town.live(Seconds::from_hours(2), HALF_HOUR);
    assert_eq!(smtpd.mails().len(), 3);
}
