use serde_json::{Value, json};
use wayhome_protocol::keys::ToldSecret;
use wayhome_protocol::told::{ToldAnswer, ToldReceipt};

use super::{byte, check_opened, fixed, flip, hex, is_refused, load, raw, refused, unhex};

const SECRET: [u8; 32] = [0x74; 32];

fn sealed(name: &str, what: &str, number: u8, plaintext: &[u8]) -> Value {
    let public = ToldSecret::from_bytes(SECRET).public();
    json!({
        "name": name, "what": what, "number": number,
        "group_secret": hex(&SECRET), "group_public": hex(public.as_bytes()),
        "sealed": hex(&raw::hpke(public.as_bytes(), b"wayhome/1 told", &[number], plaintext, 8)),
    })
}

fn open(case: &Value) -> Option<Value> {
    let secret = ToldSecret::from_bytes(fixed(&case["group_secret"]));
    let (number, sealed) = (byte(&case["number"]), unhex(&case["sealed"]));
    if case["what"] == "answer" {
        let told = ToldAnswer::open(&secret, number, &sealed)?;
        return Some(json!({
            "status": told.status.byte(), "word": hex(&told.word.encode()), "at_ms": told.at.as_millis(),
            "turn": told.turn,
        }));
    }
    let told = ToldReceipt::open(&secret, number, &sealed)?;
    Some(json!({ "state": told.state.byte(), "event": hex(told.event.as_bytes()) }))
}

fn opens(name: &str, what: &str, number: u8, plaintext: &[u8]) -> Value {
    let mut case = sealed(name, what, number, plaintext);
    case["opens_to"] = open(&case).unwrap();
    case
}

fn malformed(name: &str, what: &str, number: u8, plaintext: &[u8]) -> Value {
    let mut case = sealed(name, what, number, plaintext);
    case["refused"] = json!(true);
    case
}

fn cases() -> Vec<Value> {
    let mut answer = [1, 1, 3, 2, 0, 0x14, 0x04, 0, 0, 1, 0xa0, 0, 0, 0, 5, 0, 0, 1, 9, 0, 0, 0, 0, 0];
    let mut receipt = [0; 24];
    receipt[..2].copy_from_slice(&[1, 2]);
    receipt[2..18].copy_from_slice(&[0xe5; 16]);
    let first = opens("first_answer", "answer", 0, &answer);
    let change = |name, change: fn(&mut Value)| refused(name, &first, "opens_to", change);
    let mut cases = vec![
        first.clone(),
        opens("later_answer", "answer", 1, &answer),
        opens("receipt_of_the_last_row", "receipt", 9, &receipt),
        change("another_groups_secret", |case| flip(&mut case["group_secret"], 9)),
        change("in_another_box", |case| case["number"] = json!(1)),
        change("flipped_bit_in_encapsulated_key", |case| flip(&mut case["sealed"], 1)),
        change("flipped_bit_in_tag", |case| flip(&mut case["sealed"], 71)),
        change("one_byte_short", |case| {
            let sealed = unhex(&case["sealed"]);
            case["sealed"] = hex(&sealed[..71]);
        }),
    ];
    answer[23] = 1;
    cases.push(malformed("answer_padding_that_is_not_zero", "answer", 0, &answer));
    answer[0] = 2;
    cases.push(malformed("answer_version_2", "answer", 0, &answer));
    receipt[1] = 3;
    cases.push(malformed("unknown_receipt_state", "receipt", 9, &receipt));
    cases
}

#[test]
fn told_json_is_current_and_readable() {
    let about = "What a lobby was told of a group: what the boxes open to with the group's secret.";
    let cases = load("told.json", about, cases());
    check_opened(&cases, open);
    for case in cases.iter().filter(|case| !is_refused(case)) {
        let secret = ToldSecret::from_bytes(fixed(&case["group_secret"]));
        assert_eq!(secret.public().as_bytes(), &fixed(&case["group_public"]));
    }
}
