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
        if record.given {
            return Ok(());
        }
        if !self.queue_share(at, now, rng) {
            return Err(EngineError::invalid("dossier", "needs no shares of others"));
        }
        if let Some(record) = self.dossiers.released.get_mut(at) {
            record.edit().given = true;
        }
        self.refill(lobby, now, rng)
    }

    /// The relay was put back: what was given there is given again, and what is there is read from the beginning.
    pub(super) fn give_shares_again(&mut self, now: Timestamp, rng: &mut impl CryptoRng) {
        for at in 0..self.dossiers.released.len() {
            let Some(record) = self.dossiers.released.get_mut(at).map(Kept::edit) else { return };
            record.cursor = 0;
            record.registered = false;
            if record.given {
                self.queue_share(at, now, rng);
            }
        }
    }

    /// Seals this contact's share for the others and queues it. `false` when it has no one to give it to.
    fn queue_share(&mut self, at: usize, now: Timestamp, rng: &mut impl CryptoRng) -> bool {
        let Some(record) = self.dossiers.released.get(at) else { return false };
        let (Some(meeting), Some(access)) = (record.meeting(), &record.access) else { return false };
        let share = Share::from_bytes(*access.share.bytes());
        let given = GivenShare { dossier: record.dossier_id(), generation: record.generation, share };
        let cell = given.seal(&meeting, now, rng);
        let owner = *record.id;
        let to = Destination::new(meeting.send_id(), &meeting.derive_send_capability());
        self.queue_cell_to(owner, Some(to), &cell, rng);
        true
    }

    /// The registration of a meeting to which this contact gives a share, if this run has not tried it.
    pub(crate) fn meeting_to_register(&self, finished: &[[u8; 16]]) -> Option<([u8; 16], RegisterRequest)> {
        let wanted = |record: &&Kept<ReleasedRecord>| {
            record.given && !record.registered && !finished.contains(&*record.id)
        };
        let record = self.dossiers.released.iter().find(wanted)?;
        let meeting = record.meeting()?;
        let capability = meeting.derive_send_capability().hash();
        let entries = vec![RegisterEntry::OpenMailbox { id: meeting.send_id(), capability }];
        Some((*record.id, RegisterRequest { reading: ReleasedRecord::reading(&meeting), entries }))
    }

    /// What to read of a meeting that this run has not read to its end.
    pub(crate) fn meeting_to_read(
        &self,
        lobby: &Lobby,
        finished: &[[u8; 16]],
    ) -> Option<([u8; 16], FetchRequest)> {
        let wanted = |record: &&Kept<ReleasedRecord>| record.waits() && !finished.contains(&*record.id);
        let record = self.dossiers.released.iter().find(wanted)?;
        let meeting = record.meeting()?;
        let request = FetchRequest {
            reading: ReleasedRecord::reading(&meeting),
            cursor: record.cursor,
            relay_seq: lobby.relay_seq(),
            acknowledged: Vec::new(),
        };
        Some((*record.id, request))
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
        if answer.is_some_and(|answer| answer.outcome == Outcome::Unknown)
            && let Some(record) = self.meeting_mut(id).filter(|record| record.registered)
        {
            // The relay has forgotten it.
            record.edit().registered = false;
            return false;
        }
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
