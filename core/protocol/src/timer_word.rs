//! The timer word of a sync's answer: how the relay says that a timer stands, in five bytes.
//!
//! `state 1 ‖ step 1 ‖ trouble 1 ‖ phones 1 ‖ answers 1`

use crate::plan_steps::Step;
use crate::request::byte_enum;

byte_enum! {
    /// How a timer stands at the relay.
    #[derive(Default)]
    TimerState {
        /// Registered, never armed. Also said of commands that were not accepted.
        #[default]
        New = 0,
        /// A check-in is not due yet.
        Up = 1,
        /// A check-in is due.
        Late = 2,
        /// At least one step was told since the last check-in.
        Told = 3,
        /// Paused by an authenticated order.
        Paused = 4,
        /// Ended by an authenticated order.
        Ended = 5,
    }
}

byte_enum! {
    /// How the relay stands with a feature phone of the plan.
    PhoneState {
        /// Asked, not confirmed.
        Unconfirmed = 0,
        /// Confirmed by the person reached.
        Confirmed = 1,
        /// Refused, or stopped later.
        Refused = 2,
        /// Cannot be reached.
        Unreachable = 3,
    }
}

byte_enum! {
    /// What a feature phone has answered since the last check-in.
    PhoneAnswer {
        /// Nothing.
        None = 0,
        /// "I saw it."
        Seen = 1,
        /// "I'm on it."
        OnIt = 2,
    }
}

/// Two bits for each of four phones, the first in the lowest bits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Pairs(u8);

impl Pairs {
    fn get(self, phone: usize) -> u8 {
        if phone < 4 { self.0 >> (2 * phone) & 3 } else { 0 }
    }

    fn set(&mut self, phone: usize, value: u8) {
        if phone < 4 {
            self.0 = self.0 & !(3 << (2 * phone)) | (value & 3) << (2 * phone);
        }
    }
}

/// How a timer stands. Zero (the default) where the relay says nothing of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TimerWord {
    /// The state, after the command it answers.
    pub state: TimerState,
    /// The last step told since the last check-in.
    pub step: Option<Step>,
    trouble: u8,
    phones: Pairs,
    answers: Pairs,
}

impl TimerWord {
    /// Bytes of a word.
    pub const LENGTH: usize = 5;

    /// Nothing is known but state and step: the answer to a hold, and where others start.
    #[must_use]
    pub fn new(state: TimerState, step: Option<Step>) -> Self {
        Self { state, step, ..Self::default() }
    }

    /// Whether person `index` of the armed plan cannot be reached: none of their routes works, or their mailbox
    /// is not known.
    #[must_use]
    pub fn is_in_trouble(&self, index: usize) -> bool {
        index < 8 && self.trouble >> index & 1 == 1
    }

    /// Notes that person `index` (0–7) cannot be reached.
    pub fn set_trouble(&mut self, index: usize) {
        if index < 8 {
            self.trouble |= 1 << index;
        }
    }

    /// How the relay stands with phone `index` (0–3) of the armed plan.
    #[must_use]
    pub fn phone(&self, index: usize) -> PhoneState {
        PhoneState::from_byte(self.phones.get(index))
    }

    /// Sets that.
    pub fn set_phone(&mut self, index: usize, state: PhoneState) {
        self.phones.set(index, state.byte());
    }

    /// What phone `index` (0–3) has answered.
    #[must_use]
    pub fn answer(&self, index: usize) -> PhoneAnswer {
        PhoneAnswer::from_byte(self.answers.get(index))
    }

    /// Sets that.
    pub fn set_answer(&mut self, index: usize, answer: PhoneAnswer) {
        self.answers.set(index, answer.byte());
    }

    /// The five bytes.
    #[must_use]
    pub fn encode(&self) -> [u8; Self::LENGTH] {
        let step = self.step.map_or(0, Step::number);
        [self.state.byte(), step, self.trouble, self.phones.0, self.answers.0]
    }

    /// Reads five bytes. A step that there cannot be is read as none.
    #[must_use]
    pub fn decode(bytes: [u8; Self::LENGTH]) -> Self {
        let [state, step, trouble, phones, answers] = bytes;
        Self {
            state: TimerState::from_byte(state),
            step: Step::new(step),
            trouble,
            phones: Pairs(phones),
            answers: Pairs(answers),
        }
    }
}
