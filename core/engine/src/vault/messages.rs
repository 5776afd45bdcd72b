//! The vault's own messages: what was accepted, for whom, and how far it has honestly come.

use crate::wire::{
    CheckInState, EventId, Place as GeoPlace, ReceiptState, Ring, SendingChain, TimerStatus, Timestamp,
};
use minicbor::bytes::ByteArray;
use minicbor::{Decode, Encode};
use rand_core::CryptoRng;

use super::events::{state_code, state_from_code};
use super::plan::Heard;
use super::plan_message::KeptPlanMessage;
use super::seats::UNNAMED;
use super::trail::KeptPlace;
use super::{Vault, check_text};
use crate::codec::Hidden;
use crate::lobby::{Claim, Lobby, Placed, RowState};
use crate::record::{Class, Kept, Place, RecordKey, kind};
use crate::view::{ContactId, Delivery, DeliveryState, MessageKind, QueueItem, Sharing};
use crate::{CheckInDraft, EngineError, EventKind, SosDraft};

/// Messages that are done and kept for the worker to look at.
const KEPT: usize = 400;
/// Notes, in bytes.
const NOTE_MAX: usize = 2_000;

/// A message, as kept until it is done and old.
#[derive(Debug, Encode, Decode)]
#[cbor(map)]
pub(crate) struct MessageRecord {
    #[n(0)]
    pub(crate) kind: u8,
    #[n(1)]
    pub(crate) value: ByteArray<16>,
    #[n(2)]
    pub(crate) counter: u64,
    #[n(3)]
    pub(crate) time: u64,
    #[n(4)]
    pub(crate) note: Option<String>,
    #[n(5)]
    pub(crate) place: Option<KeptPlace>,
    #[n(6)]
    pub(crate) battery: Option<u8>,
    #[n(7)]
    pub(crate) deliveries: Vec<KeptDelivery>,
    #[n(8)]
    pub(crate) groups: Vec<KeptGroup>,
    #[n(9)]
    pub(crate) locked: bool,
    /// For an SOS: an all clear has ended it.
    #[n(10)]
    pub(crate) ended: bool,
    #[n(11)]
    pub(crate) trail: Vec<KeptPlace>,
    /// For a plan message: what it says. Forgotten once every contact has it.
    #[n(12)]
    pub(crate) plan: Option<Box<KeptPlanMessage>>,
    /// For a check-in: the relay has accepted its touch. Sealed again, it brings no new one.
    #[n(13)]
    #[cbor(default)]
    pub(crate) touched: bool,
    /// How far the lobby knew the clock to have been moved when this was made.
    #[n(14)]
    #[cbor(default)]
    pub(crate) clock_moved: i64,
}

/// One contact's part.
#[derive(Debug, Encode, Decode)]
#[cbor(map)]
pub(crate) struct KeptDelivery {
    #[n(0)]
    pub(crate) contact: ByteArray<16>,
    #[n(1)]
    pub(crate) state: u8,
    #[n(2)]
    pub(crate) root: Option<Hidden<32>>,
    /// Sealed into the groups of this message; if not, it waits for a place in the ring.
    #[n(3)]
    pub(crate) sealed: bool,
    #[n(4)]
    pub(crate) waiting: bool,
    #[n(5)]
    pub(crate) sealed_at: u64,
    /// Places were sealed for them in the open: a check-in's own, or those of a call for help.
    #[n(6)]
    #[cbor(default)]
    pub(crate) places_went: bool,
}

/// A group that carries a part of the message, and which row is whose.
#[derive(Debug, Encode, Decode)]
#[cbor(map)]
pub(crate) struct KeptGroup {
    #[n(0)]
    pub(crate) claim: Claim,
    #[n(1)]
    pub(crate) rows: Vec<GroupRow>,
}

/// A row of a group: whose, and whether it is the last part.
#[derive(Debug, Encode, Decode)]
pub(crate) struct GroupRow {
    #[n(0)]
    pub(crate) contact: ByteArray<16>,
    #[n(1)]
    pub(crate) last: bool,
}

impl MessageRecord {
    /// When this was made, by the phone's clock as it goes now: by that the age of what is sealed again is reckoned.
    pub(crate) fn made_at(&self, now: Timestamp, lobby: &Lobby) -> Timestamp {
        let moved = lobby.clock_moved().saturating_sub(self.clock_moved);
        let made = i128::from(self.time) + i128::from(moved);
        Timestamp::from_millis(u64::try_from(made).unwrap_or(0)).min(now)
    }

    pub(crate) fn kind(&self) -> MessageKind {
        kind_from_code(self.kind, &self.value)
    }

    pub(crate) fn is_sos(&self) -> bool {
        self.kind == 2
    }

    /// How its row wakes somebody who wishes to be woken by check-ins, or does not.
    pub(crate) fn ring(&self, wish: bool) -> Ring {
        match self.kind() {
            MessageKind::Sos => Ring::Urgent,
            MessageKind::CheckIn(_) if wish => Ring::Wish,
            _ => Ring::None,
        }
    }

    fn state(&self) -> DeliveryState {
        self.deliveries.iter().map(|d| state_from_code(d.state)).min().unwrap_or(DeliveryState::Saved)
    }

    /// Whether every contact it went to has it.
    pub(crate) fn done(&self) -> bool {
        self.deliveries.iter().all(|d| d.state >= 2)
    }

    fn view(&self, id: EventId) -> QueueItem {
        QueueItem {
            id,
            kind: self.kind(),
            counter: self.counter,
            time: Timestamp::from_millis(self.time),
            note: self.note.clone(),
            place: self.place.as_ref().and_then(KeptPlace::place),
            state: self.state(),
            deliveries: self
                .deliveries
                .iter()
                .map(|d| Delivery {
                    contact: ContactId(*d.contact),
                    state: state_from_code(d.state),
                    waiting_at_relay: d.waiting,
                })
                .collect(),
            locked: self.locked,
        }
    }
}

/// A message kind as kept: code and value.
pub(crate) fn kind_code(message: MessageKind) -> (u8, [u8; 16]) {
    let mut value = [0; 16];
    let code = match message {
        MessageKind::CheckIn(state) => {
            if let Some(first) = value.first_mut() {
                *first = match state {
                    CheckInState::Ok => 0,
                    CheckInState::Uneasy => 1,
                    CheckInState::Moved => 2,
                };
            }
            1
        }
        MessageKind::Sos => 2,
        MessageKind::AllClear(sos) => {
            value = *sos.as_bytes();
            3
        }
        MessageKind::Opened => 4,
        MessageKind::Hello => 6,
        MessageKind::Farewell => 7,
        MessageKind::LastPlace => 9,
        MessageKind::Plan => 10,
    };
    (code, value)
}

/// Reads what [`kind_code`] wrote.
pub(crate) fn kind_from_code(code: u8, value: &[u8; 16]) -> MessageKind {
    match code {
        2 => MessageKind::Sos,
        3 => MessageKind::AllClear(EventId::from_bytes(*value)),
        4 => MessageKind::Opened,
        6 => MessageKind::Hello,
        7 => MessageKind::Farewell,
        9 => MessageKind::LastPlace,
        10 => MessageKind::Plan,
        _ => MessageKind::CheckIn(match value.first() {
            Some(1) => CheckInState::Uneasy,
            Some(2) => CheckInState::Moved,
            _ => CheckInState::Ok,
        }),
    }
}

/// What a message says beyond its kind.
#[derive(Debug, Default)]
pub(crate) struct Content {
    pub(crate) note: Option<String>,
    pub(crate) place: Option<GeoPlace>,
    pub(crate) battery: Option<u8>,
}

impl Vault {
    /// Accepts a check-in. It is durable once the changes are committed.
    pub(crate) fn check_in(
        &mut self,
        lobby: &mut Lobby,
        now: Timestamp,
        draft: &CheckInDraft,
        rng: &mut impl CryptoRng,
    ) -> Result<EventId, EngineError> {
        let content = self.content(now, draft.note.as_deref(), draft.place, draft.battery_percent)?;
        let id = self.add_message(now, MessageKind::CheckIn(draft.state), Some(content), None, None, rng)?;
        self.head.edit().last_check_in = Some(now.as_millis());
        self.right_plan_times(now);
        if self.counts_locked() {
            lobby.reset_locked_touches();
        }
        self.refill(lobby, now, rng)?;
        Ok(id)
    }

    /// Accepts a call for help.
    pub(crate) fn raise_sos(
        &mut self,
        lobby: &mut Lobby,
        now: Timestamp,
        draft: &SosDraft,
        rng: &mut impl CryptoRng,
    ) -> Result<EventId, EngineError> {
        let content = self.content(now, draft.note.as_deref(), draft.place, draft.battery_percent)?;
        let trail = self.recent_places(now, content.place.as_ref());
        let id = self.add_message(now, MessageKind::Sos, Some(content), Some(trail), None, rng)?;
        self.refill(lobby, now, rng)?;
        Ok(id)
    }

    /// Ends a call for help of this vault.
    pub(crate) fn all_clear(
        &mut self,
        lobby: &mut Lobby,
        now: Timestamp,
        sos: EventId,
        rng: &mut impl CryptoRng,
    ) -> Result<EventId, EngineError> {
        match self.messages.get_mut(&sos) {
            Some(message) if message.is_sos() && !message.ended => message.edit().ended = true,
            Some(message) if message.is_sos() => {
                return Err(EngineError::invalid("sos", "was ended already"));
            }
            _ => return Err(EngineError::NotFound { what: "sos" }),
        }
        let id = self.add_message(now, MessageKind::AllClear(sos), None, None, None, rng)?;
        self.refill(lobby, now, rng)?;
        Ok(id)
    }

    fn content(
        &self,
        now: Timestamp,
        note: Option<&str>,
        place: Option<GeoPlace>,
        battery: Option<u8>,
    ) -> Result<Content, EngineError> {
        if let Some(note) = note {
            check_text("note", note, NOTE_MAX)?;
        }
        if battery.is_some_and(|percent| percent > 100) {
            return Err(EngineError::invalid("battery", "is a percentage, 0 to 100"));
        }
        Ok(Content { note: note.map(str::to_owned), place: place.or_else(|| self.fresh_place(now)), battery })
    }

    /// Writes a message down for the given contacts, or for the whole circle.
    pub(crate) fn add_message(
        &mut self,
        now: Timestamp,
        message: MessageKind,
        content: Option<Content>,
        trail: Option<Vec<GeoPlace>>,
        only: Option<&[ContactId]>,
        rng: &mut impl CryptoRng,
    ) -> Result<EventId, EngineError> {
        let id = EventId::make_random(rng);
        let head = self.head.edit();
        head.counter = head.counter.checked_add(1).ok_or(EngineError::Bug { code: "counter-overflow" })?;
        let counter = head.counter;
        let (code, value) = kind_code(message);
        let content = content.unwrap_or_default();
        let deliveries = self
            .circle()
            .filter(|contact| only.is_none_or(|ids| ids.contains(&contact.contact_id())))
            .map(|contact| KeptDelivery::new(*contact.id))
            .collect();
        let record = MessageRecord {
            kind: code,
            value: value.into(),
            counter,
            time: now.as_millis(),
            note: content.note,
            place: content.place.as_ref().map(KeptPlace::of),
            battery: content.battery,
            deliveries,
            groups: Vec::new(),
            locked: false,
            ended: false,
            trail: trail.unwrap_or_default().iter().map(KeptPlace::of).collect(),
            plan: None,
            touched: false,
            clock_moved: self.clock_moved,
        };
        let key = RecordKey { kind: kind::MESSAGE, id: *id.as_bytes() };
        self.messages.insert(id, Kept::new(key, Place::Any, Class::Urgent, record));
        Ok(id)
    }

    /// Open calls for help go to a contact confirmed later, too.
    pub(crate) fn share_open_sos(&mut self, contact: ContactId) {
        for message in self.messages.values_mut().filter(|m| m.is_sos() && !m.ended) {
            message.edit().deliveries.push(KeptDelivery::new(contact.0));
        }
    }

    /// Takes over what the lobby learnt from the relay and from receipts.
    pub(crate) fn note_deliveries(&mut self, lobby: &mut Lobby, now: Timestamp) -> Result<(), EngineError> {
        let mut news = Vec::new();
        let (mut heard, mut old_touch) = (None, false);
        for (id, message) in &mut self.messages {
            message.read_told(*id, lobby, &mut news, &mut heard, &mut old_touch);
            message.give_up_rows(lobby);
            message.notice_lost_places(lobby);
            let reached = message.progress(lobby);
            if reached.is_empty() {
                continue;
            }
            let record = message.edit();
            for (contact, state, waiting) in reached {
                let Some(delivery) = record.deliveries.iter_mut().find(|d| *d.contact == contact) else {
                    continue;
                };
                delivery.waiting = waiting;
                if state > state_from_code(delivery.state) {
                    delivery.state = state_code(state);
                    news.push(EventKind::DeliveryChanged {
                        message: *id,
                        contact: ContactId(contact),
                        state,
                    });
                }
            }
        }
        if let Some(heard) = heard {
            self.hear(heard);
        }
        if old_touch {
            let head = self.head.edit();
            head.touch_counter = head.touch_counter.saturating_add(u64::from(SendingChain::ROLLBACK_MARGIN));
        }
        let reached: Vec<[u8; 16]> = news
            .iter()
            .filter_map(|event| match event {
                EventKind::DeliveryChanged { contact, .. } => Some(contact.0),
                _ => None,
            })
            .collect();
        self.serve_again(&reached);
        for message in self.messages.values_mut().filter(|m| m.plan.is_some() && m.done()) {
            message.edit().plan = None;
        }
        for event in news {
            self.tell(now, event);
        }
        self.forget_old();
        Ok(())
    }

    /// Whether somebody still waits for a row of this group; `None` if it carries no message of this vault.
    pub(crate) fn needs(&self, placed: &Placed) -> Option<bool> {
        let (message, group) = self.messages.values().find_map(|message| {
            let group = message.groups.iter().find(|group| group.claim.placed == *placed)?;
            Some((message, group))
        })?;
        let farewell = message.kind() == MessageKind::Farewell;
        let here = |id: &[u8; 16]| self.contacts.iter().any(|c| *c.id == *id && (!c.removed || farewell));
        Some(group.rows.iter().any(|row| message.waits_for(&row.contact) && here(&row.contact)))
    }

    /// The relay can serve these contacts: what waits to be sealed for them again counts as new.
    fn serve_again(&mut self, contacts: &[[u8; 16]]) {
        let waits = |d: &KeptDelivery| !d.sealed && d.waiting && contacts.contains(&*d.contact);
        for message in self.messages.values_mut().filter(|message| message.deliveries.iter().any(waits)) {
            for delivery in message.edit().deliveries.iter_mut().filter(|d| waits(d)) {
                delivery.waiting = false;
            }
        }
    }

    /// Notes a receipt that came while the vault is open.
    pub(crate) fn note_receipt(
        &mut self,
        now: Timestamp,
        id: EventId,
        contact: [u8; 16],
        state: DeliveryState,
    ) {
        let Some(message) = self.messages.get_mut(&id) else { return };
        let mut news = Vec::new();
        message.edit().note_receipt(id, contact, state, &mut news);
        for event in news {
            self.tell(now, event);
        }
    }

    /// Forgets the oldest messages that are done, by number and not by the clock, which may be wrong.
    fn forget_old(&mut self) {
        let mut done: Vec<(u64, EventId)> = self
            .messages
            .iter()
            .filter(|(_, m)| m.done() && (!m.is_sos() || m.ended))
            .map(|(id, m)| (m.counter, *id))
            .collect();
        done.sort();
        let surplus = done.len().saturating_sub(KEPT);
        for (_, id) in done.into_iter().take(surplus) {
            if let Some(message) = self.messages.remove(&id) {
                self.remove(message.key());
            }
        }
    }

    /// The queue: what is not yet with every contact comes first, SOS before the rest, then by counter.
    pub(crate) fn queue(&self) -> Vec<QueueItem> {
        let mut items: Vec<QueueItem> = self.messages.iter().map(|(id, message)| message.view(*id)).collect();
        items.sort_by_key(|item| {
            let sos = matches!(item.kind, MessageKind::Sos | MessageKind::AllClear(_));
            (item.state >= DeliveryState::Fetched, !sos, item.counter)
        });
        items
    }

    /// Calls for help that no all clear has ended.
    pub(crate) fn open_sos(&self) -> Vec<EventId> {
        let mut open: Vec<_> = self
            .messages
            .iter()
            .filter(|(_, m)| m.is_sos() && !m.ended)
            .map(|(id, m)| (m.time, *id))
            .collect();
        open.sort();
        open.into_iter().map(|(_, id)| id).collect()
    }
}

impl Kept<MessageRecord> {
    /// Reads what the lobby was told of this message's groups: what became of the touch, what the relay said of the
    /// timer, and receipts.
    fn read_told(
        &mut self,
        id: EventId,
        lobby: &Lobby,
        news: &mut Vec<EventKind>,
        heard: &mut Option<Heard>,
        old_touch: &mut bool,
    ) {
        for index in 0..self.groups.len() {
            let Some(told) = self.groups.get(index).and_then(|group| lobby.read_told(&group.claim)) else {
                continue;
            };
            let record = self.edit();
            let check_in = matches!(record.kind(), MessageKind::CheckIn(_));
            let Some(group) = record.groups.get_mut(index) else { continue };
            lobby.mark_read(&mut group.claim);
            let whose = |row: usize| group.rows.get(row).filter(|row| row.last).map(|row| *row.contact);
            let receipts: Vec<_> = told
                .receipts
                .iter()
                .filter(|(_, receipt)| receipt.event == id)
                .filter_map(|(row, receipt)| Some((whose(*row)?, receipt.state)))
                .collect();
            if check_in {
                record.touched |= told.status == Some(TimerStatus::Accepted);
                *old_touch |= told.first.is_some_and(|first| first.status == TimerStatus::OldCounter);
                let newest = heard.take().into_iter().chain(Heard::of(&told));
                *heard = newest.max_by_key(|heard| heard.turn);
            }
            for (contact, state) in receipts {
                record.note_receipt(id, contact, state.into(), news);
            }
        }
    }

    /// A group that waited at the relay for a contact may lose its place to a newer one. What it carried for them is
    /// sealed again when there is room.
    fn notice_lost_places(&mut self, lobby: &Lobby) {
        let gone: Vec<[u8; 16]> = self
            .groups
            .iter()
            .filter(|group| lobby.placed(&group.claim.placed).is_none())
            .flat_map(|group| group.rows.iter().map(|row| *row.contact))
            .collect();
        let unsure = |d: &KeptDelivery| d.waiting || d.state == 0;
        let lost = |d: &KeptDelivery| d.sealed && unsure(d) && d.state < 2 && gone.contains(&*d.contact);
        if self.deliveries.iter().any(lost) {
            let record = self.edit();
            let lost: Vec<[u8; 16]> = record
                .deliveries
                .iter_mut()
                .filter(|d| lost(d))
                .map(|d| {
                    d.sealed = false;
                    *d.contact
                })
                .collect();
            for row in record.groups.iter_mut().flat_map(|group| &mut group.rows) {
                if lost.contains(&*row.contact) {
                    row.contact = [0; 16].into();
                }
            }
        }
    }
}

impl KeptDelivery {
    pub(crate) fn new(contact: [u8; 16]) -> Self {
        Self {
            contact: contact.into(),
            state: 0,
            root: None,
            sealed: false,
            waiting: false,
            sealed_at: 0,
            places_went: false,
        }
    }
}

impl MessageRecord {
    fn note_receipt(
        &mut self,
        id: EventId,
        contact: [u8; 16],
        state: DeliveryState,
        news: &mut Vec<EventKind>,
    ) {
        let Some(delivery) = self.deliveries.iter_mut().find(|d| *d.contact == contact) else { return };
        delivery.waiting = false;
        if state > state_from_code(delivery.state) {
            delivery.state = state_code(state);
            // Who has it needs no other copy.
            delivery.sealed = true;
            news.push(EventKind::DeliveryChanged { message: id, contact: ContactId(contact), state });
        }
    }

    /// Whether it takes places along in the open to somebody who is told places this way.
    pub(crate) fn takes_places(&self, sharing: Sharing) -> bool {
        match self.kind() {
            MessageKind::CheckIn(_) => sharing == Sharing::Always && !self.locked && self.place.is_some(),
            MessageKind::Sos => sharing != Sharing::Never && !self.trail.is_empty(),
            _ => false,
        }
    }

    /// Whether it was sealed for this contact and they have not got it.
    fn waits_for(&self, contact: &[u8; 16]) -> bool {
        self.deliveries.iter().any(|d| *d.contact == *contact && d.sealed && d.state < 2)
    }

    /// Rows that nobody needs wait for nobody: those of contacts who were removed, and of an earlier seal.
    fn give_up_rows(&self, lobby: &mut Lobby) {
        for group in &self.groups {
            let rows = group.rows.iter().enumerate();
            // A seat without a contact of this vault may be somebody's all the same.
            let named = rows.filter(|(_, row)| *row.contact != UNNAMED);
            for (index, _) in named.filter(|(_, row)| !self.waits_for(&row.contact)) {
                lobby.give_up_row(&group.claim.placed, index);
            }
        }
    }

    /// What the rings know beyond this record: (contact, state, waiting at the relay).
    fn progress(&self, lobby: &Lobby) -> Vec<([u8; 16], DeliveryState, bool)> {
        let mut news = Vec::new();
        for delivery in &self.deliveries {
            if !delivery.sealed {
                continue;
            }
            // "At relay" only with all parts.
            let mut rows = self.groups.iter().flat_map(|group| {
                let slot = lobby.placed(&group.claim.placed);
                group.rows.iter().enumerate().filter(|(_, row)| row.contact == delivery.contact).map(
                    move |(index, row)| (row.last, slot.map_or(RowState::AtRelay, |slot| slot.row(index))),
                )
            });
            let (mut all, mut last, mut waiting) = (true, false, false);
            for (is_last, state) in rows.by_ref() {
                waiting |= state == RowState::Waiting;
                all &= state == RowState::AtRelay;
                last |= is_last;
            }
            if !last {
                continue;
            }
            let state = if all { DeliveryState::AtRelay } else { DeliveryState::Saved };
            if state > state_from_code(delivery.state) || waiting != delivery.waiting {
                news.push((*delivery.contact, state, waiting));
            }
        }
        news
    }
}

impl From<ReceiptState> for DeliveryState {
    fn from(state: ReceiptState) -> Self {
        match state {
            ReceiptState::Fetched => Self::Fetched,
            ReceiptState::Opened => Self::Opened,
        }
    }
}
