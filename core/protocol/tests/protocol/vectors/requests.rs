use serde_json::{Value, json};
use wayhome_protocol::cell::WireCell;
use wayhome_protocol::dossier_request::{
    DossierGetAnswer, DossierGetRequest, DossierPutAnswer, DossierPutOutcome, DossierPutRequest,
};
use wayhome_protocol::fetch_request::{FetchAnswer, FetchItem, FetchRequest};
use wayhome_protocol::group::{CircleSize, SealedGroup};
use wayhome_protocol::ids::{DossierId, ReceiveId, SendId, Tag, TimerId};
use wayhome_protocol::keys::{CapabilityHash, ReadingCapability, ReceiveCapability, TimerPublic};
use wayhome_protocol::plan_request::{PlanAnswer, PlanOutcome, PlanRequest};
use wayhome_protocol::plan_steps::Step;
use wayhome_protocol::register_request::{RegisterAnswer, RegisterEntry, RegisterRequest, RegisterStatus};
use wayhome_protocol::request::{Outcome, Reading, RequestError};
use wayhome_protocol::route_request::RouteAnswer;
use wayhome_protocol::sync_request::{RowStatus, SyncAnswer, SyncRequest, TimerStatus};
use wayhome_protocol::time::{Minute, Seconds};
use wayhome_protocol::timer_word::{PhoneAnswer, PhoneState, TimerState, TimerWord};

use super::{hex, is_refused, load, name, refused, sha256, unhex};
use crate::common::rng;

fn reading() -> Reading {
    Reading {
        receive_id: ReceiveId::from_bytes([0x1d; 16]),
        capability: ReceiveCapability::from_bytes([0xca; 32]),
    }
}

fn reading_json(reading: &Reading) -> Value {
    json!({ "receive_id": hex(reading.receive_id.as_bytes()), "receive_capability": hex(reading.capability.expose()) })
}

fn entry_json(entry: &RegisterEntry) -> Value {
    match entry {
        RegisterEntry::Nothing => json!({ "op": 0 }),
        RegisterEntry::OpenMailbox { id, capability } => {
            json!({ "op": 1, "id": hex(id.as_bytes()), "capability_hash": hex(capability.as_bytes()) })
        }
        RegisterEntry::OpenDiscard { id, capability } => {
            json!({ "op": 2, "id": hex(id.as_bytes()), "capability_hash": hex(capability.as_bytes()) })
        }
        RegisterEntry::Close { id } => json!({ "op": 3, "id": hex(id.as_bytes()) }),
        RegisterEntry::Timer { timer, control, touch } => {
            let touch: Value = touch.iter().flatten().map(|key| hex(key.as_bytes())).collect();
            json!({ "op": 4, "id": hex(timer.as_bytes()), "control": hex(control.as_bytes()), "touch": touch })
        }
        RegisterEntry::Other { op } => json!({ "op": op }),
    }
}

fn tags_json(tags: &[Tag]) -> Value {
    tags.iter().map(|tag| hex(tag.as_bytes())).collect()
}

fn cells_json(cells: &[WireCell]) -> Value {
    cells.iter().map(|cell| sha256(cell.as_bytes())).collect()
}

fn word_json(word: &TimerWord) -> Value {
    let four = |of: &dyn Fn(usize) -> u8| (0..4).map(of).collect::<Vec<u8>>();
    json!({
        "state": word.state.byte(), "step": word.step.map(Step::number),
        "trouble": (0..8).filter(|person| word.is_in_trouble(*person)).collect::<Vec<_>>(),
        "phones": four(&|phone| word.phone(phone).byte()), "answers": four(&|phone| word.answer(phone).byte()),
    })
}

/// What the bytes of one of the forms read as.
fn read(form: &str, bytes: &[u8]) -> Result<Value, RequestError> {
    Ok(match form {
        "register_request" => {
            let request = RegisterRequest::decode(bytes)?;
            let entries: Value = request.entries.iter().map(entry_json).collect();
            json!({ "reading": reading_json(&request.reading), "entries": entries })
        }
        "register_answer" => {
            let answer = RegisterAnswer::decode(bytes)?;
            let statuses = answer.statuses.map(RegisterStatus::byte);
            json!({ "outcome": answer.outcome.byte(), "relay_seq": answer.relay_seq, "statuses": statuses })
        }
        "sync_request" => {
            let request = SyncRequest::decode(bytes)?;
            json!({
                "reading": reading_json(&request.reading), "rows": request.group.size().byte(),
                "age_s": request.age.get(), "relay_seq": request.relay_seq, "wanted": tags_json(&request.wanted),
                "acknowledged": tags_json(&request.acknowledged), "group_sha256": sha256(request.group.as_bytes()),
            })
        }
        "sync_answer" => {
            let answer = SyncAnswer::decode(bytes)?;
            json!({
                "outcome": answer.outcome.byte(), "timer": answer.timer.byte(), "timer_word": word_json(&answer.word),
                "rows": answer.rows.map(RowStatus::byte), "count": answer.count, "relay_seq": answer.relay_seq,
                "cells_sha256": cells_json(&answer.cells),
            })
        }
        "fetch_request" => {
            let request = FetchRequest::decode(bytes)?;
            json!({
                "reading": reading_json(&request.reading), "cursor": request.cursor,
                "relay_seq": request.relay_seq, "acknowledged": request.acknowledged,
            })
        }
        "fetch_answer" => {
            let answer = FetchAnswer::decode(bytes)?;
            let item = |item: &FetchItem| {
                json!({
                    "id": item.id, "arrival_minute": item.arrival.get(), "age_s": item.age.get(),
                    "send_id": hex(item.send_id.as_bytes()), "cell_sha256": sha256(item.cell.as_bytes()),
                    "sent_ms": item.sent().as_millis(),
                })
            };
            let items: Value = answer.items.iter().map(item).collect();
            json!({
                "outcome": answer.outcome.byte(), "more": answer.more, "relay_seq": answer.relay_seq,
                "relay_minute": answer.now.get(), "items": items,
            })
        }
        "plan_request" => {
            let request = PlanRequest::decode(bytes)?;
            json!({
                "reading": reading_json(&request.reading), "rows": request.plan.size().byte(),
                "plan_sha256": sha256(request.plan.as_bytes()),
            })
        }
        "plan_answer" => {
            let answer = PlanAnswer::decode(bytes)?;
            json!({ "outcome": answer.outcome.byte(), "relay_seq": answer.relay_seq })
        }
        "route_answer" => {
            let answer = RouteAnswer::decode(bytes)?;
            let routes = answer.routes.iter();
            let routes = routes.map(|r| json!([hex(r.route.as_bytes()), r.kind.byte(), r.state.byte()]));
            json!({
                "outcome": answer.outcome.byte(), "relay_seq": answer.relay_seq,
                "routes": routes.collect::<Value>(),
            })
        }
        "dossier_put_request" => {
            let request = DossierPutRequest::decode(bytes)?;
            json!({
                "reading": reading_json(&request.reading), "dossier": hex(request.dossier.as_bytes()),
                "index": request.index, "count": request.count, "readers": hex(request.readers.as_bytes()),
                "chunk_sha256": sha256(request.chunk.as_bytes()),
            })
        }
        "dossier_put_answer" => {
            let answer = DossierPutAnswer::decode(bytes)?;
            json!({
                "outcome": answer.outcome.byte(), "count": answer.count,
                "first_missing": answer.first_missing, "relay_seq": answer.relay_seq,
            })
        }
        "dossier_get_request" => {
            let request = DossierGetRequest::decode(bytes)?;
            json!({
                "dossier": hex(request.dossier.as_bytes()), "capability": hex(request.capability.expose()),
                "index": request.index,
            })
        }
        "dossier_get_answer" => {
            let answer = DossierGetAnswer::decode(bytes)?;
            json!({
                "outcome": answer.outcome.byte(), "count": answer.count,
                "chunk_sha256": answer.chunk.as_ref().map(|chunk| sha256(chunk.as_bytes())),
            })
        }
        other => panic!("no such form: {other}"),
    })
}

fn case(name: &str, form: &str, bytes: &[u8]) -> Value {
    json!({ "name": name, "form": form, "bytes": hex(bytes), "reads_as": read(form, bytes).unwrap() })
}

/// A long request or answer whose bytes after `head` are all `fill`.
fn filled(name: &str, form: &str, head: &[u8], fill: u8, length: usize) -> Value {
    let mut bytes = head.to_vec();
    bytes.resize(length, fill);
    json!({
        "name": name, "form": form, "head": hex(head), "fill": fill, "length": length,
        "reads_as": read(form, &bytes).unwrap(),
    })
}

/// The bytes of a case of either kind.
fn bytes_of(case: &Value) -> Vec<u8> {
    if case.get("bytes").is_some() {
        return unhex(&case["bytes"]);
    }
    let mut bytes = unhex(&case["head"]);
    bytes.resize(usize::try_from(super::number(&case["length"])).unwrap(), super::byte(&case["fill"]));
    bytes
}

fn register() -> Vec<u8> {
    let id = SendId::from_bytes([0x5e; 16]);
    let capability = CapabilityHash::from_bytes([0x5c; 32]);
    let key = |n| TimerPublic::from_bytes([n; 32]);
    let timer = TimerId::from_bytes([0x71; 16]);
    let entries = vec![
        RegisterEntry::OpenMailbox { id, capability },
        RegisterEntry::OpenDiscard { id, capability },
        RegisterEntry::Close { id },
        RegisterEntry::Timer { timer, control: key(1), touch: [Some(key(2)), Some(key(3)), None, None] },
    ];
    RegisterRequest { reading: reading(), entries }.encode().unwrap().to_vec()
}

fn sync(size: CircleSize) -> Vec<u8> {
    let group = SealedGroup::from_bytes(vec![0x96; size.group_length()], size).unwrap();
    let wanted = (0..16).map(|n| Tag::from_bytes([n; 16])).collect();
    let acknowledged = (16..24).map(|n| Tag::from_bytes([n; 16])).collect();
    let request =
        SyncRequest { reading: reading(), age: Seconds::new(90), relay_seq: 7, wanted, acknowledged, group };
    request.encode(&mut rng(1)).unwrap().to_vec()
}

fn sync_answer() -> Vec<u8> {
    let mut rows = [RowStatus::NoSuchRow; 8];
    rows[..4].copy_from_slice(&[
        RowStatus::Stored,
        RowStatus::Dropped,
        RowStatus::MailboxFull,
        RowStatus::WrongCapability,
    ]);
    let cells = (0..4).map(|n| WireCell::from_bytes([n; 1_024])).collect();
    let timer = TimerStatus::Accepted;
    let mut word = TimerWord::new(TimerState::Told, Step::new(2));
    word.set_trouble(0);
    word.set_trouble(7);
    word.set_phone(1, PhoneState::Unreachable);
    word.set_answer(0, PhoneAnswer::OnIt);
    word.set_answer(3, PhoneAnswer::Seen);
    let answer = SyncAnswer { outcome: Outcome::Done, timer, word, rows, count: 300, relay_seq: 8, cells };
    answer.encode(&mut rng(1)).unwrap()
}

fn fetch_answer() -> Vec<u8> {
    let item = |n: u8| FetchItem {
        id: 100 + u64::from(n),
        arrival: Minute::new(29_833_333),
        age: Seconds::new(120),
        send_id: SendId::from_bytes([n; 16]),
        cell: WireCell::from_bytes([n; 1_024]),
    };
    let items = vec![item(1), item(2)];
    let answer =
        FetchAnswer { outcome: Outcome::Done, more: true, relay_seq: 8, now: Minute::new(29_833_340), items };
    answer.encode(&mut rng(1)).unwrap()
}

/// The head of a request, then who asks.
fn reading_head(head: &[u8; 4]) -> Vec<u8> {
    let reading = reading();
    [head.as_slice(), reading.receive_id.as_bytes(), reading.capability.expose()].concat()
}

fn cases() -> Vec<Value> {
    let fetch = FetchRequest {
        reading: reading(),
        cursor: 99,
        relay_seq: 7,
        acknowledged: vec![97, 98],
        looked: false,
    };
    let statuses = [RegisterStatus::Done; 16];
    let register_answer = RegisterAnswer { outcome: Outcome::Done, relay_seq: 8, statuses };
    let busy = RegisterAnswer { outcome: Outcome::Busy, ..register_answer.clone() };
    let answered = case("register_answer", "register_answer", &register_answer.encode());
    let fetch = case("fetch_request", "fetch_request", &fetch.encode().unwrap());
    let four = case("sync_request_of_four_rows", "sync_request", &sync(CircleSize::Four));
    let fetched = case("fetch_answer_with_two_items", "fetch_answer", &fetch_answer());
    let set = |name: &str, from: &Value, index: usize, value: u8| {
        refused(name, from, "reads_as", |case| {
            let mut bytes = unhex(&case["bytes"]);
            bytes[index] = value;
            case["bytes"] = hex(&bytes);
        })
    };
    let short = |name: &str, from: &Value| {
        refused(name, from, "reads_as", |case| {
            let bytes = unhex(&case["bytes"]);
            case["bytes"] = hex(&bytes[..bytes.len() - 1]);
        })
    };
    let plan_answer = PlanAnswer { outcome: PlanOutcome::NotAPlan, relay_seq: 8 };
    let numbers = [[0xd0; 16].as_slice(), &3u32.to_be_bytes(), &16u32.to_be_bytes(), &[0x4e; 32]].concat();
    let put = [reading_head(&[1, 0, 0, 0]), numbers].concat();
    let put_answer =
        DossierPutAnswer { outcome: DossierPutOutcome::Done, count: 16, first_missing: 4, relay_seq: 8 };
    let get = DossierGetRequest {
        dossier: DossierId::from_bytes([0xd0; 16]),
        capability: ReadingCapability::from_bytes([0x4e; 32]),
        index: 3,
    };
    let given = [&[1, 0, 0, 0, 0, 0, 0, 16], [0; 16].as_slice()].concat();
    let mut unknown_op = register();
    unknown_op[52] = 9;
    vec![
        case("register_request", "register_request", &register()),
        case("register_request_with_an_unknown_op", "register_request", &unknown_op),
        answered.clone(),
        case("register_answer_busy", "register_answer", &busy.encode()),
        four.clone(),
        case("sync_request_of_eight_rows", "sync_request", &sync(CircleSize::Eight)),
        case("sync_answer", "sync_answer", &sync_answer()),
        fetch.clone(),
        fetched.clone(),
        filled("plan_request_of_four_rows", "plan_request", &reading_head(&[1, 4, 0, 0]), 0x96, 24_628),
        filled("plan_request_of_eight_rows", "plan_request", &reading_head(&[1, 8, 0, 0]), 0x96, 49_204),
        case("plan_answer", "plan_answer", &plan_answer.encode()),
        case("route_answer", "route_answer", &super::route::answer().encode().unwrap()),
        filled("dossier_put_request", "dossier_put_request", &put, 0x96, 65_684),
        case("dossier_put_answer", "dossier_put_answer", &put_answer.encode()),
        case("dossier_get_request", "dossier_get_request", &get.encode()),
        filled("dossier_get_answer", "dossier_get_answer", &given, 0x96, 65_600),
        filled(
            "dossier_get_answer_without_a_chunk",
            "dossier_get_answer",
            &[1, 1, 0, 0, 0, 0, 0, 0],
            0x96,
            65_600,
        ),
        short("plan_answer_one_byte_short", &case("", "plan_answer", &plan_answer.encode())),
        set(
            "route_answer_with_nine_routes",
            &case("", "route_answer", &super::route::answer().encode().unwrap()),
            2,
            9,
        ),
        set("dossier_get_request_of_version_2", &case("", "dossier_get_request", &get.encode()), 0, 2),
        set("sync_request_whose_rows_do_not_match_its_length", &four, 1, 8),
        short("fetch_request_one_byte_short", &fetch),
        set("fetch_request_of_version_2", &fetch, 0, 2),
        short("register_answer_one_byte_short", &answered),
        set("register_answer_of_version_0", &answered, 0, 0),
        set("fetch_answer_with_seventeen_items", &fetched, 2, 17),
        set("fetch_answer_with_more_neither_0_nor_1", &fetched, 3, 2),
    ]
}

#[test]
fn requests_json_is_current_and_readable() {
    let about = "The relay's requests and answers: what their bytes read as, and bytes to be refused.";
    for case in load("requests.json", about, cases()) {
        let reads_as = read(case["form"].as_str().unwrap(), &bytes_of(&case));
        if is_refused(&case) {
            assert!(reads_as.is_err(), "{}", name(&case));
        } else {
            assert_eq!(reads_as.unwrap(), case["reads_as"], "{}", name(&case));
        }
    }
}
