-- Mailboxes that were opened after a step was told, and have yet to be told of it: nothing is told in a quiet time or
-- a pause. round and told say how the timer stood then.
CREATE TABLE newcomers (
    timer_id BLOB NOT NULL REFERENCES timers (timer_id),
    send_id BLOB NOT NULL CHECK (length(send_id) = 16),
    round INTEGER NOT NULL,
    told INTEGER NOT NULL CHECK (told BETWEEN 1 AND 4),
    due_ms INTEGER NOT NULL,
    PRIMARY KEY (timer_id, send_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX newcomers_by_time ON newcomers (due_ms);
