//! Dossiers: chunks open only where they belong, the key only with enough shares and the relay's part.

use proptest::prelude::*;
use wayhome_protocol::FormatError;
use wayhome_protocol::cell::WireCell;
use wayhome_protocol::dossier::{
    CHUNK, DossierError, MAX_CHUNKS, SEALED_CHUNK, WrappedKey, chunk_count, open_chunk, seal_chunk,
};
use wayhome_protocol::dossier_content::{AttachmentEntry, DossierContent, DossierField};
use wayhome_protocol::ids::DossierId;
use wayhome_protocol::keys::{ContactPart, DossierKey, DossierRelayPart, MeetingSecret};
use wayhome_protocol::meeting::GivenShare;
use wayhome_protocol::shares::{Share, split_part};

use crate::common::{NOW, rng};

fn id(n: u8) -> DossierId {
    DossierId::from_bytes([n; 16])
}

fn key(n: u8) -> DossierKey {
    DossierKey::from_bytes([n; 32])
}

fn content() -> DossierContent {
    let entry = |name: &str, length| AttachmentEntry {
        name: name.to_owned(),
        media_type: "image/jpeg".to_owned(),
        length,
    };
    DossierContent {
        fields: vec![
            (DossierField::EMPLOYER, "Sunrise Homes, Dubai".to_owned()),
            (DossierField::WHO_I_AM, "Asha".to_owned()),
        ],
        attachments: vec![entry("passport.jpg", 90_000), entry("ticket.jpg", 0)],
        time: NOW,
    }
}

#[test]
fn a_chunk_opens_to_what_was_sealed_with_zeros_after_it() {
    let sealed = seal_chunk(&key(1), id(1), 2, 3, b"papers", &mut rng(1)).unwrap();
    assert_eq!(sealed.len(), SEALED_CHUNK);
    let opened = open_chunk(&key(1), id(1), 2, 3, &sealed).unwrap();
    assert_eq!(opened.len(), CHUNK);
    assert!(opened.starts_with(b"papers") && opened[6..].iter().all(|byte| *byte == 0));
    // Sealed again it is another chunk, and opens all the same.
    let again = seal_chunk(&key(1), id(1), 2, 3, b"papers", &mut rng(2)).unwrap();
    assert_ne!(again, sealed);
    assert_eq!(open_chunk(&key(1), id(1), 2, 3, &again).unwrap(), opened);
}

#[test]
fn a_chunk_in_another_place_or_changed_anywhere_is_broken() {
    let sealed = seal_chunk(&key(1), id(1), 2, 3, b"papers", &mut rng(1)).unwrap();
    for (key, id, index, count) in
        [(key(2), id(1), 2, 3), (key(1), id(2), 2, 3), (key(1), id(1), 1, 3), (key(1), id(1), 2, 4)]
    {
        assert_eq!(open_chunk(&key, id, index, count, &sealed), Err(DossierError::BrokenChunk));
    }
    for at in [0, 23, 24, 40_000, SEALED_CHUNK - 1] {
        let mut changed = sealed.clone();
        changed[at] ^= 1;
        assert_eq!(open_chunk(&key(1), id(1), 2, 3, &changed), Err(DossierError::BrokenChunk));
    }
    let short = Err(DossierError::Length { expected: SEALED_CHUNK, found: SEALED_CHUNK - 1 });
    assert_eq!(open_chunk(&key(1), id(1), 2, 3, &sealed[1..]), short);
    assert_eq!(open_chunk(&key(1), id(1), 3, 3, &sealed), Err(DossierError::NoSuchChunk));
    let long = vec![0; CHUNK + 1];
    assert!(seal_chunk(&key(1), id(1), 0, 1, &long, &mut rng(1)).is_err());
    assert_eq!(seal_chunk(&key(1), id(1), 1, 1, b"", &mut rng(1)), Err(DossierError::NoSuchChunk));
    assert_eq!(seal_chunk(&key(1), id(1), 0, 193, b"", &mut rng(1)), Err(DossierError::NoSuchChunk));
}

#[test]
fn the_number_of_chunks_is_rounded_up_by_at_most_an_eighth() {
    let chunk = CHUNK as u64;
    for (length, count) in [
        (0, 1),
        (1, 1),
        (chunk, 1),
        (chunk + 1, 2),
        (3 * chunk, 3),
        (9 * chunk, 10),
        (17 * chunk, 18),
        (33 * chunk, 36),
        (129 * chunk, 144),
        (192 * chunk, 192),
    ] {
        assert_eq!(chunk_count(length), Ok(count), "{length}");
    }
    assert_eq!(chunk_count(192 * chunk + 1), Err(DossierError::TooLarge));
    assert_eq!(chunk_count(u64::MAX), Err(DossierError::TooLarge));
    let mut counts: Vec<u32> = (1..=192).map(|n| chunk_count(n * chunk).unwrap()).collect();
    for (needed, count) in (1u32..).zip(&counts) {
        assert!(*count >= needed && *count <= needed + needed / 8 + 1 && *count <= MAX_CHUNKS);
    }
    counts.dedup();
    assert!(counts.is_sorted() && counts.len() < 48, "{} different counts", counts.len());
}

#[test]
fn the_content_reads_as_it_was_made() {
    let content = content();
    let mut head = content.encode_head().unwrap();
    let length = head.len();
    assert_eq!(content.content_length().unwrap(), 90_000 + length as u64);
    head.resize(CHUNK, 0x5a);
    assert_eq!(DossierContent::decode_head(&head).unwrap(), (content, length));
}

#[test]
fn content_out_of_bounds_is_refused_by_writer_and_reader() {
    let refused = |change: &dyn Fn(&mut DossierContent)| {
        let mut content = content();
        change(&mut content);
        content.encode_head().unwrap_err()
    };
    let over = |field| FormatError::OverBound { field };
    assert_eq!(refused(&|c| c.fields[0].1 = "x".repeat(2_001)), over("field"));
    assert_eq!(refused(&|c| c.fields[0].1 = "\u{7}".to_owned()), FormatError::Invalid { field: "field" });
    assert_eq!(refused(&|c| c.fields[1].0 = DossierField::EMPLOYER), FormatError::Repeated);
    assert_eq!(refused(&|c| c.attachments[0].name = "x".repeat(101)), over("attachment name"));
    assert_eq!(refused(&|c| c.attachments[0].media_type = "x".repeat(65)), over("media type"));
    assert_eq!(refused(&|c| c.attachments = vec![c.attachments[0].clone(); 65]), over("attachments"));
    let seventeen = |c: &mut DossierContent| {
        let field = |n| (DossierField::from_number(n).unwrap(), String::new());
        c.fields = (1..=17).map(field).collect();
    };
    assert_eq!(refused(&seventeen), over("fields"));

    let head = content().encode_head().unwrap();
    let mut repeated = head.clone();
    // The first field is number 3, the second number 1: after the change both are 1.
    let at = repeated.windows(3).position(|bytes| bytes == [0x82, 3, 0x74]).unwrap();
    repeated[at + 1] = 1;
    assert_eq!(DossierContent::decode_head(&repeated), Err(FormatError::Repeated.into()));
    for wrong in [&head[..3], &head[..head.len() - 1], &[0xff; 8], &[]] {
        assert_eq!(DossierContent::decode_head(wrong), Err(FormatError::Malformed.into()));
    }
}

#[test]
fn the_largest_content_fits_into_the_first_chunk() {
    let text = "x".repeat(2_000);
    let field = |n| (DossierField::from_number(n).unwrap(), text.clone());
    let attachment = AttachmentEntry { name: "n".repeat(100), media_type: "m".repeat(64), length: u32::MAX };
    let content = DossierContent {
        fields: (200..216).map(field).collect(),
        attachments: vec![attachment; 64],
        time: NOW,
    };
    let mut head = content.encode_head().unwrap();
    head.resize(CHUNK, 0);
    assert_eq!(DossierContent::decode_head(&head).unwrap().0, content);
}

struct Dealt {
    wrapped: WrappedKey,
    shares: Vec<Share>,
    relay_part: DossierRelayPart,
}

fn deal(k: u8, n: u8, seed: u64) -> Dealt {
    let chance = &mut rng(seed);
    let (part, relay_part) = (ContactPart::make_random(chance), DossierRelayPart::make_random(chance));
    let wrapped = WrappedKey::seal(&key(1), &part, &relay_part, id(1), 5, chance);
    Dealt { wrapped, shares: split_part(&part, k, n, chance).unwrap(), relay_part }
}

#[test]
fn the_key_opens_with_enough_shares_and_the_relays_part_of_the_same_generation_only() {
    for (k, n) in [(1, 1), (1, 3), (2, 3), (3, 5), (8, 8)] {
        let dealt = deal(k, n, 1);
        let open = |shares: &[Share], relay_part, id, generation| {
            dealt.wrapped.open_with_shares(shares, k, relay_part, id, generation)
        };
        let enough = &dealt.shares[usize::from(n - k)..];
        assert_eq!(open(enough, &dealt.relay_part, id(1), 5), Ok(key(1)));
        assert_eq!(open(&enough[1..], &dealt.relay_part, id(1), 5), Err(DossierError::WrongShares));
        assert_eq!(open(enough, &dealt.relay_part, id(2), 5), Err(DossierError::WrongShares));
        assert_eq!(open(enough, &dealt.relay_part, id(1), 6), Err(DossierError::WrongShares));
        let other = DossierRelayPart::from_bytes([9; 32]);
        assert_eq!(open(enough, &other, id(1), 5), Err(DossierError::WrongShares));
        let earlier = deal(k, n, 2);
        assert_eq!(open(&earlier.shares, &dealt.relay_part, id(1), 5), Err(DossierError::WrongShares));
    }
}

#[test]
fn one_wrong_share_spoils_nothing_while_there_are_enough_right_ones() {
    let dealt = deal(3, 5, 1);
    for wrong in 0..5 {
        let mut shares = dealt.shares.clone();
        let mut bytes = *shares[wrong].expose();
        bytes[9] ^= 0x40;
        shares[wrong] = Share::from_bytes(bytes);
        let four = if wrong == 4 { &shares[1..] } else { &shares[..4] };
        let opened = dealt.wrapped.open_with_shares(four, 3, &dealt.relay_part, id(1), 5);
        assert_eq!(opened, Ok(key(1)));
    }
    // A forged share under the number of a right one.
    let forged = Share::from_bytes(std::array::from_fn(|at| if at == 0 { 2 } else { 0x77 }));
    let shares = [dealt.shares[0].clone(), forged, dealt.shares[1].clone(), dealt.shares[2].clone()];
    assert_eq!(dealt.wrapped.open_with_shares(&shares, 3, &dealt.relay_part, id(1), 5), Ok(key(1)));
}

#[test]
fn a_share_given_at_a_meeting_is_read_by_its_holders_only() {
    let (meeting, stranger) = (MeetingSecret::from_bytes([1; 32]), MeetingSecret::from_bytes([2; 32]));
    let given = GivenShare { dossier: id(1), generation: 5, share: deal(2, 3, 1).shares[1].clone() };
    let cell = given.seal(&meeting, NOW, &mut rng(1));
    assert_eq!(GivenShare::open(&meeting, &cell), Some(given));
    assert_eq!(GivenShare::open(&stranger, &cell), None);
    assert_eq!(GivenShare::open(&meeting, &WireCell::random(&mut rng(2))), None);
    assert_ne!(meeting.receive_id().as_bytes(), meeting.send_id().as_bytes());
    assert_ne!(meeting.derive_receive_capability().expose(), meeting.derive_send_capability().expose());
    assert_ne!(stranger.send_id(), meeting.send_id());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_bytes_make_a_dossier_reader_panic(
        bytes in proptest::collection::vec(any::<u8>(), 0..300), length in 0u32..400, index: u32, count: u32,
    ) {
        let head = [&length.to_be_bytes(), bytes.as_slice()].concat();
        let _ = DossierContent::decode_head(&head);
        prop_assert!(open_chunk(&key(1), id(1), index, count, &bytes).is_err());
        let chunk: Vec<u8> = bytes.iter().copied().cycle().take(SEALED_CHUNK).collect();
        if chunk.len() == SEALED_CHUNK {
            prop_assert!(open_chunk(&key(1), id(1), index, count, &chunk).is_err());
        }
        let _ = chunk_count(u64::from(index) * u64::from(count));
    }

    #[test]
    fn any_content_within_bounds_reads_as_it_was_made(
        texts in proptest::collection::vec("\\PC{0,60}", 0..9),
        attachments in proptest::collection::vec(("\\PC{0,20}", "[a-z/]{0,20}", any::<u32>()), 0..8),
        time: u64,
    ) {
        let fields = DossierField::ALL.into_iter().zip(texts).collect();
        let attachments = attachments
            .into_iter()
            .map(|(name, media_type, length)| AttachmentEntry { name, media_type, length })
            .collect();
        let time = wayhome_protocol::time::Timestamp::from_millis(time);
        let content = DossierContent { fields, attachments, time };
        let head = content.encode_head().unwrap();
        prop_assert_eq!(DossierContent::decode_head(&head).unwrap().0, content);
    }
}
