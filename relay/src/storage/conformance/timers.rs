//! Timers, drills, absences.

use wayhome_protocol::ids::{SendId, TimerId};
use wayhome_protocol::keys::{IdentityPublic, TimerPublic};

use super::*;
use crate::ServiceTime;

const TIMER: TimerId = TimerId::from_bytes([6; 16]);
const OTHER: TimerId = TimerId::from_bytes([7; 16]);

fn at(millis: u64) -> ServiceTime {
    ServiceTime::from_millis(1_700_000_000_000 + millis)
}

fn key(place: u8, last_counter: Option<u64>) -> TimerKey {
    TimerKey { place, public_key: TimerPublic::from_bytes([place; 32]), last_counter }
}

fn new_timer() -> Timer {
    Timer::new(ASHA, [9; 32], vec![key(0, None), key(3, None)])
}

/// A timer of which everything is known.
fn full_timer() -> Timer {
    Timer {
        receive_id: ASHA,
        registered: Some([9; 32]),
        keys: vec![key(0, Some(4)), key(3, Some(u64::try_from(i64::MAX).unwrap()))],
        last: Some(CheckIn { delta_s: 129_600, made: at(1), heard: at(2) }),
        paused_until: Some(at(3)),
        ended: true,
        armed: Some([1; 32]),
        wanted: Some([2; 32]),
        wanted_drill: Some([3; 32]),
        rounds: 9,
        run: Run {
            round: 8,
            told: 2,
            told_at: Some(at(4)),
            swept: true,
            holds: 3,
            held: [Some(at(5)), Some(at(6)), Some(at(7))],
        },
        deadline: Some(at(8)),
    }
}

pub(crate) fn a_timer_comes_back_as_it_was_stored(mut storage: impl Storage) {
    transact(&mut storage, |tables| {
        two_readers(tables)?;
        for timer in [new_timer(), full_timer(), new_timer()] {
            tables.put_timer(&TIMER, &timer)?;
            assert_eq!(tables.timer(&TIMER)?.as_ref(), Some(&timer));
        }
        assert_eq!((tables.count_timers(&ASHA)?, tables.count_timers(&BEN)?), (1, 0));
        Ok(())
    });
}

pub(crate) fn a_timers_keys_are_replaced_place_by_place(mut storage: impl Storage) {
    transact(&mut storage, |tables| {
        two_readers(tables)?;
        let mut timer = new_timer();
        tables.put_timer(&TIMER, &timer)?;
        let moved = TimerKey { public_key: TimerPublic::from_bytes([77; 32]), ..key(1, Some(5)) };
        timer.keys = vec![key(0, Some(1)), moved];
        tables.put_timer(&TIMER, &timer)?;
        assert_eq!(tables.timer(&TIMER)?.map(|found| found.keys), Some(timer.keys));
        Ok(())
    });
}

pub(crate) fn a_timer_moves_only_from_where_it_was_seen(mut storage: impl Storage) {
    transact(&mut storage, |tables| {
        two_readers(tables)?;
        for before in [new_timer(), full_timer()] {
            tables.put_timer(&TIMER, &before)?;
            let seen = before.progress();
            let mut next = before.clone();
            next.run.told = 3;
            next.deadline = Some(at(100));
            for other in [
                Progress { round: seen.round + 1, ..seen },
                Progress { told: seen.told + 1, ..seen },
                Progress { deadline: Some(at(99)), ..seen },
            ] {
                assert!(!tables.move_timer(&TIMER, &other, &next)?);
            }
            assert_eq!(tables.timer(&TIMER)?.as_ref(), Some(&before));
            assert!(tables.move_timer(&TIMER, &seen, &next)?);
            assert_eq!(tables.timer(&TIMER)?.as_ref(), Some(&next));
            assert!(!tables.move_timer(&TIMER, &seen, &next)?, "once is enough");
        }
        Ok(())
    });
}

pub(crate) fn due_timers_are_those_whose_deadline_has_come_the_longest_due_first(mut storage: impl Storage) {
    transact(&mut storage, |tables| {
        two_readers(tables)?;
        assert_eq!(tables.next_deadline()?, None);
        for (number, deadline) in [(1, Some(30)), (2, Some(10)), (3, None), (4, Some(20)), (5, Some(31))] {
            let deadline = deadline.map(at);
            tables.put_timer(&TimerId::from_bytes([number; 16]), &Timer { deadline, ..new_timer() })?;
        }
        let due = |tables: &mut dyn Tables, now, most| -> Result<Vec<u8>, StorageError> {
            Ok(tables.due_timers(now, most)?.iter().map(|id| id.as_bytes()[0]).collect())
        };
        assert_eq!(due(tables, at(9), 9)?, [0_u8; 0]);
        assert_eq!(due(tables, at(30), 9)?, [2, 4, 1]);
        assert_eq!(due(tables, at(99), 2)?, [2, 4]);
        assert_eq!(tables.next_deadline()?, Some(at(10)));
        Ok(())
    });
}

pub(crate) fn armed_timers_are_paged_in_the_order_of_their_ids(mut storage: impl Storage) {
    transact(&mut storage, |tables| {
        two_readers(tables)?;
        for number in [3, 0, 2, 1, 9] {
            let armed = (number != 2).then_some([1; 32]);
            tables.put_timer(&TimerId::from_bytes([number; 16]), &Timer { armed, ..new_timer() })?;
        }
        let first = tables.armed_timers(None, 2)?;
        let rest = tables.armed_timers(first.last(), 9)?;
        let ids: Vec<_> = first.iter().chain(&rest).map(|id| id.as_bytes()[0]).collect();
        assert_eq!((first.len(), ids), (2, vec![0, 1, 3, 9]));
        Ok(())
    });
}

pub(crate) fn a_drill_moves_only_from_where_it_was_seen_and_ends(mut storage: impl Storage) {
    transact(&mut storage, |tables| {
        two_readers(tables)?;
        tables.put_timer(&TIMER, &new_timer())?;
        tables.put_timer(&OTHER, &new_timer())?;
        assert_eq!(tables.drill(&TIMER)?, None);
        let drill = Drill { hash: [1; 32], started: at(5), round: 7, told: 0, deadline: at(5) };
        tables.put_drill(&TIMER, &drill)?;
        assert_eq!(tables.drill(&TIMER)?.as_ref(), Some(&drill));
        assert_eq!((tables.due_drills(at(4), 9)?, tables.due_drills(at(5), 9)?), (vec![], vec![TIMER]));
        assert_eq!(tables.next_deadline()?, Some(at(5)));
        let next = Drill { told: 1, deadline: at(60), ..drill.clone() };
        assert!(!tables.move_drill(&TIMER, &next.progress(), Some(&next))?);
        assert!(tables.move_drill(&TIMER, &drill.progress(), Some(&next))?);
        assert_eq!(tables.drill(&TIMER)?.as_ref(), Some(&next));
        assert!(!tables.move_drill(&TIMER, &drill.progress(), None)?);
        assert!(tables.move_drill(&TIMER, &next.progress(), None)?);
        assert_eq!(tables.drill(&TIMER)?, None);
        tables.put_drill(&TIMER, &drill)?;
        assert!(tables.remove_drill(&TIMER)?);
        assert!(!tables.remove_drill(&TIMER)?);
        Ok(())
    });
}

pub(crate) fn an_alias_is_its_readers_own_leads_to_one_timer_and_goes_to_whoever_took_it_last(
    mut storage: impl Storage,
) {
    let [first, second, third] = [1, 2, 3].map(|number| TimerId::from_bytes([number; 16]));
    let [alias, other] = [7, 8].map(|number| TimerId::from_bytes([number; 16]));
    transact(&mut storage, |tables| {
        two_readers(tables)?;
        for (id, reader) in [(&first, ASHA), (&second, ASHA), (&third, BEN)] {
            tables.put_timer(id, &Timer::new(reader, [0; 32], Vec::new()))?;
        }
        assert_eq!(tables.timer_of_alias(&ASHA, &alias)?, None);
        tables.put_alias(&ASHA, &alias, &first)?;
        assert_eq!(tables.timer_of_alias(&ASHA, &alias)?, Some(first));
        assert_eq!(tables.timer_of_alias(&ASHA, &first)?, None, "it goes one way");
        assert_eq!(tables.timer_of_alias(&BEN, &alias)?, None, "it is another reader's");
        tables.put_alias(&BEN, &alias, &third)?;
        assert_eq!(tables.timer_of_alias(&BEN, &alias)?, Some(third));
        assert_eq!(tables.timer_of_alias(&ASHA, &alias)?, Some(first));
        // Another timer takes it.
        tables.put_alias(&ASHA, &alias, &second)?;
        assert_eq!(tables.timer_of_alias(&ASHA, &alias)?, Some(second));
        // A timer has one.
        tables.put_alias(&ASHA, &other, &second)?;
        assert_eq!(tables.timer_of_alias(&ASHA, &other)?, Some(second));
        assert_eq!(tables.timer_of_alias(&ASHA, &alias)?, None);
        tables.put_alias(&ASHA, &other, &second)?;
        tables.put_alias(&ASHA, &alias, &first)?;
        // One that takes that of another gives its own up.
        tables.put_alias(&ASHA, &alias, &second)?;
        assert_eq!(tables.timer_of_alias(&ASHA, &alias)?, Some(second));
        assert_eq!(tables.timer_of_alias(&ASHA, &other)?, None);
        assert_eq!(tables.timer_of_alias(&BEN, &alias)?, Some(third));
        assert_eq!(tables.timer(&first)?.map(|timer| timer.receive_id), Some(ASHA), "no timer goes by it");
        Ok(())
    });
}

pub(crate) fn counters_of_touch_keys_that_went_are_kept_for_the_last_of_them(mut storage: impl Storage) {
    let of = |number| TimerPublic::from_bytes([number; 32]);
    transact(&mut storage, |tables| {
        two_readers(tables)?;
        tables.put_timer(&TIMER, &new_timer())?;
        tables.put_timer(&OTHER, &new_timer())?;
        tables.keep_touch_counter(&OTHER, &of(1), 99, 2)?;
        for (number, counter) in [(1, 5), (2, 6), (1, 7), (3, 8)] {
            tables.keep_touch_counter(&TIMER, &of(number), counter, 2)?;
        }
        let mut found = Vec::new();
        for number in 1..=3 {
            found.push(tables.gone_touch_counter(&TIMER, &of(number))?);
        }
        assert_eq!(found, [Some(7), None, Some(8)], "the second went longest ago");
        assert_eq!(tables.gone_touch_counter(&OTHER, &of(1))?, Some(99));
        Ok(())
    });
}

pub(crate) fn hold_counters_are_kept_for_each_timer_and_key(mut storage: impl Storage) {
    let (ben, chandra) = (IdentityPublic::from_bytes([1; 32]), IdentityPublic::from_bytes([2; 32]));
    transact(&mut storage, |tables| {
        two_readers(tables)?;
        tables.put_timer(&TIMER, &new_timer())?;
        tables.put_timer(&OTHER, &new_timer())?;
        tables.set_hold_counter(&TIMER, &ben, 5)?;
        tables.set_hold_counter(&TIMER, &ben, 8)?;
        assert_eq!(tables.hold_counter(&TIMER, &ben)?, Some(8));
        assert_eq!(tables.hold_counter(&TIMER, &chandra)?, None);
        assert_eq!(tables.hold_counter(&OTHER, &ben)?, None);
        Ok(())
    });
}

pub(crate) fn absences_are_told_one_after_another_and_each_by_one_node(mut storage: impl Storage) {
    transact(&mut storage, |tables| {
        assert_eq!(tables.absence()?, None);
        tables.add_absence(10, 20)?;
        tables.add_absence(30, 40)?;
        let first = tables.absence()?.unwrap();
        assert_eq!((first.from_minute, first.to_minute, first.cursor), (10, 20, None));
        assert!(tables.move_absence(&first, Some(&TIMER))?);
        assert!(!tables.move_absence(&first, Some(&OTHER))?, "another was there before");
        let further = tables.absence()?.unwrap();
        assert_eq!(further.cursor, Some(TIMER));
        assert!(!tables.move_absence(&first, None)?);
        assert!(tables.move_absence(&further, None)?);
        assert_eq!(tables.absence()?.map(|second| second.from_minute), Some(30));
        Ok(())
    });
}

pub(crate) fn gaps_come_back_in_their_order_and_are_replaced_together(mut storage: impl Storage) {
    let longest = u64::try_from(i64::MAX).unwrap();
    let gaps: Vec<_> = (1..=3)
        .map(|number| Gap {
            at: at(number),
            length_ms: longest / number,
            is_start: number == 2,
            echoed: (number > 1).then_some(at(number * 10)),
        })
        .collect();
    transact(&mut storage, |tables| {
        assert_eq!(tables.gaps()?, []);
        for some in [&gaps[..2], &gaps[..], &gaps[1..], &gaps[1..]] {
            tables.set_gaps(some)?;
            assert_eq!(tables.gaps()?, some);
        }
        Ok(())
    });
    transact(&mut storage, |tables| {
        assert_eq!(tables.gaps()?, gaps[1..]);
        Ok(())
    });
}

pub(crate) fn newcomers_wait_each_for_their_time_and_are_told_by_one_node(mut storage: impl Storage) {
    let newcomer =
        |send_id: SendId, due: u64| Newcomer { timer: TIMER, send_id, round: 3, told: 2, due: at(due) };
    let (asha, ben) = (newcomer(TO_ASHA, 20), newcomer(TO_BEN, 10));
    transact(&mut storage, |tables| {
        two_readers(tables)?;
        tables.put_timer(&TIMER, &new_timer())?;
        tables.put_newcomer(&newcomer(TO_ASHA, 5))?;
        tables.put_newcomer(&asha)?;
        tables.put_newcomer(&ben)?;
        assert_eq!(tables.next_deadline()?, Some(at(10)));
        assert_eq!(tables.due_newcomers(at(9), 9)?, []);
        assert_eq!(tables.due_newcomers(at(20), 9)?, [ben, asha]);
        assert_eq!(tables.due_newcomers(at(20), 1)?, std::slice::from_ref(&ben));
        tables.put_newcomer(&newcomer(TO_BEN, 30))?;
        assert!(!tables.take_newcomer(&ben)?, "another was there before");
        assert!(tables.take_newcomer(&asha)?);
        assert!(!tables.take_newcomer(&asha)?);
        assert_eq!(tables.due_newcomers(at(99), 9)?, [newcomer(TO_BEN, 30)]);
        Ok(())
    });
}
