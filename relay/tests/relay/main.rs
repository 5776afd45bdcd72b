//! The relay: its rules in a world with a clock of its own, and the whole of it over HTTP.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]

mod dossiers;
mod durability;
mod hostile;
mod http;
mod killed;
mod mailboxes;
mod people;
mod readers;
mod timers;
mod wire;
