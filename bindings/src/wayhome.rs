//! The app's object: one store, its locked screen, its syncing.

use std::sync::Arc;

use ::wayhome as core;

use crate::ports::{DeviceKeyPort, TransportPort, refuse_in_device_key, take_surprise};
use crate::vault::parse_pin;
use crate::{
    Budget, CheckInDraft, DeviceKey, Health, LockedItem, NewStore, Place, RunReport, SecurityLevel, SosDraft,
    Transport, Vault, WayhomeError,
};

/// A store on this device. Several objects, also in several processes, may have the same store open.
#[derive(uniffi::Object)]
pub struct Wayhome {
    app: core::Wayhome,
}

impl Wayhome {
    pub(crate) fn over(app: core::Wayhome) -> Self {
        Self { app }
    }

    pub(crate) fn app(&self) -> Result<&core::Wayhome, WayhomeError> {
        refuse_in_device_key()?;
        Ok(&self.app)
    }
}

pub(crate) fn config(
    path: String,
    device: Arc<dyn DeviceKey>,
    transport: Arc<dyn Transport>,
) -> Result<core::Config, WayhomeError> {
    let device = DeviceKeyPort::new(device)?;
    Ok(core::Config::new(path, Arc::new(device), Arc::new(TransportPort(transport))))
}

#[uniffi::export]
impl Wayhome {
    /// Creates the store, at its full size, and registers nothing yet: no network is needed. A set-up that was
    /// interrupted is finished. **Works for up to seconds.**
    ///
    /// # Errors
    /// [`WayhomeError::AlreadyExists`] if a finished store is there, [`WayhomeError::Invalid`] for a relay's address
    /// that is none.
    #[uniffi::constructor]
    pub fn create(
        store: NewStore,
        device: Arc<dyn DeviceKey>,
        transport: Arc<dyn Transport>,
    ) -> Result<Self, WayhomeError> {
        let relay = core::RelayAddress::from_text(&store.relay)
            .map_err(|error| WayhomeError::invalid("relay", error))?;
        let config = config(store.path, device, transport)?;
        let config = config.with_size(store.size.into()).with_kdf_cost(store.kdf_cost.into());
        let config = match store.cover {
            Some(cover) => config.with_cover(cover.into()),
            None => config,
        };
        let room = if store.room_for_eight { core::CircleRoom::Eight } else { core::CircleRoom::Four };
        let config = config.with_circle_room(room);
        Ok(Self { app: core::Wayhome::create(config, &relay)? })
    }

    /// Opens the store; no PIN is needed for what the locked screen may do, nor for syncing.
    ///
    /// # Errors
    /// [`WayhomeError::NoStore`], [`WayhomeError::StoreDamaged`], [`WayhomeError::StoreTooNew`],
    /// [`WayhomeError::NotThisDevice`], [`WayhomeError::DeviceKey`].
    #[uniffi::constructor]
    pub fn open(
        path: String,
        device: Arc<dyn DeviceKey>,
        transport: Arc<dyn Transport>,
    ) -> Result<Self, WayhomeError> {
        Ok(Self { app: core::Wayhome::open(config(path, device, transport)?)? })
    }

    /// How well this device keeps its key, which decides what PINs are good enough.
    pub fn security_level(&self) -> SecurityLevel {
        self.app.security_level().into()
    }

    /// Makes the first vault and opens it. `name` is how the owner is shown to those they pair with; `language` is a
    /// BCP 47 tag. **Works for up to seconds.**
    ///
    /// # Errors
    /// [`WayhomeError::WeakPin`], [`WayhomeError::AlreadyExists`] if there is a vault, [`WayhomeError::DiskFull`].
    pub fn create_vault(
        &self,
        pin: &[u8],
        name: String,
        language: String,
    ) -> Result<Arc<Vault>, WayhomeError> {
        let app = self.app()?;
        let pin = parse_pin(pin, app.security_level())?;
        Ok(Arc::new(Vault::new(app.create_vault(&pin, &name, &language)?, app.security_level())))
    }

    /// Opens the vault that this PIN opens. A vault opened earlier is locked by it. **Works for up to seconds**, the
    /// same for a right and a wrong PIN.
    ///
    /// # Errors
    /// [`WayhomeError::WrongPin`], or [`WayhomeError::WeakPin`] for one that no vault here can have;
    /// [`WayhomeError::RetryLater`], before anything was tried, after five wrong ones in a row and more. That wait begins
    /// anew when the app is started again. [`WayhomeError::DiskFull`] and [`WayhomeError::StoreBusy`], as a guess is
    /// written down before it is tried.
    pub fn unlock(&self, pin: &[u8]) -> Result<Arc<Vault>, WayhomeError> {
        let app = self.app()?;
        let pin = parse_pin(pin, app.security_level())?;
        Ok(Arc::new(Vault::new(app.unlock(&pin)?, app.security_level())))
    }

    /// A check-in without a PIN. On disk when this returns its id. It touches the plan's timer at most three times in
    /// a row, and can be read back only by a vault.
    ///
    /// # Errors
    /// [`WayhomeError::Full`], [`WayhomeError::Invalid`], [`WayhomeError::DiskFull`].
    pub fn locked_check_in(&self, draft: CheckInDraft) -> Result<String, WayhomeError> {
        Ok(self.app()?.locked_check_in(&draft.try_into()?)?.to_hex())
    }

    /// A call for help without a PIN. On disk when this returns its id.
    ///
    /// # Errors
    /// [`WayhomeError::Full`], [`WayhomeError::Invalid`], [`WayhomeError::DiskFull`].
    pub fn locked_sos(&self, draft: SosDraft) -> Result<String, WayhomeError> {
        Ok(self.app()?.locked_sos(&draft.try_into()?)?.to_hex())
    }

    /// Notes a place without a PIN; a vault reads it when it is next opened.
    ///
    /// # Errors
    /// [`WayhomeError::Invalid`], [`WayhomeError::DiskFull`].
    pub fn locked_place(&self, place: Place) -> Result<(), WayhomeError> {
        Ok(self.app()?.locked_place(&place.try_into()?)?)
    }

    /// What the locked screen sent, as far as it can be known without a PIN: when, and whether the relay has it.
    ///
    /// # Errors
    /// As reading the store can fail.
    pub fn locked_items(&self) -> Result<Vec<LockedItem>, WayhomeError> {
        Ok(self.app()?.locked_items()?.into_iter().map(LockedItem::from).collect())
    }

    /// Sends what waits and asks for what arrived, within a budget. Needs no PIN; with a vault open, replies are read
    /// too, and what watched workers sent is fetched. May be killed at any instant, and may run in several processes
    /// at once. A relay that cannot be reached is no error: see [`RunReport::failure`]. **Blocks** for as long as the
    /// budget allows and the transport takes; the transport is called on this thread.
    ///
    /// # Errors
    /// As reading and writing the store can fail.
    pub fn run_once(&self, budget: Budget) -> Result<RunReport, WayhomeError> {
        let app = self.app()?;
        // What an earlier call left behind is not about this run.
        drop(take_surprise());
        let report = app.run_once(budget.into())?;
        Ok(RunReport::new(report, take_surprise()))
    }

    /// Whether things work, without a word about what is in the store.
    ///
    /// # Errors
    /// As reading the store can fail.
    pub fn health(&self) -> Result<Health, WayhomeError> {
        Ok(self.app()?.health()?.into())
    }

    /// When [`Wayhome::run_once`] should be called next, in milliseconds since 1970.
    ///
    /// # Errors
    /// As reading the store can fail.
    pub fn next_wakeup(&self) -> Result<u64, WayhomeError> {
        Ok(self.app()?.next_wakeup()?.as_millis())
    }

    /// Locks whatever vault is open.
    ///
    /// # Errors
    /// As writing the store can fail; the vault is locked all the same.
    pub fn lock(&self) -> Result<(), WayhomeError> {
        Ok(self.app()?.lock()?)
    }
}
