//! Readers, their mailboxes, and what waits in them.

use wayhome_protocol::cell::WireCell;
use wayhome_protocol::ids::{ReceiveId, SendId, Tag};
use wayhome_protocol::keys::CapabilityHash;
use wayhome_protocol::time::Timestamp;

use super::StorageError;
use crate::ServiceTime;

/// Acknowledged cells that are remembered for each mailbox. A sender's rings hold 80 groups; what waits in them for
/// somebody else may be as old as a few hundred later messages.
pub const ACKNOWLEDGED_MOST: u32 = 512;

/// Readers, mailboxes, cells and relay parts.
#[expect(clippy::missing_errors_doc, reason = "each method fails for one reason: the storage did")]
pub trait MailboxTables {
    /// What the relay knows about itself.
    fn meta(&mut self) -> Result<Meta, StorageError>;
    /// Replaces what the relay knows about itself.
    fn set_meta(&mut self, meta: &Meta) -> Result<(), StorageError>;

    /// The reader with this id.
    fn reader(&mut self, id: &ReceiveId) -> Result<Option<Reader>, StorageError>;
    /// Adds a reader, or replaces what is known of it.
    fn put_reader(&mut self, id: &ReceiveId, reader: &Reader) -> Result<(), StorageError>;

    /// The mailbox or discard id with this send id.
    fn mailbox(&mut self, id: &SendId) -> Result<Option<Mailbox>, StorageError>;
    /// How many mailboxes and discard ids a reader has.
    fn count_mailboxes(&mut self, reader: &ReceiveId) -> Result<u32, StorageError>;
    /// Adds a mailbox, or replaces what is known of it. Its reader never changes.
    fn put_mailbox(&mut self, id: &SendId, mailbox: &Mailbox) -> Result<(), StorageError>;
    /// Deletes a mailbox with its cells and relay parts, and what was remembered of it.
    fn remove_mailbox(&mut self, id: &SendId) -> Result<(), StorageError>;

    /// How many cells a mailbox holds.
    fn count_cells(&mut self, mailbox: &SendId) -> Result<u32, StorageError>;
    /// Whether a mailbox holds exactly this cell.
    fn has_cell(&mut self, mailbox: &SendId, cell: &WireCell) -> Result<bool, StorageError>;
    /// Adds a cell and returns its id, which is higher than any given before, deleted ones included.
    fn add_cell(&mut self, cell: &NewCell<'_>) -> Result<u64, StorageError>;
    /// From now on cells are given ids above `floor`, or above the highest one given if that is higher.
    fn raise_cell_ids(&mut self, floor: u64) -> Result<(), StorageError>;
    /// Up to `most` cells of a reader with ids above `cursor`, ascending.
    fn cells_after(
        &mut self,
        reader: &ReceiveId,
        cursor: u64,
        most: u32,
    ) -> Result<Vec<StoredCell>, StorageError>;
    /// Up to `most` cells of a reader that carry one of `tags`, oldest first.
    fn cells_tagged(
        &mut self,
        reader: &ReceiveId,
        tags: &[Tag],
        most: u32,
    ) -> Result<Vec<StoredCell>, StorageError>;
    /// Notes that this cell was given to its reader by tag; returns whether that was news.
    fn mark_handed_out(&mut self, id: u64) -> Result<bool, StorageError>;
    /// Deletes the cells of a reader that carry `tag` and were handed out, and remembers them as acknowledged on this
    /// day of service time; returns how many.
    fn acknowledge_handed_out(
        &mut self,
        reader: &ReceiveId,
        tag: &Tag,
        service_day: u32,
    ) -> Result<u32, StorageError>;
    /// Deletes one cell if it is this reader's, and remembers it in the same way; returns whether it was there.
    fn acknowledge_cell(
        &mut self,
        reader: &ReceiveId,
        id: u64,
        service_day: u32,
    ) -> Result<bool, StorageError>;
    /// The last day of service time on which exactly this cell was acknowledged in the mailbox, if that is remembered.
    /// For each mailbox [`ACKNOWLEDGED_MOST`] are, as long as there is room; beyond that those of the oldest days go.
    fn acknowledged_on(&mut self, mailbox: &SendId, cell: &WireCell) -> Result<Option<u32>, StorageError>;
    /// Forgets up to `most` cells that were acknowledged before this day of service time; returns how many.
    fn forget_acknowledged_before(&mut self, service_day: u32, most: u32) -> Result<u32, StorageError>;
    /// Forgets the cells that were acknowledged on this day of service time or later.
    fn forget_acknowledged_since(&mut self, service_day: u32) -> Result<(), StorageError>;
    /// Deletes up to `most` cells that came before this minute of service time; returns how many.
    fn remove_cells_before(&mut self, service_minute: u32, most: u32) -> Result<u32, StorageError>;

    /// Whether a mailbox has this relay part.
    fn has_relay_part(&mut self, mailbox: &SendId, tag: &Tag, part: &[u8; 32]) -> Result<bool, StorageError>;
    /// Adds a relay part and returns its number, which no other has had.
    fn add_relay_part(&mut self, mailbox: &SendId, part: &RelayPart) -> Result<u64, StorageError>;
    /// The relay parts of a mailbox, oldest first.
    fn relay_parts(&mut self, mailbox: &SendId) -> Result<Vec<RelayPart>, StorageError>;
    /// How many relay parts a mailbox has.
    fn count_relay_parts(&mut self, mailbox: &SendId) -> Result<u32, StorageError>;
    /// Deletes all relay parts of a mailbox; returns how many.
    fn remove_relay_parts(&mut self, mailbox: &SendId) -> Result<u32, StorageError>;
    /// Deletes every second one of the `older` oldest relay parts of a mailbox, the oldest first.
    fn thin_relay_parts(&mut self, mailbox: &SendId, older: u32) -> Result<(), StorageError>;
}

/// What the relay knows about itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Meta {
    /// Grows by one with each request that changed something.
    pub relay_seq: u64,
    /// The relay's wall time, which dates what contacts are shown. It never goes back.
    pub clock: Timestamp,
    /// When what has expired was last looked for.
    pub swept: ServiceTime,
    /// The highest `relay_seq` that a reader says it has seen. Above ours: this storage was put
    /// back from an older copy.
    pub echoed_seq: u64,
    /// The relay's service time, by which timers run and cells age.
    pub service: ServiceTime,
    /// When the last time began in which nothing is told.
    pub quiet_from: ServiceTime,
    /// When it ends.
    pub quiet_until: ServiceTime,
    /// Drawn at each start, so that what is told after it is never taken for what was told before it.
    pub life: u32,
}

/// Someone who fetches cells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reader {
    /// SHA-256 of the receive capability.
    pub capability_hash: CapabilityHash,
    /// The highest group count seen from this reader.
    pub highest_count: u64,
}

/// Where cells for one reader arrive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mailbox {
    /// Whose it is.
    pub receive_id: ReceiveId,
    /// SHA-256 of the send capability.
    pub capability_hash: CapabilityHash,
    /// A discard id: what is sent to it is dropped.
    pub discard: bool,
}

/// A cell to be stored.
#[derive(Debug)]
pub struct NewCell<'c> {
    /// The mailbox.
    pub send_id: SendId,
    /// The mailbox's reader.
    pub receive_id: ReceiveId,
    /// The cell, whose tag stands at its head.
    pub cell: &'c WireCell,
    /// Minutes since 1970 by the relay's clock.
    pub arrival_minute: u32,
    /// Minutes of service time: the cell ages by these.
    pub service_minute: u32,
    /// Seconds since the cell was sealed, as the sender says.
    pub age_s: u32,
    /// How loudly the sender wants it known: 0, 1 or 2.
    pub ring: u8,
}

/// A cell as it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredCell {
    /// Its id, ascending with arrival.
    pub id: u64,
    /// The mailbox.
    pub send_id: SendId,
    /// Minutes since 1970 by the relay's clock.
    pub arrival_minute: u32,
    /// Seconds since the cell was sealed, as the sender says.
    pub age_s: u32,
    /// The cell.
    pub cell: WireCell,
}

/// The relay's part of a capsule's key. Without the contact's part it opens nothing.
#[derive(Clone, PartialEq, Eq)]
pub struct RelayPart {
    /// The tag of the cell that it came with.
    pub tag: Tag,
    /// The part.
    pub part: [u8; 32],
    /// Minutes since 1970 by the relay's clock.
    pub minute: u32,
}
