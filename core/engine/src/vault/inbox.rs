//! Opening what arrives from workers: keys by tag, parts into messages, messages into records.

use std::collections::BTreeMap;

use crate::wire::{
    Assembly, CellBody, Direction, Envelope, EventId, FetchItem, Message, Origin, ReceiptRoot, ReceiptState,
    ReceivingChain, ReceivingWindow, Tag, Timestamp, Trail, seal_receipt,
};
use minicbor::bytes::ByteArray;
use minicbor::{Decode, Encode};
use rand_core::CryptoRng;

use super::circle::KeptChain;
use super::messages::{kind_code, kind_from_code};
use super::trail::KeptPlace;
use super::{KeptPlan, Vault};
use crate::codec::Hidden;
use crate::record::{Class, Kept, Place, RecordKey, kind};
use crate::view::{MessageKind, Received, WorkerId};
use crate::{EngineError, EventKind};

/// Unfinished messages of one person; their oldest leave.
const ASSEMBLIES_MAX: usize = 8;
/// A copy of a message that comes again is receipted again after this.
const RECEIPT_AGAIN_MS: u64 = 24 * 3_600_000;
/// Messages kept in all; the oldest leave, open calls for help excepted.
const RECEIVED_MAX: usize = 1_000;

/// Tag tables of one worker's chains, one for each origin; made when first needed.
#[derive(Debug)]
pub(crate) struct WorkerWindows {
    chains: Vec<(u8, ReceivingWindow)>,
}

/// A message from a worker, as kept.
#[derive(Debug, Encode, Decode)]
#[cbor(map)]
pub(crate) struct ReceivedRecord {
    #[n(0)]
    pub(crate) worker: ByteArray<16>,
    #[n(1)]
    pub(crate) kind: u8,
    #[n(2)]
    pub(crate) value: ByteArray<16>,
    #[n(3)]
    pub(crate) counter: u64,
    #[n(4)]
    pub(crate) origin: u8,
    #[n(5)]
    pub(crate) time: u64,
    #[n(6)]
    pub(crate) reckoned: u64,
    #[n(7)]
    pub(crate) arrived: u64,
    #[n(8)]
    pub(crate) note: Option<String>,
    #[n(9)]
    pub(crate) places: Vec<KeptPlace>,
    #[n(10)]
    pub(crate) battery: Option<u8>,
    #[n(11)]
    #[cbor(with = "minicbor::bytes")]
    pub(crate) capsule: Vec<u8>,
    /// The key of the first part, without which the capsule could not be opened after a release.
    #[n(12)]
    pub(crate) capsule_key: Option<Hidden<32>>,
    #[n(13)]
    pub(crate) root: Hidden<32>,
    #[n(14)]
    pub(crate) opened: bool,
    #[n(15)]
    pub(crate) ended: bool,
    /// The step of the first part, to notice another message sealed with the same step.
    #[n(16)]
    pub(crate) step: u32,
    /// For which sealing receipts were last sent, and when.
    #[n(17)]
    pub(crate) receipted_root: Option<Hidden<32>>,
    #[n(18)]
    pub(crate) receipted_at: u64,
    /// Roots of other sealings of this message: its sender may wait for the receipts of any of them.
    #[n(19)]
    pub(crate) other_roots: Vec<Hidden<32>>,
    /// With a capsule: the tag of the first cell, by which the relay's part is found.
    #[n(20)]
    pub(crate) first_tag: Option<ByteArray<16>>,
}

/// Parts of a message that is not complete.
#[derive(Debug, Encode, Decode)]
#[cbor(map)]
pub(crate) struct AssemblyRecord {
    #[n(0)]
    person: ByteArray<16>,
    #[n(1)]
    event: ByteArray<16>,
    #[n(2)]
    #[cbor(with = "minicbor::bytes")]
    parts: Vec<u8>,
    #[n(3)]
    since: u64,
}

/// What became of a fetched cell.
pub(crate) enum Taken {
    /// Stored; the relay may delete it.
    Stored,
    /// No key of this vault opens it; it stays at the relay.
    Unreadable {
        /// The long search was made for it.
        searched: bool,
    },
}

/// What trying to open a cell came to.
enum Opening {
    /// Origin, step and what was in it.
    Opened(u8, u32, CellBody),
    /// Its tag is one of ours, its key does not open it: damaged on the way, or forged.
    Spoilt,
    /// No chain has its tag.
    Unknown,
}

impl Vault {
    /// Takes in one fetched cell. `search` allows the long search for a tag far ahead.
    pub(crate) fn take_cell(
        &mut self,
        now: Timestamp,
        item: &FetchItem,
        search: bool,
        rng: &mut impl CryptoRng,
    ) -> Result<Taken, EngineError> {
        if let Some(taken) = self.take_link_cell(item) {
            return Ok(taken);
        }
        let Some(at) =
            self.workers.iter().position(|w| *w.own_send_id == *item.send_id.as_bytes() && !w.ended)
        else {
            return Ok(Taken::Unreadable { searched: false });
        };
        if let Some(taken) = self.take_told_cell(now, at, item)? {
            return Ok(taken);
        }
        // Keys age by the relay's clock or by ours, whichever is behind: one wrong clock must not burn any.
        let aged = now.min(item.arrival.start());
        let (origin, step, body) = match self.open_cell(at, item, aged, search)? {
            Opening::Opened(origin, step, body) => (origin, step, body),
            Opening::Spoilt => return Ok(Taken::Unreadable { searched: false }),
            Opening::Unknown => return Ok(Taken::Unreadable { searched: search }),
        };
        let worker = match self.workers.get(at) {
            Some(worker) => worker.worker_id(),
            None => return Ok(Taken::Unreadable { searched: false }),
        };
        let (event, parts) = (body.event, body.parts);
        let first = step.saturating_sub(u32::from(body.part));
        let Some(bytes) = self.assemble(worker.0, body, now)? else { return Ok(Taken::Stored) };
        let chain = self.chain_of(at, origin)?;
        let last = first.saturating_add(u32::from(parts).saturating_sub(1));
        let Some(root) = chain.message_key(last).map(|key| key.derive_receipt_root()) else {
            return Ok(Taken::Stored);
        };
        let first_tag = chain.tag(first);
        let capsule_key = chain.message_key(first).map(|key| Hidden::new(key.expose()));
        let Ok(envelope) = Envelope::decode(&bytes) else { return Ok(Taken::Stored) };
        self.take_message(now, at, origin, first, event, envelope, &root, capsule_key, first_tag, item)?;
        if !self.owes_receipt(now, event, &root) {
            return Ok(Taken::Stored);
        }
        let already_opened = self.received.get(&event).is_some_and(|message| message.opened);
        self.send_receipt(now, worker, &root, ReceiptState::Fetched, event, rng)?;
        if already_opened {
            self.send_receipt(now, worker, &root, ReceiptState::Opened, event, rng)?;
        }
        Ok(Taken::Stored)
    }

    fn chain_of(&self, worker: usize, origin: u8) -> Result<ReceivingChain, EngineError> {
        self.workers
            .get(worker)
            .and_then(|worker| worker.receiving.get(usize::from(origin)))
            .ok_or(EngineError::RecordDamaged)?
            .chain()
    }

    /// Finds the key for a cell and opens it: first the tags at hand, then a longer search in every chain.
    fn open_cell(
        &mut self,
        at: usize,
        item: &FetchItem,
        now: Timestamp,
        search: bool,
    ) -> Result<Opening, EngineError> {
        let tag = item.cell.tag();
        let id = *self.workers.get(at).ok_or(EngineError::RecordDamaged)?.id;
        if !self.windows.contains_key(&id) {
            let mut chains = Vec::new();
            for origin in Origin::ALL {
                chains.push((origin.byte(), ReceivingWindow::new(&self.chain_of(at, origin.byte())?)));
            }
            self.windows.insert(id, WorkerWindows { chains });
        }
        let windows = self.windows.get(&id).ok_or(EngineError::Bug { code: "window" })?;
        let mut found =
            windows.chains.iter().find_map(|(origin, window)| Some((*origin, window.find(&tag)?)));
        if found.is_none() && search {
            for origin in Origin::ALL {
                if let Some(step) = self.chain_of(at, origin.byte())?.find_beyond(&tag) {
                    found = Some((origin.byte(), step));
                    break;
                }
            }
        }
        let Some((origin, step)) = found else { return Ok(Opening::Unknown) };
        let mut chain = self.chain_of(at, origin)?;
        let Some(key) = chain.message_key(step) else { return Ok(Opening::Spoilt) };
        let Ok(body) = item.cell.open(&key, Direction::WorkerToContact) else { return Ok(Opening::Spoilt) };
        chain.opened(step, now)?;
        if let Some((_, window)) =
            self.windows.get_mut(&id).and_then(|w| w.chains.iter_mut().find(|(known, _)| *known == origin))
        {
            window.advance(&chain);
        }
        if let Some(worker) = self.workers.get_mut(at)
            && let Some(kept) = worker.edit().receiving.get_mut(usize::from(origin))
        {
            *kept = KeptChain::of(&chain);
        }
        Ok(Opening::Opened(origin, step, body))
    }

    /// Adds a part; returns the whole once complete. A message sealed again has other bytes; the protocol keeps
    /// the parts of different sealings apart.
    pub(crate) fn assemble(
        &mut self,
        person: [u8; 16],
        body: CellBody,
        now: Timestamp,
    ) -> Result<Option<Vec<u8>>, EngineError> {
        let event = body.event;
        let at = self.assemblies.iter().position(|a| *a.person == person && *a.event == *event.as_bytes());
        let mut assembly = match at.and_then(|at| self.assemblies.get(at)) {
            Some(record) => Assembly::decode(&record.parts).map_err(|_| EngineError::RecordDamaged)?,
            None => Assembly::new(event),
        };
        // A part that contradicts the others was sealed by the same sender; it can only be dropped.
        let Ok(whole) = assembly.insert(body) else { return Ok(None) };
        match (whole, at) {
            (Some(bytes), at) => {
                if let Some(at) = at {
                    let done = self.assemblies.remove(at);
                    self.remove(done.key());
                }
                Ok(Some(bytes))
            }
            (None, Some(at)) => {
                if let Some(record) = self.assemblies.get_mut(at) {
                    record.edit().parts = assembly.encode();
                }
                Ok(None)
            }
            (None, None) => {
                self.forget_assemblies(person);
                let record = AssemblyRecord {
                    person: person.into(),
                    event: (*event.as_bytes()).into(),
                    parts: assembly.encode(),
                    since: now.as_millis(),
                };
                let mut id = *event.as_bytes();
                for (byte, mix) in id.iter_mut().zip(person) {
                    *byte ^= mix;
                }
                let key = RecordKey { kind: kind::ASSEMBLY, id };
                self.assemblies.push(Kept::new(key, Place::Any, Class::Urgent, record));
                Ok(None)
            }
        }
    }

    fn forget_assemblies(&mut self, person: [u8; 16]) {
        self.assemblies.sort_by_key(|assembly| assembly.since);
        while self.assemblies.iter().filter(|assembly| *assembly.person == person).count() >= ASSEMBLIES_MAX {
            let Some(at) = self.assemblies.iter().position(|assembly| *assembly.person == person) else {
                return;
            };
            let oldest = self.assemblies.remove(at);
            self.remove(oldest.key());
        }
    }

    fn forget_received(&mut self) {
        let surplus = self.received.len().saturating_sub(RECEIVED_MAX);
        if surplus == 0 {
            return;
        }
        let mut old: Vec<(u64, EventId)> = self
            .received
            .iter()
            .filter(|(_, message)| message.kind != 2 || message.ended)
            .map(|(id, message)| (message.arrived, *id))
            .collect();
        old.sort();
        for (_, id) in old.into_iter().take(surplus) {
            if let Some(record) = self.received.remove(&id) {
                self.remove(record.key());
            }
        }
    }

    /// Keeps a message, once: the same event id again only renews its receipts.
    #[expect(clippy::too_many_arguments, reason = "each is one fact of the arrival")]
    fn take_message(
        &mut self,
        now: Timestamp,
        at: usize,
        origin: u8,
        first: u32,
        event: EventId,
        envelope: Envelope,
        root: &ReceiptRoot,
        capsule_key: Option<Hidden<32>>,
        first_tag: Option<Tag>,
        item: &FetchItem,
    ) -> Result<(), EngineError> {
        let worker_id = match self.workers.get(at) {
            Some(worker) => worker.worker_id(),
            None => return Ok(()),
        };
        let arrived = self.time_of(item.arrival);
        // Nothing was sent later than now, whatever minute stands on it.
        let reckoned = arrived.saturating_sub(item.age).min(self.judged_time(now)).as_millis();
        let arrived = arrived.as_millis();
        if let Some(known) = self.received.get_mut(&event) {
            if *known.worker == worker_id.0 {
                known.note_root(root);
            }
            return Ok(());
        }
        let reused = self
            .received
            .values()
            .any(|other| *other.worker == worker_id.0 && other.origin == origin && other.step == first);
        if reused {
            self.tell(now, EventKind::RollbackSuspected { worker: worker_id });
        }
        let mut places = Vec::new();
        let (mut note, mut battery, mut capsule) = (None, None, Vec::new());
        let kind = match envelope.message {
            Message::CheckIn { state, note: words, place, battery: charge, capsule: sealed } => {
                places.extend(place.iter().map(KeptPlace::of));
                (note, battery) = (words, charge);
                capsule = sealed.map(|sealed| sealed.as_bytes().to_vec()).unwrap_or_default();
                MessageKind::CheckIn(state)
            }
            Message::Sos { note: words, trail, battery: charge } => {
                places.extend(oldest_first(trail.as_ref()));
                (note, battery) = (words, charge);
                MessageKind::Sos
            }
            Message::AllClear { sos } => MessageKind::AllClear(sos),
            Message::Opened => MessageKind::Opened,
            Message::Hello { name, language } => {
                self.greet(now, at, origin, name, language);
                MessageKind::Hello
            }
            Message::Farewell => MessageKind::Farewell,
            Message::LastPlace { trail, battery: charge } => {
                places.extend(oldest_first(Some(&trail)));
                battery = charge;
                MessageKind::LastPlace
            }
            Message::Plan(plan) => {
                // Other vaults of the worker have timers of their own, of which this contact watches none.
                if !self.is_forced(at, origin) {
                    let minute = item.arrival.get().min(self.head.relay_minute);
                    self.take_plan(now, worker_id, envelope.counter, reckoned, minute, &plan);
                }
                MessageKind::Plan
            }
            // A worker sends neither; a later version may send what this one does not know.
            Message::Reply { .. }
            | Message::Receipt { .. }
            | Message::StepWords(_)
            | Message::DossierShare { .. }
            | Message::Unknown { .. } => return Ok(()),
        };
        let (code, value) = kind_code(kind);
        let sealed_places = !capsule.is_empty();
        let record = ReceivedRecord {
            worker: worker_id.0.into(),
            kind: code,
            value: value.into(),
            counter: envelope.counter,
            origin,
            time: envelope.time.as_millis(),
            reckoned,
            arrived,
            note,
            places,
            battery,
            capsule_key: if capsule.is_empty() { None } else { capsule_key },
            capsule,
            root: Hidden::new(root.expose()),
            opened: false,
            ended: false,
            step: first,
            receipted_root: None,
            receipted_at: 0,
            other_roots: Vec::new(),
            first_tag: first_tag.filter(|_| sealed_places).map(|tag| (*tag.as_bytes()).into()),
        };
        let main = self.workers.get(at).is_some_and(|worker| worker.main_origin == Some(origin));
        if kind == MessageKind::Opened && main {
            // The main vault says so each time: a sign of life, and nothing to keep.
            let plan = envelope.plan.map(KeptPlan::from_timing);
            self.note_heard(at, origin, reckoned, kind, envelope.counter, plan);
            return Ok(());
        }
        let key = RecordKey { kind: kind::RECEIVED, id: *event.as_bytes() };
        // Only calls for help and their ends may use the space kept for them.
        let class = if code == 2 || code == 3 { Class::Urgent } else { Class::Ordinary };
        self.received.insert(event, Kept::new(key, Place::Any, class, record));
        self.forget_received();
        self.note_heard(
            at,
            origin,
            reckoned,
            kind,
            envelope.counter,
            envelope.plan.map(KeptPlan::from_timing),
        );
        if self.is_forced(at, origin) {
            self.announce_forced(now, worker_id, event, kind);
        } else {
            self.announce(now, worker_id, event, kind);
        }
        if let Some(tag) = first_tag.filter(|_| sealed_places) {
            self.open_released_places(now, worker_id, tag);
        }
        Ok(())
    }

    fn greet(&mut self, now: Timestamp, at: usize, origin: u8, name: String, language: String) {
        if self.is_forced(at, origin) {
            return;
        }
        let Some(worker) = self.workers.get_mut(at) else { return };
        let first = worker.main_origin.is_none();
        let worker = worker.edit();
        worker.own_name = Some(name);
        worker.language = language;
        worker.main_origin = Some(origin);
        if first {
            self.judge_anew(now, at);
        }
    }

    fn note_heard(
        &mut self,
        at: usize,
        origin: u8,
        reckoned: u64,
        kind: MessageKind,
        counter: u64,
        plan: Option<KeptPlan>,
    ) {
        let forced = self.is_forced(at, origin);
        let Some(worker) = self.workers.get_mut(at) else { return };
        let worker = worker.edit();
        worker.paired = true;
        worker.last_heard = Some(worker.last_heard.unwrap_or(0).max(reckoned));
        worker.first_heard.get_or_insert(reckoned);
        let check_in = matches!(kind, MessageKind::CheckIn(_));
        // One of a vault that is opened under duress touches no timer either.
        if check_in && !forced && worker.is_counted(origin, reckoned) {
            let last = worker.last_check_in.unwrap_or(0);
            worker.last_check_in = Some(last.max(reckoned));
            // Whoever hears of a check-in is told anew that one is missed, also if it moves no time: the relay's
            // minutes may lie before the end of a pause that is over.
            if reckoned > last {
                (worker.told_late, worker.told_missed) = (0, 0);
            }
        }
        if kind == MessageKind::Plan && !forced {
            worker.locked_row = 0;
        }
        // Messages may arrive in any order; the plan is the newest one's. Other vaults have plans of their own.
        if let Some(newest) = worker.plan_counters.get_mut(usize::from(origin))
            && counter >= *newest
            && origin != Origin::LOBBY.byte()
            && !forced
        {
            *newest = counter;
            worker.plan = plan;
        }
    }

    pub(super) fn announce(&mut self, now: Timestamp, worker: WorkerId, message: EventId, kind: MessageKind) {
        match kind {
            MessageKind::CheckIn(_) => self.tell(now, EventKind::CheckInReceived { worker, message }),
            MessageKind::Sos => {
                self.end_if_cleared(worker, message);
                self.tell(now, EventKind::SosReceived { worker, message });
            }
            MessageKind::AllClear(sos) => {
                if let Some(open) = self.received.get_mut(&sos)
                    && *open.worker == worker.0
                    && open.kind == 2
                {
                    open.edit().ended = true;
                }
                self.tell(now, EventKind::AllClearReceived { worker, message, sos });
            }
            MessageKind::Hello => {
                self.settle_link_of(now, worker, true);
                self.tell(now, EventKind::WorkerConfirmed { worker });
            }
            MessageKind::Farewell => {
                self.settle_link_of(now, worker, false);
                if let Some(record) = self.workers.iter_mut().find(|known| *known.id == worker.0) {
                    record.edit().ended = true;
                }
                self.tell(now, EventKind::PairingEnded { worker });
            }
            MessageKind::Opened | MessageKind::LastPlace | MessageKind::Plan => {}
        }
    }

    /// An all clear may arrive before the SOS that it ends.
    fn end_if_cleared(&mut self, worker: WorkerId, sos: EventId) {
        let Some(at) = self.workers.iter().position(|known| *known.id == worker.0) else { return };
        let ends = |other: &ReceivedRecord| other.kind == 3 && *other.value == *sos.as_bytes();
        let cleared = self
            .received
            .values()
            .any(|other| *other.worker == worker.0 && ends(other) && !self.is_forced(at, other.origin));
        if cleared && let Some(record) = self.received.get_mut(&sos) {
            record.edit().ended = true;
        }
    }

    /// Whether a message is to be receipted: when it is new, was sealed again, or came again a day later.
    fn owes_receipt(&mut self, now: Timestamp, event: EventId, root: &ReceiptRoot) -> bool {
        let Some(record) = self.received.get_mut(&event) else { return true };
        let same = record.receipted_root.as_ref().is_some_and(|known| known.bytes() == root.expose());
        if same && now.as_millis().abs_diff(record.receipted_at) < RECEIPT_AGAIN_MS {
            return false;
        }
        let record = record.edit();
        record.receipted_root = Some(Hidden::new(root.expose()));
        record.receipted_at = now.as_millis();
        true
    }

    fn send_receipt(
        &mut self,
        now: Timestamp,
        worker: WorkerId,
        root: &ReceiptRoot,
        state: ReceiptState,
        event: EventId,
        rng: &mut impl CryptoRng,
    ) -> Result<(), EngineError> {
        let cell = seal_receipt(root, state, event, now, rng);
        self.queue_cell(worker, cell, rng);
        Ok(())
    }

    /// The contact has looked at a message: its sender will see `opened`.
    pub(crate) fn mark_opened(
        &mut self,
        now: Timestamp,
        event: EventId,
        rng: &mut impl CryptoRng,
    ) -> Result<(), EngineError> {
        let record = self.received.get_mut(&event).ok_or(EngineError::NotFound { what: "message" })?;
        if record.opened {
            return Ok(());
        }
        let record = record.edit();
        record.opened = true;
        let worker = WorkerId(*record.worker);
        let roots: Vec<ReceiptRoot> = std::iter::once(&record.root)
            .chain(&record.other_roots)
            .map(|root| ReceiptRoot::from_bytes(*root.bytes()))
            .collect();
        for root in roots {
            self.send_receipt(now, worker, &root, ReceiptState::Opened, event, rng)?;
        }
        Ok(())
    }

    /// The messages that arrived: open calls for help first, then by worker, origin and counter.
    pub(crate) fn received(&self, only: Option<WorkerId>) -> Vec<Received> {
        let mut by_worker: BTreeMap<(bool, [u8; 16], u8, u64, EventId), Received> = BTreeMap::new();
        for (id, record) in &self.received {
            if only.is_some_and(|worker| worker.0 != *record.worker) {
                continue;
            }
            let open_sos = record.kind == 2 && !record.ended;
            by_worker.insert(
                (!open_sos, *record.worker, record.origin, record.counter, *id),
                record.view(*id, self.came_under_duress(record)),
            );
        }
        by_worker.into_values().collect()
    }
}

impl Kept<ReceivedRecord> {
    /// A copy arrived that was sealed under this root. The last three sealings are remembered.
    fn note_root(&mut self, root: &ReceiptRoot) {
        if self.root.bytes() == root.expose() {
            return;
        }
        let record = self.edit();
        let before = std::mem::replace(&mut record.root, Hidden::new(root.expose()));
        record.other_roots.retain(|known| known.bytes() != root.expose());
        record.other_roots.push(before);
        if record.other_roots.len() > 2 {
            record.other_roots.remove(0);
        }
    }
}

/// A trail as kept: oldest first.
pub(super) fn oldest_first(trail: Option<&Trail>) -> impl Iterator<Item = KeptPlace> + '_ {
    trail.into_iter().flat_map(|trail| trail.places().iter().rev().map(KeptPlace::of))
}

impl ReceivedRecord {
    fn view(&self, id: EventId, under_duress: bool) -> Received {
        Received {
            id,
            worker: WorkerId(*self.worker),
            kind: kind_from_code(self.kind, &self.value),
            counter: self.counter,
            origin: Origin::from_byte(self.origin).unwrap_or(Origin::LOBBY),
            time: Timestamp::from_millis(self.time),
            reckoned: Timestamp::from_millis(self.reckoned),
            arrived: Timestamp::from_millis(self.arrived),
            note: self.note.clone(),
            places: self.places.iter().filter_map(KeptPlace::place).collect(),
            battery_percent: self.battery,
            sealed_places: !self.capsule.is_empty(),
            opened: self.opened,
            under_duress,
        }
    }
}
