//! What the relay keeps, whatever keeps it.
//!
//! [`Storage`] runs transactions; [`Tables`] is what one transaction can do, topic by topic. The rules of the
//! protocol are not here: an implementation stores and finds, and
//! [`Relay`](crate::Relay) decides. Every implementation passes the same suite, `conformance.rs`.

#[cfg(test)]
pub(crate) mod conformance;
mod dossiers;
mod error;
mod mailboxes;
mod plans;
mod routes;
pub(crate) mod sqlite;
mod timers;

pub use dossiers::{Dossier, DossierTables};
pub use error::StorageError;
pub use mailboxes::{
    ACKNOWLEDGED_MOST, Mailbox, MailboxTables, Meta, NewCell, Reader, RelayPart, StoredCell,
};
pub use plans::{Lodged, Plan, PlanDossier, PlanHead, PlanPerson, PlanTables};
pub use routes::{
    Hash, NewRouteMessage, Purpose, RouteKind, RouteMessage, RouteOwner, RouteRow, RouteState, RouteTables,
    RouteWish, StoredRoute,
};
pub use sqlite::SqliteStorage;
pub use timers::{
    Absence, CheckIn, Drill, Gap, Newcomer, PlanHash, Progress, Run, Timer, TimerKey, TimerTables,
};

/// Work inside a transaction.
pub type Work<'w> = &'w mut dyn FnMut(&mut dyn Tables) -> Result<(), StorageError>;

/// Keeps the relay's tables.
pub trait Storage: Send {
    /// Runs `work` in one transaction. When it returns `Ok`, and only then, everything that `work`
    /// did is on disk (fsync) when this returns; on any error nothing of it is.
    ///
    /// # Errors
    /// What `work` returned, or why the transaction could not begin or be committed.
    fn transaction(&mut self, work: Work<'_>) -> Result<(), StorageError>;

    /// As [`transaction`](Self::transaction), with the room that is kept for it when the size that the operator
    /// allows is used up: requests that store are refused then, alarms are not.
    ///
    /// # Errors
    /// What `work` returned, or why the transaction could not begin or be committed.
    fn reserved_transaction(&mut self, work: Work<'_>) -> Result<(), StorageError> {
        self.transaction(work)
    }

    /// Folds journals into the main file, so that a copy of that file is complete.
    ///
    /// # Errors
    /// When the storage refuses.
    fn checkpoint(&mut self) -> Result<(), StorageError>;
}

/// What can be done inside a transaction. All errors are those of the storage.
pub trait Tables: MailboxTables + TimerTables + PlanTables + DossierTables + RouteTables {
    /// Runs `work` so that, when it fails, only what `work` did is undone.
    ///
    /// # Errors
    /// What `work` returned, or why the step could not begin or end.
    fn step(&mut self, work: Work<'_>) -> Result<(), StorageError>;
}
