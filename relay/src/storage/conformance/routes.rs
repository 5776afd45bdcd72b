//! What every storage must do with routes and their messages.

use wayhome_protocol::ids::{RouteId, TimerId};
use wayhome_protocol::time::Seconds;

use super::*;
use crate::ServiceTime;

const TIMER: TimerId = TimerId::from_bytes([6; 16]);
const MAIL: RouteRow = RouteRow::from_bytes([10; 16]);
const PUSH: RouteRow = RouteRow::from_bytes([11; 16]);
const PHONE: RouteRow = RouteRow::from_bytes([12; 16]);

fn at(seconds: u64) -> ServiceTime {
    ServiceTime::from_millis((1_700_000_000 + seconds) * 1_000)
}

fn of_reader(row: RouteRow, reader: ReceiveId, name: u8, kind: RouteKind) -> StoredRoute {
    let owner = RouteOwner::Reader { reader, route: RouteId::from_bytes([name; 16]) };
    stored(row, owner, kind)
}

fn phone(row: RouteRow, timer: TimerId, number: u8) -> StoredRoute {
    stored(row, RouteOwner::Phone { timer, number_hash: [number; 32] }, RouteKind::Sms)
}

fn stored(row: RouteRow, owner: RouteOwner, kind: RouteKind) -> StoredRoute {
    let byte = row.as_bytes()[0];
    StoredRoute {
        row,
        owner,
        kind,
        wish: RouteWish::All,
        state: RouteState::Confirmed,
        address: vec![byte; 90],
        language: vec![byte; 60],
        confirm_hash: [byte; 32],
        stop_hash: [byte | 0x80; 32],
        answer: 0,
        refusals: 0,
        failing_since: None,
        down: false,
        last_sent: None,
        alerted: None,
        created: at(0),
    }
}

fn message(row: RouteRow, key: u8, purpose: Purpose, due: ServiceTime) -> NewRouteMessage {
    let kind = match row {
        MAIL => RouteKind::Mail,
        PUSH => RouteKind::WebPush,
        _ => RouteKind::Sms,
    };
    NewRouteMessage {
        row,
        kind,
        key: [key; 16],
        purpose,
        drill: false,
        text: None,
        queued: due,
        due: Some(due),
        sends: 1,
    }
}

fn three_routes(tables: &mut dyn Tables) -> Result<(), StorageError> {
    two_readers(tables)?;
    tables.put_route(&of_reader(MAIL, ASHA, 2, RouteKind::Mail))?;
    tables.put_route(&of_reader(PUSH, ASHA, 1, RouteKind::WebPush))?;
    tables.put_route(&phone(PHONE, TIMER, 7))
}

fn keys(messages: &[RouteMessage]) -> Vec<u8> {
    messages.iter().map(|message| message.message.key[0]).collect()
}

pub(crate) fn a_route_comes_back_as_it_was_stored(mut storage: impl Storage) {
    transact(&mut storage, |tables| {
        assert_eq!(tables.some_route(None)?, None);
        three_routes(tables)?;
        let mut changed = of_reader(MAIL, ASHA, 2, RouteKind::Webhook);
        assert_eq!(tables.route(&MAIL)?, Some(of_reader(MAIL, ASHA, 2, RouteKind::Mail)));
        changed.wish = RouteWish::Urgent;
        changed.state = RouteState::Refused;
        changed.answer = 3;
        changed.refusals = 2;
        changed.failing_since = Some(at(5));
        changed.down = true;
        changed.last_sent = Some(at(4));
        changed.alerted = Some(at(3));
        changed.confirm_hash = [77; 32];
        tables.put_route(&changed)?;
        assert_eq!(tables.route(&MAIL)?.as_ref(), Some(&changed));
        assert_eq!(tables.route_to_confirm(&[77; 32])?, Some(changed));
        assert_eq!(tables.route_to_confirm(&[10; 32])?, None);
        assert!(tables.some_route(None)?.is_some());
        assert_eq!(tables.some_route(Some(RouteKind::Mail))?, None);
        assert_eq!(tables.some_route(Some(RouteKind::Sms))?.map(|route| route.row), Some(PHONE));
        Ok(())
    });
}

pub(crate) fn routes_are_found_by_reader_timer_number_and_token(mut storage: impl Storage) {
    transact(&mut storage, |tables| {
        three_routes(tables)?;
        let rows = |routes: Vec<StoredRoute>| routes.into_iter().map(|route| route.row).collect::<Vec<_>>();
        assert_eq!(rows(tables.routes_of(&ASHA)?), [PUSH, MAIL]);
        assert!(tables.routes_of(&BEN)?.is_empty());
        assert_eq!(rows(tables.phones_of(&TIMER)?), [PHONE]);
        assert!(tables.phones_of(&TimerId::from_bytes([1; 16]))?.is_empty());
        let mut recent = phone(RouteRow::from_bytes([13; 16]), TIMER, 7);
        recent.last_sent = Some(at(9));
        tables.put_route(&recent)?;
        assert_eq!(rows(tables.phones_numbered(&[7; 32], 8)?), [recent.row, PHONE]);
        assert_eq!(rows(tables.phones_numbered(&[7; 32], 1)?), [recent.row]);
        assert_eq!(rows(tables.phones_of(&TIMER)?), [PHONE, recent.row]);
        let found = tables.route_to_stop(&[10 | 0x80; 32])?;
        assert_eq!(found.map(|route| route.row), Some(MAIL));
        assert_eq!(tables.route_to_stop(&[10; 32])?, None);
        Ok(())
    });
}

pub(crate) fn a_removed_route_takes_its_messages_along(mut storage: impl Storage) {
    transact(&mut storage, |tables| {
        three_routes(tables)?;
        tables.add_route_message(&message(MAIL, 1, Purpose::Urgent, at(0)))?;
        assert!(tables.remove_route(&MAIL)?);
        assert!(!tables.remove_route(&MAIL)?);
        assert_eq!(tables.waiting_route_messages(&MAIL)?, []);
        tables.put_route(&of_reader(MAIL, ASHA, 2, RouteKind::Mail))?;
        assert_eq!(tables.due_route_messages(RouteKind::Mail, false, at(1), 9)?, []);
        Ok(())
    });
}

pub(crate) fn readers_routes_that_stay_unconfirmed_go_with_their_messages(mut storage: impl Storage) {
    transact(&mut storage, |tables| {
        three_routes(tables)?;
        let mut unconfirmed = of_reader(MAIL, ASHA, 2, RouteKind::Mail);
        unconfirmed.state = RouteState::Unconfirmed;
        tables.put_route(&unconfirmed)?;
        let mut waiting = phone(PHONE, TIMER, 7);
        waiting.state = RouteState::Unconfirmed;
        tables.put_route(&waiting)?;
        tables.add_route_message(&message(MAIL, 1, Purpose::Question, at(0)))?;
        assert_eq!(tables.remove_unconfirmed_routes(at(0), 9)?, 0);
        assert_eq!(tables.remove_unconfirmed_routes(at(1), 9)?, 1);
        assert_eq!(tables.route(&MAIL)?, None);
        assert_eq!(tables.waiting_route_messages(&MAIL)?, []);
        assert!(tables.route(&PUSH)?.is_some() && tables.route(&PHONE)?.is_some());
        Ok(())
    });
}

pub(crate) fn a_route_gets_one_message_for_each_key(mut storage: impl Storage) {
    transact(&mut storage, |tables| {
        three_routes(tables)?;
        let mut first = message(MAIL, 1, Purpose::Urgent, at(0));
        first.text = Some(vec![5; 70]);
        first.drill = true;
        first.sends = 48;
        assert!(tables.add_route_message(&first)?);
        assert!(!tables.add_route_message(&message(MAIL, 1, Purpose::Wish, at(3)))?);
        assert!(tables.add_route_message(&message(PUSH, 1, Purpose::Wish, at(3)))?);
        assert!(tables.add_route_message(&message(MAIL, 2, Purpose::Wish, at(3)))?);
        let waiting = tables.waiting_route_messages(&MAIL)?;
        assert_eq!(keys(&waiting), [1, 2]);
        assert_eq!(waiting[0].message, first);
        assert_eq!(tables.route_message(waiting[0].id)?.as_ref(), Some(&waiting[0]));
        Ok(())
    });
}

pub(crate) fn what_is_known_of_a_message_comes_back(mut storage: impl Storage) {
    transact(&mut storage, |tables| {
        three_routes(tables)?;
        tables.add_route_message(&message(MAIL, 1, Purpose::Urgent, at(0)))?;
        let mut known = tables.waiting_route_messages(&MAIL)?.remove(0);
        known.message.due = Some(at(60));
        known.message.sends = 7;
        known.leased_until = Some(at(50));
        known.attempts = 3;
        known.failures = 2;
        known.failing_since = Some(at(1));
        known.sent = 4;
        tables.set_route_message(&known)?;
        assert_eq!(tables.route_message(known.id)?.as_ref(), Some(&known));
        known.message.due = None;
        known.leased_until = None;
        tables.set_route_message(&known)?;
        assert_eq!(tables.waiting_route_messages(&MAIL)?, []);
        assert_eq!(tables.route_message(known.id)?.as_ref(), Some(&known));
        assert!(!tables.add_route_message(&message(MAIL, 1, Purpose::Urgent, at(9)))?);
        Ok(())
    });
}

pub(crate) fn due_messages_are_those_of_the_kind_that_nobody_is_at(mut storage: impl Storage) {
    transact(&mut storage, |tables| {
        three_routes(tables)?;
        for (key, purpose, due) in
            [(1, Purpose::Wish, 1), (2, Purpose::Urgent, 5), (3, Purpose::Urgent, 2), (4, Purpose::Wake, 9)]
        {
            tables.add_route_message(&message(MAIL, key, purpose, at(due)))?;
        }
        tables.add_route_message(&message(PUSH, 5, Purpose::Wake, at(1)))?;
        let due = |tables: &mut dyn Tables, now, most| {
            Ok::<_, StorageError>(keys(&tables.due_route_messages(RouteKind::Mail, false, at(now), most)?))
        };
        assert!(due(tables, 0, 9)?.is_empty());
        assert_eq!(due(tables, 5, 9)?, [3, 2, 1]);
        assert_eq!(due(tables, 5, 2)?, [3, 2]);
        let mut leased = tables.due_route_messages(RouteKind::Mail, false, at(5), 1)?.remove(0);
        leased.leased_until = Some(at(20));
        tables.set_route_message(&leased)?;
        assert_eq!(due(tables, 19, 9)?, [2, 1, 4]);
        assert_eq!(due(tables, 20, 9)?, [3, 2, 1, 4]);
        leased.leased_until = None;
        leased.failures = 1;
        tables.set_route_message(&leased)?;
        assert_eq!(due(tables, 20, 9)?, [2, 1, 4]);
        assert_eq!(keys(&tables.due_route_messages(RouteKind::Mail, true, at(20), 9)?), [3]);
        Ok(())
    });
}

pub(crate) fn a_route_that_is_not_confirmed_gets_questions_and_thanks_only(mut storage: impl Storage) {
    transact(&mut storage, |tables| {
        three_routes(tables)?;
        for (place, purpose) in Purpose::ALL.iter().enumerate() {
            let key = u8::try_from(place).unwrap();
            tables.add_route_message(&message(MAIL, key, *purpose, at(0)))?;
        }
        for state in RouteState::ALL {
            let mut route = of_reader(MAIL, ASHA, 2, RouteKind::Mail);
            route.state = *state;
            tables.put_route(&route)?;
            let due = tables.due_route_messages(RouteKind::Mail, false, at(0), 9)?;
            let purposes: Vec<_> = due.iter().map(|due| due.message.purpose).collect();
            if *state == RouteState::Confirmed {
                assert_eq!(purposes.len(), Purpose::ALL.len());
            } else {
                assert_eq!(purposes, [Purpose::Thanks, Purpose::Question]);
            }
        }
        Ok(())
    });
}

pub(crate) fn old_messages_go_by_purpose_done_ones_and_waiting_ones_apart(mut storage: impl Storage) {
    transact(&mut storage, |tables| {
        three_routes(tables)?;
        for key in 1..=4 {
            tables.add_route_message(&message(PHONE, key, Purpose::Words, at(u64::from(key))))?;
        }
        let mut waiting = tables.waiting_route_messages(&PHONE)?;
        waiting[0].message.due = None;
        waiting[1].attempts = 1;
        tables.set_route_message(&waiting[0])?;
        tables.set_route_message(&waiting[1])?;
        assert_eq!(tables.remove_done_route_messages(Purpose::Wake, at(9), 9)?, 0);
        assert_eq!(tables.remove_done_route_messages(Purpose::Words, at(1), 9)?, 0);
        assert_eq!(tables.remove_done_route_messages(Purpose::Words, at(9), 9)?, 1);
        assert_eq!(tables.remove_waiting_route_messages(Purpose::Words, at(3), 9)?, 1);
        assert_eq!(keys(&tables.waiting_route_messages(&PHONE)?), [3, 4]);
        Ok(())
    });
}

pub(crate) fn words_of_phones_that_were_asked_and_did_not_agree_go(mut storage: impl Storage) {
    transact(&mut storage, |tables| {
        three_routes(tables)?;
        for key in 1..=3 {
            tables.add_route_message(&message(PHONE, key, Purpose::Words, at(u64::from(key))))?;
        }
        tables.add_route_message(&message(PHONE, 9, Purpose::Thanks, at(0)))?;
        for (state, last_sent, gone) in [
            (RouteState::Confirmed, Some(at(1)), 0),
            (RouteState::Unconfirmed, None, 0),
            (RouteState::Unconfirmed, Some(at(1)), 2),
        ] {
            let mut known = phone(PHONE, TIMER, 7);
            (known.state, known.last_sent) = (state, last_sent);
            tables.put_route(&known)?;
            assert_eq!(tables.remove_unanswered_words(at(1), 9)?, 0);
            assert_eq!(tables.remove_unanswered_words(at(3), 9)?, gone);
        }
        assert_eq!(keys(&tables.waiting_route_messages(&PHONE)?), [3, 9]);
        Ok(())
    });
}

pub(crate) fn what_goes_out_by_other_routes_of_a_kind_is_known(mut storage: impl Storage) {
    transact(&mut storage, |tables| {
        three_routes(tables)?;
        let mut other = of_reader(RouteRow::from_bytes([14; 16]), BEN, 1, RouteKind::Mail);
        other.last_sent = Some(at(5));
        tables.put_route(&other)?;
        assert!(tables.went_out_since(RouteKind::Mail, &MAIL, at(4))?);
        assert!(!tables.went_out_since(RouteKind::Mail, &MAIL, at(5))?);
        assert!(!tables.went_out_since(RouteKind::Mail, &other.row, at(4))?, "by itself");
        assert!(!tables.went_out_since(RouteKind::WebPush, &MAIL, at(4))?, "by another kind");
        Ok(())
    });
}

pub(crate) fn events_are_counted_since_a_time_and_refusals_kept_until_one(mut storage: impl Storage) {
    transact(&mut storage, |tables| {
        for second in [10, 20, 30] {
            tables.note_route_event(&[1; 32], at(second))?;
        }
        tables.note_route_event(&[2; 32], at(40))?;
        assert_eq!(tables.route_events(&[1; 32], at(20))?, (2, Some(at(30))));
        assert_eq!(tables.route_events(&[1; 32], at(31))?, (0, None));
        assert_eq!(tables.remove_route_events(at(30), 1)?, 1);
        assert_eq!(tables.remove_route_events(at(30), 9)?, 1);
        assert_eq!(tables.route_events(&[1; 32], at(0))?, (1, Some(at(30))));
        let until = at(0).plus(Seconds::from_days(30));
        assert_eq!(tables.refusal(&[3; 32])?, None);
        tables.put_refusal(&[3; 32], at(1))?;
        tables.put_refusal(&[3; 32], until)?;
        assert_eq!(tables.refusal(&[3; 32])?, Some(until));
        tables.remove_refusal(&[3; 32])?;
        assert_eq!(tables.refusal(&[3; 32])?, None);
        Ok(())
    });
}
