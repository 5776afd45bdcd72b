//! The formats of the database, one after another.

use rusqlite::{Connection, OptionalExtension};

use crate::storage::StorageError;

/// One step from a format to the next. A step that was released is never edited.
struct Migration {
    number: u32,
    sql: &'static str,
}

const MIGRATIONS: &[Migration] = &[
    Migration { number: 1, sql: include_str!("migrations/0001_start.sql") },
    Migration { number: 2, sql: include_str!("migrations/0002_timers.sql") },
    Migration { number: 3, sql: include_str!("migrations/0003_routes.sql") },
    Migration { number: 4, sql: include_str!("migrations/0004_gaps.sql") },
    Migration { number: 5, sql: include_str!("migrations/0005_put_back.sql") },
    Migration { number: 6, sql: include_str!("migrations/0006_late_parts.sql") },
    Migration { number: 7, sql: include_str!("migrations/0007_touch_counters.sql") },
    Migration { number: 8, sql: include_str!("migrations/0008_acknowledged.sql") },
    Migration { number: 9, sql: include_str!("migrations/0009_newcomers.sql") },
    Migration { number: 10, sql: include_str!("migrations/0010_aliases.sql") },
];

/// The newest format that this version knows.
pub(super) const SUPPORTED: u32 = 10;

/// The format of an open database: 0 when it is new, `None` when it holds tables of someone else.
pub(super) fn found(connection: &Connection) -> Result<Option<u32>, StorageError> {
    let named = |name: &str| {
        connection.query_row("SELECT count(*) FROM sqlite_schema WHERE name = ?1 OR ?1 = ''", [name], |row| {
            row.get::<_, i64>(0)
        })
    };
    if named("migrations")? == 0 {
        return Ok((named("")? == 0).then_some(0));
    }
    let highest = connection
        .query_row("SELECT max(number) FROM migrations", [], |row| row.get::<_, Option<u32>>(0))
        .optional()?
        .flatten();
    Ok(highest)
}

/// Refuses a format of the future.
pub(super) fn known(found: u32) -> Result<u32, StorageError> {
    if found > SUPPORTED { Err(StorageError::TooNew { found, supported: SUPPORTED }) } else { Ok(found) }
}

/// Brings a database to the newest format, in one transaction.
pub(super) fn run(connection: &mut Connection, found: u32) -> Result<(), StorageError> {
    if known(found)? == SUPPORTED {
        return Ok(());
    }
    let transaction = connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
    transaction.execute_batch(
        "CREATE TABLE IF NOT EXISTS migrations (number INTEGER NOT NULL PRIMARY KEY) STRICT",
    )?;
    for migration in MIGRATIONS.iter().filter(|migration| migration.number > found) {
        transaction.execute_batch(migration.sql)?;
        transaction.execute("INSERT INTO migrations (number) VALUES (?1)", [migration.number])?;
    }
    transaction.commit()?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn migrations_are_numbered_one_after_another() {
        for (place, migration) in MIGRATIONS.iter().enumerate() {
            assert_eq!(usize::try_from(migration.number).unwrap(), place + 1);
        }
        assert_eq!(MIGRATIONS.last().unwrap().number, SUPPORTED);
    }
}
