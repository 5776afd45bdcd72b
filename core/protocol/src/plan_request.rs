//! `/v1/plan`: a phone uploads the plan that a later *arm* names by its hash.

use zeroize::Zeroizing;

use crate::group::CircleSize;
use crate::layout::Reader;
use crate::request::{Reading, RequestError, VERSION, begin, byte_enum, cut_short};
use crate::uploaded_plan::SealedPlan;

/// Bytes of an answer.
pub const PLAN_ANSWER_LENGTH: usize = 32;

const HEAD: usize = 52;

/// Bytes of a request: 52 + R × 6,144.
#[must_use]
pub const fn plan_request_length(size: CircleSize) -> usize {
    HEAD + SealedPlan::length(size)
}

/// A plan to store.
#[derive(Debug, PartialEq, Eq)]
pub struct PlanRequest {
    /// Who asks: the reader who registered the plan's timer.
    pub reading: Reading,
    /// The plan.
    pub plan: SealedPlan,
}

impl PlanRequest {
    /// The 52 + R × 6,144 bytes.
    #[must_use]
    pub fn encode(&self) -> Zeroizing<Vec<u8>> {
        let size = self.plan.size();
        let mut out = Zeroizing::new(Vec::with_capacity(plan_request_length(size)));
        out.extend_from_slice(&[VERSION, size.byte(), 0, 0]);
        self.reading.write(&mut out);
        out.extend_from_slice(self.plan.as_bytes());
        out
    }

    /// Reads a request of either size.
    ///
    /// # Errors
    /// [`RequestError`] if the length, version or R is none of ours.
    pub fn decode(bytes: &[u8]) -> Result<Self, RequestError> {
        let eight = plan_request_length(CircleSize::Eight);
        let size = if bytes.len() == eight { CircleSize::Eight } else { CircleSize::Four };
        let expected = plan_request_length(size);
        let mut reader = begin(bytes, expected)?;
        if reader.u8() != Some(size.byte()) {
            return Err(RequestError::Invalid { field: "number of rows" });
        }
        Self::read(reader, size).ok_or(cut_short(expected))
    }

    fn read(mut reader: Reader<'_>, size: CircleSize) -> Option<Self> {
        reader.slice(2)?;
        Some(Self {
            reading: Reading::read(&mut reader)?,
            plan: SealedPlan::from_bytes(reader.rest().to_vec(), size).ok()?,
        })
    }
}

byte_enum! {
    /// What became of an uploaded plan.
    PlanOutcome {
        /// Stored, now or before.
        Stored = 0,
        /// The receive id is not known, or its capability is another.
        Unknown = 1,
        /// Busy: nothing was stored; try later.
        Busy = 2,
        /// It was sealed to another key.
        NotOpened = 3,
        /// It opened, but is not a plan of a timer of this reader.
        NotAPlan = 4,
        /// There is no more room.
        LimitReached = 5,
    }
}

/// The relay's answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PlanAnswer {
    /// How it went.
    pub outcome: PlanOutcome,
    /// The relay's sequence number.
    pub relay_seq: u64,
}

impl PlanAnswer {
    /// The 32 bytes.
    #[must_use]
    pub fn encode(&self) -> Vec<u8> {
        let mut out = vec![VERSION, self.outcome.byte(), 0, 0, 0, 0, 0, 0];
        out.extend_from_slice(&self.relay_seq.to_be_bytes());
        out.resize(PLAN_ANSWER_LENGTH, 0);
        out
    }

    /// Reads the 32 bytes.
    ///
    /// # Errors
    /// [`RequestError`] if the length or version is another.
    pub fn decode(bytes: &[u8]) -> Result<Self, RequestError> {
        let mut reader = begin(bytes, PLAN_ANSWER_LENGTH)?;
        Self::read(&mut reader).ok_or(cut_short(PLAN_ANSWER_LENGTH))
    }

    fn read(reader: &mut Reader<'_>) -> Option<Self> {
        let outcome = PlanOutcome::from_byte(reader.u8()?);
        reader.slice(6)?;
        Some(Self { outcome, relay_seq: reader.u64()? })
    }
}
