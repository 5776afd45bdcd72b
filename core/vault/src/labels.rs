//! Every label that separates one use of a key from another. Changing one changes the format.

/// Associated data of a cell's inner layer.
pub(crate) const CELL: &[u8] = b"wayhome vault 1 cell";
/// Input of the device key's HMAC for a header copy.
pub(crate) const HEADER_MAC: &[u8] = b"wayhome vault 1 header mac";
/// HKDF info for the key of a header copy.
pub(crate) const HEADER_KEY: &[u8] = b"wayhome vault 1 header key";
/// Associated data of a header copy.
pub(crate) const HEADER: &[u8] = b"wayhome vault 1 header";
/// Input of the device key's HMAC for a stretched PIN.
pub(crate) const PIN_MAC: &[u8] = b"wayhome vault 1 pin mac";
/// HKDF info for the key that opens keyslots.
pub(crate) const KEYSLOT_KEY: &[u8] = b"wayhome vault 1 keyslot key";
/// Associated data of a keyslot.
pub(crate) const KEYSLOT: &[u8] = b"wayhome vault 1 keyslot";
/// Associated data of a key wrapped by the software or in-memory device key.
pub(crate) const WRAP: &[u8] = b"wayhome vault 1 wrap";
/// HPKE info of the outer keys in a recovery box.
pub(crate) const RECOVERY_OUTER: &[u8] = b"wayhome vault 1 recovery outer";
/// HPKE info of what opens one slot in a recovery box.
pub(crate) const RECOVERY_SLOT: &[u8] = b"wayhome vault 1 recovery";
/// HKDF info for the secret of a recovery box.
pub(crate) const RECOVERY_KEY: &[u8] = b"wayhome vault 1 recovery key";
