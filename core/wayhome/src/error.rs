//! The errors an app developer meets, sorted by what the app can do about them.

use wayhome_vault::PinRule;

/// Why a call failed. Unless a variant says otherwise nothing has changed on disk. The text never holds a name, a
/// place, an id, a key or a stored value.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The vault this belongs to is closed. Unlock it again.
    #[error("the vault is locked")]
    Locked,
    /// No vault opens with this PIN.
    #[error("wrong PIN")]
    WrongPin,
    /// Too many wrong PINs were tried, and the next must wait. Nothing was tried. The time runs while the app does.
    #[error("too many wrong PINs were tried; wait {} s", after_ms.div_ceil(1_000))]
    RetryLater {
        /// How long from now, in milliseconds.
        after_ms: u64,
    },
    /// The PIN is too easy to guess for the kind of key this device has.
    #[error("the PIN is too weak: {wanted}")]
    WeakPin {
        /// What would do.
        wanted: PinRule,
    },
    /// The store cannot be read. Nothing was deleted; [`crate::set_aside`] moves it out of the way. If the device no longer
    /// has its keys, which `what` says, and somebody wiped it, [`crate::Wayhome::wipe_at`] ends that.
    #[error("the store is damaged ({what}); it was left as it is")]
    StoreDamaged {
        /// Which check failed.
        what: &'static str,
    },
    /// A later version of this software wrote the store.
    #[error("the store has format {found}, this software knows up to {supported}; update the app")]
    StoreTooNew {
        /// The format found.
        found: i64,
        /// The newest format known.
        supported: i64,
    },
    /// Another process is writing for longer than a few seconds. Try again.
    #[error("the store is busy")]
    StoreBusy,
    /// There is no store here; one that was wiped to the end is none.
    #[error("there is no store here")]
    NoStore,
    /// The store was wiped while it was open: now, because as many wrong PINs were tried as its owner allows, or by another
    /// process. Nothing that it held can be read any more; a vault that was open is closed. Drop every object of it;
    /// [`crate::Wayhome::create`] sets the store up anew.
    #[error("the store was wiped; nothing that it held can be read any more")]
    Wiped,
    /// There is a store, or a first vault, already.
    #[error("it exists already")]
    AlreadyExists,
    /// The store belongs to another device, or the device's key was lost.
    #[error("the store does not open with this device's key")]
    NotThisDevice,
    /// The device's secure element, or the key file in its place, failed.
    #[error("the device key failed: {reason}")]
    DeviceKey {
        /// What it said.
        reason: String,
    },
    /// The disk is full. Free some space and try again.
    #[error("the disk is full")]
    DiskFull,
    /// The vault is full. Remove attachments or old things.
    #[error("the vault has no room left")]
    NoSpace,
    /// The locked screen holds as many unsent messages as it can. Sync, or unlock.
    #[error("the locked screen holds as many unsent messages as it can")]
    Full,
    /// A value given is not acceptable.
    #[error("{field}: {reason}")]
    Invalid {
        /// Which value.
        field: &'static str,
        /// Why.
        reason: String,
    },
    /// A plan is armed for the first time only after a drill was run, or postponed once.
    #[error("a drill must be run, or postponed once, before the plan is armed")]
    DrillFirst,
    /// It is on its way and not all here. Try again after a run.
    #[error("{what} is not here yet")]
    NotYet {
        /// What.
        what: &'static str,
    },
    /// What came is not what was sent. Try again.
    #[error("the {what} came broken")]
    Broken {
        /// What.
        what: &'static str,
    },
    /// The relay was asked at once and gave no answer. Try again when there is a network.
    #[error("the relay gave no answer: {failure}")]
    NoAnswer {
        /// Why not.
        failure: crate::TransportError,
    },
    /// The relay answered, and did not do it.
    #[error("the relay did not do it: {reason}")]
    Refused {
        /// Why not.
        reason: Refusal,
    },
    /// There is nothing with that id.
    #[error("{what} not found")]
    NotFound {
        /// What was looked for.
        what: &'static str,
    },
    /// The file system failed.
    #[error("reading or writing failed: {kind}")]
    Io {
        /// How.
        kind: std::io::ErrorKind,
    },
    /// A fault of this software. Please report the code.
    #[error("internal fault {code}")]
    Bug {
        /// Where.
        code: &'static str,
    },
}

/// Why a relay does not do what it was asked for at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Refusal {
    /// It does not know this store yet. Run first.
    #[error("it does not know this store yet")]
    NotKnown,
    /// It is busy. Try again later.
    #[error("it is busy")]
    Busy,
    /// There are as many as it allows: eight routes of a store.
    #[error("there are as many as it allows")]
    LimitReached,
    /// It does not offer this kind.
    #[error("it does not offer this kind")]
    NotOffered,
    /// It said something that this version does not know, or that makes no sense.
    #[error("it said something that this version does not know")]
    NotUnderstood,
}

impl Error {
    /// Says which value was meant, where the protocol only knew that something could not be read.
    pub(crate) fn about(self, value: &'static str) -> Self {
        match self {
            Self::Invalid { field: "input", reason } => Self::Invalid { field: value, reason },
            other => other,
        }
    }
}
