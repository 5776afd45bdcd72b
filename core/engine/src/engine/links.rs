//! Far-away pairings and family links, as the engine's caller meets them.

use rand_core::CryptoRng;

use super::Engine;
use crate::EngineError;
use crate::link_view::{Compared, PendingLink};
use crate::view::{ContactId, LinkId, Sharing};
use crate::wire::{FamilyLink, Link, Timestamp};

impl Engine {
    /// Makes a link for someone far away, who becomes a contact once both sides have compared six digits by voice.
    /// Good for seven days and one answer.
    pub fn make_link(
        &mut self,
        now: Timestamp,
        name: &str,
        sharing: Sharing,
        rng: &mut impl CryptoRng,
    ) -> Result<(LinkId, Link), EngineError> {
        let (vault, lobby) = self.open()?;
        let made = vault.make_link(lobby, now, name, sharing, rng)?;
        // The sooner its mailbox is there, the sooner an answer can come.
        lobby.hurry(now, false);
        Ok(made)
    }

    /// Takes up a link that a worker made for this vault's owner.
    pub fn take_link(
        &mut self,
        now: Timestamp,
        link: &str,
        name: &str,
        rng: &mut impl CryptoRng,
    ) -> Result<LinkId, EngineError> {
        let (vault, lobby) = self.open()?;
        vault.take_link(lobby, now, link, name, rng)
    }

    /// A link of this vault's that nobody has answered, to be shown once more.
    pub fn show_link(&self, link: LinkId) -> Result<Link, EngineError> {
        self.view()?.show_link(link)
    }

    /// The far-away pairings under way, and for two weeks what came of them.
    pub fn pending_links(&self) -> Result<Vec<PendingLink>, EngineError> {
        Ok(self.view()?.pending_links())
    }

    /// Compares the digits that the contact read aloud with those on this side. One try: if they differ the link
    /// has ended for good.
    pub fn compare_digits(
        &mut self,
        now: Timestamp,
        link: LinkId,
        typed: &str,
        rng: &mut impl CryptoRng,
    ) -> Result<Compared, EngineError> {
        self.tick(now, rng)?;
        let (vault, lobby) = self.open()?;
        vault.compare_digits(lobby, now, link, typed, rng)
    }

    /// Gives a far-away pairing up.
    pub fn cancel_link(
        &mut self,
        now: Timestamp,
        link: LinkId,
        rng: &mut impl CryptoRng,
    ) -> Result<(), EngineError> {
        let (vault, lobby) = self.open()?;
        vault.cancel_link(lobby, now, link, rng)
    }

    /// Makes a contact of someone without the app, and the link for their browser.
    pub fn family_link(
        &mut self,
        now: Timestamp,
        name: &str,
        language: &str,
        sharing: Sharing,
        rng: &mut impl CryptoRng,
    ) -> Result<(ContactId, FamilyLink), EngineError> {
        self.tick(now, rng)?;
        let (vault, lobby) = self.open()?;
        vault.family_link(lobby, now, name, language, sharing, rng)
    }

    /// The family link of a contact, to be shown or printed once more.
    pub fn show_family_link(&self, contact: ContactId) -> Result<FamilyLink, EngineError> {
        self.view()?.show_family_link(&self.lobby, contact)
    }
}
