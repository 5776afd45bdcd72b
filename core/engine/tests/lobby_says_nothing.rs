//! What the lobby keeps can be read by whoever has the phone: it must not say which vaults there are, nor what is theirs.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "helpers of tests are tests too")]

mod common;

use common::{Phone, Records, new_vault, obeyed, registered, relay_secret, sound};
use wayhome_engine::{
    CheckInDraft, CircleRoom, Cover, DeliveryState, Engine, EventKind, LobbySetup, PlanDraft, RecordKey,
    Region, Run, SosDraft, TransportFailure,
};
use wayhome_protocol::group::{Group, Ring};
use wayhome_protocol::message::CheckInState;
use wayhome_protocol::plan_request::{PlanAnswer, PlanOutcome};
use wayhome_protocol::plan_steps::Step;
use wayhome_protocol::register_request::RegisterEntry;
use wayhome_protocol::relay_address::RelayAddress;
use wayhome_protocol::sync_request::{SyncAnswer, SyncRequest, TimerStatus};
use wayhome_protocol::time::Seconds;
use wayhome_protocol::timer::TimerCommand;
use wayhome_protocol::timer_word::{TimerState, TimerWord};

/// The kind of a group's record in the lobby.
const GROUP: u8 = 2;

/// A phone whose worker has two contacts.
fn worker() -> Phone {
    let mut asha = Phone::new(1, "Asha");
    asha.pair(&mut [Phone::new(2, "Ben"), Phone::new(3, "Chandra")]);
    asha.run_all();
    asha
}

/// Makes another vault over the same lobby. The first one stays open.
fn another_vault(phone: &mut Phone, region: u8) -> Records {
    let first = std::mem::take(&mut phone.vault);
    let new = new_vault(region, "Asha");
    phone.locked_step(|e, now, rng| e.create_vault(now, &new, rng)).unwrap();
    std::mem::replace(&mut phone.vault, first)
}

/// A phone whose app was set up, and no vault made.
fn without_a_vault(seed: u64) -> Phone {
    let mut phone = Phone::new(seed, "nobody");
    phone.vault.clear();
    phone.lobby.clear();
    let relay = RelayAddress::new("http://127.0.0.1:1/", relay_secret().public()).unwrap();
    let engine = Engine::create(
        &LobbySetup { relay, now: phone.now, cover: Cover::default(), room: CircleRoom::Four },
        &mut phone.rng,
    );
    for change in engine.unwrap().take_changes().unwrap() {
        phone.lobby.insert(change.key, change.value.unwrap().to_vec());
    }
    phone
}

/// A run with all vaults closed.
fn run_locked(phone: &mut Phone, mut reply: impl FnMut(&Group) -> SyncAnswer) {
    let mut run = Run::now();
    while let Some(sent) = phone.locked_step(|e, now, rng| e.next_request(now, &mut run, rng)).unwrap() {
        let bytes = match sent.path {
            "/v1/sync" => {
                let request = SyncRequest::decode(&sent.body).unwrap();
                Ok(reply(&request.group.open(&relay_secret()).unwrap()).encode(&mut phone.rng).unwrap())
            }
            "/v1/register" => Ok(registered()),
            "/v1/plan" => Ok(PlanAnswer { outcome: PlanOutcome::Stored, relay_seq: 5 }.encode()),
            _ => Err(TransportFailure::Garbled),
        };
        let answer = bytes.as_deref().map_err(|failure| *failure);
        let (ticket, run) = (sent.ticket, &mut run);
        phone.locked_step(|e, now, rng| e.handle_answer(now, run, &ticket, answer, true, rng)).unwrap();
    }
}

fn armed() -> Phone {
    let mut asha = worker();
    asha.step(|e, _, _| e.postpone_drill()).unwrap();
    asha.step(|e, now, rng| e.arm(now, &PlanDraft::daily(), rng)).unwrap();
    asha.run_obeyed();
    asha.run_obeyed();
    asha.events();
    asha
}

/// A value in a record.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Field {
    Bytes(Vec<u8>),
    /// Anything else, as text.
    Plain(String),
}

/// Every value of a record (a version byte and CBOR), each with the path that leads to it.
fn walk(record: &[u8]) -> Vec<(String, Field)> {
    let mut out = Vec::new();
    let mut decoder = minicbor::Decoder::new(&record[1..]);
    walk_on(&mut decoder, String::new(), &mut out);
    assert_eq!(decoder.position(), record.len() - 1, "the whole record is walked");
    out
}

fn walk_on(decoder: &mut minicbor::Decoder<'_>, path: String, out: &mut Vec<(String, Field)>) {
    use minicbor::data::Type;
    match decoder.datatype().unwrap() {
        Type::Map => {
            for _ in 0..decoder.map().unwrap().unwrap() {
                let key = decoder.u64().unwrap();
                walk_on(decoder, format!("{path}.{key}"), out);
            }
        }
        Type::Array => {
            let length = decoder.array().unwrap().unwrap();
            out.push((format!("{path}#"), Field::Plain(length.to_string())));
            (0..length).for_each(|at| walk_on(decoder, format!("{path}[{at}]"), out));
        }
        Type::Bytes => out.push((path, Field::Bytes(decoder.bytes().unwrap().to_vec()))),
        Type::String => out.push((path, Field::Plain(decoder.str().unwrap().to_owned()))),
        Type::Bool => out.push((path, Field::Plain(decoder.bool().unwrap().to_string()))),
        Type::Null => {
            decoder.null().unwrap();
            out.push((path, Field::Plain("null".to_owned())));
        }
        _ => out.push((path, Field::Plain(decoder.int().unwrap().to_string()))),
    }
}

/// The path without the numbers in lists, so that all entries of one are alike.
fn general(path: &str) -> String {
    let mut depth = 0;
    path.chars()
        .filter(|c| {
            depth += i32::from(*c == '[');
            let keep = depth == 0 || *c == '[';
            depth -= i32::from(*c == ']');
            keep
        })
        .collect()
}

/// The lobby's records that are CBOR: head, groups, registrations, uploads. The others are sealed bytes of one length.
fn is_map(key: &RecordKey) -> bool {
    matches!(key.kind, 1 | 2 | 3 | 8)
}

/// What may differ between two lobbies: ages, times and counts that go on with every sync. And, drawn at set-up,
/// whether a seat is sent places.
const MAY_DIFFER: [&str; 12] =
    ["1.5", "1.6", "1.8[.3", "1.9[.3", "1.16", "1.17", "1.22", "1.26", "1.31", "1.36", "2.1", "2.8"];

#[test]
fn the_lobby_of_a_used_store_differs_from_an_unused_one_in_ages_and_noise_only() {
    let mut unused = without_a_vault(77);
    let mut used = armed();
    for tick in 0..110 {
        for phone in [&mut unused, &mut used] {
            phone.wait(Seconds::from_hours(3));
            run_locked(phone, obeyed);
        }
        match tick {
            // All that is pressing happened some time before anybody looks.
            0..60 if tick % 5 == 0 => drop(used.check_in()),
            20 | 40 => {
                used.step(|e, now, rng| e.raise_sos(now, &SosDraft::default(), rng)).unwrap();
            }
            30 => used.step(|e, now, rng| e.end_plan(now, rng)).unwrap(),
            35 => used.step(|e, now, rng| e.arm(now, &PlanDraft::daily(), rng)).unwrap(),
            45 => {
                let ben = used.engine().contacts().unwrap()[0].id;
                used.step(|e, now, rng| e.remove_contact(now, ben, rng)).unwrap();
            }
            60 => used.pair(&mut [Phone::new(5, "Dora")]),
            70 => drop(used.run_obeyed()),
            _ => {}
        }
    }
    let keys = |phone: &Phone| phone.lobby.keys().copied().collect::<Vec<RecordKey>>();
    assert_eq!(keys(&unused), keys(&used));
    let shape = |key: &RecordKey, record: &[u8]| -> Vec<(String, String)> {
        if !is_map(key) {
            return vec![(format!("{}", key.kind), format!("{} bytes", record.len()))];
        }
        let fields = walk(record).into_iter().map(|(path, field)| match field {
            Field::Bytes(bytes) => (format!("{}{path}", key.kind), format!("{} bytes", bytes.len())),
            Field::Plain(text) => (format!("{}{path}", key.kind), text),
        });
        let may = |path: &str| MAY_DIFFER.contains(&general(path).as_str());
        fields.map(|(path, text)| if may(&path) { (path, String::new()) } else { (path, text) }).collect()
    };
    for (key, record) in &unused.lobby {
        assert_eq!(shape(key, record), shape(key, &used.lobby[key]), "kind {}", key.kind);
    }
}

/// What an open vault has in common with the lobby, by path. All of it is the vault's own: where its contacts are
/// reached, the mailboxes that it opened for them, the groups and plans that it sealed, and timers.
const IN_COMMON: [(&str, &str); 9] = [
    // Groups not known to be done, and those of messages, by their tickets.
    ("1.28[[", "2.2"),
    ("3.8[.0.0[", "2.2"),
    // The receipts that a message still waits for.
    ("3.7[.2", "2.5["),
    // A contact's mailbox and capability stand in their seat, and ours in the list of registrations.
    ("2.3.0", "1.9[.0.0"),
    ("2.3.1", "1.9[.0.1"),
    ("2.11", "3.3[["),
    // The last upload.
    ("12.25", "8.3"),
    // Its own timer and the spare ones are among the four that are registered.
    ("1.5", "3.2[["),
    ("27.0[.0.0", "3.2[["),
];

#[test]
fn no_lobby_field_equals_any_field_of_a_vault_but_those_listed() {
    let mut asha = armed();
    for _ in 0..5 {
        asha.wait(Seconds::from_hours(5));
        asha.check_in();
        asha.run_obeyed();
    }
    asha.check_in();
    let fields = |records: &Records, maps: fn(&RecordKey) -> bool| -> Vec<(String, Vec<u8>)> {
        let records = records.iter().filter(|(key, _)| maps(key));
        let walked = records.flat_map(|(key, record)| {
            walk(record).into_iter().filter_map(|(path, field)| match field {
                Field::Bytes(bytes) if bytes.len() >= 8 => {
                    Some((general(&format!("{}{path}", key.kind)), bytes))
                }
                _ => None,
            })
        });
        walked.collect()
    };
    let lobby = fields(&asha.lobby, is_map);
    let mut common = std::collections::BTreeSet::new();
    for (vault_path, bytes) in fields(&asha.vault, |_| true) {
        // One that is part of another counts too: registrations are kept as they are sent.
        let there = lobby.iter().filter(|(_, kept)| kept.windows(bytes.len()).any(|part| part == bytes));
        common.extend(there.map(|(lobby_path, _)| (vault_path.clone(), lobby_path.clone())));
    }
    let listed = IN_COMMON.map(|(vault, lobby)| (vault.to_owned(), lobby.to_owned()));
    assert_eq!(common, listed.into());
}

/// Bytes of a record that one cell of its own holds.
const CELL: usize = 3_941;

#[test]
fn the_lobby_fits_into_a_region_of_800_cells_with_room_to_spare() {
    let mut asha = Phone::new(1, "Asha");
    let names = ["Ben", "Chandra", "Dora", "Emil", "Fatma", "Goran", "Hana", "Ines"];
    for (seed, name) in (2..).zip(names) {
        asha.pair(&mut [Phone::new(seed, name)]);
    }
    let draft = SosDraft::default();
    for _ in 0..16 {
        asha.locked_step(|e, now, rng| e.locked_sos(now, &draft, rng)).unwrap();
    }
    let cells = |record: &Vec<u8>| record.len().div_ceil(CELL);
    let group = asha.lobby.iter().filter(|(key, _)| key.kind == GROUP).map(|(_, record)| cells(record)).max();
    assert_eq!(group, Some(3), "with eight rows");
    let own = |(key, record): (&RecordKey, &Vec<u8>)| match key.kind {
        GROUP => 3,
        _ => cells(record),
    };
    let sum: usize = asha.lobby.iter().map(own).sum();
    // Seat notes will take two, and the drop boxes' four go then.
    assert!(sum <= 800 - 64, "{sum} cells");
    let head = asha.lobby.iter().find(|(key, _)| key.kind == 1).unwrap().1.len();
    // The head's lists at their fullest: acknowledgements, and places given an SOS.
    assert!(head + 24 * 17 + 24 * 4 <= CELL, "{head} bytes");
}

#[test]
fn a_locked_message_has_a_genuine_row_for_every_seat() {
    let mut asha = worker();
    let draft = SosDraft::default();
    let mut rows = Vec::new();
    for _ in 0..2 {
        asha.locked_step(|e, now, rng| e.locked_sos(now, &draft, rng)).unwrap();
        run_locked(&mut asha, |group| {
            if group.rows.iter().any(|row| row.ring == Ring::Urgent) {
                rows.push(group.rows.iter().map(|row| (row.send_id, row.ring)).collect::<Vec<_>>());
            }
            sound(group.count)
        });
    }
    assert_eq!(rows[0], rows[1], "the same seats, in the same order");
    assert!(rows[0].iter().all(|(_, ring)| *ring == Ring::Urgent));
    let ids: std::collections::BTreeSet<_> = rows[0].iter().map(|(id, _)| *id.as_bytes()).collect();
    assert_eq!(ids.len(), 4);
    let queue = asha.engine().queue().unwrap();
    let locked: Vec<_> = queue.iter().filter(|item| item.locked).collect();
    assert!(locked.iter().all(|item| item.deliveries.len() == 2 && item.state == DeliveryState::AtRelay));
}

#[test]
fn who_takes_a_seat_takes_its_place_in_the_list_and_what_was_there_is_closed() {
    let mut asha = Phone::new(1, "Asha");
    asha.run_all();
    let mailboxes = |phone: &Phone| -> Vec<Vec<u8>> {
        let record = phone.lobby.iter().find(|(key, _)| key.kind == 3).unwrap().1;
        let list = walk(record).into_iter().filter(|(path, _)| path.starts_with(".3["));
        list.filter_map(|(_, field)| if let Field::Bytes(bytes) = field { Some(bytes) } else { None })
            .collect()
    };
    let before = mailboxes(&asha);
    assert_eq!(before.len(), 8);
    asha.pair(&mut [Phone::new(2, "Ben")]);
    let after = mailboxes(&asha);
    let changed: Vec<usize> = (0..8).filter(|at| before[*at] != after[*at]).collect();
    assert_eq!((after.len(), changed.len()), (8, 1));
    asha.registered.clear();
    asha.run_all();
    let closed = &before[changed[0]][1..17];
    let closes =
        |entry: &RegisterEntry| matches!(entry, RegisterEntry::Close { id } if id.as_bytes() == closed);
    assert!(asha.registered.iter().any(closes), "the placeholder");
    let timers = asha.lobby.iter().find(|(key, _)| key.kind == 3).unwrap().1;
    let timers = walk(timers).into_iter().filter(|(path, _)| path == ".2#");
    assert_eq!(timers.collect::<Vec<_>>(), [(".2#".to_owned(), Field::Plain("4".to_owned()))]);
}

#[test]
fn a_timer_word_is_read_by_the_vault_that_gave_the_order_and_by_nobody_else() {
    let mut asha = armed();
    let other = another_vault(&mut asha, 0);
    asha.check_in();
    let told = TimerWord::new(TimerState::Told, Step::new(2));
    let mut words = 0;
    run_locked(&mut asha, |group| match group.timer.is_noop() {
        true => sound(group.count),
        false => {
            words += 1;
            SyncAnswer { timer: TimerStatus::Accepted, word: told, ..sound(group.count) }
        }
    });
    assert!(words > 0);
    let groups = asha.lobby.iter().filter(|(key, _)| key.kind == GROUP);
    let says = |field: &Field| matches!(field, Field::Bytes(bytes) if bytes.windows(5).any(|window| window == told.encode()));
    assert!(
        !groups.flat_map(|(_, record)| walk(record)).any(|(_, field)| says(&field)),
        "in no field of a place stands what the relay said"
    );
    // Another vault opens first, and learns nothing.
    let first = std::mem::replace(&mut asha.vault, other);
    assert!(!asha.events().iter().any(|event| matches!(event, EventKind::OwnStepTold { .. })));
    asha.step(|e, now, rng| e.tick(now, rng)).unwrap();
    asha.vault = first;
    assert!(asha.events_now().contains(&EventKind::OwnStepTold { step: 2 }));
}

#[test]
fn a_touch_that_was_answered_while_the_vault_was_closed_and_offered_again_is_still_known_as_obeyed() {
    let mut asha = armed();
    asha.check_in();
    let mut first = true;
    for _ in 0..4 {
        run_locked(&mut asha, |group| {
            let answer = obeyed(group);
            let again = !group.timer.is_noop() && !std::mem::take(&mut first);
            if again { SyncAnswer { timer: TimerStatus::OldCounter, ..answer } } else { answer }
        });
        asha.wait(Seconds::from_minutes(40));
    }
    let touches = |groups: &[Group]| groups.iter().filter(|group| !group.timer.is_noop()).count();
    let counter = |groups: &[Group]| groups.iter().map(|group| group.timer.counter).max().unwrap();
    asha.check_in();
    let next = asha.run_obeyed();
    assert_eq!(touches(&next), 1);
    assert!(counter(&next) < 100, "a repeated touch is old by right: nothing jumps for it");
}

#[test]
fn after_a_put_back_each_vault_jumps_once() {
    let mut asha = worker();
    let other = another_vault(&mut asha, 0);
    let counter = |phone: &mut Phone| {
        let id = phone.check_in();
        phone.engine().queue().unwrap().into_iter().find(|item| item.id == id).unwrap().counter
    };
    let before = counter(&mut asha);
    let mut first = true;
    run_locked(&mut asha, |group| {
        let lost = if std::mem::take(&mut first) { 100 } else { 0 };
        sound(group.count + lost)
    });
    let after = counter(&mut asha);
    assert!(after > before + 100, "{before} and then {after}");
    assert_eq!(counter(&mut asha), after + 1, "once");
    asha.run_all();
    asha.vault = other;
    let others = counter(&mut asha);
    assert!(others > 100, "the other vault jumps when it is opened: {others}");
    assert_eq!(counter(&mut asha), others + 1, "once");
    // One that is made later has nothing to follow.
    asha.vault = another_vault(&mut asha, 1);
    assert_eq!(counter(&mut asha), 1);
}

/// The rings and positions whose places were written by the last step.
fn places_written(phone: &Phone) -> Vec<u64> {
    let groups = phone.last.iter().filter(|(region, key, _)| *region == Region::Lobby && key.kind == GROUP);
    groups.map(|(_, key, _)| u64::from_be_bytes(key.id[8..].try_into().unwrap())).collect()
}

#[test]
fn a_group_of_any_vault_may_stand_in_any_ring() {
    let mut rings = [[0_u32; 5]; 3];
    for seed in 0..16 {
        let mut asha = Phone::new(200 + seed, "Asha");
        asha.pair(&mut [Phone::new(2, "Ben")]);
        asha.run_all();
        let mut other = another_vault(&mut asha, 0);
        std::mem::swap(&mut asha.vault, &mut other);
        asha.pair(&mut [Phone::new(3, "Chandra")]);
        asha.run_all();
        std::mem::swap(&mut asha.vault, &mut other);
        for turn in 0..12 {
            let whose = turn % 3;
            if whose == 1 {
                std::mem::swap(&mut asha.vault, &mut other);
                asha.step(|e, now, rng| e.raise_sos(now, &SosDraft::default(), rng)).unwrap();
                std::mem::swap(&mut asha.vault, &mut other);
            } else if whose == 2 {
                let sos = SosDraft::default();
                asha.locked_step(|e, now, rng| e.locked_sos(now, &sos, rng)).unwrap();
            } else {
                asha.check_in();
            }
            asha.wait(Seconds::from_minutes(1));
            for place in places_written(&asha) {
                rings[whose][usize::try_from(place / 16).unwrap()] += 1;
            }
        }
    }
    assert!(rings.iter().flatten().all(|groups| *groups > 0), "{rings:?}");
}

#[test]
fn groups_go_to_the_ring_that_was_refreshed_longest_ago() {
    let mut asha = worker();
    let mut last = Vec::new();
    for _ in 0..40 {
        asha.wait(Seconds::from_minutes(10));
        asha.check_in();
        last.extend(places_written(&asha).into_iter().map(|place| place / 16));
        run_locked(&mut asha, |group| sound(group.count));
    }
    let rounds = last[last.len() - 20..].chunks(5).map(|round| {
        let mut round = round.to_vec();
        round.sort_unstable();
        round
    });
    assert!(rounds.into_iter().all(|round| round == [0, 1, 2, 3, 4]), "{last:?}");
}

#[test]
fn a_captor_who_fills_one_vaults_quota_leaves_room_for_sos_of_another_and_of_the_locked_screen() {
    let mut asha = worker();
    let mut other = another_vault(&mut asha, 0);
    // The captor has this vault, with a contact, and no network.
    std::mem::swap(&mut asha.vault, &mut other);
    asha.pair(&mut [Phone::new(9, "Eve")]);
    for _ in 0..100 {
        asha.check_in();
        asha.step(|e, now, rng| e.raise_sos(now, &SosDraft::default(), rng)).unwrap();
    }
    assert_eq!(asha.engine().health().unsent, 16);
    std::mem::swap(&mut asha.vault, &mut other);
    let sos = asha.step(|e, now, rng| e.raise_sos(now, &SosDraft::default(), rng)).unwrap();
    let draft = SosDraft::default();
    let locked = asha.locked_step(|e, now, rng| e.locked_sos(now, &draft, rng)).unwrap();
    for _ in 0..14 {
        asha.step(|e, now, rng| e.raise_sos(now, &SosDraft::default(), rng)).unwrap();
        asha.locked_step(|e, now, rng| e.locked_sos(now, &draft, rng)).unwrap();
    }
    let mut sent = 0;
    run_locked(&mut asha, |group| {
        sent += 1;
        sound(group.count)
    });
    assert!(sent >= 46, "{sent}");
    let queue = asha.engine().queue().unwrap();
    for id in [sos, locked] {
        assert_eq!(queue.iter().find(|item| item.id == id).unwrap().state, DeliveryState::AtRelay);
    }
}

#[test]
fn what_waits_for_one_vaults_contact_is_never_pushed_out_by_another_vault() {
    let mut asha = worker();
    let mut other = another_vault(&mut asha, 0);
    let id = asha.check_in();
    let waiting = |group: &Group| SyncAnswer {
        rows: [wayhome_protocol::sync_request::RowStatus::UnknownSendId; 8],
        ..sound(group.count)
    };
    run_locked(&mut asha, waiting);
    std::mem::swap(&mut asha.vault, &mut other);
    asha.pair(&mut [Phone::new(9, "Eve")]);
    for _ in 0..60 {
        asha.wait(Seconds::from_minutes(20));
        asha.check_in();
        run_locked(&mut asha, waiting);
    }
    std::mem::swap(&mut asha.vault, &mut other);
    let mut touched = false;
    asha.wait(Seconds::from_minutes(20));
    run_locked(&mut asha, |group| {
        touched |= !group.timer.is_noop();
        sound(group.count)
    });
    assert!(touched, "it still had its place");
    let queue = asha.engine().queue().unwrap();
    let item = queue.iter().find(|item| item.id == id).unwrap();
    assert_eq!(item.state, DeliveryState::AtRelay);
}

#[test]
fn cover_takes_old_places_only_and_what_a_closed_vault_sealed_keeps_its_place_for_a_week() {
    let mut asha = worker();
    asha.check_in();
    let place = places_written(&asha)[0];
    run_locked(&mut asha, obeyed);
    let record = |phone: &Phone| {
        let key = phone
            .lobby
            .keys()
            .find(|key| key.kind == GROUP && u64::from_be_bytes(key.id[8..].try_into().unwrap()) == place);
        walk(&phone.lobby[key.unwrap()]).into_iter().find(|(path, _)| path == ".2").unwrap()
    };
    let ticket = record(&asha);
    let week = 7 * 24 * 3;
    for tick in 0..week * 2 {
        if tick < week - 3 {
            assert_eq!(record(&asha), ticket, "after {tick} ticks");
        }
        asha.wait(Seconds::from_minutes(20));
        let mut run = Run::now();
        while let Some(sent) = asha.locked_step(|e, now, rng| e.next_request(now, &mut run, rng)).unwrap() {
            let request = SyncRequest::decode(&sent.body).unwrap();
            let group = request.group.open(&relay_secret()).unwrap();
            let bytes = sound(group.count).encode(&mut asha.rng).unwrap();
            let (ticket, run) = (sent.ticket, &mut run);
            asha.locked_step(|e, now, rng| e.handle_answer(now, run, &ticket, Ok(&bytes), true, rng))
                .unwrap();
        }
    }
    assert_ne!(record(&asha), ticket, "later it is taken");
    let used = asha.lobby.iter().filter(|(key, _)| key.kind == GROUP).filter(|(_, record)| {
        walk(record).iter().any(|(path, field)| path == ".1" && *field != Field::Plain("0".to_owned()))
    });
    assert_eq!(used.count(), 80, "every place has a life");
}

#[test]
fn a_plan_goes_into_a_drawn_place_and_once_sent_its_place_looks_as_if_never_used() {
    let uploads = |phone: &Phone| -> Vec<(RecordKey, Vec<u8>)> {
        phone
            .lobby
            .iter()
            .filter(|(key, _)| key.kind == 8)
            .map(|(key, record)| (*key, record.clone()))
            .collect()
    };
    // All but the sealed bytes and the ticket.
    let flags = |record: &[u8]| -> Vec<(String, Field)> {
        walk(record).into_iter().filter(|(_, field)| matches!(field, Field::Plain(_))).collect()
    };
    let mut places = std::collections::BTreeSet::new();
    for seed in 0..12 {
        let mut asha = Phone::new(100 + seed, "Asha");
        asha.pair(&mut [Phone::new(2, "Ben")]);
        let unused = uploads(&asha);
        asha.step(|e, _, _| e.postpone_drill()).unwrap();
        asha.step(|e, now, rng| e.arm(now, &PlanDraft::daily(), rng)).unwrap();
        let waiting = uploads(&asha);
        let at = (0..4).filter(|at| waiting[*at] != unused[*at]).collect::<Vec<_>>();
        assert_eq!(at.len(), 1);
        places.insert(at[0]);
        asha.run_obeyed();
        asha.run_obeyed();
        assert_eq!(asha.uploads.len(), 1);
        let sent = uploads(&asha);
        assert!(sent.iter().zip(&unused).all(|(now, then)| flags(&now.1) == flags(&then.1)));
    }
    assert!(places.len() > 2, "{places:?}");
}

/// The touch of a check-in from the locked screen, if it has one.
fn locked_touch(phone: &mut Phone) -> Option<TimerCommand> {
    let draft = CheckInDraft::new(CheckInState::Ok);
    phone.locked_step(|e, now, rng| e.locked_check_in(now, &draft, rng)).unwrap();
    let mut touch = None;
    run_locked(phone, |group| {
        touch = touch.take().or((!group.timer.is_noop()).then(|| group.timer.clone()));
        obeyed(group)
    });
    touch
}

#[test]
fn the_locked_screen_touches_an_id_that_stands_in_no_vault_and_that_the_relay_learns_from_plans_only() {
    let mut asha = armed();
    let touch = locked_touch(&mut asha).unwrap();
    assert_eq!(touch.delta, Seconds::from_hours(36), "whatever the plan says");
    let plan = &asha.uploads.last().unwrap().1;
    assert_eq!(plan.alias, Some(touch.timer));
    assert_ne!(plan.timer, touch.timer);
    let [own, Some(screen), None, None] = plan.touch_keys.unwrap() else { panic!("{:?}", plan.touch_keys) };
    assert!(touch.verify(&screen).is_ok());
    assert!(own.is_some_and(|own| own != screen));
    let stands = |records: &Records| {
        records.values().any(|record| record.windows(16).any(|part| part == touch.timer.as_bytes()))
    };
    assert!(stands(&asha.lobby));
    assert!(!stands(&asha.vault));
    // Nor is it registered, so that it can be no other timer's id.
    let registrations: Vec<_> = asha.lobby.iter().filter(|(key, _)| key.kind == 3).collect();
    assert!(!registrations.is_empty());
    for (_, record) in registrations {
        assert!(!record.windows(16).any(|part| part == touch.timer.as_bytes()));
        assert!(!record.windows(32).any(|part| part == screen.as_bytes()));
    }
}

#[test]
fn the_maps_of_a_vault_in_which_the_locked_screen_does_not_count_look_alike_and_name_another_id() {
    let mut asha = armed();
    let touch = locked_touch(&mut asha).unwrap();
    let (mut ids, mut keys) = (Vec::new(), Vec::new());
    for counts in [false, false, true, false] {
        asha.step(|e, now, rng| e.set_counts_locked(now, counts, rng)).unwrap();
        assert_eq!(asha.engine().counts_locked().unwrap(), counts);
        // Arming the same again is another upload.
        asha.step(|e, now, rng| e.arm(now, &PlanDraft::daily(), rng)).unwrap();
        asha.run_obeyed();
        asha.run_obeyed();
        let plan = &asha.uploads.last().unwrap().1;
        let [own, Some(screen), None, None] = plan.touch_keys.unwrap() else { panic!("the same shape") };
        assert!(own.is_some());
        assert_eq!(touch.verify(&screen).is_ok(), counts);
        ids.push(plan.alias.unwrap());
        keys.push(screen);
    }
    assert_eq!((ids[0], keys[0]), (ids[1], keys[1]), "one that is kept, as the lobby's is");
    assert_eq!(ids[2], touch.timer);
    assert!(ids[0] != ids[2] && ids[3] != ids[2] && ids[3] != ids[0]);
}

#[test]
fn a_check_in_of_a_vault_in_which_the_locked_screen_does_not_count_gives_it_no_touches_back() {
    let mut asha = armed();
    asha.step(|e, now, rng| e.set_counts_locked(now, false, rng)).unwrap();
    let touches: Vec<bool> = (0..4).map(|_| locked_touch(&mut asha).is_some()).collect();
    assert_eq!(touches, [true, true, true, false]);
    asha.check_in();
    asha.run_obeyed();
    assert!(locked_touch(&mut asha).is_none());
    asha.step(|e, now, rng| e.arm(now, &PlanDraft::daily(), rng)).unwrap();
    asha.run_obeyed();
    assert!(locked_touch(&mut asha).is_none());
    asha.step(|e, now, rng| e.set_counts_locked(now, true, rng)).unwrap();
    asha.check_in();
    asha.run_obeyed();
    assert!(locked_touch(&mut asha).is_some());
}
