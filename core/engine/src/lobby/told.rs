//! What the lobby learns of a group while its sealer is away, sealed to the sealer: it can be read back by nobody else.

use minicbor::{Decode, Encode};
use rand_core::CryptoRng;
use wayhome_protocol::keys::{ToldPublic, ToldSecret};
use wayhome_protocol::told::{
    ANSWER_BOXES, FIRST_ANSWER, LATER_ANSWER, TOLD_LENGTH, ToldAnswer, ToldReceipt,
};

use super::ring::make_ticket;
use super::setup::point_and_noise;
use super::{GroupSlot, Lobby, Placed, RING_PLACES, RINGS, RingPlace};
use crate::codec::Hidden;
use crate::wire::TimerStatus;

/// What the sealer of a group keeps of it: where it lies, and the key to what the lobby is told of it.
#[derive(Debug, Encode, Decode)]
#[cbor(map)]
pub(crate) struct Claim {
    #[n(0)]
    pub(crate) placed: Placed,
    /// None for what the locked screen sealed: nobody reads that.
    #[n(1)]
    secret: Option<Hidden<32>>,
    /// A sum over the boxes when they were last read.
    #[n(2)]
    seen: u64,
    /// The first answer was read.
    #[n(3)]
    answered: bool,
}

/// What the boxes of a group say.
#[derive(Debug, Default)]
pub(crate) struct Told {
    /// What became of its command. A repeated command is old by right: that says nothing new.
    pub(crate) status: Option<TimerStatus>,
    /// The newest answer.
    pub(crate) newest: Option<ToldAnswer>,
    /// The first answer, the first time that it is read.
    pub(crate) first: Option<ToldAnswer>,
    /// Receipts, each with its row.
    pub(crate) receipts: Vec<(usize, ToldReceipt)>,
}

impl Claim {
    /// As of a group that was answered and may have left the rings: in one of the places that were filled last.
    pub(crate) fn of_old(lobby: &Lobby, rng: &mut impl CryptoRng) -> Self {
        let ring = u8::try_from(rng.next_u32() % u32::from(RINGS)).unwrap_or(0);
        let age = |position: u8| lobby.slot(RingPlace { ring, position }).map_or(0, |slot| slot.age_from);
        // The first of those that nobody has filled.
        let position = (0..RING_PLACES).rev().max_by_key(|position| age(*position)).unwrap_or(0);
        Self {
            placed: Placed { place: RingPlace { ring, position }, ticket: make_ticket(rng) },
            secret: Some(Hidden::make_random(rng)),
            seen: rng.next_u64(),
            answered: true,
        }
    }

    pub(super) fn new(placed: Placed, secret: &ToldSecret) -> Self {
        Self { placed, secret: Some(Hidden::new(secret.expose())), seen: 0, answered: false }
    }

    /// The claim to a group of the locked screen: it can be found, and nothing that was told of it can be read.
    pub(crate) fn locked(placed: Placed) -> Self {
        Self { placed, secret: None, seen: 0, answered: false }
    }
}

/// Bytes of all boxes of a group of so many rows.
pub(super) fn told_length(rows: usize) -> usize {
    (usize::from(ANSWER_BOXES) + rows) * TOLD_LENGTH
}

/// Boxes into which nothing was sealed yet.
pub(super) fn empty_boxes(rows: usize, rng: &mut impl CryptoRng) -> Vec<u8> {
    let boxes = told_length(rows) / TOLD_LENGTH;
    (0..boxes).flat_map(|_| point_and_noise(TOLD_LENGTH, rng)).collect()
}

impl GroupSlot {
    fn boxed(&self, number: u8) -> Option<&[u8]> {
        self.told.chunks_exact(TOLD_LENGTH).nth(usize::from(number))
    }

    fn fill_box(&mut self, number: u8, sealed: Option<[u8; TOLD_LENGTH]>) {
        let place = self.told.chunks_exact_mut(TOLD_LENGTH).nth(usize::from(number));
        if let (Some(place), Some(sealed)) = (place, sealed) {
            place.copy_from_slice(&sealed);
        }
    }

    fn sealer(&self) -> ToldPublic {
        ToldPublic::from_bytes(*self.to)
    }

    /// Keeps an answer for the sealer, whatever the group carries.
    pub(super) fn tell_answer(&mut self, answer: &ToldAnswer, first_time: bool, rng: &mut impl CryptoRng) {
        let number = if first_time { FIRST_ANSWER } else { LATER_ANSWER };
        let sealed = answer.seal(&self.sealer(), number, rng);
        self.fill_box(number, sealed);
    }

    /// Keeps a receipt for the sealer, and forgets by what it was recognised.
    pub(super) fn tell_receipt(&mut self, row: usize, receipt: ToldReceipt, rng: &mut impl CryptoRng) {
        let Some(number) = u8::try_from(row).ok().and_then(|row| row.checked_add(ANSWER_BOXES)) else {
            return;
        };
        let sealed = receipt.seal(&self.sealer(), number, rng);
        self.fill_box(number, sealed);
        if let Some(root) = self.roots.get_mut(row) {
            *root = Hidden::make_random(rng);
        }
    }
}

impl Lobby {
    /// What was told of a group since its sealer last looked; `None` if nothing was, or it is not there any more.
    pub(crate) fn read_told(&self, claim: &Claim) -> Option<Told> {
        let slot = self.placed(&claim.placed)?;
        let secret = ToldSecret::from_bytes(*claim.secret.as_ref()?.bytes());
        if slot.offered == 0 || sum(&slot.told) == claim.seen {
            return None;
        }
        // An answer to nothing says nothing of a command.
        let says = |answer: &ToldAnswer| answer.status != TimerStatus::Noop;
        let answer = |number| ToldAnswer::open(&secret, number, slot.boxed(number)?).filter(says);
        let (first, later) = (answer(FIRST_ANSWER), answer(LATER_ANSWER));
        let status = match (&first, &later) {
            (Some(first), Some(later)) if later.status == TimerStatus::OldCounter => Some(first.status),
            (first, later) => later.or(*first).map(|answer| answer.status),
        };
        let receipts = (0..usize::from(slot.size)).filter_map(|row| {
            let number = u8::try_from(row).ok()?.checked_add(ANSWER_BOXES)?;
            Some((row, ToldReceipt::open(&secret, number, slot.boxed(number)?)?))
        });
        Some(Told {
            status,
            newest: later.or(first),
            first: first.filter(|_| !claim.answered),
            receipts: receipts.collect(),
        })
    }

    /// The sealer has read what was told.
    pub(crate) fn mark_read(&self, claim: &mut Claim) {
        if let Some(slot) = self.placed(&claim.placed) {
            claim.seen = sum(&slot.told);
            claim.answered = true;
        }
    }
}

/// FNV-1a, to see whether anything has changed: whoever could make it lie could write the boxes too.
fn sum(bytes: &[u8]) -> u64 {
    bytes
        .iter()
        .fold(0xcbf2_9ce4_8422_2325, |sum, byte| (sum ^ u64::from(*byte)).wrapping_mul(0x100_0000_01b3))
}
