//! How a far-away pairing goes on: cells that arrive are only noted; [`Vault::tend_links`] then reads whole messages,
//! answers, ends and closes, in the same step.

use crate::wire::{
    Assembly, CellBody, Direction, Envelope, EventId, FetchItem, LinkAnswer, LinkError, LinkKemSecret,
    LinkMessage, LinkReveal, Message, PairingSecret, RegisterEntry, Root, SendId, SendingChain, Tag,
    Timestamp, WireCell, split,
};
use rand_core::CryptoRng;
use wayhome_protocol::chain::Instance;
use wayhome_protocol::link_pairing::{self, LinkAgreement};

use super::Vault;
use super::inbox::Taken;
use super::links::{LinkRecord, SHOWN_MS, Stage};
use super::pairing::{NewWorker, chain_of, check_relay};
use crate::codec::Hidden;
use crate::link_view::LinkEnd;
use crate::lobby::{Destination, Lobby};
use crate::record::Kept;
use crate::{EngineError, EventKind};

/// The mailbox is opened and what was sent last is sent again for as long as the other side says nothing: a relay that
/// was put back may have lost both, and others may have used it so much since that it looks as new as before. First after an hour, then after
/// as long as that has gone on, at least daily.
const AGAIN_FIRST_MS: u64 = 3_600_000;
const AGAIN_MOST_MS: u64 = 24 * 3_600_000;

/// What a message that arrived makes of a link.
enum Next {
    /// The digits are known at the worker; this is sent, then the proof is awaited.
    Reveal { message: Vec<u8>, agreement: LinkAgreement },
    /// The proof fits.
    Compare,
    /// The contact knows the worker's keys.
    Agreed { reveal: LinkReveal, agreement: LinkAgreement },
}

impl LinkRecord {
    /// Which message is awaited.
    fn awaited(&self) -> Option<LinkMessage> {
        match (self.ours, self.stage) {
            (true, Stage::Waiting) => Some(LinkMessage::Answer),
            (true, Stage::Revealed) => Some(LinkMessage::Done),
            (false, Stage::Waiting) => Some(LinkMessage::Reveal),
            _ => None,
        }
    }

    /// The message of two cells that comes in on this side. Only one such message may ever come.
    fn main(&self) -> LinkMessage {
        if self.ours { LinkMessage::Answer } else { LinkMessage::Reveal }
    }

    /// How long after the last time what was said is sent again.
    fn again_after(&self) -> u64 {
        self.sent_at.abs_diff(self.said_since).clamp(AGAIN_FIRST_MS, AGAIN_MOST_MS)
    }

    /// Notes a cell that opened: `false` if it belongs to nothing that is awaited and changes nothing.
    fn note(&mut self, message: LinkMessage, body: CellBody) {
        if message == self.main() {
            let mut one = [0; 24];
            let bytes = body.event.as_bytes().iter().chain(body.digest.as_bytes());
            for (place, byte) in one.iter_mut().zip(bytes) {
                *place = *byte;
            }
            match self.seen {
                Some(seen) if *seen != one => {
                    let end = if self.ours { LinkEnd::SecondAnswer } else { LinkEnd::NotAsPromised };
                    self.end = end.code();
                    return;
                }
                _ => self.seen = Some(one.into()),
            }
        }
        if self.awaited() != Some(message) || self.arrived.is_some() {
            return;
        }
        let known = Assembly::decode(&self.parts).ok().filter(|parts| parts.event() == body.event);
        let mut parts = known.unwrap_or_else(|| Assembly::new(body.event));
        match parts.insert(body) {
            Ok(Some(whole)) => {
                self.arrived = Some(whole.into());
                self.parts = Vec::new().into();
            }
            Ok(None) => self.parts = parts.encode().into(),
            Err(_) => self.end = LinkEnd::BadMessage.code(),
        }
    }
}

fn end_of(error: LinkError) -> LinkEnd {
    match error {
        LinkError::OtherReveal => LinkEnd::NotAsPromised,
        LinkError::WrongDone => LinkEnd::KeysDiffer,
        _ => LinkEnd::BadMessage,
    }
}

impl Vault {
    /// Whether there is anything to fetch for: watched workers, or links that we took up.
    pub(crate) fn fetches(&self) -> bool {
        !self.workers.is_empty() || self.links.iter().any(|link| !link.ours && !link.settled())
    }

    /// The tags of one of our own links, in turn, and how many further syncs asking for all of them takes.
    pub(crate) fn wanted_links(&self, turn: usize) -> (Vec<Tag>, usize) {
        let open: Vec<&LinkRecord> =
            self.links.iter().map(|link| &**link).filter(|link| link.ours && !link.settled()).collect();
        let Some(record) = turn.checked_rem(open.len()).and_then(|at| open.get(at)) else {
            return (Vec::new(), 0);
        };
        let Ok(link) = record.link() else { return (Vec::new(), 0) };
        let mut wanted = link.tags(LinkMessage::Answer);
        if record.stage != Stage::Waiting {
            // The first part alone tells of a second answer.
            wanted.truncate(1);
            wanted.extend(link.tags(LinkMessage::Done));
        }
        (wanted, open.len().saturating_sub(1))
    }

    /// Reads a cell that may belong to one of our own links. `true` when it did and is noted.
    pub(crate) fn read_link_cell(&mut self, cell: &WireCell) -> bool {
        self.links.iter_mut().filter(|link| link.ours && !link.settled()).any(|record| {
            [LinkMessage::Answer, LinkMessage::Done].into_iter().any(|message| open(record, message, cell))
        })
    }

    /// Takes in a fetched cell that came to the mailbox of a link we took up. `None` if it came to another.
    pub(super) fn take_link_cell(&mut self, item: &FetchItem) -> Option<Taken> {
        let at_mailbox = |link: &LinkRecord| !link.ours && *link.mailbox == *item.send_id.as_bytes();
        let record = self.links.iter_mut().find(|link| at_mailbox(link))?;
        // What comes to a settled link is of no use to anyone.
        if record.settled() || open(record, LinkMessage::Reveal, &item.cell) {
            return Some(Taken::Stored);
        }
        Some(Taken::Unreadable { searched: false })
    }

    /// The relay lost what was there: what we sent last is sent again.
    pub(super) fn send_links_again(&mut self) {
        for link in self.links.iter_mut().filter(|link| !link.settled()) {
            link.edit().sent_at = 0;
        }
    }

    /// Takes every link as far as it goes now.
    pub(crate) fn tend_links(
        &mut self,
        lobby: &mut Lobby,
        now: Timestamp,
        rng: &mut impl CryptoRng,
    ) -> Result<(), EngineError> {
        for at in 0..self.links.len() {
            self.tend_link(at, lobby, now, rng)?;
        }
        let mut gone = Vec::new();
        self.links.retain(|link| {
            let keep = !link.closed || now.as_millis().saturating_sub(link.since) < SHOWN_MS;
            if !keep {
                gone.push(link.key());
            }
            keep
        });
        for key in gone {
            self.remove(key);
        }
        Ok(())
    }

    fn tend_link(
        &mut self,
        at: usize,
        lobby: &mut Lobby,
        now: Timestamp,
        rng: &mut impl CryptoRng,
    ) -> Result<(), EngineError> {
        let Some(record) = self.links.get(at) else { return Ok(()) };
        if !record.settled() {
            if let Some(end) = LinkEnd::from_code(record.end) {
                self.end_link(at, now, end, rng)?;
            } else if record.expired(now) {
                self.end_link(at, now, LinkEnd::Expired, rng)?;
            } else if record.arrived.is_some() {
                self.read_message(at, lobby, now, rng)?;
            }
        }
        let Some(record) = self.links.get(at) else { return Ok(()) };
        if record.settled() && !record.closed {
            let id = SendId::from_bytes(*record.mailbox);
            lobby.register([RegisterEntry::Close { id }])?;
            if let Some(record) = self.links.get_mut(at) {
                record.edit().closed = true;
            }
        }
        self.send_link_again(at, lobby, now, rng)
    }

    /// Opens the mailbox again and sends again what was sent last, when that is due.
    fn send_link_again(
        &mut self,
        at: usize,
        lobby: &mut Lobby,
        now: Timestamp,
        rng: &mut impl CryptoRng,
    ) -> Result<(), EngineError> {
        let Some(record) = self.links.get_mut(at) else { return Ok(()) };
        let due = now.as_millis().abs_diff(record.sent_at) >= record.again_after();
        if record.settled() || record.is_old(now) || !due {
            return Ok(());
        }
        record.edit().sent_at = now.as_millis();
        lobby.register([record.open_mailbox(&record.link()?)])?;
        let cells: Result<Vec<WireCell>, _> =
            record.cells.iter().map(|cell| WireCell::from_slice(cell)).collect();
        self.queue_link_cells(at, now, &cells.map_err(|_| EngineError::RecordDamaged)?, rng)
    }

    /// Seals a message for the other side and queues its cells.
    pub(super) fn send_link_message(
        &mut self,
        at: usize,
        now: Timestamp,
        message: LinkMessage,
        map: &[u8],
        rng: &mut impl CryptoRng,
    ) -> Result<(), EngineError> {
        let Some(record) = self.links.get_mut(at).map(Kept::edit) else { return Ok(()) };
        let cells = record.link()?.seal(message, map, rng)?;
        record.said_since = now.as_millis();
        self.queue_link_cells(at, now, &cells, rng)
    }

    fn queue_link_cells(
        &mut self,
        at: usize,
        now: Timestamp,
        cells: &[WireCell],
        rng: &mut impl CryptoRng,
    ) -> Result<(), EngineError> {
        let Some(record) = self.links.get_mut(at).map(Kept::edit) else { return Ok(()) };
        let link = record.link()?;
        let outgoing = if record.ours { Direction::WorkerToContact } else { Direction::ContactToWorker };
        record.cells = cells.iter().map(|cell| cell.as_bytes().to_vec().into()).collect();
        record.sent_at = now.as_millis();
        let owner = *record.id;
        let capability = link.derive_send_capability(outgoing);
        for cell in cells {
            let to = Destination::new(link.send_id(outgoing), &capability);
            self.queue_cell_to(owner, Some(to), cell, rng);
        }
        Ok(())
    }

    /// Reads a message that has arrived in full.
    fn read_message(
        &mut self,
        at: usize,
        lobby: &mut Lobby,
        now: Timestamp,
        rng: &mut impl CryptoRng,
    ) -> Result<(), EngineError> {
        let Some(record) = self.links.get(at) else { return Ok(()) };
        let Some(bytes) = record.arrived.as_ref().map(|bytes| bytes.to_vec()) else { return Ok(()) };
        let next = match record.awaited() {
            Some(LinkMessage::Answer) => read_answer(record, lobby, bytes.clone(), rng),
            Some(LinkMessage::Done) => read_done(record, &bytes).map(|()| Next::Compare),
            Some(LinkMessage::Reveal) => read_reveal(record, lobby, &bytes),
            None => return Ok(()),
        };
        let next = match next {
            Ok(next) => next,
            Err(end) => return self.end_link(at, now, end, rng),
        };
        let Some(record) = self.links.get_mut(at).map(Kept::edit) else { return Ok(()) };
        record.arrived = None;
        let link = record.link_id();
        match next {
            Next::Reveal { message, agreement } => {
                record.stage = Stage::Revealed;
                record.secret = None;
                record.answer = Some(bytes.into());
                record.root = Some(Hidden::new(agreement.root.expose()));
                record.digits = agreement.digits.to_string();
                self.send_link_message(at, now, LinkMessage::Reveal, &message, rng)
            }
            Next::Compare => {
                record.stage = Stage::Digits;
                record.cells.clear();
                self.tell(now, EventKind::LinkReady { link });
                Ok(())
            }
            Next::Agreed { reveal, agreement } => {
                record.stage = Stage::Digits;
                record.digits = agreement.digits.to_string();
                record.secret = None;
                record.kem_secret = None;
                let own =
                    LinkAnswer::from_map(record.own_map.to_vec()).map_err(|_| EngineError::RecordDamaged)?;
                let name = record.name.clone();
                let new = NewWorker {
                    name: &name,
                    language: reveal.language(),
                    send_id: reveal.send_id(),
                    own_send_id: own.send_id(),
                    identity: reveal.identity_public(),
                };
                let worker = self.add_worker(lobby, now, &new, &agreement.root, rng)?;
                if let Some(record) = self.links.get_mut(at) {
                    record.edit().person = worker.0.into();
                }
                self.tell(now, EventKind::LinkReady { link });
                self.send_link_message(at, now, LinkMessage::Done, &agreement.done_map(), rng)
            }
        }
    }

    /// Ends a link for good, and says so. The contact's side hears of it if it could have gone on believing.
    pub(super) fn end_link(
        &mut self,
        at: usize,
        now: Timestamp,
        reason: LinkEnd,
        rng: &mut impl CryptoRng,
    ) -> Result<(), EngineError> {
        let Some(record) = self.links.get_mut(at).map(Kept::edit) else { return Ok(()) };
        let (link, ours, person) = (record.link_id(), record.ours, *record.person);
        let reached = record.answer.take().zip(record.root.take());
        record.stage = Stage::Ended;
        record.end = reason.code();
        record.erase();
        // What waits to be sent for it is not sent any more.
        let waiting: Vec<[u8; 16]> =
            self.outgoing.iter().filter(|(_, cell)| *cell.worker == link.0).map(|(id, _)| *id).collect();
        for id in waiting {
            if let Some(cell) = self.outgoing.remove(&id) {
                self.remove(cell.key());
            }
        }
        if let (true, Some((answer, root))) = (ours, reached) {
            let answer = LinkAnswer::from_map(answer.to_vec()).map_err(|_| EngineError::RecordDamaged)?;
            self.take_leave(link.0, now, &answer, &Root::from_bytes(*root.bytes()), rng)?;
        }
        if !ours && let Some(worker) = self.workers.iter_mut().find(|worker| *worker.id == person) {
            worker.edit().ended = true;
            self.windows.remove(&person);
        }
        if reason != LinkEnd::Cancelled {
            self.tell(now, EventKind::LinkEnded { link, reason });
        }
        Ok(())
    }

    /// A farewell on the first chain of a pair that never came to be.
    fn take_leave(
        &mut self,
        owner: [u8; 16],
        now: Timestamp,
        answer: &LinkAnswer,
        root: &Root,
        rng: &mut impl CryptoRng,
    ) -> Result<(), EngineError> {
        let head = self.head.edit();
        head.counter = head.counter.saturating_add(1);
        let envelope = Envelope { counter: head.counter, time: now, plan: None, message: Message::Farewell };
        let (direction, origin) = (Direction::WorkerToContact, self.origin());
        let mut chain = SendingChain::new(chain_of(root, direction, origin, Instance::APP));
        let to = Destination::new(answer.send_id(), &root.derive_send_capability(direction));
        for body in split(&envelope.encode()?, EventId::make_random(rng))? {
            let cell = WireCell::seal(&chain.next()?, direction, &body, rng)?;
            self.queue_cell_to(owner, Some(to.duplicate()), &cell, rng);
        }
        Ok(())
    }
}

/// Opens a cell as this message of the link and notes it.
fn open(record: &mut Kept<LinkRecord>, message: LinkMessage, cell: &WireCell) -> bool {
    let Ok(link) = record.link() else { return false };
    let Ok(body) = link.open(message, cell) else { return false };
    record.edit().note(message, body);
    true
}

fn read_answer(
    record: &LinkRecord,
    lobby: &Lobby,
    bytes: Vec<u8>,
    rng: &mut impl CryptoRng,
) -> Result<Next, LinkEnd> {
    let answer = LinkAnswer::from_map(bytes).map_err(end_of)?;
    check_relay(lobby, answer.relays()).map_err(|_| LinkEnd::BadMessage)?;
    let link = record.link().map_err(|_| LinkEnd::BadMessage)?;
    let own = LinkReveal::from_map(record.own_map.to_vec()).map_err(end_of)?;
    let secret = record.secret.as_ref().ok_or(LinkEnd::BadMessage)?;
    let secret = PairingSecret::from_bytes(*secret.bytes());
    let (message, agreement) = link_pairing::reveal(&link, &own, &secret, &answer, rng).map_err(end_of)?;
    Ok(Next::Reveal { message, agreement })
}

fn read_done(record: &LinkRecord, bytes: &[u8]) -> Result<(), LinkEnd> {
    let root = record.root.as_ref().ok_or(LinkEnd::BadMessage)?;
    let digits = crate::wire::LinkDigits::from_typed(&record.digits).ok_or(LinkEnd::BadMessage)?;
    let agreement = LinkAgreement { root: Root::from_bytes(*root.bytes()), digits };
    agreement.verify_done(bytes).map_err(end_of)
}

fn read_reveal(record: &LinkRecord, lobby: &Lobby, bytes: &[u8]) -> Result<Next, LinkEnd> {
    let link = record.link().map_err(|_| LinkEnd::BadMessage)?;
    let own = LinkAnswer::from_map(record.own_map.to_vec()).map_err(end_of)?;
    let (secret, kem_secret) =
        record.secret.as_ref().zip(record.kem_secret.as_ref()).ok_or(LinkEnd::BadMessage)?;
    let secret = PairingSecret::from_bytes(*secret.bytes());
    let kem_secret = LinkKemSecret::from_bytes(*kem_secret.bytes());
    let (reveal, agreement) =
        link_pairing::read_reveal(&link, &own, &secret, &kem_secret, bytes).map_err(end_of)?;
    check_relay(lobby, reveal.relays()).map_err(|_| LinkEnd::BadMessage)?;
    Ok(Next::Agreed { reveal, agreement })
}
