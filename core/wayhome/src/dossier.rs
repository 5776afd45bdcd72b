//! The dossier: what the worker seals before leaving, and what contacts are given of it once its step has come.

use wayhome_engine::ATTACHMENT_PIECE;

use crate::{
    Attachment, AttachmentId, DossierField, DossierStatus, Error, OpenedDossier, ReleasedDossier, Vault,
    WorkerId,
};

/// Content in a chunk.
const CHUNK: u64 = 65_536;

/// The worker's side.
impl Vault {
    /// Sets a field of the dossier, at most 2,000 bytes; an empty text empties it. Contacts would get what was sealed,
    /// so [`Vault::seal_dossier`] follows when all is written.
    pub fn set_dossier_field(&self, field: DossierField, text: &str) -> Result<(), Error> {
        self.step(|engine, _, _| engine.set_dossier_field(field, text))
    }

    /// The fields that hold something.
    pub fn dossier_fields(&self) -> Result<Vec<(DossierField, String)>, Error> {
        self.step(|engine, _, _| engine.dossier_fields())
    }

    /// Sets how many contacts must put their shares together to open the dossier, 1 to 8. Where a plan gives it to
    /// fewer contacts than that, all of them are needed.
    pub fn set_dossier_shares(&self, needed: u8) -> Result<(), Error> {
        self.step(|engine, _, _| engine.set_dossier_needed(needed))
    }

    /// Adds a photo, a scan or another file: [`Vault::attachments_limit`] bytes in all. It is written in pieces of 64 KiB; if
    /// that is interrupted nothing is left of it.
    pub fn add_attachment(&self, name: &str, media_type: &str, bytes: &[u8]) -> Result<AttachmentId, Error> {
        let limit = self.attachments_limit()?;
        let length = u32::try_from(bytes.len()).unwrap_or(u32::MAX);
        let id =
            self.step(|engine, now, rng| engine.begin_attachment(now, name, media_type, length, limit, rng))?;
        for (index, piece) in (0u32..).zip(bytes.chunks(ATTACHMENT_PIECE)) {
            let added = self.step(|engine, now, _| engine.add_piece(now, id, index, piece));
            if let Err(error) = added {
                // The reason matters more than whether this worked: what is left is given up by itself.
                let _ = self.step(|engine, _, _| engine.remove_attachment(id));
                return Err(error);
            }
        }
        Ok(id)
    }

    /// The attachments, in the order in which they were added.
    pub fn attachments(&self) -> Result<Vec<Attachment>, Error> {
        self.step(|engine, _, _| engine.attachments())
    }

    /// The bytes of an attachment.
    pub fn attachment(&self, id: AttachmentId) -> Result<Vec<u8>, Error> {
        self.step(|engine, _, _| engine.attachment(id))
    }

    /// Removes an attachment. What was sealed and is at the relay stays as it was until it is sealed again.
    pub fn remove_attachment(&self, id: AttachmentId) -> Result<(), Error> {
        self.step(|engine, _, _| engine.remove_attachment(id))
    }

    /// Seals the dossier as it is now. It leaves with the next runs while this vault is open, 64 KiB at a time, and goes
    /// on where it was after an interruption; once all of it is at the relay, an armed plan names it. Until then
    /// contacts would get what was sealed before. Sealing again without a change does nothing.
    pub fn seal_dossier(&self) -> Result<(), Error> {
        self.step(|engine, now, rng| engine.seal_dossier(now, rng))
    }

    /// How the dossier stands: what is changed, what is sealed, how much of it is at the relay.
    pub fn dossier_status(&self) -> Result<DossierStatus, Error> {
        self.step(|engine, _, _| engine.dossier_status())
    }
}

/// The contact's side.
impl Vault {
    /// The dossiers that workers' steps released to this vault's owner.
    pub fn dossiers(&self) -> Result<Vec<ReleasedDossier>, Error> {
        self.catch_up()?;
        self.step(|engine, _, _| engine.released_dossiers())
    }

    /// Gives this contact's share of a worker's dossier to the other share-holders, for a dossier that several must
    /// open together. It leaves with the next run; theirs are read in every run until there are enough.
    pub fn give_share(&self, worker: WorkerId) -> Result<(), Error> {
        self.step(|engine, now, rng| engine.give_share(now, worker, rng))
    }

    /// What stands in a worker's newest released dossier: its fields, and what its attachments are.
    ///
    /// Fails with [`Error::NotYet`] before its first chunk is here.
    pub fn open_dossier(&self, worker: WorkerId) -> Result<OpenedDossier, Error> {
        self.step(|engine, _, _| engine.open_dossier(worker))
    }

    /// The bytes of the `index`-th attachment, if all of it is on this device.
    ///
    /// Fails with [`Error::NotYet`] otherwise; [`Vault::fetch_dossier_attachment`] gets it without keeping it.
    pub fn dossier_attachment(&self, worker: WorkerId, index: usize) -> Result<Vec<u8>, Error> {
        self.gather(worker, index, |_| Err(Error::NotYet { what: "attachment" }))
    }

    /// The same, with what is not on this device fetched from the relay at once and not kept: for a vault that has no
    /// room for all of it.
    ///
    /// Fails with [`Error::NotYet`] if the relay cannot be reached or does not give it, and with [`Error::Broken`] if
    /// what it gives is not what the worker sealed; both may be tried again.
    pub fn fetch_dossier_attachment(&self, worker: WorkerId, index: usize) -> Result<Vec<u8>, Error> {
        self.gather(worker, index, |chunk| self.fetch_chunk(worker, chunk))
    }

    fn gather(
        &self,
        worker: WorkerId,
        index: usize,
        absent: impl Fn(u32) -> Result<Vec<u8>, Error>,
    ) -> Result<Vec<u8>, Error> {
        let range = self.step(|engine, _, _| engine.attachment_range(worker, index))?;
        let mut bytes = Vec::new();
        let mut at = range.start;
        while at < range.end {
            let chunk = u32::try_from(at / CHUNK).map_err(|_| Error::Bug { code: "chunk-number" })?;
            let here = self.step(|engine, _, _| engine.released_chunk(worker, chunk))?;
            let content = match here {
                Some(content) => content,
                None => absent(chunk)?,
            };
            let from = usize::try_from(at % CHUNK).unwrap_or(0);
            let most = usize::try_from(range.end - at).unwrap_or(usize::MAX);
            let part = content.get(from..).unwrap_or_default();
            let part = part.get(..part.len().min(most)).unwrap_or_default();
            if part.is_empty() {
                return Err(Error::Broken { what: "attachment" });
            }
            bytes.extend_from_slice(part);
            at = at.saturating_add(part.len() as u64);
        }
        Ok(bytes)
    }

    fn fetch_chunk(&self, worker: WorkerId, chunk: u32) -> Result<Vec<u8>, Error> {
        let ((path, body, length), url) = self.step(|engine, _, _| {
            Ok((engine.chunk_request(worker, chunk)?, engine.relay_url().trim_end_matches('/').to_owned()))
        })?;
        let answer = self.transport().post(&format!("{url}{path}"), &body, length);
        let answer = answer.ok().filter(|answer| answer.len() == length);
        let answer = answer.ok_or(Error::NotYet { what: "attachment" })?;
        self.step(|engine, _, _| engine.open_chunk(worker, chunk, &answer)).map_err(|error| match error {
            Error::NotFound { .. } => Error::NotYet { what: "attachment" },
            other => other,
        })
    }
}
