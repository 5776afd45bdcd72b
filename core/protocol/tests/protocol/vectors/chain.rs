use serde_json::{Value, json};
use wayhome_protocol::chain::{ChainPlace, Direction, Instance, Origin, SendingChain};
use wayhome_protocol::ids::Tag;
use wayhome_protocol::keys::Root;
use wayhome_protocol::receiving::ReceivingChain;
use wayhome_protocol::time::Timestamp;

use super::{byte, fixed, hex, load, name, number, raw, small, unhex};

fn keys_case(name: &str, root: [u8; 32], direction: u8, origin: u8, instance: u8, steps: &[u32]) -> Value {
    let info = [b"wayhome/1 chain".as_slice(), &[direction, origin, instance]].concat();
    let first = raw::hkdf(&root, b"", &info, 32);
    let capability = [b"wayhome/1 send capability".as_slice(), &[direction]].concat();
    let mut key = first.clone();
    let mut at = 0;
    let steps = steps.iter().map(|step| {
        loop {
            let out = raw::expand(&key, b"wayhome/1 step", 80);
            key = out[48..].to_vec();
            at += 1;
            if at > *step {
                let (message_key, tag) = (hex(&out[..32]), hex(&out[32..48]));
                return json!({ "step": step, "message_key": message_key, "tag": tag, "next_chain_key": hex(&key) });
            }
        }
    });
    let steps: Value = steps.collect();
    json!({
        "name": name, "root": hex(&root), "direction": direction, "origin": origin, "instance": instance,
        "send_capability": hex(&raw::hkdf(&root, b"", &capability, 32)),
        "chain_key_0": hex(&first), "steps": steps,
    })
}

fn marks_case(name: &str, opened: &[(u32, u64)], first: u32, highest: u32, end: u32) -> Value {
    let opened: Value =
        opened.iter().map(|(step, day)| json!({ "step": step, "time_ms": day * 86_400_000 })).collect();
    json!({
        "name": name, "chain_key_0": hex(&[0x61; 32]), "made_ms": 0, "opened": opened,
        "first_step": first, "highest_step": highest, "window_end": end,
    })
}

fn cases() -> Vec<Value> {
    let mut root = [0; 32];
    for (place, value) in root.iter_mut().zip(0..) {
        *place = value;
    }
    vec![
        keys_case("main_vault_to_contact", root, 1, 0, 0, &[0, 1, 2, 511, 512]),
        keys_case("contact_to_main_vault", root, 2, 0, 0, &[0, 1]),
        keys_case("lobby_to_contact", root, 1, 4, 0, &[0, 1]),
        keys_case("second_phrase_to_seventh_browser", root, 1, 6, 7, &[0, 1]),
        keys_case("step_65535_is_the_last_one_found_at_first", [0xff; 32], 1, 3, 0, &[65_535]),
        marks_case("nothing_is_dropped_within_60_days", &[(0, 1), (1, 7), (2, 59)], 0, 2, 515),
        marks_case("steps_before_a_mark_of_60_days_are_dropped", &[(0, 1), (1, 7), (2, 67)], 2, 2, 515),
        marks_case("an_older_step_does_not_lower_the_highest", &[(40, 1), (3, 2)], 0, 40, 553),
        marks_case("a_clock_that_went_back_drops_nothing", &[(0, 30), (1, 2), (2, 61)], 0, 2, 515),
        marks_case(
            "more_than_131072_steps_are_not_kept",
            &[(60_000, 1), (120_000, 1), (180_000, 1)],
            60_001,
            180_000,
            180_513,
        ),
    ]
}

#[test]
fn chain_json_is_current_and_readable() {
    let about = "Chain keys, step keys and send capabilities from a root; and what a receiver keeps after openings \
                 (first_step: the first it can still open; window_end: one past the last tag it holds ready).";
    for case in load("chain.json", about, cases()) {
        if case.get("opened").is_some() {
            check_marks(&case);
        } else {
            check_keys(&case);
        }
    }
}

fn check_keys(case: &Value) {
    let root = Root::from_bytes(fixed(&case["root"]));
    let direction = Direction::from_byte(byte(&case["direction"])).unwrap();
    let origin = Origin::from_byte(byte(&case["origin"])).unwrap();
    let instance = Instance::new(byte(&case["instance"])).unwrap();
    assert_eq!(
        root.derive_send_capability(direction).expose(),
        &fixed(&case["send_capability"]),
        "{}",
        name(case)
    );
    let key = root.derive_chain(ChainPlace { direction, origin, instance });
    assert_eq!(key.expose(), &fixed(&case["chain_key_0"]), "{}", name(case));
    let mut chain = SendingChain::new(key);
    for expected in case["steps"].as_array().unwrap() {
        chain.jump(small(&expected["step"]) - chain.step());
        let keys = chain.next().unwrap();
        assert_eq!(keys.step, small(&expected["step"]));
        assert_eq!(keys.message_key.expose(), &fixed(&expected["message_key"]), "{}", name(case));
        assert_eq!(keys.tag, Tag::from_bytes(fixed(&expected["tag"])), "{}", name(case));
        assert_eq!(chain.encode()[4..], unhex(&expected["next_chain_key"]), "{}", name(case));
    }
}

fn check_marks(case: &Value) {
    let key = wayhome_protocol::keys::ChainKey::from_bytes(fixed(&case["chain_key_0"]));
    let mut chain = ReceivingChain::new(key, Timestamp::from_millis(number(&case["made_ms"])));
    for opened in case["opened"].as_array().unwrap() {
        chain.opened(small(&opened["step"]), Timestamp::from_millis(number(&opened["time_ms"]))).unwrap();
    }
    assert_eq!(chain.first(), small(&case["first_step"]), "{}", name(case));
    assert_eq!(chain.highest(), Some(small(&case["highest_step"])), "{}", name(case));
    assert_eq!(chain.window_end(), small(&case["window_end"]), "{}", name(case));
}
