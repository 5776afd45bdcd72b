//! What is offered to the relay again in the place of cover: it may have been put back without anybody noticing.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "helpers of tests are tests too")]

mod common;

use common::{Phone, registered, relay_secret, sound};
use wayhome_engine::{CheckInDraft, DeliveryState, Engine, Run, SosDraft};
use wayhome_protocol::cell::WireCell;
use wayhome_protocol::fetch_request::FetchItem;
use wayhome_protocol::group::{Group, Row};
use wayhome_protocol::ids::{EventId, SendId};
use wayhome_protocol::message::CheckInState;
use wayhome_protocol::register_request::RegisterEntry;
use wayhome_protocol::sync_request::{RowStatus, SyncAnswer, SyncRequest};
use wayhome_protocol::time::{Minute, Seconds};

/// Syncs on schedule in which everything that is offered has its turn.
const ROUND: usize = 40;

struct Circle {
    asha: Phone,
    others: [Phone; 2],
}

impl Circle {
    /// Asha, Ben and Chandra; nothing but the greetings is sent yet.
    fn new() -> Self {
        let mut asha = Phone::new(1, "Asha");
        let mut others = [Phone::new(2, "Ben"), Phone::new(3, "Chandra")];
        asha.pair(&mut others);
        let mut circle = Self { asha, others };
        for group in circle.asha.run_all() {
            for whose in [0, 1] {
                circle.receipts(&group, whose);
            }
        }
        circle
    }

    /// A check-in that the relay has taken: its event, and its group.
    fn check_in(&mut self) -> (EventId, Group) {
        let id = self.asha.check_in();
        let group = self.asha.run_all().into_iter().find(|group| !group.timer.is_noop()).unwrap();
        (id, group)
    }

    /// One contact fetches what a group has for them, and what they answer reaches Asha.
    fn receipts(&mut self, group: &Group, whose: usize) {
        let contact = &mut self.others[whose];
        let arrival = Minute::containing(contact.now);
        for (id, row) in (1_000 * group.count..).zip(&group.rows) {
            let (send_id, cell) = (row.send_id, row.cell.clone());
            contact.mail.push(FetchItem { id, arrival, age: Seconds::ZERO, send_id, cell });
        }
        let answers = contact.run_all();
        let cells: Vec<WireCell> =
            answers.into_iter().flat_map(|group| group.rows).map(|row| row.cell).collect();
        for cells in cells.chunks(4) {
            let answer = |group: &Group| SyncAnswer { cells: cells.to_vec(), ..sound(group.count) };
            self.asha.run_with(&mut Run::now(), answer);
        }
    }

    fn state(&mut self, id: EventId) -> DeliveryState {
        self.asha.engine().queue().unwrap().into_iter().find(|item| item.id == id).unwrap().state
    }

    /// How often this group is offered in a round of runs on schedule, with the vault open.
    fn offered(&mut self, group: &Group) -> usize {
        let mut offered = 0;
        for _ in 0..ROUND {
            self.asha.wait(Seconds::from_minutes(40));
            let sent = self.asha.run_with(&mut Run::scheduled(), |group| sound(group.count));
            offered += sent.iter().filter(|sent| sent.count == group.count).count();
        }
        offered
    }

    /// The same with the vault closed.
    fn offered_locked(&mut self, group: &Group) -> usize {
        self.all_offered_locked(&[group])[0]
    }

    /// How often each of these groups is, in one round with the vault closed.
    fn all_offered_locked(&mut self, groups: &[&Group]) -> Vec<usize> {
        let mut offered = vec![0; groups.len()];
        for _ in 0..ROUND {
            self.asha.wait(Seconds::from_minutes(40));
            for sent in self.run_locked(|group| sound(group.count)) {
                for (offered, group) in offered.iter_mut().zip(groups) {
                    *offered += usize::from(sent.count == group.count);
                }
            }
        }
        offered
    }

    /// A run on schedule with the vault closed; what it sent.
    fn run_locked(&mut self, mut reply: impl FnMut(&Group) -> SyncAnswer) -> Vec<Group> {
        let mut groups = Vec::new();
        let mut run = Run::scheduled();
        while let Some(transmit) = locked(&mut self.asha, |e, now, rng| e.next_request(now, &mut run, rng)) {
            let bytes = if transmit.path == "/v1/sync" {
                let request = SyncRequest::decode(&transmit.body).unwrap();
                let group = request.group.open(&relay_secret()).unwrap();
                let bytes = reply(&group).encode(&mut self.asha.rng).unwrap();
                groups.push(group);
                bytes
            } else {
                registered()
            };
            let ticket = transmit.ticket;
            locked(&mut self.asha, |e, now, rng| {
                e.handle_answer(now, &mut run, &ticket, Ok(&bytes), true, rng)
            });
        }
        groups
    }

    /// A check-in that nobody has fetched, and that the open vault has sealed again after so long: its new group.
    fn sealed_again_after(&mut self, length: Seconds) -> Group {
        let (_, first) = self.check_in();
        self.asha.wait(length);
        let to = first.rows[0].send_id;
        let sent = self.asha.run_all();
        sent.into_iter().find(|group| group.count != first.count && group.rows[0].send_id == to).unwrap()
    }
}

fn locked<T>(
    phone: &mut Phone,
    work: impl FnOnce(
        &mut Engine,
        wayhome_protocol::time::Timestamp,
        &mut rand_chacha::ChaCha20Rng,
    ) -> Result<T, wayhome_engine::EngineError>,
) -> T {
    phone.locked_step(work).unwrap()
}

#[test]
fn what_one_contact_has_is_offered_again_for_the_other_until_they_have_it_too() {
    let mut circle = Circle::new();
    let (id, group) = circle.check_in();
    circle.receipts(&group, 0);
    assert_eq!(circle.state(id), DeliveryState::AtRelay, "Chandra is away");
    assert!(circle.offered(&group) > 0);
    circle.receipts(&group, 1);
    assert_eq!(circle.state(id), DeliveryState::Fetched);
    assert_eq!(circle.offered(&group), 0, "nobody waits for it");
}

#[test]
fn with_the_vault_closed_it_is_offered_too_as_is_what_everybody_has_and_the_young_more_often() {
    let mut offered = [0, 0];
    for older in [2, 3, 4] {
        let mut circle = Circle::new();
        let (_, had) = circle.check_in();
        circle.receipts(&had, 0);
        circle.receipts(&had, 1);
        circle.asha.wait(Seconds::from_days(older));
        let (_, new) = circle.check_in();
        circle.receipts(&new, 0);
        // The lobby cannot tell what anybody has: only how old it is.
        let counts = circle.all_offered_locked(&[&had, &new]);
        offered = [offered[0] + counts[0], offered[1] + counts[1]];
    }
    assert!(offered[0] > 0 && offered[0] < offered[1], "{offered:?} of {ROUND} three times");
}

#[test]
fn what_the_open_vault_needs_has_more_turns_than_what_only_the_lobby_knows() {
    let offered = |count: fn(&mut Circle, &Group) -> usize| {
        let mut circle = Circle::new();
        let (_, needed) = circle.check_in();
        circle.asha.wait(Seconds::from_days(1));
        count(&mut circle, &needed)
    };
    let (with, without) = (offered(Circle::offered), offered(Circle::offered_locked));
    assert!(with > without, "{with} and {without} of {ROUND}");
}

/// A relay that takes everything but what is meant for somebody it does not know, for as long as they are unknown.
fn unknown(group: &Group, nobody: SendId) -> SyncAnswer {
    let mut answer = sound(group.count);
    for (status, row) in answer.rows.iter_mut().zip(&group.rows) {
        if row.send_id == nobody {
            *status = RowStatus::UnknownSendId;
        }
    }
    answer
}

#[test]
fn whoever_cannot_be_served_keeps_nothing_from_being_offered_not_even_with_an_sos() {
    for sos in [false, true] {
        let mut circle = Circle::new();
        let (_, lost) = circle.check_in();
        circle.receipts(&lost, 0);
        // From now on the relay knows one of them no more, and three groups wait for that one.
        let theirs = |row: &&Row| {
            let own = |entry: &RegisterEntry| matches!(entry, RegisterEntry::OpenMailbox { id, .. } if *id == row.send_id);
            circle.others[1].registered.iter().any(own)
        };
        let (nobody, lost) =
            lost.rows.iter().find(theirs).map(|row| (row.send_id, row.cell.clone())).unwrap();
        for _ in 0..3 {
            circle.asha.wait(Seconds::from_hours(1));
            if sos {
                circle.asha.step(|e, now, rng| e.raise_sos(now, &SosDraft::default(), rng)).unwrap();
            } else {
                circle.asha.check_in();
            }
            circle.asha.run_with(&mut Run::scheduled(), |group| unknown(group, nobody));
        }
        let (mut offered, mut tried, mut syncs) = (0, 0, 0);
        let mut missed = false;
        for _ in 0..ROUND {
            circle.asha.wait(Seconds::from_hours(1));
            let sent = circle.asha.run_with(&mut Run::scheduled(), |group| unknown(group, nobody));
            syncs += sent.len();
            let again = |group: &&Group| group.rows.iter().any(|row| row.cell == lost);
            let theirs = |group: &&Group| group.rows.iter().any(|row| row.send_id == nobody);
            offered += sent.iter().filter(again).count();
            let tries = sent.iter().filter(theirs).count() - sent.iter().filter(again).count();
            tried += tries;
            assert!(tries > 0 || !missed, "sos {sos}: of two runs in a row one asks for who was unknown");
            missed = tries == 0;
        }
        assert!(offered > 0, "sos {sos}: nothing was offered in {syncs} syncs");
        assert!(tried > ROUND / 4, "sos {sos}: {tried} of {ROUND}");
        assert!(sos || syncs == ROUND, "nor is a run longer for it: {syncs}");
    }
}

#[test]
fn a_clock_that_is_off_by_ten_years_keeps_nothing_from_being_offered() {
    let ten_years = Seconds::from_days(3_652);
    for ahead in [false, true] {
        let mut circle = Circle::new();
        let groups: Vec<Group> = (0..3).map(|_| circle.check_in().1).collect();
        let now = circle.asha.now;
        circle.asha.now = if ahead { now.saturating_add(ten_years) } else { now.saturating_sub(ten_years) };
        // (An open vault seals them anew.)
        let offered = circle.all_offered_locked(&groups.iter().collect::<Vec<_>>());
        assert!(offered.iter().all(|times| *times > 0), "ahead: {ahead}: {offered:?}");
    }
}

/// Sealed again because its cells have lain at the relay for long, and because a clock says so.
const LONG: [Seconds; 2] = [Seconds::from_days(55), Seconds::from_days(3_652)];

#[test]
fn what_was_sealed_again_long_after_it_was_made_is_offered_like_anything_young() {
    for after in LONG {
        let mut circle = Circle::new();
        let again = circle.sealed_again_after(after);
        circle.asha.wait(Seconds::from_days(6));
        assert!(circle.offered_locked(&again) > 0, "after {after:?}");
    }
}

#[test]
fn what_was_sealed_again_long_after_it_was_made_is_sent_to_a_relay_that_is_put_back_with_the_vault_closed() {
    for after in LONG {
        let mut circle = Circle::new();
        let again = circle.sealed_again_after(after);
        // A day of cover leaves it in its place.
        circle.offered_locked(&again);
        // What goes first, and tells the phone that the relay was put back, is another.
        let draft = CheckInDraft::new(CheckInState::Ok);
        circle.asha.locked_step(|e, now, rng| e.locked_check_in(now, &draft, rng)).unwrap();
        let put_back = circle.run_locked(|group| SyncAnswer { relay_seq: 4, ..sound(group.count) });
        let counts: Vec<u64> = put_back.iter().map(|sent| sent.count).collect();
        assert!(counts[0] != again.count && counts.contains(&again.count), "after {after:?}: {counts:?}");
    }
}

#[test]
fn what_a_clock_put_forth_and_back_has_made_older_than_it_is_is_sealed_again_for_a_relay_that_is_put_back() {
    let mut circle = Circle::new();
    let (_, group) = circle.check_in();
    // The first is no further than a phone may have been off for.
    let asha = &mut circle.asha;
    asha.wait(Seconds::from_days(40));
    asha.step(|e, now, rng| e.tick(now, rng)).unwrap();
    asha.now = asha.now.saturating_sub(Seconds::from_days(40));
    asha.step(|e, now, rng| e.tick(now, rng)).unwrap();
    asha.wait(Seconds::from_days(25));
    let to = group.rows[0].send_id;
    let put_back = |group: &Group| SyncAnswer { relay_seq: 4, ..sound(group.count) };
    let mut sent = asha.run_with(&mut Run::scheduled(), put_back);
    sent.extend(asha.run_with(&mut Run::now(), put_back));
    assert!(sent.iter().skip(1).any(|group| group.rows[0].send_id == to), "it is sent to them again");
}

#[test]
fn what_is_meant_for_somebody_who_was_removed_is_not_offered() {
    let mut circle = Circle::new();
    let (_, group) = circle.check_in();
    circle.receipts(&group, 0);
    let chandra = circle.asha.engine().contacts().unwrap()[1].id;
    circle.asha.step(|e, now, rng| e.remove_contact(now, chandra, rng)).unwrap();
    assert_eq!(circle.offered(&group), 0);
}
