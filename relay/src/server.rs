//! Starting, running and stopping the relay.

use std::fs::File;
use std::net::SocketAddr;
use std::sync::Arc;
use std::thread::JoinHandle;
use std::time::Duration;

use tokio::net::TcpListener;
use tokio::sync::{oneshot, watch};
use wayhome_protocol::relay_address::RelayAddress;

use crate::clock::{Clock, SetClock};
use crate::routes::Patience;
use crate::routes::deliver::Delivery;
use crate::routes::start::Started;
use crate::service::Relay;
use crate::storage::SqliteStorage;
use crate::writer::{self, Queue};
use crate::{Config, RelayError, chance, files, http, key_file, routes};

/// The database's name in the data folder.
const DATABASE: &str = "relay.sqlite";

/// Runs the relay until `shutdown`, and returns when the queue is on disk and the journal is folded in.
///
/// # Errors
/// When the configuration, the data folder, the key, the database or the port cannot be used.
pub async fn serve(config: Config, shutdown: impl Future<Output = ()>) -> Result<(), RelayError> {
    Listening::bind(config).await?.run(shutdown).await
}

/// A relay that has its port and its database, and has yet to answer.
#[derive(Debug)]
pub struct Listening {
    config: Config,
    listener: TcpListener,
    local: SocketAddr,
    address: RelayAddress,
    writer: WriterThread,
    routes: Option<Started>,
}

impl Listening {
    /// Opens the data folder and the port.
    ///
    /// # Errors
    /// When the data folder, the key, the database or the port cannot be used.
    pub async fn bind(config: Config) -> Result<Self, RelayError> {
        Self::bind_at(config, None).await
    }

    /// The same with a clock that somebody sets, for demonstrations only: whoever sets it can have anything told at
    /// any time. It says so in the log.
    ///
    /// # Errors
    /// As [`Listening::bind`].
    pub async fn bind_with_clock(config: Config, clock: Arc<dyn SetClock>) -> Result<Self, RelayError> {
        tracing::warn!("THIS RELAY DOES NOT GO BY THE TRUE TIME: its clock is set by a demonstration");
        Self::bind_at(config, Some(clock)).await
    }

    async fn bind_at(config: Config, clock: Option<Arc<dyn SetClock>>) -> Result<Self, RelayError> {
        let opened = open(&config, Clock::new(clock))?;
        let trouble = |source| RelayError::Listen { listen: config.listen, source };
        let listener = TcpListener::bind(config.listen).await.map_err(trouble)?;
        let local = listener.local_addr().map_err(trouble)?;
        let url = config.public_url.clone().unwrap_or_else(|| format!("http://{local}/"));
        let address = RelayAddress::new(&url, opened.relay.secret().public())
            .map_err(|error| RelayError::Address { reason: error.to_string() })?;
        if !local.ip().is_loopback() && config.public_url.is_none() {
            tracing::warn!("listening beyond this machine without TLS: put a proxy in front");
        }
        let length = usize::try_from(config.queue).unwrap_or(usize::MAX);
        let (queue, thread) =
            writer::start(opened.relay, opened.clock, length).map_err(RelayError::Runtime)?;
        let writer = WriterThread { queue, thread, _lock: opened.lock };
        Ok(Self { config, listener, local, address, writer, routes: opened.routes })
    }

    /// What phones and contacts are given: where the relay is, and its key.
    #[must_use]
    pub fn address(&self) -> &RelayAddress {
        &self.address
    }

    /// The port that it listens on.
    #[must_use]
    pub fn port(&self) -> u16 {
        self.local.port()
    }

    /// Answers until `shutdown`.
    ///
    /// # Errors
    /// When the writing thread ended by itself.
    pub async fn run(self, shutdown: impl Future<Output = ()>) -> Result<(), RelayError> {
        let timeout = Duration::from_secs(u64::from(self.config.request_seconds));
        let most = usize::try_from(self.config.connections).unwrap_or(usize::MAX);
        let WriterThread { queue, thread, _lock: lock } = self.writer;
        tracing::info!(port = self.local.port(), "the relay is ready");
        let pages = http::RoutePages {
            queue: queue.clone(),
            routes: self.routes.as_ref().map(|started| started.routes.clone()),
            sms: self.config.routes.sms.clone().map(Arc::new),
            vapid_public: self
                .routes
                .as_ref()
                .and_then(|started| started.senders.vapid_public())
                .map(str::to_owned),
            body_timeout: timeout,
        };
        let (stop_sending, stopping) = watch::channel(());
        let sending = self.routes.map(|Started { routes, senders }| {
            let base = self.address.url().to_owned();
            let delivery =
                Delivery { routes, senders, queue: queue.clone(), base, patience: Patience::default() };
            tokio::spawn(delivery.run(stopping))
        });
        let router = http::router(queue, timeout).merge(pages.router());
        http::accept(self.listener, router, most, timeout, shutdown).await;
        drop(stop_sending);
        if let Some(sending) = sending {
            let _ = sending.await;
        }
        // The routes held the last way to the queue: the writer finishes what is in it and ends.
        let ended = tokio::task::spawn_blocking(move || thread.join()).await;
        drop(lock);
        match ended {
            Ok(Ok(())) => {
                tracing::info!("the relay has stopped");
                Ok(())
            }
            _ => Err(RelayError::Stopped),
        }
    }
}

struct WriterThread {
    queue: Queue,
    thread: JoinHandle<()>,
    _lock: File,
}

impl std::fmt::Debug for WriterThread {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("WriterThread").finish_non_exhaustive()
    }
}

struct Opened {
    relay: Relay<SqliteStorage>,
    routes: Option<Started>,
    clock: Clock,
    lock: File,
}

fn open(config: &Config, clock: Clock) -> Result<Opened, RelayError> {
    let folder = config.data.as_path();
    let trouble = |source| RelayError::Folder { folder: folder.to_owned(), source };
    files::create_private_folder(folder).map_err(trouble)?;
    let lock = files::lock_folder(folder)
        .map_err(trouble)?
        .ok_or_else(|| RelayError::AlreadyRunning { folder: folder.to_owned() })?;
    let database = folder.join(DATABASE);
    let has_database = database.try_exists().map_err(trouble)?;
    let secret = key_file::load_or_make(folder, has_database)?;
    let storage = SqliteStorage::open(&database, config.limits.database_mib)?;
    if !has_database {
        tracing::info!("an empty database was made");
    }
    let mut relay = Relay::open(storage, secret, config.limits, clock.now(), &mut chance::system())?;
    let routes = routes::start::start(&config.routes, folder, relay.storage(), Patience::default())?;
    if let Some(started) = &routes {
        relay = relay.with_routes(started.routes.clone());
    }
    Ok(Opened { relay, routes, clock, lock })
}

/// A relay on threads of its own, for tests, demonstrations and the command line. It stops when it is dropped.
#[derive(Debug)]
pub struct Server {
    /// What phones and contacts are given: where the relay is, and its key.
    pub address: RelayAddress,
    /// The port that it listens on.
    pub port: u16,
    running: Option<Running>,
}

#[derive(Debug)]
struct Running {
    stop: oneshot::Sender<()>,
    thread: JoinHandle<Result<(), RelayError>>,
}

impl Server {
    /// Starts the relay and returns once it answers.
    ///
    /// # Errors
    /// As [`serve`].
    pub fn start(config: Config) -> Result<Self, RelayError> {
        let (ready, started) = std::sync::mpsc::channel();
        let (stop, stopped) = oneshot::channel::<()>();
        let run = move || {
            let runtime = tokio::runtime::Builder::new_multi_thread()
                .worker_threads(2)
                .enable_all()
                .build()
                .map_err(RelayError::Runtime)?;
            runtime.block_on(async move {
                let listening = Listening::bind(config).await?;
                let _ = ready.send((listening.address().clone(), listening.port()));
                // A dropped sender means *stop* as well.
                listening.run(async { drop(stopped.await) }).await
            })
        };
        let thread =
            std::thread::Builder::new().name("relay".to_owned()).spawn(run).map_err(RelayError::Runtime)?;
        match started.recv() {
            Ok((address, port)) => Ok(Self { address, port, running: Some(Running { stop, thread }) }),
            // It ended before it was ready; its result says why.
            Err(_) => match thread.join() {
                Ok(Err(error)) => Err(error),
                _ => Err(RelayError::Stopped),
            },
        }
    }

    /// Stops: finishes the queue, folds the journal in, frees the port.
    ///
    /// # Errors
    /// When the relay ended badly.
    pub fn stop(mut self) -> Result<(), RelayError> {
        self.end()
    }

    fn end(&mut self) -> Result<(), RelayError> {
        let Some(Running { stop, thread }) = self.running.take() else { return Ok(()) };
        drop(stop);
        thread.join().unwrap_or(Err(RelayError::Stopped))
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        if self.end().is_err() {
            tracing::error!("the relay ended badly");
        }
    }
}
