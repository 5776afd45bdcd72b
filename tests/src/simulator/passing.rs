//! Time passes in a simulated world: the relay runs on, phones doze and are woken now and then.

use wayhome::Budget;

use super::stage::Stage;
use crate::clock::SECOND;
use crate::world::Who;

impl Stage {
    /// Someone's app runs at once.
    pub(super) fn sync(&mut self, who: Who) {
        self.world.run(who, Budget::now());
        self.last_run.insert(who, self.world.clock.millis());
    }

    /// So much time passes. The world stops wherever the relay or the oracle has something to do, and where a phone
    /// lets an app run: when the app asks for it, but not more often than this phone lets apps run.
    pub(super) fn pass(&mut self, millis: u64) {
        let end = self.world.clock.millis() + millis;
        loop {
            let now = self.world.clock.millis();
            for who in self.world.everyone() {
                self.world[who].link.deliver_late();
                if self.next_run(who).is_some_and(|at| at <= now) {
                    self.last_run.insert(who, now);
                    self.world.run(who, Budget::scheduled());
                }
            }
            self.world.relay.tick();
            // A run may have taken its time.
            let now = self.world.clock.millis();
            if now >= end {
                return;
            }
            let runs = self.world.everyone().filter_map(|who| self.next_run(who));
            let late = self.world.everyone().filter_map(|who| self.world[who].link.next_late());
            let relay = self.world.relay.next_deadline();
            let next = runs.chain(late).chain(relay).chain(self.oracle.next_check()).min().unwrap_or(end);
            self.world.clock.advance_to(next.max(now + SECOND).min(end));
        }
    }

    /// When a phone lets its app run next.
    fn next_run(&self, who: Who) -> Option<u64> {
        let person = &self.world[who];
        let app = person.app.as_ref()?;
        let asked = person.clock.in_world(app.next_wakeup().unwrap());
        let since = self.last_run.get(&who).copied().unwrap_or(0);
        Some(asked.max(since + self.doze))
    }
}
