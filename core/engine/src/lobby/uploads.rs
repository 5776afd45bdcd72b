//! Plans on their way to the relay: one place for each vault region, always there and always full-size, sealed to
//! the relay's key. Nothing here can be read without that key; where no vault has put a plan, a place holds noise that
//! looks like one.

use minicbor::bytes::ByteVec;
use minicbor::{Decode, Encode};
use rand_core::CryptoRng;
use wayhome_protocol::plan_request::{PLAN_ANSWER_LENGTH, PlanOutcome, PlanRequest};
use wayhome_protocol::uploaded_plan::SealedPlan;

use super::Lobby;
use super::setup::point_and_noise;
use super::sync::{RETRY_FIRST_MS, RETRY_MAX_MS};
use crate::EngineError;
use crate::record::{Class, Kept, Place, kind, numbered};
use crate::wire::{CircleSize, Timestamp};

/// So many attempts in a row may have no sound answer: a proxy or a portal in between gives such answers too. All but
/// the first are made in a run in which the relay answered everything else.
const NOT_UNDERSTOOD_MAX: u8 = 4;
/// A plan that the relay had no sound answer to so often is offered again after this.
const NOT_UNDERSTOOD_AGAIN_MS: u64 = 6 * 3_600_000;
/// Vault regions.
const REGIONS: u8 = 4;
/// Bytes that every place holds: a plan of eight rows. A smaller one is followed by noise.
const PLACE: usize = SealedPlan::length(CircleSize::Eight);
/// A plan that the relay has no room for is offered again after this.
const REFUSED_AGAIN_MS: u64 = 24 * 3_600_000;

/// One place.
#[derive(Debug, Encode, Decode)]
#[cbor(map)]
pub(crate) struct UploadSlot {
    #[n(0)]
    unsent: bool,
    #[n(1)]
    size: u8,
    #[n(2)]
    sealed: ByteVec,
    /// Which of this store's plans it is; 0 where there was none.
    #[n(3)]
    number: u64,
    /// The relay looked at it and did not take it.
    #[n(4)]
    refused: bool,
    /// The last attempt failed: what else waits goes first.
    #[n(5)]
    failed: bool,
    /// Not before this, after an attempt.
    #[n(6)]
    retry_at: u64,
    /// Attempts in a row that had no sound answer.
    #[n(7)]
    #[cbor(default)]
    not_understood: u8,
}

impl UploadSlot {
    /// The last attempt had no sound answer, and it is not yet said that the relay knows no plans.
    fn perhaps_understood(&self) -> bool {
        (1..NOT_UNDERSTOOD_MAX).contains(&self.not_understood)
    }
}

/// How far a vault's plan has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum UploadState {
    /// It waits to be sent.
    Waiting,
    /// The relay has it.
    AtRelay,
    /// The relay did not take it.
    Refused,
    /// Another took its place.
    Gone,
}

/// An upload under way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Uploading {
    region: u8,
    number: u64,
}

impl Lobby {
    /// Fills the places that there are not yet.
    pub(super) fn fill_uploads(&mut self, rng: &mut impl CryptoRng) {
        while let Ok(region) = u8::try_from(self.uploads.len())
            && region < REGIONS
        {
            let slot = UploadSlot {
                unsent: false,
                size: 8,
                sealed: point_and_noise(PLACE, rng).into(),
                number: 0,
                refused: false,
                failed: false,
                retry_at: 0,
                not_understood: 0,
            };
            let key = numbered(kind::UPLOAD, u64::from(region));
            self.uploads.push(Kept::new(key, Place::Own, Class::Urgent, slot));
        }
    }

    /// Puts a vault's plan into its place, over what was there. Returns its number.
    pub(crate) fn put_upload(
        &mut self,
        region: u8,
        plan: &SealedPlan,
        rng: &mut impl CryptoRng,
    ) -> Result<u64, EngineError> {
        self.fill_uploads(rng);
        let number = self.uploads.iter().map(|slot| slot.number).max().unwrap_or(0).saturating_add(1);
        let mut sealed = plan.as_bytes().to_vec();
        let mut noise = vec![0; PLACE.saturating_sub(sealed.len())];
        rng.fill_bytes(&mut noise);
        sealed.append(&mut noise);
        let slot = self.upload_mut(region).ok_or(EngineError::Bug { code: "upload-place" })?;
        *slot = UploadSlot {
            unsent: true,
            size: plan.size().byte(),
            sealed: sealed.into(),
            number,
            refused: false,
            failed: false,
            retry_at: 0,
            not_understood: 0,
        };
        Ok(number)
    }

    fn upload_mut(&mut self, region: u8) -> Option<&mut UploadSlot> {
        self.uploads.get_mut(usize::from(region)).map(Kept::edit)
    }

    /// How far a vault's plan of this number has come.
    pub(crate) fn upload_state(&self, region: u8, number: u64) -> UploadState {
        match self.uploads.get(usize::from(region)) {
            Some(slot) if slot.number == number && slot.unsent => UploadState::Waiting,
            Some(slot) if slot.number == number && slot.refused => UploadState::Refused,
            Some(slot) if slot.number == number => UploadState::AtRelay,
            _ => UploadState::Gone,
        }
    }

    /// Whether a plan waits in this region's place.
    pub(crate) fn upload_waits(&self, region: u8) -> bool {
        self.uploads.get(usize::from(region)).is_some_and(|slot| slot.unsent)
    }

    /// Whether any plan waits to be sent that may be offered soon.
    pub(super) fn any_upload_waits(&self) -> bool {
        self.uploads.iter().any(|slot| slot.unsent && (slot.retry_at == 0 || slot.perhaps_understood()))
    }

    /// A plan that has ended need not be sent any more.
    pub(crate) fn withdraw_upload(&mut self, region: u8) {
        if self.upload_waits(region)
            && let Some(slot) = self.upload_mut(region)
        {
            slot.unsent = false;
        }
    }

    /// The plan that goes next, of those that this run has not tried. With `last`, also one whose last attempt
    /// failed. A run that was asked for does not wait after an answer that made no sense.
    pub(crate) fn next_upload(
        &self,
        now: Timestamp,
        tried: &[Uploading],
        last: bool,
        asked_for: bool,
    ) -> Option<Uploading> {
        let due = |slot: &UploadSlot| {
            (asked_for && slot.perhaps_understood())
                || slot.retry_at <= now.as_millis()
                || slot.retry_at > now.as_millis().saturating_add(REFUSED_AGAIN_MS)
        };
        (0..REGIONS).zip(&self.uploads).find_map(|(region, slot)| {
            let uploading = Uploading { region, number: slot.number };
            let may = slot.unsent && due(slot) && (last || !slot.failed) && !tried.contains(&uploading);
            may.then_some(uploading)
        })
    }

    /// The request that carries it, and the length of its answer. It counts as failed until it is answered.
    pub(crate) fn upload_request(&mut self, uploading: Uploading) -> Result<(Vec<u8>, usize), EngineError> {
        let reading = self.reading();
        let slot = self.upload_mut(uploading.region).ok_or(EngineError::Bug { code: "upload-place" })?;
        slot.failed = true;
        let size = CircleSize::from_byte(slot.size).ok_or(EngineError::RecordDamaged)?;
        let bytes = slot.sealed.get(..SealedPlan::length(size)).ok_or(EngineError::RecordDamaged)?;
        let plan = SealedPlan::from_bytes(bytes.to_vec(), size)?;
        Ok((PlanRequest { reading, plan }.encode().to_vec(), PLAN_ANSWER_LENGTH))
    }

    /// What came of it.
    pub(crate) fn uploaded(&mut self, now: Timestamp, uploading: Uploading, outcome: Option<PlanOutcome>) {
        if outcome == Some(PlanOutcome::Unknown) {
            self.head.edit().claimed = false;
            self.register_all_again();
        }
        let known = self.uploads.get(usize::from(uploading.region)).map(|slot| slot.number);
        if known != Some(uploading.number) {
            return;
        }
        let Some(slot) = self.upload_mut(uploading.region) else { return };
        slot.failed = outcome != Some(PlanOutcome::Stored);
        slot.not_understood = match outcome {
            Some(PlanOutcome::Other(_)) | None => slot.not_understood.saturating_add(1),
            Some(_) => 0,
        };
        let wait = match outcome {
            Some(PlanOutcome::Stored) => {
                slot.unsent = false;
                slot.refused = false;
                0
            }
            // Sealed for this relay and made by this version: asking again would not change its mind.
            Some(PlanOutcome::NotOpened | PlanOutcome::NotAPlan) => {
                slot.unsent = false;
                slot.refused = true;
                0
            }
            Some(PlanOutcome::LimitReached) => REFUSED_AGAIN_MS,
            Some(PlanOutcome::Unknown) => 0,
            Some(PlanOutcome::Busy) => RETRY_MAX_MS,
            Some(PlanOutcome::Other(_)) | None if slot.perhaps_understood() => {
                RETRY_FIRST_MS.saturating_mul(1 << (2 * slot.not_understood)).min(RETRY_MAX_MS)
            }
            // A relay of another version: data is paid for, and it will not be updated within the hour.
            Some(PlanOutcome::Other(_)) | None => NOT_UNDERSTOOD_AGAIN_MS,
        };
        slot.retry_at = if wait == 0 { 0 } else { now.as_millis().saturating_add(wait) };
    }

    /// The relay was put back: it may have lost what it had.
    pub(super) fn upload_again(&mut self) {
        for slot in self.uploads.iter_mut().filter(|slot| slot.number > 0 && !slot.refused) {
            let slot = slot.edit();
            slot.unsent = true;
            slot.retry_at = 0;
        }
    }
}
