//! The data folder: made private, owned by one relay at a time, written without half-made files.

use std::fs::{File, OpenOptions};
use std::io::Write as _;
use std::path::{Path, PathBuf};

/// The folder that holds `path`.
pub(crate) fn folder_of(path: &Path) -> PathBuf {
    match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent.to_owned(),
        _ => PathBuf::from("."),
    }
}

/// Makes a rename or a new file in the folder of `path` durable.
pub(crate) fn sync_folder_of(path: &Path) -> std::io::Result<()> {
    // Only Unix lets a folder be opened and synced.
    if cfg!(unix) { File::open(folder_of(path))?.sync_all() } else { Ok(()) }
}

/// Creates the folder, readable by its owner only, if there is none.
pub(crate) fn create_private_folder(path: &Path) -> std::io::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path)
}

/// Takes the folder for this process. The lock ends with the returned file, also when the process dies.
pub(crate) fn lock_folder(folder: &Path) -> std::io::Result<Option<File>> {
    let file = OpenOptions::new().write(true).create(true).truncate(false).open(folder.join("relay.lock"))?;
    match file.try_lock() {
        Ok(()) => Ok(Some(file)),
        Err(std::fs::TryLockError::WouldBlock) => Ok(None),
        Err(std::fs::TryLockError::Error(error)) => Err(error),
    }
}

/// Writes a new file that its owner only can read; either all of it is on disk under its name, or
/// the name does not exist.
pub(crate) fn write_private_file(path: &Path, content: &[u8]) -> std::io::Result<()> {
    let mut name = path.as_os_str().to_owned();
    name.push(".new");
    let unfinished = PathBuf::from(name);
    if unfinished.try_exists()? {
        std::fs::remove_file(&unfinished)?;
    }
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(&unfinished)?;
    file.write_all(content)?;
    file.sync_all()?;
    std::fs::rename(&unfinished, path)?;
    sync_folder_of(path)
}
