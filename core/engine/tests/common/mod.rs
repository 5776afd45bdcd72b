//! A phone without I/O: an engine whose records live in maps, restored from them after every step, and a relay
//! that exists only as its key, so that a test can read what was sent and answer as it likes.
#![allow(dead_code, reason = "each test file uses a part")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a helper of tests")]

pub(crate) mod powers;

use std::collections::BTreeMap;

use rand::SeedableRng;
use rand_chacha::ChaCha20Rng;
use wayhome_engine::{
    AddedVault, Answered, Change, CheckInDraft, CircleRoom, Cover, Engine, EngineError, EventKind,
    LobbySetup, NewVault, RecordKey, Region, Run, Sharing, SlotTicket, Ticket, Transmit, TransportFailure,
};
use wayhome_protocol::chain::SendingChain;
use wayhome_protocol::dossier_request::{
    ASK_INDEX, DossierGetAnswer, DossierGetOutcome, DossierGetRequest, DossierPutAnswer, DossierPutOutcome,
    DossierPutRequest, SealedChunk,
};
use wayhome_protocol::fetch_request::{FetchAnswer, FetchItem, FetchRequest};
use wayhome_protocol::group::Group;
use wayhome_protocol::ids::{DossierId, ReceiveId};
use wayhome_protocol::keys::RelaySecret;
use wayhome_protocol::message::CheckInState;
use wayhome_protocol::plan_request::{PlanAnswer, PlanOutcome, PlanRequest};
use wayhome_protocol::register_request::{RegisterAnswer, RegisterEntry, RegisterRequest, RegisterStatus};
use wayhome_protocol::relay_address::RelayAddress;
use wayhome_protocol::request::Outcome;
use wayhome_protocol::sync_request::{RowStatus, SyncAnswer, SyncRequest, TimerStatus};
use wayhome_protocol::time::{Minute, Seconds, Timestamp};
use wayhome_protocol::timer_word::{TimerState, TimerWord};
use wayhome_protocol::uploaded_plan::UploadedPlan;

pub(crate) const START: Timestamp = Timestamp::from_seconds(1_790_000_000);

pub(crate) type Records = BTreeMap<RecordKey, Vec<u8>>;

/// The relay's key; every phone of a test uses it.
pub(crate) fn relay_secret() -> RelaySecret {
    RelaySecret::from_bytes([7; 32])
}

/// The first vault of a store, in this region.
pub(crate) fn new_vault(region: u8, name: &str) -> NewVault {
    let others = (0..4).filter(|other| *other != region);
    let tickets = others.map(|region| SlotTicket { region, bytes: vec![region; 34] }).collect();
    NewVault { region, name: name.to_owned(), language: "en".to_owned(), tickets }
}

/// The record of a vault's or the lobby's head.
pub(crate) const HEAD: RecordKey = RecordKey { kind: 1, id: [0; 16] };

/// The chains by which a vault seals for each of the seats, as its head keeps them.
pub(crate) fn chains(vault: &Records) -> Vec<SendingChain> {
    let fields = powers::fields(vault.get(&HEAD).unwrap());
    let mut decoder = minicbor::Decoder::new(fields.get(&36).unwrap());
    let seats = decoder.array().unwrap().unwrap();
    (0..seats)
        .map(|_| {
            let numbers = decoder.map().unwrap().unwrap();
            assert_eq!(decoder.u32().unwrap(), 0);
            let chain = SendingChain::decode(decoder.bytes().unwrap()).unwrap();
            for _ in 1..numbers {
                decoder.skip().unwrap();
                decoder.skip().unwrap();
            }
            chain
        })
        .collect()
}

pub(crate) struct Phone {
    pub(crate) lobby: Records,
    pub(crate) vault: Records,
    pub(crate) now: Timestamp,
    pub(crate) rng: ChaCha20Rng,
    /// The changes of the last step.
    pub(crate) last: Vec<(Region, RecordKey, Option<usize>)>,
    /// Plans that were uploaded in runs, each with its hash.
    pub(crate) uploads: Vec<([u8; 32], UploadedPlan)>,
    /// What becomes of uploads; `None` for an answer that makes no sense.
    pub(crate) upload_outcome: Option<PlanOutcome>,
    /// What lies in this phone's mailboxes at the relay.
    pub(crate) mail: Vec<FetchItem>,
    /// How far the relay's clock is ahead, as its answers to fetches say.
    pub(crate) relay_ahead: Seconds,
    /// Everything this phone registered in runs.
    pub(crate) registered: Vec<RegisterEntry>,
    /// What lies in mailboxes that this phone reads as somebody else: in meetings.
    pub(crate) meetings: BTreeMap<ReceiveId, Vec<FetchItem>>,
    /// Chunks of dossiers at the relay: how many there are in all, and those that are there.
    pub(crate) chunks: BTreeMap<DossierId, (u32, BTreeMap<u32, SealedChunk>)>,
}

impl Phone {
    pub(crate) fn new(seed: u64, name: &str) -> Self {
        Self::with_room(seed, name, CircleRoom::Four)
    }

    pub(crate) fn with_room(seed: u64, name: &str, room: CircleRoom) -> Self {
        let rng = ChaCha20Rng::seed_from_u64(seed);
        let mut phone = Self {
            lobby: Records::new(),
            vault: Records::new(),
            now: START,
            rng,
            last: Vec::new(),
            uploads: Vec::new(),
            upload_outcome: Some(PlanOutcome::Stored),
            mail: Vec::new(),
            relay_ahead: Seconds::ZERO,
            registered: Vec::new(),
            meetings: BTreeMap::new(),
            chunks: BTreeMap::new(),
        };
        let relay = RelayAddress::new("http://127.0.0.1:1/", relay_secret().public()).unwrap();
        let mut engine = Engine::create(
            &LobbySetup { relay, now: phone.now, cover: Cover::default(), room },
            &mut phone.rng,
        )
        .unwrap();
        engine.create_vault(phone.now, &new_vault(2, name), &mut phone.rng).unwrap();
        phone.keep(engine.take_changes().unwrap());
        phone
    }

    fn keep(&mut self, changes: Vec<Change>) {
        self.last.clear();
        for change in changes {
            let length = change.value.as_ref().map(|value| value.len());
            self.last.push((change.region, change.key, length));
            let records = match change.region {
                Region::Lobby => &mut self.lobby,
                Region::Vault => &mut self.vault,
            };
            match change.value {
                Some(value) => drop(records.insert(change.key, value.to_vec())),
                None => drop(records.remove(&change.key)),
            }
        }
    }

    /// An engine restored from the records.
    pub(crate) fn engine(&mut self) -> Engine {
        let mut engine = Engine::load(self.lobby.iter().map(|(k, v)| (*k, v.as_slice()))).unwrap();
        engine.open_vault(self.vault.iter().map(|(k, v)| (*k, v.as_slice()))).unwrap();
        engine.tick(self.now, &mut self.rng).unwrap();
        engine
    }

    /// One step: restored, worked, kept. An error keeps nothing.
    pub(crate) fn step<T>(
        &mut self,
        work: impl FnOnce(&mut Engine, Timestamp, &mut ChaCha20Rng) -> Result<T, EngineError>,
    ) -> Result<T, EngineError> {
        let mut engine = self.engine();
        let result = work(&mut engine, self.now, &mut self.rng)?;
        self.keep(engine.take_changes().unwrap());
        Ok(result)
    }

    /// One step with the vault closed.
    pub(crate) fn locked_step<T>(
        &mut self,
        work: impl FnOnce(&mut Engine, Timestamp, &mut ChaCha20Rng) -> Result<T, EngineError>,
    ) -> Result<T, EngineError> {
        let mut engine = Engine::load(self.lobby.iter().map(|(k, v)| (*k, v.as_slice()))).unwrap();
        let result = work(&mut engine, self.now, &mut self.rng)?;
        self.keep(engine.take_changes().unwrap());
        Ok(result)
    }

    /// Makes a further vault from the open one, which stays open. Returns its records.
    pub(crate) fn add_vault(&mut self, new: &AddedVault) -> Records {
        let changes = self.step(|e, now, rng| e.add_vault(now, new, &[7; 37], rng)).unwrap();
        changes.into_iter().map(|change| (change.key, change.value.unwrap().to_vec())).collect()
    }

    /// Puts another vault in the place of the open one.
    pub(crate) fn switch(&mut self, other: &mut Records) {
        std::mem::swap(&mut self.vault, other);
    }

    pub(crate) fn check_in(&mut self) -> wayhome_protocol::ids::EventId {
        self.step(|e, now, rng| e.check_in(now, &CheckInDraft::new(CheckInState::Ok), rng)).unwrap()
    }

    /// Confirms `others` as contacts.
    pub(crate) fn pair(&mut self, others: &mut [Phone]) {
        for (index, other) in others.iter_mut().enumerate() {
            let offer = self.step(|e, now, rng| e.invite(now, rng)).unwrap().to_text();
            let (_, answer) = other.step(|e, now, rng| e.accept(now, &offer, "Asha", rng)).unwrap();
            let name = format!("contact {index}");
            let answer = answer.to_text();
            self.step(|e, now, rng| e.confirm(now, &answer, &name, Sharing::Always, rng)).unwrap();
        }
    }

    /// The next request of a run.
    pub(crate) fn next(&mut self, run: &mut Run) -> Option<Transmit> {
        self.step(|e, now, rng| e.next_request(now, run, rng)).unwrap()
    }

    pub(crate) fn answer(
        &mut self,
        run: &mut Run,
        ticket: Ticket,
        bytes: Result<&[u8], TransportFailure>,
    ) -> Answered {
        self.step(|e, now, rng| e.handle_answer(now, run, &ticket, bytes, true, rng)).unwrap()
    }

    /// Runs until nothing is left, answering every row as stored. Returns the groups in the order they were sent.
    pub(crate) fn run_all(&mut self) -> Vec<Group> {
        self.run_with(&mut Run::now(), |group| sound(group.count))
    }

    pub(crate) fn run_with(
        &mut self,
        run: &mut Run,
        mut reply: impl FnMut(&Group) -> SyncAnswer,
    ) -> Vec<Group> {
        let mut groups = Vec::new();
        while let Some(transmit) = self.next(run) {
            let bytes = match transmit.path {
                "/v1/register" => {
                    self.registered.extend(RegisterRequest::decode(&transmit.body).unwrap().entries);
                    registered()
                }
                "/v1/plan" => match self.upload(&transmit.body) {
                    Some(bytes) => bytes,
                    None => {
                        self.answer(run, transmit.ticket, Err(TransportFailure::Garbled));
                        continue;
                    }
                },
                "/v1/fetch" => self.fetch(&transmit.body),
                "/v1/dossier/put" => self.put_chunk(&transmit.body),
                "/v1/dossier/get" => self.get_chunk(&transmit.body),
                "/v1/sync" => {
                    let request = SyncRequest::decode(&transmit.body).unwrap();
                    let group = request.group.open(&relay_secret()).unwrap();
                    let bytes = reply(&group).encode(&mut self.rng).unwrap();
                    groups.push(group);
                    bytes
                }
                other => panic!("unexpected request {other}"),
            };
            self.answer(run, transmit.ticket, Ok(&bytes));
        }
        groups
    }
}

impl Phone {
    fn upload(&mut self, body: &[u8]) -> Option<Vec<u8>> {
        let outcome = self.upload_outcome?;
        // After a put-back every place is sent again, those too that hold nothing but noise.
        let Ok(encoded) = PlanRequest::decode(body).unwrap().plan.open(&relay_secret()) else {
            return Some(PlanAnswer { outcome: PlanOutcome::NotOpened, relay_seq: 5 }.encode());
        };
        self.uploads.push((encoded.hash(), encoded.decode().unwrap()));
        Some(PlanAnswer { outcome, relay_seq: 5 }.encode())
    }

    pub(crate) fn fetch(&mut self, body: &[u8]) -> Vec<u8> {
        let request = FetchRequest::decode(body).unwrap();
        self.mail.retain(|item| !request.acknowledged.contains(&item.id));
        let mail = self.meetings.get(&request.reading.receive_id).unwrap_or(&self.mail);
        let items = mail.iter().filter(|item| item.id > request.cursor).take(16).cloned().collect();
        let now = Minute::containing(self.now.saturating_add(self.relay_ahead));
        FetchAnswer { outcome: Outcome::Done, more: false, relay_seq: 5, now, items }
            .encode(&mut self.rng)
            .unwrap()
    }

    fn put_chunk(&mut self, body: &[u8]) -> Vec<u8> {
        let request = DossierPutRequest::decode(body).unwrap();
        let (count, chunks) = self.chunks.entry(request.dossier).or_insert((request.count, BTreeMap::new()));
        if request.index != ASK_INDEX {
            chunks.insert(request.index, request.chunk);
        }
        let first_missing = (0..*count).find(|index| !chunks.contains_key(index)).unwrap_or(*count);
        let outcome = DossierPutOutcome::Done;
        DossierPutAnswer { outcome, count: *count, first_missing, relay_seq: 5 }.encode()
    }

    fn get_chunk(&mut self, body: &[u8]) -> Vec<u8> {
        let request = DossierGetRequest::decode(body).unwrap();
        let found = self.chunks.get(&request.dossier);
        let (count, chunk) = found.map_or((0, None), |(count, chunks)| (*count, chunks.get(&request.index)));
        let outcome = if chunk.is_some() { DossierGetOutcome::Given } else { DossierGetOutcome::Unknown };
        DossierGetAnswer { outcome, count, chunk: chunk.cloned() }.encode(&mut self.rng)
    }

    /// A run in which the relay obeys every timer command and says that the timer is up.
    pub(crate) fn run_obeyed(&mut self) -> Vec<Group> {
        self.run_with(&mut Run::now(), obeyed)
    }

    /// The events that wait, all handled.
    pub(crate) fn events(&mut self) -> Vec<EventKind> {
        let mut events = Vec::new();
        while let Some(event) = self.engine().next_event().unwrap() {
            self.step(|e, _, _| e.event_handled(event.number)).unwrap();
            events.push(event.kind);
        }
        events
    }

    /// The events that there are after a step in which only time passes.
    pub(crate) fn events_now(&mut self) -> Vec<EventKind> {
        self.step(|e, now, rng| e.tick(now, rng)).unwrap();
        self.events()
    }

    /// Time passes.
    pub(crate) fn wait(&mut self, length: Seconds) {
        self.now = self.now.saturating_add(length);
    }
}

/// The answer of a relay that takes everything, and whose timer is up after each command.
pub(crate) fn obeyed(group: &Group) -> SyncAnswer {
    let answer = sound(group.count);
    if group.timer.is_noop() {
        return answer;
    }
    SyncAnswer { timer: TimerStatus::Accepted, word: TimerWord::new(TimerState::Up, None), ..answer }
}

pub(crate) fn registered() -> Vec<u8> {
    RegisterAnswer { outcome: Outcome::Done, relay_seq: 1, statuses: [RegisterStatus::Done; 16] }.encode()
}

/// An answer that says all went well.
pub(crate) fn sound(count: u64) -> SyncAnswer {
    SyncAnswer {
        outcome: Outcome::Done,
        timer: TimerStatus::Noop,
        word: Default::default(),
        rows: [RowStatus::Stored; 8],
        count,
        relay_seq: 5,
        cells: Vec::new(),
    }
}
