//! What the relay says and releases, as a contact reads it: notices, the words of steps, and the relay's parts that
//! open places. The relay's word is the relay's word; what a step says was sealed by the worker.

use rand_core::CryptoRng;
use wayhome_protocol::capsule::open_capsule;
use wayhome_protocol::keys::{CapabilityHash, LodgeKey, MessageKey};
use wayhome_protocol::lodged::open_lodged;
use wayhome_protocol::notice::{Notice, NoticeKeys, NoticeKind};
use wayhome_protocol::timer::LONGEST_HOLD;

use super::Vault;
use super::inbox::{Taken, oldest_first};
use super::watched_plan::{KeptHold, KeptPart, KeptTold, OwnHold};
use crate::codec::Hidden;
use crate::lobby::{Lobby, Placing};
use crate::view::WorkerId;
use crate::wire::{
    Capsule, EventId, FetchItem, IdentitySecret, RelayPart, Seconds, SendId, Step, Tag, TimerCommand,
    TimerId, TimerStatus, Timestamp,
};
use crate::{EngineError, EventKind};

/// Notices that are remembered, so that one told twice is heard once.
const SEEN_MAX: usize = 128;
/// Relay parts that wait for their message.
const PARTS_MAX: usize = 64;

/// What a relay part did.
enum Places {
    /// It opened the places of this message, made then.
    Opened(u64, EventId),
    /// It opened nothing: they are open already, or it is not the right one.
    StillSealed,
    /// Its message has not come.
    NotHere,
}

impl Vault {
    /// Takes in a cell that is no message of a chain: the relay's own, or a step's words. `None` if it is neither.
    pub(super) fn take_told_cell(
        &mut self,
        now: Timestamp,
        at: usize,
        item: &FetchItem,
    ) -> Result<Option<Taken>, EngineError> {
        let Some(worker) = self.workers.get(at) else { return Ok(None) };
        let id = worker.worker_id();
        if let Some(hash) = worker.own_hash {
            let keys = NoticeKeys::derive(&CapabilityHash::from_bytes(*hash));
            if keys.recognises(item.cell.tag()) {
                let Ok((event, notice)) = keys.open(&item.cell) else {
                    return Ok(Some(Taken::Unreadable { searched: false }));
                };
                return self.take_notice(now, id, event, notice).map(Some);
            }
        }
        Ok(self.take_lodged(now, id, item).then_some(Taken::Stored))
    }

    /// Takes in a step's words.
    fn take_lodged(&mut self, now: Timestamp, worker: WorkerId, item: &FetchItem) -> bool {
        let Some(plan) = self.watched_plans.get(&worker.0) else { return false };
        let found = plan.keys.iter().find_map(|kept| {
            let key = LodgeKey::from_bytes(*kept.key.bytes());
            let step = Step::ALL.into_iter().find(|step| key.tag(*step) == item.cell.tag())?;
            Some((kept.drill, open_lodged(&key, step, &item.cell).ok()?))
        });
        let Some((drill, lodged)) = found else { return false };
        let words = lodged.words;
        if let Some(access) = words.access.filter(|_| !drill) {
            self.dossier_access_came(now, worker, &access);
        }
        let minute = item.arrival.get().min(self.head.relay_minute);
        let new = self.note_told(worker, words.step, drill, minute, false, Some(words.words));
        if new {
            self.tell(now, EventKind::StepTold { worker, step: words.step.number(), drill });
        }
        true
    }

    /// Notes that a step was told. `true` when this is the first that is heard of it.
    fn note_told(
        &mut self,
        worker: WorkerId,
        step: Step,
        drill: bool,
        minute: u32,
        noticed: bool,
        words: Option<String>,
    ) -> bool {
        let Some(plan) = self.watched_plans.get_mut(&worker.0) else { return false };
        let plan = plan.edit();
        let number = step.number();
        let known = |told: &KeptTold| told.step == number && told.drill == drill;
        let mut telling = KeptTold { step: number, drill, minute, noticed, words };
        // Cells are read when their keys are there, which may be after the check-in that came later.
        if !drill && (noticed || !plan.told.iter().any(known)) {
            match plan.note_past(telling) {
                Some(new) => telling = new,
                None => return false,
            }
        }
        match plan.told.iter_mut().find(|told| known(told)) {
            // The words and the notice of one telling come in either order; a second notice is another telling.
            Some(told) => {
                let again = noticed && told.noticed;
                told.minute = if noticed { minute } else { told.minute };
                told.noticed |= noticed;
                told.words = telling.words.or(told.words.take());
                again
            }
            None => {
                plan.told.push(telling);
                true
            }
        }
    }

    fn take_notice(
        &mut self,
        now: Timestamp,
        worker: WorkerId,
        event: EventId,
        notice: Notice,
    ) -> Result<Taken, EngineError> {
        // Without the plan message nothing can be made of it yet: it is looked at again later.
        let Some(plan) = self.watched_plans.get_mut(&worker.0) else {
            return Ok(Taken::Unreadable { searched: false });
        };
        let foreign = *plan.timer != *notice.timer.as_bytes();
        if foreign || plan.seen.iter().any(|seen| **seen == *event.as_bytes()) {
            return Ok(Taken::Stored);
        }
        let plan = plan.edit();
        plan.seen.push((*event.as_bytes()).into());
        let surplus = plan.seen.len().saturating_sub(SEEN_MAX);
        plan.seen.drain(..surplus);
        // The relay says nothing later than now.
        let minute = notice.minute.get().min(self.head.relay_minute);
        match notice.kind {
            NoticeKind::StepTold { step, drill, .. } => {
                if self.note_told(worker, step, drill, minute, true, None) {
                    self.tell(now, EventKind::StepTold { worker, step: step.number(), drill });
                }
            }
            NoticeKind::CheckInCame { step } => {
                if plan.close_told(minute, true) {
                    plan.says = Some((2, minute, u32::from(step.number())));
                    self.tell(now, EventKind::CheckInCame { worker, step: step.number() });
                }
            }
            NoticeKind::Held { step, by, until, command } => {
                let signed = plan.identity(by).is_some_and(|key| command.verify_hold(&key).is_ok());
                let meant = command.timer == notice.timer && command.held_step() == Some(step);
                if !signed || !meant {
                    return Ok(Taken::Stored);
                }
                plan.holds.retain(|hold| hold.step != step.number());
                let since = Some(minute);
                plan.holds.push(KeptHold { step: step.number(), until: until.get(), by, since });
                self.tell(now, EventKind::StepHeld { worker, step: step.number(), until: until.start() });
            }
            NoticeKind::Paused { until } => plan.says = Some((4, minute, until.get())),
            NoticeKind::Ended => {
                if plan.close_told(minute, false) {
                    plan.says = Some((5, minute, 0));
                }
            }
            NoticeKind::BegunAnew => {
                if plan.begin_anew(minute, false) {
                    plan.says = None;
                }
                self.tell(now, EventKind::WorkerPlanChanged { worker });
            }
            NoticeKind::RelayAway { from, to } => {
                plan.away = Some((from.get(), to.get()));
                let (from, to) = (from.start(), to.start());
                self.tell(now, EventKind::RelayWasAway { worker, from, to });
            }
            NoticeKind::RelayParts { parts } => self.take_parts(now, worker, parts),
            NoticeKind::DossierPart { dossier, relay_part, generation } => {
                self.dossier_part_came(now, worker, dossier, &relay_part, generation);
            }
            NoticeKind::Unknown { .. } => {}
        }
        Ok(Taken::Stored)
    }

    /// Opens the capsules that these relay parts belong to; what is not there yet waits.
    fn take_parts(&mut self, now: Timestamp, worker: WorkerId, parts: Vec<(Tag, RelayPart)>) {
        let mut newest: Option<(u64, EventId)> = None;
        for (tag, part) in parts {
            match self.open_places(worker, tag, &part) {
                Places::Opened(reckoned, event) => newest = newest.max(Some((reckoned, event))),
                Places::StillSealed => {}
                Places::NotHere => {
                    let Some(plan) = self.watched_plans.get_mut(&worker.0) else { return };
                    let plan = plan.edit();
                    plan.parts.retain(|kept| *kept.tag != *tag.as_bytes());
                    let kept = KeptPart { tag: (*tag.as_bytes()).into(), part: Hidden::new(part.expose()) };
                    plan.parts.push(kept);
                    let surplus = plan.parts.len().saturating_sub(PARTS_MAX);
                    plan.parts.drain(..surplus);
                }
            }
        }
        if let Some((_, message)) = newest {
            self.tell(now, EventKind::PlacesOpened { worker, message });
        }
    }

    /// A message with a capsule came whose relay part may have been released before.
    pub(super) fn open_released_places(&mut self, now: Timestamp, worker: WorkerId, tag: Tag) {
        let Some(plan) = self.watched_plans.get_mut(&worker.0) else { return };
        let Some(at) = plan.parts.iter().position(|kept| *kept.tag == *tag.as_bytes()) else { return };
        let kept = plan.edit().parts.remove(at);
        let part = RelayPart::from_bytes(*kept.part.bytes());
        if let Places::Opened(_, message) = self.open_places(worker, tag, &part) {
            self.tell(now, EventKind::PlacesOpened { worker, message });
        }
    }

    /// Opens the capsule of the message whose first cell had this tag.
    fn open_places(&mut self, worker: WorkerId, tag: Tag, part: &RelayPart) -> Places {
        let found = self.received.iter_mut().find(|(_, record)| {
            *record.worker == worker.0 && record.first_tag.is_some_and(|known| *known == *tag.as_bytes())
        });
        let Some((event, record)) = found else { return Places::NotHere };
        let capsule: Option<[u8; Capsule::LENGTH]> = record.capsule.as_slice().try_into().ok();
        let key = record.capsule_key.as_ref().map(|key| MessageKey::from_bytes(*key.bytes()));
        if let (Some(capsule), Some(key)) = (capsule, key)
            && let Ok(trail) = open_capsule(&key, part, *event, &Capsule::from_bytes(capsule))
        {
            let record = record.edit();
            // The check-in's own place is one of them, if it was shared at once.
            record.places = oldest_first(Some(&trail)).collect();
            record.capsule.clear();
            record.capsule_key = None;
            return Places::Opened(record.reckoned, *event);
        }
        Places::StillSealed
    }

    /// Lets a later step of a worker's plan wait.
    pub(crate) fn hold(
        &mut self,
        lobby: &mut Lobby,
        now: Timestamp,
        worker: WorkerId,
        step: u8,
        length: Seconds,
        rng: &mut impl CryptoRng,
    ) -> Result<(), EngineError> {
        if length == Seconds::ZERO || length > LONGEST_HOLD {
            return Err(EngineError::invalid("length", "a hold lasts one second to a day"));
        }
        let plan = self.watched_plans.get_mut(&worker.0).filter(|plan| plan.stands());
        let plan = plan.ok_or(EngineError::NotFound { what: "armed plan" })?;
        let held = Step::new(step).filter(|held| *held > Step::FIRST && step <= plan.steps());
        let held = held.ok_or(EngineError::invalid("step", "only a step after the first can be held"))?;
        if plan.told.iter().any(|told| !told.drill && told.step == step) {
            return Err(EngineError::invalid("step", "was told already"));
        }
        if !lobby.has_place(&self.head.sealed, false) {
            return Err(EngineError::Full);
        }
        let plan = plan.edit();
        // A counter that a clock far ahead once made is refused by the relay, and others must not be.
        let farthest = now.as_millis().saturating_add(Seconds::from_days(1).as_millis());
        let before = if plan.hold_counter > farthest { 0 } else { plan.hold_counter };
        plan.hold_counter = before.saturating_add(1).max(now.as_millis());
        let identity = IdentitySecret::from_bytes(*self.head.identity.bytes());
        let timer = TimerId::from_bytes(*plan.timer);
        let command = TimerCommand::hold(timer, plan.hold_counter, held, length, &identity);
        let how =
            Placing { own: &self.head.sealed, urgent: false, evict: true, now, made: now, cover: false };
        let claim = lobby.place(how, command, Vec::new(), rng)?;
        let placed = claim.placed;
        plan.hold = Some(OwnHold { claim, step });
        self.note_sealed(lobby, placed);
        lobby.hurry(now, false);
        Ok(())
    }

    /// Reads what the relay answered to this contact's holds. That one was taken shows when its notice comes back.
    pub(crate) fn note_holds(&mut self, lobby: &Lobby, now: Timestamp) {
        let mut refused = Vec::new();
        for (worker, plan) in &mut self.watched_plans {
            let Some(hold) = &plan.hold else { continue };
            let status = lobby.read_told(&hold.claim).and_then(|told| told.status);
            if status.is_none() && lobby.placed(&hold.claim.placed).is_some() {
                continue;
            }
            let step = hold.step;
            plan.edit().hold = None;
            if status.is_some_and(|s| !matches!(s, TimerStatus::Accepted | TimerStatus::OldCounter)) {
                refused.push((WorkerId(*worker), step));
            }
        }
        for (worker, step) in refused {
            self.tell(now, EventKind::HoldRefused { worker, step });
        }
    }

    /// Workers' mailboxes are told apart in the relay's notices by the hash of their capability.
    pub(crate) fn know_mailboxes(&mut self, lobby: &Lobby) {
        for worker in self.workers.iter_mut().filter(|worker| worker.own_hash.is_none() && !worker.ended) {
            let hash = lobby.mailbox_hash(SendId::from_bytes(*worker.own_send_id));
            if let Some(hash) = hash {
                worker.edit().own_hash = Some((*hash.as_bytes()).into());
            }
        }
    }

    /// Tells once that the relay is silent, if this vault watches anybody.
    pub(crate) fn note_silence(&mut self, now: Timestamp, silent_since: Option<Timestamp>) {
        let Some(since) = silent_since else { return };
        let watches = self.workers.iter().any(|worker| worker.paired && !worker.ended);
        if watches && self.head.silence_told != since.as_millis() {
            self.head.edit().silence_told = since.as_millis();
            self.tell(now, EventKind::RelaySilent { since });
        }
    }
}
