use serde_json::{Value, json};
use wayhome_protocol::capsule::Capsule;
use wayhome_protocol::envelope::Envelope;
use wayhome_protocol::message::{CheckInState, Message, ReceiptState, ReplyKind};
use wayhome_protocol::plan::PlanTiming;
use wayhome_protocol::trail::Trail;

use super::{hex, is_refused, load, name, place_json, places_json, unhex};
use crate::common::{NOW, event, journey, place};

pub(super) fn describe(envelope: &Envelope) -> Value {
    let trail_json = |trail: &Trail| places_json(trail.places());
    let body = match &envelope.message {
        Message::CheckIn { state, note, place, battery, capsule } => json!({
            "state": state.number(), "note": note, "place": place.as_ref().map(place_json), "battery": battery,
            "capsule": capsule.as_ref().map(|capsule| hex(capsule.as_bytes())),
        }),
        Message::Sos { note, trail, battery } => {
            json!({ "note": note, "trail": trail.as_ref().map(trail_json), "battery": battery })
        }
        Message::AllClear { sos } => json!({ "sos": hex(sos.as_bytes()) }),
        Message::Reply { reply, about } => {
            let (number, text) = match reply {
                ReplyKind::Seen => (0, None),
                ReplyKind::OnIt => (1, None),
                ReplyKind::Text(text) => (2, Some(text)),
            };
            json!({ "reply": number, "text": text, "about": about.map(|about| hex(about.as_bytes())) })
        }
        Message::Hello { name, language } => json!({ "name": name, "language": language }),
        Message::Receipt { state, event } => json!({ "state": state.byte(), "event": hex(event.as_bytes()) }),
        Message::LastPlace { trail, battery } => json!({ "trail": trail_json(trail), "battery": battery }),
        Message::Plan(plan) => super::plan_message::describe_plan(plan),
        Message::StepWords(words) => super::plan_message::describe_words(words),
        Message::DossierShare { dossier, generation, share } => json!({
            "dossier": hex(dossier.as_bytes()), "generation": generation, "share": hex(share.expose()),
        }),
        Message::Opened | Message::Farewell | Message::Unknown { .. } => json!({}),
    };
    let known = !matches!(envelope.message, Message::Unknown { .. });
    json!({
        "kind": envelope.message.kind(), "known": known, "counter": envelope.counter,
        "time_ms": envelope.time.as_millis(),
        "plan": envelope.plan.map(|plan| json!([plan.interval().get(), plan.grace().get()])),
        "body": body,
    })
}

pub(super) fn written(name: &str, plan: Option<PlanTiming>, message: Message) -> Value {
    let envelope = Envelope { counter: 42, time: NOW, plan, message };
    let bytes = envelope.encode().unwrap();
    json!({ "name": name, "bytes": hex(&bytes), "reads_as": describe(&envelope), "canonical": true })
}

/// `{ 0: kind, 1: 5, 2: 6, 4: body }`
pub(super) fn by_hand(kind: u8, body: &[u8]) -> Vec<u8> {
    let length = u16::try_from(body.len()).unwrap().to_be_bytes();
    [&[0xa4, 0, kind, 1, 5, 2, 6, 4, 0x59], length.as_slice(), body].concat()
}

/// An envelope that a reader accepts although this version does not write it so.
fn tolerated(name: &str, bytes: &[u8]) -> Value {
    let reads_as = describe(&Envelope::decode(bytes).unwrap());
    json!({ "name": name, "bytes": hex(bytes), "reads_as": reads_as, "canonical": false })
}

fn written_cases() -> Vec<Value> {
    let check_in = |state| Message::CheckIn { state, note: None, place: None, battery: None, capsule: None };
    let full = Message::CheckIn {
        state: CheckInState::Uneasy,
        note: Some("They took my passport.\n\tNew house, \u{645}\u{631}\u{62d}\u{628}\u{627}".to_owned()),
        place: Some(place(25.204_849_3, 55.270_782_8, 30)),
        battery: Some(17),
        capsule: Some(Box::new(Capsule::from_bytes([0xca; 440]))),
    };
    let trail = Trail::new(&journey(3));
    let sos = Message::Sos { note: Some("Help".to_owned()), trail: Some(trail.clone()), battery: Some(3) };
    let reply = |reply, about| Message::Reply { reply, about };
    let text = ReplyKind::Text("We are coming".to_owned());
    vec![
        written("check_in_ok", Some(PlanTiming::DAILY), check_in(CheckInState::Ok)),
        written("check_in_moved", None, check_in(CheckInState::Moved)),
        written("check_in_with_everything", Some(PlanTiming::TRANSIT), full),
        written("sos_with_nothing", None, Message::Sos { note: None, trail: None, battery: None }),
        written("sos_with_everything", None, sos),
        written("all_clear", None, Message::AllClear { sos: event(0x50) }),
        written("opened", None, Message::Opened),
        written("reply_seen", None, reply(ReplyKind::Seen, Some(event(1)))),
        written("reply_on_it", None, reply(ReplyKind::OnIt, None)),
        written("reply_text", None, reply(text, Some(event(1)))),
        written("hello", None, Message::Hello { name: "Asha".to_owned(), language: "sw".to_owned() }),
        written("farewell", None, Message::Farewell),
        written("receipt", None, Message::Receipt { state: ReceiptState::Fetched, event: event(2) }),
        written("last_place", None, Message::LastPlace { trail, battery: Some(50) }),
    ]
}

fn tolerated_cases() -> Vec<Value> {
    let nested = [&[0xa5, 0, 4, 1, 5, 2, 6, 0x18, 99], [0x81; 8].as_slice(), &[0, 4, 0x41, 0xa0]].concat();
    vec![
        tolerated("keys_in_another_order", &[0xa4, 4, 0x41, 0xa0, 0, 4, 2, 6, 1, 5]),
        tolerated("indefinite_map_and_bytes", &[0xbf, 0, 4, 1, 5, 2, 6, 4, 0x5f, 0x41, 0xa0, 0xff, 0xff]),
        tolerated(
            "integers_with_longer_heads",
            &[0xa4, 0x18, 0, 0x19, 0, 4, 1, 0x1a, 0, 0, 0, 5, 2, 6, 4, 0x41, 0xa0],
        ),
        tolerated("note_in_two_chunks", &by_hand(2, &[0xa1, 0, 0x7f, 0x61, b'a', 0x61, b'b', 0xff])),
        tolerated("unknown_key_with_a_value_nested_eight_deep", &nested),
        tolerated("unknown_key_in_the_body", &by_hand(4, &[0xa1, 0x18, 40, 0xf6])),
        tolerated("unknown_kind_whose_body_is_no_map", &by_hand(23, &[0xff])),
        tolerated("plan_out_of_bounds_is_absent", &[0xa5, 0, 4, 1, 5, 2, 6, 3, 0x82, 1, 1, 4, 0x41, 0xa0]),
        tolerated("sos_with_a_trail_that_does_not_decode", &by_hand(2, &[0xa2, 1, 0x41, 0xff, 2, 50 - 32])),
        tolerated("last_place_with_a_trail_that_does_not_decode", &by_hand(9, &[0xa1, 0, 0x41, 0xff])),
    ]
}

fn refused_cases() -> Vec<Value> {
    let refused = |name: &str, bytes: &[u8]| json!({ "name": name, "bytes": hex(bytes), "refused": true });
    let body = |name: &str, kind: u8, body: &[u8]| refused(name, &by_hand(kind, body));
    let long = |head: &[u8], length: usize| [head, vec![b'x'; length].as_slice()].concat();
    let nested = [&[0xa5, 0, 4, 1, 5, 2, 6, 0x18, 99], [0x81; 9].as_slice(), &[0, 4, 0x41, 0xa0]].concat();
    let mut crowded = vec![0xb8, 65, 0, 4, 1, 5, 2, 6, 4, 0x41, 0xa0];
    for key in 100..161 {
        crowded.extend_from_slice(&[0x18, key, 0]);
    }
    let north = [0xa1, 2, 0xa3, 0, 0x1a, 0x35, 0xa4, 0xe9, 0x01, 1, 0, 3, 0];
    vec![
        refused("empty", &[]),
        refused("an_array", &[0x80]),
        refused("a_byte_left_over", &[by_hand(4, &[0xa0]).as_slice(), &[0]].concat()),
        refused("cut_short", &by_hand(4, &[0xa0])[..8]),
        refused("kind_missing", &[0xa3, 1, 5, 2, 6, 4, 0x41, 0xa0]),
        refused("counter_missing", &[0xa3, 0, 4, 2, 6, 4, 0x41, 0xa0]),
        refused("time_missing", &[0xa3, 0, 4, 1, 5, 4, 0x41, 0xa0]),
        refused("body_missing", &[0xa3, 0, 4, 1, 5, 2, 6]),
        refused("kind_twice", &[0xa5, 0, 4, 0, 4, 1, 5, 2, 6, 4, 0x41, 0xa0]),
        refused("negative_key", &[0xa5, 0x20, 0, 0, 4, 1, 5, 2, 6, 4, 0x41, 0xa0]),
        refused("text_key", &[0xa5, 0x61, b'k', 0, 0, 4, 1, 5, 2, 6, 4, 0x41, 0xa0]),
        refused("negative_counter", &[0xa4, 0, 4, 1, 0x20, 2, 6, 4, 0x41, 0xa0]),
        refused("counter_is_a_float", &[0xa4, 0, 4, 1, 0xf9, 0, 0, 2, 6, 4, 0x41, 0xa0]),
        refused("body_is_text", &[0xa4, 0, 4, 1, 5, 2, 6, 4, 0x61, b'x']),
        refused("plan_of_three_numbers", &[0xa5, 0, 4, 1, 5, 2, 6, 3, 0x83, 1, 1, 1, 4, 0x41, 0xa0]),
        refused("plan_of_one_number", &[0xa5, 0, 4, 1, 5, 2, 6, 3, 0x81, 1, 4, 0x41, 0xa0]),
        refused("map_that_claims_2_to_the_64_entries", &[[0xbb].as_slice(), &[0xff; 8]].concat()),
        refused("sixty_five_entries", &crowded),
        refused("unknown_value_nested_nine_deep", &nested),
        refused(
            "longer_than_sixteen_parts",
            &long(&[0xa5, 0, 4, 1, 5, 2, 6, 4, 0x41, 0xa0, 0x18, 99, 0x59, 0x3a, 0xa2], 15_010),
        ),
        body("body_that_is_no_map", 1, &[0x80]),
        body("body_with_a_byte_left_over", 4, &[0xa0, 0]),
        body("check_in_without_state", 1, &[0xa0]),
        body("check_in_of_unknown_state", 1, &[0xa1, 0, 3]),
        body("check_in_with_state_twice", 1, &[0xa2, 0, 0, 0, 0]),
        body("note_of_2001_bytes", 2, &long(&[0xa1, 0, 0x79, 0x07, 0xd1], 2_001)),
        body("note_with_a_carriage_return", 2, &[0xa1, 0, 0x61, 0x0d]),
        body("note_with_a_c1_control", 2, &[0xa1, 0, 0x62, 0xc2, 0x85]),
        body("note_that_is_not_utf_8", 2, &[0xa1, 0, 0x61, 0xff]),
        body("battery_of_101_percent", 2, &[0xa1, 2, 0x18, 101]),
        body("trail_of_401_bytes", 2, &long(&[0xa1, 1, 0x59, 0x01, 0x91], 401)),
        body("capsule_of_wrong_length", 1, &long(&[0xa2, 0, 0, 4, 0x59, 0x01, 0xb7], 439)),
        body("place_beyond_the_pole", 1, &[[0xa2, 0, 0].as_slice(), &north[1..]].concat()),
        body("place_without_time", 1, &[0xa2, 0, 0, 2, 0xa2, 0, 0, 1, 0]),
        body("all_clear_with_an_id_of_15_bytes", 3, &long(&[0xa1, 0, 0x4f], 15)),
        body("reply_text_without_text", 5, &[0xa1, 0, 2]),
        body("reply_seen_with_text", 5, &[0xa2, 0, 0, 1, 0x61, b'x']),
        body("reply_of_unknown_number", 5, &[0xa1, 0, 3]),
        body("hello_without_language", 6, &[0xa1, 0, 0x61, b'x']),
        body(
            "hello_with_a_name_of_65_bytes",
            6,
            &[long(&[0xa2, 0, 0x78, 65], 65).as_slice(), &[1, 0x60]].concat(),
        ),
        body("receipt_of_unknown_state", 8, &long(&[0xa2, 0, 3, 1, 0x50], 16)),
        body("last_place_without_trail", 9, &[0xa0]),
    ]
}

#[test]
fn envelope_json_is_current_and_readable() {
    let about = "Envelopes: what they read as (canonical: a writer makes exactly these bytes), and bytes to be refused.";
    let cases = [written_cases(), tolerated_cases(), refused_cases()].concat();
    for case in load("envelope.json", about, cases) {
        let bytes = unhex(&case["bytes"]);
        let read = Envelope::decode(&bytes);
        if is_refused(&case) {
            assert!(read.is_err(), "{}", name(&case));
            continue;
        }
        let envelope = read.unwrap();
        assert_eq!(describe(&envelope), case["reads_as"], "{}", name(&case));
        if case["canonical"] == true {
            assert_eq!(envelope.encode().unwrap(), bytes, "{}", name(&case));
        }
    }
}
