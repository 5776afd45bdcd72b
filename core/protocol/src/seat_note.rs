//! Seat notes: what a vault that changes a seat leaves in the lobby for each vault region, so that those which are closed then
//! reach whoever has the seat, too.
//!
//! ```text
//! note  = HPKE(the region's key, info = "wayhome/1 seat note", aad = seat ‖ region, plain 192)           (240 bytes)
//! plain = version 1 ‖ seat 1 ‖ zeros 2 ‖ generation 4 ‖ sending chain key 32 ‖ receiving chain key 32 ‖ MAC 16 ‖ zeros 104
//! MAC   = Expand(the writer's key, "wayhome/1 seat note mac" ‖ region 1 ‖ the 72 bytes before it, 16)
//! ```
//!
//! It names nobody. Whoever has the phone can seal a note; whom a vault believes is for its MAC to say.

use rand_core::CryptoRng;
use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

use crate::keys::{ChainKey, NoteMacKey, NotePublic, NoteSecret};
use crate::layout::{Reader, all_zero, join_into};
use crate::{labels, primitives};

const VERSION: u8 = 1;
const PLAINTEXT: usize = 192;
/// Bytes of the plaintext that the MAC covers.
const COVERED: usize = 72;
const MAC: usize = 16;

/// Bytes of a note.
pub const SEAT_NOTE_LENGTH: usize = PLAINTEXT + primitives::HPKE_OVERHEAD;

/// Who has a seat now, as far as one vault region needs to know.
#[derive(Debug, PartialEq, Eq)]
pub struct SeatNote {
    /// One more each time that the seat changes hands.
    pub generation: u32,
    /// The first key of the chain from this region to whoever has the seat.
    pub sending: ChainKey,
    /// The first key of their chain to this region.
    pub receiving: ChainKey,
}

/// A note as a vault has opened it.
#[derive(Debug)]
pub struct OpenedNote {
    /// What it says.
    pub note: SeatNote,
    covered: Zeroizing<[u8; COVERED]>,
    region: u8,
    mac: [u8; MAC],
}

impl SeatNote {
    /// Seals a note about `seat` to vault region `region`; `None` for a key that is not usable.
    #[must_use]
    pub fn seal(
        &self,
        seat: u8,
        region: u8,
        mac: &NoteMacKey,
        to: &NotePublic,
        rng: &mut impl CryptoRng,
    ) -> Option<[u8; SEAT_NOTE_LENGTH]> {
        let mut plaintext = Zeroizing::new([0; PLAINTEXT]);
        let generation = self.generation.to_be_bytes();
        let parts: [&[u8]; 4] =
            [&[VERSION, seat, 0, 0], &generation, self.sending.expose(), self.receiving.expose()];
        join_into(plaintext.as_mut_slice(), &parts);
        let covered: Zeroizing<[u8; COVERED]> = Zeroizing::new(*plaintext.first_chunk()?);
        plaintext.get_mut(COVERED..COVERED + MAC)?.copy_from_slice(&mac_of(mac, region, &covered));
        let aad = [seat, region];
        primitives::hpke_seal(to.as_bytes(), labels::SEAT_NOTE, &aad, plaintext.as_slice(), rng)?
            .try_into()
            .ok()
    }
}

impl OpenedNote {
    /// Opens a note; `None` if it was not sealed for this seat and region to this key.
    #[must_use]
    pub fn open(secret: &NoteSecret, seat: u8, region: u8, sealed: &[u8]) -> Option<Self> {
        if sealed.len() != SEAT_NOTE_LENGTH {
            return None;
        }
        let plain = primitives::hpke_open(secret.expose(), labels::SEAT_NOTE, &[seat, region], sealed)?;
        let mut reader = Reader::new(&plain);
        if reader.array()? != [VERSION, seat, 0, 0] {
            return None;
        }
        let note = SeatNote {
            generation: reader.u32()?,
            sending: reader.array().map(ChainKey::from_bytes)?,
            receiving: reader.array().map(ChainKey::from_bytes)?,
        };
        let mac = reader.array()?;
        let covered = Zeroizing::new(*plain.first_chunk()?);
        all_zero(reader.rest()).then_some(Self { note, covered, region, mac })
    }

    /// Whether it was written by who has this key.
    #[must_use]
    pub fn verifies(&self, key: &NoteMacKey) -> bool {
        mac_of(key, self.region, &self.covered).ct_eq(&self.mac).into()
    }
}

fn mac_of(key: &NoteMacKey, region: u8, covered: &[u8; COVERED]) -> [u8; MAC] {
    let mut mac = [0; MAC];
    primitives::expand(key.expose(), &[labels::SEAT_NOTE_MAC, &[region], covered], &mut mac);
    mac
}
