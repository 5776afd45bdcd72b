//! The one place in this crate that reaches for the system's randomness.

use rand::rngs::ThreadRng;

/// The generator of this thread, seeded by the system.
#[expect(clippy::disallowed_methods, reason = "the relay owns its randomness, and takes it here only")]
pub(crate) fn system() -> ThreadRng {
    rand::rng()
}
