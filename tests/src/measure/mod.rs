//! Whether somebody who looks can tell things apart: what they see as numbers, a classifier over them, and how sure one
//! may be of its result.
//!
//! A classifier that finds nothing proves nothing by itself. Each measurement is therefore made once more with a
//! planted tell, which it must find.

pub mod classifier;
pub mod containers;
pub mod decoys;
pub mod features;
pub mod forensic;
pub mod ranks;
mod stores;
/// The vault's own tests use it too, and it shares no code with the library.
#[path = "../../../core/vault/tests/common/stranger.rs"]
mod stranger;
pub mod unlocks;
pub mod vaults;
pub mod welch;

/// Chance for a tool that hands out nothing secret.
#[must_use]
pub fn chance() -> impl rand::rand_core::CryptoRng + Send {
    stores::chance(1, 0)
}
