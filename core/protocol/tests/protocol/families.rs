//! Family links: everything a browser needs comes from the link alone.

use proptest::prelude::*;
use wayhome_protocol::chain::{Direction, Instance, Origin};
use wayhome_protocol::family::{FamilyLink, INSTANCES};
use wayhome_protocol::keys::{FamilySecret, RelayPublic};
use wayhome_protocol::pairing::PairingError;
use wayhome_protocol::relay_address::RelayAddress;

use crate::common::rng;

fn relay() -> RelayAddress {
    RelayAddress::new("https://relay.example.org/", RelayPublic::from_bytes([7; 32])).unwrap()
}

fn link(seed: u64) -> FamilyLink {
    FamilyLink::make(relay(), "ne", Origin::vault(2).unwrap(), &mut rng(seed)).unwrap()
}

#[test]
fn whoever_has_the_link_has_the_same_root_reader_and_identity() {
    let (made, other) = (link(1), link(2));
    let read = FamilyLink::from_text(&made.to_text()).unwrap();
    assert_eq!(read, made);
    assert_eq!(read.derive_root(), made.derive_root());
    assert_eq!(read.receive_id(), made.receive_id());
    assert_eq!(read.derive_receive_capability(), made.derive_receive_capability());
    assert_eq!(read.derive_identity(), made.derive_identity());
    assert_eq!((read.language(), read.main_origin().byte()), ("ne", 2));
    assert!(made.derive_identity().public().is_sound());
    assert_ne!(other.derive_root(), made.derive_root());
    assert_ne!(other.receive_id(), made.receive_id());
    assert_ne!(other.derive_identity(), made.derive_identity());
}

#[test]
fn mailboxes_and_instance_markers_are_all_different() {
    let link = link(1);
    let mut ids: Vec<_> = (0..INSTANCES).map(|n| link.instance_marker(Instance::new(n).unwrap())).collect();
    ids.push(link.send_id(Direction::WorkerToContact));
    ids.push(link.send_id(Direction::ContactToWorker));
    let all = ids.len();
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), all);
}

#[test]
fn a_family_link_is_read_as_an_address_or_as_its_code_alone() {
    let link = link(1);
    let (text, code) = (link.to_text(), link.code());
    assert!(text.starts_with("https://relay.example.org/family/#WF1"));
    for form in [&text, &code, &code.to_lowercase(), &format!("{text}\n")] {
        assert_eq!(FamilyLink::from_text(form).unwrap(), link);
    }
    assert_eq!(FamilyLink::from_text(&code.replace("WF1", "WF3")), Err(PairingError::TooNew));
    assert_eq!(FamilyLink::from_text(&code.replace("WF1", "WP1")), Err(PairingError::NotOurs));
    assert_eq!(FamilyLink::from_text(&code[..code.len() - 2]), Err(PairingError::Damaged));
}

#[test]
fn arguments_out_of_bounds_make_no_family_link() {
    let secret = || FamilySecret::from_bytes([1; 32]);
    let origin = Origin::vault(0).unwrap();
    let long = "x".repeat(17);
    assert_eq!(FamilyLink::new(secret(), relay(), &long, origin).map(|_| ()), Err(PairingError::Invalid));
    assert_eq!(FamilyLink::new(secret(), relay(), "", Origin::LOBBY).map(|_| ()), Err(PairingError::Invalid));
    let made = FamilyLink::new(secret(), relay(), "", origin).unwrap();
    // The last byte of the map is the origin.
    for wrong in [4, 23] {
        let mut map = made.map().to_vec();
        *map.last_mut().unwrap() = wrong;
        assert_eq!(FamilyLink::from_map(&map), Err(PairingError::Invalid));
    }
}

proptest! {
    #[test]
    fn no_bytes_make_a_family_link_reader_panic(
        map in proptest::collection::vec(any::<u8>(), 0..200), text in "\\PC{0,80}", tail in "[A-Z2-7 -]{0,200}",
    ) {
        let _ = FamilyLink::from_map(&map);
        let _ = FamilyLink::from_text(&text);
        let _ = FamilyLink::from_text(&format!("WF1{tail}"));
    }
}
