use serde_json::{Value, json};
use wayhome_protocol::capsule::{Capsule, open_capsule};
use wayhome_protocol::ids::EventId;
use wayhome_protocol::keys::{MessageKey, RelayPart};
use wayhome_protocol::trail::Trail;

use super::{fixed, flip, hex, is_refused, load, name, places_json, raw, refused, unhex};
use crate::common::journey;

const KEY: [u8; 32] = [0x4b; 32];
const PART: [u8; 32] = [0x52; 32];
const EVENT: [u8; 16] = [0xe5; 16];

fn sealed(name: &str, trail: &[u8]) -> Value {
    let mut padded = trail.to_vec();
    padded.resize(400, 0);
    let key = raw::hkdf(&[KEY, PART].concat(), b"", b"wayhome/1 capsule", 32);
    let aad = [&[1], EVENT.as_slice()].concat();
    json!({
        "name": name, "message_key": hex(&KEY), "relay_part": hex(&PART), "event": hex(&EVENT),
        "capsule": hex(&raw::xchacha(&key, [0x24; 24], &aad, &padded)),
    })
}

fn opens(name: &str, places: u32) -> Value {
    let trail = Trail::new(&journey(places));
    let mut case = sealed(name, &trail.encode());
    case["opens_to"] = places_json(trail.places());
    case
}

fn malformed(name: &str, trail: &[u8]) -> Value {
    let mut case = sealed(name, trail);
    case["refused"] = json!(true);
    case
}

fn cases() -> Vec<Value> {
    let plain = opens("three_places", 3);
    let change = |name, change: fn(&mut Value)| refused(name, &plain, "opens_to", change);
    vec![
        plain.clone(),
        opens("no_places", 0),
        opens("twenty_four_places", 24),
        change("other_relay_part", |case| flip(&mut case["relay_part"], 0)),
        change("other_message_key", |case| flip(&mut case["message_key"], 0)),
        change("other_event", |case| flip(&mut case["event"], 0)),
        change("flipped_bit_in_nonce", |case| flip(&mut case["capsule"], 0)),
        change("flipped_bit_in_ciphertext", |case| flip(&mut case["capsule"], 100)),
        change("flipped_bit_in_mac", |case| flip(&mut case["capsule"], 439)),
        change("capsule_of_wrong_length", |case| {
            let capsule = unhex(&case["capsule"]);
            case["capsule"] = hex(&capsule[..439]);
        }),
        malformed("trail_of_twenty_five_places", &[25]),
        malformed("padding_that_is_not_zero", &[0, 1]),
    ]
}

#[test]
fn capsule_json_is_current_and_readable() {
    let about = "Capsules: the places they open to under both parts.";
    for case in load("capsule.json", about, cases()) {
        let key = MessageKey::from_bytes(fixed(&case["message_key"]));
        let part = RelayPart::from_bytes(fixed(&case["relay_part"]));
        let event = EventId::from_bytes(fixed(&case["event"]));
        let capsule =
            <[u8; Capsule::LENGTH]>::try_from(unhex(&case["capsule"])).ok().map(Capsule::from_bytes);
        let opened = capsule.and_then(|capsule| open_capsule(&key, &part, event, &capsule).ok());
        if is_refused(&case) {
            assert_eq!(opened, None, "{}", name(&case));
        } else {
            assert_eq!(places_json(opened.unwrap().places()), case["opens_to"], "{}", name(&case));
        }
    }
}
