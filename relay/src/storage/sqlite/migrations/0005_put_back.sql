-- An absence that may be one of a database put back from an older copy, and when a reader first showed that it was.
-- All of them are kept: a further start must not hide the one before.
ALTER TABLE gaps ADD COLUMN is_start INTEGER NOT NULL DEFAULT 0 CHECK (is_start IN (0, 1));
ALTER TABLE gaps ADD COLUMN echoed_ms INTEGER;
ALTER TABLE meta DROP COLUMN start_ms;
ALTER TABLE meta DROP COLUMN start_absence_ms;
ALTER TABLE meta DROP COLUMN put_back_ms;
