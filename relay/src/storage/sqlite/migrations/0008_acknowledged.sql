-- Cells that their reader had and that were deleted: one that is sent again wakes nobody, and is stored again at most
-- once a day. Known by the first half of their hash, as a sender whose store was put back may use a tag again for
-- something else. No more than the day of service time is kept, and no order in which mailboxes were emptied.
CREATE TABLE acknowledged (
    send_id BLOB NOT NULL REFERENCES mailboxes (send_id),
    cell_hash BLOB NOT NULL CHECK (length(cell_hash) = 16),
    service_day INTEGER NOT NULL,
    PRIMARY KEY (send_id, cell_hash)
) STRICT, WITHOUT ROWID;
CREATE INDEX acknowledged_by_service_day ON acknowledged (service_day);
