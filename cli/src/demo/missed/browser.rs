//! The browser of a contact without the app, played by a small program: it does what the family page does with the
//! same link, so that the story needs no real browser. See *Family link* in `docs/protocol.md`.

use wayhome::{HttpTransport, Transport as _};
use wayhome_protocol::cell::WireCell;
use wayhome_protocol::chain::{ChainPlace, Direction, Instance, Origin, SendingChain};
use wayhome_protocol::envelope::Envelope;
use wayhome_protocol::family::{FamilyLink, INSTANCES};
use wayhome_protocol::fetch_request::{FETCH_ANSWER_LENGTH, FetchAnswer, FetchRequest};
use wayhome_protocol::group::{CircleSize, Group, Ring, Row};
use wayhome_protocol::ids::{EventId, ReceiveId, RouteId, SendId};
use wayhome_protocol::keys::{LodgeKey, MessageKey, ReceiveCapability, RelayPart, SendCapability};
use wayhome_protocol::lodged::open_lodged;
use wayhome_protocol::message::{Message, ReceiptState};
use wayhome_protocol::notice::{NoticeKeys, NoticeKind};
use wayhome_protocol::parts::{Assembly, split};
use wayhome_protocol::plan_message::PlanOrder;
use wayhome_protocol::plan_steps::Step;
use wayhome_protocol::receipt::seal_receipt;
use wayhome_protocol::receiving::ReceivingChain;
use wayhome_protocol::register_request::{RegisterAnswer, RegisterEntry, RegisterRequest, RegisterStatus};
use wayhome_protocol::request::{Outcome, Reading};
use wayhome_protocol::route_request::{
    ROUTE_ANSWER_LENGTH, RouteAnswer, RouteKind, RouteOrder, RouteOutcome, RouteRequest, RouteState,
    RouteWish,
};
use wayhome_protocol::sync_request::{RowStatus, SyncAnswer, SyncRequest};
use wayhome_protocol::time::{Seconds, Timestamp};
use wayhome_protocol::timer::TimerCommand;

use super::time::StoryTime;

const REGISTER_ANSWER: usize = 32;
const SYNC_ANSWER: usize = 4_128;

/// What the page shows of what has come.
#[derive(Debug, Default)]
pub(super) struct Shown {
    /// The words of steps: practised or not, which step, what it says.
    pub(super) steps: Vec<(bool, u8, String)>,
    /// Steps that the relay says it told.
    pub(super) told: Vec<u8>,
    /// Steps that somebody holds.
    pub(super) held: Vec<u8>,
    /// The relay says that a check-in came after a step.
    pub(super) check_in_came: bool,
    /// The notes of the worker's check-ins.
    pub(super) notes: Vec<String>,
}

pub(super) struct Browser {
    link: FamilyLink,
    transport: HttpTransport,
    chain: SendingChain,
    count: u64,
    said: u64,
    receipted: Vec<EventId>,
    covers: Vec<(SendId, SendCapability)>,
    route: Option<RouteId>,
}

fn trouble(error: impl std::fmt::Display) -> String {
    format!("the family page’s part: {error}")
}

#[expect(clippy::disallowed_methods, reason = "the played browser owns its dice, as a real one does")]
fn dice() -> impl rand::CryptoRng {
    rand::rng()
}

impl Browser {
    /// A person has pressed the button that opens the page.
    pub(super) fn open(text: &str, time: &StoryTime) -> Result<Self, String> {
        let link = FamilyLink::from_text(text).map_err(trouble)?;
        let covers =
            (0..4).map(|_| (SendId::make_random(&mut dice()), SendCapability::make_random(&mut dice())));
        let transport = HttpTransport::new();
        let instance = claim(&link, &transport)?;
        let (direction, origin) = (Direction::ContactToWorker, link.main_origin());
        let chain =
            SendingChain::new(link.derive_root().derive_chain(ChainPlace { direction, origin, instance }));
        let mut browser = Self {
            covers: covers.collect(),
            link,
            transport,
            chain,
            count: 0,
            said: 0,
            receipted: Vec::new(),
            route: None,
        };
        browser.register()?;
        let hello =
            Message::Hello { name: "Family page".to_owned(), language: browser.link.language().to_owned() };
        browser.say(hello, time)?;
        Ok(browser)
    }

    fn reading(&self) -> Reading {
        Reading { receive_id: self.link.receive_id(), capability: self.link.derive_receive_capability() }
    }

    /// Opens the mailbox, and the places to which covers go.
    fn register(&self) -> Result<(), String> {
        let direction = Direction::WorkerToContact;
        let mut entries = vec![RegisterEntry::OpenMailbox {
            id: self.link.send_id(direction),
            capability: self.link.derive_root().derive_send_capability(direction).hash(),
        }];
        entries.extend(
            self.covers.iter().map(|(id, capability)| RegisterEntry::OpenDiscard {
                id: *id,
                capability: capability.hash(),
            }),
        );
        let statuses = register(&self.link, &self.transport, self.reading(), entries)?;
        if statuses.iter().all(|status| *status == RegisterStatus::Done) {
            Ok(())
        } else {
            Err(trouble("the relay does not open its mailbox"))
        }
    }

    fn say(&mut self, message: Message, time: &StoryTime) -> Result<(), String> {
        let event = EventId::make_random(&mut dice());
        self.said += 1;
        let envelope = Envelope { counter: self.said, time: shown(time), plan: None, message };
        let bytes = envelope.encode().map_err(trouble)?;
        for body in split(&bytes, event).map_err(trouble)? {
            let keys = self.chain.next().map_err(trouble)?;
            let cell =
                WireCell::seal(&keys, Direction::ContactToWorker, &body, &mut dice()).map_err(trouble)?;
            self.send(cell)?;
        }
        Ok(())
    }

    fn send(&mut self, cell: WireCell) -> Result<(), String> {
        let send_id = self.link.send_id(Direction::ContactToWorker);
        let capability = self.link.derive_root().derive_send_capability(Direction::ContactToWorker);
        let relay_part = RelayPart::make_random(&mut dice());
        let mut rows = vec![Row { send_id, capability, ring: Ring::None, relay_part, cell }];
        for (id, capability) in self.covers.iter().skip(1) {
            let capability = SendCapability::from_bytes(*capability.expose());
            rows.push(Row::make_cover(*id, capability, &mut dice()));
        }
        self.count += 1;
        let group = Group { count: self.count, made_before: 0, timer: TimerCommand::noop(), rows };
        let group = group.seal(CircleSize::Four, self.link.relay().key(), &mut dice()).map_err(trouble)?;
        let request = SyncRequest {
            reading: self.reading(),
            age: Seconds::ZERO,
            relay_seq: 0,
            wanted: Vec::new(),
            acknowledged: Vec::new(),
            group,
        };
        let body = request.encode(&mut dice()).map_err(trouble)?;
        let answer = self.post("v1/sync", &body, SYNC_ANSWER)?;
        let answer = SyncAnswer::decode(&answer).map_err(trouble)?;
        match answer.rows.first() {
            Some(RowStatus::Stored) if answer.outcome == Outcome::Done => Ok(()),
            status => Err(trouble(format!("the relay did not store its message: {status:?}"))),
        }
    }

    fn post(&self, path: &str, body: &[u8], answer: usize) -> Result<Vec<u8>, String> {
        post(&self.link, &self.transport, path, body, answer)
    }

    /// Everything that the relay holds for this page, opened and receipted.
    pub(super) fn look(&mut self, time: &StoryTime) -> Result<Shown, String> {
        let cells = self.fetch()?;
        let mut shown_now = Shown::default();
        let (messages, lodge_keys) = self.messages(&cells, time, &mut shown_now)?;
        let capability = self.link.derive_root().derive_send_capability(Direction::WorkerToContact).hash();
        let notices = NoticeKeys::derive(&capability);
        for cell in &cells {
            if let Ok((_, notice)) = notices.open(cell) {
                match notice.kind {
                    NoticeKind::StepTold { step, drill: false, .. } => shown_now.told.push(step.number()),
                    NoticeKind::Held { step, .. } => shown_now.held.push(step.number()),
                    NoticeKind::CheckInCame { .. } => shown_now.check_in_came = true,
                    _ => {}
                }
                continue;
            }
            for (key, step) in
                lodge_keys.iter().flat_map(|key| Step::ALL.into_iter().map(move |step| (key, step)))
            {
                if let Ok(lodged) = open_lodged(key, step, cell) {
                    shown_now.steps.push((lodged.words.drill, step.number(), lodged.words.words));
                }
            }
        }
        for (event, key) in messages {
            if !self.receipted.contains(&event) {
                self.receipt(event, &key, time)?;
                self.receipted.push(event);
            }
        }
        Ok(shown_now)
    }

    fn receipt(&mut self, event: EventId, key: &MessageKey, time: &StoryTime) -> Result<(), String> {
        let root = key.derive_receipt_root();
        self.send(seal_receipt(&root, ReceiptState::Opened, event, shown(time), &mut dice()))
    }

    fn fetch(&self) -> Result<Vec<WireCell>, String> {
        let (mut cells, mut cursor) = (Vec::new(), 0);
        loop {
            let request = FetchRequest {
                reading: self.reading(),
                cursor,
                relay_seq: 0,
                acknowledged: Vec::new(),
                looked: true,
            };
            let body = request.encode().map_err(trouble)?;
            let answer = self.post("v1/fetch", &body, FETCH_ANSWER_LENGTH)?;
            let answer = FetchAnswer::decode(&answer).map_err(trouble)?;
            if answer.outcome != Outcome::Done {
                return Err(trouble("the relay does not know this page"));
            }
            cursor = answer.items.iter().map(|item| item.id).max().unwrap_or(cursor);
            cells.extend(answer.items.into_iter().map(|item| item.cell));
            if !answer.more {
                return Ok(cells);
            }
        }
    }

    /// Reads the worker's messages; returns each with the key of its receipts, and the keys of lodged cells.
    #[expect(clippy::type_complexity, reason = "two lists that belong together")]
    fn messages(
        &self,
        cells: &[WireCell],
        time: &StoryTime,
        shown_now: &mut Shown,
    ) -> Result<(Vec<(EventId, MessageKey)>, Vec<std::sync::Arc<LodgeKey>>), String> {
        let (root, direction, instance) =
            (self.link.derive_root(), Direction::WorkerToContact, Instance::APP);
        let chain = |origin| {
            ReceivingChain::new(root.derive_chain(ChainPlace { direction, origin, instance }), shown(time))
        };
        let chains: Vec<ReceivingChain> = Origin::ALL.into_iter().map(chain).collect();
        let mut assemblies: Vec<Assembly> = Vec::new();
        let (mut messages, mut lodge_keys) = (Vec::new(), Vec::new());
        for cell in cells {
            let found = chains
                .iter()
                .find_map(|chain| Some((chain, chain.tags().find(|(tag, _)| *tag == cell.tag())?.1)));
            let Some((chain, step)) = found else { continue };
            let key = chain.message_key(step).ok_or_else(|| trouble("a key that is gone"))?;
            let Ok(body) = cell.open(&key, direction) else { continue };
            let (event, last) = (body.event, u32::from(body.parts).saturating_sub(u32::from(body.part) + 1));
            if !assemblies.iter().any(|known| known.event() == event) {
                assemblies.push(Assembly::new(event));
            }
            let assembly = assemblies.iter_mut().find(|known| known.event() == event);
            let whole = assembly.map(|known| known.insert(body)).transpose().map_err(trouble)?.flatten();
            let Some(whole) = whole else { continue };
            if messages.iter().any(|(known, _)| *known == event) {
                continue;
            }
            let last_key =
                chain.message_key(step.saturating_add(last)).ok_or_else(|| trouble("a key that is gone"))?;
            messages.push((event, last_key));
            match Envelope::decode(&whole).map_err(trouble)?.message {
                Message::Plan(plan) => {
                    if let PlanOrder::Armed { lodge_key } | PlanOrder::Drill { lodge_key } = plan.order {
                        lodge_keys.push(lodge_key);
                    }
                }
                Message::CheckIn { note: Some(note), .. } => shown_now.notes.push(note),
                _ => {}
            }
        }
        Ok((messages, lodge_keys))
    }

    /// Asks the relay for letters at this address.
    pub(super) fn ask_for_letters(&mut self, address: &str) -> Result<(), String> {
        let route = RouteId::make_random(&mut dice());
        self.route = Some(route);
        let order = RouteOrder::Set {
            route,
            kind: RouteKind::Email,
            address: address.to_owned(),
            language: self.link.language().to_owned(),
            wish: RouteWish::Whatever,
        };
        self.routes(&order).map(drop)
    }

    /// Whether the letters were agreed to.
    pub(super) fn letters_agreed(&self) -> Result<bool, String> {
        let answer = self.routes(&RouteOrder::List)?;
        let ours = answer.routes.iter().find(|standing| Some(standing.route) == self.route);
        match ours.map(|standing| standing.state) {
            Some(RouteState::Confirmed) => Ok(true),
            Some(RouteState::Unconfirmed) => Ok(false),
            state => Err(trouble(format!("the relay will send no letters: {state:?}"))),
        }
    }

    fn routes(&self, order: &RouteOrder) -> Result<RouteAnswer, String> {
        let request = RouteRequest::seal(self.reading(), order, self.link.relay().key(), &mut dice());
        let body = request.map_err(trouble)?.encode();
        let answer = self.post("v1/route", &body, ROUTE_ANSWER_LENGTH)?;
        let answer = RouteAnswer::decode(&answer).map_err(trouble)?;
        match answer.outcome {
            RouteOutcome::Done => Ok(answer),
            outcome => Err(trouble(format!("the relay does not take the address: {outcome:?}"))),
        }
    }
}

fn shown(time: &StoryTime) -> Timestamp {
    Timestamp::from_millis(time.now())
}

/// Takes the first instance that no other browser has.
fn claim(link: &FamilyLink, transport: &HttpTransport) -> Result<Instance, String> {
    let receive_id = ReceiveId::make_random(&mut dice());
    let own = ReceiveCapability::make_random(&mut dice());
    for instance in (0..INSTANCES).filter_map(Instance::new) {
        let capability = SendCapability::make_random(&mut dice()).hash();
        let entry = RegisterEntry::OpenDiscard { id: link.instance_marker(instance), capability };
        let reading = Reading { receive_id, capability: ReceiveCapability::from_bytes(*own.expose()) };
        let statuses = register(link, transport, reading, vec![entry])?;
        if statuses.first() == Some(&RegisterStatus::Done) {
            return Ok(instance);
        }
    }
    Err(trouble("other browsers have all places of this link"))
}

fn register(
    link: &FamilyLink,
    transport: &HttpTransport,
    reading: Reading,
    entries: Vec<RegisterEntry>,
) -> Result<Vec<RegisterStatus>, String> {
    let wanted = entries.len();
    let body = RegisterRequest { reading, entries }.encode().map_err(trouble)?;
    let answer = post(link, transport, "v1/register", &body, REGISTER_ANSWER)?;
    let answer = RegisterAnswer::decode(&answer).map_err(trouble)?;
    if answer.outcome != Outcome::Done {
        return Err(trouble("the relay does not register it"));
    }
    Ok(answer.statuses.into_iter().take(wanted).collect())
}

fn post(
    link: &FamilyLink,
    transport: &HttpTransport,
    path: &str,
    body: &[u8],
    answer: usize,
) -> Result<Vec<u8>, String> {
    let url = format!("{}/{path}", link.relay().url().trim_end_matches('/'));
    transport.post(&url, body, answer).map_err(trouble)
}
