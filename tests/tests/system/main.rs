//! The whole system, told as stories.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::cast_possible_truncation,
    clippy::print_stderr,
    reason = "a test that meets the unexpected should stop there, and say so"
)]

mod added_vault;
mod bad_answers;
mod canary;
mod circle;
mod clocks;
mod consent;
mod contacts_watch;
mod disk_full;
mod dossier;
mod drills;
mod escalation;
mod family_contacts;
mod forensic;
mod full_vault;
mod holds;
mod invariants;
mod killed;
mod links;
mod locked_screen;
mod mailboxes;
mod main_story;
mod orders;
mod places;
mod plan;
mod plans;
mod preview;
mod reminders;
mod renewal;
mod rollback;
mod sos;
mod store_damage;
mod timers;
mod trace;
mod trouble;
mod trouble_pages;
mod two_processes;
