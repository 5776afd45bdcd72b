//! A sending chain as a record keeps it: only the next key, never a used one.

use minicbor::decode::{Decoder, Error as DecodeError};
use minicbor::encode::{Encoder, Error as EncodeError, Write};
use minicbor::{Decode, Encode};
use rand_core::CryptoRng;

use crate::EngineError;
use crate::wire::{ChainKey, SendingChain};

#[derive(Debug)]
pub(crate) struct ChainState(SendingChain);

impl ChainState {
    pub(crate) fn new(key: ChainKey) -> Self {
        Self(SendingChain::new(key))
    }

    /// A chain that nobody has used, at a step drawn at random: how far it is from there says how old it is, and where it is
    /// says nothing.
    pub(crate) fn begin(key: ChainKey, rng: &mut impl CryptoRng) -> Self {
        Self(SendingChain::begin(key, rng.next_u32() >> 8))
    }

    /// Runs `work` on the chain.
    pub(crate) fn with<T>(
        &mut self,
        work: impl FnOnce(&mut SendingChain) -> Result<T, EngineError>,
    ) -> Result<T, EngineError> {
        work(&mut self.0)
    }

    pub(crate) fn jump(&mut self, steps: u32) {
        self.0.jump(steps);
    }

    /// Jumps at least so many steps, on to a multiple of `grid`.
    pub(crate) fn jump_to_grid(&mut self, steps: u32, grid: u32) {
        let least = self.0.step().saturating_add(steps);
        let target = least.checked_next_multiple_of(grid).unwrap_or(least);
        self.0.jump(target.saturating_sub(self.0.step()));
    }
}

impl<C> Encode<C> for ChainState {
    fn encode<W: Write>(&self, e: &mut Encoder<W>, _: &mut C) -> Result<(), EncodeError<W::Error>> {
        e.bytes(self.0.encode().as_slice())?.ok()
    }
}

impl<'b, C> Decode<'b, C> for ChainState {
    fn decode(d: &mut Decoder<'b>, _: &mut C) -> Result<Self, DecodeError> {
        SendingChain::decode(d.bytes()?)
            .map(Self)
            .map_err(|_| DecodeError::message("a chain of another length"))
    }
}
