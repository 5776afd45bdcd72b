use data_encoding::BASE32_NOPAD;
use hpke::{Deserializable, OpModeR};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use wayhome_protocol::cell::WireCell;
use wayhome_protocol::chain::Direction;
use wayhome_protocol::ids::SendId;
use wayhome_protocol::keys::{IdentitySecret, LinkKemSecret, PairingSecret, RelayPublic};
use wayhome_protocol::link::{Link, LinkMessage};
use wayhome_protocol::link_pairing::{LinkAnswer, LinkError, LinkReveal, read_reveal, reveal};
use wayhome_protocol::pairing::PairingError;
use wayhome_protocol::parts::Assembly;
use wayhome_protocol::relay_address::RelayAddress;

use super::{fixed, flip, hex, load, name, raw, unhex};
use crate::common::rng;

fn relay() -> RelayAddress {
    RelayAddress::new("https://relay.example.org:8443/", RelayPublic::from_bytes([0x72; 32])).unwrap()
}

fn sha(parts: &[&[u8]]) -> Vec<u8> {
    Sha256::digest(parts.concat()).to_vec()
}

/// A code of any map, with a right checksum.
pub(super) fn code(prefix: &str, map: &[u8]) -> String {
    let sum = sha(&[b"wayhome/1 pairing checksum", map]);
    format!("{prefix}1{}", BASE32_NOPAD.encode(&[map, &sum[..4]].concat()))
}

/// What HPKE exports at the contact, by the crate itself.
fn exported(secret: &[u8; 32], encapsulated: &[u8]) -> Vec<u8> {
    type Kem = hpke::kem::XWing;
    let secret = <Kem as hpke::Kem>::PrivateKey::from_bytes(secret).unwrap();
    let encapsulated = <Kem as hpke::Kem>::EncappedKey::from_bytes(encapsulated).unwrap();
    let context = hpke::setup_receiver::<hpke::aead::ExportOnlyAead, hpke::kdf::HkdfSha256, Kem>(
        &OpModeR::Base,
        &secret,
        &encapsulated,
        b"wayhome/1 link",
    );
    let mut out = vec![0; 32];
    context.unwrap().export(b"wayhome/1 link", &mut out).unwrap();
    out
}

fn cells(link: &Link, message: LinkMessage, map: &[u8]) -> Value {
    link.seal(message, map, &mut rng(9)).unwrap().iter().map(|cell| hex(cell.as_bytes())).collect()
}

fn pairing() -> Value {
    let chance = &mut rng(1);
    let identity = |byte| IdentitySecret::from_bytes([byte; 32]).public();
    let (ours, secret) =
        LinkReveal::make(&[relay()], "sw", &identity(0x61), SendId::from_bytes([0x11; 16]), chance).unwrap();
    let link = ours.make_link(&relay(), chance);
    let (answer, answer_secret, kem_secret) =
        LinkAnswer::make(&link, &[relay()], "en", &identity(0x62), SendId::from_bytes([0x22; 16]), chance)
            .unwrap();
    let (message, _) = reveal(&link, &ours, &secret, &answer, chance).unwrap();
    let encapsulated = &message[message.len() - 1_120..];
    // Straight from the specification.
    let s = link.secret().expose();
    let link_root = raw::hkdf(s, b"", b"wayhome/1 link root", 32);
    let send_id = |direction: u8| {
        hex(&raw::hkdf(s, b"", &[b"wayhome/1 link send id".as_slice(), &[direction]].concat(), 16))
    };
    let capability = |direction: u8| {
        hex(&raw::hkdf(
            &link_root,
            b"",
            &[b"wayhome/1 send capability".as_slice(), &[direction]].concat(),
            32,
        ))
    };
    let x = exported(kem_secret.expose(), encapsulated);
    let own = x25519_dalek::StaticSecret::from(*secret.expose());
    let theirs = x25519_dalek::StaticSecret::from(*answer_secret.expose());
    let shared = own.diffie_hellman(&(&theirs).into());
    let t = sha(&[b"wayhome/1 link transcript", s, &sha(&[answer.map()]), &sha(&[ours.map()])]);
    let salt = [t.as_slice(), &sha(&[encapsulated])].concat();
    let root = raw::hkdf(&[shared.as_bytes().as_slice(), &x].concat(), &salt, b"wayhome/1 root", 32);
    let digits: [u8; 8] = raw::hkdf(&t, b"", b"wayhome/1 link digits", 8).try_into().unwrap();
    let proof = raw::hkdf(&root, b"", b"wayhome/1 link done", 16);
    let done = [&[0xa2, 0, 6, 1, 0x50], proof.as_slice()].concat();
    json!({
        "name": "a_whole_pairing", "link": link.to_text(), "link_map": hex(&link.map()), "link_secret": hex(s),
        "link_root": hex(&link_root), "send_id_1": send_id(1), "send_id_2": send_id(2),
        "send_capability_1": capability(1), "send_capability_2": capability(2),
        "reveal_map": hex(ours.map()), "commitment": hex(&sha(&[b"wayhome/1 link commitment", ours.map()])),
        "reveal_secret": hex(secret.expose()), "answer_map": hex(answer.map()),
        "answer_secret": hex(answer_secret.expose()), "kem_secret": hex(kem_secret.expose()),
        "reveal_message": hex(&message), "exported": hex(&x), "shared_secret": hex(shared.as_bytes()),
        "transcript": hex(&t), "root": hex(&root), "digits": format!("{:06}", u64::from_be_bytes(digits) % 1_000_000),
        "done_map": hex(&done), "answer_cells": cells(&link, LinkMessage::Answer, answer.map()),
        "reveal_cells": cells(&link, LinkMessage::Reveal, &message), "done_cells": cells(&link, LinkMessage::Done, &done),
    })
}

/// The pairing with one field changed, and how it must end.
fn broken(name: &str, error: &str, from: &Value, change: impl FnOnce(&mut Value)) -> Value {
    let mut case = from.clone();
    case["name"] = json!(name);
    case["error"] = json!(error);
    for cells in ["answer_cells", "reveal_cells", "done_cells"] {
        case.as_object_mut().unwrap().remove(cells);
    }
    change(&mut case);
    case
}

/// The place of `what` in the message, or one byte of it changed.
fn flip_in(value: &mut Value, what: &[u8], offset: usize) {
    let at = unhex(value).windows(what.len()).position(|bytes| bytes == what).unwrap();
    flip(value, at + offset);
}

fn cases() -> Vec<Value> {
    let whole = pairing();
    let text = whole["link"].as_str().unwrap().to_owned();
    let map = unhex(&whole["link_map"]);
    let alone = text.split_once('#').unwrap().1.to_owned();
    let exchange = unhex(&whole["reveal_map"])[6..38].to_vec();
    let read = |name: &str, text: &str| json!({ "name": name, "text": text, "map": hex(&map) });
    let wrong = |name: &str, text: &str, error: &str| json!({ "name": name, "text": text, "error": error });
    let kind = |kind: u8| [&map[..2], &[kind], &map[3..]].concat();
    vec![
        broken("the_reveal_is_another_than_promised", "other_reveal", &whole, |case| {
            flip_in(&mut case["reveal_message"], &exchange, 5);
        }),
        broken("the_encapsulated_key_was_changed_on_the_way", "wrong_done", &whole, |case| {
            let last = unhex(&case["reveal_message"]).len() - 1;
            flip(&mut case["reveal_message"], last);
        }),
        broken("the_answer_was_changed_on_the_way", "wrong_done", &whole, |case| {
            // The nonce.
            let nonce = unhex(&case["answer_map"]).windows(2).position(|bytes| bytes == [3, 0x50]).unwrap();
            flip(&mut case["answer_map"], nonce + 4);
        }),
        broken("the_answer_is_to_another_link", "other_link", &whole, |case| {
            let commitment = unhex(&case["commitment"]);
            flip_in(&mut case["answer_map"], &commitment, 0);
        }),
        broken("the_answer_has_no_x_wing_key", "invalid", &whole, |case| {
            let answer = unhex(&case["answer_map"]);
            let key = answer.len() - 1_220;
            case["answer_map"] = hex(&[&[0xa8], &answer[1..key]].concat());
        }),
        broken("the_answer_is_of_a_later_version", "too_new", &whole, |case| {
            let answer = unhex(&case["answer_map"]);
            case["answer_map"] = hex(&[&answer[..2], &[9], &answer[3..]].concat());
        }),
        read("an_address", &text),
        read("the_code_alone", &alone),
        read(
            "the_code_in_lower_case_with_blanks",
            &format!(" {} \r\n{}", &alone.to_lowercase()[..9], &alone[9..]),
        ),
        read("another_address_in_front", &format!("http://elsewhere.example/p/#{alone}")),
        wrong("empty", "", "not_ours"),
        wrong("an_address_without_a_code", "https://relay.example.org:8443/p/", "not_ours"),
        wrong("a_code_of_pairing_in_person", &code("WH", &map), "not_ours"),
        wrong("a_family_link_s_code", &code("WF", &map), "not_ours"),
        wrong("version_2", &alone.replacen("WP1", "WP2", 1), "too_new"),
        wrong("cut_short", &text[..text.len() - 4], "damaged"),
        wrong("a_kind_of_a_later_version", &code("WP", &kind(8)), "too_new"),
        wrong("a_kind_of_another_code", &code("WP", &kind(2)), "wrong_kind"),
        wrong("no_commitment", &code("WP", &[&[0xa3], &map[1..38], &map[73..]].concat()), "invalid"),
        whole,
    ]
}

fn pairing_error(error: PairingError) -> &'static str {
    match error {
        PairingError::NotOurs => "not_ours",
        PairingError::Damaged => "damaged",
        PairingError::TooNew => "too_new",
        PairingError::WrongKind => "wrong_kind",
        _ => "invalid",
    }
}

fn link_error(error: LinkError) -> &'static str {
    match error {
        LinkError::TooNew => "too_new",
        LinkError::OtherLink => "other_link",
        LinkError::OtherReveal => "other_reveal",
        LinkError::WrongDone => "wrong_done",
        _ => "invalid",
    }
}

#[test]
fn link_json_is_current_and_readable() {
    let about = "Far-away pairing: links that read as a map or are wrong in a certain way; a whole pairing with every value on its way, and pairings that end because of one changed message.";
    for case in load("link.json", about, cases()) {
        if case.get("text").is_some() {
            match Link::from_text(case["text"].as_str().unwrap()) {
                Ok(link) => assert_eq!(link.map().to_vec(), unhex(&case["map"]), "{}", name(&case)),
                Err(error) => assert_eq!(case["error"], pairing_error(error), "{}", name(&case)),
            }
            continue;
        }
        match play(&case) {
            Ok(()) => assert!(case.get("error").is_none(), "{}", name(&case)),
            Err(error) => assert_eq!(case["error"], link_error(error), "{}", name(&case)),
        }
    }
}

/// Both sides with the messages of the case, as far as they get.
fn play(case: &Value) -> Result<(), LinkError> {
    let link = Link::from_text(case["link"].as_str().unwrap()).unwrap();
    let contact_answer = LinkAnswer::from_map(unhex(&pairing()["answer_map"]))?;
    let answer = LinkAnswer::from_map(unhex(&case["answer_map"]))?;
    let ours = LinkReveal::from_map(unhex(&case["reveal_map"]))?;
    let secret = PairingSecret::from_bytes(fixed(&case["reveal_secret"]));
    // At the worker; the encapsulated key of the vector cannot be made again, but the rest can.
    reveal(&link, &ours, &secret, &answer, &mut rng(3))?;
    let answer_secret = PairingSecret::from_bytes(fixed(&case["answer_secret"]));
    let kem_secret = LinkKemSecret::from_bytes(fixed(&case["kem_secret"]));
    let message = unhex(&case["reveal_message"]);
    // What the worker read: if the answer was changed on the way, the contact goes on with its own.
    let (_, worker_side) =
        read_reveal(&link, &answer, &answer_secret, &kem_secret, &unhex(&pairing()["reveal_message"]))?;
    let (revealed, contact_side) =
        read_reveal(&link, &contact_answer, &answer_secret, &kem_secret, &message)?;
    assert_eq!(revealed, ours);
    worker_side.verify_done(&contact_side.done_map())?;
    assert_eq!(contact_side.root.expose(), &fixed(&case["root"]));
    assert_eq!(contact_side.digits.to_string(), case["digits"]);
    assert_eq!(contact_side.done_map(), unhex(&case["done_map"]));
    check_cells(&link, case);
    Ok(())
}

fn check_cells(link: &Link, case: &Value) {
    for (direction, id, capability) in [
        (Direction::WorkerToContact, "send_id_1", "send_capability_1"),
        (Direction::ContactToWorker, "send_id_2", "send_capability_2"),
    ] {
        assert_eq!(link.send_id(direction).as_bytes(), &fixed(&case[id]));
        assert_eq!(link.derive_send_capability(direction).expose(), &fixed(&case[capability]));
    }
    for (message, cells, map) in [
        (LinkMessage::Answer, "answer_cells", "answer_map"),
        (LinkMessage::Reveal, "reveal_cells", "reveal_message"),
        (LinkMessage::Done, "done_cells", "done_map"),
    ] {
        let mut parts: Option<Assembly> = None;
        let mut whole = None;
        for cell in case[cells].as_array().unwrap() {
            let body = link.open(message, &WireCell::from_bytes(fixed(cell))).unwrap();
            whole = parts.get_or_insert_with(|| Assembly::new(body.event)).insert(body).unwrap();
        }
        assert_eq!(whole.unwrap(), unhex(&case[map]));
    }
}
