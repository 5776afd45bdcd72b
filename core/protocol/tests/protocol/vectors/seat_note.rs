use serde_json::{Value, json};
use wayhome_protocol::keys::{NoteMacKey, NoteSecret};
use wayhome_protocol::seat_note::OpenedNote;

use super::{byte, check_opened, fixed, flip, hex, is_refused, load, raw, refused, unhex};

const SECRET: [u8; 32] = [0x5e; 32];
const KEY: [u8; 32] = [0x3c; 32];

fn sealed(name: &str, seat: u8, region: u8, plaintext: &[u8]) -> Value {
    let public = NoteSecret::from_bytes(SECRET).public();
    let sealed = raw::hpke(public.as_bytes(), b"wayhome/1 seat note", &[seat, region], plaintext, 8);
    json!({
        "name": name, "seat": seat, "region": region, "mac_key": hex(&KEY),
        "region_secret": hex(&SECRET), "region_public": hex(public.as_bytes()), "sealed": hex(&sealed),
    })
}

fn plain(seat: u8, region: u8) -> [u8; 192] {
    let mut plain = [0; 192];
    plain[..8].copy_from_slice(&[1, seat, 0, 0, 0x9a, 0, 0, 7]);
    plain[8..40].fill(0xa1);
    plain[40..72].fill(0xb2);
    let info = [b"wayhome/1 seat note mac".as_slice(), &[region], &plain[..72]].concat();
    let mac = raw::expand(&KEY, &info, 16);
    plain[72..88].copy_from_slice(&mac);
    plain
}

fn open(case: &Value) -> Option<Value> {
    let secret = NoteSecret::from_bytes(fixed(&case["region_secret"]));
    let opened =
        OpenedNote::open(&secret, byte(&case["seat"]), byte(&case["region"]), &unhex(&case["sealed"]))?;
    Some(json!({
        "generation": opened.note.generation, "sending": hex(opened.note.sending.expose()),
        "receiving": hex(opened.note.receiving.expose()),
        "verifies": opened.verifies(&NoteMacKey::from_bytes(fixed(&case["mac_key"]))),
    }))
}

fn opens(name: &str, seat: u8, region: u8) -> Value {
    let mut case = sealed(name, seat, region, &plain(seat, region));
    case["opens_to"] = open(&case).unwrap();
    assert_eq!(case["opens_to"]["verifies"], json!(true), "{name}");
    case
}

fn malformed(name: &str, change: impl FnOnce(&mut [u8; 192])) -> Value {
    let mut plain = plain(3, 2);
    change(&mut plain);
    let mut case = sealed(name, 3, 2, &plain);
    case["refused"] = json!(true);
    case
}

fn cases() -> Vec<Value> {
    let first = opens("first_seat_and_region", 0, 0);
    let mut unverified = sealed("written_by_another", 3, 2, &plain(3, 2));
    flip(&mut unverified["mac_key"], 0);
    unverified["opens_to"] = open(&unverified).unwrap();
    assert_eq!(unverified["opens_to"]["verifies"], json!(false));
    let mut elsewhere = sealed("mac_of_another_region", 3, 2, &plain(3, 1));
    elsewhere["opens_to"] = open(&elsewhere).unwrap();
    assert_eq!(elsewhere["opens_to"]["verifies"], json!(false));
    let change = |name, change: fn(&mut Value)| refused(name, &first, "opens_to", change);
    vec![
        first.clone(),
        opens("last_seat_and_region", 7, 3),
        unverified,
        elsewhere,
        change("another_regions_secret", |case| flip(&mut case["region_secret"], 9)),
        change("for_another_seat", |case| case["seat"] = json!(1)),
        change("for_another_region", |case| case["region"] = json!(1)),
        change("flipped_bit_in_encapsulated_key", |case| flip(&mut case["sealed"], 1)),
        change("flipped_bit_in_tag", |case| flip(&mut case["sealed"], 239)),
        change("one_byte_short", |case| {
            let sealed = unhex(&case["sealed"]);
            case["sealed"] = hex(&sealed[..239]);
        }),
        malformed("version_2", |plain| plain[0] = 2),
        malformed("another_seat_inside", |plain| plain[1] = 4),
        malformed("reserved_that_is_not_zero", |plain| plain[3] = 1),
        malformed("padding_that_is_not_zero", |plain| plain[191] = 1),
    ]
}

#[test]
fn seat_note_json_is_current_and_readable() {
    let about = "Seat notes: what they open to with the region's secret, and whether the MAC key wrote them.";
    let cases = load("seat_note.json", about, cases());
    check_opened(&cases, open);
    for case in cases.iter().filter(|case| !is_refused(case)) {
        let secret = NoteSecret::from_bytes(fixed(&case["region_secret"]));
        assert_eq!(secret.public().as_bytes(), &fixed(&case["region_public"]));
    }
}
