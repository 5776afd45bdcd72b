//! Wayhome for Kotlin, Swift and Python, through uniffi. Translation only: every rule is in the library `wayhome`,
//! whose documentation says more about each call than the words here.
//!
//! How values cross:
//! - **Times** are whole milliseconds since 1970-01-01 UTC, lengths of time whole seconds unless the name says
//!   otherwise (`time_ms`).
//! - **Places** are degrees, north and east positive, with an accuracy in metres.
//! - **Ids** are 32 hexadecimal digits. They mean something in one vault only.
//! - **PINs** go in once, as UTF-8 bytes that are read where they lie and never copied as they are. Wipe your buffer
//!   after the call; strings of most languages cannot be wiped.
//! - **Errors** are cases of [`WayhomeError`], each with typed fields, sorted by what the app can do.
//!
//! All calls return when they are done, and may be made from any thread. [`Wayhome::create`],
//! [`Wayhome::create_vault`], [`Wayhome::unlock`] and [`Vault::change_pin`] work for up to seconds;
//! [`Wayhome::run_once`] for as long as its budget and the transport take. None of these belongs on the thread that
//! draws the screen.

uniffi::setup_scaffolding!("wayhome");

mod added;
mod book;
mod consent;
mod cover;
mod dossier;
mod drafts;
mod enums;
mod errors;
mod functions;
mod links;
mod plan;
mod ports;
mod records;
mod recovery;
mod routes;
mod vault;
mod wayhome;
mod wipe;

pub use added::{AddedVault, AddedVaultStatus, OpenedRings, ShownPerson};
pub use book::{Amount, BookEntry, KeptEntry, believable_entries, currency_digits};
pub use consent::{Consent, Had, HadStep, Revoked, SharedWith, What};
pub use cover::{Cover, cover_monthly_bytes};
pub use dossier::{
    Attachment, DossierField, DossierStatus, DossierUpload, OpenedAttachment, OpenedDossier, ReleasedDossier,
    ReleasedState,
};
pub use drafts::{Budget, CheckInDraft, NewStore, Place, PlanTiming, SosDraft};
pub use enums::{
    CheckInState, ContactStatus, CoverLevel, DeliveryState, EventKind, KdfCost, MessageKind, Origin, PinRule,
    PlanState, Refusal, ReminderKind, ReplyKind, RouteKind, RouteState, SecurityLevel, Sharing, SosPolicy,
    Standing, StoreSize, WatchedStatus,
};
pub use errors::{DeviceKeyError, TransportError, WayhomeError};
pub use functions::{
    budget_now, budget_scheduled, generate_pin_digits, generate_pin_words, http_transport,
    http_transport_with_timeouts, plan_daily, plan_transit, plan_weekly, qr_modules, qr_png, set_aside,
    software_device_key,
};
pub use links::{FamilyInvite, LinkEnd, LinkState, MadeLink, PendingLink};
pub use plan::{ContactPreview, DrillState, StepPreview};
pub use ports::{DeviceKey, Transport};
pub use records::{
    Accepted, Contact, Delivery, Event, Health, LockedItem, PastSteps, QueueItem, Received, ReceivedReply,
    RunReport, ToldStep, Watched,
};
pub use recovery::LostVault;
pub use routes::Route;
pub use vault::Vault;
pub use wayhome::Wayhome;
pub use wipe::{Wiped, wipe_at};
