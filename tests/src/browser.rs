//! A browser with a family link, as protocol calls: it derives everything from the link, claims an instance, says
//! hello, fetches, opens, receipts and replies. It keeps nothing but its instance and its chain.

use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::SeedableRng;
use wayhome::Timestamp;
use wayhome_protocol::cell::WireCell;
use wayhome_protocol::chain::{ChainPlace, Direction, Instance, Origin, SendingChain};
use wayhome_protocol::envelope::Envelope;
use wayhome_protocol::family::{FamilyLink, INSTANCES, SHARED_STEPS};
use wayhome_protocol::fetch_request::FetchItem;
use wayhome_protocol::group::{Ring, Row};
use wayhome_protocol::ids::{EventId, Tag};
use wayhome_protocol::keys::{MessageKey, ReceiveCapability, RelayPart, SendCapability};
use wayhome_protocol::message::{Message, ReceiptState, ReplyKind};
use wayhome_protocol::parts::{Assembly, split};
use wayhome_protocol::receipt::seal_receipt;
use wayhome_protocol::receiving::ReceivingChain;
use wayhome_protocol::register_request::{RegisterEntry, RegisterStatus};
use wayhome_protocol::sync_request::RowStatus;
use wayhome_protocol::timer::TimerCommand;

use crate::outsider::Outsider;
use crate::relay::RelayHost;

/// A message as the browser reads it.
#[derive(Debug)]
pub struct Read {
    /// Its event.
    pub event: EventId,
    /// What it says.
    pub envelope: Envelope,
    /// The tag and the number of the part that came last.
    pub(crate) came_last: (Tag, u8),
    /// The key of its first part, for what it seals.
    pub(crate) first_key: MessageKey,
    /// The key of its last part, for its receipts.
    last_key: MessageKey,
}

/// Reads the worker's messages among what was fetched, in the order in which they became whole, each once.
pub(crate) fn read_messages(link: &FamilyLink, items: &[FetchItem], now: Timestamp) -> Vec<Read> {
    let root = link.derive_root();
    let chain = |origin| {
        let (direction, instance) = (Direction::WorkerToContact, Instance::APP);
        ReceivingChain::new(root.derive_chain(ChainPlace { direction, origin, instance }), now)
    };
    let chains: Vec<_> = Origin::ALL.into_iter().map(chain).collect();
    let mut assemblies: Vec<Assembly> = Vec::new();
    let mut read: Vec<Read> = Vec::new();
    for item in items {
        let tag = item.cell.tag();
        let found =
            chains.iter().find_map(|chain| Some((chain, chain.tags().find(|(known, _)| *known == tag)?.1)));
        let Some((chain, step)) = found else { continue };
        let key = chain.message_key(step).unwrap();
        let Ok(body) = item.cell.open(&key, Direction::WorkerToContact) else { continue };
        let (event, part, parts) = (body.event, body.part, body.parts);
        if !assemblies.iter().any(|known| known.event() == event) {
            assemblies.push(Assembly::new(event));
        }
        let assembly = assemblies.iter_mut().find(|known| known.event() == event).unwrap();
        if let Some(whole) = assembly.insert(body).unwrap()
            && !read.iter().any(|known| known.event == event)
        {
            let first = step - u32::from(part);
            read.push(Read {
                event,
                envelope: Envelope::decode(&whole).unwrap(),
                came_last: (tag, part),
                first_key: chain.message_key(first).unwrap(),
                last_key: chain.message_key(first + u32::from(parts) - 1).unwrap(),
            });
        }
    }
    read
}

/// A browser. See the module's documentation.
pub struct Browser {
    link: FamilyLink,
    reader: Outsider,
    /// The instance that it claimed.
    pub instance: Instance,
    chain: SendingChain,
    counter: u64,
}

impl Browser {
    /// A person has pressed the button that opens the page.
    pub fn open(relay: &RelayHost, text: &str, seed: u64, now: Timestamp) -> Self {
        let mut browser = Self::look(relay, text, seed);
        browser.hello(relay, now);
        browser
    }

    /// The same where the relay may not know the worker's mailbox: then the page has said nothing, and tries again
    /// some other time.
    pub fn try_open(relay: &RelayHost, text: &str, seed: u64, now: Timestamp) -> Option<Self> {
        let mut browser = Self::look(relay, text, seed);
        let (name, language) = ("Family page".to_owned(), browser.link.language().to_owned());
        browser.try_say(relay, now, Message::Hello { name, language }).then_some(browser)
    }

    /// The same up to the claimed instance, with nothing said to the worker yet.
    pub fn look(relay: &RelayHost, text: &str, seed: u64) -> Self {
        let link = FamilyLink::from_text(text).unwrap();
        let capability = ReceiveCapability::from_bytes(*link.derive_receive_capability().expose());
        let rng = ChaCha20Rng::seed_from_u64(seed ^ 0x6272_6f77);
        let mut reader = Outsider::reading_as(link.receive_id(), capability, rng);
        let id = link.send_id(Direction::WorkerToContact);
        let capability = link.derive_root().derive_send_capability(Direction::WorkerToContact).hash();
        reader.register(relay, vec![RegisterEntry::OpenMailbox { id, capability }]);
        let (instance, first) = Self::claim(relay, &link, seed);
        let place =
            ChainPlace { direction: Direction::ContactToWorker, origin: link.main_origin(), instance };
        let mut chain = SendingChain::new(link.derive_root().derive_chain(place));
        chain.jump(first);
        Self { link, reader, instance, chain, counter: 0 }
    }

    /// The first free instance, or the last one at one of the first multiples.
    fn claim(relay: &RelayHost, link: &FamilyLink, seed: u64) -> (Instance, u32) {
        let mut own = Outsider::new(seed ^ 0x636c_6169);
        let instances = || (0..INSTANCES).filter_map(Instance::new);
        for instance in instances() {
            let capability = SendCapability::make_random(own.chance()).hash();
            let id = link.instance_marker(instance);
            let status = own.register(relay, vec![RegisterEntry::OpenDiscard { id, capability }])[0];
            if status != RegisterStatus::Taken {
                assert_eq!(status, RegisterStatus::Done);
                return (instance, 0);
            }
        }
        let multiple = 1 + u32::try_from(seed % 16).unwrap();
        (Instance::new(INSTANCES - 1).unwrap(), multiple * SHARED_STEPS)
    }

    fn say(&mut self, relay: &RelayHost, now: Timestamp, message: Message) {
        assert!(self.try_say(relay, now, message), "the relay has not stored what the page said");
    }

    /// Whether the relay has stored it.
    fn try_say(&mut self, relay: &RelayHost, now: Timestamp, message: Message) -> bool {
        let event = EventId::make_random(self.reader.chance());
        self.counter += 1;
        let envelope = Envelope { counter: self.counter, time: now, plan: None, message };
        split(&envelope.encode().unwrap(), event).unwrap().into_iter().all(|body| {
            let keys = self.chain.next().unwrap();
            let cell =
                WireCell::seal(&keys, Direction::ContactToWorker, &body, self.reader.chance()).unwrap();
            match self.send(relay, cell) {
                RowStatus::Stored => true,
                RowStatus::UnknownSendId => false,
                status => panic!("the relay answers {status:?}"),
            }
        })
    }

    fn send(&mut self, relay: &RelayHost, cell: WireCell) -> RowStatus {
        let to = self.link.send_id(Direction::ContactToWorker);
        let capability = self.link.derive_root().derive_send_capability(Direction::ContactToWorker);
        self.reader.send(relay, to, capability, cell)
    }

    /// Its first message.
    pub fn hello(&mut self, relay: &RelayHost, now: Timestamp) {
        let (name, language) = ("Family page".to_owned(), self.link.language().to_owned());
        self.say(relay, now, Message::Hello { name, language });
    }

    /// A reply to the worker.
    pub fn reply(&mut self, relay: &RelayHost, now: Timestamp, reply: ReplyKind, about: Option<EventId>) {
        self.say(relay, now, Message::Reply { reply, about });
    }

    /// Everything that the relay holds for this page and that opens, each message once.
    pub fn read(&mut self, relay: &RelayHost, now: Timestamp) -> Vec<Read> {
        read_messages(&self.link, &self.reader.fetch(relay, 0), now)
    }

    /// Tells the worker that a message is here, or was opened.
    pub fn receipt(&mut self, relay: &RelayHost, now: Timestamp, read: &Read, state: ReceiptState) {
        let root = read.last_key.derive_receipt_root();
        let cell = seal_receipt(&root, state, read.event, now, self.reader.chance());
        self.send(relay, cell);
    }

    /// Sends one cell of any kind to any mailbox, as a page might.
    pub fn send_to(
        &mut self,
        relay: &RelayHost,
        to: wayhome_protocol::ids::SendId,
        capability: SendCapability,
        cell: WireCell,
        timer: TimerCommand,
    ) -> RowStatus {
        let relay_part = RelayPart::make_random(self.reader.chance());
        let row = Row { send_id: to, capability, ring: Ring::None, relay_part, cell };
        self.reader.sync(relay, vec![row], timer, Vec::new()).rows[0]
    }
}
