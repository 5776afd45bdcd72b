//! Destroying a store: at once, after wrong PINs, and what is told to whom.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests may panic")]

mod common;

use common::{PIN, Phone, pin, same};
use wayhome::{CheckInDraft, CheckInState, Error, PlanState, SosDraft, Wayhome};

#[test]
fn a_wiped_store_opens_nothing_and_can_be_set_up_anew_in_the_same_app() {
    let (phone, app, vault) = Phone::new();
    vault.check_in(&CheckInDraft::new(CheckInState::Ok)).unwrap();
    let before = phone.rows();
    let wiped = app.quick_wipe();
    assert!(wiped.keys_destroyed && wiped.marked && !wiped.overwritten);
    // At once: the open vault is shut, and nothing is read or taken any more.
    assert!(matches!(vault.queue(), Err(Error::Locked)));
    assert!(app.unlock(&pin(PIN)).is_err());
    assert!(app.locked_sos(&SosDraft::default()).is_err());
    let wiped = app.finish_wipe().unwrap();
    assert!(wiped.keys_destroyed && wiped.overwritten);
    assert_eq!(same(&before, &phone.rows()), 0);
    drop((vault, app));
    assert!(matches!(Wayhome::open(phone.config()), Err(Error::NoStore)));
    let (_, vault) = phone.set_up();
    assert_eq!(vault.queue().unwrap().len(), 0);
}

#[test]
fn a_wipe_whose_app_is_killed_is_finished_when_it_starts_again() {
    let (phone, app, vault) = Phone::new();
    let before = phone.rows();
    assert!(app.quick_wipe().keys_destroyed);
    drop((vault, app));
    assert!(matches!(Wayhome::open(phone.config()), Err(Error::NoStore)));
    assert_eq!(same(&before, &phone.rows()), 0);
    drop(phone.set_up());
}

#[test]
fn a_store_that_another_process_wiped_is_said_to_be_wiped_and_its_vault_is_closed() {
    let (phone, app, vault) = Phone::new();
    assert!(Wayhome::open(phone.config()).unwrap().quick_wipe().keys_destroyed);
    assert!(matches!(vault.queue(), Err(Error::Wiped)));
    assert!(matches!(vault.queue(), Err(Error::Locked)), "its keys are gone from memory");
    let said_of = |app: &Wayhome| {
        assert!(matches!(app.health(), Err(Error::Wiped)));
        assert!(matches!(app.locked_sos(&SosDraft::default()), Err(Error::Wiped)));
        assert!(matches!(app.unlock(&pin(PIN)), Err(Error::Wiped)));
        assert!(matches!(app.rotate(), Err(Error::Wiped)));
    };
    said_of(&app);
    // It is finished, and set up anew: not for who had it open before.
    assert!(matches!(Wayhome::open(phone.config()), Err(Error::NoStore)));
    let (_, anew) = phone.set_up();
    said_of(&app);
    assert_eq!(anew.queue().unwrap().len(), 0);
}

#[test]
fn a_wipe_that_the_file_does_not_say_is_finished_only_for_who_asks() {
    let (phone, app, vault) = Phone::new();
    let before = phone.rows();
    let writing = rusqlite::Connection::open(&phone.path).unwrap();
    writing.execute_batch("BEGIN IMMEDIATE").unwrap();
    let wiped = app.quick_wipe();
    assert!(wiped.keys_destroyed && !wiped.marked);
    drop((vault, app));
    writing.execute_batch("ROLLBACK").unwrap();
    drop(writing);
    for _ in 0..2 {
        match Wayhome::open(phone.config()) {
            Err(Error::StoreDamaged { what }) => assert!(what.contains("wipe it again"), "{what}"),
            other => panic!("{:?}", other.err()),
        }
    }
    let device = std::sync::Arc::new(phone.device.clone());
    let wiped = Wayhome::wipe_at(&phone.path, device).unwrap();
    assert!(wiped.keys_destroyed && wiped.overwritten);
    assert_eq!(same(&before, &phone.rows()), 0);
    assert!(matches!(Wayhome::open(phone.config()), Err(Error::NoStore)));
    drop(phone.set_up());
}

#[test]
fn wrong_pins_wipe_a_store_only_after_its_owner_read_what_that_means_and_wished_so() {
    let (phone, app, vault) = Phone::new();
    assert_eq!(vault.erase_after().unwrap(), None);
    let warning = vault.erase_warning().unwrap();
    let refused = |done: Result<(), Error>, field| {
        assert!(matches!(done, Err(Error::Invalid { field: found, .. }) if found == field));
    };
    refused(vault.set_erase_after(&pin(PIN), Some(5), "yes"), "warning");
    refused(vault.set_erase_after(&pin(PIN), Some(4), &warning), "wrong_pins");
    refused(vault.set_erase_after(&pin(PIN), Some(51), &warning), "wrong_pins");
    assert!(matches!(vault.set_erase_after(&pin("000000"), Some(5), &warning), Err(Error::WrongPin)));
    vault.set_erase_after(&pin(PIN), Some(5), &warning).unwrap();
    assert_eq!(vault.erase_after().unwrap(), Some(5));
    // Off again needs the PIN and no warning; then on for good.
    vault.set_erase_after(&pin(PIN), None, "").unwrap();
    assert_eq!(vault.erase_after().unwrap(), None);
    vault.set_erase_after(&pin(PIN), Some(5), &warning).unwrap();
    drop(vault);
    let vault = app.unlock(&pin(PIN)).unwrap();
    drop(vault);
    for _ in 0..4 {
        assert!(matches!(app.unlock(&pin("000000")), Err(Error::WrongPin)));
    }
    assert!(matches!(app.unlock(&pin("000000")), Err(Error::Wiped)));
    drop(app);
    assert!(matches!(Wayhome::open(phone.config()), Err(Error::NoStore)));
    drop(phone.set_up());
}

#[test]
fn a_wipe_sends_nothing_and_standing_down_needs_the_pin() {
    let (_phone, app, vault) = Phone::new();
    assert!(matches!(vault.stand_down(&pin("000000")), Err(Error::WrongPin)));
    // There is no plan to end; what matters here is that the PIN was asked for first.
    let without_plan = vault.stand_down(&pin(PIN));
    let ended = vault.end_plan();
    assert_eq!(format!("{without_plan:?}"), format!("{ended:?}"));
    assert_eq!(vault.plan_status().unwrap().state, PlanState::Off);
    assert!(app.quick_wipe().keys_destroyed);
}
