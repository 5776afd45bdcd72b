//! Changing the outer layer of the store, so that two copies of the file that were taken at different times have no row
//! in common, whatever was or was not done between. It happens in small parts with the store free between them: a call
//! for help waits for one part at most.

use std::time::Duration;

use wayhome_vault::Rotation;

use crate::config::system_rng;
use crate::driver::{Driver, Shared};
use crate::{Error, Timestamp, Wayhome};

/// At most so often when a vault is locked; a large store has four times as much to write.
const HOUR_MS: u64 = 3_600_000;
const HOURS_LARGE: u64 = 6;
/// A store of more cells than this is large.
const LARGE: u16 = 800;
const DAY_MS: u64 = 86_400_000;
/// The store is left alone between two parts for as long as the last one took, within these bounds: somebody else who
/// waits, in this process or another, gets in.
const SHORTEST_REST: Duration = Duration::from_millis(2);
const LONGEST_REST: Duration = Duration::from_millis(50);

/// When the library changes the outer layer by itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Rotations {
    /// When a vault is locked, at most once an hour (every six hours in a large store), and before the first PIN that is
    /// tried on a day, right or wrong. [`Wayhome::run_once`] goes on with one that was cut short.
    #[default]
    Automatic,
    /// Only when the app calls [`Wayhome::rotate`]. Two copies of the file then show what was changed between them,
    /// unless it does so before and after each use.
    WhenAsked,
}

impl Wayhome {
    /// Changes the outer layer of the whole store now, or goes on with the change that is under way. Takes a second or
    /// more, in parts; everything else can be called meanwhile. May be killed at any instant: the next call goes on.
    pub fn rotate(&self) -> Result<(), Error> {
        self.shared().rotate()
    }
}

impl Shared {
    /// A vault was locked.
    pub(crate) fn rotate_after_lock(&self) {
        self.rotate_if(|driver, now| {
            let hours = if driver.store().cell_count() > LARGE { HOURS_LARGE } else { 1 };
            now.as_millis().saturating_sub(driver.store().last_rotation()) >= hours * HOUR_MS
        });
    }

    /// A PIN is about to be tried.
    pub(crate) fn rotate_before_pin(&self) {
        self.rotate_if(|driver, now| driver.store().last_rotation() / DAY_MS != now.as_millis() / DAY_MS);
    }

    /// What was cut short goes on.
    pub(crate) fn rotate_on(&self) {
        self.rotate_if(|_, _| false);
    }

    fn rotate_if(&self, is_due: impl FnOnce(&mut Driver, Timestamp) -> bool) {
        if self.config.rotations == Rotations::WhenAsked {
            return;
        }
        let now = self.now();
        let due = {
            let mut driver = self.lock();
            // The phone's clock may have been set back since: better once too often.
            let ahead = driver.store().last_rotation() > now.as_millis();
            driver.store().rotation_is_under_way() || ahead || is_due(&mut driver, now)
        };
        if due {
            // Locking and unlocking must not fail for it. What is not done now is done next time, and what kept it from
            // being done (a full disk, another process) is said by whatever else is tried.
            let _ = self.rotate();
        }
    }

    pub(crate) fn rotate(&self) -> Result<(), Error> {
        let now = self.now().as_millis();
        {
            let mut driver = self.lock();
            let begun = driver.store().begin_rotation(now, &mut system_rng()).map_err(Error::from);
            driver.close_if_wiped(begun)?;
        }
        loop {
            let began = self.config.clock.steady();
            // Given back before what follows: a guard in the scrutinee would be held through the arms.
            let part = self.lock().rotate_some()?;
            match part {
                Rotation::None => return Ok(()),
                Rotation::UnderWay { .. } => {}
                Rotation::Finished => {
                    // If somebody reads just now, the next opening destroys the old key.
                    self.lock().store().finish_rotation()?;
                    return Ok(());
                }
            }
            let took = self.config.clock.steady().saturating_sub(began);
            std::thread::sleep(took.clamp(SHORTEST_REST, LONGEST_REST));
            self.let_others_go_first();
        }
    }
}

impl Driver {
    fn rotate_some(&mut self) -> Result<Rotation, Error> {
        let done = self.with_slots(|store, slots| store.rotate_some(slots, 0, &mut system_rng()));
        self.close_if_wiped(done.map_err(Error::from))
    }
}
