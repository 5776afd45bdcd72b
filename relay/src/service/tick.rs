//! What the relay does by itself: it tells steps when they are due, tells of absences, and deletes what has
//! expired. Bounded work at a time, so that requests in between do not wait long.

use rand::CryptoRng;
use wayhome_protocol::ids::TimerId;
use wayhome_protocol::time::{Seconds, Timestamp};

use super::Relay;
use super::time::{Reading, advance, at, service_day, service_minute};
use super::timers::{self, Next, Teller, Telling};
use crate::Moment;
use crate::storage::{Meta, Storage, StorageError, Tables};

/// Expired cells, plans and dossiers are looked for at most this often.
const SWEEP_EVERY: Seconds = Seconds::from_hours(1);
/// The most cells that one sweep deletes in one transaction, so that requests do not wait long for it.
const SWEEP_CELLS: u32 = 2_048;
/// The most plans, and the most dossiers, that one sweep deletes: each holds many pages.
const SWEEP_LARGE: u32 = 16;
/// A plan that was never armed is kept this long.
const IDLE_PLAN: Seconds = Seconds::from_days(60);
/// A dossier that no plan names is kept this long after its last chunk came.
const IDLE_DOSSIER: Seconds = Seconds::from_days(30);
/// One that was released is kept this long after that.
const RELEASED_DOSSIER: Seconds = Seconds::from_days(60);
/// The most timers, and the most drills, that one tick looks after.
const TIMERS: u32 = 64;

/// What one tick did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ticked {
    /// Something was told, or was found to be due later.
    pub moved: bool,
    /// There is more to do: tick again at once, after the requests that wait.
    pub more: bool,
}

impl<S: Storage> Relay<S> {
    /// Tells what is due, and stores the relay's time if it was not stored for 30 seconds. To be called at least
    /// every 10 seconds: more than a minute between two calls counts as a minute.
    ///
    /// Each timer is a transaction of its own, and nothing is told twice if this is killed in between.
    ///
    /// # Errors
    /// When the storage cannot commit. What could not be told stays due.
    pub fn tick(&mut self, now: Moment, rng: &mut impl CryptoRng) -> Result<Ticked, StorageError> {
        let reading = self.clock.read(now);
        self.tick_at(reading, false, rng)
    }

    /// Whether the storage can commit now. Does what a tick does, and stores the relay's time whenever that was
    /// last done.
    ///
    /// # Errors
    /// When the storage cannot commit.
    pub fn probe(&mut self, now: Moment, rng: &mut impl CryptoRng) -> Result<Ticked, StorageError> {
        let reading = self.clock.read(now);
        self.tick_at(reading, true, rng)
    }

    /// As if [`tick`](Self::tick) had been called every few seconds since the relay last acted: for virtual clocks.
    /// All of that time counts, and each step is told at the moment at which it is due. It costs as much as there
    /// is to tell, however much time has passed: months in which nothing happens are one transaction.
    ///
    /// # Errors
    /// When the storage cannot commit.
    pub fn run_until(&mut self, now: Moment, rng: &mut impl CryptoRng) -> Result<(), StorageError> {
        while let Some(due) = self.next_deadline()? {
            if due.running >= now.running {
                break;
            }
            // The wall clock may have been set in between; what is told goes by the one that shows now.
            let back = now.running.saturating_sub(due.running);
            let millis = u64::try_from(back.as_millis()).unwrap_or(u64::MAX);
            let wall = Timestamp::from_millis(now.wall.as_millis().saturating_sub(millis));
            let reading = self.clock.read_through(Moment { wall, ..due });
            let ticked = self.tick_at(reading, false, rng)?;
            if !ticked.moved && !ticked.more {
                break;
            }
        }
        let reading = self.clock.read_through(now);
        while self.tick_at(reading, false, rng)?.more {}
        Ok(())
    }

    /// When there may be something to tell, if the relay runs on until then; one that has passed is now. `None`
    /// when nothing waits.
    ///
    /// # Errors
    /// When the storage cannot be read.
    pub fn next_deadline(&mut self) -> Result<Option<Moment>, StorageError> {
        let mut found = None;
        self.storage.transaction(&mut |tables| {
            let meta = tables.meta()?;
            let deadline = tables.next_deadline()?.map(|at| at.max(meta.quiet_until));
            found = if tables.absence()?.is_some() { Some(meta.service) } else { deadline };
            Ok(())
        })?;
        Ok(found.map(|at| self.clock.moment_of(at)))
    }

    fn tick_at(
        &mut self,
        reading: Reading,
        store: bool,
        rng: &mut impl CryptoRng,
    ) -> Result<Ticked, StorageError> {
        let days = self.limits.mailbox_days;
        let mut due = Vec::new();
        let mut found = None;
        let mut trouble = self.trouble;
        let mut more = false;
        self.storage.reserved_transaction(&mut |tables| {
            let mut meta = tables.meta()?;
            let stored = meta;
            let stale = advance(tables, &mut meta, reading, false, &mut trouble, rng)?;
            more = sweep(tables, &mut meta, days)?;
            if store || stale || meta.swept != stored.swept || more {
                tables.set_meta(&meta)?;
            }
            due = find_due(tables, &meta)?;
            found = Some(meta.service);
            Ok(())
        })?;
        self.clock.found(found.unwrap_or_default());
        self.heed(trouble);
        let full = due.len() >= usize::try_from(TIMERS).unwrap_or(usize::MAX);
        let (mut moved, mut failed) = (false, Ok(()));
        for (timer, what) in due {
            match self.look_after(reading, &timer, what, rng) {
                Ok(done) => moved |= done,
                // One timer that cannot be told must not keep the others from it.
                Err(error) => failed = failed.and(Err(error)),
            }
        }
        failed?;
        let away = self.tell_of_absence(reading, rng)?;
        // Not again at once if nothing could be done: it would be tried without a pause.
        Ok(Ticked { moved: moved || away.moved, more: more || away.more || full && moved })
    }

    /// Tells all steps of one timer that are due, each in a transaction of its own; returns whether anything moved.
    fn look_after(
        &mut self,
        reading: Reading,
        timer: &TimerId,
        what: Telling,
        rng: &mut impl CryptoRng,
    ) -> Result<bool, StorageError> {
        let (limits, mut moved) = (self.limits, false);
        loop {
            let mut next = Next::Nothing;
            self.storage.reserved_transaction(&mut |tables| {
                let meta = at(tables, reading)?;
                let mut teller = Teller { tables, meta: &meta, rng, routes: self.routes.as_ref(), limits };
                next = timers::look_after(&mut teller, timer, what)?;
                Ok(())
            })?;
            match next {
                Next::Nothing => return Ok(moved),
                Next::Later => return Ok(true),
                Next::Told => moved = true,
            }
        }
    }

    /// Tells the people of some timers that the relay was away.
    fn tell_of_absence(
        &mut self,
        reading: Reading,
        rng: &mut impl CryptoRng,
    ) -> Result<Ticked, StorageError> {
        let (limits, mut ticked) = (self.limits, Ticked { moved: false, more: false });
        self.storage.reserved_transaction(&mut |tables| {
            let meta = at(tables, reading)?;
            let mut teller = Teller { tables, meta: &meta, rng, routes: self.routes.as_ref(), limits };
            ticked = timers::tell_of_absence(&mut teller, TIMERS)?;
            Ok(())
        })?;
        Ok(ticked)
    }
}

/// The timers and drills that may have something to tell, and the newcomers who may be told.
fn find_due(tables: &mut dyn Tables, meta: &Meta) -> Result<Vec<(TimerId, Telling)>, StorageError> {
    if meta.service < meta.quiet_until {
        return Ok(Vec::new());
    }
    let drills = tables.due_drills(meta.service, TIMERS)?.into_iter().map(|timer| (timer, Telling::Drill));
    let mut due: Vec<_> = drills.collect();
    // Ahead of the timers: who waits hears of the steps before in their order.
    let waiting = tables.due_newcomers(meta.service, TIMERS)?.into_iter();
    due.extend(waiting.map(|newcomer| (newcomer.timer, Telling::Newcomer(newcomer))));
    due.extend(tables.due_timers(meta.service, TIMERS)?.into_iter().map(|timer| (timer, Telling::Plan)));
    Ok(due)
}

/// Deletes what has expired, if an hour has passed since that was last done; returns whether there is more.
fn sweep(tables: &mut dyn Tables, meta: &mut Meta, days: u32) -> Result<bool, StorageError> {
    if meta.service < meta.swept.plus(SWEEP_EVERY) {
        return Ok(false);
    }
    let before = |length: Seconds| meta.service.minus(length);
    let expired = before(Seconds::from_days(days));
    let cells = tables.remove_cells_before(service_minute(expired), SWEEP_CELLS)?;
    let acknowledged = tables.forget_acknowledged_before(service_day(expired), SWEEP_CELLS)?;
    let plans = tables.remove_idle_plans(before(IDLE_PLAN), SWEEP_LARGE)?;
    let dossiers = tables.remove_old_dossiers(before(IDLE_DOSSIER), before(RELEASED_DOSSIER), SWEEP_LARGE)?;
    let more = cells.max(acknowledged) >= SWEEP_CELLS || plans >= SWEEP_LARGE || dossiers >= SWEEP_LARGE;
    if !more {
        meta.swept = meta.service;
    }
    Ok(more)
}
