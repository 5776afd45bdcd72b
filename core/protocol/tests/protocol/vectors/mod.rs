//! The vectors in `tests/vectors`, which every language runs.
//!
//! Each test makes its file's content anew from fixed seeds, compares it with the file, and then reads the file
//! as any other implementation would. `WAYHOME_WRITE_VECTORS=1` writes the files first.
//!
//! A case with `refused` must be refused; one with `error` must be refused in that way.

mod capsule;
mod cells;
mod chain;
mod dossier;
mod envelope;
mod family;
mod link;
mod locked_record;
mod lodged;
mod notice;
mod pairing;
mod plan;
mod plan_message;
mod plan_upload;
mod raw;
mod receipt;
mod relay;
mod requests;
mod route;
mod seat_note;
mod told;
mod trail;

pub(crate) use plan_upload::{open_plan, seal_plan};

use std::path::PathBuf;

use data_encoding::HEXLOWER;
use serde_json::{Value, json};
use sha2::Digest;
use wayhome_protocol::place::Place;

/// The file as it stands, after comparing it with what it should be.
fn load(file: &str, about: &str, cases: Vec<Value>) -> Vec<Value> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../tests/vectors").join(file);
    let made = json!({ "about": about, "cases": cases });
    if std::env::var_os("WAYHOME_WRITE_VECTORS").is_some_and(|value| value == "1") {
        let text = serde_json::to_string_pretty(&made).unwrap() + "\n";
        std::fs::write(&path, text).unwrap();
    }
    let text = std::fs::read_to_string(&path).expect("run once with WAYHOME_WRITE_VECTORS=1");
    let stored: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(stored, made, "{file} is not what this version makes");
    stored["cases"].as_array().unwrap().clone()
}

fn hex(bytes: &[u8]) -> Value {
    Value::String(HEXLOWER.encode(bytes))
}

/// For long fields, which would otherwise stand in a case twice.
fn sha256(bytes: &[u8]) -> Value {
    hex(&sha2::Sha256::digest(bytes))
}

fn unhex(value: &Value) -> Vec<u8> {
    HEXLOWER.decode(value.as_str().unwrap().as_bytes()).unwrap()
}

fn fixed<const N: usize>(value: &Value) -> [u8; N] {
    unhex(value).try_into().unwrap()
}

fn number(value: &Value) -> u64 {
    value.as_u64().unwrap()
}

fn small(value: &Value) -> u32 {
    u32::try_from(number(value)).unwrap()
}

fn byte(value: &Value) -> u8 {
    u8::try_from(number(value)).unwrap()
}

fn name(case: &Value) -> &str {
    case["name"].as_str().unwrap()
}

fn is_refused(case: &Value) -> bool {
    case.get("refused").is_some_and(|refused| refused == true)
}

/// The case `from`, changed by `change`, with `refused` instead of what it should open to.
fn refused(name: &str, from: &Value, result: &str, change: impl FnOnce(&mut Value)) -> Value {
    let mut case = from.clone();
    case["name"] = json!(name);
    case.as_object_mut().unwrap().remove(result);
    case["refused"] = json!(true);
    change(&mut case);
    case
}

/// Each case that is to be refused gives nothing, and each other one what it should open to.
fn check_opened(cases: &[Value], open: impl Fn(&Value) -> Option<Value>) {
    for case in cases {
        let expected = (!is_refused(case)).then(|| case["opens_to"].clone());
        assert_eq!(open(case), expected, "{}", name(case));
    }
}

fn flip(value: &mut Value, index: usize) {
    let mut bytes = unhex(value);
    bytes[index] ^= 1;
    *value = hex(&bytes);
}

fn place_json(place: &Place) -> Value {
    json!({
        "latitude_e7": place.latitude_e7(),
        "longitude_e7": place.longitude_e7(),
        "accuracy_m": place.accuracy_m(),
        "time_ms": place.time().as_millis(),
    })
}

fn places_json(places: &[Place]) -> Value {
    places.iter().map(place_json).collect()
}

fn place_from(value: &Value) -> Place {
    let degrees = |value: &Value| i32::try_from(value.as_i64().unwrap()).unwrap();
    let accuracy = value["accuracy_m"].as_u64().map(|metres| u16::try_from(metres).unwrap());
    let time = wayhome_protocol::time::Timestamp::from_millis(number(&value["time_ms"]));
    Place::new(degrees(&value["latitude_e7"]), degrees(&value["longitude_e7"]), accuracy, time).unwrap()
}

fn places_from(value: &Value) -> Vec<Place> {
    value.as_array().unwrap().iter().map(place_from).collect()
}
