//! Envelopes and messages: every kind survives its encoding, later versions are understood as far as they can be,
//! and everything else is refused.

use proptest::prelude::*;
use wayhome_protocol::FormatError;
use wayhome_protocol::capsule::Capsule;
use wayhome_protocol::envelope::Envelope;
use wayhome_protocol::message::{CheckInState, Message, ReceiptState, ReplyKind};
use wayhome_protocol::parts::MAX_ENVELOPE;
use wayhome_protocol::place::{Place, PlaceError};
use wayhome_protocol::plan::PlanTiming;
use wayhome_protocol::time::{Seconds, Timestamp};
use wayhome_protocol::trail::Trail;

use crate::common::{NOW, event, journey, place};

fn envelope(message: Message) -> Envelope {
    Envelope { counter: 5, time: NOW, plan: None, message }
}

fn check_in(note: Option<String>) -> Message {
    Message::CheckIn { state: CheckInState::Ok, note, place: None, battery: None, capsule: None }
}

#[test]
fn every_kind_survives_its_encoding() {
    let messages = [
        check_in(None),
        Message::CheckIn {
            state: CheckInState::Moved,
            note: Some("n\n\té".repeat(300)),
            place: Some(place(-33.9, 18.4, 60)),
            battery: Some(100),
            capsule: Some(Box::new(Capsule::from_bytes([5; 440]))),
        },
        Message::Sos { note: None, trail: None, battery: None },
        Message::Sos { note: Some(String::new()), trail: Some(Trail::new(&journey(24))), battery: Some(0) },
        Message::AllClear { sos: event(8) },
        Message::Opened,
        Message::Reply { reply: ReplyKind::Seen, about: None },
        Message::Reply { reply: ReplyKind::OnIt, about: Some(event(1)) },
        Message::Reply { reply: ReplyKind::Text("on my way".to_owned()), about: Some(event(1)) },
        Message::Hello { name: "Asha".to_owned(), language: String::new() },
        Message::Farewell,
        Message::Receipt { state: ReceiptState::Fetched, event: event(2) },
        Message::Receipt { state: ReceiptState::Opened, event: event(2) },
        Message::LastPlace { trail: Trail::default(), battery: None },
        Message::LastPlace { trail: Trail::new(&journey(3)), battery: Some(7) },
    ];
    for message in messages {
        for plan in [None, Some(PlanTiming::TRANSIT)] {
            let envelope = Envelope { plan, ..envelope(message.clone()) };
            let bytes = envelope.encode().unwrap();
            assert_eq!(Envelope::decode(&bytes), Ok(envelope));
        }
    }
}

#[test]
fn texts_are_bounded_in_bytes_on_both_sides() {
    assert!(envelope(check_in(Some("é".repeat(1_000)))).encode().is_ok());
    let over = FormatError::OverBound { field: "note" };
    assert_eq!(envelope(check_in(Some("é".repeat(1_001)))).encode(), Err(over));
    let sos = Message::Sos { note: Some("x".repeat(2_001)), trail: None, battery: None };
    assert_eq!(envelope(sos).encode(), Err(over));
    let reply = Message::Reply { reply: ReplyKind::Text("x".repeat(1_001)), about: None };
    assert_eq!(envelope(reply).encode(), Err(FormatError::OverBound { field: "text" }));
    let hello = Message::Hello { name: "x".repeat(65), language: "en".to_owned() };
    assert_eq!(envelope(hello).encode(), Err(FormatError::OverBound { field: "name" }));
    let hello = Message::Hello { name: "x".to_owned(), language: "x".repeat(17) };
    assert_eq!(envelope(hello).encode(), Err(FormatError::OverBound { field: "language" }));
}

#[test]
fn control_characters_other_than_newline_and_tab_are_refused() {
    for wrong in ["\0", "\r\n", "\u{1b}[31m", "\u{7f}", "\u{85}"] {
        let refused = envelope(check_in(Some(wrong.to_owned()))).encode();
        assert_eq!(refused, Err(FormatError::Invalid { field: "note" }), "{wrong:?}");
    }
}

#[test]
fn a_battery_above_100_percent_is_refused() {
    let sos = Message::Sos { note: None, trail: None, battery: Some(101) };
    assert_eq!(envelope(sos).encode(), Err(FormatError::OverBound { field: "battery" }));
}

#[test]
fn a_kind_of_a_later_version_is_read_as_unknown_and_never_written() {
    // { 0: 99, 1: 5, 2: 6, 4: h'00' }: a body that is no map is not looked at.
    let bytes = [0xa4, 0x00, 0x18, 99, 0x01, 0x05, 0x02, 0x06, 0x04, 0x41, 0x00];
    let read = Envelope::decode(&bytes).unwrap();
    assert_eq!(read.message, Message::Unknown { kind: 99 });
    assert_eq!((read.counter, read.time), (5, Timestamp::from_millis(6)));
    assert!(read.encode().is_err());
}

#[test]
fn an_sos_arrives_even_if_its_trail_cannot_be_read() {
    // { 0: 2, 1: 5, 2: 6, 4: { 1: h'ff', 2: 50 } }
    let bytes =
        [0xa4, 0x00, 0x02, 0x01, 0x05, 0x02, 0x06, 0x04, 0x47, 0xa2, 0x01, 0x41, 0xff, 0x02, 0x18, 50];
    let read = Envelope::decode(&bytes).unwrap();
    assert_eq!(read.message, Message::Sos { note: None, trail: None, battery: Some(50) });
}

#[test]
fn an_envelope_longer_than_16_parts_is_not_read() {
    let bytes = vec![0xa0; MAX_ENVELOPE + 1];
    assert_eq!(Envelope::decode(&bytes), Err(FormatError::OverBound { field: "envelope" }));
}

#[test]
fn a_place_off_the_globe_or_that_is_no_number_is_refused() {
    for latitude in [90.000_001, -91.0, f64::NAN, f64::INFINITY] {
        assert_eq!(Place::from_degrees(latitude, 0.0, None, NOW), Err(PlaceError::Latitude));
    }
    for longitude in [180.000_001, -1e300, f64::NAN, f64::NEG_INFINITY] {
        assert_eq!(Place::from_degrees(0.0, longitude, None, NOW), Err(PlaceError::Longitude));
    }
    assert!(Place::from_degrees(-90.0, 180.0, None, NOW).is_ok());
    assert_eq!(Place::new(900_000_001, 0, None, NOW), Err(PlaceError::Latitude));
}

#[test]
fn an_accuracy_that_makes_no_sense_counts_as_unknown() {
    let accuracy = |metres| Place::from_degrees(0.0, 0.0, Some(metres), NOW).unwrap().accuracy_m();
    assert_eq!(accuracy(f64::NAN), None);
    assert_eq!(accuracy(-5.0), None);
    assert_eq!(accuracy(0.0), None);
    assert_eq!(accuracy(0.2), Some(1));
    assert_eq!(accuracy(f64::INFINITY), Some(65_535));
}

#[test]
fn debug_of_a_place_shows_no_coordinates() {
    assert_eq!(format!("{:?}", place(12.345, 67.89, 0)), "Place(…)");
}

fn any_place() -> impl Strategy<Value = Place> {
    let ranges =
        (-900_000_000..=900_000_000, -1_800_000_000..=1_800_000_000, any::<Option<u16>>(), any::<u64>());
    ranges.prop_map(|(latitude, longitude, accuracy, millis)| {
        Place::new(latitude, longitude, accuracy, Timestamp::from_millis(millis)).unwrap()
    })
}

fn any_plan() -> impl Strategy<Value = PlanTiming> {
    (3_600u32..=2_592_000, 900u32..=604_800)
        .prop_map(|(interval, grace)| PlanTiming::new(Seconds::new(interval), Seconds::new(grace)).unwrap())
}

proptest! {
    #[test]
    fn check_ins_round_trip(
        counter: u64, millis: u64, plan in proptest::option::of(any_plan()),
        note in proptest::option::of("[^\\p{Cc}]{0,200}"), place in proptest::option::of(any_place()),
        battery in proptest::option::of(0u8..=100),
    ) {
        let message = Message::CheckIn { state: CheckInState::Uneasy, note, place, battery, capsule: None };
        let envelope = Envelope { counter, time: Timestamp::from_millis(millis), plan, message };
        prop_assert_eq!(Envelope::decode(&envelope.encode().unwrap()), Ok(envelope));
    }

    #[test]
    fn what_is_read_can_be_written_and_read_again(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        if let Ok(envelope) = Envelope::decode(&bytes)
            && !matches!(envelope.message, Message::Unknown { .. })
        {
            prop_assert_eq!(Envelope::decode(&envelope.encode().unwrap()), Ok(envelope));
        }
    }
}
