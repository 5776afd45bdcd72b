//! A file system that is soon full.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A small file system of its own, unmounted when dropped.
pub struct SmallDisk {
    at: PathBuf,
    _folder: tempfile::TempDir,
}

impl SmallDisk {
    /// Mounts one of so many MiB. `None`, said loudly, where mounting is not allowed; with `CI=true` that is a
    /// failure, so that it cannot go unnoticed there.
    pub fn mount(mib: u32) -> Option<Self> {
        let folder = tempfile::tempdir().unwrap();
        let at = folder.path().join("small");
        std::fs::create_dir(&at).unwrap();
        let mut mount = Command::new("mount");
        mount.args(["-t", "tmpfs", "-o", &format!("size={mib}m"), "none"]).arg(&at);
        if mount.output().is_ok_and(|done| done.status.success()) {
            return Some(Self { at, _folder: folder });
        }
        assert!(std::env::var("CI").as_deref() != Ok("true"), "in CI a small disk must be mountable");
        eprintln!(
            "SKIPPED: 1 test: mounting a small file system is not allowed here; a full disk was not shown"
        );
        None
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.at
    }

    /// Takes up all the room that is left; returns the file that does.
    pub fn fill(&self) -> PathBuf {
        let path = self.at.join("filler");
        let mut file = std::fs::File::create(&path).unwrap();
        while file.write_all(&[1; 512]).is_ok() {}
        path
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(&self.at).output();
    }
}
