//! The phone: chains, check-ins, calls for help, each put into the family's mailbox by a sync of its own.

use std::collections::HashMap;
use std::sync::Arc;

use wayhome::{HttpTransport, Transport as _};
use wayhome_protocol::capsule::seal_capsule;
use wayhome_protocol::cell::WireCell;
use wayhome_protocol::chain::{ChainPlace, Direction, Instance, Origin, SendingChain};
use wayhome_protocol::envelope::Envelope;
use wayhome_protocol::family::FamilyLink;
use wayhome_protocol::group::{CircleSize, Group, Ring, Row};
use wayhome_protocol::ids::{EventId, ReceiveId, SendId, TimerId};
use wayhome_protocol::keys::{ReceiptRoot, ReceiveCapability, RelayPart, SendCapability, TimerSecret};
use wayhome_protocol::message::{CheckInState, Message};
use wayhome_protocol::parts::split;
use wayhome_protocol::place::Place;
use wayhome_protocol::plan::PlanTiming;
use wayhome_protocol::register_request::{RegisterAnswer, RegisterEntry, RegisterRequest};
use wayhome_protocol::relay_address::RelayAddress;
use wayhome_protocol::request::Reading;
use wayhome_protocol::sync_request::{RowStatus, SyncAnswer, SyncRequest, TimerStatus};
use wayhome_protocol::time::{Seconds, Timestamp};
use wayhome_protocol::timer::TimerCommand;
use wayhome_protocol::trail::Trail;
use wayhome_relay::SetClock as _;

use crate::dossier::Dossier;
use crate::server::MovedClock;

pub(crate) type Rng = rand::rngs::ThreadRng;

/// The other contact of the circle, who has an app that this program plays as far as it must.
pub(crate) struct Other {
    pub(crate) send_id: SendId,
    pub(crate) capability: SendCapability,
    pub(crate) identity: wayhome_protocol::keys::IdentitySecret,
}

/// One worker's phone.
pub(crate) struct Phone {
    pub(crate) name: String,
    pub(crate) link: FamilyLink,
    pub(crate) relay: RelayAddress,
    pub(crate) clock: Arc<MovedClock>,
    pub(crate) http: HttpTransport,
    pub(crate) receive_id: ReceiveId,
    pub(crate) capability: [u8; 32],
    discard: Vec<(SendId, [u8; 32])>,
    chains: HashMap<u8, SendingChain>,
    counter: u64,
    count: u64,
    pub(crate) timing: Option<PlanTiming>,
    pub(crate) timer: TimerId,
    pub(crate) control: TimerSecret,
    pub(crate) timer_counter: u64,
    pub(crate) generation: u32,
    pub(crate) other: Other,
    pub(crate) dossier: Option<Dossier>,
    /// Receipt roots of what was sent, by event.
    pub(crate) roots: Vec<(EventId, ReceiptRoot)>,
}

#[expect(clippy::disallowed_methods, reason = "this program plays phones, and owns their dice as phones do")]
pub(crate) fn dice() -> Rng {
    rand::rng()
}

pub(crate) fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    rand::Rng::fill_bytes(&mut dice(), &mut bytes);
    bytes
}

impl Phone {
    pub(crate) fn make(name: &str, language: &str, relay: &RelayAddress, clock: Arc<MovedClock>) -> Self {
        let mut rng = dice();
        let link = FamilyLink::make(relay.clone(), language, Origin::vault(0).unwrap(), &mut rng).unwrap();
        let other = Other {
            send_id: SendId::make_random(&mut rng),
            capability: SendCapability::make_random(&mut rng),
            identity: wayhome_protocol::keys::IdentitySecret::make_random(&mut rng),
        };
        let mut phone = Self {
            name: name.to_owned(),
            link,
            relay: relay.clone(),
            clock,
            http: HttpTransport::new(),
            receive_id: ReceiveId::make_random(&mut rng),
            capability: random(),
            discard: (0..4).map(|_| (SendId::make_random(&mut rng), random())).collect(),
            chains: HashMap::new(),
            counter: 0,
            count: 0,
            timing: None,
            timer: TimerId::make_random(&mut rng),
            control: TimerSecret::make_random(&mut rng),
            timer_counter: 0,
            generation: 0,
            other,
            dossier: None,
            roots: Vec::new(),
        };
        phone.register();
        phone
    }

    pub(crate) fn now(&self) -> Timestamp {
        self.clock.now()
    }

    pub(crate) fn reading(&self) -> Reading {
        Reading { receive_id: self.receive_id, capability: ReceiveCapability::from_bytes(self.capability) }
    }

    pub(crate) fn post(&self, path: &str, body: &[u8], longest: usize) -> Vec<u8> {
        self.http.post(&format!("{}{path}", self.relay.url()), body, longest).unwrap()
    }

    fn register(&mut self) {
        let root = self.link.derive_root();
        let replies = RegisterEntry::OpenMailbox {
            id: self.link.send_id(Direction::ContactToWorker),
            capability: root.derive_send_capability(Direction::ContactToWorker).hash(),
        };
        // The other contact's mailbox belongs to this reader too: nobody looks into it.
        let other =
            RegisterEntry::OpenMailbox { id: self.other.send_id, capability: self.other.capability.hash() };
        let timer =
            RegisterEntry::Timer { timer: self.timer, control: self.control.public(), touch: [None; 4] };
        let mut entries = vec![replies, other, timer];
        for (id, capability) in &self.discard {
            let capability = SendCapability::from_bytes(*capability).hash();
            entries.push(RegisterEntry::OpenDiscard { id: *id, capability });
        }
        let request = RegisterRequest { reading: self.reading(), entries };
        let answer = self.post("v1/register", &request.encode().unwrap(), 32);
        RegisterAnswer::decode(&answer).unwrap();
    }

    /// One sync with these rows and this command.
    pub(crate) fn sync(&mut self, mut rows: Vec<Row>, timer: TimerCommand) -> SyncAnswer {
        let mut rng = dice();
        let real = rows.len();
        for (id, capability) in self.discard.iter().take(4 - real) {
            rows.push(Row::make_cover(*id, SendCapability::from_bytes(*capability), &mut rng));
        }
        self.count += 1;
        let quiet = timer.is_noop();
        let group = Group { count: self.count, made_before: 0, timer, rows }
            .seal(CircleSize::Four, self.relay.key(), &mut rng)
            .unwrap();
        let request = SyncRequest {
            reading: self.reading(),
            age: Seconds::ZERO,
            relay_seq: 0,
            wanted: Vec::new(),
            acknowledged: Vec::new(),
            group,
        };
        let body = request.encode(&mut rng).unwrap();
        let answer = SyncAnswer::decode(&self.post("v1/sync", &body, 4_128)).unwrap();
        for status in &answer.rows[..real] {
            // A page that was never opened has no mailbox yet: a real phone would keep the cell.
            assert_eq!(*status, RowStatus::Stored, "the family's page is not open yet");
        }
        assert!(quiet || answer.timer == TimerStatus::Accepted, "{:?}", answer.timer);
        answer
    }

    fn touch(&mut self) -> TimerCommand {
        let Some(timing) = self.timing else { return TimerCommand::noop() };
        self.timer_counter += 1;
        TimerCommand::touch(self.timer, self.timer_counter, timing.delta(), &self.control)
    }

    /// Seals a message on the chain of an origin and sends it with a command.
    pub(crate) fn send(
        &mut self,
        origin: Origin,
        timer: TimerCommand,
        ring: Ring,
        message: impl FnOnce(EventId, &wayhome_protocol::keys::MessageKey, &RelayPart, &mut Rng) -> Message,
    ) -> EventId {
        let mut rng = dice();
        let root = self.link.derive_root();
        let place = ChainPlace { direction: Direction::WorkerToContact, origin, instance: Instance::APP };
        let mut chain =
            self.chains.remove(&origin.byte()).unwrap_or_else(|| SendingChain::new(root.derive_chain(place)));
        let event = EventId::make_random(&mut rng);
        let part = random();
        let first = chain.next().unwrap();
        self.counter += 1;
        let message = message(event, &first.message_key, &RelayPart::from_bytes(part), &mut rng);
        let envelope = Envelope { counter: self.counter, time: self.now(), plan: self.timing, message };
        let mut keys = Some(first);
        let mut rows = Vec::new();
        for body in split(&envelope.encode().unwrap(), event).unwrap() {
            let keys = keys.take().unwrap_or_else(|| chain.next().unwrap());
            let cell = WireCell::seal(&keys, Direction::WorkerToContact, &body, &mut rng).unwrap();
            if body.part + 1 == body.parts {
                self.roots.push((event, keys.message_key.derive_receipt_root()));
            }
            rows.push(Row {
                send_id: self.link.send_id(Direction::WorkerToContact),
                capability: root.derive_send_capability(Direction::WorkerToContact),
                ring,
                relay_part: RelayPart::from_bytes(part),
                cell,
            });
        }
        self.chains.insert(origin.byte(), chain);
        let mut timer = Some(timer);
        while !rows.is_empty() {
            let some = rows.drain(..rows.len().min(4)).collect();
            self.sync(some, timer.take().unwrap_or_else(TimerCommand::noop));
        }
        event
    }

    pub(crate) fn main_origin() -> Origin {
        Origin::vault(0).unwrap()
    }

    pub(crate) fn check_in(&mut self, state: CheckInState, place: Option<(f64, f64)>, words: &str) {
        let place = place.map(|at| self.place(at, 0, Some(15.0)));
        let note = (!words.is_empty()).then(|| words.to_owned());
        let touch = self.touch();
        self.send(Self::main_origin(), touch, Ring::Wish, |_, _, _, _| Message::CheckIn {
            state,
            note,
            place,
            battery: Some(64),
            capsule: None,
        });
    }

    fn place(&self, (latitude, longitude): (f64, f64), minutes_ago: u64, accuracy: Option<f64>) -> Place {
        let time = Timestamp::from_millis(self.now().as_millis() - minutes_ago * 60_000);
        Place::from_degrees(latitude, longitude, accuracy, time).unwrap()
    }

    fn way(&self, (latitude, longitude): (f64, f64), steps: u32) -> Vec<Place> {
        (0..steps)
            .map(|step| {
                let far = f64::from(step);
                let at = (latitude + far * 0.011, longitude - far * 0.007 + (far * 1.7).sin() * 0.004);
                self.place(at, u64::from(step) * 25, Some(8.0 + far * 9.0))
            })
            .collect()
    }

    pub(crate) fn sealed_check_in(&mut self, from: (f64, f64), steps: u32) {
        let places = self.way(from, steps);
        let touch = self.touch();
        self.send(Self::main_origin(), touch, Ring::None, |event, key, part, rng| Message::CheckIn {
            state: CheckInState::Ok,
            note: None,
            place: None,
            battery: None,
            capsule: Some(Box::new(seal_capsule(key, part, event, &places, rng))),
        });
    }

    pub(crate) fn sos(&mut self, locked: bool, words: &str) -> String {
        let trail = Trail::new(&self.way((25.2048, 55.2708), 6));
        let note = (!words.is_empty()).then(|| words.to_owned());
        let origin = if locked { Origin::LOBBY } else { Self::main_origin() };
        let sos = self.send(origin, TimerCommand::noop(), Ring::Urgent, |_, _, _, _| Message::Sos {
            note,
            trail: Some(trail),
            battery: Some(11),
        });
        sos.to_hex()
    }

    pub(crate) fn all_clear(&mut self, event: &str) -> Option<()> {
        let sos = EventId::from_hex(event)?;
        self.send(Self::main_origin(), TimerCommand::noop(), Ring::Wish, |_, _, _, _| Message::AllClear {
            sos,
        });
        Some(())
    }

    pub(crate) fn forced(&mut self) {
        self.send(Origin::vault(2).unwrap(), TimerCommand::noop(), Ring::Wish, |_, _, _, _| {
            Message::CheckIn {
                state: CheckInState::Ok,
                note: None,
                place: None,
                battery: None,
                capsule: None,
            }
        });
    }

    pub(crate) fn hello(&mut self) {
        let name = self.name.clone();
        self.send(Self::main_origin(), TimerCommand::noop(), Ring::None, |_, _, _, _| Message::Hello {
            name,
            language: "en".to_owned(),
        });
    }

    pub(crate) fn farewell(&mut self) {
        self.send(Self::main_origin(), TimerCommand::noop(), Ring::Wish, |_, _, _, _| Message::Farewell);
    }
}
