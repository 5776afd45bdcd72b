//! A contact's side of vaults that a worker opens when forced: which messages come from one, and what that means. They are
//! kept and shown, but no order among them is obeyed, and no check-in among them puts anything off.

use super::messages::kind_from_code;
use super::{ReceivedRecord, Vault, WorkerRecord};
use crate::event::EventKind;
use crate::view::{MessageKind, WorkerId};
use crate::wire::{EventId, Origin, Timestamp};

impl WorkerRecord {
    /// Whether an origin is a vault other than the one that the worker calls the main one: it is opened under duress. As
    /// long as none was called so, none is.
    fn is_forced(&self, origin: u8) -> bool {
        origin < Origin::LOBBY.byte() && self.main_origin.is_some_and(|main| main != origin)
    }
}

impl Vault {
    /// Whether what comes from there, of the worker in this place, comes from a vault that is opened under duress.
    pub(super) fn is_forced(&self, at: usize, origin: u8) -> bool {
        self.workers.get(at).is_some_and(|worker| worker.is_forced(origin))
    }

    /// Whether a message came from such a vault.
    pub(super) fn came_under_duress(&self, message: &ReceivedRecord) -> bool {
        let sender = self.workers.iter().find(|worker| worker.id == message.worker);
        sender.is_some_and(|worker| worker.is_forced(message.origin))
    }

    /// The newest message of such a vault, unless the main one said something after it. The locked screen, which anybody
    /// can use, takes nothing back.
    pub(super) fn under_duress(&self, worker: &WorkerRecord) -> Option<(EventId, Timestamp)> {
        let (mut forced, mut free) = (None, None);
        for (id, message) in self.received.iter().filter(|(_, message)| message.worker == worker.id) {
            if worker.is_forced(message.origin) {
                forced = forced.max(Some((message.reckoned, *id)));
            } else if message.origin < Origin::LOBBY.byte() {
                free = free.max(Some(message.reckoned));
            }
        }
        let (at, id) = forced?;
        (Some(at) >= free).then(|| (id, Timestamp::from_millis(at)))
    }

    /// Tells the app of what such a vault said, in place of what it would be told otherwise. A call for help is one
    /// whichever vault it comes from.
    pub(super) fn announce_forced(
        &mut self,
        now: Timestamp,
        worker: WorkerId,
        message: EventId,
        kind: MessageKind,
    ) {
        match kind {
            MessageKind::Opened => self.tell(now, EventKind::OpenedUnderDuress { worker, message }),
            MessageKind::CheckIn(_) | MessageKind::AllClear(_) | MessageKind::Farewell => {
                self.tell(now, EventKind::SaidUnderDuress { worker, message });
            }
            MessageKind::Sos => self.announce(now, worker, message, kind),
            MessageKind::Hello | MessageKind::LastPlace | MessageKind::Plan => {}
        }
    }

    /// It became known which vault is the main one. What came before from another was taken for the main one's: it is
    /// taken back, and the app is told. A farewell is not: after one nothing is read, not even who is the main one.
    pub(super) fn judge_anew(&mut self, now: Timestamp, at: usize) {
        let Some(worker) = self.workers.get(at) else { return };
        let id = worker.worker_id();
        let of_worker = self.received.iter().filter(|(_, message)| *message.worker == id.0);
        let said: Vec<Said> = of_worker.map(|(event, message)| Said::of(*event, message, worker)).collect();
        let (forced, free): (Vec<Said>, Vec<Said>) = said.into_iter().partition(|said| said.forced);
        if forced.is_empty() {
            return;
        }
        for said in &forced {
            self.take_back(at, said, &free);
        }
        for said in forced.iter().filter(|said| said.kind != MessageKind::Sos) {
            self.announce_forced(now, id, said.event, said.kind);
        }
    }

    /// Takes back what one message of such a vault changed.
    fn take_back(&mut self, at: usize, said: &Said, free: &[Said]) {
        if let MessageKind::AllClear(sos) = said.kind
            && !free.iter().any(|other| other.kind == said.kind)
            && let Some(open) = self.received.get_mut(&sos).filter(|open| open.ended)
        {
            open.edit().ended = false;
        }
        let Some(worker) = self.workers.get_mut(at) else { return };
        let worker = worker.edit();
        if matches!(said.kind, MessageKind::CheckIn(_)) {
            // Those of the locked screen may have been too many in a row: an alarm too many is better than one too few.
            let counted = |other: &&Said| {
                matches!(other.kind, MessageKind::CheckIn(_)) && other.origin < Origin::LOBBY.byte()
            };
            worker.last_check_in = free.iter().filter(counted).map(|other| other.reckoned).max();
        }
        if worker.plan_counters.get(usize::from(said.origin)).is_some_and(|counter| *counter > 0) {
            worker.plan = None;
        }
    }
}

/// What one message said, and whether from a vault that is opened under duress.
struct Said {
    event: EventId,
    kind: MessageKind,
    origin: u8,
    reckoned: u64,
    forced: bool,
}

impl Said {
    fn of(event: EventId, message: &ReceivedRecord, worker: &WorkerRecord) -> Self {
        Self {
            event,
            kind: kind_from_code(message.kind, &message.value),
            origin: message.origin,
            reckoned: message.reckoned,
            forced: worker.is_forced(message.origin),
        }
    }
}
