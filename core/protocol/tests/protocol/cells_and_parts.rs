//! Wire cells and parts: nothing changed is accepted, anything whole is put together.

use proptest::prelude::*;
use wayhome_protocol::cell::{CellBody, CellError, WireCell};
use wayhome_protocol::chain::Direction;
use wayhome_protocol::keys::MessageKey;
use wayhome_protocol::parts::{Assembly, EnvelopeDigest, MAX_ENVELOPE, MAX_FRAGMENT, PartsError, split};

use crate::common::{event, rng, step_keys};

fn body(fragment: &[u8]) -> CellBody {
    CellBody {
        event: event(3),
        part: 0,
        parts: 1,
        digest: EnvelopeDigest::of(fragment),
        fragment: fragment.to_vec(),
    }
}

fn sealed() -> WireCell {
    WireCell::seal(&step_keys(1), Direction::WorkerToContact, &body(b"hello"), &mut rng(1)).unwrap()
}

#[test]
fn a_sealed_cell_opens_to_the_same_body() {
    let keys = step_keys(1);
    for length in [0, 1, 500, MAX_FRAGMENT] {
        let body = body(&vec![0xff; length]);
        let cell = WireCell::seal(&keys, Direction::WorkerToContact, &body, &mut rng(1)).unwrap();
        assert_eq!(cell.tag(), keys.tag);
        assert_eq!(cell.open(&keys.message_key, Direction::WorkerToContact), Ok(body));
    }
}

#[test]
fn every_flipped_bit_of_a_cell_is_refused() {
    let (cell, key) = (sealed(), step_keys(1).message_key);
    for bit in 0..WireCell::LENGTH * 8 {
        let mut bytes = *cell.as_bytes();
        bytes[bit / 8] ^= 1 << (bit % 8);
        let flipped = WireCell::from_bytes(bytes);
        assert_eq!(flipped.open(&key, Direction::WorkerToContact), Err(CellError::NotAuthentic), "bit {bit}");
    }
}

#[test]
fn a_cell_opened_under_the_other_direction_or_another_key_is_refused() {
    let key = step_keys(1).message_key;
    assert_eq!(sealed().open(&key, Direction::ContactToWorker), Err(CellError::NotAuthentic));
    let other = MessageKey::from_bytes([9; 32]);
    assert_eq!(sealed().open(&other, Direction::WorkerToContact), Err(CellError::NotAuthentic));
}

#[test]
fn two_sealings_of_one_body_differ() {
    let keys = step_keys(1);
    let mut rng = rng(1);
    let a = WireCell::seal(&keys, Direction::WorkerToContact, &body(b"x"), &mut rng).unwrap();
    let b = WireCell::seal(&keys, Direction::WorkerToContact, &body(b"x"), &mut rng).unwrap();
    assert_ne!(a, b);
}

#[test]
fn a_body_out_of_bounds_is_not_sealed() {
    let keys = step_keys(1);
    let too_long = body(&[0; MAX_FRAGMENT + 1]);
    let no_such_part = CellBody { part: 1, ..body(b"x") };
    let too_many = CellBody { parts: 17, ..body(b"x") };
    let none = CellBody { parts: 0, ..body(b"x") };
    for body in [too_long, no_such_part, too_many, none] {
        let sealed = WireCell::seal(&keys, Direction::WorkerToContact, &body, &mut rng(1));
        assert_eq!(sealed, Err(CellError::Malformed));
    }
}

#[test]
fn a_cell_has_1024_bytes_and_no_other_length() {
    for length in [0, 1_023, 1_025] {
        assert_eq!(WireCell::from_slice(&vec![0; length]), Err(CellError::Length { length }));
    }
    assert!(WireCell::from_slice(&[0; 1_024]).is_ok());
}

#[test]
fn an_envelope_splits_into_as_few_parts_as_it_needs() {
    for (length, parts) in [(1, 1), (939, 1), (940, 2), (MAX_ENVELOPE, 16)] {
        assert_eq!(split(&vec![1; length], event(1)).unwrap().len(), parts);
    }
    for length in [0, MAX_ENVELOPE + 1] {
        assert_eq!(split(&vec![1; length], event(1)), Err(PartsError::Length { length }));
    }
}

#[test]
fn parts_of_two_sealings_of_one_event_are_never_mixed() {
    let (a, b) = (vec![1; 1_500], vec![2; 1_500]);
    let (a_parts, b_parts) = (split(&a, event(1)).unwrap(), split(&b, event(1)).unwrap());
    let mut assembly = Assembly::new(event(1));
    assert_eq!(assembly.insert(a_parts[0].clone()), Ok(None));
    assert_eq!(assembly.insert(b_parts[1].clone()), Ok(None));
    assert_eq!(assembly.insert(b_parts[0].clone()), Ok(Some(b)));
    assert_eq!(assembly.insert(a_parts[1].clone()), Ok(Some(a)));
}

#[test]
fn a_part_that_contradicts_another_is_refused_and_what_was_there_stays() {
    let envelope = vec![1; 1_500];
    let parts = split(&envelope, event(1)).unwrap();
    let mut assembly = Assembly::new(event(1));
    assembly.insert(parts[0].clone()).unwrap();
    let other_bytes = CellBody { fragment: vec![9], ..parts[0].clone() };
    let other_count = CellBody { parts: 3, ..parts[1].clone() };
    let other_event = CellBody { event: event(2), ..parts[1].clone() };
    let no_such_part = CellBody { part: 2, ..parts[1].clone() };
    assert_eq!(assembly.insert(other_bytes), Err(PartsError::Conflict));
    assert_eq!(assembly.insert(other_count), Err(PartsError::Conflict));
    assert_eq!(assembly.insert(other_event), Err(PartsError::OtherEvent));
    assert_eq!(assembly.insert(no_such_part), Err(PartsError::Conflict));
    assert_eq!(assembly.insert(parts[1].clone()), Ok(Some(envelope)));
}

#[test]
fn parts_that_do_not_make_their_digest_are_refused_and_forgotten() {
    let mut assembly = Assembly::new(event(3));
    let wrong = CellBody { digest: EnvelopeDigest::from_bytes([0; 8]), ..body(b"x") };
    assert_eq!(assembly.insert(wrong), Err(PartsError::WrongDigest));
    assert_eq!(assembly.encode().len(), 18);
}

#[test]
fn an_assembly_stays_within_its_bound_whatever_comes() {
    let mut assembly = Assembly::new(event(1));
    for sealing in 0..10u8 {
        for part in split(&vec![sealing; MAX_ENVELOPE], event(1)).unwrap().into_iter().skip(1) {
            assert_eq!(assembly.insert(part), Ok(None));
            assert!(assembly.encode().len() <= Assembly::MAX_ENCODED);
        }
    }
}

proptest! {
    #[test]
    fn any_order_and_duplication_of_parts_makes_the_envelope(
        envelope in proptest::collection::vec(any::<u8>(), 1..4_000),
        order in proptest::collection::vec(any::<prop::sample::Index>(), 0..30),
        restored: bool,
    ) {
        let parts = split(&envelope, event(1)).unwrap();
        let mut assembly = Assembly::new(event(1));
        let mut complete = None;
        // An arbitrary beginning, then every part, so that each has come at least once.
        let arbitrary = order.iter().map(|index| index.get(&parts).clone());
        for part in arbitrary.chain(parts.clone()) {
            if restored {
                assembly = Assembly::decode(&assembly.encode()).unwrap();
            }
            complete = assembly.insert(part).unwrap().or(complete);
        }
        prop_assert_eq!(complete, Some(envelope));
    }

    #[test]
    fn cells_round_trip(event: [u8; 16], fragment in proptest::collection::vec(any::<u8>(), 0..=939), seed: u64) {
        let keys = step_keys(4);
        let body = CellBody { event: wayhome_protocol::ids::EventId::from_bytes(event), ..body(&fragment) };
        let cell = WireCell::seal(&keys, Direction::ContactToWorker, &body, &mut rng(seed)).unwrap();
        prop_assert_eq!(cell.open(&keys.message_key, Direction::ContactToWorker), Ok(body));
    }
}
