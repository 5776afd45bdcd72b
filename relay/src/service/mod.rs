//! The rules of the relay: what a request does, and what is answered.
//!
//! Nothing here reads a clock, owns randomness or knows of HTTP and threads.

mod fetch;
mod register;
mod request;
mod sync;
mod timers;

pub use request::{Request, RequestError};

use std::sync::Arc;

use rand::CryptoRng;
use subtle::ConstantTimeEq as _;
use wayhome_protocol::keys::{CapabilityHash, RelaySecret};
use wayhome_protocol::time::{Minute, Seconds, Timestamp};

use crate::limits::Limits;
use crate::storage::{Meta, Storage, StorageError, Tables};
use request::Answer;

/// The highest count, counter or id that is kept: storages have signed integers only.
const MOST_NUMBER: u64 = i64::MAX as u64;
/// Expired cells are looked for at most this often.
const SWEEP_EVERY: Seconds = Seconds::from_hours(1);
/// The most cells that one sweep deletes in one transaction, so that requests do not wait long for it.
const SWEEP_CELLS: u32 = 2_048;

/// The relay without a network: bytes in, bytes out.
///
/// `now` may go back, jump or stand still. The relay's own time is the latest that it has acted on, is
/// stored with what was done at that time, and never goes back.
pub struct Relay<S> {
    storage: S,
    secret: Arc<RelaySecret>,
    limits: Limits,
    relay_seq: u64,
}

impl<S> std::fmt::Debug for Relay<S> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Relay").field("limits", &self.limits).finish_non_exhaustive()
    }
}

impl<S: Storage> Relay<S> {
    /// A relay over `storage`; groups are sealed to `secret`.
    ///
    /// # Errors
    /// When the storage cannot be read.
    pub fn open(mut storage: S, secret: RelaySecret, limits: Limits) -> Result<Self, StorageError> {
        let mut relay_seq = 0;
        storage.transaction(&mut |tables| {
            relay_seq = tables.meta()?.relay_seq;
            Ok(())
        })?;
        Ok(Self { storage, secret: Arc::new(secret), limits, relay_seq })
    }

    /// The key to which groups are sealed.
    #[must_use]
    pub fn secret(&self) -> Arc<RelaySecret> {
        Arc::clone(&self.secret)
    }

    /// The number of requests so far that changed something, as of the last commit.
    #[must_use]
    pub fn relay_seq(&self) -> u64 {
        self.relay_seq
    }

    /// Answers `/v1/register`.
    ///
    /// # Errors
    /// When `body` is not such a request. Trouble with the storage is an answer: *busy*.
    pub fn handle_register(
        &mut self,
        now: Timestamp,
        body: &[u8],
        rng: &mut impl CryptoRng,
    ) -> Result<Vec<u8>, RequestError> {
        Request::decode_register(body).map(|request| self.handle(now, &request, rng))
    }

    /// Answers `/v1/sync`.
    ///
    /// # Errors
    /// When `body` is not such a request. Trouble with the storage is an answer: *busy*.
    pub fn handle_sync(
        &mut self,
        now: Timestamp,
        body: &[u8],
        rng: &mut impl CryptoRng,
    ) -> Result<Vec<u8>, RequestError> {
        Request::decode_sync(body, &self.secret).map(|request| self.handle(now, &request, rng))
    }

    /// Answers `/v1/fetch`.
    ///
    /// # Errors
    /// When `body` is not such a request. Trouble with the storage is an answer: *busy*.
    pub fn handle_fetch(
        &mut self,
        now: Timestamp,
        body: &[u8],
        rng: &mut impl CryptoRng,
    ) -> Result<Vec<u8>, RequestError> {
        Request::decode_fetch(body).map(|request| self.handle(now, &request, rng))
    }

    fn handle(&mut self, now: Timestamp, request: &Request, rng: &mut impl CryptoRng) -> Vec<u8> {
        let mut answers = self.handle_batch(now, std::slice::from_ref(request), rng);
        answers.pop().unwrap_or_else(|| request.busy(self.relay_seq, rng))
    }

    /// Answers requests in one transaction, in their order; an answer for each. When this returns, all that
    /// was answered *stored* is on disk. A request that the storage refuses is answered *busy* and leaves
    /// nothing behind; if the transaction as a whole is refused, so is each.
    pub fn handle_batch(
        &mut self,
        now: Timestamp,
        requests: &[Request],
        rng: &mut impl CryptoRng,
    ) -> Vec<Vec<u8>> {
        if requests.is_empty() {
            return Vec::new();
        }
        let limits = self.limits;
        let mut answers: Vec<Option<Answer>> = Vec::with_capacity(requests.len());
        let mut relay_seq = self.relay_seq;
        let committed = self.storage.transaction(&mut |tables| {
            let stored = tables.meta()?;
            let mut meta = Meta { clock: stored.clock.max(now), ..stored };
            for request in requests {
                let mut done = None;
                let stepped = tables.step(&mut |tables| {
                    let mut turn = Turn { tables, limits, meta, changed: false };
                    let answer = turn.answer(request)?;
                    done = Some((answer, turn.meta));
                    Ok(())
                });
                if let Err(error) = &stepped {
                    tracing::warn!(%error, "a request was answered busy");
                }
                match done.filter(|_| stepped.is_ok()) {
                    Some((answer, after)) => {
                        meta = after;
                        answers.push(Some(answer));
                    }
                    None => answers.push(None),
                }
            }
            // What only asked costs no fsync.
            if (meta.relay_seq, meta.echoed_seq) != (stored.relay_seq, stored.echoed_seq) {
                tables.set_meta(&meta)?;
            }
            relay_seq = meta.relay_seq;
            Ok(())
        });
        match committed {
            Ok(()) => self.relay_seq = relay_seq,
            // A full disk may undo the whole group. What frees room, or needs none, still has its turn alone.
            Err(StorageError::Full) if requests.len() > 1 => {
                return requests.iter().map(|request| self.handle(now, request, rng)).collect();
            }
            Err(error) => {
                tracing::error!(%error, "the storage did not commit");
                answers.clear();
            }
        }
        answers.resize_with(requests.len(), || None);
        let made = requests.iter().zip(answers).map(|(request, answer)| match answer {
            Some(answer) => answer.encode(rng),
            None => request.busy(self.relay_seq, rng),
        });
        made.collect()
    }

    /// Stores the relay's time, and deletes expired cells if an hour has passed since that was last done. To be
    /// called every 30 seconds or so.
    ///
    /// # Errors
    /// When the storage cannot commit.
    pub fn tick(&mut self, now: Timestamp) -> Result<(), StorageError> {
        let days = self.limits.mailbox_days;
        self.storage.transaction(&mut |tables| {
            let mut meta = tables.meta()?;
            meta.clock = meta.clock.max(now);
            if meta.clock >= meta.swept.saturating_add(SWEEP_EVERY) {
                let oldest = Minute::containing(meta.clock.saturating_sub(Seconds::from_days(days)));
                let removed = tables.remove_cells_before(oldest.get(), SWEEP_CELLS)?;
                // A full sweep leaves the rest to the next tick.
                if removed < SWEEP_CELLS {
                    meta.swept = meta.clock;
                }
            }
            tables.set_meta(&meta)
        })
    }

    /// Folds the journal in. The storage stays usable.
    ///
    /// # Errors
    /// When the storage refuses.
    pub fn close(&mut self) -> Result<(), StorageError> {
        self.storage.checkpoint()
    }

    /// The storage, for tests that look at what is kept.
    pub fn storage(&mut self) -> &mut S {
        &mut self.storage
    }
}

/// One request's turn in a transaction.
struct Turn<'t> {
    tables: &'t mut dyn Tables,
    limits: Limits,
    meta: Meta,
    changed: bool,
}

impl Turn<'_> {
    fn answer(&mut self, request: &Request) -> Result<Answer, StorageError> {
        let mut answer = match request {
            Request::Register(request) => Answer::Register(self.register(request)?),
            Request::Sync(request) => Answer::Sync(Box::new(self.sync(request)?)),
            Request::Fetch(request) => Answer::Fetch(Box::new(self.fetch(request)?)),
        };
        if self.changed {
            self.meta.relay_seq = self.meta.relay_seq.saturating_add(1).min(MOST_NUMBER);
        }
        answer.set_relay_seq(self.meta.relay_seq);
        Ok(answer)
    }

    /// A known reader says which `relay_seq` it has seen. Whether it is one that this storage has not
    /// reached: then the storage was put back from an older copy.
    fn was_put_back(&mut self, seen: u64) -> bool {
        let put_back = seen > self.meta.relay_seq;
        if put_back {
            self.meta.echoed_seq = self.meta.echoed_seq.max(seen.min(MOST_NUMBER));
        }
        put_back
    }

    fn minute(&self) -> u32 {
        Minute::containing(self.meta.clock).get()
    }
}

/// Compares without telling by the time it takes how much was right.
fn same(one: &CapabilityHash, other: &CapabilityHash) -> bool {
    one.as_bytes().ct_eq(other.as_bytes()).into()
}
