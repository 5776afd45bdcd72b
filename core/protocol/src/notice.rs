//! Notices: what the relay itself says to the readers of a plan, as cells in their mailboxes.
//!
//! ```text
//! HKDF(SHA-256(send capability), "", "wayhome/1 notice", 64) = tag key 32 ‖ notice key 32
//! tag      = r 8 ‖ first 8 bytes of Expand(tag key, "wayhome/1 notice tag" ‖ r, 16), r random
//! event id = first 16 bytes of SHA-256("wayhome/1 notice id" ‖ timer id ‖ round 8 ‖ kind 1 ‖ number 4)
//! ```

use rand_core::CryptoRng;
use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

use crate::cbor::FormatError;
use crate::cell::{CellBody, CellError, FROM_RELAY, WireCell};
use crate::ids::{DossierId, EventId, Tag, TimerId};
use crate::keys::{CapabilityHash, DossierRelayPart, MessageKey, RelayPart};
use crate::layout::{Reader, join};
use crate::parts::EnvelopeDigest;
use crate::plan_steps::Step;
use crate::time::Minute;
use crate::timer::TimerCommand;
use crate::{labels, notice_map, primitives};

/// The most relay parts of one notice.
pub const MAX_NOTICE_PARTS: usize = 18;

/// Why a cell is not a notice, or none can be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum NoticeError {
    /// Its tag is not that of a notice of this mailbox.
    #[error("the cell is no notice of this mailbox")]
    OtherTag,
    /// It does not open under the mailbox's notice key.
    #[error("the notice does not open")]
    Cell(#[from] CellError),
    /// It opens, but holds no notice; or a notice to be sealed is out of its bounds.
    #[error("the notice: {0}")]
    Format(#[from] FormatError),
}

/// What the relay says.
#[derive(Debug, PartialEq, Eq)]
pub enum NoticeKind {
    /// A step is told.
    StepTold {
        /// Which.
        step: Step,
        /// Of how many.
        steps: u8,
        /// Whether it is practised.
        drill: bool,
        /// The minute at which the check-in was missed.
        missed: Minute,
    },
    /// A check-in came after a step was told. It does not say that all is well.
    CheckInCame {
        /// The last step told.
        step: Step,
    },
    /// A step waits.
    Held {
        /// Which.
        step: Step,
        /// The index of the person who holds it.
        by: u8,
        /// Until when.
        until: Minute,
        /// The hold itself, for its signature.
        command: Box<TimerCommand>,
    },
    /// Paused by an authenticated order.
    Paused {
        /// Until when.
        until: Minute,
    },
    /// Ended by an authenticated order.
    Ended,
    /// The relay was away.
    RelayAway {
        /// From when.
        from: Minute,
        /// To when.
        to: Minute,
    },
    /// Relay parts of capsules, at most 18.
    RelayParts {
        /// Each with the tag of the part-0 cell that it belongs to.
        parts: Vec<(Tag, RelayPart)>,
    },
    /// The dossier's relay part.
    DossierPart {
        /// The dossier.
        dossier: DossierId,
        /// The relay's half of its wrapping key.
        relay_part: DossierRelayPart,
        /// Which dealing of shares it belongs to.
        generation: u32,
    },
    /// A plan was armed by an authenticated order, and the steps begin anew; no check-in came by that.
    BegunAnew,
    /// A kind of a later version: to be ignored.
    Unknown {
        /// Its number.
        kind: u64,
    },
}

/// One notice.
#[derive(Debug, PartialEq, Eq)]
pub struct Notice {
    /// The timer that it is about.
    pub timer: TimerId,
    /// The relay's minute.
    pub minute: Minute,
    /// What it says.
    pub kind: NoticeKind,
}

impl NoticeKind {
    /// Its number.
    #[must_use]
    pub const fn number(&self) -> u64 {
        match self {
            Self::StepTold { .. } => 1,
            Self::CheckInCame { .. } => 2,
            Self::Held { .. } => 3,
            Self::Paused { .. } => 4,
            Self::Ended => 5,
            Self::RelayAway { .. } => 6,
            Self::RelayParts { .. } => 7,
            Self::DossierPart { .. } => 8,
            Self::BegunAnew => 9,
            Self::Unknown { kind } => *kind,
        }
    }
}

/// The event id of a notice: the same however often it is told. `kind` is [`NoticeKind::number`]; `number` tells
/// notices of one kind and round apart.
#[must_use]
pub fn notice_event(timer: TimerId, round: u64, kind: u8, number: u32) -> EventId {
    let hash = primitives::sha256(&[
        labels::NOTICE_ID,
        timer.as_bytes(),
        &round.to_be_bytes(),
        &[kind],
        &number.to_be_bytes(),
    ]);
    EventId::from_bytes(join(&[&hash]))
}

/// A mailbox's keys for notices, which relay and reader both know.
#[derive(Debug)]
pub struct NoticeKeys {
    tag_key: Zeroizing<[u8; 32]>,
    notice_key: MessageKey,
}

impl NoticeKeys {
    /// Of the mailbox whose send capability has this hash.
    #[must_use]
    pub fn derive(capability: &CapabilityHash) -> Self {
        let mut out = Zeroizing::new([0; 64]);
        primitives::hkdf(capability.as_bytes(), b"", &[labels::NOTICE], out.as_mut_slice());
        let (tag_key, notice_key) = out.split_at(32);
        Self {
            tag_key: Zeroizing::new(join(&[tag_key])),
            notice_key: MessageKey::build(|key| key.copy_from_slice(notice_key)),
        }
    }

    fn tag(&self, r: [u8; 8]) -> Tag {
        let mut check = [0; 16];
        primitives::expand(&self.tag_key, &[labels::NOTICE_TAG, &r], &mut check);
        Tag::from_bytes(join(&[&r, &check]))
    }

    /// Whether a cell with this tag is a notice of this mailbox.
    #[must_use]
    pub fn recognises(&self, tag: Tag) -> bool {
        let mut reader = Reader::new(tag.as_bytes());
        reader.array().is_some_and(|r| self.tag(r).as_bytes().ct_eq(tag.as_bytes()).into())
    }

    /// Seals a notice, at the relay.
    ///
    /// # Errors
    /// [`NoticeError::Format`] for more than 18 relay parts and for a kind that is not known.
    pub fn seal(
        &self,
        event: EventId,
        notice: &Notice,
        rng: &mut impl CryptoRng,
    ) -> Result<WireCell, NoticeError> {
        let fragment = notice_map::write(notice)?;
        let digest = EnvelopeDigest::of(&fragment);
        let body = CellBody { event, part: 0, parts: 1, digest, fragment };
        let tag = self.tag(primitives::random(rng));
        Ok(WireCell::seal_as(&self.notice_key, tag, FROM_RELAY, &body, rng)?)
    }

    /// Opens a notice, at its reader.
    ///
    /// # Errors
    /// [`NoticeError`] if the cell is not a notice of this mailbox.
    pub fn open(&self, cell: &WireCell) -> Result<(EventId, Notice), NoticeError> {
        if !self.recognises(cell.tag()) {
            return Err(NoticeError::OtherTag);
        }
        let body = cell.open_as(&self.notice_key, FROM_RELAY)?;
        if body.parts != 1 || body.digest != EnvelopeDigest::of(&body.fragment) {
            return Err(FormatError::Malformed.into());
        }
        Ok((body.event, notice_map::read(&body.fragment)?))
    }
}
