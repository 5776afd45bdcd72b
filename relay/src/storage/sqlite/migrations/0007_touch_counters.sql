-- Counters of touch keys that a plan took away: one that comes back goes on from there.
CREATE TABLE gone_touch_keys (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    timer_id BLOB NOT NULL REFERENCES timers (timer_id),
    public_key BLOB NOT NULL CHECK (length(public_key) = 32),
    last_counter INTEGER NOT NULL,
    UNIQUE (timer_id, public_key)
) STRICT;
