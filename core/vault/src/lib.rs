//! A deniable cell vault over SQLite. It stores byte strings under small keys, in fixed-size sealed cells, in a
//! file that looks the same however much of it is used and however many of its slots exist. It knows nothing of
//! check-ins or of the people who make them, reads no clock, logs nothing, and takes its randomness as an argument.
//!
//! One file holds five regions of equal size: four *slots*, each opened by its own PIN, and the *lobby*, which the
//! device key alone opens. Every commit touches the same cell indices in all five regions, so that somebody who
//! compares two copies of the file cannot tell which region was written.
//!
//! ```
//! use std::sync::Arc;
//! use rand_core::SeedableRng;
//! use wayhome_vault::{Class, KdfCost, Pin, Place, RecordKey, SecurityLevel, Store, StoreSize};
//! use wayhome_vault::testing::MemoryDeviceKey;
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let folder = tempfile::tempdir()?;
//! # let path = folder.path().join("data");
//! let mut rng = rand_chacha::ChaCha20Rng::seed_from_u64(7);
//! let device = Arc::new(MemoryDeviceKey::new(SecurityLevel::TrustedEnvironment, 1));
//! # let size = StoreSize::Cells(32);
//! # let cost = KdfCost::TestOnly;
//! let mut store = Store::create(&path, size, cost, device, &mut rng)?;
//! let pin = Pin::parse("482913", SecurityLevel::TrustedEnvironment)?;
//! let work = store.work_out(&pin)?; // slow on purpose
//! let (mut slot, _) = store.create_first_slot(&work, &mut rng)?;
//!
//! let key = RecordKey::new(1, [0; 16]);
//! let mut tx = store.begin(Some(&mut slot))?;
//! tx.slot_put(key, Place::Any, b"seen by one PIN only", Class::Ordinary)?;
//! tx.commit(&mut rng)?; // on disk when this returns
//!
//! assert_eq!(slot.view().get(key), Some(&b"seen by one PIN only"[..]));
//! # Ok(())
//! # }
//! ```
//!
//! The file format is specified in `docs/vault-format.md`.

mod aside;
mod cell;
mod content;
mod copies;
mod create;
mod device;
mod disk;
mod error;
mod fields;
mod guess;
mod header;
mod keys;
mod keyslot;
mod labels;
mod meter;
mod pin;
mod placing;
mod recover;
mod recovery;
mod region;
mod rotate;
mod slot;
mod slots;
mod software;
mod store;
mod strays;
pub mod testing;
mod ticket;
mod tx;
mod unlock;
mod wipe;
mod words;

pub use aside::set_aside;
pub use content::{MAX_RECORD_LEN, RecordKey};
pub use create::StoreSize;
pub use device::{DeviceKey, DeviceKeyError, HandleId, MAX_WRAPPED_LEN, SecurityLevel};
pub use error::Error;
pub use guess::{PinTerms, PinWork};
pub use keyslot::KdfCost;
pub use pin::{Pin, PinRule};
pub use placing::{Class, Place};
pub use region::View;
pub use rotate::Rotation;
pub use slot::Slot;
pub use software::SoftwareDeviceKey;
pub use store::{Changed, Store};
pub use ticket::{EXPORTED_LEN, TICKET_LEN, Ticket};
pub use tx::{Committed, Tx};
pub use wipe::{EraseAfter, Wiped};
pub use words::{RecoveryTerms, RecoveryWords, RecoveryWork};

/// What every fallible call of this crate returns.
pub type Result<T, E = Error> = std::result::Result<T, E>;
