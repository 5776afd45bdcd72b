//! What the protocol promises, one module for each chapter, and the vectors that other languages run too.

// Helpers of tests are tests too: a panic is how they report.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::cast_possible_truncation)]

mod common;

mod bounds;
mod capsules_and_receipts;
mod cells_and_parts;
mod chains;
mod dossiers;
mod families;
mod groups_and_requests;
mod links;
mod locked_records;
mod messages;
mod pairings;
mod plans;
mod seat_notes;
mod told_boxes;
mod trails;
mod uploads_and_notices;
mod vectors;
