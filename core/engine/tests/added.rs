//! A further vault, made from another one: it is like any vault, and says what it says to the same people.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "helpers of tests are tests too")]

mod common;

use std::collections::BTreeSet;

use common::powers::{Contact, fields};
use common::{HEAD, Phone, Records, chains, sound};
use wayhome_engine::{
    AddedVault, BookEntry, CircleRoom, EngineError, EventKind, OpenedRings, RecordKey, Run, Sharing,
    ShownPerson, SosDraft,
};
use wayhome_protocol::chain::{ChainPlace, Direction, Instance, Origin, SendingChain};
use wayhome_protocol::group::{Group, Ring};
use wayhome_protocol::keys::{ChainKey, NoteMacKey, NotePublic, NoteSecret};
use wayhome_protocol::seat_note::{OpenedNote, SEAT_NOTE_LENGTH, SeatNote};
use wayhome_protocol::time::{Seconds, Timestamp};

fn shown(name: &str) -> ShownPerson {
    let since = Some(Timestamp::from_seconds(1_789_000_000));
    ShownPerson { name: name.to_owned(), language: None, since, sharing: Sharing::Always }
}

fn draft(names: &[&str]) -> AddedVault {
    let entry = |day: u64, title: &str| BookEntry {
        time: Timestamp::from_seconds(1_789_000_000 + day * 86_400),
        title: title.to_owned(),
        text: String::new(),
        amount: None,
    };
    AddedVault {
        name: None,
        language: Some("ne".to_owned()),
        shown: names.iter().copied().map(shown).collect(),
        entries: vec![entry(0, "Bus to the airport"), entry(1, "Call home on Sunday")],
        reads_locked: false,
        opened_rings: OpenedRings::Never,
    }
}

/// A worker in whose store is room for eight, with this many contacts who are sets of keys.
fn worker(contacts: u64) -> (Phone, Vec<Contact>) {
    let mut asha = Phone::with_room(1, "Asha", CircleRoom::Eight);
    let contacts =
        (0..contacts).map(|n| Contact::paired(&mut asha, &format!("contact {n}"), Sharing::Always));
    let contacts = contacts.collect();
    asha.run_all();
    (asha, contacts)
}

fn region(vault: &Records) -> u8 {
    let fields = fields(&vault[&HEAD]);
    minicbor::decode(&fields[&0]).unwrap()
}

/// Whether one of the first cells of a vault's chain to a contact is among those that were sent.
fn hears(contact: &Contact, region: u8, groups: &[Group]) -> bool {
    let origin = Origin::vault(region).unwrap();
    let place = ChainPlace { direction: Direction::WorkerToContact, origin, instance: Instance::APP };
    let mut chain = SendingChain::new(contact.root.derive_chain(place));
    let tags: Vec<_> = (0..64).map(|_| chain.next().unwrap().tag).collect();
    groups.iter().flat_map(|group| &group.rows).any(|row| tags.contains(&row.cell.tag()))
}

#[test]
fn a_further_vault_shows_what_it_was_given_and_keeps_its_own_book() {
    let (mut asha, _) = worker(2);
    let mut added = asha.add_vault(&draft(&["Mother", "Uncle"]));
    assert_ne!(region(&asha.vault), region(&added));
    asha.switch(&mut added);
    let contacts = asha.engine().contacts().unwrap();
    let names: Vec<&str> = contacts.iter().map(|contact| contact.name.as_str()).collect();
    assert_eq!(names, ["Mother", "Uncle"]);
    assert_eq!(asha.engine().entries().unwrap().len(), 2);
    assert_eq!(asha.engine().added_keys().unwrap(), Vec::<Vec<u8>>::new(), "it knows of none");
    asha.switch(&mut added);
    assert_eq!(asha.engine().entries().unwrap().len(), 0);
    assert_eq!(asha.engine().added_keys().unwrap(), [[7; 37]]);
}

#[test]
fn those_who_were_paired_before_and_after_it_was_made_hear_it() {
    let (mut asha, mut contacts) = worker(2);
    let mut added = asha.add_vault(&draft(&["Mother"]));
    contacts.push(Contact::paired(&mut asha, "later", Sharing::Always));
    asha.run_all();
    asha.switch(&mut added);
    asha.check_in();
    let groups = asha.run_all();
    let region = region(&asha.vault);
    assert!(contacts.iter().all(|contact| hears(contact, region, &groups)));
    // And who is paired while it is open, of those whom the other vault has paired meanwhile.
    asha.switch(&mut added);
    contacts.push(Contact::paired(&mut asha, "last", Sharing::Never));
    asha.run_all();
    asha.switch(&mut added);
    asha.step(|e, now, rng| e.raise_sos(now, &SosDraft::default(), rng)).unwrap();
    let groups = asha.run_all();
    assert!(contacts.iter().all(|contact| hears(contact, region, &groups)));
}

#[test]
fn who_was_removed_while_it_was_shut_is_not_told_by_it() {
    let (mut asha, contacts) = worker(2);
    let mut added = asha.add_vault(&draft(&["Mother"]));
    let leaver = asha.engine().contacts().unwrap()[0].id;
    asha.step(|e, now, rng| e.remove_contact(now, leaver, rng)).unwrap();
    asha.run_all();
    asha.switch(&mut added);
    asha.check_in();
    let groups = asha.run_all();
    let region = region(&asha.vault);
    assert!(!hears(&contacts[0], region, &groups));
    assert!(hears(&contacts[1], region, &groups));
}

#[test]
fn who_is_paired_from_it_takes_no_contacts_seat_and_hears_nothing_of_another_vault() {
    let (mut asha, contacts) = worker(3);
    let mut added = asha.add_vault(&draft(&["Mother", "Uncle"]));
    asha.events();
    let first = region(&asha.vault);
    asha.switch(&mut added);
    let forced: Vec<Contact> =
        (0..3).map(|n| Contact::paired(&mut asha, &format!("forced {n}"), Sharing::Always)).collect();
    asha.run_all();
    let second = region(&asha.vault);
    asha.check_in();
    let groups = asha.run_all();
    let all = contacts.iter().chain(&forced);
    assert!(all.clone().all(|contact| hears(contact, second, &groups)));
    asha.switch(&mut added);
    let changed = |event: &EventKind| matches!(event, EventKind::SeatChangedElsewhere { .. });
    assert_eq!(asha.events_now().iter().filter(|event| changed(event)).count(), 3);
    asha.check_in();
    let groups = asha.run_all();
    assert!(contacts.iter().all(|contact| hears(contact, first, &groups)), "nobody was pushed out");
    assert!(!forced.iter().any(|contact| hears(contact, first, &groups)));
    assert!(!asha.events_now().iter().any(changed), "it is told once");
    // The locked screen, which is nobody's, reaches all of them, until the owner of the first vault takes the seats back.
    let sos = |asha: &mut Phone| {
        asha.wait(Seconds::from_minutes(20));
        asha.locked_step(|e, now, rng| e.locked_sos(now, &SosDraft::default(), rng)).unwrap();
        asha.run_all()
    };
    let groups = sos(&mut asha);
    assert!(contacts.iter().chain(&forced).all(|contact| locked(contact, &groups)));
    let seats = asha.engine().seats_changed_elsewhere().unwrap();
    assert_eq!(seats.len(), 3);
    for seat in seats {
        asha.step(|e, now, rng| e.clear_seat(now, seat, rng)).unwrap();
        let gone = asha.step(|e, now, rng| e.clear_seat(now, seat, rng)).unwrap_err();
        assert!(matches!(gone, EngineError::NotFound { .. }), "once");
    }
    let groups = sos(&mut asha);
    assert!(contacts.iter().all(|contact| locked(contact, &groups)));
    assert!(!forced.iter().any(|contact| locked(contact, &groups)));
    // The further vault follows, and goes on as before otherwise.
    asha.switch(&mut added);
    asha.check_in();
    let groups = asha.run_all();
    assert!(contacts.iter().all(|contact| hears(contact, second, &groups)));
    assert!(!forced.iter().any(|contact| locked(contact, &groups)));
}

/// Whether anything was sent to a contact.
fn locked(contact: &Contact, groups: &[Group]) -> bool {
    groups.iter().flat_map(|group| &group.rows).any(|row| row.send_id == contact.send_id)
}

#[test]
fn no_record_of_it_holds_a_key_of_the_other_vaults_chains() {
    let (mut asha, contacts) = worker(3);
    let first = region(&asha.vault);
    let mut added = asha.add_vault(&draft(&["Mother"]));
    asha.switch(&mut added);
    asha.check_in();
    asha.run_all();
    let second = region(&asha.vault);
    let all: Vec<&[u8]> = asha.vault.values().map(Vec::as_slice).collect();
    let holds = |key: &[u8]| all.iter().any(|record| record.windows(key.len()).any(|part| part == key));
    for contact in &contacts {
        for direction in [Direction::WorkerToContact, Direction::ContactToWorker] {
            for origin in Origin::ALL.into_iter().filter(|origin| origin.byte() != second) {
                let place = ChainPlace { direction, origin, instance: Instance::APP };
                let mut chain = SendingChain::new(contact.root.derive_chain(place));
                for _ in 0..16 {
                    assert!(!holds(&chain.encode()[4..]), "of origin {}", origin.byte());
                    chain.next().unwrap();
                }
            }
        }
        assert!(!holds(contact.root.expose()));
    }
    assert_ne!(first, second);
    // Its own keys are there, so the search finds what there is.
    assert!(chains(&asha.vault).iter().all(|chain| holds(&chain.encode()[4..])));
}

/// What a vault reads notes by, and by what it signs those for each region.
fn note_keys(vault: &Records) -> (NoteSecret, Vec<NoteMacKey>) {
    let fields = fields(&vault[&HEAD]);
    let mut decoder = minicbor::Decoder::new(&fields[&37]);
    let key =
        |decoder: &mut minicbor::Decoder<'_>| -> [u8; 32] { decoder.bytes().unwrap().try_into().unwrap() };
    assert_eq!((decoder.map().unwrap(), decoder.u8().unwrap()), (Some(2), 0));
    let secret = NoteSecret::from_bytes(key(&mut decoder));
    assert_eq!((decoder.u8().unwrap(), decoder.array().unwrap()), (1, Some(4)));
    (secret, (0..4).map(|_| NoteMacKey::from_bytes(key(&mut decoder))).collect())
}

/// The note about a seat for a region, as it lies in the lobby.
fn sealed_note(lobby: &Records, seat: u8, region: u8) -> Vec<u8> {
    let mut key = RecordKey { kind: 9, id: [0; 16] };
    key.id[15] = seat / 4;
    let at = (usize::from(seat % 4) * 4 + usize::from(region)) * SEAT_NOTE_LENGTH;
    lobby[&key][at..at + SEAT_NOTE_LENGTH].to_vec()
}

#[test]
fn in_every_vault_its_notes_are_signed_by_its_own_key_and_by_none_of_the_others_that_it_has() {
    let mut asha = Phone::with_room(1, "Asha", CircleRoom::Eight);
    Contact::paired(&mut asha, "one", Sharing::Always);
    let added = asha.add_vault(&draft(&["Mother"]));
    Contact::paired(&mut asha, "two", Sharing::Always);
    for vault in [&asha.vault, &added] {
        let (secret, signs) = note_keys(vault);
        let own = region(vault);
        for seat in 0..8 {
            for other in 0..4 {
                let opened = OpenedNote::open(&secret, seat, other, &sealed_note(&asha.lobby, seat, other));
                assert_eq!(opened.is_some(), other == own, "those of others are shut");
                let Some(note) = opened else { continue };
                let by: Vec<usize> = (0..4).filter(|key| note.verifies(&signs[*key])).collect();
                assert_eq!(by, [usize::from(own)]);
            }
        }
    }
}

#[test]
fn a_note_that_was_forged_with_the_phones_keys_or_those_of_a_further_vault_is_not_followed() {
    let (mut asha, contacts) = worker(1);
    let added = asha.add_vault(&draft(&["Mother"]));
    let first = region(&asha.vault);
    let head = fields(&asha.lobby[&HEAD]);
    let mut decoder = minicbor::Decoder::new(&head[&34]);
    decoder.array().unwrap();
    let keys: Vec<[u8; 32]> = (0..4).map(|_| decoder.bytes().unwrap().try_into().unwrap()).collect();
    let to = NotePublic::from_bytes(keys[usize::from(first)]);
    let (secret, _) = note_keys(&asha.vault);
    let mut told = 0;
    for (round, mac) in (1..).zip(note_keys(&added).1) {
        for seat in 0..8 {
            let generation = OpenedNote::open(&secret, seat, first, &sealed_note(&asha.lobby, seat, first))
                .unwrap()
                .note
                .generation;
            let new = || ChainKey::from_bytes([round; 32]);
            let forged =
                SeatNote { generation: generation.wrapping_add(1), sending: new(), receiving: new() };
            let sealed = forged.seal(seat, first, &mac, &to, &mut asha.rng).unwrap();
            let mut key = RecordKey { kind: 9, id: [0; 16] };
            key.id[15] = seat / 4;
            let at = (usize::from(seat % 4) * 4 + usize::from(first)) * SEAT_NOTE_LENGTH;
            asha.lobby.get_mut(&key).unwrap()[at..at + SEAT_NOTE_LENGTH].copy_from_slice(&sealed);
        }
        let events = asha.events_now();
        told += events.iter().filter(|event| matches!(event, EventKind::SeatChangedElsewhere { .. })).count();
    }
    assert_eq!(told, 4 * 8, "the owner is told each time");
    asha.check_in();
    let groups = asha.run_all();
    assert!(hears(&contacts[0], first, &groups), "whom it has paired hears it all the same");
    let planted = SendingChain::new(ChainKey::from_bytes([4; 32])).next().unwrap().tag;
    assert!(!groups.iter().flat_map(|group| &group.rows).any(|row| row.cell.tag() == planted));
}

#[test]
fn what_a_vault_keeps_has_the_same_form_whether_it_was_the_first_or_made_from_another() {
    let form = |vault: &Records| -> BTreeSet<(u8, Vec<u64>)> {
        let maps = vault.iter().filter(|(key, _)| ![6, 7].contains(&key.kind));
        maps.map(|(key, record)| (key.kind, fields(record).into_keys().collect())).collect()
    };
    let (mut asha, _) = worker(2);
    let mut added = asha.add_vault(&draft(&["Mother", "Uncle"]));
    let mut first = Phone::with_room(99, "Gita", CircleRoom::Eight);
    first.pair(&mut [Phone::new(5, "Mother"), Phone::new(6, "Uncle")]);
    let entries = draft(&[]).entries;
    first.step(|e, _, rng| e.add_entries(&entries, rng)).unwrap();
    asha.switch(&mut added);
    for phone in [&mut asha, &mut first] {
        phone.wait(Seconds::from_hours(30));
        phone.step(|e, now, rng| e.set_counts_locked(now, false, rng)).unwrap();
        phone.step(|e, now, rng| e.say_opened(now, rng)).unwrap();
        phone.check_in();
        phone.run_all();
    }
    assert_eq!(form(&asha.vault), form(&first.vault));
    let tickets = |phone: &mut Phone| phone.engine().next_ticket().unwrap().is_some();
    assert!(tickets(&mut asha) && tickets(&mut first), "either may make one more");
    asha.switch(&mut added);
    asha.step(|e, now, rng| e.tick(now, rng)).unwrap();
    let ticket = |phone: &mut Phone| phone.engine().next_ticket().unwrap();
    let own = ticket(&mut asha);
    asha.switch(&mut added);
    assert_eq!(ticket(&mut asha), own, "and both of the same store the same");
}

#[test]
fn an_opening_is_told_to_every_seat_and_waits_once() {
    let (mut asha, contacts) = worker(2);
    let mut added = asha.add_vault(&draft(&["Mother"]));
    asha.switch(&mut added);
    let say = |asha: &mut Phone| asha.step(|e, now, rng| e.say_opened(now, rng)).unwrap();
    assert!(say(&mut asha));
    let messages = asha.engine().queue().unwrap().len();
    assert_eq!(messages, 1, "the greeting alone: an opening is no message of the list");
    for _ in 0..40 {
        asha.wait(Seconds::from_minutes(20));
        assert!(!say(&mut asha), "while one waits there is no other, so that a check-in has a place");
    }
    let groups = asha.run_all();
    let region = region(&asha.vault);
    assert!(contacts.iter().all(|contact| hears(contact, region, &groups)));
    assert!(groups.iter().flat_map(|group| &group.rows).all(|row| row.ring == Ring::None));
    assert!(say(&mut asha));
    asha.run_all();
    assert!(!say(&mut asha), "twice within a quarter of an hour is once");
    asha.wait(Seconds::from_minutes(16));
    // Who removes all whom it shows does not silence it.
    let mother = asha.engine().contacts().unwrap()[0].id;
    asha.step(|e, now, rng| e.remove_contact(now, mother, rng)).unwrap();
    asha.run_all();
    asha.step(|e, _, _| e.set_opened_rings(OpenedRings::Always)).unwrap();
    assert!(say(&mut asha));
    let groups = asha.run_with(&mut Run::now(), |group| sound(group.count));
    assert!(groups.iter().any(|group| group.rows.iter().all(|row| row.ring == Ring::Urgent)));
}

#[test]
fn a_further_vault_must_show_somebody_and_leave_a_seat() {
    let (mut asha, _) = worker(6);
    let refused = |asha: &mut Phone, names: &[&str]| {
        asha.step(|e, now, rng| e.add_vault(now, &draft(names), &[7; 37], rng)).unwrap_err()
    };
    assert!(matches!(refused(&mut asha, &[]), EngineError::Invalid { field: "shown", .. }));
    assert!(matches!(refused(&mut asha, &["Mother", "Uncle"]), EngineError::Invalid { field: "shown", .. }));
    assert!(matches!(refused(&mut asha, &["\n"]), EngineError::Invalid { field: "name", .. }));
    let added = asha.add_vault(&draft(&["Mother"]));
    assert!(!added.is_empty());
    // With the one seat that is left the circle is full: the seat of whom it shows is not given away.
    Contact::paired(&mut asha, "seventh", Sharing::Always);
    let full = asha.step(|e, now, rng| e.invite(now, rng)).unwrap_err();
    assert!(matches!(full, EngineError::Invalid { field: "circle", .. }));
}

#[test]
fn after_the_set_up_one_right_is_left_and_none_after_that() {
    let (mut asha, _) = worker(0);
    let last = {
        let mut later = Phone::with_room(1, "Asha", CircleRoom::Eight);
        later.wait(Seconds::from_hours(25));
        later.step(|e, now, rng| e.tick(now, rng)).unwrap();
        later.engine().next_ticket().unwrap()
    };
    for _ in 0..3 {
        asha.add_vault(&draft(&["Mother"]));
    }
    assert_eq!(asha.engine().next_ticket().unwrap(), None);
    let none = asha.step(|e, now, rng| e.add_vault(now, &draft(&["Aunt"]), &[7; 37], rng)).unwrap_err();
    assert!(matches!(none, EngineError::NotFound { .. }));
    assert!(last.is_some());
}
