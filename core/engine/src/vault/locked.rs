//! Reading what the locked screen wrote while this vault was closed.

use crate::wire::{EventId, LockedEntry, LockedKind, Place as GeoPlace};

use super::Vault;
use super::messages::{GroupRow, KeptDelivery, KeptGroup, MessageRecord, kind_code};
use super::trail::KeptPlace;
use crate::EngineError;
use crate::codec::Hidden;
use crate::lobby::{LOCKED_TOUCHES, Lobby, LockedSource};
use crate::record::{Class, Kept, Place, RecordKey, kind};
use crate::view::MessageKind;

impl Vault {
    /// Takes over the locked screen's messages and places.
    pub(crate) fn read_locked(&mut self, lobby: &Lobby) -> Result<(), EngineError> {
        let (events, places) = lobby.locked_written();
        if events == self.head.locked_events && places == self.head.locked_places {
            return Ok(());
        }
        let secret = self.locked_secret();
        let region = self.head.region;
        let from = self.head.locked_events;
        for entry in lobby.read_locked(LockedSource::Events, region, &secret, from) {
            self.adopt(lobby, &entry);
        }
        let from = self.head.locked_places;
        let noted: Vec<GeoPlace> = lobby
            .read_locked(LockedSource::Places, region, &secret, from)
            .into_iter()
            .filter_map(|entry| entry.place)
            .collect();
        self.note_places(&noted)?;
        let head = self.head.edit();
        head.locked_events = events;
        head.locked_places = places;
        Ok(())
    }

    /// Whether the next locked check-in counts: three in a row touch the timer, and then one of an open vault, or an
    /// arming, must come.
    fn locked_counts(&self) -> bool {
        let check_ins = || self.messages.values().filter(|m| matches!(m.kind(), MessageKind::CheckIn(_)));
        let own = check_ins().filter(|message| !message.locked).map(|message| message.time).max();
        let since = own.unwrap_or(0).max(self.plan_state().map_or(0, |plan| plan.since));
        let row = check_ins().filter(|message| message.locked && message.time >= since).count();
        row < usize::from(LOCKED_TOUCHES)
    }

    fn adopt(&mut self, lobby: &Lobby, entry: &LockedEntry) {
        let id: EventId = entry.event;
        let message = match entry.kind {
            LockedKind::Sos => MessageKind::Sos,
            LockedKind::CheckIn => MessageKind::CheckIn(entry.state.unwrap_or(crate::wire::CheckInState::Ok)),
            LockedKind::Place => return,
        };
        if self.messages.contains_key(&id) {
            return;
        }
        let (code, value) = kind_code(message);
        // The locked screen's rows stand in the order of its routes, which is the order of the pairings.
        let circle: Vec<[u8; 16]> = lobby
            .locked_order()
            .filter_map(|send_id| self.contacts.iter().find(|c| c.send_id() == send_id).map(|c| *c.id))
            .collect();
        let placed = lobby.locked_group(entry.counter);
        let slot = placed.as_ref().and_then(|placed| lobby.placed(placed));
        // Everybody in it was paired when this was written: a pairing takes an open vault, and one that is open has
        // read all that came before. (The time in the entry, by whatever clock, says nothing of that.)
        let deliveries = circle
            .iter()
            .enumerate()
            .map(|(row, contact)| KeptDelivery {
                root: slot.and_then(|slot| slot.roots.get(row)).map(Hidden::duplicate),
                // A group that has left the ring may have waited there; a second copy does no harm.
                sealed: slot.is_some(),
                sealed_at: entry.time.as_millis(),
                places_went: entry.kind == LockedKind::Sos
                    && entry.place.is_some()
                    && self.shares_places_with(*contact),
                ..KeptDelivery::new(*contact)
            })
            .collect();
        let groups = placed
            .map(|placed| KeptGroup {
                placed,
                rows: circle
                    .iter()
                    .map(|contact| GroupRow { contact: (*contact).into(), last: true })
                    .collect(),
            })
            .into_iter()
            .collect();
        if matches!(message, MessageKind::CheckIn(_)) && self.locked_counts() {
            let last = self.head.last_check_in.unwrap_or(0).max(entry.time.as_millis());
            self.head.edit().last_check_in = Some(last);
        }
        let record = MessageRecord {
            kind: code,
            value: value.into(),
            counter: entry.counter,
            time: entry.time.as_millis(),
            note: entry.note.clone(),
            place: entry.place.as_ref().map(KeptPlace::of),
            battery: entry.battery,
            deliveries,
            groups,
            locked: true,
            ended: false,
            trail: entry.place.iter().map(KeptPlace::of).collect(),
            plan: None,
            touched: false,
        };
        let key = RecordKey { kind: kind::MESSAGE, id: *id.as_bytes() };
        self.messages.insert(id, Kept::new(key, Place::Any, Class::Urgent, record));
    }
}
