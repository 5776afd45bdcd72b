//! What phone, contact and relay share. This crate does no I/O, reads no clock and uses no global randomness:
//! time and chance are arguments. Untrusted bytes never make it panic, and never make it allocate more than
//! the bounds that `docs/protocol.md` states.
//!
//! The specification is `docs/protocol.md`; each module implements one chapter of it.
//!
//! | chapter | modules |
//! |---|---|
//! | Conventions | [`labels`], [`ids`], [`keys`], [`time`] |
//! | Chains | [`chain`] (sender), [`receiving`] and [`window`] (receiver) |
//! | Wire cell | [`cell`], [`parts`] |
//! | Envelope | [`envelope`], [`message`], [`place`], [`trail`] |
//! | Receipts, capsule | [`receipt`], [`capsule`] |
//! | Pairing | [`pairing`], [`link`], [`link_pairing`], [`family`], [`relay_address`] |
//! | Timer command, group | [`timer`], [`timer_word`], [`group`] |
//! | Relay requests | [`request`], [`register_request`], [`sync_request`], [`fetch_request`] |
//! | Plan upload, plan message | [`uploaded_plan`], [`plan_request`], [`plan_message`] |
//! | Lodged cells, notices | [`lodged`], [`notice`] |
//! | Dossier and route requests | [`dossier_request`], [`route_request`] |
//! | Locked records | [`locked`] |
//! | What a lobby was told | [`told`] |
//! | Dossier | [`dossier`], [`dossier_content`], [`dossier_access`], [`shares`], [`meeting`] |
//! | Plan arithmetic | [`plan`], [`plan_steps`] |

pub mod capsule;
pub mod cell;
pub mod chain;
pub mod dossier;
pub mod dossier_access;
pub mod dossier_content;
pub mod dossier_request;
pub mod envelope;
pub mod error;
pub mod family;
pub mod fetch_request;
pub mod group;
pub mod ids;
pub mod keys;
pub mod labels;
pub mod link;
pub mod link_pairing;
pub mod locked;
pub mod lodged;
pub mod meeting;
pub mod message;
pub mod notice;
pub mod pairing;
pub mod parts;
pub mod place;
pub mod plan;
pub mod plan_message;
pub mod plan_request;
pub mod plan_steps;
pub mod receipt;
pub mod receiving;
pub mod register_request;
pub mod relay_address;
pub mod request;
pub mod route_request;
pub mod seat_note;
pub mod shares;
pub mod sync_request;
pub mod time;
pub mod timer;
pub mod timer_word;
pub mod told;
pub mod trail;
pub mod uploaded_plan;
pub mod window;

mod cbor;
mod layout;
mod message_body;
mod notice_map;
mod pairing_code;
mod plan_map;
mod primitives;
#[cfg(test)]
mod published_vectors;

pub use cbor::FormatError;
pub use error::ProtocolError;
pub use rand_core;
