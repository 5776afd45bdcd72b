use serde_json::{Value, json};
use wayhome_protocol::cell::WireCell;
use wayhome_protocol::dossier::{CHUNK, WrappedKey, chunk_count, open_chunk};
use wayhome_protocol::dossier_content::DossierContent;
use wayhome_protocol::ids::DossierId;
use wayhome_protocol::keys::{ContactPart, DossierKey, DossierRelayPart, MeetingSecret};
use wayhome_protocol::meeting::GivenShare;
use wayhome_protocol::shares::{Share, join_shares, split_part};

use super::{byte, fixed, flip, hex, is_refused, load, name, number, raw, refused, sha256, small, unhex};
use crate::common::rng;

const ID: [u8; 16] = [0xd0; 16];
const KEY: [u8; 32] = [0x4b; 32];

/// A chunk is long: the content is a beginning and zeros, and of the sealed bytes there is the hash.
fn chunk(name: &str, begins: &[u8], index: u32, count: u32) -> Value {
    let nonce = [0x24; 24];
    let mut content = begins.to_vec();
    content.resize(CHUNK, 0);
    let aad = [&[1], ID.as_slice(), &index.to_be_bytes(), &count.to_be_bytes()].concat();
    let sealed = raw::xchacha(&KEY, nonce, &aad, &content);
    json!({
        "name": name, "what": "chunk", "dossier": hex(&ID), "key": hex(&KEY), "index": index, "count": count,
        "nonce": hex(&nonce), "content_begins": hex(begins), "sealed_length": sealed.len(),
        "sealed_begins": hex(&sealed[..64]), "mac": hex(&sealed[sealed.len() - 16..]), "sealed_sha256": sha256(&sealed),
    })
}

fn sealed_chunk(case: &Value) -> Vec<u8> {
    let mut content = unhex(&case["content_begins"]);
    content.resize(CHUNK, 0);
    let (index, count) = (small(&case["index"]), small(&case["count"]));
    let aad = [&[1], unhex(&case["dossier"]).as_slice(), &index.to_be_bytes(), &count.to_be_bytes()].concat();
    raw::xchacha(&unhex(&case["key"]), fixed(&case["nonce"]), &aad, &content)
}

fn wrapped(generation: u32) -> Value {
    let (contact_part, relay_part) = ([0xc0; 32], [0x7e; 32]);
    let info = [b"wayhome/1 dossier key".as_slice(), &ID, &generation.to_be_bytes()].concat();
    let key = raw::hkdf(&[contact_part, relay_part].concat(), b"", &info, 32);
    let aad = [&[1], ID.as_slice(), &generation.to_be_bytes()].concat();
    json!({
        "name": format!("wrapped_at_generation_{generation}"), "what": "wrapped", "dossier": hex(&ID),
        "generation": generation, "contact_part": hex(&contact_part), "relay_part": hex(&relay_part),
        "wrapped": hex(&raw::xchacha(&key, [0x25; 24], &aad, &KEY)), "key": hex(&KEY),
    })
}

/// `length ‖ map` of these bytes.
fn content(name: &str, map: &[u8]) -> Value {
    let head = [&u32::try_from(map.len()).unwrap().to_be_bytes(), map].concat();
    json!({ "name": name, "what": "content", "head": hex(&head), "reads": {} })
}

fn content_reads(content: &DossierContent, begins: usize) -> Value {
    let fields: Value = content.fields.iter().map(|(field, text)| json!([field.number(), text])).collect();
    let attachments: Value = content
        .attachments
        .iter()
        .map(|entry| json!({ "name": entry.name, "media_type": entry.media_type, "length": entry.length }))
        .collect();
    json!({ "fields": fields, "attachments": attachments, "time_ms": content.time.as_millis(), "attachments_begin": begins })
}

fn contents() -> Vec<Value> {
    let text = |text: &str| [&[0x60 | u8::try_from(text.len()).unwrap()], text.as_bytes()].concat();
    let field = |number: u8, words: &str| [vec![0x82, number], text(words)].concat();
    let fields = [vec![0x82], field(1, "Asha"), field(3, "Sunrise Homes")].concat();
    let attachments = [vec![0x81, 0x83], text("pass.jpg"), text("image/jpeg"), vec![0x19, 3, 0xe8]].concat();
    let time = [0x1b, 0, 0, 1, 0xa0, 0xc4, 0x23, 0x14, 0x7b];
    let map = |fields: &[u8], attachments: &[u8]| {
        [&[0xa3, 0], fields, &[1], attachments, &[2], time.as_slice()].concat()
    };
    let mut good = vec![
        content("fields_and_an_attachment", &map(&fields, &attachments)),
        content("nothing_in_it", &map(&[0x80], &[0x80])),
        content("a_field_of_a_later_version", &map(&[vec![0x81], field(23, "x")].concat(), &[0x80])),
        content(
            "with_an_unknown_key",
            &[&[0xa4, 0], fields.as_slice(), &[1, 0x80, 2], &time, &[0x18, 30, 0xf5]].concat(),
        ),
    ];
    for case in &mut good {
        let mut head = unhex(&case["head"]);
        head.resize(CHUNK, 0);
        let (read, begins) = DossierContent::decode_head(&head).unwrap();
        case["reads"] = content_reads(&read, begins);
    }
    let bad = [
        ("a_field_twice", map(&[vec![0x82], field(3, "a"), field(3, "b")].concat(), &[0x80])),
        ("field_number_0", map(&[vec![0x81], field(0, "a")].concat(), &[0x80])),
        ("a_control_character_in_a_field", map(&[vec![0x81], field(3, "\u{7}")].concat(), &[0x80])),
        ("an_attachment_without_length", map(&[0x80], &[vec![0x81, 0x82], text("a"), text("b")].concat())),
        ("no_time", [&[0xa2, 0], fields.as_slice(), &[1], &attachments].concat()),
        ("bytes_after_the_map", [map(&fields, &attachments), vec![0]].concat()),
    ];
    let from = good[0].clone();
    for (name, map) in bad {
        let case = content(name, &map);
        good.push(refused(name, &from, "reads", |changed| changed["head"] = case["head"].clone()));
    }
    good.push(refused("a_length_beyond_the_first_chunk", &from, "reads", |case| {
        let head = unhex(&case["head"]);
        case["head"] = hex(&[&[0, 0, 0xff, 0xfd], &head[4..]].concat());
    }));
    good
}

fn meeting() -> Value {
    let m = [0x6d; 32];
    let from =
        |which: u8, length| raw::hkdf(&m, b"", &[b"wayhome/1 meeting".as_slice(), &[which]].concat(), length);
    let secret = MeetingSecret::from_bytes(m);
    let share =
        Share::from_bytes(std::array::from_fn(|at| if at == 0 { 2 } else { u8::try_from(at).unwrap() }));
    let given = GivenShare { dossier: DossierId::from_bytes(ID), generation: 4, share };
    let cell = given.seal(&secret, crate::common::NOW, &mut rng(1));
    json!({
        "name": "a_share_given_at_a_meeting", "what": "meeting", "secret": hex(&m), "receive_id": hex(&from(1, 16)),
        "receive_capability": hex(&from(2, 32)), "send_id": hex(&from(3, 16)), "send_capability": hex(&from(4, 32)),
        "key": hex(&from(5, 32)), "cell": hex(cell.as_bytes()),
        "given": { "dossier": hex(&ID), "generation": 4, "share": hex(given.share.expose()) },
    })
}

fn cases() -> Vec<Value> {
    let first = chunk("the_only_chunk", b"\0\0\0\x0b", 0, 1);
    let last = chunk("the_last_of_192_chunks", b"end", 191, 192);
    let (generation, later) = (wrapped(1), wrapped(70_000));
    let meeting = meeting();
    let chunks = |n: u64| n * CHUNK as u64;
    let lengths =
        [0, 1, chunks(1), chunks(1) + 1, chunks(9), chunks(17), chunks(33), chunks(129), chunks(192)];
    let counts: Value = lengths
        .iter()
        .map(|length| json!({ "length": length, "count": chunk_count(*length).unwrap() }))
        .collect();
    let mut cases = vec![
        refused("a_chunk_at_another_index", &last, "sealed_sha256", |case| {
            case["open_as"] = json!([190, 192])
        }),
        refused("a_chunk_of_another_count", &last, "sealed_sha256", |case| {
            case["open_as"] = json!([191, 193])
        }),
        refused("a_chunk_beyond_the_count", &first, "sealed_sha256", |case| case["open_as"] = json!([1, 1])),
        refused("a_chunk_with_one_bit_changed", &first, "sealed_sha256", |case| case["flip"] = json!(40_000)),
        first,
        last,
        json!({ "name": "chunk_counts", "what": "counts", "counts": counts, "too_long": chunks(192) + 1 }),
        refused("wrapped_for_another_generation", &generation, "key", |case| case["generation"] = json!(2)),
        refused("another_relay_part", &generation, "key", |case| flip(&mut case["relay_part"], 0)),
        refused("another_contact_part", &generation, "key", |case| flip(&mut case["contact_part"], 31)),
        refused("another_dossier", &generation, "key", |case| flip(&mut case["dossier"], 3)),
        generation,
        later,
        refused("a_share_for_another_meeting", &meeting, "given", |case| flip(&mut case["secret"], 0)),
        refused("a_spoilt_share", &meeting, "given", |case| flip(&mut case["cell"], 500)),
        meeting,
    ];
    cases.extend(contents());
    cases
}

#[test]
fn dossier_json_is_current_and_readable() {
    let about = "Dossiers: chunks (content_begins is followed by zeros to 65,536 bytes; open_as gives index and count to open with instead, flip a byte whose lowest bit to change), how many chunks a length takes, wrapped keys, the content's head, shares given at a meeting.";
    for case in load("dossier.json", about, cases()) {
        match case["what"].as_str().unwrap() {
            "chunk" => check_chunk(&case),
            "counts" => {
                for pair in case["counts"].as_array().unwrap() {
                    assert_eq!(chunk_count(number(&pair["length"])), Ok(small(&pair["count"])));
                }
                assert!(chunk_count(number(&case["too_long"])).is_err());
            }
            "wrapped" => {
                let wrapped = WrappedKey::from_bytes(fixed(&case["wrapped"]));
                let opened = wrapped.open(
                    &ContactPart::from_bytes(fixed(&case["contact_part"])),
                    &DossierRelayPart::from_bytes(fixed(&case["relay_part"])),
                    DossierId::from_bytes(fixed(&case["dossier"])),
                    small(&case["generation"]),
                );
                match opened {
                    Ok(key) => assert_eq!(key.expose(), &fixed(&case["key"])),
                    Err(_) => assert!(is_refused(&case), "{}", name(&case)),
                }
            }
            "content" => {
                let mut head = unhex(&case["head"]);
                head.resize(CHUNK, 0);
                match DossierContent::decode_head(&head) {
                    Ok((content, begins)) => {
                        assert_eq!(content_reads(&content, begins), case["reads"], "{}", name(&case));
                    }
                    Err(_) => assert!(is_refused(&case), "{}", name(&case)),
                }
            }
            _ => check_meeting(&case),
        }
    }
}

fn check_chunk(case: &Value) {
    let mut sealed = sealed_chunk(case);
    if let Some(at) = case.get("flip") {
        sealed[usize::try_from(number(at)).unwrap()] ^= 1;
    }
    let place = case.get("open_as").cloned().unwrap_or_else(|| json!([case["index"], case["count"]]));
    let opened = open_chunk(
        &DossierKey::from_bytes(fixed(&case["key"])),
        DossierId::from_bytes(fixed(&case["dossier"])),
        small(&place[0]),
        small(&place[1]),
        &sealed,
    );
    match opened {
        Ok(content) => {
            assert_eq!(sha256(&sealed), case["sealed_sha256"]);
            assert!(content.starts_with(&unhex(&case["content_begins"])));
        }
        Err(_) => assert!(is_refused(case), "{}", name(case)),
    }
}

fn check_meeting(case: &Value) {
    let secret = MeetingSecret::from_bytes(fixed(&case["secret"]));
    match GivenShare::open(&secret, &WireCell::from_bytes(fixed(&case["cell"]))) {
        Some(given) => {
            assert_eq!(given.dossier.as_bytes(), &fixed(&case["given"]["dossier"]));
            assert_eq!(given.generation, small(&case["given"]["generation"]));
            assert_eq!(given.share.expose(), &fixed(&case["given"]["share"]));
            assert_eq!(secret.receive_id().as_bytes(), &fixed(&case["receive_id"]));
            assert_eq!(secret.derive_receive_capability().expose(), &fixed(&case["receive_capability"]));
            assert_eq!(secret.send_id().as_bytes(), &fixed(&case["send_id"]));
            assert_eq!(secret.derive_send_capability().expose(), &fixed(&case["send_capability"]));
        }
        None => assert!(is_refused(case), "{}", name(case)),
    }
}

/// Shares made by the npm package shamir-secret-sharing 0.0.4, which puts a share's number last; here it stands first.
const FOREIGN: [(u8, &[&str]); 2] = [
    (
        2,
        &[
            "49ede5df5956ff0a0eccf0957972527916b0135c84f5a3833d09fd55da8b70369f",
            "3ccb6a0513232984fa02e67813b5ffaa016e9a1829e21a190861533ad2c5cb149c",
            "6f641b34ea707b362696dea1f9a0001afa7e571fd619400e7d16f232901d0c9ac2",
        ],
    ),
    (
        3,
        &[
            "74c826253495a2b6f5fdc6142732b0b94989de4ec5995eced978a2daad5e086a9d",
            "3b1ac659a47d3983b51b785c4391456bc88aa3bc17d0fe8e16bc30989497d37fe5",
            "b36f1514341725276d857ccf43c8aed0144acc29057aac44f5bee0c8e331a6b49b",
            "5a0512dded8a5e41601c50a8db4b56c3cdce660cde197cfae7f820982918eccabe",
            "50801a9c1b2ac89b61ed3014dfbcf62ad743d0c66d59d0002305eceaaea0b502af",
        ],
    ),
];
const FOREIGN_PART: &str = "030a11181f262d343b424950575e656c737a81888f969da4abb2b9c0c7ced5dc";

fn share_cases() -> Vec<Value> {
    let part = ContactPart::from_bytes([0xc0; 32]);
    let mut cases: Vec<Value> = [(1, 1), (1, 3), (2, 2), (2, 3), (3, 5), (5, 8), (8, 8)]
        .into_iter()
        .map(|(k, n)| {
            let shares = split_part(&part, k, n, &mut rng(u64::from(k))).unwrap();
            let shares: Value = shares.iter().map(|share| hex(share.expose())).collect();
            json!({ "name": format!("{k}_of_{n}"), "needed": k, "shares": shares, "part": hex(part.expose()) })
        })
        .collect();
    for (k, shares) in FOREIGN {
        let shares: Value = shares.iter().map(|share| json!(share)).collect();
        let name = format!("{k}_shares_of_the_package_shamir_secret_sharing");
        cases.push(json!({ "name": name, "needed": k, "shares": shares, "part": FOREIGN_PART }));
    }
    let two = cases[3].clone();
    cases.push(refused("the_same_share_twice", &two, "part", |case| {
        case["shares"][1] = case["shares"][0].clone()
    }));
    cases.push(refused("a_whole_part_among_shares", &two, "part", |case| {
        case["shares"][1] = hex(&[&[0], unhex(&case["shares"][1]).get(1..).unwrap()].concat());
    }));
    cases.push(refused("nothing_at_all", &two, "part", |case| {
        case["shares"] = json!([]);
        case["needed"] = json!(0);
    }));
    cases
}

#[test]
fn shares_json_is_current_and_readable() {
    let about = "Shares of a contact part (number 1, then 32 bytes): any `needed` of them give the part, fewer give other bytes. Refused ones: the first `needed` (or none) cannot be put together at all.";
    for case in load("shares.json", about, share_cases()) {
        let shares: Vec<Share> =
            case["shares"].as_array().unwrap().iter().map(|share| Share::from_bytes(fixed(share))).collect();
        let needed = usize::from(byte(&case["needed"]));
        if is_refused(&case) {
            let chosen: Vec<&Share> = shares.iter().take(needed).collect();
            assert!(join_shares(&chosen).is_err(), "{}", name(&case));
            continue;
        }
        let part = ContactPart::from_bytes(fixed(&case["part"]));
        for set in (0u32..1 << shares.len()).filter(|set| set.count_ones() > 0) {
            let chosen: Vec<&Share> = shares
                .iter()
                .enumerate()
                .filter(|(at, _)| set >> at & 1 == 1)
                .map(|(_, share)| share)
                .collect();
            if needed > 1 {
                assert_eq!(join_shares(&chosen).unwrap() == part, chosen.len() >= needed, "{}", name(&case));
            } else if chosen.len() == 1 {
                assert_eq!(join_shares(&chosen).unwrap(), part);
            }
        }
    }
}
