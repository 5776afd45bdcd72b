//! What a contact needs beside the relay's part to open a dossier. It waits inside a lodged cell until its step is
//! told.

use minicbor::decode::Decoder;

use crate::cbor::{Entry, FormatError, Writer, read_exact, read_map};
use crate::dossier::WrappedKey;
use crate::ids::DossierId;
use crate::keys::{MeetingSecret, ReadingCapability};
use crate::shares::{MAX_HOLDERS, Share};

/// One contact's access to one generation of a dossier.
#[derive(Debug, PartialEq, Eq)]
pub struct DossierAccess {
    /// The dossier.
    pub dossier: DossierId,
    /// The right to download it, once released.
    pub reading: ReadingCapability,
    /// Its key, sealed under contact part and relay part.
    pub wrapped: WrappedKey,
    /// This contact's share of the contact part.
    pub share: Share,
    /// How many shares are needed.
    pub needed: u8,
    /// How many there are.
    pub holders: u8,
    /// Which dealing of shares this is.
    pub generation: u32,
    /// Where the share-holders meet; there exactly when more than one share is needed.
    pub meeting: Option<MeetingSecret>,
}

impl Clone for DossierAccess {
    // Messages that hold an access can be copied; each copy is overwritten when dropped.
    fn clone(&self) -> Self {
        Self {
            dossier: self.dossier,
            reading: ReadingCapability::from_bytes(*self.reading.expose()),
            wrapped: self.wrapped.clone(),
            share: self.share.clone(),
            needed: self.needed,
            holders: self.holders,
            generation: self.generation,
            meeting: self.meeting.as_ref().map(|secret| MeetingSecret::from_bytes(*secret.expose())),
        }
    }
}

impl DossierAccess {
    /// Writes the map.
    pub(crate) fn write(&self, out: &mut Writer) {
        out.map(if self.meeting.is_some() { 8 } else { 7 });
        out.uint(0).bytes(self.dossier.as_bytes());
        out.uint(1).bytes(self.reading.expose());
        out.uint(2).bytes(self.wrapped.as_bytes());
        out.uint(3).bytes(self.share.expose());
        out.uint(4).uint(u64::from(self.needed));
        out.uint(5).uint(u64::from(self.holders));
        out.uint(6).uint(u64::from(self.generation));
        if let Some(meeting) = &self.meeting {
            out.uint(7).bytes(meeting.expose());
        }
    }

    /// Reads the map.
    pub(crate) fn read(value: &mut Decoder<'_>) -> Result<Self, FormatError> {
        let (mut dossier, mut reading, mut wrapped, mut share) = (None, None, None, None);
        let (mut needed, mut holders, mut generation, mut meeting) = (None, None, None, None);
        read_map(value, |key, value| {
            match key {
                0 => dossier = Some(DossierId::from_bytes(read_exact(value, "dossier id")?)),
                1 => reading = Some(ReadingCapability::from_bytes(read_exact(value, "reading capability")?)),
                2 => wrapped = Some(WrappedKey::from_bytes(read_exact(value, "wrapped key")?)),
                3 => share = Some(Share::from_bytes(read_exact(value, "share")?)),
                4 => needed = Some(value.u8()?),
                5 => holders = Some(value.u8()?),
                6 => generation = Some(value.u32()?),
                7 => meeting = Some(MeetingSecret::from_bytes(read_exact(value, "meeting secret")?)),
                _ => return Ok(Entry::Unknown),
            }
            Ok(Entry::Known)
        })?;
        let missing = |field| FormatError::Missing { field };
        let access = Self {
            dossier: dossier.ok_or(missing("dossier id"))?,
            reading: reading.ok_or(missing("reading capability"))?,
            wrapped: wrapped.ok_or(missing("wrapped key"))?,
            share: share.ok_or(missing("share"))?,
            needed: needed.ok_or(missing("shares needed"))?,
            holders: holders.ok_or(missing("share-holders"))?,
            generation: generation.ok_or(missing("generation"))?,
            meeting,
        };
        access.check()?;
        Ok(access)
    }

    /// A share's number is 0 exactly when one share is enough, and only then there is no meeting.
    pub(crate) fn check(&self) -> Result<(), FormatError> {
        let alone = self.needed == 1;
        let numbers = (1..=self.holders).contains(&self.needed) && self.holders <= MAX_HOLDERS;
        if !numbers || (self.share.number() == 0) != alone {
            return Err(FormatError::Invalid { field: "share" });
        }
        if self.meeting.is_some() == alone {
            return Err(FormatError::Invalid { field: "meeting secret" });
        }
        Ok(())
    }
}
