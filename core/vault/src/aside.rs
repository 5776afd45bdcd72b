//! Setting a damaged store aside: renamed with its log, never deleted.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use crate::Result;
use crate::create::{beside, sync_folder_of};
use crate::error::Error;

/// SQLite's own files beside a store.
const COMPANIONS: [&str; 2] = ["-wal", "-shm"];
const MOST: u32 = 10_000;
/// How many names are looked at to tell whether any store was set aside; earlier ones may have been removed by hand.
const FEW: u32 = 32;

/// Renames a store that cannot be used, with its log, to `<name>.aside-<n>` and returns the new path. Nothing is
/// deleted. The store must not be open. If the process is killed midway, calling this again, or creating a new store
/// at the same path, finishes it.
///
/// # Errors
/// [`Error::NotFound`] if there is nothing to set aside, [`Error::Io`] if it cannot be renamed.
pub fn set_aside(path: &Path) -> Result<PathBuf> {
    if !path.try_exists()? {
        return finish(path)?.ok_or(Error::NotFound);
    }
    let to = free_name(path)?;
    // The store first: from then on its log belongs to the new name, and `finish` knows which.
    std::fs::rename(path, &to)?;
    move_companions(path, &to)?;
    sync_folder_of(path)?;
    Ok(to)
}

/// Moves the log of a store that is itself no longer at `path` to where the store went.
pub(crate) fn finish(path: &Path) -> Result<Option<PathBuf>> {
    let mut left = false;
    for ending in COMPANIONS {
        left |= beside(path, ending).try_exists()?;
    }
    if !left {
        return Ok(None);
    }
    let mut to = None;
    for n in 1..MOST {
        let name = aside_name(path, n);
        if !name.try_exists()? {
            break;
        }
        let mut bare = true;
        for ending in COMPANIONS {
            bare &= !beside(&name, ending).try_exists()?;
        }
        to = bare.then_some(name);
    }
    let to = match to {
        Some(to) => to,
        None => free_name(path)?,
    };
    move_companions(path, &to)?;
    sync_folder_of(path)?;
    Ok(Some(to))
}

/// The newest store that was set aside from this path and still lies there.
pub(crate) fn newest(path: &Path) -> Result<Option<PathBuf>> {
    let mut found = None;
    for n in 1..=FEW {
        let name = aside_name(path, n);
        if name.try_exists()? {
            found = Some(name);
        }
    }
    Ok(found)
}

/// Whether a store was set aside from this path and still lies there.
pub(crate) fn exists(path: &Path) -> Result<bool> {
    for n in 1..=FEW {
        if aside_name(path, n).try_exists()? {
            return Ok(true);
        }
    }
    Ok(false)
}

fn move_companions(path: &Path, to: &Path) -> Result<()> {
    for ending in COMPANIONS {
        match std::fs::rename(beside(path, ending), beside(to, ending)) {
            Err(error) if error.kind() != ErrorKind::NotFound => return Err(error.into()),
            _ => {}
        }
    }
    Ok(())
}

fn aside_name(path: &Path, n: u32) -> PathBuf {
    beside(path, &format!(".aside-{n}"))
}

fn free_name(path: &Path) -> Result<PathBuf> {
    for n in 1..MOST {
        let name = aside_name(path, n);
        let mut free = !name.try_exists()?;
        for ending in COMPANIONS {
            free &= !beside(&name, ending).try_exists()?;
        }
        if free {
            return Ok(name);
        }
    }
    Err(Error::Io(ErrorKind::AlreadyExists))
}
