//! Bytes that nobody meant well.

use proptest::prelude::*;
use wayhome_protocol::dossier_request::{
    DOSSIER_GET_ANSWER_LENGTH, DOSSIER_GET_REQUEST_LENGTH, DOSSIER_PUT_ANSWER_LENGTH,
    DOSSIER_PUT_REQUEST_LENGTH,
};
use wayhome_protocol::fetch_request::{FETCH_ANSWER_LENGTH, FETCH_REQUEST_LENGTH};
use wayhome_protocol::group::CircleSize;
use wayhome_protocol::ids::TimerId;
use wayhome_protocol::keys::TimerPublic;
use wayhome_protocol::plan_request::{
    PLAN_ANSWER_LENGTH, PlanAnswer, PlanOutcome, PlanRequest, plan_request_length,
};
use wayhome_protocol::register_request::{REGISTER_ANSWER_LENGTH, REGISTER_REQUEST_LENGTH, RegisterEntry};
use wayhome_protocol::sync_request::{SYNC_ANSWER_LENGTH, TimerStatus};
use wayhome_protocol::timer::TimerCommand;
use wayhome_relay::RequestError;

use crate::people::{Mailbox, Say, World, asha, cell, fetch_body, register_body, sync_body};
use crate::timers;

const SYNC_REQUEST_LENGTH: usize = 448 + 4 * 1_280;

fn any_length() -> impl Strategy<Value = Vec<u8>> {
    prop_oneof![
        prop::collection::vec(any::<u8>(), 0..600),
        Just(FETCH_REQUEST_LENGTH).prop_flat_map(|length| prop::collection::vec(any::<u8>(), length)),
        Just(REGISTER_REQUEST_LENGTH).prop_flat_map(|length| prop::collection::vec(any::<u8>(), length)),
        Just(SYNC_REQUEST_LENGTH).prop_flat_map(|length| prop::collection::vec(any::<u8>(), length)),
        Just(DOSSIER_GET_REQUEST_LENGTH).prop_flat_map(|length| prop::collection::vec(any::<u8>(), length)),
        any::<u8>().prop_map(|byte| vec![byte; DOSSIER_PUT_REQUEST_LENGTH]),
        any::<u8>().prop_map(|byte| vec![byte; plan_request_length(CircleSize::Four)]),
    ]
}

fn expect_length(answer: Result<Vec<u8>, RequestError>, length: usize) {
    if let Ok(answer) = answer {
        assert_eq!(answer.len(), length);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn arbitrary_bytes_never_panic_and_every_answer_has_its_length(
        bodies in prop::collection::vec(any_length(), 1..6), versioned: bool, clock: u64,
    ) {
        let mut world = World::new();
        let wall = wayhome_protocol::time::Timestamp::from_millis(clock);
        let now = wayhome_relay::Moment { wall, running: std::time::Duration::from_millis(clock >> 20) };
        for mut body in bodies {
            if let (true, Some(first)) = (versioned, body.first_mut()) {
                *first = 1;
            }
            expect_length(world.relay.handle_register(now, &body, &mut world.rng), REGISTER_ANSWER_LENGTH);
            expect_length(world.relay.handle_sync(now, &body, &mut world.rng), SYNC_ANSWER_LENGTH);
            expect_length(world.relay.handle_fetch(now, &body, &mut world.rng), FETCH_ANSWER_LENGTH);
            expect_length(world.relay.handle_plan(now, &body, &mut world.rng), PLAN_ANSWER_LENGTH);
            let put = world.relay.handle_dossier_put(now, &body, &mut world.rng);
            expect_length(put, DOSSIER_PUT_ANSWER_LENGTH);
            let get = world.relay.handle_dossier_get(now, &body, &mut world.rng);
            expect_length(get, DOSSIER_GET_ANSWER_LENGTH);
        }
        world.relay.tick(now, &mut world.rng).unwrap();
    }

    #[test]
    fn a_plan_or_a_command_with_bytes_changed_tells_nobody_and_moves_no_timer(
        place: prop::sample::Index, value: u8, command: bool,
    ) {
        let mut world = timers::armed();
        let before = world.timer();
        if command {
            let order = TimerCommand::end(timers::TIMER, 9, &timers::control());
            let mut bytes = order.encode();
            let place = place.index(bytes.len());
            let changed = bytes[place] != value;
            bytes[place] = value;
            let status = world.say(TimerCommand::decode(&bytes).unwrap()).timer;
            prop_assert_eq!(status == TimerStatus::Accepted, !changed);
            prop_assert_eq!(world.timer() == before, changed);
        } else {
            let plan = timers::daily(vec![timers::ben().told(&[1], &mut world)]);
            let encoded = plan.encode(CircleSize::Four, &mut world.rng).unwrap();
            let sealed = encoded.seal(&world.public, &mut world.rng).unwrap();
            let mut body = PlanRequest { reading: asha().reading(), plan: sealed }.encode();
            let place = 4 + place.index(body.len() - 4);
            let changed = body[place] != value;
            body[place] = value;
            let answer = world.relay.handle_plan(world.moment(), &body, &mut world.rng).unwrap();
            let stored = PlanAnswer::decode(&answer).unwrap().outcome == PlanOutcome::Stored;
            prop_assert_eq!(stored, !changed);
        }
    }

    #[test]
    fn real_requests_with_bytes_changed_never_panic_and_never_reach_a_mailbox_unproven(
        which in 0..3_u8, place: prop::sample::Index, value: u8, clock: u64,
    ) {
        let mut world = World::new();
        world.now = wayhome_protocol::time::Timestamp::from_millis(clock);
        let own = Mailbox::new(10);
        world.set_up(&asha(), vec![own.open()]);
        let row = own.row(&cell(1, &mut world.rng), &mut world.rng);
        let timer = RegisterEntry::Timer {
            timer: TimerId::from_bytes([1; 16]),
            control: TimerPublic::from_bytes([2; 32]),
            touch: [Some(TimerPublic::from_bytes([3; 32])); 4],
        };
        let mut body = match which {
            0 => register_body(&asha(), vec![timer]),
            1 => sync_body(&asha(), &world.public, Say { rows: vec![row], ..Say::default() }, &mut world.rng),
            _ => fetch_body(&asha(), 0, 0, vec![1]),
        };
        let place = place.index(body.len());
        let changed = body[place] != value;
        body[place] = value;
        match which {
            0 => expect_length(world.relay.handle_register(world.moment(), &body, &mut world.rng), REGISTER_ANSWER_LENGTH),
            1 => expect_length(world.relay.handle_sync(world.moment(), &body, &mut world.rng), SYNC_ANSWER_LENGTH),
            _ => expect_length(world.relay.handle_fetch(world.moment(), &body, &mut world.rng), FETCH_ANSWER_LENGTH),
        }
        if which == 1 && changed && place >= 448 {
            prop_assert!(world.waiting(&asha()).is_empty(), "a group that was changed must not open");
        }
    }
}

#[test]
fn a_request_of_a_later_version_or_a_wrong_length_is_refused() {
    let mut world = World::new();
    let mut body = fetch_body(&asha(), 0, 0, vec![]);
    body[0] = 2;
    assert_eq!(world.relay.handle_fetch(world.moment(), &body, &mut world.rng), Err(RequestError::TooNew));
    for body in [&[][..], &body[1..], &[1; FETCH_REQUEST_LENGTH + 1]] {
        assert_eq!(world.relay.handle_fetch(world.moment(), body, &mut world.rng), Err(RequestError::Length));
        assert_eq!(world.relay.handle_sync(world.moment(), body, &mut world.rng), Err(RequestError::Length));
        assert_eq!(
            world.relay.handle_register(world.moment(), body, &mut world.rng),
            Err(RequestError::Length)
        );
    }
}
