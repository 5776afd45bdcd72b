//! Phones that are broken on purpose, or deceived: the simulator finds each of them.

use std::sync::Mutex;

use wayhome_tests::World;
use wayhome_tests::clock::{HOUR, TEN_YEARS};
use wayhome_tests::simulator::{Moment, Operation};

use crate::tales::{CHECK_IN, HOURS, daily, finds};

/// Everyone but the worker has their phone's clock changed when the relay dies.
fn contacts_clocks(off: i64) -> impl Fn(&mut World, Moment<'_>) + Sync {
    move |world, moment| {
        if matches!(moment, Moment::RelayDead) {
            for who in world.everyone().skip(1) {
                world[who].clock.set_offset(off);
            }
        }
    }
}

// I9: the contacts' own apps notice the silence of a dead relay.

#[test]
fn a_contacts_app_that_does_not_notice_the_silence_is_found() {
    finds("I9: Ben has not noticed the silence", &daily([CHECK_IN]), &contacts_clocks(-TEN_YEARS));
}

#[test]
fn a_contacts_app_that_raises_the_alarm_too_early_is_found() {
    let day = 24 * HOUR as i64;
    finds("I9: Ben was told too early", &daily([CHECK_IN]), &contacts_clocks(day));
}

// No false success, nothing accepted is lost.

#[test]
fn a_phone_that_shows_at_relay_what_never_was_there_is_found() {
    let fault = |world: &mut World, moment: Moment<'_>| {
        if matches!(moment, Moment::Beginning) {
            world.relay.impersonate();
        }
    };
    let check_ins = [CHECK_IN, CHECK_IN, CHECK_IN, CHECK_IN];
    finds("messages show at relay", &daily(check_ins), &fault);
}

#[test]
fn a_phone_that_loses_a_check_in_that_it_has_accepted_is_found() {
    let copy: Mutex<Vec<u8>> = Mutex::default();
    let fault = move |world: &mut World, moment: Moment<'_>| {
        let asha = world.everyone().next().unwrap();
        match moment {
            Moment::Beginning => *copy.lock().unwrap() = world.store_bytes(asha),
            Moment::After(Operation::CheckIn { .. }) => world.put_back(asha, &copy.lock().unwrap()),
            _ => {}
        }
    };
    finds("was acknowledged and is lost", &daily([CHECK_IN, Operation::Pass(HOURS)]), &fault);
}
