use serde_json::{Value, json};
use wayhome_protocol::keys::LockedSecret;
use wayhome_protocol::locked::LockedRecord;

use super::{fixed, flip, hex, is_refused, load, name, place_json, raw, refused, unhex};

const SECRET: [u8; 32] = [0x6c; 32];

fn record(name: &str, version: u8, kind: u8, length: u16, cbor: &[u8]) -> Value {
    let mut plaintext = [&[version, kind], length.to_be_bytes().as_slice(), cbor].concat();
    plaintext.resize(208, 0);
    let public = LockedSecret::from_bytes(SECRET).public();
    json!({
        "name": name, "vault_secret": hex(&SECRET), "vault_public": hex(public.as_bytes()),
        "record": hex(&raw::hpke(public.as_bytes(), b"wayhome/1 locked record", b"", &plaintext, 6)),
    })
}

fn describe(record: &LockedRecord) -> Value {
    match record {
        LockedRecord::Nothing => json!({ "kind": 0 }),
        LockedRecord::Entry(entry) => json!({
            "kind": entry.kind.byte(), "event": hex(entry.event.as_bytes()), "time_ms": entry.time.as_millis(),
            "state": entry.state.map(|state| state.number()), "note": entry.note,
            "place": entry.place.as_ref().map(place_json), "battery": entry.battery, "counter": entry.counter,
            "ticket": entry.ticket.map(|ticket| hex(&ticket)),
        }),
    }
}

fn opens(name: &str, kind: u8, cbor: &[u8]) -> Value {
    let mut case = record(name, 1, kind, u16::try_from(cbor.len()).unwrap(), cbor);
    let opened = LockedRecord::open(&LockedSecret::from_bytes(SECRET), &unhex(&case["record"])).unwrap();
    case["opens_to"] = describe(&opened);
    case
}

fn malformed(name: &str, version: u8, kind: u8, length: u16, cbor: &[u8]) -> Value {
    let mut case = record(name, version, kind, length, cbor);
    case["refused"] = json!(true);
    case
}

fn cases() -> Vec<Value> {
    // { 0: sixteen bytes 0xe5, 1: 1000, 6: 3 } and the same with everything optional.
    let least = [&[0xa3, 0, 0x50], [0xe5; 16].as_slice(), &[1, 0x19, 0x03, 0xe8, 6, 3]].concat();
    let optional = [
        2, 1, 3, 0x62, b'h', b'i', 4, 0xa4, 0, 0x18, 100, 1, 0x38, 99, 2, 12, 3, 0x19, 0x03, 0xe8, 5, 0x18,
        80,
    ];
    let ticket = [&[7, 0x48], [0x71; 8].as_slice()].concat();
    let most = [&[0xa8, 0, 0x50], [0xe5; 16].as_slice(), &[1, 0x19, 0x03, 0xe8], &optional, &[6, 3], &ticket]
        .concat();
    // A note of 80 bytes, and every number as long as it can be.
    let longest = [
        &[0xa8, 0, 0x50],
        [0xe5; 16].as_slice(),
        &[1, 0x1b, 0, 0, 1, 0xa0, 0, 0, 0, 0, 2, 1, 3, 0x78, 80],
        &[b'x'; 80],
        &[4, 0xa4, 0, 0x3a, 0x35, 0xa4, 0xe8, 0xff, 1, 0x3a, 0x6b, 0x49, 0xd1, 0xff, 2, 0x19, 0xff, 0xfe, 3],
        &[0x1b, 0, 0, 1, 0xa0, 0, 0, 0, 0, 5, 0x18, 100, 6, 0x1b],
        &[0xff; 8],
        &ticket,
    ]
    .concat();
    let check_in = opens("check_in_with_everything", 1, &most);
    let change = |name, change: fn(&mut Value)| refused(name, &check_in, "opens_to", change);
    let length = u16::try_from(least.len()).unwrap();
    let mut padded = least.clone();
    padded.resize(203, 0);
    padded.push(1);
    vec![
        check_in.clone(),
        opens("nothing", 0, &[]),
        opens("sos_with_the_least", 2, &least),
        opens("place", 3, &most),
        opens("the_longest_entry", 1, &longest),
        change("flipped_bit_in_encapsulated_key", |case| flip(&mut case["record"], 1)),
        change("flipped_bit_in_ciphertext", |case| flip(&mut case["record"], 40)),
        change("flipped_bit_in_tag", |case| flip(&mut case["record"], 255)),
        change("another_vaults_secret", |case| flip(&mut case["vault_secret"], 9)),
        change("one_byte_short", |case| {
            let record = unhex(&case["record"]);
            case["record"] = hex(&record[..255]);
        }),
        malformed("version_2", 2, 2, length, &least),
        malformed("unknown_kind", 1, 4, length, &least),
        malformed("length_beyond_the_record", 1, 2, 205, &least),
        malformed("length_one_short_of_the_map", 1, 2, length - 1, &least),
        malformed("padding_that_is_not_zero", 1, 2, length, &padded),
        malformed("event_id_missing", 1, 2, 7, &[0xa2, 1, 0x19, 0x03, 0xe8, 6, 3]),
    ]
}

#[test]
fn locked_record_json_is_current_and_readable() {
    let about = "Locked records: what they open to with the vault's secret.";
    for case in load("locked_record.json", about, cases()) {
        let vault = LockedSecret::from_bytes(fixed(&case["vault_secret"]));
        let opened = LockedRecord::open(&vault, &unhex(&case["record"]));
        if is_refused(&case) {
            assert!(opened.is_err(), "{}", name(&case));
        } else {
            assert_eq!(vault.public().as_bytes(), &fixed(&case["vault_public"]));
            assert_eq!(describe(&opened.unwrap()), case["opens_to"], "{}", name(&case));
        }
    }
}
