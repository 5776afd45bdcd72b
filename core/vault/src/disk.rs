//! The SQLite side: one table of numbered bodies, its settings, and nothing that knows what is in them.

use std::cell::Cell;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, OpenFlags, OptionalExtension};

use crate::cell::BODY_LEN;
use crate::create::beside;
use crate::error::Error;
use crate::{Result, meter};

/// The format version in `user_version`.
pub(crate) const FORMAT: i64 = 1;
/// The whole schema.
pub(crate) const SCHEMA: &str = "CREATE TABLE blob(id INTEGER PRIMARY KEY, body BLOB NOT NULL)";
const PAGE_SIZE: i64 = 4096;
/// How long a call waits for another connection unless it is told otherwise.
pub(crate) const BUSY_TIMEOUT: Duration = Duration::from_secs(5);

/// Durability and secrecy settings of every connection to a finished store.
///
/// - `FULL` syncs the log at each commit: what was acknowledged survives power loss.
/// - `secure_delete` overwrites freed bytes; bodies never change length, so pages are overwritten in place anyway.
/// - No memory map: an error while reading must be a result, not a signal.
/// - `fullfsync` makes Apple's drives flush their own caches; other systems ignore it.
const SETTINGS: &str = "PRAGMA synchronous = FULL; PRAGMA secure_delete = ON; PRAGMA mmap_size = 0; \
     PRAGMA fullfsync = 1; PRAGMA checkpoint_fullfsync = 1; PRAGMA temp_store = MEMORY; \
     PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON;";

/// An open store file.
pub(crate) struct Disk {
    conn: Connection,
    path: PathBuf,
    busy_timeout: Cell<Duration>,
}

impl Disk {
    /// Opens an existing file and checks that it is a database of ours, without writing before that is known.
    pub(crate) fn open(path: &Path) -> Result<Self> {
        let len = match std::fs::metadata(path) {
            Ok(found) if found.is_file() => found.len(),
            Ok(_) => return Err(Error::Damaged { what: "not a file" }),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Err(Error::NotFound),
            Err(error) => return Err(error.into()),
        };
        if len == 0 {
            return Err(Error::Damaged { what: "the file is empty" });
        }
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let conn = Connection::open_with_flags(path, flags)?;
        let disk = Disk { conn, path: path.to_owned(), busy_timeout: Cell::new(BUSY_TIMEOUT) };
        disk.conn.busy_timeout(BUSY_TIMEOUT)?;
        disk.check_format()?;
        disk.check_length(0)?;
        disk.conn.execute_batch(SETTINGS)?;
        let mode: String = disk.conn.query_row("PRAGMA journal_mode = WAL", [], |row| row.get(0))?;
        if !mode.eq_ignore_ascii_case("wal") {
            return Err(Error::Io(std::io::ErrorKind::Unsupported));
        }
        Ok(disk)
    }

    fn check_format(&self) -> Result<()> {
        let found = self.pragma("user_version")?;
        if found > FORMAT {
            return Err(Error::TooNew { found, supported: FORMAT });
        }
        let mut tables = self.conn.prepare("SELECT sql FROM sqlite_schema")?;
        let sql: Vec<Option<String>> = tables.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
        let ours = matches!(sql.as_slice(), [Some(only)] if only == SCHEMA);
        if found != FORMAT || !ours || self.pragma("page_size")? != PAGE_SIZE {
            return Err(Error::Damaged { what: "the tables are not those of a store" });
        }
        Ok(())
    }

    /// A store is made full-size and never shrinks, so a shorter file has lost its end.
    pub(crate) fn check_length(&self, rows: u64) -> Result<()> {
        let len = std::fs::metadata(&self.path)?.len();
        let pages = u64::try_from(self.pragma("page_count")?).unwrap_or(u64::MAX);
        // Each row fills a page, and the schema has one.
        let least = pages.max(rows.saturating_add(1));
        if len < least.saturating_mul(PAGE_SIZE.unsigned_abs()) {
            return Err(Error::Damaged { what: "the file is cut short" });
        }
        Ok(())
    }

    fn pragma(&self, name: &str) -> Result<i64> {
        Ok(self.conn.query_row(&format!("PRAGMA {name}"), [], |row| row.get(0))?)
    }

    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    pub(crate) fn set_busy_timeout(&self, timeout: Duration) -> Result<()> {
        self.conn.busy_timeout(timeout)?;
        self.busy_timeout.set(timeout);
        Ok(())
    }

    pub(crate) fn busy_timeout(&self) -> Duration {
        self.busy_timeout.get()
    }

    /// A number that changes when another connection has committed.
    pub(crate) fn data_version(&self) -> Result<i64> {
        self.pragma("data_version")
    }

    /// Starts a write transaction; no other connection can write until it ends.
    pub(crate) fn begin_write(&self) -> Result<()> {
        // A transaction that was forgotten instead of dropped counts as dropped.
        self.roll_back();
        Ok(self.conn.execute_batch("BEGIN IMMEDIATE")?)
    }

    /// Starts a read transaction: one unchanging view of the file.
    pub(crate) fn begin_read(&self) -> Result<()> {
        self.roll_back();
        Ok(self.conn.execute_batch("BEGIN DEFERRED")?)
    }

    pub(crate) fn commit(&self) -> Result<()> {
        meter::note(|counts| counts.committed += 1);
        Ok(self.conn.execute_batch("COMMIT")?)
    }

    /// Ends a transaction without its changes, if one is open.
    pub(crate) fn roll_back(&self) {
        if !self.conn.is_autocommit() {
            // SQLite rolls back by itself when the connection closes or the process dies, so a failure here loses
            // nothing; the next BEGIN would report it.
            let _ = self.conn.execute_batch("ROLLBACK");
        }
    }

    /// Hands the body of one row to `use_body`; `None` if there is no such row.
    pub(crate) fn read<T>(&self, row: i64, use_body: impl FnOnce(&[u8]) -> Result<T>) -> Result<Option<T>> {
        meter::note(|counts| counts.read += 1);
        let mut statement = self.conn.prepare_cached("SELECT body FROM blob WHERE id = ?1")?;
        let mut rows = statement.query([row])?;
        let Some(found) = rows.next()? else { return Ok(None) };
        let body = found.get_ref(0)?;
        let body = body.as_blob().map_err(|_| Error::Damaged { what: "a row has the wrong type" })?;
        use_body(body).map(Some)
    }

    /// Replaces the body of a row that must exist.
    pub(crate) fn write(&self, row: i64, body: &[u8]) -> Result<()> {
        if body.len() != BODY_LEN {
            return Err(Error::Bug { code: "body-length" });
        }
        meter::note(|counts| counts.written += 1);
        let mut statement = self.conn.prepare_cached("UPDATE blob SET body = ?2 WHERE id = ?1")?;
        match statement.execute((row, body))? {
            1 => Ok(()),
            _ => Err(Error::Damaged { what: "a row is missing" }),
        }
    }

    /// Puts back a row that may be missing.
    pub(crate) fn restore(&self, row: i64, body: &[u8]) -> Result<()> {
        self.conn.execute("INSERT OR REPLACE INTO blob(id, body) VALUES (?1, ?2)", (row, body))?;
        Ok(())
    }

    /// Moves the log into the file, syncs the file, and empties the log. False if a reader or writer was in the way.
    ///
    /// SQLite itself syncs the file before it empties the log, as `synchronous` is `FULL`. The file must not be opened
    /// a second time to do so: closing that would take away the locks by which SQLite keeps other processes off.
    pub(crate) fn checkpoint(&self) -> Result<bool> {
        let busy: Result<i64, _> =
            self.conn.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0));
        match busy.map_err(Error::from) {
            Ok(busy) => Ok(busy == 0),
            Err(Error::Busy) => Ok(false),
            Err(error) => Err(error),
        }
    }

    /// Moves what it can of the log into the file, without waiting for anybody.
    pub(crate) fn fold_log(&self) -> Result<()> {
        Ok(self.conn.query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |_| Ok(()))?)
    }

    /// The length of the log in bytes. Under the write lock, 0 means that the file alone holds all that was committed.
    pub(crate) fn log_len(&self) -> Result<u64> {
        match std::fs::metadata(beside(&self.path, "-wal")) {
            Ok(found) => Ok(found.len()),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(0),
            Err(error) => Err(error.into()),
        }
    }

    /// Looks at every row and every page without opening any cell.
    pub(crate) fn verify(&self, expected: &mut dyn Iterator<Item = i64>) -> Result<()> {
        let mut statement = self.conn.prepare("SELECT id, length(body) FROM blob ORDER BY id")?;
        let mut rows = statement.query([])?;
        let body_len = i64::try_from(BODY_LEN).unwrap_or(i64::MAX);
        while let Some(row) = rows.next()? {
            let (id, len): (i64, i64) = (row.get(0)?, row.get(1)?);
            if expected.next() != Some(id) || len != body_len {
                return Err(Error::Damaged { what: "the rows are not those of a store" });
            }
        }
        if expected.next().is_some() {
            return Err(Error::Damaged { what: "a row is missing" });
        }
        let quick: Option<String> =
            self.conn.query_row("PRAGMA quick_check(1)", [], |row| row.get(0)).optional()?;
        if quick.as_deref() == Some("ok") {
            Ok(())
        } else {
            Err(Error::Damaged { what: "the database is corrupt" })
        }
    }
}
