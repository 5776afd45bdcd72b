//! Offline-first check-ins, trusted contacts and a discreet SOS queue for people who may be in danger far from
//! home. This is the library an app embeds: it drives the rules of `wayhome-engine` over the sealed store of
//! `wayhome-vault` and a [`Transport`] that the app brings along.
//!
//! A call that accepts something ([`Vault::check_in`], [`Vault::raise_sos`]) returns when it is on disk. Sending is
//! apart from that: call [`Wayhome::run_once`] whenever the system lets you, from any thread or process; it may be
//! killed at any instant. States are shown only when they are true: `saved → at relay → fetched → opened`.
//!
//! ```no_run
//! use std::sync::Arc;
//! # #[cfg(feature = "http")]
//! use wayhome::HttpTransport; // with the feature `http`; or a transport of your own
//! use wayhome::{Budget, CheckInDraft, CheckInState, Config, Pin, RelayAddress, Wayhome};
//!
//! # #[cfg(not(feature = "http"))]
//! # struct HttpTransport;
//! # #[cfg(not(feature = "http"))]
//! # impl HttpTransport {
//! #     fn new() -> Self {
//! #         Self
//! #     }
//! # }
//! # #[cfg(not(feature = "http"))]
//! # impl wayhome::Transport for HttpTransport {
//! #     fn post(&self, _: &str, _: &[u8], _: usize) -> Result<Vec<u8>, wayhome::TransportError> {
//! #         Err(wayhome::TransportError::Unreachable)
//! #     }
//! # }
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let device = wayhome::software_device_key("app-data/key".as_ref())?;
//! let config = Config::new("app-data/store", device, Arc::new(HttpTransport::new()));
//! let relay = RelayAddress::from_text("http://127.0.0.1:8787/#RELAYKEY")?;
//! let app = Wayhome::create(config, &relay)?;
//! let pin = Pin::parse(&wayhome::generate_pin_words(), app.security_level())?;
//! let vault = app.create_vault(&pin, "Asha", "en")?;
//! let invite = vault.invite()?; // show invite.to_text() as a QR code, scan the contact's answer
//! # let answer = String::new();
//! vault.confirm(&answer, "Ben", wayhome::Sharing::OnRelease)?;
//! vault.check_in(&CheckInDraft::new(CheckInState::Ok).with_note("arrived"))?; // on disk now
//! app.run_once(Budget::now())?; // whenever there may be a network
//! # Ok(())
//! # }
//! ```

mod added;
mod app;
mod book;
mod clock;
mod config;
mod consent;
mod dossier;
mod driver;
mod error;
#[cfg(feature = "http")]
mod http;
mod links;
mod map_error;
mod plan;
pub mod qr;
mod recovery;
mod rotation;
mod routes;
mod run;
mod texts;
mod transport;
mod vault;
mod wipe;
mod words;

pub use app::Wayhome;
#[cfg(feature = "words")]
pub use book::believable_entries;
pub use clock::{Clock, SystemClock};
pub use config::{Config, software_device_key};
pub use error::{Error, Refusal};
#[cfg(feature = "http")]
pub use http::HttpTransport;
pub use links::{FamilyInvite, MadeLink};
pub use recovery::recovery_words;
pub use rotation::Rotations;
pub use routes::{Route, RouteDraft};
pub use run::{Budget, RunReport};
pub use transport::{Transport, TransportError};
pub use vault::{Accepted, Vault};
pub use words::{generate_pin_digits, generate_pin_words};

pub use added::AddedVaultStatus;
pub use wayhome_engine::{AddedVault, OpenedRings, ShownPerson};
pub use wayhome_engine::{Amount, BookEntry, Currency, EntryId, KeptEntry};
pub use wayhome_engine::{
    Attachment, AttachmentId, DossierField, DossierStatus, DossierUpload, OpenedAttachment, OpenedDossier,
    ReleasedDossier, ReleasedState,
};
pub use wayhome_engine::{
    CheckInDraft, Compared, Contact, ContactId, ContactStatus, Delivery, DeliveryState, Event, EventKind,
    Health, LinkEnd, LinkId, LinkState, LockedItem, MessageKind, PendingLink, QueueItem, Received,
    ReceivedReply, ReplyDraft, Sharing, SosDraft, Watched, WatchedStatus, WorkerId,
};
pub use wayhome_engine::{CircleRoom, Cover, CoverLevel, SosPolicy};
pub use wayhome_engine::{Consent, Had, HadStep, Revoked, SharedWith, What};
pub use wayhome_engine::{
    ContactPreview, DossierPreview, DrillState, PastSteps, PhoneDraft, PhonePreview, PhoneStatus, PlanDraft,
    PlanState, PlanStatus, Preview, RelaySays, RelayWord, ReminderKind, StepDraft, StepPreview, WatchedDrill,
    WatchedStep, Whom,
};
pub use wayhome_protocol::chain::Origin;
pub use wayhome_protocol::ids::{EventId, RouteId};
pub use wayhome_protocol::message::{CheckInState, ReplyKind};
pub use wayhome_protocol::pairing::{Answer, Offer};
pub use wayhome_protocol::place::{Place, PlaceError};
pub use wayhome_protocol::plan::{PlanError, PlanTiming, Standing};
pub use wayhome_protocol::plan_steps::PlanSteps;
pub use wayhome_protocol::relay_address::{AddressError, RelayAddress};
pub use wayhome_protocol::route_request::{RouteKind, RouteState, RouteWish};
pub use wayhome_protocol::time::{Seconds, Timestamp};
pub use wayhome_protocol::timer_word::{PhoneAnswer, PhoneState, TimerState};
pub use wayhome_vault::{
    DeviceKey, DeviceKeyError, HandleId, KdfCost, Pin, PinRule, RecoveryWords, SecurityLevel,
    SoftwareDeviceKey, StoreSize, Wiped, set_aside,
};
