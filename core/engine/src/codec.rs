//! How the engine's records become bytes: one version byte, then CBOR with integer keys.

use minicbor::decode::{Decoder, Error as DecodeError};
use minicbor::encode::{Encoder, Error as EncodeError, Write};
use minicbor::{Decode, Encode};
use rand_core::CryptoRng;
use zeroize::{Zeroize, Zeroizing};

use crate::EngineError;

/// The version that every record of this format begins with.
const VERSION: u8 = 1;

/// Secret bytes inside a record: erased when dropped, never printed.
pub(crate) struct Hidden<const N: usize>(Box<[u8; N]>);

impl<const N: usize> Hidden<N> {
    pub(crate) fn new(bytes: &[u8; N]) -> Self {
        Self(Box::new(*bytes))
    }

    /// Random bytes, for a place that nothing real fills.
    pub(crate) fn make_random(rng: &mut impl CryptoRng) -> Self {
        let mut bytes = Box::new([0; N]);
        rng.fill_bytes(bytes.as_mut_slice());
        Self(bytes)
    }

    pub(crate) fn bytes(&self) -> &[u8; N] {
        &self.0
    }

    /// A second copy, spelled out because copies of secrets should be seen.
    pub(crate) fn duplicate(&self) -> Self {
        Self::new(&self.0)
    }
}

impl<const N: usize> Drop for Hidden<N> {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

impl<const N: usize> std::fmt::Debug for Hidden<N> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Hidden")
    }
}

impl<C, const N: usize> Encode<C> for Hidden<N> {
    fn encode<W: Write>(&self, e: &mut Encoder<W>, _: &mut C) -> Result<(), EncodeError<W::Error>> {
        e.bytes(self.0.as_slice())?.ok()
    }
}

impl<'b, C, const N: usize> Decode<'b, C> for Hidden<N> {
    fn decode(d: &mut Decoder<'b>, _: &mut C) -> Result<Self, DecodeError> {
        let bytes: &[u8; N] =
            d.bytes()?.try_into().map_err(|_| DecodeError::message("a secret of another length"))?;
        Ok(Self::new(bytes))
    }
}

/// Secret bytes of any length inside a record: erased when dropped, never printed.
pub(crate) struct HiddenBytes(Vec<u8>);

impl HiddenBytes {
    pub(crate) fn new(bytes: &[u8]) -> Self {
        Self(bytes.to_vec())
    }

    pub(crate) fn bytes(&self) -> &[u8] {
        &self.0
    }

    /// Forgets them.
    pub(crate) fn erase(&mut self) {
        self.0.zeroize();
        self.0.clear();
    }
}

impl Drop for HiddenBytes {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

impl std::fmt::Debug for HiddenBytes {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("HiddenBytes")
    }
}

impl<C> Encode<C> for HiddenBytes {
    fn encode<W: Write>(&self, e: &mut Encoder<W>, _: &mut C) -> Result<(), EncodeError<W::Error>> {
        e.bytes(&self.0)?.ok()
    }
}

impl<'b, C> Decode<'b, C> for HiddenBytes {
    fn decode(d: &mut Decoder<'b>, _: &mut C) -> Result<Self, DecodeError> {
        Ok(Self::new(d.bytes()?))
    }
}

/// Encodes a record.
pub(crate) fn encode<T: Encode<()>>(value: &T) -> Result<Zeroizing<Vec<u8>>, EngineError> {
    // Room for most records at once, so that few copies are left behind by a buffer that had to grow.
    let mut out = Zeroizing::new(Vec::with_capacity(4_096));
    out.push(VERSION);
    minicbor::encode(value, &mut *out).map_err(|_| EngineError::Bug { code: "record-encode" })?;
    Ok(out)
}

/// Decodes a record; a later version or anything malformed is damage.
pub(crate) fn decode<'b, T: Decode<'b, ()>>(bytes: &'b [u8]) -> Result<T, EngineError> {
    match bytes.split_first() {
        Some((&VERSION, rest)) => minicbor::decode(rest).map_err(|_| EngineError::RecordDamaged),
        Some((&version, _)) if version > VERSION => Err(EngineError::RecordTooNew { found: version }),
        _ => Err(EngineError::RecordDamaged),
    }
}
