//! What a contact's app says to the relay of whether somebody has looked at what has come.

#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests are tests too")]

mod common;

use common::{Phone, relay_secret, sound};
use wayhome_engine::Run;
use wayhome_protocol::cell::WireCell;
use wayhome_protocol::fetch_request::{FetchItem, FetchRequest};
use wayhome_protocol::ids::SendId;
use wayhome_protocol::sync_request::SyncRequest;
use wayhome_protocol::time::{Minute, Seconds};

fn ben() -> Phone {
    let mut both = [Phone::new(2, "Ben")];
    Phone::new(1, "Asha").pair(&mut both);
    let [mut ben] = both;
    ben.run_all();
    ben
}

/// A run. Returns what each fetch said, in turn.
fn fetches(phone: &mut Phone) -> Vec<bool> {
    let (mut run, mut said) = (Run::now(), Vec::new());
    while let Some(transmit) = phone.next(&mut run) {
        let bytes = match transmit.path {
            "/v1/fetch" => {
                said.push(FetchRequest::decode(&transmit.body).unwrap().looked);
                phone.fetch(&transmit.body)
            }
            "/v1/sync" => {
                let request = SyncRequest::decode(&transmit.body).unwrap();
                let group = request.group.open(&relay_secret()).unwrap();
                sound(group.count).encode(&mut phone.rng).unwrap()
            }
            other => panic!("unexpected request {other}"),
        };
        phone.answer(&mut run, transmit.ticket, Ok(&bytes));
    }
    said
}

fn look(phone: &mut Phone) {
    phone.step(|e, now, _| e.looked(now)).unwrap();
}

#[test]
fn a_fetch_says_that_somebody_has_looked_once_and_only_after_somebody_has() {
    let mut ben = ben();
    assert_eq!(fetches(&mut ben), [false], "an app that fetches by itself");
    look(&mut ben);
    assert_eq!(fetches(&mut ben), [true]);
    assert_eq!(fetches(&mut ben), [false]);
}

#[test]
fn what_comes_after_the_look_is_not_called_looked_at() {
    let mut ben = ben();
    look(&mut ben);
    let send_id = SendId::from_bytes([8; 16]);
    let cell = WireCell::from_bytes([9; WireCell::LENGTH]);
    let arrival = Minute::containing(ben.now);
    ben.mail.push(FetchItem { id: 3, arrival, age: Seconds::ZERO, send_id, cell });
    // The relay itself ends nothing for a fetch that it answers with something.
    let said = fetches(&mut ben);
    assert_eq!(said.first(), Some(&true));
    assert!(said.iter().skip(1).all(|looked| !looked));
    assert_eq!(fetches(&mut ben).first(), Some(&false));
}
