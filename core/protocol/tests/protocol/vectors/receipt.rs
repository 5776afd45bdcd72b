use serde_json::{Value, json};
use wayhome_protocol::cell::WireCell;
use wayhome_protocol::envelope::Envelope;
use wayhome_protocol::ids::EventId;
use wayhome_protocol::keys::MessageKey;
use wayhome_protocol::message::{Message, ReceiptState};
use wayhome_protocol::parts::EnvelopeDigest;
use wayhome_protocol::receipt::{open_receipt, seal_receipt};

use super::{byte, fixed, flip, hex, is_refused, load, name, raw, refused, unhex};
use crate::common::{NOW, event, rng};

const KEY: [u8; 32] = [0x4b; 32];

fn envelope(message: Message) -> Vec<u8> {
    Envelope { counter: 0, time: NOW, plan: None, message }.encode().unwrap()
}

fn sealed(name: &str, state: u8, parts: u8, envelope: &[u8]) -> Value {
    let root = raw::expand(&KEY, b"wayhome/1 receipt", 32);
    let info = [b"wayhome/1 receipt state".as_slice(), &[state]].concat();
    let out = raw::expand(&root, &info, 48);
    let length = u16::try_from(envelope.len()).unwrap().to_be_bytes();
    let digest = EnvelopeDigest::of(envelope);
    let body = [&[1], [0x99; 16].as_slice(), &[0, parts], digest.as_bytes(), &length, envelope].concat();
    json!({
        "name": name, "message_key": hex(&KEY), "receipt_root": hex(&root), "state": state,
        "tag": hex(&out[..16]), "key": hex(&out[16..]), "cell": hex(&raw::cell(&out[16..], &out[..16], 2, &body)),
    })
}

fn opens(name: &str, state: ReceiptState) -> Value {
    let mut case = sealed(name, state.byte(), 1, &envelope(Message::Receipt { state, event: event(0xe5) }));
    case["opens_to"] = json!({ "event": hex(event(0xe5).as_bytes()), "time_ms": NOW.as_millis() });
    case
}

fn malformed(name: &str, parts: u8, message: Message) -> Value {
    let mut case = sealed(name, 1, parts, &envelope(message));
    case["refused"] = json!(true);
    case
}

fn cases() -> Vec<Value> {
    let fetched = opens("fetched", ReceiptState::Fetched);
    let change = |name, change: fn(&mut Value)| refused(name, &fetched, "opens_to", change);
    let receipt = |state| Message::Receipt { state, event: event(0xe5) };
    vec![
        fetched.clone(),
        opens("opened", ReceiptState::Opened),
        change("looked_for_under_the_other_state", |case| case["state"] = json!(2)),
        change("looked_for_under_another_message_key", |case| flip(&mut case["message_key"], 31)),
        change("flipped_bit_in_tag", |case| flip(&mut case["cell"], 0)),
        change("flipped_bit_in_ciphertext", |case| flip(&mut case["cell"], 60)),
        malformed("says_opened_under_the_key_of_fetched", 1, receipt(ReceiptState::Opened)),
        malformed("another_kind_of_message", 1, Message::Farewell),
        malformed("more_than_one_part", 2, receipt(ReceiptState::Fetched)),
    ]
}

#[test]
fn receipt_json_is_current_and_readable() {
    let about = "Receipts: root, tag and key from the message key of an event's last part, and the cell.";
    for case in load("receipt.json", about, cases()) {
        let root = MessageKey::from_bytes(fixed(&case["message_key"])).derive_receipt_root();
        let state = ReceiptState::from_byte(byte(&case["state"])).unwrap();
        let cell = WireCell::from_slice(&unhex(&case["cell"])).unwrap();
        let opened = open_receipt(&root, state, &cell);
        if is_refused(&case) {
            assert!(opened.is_err(), "{}", name(&case));
            continue;
        }
        let expected = root.expected(state);
        assert_eq!(root.expose(), &fixed(&case["receipt_root"]), "{}", name(&case));
        assert_eq!(expected.tag.as_bytes(), &fixed(&case["tag"]), "{}", name(&case));
        assert_eq!(expected.key.expose(), &fixed(&case["key"]), "{}", name(&case));
        let receipt = opened.unwrap();
        let read = json!({ "event": hex(receipt.event.as_bytes()), "time_ms": receipt.time.as_millis() });
        assert_eq!(read, case["opens_to"], "{}", name(&case));
        let event = EventId::from_bytes(fixed(&case["opens_to"]["event"]));
        let ours = seal_receipt(&root, state, event, receipt.time, &mut rng(1));
        assert_eq!(open_receipt(&root, state, &ours), Ok(receipt), "{}", name(&case));
    }
}
