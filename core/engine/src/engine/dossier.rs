//! Dossiers, as the engine's caller meets them, and their requests in a run.

use rand_core::CryptoRng;
use wayhome_protocol::dossier_request::{
    ASK_INDEX, DOSSIER_GET_ANSWER_LENGTH, DOSSIER_PUT_ANSWER_LENGTH, DossierGetAnswer, DossierPutAnswer,
};
use wayhome_protocol::fetch_request::FETCH_ANSWER_LENGTH;
use wayhome_protocol::ids::DossierId;
use wayhome_protocol::register_request::REGISTER_ANSWER_LENGTH;

use super::Engine;
use crate::EngineError;
use crate::dossier_view::{
    Attachment, AttachmentId, DossierField, DossierStatus, OpenedDossier, ReleasedDossier,
};
use crate::run::{Answered, Request, Run, Ticket, Transmit, TransportFailure};
use crate::vault::MeetingPass;
use crate::view::WorkerId;
use crate::wire::{FetchAnswer, RegisterAnswer, Timestamp};

/// Requests for dossiers in one run, at most: more than the chunks of one.
const REQUESTS_MAX: u32 = 400;

/// What one run has done about dossiers.
#[derive(Clone, Debug, Default)]
pub(crate) struct DossierRun {
    requests: u32,
    sent: bool,
    fetched: bool,
    /// Meetings whose registration was tried.
    registered: Vec<[u8; 16]>,
    /// Meetings that are being read, or were.
    meetings: Vec<MeetingPass>,
}

/// A request about a dossier, for its answer.
#[derive(Clone, Debug)]
pub(crate) enum DossierAsked {
    /// A chunk was put.
    Put { dossier: DossierId, index: u32 },
    /// A chunk is wanted.
    Get { released: [u8; 16], index: u32 },
    /// A meeting's mailbox is to be registered.
    Register { released: [u8; 16] },
    /// A meeting is read.
    Meeting { released: [u8; 16] },
}

impl Engine {
    /// Sets a field of the dossier; an empty text empties it.
    pub fn set_dossier_field(&mut self, field: DossierField, text: &str) -> Result<(), EngineError> {
        self.open()?.0.set_dossier_field(field, text)
    }

    /// The fields of the dossier that hold something.
    pub fn dossier_fields(&self) -> Result<Vec<(DossierField, String)>, EngineError> {
        Ok(self.view()?.dossier_fields())
    }

    /// Sets how many contacts must put their shares together to open the dossier, 1 to 8.
    pub fn set_dossier_needed(&mut self, needed: u8) -> Result<(), EngineError> {
        self.open()?.0.set_dossier_needed(needed)
    }

    /// The attachments of the dossier.
    pub fn attachments(&self) -> Result<Vec<Attachment>, EngineError> {
        Ok(self.view()?.attachments())
    }

    /// The bytes of an attachment.
    pub fn attachment(&self, id: AttachmentId) -> Result<Vec<u8>, EngineError> {
        self.view()?.attachment(id)
    }

    /// Begins an attachment of so many bytes; `limit` is for all attachments of this store together.
    pub fn begin_attachment(
        &mut self,
        now: Timestamp,
        name: &str,
        media_type: &str,
        length: u32,
        limit: u64,
        rng: &mut impl CryptoRng,
    ) -> Result<AttachmentId, EngineError> {
        self.open()?.0.begin_attachment(now, name, media_type, length, limit, rng)
    }

    /// Adds the next piece of an attachment, of [`crate::ATTACHMENT_PIECE`] bytes; the last one has what is left, and
    /// completes it.
    pub fn add_piece(
        &mut self,
        now: Timestamp,
        id: AttachmentId,
        index: u32,
        bytes: &[u8],
    ) -> Result<(), EngineError> {
        self.open()?.0.add_piece(now, id, index, bytes)
    }

    /// Removes an attachment, complete or not.
    pub fn remove_attachment(&mut self, id: AttachmentId) -> Result<(), EngineError> {
        self.open()?.0.remove_attachment(id)
    }

    /// Seals the dossier as it is now; it is sent with the next runs while the vault is open.
    pub fn seal_dossier(&mut self, now: Timestamp, rng: &mut impl CryptoRng) -> Result<(), EngineError> {
        let (vault, lobby) = self.open()?;
        vault.seal_dossier(now, rng)?;
        lobby.hurry(now, false);
        Ok(())
    }

    /// How the dossier stands.
    pub fn dossier_status(&self) -> Result<DossierStatus, EngineError> {
        Ok(self.view()?.dossier_status())
    }

    /// The dossiers that workers' steps released to this vault's owner.
    pub fn released_dossiers(&self) -> Result<Vec<ReleasedDossier>, EngineError> {
        Ok(self.view()?.released_dossiers())
    }

    /// Gives this contact's share to the other share-holders.
    pub fn give_share(
        &mut self,
        now: Timestamp,
        worker: WorkerId,
        rng: &mut impl CryptoRng,
    ) -> Result<(), EngineError> {
        let (vault, lobby) = self.open()?;
        vault.give_share(lobby, now, worker, rng)
    }

    /// What stands in a released dossier.
    pub fn open_dossier(&self, worker: WorkerId) -> Result<OpenedDossier, EngineError> {
        self.view()?.open_dossier(worker)
    }

    /// Where the bytes of an attachment are in a released dossier's content, which is cut into chunks of 65,536.
    pub fn attachment_range(
        &self,
        worker: WorkerId,
        index: usize,
    ) -> Result<std::ops::Range<u64>, EngineError> {
        self.view()?.attachment_range(worker, index)
    }

    /// A chunk of a released dossier's content, if it is here.
    pub fn released_chunk(&self, worker: WorkerId, index: u32) -> Result<Option<Vec<u8>>, EngineError> {
        Ok(self.view()?.released_chunk(worker, index)?.map(<[u8]>::to_vec))
    }

    /// The request for a chunk that is wanted now, without keeping it: path, body and the answer's length.
    pub fn chunk_request(
        &self,
        worker: WorkerId,
        index: u32,
    ) -> Result<(&'static str, Vec<u8>, usize), EngineError> {
        let request = self.view()?.wanted_chunk_request(worker, index)?;
        Ok(("/v1/dossier/get", request.encode().to_vec(), DOSSIER_GET_ANSWER_LENGTH))
    }

    /// Opens the answer to such a request.
    pub fn open_chunk(&self, worker: WorkerId, index: u32, answer: &[u8]) -> Result<Vec<u8>, EngineError> {
        self.view()?.open_wanted_chunk(worker, index, &DossierGetAnswer::decode(answer)?)
    }

    /// Whether a run that was cut short has more to do for dossiers.
    pub(super) fn dossiers_unfinished(&self, now: Timestamp, run: &Run) -> bool {
        let Some(vault) = &self.vault else { return false };
        run.dossiers.requests < REQUESTS_MAX
            && ((!run.dossiers.sent && vault.has_chunks_to_send(now, run.forced))
                || (!run.dossiers.fetched && vault.has_chunks_to_fetch(run.forced)))
    }

    /// The request that makes a meeting's mailbox, before the share that goes there.
    pub(super) fn meeting_registration(&mut self, run: &mut Run) -> Result<Option<Transmit>, EngineError> {
        let Some(vault) = self.vault.as_ref().filter(|_| run.dossiers.requests < REQUESTS_MAX) else {
            return Ok(None);
        };
        let Some((released, request)) = vault.meeting_to_register(&run.dossiers.registered) else {
            return Ok(None);
        };
        run.dossiers.requests += 1;
        let asked = DossierAsked::Register { released };
        Ok(Some(Transmit {
            path: "/v1/register",
            body: request.encode()?.to_vec(),
            answer_length: REGISTER_ANSWER_LENGTH,
            ticket: Ticket(Request::Dossier { asked }),
        }))
    }

    /// The next request about a dossier. They come last in a run: everything else is smaller and matters more.
    pub(super) fn dossier_request(
        &mut self,
        now: Timestamp,
        run: &mut Run,
        rng: &mut impl CryptoRng,
    ) -> Result<Option<Transmit>, EngineError> {
        let Some(vault) = self.vault.as_mut().filter(|_| run.dossiers.requests < REQUESTS_MAX) else {
            return Ok(None);
        };
        run.dossiers.requests += 1;
        let (path, body, answer_length, asked) = if let Some((released, request)) =
            vault.meeting_to_read(&self.lobby, now, &run.dossiers.meetings)
        {
            let asked = DossierAsked::Meeting { released };
            ("/v1/fetch", request.encode()?.to_vec(), FETCH_ANSWER_LENGTH, asked)
        } else if !run.dossiers.sent
            && vault.has_chunks_to_send(now, run.forced)
            && let Some(request) = vault.put_request(now, self.lobby.reading(), rng)?
        {
            let asked = DossierAsked::Put { dossier: request.dossier, index: request.index };
            ("/v1/dossier/put", request.encode().to_vec(), DOSSIER_PUT_ANSWER_LENGTH, asked)
        } else if !run.dossiers.fetched
            && let Some((released, request)) = vault.next_chunk_request(run.forced)
        {
            let asked = DossierAsked::Get { released, index: request.index };
            ("/v1/dossier/get", request.encode().to_vec(), DOSSIER_GET_ANSWER_LENGTH, asked)
        } else {
            return Ok(None);
        };
        let ticket = Ticket(Request::Dossier { asked });
        Ok(Some(Transmit { path, body, answer_length, ticket }))
    }

    /// No sound answer came to such a request. A relay that knows nothing of dossiers must not keep anything else from
    /// going on; nor must a network that drops chunks, which are large, so the next run is due as if it had not failed.
    pub(super) fn dossier_request_failed(
        &mut self,
        now: Timestamp,
        run: &mut Run,
        ticket: &Ticket,
        failure: TransportFailure,
        rng: &mut impl CryptoRng,
    ) -> Answered {
        if let Request::Dossier { asked } = &ticket.0 {
            self.take_dossier_answer(now, run, asked, None, true, rng);
        }
        if failure == TransportFailure::Garbled {
            return Answered::Progress;
        }
        run.failed = true;
        if run.synced == 0 {
            self.lobby.failed(now, rng);
        }
        Answered::Failed
    }

    /// Takes in the answer to such a request; `None` when there was none that made sense.
    pub(super) fn take_dossier_answer(
        &mut self,
        now: Timestamp,
        run: &mut Run,
        asked: &DossierAsked,
        bytes: Option<&[u8]>,
        intake: bool,
        rng: &mut impl CryptoRng,
    ) {
        let Some(vault) = &mut self.vault else { return };
        let done = &mut run.dossiers;
        match asked {
            DossierAsked::Put { dossier, index } => {
                let answer = bytes.and_then(|bytes| DossierPutAnswer::decode(bytes).ok());
                done.sent |= !vault.chunk_was_put(now, *dossier, *index == ASK_INDEX, answer);
            }
            DossierAsked::Get { released, .. } if !intake => {
                vault.no_room_for_chunk(*released);
                done.fetched = true;
            }
            DossierAsked::Get { released, index } => {
                let answer = bytes.and_then(|bytes| DossierGetAnswer::decode(bytes).ok());
                done.fetched |= !vault.chunk_came(*released, *index, answer.as_ref());
            }
            DossierAsked::Register { released } => {
                let answer = bytes.and_then(|bytes| RegisterAnswer::decode(bytes).ok());
                vault.meeting_registered(*released, answer.as_ref());
                done.registered.push(*released);
            }
            DossierAsked::Meeting { released } => {
                let answer = bytes.and_then(|bytes| FetchAnswer::decode(bytes).ok());
                if !done.meetings.iter().any(|pass| pass.released == *released) {
                    done.meetings.push(MeetingPass::of(*released));
                }
                if let Some(pass) = done.meetings.iter_mut().find(|pass| pass.released == *released) {
                    vault.meeting_fetched(now, pass, answer.as_ref(), rng);
                }
            }
        }
    }
}
