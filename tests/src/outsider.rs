//! Someone without the app who speaks to the relay by hand, with a receive id of their own or one that a secret gives.

use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::SeedableRng;
use wayhome_protocol::cell::WireCell;
use wayhome_protocol::fetch_request::{FetchAnswer, FetchRequest};
use wayhome_protocol::group::{CircleSize, Group, Ring, Row};
use wayhome_protocol::ids::{ReceiveId, SendId, Tag};
use wayhome_protocol::keys::{ReceiveCapability, RelayPart, SendCapability};
use wayhome_protocol::register_request::{RegisterAnswer, RegisterEntry, RegisterRequest, RegisterStatus};
use wayhome_protocol::request::{Outcome, Reading};
use wayhome_protocol::sync_request::{RowStatus, SyncAnswer, SyncRequest};
use wayhome_protocol::time::Seconds;
use wayhome_protocol::timer::TimerCommand;

use crate::relay::{RelayHost, address};

/// One reader at the relay. See the module's documentation.
pub struct Outsider {
    receive_id: ReceiveId,
    capability: ReceiveCapability,
    discards: Vec<(SendId, SendCapability)>,
    registered: bool,
    count: u64,
    relay_seq: u64,
    rng: ChaCha20Rng,
}

impl Outsider {
    /// With ids of their own.
    pub fn new(seed: u64) -> Self {
        let mut rng = ChaCha20Rng::seed_from_u64(seed ^ 0x6f75_7473);
        let (id, capability) = (ReceiveId::make_random(&mut rng), ReceiveCapability::make_random(&mut rng));
        Self::reading_as(id, capability, rng)
    }

    /// As the reader that a shared secret gives.
    pub fn reading_as(receive_id: ReceiveId, capability: ReceiveCapability, mut rng: ChaCha20Rng) -> Self {
        let discard = |_| (SendId::make_random(&mut rng), SendCapability::make_random(&mut rng));
        let discards = (0..4).map(discard).collect();
        Self { receive_id, capability, discards, registered: false, count: 0, relay_seq: 0, rng }
    }

    /// Their dice.
    pub fn chance(&mut self) -> &mut ChaCha20Rng {
        &mut self.rng
    }

    fn reading(&self) -> Reading {
        let capability = ReceiveCapability::from_bytes(*self.capability.expose());
        Reading { receive_id: self.receive_id, capability }
    }

    /// Registers these; the statuses are in their order.
    pub fn register(&mut self, relay: &RelayHost, entries: Vec<RegisterEntry>) -> Vec<RegisterStatus> {
        let count = entries.len();
        let request = RegisterRequest { reading: self.reading(), entries };
        let answer = relay.handle("/v1/register", &request.encode().unwrap()).unwrap();
        let answer = RegisterAnswer::decode(&answer).unwrap();
        assert_eq!(answer.outcome, Outcome::Done);
        answer.statuses[..count].to_vec()
    }

    /// One sync with these rows, at most four.
    pub fn sync(
        &mut self,
        relay: &RelayHost,
        mut rows: Vec<Row>,
        timer: TimerCommand,
        wanted: Vec<Tag>,
    ) -> SyncAnswer {
        if !self.registered {
            let open = |(id, capability): &(SendId, SendCapability)| RegisterEntry::OpenDiscard {
                id: *id,
                capability: capability.hash(),
            };
            let entries = self.discards.iter().map(open).collect();
            self.register(relay, entries);
            self.registered = true;
        }
        self.count += 1;
        for (id, capability) in self.discards.iter().skip(rows.len()) {
            let capability = SendCapability::from_bytes(*capability.expose());
            rows.push(Row::make_cover(*id, capability, &mut self.rng));
        }
        let group = Group { count: self.count, made_before: 0, timer, rows };
        let group = group.seal(CircleSize::Four, address().key(), &mut self.rng).unwrap();
        let request = SyncRequest {
            reading: self.reading(),
            age: Seconds::ZERO,
            relay_seq: self.relay_seq,
            wanted,
            acknowledged: Vec::new(),
            group,
        };
        let body = request.encode(&mut self.rng).unwrap();
        let answer = SyncAnswer::decode(&relay.handle("/v1/sync", &body).unwrap()).unwrap();
        assert_eq!(answer.outcome, Outcome::Done);
        self.relay_seq = self.relay_seq.max(answer.relay_seq);
        answer
    }

    /// Sends one cell.
    pub fn send(
        &mut self,
        relay: &RelayHost,
        to: SendId,
        capability: SendCapability,
        cell: WireCell,
    ) -> RowStatus {
        let relay_part = RelayPart::make_random(&mut self.rng);
        let row = Row { send_id: to, capability, ring: Ring::None, relay_part, cell };
        self.sync(relay, vec![row], TimerCommand::noop(), Vec::new()).rows[0]
    }

    /// Everything after this cursor that the relay holds for them, nothing acknowledged.
    pub fn fetch(
        &mut self,
        relay: &RelayHost,
        mut cursor: u64,
    ) -> Vec<wayhome_protocol::fetch_request::FetchItem> {
        let mut items = Vec::new();
        loop {
            let request = FetchRequest {
                reading: self.reading(),
                cursor,
                relay_seq: self.relay_seq,
                acknowledged: Vec::new(),
                looked: true,
            };
            let answer = relay.handle("/v1/fetch", &request.encode().unwrap()).unwrap();
            let answer = FetchAnswer::decode(&answer).unwrap();
            assert_eq!(answer.outcome, Outcome::Done);
            self.relay_seq = self.relay_seq.max(answer.relay_seq);
            cursor = answer.items.iter().map(|item| item.id).max().unwrap_or(cursor);
            items.extend(answer.items);
            if !answer.more {
                return items;
            }
        }
    }
}
