//! Contacts who are not in the room: far-away pairing by a link and six digits, and family links for a browser.

use crate::{Compared, ContactId, Error, LinkId, PendingLink, Sharing, Vault};

/// A link for someone far away.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MadeLink {
    /// The pairing under way, as this vault knows it.
    pub id: LinkId,
    /// What to send or show: an address with the code after its `#`. Fits into a QR code ([`crate::qr`]).
    pub text: String,
}

/// A contact without the app.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FamilyInvite {
    /// The contact, as this vault knows them.
    pub contact: ContactId,
    /// The address of their family page with the code after its `#`. Whoever has it can read what this contact is
    /// sent, for as long as the contact is not removed; it is also their way back in, so it is good to print.
    pub text: String,
}

impl Vault {
    /// Makes a link for someone far away, good for seven days and one answer. Nobody is paired before the six digits
    /// that they read aloud were typed here ([`Vault::compare_digits`]).
    pub fn make_link(&self, name: &str, sharing: Sharing) -> Result<MadeLink, Error> {
        let (id, link) = self.step(|engine, now, rng| engine.make_link(now, name, sharing, rng))?;
        Ok(MadeLink { id, text: link.to_text() })
    }

    /// A link of this vault's that nobody has answered yet, to be shown once more.
    pub fn show_link(&self, link: LinkId) -> Result<MadeLink, Error> {
        let shown = self.step(|engine, _, _| engine.show_link(link))?;
        Ok(MadeLink { id: link, text: shown.to_text() })
    }

    /// Takes up a worker's link; `name` is what this vault calls them. The rest happens in runs, until
    /// [`Vault::pending_links`] shows six digits to read aloud to the worker: by voice, never through the way by
    /// which the link came.
    pub fn take_link(&self, link: &str, name: &str) -> Result<LinkId, Error> {
        self.step(|engine, now, rng| engine.take_link(now, link, name, rng))
            .map_err(|error| error.about("link"))
    }

    /// Far-away pairings under way, and for two weeks what came of them.
    pub fn pending_links(&self) -> Result<Vec<PendingLink>, Error> {
        self.catch_up()?;
        self.step(|engine, _, _| engine.pending_links())
    }

    /// Compares the digits that the contact read aloud, as they were typed, with those on this side. There is one
    /// try: digits that differ end the link for good, and the contact is told. Something that is not six digits is
    /// refused and is no try.
    pub fn compare_digits(&self, link: LinkId, typed: &str) -> Result<Compared, Error> {
        self.step(|engine, now, rng| engine.compare_digits(now, link, typed, rng))
    }

    /// Gives a far-away pairing up. One that is over already stays as it is.
    pub fn cancel_link(&self, link: LinkId) -> Result<(), Error> {
        self.step(|engine, now, rng| engine.cancel_link(now, link, rng))
    }

    /// Makes a contact of someone who has a browser and no app. Everything is sealed for them from now on; they count
    /// as confirmed once their page said hello. `language` is the one their page opens in.
    pub fn family_link(&self, name: &str, language: &str, sharing: Sharing) -> Result<FamilyInvite, Error> {
        let (contact, link) =
            self.step(|engine, now, rng| engine.family_link(now, name, language, sharing, rng))?;
        Ok(FamilyInvite { contact, text: link.to_text() })
    }

    /// The family link of a contact, to be shown or printed once more.
    pub fn show_family_link(&self, contact: ContactId) -> Result<FamilyInvite, Error> {
        let link = self.step(|engine, _, _| engine.show_family_link(contact))?;
        Ok(FamilyInvite { contact, text: link.to_text() })
    }
}
