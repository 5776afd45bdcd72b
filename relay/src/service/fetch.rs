//! `/v1/fetch`: cells by cursor, acknowledged by id.

use wayhome_protocol::fetch_request::{FETCH_ITEMS, FetchAnswer, FetchItem, FetchRequest};
use wayhome_protocol::request::Outcome;
use wayhome_protocol::time::{Minute, Seconds};

use super::request::fetched;
use super::{Turn, same};
use crate::routes::reader_fetched;
use crate::storage::{StorageError, StoredCell};

/// One more than an answer holds, to know whether there is more.
const ASKED: u32 = 17;

impl Turn<'_> {
    pub(super) fn fetch(&mut self, request: &FetchRequest) -> Result<FetchAnswer, StorageError> {
        let reader = request.reading.receive_id;
        let known = self.tables.reader(&reader)?;
        if !known.is_some_and(|known| same(&known.capability_hash, &request.reading.capability.hash())) {
            return Ok(fetched(Outcome::Unknown));
        }
        for id in &request.acknowledged {
            self.changed |= self.tables.acknowledge_cell(&reader, *id, self.meta.service_day())?;
        }
        // A relay that was put back gives ids again that this reader's cursor has passed: begin anew, and
        // let the reader meet a cell twice rather than never.
        let cursor = if self.was_put_back(request.relay_seq)? { 0 } else { request.cursor };
        let mut cells = self.tables.cells_after(&reader, cursor, ASKED)?;
        // What has come since is not in front of anybody yet.
        reader_fetched(self.tables, &reader, request.looked && cells.is_empty())?;
        let more = cells.len() > FETCH_ITEMS;
        cells.truncate(FETCH_ITEMS);
        Ok(FetchAnswer {
            more,
            now: Minute::new(self.meta.minute()),
            items: cells.into_iter().map(item).collect(),
            ..fetched(Outcome::Done)
        })
    }
}

fn item(stored: StoredCell) -> FetchItem {
    FetchItem {
        id: stored.id,
        arrival: Minute::new(stored.arrival_minute),
        age: Seconds::new(stored.age_s),
        send_id: stored.send_id,
        cell: stored.cell,
    }
}
