//! Sealed dossiers in SQLite.

use rusqlite::{OptionalExtension, params};
use wayhome_protocol::ids::{DossierId, ReceiveId};
use wayhome_protocol::keys::CapabilityHash;

use super::tables::{SqliteTables, service, to_sql};
use crate::ServiceTime;
use crate::storage::{Dossier, DossierTables, StorageError};

impl DossierTables for SqliteTables<'_> {
    fn dossier(&mut self, id: &DossierId) -> Result<Option<Dossier>, StorageError> {
        Ok(self
            .prepare(
                "SELECT receive_id, chunks, reading_hash, changed_ms, released_ms
                 FROM dossiers WHERE dossier_id = ?1",
            )?
            .query_row([id.as_bytes()], |row| {
                Ok(Dossier {
                    receive_id: ReceiveId::from_bytes(row.get(0)?),
                    chunks: row.get(1)?,
                    reading_hash: CapabilityHash::from_bytes(row.get(2)?),
                    changed: service(row.get(3)?),
                    released: row.get::<_, Option<i64>>(4)?.map(service),
                })
            })
            .optional()?)
    }

    fn put_dossier(&mut self, id: &DossierId, dossier: &Dossier) -> Result<(), StorageError> {
        self.prepare(
            "INSERT INTO dossiers (dossier_id, receive_id, chunks, reading_hash, changed_ms, released_ms)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6)
             ON CONFLICT (dossier_id) DO UPDATE SET
                 chunks = excluded.chunks, reading_hash = excluded.reading_hash,
                 changed_ms = excluded.changed_ms, released_ms = excluded.released_ms",
        )?
        .execute(params![
            id.as_bytes(),
            dossier.receive_id.as_bytes(),
            dossier.chunks,
            dossier.reading_hash.as_bytes(),
            to_sql(dossier.changed.as_millis()),
            dossier.released.map(|at| to_sql(at.as_millis())),
        ])?;
        Ok(())
    }

    fn count_dossiers(&mut self, reader: &ReceiveId) -> Result<u32, StorageError> {
        self.count("SELECT count(*) FROM dossiers WHERE receive_id = ?1", reader.as_bytes())
    }

    fn idle_dossier(&mut self, reader: &ReceiveId) -> Result<Option<DossierId>, StorageError> {
        Ok(self
            .prepare(
                "SELECT dossier_id FROM dossiers
                 WHERE receive_id = ?1 AND released_ms IS NULL
                     AND NOT EXISTS (SELECT 1 FROM plans WHERE plans.dossier_id = dossiers.dossier_id)
                 ORDER BY changed_ms LIMIT 1",
            )?
            .query_row([reader.as_bytes()], |row| row.get(0).map(DossierId::from_bytes))
            .optional()?)
    }

    fn remove_dossier(&mut self, id: &DossierId) -> Result<(), StorageError> {
        self.prepare("DELETE FROM dossiers WHERE dossier_id = ?1")?.execute([id.as_bytes()])?;
        Ok(())
    }

    fn remove_old_dossiers(
        &mut self,
        changed: ServiceTime,
        released: ServiceTime,
        most: u32,
    ) -> Result<u32, StorageError> {
        let removed = self
            .prepare(
                "DELETE FROM dossiers WHERE dossier_id IN (
                     SELECT dossier_id FROM dossiers
                     WHERE (released_ms < ?2 OR released_ms IS NULL AND changed_ms < ?1)
                         AND NOT EXISTS (SELECT 1 FROM plans WHERE plans.dossier_id = dossiers.dossier_id)
                     LIMIT ?3)",
            )?
            .execute(params![to_sql(changed.as_millis()), to_sql(released.as_millis()), most])?;
        Ok(u32::try_from(removed).unwrap_or(u32::MAX))
    }

    fn put_chunk(&mut self, id: &DossierId, place: u32, chunk: &[u8]) -> Result<(), StorageError> {
        self.prepare(
            "INSERT INTO dossier_chunks (dossier_id, place, chunk) VALUES (?1, ?2, ?3)
             ON CONFLICT (dossier_id, place) DO UPDATE SET chunk = excluded.chunk",
        )?
        .execute(params![id.as_bytes(), place, chunk])?;
        Ok(())
    }

    fn chunk(&mut self, id: &DossierId, place: u32) -> Result<Option<Vec<u8>>, StorageError> {
        Ok(self
            .prepare("SELECT chunk FROM dossier_chunks WHERE dossier_id = ?1 AND place = ?2")?
            .query_row(params![id.as_bytes(), place], |row| row.get(0))
            .optional()?)
    }

    fn chunk_places(&mut self, id: &DossierId) -> Result<Vec<u32>, StorageError> {
        let mut statement =
            self.prepare("SELECT place FROM dossier_chunks WHERE dossier_id = ?1 ORDER BY place")?;
        let rows = statement.query_map([id.as_bytes()], |row| row.get(0))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    fn count_chunks(&mut self) -> Result<u32, StorageError> {
        Ok(self.prepare("SELECT count(*) FROM dossier_chunks")?.query_row([], |row| row.get(0))?)
    }
}
