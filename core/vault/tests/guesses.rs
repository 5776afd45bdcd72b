//! What it costs to try a PIN, and how many may be tried.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::cast_possible_truncation,
    clippy::print_stderr
)]

mod common;

use std::fs;
use std::sync::Arc;
use std::time::Duration;

use common::images::*;
use common::stranger::Stranger;
use common::*;
use wayhome_vault::testing::{Counts, counted};
use wayhome_vault::*;

const WRONG: &str = "000000";
const SECOND: &str = "second 22";

fn wrong_pins(t: &Bench) -> u32 {
    Stranger::read(&t.rows()[&5], &*t.device).unwrap().wrong_pins
}

/// What trying this PIN costs, from its letters to the answer: operations, bytes of log, and rows changed.
fn cost(store: &mut Store, path: &std::path::Path, typed: &str) -> (Counts, u64, usize, bool) {
    assert!(store.checkpoint().unwrap());
    let before = rows(path);
    let (opened, counts) = counted(|| store.try_pin(&pin(typed)));
    let opens = match opened {
        Ok(_) => true,
        Err(Error::WrongPin) => false,
        Err(error) => panic!("{error:?}"),
    };
    let log = fs::metadata(log_of(path)).unwrap().len();
    let after = rows(path);
    (counts, log, before.iter().filter(|(row, body)| after[row] != **body).count(), opens)
}

#[test]
fn every_pin_costs_the_same_operations() {
    let empty = Empty::new(40);
    let (mut store, mut own) = (empty.create().unwrap(), rng(3));
    let work = store.work_out(&pin(PIN)).unwrap();
    let (slot, [ticket, ..]) = store.create_first_slot(&work, &mut own).unwrap();
    // Another slot, with other things in it.
    let work = store.work_out(&pin(SECOND)).unwrap();
    drop(store.create_slot(&ticket, &work, LONG, &mut own).unwrap());
    let Empty { folder, path, device, .. } = empty;
    let mut t = Bench { store, slot, rng: own, path, device, folder };
    fill(&mut t);
    let unused = Empty::new(40);
    let mut without = unused.create().unwrap();
    for rotating in [false, true] {
        if rotating {
            t.store.begin_rotation(1, &mut t.rng).unwrap();
            t.store.rotate_some(&mut [], 12, &mut t.rng).unwrap();
            without.begin_rotation(1, &mut t.rng).unwrap();
            without.rotate_some(&mut [], 12, &mut t.rng).unwrap();
        }
        let right = cost(&mut t.store, &t.path, PIN);
        assert!(right.3);
        assert_eq!((right.0.stretched, right.0.macs, right.0.committed), (1, 1, 2));
        // Four indices of five rows, and both header copies.
        assert_eq!(right.2, 4 * 5 + 2);
        assert!(right.0.opened >= 40 + 4 && right.0.read >= 40);
        for typed in [WRONG, SECOND, "another one", PIN, WRONG, SECOND, "482914", PIN] {
            let other = cost(&mut t.store, &t.path, typed);
            assert_eq!(other.3, [PIN, SECOND].contains(&typed));
            assert_eq!((other.0, other.1, other.2), (right.0, right.1, right.2), "{typed}, {rotating}");
        }
        let nothing = cost(&mut without, &unused.path, PIN);
        assert_eq!((nothing.0, nothing.1, nothing.2, nothing.3), (right.0, right.1, right.2, false));
    }
    // The width of commits is part of it.
    t.store.set_width(5);
    let (right, wrong) = (cost(&mut t.store, &t.path, PIN), cost(&mut t.store, &t.path, WRONG));
    assert_eq!((right.0, right.1, right.2), (wrong.0, wrong.1, wrong.2));
    assert_eq!(right.2, 5 * 5 + 2);
}

#[test]
fn after_an_unlock_the_slot_is_up_to_date_and_needs_no_second_look() {
    let mut t = Bench::new(40);
    fill(&mut t);
    let mut slot = t.store.try_pin(&pin(PIN)).unwrap();
    let (tx, counts) = counted(|| t.store.begin(Some(&mut slot)).map(drop));
    tx.unwrap();
    assert_eq!((counts.read, counts.opened), (0, 0));
    // What another process writes meanwhile is seen all the same.
    let (mut other, mut other_slot) = t.reopened();
    let mut tx = other.begin(Some(&mut other_slot)).unwrap();
    tx.slot_put(key(9, 9), Place::Any, b"elsewhere", Class::Ordinary).unwrap();
    tx.commit(&mut t.rng).unwrap();
    assert_eq!(t.store.begin(Some(&mut slot)).unwrap().slot_get(key(9, 9)), Some(&b"elsewhere"[..]));
}

#[test]
fn from_the_fifth_wrong_pin_on_the_next_must_wait() {
    let mut t = Bench::new(16);
    let waits = [0, 0, 0, 0, 0, 30, 60, 300, 900, 1800, 1800, 1800];
    let wrong = t.store.work_out(&pin(WRONG)).unwrap();
    let right = t.store.work_out(&pin(PIN)).unwrap();
    for (count, wait) in (0..).zip(waits) {
        assert_eq!(wrong_pins(&t), count);
        let wait = Duration::from_secs(wait);
        if !wait.is_zero() {
            let early = wait - Duration::from_millis(1);
            for guess in [&right, &wrong] {
                let before = t.rows();
                let (refused, counts) = counted(|| t.store.unlock(guess, early, &mut t.rng));
                assert!(matches!(refused, Err(Error::RetryLater { after }) if after == wait - early));
                assert_eq!((counts.opened, counts.committed), (0, 0));
                assert_eq!(t.rows(), before);
            }
            let refused = t.store.may_try_pin(Duration::ZERO);
            assert!(matches!(refused, Err(Error::RetryLater { after }) if after == wait));
        }
        t.store.may_try_pin(wait).unwrap();
        // Whoever does not know a PIN never waits.
        t.lobby_put(key(1, count as u8), Place::Any, b"locked screen");
        assert!(matches!(t.store.unlock(&wrong, wait, &mut t.rng), Err(Error::WrongPin)));
    }
    t.store.unlock(&right, Duration::from_secs(1800), &mut t.rng).unwrap();
    assert_eq!(wrong_pins(&t), 0);
    t.store.unlock(&wrong, Duration::ZERO, &mut t.rng).unwrap_err();
    t.store.unlock(&right, Duration::ZERO, &mut t.rng).unwrap();
}

#[test]
fn a_store_without_slots_makes_everybody_wait_too() {
    let unused = Empty::new(16);
    let mut store = unused.create().unwrap();
    for _ in 0..5 {
        assert!(matches!(store.try_pin(&pin(PIN)), Err(Error::WrongPin)));
    }
    let guess = store.work_out(&pin(PIN)).unwrap();
    let refused = store.unlock(&guess, Duration::from_secs(29), &mut rng(1));
    assert!(matches!(refused, Err(Error::RetryLater { after }) if after == Duration::from_secs(1)));
}

#[test]
fn two_processes_share_the_count() {
    let mut t = Bench::new(16);
    let mut other = t.open().unwrap();
    let guess = t.store.work_out(&pin(WRONG)).unwrap();
    for n in 0..6u32 {
        let store = if n % 2 == 0 { &mut t.store } else { &mut other };
        store.unlock(&guess, LONG, &mut t.rng).unwrap_err();
        assert_eq!(wrong_pins(&t), n + 1);
    }
    let minute = Duration::from_secs(60);
    for store in [&mut t.store, &mut other] {
        let refused = store.may_try_pin(Duration::ZERO);
        assert!(matches!(refused, Err(Error::RetryLater { after }) if after == minute));
    }
    other.try_pin(&pin(PIN)).unwrap();
    t.store.may_try_pin(Duration::ZERO).unwrap();
}

#[test]
fn a_kill_during_a_guess_gives_no_free_guess() {
    // What cannot be counted is not tried: somebody else writes, so that the first commit fails.
    let mut t = Bench::new(16);
    fill(&mut t);
    t.store.set_busy_timeout(Duration::from_millis(1)).unwrap();
    let guess = t.store.work_out(&pin(PIN)).unwrap();
    let writing = rusqlite::Connection::open(&t.path).unwrap();
    writing.execute_batch("BEGIN IMMEDIATE").unwrap();
    let (refused, counts) = counted(|| t.store.unlock(&guess, LONG, &mut t.rng));
    assert!(matches!(refused, Err(Error::Busy)));
    assert_eq!((counts.opened, counts.read), (0, 0));
    writing.execute_batch("ROLLBACK").unwrap();
    drop(writing);

    // And what is tried was counted. The log of a guess that was tried has two commits; a process killed between them,
    // or in the second, has used a guess up.
    let mut kept = folder();
    let mut path = t.path.clone();
    let frames_of_first = 2;
    for (killed, typed) in (0..).zip([WRONG, PIN, WRONG, WRONG, PIN, PIN, WRONG]) {
        let mut store = Store::open(&path, t.device.clone(), &mut t.rng).unwrap();
        assert!(store.checkpoint().unwrap());
        let data = fs::read(&path).unwrap();
        let _ = store.try_pin(&pin(typed));
        let log = fs::read(log_of(&path)).unwrap();
        drop(store);
        let ends = cuts(&log);
        let mut counts = Vec::new();
        for cut in &ends {
            let image = Image { data: data.clone(), log: log[..*cut].to_vec(), device: t.device.image() };
            let folder = folder();
            let path = image.lay(folder.path());
            let reader = Stranger::read(&rows(&path)[&5], &*t.device).unwrap();
            counts.push(reader.wrong_pins);
        }
        // Two cuts for each frame: the guess counts as soon as the first commit is whole.
        let last = if typed == PIN { 0 } else { killed + 1 };
        let expected: Vec<u32> = (0..ends.len())
            .map(|at| match at {
                at if at < 2 * frames_of_first => killed,
                at if at + 2 < ends.len() => killed + 1,
                _ => last,
            })
            .collect();
        assert_eq!(counts, expected, "{typed}");
        // It was killed in the middle; go on from there.
        let image = Image { data, log: log[..ends[ends.len() / 2]].to_vec(), device: t.device.image() };
        kept = folder();
        path = image.lay(kept.path());
    }
    let mut store = Store::open(&path, t.device.clone(), &mut t.rng).unwrap();
    let refused = store.may_try_pin(Duration::ZERO);
    assert!(matches!(refused, Err(Error::RetryLater { after }) if after == Duration::from_secs(300)));
    assert_filled(&mut store);
    drop(kept);
}

/// Where the store lies after so many guesses in turn that were each killed between their count and their answer.
fn after_killed_guesses(t: &Bench, typed: &str, times: u32) -> (tempfile::TempDir, std::path::PathBuf) {
    let (mut kept, mut path) = (folder(), t.path.clone());
    for killed in 1..=times {
        let image = counted_only(&path, &t.device, typed);
        kept = folder();
        path = image.lay(kept.path());
        // Each of them counts all the same, so that the waits grow.
        assert_eq!(Stranger::read(&rows(&path)[&5], &*t.device).unwrap().wrong_pins, killed);
    }
    (kept, path)
}

#[test]
fn right_pins_that_were_killed_before_their_answer_never_wipe_the_store() {
    let mut t = Bench::new(16);
    fill(&mut t);
    t.erase_after_five();
    let (_kept, path) = after_killed_guesses(&t, PIN, 12);
    let mut store = Store::open(&path, t.device.clone(), &mut t.rng).unwrap();
    let refused = store.may_try_pin(Duration::ZERO);
    assert!(matches!(refused, Err(Error::RetryLater { after }) if after == Duration::from_secs(1800)));
    assert_filled(&mut store);
    assert_eq!(Stranger::read(&rows(&path)[&5], &*t.device).unwrap().wrong_pins, 0);
}

#[test]
fn after_guesses_that_were_killed_the_first_wrong_one_with_an_answer_wipes_the_store() {
    let mut t = Bench::new(16);
    fill(&mut t);
    t.erase_after_five();
    let (_kept, path) = after_killed_guesses(&t, WRONG, 4);
    let mut store = Store::open(&path, t.device.clone(), &mut t.rng).unwrap();
    assert!(matches!(store.try_pin(&pin(WRONG)), Err(Error::Wiped)));
    assert!(matches!(store.try_pin(&pin(PIN)), Err(Error::WrongPin)));
}

#[test]
fn damage_in_a_slot_is_told_only_after_everything_else_was_done() {
    let mut t = Bench::new(24);
    fill(&mut t);
    let region = i64::from(t.slot.region());
    let usual = cost(&mut t.store, &t.path, PIN);
    t.store.try_pin(&pin(WRONG)).unwrap_err();
    let conn = rusqlite::Connection::open(&t.path).unwrap();
    conn.execute("UPDATE blob SET body = ?2 WHERE id = ?1", (7 * 8 + region, vec![1u8; BODY_LEN])).unwrap();
    conn.execute("DELETE FROM blob WHERE id = ?1", [8 * 8 + (region + 1) % 4]).unwrap();
    conn.execute("DELETE FROM blob WHERE id = ?1", [9 * 8 + region]).unwrap();
    drop(conn);
    t.store.refresh(None).unwrap();
    // The random indices must not meet the missing rows.
    let (told, counts) = (0..20)
        .map(|_| {
            let mut store = t.open().unwrap();
            counted(|| store.try_pin(&pin(PIN)))
        })
        .find(|(told, _)| !matches!(told, Err(Error::Damaged { what: "a row is missing" })))
        .unwrap();
    assert!(matches!(told, Err(Error::Damaged { what: "a cell does not open" })), "{told:?}");
    assert_eq!((counts.read, counts.written, counts.committed), (usual.0.read, usual.0.written, 2));
    assert_eq!(wrong_pins(&t), 0);
}

#[test]
fn a_wrong_old_pin_counts_as_one_and_must_wait_as_one() {
    let mut t = Bench::new(16);
    for n in 1..=5 {
        let refused = t.store.new_pin(&t.slot, &pin(WRONG), &pin("new pin 1"), &mut t.rng);
        assert!(matches!(refused, Err(Error::WrongPin)));
        assert_eq!(wrong_pins(&t), n);
    }
    let (old, new) = (t.store.work_out(&pin(PIN)).unwrap(), t.store.work_out(&pin("new pin 1")).unwrap());
    let refused = t.store.change_pin(&t.slot, (&old, &new), Duration::from_secs(10), &mut t.rng);
    assert!(matches!(refused, Err(Error::RetryLater { after }) if after == Duration::from_secs(20)));
    t.store.change_pin(&t.slot, (&old, &new), Duration::from_secs(30), &mut t.rng).unwrap();
    t.store.try_pin(&pin("new pin 1")).unwrap();
}

#[test]
fn a_pin_worked_out_for_another_store_opens_and_makes_nothing() {
    let (mut one, unused) = (Bench::new(16), Empty::new(16));
    let mut other = unused.create_seeded(2).unwrap();
    let foreign = other.work_out(&pin(PIN)).unwrap();
    assert!(matches!(one.store.unlock(&foreign, LONG, &mut one.rng), Err(Error::WrongPin)));
    let own = one.store.work_out(&pin(PIN)).unwrap();
    assert!(matches!(other.create_first_slot(&own, &mut one.rng), Err(Error::Busy)));
    let refused = one.store.change_pin(&one.slot, (&own, &foreign), LONG, &mut one.rng);
    assert!(matches!(refused, Err(Error::Busy)));
    one.store.unlock(&own, LONG, &mut one.rng).unwrap();
}

#[test]
fn working_a_pin_out_needs_neither_the_store_nor_its_lock() {
    let mut t = Bench::new(16);
    let terms = t.store.pin_terms();
    let device: Arc<dyn DeviceKey> = t.device.clone();
    let writing = rusqlite::Connection::open(&t.path).unwrap();
    writing.execute_batch("BEGIN IMMEDIATE").unwrap();
    let work = std::thread::spawn(move || PinWork::derive(&pin(PIN), &terms, &*device)).join().unwrap();
    writing.execute_batch("ROLLBACK").unwrap();
    t.store.unlock(&work.unwrap(), LONG, &mut t.rng).unwrap();
}
