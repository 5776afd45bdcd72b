//! What can be seen in a world.

use std::collections::BTreeMap;

use wayhome::{DeliveryState, Event, EventId, EventKind, MessageKind};

use super::{Pairing, Who, World, short};

impl World {
    /// The app handles every event that waits; returns them.
    pub fn take_events(&mut self, who: Who) -> Vec<EventKind> {
        let mut taken: Vec<Event> = Vec::new();
        while let Some(event) = self[who].vault().next_event().unwrap() {
            self[who].vault().event_handled(event.number).unwrap();
            taken.push(event);
        }
        let kinds = taken.iter().map(|event| event.kind.clone()).collect();
        self.person(who).handled.extend(taken);
        kinds
    }

    /// What a contact's vault holds.
    pub fn received(&self, contact: Who) -> Vec<wayhome::Received> {
        self[contact].vault().received(None).unwrap()
    }

    /// The ids of what a contact's vault holds from workers: check-ins and SOS, in the order shown.
    pub fn news(&self, contact: Who) -> Vec<EventId> {
        self.received(contact)
            .into_iter()
            .filter(|message| matches!(message.kind, MessageKind::CheckIn(_) | MessageKind::Sos))
            .map(|message| message.id)
            .collect()
    }

    /// How far a message has come for one contact, as the worker's app shows it.
    pub fn state_of(&self, id: EventId, pairing: &Pairing) -> DeliveryState {
        let queue = self[pairing.worker].vault().queue().unwrap();
        let item = queue.iter().find(|item| item.id == id).unwrap_or_else(|| panic!("{} is lost", short(id)));
        item.deliveries
            .iter()
            .find(|delivery| delivery.contact == pairing.contact_id)
            .unwrap_or_else(|| panic!("{} does not go to this contact", short(id)))
            .state
    }

    /// Everything that shows, to see whether anything changes.
    pub(super) fn fingerprint(&self) -> BTreeMap<String, String> {
        let mut seen = BTreeMap::new();
        for person in &self.people {
            let Some(app) = &person.app else { continue };
            let health = app.health().unwrap();
            let mut text = format!("{} {}", health.unsent, health.pending_registrations);
            if let Some(vault) = &person.vault {
                for item in vault.queue().unwrap() {
                    let states: Vec<_> =
                        item.deliveries.iter().map(|d| (d.state, d.waiting_at_relay)).collect();
                    text.push_str(&format!("{} {states:?}", item.id.to_hex()));
                }
                for message in vault.received(None).unwrap() {
                    text.push_str(&format!("{} {}", message.id.to_hex(), message.opened));
                }
                text.push_str(&format!("{}", vault.replies().unwrap().len()));
            }
            seen.insert(person.name().to_owned(), text);
        }
        seen
    }
}
