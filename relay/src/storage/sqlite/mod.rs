//! The relay's tables in one SQLite file.

mod dossiers;
mod mailboxes;
mod migrations;
mod open;
mod plans;
mod routes;
mod tables;
#[cfg(test)]
mod tests;
mod timers;

use std::path::Path;

use rusqlite::{Connection, TransactionBehavior};

use super::{Storage, StorageError, Work};
use tables::SqliteTables;

/// SQLite: one file, one writer, write-ahead journal, fsync at each commit.
pub struct SqliteStorage {
    connection: Connection,
    /// How many pages requests may fill, and how many alarms may; none for a database in memory.
    pages: Option<open::Pages>,
}

impl SqliteStorage {
    /// Opens the database at `path`, or creates it when there is none. `database_mib` bounds its size.
    ///
    /// # Errors
    /// [`StorageError::TooNew`] and [`StorageError::Foreign`] leave the file alone;
    /// [`StorageError::Damaged`] renames it, and is returned again as long as a renamed file lies
    /// where the database should be. Nothing is ever deleted.
    pub fn open(path: &Path, database_mib: u32) -> Result<Self, StorageError> {
        let connection = open::file(path, database_mib)?;
        Ok(Self { connection, pages: Some(open::Pages::of(database_mib)) })
    }

    /// A database that lives as long as this value, for tests and for trying things out.
    ///
    /// # Errors
    /// When SQLite refuses.
    pub fn in_memory() -> Result<Self, StorageError> {
        open::memory().map(|connection| Self { connection, pages: None })
    }
}

impl std::fmt::Debug for SqliteStorage {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("SqliteStorage").finish_non_exhaustive()
    }
}

impl Storage for SqliteStorage {
    fn transaction(&mut self, work: Work<'_>) -> Result<(), StorageError> {
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        // Dropped without a commit, a transaction rolls back.
        let mut tables = SqliteTables::new(&transaction);
        work(&mut tables)?;
        tables.still_inside()?;
        transaction.commit()?;
        Ok(())
    }

    fn reserved_transaction(&mut self, work: Work<'_>) -> Result<(), StorageError> {
        let Some(pages) = self.pages else { return self.transaction(work) };
        open::limit(&self.connection, pages.reserved)?;
        let done = self.transaction(work);
        // Never below what is used by now: SQLite sees to that.
        open::limit(&self.connection, pages.usual)?;
        done
    }

    fn checkpoint(&mut self) -> Result<(), StorageError> {
        self.connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
        Ok(())
    }
}
