//! From where a contact's app fetches, when the relay was put back from an older copy.

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

/// A run on schedule. Returns the cursor of each fetch, in turn.
fn cursors(phone: &mut Phone) -> Vec<u64> {
    let (mut run, mut cursors) = (Run::scheduled(), Vec::new());
    phone.wait(Seconds::from_minutes(80));
    while let Some(transmit) = phone.next(&mut run) {
        let bytes = match transmit.path {
            "/v1/fetch" => {
                cursors.push(FetchRequest::decode(&transmit.body).unwrap().cursor);
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
    cursors
}

fn comes(phone: &mut Phone, id: u64) {
    let (send_id, arrival) = (SendId::from_bytes([8; 16]), Minute::containing(phone.now));
    let cell = WireCell::from_bytes([9; WireCell::LENGTH]);
    phone.mail.push(FetchItem { id, arrival, age: Seconds::ZERO, send_id, cell });
}

#[test]
fn an_app_to_whom_the_relays_time_has_gone_back_begins_anew_and_only_then() {
    let mut ben = ben();
    ben.relay_ahead = Seconds::from_days(100);
    comes(&mut ben, 1 << 40);
    cursors(&mut ben);
    // What cannot be opened is looked at again every quarter of an hour: from the beginning, when the new is done.
    assert_eq!(cursors(&mut ben).first(), Some(&(1 << 40)));
    // Put back, and nothing else shows it: what comes now has a lower id.
    ben.relay_ahead = Seconds::ZERO;
    ben.mail.clear();
    comes(&mut ben, 7);
    cursors(&mut ben);
    assert_eq!(cursors(&mut ben).first(), Some(&7));
    assert_eq!(cursors(&mut ben).first(), Some(&7));
}

#[test]
fn a_relay_whose_time_goes_back_with_each_answer_makes_nobody_fetch_without_end() {
    let mut ben = ben();
    ben.relay_ahead = Seconds::from_days(100);
    cursors(&mut ben);
    let (mut run, mut fetches) = (Run::now(), 0);
    while let Some(transmit) = ben.next(&mut run) {
        ben.relay_ahead = ben.relay_ahead.saturating_sub(Seconds::from_hours(1));
        let bytes = if transmit.path == "/v1/fetch" {
            fetches += 1;
            ben.fetch(&transmit.body)
        } else {
            let request = SyncRequest::decode(&transmit.body).unwrap();
            let group = request.group.open(&relay_secret()).unwrap();
            sound(group.count).encode(&mut ben.rng).unwrap()
        };
        ben.answer(&mut run, transmit.ticket, Ok(&bytes));
        assert!(fetches < 20, "it goes on fetching");
    }
}
