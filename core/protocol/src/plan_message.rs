//! The plan message: what the worker agreed with one contact, so that the contact's app can watch by itself, show
//! what each step will bring, open lodged cells and verify holds.

use std::sync::Arc;

use minicbor::decode::Decoder;

use crate::cbor::{
    Entry, FormatError, Writer, check_text, read_array, read_exact, read_text, read_whole_map,
};
use crate::ids::TimerId;
use crate::keys::{IdentityPublic, LodgeKey};
use crate::message::MAX_NAME;
use crate::plan_map::{read_delays, read_list, read_steps, required, steps_from, write_delays};
use crate::plan_steps::{PlanSteps, StepSet};
use crate::time::Seconds;
use crate::timer::LONGEST_PAUSE;

/// The most persons of a circle.
pub const MAX_CIRCLE: usize = 8;

/// What has become of the plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PlanOrder {
    /// It stands.
    Armed {
        /// Opens the contact's lodged cells.
        lodge_key: Arc<LodgeKey>,
    },
    /// Nothing is told for a time.
    Paused {
        /// How long, 1 s to 7 d.
        length: Seconds,
    },
    /// It has ended.
    Ended,
    /// It is practised: the armed plan, if there is one, stays as it is.
    Drill {
        /// Opens the contact's lodged cells of the drill.
        lodge_key: Arc<LodgeKey>,
    },
}

/// One person of the circle, as the others see them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CirclePerson {
    /// Their index in the plan, 0 to 7.
    pub index: u8,
    /// What the worker calls them, at most 64 bytes.
    pub name: String,
    /// The key that signs their holds.
    pub identity: IdentityPublic,
}

/// What was agreed with one contact. Interval and grace are in the envelope.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanMessage {
    /// What has become of the plan.
    pub order: PlanOrder,
    /// Its timer.
    pub timer: TimerId,
    /// When its steps are told.
    pub steps: PlanSteps,
    /// Those that reach this contact.
    pub told: StepSet,
    /// This contact's index in the plan, 0 to 7.
    pub index: u8,
    /// All persons of the plan.
    pub circle: Vec<CirclePerson>,
    /// Grows with each upload.
    pub generation: u32,
}

impl PlanMessage {
    pub(crate) fn encode(&self) -> Result<Vec<u8>, FormatError> {
        self.check()?;
        let mut out = Writer::default();
        out.map(if matches!(self.order, PlanOrder::Ended) { 7 } else { 8 });
        out.uint(0).uint(match self.order {
            PlanOrder::Armed { .. } => 1,
            PlanOrder::Paused { .. } => 2,
            PlanOrder::Ended => 3,
            PlanOrder::Drill { .. } => 4,
        });
        out.uint(1).bytes(self.timer.as_bytes());
        if let PlanOrder::Armed { lodge_key } | PlanOrder::Drill { lodge_key } = &self.order {
            out.uint(2).bytes(lodge_key.expose());
        }
        write_delays(out.uint(3), &self.steps);
        out.uint(4).uint(u64::from(self.told.bits()));
        out.uint(5).uint(u64::from(self.index));
        out.uint(6).array(self.circle.len());
        for person in &self.circle {
            out.array(3).uint(u64::from(person.index)).text(&person.name);
            out.bytes(person.identity.as_bytes());
        }
        if let PlanOrder::Paused { length } = self.order {
            out.uint(7).uint(u64::from(length.get()));
        }
        out.uint(8).uint(u64::from(self.generation));
        Ok(out.finish())
    }

    pub(crate) fn decode(body: &[u8]) -> Result<Self, FormatError> {
        let (mut state, mut timer, mut lodge_key, mut delays) = (None, None, None, None);
        let (mut told, mut index, mut circle) = (None, None, None);
        let (mut length, mut generation) = (None, None);
        read_whole_map(body, |key, value| {
            match key {
                0 => state = Some(value.u8()?),
                1 => timer = Some(TimerId::from_bytes(read_exact(value, "timer id")?)),
                2 => lodge_key = Some(Arc::new(LodgeKey::from_bytes(read_exact(value, "lodge key")?))),
                3 => delays = Some(read_delays(value)?),
                4 => told = Some(read_steps(value)?),
                5 => index = Some(value.u8()?),
                6 => circle = Some(read_list(value, MAX_CIRCLE, "circle", read_person)?),
                7 => length = Some(Seconds::new(value.u32()?)),
                8 => generation = Some(value.u32()?),
                _ => return Ok(Entry::Unknown),
            }
            Ok(Entry::Known)
        })?;
        let state = required(state, "state")?;
        let order = match state {
            1 => PlanOrder::Armed { lodge_key: required(lodge_key, "lodge key")? },
            2 => PlanOrder::Paused { length: required(length, "length of the pause")? },
            3 => PlanOrder::Ended,
            4 => PlanOrder::Drill { lodge_key: required(lodge_key, "lodge key")? },
            _ => return Err(FormatError::Invalid { field: "state" }),
        };
        let plan = Self {
            order,
            timer: required(timer, "timer id")?,
            steps: steps_from(&required(delays, "delays")?, state == 4)?,
            told: required(told, "steps told")?,
            index: required(index, "index")?,
            circle: required(circle, "circle")?,
            generation: required(generation, "generation")?,
        };
        plan.check()?;
        Ok(plan)
    }

    fn check(&self) -> Result<(), FormatError> {
        let in_bounds = |index: u8| usize::from(index) < MAX_CIRCLE;
        if !in_bounds(self.index) || self.circle.iter().any(|person| !in_bounds(person.index)) {
            return Err(FormatError::OverBound { field: "index" });
        }
        if self.circle.len() > MAX_CIRCLE {
            return Err(FormatError::OverBound { field: "circle" });
        }
        if !self.told.is_within(self.steps.all()) {
            return Err(FormatError::Invalid { field: "steps told" });
        }
        if let PlanOrder::Paused { length } = self.order
            && (length == Seconds::ZERO || length > LONGEST_PAUSE)
        {
            return Err(FormatError::OverBound { field: "length of the pause" });
        }
        for person in &self.circle {
            check_text(&person.name, MAX_NAME, "name")?;
        }
        Ok(())
    }
}

fn read_person(value: &mut Decoder<'_>) -> Result<CirclePerson, FormatError> {
    let (mut index, mut name, mut identity) = (None, None, None);
    read_array(value, 3, "person", |place, item| {
        match place {
            0 => index = Some(item.u8()?),
            1 => name = Some(read_text(item, MAX_NAME, "name")?),
            _ => identity = Some(IdentityPublic::from_bytes(read_exact(item, "identity")?)),
        }
        Ok(())
    })?;
    Ok(CirclePerson {
        index: required(index, "index")?,
        name: required(name, "name")?,
        identity: required(identity, "identity")?,
    })
}
