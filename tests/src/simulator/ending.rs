//! How every simulated story ends: the skies clear, and what was promised must have come true. Then the relay dies
//! for good, and the contacts' own apps must notice the silence that follows.

use wayhome::{Budget, EventKind, Watched};

use super::operation::{Operation, PlanChoice};
use super::stage::{Stage, draft};
use crate::browser::Browser;
use crate::clock::{HOUR, MINUTE};
use crate::world::{Pairing, Promise, short};

/// What a relay that was put back unnoticed has lost is given to it bit by bit, in the place of cover.
const AFTER_PUT_BACK: u64 = 48 * HOUR;

impl Stage {
    /// Everything works from here on: within an hour, all that was accepted is where it belongs (I3, I5), and each
    /// contact's app knows what the relay told.
    pub(super) fn clear_up(&mut self) -> Result<(), String> {
        self.world.story.tell("from here on there is a path");
        self.set_relay(true);
        self.world.clear_skies();
        for who in self.world.everyone() {
            if self.world[who].vault.is_none() {
                self.world.person(who).unlock();
            }
        }
        self.doze = 0;
        self.pass(HOUR);
        // Calls for help are there within an hour, whatever happened. The rest is retried one by one where the relay
        // was put back unnoticed, or where a family link that nobody opened keeps some of it waiting.
        let unopened = self.page.as_ref().is_some_and(|page| !page.open);
        if !self.disturbed.put_back
            && let Some(text) = self.missing(|promise| promise.sos)
        {
            return Err(format!("I3: {text}"));
        }
        let mut left = if self.disturbed.put_back || unopened { AFTER_PUT_BACK } else { 0 };
        while left > 0 && (self.missing(|_| true).is_some() || self.unknown().is_some()) {
            self.pass(HOUR);
            left -= HOUR;
        }
        self.world.check();
        if let Some(text) = self.missing(|_| true) {
            return Err(format!("I3: {text}"));
        }
        // What is told at the end of that hour needs a little longer.
        for _ in 0..6 {
            let told = self.oracle.armed();
            let Some(text) = self.unknown() else { return Ok(()) };
            self.pass(HOUR);
            if told == self.oracle.armed() && self.unknown().is_some() {
                self.show_watched();
                return Err(format!("I3: {text}"));
            }
        }
        Ok(())
    }

    /// Something accepted that has not arrived.
    fn missing(&mut self, of: impl Fn(&Promise) -> bool) -> Option<String> {
        for promise in self.world.promises.iter().filter(|promise| of(promise)) {
            for contact in &promise.circle {
                if !self.world.news(*contact).contains(&promise.id) {
                    return Some(format!(
                        "{} has not reached {}",
                        short(promise.id),
                        self.world[*contact].name()
                    ));
                }
            }
        }
        let page = self.page.as_ref().filter(|page| page.open)?;
        let now = self.world.clock.now();
        let mut browser = Browser::look(&self.world.relay, &page.link, self.world.seed() ^ 0xff);
        let read = browser.read(&self.world.relay, now);
        let promised = self.world.promises.iter().filter(|promise| of(promise)).map(|promise| promise.id);
        let mut promised = promised.filter(|id| page.promised.contains(id));
        let lost = promised.find(|id| !read.iter().any(|message| message.event == *id))?;
        Some(format!("{} has not reached the family page", short(lost)))
    }

    /// Something that the relay told, or took back, and that a contact's app does not show so.
    fn unknown(&self) -> Option<String> {
        for pairing in self.contacts.iter().flatten() {
            let (told, waiting) = self.oracle.steps_for(pairing.send_id);
            let watched = self.watched(pairing)?;
            // A relay that was put back unnoticed may go by an older plan than the one that contacts know.
            let older = self.disturbed.put_back;
            let shown = |number: &u8| {
                let told = watched.steps.iter().filter(|step| step.told.is_some());
                told.into_iter().any(|step| step.step == *number && (step.reaches_me || older))
            };
            let name = self.world[pairing.contact].name();
            if let Some(step) = told.iter().find(|step| !shown(step)) {
                return Some(format!("step {step} was told and is not shown to {name}"));
            }
            // A relay that was put back has forgotten what it told, and never takes it back.
            if let Some(step) = waiting.iter().find(|step| shown(step) && !self.disturbed.put_back) {
                return Some(format!(
                    "step {step} was not told since the last check-in and is shown to {name}"
                ));
            }
        }
        None
    }

    /// Notes in the story what each contact's app shows.
    fn show_watched(&self) {
        for pairing in self.contacts.iter().flatten() {
            let (name, watched) = (self.world[pairing.contact].name(), self.watched(pairing));
            self.world.story.tell(format!("  {name}, mailbox {:?}, sees {watched:?}", pairing.send_id));
        }
    }

    fn watched(&self, pairing: &Pairing) -> Option<Watched> {
        let all = self.world[pairing.contact].vault().watched().unwrap();
        all.into_iter().find(|watched| watched.id == pairing.worker_id)
    }

    /// The last words, and then silence: the relay is dead. Each contact's app says that a check-in is missed, in
    /// time (I9), and not before.
    pub(super) fn die(&mut self, dead: impl FnOnce(&mut Self)) -> Result<(), String> {
        if self.timing.is_none() {
            self.arm(&draft(&PlanChoice::Transit));
        }
        if self.world[self.worker].vault().plan_status().unwrap().paused_until.is_some() {
            self.perform(&Operation::Resume);
        }
        let id = self.world.check_in(self.worker, "the last one");
        let made = self.world.clock.millis();
        self.pass(HOUR);
        for pairing in self.contacts.clone().iter().flatten() {
            if !self.world.news(pairing.contact).contains(&id) {
                return Err(format!(
                    "I3: the last words have not reached {}",
                    self.world[pairing.contact].name()
                ));
            }
            self.world.take_events(pairing.contact);
        }
        self.set_relay(false);
        dead(self);
        let missed = made + self.timing.unwrap().delta().as_millis();
        for pairing in self.contacts.clone().iter().flatten() {
            // From the minute in which the relay had it, so up to a minute early.
            let before = self.missed_events(pairing, missed.saturating_sub(2 * MINUTE));
            if before && !self.off.contains_key(&pairing.contact) && !self.disturbed.relay_clock {
                return Err(format!("I9: {} was told too early", self.world[pairing.contact].name()));
            }
        }
        // A relay whose calendar was put back lets its own go a sixteenth slower until they agree: who goes by it
        // because their phone's clock is behind is later by as much.
        let slow = if self.disturbed.relay_clock { (missed - made + HOUR) / 16 } else { 0 };
        for pairing in self.contacts.clone().iter().flatten() {
            if !self.missed_events(pairing, missed + 2 * MINUTE + slow) {
                return Err(format!(
                    "I9: {} has not noticed the silence",
                    self.world[pairing.contact].name()
                ));
            }
        }
        Ok(())
    }

    /// Whether a contact's app has said by then that a check-in of the worker's is missed, after the last one. The
    /// app runs only when it asks for it, and every half an hour at most.
    fn missed_events(&mut self, pairing: &Pairing, by: u64) -> bool {
        let contact = pairing.contact;
        while self.world.clock.millis() < by {
            let person = &self.world[contact];
            let asked = person.clock.in_world(person.app().next_wakeup().unwrap());
            let next = asked.max(self.world.clock.millis() + HOUR / 2).min(by);
            self.world.clock.advance_to(next);
            if asked <= next {
                self.world.run(contact, Budget::scheduled());
            }
        }
        self.world.take_events(contact);
        let person = &self.world[contact];
        let is_missed = |kind: &EventKind| matches!(kind, EventKind::Missed { worker, .. } if *worker == pairing.worker_id);
        let last = person.handled.iter().rposition(
            |event| matches!(event.kind, EventKind::CheckInReceived { worker, .. } if worker == pairing.worker_id),
        );
        person.handled[last.unwrap_or(0)..].iter().any(|event| is_missed(&event.kind))
    }
}
