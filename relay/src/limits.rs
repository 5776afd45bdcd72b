//! How much the relay keeps.

/// What one relay keeps for its readers. Every number has bounds within which the
/// protocol still works; [`Config`](crate::Config) refuses numbers outside them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Cells in one mailbox. When it is full the newest cell is refused.
    pub mailbox_cells: u32,
    /// Days after which a cell is deleted, fetched or not.
    pub mailbox_days: u32,
    /// Mailboxes and discard ids of one reader, together.
    pub reader_mailboxes: u32,
    /// Timers of one reader.
    pub reader_timers: u32,
    /// The size of the database file in MiB. Beyond it requests that store are answered *busy*.
    pub database_mib: u32,
}

impl Limits {
    pub(crate) const MAILBOX_CELLS: Bounds = Bounds { key: "limits.mailbox_cells", min: 256, max: 65_536 };
    /// Phones seal what has no receipt again after 50 days; a relay must not forget sooner.
    pub(crate) const MAILBOX_DAYS: Bounds = Bounds { key: "limits.mailbox_days", min: 55, max: 60 };
    pub(crate) const READER_MAILBOXES: Bounds =
        Bounds { key: "limits.reader_mailboxes", min: 64, max: 65_536 };
    pub(crate) const READER_TIMERS: Bounds = Bounds { key: "limits.reader_timers", min: 8, max: 1_024 };
    pub(crate) const DATABASE_MIB: Bounds = Bounds { key: "limits.database_mib", min: 16, max: 1_048_576 };
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            mailbox_cells: 1_024,
            mailbox_days: 60,
            reader_mailboxes: 1_024,
            reader_timers: 64,
            database_mib: 4_096,
        }
    }
}

/// The values that one configured number may take.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Bounds {
    pub(crate) key: &'static str,
    pub(crate) min: u32,
    pub(crate) max: u32,
}
