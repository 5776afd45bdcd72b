//! How people are reached: cells into their mailboxes, and what makes them look there.

use rand::CryptoRng;
use wayhome_protocol::cell::WireCell;
use wayhome_protocol::ids::{EventId, TimerId};
use wayhome_protocol::notice::{Notice, NoticeKeys, NoticeKind, notice_event};
use wayhome_protocol::time::{Minute, Seconds, Timestamp};

use super::super::{ages, same};
use crate::ServiceTime;
use crate::limits::Limits;
use crate::routes::{Alert, Routes, Urgency, queue_alert, trouble};
use crate::storage::{Gap, Mailbox, Meta, NewCell, PlanPerson, StorageError, Tables};

/// How many times the cells that phones may put there a mailbox holds when the relay's own are counted too.
const OVERFULL: u32 = 4;

/// Tells people, inside one transaction.
pub(crate) struct Teller<'t> {
    pub(crate) tables: &'t mut dyn Tables,
    pub(crate) meta: &'t Meta,
    pub(crate) rng: &'t mut dyn CryptoRng,
    pub(crate) routes: Option<&'t Routes>,
    pub(crate) limits: Limits,
}

/// What a notice belongs to, so that telling it twice is telling it once.
#[derive(Clone, Copy, Debug)]
pub(super) struct Saying {
    pub(super) timer: TimerId,
    pub(super) round: u32,
}

/// How loudly someone is told to look, beyond the app's wake.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Loudness {
    /// Apps and browsers are woken; nobody else is told.
    Wake,
    /// As the person wishes.
    Wish,
    /// At once, and again until they look.
    Urgent,
    /// As urgent, and marked as practice.
    Drill,
}

impl Teller<'_> {
    /// A person's mailbox, if it can be reached with what the plan says.
    pub(super) fn mailbox(&mut self, person: &PlanPerson) -> Result<Option<Mailbox>, StorageError> {
        let found = self.tables.mailbox(&person.send_id)?;
        Ok(found.filter(|mailbox| same(&mailbox.capability_hash, &person.capability_hash)))
    }

    /// Whether a person can be reached: their mailbox is known, and one of their routes works if they have any.
    pub(super) fn can_reach(&mut self, person: &PlanPerson) -> Result<bool, StorageError> {
        match self.mailbox(person)? {
            Some(mailbox) => Ok(!trouble(self.tables, &mailbox.receive_id)?),
            None => Ok(false),
        }
    }

    /// Puts a cell into a person's mailbox, though it be full. One that is there already is not added again. In a
    /// mailbox that holds many times what it should, nobody has looked for long: what comes there is only
    /// someone's noise.
    pub(super) fn put(
        &mut self,
        person: &PlanPerson,
        mailbox: &Mailbox,
        cell: &WireCell,
    ) -> Result<(), StorageError> {
        let most = self.limits.mailbox_cells.saturating_mul(OVERFULL);
        if mailbox.discard
            || self.tables.has_cell(&person.send_id, cell)?
            || self.tables.count_cells(&person.send_id)? >= most
        {
            return Ok(());
        }
        self.tables.add_cell(&NewCell {
            send_id: person.send_id,
            receive_id: mailbox.receive_id,
            cell,
            arrival_minute: self.meta.minute(),
            service_minute: self.meta.service_minute(),
            age_s: 0,
            ring: 0,
        })?;
        Ok(())
    }

    /// The event id of a notice. What is told after the relay was put back is never taken for what was told
    /// before.
    pub(super) fn event(&self, saying: Saying, kind: &NoticeKind, number: u32) -> EventId {
        let round = u64::from(self.meta.life) << 32 | u64::from(saying.round);
        // Only kinds of this version are made here.
        let kind = u8::try_from(kind.number()).unwrap_or(u8::MAX);
        notice_event(saying.timer, round, kind, number)
    }

    /// Puts a notice into a person's mailbox; returns its event id.
    pub(super) fn notice(
        &mut self,
        person: &PlanPerson,
        mailbox: &Mailbox,
        saying: Saying,
        kind: NoticeKind,
        number: u32,
    ) -> Result<EventId, StorageError> {
        let event = self.event(saying, &kind, number);
        if mailbox.discard {
            return Ok(event);
        }
        let minute = Minute::new(self.meta.minute());
        let notice = Notice { timer: saying.timer, minute, kind };
        let keys = NoticeKeys::derive(&mailbox.capability_hash);
        let cell = keys
            .seal(event, &notice, &mut self.rng)
            .expect("the kinds made here are known, and hold no more relay parts than a notice may");
        self.put(person, mailbox, &cell)?;
        Ok(event)
    }

    /// Makes the reader of a mailbox look, by whatever routes they have. What is told to a discard id is told to nobody.
    pub(super) fn alert(
        &mut self,
        mailbox: &Mailbox,
        loudness: Loudness,
        event: EventId,
    ) -> Result<(), StorageError> {
        if mailbox.discard {
            return Ok(());
        }
        let urgency = match loudness {
            Loudness::Wake => Urgency::Wake,
            Loudness::Wish => Urgency::Wish,
            Loudness::Urgent | Loudness::Drill => Urgency::Urgent,
        };
        let drill = loudness == Loudness::Drill;
        let alert = Alert { reader: mailbox.receive_id, urgency, drill, key: *event.as_bytes() };
        queue_alert(self.tables, &alert, self.meta.service)
    }

    /// The service time of what was made so long ago, by the clock of whoever made it.
    pub(super) fn made(&mut self, age: Seconds) -> Result<ServiceTime, StorageError> {
        let gaps = if age == Seconds::ZERO { Vec::new() } else { self.tables.gaps()? };
        Ok(ages::made(&gaps, self.meta.service, age))
    }

    /// The gaps at which the relay is known to have been put back.
    pub(super) fn put_backs(&mut self) -> Result<Vec<Gap>, StorageError> {
        let mut gaps = self.tables.gaps()?;
        gaps.retain(|gap| gap.echoed.is_some());
        Ok(gaps)
    }

    /// The minute of the relay's wall time at which service time was or will be `at`, if it runs on.
    pub(super) fn minute_of(&self, at: ServiceTime) -> Minute {
        let now = self.meta.service;
        let wall = self.meta.clock.as_millis();
        let moved = if at >= now {
            wall.saturating_add(at.millis_since(now))
        } else {
            wall.saturating_sub(now.millis_since(at))
        };
        Minute::containing(Timestamp::from_millis(moved))
    }
}
