//! Making a store: built full-size beside its place, synced, and only then given its name.

use std::fs::File;
use std::path::{Path, PathBuf};

use rand_core::CryptoRng;
use rusqlite::{Connection, OpenFlags};

use crate::Result;
use crate::aside;
use crate::cell::{self, Address, HEADER_ROWS, LOBBY, REGIONS};
use crate::content::Content;
use crate::device::DeviceKey;
use crate::disk::{FORMAT, SCHEMA};
use crate::error::Error;
use crate::header::{self, Header, HeaderKeys, MAX_CELLS};
use crate::keys::{self, OuterKey};
use crate::keyslot::KdfCost;

/// The least number of cells a region can work with: the head and the width of a commit.
const MIN_CELLS: u16 = 8;

/// How large a store is made; it never grows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StoreSize {
    /// 800 cells in each region, 16 MB.
    Small,
    /// 3,200 cells in each region, 64 MB.
    Large,
    /// Any number of cells in each region, for tests.
    #[doc(hidden)]
    Cells(u16),
}

impl StoreSize {
    fn cells(self) -> Result<u16> {
        let cells = match self {
            StoreSize::Small => 800,
            StoreSize::Large => 3200,
            StoreSize::Cells(cells) => cells,
        };
        if (MIN_CELLS..=MAX_CELLS).contains(&cells) {
            Ok(cells)
        } else {
            Err(Error::Bug { code: "store-size" })
        }
    }
}

/// The path with `ending` added to its file name.
pub(crate) fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}

/// Makes a rename in the folder of `path` durable.
pub(crate) fn sync_folder_of(path: &Path) -> std::io::Result<()> {
    #[cfg(unix)]
    {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
        File::open(folder.unwrap_or(Path::new(".")))?.sync_all()?;
    }
    #[cfg(not(unix))]
    let _ = path;
    Ok(())
}

/// Makes the file; a creation that is killed midway leaves at most a `.new` file, which the next one removes.
pub(crate) fn create(
    path: &Path,
    size: StoreSize,
    cost: KdfCost,
    device: &dyn DeviceKey,
    rng: &mut dyn CryptoRng,
) -> Result<()> {
    let cells = size.cells()?;
    if path.try_exists()? {
        return Err(Error::AlreadyExists);
    }
    // The log of a store that was set aside must not be played into the new one.
    aside::finish(path)?;
    let fresh = beside(path, ".new");
    remove_stale(&fresh)?;
    let (outer, wrapped) = header::make_outer(device, rng)?;
    let handle = wrapped.handle;
    let header = Header::make(cells, cost.params(), (&outer, wrapped), rng);
    let made = header.and_then(|header| build_new(&fresh, &header, &outer, device, rng)).and_then(|()| {
        if path.try_exists()? {
            return Err(Error::AlreadyExists);
        }
        std::fs::rename(&fresh, path)?;
        Ok(sync_folder_of(path)?)
    });
    if made.is_err() && !path.try_exists().unwrap_or(true) {
        // Both are tidied away again at the next attempt if this fails.
        let _ = std::fs::remove_file(&fresh);
        let _ = device.destroy(handle);
    }
    made
}

/// Removes what a killed creation left; refuses while another process is still at it.
pub(crate) fn remove_stale(fresh: &Path) -> Result<()> {
    if !fresh.try_exists()? {
        return Ok(());
    }
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let locked = Connection::open_with_flags(fresh, flags)
        .and_then(|conn| conn.execute_batch("BEGIN EXCLUSIVE; ROLLBACK"));
    if let Err(error) = locked
        && matches!(Error::from(error), Error::Busy)
    {
        return Err(Error::Busy);
    }
    for ending in ["-journal", "-wal", "-shm", ""] {
        match std::fs::remove_file(beside(fresh, ending)) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(error.into()),
            _ => {}
        }
    }
    Ok(())
}

fn build_new(
    fresh: &Path,
    header: &Header,
    outer: &OuterKey,
    device: &dyn DeviceKey,
    rng: &mut dyn CryptoRng,
) -> Result<()> {
    build(fresh, header, device, rng, &mut |region, index, rng| {
        if region != LOBBY {
            return Ok(header::random_body(rng));
        }
        let at = Address { store: header.store, region, index, epoch: header.lobby_epoch };
        Ok(cell::seal(outer, &header.lobby_key, &at, Content::free().encode(rng)?, rng)?.body)
    })
}

/// Gives the body of a cell, by region and index.
type Bodies<'a> = dyn FnMut(u8, u16, &mut dyn CryptoRng) -> Result<Vec<u8>> + 'a;

/// Builds a whole file and syncs it.
pub(crate) fn build(
    fresh: &Path,
    header: &Header,
    device: &dyn DeviceKey,
    rng: &mut dyn CryptoRng,
    body: &mut Bodies<'_>,
) -> Result<()> {
    // Made by hand, so that only its owner may read it; SQLite gives its log the same rights.
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    drop(options.open(fresh)?);
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let mut conn = Connection::open_with_flags(fresh, flags)?;
    // No journal and no syncs: until the rename this file counts for nothing, and it is synced before that. Secure
    // deletion keeps copies of bodies out of pages that SQLite reorganises while it builds the tree.
    conn.execute_batch(
        "PRAGMA page_size = 4096; PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = OFF; \
         PRAGMA synchronous = OFF; PRAGMA secure_delete = ON; PRAGMA mmap_size = 0;",
    )?;
    let tx = conn.transaction_with_behavior(rusqlite::TransactionBehavior::Exclusive)?;
    tx.execute_batch(SCHEMA)?;
    tx.pragma_update(None, "user_version", FORMAT)?;
    {
        let mut insert = tx.prepare("INSERT INTO blob(id, body) VALUES (?1, ?2)")?;
        for index in 0..header.cells {
            for region in 0..REGIONS {
                insert.execute((cell::row_of(region, index), body(region, index, rng)?))?;
            }
            if index == 0 {
                for row in HEADER_ROWS {
                    let salt = keys::random(rng);
                    let key = HeaderKeys::default().derive(&salt, device)?;
                    insert.execute((row, header.seal(&salt, &key, rng)?))?;
                }
            }
        }
    }
    tx.commit()?;
    conn.close().map_err(|(_, error)| error)?;
    Ok(File::options().read(true).write(true).open(fresh)?.sync_all()?)
}
