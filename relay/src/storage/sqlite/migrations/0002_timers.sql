-- Service time: milliseconds that grow only while the relay runs. It goes on from the wall time that was
-- kept so far, so that what was stored in wall time stays comparable, and starts years after 0, so that an
-- age can be taken off.
ALTER TABLE meta ADD COLUMN service_ms INTEGER NOT NULL DEFAULT 0;
-- Between these service times nothing is told.
ALTER TABLE meta ADD COLUMN quiet_from_ms INTEGER NOT NULL DEFAULT 0;
ALTER TABLE meta ADD COLUMN quiet_until_ms INTEGER NOT NULL DEFAULT 0;
-- The last start after an absence: when, how long the absence was, and when a reader said that the database
-- had been put back from an older copy.
ALTER TABLE meta ADD COLUMN start_ms INTEGER NOT NULL DEFAULT 0;
ALTER TABLE meta ADD COLUMN start_absence_ms INTEGER NOT NULL DEFAULT 0;
ALTER TABLE meta ADD COLUMN put_back_ms INTEGER;
-- Drawn at each such start, so that what is told after it is never taken for what was told before it.
ALTER TABLE meta ADD COLUMN life INTEGER NOT NULL DEFAULT 0;
UPDATE meta SET service_ms = max(clock_ms, 100000000000), swept_ms = max(swept_ms, 100000000000);

-- When a cell came, in minutes of service time: cells age only while the relay runs.
ALTER TABLE cells ADD COLUMN service_minute INTEGER NOT NULL DEFAULT 0;
UPDATE cells SET service_minute = arrival_minute;
DROP INDEX cells_by_minute;
CREATE INDEX cells_by_service_minute ON cells (service_minute);

-- All times of a timer are service times. touch_effective_ms is when the last check-in was made,
-- heard_ms when it came.
ALTER TABLE timers ADD COLUMN heard_ms INTEGER;
ALTER TABLE timers ADD COLUMN paused_until_ms INTEGER;
ALTER TABLE timers ADD COLUMN ended INTEGER NOT NULL DEFAULT 0 CHECK (ended IN (0, 1));
-- SHA-256 of the keys that were registered; a plan may have brought others since.
ALTER TABLE timers ADD COLUMN registered BLOB CHECK (length(registered) = 32);
-- Hashes of plans: the armed one, and those that were ordered and have not come.
ALTER TABLE timers ADD COLUMN armed BLOB CHECK (length(armed) = 32);
ALTER TABLE timers ADD COLUMN wanted BLOB CHECK (length(wanted) = 32);
ALTER TABLE timers ADD COLUMN wanted_drill BLOB CHECK (length(wanted_drill) = 32);
-- How many rounds there have been, drills included, and where the present one is.
ALTER TABLE timers ADD COLUMN rounds INTEGER NOT NULL DEFAULT 0;
ALTER TABLE timers ADD COLUMN round INTEGER NOT NULL DEFAULT 0;
ALTER TABLE timers ADD COLUMN told INTEGER NOT NULL DEFAULT 0 CHECK (told BETWEEN 0 AND 4);
ALTER TABLE timers ADD COLUMN told_ms INTEGER;
ALTER TABLE timers ADD COLUMN swept INTEGER NOT NULL DEFAULT 0 CHECK (swept IN (0, 1));
ALTER TABLE timers ADD COLUMN holds INTEGER NOT NULL DEFAULT 0;
ALTER TABLE timers ADD COLUMN held_2_ms INTEGER;
ALTER TABLE timers ADD COLUMN held_3_ms INTEGER;
ALTER TABLE timers ADD COLUMN held_4_ms INTEGER;
-- When there may be something to do; none when there never will be.
ALTER TABLE timers ADD COLUMN deadline_ms INTEGER;
UPDATE timers SET heard_ms = touch_effective_ms, ended = (order_op IS 4),
    wanted = CASE WHEN order_op IS 2 THEN order_hash END;
ALTER TABLE timers DROP COLUMN order_op;
ALTER TABLE timers DROP COLUMN order_counter;
ALTER TABLE timers DROP COLUMN order_delta_s;
ALTER TABLE timers DROP COLUMN order_hash;
CREATE INDEX timers_by_deadline ON timers (deadline_ms) WHERE deadline_ms IS NOT NULL;

-- A drill runs beside the armed plan.
CREATE TABLE drills (
    timer_id BLOB NOT NULL PRIMARY KEY REFERENCES timers (timer_id),
    hash BLOB NOT NULL CHECK (length(hash) = 32),
    started_ms INTEGER NOT NULL,
    round INTEGER NOT NULL,
    told INTEGER NOT NULL CHECK (told BETWEEN 0 AND 4),
    deadline_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX drills_by_deadline ON drills (deadline_ms);

-- The last counter of a hold, for each person who ever held a step of this timer.
CREATE TABLE hold_counters (
    timer_id BLOB NOT NULL REFERENCES timers (timer_id),
    public_key BLOB NOT NULL CHECK (length(public_key) = 32),
    last_counter INTEGER NOT NULL,
    PRIMARY KEY (timer_id, public_key)
) STRICT, WITHOUT ROWID;

-- Absences that contacts are still being told of; cursor is the last timer whose people were.
CREATE TABLE absences (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    from_minute INTEGER NOT NULL,
    to_minute INTEGER NOT NULL,
    cursor BLOB CHECK (length(cursor) = 16)
) STRICT;

-- Uploaded plans, armed or not. phones is sealed under a key that is not in this file.
CREATE TABLE plans (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    timer_id BLOB NOT NULL REFERENCES timers (timer_id),
    hash BLOB NOT NULL CHECK (length(hash) = 32),
    drill INTEGER NOT NULL CHECK (drill IN (0, 1)),
    interval_s INTEGER NOT NULL,
    grace_s INTEGER NOT NULL,
    delay_1_s INTEGER NOT NULL,
    delay_2_s INTEGER,
    delay_3_s INTEGER,
    delay_4_s INTEGER,
    dossier_id BLOB CHECK (length(dossier_id) = 16),
    dossier_part BLOB CHECK (length(dossier_part) = 32),
    dossier_generation INTEGER,
    touch_keys BLOB CHECK (length(touch_keys) = 128),
    phones BLOB,
    stored_ms INTEGER NOT NULL,
    UNIQUE (timer_id, hash)
) STRICT;
CREATE INDEX plans_by_dossier ON plans (dossier_id) WHERE dossier_id IS NOT NULL;
CREATE INDEX plans_by_time ON plans (stored_ms);

CREATE TABLE plan_people (
    plan_id INTEGER NOT NULL REFERENCES plans (id) ON DELETE CASCADE,
    place INTEGER NOT NULL CHECK (place BETWEEN 0 AND 7),
    send_id BLOB NOT NULL CHECK (length(send_id) = 16),
    capability_hash BLOB NOT NULL CHECK (length(capability_hash) = 32),
    hold_key BLOB NOT NULL CHECK (length(hold_key) = 32),
    told INTEGER NOT NULL,
    places INTEGER NOT NULL,
    dossier INTEGER NOT NULL,
    PRIMARY KEY (plan_id, place)
) STRICT, WITHOUT ROWID;

-- Cells that wait for their step.
CREATE TABLE lodged (
    plan_id INTEGER NOT NULL REFERENCES plans (id) ON DELETE CASCADE,
    place INTEGER NOT NULL CHECK (place BETWEEN 0 AND 7),
    step INTEGER NOT NULL CHECK (step BETWEEN 1 AND 4),
    cell BLOB NOT NULL CHECK (length(cell) = 1024),
    PRIMARY KEY (plan_id, place, step)
) STRICT;

CREATE TABLE dossiers (
    dossier_id BLOB NOT NULL PRIMARY KEY CHECK (length(dossier_id) = 16),
    receive_id BLOB NOT NULL REFERENCES readers (receive_id),
    chunks INTEGER NOT NULL CHECK (chunks BETWEEN 1 AND 192),
    reading_hash BLOB NOT NULL CHECK (length(reading_hash) = 32),
    changed_ms INTEGER NOT NULL,
    released_ms INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX dossiers_by_reader ON dossiers (receive_id);

CREATE TABLE dossier_chunks (
    dossier_id BLOB NOT NULL REFERENCES dossiers (dossier_id) ON DELETE CASCADE,
    place INTEGER NOT NULL CHECK (place BETWEEN 0 AND 191),
    chunk BLOB NOT NULL CHECK (length(chunk) = 65576),
    PRIMARY KEY (dossier_id, place)
) STRICT;
