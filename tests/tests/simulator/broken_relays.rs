//! Relays that are broken on purpose: the oracle finds each of them.

use wayhome_tests::World;
use wayhome_tests::clock::MINUTE;
use wayhome_tests::simulator::{Moment, Operation};

use crate::tales::{CHECK_IN, HOURS, daily, finds, in_the_relay, trigger};

/// A check-in with a place, and then nothing more for longer than the last step takes.
fn silence() -> [Operation; 2] {
    [Operation::CheckIn { locked: false, place: true }, Operation::Pass(100 * HOURS)]
}

/// A relay that miscounts its time once it has heard a check-in.
fn miscounts(millis: i64) -> impl Fn(&mut World, Moment<'_>) + Sync {
    move |world, moment| {
        if matches!(moment, Moment::After(Operation::CheckIn { .. })) {
            world.relay.miscount(millis);
        }
    }
}

// I1: nothing is told too early.

#[test]
fn a_relay_whose_time_goes_ahead_by_five_minutes_is_found() {
    let fault = miscounts(5 * MINUTE as i64);
    finds("I1: step 1 was told 300 s or more before its time", &daily(silence()), &fault);
}

#[test]
fn a_relay_that_counts_the_time_it_was_down_is_found() {
    let fault = |world: &mut World, moment: Moment<'_>| {
        // When it has gone down.
        if matches!(moment, Moment::After(Operation::Relay)) && world.relay.next_deadline().is_none() {
            in_the_relay(world, "UPDATE meta SET service_ms = service_ms + 20 * 3600000");
        }
    };
    let outage =
        [Operation::Relay, Operation::Pass(20 * HOURS), Operation::Relay, Operation::Pass(80 * HOURS)];
    finds("I1: step 1 was told", &daily(outage), &fault);
}

#[test]
fn a_relay_that_tells_at_once_after_an_absence_is_found() {
    let outage = [
        Operation::Pass(34 * HOURS + 50),
        Operation::Relay,
        Operation::Pass(10 * HOURS),
        Operation::Relay,
        Operation::Pass(3 * HOURS),
    ];
    let fault = trigger(
        "AFTER UPDATE OF quiet_until_ms ON meta WHEN NEW.quiet_until_ms > 0
         BEGIN UPDATE meta SET quiet_until_ms = 0; END",
    );
    finds("I1: step 1 was told", &daily(outage), &fault);
}

#[test]
fn a_relay_that_does_not_keep_a_pause_is_found() {
    let pause = [Operation::Pause(72 * HOURS), Operation::Pass(60 * HOURS)];
    let fault = trigger(
        "AFTER UPDATE OF paused_until_ms ON timers WHEN NEW.paused_until_ms IS NOT NULL
         BEGIN UPDATE timers SET paused_until_ms = NULL, deadline_ms = NEW.touch_effective_ms + 36 * 3600000; END",
    );
    finds("I1: step 1 was told", &daily(pause), &fault);
}

#[test]
fn a_relay_that_does_not_keep_a_hold_is_found() {
    let hold = [
        Operation::Pass(37 * HOURS),
        Operation::Hold { contact: 0, step: 2, minutes: 24 * HOURS },
        Operation::Pass(40 * HOURS),
    ];
    let fault = trigger(
        "AFTER UPDATE OF held_2_ms ON timers WHEN NEW.held_2_ms IS NOT NULL
         BEGIN UPDATE timers SET held_2_ms = NULL, deadline_ms = NEW.touch_effective_ms + 48 * 3600000; END",
    );
    finds("I1: step 2 was told", &daily(hold), &fault);
}

#[test]
fn a_relay_that_forgets_that_it_has_told_a_step_and_tells_it_again_is_found() {
    let fault = |world: &mut World, moment: Moment<'_>| {
        if matches!(moment, Moment::After(Operation::Copy)) {
            in_the_relay(world, "UPDATE timers SET told = 0, deadline_ms = told_ms WHERE told = 1");
        }
    };
    let silence = [Operation::Pass(37 * HOURS), Operation::Copy, Operation::Pass(HOURS)];
    finds("I1: step 1 was told when 2 was next", &daily(silence), &fault);
}

#[test]
fn a_relay_that_leaves_a_step_out_and_tells_the_next_is_found() {
    let fault = trigger(
        "AFTER UPDATE OF told ON timers WHEN NEW.told = 1 AND OLD.told = 0
         BEGIN UPDATE timers SET told = 2 WHERE timer_id = NEW.timer_id; END",
    );
    finds("I2: step 2 was to be told", &daily(silence()), &fault);
}

#[test]
fn a_relay_that_releases_places_to_whom_they_do_not_go_is_found() {
    let fault = trigger("AFTER INSERT ON plan_people BEGIN UPDATE plan_people SET places = told; END");
    finds("I1: step 1 has released places to whom they do not go", &daily(silence()), &fault);
}

// I2: everything is told in time, to whom it is to be told, with what belongs to it.

#[test]
fn a_relay_whose_time_stays_behind_by_five_minutes_is_found() {
    finds("I2: step 1 was to be told", &daily(silence()), &miscounts(-5 * MINUTE as i64));
}

#[test]
fn a_relay_that_never_tells_is_found() {
    let fault = trigger(
        "AFTER UPDATE OF deadline_ms ON timers WHEN NEW.deadline_ms IS NOT NULL
         BEGIN UPDATE timers SET deadline_ms = NULL; END",
    );
    finds("I2: step 1 was to be told", &daily(silence()), &fault);
}

#[test]
fn a_relay_that_loses_the_words_of_a_step_is_found() {
    let fault = trigger(
        "AFTER INSERT ON cells WHEN EXISTS (SELECT 1 FROM lodged WHERE cell = NEW.cell)
         BEGIN DELETE FROM cells WHERE id = NEW.id; END",
    );
    finds("I2: step 1 came to 1 people without its words", &daily(silence()), &fault);
}

#[test]
fn a_relay_that_tells_a_step_to_all_but_one_is_found() {
    let fault = trigger(
        "AFTER INSERT ON cells WHEN (SELECT max(told) FROM timers) = 2
             AND NEW.send_id = (SELECT send_id FROM plan_people WHERE place = 1)
         BEGIN DELETE FROM cells WHERE id = NEW.id; END",
    );
    finds("I2: step 2 was to reach", &daily(silence()), &fault);
}

#[test]
fn a_relay_that_does_not_release_the_places_of_a_step_is_found() {
    let fault = trigger("AFTER INSERT ON relay_parts BEGIN DELETE FROM relay_parts; END");
    finds("I2: step 2 has not released the newest place", &daily(silence()), &fault);
}

#[test]
fn a_relay_that_keeps_quiet_about_its_absence_is_found() {
    let outage = [Operation::Relay, Operation::Pass(3 * HOURS), Operation::Relay, Operation::Pass(2 * HOURS)];
    let fault = trigger("AFTER INSERT ON absences BEGIN DELETE FROM absences; END");
    finds("people have not heard that the relay was away", &daily(outage), &fault);
}

// I10: a check-in prevents a step, or is told to those who were told one.

#[test]
fn a_relay_that_does_not_heed_a_check_in_is_found() {
    let check_in = [Operation::Pass(20 * HOURS), CHECK_IN, Operation::Pass(40 * HOURS)];
    let fault = trigger(
        "AFTER UPDATE OF touch_effective_ms ON timers WHEN OLD.touch_effective_ms IS NOT NULL
             AND NEW.touch_effective_ms > OLD.touch_effective_ms + 3600000
         BEGIN UPDATE timers SET touch_effective_ms = OLD.touch_effective_ms, deadline_ms = OLD.deadline_ms; END",
    );
    finds("I10: step 1 was told as if the last check-in had not come", &daily(check_in), &fault);
}

#[test]
fn a_relay_that_keeps_a_late_check_in_from_those_who_were_told_is_found() {
    let late = [Operation::Pass(40 * HOURS), CHECK_IN, Operation::Pass(HOURS)];
    let fault = trigger(
        "AFTER UPDATE OF told ON timers WHEN NEW.told = 0 AND OLD.told > 0
         BEGIN DELETE FROM cells WHERE id > (SELECT max(id) - 1 FROM cells); END",
    );
    finds("I10: the relay was to say", &daily(late), &fault);
}

// I3, I4, I5 at the relay.

#[test]
fn a_relay_that_takes_an_old_command_again_is_found() {
    let replay = [CHECK_IN, Operation::Pass(HOURS), Operation::Replay(0), Operation::Pass(HOURS)];
    let fault = trigger(
        "AFTER UPDATE OF last_counter ON timer_keys WHEN NEW.last_counter IS NOT NULL
         BEGIN UPDATE timer_keys SET last_counter = NULL; END",
    );
    finds("I4: Touch was answered Accepted, not OldCounter", &daily(replay), &fault);
}

#[test]
fn a_cell_from_nowhere_is_found() {
    let fault = |world: &mut World, moment: Moment<'_>| {
        if let Moment::After(Operation::Pass(_)) = moment {
            in_the_relay(
                world,
                "INSERT INTO cells (send_id, receive_id, tag, cell, cell_hash, arrival_minute, age_s, ring, service_minute)
                 SELECT send_id, receive_id, randomblob(16), randomblob(1024), randomblob(32), 0, 0, 0, 0
                 FROM mailboxes WHERE discard = 0 LIMIT 1",
            );
        }
    };
    finds("I4: a cell that nobody sent has come to", &daily([Operation::Pass(HOURS)]), &fault);
}

#[test]
fn a_relay_that_says_stored_and_keeps_nothing_is_found() {
    let fault = trigger("AFTER INSERT ON cells BEGIN DELETE FROM cells WHERE id = NEW.id; END");
    finds("I5: the relay says that it has stored", &daily([CHECK_IN]), &fault);
}

#[test]
fn a_relay_that_never_hands_out_what_it_holds_is_found() {
    let fault = |world: &mut World, moment: Moment<'_>| {
        if matches!(moment, Moment::Beginning) {
            let ben: String =
                world.pairings[0].send_id.as_bytes().iter().map(|byte| format!("{byte:02x}")).collect();
            in_the_relay(
                world,
                &format!(
                    "CREATE TRIGGER fault AFTER INSERT ON cells WHEN NEW.send_id = x'{ben}'
                     BEGIN UPDATE cells SET receive_id = zeroblob(16) WHERE id = NEW.id; END"
                ),
            );
        }
    };
    finds("I3: ", &daily([Operation::Sos { locked: false }]), &fault);
}
