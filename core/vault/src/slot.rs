//! An opened slot.

use crate::keyslot::Opened;
use crate::region::{Region, View};

/// What one PIN opened: the region's key and its records. Dropping it locks it: key and records are wiped.
///
/// A slot belongs to the store file that it was opened from, and is handed to [`crate::Store::begin`] to be read and
/// written.
pub struct Slot {
    pub(crate) region: Region,
}

impl Slot {
    /// The number of the slot's region, 0 to 3; drawn at random when the slot was made.
    pub fn region(&self) -> u8 {
        self.region.number
    }

    /// Whether this is the slot that a keyslot opened.
    pub(crate) fn is(&self, opened: &Opened) -> bool {
        opened.region == self.region.number && opened.key.same(&self.region.key)
    }

    /// The records as of the last transaction or refresh with this slot.
    pub fn view(&self) -> View<'_> {
        self.region.view()
    }
}

impl std::fmt::Debug for Slot {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Slot")
    }
}
