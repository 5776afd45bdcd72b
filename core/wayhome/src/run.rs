//! One run over the network: request by request, each committed before it is sent and each answer committed
//! before the next. No lock is held while the network is waited for.

use wayhome_engine::{Answered, Run, Ticket, TransportFailure};

use crate::driver::Shared;
use crate::{Error, Timestamp, TransportError};

/// What a run may use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Budget {
    /// Requests, at most. Each moves 6–17 KB; one for a chunk of a dossier 66 KB.
    pub requests: u32,
    /// Milliseconds after which no further request is begun.
    pub time_ms: u64,
    /// Start even if the schedule says later: connectivity has returned, or a person asked.
    pub at_once: bool,
}

impl Budget {
    /// For a background call: 64 requests, 25 s, on schedule.
    #[must_use]
    pub fn scheduled() -> Self {
        Self { requests: 64, time_ms: 25_000, at_once: false }
    }

    /// For a connectivity hint or a person's wish: the same, at once.
    #[must_use]
    pub fn now() -> Self {
        Self { at_once: true, ..Self::scheduled() }
    }
}

/// What a run came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RunReport {
    /// Requests the relay answered.
    pub answered: u32,
    /// Groups the relay confirmed.
    pub sent: u32,
    /// Cells fetched and stored.
    pub received: u32,
    /// Groups still to be confirmed.
    pub unsent: u32,
    /// Why the run ended early, if it did. It will be tried again by itself.
    pub failure: Option<TransportError>,
    /// When `run_once` should be called next.
    pub next: Timestamp,
}

impl Shared {
    pub(crate) fn run_once(&self, budget: Budget) -> Result<RunReport, Error> {
        let started = self.now();
        let mut run = if budget.at_once { Run::now() } else { Run::scheduled() };
        let (mut answered, mut failure) = (0, None);
        self.catch_up()?;
        let url = self.step(|engine, _, _| Ok(engine.relay_url().trim_end_matches('/').to_owned()))?;
        let mut finished = false;
        for _ in 0..budget.requests {
            // A clock that went back must not make the run endless; the number of requests bounds it anyway.
            if self.now().as_millis().saturating_sub(started.as_millis()) >= budget.time_ms {
                break;
            }
            let Some(transmit) = self.step(|engine, now, rng| engine.next_request(now, &mut run, rng))?
            else {
                finished = true;
                break;
            };
            let target = format!("{url}{}", transmit.path);
            let answer = self.config.transport.post(&target, &transmit.body, transmit.answer_length);
            let answer = answer.and_then(|bytes| {
                if bytes.len() == transmit.answer_length { Ok(bytes) } else { Err(TransportError::Garbled) }
            });
            let given = match &answer {
                Ok(bytes) => Ok(bytes.as_slice()),
                Err(TransportError::Unreachable | TransportError::TimedOut) => {
                    Err(TransportFailure::Unreachable)
                }
                Err(_) => Err(TransportFailure::Garbled),
            };
            let outcome = self.take_answer(&mut run, &transmit.ticket, given)?;
            match outcome {
                Answered::Progress => answered += 1,
                Answered::Failed => {
                    failure = Some(answer.err().unwrap_or(TransportError::Garbled));
                    break;
                }
            }
        }
        let (unsent, next) = self.step(|engine, now, _| {
            if !finished && engine.unfinished(now, &run) {
                engine.go_on_soon(now);
            }
            Ok((engine.health().unsent, engine.next_deadline(now)))
        })?;
        self.lock().store().checkpoint()?;
        // Last, and only in what is left of the time: whoever waits for a message to leave waits for nothing else.
        if self.now().as_millis().saturating_sub(started.as_millis()) < budget.time_ms {
            self.rotate_on();
        }
        Ok(RunReport {
            answered,
            sent: run.sent_groups(),
            received: run.received_cells(),
            unsent,
            failure,
            next,
        })
    }

    /// Takes an answer in. If the vault has no room for what arrived, it stays at the relay, and what the answer says
    /// of our own messages is taken in alone.
    fn take_answer(
        &self,
        run: &mut Run,
        ticket: &Ticket,
        given: Result<&[u8], TransportFailure>,
    ) -> Result<Answered, Error> {
        let mut attempt = run.clone();
        let taken =
            self.step(|engine, now, rng| engine.handle_answer(now, &mut attempt, ticket, given, true, rng));
        match taken {
            Err(Error::NoSpace) => {
                attempt = run.clone();
                let taken = self.step(|engine, now, rng| {
                    engine.handle_answer(now, &mut attempt, ticket, given, false, rng)
                });
                *run = attempt;
                taken
            }
            other => {
                *run = attempt;
                other
            }
        }
    }

    /// Lets an open vault catch up with what the lobby did meanwhile. What it has no room for waits.
    pub(crate) fn catch_up(&self) -> Result<(), Error> {
        match self.step(|engine, now, rng| engine.tick(now, rng)) {
            Err(Error::NoSpace | Error::DiskFull) => Ok(()),
            other => other,
        }
    }
}
