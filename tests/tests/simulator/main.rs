//! The simulator: random tales that break nothing, broken worlds that its oracle finds, and the model of false alarms.

#![allow(clippy::unwrap_used, reason = "a test that meets the unexpected should stop there")]

mod broken_phones;
mod broken_relays;
mod false_alarms;
mod random_tales;
mod tales;
