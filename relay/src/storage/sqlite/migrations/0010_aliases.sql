-- Under which other id a reader's timer can be touched: one for each timer, and one timer for each.
CREATE TABLE aliases (
    timer_id BLOB NOT NULL PRIMARY KEY REFERENCES timers (timer_id),
    receive_id BLOB NOT NULL CHECK (length(receive_id) = 16),
    alias BLOB NOT NULL CHECK (length(alias) = 16),
    UNIQUE (receive_id, alias)
) STRICT, WITHOUT ROWID;
