//! Registering, and fetching by cursor.

use wayhome_protocol::fetch_request::FETCH_ITEMS;
use wayhome_protocol::register_request::{RegisterEntry, RegisterStatus};
use wayhome_protocol::request::Outcome;
use wayhome_protocol::time::Seconds;
use wayhome_relay::Limits;

use crate::people::{Mailbox, Person, Say, World, asha, ben, cell};

/// Ben with a mailbox that holds `cells` cells.
fn ben_with(cells: usize) -> (World, Mailbox) {
    let mut world = World::new();
    let to_ben = Mailbox::new(10);
    world.set_up(&ben(), vec![to_ben.open()]);
    for number in 0..cells {
        let sent = cell(u8::try_from(number).unwrap(), &mut world.rng);
        world.sync(&asha(), Say { rows: vec![to_ben.row_with(&sent, [1; 32])], ..Say::default() });
    }
    (world, to_ben)
}

#[test]
fn fetching_pages_through_everything_once_and_in_order() {
    let (mut world, _) = ben_with(35);
    let (mut tags, mut cursor, mut pages) = (Vec::new(), 0, 0);
    loop {
        let answer = world.fetch(&ben(), cursor);
        pages += 1;
        for item in &answer.items {
            assert!(item.id > cursor);
            cursor = item.id;
            tags.push(item.cell.as_bytes()[0]);
        }
        if !answer.more {
            break;
        }
        assert_eq!(answer.items.len(), FETCH_ITEMS);
    }
    assert_eq!(pages, 3);
    assert_eq!(tags, (0..35).collect::<Vec<u8>>());
    assert_eq!(world.fetch(&ben(), cursor).items, []);
}

#[test]
fn exactly_sixteen_cells_are_one_page_without_more() {
    let (mut world, _) = ben_with(16);
    let answer = world.fetch(&ben(), 0);
    assert_eq!((answer.items.len(), answer.more), (16, false));
}

#[test]
fn an_acknowledged_id_is_gone_and_the_others_stay() {
    let (mut world, _) = ben_with(3);
    let ids: Vec<_> = world.fetch(&ben(), 0).items.iter().map(|item| item.id).collect();
    let answer = world.fetch_with(&ben(), 0, 0, vec![ids[1], 9_999, u64::MAX]);
    assert_eq!(answer.items.iter().map(|item| item.id).collect::<Vec<_>>(), [ids[0], ids[2]]);
}

#[test]
fn nobody_acknowledges_or_fetches_the_cells_of_another() {
    let (mut world, _) = ben_with(2);
    world.set_up(&asha(), vec![]);
    let ids: Vec<_> = world.fetch(&ben(), 0).items.iter().map(|item| item.id).collect();
    assert_eq!(world.fetch_with(&asha(), 0, 0, ids.clone()).items, []);
    for stranger in [ben().impostor(), Person::new(200)] {
        let answer = world.fetch_with(&stranger, 0, 0, ids.clone());
        assert_eq!(answer.outcome, Outcome::Unknown);
        assert_eq!(answer.items, []);
    }
    assert_eq!(world.fetch(&ben(), 0).items.len(), 2);
}

#[test]
fn the_relay_seq_grows_with_what_changes_and_not_with_what_only_asks() {
    let (mut world, to_ben) = ben_with(1);
    let before = world.fetch(&ben(), 0).relay_seq;
    assert_eq!(world.fetch(&ben(), 0).relay_seq, before);
    world.set_up(&ben(), vec![to_ben.open()]);
    assert_eq!(world.fetch(&ben(), 0).relay_seq, before, "repeating an entry changes nothing");
    let id = world.fetch(&ben(), 0).items[0].id;
    assert_eq!(world.fetch_with(&ben(), 0, 0, vec![id]).relay_seq, before + 1);
    let sent = cell(9, &mut world.rng);
    let answer = world.sync(&asha(), Say { rows: vec![to_ben.row_with(&sent, [1; 32])], ..Say::default() });
    assert_eq!(answer.relay_seq, before + 2);
    assert_eq!(world.restart().fetch(&ben(), 0).relay_seq, before + 2);
}

#[test]
fn a_relay_that_was_put_back_shows_it_and_hides_no_cell_behind_an_old_cursor() {
    let (mut world, to_ben) = ben_with(2);
    let backup = world.backup();
    for number in 0..5 {
        let sent = cell(number, &mut world.rng);
        world.sync(&asha(), Say { rows: vec![to_ben.row_with(&sent, [1; 32])], ..Say::default() });
    }
    let seen = world.fetch(&ben(), 0);
    let cursor = seen.items.last().unwrap().id;
    let mut world = world.put_back(&backup);
    let sent = cell(77, &mut world.rng);
    let answer = world.sync(&asha(), Say { rows: vec![to_ben.row_with(&sent, [1; 32])], ..Say::default() });
    assert!(answer.relay_seq < seen.relay_seq, "a reader can tell");
    let answer = world.fetch_with(&ben(), cursor, seen.relay_seq, vec![]);
    assert!(answer.items.iter().any(|item| item.cell == sent && item.id <= cursor));
    let echoed = world.look(|tables| tables.meta()).echoed_seq;
    assert_eq!(echoed, seen.relay_seq, "the relay knows it too");
}

#[test]
fn who_comes_back_long_after_a_copy_was_put_back_is_given_what_came_since() {
    let (mut world, to_ben) = ben_with(2);
    let backup = world.backup();
    let send = |world: &mut World, number: u8| {
        let sent = cell(number, &mut world.rng);
        let rows = vec![to_ben.row_with(&sent, [1; 32])];
        let answer = world.sync(&asha(), Say { rows, ..Say::default() });
        (sent, answer.relay_seq)
    };
    for number in 2..7 {
        send(&mut world, number);
    }
    let seen = world.fetch(&ben(), 0);
    let cursor = seen.items.last().unwrap().id;
    world.pass(Seconds::from_hours(1));
    let mut world = world.put_back(&backup);
    let mut lost = Vec::new();
    while world.relay.relay_seq() <= seen.relay_seq {
        lost.push(send(&mut world, 77).0);
    }
    // Nothing shows any more that the relay was put back.
    let answer = world.fetch_with(&ben(), cursor, seen.relay_seq, vec![]);
    let given: Vec<_> = answer.items.into_iter().map(|item| item.cell).collect();
    assert_eq!(given, lost);
}

#[test]
fn a_machine_that_starts_with_the_time_of_its_copy_gives_new_ids_once_its_clock_is_right() {
    let (mut world, to_ben) = ben_with(2);
    let (backup, at) = (world.backup(), world.now);
    world.pass(Seconds::from_hours(1));
    for number in 2..7 {
        let rows = vec![to_ben.row_with(&cell(number, &mut world.rng), [1; 32])];
        world.sync(&asha(), Say { rows, ..Say::default() });
    }
    let cursor = world.fetch(&ben(), 0).items.last().unwrap().id;
    let later = world.now.saturating_add(Seconds::from_minutes(5));
    world.now = at;
    let mut world = world.put_back(&backup);
    world.now = later;
    world.tick();
    let sent = cell(77, &mut world.rng);
    world.sync(&asha(), Say { rows: vec![to_ben.row_with(&sent, [1; 32])], ..Say::default() });
    let given: Vec<_> = world.fetch(&ben(), cursor).items.into_iter().map(|item| item.cell).collect();
    assert_eq!(given, [sent]);
}

#[test]
fn the_first_registration_claims_a_receive_id_and_later_ones_must_prove_themselves() {
    let mut world = World::new();
    assert_eq!(world.fetch(&asha(), 0).outcome, Outcome::Unknown);
    world.set_up(&asha(), vec![]);
    world.set_up(&asha(), vec![Mailbox::new(10).open()]);
    let answer = world.register(&asha().impostor(), vec![Mailbox::new(11).open()]);
    assert_eq!(answer.outcome, Outcome::Unknown);
    assert_eq!(answer.statuses, [RegisterStatus::Invalid; 16]);
    assert!(world.look(|tables| tables.mailbox(&Mailbox::new(11).send_id)).is_none());
    assert_eq!(world.fetch(&asha(), 0).outcome, Outcome::Done);
}

#[test]
fn an_id_that_another_reader_holds_is_taken_and_stays_theirs() {
    let (mut world, to_ben) = ben_with(1);
    let stolen = Mailbox { capability: [0; 32], ..to_ben.clone() };
    let entries = vec![stolen.open(), stolen.discard(), RegisterEntry::Close { id: to_ben.send_id }];
    let answer = world.register(&asha(), entries);
    assert_eq!(answer.outcome, Outcome::Done);
    assert_eq!(
        answer.statuses[..4],
        [RegisterStatus::Taken, RegisterStatus::Taken, RegisterStatus::Taken, RegisterStatus::Done]
    );
    assert_eq!(world.fetch(&ben(), 0).items.len(), 1);
}

#[test]
fn a_mailbox_does_not_turn_into_a_discard_id_while_it_is_open() {
    let (mut world, to_ben) = ben_with(1);
    assert_eq!(world.register(&ben(), vec![to_ben.discard()]).statuses[0], RegisterStatus::Invalid);
    let close = RegisterEntry::Close { id: to_ben.send_id };
    world.set_up(&ben(), vec![close.clone(), close, to_ben.discard()]);
    assert_eq!(world.fetch(&ben(), 0).items, []);
}

#[test]
fn a_reader_opens_as_many_mailboxes_as_the_operator_allows() {
    let mut world = World::with(Limits { reader_mailboxes: 17, ..Limits::default() });
    world.set_up(&asha(), (0..16).map(|number| Mailbox::new(number).open()).collect());
    let entries = vec![Mailbox::new(3).open(), Mailbox::new(16).discard(), Mailbox::new(17).open()];
    let answer = world.register(&asha(), entries);
    assert_eq!(
        answer.statuses[..3],
        [RegisterStatus::Done, RegisterStatus::Done, RegisterStatus::LimitReached]
    );
    world.set_up(&ben(), vec![Mailbox::new(17).open()]);
}

#[test]
fn an_entry_of_a_later_version_spoils_no_other() {
    let mut world = World::new();
    let answer = world.register(&asha(), vec![RegisterEntry::Other { op: 9 }, Mailbox::new(10).open()]);
    assert_eq!(answer.statuses[..2], [RegisterStatus::Invalid, RegisterStatus::Done]);
}

#[test]
fn cells_expire_after_the_days_that_the_operator_set_and_not_before() {
    let (mut world, to_ben) = ben_with(1);
    world.pass(Seconds::from_days(60));
    assert_eq!(world.fetch(&ben(), 0).items.len(), 1);
    let sent = cell(9, &mut world.rng);
    world.sync(&asha(), Say { rows: vec![to_ben.row_with(&sent, [1; 32])], ..Say::default() });
    world.pass(Seconds::from_minutes(59));
    assert_eq!(world.fetch(&ben(), 0).items.len(), 2, "cells are swept once an hour at most");
    world.pass(Seconds::from_minutes(2));
    assert_eq!(world.waiting(&ben()), [sent]);
}

#[test]
fn no_cell_expires_by_a_clock_that_jumps_or_while_the_relay_is_down() {
    let (mut world, _) = ben_with(1);
    world.now = world.now.saturating_add(Seconds::from_days(300));
    world.tick();
    let mut world = world.down(Seconds::from_days(90));
    world.pass(Seconds::from_days(59));
    assert_eq!(world.fetch(&ben(), 0).items.len(), 1);
    world.pass(Seconds::from_days(2));
    assert_eq!(world.fetch(&ben(), 0).items.len(), 0);
}
