//! What is acknowledged stays; what cannot be stored is not acknowledged.

use wayhome_protocol::keys::TimerSecret;
use wayhome_protocol::request::Outcome;
use wayhome_protocol::sync_request::{RowStatus, SyncAnswer};
use wayhome_protocol::time::{Seconds, Timestamp};
use wayhome_relay::{Limits, Request};

use crate::people::{Mailbox, Say, World, asha, ben, cell, chance, fetch_body, new_year, sync_body};

#[test]
fn a_restart_keeps_everything() {
    let mut world = World::new();
    let to_ben = Mailbox::new(10);
    world.set_up(&ben(), vec![to_ben.open()]);
    let sent: Vec<_> = (0..4).map(|number| cell(number, &mut world.rng)).collect();
    let rows = sent.iter().map(|cell| to_ben.row_with(cell, [1; 32])).collect();
    let answer = world.sync(&asha(), Say { rows, ..Say::default() });
    let mut world = world.restart();
    assert_eq!(world.waiting(&ben()), sent);
    assert_eq!(world.relay.relay_seq(), answer.relay_seq);
    assert_eq!(world.look(|tables| tables.count_relay_parts(&to_ben.send_id)), 4);
    let row = to_ben.row_with(&sent[0], [1; 32]);
    assert_eq!(world.sync(&asha(), Say { rows: vec![row], ..Say::default() }).rows[0], RowStatus::Stored);
    assert_eq!(world.waiting(&ben()), sent);
}

#[test]
fn a_clock_that_goes_back_reorders_nothing_and_arrival_never_falls() {
    let mut world = World::new();
    let to_ben = Mailbox::new(10);
    world.set_up(&ben(), vec![to_ben.open()]);
    let clocks = [0_u32, 7_200, 3_600, 10_800].map(|s| new_year().saturating_add(Seconds::new(s)));
    for (number, clock) in (0..).zip([clocks[0], clocks[1], Timestamp::ZERO, clocks[2], clocks[3]]) {
        world.now = clock;
        let sent = cell(number, &mut world.rng);
        world.sync(&asha(), Say { rows: vec![to_ben.row_with(&sent, [1; 32])], ..Say::default() });
        if number == 1 {
            world = world.restart();
        }
    }
    let items = world.fetch(&ben(), 0).items;
    assert_eq!(items.iter().map(|item| item.cell.as_bytes()[0]).collect::<Vec<_>>(), [0, 1, 2, 3, 4]);
    let hours: Vec<_> = items.iter().map(|item| (item.arrival.get() - items[0].arrival.get()) / 60).collect();
    assert_eq!(hours, [0, 2, 2, 2, 3]);
}

#[test]
fn a_full_disk_is_answered_busy_stores_no_half_and_ends_when_there_is_room_again() {
    let mut world = World::with(Limits { database_mib: 1, ..Limits::default() });
    let to_ben = Mailbox::new(10);
    world.set_up(&ben(), vec![to_ben.open()]);
    world.set_up(&asha(), vec![]);
    let mut stored = Vec::new();
    let refused = loop {
        let cells: Vec<_> = (0..4).map(|number| cell(number, &mut world.rng)).collect();
        let rows = cells.iter().map(|cell| to_ben.row_with(cell, [1; 32])).collect();
        let before = world.relay.relay_seq();
        let answer = world.sync(&asha(), Say { rows, count: 1, ..Say::default() });
        if answer.outcome == Outcome::Busy {
            assert_eq!(answer.rows, [RowStatus::NoSuchRow; 8]);
            assert_eq!(answer.relay_seq, before, "a busy relay does not look like one that was put back");
            break cells;
        }
        assert_eq!(answer.rows[..4], [RowStatus::Stored; 4]);
        stored.extend(cells);
        assert!(stored.len() < 1_000, "the disk never filled");
    };
    assert!(stored.len() > 100);
    assert_eq!(world.waiting(&ben()), stored, "all of what was acknowledged, nothing of what was not");
    let mut world = world.restart();
    let answer = world.fetch(&ben(), 0);
    assert_eq!(answer.items.len(), 16, "reading goes on");
    let acknowledged: Vec<_> = answer.items.iter().map(|item| item.id).collect();
    assert_eq!(world.fetch_with(&ben(), 0, 0, acknowledged).outcome, Outcome::Done);
    let rows = refused.iter().map(|cell| to_ben.row_with(cell, [1; 32])).collect();
    let answer = world.sync(&asha(), Say { rows, ..Say::default() });
    assert_eq!((answer.outcome, answer.rows[0]), (Outcome::Done, RowStatus::Stored));
}

#[test]
fn a_request_that_the_storage_refuses_spoils_no_other_of_its_group() {
    let mut world = World::with(Limits { database_mib: 1, ..Limits::default() });
    let to_ben = Mailbox::new(10);
    world.set_up(&ben(), vec![to_ben.open()]);
    loop {
        let cells: Vec<_> = (0..4).map(|number| cell(number, &mut world.rng)).collect();
        let rows = cells.iter().map(|cell| to_ben.row_with(cell, [1; 32])).collect();
        if world.sync(&asha(), Say { rows, ..Say::default() }).outcome == Outcome::Busy {
            break;
        }
    }
    let before = world.waiting(&ben());
    let oldest = world.fetch(&ben(), 0).items[0].id;
    let mut rng = chance(3);
    let storing = |rng: &mut _| {
        let rows = (0..4).map(|number| to_ben.row_with(&cell(number, rng), [1; 32])).collect();
        sync_body(&asha(), &world.public, Say { rows, ..Say::default() }, rng)
    };
    let secret = world.relay.secret();
    let requests = [
        Request::decode_sync(&storing(&mut rng), &secret).unwrap(),
        Request::decode_fetch(&fetch_body(&ben(), 0, 0, vec![oldest])).unwrap(),
        Request::decode_sync(&storing(&mut rng), &secret).unwrap(),
    ];
    let answers = world.relay.handle_batch(world.moment(), &requests, &mut rng);
    assert_eq!(SyncAnswer::decode(&answers[0]).unwrap().outcome, Outcome::Busy);
    assert_eq!(answers[1][1], Outcome::Done.byte());
    let stored = SyncAnswer::decode(&answers[2]).unwrap().outcome == Outcome::Done;
    let after = world.waiting(&ben());
    let expected = before.len() - 1 + if stored { 4 } else { 0 };
    assert_eq!(after.len(), expected);
    assert_eq!(after[..before.len() - 1], before[1..]);
}

#[test]
fn no_stored_file_holds_a_capability_in_clear() {
    let mut world = World::new();
    let mut rng = chance(11);
    let people: Vec<_> = (0..6).map(|_| crate::people::Person::random(&mut rng)).collect();
    let boxes: Vec<_> = (0..6).map(|_| Mailbox::random(&mut rng)).collect();
    for (person, its) in people.iter().zip(&boxes) {
        world.set_up(person, vec![its.open()]);
    }
    for round in 0..40_u8 {
        let (from, to) = (usize::from(round) % 6, usize::from(round) * 5 % 6);
        let rows = vec![boxes[to].row(&cell(round, &mut rng), &mut rng)];
        world.sync(&people[from], Say { rows, count: u64::from(round), ..Say::default() });
        let ids = world.fetch(&people[to], 0).items.iter().take(1).map(|item| item.id).collect();
        world.fetch_with(&people[to], 0, 0, ids);
    }
    let secrets = people.iter().map(|person| person.capability).chain(boxes.iter().map(|its| its.capability));
    let secrets: Vec<[u8; 32]> = secrets.chain([*TimerSecret::make_random(&mut rng).expose()]).collect();
    let files: Vec<_> = std::fs::read_dir(world.folder.path())
        .unwrap()
        .map(|entry| std::fs::read(entry.unwrap().path()).unwrap())
        .collect();
    assert!(files.len() >= 2, "the journal is looked at too");
    let holds =
        |needle: &[u8]| files.iter().any(|file| file.windows(needle.len()).any(|window| window == needle));
    assert!(holds(boxes[0].send_id.as_bytes()), "the search finds what is there");
    for secret in &secrets {
        assert!(!holds(secret));
        assert!(!holds(&secret[..8]));
    }
}
