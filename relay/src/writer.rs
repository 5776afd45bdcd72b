//! One thread writes. It takes whatever has gathered in the queue, runs it as one transaction, and
//! answers everyone once that is on disk: the more there is to do, the less an fsync costs each.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, TrySendError, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

use tokio::sync::oneshot;
use wayhome_protocol::keys::RelaySecret;

use crate::ServiceTime;
use crate::chance;
use crate::clock::Clock;
use crate::service::{Relay, Request, Ticked};
use crate::storage::{Storage, StorageError, Tables};

/// The most requests in one transaction.
const BATCH: usize = 256;
/// How often the relay looks for what is due. A step is told within a minute of its time.
const TICK: Duration = Duration::from_secs(5);

enum Job {
    Request(Box<Request>, oneshot::Sender<Vec<u8>>),
    Probe(oneshot::Sender<Health>),
    Work(Work, oneshot::Sender<Result<(), StorageError>>),
}

/// Work for one transaction of its own, at the relay's service time.
type Work = Box<dyn FnMut(&mut dyn Tables, ServiceTime) -> Result<(), StorageError> + Send>;

/// How the relay is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Health {
    /// The storage can commit.
    pub(crate) commits: bool,
    /// The machine's clock is so far off that it is not followed.
    pub(crate) clock_is_not_followed: bool,
}

/// The way to the writer. When the last one is dropped, the writer finishes and ends.
#[derive(Clone)]
pub(crate) struct Queue {
    sender: SyncSender<Job>,
    secret: Arc<RelaySecret>,
    relay_seq: Arc<AtomicU64>,
}

impl Queue {
    /// The key to which groups are sealed.
    pub(crate) fn secret(&self) -> &RelaySecret {
        &self.secret
    }

    /// The answer to a request: once it is on disk, or at once that the relay is busy. `None` when the
    /// writer has stopped.
    pub(crate) async fn ask(&self, request: Request) -> Option<Vec<u8>> {
        let (sender, answer) = oneshot::channel();
        match self.sender.try_send(Job::Request(Box::new(request), sender)) {
            Ok(()) => answer.await.ok(),
            Err(TrySendError::Full(Job::Request(request, _))) => {
                Some(request.busy(self.relay_seq.load(Ordering::Relaxed), &mut chance::system()))
            }
            Err(_) => None,
        }
    }

    /// Does something in a transaction of its own: what it returned, once that is on disk. `None` when the queue is
    /// full or the writer has stopped, and nothing was done.
    pub(crate) async fn work<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut dyn Tables, ServiceTime) -> Result<T, StorageError> + Send + 'static,
    ) -> Option<Result<T, StorageError>> {
        let made = Arc::new(Mutex::new(None));
        let (to, mut once) = (Arc::clone(&made), Some(work));
        let boxed: Work = Box::new(move |tables, now| {
            let Some(work) = once.take() else { return Err(StorageError::Busy) };
            let value = work(tables, now)?;
            *to.lock().unwrap_or_else(PoisonError::into_inner) = Some(value);
            Ok(())
        });
        let (sender, done) = oneshot::channel();
        self.sender.try_send(Job::Work(boxed, sender)).ok()?;
        match done.await.ok()? {
            Ok(()) => made.lock().unwrap_or_else(PoisonError::into_inner).take().map(Ok),
            Err(error) => Some(Err(error)),
        }
    }

    /// How the relay is now; `None` when nobody answers that.
    pub(crate) async fn health(&self) -> Option<Health> {
        let (sender, answer) = oneshot::channel();
        self.sender.try_send(Job::Probe(sender)).ok()?;
        answer.await.ok()
    }
}

/// Starts the writer. `length` bounds the queue, `clock` is the one that the relay was opened with.
pub(crate) fn start<S: Storage + 'static>(
    relay: Relay<S>,
    clock: Clock,
    length: usize,
) -> std::io::Result<(Queue, JoinHandle<()>)> {
    let (sender, receiver) = sync_channel(length);
    let relay_seq = Arc::new(AtomicU64::new(relay.relay_seq()));
    let queue = Queue { sender, secret: relay.secret(), relay_seq: Arc::clone(&relay_seq) };
    let thread = std::thread::Builder::new()
        .name("relay-writer".to_owned())
        .spawn(move || write(relay, clock, &receiver, &relay_seq))?;
    Ok((queue, thread))
}

fn write<S: Storage>(mut relay: Relay<S>, clock: Clock, jobs: &Receiver<Job>, relay_seq: &AtomicU64) {
    let mut rng = chance::system();
    // What was due while the relay was away is looked for at once.
    let mut next_tick = Duration::ZERO;
    loop {
        let first = match jobs.recv_timeout(clock.wait_for(next_tick)) {
            Ok(job) => Some(job),
            Err(RecvTimeoutError::Timeout) => None,
            Err(RecvTimeoutError::Disconnected) => break,
        };
        let gathered = first.into_iter().chain(jobs.try_iter()).take(BATCH);
        let (mut requests, mut answers, mut probes) = (Vec::new(), Vec::new(), Vec::new());
        let mut works = Vec::new();
        for job in gathered {
            match job {
                Job::Request(request, answer) => {
                    requests.push(*request);
                    answers.push(answer);
                }
                Job::Probe(answer) => probes.push(answer),
                Job::Work(work, done) => works.push((work, done)),
            }
        }
        let now = clock.now();
        if clock.is_set()
            && let Err(error) = relay.run_until(now, &mut rng)
        {
            tracing::error!(%error, "the storage did not commit");
        }
        let made = relay.handle_batch(now, &requests, &mut rng);
        relay_seq.store(relay.relay_seq(), Ordering::Relaxed);
        for (answer, to) in made.into_iter().zip(answers) {
            // A reader that hung up is served when it asks again.
            let _ = to.send(answer);
        }
        for (mut work, done) in works {
            let _ = done.send(relay.work(now, &mut work));
        }
        if now.running < next_tick && probes.is_empty() {
            continue;
        }
        let ticked = if probes.is_empty() { relay.tick(now, &mut rng) } else { relay.probe(now, &mut rng) };
        if let Err(error) = &ticked {
            tracing::error!(%error, "the storage did not commit");
        }
        next_tick = now.running.saturating_add(pause_after(&ticked));
        let clock_is_not_followed = relay.clock_is_not_followed();
        for probe in probes {
            let _ = probe.send(Health { commits: ticked.is_ok(), clock_is_not_followed });
        }
    }
    if let Err(error) = relay.close() {
        tracing::warn!(%error, "the journal was left for the next start");
    }
}

/// How long nothing needs to be looked for.
fn pause_after(ticked: &Result<Ticked, StorageError>) -> Duration {
    match ticked {
        Ok(Ticked { more: true, .. }) => Duration::ZERO,
        _ => TICK,
    }
}

#[cfg(test)]
mod tests {
    use std::sync::{Condvar, Mutex};

    use wayhome_protocol::fetch_request::{FETCH_ANSWER_LENGTH, FetchAnswer, FetchRequest};
    use wayhome_protocol::ids::ReceiveId;
    use wayhome_protocol::keys::ReceiveCapability;
    use wayhome_protocol::request::{Outcome, Reading};

    use super::*;
    use crate::storage::{SqliteStorage, StorageError, Work};
    use crate::{Limits, StorageError::Busy};

    /// What happens at the beginning of each transaction.
    #[derive(Clone, Copy, PartialEq)]
    enum Gate {
        Open,
        Refuses,
        Waits,
    }

    type Shared = Arc<(Mutex<Gate>, Condvar)>;

    /// A storage whose transactions wait, or are refused, as the test says.
    struct Held {
        inner: SqliteStorage,
        gate: Shared,
    }

    impl Storage for Held {
        fn transaction(&mut self, work: Work<'_>) -> Result<(), StorageError> {
            let (gate, changed) = &*self.gate;
            let gate = changed.wait_while(gate.lock().unwrap(), |gate| *gate == Gate::Waits).unwrap();
            if *gate == Gate::Refuses {
                return Err(Busy);
            }
            drop(gate);
            self.inner.transaction(work)
        }

        fn checkpoint(&mut self) -> Result<(), StorageError> {
            Ok(())
        }
    }

    fn set(shared: &Shared, gate: Gate) {
        *shared.0.lock().unwrap() = gate;
        shared.1.notify_all();
    }

    fn held(length: usize) -> (Queue, JoinHandle<()>, Shared) {
        let gate = Shared::new((Mutex::new(Gate::Open), Condvar::new()));
        let storage = Held { inner: SqliteStorage::in_memory().unwrap(), gate: Arc::clone(&gate) };
        let (secret, clock) = (RelaySecret::from_bytes([5; 32]), Clock::new(None));
        let relay =
            Relay::open(storage, secret, Limits::default(), clock.now(), &mut chance::system()).unwrap();
        let (queue, thread) = start(relay, clock, length).unwrap();
        (queue, thread, gate)
    }

    fn question() -> Request {
        let capability = ReceiveCapability::from_bytes([1; 32]);
        let reading = Reading { receive_id: ReceiveId::from_bytes([1; 16]), capability };
        let request =
            FetchRequest { reading, cursor: 0, relay_seq: 0, acknowledged: Vec::new(), looked: false };
        Request::decode_fetch(&request.encode().unwrap()).unwrap()
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn a_full_queue_is_answered_busy_at_once_and_who_waits_is_answered_later() {
        let (queue, thread, gate) = held(1);
        set(&gate, Gate::Waits);
        let mut waiting = Vec::new();
        // One is with the writer, one in the queue; sooner or later there is no place for another.
        let refused = loop {
            let (one, request) = (queue.clone(), question());
            let mut asked = tokio::spawn(async move { one.ask(request).await });
            match tokio::time::timeout(Duration::from_millis(200), &mut asked).await {
                Ok(answer) => break answer.unwrap().unwrap(),
                Err(_) => waiting.push(asked),
            }
            assert!(waiting.len() < 10, "the queue has no end");
        };
        assert_eq!(refused.len(), FETCH_ANSWER_LENGTH);
        assert_eq!(FetchAnswer::decode(&refused).unwrap().outcome, Outcome::Busy);
        set(&gate, Gate::Open);
        for asked in waiting {
            let answer = asked.await.unwrap().unwrap();
            assert_eq!(FetchAnswer::decode(&answer).unwrap().outcome, Outcome::Unknown);
        }
        drop(queue);
        thread.join().unwrap();
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn health_is_what_the_storage_can_commit_now_and_a_refused_commit_is_busy() {
        let (queue, thread, gate) = held(8);
        set(&gate, Gate::Refuses);
        assert!(!queue.health().await.unwrap().commits);
        set(&gate, Gate::Open);
        assert!(queue.health().await.unwrap().commits);
        set(&gate, Gate::Refuses);
        let answer = queue.ask(question()).await.unwrap();
        assert_eq!(FetchAnswer::decode(&answer).unwrap().outcome, Outcome::Busy);
        set(&gate, Gate::Open);
        assert!(queue.health().await.unwrap().commits);
        drop(queue);
        thread.join().unwrap();
    }
}
