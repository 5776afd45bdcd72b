//! Replies: what a contact sends back to a worker, and what the worker reads of it. Also the receipts that
//! wait to be sent, packed as many to a group as there are rows.

use crate::wire::{
    Direction, Envelope, EventId, Message, Origin, RelayPart, ReplyKind, Ring, Row, TimerCommand, Timestamp,
    WireCell, split,
};
use minicbor::bytes::{ByteArray, ByteVec};
use minicbor::{Decode, Encode};
use rand_core::CryptoRng;

use super::{Vault, check_text};
use crate::lobby::{Destination, Lobby, OutgoingRow, Placing};
use crate::record::{Class, Kept, Place, RecordKey, kind};
use crate::view::{ContactId, ReceivedReply, WorkerId};
use crate::{EngineError, EventKind, ReplyDraft};

/// After a rollback reply chains jump on to a multiple of this, so that the worker need only ask for those.
pub(crate) const REPLY_GRID: u32 = 256;
/// Replies kept; the oldest leave.
const REPLIES_MAX: usize = 300;
/// Bytes of a reply's words.
const TEXT_MAX: usize = 1_000;

/// A reply that a contact sent, as the worker keeps it.
#[derive(Debug, Encode, Decode)]
#[cbor(map)]
pub(crate) struct ReplyRecord {
    #[n(0)]
    contact: ByteArray<16>,
    #[n(1)]
    kind: u8,
    #[n(2)]
    text: Option<String>,
    #[n(3)]
    about: Option<ByteArray<16>>,
    #[n(4)]
    time: u64,
}

/// A sealed cell that waits for a row: a receipt, a reply, or a message of a pairing under way.
#[derive(Debug, Encode, Decode)]
#[cbor(map)]
pub(crate) struct OutgoingRecord {
    #[n(0)]
    pub(crate) worker: ByteArray<16>,
    #[n(1)]
    pub(crate) cell: ByteVec,
    #[n(2)]
    pub(crate) order: u64,
    /// Where it goes, if not to the worker.
    #[n(3)]
    pub(crate) to: Option<Destination>,
}

impl Vault {
    /// Queues a reply to a worker.
    pub(crate) fn reply(
        &mut self,
        lobby: &mut Lobby,
        now: Timestamp,
        worker: WorkerId,
        about: Option<EventId>,
        draft: &ReplyDraft,
        rng: &mut impl CryptoRng,
    ) -> Result<EventId, EngineError> {
        let reply_kind = match draft {
            ReplyDraft::Seen => ReplyKind::Seen,
            ReplyDraft::OnIt => ReplyKind::OnIt,
            ReplyDraft::Text(text) => {
                check_text("text", text, TEXT_MAX)?;
                if text.trim().is_empty() {
                    return Err(EngineError::invalid("text", "is empty"));
                }
                ReplyKind::Text(text.clone())
            }
        };
        let about_origin = match about {
            None => None,
            Some(id) => {
                let message = self.received.get(&id).ok_or(EngineError::NotFound { what: "message" })?;
                if *message.worker != worker.0 {
                    return Err(EngineError::invalid("message", "is another worker's"));
                }
                Some(message.origin)
            }
        };
        let id = EventId::make_random(rng);
        let head = self.head.edit();
        head.counter = head.counter.saturating_add(1);
        let envelope = Envelope {
            counter: head.counter,
            time: now,
            plan: None,
            message: Message::Reply { reply: reply_kind, about },
        };
        let bodies = split(&envelope.encode()?, id)?;
        let cells = {
            let record = self
                .workers
                .iter_mut()
                .find(|known| *known.id == worker.0)
                .ok_or(EngineError::NotFound { what: "worker" })?;
            if record.ended {
                return Err(EngineError::invalid("worker", "the pairing has ended"));
            }
            let main = record.main_origin.unwrap_or(0);
            let origin = about_origin.filter(|origin| *origin != Origin::LOBBY.byte()).unwrap_or(main);
            let sender = record
                .edit()
                .sending
                .iter_mut()
                .find(|sender| sender.origin == origin)
                .ok_or(EngineError::RecordDamaged)?;
            sender.chain.with(|chain| {
                let mut cells = Vec::new();
                for body in &bodies {
                    cells.push(WireCell::seal(&chain.next()?, Direction::ContactToWorker, body, rng)?);
                }
                Ok(cells)
            })?
        };
        for cell in cells {
            self.queue_cell(worker, cell, rng);
        }
        self.refill(lobby, now, rng)?;
        Ok(id)
    }

    /// Keeps a sealed cell for a worker until a group takes it along.
    pub(crate) fn queue_cell(&mut self, worker: WorkerId, cell: WireCell, rng: &mut impl CryptoRng) {
        self.queue_cell_to(worker.0, None, &cell, rng);
    }

    /// Keeps a sealed cell for whoever `owner` names, or for another mailbox.
    pub(crate) fn queue_cell_to(
        &mut self,
        owner: [u8; 16],
        to: Option<Destination>,
        cell: &WireCell,
        rng: &mut impl CryptoRng,
    ) {
        let mut id = [0; 16];
        rng.fill_bytes(&mut id);
        let order = self.outgoing.values().map(|known| known.order).max().unwrap_or(0).saturating_add(1);
        let cell = cell.as_bytes().to_vec().into();
        let record = OutgoingRecord { worker: owner.into(), cell, order, to };
        let key = RecordKey { kind: kind::OUTGOING, id };
        self.outgoing.insert(id, Kept::new(key, Place::Any, Class::Urgent, record));
    }

    /// Packs waiting cells into groups as far as there are places. Once placed they are the lobby's.
    pub(crate) fn send_outgoing(
        &mut self,
        lobby: &mut Lobby,
        now: Timestamp,
        rng: &mut impl CryptoRng,
    ) -> Result<(), EngineError> {
        while !self.outgoing.is_empty() && lobby.has_place(&self.head.sealed, false) {
            let mut next: Vec<(u64, [u8; 16])> = self.outgoing.iter().map(|(id, o)| (o.order, *id)).collect();
            next.sort();
            next.truncate(lobby.circle().rows());
            let mut rows = Vec::new();
            for (_, id) in next {
                let Some(record) = self.outgoing.remove(&id) else { continue };
                self.remove(record.key());
                let worker = || self.workers.iter().find(|worker| worker.id == record.worker);
                let Some(to) = record.to.as_ref().or_else(|| Some(&worker()?.to)) else { continue };
                let cell = WireCell::from_slice(&record.cell).map_err(|_| EngineError::RecordDamaged)?;
                rows.push(OutgoingRow {
                    row: Row {
                        send_id: to.send_id(),
                        capability: to.capability(),
                        ring: Ring::None,
                        relay_part: RelayPart::make_random(rng),
                        cell,
                    },
                    receipt_root: None,
                });
            }
            if !rows.is_empty() {
                let how = Placing {
                    own: &self.head.sealed,
                    urgent: false,
                    evict: true,
                    now,
                    made: now,
                    cover: false,
                };
                let placed = lobby.place(how, TimerCommand::noop(), rows, rng)?.placed;
                self.note_sealed(lobby, placed);
                lobby.hurry(now, false);
            }
        }
        Ok(())
    }

    /// Reads a cell that may be a contact's reply. `true` when it was one and is stored now.
    pub(crate) fn read_reply(&mut self, now: Timestamp, cell: &WireCell) -> Result<bool, EngineError> {
        let Some((at, instance, step, body)) = self.find_reply(cell)? else { return Ok(false) };
        let Some(record) = self.contacts.get_mut(at) else { return Ok(false) };
        record.edit().note_reply_step(instance, step, now)?;
        let contact = record.contact_id();
        let event = body.event;
        let Some(bytes) = self.assemble(contact.0, body, now)? else { return Ok(true) };
        let Ok(envelope) = Envelope::decode(&bytes) else { return Ok(true) };
        self.note_browser(now, at, instance, &envelope.message);
        if let Message::Reply { reply, about } = envelope.message
            && !self.replies.contains_key(&event)
        {
            let record = ReplyRecord {
                contact: contact.0.into(),
                kind: match reply {
                    ReplyKind::Seen => 0,
                    ReplyKind::OnIt => 1,
                    ReplyKind::Text(_) => 2,
                },
                text: match reply {
                    ReplyKind::Text(text) => Some(text),
                    _ => None,
                },
                about: about.map(|id| (*id.as_bytes()).into()),
                time: envelope.time.as_millis(),
            };
            let key = RecordKey { kind: kind::REPLY, id: *event.as_bytes() };
            self.replies.insert(event, Kept::new(key, Place::Any, Class::Ordinary, record));
            self.forget_replies();
            self.tell(now, EventKind::ReplyReceived { contact, reply: event });
        }
        Ok(true)
    }

    fn forget_replies(&mut self) {
        while self.replies.len() > REPLIES_MAX {
            let oldest = self.replies.iter().min_by_key(|(_, reply)| reply.time).map(|(id, _)| *id);
            let Some(record) = oldest.and_then(|id| self.replies.remove(&id)) else { return };
            self.remove(record.key());
        }
    }

    /// The replies that arrived, oldest first.
    pub(crate) fn received_replies(&self) -> Vec<ReceivedReply> {
        let mut replies: Vec<ReceivedReply> = self
            .replies
            .iter()
            .map(|(id, record)| ReceivedReply {
                id: *id,
                contact: ContactId(*record.contact),
                kind: match record.kind {
                    0 => ReplyKind::Seen,
                    1 => ReplyKind::OnIt,
                    _ => ReplyKind::Text(record.text.clone().unwrap_or_default()),
                },
                about: record.about.map(|id| EventId::from_bytes(*id)),
                time: Timestamp::from_millis(record.time),
            })
            .collect();
        replies.sort_by_key(|reply| (reply.time, reply.id));
        replies
    }
}
