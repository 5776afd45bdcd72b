//! Uploaded plans.

use wayhome_protocol::ids::{DossierId, TimerId};
use wayhome_protocol::keys::{IdentityPublic, TimerPublic};
use wayhome_protocol::plan_steps::{Step, StepSet};

use super::*;
use crate::ServiceTime;

const TIMER: TimerId = TimerId::from_bytes([6; 16]);

fn at(millis: u64) -> ServiceTime {
    ServiceTime::from_millis(1_700_000_000_000 + millis)
}

fn plan(number: u8) -> Plan {
    Plan {
        timer: TIMER,
        hash: [number; 32],
        drill: false,
        interval_s: 86_400,
        grace_s: 43_200,
        delays_s: vec![0],
        people: Vec::new(),
        dossier: None,
        phones: None,
        touch_keys: None,
        stored: at(u64::from(number)),
    }
}

fn person(number: u8) -> PlanPerson {
    PlanPerson {
        send_id: SendId::from_bytes([number; 16]),
        capability_hash: CapabilityHash::from_bytes([number + 1; 32]),
        hold_key: IdentityPublic::from_bytes([number + 2; 32]),
        told: StepSet::from_bits(0b1111).unwrap(),
        places: StepSet::from_bits(0b0110).unwrap(),
        dossier: StepSet::from_bits(0b1000).unwrap(),
    }
}

fn with_timer(tables: &mut dyn Tables) -> Result<(), StorageError> {
    two_readers(tables)?;
    tables.put_timer(&TIMER, &Timer::new(ASHA, [0; 32], Vec::new()))
}

/// A timer with this plan armed, which has told this many steps.
fn stands(armed: u8, told: u8) -> Timer {
    let run = Run { told, ..Run::default() };
    Timer { armed: Some([armed; 32]), run, ..Timer::new(ASHA, [0; 32], Vec::new()) }
}

fn open_mailbox(tables: &mut dyn Tables, person: &PlanPerson) -> Result<(), StorageError> {
    let capability_hash = person.capability_hash;
    tables.put_mailbox(&person.send_id, &Mailbox { receive_id: BEN, capability_hash, discard: false })
}

pub(crate) fn a_plan_comes_back_as_it_was_stored(mut storage: impl Storage) {
    let dossier = PlanDossier { id: DossierId::from_bytes([8; 16]), part: [9; 32], generation: 3 };
    let full = Plan {
        drill: true,
        delays_s: vec![0, 900, 1_800, 2_592_000],
        people: (10..18).map(person).collect(),
        dossier: Some(dossier),
        phones: Some(vec![1, 2, 3]),
        touch_keys: Some([
            Some(TimerPublic::from_bytes([4; 32])),
            None,
            Some(TimerPublic::from_bytes([5; 32])),
            None,
        ]),
        ..plan(2)
    };
    let cells = [cell(1, 1), cell(2, 2)];
    let second = Step::new(2).unwrap();
    transact(&mut storage, |tables| {
        with_timer(tables)?;
        tables.add_plan(&plan(1), &[])?;
        let lodged = [
            Lodged { place: 0, step: Step::FIRST, cell: &cells[0] },
            Lodged { place: 7, step: second, cell: &cells[1] },
        ];
        tables.add_plan(&full, &lodged)?;
        assert_eq!(tables.plan(&TIMER, &[1; 32])?, Some(plan(1)));
        assert_eq!(tables.plan(&TIMER, &[2; 32])?.as_ref(), Some(&full));
        assert_eq!(tables.plan(&TIMER, &[3; 32])?, None);
        assert_eq!(tables.plan(&TimerId::from_bytes([7; 16]), &[1; 32])?, None);
        assert_eq!(tables.lodged(&TIMER, &[2; 32], 0, Step::FIRST)?.as_ref(), Some(&cells[0]));
        assert_eq!(tables.lodged(&TIMER, &[2; 32], 7, second)?.as_ref(), Some(&cells[1]));
        assert_eq!(tables.lodged(&TIMER, &[2; 32], 7, Step::FIRST)?, None);
        assert_eq!(tables.lodged(&TIMER, &[1; 32], 0, Step::FIRST)?, None);
        let heads: Vec<_> = tables.plans_of(&TIMER)?.iter().map(|head| (head.hash[0], head.drill)).collect();
        assert_eq!(heads, [(1, false), (2, true)]);
        Ok(())
    });
}

pub(crate) fn timers_that_told_a_step_are_found_by_the_mailboxes_of_what_is_armed(mut storage: impl Storage) {
    let other = TimerId::from_bytes([7; 16]);
    let named = |number| Plan { people: vec![person(10), person(11)], ..plan(number) };
    let mailbox = person(10).send_id;
    transact(&mut storage, |tables| {
        with_timer(tables)?;
        open_mailbox(tables, &person(10))?;
        tables.put_timer(&other, &Timer::new(ASHA, [0; 32], Vec::new()))?;
        tables.add_plan(&named(1), &[])?;
        tables.add_plan(&named(2), &[])?;
        tables.add_plan(&Plan { timer: other, ..named(3) }, &[])?;
        assert_eq!(tables.told_timers(&mailbox, 9)?, [], "nothing is armed");
        tables.put_timer(&TIMER, &stands(2, 1))?;
        tables.put_timer(&other, &stands(3, 0))?;
        assert_eq!(tables.told_timers(&mailbox, 9)?, [TIMER], "the other has told nothing");
        tables.put_timer(&other, &stands(3, 4))?;
        assert_eq!(tables.told_timers(&mailbox, 9)?, [TIMER, other]);
        assert_eq!(tables.told_timers(&mailbox, 1)?, [TIMER]);
        assert_eq!(tables.told_timers(&person(12).send_id, 9)?, [], "no plan names it");
        tables.put_timer(&TIMER, &stands(5, 1))?;
        assert_eq!(tables.told_timers(&mailbox, 9)?, [other], "what names it is not armed");
        Ok(())
    });
}

pub(crate) fn plans_that_guess_a_mailboxs_capability_crowd_out_none_that_knows_it(mut storage: impl Storage) {
    let known = person(10);
    let guessed = PlanPerson { capability_hash: CapabilityHash::from_bytes([99; 32]), ..person(10) };
    transact(&mut storage, |tables| {
        with_timer(tables)?;
        for number in 1..=9 {
            let timer = TimerId::from_bytes([number; 16]);
            let person = if number == 9 { &known } else { &guessed };
            tables.put_timer(&timer, &stands(number, 1))?;
            tables.add_plan(&Plan { timer, people: vec![person.clone()], ..plan(number) }, &[])?;
        }
        assert_eq!(tables.told_timers(&known.send_id, 9)?, [], "there is no such mailbox");
        open_mailbox(tables, &known)?;
        assert_eq!(tables.told_timers(&known.send_id, 1)?, [TimerId::from_bytes([9; 16])]);
        assert_eq!(tables.told_timers(&known.send_id, 9)?, [TimerId::from_bytes([9; 16])]);
        Ok(())
    });
}

pub(crate) fn a_removed_plan_takes_its_cells_along_and_no_other(mut storage: impl Storage) {
    transact(&mut storage, |tables| {
        with_timer(tables)?;
        let kept = cell(1, 1);
        for number in [1, 2] {
            let lodged = [Lodged { place: 0, step: Step::FIRST, cell: &kept }];
            tables.add_plan(&Plan { people: vec![person(10)], ..plan(number) }, &lodged)?;
        }
        assert!(tables.remove_plan(&TIMER, &[1; 32])?);
        assert!(!tables.remove_plan(&TIMER, &[1; 32])?);
        assert_eq!(tables.lodged(&TIMER, &[1; 32], 0, Step::FIRST)?, None);
        assert_eq!(tables.lodged(&TIMER, &[2; 32], 0, Step::FIRST)?, Some(kept.clone()));
        Ok(())
    });
}

pub(crate) fn idle_plans_are_those_neither_armed_nor_practised(mut storage: impl Storage) {
    transact(&mut storage, |tables| {
        with_timer(tables)?;
        for number in 1..=5 {
            tables.add_plan(&plan(number), &[])?;
        }
        let armed = Timer { armed: Some([1; 32]), ..Timer::new(ASHA, [0; 32], Vec::new()) };
        tables.put_timer(&TIMER, &armed)?;
        let drill = Drill { hash: [2; 32], started: at(0), round: 1, told: 0, deadline: at(0) };
        tables.put_drill(&TIMER, &drill)?;
        assert_eq!(tables.remove_idle_plans(at(5), 1)?, 1);
        assert_eq!(tables.remove_idle_plans(at(5), 9)?, 1);
        assert_eq!(tables.remove_idle_plans(at(5), 9)?, 0);
        let left: Vec<_> = tables.plans_of(&TIMER)?.iter().map(|head| head.hash[0]).collect();
        assert_eq!(left, [1, 2, 5]);
        Ok(())
    });
}
