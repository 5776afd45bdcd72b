//! Faults put into a world on purpose, to see that the oracle finds them.

use super::Operation;
use crate::World;

/// A moment of a tale at which a fault can be put into its world.
#[derive(Clone, Copy, Debug)]
pub enum Moment<'a> {
    /// Nothing has happened yet.
    Beginning,
    /// This has just been done.
    After(&'a Operation),
    /// The relay has died for good, and nobody has noticed yet.
    RelayDead,
}

/// What is done to a world at each moment.
pub type Sabotage = dyn Fn(&mut World, Moment<'_>) + Sync;
