//! The dossier: what the worker seals before leaving, and what contacts are given of it. Fields go by their numbers:
//! 1 who I am, 2 papers, 3 employer, 4 recruiter, 5 promised job, 6 address, 7 route, 8 people to call, 9 notes.

use ::wayhome as core;

use crate::vault::{Result, not_an_id, worker_id};
use crate::{Vault, WayhomeError};

/// A field that holds something.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct DossierField {
    /// Which.
    pub number: u8,
    /// Its text, at most 2,000 bytes.
    pub text: String,
}

/// A photo, scan or other file of this vault's dossier.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct Attachment {
    /// Its id in this vault.
    pub id: String,
    /// Its name, at most 100 bytes.
    pub name: String,
    /// Its media type, such as `image/jpeg`.
    pub media_type: String,
    /// Its bytes.
    pub length: u32,
}

/// How far what was sealed has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum DossierUpload {
    /// Nothing was sealed yet: nobody would ever get it.
    NotSealed,
    /// On its way: so many chunks of 64 KiB are at the relay.
    Uploading {
        /// Chunks that are there.
        done: u32,
        /// Chunks in all.
        of: u32,
    },
    /// All of it is at the relay.
    AtRelay,
    /// The relay does not take it, or has lost it. Seal it again.
    NotAtRelay,
}

/// How the worker's own dossier stands.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct DossierStatus {
    /// Something was changed since it was sealed. Contacts would get what was sealed.
    pub changed: bool,
    /// When it was last sealed, in milliseconds since 1970.
    pub sealed_at: Option<u64>,
    /// How far the newest sealing has come.
    pub upload: DossierUpload,
    /// An earlier sealing is at the relay, and is what contacts would get until the newest one is all there.
    pub earlier_at_relay: bool,
    /// How many contacts must put their shares together; 1 if each can open it alone.
    pub needed: u8,
    /// Bytes of all attachments.
    pub attached: u64,
}

impl From<core::DossierStatus> for DossierStatus {
    fn from(status: core::DossierStatus) -> Self {
        use core::DossierUpload as Inner;
        Self {
            changed: status.changed,
            sealed_at: status.sealed_at.map(core::Timestamp::as_millis),
            upload: match status.upload {
                Inner::NotSealed => DossierUpload::NotSealed,
                Inner::Uploading { done, of } => DossierUpload::Uploading { done, of },
                Inner::AtRelay => DossierUpload::AtRelay,
                Inner::NotAtRelay => DossierUpload::NotAtRelay,
            },
            earlier_at_relay: status.earlier_at_relay,
            needed: status.needed,
            attached: status.attached,
        }
    }
}

/// How a released dossier stands with a contact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum ReleasedState {
    /// Its step came, but not both halves of what opens it: the rest is fetched with the next runs.
    Sealed,
    /// More share-holders must give their shares.
    WaitingForShares,
    /// Enough shares are here, and together they open nothing: at least one of them is wrong.
    WrongShares,
    /// It can be opened; its chunks are being fetched.
    Downloading,
    /// All of it is here.
    Downloaded,
    /// It opens, and holds nothing that this version can read.
    Unreadable,
}

/// A dossier that a worker's step released.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct ReleasedDossier {
    /// The worker's id.
    pub worker: String,
    /// When it came, in milliseconds since 1970.
    pub since: u64,
    /// How it stands.
    pub state: ReleasedState,
    /// How many shares open it.
    pub shares_needed: u8,
    /// How many are here, this contact's own included.
    pub shares_here: u8,
    /// This contact gave theirs to the other share-holders.
    pub share_given: bool,
    /// Chunks in all; 0 while that is not known.
    pub chunks: u32,
    /// Chunks that are here.
    pub chunks_here: u32,
    /// A chunk came broken, and is fetched again with the next run.
    pub broken_chunk: Option<u32>,
    /// This vault has no room for all of it.
    pub no_room: bool,
}

impl From<core::ReleasedDossier> for ReleasedDossier {
    fn from(released: core::ReleasedDossier) -> Self {
        use ::wayhome::ReleasedState as Inner;
        Self {
            worker: released.worker.to_hex(),
            since: released.since.as_millis(),
            state: match released.state {
                Inner::Sealed => ReleasedState::Sealed,
                Inner::WaitingForShares => ReleasedState::WaitingForShares,
                Inner::WrongShares => ReleasedState::WrongShares,
                Inner::Downloading => ReleasedState::Downloading,
                Inner::Downloaded => ReleasedState::Downloaded,
                Inner::Unreadable => ReleasedState::Unreadable,
            },
            shares_needed: released.shares_needed,
            shares_here: released.shares_here,
            share_given: released.share_given,
            chunks: released.chunks,
            chunks_here: released.chunks_here,
            broken_chunk: released.broken_chunk,
            no_room: released.no_room,
        }
    }
}

/// An attachment of a released dossier.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct OpenedAttachment {
    /// Its name, as the worker wrote it: not to be used as a path.
    pub name: String,
    /// Its media type, as the worker stated it.
    pub media_type: String,
    /// Its bytes.
    pub length: u32,
    /// Whether all of it is on this device.
    pub here: bool,
}

/// What stands in a released dossier.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct OpenedDossier {
    /// Field by field, in the worker's words.
    pub fields: Vec<DossierField>,
    /// Its attachments, in order.
    pub attachments: Vec<OpenedAttachment>,
    /// When it was sealed, by the worker's clock, in milliseconds since 1970.
    pub time: u64,
}

fn fields(fields: Vec<(core::DossierField, String)>) -> Vec<DossierField> {
    fields.into_iter().map(|(field, text)| DossierField { number: field.number(), text }).collect()
}

fn attachment_id(id: &str) -> Result<core::AttachmentId> {
    core::AttachmentId::from_hex(id).ok_or_else(|| not_an_id("attachment"))
}

fn index(at: u32) -> Result<usize> {
    usize::try_from(at).map_err(|_| WayhomeError::invalid("index", "is too large"))
}

/// The worker's side.
#[uniffi::export]
impl Vault {
    /// Sets a field of the dossier; an empty text empties it. [`Vault::seal_dossier`] follows when all is written.
    ///
    /// # Errors
    /// [`WayhomeError::Invalid`] for a number that names no field, or a text of more than 2,000 bytes.
    pub fn set_dossier_field(&self, number: u8, text: String) -> Result<()> {
        let field = core::DossierField::from_number(number)
            .ok_or_else(|| WayhomeError::invalid("field", "has no such number"))?;
        Ok(self.vault()?.set_dossier_field(field, &text)?)
    }

    /// The fields that hold something.
    pub fn dossier_fields(&self) -> Result<Vec<DossierField>> {
        Ok(fields(self.vault()?.dossier_fields()?))
    }

    /// Sets how many contacts must put their shares together to open the dossier, 1 to 8.
    pub fn set_dossier_shares(&self, needed: u8) -> Result<()> {
        Ok(self.vault()?.set_dossier_shares(needed)?)
    }

    /// Adds a photo, a scan or another file, and returns its id.
    ///
    /// # Errors
    /// [`WayhomeError::Invalid`] if it is more than there may be, [`WayhomeError::NoSpace`], [`WayhomeError::DiskFull`].
    pub fn add_attachment(&self, name: String, media_type: String, bytes: &[u8]) -> Result<String> {
        Ok(self.vault()?.add_attachment(&name, &media_type, bytes)?.to_hex())
    }

    /// The attachments, in the order in which they were added.
    pub fn attachments(&self) -> Result<Vec<Attachment>> {
        let one = |file: core::Attachment| Attachment {
            id: file.id.to_hex(),
            name: file.name,
            media_type: file.media_type,
            length: file.length,
        };
        Ok(self.vault()?.attachments()?.into_iter().map(one).collect())
    }

    /// The bytes of an attachment.
    pub fn attachment(&self, id: String) -> Result<Vec<u8>> {
        Ok(self.vault()?.attachment(attachment_id(&id)?)?)
    }

    /// Removes an attachment. What was sealed and is at the relay stays as it was until it is sealed again.
    pub fn remove_attachment(&self, id: String) -> Result<()> {
        Ok(self.vault()?.remove_attachment(attachment_id(&id)?)?)
    }

    /// How many bytes of attachments this store takes in all.
    pub fn attachments_limit(&self) -> Result<u64> {
        Ok(self.vault()?.attachments_limit()?)
    }

    /// Seals the dossier as it is now. It leaves with the next runs while this vault is open.
    pub fn seal_dossier(&self) -> Result<()> {
        Ok(self.vault()?.seal_dossier()?)
    }

    /// How the dossier stands.
    pub fn dossier_status(&self) -> Result<DossierStatus> {
        Ok(self.vault()?.dossier_status()?.into())
    }
}

/// The contact's side.
#[uniffi::export]
impl Vault {
    /// The dossiers that workers' steps released to this vault's owner.
    pub fn dossiers(&self) -> Result<Vec<ReleasedDossier>> {
        Ok(self.vault()?.dossiers()?.into_iter().map(ReleasedDossier::from).collect())
    }

    /// Gives this contact's share of a worker's dossier to the other share-holders. It leaves with the next run.
    pub fn give_share(&self, worker: String) -> Result<()> {
        Ok(self.vault()?.give_share(worker_id(&worker)?)?)
    }

    /// What stands in a worker's newest released dossier.
    ///
    /// # Errors
    /// [`WayhomeError::NotFound`] if there is none, [`WayhomeError::NotYet`] before it can be read.
    pub fn open_dossier(&self, worker: String) -> Result<OpenedDossier> {
        let opened = self.vault()?.open_dossier(worker_id(&worker)?)?;
        let one = |file: core::OpenedAttachment| OpenedAttachment {
            name: file.name,
            media_type: file.media_type,
            length: file.length,
            here: file.here,
        };
        Ok(OpenedDossier {
            fields: fields(opened.fields),
            attachments: opened.attachments.into_iter().map(one).collect(),
            time: opened.time.as_millis(),
        })
    }

    /// The bytes of the attachment with this number, from 0, if all of it is on this device.
    ///
    /// # Errors
    /// [`WayhomeError::NotYet`] otherwise: [`Vault::fetch_dossier_attachment`] gets it.
    pub fn dossier_attachment(&self, worker: String, number: u32) -> Result<Vec<u8>> {
        Ok(self.vault()?.dossier_attachment(worker_id(&worker)?, index(number)?)?)
    }

    /// The same, with what is not on this device fetched from the relay at once and not kept. **Blocks** for as many
    /// requests as it takes.
    ///
    /// # Errors
    /// [`WayhomeError::NotYet`], [`WayhomeError::Broken`]; both may be tried again.
    pub fn fetch_dossier_attachment(&self, worker: String, number: u32) -> Result<Vec<u8>> {
        Ok(self.vault()?.fetch_dossier_attachment(worker_id(&worker)?, index(number)?)?)
    }
}

#[cfg(test)]
mod tests {
    use ::wayhome as core;

    use super::*;

    #[test]
    fn every_state_of_a_released_dossier_has_a_case_of_its_own() {
        use ::wayhome::ReleasedState as Inner;
        for state in [
            Inner::Sealed,
            Inner::WaitingForShares,
            Inner::WrongShares,
            Inner::Downloading,
            Inner::Downloaded,
            Inner::Unreadable,
        ] {
            let released = core::ReleasedDossier {
                worker: core::WorkerId([3; 16]),
                since: core::Timestamp::from_millis(4),
                state,
                shares_needed: 2,
                shares_here: 1,
                share_given: true,
                chunks: 3,
                chunks_here: 2,
                broken_chunk: Some(1),
                no_room: true,
            };
            let ours = ReleasedDossier::from(released);
            assert_eq!(format!("{:?}", ours.state), format!("{state:?}"));
            assert_eq!((ours.worker, ours.since, ours.chunks_here), ("03".repeat(16), 4, 2));
        }
    }

    #[test]
    fn fields_go_by_their_numbers() {
        let theirs = vec![(core::DossierField::EMPLOYER, "Sunrise".to_owned())];
        assert_eq!(fields(theirs), [DossierField { number: 3, text: "Sunrise".into() }]);
        assert_eq!(attachment_id("x").unwrap_err(), not_an_id("attachment"));
    }
}
