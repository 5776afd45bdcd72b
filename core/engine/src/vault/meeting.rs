//! Meeting the other share-holders of a released dossier: a mailbox that all of them read as one and the same reader.
//! A share is put there by a row of an ordinary sync; what others gave is fetched, and nobody acknowledges anything.

use rand_core::CryptoRng;
use wayhome_protocol::keys::MeetingSecret;
use wayhome_protocol::meeting::GivenShare;
use wayhome_protocol::shares::Share;

use super::Vault;
use super::released::ReleasedRecord;
use crate::codec::Hidden;
use crate::lobby::{Destination, Lobby};
use crate::record::Kept;
use crate::view::WorkerId;
use crate::wire::{
    FetchAnswer, FetchRequest, Outcome, Reading, RegisterAnswer, RegisterEntry, RegisterRequest,
    RegisterStatus, Timestamp,
};
use crate::{EngineError, EventKind};

/// Shares of others that are kept while they do not open the dossier. With this contact's own there are eight.
const SHARES_MAX: usize = 7;

/// What a run has to ask of a meeting.
pub(crate) enum MeetingStep {
    /// Its mailbox is to be registered.
    Register(RegisterRequest),
    /// What others gave is to be read.
    Fetch(FetchRequest),
}

impl ReleasedRecord {
    fn meeting(&self) -> Option<MeetingSecret> {
        let meeting = self.access.as_ref()?.meeting.as_ref()?;
        Some(MeetingSecret::from_bytes(*meeting.bytes()))
    }

    /// Whether more shares are wanted.
    fn waits(&self) -> bool {
        self.key.is_none() && self.halves().is_some_and(|(access, _)| access.needed > 1)
    }

    fn reading(meeting: &MeetingSecret) -> Reading {
        Reading { receive_id: meeting.receive_id(), capability: meeting.derive_receive_capability() }
    }
}

impl Vault {
    /// Gives this contact's share of a worker's dossier to the other share-holders.
    pub(crate) fn give_share(
        &mut self,
        lobby: &mut Lobby,
        now: Timestamp,
        worker: WorkerId,
        rng: &mut impl CryptoRng,
    ) -> Result<(), EngineError> {
        let at = self.released_of(worker)?;
        let record = self.dossiers.released.get(at).ok_or(EngineError::NotFound { what: "dossier" })?;
        if record.halves().is_none() {
            return Err(EngineError::NotYet { what: "dossier" });
        }
        let Some(meeting) = record.meeting() else {
            return Err(EngineError::invalid("dossier", "needs no shares of others"));
        };
        if record.given {
            return Ok(());
        }
        let share = record.access.as_ref().map(|access| Share::from_bytes(*access.share.bytes()));
        let share = share.ok_or(EngineError::RecordDamaged)?;
        let given = GivenShare { dossier: record.dossier_id(), generation: record.generation, share };
        let cell = given.seal(&meeting, now, rng);
        let owner = *record.id;
        let to = Destination::new(meeting.send_id(), &meeting.derive_send_capability());
        self.queue_cell_to(owner, Some(to), &cell, rng);
        if let Some(record) = self.dossiers.released.get_mut(at) {
            record.edit().given = true;
        }
        self.refill(lobby, now, rng)
    }

    /// What is next to be asked of a meeting that this run has not finished with.
    pub(crate) fn next_meeting(
        &self,
        lobby: &Lobby,
        finished: &[[u8; 16]],
    ) -> Option<([u8; 16], MeetingStep)> {
        let wanted = |record: &&Kept<ReleasedRecord>| {
            let register = record.given && !record.registered;
            !finished.contains(&*record.id) && (record.waits() || register)
        };
        let record = self.dossiers.released.iter().find(wanted)?;
        let meeting = record.meeting()?;
        let reading = ReleasedRecord::reading(&meeting);
        let step = if record.given && !record.registered {
            let capability = meeting.derive_send_capability().hash();
            let entries = vec![RegisterEntry::OpenMailbox { id: meeting.send_id(), capability }];
            MeetingStep::Register(RegisterRequest { reading, entries })
        } else {
            let (cursor, relay_seq) = (record.cursor, lobby.relay_seq());
            MeetingStep::Fetch(FetchRequest { reading, cursor, relay_seq, acknowledged: Vec::new() })
        };
        Some((*record.id, step))
    }

    fn meeting_mut(&mut self, id: [u8; 16]) -> Option<&mut Kept<ReleasedRecord>> {
        self.dossiers.released.iter_mut().find(|record| *record.id == id)
    }

    /// The relay answered for a meeting's mailbox. `false` when this run is finished with it.
    pub(crate) fn meeting_registered(&mut self, id: [u8; 16], answer: Option<&RegisterAnswer>) -> bool {
        let done = answer.is_some_and(|answer| {
            answer.outcome == Outcome::Done && answer.statuses.first() == Some(&RegisterStatus::Done)
        });
        if let Some(record) = self.meeting_mut(id).filter(|_| done) {
            record.edit().registered = true;
        }
        done
    }

    /// What others gave. `false` when this run is finished with the meeting.
    pub(crate) fn meeting_fetched(
        &mut self,
        now: Timestamp,
        id: [u8; 16],
        answer: Option<&FetchAnswer>,
    ) -> bool {
        let Some(answer) = answer.filter(|answer| answer.outcome == Outcome::Done) else { return false };
        let Some(record) = self.meeting_mut(id).filter(|record| record.waits()) else { return false };
        let Some(meeting) = record.meeting() else { return false };
        let mut highest = record.cursor;
        let mut came = false;
        for item in &answer.items {
            highest = highest.max(item.id);
            if let Some(given) = GivenShare::open(&meeting, &item.cell)
                && given.dossier == record.dossier_id()
                && given.generation == record.generation
            {
                came |= record.take_share(&given.share);
            }
        }
        if highest != record.cursor {
            record.edit().cursor = highest;
        }
        let worker = WorkerId(*record.worker);
        if came && record.edit().try_shares() {
            self.tell(now, EventKind::DossierReady { worker });
            return false;
        }
        answer.more
    }
}

impl Kept<ReleasedRecord> {
    /// Keeps a share that is new. Whether it is right shows only together with others.
    fn take_share(&mut self, share: &Share) -> bool {
        let own = self.access.as_ref().map(|access| Share::from_bytes(*access.share.bytes()));
        let known = self.shares.iter().any(|known| known.bytes() == share.expose());
        if share.number() == 0 || known || own.as_ref() == Some(share) || self.shares.len() >= SHARES_MAX {
            return false;
        }
        self.edit().shares.push(Hidden::new(share.expose()));
        true
    }
}
