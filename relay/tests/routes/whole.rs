//! The whole relay, as an operator sets it up and others meet it.

use std::path::Path;

use wayhome_protocol::group::Ring;
use wayhome_protocol::ids::RouteId;
use wayhome_protocol::relay_address::RelayAddress;
use wayhome_protocol::route_request::{
    RouteAnswer, RouteKind, RouteOrder, RouteOutcome, RouteRequest, RouteWish,
};
use wayhome_relay::Config;

use crate::people::{Mailbox, Person, Say, asha, cell, chance, sync_body};
use crate::smtpd::Smtpd;
use crate::wire::post;

/// A configuration as an operator writes it.
pub(crate) fn config(folder: &Path, routes: &str) -> Config {
    let path = folder.join("relay.toml");
    let data = folder.join("data");
    let text = format!("listen = '127.0.0.1:0'\ndata = '{}'\n{routes}", data.display());
    std::fs::write(&path, text).unwrap();
    Config::load(Some(&path), |_| None).unwrap()
}

pub(crate) fn smtp_section(smtpd: &Smtpd) -> String {
    format!(
        "[routes.smtp]\nhost = '127.0.0.1'\nport = {}\nsecurity = 'plain'\nfrom = 'relay@example.org'\nquestions_a_day = 100000\n",
        smtpd.port
    )
}

pub(crate) fn order(address: &RelayAddress, who: &Person, order: &RouteOrder) -> RouteAnswer {
    let request = RouteRequest::seal(who.reading(), order, address.key(), &mut chance(3)).unwrap();
    let (status, answer) = post(address, "v1/route", &request.encode()).unwrap();
    assert_eq!(status, 200);
    RouteAnswer::decode(&answer).unwrap()
}

pub(crate) fn set(
    address: &RelayAddress,
    who: &Person,
    number: u8,
    kind: RouteKind,
    to: &str,
) -> RouteOutcome {
    let set = RouteOrder::Set {
        route: RouteId::from_bytes([number; 16]),
        kind,
        address: to.to_owned(),
        language: "en".to_owned(),
        wish: RouteWish::Whatever,
    };
    order(address, who, &set).outcome
}

/// Somebody sends an urgent cell.
pub(crate) fn ring(address: &RelayAddress, to: &Mailbox, tag: u8) {
    let mut rng = chance(u64::from(tag));
    let mut row = to.row(&cell(tag, &mut rng), &mut rng);
    row.ring = Ring::Urgent;
    let body = sync_body(&asha(), address.key(), Say { rows: vec![row], ..Say::default() }, &mut rng);
    assert_eq!(post(address, "v1/sync", &body).unwrap().0, 200);
}
