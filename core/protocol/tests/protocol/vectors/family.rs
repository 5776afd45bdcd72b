use serde_json::{Value, json};
use wayhome_protocol::chain::{ChainPlace, Direction, Instance, Origin};
use wayhome_protocol::family::FamilyLink;
use wayhome_protocol::keys::{FamilySecret, IdentitySecret, RelayPublic};
use wayhome_protocol::pairing::PairingError;
use wayhome_protocol::relay_address::RelayAddress;

use super::link::code;
use super::{fixed, hex, load, name, raw, unhex};

fn link(url: &str, language: &str, origin: u8) -> FamilyLink {
    let relay = RelayAddress::new(url, RelayPublic::from_bytes([0x72; 32])).unwrap();
    let secret = FamilySecret::from_bytes([0x46; 32]);
    FamilyLink::new(secret, relay, language, Origin::vault(origin).unwrap()).unwrap()
}

/// Everything that a browser takes from a link, straight from the specification.
fn derived(name: &str, link: &FamilyLink) -> Value {
    let f = link.secret().expose();
    let from =
        |label: &str, rest: &[u8], length| raw::hkdf(f, b"", &[label.as_bytes(), rest].concat(), length);
    let root = from("wayhome/1 family root", &[], 32);
    let capability = |direction: u8| {
        hex(&raw::hkdf(&root, b"", &[b"wayhome/1 send capability".as_slice(), &[direction]].concat(), 32))
    };
    let chain = |direction: u8, origin: u8, instance: u8| {
        let info = [b"wayhome/1 chain".as_slice(), &[direction, origin, instance]].concat();
        hex(&raw::hkdf(&root, b"", &info, 32))
    };
    let seed = from("wayhome/1 family identity", &[], 32);
    let identity = IdentitySecret::from_bytes(seed.clone().try_into().unwrap());
    let markers: Value = (0..8).map(|n| hex(&from("wayhome/1 family instance", &[n], 16))).collect();
    let replies: Value = (0..8).map(|n| chain(2, link.main_origin().byte(), n)).collect();
    let messages: Value = (0..7).map(|origin| chain(1, origin, 0)).collect();
    json!({
        "name": name, "text": link.to_text(), "map": hex(&link.map()), "secret": hex(f),
        "relay": { "url": link.relay().url(), "key": hex(link.relay().key().as_bytes()) },
        "language": link.language(), "main_origin": link.main_origin().byte(), "root": hex(&root),
        "receive_id": hex(&from("wayhome/1 family receive id", &[], 16)),
        "receive_capability": hex(&from("wayhome/1 family receive capability", &[], 32)),
        "send_id_1": hex(&from("wayhome/1 family send id", &[1], 16)),
        "send_id_2": hex(&from("wayhome/1 family send id", &[2], 16)),
        "send_capability_1": capability(1), "send_capability_2": capability(2),
        "identity_seed": hex(&seed), "identity": hex(identity.public().as_bytes()), "instance_markers": markers,
        "chains_of_messages_by_origin": messages, "chains_of_replies_by_instance": replies,
    })
}

fn cases() -> Vec<Value> {
    let usual = link("https://relay.example.org:8443/", "ur", 0);
    let map = usual.map().to_vec();
    let text = usual.to_text();
    let alone = usual.code();
    let wrong = |name: &str, text: &str, error: &str| json!({ "name": name, "text": text, "error": error });
    let kind = |kind: u8| [&map[..2], &[kind], &map[3..]].concat();
    let origin = |origin: u8| [&map[..map.len() - 1], &[origin]].concat();
    let with_unknown = [&[0xa6], &map[1..], &[0x18, 30, 0x61, b'x']].concat();
    let mut later = derived("with_an_unknown_key", &usual);
    later["text"] = json!(code("WF", &with_unknown));
    vec![
        derived("a_family_link", &usual),
        derived("without_a_language_for_another_region", &link("http://192.168.1.5:8787/", "", 3)),
        later,
        wrong("empty", "", "not_ours"),
        wrong("an_address_without_a_code", "https://relay.example.org:8443/family/", "not_ours"),
        wrong("a_code_of_pairing_in_person", &code("WH", &map), "not_ours"),
        wrong("a_far_away_pairing_s_code", &code("WP", &map), "not_ours"),
        wrong("version_2", &alone.replacen("WF1", "WF2", 1), "too_new"),
        wrong("cut_short", &text[..text.len() - 4], "damaged"),
        wrong("one_character_changed", &text.replacen("WF1U", "WF1V", 1), "damaged"),
        wrong("a_kind_of_a_later_version", &code("WF", &kind(8)), "too_new"),
        wrong("a_kind_of_another_code", &code("WF", &kind(3)), "wrong_kind"),
        wrong("an_origin_that_is_no_vault", &code("WF", &origin(4)), "invalid"),
        wrong("no_secret", &code("WF", &[&[0xa4], &map[1..3], &map[38..]].concat()), "invalid"),
    ]
}

fn error_name(error: PairingError) -> &'static str {
    match error {
        PairingError::NotOurs => "not_ours",
        PairingError::Damaged => "damaged",
        PairingError::TooNew => "too_new",
        PairingError::WrongKind => "wrong_kind",
        _ => "invalid",
    }
}

#[test]
fn family_json_is_current_and_readable() {
    let about =
        "Family links: everything that follows from a link, and links that are wrong in a certain way.";
    for case in load("family.json", about, cases()) {
        let link = match FamilyLink::from_text(case["text"].as_str().unwrap()) {
            Ok(link) => link,
            Err(error) => {
                assert_eq!(case["error"], error_name(error), "{}", name(&case));
                continue;
            }
        };
        assert!(case.get("error").is_none(), "{}", name(&case));
        assert_eq!(link.map().to_vec(), unhex(&case["map"]));
        let root = link.derive_root();
        assert_eq!(root.expose(), &fixed(&case["root"]));
        assert_eq!(link.receive_id().as_bytes(), &fixed(&case["receive_id"]));
        assert_eq!(link.derive_receive_capability().expose(), &fixed(&case["receive_capability"]));
        assert_eq!(link.derive_identity().expose(), &fixed(&case["identity_seed"]));
        assert_eq!(link.derive_identity().public().as_bytes(), &fixed(&case["identity"]));
        for (direction, id, capability) in [
            (Direction::WorkerToContact, "send_id_1", "send_capability_1"),
            (Direction::ContactToWorker, "send_id_2", "send_capability_2"),
        ] {
            assert_eq!(link.send_id(direction).as_bytes(), &fixed(&case[id]));
            assert_eq!(root.derive_send_capability(direction).expose(), &fixed(&case[capability]));
        }
        for n in 0..8 {
            let instance = Instance::new(n).unwrap();
            let index = usize::from(n);
            assert_eq!(link.instance_marker(instance).as_bytes(), &fixed(&case["instance_markers"][index]));
            let origin = link.main_origin();
            let place = ChainPlace { direction: Direction::ContactToWorker, origin, instance };
            let expected = fixed(&case["chains_of_replies_by_instance"][index]);
            assert_eq!(root.derive_chain(place).expose(), &expected);
        }
        for origin in Origin::ALL {
            let place = ChainPlace { direction: Direction::WorkerToContact, origin, instance: Instance::APP };
            let expected = fixed(&case["chains_of_messages_by_origin"][usize::from(origin.byte())]);
            assert_eq!(root.derive_chain(place).expose(), &expected);
        }
    }
}
