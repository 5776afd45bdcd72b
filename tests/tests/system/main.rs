//! The whole system, told as stories.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::cast_possible_truncation,
    clippy::print_stderr,
    reason = "a test that meets the unexpected should stop there, and say so"
)]

mod main_story;
