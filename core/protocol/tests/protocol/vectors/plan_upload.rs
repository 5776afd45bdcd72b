use serde_json::{Value, json};
use wayhome_protocol::cell::WireCell;
use wayhome_protocol::group::CircleSize;
use wayhome_protocol::ids::{DossierId, SendId, TimerId};
use wayhome_protocol::keys::{DossierRelayPart, IdentityPublic, RelaySecret, SendCapability, TimerPublic};
use wayhome_protocol::plan::PlanTiming;
use wayhome_protocol::plan_steps::{PlanSteps, Step, StepSet};
use wayhome_protocol::time::Seconds;
use wayhome_protocol::uploaded_plan::{
    PlanDossier, PlanPerson, PlanPhone, PlanPurpose, SealedPlan, UploadError, UploadedPlan,
};

use super::{byte, fixed, flip, hex, is_refused, load, name, raw, refused, sha256, unhex};
use crate::common::rng;

const SECRET: [u8; 32] = [0x73; 32];

fn set(bits: u8) -> StepSet {
    StepSet::from_bits(bits).unwrap()
}

fn person(n: u8, told: u8, places: u8, dossier: u8) -> PlanPerson {
    let cells = Step::ALL.map(|step| {
        let cell = WireCell::from_bytes([n * 16 + step.number(); 1_024]);
        set(told).contains(step).then_some(cell)
    });
    PlanPerson {
        send_id: SendId::from_bytes([n; 16]),
        capability: SendCapability::from_bytes([n + 1; 32]),
        identity: IdentityPublic::from_bytes([n + 2; 32]),
        told: set(told),
        places: set(places),
        dossier: set(dossier),
        cells,
    }
}

pub(super) fn daily() -> UploadedPlan {
    UploadedPlan {
        timer: TimerId::from_bytes([0x54; 16]),
        purpose: PlanPurpose::Plan,
        timing: PlanTiming::DAILY,
        steps: PlanSteps::DAILY,
        persons: vec![person(1, 0b111, 0b010, 0b100), person(2, 0b110, 0, 0b100)],
        dossier: None,
        phones: Vec::new(),
        touch_keys: None,
        alias: None,
    }
}

fn everything() -> UploadedPlan {
    let words = ["Asha has not been heard of.", "", "\u{92e}\u{926}\u{926}"].map(str::to_owned);
    UploadedPlan {
        dossier: Some(PlanDossier {
            dossier: DossierId::from_bytes([0xd0; 16]),
            relay_part: DossierRelayPart::from_bytes([0xd1; 32]),
            generation: 7,
        }),
        phones: vec![PlanPhone {
            number: "+254700000001".to_owned(),
            language: "sw".to_owned(),
            told: set(0b101),
            words: words.to_vec(),
            check_in_words: "A check-in has come.".to_owned(),
        }],
        touch_keys: Some([Some(TimerPublic::from_bytes([8; 32])), None, None, None]),
        alias: Some(TimerId::from_bytes([0xa1; 16])),
        ..daily()
    }
}

fn drill() -> UploadedPlan {
    let steps = PlanSteps::DAILY.compressed();
    UploadedPlan { purpose: PlanPurpose::Drill, steps, persons: vec![person(1, 0b111, 0, 0)], ..daily() }
}

fn describe(plan: &UploadedPlan) -> Value {
    let person = |person: &PlanPerson| {
        let cells: Vec<Value> =
            Step::ALL.map(|step| person.cell(step).map(|cell| sha256(cell.as_bytes())).into()).to_vec();
        json!({
            "send_id": hex(person.send_id.as_bytes()), "send_capability": hex(person.capability.expose()),
            "identity": hex(person.identity.as_bytes()), "told": person.told.bits(),
            "places": person.places.bits(), "dossier": person.dossier.bits(), "cells_sha256": cells,
        })
    };
    let phone = |phone: &PlanPhone| {
        json!({
            "number": phone.number, "language": phone.language, "told": phone.told.bits(),
            "words": phone.words, "check_in_words": phone.check_in_words,
        })
    };
    json!({
        "timer": hex(plan.timer.as_bytes()), "drill": plan.purpose == PlanPurpose::Drill,
        "interval_s": plan.timing.interval().get(), "grace_s": plan.timing.grace().get(),
        "delays_s": plan.steps.delays().map(Seconds::get).collect::<Vec<_>>(),
        "persons": plan.persons.iter().map(person).collect::<Vec<_>>(),
        "dossier": plan.dossier.as_ref().map(|dossier| json!({
            "dossier": hex(dossier.dossier.as_bytes()), "relay_part": hex(dossier.relay_part.expose()),
            "generation": dossier.generation,
        })),
        "phones": plan.phones.iter().map(phone).collect::<Vec<_>>(),
        "touch_keys": plan.touch_keys.map(|keys| keys.map(|key| key.map(|key| hex(key.as_bytes())))),
        "alias": plan.alias.map(|alias| hex(alias.as_bytes())),
    })
}

/// What a plan's map becomes before it is sealed, by hand. Cell k of person p is 1,024 bytes of (p + 1) × 16 + k + 1.
fn plaintext(rows: u8, map: &[u8]) -> Vec<u8> {
    let mut out =
        [&[1, rows, 0, 0], u32::try_from(map.len()).unwrap().to_be_bytes().as_slice(), map].concat();
    out.resize(8 + usize::from(rows) * 2_048 - 56, 0);
    for cell in 0..rows * 4 {
        out.extend_from_slice(&[(cell / 4 + 1) * 16 + cell % 4 + 1; 1_024]);
    }
    out
}

fn seal(rows: u8, plaintext: &[u8]) -> Vec<u8> {
    let public = RelaySecret::from_bytes(SECRET).public();
    raw::hpke(public.as_bytes(), b"wayhome/1 plan", &[1, rows], plaintext, 5)
}

fn open(rows: u8, sealed: Vec<u8>) -> Result<(UploadedPlan, [u8; 32]), UploadError> {
    let size = CircleSize::from_byte(rows).unwrap();
    let encoded = SealedPlan::from_bytes(sealed, size)?.open(&RelaySecret::from_bytes(SECRET))?;
    Ok((encoded.decode()?, encoded.hash()))
}

/// The map that this version writes.
fn map_of(plan: &UploadedPlan, rows: u8) -> Vec<u8> {
    let size = CircleSize::from_byte(rows).unwrap();
    let relay = RelaySecret::from_bytes(SECRET);
    let sealed = plan.encode(size, &mut rng(1)).unwrap().seal(&relay.public(), &mut rng(2)).unwrap();
    let plaintext = raw::open_hpke(&SECRET, b"wayhome/1 plan", &[1, rows], sealed.as_bytes());
    let length = u32::from_be_bytes(plaintext[4..8].try_into().unwrap());
    plaintext[8..8 + usize::try_from(length).unwrap()].to_vec()
}

fn reads(name: &str, plan: &UploadedPlan, rows: u8) -> Value {
    let map = map_of(plan, rows);
    let (plan, hash) = open(rows, seal(rows, &plaintext(rows, &map))).unwrap();
    json!({ "name": name, "rows": rows, "map": hex(&map), "plan_hash": hex(&hash), "reads_as": describe(&plan) })
}

/// The map with `from` replaced by `to`, once.
fn changed(map: &[u8], from: &[u8], to: &[u8]) -> Vec<u8> {
    let at =
        map.windows(from.len()).position(|window| window == from).expect("what is to be changed is there");
    [&map[..at], to, &map[at + from.len()..]].concat()
}

fn map_cases() -> Vec<Value> {
    let map = map_of(&everything(), 4);
    let bad = |name: &str, from: &[u8], to: &[u8]| {
        let map = changed(&map, from, to);
        json!({ "name": name, "rows": 4, "map": hex(&map), "refused": true })
    };
    let interval = [2, 0x82, 0x1a, 0, 1, 0x51, 0x80];
    let number = b"+254700000001";
    let five: Vec<u8> = (1..6)
        .flat_map(|n| {
            let map = map_of(&UploadedPlan { persons: vec![person(n, 1, 0, 0)], ..daily() }, 4);
            let at = map.windows(2).position(|window| window == [4, 0x81]).unwrap();
            map[at + 2..].to_vec()
        })
        .collect();
    let head = map_of(&daily(), 4);
    let persons = head.windows(2).position(|window| window == [4, 0x82]).unwrap();
    let crowded = [&head[..persons], &[4, 0x85], five.as_slice()].concat();
    vec![
        reads("daily_for_two", &daily(), 4),
        reads("everything", &everything(), 4),
        reads("drill_for_one_in_eight_rows", &drill(), 8),
        bad("interval_of_ten_seconds", &interval, &[2, 0x82, 0x1a, 0, 0, 0, 10]),
        bad("purpose_two", &[1, 0, 2, 0x82], &[1, 2, 2, 0x82]),
        bad("delays_of_a_plan_in_a_drill", &[1, 0, 2, 0x82], &[1, 1, 2, 0x82]),
        bad("first_delay_not_0", &[3, 0x83, 0], &[3, 0x83, 1]),
        json!({
            "name": "nobody_to_tell", "rows": 4, "map": hex(&[&head[..persons], &[4, 0x80]].concat()),
            "refused": true,
        }),
        bad("told_of_a_fourth_step_of_three", &[3, 6, 4, 0, 5, 4], &[3, 8, 4, 0, 5, 0]),
        bad("places_at_a_step_that_is_not_told", &[3, 6, 4, 0, 5, 4], &[3, 6, 4, 1, 5, 4]),
        bad("number_without_a_plus", number, b"0254700000001"),
        bad("number_with_a_letter", number, b"+25470000000x"),
        bad("alias_of_fifteen_bytes", &[8, 0x50, 0xa1], &[8, 0x4f]),
        bad("three_touch_keys", &[7, 0x84, 0x58, 0x20, 8], &[7, 0x83, 0x58, 0x20, 8]),
        bad(
            "timer_twice",
            &[1, 0, 2, 0x82],
            &[0, 0x50, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 0x82],
        ),
        json!({ "name": "five_persons_in_four_rows", "rows": 4, "map": hex(&crowded), "refused": true }),
        json!({ "name": "a_byte_left_over", "rows": 4, "map": hex(&[head.as_slice(), &[0]].concat()), "refused": true }),
    ]
}

fn sealed_case(name: &str, plaintext: &[u8]) -> Value {
    json!({ "name": name, "relay_secret": hex(&SECRET), "rows": 4, "sealed": hex(&seal(4, plaintext)) })
}

fn sealed_cases() -> Vec<Value> {
    let plain = plaintext(4, &map_of(&daily(), 4));
    let mut sound = sealed_case("sealed", &plain);
    sound["plan_hash"] = hex(&open(4, seal(4, &plain)).unwrap().1);
    let with = |name: &str, at: usize, value: u8| {
        let mut bytes = plain.clone();
        bytes[at] = value;
        let mut case = sealed_case(name, &bytes);
        case["refused"] = json!(true);
        case
    };
    vec![
        sound.clone(),
        refused("another_relays_secret", &sound, "plan_hash", |case| flip(&mut case["relay_secret"], 5)),
        with("version_2", 0, 2),
        with("eight_rows_in_the_header", 1, 8),
        with("map_longer_than_its_room", 4, 1),
        with("padding_that_is_not_zero", 8_100, 1),
    ]
}

#[test]
fn plan_upload_json_is_current_and_readable() {
    let about = "Uploaded plans: maps as the relay reads them, each sealed with cells of which every byte is (person + 1) x 16 + step; and whole sealed plans.";
    let cases = [map_cases(), sealed_cases()].concat();
    for case in load("plan_upload.json", about, cases) {
        let rows = byte(&case["rows"]);
        let opened = match case.get("map") {
            Some(map) => open(rows, seal(rows, &plaintext(rows, &unhex(map)))),
            None => {
                let sealed = SealedPlan::from_bytes(unhex(&case["sealed"]), CircleSize::Four).unwrap();
                let encoded = sealed.open(&RelaySecret::from_bytes(fixed(&case["relay_secret"])));
                encoded.and_then(|encoded| Ok((encoded.decode()?, encoded.hash())))
            }
        };
        if is_refused(&case) {
            assert!(opened.is_err(), "{}", name(&case));
            continue;
        }
        let (plan, hash) = opened.unwrap();
        assert_eq!(hash, fixed(&case["plan_hash"]), "{}", name(&case));
        if let Some(reads_as) = case.get("reads_as") {
            assert_eq!(&describe(&plan), reads_as, "{}", name(&case));
        }
    }
}

/// For properties about authentic plans of any content.
pub(crate) fn open_plan(secret: &[u8; 32], sealed: &[u8]) -> Vec<u8> {
    raw::open_hpke(secret, b"wayhome/1 plan", &[1, 4], sealed)
}

/// Seals such a plan.
pub(crate) fn seal_plan(public: &[u8; 32], plaintext: &[u8]) -> Vec<u8> {
    raw::hpke(public, b"wayhome/1 plan", &[1, 4], plaintext, 5)
}
