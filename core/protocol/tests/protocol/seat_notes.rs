//! Seat notes: read by the region they are for, and believed by who knows the writer.

use wayhome_protocol::keys::{ChainKey, NoteMacKey, NotePublic, NoteSecret};
use wayhome_protocol::seat_note::{OpenedNote, SEAT_NOTE_LENGTH, SeatNote};

use crate::common::rng;

fn region() -> NoteSecret {
    NoteSecret::from_bytes([3; 32])
}

fn writer() -> NoteMacKey {
    NoteMacKey::from_bytes([9; 32])
}

fn note() -> SeatNote {
    SeatNote {
        generation: u32::MAX,
        sending: ChainKey::from_bytes([5; 32]),
        receiving: ChainKey::from_bytes([6; 32]),
    }
}

#[test]
fn a_note_is_read_as_it_was_written_and_verifies_by_its_writers_key_alone() {
    let sealed = note().seal(7, 3, &writer(), &region().public(), &mut rng(1)).unwrap();
    assert_eq!(sealed.len(), SEAT_NOTE_LENGTH);
    let opened = OpenedNote::open(&region(), 7, 3, &sealed).unwrap();
    assert_eq!(opened.note, note());
    assert!(opened.verifies(&writer()));
    assert!(!opened.verifies(&NoteMacKey::from_bytes([8; 32])));
}

#[test]
fn a_note_opens_with_no_other_key_for_no_other_seat_or_region_and_with_no_bit_changed() {
    let sealed = note().seal(2, 1, &writer(), &region().public(), &mut rng(1)).unwrap();
    assert!(OpenedNote::open(&NoteSecret::from_bytes([4; 32]), 2, 1, &sealed).is_none());
    assert!(OpenedNote::open(&region(), 3, 1, &sealed).is_none());
    assert!(OpenedNote::open(&region(), 2, 0, &sealed).is_none());
    assert!(OpenedNote::open(&region(), 2, 1, &sealed[..SEAT_NOTE_LENGTH - 1]).is_none());
    assert!(OpenedNote::open(&region(), 2, 1, &[&sealed[..], &[0]].concat()).is_none());
    for bit in (0..SEAT_NOTE_LENGTH * 8).step_by(7) {
        let mut flipped = sealed;
        flipped[bit / 8] ^= 1 << (bit % 8);
        assert!(OpenedNote::open(&region(), 2, 1, &flipped).is_none(), "bit {bit}");
    }
    assert!(note().seal(2, 1, &writer(), &NotePublic::from_bytes([0; 32]), &mut rng(1)).is_none());
}
