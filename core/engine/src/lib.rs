//! The rules of safety, without I/O: plan, queue, SOS, sync and watching.
//!
//! The engine reads no clock, draws no randomness of its own, opens no file and no socket. Its caller
//! hands in the time, a generator and what came from the relay, then commits the [`Change`]s it is given
//! *before* it transmits or tells anything. An [`Engine`] can be dropped after any step and loaded again
//! from the records it asked to keep; after an error it must be.

mod book_view;
mod chain_state;
mod codec;
mod consent_view;
mod cover;
mod dossier_view;
mod drafts;
mod engine;
mod error;
mod event;
mod link_view;
mod lobby;
mod plan_draft;
mod plan_view;
mod record;
mod run;
mod texts;
mod vault;
mod view;
mod wire;

pub use book_view::{Amount, BookEntry, Currency, EntryId, KeptEntry};
pub use consent_view::{Consent, Had, HadStep, Revoked, SharedWith, What};
pub use cover::{CircleRoom, Cover, CoverLevel, SosPolicy};
pub use dossier_view::{
    Attachment, AttachmentId, DossierField, DossierStatus, DossierUpload, OpenedAttachment, OpenedDossier,
    ReleasedDossier, ReleasedState,
};
pub use drafts::{
    AddedVault, CheckInDraft, NewVault, OpenedRings, ReplyDraft, ShownPerson, SlotTicket, SosDraft,
};
pub use engine::{Engine, LobbySetup};
pub use error::EngineError;
pub use event::{Event, EventKind};
pub use link_view::{Compared, LinkEnd, LinkState, PendingLink};
pub use plan_draft::{PhoneDraft, PlanDraft, StepDraft, Whom};
pub use plan_view::{
    ContactPreview, DossierPreview, DrillState, PastSteps, PhonePreview, PhoneStatus, PlanState, PlanStatus,
    Preview, RelaySays, RelayWord, ReminderKind, StepPreview, WatchedDrill, WatchedStep,
};
pub use record::{Change, Class, Place as RecordPlace, RecordKey, Region};
pub use run::{Answered, Run, Ticket, Transmit, TransportFailure};
pub use texts::{PlainTexts, PlanTexts, StepText};
pub use vault::ATTACHMENT_PIECE;
pub use view::{
    Contact, ContactId, ContactStatus, Delivery, DeliveryState, Health, LinkId, LockedItem, MessageKind,
    QueueItem, Received, ReceivedReply, Sharing, Watched, WatchedStatus, WorkerId,
};
