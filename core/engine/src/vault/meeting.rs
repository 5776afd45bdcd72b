//! Meeting the other share-holders of a released dossier: a mailbox that all of them read as one and the same reader.
//! A share is put there by a row of an ordinary sync; what others gave is fetched, and nobody acknowledges anything.

use rand_core::CryptoRng;
use wayhome_protocol::keys::MeetingSecret;
use wayhome_protocol::meeting::GivenShare;
use wayhome_protocol::shares::Share;

use super::Vault;
use super::released_record::ReleasedRecord;
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
/// Pages of a meeting that one run reads. Eight holders fill a few.
const PAGES_MAX: u32 = 16;
/// A share that was given is looked for again after this, for as long as the relay keeps released dossiers.
const CHECK_MS: u64 = 24 * 3_600_000;
const NEEDED_MS: u64 = 60 * 24 * 3_600_000;

/// One run's reading of a meeting.
#[derive(Clone, Debug, Default)]
pub(crate) struct MeetingPass {
    pub(crate) released: [u8; 16],
    cursor: u64,
    pages: u32,
    own_seen: bool,
    pub(crate) finished: bool,
}

impl MeetingPass {
    /// A reading that begins.
    pub(crate) fn of(released: [u8; 16]) -> Self {
        Self { released, ..Self::default() }
    }
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

    /// Whether it is time to see whether the share that was given is still there: daily, for as long as it may be needed.
    fn checks(&self, now: Timestamp) -> bool {
        self.given
            && now.as_millis().abs_diff(self.read_at) >= CHECK_MS
            && now.as_millis().abs_diff(self.since) < NEEDED_MS
    }

    fn is_own(&self, share: &Share) -> bool {
        self.access.as_ref().is_some_and(|access| Share::from_bytes(*access.share.bytes()) == *share)
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

    /// The relay was put back: shares that were given are looked for with the next run.
    pub(super) fn look_at_meetings_again(&mut self) {
        for record in self.dossiers.released.iter_mut().filter(|record| record.given) {
            record.edit().read_at = 0;
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
    pub(crate) fn meeting_to_register(&self, tried: &[[u8; 16]]) -> Option<([u8; 16], RegisterRequest)> {
        let wanted = |record: &&Kept<ReleasedRecord>| {
            record.given && !record.registered && !tried.contains(&*record.id)
        };
        let record = self.dossiers.released.iter().find(wanted)?;
        let meeting = record.meeting()?;
        let capability = meeting.derive_send_capability().hash();
        let entries = vec![RegisterEntry::OpenMailbox { id: meeting.send_id(), capability }];
        Some((*record.id, RegisterRequest { reading: ReleasedRecord::reading(&meeting), entries }))
    }

    /// What to read of a meeting that this run has not read to its end. Each run reads from the beginning: a meeting
    /// holds little, and a relay that was put back counts anew.
    pub(crate) fn meeting_to_read(
        &self,
        lobby: &Lobby,
        now: Timestamp,
        passes: &[MeetingPass],
    ) -> Option<([u8; 16], FetchRequest)> {
        let pass = |record: &ReleasedRecord| passes.iter().find(|pass| pass.released == *record.id);
        let wanted = |record: &&Kept<ReleasedRecord>| {
            (record.waits() || record.checks(now)) && !pass(record).is_some_and(|pass| pass.finished)
        };
        let record = self.dossiers.released.iter().find(wanted)?;
        let request = FetchRequest {
            reading: ReleasedRecord::reading(&record.meeting()?),
            cursor: pass(record).map_or(0, |pass| pass.cursor),
            relay_seq: lobby.relay_seq(),
            acknowledged: Vec::new(),
            looked: false,
        };
        Some((*record.id, request))
    }

    fn meeting_mut(&mut self, id: [u8; 16]) -> Option<&mut Kept<ReleasedRecord>> {
        self.dossiers.released.iter_mut().find(|record| *record.id == id)
    }

    /// The relay answered for a meeting's mailbox.
    pub(crate) fn meeting_registered(&mut self, id: [u8; 16], answer: Option<&RegisterAnswer>) {
        let done = answer.is_some_and(|answer| {
            answer.outcome == Outcome::Done && answer.statuses.first() == Some(&RegisterStatus::Done)
        });
        if let Some(record) = self.meeting_mut(id).filter(|_| done) {
            record.edit().registered = true;
        }
    }

    /// What is there of a meeting. If this contact's own share is not among it, the relay has lost it, and it is given
    /// again.
    pub(crate) fn meeting_fetched(
        &mut self,
        now: Timestamp,
        pass: &mut MeetingPass,
        answer: Option<&FetchAnswer>,
        rng: &mut impl CryptoRng,
    ) {
        pass.finished = true;
        let Some(at) = self.dossiers.released.iter().position(|record| *record.id == pass.released) else {
            return;
        };
        let Some(record) = self.dossiers.released.get_mut(at) else { return };
        let Some(meeting) = record.meeting() else { return };
        let Some(answer) = answer else { return };
        if answer.outcome != Outcome::Done {
            // Nobody has made it yet, or the relay has forgotten it.
            if answer.outcome == Outcome::Unknown && record.registered {
                record.edit().registered = false;
            }
            return;
        }
        let mut came = false;
        for item in &answer.items {
            pass.cursor = pass.cursor.max(item.id);
            if let Some(given) = GivenShare::open(&meeting, &item.cell)
                && given.dossier == record.dossier_id()
                && given.generation == record.generation
            {
                pass.own_seen |= record.is_own(&given.share);
                came |= record.take_share(&given.share);
            }
        }
        pass.pages += 1;
        pass.finished = !answer.more || pass.pages >= PAGES_MAX;
        let worker = WorkerId(*record.worker);
        if came && record.edit().try_shares() {
            self.tell(now, EventKind::DossierReady { worker });
        }
        if pass.finished && !answer.more {
            self.meeting_read(at, now, pass.own_seen, rng);
        }
    }

    fn meeting_read(&mut self, at: usize, now: Timestamp, own_seen: bool, rng: &mut impl CryptoRng) {
        let Some(record) = self.dossiers.released.get_mut(at).filter(|record| record.given) else { return };
        record.edit().read_at = now.as_millis();
        let waiting = *record.id;
        if !own_seen && !self.outgoing.values().any(|cell| *cell.worker == waiting) {
            self.queue_share(at, now, rng);
        }
    }
}

impl Kept<ReleasedRecord> {
    /// Keeps a share that is new. Whether it is right shows only together with others.
    fn take_share(&mut self, share: &Share) -> bool {
        let known = self.shares.iter().any(|known| known.bytes() == share.expose());
        let full = self.shares.len() >= SHARES_MAX;
        if self.key.is_some() || share.number() == 0 || known || full || self.is_own(share) {
            return false;
        }
        self.edit().shares.push(Hidden::new(share.expose()));
        true
    }
}
