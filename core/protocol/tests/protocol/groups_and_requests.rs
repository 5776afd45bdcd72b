//! Groups, timer commands and relay requests: one length each, nothing changed is accepted, round trips.

use proptest::prelude::*;
use wayhome_protocol::cell::WireCell;
use wayhome_protocol::fetch_request::{
    FETCH_ANSWER_LENGTH, FETCH_REQUEST_LENGTH, FetchAnswer, FetchItem, FetchRequest,
};
use wayhome_protocol::group::{CircleSize, Group, GroupError, Ring, Row, SealedGroup};
use wayhome_protocol::ids::{ReceiveId, SendId, Tag, TimerId};
use wayhome_protocol::keys::{
    CapabilityHash, ReceiveCapability, RelayPart, RelayPublic, RelaySecret, SendCapability, TimerPublic,
    TimerSecret,
};
use wayhome_protocol::register_request::{
    REGISTER_ANSWER_LENGTH, REGISTER_REQUEST_LENGTH, RegisterAnswer, RegisterEntry, RegisterRequest,
    RegisterStatus,
};
use wayhome_protocol::request::{Outcome, Reading, RequestError};
use wayhome_protocol::sync_request::{
    RowStatus, SYNC_ANSWER_LENGTH, SyncAnswer, SyncRequest, TimerStatus, sync_request_length,
};
use wayhome_protocol::time::{Minute, Seconds};
use wayhome_protocol::timer::{TimerCommand, TimerError, TimerOp};

use crate::common::rng;

fn relay() -> RelaySecret {
    RelaySecret::from_bytes([5; 32])
}

fn row(n: u8, ring: Ring) -> Row {
    Row {
        send_id: SendId::from_bytes([n; 16]),
        capability: SendCapability::from_bytes([n; 32]),
        ring,
        relay_part: RelayPart::from_bytes([n; 32]),
        cell: WireCell::from_bytes([n; 1_024]),
    }
}

fn group(size: CircleSize) -> Group {
    let rows = (0..size.byte()).map(|n| row(n, [Ring::None, Ring::Wish, Ring::Urgent][usize::from(n % 3)]));
    let secret = TimerSecret::from_bytes([8; 32]);
    let timer = TimerCommand::touch(TimerId::from_bytes([4; 16]), 7, Seconds::from_hours(36), &secret);
    Group { count: 12, made_before: 7, timer, rows: rows.collect() }
}

fn sealed(size: CircleSize) -> SealedGroup {
    group(size).seal(size, &relay().public(), &mut rng(1)).unwrap()
}

fn reading() -> Reading {
    Reading { receive_id: ReceiveId::from_bytes([6; 16]), capability: ReceiveCapability::from_bytes([7; 32]) }
}

#[test]
fn a_group_opens_to_the_same_rows_and_has_1280_bytes_a_row() {
    for size in [CircleSize::Four, CircleSize::Eight] {
        let sealed = sealed(size);
        assert_eq!(sealed.as_bytes().len(), size.rows() * 1_280);
        let (opened, expected) = (sealed.open(&relay()).unwrap(), group(size));
        assert_eq!((opened.count, opened.made_before, &opened.timer), (12, 7, &expected.timer));
        assert_eq!(opened.rows.len(), size.rows());
        for (a, b) in opened.rows.iter().zip(&expected.rows) {
            assert_eq!((a.send_id, a.ring, &a.cell), (b.send_id, b.ring, &b.cell));
            assert!(a.capability == b.capability && a.relay_part == b.relay_part);
        }
    }
}

#[test]
fn the_age_of_what_a_group_carries_is_what_it_says_and_the_time_since_it_was_sealed() {
    let group = group(CircleSize::Four);
    assert_eq!(group.age(Seconds::new(61)), Seconds::new(7 * 60 + 61));
    assert_eq!(group.age(Seconds::new(u32::MAX)), Seconds::new(u32::MAX));
    let minutes = [0, 59, 60, 3_599, 65_535 * 60 + 59, 65_536 * 60, u32::MAX].map(Seconds::new);
    assert_eq!(minutes.map(Group::whole_minutes), [0, 0, 1, 59, 65_535, 65_535, 65_535]);
}

#[test]
fn a_group_for_another_relay_or_with_any_flipped_byte_does_not_open() {
    let sealed = sealed(CircleSize::Four);
    let other = RelaySecret::from_bytes([6; 32]);
    assert_eq!(sealed.open(&other).unwrap_err(), GroupError::NotAuthentic);
    for index in (0..sealed.as_bytes().len()).step_by(7) {
        let mut bytes = sealed.as_bytes().to_vec();
        bytes[index] ^= 1;
        let flipped = SealedGroup::from_bytes(bytes, CircleSize::Four).unwrap();
        assert_eq!(flipped.open(&relay()).unwrap_err(), GroupError::NotAuthentic, "byte {index}");
    }
}

#[test]
fn a_group_needs_exactly_its_number_of_rows_and_bytes() {
    let refused = group(CircleSize::Four).seal(CircleSize::Eight, &relay().public(), &mut rng(1));
    assert_eq!(refused.unwrap_err(), GroupError::Rows { expected: 8, found: 4 });
    let refused = SealedGroup::from_bytes(vec![0; 5_119], CircleSize::Four);
    assert_eq!(refused.unwrap_err(), GroupError::Length { expected: 5_120, found: 5_119 });
}

#[test]
fn a_relay_key_of_small_order_is_refused() {
    let refused =
        group(CircleSize::Four).seal(CircleSize::Four, &RelayPublic::from_bytes([0; 32]), &mut rng(1));
    assert_eq!(refused.unwrap_err(), GroupError::WeakKey);
}

#[test]
fn the_smallest_size_that_holds_the_circle_is_chosen() {
    let sizes: Vec<_> = (0..10).map(CircleSize::for_contacts).collect();
    let (four, eight) = (Some(CircleSize::Four), Some(CircleSize::Eight));
    assert_eq!(sizes, [four, four, four, four, four, eight, eight, eight, eight, None]);
}

#[test]
fn a_timer_command_verifies_under_its_key_only_and_unchanged_only() {
    let secret = TimerSecret::from_bytes([8; 32]);
    let timer = TimerId::from_bytes([4; 16]);
    let other = TimerSecret::from_bytes([9; 32]).public();
    for command in [
        TimerCommand::touch(timer, 1, Seconds::from_hours(36), &secret),
        TimerCommand::arm(timer, 2, Seconds::from_hours(36), [3; 32], &secret),
        TimerCommand::pause(timer, 3, Seconds::from_days(1), &secret),
        TimerCommand::end(timer, 4, &secret),
    ] {
        assert_eq!(command.verify(&secret.public()), Ok(()));
        assert_eq!(command.verify(&other), Err(TimerError::BadSignature));
        let bytes = command.encode();
        assert_eq!(TimerCommand::decode(&bytes), Ok(command));
        for bit in 0..bytes.len() * 8 {
            let mut flipped = bytes;
            flipped[bit / 8] ^= 1 << (bit % 8);
            let refused = TimerCommand::decode(&flipped).unwrap().verify(&secret.public());
            assert_eq!(refused, Err(TimerError::BadSignature), "bit {bit}");
        }
    }
}

#[test]
fn a_noop_is_125_zero_bytes_and_verifies_under_no_key() {
    assert_eq!(TimerCommand::noop().encode(), [0; 125]);
    assert!(TimerCommand::noop().verify(&TimerSecret::from_bytes([8; 32]).public()).is_err());
    assert!(TimerCommand::decode(&[0; 125]).unwrap().is_noop());
    assert_eq!(TimerCommand::decode(&[0; 124]), Err(TimerError::Length { length: 124 }));
}

#[test]
fn an_unknown_timer_operation_or_ring_spoils_no_group() {
    let mut bytes = [0; 125];
    bytes[24] = 77;
    assert_eq!(TimerCommand::decode(&bytes).unwrap().op, TimerOp::Other(77));
    assert_eq!([3, 255].map(Ring::from_byte), [Ring::Urgent; 2]);
}

#[test]
fn every_request_and_answer_has_one_length_and_survives_it() {
    let register = RegisterRequest { reading: reading(), entries: vec![RegisterEntry::Nothing; 16] };
    assert_eq!(register.encode().unwrap().len(), REGISTER_REQUEST_LENGTH);
    assert_eq!(RegisterRequest::decode(&register.encode().unwrap()), Ok(register));

    for size in [CircleSize::Four, CircleSize::Eight] {
        let sync = SyncRequest {
            reading: reading(),
            age: Seconds::new(61),
            relay_seq: 3,
            wanted: vec![Tag::from_bytes([1; 16]); 16],
            acknowledged: vec![Tag::from_bytes([2; 16]); 8],
            group: sealed(size),
        };
        let bytes = sync.encode(&mut rng(1)).unwrap();
        assert_eq!(bytes.len(), sync_request_length(size));
        assert_eq!(SyncRequest::decode(&bytes), Ok(sync));
    }
    assert_eq!(
        [4usize, 8].map(|r| 448 + r * 1_280),
        [CircleSize::Four, CircleSize::Eight].map(sync_request_length)
    );

    let fetch =
        FetchRequest { reading: reading(), cursor: 9, relay_seq: 3, acknowledged: vec![1, 2], looked: true };
    assert_eq!(fetch.encode().unwrap().len(), FETCH_REQUEST_LENGTH);
    assert_eq!(FetchRequest::decode(&fetch.encode().unwrap()), Ok(fetch));
    assert_eq!((REGISTER_REQUEST_LENGTH, REGISTER_ANSWER_LENGTH), (2_884, 32));
    assert_eq!((SYNC_ANSWER_LENGTH, FETCH_REQUEST_LENGTH, FETCH_ANSWER_LENGTH), (4_128, 200, 16_928));
}

#[test]
fn registered_entries_survive() {
    let id = SendId::from_bytes([1; 16]);
    let capability = CapabilityHash::from_bytes([2; 32]);
    let key = |n| TimerPublic::from_bytes([n; 32]);
    let entries = vec![
        RegisterEntry::OpenMailbox { id, capability },
        RegisterEntry::OpenDiscard { id, capability },
        RegisterEntry::Close { id },
        RegisterEntry::Timer {
            timer: TimerId::from_bytes([3; 16]),
            control: key(1),
            touch: [Some(key(2)), None, Some(key(4)), None],
        },
        RegisterEntry::Other { op: 200 },
    ];
    let request = RegisterRequest { reading: reading(), entries: entries.clone() };
    let read = RegisterRequest::decode(&request.encode().unwrap()).unwrap();
    assert_eq!(read.entries[..5], entries);
    assert!(read.entries[5..].iter().all(|entry| *entry == RegisterEntry::Nothing));
}

#[test]
fn unused_places_are_filled_with_random_bytes() {
    let sync = SyncRequest {
        reading: reading(),
        age: Seconds::ZERO,
        relay_seq: 0,
        wanted: vec![Tag::from_bytes([1; 16])],
        acknowledged: vec![],
        group: sealed(CircleSize::Four),
    };
    let read = SyncRequest::decode(&sync.encode(&mut rng(1)).unwrap()).unwrap();
    let mut tags = read.wanted.clone();
    tags.extend(&read.acknowledged);
    tags.sort_unstable();
    tags.dedup();
    assert_eq!((read.wanted[0], tags.len()), (Tag::from_bytes([1; 16]), 24));

    let answer =
        FetchAnswer { outcome: Outcome::Done, more: false, relay_seq: 1, now: Minute::new(2), items: vec![] };
    let bytes = answer.encode(&mut rng(1)).unwrap();
    assert!(bytes[32..].chunks(64).all(|chunk| chunk.iter().any(|byte| *byte != 0)));
    assert_eq!(FetchAnswer::decode(&bytes), Ok(answer));
}

#[test]
fn more_than_fits_is_refused() {
    let tag = Tag::from_bytes([1; 16]);
    let sync = |wanted, acknowledged| SyncRequest {
        reading: reading(),
        age: Seconds::ZERO,
        relay_seq: 0,
        wanted: vec![tag; wanted],
        acknowledged: vec![tag; acknowledged],
        group: sealed(CircleSize::Four),
    };
    let many = |what| Err(RequestError::TooMany { what });
    assert_eq!(sync(17, 0).encode(&mut rng(1)).map(|_| ()), many("wanted tags"));
    assert_eq!(sync(0, 9).encode(&mut rng(1)).map(|_| ()), many("acknowledged tags"));
    let fetch = FetchRequest {
        reading: reading(),
        cursor: 0,
        relay_seq: 0,
        acknowledged: vec![1; 17],
        looked: false,
    };
    assert_eq!(fetch.encode().map(|_| ()), many("acknowledged ids"));
    let register = RegisterRequest { reading: reading(), entries: vec![RegisterEntry::Nothing; 17] };
    assert_eq!(register.encode().map(|_| ()), many("entries"));
}

#[test]
fn another_length_or_version_is_refused() {
    for length in [0, 199, 201] {
        let refused = FetchRequest::decode(&vec![1; length]).unwrap_err();
        assert_eq!(refused, RequestError::Length { expected: 200, found: length });
    }
    let refused = FetchRequest::decode(&[2; 200]).unwrap_err();
    assert_eq!(refused, RequestError::TooNew { version: 2 });
    let mut seventeen = vec![0; FETCH_ANSWER_LENGTH];
    seventeen[..3].copy_from_slice(&[1, 0, 17]);
    let refused = FetchAnswer::decode(&seventeen).unwrap_err();
    assert_eq!(refused, RequestError::Invalid { field: "number of items" });
    let mut wrong_rows = vec![0; sync_request_length(CircleSize::Four)];
    wrong_rows[0] = 1;
    wrong_rows[1] = 8;
    let refused = SyncRequest::decode(&wrong_rows).unwrap_err();
    assert_eq!(refused, RequestError::Invalid { field: "number of rows" });
}

fn any_cell() -> impl Strategy<Value = WireCell> {
    any::<u64>().prop_map(|seed| WireCell::random(&mut rng(seed)))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn answers_round_trip(
        outcome: u8, timer: u8, word: [u8; 5], rows: [u8; 8], statuses: [u8; 16], count: u64, relay_seq: u64, more: bool,
        cells in proptest::collection::vec(any_cell(), 4), seed: u64,
        items in proptest::collection::vec((any::<u64>(), any::<u32>(), any::<u32>(), any::<[u8; 16]>(), any_cell()), 0..=16),
    ) {
        let outcome = Outcome::from_byte(outcome);
        let sync = SyncAnswer {
            outcome,
            timer: TimerStatus::from_byte(timer),
            word: wayhome_protocol::timer_word::TimerWord::decode(word),
            rows: rows.map(RowStatus::from_byte),
            count,
            relay_seq,
            cells,
        };
        let bytes = sync.encode(&mut rng(seed)).unwrap();
        prop_assert_eq!(bytes.len(), SYNC_ANSWER_LENGTH);
        prop_assert_eq!(SyncAnswer::decode(&bytes), Ok(sync));

        let items = items.into_iter().map(|(id, arrival, age, send_id, cell)| FetchItem {
            id,
            arrival: Minute::new(arrival),
            age: Seconds::new(age),
            send_id: SendId::from_bytes(send_id),
            cell,
        });
        let fetch = FetchAnswer { outcome, more, relay_seq, now: Minute::new(5), items: items.collect() };
        let bytes = fetch.encode(&mut rng(seed)).unwrap();
        prop_assert_eq!(bytes.len(), FETCH_ANSWER_LENGTH);
        prop_assert_eq!(FetchAnswer::decode(&bytes), Ok(fetch));

        let register =
            RegisterAnswer { outcome, relay_seq, statuses: statuses.map(RegisterStatus::from_byte) };
        prop_assert_eq!(register.encode().len(), REGISTER_ANSWER_LENGTH);
        prop_assert_eq!(RegisterAnswer::decode(&register.encode()), Ok(register));
    }
}
