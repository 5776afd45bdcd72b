//! Further vaults: making one from the open one, and what each tells when it is opened.

use rand_core::CryptoRng;

use super::Engine;
use crate::vault::Vault;
use crate::wire::Timestamp;
use crate::{AddedVault, Change, EngineError, OpenedRings, SlotTicket};

impl Engine {
    /// The right by which the open vault would make the next further one; `None` if it has none left.
    pub fn next_ticket(&self) -> Result<Option<SlotTicket>, EngineError> {
        Ok(self.view()?.next_ticket())
    }

    /// Whether a further vault could be made so, before a place for it is taken.
    pub fn check_added(&self, new: &AddedVault) -> Result<(), EngineError> {
        self.view()?.check_added(&self.lobby, new)
    }

    /// Makes a further vault, in the region of [`Engine::next_ticket`]; `key` opens its slot. Returns its first content, which
    /// must be written in one transaction with the changes of this step.
    pub fn add_vault(
        &mut self,
        now: Timestamp,
        new: &AddedVault,
        key: &[u8],
        rng: &mut impl CryptoRng,
    ) -> Result<Vec<Change>, EngineError> {
        self.tick(now, rng)?;
        let (vault, lobby) = self.open()?;
        let mut added = vault.add_vault(lobby, now, new, key, rng)?;
        let mut changes = Vec::new();
        added.flush(&mut changes)?;
        Ok(changes)
    }

    /// The keys of the vaults that were made from the open one, in the order of their making.
    pub fn added_keys(&self) -> Result<Vec<Vec<u8>>, EngineError> {
        Ok(self.view()?.slots.keys().into_iter().map(<[u8]>::to_vec).collect())
    }

    /// The seats that were changed with another PIN, and not cleared since.
    pub fn seats_changed_elsewhere(&self) -> Result<Vec<u8>, EngineError> {
        Ok(self.view()?.seats_changed_elsewhere())
    }

    /// Takes such a seat from whoever was given it.
    pub fn clear_seat(
        &mut self,
        now: Timestamp,
        seat: u8,
        rng: &mut impl CryptoRng,
    ) -> Result<(), EngineError> {
        self.tick(now, rng)?;
        let (vault, lobby) = self.open()?;
        vault.clear_seat(lobby, seat, rng)
    }

    /// Tells contacts that the vault was opened. `false` if they know already, or if there is no room for it now.
    pub fn say_opened(&mut self, now: Timestamp, rng: &mut impl CryptoRng) -> Result<bool, EngineError> {
        self.lobby.see_clock(now);
        let (vault, lobby) = self.open()?;
        vault.follow_jump(lobby);
        vault.read_notes(lobby, now, rng);
        vault.say_opened(lobby, now, rng)
    }

    /// When contacts were last told that the open vault was opened.
    pub fn opened_at(&self) -> Result<Option<Timestamp>, EngineError> {
        Ok(self.view()?.head.opened_at.map(Timestamp::from_millis))
    }

    /// How the owner of the open vault is called.
    pub fn owner(&self) -> Result<String, EngineError> {
        Ok(self.view()?.head.name.clone())
    }

    /// Whom it rings that this vault was opened.
    pub fn opened_rings(&self) -> Result<OpenedRings, EngineError> {
        Ok(OpenedRings::from_code(self.view()?.head.opened_rings))
    }

    /// Chooses that.
    pub fn set_opened_rings(&mut self, rings: OpenedRings) -> Result<(), EngineError> {
        let (vault, _): (&mut Vault, _) = self.open()?;
        vault.head.edit().opened_rings = rings.code();
        Ok(())
    }
}
