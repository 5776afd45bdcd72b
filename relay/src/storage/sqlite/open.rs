//! Opening, creating, and setting aside.

use std::ffi::OsString;
use std::fs::{File, OpenOptions};
use std::path::{Path, PathBuf};

use rusqlite::{Connection, ErrorCode};

use super::migrations;
use crate::storage::StorageError;

const PAGE_BYTES: u32 = 4_096;
const PAGES_PER_MIB: u32 = 1_048_576 / PAGE_BYTES;

/// Opens or creates the database file at `path`.
pub(super) fn file(path: &Path, database_mib: u32) -> Result<Connection, StorageError> {
    if !path.try_exists()? {
        if let Some(set_aside) = set_aside_before(path)? {
            return Err(StorageError::Damaged { set_aside });
        }
        create(path)?;
    }
    match open_whole(path, database_mib) {
        Err(Trouble::Damaged) => Err(StorageError::Damaged { set_aside: set_aside(path)? }),
        Err(Trouble::Other(error)) => Err(error),
        Ok(connection) => Ok(connection),
    }
}

/// A database in memory.
pub(super) fn memory() -> Result<Connection, StorageError> {
    let mut connection = Connection::open_in_memory()?;
    settle(&connection)?;
    migrations::run(&mut connection, 0)?;
    Ok(connection)
}

enum Trouble {
    Damaged,
    Other(StorageError),
}

impl<E: Into<StorageError>> From<E> for Trouble {
    fn from(error: E) -> Self {
        match error.into() {
            StorageError::Failed { code } if is_damage(code) => Self::Damaged,
            other => Self::Other(other),
        }
    }
}

fn is_damage(code: i32) -> bool {
    let kind = rusqlite::ffi::Error::new(code).code;
    matches!(kind, ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase)
}

/// Builds a new database beside its place and renames it there, so that a half-made one is never
/// taken for the relay's, nor an emptied one for a new one.
fn create(path: &Path) -> Result<(), StorageError> {
    let unfinished = beside(path, ".new");
    for leftover in [unfinished.clone(), beside(&unfinished, "-wal"), beside(&unfinished, "-shm")] {
        if leftover.try_exists()? {
            std::fs::remove_file(&leftover)?;
        }
    }
    private_file(&unfinished)?;
    let mut connection = Connection::open(&unfinished)?;
    connection.pragma_update(None, "page_size", PAGE_BYTES)?;
    settle(&connection)?;
    migrations::run(&mut connection, 0)?;
    connection.close().map_err(|(_, error)| error)?;
    File::open(&unfinished)?.sync_all()?;
    std::fs::rename(&unfinished, path)?;
    crate::files::sync_folder_of(path)?;
    Ok(())
}

fn open_whole(path: &Path, database_mib: u32) -> Result<Connection, Trouble> {
    if std::fs::metadata(path)?.len() == 0 {
        return Err(Trouble::Damaged);
    }
    // Until the file is known to be a whole relay's database of a known format, it is only read.
    let mut connection = Connection::open(path)?;
    let found = match migrations::found(&connection)? {
        None => return Err(Trouble::Other(StorageError::Foreign { path: path.to_owned() })),
        Some(0) => return Err(Trouble::Damaged),
        Some(found) => migrations::known(found)?,
    };
    let verdict: String = connection.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
    if verdict != "ok" {
        return Err(Trouble::Damaged);
    }
    settle(&connection)?;
    migrations::run(&mut connection, found)?;
    // Never below the size that the file already has: SQLite sees to that.
    limit(&connection, Pages::of(database_mib).usual)?;
    Ok(connection)
}

/// How large the file may become.
#[derive(Clone, Copy)]
pub(super) struct Pages {
    /// For requests.
    pub(super) usual: i64,
    /// For alarms: a sixteenth more, and 1 MiB at least.
    pub(super) reserved: i64,
}

impl Pages {
    pub(super) fn of(database_mib: u32) -> Self {
        let usual = i64::from(database_mib) * i64::from(PAGES_PER_MIB);
        Self { usual, reserved: usual + (usual / 16).max(i64::from(PAGES_PER_MIB)) }
    }
}

/// Sets how many pages the file may have.
pub(super) fn limit(connection: &Connection, pages: i64) -> Result<(), rusqlite::Error> {
    connection.query_row(&format!("PRAGMA max_page_count = {pages}"), [], |_| Ok(()))
}

fn settle(connection: &Connection) -> Result<(), rusqlite::Error> {
    connection.busy_timeout(std::time::Duration::from_secs(5))?;
    connection.set_prepared_statement_cache_capacity(64);
    connection.query_row("PRAGMA journal_mode = WAL", [], |_| Ok(()))?;
    connection.execute_batch(
        "PRAGMA synchronous = FULL;
         PRAGMA fullfsync = 1;
         PRAGMA checkpoint_fullfsync = 1;
         PRAGMA secure_delete = 1;
         PRAGMA foreign_keys = 1;
         PRAGMA cell_size_check = 1;
         PRAGMA trusted_schema = 0;
         PRAGMA temp_store = MEMORY;
         PRAGMA journal_size_limit = 16777216;",
    )
}

fn private_file(path: &Path) -> Result<(), std::io::Error> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path).map(drop)
}

/// Renames a damaged database and its journal. The relay does not start while they lie there alone.
fn set_aside(path: &Path) -> Result<PathBuf, StorageError> {
    let mut number = 1_u32;
    let target = loop {
        let target = beside(path, &format!(".damaged-{number}"));
        if !target.try_exists()? {
            break target;
        }
        number = number.saturating_add(1);
    };
    for journal in ["-wal", "-shm"] {
        let from = beside(path, journal);
        if from.try_exists()? {
            std::fs::rename(from, beside(&target, journal))?;
        }
    }
    std::fs::rename(path, &target)?;
    crate::files::sync_folder_of(path)?;
    Ok(target)
}

fn set_aside_before(path: &Path) -> Result<Option<PathBuf>, StorageError> {
    let first = beside(path, ".damaged-1");
    let folder = crate::files::folder_of(path);
    if !folder.try_exists()? {
        return Ok(None);
    }
    let start = first.file_name().map(|name| name.to_string_lossy().trim_end_matches('1').to_owned());
    let Some(start) = start else { return Ok(None) };
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_name().to_string_lossy().starts_with(&start) {
            return Ok(Some(entry.path()));
        }
    }
    Ok(None)
}

fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = OsString::from(path.as_os_str());
    name.push(ending);
    PathBuf::from(name)
}
