//! What the engine asks its caller to keep: records in the lobby or in the open vault.

use minicbor::{Decode, Encode};
use zeroize::Zeroizing;

use crate::EngineError;
use crate::codec;

/// Where a record lives.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Region {
    /// Readable without a PIN.
    Lobby,
    /// Readable while the vault is open.
    Vault,
}

/// The name of a record inside its region.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RecordKey {
    /// What kind of record.
    pub kind: u8,
    /// Which one.
    pub id: [u8; 16],
}

/// How a record wants to be laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// In the region's head cell, which nearly every commit touches.
    Head,
    /// Anywhere else.
    Any,
    /// In cells of its own.
    Own,
}

/// Whether a record may use the space kept for check-ins and SOS.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    /// It may not.
    Ordinary,
    /// It may.
    Urgent,
}

/// One thing to write. All changes of one step belong to one transaction.
pub struct Change {
    /// Where.
    pub region: Region,
    /// Which record.
    pub key: RecordKey,
    /// How it is laid out.
    pub place: Place,
    /// Whether it may use the reserve.
    pub class: Class,
    /// The new bytes, or `None` to delete it.
    pub value: Option<Zeroizing<Vec<u8>>>,
}

impl std::fmt::Debug for Change {
    // The value is somebody's words or keys.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Change")
            .field("region", &self.region)
            .field("kind", &self.key.kind)
            .finish_non_exhaustive()
    }
}

pub(crate) mod kind {
    //! Record kinds. The lobby's and the vault's are numbered apart.
    pub(crate) const LOBBY_HEAD: u8 = 1;
    pub(crate) const GROUP: u8 = 2;
    pub(crate) const REGISTRATIONS: u8 = 3;
    pub(crate) const LOCKED_EVENTS: u8 = 4;
    pub(crate) const LOCKED_PLACES: u8 = 5;
    pub(crate) const LAST_PLACE: u8 = 6;
    pub(crate) const UPLOAD: u8 = 8;
    pub(crate) const SEAT_NOTES: u8 = 9;

    pub(crate) const VAULT_HEAD: u8 = 1;
    pub(crate) const CONTACT: u8 = 2;
    pub(crate) const MESSAGE: u8 = 3;
    pub(crate) const TRAIL: u8 = 4;
    pub(crate) const WORKER: u8 = 5;
    pub(crate) const RECEIVED: u8 = 6;
    pub(crate) const EVENT: u8 = 7;
    pub(crate) const INVITE: u8 = 8;
    pub(crate) const ASSEMBLY: u8 = 9;
    pub(crate) const REPLY: u8 = 10;
    pub(crate) const OUTGOING: u8 = 11;
    pub(crate) const PLAN: u8 = 12;
    pub(crate) const WATCHED_PLAN: u8 = 13;
    pub(crate) const LINK: u8 = 20;
    pub(crate) const DOSSIER: u8 = 21;
    pub(crate) const ATTACHMENT: u8 = 22;
    pub(crate) const PIECE: u8 = 23;
    pub(crate) const RELEASED: u8 = 24;
    pub(crate) const RELEASED_PIECE: u8 = 25;
    pub(crate) const SLOT_MAP: u8 = 27;
    pub(crate) const BOOK_ENTRY: u8 = 28;
    pub(crate) const CONSENT: u8 = 29;
}

/// The key of the `index`-th record of a kind.
pub(crate) fn numbered(kind: u8, index: u64) -> RecordKey {
    let mut id = [0; 16];
    if let Some(tail) = id.last_chunk_mut::<8>() {
        *tail = index.to_be_bytes();
    }
    RecordKey { kind, id }
}

/// A record in memory that knows whether it must be written.
#[derive(Debug)]
pub(crate) struct Kept<T> {
    key: RecordKey,
    place: Place,
    class: Class,
    value: T,
    dirty: bool,
}

impl<T> std::ops::Deref for Kept<T> {
    type Target = T;
    fn deref(&self) -> &T {
        &self.value
    }
}

impl<T: Encode<()>> Kept<T> {
    /// A new record, to be written.
    pub(crate) fn new(key: RecordKey, place: Place, class: Class, value: T) -> Self {
        Self { key, place, class, value, dirty: true }
    }

    /// A record as it was read.
    pub(crate) fn load<'b>(
        key: RecordKey,
        place: Place,
        class: Class,
        bytes: &'b [u8],
    ) -> Result<Self, EngineError>
    where
        T: Decode<'b, ()>,
    {
        Ok(Self { key, place, class, value: codec::decode(bytes)?, dirty: false })
    }

    /// The value, to be changed: it will be written.
    pub(crate) fn edit(&mut self) -> &mut T {
        self.dirty = true;
        &mut self.value
    }

    pub(crate) fn key(&self) -> RecordKey {
        self.key
    }

    /// Adds this record to `out` if it has changed.
    pub(crate) fn flush(&mut self, region: Region, out: &mut Vec<Change>) -> Result<(), EngineError> {
        if self.dirty {
            let value = Some(codec::encode(&self.value)?);
            out.push(Change { region, key: self.key, place: self.place, class: self.class, value });
            self.dirty = false;
        }
        Ok(())
    }
}
