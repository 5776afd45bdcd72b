//! The plan's part of the engine: what the worker orders and is shown, uploads, and a contact's hold.

use std::sync::Arc;

use rand_core::CryptoRng;

use super::Engine;
use crate::lobby::Uploading;
use crate::run::{Request, Run, Ticket, Transmit, TransportFailure};
use crate::texts::Texts;
use crate::wire::{PlanTiming, Seconds, Timestamp};
use crate::{DrillState, EngineError, PlanDraft, PlanStatus, PlanTexts, Preview, WorkerId};
use wayhome_protocol::plan_request::PlanAnswer;

/// Plans that one run uploads, at most.
const UPLOADS_MAX: usize = 8;

impl Engine {
    /// Where the usual words of steps come from; plain English until it is set.
    pub fn set_texts(&mut self, texts: Arc<dyn PlanTexts>) {
        self.texts = Texts::new(texts);
        if let Some(vault) = &mut self.vault {
            vault.texts = self.texts.clone();
        }
    }

    /// What each contact would get at each step of this draft, or of the plan agreed last.
    pub fn preview(&self, draft: Option<&PlanDraft>) -> Result<Preview, EngineError> {
        let vault = self.view()?;
        match draft {
            Some(draft) => vault.preview(draft),
            None => vault.preview(&vault.plan_draft().ok_or(EngineError::NotFound { what: "plan" })?),
        }
    }

    /// Starts a drill of this draft: the whole ladder within ten minutes, plainly marked.
    pub fn start_drill(
        &mut self,
        now: Timestamp,
        draft: &PlanDraft,
        rng: &mut impl CryptoRng,
    ) -> Result<(), EngineError> {
        self.tick(now, rng)?;
        let (vault, lobby) = self.open()?;
        vault.start_drill(lobby, now, draft, rng)
    }

    /// Puts the drill off, once.
    pub fn postpone_drill(&mut self) -> Result<(), EngineError> {
        self.open()?.0.postpone_drill()
    }

    /// What the drill has come to.
    pub fn drill_state(&self, now: Timestamp) -> Result<DrillState, EngineError> {
        Ok(self.view()?.drill_state(now))
    }

    /// Arms the plan of this draft. It counts as a check-in, and ends a pause.
    pub fn arm(
        &mut self,
        now: Timestamp,
        draft: &PlanDraft,
        rng: &mut impl CryptoRng,
    ) -> Result<(), EngineError> {
        self.tick(now, rng)?;
        let (vault, lobby) = self.open()?;
        vault.arm(lobby, now, draft, rng)?;
        vault.agree_to_what_stands();
        Ok(())
    }

    /// Keeps this draft as what was agreed last, without arming it.
    pub fn keep_plan(&mut self, draft: &PlanDraft) -> Result<(), EngineError> {
        self.open()?.0.keep_plan(draft)
    }

    /// Pauses the plan for one second to seven days.
    pub fn pause(
        &mut self,
        now: Timestamp,
        length: Seconds,
        rng: &mut impl CryptoRng,
    ) -> Result<(), EngineError> {
        self.tick(now, rng)?;
        let (vault, lobby) = self.open()?;
        vault.pause(lobby, now, length, rng)
    }

    /// Arms the plan agreed last again: ends a pause.
    pub fn resume(&mut self, now: Timestamp, rng: &mut impl CryptoRng) -> Result<(), EngineError> {
        self.tick(now, rng)?;
        let (vault, lobby) = self.open()?;
        let draft = vault.plan_draft().ok_or(EngineError::NotFound { what: "plan" })?;
        vault.arm(lobby, now, &draft, rng)
    }

    /// Ends the plan.
    pub fn end_plan(&mut self, now: Timestamp, rng: &mut impl CryptoRng) -> Result<(), EngineError> {
        self.tick(now, rng)?;
        let (vault, lobby) = self.open()?;
        vault.end_plan(lobby, now, rng)
    }

    /// The plan and how it stands.
    pub fn plan_status(&self, now: Timestamp) -> Result<PlanStatus, EngineError> {
        Ok(self.view()?.plan_status(now))
    }

    /// The interval and grace of the plan that is armed or paused.
    pub fn plan(&self) -> Result<Option<PlanTiming>, EngineError> {
        Ok(self.view()?.plan())
    }

    /// When the next check-in is due; after a pause if there is one. `None` without a plan.
    pub fn next_expected(&self) -> Result<Option<Timestamp>, EngineError> {
        Ok(self.view()?.next_expected())
    }

    /// Lets a later step of a worker's plan wait, one second to a day. Whether the relay does so shows when its
    /// notice comes back.
    pub fn hold(
        &mut self,
        now: Timestamp,
        worker: WorkerId,
        step: u8,
        length: Seconds,
        rng: &mut impl CryptoRng,
    ) -> Result<(), EngineError> {
        self.tick(now, rng)?;
        let (vault, lobby) = self.open()?;
        vault.head.set_looked(true);
        vault.hold(lobby, now, worker, step, length, rng)
    }

    /// The upload that goes next: plans go before the first sync, unless a call for help waits or the last attempt
    /// failed; then when everything else has gone.
    pub(super) fn upload_request(
        &mut self,
        now: Timestamp,
        run: &mut Run,
        last: bool,
    ) -> Result<Option<Transmit>, EngineError> {
        if run.uploads.len() >= UPLOADS_MAX || (!last && self.lobby.has_first()) {
            return Ok(None);
        }
        let next = self.lobby.next_upload(now, &run.uploads, last, run.forced);
        let Some(uploading) = next else { return Ok(None) };
        run.uploads.push(uploading);
        let (body, answer_length) = self.lobby.upload_request(uploading)?;
        let ticket = Ticket(Request::Upload { uploading });
        Ok(Some(Transmit { path: "/v1/plan", body, answer_length, ticket }))
    }

    /// Whether a run goes on although a request failed: an upload that the relay has no answer to.
    pub(super) fn bear_failure(
        &mut self,
        now: Timestamp,
        ticket: &Ticket,
        failure: TransportFailure,
    ) -> bool {
        match (&ticket.0, failure) {
            (Request::Upload { uploading }, TransportFailure::Garbled) => {
                self.take_uploaded(now, *uploading, None);
                true
            }
            _ => false,
        }
    }

    /// Takes in the answer to an upload; `None` for one that made no sense, which fails no run: a relay of an earlier
    /// version knows no plans, and everything else must go on.
    pub(super) fn take_uploaded(&mut self, now: Timestamp, uploading: Uploading, bytes: Option<&[u8]>) {
        let answer = bytes.and_then(|bytes| PlanAnswer::decode(bytes).ok());
        self.lobby.uploaded(now, uploading, answer.map(|answer| answer.outcome));
    }
}
