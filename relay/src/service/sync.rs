//! `/v1/sync`: rows in, wanted cells out.

use wayhome_protocol::group::{Group, Ring, Row};
use wayhome_protocol::ids::ReceiveId;
use wayhome_protocol::notice::NoticeKeys;
use wayhome_protocol::request::Outcome;
use wayhome_protocol::sync_request::{ROW_STATUSES, RowStatus, SyncAnswer, SyncRequest, TimerStatus};
use wayhome_protocol::time::Seconds;
use wayhome_protocol::timer_word::TimerWord;

use super::request::{OpenedSync, synced};
use super::timers::NewPart;
use super::{MOST_NUMBER, Turn, same, timers};
use crate::routes::{Alert, Urgency, queue_alert};
use crate::storage::{NewCell, Reader, RelayPart, StorageError};

/// Relay parts of one mailbox; the older half is thinned when there would be more.
const RELAY_PARTS: u32 = 256;
/// Cells in one answer.
const CELLS: u32 = 4;

impl Turn<'_> {
    pub(super) fn sync(&mut self, opened: &OpenedSync) -> Result<SyncAnswer, StorageError> {
        let OpenedSync { request, group } = opened;
        let Some(group) = group else { return Ok(synced(Outcome::GroupNotOpened)) };
        let receive_id = request.reading.receive_id;
        let (rows, timer, word) = self.group(&receive_id, group, group.age(request.age))?;
        let reader = self.tables.reader(&receive_id)?;
        let reader = reader.filter(|known| same(&known.capability_hash, &request.reading.capability.hash()));
        let answer = match reader {
            // Another's count would tell a stranger something, or a reader that it was rolled back.
            None => SyncAnswer { count: group.count, ..synced(Outcome::Unknown) },
            Some(reader) => self.known_reader(request, &reader, group.count)?,
        };
        Ok(SyncAnswer { rows, timer, word, ..answer })
    }

    /// Stores what the group carries. It needs no reader: every row and the timer command prove themselves. A touch may
    /// name its timer by what only the plans of this reader call it.
    fn group(
        &mut self,
        reader: &ReceiveId,
        group: &Group,
        age: Seconds,
    ) -> Result<([RowStatus; ROW_STATUSES], TimerStatus, TimerWord), StorageError> {
        let mut statuses = [RowStatus::NoSuchRow; ROW_STATUSES];
        let mut came = Vec::new();
        for (row, status) in group.rows.iter().zip(&mut statuses) {
            *status = self.row(row, age, &mut came)?;
        }
        let (timer, word) = timers::command(&mut self.teller(), reader, &group.timer, age)?;
        // After the command: what comes with a check-in belongs to the round that it begins.
        for part in &came {
            timers::release(&mut self.teller(), part)?;
        }
        self.changed |= timer == TimerStatus::Accepted;
        Ok((statuses, timer, word))
    }

    fn known_reader(
        &mut self,
        request: &SyncRequest,
        reader: &Reader,
        count: u64,
    ) -> Result<SyncAnswer, StorageError> {
        let receive_id = request.reading.receive_id;
        self.was_put_back(request.relay_seq)?;
        for tag in &request.acknowledged {
            let day = self.meta.service_day();
            self.changed |= self.tables.acknowledge_handed_out(&receive_id, tag, day)? > 0;
        }
        let highest_count = reader.highest_count.max(count.min(MOST_NUMBER));
        if highest_count != reader.highest_count {
            let capability_hash = reader.capability_hash;
            self.tables.put_reader(&receive_id, &Reader { capability_hash, highest_count })?;
            self.changed = true;
        }
        let mut cells = Vec::new();
        for stored in self.tables.cells_tagged(&receive_id, &request.wanted, CELLS)? {
            // Only what was handed out is deleted by its tag: a second cell under the same tag, which came
            // after this answer, is not acknowledged with it.
            self.changed |= self.tables.mark_handed_out(stored.id)?;
            cells.push(stored.cell);
        }
        Ok(SyncAnswer { count: highest_count.max(count), cells, ..synced(Outcome::Done) })
    }

    /// Stores one row, or says why not. A relay part that is new and comes with news is added to those that `came`.
    fn row(&mut self, row: &Row, age: Seconds, came: &mut Vec<NewPart>) -> Result<RowStatus, StorageError> {
        let Some(mailbox) = self.tables.mailbox(&row.send_id)? else { return Ok(RowStatus::UnknownSendId) };
        if !same(&row.capability.hash(), &mailbox.capability_hash) {
            return Ok(RowStatus::WrongCapability);
        }
        // What looks like the relay's own word is nobody else's to say.
        let forged = NoticeKeys::derive(&mailbox.capability_hash).recognises(row.cell.tag());
        if forged {
            return Ok(RowStatus::Dropped);
        }
        // Answered like any other row: which ids lead nowhere is not to be learnt from the answers.
        if mailbox.discard {
            return Ok(RowStatus::Stored);
        }
        // The reader had it, and its relay part came with it: it wakes nobody again, however often it is sent. But
        // who lost it since (a store that was put back) finds it again, the next day at the latest.
        let had = self.tables.acknowledged_on(&row.send_id, &row.cell)?;
        if had.is_some_and(|day| day >= self.meta.service_day()) {
            return Ok(RowStatus::Stored);
        }
        let is_news = had.is_none();
        if !self.tables.has_cell(&row.send_id, &row.cell)? {
            if self.tables.count_cells(&row.send_id)? >= self.limits.mailbox_cells {
                return Ok(RowStatus::MailboxFull);
            }
            self.tables.add_cell(&NewCell {
                send_id: row.send_id,
                receive_id: mailbox.receive_id,
                cell: &row.cell,
                arrival_minute: self.meta.minute(),
                service_minute: self.meta.service_minute(),
                age_s: age.get(),
                ring: if is_news { row.ring } else { Ring::None }.byte(),
            })?;
            if is_news {
                self.ring(&mailbox.receive_id, row)?;
            }
            self.changed = true;
        }
        came.extend(self.relay_part(row)?.filter(|_| is_news));
        Ok(RowStatus::Stored)
    }

    /// Makes the reader look, as loudly as the sender wants it.
    fn ring(&mut self, reader: &ReceiveId, row: &Row) -> Result<(), StorageError> {
        let urgency = match row.ring {
            Ring::None => Urgency::Wake,
            Ring::Wish => Urgency::Wish,
            Ring::Urgent => Urgency::Urgent,
        };
        let key = *row.cell.tag().as_bytes();
        let alert = Alert { reader: *reader, urgency, drill: false, key };
        queue_alert(self.tables, &alert, self.meta.service)
    }

    fn relay_part(&mut self, row: &Row) -> Result<Option<NewPart>, StorageError> {
        let tag = row.cell.tag();
        let part = *row.relay_part.expose();
        if self.tables.has_relay_part(&row.send_id, &tag, &part)? {
            return Ok(None);
        }
        if self.tables.count_relay_parts(&row.send_id)? >= RELAY_PARTS {
            self.tables.thin_relay_parts(&row.send_id, RELAY_PARTS / 2)?;
        }
        let part = RelayPart { tag, part, minute: self.meta.minute() };
        let number = self.tables.add_relay_part(&row.send_id, &part)?;
        self.changed = true;
        Ok(Some(NewPart { send_id: row.send_id, number, part }))
    }
}
