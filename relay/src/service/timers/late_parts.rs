//! Relay parts that come after a step that releases places: they are released as they come.

use wayhome_protocol::ids::SendId;
use wayhome_protocol::keys::RelayPart as NoticePart;
use wayhome_protocol::notice::NoticeKind;

use super::teller::{Saying, Teller};
use crate::storage::{RelayPart, StorageError};

/// The most timers whose armed plans are looked at for one mailbox.
const TIMERS: u32 = 8;
/// Tells these notices' numbers from those of a step, which have the step above their lower 16 bits.
const LATE: u32 = 1 << 31;

/// A relay part that was stored just now.
pub(crate) struct NewPart {
    /// Its mailbox.
    pub(crate) send_id: SendId,
    /// Its number in the storage.
    pub(crate) number: u64,
    /// The part.
    pub(crate) part: RelayPart,
}

/// Gives a relay part to the person whose mailbox it is for, if a step that releases their places was told since the
/// last check-in. In a pause nothing is released: the worker was heard of.
pub(crate) fn release(teller: &mut Teller<'_>, new: &NewPart) -> Result<(), StorageError> {
    for id in teller.tables.told_timers(&new.send_id, TIMERS)? {
        let Some(timer) = teller.tables.timer(&id)? else { continue };
        if timer.paused_until.is_some_and(|until| until > teller.meta.service) {
            continue;
        }
        let Some(hash) = timer.armed else { continue };
        let Some(plan) = teller.tables.plan(&id, &hash)? else { continue };
        let people = plan.people.iter().filter(|person| person.send_id == new.send_id);
        let released = people
            .into_iter()
            .find(|person| person.places.iter().any(|step| step.number() <= timer.run.told));
        let Some(person) = released else { continue };
        let Some(mailbox) = teller.mailbox(person)? else { continue };
        let [.., a, b, c, d] = new.number.to_be_bytes();
        let number = LATE | u32::from_be_bytes([a, b, c, d]);
        let parts = vec![(new.part.tag, NoticePart::from_bytes(new.part.part))];
        let saying = Saying { timer: id, round: timer.run.round };
        teller.notice(person, &mailbox, saying, NoticeKind::RelayParts { parts }, number)?;
    }
    Ok(())
}
