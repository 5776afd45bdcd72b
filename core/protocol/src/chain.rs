//! Chains: from the root of a pair to one message key and one tag for each step, and the sender's end.
//!
//! ```text
//! chain key 0 = HKDF(root, "", "wayhome/1 chain" ‖ direction ‖ origin ‖ instance, 32)
//! step n      = Expand(chain key n, "wayhome/1 step", 80) = message key 32 ‖ tag 16 ‖ chain key n+1 32
//! ```
//!
//! The receiver's end is in [`crate::receiving`].

use rand_core::CryptoRng;
use zeroize::Zeroizing;

use crate::ids::Tag;
use crate::keys::{ChainKey, MessageKey, Root};
use crate::layout::{Reader, join, join_into};
use crate::{labels, primitives};

/// What is wrong with a chain or a request to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ChainError {
    /// All 2³²−1 steps have been used.
    #[error("the chain has ended")]
    Ended,
    /// The step is older than the oldest mark or further ahead than a receiver searches.
    #[error("the step is out of reach")]
    OutOfReach,
    /// The stored form is not one of this version.
    #[error("the stored chain is damaged")]
    Damaged,
}

/// Which way a cell goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Direction {
    /// From the worker to a contact.
    WorkerToContact,
    /// From a contact to the worker.
    ContactToWorker,
}

impl Direction {
    /// Its byte on the wire.
    #[must_use]
    pub const fn byte(self) -> u8 {
        match self {
            Self::WorkerToContact => 1,
            Self::ContactToWorker => 2,
        }
    }

    /// From its byte on the wire.
    #[must_use]
    pub const fn from_byte(byte: u8) -> Option<Self> {
        match byte {
            1 => Some(Self::WorkerToContact),
            2 => Some(Self::ContactToWorker),
            _ => None,
        }
    }
}

/// Where a message was sealed, or for [`Direction::ContactToWorker`] which place it is meant for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Origin(u8);

impl Origin {
    /// The lobby: sealed with the phone locked.
    pub const LOBBY: Self = Self(4);
    /// Every origin, in order.
    pub const ALL: [Self; 7] = [Self(0), Self(1), Self(2), Self(3), Self(4), Self(5), Self(6)];
    /// The two phrases.
    pub const PHRASES: [Self; 2] = [Self(5), Self(6)];

    /// The vault region `region`, 0–3.
    #[must_use]
    pub const fn vault(region: u8) -> Option<Self> {
        if region < 4 { Some(Self(region)) } else { None }
    }

    /// The phrase `number`, 0–1.
    #[must_use]
    pub const fn phrase(number: u8) -> Option<Self> {
        match number {
            0 => Some(Self(5)),
            1 => Some(Self(6)),
            _ => None,
        }
    }

    /// From its byte, 0–6.
    #[must_use]
    pub const fn from_byte(byte: u8) -> Option<Self> {
        if byte <= 6 { Some(Self(byte)) } else { None }
    }

    /// Its byte.
    #[must_use]
    pub const fn byte(self) -> u8 {
        self.0
    }
}

/// Which of several readers or writers of one pairing: 0 for an app, 0–7 for browsers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Instance(u8);

impl Instance {
    /// The only instance that an app has.
    pub const APP: Self = Self(0);

    /// From its number, 0–7.
    #[must_use]
    pub const fn new(number: u8) -> Option<Self> {
        if number < 8 { Some(Self(number)) } else { None }
    }

    /// Its byte.
    #[must_use]
    pub const fn byte(self) -> u8 {
        self.0
    }
}

/// What tells the chains of one pair apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ChainPlace {
    /// Which way its cells go.
    pub direction: Direction,
    /// Where they are sealed or meant for.
    pub origin: Origin,
    /// Which instance writes them.
    pub instance: Instance,
}

impl Root {
    /// Chain key 0 of the chain at `place`.
    #[must_use]
    pub fn derive_chain(&self, place: ChainPlace) -> ChainKey {
        let place = [place.direction.byte(), place.origin.byte(), place.instance.byte()];
        ChainKey::build(|out| primitives::hkdf(self.expose(), b"", &[labels::CHAIN, &place], out))
    }
}

/// What one step of a chain gives: used once, for one wire cell.
#[derive(Debug)]
pub struct StepKeys {
    /// The step's number.
    pub step: u32,
    /// The cell's tag.
    pub tag: Tag,
    /// The key that seals the cell.
    pub message_key: MessageKey,
}

impl StepKeys {
    /// A random tag and key that belong to no chain: for cover, which nobody will open.
    #[must_use]
    pub fn make_cover(rng: &mut impl CryptoRng) -> Self {
        Self { step: 0, tag: Tag::make_random(rng), message_key: MessageKey::make_random(rng) }
    }
}

/// A chain key on its way forward. Never goes beyond step 2³²−2.
pub(crate) struct Walker {
    step: u32,
    key: Zeroizing<[u8; 32]>,
}

impl Walker {
    pub(crate) fn new(step: u32, key: &ChainKey) -> Self {
        Self { step, key: Zeroizing::new(*key.expose()) }
    }

    /// The step whose keys come next.
    pub(crate) fn step(&self) -> u32 {
        self.step
    }

    pub(crate) fn chain_key(&self) -> ChainKey {
        ChainKey::build(|out| out.copy_from_slice(self.key.as_slice()))
    }

    /// Takes one step; `None` at the end of the chain.
    fn advance(&mut self) -> Option<Zeroizing<[u8; 80]>> {
        let after = self.step.checked_add(1)?;
        let mut out = Zeroizing::new([0; 80]);
        primitives::expand(&self.key, &[labels::STEP], out.as_mut_slice());
        if let Some(next) = out.last_chunk::<32>() {
            self.key.copy_from_slice(next);
        }
        self.step = after;
        Some(out)
    }

    /// The next step's tag.
    pub(crate) fn next_tag(&mut self) -> Option<Tag> {
        let out = self.advance()?;
        let mut reader = Reader::new(out.as_slice());
        reader.slice(32)?;
        reader.array().map(Tag::from_bytes)
    }

    /// The next step's keys.
    pub(crate) fn next_keys(&mut self) -> Option<StepKeys> {
        let step = self.step;
        let out = self.advance()?;
        let mut reader = Reader::new(out.as_slice());
        let key = reader.slice(32)?;
        let tag = reader.array().map(Tag::from_bytes)?;
        Some(StepKeys { step, tag, message_key: MessageKey::build(|place| place.copy_from_slice(key)) })
    }

    /// Goes forward to `step`, if it is ahead.
    pub(crate) fn go_to(&mut self, step: u32) {
        while self.step < step && self.advance().is_some() {}
    }
}

/// The sender's end of a chain: the next step and its chain key, nothing older.
///
/// The caller stores the chain in the same transaction as the message, so that a step is used twice only when
/// the store itself was put back.
#[derive(Debug)]
pub struct SendingChain {
    step: u32,
    key: ChainKey,
}

impl SendingChain {
    /// Bytes of the stored form.
    pub const ENCODED: usize = 36;
    /// What a rollback adds to the number of lost groups.
    pub const ROLLBACK_MARGIN: u32 = 128;
    /// The most lost groups that a rollback jump believes. A larger number can only be a relay's lie, and
    /// following it would carry the chain out of its receivers' reach.
    pub const ROLLBACK_BELIEVED: u32 = 16_384;

    /// A chain at its first step.
    #[must_use]
    pub fn new(key: ChainKey) -> Self {
        Self { step: 0, key }
    }

    /// A chain at its beginning, whose steps are counted from `step` on. The keys do not depend on the number: it is for the
    /// sender's own use, and against the end of the chain.
    #[must_use]
    pub fn begin(key: ChainKey, step: u32) -> Self {
        Self { step, key }
    }

    /// The step that [`SendingChain::next`] will use.
    #[must_use]
    pub fn step(&self) -> u32 {
        self.step
    }

    /// Uses one step: gives its keys and destroys the chain key that they came from.
    ///
    /// # Errors
    /// [`ChainError::Ended`] after 2³²−1 steps.
    #[allow(clippy::should_implement_trait)] // Not an iterator: its end is an error, not a normal stop.
    pub fn next(&mut self) -> Result<StepKeys, ChainError> {
        let mut walker = Walker::new(self.step, &self.key);
        let keys = walker.next_keys().ok_or(ChainError::Ended)?;
        self.set(&walker);
        Ok(keys)
    }

    /// Skips `steps` steps, or what is left of the chain. Costs one derivation for each.
    pub fn jump(&mut self, steps: u32) {
        let mut walker = Walker::new(self.step, &self.key);
        walker.go_to(self.step.saturating_add(steps));
        self.set(&walker);
    }

    /// Skips what a rollback by `lost` groups asks for: 128 + `lost`, of which at most 16,384 are believed.
    /// Returns the number of steps.
    pub fn jump_after_rollback(&mut self, lost: u64) -> u32 {
        let believed = u32::try_from(lost).unwrap_or(u32::MAX).min(Self::ROLLBACK_BELIEVED);
        let steps = Self::ROLLBACK_MARGIN.saturating_add(believed);
        self.jump(steps);
        steps
    }

    fn set(&mut self, walker: &Walker) {
        self.step = walker.step();
        self.key = walker.chain_key();
    }

    /// The stored form: step 4 ‖ chain key 32. It is secret.
    #[must_use]
    pub fn encode(&self) -> Zeroizing<[u8; Self::ENCODED]> {
        let mut out = Zeroizing::new([0; Self::ENCODED]);
        join_into(out.as_mut_slice(), &[&self.step.to_be_bytes(), self.key.expose()]);
        out
    }

    /// Reads the stored form.
    ///
    /// # Errors
    /// [`ChainError::Damaged`] if the length is wrong.
    pub fn decode(bytes: &[u8]) -> Result<Self, ChainError> {
        let mut reader = Reader::new(bytes);
        let step = reader.u32().ok_or(ChainError::Damaged)?;
        let key = reader.array().map(ChainKey::from_bytes).ok_or(ChainError::Damaged)?;
        if reader.is_empty() { Ok(Self { step, key }) } else { Err(ChainError::Damaged) }
    }
}

/// Appends one mark's stored form; see [`crate::receiving`].
pub(crate) fn encode_mark(step: u32, key: &ChainKey, made: u64) -> Zeroizing<[u8; 44]> {
    Zeroizing::new(join(&[&step.to_be_bytes(), key.expose(), &made.to_be_bytes()]))
}
