//! The relay: the real rules over the real database, in this process, at the world's time.

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::SeedableRng;
use wayhome::RelayAddress;
use wayhome_protocol::ids::SendId;
use wayhome_protocol::keys::RelaySecret;
use wayhome_protocol::sync_request::{RowStatus, SyncAnswer, SyncRequest};
use wayhome_relay::storage::{SqliteStorage, Storage};
use wayhome_relay::{Limits, Relay};

use crate::clock::WorldClock;

/// Where phones believe the relay to be; nothing ever asks for this name.
const URL: &str = "http://relay.invalid/";

fn secret() -> RelaySecret {
    RelaySecret::from_bytes([0x42; 32])
}

/// What phones are given at set-up.
pub fn address() -> RelayAddress {
    RelayAddress::new(URL, secret().public()).unwrap()
}

/// A copy of the relay's database.
#[derive(Debug)]
pub struct Backup(Vec<u8>);

/// The relay of one world.
pub struct RelayHost {
    clock: Arc<WorldClock>,
    state: Mutex<State>,
}

struct State {
    folder: PathBuf,
    limits: Limits,
    relay: Option<Relay<SqliteStorage>>,
    rng: ChaCha20Rng,
    up: bool,
    stored: HashMap<SendId, HashSet<Vec<u8>>>,
}

impl State {
    fn database(&self) -> PathBuf {
        self.folder.join("relay.sqlite")
    }

    fn open(&mut self) {
        let storage = SqliteStorage::open(&self.database(), self.limits.database_mib).unwrap();
        self.relay = Some(Relay::open(storage, secret(), self.limits).unwrap());
    }

    fn close(&mut self) {
        if let Some(mut relay) = self.relay.take() {
            relay.close().unwrap();
        }
    }

    fn remove(&self) {
        for ending in ["", "-wal", "-shm"] {
            let mut path = self.database().into_os_string();
            path.push(ending);
            match std::fs::remove_file(&path) {
                Err(error) if error.kind() != std::io::ErrorKind::NotFound => panic!("{error}"),
                _ => {}
            }
        }
    }
}

impl RelayHost {
    /// A relay with an empty database, or with that of a backup.
    pub fn new(
        folder: &Path,
        clock: Arc<WorldClock>,
        seed: u64,
        limits: Limits,
        from: Option<&Backup>,
    ) -> Self {
        std::fs::create_dir_all(folder).unwrap();
        let rng = ChaCha20Rng::seed_from_u64(seed ^ 0x7265_6c61);
        let mut state =
            State { folder: folder.to_owned(), limits, relay: None, rng, up: true, stored: HashMap::new() };
        if let Some(Backup(bytes)) = from {
            std::fs::write(state.database(), bytes).unwrap();
        }
        state.open();
        Self { clock, state: Mutex::new(state) }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Where its files lie.
    pub fn folder(&self) -> PathBuf {
        self.state().folder.clone()
    }

    /// Whether it answers at all.
    pub fn set_up(&self, up: bool) {
        self.state().up = up;
    }

    /// Handles one request; `Err` is an HTTP status, 0 when there is no answer at all.
    pub fn handle(&self, path: &str, body: &[u8]) -> Result<Vec<u8>, u16> {
        let now = self.clock.now();
        let mut state = self.state();
        let State { relay: Some(relay), rng, up: true, stored, .. } = &mut *state else { return Err(0) };
        let answer = match path {
            "/v1/register" => relay.handle_register(now, body, rng),
            "/v1/sync" => relay.handle_sync(now, body, rng),
            "/v1/fetch" => relay.handle_fetch(now, body, rng),
            _ => return Err(404),
        };
        let answer = answer.map_err(|_| 400_u16)?;
        if path == "/v1/sync" {
            note_stored(stored, body, &answer);
        }
        Ok(answer)
    }

    /// How many different cells were ever stored for this send id.
    pub fn ever_stored(&self, send_id: SendId) -> usize {
        self.state().stored.get(&send_id).map_or(0, HashSet::len)
    }

    /// As after a restart: closed and opened again.
    pub fn restart(&self) {
        let mut state = self.state();
        state.close();
        state.open();
    }

    /// The housekeeping that a running relay does twice a minute.
    pub fn tick(&self) {
        let now = self.clock.now();
        if let Some(relay) = self.state().relay.as_mut() {
            relay.tick(now).unwrap();
        }
    }

    /// A copy of the database.
    pub fn backup(&self) -> Backup {
        let mut state = self.state();
        state.relay.as_mut().unwrap().storage().checkpoint().unwrap();
        Backup(std::fs::read(state.database()).unwrap())
    }

    /// The operator puts an old copy back.
    pub fn restore(&self, backup: &Backup) {
        let mut state = self.state();
        state.relay = None;
        state.remove();
        std::fs::write(state.database(), &backup.0).unwrap();
        state.open();
    }

    /// The operator has no copy: an empty database under the same key.
    pub fn replace_by_empty(&self) {
        let mut state = self.state();
        state.relay = None;
        state.remove();
        state.open();
    }
}

fn note_stored(stored: &mut HashMap<SendId, HashSet<Vec<u8>>>, body: &[u8], answer: &[u8]) {
    let (Ok(request), Ok(answer)) = (SyncRequest::decode(body), SyncAnswer::decode(answer)) else { return };
    let Ok(group) = request.group.open(&secret()) else { return };
    for (row, status) in group.rows.iter().zip(&answer.rows) {
        if *status == RowStatus::Stored {
            stored.entry(row.send_id).or_default().insert(row.cell.as_bytes().to_vec());
        }
    }
}
