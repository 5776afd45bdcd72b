//! Copies of stores, put back or looked into.

use std::collections::BTreeSet;

use wayhome::{EventId, RecoveryWords, SecurityLevel, Timestamp, Wayhome};
use wayhome_relay::Limits;
use wayhome_vault::testing::MemoryDeviceKey;

use super::{Who, World};
use crate::person::Person;
use crate::template;

impl World {
    /// A copy of someone's store, complete in one file.
    pub fn store_bytes(&mut self, who: Who) -> Vec<u8> {
        let person = self.person(who);
        let (running, open) = (person.app.is_some(), person.vault.is_some());
        person.lock();
        if let Some(app) = &person.app {
            app.lock().unwrap();
        }
        person.stop();
        let bytes = std::fs::read(person.store()).unwrap();
        assert!(wal_is_empty(person), "the log was folded in before the copy");
        if running {
            person.start();
        }
        if open {
            person.unlock();
        }
        bytes
    }

    /// An old copy of someone's store is put back.
    pub fn put_back(&mut self, who: Who, bytes: &[u8]) {
        self.tell(who, "gets an old copy of the store back");
        let person = self.person(who);
        let open = person.vault.is_some();
        person.stop();
        for ending in ["-wal", "-shm"] {
            let _ = std::fs::remove_file(person.folder.join(format!("data{ending}")));
        }
        std::fs::write(person.store(), bytes).unwrap();
        person.start();
        if open {
            person.unlock();
        }
    }

    /// An old copy of someone's store gets to a phone that never saw it, and is opened by the words that were made.
    pub fn recover(&mut self, who: Who, bytes: &[u8], words: &RecoveryWords) {
        self.tell(who, "gets an old copy of the store back on another phone");
        let person = self.person(who);
        person.stop();
        for ending in ["", "-wal", "-shm"] {
            let _ = std::fs::remove_file(person.folder.join(format!("data{ending}")));
        }
        std::fs::write(person.store(), bytes).unwrap();
        person.device = MemoryDeviceKey::new(SecurityLevel::TrustedEnvironment, 4_711);
        let pin = template::pin(&person.profile);
        person.app = Some(Wayhome::recover(person.config(), &[(words, &pin)]).unwrap());
        person.unlock();
    }

    /// The old copy that was put back cannot know of anything accepted since.
    pub fn forgive_phone_since(&mut self, worker: Who, since: Timestamp) {
        for promise in self.promises.iter_mut().filter(|p| p.worker == worker && p.at > since) {
            promise.rolled_back = true;
        }
    }

    /// What a contact would have if everything worked now: tried with copies of their store and of the relay.
    pub fn within_reach(&mut self, contact: Who) -> BTreeSet<EventId> {
        let store = self.store_bytes(contact);
        let now = self.clock.millis();
        let mut copy = Self::begin(self.seed, Limits::default(), Some(&self.relay.backup()), now);
        let twin = copy.add_with(self[contact].profile, &store);
        copy.sync(twin);
        copy.received(twin).into_iter().map(|message| message.id).collect()
    }
}

fn wal_is_empty(person: &Person) -> bool {
    std::fs::metadata(person.folder.join("data-wal")).map_or(true, |found| found.len() == 0)
}
