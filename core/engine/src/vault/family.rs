//! Contacts without the app: the worker makes the link, seals for them from the start, and hears their browsers on a
//! chain each.

use rand_core::CryptoRng;

use super::pairing::{NewContact, relay_of};
use super::{Vault, check_name, check_text};
use crate::lobby::Lobby;
use crate::view::{ContactId, Sharing};
use crate::wire::{Direction, FamilyLink, FamilySecret, Message, Timestamp};
use crate::{EngineError, EventKind};

impl Vault {
    /// Makes a contact of someone without the app. They are invited until their browser says hello.
    pub(crate) fn family_link(
        &mut self,
        lobby: &mut Lobby,
        now: Timestamp,
        name: &str,
        language: &str,
        sharing: Sharing,
        rng: &mut impl CryptoRng,
    ) -> Result<(ContactId, FamilyLink), EngineError> {
        check_name(name)?;
        check_text("language", language, 16)?;
        self.check_room_in_circle()?;
        let link = FamilyLink::make(relay_of(lobby)?, language, self.origin(), rng)?;
        let new = NewContact {
            name: name.trim(),
            language,
            send_id: link.send_id(Direction::WorkerToContact),
            own_send_id: link.send_id(Direction::ContactToWorker),
            identity: &link.derive_identity().public(),
            sharing,
            family: Some(link.secret()),
        };
        let contact = self.add_contact(lobby, now, &new, &link.derive_root(), rng)?;
        Ok((contact, link))
    }

    /// The link of a contact without the app, as it was made.
    pub(crate) fn show_family_link(&self, lobby: &Lobby, id: ContactId) -> Result<FamilyLink, EngineError> {
        let contact = self.circle().find(|contact| contact.contact_id() == id);
        let contact = contact.ok_or(EngineError::NotFound { what: "contact" })?;
        let secret = contact.family.as_ref().ok_or(EngineError::invalid("contact", "has no family link"))?;
        let secret = FamilySecret::from_bytes(*secret.bytes());
        Ok(FamilyLink::new(secret, relay_of(lobby)?, &contact.language, self.origin())?)
    }

    /// A message of a contact was read: a browser that is heard for the first time confirms them.
    pub(super) fn note_browser(&mut self, now: Timestamp, at: usize, instance: u8, message: &Message) {
        let Some(record) = self.contacts.get_mut(at).filter(|record| record.family.is_some()) else { return };
        let bit = 1u8.checked_shl(u32::from(instance)).unwrap_or(0);
        if record.heard & bit == 0 {
            record.edit().heard |= bit;
        }
        if let Message::Hello { language, .. } = message
            && !language.is_empty()
            && *language != record.language
        {
            record.edit().language.clone_from(language);
        }
        if record.invited {
            record.edit().invited = false;
            let contact = record.contact_id();
            if !record.removed {
                self.tell(now, EventKind::ContactConfirmed { contact });
                self.plan_must_follow();
            }
        }
    }
}
