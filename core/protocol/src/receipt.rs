//! Receipts: how a contact's device says that an event arrived or was opened, so that the sender's locked phone
//! can recognise and verify it without being able to open the event.
//!
//! ```text
//! receipt root = Expand(message key of the last part, "wayhome/1 receipt", 32)
//! state s      = Expand(receipt root, "wayhome/1 receipt state" ‖ s, 48) = tag 16 ‖ key 32
//! ```

use rand_core::CryptoRng;
use zeroize::Zeroizing;

use crate::cell::{CellBody, CellError, WireCell};
use crate::chain::Direction;
use crate::envelope::Envelope;
use crate::ids::{EventId, Tag};
use crate::keys::{MessageKey, ReceiptRoot};
use crate::layout::Reader;
use crate::message::{Message, ReceiptState};
use crate::parts::EnvelopeDigest;
use crate::time::Timestamp;
use crate::{labels, primitives};

/// Why a cell is not the expected receipt.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ReceiptError {
    /// It has another tag.
    #[error("the cell has another tag")]
    OtherTag,
    /// It does not open under the receipt's key.
    #[error("the receipt does not open")]
    Cell(#[from] CellError),
    /// It opens, but does not hold a receipt of this state.
    #[error("the cell holds no receipt of this state")]
    Malformed,
}

/// What to look for: the tag and key of one receipt state of one event.
#[derive(Debug)]
pub struct ExpectedReceipt {
    /// The tag of its cell.
    pub tag: Tag,
    /// The key that seals it.
    pub key: MessageKey,
}

/// A verified receipt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// The event that it is about.
    pub event: EventId,
    /// When it was sealed, by the contact's clock.
    pub time: Timestamp,
}

impl ReceiptRoot {
    /// Tag and key of the receipt of one state.
    #[must_use]
    pub fn expected(&self, state: ReceiptState) -> ExpectedReceipt {
        let mut out = Zeroizing::new([0; 48]);
        let info = [labels::RECEIPT_STATE, &[state.byte()]];
        primitives::expand(self.expose(), &info, out.as_mut_slice());
        let mut reader = Reader::new(out.as_slice());
        let tag = reader.array().map(Tag::from_bytes).unwrap_or(Tag::from_bytes([0; 16]));
        let rest = reader.rest();
        ExpectedReceipt { tag, key: MessageKey::build(|key| key.copy_from_slice(rest)) }
    }
}

/// Seals the receipt of one state for `event`, whose receipt root this is.
#[must_use]
pub fn seal_receipt(
    root: &ReceiptRoot,
    state: ReceiptState,
    event: EventId,
    time: Timestamp,
    rng: &mut impl CryptoRng,
) -> WireCell {
    let expected = root.expected(state);
    let message = Message::Receipt { state, event };
    let envelope = Envelope { counter: 0, time, plan: None, message };
    let fragment = envelope.encode().expect("a receipt has no text that could be out of bounds");
    let digest = EnvelopeDigest::of(&fragment);
    let body = CellBody { event: EventId::make_random(rng), part: 0, parts: 1, digest, fragment };
    WireCell::seal_with(&expected.key, expected.tag, Direction::ContactToWorker, &body, rng)
        .expect("a receipt's envelope is 40 bytes long and fits in one cell")
}

/// Opens and verifies a receipt of one state. The caller compares [`Receipt::event`] with the event that it
/// keeps this root for.
///
/// # Errors
/// [`ReceiptError`] if the cell is not such a receipt.
pub fn open_receipt(
    root: &ReceiptRoot,
    state: ReceiptState,
    cell: &WireCell,
) -> Result<Receipt, ReceiptError> {
    let expected = root.expected(state);
    if cell.tag() != expected.tag {
        return Err(ReceiptError::OtherTag);
    }
    let body = cell.open(&expected.key, Direction::ContactToWorker)?;
    if body.parts != 1 || body.digest != EnvelopeDigest::of(&body.fragment) {
        return Err(ReceiptError::Malformed);
    }
    let envelope = Envelope::decode(&body.fragment).map_err(|_| ReceiptError::Malformed)?;
    match envelope.message {
        Message::Receipt { state: said, event } if said == state => {
            Ok(Receipt { event, time: envelope.time })
        }
        _ => Err(ReceiptError::Malformed),
    }
}
