//! Who takes part, and what they send.
#![allow(dead_code, reason = "two test programs share this file, and neither uses all of it")]

use std::time::Duration;

use rand::{CryptoRng, SeedableRng as _};
use rand_chacha::ChaCha20Rng;
use wayhome_protocol::cell::WireCell;
use wayhome_protocol::fetch_request::{FetchAnswer, FetchRequest};
use wayhome_protocol::group::{CircleSize, Group, Ring, Row};
use wayhome_protocol::ids::{ReceiveId, SendId, Tag};
use wayhome_protocol::keys::{ReceiveCapability, RelayPart, RelayPublic, RelaySecret, SendCapability};
use wayhome_protocol::register_request::{RegisterAnswer, RegisterEntry, RegisterRequest, RegisterStatus};
use wayhome_protocol::request::{Outcome, Reading};
use wayhome_protocol::sync_request::{SyncAnswer, SyncRequest};
use wayhome_protocol::time::{Seconds, Timestamp};
use wayhome_protocol::timer::TimerCommand;
use wayhome_relay::routes::Routes;
use wayhome_relay::storage::{SqliteStorage, Storage, StorageError, Tables};
use wayhome_relay::{Limits, Moment, Relay};

/// 2025-01-01, a moment like any other.
pub(crate) fn new_year() -> Timestamp {
    Timestamp::from_seconds(1_735_689_600)
}

pub(crate) fn chance(seed: u64) -> ChaCha20Rng {
    ChaCha20Rng::seed_from_u64(seed)
}

/// Someone whom the relay knows by a receive id.
#[derive(Clone)]
pub(crate) struct Person {
    pub(crate) receive_id: ReceiveId,
    pub(crate) capability: [u8; 32],
}

impl Person {
    pub(crate) fn new(number: u8) -> Self {
        Self { receive_id: ReceiveId::from_bytes([number; 16]), capability: [number ^ 0xff; 32] }
    }

    pub(crate) fn random(rng: &mut impl CryptoRng) -> Self {
        let capability = *ReceiveCapability::make_random(rng).expose();
        Self { receive_id: ReceiveId::make_random(rng), capability }
    }

    pub(crate) fn reading(&self) -> Reading {
        Reading { receive_id: self.receive_id, capability: ReceiveCapability::from_bytes(self.capability) }
    }

    /// Who knows the id and not the capability.
    pub(crate) fn impostor(&self) -> Self {
        Self { receive_id: self.receive_id, capability: [0x77; 32] }
    }
}

pub(crate) fn asha() -> Person {
    Person::new(1)
}

pub(crate) fn ben() -> Person {
    Person::new(2)
}

/// A mailbox as its senders know it.
#[derive(Clone)]
pub(crate) struct Mailbox {
    pub(crate) send_id: SendId,
    pub(crate) capability: [u8; 32],
}

impl Mailbox {
    pub(crate) fn new(number: u8) -> Self {
        Self { send_id: SendId::from_bytes([number; 16]), capability: [number ^ 0x0f; 32] }
    }

    pub(crate) fn random(rng: &mut impl CryptoRng) -> Self {
        let capability = *SendCapability::make_random(rng).expose();
        Self { send_id: SendId::make_random(rng), capability }
    }

    pub(crate) fn open(&self) -> RegisterEntry {
        let capability = SendCapability::from_bytes(self.capability).hash();
        RegisterEntry::OpenMailbox { id: self.send_id, capability }
    }

    pub(crate) fn discard(&self) -> RegisterEntry {
        let capability = SendCapability::from_bytes(self.capability).hash();
        RegisterEntry::OpenDiscard { id: self.send_id, capability }
    }

    pub(crate) fn row(&self, cell: &WireCell, rng: &mut impl CryptoRng) -> Row {
        self.row_with(cell, *RelayPart::make_random(rng).expose())
    }

    pub(crate) fn row_with(&self, cell: &WireCell, part: [u8; 32]) -> Row {
        Row {
            send_id: self.send_id,
            capability: SendCapability::from_bytes(self.capability),
            ring: Ring::Urgent,
            relay_part: RelayPart::from_bytes(part),
            cell: cell.clone(),
        }
    }
}

/// A cell with this tag and random content.
pub(crate) fn cell(tag: u8, rng: &mut impl CryptoRng) -> WireCell {
    let mut bytes = *WireCell::random(rng).as_bytes();
    bytes[..16].fill(tag);
    WireCell::from_bytes(bytes)
}

pub(crate) fn tag(byte: u8) -> Tag {
    Tag::from_bytes([byte; 16])
}

/// What one sync says; start from `Default`.
pub(crate) struct Say {
    pub(crate) age: u32,
    /// Minutes for which what it carries had waited when it was sealed.
    pub(crate) made_before: u16,
    pub(crate) relay_seq: u64,
    pub(crate) wanted: Vec<Tag>,
    pub(crate) acknowledged: Vec<Tag>,
    pub(crate) count: u64,
    pub(crate) timer: TimerCommand,
    pub(crate) rows: Vec<Row>,
    pub(crate) size: CircleSize,
}

impl Default for Say {
    fn default() -> Self {
        Self {
            age: 0,
            made_before: 0,
            relay_seq: 0,
            wanted: Vec::new(),
            acknowledged: Vec::new(),
            count: 1,
            timer: TimerCommand::noop(),
            rows: Vec::new(),
            size: CircleSize::Four,
        }
    }
}

pub(crate) fn sync_body(who: &Person, relay: &RelayPublic, say: Say, rng: &mut impl CryptoRng) -> Vec<u8> {
    let mut rows = say.rows;
    while rows.len() < say.size.rows() {
        rows.push(Row::make_cover(SendId::make_random(rng), SendCapability::make_random(rng), rng));
    }
    let group = Group { count: say.count, made_before: say.made_before, timer: say.timer, rows }
        .seal(say.size, relay, rng)
        .unwrap();
    let request = SyncRequest {
        reading: who.reading(),
        age: Seconds::new(say.age),
        relay_seq: say.relay_seq,
        wanted: say.wanted,
        acknowledged: say.acknowledged,
        group,
    };
    request.encode(rng).unwrap().to_vec()
}

pub(crate) fn register_body(who: &Person, entries: Vec<RegisterEntry>) -> Vec<u8> {
    RegisterRequest { reading: who.reading(), entries }.encode().unwrap().to_vec()
}

pub(crate) fn fetch_body(who: &Person, cursor: u64, relay_seq: u64, acknowledged: Vec<u64>) -> Vec<u8> {
    let reading = who.reading();
    FetchRequest { reading, cursor, relay_seq, acknowledged, looked: false }.encode().unwrap().to_vec()
}

/// A person has in front of them everything up to the cursor.
pub(crate) fn looked_body(who: &Person, cursor: u64) -> Vec<u8> {
    let (reading, acknowledged) = (who.reading(), Vec::new());
    FetchRequest { reading, cursor, relay_seq: 0, acknowledged, looked: true }.encode().unwrap().to_vec()
}

/// A relay without a network, on a disk of its own, with clocks that tests set.
pub(crate) struct World {
    pub(crate) folder: tempfile::TempDir,
    pub(crate) relay: Relay<SqliteStorage>,
    pub(crate) public: RelayPublic,
    /// What the machine's calendar says. Setting it is setting the clock; time passes with `pass`.
    pub(crate) now: Timestamp,
    /// How long the relay's process has been running.
    pub(crate) running: Duration,
    pub(crate) rng: ChaCha20Rng,
    limits: Limits,
}

impl World {
    pub(crate) fn new() -> Self {
        Self::with(Limits::default())
    }

    pub(crate) fn with(limits: Limits) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let (now, mut rng) = (new_year(), chance(7));
        let relay = Self::open(&folder, limits, now, &mut rng);
        let public = relay.secret().public();
        Self { folder, relay, public, now, running: Duration::ZERO, rng, limits }
    }

    fn open(
        folder: &tempfile::TempDir,
        limits: Limits,
        wall: Timestamp,
        rng: &mut ChaCha20Rng,
    ) -> Relay<SqliteStorage> {
        let storage = SqliteStorage::open(&folder.path().join("relay.sqlite"), limits.database_mib).unwrap();
        let now = Moment { wall, running: Duration::ZERO };
        Relay::open(storage, RelaySecret::from_bytes([5; 32]), limits, now, rng).unwrap()
    }

    /// With routes to people without the app.
    pub(crate) fn with_routes(self, routes: Routes) -> Self {
        let Self { folder, relay, public, now, running, rng, limits } = self;
        Self { folder, relay: relay.with_routes(routes), public, now, running, rng, limits }
    }

    /// What the machine's clocks say.
    pub(crate) fn moment(&self) -> Moment {
        Moment { wall: self.now, running: self.running }
    }

    /// Time passes, and the relay runs.
    pub(crate) fn pass(&mut self, length: Seconds) {
        self.now = self.now.saturating_add(length);
        self.running = self.running.saturating_add(Duration::from_millis(length.as_millis()));
        self.relay.run_until(self.moment(), &mut self.rng).unwrap();
    }

    pub(crate) fn tick(&mut self) {
        while self.relay.tick(self.moment(), &mut self.rng).unwrap().more {}
    }

    /// Ends without any farewell, and starts again over the same files.
    pub(crate) fn restart(self) -> Self {
        self.down(Seconds::ZERO)
    }

    /// Ends without any farewell, and starts again after a time.
    pub(crate) fn down(self, length: Seconds) -> Self {
        let Self { folder, relay, public, now, mut rng, limits, .. } = self;
        drop(relay);
        let now = now.saturating_add(length);
        let relay = Self::open(&folder, limits, now, &mut rng);
        Self { folder, relay, public, now, running: Duration::ZERO, rng, limits }
    }

    /// Ends, puts an older database back, and starts again.
    pub(crate) fn put_back(mut self, older: &[u8]) -> Self {
        self.relay.close().unwrap();
        let Self { folder, relay, public, now, mut rng, limits, .. } = self;
        drop(relay);
        std::fs::write(folder.path().join("relay.sqlite"), older).unwrap();
        let relay = Self::open(&folder, limits, now, &mut rng);
        Self { folder, relay, public, now, running: Duration::ZERO, rng, limits }
    }

    pub(crate) fn backup(&mut self) -> Vec<u8> {
        self.relay.close().unwrap();
        std::fs::read(self.folder.path().join("relay.sqlite")).unwrap()
    }

    pub(crate) fn register(&mut self, who: &Person, entries: Vec<RegisterEntry>) -> RegisterAnswer {
        let body = register_body(who, entries);
        let answer = self.relay.handle_register(self.moment(), &body, &mut self.rng).unwrap();
        RegisterAnswer::decode(&answer).unwrap()
    }

    /// Registers, and expects that all of it is done.
    pub(crate) fn set_up(&mut self, who: &Person, entries: Vec<RegisterEntry>) {
        let answer = self.register(who, entries);
        assert_eq!(answer.outcome, Outcome::Done);
        assert_eq!(answer.statuses, [RegisterStatus::Done; 16]);
    }

    pub(crate) fn sync(&mut self, who: &Person, say: Say) -> SyncAnswer {
        let body = sync_body(who, &self.public, say, &mut self.rng);
        self.sync_bytes(&body)
    }

    pub(crate) fn sync_bytes(&mut self, body: &[u8]) -> SyncAnswer {
        let answer = self.relay.handle_sync(self.moment(), body, &mut self.rng).unwrap();
        SyncAnswer::decode(&answer).unwrap()
    }

    pub(crate) fn fetch(&mut self, who: &Person, cursor: u64) -> FetchAnswer {
        self.fetch_with(who, cursor, 0, Vec::new())
    }

    pub(crate) fn fetch_with(
        &mut self,
        who: &Person,
        cursor: u64,
        relay_seq: u64,
        acknowledged: Vec<u64>,
    ) -> FetchAnswer {
        let body = fetch_body(who, cursor, relay_seq, acknowledged);
        let answer = self.relay.handle_fetch(self.moment(), &body, &mut self.rng).unwrap();
        FetchAnswer::decode(&answer).unwrap()
    }

    /// Somebody has in front of them everything up to the cursor.
    pub(crate) fn looks(&mut self, who: &Person, cursor: u64) -> FetchAnswer {
        let body = looked_body(who, cursor);
        FetchAnswer::decode(&self.relay.handle_fetch(self.moment(), &body, &mut self.rng).unwrap()).unwrap()
    }

    /// The cells that wait for someone.
    pub(crate) fn waiting(&mut self, who: &Person) -> Vec<WireCell> {
        let (mut cells, mut cursor) = (Vec::new(), 0);
        loop {
            let answer = self.fetch(who, cursor);
            for item in answer.items {
                cursor = item.id;
                cells.push(item.cell);
            }
            if !answer.more {
                return cells;
            }
        }
    }

    /// Looks into the storage.
    pub(crate) fn look<T>(&mut self, mut with: impl FnMut(&mut dyn Tables) -> Result<T, StorageError>) -> T {
        let mut value = None;
        let work = &mut |tables: &mut dyn Tables| {
            value = Some(with(tables)?);
            Ok(())
        };
        self.relay.storage().transaction(work).unwrap();
        value.unwrap()
    }
}
