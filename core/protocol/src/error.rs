//! One error for callers that do not care which chapter of the protocol failed.

use crate::capsule::CapsuleError;
use crate::cbor::FormatError;
use crate::cell::CellError;
use crate::chain::ChainError;
use crate::dossier::DossierError;
use crate::group::GroupError;
use crate::link_pairing::LinkError;
use crate::locked::LockedError;
use crate::lodged::LodgedError;
use crate::notice::NoticeError;
use crate::pairing::PairingError;
use crate::parts::PartsError;
use crate::place::PlaceError;
use crate::plan::PlanError;
use crate::receipt::ReceiptError;
use crate::relay_address::AddressError;
use crate::request::RequestError;
use crate::route_request::RouteError;
use crate::shares::ShareError;
use crate::timer::TimerError;
use crate::uploaded_plan::UploadError;

/// Any error of this crate. No message shows a name, place, id or key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ProtocolError {
    /// Of a relay's address.
    #[error("relay address: {0}")]
    Address(#[from] AddressError),
    /// Of a capsule.
    #[error("capsule: {0}")]
    Capsule(#[from] CapsuleError),
    /// Of a wire cell.
    #[error("wire cell: {0}")]
    Cell(#[from] CellError),
    /// Of a chain.
    #[error("chain: {0}")]
    Chain(#[from] ChainError),
    /// Of an envelope or a message's body.
    #[error("message: {0}")]
    Format(#[from] FormatError),
    /// Of a group.
    #[error("group: {0}")]
    Group(#[from] GroupError),
    /// Of a locked record.
    #[error("locked record: {0}")]
    Locked(#[from] LockedError),
    /// Of a pairing.
    #[error("pairing: {0}")]
    Pairing(#[from] PairingError),
    /// Of an event's parts.
    #[error("parts: {0}")]
    Parts(#[from] PartsError),
    /// Of a place or trail.
    #[error("place: {0}")]
    Place(#[from] PlaceError),
    /// Of a plan.
    #[error("plan: {0}")]
    Plan(#[from] PlanError),
    /// Of a plan's upload.
    #[error("plan upload: {0}")]
    Upload(#[from] UploadError),
    /// Of a far-away pairing's message.
    #[error("far-away pairing: {0}")]
    Link(#[from] LinkError),
    /// Of a dossier.
    #[error("dossier: {0}")]
    Dossier(#[from] DossierError),
    /// Of a dossier's shares.
    #[error("shares: {0}")]
    Share(#[from] ShareError),
    /// Of a lodged cell.
    #[error("lodged cell: {0}")]
    Lodged(#[from] LodgedError),
    /// Of a notice.
    #[error("notice: {0}")]
    Notice(#[from] NoticeError),
    /// Of a route request.
    #[error("route: {0}")]
    Route(#[from] RouteError),
    /// Of a receipt.
    #[error("receipt: {0}")]
    Receipt(#[from] ReceiptError),
    /// Of a relay request or answer.
    #[error("relay request: {0}")]
    Request(#[from] RequestError),
    /// Of a timer command.
    #[error("timer command: {0}")]
    Timer(#[from] TimerError),
}
