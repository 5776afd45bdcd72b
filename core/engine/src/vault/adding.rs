//! Making a further vault from the one that is open. It has what any vault has: keys of its own, a timer, seats, a book,
//! and contacts. Its contacts are nobody; what it says goes to whoever has a seat, on its own chains.

use minicbor::bytes::ByteArray;
use rand_core::CryptoRng;
use wayhome_protocol::keys::NoteSecret;
use wayhome_protocol::seat_note::{OpenedNote, SeatNote};

use super::circle::{KeptChain, OtherChain, sharing_code};
use super::events::state_code;
use super::locked::Apart;
use super::messages::{GroupRow, KeptGroup};
use super::new_head::NewHead;
use super::seats::draw_order;
use super::slots::{AddedSlot, Bundle, SpareSlot};
use super::{ContactRecord, Vault, VaultSeat, check_name, check_text};
use crate::codec::{Hidden, HiddenBytes};
use crate::lobby::{CIRCLE_MAX, Claim, Lobby};
use crate::record::{Class, Kept, Place, RecordKey, kind, numbered};
use crate::view::{ContactId, DeliveryState, MessageKind};
use crate::wire::{ChainKey, Direction, IdentitySecret, LockedSecret, Origin, ReceivingChain, Timestamp};
use crate::{AddedVault, EngineError, ShownPerson};

impl Vault {
    /// Checks what a further vault is given, before anything is made of it.
    pub(crate) fn check_added(&self, lobby: &Lobby, new: &AddedVault) -> Result<(), EngineError> {
        new.name.as_deref().map_or(Ok(()), check_name)?;
        check_language(new.language.as_deref())?;
        for person in &new.shown {
            check_name(&person.name)?;
            check_language(person.language.as_deref())?;
        }
        new.entries.iter().try_for_each(super::book::check_entry)?;
        if new.shown.is_empty() {
            return Err(EngineError::invalid(
                "shown",
                "must name somebody: a vault without contacts says nothing",
            ));
        }
        // One seat is left for whoever may be paired from it: else they would take that of a real contact.
        let rows = lobby.circle().rows();
        if self.free_seats(lobby).len() <= new.shown.len() {
            let reason = if rows < CIRCLE_MAX {
                "names too many: contacts and those whom other vaults show must be three at most, or seven in a store with \
                 room for eight"
            } else {
                "names too many: contacts and those whom other vaults show must be seven at most"
            };
            return Err(EngineError::invalid("shown", reason));
        }
        Ok(())
    }

    /// The seats of a group that nobody has as far as this vault knows.
    fn free_seats(&self, lobby: &Lobby) -> Vec<u8> {
        let rows = lobby.circle().byte();
        let free = |seat: &u8| {
            let known = self.head.seats.get(usize::from(*seat));
            *seat < rows
                && known.is_some_and(|known| known.elsewhere.is_none())
                && !self.circle().any(|contact| contact.seat == *seat)
                && !self.slots.shows(*seat)
        };
        self.head.order.iter().copied().filter(free).collect()
    }

    /// Makes a further vault in the region that the first of this vault's rights is for. `key` opens its slot.
    pub(crate) fn add_vault(
        &mut self,
        lobby: &mut Lobby,
        now: Timestamp,
        new: &AddedVault,
        key: &[u8],
        rng: &mut impl CryptoRng,
    ) -> Result<Vault, EngineError> {
        self.check_added(lobby, new)?;
        let map = self.slots.0.as_mut().filter(|map| !map.spare.is_empty());
        let spare = map.map(|map| map.edit().spare.remove(0));
        let spare = spare.ok_or(EngineError::NotFound { what: "right to make a further vault" })?;
        let last = self.slots.0.iter().flat_map(|map| map.spare.last()).map(SpareSlot::duplicate).collect();
        let (region, bundle) = (spare.region, spare.bundle);
        // What was said of the seats so far, and said anew to a key that no other vault has.
        let notes: Vec<SeatNote> = (0..8).map(|seat| read_note(lobby, &bundle, seat, region, rng)).collect();
        let secret = NoteSecret::make_random(rng);
        lobby.set_note_key(region, &secret.public());
        for (seat, note) in (0..).zip(&notes) {
            self.head.notes.leave(lobby, (seat, region), note, rng)?;
        }
        let mut free = draw_order(self.free_seats(lobby), rng);
        let shown: Vec<u8> = free.drain(..new.shown.len()).collect();
        let receiving: Vec<[u8; 32]> = notes.iter().map(|note| *note.receiving.expose()).collect();
        let seats = notes.into_iter().map(|note| VaultSeat::of(note, rng)).collect();
        // It gives away what nobody has first, and what this vault has given away last.
        let order: Vec<u8> = shown.iter().chain(&free).copied().collect();
        let rest = draw_order((0..8).filter(|seat| !order.contains(seat)).collect(), rng);
        let order = order.into_iter().chain(rest).collect();
        let locked = LockedSecret::make_random(rng);
        lobby.set_locked_key(region, *locked.public().as_bytes());
        let locked = if new.reads_locked { locked } else { LockedSecret::make_random(rng) };
        let new_head = NewHead {
            region,
            name: new.name.as_deref().unwrap_or(&self.head.name),
            language: new.language.as_deref().unwrap_or(&self.head.language),
            bundle,
            locked,
            notes: self.head.notes.of_added(region, &secret, rng),
            seats,
            order,
        };
        let mut head = new_head.make(lobby, rng);
        // The check-ins of the locked screen count in the vault that makes this one.
        head.locked_apart = Some(Apart::make(rng));
        head.opened_rings = new.opened_rings.code();
        let mut added =
            Vault::with_head(Kept::new(numbered(kind::VAULT_HEAD, 0), Place::Head, Class::Urgent, head));
        added.slots = self.slots.of_added(last, now);
        for (person, seat) in new.shown.iter().zip(&shown) {
            let replies = receiving.get(usize::from(*seat)).ok_or(EngineError::Bug { code: "seat" })?;
            added.show(lobby, now, person, *seat, ChainKey::from_bytes(*replies), rng)?;
        }
        added.add_entries(&new.entries, rng)?;
        added.tend_consents(now);
        added.clock_moved = lobby.clock_moved();
        if let Some(map) = &mut self.slots.0 {
            map.edit().added.push(AddedSlot { key: HiddenBytes::new(key), shown });
        }
        Ok(added)
    }

    /// Puts somebody who is nobody among the contacts.
    fn show(
        &mut self,
        lobby: &Lobby,
        now: Timestamp,
        person: &ShownPerson,
        seat: u8,
        replies: ChainKey,
        rng: &mut impl CryptoRng,
    ) -> Result<(), EngineError> {
        let mut id = [0; 16];
        rng.fill_bytes(&mut id);
        let to = lobby.seat(seat).ok_or(EngineError::Bug { code: "seat" })?.to.duplicate();
        let said = person.since.unwrap_or(now);
        let since = self.contacts.iter().map(|contact| contact.since.saturating_add(1)).max().unwrap_or(0);
        let phrases = Origin::PHRASES.into_iter().flat_map(|origin| {
            [Direction::WorkerToContact, Direction::ContactToWorker].map(|direction| (origin, direction))
        });
        let other_chains = phrases
            .map(|(origin, direction)| OtherChain {
                direction: direction.byte(),
                origin: origin.byte(),
                key: Hidden::make_random(rng),
            })
            .collect();
        let identity = IdentitySecret::make_random(rng).public();
        let record = ContactRecord {
            id: id.into(),
            name: person.name.trim().to_owned(),
            language: person.language.clone().unwrap_or_else(|| self.head.language.clone()),
            to,
            identity: (*identity.as_bytes()).into(),
            sharing: sharing_code(person.sharing),
            removed: false,
            ring_wish: false,
            since: since.max(said.as_millis()),
            replies: KeptChain::of(&ReceivingChain::new(replies, now)),
            other_chains,
            own_send_id: lobby.seat_mailbox(seat).map_or([0; 16].into(), ByteArray::from),
            family: None,
            invited: false,
            browsers: Vec::new(),
            heard: 0,
            lanes: Vec::new(),
            seat,
        };
        let since = Timestamp::from_millis(record.since);
        let key = RecordKey { kind: kind::CONTACT, id };
        self.contacts.push(Kept::new(key, Place::Any, Class::Ordinary, record));
        self.show_greeted(lobby, since, ContactId(id), rng)
    }

    /// Whoever is paired is greeted, and the greeting stays among the messages: so do those of whom it shows.
    fn show_greeted(
        &mut self,
        lobby: &Lobby,
        since: Timestamp,
        contact: ContactId,
        rng: &mut impl CryptoRng,
    ) -> Result<(), EngineError> {
        let hello = self.add_message(since, MessageKind::Hello, None, None, Some(&[contact]), rng)?;
        let message = self.messages.get_mut(&hello).ok_or(EngineError::Bug { code: "message-gone" })?.edit();
        let row = GroupRow { contact: contact.0.into(), last: true };
        message.groups.push(KeptGroup { claim: Claim::of_old(lobby, rng), rows: vec![row] });
        for delivery in &mut message.deliveries {
            delivery.state = state_code(DeliveryState::Opened);
            delivery.sealed = true;
            delivery.sealed_at = since.as_millis();
            delivery.root = Some(Hidden::make_random(rng));
        }
        // And the app was told so, state by state.
        self.head.edit().next_event += 3;
        Ok(())
    }
}

/// What was left for a region about a seat. If that cannot be read any more, as something has damaged it, nobody is there.
fn read_note(lobby: &Lobby, bundle: &Bundle, seat: u8, region: u8, rng: &mut impl CryptoRng) -> SeatNote {
    let lies = lobby.seat_note(seat, region).unwrap_or_default();
    match OpenedNote::open(&bundle.note_secret(), seat, region, lies) {
        Some(opened) => opened.note,
        None => SeatNote {
            generation: rng.next_u32(),
            sending: ChainKey::make_random(rng),
            receiving: ChainKey::make_random(rng),
        },
    }
}

fn check_language(language: Option<&str>) -> Result<(), EngineError> {
    language.map_or(Ok(()), |language| check_text("language", language, 16))
}
