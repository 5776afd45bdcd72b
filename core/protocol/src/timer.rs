//! Timer commands: how a plan's timer at the relay is touched, armed, paused, ended and held.
//!
//! 125 bytes: `timer id 16 ‖ counter 8 ‖ op 1 ‖ delta 4 (seconds) ‖ hash 32 ‖ Ed25519 signature 64`; the signature
//! is over `"wayhome/1 timer" ‖ timer id ‖ counter ‖ op ‖ delta ‖ hash`.

use crate::ids::TimerId;
use crate::keys::{IdentityPublic, IdentitySecret, TimerPublic, TimerSecret};
use crate::layout::{Reader, all_zero, join};
use crate::plan_steps::Step;
use crate::time::Seconds;
use crate::{labels, primitives};

/// The longest pause of one command.
pub const LONGEST_PAUSE: Seconds = Seconds::from_days(7);
/// The longest hold of one command.
pub const LONGEST_HOLD: Seconds = Seconds::from_hours(24);
/// How long all holds since the last check-in together may delay a step.
pub const LONGEST_HOLDS: Seconds = Seconds::from_hours(72);

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
    /// Tell nothing for a time.
    Pause,
    /// Stop for good.
    End,
    /// Let a later step wait: a contact's, not the worker's.
    Hold,
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
            Self::Hold => 5,
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
            5 => Self::Hold,
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
    /// Touch and arm: time until missed, interval and grace together. Pause and hold: how long.
    pub delta: Seconds,
    /// Hash of the plan to arm; 31 zero bytes and the step to hold; zero otherwise.
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

    /// Lets nothing be told for `length`, at most [`LONGEST_PAUSE`]. Signed by the control key.
    #[must_use]
    pub fn pause(timer: TimerId, counter: u64, length: Seconds, secret: &TimerSecret) -> Self {
        Self::signed(timer, counter, TimerOp::Pause, length, [0; 32], secret)
    }

    /// Stops the timer for good. Signed by the control key.
    #[must_use]
    pub fn end(timer: TimerId, counter: u64, secret: &TimerSecret) -> Self {
        Self::signed(timer, counter, TimerOp::End, Seconds::ZERO, [0; 32], secret)
    }

    /// Lets `step` wait for `length`, at most [`LONGEST_HOLD`]. Signed with a contact's identity.
    #[must_use]
    pub fn hold(
        timer: TimerId,
        counter: u64,
        step: Step,
        length: Seconds,
        identity: &IdentitySecret,
    ) -> Self {
        let hash = join(&[&[0; 31], &[step.number()]]);
        let mut command = Self { timer, counter, op: TimerOp::Hold, delta: length, hash, signature: [0; 64] };
        command.signature = primitives::sign(identity.expose(), &command.signed_bytes());
        command
    }

    /// The step that a hold is about; `None` for other commands and for a hash that names no step.
    #[must_use]
    pub fn held_step(&self) -> Option<Step> {
        let (step, zeros) = self.hash.split_last()?;
        (self.op == TimerOp::Hold && all_zero(zeros)).then_some(())?;
        Step::new(*step)
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

    /// Verifies a hold's signature under a person's key.
    ///
    /// # Errors
    /// [`TimerError::BadSignature`]; always for what is no hold.
    pub fn verify_hold(&self, identity: &IdentityPublic) -> Result<(), TimerError> {
        let sound = self.op == TimerOp::Hold
            && primitives::verify(identity.as_bytes(), &self.signed_bytes(), &self.signature);
        if sound { Ok(()) } else { Err(TimerError::BadSignature) }
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
