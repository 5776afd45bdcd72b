use serde_json::{Value, json};
use wayhome_protocol::cell::WireCell;
use wayhome_protocol::ids::{DossierId, Tag, TimerId};
use wayhome_protocol::keys::{
    CapabilityHash, DossierRelayPart, IdentityPublic, IdentitySecret, RelayPart, SendCapability,
};
use wayhome_protocol::notice::{Notice, NoticeKeys, NoticeKind, notice_event};
use wayhome_protocol::parts::EnvelopeDigest;
use wayhome_protocol::plan_steps::Step;
use wayhome_protocol::time::{Minute, Seconds};
use wayhome_protocol::timer::TimerCommand;

use super::{fixed, flip, hex, is_refused, load, name, raw, refused, unhex};
use crate::common::rng;

const TIMER: TimerId = TimerId::from_bytes([0x54; 16]);
const CAPABILITY: [u8; 32] = [0x5c; 32];

fn hash() -> CapabilityHash {
    SendCapability::from_bytes(CAPABILITY).hash()
}

fn holder() -> IdentitySecret {
    IdentitySecret::from_bytes([0x1d; 32])
}

fn describe(notice: &Notice) -> Value {
    let says = match &notice.kind {
        NoticeKind::StepTold { step, steps, drill, missed } => {
            json!({ "step": step.number(), "steps": steps, "drill": drill, "missed_minute": missed.get() })
        }
        NoticeKind::CheckInCame { step } => json!({ "step": step.number() }),
        NoticeKind::Held { step, by, until, command } => json!({
            "step": step.number(), "by": by, "until_minute": until.get(), "command": hex(&command.encode()),
            "holds_s": command.delta.get(), "command_step": command.held_step().map(Step::number),
            "verifies_under": hex(holder().public().as_bytes()),
        }),
        NoticeKind::Paused { until } => json!({ "until_minute": until.get() }),
        NoticeKind::Ended | NoticeKind::BegunAnew | NoticeKind::Unknown { .. } => json!({}),
        NoticeKind::RelayAway { from, to } => json!({ "from_minute": from.get(), "to_minute": to.get() }),
        NoticeKind::RelayParts { parts } => {
            parts.iter().map(|(tag, part)| json!([hex(tag.as_bytes()), hex(part.expose())])).collect()
        }
        NoticeKind::DossierPart { dossier, relay_part, generation } => json!({
            "dossier": hex(dossier.as_bytes()), "relay_part": hex(relay_part.expose()), "generation": generation,
        }),
    };
    json!({
        "kind": notice.kind.number(), "timer": hex(notice.timer.as_bytes()), "minute": notice.minute.get(),
        "says": says,
    })
}

/// A map in a cell, sealed by hand.
fn sealed(name: &str, direction: u8, parts: u8, map: &[u8]) -> Value {
    let keys = raw::hkdf(hash().as_bytes(), b"", b"wayhome/1 notice", 64);
    let r = [0x72; 8];
    let check = raw::expand(&keys[..32], &[b"wayhome/1 notice tag".as_slice(), &r].concat(), 16);
    let tag = [r.as_slice(), &check[..8]].concat();
    let event = notice_event(TIMER, 3, 1, 0);
    let length = u16::try_from(map.len()).unwrap().to_be_bytes();
    let digest = EnvelopeDigest::of(map);
    let body = [&[1], event.as_bytes().as_slice(), &[0, parts], digest.as_bytes(), &length, map].concat();
    json!({
        "name": name, "send_capability_hash": hex(hash().as_bytes()), "event": hex(event.as_bytes()),
        "map": hex(map), "cell": hex(&raw::cell(&keys[32..], &tag, direction, &body)),
    })
}

/// What a writer of this version makes of a notice.
fn map_of(kind: NoticeKind) -> Vec<u8> {
    let notice = Notice { timer: TIMER, minute: Minute::new(29_833_333), kind };
    let keys = NoticeKeys::derive(&hash());
    let cell = keys.seal(notice_event(TIMER, 3, 1, 0), &notice, &mut rng(1)).unwrap();
    let raw_keys = raw::hkdf(hash().as_bytes(), b"", b"wayhome/1 notice", 64);
    raw::open_fragment(&raw_keys[32..], 3, cell.as_bytes())
}

fn opens(name: &str, kind: NoticeKind) -> Value {
    let map = map_of(kind);
    opens_map(name, &map)
}

fn opens_map(name: &str, map: &[u8]) -> Value {
    let mut case = sealed(name, 3, 1, map);
    let cell = WireCell::from_slice(&unhex(&case["cell"])).unwrap();
    case["opens_to"] = describe(&NoticeKeys::derive(&hash()).open(&cell).unwrap().1);
    case
}

fn malformed(name: &str, direction: u8, parts: u8, map: &[u8]) -> Value {
    let mut case = sealed(name, direction, parts, map);
    case["refused"] = json!(true);
    case
}

/// `{ 0: kind, 1: timer, 2: 5, … }`
fn by_hand(kind: u8, entries: u8, rest: &[u8]) -> Vec<u8> {
    [&[0xa3 + entries, 0, kind, 1, 0x50], TIMER.as_bytes().as_slice(), &[2, 5], rest].concat()
}

fn step(number: u8) -> Step {
    Step::new(number).unwrap()
}

fn cases() -> Vec<Value> {
    let minute = |n: u32| Minute::new(29_833_000 + n);
    let told = |drill| NoticeKind::StepTold { step: step(2), steps: 3, drill, missed: minute(0) };
    let command = TimerCommand::hold(TIMER, 9, step(3), Seconds::from_hours(24), &holder());
    let held = NoticeKind::Held { step: step(3), by: 1, until: minute(1_440), command: Box::new(command) };
    let parts = |n: u8| NoticeKind::RelayParts {
        parts: (0..n).map(|n| (Tag::from_bytes([n; 16]), RelayPart::from_bytes([n + 100; 32]))).collect(),
    };
    let first = opens("step_told", told(false));
    let change = |name, change: fn(&mut Value)| refused(name, &first, "opens_to", change);
    let dossier = NoticeKind::DossierPart {
        dossier: DossierId::from_bytes([0xd0; 16]),
        relay_part: DossierRelayPart::from_bytes([0xd1; 32]),
        generation: 7,
    };
    let nineteen = [vec![3, 0x59, 0x03, 0x90], vec![0x70; 19 * 48]].concat();
    vec![
        first.clone(),
        opens("step_of_a_drill_told", told(true)),
        opens("check_in_came", NoticeKind::CheckInCame { step: step(2) }),
        opens("held", held),
        opens("paused", NoticeKind::Paused { until: minute(10_080) }),
        opens("ended", NoticeKind::Ended),
        opens("begun_anew", NoticeKind::BegunAnew),
        opens("relay_away", NoticeKind::RelayAway { from: minute(0), to: minute(2_880) }),
        opens("two_relay_parts", parts(2)),
        opens("eighteen_relay_parts", parts(18)),
        opens("dossier_part", dossier),
        opens_map("kind_of_a_later_version", &by_hand(9, 1, &[3, 0xf6])),
        opens_map(
            "kind_stands_last",
            &[[0xa3, 1, 0x50].as_slice(), TIMER.as_bytes(), &[2, 5, 0, 5]].concat(),
        ),
        change("flipped_bit_in_the_random_half_of_the_tag", |case| flip(&mut case["cell"], 0)),
        change("flipped_bit_in_the_other_half_of_the_tag", |case| flip(&mut case["cell"], 15)),
        change("flipped_bit_in_ciphertext", |case| flip(&mut case["cell"], 90)),
        change("another_mailbox", |case| flip(&mut case["send_capability_hash"], 3)),
        malformed("sealed_as_a_message_of_a_worker", 1, 1, &by_hand(5, 0, &[])),
        malformed("more_than_one_part", 3, 2, &by_hand(5, 0, &[])),
        malformed("no_map", 3, 1, &[0x80]),
        malformed("without_a_kind", 3, 1, &[[0xa2, 1, 0x50].as_slice(), TIMER.as_bytes(), &[2, 5]].concat()),
        malformed("step_five", 3, 1, &by_hand(2, 1, &[3, 5])),
        malformed("step_three_of_two", 3, 1, &by_hand(1, 3, &[3, 3, 4, 2, 6, 0])),
        malformed("held_without_the_hold", 3, 1, &by_hand(3, 3, &[3, 2, 4, 0, 5, 9])),
        malformed(
            "half_a_relay_part",
            3,
            1,
            &by_hand(7, 1, &[&[3, 0x58, 0x28], [0; 40].as_slice()].concat()),
        ),
        malformed("nineteen_relay_parts", 3, 1, &by_hand(7, 1, &nineteen)),
    ]
}

#[test]
fn notice_json_is_current_and_readable() {
    let about = "Notices of the relay: what cells open to with the hash of the mailbox's send capability. The event id is that of timer 54…, round 3, kind 1, number 0.";
    for case in load("notice.json", about, cases()) {
        let keys = NoticeKeys::derive(&CapabilityHash::from_bytes(fixed(&case["send_capability_hash"])));
        let cell = WireCell::from_slice(&unhex(&case["cell"])).unwrap();
        let opened = keys.open(&cell);
        if is_refused(&case) {
            assert!(opened.is_err(), "{}", name(&case));
            continue;
        }
        let (event, notice) = opened.unwrap();
        assert!(keys.recognises(cell.tag()));
        assert_eq!(event.as_bytes(), &fixed(&case["event"]), "{}", name(&case));
        assert_eq!(describe(&notice), case["opens_to"], "{}", name(&case));
        if let NoticeKind::Held { command, .. } = &notice.kind {
            let key = IdentityPublic::from_bytes(fixed(&case["opens_to"]["says"]["verifies_under"]));
            assert_eq!(command.verify_hold(&key), Ok(()));
        }
    }
}
