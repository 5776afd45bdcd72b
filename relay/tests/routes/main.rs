//! Routes: the rules in a town with a clock of its own and real servers on loopback, and the whole relay over
//! HTTP.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]

mod agreement;
mod alerts;
mod delivery;
mod httpd;
mod pages;
#[path = "../relay/people.rs"]
mod people;
mod phones;
mod rush;
mod secrecy;
mod senders;
mod smtpd;
mod starting;
mod tls;
mod town;
mod whole;
#[path = "../relay/wire.rs"]
mod wire;
