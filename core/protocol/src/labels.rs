//! Every label that separates one use of a key from another, in one place.
//!
//! All of them are ASCII and begin with `wayhome/1 `, so that a key derived here can never collide with one
//! derived for another version or by another program.

/// Chain key 0 of a chain, from the root of a pair.
pub const CHAIN: &[u8] = b"wayhome/1 chain";
/// One step of a chain.
pub const STEP: &[u8] = b"wayhome/1 step";
/// The digest that holds the parts of one sealing together.
pub const PARTS: &[u8] = b"wayhome/1 parts";
/// The receipt root, from the message key of an event's last part.
pub const RECEIPT: &[u8] = b"wayhome/1 receipt";
/// Tag and key of one receipt state, from the receipt root.
pub const RECEIPT_STATE: &[u8] = b"wayhome/1 receipt state";
/// The key of a capsule.
pub const CAPSULE: &[u8] = b"wayhome/1 capsule";
/// The checksum at the end of a pairing code.
pub const PAIRING_CHECKSUM: &[u8] = b"wayhome/1 pairing checksum";
/// The transcript of a pairing.
pub const PAIRING: &[u8] = b"wayhome/1 pairing";
/// The root of a pair, from its pairing.
pub const ROOT: &[u8] = b"wayhome/1 root";
/// The send capability of one direction.
pub const SEND_CAPABILITY: &[u8] = b"wayhome/1 send capability";
/// What a timer command's signature covers.
pub const TIMER: &[u8] = b"wayhome/1 timer";
/// HPKE info of a group.
pub const GROUP: &[u8] = b"wayhome/1 group";
/// HPKE info of a locked record.
pub const LOCKED_RECORD: &[u8] = b"wayhome/1 locked record";
