//! The seats as a vault has them. Whatever it says goes to every seat: to contacts whom it knows, and on a chain as genuine to
//! each seat that has none of its contacts. So who reads what it seals cannot be told from whom it names.

use crate::wire::{ChainKey, EventId, SendCapability, SendId, StepKeys};
use minicbor::{Decode, Encode};
use rand_core::CryptoRng;
use wayhome_protocol::seat_note::SeatNote;

use super::{ContactRecord, Vault};
use crate::EngineError;
use crate::chain_state::ChainState;
use crate::lobby::{Lobby, Seat};
use crate::view::{MessageKind, Sharing};

/// In place of a contact's id: the row of a seat that has no contact of this vault.
pub(crate) const UNNAMED: [u8; 16] = [0xff; 16];

/// What a vault knows of one seat.
#[derive(Debug, Encode, Decode)]
#[cbor(map)]
pub(crate) struct VaultSeat {
    /// It seals by this for whoever has the seat.
    #[n(0)]
    pub(super) chain: ChainState,
    /// Which note this is from: one more each time that the seat changes hands, from a number drawn at random.
    #[n(1)]
    pub(super) generation: u32,
    /// The later note that this vault does not believe, if there is one: whoever has the seat now is not its affair.
    #[n(2)]
    pub(super) elsewhere: Option<u32>,
}

impl VaultSeat {
    /// As a note says.
    pub(super) fn of(note: SeatNote, rng: &mut impl CryptoRng) -> Self {
        let chain = ChainState::begin(note.sending, rng);
        Self { chain, generation: note.generation, elsewhere: None }
    }

    /// Of a seat about which no note was left yet.
    pub(super) fn nobodys(rng: &mut impl CryptoRng) -> Self {
        let generation = rng.next_u32();
        Self { chain: ChainState::begin(ChainKey::make_random(rng), rng), generation, elsewhere: None }
    }
}

/// The order in which a vault gives its seats away, drawn anew for each.
pub(super) fn draw_order(mut seats: Vec<u8>, rng: &mut impl CryptoRng) -> Vec<u8> {
    for at in (1..seats.len()).rev() {
        seats.swap(at, usize::try_from(rng.next_u32()).unwrap_or(0) % at.saturating_add(1));
    }
    seats
}

/// Somebody a message is sealed for.
pub(super) struct Recipient {
    /// `None` for whoever has a seat without a contact of this vault.
    pub(super) contact: Option<[u8; 16]>,
    pub(super) sharing: Sharing,
    pub(super) send_id: SendId,
    pub(super) capability: SendCapability,
    /// They wish to be woken by check-ins.
    pub(super) ring_wish: bool,
    seat: u8,
    /// They were removed: the seat is another's.
    left: bool,
}

impl Recipient {
    fn named(contact: &ContactRecord) -> Self {
        Self {
            contact: Some(*contact.id),
            sharing: contact.sharing(),
            send_id: contact.send_id(),
            capability: contact.to.capability(),
            ring_wish: contact.ring_wish,
            seat: contact.seat,
            left: contact.removed,
        }
    }

    fn unnamed(seat: u8, known: &Seat) -> Self {
        Self {
            contact: None,
            sharing: if known.places { Sharing::OnRelease } else { Sharing::Never },
            send_id: known.to.send_id(),
            capability: known.to.capability(),
            ring_wish: known.ring_wish,
            seat,
            left: false,
        }
    }

    /// By what their rows are known to the message.
    pub(super) fn id(&self) -> [u8; 16] {
        self.contact.unwrap_or(UNNAMED)
    }
}

impl Vault {
    /// The contact of this id, if this message is for them: who was removed gets a farewell and nothing else.
    pub(super) fn recipient(&self, contact: [u8; 16], id: EventId) -> Option<Recipient> {
        let farewell = self.messages.get(&id)?.kind() == MessageKind::Farewell;
        let known = |c: &&ContactRecord| *c.id == contact && (!c.removed || farewell);
        self.contacts.iter().map(|c| &**c).find(known).map(Recipient::named)
    }

    /// The seats that have none of this vault's contacts, if this message is for the whole circle and nothing of it was
    /// sealed, or all is sealed anew.
    pub(super) fn unnamed_of(&self, lobby: &Lobby, id: EventId) -> Vec<Recipient> {
        let Some(message) = self.messages.get(&id) else { return Vec::new() };
        let alone = matches!(message.kind(), MessageKind::Hello | MessageKind::Farewell);
        if alone || message.deliveries.iter().any(|delivery| delivery.sealed) {
            return Vec::new();
        }
        self.unnamed(lobby).collect()
    }

    /// Whoever has a seat and is no contact of this vault, as far as that is its affair.
    fn unnamed(&self, lobby: &Lobby) -> impl Iterator<Item = Recipient> {
        let elsewhere =
            |seat: u8| self.head.seats.get(usize::from(seat)).is_none_or(|known| known.elsewhere.is_some());
        let named = |seat: u8| self.circle().any(|contact| contact.seat == seat);
        let seats = (0..lobby.circle().byte()).filter(move |seat| !named(*seat) && !elsewhere(*seat));
        seats.filter_map(|seat| Some(Recipient::unnamed(seat, lobby.seat(seat)?)))
    }

    /// All who have a seat, as far as this vault knows of them.
    pub(super) fn everybody(&self, lobby: &Lobby) -> Vec<Recipient> {
        self.circle().map(Recipient::named).chain(self.unnamed(lobby)).collect()
    }

    /// The next keys of the chain to somebody, so many; `None` if it was forgotten.
    pub(super) fn next_keys(
        &mut self,
        to: &Recipient,
        parts: usize,
    ) -> Result<Option<Vec<StepKeys>>, EngineError> {
        let head = self.head.edit();
        let chain = if to.left {
            head.leaving.iter_mut().find(|known| *known.contact == to.id()).map(|known| &mut known.chain)
        } else {
            head.seats.get_mut(usize::from(to.seat)).map(|seat| &mut seat.chain)
        };
        let Some(chain) = chain else { return Ok(None) };
        chain.with(|chain| (0..parts).map(|_| Ok(chain.next()?)).collect()).map(Some)
    }

    /// The seat for somebody new: the next in this vault's order that none of its contacts has, of those that a group has
    /// rows for; one that was given away elsewhere only if there is no other.
    pub(super) fn next_seat(&self, lobby: &Lobby) -> Result<u8, EngineError> {
        let rows = lobby.circle().byte();
        let taken = |seat: u8| self.circle().any(|known| known.seat == seat) || self.slots.shows(seat);
        let elsewhere =
            |seat: u8| self.head.seats.get(usize::from(seat)).is_some_and(|s| s.elsewhere.is_some());
        let free = self.head.order.iter().copied().filter(|seat| *seat < rows && !taken(*seat));
        free.min_by_key(|seat| elsewhere(*seat)).ok_or(EngineError::Bug { code: "no-seat" })
    }

    /// Takes its chain from a seat that another vault has given away.
    pub(super) fn forget_seat(
        &mut self,
        seat: u8,
        rng: &mut impl CryptoRng,
    ) -> Result<ChainState, EngineError> {
        let known = self.head.edit().seats.get_mut(usize::from(seat)).ok_or(EngineError::RecordDamaged)?;
        Ok(std::mem::replace(&mut known.chain, ChainState::begin(ChainKey::make_random(rng), rng)))
    }

    /// After a rollback: the chains of all seats jump.
    pub(super) fn jump_seats(&mut self, steps: u32) {
        for seat in &mut self.head.edit().seats {
            seat.chain.jump(steps);
        }
    }
}
