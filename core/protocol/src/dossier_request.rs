//! `/v1/dossier/put` and `/v1/dossier/get`: a dossier's sealed chunks on their way to the relay, and, once a step
//! has released them, from it.

use zeroize::Zeroizing;

use crate::dossier::SEALED_CHUNK;
use crate::ids::DossierId;
use crate::keys::{CapabilityHash, ReadingCapability};
use crate::layout::{Reader, fill_random};
use crate::request::{Reading, RequestError, VERSION, begin, byte_enum, cut_short};

/// Bytes of a request to put a chunk.
pub const DOSSIER_PUT_REQUEST_LENGTH: usize = 108 + SEALED_CHUNK;
/// Bytes of its answer.
pub const DOSSIER_PUT_ANSWER_LENGTH: usize = 32;
/// Bytes of a request to get a chunk.
pub const DOSSIER_GET_REQUEST_LENGTH: usize = 56;
/// Bytes of its answer.
pub const DOSSIER_GET_ANSWER_LENGTH: usize = 24 + SEALED_CHUNK;
/// The index that stores nothing and asks which chunk is missing.
pub const ASK_INDEX: u32 = u32::MAX;

/// One chunk to store, or a question which is missing.
#[derive(Debug, PartialEq, Eq)]
pub struct DossierPutRequest {
    /// Who asks: the dossier is theirs from its first chunk on.
    pub reading: Reading,
    /// The dossier.
    pub dossier: DossierId,
    /// Which chunk, from 0; [`ASK_INDEX`] to ask.
    pub index: u32,
    /// Of how many.
    pub count: u32,
    /// The hash of the capability that reads it.
    pub readers: CapabilityHash,
    /// The sealed chunk.
    pub chunk: SealedChunk,
}

/// The bytes of one sealed chunk, exactly 65,576.
#[derive(Clone, PartialEq, Eq)]
pub struct SealedChunk(Vec<u8>);

impl std::fmt::Debug for SealedChunk {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SealedChunk(…)")
    }
}

impl SealedChunk {
    /// Wraps 65,576 bytes.
    ///
    /// # Errors
    /// [`RequestError::Length`] for any other number of bytes.
    pub fn from_bytes(bytes: Vec<u8>) -> Result<Self, RequestError> {
        if bytes.len() == SEALED_CHUNK {
            Ok(Self(bytes))
        } else {
            Err(RequestError::Length { expected: SEALED_CHUNK, found: bytes.len() })
        }
    }

    /// Random bytes: what goes with a question.
    #[must_use]
    pub fn random(rng: &mut impl rand_core::CryptoRng) -> Self {
        let mut bytes = Vec::with_capacity(SEALED_CHUNK);
        fill_random(&mut bytes, SEALED_CHUNK, rng);
        Self(bytes)
    }

    /// The bytes.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }
}

impl DossierPutRequest {
    /// The 65,684 bytes.
    #[must_use]
    pub fn encode(&self) -> Zeroizing<Vec<u8>> {
        let mut out = Zeroizing::new(Vec::with_capacity(DOSSIER_PUT_REQUEST_LENGTH));
        out.extend_from_slice(&[VERSION, 0, 0, 0]);
        self.reading.write(&mut out);
        out.extend_from_slice(self.dossier.as_bytes());
        out.extend_from_slice(&self.index.to_be_bytes());
        out.extend_from_slice(&self.count.to_be_bytes());
        out.extend_from_slice(self.readers.as_bytes());
        out.extend_from_slice(self.chunk.as_bytes());
        out
    }

    /// Reads the 65,684 bytes. Whether index and count make sense is for the relay to judge.
    ///
    /// # Errors
    /// [`RequestError`] if the length or version is another.
    pub fn decode(bytes: &[u8]) -> Result<Self, RequestError> {
        let reader = begin(bytes, DOSSIER_PUT_REQUEST_LENGTH)?;
        Self::read(reader).ok_or(cut_short(DOSSIER_PUT_REQUEST_LENGTH))
    }

    fn read(mut reader: Reader<'_>) -> Option<Self> {
        reader.slice(3)?;
        Some(Self {
            reading: Reading::read(&mut reader)?,
            dossier: DossierId::from_bytes(reader.array()?),
            index: reader.u32()?,
            count: reader.u32()?,
            readers: CapabilityHash::from_bytes(reader.array()?),
            chunk: SealedChunk(reader.rest().to_vec()),
        })
    }
}

byte_enum! {
    /// What became of a chunk.
    DossierPutOutcome {
        /// Stored, now or before; or the question is answered.
        Done = 0,
        /// The receive id is not known, or its capability is another.
        Unknown = 1,
        /// Busy: nothing was stored; try later.
        Busy = 2,
        /// The index or the count makes no sense, or is not that of the chunks before.
        Invalid = 4,
        /// This reader has as many as it may, or the relay has no more room.
        LimitReached = 5,
        /// The dossier is another reader's.
        Taken = 6,
    }
}

/// The relay's answer to a chunk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DossierPutAnswer {
    /// How it went.
    pub outcome: DossierPutOutcome,
    /// How many chunks the dossier has, 0 if it is not known.
    pub count: u32,
    /// The first chunk that is missing; `count` if none is.
    pub first_missing: u32,
    /// The relay's sequence number.
    pub relay_seq: u64,
}

impl DossierPutAnswer {
    /// The 32 bytes.
    #[must_use]
    pub fn encode(&self) -> Vec<u8> {
        let mut out = vec![VERSION, self.outcome.byte(), 0, 0];
        out.extend_from_slice(&self.count.to_be_bytes());
        out.extend_from_slice(&self.first_missing.to_be_bytes());
        out.extend_from_slice(&[0; 4]);
        out.extend_from_slice(&self.relay_seq.to_be_bytes());
        out.resize(DOSSIER_PUT_ANSWER_LENGTH, 0);
        out
    }

    /// Reads the 32 bytes.
    ///
    /// # Errors
    /// [`RequestError`] if the length or version is another.
    pub fn decode(bytes: &[u8]) -> Result<Self, RequestError> {
        let mut reader = begin(bytes, DOSSIER_PUT_ANSWER_LENGTH)?;
        Self::read(&mut reader).ok_or(cut_short(DOSSIER_PUT_ANSWER_LENGTH))
    }

    fn read(reader: &mut Reader<'_>) -> Option<Self> {
        let outcome = DossierPutOutcome::from_byte(reader.u8()?);
        reader.slice(2)?;
        let (count, first_missing) = (reader.u32()?, reader.u32()?);
        reader.slice(4)?;
        Some(Self { outcome, count, first_missing, relay_seq: reader.u64()? })
    }
}

/// A question for one chunk of a released dossier.
#[derive(Debug, PartialEq, Eq)]
pub struct DossierGetRequest {
    /// The dossier.
    pub dossier: DossierId,
    /// The right to read it.
    pub capability: ReadingCapability,
    /// Which chunk, from 0.
    pub index: u32,
}

impl DossierGetRequest {
    /// The 56 bytes.
    #[must_use]
    pub fn encode(&self) -> Zeroizing<Vec<u8>> {
        let mut out = Zeroizing::new(Vec::with_capacity(DOSSIER_GET_REQUEST_LENGTH));
        out.extend_from_slice(&[VERSION, 0, 0, 0]);
        out.extend_from_slice(self.dossier.as_bytes());
        out.extend_from_slice(self.capability.expose());
        out.extend_from_slice(&self.index.to_be_bytes());
        out
    }

    /// Reads the 56 bytes.
    ///
    /// # Errors
    /// [`RequestError`] if the length or version is another.
    pub fn decode(bytes: &[u8]) -> Result<Self, RequestError> {
        let reader = begin(bytes, DOSSIER_GET_REQUEST_LENGTH)?;
        Self::read(reader).ok_or(cut_short(DOSSIER_GET_REQUEST_LENGTH))
    }

    fn read(mut reader: Reader<'_>) -> Option<Self> {
        reader.slice(3)?;
        Some(Self {
            dossier: DossierId::from_bytes(reader.array()?),
            capability: ReadingCapability::from_bytes(reader.array()?),
            index: reader.u32()?,
        })
    }
}

byte_enum! {
    /// What became of a question for a chunk.
    DossierGetOutcome {
        /// Here it is.
        Given = 0,
        /// Unknown, not released, or another capability is needed: the relay does not say which.
        Unknown = 1,
        /// Busy: try later.
        Busy = 2,
        /// There is no chunk of this index.
        NoSuchChunk = 3,
    }
}

/// The relay's answer to a question for a chunk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DossierGetAnswer {
    /// How it went.
    pub outcome: DossierGetOutcome,
    /// How many chunks the dossier has, 0 unless it was released to the asker.
    pub count: u32,
    /// The chunk; only with [`DossierGetOutcome::Given`].
    pub chunk: Option<SealedChunk>,
}

impl DossierGetAnswer {
    /// The 65,600 bytes; random in the place of a chunk that is not given.
    #[must_use]
    pub fn encode(&self, rng: &mut impl rand_core::CryptoRng) -> Vec<u8> {
        let mut out = Vec::with_capacity(DOSSIER_GET_ANSWER_LENGTH);
        out.extend_from_slice(&[VERSION, self.outcome.byte(), 0, 0]);
        out.extend_from_slice(&self.count.to_be_bytes());
        out.extend_from_slice(&[0; 16]);
        if let Some(chunk) = &self.chunk {
            out.extend_from_slice(chunk.as_bytes());
        }
        fill_random(&mut out, DOSSIER_GET_ANSWER_LENGTH, rng);
        out
    }

    /// Reads the 65,600 bytes.
    ///
    /// # Errors
    /// [`RequestError`] if the length or version is another.
    pub fn decode(bytes: &[u8]) -> Result<Self, RequestError> {
        let reader = begin(bytes, DOSSIER_GET_ANSWER_LENGTH)?;
        Self::read(reader).ok_or(cut_short(DOSSIER_GET_ANSWER_LENGTH))
    }

    fn read(mut reader: Reader<'_>) -> Option<Self> {
        let outcome = DossierGetOutcome::from_byte(reader.u8()?);
        reader.slice(2)?;
        let count = reader.u32()?;
        reader.slice(16)?;
        let given = outcome == DossierGetOutcome::Given;
        let chunk = given.then(|| SealedChunk(reader.rest().to_vec()));
        Some(Self { outcome, count, chunk })
    }
}
