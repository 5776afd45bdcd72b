-- Cells that their reader has and that were deleted: one that is sent again is not stored again. Known by their bytes,
-- as a sender whose store was put back may use a tag again for something else.
CREATE TABLE acknowledged (
    id INTEGER PRIMARY KEY,
    send_id BLOB NOT NULL REFERENCES mailboxes (send_id),
    cell_hash BLOB NOT NULL CHECK (length(cell_hash) = 32),
    service_minute INTEGER NOT NULL,
    UNIQUE (send_id, cell_hash)
) STRICT;
CREATE INDEX acknowledged_by_mailbox ON acknowledged (send_id, id);
CREATE INDEX acknowledged_by_service_minute ON acknowledged (service_minute);
