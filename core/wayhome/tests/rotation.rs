//! When the library changes the store's outer layer, and that nobody waits for it.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests may panic")]

mod common;

use std::sync::mpsc;
use std::time::Duration;

use common::{PIN, Phone, pin, same};
use wayhome::{Budget, Error, Rotations, SosDraft, Wayhome};

#[test]
fn locking_changes_every_row_and_at_most_once_an_hour() {
    let (phone, app, vault) = Phone::new();
    let first = phone.rows();
    vault.lock().unwrap();
    let second = phone.rows();
    assert_eq!(same(&first, &second), 0);
    phone.pass(59 * 60);
    let vault = app.unlock(&pin(PIN)).unwrap();
    let before = phone.rows();
    vault.lock().unwrap();
    assert_eq!(same(&before, &phone.rows()), before.len(), "the hour is not over");
    phone.pass(60);
    app.lock().unwrap();
    assert_eq!(same(&before, &phone.rows()), 0);
    // Who is in a hurry only locks; the clock set back makes it due, once.
    phone.pass(3_600);
    let before = phone.rows();
    app.lock_quickly().unwrap();
    assert_eq!(same(&before, &phone.rows()), before.len());
    phone.clock.passed_ms.store(0, std::sync::atomic::Ordering::SeqCst);
    app.lock().unwrap();
    let after = phone.rows();
    assert_eq!(same(&before, &after), 0);
    app.lock().unwrap();
    assert_eq!(same(&after, &phone.rows()), after.len());
    drop(app.unlock(&pin(PIN)).unwrap());
}

#[test]
fn the_first_pin_of_a_day_right_or_wrong_is_tried_after_every_row_was_changed() {
    for (typed, right) in [(PIN, true), ("000000", false)] {
        let (phone, app, vault) = Phone::new();
        vault.lock().unwrap();
        for (days, changes) in [(0, false), (1, true), (0, false), (1, true)] {
            phone.pass(days * 86_400);
            let before = phone.rows();
            assert_eq!(app.unlock(&pin(typed)).is_ok(), right);
            let left = same(&before, &phone.rows());
            // A guess by itself changes the headers and the cells of four indices, the first one among them.
            assert_eq!(left == 0, changes, "{left} rows stayed");
            app.lock_quickly().unwrap();
        }
    }
}

#[test]
fn a_store_whose_host_rotates_by_itself_is_left_alone_until_it_does() {
    let (phone, app, _) = Phone::new();
    drop(app);
    let app = Wayhome::open(phone.config().with_rotations(Rotations::WhenAsked)).unwrap();
    let before = phone.rows();
    app.lock().unwrap();
    phone.pass(5 * 86_400);
    app.lock().unwrap();
    assert_eq!(same(&before, &phone.rows()), before.len());
    app.rotate().unwrap();
    assert_eq!(same(&before, &phone.rows()), 0);
    drop(app.unlock(&pin(PIN)).unwrap());
}

#[test]
fn a_call_for_help_gets_in_between_two_parts_of_a_rotation() {
    let (phone, app, vault) = Phone::new();
    let (sos, done) = mpsc::channel();
    let (caller, mut calls) = (app.clone(), 0);
    *phone.clock.meanwhile.lock().unwrap() = Some(Box::new(move || {
        calls += 1;
        if calls == 7 {
            // In the middle: were the store held between two parts, this would wait for ever.
            let (accepted, waits) = mpsc::channel();
            let caller = caller.clone();
            std::thread::spawn(move || accepted.send(caller.locked_sos(&SosDraft::default())));
            sos.send(waits.recv_timeout(Duration::from_secs(60)).map(|id| id.is_ok())).unwrap();
        }
    }));
    let before = phone.rows();
    app.rotate().unwrap();
    assert_eq!(done.recv().unwrap(), Ok(true));
    assert_eq!(same(&before, &phone.rows()), 0);
    // The vault that was open all the time goes on, and knows of it.
    assert_eq!(vault.open_sos().unwrap().len(), 1);
    drop(app.unlock(&pin(PIN)).unwrap());
}

#[test]
fn what_was_cut_short_goes_on_with_the_next_run_though_there_is_no_network() {
    let (phone, app, vault) = Phone::new();
    drop((vault, app));
    let before = phone.rows();
    {
        // A process that is killed after two parts of a hundred.
        let mut rng = rand::rngs::StdRng::from_seed([5; 32]);
        let mut store =
            wayhome_vault::Store::open(&phone.path, std::sync::Arc::new(phone.device.clone()), &mut rng)
                .unwrap();
        store.begin_rotation(0, &mut rng).unwrap();
        for _ in 0..2 {
            store.rotate_some(&mut [], 0, &mut rng).unwrap();
        }
    }
    let cut = same(&before, &phone.rows());
    assert!(cut > 3_000, "{cut}");
    let app = Wayhome::open(phone.config()).unwrap();
    let _ = app.run_once(Budget::now()).unwrap();
    assert_eq!(same(&before, &phone.rows()), 0);
    assert!(matches!(app.unlock(&pin("000000")), Err(Error::WrongPin)));
    drop(app.unlock(&pin(PIN)).unwrap());
}

use rand::SeedableRng as _;
