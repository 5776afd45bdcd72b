//! What this store registered at the relay: mailboxes, discard ids, the timer. All of it is kept, in case the relay
//! forgets; each entry knows whether the relay has it.

use minicbor::bytes::ByteVec;
use minicbor::{Decode, Encode};
use wayhome_protocol::register_request::{REGISTER_ENTRIES, REGISTER_ENTRY_LENGTH};

use super::{Destination, Lobby};
use wayhome_protocol::keys::CapabilityHash;

use crate::EngineError;
use crate::wire::{
    Outcome, RegisterAnswer, RegisterEntry, RegisterRequest, RegisterStatus, SendId, Timestamp,
};

/// Entries of one store, at most: 256 watched workers, eight contacts and what else it needs.
const ENTRIES_MAX: usize = 320;
/// A refused entry is offered again after this.
const REFUSED_AGAIN_MS: u64 = 24 * 3_600_000;

/// The list, as kept. Timers and mailboxes of seats have their places from the start, those that nobody uses too.
#[derive(Debug, Default, Encode, Decode)]
#[cbor(map)]
pub(super) struct Registrations {
    #[n(0)]
    others: Vec<Entry>,
    #[n(1)]
    refused_at: u64,
    #[n(2)]
    timers: Vec<Entry>,
    #[n(3)]
    mailboxes: Vec<Entry>,
}

impl Registrations {
    fn entries(&self) -> impl Iterator<Item = &Entry> {
        self.timers.iter().chain(&self.mailboxes).chain(&self.others)
    }

    fn entries_mut(&mut self) -> impl Iterator<Item = &mut Entry> {
        self.timers.iter_mut().chain(&mut self.mailboxes).chain(&mut self.others)
    }
}

/// One entry of the register request, without its trailing zeros.
#[derive(Debug, Encode, Decode)]
struct Entry {
    #[n(0)]
    bytes: ByteVec,
    /// 0 to be sent, 1 the relay has it, 2 refused.
    #[n(1)]
    state: u8,
}

impl Entry {
    fn new(entry: &RegisterEntry) -> Self {
        let mut bytes = entry.encode();
        while bytes.last() == Some(&0) && bytes.len() > 17 {
            bytes.pop();
        }
        Self { bytes: bytes.into(), state: 0 }
    }

    fn id(&self) -> Option<&[u8]> {
        self.bytes.get(1..17)
    }

    fn entry(&self) -> RegisterEntry {
        let mut padded = self.bytes.to_vec();
        padded.resize(REGISTER_ENTRY_LENGTH, 0);
        RegisterEntry::decode(&padded).unwrap_or(RegisterEntry::Nothing)
    }
}

impl Lobby {
    /// Queues registrations. One for the same id takes the earlier one's place.
    pub(crate) fn register(
        &mut self,
        entries: impl IntoIterator<Item = RegisterEntry>,
    ) -> Result<(), EngineError> {
        let list = &mut self.registrations.edit().others;
        for entry in entries {
            let entry = Entry::new(&entry);
            list.retain(|known| known.id() != entry.id());
            list.push(entry);
        }
        if list.len() > ENTRIES_MAX {
            return Err(EngineError::invalid("pairing", "this store has as many pairings as it can"));
        }
        Ok(())
    }

    /// Registers the timers of all vaults that there may be, in the place of those that stood there.
    pub(crate) fn register_timers(&mut self, timers: &[RegisterEntry]) {
        self.registrations.edit().timers = timers.iter().map(Entry::new).collect();
    }

    /// The first mailboxes of the seats: nobody sends to them.
    pub(super) fn register_placeholders(&mut self, mailboxes: &[RegisterEntry]) {
        self.registrations.edit().mailboxes = mailboxes.iter().map(Entry::new).collect();
    }

    /// Registers the mailbox to which whoever takes a seat will send. The one that stood there is closed.
    pub(crate) fn register_seat(
        &mut self,
        seat: u8,
        id: SendId,
        capability: CapabilityHash,
    ) -> Result<(), EngineError> {
        let place = self.registrations.edit().mailboxes.get_mut(usize::from(seat));
        let place = place.ok_or(EngineError::Bug { code: "seat" })?;
        let old =
            std::mem::replace(place, Entry::new(&RegisterEntry::OpenMailbox { id, capability })).entry();
        match old {
            RegisterEntry::OpenMailbox { id: old, .. } if old != id => {
                self.register([RegisterEntry::Close { id: old }])
            }
            _ => Ok(()),
        }
    }

    /// The mailbox to which whoever has a seat sends.
    pub(crate) fn seat_mailbox(&self, seat: u8) -> Option<[u8; 16]> {
        self.registrations.mailboxes.get(usize::from(seat))?.id()?.try_into().ok()
    }

    /// The hash of the capability that a mailbox of this store was registered with.
    pub(crate) fn mailbox_hash(&self, mailbox: SendId) -> Option<CapabilityHash> {
        self.registrations.entries().find_map(|entry| match entry.entry() {
            RegisterEntry::OpenMailbox { id, capability } if id == mailbox => Some(capability),
            _ => None,
        })
    }

    /// The next request to register, if anything waits.
    pub(crate) fn register_request(&mut self, now: Timestamp) -> Option<RegisterRequest> {
        let refused = self.registrations.entries().any(|entry| entry.state == 2);
        if refused && now.as_millis().abs_diff(self.registrations.refused_at) > REFUSED_AGAIN_MS {
            for entry in self.registrations.edit().entries_mut().filter(|entry| entry.state == 2) {
                entry.state = 0;
            }
        }
        let entries: Vec<RegisterEntry> = self
            .registrations
            .entries()
            .filter(|entry| entry.state == 0)
            .take(REGISTER_ENTRIES)
            .map(Entry::entry)
            .collect();
        (!entries.is_empty()).then(|| RegisterRequest { reading: self.reading(), entries })
    }

    /// The relay answered for these entries; `false` when it took none. Entries are found again by what they say,
    /// because another process may have changed the list meanwhile.
    pub(crate) fn registered(
        &mut self,
        sent: &[RegisterEntry],
        answer: &RegisterAnswer,
        now: Timestamp,
    ) -> bool {
        if answer.outcome != Outcome::Done {
            return false;
        }
        let cover: Vec<SendId> = self.head.discards.iter().map(Destination::send_id).collect();
        let registrations = self.registrations.edit();
        for (entry, status) in sent.iter().zip(&answer.statuses) {
            // A closed mailbox need not be remembered; and of a seat that nobody has, the list must not say so.
            let forget = match entry {
                RegisterEntry::Close { .. } => true,
                RegisterEntry::OpenDiscard { id, .. } => !cover.contains(id),
                _ => false,
            };
            if forget && *status == RegisterStatus::Done {
                registrations.others.retain(|known| known.entry() != *entry);
                continue;
            }
            let done = *status == RegisterStatus::Done;
            let known = registrations.entries_mut().find(|known| known.entry() == *entry);
            let known = known.map(|known| known.state = if done { 1 } else { 2 });
            if known.is_some() && !done {
                registrations.refused_at = now.as_millis();
            }
        }
        self.head.edit().claimed = true;
        true
    }

    /// The relay may have forgotten anything: all is registered again.
    pub(crate) fn register_all_again(&mut self) {
        for entry in self.registrations.edit().entries_mut() {
            entry.state = 0;
        }
    }

    /// How many registrations wait, and how many were refused.
    pub(super) fn registrations(&self) -> (u32, u32) {
        let count = |state| {
            let number = self.registrations.entries().filter(|entry| entry.state == state).count();
            u32::try_from(number).unwrap_or(u32::MAX)
        };
        (count(0), count(2))
    }
}
