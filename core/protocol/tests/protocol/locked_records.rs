//! Locked records: 256 bytes whatever is inside, readable by their vault only.

use wayhome_protocol::FormatError;
use wayhome_protocol::keys::{LockedPublic, LockedSecret};
use wayhome_protocol::locked::{LockedEntry, LockedError, LockedKind, LockedRecord};
use wayhome_protocol::message::CheckInState;

use crate::common::{NOW, event, place, rng};

fn vault() -> LockedSecret {
    LockedSecret::from_bytes([3; 32])
}

fn entry(kind: LockedKind, note: Option<&str>) -> LockedEntry {
    LockedEntry {
        kind,
        event: event(1),
        time: NOW,
        state: Some(CheckInState::Uneasy),
        note: note.map(str::to_owned),
        place: Some(place(-89.999_999, -179.999_999, 5)),
        battery: Some(100),
        counter: u64::MAX,
        ticket: Some([0xff; 8]),
    }
}

#[test]
fn every_record_survives_its_sealing_the_longest_included() {
    let longest = "x".repeat(80);
    for kind in [LockedKind::CheckIn, LockedKind::Sos, LockedKind::Place] {
        let record = LockedRecord::Entry(Box::new(entry(kind, Some(&longest))));
        let sealed = record.seal(&vault().public(), &mut rng(1)).unwrap();
        assert_eq!(LockedRecord::open(&vault(), &sealed), Ok(record));
    }
    let sealed = LockedRecord::Nothing.seal(&vault().public(), &mut rng(1)).unwrap();
    assert_eq!(LockedRecord::open(&vault(), &sealed), Ok(LockedRecord::Nothing));
}

#[test]
fn every_flipped_bit_of_a_locked_record_is_refused() {
    let sealed = LockedRecord::Nothing.seal(&vault().public(), &mut rng(1)).unwrap();
    // The top bit of an X25519 key is ignored by X25519 itself, but is part of what HPKE binds.
    for bit in 0..LockedRecord::LENGTH * 8 {
        let mut flipped = sealed;
        flipped[bit / 8] ^= 1 << (bit % 8);
        assert_eq!(LockedRecord::open(&vault(), &flipped), Err(LockedError::NotAuthentic), "bit {bit}");
    }
}

#[test]
fn another_vault_cannot_open_a_locked_record() {
    let sealed = LockedRecord::Nothing.seal(&vault().public(), &mut rng(1)).unwrap();
    let other = LockedSecret::from_bytes([4; 32]);
    assert_eq!(LockedRecord::open(&other, &sealed), Err(LockedError::NotAuthentic));
    assert_eq!(LockedRecord::open(&vault(), &sealed[..255]), Err(LockedError::Length { length: 255 }));
}

#[test]
fn notes_of_81_bytes_and_unusable_keys_are_refused() {
    let record = LockedRecord::Entry(Box::new(entry(LockedKind::Sos, Some(&"x".repeat(81)))));
    let refused = record.seal(&vault().public(), &mut rng(1));
    assert_eq!(refused, Err(LockedError::Format(FormatError::OverBound { field: "note" })));
    let refused = LockedRecord::Nothing.seal(&LockedPublic::from_bytes([0; 32]), &mut rng(1));
    assert_eq!(refused, Err(LockedError::WeakKey));
}
