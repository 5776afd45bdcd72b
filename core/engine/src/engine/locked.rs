//! What works without any PIN, and what an open vault chooses about it.

use rand_core::CryptoRng;

use super::Engine;
use crate::view::{DeliveryState, LockedItem};
use crate::wire::{EventId, Place, Timestamp};
use crate::{CheckInDraft, EngineError, SosDraft};

impl Engine {
    /// A check-in without any PIN.
    pub fn locked_check_in(
        &mut self,
        now: Timestamp,
        draft: &CheckInDraft,
        rng: &mut impl CryptoRng,
    ) -> Result<EventId, EngineError> {
        self.lobby.see_clock(now);
        let id = self.lobby.locked_check_in(now, draft, rng)?;
        self.after_locked()?;
        Ok(id)
    }

    /// A call for help without any PIN.
    pub fn locked_sos(
        &mut self,
        now: Timestamp,
        draft: &SosDraft,
        rng: &mut impl CryptoRng,
    ) -> Result<EventId, EngineError> {
        self.lobby.see_clock(now);
        let id = self.lobby.locked_sos(now, draft, rng)?;
        self.after_locked()?;
        Ok(id)
    }

    /// Notes a place without any PIN.
    pub fn locked_place(
        &mut self,
        now: Timestamp,
        place: Place,
        rng: &mut impl CryptoRng,
    ) -> Result<(), EngineError> {
        self.lobby.locked_place(now, place, rng)?;
        self.after_locked()
    }

    fn after_locked(&mut self) -> Result<(), EngineError> {
        match &mut self.vault {
            Some(vault) => vault.read_locked(&self.lobby),
            None => Ok(()),
        }
    }

    /// What the locked screen sent and what became of it, as far as it can be known without a PIN.
    #[must_use]
    pub fn locked_items(&self) -> Vec<LockedItem> {
        let mut items: Vec<LockedItem> = self
            .lobby
            .locked_groups()
            .map(|slot| LockedItem {
                time: Timestamp::from_millis(slot.age_from),
                state: if slot.unsent { DeliveryState::Saved } else { DeliveryState::AtRelay },
            })
            .collect();
        items.sort_by_key(|item| item.time);
        items
    }

    /// Whether the check-ins of the locked screen count in this vault: for the relay, which tells of a missed check-in,
    /// and for its own times.
    pub fn counts_locked(&self) -> Result<bool, EngineError> {
        Ok(self.view()?.counts_locked())
    }

    /// Chooses that. A plan that is armed is armed anew. Of two vaults of a store that both count them, the relay takes
    /// them for the one whose plan came last.
    pub fn set_counts_locked(
        &mut self,
        now: Timestamp,
        counts: bool,
        rng: &mut impl CryptoRng,
    ) -> Result<(), EngineError> {
        self.tick(now, rng)?;
        self.open()?.0.set_counts_locked(counts, rng);
        self.tick(now, rng)
    }

    /// Whether contacts are told the last places known to the locked screen when this vault is opened.
    pub fn sends_last_place(&self) -> Result<bool, EngineError> {
        Ok(self.view()?.head.sends_last_place)
    }

    /// Chooses that.
    pub fn set_sends_last_place(&mut self, sends: bool) -> Result<(), EngineError> {
        self.open()?.0.head.edit().sends_last_place = sends;
        Ok(())
    }

    /// Tells them, if the vault wants it so and places were noted since it did so last. `false` if not, or if there is no
    /// room for it now.
    pub fn send_last_place(&mut self, now: Timestamp, rng: &mut impl CryptoRng) -> Result<bool, EngineError> {
        let (vault, lobby) = self.open()?;
        vault.send_last_place(lobby, now, rng)
    }
}
