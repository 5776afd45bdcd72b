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
/// HPKE info of what a lobby was told of a group.
pub const TOLD: &[u8] = b"wayhome/1 told";
/// HPKE info of a seat note.
pub const SEAT_NOTE: &[u8] = b"wayhome/1 seat note";
/// What shows which vault wrote a seat note.
pub const SEAT_NOTE_MAC: &[u8] = b"wayhome/1 seat note mac";
/// HPKE info of a plan upload.
pub const PLAN: &[u8] = b"wayhome/1 plan";
/// Keys and tag of a lodged cell, from the lodge key.
pub const LODGED: &[u8] = b"wayhome/1 lodged";
/// Tag key and notice key of a mailbox, from the hash of its send capability.
pub const NOTICE: &[u8] = b"wayhome/1 notice";
/// The tag of one notice.
pub const NOTICE_TAG: &[u8] = b"wayhome/1 notice tag";
/// The event id of one notice.
pub const NOTICE_ID: &[u8] = b"wayhome/1 notice id";
/// HPKE info of a route request.
pub const ROUTE: &[u8] = b"wayhome/1 route";
/// The commitment in a far-away pairing's link.
pub const LINK_COMMITMENT: &[u8] = b"wayhome/1 link commitment";
/// The root of a link's own chains.
pub const LINK_ROOT: &[u8] = b"wayhome/1 link root";
/// The send ids of a link's mailboxes.
pub const LINK_SEND_ID: &[u8] = b"wayhome/1 link send id";
/// HPKE info and exporter context of a far-away pairing.
pub const LINK: &[u8] = b"wayhome/1 link";
/// The transcript of a far-away pairing.
pub const LINK_TRANSCRIPT: &[u8] = b"wayhome/1 link transcript";
/// The digits that are read aloud.
pub const LINK_DIGITS: &[u8] = b"wayhome/1 link digits";
/// The proof that the contact has the same root.
pub const LINK_DONE: &[u8] = b"wayhome/1 link done";
/// The root of a family link.
pub const FAMILY_ROOT: &[u8] = b"wayhome/1 family root";
/// The receive id of a family link's reader.
pub const FAMILY_RECEIVE_ID: &[u8] = b"wayhome/1 family receive id";
/// The receive capability of a family link's reader.
pub const FAMILY_RECEIVE_CAPABILITY: &[u8] = b"wayhome/1 family receive capability";
/// The send ids of a family link.
pub const FAMILY_SEND_ID: &[u8] = b"wayhome/1 family send id";
/// The seed of a family link's Ed25519 key.
pub const FAMILY_IDENTITY: &[u8] = b"wayhome/1 family identity";
/// The markers by which browsers claim their instances.
pub const FAMILY_INSTANCE: &[u8] = b"wayhome/1 family instance";
/// The key that wraps a dossier's key.
pub const DOSSIER_KEY: &[u8] = b"wayhome/1 dossier key";
/// Where share-holders meet, and under which key.
pub const MEETING: &[u8] = b"wayhome/1 meeting";
