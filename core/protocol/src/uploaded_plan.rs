//! A plan as the relay gets it: whom its steps reach, what waits for them, and when.
//!
//! ```text
//! plaintext = version 1 ‖ R ‖ 2 zero ‖ map length 4 ‖ map, zeros to R × 2,048 − 56 ‖ R × 4 wire cells
//! sealed    = HPKE(relay key, info = "wayhome/1 plan", aad = version 1 ‖ R, plaintext)      (R × 6,144 bytes)
//! plan hash = SHA-256("wayhome/1 plan" ‖ plaintext)
//! ```

use std::fmt;

use rand_core::CryptoRng;
use zeroize::Zeroizing;

use crate::cbor::FormatError;
use crate::cell::WireCell;
use crate::group::CircleSize;
use crate::ids::{DossierId, SendId, TimerId};
use crate::keys::{DossierRelayPart, IdentityPublic, RelayPublic, RelaySecret, SendCapability, TimerPublic};
use crate::layout::{Reader, all_zero};
use crate::plan::PlanTiming;
use crate::plan_steps::{PlanSteps, Step, StepSet};
use crate::primitives::HPKE_OVERHEAD;
use crate::register_request::TOUCH_KEYS;
use crate::{labels, plan_map, primitives};

const VERSION: u8 = 1;
const HEAD: usize = 8;

/// The most feature phones of a plan.
pub const MAX_PHONES: usize = 4;
/// The most bytes of the words for a feature phone.
pub const MAX_PHONE_WORDS: usize = 320;

/// What is wrong with a plan that was, or is to be, uploaded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum UploadError {
    /// The bytes are not R × 6,144.
    #[error("a sealed plan of this size has {expected} bytes, not {found}")]
    Length {
        /// R × 6,144.
        expected: usize,
        /// The bytes there were.
        found: usize,
    },
    /// The relay's public key is of small order.
    #[error("the relay's key is not usable")]
    WeakKey,
    /// Sealed to another key or size, or changed since.
    #[error("the plan does not open")]
    NotAuthentic,
    /// Sealed by a later version.
    #[error("the plan is of version {version}, which is not known")]
    TooNew {
        /// That version.
        version: u8,
    },
    /// Authentic, but not of this size inside.
    #[error("the plan is malformed")]
    Malformed,
    /// Its map is not that of a plan.
    #[error("the plan's map: {0}")]
    Map(#[from] FormatError),
}

/// Whether a plan is meant, or practised.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PlanPurpose {
    /// Meant.
    Plan,
    /// A drill: told at once, plainly marked, releasing nothing.
    Drill,
}

/// One person whom steps reach.
#[derive(Debug, PartialEq, Eq)]
pub struct PlanPerson {
    /// Their mailbox.
    pub send_id: SendId,
    /// The right to send to it.
    pub capability: SendCapability,
    /// The key that signs their holds.
    pub identity: IdentityPublic,
    /// The steps that reach them.
    pub told: StepSet,
    /// Those of them that release the relay parts of their mailbox.
    pub places: StepSet,
    /// Those of them that release the dossier's relay part.
    pub dossier: StepSet,
    /// The lodged cell of each step that reaches them.
    pub cells: [Option<WireCell>; Step::MOST],
}

/// The dossier that steps release.
#[derive(Debug, PartialEq, Eq)]
pub struct PlanDossier {
    /// Which.
    pub dossier: DossierId,
    /// The relay's half of its wrapping key.
    pub relay_part: DossierRelayPart,
    /// Which dealing of shares it belongs to.
    pub generation: u32,
}

/// One feature phone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanPhone {
    /// `+` and 6 to 15 digits.
    pub number: String,
    /// BCP 47 language tag, at most 16 bytes, may be empty.
    pub language: String,
    /// The steps that reach it.
    pub told: StepSet,
    /// The words of each step, at most 320 bytes each; empty where it is not told.
    pub words: Vec<String>,
    /// The words for "a check-in came", at most 320 bytes.
    pub check_in_words: String,
}

/// A plan to upload, or as the relay reads it.
#[derive(Debug, PartialEq, Eq)]
pub struct UploadedPlan {
    /// Its timer.
    pub timer: TimerId,
    /// Whether it is meant.
    pub purpose: PlanPurpose,
    /// Interval and grace.
    pub timing: PlanTiming,
    /// When its steps are told.
    pub steps: PlanSteps,
    /// Whom they reach: 1 to R.
    pub persons: Vec<PlanPerson>,
    /// The dossier that they release.
    pub dossier: Option<PlanDossier>,
    /// Feature phones, at most four.
    pub phones: Vec<PlanPhone>,
    /// The timer's touch keys from now on, if they change.
    pub touch_keys: Option<[Option<TimerPublic>; TOUCH_KEYS]>,
    /// Another id under which the timer can be touched, and nothing else.
    pub alias: Option<TimerId>,
}

impl UploadedPlan {
    /// The bytes to be hashed and sealed. Places of cells without a step are random.
    ///
    /// # Errors
    /// [`UploadError::Map`] if a text, number or set of steps is out of its bounds, or it does not fit.
    pub fn encode(&self, size: CircleSize, rng: &mut impl CryptoRng) -> Result<EncodedPlan, UploadError> {
        let map = plan_map::write(self, size)?;
        let length = u32::try_from(map.len()).ok().filter(|_| map.len() <= map_room(size));
        let length = length.ok_or(FormatError::OverBound { field: "plan" })?;
        let mut bytes = Zeroizing::new(Vec::with_capacity(plaintext_length(size)));
        bytes.extend_from_slice(&[VERSION, size.byte(), 0, 0]);
        bytes.extend_from_slice(&length.to_be_bytes());
        bytes.extend_from_slice(&map);
        bytes.resize(HEAD.saturating_add(map_room(size)), 0);
        for index in 0..size.rows() {
            let person = self.persons.get(index);
            for step in Step::ALL {
                match person.and_then(|person| person.cell(step)) {
                    Some(cell) => bytes.extend_from_slice(cell.as_bytes()),
                    None => bytes.extend_from_slice(WireCell::random(rng).as_bytes()),
                }
            }
        }
        Ok(EncodedPlan { size, bytes })
    }
}

impl PlanPerson {
    /// The lodged cell of one step.
    #[must_use]
    pub fn cell(&self, step: Step) -> Option<&WireCell> {
        self.cells.get(step.index()).and_then(Option::as_ref)
    }
}

/// A plan's plaintext: what its hash is made of.
#[derive(PartialEq, Eq)]
pub struct EncodedPlan {
    size: CircleSize,
    bytes: Zeroizing<Vec<u8>>,
}

impl fmt::Debug for EncodedPlan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("EncodedPlan").field("size", &self.size).finish_non_exhaustive()
    }
}

impl EncodedPlan {
    /// The hash that an *arm* names.
    #[must_use]
    pub fn hash(&self) -> [u8; 32] {
        primitives::sha256(&[labels::PLAN, &self.bytes])
    }

    /// R.
    #[must_use]
    pub fn size(&self) -> CircleSize {
        self.size
    }

    /// Seals it to the relay.
    ///
    /// # Errors
    /// [`UploadError::WeakKey`] for an unusable key.
    pub fn seal(&self, relay: &RelayPublic, rng: &mut impl CryptoRng) -> Result<SealedPlan, UploadError> {
        seal_bytes(self.size, &self.bytes, relay, rng)
    }

    /// Reads it.
    ///
    /// # Errors
    /// [`UploadError::TooNew`], [`UploadError::Malformed`] or [`UploadError::Map`] if it is not a plan.
    pub fn decode(&self) -> Result<UploadedPlan, UploadError> {
        let mut reader = Reader::new(&self.bytes);
        match reader.u8() {
            Some(VERSION) => {}
            Some(version) => return Err(UploadError::TooNew { version }),
            None => return Err(UploadError::Malformed),
        }
        let (map, cells) = self.split(reader).ok_or(UploadError::Malformed)?;
        let mut plan = plan_map::read(map, self.size)?;
        for (person, cells) in plan.persons.iter_mut().zip(cells.chunks(Step::MOST * WireCell::LENGTH)) {
            let cells = cells.chunks(WireCell::LENGTH);
            for ((step, place), cell) in Step::ALL.into_iter().zip(&mut person.cells).zip(cells) {
                if person.told.contains(step) {
                    *place = Some(WireCell::from_slice(cell).map_err(|_| UploadError::Malformed)?);
                }
            }
        }
        Ok(plan)
    }

    /// The map and the cells.
    fn split<'a>(&self, mut reader: Reader<'a>) -> Option<(&'a [u8], &'a [u8])> {
        if reader.u8()? != self.size.byte() || reader.u16()? != 0 {
            return None;
        }
        let length = usize::try_from(reader.u32()?).ok()?;
        let (map, zeros) = reader.slice(map_room(self.size))?.split_at_checked(length)?;
        let cells = reader.rest();
        let sound = all_zero(zeros) && cells.len() == self.size.rows() * Step::MOST * WireCell::LENGTH;
        sound.then_some((map, cells))
    }
}

/// A sealed plan: R × 6,144 bytes that look random.
#[derive(Clone, PartialEq, Eq)]
pub struct SealedPlan {
    size: CircleSize,
    bytes: Vec<u8>,
}

impl fmt::Debug for SealedPlan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SealedPlan").field("size", &self.size).finish_non_exhaustive()
    }
}

impl SealedPlan {
    /// Bytes of a sealed plan: R × 6,144.
    #[must_use]
    pub const fn length(size: CircleSize) -> usize {
        size.rows() * 6_144
    }

    /// Wraps R × 6,144 bytes.
    ///
    /// # Errors
    /// [`UploadError::Length`] for any other number of bytes.
    pub fn from_bytes(bytes: Vec<u8>, size: CircleSize) -> Result<Self, UploadError> {
        let expected = Self::length(size);
        if bytes.len() == expected {
            Ok(Self { size, bytes })
        } else {
            Err(UploadError::Length { expected, found: bytes.len() })
        }
    }

    /// Random bytes, sealed like a plan: what waits where no plan does. The relay finds that it is not a plan.
    ///
    /// # Errors
    /// [`UploadError::WeakKey`] for an unusable key.
    pub fn make_cover(
        size: CircleSize,
        relay: &RelayPublic,
        rng: &mut impl CryptoRng,
    ) -> Result<Self, UploadError> {
        let mut bytes = Zeroizing::new(vec![0; plaintext_length(size)]);
        rng.fill_bytes(&mut bytes);
        if let Some(version) = bytes.first_mut() {
            *version = 0;
        }
        seal_bytes(size, &bytes, relay, rng)
    }

    /// R.
    #[must_use]
    pub fn size(&self) -> CircleSize {
        self.size
    }

    /// The bytes.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Opens it, at the relay.
    ///
    /// # Errors
    /// [`UploadError::NotAuthentic`] if it was not sealed to this key with this R.
    pub fn open(&self, relay: &RelaySecret) -> Result<EncodedPlan, UploadError> {
        let aad = [VERSION, self.size.byte()];
        let bytes = primitives::hpke_open(relay.expose(), labels::PLAN, &aad, &self.bytes)
            .ok_or(UploadError::NotAuthentic)?;
        Ok(EncodedPlan { size: self.size, bytes })
    }
}

fn seal_bytes(
    size: CircleSize,
    bytes: &[u8],
    relay: &RelayPublic,
    rng: &mut impl CryptoRng,
) -> Result<SealedPlan, UploadError> {
    let aad = [VERSION, size.byte()];
    let sealed = primitives::hpke_seal(relay.as_bytes(), labels::PLAN, &aad, bytes, rng);
    Ok(SealedPlan { size, bytes: sealed.ok_or(UploadError::WeakKey)? })
}

const fn plaintext_length(size: CircleSize) -> usize {
    SealedPlan::length(size) - HPKE_OVERHEAD
}

/// Bytes for the map and the zeros after it.
const fn map_room(size: CircleSize) -> usize {
    size.rows() * 2_048 - 56
}

// The numbers in the specification follow from each other.
const _: () = assert!(
    HEAD + map_room(CircleSize::Four) + 4 * Step::MOST * WireCell::LENGTH
        == plaintext_length(CircleSize::Four)
);
