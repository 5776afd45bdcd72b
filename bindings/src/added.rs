//! Further vaults, for showing when one must be shown.

use ::wayhome as core;

use crate::vault::{Result, parse_pin};
use crate::{BookEntry, Sharing, Vault};

/// A further vault, to be made from the one that is open.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct AddedVault {
    /// How the owner wants to be called by those they pair with from it, at most 64 bytes; without it, as in the vault that
    /// it is made from.
    #[uniffi(default = None)]
    pub name: Option<String>,
    /// Its language, a BCP 47 tag; without it, that of the vault that it is made from.
    #[uniffi(default = None)]
    pub language: Option<String>,
    /// Whom it shows as contacts: one at least. They are nobody, and hear nothing.
    pub shown: Vec<ShownPerson>,
    /// The entries of its book.
    pub entries: Vec<BookEntry>,
    /// Whether it can read the check-ins and places that the locked screen notes from now on.
    #[uniffi(default = false)]
    pub reads_locked: bool,
    /// Whom it rings when it is opened.
    pub opened_rings: OpenedRings,
}

/// Somebody whom a vault shows among its contacts.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct ShownPerson {
    /// Their name; at most 64 bytes.
    pub name: String,
    /// Their language, a BCP 47 tag; without it, that of the vault.
    #[uniffi(default = None)]
    pub language: Option<String>,
    /// Since when they are a contact, as shown, in milliseconds since 1970; without it, since now.
    #[uniffi(default = None)]
    pub since: Option<u64>,
    /// What they are told about places, as shown.
    pub sharing: Sharing,
}

/// Of the contacts without the app, whom it rings that a vault was opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum OpenedRings {
    /// Nobody.
    Never,
    /// Who wishes to be rung by check-ins.
    AsCheckIns,
    /// Everybody, as a call for help does.
    Always,
}

/// A vault that was made from the open one.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct AddedVaultStatus {
    /// How its owner is called in it.
    pub name: String,
    /// When contacts were last told that it was opened, in milliseconds since 1970; none if it never was.
    pub opened: Option<u64>,
}

impl From<OpenedRings> for core::OpenedRings {
    fn from(rings: OpenedRings) -> Self {
        match rings {
            OpenedRings::Never => Self::Never,
            OpenedRings::AsCheckIns => Self::AsCheckIns,
            OpenedRings::Always => Self::Always,
        }
    }
}

impl From<core::OpenedRings> for OpenedRings {
    fn from(rings: core::OpenedRings) -> Self {
        match rings {
            core::OpenedRings::Never => Self::Never,
            core::OpenedRings::AsCheckIns => Self::AsCheckIns,
            core::OpenedRings::Always => Self::Always,
        }
    }
}

impl TryFrom<AddedVault> for core::AddedVault {
    type Error = crate::WayhomeError;

    fn try_from(new: AddedVault) -> Result<Self> {
        let person = |person: ShownPerson| core::ShownPerson {
            name: person.name,
            language: person.language,
            since: person.since.map(core::Timestamp::from_millis),
            sharing: person.sharing.into(),
        };
        Ok(Self {
            name: new.name,
            language: new.language,
            shown: new.shown.into_iter().map(person).collect(),
            entries: new.entries.into_iter().map(TryInto::try_into).collect::<Result<_>>()?,
            reads_locked: new.reads_locked,
            opened_rings: new.opened_rings.into(),
        })
    }
}

#[uniffi::export]
impl Vault {
    /// Makes a further vault with a PIN of its own, for showing when one must be shown. It is opened like any other. Whom it
    /// shows is nobody; what is said from it, and that it was opened, reaches the contacts of this vault, who see that it was
    /// said under duress. A plan paused or ended in it leaves this vault's as it is. Takes seconds.
    ///
    /// # Errors
    /// `Invalid` for names, entries or a number of persons that cannot be, and for a PIN that cannot be used;
    /// `NotFound` if no further vault can be made from this one.
    pub fn add_vault(&self, pin: &[u8], vault: AddedVault) -> Result<()> {
        let pin = parse_pin(pin, self.level())?;
        Ok(self.vault()?.add_vault(&pin, &vault.try_into()?)?)
    }

    /// The vaults that were made from this one, in the order of their making.
    pub fn added_vaults(&self) -> Result<Vec<AddedVaultStatus>> {
        let status = |status: core::AddedVaultStatus| AddedVaultStatus {
            name: status.name,
            opened: status.opened.map(|at| at.as_millis()),
        };
        Ok(self.vault()?.added_vaults()?.into_iter().map(status).collect())
    }

    /// The seats that were changed with another PIN, and not cleared since.
    pub fn seats_changed_elsewhere(&self) -> Result<Vec<u8>> {
        Ok(self.vault()?.seats_changed_elsewhere()?)
    }

    /// Takes such a seat from whoever was given it: the locked screen reaches them no longer, nor does any vault that was
    /// made from this one.
    ///
    /// # Errors
    /// `NotFound` for a seat that was not changed; `Invalid` if it was that of a contact of this vault.
    pub fn clear_seat(&self, seat: u8) -> Result<()> {
        Ok(self.vault()?.clear_seat(seat)?)
    }

    /// Whom it rings that this vault was opened. Contacts with the app are told in any case.
    pub fn opened_rings(&self) -> Result<OpenedRings> {
        Ok(self.vault()?.opened_rings()?.into())
    }

    /// Chooses that, from the next opening on. It is nobody at first.
    pub fn set_opened_rings(&self, rings: OpenedRings) -> Result<()> {
        Ok(self.vault()?.set_opened_rings(rings.into())?)
    }
}
