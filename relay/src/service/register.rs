//! `/v1/register`: readers claim ids, open mailboxes and name timers.

use sha2::{Digest as _, Sha256};
use wayhome_protocol::ids::{ReceiveId, SendId, TimerId};
use wayhome_protocol::keys::{CapabilityHash, TimerPublic};
use wayhome_protocol::register_request::{
    RegisterAnswer, RegisterEntry, RegisterRequest, RegisterStatus, TOUCH_KEYS,
};
use wayhome_protocol::request::Outcome;

use super::request::registered;
use super::{Turn, same, timers};
use crate::storage::{Mailbox, Reader, StorageError, Timer, TimerKey};

impl Turn<'_> {
    pub(super) fn register(&mut self, request: &RegisterRequest) -> Result<RegisterAnswer, StorageError> {
        let reader = request.reading.receive_id;
        let capability_hash = request.reading.capability.hash();
        match self.tables.reader(&reader)? {
            Some(known) if same(&known.capability_hash, &capability_hash) => {}
            Some(_) => return Ok(registered(Outcome::Unknown)),
            None => {
                self.tables.put_reader(&reader, &Reader { capability_hash, highest_count: 0 })?;
                self.changed = true;
            }
        }
        let mut answer = registered(Outcome::Done);
        for (entry, status) in request.entries.iter().zip(&mut answer.statuses) {
            *status = self.entry(reader, entry)?;
        }
        Ok(answer)
    }

    fn entry(&mut self, reader: ReceiveId, entry: &RegisterEntry) -> Result<RegisterStatus, StorageError> {
        match entry {
            RegisterEntry::Nothing => Ok(RegisterStatus::Done),
            RegisterEntry::OpenMailbox { id, capability } => self.open(reader, *id, *capability, false),
            RegisterEntry::OpenDiscard { id, capability } => self.open(reader, *id, *capability, true),
            RegisterEntry::Close { id } => self.close(reader, *id),
            RegisterEntry::Timer { timer, control, touch } => self.timer(reader, *timer, *control, touch),
            RegisterEntry::Other { .. } => Ok(RegisterStatus::Invalid),
        }
    }

    fn open(
        &mut self,
        reader: ReceiveId,
        id: SendId,
        capability_hash: CapabilityHash,
        discard: bool,
    ) -> Result<RegisterStatus, StorageError> {
        let wanted = Mailbox { receive_id: reader, capability_hash, discard };
        match self.tables.mailbox(&id)? {
            Some(there) if there == wanted => return Ok(RegisterStatus::Done),
            Some(there) if there.receive_id != reader => return Ok(RegisterStatus::Taken),
            // A mailbox that turned into a discard id would drop what is sent to it: it must be closed first.
            Some(there) if there.discard != discard => return Ok(RegisterStatus::Invalid),
            Some(_) => {}
            None if self.tables.count_mailboxes(&reader)? >= self.limits.reader_mailboxes => {
                return Ok(RegisterStatus::LimitReached);
            }
            None => {}
        }
        self.tables.put_mailbox(&id, &wanted)?;
        self.changed = true;
        if !discard {
            timers::note_newcomer(&mut self.teller(), &id)?;
        }
        Ok(RegisterStatus::Done)
    }

    fn close(&mut self, reader: ReceiveId, id: SendId) -> Result<RegisterStatus, StorageError> {
        match self.tables.mailbox(&id)? {
            None => Ok(RegisterStatus::Done),
            Some(there) if there.receive_id != reader => Ok(RegisterStatus::Taken),
            Some(_) => {
                self.tables.remove_mailbox(&id)?;
                self.changed = true;
                Ok(RegisterStatus::Done)
            }
        }
    }

    /// A timer's keys are set once. Whoever takes the phone finds the receive capability in it, and must
    /// gain no power over the timer by it.
    fn timer(
        &mut self,
        reader: ReceiveId,
        id: TimerId,
        control: TimerPublic,
        touch: &[Option<TimerPublic>; TOUCH_KEYS],
    ) -> Result<RegisterStatus, StorageError> {
        if control.as_bytes() == &[0; 32] {
            return Ok(RegisterStatus::Invalid);
        }
        let all = std::iter::once(Some(control)).chain(touch.iter().copied());
        let keys: Vec<TimerKey> = (0_u8..)
            .zip(all)
            .filter_map(|(place, key)| {
                key.map(|public_key| TimerKey { place, public_key, last_counter: None })
            })
            .collect();
        let registered = digest(&keys);
        if let Some(there) = self.tables.timer(&id)? {
            // A plan may have brought other touch keys since: what was registered is still what was registered.
            let unchanged = there.receive_id == reader
                && (there.registered == Some(registered) || digest(&there.keys) == registered);
            return Ok(if unchanged { RegisterStatus::Done } else { RegisterStatus::Taken });
        }
        if self.tables.count_timers(&reader)? >= self.limits.reader_timers {
            return Ok(RegisterStatus::LimitReached);
        }
        self.tables.put_timer(&id, &Timer::new(reader, registered, keys))?;
        self.changed = true;
        Ok(RegisterStatus::Done)
    }
}

/// SHA-256 of keys and their places.
fn digest(keys: &[TimerKey]) -> [u8; 32] {
    let mut hash = Sha256::new();
    for key in keys {
        hash.update([key.place]);
        hash.update(key.public_key.as_bytes());
    }
    hash.finalize().into()
}
