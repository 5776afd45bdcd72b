-- One row: what the relay knows about itself.
CREATE TABLE meta (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    relay_seq INTEGER NOT NULL,
    clock_ms INTEGER NOT NULL,
    swept_ms INTEGER NOT NULL,
    echoed_seq INTEGER NOT NULL
) STRICT;
INSERT INTO meta (id, relay_seq, clock_ms, swept_ms, echoed_seq) VALUES (1, 0, 0, 0, 0);

-- Capabilities stand in every table as SHA-256 only.
CREATE TABLE readers (
    receive_id BLOB NOT NULL PRIMARY KEY CHECK (length(receive_id) = 16),
    capability_hash BLOB NOT NULL CHECK (length(capability_hash) = 32),
    highest_count INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE mailboxes (
    send_id BLOB NOT NULL PRIMARY KEY CHECK (length(send_id) = 16),
    receive_id BLOB NOT NULL REFERENCES readers (receive_id),
    capability_hash BLOB NOT NULL CHECK (length(capability_hash) = 32),
    discard INTEGER NOT NULL CHECK (discard IN (0, 1))
) STRICT, WITHOUT ROWID;
CREATE INDEX mailboxes_by_reader ON mailboxes (receive_id);

-- AUTOINCREMENT: an id is never given twice, or a reader's cursor would pass over a cell.
-- receive_id repeats what mailboxes says (a mailbox never changes its reader), so that a
-- reader's cells are found in the order of their ids.
CREATE TABLE cells (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    send_id BLOB NOT NULL REFERENCES mailboxes (send_id),
    receive_id BLOB NOT NULL,
    tag BLOB NOT NULL CHECK (length(tag) = 16),
    cell BLOB NOT NULL CHECK (length(cell) = 1024),
    cell_hash BLOB NOT NULL CHECK (length(cell_hash) = 32),
    arrival_minute INTEGER NOT NULL,
    age_s INTEGER NOT NULL,
    ring INTEGER NOT NULL CHECK (ring IN (0, 1, 2)),
    handed_out INTEGER NOT NULL DEFAULT 0 CHECK (handed_out IN (0, 1)),
    UNIQUE (send_id, cell_hash)
) STRICT;
CREATE INDEX cells_by_reader ON cells (receive_id, id);
CREATE INDEX cells_by_tag ON cells (receive_id, tag);
CREATE INDEX cells_by_minute ON cells (arrival_minute);

CREATE TABLE relay_parts (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    send_id BLOB NOT NULL REFERENCES mailboxes (send_id),
    tag BLOB NOT NULL CHECK (length(tag) = 16),
    part BLOB NOT NULL CHECK (length(part) = 32),
    minute INTEGER NOT NULL,
    UNIQUE (send_id, tag, part)
) STRICT;

CREATE TABLE timers (
    timer_id BLOB NOT NULL PRIMARY KEY CHECK (length(timer_id) = 16),
    receive_id BLOB NOT NULL REFERENCES readers (receive_id),
    touch_delta_s INTEGER,
    touch_effective_ms INTEGER,
    order_op INTEGER CHECK (order_op IN (2, 3, 4)),
    order_counter INTEGER,
    order_delta_s INTEGER,
    order_hash BLOB CHECK (length(order_hash) = 32)
) STRICT, WITHOUT ROWID;
CREATE INDEX timers_by_reader ON timers (receive_id);

-- place 0 is the control key, 1 to 4 are the touch keys.
CREATE TABLE timer_keys (
    timer_id BLOB NOT NULL REFERENCES timers (timer_id),
    place INTEGER NOT NULL CHECK (place BETWEEN 0 AND 4),
    public_key BLOB NOT NULL CHECK (length(public_key) = 32),
    last_counter INTEGER,
    PRIMARY KEY (timer_id, place)
) STRICT, WITHOUT ROWID;
