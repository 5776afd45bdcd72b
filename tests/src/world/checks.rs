//! What must hold in every world at any time.

use std::collections::BTreeSet;

use wayhome::{DeliveryState, EventId, EventKind, MessageKind};

use super::{World, short};

impl World {
    /// Nothing shown is untrue, nothing accepted is missing on the phone, nothing arrived that was not sent.
    pub fn check(&self) {
        self.check_promises_kept_on_phones();
        self.check_states_are_true();
        self.check_arrivals();
    }

    fn check_promises_kept_on_phones(&self) {
        for worker in self.everyone() {
            let Some(vault) = &self[worker].vault else { continue };
            let queue: BTreeSet<EventId> = vault.queue().unwrap().iter().map(|item| item.id).collect();
            for promise in self.promises.iter().filter(|p| p.worker == worker && !p.rolled_back) {
                assert!(queue.contains(&promise.id), "{} was acknowledged and is lost", short(promise.id));
            }
        }
    }

    fn check_states_are_true(&self) {
        for pairing in &self.pairings {
            let Some(vault) = &self[pairing.worker].vault else { continue };
            let arrived = self[pairing.contact].vault.as_ref().map(|vault| vault.received(None).unwrap());
            let mut at_relay = 0;
            for item in vault.queue().unwrap() {
                let Some(delivery) = item.deliveries.iter().find(|d| d.contact == pairing.contact_id) else {
                    continue;
                };
                at_relay += usize::from(delivery.state >= DeliveryState::AtRelay);
                let Some(arrived) = &arrived else { continue };
                let there = arrived.iter().find(|message| message.id == item.id);
                if delivery.state >= DeliveryState::Fetched {
                    assert!(
                        there.is_some(),
                        "{} shows {:?} and is not there",
                        short(item.id),
                        delivery.state
                    );
                }
                if delivery.state == DeliveryState::Opened {
                    assert!(there.is_some_and(|message| message.opened), "{} was not opened", short(item.id));
                }
            }
            let stored = self.relay.ever_stored(pairing.send_id) + self.greeted;
            assert!(at_relay <= stored, "{at_relay} messages show at relay, {stored} cells were stored");
        }
    }

    fn check_arrivals(&self) {
        for contact in self.everyone() {
            let Some(vault) = &self[contact].vault else { continue };
            for message in vault.received(None).unwrap() {
                if !matches!(message.kind, MessageKind::CheckIn(_) | MessageKind::Sos) {
                    continue;
                }
                let promise = self.promises.iter().find(|promise| promise.id == message.id);
                let promise = promise.unwrap_or_else(|| panic!("{} was never sent", short(message.id)));
                assert_eq!(promise.note, message.note, "{} says what was said", short(message.id));
                assert_eq!(promise.sos, message.kind == MessageKind::Sos);
            }
            let mut told = BTreeSet::new();
            for event in &self[contact].handled {
                if let EventKind::CheckInReceived { message, .. } | EventKind::SosReceived { message, .. } =
                    &event.kind
                {
                    assert!(told.insert(*message), "{} was told twice", short(*message));
                }
            }
        }
    }

    /// Every promise has reached every contact of its circle.
    pub fn check_all_arrived(&self) {
        for promise in &self.promises {
            for contact in &promise.circle {
                let there = self.news(*contact).contains(&promise.id);
                assert!(there, "{} has not reached {}", short(promise.id), self[*contact].name());
            }
        }
    }
}
