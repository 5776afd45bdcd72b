//! What a vault says goes to every seat of the lobby, whether it names who has it or not.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "helpers of tests are tests too")]

mod common;

use std::collections::BTreeSet;

use common::{Phone, chains, sound};
use wayhome_engine::{CircleRoom, SosDraft};
use wayhome_protocol::chain::Direction;
use wayhome_protocol::envelope::Envelope;
use wayhome_protocol::group::{Group, Ring};
use wayhome_protocol::message::{CheckInState, Message};
use wayhome_protocol::parts::Assembly;

fn worker(contacts: usize) -> Phone {
    let mut asha = Phone::new(1, "Asha");
    let mut others: Vec<Phone> =
        (0..contacts).map(|n| Phone::new(2 + u64::try_from(n).unwrap(), "contact")).collect();
    asha.pair(&mut others);
    asha.run_all();
    asha
}

/// The ids to which the locked screen sends.
fn locked_ids(phone: &mut Phone) -> BTreeSet<[u8; 16]> {
    phone.locked_step(|e, now, rng| e.locked_sos(now, &SosDraft::default(), rng)).unwrap();
    let groups = phone.run_all();
    let urgent = groups.iter().find(|group| group.rows.iter().all(|row| row.ring == Ring::Urgent));
    ids(urgent.unwrap())
}

fn ids(group: &Group) -> BTreeSet<[u8; 16]> {
    group.rows.iter().map(|row| *row.send_id.as_bytes()).collect()
}

#[test]
fn what_a_vault_says_goes_to_every_seat_also_to_those_that_it_does_not_name() {
    for contacts in 1..=4 {
        let mut asha = worker(contacts);
        let mut kept = chains(&asha.vault);
        assert_eq!(kept.len(), 8);
        asha.check_in();
        let groups = asha.run_all();
        let mut opened = BTreeSet::new();
        for chain in &mut kept {
            let keys = chain.next().unwrap();
            let cells = groups.iter().flat_map(|group| &group.rows);
            let Some(row) = cells.into_iter().find(|row| row.cell.tag() == keys.tag) else { continue };
            let body = row.cell.open(&keys.message_key, Direction::WorkerToContact).unwrap();
            let text = Assembly::new(body.event).insert(body).unwrap().unwrap();
            let envelope = Envelope::decode(&text).unwrap();
            assert!(matches!(envelope.message, Message::CheckIn { state: CheckInState::Ok, .. }));
            opened.insert(*row.send_id.as_bytes());
        }
        assert_eq!(opened.len(), 4, "with {contacts} contacts each of the four seats has a row that opens");
        assert_eq!(opened, locked_ids(&mut asha), "they are the seats of the locked screen");
    }
}

#[test]
fn who_is_greeted_or_left_is_told_so_alone() {
    let mut asha = worker(2);
    let seats = locked_ids(&mut asha);
    asha.pair(&mut [Phone::new(9, "new")]);
    let hellos = asha.run_with(&mut wayhome_engine::Run::now(), |group| sound(group.count));
    let hello = hellos.iter().map(|group| ids(group).intersection(&seats).count());
    assert_eq!(hello.max(), Some(0), "nobody who was there before hears of the new one");

    let seats = locked_ids(&mut asha);
    let leaver = asha.engine().contacts().unwrap()[0].id;
    asha.step(|e, now, rng| e.remove_contact(now, leaver, rng)).unwrap();
    let farewells = asha.run_with(&mut wayhome_engine::Run::now(), |group| sound(group.count));
    let farewell = farewells.iter().map(|group| ids(group).intersection(&seats).count());
    assert_eq!(farewell.max(), Some(1), "who leaves hears it, and nobody else");
}

#[test]
fn with_room_for_eight_nothing_changes_its_size_when_the_fifth_contact_comes() {
    let sizes = |phone: &Phone| -> Vec<_> {
        let own = phone.lobby.iter().filter(|(key, _)| [2, 6, 8].contains(&key.kind));
        own.map(|(key, value)| (*key, value.len())).collect()
    };
    let grows = |room| {
        let mut asha = Phone::with_room(1, "Asha", room);
        let unused = sizes(&asha);
        let mut rows = BTreeSet::new();
        for number in 0..6 {
            asha.pair(&mut [Phone::new(2 + number, "contact")]);
            rows.extend(asha.run_all().iter().map(|group| group.rows.len()));
        }
        asha.check_in();
        rows.extend(asha.run_all().iter().map(|group| group.rows.len()));
        (rows, sizes(&asha).iter().zip(&unused).any(|(now, then)| now.1.abs_diff(then.1) > 64))
    };
    assert_eq!(grows(CircleRoom::Eight), (BTreeSet::from([8]), false));
    assert_eq!(grows(CircleRoom::Four), (BTreeSet::from([4, 8]), true), "without it, it can be seen");
}
