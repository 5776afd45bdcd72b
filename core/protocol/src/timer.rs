//! Timer commands: how a plan's timer at the relay is touched, armed, paused and ended.
//!
//! 125 bytes: `timer id 16 ‖ counter 8 ‖ op 1 ‖ delta 4 (seconds) ‖ hash 32 ‖ Ed25519 signature 64`; the signature
//! is over `"wayhome/1 timer" ‖ timer id ‖ counter ‖ op ‖ delta ‖ hash`.

use crate::ids::TimerId;
use crate::keys::{TimerPublic, TimerSecret};
use crate::layout::{Reader, join};
use crate::time::Seconds;
use crate::{labels, primitives};

/// Why a timer command is not valid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum TimerError {
    /// Not signed by this key, or changed since.
    #[error("the signature does not match")]
    BadSignature,
    /// Not 125 bytes.
    #[error("a timer command has 125 bytes, not {length}")]
    Length {
        /// The bytes there were.
        length: usize,
    },
}

/// What a command does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TimerOp {
    /// Nothing: so that every group carries a command.
    Noop,
    /// A check-in came: start anew.
    Touch,
    /// Start, with the plan of this hash.
    Arm,
    /// Stop until touched or armed.
    Pause,
    /// Stop for good.
    End,
    /// An operation of a later version, which is answered with "not allowed".
    Other(u8),
}

impl TimerOp {
    /// Its byte.
    #[must_use]
    pub const fn byte(self) -> u8 {
        match self {
            Self::Noop => 0,
            Self::Touch => 1,
            Self::Arm => 2,
            Self::Pause => 3,
            Self::End => 4,
            Self::Other(byte) => byte,
        }
    }

    /// From its byte.
    #[must_use]
    pub const fn from_byte(byte: u8) -> Self {
        match byte {
            0 => Self::Noop,
            1 => Self::Touch,
            2 => Self::Arm,
            3 => Self::Pause,
            4 => Self::End,
            other => Self::Other(other),
        }
    }
}

/// A signed command to one timer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimerCommand {
    /// The timer.
    pub timer: TimerId,
    /// Strictly increasing for each key of the timer.
    pub counter: u64,
    /// What to do.
    pub op: TimerOp,
    /// Time until missed: interval and grace together.
    pub delta: Seconds,
    /// Hash of the plan to arm; zero otherwise.
    pub hash: [u8; 32],
    /// Ed25519 signature.
    pub signature: [u8; 64],
}

impl TimerCommand {
    /// Bytes of every command.
    pub const LENGTH: usize = 125;

    /// The command that does nothing: 125 zero bytes.
    #[must_use]
    pub fn noop() -> Self {
        Self {
            timer: TimerId::from_bytes([0; 16]),
            counter: 0,
            op: TimerOp::Noop,
            delta: Seconds::ZERO,
            hash: [0; 32],
            signature: [0; 64],
        }
    }

    /// Starts the timer anew; `delta` is interval + grace. Signed by a touch key or the control key.
    #[must_use]
    pub fn touch(timer: TimerId, counter: u64, delta: Seconds, secret: &TimerSecret) -> Self {
        Self::signed(timer, counter, TimerOp::Touch, delta, [0; 32], secret)
    }

    /// Starts the timer with the plan of this hash. Signed by the control key.
    #[must_use]
    pub fn arm(timer: TimerId, counter: u64, delta: Seconds, plan: [u8; 32], secret: &TimerSecret) -> Self {
        Self::signed(timer, counter, TimerOp::Arm, delta, plan, secret)
    }

    /// Stops the timer until it is touched or armed. Signed by the control key.
    #[must_use]
    pub fn pause(timer: TimerId, counter: u64, secret: &TimerSecret) -> Self {
        Self::signed(timer, counter, TimerOp::Pause, Seconds::ZERO, [0; 32], secret)
    }

    /// Stops the timer for good. Signed by the control key.
    #[must_use]
    pub fn end(timer: TimerId, counter: u64, secret: &TimerSecret) -> Self {
        Self::signed(timer, counter, TimerOp::End, Seconds::ZERO, [0; 32], secret)
    }

    fn signed(
        timer: TimerId,
        counter: u64,
        op: TimerOp,
        delta: Seconds,
        hash: [u8; 32],
        secret: &TimerSecret,
    ) -> Self {
        let mut command = Self { timer, counter, op, delta, hash, signature: [0; 64] };
        command.signature = primitives::sign(secret.expose(), &command.signed_bytes());
        command
    }

    fn signed_bytes(&self) -> Vec<u8> {
        let mut bytes = labels::TIMER.to_vec();
        bytes.extend_from_slice(&self.head());
        bytes
    }

    fn head(&self) -> [u8; 61] {
        let counter = self.counter.to_be_bytes();
        let delta = self.delta.get().to_be_bytes();
        join(&[self.timer.as_bytes(), &counter, &[self.op.byte()], &delta, &self.hash])
    }

    /// Whether this is the command that does nothing, whatever else it holds.
    #[must_use]
    pub fn is_noop(&self) -> bool {
        self.op == TimerOp::Noop
    }

    /// Verifies the signature under one of the timer's keys.
    ///
    /// # Errors
    /// [`TimerError::BadSignature`]; always for a noop, which is not signed.
    pub fn verify(&self, public: &TimerPublic) -> Result<(), TimerError> {
        if primitives::verify(public.as_bytes(), &self.signed_bytes(), &self.signature) {
            Ok(())
        } else {
            Err(TimerError::BadSignature)
        }
    }

    /// The 125 bytes.
    #[must_use]
    pub fn encode(&self) -> [u8; Self::LENGTH] {
        join(&[&self.head(), &self.signature])
    }

    /// Reads 125 bytes. An unknown operation is kept as [`TimerOp::Other`], so that it spoils no group.
    ///
    /// # Errors
    /// [`TimerError::Length`] for any other number of bytes.
    pub fn decode(bytes: &[u8]) -> Result<Self, TimerError> {
        let mut reader = Reader::new(bytes);
        match Self::read(&mut reader) {
            Some(command) if reader.is_empty() => Ok(command),
            _ => Err(TimerError::Length { length: bytes.len() }),
        }
    }

    pub(crate) fn read(reader: &mut Reader<'_>) -> Option<Self> {
        Some(Self {
            timer: TimerId::from_bytes(reader.array()?),
            counter: reader.u64()?,
            op: TimerOp::from_byte(reader.u8()?),
            delta: Seconds::new(reader.u32()?),
            hash: reader.array()?,
            signature: reader.array()?,
        })
    }
}
