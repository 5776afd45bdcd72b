-- How people without the app are reached. Addresses, numbers, languages and texts are sealed under a key
-- outside the database; tokens, numbers and addresses are looked up by hashes.
-- kind: 1 e-mail, 2 ntfy, 3 webhook, 4 Web Push, 5 UnifiedPush, 6 SMS. owner: a reader and a route id, or
-- a timer, a person and the hash of a number.
CREATE TABLE routes (
    row_id BLOB NOT NULL PRIMARY KEY CHECK (length(row_id) = 16),
    receive_id BLOB REFERENCES readers (receive_id),
    route_id BLOB CHECK (length(route_id) = 16),
    timer_id BLOB CHECK (length(timer_id) = 16),
    person INTEGER,
    number_hash BLOB CHECK (length(number_hash) = 32),
    kind INTEGER NOT NULL CHECK (kind BETWEEN 1 AND 6),
    wish INTEGER NOT NULL CHECK (wish IN (1, 2)),
    state INTEGER NOT NULL CHECK (state BETWEEN 1 AND 5),
    address BLOB NOT NULL,
    language BLOB NOT NULL,
    confirm_hash BLOB NOT NULL UNIQUE CHECK (length(confirm_hash) = 32),
    stop_hash BLOB NOT NULL UNIQUE CHECK (length(stop_hash) = 32),
    answer INTEGER NOT NULL CHECK (answer BETWEEN 0 AND 3),
    refusals INTEGER NOT NULL,
    failing_since_ms INTEGER,
    down INTEGER NOT NULL CHECK (down IN (0, 1)),
    last_sent_ms INTEGER,
    alerted_ms INTEGER,
    created_ms INTEGER NOT NULL,
    CHECK ((receive_id IS NULL) = (kind = 6) AND (receive_id IS NULL) = (route_id IS NULL)),
    CHECK ((timer_id IS NULL) = (kind <> 6) AND (timer_id IS NULL) = (person IS NULL)
           AND (timer_id IS NULL) = (number_hash IS NULL))
) STRICT, WITHOUT ROWID;
CREATE INDEX routes_by_reader ON routes (receive_id, route_id) WHERE receive_id IS NOT NULL;
CREATE INDEX routes_by_timer ON routes (timer_id, person) WHERE timer_id IS NOT NULL;
CREATE INDEX routes_by_age ON routes (created_ms) WHERE state = 1;
CREATE INDEX routes_by_number ON routes (number_hash) WHERE number_hash IS NOT NULL;

-- What is to be sent, and, for a while, what was. due_ms is NULL when nothing is left to do.
-- purpose: 1 wake, 2 wish, 3 question, 4 thanks, 5 words, 6 urgent.
CREATE TABLE route_messages (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    row_id BLOB NOT NULL REFERENCES routes (row_id),
    kind INTEGER NOT NULL CHECK (kind BETWEEN 1 AND 6),
    message_key BLOB NOT NULL CHECK (length(message_key) = 16),
    purpose INTEGER NOT NULL CHECK (purpose BETWEEN 1 AND 6),
    drill INTEGER NOT NULL CHECK (drill IN (0, 1)),
    words BLOB,
    queued_ms INTEGER NOT NULL,
    due_ms INTEGER,
    sends INTEGER NOT NULL,
    leased_until_ms INTEGER,
    attempts INTEGER NOT NULL DEFAULT 0,
    failures INTEGER NOT NULL DEFAULT 0,
    failing_since_ms INTEGER,
    sent INTEGER NOT NULL DEFAULT 0,
    UNIQUE (row_id, message_key)
) STRICT;
CREATE INDEX route_messages_due ON route_messages (kind, due_ms) WHERE due_ms IS NOT NULL;
CREATE INDEX route_messages_waiting ON route_messages (row_id, id) WHERE due_ms IS NOT NULL;
CREATE INDEX route_messages_by_age ON route_messages (purpose, queued_ms);

-- When a question went to an address and the like, counted so that the relay is no mail bomb.
CREATE TABLE route_events (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    what BLOB NOT NULL CHECK (length(what) = 32),
    at_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX route_events_by_what ON route_events (what, at_ms);
CREATE INDEX route_events_by_age ON route_events (at_ms);

-- Addresses that want nothing.
CREATE TABLE route_refusals (
    whose BLOB NOT NULL PRIMARY KEY CHECK (length(whose) = 32),
    until_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
