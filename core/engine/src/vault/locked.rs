//! Reading what the locked screen wrote while this vault was closed.

use crate::wire::{EventId, LockedEntry, LockedKind, Place as GeoPlace, TimerId, TimerSecret, Timestamp};
use minicbor::bytes::ByteArray;
use minicbor::{Decode, Encode};
use rand_core::CryptoRng;
use wayhome_protocol::keys::TimerPublic;
use wayhome_protocol::register_request::TOUCH_KEYS;

use super::Vault;
use super::messages::{GroupRow, KeptDelivery, KeptGroup, MessageRecord, kind_code};
use super::trail::KeptPlace;
use crate::EngineError;
use crate::codec::Hidden;
use crate::lobby::{Claim, LOCKED_TOUCHES, Lobby, LockedSource};
use crate::record::{Class, Kept, Place, RecordKey, kind};
use crate::view::MessageKind;

/// What a vault's plans name in the place of what the locked screen touches, and of its key, if that does not count here.
#[derive(Debug, Encode, Decode)]
#[cbor(map)]
pub(crate) struct Apart {
    #[n(0)]
    alias: ByteArray<16>,
    #[n(1)]
    key: ByteArray<32>,
}

impl Apart {
    pub(super) fn make(rng: &mut impl CryptoRng) -> Self {
        let key = TimerSecret::make_random(rng).public();
        Self { alias: (*TimerId::make_random(rng).as_bytes()).into(), key: (*key.as_bytes()).into() }
    }
}

impl Vault {
    /// Whether the check-ins of the locked screen count as this vault's.
    pub(crate) fn counts_locked(&self) -> bool {
        self.head.locked_apart.is_none()
    }

    /// Chooses that. What is armed is armed anew, as the relay learns it from the plan.
    pub(crate) fn set_counts_locked(&mut self, counts: bool, rng: &mut impl CryptoRng) {
        if counts != self.counts_locked() {
            self.head.edit().locked_apart = (!counts).then(|| Apart::make(rng));
            self.plan_must_follow();
        }
    }

    /// By what other id, and by which keys, the relay lets this vault's timer be touched.
    pub(crate) fn touched_by(&self, lobby: &Lobby) -> (TimerId, [Option<TimerPublic>; TOUCH_KEYS]) {
        let (alias, screen) = match &self.head.locked_apart {
            None => lobby.touched(),
            Some(apart) => (TimerId::from_bytes(*apart.alias), TimerPublic::from_bytes(*apart.key)),
        };
        let own = TimerSecret::from_bytes(*self.head.touch.bytes()).public();
        (alias, [Some(own), Some(screen), None, None])
    }

    /// Tells whoever has a seat the last places known to the locked screen, if this vault wants it so and some were noted
    /// since it did so last. `false` if not, or if there is no place for a group now. To be called after contacts were told
    /// that it was opened, and again later if it was `false` for want of a place.
    pub(crate) fn send_last_place(
        &mut self,
        lobby: &mut Lobby,
        now: Timestamp,
        rng: &mut impl CryptoRng,
    ) -> Result<bool, EngineError> {
        let (_, noted) = lobby.locked_written();
        if !self.head.sends_last_place || noted == self.head.last_place_sent {
            return Ok(false);
        }
        let sent = lobby.send_last_place(now, rng)?;
        if sent {
            self.head.edit().last_place_sent = noted;
        }
        Ok(sent)
    }

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
    fn next_locked_counts(&self) -> bool {
        if !self.counts_locked() {
            return false;
        }
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
        let placed = entry.ticket.and_then(|ticket| lobby.with_ticket(ticket));
        let slot = placed.as_ref().and_then(|placed| lobby.placed(placed));
        // The locked screen's rows stand in the order of its seats; those of others, and of nobody, are not ours.
        let whose =
            |send_id| self.contacts.iter().find(|c| !c.removed && c.send_id() == send_id).map(|c| *c.id);
        let seats: Vec<Option<[u8; 16]>> = lobby.locked_order().map(whose).collect();
        // Everybody in it was paired when this was written: a pairing takes an open vault, and one that is open has
        // read all that came before. (The time in the entry, by whatever clock, says nothing of that.)
        let deliveries = seats
            .iter()
            .enumerate()
            .filter_map(|(row, contact)| Some((row, (*contact)?)))
            .map(|(row, contact)| KeptDelivery {
                root: slot.and_then(|slot| slot.roots.get(row)).map(Hidden::duplicate),
                // A group that has left its place may have waited there; a second copy does no harm.
                sealed: slot.is_some(),
                sealed_at: entry.time.as_millis(),
                places_went: entry.kind == LockedKind::Sos
                    && entry.place.is_some()
                    && self.shares_places_with(contact),
                ..KeptDelivery::new(contact)
            })
            .collect();
        let row =
            |contact: &Option<[u8; 16]>| GroupRow { contact: contact.unwrap_or_default().into(), last: true };
        let groups = placed
            .map(|placed| KeptGroup {
                claim: Claim::locked(placed),
                rows: seats.iter().take(slot.map_or(0, |slot| usize::from(slot.size))).map(row).collect(),
            })
            .into_iter()
            .collect();
        if matches!(message, MessageKind::CheckIn(_)) && self.next_locked_counts() {
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
            clock_moved: self.clock_moved,
        };
        let key = RecordKey { kind: kind::MESSAGE, id: *id.as_bytes() };
        self.messages.insert(id, Kept::new(key, Place::Any, Class::Urgent, record));
    }
}
