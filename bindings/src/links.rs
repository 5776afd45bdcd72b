//! Far-away pairing, and contacts who have a browser and no app.

use ::wayhome as core;

use crate::vault::{Result, contact_id, not_an_id};
use crate::{Sharing, Vault};

/// A link that was made.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct MadeLink {
    /// The link's id in this vault.
    pub id: String,
    /// What to send to the other person.
    pub text: String,
}

/// A contact with a browser, and the link that opens their page.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct FamilyInvite {
    /// The contact's id.
    pub contact: String,
    /// Their link: the way in, and the way back in. Whoever has it can read what they are sent.
    pub text: String,
}

/// Why a far-away pairing ended without pairing anyone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum LinkEnd {
    /// The digits on both sides differ: somebody sat in between.
    WrongDigits,
    /// A second, different answer came: more than one person has the link.
    SecondAnswer,
    /// What was revealed is not what the link promised.
    NotAsPromised,
    /// The two sides have different keys.
    KeysDiffer,
    /// A message that cannot be used, or one of a later version.
    BadMessage,
    /// Seven days have passed.
    Expired,
    /// This side gave it up.
    Cancelled,
}

impl From<core::LinkEnd> for LinkEnd {
    fn from(end: core::LinkEnd) -> Self {
        use ::wayhome::LinkEnd as Inner;
        match end {
            Inner::WrongDigits => Self::WrongDigits,
            Inner::SecondAnswer => Self::SecondAnswer,
            Inner::NotAsPromised => Self::NotAsPromised,
            Inner::KeysDiffer => Self::KeysDiffer,
            Inner::BadMessage => Self::BadMessage,
            Inner::Expired => Self::Expired,
            Inner::Cancelled => Self::Cancelled,
        }
    }
}

/// Where a far-away pairing stands.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum LinkState {
    /// Nothing usable has come from the other side yet.
    Waiting,
    /// At the worker: the contact reads six digits aloud, and the worker types them. One try.
    TypeDigits,
    /// At the contact: these six digits are to be read aloud to the worker, by voice.
    ReadDigits {
        /// The digits.
        digits: String,
    },
    /// At the worker: paired with this contact.
    Paired {
        /// Their id.
        contact: String,
    },
    /// At the contact: the worker confirmed.
    Confirmed {
        /// Their id.
        worker: String,
    },
    /// It ended, for good.
    Ended {
        /// Why.
        reason: LinkEnd,
    },
}

/// A far-away pairing. Times are milliseconds since 1970.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct PendingLink {
    /// Its id in this vault.
    pub id: String,
    /// The name this vault gave the other side.
    pub name: String,
    /// Whether this vault made the link (the worker's side) or took it up (the contact's).
    pub ours: bool,
    /// When it was made or taken up.
    pub since: u64,
    /// When it ends by itself.
    pub until: u64,
    /// Where it stands.
    pub state: LinkState,
}

impl From<core::PendingLink> for PendingLink {
    fn from(link: core::PendingLink) -> Self {
        use core::LinkState as Inner;
        Self {
            id: link.id.to_hex(),
            name: link.name,
            ours: link.ours,
            since: link.since.as_millis(),
            until: link.until.as_millis(),
            state: match link.state {
                Inner::Waiting => LinkState::Waiting,
                Inner::TypeDigits => LinkState::TypeDigits,
                Inner::ReadDigits { digits } => LinkState::ReadDigits { digits },
                Inner::Paired { contact } => LinkState::Paired { contact: contact.to_hex() },
                Inner::Confirmed { worker } => LinkState::Confirmed { worker: worker.to_hex() },
                Inner::Ended { reason } => LinkState::Ended { reason: reason.into() },
            },
        }
    }
}

fn link_id(id: &str) -> Result<core::LinkId> {
    core::LinkId::from_hex(id).ok_or_else(|| not_an_id("link"))
}

#[uniffi::export]
impl Vault {
    /// Makes a link for someone far away, good for seven days and one answer. Nobody is paired before the six digits
    /// that they read aloud were typed here ([`Vault::compare_digits`]).
    ///
    /// # Errors
    /// [`crate::WayhomeError::Invalid`] for a name, or when as many are open as there may be.
    pub fn make_link(&self, name: String, sharing: Sharing) -> Result<MadeLink> {
        let made = self.vault()?.make_link(&name, sharing.into())?;
        Ok(MadeLink { id: made.id.to_hex(), text: made.text })
    }

    /// A link of this vault's that nobody has answered yet, to be shown once more.
    ///
    /// # Errors
    /// [`crate::WayhomeError::Invalid`] once it can no longer be answered.
    pub fn show_link(&self, link: String) -> Result<MadeLink> {
        let made = self.vault()?.show_link(link_id(&link)?)?;
        Ok(MadeLink { id: made.id.to_hex(), text: made.text })
    }

    /// Takes up a worker's link and returns the pairing's id; `name` is what this vault calls them. The rest happens in
    /// runs, until [`Vault::pending_links`] shows six digits to read aloud: by voice, never by the way by which the link
    /// came.
    ///
    /// # Errors
    /// [`crate::WayhomeError::Invalid`] for a text that is no link, or one that was taken up already.
    pub fn take_link(&self, link: String, name: String) -> Result<String> {
        Ok(self.vault()?.take_link(&link, &name)?.to_hex())
    }

    /// Far-away pairings under way, and for two weeks what came of them.
    pub fn pending_links(&self) -> Result<Vec<PendingLink>> {
        Ok(self.vault()?.pending_links()?.into_iter().map(PendingLink::from).collect())
    }

    /// Compares the digits that the contact read aloud with those on this side: the new contact's id, or nothing if they
    /// differ. There is one try: digits that differ end the link for good, and the contact is told.
    ///
    /// # Errors
    /// [`crate::WayhomeError::Invalid`] for what is not six digits: that is no try.
    pub fn compare_digits(&self, link: String, typed: String) -> Result<Option<String>> {
        match self.vault()?.compare_digits(link_id(&link)?, &typed)? {
            core::Compared::Same(contact) => Ok(Some(contact.to_hex())),
            core::Compared::Different => Ok(None),
        }
    }

    /// Gives a far-away pairing up. One that is over already stays as it is.
    pub fn cancel_link(&self, link: String) -> Result<()> {
        Ok(self.vault()?.cancel_link(link_id(&link)?)?)
    }

    /// Makes a contact of someone who has a browser and no app. `language` is the one their page opens in, as a BCP 47
    /// tag.
    ///
    /// # Errors
    /// [`crate::WayhomeError::Invalid`] for a name or a language, or when the circle is full.
    pub fn family_link(&self, name: String, language: String, sharing: Sharing) -> Result<FamilyInvite> {
        let made = self.vault()?.family_link(&name, &language, sharing.into())?;
        Ok(FamilyInvite { contact: made.contact.to_hex(), text: made.text })
    }

    /// The family link of a contact, to be shown or printed once more.
    ///
    /// # Errors
    /// [`crate::WayhomeError::NotFound`] for a contact who has none.
    pub fn show_family_link(&self, contact: String) -> Result<FamilyInvite> {
        let made = self.vault()?.show_family_link(contact_id(&contact)?)?;
        Ok(FamilyInvite { contact: made.contact.to_hex(), text: made.text })
    }
}

#[cfg(test)]
mod tests {
    use ::wayhome as core;

    use super::*;

    #[test]
    fn every_end_of_a_link_has_a_case_of_its_own() {
        use ::wayhome::LinkEnd as Inner;
        let all = [
            Inner::WrongDigits,
            Inner::SecondAnswer,
            Inner::NotAsPromised,
            Inner::KeysDiffer,
            Inner::BadMessage,
            Inner::Expired,
            Inner::Cancelled,
        ];
        for end in all {
            assert_eq!(format!("{:?}", LinkEnd::from(end)), format!("{end:?}"));
        }
        assert_eq!(link_id("12").unwrap_err(), not_an_id("link"));
    }

    #[test]
    fn a_pending_link_keeps_all_that_is_known() {
        let (since, until) = (core::Timestamp::from_millis(5), core::Timestamp::from_millis(9));
        let state = core::LinkState::ReadDigits { digits: "123456".into() };
        let link = core::PendingLink {
            id: core::LinkId([7; 16]),
            name: "Asha".into(),
            ours: false,
            since,
            until,
            state,
        };
        let expected = PendingLink {
            id: "07".repeat(16),
            name: "Asha".into(),
            ours: false,
            since: 5,
            until: 9,
            state: LinkState::ReadDigits { digits: "123456".into() },
        };
        assert_eq!(PendingLink::from(link), expected);
    }
}
