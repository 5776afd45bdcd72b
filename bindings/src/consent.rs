//! What a contact had, gets and would get, and taking it back.

use crate::vault::{Result, contact_id};
use crate::{PlanState, Sharing, StepPreview, Vault};

/// What a worker can take back from a contact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum What {
    /// Places: with check-ins, with calls for help, and at the steps of the plan.
    Places,
    /// The dossier, at every step.
    Dossier,
    /// Everything: the contact is removed, and told so.
    All,
}

impl From<What> for wayhome::What {
    fn from(what: What) -> Self {
        match what {
            What::Places => Self::Places,
            What::Dossier => Self::Dossier,
            What::All => Self::All,
        }
    }
}

/// How a worker's consent to what one contact gets stands. Times are milliseconds since 1970.
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum Consent {
    /// Given.
    Given {
        /// When the worker is asked again.
        ask_at: u64,
    },
    /// Asked for again, and not answered.
    Due {
        /// When the worker was asked.
        since: u64,
        /// When places stop going along with each check-in; absent if they do not go along.
        falls_back: Option<u64>,
    },
    /// Not answered in time: places go along with check-ins no more.
    Lapsed {
        /// When that was.
        since: u64,
    },
    /// The contact was removed.
    Ended,
}

impl From<wayhome::Consent> for Consent {
    fn from(consent: wayhome::Consent) -> Self {
        use wayhome::Consent as Inner;
        match consent {
            Inner::Given { ask_at } => Self::Given { ask_at: ask_at.as_millis() },
            Inner::Due { since, falls_back } => Self::Due {
                since: since.as_millis(),
                falls_back: falls_back.map(wayhome::Timestamp::as_millis),
            },
            Inner::Lapsed { since } => Self::Lapsed { since: since.as_millis() },
            Inner::Ended => Self::Ended,
        }
    }
}

/// A step that the relay told a contact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Record)]
pub struct HadStep {
    /// Which, from 1.
    pub step: u8,
    /// When this phone learnt of it, in milliseconds since 1970.
    pub at: u64,
    /// The places of earlier check-ins were opened for them.
    pub places: bool,
    /// The dossier was opened for them.
    pub dossier: bool,
}

/// What a contact was given and keeps. Times are milliseconds since 1970.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct Had {
    /// Since when places went along with each check-in, for the first time; absent if they never did.
    pub places_from: Option<u64>,
    /// When that ended; absent while it goes on.
    pub places_until: Option<u64>,
    /// The newest call for help that took places along to them, of those that this vault still keeps.
    pub sos_places: Option<u64>,
    /// The steps that they were told, oldest first.
    pub steps: Vec<HadStep>,
}

impl From<wayhome::Had> for Had {
    fn from(had: wayhome::Had) -> Self {
        let step = |had: wayhome::HadStep| HadStep {
            step: had.step,
            at: had.at.as_millis(),
            places: had.places,
            dossier: had.dossier,
        };
        Self {
            places_from: had.places_from.map(wayhome::Timestamp::as_millis),
            places_until: had.places_until.map(wayhome::Timestamp::as_millis),
            sos_places: had.sos_places.map(wayhome::Timestamp::as_millis),
            steps: had.steps.into_iter().map(step).collect(),
        }
    }
}

/// What a contact had, gets now, and would get at each step.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct SharedWith {
    /// The contact's id.
    pub contact: String,
    /// Their name.
    pub name: String,
    /// What they were given and keep.
    pub had: Had,
    /// What they are told about places with the next message.
    pub gets_now: Sharing,
    /// What they would get at each step of the armed plan.
    pub at_steps: Vec<StepPreview>,
    /// How far that plan has come. Until it is at the relay, the relay goes by the one that it had before.
    pub plan: PlanState,
    /// The dossier is kept from them, whatever a step opens for others.
    pub dossier_kept_back: bool,
    /// How the consent stands.
    pub consent: Consent,
    /// When the worker last agreed, in milliseconds since 1970.
    pub agreed_at: Option<u64>,
    /// What they get is what the worker agreed to last.
    pub as_agreed: bool,
}

impl From<wayhome::SharedWith> for SharedWith {
    fn from(shared: wayhome::SharedWith) -> Self {
        Self {
            contact: shared.contact.to_hex(),
            name: shared.name,
            had: shared.had.into(),
            gets_now: shared.gets_now.into(),
            at_steps: shared.at_steps.into_iter().map(StepPreview::from).collect(),
            plan: shared.plan.into(),
            dossier_kept_back: shared.dossier_kept_back,
            consent: shared.consent.into(),
            agreed_at: shared.agreed_at.map(wayhome::Timestamp::as_millis),
            as_agreed: shared.as_agreed,
        }
    }
}

/// What became of taking something back.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct Revoked {
    /// What they were given before and keep.
    pub had: Had,
    /// Messages that were sealed for them before and have not left: they go as they are.
    pub sealed_before: u32,
    /// How far the plan has come that leaves it out. Until it is at the relay, the relay goes by the one before.
    pub plan: PlanState,
}

#[uniffi::export]
impl Vault {
    /// What a contact had, gets now, and would get at each step; and how the consent to it stands.
    pub fn shared_with(&self, contact: String) -> Result<SharedWith> {
        Ok(self.vault()?.shared_with(contact_id(&contact)?)?.into())
    }

    /// The worker agrees to what this contact gets as [`Vault::shared_with`] shows it, for another ninety days.
    pub fn renew_consent(&self, contact: String) -> Result<()> {
        Ok(self.vault()?.renew_consent(contact_id(&contact)?)?)
    }

    /// Takes places, the dossier, or everything back from a contact. What was given before stays given.
    pub fn revoke(&self, contact: String, what: What) -> Result<Revoked> {
        let revoked = self.vault()?.revoke(contact_id(&contact)?, what.into())?;
        Ok(Revoked {
            had: revoked.had.into(),
            sealed_before: revoked.sealed_before,
            plan: revoked.plan.into(),
        })
    }

    /// Lets a contact have the dossier again, at the steps of the plan that open it.
    pub fn allow_dossier(&self, contact: String) -> Result<()> {
        Ok(self.vault()?.allow_dossier(contact_id(&contact)?)?)
    }
}
