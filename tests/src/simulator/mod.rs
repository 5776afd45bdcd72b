//! The simulator: worlds in which random things happen for weeks, and an oracle that checks the relay at every step.
//!
//! A *tale* is drawn from a seed: 20 to 40 days in the lives of a worker, two or three contacts with the app, a family
//! with a browser, and a relay with its operator. Check-ins, calls for help, plans of all kinds, drills, holds and
//! changes of the circle; phones that doze, lose the network, die, or have their clock changed; a relay that is down,
//! killed, put back from an older copy, or has its calendar moved; requests that are lost, doubled, late or garbled,
//! and a captor who repeats old ones. All parts are the real ones, over their real storage; only time, the network
//! and chance are not.
//!
//! After every step the [`Oracle`] holds what the relay did against its own model, and at the end the skies clear and
//! every promise is looked at once more. A tale that breaks one is shortened for as long as it still does.

mod ending;
pub mod habits;
mod hearing;
mod late_parts;
mod mail;
pub mod month;
mod newcomers;
mod operation;
pub mod oracle;
pub mod outage;
mod passing;
pub mod rate;
pub mod rehearsal;
pub mod rhythm;
mod sabotage;
mod service;
mod shrink;
mod stage;
mod telling;
mod timer;

use std::panic::{AssertUnwindSafe, catch_unwind};

use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::SeedableRng as _;

pub use operation::{Operation, Part, PlanChoice, Tale};
pub use oracle::{Accepted, Fault, Oracle, Snapshot};
pub use sabotage::{Moment, Sabotage};
pub use shrink::shrink;

use crate::clock::SECOND;
use stage::Stage;

/// How a tale went.
#[derive(Clone, Debug)]
pub struct Told {
    /// How often the relay was held against the model.
    pub checked: u64,
    /// How many people were told a step when their mailbox was opened after it.
    pub newcomers: u64,
    /// What was broken, if anything was.
    pub broken: Option<String>,
    /// The story, with virtual times.
    pub story: String,
}

impl Tale {
    /// The tale of a seed.
    pub fn of(seed: u64) -> Self {
        Self::draw(seed, &mut ChaCha20Rng::seed_from_u64(seed ^ 0x7461_6c65))
    }
}

/// Tells a tale to its end, or until something is broken; with a fault put into its world, if there is to be one.
pub fn tell(tale: &Tale, sabotage: Option<&Sabotage>) -> Told {
    let mut stage = Stage::new(tale.seed, tale.doze);
    let (story, oracle) = (stage.world.story.clone(), stage.oracle.clone());
    story.hush();
    let went = catch_unwind(AssertUnwindSafe(|| {
        let went = go(&mut stage, tale, sabotage);
        drop(stage);
        went
    }));
    let broken = match went {
        Ok(Ok(())) => None,
        Ok(Err(text)) => Some(text),
        Err(payload) => Some(words_of(payload.as_ref())),
    };
    if let Some(text) = &broken {
        story.tell(format!("BROKEN: {text}"));
    }
    Told { checked: oracle.checked(), newcomers: oracle.newcomers_told(), broken, story: story.text() }
}

fn go(stage: &mut Stage, tale: &Tale, sabotage: Option<&Sabotage>) -> Result<(), String> {
    let spoil = |stage: &mut Stage, moment: Moment<'_>| {
        if let Some(sabotage) = sabotage {
            sabotage(&mut stage.world, moment);
        }
    };
    spoil(stage, Moment::Beginning);
    for operation in &tale.operations {
        stage.perform(operation);
        spoil(stage, Moment::After(operation));
        stage.world.relay.tick();
        stage.world.check();
        stage.check()?;
    }
    stage.clear_up()?;
    stage.check()?;
    stage.die(|stage| spoil(stage, Moment::RelayDead))?;
    stage.check()
}

impl Stage {
    /// What the oracle found, and what can be said of the worker's own check-ins.
    fn check(&self) -> Result<(), String> {
        let faults = self.oracle.faults();
        if let Some(Fault { rule, text, at }) = faults.first() {
            let ago = self.world.clock.millis().saturating_sub(*at) / SECOND;
            return Err(format!("{rule}: {text} ({ago} s ago)"));
        }
        self.check_only_check_ins_count()
    }

    /// What counts as a check-in at the relay was one on the phone, made at that time. An arming that is none states the
    /// end of the pause before it.
    fn check_only_check_ins_count(&self) -> Result<(), String> {
        let accepted = self.oracle.take_accepted();
        let disturbed = self.disturbed;
        if disturbed.phone_clocks || disturbed.network || disturbed.put_back {
            return Ok(());
        }
        let made = self.world.promises.iter().filter(|promise| !promise.sos).map(|promise| promise.at);
        let made: Vec<u64> = made.chain(self.armed.iter().copied()).map(|at| at.as_millis()).collect();
        let ends: Vec<u64> = self.pauses.iter().map(|at| at.as_millis()).collect();
        let near = |list: &[u64], at: u64| list.iter().any(|known| known.abs_diff(at) <= 2 * SECOND);
        let unknown = accepted.iter().find(|one| !(near(&made, one.at) || one.arm && near(&ends, one.at)));
        unknown.map_or(Ok(()), |one| {
            Err(format!("I2: the relay counts a check-in made at {} that was none", one.at))
        })
    }
}

fn words_of(payload: &(dyn std::any::Any + Send)) -> String {
    let text = payload.downcast_ref::<&str>().map(|text| (*text).to_owned());
    text.or_else(|| payload.downcast_ref::<String>().cloned()).unwrap_or_else(|| "it ended badly".to_owned())
}
