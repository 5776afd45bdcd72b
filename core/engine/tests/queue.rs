//! What the queue promises, step by step, with the engine restored from its records after each.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "helpers of tests are tests too")]

mod common;

use common::{Phone, START, sound};
use wayhome_engine::{
    Answered, CheckInDraft, DeliveryState, EngineError, MessageKind, RecordKey, Region, Run, SosDraft,
    TransportFailure,
};
use wayhome_protocol::group::{Group, Ring};
use wayhome_protocol::message::CheckInState;
use wayhome_protocol::sync_request::{RowStatus, SyncAnswer};
use wayhome_protocol::time::{Seconds, Timestamp};

fn worker() -> Phone {
    let mut asha = Phone::new(1, "Asha");
    asha.pair(&mut [Phone::new(2, "Ben"), Phone::new(3, "Chandra")]);
    asha.run_all();
    asha
}

fn shape(phone: &Phone) -> Vec<(Region, u8)> {
    let mut shape: Vec<_> = phone.last.iter().map(|(region, key, _)| (*region, key.kind)).collect();
    shape.sort();
    shape
}

#[test]
fn a_check_in_an_sos_and_an_all_clear_write_the_same_records() {
    let mut asha = worker();
    asha.check_in();
    let check_in = shape(&asha);
    assert_eq!(check_in, [(Region::Lobby, 1), (Region::Lobby, 2), (Region::Vault, 1), (Region::Vault, 3)]);
    let sos = asha.step(|e, now, rng| e.raise_sos(now, &SosDraft::default(), rng)).unwrap();
    assert_eq!(shape(&asha), check_in);
    let group = |phone: &Phone| phone.last.iter().find(|(_, key, _)| key.kind == 2).unwrap().2;
    let sos_group = group(&asha);
    asha.check_in();
    assert_eq!(group(&asha), sos_group, "a group's record is as long whatever it carries");
    // An all clear also marks the call for help as ended, so one more record of the vault changes.
    asha.step(|e, now, rng| e.all_clear(now, sos, rng)).unwrap();
    assert_eq!(asha.last.iter().filter(|(region, _, _)| *region == Region::Lobby).count(), 2);
}

#[test]
fn an_sos_goes_before_what_waited_longer_and_rings() {
    let mut asha = worker();
    for _ in 0..3 {
        asha.check_in();
    }
    asha.step(|e, now, rng| e.raise_sos(now, &SosDraft::default(), rng)).unwrap();
    let groups = asha.run_all();
    let rings: Vec<bool> =
        groups.iter().map(|group| group.rows.iter().any(|row| row.ring == Ring::Urgent)).collect();
    assert!(rings[0], "the call for help is the first group of the run");
    assert!(rings[1..].iter().all(|urgent| !urgent));
    assert!(groups.len() >= 4);
}

#[test]
fn a_full_ring_keeps_places_for_an_sos_and_the_rest_waits_in_the_vault() {
    let mut asha = worker();
    for _ in 0..40 {
        asha.check_in();
    }
    assert_eq!(asha.engine().health().unsent, 12);
    asha.step(|e, now, rng| e.raise_sos(now, &SosDraft::default(), rng)).unwrap();
    assert_eq!(asha.engine().health().unsent, 13);
    asha.run_all();
    let queue = asha.engine().queue().unwrap();
    let reached = queue.iter().filter(|item| item.state == DeliveryState::AtRelay).count();
    assert_eq!(queue.iter().filter(|item| matches!(item.kind, MessageKind::CheckIn(_))).count(), 40);
    assert_eq!(reached, queue.len(), "one run drains the overflow too");
}

/// What a relay answers that does not know the mailbox of the second contact.
fn second_unknown(group: &Group) -> SyncAnswer {
    let mut answer = sound(group.count);
    answer.rows[1] = RowStatus::UnknownSendId;
    answer
}

fn urgent(groups: &[Group]) -> usize {
    groups.iter().filter(|group| group.rows.iter().any(|row| row.ring == Ring::Urgent)).count()
}

fn sos(phone: &mut Phone) {
    phone.step(|e, now, rng| e.raise_sos(now, &SosDraft::default(), rng)).unwrap();
}

#[test]
fn a_call_for_help_that_waits_is_offered_in_every_run_whatever_else_waits() {
    let mut asha = worker();
    for _ in 0..12 {
        asha.check_in();
    }
    asha.run_with(&mut Run::now(), second_unknown);
    for _ in 0..4 {
        sos(&mut asha);
    }
    assert_eq!(urgent(&asha.run_with(&mut Run::now(), second_unknown)), 4);
    let mut others = 0;
    for _ in 0..24 {
        asha.wait(Seconds::from_minutes(16));
        let offered = asha.run_with(&mut Run::scheduled(), second_unknown);
        assert_eq!(urgent(&offered), 4);
        assert!(offered.len() <= 5, "a run is not much longer for all that waits");
        others += offered.len() - 4;
    }
    assert!(others > 0, "nor does a call for help that cannot be served keep all else waiting");
}

#[test]
fn a_call_for_help_that_lost_its_place_to_others_has_one_again() {
    let mut asha = worker();
    for _ in 0..9 {
        sos(&mut asha);
    }
    asha.run_with(&mut Run::now(), second_unknown);
    // Half the ring is kept for calls for help: the ninth has to give way.
    for _ in 0..12 {
        asha.check_in();
    }
    let sent = asha.run_with(&mut Run::now(), second_unknown);
    assert_eq!(urgent(&sent), 8, "the ninth is in the vault");
    asha.wait(Seconds::from_minutes(16));
    assert_eq!(urgent(&asha.run_with(&mut Run::scheduled(), second_unknown)), 9);
}

#[test]
fn what_waits_for_a_contact_who_was_removed_is_not_tried_any_more_and_their_farewell_for_fifty_days() {
    let mut asha = worker();
    for _ in 0..5 {
        asha.check_in();
    }
    sos(&mut asha);
    asha.run_with(&mut Run::now(), second_unknown);
    assert_eq!(asha.engine().health().unsent, 6);
    let second = asha.engine().contacts().unwrap()[1].id;
    asha.step(|e, now, rng| e.remove_contact(now, second, rng)).unwrap();
    let nobody = |group: &Group| SyncAnswer { rows: [RowStatus::UnknownSendId; 8], ..sound(group.count) };
    let farewell = asha.run_with(&mut Run::now(), nobody)[0].count;
    assert_eq!(asha.engine().health().unsent, 1, "the farewell");
    let offered = |groups: &[Group]| groups.iter().any(|group| group.count == farewell);
    asha.wait(Seconds::from_days(49));
    let offered_soon = |asha: &mut Phone| {
        (0..8).any(|_| {
            asha.wait(Seconds::from_minutes(16));
            offered(&asha.run_with(&mut Run::scheduled(), nobody))
        })
    };
    assert!(offered_soon(&mut asha));
    assert_eq!(asha.engine().health().unsent, 1);
    asha.wait(Seconds::from_days(2));
    assert!(!offered(&asha.run_with(&mut Run::scheduled(), nobody)), "it is given up");
}

#[test]
fn a_state_is_at_relay_only_when_the_relay_said_so_of_that_contact() {
    let mut asha = worker();
    let id = asha.check_in();
    let saved = |phone: &mut Phone| {
        let queue = phone.engine().queue().unwrap();
        queue.into_iter().find(|item| item.id == id).unwrap()
    };
    assert_eq!(saved(&mut asha).state, DeliveryState::Saved);
    let mut run = Run::now();
    asha.run_with(&mut run, |group| {
        let mut answer = sound(group.count);
        answer.rows[1] = RowStatus::MailboxFull;
        answer
    });
    let item = saved(&mut asha);
    assert_eq!(item.state, DeliveryState::Saved, "the least advanced contact decides");
    assert_eq!(item.deliveries[0].state, DeliveryState::AtRelay);
    assert_eq!(item.deliveries[1].state, DeliveryState::Saved);
    assert!(item.deliveries[1].waiting_at_relay && !item.deliveries[0].waiting_at_relay);
    asha.now = asha.now.saturating_add(Seconds::from_minutes(20));
    asha.run_all();
    assert_eq!(saved(&mut asha).state, DeliveryState::AtRelay);
}

#[test]
fn failures_wait_from_five_seconds_to_a_quarter_of_an_hour() {
    let mut asha = worker();
    asha.check_in();
    let mut waits = Vec::new();
    for _ in 0..12 {
        let mut run = Run::now();
        let transmit = asha.next(&mut run).unwrap();
        assert_eq!(
            asha.answer(&mut run, transmit.ticket, Err(TransportFailure::Unreachable)),
            Answered::Failed
        );
        assert!(asha.next(&mut run).is_none(), "a failed run is over");
        let now = asha.now;
        let next = asha.engine().next_deadline(now);
        waits.push(next.millis_since(now));
        asha.now = next;
        let mut scheduled = Run::scheduled();
        assert!(asha.next(&mut scheduled).is_some(), "what failed is due at its deadline");
    }
    assert!((4_000..=5_000).contains(&waits[0]));
    assert!(waits.iter().all(|wait| *wait <= 900_000));
    assert!(*waits.last().unwrap() >= 700_000);
    assert_eq!(asha.engine().health().unsent, 1);
}

#[test]
fn garbage_from_the_relay_changes_nothing_but_the_next_attempt() {
    let mut asha = worker();
    asha.check_in();
    for bytes in [vec![], vec![0; 3], vec![0xff; 4_128], vec![9; 4_127]] {
        let mut run = Run::now();
        let transmit = asha.next(&mut run).unwrap();
        let before = asha.vault.clone();
        assert_eq!(asha.answer(&mut run, transmit.ticket, Ok(&bytes)), Answered::Failed);
        assert_eq!(asha.vault, before);
        assert_eq!(asha.engine().health().unsent, 1);
    }
}

#[test]
fn a_clock_set_back_or_ahead_by_ten_years_does_not_silence_the_outbox() {
    let ten_years = Seconds::from_days(3_652);
    for changed in [START.saturating_sub(ten_years), START.saturating_add(ten_years)] {
        let mut asha = worker();
        asha.check_in();
        asha.now = changed;
        let mut run = Run::scheduled();
        let transmit = asha.next(&mut run).expect("a sync is due whatever the clock says");
        let request = wayhome_protocol::sync_request::SyncRequest::decode(&transmit.body).unwrap();
        assert!(request.age < Seconds::from_hours(1), "the age does not count the jump");
    }
}

#[test]
fn what_is_sealed_again_after_the_clock_was_changed_states_its_true_age() {
    let ten_years = Seconds::from_days(3_652);
    for back in [true, false] {
        let mut asha = worker();
        let contact = asha.engine().contacts().unwrap()[0].id;
        let id = asha.check_in();
        asha.run_obeyed();
        asha.wait(Seconds::from_hours(48));
        asha.run_obeyed();
        asha.now = if back { asha.now.saturating_sub(ten_years) } else { asha.now.saturating_add(ten_years) };
        let item = asha.engine().queue().unwrap().into_iter().find(|item| item.id == id).unwrap();
        assert!(item.deliveries.iter().any(|delivery| delivery.contact == contact), "it goes to them");
        // Long unreceipted by what the clock says, so it is sealed again: nothing else of that age is sent in this run.
        let (mut run, mut ages) = (Run::now(), Vec::new());
        while let Some(transmit) = asha.next(&mut run) {
            let request = wayhome_protocol::sync_request::SyncRequest::decode(&transmit.body).unwrap();
            let group = request.group.open(&common::relay_secret()).unwrap();
            ages.push(group.age(request.age).get());
            let bytes = common::obeyed(&group).encode(&mut asha.rng).unwrap();
            asha.answer(&mut run, transmit.ticket, Ok(&bytes));
        }
        // The greetings and the check-in, all of them two days old; what goes to nobody is new.
        let (new, old): (Vec<u32>, Vec<u32>) = ages.iter().partition(|age| **age < 60);
        assert!(old.len() >= 2 && new.len() <= 3, "back {back}: {ages:?}");
        assert!(old.iter().all(|age| (47 * 3_600..49 * 3_600).contains(age)), "back {back}: {ages:?}");
    }
}

#[test]
fn a_relay_put_back_hears_the_true_age_of_a_check_in_though_the_clock_was_changed_since() {
    let ten_years = Seconds::from_days(3_652);
    for back in [true, false] {
        let mut asha = worker();
        asha.check_in();
        asha.run_obeyed();
        for _ in 0..4 {
            asha.wait(Seconds::from_hours(12));
            asha.run_obeyed();
        }
        asha.now = if back { asha.now.saturating_sub(ten_years) } else { asha.now.saturating_add(ten_years) };
        let (mut run, mut ages) = (Run::now(), Vec::new());
        while let Some(transmit) = asha.next(&mut run) {
            if transmit.path != "/v1/sync" {
                asha.answer(&mut run, transmit.ticket, Ok(&common::registered()));
                continue;
            }
            let request = wayhome_protocol::sync_request::SyncRequest::decode(&transmit.body).unwrap();
            let group = request.group.open(&common::relay_secret()).unwrap();
            if !group.timer.is_noop() {
                ages.push(group.age(request.age));
            }
            let answer = SyncAnswer { relay_seq: 2, ..common::obeyed(&group) };
            let bytes = answer.encode(&mut asha.rng).unwrap();
            asha.answer(&mut run, transmit.ticket, Ok(&bytes));
        }
        assert!(!ages.is_empty(), "the relay gets it again");
        let (least, most) = (Seconds::from_hours(47), Seconds::from_hours(49));
        assert!(ages.iter().all(|age| (least..=most).contains(age)), "{ages:?}");
    }
}

#[test]
fn a_higher_count_at_the_relay_makes_every_chain_jump_and_what_has_no_receipt_go_again() {
    let mut asha = worker();
    let before = (asha.lobby.clone(), asha.vault.clone());
    for _ in 0..5 {
        asha.check_in();
    }
    let lost: Vec<_> =
        asha.run_all().into_iter().flat_map(|group| group.rows).map(|row| row.cell.tag()).collect();
    // Yesterday's copy is put back; a call for help is raised before anything is synced.
    let counts = asha.engine().health();
    (asha.lobby, asha.vault) = before;
    let sos = asha.step(|e, now, rng| e.raise_sos(now, &SosDraft::default(), rng)).unwrap();
    let mut first = true;
    let mut run = Run::now();
    let groups = asha.run_with(&mut run, |group| {
        let mut answer = sound(group.count);
        if std::mem::take(&mut first) {
            answer.count = group.count + 100;
        }
        answer
    });
    assert_eq!(counts.rollbacks, 0);
    assert_eq!(asha.engine().health().rollbacks, 1);
    let urgent: Vec<_> =
        groups.iter().filter(|g| g.rows.iter().any(|row| row.ring == Ring::Urgent)).collect();
    assert_eq!(urgent.len(), 2, "sent before the rollback was known, and again after the jump");
    let tags: Vec<_> = urgent[1].rows.iter().map(|row| row.cell.tag()).collect();
    assert!(tags.iter().all(|tag| !lost.contains(tag)), "no step of the lost groups is used again");
    let queue = asha.engine().queue().unwrap();
    assert_eq!(queue.iter().find(|item| item.id == sos).unwrap().state, DeliveryState::AtRelay);
}

#[test]
fn a_count_that_no_store_could_reach_is_not_followed() {
    let mut asha = worker();
    asha.check_in();
    let mut run = Run::now();
    asha.run_with(&mut run, |_| sound(u64::MAX));
    asha.check_in();
    assert_eq!(asha.engine().health().rollbacks, 0);
    assert!(!asha.run_all().is_empty());
}

#[test]
fn a_relay_that_claims_rollbacks_again_and_again_moves_the_chains_three_times_at_most() {
    let mut asha = worker();
    for lie in 1..=6_u64 {
        asha.check_in();
        let mut run = Run::now();
        asha.run_with(&mut run, |group| sound(group.count + 10_000 * lie));
    }
    assert_eq!(asha.engine().health().rollbacks, 3);
    asha.check_in();
    assert!(!asha.run_all().is_empty(), "it goes on sending");
}

#[test]
fn a_relay_put_back_gets_what_has_no_receipt_again_and_until_then_nothing_is_said_to_be_there() {
    let mut asha = worker();
    let id = asha.check_in();
    assert!(!asha.run_all().is_empty());
    let state = |phone: &mut Phone| {
        let queue = phone.engine().queue().unwrap();
        queue.into_iter().find(|item| item.id == id).unwrap().state
    };
    assert_eq!(state(&mut asha), DeliveryState::AtRelay);
    // One answer from a relay that knows less than this phone has seen, and then no network.
    let mut run = Run::now();
    let transmit = asha.next(&mut run).unwrap();
    let request = wayhome_protocol::sync_request::SyncRequest::decode(&transmit.body).unwrap();
    let count = request.group.open(&common::relay_secret()).unwrap().count;
    let answer = wayhome_protocol::sync_request::SyncAnswer { relay_seq: 2, ..sound(count) };
    let bytes = answer.encode(&mut asha.rng).unwrap();
    asha.answer(&mut run, transmit.ticket, Ok(&bytes));
    assert_eq!(state(&mut asha), DeliveryState::Saved);
    let mut told = Vec::new();
    while let Some(event) = asha.engine().next_event().unwrap() {
        asha.step(|e, _, _| e.event_handled(event.number)).unwrap();
        told.push(event.kind);
    }
    assert!(told.contains(&wayhome_engine::EventKind::RelayWasPutBack), "and the worker is told");
    let groups = asha.run_all();
    assert!(groups.len() > 1, "the groups of the ring were sent again");
    assert_eq!(state(&mut asha), DeliveryState::AtRelay);
}

#[test]
fn the_locked_screen_is_full_at_twelve_and_keeps_four_places_for_an_sos() {
    let mut asha = worker();
    let draft = CheckInDraft::new(CheckInState::Ok);
    for _ in 0..12 {
        asha.locked_step(|e, now, rng| e.locked_check_in(now, &draft, rng)).unwrap();
    }
    let full = asha.locked_step(|e, now, rng| e.locked_check_in(now, &draft, rng));
    assert!(matches!(full, Err(EngineError::Full)));
    for _ in 0..4 {
        asha.locked_step(|e, now, rng| e.locked_sos(now, &SosDraft::default(), rng)).unwrap();
    }
    let full = asha.locked_step(|e, now, rng| e.locked_sos(now, &SosDraft::default(), rng));
    assert!(matches!(full, Err(EngineError::Full)));
    let queue = asha.engine().queue().unwrap();
    assert_eq!(
        queue.iter().filter(|item| item.locked).count(),
        16,
        "the vault reads them all when it is opened"
    );
}

#[test]
fn a_check_in_that_is_sealed_again_touches_again_only_if_the_relay_did_not_obey_it_or_has_forgotten() {
    let touches = |groups: &[Group]| groups.iter().filter(|group| !group.timer.is_noop()).count();
    let half_stored =
        |group: &Group| SyncAnswer { rows: second_unknown(group).rows, ..common::obeyed(group) };
    for (obeyed, put_back, again) in [(true, false, 0), (false, false, 1), (true, true, 1)] {
        let mut asha = worker();
        asha.run_with(&mut Run::now(), half_stored);
        asha.check_in();
        let sent =
            asha.run_with(
                &mut Run::now(),
                |group| {
                    if obeyed { half_stored(group) } else { second_unknown(group) }
                },
            );
        assert_eq!(touches(&sent), 1);
        // The places of the ring are taken by what came later.
        for _ in 0..17 {
            sos(&mut asha);
            asha.run_all();
        }
        let mut later = Vec::new();
        if put_back {
            later.extend(
                asha.run_with(&mut Run::now(), |group| SyncAnswer { relay_seq: 2, ..common::obeyed(group) }),
            );
        }
        asha.wait(Seconds::from_days(51));
        later.extend(asha.run_obeyed());
        assert!(later.len() > 17, "what has no receipt is sealed again");
        assert_eq!(touches(&later), again, "obeyed: {obeyed}, put back: {put_back}");
    }
}

#[test]
fn a_locked_check_in_is_for_the_whole_circle_whatever_the_clock_said_when_it_was_made() {
    let mut asha = worker();
    asha.now = asha.now.saturating_sub(Seconds::from_days(3_650));
    let draft = CheckInDraft::new(CheckInState::Ok);
    for _ in 0..20 {
        asha.locked_step(|e, now, rng| e.locked_check_in(now, &draft, rng)).unwrap();
        let mut run = Run::now();
        while let Some(sent) = asha.locked_step(|e, now, rng| e.next_request(now, &mut run, rng)).unwrap() {
            let request = wayhome_protocol::sync_request::SyncRequest::decode(&sent.body).unwrap();
            let count = request.group.open(&common::relay_secret()).unwrap().count;
            let bytes = sound(count).encode(&mut asha.rng).unwrap();
            let taken =
                |e: &mut wayhome_engine::Engine, now: Timestamp, rng: &mut rand_chacha::ChaCha20Rng| {
                    e.handle_answer(now, &mut run, &sent.ticket, Ok(&bytes), true, rng)
                };
            asha.locked_step(taken).unwrap();
        }
    }
    // The ring holds sixteen of them: where the others are, the vault cannot know.
    asha.now = START;
    let queue = asha.engine().queue().unwrap();
    let locked: Vec<_> = queue.iter().filter(|item| item.locked).collect();
    assert_eq!(locked.len(), 20);
    assert!(locked.iter().all(|item| item.deliveries.len() == 2));
}

#[test]
fn at_most_three_locked_check_ins_in_a_row_touch_the_timer() {
    let mut asha = worker();
    let draft = CheckInDraft::new(CheckInState::Ok);
    for _ in 0..5 {
        asha.locked_step(|e, now, rng| e.locked_check_in(now, &draft, rng)).unwrap();
    }
    let touches = |phone: &mut Phone| phone.run_all().iter().filter(|group| !group.timer.is_noop()).count();
    assert_eq!(touches(&mut asha), 3);
    asha.check_in();
    asha.locked_step(|e, now, rng| e.locked_check_in(now, &draft, rng)).unwrap();
    assert!(
        touches(&mut asha) >= 1,
        "a check-in from the open vault gives the locked screen its touches back"
    );
}

#[test]
fn the_lobby_is_as_large_after_a_busy_month_as_on_the_first_day() {
    let mut asha = worker();
    let size = |phone: &Phone| phone.lobby.keys().copied().collect::<Vec<RecordKey>>();
    let first = size(&asha);
    for day in 0..30 {
        asha.now = START.saturating_add(Seconds::from_days(day));
        asha.check_in();
        asha.run_all();
    }
    assert_eq!(size(&asha), first);
}

#[test]
fn nothing_is_accepted_that_is_too_long_or_makes_no_sense() {
    let mut asha = worker();
    let mut refused = |draft: CheckInDraft| {
        let before = asha.vault.clone();
        let result = asha.step(|e, now, rng| e.check_in(now, &draft, rng));
        assert!(matches!(result, Err(EngineError::Invalid { .. })));
        assert_eq!(asha.vault, before);
    };
    refused(CheckInDraft::new(CheckInState::Ok).with_note("x".repeat(2_001)));
    refused(CheckInDraft::new(CheckInState::Ok).with_note("bell\u{7}"));
    refused(CheckInDraft { battery_percent: Some(101), ..CheckInDraft::new(CheckInState::Ok) });
}

#[test]
fn a_timestamp_far_ahead_or_at_zero_is_no_panic() {
    for now in [Timestamp::from_millis(0), Timestamp::from_millis(u64::MAX)] {
        let mut asha = worker();
        asha.now = now;
        asha.check_in();
        asha.run_all();
    }
}
