//! An open vault's plan: drill, arm, pause, end; what contacts would get; and a contact's hold.

use crate::{
    DrillState, Error, PlanDraft, PlanStatus, PlanTiming, Preview, Seconds, Timestamp, Vault, WorkerId,
};

impl Vault {
    /// What each contact would get at each step of this draft, or, with `None`, of the plan agreed last: exactly what
    /// arming would seal. Shown before [`Vault::arm`].
    pub fn preview(&self, draft: Option<&PlanDraft>) -> Result<Preview, Error> {
        self.step(|engine, _, _| engine.preview(draft))
    }

    /// Starts a drill: every step within ten minutes, with words that say plainly that it is one. Nothing is released.
    pub fn start_drill(&self, draft: &PlanDraft) -> Result<(), Error> {
        self.step(|engine, now, rng| engine.start_drill(now, draft, rng))
    }

    /// Puts the drill off, so that a plan may be armed without it. Once. A drill that was started and has not reached the
    /// relay can be put off as well; it is run when it does.
    pub fn postpone_drill(&self) -> Result<(), Error> {
        self.step(|engine, _, _| engine.postpone_drill())
    }

    /// What the drill has come to.
    pub fn drill_state(&self) -> Result<DrillState, Error> {
        self.step(|engine, now, _| engine.drill_state(now))
    }

    /// Arms the plan: it is on disk when this returns, and at the relay when [`Vault::plan_status`] says so. It counts
    /// as a check-in, and ends a pause. Contacts who are not confirmed are not covered until they are; the plan is then
    /// armed anew by itself, as whenever the circle, the sharing or the dossier changes.
    ///
    /// # Errors
    /// [`Error::DrillFirst`] before the first arming unless a drill was run or postponed; [`Error::Invalid`] for a
    /// draft out of its bounds, a step that reaches nobody, or a circle without a confirmed contact.
    pub fn arm(&self, draft: &PlanDraft) -> Result<(), Error> {
        self.step(|engine, now, rng| engine.arm(now, draft, rng))
    }

    /// Keeps this draft as what was agreed last, without arming it: [`Vault::plan_status`] shows it, and a drill or an
    /// arming may go by it later.
    ///
    /// # Errors
    /// [`Error::Invalid`] for a draft out of its bounds, or while a plan is armed.
    pub fn keep_plan(&self, draft: &PlanDraft) -> Result<(), Error> {
        self.step(|engine, _, _| engine.keep_plan(draft))
    }

    /// What was agreed last, with this timing and everything else as it was; the usual steps if nothing was agreed.
    ///
    /// # Errors
    /// Those of [`Vault::plan_status`].
    pub fn draft_with(&self, timing: PlanTiming) -> Result<PlanDraft, Error> {
        let agreed = self.plan_status()?.draft;
        Ok(agreed.map_or_else(|| PlanDraft::for_timing(timing), |agreed| PlanDraft { timing, ..agreed }))
    }

    /// Pauses the plan for one second to seven days. The next check-in is then due an interval after the pause.
    pub fn pause(&self, length: Seconds) -> Result<(), Error> {
        self.step(|engine, now, rng| engine.pause(now, length, rng))
    }

    /// Ends a pause: arms the plan agreed last.
    pub fn resume(&self) -> Result<(), Error> {
        self.step(|engine, now, rng| engine.resume(now, rng))
    }

    /// Ends the plan. Nothing is told any more; contacts hear that it has ended.
    pub fn end_plan(&self) -> Result<(), Error> {
        self.step(|engine, now, rng| engine.end_plan(now, rng))
    }

    /// The plan, how far it has come, whom it covers, and what the relay last said of it.
    pub fn plan_status(&self) -> Result<PlanStatus, Error> {
        self.catch_up()?;
        self.step(|engine, now, _| engine.plan_status(now))
    }

    /// Interval and grace of the plan that is armed or paused.
    pub fn plan(&self) -> Result<Option<PlanTiming>, Error> {
        self.step(|engine, _, _| engine.plan())
    }

    /// When the next check-in is due, after a pause if there is one; `None` without a plan.
    pub fn next_expected(&self) -> Result<Option<Timestamp>, Error> {
        self.step(|engine, _, _| engine.next_expected())
    }

    /// Lets a later step of a worker's plan wait, one second to a day; never the first. It is done when
    /// [`crate::Watched::steps`] shows it, which is when the relay's notice has come back.
    pub fn hold(&self, worker: WorkerId, step: u8, length: Seconds) -> Result<(), Error> {
        self.step(|engine, now, rng| engine.hold(now, worker, step, length, rng))
    }
}
