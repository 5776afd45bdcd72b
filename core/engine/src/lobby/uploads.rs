//! Plans on their way to the relay: four places, always there and always full-size, sealed to the relay's key. Nothing
//! here can be read without that key; a place that was never used holds noise that looks like a plan, and one whose plan
//! was sent is marked as never used. Which place a plan lies in is drawn.

use minicbor::bytes::{ByteArray, ByteVec};
use minicbor::{Decode, Encode};
use rand_core::CryptoRng;
use wayhome_protocol::plan_request::{PLAN_ANSWER_LENGTH, PlanOutcome, PlanRequest};
use wayhome_protocol::uploaded_plan::SealedPlan;

use super::Lobby;
use super::ring::make_ticket;
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
/// Places: one for each vault there may be, as each has one plan on its way at most.
const PLACES: usize = 4;
/// Bytes that every place holds: a plan of eight rows. A smaller one is followed by noise.
const PLACE: usize = SealedPlan::length(CircleSize::Eight);
/// By this its sealer knows a plan: random, so that it counts nothing.
pub(crate) type UploadTicket = ByteArray<8>;

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
    #[n(3)]
    ticket: UploadTicket,
    /// The relay looked at it and did not take it. The sealer clears it.
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
    not_understood: u8,
    /// It is sent once more because the relay was put back, whether there was ever a plan or not.
    #[n(8)]
    again: bool,
}

impl UploadSlot {
    /// The last attempt had no sound answer, and it is not yet said that the relay knows no plans.
    fn perhaps_understood(&self) -> bool {
        (1..NOT_UNDERSTOOD_MAX).contains(&self.not_understood)
    }

    /// As if it had never been used, but for its noise and its size.
    fn clear(&mut self) {
        (self.unsent, self.refused, self.failed, self.again) = (false, false, false, false);
        (self.retry_at, self.not_understood) = (0, 0);
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
    place: usize,
    ticket: UploadTicket,
}

impl Lobby {
    /// Fills the places.
    pub(super) fn fill_uploads(&mut self, rng: &mut impl CryptoRng) {
        for place in 0..PLACES {
            let slot = UploadSlot {
                unsent: false,
                size: self.circle().byte(),
                sealed: point_and_noise(PLACE, rng).into(),
                ticket: make_ticket(rng),
                refused: false,
                failed: false,
                retry_at: 0,
                not_understood: 0,
                again: false,
            };
            let key = numbered(kind::UPLOAD, u64::try_from(place).unwrap_or(0));
            self.uploads.push(Kept::new(key, Place::Own, Class::Urgent, slot));
        }
    }

    /// Later plans have as many rows as the circle: all places that hold nothing to be sent look like that.
    pub(super) fn grow_uploads(&mut self) {
        let size = self.circle().byte();
        for slot in self.uploads.iter_mut().filter(|slot| !slot.unsent) {
            slot.edit().size = size;
        }
    }

    /// Puts a vault's plan into a place: that of its last one if it still lies there, else one drawn among those from
    /// which nothing is to be sent. (Two plans of a vault must not both be sent again: the later one counts.) Returns
    /// its ticket.
    pub(crate) fn put_upload(
        &mut self,
        last: Option<UploadTicket>,
        plan: &SealedPlan,
        rng: &mut impl CryptoRng,
    ) -> Result<UploadTicket, EngineError> {
        let mut sealed = plan.as_bytes().to_vec();
        let mut noise = vec![0; PLACE.saturating_sub(sealed.len())];
        rng.fill_bytes(&mut noise);
        sealed.append(&mut noise);
        let free = self.uploads.iter().filter(|slot| !slot.unsent || slot.again).count();
        let drawn = usize::try_from(rng.next_u32()).unwrap_or(0) % free.max(1);
        let (ticket, size) = (make_ticket(rng), plan.size().byte());
        let place = match self.uploads.iter().position(|slot| Some(slot.ticket) == last) {
            Some(place) => Some(place),
            None => {
                let free = self.uploads.iter().enumerate().filter(|(_, slot)| !slot.unsent || slot.again);
                free.map(|(place, _)| place).nth(drawn)
            }
        };
        let slot = place.and_then(|place| self.uploads.get_mut(place)).ok_or(EngineError::Full)?.edit();
        slot.clear();
        (slot.unsent, slot.size, slot.sealed, slot.ticket) = (true, size, sealed.into(), ticket);
        Ok(ticket)
    }

    /// How far the plan with this ticket has come.
    pub(crate) fn upload_state(&self, ticket: UploadTicket) -> UploadState {
        match self.uploads.iter().find(|slot| slot.ticket == ticket) {
            Some(slot) if slot.unsent && !slot.again => UploadState::Waiting,
            Some(slot) if slot.refused => UploadState::Refused,
            Some(_) => UploadState::AtRelay,
            None => UploadState::Gone,
        }
    }

    /// Whether any plan waits to be sent that may be offered soon.
    pub(super) fn any_upload_waits(&self) -> bool {
        self.uploads.iter().any(|slot| slot.unsent && (slot.retry_at == 0 || slot.perhaps_understood()))
    }

    /// A plan need not be sent any more, or its sealer knows that it was refused.
    pub(crate) fn withdraw_upload(&mut self, ticket: UploadTicket) {
        let slot =
            self.uploads.iter_mut().find(|slot| slot.ticket == ticket && (slot.unsent || slot.refused));
        if let Some(slot) = slot {
            slot.edit().clear();
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
        self.uploads.iter().enumerate().find_map(|(place, slot)| {
            let uploading = Uploading { place, ticket: slot.ticket };
            let may = slot.unsent && due(slot) && (last || !slot.failed) && !tried.contains(&uploading);
            may.then_some(uploading)
        })
    }

    /// The request that carries it, and the length of its answer. It counts as failed until it is answered.
    pub(crate) fn upload_request(&mut self, uploading: Uploading) -> Result<(Vec<u8>, usize), EngineError> {
        let reading = self.reading();
        let slot =
            self.uploads.get_mut(uploading.place).ok_or(EngineError::Bug { code: "upload-place" })?.edit();
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
        let slot = self.uploads.get_mut(uploading.place).filter(|slot| slot.ticket == uploading.ticket);
        let Some(slot) = slot.map(Kept::edit) else { return };
        slot.failed = outcome != Some(PlanOutcome::Stored);
        slot.not_understood = match outcome {
            Some(PlanOutcome::Other(_)) | None => slot.not_understood.saturating_add(1),
            Some(_) => 0,
        };
        let wait = match outcome {
            Some(PlanOutcome::Stored) => {
                slot.clear();
                0
            }
            // Sealed for this relay and made by this version: asking again would not change its mind. What was sent
            // once more may have been noise, and its sealer has had its answer.
            Some(PlanOutcome::NotOpened | PlanOutcome::NotAPlan) => {
                let told = !slot.again;
                slot.clear();
                slot.refused = told;
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

    /// The relay was put back: it may have lost what it had. Which places hold a plan cannot be told here: all are sent
    /// once more, and the relay does not take the noise.
    pub(super) fn upload_again(&mut self) {
        for slot in self.uploads.iter_mut().filter(|slot| !slot.refused) {
            let slot = slot.edit();
            slot.again = !slot.unsent || slot.again;
            (slot.unsent, slot.retry_at) = (true, 0);
        }
    }
}
