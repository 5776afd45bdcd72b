//! The tasks that carry messages out of the house. They take up what is due, send it beside everything else that
//! the relay does, and note how it went; the relay's writing thread only ever does short work for them.

use std::collections::BTreeMap;
use std::time::Duration;

use tokio::sync::watch;
use tokio::task::{AbortHandle, Id, JoinSet};
use tokio::time::Instant;

use super::Routes;
use super::outbox::{Claimed, Lane, sweep};
use super::senders::{Patience, SendError, Senders};
use crate::clock;
use crate::storage::{RouteKind, StorageError, Tables};
use crate::writer::Queue;

/// How often it is looked for what is due.
const LOOK_EVERY: Duration = Duration::from_secs(1);
/// Messages of one kind on their way at one time.
const AT_ONCE: u32 = 8;
/// Of these, the ones that failed before: those that hang again must not take every place.
const TRIED_AT_ONCE: u32 = 4;
/// What has been on its way for so long waits for someone who hangs, and gives up its place to others.
const SLOW: Duration = Duration::from_secs(3);
/// How many messages of one kind may hang so, beside those that have a place.
const SLOW_AT_ONCE: u32 = 32;
/// Of these, the ones that failed before.
const SLOW_TRIED_AT_ONCE: u32 = 16;
/// Messages on their way to one host that a person named.
const AT_ONE_HOST: u32 = 4;
/// What an attempt may take beyond its sender's own patience before it is given up from outside.
const MARGIN: Duration = Duration::from_secs(5);
/// How long is waited for messages on their way when the relay stops.
const LAST_CHANCE: Duration = Duration::from_secs(3);
/// What has expired is looked for this often.
const SWEEP_EVERY: Duration = Duration::from_secs(600);

/// Carries messages out.
pub(crate) struct Delivery {
    pub(crate) routes: Routes,
    pub(crate) senders: Senders,
    pub(crate) queue: Queue,
    /// The relay's public address, ending in a slash.
    pub(crate) base: String,
    pub(crate) patience: Patience,
}

/// What is on its way.
struct Flight {
    kind: RouteKind,
    tried: bool,
    host: Option<String>,
    since: Instant,
    _task: AbortHandle,
}

impl Delivery {
    /// Carries messages out until `stop` changes or its sender is gone.
    pub(crate) async fn run(self, mut stop: watch::Receiver<()>) {
        let mut tasks = JoinSet::new();
        let mut flights: BTreeMap<Id, Flight> = BTreeMap::new();
        let mut look = tokio::time::interval(LOOK_EVERY);
        look.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
        let mut sweep = tokio::time::interval(SWEEP_EVERY);
        sweep.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
        loop {
            tokio::select! {
                biased;
                _ = stop.changed() => break,
                Some(ended) = tasks.join_next_with_id() => {
                    let id = match ended {
                        Ok((id, ())) => id,
                        // It panicked: its lease ends by itself.
                        Err(error) => error.id(),
                    };
                    flights.remove(&id);
                    // Its place is free: hundreds may wait for it.
                    look.reset_immediately();
                }
                _ = look.tick() => self.take_up(&mut tasks, &mut flights).await,
                _ = sweep.tick() => self.sweep().await,
            }
        }
        let _ = tokio::time::timeout(LAST_CHANCE, async { while tasks.join_next().await.is_some() {} }).await;
        // What is still on its way is left: its lease ends, and it is sent (again) later.
        tasks.shutdown().await;
    }

    async fn take_up(&self, tasks: &mut JoinSet<()>, flights: &mut BTreeMap<Id, Flight>) {
        let lanes: Vec<Lane> = self.senders.kinds().map(|kind| lane(kind, flights.values())).collect();
        if lanes.iter().all(|lane| lane.free == 0) {
            return;
        }
        let mut hosts = Hosts::default();
        for flight in flights.values() {
            hosts.may(flight.host.clone());
        }
        let (routes, base) = (self.routes.clone(), self.base.clone());
        let machine = clock::now();
        let claim = move |tables: &mut dyn Tables, now| {
            routes.claim(tables, &lanes, &base, now, machine, &mut |claimed| hosts.may(claimed.host()))
        };
        let claimed = self.queue.work(claim).await;
        let claimed = match claimed {
            Some(Ok(claimed)) => claimed,
            Some(Err(error)) => {
                tracing::warn!(%error, "what is due could not be taken up");
                return;
            }
            None => return,
        };
        for message in claimed {
            let Some(sender) = self.senders.of(message.kind()) else { continue };
            let (kind, tried, host) = (message.kind(), message.tried, message.host());
            let (routes, queue) = (self.routes.clone(), self.queue.clone());
            let longest = self.patience.whole.saturating_add(MARGIN);
            let task = tasks.spawn(async move {
                let Claimed { id, attempt, letter, .. } = message;
                let sent = tokio::time::timeout(longest, sender.send(&letter)).await;
                let result = sent.unwrap_or(Err(SendError::Later("it took too long")));
                settle(&routes, &queue, id, attempt, result).await;
            });
            flights.insert(task.id(), Flight { kind, tried, host, since: Instant::now(), _task: task });
        }
    }

    async fn sweep(&self) {
        loop {
            match self.queue.work(sweep).await {
                Some(Ok(true)) => {}
                Some(Ok(false)) | None => return,
                Some(Err(error)) => {
                    tracing::warn!(%error, "what has expired could not be deleted");
                    return;
                }
            }
        }
    }
}

/// Notes how an attempt went, and tries for a while if the storage is busy: what went out should not go out
/// again.
async fn settle(routes: &Routes, queue: &Queue, id: u64, attempt: u32, result: Result<(), SendError>) {
    for pause in [0, 1, 2, 4, 8, 16, 32] {
        tokio::time::sleep(Duration::from_secs(pause)).await;
        let routes = routes.clone();
        match queue.work(move |tables, now| routes.settle(tables, id, attempt, result, now)).await {
            Some(Ok(())) => return,
            Some(Err(StorageError::Failed { code })) => tracing::warn!(code, "a message could not be noted"),
            Some(Err(error)) => tracing::warn!(%error, "a message could not be noted"),
            None => {}
        }
    }
}

/// The places that are free for a kind.
fn lane<'f>(kind: RouteKind, flights: impl Iterator<Item = &'f Flight>) -> Lane {
    let (mut all, mut tried) = (Taken::default(), Taken::default());
    for flight in flights.filter(|flight| flight.kind == kind) {
        let slow = flight.since.elapsed() >= SLOW;
        all.count(slow);
        if flight.tried {
            tried.count(slow);
        }
    }
    Lane { kind, free: all.free(AT_ONCE, SLOW_AT_ONCE), tried: tried.free(TRIED_AT_ONCE, SLOW_TRIED_AT_ONCE) }
}

/// Places that are taken, by those that hang and by others.
#[derive(Default)]
struct Taken {
    quick: u32,
    slow: u32,
}

impl Taken {
    fn count(&mut self, slow: bool) {
        let place = if slow { &mut self.slow } else { &mut self.quick };
        *place = place.saturating_add(1);
    }

    /// How many places are free: as many as there are less those that do not hang, and in all no more than with all
    /// that may hang.
    fn free(&self, most: u32, most_slow: u32) -> u32 {
        let in_all = most.saturating_add(most_slow).saturating_sub(self.slow);
        most.min(in_all).saturating_sub(self.quick)
    }
}

/// How much is on its way to each host that a person named.
#[derive(Default)]
struct Hosts(BTreeMap<String, u32>);

impl Hosts {
    /// Whether one more may go to this host, and counts it.
    fn may(&mut self, host: Option<String>) -> bool {
        let Some(host) = host else { return true };
        let count = self.0.entry(host).or_default();
        *count = count.saturating_add(1);
        *count <= AT_ONE_HOST
    }
}
