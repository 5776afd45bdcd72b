//! How a store shows itself on the network. See the library's page of the same name.

use ::wayhome as core;

use crate::{CoverLevel, SosPolicy, Vault, Wayhome, WayhomeError};

/// How often a store syncs, and whether anything goes apart from that: the same for all that is in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Record)]
pub struct Cover {
    /// How often it syncs.
    pub level: CoverLevel,
    /// Whether anything goes apart from that.
    pub sos: SosPolicy,
}

impl From<core::Cover> for Cover {
    fn from(of: core::Cover) -> Self {
        Self { level: of.level.into(), sos: of.sos.into() }
    }
}

impl From<Cover> for core::Cover {
    fn from(of: Cover) -> Self {
        Self { level: of.level.into(), sos: of.sos.into() }
    }
}

/// What the syncs of a level cost in a month of thirty days, in bytes, both directions together: for a circle of up to four
/// contacts, or of five to eight. What is sent and fetched at other times comes on top. About 6 KB of each sync is an
/// estimate of HTTP and TLS.
#[uniffi::export]
pub fn cover_monthly_bytes(level: CoverLevel, contacts: u8) -> u64 {
    core::CoverLevel::from(level).monthly_bytes(contacts)
}

#[uniffi::export]
impl Wayhome {
    /// How often this store syncs, and whether anything goes apart from that. Needs no PIN.
    ///
    /// # Errors
    /// As reading the store can fail.
    pub fn cover(&self) -> Result<Cover, WayhomeError> {
        Ok(self.app()?.cover()?.into())
    }
}

#[uniffi::export]
impl Vault {
    /// Chooses that anew, for all that is in the store.
    ///
    /// # Errors
    /// [`WayhomeError::Invalid`] for discreet sending with a level that syncs too seldom for it.
    pub fn set_cover(&self, cover: Cover) -> Result<(), WayhomeError> {
        Ok(self.vault()?.set_cover(cover.into())?)
    }
}
