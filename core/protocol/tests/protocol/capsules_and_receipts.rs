//! Capsules and receipts: both keys or nothing, and no receipt that the contact did not make.

use wayhome_protocol::capsule::{Capsule, CapsuleError, open_capsule, seal_capsule};
use wayhome_protocol::cell::WireCell;
use wayhome_protocol::chain::Direction;
use wayhome_protocol::keys::{MessageKey, RelayPart};
use wayhome_protocol::message::ReceiptState;
use wayhome_protocol::receipt::{Receipt, ReceiptError, open_receipt, seal_receipt};
use wayhome_protocol::trail::Trail;

use crate::common::{NOW, event, journey, rng, step_keys};

fn key() -> MessageKey {
    MessageKey::from_bytes([1; 32])
}

fn part() -> RelayPart {
    RelayPart::from_bytes([2; 32])
}

#[test]
fn a_capsule_opens_to_the_newest_places() {
    for count in [0, 1, 24, 60] {
        let capsule = seal_capsule(&key(), &part(), event(1), &journey(count), &mut rng(1));
        let opened = open_capsule(&key(), &part(), event(1), &capsule).unwrap();
        assert_eq!(opened, Trail::new(&journey(count)));
    }
}

#[test]
fn a_capsule_needs_both_parts_and_its_own_event() {
    let capsule = seal_capsule(&key(), &part(), event(1), &journey(5), &mut rng(1));
    let refused = Err(CapsuleError::NotAuthentic);
    assert_eq!(open_capsule(&MessageKey::from_bytes([9; 32]), &part(), event(1), &capsule), refused);
    assert_eq!(open_capsule(&key(), &RelayPart::from_bytes([9; 32]), event(1), &capsule), refused);
    assert_eq!(open_capsule(&key(), &part(), event(2), &capsule), refused);
}

#[test]
fn every_flipped_bit_of_a_capsule_is_refused() {
    let capsule = seal_capsule(&key(), &part(), event(1), &journey(5), &mut rng(1));
    for bit in 0..Capsule::LENGTH * 8 {
        let mut bytes = *capsule.as_bytes();
        bytes[bit / 8] ^= 1 << (bit % 8);
        let opened = open_capsule(&key(), &part(), event(1), &Capsule::from_bytes(bytes));
        assert_eq!(opened, Err(CapsuleError::NotAuthentic), "bit {bit}");
    }
}

#[test]
fn a_receipt_is_recognised_and_verified_without_the_message_key() {
    let root = key().derive_receipt_root();
    for state in ReceiptState::ALL {
        let cell = seal_receipt(&root, state, event(4), NOW, &mut rng(1));
        assert_eq!(cell.tag(), root.expected(state).tag);
        assert_eq!(open_receipt(&root, state, &cell), Ok(Receipt { event: event(4), time: NOW }));
    }
}

#[test]
fn a_receipt_of_one_state_does_not_pass_for_the_other() {
    let root = key().derive_receipt_root();
    let fetched = seal_receipt(&root, ReceiptState::Fetched, event(4), NOW, &mut rng(1));
    assert_eq!(open_receipt(&root, ReceiptState::Opened, &fetched), Err(ReceiptError::OtherTag));
}

#[test]
fn every_flipped_bit_of_a_receipt_is_refused() {
    let root = key().derive_receipt_root();
    let cell = seal_receipt(&root, ReceiptState::Fetched, event(4), NOW, &mut rng(1));
    for bit in 0..WireCell::LENGTH * 8 {
        let mut bytes = *cell.as_bytes();
        bytes[bit / 8] ^= 1 << (bit % 8);
        assert!(
            open_receipt(&root, ReceiptState::Fetched, &WireCell::from_bytes(bytes)).is_err(),
            "bit {bit}"
        );
    }
}

#[test]
fn a_relay_that_knows_the_tag_cannot_make_a_receipt() {
    let root = key().derive_receipt_root();
    let expected = root.expected(ReceiptState::Fetched);
    let forged = wayhome_protocol::chain::StepKeys { tag: expected.tag, ..step_keys(9) };
    let body = wayhome_protocol::parts::split(b"anything", event(4)).unwrap().remove(0);
    let cell = WireCell::seal(&forged, Direction::ContactToWorker, &body, &mut rng(1)).unwrap();
    assert!(matches!(open_receipt(&root, ReceiptState::Fetched, &cell), Err(ReceiptError::Cell(_))));
}

#[test]
fn another_message_under_a_receipts_key_is_no_receipt() {
    let root = key().derive_receipt_root();
    let expected = root.expected(ReceiptState::Fetched);
    let keys = wayhome_protocol::chain::StepKeys { step: 0, tag: expected.tag, message_key: expected.key };
    let envelope = wayhome_protocol::envelope::Envelope {
        counter: 0,
        time: NOW,
        plan: None,
        message: wayhome_protocol::message::Message::Farewell,
    };
    let body = wayhome_protocol::parts::split(&envelope.encode().unwrap(), event(4)).unwrap().remove(0);
    let cell = WireCell::seal(&keys, Direction::ContactToWorker, &body, &mut rng(1)).unwrap();
    assert_eq!(open_receipt(&root, ReceiptState::Fetched, &cell), Err(ReceiptError::Malformed));
}
