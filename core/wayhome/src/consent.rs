//! What each contact had, gets and would get; the worker's consent to it; and taking it back.

use crate::{ContactId, Error, Revoked, SharedWith, Vault, What};

impl Vault {
    /// What a contact had, gets now, and would get at each step; and how the consent to it stands. Shown when
    /// [`crate::EventKind::ConsentDue`] comes, ninety days after the worker last agreed.
    ///
    /// # Errors
    /// [`Error::NotFound`] for a contact whom this vault never had; one who was removed is shown with what they keep.
    pub fn shared_with(&self, contact: ContactId) -> Result<SharedWith, Error> {
        self.catch_up()?;
        self.step(|engine, now, _| engine.shared_with(now, contact))
    }

    /// The worker agrees to what this contact gets as [`Vault::shared_with`] shows it; it is asked about again in ninety
    /// days. Nothing is given back by it that has stopped: for that there are [`Vault::set_sharing`] and
    /// [`Vault::allow_dossier`].
    ///
    /// # Errors
    /// [`Error::NotFound`] for a contact who is none, or was removed.
    pub fn renew_consent(&self, contact: ContactId) -> Result<(), Error> {
        self.step(|engine, now, _| engine.renew_consent(now, contact))
    }

    /// Takes places, the dossier, or everything back from a contact. It is on disk when this returns; the relay goes by
    /// the plan that it had before until [`Revoked::plan`] is at the relay. What was given before stays given: that is
    /// in [`Revoked::had`].
    ///
    /// # Errors
    /// [`Error::NotFound`] for a contact who is none, or was removed.
    pub fn revoke(&self, contact: ContactId, what: What) -> Result<Revoked, Error> {
        self.step(|engine, now, rng| engine.revoke(now, contact, what, rng))
    }

    /// Lets a contact have the dossier again, at the steps of the plan that open it.
    ///
    /// # Errors
    /// [`Error::NotFound`] for a contact who is none, or was removed.
    pub fn allow_dossier(&self, contact: ContactId) -> Result<(), Error> {
        self.step(|engine, now, rng| engine.allow_dossier(now, contact, rng))
    }
}
