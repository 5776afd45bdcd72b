use serde_json::{Value, json};
use wayhome_protocol::cell::{CellBody, WireCell};
use wayhome_protocol::chain::Direction;
use wayhome_protocol::ids::EventId;
use wayhome_protocol::keys::MessageKey;
use wayhome_protocol::parts::{Assembly, EnvelopeDigest, split};

use super::{byte, fixed, flip, hex, is_refused, load, name, raw, refused, unhex};

const KEY: [u8; 32] = [0x4b; 32];
const TAG: [u8; 16] = [0x74; 16];
const EVENT: [u8; 16] = [0xe5; 16];
const DIGEST: [u8; 8] = [0xd1; 8];

fn raw_body(version: u8, part: u8, parts: u8, length: u16, fragment: &[u8]) -> Vec<u8> {
    [&[version], EVENT.as_slice(), &[part, parts], &DIGEST, &length.to_be_bytes(), fragment].concat()
}

fn opens(name: &str, direction: u8, part: u8, parts: u8, fragment: &[u8]) -> Value {
    let body = raw_body(1, part, parts, u16::try_from(fragment.len()).unwrap(), fragment);
    json!({
        "name": name, "message_key": hex(&KEY), "direction": direction,
        "cell": hex(&raw::cell(&KEY, &TAG, direction, &body)),
        "opens_to": {
            "tag": hex(&TAG), "event": hex(&EVENT), "part": part, "parts": parts,
            "digest": hex(&DIGEST), "fragment": hex(fragment),
        },
    })
}

fn malformed(name: &str, body: &[u8]) -> Value {
    let cell = hex(&raw::cell(&KEY, &TAG, 1, body));
    json!({ "name": name, "message_key": hex(&KEY), "direction": 1, "cell": cell, "refused": true })
}

fn cases() -> Vec<Value> {
    let plain = opens("one_part_to_the_contact", 1, 0, 1, b"a short fragment");
    let mut padding = raw_body(1, 0, 1, 2, b"ok");
    padding.resize(967, 0);
    padding.push(1);
    let change = |name, change: fn(&mut Value)| refused(name, &plain, "opens_to", change);
    vec![
        plain.clone(),
        opens("one_part_to_the_worker", 2, 0, 1, b"a reply"),
        opens("last_of_sixteen_parts", 1, 15, 16, &[0x66; 939]),
        opens("empty_fragment", 1, 0, 1, b""),
        change("flipped_bit_in_tag", |case| flip(&mut case["cell"], 3)),
        change("flipped_bit_in_nonce", |case| flip(&mut case["cell"], 20)),
        change("flipped_bit_in_ciphertext", |case| flip(&mut case["cell"], 500)),
        change("flipped_bit_in_mac", |case| flip(&mut case["cell"], 1_023)),
        change("other_direction", |case| case["direction"] = json!(2)),
        change("other_message_key", |case| flip(&mut case["message_key"], 0)),
        change("one_byte_short", |case| {
            let cell = unhex(&case["cell"]);
            case["cell"] = hex(&cell[..1_023]);
        }),
        malformed("body_of_version_2", &raw_body(2, 0, 1, 2, b"ok")),
        malformed("part_index_equal_to_count", &raw_body(1, 1, 1, 2, b"ok")),
        malformed("no_parts", &raw_body(1, 0, 0, 2, b"ok")),
        malformed("seventeen_parts", &raw_body(1, 0, 17, 2, b"ok")),
        malformed("length_beyond_the_body", &raw_body(1, 0, 1, 940, b"ok")),
        malformed("padding_that_is_not_zero", &padding),
    ]
}

#[test]
fn wire_cell_json_is_current_and_readable() {
    let about = "Wire cells: what they open to under a message key and direction, and cells to be refused.";
    for case in load("wire_cell.json", about, cases()) {
        let key = MessageKey::from_bytes(fixed(&case["message_key"]));
        let direction = Direction::from_byte(byte(&case["direction"])).unwrap();
        let opened = WireCell::from_slice(&unhex(&case["cell"]))
            .and_then(|cell| cell.open(&key, direction).map(|body| (cell.tag(), body)));
        if is_refused(&case) {
            assert!(opened.is_err(), "{}", name(&case));
            continue;
        }
        let (tag, body) = opened.unwrap();
        let read = json!({
            "tag": hex(tag.as_bytes()), "event": hex(body.event.as_bytes()), "part": body.part, "parts": body.parts,
            "digest": hex(body.digest.as_bytes()), "fragment": hex(&body.fragment),
        });
        assert_eq!(read, case["opens_to"], "{}", name(&case));
    }
}

fn part_json(body: &CellBody) -> Value {
    json!({
        "event": hex(body.event.as_bytes()), "part": body.part, "parts": body.parts,
        "digest": hex(body.digest.as_bytes()), "fragment": hex(&body.fragment),
    })
}

fn part_from(value: &Value) -> CellBody {
    CellBody {
        event: EventId::from_bytes(fixed(&value["event"])),
        part: byte(&value["part"]),
        parts: byte(&value["parts"]),
        digest: EnvelopeDigest::from_bytes(fixed(&value["digest"])),
        fragment: unhex(&value["fragment"]),
    }
}

fn splits(name: &str, envelope: &[u8]) -> Value {
    let parts: Value = split(envelope, EventId::from_bytes(EVENT)).unwrap().iter().map(part_json).collect();
    json!({ "name": name, "envelope": hex(envelope), "parts": parts })
}

fn part_cases() -> Vec<Value> {
    let two = splits("two_parts", &[0x22; 940]);
    let change = |name, change: fn(&mut Value)| refused(name, &two, "envelope", change);
    vec![
        splits("one_byte", &[0x11]),
        splits("exactly_one_part", &[0x11; 939]),
        two.clone(),
        splits("three_parts", &(0..2_000u32).map(|n| n.to_be_bytes()[3]).collect::<Vec<_>>()),
        change("fragment_changed_so_that_the_digest_does_not_match", |case| {
            flip(&mut case["parts"][1]["fragment"], 0);
        }),
        change("part_of_another_event", |case| flip(&mut case["parts"][1]["event"], 0)),
        change("part_of_another_sealing", |case| flip(&mut case["parts"][1]["digest"], 0)),
        change("parts_that_disagree_on_their_count", |case| case["parts"][1]["parts"] = json!(3)),
        change("a_part_is_missing", |case| {
            case["parts"].as_array_mut().unwrap().remove(0);
        }),
    ]
}

#[test]
fn parts_json_is_current_and_readable() {
    let about =
        "Envelopes and the cell bodies they are split into; refused: bodies that must not make an envelope.";
    for case in load("parts.json", about, part_cases()) {
        let parts: Vec<CellBody> = case["parts"].as_array().unwrap().iter().map(part_from).collect();
        let mut assembly = Assembly::new(EventId::from_bytes(EVENT));
        // Backwards, since any order must do.
        let made = parts.iter().rev().filter_map(|part| assembly.insert(part.clone()).ok().flatten()).last();
        if is_refused(&case) {
            assert_eq!(made, None, "{}", name(&case));
        } else {
            let envelope = unhex(&case["envelope"]);
            assert_eq!(split(&envelope, EventId::from_bytes(EVENT)).unwrap(), parts, "{}", name(&case));
            assert_eq!(made, Some(envelope), "{}", name(&case));
        }
    }
}
