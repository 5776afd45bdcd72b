//! What is offered to the relay again in the place of cover: it may have been put back without anybody noticing.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "helpers of tests are tests too")]

mod common;

use common::{Phone, registered, relay_secret, sound};
use wayhome_engine::{DeliveryState, Engine, Run};
use wayhome_protocol::cell::WireCell;
use wayhome_protocol::fetch_request::FetchItem;
use wayhome_protocol::group::Group;
use wayhome_protocol::ids::EventId;
use wayhome_protocol::sync_request::{SyncAnswer, SyncRequest};
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
        let mut offered = 0;
        for _ in 0..ROUND {
            self.asha.wait(Seconds::from_minutes(40));
            let mut run = Run::scheduled();
            while let Some(transmit) =
                locked(&mut self.asha, |e, now, rng| e.next_request(now, &mut run, rng))
            {
                let bytes = if transmit.path == "/v1/sync" {
                    let request = SyncRequest::decode(&transmit.body).unwrap();
                    let sent = request.group.open(&relay_secret()).unwrap();
                    offered += usize::from(sent.count == group.count);
                    sound(sent.count).encode(&mut self.asha.rng).unwrap()
                } else {
                    registered()
                };
                let ticket = transmit.ticket;
                locked(&mut self.asha, |e, now, rng| {
                    e.handle_answer(now, &mut run, &ticket, Ok(&bytes), true, rng)
                });
            }
        }
        offered
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
fn with_the_vault_closed_it_is_offered_too_and_takes_few_turns_from_what_nobody_has() {
    let mut circle = Circle::new();
    let (_, had) = circle.check_in();
    circle.receipts(&had, 0);
    let (_, new) = circle.check_in();
    let (seldom, often) = (circle.offered_locked(&had), circle.offered_locked(&new));
    assert!(seldom > 0 && seldom <= ROUND / 4, "{seldom} of {ROUND}");
    assert!(often > ROUND / 4, "{often} of {ROUND}");
}

#[test]
fn a_clock_that_is_off_by_ten_years_keeps_nothing_from_being_offered() {
    let ten_years = Seconds::from_days(3_652);
    for ahead in [false, true] {
        let mut circle = Circle::new();
        let groups: Vec<Group> = (0..3).map(|_| circle.check_in().1).collect();
        let now = circle.asha.now;
        circle.asha.now = if ahead { now.saturating_add(ten_years) } else { now.saturating_sub(ten_years) };
        for group in &groups {
            // (An open vault seals them anew.)
            assert!(circle.offered_locked(group) > 0, "ahead: {ahead}");
        }
    }
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
