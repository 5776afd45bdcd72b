use serde_json::{Value, json};
use wayhome_protocol::trail::Trail;

use super::{hex, is_refused, load, name, place_from, places_from, places_json, unhex};
use crate::common::journey;

fn packs(name: &str, places: &Value, packed: &[u8]) -> Value {
    let reads = Trail::decode(packed).unwrap();
    json!({ "name": name, "places": places, "packed": hex(packed), "reads_as": places_json(reads.places()) })
}

fn packed(name: &str, places: Value) -> Value {
    let bytes = Trail::new(&places_from(&places)).encode();
    packs(name, &places, &bytes)
}

fn at(latitude_e7: i32, longitude_e7: i32, accuracy_m: Option<u16>, time_ms: u64) -> Value {
    json!({
        "latitude_e7": latitude_e7, "longitude_e7": longitude_e7, "accuracy_m": accuracy_m, "time_ms": time_ms,
    })
}

fn cases() -> Vec<Value> {
    let refused = |name: &str, bytes: &[u8]| json!({ "name": name, "packed": hex(bytes), "refused": true });
    // Second 128, latitude 0.00001, longitude -0.00001, accuracy unknown; then one second earlier, one step on.
    let by_hand = [2, 0x80, 0x01, 2, 1, 0, 1, 2, 1, 255];
    let two = json!([at(100, -100, None, 128_999), at(200, -200, Some(300), 127_000)]);
    vec![
        packs("two_places_by_hand", &two, &by_hand),
        packed("no_places", json!([])),
        packed("one_place", json!([at(-12_921_000, 368_219_000, Some(12), 1_790_000_000_123)])),
        packed("halves_away_from_zero", json!([at(150, -150, Some(0), 1_000), at(149, -149, None, 0)])),
        packed(
            "corners_of_the_globe",
            json!([
                at(900_000_000, 1_800_000_000, Some(254), 3_000),
                at(-900_000_000, -1_800_000_000, Some(255), 2_000),
            ]),
        ),
        packed("given_oldest_first", json!([at(100, 0, None, 1_000), at(200, 0, None, 9_000)])),
        packed("more_than_24_places", places_json(&journey(30))),
        packed(
            "more_than_400_bytes",
            (0..24u32)
                .map(|n| {
                    let sign = if n % 2 == 0 { 1 } else { -1 };
                    at(
                        sign * 900_000_000,
                        sign * 1_800_000_000,
                        Some(9),
                        9_007_199_254_740_000 - u64::from(n) * 375_000_000_000_000,
                    )
                })
                .collect(),
        ),
        refused("empty", &[]),
        refused("twenty_five_places", &[vec![25], vec![0; 100]].concat()),
        refused("cut_short", &by_hand[..9]),
        refused("bytes_left_over", &[by_hand.as_slice(), &[0]].concat()),
        refused("latitude_beyond_the_pole", &[1, 0, 0x82, 0xd1, 0xca, 0x08, 0, 0]),
        refused("before_1970", &[2, 5, 0, 0, 0, 6, 0, 0, 0]),
        refused("varint_of_more_than_64_bits", &[1, 255, 255, 255, 255, 255, 255, 255, 255, 255, 2, 0, 0, 0]),
        refused("longer_than_400_bytes", &vec![0; 401]),
    ]
}

#[test]
fn trail_json_is_current_and_readable() {
    let about = "Trails: the packed form of some places, and what it reads as.";
    for case in load("trail.json", about, cases()) {
        let read = Trail::decode(&unhex(&case["packed"]));
        if is_refused(&case) {
            assert!(read.is_err(), "{}", name(&case));
            continue;
        }
        let places: Vec<_> = case["places"].as_array().unwrap().iter().map(place_from).collect();
        assert_eq!(Trail::new(&places).encode(), unhex(&case["packed"]), "{}", name(&case));
        assert_eq!(places_json(read.unwrap().places()), case["reads_as"], "{}", name(&case));
    }
}
