use data_encoding::BASE32_NOPAD;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use wayhome_protocol::chain::Direction;
use wayhome_protocol::ids::SendId;
use wayhome_protocol::keys::{IdentitySecret, PairingSecret, RelayPublic};
use wayhome_protocol::pairing::{Answer, Offer, PairingError, answer, complete};
use wayhome_protocol::relay_address::RelayAddress;

use super::{fixed, hex, load, name, raw, unhex};
use crate::common::rng;

fn relay() -> RelayAddress {
    RelayAddress::new("https://relay.example.org:8443/", RelayPublic::from_bytes([0x72; 32])).unwrap()
}

fn offer() -> (Offer, PairingSecret) {
    let identity = IdentitySecret::from_bytes([0x61; 32]).public();
    Offer::make(&[relay()], "sw", &identity, SendId::from_bytes([0x11; 16]), &mut rng(1)).unwrap()
}

fn answer_to(offer: &Offer) -> Answer {
    let identity = IdentitySecret::from_bytes([0x62; 32]).public();
    let relays =
        [relay(), RelayAddress::new("http://[2001:db8::1]/", RelayPublic::from_bytes([0x73; 32])).unwrap()];
    answer(offer, &relays, "en", &identity, SendId::from_bytes([0x22; 16]), &mut rng(2)).unwrap().0
}

fn relays_json(relays: &[RelayAddress]) -> Value {
    relays.iter().map(|relay| json!({ "url": relay.url(), "key": hex(relay.key().as_bytes()), "text": relay.to_text() })).collect()
}

macro_rules! code_json {
    ($code:expr) => {
        json!({
            "exchange": hex($code.exchange_public().as_bytes()), "identity": hex($code.identity_public().as_bytes()),
            "send_id": hex($code.send_id().as_bytes()), "relays": relays_json($code.relays()),
            "language": $code.language(), "map": hex($code.map()), "text": $code.to_text(),
        })
    };
}

/// A code of any map, with a right checksum.
fn code(map: &[u8]) -> String {
    let mut hash = Sha256::new();
    hash.update(b"wayhome/1 pairing checksum");
    hash.update(map);
    let sum: [u8; 32] = hash.finalize().into();
    format!("WH1{}", BASE32_NOPAD.encode(&[map, &sum[..4]].concat()))
}

fn agreement() -> Value {
    let (offer, secret) = offer();
    let answer = answer_to(&offer);
    // Straight from the specification, on the worker's side.
    let own = x25519_dalek::StaticSecret::from(*secret.expose());
    let shared = own.diffie_hellman(&(*answer.exchange_public().as_bytes()).into());
    let mut transcript = Sha256::new();
    for part in [b"wayhome/1 pairing".as_slice(), offer.map(), answer.map()] {
        transcript.update(part);
    }
    let ikm = [shared.as_bytes().as_slice(), &[0; 32]].concat();
    let root = raw::hkdf(&ikm, &transcript.finalize(), b"wayhome/1 root", 32);
    let capability = |direction: u8| {
        let info = [b"wayhome/1 send capability".as_slice(), &[direction]].concat();
        hex(&raw::hkdf(&root, b"", &info, 32))
    };
    json!({
        "name": "both_sides_agree", "offer": code_json!(offer), "offer_secret": hex(secret.expose()),
        "answer": code_json!(answer), "shared_secret": hex(shared.as_bytes()), "root": hex(&root),
        "send_capability_1": capability(1), "send_capability_2": capability(2),
    })
}

/// The offer's map with `from` replaced by `to`.
fn changed(from: &[u8], to: &[u8]) -> String {
    let (offer, _) = offer();
    let map = offer.map();
    let at = map.windows(from.len()).position(|bytes| bytes == from).unwrap();
    code(&[&map[..at], to, &map[at + from.len()..]].concat())
}

fn cases() -> Vec<Value> {
    let (offer, _) = offer();
    let answer = answer_to(&offer);
    let text = offer.to_text();
    let read = |name: &str, text: &str| json!({ "name": name, "read": "offer", "text": text, "map": hex(offer.map()) });
    let wrong = |name: &str, text: &str, error: &str| json!({ "name": name, "read": "offer", "text": text, "error": error });
    let grouped: Vec<String> =
        text.as_bytes().chunks(4).map(|c| String::from_utf8_lossy(c).into_owned()).collect();
    let half = text.len() / 2;
    let identity = *IdentitySecret::from_bytes([0x61; 32]).public().as_bytes();
    let mut neutral = [0; 32];
    neutral[0] = 1;
    let with_unknown = [&[0xa8], &offer.map()[1..], &[0x18, 30, 0x61, b'x']].concat();
    vec![
        agreement(),
        read("in_lower_case", &text.to_lowercase()),
        read("in_groups_of_four_with_hyphens", &grouped.join("-")),
        read("over_several_lines", &format!(" {}\r\n\t{}\n", &text[..half], &text[half..])),
        json!({ "name": "with_an_unknown_key", "read": "offer", "text": code(&with_unknown), "map": hex(&with_unknown) }),
        wrong("empty", "", "not_ours"),
        wrong("a_web_address", "https://example.org/WH1", "not_ours"),
        wrong("more_than_2000_characters", &format!("{text}{}", " ".repeat(2_001)), "not_ours"),
        wrong("version_2", &text.replacen("WH1", "WH2", 1), "too_new"),
        wrong("one_character_changed", &text.replacen("WH1U", "WH1V", 1), "damaged"),
        wrong("cut_short", &text[..text.len() - 9], "damaged"),
        wrong("a_character_that_is_not_base32", &text.replacen("WH1", "WH10", 1), "damaged"),
        wrong("nothing_after_the_prefix", "WH1", "damaged"),
        wrong("an_answer_where_an_offer_is_expected", &answer.to_text(), "wrong_kind"),
        json!({ "name": "an_offer_where_an_answer_is_expected", "read": "answer", "text": text, "error": "wrong_kind" }),
        wrong("kind_3", &changed(&[0xa7, 0, 1], &[0xa7, 0, 3]), "too_new"),
        wrong("kind_0", &changed(&[0xa7, 0, 1], &[0xa7, 0, 0]), "invalid"),
        wrong("content_that_is_no_map", &code(&[0x80]), "invalid"),
        wrong("identity_key_of_small_order", &changed(&identity, &neutral), "invalid"),
        wrong(
            "relay_address_with_credentials",
            &changed(b"https://relay.example", b"https://r@lay.example"),
            "invalid",
        ),
        wrong("language_tag_missing", &changed(&[0x06, 0x62, b's', b'w'], &[0x18, 30, 0x60]), "invalid"),
        json!({
            "name": "an_answer_to_another_offer", "offer": code_json!(offer), "offer_secret": hex(self::offer().1.expose()),
            "answer": { "text": changed_answer(&answer) }, "error": "other_invite",
        }),
        json!({
            "name": "an_answer_whose_exchange_key_is_of_small_order", "offer": code_json!(offer),
            "offer_secret": hex(self::offer().1.expose()), "answer": { "text": weak_answer(&answer) }, "error": "invalid",
        }),
    ]
}

/// The answer with another offer's hash.
fn changed_answer(answer: &Answer) -> String {
    let mut map = answer.map().to_vec();
    *map.last_mut().unwrap() ^= 1;
    code(&map)
}

/// The answer with the X25519 key 0.
fn weak_answer(answer: &Answer) -> String {
    let mut map = answer.map().to_vec();
    let key = answer.exchange_public().as_bytes();
    let at = map.windows(32).position(|bytes| bytes == key).unwrap();
    map[at..at + 32].fill(0);
    code(&map)
}

fn error_name(error: PairingError) -> &'static str {
    match error {
        PairingError::NotOurs => "not_ours",
        PairingError::Damaged => "damaged",
        PairingError::TooNew => "too_new",
        PairingError::WrongKind => "wrong_kind",
        PairingError::OtherInvite => "other_invite",
        PairingError::Invalid => "invalid",
        _ => "not listed",
    }
}

#[test]
fn pairing_json_is_current_and_readable() {
    let about =
        "Pairing in person: an agreement; codes that read as a map; codes that are wrong in a certain way.";
    for case in load("pairing.json", about, cases()) {
        if case.get("offer").is_some() {
            check_agreement(&case);
            continue;
        }
        let text = case["text"].as_str().unwrap();
        let read = match case["read"].as_str().unwrap() {
            "offer" => Offer::from_text(text).map(|offer| offer.map().to_vec()),
            _ => Answer::from_text(text).map(|answer| answer.map().to_vec()),
        };
        match read {
            Ok(map) => assert_eq!(map, unhex(&case["map"]), "{}", name(&case)),
            Err(error) => assert_eq!(case["error"], error_name(error), "{}", name(&case)),
        }
    }
}

fn check_agreement(case: &Value) {
    let offer = Offer::from_text(case["offer"]["text"].as_str().unwrap()).unwrap();
    let answer = Answer::from_text(case["answer"]["text"].as_str().unwrap()).unwrap();
    let secret = PairingSecret::from_bytes(fixed(&case["offer_secret"]));
    match complete(&offer, &secret, &answer) {
        Err(error) => assert_eq!(case["error"], error_name(error), "{}", name(case)),
        Ok(root) => {
            assert_eq!(root.expose(), &fixed(&case["root"]));
            assert_eq!(code_json!(offer), case["offer"]);
            assert_eq!(code_json!(answer), case["answer"]);
            for (direction, field) in [
                (Direction::WorkerToContact, "send_capability_1"),
                (Direction::ContactToWorker, "send_capability_2"),
            ] {
                assert_eq!(root.derive_send_capability(direction).expose(), &fixed(&case[field]));
            }
        }
    }
}
