//! The seats as a vault has them. Whatever it says goes to every seat: to contacts whom it knows, and on a chain as genuine to
//! each seat that has none of its contacts. So who reads what it seals cannot be told from whom it names.

use crate::wire::{ChainKey, EventId, Ring, SendCapability, SendId, StepKeys};
use minicbor::{Decode, Encode};
use rand_core::CryptoRng;

use super::{ContactRecord, Vault};
use crate::EngineError;
use crate::chain_state::ChainState;
use crate::lobby::{CIRCLE_MAX, Lobby};
use crate::view::{MessageKind, Sharing};

/// In place of a contact's id: the row of a seat that has no contact of this vault.
pub(crate) const UNNAMED: [u8; 16] = [0xff; 16];

/// What a vault seals by for one seat.
#[derive(Debug, Encode, Decode)]
#[cbor(map)]
pub(crate) struct VaultSeat {
    #[n(0)]
    chain: ChainState,
}

impl VaultSeat {
    /// Of seats that nobody has.
    pub(crate) fn make_all(rng: &mut impl CryptoRng) -> Vec<Self> {
        (0..CIRCLE_MAX).map(|_| Self { chain: ChainState::new(ChainKey::make_random(rng)) }).collect()
    }
}

/// Somebody a message is sealed for.
pub(super) struct Recipient {
    /// `None` for whoever has a seat without a contact of this vault.
    pub(super) contact: Option<[u8; 16]>,
    pub(super) sharing: Sharing,
    pub(super) send_id: SendId,
    pub(super) capability: SendCapability,
    pub(super) ring: Ring,
    seat: u8,
    /// They were removed: the seat is another's.
    left: bool,
}

impl Recipient {
    /// By what their rows are known to the message.
    pub(super) fn id(&self) -> [u8; 16] {
        self.contact.unwrap_or(UNNAMED)
    }
}

impl Vault {
    /// The contact of this id, if this message is for them: who was removed gets a farewell and nothing else.
    pub(super) fn recipient(&self, contact: [u8; 16], id: EventId) -> Option<Recipient> {
        let message = self.messages.get(&id)?;
        let farewell = message.kind() == MessageKind::Farewell;
        let known = |c: &&ContactRecord| *c.id == contact && (!c.removed || farewell);
        let to = self.contacts.iter().map(|c| &**c).find(known)?;
        Some(Recipient {
            contact: Some(contact),
            sharing: to.sharing(),
            send_id: to.send_id(),
            capability: to.to.capability(),
            ring: message.ring(to.ring_wish),
            seat: to.seat,
            left: to.removed,
        })
    }

    /// The seats that have none of this vault's contacts, if this message is for the whole circle and nothing of it was
    /// sealed, or all is sealed anew.
    pub(super) fn unnamed(&self, lobby: &Lobby, id: EventId) -> Vec<Recipient> {
        let Some(message) = self.messages.get(&id) else { return Vec::new() };
        let alone = matches!(message.kind(), MessageKind::Hello | MessageKind::Farewell);
        if alone || message.deliveries.iter().any(|delivery| delivery.sealed) {
            return Vec::new();
        }
        let named = |seat: u8| self.circle().any(|contact| contact.seat == seat);
        let seats = (0..lobby.circle().byte()).filter(|seat| !named(*seat));
        let recipient = |seat: u8| {
            let known = lobby.seat(seat)?;
            Some(Recipient {
                contact: None,
                sharing: if known.places { Sharing::OnRelease } else { Sharing::Never },
                send_id: known.to.send_id(),
                capability: known.to.capability(),
                ring: message.ring(known.ring_wish),
                seat,
                left: false,
            })
        };
        seats.filter_map(recipient).collect()
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

    /// A seat gets another chain: that of whoever takes it, or one of nobody. Returns the one before.
    pub(super) fn change_seat(&mut self, seat: u8, key: ChainKey) -> Result<ChainState, EngineError> {
        let place = self.head.edit().seats.get_mut(usize::from(seat));
        let place = place.ok_or(EngineError::RecordDamaged)?;
        Ok(std::mem::replace(&mut place.chain, ChainState::new(key)))
    }

    /// After a rollback: the chains of all seats jump.
    pub(super) fn jump_seats(&mut self, steps: u32) {
        for seat in &mut self.head.edit().seats {
            seat.chain.jump(steps);
        }
    }
}
