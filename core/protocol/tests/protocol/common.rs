//! Fixed people, places and moments for every test.

use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::SeedableRng;
use wayhome_protocol::chain::{ChainPlace, Direction, Instance, Origin, StepKeys};
use wayhome_protocol::ids::{EventId, Tag};
use wayhome_protocol::keys::{MessageKey, Root};
use wayhome_protocol::place::Place;
use wayhome_protocol::time::{Seconds, Timestamp};

/// A moment in 2026.
pub(crate) const NOW: Timestamp = Timestamp::from_millis(1_790_000_000_123);
pub(crate) const DAY: Seconds = Seconds::from_days(1);

pub(crate) fn rng(seed: u64) -> ChaCha20Rng {
    ChaCha20Rng::seed_from_u64(seed)
}

pub(crate) fn root() -> Root {
    Root::from_bytes([7; 32])
}

pub(crate) fn main_vault() -> ChainPlace {
    ChainPlace {
        direction: Direction::WorkerToContact,
        origin: Origin::vault(0).unwrap(),
        instance: Instance::APP,
    }
}

pub(crate) fn event(byte: u8) -> EventId {
    EventId::from_bytes([byte; 16])
}

pub(crate) fn step_keys(byte: u8) -> StepKeys {
    StepKeys {
        step: 0,
        tag: Tag::from_bytes([byte; 16]),
        message_key: MessageKey::from_bytes([byte.wrapping_add(1); 32]),
    }
}

pub(crate) fn place(latitude: f64, longitude: f64, seconds_ago: u32) -> Place {
    let time = NOW.saturating_sub(Seconds::new(seconds_ago));
    Place::from_degrees(latitude, longitude, Some(12.0), time).unwrap()
}

/// From Nairobi's airport towards the coast, newest first.
pub(crate) fn journey(places: u32) -> Vec<Place> {
    (0..places)
        .map(|n| place(-1.3192 - f64::from(n) * 0.013, 36.9278 + f64::from(n) * 0.021, n * 900))
        .collect()
}
