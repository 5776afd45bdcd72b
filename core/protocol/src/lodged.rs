//! Lodged cells: what a step says to one contact, sealed when the plan is armed, kept by the relay, and put into
//! the contact's mailbox when the step is told.
//!
//! ```text
//! Expand(lodge key, "wayhome/1 lodged" ‖ step, 48) = message key 32 ‖ tag 16
//! ```

use rand_core::CryptoRng;
use zeroize::Zeroizing;

use crate::cbor::FormatError;
use crate::cell::{CellBody, CellError, WireCell};
use crate::chain::Direction;
use crate::dossier_access::DossierAccess;
use crate::envelope::Envelope;
use crate::ids::{EventId, Tag};
use crate::keys::{LodgeKey, MessageKey};
use crate::layout::Reader;
use crate::message::Message;
use crate::parts::EnvelopeDigest;
use crate::plan_steps::Step;
use crate::time::Timestamp;
use crate::{labels, primitives};

/// The most bytes of a step's words.
pub const MAX_STEP_WORDS: usize = 700;

/// Why a cell is not the lodged cell of a step, or none can be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum LodgedError {
    /// It has another tag.
    #[error("the cell has another tag")]
    OtherTag,
    /// It does not open under the step's key.
    #[error("the lodged cell does not open")]
    Cell(#[from] CellError),
    /// It opens, but does not hold the words of this step, or the words are out of their bounds.
    #[error("the lodged cell: {0}")]
    Format(#[from] FormatError),
}

/// What a step says to one contact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StepWords {
    /// The step.
    pub step: Step,
    /// At most 700 bytes: what one cell holds beside an access.
    pub words: String,
    /// What opens the dossier beside the relay's part, if this step releases it.
    pub access: Option<Box<DossierAccess>>,
    /// Whether this is practised.
    pub drill: bool,
}

impl LodgeKey {
    /// The tag of one step's lodged cell.
    #[must_use]
    pub fn tag(&self, step: Step) -> Tag {
        self.derive_step(step).1
    }

    fn derive_step(&self, step: Step) -> (MessageKey, Tag) {
        let mut out = Zeroizing::new([0; 48]);
        primitives::expand(self.expose(), &[labels::LODGED, &[step.number()]], out.as_mut_slice());
        let mut reader = Reader::new(out.as_slice());
        let key = reader.array().map(MessageKey::from_bytes);
        let key = key.unwrap_or(MessageKey::from_bytes([0; 32]));
        let tag = reader.array().map_or(Tag::from_bytes([0; 16]), Tag::from_bytes);
        (key, tag)
    }
}

/// Seals a step's words.
///
/// # Errors
/// [`LodgedError::Format`] if the words or the access are out of their bounds.
pub fn seal_lodged(
    key: &LodgeKey,
    words: &StepWords,
    time: Timestamp,
    rng: &mut impl CryptoRng,
) -> Result<WireCell, LodgedError> {
    let (message_key, tag) = key.derive_step(words.step);
    let message = Message::StepWords(words.clone());
    let fragment = Envelope { counter: 0, time, plan: None, message }.encode()?;
    let digest = EnvelopeDigest::of(&fragment);
    let body = CellBody { event: EventId::make_random(rng), part: 0, parts: 1, digest, fragment };
    Ok(WireCell::seal_with(&message_key, tag, Direction::WorkerToContact, &body, rng)?)
}

/// A lodged cell, opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lodged {
    /// Names it for life.
    pub event: EventId,
    /// When it was sealed, by the worker's clock.
    pub sealed: Timestamp,
    /// What it says.
    pub words: StepWords,
}

/// Opens and verifies the lodged cell of one step.
///
/// # Errors
/// [`LodgedError`] if the cell is not that.
pub fn open_lodged(key: &LodgeKey, step: Step, cell: &WireCell) -> Result<Lodged, LodgedError> {
    let (message_key, tag) = key.derive_step(step);
    if cell.tag() != tag {
        return Err(LodgedError::OtherTag);
    }
    let body = cell.open(&message_key, Direction::WorkerToContact)?;
    if body.parts != 1 || body.digest != EnvelopeDigest::of(&body.fragment) {
        return Err(FormatError::Malformed.into());
    }
    let envelope = Envelope::decode(&body.fragment)?;
    match envelope.message {
        Message::StepWords(words) if words.step == step => {
            Ok(Lodged { event: body.event, sealed: envelope.time, words })
        }
        _ => Err(FormatError::Invalid { field: "kind" }.into()),
    }
}
