//! The same months once more, with the real phone and the real relay, to see that the lighter model is like them.

use std::sync::Arc;

use wayhome::{Budget, EventKind, PlanDraft, ReminderKind};

use super::month::{Cause, Circumstances, Draws, Months};
use super::oracle::Oracle;
use super::outage::connected;
use super::rhythm::Rhythm;
use crate::clock::{HOUR, MINUTE};
use crate::world::{Who, World};

struct Rehearsal {
    world: World,
    oracle: Arc<Oracle>,
    asha: Who,
    /// When the months begin, by the world's clock.
    start: u64,
    draws: Draws,
    months: Months,
    told: bool,
}

/// Lives the months of a seed in a world.
pub fn rehearse(circumstances: &Circumstances, seed: u64, length: u64) -> Months {
    let (world, family) = World::family(seed);
    let oracle =
        Arc::new(Oracle::new(&world.relay.database(), world.clock.millis(), Arc::clone(&world.story)));
    world.relay.set_witness(oracle.clone());
    // Only the worker's phone is of interest here; those of the contacts are off.
    for contact in [family.ben, family.chandra] {
        world[contact].link.cut();
    }
    let start = world.clock.millis() + HOUR;
    let draws = Draws::new(circumstances, seed, length);
    let (asha, months) = (family.asha, Months::default());
    let mut rehearsal = Rehearsal { world, oracle, asha, start, draws, months, told: false };
    rehearsal.live(circumstances, length);
    assert_eq!(rehearsal.oracle.faults(), []);
    rehearsal.months
}

impl Rehearsal {
    fn now(&self) -> u64 {
        self.world.clock.millis() - self.start
    }

    fn live(&mut self, circumstances: &Circumstances, length: u64) {
        let plan = match circumstances.rhythm {
            Rhythm::Transit => PlanDraft::transit(),
            Rhythm::Daily => PlanDraft::daily(),
            Rhythm::Weekly => PlanDraft::weekly(),
        };
        self.world.arm(self.asha, &plan);
        self.world.sync(self.asha);
        let person = self.draws.person;
        let mut next = self.draws.possible(person.begins());
        let runs = self.draws.runs.clone();
        for run in runs {
            while next <= run {
                self.pass_to(next);
                if self.now() >= length {
                    return;
                }
                self.check_in();
                next = self.draws.possible(person.next_by_themselves(next));
            }
            self.pass_to(run);
            if self.now() >= length {
                return;
            }
            self.network();
            self.world.run(self.asha, Budget::scheduled());
            self.heard();
            for event in self.world.take_events(self.asha) {
                if let EventKind::Reminder { kind, due } = event
                    && circumstances.reminders
                {
                    let number = match kind {
                        ReminderKind::BeforeDue => 0,
                        ReminderKind::Due => 1,
                        ReminderKind::HalfGrace => 2,
                    };
                    let heeded = person.heeds(due.as_millis() - self.start, number, run);
                    next = next.min(heeded.map_or(u64::MAX, |at| self.draws.possible(at)));
                }
            }
        }
    }

    fn check_in(&mut self) {
        let made = self.now();
        self.network();
        self.world.check_in(self.asha, "here");
        self.months.check_ins.push((made, u64::MAX));
        self.world.run(self.asha, Budget::now());
        self.heard();
    }

    /// The network is as the model says at this moment.
    fn network(&mut self) {
        let (link, now) = (self.world[self.asha].link.clone(), self.now());
        match (connected(&self.draws.spells, now), link.is_cut()) {
            (true, true) => link.restore(),
            (false, false) => link.cut(),
            _ => {}
        }
    }

    /// The relay tells what is due on the way.
    fn pass_to(&mut self, at: u64) {
        let end = self.start + at;
        while self.world.clock.millis() < end {
            let stops = self.world.relay.next_deadline().into_iter().chain(self.oracle.next_check());
            let now = self.world.clock.millis();
            let next = stops.filter(|stop| *stop > now).min().unwrap_or(end);
            self.world.clock.advance_to(next.min(end));
            self.world.relay.tick();
            let told = self.oracle.armed().into_values().any(|told| told > 0);
            if told && !self.told {
                let in_time = self.months.check_ins.last().is_some_and(|(_, arrived)| *arrived == u64::MAX);
                let cause = if in_time { Cause::NoNetwork } else { Cause::Forgotten };
                self.months.alerts.push((self.now(), cause));
            }
            self.told = told;
        }
    }

    /// Notes what has arrived.
    fn heard(&mut self) {
        let now = self.now();
        if !self.oracle.take_accepted().is_empty() {
            for check_in in self.months.check_ins.iter_mut().filter(|(_, arrived)| *arrived == u64::MAX) {
                check_in.1 = now;
            }
        }
        self.told = self.oracle.armed().into_values().any(|told| told > 0);
    }
}

/// How much later the real phone may have sent a check-in than the model says: its runs keep to a schedule of their
/// own within those that it is given.
const LATER: u64 = 2 * HOUR;

/// Whether the lighter model is like the real thing: the same check-ins, in time, and the same alerts.
///
/// # Errors
/// What differs.
pub fn likeness(light: &Months, real: &Months) -> Result<(), String> {
    let made = |months: &Months| months.check_ins.iter().map(|(made, _)| *made).collect::<Vec<_>>();
    if made(light) != made(real) {
        return Err(format!("check-ins differ: {:?} and {:?}", made(light), made(real)));
    }
    for ((made, light), (_, real)) in light.check_ins.iter().zip(&real.check_ins) {
        if *real != u64::MAX && (real < light || *real > light.saturating_add(LATER)) {
            return Err(format!("a check-in made at {made} arrived at {real} and not at {light}"));
        }
    }
    if light.alerts.len() != real.alerts.len() {
        return Err(format!("alerts differ: {:?} and {:?}", light.alerts, real.alerts));
    }
    for ((light, cause), (real, really)) in light.alerts.iter().zip(&real.alerts) {
        if cause != really || light.abs_diff(*real) > MINUTE {
            return Err(format!("an alert at {light} ({cause:?}) came at {real} ({really:?})"));
        }
    }
    Ok(())
}
