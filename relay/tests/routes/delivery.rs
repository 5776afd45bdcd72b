//! Mail servers and others that refuse, hesitate, hang and break off; and a relay that dies in between.

use wayhome_protocol::route_request::{RouteKind, RouteState};
use wayhome_protocol::time::Seconds;
use wayhome_relay::routes::{
    AllowedHosts, NtfyConfig, RoutesConfig, SendError, Urgency, WebPushConfig, reader_fetched, trouble,
};
use wayhome_relay::storage;

use crate::agreement::{BENS, by_mail, town};
use crate::alerts::pushing;
use crate::httpd;
use crate::people::{Mailbox, ben};
use crate::smtpd::Habit;
use crate::town::Town;

const MINUTE: Seconds = Seconds::from_minutes(1);

fn waits() -> (crate::smtpd::Smtpd, Town) {
    let (smtpd, mut town) = town();
    town.agreed(&ben(), 1, RouteKind::Email, BENS);
    (smtpd, town)
}

#[test]
fn a_greylisted_mail_is_tried_again_and_comes_once() {
    let (smtpd, mut town) = waits();
    smtpd.habit(BENS, Habit::Greylist(2));
    town.alert(&ben(), Urgency::Wish, 1);
    assert!(matches!(town.deliver()[..], [Err(SendError::Later(_))]));
    assert_eq!(town.deliver(), [], "not at once");
    let results = town.live(Seconds::from_minutes(30), MINUTE);
    assert!(matches!(results[..], [Err(SendError::Later(_)), Ok(())]), "{results:?}");
    assert_eq!((smtpd.mails().len(), smtpd.heard()), (1, 3));
    assert_eq!(town.state(&ben(), 1), Some(RouteState::Confirmed));
    assert_eq!(town.live(Seconds::from_hours(2), MINUTE), []);
}

#[test]
fn the_waits_between_attempts_grow_to_an_hour_and_end_after_a_day() {
    let (smtpd, mut town) = waits();
    smtpd.habit(BENS, Habit::Greylist(u32::MAX));
    town.alert(&ben(), Urgency::Wish, 1);
    let mut at = Vec::new();
    let mut minutes = 0_u32;
    while minutes < 26 * 60 {
        at.extend(town.deliver().iter().map(|_| minutes));
        town.pass(MINUTE);
        minutes += 1;
    }
    let waits: Vec<u32> = at.windows(2).map(|pair| pair[1] - pair[0]).collect();
    for (wait, around) in waits.iter().zip([1.0, 5.0, 15.0, 60.0, 60.0, 60.0]) {
        let around: f64 = around;
        assert!(f64::from(*wait) >= around * 0.8 && f64::from(*wait) <= around * 1.2 + 1.0, "{waits:?}");
    }
    assert!(
        waits.iter().any(|wait| wait != waits.last().unwrap()),
        "nothing spreads the attempts: {waits:?}"
    );
    assert!((20..=34).contains(&at.len()), "{} attempts", at.len());
    assert!(*at.last().unwrap() <= 26 * 60);
    assert_eq!(town.state(&ben(), 1), Some(RouteState::Dead), "a day of failures");
    assert_eq!(town.live(Seconds::from_hours(3), Seconds::from_minutes(10)), []);
}

#[test]
fn an_urgent_mail_is_tried_at_least_every_half_hour_or_so() {
    let (smtpd, mut town) = waits();
    smtpd.habit(BENS, Habit::Greylist(u32::MAX));
    town.alert(&ben(), Urgency::Urgent, 1);
    let attempts = town.live(Seconds::from_hours(6), MINUTE).len();
    assert!((11..=20).contains(&attempts), "{attempts}");
}

#[test]
fn three_messages_refused_for_good_make_a_route_dead_and_success_in_between_does_not() {
    let (smtpd, mut town) = waits();
    smtpd.habit(BENS, Habit::Refuse("550 5.1.1 no such user"));
    for key in 1..=2 {
        town.alert(&ben(), Urgency::Wish, key);
        assert!(matches!(town.deliver()[..], [Err(SendError::Refused(_))]));
    }
    smtpd.habit(BENS, Habit::Take);
    town.alert(&ben(), Urgency::Wish, 3);
    assert_eq!(town.deliver(), [Ok(())]);
    smtpd.habit(BENS, Habit::Refuse("550 5.1.1 no such user"));
    for key in 4..=6 {
        assert_eq!(town.state(&ben(), 1), Some(RouteState::Confirmed));
        town.alert(&ben(), Urgency::Wish, key);
        town.deliver();
    }
    assert_eq!(town.state(&ben(), 1), Some(RouteState::Dead));
    smtpd.habit(BENS, Habit::Take);
    town.alert(&ben(), Urgency::Urgent, 7);
    assert_eq!(town.live(Seconds::from_hours(1), Seconds::from_minutes(30)), []);
}

#[test]
fn a_dead_route_lives_again_when_it_is_set_again_and_agreed_to() {
    let (smtpd, mut town) = waits();
    smtpd.habit(BENS, Habit::Refuse("550 5.1.1 no such user"));
    for key in 1..=3 {
        town.alert(&ben(), Urgency::Wish, key);
        town.deliver();
    }
    smtpd.habit(BENS, Habit::Take);
    town.pass(Seconds::from_hours(24));
    town.set(&ben(), 1, RouteKind::Email, BENS);
    assert_eq!(town.state(&ben(), 1), Some(RouteState::Unconfirmed));
    town.deliver();
    let token = smtpd.mails()[0].token("r").unwrap();
    assert!(town.press(wayhome_relay::routes::Link::Confirm, &token));
    town.alert(&ben(), Urgency::Wish, 9);
    assert_eq!(town.deliver(), [Ok(())]);
}

#[test]
fn a_subscription_that_is_gone_is_dead_at_once_and_lives_when_its_app_says_so() {
    let (httpd, mut town) = pushing();
    town.set(&ben(), 1, RouteKind::UnifiedPush, &httpd.url("/up"));
    httpd.habit("/up", httpd::Habit::Answer(410));
    town.alert(&ben(), Urgency::Wake, 1);
    assert_eq!(town.deliver(), [Err(SendError::Gone)]);
    assert_eq!(town.state(&ben(), 1), Some(RouteState::Dead));
    httpd.habit("/up", httpd::Habit::Answer(201));
    town.set(&ben(), 1, RouteKind::UnifiedPush, &httpd.url("/up"));
    assert_eq!(town.state(&ben(), 1), Some(RouteState::Confirmed));
    town.alert(&ben(), Urgency::Wake, 2);
    assert_eq!(town.deliver(), [Ok(())]);
}

#[test]
fn a_server_that_hangs_or_breaks_off_is_given_up_and_tried_again() {
    for habit in [Habit::Hang, Habit::Close] {
        let (smtpd, mut town) = waits();
        smtpd.habit(BENS, habit.clone());
        town.alert(&ben(), Urgency::Wish, 1);
        assert!(matches!(town.deliver()[..], [Err(SendError::Ours(_))]), "{habit:?}");
        smtpd.habit(BENS, Habit::Take);
        assert_eq!(town.live(Seconds::from_minutes(3), MINUTE), [Ok(())], "{habit:?}");
        assert_eq!(smtpd.mails().len(), 1);
    }
}

#[test]
fn a_mail_that_was_taken_without_a_word_may_come_twice_under_one_name_and_is_never_lost() {
    let (smtpd, mut town) = waits();
    smtpd.habit(BENS, Habit::CloseAfterData);
    town.alert(&ben(), Urgency::Wish, 1);
    assert!(matches!(town.deliver()[..], [Err(SendError::Ours(_))]));
    smtpd.habit(BENS, Habit::Take);
    town.live(Seconds::from_minutes(3), MINUTE);
    let mails = smtpd.mails();
    assert_eq!(mails.len(), 2);
    assert_eq!(mails[0].header("Message-ID"), mails[1].header("Message-ID"));
}

#[test]
fn the_operators_own_trouble_kills_no_route_loses_nothing_for_days_and_shows() {
    let (smtpd, mut town) = waits();
    let in_trouble = |town: &mut Town| town.look(|tables, _| trouble(tables, &ben().receive_id));
    for line in ["550 5.7.1 sender refused", "451 try later"] {
        smtpd.refuse_sender(Some(line));
        town.alert(&ben(), Urgency::Wish, line.as_bytes()[0]);
        let results = town.live(Seconds::from_hours(30), Seconds::from_minutes(10));
        assert!(results.iter().all(|result| matches!(result, Err(SendError::Ours(_)))), "{results:?}");
        assert_eq!(town.state(&ben(), 1), Some(RouteState::Confirmed));
        assert!(in_trouble(&mut town));
        smtpd.refuse_sender(None);
        assert_eq!(town.live(Seconds::from_hours(2), MINUTE), [Ok(())]);
        assert!(!in_trouble(&mut town));
    }
    assert_eq!(smtpd.mails().len(), 2);
    // So does a policy against the relay that is only said once the recipient is named.
    smtpd.habit(BENS, Habit::Refuse("550 5.7.1 relaying denied"));
    town.alert(&ben(), Urgency::Wish, 77);
    assert!(matches!(town.deliver()[..], [Err(SendError::Ours(_))]));
}

#[test]
fn what_was_taken_up_by_a_relay_that_died_is_taken_up_again_when_its_lease_ends() {
    let (smtpd, mut town) = waits();
    town.alert(&ben(), Urgency::Wish, 1);
    let claimed = town.claim();
    assert_eq!(claimed.len(), 1);
    assert!(town.claim().is_empty(), "it is taken");
    town.send(&claimed[0]).unwrap();
    // It dies after the mail was taken and before it could note that.
    let mut town = town.restart(&by_mail(&smtpd));
    assert_eq!(town.deliver(), []);
    town.pass(Seconds::new(121));
    assert_eq!(town.deliver(), [Ok(())]);
    assert_eq!(smtpd.mails().len(), 2, "twice rather than never");
    assert_eq!(smtpd.mails()[0].header("Message-ID"), smtpd.mails()[1].header("Message-ID"));
    let mut town = town.restart(&by_mail(&smtpd));
    town.pass(Seconds::from_hours(1));
    assert_eq!(town.deliver(), [], "what went out and was noted is done");
}

#[test]
fn a_late_word_of_failure_does_not_undo_what_someone_else_has_taken_up() {
    let (smtpd, mut town) = waits();
    town.alert(&ben(), Urgency::Wish, 1);
    let first = town.claim();
    town.pass(Seconds::new(121));
    let second = town.claim();
    assert_eq!(second.len(), 1);
    town.settle(&first[0], Err(SendError::Refused("late")));
    assert!(town.claim().is_empty(), "the second still has it");
    town.send(&second[0]).unwrap();
    town.settle(&second[0], Ok(()));
    assert_eq!(town.live(Seconds::from_hours(1), MINUTE), []);
    assert_eq!(smtpd.mails().len(), 1);
    assert_eq!(town.state(&ben(), 1), Some(RouteState::Confirmed));
}

#[test]
fn a_late_word_of_success_ends_a_message_that_was_to_be_tried_again() {
    let (_smtpd, mut town) = waits();
    town.alert(&ben(), Urgency::Wish, 1);
    let first = town.claim();
    town.pass(Seconds::new(121));
    let second = town.claim();
    town.settle(&second[0], Err(SendError::Later("not now")));
    town.settle(&first[0], Ok(()));
    assert_eq!(town.waiting(&ben()), 0);
}

#[test]
fn a_route_that_is_removed_while_its_message_is_on_its_way_is_no_trouble() {
    let (_smtpd, mut town) = waits();
    town.alert(&ben(), Urgency::Urgent, 1);
    let claimed = town.claim();
    let remove = wayhome_protocol::route_request::RouteOrder::Remove { route: crate::town::route_id(1) };
    town.order(&ben(), &remove);
    town.settle(&claimed[0], Ok(()));
    town.settle(&claimed[0], Err(SendError::Gone));
    assert_eq!(town.state(&ben(), 1), None);
}

#[test]
fn messages_that_have_failed_take_at_most_their_share_of_the_places() {
    let (smtpd, mut town) = town();
    let mut kept = Vec::new();
    for number in 0..3_u8 {
        let who = crate::people::Person::new(60 + number);
        town.settle_in(&who, &Mailbox::new(60 + number));
        for route in 0..8_u8 {
            let address = format!("p{number}-{route}@example.org");
            if number < 2 {
                smtpd.habit(&address, Habit::Greylist(1));
            }
            town.agreed(&who, route, RouteKind::Email, &address);
        }
        kept.push(who);
    }
    for who in &kept[..2] {
        town.alert(who, Urgency::Urgent, 1);
    }
    assert_eq!(town.deliver().len(), 16);
    town.pass(Seconds::from_minutes(2));
    town.alert(&kept[2], Urgency::Wish, 2);
    let lane = Town::lane(storage::RouteKind::Mail);
    let claimed = town.claim_in(&[lane]);
    let tried = claimed.iter().filter(|claimed| claimed.tried).count();
    assert_eq!((claimed.len(), tried), (8, 0), "those that never failed go first");
    let claimed = town.claim_in(&[lane]);
    assert_eq!(claimed.len(), 4, "and leave room for others");
    assert!(claimed.iter().all(|claimed| claimed.tried));
}

#[test]
fn done_messages_are_forgotten_after_a_week_and_waiting_ones_are_not_lost_before() {
    let (_smtpd, mut town) = waits();
    town.alert(&ben(), Urgency::Wish, 1);
    town.deliver();
    town.pass(Seconds::from_days(6));
    town.sweep();
    town.alert(&ben(), Urgency::Wish, 1);
    assert_eq!(town.deliver(), [], "it is still known that this went out");
    town.pass(Seconds::from_days(2));
    town.sweep();
    town.alert(&ben(), Urgency::Wish, 1);
    assert_eq!(town.deliver(), [Ok(())]);
}

#[test]
fn a_route_that_does_not_open_under_the_key_is_dead_and_stops_nobody_else() {
    let (smtpd, mut town) = waits();
    town.agreed(&ben(), 2, RouteKind::Email, "other@example.org");
    // Someone who can write to the database gives Ben's first route the address of the second.
    let reader = ben().receive_id;
    town.look(|tables, _| {
        let mut routes = tables.routes_of(&reader)?;
        routes[0].address = routes[1].address.clone();
        tables.put_route(&routes[0])
    });
    town.alert(&ben(), Urgency::Wish, 1);
    assert_eq!(town.deliver(), [Ok(())]);
    assert_eq!(town.state(&ben(), 1), Some(RouteState::Dead));
    assert_eq!(smtpd.mails().len(), 1);
}

#[test]
fn a_relay_that_reaches_nobody_for_days_kills_no_route_and_the_alert_arrives() {
    let httpd = httpd::Httpd::start_with_tls();
    let mut config = RoutesConfig {
        ntfy: Some(NtfyConfig::default()),
        webhook: true,
        unifiedpush: true,
        webpush: Some(WebPushConfig { key: None, contact: "mailto:relay@example.org".to_owned() }),
        hosts: AllowedHosts::new([format!("localhost:{}", httpd.port)]),
        ..RoutesConfig::default()
    };
    // As if every certificate had run out, because the machine's clock has jumped.
    let mut town = Town::new(&config);
    town.settle_in(&ben(), &Mailbox::new(10));
    let kinds = [RouteKind::Ntfy, RouteKind::Webhook, RouteKind::WebPush, RouteKind::UnifiedPush];
    for (number, kind) in (1..).zip(kinds) {
        town.agreed(&ben(), number, kind, &format!("https://localhost:{}/r{number}", httpd.port));
    }
    town.alert(&ben(), Urgency::Urgent, 1);
    let results = town.live(Seconds::from_hours(50), Seconds::from_minutes(30));
    assert!(results.iter().all(|result| matches!(result, Err(SendError::Unclear(_)))), "{results:?}");
    assert!(town.look(|tables, _| trouble(tables, &ben().receive_id)), "it shows");
    config.certificates = Some(crate::tls::authority());
    let mut town = town.restart(&config);
    let results = town.live(Seconds::from_minutes(50), Seconds::from_minutes(10));
    assert!(results.len() >= 4 && results.iter().all(Result::is_ok), "{results:?}");
    for number in 1..=4 {
        assert_eq!(town.state(&ben(), number), Some(RouteState::Confirmed));
    }
    assert!(!town.look(|tables, _| trouble(tables, &ben().receive_id)));
}

#[test]
fn an_address_that_never_answered_while_others_did_is_dead_after_a_day() {
    let (httpd, mut town) = pushing();
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let closed = listener.local_addr().unwrap();
    drop(listener);
    let mut config = RoutesConfig { unifiedpush: true, ..RoutesConfig::default() };
    config.hosts = AllowedHosts::new([httpd.host(), closed.to_string()]);
    town = town.restart(&config);
    town.set(&ben(), 1, RouteKind::UnifiedPush, &httpd.url("/up"));
    town.set(&ben(), 2, RouteKind::UnifiedPush, &format!("http://{closed}/up"));
    town.alert(&ben(), Urgency::Urgent, 1);
    town.live(Seconds::from_hours(23), Seconds::from_minutes(30));
    assert_eq!(town.state(&ben(), 2), Some(RouteState::Confirmed));
    town.live(Seconds::from_hours(2), Seconds::from_minutes(30));
    assert_eq!(town.state(&ben(), 2), Some(RouteState::Dead));
    assert_eq!(town.state(&ben(), 1), Some(RouteState::Confirmed));
}

#[test]
fn a_push_service_that_does_not_let_the_relay_in_kills_no_route_and_drops_nothing() {
    let (httpd, mut town) = pushing();
    town.set(&ben(), 1, RouteKind::UnifiedPush, &httpd.url("/up"));
    for status in [401, 403, 429] {
        httpd.habit("/up", httpd::Habit::Answer(status));
        town.alert(&ben(), Urgency::Urgent, u8::try_from(status - 400).unwrap());
        let results = town.live(Seconds::from_hours(30), Seconds::from_minutes(30));
        assert!(results.iter().all(|result| matches!(result, Err(SendError::Unclear(_)))), "{results:?}");
        assert_eq!(town.state(&ben(), 1), Some(RouteState::Confirmed), "{status}");
        httpd.habit("/up", httpd::Habit::Answer(201));
        let results = town.live(Seconds::from_minutes(40), Seconds::from_minutes(10));
        assert_eq!(results.first(), Some(&Ok(())), "{status}");
        town.fetch(&ben());
    }
}

#[test]
fn mails_and_signatures_are_not_dated_by_a_clock_that_jumped_by_years_and_by_one_that_was_set_right_at_once()
{
    let (smtpd, mut town) = waits();
    let dated = |town: &mut Town, key| {
        town.alert(&ben(), Urgency::Wish, key);
        assert_eq!(town.deliver(), [Ok(())]);
        smtpd.mails().last().unwrap().header("Date").unwrap()[5..16].to_owned()
    };
    let right = town.wall();
    town.set_clock(right.saturating_add(Seconds::from_days(3_650)));
    assert_eq!(dated(&mut town, 1), "01 Jan 2025");
    town.set_clock(right.saturating_sub(Seconds::from_days(3_650)));
    assert_eq!(dated(&mut town, 2), "01 Jan 2025");
    // The relay follows this one, and its own calendar never goes back.
    town.set_clock(right.saturating_add(Seconds::from_days(30)));
    town.set_clock(right);
    assert_eq!(dated(&mut town, 3), "01 Jan 2025");
}

#[test]
fn routes_that_work_go_before_those_that_never_did() {
    let (smtpd, mut town) = waits();
    town.alert(&ben(), Urgency::Urgent, 1);
    assert_eq!(town.deliver(), [Ok(())]);
    town.look(|tables, _| reader_fetched(tables, &ben().receive_id, true));
    for number in 0..3_u8 {
        let who = crate::people::Person::new(60 + number);
        town.settle_in(&who, &Mailbox::new(60 + number));
        for route in 0..8_u8 {
            town.agreed(&who, route, RouteKind::Email, &format!("p{number}-{route}@example.org"));
        }
        town.alert(&who, Urgency::Urgent, 1);
    }
    town.pass(MINUTE);
    town.alert(&ben(), Urgency::Urgent, 2);
    let claimed = town.claim();
    assert_eq!(claimed.len(), 8);
    assert_eq!(town.send(&claimed[0]), Ok(()));
    assert_eq!(smtpd.mails_to(BENS).len(), 2, "the one that came last and is known to work is the first");
}
