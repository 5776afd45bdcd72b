//! The last place known to the locked screen: sealed ahead with each place, and sent when a vault that wants it so was opened.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "helpers of tests are tests too")]

mod common;

use std::sync::atomic::{AtomicU64, Ordering};

use common::Phone;
use wayhome_engine::{CheckInDraft, MessageKind, RecordKey, Sharing};
use wayhome_protocol::fetch_request::FetchItem;
use wayhome_protocol::group::{Group, Row};
use wayhome_protocol::message::CheckInState;
use wayhome_protocol::place::Place;
use wayhome_protocol::time::{Minute, Seconds};

/// The kind of the record.
const LAST_PLACE: u8 = 6;
/// Bytes ahead of its entries, and of each: a receipt root, whether it is for somebody who is sent places, and the row.
const HEAD: usize = 12;
const ENTRY: usize = 33 + 1_105;

fn family() -> (Phone, Phone, Phone) {
    let mut asha = Phone::new(1, "Asha");
    let mut others = [Phone::new(2, "Ben"), Phone::new(3, "Chandra")];
    asha.pair(&mut others);
    let [mut ben, mut chandra] = others;
    let groups = asha.run_all();
    for contact in [&mut ben, &mut chandra] {
        contact.run_all();
        assert_eq!(heard(contact, &groups).len(), 0);
    }
    (asha, ben, chandra)
}

fn place(phone: &Phone, degrees: i32) -> Place {
    Place::from_degrees(f64::from(degrees), 36.0, Some(20.0), phone.now).unwrap()
}

fn note(asha: &mut Phone, degrees: i32) -> Place {
    let here = place(asha, degrees);
    asha.locked_step(|e, now, rng| e.locked_place(now, here, rng)).unwrap();
    asha.wait(Seconds::from_hours(1));
    here
}

fn record(asha: &Phone) -> Vec<u8> {
    asha.lobby.iter().find(|(key, _): &(&RecordKey, _)| key.kind == LAST_PLACE).unwrap().1.clone()
}

/// The tag of each seat's cell.
fn tags(record: &[u8]) -> Vec<Vec<u8>> {
    let entries = record[HEAD..].chunks(ENTRY).take(8);
    entries.map(|entry| entry[ENTRY - 1_024..][..16].to_vec()).collect()
}

fn send(asha: &mut Phone) -> bool {
    asha.step(|e, now, rng| e.send_last_place(now, rng)).unwrap()
}

/// Gives all that was sent to a contact's mailbox, and what they have received then: the last places, newest first.
fn heard(contact: &mut Phone, groups: &[Group]) -> Vec<Vec<Place>> {
    static IDS: AtomicU64 = AtomicU64::new(1);
    for row in groups.iter().flat_map(|group| &group.rows) {
        let id = IDS.fetch_add(1, Ordering::Relaxed);
        let (send_id, arrival) = (row.send_id, Minute::containing(contact.now));
        contact.mail.push(FetchItem { id, arrival, age: Seconds::ZERO, send_id, cell: row.cell.clone() });
    }
    contact.run_all();
    let received = contact.engine().received(None).unwrap();
    let last = received.into_iter().filter(|message| message.kind == MessageKind::LastPlace);
    last.map(|message| message.places).collect()
}

#[test]
fn what_the_locked_screen_noted_last_is_sent_once_if_the_vault_wants_it_so() {
    let (mut asha, mut ben, _) = family();
    let noted: Vec<Place> = (1..=3).map(|degrees| note(&mut asha, degrees)).collect();
    assert!(!send(&mut asha), "nobody asked for it");
    asha.step(|e, _, _| e.set_sends_last_place(true)).unwrap();
    assert!(send(&mut asha));
    assert!(!send(&mut asha), "nothing was noted since");
    let groups = asha.run_all();
    let heard_first = heard(&mut ben, &groups);
    assert_eq!(heard_first.len(), 1);
    let degrees = |places: &[Place]| -> Vec<String> {
        places.iter().map(|place| format!("{:.0}", place.latitude())).collect()
    };
    assert_eq!(degrees(&heard_first[0]), degrees(&noted[2..]), "the last one");
    // What comes later is told with the next one, and what was told is not told again.
    note(&mut asha, 4);
    assert!(send(&mut asha));
    let groups = asha.run_all();
    let both = heard(&mut ben, &groups);
    assert_eq!(both.len(), 2);
    assert!(both.iter().any(|places| degrees(places) == ["4"]));
}

#[test]
fn no_two_places_are_sealed_by_one_key_and_only_the_last_one_goes_to_every_seat() {
    let (mut asha, _, _) = family();
    let mut seen = vec![tags(&record(&asha))];
    for degrees in 1..=3 {
        note(&mut asha, degrees);
        seen.push(tags(&record(&asha)));
    }
    asha.step(|e, _, _| e.set_sends_last_place(true)).unwrap();
    assert!(send(&mut asha));
    seen.push(tags(&record(&asha)));
    let all: std::collections::BTreeSet<_> = seen.iter().flatten().collect();
    assert_eq!(all.len(), 5 * 8);
    let rows: Vec<Row> = asha.run_all().into_iter().flat_map(|group| group.rows).collect();
    let went = |tag: &Vec<u8>| rows.iter().any(|row| row.cell.tag().as_bytes() == tag.as_slice());
    assert!(seen[3][..4].iter().all(went), "to every seat, whoever has it");
    for others in [0, 1, 2, 4] {
        assert!(!seen[others].iter().any(went));
    }
    // A message of the locked screen writes nothing here.
    let draft = CheckInDraft::new(CheckInState::Ok);
    asha.locked_step(|e, now, rng| e.locked_check_in(now, &draft, rng)).unwrap();
    assert_eq!(tags(&record(&asha)), seen[4]);
}

#[test]
fn who_is_sent_no_places_and_who_came_later_get_what_is_theirs_and_a_lost_seat_gets_nothing() {
    let (mut asha, mut ben, mut chandra) = family();
    let contacts = asha.engine().contacts().unwrap();
    let id = |name: &str| contacts.iter().find(|contact| contact.name == name).unwrap().id;
    note(&mut asha, 1);
    // Ben is sent places no more, and Chandra is a contact no more: both were sealed for already.
    let (of_ben, of_chandra) = (id("contact 0"), id("contact 1"));
    asha.step(|e, now, rng| e.set_sharing(now, of_ben, Sharing::Never, rng)).unwrap();
    asha.step(|e, now, rng| e.remove_contact(now, of_chandra, rng)).unwrap();
    let mut dora = Phone::new(4, "Dora");
    asha.pair(std::slice::from_mut(&mut dora));
    dora.run_all();
    asha.run_all();
    asha.step(|e, _, _| e.set_sends_last_place(true)).unwrap();
    assert!(send(&mut asha));
    let groups = asha.run_all();
    assert_eq!(heard(&mut ben, &groups), [Vec::<Place>::new()]);
    assert_eq!(heard(&mut chandra, &groups).len(), 0);
    let told = heard(&mut dora, &groups);
    assert_eq!(told, [Vec::<Place>::new()], "it was noted before she was paired");
}

#[test]
fn the_record_looks_alike_whether_places_are_in_it_or_not_and_a_check_in_opens_on_the_same_chain() {
    let (mut asha, mut ben, _) = family();
    let length = record(&asha).len();
    assert_eq!(length, 10_240);
    let unused = record(&asha);
    note(&mut asha, 1);
    let noted = record(&asha);
    assert_eq!(noted.len(), length);
    assert!(unused != noted);
    // The locked screen goes on along the same chain; what is left out on it makes nothing unreadable.
    let draft = CheckInDraft::new(CheckInState::Ok);
    asha.locked_step(|e, now, rng| e.locked_check_in(now, &draft, rng)).unwrap();
    asha.step(|e, _, _| e.set_sends_last_place(true)).unwrap();
    assert!(send(&mut asha));
    let groups = asha.run_all();
    assert_eq!(heard(&mut ben, &groups).len(), 1);
    let received = ben.engine().received(None).unwrap();
    assert!(received.iter().any(|message| matches!(message.kind, MessageKind::CheckIn(_))));
}
