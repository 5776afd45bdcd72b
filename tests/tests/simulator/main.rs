//! The simulator: random tales that break nothing, broken worlds that its oracle finds, and the model of false alarms.

mod broken_phones;
mod broken_relays;
mod false_alarms;
mod random_tales;
mod tales;
