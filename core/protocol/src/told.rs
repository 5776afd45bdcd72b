//! What a lobby is told of a group while its sealer is away: the relay's answers to its command, and receipts. Each is
//! sealed to a key of that one group, so that the lobby keeps nothing that could be read without its sealer.
//!
//! box    = HPKE(the group's key, info = "wayhome/1 told", aad = number of the box 1, plaintext 24)        (72 bytes)
//! answer = version 1 ‖ status 1 ‖ timer word 5 ‖ ms of this phone's clock 8 ‖ turn 4 ‖ zeros 5
//! receipt = version 1 ‖ state 1 ‖ event id 16 ‖ zeros 6
//!
//! Box 0 holds the first answer, box 1 the latest of those that came when the group was offered again, box 2 + r the
//! receipt of row r. Until one is written it holds a curve point and noise.

use rand_core::CryptoRng;

use crate::ids::EventId;
use crate::keys::{ToldPublic, ToldSecret};
use crate::layout::{Reader, all_zero, join_into};
use crate::message::ReceiptState;
use crate::sync_request::TimerStatus;
use crate::time::Timestamp;
use crate::timer_word::TimerWord;
use crate::{labels, primitives};

const VERSION: u8 = 1;
const PLAINTEXT: usize = 24;
/// The box of the first answer.
pub const FIRST_ANSWER: u8 = 0;
/// The box of the latest answer to a group that was offered again.
pub const LATER_ANSWER: u8 = 1;
/// Boxes for answers; those for receipts come behind them.
pub const ANSWER_BOXES: u8 = 2;

/// Bytes of a box.
pub const TOLD_LENGTH: usize = PLAINTEXT + primitives::HPKE_OVERHEAD;

/// What the relay answered to a group's command.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ToldAnswer {
    /// What became of the command.
    pub status: TimerStatus,
    /// How the timer stands.
    pub word: TimerWord,
    /// When, by this phone's clock.
    pub at: Timestamp,
    /// The low 32 bits of the lobby's count of answered syncs, by which answers are put in their order.
    pub turn: u32,
}

impl ToldAnswer {
    /// Seals it into a box; `None` for a key that is not usable.
    #[must_use]
    pub fn seal(&self, to: &ToldPublic, number: u8, rng: &mut impl CryptoRng) -> Option<[u8; TOLD_LENGTH]> {
        let (at, turn) = (self.at.as_millis().to_be_bytes(), self.turn.to_be_bytes());
        seal(to, number, &[&[VERSION, self.status.byte()], &self.word.encode(), &at, &turn], rng)
    }

    /// Opens a box; `None` if nothing was sealed into it for this key.
    #[must_use]
    pub fn open(secret: &ToldSecret, number: u8, sealed: &[u8]) -> Option<Self> {
        let plain = open(secret, number, sealed)?;
        let mut reader = Reader::new(&plain);
        if reader.u8()? != VERSION {
            return None;
        }
        let told = Self {
            status: TimerStatus::from_byte(reader.u8()?),
            word: TimerWord::decode(reader.array()?),
            at: Timestamp::from_millis(reader.u64()?),
            turn: reader.u32()?,
        };
        all_zero(reader.rest()).then_some(told)
    }
}

/// That a receipt came for a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ToldReceipt {
    /// What the contact did.
    pub state: ReceiptState,
    /// The event that the receipt names.
    pub event: EventId,
}

impl ToldReceipt {
    /// Seals it into a box; `None` for a key that is not usable.
    #[must_use]
    pub fn seal(&self, to: &ToldPublic, number: u8, rng: &mut impl CryptoRng) -> Option<[u8; TOLD_LENGTH]> {
        seal(to, number, &[&[VERSION, self.state.byte()], self.event.as_bytes()], rng)
    }

    /// Opens a box; `None` if nothing was sealed into it for this key.
    #[must_use]
    pub fn open(secret: &ToldSecret, number: u8, sealed: &[u8]) -> Option<Self> {
        let plain = open(secret, number, sealed)?;
        let mut reader = Reader::new(&plain);
        if reader.u8()? != VERSION {
            return None;
        }
        let state = ReceiptState::from_byte(reader.u8()?)?;
        let told = Self { state, event: EventId::from_bytes(reader.array()?) };
        all_zero(reader.rest()).then_some(told)
    }
}

fn seal(to: &ToldPublic, number: u8, parts: &[&[u8]], rng: &mut impl CryptoRng) -> Option<[u8; TOLD_LENGTH]> {
    let mut plaintext = [0; PLAINTEXT];
    join_into(&mut plaintext, parts);
    primitives::hpke_seal(to.as_bytes(), labels::TOLD, &[number], &plaintext, rng)?.try_into().ok()
}

fn open(secret: &ToldSecret, number: u8, sealed: &[u8]) -> Option<[u8; PLAINTEXT]> {
    if sealed.len() != TOLD_LENGTH {
        return None;
    }
    let plain = primitives::hpke_open(secret.expose(), labels::TOLD, &[number], sealed)?;
    plain.as_slice().try_into().ok()
}
