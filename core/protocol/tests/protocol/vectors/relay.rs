use serde_json::{Value, json};
use wayhome_protocol::group::{CircleSize, Group, Ring, Row, SealedGroup};
use wayhome_protocol::ids::TimerId;
use wayhome_protocol::keys::{IdentityPublic, IdentitySecret, RelaySecret, TimerPublic, TimerSecret};
use wayhome_protocol::plan_steps::Step;
use wayhome_protocol::time::Seconds;
use wayhome_protocol::timer::TimerCommand;

use super::{byte, fixed, flip, hex, is_refused, load, name, raw, refused, sha256, unhex};

const SECRET: [u8; 32] = [0x73; 32];

fn timer_secret() -> TimerSecret {
    TimerSecret::from_bytes([0x74; 32])
}

fn timer_id() -> TimerId {
    TimerId::from_bytes([0x54; 16])
}

fn command_json(command: &TimerCommand) -> Value {
    json!({
        "timer": hex(command.timer.as_bytes()), "counter": command.counter, "op": command.op.byte(),
        "delta_s": command.delta.get(), "hash": hex(&command.hash),
    })
}

/// A hold is signed with a person's identity, whose bytes here are those of the timer's key.
fn holder() -> IdentitySecret {
    IdentitySecret::from_bytes([0x74; 32])
}

fn command_case(name: &str, command: &TimerCommand) -> Value {
    json!({
        "name": name, "public_key": hex(timer_secret().public().as_bytes()), "bytes": hex(&command.encode()),
        "verified": command_json(command),
    })
}

fn timer_cases() -> Vec<Value> {
    let secret = timer_secret();
    let touch = command_case("touch", &TimerCommand::touch(timer_id(), 9, Seconds::from_hours(36), &secret));
    let change = |name, change: fn(&mut Value)| refused(name, &touch, "verified", change);
    let arm = TimerCommand::arm(timer_id(), 1, Seconds::from_hours(8), [0x68; 32], &secret);
    vec![
        touch.clone(),
        command_case("arm", &arm),
        command_case("pause", &TimerCommand::pause(timer_id(), 2, Seconds::from_days(1), &secret)),
        command_case("end", &TimerCommand::end(timer_id(), 3, &secret)),
        command_case(
            "hold",
            &TimerCommand::hold(timer_id(), 4, Step::new(3).unwrap(), Seconds::from_hours(24), &holder()),
        ),
        change("other_counter", |case| flip(&mut case["bytes"], 23)),
        change("other_op", |case| flip(&mut case["bytes"], 24)),
        change("other_delta", |case| flip(&mut case["bytes"], 28)),
        change("other_hash", |case| flip(&mut case["bytes"], 40)),
        change("other_signature", |case| flip(&mut case["bytes"], 61)),
        change("other_public_key", |case| {
            case["public_key"] = hex(TimerSecret::from_bytes([1; 32]).public().as_bytes())
        }),
        change("public_key_of_small_order", |case| {
            let neutral = [[1].as_slice(), &[0; 31]].concat();
            let bytes = unhex(&case["bytes"]);
            case["bytes"] = hex(&[&bytes[..61], &neutral, &[0; 32]].concat());
            case["public_key"] = hex(&neutral);
        }),
        change("noop_is_not_signed", |case| case["bytes"] = hex(&[0; 125])),
        change("one_byte_short", |case| {
            let bytes = unhex(&case["bytes"]);
            case["bytes"] = hex(&bytes[..124]);
        }),
        change("signature_with_s_not_reduced", |case| {
            // S + L: the same signature to a verifier that is not strict.
            let order = [
                0xed, 0xd3, 0xf5, 0x5c, 0x1a, 0x63, 0x12, 0x58, 0xd6, 0x9c, 0xf7, 0xa2, 0xde, 0xf9, 0xde,
                0x14, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x10u8,
            ];
            let mut bytes = unhex(&case["bytes"]);
            let mut carry = 0;
            for (byte, add) in bytes[93..].iter_mut().zip(order) {
                let sum = u16::from(*byte) + u16::from(add) + carry;
                [_, *byte] = sum.to_be_bytes();
                carry = sum >> 8;
            }
            case["bytes"] = hex(&bytes);
        }),
    ]
}

#[test]
fn timer_command_json_is_current_and_readable() {
    let about =
        "Timer commands: what they say if their signature verifies under the key, and those that do not.";
    for case in load("timer_command.json", about, timer_cases()) {
        let public = TimerPublic::from_bytes(fixed(&case["public_key"]));
        let command = TimerCommand::decode(&unhex(&case["bytes"])).ok();
        let verified = command.filter(|command| command.verify(&public).is_ok());
        if is_refused(&case) {
            assert_eq!(verified, None, "{}", name(&case));
        } else {
            let command = verified.unwrap();
            assert_eq!(command_json(&command), case["verified"], "{}", name(&case));
            let identity = IdentityPublic::from_bytes(*public.as_bytes());
            assert_eq!(command.verify_hold(&identity).is_ok(), name(&case) == "hold");
            assert_eq!(command.held_step().map(Step::number), (name(&case) == "hold").then_some(3));
        }
    }
}

fn row_bytes(n: u8) -> Vec<u8> {
    [[n; 16].as_slice(), &[n + 1; 32], &[n % 3], &[n + 2; 32], &[n + 3; 1_024]].concat()
}

fn plaintext(version: u8, rows: u8, in_header: u8) -> Vec<u8> {
    let command = TimerCommand::touch(timer_id(), 9, Seconds::from_hours(36), &timer_secret());
    let mut out =
        [&[version, in_header, 0, rows * 3], 300u64.to_be_bytes().as_slice(), &command.encode()].concat();
    for n in 0..rows {
        out.extend(row_bytes(n));
    }
    out.resize(usize::from(rows) * 1_280 - 48, 0x70);
    out
}

fn group_case(name: &str, rows: u8, aad: &[u8], plaintext: &[u8]) -> Value {
    let public = RelaySecret::from_bytes(SECRET).public();
    json!({
        "name": name, "relay_secret": hex(&SECRET), "relay_public": hex(public.as_bytes()), "rows": rows,
        "group": hex(&raw::hpke(public.as_bytes(), b"wayhome/1 group", aad, plaintext, 5)),
    })
}

fn row_json(row: &Row) -> Value {
    let ring = row.ring.byte();
    json!({
        "send_id": hex(row.send_id.as_bytes()), "send_capability": hex(row.capability.expose()), "ring": ring,
        "relay_part": hex(row.relay_part.expose()), "cell_sha256": sha256(row.cell.as_bytes()),
    })
}

fn opens(name: &str, rows: u8) -> Value {
    let mut case = group_case(name, rows, &[1, rows], &plaintext(1, rows, rows));
    let made_before = rows * 3;
    let rows: Value = (0..rows)
        .map(|n| {
            json!({
                "send_id": hex(&[n; 16]), "send_capability": hex(&[n + 1; 32]), "ring": n % 3,
                "relay_part": hex(&[n + 2; 32]), "cell_sha256": sha256(&[n + 3; 1_024]),
            })
        })
        .collect();
    let command = TimerCommand::touch(timer_id(), 9, Seconds::from_hours(36), &timer_secret());
    case["opens_to"] = json!({
        "count": 300, "made_before": made_before, "timer": hex(&command.encode()), "rows": rows,
    });
    case
}

fn malformed(name: &str, aad: &[u8], plaintext: &[u8]) -> Value {
    let mut case = group_case(name, 4, aad, plaintext);
    case["refused"] = json!(true);
    case
}

fn group_cases() -> Vec<Value> {
    let four = opens("four_rows", 4);
    let change = |name, change: fn(&mut Value)| refused(name, &four, "opens_to", change);
    vec![
        four.clone(),
        opens("eight_rows", 8),
        change("flipped_bit_in_encapsulated_key", |case| flip(&mut case["group"], 0)),
        change("flipped_bit_in_ciphertext", |case| flip(&mut case["group"], 2_000)),
        change("flipped_bit_in_tag", |case| flip(&mut case["group"], 5_119)),
        change("another_relays_secret", |case| flip(&mut case["relay_secret"], 5)),
        change("one_byte_short", |case| {
            let group = unhex(&case["group"]);
            case["group"] = hex(&group[..5_119]);
        }),
        malformed("sealed_as_eight_rows", &[1, 8], &plaintext(1, 4, 4)),
        malformed("version_2", &[1, 4], &plaintext(2, 4, 4)),
        malformed("eight_rows_in_the_header", &[1, 4], &plaintext(1, 4, 8)),
    ]
}

#[test]
fn group_json_is_current_and_readable() {
    let about = "Groups: what they open to with the relay's secret. Unused bytes at the end are 0x70 here, random in use.";
    for case in load("group.json", about, group_cases()) {
        let relay = RelaySecret::from_bytes(fixed(&case["relay_secret"]));
        let size = CircleSize::from_byte(byte(&case["rows"])).unwrap();
        let opened =
            SealedGroup::from_bytes(unhex(&case["group"]), size).and_then(|group| group.open(&relay));
        if is_refused(&case) {
            assert!(opened.is_err(), "{}", name(&case));
            continue;
        }
        assert_eq!(relay.public().as_bytes(), &fixed(&case["relay_public"]));
        let Group { count, made_before, timer, rows } = opened.unwrap();
        let rows: Value = rows.iter().map(row_json).collect();
        let read = json!({
            "count": count, "made_before": made_before, "timer": hex(&timer.encode()), "rows": rows,
        });
        assert_eq!(read, case["opens_to"], "{}", name(&case));
    }
    assert_eq!(Ring::from_byte(2), Ring::Urgent);
}
