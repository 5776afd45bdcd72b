//! Rows into mailboxes, and cells out by tag.

use wayhome_protocol::group::CircleSize;
use wayhome_protocol::ids::{EventId, RouteId, TimerId};
use wayhome_protocol::keys::SendCapability;
use wayhome_protocol::notice::{Notice, NoticeKeys, NoticeKind};
use wayhome_protocol::register_request::RegisterEntry;
use wayhome_protocol::request::Outcome;
use wayhome_protocol::sync_request::{RowStatus, SyncAnswer, TimerStatus};
use wayhome_protocol::time::{Minute, Seconds};
use wayhome_protocol::timer::TimerCommand;
use wayhome_protocol::uploaded_plan::PlanPerson;
use wayhome_relay::Limits;
use wayhome_relay::storage::{RouteKind, RouteOwner, RouteRow, RouteState, RouteWish, StoredRoute};

use crate::people::{Mailbox, Person, Say, World, asha, ben, cell, chance, sync_body, tag};
use crate::timers;

/// Asha can send to Ben and Ben to Asha.
fn pair() -> (World, Mailbox, Mailbox) {
    let mut world = World::new();
    let (to_ben, to_asha) = (Mailbox::new(10), Mailbox::new(11));
    world.set_up(&ben(), vec![to_ben.open()]);
    world.set_up(&asha(), vec![to_asha.open()]);
    (world, to_ben, to_asha)
}

#[test]
fn a_cell_that_is_said_to_be_stored_can_be_fetched_with_its_age_and_minute() {
    let (mut world, to_ben, _) = pair();
    let sent = cell(1, &mut world.rng);
    let row = to_ben.row(&sent, &mut world.rng);
    let answer = world.sync(&asha(), Say { age: 77, made_before: 3, rows: vec![row], ..Say::default() });
    assert_eq!(answer.outcome, Outcome::Done);
    assert_eq!(answer.timer, TimerStatus::Noop);
    assert_eq!(answer.rows[0], RowStatus::Stored);
    assert_eq!(answer.rows[3], RowStatus::UnknownSendId);
    assert_eq!(answer.rows[4..], [RowStatus::NoSuchRow; 4]);
    let fetched = world.fetch(&ben(), 0);
    assert_eq!(fetched.items.len(), 1);
    assert_eq!(fetched.items[0].cell, sent);
    assert_eq!(fetched.items[0].send_id, to_ben.send_id);
    assert_eq!(fetched.items[0].age, Seconds::new(3 * 60 + 77));
    assert_eq!(fetched.items[0].arrival, fetched.now);
    assert_eq!(u64::from(fetched.now.get()), world.now.as_seconds() / 60);
}

#[test]
fn a_group_of_eight_rows_is_stored_like_one_of_four() {
    let (mut world, to_ben, _) = pair();
    let cells: Vec<_> = (0..8).map(|number| cell(number, &mut world.rng)).collect();
    let rows = cells.iter().map(|cell| to_ben.row_with(cell, [1; 32])).collect();
    let answer = world.sync(&asha(), Say { rows, size: CircleSize::Eight, ..Say::default() });
    assert_eq!(answer.rows, [RowStatus::Stored; 8]);
    assert_eq!(world.waiting(&ben()), cells);
}

#[test]
fn a_replayed_request_stores_nothing_twice_and_says_stored() {
    let (mut world, to_ben, _) = pair();
    let sent = cell(1, &mut world.rng);
    let row = to_ben.row(&sent, &mut world.rng);
    let body = sync_body(&asha(), &world.public, Say { rows: vec![row], ..Say::default() }, &mut world.rng);
    let first = world.sync_bytes(&body);
    let second = world.sync_bytes(&body);
    assert_eq!((first.rows, first.count), (second.rows, second.count));
    assert_eq!(first.relay_seq, second.relay_seq, "a replay changes nothing");
    assert_eq!(world.waiting(&ben()), [sent]);
    assert_eq!(world.look(|tables| tables.count_relay_parts(&to_ben.send_id)), 1);
}

/// Ben fetches what is there, and says that he has it.
fn acknowledge(world: &mut World) {
    let items = world.fetch(&ben(), 0).items;
    world.fetch_with(&ben(), 0, 0, items.iter().map(|item| item.id).collect());
    assert_eq!(world.waiting(&ben()), []);
}

/// How many alerts wait for Ben, who wants to hear of everything, since this was asked last.
fn alerts(world: &mut World) -> usize {
    let (row, now) = (RouteRow::from_bytes([1; 16]), world.look(|tables| tables.meta()).service);
    let route = StoredRoute {
        row,
        owner: RouteOwner::Reader { reader: ben().receive_id, route: RouteId::from_bytes([1; 16]) },
        kind: RouteKind::Mail,
        wish: RouteWish::All,
        state: RouteState::Confirmed,
        address: vec![1],
        language: vec![1],
        confirm_hash: [1; 32],
        stop_hash: [2; 32],
        answer: 0,
        refusals: 0,
        failing_since: None,
        down: false,
        last_sent: None,
        alerted: None,
        created: now,
    };
    world.look(|tables| {
        let waiting = tables.waiting_route_messages(&row)?.len();
        // With its messages: what was said of a cell once can be said again.
        tables.remove_route(&row)?;
        tables.put_route(&route)?;
        Ok(waiting)
    })
}

#[test]
fn what_its_reader_has_is_not_stored_again_that_day_and_brings_no_relay_part_but_its_command_is_obeyed() {
    let (mut world, to_ben, _) = pair();
    let touch = Some(timers::touch_key().public());
    let (timer, control) = (timers::TIMER, timers::control().public());
    world.set_up(&asha(), vec![RegisterEntry::Timer { timer, control, touch: [touch; 4] }]);
    let (sent, other) = (cell(1, &mut world.rng), cell(1, &mut world.rng));
    let row = |cell| to_ben.row_with(cell, [1; 32]);
    alerts(&mut world);
    world.sync(&asha(), Say { rows: vec![row(&sent)], ..Say::default() });
    assert_eq!(alerts(&mut world), 1);
    acknowledge(&mut world);
    assert_eq!(world.look(|tables| tables.remove_relay_parts(&to_ben.send_id)), 1);
    for counter in 1..4 {
        world.pass(Seconds::from_minutes(15));
        let touch = TimerCommand::touch(timer, counter, Seconds::from_hours(36), &timers::touch_key());
        let answer = world.sync(&asha(), Say { rows: vec![row(&sent)], timer: touch, ..Say::default() });
        assert_eq!((answer.rows[0], answer.timer), (RowStatus::Stored, TimerStatus::Accepted));
        assert_eq!(world.waiting(&ben()), []);
        assert_eq!(world.look(|tables| tables.count_relay_parts(&to_ben.send_id)), 0);
        assert_eq!(alerts(&mut world), 0);
    }
    // A sender whose store was put back uses a tag again for something else.
    world.sync(&asha(), Say { rows: vec![row(&other)], ..Say::default() });
    assert_eq!(world.waiting(&ben()), [other]);
    assert_eq!(alerts(&mut world), 1);
}

#[test]
fn what_its_reader_had_on_an_earlier_day_comes_again_once_a_day_and_wakes_nobody() {
    let (mut world, to_ben, _) = pair();
    let sent = cell(1, &mut world.rng);
    // Says how many cells wait for Ben now, how many relay parts there are, and how many alerts.
    let again = |world: &mut World| {
        let rows = vec![to_ben.row_with(&sent, [1; 32])];
        assert_eq!(world.sync(&asha(), Say { rows, ..Say::default() }).rows[0], RowStatus::Stored);
        let parts = world.look(|tables| tables.count_relay_parts(&to_ben.send_id));
        (world.waiting(&ben()).len(), parts, alerts(world))
    };
    alerts(&mut world);
    assert_eq!(again(&mut world), (1, 1, 1));
    acknowledge(&mut world);
    for _ in 0..3 {
        world.look(|tables| tables.remove_relay_parts(&to_ben.send_id));
        assert_eq!(again(&mut world), (0, 0, 0), "Ben had it today");
        world.pass(Seconds::from_days(1));
        // He may have lost it: his phone was put back to yesterday's copy.
        assert_eq!(again(&mut world), (1, 1, 0));
        assert_eq!(again(&mut world), (1, 1, 0), "it is there already");
        assert_eq!(world.fetch(&ben(), 0).items[0].cell, sent);
        acknowledge(&mut world);
    }
}

#[test]
fn what_is_stored_again_for_its_reader_is_no_late_part_and_what_is_new_is_one() {
    let mut world = timers::world();
    let ben = timers::ben();
    let (old, new) = (cell(1, &mut world.rng), cell(2, &mut world.rng));
    let send = |world: &mut World, cell, part| {
        let rows = vec![ben.mailbox.row_with(cell, [part; 32])];
        assert_eq!(world.sync(&asha(), Say { rows, ..Say::default() }).rows[0], RowStatus::Stored);
        world.fresh(&ben)
    };
    assert_eq!(send(&mut world, &old, 1), ["sent"]);
    let person = PlanPerson { places: timers::steps(&[1]), ..ben.told(&[1], &mut world) };
    world.arm(1, &timers::daily(vec![person]));
    world.pass(timers::hours(37));
    assert!(world.fresh(&ben).contains(&"1 parts".to_owned()));
    // As if they had been thinned since.
    assert_eq!(world.look(|tables| tables.remove_relay_parts(&ben.mailbox.send_id)), 1);
    assert_eq!(send(&mut world, &old, 1), ["sent"]);
    assert_eq!(world.look(|tables| tables.count_relay_parts(&ben.mailbox.send_id)), 1, "for the next step");
    assert_eq!(send(&mut world, &new, 2), ["sent", "1 parts"]);
}

#[test]
fn what_its_reader_has_is_forgotten_with_time_and_by_a_relay_that_may_have_been_put_back() {
    let (mut world, to_ben, _) = pair();
    let sent = cell(1, &mut world.rng);
    // Says how many cells wait for Ben, and how many alerts.
    let again = |world: &mut World| {
        let rows = vec![to_ben.row_with(&sent, [1; 32])];
        assert_eq!(world.sync(&asha(), Say { rows, ..Say::default() }).rows[0], RowStatus::Stored);
        (world.waiting(&ben()).len(), alerts(world))
    };
    let (nothing, silently, as_new) = ((0, 0), (1, 0), (1, 1));
    alerts(&mut world);
    assert_eq!(again(&mut world), as_new);
    acknowledge(&mut world);
    let mut world = world.restart();
    assert_eq!(again(&mut world), nothing, "it was never away");
    // Ben's receipt, given after the copy was made, may be lost with what came after it.
    let copy = world.backup();
    world.pass(Seconds::from_hours(1));
    let mut world = world.put_back(&copy);
    assert_eq!(again(&mut world), as_new);
    acknowledge(&mut world);
    world.pass(Seconds::from_days(1));
    let mut world = world.down(Seconds::from_hours(1));
    assert_eq!(again(&mut world), as_new, "that was yesterday");
    acknowledge(&mut world);
    world.pass(Seconds::from_days(2));
    let mut world = world.down(Seconds::from_hours(1));
    assert_eq!(again(&mut world), silently, "his receipt has long come, and his phone does not ring again");
    acknowledge(&mut world);
    world.pass(Seconds::from_days(59));
    assert_eq!(again(&mut world), silently);
    acknowledge(&mut world);
    world.pass(Seconds::from_days(62));
    world.tick();
    assert_eq!(again(&mut world), as_new);
}

#[test]
fn the_same_cell_twice_in_one_group_is_one_and_the_same_tag_with_other_bytes_is_two() {
    let (mut world, to_ben, _) = pair();
    let (one, other) = (cell(1, &mut world.rng), cell(1, &mut world.rng));
    let rows = [&one, &one, &other].map(|cell| to_ben.row_with(cell, [1; 32])).into();
    let answer = world.sync(&asha(), Say { rows, ..Say::default() });
    assert_eq!(answer.rows[..3], [RowStatus::Stored; 3]);
    assert_eq!(world.waiting(&ben()), [one, other]);
}

#[test]
fn a_full_mailbox_refuses_the_newest_and_keeps_the_oldest() {
    let mut world = World::with(Limits { mailbox_cells: 256, ..Limits::default() });
    let to_ben = Mailbox::new(10);
    world.set_up(&ben(), vec![to_ben.open()]);
    let cells: Vec<_> = (0..=255).map(|number| cell(number, &mut world.rng)).collect();
    for four in cells.chunks(4) {
        let rows = four.iter().map(|cell| to_ben.row_with(cell, [1; 32])).collect();
        let answer = world.sync(&asha(), Say { rows, ..Say::default() });
        assert_eq!(answer.rows[..4], [RowStatus::Stored; 4]);
    }
    let late = cell(9, &mut world.rng);
    let rows = vec![to_ben.row_with(&late, [2; 32]), to_ben.row_with(&cells[0], [1; 32])];
    let answer = world.sync(&asha(), Say { rows, ..Say::default() });
    assert_eq!(answer.rows[0], RowStatus::MailboxFull);
    assert_eq!(answer.rows[1], RowStatus::Stored, "a cell that is there already needs no room");
    assert_eq!(world.waiting(&ben()), cells);
    let oldest = world.fetch(&ben(), 0).items[0].id;
    world.fetch_with(&ben(), 0, 0, vec![oldest]);
    let rows = vec![to_ben.row_with(&late, [2; 32])];
    assert_eq!(world.sync(&asha(), Say { rows, ..Say::default() }).rows[0], RowStatus::Stored);
}

#[test]
fn a_wrong_send_capability_and_an_unknown_send_id_store_nothing() {
    let (mut world, to_ben, _) = pair();
    let mut rng = chance(1);
    let guessed = Mailbox { capability: [0; 32], ..to_ben.clone() };
    let elsewhere = Mailbox { send_id: Mailbox::new(99).send_id, ..to_ben.clone() };
    let rows = vec![
        guessed.row(&cell(1, &mut rng), &mut rng),
        elsewhere.row(&cell(2, &mut rng), &mut rng),
        to_ben.row(&cell(3, &mut rng), &mut rng),
    ];
    let answer = world.sync(&asha(), Say { rows, ..Say::default() });
    assert_eq!(answer.rows[..3], [RowStatus::WrongCapability, RowStatus::UnknownSendId, RowStatus::Stored]);
    assert_eq!(world.waiting(&ben()).len(), 1);
}

#[test]
fn the_relays_own_word_is_taken_from_nobody() {
    let (mut world, to_ben, _) = pair();
    let keys = NoticeKeys::derive(&SendCapability::from_bytes(to_ben.capability).hash());
    let (timer, minute) = (TimerId::from_bytes([40; 16]), Minute::containing(world.now));
    let notice = Notice { timer, minute, kind: NoticeKind::Ended };
    let forged = keys.seal(EventId::from_bytes([1; 16]), &notice, &mut world.rng).unwrap();
    assert!(keys.open(&forged).is_ok(), "Ben would take it for the relay's");
    let honest = cell(1, &mut world.rng);
    let rows = vec![to_ben.row_with(&forged, [1; 32]), to_ben.row_with(&honest, [2; 32])];
    let answer = world.sync(&asha(), Say { rows, ..Say::default() });
    assert_eq!(answer.rows[..2], [RowStatus::Dropped, RowStatus::Stored]);
    assert_eq!(world.waiting(&ben()), [honest]);
    assert_eq!(world.look(|tables| tables.count_relay_parts(&to_ben.send_id)), 1);
}

#[test]
fn rows_to_a_discard_id_are_dropped_unstored_and_answered_as_stored() {
    let (mut world, _, _) = pair();
    let cover = Mailbox::new(50);
    world.set_up(&asha(), vec![cover.discard()]);
    let row = cover.row(&cell(1, &mut world.rng), &mut world.rng);
    let answer = world.sync(&asha(), Say { rows: vec![row], ..Say::default() });
    assert_eq!(answer.rows[0], RowStatus::Stored);
    assert_eq!(world.waiting(&asha()), []);
    assert_eq!(world.look(|tables| tables.count_relay_parts(&cover.send_id)), 0);
}

/// The bytes of the relay's answers to the same requests, with a mailbox or a discard id at their end.
fn answers_of(to: fn(&Mailbox) -> RegisterEntry, reader: fn() -> Person) -> Vec<Vec<u8>> {
    let mut world = World::new();
    let (there, timer) = (Mailbox::new(50), timers::TIMER);
    world.set_up(&asha(), vec![]);
    world.set_up(&reader(), vec![to(&there)]);
    let touch = [Some(timers::touch_key().public()); 4];
    world.set_up(&asha(), vec![RegisterEntry::Timer { timer, control: timers::control().public(), touch }]);
    let mut rng = chance(7);
    let (public, keys) =
        (world.public, NoticeKeys::derive(&SendCapability::from_bytes(there.capability).hash()));
    let notice = Notice { timer, minute: Minute::containing(world.now), kind: NoticeKind::Ended };
    let forged = keys.seal(EventId::from_bytes([1; 16]), &notice, &mut rng).unwrap();
    let guessed = Mailbox { capability: [0; 32], ..there.clone() };
    let sent = cell(1, &mut rng);
    let day = Seconds::from_days(1);
    let touch = TimerCommand::touch(timer, 5, day, &timers::touch_key());
    let mut says = vec![
        Say { count: 1, rows: vec![there.row_with(&sent, [1; 32])], ..Say::default() },
        Say { count: 2, age: 60, rows: vec![there.row_with(&sent, [1; 32])], ..Say::default() },
        Say {
            count: 3,
            timer: touch,
            rows: vec![there.row_with(&cell(2, &mut rng), [2; 32])],
            ..Say::default()
        },
        Say { count: 4, rows: vec![there.row_with(&forged, [3; 32])], ..Say::default() },
        Say { count: 5, rows: vec![guessed.row(&sent, &mut rng)], ..Say::default() },
        Say { count: 6, acknowledged: vec![tag(1)], ..Say::default() },
    ];
    let eight = (0..8).map(|number| there.row_with(&cell(number, &mut rng), [4; 32])).collect();
    says.push(Say { count: 7, rows: eight, size: CircleSize::Eight, ..Say::default() });
    let mut answers = Vec::new();
    for say in says {
        let body = sync_body(&asha(), &public, say, &mut rng);
        // Once more, byte for byte: its answer may have been lost.
        for _ in 0..2 {
            let moment = world.moment();
            answers.push(world.relay.handle_sync(moment, &body, &mut rng).unwrap().to_vec());
        }
    }
    answers
}

#[test]
fn no_byte_of_an_answer_tells_a_discard_id_from_somebodys_mailbox() {
    let real = answers_of(Mailbox::open, ben);
    assert_eq!(answers_of(Mailbox::discard, asha), real);
    assert!(real.iter().all(|answer| answer.len() == real[0].len()));
    let rows = |answer: &[u8]| SyncAnswer::decode(answer).unwrap().rows;
    assert_eq!(rows(&real[0])[0], RowStatus::Stored);
    assert_eq!(rows(&real[6])[0], RowStatus::Dropped);
    assert_eq!(rows(&real[8])[0], RowStatus::WrongCapability);
    assert_eq!(rows(&real[12]), [RowStatus::Stored; 8]);
}

#[test]
fn rows_of_an_unknown_reader_are_stored_and_it_gets_random_cells_only() {
    let (mut world, to_ben, to_asha) = pair();
    let reply = cell(1, &mut world.rng);
    let row = to_asha.row(&reply, &mut world.rng);
    world.sync(&ben(), Say { rows: vec![row], ..Say::default() });
    for stranger in [asha().impostor(), Person::new(200)] {
        let sent = cell(2, &mut world.rng);
        let row = to_ben.row(&sent, &mut world.rng);
        let say = Say { rows: vec![row], wanted: vec![tag(1)], count: 41, ..Say::default() };
        let answer = world.sync(&stranger, say);
        assert_eq!(answer.outcome, Outcome::Unknown);
        assert_eq!(answer.rows[0], RowStatus::Stored);
        assert_eq!(answer.count, 41, "a stranger learns no count");
        assert!(!answer.cells.contains(&reply));
        assert!(world.waiting(&ben()).contains(&sent));
    }
    assert_eq!(world.sync(&asha(), Say { count: 3, ..Say::default() }).count, 3);
}

#[test]
fn wanted_tags_bring_their_cells_oldest_first_and_at_most_four() {
    let (mut world, _, to_asha) = pair();
    let cells: Vec<_> = [5, 1, 2, 3, 4, 6].iter().map(|number| cell(*number, &mut world.rng)).collect();
    for cell in &cells {
        let rows = vec![to_asha.row_with(cell, [1; 32])];
        world.sync(&ben(), Say { rows, ..Say::default() });
    }
    let wanted = [1, 2, 3, 4, 5].map(tag).to_vec();
    let answer = world.sync(&asha(), Say { wanted, ..Say::default() });
    assert_eq!(answer.cells, cells[..4]);
    let answer = world.sync(&asha(), Say { wanted: vec![tag(6)], ..Say::default() });
    assert_eq!(answer.cells[0], cells[5]);
    assert!(cells.iter().all(|cell| !answer.cells[1..].contains(cell)));
}

#[test]
fn a_reader_gets_no_cell_of_another_by_its_tag() {
    let (mut world, to_ben, _) = pair();
    let sent = cell(1, &mut world.rng);
    let row = to_ben.row(&sent, &mut world.rng);
    world.sync(&asha(), Say { rows: vec![row], ..Say::default() });
    let answer = world.sync(&asha(), Say { wanted: vec![tag(1)], ..Say::default() });
    assert!(!answer.cells.contains(&sent));
    world.sync(&asha(), Say { acknowledged: vec![tag(1)], ..Say::default() });
    assert_eq!(world.waiting(&ben()), [sent]);
}

#[test]
fn an_acknowledged_tag_deletes_what_was_handed_out_and_not_what_came_since() {
    let (mut world, _, to_asha) = pair();
    let (first, second) = (cell(1, &mut world.rng), cell(1, &mut world.rng));
    world.sync(&ben(), Say { rows: vec![to_asha.row_with(&first, [1; 32])], ..Say::default() });
    assert_eq!(world.sync(&asha(), Say { wanted: vec![tag(1)], ..Say::default() }).cells[0], first);
    world.sync(&ben(), Say { rows: vec![to_asha.row_with(&second, [1; 32])], ..Say::default() });
    for _ in 0..2 {
        world.sync(&asha(), Say { acknowledged: vec![tag(1)], ..Say::default() });
        assert_eq!(world.waiting(&asha()), std::slice::from_ref(&second));
    }
}

#[test]
fn the_highest_count_of_a_reader_is_answered_and_never_falls() {
    let (mut world, _, _) = pair();
    assert_eq!(world.sync(&asha(), Say { count: 7, ..Say::default() }).count, 7);
    assert_eq!(world.sync(&asha(), Say { count: 5, ..Say::default() }).count, 7);
    assert_eq!(world.sync(&ben(), Say { count: 2, ..Say::default() }).count, 2);
    let mut world = world.restart();
    assert_eq!(world.sync(&asha(), Say { count: 6, ..Say::default() }).count, 7);
    assert_eq!(world.sync(&asha(), Say { count: u64::MAX, ..Say::default() }).count, u64::MAX);
}

#[test]
fn a_group_for_another_relay_changes_nothing_and_is_said_so() {
    let (mut world, to_ben, _) = pair();
    let elsewhere = wayhome_protocol::keys::RelaySecret::from_bytes([6; 32]).public();
    let row = to_ben.row(&cell(1, &mut world.rng), &mut world.rng);
    let body = sync_body(&asha(), &elsewhere, Say { rows: vec![row], ..Say::default() }, &mut world.rng);
    let before = world.relay.relay_seq();
    let answer = world.sync_bytes(&body);
    assert_eq!(answer.outcome, Outcome::GroupNotOpened);
    assert_eq!(answer.rows, [RowStatus::NoSuchRow; 8]);
    assert_eq!(answer.relay_seq, before);
    assert_eq!(world.waiting(&ben()), []);
}

#[test]
fn a_closed_mailbox_takes_no_more_and_gives_no_more() {
    let (mut world, to_ben, _) = pair();
    let row = to_ben.row(&cell(1, &mut world.rng), &mut world.rng);
    world.sync(&asha(), Say { rows: vec![row], ..Say::default() });
    world.set_up(&ben(), vec![RegisterEntry::Close { id: to_ben.send_id }]);
    assert_eq!(world.waiting(&ben()), []);
    let row = to_ben.row(&cell(2, &mut world.rng), &mut world.rng);
    let answer = world.sync(&asha(), Say { rows: vec![row], ..Say::default() });
    assert_eq!(answer.rows[0], RowStatus::UnknownSendId);
}

#[test]
fn relay_parts_are_kept_with_their_tags_and_thinned_at_256() {
    let (mut world, to_ben, _) = pair();
    for number in 0..65_u8 {
        let rows = (0..4_u8)
            .map(|place| to_ben.row_with(&cell(number, &mut world.rng), [number.wrapping_mul(4) ^ place; 32]))
            .collect();
        world.sync(&asha(), Say { rows, ..Say::default() });
    }
    let parts = world.look(|tables| tables.relay_parts(&to_ben.send_id));
    // 256 were full; the older 128 were halved; four came after.
    assert_eq!(parts.len(), 256 - 64 + 4);
    assert_eq!(parts.last().unwrap().tag, tag(64));
    assert_eq!(parts[0].part, [1; 32], "every second of the older half is gone, the oldest first");
}
