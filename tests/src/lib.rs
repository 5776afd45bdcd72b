//! The world in which the whole system is tested: real stores, the real relay over its real database, a clock that
//! only the test moves, and a network that loses, delays, repeats and garbles as a seed says.
//!
//! Nothing waits for real time. A failing test prints the story of its world, with virtual times, and the seed.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::cast_possible_truncation,
    clippy::print_stderr,
    reason = "a test that meets the unexpected should stop there, and say so"
)]

pub mod browser;
pub mod clock;
#[cfg(target_os = "linux")]
pub mod line;
pub mod measure;
pub mod network;
pub mod outsider;
pub mod people;
pub mod person;
pub mod relay;
pub mod search;
pub mod simulator;
pub mod small_disk;
pub mod story;
pub mod template;
pub mod world;

pub use clock::{HOUR, MINUTE, SECOND, WorldClock};
pub use network::{Fault, Weather};
pub use person::Person;
pub use world::{Pairing, Who, World};
