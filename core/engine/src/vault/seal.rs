//! Sealing messages for the circle and giving them to the ring, SOS first, then by counter.

use crate::wire::{
    Capsule, CellBody, Direction, Envelope, EventId, Message, Place as GeoPlace, PlanTiming, RelayPart, Row,
    Seconds, TimerCommand, TimerId, TimerSecret, Timestamp, Trail, WireCell, seal_capsule, split,
};
use rand_core::CryptoRng;

use super::Vault;
use super::messages::{GroupRow, KeptGroup, MessageRecord};
use super::seats::Recipient;
use super::trail::KeptPlace;
use crate::EngineError;
use crate::codec::Hidden;
use crate::lobby::{Lobby, OutgoingRow, Placing};
use crate::view::{DeliveryState, MessageKind, Sharing};

/// A message that is at the relay without a receipt is sealed again before the relay deletes it (60 days).
const SEAL_AGAIN_MS: u64 = 50 * 24 * 3_600_000;

/// A call for help that lost its place in the ring takes another after this.
const URGENT_AGAIN_MS: u64 = 15 * 60_000;

/// A capsule of the right length, to learn how many parts a message takes before its keys are used.
fn blank_capsule() -> Capsule {
    Capsule::from_bytes([0; Capsule::LENGTH])
}

/// A message sealed for one contact.
struct Sealed {
    contact: [u8; 16],
    rows: Vec<Row>,
    root: Option<crate::wire::ReceiptRoot>,
    /// Places went along in the open.
    places: bool,
}

impl Vault {
    /// After a rollback: every sending chain and timer counter jumps; what has no receipt is sealed again.
    pub(crate) fn jump(&mut self, steps: u32) {
        let head = self.head.edit();
        for circle in &mut head.leaving {
            circle.chain.jump(steps);
        }
        head.touch_counter = head.touch_counter.saturating_add(u64::from(steps));
        head.control_counter = head.control_counter.saturating_add(u64::from(steps));
        head.counter = head.counter.saturating_add(u64::from(steps));
        self.jump_seats(steps);
        self.jump_generation(steps);
        self.plan_was_put_back(steps);
        for worker in &mut self.workers {
            for sender in &mut worker.edit().sending {
                sender.chain.jump_to_grid(steps, super::replies::REPLY_GRID);
            }
        }
        for message in self.messages.values_mut().filter(|message| !message.done()) {
            let record = message.edit();
            record.groups.clear();
            record.touched = false;
            for delivery in record.deliveries.iter_mut().filter(|d| d.state < 2) {
                delivery.sealed = false;
                delivery.state = 0;
            }
        }
    }

    /// Gives waiting messages their places in the ring, as far as there are any.
    pub(crate) fn refill(
        &mut self,
        lobby: &mut Lobby,
        now: Timestamp,
        rng: &mut impl CryptoRng,
    ) -> Result<(), EngineError> {
        self.expire_unreceipted(now);
        let mut waiting: Vec<(bool, u64, EventId)> = self
            .messages
            .iter()
            .filter(|(_, message)| message.deliveries.iter().any(|d| !d.sealed))
            .map(|(id, message)| (!message.is_sos(), message.counter, *id))
            .collect();
        waiting.sort();
        for (ordinary, _, id) in waiting {
            if !lobby.has_place(&self.head.sealed, !ordinary) {
                continue;
            }
            // What does not fit now waits; a shorter or more pressing one may still fit.
            self.seal_message(lobby, now, id, !ordinary, rng)?;
        }
        self.send_outgoing(lobby, now, rng)
    }

    /// The relay was put back: nothing without a receipt can be said to be there any more. What the rings still
    /// hold is sent again from there; what has left them is sealed again.
    pub(crate) fn relay_was_put_back(&mut self, lobby: &Lobby, now: Timestamp) {
        let kept = |group: &KeptGroup| lobby.sends_again(&group.claim.placed, now);
        for message in self.messages.values_mut() {
            let waits = |d: &super::messages::KeptDelivery| d.sealed && d.state < 2;
            if !message.deliveries.iter().any(waits) {
                continue;
            }
            let left = message.groups.is_empty() || !message.groups.iter().all(kept);
            let record = message.edit();
            record.touched = false;
            if left {
                record.groups.retain(|group| lobby.placed(&group.claim.placed).is_some());
            }
            for delivery in record.deliveries.iter_mut().filter(|d| waits(d)) {
                delivery.state = 0;
                delivery.sealed = !left;
            }
        }
    }

    fn expire_unreceipted(&mut self, now: Timestamp) {
        for message in self.messages.values_mut() {
            let stale = |d: &super::messages::KeptDelivery| {
                let age = now.as_millis().abs_diff(d.sealed_at);
                d.sealed && d.state < 2 && age > SEAL_AGAIN_MS
            };
            // The keys of who was removed are gone: a farewell that has found no mailbox by now is given up.
            if message.kind() == MessageKind::Farewell {
                let lost = |d: &super::messages::KeptDelivery| stale(d) && d.waiting;
                if message.deliveries.iter().any(lost) {
                    message.edit().deliveries.retain(|d| !lost(d));
                }
            } else if message.deliveries.iter().any(stale) {
                for delivery in message.edit().deliveries.iter_mut().filter(|d| stale(d)) {
                    delivery.sealed = false;
                }
            }
        }
    }

    /// Seals one message for those who have not got it. `false` when the ring has no place for it yet.
    fn seal_message(
        &mut self,
        lobby: &mut Lobby,
        now: Timestamp,
        id: EventId,
        urgent: bool,
        rng: &mut impl CryptoRng,
    ) -> Result<bool, EngineError> {
        let Some(message) = self.messages.get(&id) else { return Ok(true) };
        let waiting = message.deliveries.iter().filter(|d| !d.sealed);
        let mut recipients: Vec<Recipient> =
            waiting.filter_map(|delivery| self.recipient(*delivery.contact, id)).collect();
        recipients.extend(self.unnamed_of(lobby, id));
        let parts = self.parts_needed(message, id)?;
        // A second attempt for someone the relay cannot serve takes nobody's place, but for a call for help: not at
        // once, so that more of them than a ring holds do not push each other out without end.
        let again = |sealed_at: u64| urgent && now.as_millis().abs_diff(sealed_at) >= URGENT_AGAIN_MS;
        let evict = message.deliveries.iter().any(|d| !d.sealed && (!d.waiting || again(d.sealed_at)));
        if lobby.free_places(&self.head.sealed, urgent, evict) < parts {
            return Ok(false);
        }
        let made = message.made_at(now, lobby);
        let touches =
            matches!(message.kind(), MessageKind::CheckIn(_)) && !message.locked && !message.touched;
        let mut sealed = Vec::new();
        for to in &recipients {
            if let Some(one) = self.seal_for(to, id, now, rng)? {
                sealed.push(one);
            }
        }
        let sent: Vec<([u8; 16], Hidden<32>)> = sealed
            .iter()
            .filter_map(|one| Some((one.contact, Hidden::new(one.root.as_ref()?.expose()))))
            .collect();
        let shown: Vec<[u8; 16]> = sealed.iter().filter(|one| one.places).map(|one| one.contact).collect();
        let rows = sealed.iter().map(|one| one.rows.len()).max().unwrap_or(0);
        let mut columns: Vec<_> = sealed
            .into_iter()
            .map(|one| {
                let last = one.rows.len();
                (one.contact, last, one.rows.into_iter(), one.root)
            })
            .collect();
        let mut groups = Vec::new();
        for part in 0..rows {
            let mut outgoing = Vec::new();
            let mut whose = Vec::new();
            for (contact, last, rows, root) in &mut columns {
                let Some(row) = rows.next() else { continue };
                let is_last = part + 1 == *last;
                let root = root.as_ref().filter(|_| is_last);
                let receipt_root = root.map(|root| crate::wire::ReceiptRoot::from_bytes(*root.expose()));
                outgoing.push(OutgoingRow { row, receipt_root });
                whose.push(GroupRow { contact: (*contact).into(), last: is_last });
            }
            let timer = if touches && part == 0 { self.touch() } else { TimerCommand::noop() };
            let how = Placing { own: &self.head.sealed, urgent, evict, now, made, cover: false };
            let claim = lobby.place(how, timer, outgoing, rng)?;
            self.note_sealed(lobby, claim.placed);
            groups.push(KeptGroup { claim, rows: whose });
        }
        lobby.hurry(now, urgent);
        if let Some(message) = self.messages.get_mut(&id) {
            let record = message.edit();
            for row in record.groups.iter_mut().flat_map(|group| &mut group.rows) {
                // What was sealed for them before no longer tells how far this message has come.
                if sent.iter().any(|(contact, _)| *contact == *row.contact) {
                    row.contact = [0; 16].into();
                }
            }
            record.groups.extend(groups);
            for delivery in record.deliveries.iter_mut().filter(|d| !d.sealed) {
                delivery.sealed = true;
                delivery.waiting = false;
                delivery.sealed_at = now.as_millis();
                delivery.places_went |= shown.contains(&delivery.contact);
                delivery.root = sent
                    .iter()
                    .find(|(contact, _)| *contact == *delivery.contact)
                    .map(|(_, root)| root.duplicate());
            }
        }
        Ok(true)
    }

    /// How many groups a message takes: its largest envelope, whoever it is for.
    fn parts_needed(&self, message: &MessageRecord, id: EventId) -> Result<usize, EngineError> {
        let envelope = self.envelope(message, None, Sharing::Always, blank_capsule())?;
        Ok(split(&envelope.encode()?, id)?.len())
    }

    /// Seals a message for one contact, or for whoever has a seat; `None` when their chain was forgotten meanwhile.
    fn seal_for(
        &mut self,
        to: &Recipient,
        id: EventId,
        now: Timestamp,
        rng: &mut impl CryptoRng,
    ) -> Result<Option<Sealed>, EngineError> {
        let Some(message) = self.messages.get(&id) else { return Ok(None) };
        let contact = to.contact.as_ref();
        let places = self.recent_places(now, message.place.as_ref().and_then(KeptPlace::place).as_ref());
        let draft = self.envelope(message, contact, to.sharing, blank_capsule())?;
        let parts = split(&draft.encode()?, id)?.len();
        let Some(keys) = self.next_keys(to, parts)? else { return Ok(None) };
        let (Some(first), Some(last)) = (keys.first(), keys.last()) else {
            return Err(EngineError::Bug { code: "no-parts" });
        };
        let relay_part = RelayPart::make_random(rng);
        let sealed_places: &[GeoPlace] = if to.sharing == Sharing::Never { &[] } else { &places };
        let capsule = seal_capsule(&first.message_key, &relay_part, id, sealed_places, rng);
        let message = self.messages.get(&id).ok_or(EngineError::Bug { code: "message-gone" })?;
        let envelope = self.envelope(message, contact, to.sharing, capsule)?;
        let bodies: Vec<CellBody> = split(&envelope.encode()?, id)?;
        if bodies.len() != keys.len() {
            return Err(EngineError::Bug { code: "parts-changed" });
        }
        let places = message.takes_places(to.sharing);
        let ring = message.ring(to.ring_wish);
        let root = last.message_key.derive_receipt_root();
        let mut relay_part = Some(relay_part);
        let mut rows = Vec::with_capacity(bodies.len());
        for (keys, body) in keys.iter().zip(&bodies) {
            rows.push(Row {
                send_id: to.send_id,
                capability: crate::wire::SendCapability::from_bytes(*to.capability.expose()),
                ring,
                relay_part: relay_part.take().unwrap_or_else(|| RelayPart::make_random(rng)),
                cell: WireCell::seal(keys, Direction::WorkerToContact, body, rng)?,
            });
        }
        // Nobody here waits for the receipts of whom this vault does not name.
        let root = contact.map(|_| root);
        Ok(Some(Sealed { contact: to.id(), rows, root, places }))
    }

    /// The message as one contact gets it.
    fn envelope(
        &self,
        message: &MessageRecord,
        contact: Option<&[u8; 16]>,
        sharing: Sharing,
        capsule: Capsule,
    ) -> Result<Envelope, EngineError> {
        let place = message.place.as_ref().and_then(KeptPlace::place);
        let body = match message.kind() {
            MessageKind::CheckIn(state) => Message::CheckIn {
                state,
                note: message.note.clone(),
                place: place.filter(|_| sharing == Sharing::Always),
                battery: message.battery,
                capsule: Some(Box::new(capsule)),
            },
            MessageKind::Sos => Message::Sos {
                note: message.note.clone(),
                trail: (sharing != Sharing::Never).then(|| {
                    let places: Vec<GeoPlace> = message.trail.iter().filter_map(KeptPlace::place).collect();
                    Trail::new(&places)
                }),
                battery: message.battery,
            },
            MessageKind::AllClear(sos) => Message::AllClear { sos },
            MessageKind::Hello => {
                Message::Hello { name: self.head.name.clone(), language: self.head.language.clone() }
            }
            MessageKind::Farewell => Message::Farewell,
            MessageKind::Plan => {
                let kept = message.plan.as_ref().ok_or(EngineError::RecordDamaged)?;
                Message::Plan(Box::new(self.plan_message(kept, contact)?))
            }
            MessageKind::Opened => Message::Opened,
            // The lobby seals these; a vault keeps no record of one.
            MessageKind::LastPlace => {
                let places: Vec<GeoPlace> = match sharing {
                    Sharing::Never => Vec::new(),
                    _ => message.trail.iter().filter_map(KeptPlace::place).collect(),
                };
                Message::LastPlace { trail: Trail::new(&places), battery: message.battery }
            }
        };
        Ok(Envelope {
            counter: message.counter,
            time: Timestamp::from_millis(message.time),
            plan: self.plan(),
            message: body,
        })
    }

    /// A touch of this vault's timer, with a plan or without: the relay may have one that this copy of the store does
    /// not know. What it has armed decides, whatever the delta says.
    fn touch(&mut self) -> TimerCommand {
        let daily = || PlanTiming::DAILY.delta().get();
        let delta = self.head.plan.map_or_else(daily, |plan| plan.interval_s.saturating_add(plan.grace_s));
        let head = self.head.edit();
        head.touch_counter = head.touch_counter.saturating_add(1);
        let secret = TimerSecret::from_bytes(*head.touch.bytes());
        let timer = TimerId::from_bytes(*head.timer);
        TimerCommand::touch(timer, head.touch_counter, Seconds::new(delta), &secret)
    }

    /// The receipts that this vault still waits for and that may have left the rings.
    pub(crate) fn wanted_receipts(&self, now: Timestamp) -> Vec<crate::wire::Tag> {
        use crate::wire::{ReceiptRoot, ReceiptState};
        let mut waiting: Vec<(bool, std::cmp::Reverse<u64>, crate::wire::Tag)> = Vec::new();
        for message in self.messages.values() {
            for delivery in message.deliveries.iter().filter(|d| d.sealed && d.state < 3) {
                let Some(root) = &delivery.root else { continue };
                if now.as_millis().saturating_sub(delivery.sealed_at) > 60 * 24 * 3_600_000 {
                    continue;
                }
                let root = ReceiptRoot::from_bytes(*root.bytes());
                let state = if delivery.state < 2 { ReceiptState::Fetched } else { ReceiptState::Opened };
                let order = (!message.is_sos(), std::cmp::Reverse(message.counter));
                waiting.push((order.0, order.1, root.expected(state).tag));
            }
        }
        waiting.sort();
        waiting.into_iter().map(|(_, _, tag)| tag).collect()
    }

    /// The message and contact whose receipt this cell is, if this vault expects it.
    pub(crate) fn receipt_of(&self, cell: &WireCell) -> Option<(EventId, [u8; 16], DeliveryState)> {
        use crate::wire::{ReceiptRoot, ReceiptState, open_receipt};
        for (id, message) in &self.messages {
            for delivery in message.deliveries.iter().filter(|d| d.state < 3) {
                let Some(root) = &delivery.root else { continue };
                let root = ReceiptRoot::from_bytes(*root.bytes());
                for (state, reached) in [
                    (ReceiptState::Fetched, DeliveryState::Fetched),
                    (ReceiptState::Opened, DeliveryState::Opened),
                ] {
                    if root.expected(state).tag == cell.tag()
                        && open_receipt(&root, state, cell).is_ok_and(|receipt| receipt.event == *id)
                    {
                        return Some((*id, *delivery.contact, reached));
                    }
                }
            }
        }
        None
    }
}
