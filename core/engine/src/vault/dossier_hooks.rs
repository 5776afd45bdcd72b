//! Where the plan meets the dossier: what arming needs of it, and what a step's release brings.

use rand_core::CryptoRng;
use wayhome_protocol::dossier_access::DossierAccess;
use wayhome_protocol::ids::DossierId;
use wayhome_protocol::keys::DossierRelayPart;
use wayhome_protocol::uploaded_plan::PlanDossier;

use super::Vault;
use crate::EngineError;
use crate::plan_view::DossierPreview;
use crate::view::WorkerId;
use crate::wire::Timestamp;

/// The dossier of a plan: the relay's part, and each holder's access, in the order of the holders.
pub(crate) type DossierForPlan = (PlanDossier, Vec<DossierAccess>);

impl Vault {
    /// Deals the dossier's shares to these contacts, at a new generation. `None` without a sealed dossier.
    pub(crate) fn dossier_for_plan(
        &mut self,
        _holders: &[[u8; 16]],
        _rng: &mut impl CryptoRng,
    ) -> Result<Option<DossierForPlan>, EngineError> {
        Ok(None)
    }

    /// What of the dossier would be opened, with so many holders. `None` without a sealed dossier.
    pub(crate) fn dossier_for_preview(&self, _holders: usize) -> Option<DossierPreview> {
        None
    }

    /// A step brought this contact's access to a worker's dossier.
    pub(super) fn dossier_access_came(&mut self, _now: Timestamp, _worker: WorkerId, _access: DossierAccess) {
    }

    /// A step released the relay's part of a worker's dossier.
    pub(super) fn dossier_part_came(
        &mut self,
        _now: Timestamp,
        _worker: WorkerId,
        _dossier: DossierId,
        _relay_part: DossierRelayPart,
        _generation: u32,
    ) {
    }
}
