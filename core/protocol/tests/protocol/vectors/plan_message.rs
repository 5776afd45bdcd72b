use std::sync::Arc;

use serde_json::{Value, json};
use wayhome_protocol::dossier::WrappedKey;
use wayhome_protocol::dossier_access::DossierAccess;
use wayhome_protocol::envelope::Envelope;
use wayhome_protocol::ids::{DossierId, TimerId};
use wayhome_protocol::keys::{IdentityPublic, LodgeKey, ReadingCapability};
use wayhome_protocol::lodged::StepWords;
use wayhome_protocol::message::Message;
use wayhome_protocol::plan::PlanTiming;
use wayhome_protocol::plan_message::{CirclePerson, PlanMessage, PlanOrder};
use wayhome_protocol::plan_steps::{PlanSteps, Step, StepSet};
use wayhome_protocol::shares::Share;
use wayhome_protocol::time::Seconds;

use super::envelope::{by_hand, describe, written};
use super::{hex, is_refused, load, name, unhex};

pub(super) fn describe_plan(plan: &PlanMessage) -> Value {
    let (state, lodge_key, length) = match &plan.order {
        PlanOrder::Armed { lodge_key } => (1, Some(hex(lodge_key.expose())), None),
        PlanOrder::Paused { length } => (2, None, Some(length.get())),
        PlanOrder::Ended => (3, None, None),
        PlanOrder::Drill { lodge_key } => (4, Some(hex(lodge_key.expose())), None),
    };
    let person = |person: &CirclePerson| json!([person.index, person.name, hex(person.identity.as_bytes())]);
    json!({
        "state": state, "timer": hex(plan.timer.as_bytes()), "lodge_key": lodge_key, "pause_s": length,
        "delays_s": plan.steps.delays().map(Seconds::get).collect::<Vec<_>>(), "told": plan.told.bits(),
        "index": plan.index, "circle": plan.circle.iter().map(person).collect::<Vec<_>>(),
        "generation": plan.generation,
    })
}

pub(super) fn describe_words(words: &StepWords) -> Value {
    let access = words.access.as_ref().map(|access| {
        json!({
            "dossier": hex(access.dossier.as_bytes()), "reading_capability": hex(access.reading.expose()),
            "wrapped": hex(access.wrapped.as_bytes()), "share": hex(access.share.expose()),
            "needed": access.needed, "holders": access.holders, "generation": access.generation,
        })
    });
    json!({ "step": words.step.number(), "words": words.words, "access": access, "drill": words.drill })
}

pub(super) fn plan(order: PlanOrder, steps: PlanSteps) -> PlanMessage {
    let person = |index: u8, name: &str| CirclePerson {
        index,
        name: name.to_owned(),
        identity: IdentityPublic::from_bytes([0x1d + index; 32]),
    };
    PlanMessage {
        order,
        timer: TimerId::from_bytes([0x54; 16]),
        steps,
        told: StepSet::from_bits(0b110).unwrap(),
        index: 1,
        circle: vec![person(0, "Ben"), person(1, "Chitra \u{905}")],
        generation: 7,
    }
}

fn lodge_key() -> Arc<LodgeKey> {
    Arc::new(LodgeKey::from_bytes([0x10; 32]))
}

fn written_cases() -> Vec<Value> {
    let daily = Some(PlanTiming::DAILY);
    let plan = |order| Message::Plan(Box::new(plan(order, PlanSteps::DAILY)));
    let drill = self::plan(PlanOrder::Drill { lodge_key: lodge_key() }, PlanSteps::DAILY.compressed());
    let access = DossierAccess {
        dossier: DossierId::from_bytes([0xd0; 16]),
        reading: ReadingCapability::from_bytes([0x4e; 32]),
        wrapped: WrappedKey::from_bytes([0x77; 72]),
        share: Share::from_bytes([0; 33]),
        needed: 1,
        holders: 2,
        generation: 7,
        meeting: None,
    };
    let words = |access, drill| {
        Message::StepWords(StepWords {
            step: Step::new(3).unwrap(),
            words: "No check-in from Asha since Monday.".to_owned(),
            access,
            drill,
        })
    };
    vec![
        written("armed", daily, plan(PlanOrder::Armed { lodge_key: lodge_key() })),
        written("paused_for_a_day", daily, plan(PlanOrder::Paused { length: Seconds::from_days(1) })),
        written("ended", daily, plan(PlanOrder::Ended)),
        written("drill", daily, Message::Plan(Box::new(drill))),
        written("words_of_a_step", None, words(None, false)),
        written("words_of_a_step_with_access_to_the_dossier", None, words(Some(Box::new(access)), false)),
        written("words_of_a_step_of_a_drill", None, words(None, true)),
    ]
}

/// The body of an ended plan, by hand, with one entry changed.
fn body(changed: &str) -> Vec<u8> {
    let entry =
        |key: &str, usual: &[u8], other: &[u8]| if key == changed { other.to_vec() } else { usual.to_vec() };
    let id = [[1, 0x50].as_slice(), &[0x54; 16]].concat();
    let identity = [[0x58, 0x20].as_slice(), &[0x1d; 32]].concat();
    let person = [[0x83, 0, 0x61, b'B'].as_slice(), &identity].concat();
    let nine: Vec<u8> = (0..9).flat_map(|_| person.clone()).collect();
    [
        vec![0xa7],
        entry("state", &[0, 3], &[0, 5]),
        id,
        entry("delays", &[3, 0x82, 0, 0x19, 0x03, 0x84], &[3, 0x82, 0, 0x19, 0x03, 0x83]),
        entry("told", &[4, 3], &[4, 4]),
        entry("index", &[5, 7], &[5, 8]),
        entry("circle", &[&[6, 0x81], person.as_slice()].concat(), &[&[6, 0x89], nine.as_slice()].concat()),
        entry("generation", &[8, 1], &[9, 1]),
    ]
    .concat()
}

fn refused_cases() -> Vec<Value> {
    let refused = |name: &str, kind: u8, body: &[u8]| json!({ "name": name, "bytes": hex(&by_hand(kind, body)), "refused": true });
    let without = |entry: &[u8]| [&[0xa8], &body("")[1..], entry].concat();
    let long = [&[0xa2, 0, 1, 1, 0x79, 0x02, 0xbd], vec![b'x'; 701].as_slice()].concat();
    vec![
        refused("plan_of_unknown_state", 10, &body("state")),
        refused("plan_without_generation", 10, &body("generation")),
        refused("second_step_a_second_too_soon", 10, &body("delays")),
        refused("told_of_a_step_that_there_is_not", 10, &body("told")),
        refused("index_eight", 10, &body("index")),
        refused("circle_of_nine", 10, &body("circle")),
        refused("state_twice", 10, &without(&[0, 3])),
        refused("armed_without_a_lodge_key", 10, &[&[0xa7, 0, 1], &body("")[3..]].concat()),
        refused("paused_without_a_length", 10, &[&[0xa7, 0, 2], &body("")[3..]].concat()),
        refused("paused_for_no_time", 10, &[&[0xa8, 0, 2], &body("")[3..], &[7, 0]].concat()),
        refused(
            "paused_for_a_second_over_seven_days",
            10,
            &[&[0xa8, 0, 2], &body("")[3..], &[7, 0x1a, 0x00, 0x09, 0x3a, 0x81]].concat(),
        ),
        refused("words_without_a_step", 11, &[0xa1, 1, 0x61, b'x']),
        refused("words_of_step_five", 11, &[0xa2, 0, 5, 1, 0x61, b'x']),
        refused("words_of_701_bytes", 11, &long),
        refused("drill_that_is_no_boolean", 11, &[0xa3, 0, 1, 1, 0x61, b'x', 3, 1]),
    ]
}

#[test]
fn plan_message_json_is_current_and_readable() {
    let about = "Plan messages and the words of steps: what envelopes read as (canonical: a writer makes exactly these bytes), and bytes to be refused.";
    let cases = [written_cases(), refused_cases()].concat();
    assert!(Envelope::decode(&by_hand(10, &body(""))).is_ok(), "the body that is changed is itself sound");
    for case in load("plan_message.json", about, cases) {
        let bytes = unhex(&case["bytes"]);
        let read = Envelope::decode(&bytes);
        if is_refused(&case) {
            assert!(read.is_err(), "{}", name(&case));
            continue;
        }
        let envelope = read.unwrap();
        assert_eq!(describe(&envelope), case["reads_as"], "{}", name(&case));
        assert_eq!(envelope.encode().unwrap(), bytes, "{}", name(&case));
    }
}
