//! Where the plan meets the dossier: what arming needs of it.

use rand_core::CryptoRng;
use wayhome_protocol::dossier::WrappedKey;
use wayhome_protocol::dossier_access::DossierAccess;
use wayhome_protocol::dossier_content::DossierContent;
use wayhome_protocol::keys::{ContactPart, DossierKey, DossierRelayPart, MeetingSecret, ReadingCapability};
use wayhome_protocol::shares::split_part;
use wayhome_protocol::uploaded_plan::PlanDossier;

use super::Vault;
use crate::EngineError;
use crate::plan_view::DossierPreview;
use crate::wire::Timestamp;

/// The dossier of a plan: the relay's part, and each holder's access, in the order of the holders.
pub(crate) type DossierForPlan = (PlanDossier, Vec<DossierAccess>);

impl Vault {
    /// Deals the dossier's shares to these contacts, at a new generation: nothing is sent to the relay again but what
    /// the plan says. `None` without a dossier that is at the relay.
    ///
    /// Where fewer contacts hold a share than are to be needed, all of them are.
    pub(crate) fn dossier_for_plan(
        &mut self,
        now: Timestamp,
        holders: &[[u8; 16]],
        rng: &mut impl CryptoRng,
    ) -> Result<Option<DossierForPlan>, EngineError> {
        let there = self.dossiers.own.as_ref().is_some_and(|own| own.current.is_some());
        let Ok(count) = u8::try_from(holders.len()) else { return Ok(None) };
        if !there || count == 0 {
            return Ok(None);
        }
        let needed = self.dossier_needed().min(count);
        let own = self.dossiers.own_mut();
        own.generation = own.generation.saturating_add(1);
        let generation = own.generation;
        let Some(current) = &own.current else { return Ok(None) };
        let dossier = current.dossier_id();
        let key = DossierKey::from_bytes(*current.key.bytes());
        let (contact_part, relay_part) = (ContactPart::make_random(rng), DossierRelayPart::make_random(rng));
        let wrapped = WrappedKey::seal(&key, &contact_part, &relay_part, dossier, generation, rng);
        let meeting = MeetingSecret::make_random(rng);
        let accesses = split_part(&contact_part, needed, count, rng)?
            .into_iter()
            .map(|share| DossierAccess {
                dossier,
                reading: ReadingCapability::from_bytes(*current.reading.bytes()),
                wrapped: wrapped.clone(),
                share,
                needed,
                holders: count,
                generation,
                meeting: (needed > 1).then(|| MeetingSecret::from_bytes(*meeting.expose())),
            })
            .collect();
        self.ask_for_dossier_after(now);
        Ok(Some((PlanDossier { dossier, relay_part, generation }, accesses)))
    }

    /// What of the dossier would be opened, with so many holders. `None` without a dossier that is at the relay.
    pub(crate) fn dossier_for_preview(&self, holders: usize) -> Option<DossierPreview> {
        let current = self.dossiers.own.as_ref()?.current.as_ref()?;
        let holders = u8::try_from(holders).ok().filter(|holders| *holders > 0)?;
        let (content, _) = DossierContent::decode_head(current.head.bytes()).ok()?;
        Some(DossierPreview {
            fields: content.fields.iter().map(|(field, _)| field.number()).collect(),
            attachments: content.attachments.into_iter().map(|attachment| attachment.name).collect(),
            needed: self.dossier_needed().min(holders),
            holders,
        })
    }

    /// After a rollback a generation may have been dealt already.
    pub(super) fn jump_generation(&mut self, steps: u32) {
        if self.dossiers.own.is_some() {
            let own = self.dossiers.own_mut();
            own.generation = own.generation.saturating_add(steps);
        }
    }
}
