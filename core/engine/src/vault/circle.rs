//! The circle: who is told, under which name, and what they are told about places.

use crate::wire::{ReceivingChain, SendId, Timestamp};
use minicbor::bytes::ByteArray;
use minicbor::{Decode, Encode};
use rand_core::CryptoRng;

use super::{CircleChain, Vault, check_name};
use crate::EngineError;
use crate::codec::Hidden;
use crate::lobby::{Destination, Lobby};
use crate::view::{Contact, ContactId, ContactStatus, MessageKind, Sharing};

/// A trusted contact, as kept.
#[derive(Debug, Encode, Decode)]
#[cbor(map)]
pub(crate) struct ContactRecord {
    #[n(0)]
    pub(crate) id: ByteArray<16>,
    #[n(1)]
    pub(crate) name: String,
    #[n(2)]
    pub(crate) language: String,
    #[n(3)]
    pub(crate) to: Destination,
    #[n(4)]
    pub(crate) identity: ByteArray<32>,
    #[n(5)]
    pub(crate) sharing: u8,
    #[n(6)]
    pub(crate) removed: bool,
    #[n(7)]
    pub(crate) ring_wish: bool,
    #[n(8)]
    pub(crate) since: u64,
    /// The chain on which this contact replies to this vault.
    #[n(9)]
    pub(crate) replies: KeptChain,
    /// First keys of the chains of the phrases.
    #[n(10)]
    pub(crate) other_chains: Vec<OtherChain>,
    /// Where this contact's own messages to us arrive.
    #[n(11)]
    pub(crate) own_send_id: ByteArray<16>,
    /// The secret of their family link, if they have no app. It is the way back in.
    #[n(12)]
    pub(crate) family: Option<Hidden<32>>,
    /// No browser has opened that link yet.
    #[n(13)]
    #[cbor(default)]
    pub(crate) invited: bool,
    /// The chains on which its browsers 1 to 7 reply; the first one replies on `replies`.
    #[n(14)]
    #[cbor(default)]
    pub(crate) browsers: Vec<KeptChain>,
    /// The browsers that were heard, a bit each.
    #[n(15)]
    #[cbor(default)]
    pub(crate) heard: u8,
    /// On the chain that late browsers share: one past the step last read, counted from each lane's beginning.
    #[n(16)]
    #[cbor(default)]
    pub(crate) lanes: Vec<u16>,
    /// Their seat: the row of theirs in what the locked screen sends.
    #[n(17)]
    pub(crate) seat: u8,
}

/// A receiving chain, encoded by the protocol. It is secret.
#[derive(Encode, Decode)]
#[cbor(transparent)]
pub(crate) struct KeptChain(#[cbor(with = "minicbor::bytes")] pub(crate) Vec<u8>);

impl KeptChain {
    pub(crate) fn of(chain: &ReceivingChain) -> Self {
        Self(chain.encode().to_vec())
    }

    pub(crate) fn chain(&self) -> Result<ReceivingChain, EngineError> {
        ReceivingChain::decode(&self.0).map_err(|_| EngineError::RecordDamaged)
    }
}

impl std::fmt::Debug for KeptChain {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("KeptChain")
    }
}

impl Drop for KeptChain {
    fn drop(&mut self) {
        zeroize::Zeroize::zeroize(&mut self.0);
    }
}

/// A chain's first key, kept for a place that does not exist yet.
#[derive(Debug, Encode, Decode)]
#[cbor(map)]
pub(crate) struct OtherChain {
    #[n(0)]
    pub(crate) direction: u8,
    #[n(1)]
    pub(crate) origin: u8,
    #[n(2)]
    pub(crate) key: Hidden<32>,
}

impl ContactRecord {
    pub(crate) fn contact_id(&self) -> ContactId {
        ContactId(*self.id)
    }

    pub(crate) fn status(&self) -> ContactStatus {
        match (self.removed, self.invited) {
            (true, _) => ContactStatus::Removed,
            (false, true) => ContactStatus::Invited,
            (false, false) => ContactStatus::Confirmed,
        }
    }

    pub(crate) fn sharing(&self) -> Sharing {
        match self.sharing {
            2 => Sharing::Always,
            1 => Sharing::OnRelease,
            _ => Sharing::Never,
        }
    }

    pub(crate) fn set_sharing(&mut self, sharing: Sharing) {
        self.sharing = sharing_code(sharing);
    }

    pub(crate) fn send_id(&self) -> SendId {
        self.to.send_id()
    }

    fn view(&self) -> Contact {
        Contact {
            id: self.contact_id(),
            name: self.name.clone(),
            language: self.language.clone(),
            sharing: self.sharing(),
            status: self.status(),
        }
    }
}

pub(crate) fn sharing_code(sharing: Sharing) -> u8 {
    match sharing {
        Sharing::Never => 0,
        Sharing::OnRelease => 1,
        Sharing::Always => 2,
    }
}

impl Vault {
    /// The contacts, in the order of their pairing; removed ones too.
    pub(crate) fn contacts(&self) -> Vec<Contact> {
        self.contacts.iter().map(|contact| contact.view()).collect()
    }

    /// Whether a contact is told places at all.
    pub(crate) fn shares_places_with(&self, id: [u8; 16]) -> bool {
        self.circle().any(|contact| *contact.id == id && contact.sharing() != Sharing::Never)
    }

    /// Those who are told.
    pub(crate) fn circle(&self) -> impl Iterator<Item = &ContactRecord> {
        self.contacts.iter().map(|contact| &**contact).filter(|contact| !contact.removed)
    }

    pub(crate) fn contact_mut(&mut self, id: ContactId) -> Result<&mut ContactRecord, EngineError> {
        self.contacts
            .iter_mut()
            .find(|contact| *contact.id == id.0 && !contact.removed)
            .map(crate::record::Kept::edit)
            .ok_or(EngineError::NotFound { what: "contact" })
    }

    /// Gives a contact another name; only this vault knows it.
    pub(crate) fn rename_contact(&mut self, id: ContactId, name: &str) -> Result<(), EngineError> {
        check_name(name)?;
        self.contact_mut(id)?.name = name.trim().to_owned();
        Ok(())
    }

    /// Changes what a contact is told about places, from the next message on.
    pub(crate) fn set_sharing(
        &mut self,
        lobby: &mut Lobby,
        id: ContactId,
        sharing: Sharing,
    ) -> Result<(), EngineError> {
        let contact = self.contact_mut(id)?;
        contact.set_sharing(sharing);
        let (seat, to) = (contact.seat, *contact.to.send_id);
        // Unless somebody sits there by now whom another vault knows.
        if lobby.seat(seat).is_some_and(|known| *known.to.send_id == to) {
            lobby.set_locked_places(seat, sharing != Sharing::Never);
        }
        self.plan_must_follow();
        Ok(())
    }

    /// Stops telling a contact anything. They get a last message that says so; they keep what they have.
    pub(crate) fn remove_contact(
        &mut self,
        lobby: &mut Lobby,
        now: Timestamp,
        id: ContactId,
        rng: &mut impl CryptoRng,
    ) -> Result<(), EngineError> {
        let seat = self.contact_mut(id)?.seat;
        self.add_message(now, MessageKind::Farewell, None, None, Some(&[id]), rng)?;
        self.refill(lobby, now, rng)?;
        let contact = self.contact_mut(id)?;
        contact.removed = true;
        contact.family = None;
        let to = *contact.to.send_id;
        let still = lobby.seat(seat).is_some_and(|known| *known.to.send_id == to);
        // What is still to be sealed for them goes on their own chain, and the seat has one of nobody.
        let chain = if still {
            lobby.leave_seat(seat, rng)?;
            self.empty_seat(lobby, seat, rng)?
        } else {
            // Somebody sits there whom another vault knows: that is not for this one to change.
            self.forget_seat(seat, rng)?
        };
        self.head.edit().leaving.push(CircleChain { contact: id.0.into(), chain });
        for message in self.messages.values_mut() {
            let farewell = message.kind() == MessageKind::Farewell;
            if !farewell && message.deliveries.iter().any(|d| *d.contact == id.0 && d.state < 2) {
                message.edit().deliveries.retain(|d| *d.contact != id.0 || d.state >= 2);
            }
        }
        self.plan_must_follow();
        self.follow_plan(lobby, now, rng)?;
        self.refill(lobby, now, rng)?;
        self.forget_chains();
        Ok(())
    }

    /// Takes a seat from whoever was given it with another PIN: the locked screen no longer reaches them, nor does any vault
    /// that was made from this one.
    pub(crate) fn clear_seat(
        &mut self,
        lobby: &mut Lobby,
        seat: u8,
        rng: &mut impl CryptoRng,
    ) -> Result<(), EngineError> {
        let known = self.head.seats.get(usize::from(seat));
        if known.is_none_or(|known| known.elsewhere.is_none()) {
            return Err(EngineError::NotFound { what: "seat that was changed with another PIN" });
        }
        if self.circle().any(|contact| contact.seat == seat) {
            let reason = "was that of a contact: remove them, clear it, and pair with them anew";
            return Err(EngineError::invalid("seat", reason));
        }
        lobby.leave_seat(seat, rng)?;
        drop(self.empty_seat(lobby, seat, rng)?);
        Ok(())
    }

    /// The seats that were changed with another PIN, and not cleared since.
    pub(crate) fn seats_changed_elsewhere(&self) -> Vec<u8> {
        let changed = (0..).zip(&self.head.seats).filter(|(_, known)| known.elsewhere.is_some());
        changed.map(|(seat, _)| seat).collect()
    }

    /// Erases the sending chains of removed contacts once their farewell is sealed.
    pub(crate) fn forget_chains(&mut self) {
        let needed = |chain: &CircleChain| {
            let unsealed = |d: &super::messages::KeptDelivery| d.contact == chain.contact && !d.sealed;
            self.messages.values().any(|message| message.deliveries.iter().any(unsealed))
        };
        let gone: Vec<[u8; 16]> =
            self.head.leaving.iter().filter(|chain| !needed(chain)).map(|chain| *chain.contact).collect();
        if !gone.is_empty() {
            self.head.edit().leaving.retain(|chain| !gone.contains(&*chain.contact));
        }
    }
}
