//! Untrusted bytes never make a decoder panic, whatever they are.

use proptest::prelude::*;
use wayhome_protocol::capsule::{Capsule, open_capsule};
use wayhome_protocol::cell::WireCell;
use wayhome_protocol::chain::{Direction, SendingChain};
use wayhome_protocol::dossier_request::{
    DOSSIER_GET_ANSWER_LENGTH, DOSSIER_PUT_REQUEST_LENGTH, DossierGetAnswer, DossierGetRequest,
    DossierPutAnswer, DossierPutRequest,
};
use wayhome_protocol::envelope::Envelope;
use wayhome_protocol::fetch_request::{FETCH_ANSWER_LENGTH, FetchAnswer, FetchRequest};
use wayhome_protocol::group::{CircleSize, SealedGroup};
use wayhome_protocol::keys::{
    CapabilityHash, IdentityPublic, LockedSecret, LodgeKey, MessageKey, RelayPart, RelaySecret, TimerPublic,
};
use wayhome_protocol::locked::LockedRecord;
use wayhome_protocol::lodged::open_lodged;
use wayhome_protocol::message::ReceiptState;
use wayhome_protocol::notice::NoticeKeys;
use wayhome_protocol::parts::Assembly;
use wayhome_protocol::plan_request::{PlanAnswer, PlanRequest, plan_request_length};
use wayhome_protocol::plan_steps::Step;
use wayhome_protocol::receipt::open_receipt;
use wayhome_protocol::receiving::ReceivingChain;
use wayhome_protocol::register_request::{REGISTER_REQUEST_LENGTH, RegisterAnswer, RegisterRequest};
use wayhome_protocol::route_request::{RouteAnswer, RouteRequest};
use wayhome_protocol::sync_request::{SYNC_ANSWER_LENGTH, SyncAnswer, SyncRequest, sync_request_length};
use wayhome_protocol::timer::TimerCommand;
use wayhome_protocol::trail::Trail;
use wayhome_protocol::uploaded_plan::SealedPlan;

use crate::common::event;

/// Gives the same bytes to every decoder. What they answer does not matter here.
fn decode_everything(bytes: &[u8]) {
    let _ = Envelope::decode(bytes);
    let _ = Trail::decode(bytes);
    let _ = Assembly::decode(bytes);
    let _ = SendingChain::decode(bytes);
    let _ = ReceivingChain::decode(bytes);
    let _ = RegisterRequest::decode(bytes);
    let _ = RegisterAnswer::decode(bytes);
    let _ = SyncRequest::decode(bytes);
    let _ = SyncAnswer::decode(bytes);
    let _ = FetchRequest::decode(bytes);
    let _ = FetchAnswer::decode(bytes);
    let _ = LockedRecord::open(&LockedSecret::from_bytes([1; 32]), bytes);
    let _ = WireCell::from_slice(bytes);
    if let Ok(command) = TimerCommand::decode(bytes) {
        let _ = command.verify(&TimerPublic::from_bytes([1; 32]));
        let _ = (command.verify_hold(&IdentityPublic::from_bytes([1; 32])), command.held_step());
    }
    let _ = PlanRequest::decode(bytes);
    let _ = PlanAnswer::decode(bytes);
    let _ = DossierPutRequest::decode(bytes);
    let _ = DossierPutAnswer::decode(bytes);
    let _ = DossierGetRequest::decode(bytes);
    let _ = DossierGetAnswer::decode(bytes);
    let _ = RouteAnswer::decode(bytes);
    if let Ok(request) = RouteRequest::decode(bytes) {
        let _ = request.open(&RelaySecret::from_bytes([1; 32]));
    }
    for size in [CircleSize::Four, CircleSize::Eight] {
        if let Ok(group) = SealedGroup::from_bytes(bytes.to_vec(), size) {
            let _ = group.open(&RelaySecret::from_bytes([1; 32]));
        }
        if let Ok(plan) = SealedPlan::from_bytes(bytes.to_vec(), size) {
            let _ = plan.open(&RelaySecret::from_bytes([1; 32]));
        }
    }
}

/// Bytes that begin like CBOR maps, so that the readers get further than their first byte.
fn cbor_like() -> impl Strategy<Value = Vec<u8>> {
    let heads = prop_oneof![
        Just(0xbf),
        Just(0xff),
        Just(0x5f),
        Just(0x7f),
        Just(0x9f),
        Just(0xa5),
        Just(0x1b),
        Just(0x5b),
        Just(0x7b),
        Just(0x9b),
        Just(0xbb),
        Just(0xc0),
        Just(0xf9),
        0u8..10,
        any::<u8>()
    ];
    proptest::collection::vec(heads, 0..120).prop_map(|mut bytes| {
        bytes.insert(0, 0xbf);
        bytes
    })
}

proptest! {
    #[test]
    fn no_bytes_make_a_decoder_panic(bytes in proptest::collection::vec(any::<u8>(), 0..2_000)) {
        decode_everything(&bytes);
    }

    #[test]
    fn no_cbor_makes_a_decoder_panic(bytes in cbor_like(), kind in 0u8..13) {
        decode_everything(&bytes);
        // The same as a body of each kind: { 0: kind, 1: 0, 2: 0, 4: bytes }.
        let mut envelope = vec![0xa4, 0, kind, 1, 0, 2, 0, 4, 0x58, u8::try_from(bytes.len()).unwrap()];
        envelope.extend_from_slice(&bytes);
        decode_everything(&envelope);
        let _ = wayhome_protocol::pairing::Offer::from_map(bytes.clone());
        let _ = wayhome_protocol::pairing::Answer::from_map(bytes);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn no_bytes_of_the_right_length_make_a_decoder_panic(seed: u64, version in 0u8..3) {
        let lengths = [
            32, 36, 50, 125, 200, 256, SYNC_ANSWER_LENGTH, FETCH_ANSWER_LENGTH, REGISTER_REQUEST_LENGTH,
            sync_request_length(CircleSize::Four), sync_request_length(CircleSize::Eight), 5_120, 10_240, 56, 1_024,
            plan_request_length(CircleSize::Four), plan_request_length(CircleSize::Eight), 24_576, 49_152,
            DOSSIER_PUT_REQUEST_LENGTH, DOSSIER_GET_ANSWER_LENGTH,
        ];
        for length in lengths {
            let mut bytes = vec![0; length];
            rand_chacha::rand_core::Rng::fill_bytes(&mut crate::common::rng(seed), &mut bytes);
            bytes[0] = version;
            decode_everything(&bytes);
        }
        let cell = WireCell::random(&mut crate::common::rng(seed));
        let key = MessageKey::from_bytes([1; 32]);
        prop_assert!(cell.open(&key, Direction::WorkerToContact).is_err());
        prop_assert!(open_lodged(&LodgeKey::from_bytes([1; 32]), Step::FIRST, &cell).is_err());
        prop_assert!(NoticeKeys::derive(&CapabilityHash::from_bytes([1; 32])).open(&cell).is_err());
        prop_assert!(open_receipt(&key.derive_receipt_root(), ReceiptState::Opened, &cell).is_err());
        let capsule = Capsule::from_bytes(cell.as_bytes()[..440].try_into().unwrap());
        prop_assert!(open_capsule(&key, &RelayPart::from_bytes([2; 32]), event(1), &capsule).is_err());
    }
}

#[test]
fn claimed_lengths_beyond_the_bytes_allocate_nothing_and_are_refused() {
    // Maps, arrays, byte and text strings that claim 2^64-1 items; nested arrays to the end of the envelope.
    for claim in [
        vec![0xbb, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff],
        vec![0xa1, 0x04, 0x5b, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff],
        vec![0xa1, 0x18, 99, 0x9b, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff],
        vec![0xa1, 0x18, 99, 0x7b, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff],
    ] {
        assert!(Envelope::decode(&claim).is_err());
    }
    for nest in [0x81, 0x9f, 0xc1, 0xa1] {
        let mut bytes = vec![0xa1, 0x18, 99];
        bytes.resize(15_000, nest);
        assert!(Envelope::decode(&bytes).is_err());
    }
}
