//! The right to make one more slot, and the key of a slot that another one keeps.

use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

use crate::Result;
use crate::cell::LOBBY;
use crate::error::Error;
use crate::fields::Fields;
use crate::keys::{CellKey, KEY_LEN};
use crate::keyslot::{KEYSLOT_LEN, SLOTS};
use crate::slot::Slot;

const VERSION: u8 = 1;
const DIGEST_LEN: usize = 31;
/// Length of an encoded ticket.
pub const TICKET_LEN: usize = 3 + DIGEST_LEN;
/// Length of an exported slot key.
pub const EXPORTED_LEN: usize = KEY_LEN + 5;

/// The right to make one more slot. It names a region and a keyslot, and holds the digest of the noise that lies there:
/// once anybody has used the keyslot the digest differs, so that a ticket used twice, or kept in two slots, overwrites
/// nothing.
#[derive(PartialEq, Eq)]
pub struct Ticket {
    pub(crate) region: u8,
    pub(crate) place: u8,
    noise: [u8; DIGEST_LEN],
}

impl Ticket {
    /// A ticket for a keyslot that holds noise now.
    pub(crate) fn make(region: u8, place: u8, noise: &[u8; KEYSLOT_LEN]) -> Result<Self> {
        Ok(Ticket { region, place, noise: digest(noise).ok_or(Error::Bug { code: "ticket-digest" })? })
    }

    /// Whether this still is what lies in the keyslot.
    pub(crate) fn is_unused(&self, found: &[u8; KEYSLOT_LEN]) -> bool {
        digest(found).is_some_and(|found| found.ct_eq(&self.noise).into())
    }

    /// Version, region, keyslot and digest, to be kept in a record.
    pub fn encode(&self) -> Zeroizing<[u8; TICKET_LEN]> {
        let mut out = Zeroizing::new([0; TICKET_LEN]);
        let (head, noise) = out.split_at_mut(3);
        head.copy_from_slice(&[VERSION, self.region, self.place]);
        noise.copy_from_slice(&self.noise);
        out
    }

    /// Undoes [`Ticket::encode`]; `None` for bytes that are no ticket.
    pub fn decode(bytes: &[u8]) -> Option<Self> {
        let mut fields = Fields::new(bytes);
        let (version, region, place) = (fields.u8()?, fields.u8()?, fields.u8()?);
        let noise = fields.array()?;
        let sound = bytes.len() == TICKET_LEN && version == VERSION;
        (sound && region < LOBBY && usize::from(place) < SLOTS).then_some(Ticket { region, place, noise })
    }
}

impl std::fmt::Debug for Ticket {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Ticket")
    }
}

fn digest(noise: &[u8]) -> Option<[u8; DIGEST_LEN]> {
    Sha256::digest(noise).first_chunk().copied()
}

/// Region key, region and epoch of an open slot.
pub(crate) fn encode_key(slot: &Slot) -> Zeroizing<[u8; EXPORTED_LEN]> {
    let mut out = Zeroizing::new([0; EXPORTED_LEN]);
    let (key, rest) = out.split_at_mut(KEY_LEN);
    let (region, epoch) = rest.split_at_mut(1);
    key.copy_from_slice(slot.region.key.bytes());
    region.copy_from_slice(&[slot.region.number]);
    epoch.copy_from_slice(&slot.region.epoch.to_be_bytes());
    out
}

/// Undoes [`encode_key`].
pub(crate) fn decode_key(bytes: &[u8]) -> Option<(CellKey, u8, u32)> {
    let mut fields = Fields::new(bytes);
    let key = CellKey::from_slice(fields.take(KEY_LEN)?)?;
    let (region, epoch) = (fields.u8()?, fields.u32()?);
    (bytes.len() == EXPORTED_LEN && region < LOBBY).then_some((key, region, epoch))
}
