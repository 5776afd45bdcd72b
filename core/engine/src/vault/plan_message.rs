//! What contacts are told of the plan by ordinary messages: armed, paused, ended, drilled.

use std::sync::Arc;

use minicbor::bytes::ByteArray;
use minicbor::{Decode, Encode};
use rand_core::CryptoRng;
use wayhome_protocol::keys::{IdentityPublic, LodgeKey};
use wayhome_protocol::plan_message::{CirclePerson, PlanMessage, PlanOrder};

use super::Vault;
use super::plan::Covered;
use crate::EngineError;
use crate::codec::Hidden;
use crate::view::{ContactId, MessageKind};
use crate::wire::{PlanSteps, Seconds, StepSet, TimerId, Timestamp};

/// The state of a message that tells of an armed plan.
const ARMED: u8 = 1;

/// One person's part of a plan message.
#[derive(Debug, Encode, Decode)]
#[cbor(map)]
struct KeptPerson {
    #[n(0)]
    contact: ByteArray<16>,
    #[n(1)]
    told: u8,
    #[n(2)]
    key: Option<Hidden<32>>,
    #[n(3)]
    name: String,
    #[n(4)]
    identity: ByteArray<32>,
}

/// A plan message, as kept until every contact has it.
#[derive(Debug, Encode, Decode)]
#[cbor(map)]
pub(crate) struct KeptPlanMessage {
    /// 1 armed, 2 paused, 3 ended, 4 drill.
    #[n(0)]
    state: u8,
    #[n(1)]
    pause_s: u32,
    #[n(2)]
    delays_s: Vec<u32>,
    #[n(3)]
    generation: u32,
    #[n(4)]
    persons: Vec<KeptPerson>,
}

impl KeptPlanMessage {
    /// Whether it tells that the plan of this generation is armed.
    pub(crate) fn tells_armed(&self, generation: u32) -> bool {
        self.state == ARMED && self.generation == generation
    }
}

/// What a plan message is about.
pub(crate) enum PlanNews {
    /// Armed; each person has their lodge key.
    Armed,
    /// Paused, for so long.
    Paused(Seconds),
    /// Ended.
    Ended,
    /// A drill; each person has their lodge key.
    Drill,
}

impl Vault {
    /// Writes a plan message down for everybody whom the plan covers. Its time is that of what it tells, by which
    /// contacts reckon the next check-in.
    pub(crate) fn add_plan_message(
        &mut self,
        from: Timestamp,
        news: &PlanNews,
        steps: &PlanSteps,
        covered: &[Covered],
        generation: u32,
        rng: &mut impl CryptoRng,
    ) -> Result<(), EngineError> {
        let (state, pause_s) = match news {
            PlanNews::Armed => (ARMED, 0),
            PlanNews::Paused(length) => (2, length.get()),
            PlanNews::Ended => (3, 0),
            PlanNews::Drill => (4, 0),
        };
        let sealed = matches!(news, PlanNews::Armed | PlanNews::Drill);
        let mut persons = Vec::new();
        for person in covered {
            let known = self.contacts.iter().find(|contact| contact.id == person.id);
            persons.push(KeptPerson {
                contact: person.id,
                told: person.told,
                key: person.key.as_ref().filter(|_| sealed).map(Hidden::duplicate),
                name: known.map(|contact| contact.name.clone()).unwrap_or_default(),
                identity: known.map_or([0; 32].into(), |contact| contact.identity),
            });
        }
        let only: Vec<ContactId> = covered.iter().map(|person| ContactId(*person.id)).collect();
        let id = self.add_message(from, MessageKind::Plan, None, None, Some(&only), rng)?;
        let delays_s = steps.delays().map(Seconds::get).collect();
        if let Some(message) = self.messages.get_mut(&id) {
            let kept = KeptPlanMessage { state, pause_s, delays_s, generation, persons };
            message.edit().plan = Some(Box::new(kept));
        }
        Ok(())
    }

    /// The plan message as one contact gets it; without a contact, as the first one does, whose is as long.
    pub(crate) fn plan_message(
        &self,
        kept: &KeptPlanMessage,
        contact: Option<&[u8; 16]>,
    ) -> Result<PlanMessage, EngineError> {
        let damaged = || EngineError::RecordDamaged;
        let index = match contact {
            Some(id) => kept.persons.iter().position(|person| *person.contact == *id).ok_or_else(damaged)?,
            None => 0,
        };
        let person = kept.persons.get(index).ok_or_else(damaged)?;
        let lodge_key = || {
            let key = person.key.as_ref().ok_or_else(damaged)?;
            Ok::<_, EngineError>(Arc::new(LodgeKey::from_bytes(*key.bytes())))
        };
        let order = match kept.state {
            ARMED => PlanOrder::Armed { lodge_key: lodge_key()? },
            2 => PlanOrder::Paused { length: Seconds::new(kept.pause_s) },
            3 => PlanOrder::Ended,
            _ => PlanOrder::Drill { lodge_key: lodge_key()? },
        };
        let delays: Vec<Seconds> = kept.delays_s.iter().copied().map(Seconds::new).collect();
        let steps = if kept.state == 4 { PlanSteps::new_drill(&delays) } else { PlanSteps::new(&delays) };
        let circle = (0u8..)
            .zip(&kept.persons)
            .map(|(index, person)| CirclePerson {
                index,
                name: person.name.clone(),
                identity: IdentityPublic::from_bytes(*person.identity),
            })
            .collect();
        Ok(PlanMessage {
            order,
            timer: TimerId::from_bytes(*self.head.timer),
            steps: steps.map_err(|_| damaged())?,
            told: StepSet::from_bits(person.told).ok_or_else(damaged)?,
            index: u8::try_from(index).map_err(|_| damaged())?,
            circle,
            generation: kept.generation,
        })
    }
}
