//! Uploaded plans, and the cells that wait in them for their step.

use wayhome_protocol::cell::WireCell;
use wayhome_protocol::ids::{DossierId, SendId, TimerId};
use wayhome_protocol::keys::{CapabilityHash, IdentityPublic, TimerPublic};
use wayhome_protocol::plan_steps::{Step, StepSet};

use super::{PlanHash, StorageError};
use crate::ServiceTime;

/// Plans.
#[expect(clippy::missing_errors_doc, reason = "each method fails for one reason: the storage did")]
pub trait PlanTables {
    /// A timer's plan with this hash.
    fn plan(&mut self, timer: &TimerId, hash: &PlanHash) -> Result<Option<Plan>, StorageError>;
    /// A timer's plans, in the order in which they came.
    fn plans_of(&mut self, timer: &TimerId) -> Result<Vec<PlanHead>, StorageError>;
    /// Adds a plan with its lodged cells. The timer has none with this hash.
    fn add_plan(&mut self, plan: &Plan, lodged: &[Lodged<'_>]) -> Result<(), StorageError>;
    /// Up to `most` timers whose armed plan names this mailbox with its capability, and that have told one of its steps
    /// since the last check-in.
    fn told_timers(&mut self, mailbox: &SendId, most: u32) -> Result<Vec<TimerId>, StorageError>;
    /// The cell that waits for a person's step.
    fn lodged(
        &mut self,
        timer: &TimerId,
        hash: &PlanHash,
        place: u8,
        step: Step,
    ) -> Result<Option<WireCell>, StorageError>;
    /// Deletes a plan with its cells; returns whether it was there.
    fn remove_plan(&mut self, timer: &TimerId, hash: &PlanHash) -> Result<bool, StorageError>;
    /// Deletes up to `most` plans that came before `before` and are neither armed nor a drill under way;
    /// returns how many.
    fn remove_idle_plans(&mut self, before: ServiceTime, most: u32) -> Result<u32, StorageError>;
}

/// A plan as the relay keeps it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// Its timer.
    pub timer: TimerId,
    /// Its hash.
    pub hash: PlanHash,
    /// Whether it is a drill.
    pub drill: bool,
    /// Seconds from one check-in to the next.
    pub interval_s: u32,
    /// Seconds from due to missed.
    pub grace_s: u32,
    /// The delay of each step, in seconds: 1 to 4 of them.
    pub delays_s: Vec<u32>,
    /// Whom steps reach, by place.
    pub people: Vec<PlanPerson>,
    /// The dossier that steps release.
    pub dossier: Option<PlanDossier>,
    /// Feature phones, sealed.
    pub phones: Option<Vec<u8>>,
    /// The timer's touch keys once this plan is armed, if they change.
    pub touch_keys: Option<[Option<TimerPublic>; 4]>,
    /// When it came.
    pub stored: ServiceTime,
}

/// Someone whom steps reach.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanPerson {
    /// Their mailbox.
    pub send_id: SendId,
    /// SHA-256 of the capability that the plan gave for it.
    pub capability_hash: CapabilityHash,
    /// The key that signs their holds.
    pub hold_key: IdentityPublic,
    /// The steps that reach them.
    pub told: StepSet,
    /// Those of them that release the relay parts of their mailbox.
    pub places: StepSet,
    /// Those of them that release the dossier's relay part.
    pub dossier: StepSet,
}

/// The dossier that steps release, and the relay's part of its wrapping key. Without the contacts' part it
/// opens nothing.
#[derive(Clone, PartialEq, Eq)]
pub struct PlanDossier {
    /// Which.
    pub id: DossierId,
    /// The part.
    pub part: [u8; 32],
    /// To which dealing of shares it belongs.
    pub generation: u32,
}

impl std::fmt::Debug for PlanDossier {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("PlanDossier").field("id", &self.id).finish_non_exhaustive()
    }
}

/// What tells a timer's plans apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanHead {
    /// The plan's hash.
    pub hash: PlanHash,
    /// Whether it is a drill.
    pub drill: bool,
}

/// A cell that waits for its step.
#[derive(Debug)]
pub struct Lodged<'c> {
    /// The person's place.
    pub place: u8,
    /// The step.
    pub step: Step,
    /// The cell.
    pub cell: &'c WireCell,
}
