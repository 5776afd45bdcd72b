//! How often a store syncs, and how many requests a run makes: by what was chosen at set-up, and not by what there is to
//! send or to receive.

#![allow(clippy::unwrap_used, reason = "helpers of tests are tests too")]

mod common;

use common::{Phone, sound};
use rand_chacha::ChaCha20Rng;
use wayhome_engine::{
    CheckInDraft, Cover, CoverLevel, DeliveryState, Engine, EngineError, MessageKind, ReplyDraft, Run,
    SosDraft, SosPolicy,
};
use wayhome_protocol::cell::WireCell;
use wayhome_protocol::fetch_request::FetchItem;
use wayhome_protocol::group::Group;
use wayhome_protocol::message::CheckInState;
use wayhome_protocol::sync_request::{SyncAnswer, SyncRequest};
use wayhome_protocol::time::{Minute, Seconds, Timestamp};

const DISCREET: Cover = Cover { level: CoverLevel::Busy, sos: SosPolicy::Discreet };

/// A phone that is registered and has nothing to do, with so many contacts.
fn worker(contacts: u64, cover: Cover) -> Phone {
    let mut asha = Phone::new(1, "Asha");
    asha.step(|e, _, _| e.set_cover(cover)).unwrap();
    let mut others: Vec<Phone> = (0..contacts).map(|at| Phone::new(2 + at, "somebody")).collect();
    asha.pair(&mut others);
    for _ in 0..20 {
        to_the_next_time(&mut asha);
        asha.run_with(&mut Run::scheduled(), |group| sound(group.count));
    }
    to_the_next_time(&mut asha);
    asha
}

fn due(phone: &mut Phone) -> u64 {
    let now = phone.now;
    phone.engine().next_deadline(now).as_millis().saturating_sub(now.as_millis())
}

fn to_the_next_time(phone: &mut Phone) {
    let wait = due(phone).div_ceil(1_000);
    phone.wait(Seconds::new(u32::try_from(wait).unwrap()));
}

fn run(phone: &mut Phone, mut run: Run) -> Vec<Group> {
    phone.run_with(&mut run, |group| sound(group.count))
}

fn check_in(phone: &mut Phone) {
    phone.step(|e, now, rng| e.check_in(now, &CheckInDraft::new(CheckInState::Ok), rng)).unwrap();
}

fn sos(phone: &mut Phone) {
    phone.step(|e, now, rng| e.raise_sos(now, &SosDraft::default(), rng)).unwrap();
}

#[test]
fn each_level_keeps_its_schedule_and_no_two_waits_are_the_same() {
    for level in CoverLevel::ALL {
        let mut asha = worker(1, Cover { level, sos: SosPolicy::Urgent });
        let mut waits = Vec::new();
        for _ in 0..60 {
            assert_eq!(run(&mut asha, Run::scheduled()).len(), 1);
            waits.push(due(&mut asha));
            to_the_next_time(&mut asha);
        }
        let (shortest, longest) = (level.interval_ms() * 4 / 5, level.longest_ms());
        assert!(waits.iter().all(|wait| (shortest..longest).contains(wait)), "{level:?}: {waits:?}");
        let spread = waits.iter().max().unwrap() - waits.iter().min().unwrap();
        assert!(spread > (longest - shortest) / 2, "{level:?}: {waits:?}");
    }
}

#[test]
fn a_call_for_help_is_due_at_once_or_at_the_next_time_of_the_schedule() {
    for cover in [Cover::default(), Cover { level: CoverLevel::Thrifty, sos: SosPolicy::Urgent }] {
        let mut asha = worker(1, cover);
        run(&mut asha, Run::scheduled());
        sos(&mut asha);
        assert_eq!(due(&mut asha), 0);
    }
    let mut asha = worker(1, DISCREET);
    run(&mut asha, Run::scheduled());
    let before = due(&mut asha);
    check_in(&mut asha);
    sos(&mut asha);
    asha.locked_step(|e, now, rng| e.locked_sos(now, &SosDraft::default(), rng)).unwrap();
    assert_eq!(due(&mut asha), before, "nothing shows that anything was said");
    assert!(before <= CoverLevel::Busy.longest_ms());
    assert!(run(&mut asha, Run::now()).is_empty(), "nor does a hint that there is a network");
}

#[test]
fn where_sending_is_discreet_each_time_carries_one_group_and_calls_for_help_go_first() {
    let mut asha = worker(2, DISCREET);
    check_in(&mut asha);
    check_in(&mut asha);
    sos(&mut asha);
    let health = |phone: &mut Phone| phone.engine().health().unsent;
    let open = |phone: &mut Phone| phone.engine().queue().unwrap();
    assert_eq!(health(&mut asha), 3);
    assert_eq!(run(&mut asha, Run::scheduled()).len(), 1);
    let first = open(&mut asha).into_iter().find(|item| item.kind == MessageKind::Sos).unwrap();
    assert!(first.deliveries.iter().all(|delivery| delivery.state == DeliveryState::AtRelay));
    for left in [1, 0, 0] {
        to_the_next_time(&mut asha);
        assert_eq!(run(&mut asha, Run::scheduled()).len(), 1);
        assert_eq!(health(&mut asha), left);
    }
}

/// A run in which the relay gives what was asked for of `cells`. Returns how many syncs it made.
fn syncs(phone: &mut Phone, mut run: Run, cells: &[WireCell], open: bool) -> usize {
    let mut syncs = 0;
    loop {
        let next = |e: &mut Engine, now: Timestamp, rng: &mut ChaCha20Rng| e.next_request(now, &mut run, rng);
        let sent = if open { phone.step(next) } else { phone.locked_step(next) };
        let Some(sent) = sent.unwrap() else { return syncs };
        syncs += 1;
        let request = SyncRequest::decode(&sent.body).unwrap();
        let group = request.group.open(&common::relay_secret()).unwrap();
        let wanted = cells.iter().filter(|cell| request.wanted.contains(&cell.tag())).take(4).cloned();
        let answer = SyncAnswer { cells: wanted.collect(), ..sound(group.count) };
        let answer = answer.encode(&mut phone.rng).unwrap();
        let (ticket, run) = (sent.ticket, &mut run);
        let take = |e: &mut Engine, now: Timestamp, rng: &mut ChaCha20Rng| {
            e.handle_answer(now, run, &ticket, Ok(&answer), true, rng)
        };
        if open { phone.step(take) } else { phone.locked_step(take) }.unwrap();
    }
}

#[test]
fn a_run_on_schedule_makes_one_request_for_each_group_whatever_comes() {
    let mut asha = Phone::new(1, "Asha");
    let mut both = [Phone::new(2, "Ben")];
    asha.pair(&mut both);
    let [mut ben] = both;
    ben.run_all();
    // What Asha says first tells Ben on which chain to reply.
    for (id, row) in (1..).zip(run(&mut asha, Run::now()).into_iter().flat_map(|group| group.rows)) {
        let (send_id, arrival) = (row.send_id, Minute::containing(ben.now));
        ben.mail.push(FetchItem { id, arrival, age: Seconds::ZERO, send_id, cell: row.cell });
    }
    ben.run_all();
    let worker = ben.engine().watched(ben.now).unwrap().first().unwrap().id;
    for _ in 0..3 {
        ben.step(|e, now, rng| e.reply(now, worker, None, &ReplyDraft::Seen, rng)).unwrap();
    }
    let replies: Vec<WireCell> =
        ben.run_all().into_iter().flat_map(|group| group.rows).map(|row| row.cell).collect();
    let nothing = |_: &mut Phone| {};
    for (at, make) in [check_in, nothing, sos, nothing, nothing, nothing].into_iter().enumerate() {
        to_the_next_time(&mut asha);
        make(&mut asha);
        assert_eq!(syncs(&mut asha, Run::scheduled(), &replies, true), 1, "the {at}th");
    }
    assert_eq!(asha.engine().replies().unwrap().len(), 3, "they came all the same");
}

#[test]
fn a_run_that_was_asked_for_makes_as_many_requests_with_one_contact_as_with_four_and_with_none() {
    let mut counts: Vec<usize> = Vec::new();
    for contacts in [0, 1, 4] {
        let mut asha = worker(contacts, Cover::default());
        counts.push(syncs(&mut asha, Run::now(), &[], true));
        counts.push(syncs(&mut asha, Run::now(), &[], false));
    }
    assert_eq!(counts, vec![3; 6]);
}

#[test]
fn discreet_sending_with_a_level_that_syncs_too_seldom_is_refused_and_changes_nothing() {
    let mut asha = Phone::new(1, "Asha");
    for level in [CoverLevel::Thrifty, CoverLevel::Regular] {
        let cover = Cover { level, sos: SosPolicy::Discreet };
        let refused = asha.step(|e, _, _| e.set_cover(cover));
        assert!(matches!(refused, Err(EngineError::Invalid { field: "cover", .. })), "{refused:?}");
    }
    assert_eq!(asha.engine().cover(), Cover::default());
    asha.step(|e, _, _| e.set_cover(DISCREET)).unwrap();
    assert_eq!(asha.engine().cover(), DISCREET, "kept");
    let locked = asha.locked_step(|e, _, _| e.set_cover(Cover::default()));
    assert!(matches!(locked, Err(EngineError::Locked)));
}

#[test]
fn a_level_that_syncs_oftener_is_followed_at_once() {
    let mut asha = worker(1, Cover { level: CoverLevel::Thrifty, sos: SosPolicy::Urgent });
    run(&mut asha, Run::scheduled());
    assert!(due(&mut asha) > CoverLevel::Busy.longest_ms());
    asha.step(|e, _, _| e.set_cover(DISCREET)).unwrap();
    assert_eq!(due(&mut asha), 0);
    assert_eq!(run(&mut asha, Run::scheduled()).len(), 1);
    assert!(due(&mut asha) <= CoverLevel::Busy.longest_ms());
}
