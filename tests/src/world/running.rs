//! Time passes, and phones run.

use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};

use wayhome::{Budget, Error, RunReport};

use super::{Who, World};
use crate::clock::{MINUTE, SECOND};
use crate::network::{Killed, Weather};

impl World {
    /// One run of someone's app. `None` when the process died in the middle, and has been started again, or when the
    /// disk is full.
    pub fn run(&mut self, who: Who, budget: Budget) -> Option<RunReport> {
        let app = self[who].app().clone();
        let ran = catch_unwind(AssertUnwindSafe(|| app.run_once(budget)));
        drop(app);
        match ran {
            Ok(Err(Error::DiskFull)) => {
                self.tell(who, "has no room on the disk to go on");
                None
            }
            Ok(report) => {
                let report = report.unwrap();
                if report.answered > 0 || report.failure.is_some() {
                    let RunReport { answered, sent, received, unsent, failure, .. } = &report;
                    let failure = failure.map(|f| format!(", {f}")).unwrap_or_default();
                    let text = format!(
                        "ran: {answered} answers, {sent} sent, {received} received, {unsent} unsent{failure}"
                    );
                    self.tell(who, text);
                }
                Some(report)
            }
            Err(payload) if payload.is::<Killed>() => {
                self.tell(who, "dies in the middle of a run and starts again");
                self.person(who).restart();
                None
            }
            Err(payload) => resume_unwind(payload),
        }
    }

    /// A run at once, with plenty of budget.
    pub fn sync(&mut self, who: Who) -> Option<RunReport> {
        self.run(who, Budget { requests: 400, time_ms: 600_000, at_once: true })
    }

    /// Everyone syncs in turn until nothing changes any more; no time passes.
    pub fn settle(&mut self) {
        let mut still = 0;
        for _ in 0..120 {
            let before = self.fingerprint();
            for who in self.everyone() {
                self.sync(who);
            }
            still = if before == self.fingerprint() { still + 1 } else { 0 };
            if still == 2 {
                return;
            }
        }
        panic!("the world does not come to rest");
    }

    /// Time passes, and each phone is woken when it asked to be.
    pub fn run_for(&mut self, millis: u64) {
        let end = self.clock.millis() + millis;
        loop {
            self.run_due();
            let now = self.clock.millis();
            if now >= end {
                return;
            }
            let next = self.next_due().unwrap_or(end);
            // A phone that wants to go on at once sleeps for a second at least, as phones do.
            self.clock.advance_to(next.max(now + SECOND).min(end));
        }
    }

    /// Sets each phone's alarm as its app asks, and returns when the next thing happens.
    fn next_due(&mut self) -> Option<u64> {
        for person in &mut self.people {
            let wakeup = person.app.as_ref().map(|app| app.next_wakeup().unwrap());
            person.alarm = wakeup.map(|at| person.clock.in_world(at));
        }
        let late = self.people.iter().filter_map(|person| person.link.next_late());
        let alarms = self.people.iter().filter_map(|person| person.alarm);
        alarms.chain(late).chain(self.relay.next_deadline()).min()
    }

    fn run_due(&mut self) {
        for who in self.everyone() {
            self[who].link.deliver_late();
            let Some(app) = self[who].app.clone() else { continue };
            let due = self[who].clock.in_world(app.next_wakeup().unwrap());
            drop(app);
            // An alarm that was set rings, whatever the app would ask for now.
            let due = self.person(who).alarm.take().map_or(due, |alarm| alarm.min(due));
            if due > self.clock.millis() {
                continue;
            }
            if let Some(report) = self.run(who, Budget::scheduled()) {
                let again = self[who].clock.in_world(report.next) <= self.clock.millis();
                if again && report.failure.is_none() && report.answered < 64 {
                    self.restless += 1;
                    self.tell(who, "wants to run again at once");
                }
            }
        }
        self.relay.tick();
    }

    /// Time passes until, for over an hour, nothing changes any more.
    pub fn run_until_quiet(&mut self) {
        let mut still = 0;
        for _ in 0..150 {
            let before = self.fingerprint();
            self.run_for(37 * MINUTE);
            still = if before == self.fingerprint() { still + 1 } else { 0 };
            if still == 2 {
                return;
            }
        }
        panic!("the world does not come to rest");
    }

    /// No faults from now on, and a network for everybody.
    pub fn clear_skies(&mut self) {
        for who in self.everyone() {
            self[who].link.calm();
            if self[who].link.is_cut() {
                self[who].link.restore();
            }
        }
    }

    /// Faults for everybody, so many thousandths of requests.
    pub fn weather(&self, per_mille: u32) {
        for person in &self.people {
            person.link.set_weather(Weather(per_mille));
        }
    }
}
