//! What an app is shown of consent: what a contact had, gets now and would get, and what became of taking it back.

use crate::plan_view::{PlanState, StepPreview};
use crate::view::{ContactId, ContactStatus, Sharing};
use crate::wire::Timestamp;

/// What a worker can take back from a contact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// Places: with check-ins, with calls for help, and at the steps of the plan.
    Places,
    /// The dossier, at every step.
    Dossier,
    /// Everything: the contact is removed, and told so. No check-in, no call for help and no step reaches them any more.
    All,
}

/// How a worker's consent to what one contact gets stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Consent {
    /// Given. It is asked for again then, by this phone's clock of now.
    Given {
        /// When the worker is asked again.
        ask_at: Timestamp,
    },
    /// Asked for again, and not answered.
    Due {
        /// When the worker was asked, by this phone's clock of then.
        since: Timestamp,
        /// When places stop going along with each check-in; `None` if they do not go along.
        falls_back: Option<Timestamp>,
    },
    /// Not answered in time: places go along with check-ins no more. Alerts, calls for help and steps are as before.
    Lapsed {
        /// When that was, by this phone's clock of then.
        since: Timestamp,
    },
    /// The contact was removed: there is nothing to agree to.
    Ended,
}

/// A step that the relay told a contact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HadStep {
    /// Which, from 1.
    pub step: u8,
    /// When this phone learnt of it.
    pub at: Timestamp,
    /// The places of earlier check-ins were opened for them.
    pub places: bool,
    /// The dossier was opened for them.
    pub dossier: bool,
}

/// What a contact was given and keeps: nothing takes it back.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Had {
    /// Since when places went along with each check-in, for the first time; `None` if they never did.
    pub places_from: Option<Timestamp>,
    /// When that ended; `None` while it goes on.
    pub places_until: Option<Timestamp>,
    /// The newest call for help that took places along to them, of those that this vault still keeps.
    pub sos_places: Option<Timestamp>,
    /// The steps that they were told, oldest first; the newest sixteen.
    pub steps: Vec<HadStep>,
}

/// What a contact had, gets now, and would get at each step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SharedWith {
    /// Whom.
    pub contact: ContactId,
    /// Their name.
    pub name: String,
    /// Whether they are told at all.
    pub status: ContactStatus,
    /// What they were given and keep.
    pub had: Had,
    /// What they are told about places with the next message; `Never` once they were removed.
    pub gets_now: Sharing,
    /// What they would get at each step of the armed plan; empty without one, and where no step reaches them.
    pub at_steps: Vec<StepPreview>,
    /// How far that plan has come. Until it is at the relay, the relay goes by the one that it had before.
    pub plan: PlanState,
    /// The dossier is kept from them, whatever a step opens for others.
    pub dossier_kept_back: bool,
    /// How the consent stands.
    pub consent: Consent,
    /// When the worker last agreed, by this phone's clock of then.
    pub agreed_at: Option<Timestamp>,
    /// What they get is what the worker agreed to last. If not, the plan, the sharing or the dossier has changed since.
    pub as_agreed: bool,
}

/// What became of taking something back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Revoked {
    /// What they were given before and keep.
    pub had: Had,
    /// Messages that were sealed for them before and have not left: they go as they are.
    pub sealed_before: u32,
    /// How far the plan has come that leaves it out. Until it is at the relay, the relay goes by the one before.
    pub plan: PlanState,
}
