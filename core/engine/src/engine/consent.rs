//! Consent, as the engine's caller meets it. All of it is the worker's to call; nothing that arrives does.

use rand_core::CryptoRng;

use super::Engine;
use crate::EngineError;
use crate::consent_view::{Revoked, SharedWith, What};
use crate::view::ContactId;
use crate::wire::Timestamp;

impl Engine {
    /// What a contact had, gets now, and would get at each step.
    pub fn shared_with(&self, now: Timestamp, id: ContactId) -> Result<SharedWith, EngineError> {
        self.view()?.shared_with(now, id)
    }

    /// The worker agrees to what a contact gets now. It gives them nothing that they do not get already.
    pub fn renew_consent(&mut self, now: Timestamp, id: ContactId) -> Result<(), EngineError> {
        let (vault, _) = self.open()?;
        vault.contact_mut(id)?;
        vault.agree(now, id);
        Ok(())
    }

    /// Takes something back from a contact. An armed plan is armed anew without it.
    pub fn revoke(
        &mut self,
        now: Timestamp,
        id: ContactId,
        what: What,
        rng: &mut impl CryptoRng,
    ) -> Result<Revoked, EngineError> {
        self.tick(now, rng)?;
        let (vault, lobby) = self.open()?;
        vault.revoke(lobby, now, id, what, rng)
    }

    /// Lets a contact have the dossier again at the steps that open it.
    pub fn allow_dossier(
        &mut self,
        now: Timestamp,
        id: ContactId,
        rng: &mut impl CryptoRng,
    ) -> Result<(), EngineError> {
        let (vault, _) = self.open()?;
        vault.keep_dossier_from(now, id, false)?;
        vault.agree(now, id);
        self.tick(now, rng)
    }
}
