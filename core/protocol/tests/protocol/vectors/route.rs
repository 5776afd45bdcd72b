use serde_json::{Value, json};
use wayhome_protocol::ids::{ReceiveId, RouteId};
use wayhome_protocol::keys::{ReceiveCapability, RelaySecret};
use wayhome_protocol::request::Reading;
use wayhome_protocol::route_request::{
    RouteAnswer, RouteKind, RouteOrder, RouteOutcome, RouteRequest, RouteStanding, RouteState, RouteWish,
};

use super::{fixed, flip, hex, is_refused, load, name, raw, refused, unhex};
use crate::common::rng;

const SECRET: [u8; 32] = [0x73; 32];

fn describe(order: &RouteOrder) -> Value {
    match order {
        RouteOrder::Set { route, kind, address, language, wish } => json!({
            "set": hex(route.as_bytes()), "kind": kind.byte(), "address": address, "language": language,
            "urgent_only": *wish == RouteWish::Urgent,
        }),
        RouteOrder::Remove { route } => json!({ "remove": hex(route.as_bytes()) }),
        RouteOrder::List => json!("list"),
    }
}

/// A request, sealed by hand.
fn request(name: &str, op: u8, map: &[u8], pad: u8) -> Value {
    let mut plaintext = [u16::try_from(map.len()).unwrap().to_be_bytes().as_slice(), map].concat();
    plaintext.resize(924, pad);
    let public = RelaySecret::from_bytes(SECRET).public();
    let sealed = raw::hpke(public.as_bytes(), b"wayhome/1 route", &[1, op], &plaintext, 5);
    let bytes = [&[1, op, 0, 0], [0x1d; 16].as_slice(), &[0xca; 32], &sealed].concat();
    json!({ "name": name, "relay_secret": hex(&SECRET), "bytes": hex(&bytes) })
}

fn set(wish: u8, kind: u8) -> Vec<u8> {
    let address = b"ben@example.org";
    let id = [[0xa5, 0, 0x50].as_slice(), &[0x40; 16]].concat();
    [&id, [1, kind, 2, 0x6f].as_slice(), address, &[3, 0x62, b'e', b'n', 4, wish]].concat()
}

fn only_id() -> Vec<u8> {
    [[0xa1, 0, 0x50].as_slice(), &[0x40; 16]].concat()
}

fn opens(name: &str, op: u8, map: &[u8]) -> Value {
    let mut case = request(name, op, map, 0);
    let relay = RelaySecret::from_bytes(SECRET);
    let order = RouteRequest::decode(&unhex(&case["bytes"])).unwrap().open(&relay).unwrap();
    case["opens_to"] = describe(&order);
    case
}

fn malformed(name: &str, op: u8, map: &[u8], pad: u8) -> Value {
    let mut case = request(name, op, map, pad);
    case["refused"] = json!(true);
    case
}

fn cases() -> Vec<Value> {
    let sound = opens("set_an_e_mail_address", 1, &set(1, 1));
    let change = |name, change: fn(&mut Value)| refused(name, &sound, "opens_to", change);
    vec![
        sound.clone(),
        opens("set_urgent_only", 1, &set(2, 2)),
        opens("set_a_kind_of_a_later_version", 1, &set(1, 9)),
        opens("remove", 2, &only_id()),
        opens("list", 3, &only_id()),
        change("opened_as_another_operation", |case| {
            let mut bytes = unhex(&case["bytes"]);
            bytes[1] = 2;
            case["bytes"] = hex(&bytes);
        }),
        change("flipped_bit", |case| flip(&mut case["bytes"], 500)),
        change("one_byte_short", |case| {
            let bytes = unhex(&case["bytes"]);
            case["bytes"] = hex(&bytes[..1_023]);
        }),
        malformed("operation_four", 4, &only_id(), 0),
        malformed("set_without_an_address", 1, &only_id(), 0),
        malformed("wish_three", 1, &set(3, 1), 0),
        malformed("padding_that_is_not_zero", 3, &only_id(), 1),
    ]
}

#[test]
fn route_json_is_current_and_readable() {
    let about = "Route requests: what they open to with the relay's secret.";
    for case in load("route.json", about, cases()) {
        let relay = RelaySecret::from_bytes(fixed(&case["relay_secret"]));
        let opened = RouteRequest::decode(&unhex(&case["bytes"])).ok().and_then(|r| r.open(&relay).ok());
        if is_refused(&case) {
            assert_eq!(opened, None, "{}", name(&case));
            continue;
        }
        let order = opened.unwrap();
        assert_eq!(describe(&order), case["opens_to"], "{}", name(&case));
        let reading = Reading {
            receive_id: ReceiveId::from_bytes([0x1d; 16]),
            capability: ReceiveCapability::from_bytes([0xca; 32]),
        };
        let ours = RouteRequest::seal(reading, &order, &relay.public(), &mut rng(1)).unwrap();
        let ours = RouteRequest::decode(&ours.encode()).unwrap();
        assert_eq!(ours.open(&relay).unwrap(), order, "{}", name(&case));
    }
}

pub(super) fn answer() -> RouteAnswer {
    let standing = |n: u8, kind, state| RouteStanding { route: RouteId::from_bytes([n; 16]), kind, state };
    let routes = vec![
        standing(1, RouteKind::Email, RouteState::Confirmed),
        standing(2, RouteKind::UnifiedPush, RouteState::Dead),
    ];
    RouteAnswer { outcome: RouteOutcome::Done, relay_seq: 8, routes }
}
