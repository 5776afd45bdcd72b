//! A real relay over HTTP in this process, whose clock can be moved ahead.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread::JoinHandle;

use tokio::sync::oneshot;
use wayhome_protocol::relay_address::RelayAddress;
use wayhome_protocol::time::Timestamp;
use wayhome_relay::{Config, Listening, SetClock};

/// The machine's clock and what was added to it, in milliseconds.
#[derive(Default)]
pub(crate) struct MovedClock(AtomicU64);

impl MovedClock {
    pub(crate) fn pass(&self, seconds: u64) {
        self.0.fetch_add(seconds * 1_000, Ordering::SeqCst);
        // The relay looks at such a clock many times a second, and tells what became due.
        std::thread::sleep(std::time::Duration::from_millis(300));
    }
}

impl SetClock for MovedClock {
    #[allow(clippy::disallowed_methods, reason = "this program owns the clock that it shows to others")]
    fn now(&self) -> Timestamp {
        let machine = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap();
        Timestamp::from_millis(machine.as_millis() as u64 + self.0.load(Ordering::SeqCst))
    }
}

struct Running {
    stop: oneshot::Sender<()>,
    thread: JoinHandle<()>,
}

/// The relay, its folder and its port, which stay the same over a stop.
pub(crate) struct RelayHost {
    clock: Arc<MovedClock>,
    folder: tempfile::TempDir,
    listen: SocketAddr,
    address: RelayAddress,
    running: Option<Running>,
}

impl RelayHost {
    pub(crate) fn start() -> Self {
        let clock = Arc::new(MovedClock::default());
        let folder = tempfile::tempdir().unwrap();
        let listen = SocketAddr::from(([127, 0, 0, 1], 0));
        let (running, address, port) = run(&clock, folder.path(), listen);
        let listen = SocketAddr::from(([127, 0, 0, 1], port));
        Self { clock, folder, listen, address, running: Some(running) }
    }

    pub(crate) fn address(&self) -> &RelayAddress {
        &self.address
    }

    pub(crate) fn clock(&self) -> Arc<MovedClock> {
        Arc::clone(&self.clock)
    }

    pub(crate) fn down(&mut self) {
        if let Some(Running { stop, thread }) = self.running.take() {
            drop(stop);
            thread.join().unwrap();
        }
    }

    pub(crate) fn up(&mut self) {
        if self.running.is_none() {
            self.running = Some(run(&self.clock, self.folder.path(), self.listen).0);
        }
    }
}

fn run(
    clock: &Arc<MovedClock>,
    folder: &std::path::Path,
    listen: SocketAddr,
) -> (Running, RelayAddress, u16) {
    // Whatever else a relay is told by its environment holds here too, its public address for instance.
    let file = std::env::var_os("FAMILY_WORKER_RELAY_CONFIG").map(PathBuf::from);
    let told = Config::load(file.as_deref(), |name| std::env::var(name).ok()).unwrap();
    let config = Config { listen, data: folder.to_owned(), ..told };
    let clock: Arc<dyn SetClock> = Arc::<MovedClock>::clone(clock);
    let (stop, stopped) = oneshot::channel::<()>();
    let (ready, started) = std::sync::mpsc::channel();
    let thread = std::thread::spawn(move || {
        let runtime =
            tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
        runtime.block_on(async {
            let listening = Listening::bind_with_clock(config, clock).await.unwrap();
            ready.send((listening.address().clone(), listening.port())).unwrap();
            listening
                .run(async {
                    let _ = stopped.await;
                })
                .await
                .unwrap();
        });
    });
    let (address, port) = started.recv().unwrap();
    (Running { stop, thread }, address, port)
}
