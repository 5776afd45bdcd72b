//! Readers, mailboxes and cells in SQLite.

use rusqlite::{OptionalExtension, Row, ToSql, params};
use sha2::{Digest, Sha256};
use wayhome_protocol::cell::WireCell;
use wayhome_protocol::ids::{ReceiveId, SendId, Tag};
use wayhome_protocol::keys::CapabilityHash;
use wayhome_protocol::time::Timestamp;

use super::tables::{SqliteTables, from_sql, service, to_sql};
use crate::storage::{
    ACKNOWLEDGED_MOST, Mailbox, MailboxTables, Meta, NewCell, Reader, RelayPart, StorageError, StoredCell,
};

/// With fewer pages to spare nothing is remembered of what is acknowledged.
const SPARE_PAGES: i64 = 32;

impl MailboxTables for SqliteTables<'_> {
    fn meta(&mut self) -> Result<Meta, StorageError> {
        let sql =
            "SELECT relay_seq, clock_ms, swept_ms, echoed_seq, service_ms, quiet_from_ms, quiet_until_ms, life
                   FROM meta WHERE id = 1";
        Ok(self.prepare(sql)?.query_row([], |row| {
            Ok(Meta {
                relay_seq: from_sql(row.get(0)?),
                clock: Timestamp::from_millis(from_sql(row.get(1)?)),
                swept: service(row.get(2)?),
                echoed_seq: from_sql(row.get(3)?),
                service: service(row.get(4)?),
                quiet_from: service(row.get(5)?),
                quiet_until: service(row.get(6)?),
                life: row.get(7)?,
            })
        })?)
    }

    fn set_meta(&mut self, meta: &Meta) -> Result<(), StorageError> {
        self.prepare(
            "UPDATE meta SET relay_seq = ?1, clock_ms = ?2, swept_ms = ?3, echoed_seq = ?4, service_ms = ?5,
                             quiet_from_ms = ?6, quiet_until_ms = ?7, life = ?8
             WHERE id = 1",
        )?
        .execute(params![
            to_sql(meta.relay_seq),
            to_sql(meta.clock.as_millis()),
            to_sql(meta.swept.as_millis()),
            to_sql(meta.echoed_seq),
            to_sql(meta.service.as_millis()),
            to_sql(meta.quiet_from.as_millis()),
            to_sql(meta.quiet_until.as_millis()),
            meta.life,
        ])?;
        Ok(())
    }

    fn reader(&mut self, id: &ReceiveId) -> Result<Option<Reader>, StorageError> {
        Ok(self
            .prepare("SELECT capability_hash, highest_count FROM readers WHERE receive_id = ?1")?
            .query_row([id.as_bytes()], |row| {
                Ok(Reader {
                    capability_hash: CapabilityHash::from_bytes(row.get(0)?),
                    highest_count: from_sql(row.get(1)?),
                })
            })
            .optional()?)
    }

    fn put_reader(&mut self, id: &ReceiveId, reader: &Reader) -> Result<(), StorageError> {
        self.prepare(
            "INSERT INTO readers (receive_id, capability_hash, highest_count) VALUES (?1, ?2, ?3)
             ON CONFLICT (receive_id) DO UPDATE SET
                 capability_hash = excluded.capability_hash, highest_count = excluded.highest_count",
        )?
        .execute(params![
            id.as_bytes(),
            reader.capability_hash.as_bytes(),
            to_sql(reader.highest_count)
        ])?;
        Ok(())
    }

    fn mailbox(&mut self, id: &SendId) -> Result<Option<Mailbox>, StorageError> {
        Ok(self
            .prepare("SELECT receive_id, capability_hash, discard FROM mailboxes WHERE send_id = ?1")?
            .query_row([id.as_bytes()], |row| {
                Ok(Mailbox {
                    receive_id: ReceiveId::from_bytes(row.get(0)?),
                    capability_hash: CapabilityHash::from_bytes(row.get(1)?),
                    discard: row.get(2)?,
                })
            })
            .optional()?)
    }

    fn count_mailboxes(&mut self, reader: &ReceiveId) -> Result<u32, StorageError> {
        self.count("SELECT count(*) FROM mailboxes WHERE receive_id = ?1", reader.as_bytes())
    }

    fn put_mailbox(&mut self, id: &SendId, mailbox: &Mailbox) -> Result<(), StorageError> {
        self.prepare(
            "INSERT INTO mailboxes (send_id, receive_id, capability_hash, discard) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT (send_id) DO UPDATE SET
                 capability_hash = excluded.capability_hash, discard = excluded.discard",
        )?
        .execute(params![
            id.as_bytes(),
            mailbox.receive_id.as_bytes(),
            mailbox.capability_hash.as_bytes(),
            mailbox.discard
        ])?;
        Ok(())
    }

    fn remove_mailbox(&mut self, id: &SendId) -> Result<(), StorageError> {
        self.prepare("DELETE FROM cells WHERE send_id = ?1")?.execute([id.as_bytes()])?;
        self.prepare("DELETE FROM relay_parts WHERE send_id = ?1")?.execute([id.as_bytes()])?;
        self.prepare("DELETE FROM acknowledged WHERE send_id = ?1")?.execute([id.as_bytes()])?;
        self.prepare("DELETE FROM mailboxes WHERE send_id = ?1")?.execute([id.as_bytes()])?;
        Ok(())
    }

    fn count_cells(&mut self, mailbox: &SendId) -> Result<u32, StorageError> {
        self.count("SELECT count(*) FROM cells WHERE send_id = ?1", mailbox.as_bytes())
    }

    fn has_cell(&mut self, mailbox: &SendId, cell: &WireCell) -> Result<bool, StorageError> {
        Ok(self
            .prepare("SELECT 1 FROM cells WHERE send_id = ?1 AND cell_hash = ?2")?
            .exists(params![mailbox.as_bytes(), hash(cell)])?)
    }

    fn add_cell(&mut self, cell: &NewCell<'_>) -> Result<u64, StorageError> {
        let id = self
            .prepare(
                "INSERT INTO cells (send_id, receive_id, tag, cell, cell_hash, arrival_minute, age_s, ring,
                                    service_minute)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
            )?
            .insert(params![
                cell.send_id.as_bytes(),
                cell.receive_id.as_bytes(),
                cell.cell.tag().as_bytes(),
                cell.cell.as_bytes(),
                hash(cell.cell),
                cell.arrival_minute,
                cell.age_s,
                cell.ring,
                cell.service_minute,
            ])?;
        Ok(from_sql(id))
    }

    fn raise_cell_ids(&mut self, floor: u64) -> Result<(), StorageError> {
        // SQLite's own table: it has no row before the first cell.
        let raised = self
            .prepare("UPDATE sqlite_sequence SET seq = max(seq, ?1) WHERE name = 'cells'")?
            .execute([to_sql(floor)])?;
        if raised == 0 {
            self.prepare("INSERT INTO sqlite_sequence (name, seq) VALUES ('cells', ?1)")?
                .execute([to_sql(floor)])?;
        }
        Ok(())
    }

    fn cells_after(
        &mut self,
        reader: &ReceiveId,
        cursor: u64,
        most: u32,
    ) -> Result<Vec<StoredCell>, StorageError> {
        let mut statement = self.prepare(
            "SELECT id, send_id, arrival_minute, age_s, cell FROM cells
             WHERE receive_id = ?1 AND id > ?2 ORDER BY id LIMIT ?3",
        )?;
        let rows = statement.query_map(params![reader.as_bytes(), to_sql(cursor), most], stored_cell)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    fn cells_tagged(
        &mut self,
        reader: &ReceiveId,
        tags: &[Tag],
        most: u32,
    ) -> Result<Vec<StoredCell>, StorageError> {
        let mut statement = self.prepare(
            "SELECT id, send_id, arrival_minute, age_s, cell FROM cells
             WHERE receive_id = ?1 AND tag = ?2 ORDER BY id LIMIT ?3",
        )?;
        let mut found = Vec::new();
        for tag in tags {
            let rows = statement.query_map(params![reader.as_bytes(), tag.as_bytes(), most], stored_cell)?;
            for cell in rows {
                found.push(cell?);
            }
        }
        found.sort_by_key(|cell| cell.id);
        found.dedup_by_key(|cell| cell.id);
        found.truncate(usize::try_from(most).unwrap_or(usize::MAX));
        Ok(found)
    }

    fn mark_handed_out(&mut self, id: u64) -> Result<bool, StorageError> {
        let marked = self
            .prepare("UPDATE cells SET handed_out = 1 WHERE id = ?1 AND handed_out = 0")?
            .execute([to_sql(id)])?;
        Ok(marked > 0)
    }

    fn acknowledge_handed_out(
        &mut self,
        reader: &ReceiveId,
        tag: &Tag,
        service_day: u32,
    ) -> Result<u32, StorageError> {
        let which = "receive_id = ?1 AND tag = ?2 AND handed_out = 1";
        let acknowledged =
            self.acknowledge(which, params![reader.as_bytes(), tag.as_bytes()], service_day)?;
        Ok(u32::try_from(acknowledged).unwrap_or(u32::MAX))
    }

    fn acknowledge_cell(
        &mut self,
        reader: &ReceiveId,
        id: u64,
        service_day: u32,
    ) -> Result<bool, StorageError> {
        let which = "receive_id = ?1 AND id = ?2";
        Ok(self.acknowledge(which, params![reader.as_bytes(), to_sql(id)], service_day)? > 0)
    }

    fn acknowledged_on(&mut self, mailbox: &SendId, cell: &WireCell) -> Result<Option<u32>, StorageError> {
        Ok(self
            .prepare(
                "SELECT service_day FROM acknowledged
                 WHERE send_id = ?1 AND cell_hash = substr(?2, 1, 16)",
            )?
            .query_row(params![mailbox.as_bytes(), hash(cell)], |row| row.get(0))
            .optional()?)
    }

    fn forget_acknowledged_before(&mut self, service_day: u32, most: u32) -> Result<u32, StorageError> {
        let forgotten = self
            .prepare(
                "DELETE FROM acknowledged WHERE (send_id, cell_hash) IN
                     (SELECT send_id, cell_hash FROM acknowledged WHERE service_day < ?1
                      ORDER BY service_day LIMIT ?2)",
            )?
            .execute([service_day, most])?;
        Ok(u32::try_from(forgotten).unwrap_or(u32::MAX))
    }

    fn forget_acknowledged_since(&mut self, service_day: u32) -> Result<(), StorageError> {
        self.prepare("DELETE FROM acknowledged WHERE service_day >= ?1")?.execute([service_day])?;
        Ok(())
    }

    fn remove_cells_before(&mut self, service_minute: u32, most: u32) -> Result<u32, StorageError> {
        let removed = self
            .prepare(
                "DELETE FROM cells WHERE id IN
                     (SELECT id FROM cells WHERE service_minute < ?1 ORDER BY service_minute LIMIT ?2)",
            )?
            .execute([service_minute, most])?;
        Ok(u32::try_from(removed).unwrap_or(u32::MAX))
    }

    fn has_relay_part(&mut self, mailbox: &SendId, tag: &Tag, part: &[u8; 32]) -> Result<bool, StorageError> {
        Ok(self
            .prepare("SELECT 1 FROM relay_parts WHERE send_id = ?1 AND tag = ?2 AND part = ?3")?
            .exists(params![mailbox.as_bytes(), tag.as_bytes(), part])?)
    }

    fn add_relay_part(&mut self, mailbox: &SendId, part: &RelayPart) -> Result<u64, StorageError> {
        let id = self
            .prepare("INSERT INTO relay_parts (send_id, tag, part, minute) VALUES (?1, ?2, ?3, ?4)")?
            .insert(params![mailbox.as_bytes(), part.tag.as_bytes(), part.part, part.minute])?;
        Ok(from_sql(id))
    }

    fn relay_parts(&mut self, mailbox: &SendId) -> Result<Vec<RelayPart>, StorageError> {
        let mut statement =
            self.prepare("SELECT tag, part, minute FROM relay_parts WHERE send_id = ?1 ORDER BY id")?;
        let rows = statement.query_map([mailbox.as_bytes()], |row| {
            Ok(RelayPart { tag: Tag::from_bytes(row.get(0)?), part: row.get(1)?, minute: row.get(2)? })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    fn count_relay_parts(&mut self, mailbox: &SendId) -> Result<u32, StorageError> {
        self.count("SELECT count(*) FROM relay_parts WHERE send_id = ?1", mailbox.as_bytes())
    }

    fn remove_relay_parts(&mut self, mailbox: &SendId) -> Result<u32, StorageError> {
        let removed =
            self.prepare("DELETE FROM relay_parts WHERE send_id = ?1")?.execute([mailbox.as_bytes()])?;
        Ok(u32::try_from(removed).unwrap_or(u32::MAX))
    }

    fn thin_relay_parts(&mut self, mailbox: &SendId, older: u32) -> Result<(), StorageError> {
        self.prepare(
            "DELETE FROM relay_parts WHERE id IN (
                 SELECT id FROM (
                     SELECT id, row_number() OVER (ORDER BY id) AS place FROM relay_parts WHERE send_id = ?1
                 ) WHERE place <= ?2 AND place % 2 = 1)",
        )?
        .execute(params![mailbox.as_bytes(), older])?;
        Ok(())
    }
}

/// What is remembered of a cell: its mailbox, and the first half of the hash of its bytes.
type Which = ([u8; 16], [u8; 16]);

impl SqliteTables<'_> {
    /// Deletes these cells and remembers them as acknowledged that day; returns how many.
    fn acknowledge(
        &self,
        these: &str,
        parameters: &[&dyn ToSql],
        service_day: u32,
    ) -> Result<usize, StorageError> {
        let sql = format!("DELETE FROM cells WHERE {these} RETURNING send_id, substr(cell_hash, 1, 16)");
        let mut statement = self.prepare(&sql)?;
        let removed = statement.query_map(parameters, |row| Ok((row.get(0)?, row.get(1)?)))?;
        let removed = removed.collect::<Result<Vec<Which>, _>>()?;
        for cell in &removed {
            self.remember(cell, service_day)?;
        }
        Ok(removed.len())
    }

    /// Remembers a cell that was acknowledged, and forgets the mailbox's oldest beyond the most.
    fn remember(&self, (mailbox, cell_hash): &Which, service_day: u32) -> Result<(), StorageError> {
        // Acknowledging frees room: it must never fail because there is none.
        if !self.has_room()? {
            return Ok(());
        }
        self.prepare(
            "INSERT INTO acknowledged (send_id, cell_hash, service_day) VALUES (?1, ?2, ?3)
             ON CONFLICT (send_id, cell_hash) DO UPDATE SET service_day = excluded.service_day",
        )?
        .execute(params![mailbox, cell_hash, service_day])?;
        // Which of one day's go first is as random as their hashes: their order is not known.
        self.prepare(
            "DELETE FROM acknowledged WHERE send_id = ?1 AND cell_hash IN
                 (SELECT cell_hash FROM acknowledged WHERE send_id = ?1
                  ORDER BY service_day DESC, cell_hash LIMIT -1 OFFSET ?2)",
        )?
        .execute(params![mailbox, ACKNOWLEDGED_MOST])?;
        Ok(())
    }

    /// Whether the file may grow by some pages, or has some to spare.
    fn has_room(&self) -> Result<bool, StorageError> {
        let number = |name: &str| -> Result<i64, StorageError> {
            Ok(self.prepare(&format!("PRAGMA {name}"))?.query_row([], |row| row.get(0))?)
        };
        let spare = number("freelist_count")? + number("max_page_count")? - number("page_count")?;
        Ok(spare >= SPARE_PAGES)
    }
}

fn stored_cell(row: &Row<'_>) -> rusqlite::Result<StoredCell> {
    Ok(StoredCell {
        id: from_sql(row.get(0)?),
        send_id: SendId::from_bytes(row.get(1)?),
        arrival_minute: row.get(2)?,
        age_s: row.get(3)?,
        cell: WireCell::from_bytes(row.get(4)?),
    })
}

fn hash(cell: &WireCell) -> [u8; 32] {
    Sha256::digest(cell.as_bytes()).into()
}
