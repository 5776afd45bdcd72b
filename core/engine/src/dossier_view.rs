//! Dossiers as an app is shown them: the worker's own, and those that were released to a contact.

use crate::view::WorkerId;
use crate::wire::Timestamp;
pub use wayhome_protocol::dossier_content::DossierField;

/// An attachment of this vault's dossier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AttachmentId(pub [u8; 16]);

impl AttachmentId {
    /// The id as 32 hexadecimal digits.
    #[must_use]
    pub fn to_hex(&self) -> String {
        self.0.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// Reads 32 hexadecimal digits.
    #[must_use]
    pub fn from_hex(text: &str) -> Option<Self> {
        WorkerId::from_hex(text).map(|id| Self(id.0))
    }
}

/// A photo, scan or other file of this vault's dossier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attachment {
    /// Its id in this vault.
    pub id: AttachmentId,
    /// Its name, at most 100 bytes.
    pub name: String,
    /// Its media type, such as `image/jpeg`.
    pub media_type: String,
    /// Its bytes.
    pub length: u32,
}

/// How far what was sealed has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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
    /// All of it is at the relay. What contacts would get is what was sealed then.
    AtRelay,
    /// The relay does not take it, or has lost it and not all of it is here any more. Seal it again.
    NotAtRelay,
}

/// How the worker's own dossier stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DossierStatus {
    /// Something was changed since it was sealed. Contacts would get what was sealed.
    pub changed: bool,
    /// When it was last sealed.
    pub sealed_at: Option<Timestamp>,
    /// How far the newest sealing has come.
    pub upload: DossierUpload,
    /// An earlier sealing is at the relay, and is what contacts would get until the newest one is all there.
    pub earlier_at_relay: bool,
    /// How many contacts must put their shares together; 1 if each can open it alone.
    pub needed: u8,
    /// Bytes of all attachments.
    pub attached: u64,
}

/// How a released dossier stands with a contact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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

/// A dossier that a worker's step released to this contact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReleasedDossier {
    /// Whose.
    pub worker: WorkerId,
    /// When it came.
    pub since: Timestamp,
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
    /// This vault has no room for all of it. Its fields are here; an attachment can be fetched when it is wanted.
    pub no_room: bool,
}

/// What stands in a released dossier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenedDossier {
    /// Field by field, in the worker's words.
    pub fields: Vec<(DossierField, String)>,
    /// Its attachments, in order.
    pub attachments: Vec<OpenedAttachment>,
    /// When it was sealed, by the worker's clock.
    pub time: Timestamp,
}

/// An attachment of a released dossier.
#[derive(Clone, Debug, PartialEq, Eq)]
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
