//! Requests over loopback, shared by the test programs.
#![allow(dead_code, reason = "two test programs share this file, and one needs little of it")]

use wayhome_protocol::fetch_request::FetchAnswer;
use wayhome_protocol::register_request::RegisterAnswer;
use wayhome_protocol::relay_address::RelayAddress;
use wayhome_protocol::request::Outcome;
use wayhome_relay::Config;

use crate::people::{Mailbox, Person, fetch_body, register_body};

/// A relay on loopback that chooses its own port.
pub(crate) fn config(folder: &std::path::Path) -> Config {
    let environment = |name: &str| match name {
        "WAYHOME_RELAY_LISTEN" => Some("127.0.0.1:0".to_owned()),
        "WAYHOME_RELAY_DATA" => Some(folder.join("data").display().to_string()),
        _ => None,
    };
    Config::load(None, environment).unwrap()
}

/// Posts a body; the status and the answer.
pub(crate) fn post(address: &RelayAddress, path: &str, body: &[u8]) -> Result<(u16, Vec<u8>), ureq::Error> {
    let agent: ureq::Agent = ureq::Agent::config_builder().http_status_as_error(false).build().into();
    let url = format!("{}{path}", address.url());
    let mut answer = agent.post(&url).content_type("application/octet-stream").send(body)?;
    let bytes = answer.body_mut().read_to_vec()?;
    Ok((answer.status().as_u16(), bytes))
}

pub(crate) fn register(address: &RelayAddress, who: &Person, mailbox: &Mailbox) -> RegisterAnswer {
    let (status, answer) = post(address, "v1/register", &register_body(who, vec![mailbox.open()])).unwrap();
    assert_eq!(status, 200);
    RegisterAnswer::decode(&answer).unwrap()
}

fn fetch(address: &RelayAddress, who: &Person, cursor: u64) -> FetchAnswer {
    let (status, answer) = post(address, "v1/fetch", &fetch_body(who, cursor, 0, vec![])).unwrap();
    assert_eq!(status, 200);
    FetchAnswer::decode(&answer).unwrap()
}

/// Every cell that waits for someone.
pub(crate) fn waiting(address: &RelayAddress, who: &Person) -> Vec<wayhome_protocol::cell::WireCell> {
    let (mut cells, mut cursor) = (Vec::new(), 0);
    loop {
        let answer = fetch(address, who, cursor);
        assert_eq!(answer.outcome, Outcome::Done);
        for item in answer.items {
            cursor = item.id;
            cells.push(item.cell);
        }
        if !answer.more {
            return cells;
        }
    }
}
