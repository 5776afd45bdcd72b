//! What one transaction does to SQLite's tables, topic by topic in the files beside this one.

use rusqlite::{CachedStatement, Connection};

use crate::ServiceTime;
use crate::storage::{StorageError, Tables, Work};

/// The tables inside one transaction.
pub(super) struct SqliteTables<'c> {
    pub(super) connection: &'c Connection,
}

impl<'c> SqliteTables<'c> {
    pub(super) fn new(connection: &'c Connection) -> Self {
        Self { connection }
    }

    pub(super) fn prepare(&self, sql: &str) -> Result<CachedStatement<'c>, StorageError> {
        Ok(self.connection.prepare_cached(sql)?)
    }

    pub(super) fn count(&self, sql: &str, id: &[u8; 16]) -> Result<u32, StorageError> {
        Ok(self.prepare(sql)?.query_row([id], |row| row.get(0))?)
    }

    /// SQLite rolls a whole transaction back by itself on some failures, such as a full disk. What
    /// ran after that would stand outside of any transaction.
    pub(super) fn still_inside(&self) -> Result<(), StorageError> {
        if self.connection.is_autocommit() { Err(StorageError::Full) } else { Ok(()) }
    }
}

impl Tables for SqliteTables<'_> {
    fn step(&mut self, work: Work<'_>) -> Result<(), StorageError> {
        self.still_inside()?;
        self.prepare("SAVEPOINT step")?.execute([])?;
        match work(self) {
            Ok(()) => {
                self.still_inside()?;
                self.prepare("RELEASE step")?.execute([])?;
                Ok(())
            }
            Err(error) => {
                if !self.connection.is_autocommit() {
                    self.connection.execute_batch("ROLLBACK TO step; RELEASE step")?;
                }
                Err(error)
            }
        }
    }
}

/// SQLite has signed integers only. The relay refuses numbers above the signed range before it
/// stores them; should one come here, it stays the highest.
pub(super) fn to_sql(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

pub(super) fn from_sql(number: i64) -> u64 {
    u64::try_from(number).unwrap_or(0)
}

pub(super) fn service(number: i64) -> ServiceTime {
    ServiceTime::from_millis(from_sql(number))
}
