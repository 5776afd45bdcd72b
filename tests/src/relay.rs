//! The relay: the real rules over the real database, in this process, at the world's time.

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::SeedableRng;
use wayhome::{RelayAddress, Timestamp};
use wayhome_protocol::ids::SendId;
use wayhome_protocol::keys::RelaySecret;
use wayhome_protocol::sync_request::{RowStatus, SyncAnswer, SyncRequest};
use wayhome_relay::storage::{SqliteStorage, Storage};
use wayhome_relay::{Limits, Moment, Relay};

use crate::clock::WorldClock;

/// Where phones believe the relay to be; nothing ever asks for this name.
const URL: &str = "http://relay.invalid/";

pub(crate) fn secret() -> RelaySecret {
    RelaySecret::from_bytes([0x42; 32])
}

/// What phones are given at set-up.
pub fn address() -> RelayAddress {
    RelayAddress::new(URL, secret().public()).unwrap()
}

/// Someone who sees all that happens at the relay, and says nothing.
pub trait Witness: Send + Sync {
    /// The relay has run until now, and told what was due.
    fn ran(&self, now: u64);
    /// It has answered a request.
    fn answered(&self, now: u64, path: &str, body: &[u8], answer: &[u8]);
}

/// A copy of the relay's database.
#[derive(Clone, Debug)]
pub struct Backup(Vec<u8>);

/// The relay of one world.
///
/// Between two requests it runs on in the world's time as a real one does, telling each step at its moment; what
/// that costs goes by how much there is to tell, so that virtual months pass in well under a second.
pub struct RelayHost {
    clock: Arc<WorldClock>,
    state: Mutex<State>,
}

struct State {
    folder: PathBuf,
    limits: Limits,
    relay: Option<Relay<SqliteStorage>>,
    rng: ChaCha20Rng,
    /// When its process started, by the world's clock.
    started: u64,
    /// How far its machine's calendar is off.
    offset: i64,
    /// How far its machine counts the time it runs wrongly.
    running_off: i64,
    witness: Option<Arc<dyn Witness>>,
    /// Who answers syncs in its place.
    impostor: Option<Relay<SqliteStorage>>,
    stored: HashMap<SendId, HashSet<Vec<u8>>>,
}

impl State {
    fn database(&self) -> PathBuf {
        self.folder.join("relay.sqlite")
    }

    /// What its machine's clocks say.
    fn moment(&self, now: u64) -> Moment {
        let wall = Timestamp::from_millis(now.saturating_add_signed(self.offset));
        let running = now.saturating_sub(self.started).saturating_add_signed(self.running_off);
        Moment { wall, running: Duration::from_millis(running) }
    }

    fn open(&mut self, now: u64) {
        let storage = SqliteStorage::open(&self.database(), self.limits.database_mib).unwrap();
        self.started = now;
        let moment = self.moment(now);
        self.relay = Some(Relay::open(storage, secret(), self.limits, moment, &mut self.rng).unwrap());
    }

    fn close(&mut self) {
        if let Some(mut relay) = self.relay.take() {
            relay.close().unwrap();
        }
    }

    /// It has run until now.
    fn run(&mut self, now: u64) {
        let moment = self.moment(now);
        if let Some(relay) = self.relay.as_mut() {
            relay.run_until(moment, &mut self.rng).unwrap();
            if let Some(witness) = &self.witness {
                witness.ran(now);
            }
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

    /// Ends the process, changes the files, and starts it again if it ran.
    fn replace(&mut self, now: u64, change: impl FnOnce(&Self)) {
        let ran = self.relay.take().is_some();
        self.remove();
        change(self);
        if ran {
            self.open(now);
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
        let folder = folder.to_owned();
        let stored = HashMap::new();
        let mut state = State {
            folder,
            limits,
            relay: None,
            rng,
            started: 0,
            offset: 0,
            running_off: 0,
            witness: None,
            impostor: None,
            stored,
        };
        if let Some(Backup(bytes)) = from {
            std::fs::write(state.database(), bytes).unwrap();
        }
        state.open(clock.millis());
        Self { clock, state: Mutex::new(state) }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Where its files lie.
    pub fn folder(&self) -> PathBuf {
        self.state().folder.clone()
    }

    /// Whether it runs. While it does not, its service time stands still, and it answers nothing.
    pub fn set_up(&self, up: bool) {
        let now = self.clock.millis();
        let mut state = self.state();
        match (up, state.relay.is_some()) {
            (true, false) => state.open(now),
            (false, true) => {
                state.run(now);
                state.close();
            }
            _ => {}
        }
    }

    /// Its machine's calendar is set forward, or back, by so many milliseconds. It goes on running.
    pub fn set_clock_off(&self, millis: i64) {
        let now = self.clock.millis();
        let mut state = self.state();
        state.run(now);
        state.offset = state.offset.saturating_add(millis);
        state.run(now);
    }

    /// Its machine miscounts the time it runs by so many milliseconds from now on: a relay that is wrong, to see
    /// that this is noticed.
    pub fn miscount(&self, millis: i64) {
        let now = self.clock.millis();
        let mut state = self.state();
        state.run(now);
        state.running_off = state.running_off.saturating_add(millis);
    }

    /// From now on somebody with a copy of its database and its key answers syncs in its place, and keeps for
    /// themselves what they are given: a relay that is not one, to see that this is noticed.
    pub fn impersonate(&self) {
        let backup = self.backup();
        let now = self.clock.millis();
        let mut state = self.state();
        let path = state.folder.join("impostor.sqlite");
        std::fs::write(&path, &backup.0).unwrap();
        let storage = SqliteStorage::open(&path, state.limits.database_mib).unwrap();
        let (limits, moment) = (state.limits, state.moment(now));
        state.impostor = Some(Relay::open(storage, secret(), limits, moment, &mut state.rng).unwrap());
    }

    /// From now on, somebody sees all that happens here.
    pub fn set_witness(&self, witness: Arc<dyn Witness>) {
        self.state().witness = Some(witness);
    }

    /// Where its database lies.
    pub fn database(&self) -> PathBuf {
        self.state().database()
    }

    /// Handles one request; `Err` is an HTTP status, 0 when there is no answer at all.
    pub fn handle(&self, path: &str, body: &[u8]) -> Result<Vec<u8>, u16> {
        let now = self.clock.millis();
        let mut state = self.state();
        state.run(now);
        let moment = state.moment(now);
        let State { relay: Some(relay), impostor, rng, stored, .. } = &mut *state else { return Err(0) };
        if let Some(impostor) = impostor.as_mut().filter(|_| path == "/v1/sync") {
            return impostor.handle_sync(moment, body, rng).map_err(|_| 400);
        }
        let answer = match path {
            "/v1/register" => relay.handle_register(moment, body, rng),
            "/v1/sync" => relay.handle_sync(moment, body, rng),
            "/v1/fetch" => relay.handle_fetch(moment, body, rng),
            "/v1/plan" => relay.handle_plan(moment, body, rng),
            "/v1/dossier/put" => relay.handle_dossier_put(moment, body, rng),
            "/v1/dossier/get" => relay.handle_dossier_get(moment, body, rng),
            _ => return Err(404),
        };
        let answer = answer.map_err(|_| 400_u16)?;
        if path == "/v1/sync" {
            note_stored(stored, body, &answer);
        }
        if let Some(witness) = &state.witness {
            witness.answered(now, path, body, &answer);
        }
        Ok(answer)
    }

    /// How many different cells were ever stored for this send id.
    pub fn ever_stored(&self, send_id: SendId) -> usize {
        self.state().stored.get(&send_id).map_or(0, HashSet::len)
    }

    /// As after a restart: closed and opened again, if it runs.
    pub fn restart(&self) {
        let now = self.clock.millis();
        let mut state = self.state();
        if state.relay.is_some() {
            state.run(now);
            state.close();
            state.open(now);
        }
    }

    /// It is killed and starts again at once: nothing is closed, and what it had not written down is gone.
    pub fn kill(&self) {
        let now = self.clock.millis();
        let mut state = self.state();
        if state.relay.take().is_some() {
            state.open(now);
        }
    }

    /// It has run until now, and told what was due.
    pub fn tick(&self) {
        let now = self.clock.millis();
        self.state().run(now);
    }

    /// When it will tell something next, by the world's clock, if it runs until then.
    pub fn next_deadline(&self) -> Option<u64> {
        let mut state = self.state();
        let started = state.started;
        let due = state.relay.as_mut()?.next_deadline().unwrap()?;
        let running = u64::try_from(due.running.as_millis()).unwrap();
        Some(started + running.saturating_add_signed(-state.running_off))
    }

    /// A copy of the database.
    pub fn backup(&self) -> Backup {
        let now = self.clock.millis();
        let mut state = self.state();
        state.run(now);
        if let Some(relay) = state.relay.as_mut() {
            relay.storage().checkpoint().unwrap();
        }
        Backup(std::fs::read(state.database()).unwrap())
    }

    /// The operator puts an old copy back.
    pub fn restore(&self, backup: &Backup) {
        let now = self.clock.millis();
        self.state().replace(now, |state| std::fs::write(state.database(), &backup.0).unwrap());
    }

    /// The operator has no copy: an empty database under the same key.
    pub fn replace_by_empty(&self) {
        let now = self.clock.millis();
        self.state().replace(now, |_| {});
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
