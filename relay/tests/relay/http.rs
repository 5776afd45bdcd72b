//! The whole relay, over loopback.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::time::Duration;

use wayhome_protocol::dossier_request::{
    DOSSIER_GET_ANSWER_LENGTH, DossierGetRequest, DossierPutAnswer, DossierPutOutcome, DossierPutRequest,
    SealedChunk,
};
use wayhome_protocol::group::CircleSize;
use wayhome_protocol::ids::DossierId;
use wayhome_protocol::keys::{CapabilityHash, ReadingCapability, RelaySecret};
use wayhome_protocol::plan_request::{PlanAnswer, PlanOutcome, PlanRequest};
use wayhome_protocol::plan_steps::PlanSteps;
use wayhome_protocol::relay_address::RelayAddress;
use wayhome_protocol::request::Outcome;
use wayhome_protocol::sync_request::{RowStatus, SyncAnswer};
use wayhome_protocol::time::{Seconds, Timestamp};
use wayhome_protocol::timer::TimerCommand;
use wayhome_protocol::uploaded_plan::{PlanPurpose, UploadedPlan};
use wayhome_relay::storage::SqliteStorage;
use wayhome_relay::{Limits, Moment, Relay, RelayError, Server, StorageError};

use crate::people::{
    Mailbox, Person, Say, World, asha, ben, cell, chance, fetch_body, register_body, sync_body,
};
use crate::timers;
use crate::wire::{config, post, register, waiting};

fn start() -> (tempfile::TempDir, Server) {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(config(folder.path())).unwrap();
    (folder, server)
}

fn get(address: &RelayAddress, path: &str) -> (u16, Vec<u8>) {
    let agent: ureq::Agent = ureq::Agent::config_builder().http_status_as_error(false).build().into();
    let mut answer = agent.get(&format!("{}{path}", address.url())).call().unwrap();
    (answer.status().as_u16(), answer.body_mut().read_to_vec().unwrap())
}

/// Sends raw bytes and reads whatever comes back until the relay closes.
fn raw(port: u16, sent: &[u8]) -> String {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(30))).unwrap();
    stream.write_all(sent).unwrap();
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer);
    String::from_utf8_lossy(&answer).into_owned()
}

#[test]
fn a_phone_and_a_contact_meet_over_http_and_the_address_names_the_key() {
    let (_folder, server) = start();
    let text = server.address.to_text();
    assert!(text.starts_with(&format!("http://127.0.0.1:{}/#", server.port)), "{text}");
    let mut rng = chance(1);
    let to_ben = Mailbox::new(10);
    assert_eq!(register(&server.address, &ben(), &to_ben).outcome, Outcome::Done);
    register(&server.address, &asha(), &Mailbox::new(11));
    let sent = cell(1, &mut rng);
    let say = Say { rows: vec![to_ben.row(&sent, &mut rng)], ..Say::default() };
    let body = sync_body(&asha(), server.address.key(), say, &mut rng);
    let (status, answer) = post(&server.address, "v1/sync", &body).unwrap();
    assert_eq!(status, 200);
    let answer = SyncAnswer::decode(&answer).unwrap();
    assert_eq!((answer.outcome, answer.rows[0]), (Outcome::Done, RowStatus::Stored));
    assert_eq!(waiting(&server.address, &ben()), [sent]);
    server.stop().unwrap();
}

#[test]
fn what_was_stored_is_there_after_stopping_and_starting_under_the_same_key() {
    let (folder, server) = start();
    let mut rng = chance(2);
    let to_ben = Mailbox::new(10);
    register(&server.address, &ben(), &to_ben);
    let sent = cell(1, &mut rng);
    let say = Say { rows: vec![to_ben.row(&sent, &mut rng)], ..Say::default() };
    post(&server.address, "v1/sync", &sync_body(&asha(), server.address.key(), say, &mut rng)).unwrap();
    let key = *server.address.key();
    server.stop().unwrap();
    let journal = folder.path().join("data/relay.sqlite-wal");
    assert!(!journal.exists() || std::fs::metadata(journal).unwrap().len() == 0, "the journal is folded in");
    let server = Server::start(config(folder.path())).unwrap();
    assert_eq!(*server.address.key(), key);
    assert_eq!(waiting(&server.address, &ben()), [sent]);
}

#[test]
fn two_relays_do_not_share_a_data_folder() {
    let (folder, _server) = start();
    let second = Server::start(config(folder.path())).unwrap_err();
    assert!(matches!(second, RelayError::AlreadyRunning { .. }), "{second}");
}

#[test]
fn a_damaged_database_stops_the_start_and_a_lost_key_too() {
    let (folder, server) = start();
    server.stop().unwrap();
    let data = folder.path().join("data");
    let key = std::fs::read(data.join("relay.key")).unwrap();
    std::fs::remove_file(data.join("relay.key")).unwrap();
    let error = Server::start(config(folder.path())).unwrap_err();
    assert!(matches!(error, RelayError::KeyMissing { .. }), "{error}");
    std::fs::write(data.join("relay.key"), key).unwrap();
    std::fs::write(data.join("relay.sqlite"), b"this was a database").unwrap();
    for _ in 0..2 {
        let error = Server::start(config(folder.path())).unwrap_err();
        assert!(matches!(error, RelayError::Storage(StorageError::Damaged { .. })), "{error}");
    }
    assert_eq!(std::fs::read(data.join("relay.sqlite.damaged-1")).unwrap(), b"this was a database");
}

#[test]
fn many_at_once_are_all_stored_and_all_answered() {
    let (_folder, server) = start();
    let to_ben = Mailbox::new(10);
    register(&server.address, &ben(), &to_ben);
    let sent: Vec<_> = std::thread::scope(|scope| {
        let clients = (0..16_u64).map(|number| {
            let (address, to_ben) = (server.address.clone(), to_ben.clone());
            scope.spawn(move || {
                let mut rng = chance(100 + number);
                let who = Person::random(&mut rng);
                let mut sent = Vec::new();
                for _ in 0..4 {
                    let cells: Vec<_> = (0..4).map(|tag| cell(tag, &mut rng)).collect();
                    let rows = cells.iter().map(|cell| to_ben.row_with(cell, [1; 32])).collect();
                    let body = sync_body(&who, address.key(), Say { rows, ..Say::default() }, &mut rng);
                    let (status, answer) = post(&address, "v1/sync", &body).unwrap();
                    assert_eq!(status, 200);
                    assert_eq!(SyncAnswer::decode(&answer).unwrap().rows[..4], [RowStatus::Stored; 4]);
                    sent.extend(cells);
                }
                sent
            })
        });
        let clients: Vec<_> = clients.collect();
        clients.into_iter().flat_map(|client| client.join().unwrap()).collect()
    });
    let found = waiting(&server.address, &ben());
    assert_eq!(found.len(), 16 * 4 * 4);
    assert!(sent.iter().all(|cell| found.contains(cell)));
}

#[test]
fn wrong_lengths_methods_and_paths_get_short_plain_errors() {
    let (_folder, server) = start();
    let mut body = fetch_body(&ben(), 0, 0, vec![]);
    for (path, body, expected) in [
        ("v1/fetch", &body[1..], 400),
        ("v1/fetch", &[1; 201], 413),
        ("v1/sync", &[1; 5_568 + 1], 400),
        ("v1/sync", &[1; 10_688 + 1], 413),
        ("v1/register", &[], 400),
        ("v1/register", &vec![0; 1_000_000], 413),
        ("v2/fetch", &body[..], 404),
        ("healthz", &[], 405),
    ] {
        // A body that is refused before all of it was sent may show as a broken connection.
        let Ok((status, text)) = post(&server.address, path, body) else {
            assert_eq!(expected, 413, "{path}");
            continue;
        };
        assert_eq!(status, expected, "{path}");
        assert!(text.is_ascii() && text.len() < 60, "{path}");
    }
    body[0] = 9;
    let (status, text) = post(&server.address, "v1/fetch", &body).unwrap();
    assert_eq!((status, text.as_slice()), (400, &b"this version is not known here\n"[..]));
    assert_eq!(get(&server.address, "healthz"), (200, b"ok\n".to_vec()));
}

#[test]
fn every_answer_to_a_request_has_the_same_headers() {
    let (_folder, server) = start();
    let heads: Vec<_> = [asha(), ben()]
        .iter()
        .map(|who| {
            if *who.receive_id.as_bytes() == [1; 16] {
                register(&server.address, who, &Mailbox::new(10));
            }
            let body = fetch_body(who, 0, 0, vec![]);
            let mut sent =
                b"POST /v1/fetch HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-length: 200\r\n\r\n"
                    .to_vec();
            sent.extend(body);
            raw(server.port, &sent).split("\r\n\r\n").next().unwrap().to_owned()
        })
        .collect();
    assert_eq!(heads[0], heads[1], "known or unknown, nothing but the body tells");
    for header in
        ["content-type: application/octet-stream", "cache-control: no-store", "content-length: 16928"]
    {
        assert!(heads[0].contains(header), "{}", heads[0]);
    }
    assert!(!heads[0].contains("date:"), "{}", heads[0]);
}

#[test]
fn broken_slow_and_endless_requests_are_cut_off_and_others_are_served() {
    let folder = tempfile::tempdir().unwrap();
    let mut config = config(folder.path());
    config.request_seconds = 1;
    config.connections = 4;
    let server = Server::start(config).unwrap();
    // Three hold a place without ending their head or body; the fourth place stays free for others.
    let slow: Vec<_> = [
        "POST /v1/fetch HTTP/1.1\r\nhost: x\r\n",
        "POST /v1/fetch HTTP/1.1\r\nhost: x\r\ncontent-length: 200\r\n\r\nabc",
        "",
    ]
    .map(|start| {
        let mut stream = TcpStream::connect(("127.0.0.1", server.port)).unwrap();
        stream.write_all(start.as_bytes()).unwrap();
        stream
    })
    .into();
    assert_eq!(get(&server.address, "healthz").0, 200);
    for mut stream in slow {
        stream.set_read_timeout(Some(Duration::from_secs(30))).unwrap();
        let mut answer = Vec::new();
        // Ends, by an answer or without one: the relay does not wait for ever.
        let ended = stream.read_to_end(&mut answer);
        assert!(ended.is_ok() || ended.unwrap_err().kind() == std::io::ErrorKind::ConnectionReset);
    }
    assert!(raw(server.port, b"\x16\x03\x01garbage\r\n\r\n").starts_with("HTTP/1.1 400"));
    let endless = format!("GET / HTTP/1.1\r\nx: {}\r\n\r\n", "y".repeat(100_000));
    assert!(!raw(server.port, endless.as_bytes()).contains("200 OK"));
    let chunked = format!(
        "POST /v1/fetch HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\n3e8\r\n{}\r\n",
        "z".repeat(1_000)
    );
    assert!(raw(server.port, chunked.as_bytes()).starts_with("HTTP/1.1 413"));
    assert_eq!(get(&server.address, "healthz").0, 200);
}

#[test]
fn a_full_disk_is_a_busy_answer_of_the_usual_length_over_http() {
    let folder = tempfile::tempdir().unwrap();
    let mut config = config(folder.path());
    config.limits.database_mib = 1;
    let server = Server::start(config).unwrap();
    let mut rng = chance(5);
    let to_ben = Mailbox::new(10);
    register(&server.address, &ben(), &to_ben);
    let mut outcomes = Vec::new();
    for _ in 0..300 {
        let rows = (0..8).map(|tag| to_ben.row_with(&cell(tag, &mut rng), [1; 32])).collect();
        let size = wayhome_protocol::group::CircleSize::Eight;
        let say = Say { rows, size, ..Say::default() };
        let body = sync_body(&ben(), server.address.key(), say, &mut rng);
        let (status, answer) = post(&server.address, "v1/sync", &body).unwrap();
        assert_eq!((status, answer.len()), (200, 4_128));
        let outcome = SyncAnswer::decode(&answer).unwrap().outcome;
        outcomes.push(outcome);
        if outcome == Outcome::Busy {
            break;
        }
    }
    assert_eq!(outcomes.last(), Some(&Outcome::Busy));
    assert_eq!(waiting(&server.address, &ben()).len(), 8 * (outcomes.len() - 1));
}

#[test]
fn a_copy_that_sqlite_makes_while_the_relay_runs_is_whole() {
    let (folder, server) = start();
    let mut rng = chance(6);
    let to_ben = Mailbox::new(10);
    register(&server.address, &ben(), &to_ben);
    let sent = cell(1, &mut rng);
    let say = Say { rows: vec![to_ben.row(&sent, &mut rng)], ..Say::default() };
    post(&server.address, "v1/sync", &sync_body(&asha(), server.address.key(), say, &mut rng)).unwrap();
    let data = folder.path().join("data");
    let copy = folder.path().join("copy.sqlite");
    let reader = rusqlite::Connection::open(data.join("relay.sqlite")).unwrap();
    reader.execute("VACUUM INTO ?1", [copy.display().to_string()]).unwrap();
    drop(reader);
    server.stop().unwrap();
    std::fs::remove_file(data.join("relay.sqlite")).unwrap();
    std::fs::copy(copy, data.join("relay.sqlite")).unwrap();
    let server = Server::start(config(folder.path())).unwrap();
    assert_eq!(waiting(&server.address, &ben()), [sent]);
}

#[test]
fn a_running_server_tells_what_is_due_by_itself() {
    let (_folder, server) = start();
    let (mut world, contact) = (World::new(), timers::ben());
    register(&server.address, &contact.who, &contact.mailbox);
    post(&server.address, "v1/register", &register_body(&asha(), vec![timers::entry()])).unwrap();
    let persons = vec![contact.told(&[1], &mut world)];
    let plan = UploadedPlan {
        purpose: PlanPurpose::Drill,
        steps: PlanSteps::new_drill(&[Seconds::ZERO]).unwrap(),
        ..timers::daily(persons)
    };
    let encoded = plan.encode(CircleSize::Four, &mut world.rng).unwrap();
    let sealed = encoded.seal(server.address.key(), &mut world.rng).unwrap();
    let body = PlanRequest { reading: asha().reading(), plan: sealed }.encode();
    let (status, answer) = post(&server.address, "v1/plan", &body).unwrap();
    assert_eq!((status, PlanAnswer::decode(&answer).unwrap().outcome), (200, PlanOutcome::Stored));
    let timer = TimerCommand::arm(timers::TIMER, 1, Seconds::ZERO, encoded.hash(), &timers::control());
    let say = Say { timer, ..Say::default() };
    post(&server.address, "v1/sync", &sync_body(&asha(), server.address.key(), say, &mut world.rng)).unwrap();
    // The notice and the lodged cell.
    for _ in 0..600 {
        if waiting(&server.address, &contact.who).len() == 2 {
            return;
        }
        std::thread::sleep(Duration::from_millis(100));
    }
    panic!("nobody was told");
}

#[test]
fn dossiers_go_over_http_and_longer_bodies_are_taken_only_there() {
    let (_folder, server) = start();
    register(&server.address, &asha(), &Mailbox::new(10));
    let request = DossierPutRequest {
        reading: asha().reading(),
        dossier: DossierId::from_bytes([1; 16]),
        index: 0,
        count: 2,
        readers: CapabilityHash::from_bytes([2; 32]),
        chunk: SealedChunk::random(&mut chance(1)),
    };
    let body = request.encode();
    let (status, answer) = post(&server.address, "v1/dossier/put", &body).unwrap();
    let answer = DossierPutAnswer::decode(&answer).unwrap();
    assert_eq!((status, answer.outcome, answer.first_missing), (200, DossierPutOutcome::Done, 1));
    let capability = ReadingCapability::from_bytes([3; 32]);
    let request = DossierGetRequest { dossier: DossierId::from_bytes([1; 16]), capability, index: 0 };
    let (status, answer) = post(&server.address, "v1/dossier/get", &request.encode()).unwrap();
    assert_eq!((status, answer.len()), (200, DOSSIER_GET_ANSWER_LENGTH));
    for path in ["v1/sync", "v1/plan", "v1/register", "v1/fetch", "v1/dossier/get"] {
        if let Ok((status, _)) = post(&server.address, path, &body) {
            assert_eq!(status, 413, "{path}");
        }
    }
    let mut longer = body.to_vec();
    longer.push(0);
    if let Ok((status, _)) = post(&server.address, "v1/dossier/put", &longer) {
        assert_eq!(status, 413);
    }
    assert_eq!(post(&server.address, "v1/dossier/put", &body[1..]).unwrap().0, 400);
}

#[test]
fn health_says_when_this_machines_clock_is_not_followed() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    std::fs::create_dir(&data).unwrap();
    std::fs::write(data.join("relay.key"), [5; 32]).unwrap();
    let storage = SqliteStorage::open(&data.join("relay.sqlite"), 64).unwrap();
    // 2024-06-01: whenever this runs, more than 400 days ago.
    let then = Moment { wall: Timestamp::from_seconds(1_717_200_000), running: Duration::ZERO };
    let secret = RelaySecret::from_bytes([5; 32]);
    drop(Relay::open(storage, secret, Limits::default(), then, &mut chance(1)).unwrap());
    let server = Server::start(config(folder.path())).unwrap();
    let (status, text) = get(&server.address, "healthz");
    let text = String::from_utf8(text).unwrap();
    assert!(status == 200 && text.starts_with("ok") && text.contains("not followed"), "{status} {text}");
}
