use serde_json::{Value, json};
use wayhome_protocol::cell::WireCell;
use wayhome_protocol::envelope::Envelope;
use wayhome_protocol::keys::LodgeKey;
use wayhome_protocol::lodged::{StepWords, open_lodged, seal_lodged};
use wayhome_protocol::message::Message;
use wayhome_protocol::parts::EnvelopeDigest;
use wayhome_protocol::plan_steps::Step;

use super::{byte, fixed, flip, hex, is_refused, load, name, raw, refused, unhex};
use crate::common::{NOW, rng};

const KEY: [u8; 32] = [0x10; 32];

fn words(step: u8) -> StepWords {
    StepWords {
        step: Step::new(step).unwrap(),
        words: "No check-in from Asha.".to_owned(),
        access: None,
        drill: false,
    }
}

fn sealed(name: &str, step: u8, parts: u8, message: Message) -> Value {
    let envelope = Envelope { counter: 0, time: NOW, plan: None, message }.encode().unwrap();
    let out = raw::expand(&KEY, &[b"wayhome/1 lodged".as_slice(), &[step]].concat(), 48);
    let length = u16::try_from(envelope.len()).unwrap().to_be_bytes();
    let digest = EnvelopeDigest::of(&envelope);
    let body = [&[1], [0x1e; 16].as_slice(), &[0, parts], digest.as_bytes(), &length, &envelope].concat();
    json!({
        "name": name, "lodge_key": hex(&KEY), "step": step, "tag": hex(&out[32..]),
        "cell": hex(&raw::cell(&out[..32], &out[32..], 1, &body)),
    })
}

fn opens(name: &str, step: u8) -> Value {
    let mut case = sealed(name, step, 1, Message::StepWords(words(step)));
    case["opens_to"] = json!({
        "event": hex(&[0x1e; 16]), "sealed_ms": NOW.as_millis(), "words": words(step).words,
    });
    case
}

fn malformed(name: &str, parts: u8, message: Message) -> Value {
    let mut case = sealed(name, 2, parts, message);
    case["refused"] = json!(true);
    case
}

fn cases() -> Vec<Value> {
    let second = opens("step_2", 2);
    let change = |name, change: fn(&mut Value)| refused(name, &second, "opens_to", change);
    vec![
        opens("step_1", 1),
        second.clone(),
        change("looked_for_as_another_step", |case| case["step"] = json!(3)),
        change("looked_for_under_another_lodge_key", |case| flip(&mut case["lodge_key"], 0)),
        change("flipped_bit_in_ciphertext", |case| flip(&mut case["cell"], 80)),
        malformed("words_of_another_step", 1, Message::StepWords(words(3))),
        malformed("another_kind_of_message", 1, Message::Opened),
        malformed("more_than_one_part", 2, Message::StepWords(words(2))),
    ]
}

#[test]
fn lodged_json_is_current_and_readable() {
    let about = "Lodged cells: tag and words of a step, from the lodge key.";
    for case in load("lodged.json", about, cases()) {
        let key = LodgeKey::from_bytes(fixed(&case["lodge_key"]));
        let step = Step::new(byte(&case["step"])).unwrap();
        let cell = WireCell::from_slice(&unhex(&case["cell"])).unwrap();
        let opened = open_lodged(&key, step, &cell);
        if is_refused(&case) {
            assert!(opened.is_err(), "{}", name(&case));
            continue;
        }
        assert_eq!(key.tag(step).as_bytes(), &fixed(&case["tag"]), "{}", name(&case));
        let lodged = opened.unwrap();
        let read = json!({
            "event": hex(lodged.event.as_bytes()), "sealed_ms": lodged.sealed.as_millis(),
            "words": lodged.words.words,
        });
        assert_eq!(read, case["opens_to"], "{}", name(&case));
        let ours = seal_lodged(&key, &lodged.words, lodged.sealed, &mut rng(1)).unwrap();
        assert_eq!(open_lodged(&key, step, &ours).unwrap().words, lodged.words, "{}", name(&case));
    }
}
