//! Opening the store in its folder. The names in it are neutral: `data` is the store, `key` the device key.

use std::cell::Cell;
use std::ops::Deref;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use wayhome::{
    CircleRoom, Config, Cover, HttpTransport, KdfCost, Pin, RecoveryWords, RelayAddress, StoreSize, Vault,
    Wayhome, Wiped,
};

use crate::args::Global;
use crate::clock;
use crate::error::CliError;
use crate::output::Output;
use crate::pin;
use crate::progress::Progress;

/// Longest wait for a connection; the whole request may take longer.
const CONNECT: Duration = Duration::from_secs(10);
/// More stores than anyone sets aside.
const MOST_ASIDE: u32 = 10_000;

/// The folder of a store.
pub(crate) struct Folder {
    path: PathBuf,
    timeout: Duration,
}

impl Folder {
    /// The folder that was named, or the usual one.
    pub(crate) fn of(global: &Global) -> Result<Self, CliError> {
        let path = match &global.store {
            Some(path) => path.clone(),
            None => usual_folder().ok_or_else(|| CliError::Usage {
                message: "There is no home folder to keep a store in; name one with --store".to_owned(),
            })?,
        };
        Ok(Self { path, timeout: Duration::from_secs(global.timeout) })
    }

    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// The store's file.
    pub(crate) fn data(&self) -> PathBuf {
        self.path.join("data")
    }

    /// The device key's file.
    pub(crate) fn key(&self) -> PathBuf {
        self.path.join("key")
    }

    /// Makes a store. The folder is made too, for its owner only.
    pub(crate) fn create(
        &self,
        relay: &RelayAddress,
        size: StoreSize,
        cost: KdfCost,
        cover: Cover,
        room: CircleRoom,
    ) -> Result<Wayhome, CliError> {
        // With its key beside it, what is there may be a set-up that was interrupted; the library finishes it.
        if exists(&self.data())? && !exists(&self.key())? {
            return Err(wayhome::Error::AlreadyExists.into());
        }
        make_private(&self.path).map_err(|source| CliError::File { path: self.path.clone(), source })?;
        let config =
            self.config()?.with_size(size).with_kdf_cost(cost).with_cover(cover).with_circle_room(room);
        Ok(Wayhome::create(config, relay)?)
    }

    /// Opens the store, without any PIN.
    pub(crate) fn open(&self) -> Result<App, CliError> {
        self.require_both()?;
        Ok(App { app: Wayhome::open(self.config()?)?, unlocked: Cell::new(false) })
    }

    /// Wipes a store, also one that cannot be opened.
    pub(crate) fn wipe(&self) -> Result<Wiped, CliError> {
        self.require_both()?;
        Ok(Wayhome::wipe_at(&self.data(), wayhome::software_device_key(&self.key())?)?)
    }

    fn require_both(&self) -> Result<(), CliError> {
        if !exists(&self.data())? {
            return Err(wayhome::Error::NoStore.into());
        }
        // A key made now would open nothing.
        if !exists(&self.key())? {
            return Err(CliError::KeyMissing { path: self.key() });
        }
        Ok(())
    }

    /// Gets a store back by recovery words, with a device key of its own that waits beside the old one.
    pub(crate) fn recover(
        &self,
        vaults: &[(&RecoveryWords, &Pin)],
        cost: KdfCost,
    ) -> Result<Wayhome, CliError> {
        if !exists(&self.path)? {
            return Err(wayhome::Error::NoStore.into());
        }
        let config = self.config_with(&self.new_key())?.with_kdf_cost(cost);
        Ok(Wayhome::recover(config, vaults)?)
    }

    /// The new key takes the place of the old one, which goes with the store that was set aside. Ended before that, the
    /// store does not open, and the words get it back again.
    pub(crate) fn take_new_key(&self, old_to: &Path) -> Result<(), CliError> {
        let moved = |from: &Path, to: &Path| {
            std::fs::rename(from, to).map_err(|source| CliError::File { path: from.to_owned(), source })
        };
        if exists(&self.key())? {
            moved(&self.key(), old_to)?;
        }
        moved(&self.new_key(), &self.key())
    }

    fn new_key(&self) -> PathBuf {
        self.path.join("key.new")
    }

    /// The name for the key that goes with the name which the library gives the store next when it is set aside.
    pub(crate) fn free_name(&self) -> Result<PathBuf, CliError> {
        let (data, key) = (self.data(), self.key());
        for n in 1..MOST_ASIDE {
            let name = numbered(&key, n);
            if !exists(&name)? && !exists(&numbered(&data, n))? {
                return Ok(name);
            }
        }
        Err(CliError::File { path: key, source: std::io::ErrorKind::AlreadyExists.into() })
    }

    fn config(&self) -> Result<Config, CliError> {
        self.config_with(&self.key())
    }

    fn config_with(&self, key: &Path) -> Result<Config, CliError> {
        let device = wayhome::software_device_key(key)?;
        let transport = HttpTransport::with_timeouts(self.timeout.min(CONNECT), self.timeout);
        Ok(Config::new(self.data(), device, Arc::new(transport)).with_clock(clock::port()))
    }
}

/// An open store. When the command ends after a vault was open, the store is locked as an app locks it: its outer layer is
/// changed if it is time for that.
pub(crate) struct App {
    app: Wayhome,
    unlocked: Cell<bool>,
}

impl Deref for App {
    type Target = Wayhome;

    fn deref(&self) -> &Wayhome {
        &self.app
    }
}

impl Drop for App {
    fn drop(&mut self) {
        if self.unlocked.get() {
            // The command has said what came of it; what cannot be done now the next one does.
            let _ = self.app.lock();
        }
    }
}

/// Opens the store and, with the PIN, its vault.
pub(crate) fn unlock(global: &Global, out: &Output) -> Result<(App, Vault), CliError> {
    let app = Folder::of(global)?.open()?;
    let pin = pin::existing(global.pin_fd, app.security_level())?;
    let vault = try_pin(&app, &pin, out)?;
    Ok((app, vault))
}

/// Tries a PIN. After five wrong ones and more the next must wait, and each process waits anew: so a command waits here
/// until it may.
pub(crate) fn try_pin(app: &App, pin: &Pin, out: &Output) -> Result<Vault, CliError> {
    let tried = |doing| {
        let _progress = Progress::start(out, doing);
        let opened = app.unlock(pin);
        app.unlocked.set(app.unlocked.get() || opened.is_ok());
        opened
    };
    let wait = match tried("Trying the PIN") {
        Err(wayhome::Error::RetryLater { after_ms }) => Duration::from_millis(after_ms),
        other => return Ok(other?),
    };
    let (minutes, seconds) = (wait.as_secs() / 60, wait.as_secs() % 60);
    out.note(&format!(
        "Too many wrong PINs were tried. Waiting {minutes} min {seconds} s before this one is; what needs no PIN works \
         meanwhile."
    ));
    {
        let _progress = Progress::start(out, "Waiting");
        std::thread::sleep(wait);
    }
    Ok(tried("Trying the PIN")?)
}

fn numbered(path: &Path, n: u32) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(format!(".aside-{n}"));
    PathBuf::from(name)
}

pub(crate) fn exists(path: &Path) -> Result<bool, CliError> {
    path.try_exists().map_err(|source| CliError::File { path: path.to_owned(), source })
}

fn usual_folder() -> Option<PathBuf> {
    let set = |name| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    // The XDG specification says that a relative path there is to be ignored.
    let data = set("XDG_DATA_HOME").filter(|path| path.is_absolute());
    let data =
        data.or_else(|| Some(set("HOME").or_else(|| set("USERPROFILE"))?.join(".local").join("share")));
    Some(data?.join("wayhome"))
}

fn make_private(path: &Path) -> std::io::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path)
}
