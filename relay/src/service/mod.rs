//! The rules of the relay: what a request does, and what is answered.
//!
//! Nothing here reads a clock, owns randomness or knows of HTTP and threads.

mod ages;
mod dossiers;
mod fetch;
mod plans;
mod register;
mod request;
mod routes;
mod sync;
mod tick;
mod time;
mod timers;

pub use request::{Request, RequestError};
pub use tick::Ticked;

use std::sync::Arc;

use rand::CryptoRng;
use subtle::ConstantTimeEq as _;
use wayhome_protocol::keys::{CapabilityHash, RelaySecret};

use crate::Moment;
use crate::limits::Limits;
use crate::routes::Routes;
use crate::storage::{Meta, Storage, StorageError, Tables};
use request::Answer;
use time::{ServiceClock, WallTrouble, advance};

/// The highest count, counter or id that is kept: storages have signed integers only.
const MOST_NUMBER: u64 = i64::MAX as u64;

/// The relay without a network: bytes in, bytes out.
///
/// Both clocks of a [`Moment`] come from outside. The wall clock may go back, jump or stand still: the relay's own
/// wall time is the latest that it has acted on, and never goes back. Timers and expiry go by service time, which
/// grows only while the relay runs; both are stored with what was done at that time.
pub struct Relay<S> {
    storage: S,
    secret: Arc<RelaySecret>,
    limits: Limits,
    relay_seq: u64,
    clock: ServiceClock,
    trouble: WallTrouble,
    routes: Option<Routes>,
}

impl<S> std::fmt::Debug for Relay<S> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Relay").field("limits", &self.limits).finish_non_exhaustive()
    }
}

impl<S: Storage> Relay<S> {
    /// A relay over `storage` that starts at `now`; groups are sealed to `secret`. What passed since the storage
    /// was last written is an absence.
    ///
    /// # Errors
    /// When the storage cannot be read, or cannot store that the relay has started.
    pub fn open(
        mut storage: S,
        secret: RelaySecret,
        limits: Limits,
        now: Moment,
        rng: &mut impl CryptoRng,
    ) -> Result<Self, StorageError> {
        let mut opened = None;
        storage.reserved_transaction(&mut |tables| {
            let mut meta = tables.meta()?;
            let mut clock = ServiceClock::new(meta.service, now);
            let mut trouble = WallTrouble::default();
            if advance(tables, &mut meta, clock.read(now), true, &mut trouble, rng)? {
                tables.set_meta(&meta)?;
            }
            opened = Some((meta.relay_seq, clock, trouble));
            Ok(())
        })?;
        // A transaction that is done has run its work.
        let (relay_seq, clock, trouble) = opened.ok_or(StorageError::Failed { code: 0 })?;
        let mut relay = Self {
            storage,
            secret: Arc::new(secret),
            limits,
            relay_seq,
            clock,
            trouble: WallTrouble::default(),
            routes: None,
        };
        relay.heed(trouble);
        Ok(relay)
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

    /// Whether the machine's calendar is so far ahead of the relay's own time, or behind it, that it is not followed.
    /// Timers run all the same; what contacts are shown is dated by the relay's own time.
    #[must_use]
    pub fn clock_is_not_followed(&self) -> bool {
        self.trouble.not_followed
    }

    fn heed(&mut self, trouble: WallTrouble) {
        if trouble.not_followed && !self.trouble.not_followed {
            tracing::error!("this machine's clock is more than 400 days off and is not followed");
        }
        self.trouble = trouble;
    }

    /// Answers `/v1/register`.
    ///
    /// # Errors
    /// When `body` is not such a request. Trouble with the storage is an answer: *busy*.
    pub fn handle_register(
        &mut self,
        now: Moment,
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
        now: Moment,
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
        now: Moment,
        body: &[u8],
        rng: &mut impl CryptoRng,
    ) -> Result<Vec<u8>, RequestError> {
        Request::decode_fetch(body).map(|request| self.handle(now, &request, rng))
    }

    /// Answers `/v1/plan`.
    ///
    /// # Errors
    /// When `body` is not such a request. Trouble with the storage is an answer: *busy*.
    pub fn handle_plan(
        &mut self,
        now: Moment,
        body: &[u8],
        rng: &mut impl CryptoRng,
    ) -> Result<Vec<u8>, RequestError> {
        Request::decode_plan(body, &self.secret).map(|request| self.handle(now, &request, rng))
    }

    /// Answers `/v1/dossier/put`.
    ///
    /// # Errors
    /// When `body` is not such a request. Trouble with the storage is an answer: *busy*.
    pub fn handle_dossier_put(
        &mut self,
        now: Moment,
        body: &[u8],
        rng: &mut impl CryptoRng,
    ) -> Result<Vec<u8>, RequestError> {
        Request::decode_dossier_put(body).map(|request| self.handle(now, &request, rng))
    }

    /// Answers `/v1/dossier/get`.
    ///
    /// # Errors
    /// When `body` is not such a request. Trouble with the storage is an answer: *busy*.
    pub fn handle_dossier_get(
        &mut self,
        now: Moment,
        body: &[u8],
        rng: &mut impl CryptoRng,
    ) -> Result<Vec<u8>, RequestError> {
        Request::decode_dossier_get(body).map(|request| self.handle(now, &request, rng))
    }

    /// Answers `/v1/route`.
    ///
    /// # Errors
    /// When `body` is not such a request. Trouble with the storage is an answer: *busy*.
    pub fn handle_route(
        &mut self,
        now: Moment,
        body: &[u8],
        rng: &mut impl CryptoRng,
    ) -> Result<Vec<u8>, RequestError> {
        Request::decode_route(body, &self.secret).map(|request| self.handle(now, &request, rng))
    }

    fn handle(&mut self, now: Moment, request: &Request, rng: &mut impl CryptoRng) -> Vec<u8> {
        let mut answers = self.handle_batch(now, std::slice::from_ref(request), rng);
        answers.pop().unwrap_or_else(|| request.busy(self.relay_seq, rng))
    }

    /// Answers requests in one transaction, in their order; an answer for each. When this returns, all that
    /// was answered *stored* is on disk. A request that the storage refuses is answered *busy* and leaves
    /// nothing behind; if the transaction as a whole is refused, so is each.
    pub fn handle_batch(
        &mut self,
        now: Moment,
        requests: &[Request],
        rng: &mut impl CryptoRng,
    ) -> Vec<Vec<u8>> {
        if requests.is_empty() {
            return Vec::new();
        }
        let (limits, routes) = (self.limits, self.routes.as_ref());
        let mut answers: Vec<Option<Answer>> = Vec::with_capacity(requests.len());
        let reading = self.clock.read(now);
        let (mut relay_seq, mut service, mut trouble) = (self.relay_seq, None, self.trouble);
        let committed = self.storage.transaction(&mut |tables| {
            answers.clear();
            let mut meta = tables.meta()?;
            let mut store = advance(tables, &mut meta, reading, false, &mut trouble, rng)?;
            for request in requests {
                let mut done = None;
                let stepped = tables.step(&mut |tables| {
                    let mut turn = Turn { tables, limits, meta, changed: false, rng, routes };
                    let answer = turn.answer(request)?;
                    done = Some((answer, turn.meta));
                    Ok(())
                });
                if let Err(error) = &stepped {
                    tracing::warn!(%error, "a request was answered busy");
                }
                match done.filter(|_| stepped.is_ok()) {
                    Some((answer, after)) => {
                        // What only asked costs no fsync.
                        store |= after != meta;
                        meta = after;
                        answers.push(Some(answer));
                    }
                    None => answers.push(None),
                }
            }
            if store {
                tables.set_meta(&meta)?;
            }
            (relay_seq, service) = (meta.relay_seq, Some(meta.service));
            Ok(())
        });
        match committed {
            Ok(()) => {
                self.relay_seq = relay_seq;
                self.clock.found(service.unwrap_or_default());
                self.heed(trouble);
            }
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
    rng: &'t mut dyn CryptoRng,
    routes: Option<&'t Routes>,
}

impl Turn<'_> {
    fn answer(&mut self, request: &Request) -> Result<Answer, StorageError> {
        let mut answer = match request {
            Request::Register(request) => Answer::Register(self.register(request)?),
            Request::Sync(request) => Answer::Sync(Box::new(self.sync(request)?)),
            Request::Fetch(request) => Answer::Fetch(Box::new(self.fetch(request)?)),
            Request::Plan(request) => Answer::Plan(self.plan(request)?),
            Request::DossierPut(request) => Answer::DossierPut(self.dossier_put(request)?),
            Request::DossierGet(request) => Answer::DossierGet(Box::new(self.dossier_get(request)?)),
            Request::Route(request) => Answer::Route(self.route(request)?),
        };
        if self.changed {
            self.meta.relay_seq = self.meta.relay_seq.saturating_add(1).min(MOST_NUMBER);
        }
        answer.set_relay_seq(self.meta.relay_seq);
        Ok(answer)
    }

    /// Who tells people things in this turn.
    fn teller(&mut self) -> timers::Teller<'_> {
        timers::Teller {
            tables: self.tables,
            meta: &self.meta,
            rng: self.rng,
            routes: self.routes,
            limits: self.limits,
        }
    }

    /// A known reader says which `relay_seq` it has seen. Whether it is one that this storage has not
    /// reached: then the storage was put back from an older copy.
    fn was_put_back(&mut self, seen: u64) -> Result<bool, StorageError> {
        let put_back = seen > self.meta.relay_seq;
        if put_back {
            self.meta.echoed_seq = self.meta.echoed_seq.max(seen.min(MOST_NUMBER));
            ages::put_back(self.tables, self.meta.service)?;
        }
        Ok(put_back)
    }
}

/// Compares without telling by the time it takes how much was right.
fn same(one: &CapabilityHash, other: &CapabilityHash) -> bool {
    one.as_bytes().ct_eq(other.as_bytes()).into()
}
