//! Looking at what a contact has and will get, and taking it back. What was given stays given, and is shown as such.

use rand_core::CryptoRng;

use super::Vault;
use crate::EngineError;
use crate::consent_view::{Revoked, SharedWith, What};
use crate::lobby::Lobby;
use crate::plan_view::StepPreview;
use crate::view::{ContactId, MessageKind, Sharing};
use crate::wire::Timestamp;

impl Vault {
    /// What a contact had, gets now, and would get at each step. Removed ones too.
    pub(crate) fn shared_with(&self, now: Timestamp, id: ContactId) -> Result<SharedWith, EngineError> {
        let contact = self
            .contacts
            .iter()
            .find(|contact| contact.contact_id() == id)
            .ok_or(EngineError::NotFound { what: "contact" })?;
        let standing = self.consent_of(now, contact);
        Ok(SharedWith {
            contact: id,
            name: contact.name.clone(),
            status: contact.status(),
            had: self.had(id),
            gets_now: if contact.removed { Sharing::Never } else { contact.sharing() },
            at_steps: self.at_steps(id),
            plan: self.state_of_plan(),
            dossier_kept_back: self.keeps_dossier_from(id),
            consent: standing.consent,
            agreed_at: standing.agreed_at,
            as_agreed: standing.as_agreed,
        })
    }

    /// What the armed plan gives a contact at each step.
    fn at_steps(&self, id: ContactId) -> Vec<StepPreview> {
        let preview = self.compose_armed().map(|composed| self.preview_of(&composed));
        let contacts = preview.map(|preview| preview.contacts).unwrap_or_default();
        contacts.into_iter().find(|one| one.contact == id).map(|one| one.steps).unwrap_or_default()
    }

    /// Takes something back. What was sealed or given before stays as it is.
    pub(crate) fn revoke(
        &mut self,
        lobby: &mut Lobby,
        now: Timestamp,
        id: ContactId,
        what: What,
        rng: &mut impl CryptoRng,
    ) -> Result<Revoked, EngineError> {
        self.contact_mut(id)?;
        let sealed_before = self.sealed_and_not_sent(id);
        match what {
            What::Places => self.set_sharing(lobby, id, Sharing::Never)?,
            What::Dossier => self.keep_dossier_from(now, id, true)?,
            What::All => self.remove_contact(lobby, now, id, rng)?,
        }
        self.follow_plan(lobby, now, rng)?;
        self.refill(lobby, now, rng)?;
        self.tend_consents(now);
        if what != What::All {
            self.agree_to_what_stands_for(id);
        }
        Ok(Revoked { had: self.had(id), sealed_before, plan: self.state_of_plan() })
    }

    /// Messages that are sealed for a contact and have not come to the relay.
    fn sealed_and_not_sent(&self, id: ContactId) -> u32 {
        let waits = |message: &super::MessageRecord| {
            message.deliveries.iter().any(|d| *d.contact == id.0 && d.sealed && d.state == 0)
        };
        u32::try_from(self.messages.values().filter(|message| waits(message)).count()).unwrap_or(u32::MAX)
    }

    /// The newest call for help that took places along to a contact, of those that are kept.
    pub(super) fn newest_sos_with_places(&self, id: ContactId) -> Option<Timestamp> {
        let shared = |message: &super::MessageRecord| {
            let sent = message.deliveries.iter().any(|d| *d.contact == id.0 && d.places_went);
            message.kind() == MessageKind::Sos && sent
        };
        let newest = self.messages.values().filter(|message| shared(message)).map(|m| m.time).max()?;
        Some(Timestamp::from_millis(newest))
    }
}
