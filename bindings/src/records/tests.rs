use super::*;
use crate::{CheckInDraft, CheckInState, SosDraft, WayhomeError};
use wayhome::{ContactId, EventId, Timestamp, WorkerId};

const NOON: u64 = 1_800_000_000_123;

fn place() -> Place {
    Place { latitude: -1.2921, longitude: 36.8219001, accuracy_m: Some(13.0), time: NOON }
}

fn inner_place() -> wayhome::Place {
    place().try_into().unwrap()
}

fn id(byte: u8) -> EventId {
    EventId::from_bytes([byte; 16])
}

fn hex(byte: u8) -> String {
    format!("{byte:02x}").repeat(16)
}

#[test]
fn a_place_comes_back_in_degrees_metres_and_milliseconds() {
    assert_eq!(Place::from(&inner_place()), place());
    let unknown = Place { accuracy_m: None, ..place() };
    assert_eq!(Place::from(&wayhome::Place::try_from(unknown.clone()).unwrap()), unknown);
    assert_eq!(format!("{:?}", place()), "Place(…)");
}

#[test]
fn numbers_that_are_no_place_are_invalid() {
    for (latitude, longitude) in [(90.1, 0.0), (0.0, -180.1), (f64::NAN, 0.0), (0.0, f64::INFINITY)] {
        let wrong = Place { latitude, longitude, accuracy_m: None, time: 0 };
        let draft = CheckInDraft {
            state: CheckInState::Ok,
            note: None,
            place: Some(wrong.clone()),
            battery_percent: None,
        };
        let error = wayhome::CheckInDraft::try_from(draft).unwrap_err();
        assert!(matches!(error, WayhomeError::Invalid { field, .. } if field == "place"));
        let error = wayhome::SosDraft::try_from(SosDraft { place: Some(wrong), ..SosDraft::default() });
        assert!(matches!(error, Err(WayhomeError::Invalid { field, .. }) if field == "place"));
    }
}

#[test]
fn a_plan_crosses_both_ways_and_one_out_of_bounds_is_invalid() {
    let plan = PlanTiming { interval_s: 6 * 3_600, grace_s: 2 * 3_600 };
    assert_eq!(wayhome::PlanTiming::try_from(plan).unwrap(), wayhome::PlanTiming::TRANSIT);
    assert_eq!(PlanTiming::from(wayhome::PlanTiming::TRANSIT), plan);
    let short = PlanTiming { interval_s: 1, ..plan };
    let error = wayhome::PlanTiming::try_from(short).unwrap_err();
    assert!(matches!(error, WayhomeError::Invalid { field, .. } if field == "plan"));
}

#[test]
fn a_draft_keeps_all_that_it_says() {
    let draft = CheckInDraft {
        state: CheckInState::Uneasy,
        note: Some("arrived".into()),
        place: Some(place()),
        battery_percent: Some(41),
    };
    let inner = wayhome::CheckInDraft::try_from(draft).unwrap();
    assert_eq!(inner.state, wayhome::CheckInState::Uneasy);
    assert_eq!(inner.note.as_deref(), Some("arrived"));
    assert_eq!(inner.place, Some(inner_place()));
    assert_eq!(inner.battery_percent, Some(41));
}

#[test]
fn a_queue_item_keeps_all_that_it_says() {
    let item = wayhome::QueueItem {
        id: id(1),
        kind: wayhome::MessageKind::AllClear(id(2)),
        counter: 7,
        time: Timestamp::from_millis(NOON),
        note: Some("safe".into()),
        place: Some(inner_place()),
        state: wayhome::DeliveryState::AtRelay,
        deliveries: vec![wayhome::Delivery {
            contact: ContactId([3; 16]),
            state: wayhome::DeliveryState::Opened,
            waiting_at_relay: true,
        }],
        locked: true,
    };
    let expected = QueueItem {
        id: hex(1),
        kind: MessageKind::AllClear { sos: hex(2) },
        counter: 7,
        time: NOON,
        note: Some("safe".into()),
        place: Some(place()),
        state: DeliveryState::AtRelay,
        deliveries: vec![Delivery { contact: hex(3), state: DeliveryState::Opened, waiting_at_relay: true }],
        locked: true,
    };
    assert_eq!(QueueItem::from(item), expected);
}

#[test]
fn a_received_message_keeps_all_that_it_says() {
    let message = wayhome::Received {
        id: id(1),
        worker: WorkerId([2; 16]),
        kind: wayhome::MessageKind::CheckIn(wayhome::CheckInState::Moved),
        counter: 3,
        origin: wayhome::Origin::LOBBY,
        time: Timestamp::from_millis(NOON),
        reckoned: Timestamp::from_millis(NOON + 1),
        arrived: Timestamp::from_millis(NOON + 2),
        note: None,
        places: vec![inner_place()],
        battery_percent: Some(9),
        sealed_places: true,
        opened: false,
        under_duress: true,
    };
    let expected = Received {
        id: hex(1),
        worker: hex(2),
        kind: MessageKind::CheckIn { state: CheckInState::Moved },
        counter: 3,
        origin: Origin::Locked,
        time: NOON,
        reckoned: NOON + 1,
        arrived: NOON + 2,
        note: None,
        places: vec![place()],
        battery_percent: Some(9),
        sealed_places: true,
        opened: false,
        under_duress: true,
    };
    assert_eq!(Received::from(message), expected);
}

#[test]
fn a_watched_worker_keeps_all_that_is_known() {
    let time = |more| Timestamp::from_millis(NOON + more);
    let worker = wayhome::Watched {
        id: WorkerId([1; 16]),
        name: "Asha".into(),
        own_name: Some("Asha K.".into()),
        status: wayhome::WatchedStatus::Paired,
        last_heard: Some(time(1)),
        last_check_in: Some(time(2)),
        plan: Some(wayhome::PlanTiming::DAILY),
        next_expected: Some(time(3)),
        standing: Some(wayhome::Standing::Late { since: time(3) }),
        open_sos: vec![id(4)],
        under_duress: Some((id(5), time(10))),
        last_places: vec![inner_place()],
        steps: [(1, Some(time(4))), (2, Some(time(5))), (3, None)]
            .map(|(step, told)| wayhome::WatchedStep {
                step,
                reaches_me: true,
                expected: None,
                told,
                words: None,
                held_until: None,
                held_by: None,
            })
            .to_vec(),
        told_before: vec![wayhome::PastSteps {
            steps: vec![(1, time(8), Some("No check-in from Asha".into()))],
            over: time(9),
            check_in_came: true,
        }],
        paused_until: Some(time(6)),
        drill: None,
        relay_says: None,
        relay_away: None,
        relay_silent_since: Some(time(7)),
    };
    let expected = Watched {
        id: hex(1),
        name: "Asha".into(),
        own_name: Some("Asha K.".into()),
        status: WatchedStatus::Paired,
        last_heard: Some(NOON + 1),
        last_check_in: Some(NOON + 2),
        plan: Some(PlanTiming { interval_s: 86_400, grace_s: 43_200 }),
        next_expected: Some(NOON + 3),
        standing: Some(Standing::Late { since: NOON + 3 }),
        open_sos: vec![hex(4)],
        under_duress: Some(UnderDuress { message: hex(5), at: NOON + 10 }),
        last_places: vec![place()],
        paused_until: Some(NOON + 6),
        step_told: Some(2),
        told_before: vec![PastSteps {
            steps: vec![ToldStep { step: 1, told: NOON + 8, words: Some("No check-in from Asha".into()) }],
            over: NOON + 9,
            check_in_came: true,
        }],
        relay_silent_since: Some(NOON + 7),
    };
    assert_eq!(Watched::from(worker), expected);
}

#[test]
fn every_origin_has_its_case() {
    let all: Vec<Origin> = wayhome::Origin::ALL.into_iter().map(Origin::from).collect();
    let vaults = (0..4).map(|region| Origin::Vault { region });
    let expected: Vec<Origin> =
        vaults.chain([Origin::Locked, Origin::Phrase { number: 0 }, Origin::Phrase { number: 1 }]).collect();
    assert_eq!(all, expected);
}

#[test]
fn every_event_of_the_library_has_a_case_of_its_own() {
    use wayhome::EventKind as Inner;
    let (worker, contact, message) = (WorkerId([1; 16]), ContactId([2; 16]), id(3));
    let since = Timestamp::from_millis(NOON);
    let all = [
        Inner::DeliveryChanged { message, contact, state: wayhome::DeliveryState::Fetched },
        Inner::ReplyReceived { contact, reply: message },
        Inner::WorkerConfirmed { worker },
        Inner::CheckInReceived { worker, message },
        Inner::SosReceived { worker, message },
        Inner::AllClearReceived { worker, message, sos: id(4) },
        Inner::OpenedUnderDuress { worker, message },
        Inner::SaidUnderDuress { worker, message },
        Inner::Late { worker, since },
        Inner::Missed { worker, since },
        Inner::PairingEnded { worker },
        Inner::RollbackSuspected { worker },
        Inner::StoreWasPutBack,
        Inner::RelayWasPutBack,
        Inner::PlanArmed,
        Inner::PlanPaused { until: since },
        Inner::PlanEnded,
        Inner::PlanRefused,
        Inner::PlanStands,
        Inner::DrillStarted,
        Inner::OwnStepTold { step: 1 },
        Inner::RouteTrouble { contact },
        Inner::RouteWorks { contact },
        Inner::PhoneChanged { phone: 0 },
        Inner::Reminder { kind: wayhome::ReminderKind::Due, due: since },
        Inner::WorkerPlanChanged { worker },
        Inner::StepTold { worker, step: 1, drill: false },
        Inner::CheckInCame { worker, step: 1 },
        Inner::StepHeld { worker, step: 2, until: since },
        Inner::HoldRefused { worker, step: 2 },
        Inner::PlacesOpened { worker, message },
        Inner::RelayWasAway { worker, from: since, to: since },
        Inner::RelaySilent { since },
        Inner::ConsentDue { contact },
        Inner::ConsentLapsed { contact },
        Inner::SeatChangedElsewhere { seat: 3 },
    ];
    for kind in all {
        let ours = EventKind::from(kind.clone());
        // The names are the same on both sides, so the debug forms begin alike.
        let name = |text: String| text.split([' ', '(']).next().unwrap_or_default().to_owned();
        assert_eq!(name(format!("{ours:?}")), name(format!("{kind:?}")));
    }
    let delivery = Inner::DeliveryChanged { message, contact, state: wayhome::DeliveryState::Fetched };
    let event = wayhome::Event { number: 5, time: since, kind: delivery };
    let kind = EventKind::DeliveryChanged { message: hex(3), contact: hex(2), state: DeliveryState::Fetched };
    assert_eq!(Event::from(event), Event { number: 5, time: NOON, kind });
}

#[test]
fn a_report_tells_what_a_failing_transport_said() {
    let report = wayhome::RunReport {
        answered: 1,
        sent: 2,
        received: 3,
        unsent: 4,
        failure: Some(wayhome::TransportError::Unreachable),
        next: Timestamp::from_millis(NOON),
    };
    let plain = RunReport::new(report, None);
    assert_eq!((plain.answered, plain.sent, plain.received, plain.unsent, plain.next), (1, 2, 3, 4, NOON));
    assert_eq!(plain.failure, Some(TransportError::Unreachable));
    let surprised = RunReport::new(report, Some("KeyError".into()));
    assert_eq!(surprised.failure, Some(TransportError::Unexpected { reason: "KeyError".into() }));
    let fine = wayhome::RunReport { failure: None, ..report };
    assert_eq!(RunReport::new(fine, None).failure, None);
}
